//! The editor as a typist meets it, and the laws it keeps for any text.

use super::*;
use proptest::prelude::*;

fn field(text: &str) -> Editor {
    let mut editor = Editor::many_lines(1000);
    editor.set(text);
    editor
}

/// The text with `|` at the caret.
fn seen(editor: &Editor) -> String {
    let (before, behind) = editor.text().split_at(editor.caret());
    format!("{before}|{behind}")
}

#[test]
fn a_burst_of_an_input_method_is_joined_to_graphemes() {
    let mut editor = Editor::one_line(100);
    for burst in ["発", "熱", "か", "\u{3099}", "葛", "\u{E0100}", "𠮷", "😀"] {
        assert_eq!(editor.insert(burst), Inserted::All);
    }
    assert_eq!(editor.text(), "発熱か\u{3099}葛\u{E0100}𠮷😀");
    let places: Vec<usize> = (0..7)
        .map(|_| {
            editor.go(To::Left);
            editor.caret()
        })
        .collect();
    assert_eq!(places, [23, 19, 12, 6, 3, 0, 0]);
}

#[test]
fn one_press_deletes_what_one_reader_sees() {
    for (text, left) in [
        ("葛\u{E0100}", ""),
        ("ｶﾞ", ""),
        ("か\u{309A}", ""),
        ("👨\u{200D}👩\u{200D}👧", ""),
        ("🇯🇵🇯🇵", "🇯🇵"),
        ("e\u{301}", ""),
        ("あい", "あ"),
        ("a\n", "a"),
        ("", ""),
    ] {
        let mut editor = field(text);
        editor.delete(To::Left);
        assert_eq!(editor.text(), left, "{text:?}");
    }
}

#[test]
fn a_paste_is_cleaned_and_one_line_stays_one_line() {
    let pasted = "一行目\r二行目\r\n\u{1B}[31m赤\u{202E}\t終";
    let mut many = Editor::many_lines(100);
    many.insert(pasted);
    assert_eq!(many.text(), "一行目\n二行目\n[31m赤  終");
    let mut one = Editor::one_line(100);
    one.insert(pasted);
    assert_eq!(one.text(), "一行目 二行目 [31m赤  終");
}

#[test]
fn what_does_not_fit_is_refused_and_counted() {
    let mut editor = Editor::one_line(4);
    assert_eq!(editor.insert("あいう"), Inserted::All);
    assert_eq!(editor.insert("えおか"), Inserted::Refused { characters: 2 });
    assert_eq!(
        (editor.text(), editor.refused(), editor.room()),
        ("あいうえ", 2, 0)
    );
    editor.delete(To::Left);
    assert_eq!(editor.refused(), 0);
    // a character is taken with its selector or not at all
    assert_eq!(
        editor.insert("葛\u{E0100}"),
        Inserted::Refused { characters: 2 }
    );
    // a voicing mark is a character, kept as it was typed
    let mut full = Editor::one_line(2);
    full.insert("か");
    assert_eq!(full.insert("\u{3099}"), Inserted::All);
    assert_eq!((full.text(), full.room()), ("か\u{3099}", 0));
}

#[test]
fn the_caret_moves_by_word_row_and_line() {
    let mut editor = field("東京 タワーへ行く ok.\n二行目");
    editor.go(To::Start);
    for (to, place) in [
        (To::WordRight, "東京 |タワーへ行く ok.\n二行目"),
        (To::WordRight, "東京 タワー|へ行く ok.\n二行目"),
        (To::WordRight, "東京 タワーへ|行く ok.\n二行目"),
        (To::WordLeft, "東京 タワー|へ行く ok.\n二行目"),
        (To::WordLeft, "東京 |タワーへ行く ok.\n二行目"),
        (To::WordLeft, "|東京 タワーへ行く ok.\n二行目"),
        (To::Left, "|東京 タワーへ行く ok.\n二行目"),
        (To::End, "東京 タワーへ行く ok.|\n二行目"),
        (To::Down, "東京 タワーへ行く ok.\n二行目|"),
        (To::Up, "東京 タワーへ行く ok.|\n二行目"),
        (To::Right, "東京 タワーへ行く ok.\n|二行目"),
        (To::Up, "|東京 タワーへ行く ok.\n二行目"),
        (To::Finish, "東京 タワーへ行く ok.\n二行目|"),
        (To::Home, "東京 タワーへ行く ok.\n|二行目"),
    ] {
        editor.go(to);
        assert_eq!(seen(&editor), place, "{to:?}");
    }
}

#[test]
fn up_and_down_follow_the_rows_as_they_are_wrapped() {
    let mut editor = field("あいうえおかき\nabcdefg");
    let window = editor.window(7, 9);
    assert_eq!(window.rows, ["あいう", "えおか", "き", "abcdef", "g"]);
    assert_eq!(window.caret, (1, 4));
    for (to, place) in [
        (To::Up, "あいうえおかき\na|bcdefg"),
        (To::End, "あいうえおかき\nabcde|fg"),
        (To::End, "あいうえおかき\nabcdefg|"),
        (To::Start, "|あいうえおかき\nabcdefg"),
        (To::Right, "あ|いうえおかき\nabcdefg"),
        (To::Right, "あい|うえおかき\nabcdefg"),
        (To::Down, "あいうえお|かき\nabcdefg"),
        (To::Down, "あいうえおかき|\nabcdefg"),
        (To::Down, "あいうえおかき\nabcd|efg"),
        (To::Up, "あいうえおかき|\nabcdefg"),
        (To::Home, "あいうえおか|き\nabcdefg"),
        (To::Home, "|あいうえおかき\nabcdefg"),
    ] {
        editor.go(to);
        assert_eq!(seen(&editor), place, "{to:?}");
    }
}

#[test]
fn undo_takes_back_what_a_typist_calls_one_thing() {
    let mut editor = Editor::many_lines(100);
    for typed in ["a", "b", " ", "c", "d", "発熱", "です", "\n", "e"] {
        editor.insert(typed);
    }
    editor.delete(To::Left);
    editor.delete(To::Left);
    for text in [
        "ab cd発熱です\ne",
        "ab cd発熱です\n",
        "ab cd発熱です",
        "ab cd発熱",
        "ab cd",
        "ab ",
        "",
    ] {
        assert!(editor.undo());
        assert_eq!(editor.text(), text);
    }
    assert!(!editor.undo());
    while editor.redo() {}
    assert_eq!(seen(&editor), "ab cd発熱です|");
    editor.undo();
    editor.insert("x");
    assert!(!editor.redo());
}

#[test]
fn deleting_onwards_and_backwards_come_back_in_order() {
    let mut editor = field("あいうえお");
    editor.go(To::Start);
    editor.delete(To::Right);
    editor.delete(To::Right);
    editor.go(To::Finish);
    editor.delete(To::Left);
    editor.delete(To::Home);
    assert_eq!(editor.text(), "");
    for text in ["うえお", "あいうえお"] {
        editor.undo();
        assert_eq!(editor.text(), text);
    }
}

#[test]
fn a_masked_field_shows_its_length_and_nothing_else() {
    let mut editor = Editor::masked(20);
    editor.insert("ひみつ pass");
    assert_eq!(editor.window(20, 1).rows, ["********"]);
    assert_eq!(editor.window(20, 1).caret, (8, 0));
    assert!(!format!("{editor:?}").contains("pass"));
    editor.go(To::WordLeft);
    assert_eq!(editor.caret(), 0);
    editor.delete(To::Right);
    assert!(!editor.undo());
    assert_eq!(editor.text(), "みつ pass");
    let place = editor.text().as_ptr();
    editor.insert("𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷");
    assert_eq!((editor.room(), editor.text().as_ptr()), (0, place));
    assert_eq!(editor.take().chars().count(), 20);
    assert_eq!((editor.text(), editor.caret()), ("", 0));
}

#[test]
fn a_window_follows_the_caret_and_stays_calm() {
    let mut one = Editor::one_line(100);
    one.set("あいうえお");
    for (to, row, column) in [
        (To::Finish, "えお", 4),
        (To::Left, "えお", 2),
        (To::Left, "えお", 0),
        (To::Left, "あい", 4),
        (To::Start, "あい", 0),
        (To::Right, "あい", 2),
        (To::Right, "あい", 4),
        (To::Right, "いう", 4),
    ] {
        one.go(to);
        let window = one.window(5, 1);
        assert_eq!(
            (window.rows[0].as_str(), window.caret),
            (row, (column, 0)),
            "{to:?}"
        );
    }
    let mut many = field("一\n二\n三\n四");
    for (to, rows, caret, above) in [
        (To::Finish, ["三", "四"], (2, 1), 2),
        (To::Up, ["三", "四"], (2, 0), 2),
        (To::Up, ["二", "三"], (2, 0), 1),
        (To::Start, ["一", "二"], (0, 0), 0),
        (To::Down, ["一", "二"], (0, 1), 0),
        (To::Down, ["二", "三"], (0, 1), 1),
    ] {
        many.go(to);
        let window = many.window(10, 2);
        assert_eq!(window.rows, rows, "{to:?}");
        assert_eq!(
            (window.caret, window.above, window.below),
            (caret, above, 2 - above),
            "{to:?}"
        );
    }
    assert_eq!(
        many.window(0, 5).rows.len() + many.window(5, 0).rows.len(),
        0
    );
}

#[test]
fn a_copy_goes_its_own_way_and_keeps_undo() {
    for mut editor in [
        Editor::one_line(9),
        Editor::many_lines(9),
        Editor::masked(9),
    ] {
        editor.insert("あい");
        let mut copy = editor.clone();
        assert!(copy == editor);
        copy.insert("う");
        assert!(copy != editor);
        assert_eq!((editor.text(), copy.text()), ("あい", "あいう"));
        assert_eq!(copy.undo(), editor.undo());
    }
}

#[derive(Clone, Debug)]
enum Act {
    Insert(String),
    Go(To),
    Delete(To),
    Undo,
    Redo,
    Draw(u16, u16),
}

fn any_place() -> impl Strategy<Value = To> {
    prop::sample::select(vec![
        To::Left,
        To::Right,
        To::Up,
        To::Down,
        To::Home,
        To::End,
        To::WordLeft,
        To::WordRight,
        To::Start,
        To::Finish,
    ])
}

fn any_act() -> impl Strategy<Value = Act> {
    prop_oneof![
        3 => "[a か゛\u{3099}\u{309A}\u{E0100}葛👨👩\u{200D}🇯🇵ｶﾞe\u{301}\u{1F3FD}\r\n、\u{1100}\u{1161}\u{915}\u{94D}]{1,4}".prop_map(Act::Insert),
        1 => any::<String>().prop_map(Act::Insert),
        4 => any_place().prop_map(Act::Go),
        3 => any_place().prop_map(Act::Delete),
        1 => Just(Act::Undo),
        1 => Just(Act::Redo),
        2 => (0..12_u16, 0..4_u16).prop_map(|(width, height)| Act::Draw(width, height)),
    ]
}

fn perform(editor: &mut Editor, act: &Act) {
    match act {
        Act::Insert(text) => drop(editor.insert(text)),
        Act::Go(to) => editor.go(*to),
        Act::Delete(to) => editor.delete(*to),
        Act::Undo => drop(editor.undo()),
        Act::Redo => drop(editor.redo()),
        Act::Draw(width, height) => {
            let window = editor.window(*width, *height);
            assert!(window.rows.len() <= usize::from(*height));
            assert!(
                window
                    .rows
                    .iter()
                    .all(|row| crate::tui::text::cells(row) <= usize::from(*width))
            );
            assert!(window.caret.0 < (*width).max(1) && window.caret.1 < (*height).max(1));
        }
    }
}

proptest! {
    #[test]
    fn whatever_happens_the_caret_stands_between_graphemes(
        acts in prop::collection::vec(any_act(), 1..40), kind in 0..3_u8
    ) {
        let mut editor = match kind {
            0 => Editor::one_line(30),
            1 => Editor::many_lines(30),
            _ => Editor::masked(30),
        };
        for act in &acts {
            perform(&mut editor, act);
            let boundaries: Vec<usize> = editor.text().grapheme_indices(true).map(|(at, _)| at).collect();
            let caret = editor.caret();
            prop_assert!(caret == editor.text().len() || boundaries.contains(&caret), "{:?}", act);
            prop_assert!(editor.text().chars().count() <= 30);
            prop_assert!(kind == 1 || !editor.text().contains('\n'));
            prop_assert!(!editor.text().chars().any(|c| c.is_control() && c != '\n'));
        }
    }

    #[test]
    fn undoing_all_and_redoing_all_changes_nothing(
        start in "[aか葛\n ]{0,8}", acts in prop::collection::vec(any_act(), 1..40)
    ) {
        let mut editor = Editor::many_lines(40);
        editor.set(&start);
        let start = editor.text().to_owned();
        acts.iter().filter(|act| !matches!(act, Act::Undo | Act::Redo)).for_each(|act| perform(&mut editor, act));
        let end = editor.text().to_owned();
        while editor.undo() {}
        prop_assert_eq!(editor.text(), start);
        while editor.redo() {}
        prop_assert_eq!(editor.text(), end);
    }
}

/// Who is elsewhere sees the beginning, wherever the caret was left; who writes sees that something stands to the left.
#[test]
fn a_text_nobody_is_in_shows_its_beginning() {
    let mut one = Editor::one_line(100);
    one.set("あいうえおかきくけこ");
    one.go(To::Finish);
    let here = one.window(8, 1);
    assert!(0 < here.before && here.rows[0].ends_with('こ'));
    let elsewhere = one.beginning(8, 1);
    assert_eq!(
        (elsewhere.rows[0].as_str(), elsewhere.before),
        ("あいうえ", 0)
    );
    one.go(To::Start);
    assert_eq!(one.window(8, 1).before, 0);
    let mut many = field("一\n二\n三\n四");
    many.go(To::Finish);
    assert_eq!(many.window(10, 2).above, 2);
    let elsewhere = many.beginning(10, 2);
    assert_eq!(elsewhere.rows, ["一", "二"]);
    assert_eq!((elsewhere.above, elsewhere.below), (0, 2));
    assert_eq!(many.window(10, 2).above, 2, "and the caret is where it was");
}
