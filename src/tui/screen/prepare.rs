//! A new handover: whose, and to which office. A draft begins; nothing is sent.
//!
//! Who may begin one, and for whom, is the desk's.

use ratatui::layout::{Position, Rect};

use crate::domain::id::{CaseId, OfficeId};
use crate::lang::screen::prepare::Prepare as Word;
use crate::lang::screen::{Say, say};
use crate::lang::{Lang, label, message, todo};
use crate::tui::act::{Act, Reply, Request, Told};
use crate::tui::keys::{Action, Stand};
use crate::tui::room::Room;
use crate::tui::room::handover::{Ask, BeginView};
use crate::tui::screen::dossier::Dossier;
use crate::tui::screen::offices::card;
use crate::tui::screen::{Awaits, Screen};
use crate::tui::theme::{Role, sign};
use crate::tui::widget::frame::{below, framed};
use crate::tui::widget::listing::{Listing, Taken};
use crate::tui::widget::pen::{Pen, column};
use crate::tui::widget::split::Split;
use crate::workflow::case::CaseLine;
use crate::workflow::earlier::Declined;
use crate::workflow::office::{PeerStanding, PeerView};
use crate::workflow::view::HandoverLine;

/// The begin of a handover.
#[derive(Debug, Default)]
pub struct Begin {
    view: Option<Box<BeginView>>,
    /// Whose it is, once that is chosen.
    case: Option<CaseId>,
    /// The office to be selected as soon as there is a list.
    wanted: Option<OfficeId>,
    people: Listing,
    offices: Listing,
    split: Split,
    led: Led,
    trouble: Option<Told>,
    state: State,
}

/// Whether the list of offices was led to the one the last decline names.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Led {
    #[default]
    NotYet,
    There,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum State {
    #[default]
    Choosing,
    Waiting,
}

impl Begin {
    /// Makes it for a person who is chosen already.
    pub fn of_case(case: CaseId) -> Begin {
        Begin {
            case: Some(case),
            ..Begin::default()
        }
    }

    /// Opens it, for a person or to choose one.
    pub fn open(case: Option<CaseId>) -> Vec<Act> {
        let begin = case.map_or_else(Begin::default, Begin::of_case);
        let ask = case.map_or(Ask::Begin, Ask::BeginFor);
        vec![
            Act::Open(Box::new(Screen::Begin(Box::new(begin)))),
            Act::Ask(Request::Handover(ask)),
        ]
    }

    /// Opens it for a person, with an office selected already.
    pub fn open_to(case: CaseId, office: OfficeId) -> Vec<Act> {
        let begin = Begin {
            wanted: Some(office),
            ..Begin::of_case(case)
        };
        vec![
            Act::Open(Box::new(Screen::Begin(Box::new(begin)))),
            Act::Ask(Request::Handover(Ask::BeginFor(case))),
        ]
    }

    /// Says whether nothing is shown yet, or it is being done: keys wait for the answer.
    pub fn awaits(&self) -> Awaits {
        match self.state {
            State::Waiting => Awaits::Deed,
            _ if self.view.is_none() && self.trouble.is_none() => Awaits::View,
            _ => Awaits::Nothing,
        }
    }

    /// Returns where the focus stands.
    pub fn stand(&self) -> Stand {
        match self.case {
            None => self.people.stand(Stand::Pick),
            Some(_) => self.offices.stand(Stand::PickOffice),
        }
    }

    /// Takes text into the filter.
    pub fn text(&mut self, text: &str) {
        match self.case {
            None => self.people.text(text),
            Some(_) => self.offices.text(text),
        }
    }

    fn people(&self) -> &[CaseLine] {
        self.view.as_ref().map_or(&[], |view| &view.cases)
    }

    fn peers(&self) -> &[PeerView] {
        self.view.as_ref().map_or(&[], |view| &view.peers)
    }

    /// The open handover that keeps a case from any other.
    fn open_of(&self, case: CaseId) -> Option<&HandoverLine> {
        let mut open = self.view.as_ref()?.open.iter();
        open.find(|it| it.binds == Some(case))
    }

    /// Shows other people and offices; what was selected stays so.
    fn show(&mut self, view: Box<BeginView>) {
        let (people, offices) = (self.people_shown(), self.offices_shown());
        let texts = |it: &CaseLine| {
            let four = it.last_four.iter().cloned();
            let texts = [it.name.clone(), it.kana.clone(), it.id.to_string()];
            texts.into_iter().chain(four).collect::<Vec<_>>()
        };
        self.people.hold(view.cases.iter().map(texts));
        let names = view.peers.iter().map(|it| vec![it.name.clone()]);
        self.offices.hold(names);
        self.view = Some(view);
        self.people.follow(&people, &self.people_shown());
        match (self.wanted.take(), self.led) {
            (Some(wanted), _) => {
                self.offices.follow(&[wanted], &self.offices_shown());
                self.led = Led::There;
            }
            (None, Led::NotYet) => self.lead(),
            (None, Led::There) => {
                self.offices.follow(&offices, &self.offices_shown());
            }
        }
    }

    /// Selects the office to which the last decline leads, once: whoever moves on is not led back.
    fn lead(&mut self) {
        let leads = self.view.as_ref().and_then(|it| it.before.leads);
        if self.case.is_some() {
            let offices = self.offices_shown();
            self.offices
                .follow(&leads.into_iter().collect::<Vec<_>>(), &offices);
            self.led = Led::There;
        }
    }

    /// The last decline of the person by this office.
    fn declined_by(&self, office: OfficeId) -> Option<&Declined> {
        let before = self.view.as_ref().map(|it| &it.before);
        before.and_then(|it| it.declined.iter().find(|no| no.peer == office))
    }

    fn people_shown(&self) -> Vec<CaseId> {
        let shown = self.people.shown().iter();
        shown.map(|at| self.people()[*at].id).collect()
    }

    fn offices_shown(&self) -> Vec<OfficeId> {
        let shown = self.offices.shown().iter();
        shown.map(|at| self.peers()[*at].id).collect()
    }

    /// Moves, filters, chooses, or goes one choice back.
    pub fn act(&mut self, action: Action) -> Vec<Act> {
        if self.state == State::Waiting {
            return Vec::new();
        }
        let listing = match self.case {
            None => &mut self.people,
            Some(_) => &mut self.offices,
        };
        if listing.act(action) == Taken::Here {
            self.trouble = None;
            return Vec::new();
        }
        match action {
            Action::Back => vec![Act::Close, Act::Hear(Reply::Changed)],
            Action::Choose if self.case.is_none() => self.choose_person(),
            Action::Choose => self.choose_office(),
            Action::Verify => vec![Act::Go(Room::Offices)],
            _ => Vec::new(),
        }
    }

    fn choose_person(&mut self) -> Vec<Act> {
        let at = self.people.selected();
        let Some(line) = at.and_then(|at| self.people().get(at)) else {
            return Vec::new();
        };
        let (case, left) = (line.id, line.handed_over);
        match (left, self.open_of(case)) {
            (None, Some(open)) => return lead_to(open),
            (None, None) => self.case = Some(case),
            // Where the person went, and what can be done, the desk says.
            (Some(_), _) => {}
        }
        let ask = Ask::BeginFor(case);
        self.state = State::Waiting;
        self.trouble = None;
        vec![Act::Ask(Request::Handover(ask))]
    }

    fn choose_office(&mut self) -> Vec<Act> {
        let at = self.offices.selected();
        let (Some(case), Some(peer)) = (self.case, at.and_then(|at| self.peers().get(at))) else {
            return Vec::new();
        };
        // Whether anything may go to it, the desk says, with what is to be done.
        let ask = Ask::Draft(case, peer.id);
        self.state = State::Waiting;
        self.trouble = None;
        vec![Act::Ask(Request::Handover(ask))]
    }

    /// Takes the worker's answer.
    pub fn reply(&mut self, reply: Reply) -> Vec<Act> {
        self.state = State::Choosing;
        match reply {
            Reply::Beginning(view) => self.show(view),
            Reply::Dossier(view) => {
                let dossier = Dossier::new(view.line.id);
                return vec![
                    Act::Become(Box::new(Screen::Dossier(Box::new(dossier)))),
                    Act::Hear(Reply::Dossier(view)),
                    Act::Tell(Word::Begun.say()),
                ];
            }
            Reply::Changed => {
                let ask = self.case.map_or(Ask::Begin, Ask::BeginFor);
                return vec![Act::Ask(Request::Handover(ask))];
            }
            Reply::Refused(why) => self.trouble = Some(why),
            _ => {}
        }
        Vec::new()
    }

    /// Draws what is to be chosen; the cursor stands on the selected row.
    pub fn view(&self, pen: &mut Pen, area: Rect) -> Position {
        let title = pen.say(&Word::Title.say());
        let inside = framed(pen, area, &title, self.stand());
        let Some(view) = &self.view else {
            return pen.nothing_yet(inside, self.trouble.as_ref());
        };
        let lang = pen.cx.lang;
        let (hint, role) = match (&self.trouble, self.state, self.case) {
            (Some(why), ..) => (why.text(lang), Role::Bad),
            (None, State::Waiting, _) => (pen.say(&Say::Working), Role::Dim),
            (None, _, None) => (pen.say(&Word::WhoseAsk.say()), Role::Title),
            (None, _, Some(case)) => (asked(view, case, lang), Role::Title),
        };
        let used = pen.marked(
            Rect {
                height: 4,
                ..inside
            },
            &hint,
            role,
        );
        let rest = below(inside, used + 1);
        match self.case {
            None if view.cases.is_empty() => pen.nothing(rest, &Word::NoCases.say()),
            None => self.view_people(pen, rest, view),
            Some(_) if view.peers.is_empty() => pen.nothing(rest, &Word::NoOffices.say()),
            Some(_) => self.view_offices(pen, rest, view),
        }
    }

    fn view_people(&self, pen: &mut Pen, area: Rect, view: &BeginView) -> Position {
        let lang = pen.cx.lang;
        let wide = match area.width {
            ..70 => 16,
            70..100 => 24,
            _ => 40,
        };
        self.people.view(pen, area, |at| {
            let line = &view.cases[at];
            let (mark, why) = match (line.handed_over, self.open_of(line.id)) {
                (None, None) => (sign(Role::Good), String::new()),
                (Some(_), _) => (sign(Role::Bad), say(lang, &Word::HandedOverShort.say())),
                (None, Some(open)) => {
                    let phase = label::handover::stands(open, lang);
                    let shut = say(lang, &Word::OpenShort.say());
                    (sign(Role::Bad), format!("{shut}: {phase}"))
                }
            };
            let name = column(&line.name, wide);
            format!("{mark} {name}{}{why}", column(&line.kana, wide))
        })
    }

    fn view_offices(&self, pen: &mut Pen, area: Rect, view: &BeginView) -> Position {
        let lang = pen.cx.lang;
        let left = Rect {
            width: if area.width < 70 { 24 } else { 32 },
            ..area
        };
        let cursor = self.offices.view(pen, left, |at| {
            let peer = &view.peers[at];
            let role = match (peer.may_receive(), self.declined_by(peer.id)) {
                (false, _) => Role::Bad,
                (true, Some(_)) => Role::Warn,
                (true, None) => Role::Good,
            };
            format!("{} {}", sign(role), peer.name)
        });
        let right = Rect {
            x: left.right() + 1,
            width: area.width.saturating_sub(left.width + 1),
            ..area
        };
        let selected = self.offices.selected();
        if let Some(peer) = selected.and_then(|at| view.peers.get(at)) {
            let mut text = card(peer, lang);
            if !peer.may_receive() {
                let why = say(lang, &why_shut(peer).say());
                text.insert(1, (Role::Bad, format!("{} {why}", sign(Role::Bad))));
                text.insert(2, (Role::Text, String::new()));
            }
            if let Some(no) = self.declined_by(peer.id) {
                let told = todo::declined(no, lang);
                text.insert(1, (Role::Warn, format!("{} {told}", sign(Role::Warn))));
                text.insert(2, (Role::Text, todo::next_after(no.how, lang)));
                text.insert(3, (Role::Text, String::new()));
            }
            self.split.view_text(pen, right, &text);
        }
        cursor
    }
}

/// Leads to the handover that is open already.
pub fn lead_to(open: &HandoverLine) -> Vec<Act> {
    let dossier = Dossier::new(open.id);
    vec![
        Act::Open(Box::new(Screen::Dossier(Box::new(dossier)))),
        Act::Hear(Reply::Changed),
        Act::Tell(Word::OpenAlready.say()),
    ]
}

fn asked(view: &BeginView, case: CaseId, lang: Lang) -> String {
    let line = view.cases.iter().find(|it| it.id == case);
    let name = line.map_or("", |it| it.name.as_str());
    message::begin_to(name, lang)
}

/// Why an office cannot be chosen.
fn why_shut(peer: &PeerView) -> Word {
    match peer.standing {
        PeerStanding::Revoked => Word::TrustedNoMore,
        _ => Word::NotVerified,
    }
}
