//! Half-width kana with a voicing mark, drawn as the one full-width character that takes the same two cells.
//!
//! Terminals disagree on the mark: some give it a cell of its own, and what was drawn there stays behind. Only what
//! is drawn changes, never what is kept.

use std::borrow::Cow;

use crate::domain::text::wide_kana;

/// Gives the text as it is drawn; it takes the same cells.
pub fn settle(text: &str) -> Cow<'_, str> {
    if !text.contains(is_mark) {
        return Cow::Borrowed(text);
    }
    let mut drawn = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let voiced = rest
            .peek()
            .copied()
            .filter(|mark| is_kana(c) && is_mark(*mark));
        match voiced.and_then(|mark| composed(c, mark)) {
            Some(one) => {
                drawn.push(one);
                rest.next();
            }
            None => drawn.push(c),
        }
    }
    Cow::Owned(drawn)
}

fn composed(kana: char, mark: char) -> Option<char> {
    let wide = wide_kana(&String::from_iter([kana, mark]));
    let mut characters = wide.chars();
    match (characters.next(), characters.next()) {
        (Some(one), None) => Some(one),
        _ => None,
    }
}

fn is_kana(c: char) -> bool {
    matches!(c, '\u{FF66}'..='\u{FF9D}')
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{FF9E}' | '\u{FF9F}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::text::cells;

    #[test]
    fn voiced_kana_become_one_character_of_the_same_cells() {
        let drawn = [
            ("ｶﾞｷﾞ abc", "ガギ abc"),
            ("ﾊﾟﾝﾀﾞ", "パﾝダ"),
            ("ﾔﾏﾀﾞ", "ﾔﾏダ"),
            ("ｱﾞ", "ｱﾞ"),
            ("ガ", "ガ"),
            ("ﾞ", "ﾞ"),
        ];
        for (text, expected) in drawn {
            assert_eq!(settle(text), expected, "{text}");
            assert_eq!(cells(&settle(text)), cells(text), "{text}");
        }
    }
}
