//! Checked text: what may be kept of what was typed, pasted or received, and how hostile text is shown.
//!
//! Not a normaliser: a name is stored as it was typed. Folding for comparison is in `domain::search`.

use std::borrow::Cow;
use std::fmt;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::compose;

/// How many lines a text may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lines {
    /// A line end becomes a space.
    One,
    /// Every kind of line end becomes LF.
    Many,
}

/// Says why a text was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextRefused {
    /// Nothing visible is left after cleaning.
    Empty,
    /// More characters (Unicode scalar values, after cleaning) than the place allows.
    TooLong {
        /// The most characters the place takes.
        max: usize,
        /// How many there are.
        is: usize,
    },
    /// A reading holds something that is no kana.
    NotKana {
        /// The first character that is none.
        found: char,
    },
    /// The digits do not make a telephone number.
    NotAPhone,
}

impl fmt::Display for TextRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("empty text"),
            Self::TooLong { max, is } => write!(f, "{is} characters, {max} allowed"),
            Self::NotKana { found } => write!(f, "U+{:04X} is not kana", u32::from(*found)),
            Self::NotAPhone => f.write_str("not a telephone number"),
        }
    }
}

impl std::error::Error for TextRefused {}

/// Drops what must never be stored and keeps the rest as typed; cleaning twice changes nothing more.
///
/// Controls, bidirectional overrides and invisible characters go; line ends become LF or a space, a tab two
/// spaces. Nothing else is changed: no normal form is taken, a name stays as it was written. Zero-width joiner and variation
/// selectors stay, because emoji and the characters of some names need them.
pub fn clean(text: &str, lines: Lines) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            _ if is_line_end(c) => kept.push(match lines {
                Lines::One => ' ',
                Lines::Many => '\n',
            }),
            '\t' => kept.push_str("  "),
            _ if is_hostile(c) => {}
            _ => kept.push(c),
        }
    }
    kept
}

const VOICED: char = '\u{3099}';
const HALF_VOICED: char = '\u{309A}';

fn is_line_end(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// Tells whether a character could steer a terminal, reverse the reading order or hide.
fn is_hostile(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180E}'
            | '\u{200B}' | '\u{200C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}'
            | '\u{FDD0}'..='\u{FDEF}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E00FF}'
            | '\u{E01F0}'..='\u{E0FFF}')
        || u32::from(c) & 0xFFFE == 0xFFFE
}

/// Makes every hostile character visible, for text that is shown as it came: `␛` for ESC, `⟨202E⟩` for an override.
///
/// Line ends and tabs are made visible too; who wants lines splits first.
pub fn shown(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_hostile) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match u32::from(c) {
            code @ 0..=0x1F => out.extend(char::from_u32(0x2400 + code)),
            0x7F => out.push('\u{2421}'),
            code if is_hostile(c) => out.push_str(&format!("⟨{code:04X}⟩")),
            _ => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Replaces full-width digits by ASCII digits and leaves the rest alone.
pub fn ascii_digits(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '０'..='９' => char::from(b'0' + (u32::from(c) - u32::from('０')) as u8),
            _ => c,
        })
        .collect()
}

/// Gives the compatibility form (NFKC) of a text: for comparing and parsing, never for keeping.
pub fn compatible(text: &str) -> String {
    text.nfkc().collect()
}

/// Gives the compatible form character by character, each with the place in the text that it came from: for looking for
/// something in a text. A voicing mark is joined to its kana.
pub fn folded(text: &str) -> Vec<(char, usize)> {
    let mut folded: Vec<(char, usize)> = Vec::new();
    for (place, c) in text.chars().enumerate() {
        for c in std::iter::once(c).nfkc() {
            match folded
                .last_mut()
                .and_then(|last| Some((compose(last.0, c)?, last)))
            {
                Some((joined, last)) => last.0 = joined,
                None => folded.push((c, place)),
            }
        }
    }
    folded
}

fn is_blank(text: &str) -> bool {
    text.chars().all(|c| {
        c.is_whitespace()
            || matches!(c, VOICED | HALF_VOICED | '\u{200D}' | '\u{2800}')
            || is_selector(c)
    })
}

/// Tells whether a character only chooses the shape of the one before it (FE00–FE0F, E0100–E01EF).
pub fn is_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

fn within(text: String, max: usize) -> Result<String, TextRefused> {
    if is_blank(&text) {
        return Err(TextRefused::Empty);
    }
    match text.chars().count() {
        is if is > max => Err(TextRefused::TooLong { max, is }),
        _ => Ok(text),
    }
}

/// One cleaned line with something visible in it, without white space at its ends.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Line(String);

impl Line {
    /// Cleans a text into one line of at most `max` characters.
    ///
    /// # Errors
    /// `Empty` when nothing visible is left, `TooLong` when more than `max` characters are.
    pub fn new(text: &str, max: usize) -> Result<Self, TextRefused> {
        within(clean(text, Lines::One).trim().to_owned(), max).map(Self)
    }

    /// Gives the text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// One or more cleaned lines (LF between them) with something visible in them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Paragraph(String);

impl Paragraph {
    /// Cleans a text of at most `max` characters; blank lines before it and white space after it go.
    ///
    /// # Errors
    /// `Empty` when nothing visible is left, `TooLong` when more than `max` characters are.
    pub fn new(text: &str, max: usize) -> Result<Self, TextRefused> {
        let text = clean(text, Lines::Many);
        within(text.trim_start_matches('\n').trim_end().to_owned(), max).map(Self)
    }

    /// Gives the text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Gives the lines in order.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.0.split('\n')
    }
}

/// A reading (フリガナ) in full-width katakana, with `ー`, `・` and single full-width spaces between its parts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Kana(String);

impl Kana {
    /// Takes full-width or half-width katakana or hiragana, and composes voicing marks.
    ///
    /// # Errors
    /// `NotKana` with the first character that is none, `Empty`, or `TooLong`.
    pub fn new(text: &str, max: usize) -> Result<Self, TextRefused> {
        let mut kana = String::new();
        for c in wide_kana(text).chars() {
            let last = kana.chars().next_back();
            match c {
                _ if c.is_whitespace() => {
                    if last.is_some_and(|l| l != SPACE) {
                        kana.push(SPACE);
                    }
                }
                '・' | '·' if last.is_some() => kana.push('・'),
                'ー' | '-' | '\u{2010}'..='\u{2015}' | '\u{2212}'
                    if last.is_some_and(|l| l != SPACE && l != '・') =>
                {
                    kana.push('ー');
                }
                HALF_VOICED if last.is_some_and(is_kana_letter) => kana.push(c),
                'ヽ' | 'ヾ' if last.is_some_and(is_kana_letter) => kana.push(c),
                _ if is_kana_letter(c) => kana.push(c),
                found => return Err(TextRefused::NotKana { found }),
            }
        }
        within(kana.trim_end_matches(SPACE).to_owned(), max).map(Self)
    }

    /// Gives the text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

const SPACE: char = '\u{3000}';

/// Gives full-width katakana for hiragana and half-width katakana, voicing marks composed; the rest stays compatible.
pub fn wide_kana(text: &str) -> String {
    let combining = clean(text, Lines::One).replace(['\u{309B}', '\u{FF9E}'], "\u{3099}");
    let combining = combining.replace(['\u{309C}', '\u{FF9F}'], "\u{309A}");
    let katakana = combining.nfkc().map(|c| match c {
        'ぁ'..='ゖ' | 'ゝ' | 'ゞ' => char::from_u32(u32::from(c) + 0x60).unwrap_or(c),
        _ => c,
    });
    katakana.nfc().collect()
}

/// Letters of katakana, the small ones for Ainu names (U+31F0–31FF) among them.
fn is_kana_letter(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | '\u{31F0}'..='\u{31FF}')
}

/// A telephone number: ASCII digits in groups joined by `-`, perhaps with `+` before them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phone(String);

impl Phone {
    /// Takes full-width or ASCII digits grouped by hyphens, spaces, dots or brackets.
    ///
    /// # Errors
    /// `Empty`; `NotAPhone` unless it has 10 or 11 digits from 0, or 8 to 15 digits after `+`.
    pub fn new(text: &str) -> Result<Self, TextRefused> {
        let folded = compatible(&clean(text, Lines::One));
        let (plus, rest) = match folded.trim().strip_prefix('+') {
            Some(rest) => ("+", rest),
            None => ("", folded.trim()),
        };
        if rest.is_empty() {
            return Err(TextRefused::Empty);
        }
        let groups: Vec<&str> = rest
            .split(is_phone_gap)
            .filter(|group| !group.is_empty())
            .collect();
        let digits = groups.concat();
        let fits = match plus {
            "" => digits.starts_with('0') && matches!(digits.len(), 10 | 11),
            _ => (8..=15).contains(&digits.len()),
        };
        if !fits || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(TextRefused::NotAPhone);
        }
        Ok(Self(format!("{plus}{}", groups.join("-"))))
    }

    /// Gives the number, for example `0155-00-0000`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_phone_gap(c: char) -> bool {
    matches!(
        c,
        '-' | ' ' | '.' | '(' | ')' | 'ー' | '\u{2010}'..='\u{2015}' | '\u{2212}'
    )
}

macro_rules! displayed_as_kept {
    ($($kind:ty),*) => {$(
        impl fmt::Display for $kind {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}
displayed_as_kept!(Line, Paragraph, Kana, Phone);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_hides_or_steers_is_dropped_and_names_stay_as_typed() {
        for (typed, kept) in [
            ("a\u{1B}[31mb", "a[31mb"),
            ("a\u{202E}b\u{2067}c", "abc"),
            ("a\u{200B}\u{200C}\u{FEFF}\u{AD}b", "ab"),
            ("a\0\u{7}\u{8}\u{7F}\u{9B}b", "ab"),
            ("a\u{E0041}\u{2060}\u{3164}\u{FFFE}b", "ab"),
            ("a\tb", "a  b"),
            ("葛\u{E0100}", "葛\u{E0100}"),
            ("神\u{FE00}", "神\u{FE00}"),
            ("👨\u{200D}👩", "👨\u{200D}👩"),
            ("\u{FA19}", "\u{FA19}"),
            ("\u{FA10}﨑髙𠮷", "\u{FA10}﨑髙𠮷"),
            ("か\u{3099}", "か\u{3099}"),
            ("ハ\u{309A}", "ハ\u{309A}"),
            ("か\u{200B}\u{3099}", "か\u{3099}"),
            ("か\u{309A}", "か\u{309A}"),
            ("ｶﾞ①Ⅳ㈱", "ｶﾞ①Ⅳ㈱"),
            ("e\u{301}", "e\u{301}"),
            ("山　田", "山　田"),
        ] {
            assert_eq!(clean(typed, Lines::One), kept, "{typed:?}");
        }
    }

    #[test]
    fn every_line_end_is_one_line_feed_or_one_space() {
        let typed = "a\r\nb\rc\nd\u{2028}e\u{2029}f\u{85}g\u{B}h";
        assert_eq!(clean(typed, Lines::Many), "a\nb\nc\nd\ne\nf\ng\nh");
        assert_eq!(clean(typed, Lines::One), "a b c d e f g h");
    }

    #[test]
    fn hostile_characters_are_shown() {
        for (raw, seen) in [
            ("\u{1B}[31m", "␛[31m"),
            ("a\u{202E}b", "a⟨202E⟩b"),
            ("\u{9B}", "⟨009B⟩"),
            ("\u{7F}\0\n\t", "␡␀␊␉"),
            ("\u{E0041}", "⟨E0041⟩"),
            ("葛\u{E0100} が", "葛\u{E0100} が"),
            ("", ""),
            ("\u{2028}", "⟨2028⟩"),
        ] {
            assert_eq!(shown(raw), seen, "{raw:?}");
        }
    }

    #[test]
    fn a_line_has_something_to_read_in_it() {
        for blank in [
            "",
            " ",
            "　",
            "\n",
            "\u{202E}",
            "\u{200D}",
            "\u{FE00}\u{E0100}",
            "\u{3099}",
            "\u{3164}",
            "\u{2800}",
            "\t\r\n",
        ] {
            assert_eq!(Line::new(blank, 10), Err(TextRefused::Empty), "{blank:?}");
            assert_eq!(
                Paragraph::new(blank, 10),
                Err(TextRefused::Empty),
                "{blank:?}"
            );
        }
        assert_eq!(
            Line::new("　山田\r\n太郎 ", 5).unwrap().as_str(),
            "山田 太郎"
        );
        assert_eq!(
            Line::new("山田太郎", 3),
            Err(TextRefused::TooLong { max: 3, is: 4 })
        );
        assert_eq!(
            Line::new("か\u{3099}\u{200B}", 2).unwrap().as_str(),
            "か\u{3099}"
        );
        let paragraph = Paragraph::new("\n\r\n　一\r二\n\n三 \n", 10).unwrap();
        assert_eq!(
            paragraph.lines().collect::<Vec<_>>(),
            ["　一", "二", "", "三"]
        );
        assert_eq!(
            Paragraph::new("一\n二", 2),
            Err(TextRefused::TooLong { max: 2, is: 3 })
        );
    }

    #[test]
    fn a_reading_is_kept_in_full_width_katakana() {
        for (typed, kept) in [
            ("ﾔﾏﾀﾞ ﾀﾛｳ", "ヤマダ　タロウ"),
            ("やまだ　たろう", "ヤマダ　タロウ"),
            ("か\u{3099}", "ガ"),
            ("カ゛", "ガ"),
            ("ハ゜", "パ"),
            ("ｳﾞｨ", "ヴィ"),
            ("サトー", "サトー"),
            ("ｻﾄｰ", "サトー"),
            ("サト-", "サトー"),
            ("サト−", "サトー"),
            ("ジョン･スミス", "ジョン・スミス"),
            (" ア   イ ", "ア　イ"),
            ("みすゞ", "ミスヾ"),
            ("ㇷ\u{309A}", "ㇷ\u{309A}"),
            ("㌔", "キロ"),
            ("ゔ", "ヴ"),
        ] {
            assert_eq!(
                Kana::new(typed, 20).map(|kana| kana.0),
                Ok(kept.to_owned()),
                "{typed:?}"
            );
        }
        for (typed, reason) in [
            ("", TextRefused::Empty),
            ("　", TextRefused::Empty),
            ("山田", TextRefused::NotKana { found: '山' }),
            ("ヤマダ1", TextRefused::NotKana { found: '1' }),
            ("yamada", TextRefused::NotKana { found: 'y' }),
            ("ー", TextRefused::NotKana { found: 'ー' }),
            ("・ア", TextRefused::NotKana { found: '・' }),
            ("゛", TextRefused::NotKana { found: '\u{3099}' }),
            ("ヽ", TextRefused::NotKana { found: 'ヽ' }),
            ("アアア", TextRefused::TooLong { max: 2, is: 3 }),
            ("ア😀", TextRefused::NotKana { found: '😀' }),
        ] {
            assert_eq!(Kana::new(typed, 2), Err(reason), "{typed:?}");
        }
    }

    #[test]
    fn a_telephone_number_is_kept_in_ascii() {
        for (typed, kept) in [
            ("０１５５－００－００００", "0155-00-0000"),
            ("(0155)00-0000", "0155-00-0000"),
            ("0155 00 0000", "0155-00-0000"),
            ("0155（00）0000", "0155-00-0000"),
            ("０９０ー００００ー００００", "090-0000-0000"),
            ("09000000000", "09000000000"),
            ("0155−00−0000", "0155-00-0000"),
            ("+81 155 00 0000", "+81-155-00-0000"),
            ("0155.00.0000 ", "0155-00-0000"),
        ] {
            assert_eq!(
                Phone::new(typed).map(|phone| phone.0),
                Ok(kept.to_owned()),
                "{typed:?}"
            );
        }
        for typed in [
            "110",
            "0155-00-000",
            "155-00-00000",
            "090-0000-00000",
            "0155-00-000a",
            "+1",
            "+",
            "電話",
            "0155-00-0000;1",
            "+0155+000000",
        ] {
            let reason = if typed == "+" {
                TextRefused::Empty
            } else {
                TextRefused::NotAPhone
            };
            assert_eq!(Phone::new(typed), Err(reason), "{typed:?}");
        }
        assert_eq!(Phone::new("　"), Err(TextRefused::Empty));
    }

    #[test]
    fn only_digits_are_folded_to_ascii() {
        assert_eq!(ascii_digits("第１２号－３Ａ"), "第12号－3Ａ");
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing_and_leaves_nothing_hostile(text in any::<String>()) {
            for lines in [Lines::One, Lines::Many] {
                let once = clean(&text, lines);
                prop_assert_eq!(&clean(&once, lines), &once);
                prop_assert!(once.chars().all(|c| c == '\n' && lines == Lines::Many || !is_hostile(c)));
            }
        }

        #[test]
        fn what_was_kept_is_kept_again(text in any::<String>(), kana in "[ぁ-ゖァ-ヾｦ-ﾟ゛゜\u{3099}\u{309A} 　・ーㇰ-ㇿ-]{0,20}") {
            if let Ok(line) = Line::new(&text, 400) {
                prop_assert_eq!(Line::new(line.as_str(), 400), Ok(line));
            }
            if let Ok(paragraph) = Paragraph::new(&text, 400) {
                prop_assert_eq!(Paragraph::new(paragraph.as_str(), 400), Ok(paragraph));
            }
            for text in [text, kana] {
                if let Ok(kana) = Kana::new(&text, 400) {
                    prop_assert_eq!(Kana::new(kana.as_str(), 400), Ok(kana));
                }
                if let Ok(phone) = Phone::new(&text) {
                    prop_assert_eq!(Phone::new(phone.as_str()), Ok(phone));
                }
            }
        }

        #[test]
        fn nothing_shown_is_hostile(text in any::<String>()) {
            prop_assert!(!shown(&text).chars().any(is_hostile));
        }
    }
}
