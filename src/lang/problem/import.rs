//! What to say of a document that cannot be imported, place by place.
//!
//! Tables of people are `lang::people`'s.

use crate::domain::section::FieldId;
use crate::domain::text::shown;
use crate::lang::problem::Said;
use crate::lang::problem::answer::{answer, text};
use crate::lang::{Lang, label};
use crate::workflow::import::{Expected, ImportWrong, RowProblem};

/// Says what is wrong with a document that was to be read in: each place on a line of its own.
pub fn import(rows: &[RowProblem], lang: Lang) -> Said {
    let lines: Vec<String> = rows.iter().map(|row| import_line(row, lang)).collect();
    let listed = lines.join("\n");
    Said::of(
        lang,
        (
            format!("取り込めないところが{}か所あります。\n{listed}", rows.len()),
            "元のファイルを直して、もう一度取り込んでください。まだ何も取り込んでいません。",
        ),
        (
            format!("Places that cannot be read in: {}.\n{listed}", rows.len()),
            "Correct the file and read it in again. Nothing has been taken in yet.",
        ),
    )
}

/// Says what is wrong with what was typed for the field of this name.
pub fn typed(name: &str, why: &ImportWrong, lang: Lang) -> Said {
    let said = import_wrong(why, lang);
    let place = match FieldId::from_name(name) {
        Some(field) => format!("{} ({name})", label::field(field, lang)),
        None => shown(name).to_string(),
    };
    Said {
        what: format!("{place}: {}", said.what),
        ..said
    }
}

/// Says what is wrong at one place of a document, in one line.
pub fn import_line(row: &RowProblem, lang: Lang) -> String {
    let said = import_wrong(&row.why, lang);
    let said = match lang {
        Lang::Ja => format!("{}{}", said.what, said.then),
        Lang::En => format!("{} {}", said.what, said.then),
    };
    match (field_of(&row.path), row.path.is_empty()) {
        (_, true) => said,
        (Some(field), _) => {
            let name = label::field(field, lang);
            format!("{name} ({}): {said}", shown(&row.path))
        }
        (None, _) => format!("{}: {said}", shown(&row.path)),
    }
}

/// The field a path such as `fields.person.birth.answer` leads into.
pub(crate) fn field_of(path: &str) -> Option<FieldId> {
    let inside = path.strip_prefix("fields.")?;
    let ends = inside.match_indices('.').map(|(at, _)| at);
    let mut names: Vec<usize> = ends.chain([inside.len()]).collect();
    names.reverse();
    names
        .into_iter()
        .find_map(|end| FieldId::from_name(&inside[..end]))
}

/// Says what is wrong with one value of a document.
pub fn import_wrong(why: &ImportWrong, lang: Lang) -> Said {
    match why {
        ImportWrong::TooLarge { max } => Said::of(
            lang,
            (
                "ファイルが大きすぎます。",
                format!("{}KB以内にしてください。", max / 1024),
            ),
            (
                "The file is too large.",
                format!("Keep it within {} KB.", max / 1024),
            ),
        ),
        ImportWrong::NotJson { line, column } => Said::of(
            lang,
            (
                format!("{line}行目の{column}文字目が、JSONとして読めません。"),
                "JSONのファイルなら、かっこ、コンマ、引用符を確かめてください。ほかに取り込めるのは、CSV（.csv）とExcel（.xlsx）の表です。PDFや文書は、表に写してから取り込みます。",
            ),
            (
                format!("Line {line}, character {column} cannot be read as JSON."),
                "If it is JSON, check brackets, commas and quotation marks. Tables as CSV (.csv) and Excel (.xlsx) are taken in as well; what is in a PDF or a document is copied into one first.",
            ),
        ),
        ImportWrong::OtherFormat => Said::of(
            lang,
            (
                "ケース要約のファイルではありません。",
                "tasukiのケース要約のファイルを選んでください。",
            ),
            (
                "This is not the file of a case summary.",
                "Choose a file with a case summary for tasuki.",
            ),
        ),
        ImportWrong::Newer { version } => Said::of(
            lang,
            (
                format!("新しい版（{version}）のファイルです。"),
                "tasukiを新しい版にしてから取り込んでください。",
            ),
            (
                format!("The file is of a newer version ({version})."),
                "Update tasuki, then read it in.",
            ),
        ),
        ImportWrong::UnknownField => Said::of(
            lang,
            ("この名前の欄はありません。", "欄の名前を確かめてください。"),
            (
                "There is no field of this name.",
                "Check the name of the field.",
            ),
        ),
        ImportWrong::UnknownKey => Said::of(
            lang,
            (
                "ここに入らない名前です。",
                "消すか、正しい名前に直してください。",
            ),
            (
                "This name does not belong here.",
                "Take it away, or correct the name.",
            ),
        ),
        ImportWrong::Twice => Said::of(
            lang,
            ("同じ名前が二つあります。", "片方を消してください。"),
            ("The same name is there twice.", "Take one of them away."),
        ),
        ImportWrong::Missing(key) => Said::of(
            lang,
            (format!("「{key}」がありません。"), "書き足してください。"),
            (format!("\"{key}\" is missing."), "Add it."),
        ),
        ImportWrong::Expected(what) => expected(*what, lang),
        ImportWrong::Text(why) => text(why, lang),
        ImportWrong::Answer(wrong) => answer(None, wrong, lang),
    }
}

pub(crate) fn expected(what: Expected, lang: Lang) -> Said {
    let (ja, en) = match what {
        Expected::Object => ("名前と値の組", "an object with names and values"),
        Expected::Array => ("一覧", "a list"),
        Expected::Text => ("文字", "a text"),
        Expected::Number => ("0以上の整数", "a whole number from 0"),
        Expected::Day => ("日付（2020-09-10の形）", "a day such as 2020-09-10"),
        Expected::Month => ("月（2020-09の形）", "a month such as 2020-09"),
        Expected::State => (
            "filled、none、declined、uncheckedのどれか",
            "one of filled, none, declined, unchecked",
        ),
        Expected::Source => (
            "person、observed、agencyのどれか",
            "one of person, observed, agency",
        ),
    };
    Said::of(
        lang,
        (
            "ここに入る形ではありません。",
            format!("{ja}を入れてください。"),
        ),
        ("This is not what belongs here.", format!("Put {en}.")),
    )
}
