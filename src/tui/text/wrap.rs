//! Breaking a text into rows of a width, by the Japanese rules of line breaking (禁則) and with Latin words whole.
//!
//! No hyphenation and no hanging: a row is never wider than asked, unless one character alone is.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::tui::text::grapheme_cells;

/// Never at the beginning of a row.
const NOT_FIRST: &str = "、。，．・：；？！）］｝」』】〕〉》〙〗ー～〜ゝゞヽヾ々〻ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ\
    ㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ､｡･｣ｧｨｩｪｫｬｭｮｯｰﾞﾟ’”％‰℃°…‥゛゜)]},.!?:;%";
/// Never at the end of a row.
const NOT_LAST: &str = "（［｛「『【〔〈《〘〖‘“｢￥＄＃〒([{¥$#";

/// Gives the rows of a text as byte ranges, at least one.
///
/// The line feed that ends a row and the one space at which a row was broken belong to no row.
pub fn wrap(text: &str, width: usize) -> Vec<Range<usize>> {
    let mut rows = Vec::new();
    let mut start = 0;
    for paragraph in text.split('\n') {
        wrap_paragraph(paragraph, start, width.max(1), &mut rows);
        start += paragraph.len() + 1;
    }
    rows
}

/// Gives the rows of a text as texts.
pub fn lines(text: &str, width: usize) -> Vec<&str> {
    wrap(text, width)
        .into_iter()
        .map(|row| &text[row])
        .collect()
}

/// One grapheme: where it begins, its cells, and what it demands.
struct Unit<'a> {
    at: usize,
    text: &'a str,
    cells: usize,
}

impl Unit<'_> {
    fn is_space(&self) -> bool {
        self.text == " "
    }

    fn is_listed(&self, list: &str) -> bool {
        self.text.chars().next().is_some_and(|c| list.contains(c))
    }

    /// Part of a word that is not cut: Latin letters, digits and the ASCII signs between them.
    fn is_word(&self) -> bool {
        self.text
            .chars()
            .next()
            .is_some_and(|c| c.is_ascii_graphic() || (c < '\u{1100}' && c.is_alphanumeric()))
    }
}

fn wrap_paragraph(text: &str, offset: usize, width: usize, rows: &mut Vec<Range<usize>>) {
    let units: Vec<Unit> = text
        .grapheme_indices(true)
        .map(|(at, text)| Unit {
            at: at + offset,
            text,
            cells: grapheme_cells(text),
        })
        .collect();
    let place = |nth: usize| units.get(nth).map_or(offset + text.len(), |unit| unit.at);
    let mut first = 0;
    loop {
        let full = fitting(&units, first, width);
        if full == units.len() {
            rows.push(place(first)..place(full));
            return;
        }
        let (last, next) = break_row(&units, first, full, width);
        rows.push(place(first)..place(last));
        first = next;
    }
}

/// The first unit behind `first` that does not fit any more; at least one is taken.
fn fitting(units: &[Unit], first: usize, width: usize) -> usize {
    let mut used = 0;
    for (nth, unit) in units.iter().enumerate().skip(first) {
        used += unit.cells;
        if used > width && nth > first {
            return nth;
        }
    }
    units.len()
}

/// Where the row ends and where the next begins (behind the space, if the break is at one).
fn break_row(units: &[Unit], first: usize, full: usize, width: usize) -> (usize, usize) {
    if word_is_too_long(units, first, full, width) {
        return (full, full);
    }
    (first + 1..=full)
        .rev()
        .find_map(|at| broken_at(units, first, at))
        .unwrap_or((full, full))
}

/// Tells whether the word across the edge would not fit on a row of its own either.
fn word_is_too_long(units: &[Unit], first: usize, full: usize, width: usize) -> bool {
    if !units[full].is_word() || !units[full - 1].is_word() {
        return false;
    }
    let head = units[first..full]
        .iter()
        .rev()
        .take_while(|unit| unit.is_word());
    let tail = units[full..]
        .iter()
        .take(width + 1)
        .take_while(|unit| unit.is_word());
    head.chain(tail).map(|unit| unit.cells).sum::<usize>() > width
}

fn broken_at(units: &[Unit], first: usize, at: usize) -> Option<(usize, usize)> {
    let (last, next) = match (units[at].is_space(), units[at - 1].is_space()) {
        (true, _) => (at, at + 1),
        (false, true) if at - 1 > first => (at - 1, at),
        _ => (at, at),
    };
    let (before, after) = (&units[last - 1], units.get(next));
    let cuts_word = last == next && before.is_word() && after.is_some_and(Unit::is_word);
    let refused = cuts_word
        || before.is_listed(NOT_LAST)
        || after.is_some_and(|after| after.is_listed(NOT_FIRST));
    (!refused).then_some((last, next))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::text::cells;
    use proptest::prelude::*;

    #[test]
    fn rows_break_where_a_typesetter_would_break_them() {
        for (text, width, rows) in [
            (
                "あいうえお。「発熱」あり、CRP 12.5mg/dL高値ok。",
                12,
                vec![
                    "あいうえお。",
                    "「発熱」あ",
                    "り、CRP",
                    "12.5mg/dL高",
                    "値ok。",
                ],
            ),
            (
                "血圧 収縮期血圧が上昇した。",
                16,
                vec!["血圧 収縮期血圧", "が上昇した。"],
            ),
            ("あいう。", 6, vec!["あい", "う。"]),
            ("あいう（え", 8, vec!["あいう", "（え"]),
            ("あいうっえ", 6, vec!["あい", "うっえ"]),
            ("コーヒー", 6, vec!["コー", "ヒー"]),
            ("the quick brown", 9, vec!["the quick", "brown"]),
            ("the quick", 8, vec!["the", "quick"]),
            ("あAAAAAAAAAA", 6, vec!["あAAAA", "AAAAAA"]),
            ("あ。。。。。", 4, vec!["あ。", "。。", "。。"]),
            ("a  b", 1, vec!["a", " ", "b"]),
            ("一\n\n二\n", 10, vec!["一", "", "二", ""]),
            ("", 10, vec![""]),
            ("あい", 1, vec!["あ", "い"]),
            ("あい", 0, vec!["あ", "い"]),
            ("ｶﾞｷﾞ", 3, vec!["ｶﾞ", "ｷﾞ"]),
            ("葛\u{E0100}飾", 2, vec!["葛\u{E0100}", "飾"]),
            ("時々雨", 2, vec!["時", "々", "雨"]),
            ("薬は「朝」「夕」", 10, vec!["薬は「朝」", "「夕」"]),
        ] {
            assert_eq!(lines(text, width), rows, "{text} {width}");
        }
    }

    fn any_text() -> impl Strategy<Value = String> {
        prop_oneof![
            any::<String>(),
            "[a-c12 .,()あ-う。、「」（）っゃー々ｱｶﾞ漢字\n👨\u{200D}\u{3099}\u{E0100}🇯🇵]{0,60}",
        ]
    }

    proptest! {
        #[test]
        fn no_row_is_too_wide_and_nothing_is_lost(text in any_text(), width in 0..24_usize) {
            let mut end = 0;
            for row in wrap(&text, width) {
                let between = &text[end..row.start];
                prop_assert!(end == 0 && between.is_empty() || matches!(between, "" | " " | "\n"), "{:?}", between);
                let line = &text[row.clone()];
                let alone = line.graphemes(true).filter(|g| grapheme_cells(g) > 0).count() == 1;
                prop_assert!(cells(line) <= width || alone, "{:?}", line);
                prop_assert!(!line.contains('\n'));
                end = row.end;
            }
            prop_assert!(matches!(&text[end..], "" | " "));
        }

        #[test]
        fn a_text_that_fits_stays_on_its_row(text in "[a-zあ-ん。「」 ]{0,30}") {
            prop_assert_eq!(lines(&text, 60), [text.as_str()]);
        }

        #[test]
        fn ordinary_japanese_keeps_the_rules(text in "([かきくけこ]{2}[。、」）ーっ]?[「（]?[かきくけこ]){0,12}", width in 8..24_usize) {
            for (nth, row) in lines(&text, width).into_iter().enumerate() {
                let first = row.chars().next();
                prop_assert!(nth == 0 || !first.is_some_and(|c| NOT_FIRST.contains(c)), "{}", row);
                let last = row.chars().next_back();
                prop_assert!(text.ends_with(row) || !last.is_some_and(|c| NOT_LAST.contains(c)), "{}", row);
            }
        }
    }
}
