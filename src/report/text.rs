//! A page of plain text, 40 full-width columns wide: headings, sentences and lines to write on.
//!
//! It knows nothing of what it says, and nothing of printers: what is made is lines.

use crate::domain::text::shown;

/// The width of a page in half-width columns: 40 full-width ones.
pub const WIDTH: usize = 80;

/// What does not begin a line: it hangs at the end of the line before, for which one place is left free.
const HANGS: &str = "、。，．）」』】〕・：；？！ー々,.)]:;?!";

/// A page being written, line by line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    width: usize,
    lines: Vec<String>,
}

impl Page {
    /// Begins a page this many half-width columns wide, 20 at least.
    pub fn new(width: usize) -> Page {
        Page {
            width: width.max(20),
            lines: Vec::new(),
        }
    }

    /// Writes a title between two rules.
    pub fn title(&mut self, text: &str) {
        self.rule();
        self.indented(text, 2);
        self.rule();
    }

    /// Writes a heading after an empty line.
    pub fn heading(&mut self, text: &str) {
        self.gap();
        self.hanging("■ ", text, 0);
    }

    /// Writes a sentence.
    pub fn sentence(&mut self, text: &str) {
        self.indented(text, 2);
    }

    /// Writes one thing of a list.
    pub fn item(&mut self, text: &str) {
        self.hanging("・", text, 2);
    }

    /// Writes what belongs to the thing before.
    pub fn detail(&mut self, text: &str) {
        self.indented(text, 6);
    }

    /// Writes a label with a line to write on by hand.
    pub fn blank(&mut self, label: &str) {
        self.gap();
        self.write_on(label);
    }

    /// The same without an empty line before.
    pub fn write_on(&mut self, label: &str) {
        let label = format!("  {label}  ");
        let free = self.width.saturating_sub(cells(&label) + 2);
        self.lines.push(format!("{label}{}", "_".repeat(free)));
    }

    /// Leaves a line empty.
    pub fn gap(&mut self) {
        self.lines.push(String::new());
    }

    /// Gives the lines, none wider than the page but for one word that is.
    pub fn into_lines(self) -> Vec<String> {
        self.lines
    }

    fn rule(&mut self) {
        self.lines.push("-".repeat(self.width));
    }

    fn indented(&mut self, text: &str, by: usize) {
        self.hanging("", text, by);
    }

    fn hanging(&mut self, sign: &str, text: &str, by: usize) {
        let inner = by + cells(sign);
        let mut sign = sign;
        for row in text.split('\n').flat_map(|it| rows(it, self.width - inner)) {
            let first = format!("{}{sign}", " ".repeat(by));
            let line = match sign {
                "" => format!("{}{row}", " ".repeat(inner)),
                _ => format!("{first}{row}"),
            };
            self.lines.push(line.trim_end().to_owned());
            sign = "";
        }
    }
}

/// Gives the lines as the text of a file; what could steer a printer or a terminal is shown and not sent.
pub fn printed(lines: &[String]) -> String {
    let lines = lines.iter().map(|it| format!("{}\n", shown(it)));
    lines.collect()
}

/// Breaks a text into rows: between words where there are blanks, else between any two characters.
fn rows(text: &str, width: usize) -> Vec<String> {
    let (mut rows, mut row) = (Vec::new(), String::new());
    for piece in pieces(text) {
        let hangs = piece.chars().all(|it| HANGS.contains(it));
        let most = if hangs { width } else { width - 2 };
        if !row.is_empty() && cells(&row) + cells(piece.trim_end()) > most {
            let along = match hangs {
                true => row.split_off(last_word(&row)),
                false => String::new(),
            };
            rows.push(std::mem::replace(&mut row, along));
            row.push_str(piece.trim_start());
            continue;
        }
        row.push_str(piece);
    }
    rows.push(row);
    rows
}

/// Where the last piece of a row begins that may begin the next one; its end where none but the first may.
fn last_word(row: &str) -> usize {
    let mut from = row.len();
    for piece in pieces(row).into_iter().rev() {
        from -= piece.len();
        if !piece.chars().all(|it| HANGS.contains(it)) {
            break;
        }
    }
    match from {
        0 => row.len(),
        from => from,
    }
}

/// Words of narrow letters with the blanks after them, and wide characters one by one, each with the marks that belong to it.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut from = 0;
    let mut before: Option<char> = None;
    for (at, now) in text.char_indices() {
        if is_mark(now) {
            continue;
        }
        let joined = before.is_some_and(|it| is_narrow(it) && is_narrow(now));
        let breaks = match before {
            Some(' ') => now != ' ',
            Some(_) => !joined,
            None => false,
        };
        if breaks {
            pieces.push(&text[from..at]);
            from = at;
        }
        before = Some(now);
    }
    pieces.push(&text[from..]);
    pieces
}

/// How wide a text is in print: half-width for ASCII and half-width kana, nothing for marks on another character,
/// full-width for everything else.
fn cells(text: &str) -> usize {
    let one = |it: char| match it {
        it if is_mark(it) => 0,
        it if is_narrow(it) => 1,
        _ => 2,
    };
    text.chars().map(one).sum()
}

/// Whether it belongs to the character before it: an accent, a voicing mark, the form of a character that is meant.
fn is_mark(it: char) -> bool {
    matches!(
        it,
        '\u{300}'..='\u{36F}' | '\u{3099}' | '\u{309A}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}'
    )
}

fn is_narrow(it: char) -> bool {
    it.is_ascii() || ('\u{ff61}'..='\u{ff9f}').contains(&it)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(write: impl FnOnce(&mut Page)) -> Vec<String> {
        let mut page = Page::new(WIDTH);
        write(&mut page);
        page.into_lines()
    }

    #[test]
    fn japanese_breaks_anywhere_but_before_a_stop() {
        let text = format!("{}。", "あ".repeat(38));
        assert_eq!(page(|it| it.sentence(&text)), [format!("  {text}")]);
        let text = format!("{}、い", "あ".repeat(38));
        let lines = page(|it| it.item(&text));
        assert_eq!(lines.len(), 2);
        assert!(lines.iter().all(|it| cells(it) <= WIDTH), "{lines:?}");
        assert_eq!(lines[1], "    あ、い", "under the text and not the sign");
    }

    #[test]
    fn no_line_parts_a_character_from_its_marks() {
        for odd in ["か\u{3099}", "葛\u{E0100}", "e\u{301}", "は\u{309A}"] {
            for before in 0..80 {
                let text = format!("{}{odd}{}", "あ".repeat(before), "い".repeat(40));
                let lines = page(|it| it.sentence(&text));
                assert!(lines.iter().all(|it| cells(it) <= WIDTH), "{lines:?}");
                let begins = |it: &String| it.trim_start().starts_with(is_mark);
                assert!(!lines.iter().any(begins), "{before}: {lines:?}");
                let told: String = lines.iter().map(|it| it.trim_start()).collect();
                assert_eq!(told, text);
            }
        }
    }

    /// One place is left for what hangs; where two come together, the character before them goes along.
    #[test]
    fn no_line_begins_with_a_stop_however_many_come_together() {
        for text in [
            "「みどり」に渡しました（第1版）。",
            "（はい（いいえ））、。",
        ] {
            let text = text.repeat(4);
            for width in 20..60 {
                let mut page = Page::new(width);
                page.sentence(&text);
                for line in page.into_lines() {
                    let first = line.trim_start().chars().next();
                    let hangs = first.is_some_and(|it| HANGS.contains(it));
                    assert!(!hangs, "{line} at {width}");
                    assert!(cells(&line) <= width, "{line} at {width}");
                }
            }
        }
    }

    #[test]
    fn words_are_not_cut() {
        let text = "consent ".repeat(30);
        let lines = page(|it| it.sentence(&text));
        assert!(lines.len() > 2);
        for line in &lines {
            assert!(cells(line) <= WIDTH, "{line}");
            assert!(line.split_whitespace().all(|it| it == "consent"), "{line}");
        }
    }

    #[test]
    fn no_line_is_wider_than_the_page() {
        let texts = ["ｶﾅとabc、", "同意（どうい）。", "x y ", "（１）"];
        for text in texts {
            let lines = page(|it| {
                it.title(&text.repeat(20));
                it.heading(&text.repeat(20));
                it.item(&text.repeat(20));
                it.detail(&text.repeat(20));
                it.blank(text);
            });
            assert!(lines.iter().all(|it| cells(it) <= WIDTH), "{lines:#?}");
        }
    }
}
