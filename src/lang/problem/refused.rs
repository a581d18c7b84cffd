//! What to say when a rule of the handover refuses a step: one table.
//!
//! The rules are `domain::handover::guard`'s.

use crate::domain::consent::Returned;
use crate::domain::handover::guard::Refusal;
use crate::lang::Lang;
use crate::lang::label::handover as words;
use crate::lang::problem::{Said, key_facts, questions, said, sections};

/// Says which rule of the handover refuses a step.
pub fn refused(refusal: &Refusal, lang: Lang) -> Said {
    said! { lang, match refusal {
        Refusal::OtherSide =>
            "これは相手の事業所が行うことです。",
            "急ぐときは、相手の事業所に電話で知らせてください。";
            "This is for the other office to do.",
            "If it is urgent, telephone the other office.";
        Refusal::Stopped =>
            "この引継ぎは、記録が食い違ったため停止しています。",
            "相手の事業所と電話で確かめてください。いまできるのは、終わらせること、同意撤回、消去だけです。";
            "This handover has stopped, because the records do not agree.",
            "Telephone the other office. Only ending, withdrawal of consent and erasure are possible now.";
        Refusal::Over(ending) =>
            format!("この引継ぎは終わっています（{}）。", words::ending(*ending, lang)),
            "続けるときは、新しい引継ぎを作ってください。";
            format!("This handover has ended ({}).", words::ending(*ending, lang)),
            "To go on, begin a new handover.";
        Refusal::Closed =>
            "この引継ぎは完了しています。",
            "新しく伝えることがあれば、相手の事業所に連絡してください。";
            "This handover is complete.",
            "If there is something new, call the other office.";
        Refusal::NothingOffered =>
            "まだ何も提供されていません。",
            "提供されるのを待ってください。";
            "Nothing has been offered yet.",
            "Wait until there is an offer.";
        Refusal::WrongNumber { expected } =>
            format!("番号が続いていません。次は{expected}です。"),
            "画面を開き直して、もう一度行ってください。";
            format!("The number does not follow; the next one is {expected}."),
            "Open the screen again and repeat the step.";
        Refusal::NotCurrent { current } =>
            format!("新しい提供があります（第{}回）。", current.get()),
            "新しい提供を開き、変わったところを確認してください。";
            format!("There is a newer offer (number {}).", current.get()),
            "Open the newer offer and read what has changed.";
        Refusal::OfferVoid =>
            "一部の同意が撤回されたので、この提供では決められません。",
            "送り手がその項目を除いて提供し直すか、取り下げます。";
            "Consent for some items was withdrawn, so this offer cannot be decided on.",
            "The sender offers again without these items, or recalls.";
        Refusal::OfferConditional =>
            "受け手が条件を示しています。",
            "送り手が提供し直すか、取り下げます。";
            "The receiver answered \"yes, if\".",
            "The sender offers again, or recalls.";
        Refusal::AcceptanceStands =>
            "受入が決まっているので、提供し直せません。",
            "復唱を確かめて引き渡すか、取り下げてください。提供し直すときは（同意の期限を延ばすときも）、先に受け手に「条件付で可」を記録してもらいます（紙の事業所なら、当所が紙の返事として記録します）。理由を返せない同意では「条件付で可」を選べないので、復唱を「訂正を求める」と確かめます。";
            "It has been accepted; there is nothing to offer anew.",
            "Check the read-back and release, or recall. To offer anew, as for a later end of consent, have the receiver record \"yes, if\" first (of an office on paper, enter it as its paper reply); where the consent lets no reason come back, check the read-back as \"correct this\" instead.";
        Refusal::NoAcceptance =>
            "まだ受入が決まっていません。",
            "受け手の受入決定を待ってください。";
            "It has not been accepted yet.",
            "Wait for the receiver's decision.";
        Refusal::Released =>
            "すでに引き渡しています。",
            "新しく伝えることは追補してください。戻すときは、利用に至らずか失効とします。";
            "It has been released already.",
            "Send news as an addition. The way back is \"not started\" or letting it lapse.";
        Refusal::NotReleased =>
            "まだ引き渡されていません。",
            "送り手の引渡を待ってください。";
            "It has not been released yet.",
            "Wait for the sender to release.";
        Refusal::NotArrived =>
            "提供の内容が、まだ受け手に届いていません。",
            "受信してから、もう一度行ってください。届かないときは、送り手に送り直しを頼んでください。";
            "The content of the offer has not arrived at the receiver.",
            "Collect, then try again. If it does not come, ask the sender to send it again.";
        Refusal::ArrivedAlready =>
            "この内容は、すでに受領しています。",
            "何もしなくてかまいません。";
            "This content has been received already.",
            "Nothing is to be done.";
        Refusal::NoSuchSection =>
            "その章は、この提供に入っていません。",
            "提供の章の一覧を見てください。必要なら送り手に照会してください。";
            "That section is not in the offer.",
            "See the sections of the offer; ask the sender if you need it.";
        Refusal::SectionChanged =>
            "その章は、見ている間に新しくなりました。",
            "新しい内容を読んでから、もう一度行ってください。";
            "That section has a newer version.",
            "Read the newer version, then do it again.";
        Refusal::NotUnderstood(open) =>
            format!("まだ確認していない必読の章があります: {}。", sections(open, lang)),
            "読んで「理解した」と記録するか、分からないところを照会してください。";
            format!("Sections that must be understood are open: {}.", sections(open, lang)),
            "Read them and record it, or ask about what is not clear.";
        Refusal::QuestionsOpen(open) =>
            format!("終わっていない照会があります: {}。", questions(open, lang)),
            "回答を読んで照会を終えてから、もう一度行ってください。";
            format!("Questions are open: {}.", questions(open, lang)),
            "Have them answered and close them, then try again.";
        Refusal::NoSuchQuestion =>
            "その照会はありません。",
            "照会の一覧を確かめてください。";
            "There is no such question.",
            "Check the list of questions.";
        Refusal::QuestionIsClosed =>
            "その照会は終わっています。",
            "続きがあれば、新しく照会してください。";
            "That question is closed.",
            "If there is more to ask, ask anew.";
        Refusal::AnsweredAlready =>
            "回答を待っている照会はありません。",
            "回答してあります。相手の事業所が照会を終えるか、あらためて照会するのを待ってください。";
            "No question waits for an answer.",
            "It is answered. Wait for the other office to close the question, or to ask again.";
        Refusal::NoReadBack =>
            "いまの提供についての復唱がありません。",
            "受け手が復唱してから、もう一度行ってください。";
            "There is no read-back of the current offer.",
            "The receiver reads back first.";
        Refusal::NotLatestReadBack { latest } =>
            format!("新しい復唱があります（{}回目）。", latest.get()),
            "新しい復唱を見てください。";
            format!("There is a later read-back (number {}).", latest.get()),
            "Look at the later one.";
        Refusal::WrongFacts =>
            "復唱の要点がそろっていません。",
            "提供に挙げられた要点を、一つずつすべて照らし合わせてください。";
            "The read-back does not cover each key fact once.",
            "Go through every key fact of the offer, one by one.";
        Refusal::Differences(facts) =>
            format!("復唱に違いが残っています: {}。", key_facts(facts, lang)),
            "双方で確かめ、復唱し直すか、送り手が「違いはあるが合っている」と答えてください。";
            format!("The read-back still differs: {}.", key_facts(facts, lang)),
            "Check together, then read back again, or the sender answers \"right, though it differs\".";
        Refusal::NoDifference =>
            "違っている要点はありません。",
            "「合っている」を選んでください。";
            "No key fact differs.",
            "Choose \"right\".";
        Refusal::CheckedAlready =>
            "この復唱は、すでに確かめてあります。",
            "次に進んでください。";
            "This read-back has been checked already.",
            "Go on to the next step.";
        Refusal::CorrectionAsked =>
            "送り手が、復唱の訂正を求めています。",
            "訂正の内容を読み、もう一度復唱してください。";
            "The sender asked for a correction of the read-back.",
            "Read what is to be corrected, and read back again.";
        Refusal::NotFoundRight =>
            "受入決定のもとになった復唱が、まだ確かめられていません。",
            "復唱を確かめて「合っている」と答えてから、引き渡してください。";
            "The read-back under the acceptance has not been found right.",
            "Check the read-back, answer \"right\", then release.";
        Refusal::HasStarted =>
            "すでに利用が始まっています。",
            "続けられなくなったときは、中止として記録してください。";
            "The person has started already.",
            "If it cannot go on, record it as discontinued.";
        Refusal::HasNotStarted =>
            "まだ利用が始まっていません。",
            "利用開始が記録されてから、もう一度行ってください。";
            "The person has not started yet.",
            "Do this after the start has been recorded.";
        Refusal::EndedAlready =>
            "契約終了は、すでに記録されています。",
            "記録した日付を確かめてください。";
            "The end of the contract is recorded already.",
            "Check the days that were recorded.";
        Refusal::NoSuchFollowUp =>
            "その日のフォローは約束されていません。",
            "フォローの日の一覧から選んでください。";
            "No follow-up was agreed for that day.",
            "Choose one of the agreed days.";
        Refusal::FollowedUpAlready =>
            "その日のフォローは、すでに記録されています。",
            "次のフォローの日を選んでください。";
            "That follow-up has its outcome already.",
            "Choose the next one.";
        Refusal::OfferedAlready =>
            "もう提供されているので、下書きとして破棄することはできません。",
            "やめるときは、理由を書いて取り下げてください。";
            "It has been offered and is no longer a draft.",
            "To stop, recall it with a reason.";
        Refusal::NothingOwed =>
            "消去や撤回への対応で、残っているものはありません。",
            "何もしなくてかまいません。";
            "No erasure and no answer to a withdrawal is owed.",
            "Nothing is to be done.";
        Refusal::Full =>
            "この引継ぎには、もう書き足せません。記録の数が上限に達しました。",
            "終わらせるか、取り下げて、新しい引継ぎを作ってください。";
            "This handover takes no more entries: it has as many as one may have.",
            "End or recall it, and begin a new one.";
        Refusal::TooManyQuestions =>
            "この引継ぎでは、もう照会できません。照会の数が上限に達しました。",
            "残りは電話で聞いてください。";
            "This handover takes no more questions: it has as many as one may have.",
            "Ask the rest by telephone.";
        Refusal::NotToComeBack(Returned::Outcomes) =>
            "本人の同意では、その後のようすを相手に知らせることができません（同意していないか、すべて撤回したため。広い同意を取り直しても、紙の事業所では次の提供から効きます）。",
            "フォローは「同意の範囲外」とだけ記録し、文は書かないでください（紙の事業所のフォローは、何も入力しません）。中止は、理由を選ぶだけにしてください。";
            "The person's consent does not let what became of them be told to the other office (not agreed to, or all taken back; on paper a wider form counts from the next offer).",
            "Record the follow-up as \"not shared\", without words (of an office on paper enter none). Of a stop choose the reason only.";
        Refusal::NotToComeBack(Returned::ReadBack) =>
            "同意がすべて撤回されているので、相手に照会することはできません。",
            "撤回への対応を記録してください。本人のことは、本人に確かめてください。";
            "All consent was taken back: nothing can be asked of the other office.",
            "Record what became of what was taken back. What concerns the person, ask the person.";
        Refusal::NotToComeBack(Returned::Reasons) =>
            "本人の同意では、受け入れない理由や利用に至らない理由を相手に知らせることができません（同意していないか、すべて撤回したため。広い同意を取り直しても、紙の事業所では次の提供から効きます）。",
            "文は書かず、種類だけを伝えてください。条件付は、条件を書けないので選べません。";
            "The person's consent does not let reasons be told to the other office (not agreed to, or all taken back; on paper a wider form counts from the next offer).",
            "Say it by its kind only, without words. \"Yes, if\" is not possible: its condition could not be told.";
        Refusal::WithdrawnAlready =>
            "その同意は、すでに撤回されています。",
            "同意の一覧で、撤回の日を確かめてください。";
            "That consent has been withdrawn already.",
            "See the day in the list of consents.";
        Refusal::NothingNamed =>
            "一つも選ばれていません。",
            "一つ以上選んでください。";
            "Nothing was chosen.",
            "Choose at least one.";
    }}
}
