//! Builds the sample town: three stores, their staff and cards, twelve cases, and handovers that have come
//! to different points, one of them on paper.
//!
//! Everything is done through the desk, step by step, as the offices would; nothing is written past it.

use std::path::{Path, PathBuf};

use crate::domain::consent::{ConsentForm, Explained, Explaining, Manner, Mode, Returned, Signer};
use crate::domain::handover::entry::{Decline, Finding, Outcome, Reading};
use crate::domain::id::{CaseId, HandoverId, OfficeId};
use crate::domain::key_fact::Compared;
use crate::domain::section::{Asks, ItemId, SectionId};
use crate::domain::staff::Role;
use crate::domain::text::Line;
use crate::workflow::Passphrase;
use crate::workflow::clock::Standing;
use crate::workflow::custody::{Home, Newcomer, Strength};
use crate::workflow::demo::texts::{self, ReadBack, SCRIPTS, Script};
use crate::workflow::demo::{DemoOffice, DemoPerson, office_on_paper, offices, people, today};
use crate::workflow::desk::Desk;
use crate::workflow::handover::{
    AcceptForm, Answering, Differing, EndForm, ReadBackForm, Told, Which,
};
use crate::workflow::paper::{PaperReply, Receipt, Slip};
use crate::workflow::post::Extent;
use crate::workflow::problem::{Problem, Thing};

/// The passphrase of everybody in the sample town. It protects nothing.
pub const PASSPHRASE: &str = "mihon no tasuki 2026";

/// The sample town as it was built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Town {
    /// Its offices.
    pub offices: Vec<TownOffice>,
    /// The shared folder.
    pub mailbox: PathBuf,
}

/// One office of the sample town.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TownOffice {
    /// Its name.
    pub name: String,
    /// Its folder: what `--home` is given.
    pub folder: PathBuf,
    /// Who works there.
    pub staff: Vec<(String, Role)>,
}

impl TownOffice {
    /// Where its store lies.
    pub fn home(&self) -> Home {
        Home::under(&self.folder)
    }
}

/// How far one handover of the sample town comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Goal {
    Drafted,
    Submitted,
    Recalled,
    Delivered,
    OpenQuestion,
    Declined,
    Conditional,
    Accepted,
    Released,
    FollowedUp,
    Closed,
}

/// One handover of the sample town: whose, where to, how far.
struct Play {
    person: usize,
    to: usize,
    goal: Goal,
}

const PLAYS: [Play; 11] = [
    Play {
        person: 0,
        to: 1,
        goal: Goal::OpenQuestion,
    },
    Play {
        person: 1,
        to: 2,
        goal: Goal::Accepted,
    },
    Play {
        person: 2,
        to: 2,
        goal: Goal::Closed,
    },
    Play {
        person: 3,
        to: 1,
        goal: Goal::Submitted,
    },
    Play {
        person: 5,
        to: 2,
        goal: Goal::Declined,
    },
    Play {
        person: 6,
        to: 0,
        goal: Goal::Delivered,
    },
    Play {
        person: 7,
        to: 2,
        goal: Goal::Conditional,
    },
    Play {
        person: 8,
        to: 0,
        goal: Goal::Released,
    },
    Play {
        person: 9,
        to: 1,
        goal: Goal::Drafted,
    },
    Play {
        person: 10,
        to: 0,
        goal: Goal::FollowedUp,
    },
    Play {
        person: 11,
        to: 1,
        goal: Goal::Recalled,
    },
];

/// Whose handover goes on paper, to an office without the program.
const ON_PAPER: usize = 4;

/// A handover on its way.
struct Running {
    id: HandoverId,
    from: usize,
    play: &'static Play,
}

/// What was prepared: the handovers that are sealed, and the one on paper with the office it is from.
#[derive(Default)]
struct Prepared {
    running: Vec<Running>,
    on_paper: Option<(usize, HandoverId)>,
}

/// Builds the town under `dir`. The folder `dir/mailbox` must be there.
pub fn build(dir: &Path) -> Result<Town, Problem> {
    let mailbox = dir.join("mailbox");
    let (cast, people) = (offices(), people());
    let town = Town {
        offices: cast.iter().zip(1..).map(|it| named(dir, it)).collect(),
        mailbox,
    };
    found(&town, &cast)?;
    let ids = introduce(&town)?;
    let prepared = prepare(&town, &cast, &people, &ids)?;
    play(&town, &prepared.running)?;
    if let Some((from, id)) = prepared.on_paper {
        hand_over_paper(&town, from, id)?;
    }
    Ok(town)
}

fn named(dir: &Path, (office, number): (&DemoOffice, usize)) -> TownOffice {
    TownOffice {
        name: office.profile.name.to_string(),
        folder: dir.join(format!("office{number}")),
        staff: office
            .staff
            .iter()
            .map(|(name, role)| (name.to_string(), *role))
            .collect(),
    }
}

fn clock() -> Box<Standing> {
    Box::new(Standing::on(today()))
}

fn passphrase() -> Passphrase {
    Passphrase::new(PASSPHRASE.to_owned())
}

fn newcomer((name, role): &(Line, Role)) -> Newcomer {
    Newcomer {
        name: name.clone(),
        role: *role,
        passphrase: passphrase(),
    }
}

/// Makes the stores and their staff.
fn found(town: &Town, cast: &[DemoOffice]) -> Result<(), Problem> {
    for (office, written) in town.offices.iter().zip(cast) {
        let [first, others @ ..] = written.staff.as_slice() else {
            continue;
        };
        let profile = written.profile.clone();
        let (mut desk, _) = Desk::init(
            &office.home(),
            profile,
            newcomer(first),
            Strength::Least,
            clock(),
        )?;
        for other in others {
            desk.add_staff(newcomer(other), Strength::Least)?;
        }
        desk.set_mailbox(town.mailbox.clone())?;
    }
    Ok(())
}

fn open(office: &TownOffice, role: Role) -> Result<Desk, Problem> {
    let found = office.staff.iter().find(|(_, it)| *it == role);
    let (name, _) = found.ok_or(Problem::Missing(Thing::Staff))?;
    Desk::open(&office.home(), name, &passphrase(), clock())
}

fn managers(town: &Town) -> Result<Vec<Desk>, Problem> {
    town.offices
        .iter()
        .map(|it| open(it, Role::Manager))
        .collect()
}

/// Every office keeps and verifies every other's card. Gives the offices' ids.
fn introduce(town: &Town) -> Result<Vec<OfficeId>, Problem> {
    let mut desks = managers(town)?;
    let mut cards = Vec::new();
    for desk in &desks {
        cards.push((desk.office_id(), desk.own_card()?, desk.own_fingerprint()));
    }
    for desk in &mut desks {
        for (id, card, fingerprint) in &cards {
            if *id != desk.office_id() {
                desk.keep_card(card)?;
                desk.verify_card(*id, fingerprint)?;
            }
        }
    }
    Ok(cards.into_iter().map(|(id, ..)| id).collect())
}

/// Writes the cases and prepares the handovers, as the service managers do.
fn prepare(
    town: &Town,
    cast: &[DemoOffice],
    people: &[DemoPerson],
    ids: &[OfficeId],
) -> Result<Prepared, Problem> {
    let mut prepared = Prepared::default();
    for (from, office) in town.offices.iter().enumerate() {
        let mut desk = open(office, Role::ServiceManager)?;
        for (at, person) in people
            .iter()
            .enumerate()
            .filter(|(_, it)| it.office == from)
        {
            let case = desk.new_case(person.values.clone())?;
            for note in &person.notes {
                desk.write_note(case, note)?;
            }
            if let Some(play) = PLAYS.iter().find(|it| it.person == at) {
                let id = begin(&mut desk, case, ids[play.to], play, cast)?;
                prepared.running.push(Running { id, from, play });
            }
            if at == ON_PAPER {
                prepared.on_paper = Some((from, begin_on_paper(&mut desk, case)?));
            }
        }
    }
    Ok(prepared)
}

/// An office without the program is written down, and a handover to it prepared.
fn begin_on_paper(desk: &mut Desk, case: CaseId) -> Result<HandoverId, Problem> {
    let office = office_on_paper();
    let receiver = desk.keep_paper_card(&office.profile)?;
    let id = desk.draft(case, receiver)?;
    let purpose = usual_purpose(&office.profile.name);
    desk.record_consent(form(desk, case, receiver, &purpose)?)?;
    desk.confirm(id, Which::All)?;
    desk.submit(id)?;
    Ok(id)
}

/// The offer is printed and handed over, and the first slip came back: it arrived, all was understood, one thing is asked.
fn hand_over_paper(town: &Town, from: usize, id: HandoverId) -> Result<(), Problem> {
    let mut desk = open(&town.offices[from], Role::Manager)?;
    desk.approve(id)?;
    desk.offer(id, None)?;
    let printed = desk.print_offer(id)?;
    desk.note_printed(id, &printed)?;
    let there = office_on_paper().staff.remove(0).0;
    let mut slip = PaperReply {
        slip: Slip {
            day: today(),
            told_by: there.to_string(),
            original: "事務室の鍵付き書庫".to_owned(),
        },
        receipt: Receipt::Arrived,
        read: Vec::new(),
        questions: Vec::new(),
        closed: Vec::new(),
        read_back: None,
        decision: None,
        course: None,
        withdrawn: None,
        given_back: None,
    };
    desk.paper_reply(id, &slip)?;
    slip.receipt = Receipt::NotSaid;
    let all = desk.to_read(id, &Which::All)?;
    slip.read = all
        .into_iter()
        .map(|it| (it, Reading::Understood))
        .collect();
    slip.questions = vec![(SectionId::Life, texts::ASKED_ON_PAPER.to_owned())];
    desk.paper_reply(id, &slip).map(drop)
}

fn usual_purpose(office: &Line) -> String {
    format!("{office}への転所にあたり、必要な範囲の情報を伝えるため。")
}

fn begin(
    desk: &mut Desk,
    case: CaseId,
    receiver: OfficeId,
    play: &Play,
    cast: &[DemoOffice],
) -> Result<HandoverId, Problem> {
    let id = desk.draft(case, receiver)?;
    if play.goal == Goal::Drafted {
        return Ok(id);
    }
    let usual = usual_purpose(&cast[play.to].profile.name);
    let purpose = script(play.person).map_or(usual.as_str(), |it| it.purpose);
    desk.record_consent(form(desk, case, receiver, purpose)?)?;
    desk.confirm(id, Which::All)?;
    desk.submit(id)?;
    Ok(id)
}

fn form(
    desk: &Desk,
    case: CaseId,
    receiver: OfficeId,
    purpose: &str,
) -> Result<ConsentForm, Problem> {
    let items = ItemId::ALL
        .iter()
        .copied()
        .filter(|it| it.asks() == Asks::ThePerson);
    Ok(ConsentForm {
        id: desk.fresh_consent_id(),
        case,
        receiver,
        mode: Mode::ByItem,
        purpose: Line::new(purpose, 200)?,
        returned: Returned::ALL.iter().copied().collect(),
        items: items.collect(),
        until: today().plus_days(180),
        signer: Signer::Person,
        manner: Manner::OwnHand,
        signed: today().plus_days(-6),
        family: None,
        explained_by: desk.me().id,
        explained: Explained {
            on: Some(today().plus_days(-6)),
            ways: [Explaining::Spoken, Explaining::EasyJapanese].into(),
        },
        original_kept: Line::new("事務室の鍵付き書庫", 60)?,
    })
}

/// Plays every handover to its goal, round by round; after each round every office sends and collects.
fn play(town: &Town, running: &[Running]) -> Result<(), Problem> {
    let mut desks = managers(town)?;
    let rounds: [(Goal, Round); 10] = [
        (Goal::Recalled, offered),
        (Goal::Recalled, recalled),
        (Goal::OpenQuestion, read),
        (Goal::Declined, decided),
        (Goal::Accepted, answered),
        (Goal::Accepted, understood),
        (Goal::Released, released),
        (Goal::FollowedUp, started),
        (Goal::FollowedUp, ended),
        (Goal::FollowedUp, followed_up),
    ];
    for (goal, round) in rounds {
        for one in running.iter().filter(|it| goal <= it.play.goal) {
            round(&mut desks, one)?;
        }
        for _ in 0..2 {
            for desk in &mut desks {
                desk.sync(Extent::New)?;
            }
        }
    }
    Ok(())
}

type Round = fn(&mut [Desk], &Running) -> Result<(), Problem>;

fn offered(desks: &mut [Desk], one: &Running) -> Result<(), Problem> {
    let desk = &mut desks[one.from];
    desk.approve(one.id)?;
    let overdue = one.play.goal == Goal::Delivered;
    desk.offer(one.id, overdue.then(|| today().plus_days(-2)))
}

fn recalled(desks: &mut [Desk], one: &Running) -> Result<(), Problem> {
    match one.play.goal {
        Goal::Recalled => desks[one.from].recall(one.id, texts::RECALLED),
        _ => Ok(()),
    }
}

fn read(desks: &mut [Desk], one: &Running) -> Result<(), Problem> {
    let desk = &mut desks[one.play.to];
    if one.play.goal != Goal::OpenQuestion {
        let all = desk.to_read(one.id, &Which::All)?;
        desk.acknowledge(one.id, &all, Reading::Understood)?;
    }
    let Some(question) = script(one.play.person).and_then(|it| it.questions.first()) else {
        return Ok(());
    };
    if one.play.goal == Goal::OpenQuestion {
        let some = crate::domain::section::SectionId::ALL
            .iter()
            .copied()
            .take(6)
            .collect();
        let some = desk.to_read(one.id, &Which::These(some))?;
        desk.acknowledge(one.id, &some, Reading::Understood)?;
    }
    desk.ask(one.id, question.section, question.asked)?;
    Ok(())
}

fn decided(desks: &mut [Desk], one: &Running) -> Result<(), Problem> {
    let desk = &mut desks[one.play.to];
    match one.play.goal {
        Goal::Declined => desk.decline(one.id, Decline::NotTaken, texts::NOT_TAKEN),
        Goal::Conditional => desk.decline(one.id, Decline::YesIf, texts::YES_IF),
        _ => Ok(()),
    }
}

fn answered(desks: &mut [Desk], one: &Running) -> Result<(), Problem> {
    let Some(question) = script(one.play.person).and_then(|it| it.questions.first()) else {
        return Ok(());
    };
    let answering = Answering::Text(question.answered.to_owned());
    desks[one.from].answer(one.id, crate::domain::id::QuestionNo::FIRST, answering)
}

fn understood(desks: &mut [Desk], one: &Running) -> Result<(), Problem> {
    let desk = &mut desks[one.play.to];
    if script(one.play.person).is_some_and(|it| !it.questions.is_empty()) {
        desk.close_question(one.id, crate::domain::id::QuestionNo::FIRST)?;
    }
    let told = told(desk, one.id)?;
    let said = script(one.play.person).map_or(SCRIPTS[0].read_back, |it| it.read_back);
    desk.read_back(one.id, &read_back(said, told))?;
    let start = today().plus_days(21);
    desk.accept(
        one.id,
        &AcceptForm {
            start,
            interview: today().plus_days(9),
            in_charge: desk.me().name.to_string(),
            follow_ups: Vec::new(),
        },
    )
}

fn released(desks: &mut [Desk], one: &Running) -> Result<(), Problem> {
    let desk = &mut desks[one.from];
    desk.release(one.id, desk.to_check(one.id)?)
}

fn started(desks: &mut [Desk], one: &Running) -> Result<(), Problem> {
    desks[one.play.to].start(one.id, today()).map(|_| ())
}

fn ended(desks: &mut [Desk], one: &Running) -> Result<(), Problem> {
    let desk = &mut desks[one.from];
    let known = desk.at_end(one.id)?.service;
    let used = known.and_then(|it| it.used_on(today()).suggested());
    desk.end(
        one.id,
        &EndForm {
            contract_end: today(),
            last_day: today().plus_days(-4),
            months_used: used.unwrap_or_default(),
            differing: Differing::Asked,
            confirmed_by: "市の障がい福祉の窓口 見本".to_owned(),
            confirmed_on: today(),
        },
    )
}

fn followed_up(desks: &mut [Desk], one: &Running) -> Result<(), Problem> {
    let count = if one.play.goal == Goal::Closed {
        texts::GOING_WELL.len()
    } else {
        1
    };
    for told in texts::GOING_WELL.iter().take(count) {
        desks[one.play.to].follow_up(one.id, None, Outcome::GoingWell, told.note)?;
    }
    Ok(())
}

/// The key facts as a careful reader types them.
fn told(
    desk: &Desk,
    id: HandoverId,
) -> Result<Vec<(crate::domain::key_fact::KeyFact, Told)>, Problem> {
    let disclosed = desk.disclosed(&desk.folder(id)?)?;
    let disclosed = disclosed.ok_or(Problem::Unreadable)?;
    let facts = disclosed.key_facts().into_iter();
    Ok(facts
        .map(|fact| match (fact.compared(), disclosed.key_value(fact)) {
            (Compared::TypedAgain, Some(value)) => (fact, Told::Typed(value.to_string())),
            _ => (fact, Told::Marked(Finding::Same)),
        })
        .collect())
}

fn read_back(said: ReadBack, facts: Vec<(crate::domain::key_fact::KeyFact, Told)>) -> ReadBackForm {
    ReadBackForm {
        risks: said.risks.map(str::to_owned),
        next_step: said.next_step.to_owned(),
        first_appointment: said.first_appointment.to_owned(),
        facts,
    }
}

fn script(person: usize) -> Option<&'static Script> {
    SCRIPTS.iter().find(|it| it.person == person)
}
