//! What to say of a text or an answer that does not belong into its field.
//!
//! What belongs there is the catalogue's.

use crate::domain::answer::{Place, Wrong, WrongAnswer};
use crate::domain::section::FieldId;
use crate::domain::text::TextRefused;
use crate::lang::problem::{Said, said};
use crate::lang::{Lang, label};

/// Says why a text was not taken.
pub fn text(why: &TextRefused, lang: Lang) -> Said {
    said! { lang, match why {
        TextRefused::Empty =>
            "文字が入っていません。",
            "入力してください。";
            "Nothing was entered.",
            "Please fill this in.";
        TextRefused::TooLong { max, is } =>
            format!("長すぎます（{is}文字）。"),
            format!("{max}文字以内にしてください。");
            format!("It is too long ({is} characters)."),
            format!("Shorten it to at most {max} characters.");
        TextRefused::NotKana { found: _ } =>
            "フリガナに、かな以外の文字が入っています。",
            "ひらがなかカタカナで入れてください。";
            "The reading holds something that is not kana.",
            "Enter it in hiragana or katakana.";
        TextRefused::NotAPhone =>
            "電話番号として読めません。",
            "市外局番から数字で入れてください(例: 03-0000-0000)。";
            "This is not a telephone number.",
            "Enter the digits with the area code (03-0000-0000).";
    }}
}

/// Says why an answer does not fit, led by the name of its field where that is known.
pub fn answer(field: Option<FieldId>, wrong: &WrongAnswer, lang: Lang) -> Said {
    let mut said = wrong_part(&wrong.why, lang);
    let mut names: Vec<String> = Vec::new();
    names.extend(field.map(|it| label::field(it, lang).to_owned()));
    match wrong.at {
        Place::Whole => {}
        Place::Row(row) => names.push(row_name(row, lang)),
        Place::Cell { row, column } => {
            names.push(row_name(row, lang));
            names.push(label::column(column, lang).to_owned());
        }
    }
    if !names.is_empty() {
        said.what = format!("{}: {}", names.join(" "), said.what);
    }
    said
}

fn row_name(row: usize, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("{}行目", row + 1),
        Lang::En => format!("line {}", row + 1),
    }
}

fn wrong_part(why: &Wrong, lang: Lang) -> Said {
    match why {
        Wrong::Shape => Said::of(
            lang,
            (
                "この欄に合わない形の記入です。",
                "欄の説明を見て、入れ直してください。",
            ),
            (
                "This is not what the field asks for.",
                "See what the field asks for, and enter it again.",
            ),
        ),
        Wrong::BornAhead => Said::of(
            lang,
            (
                "生年月日が、今日より先の日です。",
                "年と元号を確かめて、入れ直してください。",
            ),
            (
                "The day of birth is still to come.",
                "Check the year and its era, and enter it again.",
            ),
        ),
        Wrong::Nameless => Said::of(
            lang,
            (
                "氏名が入っていません。",
                "氏名を書くか、その方のほかの欄も消してください。",
            ),
            (
                "The name is missing.",
                "Enter the name, or empty what else is told of them.",
            ),
        ),
        Wrong::NoRelation => Said::of(
            lang,
            (
                "続柄が入っていません。",
                "本人との続柄（母、後見人など）を書いてください。",
            ),
            (
                "The relation is missing.",
                "Enter what they are to the person, such as mother or guardian.",
            ),
        ),
        Wrong::Empty => Said::of(
            lang,
            (
                "何も入っていません。",
                "記入してください。ないときは「なし」を選んでください。",
            ),
            (
                "There is nothing in it.",
                "Fill it in. If there is none, choose the state \"none\".",
            ),
        ),
        Wrong::Text(why) => text(why, lang),
        Wrong::NotDigits { len } => Said::of(
            lang,
            (
                format!("数字{len}桁ではありません。"),
                format!("数字を{len}桁で入れてください。先頭の0も入れます。"),
            ),
            (
                format!("It is not {len} digits."),
                format!("Enter {len} digits, with leading zeros."),
            ),
        ),
        Wrong::NotOffered(_) => Said::of(
            lang,
            (
                "選択肢にない答えです。",
                "この欄の選択肢から選んでください。",
            ),
            (
                "This is not one of the options.",
                "Choose one of the options of the field.",
            ),
        ),
        Wrong::OutOfRange { min, max } => Said::of(
            lang,
            (
                "数が範囲の外です。",
                format!("{min}から{max}までの数を入れてください。"),
            ),
            (
                "The number is out of range.",
                format!("Enter a number from {min} to {max}."),
            ),
        ),
        Wrong::TooMany { max } => Said::of(
            lang,
            ("数が多すぎます。", format!("{max}個までにしてください。")),
            ("There are too many.", format!("Keep it to at most {max}.")),
        ),
        Wrong::Twice => Said::of(
            lang,
            ("同じものが二つあります。", "片方を消してください。"),
            ("The same one is there twice.", "Take one of them away."),
        ),
        Wrong::Blank => Said::of(
            lang,
            ("必要な所が未記入です。", "記入してください。"),
            ("A cell that must be filled is blank.", "Fill it in."),
        ),
        Wrong::NoScore => Said::of(
            lang,
            (
                "点数が入っていません。",
                "本人か支援者のどちらかの点数を入れてください。",
            ),
            (
                "There is no score.",
                "Enter the person's score, or that of staff.",
            ),
        ),
    }
}
