//! The words of the audit room.
//!
//! What a line tells is a label.

use crate::lang::Lang;
use crate::lang::screen::words::words;

words! {
    /// The audit log.
    Audit {
        None: "記録はありません。", "There is no line.";
        Number: "番号", "Number";
        When: "時刻", "Time";
        Who: "行った人", "Who";
        What: "内容", "What";
        About: "対象", "About";
        Holds: "記録のつながりと署名は、最初から最後まで正しいです。", "Every link and signature of the log is right, from the first to the last.";
        Latest: "新しい順です。", "Newest first.";
    }
}

/// Names a day with how many lines are of it.
pub fn lines_of_day(day: &str, many: usize, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("{day} {many}件"),
        Lang::En => format!("{day}: {many}"),
    }
}
