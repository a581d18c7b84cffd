//! What the few words of a line of the journal tell, as people read it.
//!
//! It names no person: whoever reads the journal may not be one who reads cases.

use crate::lang::{Lang, message};
use crate::workflow::remark::{Plain, Remark};

/// Says a remark; nothing where there is none.
pub fn remark(remark: &Remark, lang: Lang) -> String {
    let (ja, en) = match remark {
        Remark::Nothing => return String::new(),
        Remark::Other(words) => return words.clone(),
        Remark::Parcel(cause) => return message::cause(*cause, lang).to_owned(),
        Remark::Claimed { seen, .. } => (
            format!("相手は当所の記録を{seen}番まで見たと言いますが、ここにはそこまでありません。"),
            format!(
                "The other office says it has seen this office's entries up to number {seen}; not all of them are here."
            ),
        ),
        Remark::Came { first, last } if first == last => (
            format!("相手の{first}番の記録を受け取りました。"),
            format!("The other office's entry number {first} was taken in."),
        ),
        Remark::Came { first, last } => (
            format!("相手の{first}番から{last}番までの記録を受け取りました。"),
            format!("The other office's entries number {first} to {last} were taken in."),
        ),
        Remark::Proven { number } => (
            format!("当所の{number}番の記録が戻りましたが、その前のものがここにありません。"),
            format!("This office's entry number {number} came back; those before it are not here."),
        ),
        Remark::Plain(Plain::Keyring) => both(
            "職員の登録、パスフレーズか復旧シートの変更が途中で止まっていました。",
            "A change of accounts, of a passphrase or of the recovery sheet had been cut short.",
        ),
        Remark::Plain(Plain::NewSheet) => {
            both("復旧シートを作りました。", "A new recovery sheet was made.")
        }
        Remark::Plain(Plain::OnlySheet) => both(
            "前の復旧シートを無効にしました。",
            "Earlier recovery sheets were made void.",
        ),
        Remark::Plain(Plain::Unreadable) => both(
            "引継ぎの記録が読めませんでした。",
            "What is kept of the handover could not be read.",
        ),
        Remark::Plain(Plain::Unpaid) => both(
            "プログラムがすべきこと(撤回を伝える、消去する)が、まだできていません。",
            "What the program owes (telling a withdrawal, destroying) is not done yet.",
        ),
        Remark::Plain(Plain::GivenUp) => both(
            "失われた当所の記録をあきらめました。",
            "Lost entries of this office were given up.",
        ),
        Remark::Plain(Plain::Overtaken) => both(
            "置いている間に、同意の撤回や取り下げなどで出せなくなった小包です。取り除きます。",
            "While it was being put there it ceased to be allowed to leave (a withdrawal, a recall): it is taken away.",
        ),
        Remark::Plain(Plain::TakenBack) => both(
            "出せなくなった小包がまだ共有フォルダにあったので、取り除きました。その間に写された可能性は残ります。",
            "The parcel that may not leave still lay in the shared folder and was taken away. It may have been copied meanwhile.",
        ),
        Remark::Plain(Plain::GoneBefore) => both(
            "出せなくなった小包は、共有フォルダにありませんでした。相手が受け取ったか、置けていなかったかです。",
            "The parcel that may not leave did not lie in the shared folder: the other office took it, or it never came there.",
        ),
        Remark::Plain(Plain::Unanswered) => both(
            "置き終わったか分からないまま、待つのをやめた小包です。もう一度送ります。出せなくなれば取り除きます。",
            "Nobody waited until it was put, so it may lie there or not. It is sent again, and taken away should it cease to be allowed to leave.",
        ),
        Remark::Plain(Plain::Unopened) => both(
            "信用しない、またはカードのない事業所の小包が、開かれずに共有フォルダにあります。",
            "Parcels of an office that is not trusted, or has no card here, lie in the shared folder unopened.",
        ),
        Remark::Plain(Plain::UnopenedGone) => both(
            "開かれずにあった小包は、取り込んだか、もう共有フォルダにありません。",
            "What lay unopened was taken in, or does not lie in the shared folder any more.",
        ),
        Remark::Plain(Plain::PutAway) => both(
            "追補のうち、一部の欄は取り込まないことにしました。",
            "Some fields of an addition were put away: they are not taken up.",
        ),
        Remark::Plain(Plain::NotSent) => both(
            "開かれずにある小包は、聞いたところ、その事業所が送ったものではない（または心当たりの事業所がない）と記録しました。増えるまで知らせません。",
            "It was recorded that what lies unopened was not sent by that office, as somebody asked, or that nobody here knows it. It is told no more until there is more.",
        ),
    };
    match lang {
        Lang::Ja => ja,
        Lang::En => en,
    }
}

/// Says of the numbers after a line of the journal that nobody did anything in them; nothing where the next line follows.
pub fn carried(after: u64, count: u64, lang: Lang) -> Option<String> {
    let (first, last) = (after + 1, after + count);
    let told = match (count, lang) {
        (0, _) => return None,
        (1, Lang::Ja) => {
            format!("{first}番は、保管庫を書き直したときに、残すものを写した番号です。")
        }
        (1, Lang::En) => {
            format!("{first}: a copy made when the store was rewritten.")
        }
        (_, Lang::Ja) => {
            format!("{first}〜{last}番は、保管庫を書き直したときに、残すものを写した番号です。")
        }
        (_, Lang::En) => {
            format!("{first} to {last}: copies made when the store was rewritten.")
        }
    };
    Some(told)
}

fn both(ja: &str, en: &str) -> (String, String) {
    (ja.to_owned(), en.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workflow::post::Cause;

    /// Stored codes are English; nobody reads one who reads Japanese, or finds one among sentences.
    #[test]
    fn no_code_of_the_journal_is_read_by_a_person() {
        let plain = Plain::ALL.iter().map(|it| Remark::Plain(*it));
        let causes = Cause::ALL.iter().map(|it| Remark::Parcel(*it));
        let numbered = [
            Remark::Claimed {
                seen: 3,
                entry: "ab12".to_owned(),
            },
            Remark::Proven { number: 3 },
            Remark::Came { first: 2, last: 2 },
            Remark::Came { first: 2, last: 5 },
        ];
        for it in plain.chain(causes).chain(numbered) {
            let (ja, en) = (remark(&it, Lang::Ja), remark(&it, Lang::En));
            let code = it.code();
            assert_ne!((&ja, &en), (&code, &code));
            let english = ja.replace("tasuki", "");
            assert!(!english.contains(|c: char| c.is_ascii_alphabetic()), "{ja}");
            assert!(en.is_ascii() && en.ends_with('.'), "{en}");
        }
    }
}
