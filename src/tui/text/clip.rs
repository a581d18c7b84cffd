//! Cutting a text to a width, never through a character.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

use crate::tui::text::{cells, grapheme_cells};

/// Gives the longest beginning of a text that fits into so many cells.
pub fn clip(text: &str, width: usize) -> &str {
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += grapheme_cells(grapheme);
        if used > width {
            return &text[..at];
        }
    }
    text
}

/// Stands for what was cut. Two full stops, because terminals disagree about the width of `…`.
const CUT: &str = "..";

/// Cuts a text to a width and ends it with `..` when something was cut and there is room to say so.
pub fn shorten(text: &str, width: usize) -> Cow<'_, str> {
    let whole = clip(text, width);
    if whole.len() == text.len() || width <= CUT.len() {
        return Cow::Borrowed(whole);
    }
    Cow::Owned(format!("{}{CUT}", clip(text, width - CUT.len())))
}

/// Makes a text exactly so many cells wide: shortened, or filled with spaces on the right.
pub fn pad(text: &str, width: usize) -> String {
    let mut padded = shorten(text, width).into_owned();
    let missing = width.saturating_sub(cells(&padded));
    padded.extend(std::iter::repeat_n(' ', missing));
    padded
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn half_a_character_is_never_drawn() {
        for (text, width, clipped, shortened) in [
            ("あいう", 6, "あいう", "あいう"),
            ("あいう", 5, "あい", "あ.."),
            ("あいう", 2, "あ", "あ"),
            ("あいう", 1, "", ""),
            ("あいう", 0, "", ""),
            ("ｶﾞｷﾞ", 3, "ｶﾞ", ".."),
            ("葛\u{E0100}飾", 2, "葛\u{E0100}", "葛\u{E0100}"),
            ("abcdef", 4, "abcd", "ab.."),
        ] {
            assert_eq!(clip(text, width), clipped, "{text} {width}");
            assert_eq!(shorten(text, width), shortened, "{text} {width}");
        }
    }

    proptest! {
        #[test]
        fn a_padded_text_is_as_wide_as_asked(text in "[a-zあ-んｦ-ﾟ亜-龠 👨-👩]{0,20}", width in 0..40_usize) {
            prop_assert_eq!(cells(&pad(&text, width)), width);
        }

        #[test]
        fn a_clipped_text_fits_and_begins_the_text(text in any::<String>(), width in 0..40_usize) {
            let clipped = clip(&text, width);
            prop_assert!(cells(clipped) <= width && text.starts_with(clipped));
            let _ = pad(&text, width);
        }
    }
}
