//! What each key does, in one or two words, for the footer and the help.
//!
//! It knows nothing of keys: the table of keys in `tui` names these words.

use crate::lang::Lang;

/// A label of the key table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "each is said in full right below")]
pub enum KeyWord {
    Help,
    Back,
    Quit,
    Lock,
    Language,
    Suspend,
    NextField,
    PreviousField,
    Proceed,
    Press,
    Choose,
    RowUp,
    RowDown,
    PageUp,
    PageDown,
    FirstRow,
    LastRow,
    NextOption,
    PreviousOption,
    CaretLeft,
    CaretRight,
    WordLeft,
    WordRight,
    LineUp,
    LineDown,
    LineStart,
    LineEnd,
    NewLine,
    DeleteBack,
    DeleteForward,
    Undo,
    Redo,
    Yes,
    No,
}

/// Returns the label in the given language.
pub fn key_word(lang: Lang, word: KeyWord) -> &'static str {
    match lang {
        Lang::Ja => ja(word),
        Lang::En => en(word),
    }
}

fn ja(word: KeyWord) -> &'static str {
    match word {
        KeyWord::Help => "ヘルプ",
        KeyWord::Back => "戻る",
        KeyWord::Quit => "終了",
        KeyWord::Lock => "ロックする",
        KeyWord::Language => "English",
        KeyWord::Suspend => "一時的にシェルへ戻る",
        KeyWord::NextField => "次の欄",
        KeyWord::PreviousField => "前の欄",
        KeyWord::Proceed => "次へ進む",
        KeyWord::Press => "押す",
        KeyWord::Choose => "選ぶ",
        KeyWord::RowUp => "上",
        KeyWord::RowDown => "下",
        KeyWord::PageUp => "前のページ",
        KeyWord::PageDown => "次のページ",
        KeyWord::FirstRow => "先頭",
        KeyWord::LastRow => "末尾",
        KeyWord::NextOption => "次の選択肢",
        KeyWord::PreviousOption => "前の選択肢",
        KeyWord::CaretLeft => "左へ",
        KeyWord::CaretRight => "右へ",
        KeyWord::WordLeft => "一語左へ",
        KeyWord::WordRight => "一語右へ",
        KeyWord::LineUp => "上の行",
        KeyWord::LineDown => "下の行",
        KeyWord::LineStart => "行の先頭",
        KeyWord::LineEnd => "行の末尾",
        KeyWord::NewLine => "改行",
        KeyWord::DeleteBack => "前の字を消す",
        KeyWord::DeleteForward => "後の字を消す",
        KeyWord::Undo => "元に戻す",
        KeyWord::Redo => "やり直す",
        KeyWord::Yes => "はい",
        KeyWord::No => "いいえ",
    }
}

fn en(word: KeyWord) -> &'static str {
    match word {
        KeyWord::Help => "Help",
        KeyWord::Back => "Back",
        KeyWord::Quit => "Quit",
        KeyWord::Lock => "Lock",
        KeyWord::Language => "日本語",
        KeyWord::Suspend => "Back to the shell for a while",
        KeyWord::NextField => "Next field",
        KeyWord::PreviousField => "Previous field",
        KeyWord::Proceed => "Continue",
        KeyWord::Press => "Press",
        KeyWord::Choose => "Choose",
        KeyWord::RowUp => "Up",
        KeyWord::RowDown => "Down",
        KeyWord::PageUp => "Page up",
        KeyWord::PageDown => "Page down",
        KeyWord::FirstRow => "First",
        KeyWord::LastRow => "Last",
        KeyWord::NextOption => "Next option",
        KeyWord::PreviousOption => "Previous option",
        KeyWord::CaretLeft => "Left",
        KeyWord::CaretRight => "Right",
        KeyWord::WordLeft => "One word left",
        KeyWord::WordRight => "One word right",
        KeyWord::LineUp => "Line up",
        KeyWord::LineDown => "Line down",
        KeyWord::LineStart => "Start of line",
        KeyWord::LineEnd => "End of line",
        KeyWord::NewLine => "New line",
        KeyWord::DeleteBack => "Delete before",
        KeyWord::DeleteForward => "Delete after",
        KeyWord::Undo => "Undo",
        KeyWord::Redo => "Redo",
        KeyWord::Yes => "Yes",
        KeyWord::No => "No",
    }
}
