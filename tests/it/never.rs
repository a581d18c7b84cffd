//! What is never stored is asked about wherever words are written, and again before anything is sealed.
//!
//! What looks like it is told in `domain::never`; here it is where it is asked and how long an answer holds.

use std::collections::{BTreeMap, BTreeSet};

use tasuki::domain::attachment::Paper;
use tasuki::domain::audit::Act;
use tasuki::domain::case::{Edit, KEPT, Source, Value};
use tasuki::domain::consent::{Manner, Withdrawn};
use tasuki::domain::contact::Usual;
use tasuki::domain::copy::CopyTo;
use tasuki::domain::handover::entry::{Handling, Withdrawal};
use tasuki::domain::meeting::MeetingKind;
use tasuki::domain::never::Never;
use tasuki::domain::office::{OfficeNumber, OfficeProfile};
use tasuki::domain::retention::Kept;
use tasuki::domain::section::{FieldId, ItemId};
use tasuki::domain::setting::SettingId;
use tasuki::domain::staff::Role;
use tasuki::domain::text::Line;
use tasuki::workflow::contact::{Became, ContactForm, Row};
use tasuki::workflow::copy::CopyFor;
use tasuki::workflow::custody::Newcomer;
use tasuki::workflow::meeting::{MinutesForm, Which};
use tasuki::workflow::never::{Place, PlaceKind, Trace};
use tasuki::workflow::{Passphrase, Problem, demo};
use zeroize::Zeroizing;

use crate::attachment;
use crate::place::{FIRST, Place as Homes, SECOND};
use crate::retention;
use crate::town::{self, Point, STRENGTH, form, holds, text};

/// The public sample of a number, in a sentence.
const NUMBER: &str = "本人が書いた番号は１２３４－５６７８－９０１８。";

fn asked<T: std::fmt::Debug>(refused: Result<T, Problem>) -> Vec<Trace> {
    match refused {
        Err(Problem::NeverStored(found)) => found,
        other => panic!("not asked: {other:?}"),
    }
}

#[test]
fn nothing_with_a_number_in_it_is_written_until_somebody_says_it_is_none() {
    let mut town = town::town(Point::Delivered);
    let (case, id, receiver) = (town.case, town.id, town.receiver_id);
    let before = town.sender.picture();
    let desk = town.sender.desk();
    let field = FieldId::LifeRhythm;
    let edits = || BTreeMap::from([(field, Edit::Put(text(field, NUMBER)))]);
    let found = asked(desk.edit_case(case, None, edits()));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].place, Place::Field(field));
    assert_eq!((found[0].what, found[0].from), (Never::MyNumber, 10));
    let said = format!("{found:?}");
    assert!(
        !said.contains("１２３４") && !said.contains("9018"),
        "{said}"
    );
    let new = vec![(field, text(field, NUMBER))];
    assert_eq!(asked(desk.new_case(new))[0].place, Place::Field(field));
    assert_eq!(asked(desk.write_note(case, NUMBER))[0].place, Place::Note);
    asked(desk.recall(id, NUMBER));
    let mut consent = form(desk, case, receiver);
    consent.original_kept = Line::new("書庫。口座番号 1234567", 200).unwrap();
    let found = asked(desk.record_consent(consent));
    assert_eq!(
        (found[0].place, found[0].what),
        (Place::OriginalKept, Never::BankAccount)
    );
    let mut by_proxy = form(desk, case, receiver);
    let reason = Line::new("手のけが。口座番号 1234567", 120).unwrap();
    by_proxy.manner = Manner::Proxy { reason };
    assert_eq!(asked(desk.record_consent(by_proxy))[0].place, Place::Form);
    let author = Line::new(NUMBER, 60).unwrap();
    let paper = Paper {
        author: Some(author),
        ..attachment::paper()
    };
    let file = Some(Zeroizing::new(attachment::PDF.to_vec()));
    let found = asked(desk.attach(case, file, paper));
    assert_eq!(found[0].place, Place::Field(FieldId::AttachmentsPapers));
    assert_eq!(town.sender.picture(), before, "nothing was written");
    let asking = town.receiver.desk();
    let section = FieldId::LifeRhythm.spec().section;
    asked(asking.ask(id, section, NUMBER));
    let question = asking.ask(id, section, "いつからですか。").unwrap();
    town.exchange();
    asked(town.sender.desk().draft_answer(id, question, NUMBER));
}

/// Every way by which text gets into a store asks, and writes nothing before it is answered.
#[test]
fn every_place_where_text_enters_asks() {
    for kind in PlaceKind::ALL {
        let mut town = town::town(Point::Delivered);
        let (case, id, receiver) = (town.case, town.id, town.receiver_id);
        let before = town.sender.picture();
        let desk = town.sender.desk();
        let line = Line::new(NUMBER, 60).unwrap();
        let field = FieldId::LifeRhythm;
        let one = |value| BTreeMap::from([(field, Edit::Put(value))]);
        let told = OfficeProfile {
            representative: line.clone(),
            ..desk.profile().clone()
        };
        let found = match kind {
            PlaceKind::Field => asked(desk.edit_case(case, None, one(text(field, NUMBER)))),
            PlaceKind::Source => {
                let value = Value {
                    source: Source::Agency { name: line },
                    ..text(field, "よく眠れている。")
                };
                asked(desk.edit_case(case, None, one(value)))
            }
            PlaceKind::Words => asked(desk.recall(id, NUMBER)),
            PlaceKind::Note => asked(desk.write_note(case, NUMBER)),
            PlaceKind::OriginalKept => {
                let mut consent = form(desk, case, receiver);
                consent.original_kept = line;
                asked(desk.record_consent(consent))
            }
            PlaceKind::Form => {
                let mut consent = form(desk, case, receiver);
                consent.manner = Manner::Proxy { reason: line };
                asked(desk.record_consent(consent))
            }
            PlaceKind::Office => asked(desk.change_profile(told)),
            PlaceKind::PaperOffice => {
                let number = OfficeNumber::parse("0110009999").unwrap();
                asked(desk.keep_paper_card(&OfficeProfile { number, ..told }))
            }
            PlaceKind::Card => {
                let other = town.receiver.desk();
                other.nothing_is_a_secret();
                let profile = OfficeProfile {
                    representative: line,
                    ..other.profile().clone()
                };
                other.change_profile(profile).unwrap();
                let card = other.own_card().unwrap();
                asked(town.sender.desk().keep_card(&card))
            }
            PlaceKind::Staff => {
                let newcomer = Newcomer {
                    name: line,
                    role: Role::SupportWorker,
                    passphrase: Passphrase::new("しろい いぬ はしる".to_owned()),
                };
                asked(desk.add_staff(newcomer, STRENGTH))
            }
            PlaceKind::City => asked(desk.set_setting(Some(NUMBER), SettingId::ALL[0], None)),
            PlaceKind::Contact => {
                let form = ContactForm {
                    person: String::new(),
                    what: NUMBER.into(),
                    became: Some(Became::Open),
                };
                asked(desk.write_contact(id, &Row::Number(Usual::City.number()), &form))
            }
            PlaceKind::Meeting => {
                let form = MinutesForm {
                    day: desk.today(),
                    kind: MeetingKind::Handover,
                    present: "見本 担当".into(),
                    decided: NUMBER.into(),
                };
                asked(desk.write_meeting(id, Which::New, &form))
            }
        };
        assert!(found.iter().all(|it| it.place.kind() == kind), "{kind:?}");
        assert_eq!(found[0].what, Never::MyNumber, "{kind:?}");
        assert_eq!(
            town.sender.picture(),
            before,
            "{kind:?}: something was written"
        );
    }
}

#[test]
fn an_answer_holds_for_this_text_and_not_for_another() {
    let mut town = town::town(Point::Ready);
    let case = town.case;
    let found = asked(town.sender.desk().write_note(case, NUMBER));
    town.sender.desk().not_a_secret(&found).unwrap();
    // It is kept, not only remembered by this desk.
    town.sender.close();
    let desk = town.sender.desk();
    desk.write_note(case, NUMBER).unwrap();
    let field = FieldId::LifeRhythm;
    let edits = BTreeMap::from([(field, Edit::Put(text(field, NUMBER)))]);
    desk.edit_case(case, None, edits).unwrap();
    asked(desk.write_note(case, &format!("{NUMBER}確かめた。")));
    let lines = desk.audit(None, usize::MAX).unwrap();
    let lines: Vec<_> = lines
        .iter()
        .filter(|it| it.line.event.act == Act::NotASecret)
        .collect();
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0].line.event.actor, desk.me().id.to_bytes());
    assert_eq!(lines[0].line.event.detail, "", "no content");
    let records = town.sender.all_content();
    let answers = records.iter().filter(|(_, it)| it.len() == 1 + 32 + 8 + 36);
    let mut answers = answers.peekable();
    assert!(answers.peek().is_some(), "the answer is on record");
    for (_, bytes) in answers {
        assert!(!holds(bytes, "１２３４".as_bytes()));
    }
}

/// Whoever said beforehand that nothing is a secret has said it of what is stored, and of nothing that was refused.
#[test]
fn of_what_is_refused_nothing_is_remembered() {
    let mut town = town::town(Point::Ready);
    let case = town.case;
    let name = |desk: &mut tasuki::workflow::Desk| {
        let case = desk.show_case(case).unwrap();
        [FieldId::PersonName, FieldId::PersonKana].map(|it| (it, case.get(it).unwrap().clone()))
    };
    let desk = town.sender.desk();
    let like = name(desk);
    let before = town.sender.picture();
    let desk = town.sender.desk();
    desk.nothing_is_a_secret();
    let field = FieldId::LifeRhythm;
    let values = [&like[..], &[(field, text(field, NUMBER))]].concat();
    let refused = desk.new_case(values.clone());
    assert!(matches!(refused, Err(Problem::Alike(_))), "{refused:?}");
    assert_eq!(town.sender.picture(), before, "something was written");
    town.sender.close();
    let desk = town.sender.desk();
    desk.nothing_is_a_secret();
    desk.everybody_is_another();
    desk.new_case(values).unwrap();
    let lines = desk.audit(None, usize::MAX).unwrap();
    let said = lines
        .iter()
        .filter(|it| it.line.event.act == Act::NotASecret);
    assert_eq!(said.count(), 1, "once, with what is stored");
    town.sender.close();
    town.sender.desk().write_note(case, NUMBER).unwrap();
}

#[test]
fn what_came_in_is_asked_about_before_it_is_sealed_again() {
    let mut town = town::town(Point::Ready);
    let field = FieldId::LifeRhythm;
    // The sending office has said that it is none; that is no answer of the other one.
    town.sender.desk().nothing_is_a_secret();
    town.write(field, NUMBER);
    town.prepare();
    town.offer();
    town.exchange();
    town.read();
    town.read_back();
    town.accept();
    town.exchange();
    town.release();
    town.exchange();
    let case = town.start().expect("a case of its own");
    let back = town.sender_id;
    let desk = town.receiver.desk();
    let consent = form(desk, case, back);
    desk.record_consent(consent).unwrap();
    let id = desk.draft(case, back).unwrap();
    desk.confirm(id, tasuki::workflow::handover::Which::All)
        .unwrap();
    let found = asked(desk.submit(id));
    assert_eq!(found[0].place, Place::Field(field));
    desk.not_a_secret(&found).unwrap();
    // It goes on to what this office has still to write itself.
    let more = desk.submit(id);
    assert!(matches!(more, Err(Problem::Denied { .. })), "{more:?}");
}

#[test]
fn a_command_is_refused_by_kind_and_place_and_goes_with_the_answer() {
    let homes = Homes::new();
    homes.office("a", "0110000015");
    let case = homes.case("a");
    let set = format!("life.rhythm={NUMBER}");
    let edit = ["case", "edit", &case, "--set", &set];
    homes.refused("a", FIRST, &edit, 3, "refused");
    let told = homes.run("a", FIRST, &[&edit[..], &["--json"]].concat());
    let told = String::from_utf8(told.stderr).unwrap();
    let json: serde_json::Value = serde_json::from_str(&told).unwrap();
    let found = &json["error"]["never_stored"][0];
    assert_eq!(found["place"], "life.rhythm");
    assert_eq!(found["looks_like"], "my-number");
    assert_eq!(found["from"], 10);
    assert!(
        !told.contains("9018") && !told.contains("９０１８"),
        "{told}"
    );
    let answered = [&edit[..], &["--not-a-secret"]].concat();
    assert_eq!(homes.json("a", FIRST, &answered)["case"]["revision"], 2);
    homes.json("a", SECOND, &["case", "note", &case, NUMBER]);
    let other = format!("{NUMBER}。");
    homes.refused("a", FIRST, &["case", "note", &case, &other], 3, "refused");
}

/// What comes from another office is kept as it came, and told to whoever looks, until somebody here says that it is none.
#[test]
fn what_arrives_is_told_and_not_refused() {
    let mut town = town::town(Point::Ready);
    let field = FieldId::LifeRhythm;
    town.sender.desk().nothing_is_a_secret();
    town.write(field, NUMBER);
    town.prepare();
    town.offer();
    town.exchange();
    let id = town.id;
    let told = |found: &[Trace]| -> Vec<(PlaceKind, Never)> {
        found.iter().map(|it| (it.place.kind(), it.what)).collect()
    };
    assert_eq!(town.reads(field).as_deref(), Some(NUMBER), "as it came");
    let arrived = town.received().arrived;
    assert_eq!(told(&arrived), [(PlaceKind::Field, Never::MyNumber)]);
    assert!(!format!("{arrived:?}").contains("９０１８"));
    assert_eq!(town.sent().arrived, [], "it did not come there");
    town.receiver.desk().not_a_secret(&arrived).unwrap();
    assert_eq!(town.received().arrived, []);
    // Words that come back are told, too.
    let desk = town.receiver.desk();
    desk.nothing_is_a_secret();
    desk.ask(id, field.spec().section, &format!("{NUMBER}でよいか。"))
        .unwrap();
    town.exchange();
    let arrived = town.sent().arrived;
    assert_eq!(told(&arrived), [(PlaceKind::Words, Never::MyNumber)]);
}

/// What was said of a text dies with the text, whatever destroys it.
#[test]
fn what_was_said_of_a_text_goes_with_it() {
    let mut town = town::town(Point::Delivered);
    let (id, consent) = (town.id, town.consent);
    let section = FieldId::LifeRhythm.spec().section;
    let desk = town.receiver.desk();
    let found = asked(desk.ask(id, section, NUMBER));
    desk.not_a_secret(&found).unwrap();
    desk.ask(id, section, NUMBER).unwrap();
    let line = (FieldId::PersonCalled, text(FieldId::PersonCalled, "呼び名"));
    let other = desk.new_case(vec![line]).unwrap();
    desk.write_note(other, NUMBER).expect("said to be none");
    town.exchange();
    let all = Withdrawn::All;
    town.sender.desk().withdraw_consent(consent, all).unwrap();
    town.exchange();
    assert!(town.received().disclosed.is_none(), "it is destroyed");
    let desk = town.receiver.desk();
    assert_eq!(asked(desk.write_note(other, NUMBER))[0].place, Place::Note);
}

/// So it is of a text that came, when the person takes back the item it came under: what was said of it could confirm a
/// guess after it is destroyed.
#[test]
fn what_was_said_of_what_came_goes_with_it() {
    let some = Withdrawn::Items(BTreeSet::from([ItemId::Life]));
    for scope in [some, Withdrawn::All] {
        let mut town = town::town(Point::Ready);
        let field = FieldId::LifeRhythm;
        town.sender.desk().nothing_is_a_secret();
        town.write(field, NUMBER);
        town.prepare();
        town.offer();
        town.exchange();
        let arrived = town.received().arrived;
        let desk = town.receiver.desk();
        desk.not_a_secret(&arrived).unwrap();
        let line = (FieldId::PersonCalled, text(FieldId::PersonCalled, "呼び名"));
        let other = desk.new_case(vec![line]).unwrap();
        desk.write_note(other, NUMBER).expect("said to be none");
        let consent = town.consent;
        let desk = town.sender.desk();
        desk.withdraw_consent(consent, scope).unwrap();
        town.exchange();
        assert_eq!(town.reads(field), None, "it is destroyed");
        let desk = town.receiver.desk();
        assert_eq!(asked(desk.write_note(other, NUMBER))[0].place, Place::Note);
    }
}

/// Of the field that was destroyed goes also what was said of what the office wrote there itself, and replaced.
#[test]
fn what_was_said_of_what_stood_in_the_own_case_before_goes_with_what_came() {
    let mut town = town::town(Point::Started);
    let own = town.received().line.case.expect("a case of its own");
    let desk = town.receiver.desk();
    let line = (FieldId::PersonCalled, text(FieldId::PersonCalled, "呼び名"));
    let other = desk.new_case(vec![line]).unwrap();
    desk.nothing_is_a_secret();
    for said in [NUMBER, "6時に起きる"] {
        let edits = BTreeMap::from([(LIFE, Edit::Put(text(LIFE, said)))]);
        desk.edit_case(own, None, edits).unwrap();
    }
    town.receiver.close();
    let desk = town.receiver.desk();
    desk.write_note(other, NUMBER).expect("said to be none");
    let id = town.id;
    let life = Withdrawal::Items([ItemId::Life].into());
    town.sender.desk().withdraw(id, life).unwrap();
    town.exchange();
    let desk = town.receiver.desk();
    desk.handle(id, Handling::Erased, "消した").unwrap();
    assert_eq!(asked(desk.write_note(other, NUMBER))[0].place, Place::Note);
}

const LIFE: FieldId = FieldId::LifeRhythm;

/// Writes the text somewhere in the case of a town, or in what hangs on it.
type Marking = fn(&mut town::Town);

/// Every way by which a text of this kind gets into a case, or hangs on it.
fn of_case(kind: PlaceKind) -> Vec<Marking> {
    match kind {
        PlaceKind::Field => vec![
            |town| town.write(LIFE, NUMBER),
            // It was offered, and taken back; the case has long said something else.
            |town| {
                town.write(LIFE, NUMBER);
                offered(town);
                let (id, desk) = (town.id, town.sender.desk());
                let life = Withdrawal::Items([ItemId::Life].into());
                desk.withdraw(id, life).unwrap();
                for hour in 0..KEPT + 2 {
                    town.write(LIFE, &format!("{hour}時に起きる"));
                }
            },
        ],
        PlaceKind::Source => vec![|town| from(town, &[NUMBER]), |town| {
            from(town, &[NUMBER, "見本病院"])
        }],
        PlaceKind::Words => vec![|town| {
            offered(town);
            let id = town.id;
            town.sender.desk().recall(id, NUMBER).unwrap();
        }],
        PlaceKind::Note => vec![|town| {
            let case = town.case;
            town.sender.desk().write_note(case, NUMBER).unwrap();
        }],
        PlaceKind::OriginalKept => vec![|town| {
            let (case, to) = (town.case, town.receiver_id);
            let desk = town.sender.desk();
            let mut consent = form(desk, case, to);
            consent.original_kept = Line::new(NUMBER, 60).unwrap();
            desk.record_consent(consent).unwrap();
        }],
        PlaceKind::Form => vec![
            |town| {
                let (case, to) = (town.case, town.receiver_id);
                let desk = town.sender.desk();
                let mut consent = form(desk, case, to);
                let reason = Line::new(NUMBER, 60).unwrap();
                consent.manner = Manner::Proxy { reason };
                desk.record_consent(consent).unwrap();
            },
            |town| {
                let (case, to) = (town.case, town.receiver_id);
                let desk = town.sender.desk();
                let mut consent = form(desk, case, to);
                consent.items.insert(CopyTo::City.item());
                desk.record_consent(consent).unwrap();
                offered(town);
                let (id, desk) = (town.id, town.sender.desk());
                let wanted = CopyFor {
                    to: CopyTo::City,
                    name: NUMBER.into(),
                };
                let sheet = desk.copy(id, &wanted).unwrap();
                desk.copy_given(&sheet).unwrap();
            },
        ],
        PlaceKind::Contact => vec![|town| {
            offered(town);
            let (id, desk) = (town.id, town.sender.desk());
            let form = ContactForm {
                person: String::new(),
                what: NUMBER.into(),
                became: Some(Became::Open),
            };
            let row = Row::Number(Usual::City.number());
            desk.write_contact(id, &row, &form).unwrap();
        }],
        PlaceKind::Meeting => vec![|town| {
            offered(town);
            let (id, desk) = (town.id, town.sender.desk());
            let form = MinutesForm {
                day: desk.today(),
                kind: MeetingKind::Handover,
                present: "見本 担当".into(),
                decided: NUMBER.into(),
            };
            desk.write_meeting(id, Which::New, &form).unwrap();
        }],
        // These are the office's, and of nobody's case.
        PlaceKind::Office
        | PlaceKind::PaperOffice
        | PlaceKind::Card
        | PlaceKind::Staff
        | PlaceKind::City => Vec::new(),
    }
}

fn offered(town: &mut town::Town) {
    town.prepare();
    town.offer();
    town.exchange();
}

/// Writes one field as from each of these agencies, one after the other.
fn from(town: &mut town::Town, agencies: &[&str]) {
    for name in agencies {
        let value = Value {
            source: Source::Agency {
                name: Line::new(name, 60).unwrap(),
            },
            ..text(LIFE, "よく眠れている。")
        };
        let (case, edits) = (town.case, BTreeMap::from([(LIFE, Edit::Put(value))]));
        town.sender.desk().edit_case(case, None, edits).unwrap();
    }
}

#[test]
fn what_was_said_of_any_text_of_a_case_is_forgotten_when_the_case_is_destroyed() {
    for kind in PlaceKind::ALL {
        for (way, mark) in of_case(kind).into_iter().enumerate() {
            let mut town = town::town(Point::Ready);
            let (case, desk) = (town.case, town.sender.desk());
            let line = (FieldId::PersonCalled, text(FieldId::PersonCalled, "呼び名"));
            let other = desk.new_case(vec![line]).unwrap();
            desk.nothing_is_a_secret();
            mark(&mut town);
            town.sender.close();
            let id = town.id;
            let desk = town.sender.desk();
            desk.write_note(other, NUMBER).expect("said to be none");
            desk.recall(id, "取り下げる").ok();
            town.exchange();
            retention::end_contract(town.sender.desk(), case, demo::today());
            town.clock.set(4_000);
            let (what, desk) = (Kept::Case(case), town.sender.desk());
            let sure = retention::sure(desk, what);
            desk.shred(what, &sure).expect("destroyed");
            let again = desk.write_note(other, NUMBER);
            assert!(
                matches!(again, Err(Problem::NeverStored(_))),
                "{kind:?} {way}: {again:?}"
            );
        }
    }
}

/// So it is of what a newer offer takes the place of, but for what that says again.
#[test]
fn what_was_said_of_what_is_replaced_goes_with_it() {
    let other = "もうひとつの番号は123456789018です。";
    let mut town = town::town(Point::Ready);
    let (field, stays) = (FieldId::LifeRhythm, FieldId::WishesOwnWords);
    town.sender.desk().nothing_is_a_secret();
    town.write(field, NUMBER);
    town.write(stays, other);
    town.prepare();
    town.offer();
    town.exchange();
    let arrived = town.received().arrived;
    assert_eq!(arrived.len(), 2);
    let desk = town.receiver.desk();
    desk.not_a_secret(&arrived).unwrap();
    let line = (FieldId::PersonCalled, text(FieldId::PersonCalled, "呼び名"));
    let case = desk.new_case(vec![line]).unwrap();
    desk.write_note(case, NUMBER).expect("said to be none");
    town.write(field, "番号は書かないことにした。");
    town.approve();
    town.offer();
    town.exchange();
    assert!(town.reads(field).unwrap().contains("書かない"));
    let desk = town.receiver.desk();
    assert_eq!(asked(desk.write_note(case, NUMBER))[0].place, Place::Note);
    desk.write_note(case, other).expect("it is there still");
}

/// Before there is a store nobody's answer can be remembered: it is given with the founding.
#[test]
fn what_an_office_says_of_itself_at_its_founding_is_asked_about() {
    let homes = Homes::new();
    let init = |more: &[&'static str]| {
        let init = [
            "init",
            "--name",
            "見本事業所",
            "--corporation",
            "社会福祉法人見本会",
            "--number",
            "0110000015",
            "--address",
            "見本市1234-5678-9018",
            "--representative",
            "見本太郎",
            "--phone",
            "03-0000-0000",
            "--sheet-file",
            "a.sheet",
        ];
        [&init[..], more].concat()
    };
    homes.refused("a", FIRST, &init(&[]), 3, "refused");
    assert!(!homes.path("a.sheet").exists(), "nothing was made");
    homes.json("a", FIRST, &init(&["--not-a-secret"]));
    let recover = [
        "recover",
        "見本1234-5678-9018",
        "--sheet-file",
        "a.sheet",
        "--new-sheet-file",
        "b.sheet",
    ];
    homes.refused("a", FIRST, &recover, 3, "refused");
    assert!(!homes.path("b.sheet").exists());
}
