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
        NoneWanted: "当てはまる記録はありません。F4で入れ直し、Escですべてに戻ります。", "No line is of these. F4 changes what is asked for, Esc goes back to all.";
        KeyWanted: "期間・人", "Days, people";
        WantedTitle: "期間・本人・職員で記録を見る", "Ask for lines of some days, a person or a member of staff";
        WantedHint: "入れたものすべてに当てはまる記録を、新しい順に1,000件まで表示します。空欄のものは、限りません。", "Lines of all that is entered are shown, the newest first, 1,000 at most. What is left empty sets no limit.";
        WantedFrom: "この日から", "From this day";
        WantedTo: "この日まで", "To this day";
        WantedOf: "本人の氏名か番号", "Person's name, or number";
        WantedBy: "行った職員の名前", "Done by (name)";
        WantedShow: "表示する", "Show";
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

/// Says in a title of which days lines are wanted, of whom and by whom.
pub fn wanted(from: Option<&str>, to: Option<&str>, of: &str, by: &str, lang: Lang) -> String {
    let days = match (from, to, lang) {
        (None, None, _) => String::new(),
        (from, to, Lang::Ja) => format!("{}〜{}", from.unwrap_or(""), to.unwrap_or("")),
        (from, to, Lang::En) => format!("{} - {}", from.unwrap_or(""), to.unwrap_or("")),
    };
    let said = [days.trim(), of, by].into_iter();
    let said: Vec<&str> = said.filter(|it| !it.is_empty()).collect();
    format!("[{}]", said.join("  "))
}
