//! How many terminal cells a text takes, by the measure the buffer itself uses.
//!
//! Never `str::width()`: it disagrees with what is drawn for half-width kana and joined emoji.

use ratatui::buffer::CellWidth;
use unicode_segmentation::UnicodeSegmentation;

/// Counts the cells a text takes when drawn.
pub fn cells(text: &str) -> usize {
    text.graphemes(true).map(grapheme_cells).sum()
}

/// Counts the cells of one grapheme; control characters are never drawn and take none.
pub fn grapheme_cells(grapheme: &str) -> usize {
    match grapheme.chars().any(char::is_control) {
        true => 0,
        false => usize::from(grapheme.cell_width()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    #[test]
    fn every_kind_of_character_takes_the_cells_the_terminal_gives_it() {
        for (text, width) in [
            ("", 0),
            ("a", 1),
            ("あ漢", 4),
            ("𠮷﨑髙", 6),
            ("１Ａ￥", 6),
            ("ｱ", 1),
            ("ｶﾞ", 2),
            ("ﾔﾏﾀﾞ", 4),
            ("ﾊﾟ", 2),
            ("か\u{3099}", 2),
            ("か\u{309B}", 4),
            ("葛\u{E0100}", 2),
            ("神\u{FE00}", 2),
            ("👨\u{200D}👩\u{200D}👧", 2),
            ("🇯🇵", 2),
            ("❤\u{FE0F}", 2),
            ("①※○→…", 5),
            ("e\u{301}", 1),
            ("\u{1B}\u{7}\n", 0),
        ] {
            assert_eq!(cells(text), width, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn the_measure_is_the_buffers_own(text in "[a-zあ-んｦ-ﾟ亜-龠！-～ ]{0,30}") {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 100, 1));
            let (end, _) = buffer.set_stringn(0, 0, &text, 100, Style::new());
            prop_assert_eq!(cells(&text), usize::from(end));
        }

        #[test]
        fn no_text_makes_it_panic(text in any::<String>()) {
            cells(&text);
        }
    }
}
