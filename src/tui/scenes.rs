//! Every screen in every state worth a picture: driven by keys, drawn, compared with accepted
//! drawings in `tests/screens/`.
//!
//! It holds no screen of its own; a new screen adds its scenes here.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;

use crate::domain::answer::{Answer, Raw, RawCell};
use crate::domain::calendar::Day;
use crate::domain::case::{FieldState, Source, Value};
use crate::domain::check_digit::CheckDigit;
use crate::domain::consent::{
    ConsentForm, Explained, Explaining, Manner, Mode, Returned, Saying, Signer,
};
use crate::domain::handover::dossier::{
    Arrival, Offer, Phase, Question, QuestionStatus, Section, Standing, State,
};
use crate::domain::handover::draft::Dropped;
use crate::domain::handover::entry::{
    Act as Entry, Approval, Manifest, Pinned, Reading, Reply as Answered, Side, Weight, Withdrawal,
};
use crate::domain::handover::papers::Papers;
use crate::domain::handover::permit::{
    Actor, Carrying, Months, OwnCase, Position as Place, Step, permit,
};
use crate::domain::handover::turn::{self, Duty, Task};
use crate::domain::handover::words::WordKey;
use crate::domain::id::{
    CaseId, ConsentId, Digest, HandoverId, Means, OfferNo, OfficeId, QuestionNo, StaffId,
};
use crate::domain::key_fact::KeyFact;
use crate::domain::office::Corporations;
use crate::domain::section::{FieldId, ItemId, SectionId};
use crate::domain::service::Crossing;
use crate::domain::staff::{Role as StaffRole, Staff, Standing as StaffStanding};
use crate::domain::text::Line as TextLine;
use crate::lang::Lang;
use crate::lang::message::{self, Ended};
use crate::lang::problem::Said;
use crate::lang::screen::Say;
use crate::tui::act::{
    Effect, Founding, Input, Moved, OfficeForm, Reply, Request, Second, Secret, Sheet, Shell,
    StaffForm, Ticket, Told,
};
use crate::tui::app::App;
use crate::tui::keys::Key;
use crate::tui::room::Room;
use crate::tui::room::draft::{self, Erasures};
use crate::tui::room::handover::{
    Ask, Deed, DossierView, EntryView, Found, GivenBack, Grounds, HandoversView, PreviewSection,
    SectionView, TellingDraft,
};
use crate::tui::room::office::OfficesView;
use crate::tui::room::post::PostView;
use crate::tui::room::staff::StaffView;
use crate::tui::room::today::{Mailbox, TodayView};
use crate::tui::room::{office, post, staff};
use crate::tui::screen::Screen;
use crate::tui::screen::lock::{Lock, Neighbours};
use crate::tui::text::cells;
use crate::tui::theme::{Palette, Strokes, Theme};
use crate::workflow::consent::{Hearing, Meant};
use crate::workflow::earlier::Asked;
use crate::workflow::handover::{ReplyDue, Seen};
use crate::workflow::inbox::Incoming;
use crate::workflow::office::{PeerStanding, PeerView};
use crate::workflow::post::{Done, Extent};
use crate::workflow::round::{Cut, Left};
use crate::workflow::today::TodayLine;
use crate::workflow::view::{AtEnd, Away, HandoverLine, Nameless, Trouble};

pub(crate) const IDLE: Duration = Duration::from_secs(600);
pub(crate) const COLOUR: Theme = Theme {
    palette: Palette::Default,
    strokes: Strokes::Unicode,
};
pub(crate) const MONO: Theme = Theme {
    palette: Palette::Mono,
    strokes: Strokes::Ascii,
};
const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (60, 16)];

/// An app, the effects it asked for since they were last taken, the time, and how drafts are looked up.
pub(crate) struct Player {
    pub(crate) app: App,
    pub(crate) effects: Vec<Effect>,
    pub(crate) now: Duration,
    pub(crate) lookups: Lookups,
}

/// How a form learns what was typed there before.
#[derive(Clone)]
pub(crate) enum Lookups {
    /// At once: there is nothing.
    Nothing,
    /// At once: there is this.
    Found(draft::Words),
    /// When the test answers.
    Slow,
}

impl Player {
    pub(crate) fn new(screen: Screen, lang: Lang, theme: Theme) -> Player {
        Player::finding(screen, Lookups::Nothing, lang, theme)
    }

    /// The same, where this was typed before.
    pub(crate) fn finding(screen: Screen, lookups: Lookups, lang: Lang, theme: Theme) -> Player {
        let app = App::new(screen, lang, theme, IDLE);
        let mut player = Player {
            app,
            effects: Vec::new(),
            now: Duration::ZERO,
            lookups,
        };
        let effects = player.app.begin();
        player.follow(effects);
        player
    }

    /// Has drafts looked up so from now on.
    pub(crate) fn with_lookups(mut self, lookups: Lookups) -> Player {
        self.lookups = lookups;
        self
    }

    /// Plays keys: names in angle brackets, everything else is one burst of text.
    pub(crate) fn play(&mut self, keys: &str) -> &mut Self {
        let mut rest = keys;
        while !rest.is_empty() {
            let input = match rest.strip_prefix('<').and_then(|rest| rest.split_once('>')) {
                Some((name, after)) => {
                    rest = after;
                    Input::Key(key(name))
                }
                None => {
                    let end = rest.find('<').unwrap_or(rest.len());
                    let (text, after) = rest.split_at(end);
                    rest = after;
                    Input::Text(text.into())
                }
            };
            self.input(input);
        }
        self
    }

    pub(crate) fn input(&mut self, input: Input) -> &mut Self {
        let effects = self.app.update(input, self.now);
        self.follow(effects)
    }

    /// Lets time pass and does what falls due.
    pub(crate) fn wait(&mut self, time: Duration) -> &mut Self {
        self.now += time;
        let effects = self.app.due(self.now);
        self.follow(effects)
    }

    /// Notes what was asked; drafts are looked up at once unless that is slow.
    fn follow(&mut self, effects: Vec<Effect>) -> &mut Self {
        for effect in effects {
            let found = match (&effect, &self.lookups) {
                (_, Lookups::Slow) => None,
                (Effect::Ask(ticket, request), lookups) if is_lookup(request) => {
                    let answer = match lookups {
                        Lookups::Found(words) => draft::Answer::Found(words.clone()),
                        Lookups::Nothing | Lookups::Slow => draft::Answer::Nothing,
                    };
                    Some((*ticket, Reply::Draft(answer)))
                }
                _ => None,
            };
            self.effects.push(effect);
            if let Some((ticket, reply)) = found {
                self.reply(ticket, reply);
            }
        }
        self
    }

    /// Answers a request, whichever.
    pub(crate) fn reply(&mut self, ticket: Ticket, reply: Reply) -> &mut Self {
        let effects = self.app.reply(ticket, reply, self.now);
        self.follow(effects)
    }

    /// Answers the look for a draft that was begun last.
    pub(crate) fn look_up(&mut self, answer: draft::Answer) -> &mut Self {
        self.reply(self.lookup(), Reply::Draft(answer))
    }

    /// The look for a draft that was begun last.
    pub(crate) fn lookup(&self) -> Ticket {
        let asked = self.effects.iter().rev().find_map(|effect| match effect {
            Effect::Ask(ticket, request) if is_lookup(request) => Some(*ticket),
            _ => None,
        });
        asked.expect("a draft is looked for")
    }

    /// Goes to a room through the menu, wherever it stands there.
    pub(crate) fn go_to(&mut self, room: Room) -> &mut Self {
        self.play("<f2><home>");
        let at = Room::ALL.iter().position(|it| *it == room);
        for _ in 0..at.expect("every room is in the menu") {
            self.play("<down>");
        }
        self.play("<enter>")
    }

    pub(crate) fn answer(&mut self, reply: Reply) -> &mut Self {
        let ticket = self.ticket();
        self.reply(ticket, reply)
    }

    /// The request made last, of those that are still to be answered.
    pub(crate) fn ticket(&self) -> Ticket {
        let waits = |request| !is_lookup(request) || matches!(self.lookups, Lookups::Slow);
        let asked = self.effects.iter().rev().find_map(|effect| match effect {
            Effect::Ask(ticket, request) if waits(request) => Some(*ticket),
            _ => None,
        });
        asked.expect("a request was made")
    }

    /// Takes what was asked since; what saves something typed as what it does.
    pub(crate) fn requests(&mut self) -> Vec<Request> {
        let effects = std::mem::take(&mut self.effects);
        effects
            .into_iter()
            .filter_map(|effect| match effect {
                Effect::Ask(_, Request::Saving(_, what)) => Some(*what),
                Effect::Ask(_, request) => Some(request),
                _ => None,
            })
            .collect()
    }

    /// The same without what is asked of drafts.
    pub(crate) fn deeds(&mut self) -> Vec<Request> {
        let mut all = self.requests();
        all.retain(|it| !matches!(it, Request::Draft(_)));
        all
    }

    pub(crate) fn draw(&self, (width, height): (u16, u16)) -> (Buffer, Position) {
        let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
        let cursor = self.app.view(&mut buf, self.now);
        (buf, cursor)
    }

    /// What is drawn, without spaces and ends of lines: where a sentence is broken does not matter.
    pub(crate) fn unbroken(&self) -> String {
        let (buf, _) = self.draw((120, 40));
        picture(&buf).split_whitespace().collect()
    }

    pub(crate) fn shows(&self, text: &str) -> bool {
        let (buf, _) = self.draw((120, 40));
        picture(&buf)
            .replace(' ', "")
            .contains(&text.replace(' ', ""))
    }
}

/// A form as it was opened before anything was erased.
pub(crate) fn form_at(place: draft::Place) -> draft::Form {
    let shown = Erasures::default();
    draft::Form { place, shown }
}

fn is_lookup(request: &Request) -> bool {
    matches!(request, Request::Draft(draft::Ask::Find(_)))
}

fn key(name: &str) -> Key {
    match name {
        "enter" => Key::Enter,
        "esc" => Key::Esc,
        "tab" => Key::Tab,
        "backtab" => Key::BackTab,
        "up" => Key::Up,
        "down" => Key::Down,
        "left" => Key::Left,
        "right" => Key::Right,
        "bs" => Key::Backspace,
        "f1" => Key::F(1),
        "f2" => Key::F(2),
        "f3" => Key::F(3),
        "f6" => Key::F(6),
        "f10" => Key::F(10),
        "f4" => Key::F(4),
        "f5" => Key::F(5),
        "f7" => Key::F(7),
        "f8" => Key::F(8),
        "f9" => Key::F(9),
        "f12" => Key::F(12),
        "end" => Key::End,
        "pgdn" => Key::PageDown,
        "pgup" => Key::PageUp,
        "del" => Key::Delete,
        "home" => Key::Home,
        "c-l" => Key::Ctrl('l'),
        "c-q" => Key::Ctrl('q'),
        "c-u" => Key::Ctrl('u'),
        "c-z" => Key::Ctrl('z'),
        "c-y" => Key::Ctrl('y'),
        other => panic!("no key is called {other}"),
    }
}

/// The rows of a buffer as text, trimmed at the right; what a wide character hides is left out.
pub(crate) fn picture(buf: &Buffer) -> String {
    let mut rows = String::new();
    for y in buf.area.top()..buf.area.bottom() {
        let mut row = String::new();
        let mut x = buf.area.left();
        while x < buf.area.right() {
            row.push_str(buf[(x, y)].symbol());
            x += buf[(x, y)].cell_width().max(1);
        }
        rows.push_str(row.trim_end());
        rows.push('\n');
    }
    rows
}

pub(crate) fn sheet() -> Sheet {
    let groups = (1..=20).map(|n| Secret::new(format!("A{n:02}Z"))).collect();
    Sheet {
        groups,
        asked: [2, 9, 17],
    }
}

fn founded() -> Reply {
    Reply::Founded {
        sheet: sheet(),
        second: None,
    }
}

const OFFICE: &str = "<enter><enter>架空就労支援 みずたま<enter>社会福祉法人 見本の会<enter>\
    ０１１０００００００<enter>北海道見本市一丁目1-1<enter>見本 太郎<enter>0155-00-0000<enter><enter>";
const MANAGER: &str = "見本 花子<enter><right><enter><enter>";
const FIRST: &str = "見本 花子<enter><enter><enter>";
const SECOND: &str = "<enter>架空 次郎<enter><right><enter><enter>";
const OTHERS: &str = "あおい とり うたう<enter>あおい とり うたう<enter><enter>";
const FOLDER: &str = "/media/usb/tasuki<enter><enter>";
const PASSPHRASE: &str = "しろい いぬ はしる<enter>しろい いぬ はしる<enter><enter>";

pub(crate) fn day(month: u8, of: u8) -> Day {
    Day::from_ymd(2026, month, of).unwrap()
}

pub(crate) fn line(side: Side, duties: Vec<Duty>) -> HandoverLine {
    HandoverLine {
        id: HandoverId::from_bytes([7; 16]),
        person: "ｶﾞｸｳ ﾐﾎ\u{3000}架空 見穂".into(),
        nameless: Nameless::Destroyed,
        case: None,
        side,
        peer: OfficeId::from_bytes([9; 32]),
        peer_name: "架空就労支援 あさぎり".into(),
        phase: Phase::InReview,
        owner: Side::Sender,
        duties,
        unconfirmed: 0,
        unsent: 1,
        to_take_up: 0,
        binds: None,
        preparing: None,
        drafted: Vec::new(),
        trouble: None,
    }
}

pub(crate) fn duty(side: Side, task: Task, due: Option<Day>) -> Duty {
    Duty { side, task, due }
}

pub(crate) fn today_view() -> TodayView {
    let line_of = |duty: Duty| {
        let handover = line(Side::Receiver, vec![duty.clone()]);
        TodayLine::of_duty(&handover, duty, StaffRole::ServiceManager)
    };
    TodayView {
        office: "架空就労支援 みずたま".into(),
        who: TextLine::new("見本 花子", 60).unwrap(),
        role: StaffRole::ServiceManager,
        today: day(12, 10),
        notices: Vec::new(),
        unsaved: Vec::new(),
        alerts: Vec::new(),
        over: 0,
        lines: vec![
            line_of(duty(Side::Receiver, Task::ReadBack, Some(day(12, 7)))),
            line_of(duty(Side::Receiver, Task::Accept, Some(day(12, 10)))),
            line_of(duty(Side::Receiver, Task::Erase, None)),
            line_of(duty(
                Side::Sender,
                Task::Answer(QuestionNo::FIRST),
                Some(day(12, 17)),
            )),
        ],
        handovers: 5,
        unsent: 2,
        cases: 3,
        mailbox: Mailbox::Set,
    }
}

pub(crate) fn empty_today(cases: usize, handovers: usize) -> TodayView {
    TodayView {
        lines: Vec::new(),
        handovers,
        unsent: 0,
        cases,
        mailbox: Mailbox::Missing,
        ..today_view()
    }
}

pub(crate) fn value(field: FieldId, raw: Raw) -> (FieldId, Value) {
    let answer = Answer::check(field.spec(), raw).unwrap();
    let value = Value {
        state: FieldState::Filled(answer),
        source: Source::Person,
        as_of: day(11, 2),
    };
    (field, value)
}

/// An offer under review at the receiver: one section read, one asked about, one new.
pub(crate) fn dossier_view(lang: Lang) -> DossierView {
    let sections = [SectionId::Person, SectionId::Crisis, SectionId::Tasks];
    let pinned = |section| Pinned {
        section,
        digest: Digest::from_bytes([3; 32]),
        weight: Weight::Mandatory,
    };
    let manifest = Manifest {
        receiver: OfficeId::from_bytes([9; 32]),
        sections: sections.map(pinned).to_vec(),
        facts: vec![KeyFact::NameKana, KeyFact::Birth, KeyFact::Signs],
        items: BTreeSet::new(),
        returned: Returned::ALL.iter().copied().collect(),
        consent_until: Day::from_ymd(2027, 3, 31).unwrap(),
        approval: Approval::TwoPeople,
    };
    let reading = [Some(Reading::Understood), None, None];
    let mut state = State::of(&[], &[]);
    state.offer = Some(Offer {
        no: OfferNo::FIRST,
        manifest: manifest.clone(),
        sections: sections
            .into_iter()
            .zip(reading)
            .map(|(id, reading)| Section {
                pinned: pinned(id),
                part: 0,
                arrival: Arrival::Arrived,
                reading,
            })
            .collect(),
        arrival: Arrival::Arrived,
        written: day(12, 1),
        due: Some(day(12, 15)),
        standing: Standing::Open,
        again_due: None,
    });
    state.holds_content = true;
    state.questions = vec![Question {
        no: QuestionNo::FIRST,
        section: SectionId::Crisis,
        digest: Digest::from_bytes([3; 32]),
        due: Some(day(12, 12)),
        status: QuestionStatus::Answered(Answered::Text),
    }];
    let (duties, steps) = {
        let position = Place {
            side: Side::Receiver,
            means: Means::Keys,
            preparation: None,
            state: Some(&state),
            approver: None,
            case: OwnCase::Missing,
            months: Months::Confirmed,
            carrying: Carrying::Nobody,
        };
        let me = Actor::Staff(StaffRole::ServiceManager);
        let theirs = [Step::Offer, Step::Recall, Step::Ask, Step::Acknowledge];
        let ours = [
            Step::CloseQuestion,
            Step::ReadBack,
            Step::Accept,
            Step::Decline,
        ];
        let steps = theirs
            .into_iter()
            .chain(ours)
            .map(|step| (step, permit(me, step, position, day(12, 10)).err()));
        (turn::duties(&state, day(12, 10)), steps.collect())
    };
    let long = match SAMPLE.get().unwrap_or(lang) {
        Lang::Ja => "眠れない日が二日続いたら、その日は予定を減らし、静かな席で休む。",
        Lang::En => "After two nights without sleep: fewer tasks that day and a quiet seat.",
    };
    let cell = || Some(RawCell::Text(long.into()));
    let fields = |id: SectionId| match id {
        SectionId::Person => vec![
            value(FieldId::PersonKana, Raw::Text("カクウ ミホ".into())),
            value(
                FieldId::PersonBirth,
                Raw::Day(Day::from_ymd(1998, 4, 9).unwrap()),
            ),
        ],
        SectionId::Crisis => vec![value(
            FieldId::CrisisYellow,
            Raw::Rows(vec![vec![cell(), None, cell(), cell()]; 4]),
        )],
        _ => Vec::new(),
    };
    let offer = state.offer.clone().unwrap();
    DossierView {
        reply_due: ReplyDue::After(14),
        follow_up_days: [14, 30, 90].into(),
        papers: Papers::default(),
        line: line(Side::Receiver, duties),
        office: "架空就労支援 みずたま".into(),
        me: "見本太郎".to_owned(),
        today: day(12, 10),
        sections: offer
            .sections
            .iter()
            .map(|it| SectionView {
                id: it.pinned.section,
                seen: Seen {
                    section: it.pinned.section,
                    digest: it.pinned.digest,
                },
                weight: it.pinned.weight,
                arrival: it.arrival,
                reading: it.reading,
                fields: fields(it.pinned.section),
            })
            .collect(),
        steps,
        entries: entries(manifest),
        files: Vec::new(),
        files_wrong: None,
        missing: Vec::new(),
        asked: Asked::default(),
        drafts: Vec::new(),
        corporations: Corporations::Different,
        peer: Some(peer_view()),
        returned: None,
        confirmed_by_others: BTreeMap::new(),
        grounds: None,
        dropped: Vec::new(),
        preview: Vec::new(),
        covered: vec![ItemId::Health, ItemId::Tasks],
        alone: None,
        waiting: Vec::new(),
        returning: Vec::new(),
        arriving: Vec::new(),
        gone: Vec::new(),
        arrived: Vec::new(),
        handling: None,
        at_end: AtEnd {
            months: Months::Confirmed,
            away: Away::ForGood,
            said: None,
            used: None,
            service: None,
            crossing: Crossing {
                last: None,
                start: None,
                alarm: 7,
                kind: None,
            },
            recorded: None,
            planned: None,
            ended: None,
        },
        copies: Vec::new(),
        holds: None,
        carries: None,
        hearing: Hearing::default(),
        meant: Meant::default(),
        to_tell: Vec::new(),
        ends_sooner: None,
        newer: BTreeMap::new(),
        condition: None,
        changed: Vec::new(),
        erasures: Erasures::default(),
        state,
    }
}

pub(crate) fn peer_view() -> PeerView {
    PeerView {
        check: CheckDigit::Fits,
        found: Vec::new(),
        id: OfficeId::from_bytes([9; 32]),
        name: "架空就労支援 あさぎり".into(),
        corporation: "特定非営利活動法人 見本".into(),
        number: "0120000023".into(),
        address: "青森県架空市二丁目2-2".into(),
        representative: "架空 一郎".into(),
        phone: "0172-00-0000".into(),
        fingerprint: "ABCDE FGHJK MNPQR STUVW XYZ23".into(),
        pair_number: "1234 5678".into(),
        standing: PeerStanding::Unverified,
    }
}

/// A consent as signed, by a proxy, in the presence of the family.
pub(crate) fn signed() -> ConsentForm {
    let named = |text: &str| TextLine::new(text, 60).unwrap();
    ConsentForm {
        id: ConsentId::from_bytes([6; 16]),
        case: CaseId::from_bytes([5; 16]),
        receiver: OfficeId::from_bytes([9; 32]),
        mode: Mode::ByItem,
        purpose: named("就労支援の引継ぎのため"),
        returned: Returned::ALL.iter().copied().collect(),
        items: BTreeSet::from([ItemId::Health, ItemId::Tasks]),
        until: Day::from_ymd(2027, 3, 31).unwrap(),
        signer: Signer::Person,
        manner: Manner::Proxy {
            reason: named("手を痛めているため"),
        },
        signed: day(11, 30),
        family: None,
        explained_by: StaffId::from_bytes([2; 16]),
        explained: Explained {
            on: Some(day(11, 28)),
            ways: [Explaining::Spoken, Explaining::EasyJapanese].into(),
        },
        original_kept: named("事務室の鍵付き書庫"),
    }
}

/// A handover in preparation at the sender: one section found right, one not; given back once.
pub(crate) fn prepared_view(lang: Lang) -> DossierView {
    let mut view = dossier_view(lang);
    let offered = std::mem::take(&mut view.sections);
    let preview = offered
        .into_iter()
        .enumerate()
        .map(|(at, it)| PreviewSection {
            id: it.id,
            found: if at == 0 { Found::Right } else { Found::NotYet },
            fields: it.fields,
        });
    view.preview = preview.collect();
    view.state = State::of(&[], &[]);
    view.entries.clear();
    view.line = HandoverLine {
        side: Side::Sender,
        phase: Phase::Drafting,
        duties: Vec::new(),
        case: Some(CaseId::from_bytes([5; 16])),
        ..view.line
    };
    view.missing = vec![FieldId::PersonBirth];
    view.returned = Some(GivenBack {
        why: "眠れない日の工夫が分かりにくい。".into(),
        by: "架空 三郎".into(),
    });
    view.dropped = vec![Dropped::Confirmation(SectionId::Crisis)];
    view.alone = Some("職員が一人のため".into());
    view.grounds = Some(Grounds {
        consent: Some(signed()),
        explained_by: "見本 二郎".into(),
        author: "見本 二郎".into(),
        submitted: None,
        approved: None,
    });
    let position = Place {
        side: Side::Sender,
        means: Means::Keys,
        preparation: None,
        state: None,
        approver: None,
        case: OwnCase::Here,
        months: Months::Confirmed,
        carrying: Carrying::Nobody,
    };
    let me = Actor::Staff(StaffRole::ServiceManager);
    let open = [Step::RecordConsent, Step::WithdrawItems, Step::WithdrawAll];
    let steps = [Step::Confirm, Step::Submit, Step::Approve, Step::Offer];
    let denied = |step: Step| permit(me, step, position, day(12, 10)).err();
    view.steps = open
        .into_iter()
        .map(|step| (step, None))
        .chain(steps.into_iter().map(|step| (step, denied(step))))
        .collect();
    view
}

pub(crate) fn in_prepared(keys: &str, lang: Lang, theme: Theme) -> Player {
    let mut player = at_work(today_view(), lang, theme);
    player.play("<enter>");
    player.answer(Reply::Dossier(Box::new(prepared_view(lang))));
    player.play(keys);
    player
}

/// A room, reached by its number from today's screen, with what the worker shows there.
pub(crate) fn in_room(number: &str, reply: Reply, keys: &str, lang: Lang, theme: Theme) -> Player {
    let mut player = at_work(today_view(), lang, theme);
    player.play(number);
    player.answer(reply);
    player.play(keys);
    player
}

pub(crate) fn handovers_view() -> Reply {
    let closed = HandoverLine {
        person: String::new(),
        phase: Phase::Closed,
        duties: Vec::new(),
        unsent: 0,
        ..line(Side::Sender, Vec::new())
    };
    let late = duty(Side::Receiver, Task::ReadBack, Some(day(12, 7)));
    Reply::Handovers(Box::new(HandoversView {
        today: day(12, 10),
        lines: vec![line(Side::Receiver, vec![late]), closed],
    }))
}

pub(crate) fn offices_view() -> Reply {
    Reply::Offices(Box::new(OfficesView {
        check: CheckDigit::Fits,
        name: "架空就労支援 みずたま".into(),
        own: own_office(),
        fingerprint: "23456 789AB CDEFG HJKMN PQRST".into(),
        peers: vec![
            peer_view(),
            PeerView {
                name: "見本ワークス".into(),
                standing: PeerStanding::Vouched,
                ..peer_view()
            },
        ],
        own_shut: None,
        cards_shut: None,
    }))
}

pub(crate) fn own_office() -> OfficeForm {
    OfficeForm {
        name: "架空就労支援 みずたま".into(),
        corporation: "社会福祉法人 見本の会".into(),
        number: "0110000015".into(),
        address: "北海道見本市一丁目1-1".into(),
        representative: "見本 太郎".into(),
        phone: "0155-00-0000".into(),
    }
}

pub(crate) fn staff_view() -> Reply {
    let member = |at, name: &str, role| Staff {
        id: StaffId::from_bytes([at; 16]),
        name: TextLine::new(name, 60).unwrap(),
        role,
        standing: StaffStanding::Active,
    };
    Reply::Staff(Box::new(StaffView {
        me: StaffId::from_bytes([1; 16]),
        staff: vec![
            member(1, "見本 花子", StaffRole::ServiceManager),
            member(2, "架空 次郎", StaffRole::Manager),
        ],
        shut: None,
    }))
}

pub(crate) fn post_view(folder: Option<&str>) -> Reply {
    let waiting = folder.map(|_| line(Side::Receiver, Vec::new()));
    let under_way = folder.map(|_| HandoverLine {
        unsent: 0,
        unconfirmed: 2,
        ..line(Side::Sender, Vec::new())
    });
    let over = folder.map(|_| HandoverLine {
        unsent: 0,
        unconfirmed: 1,
        phase: Phase::Declined,
        ..line(Side::Receiver, Vec::new())
    });
    let held = folder.map(|_| HandoverLine {
        trouble: Some(Trouble::Unreadable),
        person: String::new(),
        ..line(Side::Sender, Vec::new())
    });
    let refused = folder.map(|_| Told::say(Say::LockDamaged));
    Reply::Post(Box::new(PostView {
        folder: folder.map(str::to_owned),
        lines: [waiting, under_way, held, over]
            .into_iter()
            .flatten()
            .collect(),
        came: folder.map(|_| arrivals()).unwrap_or_default(),
        last: folder.map(|_| Told::say(Say::Opened)),
        refused: refused.into_iter().collect(),
        shut: None,
    }))
}

/// Two parcels of one handover: the offer, and an answer that came a day later.
fn arrivals() -> Vec<Incoming> {
    let question = QuestionNo::FIRST;
    let answered = Entry::Answered {
        question,
        reply: Answered::Text,
    };
    let came = |of: u8, acts| Incoming {
        at: i64::from(of),
        here: format!("2026-12-{of:02} 12:00"),
        on: day(12, of),
        handover: HandoverId::from_bytes([7; 16]),
        person: "ｶﾞｸｳ\u{3000}ﾐﾎ\u{3000}架空 見穂".into(),
        nameless: Nameless::Destroyed,
        peer_name: "架空就労支援 あさぎり".into(),
        acts,
    };
    vec![
        came(9, vec![answered.clone(), answered, Entry::Recalled]),
        came(8, vec![Entry::Lapsed]),
    ]
}

fn entries(manifest: Manifest) -> Vec<EntryView> {
    let said = |side, of, act, words: &[(WordKey, &str)]| EntryView {
        side,
        written: day(12, of),
        act,
        words: words
            .iter()
            .map(|(key, text)| (*key, (*text).into()))
            .collect(),
    };
    let question = QuestionNo::FIRST;
    let offer = OfferNo::FIRST;
    let digest = Digest::from_bytes([3; 32]);
    vec![
        said(
            Side::Sender,
            1,
            Entry::Offered { offer, manifest },
            &[
                (WordKey::By, "架空 次郎"),
                (WordKey::Purpose, "就労移行支援の引継ぎのため"),
            ],
        ),
        said(Side::Receiver, 2, Entry::Received { offer, part: 0 }, &[]),
        said(
            Side::Receiver,
            5,
            Entry::Asked {
                question,
                offer,
                section: SectionId::Crisis,
                digest,
            },
            &[
                (WordKey::By, "見本 花子"),
                (WordKey::Text, "静かな席は窓側でもよいですか。"),
            ],
        ),
        said(
            Side::Sender,
            8,
            Entry::Answered {
                question,
                reply: Answered::Text,
            },
            &[
                (WordKey::By, "架空 次郎"),
                (WordKey::Text, "壁側を希望しています。"),
            ],
        ),
    ]
}

/// A sample town of which the first office is being opened.
pub(crate) fn in_town() -> Player {
    let mut town = Player {
        app: App::town(
            [["見本 花子", "架空 次郎"], ["見本 三郎", "架空 四郎"]]
                .map(|names| Neighbours {
                    names: names.map(str::to_owned).to_vec(),
                    passphrase: "mihon no kotoba",
                })
                .to_vec(),
            Lang::Ja,
            COLOUR,
            IDLE,
        ),
        effects: Vec::new(),
        now: Duration::ZERO,
        lookups: Lookups::Nothing,
    };
    town.effects = town.app.begin();
    town
}

/// Today's screen, opened; the dossier of its first row when `keys` begins with Enter.
pub(crate) fn at_work(view: TodayView, lang: Lang, theme: Theme) -> Player {
    let lock = Screen::Lock(Lock::new("見本 花子", Say::LockHint));
    let mut player = Player::new(lock, lang, theme);
    let who = "見本 花子".into();
    player.play("ひみつのことば<f10>");
    player.answer(Reply::Unlocked { who });
    player.answer(Reply::Today(Box::new(view)));
    first_round(&mut player);
    player
}

/// Once it is known that nothing stands in the case.
fn known(mut player: Player) -> Player {
    player.answer(Reply::Known(Vec::new()));
    player
}

/// Lets the round that begins once a store is open bring nothing.
fn first_round(player: &mut Player) {
    for effect in player.app.due(player.now) {
        if let Effect::Ask(ticket, Request::Round) = effect {
            let quiet = Reply::Rounded(Told::say(Say::Opened), Moved::Nothing);
            player.reply(ticket, quiet);
        }
    }
}

/// The read-back, where every section was read.
pub(crate) fn read_back_form(keys: &str, lang: Lang, theme: Theme) -> Player {
    read_back_of(dossier_view(lang), keys, lang, theme)
}

pub(crate) fn read_back_of(mut view: DossierView, keys: &str, lang: Lang, theme: Theme) -> Player {
    for section in &mut view.sections {
        section.reading = Some(Reading::Understood);
    }
    view.steps = vec![(Step::ReadBack, None)];
    let mut player = at_work(today_view(), lang, theme);
    player.play("<enter>");
    player.answer(Reply::Dossier(Box::new(view)));
    // The duty is to read back: it opens at that step.
    player.play("<enter>").play(keys);
    player
}

pub(crate) fn in_dossier(keys: &str, lang: Lang, theme: Theme) -> Player {
    let mut player = at_work(today_view(), lang, theme);
    player.play("<enter>");
    player.answer(Reply::Dossier(Box::new(dossier_view(lang))));
    player.play(keys);
    player
}

fn at_menu(lang: Lang, theme: Theme) -> Player {
    let mut player = at_work(today_view(), lang, theme);
    player.play("<f2><down>");
    player
}

/// Every state worth a picture, by name, those of the rooms that have a file of their own too.
pub(crate) fn all_scenes(lang: Lang, theme: Theme) -> Vec<(&'static str, Player)> {
    let mut all = scenes(lang, theme);
    all.extend(crate::tui::scenes_case::scenes(lang, theme));
    all.extend(crate::tui::scenes_alerts::scenes(lang, theme));
    all.extend(crate::tui::scenes_files::scenes(lang, theme));
    all.extend(crate::tui::scenes_forms::scenes(lang, theme));
    all.extend(crate::tui::scenes_today::scenes(lang, theme));
    all.extend(crate::tui::scenes_records::scenes(lang, theme));
    all.extend(crate::tui::scenes_retention::scenes(lang, theme));
    all.extend(crate::tui::scenes_audit::scenes(lang, theme));
    all.extend(crate::tui::scenes_aside::scenes(lang, theme));
    all.extend(crate::tui::scenes_settings::scenes(lang, theme));
    all.extend(crate::tui::scenes_paper::scenes(lang, theme));
    all.extend(crate::tui::scenes_recalled::scenes(lang, theme));
    all.extend(crate::tui::scenes_played::scenes(lang, theme));
    all.extend(crate::tui::scenes_steps::scenes(lang, theme));
    all.extend(crate::tui::scenes_unsaved::scenes(lang, theme));
    all.extend(crate::tui::scenes_drafts::scenes(lang, theme));
    all
}

thread_local! {
    /// In which language the texts of the sample are, whatever the screens speak.
    static SAMPLE: Cell<Option<Lang>> = const { Cell::new(None) };
}

/// The same with the texts of the sample in a language of their own: nobody translates what a person wrote.
pub(crate) fn all_scenes_of(sample: Lang, lang: Lang, theme: Theme) -> Vec<(&'static str, Player)> {
    SAMPLE.set(Some(sample));
    let all = all_scenes(lang, theme);
    SAMPLE.set(None);
    all
}

/// Every state worth a picture, by name.
fn scenes(lang: Lang, theme: Theme) -> Vec<(&'static str, Player)> {
    let mut all = everywhere(lang, theme);
    all.extend(crate::tui::scenes_prepare::scenes(lang, theme));
    all
}

fn everywhere(lang: Lang, theme: Theme) -> Vec<(&'static str, Player)> {
    let wizard = |keys: &[&str]| {
        let mut player = Player::new(Screen::Wizard(Box::default()), lang, theme);
        for part in keys {
            player.play(part);
        }
        player
    };
    let lock = |who: &str, why: Say, keys: &str| {
        let mut player = Player::new(Screen::Lock(Lock::new(who, why)), lang, theme);
        player.play(keys);
        player
    };
    let mut sheet_shown = wizard(&[OFFICE, FIRST, SECOND, FOLDER, PASSPHRASE, OTHERS]);
    sheet_shown.answer(founded());
    let mut sheet_check = wizard(&[OFFICE, FIRST, SECOND, FOLDER, PASSPHRASE, OTHERS]);
    sheet_check
        .answer(founded())
        .play("<enter>a03z<enter>A99Z<enter>a18z<f10>");
    let mut finished = wizard(&[OFFICE, FIRST, SECOND, FOLDER, PASSPHRASE, OTHERS]);
    finished
        .answer(founded())
        .play("<enter>a03z<enter>Ａ１０ｚ<enter>A18 Z<f10>");
    let mut seats = in_dossier("<c-l>", lang, theme);
    seats.answer(Reply::Locked);
    let mut wrong = lock("見本 花子", Say::LockHint, "ちがう<f10>");
    wrong.answer(Reply::Refused(Told::say(Say::LockWrong)));
    vec![
        ("wizard-language", wizard(&[])),
        ("wizard-ruler", wizard(&["<enter>"])),
        (
            "wizard-number",
            wizard(&["<enter><enter>架空就労支援<enter>見本の会<enter>0110000000"]),
        ),
        (
            "wizard-office",
            wizard(&["<enter><enter>架空就労支援<enter>"]),
        ),
        (
            "wizard-office-refused",
            wizard(&["<enter><enter>架空就労支援<f10>"]),
        ),
        ("wizard-first", wizard(&[OFFICE, "見本 花子<enter><right>"])),
        ("wizard-second", wizard(&[OFFICE, FIRST])),
        (
            "wizard-alone",
            wizard(&[OFFICE, MANAGER, "<down><down><enter>"]),
        ),
        (
            "wizard-folder",
            wizard(&[OFFICE, FIRST, SECOND, "/media/usb"]),
        ),
        (
            "wizard-passphrase",
            wizard(&[OFFICE, FIRST, SECOND, FOLDER, "みじかい<f10>"]),
        ),
        (
            "wizard-second-passphrase",
            wizard(&[OFFICE, FIRST, SECOND, FOLDER, PASSPHRASE]),
        ),
        (
            "wizard-second-person",
            wizard(&[OFFICE, FIRST, "<enter>架空 次郎<enter><right>"]),
        ),
        (
            "wizard-nobody-manages",
            wizard(&[OFFICE, FIRST, "<down><enter>"]),
        ),
        (
            "wizard-working",
            wizard(&[OFFICE, FIRST, SECOND, FOLDER, PASSPHRASE, OTHERS]),
        ),
        ("wizard-sheet", sheet_shown),
        ("wizard-check", sheet_check),
        ("wizard-done", finished),
        ("lock", lock("", Say::LockHint, "")),
        ("lock-seats", seats),
        ("lock-wrong", wrong),
        (
            "lock-idle",
            lock("見本 花子", Say::LockedWhileIdle, "ひみつ"),
        ),
        ("quit", lock("見本 花子", Say::LockHint, "<esc>")),
        ("help", lock("見本 花子", Say::LockHint, "<f1>")),
        ("today", at_work(today_view(), lang, theme)),
        ("today-no-cases", at_work(empty_today(0, 0), lang, theme)),
        (
            "today-no-handovers",
            at_work(empty_today(2, 0), lang, theme),
        ),
        ("today-nothing", at_work(empty_today(2, 3), lang, theme)),
        ("dossier-sections", in_dossier("<down>", lang, theme)),
        ("dossier-scrolled", in_dossier("<down><pgdn>", lang, theme)),
        ("dossier-read-ask", in_dossier("<down><enter>", lang, theme)),
        ("dossier-steps", in_dossier("<tab>", lang, theme)),
        ("dossier-step-shut", in_dossier("<tab><end>", lang, theme)),
        ("dossier-said", in_dossier("<tab><tab><up>", lang, theme)),
        ("dossier-facts", in_dossier("<tab><tab><tab>", lang, theme)),
        ("dossier-preview", in_prepared("<tab><down>", lang, theme)),
        (
            "dossier-blocked",
            in_prepared("<tab><tab><end>", lang, theme),
        ),
        (
            "dossier-facts-back",
            in_prepared("<tab><tab><tab>", lang, theme),
        ),
        (
            "dossier-consent",
            in_prepared("<tab><tab><home><enter>", lang, theme),
        ),
        (
            "dossier-consent-items",
            known(in_prepared(
                "<tab><tab><home><enter><tab><tab><enter><down><down><enter>",
                lang,
                theme,
            )),
        ),
        (
            "dossier-consent-days",
            in_prepared(
                "<tab><tab><home><enter><tab><tab><tab><tab>R9.3.31",
                lang,
                theme,
            ),
        ),
        (
            "dossier-withdraw-items",
            in_prepared("<tab><tab><home><down><enter><down><enter>", lang, theme),
        ),
        (
            "dossier-withdraw-ask",
            in_prepared(
                "<tab><tab><home><down><enter><down><enter><f10>",
                lang,
                theme,
            ),
        ),
        (
            "dossier-withdraw-all",
            in_prepared("<tab><tab><home><down><down><enter>はい<f10>", lang, theme),
        ),
        ("menu", at_menu(lang, theme)),
        ("handovers", in_room("3", handovers_view(), "", lang, theme)),
        (
            "handovers-filter",
            in_room("3", handovers_view(), "<f3>みほ", lang, theme),
        ),
        (
            "handovers-no-match",
            in_room("3", handovers_view(), "<f3>だれも<enter>", lang, theme),
        ),
        (
            "post",
            in_room("4", post_view(Some("/media/usb/tasuki")), "", lang, theme),
        ),
        (
            "post-over",
            in_room(
                "4",
                post_view(Some("/media/usb/tasuki")),
                "<end>",
                lang,
                theme,
            ),
        ),
        ("post-unset", in_room("4", post_view(None), "", lang, theme)),
        (
            "post-set",
            in_room("4", post_view(None), "<f7>/media/usb", lang, theme),
        ),
        (
            "offices",
            in_room("5", offices_view(), "<down>", lang, theme),
        ),
        (
            "offices-verify",
            in_room("5", offices_view(), "<f6>ABCDE", lang, theme),
        ),
        (
            "offices-revoke",
            in_room("5", offices_view(), "<del>", lang, theme),
        ),
        (
            "offices-keep",
            in_room("5", offices_view(), "<f7>/media/usb/card", lang, theme),
        ),
        (
            "offices-edit",
            in_room("5", offices_view(), "<f4><tab>改", lang, theme),
        ),
        ("staff", in_room("6", staff_view(), "", lang, theme)),
        (
            "staff-add",
            in_room("6", staff_view(), "<f7>見本 三郎", lang, theme),
        ),
        (
            "dossier-question",
            in_dossier(
                "<down><f8>席の希望を\nもう一度教えてください。",
                lang,
                theme,
            ),
        ),
        (
            "dossier-read-back",
            read_back_form("<down><down>", lang, theme),
        ),
        (
            "dossier-read-back-again",
            read_back_of(
                crate::tui::scenes_seen::corrected_view(lang),
                "<down><down>",
                lang,
                theme,
            ),
        ),
        (
            "dossier-read-back-signs",
            read_back_form("<down><down><down><down><down><down><down>", lang, theme),
        ),
    ]
}

/// Where the accepted drawings lie.
fn accepted_drawings() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../tests/screens");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

#[test]
fn every_screen_is_drawn_as_accepted() {
    let faces = [
        ("ja", Lang::Ja, COLOUR),
        ("en", Lang::En, COLOUR),
        ("mono", Lang::Ja, MONO),
    ];
    accepted_drawings().bind(|| {
        for (face, lang, theme) in faces {
            for (name, player) in all_scenes(lang, theme) {
                for size in SIZES {
                    let (buf, Position { x, y }) = player.draw(size);
                    let drawing = format!("{}cursor {x},{y}", picture(&buf));
                    insta::assert_snapshot!(
                        format!("{name}.{face}.{}x{}", size.0, size.1),
                        drawing
                    );
                }
            }
        }
    });
}

/// Whether a cell is as wide on every terminal as it is drawn: ASCII, half-width kana, and what is two cells wide
/// everywhere. What is left is one cell wide here and two on a terminal that takes frames for two.
fn is_one_width(symbol: &str) -> bool {
    symbol.is_ascii() || symbol.chars().all(|it| ('｡'..='ﾟ').contains(&it)) || cells(symbol) == 2
}

/// The samples by which a person sees whether such characters are drawn straight.
const SAMPLES: [&str; 3] = ["prefs", "prefs-strokes", "wizard-ruler"];

#[test]
fn where_frames_are_ascii_no_character_has_two_widths() {
    assert!(["a", "か", "〜", "ﾎ"].into_iter().all(is_one_width));
    assert!(!["①", "→", "▼", "…", "―"].into_iter().any(is_one_width));
    for (name, player) in [Lang::Ja, Lang::En]
        .into_iter()
        .flat_map(|it| all_scenes(it, MONO))
    {
        if player.app.theme().strokes != Strokes::Ascii || SAMPLES.contains(&name) {
            continue;
        }
        for size in SIZES {
            let (buf, _) = player.draw(size);
            let others: String = buf
                .content()
                .iter()
                .map(|it| it.symbol())
                .filter(|it| !is_one_width(it))
                .collect();
            assert_eq!(others, "", "{name} at {size:?}");
        }
    }
}

#[test]
fn only_the_filter_is_marked_while_nothing_matches_what_is_typed() {
    let player = in_room("3", handovers_view(), "<f3>だれも", Lang::Ja, COLOUR);
    let (buf, cursor) = player.draw((80, 24));
    let drawn = picture(&buf);
    let marked: Vec<&str> = drawn.lines().filter(|it| it.contains('>')).collect();
    assert_eq!(marked.len(), 1, "{drawn}");
    assert!(marked[0].contains("絞り込み"));
    let nothing = drawn
        .lines()
        .position(|it| it.contains("合うものがありません"));
    assert_eq!(nothing, Some(usize::from(cursor.y) + 1), "{drawn}");
}

#[test]
fn the_cursor_stands_on_the_focus_of_every_screen() {
    let faces = [(Lang::Ja, MONO), (Lang::Ja, COLOUR), (Lang::En, COLOUR)];
    let scenes = faces.map(|(lang, theme)| all_scenes(lang, theme));
    for (name, player) in scenes.into_iter().flatten() {
        for size in SIZES {
            let (buf, Position { x, y }) = player.draw(size);
            assert!(x < size.0 && y < size.1, "{name} at {size:?}");
            let marked = (0..size.0).any(|x| {
                buf[(x, y)].symbol() == ">" && buf[(x, y)].modifier.contains(Modifier::REVERSED)
            });
            assert!(marked, "{name} at {size:?}: the cursor is at {x},{y}");
            if !player.app.top().stand().takes_text() {
                assert!(
                    buf[(x, y)].modifier.contains(Modifier::REVERSED),
                    "{name} at {size:?}"
                );
            }
        }
    }
}

#[test]
fn a_small_window_is_told_so_and_never_panics() {
    for (name, player) in all_scenes(Lang::En, COLOUR) {
        for size in [(1, 1), (2, 16), (59, 24), (60, 15), (300, 1)] {
            let (_, cursor) = player.draw(size);
            assert_eq!(cursor, Position::new(0, 0), "{name} at {size:?}");
        }
        player.draw((60, 16));
        player.draw((400, 120));
    }
}

#[test]
fn a_window_too_small_is_drawn_as_accepted_and_widened_it_shows_all_again() {
    accepted_drawings().bind(|| {
        for (face, lang) in [("ja", Lang::Ja), ("en", Lang::En)] {
            let mut player = read_back_form("<down>席は壁側", lang, COLOUR);
            let before = picture(&player.draw((60, 16)).0);
            for size in [(59, 24), (60, 15)] {
                player.app.shown_in(Rect::new(0, 0, size.0, size.1));
                let (buf, Position { x, y }) = player.draw(size);
                let drawing = format!("{}cursor {x},{y}", picture(&buf));
                insta::assert_snapshot!(format!("too-small.{face}.{}x{}", size.0, size.1), drawing);
                player.input(Input::Resize);
            }
            player.app.shown_in(Rect::new(0, 0, 60, 16));
            assert_eq!(picture(&player.draw((60, 16)).0), before);
            player.play("です。");
            assert!(
                player.shows("席は壁側です。"),
                "typing goes on where it was"
            );
        }
    });
}

#[test]
fn the_wizard_founds_the_office_with_what_was_typed() {
    let mut player = Player::new(Screen::Wizard(Box::default()), Lang::En, COLOUR);
    player
        .play(OFFICE)
        .play(FIRST)
        .play(SECOND)
        .play(FOLDER)
        .play(PASSPHRASE)
        .play(OTHERS);
    let founding = Founding {
        lang: Lang::En,
        office: OfficeForm {
            name: "架空就労支援 みずたま".into(),
            corporation: "社会福祉法人 見本の会".into(),
            number: "０１１０００００００".into(),
            address: "北海道見本市一丁目1-1".into(),
            representative: "見本 太郎".into(),
            phone: "0155-00-0000".into(),
        },
        first: StaffForm {
            name: "見本 花子".into(),
            role: StaffRole::ServiceManager,
        },
        second: Second::Now(
            StaffForm {
                name: "架空 次郎".into(),
                role: StaffRole::Manager,
            },
            Secret::new("あおい とり うたう"),
        ),
        mailbox: Some("/media/usb/tasuki".into()),
        passphrase: Secret::new("しろい いぬ はしる"),
    };
    assert_eq!(player.requests(), [Request::Init(Box::new(founding))]);
}

#[test]
fn the_wizard_refuses_and_keeps_what_was_typed() {
    let cases: [(&[&str], &str); 8] = [
        (&[OFFICE, FIRST, SECOND, "media/usb<f10>"], "/ から始めて"),
        (&["<enter><enter><f10>"], "入れてください"),
        (
            &["<enter><enter>あ<enter>い<enter>123<enter>う<enter>え<enter>0155000000<f10>"],
            "数字10桁",
        ),
        (
            &["<enter><enter>あ<enter>い<enter>0110000000<enter>う<enter>え<enter>12<f10>"],
            "市外局番",
        ),
        (&[OFFICE, "<f10>"], "入れてください"),
        (&[OFFICE, FIRST, "<enter>見本　花子<f10>"], "一人目と同じ"),
        (
            &[OFFICE, FIRST, SECOND, FOLDER, "みじかい<f10>"],
            "短すぎます",
        ),
        (
            &[
                OFFICE,
                FIRST,
                SECOND,
                FOLDER,
                "しろい いぬ はしる<enter>くろい いぬ はしる<f10>",
            ],
            "違います",
        ),
    ];
    for (keys, problem) in cases {
        let mut player = Player::new(Screen::Wizard(Box::default()), Lang::Ja, COLOUR);
        for part in keys {
            player.play(part);
        }
        assert!(player.shows(problem), "{keys:?}");
        assert_eq!(player.requests(), [], "{keys:?}");
    }
}

/// Without a manager among the two, it is the role that must change: the caret stands there.
#[test]
fn the_wizard_asks_for_another_role_where_the_role_stands() {
    let mut player = Player::new(Screen::Wizard(Box::default()), Lang::Ja, COLOUR);
    player
        .play(OFFICE)
        .play(FIRST)
        .play("<enter>架空 次郎<f10>");
    assert!(player.shows("管理者にしてください"));
    player.play("<right><f10>");
    assert!(player.shows("共有フォルダ"));
}

#[test]
fn each_answer_about_a_second_person_is_passed_on() {
    let cases = [
        ("<down><enter>", Second::Later),
        (
            "<down><down><enter>職員が一人のため<enter><enter>",
            Second::WeAreOne {
                reason: "職員が一人のため".into(),
            },
        ),
    ];
    for (keys, expected) in cases {
        let mut player = Player::new(Screen::Wizard(Box::default()), Lang::Ja, COLOUR);
        player
            .play(OFFICE)
            .play(MANAGER)
            .play(keys)
            .play("<enter><enter>")
            .play(PASSPHRASE);
        let requests = player.requests();
        let [Request::Init(founding)] = &requests[..] else {
            panic!("{requests:?}")
        };
        assert_eq!(founding.second, expected);
        assert_eq!(founding.mailbox, None, "it may be set later");
    }
}

#[test]
fn the_sheet_cannot_be_skipped_and_its_check_must_be_right() {
    let mut player = Player::new(Screen::Wizard(Box::default()), Lang::Ja, COLOUR);
    player
        .play(OFFICE)
        .play(FIRST)
        .play(SECOND)
        .play(FOLDER)
        .play(PASSPHRASE)
        .play(OTHERS);
    player.answer(founded());
    assert!(player.shows("20 A20Z"));
    player.play("<esc>");
    assert!(player.shows("20 A20Z"));
    player.play("<enter><f10>");
    assert!(player.shows("復旧シートと違います"));
    player.play("<esc>");
    assert!(
        player.shows("20 A20Z"),
        "the sheet can be looked at once more"
    );
    player.play("<enter>A03Z<enter>A10Z<enter>A18Z<enter><enter><enter>");
    assert!(matches!(player.app.top(), Screen::Lock(_)));
}

#[test]
fn a_failed_founding_says_why_and_forgets_the_passphrase() {
    let mut player = Player::new(Screen::Wizard(Box::default()), Lang::Ja, COLOUR);
    player
        .play(OFFICE)
        .play(FIRST)
        .play(SECOND)
        .play(FOLDER)
        .play(PASSPHRASE)
        .play(OTHERS);
    player.answer(Reply::Refused(Told::say(Say::LockBusy)));
    assert!(player.shows("別の画面で使用中"));
    player.requests();
    player.play("<f10>");
    assert_eq!(player.requests(), []);
}

#[test]
fn unlocking_asks_once_and_never_prints_the_passphrase() {
    let lock = Screen::Lock(Lock::new("見本 花子", Say::LockHint));
    let mut player = Player::new(lock, Lang::Ja, COLOUR);
    player.play("<enter>");
    assert_eq!(player.requests(), [], "nothing is tried with an empty one");
    player.play("ひみつのことば");
    assert!(!player.shows("ひみつ") && player.shows("*******"));
    player.play("<enter>");
    let asked = Request::Unlock {
        who: "見本 花子".into(),
        passphrase: Secret::new("ひみつのことば"),
    };
    assert!(!format!("{asked:?}{:?}", player.effects).contains("ひみつ"));
    player.play("<enter><f10>");
    assert_eq!(player.requests(), [asked]);
}

pub(crate) fn opened() -> Player {
    let lock = Screen::Lock(Lock::new("見本 花子", Say::LockHint));
    let mut player = Player::new(lock, Lang::Ja, COLOUR);
    player.play("ひみつのことば<f10>").answer(Reply::Unlocked {
        who: "見本 花子".into(),
    });
    player.answer(Reply::Today(Box::new(empty_today(0, 0))));
    player.requests();
    player
}

#[test]
fn an_open_store_locks_by_key_and_when_nobody_is_there() {
    let mut by_key = opened();
    by_key.play("<f1><c-l>");
    assert_eq!(by_key.requests(), [Request::Lock]);
    by_key.play("<c-l>");
    assert_eq!(by_key.requests(), [], "a closed store is not closed again");

    let mut idle = opened();
    assert_eq!(idle.app.deadline(), Some(IDLE));
    assert_eq!(idle.app.due(IDLE - Duration::from_secs(1)), []);
    idle.effects = idle.app.due(IDLE);
    assert_eq!(idle.requests(), [Request::Lock]);
    assert!(idle.shows("しばらく操作がなかった"));
    assert_eq!(idle.app.deadline(), None, "idle costs nothing");
}

/// Whoever closes it to change seats leaves no caret in a passphrase: a name that is typed goes where it is read.
#[test]
fn whoever_takes_the_seat_types_the_name_first_and_a_slip_fetches_no_recovery_sheet() {
    let mut player = opened();
    player.play("<c-l>");
    player.requests();
    player.play("架空 次郎<enter>あおい とり<f10>");
    let asked = |who: &str, passphrase| Request::Unlock {
        who: who.into(),
        passphrase: Secret::new(passphrase),
    };
    assert_eq!(player.deeds(), [asked("架空 次郎", "あおい とり")]);
    // Whoever stays goes on with one key.
    let mut player = opened();
    player.play("<c-l>");
    player.requests();
    player.play("<enter>ひみつ<f10>");
    let ticket = player.ticket();
    assert_eq!(player.deeds(), [asked("見本 花子", "ひみつ")]);
    let full = |_| Said {
        what: "名前かパスフレーズが違います。".into(),
        then: "復旧シートを使います。".into(),
    };
    let wrong = || Reply::NotLetIn(Told::both(full));
    player.reply(ticket, wrong());
    assert!(player.shows("もう一度入れてください") && !player.shows("復旧シート"));
    player.play("ひみつ<f10>").answer(wrong());
    assert!(
        player.shows("復旧シート"),
        "nobody gets in: that is the way"
    );
    // Nobody was there for a while: whoever was is mostly back.
    let mut idle = opened();
    idle.effects = idle.app.due(IDLE);
    idle.play("ひみつ");
    assert!(idle.shows("***") && !idle.shows("ひみつ"));
}

/// A number that was copied wrongly is told where it is typed, and taken as it is.
#[test]
fn an_office_number_whose_last_digit_does_not_fit_is_told_where_it_is_typed() {
    let typed = |number: &str| {
        let mut player = Player::new(Screen::Wizard(Box::default()), Lang::Ja, COLOUR);
        player.play("<enter><enter>架空就労支援<enter>見本の会<enter>");
        player.play(number);
        player.shows("番号の末尾が計算と合いません")
    };
    for (number, told) in [
        ("0110000015", false),
        ("０１１０００００１５", false),
        ("0110000010", true),
        ("０１１０００００１０", true),
        ("011000001", false),
        ("01100000100", false),
    ] {
        assert_eq!(typed(number), told, "{number}");
    }
    let mut player = Player::new(Screen::Wizard(Box::default()), Lang::Ja, COLOUR);
    player.play(OFFICE);
    assert!(player.shows("サービス管理責任者"), "it goes on");
}

#[test]
fn a_reply_to_a_screen_that_is_gone_is_dropped() {
    let mut player = opened();
    let before = format!("{:?}", player.app);
    let reply = Reply::Unlocked {
        who: "だれか".into(),
    };
    assert_eq!(player.app.reply(Ticket(99), reply, Duration::ZERO), []);
    assert_eq!(format!("{:?}", player.app), before);
}

#[test]
fn leaving_suspending_and_quitting() {
    let lock = || Player::new(Screen::Lock(Lock::new("", Say::LockHint)), Lang::Ja, COLOUR);
    assert_eq!(lock().input(Input::Leave).effects, [Effect::Quit]);
    assert_eq!(lock().input(Input::Suspend).effects, [Effect::Suspend]);
    for no in ["<enter>", "<esc>", "n", "ｎ"] {
        assert_eq!(lock().play("<c-q>").play(no).effects, [], "{no}");
    }
    for yes in ["<f10>", "y", "ｙ"] {
        assert_eq!(
            lock().play("<esc>").play(yes).effects,
            [Effect::Quit],
            "{yes}"
        );
    }
    assert_eq!(
        lock().play("<esc>").play("yy").effects,
        [],
        "a paste is no answer"
    );
    assert_eq!(lock().play("<f1><c-z>").effects, [Effect::Suspend]);
    assert_eq!(
        lock().play("あ<c-z>").effects,
        [],
        "in a field it takes back"
    );
}

#[test]
fn the_door_of_a_sample_town_says_who_opens_it_and_with_what() {
    let mut town = in_town();
    let who = || Reply::Unlocked {
        who: "見本 花子".into(),
    };
    town.answer(who()).play("<c-l>");
    for said in ["mihon no kotoba", "架空 次郎"] {
        assert!(town.shows(said), "{said}");
    }
    assert!(!town.shows("架空 四郎"), "that is the next office");
    town.play("<f9>").answer(who()).play("<c-l>");
    assert!(town.shows("架空 四郎") && !town.shows("架空 次郎"));
}

#[test]
fn an_open_store_is_locked_before_the_program_stops() {
    let mut player = opened();
    player.input(Input::Suspend).input(Input::Suspend);
    let lock = player.ticket();
    assert_eq!(player.requests(), [Request::Lock], "and nothing stops yet");
    player.reply(lock, Reply::Locked);
    assert_eq!(player.effects, [Effect::Suspend]);
}

#[test]
fn where_no_shell_waits_the_program_does_not_stop_and_says_so() {
    for input in [Input::Suspend, Input::Key(Key::Ctrl('z'))] {
        let mut player = opened();
        player.app = player.app.with_shell(Shell::None);
        player.input(input);
        assert_eq!(player.effects, []);
        assert!(player.shows("ここでは中断できません"));
    }
}

#[test]
fn the_language_switches_everywhere() {
    let mut player = Player::new(Screen::Lock(Lock::new("", Say::LockHint)), Lang::Ja, COLOUR);
    assert!(player.shows("パスフレーズ"));
    player.play("<f12>");
    assert!(player.shows("Passphrase") && !player.shows("パスフレーズ"));
}

#[test]
fn hostile_text_reaches_no_cell_raw() {
    let hostile = "A\u{1b}[31m\u{202e}B\u{200b}\u{9b}\u{7}\r\n\tC\u{2028}\u{e0041}か\u{3099}ｶﾞ";
    let mut player = Player::new(Screen::Wizard(Box::default()), Lang::Ja, COLOUR);
    player.play("<enter><enter>").play(hostile);
    let named = Player::new(
        Screen::Lock(Lock::new(hostile, Say::LockHint)),
        Lang::Ja,
        COLOUR,
    );
    for player in [player, named] {
        let (buf, _) = player.draw((80, 24));
        for cell in buf.content() {
            let raw = |c: char| {
                c.is_control()
                    || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
                    || matches!(c, '\u{2060}'..='\u{206f}' | '\u{e0000}'..='\u{e007f}')
            };
            assert!(!cell.symbol().contains(raw), "{:?}", cell.symbol());
        }
    }
}

#[test]
fn a_popup_over_wide_characters_keeps_its_border() {
    for width in 60..70 {
        let mut player = Player::new(Screen::Wizard(Box::default()), Lang::Ja, COLOUR);
        player.play(OFFICE).play(FIRST).play("<c-q>");
        let (buf, cursor) = player.draw((width, 16));
        let left = cursor.x - 2;
        let borders = (0..16).filter(|y| ["┌", "│", "└"].contains(&buf[(left, *y)].symbol()));
        assert_eq!(borders.count(), 7, "at {width}");
        let halves = picture(&buf);
        assert!(
            !halves.contains("Hidden by multi-width symbols: [(0, \"│\")"),
            "{halves}"
        );
    }
}

#[test]
fn a_section_is_acknowledged_and_asked_about_by_keys() {
    let mut player = in_dossier("<down><enter>", Lang::Ja, COLOUR);
    player.requests();
    player.play("<enter>");
    assert_eq!(player.requests(), [], "Enter twice is no yes");
    player.play("<enter><f10>");
    let id = HandoverId::from_bytes([7; 16]);
    let seen = Seen {
        section: SectionId::Crisis,
        digest: Digest::from_bytes([3; 32]),
    };
    let read = Deed::Acknowledge(vec![seen], Reading::Understood);
    let step = |deed| Request::Handover(Ask::Take(id, Box::new(deed)));
    assert_eq!(player.effects.len(), 1);
    player.answer(Reply::Dossier(Box::new(dossier_view(Lang::Ja))));
    assert_eq!(player.requests(), [step(read)]);

    player.play("<f8>席は窓側ですか。<enter>それとも壁側ですか。<f10><f10>");
    let asked = Deed::Ask(
        SectionId::Crisis,
        "席は窓側ですか。\nそれとも壁側ですか。".into(),
    );
    assert!(player.shows("処理しています"));
    player.answer(Reply::Refused(Told::say(Say::LockBusy)));
    assert!(player.shows("別の画面で使用中") && player.shows("壁側ですか"));
    player.requests();
    player.play("<f10><f10>");
    player.answer(Reply::Dossier(Box::new(dossier_view(Lang::Ja))));
    assert_eq!(player.deeds(), [step(asked)]);
    assert!(matches!(player.app.top(), Screen::Dossier(_)));
    assert!(player.shows("記録しました"));

    player.play("<esc>");
    assert_eq!(player.requests(), [Request::Today]);
    assert!(matches!(player.app.top(), Screen::Today(_)));
}

/// A round takes in what makes this of the handover.
fn comes(player: &mut Player, view: DossierView) {
    player.play("<f5>");
    player.answer(Reply::Synced(Told::say(Say::Opened)));
    player.answer(Reply::Dossier(Box::new(view)));
}

/// Whose turn it is first is one thing, what is to be done here another.
#[test]
fn what_this_office_owes_stands_at_the_head_whatever_the_other_one_owes() {
    let mut view = dossier_view(Lang::Ja);
    let answer = duty(
        Side::Sender,
        Task::Answer(QuestionNo::FIRST),
        Some(day(12, 12)),
    );
    let read = duty(Side::Receiver, Task::ReadBack, Some(day(12, 15)));
    view.line.duties = vec![answer.clone(), read];
    let mut player = in_dossier("<tab>", Lang::Ja, COLOUR);
    comes(&mut player, view.clone());
    assert!(player.shows("! あなたの番: 自分の言葉で復唱する"));
    assert!(
        player.shows("- 相手の番: 照会1に回答する"),
        "and the other's beside"
    );
    view.line.duties = vec![answer];
    comes(&mut player, view);
    assert!(player.shows("相手の番: 照会1に回答する"));
    assert!(!player.shows("あなたの番"));
}

/// What was just done is rarely what comes next, in whichever pane it was done.
#[test]
fn once_everything_was_read_the_steps_begin_with_what_is_owed() {
    let mut view = dossier_view(Lang::Ja);
    view.line.duties = vec![duty(Side::Receiver, Task::Read(Vec::new()), None)];
    let mut player = in_dossier("", Lang::Ja, COLOUR);
    comes(&mut player, view.clone());
    player.play("<tab>");
    assert!(player.shows("> + 確認する"));
    for section in &mut view.sections {
        section.reading = Some(Reading::Understood);
    }
    view.line.duties = vec![duty(Side::Receiver, Task::ReadBack, None)];
    view.steps = vec![(Step::Acknowledge, None), (Step::ReadBack, None)];
    comes(&mut player, view);
    assert!(player.shows("> + 復唱する"));
    assert!(!player.shows("確認する"), "there is nothing to acknowledge");
}

#[test]
fn a_doubtful_number_is_said_to_be_the_offices() {
    let Reply::Offices(mut view) = offices_view() else {
        unreachable!("the offices' view is one of the offices")
    };
    view.check = CheckDigit::Differs;
    view.peers[0].check = CheckDigit::Differs;
    let player = in_room("5", Reply::Offices(view), "", Lang::Ja, COLOUR);
    assert!(player.shows("! 事業所番号: 番号の末尾が"));
    let (drawn, _) = player.draw((80, 24));
    let told = picture(&drawn).matches("事業所番号: 番号").count();
    assert_eq!(told, 2, "the own one, and the other office's on its card");
}

#[test]
fn a_step_that_is_not_open_says_why_and_asks_nothing() {
    let mut player = in_dossier("", Lang::Ja, COLOUR);
    player.requests();
    player.play("<tab><end><enter>");
    assert_eq!(player.requests(), []);
    assert!(matches!(player.app.top(), Screen::Dossier(_)));
}

#[test]
fn sending_and_collecting_is_told_and_the_list_is_made_anew() {
    let mut player = at_work(today_view(), Lang::Ja, COLOUR);
    player.requests();
    player.play("<f5>");
    player.answer(Reply::Synced(Told::say(Say::Opened)));
    assert_eq!(player.requests(), [Request::Sync, Request::Today]);
    assert!(player.shows("開きました"));
}

/// In the smallest window, too, nothing of the last exchange ends in the middle of a word.
#[test]
fn the_last_exchange_is_told_whole_or_in_its_first_sentence() {
    let long = "見本の文。".repeat(30);
    for (then, whole) in [(long.as_str(), false), ("おわり。", true)] {
        let said = |what: &str| Said {
            what: what.to_owned(),
            then: then.to_owned(),
        };
        let told = Told {
            ja: said("送受信できませんでした。"),
            en: said("Not sent."),
        };
        let Reply::Post(mut view) = post_view(Some("/usb")) else {
            panic!("no post")
        };
        view.last = Some(told);
        view.refused.clear();
        let player = in_room("4", Reply::Post(view), "", Lang::Ja, COLOUR);
        let drawn = picture(&player.draw((60, 16)).0).replace(' ', "");
        assert!(drawn.contains("送受信できませんでした。"), "{drawn}");
        assert_eq!(drawn.contains(&then[..12]), whole, "{drawn}");
    }
}

#[test]
fn an_ended_handover_is_not_said_to_be_on_its_way_for_ever() {
    let mut player = in_room("4", post_view(Some("/usb")), "<end>", Lang::Ja, COLOUR);
    assert!(player.shows("送信済・終了") && player.shows("終わった引継ぎ"));
    player.play("<up><up>");
    assert!(player.shows("送信済・未着") && !player.shows("終わった引継ぎ"));
    let done = |phase| {
        let whole = HandoverLine {
            phase,
            ..line(Side::Sender, Vec::new())
        };
        whole.is_done()
    };
    assert!(done(Phase::Recalled));
    assert!(!done(Phase::Offered) && !done(Phase::Stopped));
}

#[test]
fn one_key_goes_on_to_the_next_office_of_a_town_only() {
    let mut real = at_work(today_view(), Lang::Ja, COLOUR);
    real.requests();
    real.play("<f9>");
    assert_eq!(real.requests(), []);
    assert!(real.shows("見本の町"));
    let names_it = |player: &mut Player| {
        player.play("<f1><end>");
        player.shows("F9")
    };
    assert!(!names_it(&mut real), "it leads nowhere in an office");

    let mut town = in_town();
    assert!(names_it(&mut town), "it leads on in a town");
    town.play("<esc>");
    for _ in 0..3 {
        let who = "見本 花子".into();
        town.answer(Reply::Unlocked { who });
        town.answer(Reply::Today(Box::new(today_view())));
        assert_eq!(town.requests(), [Request::SwitchOffice, Request::Today]);
        town.play("<enter><f9>");
        town.effects
            .retain(|it| matches!(it, Effect::Ask(_, Request::SwitchOffice)));
    }
}

#[test]
fn what_an_office_left_behind_is_told_at_the_next_one() {
    let mut town = in_town();
    let who = "見本 花子".into();
    town.answer(Reply::Unlocked { who });
    town.answer(Reply::Today(Box::new(today_view())));
    town.play("<f9>");
    let going = Cut {
        left: Left::Going,
        done: Done::default(),
        extent: Extent::New,
    };
    let told = Told::both(|lang| message::left_behind(&going, Ended::Slow, lang));
    town.reply(Ticket(9_999), Reply::LeftBehind(told));
    assert!(town.shows("送る途中で終えました"));
}

#[test]
fn the_menu_leads_to_every_room_and_esc_leads_back_to_today() {
    for (at, room) in Room::ALL.iter().enumerate() {
        let mut player = at_work(today_view(), Lang::Ja, COLOUR);
        player.requests();
        player.play("<f2>");
        for _ in 0..at {
            player.play("<down>");
        }
        player.play("<enter>");
        assert_eq!(player.app.top().room(), Some(*room));
        let asked = usize::from(*room != Room::Prefs);
        assert_eq!(player.requests().len(), asked, "{room:?} is looked up");
        if *room != Room::Today {
            player.play("<esc>");
            assert_eq!(player.requests(), [Request::Today], "{room:?}");
        }
        assert!(matches!(player.app.top(), Screen::Today(_)));
        player.play("1");
        player.play("4").answer(post_view(None));
        player.play("<f7>2");
        assert!(
            matches!(player.app.top(), Screen::Sheet(_)),
            "a digit in a field is text"
        );
    }
}

#[test]
fn every_step_of_a_handover_has_its_way_on_the_screen() {
    let mut view = dossier_view(Lang::Ja);
    view.state.questions[0].status = QuestionStatus::Unanswered;
    let office = [
        Step::Read,
        Step::WriteCase,
        Step::WriteNotes,
        Step::Draft,
        Step::Manage,
        Step::ReadAudit,
        Step::Visit,
        Step::ExportLists,
        Step::EraseKept,
        Step::Receive,
        Step::Erase,
        Step::CloseQuestion,
    ];
    view.returning = vec![crate::tui::scenes_steps::left_case()];
    view.state.acceptance = Some(crate::tui::scenes_steps::accepted());
    view.preview = vec![PreviewSection {
        id: SectionId::Crisis,
        found: Found::NotYet,
        fields: Vec::new(),
    }];
    for step in Step::ALL.iter().filter(|it| !office.contains(it)) {
        view.steps = vec![(*step, None)];
        let mut player = at_work(today_view(), Lang::Ja, COLOUR);
        player.play("<enter>");
        player.answer(Reply::Dossier(Box::new(view.clone())));
        if !player.shows("[できること]") {
            // What is to be taken as read was opened before.
            player.play("<down><tab>");
        }
        player.play("<enter>");
        let over = matches!(
            player.app.top(),
            Screen::Step(_) | Screen::Question(_) | Screen::Aside(_)
        );
        assert!(over, "{step:?}");
    }
}

pub(crate) fn taken(player: &mut Player) -> Deed {
    let requests = player.deeds();
    match &requests[..] {
        [Request::Handover(Ask::Take(_, deed))] => (**deed).clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn consent_is_recorded_as_typed_and_days_are_read_in_eras() {
    let mut player = in_prepared("<tab><tab><home><enter>", Lang::Ja, COLOUR);
    player.requests();
    player.play("<f10>");
    assert!(player.shows("少なくとも一つ"));
    assert_eq!(player.requests(), []);
    // The focus went to where nothing is chosen.
    player.play("<enter><down> <tab><tab>令和9年3月31日");
    assert!(
        player.shows("= 令和9年3月31日"),
        "how it is read stands beside it"
    );
    player.play("<tab><tab><right><tab>見本 後見<tab>保佐人");
    player.play("<tab><tab><tab><tab><tab>R8.12.9<tab> <f10><f10>");
    let Deed::RecordConsent(draft) = taken(&mut player) else {
        panic!("no consent")
    };
    let items: Vec<ItemId> = draft.items.iter().copied().collect();
    assert_eq!(items, ItemId::ALL[..2]);
    assert_eq!(draft.until, Day::from_ymd(2027, 3, 31).unwrap());
    assert_eq!(draft.signed, day(12, 10));
    let guardian = Some(("見本 後見".into(), "保佐人".into()));
    assert_eq!(draft.guardian, guardian);
    assert_eq!(draft.explained.on, Some(day(12, 9)));
    assert_eq!(draft.explained.ways, [Explaining::Spoken].into());
    assert_eq!((draft.returned.len(), draft.family), (3, None));
}

#[test]
fn consent_is_taken_back_by_item_or_wholly_after_a_word_is_typed() {
    let mut items = in_prepared("<tab><tab><home><down><enter>", Lang::Ja, COLOUR);
    items.requests();
    items.play("<down><enter><f10><f10>");
    let scope = Withdrawal::Items(BTreeSet::from([ItemId::Tasks]));
    assert_eq!(
        taken(&mut items),
        Deed::Withdraw(scope, TellingDraft::default())
    );

    let mut all = in_prepared("<tab><tab><home><down><down><enter>", Lang::Ja, COLOUR);
    all.requests();
    for not_yet in ["<f10>", "はい<f10>"] {
        all.play(not_yet);
        assert_eq!(all.requests(), [], "{not_yet}");
    }
    all.play("<bs><bs>すべて<tab><right><tab>架空 次郎<tab>手紙<f10>");
    let told = TellingDraft {
        how: Some(Saying::InPerson),
        heard_by: "架空 次郎".into(),
        evidence: "手紙".into(),
    };
    assert_eq!(taken(&mut all), Deed::Withdraw(Withdrawal::All, told));
}

#[test]
fn what_the_office_says_of_itself_is_changed_where_it_was_written_over() {
    let mut edit = in_room("5", offices_view(), "<f4>", Lang::Ja, COLOUR);
    edit.requests();
    assert!(edit.shows("見本の会") && edit.shows("0110000015"));
    edit.play(" 新館<f10>");
    let own = own_office();
    let changed = OfficeForm {
        name: format!("{} 新館", own.name),
        ..own
    };
    let asked = Request::Office(office::Ask::Change(changed));
    edit.answer(Reply::Refused(Told::say(Say::PhoneWrong)));
    assert!(edit.shows("新館"), "what was typed is kept");
    assert_eq!(edit.deeds(), [asked]);
}

#[test]
fn rooms_ask_for_what_was_typed_and_tell_what_became_of_it() {
    let mut verify = in_room("5", offices_view(), "<f6>", Lang::Ja, COLOUR);
    verify.requests();
    verify.play("ABCDE FGHJK<f10>");
    let id = OfficeId::from_bytes([9; 32]);
    let asked = Request::Office(office::Ask::Verify(id, "ABCDE FGHJK".into()));
    verify.answer(Reply::Refused(Told::say(Say::LockWrong)));
    assert!(verify.shows("ABCDE FGHJK"), "what was typed is kept");
    assert_eq!(verify.deeds(), [asked]);

    let mut folder = in_room(
        "4",
        post_view(None),
        "<f7>/media/usb<f10>",
        Lang::Ja,
        COLOUR,
    );
    folder.answer(Reply::Done(Told::say(Say::Opened)));
    let asked = folder.deeds();
    let set = Request::Post(post::Ask::Set("/media/usb".into()));
    let again = Request::Post(post::Ask::Show);
    assert_eq!(asked[asked.len() - 2..], [set, again]);
    assert!(folder.shows("開きました"));

    let mut add = in_room(
        "6",
        staff_view(),
        "<f7>見本 三郎<tab><tab>",
        Lang::Ja,
        COLOUR,
    );
    add.requests();
    add.play("あおい とり うたう<tab>ちがう とり うたう<f10>");
    assert_eq!(add.deeds(), []);
    assert!(add.shows("違います") && !add.shows("とり"));
    add.play("あおい とり うたう<f10>");
    let person = StaffForm {
        name: "見本 三郎".into(),
        role: StaffRole::SupportWorker,
    };
    let secret = Secret::new("あおい とり うたう");
    assert_eq!(
        add.deeds(),
        [Request::Staff(staff::Ask::Add(person, secret))]
    );
}

#[test]
fn a_filter_is_text_and_leads_to_the_row_it_shows() {
    let mut player = in_room("3", handovers_view(), "<f3>1ｊ", Lang::Ja, COLOUR);
    player.requests();
    assert!(player.shows("1ｊ") && player.shows("合うものがありません"));
    player.play("<esc><f3>みほ<enter><enter>");
    let id = HandoverId::from_bytes([7; 16]);
    assert_eq!(player.requests(), [Request::Handover(Ask::Show(id))]);
}
