//! What to say when somebody may not take a step, or when a handover is not ready for it.
//!
//! Who may is `domain::handover::permit`'s.

use crate::domain::calendar::Day;
use crate::domain::handover::draft::NotReady;
use crate::domain::handover::permit::{
    Actor, Denied, Earliest, MONTHS_BEFORE_OFFER, Step, has_right,
};
use crate::domain::retention::Keeping;
use crate::domain::section::{FieldId, ItemId};
use crate::domain::staff::Role;
use crate::lang::label::handover as words;
use crate::lang::problem::refused::refused;
use crate::lang::problem::{Said, fields, said, sections};
use crate::lang::{Lang, date, label};

/// Says why a step is not open.
pub fn denied(step: Step, why: &Denied, lang: Lang) -> Said {
    let name = words::step(step, lang);
    match why {
        Denied::NoRight => no_right(step, lang),
        Denied::NotReady(NotReady::OwnWork) if step == Step::Return => Said::of(
            lang,
            (
                "承認を求めた人は、自分では差し戻せません。",
                "直したいときは、渡る内容をケースで書き直してください。承認待ちは取りやめになります。引継ぎをやめるときは「下書きを破棄する」を行います。",
            ),
            (
                "Whoever submitted it cannot return it.",
                "Changing in the case what would go takes it back from the approver. To give the handover up, discard the draft.",
            ),
        ),
        Denied::NotReady(why) => not_ready(why, lang),
        Denied::Refused(refusal) => refused(refusal, lang),
        Denied::ConsentExpired => expired(step, lang),
        Denied::OutsideConsent => Said::of(
            lang,
            (
                "今日の同意では、この内容を文章で伝えることはできません。",
                "本文を空にして「回答できない」とだけ伝えるか、新しい同意をとって提供し直してください。",
            ),
            (
                "Today's consent does not cover words about this.",
                "Say without a text that it cannot be answered, or record a new consent and offer anew.",
            ),
        ),
        Denied::NotInConsent(item) => not_in_consent(*item, lang),
        Denied::MonthsUnconfirmed => Said::of(
            lang,
            (
                "利用期間の月数を、市町村の誰がいつ確認したかがそろっていません。",
                "市町村に問い合わせ、残り月数・確認した窓口と担当者・確認日をケースに書いてから、契約終了を記録してください。",
            ),
            (
                "It is not complete who at the city confirmed the months of service, and when.",
                "Ask the city, write months left, office and person, and day into the case; then record the end.",
            ),
        ),
        Denied::ContractGoesOn => Said::of(
            lang,
            (
                "一時の引継ぎなので、契約は続いています。",
                "本人が戻ったら「中止する」で「本人が戻った」を記録します。戻らないことになったら、ケースの引継ぎの種別を書き直し、追補で相手にも知らせてから、契約終了を記録してください。",
            ),
            (
                "This handover is for a time: the contract goes on.",
                "Once the person is back, discontinue it as \"came back\". If the person is to stay, change the kind of handover in the case, send it as an addition, then record the end.",
            ),
        ),
        Denied::NotTheirCase if step == Step::TakeUp => Said::of(
            lang,
            (
                "引継ぎのケースがもうあるか、そのケースが、この引継ぎの人と氏名・フリガナ・受給者証番号のどれも合いません。",
                "ケースがなくなった引継ぎで、同じ方のケースを選んでください。",
            ),
            (
                "The handover has its case, or that case has neither the name nor the reading nor the certificate of this person.",
                "Choose the person's own case, in a handover whose case is gone.",
            ),
        ),
        Denied::NotTheirCase if step == Step::Start => Said::of(
            lang,
            (
                "そのケースは、この引継ぎの人と氏名・フリガナ・受給者証番号のどれも合いません。",
                "同じ方のケースを選ぶか、ケースを選ばずに利用開始を記録してください。",
            ),
            (
                "That case has neither the name nor the reading nor the certificate of this person.",
                "Choose the person's own case, or record the first day without one.",
            ),
        ),
        Denied::NotAway => Said::of(
            lang,
            (
                "一時の引継ぎではないので、「本人が戻った」では終わりにできません。",
                "本人がこの事業所に戻るときは、受け入れた事業所から引継ぎを受けてください。一時の引継ぎなのに種別が違うときは、送り手がケースの引継ぎの種別を直し、追補で知らせます。",
            ),
            (
                "This handover is not for a time, so it cannot be over because the person came back.",
                "Whoever comes back is handed over by the office that has them. If it was for a time and the kind is wrong, the sender changes it in the case and sends it as an addition.",
            ),
        ),
        Denied::StillHeld => Said::of(
            lang,
            (
                "撤回された項目で来た内容がここにあるので、「保有なし」とは答えられません。",
                "「返却した」「消去した」「理由があり保存」のどれかで答えます。",
            ),
            (
                "Something of what was taken back is held here, so \"nothing held\" is no answer to it.",
                "Answer that it was returned, erased, or is kept for a reason.",
            ),
        ),
        Denied::NotTheirCase => Said::of(
            lang,
            (
                "そのケースは、この引継ぎで戻ってくる人のものではありません。",
                "移管済のケースの一覧から、その人のケースを選んでください。",
            ),
            (
                "That case is not one this person left by.",
                "Choose the person's own case among those that were handed over.",
            ),
        ),
        Denied::OtherOffice if matches!(step, Step::WriteCase | Step::RecordConsent) => Said::of(
            lang,
            (
                "このケースは移管済のため、見るだけになります。",
                "伝えることがあれば、相手の事業所に連絡してください。",
            ),
            (
                "This case has moved to the other office and can only be read.",
                "If there is something to add, call the other office.",
            ),
        ),
        Denied::OtherOffice => Said::of(
            lang,
            (
                format!("「{name}」のは、この引継ぎでは相手の事業所です。"),
                "急ぐときは、相手の事業所に電話で知らせてください。",
            ),
            (
                format!("In this handover it is for the other office to {name}."),
                "If it is urgent, telephone the other office.",
            ),
        ),
        Denied::DayToCome(day) => day_to_come(*day, lang),
        Denied::DayBefore(day, earliest) => day_before(*day, *earliest, lang),
        Denied::TooEarly(from) => Said::of(
            lang,
            (
                format!(
                    "相手の事業所の返事を待つ期間です。「{name}」ことは、{}からできます。",
                    date::day(*from, lang)
                ),
                "それまでに、相手の事業所に電話で様子を聞いてください。",
            ),
            (
                format!(
                    "The other office may still answer. From {} you can {name}.",
                    date::day(*from, lang)
                ),
                "Until then, telephone the other office and ask.",
            ),
        ),
    }
}

/// Says that the item is lacking by which something would go.
fn not_in_consent(item: ItemId, lang: Lang) -> Said {
    let item = label::item(item, lang);
    Said::of(
        lang,
        (
            format!("今日の同意に「{item}」の項目がありません。"),
            "本人に説明し、この項目を選んだ同意書に署名をもらって、新しい同意を記録してください。",
        ),
        (
            format!("Today's consent does not have the item \"{item}\"."),
            "Explain it to the person, have a form signed that has this item, and record it as a new consent.",
        ),
    )
}

/// Says that a day is still to come.
pub(super) fn day_to_come(day: Day, lang: Lang) -> Said {
    let day = date::day(day, lang);
    Said::of(
        lang,
        (
            format!("{day}はまだ来ていません。済んだことだけを書けます。"),
            "今日までの日付を入れてください。",
        ),
        (
            format!("{day} has not come yet; only what was done is written down."),
            "Give today or a day before.",
        ),
    )
}

/// Says before what day another one cannot be.
fn day_before(day: Day, earliest: Earliest, lang: Lang) -> Said {
    let day = date::day(day, lang);
    let on = |it| date::day(it, lang);
    said! { lang, match earliest {
        Earliest::Offered(from) =>
            format!("{day}は、この引継ぎを最初に提供した日（{}）より{MONTHS_BEFORE_OFFER}か月を超えて前です。", on(from)),
            "年と月を確かめてください。";
            format!("{day} lies more than {MONTHS_BEFORE_OFFER} months before {}, when this handover was first offered.", on(from)),
            "Check year and month.";
        Earliest::AgreedStart(from) =>
            format!("フォローの日（{day}）が、利用開始の予定日（{}）より前です。", on(from)),
            "利用開始の予定日からあとの日付を入れてください。";
            format!("A day of follow-up ({day}) lies before the agreed first day ({}).", on(from)),
            "Give the agreed first day or a later one.";
        Earliest::Beginning(from) =>
            format!("{day}は、当所の利用が始まった日（{}、ケースの契約日か利用開始日）より前です。", on(from)),
            "入れた日付か、ケースの契約日と利用開始日を確かめてください。";
            format!("{day} lies before {}, when the person's time here began by the case.", on(from)),
            "Check that day, or the day of signing and the first use in the case.";
        Earliest::LastDay(from) =>
            format!("サービス提供終了日（{day}）が、最後に通った日（{}）より前です。", on(from)),
            "二つの日付を確かめてください。";
            format!("The contract ends ({day}) before the last day the person came ({}).", on(from)),
            "Check the two days.";
    }}
}

pub(crate) fn no_right(step: Step, lang: Lang) -> Said {
    let name = words::step(step, lang);
    let able: Vec<&str> = Role::ALL
        .iter()
        .filter(|role| has_right(Actor::Staff(**role), step))
        .map(|role| label::role(*role, lang))
        .collect();
    let (ja, en) = match able.is_empty() {
        true => (
            "tasukiが自分で行います。何もしなくてかまいません。".to_owned(),
            "The program does it by itself; nothing is to be done.".to_owned(),
        ),
        // Who may not even read is an auditor: told what there is for them.
        false if step == Step::Read => (
            format!(
                "{}が見られるのは監査記録です（画面の「記録」か `tasuki audit show`）。内容を見られる職種: {}。",
                label::role(Role::Auditor, Lang::Ja),
                able.join("、")
            ),
            format!(
                "An auditor reads the audit log (on the screen, or `tasuki audit show`). Content is read by: {}.",
                able.join(", ")
            ),
        ),
        false => (
            format!("できる職種（{}）の職員に頼んでください。", able.join("、")),
            format!("Ask one of these: {}.", able.join(", ")),
        ),
    };
    Said::of(
        lang,
        (
            format!("「{name}」ことは、あなたの職種ではできません。"),
            ja,
        ),
        (format!("Your role has no right to {name}."), en),
    )
}

/// What is left once consent has run out: a new form alone opens no step, for the other office goes by the day it was told.
fn expired(step: Step, lang: Lang) -> Said {
    let (ja, en) = match step {
        Step::Release => (
            "続けるときは、受け手に「条件付で可」を記録してもらい（紙の事業所なら、当所が紙の返事として記録し）、新しい同意を記録して再提供してください。内容が同じなら章の確認と復唱はそのまま残り、受入をもう一度決めてもらうだけです。理由を返せない同意では「条件付で可」を選べないので、復唱を「訂正を求める」と確かめてから再提供してください。復唱と受入が、もう一度になります（提供より早く終わる同意書のためなら、長い同意を記録するだけで足ります）。続けないときは取り下げてください。",
            "To go on, have the receiver record \"yes, if\" (of an office on paper, enter it as its paper reply), record a new consent and offer anew: of the same content what was read and read back counts on, and only the acceptance is said once more. Where the consent lets no reason come back there is no \"yes, if\": check the read-back as \"correct this\" and offer anew; read-back and acceptance are said once more (where a form that ends before the offer is the reason, a longer one is enough). Else recall.",
        ),
        Step::Accept | Step::Contact | Step::Meet => (
            "送り手が本人から同意を取り直し、再提供するのを待ってください。",
            "Wait until the sender has renewed it with the person and offered anew.",
        ),
        Step::Add => (
            "提供より早く終わる同意書のためなら、長い同意を記録すれば追補できます。提供のときの期限が過ぎたのなら、この引継ぎではもう伝えられません。受け手が本人に聞くか、本人に持っていってもらってください。",
            "Where a form that ends before the offer is the reason, record a longer one and add it. Once the day of the offer itself has gone by this handover tells nothing more: have the other office ask the person, or the person carry it.",
        ),
        _ => (
            "引渡の前なら、新しい同意を記録して再提供してください。続けないときは取り下げてください。",
            "Before the release, record a new consent and offer anew, or recall.",
        ),
    };
    Said::of(
        lang,
        ("同意の期限が過ぎています。", ja),
        ("The consent has expired.", en),
    )
}

/// Says why a preparation cannot take a step.
pub fn not_ready(why: &NotReady, lang: Lang) -> Said {
    said! { lang, match why {
        NotReady::NoConsent =>
            "有効な同意がありません。",
            "本人に説明し、署名をもらって、同意を記録してください。";
            "No consent is in force.",
            "Explain it to the person, have the form signed, and record the consent.";
        NotReady::NotConfirmed(open) if open.is_empty() =>
            "本人の確認がまだの章があります。",
            "「相手・準備」にある章を本人に見てもらい、本人確認を記録してください（章の一つひとつは「本人の確認がまだ」の行にあります）。";
            "The person has not confirmed every section yet.",
            "Show the person the sections that are still open, which the preparation lists, and record the confirmation.";
        NotReady::NotConfirmed(open) =>
            format!("まだ本人確認が済んでいません: {}。", sections(open, lang)),
            "その章を本人に見てもらい、本人確認を記録してください。";
            format!("The person has not confirmed: {}.", sections(open, lang)),
            "Show these to the person and record the confirmation.";
        NotReady::Missing(open) =>
            format!("必須の欄が未記入です: {}。", fields(open, lang)),
            "記入してください。ないときは「なし」、望まないときは「提供を望まない」、まだなら「未確認」を選べます。氏名・フリガナ・生年月日・受給者証番号には、答えが要ります。";
            format!("Required fields have no answer: {}.", fields(open, lang)),
            "Fill them in, or choose: none, does not wish to share, not checked. Name, reading, birth date and certificate number need an answer.";
        NotReady::NotSubmitted =>
            "承認を求める手続きがまだです。",
            "作成者が「承認を求める」を行ってください。";
            "It has not been submitted for approval.",
            "The author submits it first.";
        NotReady::Waiting =>
            "すでに承認を待っています。",
            "承認か差戻を待ってください。渡る内容をケースで書き直すと、承認待ちは取りやめになります。";
            "It awaits approval already.",
            "Wait for the approver. Changing in the case what would go takes it back.";
        NotReady::ApprovedAlready =>
            "すでに承認されています。",
            "このまま提供できます。内容を直すと、承認はやり直しになります。";
            "It is approved already.",
            "It can be offered as it is. Changing it asks for approval again.";
        NotReady::OwnWork =>
            "下書きした人、承認を求めた人、下書きのあとに渡る内容を変えた人、本人確認を記録した人は、自分では承認できません。",
            "かかわっていないサービス管理責任者か管理者に承認を頼んでください。いないときは、承認を求めていない人が差し戻し、もう一度承認を求めてもらいます。そのあとは、下書きした人でも求め直した人でもなければ、承認できます。その人が本人確認を記録した章は、求め直す前に、別の人がもう一度本人と確かめて記録します。";
            "Whoever drafted or submitted it, changed since then what would go, or recorded the person's confirmation cannot approve it.",
            "Ask a service manager or manager who had no hand in it. Where there is none, somebody who did not submit it returns it, and it is submitted again: then whoever neither drafted it nor submits it now may approve it. Sections of which they recorded the confirmation are confirmed anew by somebody else before.";
        NotReady::NotApproved =>
            "まだ承認されていません。",
            "承認を求め、承認されてから提供してください。";
            "It is not approved.",
            "Submit it, and offer it when it is approved.";
        NotReady::NothingDisclosed =>
            "同意の範囲に、提供できる記入がありません。",
            "ケース要約の記入と、同意の項目を見比べてください。";
            "Nothing in the case is covered by the consent.",
            "Compare what is filled in with the items of the consent.";
    }}
}

/// Says why something may not be destroyed yet.
pub(super) fn still_kept(keeping: Keeping, lang: Lang) -> Said {
    said! { lang, match keeping {
        Keeping::Until(term) =>
            format!("{}まで保存するものです。それより前には廃棄できません。", date::day(term.last, lang)),
            "その日を過ぎてから行ってください。年数と起算日は、設定（市町村ごと）で確かめられます。";
            format!("It is kept until {}, and cannot be destroyed before that day is over.", date::day(term.last, lang)),
            "Do it after that day. The years, and from when they count, are settings, by city where cities differ.";
        Keeping::UnderWay(id) =>
            format!("終わっていない引継ぎがあります（{id}）。廃棄できません。"),
            "引継ぎを完了させるか終わらせ、当所がすることを済ませてください。保存期間は、それから数えます。";
            format!("A handover is under way ({id}), so nothing can be destroyed."),
            "Close or end it, and do what this office owes in it. The years count from then on.";
        Keeping::NoContractEnd =>
            "サービス提供終了日が書かれていないか、いまの利用の始まりより前のため、いつまで保存するか分かりません。廃棄できません。",
            format!("契約が終わっているときは、ケースの「{}」の欄に、終わった日を書いてください。", label::field(FieldId::ContractEnd, lang));
            "Nobody has written when the contract ended, or the day that is written is before this stay began, so nobody knows how long it is kept. It cannot be destroyed.",
            format!("Where it has ended, write the day under \"{}\" in the case.", label::field(FieldId::ContractEnd, lang));
        Keeping::Unreadable =>
            "読めない記録があるため、いつまで保存するか分かりません。廃棄できません。",
            "保管庫を確かめて（audit verify）、直してから行ってください。";
            "Something of it cannot be read, so nobody knows how long it is kept. It cannot be destroyed.",
            "Check the store (audit verify) and mend it first.";
    }}
}
