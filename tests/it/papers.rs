//! What goes to an office without the program, and what becomes of it there: what leaves on paper, what is asked back, what
//! the records and the ledger say of it.
//!
//! The story by command, from draft to closed, is told elsewhere.

use std::collections::BTreeSet;

use tasuki::codec::v1_entry::PeerStanding;
use tasuki::domain::calendar::Day;
use tasuki::domain::case::{Edit, Value};
use tasuki::domain::consent::{ConsentForm, FamilyConsent, Manner, Mode, Saying, Withdrawn};
use tasuki::domain::copy::CopyTo;
use tasuki::domain::field::{Kind, Voice};
use tasuki::domain::handover::dossier::{Phase, WithdrawalAnswer};
use tasuki::domain::handover::entry::{
    Act, Decline, Discontinuation, Handling, Outcome, Reading, Side, Withdrawal,
};
use tasuki::domain::handover::guard::Refusal;
use tasuki::domain::handover::papers::Became;
use tasuki::domain::handover::permit::{Denied, Step};
use tasuki::domain::handover::turn::{Task, Why};
use tasuki::domain::handover::words::WordKey;
use tasuki::domain::id::{Means, OfferNo, QuestionNo};
use tasuki::domain::ledger::Answer;
use tasuki::domain::office::{OfficeNumber, OfficeProfile};
use tasuki::domain::retention::Kept;
use tasuki::domain::section::{FieldId, ItemId, SectionId};
use tasuki::domain::staff::Role;
use tasuki::domain::text::{Line, Phone};
use tasuki::lang::taking_back::asked as asked_of;
use tasuki::lang::{Lang, label};
use tasuki::report::carried::carried;
use tasuki::report::consent::person_page;
use tasuki::report::copy::copied;
use tasuki::report::offer::printed_offer;
use tasuki::tui::act::Reply;
use tasuki::tui::desk::record::answer;
use tasuki::tui::room::handover::TellingDraft;
use tasuki::tui::room::record::Ask;
use tasuki::workflow::copy::CopyFor;
use tasuki::workflow::demo;
use tasuki::workflow::handover::{Answering, Which};
use tasuki::workflow::ledger::{LedgerLine, Of};
use tasuki::workflow::paper::{Course, Decision, GivenBack, PaperOffer, PaperReply, Receipt, Slip};
use tasuki::workflow::problem::Problem;
use tasuki::workflow::record::{Fate, Wanted};

use crate::retention::{end_contract, sure};
use crate::town::{Dir, Point, Town, accept_form, copy, form, hire, holds, items, text, town};

const AGAIN: Task = Task::OfferAgain(Why::ItemsWithdrawn);

/// A word the person takes back again.
const MEDICINE: &str = "シルシクスリ6614";

fn line(text: &str) -> Line {
    Line::new(text, 200).unwrap()
}

/// An office without the program, plainly invented.
pub fn profile() -> OfficeProfile {
    OfficeProfile {
        name: line("紙の見本作業所"),
        corporation: line("架空の会"),
        number: OfficeNumber::parse("0110000031").unwrap(),
        address: line("見本市9-9"),
        representative: line("架空 一"),
        phone: Phone::new("03-0000-0009").unwrap(),
        single_person: None,
    }
}

/// A town whose second office is one on paper, with an approved offer of these items.
fn ready(items: &BTreeSet<ItemId>) -> Town {
    let mut town = town(Point::Ready);
    let desk = town.sender.desk();
    town.receiver_id = desk.keep_paper_card(&profile()).unwrap();
    agree(&mut town, items);
    town.prepare();
    town
}

/// The same, offered and printed.
pub fn printed() -> Town {
    let mut town = ready(&items());
    town.offer();
    print(&mut town);
    town
}

/// Nobody opens anything at an office without the program: what is waited for is the form it sends back.
#[test]
fn a_form_that_does_not_come_back_is_told_once_all_is_printed_until_one_tells_of_reading() {
    let waits = |town: &mut Town| {
        let lines = town.sender.desk().alerts().unwrap().into_iter();
        let mut codes = lines.map(|it| it.alert.what.code());
        codes.any(|it| it == "no-paper-reply")
    };
    let mut town = ready(&items());
    town.offer();
    town.clock.set(30);
    assert!(!waits(&mut town), "nothing was handed over");
    town.clock.set(0);
    print(&mut town);
    for (days, expected) in [(6, false), (7, true), (30, true)] {
        town.clock.set(days);
        assert_eq!(waits(&mut town), expected, "{days}");
    }
    arrived(&mut town);
    assert!(waits(&mut town), "that it arrived is no answer");
    let reply = understood(&mut town);
    enter(&mut town, &reply).unwrap();
    assert!(!waits(&mut town));
}

/// The person signs for these items.
fn agree(town: &mut Town, items: &BTreeSet<ItemId>) {
    let (case, to) = (town.case, town.receiver_id);
    let desk = town.sender.desk();
    let form = ConsentForm {
        items: items.clone(),
        ..form(desk, case, to)
    };
    desk.record_consent(form).unwrap();
}

fn asked(town: &mut Town) -> Result<PaperOffer, Problem> {
    let id = town.id;
    town.sender.desk().print_offer(id)
}

/// Prints and hands over; what stands on the paper.
fn print(town: &mut Town) -> String {
    let id = town.id;
    let offer = asked(town).unwrap();
    town.sender.desk().note_printed(id, &offer).unwrap();
    printed_offer(&offer, Lang::Ja).join("\n")
}

/// The fields that stand on a paper without whose word they are, of those printed there that are no fact; and how many are.
fn unmarked(printed: &[String], fields: &[FieldId], lang: Lang) -> (Vec<String>, usize) {
    let marked = |it: FieldId| label::voiced(it, lang);
    let spoken = fields
        .iter()
        .filter(|it| it.spec().voice != Voice::Fact)
        .collect::<Vec<_>>();
    let items = printed.iter().filter_map(|it| it.trim().strip_prefix('・'));
    let items: Vec<&str> = items.collect();
    // A name that begins like another one is the longer of the two.
    let named = |line: &str| {
        let names = FieldId::ALL.iter().copied();
        let names = names.filter(|it| line.starts_with(label::field(*it, lang)));
        names.max_by_key(|it| label::field(*it, lang).len())
    };
    let bare = items.iter().filter(|line| {
        named(line).is_some_and(|it| spoken.contains(&&it) && !line.starts_with(&marked(it)))
    });
    let mut wrong: Vec<String> = bare.map(|it| (*it).to_owned()).collect();
    for field in &spoken {
        let label = marked(**field);
        if !items.iter().any(|it| it.starts_with(&label)) {
            wrong.push(label);
        }
    }
    (wrong, spoken.len())
}

/// To an office on paper nothing is sent: whoever takes something back at its form, or by command, is told to tell it.
#[test]
fn of_a_withdrawal_an_office_on_paper_is_told_by_somebody_and_by_no_exchange() {
    let mut town = printed();
    let (id, case) = (town.id, town.case);
    let desk = town.sender.desk();
    let forms = desk.consents(case).unwrap();
    let form = forms.first().unwrap().form().id;
    assert_eq!(desk.hearing_of(form).unwrap().means, Means::Paper);
    let about = desk.withdrawing_in(id).unwrap();
    for items in [None, Some([ItemId::Life].into())] {
        for about in [&about, &desk.withdrawing_at(form).unwrap()] {
            let said = asked_of(items.as_ref(), about, Lang::Ja).what;
            assert!(said.contains("職員が電話などで伝え"), "{said}");
        }
    }
    let what = Withdrawn::Items([ItemId::Life].into());
    let ask = Ask::TakeBack(form, what, TellingDraft::default());
    let Ok(Reply::Done(said)) = answer(desk, ask) else {
        panic!("it was not recorded");
    };
    assert!(
        said.ja.what.contains("紙の事業所です。電話などで伝え"),
        "{said:?}"
    );
    assert!(!said.ja.what.contains("送受信"), "{said:?}");
    let back = desk.handover_line(id).unwrap().duties;
    assert!(back.iter().any(|it| it.task == Task::AskBack), "{back:?}");
}

#[test]
fn what_is_no_fact_says_whose_word_it_is_on_every_paper() {
    let mut town = ready(&items());
    let (case, to) = (town.case, town.receiver_id);
    let spoken = FieldId::ALL.iter().copied();
    let spoken = spoken.filter(|it| it.spec().voice != Voice::Fact);
    let texts = spoken.filter(|it| matches!(it.spec().kind, Kind::Line { .. } | Kind::Text { .. }));
    for field in texts {
        town.write(field, "見本の言葉です");
    }
    let desk = town.sender.desk();
    let mut all: BTreeSet<ItemId> = ItemId::ALL.iter().copied().collect();
    let signed = form(desk, case, to);
    let family = FamilyConsent {
        name: line("架空 花"),
        relation: line("母"),
        signed: signed.signed,
        manner: Manner::OwnHand,
    };
    let wide = ConsentForm {
        items: all.clone(),
        family: Some(family.clone()),
        ..signed
    };
    desk.record_consent(wide).unwrap();
    all.retain(|it| it.copy_to().is_none());
    let carried_form = ConsentForm {
        mode: Mode::Carried,
        items: all,
        family: Some(family),
        ..form(desk, case, to)
    };
    desk.record_consent(carried_form).unwrap();
    let of = |sections: &[(SectionId, Vec<(FieldId, Value)>)]| {
        let fields = sections.iter().flat_map(|(_, fields)| fields);
        fields.map(|(field, _)| *field).collect::<Vec<FieldId>>()
    };
    let sheet = desk.carry(case, to).unwrap();
    let id = town.id;
    let desk = town.sender.desk();
    desk.confirm(id, Which::All).unwrap();
    desk.submit(id).unwrap();
    desk.approve(id).unwrap();
    town.offer();
    let offer = asked(&mut town).unwrap();
    let desk = town.sender.desk();
    let page = desk.person_page(id).unwrap();
    let copies = CopyTo::ALL.iter().map(|to| {
        let name = "見本市 障害福祉課".to_owned();
        desk.copy(id, &CopyFor { to: *to, name }).unwrap()
    });
    let copies: Vec<_> = copies.collect();
    for lang in Lang::ALL {
        let mut papers = vec![
            ("offer", printed_offer(&offer, lang), of(&offer.sections)),
            ("carried", carried(&sheet, lang), of(&sheet.sections)),
            (
                "the person's page",
                person_page(&page, lang, 72),
                of(&page.sections),
            ),
        ];
        for it in &copies {
            papers.push((it.to.code(), copied(it, lang), of(&it.sections)));
        }
        for (paper, lines, fields) in papers {
            let (wrong, many) = unmarked(&lines, &fields, lang);
            assert_eq!(wrong, [""; 0], "{paper} {lang:?}");
            let summary = CopyTo::ALL.iter().any(|it| it.code() == paper);
            assert!(summary || 20 < many, "{paper}: {many} of a kind");
        }
    }
}

fn slip(on: Day) -> PaperReply {
    PaperReply {
        slip: Slip {
            day: on,
            told_by: "紙谷 まもる".into(),
            original: "書庫3".into(),
        },
        receipt: Receipt::NotSaid,
        read: Vec::new(),
        questions: Vec::new(),
        closed: Vec::new(),
        read_back: None,
        decision: None,
        course: None,
        withdrawn: None,
        given_back: None,
    }
}

pub fn enter(town: &mut Town, reply: &PaperReply) -> Result<(), Problem> {
    let id = town.id;
    town.sender.desk().paper_reply(id, reply).map(drop)
}

pub fn today(town: &mut Town) -> PaperReply {
    slip(town.sender.desk().today())
}

pub fn arrived(town: &mut Town) {
    let reply = PaperReply {
        receipt: Receipt::Arrived,
        ..today(town)
    };
    enter(town, &reply).unwrap();
}

fn back(town: &mut Town, became: Became) -> Result<(), Problem> {
    let reply = PaperReply {
        given_back: Some(GivenBack::Paper(became)),
        ..today(town)
    };
    enter(town, &reply)
}

/// Says this of these papers alone, by their numbers.
fn told(town: &mut Town, numbers: &[u16], became: Became) -> Result<(), Problem> {
    let numbers = numbers.iter().copied().collect();
    let reply = PaperReply {
        given_back: Some(GivenBack::These(numbers, became)),
        ..today(town)
    };
    enter(town, &reply)
}

pub fn course(town: &mut Town, course: Course) -> Result<(), Problem> {
    let reply = PaperReply {
        course: Some(course),
        ..today(town)
    };
    enter(town, &reply)
}

pub fn understood(town: &mut Town) -> PaperReply {
    let id = town.id;
    let read = town.sender.desk().to_read(id, &Which::All).unwrap();
    PaperReply {
        read: read
            .into_iter()
            .map(|it| (it, Reading::Understood))
            .collect(),
        ..today(town)
    }
}

/// From what was printed to the release.
pub fn released() -> Town {
    let mut town = printed();
    arrived(&mut town);
    let reply = understood(&mut town);
    enter(&mut town, &reply).unwrap();
    let reply = PaperReply {
        read_back: Some(read_back(&mut town)),
        decision: Some(Decision::Accept(accept_form())),
        ..today(&mut town)
    };
    enter(&mut town, &reply).unwrap();
    town.release();
    town
}

/// The sender enters it, so it is not to wait for the sender.
#[test]
fn a_yes_on_a_slip_after_consent_ran_out_is_refused_with_what_whoever_enters_it_can_do() {
    let mut town = printed();
    arrived(&mut town);
    let reply = understood(&mut town);
    enter(&mut town, &reply).unwrap();
    let reply = PaperReply {
        read_back: Some(read_back(&mut town)),
        ..today(&mut town)
    };
    enter(&mut town, &reply).unwrap();
    town.clock.set(121);
    let reply = PaperReply {
        decision: Some(Decision::Accept(accept_form())),
        ..today(&mut town)
    };
    let refused = enter(&mut town, &reply).unwrap_err();
    let entering = matches!(
        refused,
        Problem::Denied {
            step: Step::PaperReply,
            why: Denied::ConsentExpired,
        }
    );
    assert!(entering, "{refused:?}");
    for (lang, its_own, to_wait) in [
        (Lang::Ja, "新しい同意を記録して再提供", "待って"),
        (Lang::En, "record a new consent and offer anew", "Wait"),
    ] {
        let said = said(&refused, lang);
        assert!(said.contains(its_own) && !said.contains(to_wait), "{said}");
    }
}

fn said(problem: &Problem, lang: Lang) -> String {
    tasuki::lang::problem::problem(problem, lang).then
}

fn read_back(town: &mut Town) -> tasuki::workflow::handover::ReadBackForm {
    use tasuki::domain::handover::entry::Finding;
    use tasuki::domain::key_fact::Compared;
    use tasuki::workflow::handover::{ReadBackForm, Told};
    let disclosed = town.sent().disclosed.unwrap();
    let told = |fact| match disclosed.key_value(fact) {
        Some(value) if fact.compared() == Compared::TypedAgain => Told::Typed(value.to_string()),
        _ => Told::Marked(Finding::Same),
    };
    let facts = disclosed.key_facts().into_iter();
    ReadBackForm {
        risks: ["昼食を抜く", "電話の音", "週の後半の疲れ"].map(str::to_owned),
        next_step: "初回面談の部屋を決める".into(),
        first_appointment: "12月10日 13時30分".into(),
        facts: facts.map(|fact| (fact, told(fact))).collect(),
    }
}

fn take_back(town: &mut Town, items: &[ItemId]) {
    let id = town.id;
    let scope = Withdrawal::Items(items.iter().copied().collect());
    town.sender.desk().withdraw(id, scope).unwrap();
}

fn tasks(town: &mut Town) -> Vec<Task> {
    let line = town.sent().line;
    assert_eq!((line.unsent, line.unconfirmed), (0, 0), "nothing is sent");
    line.duties.into_iter().map(|it| it.task).collect()
}

fn fates(town: &mut Town) -> Vec<(u16, u16, Fate)> {
    let found = town.sender.desk().records(&Wanted::default()).unwrap();
    let told = found.views.iter();
    told.map(|it| (it.record.offer.get(), it.record.part, it.fate.clone()))
        .collect()
}

fn ledger(town: &mut Town) -> Vec<Answer> {
    let of = Of::Handover(town.id);
    let ledger = town.sender.desk().ledger(of).unwrap();
    ledger.lines.iter().map(|it| it.answer).collect()
}

/// Changes what is kept of the crisis, so that it can be added.
fn change(town: &mut Town) {
    town.write(FieldId::LifeRhythm, "シルシツイホ3308");
    let id = town.id;
    town.sender.desk().confirm(id, Which::All).ok();
}

fn add(town: &mut Town) {
    let id = town.id;
    town.sender.desk().add(id, Which::All).unwrap();
}

fn without(items: &BTreeSet<ItemId>, gone: &[ItemId]) -> BTreeSet<ItemId> {
    let left = items.iter().filter(|it| !gone.contains(it));
    left.copied().collect()
}

#[test]
fn what_the_person_took_back_since_is_not_printed_again() {
    let mut town = printed();
    arrived(&mut town);
    let reply = PaperReply {
        questions: vec![(SectionId::Health, "夜の薬は何ですか。".into())],
        ..today(&mut town)
    };
    enter(&mut town, &reply).unwrap();
    let id = town.id;
    let answer = Answering::Text(MEDICINE.into());
    town.sender
        .desk()
        .answer(id, QuestionNo::FIRST, answer)
        .unwrap();
    assert_eq!(
        tasks(&mut town)[0],
        Task::Print,
        "an answer has to get there"
    );
    assert!(print(&mut town).contains(MEDICINE), "while consent stands");
    assert_ne!(tasks(&mut town)[0], Task::Print, "it has");

    take_back(&mut town, &[ItemId::Medication]);
    agree(&mut town, &without(&items(), &[ItemId::Medication]));
    town.approve();
    town.offer();
    let paper = print(&mut town);
    assert!(!paper.contains(MEDICINE), "{paper}");
    assert!(paper.contains("第1版は、この版に替わりました"), "{paper}");
}

#[test]
fn the_name_stands_on_no_page_where_consent_does_not_cover_it() {
    let mut town = ready(&without(&items(), &[ItemId::Basic]));
    town.offer();
    let paper = print(&mut town);
    let case = town.case;
    let named = town.sender.desk().show_case(case).unwrap();
    for field in [FieldId::PersonName, FieldId::PersonKana] {
        let given = named.get(field).and_then(|it| it.given()).unwrap();
        let name = match given {
            tasuki::domain::answer::Given::Line(it) => it.to_string(),
            tasuki::domain::answer::Given::Kana(it) => it.to_string(),
            other => panic!("not a name: {other:?}"),
        };
        assert!(!paper.contains(&name), "{name}: {paper}");
    }
    let number: String = town.id.to_string().chars().take(8).collect();
    assert!(paper.lines().next().unwrap().contains(&number), "{paper}");

    let mut town = printed();
    let offer = asked(&mut town).unwrap();
    assert!(
        !offer.person.is_empty(),
        "it stands where consent covers it"
    );
}

#[test]
fn what_was_not_written_to_the_file_is_not_printed() {
    let mut town = ready(&items());
    town.offer();
    asked(&mut town).unwrap();
    assert_eq!(tasks(&mut town), [Task::Print], "no file was there yet");
    let reply = PaperReply {
        receipt: Receipt::Arrived,
        ..today(&mut town)
    };
    assert!(matches!(enter(&mut town, &reply), Err(Problem::NotPrinted)));
    print(&mut town);
    assert_eq!(tasks(&mut town), [Task::Receipt]);
    arrived(&mut town);
    assert_eq!(fates(&mut town), [(1, 0, Fate::Held)]);
}

#[test]
fn an_addition_that_may_not_leave_today_is_not_said_to_be_printed() {
    let mut town = released();
    change(&mut town);
    add(&mut town);
    agree(&mut town, &without(&items(), &[ItemId::Life]));
    assert!(tasks(&mut town).contains(&Task::Print));
    // Neither the offer nor the addition is within today's form.
    let refused = asked(&mut town);
    assert!(
        matches!(refused, Err(Problem::Denied { .. })),
        "{refused:?}"
    );
    assert!(tasks(&mut town).contains(&Task::Print));
    let reply = PaperReply {
        receipt: Receipt::Arrived,
        ..today(&mut town)
    };
    assert!(matches!(enter(&mut town, &reply), Err(Problem::NotPrinted)));
    assert_eq!(fates(&mut town), [(1, 0, Fate::Held)]);
}

#[test]
fn after_a_withdrawal_an_addition_is_printed_alone_and_the_handover_closes() {
    let mut town = released();
    take_back(&mut town, &[ItemId::Medication]);
    let reply = PaperReply {
        given_back: Some(GivenBack::Handled(Handling::Erased, String::new())),
        ..today(&mut town)
    };
    enter(&mut town, &reply).unwrap();
    change(&mut town);
    add(&mut town);
    assert!(tasks(&mut town).contains(&Task::Print));
    let paper = print(&mut town);
    assert!(
        paper.contains("シルシツイホ3308") && paper.contains("の追補1だけ"),
        "{paper}"
    );
    assert!(!tasks(&mut town).contains(&Task::Print));
    arrived(&mut town);
    let reply = understood(&mut town);
    enter(&mut town, &reply).unwrap();
    let day = town.sender.desk().today();
    course(&mut town, Course::Started(day)).unwrap();
    town.end();
    let left = Course::FollowedUp(Some(1), Outcome::Left, "転居した".into());
    course(&mut town, left).unwrap();
    assert_eq!(town.sent().line.phase, Phase::Closed);
    assert_eq!(tasks(&mut town), []);
    let refused = asked(&mut town);
    assert!(
        matches!(refused, Err(Problem::Denied { .. })),
        "{refused:?}"
    );
}

#[test]
fn a_version_that_was_replaced_is_asked_back_until_it_is_told_what_became_of_it() {
    let mut town = printed();
    arrived(&mut town);
    take_back(&mut town, &[ItemId::Medication]);
    assert_eq!(tasks(&mut town)[0], Task::AskBack);
    agree(&mut town, &without(&items(), &[ItemId::Medication]));
    town.approve();
    town.offer();
    assert_eq!(tasks(&mut town)[..2], [Task::AskBack, Task::Print]);
    print(&mut town);
    arrived(&mut town);
    assert_eq!(tasks(&mut town)[0], Task::AskBack, "version 1 is there");
    assert_eq!(
        ledger(&mut town),
        [Answer::Awaited],
        "a newer one takes none away"
    );
    assert_eq!(fates(&mut town), [(1, 0, Fate::Held), (2, 0, Fate::Held)]);

    back(&mut town, Became::Returned).unwrap();
    assert_ne!(tasks(&mut town)[0], Task::AskBack);
    let on = town.sender.desk().today();
    let became = Became::Returned;
    assert_eq!(ledger(&mut town), [Answer::Paper { became, on }]);
    assert_eq!(
        fates(&mut town),
        [(1, 0, Fate::Paper(became)), (2, 0, Fate::Held)]
    );
    assert!(matches!(
        back(&mut town, Became::Returned),
        Err(Problem::Denied { .. })
    ));
}

#[test]
fn what_left_is_recorded_though_its_receipt_comes_when_it_was_replaced() {
    let mut town = printed();
    town.clock.set(1);
    town.write(FieldId::LifeRhythm, "夜型");
    town.approve();
    town.offer();
    town.clock.set(3);
    print(&mut town);
    // Only the first was there on that day.
    let reply = PaperReply {
        receipt: Receipt::Arrived,
        ..slip(demo::today().plus_days(2))
    };
    enter(&mut town, &reply).unwrap();
    assert_eq!(fates(&mut town), [(1, 0, Fate::Held)]);
    assert!(
        tasks(&mut town).contains(&Task::Receipt),
        "version 2 is not"
    );
    arrived(&mut town);
    assert_eq!(fates(&mut town), [(2, 0, Fate::Held), (1, 0, Fate::Held)]);
    let found = town.sender.desk().records(&Wanted::default()).unwrap();
    let first = found
        .views
        .iter()
        .find(|it| it.record.offer == OfferNo::FIRST);
    let received = first.unwrap().record.received;
    assert_eq!(received, demo::today().plus_days(2));
}

#[test]
fn paper_nobody_receipted_is_asked_back_once_consent_ran_out() {
    let mut town = printed();
    town.clock.set(121);
    assert_eq!(tasks(&mut town)[0], Task::AskBack);
    let refused = asked(&mut town);
    assert!(
        matches!(refused, Err(Problem::Denied { .. })),
        "{refused:?}"
    );
    back(&mut town, Became::Destroyed).unwrap();
    assert!(!tasks(&mut town).contains(&Task::AskBack));
    let gone = Fate::Paper(Became::Destroyed);
    assert_eq!(fates(&mut town), [(1, 0, gone)], "it had been there");
    let found = town.sender.desk().records(&Wanted::default()).unwrap();
    let view = &found.views[0];
    assert_eq!(view.record.received, demo::today(), "the day of the print");
    assert_eq!(view.told, None, "nobody receipted it");
    let rows = tasuki::lang::record::rows(view, Lang::Ja);
    assert!(rows.iter().any(|(_, it)| it.contains("受領の知らせなし")));
}

#[test]
fn nothing_is_asked_back_that_was_never_printed_or_never_handed_over() {
    let mut town = ready(&items());
    town.offer();
    let id = town.id;
    town.sender.desk().recall(id, "取り下げ").unwrap();
    assert_eq!(tasks(&mut town), []);

    let mut town = printed();
    back(&mut town, Became::NotHandedOver).unwrap();
    assert_eq!(tasks(&mut town), [Task::Print], "it has still to get there");
    let reply = PaperReply {
        receipt: Receipt::Arrived,
        ..today(&mut town)
    };
    assert!(matches!(enter(&mut town, &reply), Err(Problem::NotPrinted)));
    town.sender.desk().recall(town.id, "取り下げ").unwrap();
    assert_eq!(tasks(&mut town), []);
    assert_eq!(fates(&mut town), []);
}

#[test]
fn what_is_lost_or_not_answered_is_never_told_as_destroyed() {
    for became in [Became::Lost, Became::NoAnswer] {
        let mut town = printed();
        arrived(&mut town);
        let id = town.id;
        let all = Withdrawal::All;
        town.sender.desk().withdraw(id, all).unwrap();
        assert_eq!(tasks(&mut town), [Task::AskBack]);
        assert_eq!(ledger(&mut town), [Answer::Awaited]);
        back(&mut town, became).unwrap();
        assert_eq!(tasks(&mut town), []);
        let on = town.sender.desk().today();
        assert_eq!(ledger(&mut town), [Answer::Paper { became, on }]);
        assert!(!Answer::Paper { became, on }.is_gone());
        assert_eq!(fates(&mut town), [(1, 0, Fate::Paper(became))]);
        assert!(town.sent().state.holds_content, "{became:?}");
    }
}

/// Monday's paper is handed over, Tuesday's was spoilt: what is said of one is not said of the other.
#[test]
fn of_two_papers_one_was_never_handed_over_and_the_other_is_receipted_and_asked_back() {
    let mut town = printed();
    town.clock.set(1);
    print(&mut town);
    back(&mut town, Became::NotHandedOver).unwrap();
    arrived(&mut town);
    assert_eq!(fates(&mut town), [(1, 0, Fate::Held)]);
    let again = PaperReply {
        receipt: Receipt::Arrived,
        ..today(&mut town)
    };
    let Err(Problem::Denied { why, .. }) = enter(&mut town, &again) else {
        panic!("nothing is waited for")
    };
    assert_eq!(why, Denied::Refused(Refusal::ArrivedAlready));
    let id = town.id;
    town.sender.desk().recall(id, "取り下げ").unwrap();
    assert_eq!(tasks(&mut town), [Task::AskBack]);
    assert!(
        told(&mut town, &[2], Became::Returned).is_err(),
        "not there"
    );
    back(&mut town, Became::Returned).unwrap();
    assert_eq!(fates(&mut town), [(1, 0, Fate::Paper(Became::Returned))]);
    assert!(!town.sent().state.holds_content);
}

#[test]
fn each_paper_has_a_fate_of_its_own_and_all_is_gone_only_when_each_is() {
    let mut town = printed();
    town.clock.set(1);
    print(&mut town);
    arrived(&mut town);
    let id = town.id;
    town.sender.desk().recall(id, "取り下げ").unwrap();
    assert!(
        told(&mut town, &[3], Became::Returned).is_err(),
        "no such paper"
    );
    assert!(
        told(&mut town, &[], Became::Returned).is_err(),
        "none named"
    );
    told(&mut town, &[1], Became::Returned).unwrap();
    assert_eq!(tasks(&mut town), [Task::AskBack], "one is there still");
    assert!(town.sent().state.holds_content);
    told(&mut town, &[2], Became::Lost).unwrap();
    assert_eq!(tasks(&mut town), []);
    assert_eq!(fates(&mut town), [(1, 0, Fate::Paper(Became::Lost))]);
    assert!(town.sent().state.holds_content, "what is lost is not gone");
    assert!(told(&mut town, &[1], Became::Lost).is_err(), "it is here");
    // It was found after all.
    back(&mut town, Became::Destroyed).unwrap();
    assert_eq!(fates(&mut town), [(1, 0, Fate::Paper(Became::Destroyed))]);
    assert!(!town.sent().state.holds_content);
}

#[test]
fn what_is_told_after_all_counts_though_nobody_answered_before() {
    for (first, after) in [
        (Became::NoAnswer, Became::Returned),
        (Became::NoAnswer, Became::Lost),
        (Became::Lost, Became::Destroyed),
    ] {
        let mut town = printed();
        arrived(&mut town);
        let id = town.id;
        town.sender.desk().withdraw(id, Withdrawal::All).unwrap();
        back(&mut town, first).unwrap();
        assert_eq!(tasks(&mut town), []);
        back(&mut town, after).unwrap();
        assert_eq!(fates(&mut town), [(1, 0, Fate::Paper(after))]);
        assert_eq!(town.sent().state.holds_content, !after.is_gone());
        let said = back(&mut town, Became::NoAnswer);
        assert!(said.is_err(), "nobody was asked again: {first:?}");
    }
}

#[test]
fn a_paper_with_answers_alone_is_asked_back_too() {
    let mut town = released();
    let section = FieldId::LifeRhythm.spec().section;
    let reply = PaperReply {
        questions: vec![(section, "朝は起きられますか。".into())],
        ..today(&mut town)
    };
    enter(&mut town, &reply).unwrap();
    take_back(&mut town, &[ItemId::Medication]);
    let reply = PaperReply {
        given_back: Some(GivenBack::Handled(Handling::Erased, String::new())),
        ..today(&mut town)
    };
    enter(&mut town, &reply).unwrap();
    let only = BTreeSet::from([ItemId::Medication]);
    assert_eq!(fates(&mut town), [(1, 0, Fate::HeldBut(only))]);
    let (id, answer) = (town.id, Answering::Text("朝は起きられる".into()));
    town.sender
        .desk()
        .answer(id, QuestionNo::FIRST, answer)
        .unwrap();
    let offer = asked(&mut town).unwrap();
    assert_eq!(offer.parts, BTreeSet::new(), "the content may not leave");
    assert!(print(&mut town).contains("朝は起きられる"));
    town.sender.desk().withdraw(id, Withdrawal::All).unwrap();
    assert_eq!(tasks(&mut town)[0], Task::AskBack);
    told(&mut town, &[1], Became::Returned).unwrap();
    assert_eq!(tasks(&mut town)[0], Task::AskBack, "the answer is there");
    assert!(ledger(&mut town).contains(&Answer::Awaited));
    assert!(!fates(&mut town).contains(&(1, 0, Fate::Paper(Became::Returned))));
    told(&mut town, &[2], Became::Returned).unwrap();
    assert!(!tasks(&mut town).contains(&Task::AskBack));
    assert!(!ledger(&mut town).contains(&Answer::Awaited));
    assert_eq!(fates(&mut town), [(1, 0, Fate::Paper(Became::Returned))]);
}

#[test]
fn what_a_paper_says_has_happened_has_happened() {
    let mut town = released();
    let today = town.sender.desk().today();
    let tomorrow = today.plus_days(1);
    let said = course(&mut town, Course::Started(tomorrow));
    let why = Denied::DayToCome(tomorrow);
    assert!(
        matches!(&said, Err(Problem::Denied { why: it, .. }) if *it == why),
        "{said:?}"
    );
    // It is entered late.
    town.clock.set(30);
    course(&mut town, Course::Started(today)).unwrap();
    assert_eq!(town.sent().state.started, Some(today));
}

#[test]
fn nobody_comes_back_on_paper_who_was_not_away_for_a_time() {
    let mut town = released();
    let day = town.sender.desk().today();
    course(&mut town, Course::Started(day)).unwrap();
    let over = || Course::Discontinued(Discontinuation::CameBack, String::new());
    let said = course(&mut town, over());
    assert!(
        matches!(
            said,
            Err(Problem::Denied {
                why: Denied::NotAway,
                ..
            })
        ),
        "{said:?}"
    );
    let case = town.case;
    let kind = text(FieldId::HandlingKind, "temporary");
    let edits = std::collections::BTreeMap::from([(FieldId::HandlingKind, Edit::Put(kind))]);
    town.sender.desk().edit_case(case, None, edits).unwrap();
    let said = course(&mut town, over());
    let why = match said {
        Err(Problem::Denied { why, .. }) => why,
        other => panic!("the paper says that the person moves: {other:?}"),
    };
    assert_eq!(why, Denied::NotAway);
    let id = town.id;
    let all = tasuki::workflow::handover::Which::All;
    town.sender.desk().add(id, all).unwrap();
    print(&mut town);
    course(&mut town, over()).unwrap();
    assert_eq!(town.sent().line.phase, Phase::Closed);
}

/// A copy is made of an offer and given elsewhere: what the receiver did with that offer is no part of its record.
#[test]
fn the_record_of_a_copy_tells_nothing_of_the_receiver() {
    let mut asked = items();
    asked.insert(ItemId::CopyCity);
    let mut on_paper = ready(&asked);
    on_paper.offer();
    print(&mut on_paper);
    arrived(&mut on_paper);
    let mut with_keys = town(Point::Ready);
    agree(&mut with_keys, &asked);
    with_keys.prepare();
    with_keys.offer();
    with_keys.exchange();
    with_keys.read();
    with_keys.exchange();
    for (town, of_offer) in [
        (
            &mut on_paper,
            ["紙谷 まもる", "照合番号", "利用開始の後は受け手"],
        ),
        (
            &mut with_keys,
            ["プログラムが受領", "署名した版", "利用開始の後は受け手"],
        ),
    ] {
        let wanted = CopyFor {
            to: CopyTo::City,
            name: "見本市 障害福祉課".into(),
        };
        let id = town.id;
        let desk = town.sender.desk();
        let sheet = desk.copy(id, &wanted).unwrap();
        desk.copy_given(&sheet).unwrap();
        let found = desk.records_of(id).unwrap();
        let json = tasuki::report::record::json(&found);
        let copy = found
            .views
            .iter()
            .find(|it| it.fate == Fate::Copied)
            .unwrap();
        assert_eq!((&*copy.at, &*copy.taken_by, copy.told), ("", "", None));
        let offer = found.views.iter().find(|it| it.fate == Fate::Held).unwrap();
        assert!(!offer.taken_by.is_empty() && offer.told.is_some());
        let said = |it, word: &str| {
            let rows = tasuki::lang::record::rows(it, Lang::Ja);
            rows.iter().any(|(_, said)| said.contains(word))
        };
        for word in of_offer {
            assert!(said(offer, word) && !said(copy, word), "{word}");
        }
        let all = json["records"].as_array().unwrap();
        let of_copy = all.iter().find(|it| it["kind"] == "copy").unwrap();
        for member in ["at", "told", "taken_by"] {
            assert!(of_copy[member].is_null(), "{member}: {of_copy}");
        }
    }
}

#[test]
fn who_did_not_answer_is_asked_again_when_more_is_taken_back() {
    let mut town = released();
    take_back(&mut town, &[ItemId::Medication]);
    assert_eq!(tasks(&mut town)[0], Task::AskBack);
    back(&mut town, Became::NoAnswer).unwrap();
    assert_ne!(tasks(&mut town)[0], Task::AskBack);
    take_back(&mut town, &[ItemId::Life]);
    assert_eq!(tasks(&mut town)[0], Task::AskBack);
    back(&mut town, Became::Returned).unwrap();
    assert_ne!(tasks(&mut town)[0], Task::AskBack);
    let returned = |it: &Answer| {
        matches!(
            it,
            Answer::Handled {
                handling: Handling::Returned,
                ..
            }
        )
    };
    assert!(ledger(&mut town).iter().all(returned));
}

#[test]
fn a_day_on_the_paper_lies_not_before_what_it_speaks_of() {
    let mut town = ready(&items());
    town.offer();
    town.clock.set(2);
    print(&mut town);
    town.clock.set(5);
    let day = |days| demo::today().plus_days(days);
    for (on, fits) in [(1, false), (2, true), (5, true), (6, false)] {
        let reply = PaperReply {
            receipt: Receipt::Arrived,
            ..slip(day(on))
        };
        let mut town = copy_of(&mut town);
        let entered = enter(&mut town, &reply);
        match (fits, entered) {
            (true, Ok(())) => (),
            (false, Err(Problem::SlipDay { from, to })) => {
                assert_eq!((from, to), (day(2), day(5)), "{on}");
            }
            (_, other) => panic!("{on}: {other:?}"),
        }
    }
}

/// The same town once more: each try begins where this one stands.
fn copy_of(town: &mut Town) -> Town {
    let mut other = ready(&items());
    other.offer();
    other.clock.set(2);
    print(&mut other);
    let days = demo::today().days_until(town.sender.desk().today());
    other.clock.set(days);
    other
}

#[test]
fn an_addition_is_not_receipted_and_a_start_not_told_before_they_were_written() {
    let mut town = released();
    town.clock.set(4);
    let reply = PaperReply {
        course: Some(Course::Started(demo::today())),
        ..slip(demo::today().plus_days(-1))
    };
    assert!(matches!(
        enter(&mut town, &reply),
        Err(Problem::SlipDay { .. })
    ));
    change(&mut town);
    add(&mut town);
    print(&mut town);
    town.clock.set(6);
    let reply = PaperReply {
        receipt: Receipt::Arrived,
        ..slip(demo::today().plus_days(3))
    };
    let refused = enter(&mut town, &reply);
    let bounds = (demo::today().plus_days(4), demo::today().plus_days(6));
    let Err(Problem::SlipDay { from, to }) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!((from, to), bounds);
    let reply = PaperReply {
        receipt: Receipt::Arrived,
        ..slip(demo::today().plus_days(5))
    };
    enter(&mut town, &reply).unwrap();
    let found = town.sender.desk().records(&Wanted::default()).unwrap();
    for it in found.views {
        let record = it.record;
        assert!(record.offered <= record.received, "{record:?}");
    }
}

/// How a handover on paper ends.
type End = fn(&mut Town);

#[test]
fn each_way_it_may_end_on_paper_asks_for_the_paper_and_prints_nothing_more() {
    let ends: [(&str, End); 4] = [
        ("recalled", |town| {
            let id = town.id;
            town.sender.desk().recall(id, "事情が変わった").unwrap();
        }),
        ("declined", |town| {
            arrived(town);
            let reply = PaperReply {
                decision: Some(Decision::Decline(Decline::NotTaken, "満員のため".into())),
                ..today(town)
            };
            enter(town, &reply).unwrap();
        }),
        ("not started", |town| {
            *town = released();
            course(town, Course::NotStarted("入院した".into())).unwrap();
        }),
        ("lapsed", |town| {
            *town = released();
            let id = town.id;
            town.sender.desk().lapse(id, "連絡がない").unwrap();
        }),
    ];
    for (name, end) in ends {
        let mut town = printed();
        end(&mut town);
        assert_eq!(tasks(&mut town), [Task::AskBack], "{name}");
        assert!(asked(&mut town).is_err(), "{name}");
        back(&mut town, Became::Destroyed).unwrap();
        assert_eq!(tasks(&mut town), [], "{name}");
        let gone = (1, 0, Fate::Paper(Became::Destroyed));
        assert_eq!(fates(&mut town), [gone], "{name}");
    }
}

/// What the person took back and said at the office on paper.
fn said_there(town: &mut Town, scope: Withdrawal) -> Result<(), Problem> {
    let reply = PaperReply {
        withdrawn: Some(scope),
        ..today(town)
    };
    enter(town, &reply)
}

#[test]
fn what_was_taken_back_at_an_office_on_paper_holds_here_and_asks_for_the_paper() {
    let life = Withdrawal::Items([ItemId::Life].into());
    for (scope, phase, owed) in [
        (life, Phase::Delivered, vec![Task::AskBack, AGAIN]),
        (Withdrawal::All, Phase::Withdrawn, vec![Task::AskBack]),
    ] {
        let mut town = printed();
        arrived(&mut town);
        let nothing = said_there(&mut town, Withdrawal::Items(BTreeSet::new()));
        assert!(
            matches!(nothing, Err(Problem::Denied { .. })),
            "{nothing:?}"
        );
        said_there(&mut town, scope.clone()).unwrap();
        let view = town.sent();
        assert_eq!(
            (view.line.phase, tasks(&mut town)),
            (phase, owed),
            "{scope:?}"
        );
        let entry = view.replied.last().unwrap();
        assert_eq!(
            entry.envelope.act,
            Act::ConsentWithdrawn {
                scope: scope.clone()
            }
        );
        let words = entry.words.as_ref().unwrap();
        assert_eq!(words.get(WordKey::ToldBy), Some("紙谷 まもる"));
        assert_eq!(words.get(WordKey::Original), Some("書庫3"));
        // It is taken from the consent, too: what is offered next cannot name it.
        let consents = town.sender.desk().consents(town.case).unwrap();
        let to = town.receiver_id;
        let forms = consents.iter().filter(|it| it.form().receiver == to);
        let left = forms.map(|it| it.left());
        let life = left.filter(|it| it.contains(&ItemId::Life)).count();
        assert_eq!(life, 0, "{scope:?}");
        back(&mut town, Became::Returned).unwrap();
        assert!(!tasks(&mut town).contains(&Task::AskBack), "{scope:?}");
    }
}

#[test]
fn what_was_said_there_days_before_is_one_line_of_the_ledger_and_a_copy_is_the_forms_alone() {
    let copy = CopyTo::City.item();
    let mut of_both = items();
    of_both.insert(copy);
    let mut town = ready(&of_both);
    town.offer();
    town.clock.set(1);
    print(&mut town);
    town.clock.set(4);
    let said = |on: i32, taken: BTreeSet<ItemId>| PaperReply {
        withdrawn: Some(Withdrawal::Items(taken)),
        ..slip(demo::today().plus_days(on))
    };
    let early = enter(&mut town, &said(0, [ItemId::Life].into()));
    assert!(matches!(early, Err(Problem::SlipDay { .. })), "{early:?}");
    enter(&mut town, &said(2, [ItemId::Life, copy].into())).unwrap();
    let (id, case, to) = (town.id, town.case, town.receiver_id);
    let desk = town.sender.desk();
    let withdrawals = desk.handover(id).unwrap().state.withdrawals;
    let scopes: Vec<_> = withdrawals.into_iter().map(|it| it.scope).collect();
    assert_eq!(scopes, [Withdrawal::Items([ItemId::Life].into())]);
    let forms = desk.consents(case).unwrap();
    for form in forms.iter().filter(|it| it.form().receiver == to) {
        let left = form.left();
        assert!(!left.contains(&ItemId::Life) && !left.contains(&copy));
    }
    let of_content = |it: &LedgerLine| match &it.scope {
        Withdrawal::Items(items) => items.contains(&ItemId::Life),
        Withdrawal::All => true,
    };
    let lines = desk.ledger(Of::Case(case)).unwrap().lines;
    let lines: Vec<_> = lines.iter().filter(|it| of_content(it)).collect();
    let [line] = lines[..] else {
        panic!("{lines:?}")
    };
    let day = demo::today().plus_days(2);
    assert_eq!((line.on, line.said_to), (day, Side::Receiver));
}

/// An offer printed on day 1 whose copy for the city was given on day 3; it is day 4. Gives what stands on the copy.
fn with_copies() -> (Town, BTreeSet<ItemId>) {
    let mut of_both = items();
    of_both.insert(CopyTo::City.item());
    let mut town = ready(&of_both);
    town.offer();
    town.clock.set(1);
    print(&mut town);
    town.clock.set(3);
    let wanted = CopyFor {
        to: CopyTo::City,
        name: "見本市 障害福祉課".into(),
    };
    let id = town.id;
    let desk = town.sender.desk();
    let sheet = desk.copy(id, &wanted).unwrap();
    desk.copy_given(&sheet).unwrap();
    town.clock.set(4);
    (town, sheet.items())
}

/// What a paper of day 2 takes back.
fn said_on_day_2(scope: Withdrawal) -> PaperReply {
    PaperReply {
        withdrawn: Some(scope),
        ..slip(demo::today().plus_days(2))
    }
}

#[test]
fn a_copy_given_before_the_paper_came_stands_with_what_was_said_there_before_it() {
    let first = |on_it: BTreeSet<ItemId>| Withdrawal::Items(on_it.into_iter().take(1).collect());
    for scope in [|_| Withdrawal::All, first] {
        let (mut town, on_it) = with_copies();
        let (id, scope) = (town.id, scope(on_it));
        enter(&mut town, &said_on_day_2(scope.clone())).unwrap();
        let lines = town.sender.desk().ledger(Of::Handover(id)).unwrap().lines;
        let [line] = &lines[..] else {
            panic!("{lines:?}")
        };
        let copies: Vec<Day> = line.copies.iter().map(|it| it.on).collect();
        let day = |days| demo::today().plus_days(days);
        assert_eq!((line.on, copies), (day(2), vec![day(3)]), "{scope:?}");
    }
}

#[test]
fn a_copy_taken_back_on_a_paper_keeps_the_day_who_said_it_and_where_the_paper_is() {
    let city = CopyTo::City.item();
    for with in [None, Some(ItemId::Life)] {
        let (mut town, _) = with_copies();
        let (case, to) = (town.case, town.receiver_id);
        let scope = Withdrawal::Items([city].into_iter().chain(with).collect());
        enter(&mut town, &said_on_day_2(scope)).unwrap();
        let desk = town.sender.desk();
        let forms = desk.consents(case).unwrap();
        let mut forms = forms.iter().filter(|it| it.form().receiver == to);
        let form = forms.next().unwrap();
        let left = form.left();
        assert!(!left.contains(&city) && with.is_none_or(|it| !left.contains(&it)));
        let day = demo::today().plus_days(2);
        let taken = form.withdrawals().last().unwrap();
        assert_eq!((taken.on, taken.told), (day, None));
        let telling = taken.telling.as_ref().expect("it is said how");
        assert_eq!(
            (telling.how, telling.heard_by),
            (Saying::Letter, desk.me().id)
        );
        let lines = desk.ledger(Of::Case(case)).unwrap().lines;
        let of_city = |it: &&LedgerLine| it.scope == Withdrawal::Items([city].into());
        let [line] = lines.iter().filter(of_city).collect::<Vec<_>>()[..] else {
            panic!("{lines:?}")
        };
        assert_eq!((line.on, line.said_to), (day, Side::Receiver));
        assert_eq!((line.answer, line.copies.len()), (Answer::CopiesOut, 1));
        let told = line.told.as_ref().unwrap();
        assert_eq!(told.heard_by, "", "whoever typed the paper heard nothing");
        assert_eq!(desk.names_on(form).withdrawals.last().unwrap().1, "");
        let evidence = &told.evidence;
        for told in ["紙谷 まもる", "書庫3"] {
            assert!(evidence.contains(told), "{evidence}");
        }
    }
}

#[test]
fn a_paper_that_takes_a_copy_back_names_teller_and_place_as_long_as_any_other() {
    let (mut town, _) = with_copies();
    let city = CopyTo::City.item();
    let mut reply = said_on_day_2(Withdrawal::Items([city].into()));
    (reply.slip.told_by, reply.slip.original) = ("甲".repeat(200), "乙".repeat(201));
    enter(&mut town, &reply).unwrap_err();
    reply.slip.original = "乙".repeat(200);
    enter(&mut town, &reply).unwrap();
    // It is read back as it was written.
    town.sender.close();
    let (case, to) = (town.case, town.receiver_id);
    let forms = town.sender.desk().consents(case).unwrap();
    let mut forms = forms.iter().filter(|it| it.form().receiver == to);
    let taken = forms.next().unwrap().withdrawals().last().unwrap();
    let telling = taken.telling.as_ref().expect("it is said how");
    let evidence = telling.evidence.as_ref().expect("what shows it");
    assert_eq!(evidence.as_str().chars().count(), 403);
}

#[test]
fn a_paper_takes_back_no_copy_that_no_form_gives_and_keeps_no_secret_with_one() {
    let (mut town, _) = with_copies();
    let of = |copy: CopyTo| Withdrawal::Items([copy.item()].into());
    let mut secret = said_on_day_2(of(CopyTo::City));
    secret.slip.original = "書庫。口座番号 1234567".into();
    let before = town.sender.picture();
    let refused = enter(&mut town, &secret);
    assert!(
        matches!(refused, Err(Problem::NeverStored(_))),
        "{refused:?}"
    );
    assert_eq!(town.sender.picture(), before, "nothing was written");
    enter(&mut town, &said_on_day_2(of(CopyTo::City))).unwrap();
    let before = town.sender.picture();
    for copy in [CopyTo::City, CopyTo::HelloWork] {
        let refused = enter(&mut town, &said_on_day_2(of(copy)));
        assert!(
            matches!(refused, Err(Problem::NothingToWithdraw)),
            "{copy:?}: {refused:?}"
        );
    }
    assert_eq!(town.sender.picture(), before, "nothing was written");
}

#[test]
fn after_the_release_the_paper_that_tells_of_a_withdrawal_may_tell_what_became_of_it() {
    let mut town = released();
    let reply = PaperReply {
        withdrawn: Some(Withdrawal::Items([ItemId::Life].into())),
        given_back: Some(GivenBack::Handled(Handling::Erased, String::new())),
        ..today(&mut town)
    };
    enter(&mut town, &reply).unwrap();
    let state = town.sent().state;
    let answers: Vec<_> = state.withdrawals.iter().map(|it| it.answer).collect();
    assert_eq!(answers, [WithdrawalAnswer::Given(Handling::Erased)]);
    assert!(state.release.is_some() && state.endings.is_empty());
}

#[test]
fn all_that_was_taken_back_is_entered_by_whoever_may_record_it_and_by_nobody_else() {
    let mut town = printed();
    arrived(&mut town);
    hire(&mut town.sender, "支援 一", Role::SupportWorker);
    let reply = PaperReply {
        withdrawn: Some(Withdrawal::All),
        ..today(&mut town)
    };
    let id = town.id;
    let desk = town.sender.sign_in("支援 一");
    let said = desk.paper_reply(id, &reply);
    assert!(matches!(said, Err(Problem::NotToEnter(_))), "{said:?}");
    let some = PaperReply {
        withdrawn: Some(Withdrawal::Items([ItemId::Life].into())),
        ..reply
    };
    desk.paper_reply(id, &some).unwrap();
}

#[test]
fn it_may_be_over_for_a_reason_in_the_world_and_their_paper_is_theirs() {
    let mut town = released();
    let day = town.sender.desk().today();
    course(&mut town, Course::Started(day)).unwrap();
    let over = Course::Discontinued(Discontinuation::MovedAway, "県外へ転居".into());
    course(&mut town, over).unwrap();
    assert_eq!(town.sent().line.phase, Phase::Discontinued);
    assert!(!tasks(&mut town).contains(&Task::AskBack));
}

#[test]
fn a_reason_why_it_cannot_be_answered_is_printed() {
    let mut town = printed();
    arrived(&mut town);
    let reply = PaperReply {
        questions: vec![(SectionId::Health, "主治医はだれですか。".into())],
        ..today(&mut town)
    };
    enter(&mut town, &reply).unwrap();
    let id = town.id;
    let cannot = Answering::CannotBeAnswered("本人に確かめている".into());
    town.sender
        .desk()
        .answer(id, QuestionNo::FIRST, cannot)
        .unwrap();
    assert!(print(&mut town).contains("本人に確かめている"));
}

#[test]
fn what_is_printed_is_what_was_offered_whatever_the_case_says_since() {
    let mut town = printed();
    let case = town.case;
    let gone = std::collections::BTreeMap::from([(FieldId::LifeRhythm, Edit::Remove)]);
    town.sender.desk().edit_case(case, None, gone).unwrap();
    let offer = asked(&mut town).unwrap();
    let fields = offer.sections.iter().flat_map(|(_, fields)| fields);
    let rhythm = fields.into_iter().find(|it| it.0 == FieldId::LifeRhythm);
    let offered = text(FieldId::LifeRhythm, crate::town::SHARED);
    assert_eq!(
        rhythm.map(|it| &it.1.state),
        Some(&offered.state),
        "as offered"
    );
}

#[test]
fn what_a_manager_shut_is_written_down_anew_by_a_manager_only() {
    let mut town = town(Point::Ready);
    let desk = town.sender.desk();
    let id = desk.keep_paper_card(&profile()).unwrap();
    desk.revoke_card(id).unwrap();
    hire(&mut town.sender, "見本 サビ管", Role::ServiceManager);
    let manager = town.sender.who().to_owned();
    let refused = town
        .sender
        .sign_in("見本 サビ管")
        .keep_paper_card(&profile());
    assert!(
        matches!(refused, Err(Problem::Denied { .. })),
        "{refused:?}"
    );
    let case = town.case;
    let desk = town.sender.sign_in(&manager);
    let standing = desk.peer(id).unwrap().standing;
    assert_eq!(standing, PeerStanding::Revoked, "it is shut still");
    desk.keep_paper_card(&profile()).unwrap();
    desk.draft(case, id).unwrap();
}

#[test]
fn what_is_never_stored_is_not_kept_with_a_paper_either() {
    let mut town = printed();
    let id = town.id;
    town.sender.desk().recall(id, "取り下げ").unwrap();
    for (told_by, original) in [
        ("紙谷 １２３４－５６７８－９０１８", "書庫3"),
        ("紙谷", "書庫。口座番号 1234567"),
    ] {
        for became in [Became::Returned, Became::Lost] {
            let mut reply = today(&mut town);
            reply.slip.told_by = told_by.into();
            reply.slip.original = original.into();
            reply.given_back = Some(GivenBack::Paper(became));
            let refused = enter(&mut town, &reply);
            assert!(
                matches!(refused, Err(Problem::NeverStored(_))),
                "{refused:?}"
            );
            assert_eq!(tasks(&mut town), [Task::AskBack], "nothing was written");
        }
    }
}

#[test]
fn a_store_that_was_put_back_is_entered_again_from_the_paper() {
    let mut town = printed();
    town.sender.close();
    let before = Dir::new();
    copy(&town.sender.dir, &before.0);
    arrived(&mut town);
    assert_eq!(fates(&mut town), [(1, 0, Fate::Held)]);
    town.sender.close();
    std::fs::remove_dir_all(&town.sender.dir).unwrap();
    copy(&before.0, &town.sender.dir);
    town.clock.later(1_000);
    assert_eq!(tasks(&mut town), [Task::Receipt]);
    arrived(&mut town);
    assert_eq!(fates(&mut town), [(1, 0, Fate::Held)]);
}

/// What was told of a paper is written in no log, and counts for how long the case is kept all the same.
#[test]
fn a_case_is_kept_from_the_day_something_was_told_of_its_paper() {
    let mut town = printed();
    let (id, case) = (town.id, town.case);
    town.sender.desk().recall(id, "取り下げ").unwrap();
    end_contract(town.sender.desk(), case, demo::today());
    town.clock.set(4 * 366);
    back(&mut town, Became::NoAnswer).unwrap();
    for (years, goes) in [(6, false), (8, false), (10, true)] {
        town.clock.set(years * 366);
        let desk = town.sender.desk();
        let typed = sure(desk, Kept::Case(case));
        let said = desk.shred(Kept::Case(case), &typed);
        assert_eq!(said.is_ok(), goes, "{years}: {said:?}");
    }
}

#[test]
fn what_hangs_on_a_case_goes_with_it_its_papers_too() {
    let mut town = printed();
    let id = town.id;
    town.sender.desk().recall(id, "取り下げ").unwrap();
    back(&mut town, Became::NoAnswer).unwrap();
    let told = "紙谷 まもる".as_bytes();
    let kept = |town: &mut Town| {
        let all = town.sender.all_content();
        all.iter().any(|(_, it)| holds(it, told))
    };
    assert!(kept(&mut town), "who was asked is kept with the paper");
    let case = town.case;
    end_contract(town.sender.desk(), case, demo::today());
    town.clock.set(6 * 366);
    let desk = town.sender.desk();
    let typed = sure(desk, Kept::Case(case));
    desk.shred(Kept::Case(case), &typed).unwrap();
    assert!(!kept(&mut town), "nothing of the paper is left");
}

#[test]
fn what_was_said_of_a_paper_that_is_lost_is_forgotten_with_the_case() {
    let number = "書庫。口座番号 1234567";
    for of_slip in [
        |it: &mut Slip, said: String| it.told_by = said,
        |it: &mut Slip, said: String| it.original = said,
    ] {
        let mut town = printed();
        let (id, case) = (town.id, town.case);
        let desk = town.sender.desk();
        let other = desk.new_case(Vec::new()).unwrap();
        desk.recall(id, "取り下げ").unwrap();
        desk.nothing_is_a_secret();
        let mut reply = today(&mut town);
        of_slip(&mut reply.slip, number.into());
        reply.given_back = Some(GivenBack::Paper(Became::Lost));
        enter(&mut town, &reply).unwrap();
        town.sender.close();
        let desk = town.sender.desk();
        desk.write_note(other, number).expect("said to be none");
        end_contract(desk, case, demo::today());
        town.clock.set(4_000);
        let (what, desk) = (Kept::Case(case), town.sender.desk());
        let sure = sure(desk, what);
        desk.shred(what, &sure).expect("destroyed");
        let again = desk.write_note(other, number);
        assert!(matches!(again, Err(Problem::NeverStored(_))), "{again:?}");
    }
}
