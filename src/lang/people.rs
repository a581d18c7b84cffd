//! Words about tables of people: which headings mean which field, what becomes of a row, and what is wrong with a file.
//!
//! A heading that means nothing for certain means nothing: whoever takes the table in says which field it is.

use crate::domain::calendar::Era;
use crate::domain::case::FieldState;
use crate::domain::field::ChoiceId;
use crate::domain::section::FieldId;
use crate::domain::text::{compatible, shown};
use crate::lang::never::never;
use crate::lang::problem::import::import_wrong;
use crate::lang::problem::{Said, problem, who_is_alike};
use crate::lang::screen::case::Case;
use crate::lang::screen::say;
use crate::lang::{Lang, date, label};
use crate::workflow::Problem;
use crate::workflow::case::CaseLine;
use crate::workflow::people::{
    CellWrong, ColumnsWrong, Converted, Fate, Names, PlannedRow, Reading, RowWrong, Understood,
    Whose,
};
use crate::workflow::table::{
    Form, MAX_BYTES, MAX_COLUMNS, MAX_ROWS, Other, TableRefused, Unwritten,
};

/// The words people use, for reading tables.
pub const NAMES: Names = Names {
    field: field_of,
    choice: choice_of,
    state: state_of,
};

/// Other words for fields, as they stand over columns, folded.
const SYNONYMS: &[(&str, FieldId)] = &[
    ("名前", FieldId::PersonName),
    ("利用者名", FieldId::PersonName),
    ("利用者氏名", FieldId::PersonName),
    ("本人氏名", FieldId::PersonName),
    ("name", FieldId::PersonName),
    ("かな", FieldId::PersonKana),
    ("カナ", FieldId::PersonKana),
    ("ふりがな", FieldId::PersonKana),
    ("フリガナ", FieldId::PersonKana),
    ("氏名カナ", FieldId::PersonKana),
    ("氏名かな", FieldId::PersonKana),
    ("氏名(カナ)", FieldId::PersonKana),
    ("氏名フリガナ", FieldId::PersonKana),
    ("利用者カナ", FieldId::PersonKana),
    ("kana", FieldId::PersonKana),
    ("誕生日", FieldId::PersonBirth),
    ("birth", FieldId::PersonBirth),
    ("birthday", FieldId::PersonBirth),
    ("date of birth", FieldId::PersonBirth),
    ("電話番号", FieldId::PersonPhone),
    ("tel", FieldId::PersonPhone),
    ("phone", FieldId::PersonPhone),
    ("受給者番号", FieldId::CertificateNumber),
    ("受給者証番号", FieldId::CertificateNumber),
    ("受給者証no", FieldId::CertificateNumber),
    ("障害福祉サービス受給者証番号", FieldId::CertificateNumber),
    ("支給市町村", FieldId::CertificateCity),
    ("支給決定市町村", FieldId::CertificateCity),
    ("市町村", FieldId::CertificateCity),
];

fn folded(text: &str) -> String {
    let text: String = compatible(text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    text.to_lowercase().replace("no.", "no")
}

fn field_of(heading: &str) -> Option<FieldId> {
    let heading = folded(heading);
    let labelled = |it: &&FieldId| {
        it.spec().name == heading
            || Lang::ALL
                .iter()
                .any(|lang| folded(label::field(**it, *lang)) == heading)
    };
    let mut all = FieldId::ALL.iter().filter(labelled);
    match (all.next(), all.next()) {
        (Some(field), None) => Some(*field),
        // A label that two fields share tells nothing.
        (Some(_), Some(_)) => None,
        (None, _) => {
            let known = SYNONYMS.iter().find(|(word, _)| folded(word) == heading);
            known.map(|(_, field)| *field)
        }
    }
}

fn choice_of(all: &'static [ChoiceId], typed: &str) -> Option<ChoiceId> {
    let typed = folded(typed);
    let named = |it: &&ChoiceId| {
        it.code() == typed
            || Lang::ALL
                .iter()
                .any(|lang| folded(label::choice(**it, *lang)) == typed)
    };
    all.iter().find(named).copied()
}

fn state_of(typed: &str) -> Option<FieldState> {
    let states = [
        FieldState::Nothing,
        FieldState::Declined,
        FieldState::Unchecked,
    ];
    let mut states = states.into_iter();
    states.find(|it| {
        Lang::ALL
            .iter()
            .any(|lang| label::state(it, *lang) == typed)
    })
}

/// Whether anything of a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taking {
    /// Nothing is.
    Look,
    /// Rows that are whole and new are.
    In,
}

/// Asks whether the rows that are new are taken in: as whose, and what that means for days of a contract where there are any.
pub fn take_in(reading: &Reading) -> Case {
    let of_contract = |it: &FieldId| {
        matches!(
            it,
            FieldId::ContractSigned | FieldId::ContractEnd | FieldId::ContractDays
        )
    };
    let says_contract = reading.columns.iter().flatten().any(of_contract);
    match reading.whose {
        Whose::Own if !says_contract => Case::TakeInPlainAsk,
        Whose::Other if !says_contract => Case::TakeInOthersPlainAsk,
        Whose::Own => Case::TakeInTableAsk,
        Whose::Other => Case::TakeInOthersAsk,
    }
}

/// Says how many rows are new, here already, and refused.
pub fn counts(rows: &[PlannedRow], lang: Lang) -> String {
    let (mut new, mut here, mut refused) = (0, 0, 0);
    for row in rows {
        match row.fate {
            Fate::New(_) => new += 1,
            Fate::Here(_) => here += 1,
            Fate::Refused(_) => refused += 1,
        }
    }
    let counts = [
        (Case::TableNew, new),
        (Case::TableHere, here),
        (Case::TableRefused, refused),
    ];
    let said = counts.map(|(word, count)| format!("{} {count}", say(lang, &word.say())));
    said.join("   ")
}

/// Says how a table is understood: as what it was read, whose it is, and what each column is taken as.
pub fn understood(reading: &Reading, lang: Lang) -> Vec<String> {
    let mut lines = vec![
        form(reading.table.form, lang).to_owned(),
        whose(reading.whose, lang).to_owned(),
        taken(reading.taken, lang).to_owned(),
    ];
    let columns = reading.columns.iter().zip(&reading.eras);
    let columns = reading.table.heading.iter().zip(columns);
    lines.extend(
        columns.map(|(heading, (field, era))| format!("  {}", column(heading, *field, *era, lang))),
    );
    lines
}

/// Says that so many rows are refused, and what became of the others.
pub fn rows_refused(count: usize, taking: Taking, lang: Lang) -> String {
    match (lang, taking) {
        (Lang::Ja, Taking::Look) => {
            format!("{count}行は取り込めません。このまま取り込むと、ほかの行だけが入ります。")
        }
        (Lang::En, Taking::Look) => {
            format!("Rows refused: {count}. Only the others would be taken in.")
        }
        (Lang::Ja, Taking::In) => format!(
            "{count}行は取り込めません。直して、もう一度取り込んでください（済んだ行はそのままです）。"
        ),
        (Lang::En, Taking::In) => format!(
            "Rows refused: {count}. Mend them and import the table again; the others stay as they are."
        ),
    }
}

/// Names as what a file was read.
pub fn form(form: Form, lang: Lang) -> &'static str {
    let both = match form {
        Form::Utf8Marked => ("CSV（UTF-8、BOMあり）", "CSV (UTF-8 with BOM)"),
        Form::Utf8 => ("CSV（UTF-8）", "CSV (UTF-8)"),
        Form::Cp932 => ("CSV（シフトJIS・CP932）", "CSV (Shift_JIS, CP932)"),
        Form::Workbook => (
            "Excelブック（最初のシート）",
            "Excel workbook (first sheet)",
        ),
    };
    pick(both, lang)
}

/// Says what one column is taken as, and of which era its years are that stand without one, where that was said.
pub fn column(heading: &str, field: Option<FieldId>, era: Option<Era>, lang: Lang) -> String {
    let heading = match heading {
        "" => pick(("(見出しなし)", "(no heading)"), lang).to_owned(),
        other => shown(other).into_owned(),
    };
    let field = match field {
        Some(field) => label::field(field, lang),
        None => pick(("取り込まない", "left out"), lang),
    };
    match (era, lang) {
        (None, _) => format!("{heading}: {field}"),
        (Some(era), Lang::Ja) => format!("{heading}: {field}（年号なしは{}）", era.kanji()),
        (Some(era), Lang::En) => {
            format!(
                "{heading}: {field} (years without an era: {})",
                era.letter()
            )
        }
    }
}

/// Says what becomes of a row, in one line or one for each thing that is wrong.
pub fn row(row: &PlannedRow, reading: &Reading, lang: Lang) -> Vec<String> {
    let who = shown(&row.person);
    let head = match lang {
        Lang::Ja => format!("{}行目 {who}", row.number),
        Lang::En => format!("Row {} {who}", row.number),
    };
    let told = |what: &str| format!("{head}: {what}");
    let mut lines = match &row.fate {
        Fate::New(count) => vec![told(&match lang {
            Lang::Ja => format!("新しく登録（{count}欄）"),
            Lang::En => format!("a new case ({count} fields)"),
        })],
        Fate::Here(_) => vec![told(pick(
            (
                "もう登録されています。変えません",
                "here already; left as it is",
            ),
            lang,
        ))],
        Fate::Refused(_) => {
            let wrong = wrongs(row, reading, lang);
            wrong.iter().map(|it| told(it)).collect()
        }
    };
    let converted = row.converted.iter();
    lines.extend(
        converted.map(|(at, it)| told(&in_column(*at, &said_converted(it, lang), reading, lang))),
    );
    lines
}

/// Says what is wrong with a row, one line for each thing; none where it is not refused.
pub fn wrongs(row: &PlannedRow, reading: &Reading, lang: Lang) -> Vec<String> {
    match &row.fate {
        Fate::Refused(wrong) => {
            let wrong = wrong.iter();
            wrong.map(|it| row_wrong(it, reading, lang)).collect()
        }
        Fate::New(_) | Fate::Here(_) => Vec::new(),
    }
}

/// What stands over the list of rows that are refused.
pub fn refused_headings(lang: Lang) -> [&'static str; 3] {
    match lang {
        Lang::Ja => ["行", "氏名", "取り込めない理由"],
        Lang::En => ["Row", "Name", "Why it is refused"],
    }
}

/// What stands over the list of cases, as a table.
pub fn list_headings(lang: Lang) -> [&'static str; 6] {
    match lang {
        Lang::Ja => [
            "フリガナ",
            "氏名",
            "受給者証番号の下4桁",
            "移管済",
            "版",
            "ケースのID",
        ],
        Lang::En => [
            "Reading",
            "Name",
            "Last four digits of the certificate",
            "Moved",
            "Revision",
            "Id of the case",
        ],
    }
}

/// A case as a line of it.
pub fn list_row(it: &CaseLine, lang: Lang) -> [String; 6] {
    let moved = it
        .handed_over
        .map_or("", |_| pick(("移管済", "moved"), lang));
    [
        it.kana.clone(),
        it.name.clone(),
        it.last_four.clone().unwrap_or_default(),
        moved.to_owned(),
        it.revision.to_string(),
        it.id.to_string(),
    ]
}

/// Says as what a date was taken that is read otherwise than it is written.
pub fn said_converted(it: &Converted, lang: Lang) -> String {
    let (read, told) = match it {
        Converted::Day(day, note) => (date::day_and_iso(*day, lang), date::noted(*note, lang)),
        Converted::Month(month, note) => (date::month(*month, lang), date::noted(*note, lang)),
        Converted::DayIn(day, era) => (date::day_and_iso(*day, lang), in_era(*era, lang)),
        Converted::MonthIn(month, era) => (date::month(*month, lang), in_era(*era, lang)),
    };
    format!("{read} {told}")
}

fn in_era(era: Era, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("年号がないので、{}と読みました。", era.kanji()),
        Lang::En => format!("It has no era; read in {}, as was said.", era.letter()),
    }
}

/// Says from what the fields of the columns were taken.
pub fn taken(taken: Understood, lang: Lang) -> &'static str {
    let both = match taken {
        Understood::ByHeading => ("列は見出しのとおり", "columns by their headings"),
        Understood::AsBefore => (
            "列は前に取り込んだ同じ見出しの表のとおり",
            "columns as in the last table with these headings",
        ),
    };
    pick(both, lang)
}

/// Says whose table it is.
pub fn whose(whose: Whose, lang: Lang) -> &'static str {
    let both = match whose {
        Whose::Own => ("当所の表", "this office's own table"),
        Whose::Other => (
            "ほかの事業所・機関の表",
            "another office's or agency's table",
        ),
    };
    pick(both, lang)
}

fn in_column(at: usize, what: &str, reading: &Reading, lang: Lang) -> String {
    let heading = reading
        .table
        .heading
        .get(at)
        .map(String::as_str)
        .unwrap_or_default();
    let field = reading.columns.get(at).copied().flatten();
    let name = field.map_or(heading, |it| label::field(it, lang));
    match lang {
        Lang::Ja => format!("{}列目「{}」: {what}", at + 1, shown(name)),
        Lang::En => format!("column {} ({}): {what}", at + 1, shown(name)),
    }
}

fn row_wrong(wrong: &RowWrong, reading: &Reading, lang: Lang) -> String {
    match wrong {
        RowWrong::SameAs(row) => match lang {
            Lang::Ja => format!("{row}行目と同じ方です。どちらかの行を消してください。"),
            Lang::En => format!("The same person as in row {row}. Take one of the rows out."),
        },
        RowWrong::LikeRow(row) => match lang {
            Lang::Ja => format!(
                "{row}行目と同じ方かもしれません。{row}行目を取り込んでから、もう一度読み込んで答えてください。どの行も別の方だとわかっているときは、コマンドで --another-person を付けます。"
            ),
            Lang::En => format!(
                "It may be the same person as in row {row}. Take that row in, read the table in again and answer then. If all of them are known to be different people, use the command with --another-person."
            ),
        },
        RowWrong::OtherCertificate => pick(
            (
                "氏名・フリガナ・生年月日が同じで、受給者証番号が違う方のケースがあります。同じ方なら、そのケースの番号を直してください。",
                "A case has the same name, reading and birth, and another certificate number. If it is the same person, correct the number there.",
            ),
            lang,
        )
        .to_owned(),
        RowWrong::Alike(likeness) => {
            let here = who_is_alike(likeness, lang);
            match lang {
                Lang::Ja => format!(
                    "{here}別の方なら、この行でF5を押して答えてください（コマンドでは --another-person）。同じ方なら、そのケースを直してください。届いた引継ぎの方なら、この行は取り込まず、利用開始でケースを作ってください。"
                ),
                Lang::En => format!(
                    "{here} If it is another, press F5 on this row and say so (by command: --another-person). If it is the same, write into that case; of a handover that came, leave the row out and let the start make the case."
                ),
            }
        }
        RowWrong::Nobody => pick(
            (
                "生年月日と、受給者証番号か氏名・フリガナがそろっていません。ほかの方と取り違えないよう、書き足してください。",
                "Birth, with the certificate's number or with name and reading, is not complete. Fill it in, so that people are not mixed up.",
            ),
            lang,
        )
        .to_owned(),
        RowWrong::Cell(at, why) => in_column(*at, &cell(why, lang), reading, lang),
    }
}

fn cell(why: &CellWrong, lang: Lang) -> String {
    let said = match why {
        CellWrong::Answer(why) => import_wrong(why, lang),
        CellWrong::Date(why) => problem(&Problem::Date(*why), lang),
        CellWrong::WhichDay(days) => {
            return which(date::which_typed(days, date::day_and_iso, lang));
        }
        CellWrong::WhichMonth(months) => {
            return which(date::which_typed(months, date::month, lang));
        }
        CellWrong::Short { len, is } => Said::of(
            lang,
            (
                format!("{len}桁のはずが{is}桁です。"),
                "Excelで先頭の0が消えたのかもしれません。列を「文字列」にして、受給者証のとおりに入れ直してください。",
            ),
            (
                format!("{is} digits where there must be {len}."),
                "Excel may have dropped leading zeros. Make the column text and enter it as it stands on the certificate.",
            ),
        ),
        CellWrong::Broken => Said::of(
            lang,
            (
                "Excelで値になっていません（#REF! など）。",
                "そのセルを直してください。",
            ),
            (
                "The workbook has no value there (such as #REF!).",
                "Correct the cell.",
            ),
        ),
        CellWrong::Never(what) => Said::of(
            lang,
            (
                format!("{}のようなものがあります。", never(*what, lang)),
                "保存しない情報です。消してから取り込むか、違うものなら、この行でF5を押して答えてください（コマンドでは --not-a-secret）。",
            ),
            (
                format!("There may be {} here.", never(*what, lang)),
                "It is never stored. Take it out; where it is something else, press F5 on this row and say so (by command: --not-a-secret).",
            ),
        ),
        CellWrong::OnlyJson => Said::of(
            lang,
            (
                "この欄は、一つのセルからは取り込めません。",
                "取り込んだあとで画面から書いてください。",
            ),
            (
                "This field cannot come from one cell.",
                "Write it on the screen afterwards.",
            ),
        ),
        CellWrong::NoHeading => Said::of(
            lang,
            (
                "見出しのない列に値があります。",
                "見出しを付けるか、消してください。",
            ),
            (
                "There is a value below no heading.",
                "Give the column a heading, or take it out.",
            ),
        ),
    };
    match lang {
        Lang::Ja => format!("{}{}", said.what, said.then),
        Lang::En => format!("{} {}", said.what, said.then),
    }
}

/// In one line.
fn which(said: Option<String>) -> String {
    let said = said.unwrap_or_default();
    said.replace('\n', " ")
}

/// Says why the columns cannot be understood so.
pub fn columns_wrong(why: &ColumnsWrong, lang: Lang) -> Said {
    match why {
        ColumnsWrong::Two(field) => Said::of(
            lang,
            (
                format!(
                    "二つの列が同じ欄（{}）になっています。",
                    label::field(*field, lang)
                ),
                "どちらかを「取り込まない」にしてください。",
            ),
            (
                format!(
                    "Two columns are taken as one field ({}).",
                    label::field(*field, lang)
                ),
                "Leave one of them out.",
            ),
        ),
        ColumnsWrong::NoSuch(_) => Said::of(
            lang,
            (
                "その名前や番号の列はありません。",
                "見出しのとおりに書くか、左からの番号で指してください。",
            ),
            (
                "There is no column of that name or number.",
                "Write it as the heading does, or by its number from the left.",
            ),
        ),
        ColumnsWrong::NoDate(_) => Said::of(
            lang,
            (
                "年号を決められるのは、日付の列だけです。",
                "日付でない列の「@年号」を消してください。",
            ),
            (
                "Only a column of dates has an era.",
                "Take \"@ERA\" off the other columns.",
            ),
        ),
        ColumnsWrong::NobodyNamed => Said::of(
            lang,
            (
                "どなたの行かを決める列が足りません。",
                "生年月日の列と、受給者証番号の列か、氏名とフリガナの列が要ります。見出しを直すか、どの列がどの欄かを指定してください（コマンドでは --map 列=欄）。",
            ),
            (
                "The columns that tell whose row it is are missing.",
                "There must be one of birth, and one of the certificate's number or those of name and reading. Correct the headings, or say which column is which field (by command: --map COLUMN=FIELD).",
            ),
        ),
    }
}

/// How many characters are named before the rest is counted.
const NAMED: usize = 10;

/// Says which characters cannot be written in CP932, and where they would stand.
pub fn unwritable(missing: &[Unwritten], lang: Lang) -> Said {
    let named = missing.iter().take(NAMED).map(|it| {
        let (heading, code) = (shown(&it.heading), u32::from(it.character));
        let character = it.character.to_string();
        let character = shown(&character);
        match lang {
            Lang::Ja => format!("{}行目「{heading}」の {character}（U+{code:04X}）", it.row),
            Lang::En => format!("row {}, {heading}: {character} (U+{code:04X})", it.row),
        }
    });
    let more = missing.len().saturating_sub(NAMED);
    let more = (0 < more).then(|| match lang {
        Lang::Ja => format!("ほか{more}字"),
        Lang::En => format!("and {more} more"),
    });
    let listed = named.chain(more).collect::<Vec<_>>();
    let listed = listed.join(if lang == Lang::Ja { "、" } else { "; " });
    Said::of(
        lang,
        (
            format!("シフトJISでは書けない文字があります: {listed}。まだ何も書き出していません。"),
            "UTF-8の表なら、すべての文字を書けます。シフトJISにするときは、書けない文字を〓に置き換えてよければ、書き出す形で「〓」のあるほうを選んでください（コマンドでは --geta）。",
        ),
        (
            format!("Shift_JIS cannot hold every character: {listed}. Nothing was written yet."),
            "A table in UTF-8 holds all. If Shift_JIS is needed and a geta mark may stand in their place, choose the form that says so (by command: --geta).",
        ),
    )
}

fn other_file(what: Other, lang: Lang) -> &'static str {
    let said = match what {
        Other::Pdf => ("PDF", "a PDF"),
        Other::Picture => ("画像", "a picture"),
        Other::Document => (
            "文書（ワープロのファイル）",
            "a document of a word processor",
        ),
        Other::Page => ("Webページ（HTML・XML）", "a page of the web (HTML or XML)"),
        Other::Archive => (
            "圧縮ファイル（ZIP）か、Excelではない形式のファイル",
            "an archive (ZIP), or a file of another program than Excel",
        ),
    };
    pick(said, lang)
}

/// Says why a file is no table that can be read.
pub fn table_refused(why: TableRefused, lang: Lang) -> Said {
    let csv = |ja: String, en: String| {
        Said::of(
            lang,
            (
                ja,
                "ファイルを直して、もう一度行ってください。まだ何も取り込んでいません。",
            ),
            (
                en,
                "Correct the file and try again. Nothing has been imported yet.",
            ),
        )
    };
    match why {
        TableRefused::TooLarge => csv(
            format!("ファイルが大きすぎます（{}MiBまで）。", MAX_BYTES >> 20),
            format!("The file is too large (at most {} MiB).", MAX_BYTES >> 20),
        ),
        TableRefused::TooManyRows => csv(
            format!("行が多すぎます（{MAX_ROWS}行まで）。分けてください。"),
            format!("There are too many rows (at most {MAX_ROWS}). Divide the file."),
        ),
        TableRefused::TooManyColumns => csv(
            format!("列が多すぎます（{MAX_COLUMNS}列まで）。"),
            format!("There are too many columns (at most {MAX_COLUMNS})."),
        ),
        TableRefused::Empty => csv(
            "見出しの行と、その下の行がありません。".into(),
            "There is no heading with rows below it.".into(),
        ),
        TableRefused::Other(what) => Said::of(
            lang,
            (
                format!("名前は表でも、中身は{}です。", other_file(what, Lang::Ja)),
                "取り込めるのは、CSV（.csv）とExcel（.xlsx）の表と、ケース要約のJSONです。中身を表に写してから取り込みます。まだ何も取り込んでいません。",
            ),
            (
                format!("It is named as a table, but is {}.", other_file(what, Lang::En)),
                "What is taken in are tables as CSV (.csv) and Excel (.xlsx), and the JSON of a case summary. Copy what it says into a table. Nothing has been imported yet.",
            ),
        ),
        TableRefused::NotText => csv(
            "文字を読めません。UTF-8かシフトJISのCSVではありません。".into(),
            "The text cannot be read: it is neither UTF-8 nor Shift_JIS.".into(),
        ),
        TableRefused::Utf16 => csv(
            "UTF-16の文字です。「CSV UTF-8」で保存し直してください。".into(),
            "The text is UTF-16. Save it as CSV UTF-8.".into(),
        ),
        TableRefused::Quote(line) => csv(
            format!("{line}行目の引用符（\"）が閉じていないか、途中にあります。"),
            format!("A quotation mark in line {line} is not closed, or stands inside a cell."),
        ),
        TableRefused::OldWorkbook => csv(
            "古い形式のExcel（.xls）か、パスワード付きのブックです。パスワードなしの .xlsx で保存し直してください。".into(),
            "This is an older Excel file (.xls), or one with a password. Save it as .xlsx without one.".into(),
        ),
        TableRefused::BrokenWorkbook => csv(
            "Excelブックが壊れていて読めません。".into(),
            "The workbook is damaged and cannot be read.".into(),
        ),
        TableRefused::Merged(row) => csv(
            format!("{row}行目に結合されたセルがあります。どの方の値か決められないので、結合を解いてください。"),
            format!("Cells are merged in row {row}: whose value it is cannot be told. Take the merging out."),
        ),
    }
}

fn pick(both: (&'static str, &'static str), lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => both.0,
        Lang::En => both.1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_mean_fields_by_name_label_or_common_word_and_nothing_else() {
        for (heading, field) in [
            ("氏名", Some(FieldId::PersonName)),
            ("　氏 名", None),
            ("ﾌﾘｶﾞﾅ", Some(FieldId::PersonKana)),
            ("ふりがな", Some(FieldId::PersonKana)),
            ("生年月日", Some(FieldId::PersonBirth)),
            ("Date of birth", Some(FieldId::PersonBirth)),
            ("person.birth", Some(FieldId::PersonBirth)),
            ("受給者証Ｎｏ．", Some(FieldId::CertificateNumber)),
            ("電話番号", Some(FieldId::PersonPhone)),
            ("備考", None),
            ("", None),
        ] {
            assert_eq!(field_of(heading), field, "{heading}");
        }
    }
}
