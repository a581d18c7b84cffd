//! What to say of a card that was refused, and of a shared folder that fails.
//!
//! What a round did is a message.

use crate::lang::Lang;
use crate::lang::problem::{Said, said};
use crate::workflow::problem::{CardLine, CardRefused, TransportError};

/// Says why an office's card was not taken.
pub fn card(why: CardRefused, lang: Lang) -> Said {
    said! { lang, match why {
        CardRefused::TooLong | CardRefused::NotACard =>
            "事業所カードのファイルではありません。",
            "相手の事業所から受け取ったカードのファイルを選んでください。";
            "This is not the file of an office's card.",
            "Choose the card file that the other office gave you.";
        CardRefused::Newer(_) =>
            "このカードは、より新しい版のtasukiで作られています。",
            "tasukiを新しい版にしてから読み込んでください。";
            "This card was made by a newer version of tasuki.",
            "Update tasuki, then read it in.";
        CardRefused::WrongLength | CardRefused::Malformed | CardRefused::BadRecipient =>
            "カードのファイルが途中で切れているか、壊れています。",
            "相手の事業所に、もう一度送ってもらってください。";
            "The card file is cut short or damaged.",
            "Ask the other office to send it again.";
        CardRefused::BadSignature =>
            "カードの署名が合いません。途中で書き換えられたかもしれません。",
            "このカードは使わず、相手の事業所に電話して、新しいカードをもらってください。";
            "The signature on the card does not hold. It may have been altered on the way.",
            "Do not use it. Telephone the other office and ask for a new card.";
        CardRefused::BadLine(line) =>
            format!("カードの{}が正しく書かれていません。", card_line(line, lang)),
            "そのカードの事業所で、設定を直してカードを作り直します。";
            format!("On the card, the {} is not written correctly.", card_line(line, lang)),
            "The office of the card corrects its settings and makes a new one.";
        CardRefused::Older =>
            "このカードは、いま持っているカードより前に作られたものです。受け取りませんでした。",
            "相手の事業所に、いちばん新しいカードを渡してもらってください。";
            "This card was made before the one kept of that office; it was not taken.",
            "Ask the other office for its newest card.";
        CardRefused::BadDay =>
            "カードの作成日が、暦にない日付です。",
            "相手の事業所に、カードを作り直してもらってください。";
            "The day on the card does not exist.",
            "Ask the other office to make a new card.";
    }}
}

fn card_line(line: CardLine, lang: Lang) -> &'static str {
    let (ja, en) = match line {
        CardLine::Name => ("事業所名", "name of the office"),
        CardLine::Corporation => ("法人名", "corporation"),
        CardLine::Number => ("事業所番号", "office number"),
        CardLine::Address => ("所在地", "address"),
        CardLine::Representative => ("代表者名", "representative"),
        CardLine::Phone => ("電話番号", "telephone number"),
    };
    match lang {
        Lang::Ja => ja,
        Lang::En => en,
    }
}

/// Says why the shared folder did not take or give.
pub fn transport(why: TransportError, lang: Lang) -> Said {
    said! { lang, match why {
        TransportError::PlaceMissing =>
            "共有フォルダが見つかりません。",
            "USBメモリやネットワークのつながりを確かめ、もう一度送受信してください。";
            "The shared folder is not there.",
            "Check the stick or the network, then send and collect again.";
        TransportError::NoAnswer =>
            "共有フォルダが応答しません。",
            "ネットワークのつながりを確かめてください。応答が戻れば、次の送受信で続きから行います。";
            "The shared folder does not answer.",
            "Check the network. Once it answers, the next sending and collecting goes on.";
        TransportError::NotReadable =>
            "共有フォルダを読む許可がありません。",
            "フォルダの権限を管理者に確かめてもらってください。";
            "The shared folder may not be read.",
            "Ask the manager to check its permissions.";
        TransportError::NotWritable =>
            "共有フォルダに書く許可がありません。",
            "フォルダの権限や、書き込み禁止のつまみを確かめてください。";
            "The shared folder may not be written to.",
            "Check its permissions, or the write lock of the stick.";
        TransportError::Full =>
            "共有フォルダに空きがありません。",
            "空きを作ってから、もう一度送受信してください。";
            "The shared folder is full.",
            "Make room, then send and collect again.";
        TransportError::NoSuchParcel =>
            "小包が、もうそこにありません。",
            "もう一度送受信してください。届いていなければ、相手の事業所に送り直しを頼んでください。";
            "The parcel is no longer there.",
            "Send and collect again. If it has not come, ask the other office to send it again.";
        TransportError::TooLarge =>
            "大きすぎる小包があり、受け取りませんでした。",
            "送った事業所に連絡して、確かめてもらってください。";
            "A parcel is too large and was not taken.",
            "Ask the office that sent it to check.";
        TransportError::Changed =>
            "小包が途中までしか届いていないか、壊れています。",
            "少し待って、もう一度送受信してください。続くようなら、送り直しを頼んでください。";
            "A parcel has not arrived whole, or is damaged.",
            "Wait a little and collect again. If it goes on, ask for it to be sent again.";
        TransportError::NotBack =>
            "共有フォルダとの送受信が、プログラムの不具合で途切れました。",
            "失われたものはありません。次の送受信で続きから行います。続くようなら、管理者に知らせてください。";
            "Sending and collecting was cut off by a defect of the program.",
            "Nothing is lost: the next sending and collecting goes on. If it happens again, tell the manager.";
        TransportError::Failed(_) =>
            "共有フォルダとの送受信に失敗しました。",
            "つながりを確かめ、もう一度送受信してください。";
            "The exchange with the shared folder failed.",
            "Check the connection, then send and collect again.";
    }}
}
