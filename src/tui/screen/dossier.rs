//! One handover, seen from either side: what was offered, what can be done, what was said.
//!
//! It decides nothing: what is open, and why not, comes with the view.

use ratatui::layout::{Position, Rect};

use crate::domain::case::Value;
use crate::domain::handover::dossier::Phase;
use crate::domain::handover::entry::{Act as Entry, Reading, Side};
use crate::domain::handover::permit::{Denied, Step};
use crate::domain::handover::suggest::Suggestion;
use crate::domain::handover::turn::{Duty, Task, Why};
use crate::domain::id::{CaseId, HandoverId, QuestionNo};
use crate::domain::section::{FieldId, SectionId};
use crate::lang::problem::{Said, same};
use crate::lang::screen::dossier::Dossier as Word;
use crate::lang::screen::prepare::Prepare;
use crate::lang::screen::{Say, say};
use crate::lang::{Lang, condition, label, message, todo as words};
use crate::tui::act::{Act, Reply, Request, Told};
use crate::tui::keys::{Action, Stand};
use crate::tui::room::Room;
use crate::tui::room::aside::Page;
use crate::tui::room::handover as room;
use crate::tui::room::handover::{Deed, DossierView, PreviewSection, SectionView};
use crate::tui::screen::Screen;
use crate::tui::screen::aside::Aside;
use crate::tui::screen::case::Case;
use crate::tui::screen::choice::{Open, Row, pays, rows};
use crate::tui::screen::content::{self, Confirming};
use crate::tui::screen::newer;
use crate::tui::screen::notice::Notice;
use crate::tui::screen::paper::{Paper, What};
use crate::tui::screen::prepare::Begin;
use crate::tui::screen::question::Question;
use crate::tui::screen::sheet::{Kind, Sheet};
use crate::tui::screen::step::goods::{addable, confirmable};
use crate::tui::screen::step::{StepForm, done};
use crate::tui::screen::today::whole_person;
use crate::tui::screen::todo;
use crate::tui::text::shorten;
use crate::tui::theme::{Role, sign};
use crate::tui::widget::frame::{below, framed_but};
use crate::tui::widget::list::{Drawn, List};
use crate::tui::widget::pen::{Pen, width_of};
use crate::tui::widget::split::{Line, Split};
use crate::workflow::Problem;
use crate::workflow::handover::{Seen, Which};
use crate::workflow::todo::Todo;

/// The panes of the screen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Pane {
    Sections,
    Steps,
    Said,
    Facts,
    Todo,
}

/// Before an offer nothing was said, and what is missing is what matters.
const PREPARING: [(Pane, Say); 4] = [
    (Pane::Todo, Prepare::PaneTodo.say()),
    (Pane::Sections, Prepare::PanePreview.say()),
    (Pane::Steps, Say::PaneSteps),
    (Pane::Facts, Word::PaneFacts.say()),
];

const PANES: [(Pane, Say); 4] = [
    (Pane::Sections, Say::PaneSections),
    (Pane::Steps, Say::PaneSteps),
    (Pane::Said, Say::PaneSaid),
    (Pane::Facts, Word::PaneFacts.say()),
];

/// The screen of one handover.
#[derive(Debug)]
pub struct Dossier {
    id: HandoverId,
    view: Option<Box<DossierView>>,
    trouble: Option<Told>,
    pane: Pane,
    lists: [List; 5],
    split: Split,
    /// The versions of sections that stood on the screen since it was opened.
    shown: Vec<Seen>,
    /// What sections would say that stood on the screen since it was opened.
    looked_at: Vec<Vec<(FieldId, Value)>>,
    /// Where to go as soon as the handover is there.
    jump: Option<Jump>,
}

#[derive(Debug)]
enum Jump {
    /// To the form of a step.
    Form(Step, content::Ask),
    /// To what a duty is about.
    Duty(Task),
}

impl Dossier {
    /// Makes the screen of a handover that is still to be looked up.
    pub fn new(id: HandoverId) -> Dossier {
        Dossier {
            id,
            view: None,
            trouble: None,
            pane: Pane::Sections,
            lists: [List::default(); 5],
            split: Split::default(),
            shown: Vec::new(),
            looked_at: Vec::new(),
            jump: None,
        }
    }

    /// Makes the screen of a handover of which a form of a step is to be opened at once.
    pub fn at(id: HandoverId, step: Step, ask: content::Ask) -> Dossier {
        Dossier {
            jump: Some(Jump::Form(step, ask)),
            ..Dossier::new(id)
        }
    }

    /// Makes the screen of a handover that begins at what a duty is about.
    pub fn of_duty(id: HandoverId, task: Task) -> Dossier {
        Dossier {
            jump: Some(Jump::Duty(task)),
            ..Dossier::new(id)
        }
    }

    /// Says whether nothing is shown yet, so that keys wait for the answer.
    pub fn awaits(&self) -> bool {
        self.view.is_none() && self.trouble.is_none()
    }

    /// Returns where the focus stands.
    pub fn stand(&self) -> Stand {
        match self.view.as_deref() {
            Some(view) if todo::prepares(view) => Stand::Preparing,
            Some(view) if view.line.side == Side::Sender => Stand::DossierSent,
            Some(_) | None => Stand::Dossier,
        }
    }

    /// What the keys of this stand cannot do now.
    fn shut(&self) -> Vec<Action> {
        let Some(view) = self.view.as_deref() else {
            return vec![
                Action::Choose,
                Action::AcknowledgeAll,
                Action::Ask,
                Action::Begin,
            ];
        };
        let is_open = |step| {
            view.steps
                .iter()
                .any(|(it, why)| *it == step && why.is_none())
        };
        let reads = is_open(Step::Acknowledge) && !view.sections.is_empty();
        let confirms = is_open(Step::Confirm) && self.prepares();
        let asks = is_open(Step::Ask) && !view.sections.is_empty();
        let chooses = match self.pane {
            Pane::Todo | Pane::Steps => true,
            Pane::Sections => reads || confirms,
            Pane::Said | Pane::Facts => false,
        };
        let all = match self.prepares() {
            true => confirms,
            false => reads && !view.unread().is_empty(),
        };
        let keys = [
            (Action::Choose, chooses),
            (Action::AcknowledgeAll, all),
            (Action::Ask, asks),
            (Action::Begin, self.begins_next().is_some()),
            (Action::TakeSuggested, self.suggested().is_some()),
        ];
        let shut = keys.into_iter().filter(|(_, open)| !open);
        shut.map(|(it, _)| it).collect()
    }

    fn begins_next(&self) -> Option<CaseId> {
        self.view.as_deref().and_then(begins_next)
    }

    fn prepares(&self) -> bool {
        self.view.as_deref().is_some_and(todo::prepares)
    }

    fn list(&self) -> List {
        self.lists[self.pane as usize]
    }

    fn panes(&self) -> &'static [(Pane, Say); 4] {
        match self.prepares() {
            true => &PREPARING,
            false => &PANES,
        }
    }

    /// Returns the pane so many places on, around the end.
    fn pane_on(&self, by: usize) -> Pane {
        let panes = self.panes();
        let at = panes.iter().position(|(it, _)| *it == self.pane);
        panes[(at.unwrap_or(0) + by) % panes.len()].0
    }

    fn count(&self, pane: Pane) -> usize {
        let Some(view) = &self.view else { return 0 };
        match pane {
            Pane::Sections if previews(view) => view.preview.len(),
            Pane::Sections => view.sections.len(),
            Pane::Todo => todo::todo(view).len(),
            Pane::Steps => rows(view).len(),
            Pane::Said => view.entries.len(),
            Pane::Facts => 1,
        }
    }

    /// Selects in every pane what was selected in the view before, as a thing: a new view may have it elsewhere.
    fn follow(&mut self, before: Kept) {
        let Some(view) = self.view.as_deref() else {
            return;
        };
        let now = Kept::of(view);
        let kept = [
            (
                Pane::Sections,
                self.followed(Pane::Sections, &before.sections, &now.sections),
            ),
            (
                Pane::Steps,
                self.followed(Pane::Steps, &before.steps, &now.steps),
            ),
            (
                Pane::Todo,
                self.followed(Pane::Todo, &before.todo, &now.todo),
            ),
            (
                Pane::Said,
                self.followed(Pane::Said, &before.said, &now.said),
            ),
        ];
        if kept.contains(&(self.pane, false)) {
            self.split.rewind();
        }
    }

    /// Goes on to the next section to be read, where the one that stood here unread has been read.
    fn read_on(&mut self, unread: Option<SectionId>) {
        let Some(view) = self.view.as_deref() else {
            return;
        };
        let is_read = |it: &SectionView| Some(it.id) == unread && it.reading.is_some();
        let Some(at) = view.sections.iter().position(is_read) else {
            return;
        };
        let (before, behind) = view.sections.split_at(at);
        let next = |part: &[SectionView]| part.iter().position(|it| it.reading.is_none());
        let next = next(behind).map(|it| at + it).or_else(|| next(before));
        if let Some(next) = next {
            self.lists[Pane::Sections as usize].selected = next;
            self.split.rewind();
        }
    }

    fn followed<K: PartialEq>(&mut self, pane: Pane, before: &[K], now: &[K]) -> bool {
        self.lists[pane as usize].follow(before, now)
    }

    /// The place of the entry that declined the handover, before what followed of itself.
    fn why_declined(&self) -> Option<usize> {
        let entries = &self.view.as_deref()?.entries;
        let declines = |it: &room::EntryView| matches!(it.act, Entry::Declined { .. });
        entries.iter().rposition(declines)
    }

    /// Goes to the section a duty asks to read; for every other duty, or where the offer has no such section any more, to
    /// the step that does it.
    fn turn_to_duty(&mut self, task: &Task) {
        let Some(view) = self.view.as_deref() else {
            return;
        };
        let asked = |no: QuestionNo| {
            let found = view.state.questions.iter().find(|it| it.no == no);
            found.map(|it| it.section)
        };
        let (question, section) = match task {
            Task::Answer(no) => (Some(*no), None),
            Task::CloseQuestion(no) => (Some(*no), asked(*no)),
            Task::Read(sections) | Task::Decide(sections) => (None, sections.first().copied()),
            _ => (None, None),
        };
        let does = |row: &Row| {
            let about = question.is_none() || row.about == question;
            let opens = matches!(row.denied, None | Some(Denied::MonthsUnconfirmed));
            about && opens && pays(row.step, task)
        };
        let step = rows(view).iter().position(does);
        let section = sections(view).iter().position(|it| Some(*it) == section);
        if let Some(at) = step {
            self.lists[Pane::Steps as usize].selected = at;
            self.turn_to(Pane::Steps);
        }
        if let Some(at) = section {
            self.lists[Pane::Sections as usize].selected = at;
            self.turn_to(Pane::Sections);
        }
    }

    fn section(&self) -> Option<&SectionView> {
        let view = self.view.as_ref()?;
        view.sections
            .get(self.lists[Pane::Sections as usize].selected)
    }

    /// Moves, scrolls, or begins a step.
    pub fn act(&mut self, action: Action) -> Vec<Act> {
        let acts = self.acted(action);
        self.note_shown();
        acts
    }

    /// Keeps in mind which section stands on the screen: only that can have been read here.
    fn note_shown(&mut self) {
        if self.pane != Pane::Sections {
            return;
        }
        let seen = self.section().map(|it| it.seen);
        let new = seen.filter(|it| !self.shown.contains(it));
        self.shown.extend(new);
        let selected = self.lists[Pane::Sections as usize].selected;
        // Once something was offered, it is what was sent that stands there.
        let view = self.view.as_ref().filter(|it| previews(it));
        let would = view.and_then(|it| it.preview.get(selected));
        let new = would.filter(|it| !self.looked_at.contains(&it.fields));
        self.looked_at.extend(new.map(|it| it.fields.clone()));
    }

    /// The sections of what would go that stood on the screen as they are now: in their preview, or as they were sent and still are.
    fn opened(&self, view: &DossierView) -> Vec<SectionId> {
        let as_sent = |would: &PreviewSection| {
            let mut shown = view.sections.iter();
            let is_it = |it: &SectionView| it.id == would.id && it.fields == would.fields;
            shown.any(|it| self.shown.contains(&it.seen) && is_it(it))
        };
        let opened = view.preview.iter();
        let opened = opened.filter(|it| self.looked_at.contains(&it.fields) || as_sent(it));
        opened.map(|it| it.id).collect()
    }

    fn acted(&mut self, action: Action) -> Vec<Act> {
        match action {
            Action::Back => return vec![Act::Close, Act::Hear(Reply::Changed)],
            Action::Sync => return vec![Act::Tell(Say::Working), Act::Ask(Request::Sync)],
            Action::NextPane => self.turn_to(self.pane_on(1)),
            Action::PreviousPane => self.turn_to(self.pane_on(PANES.len() - 1)),
            Action::ScrollDown | Action::ScrollUp => self.split.act(action),
            Action::AcknowledgeAll if self.prepares() => return self.step_of(Step::Confirm),
            Action::AcknowledgeAll => return self.acknowledge_all(),
            Action::NotForUs => return self.acknowledge(Reading::NotForUs),
            Action::Ask => return self.ask_about_section(),
            Action::TakeSuggested => return self.take_suggested(),
            Action::SaveFile => return self.save_file(),
            Action::Aside => return Aside::open(self.id, Page::Contacts),
            Action::PersonPage => {
                return vec![Act::Ask(Request::Handover(room::Ask::PersonPage(self.id)))];
            }
            Action::Begin => {
                let case = self.begins_next();
                return case.map_or_else(Vec::new, |it| Begin::open(Some(it)));
            }
            Action::Choose => return self.choose(),
            other => self.walk(other),
        }
        Vec::new()
    }

    /// Opens the form that names a file and where it is written, where there is one to name.
    fn save_file(&self) -> Vec<Act> {
        let Some(view) = &self.view else {
            return Vec::new();
        };
        if view.files.is_empty() {
            return vec![Act::Tell(Word::NoFiles.say())];
        }
        let files = view.files.iter().map(|it| it.digest).collect();
        let sheet = Sheet::new(Kind::SaveEnclosed(self.id)).about(&view.line.person);
        let sheet = sheet.naming(files).shown(view.erasures);
        vec![Act::Open(Box::new(Screen::Sheet(Box::new(sheet))))]
    }

    fn turn_to(&mut self, pane: Pane) {
        self.pane = pane;
        self.split.rewind();
    }

    fn walk(&mut self, action: Action) {
        let (before, count) = (self.list().selected, self.count(self.pane));
        self.lists[self.pane as usize].act(action, count);
        if self.list().selected != before {
            self.split.rewind();
        }
    }

    fn choose(&mut self) -> Vec<Act> {
        match self.pane {
            Pane::Todo => self.go_to_it(),
            Pane::Sections if self.view.as_deref().is_some_and(previews) => self.confirm_section(),
            Pane::Sections => self.acknowledge(Reading::Understood),
            Pane::Steps => self.take_step(),
            Pane::Said | Pane::Facts => Vec::new(),
        }
    }

    /// The field for which something is suggested, where the selected thing is one.
    fn suggested(&self) -> Option<&Suggestion> {
        let view = self.view.as_deref().filter(|_| self.pane == Pane::Todo)?;
        match todo::todo(view).get(self.list().selected)? {
            Todo::Field(field) | Todo::Applies(field) => view.asked.suggestion(*field),
            _ => None,
        }
    }

    /// Asks whether what is suggested is written.
    fn take_suggested(&self) -> Vec<Act> {
        let Some(seen) = self.suggested() else {
            return Vec::new();
        };
        let ask = room::Ask::TakeSuggested(self.id, Box::new(seen.clone()));
        let request = Request::Handover(ask);
        let question = Question::new(Prepare::SuggestedAsk.say(), Act::Ask(request));
        vec![Act::Open(Box::new(Screen::Question(question)))]
    }

    /// Goes where the selected thing is done.
    fn go_to_it(&mut self) -> Vec<Act> {
        let Some(view) = &self.view else {
            return Vec::new();
        };
        let all = todo::todo(view);
        let Some(chosen) = all.get(self.list().selected) else {
            return Vec::new();
        };
        match *chosen {
            Todo::Mend => self.turn_to(Pane::Facts),
            Todo::Verify => return vec![Act::Go(Room::Offices)],
            Todo::Field(field) | Todo::Applies(field) | Todo::Lack(field, _) => {
                return self.case_at(field);
            }
            Todo::Misfit(it) => return self.case_at(it.field()),
            Todo::SentBack(earlier) => return lead_to(earlier),
            Todo::NotForUs(_, section) | Todo::Question(_, _, section) => {
                let first = section.fields().next();
                return first.map_or_else(Vec::new, |it| self.case_at(it));
            }
            Todo::Months => return self.case_at(FieldId::PeriodConfirmedWith),
            Todo::Files => return self.case_at(FieldId::AttachmentsPapers),
            Todo::Section(section) => {
                let at = sections(view).iter().position(|it| *it == section);
                self.lists[Pane::Sections as usize].selected = at.unwrap_or(0);
                self.turn_to(Pane::Sections);
            }
            Todo::Consent | Todo::Ungiven => return self.step_of(Step::RecordConsent),
            Todo::Step(step) => return self.step_of(step),
        }
        Vec::new()
    }

    /// Begins a step as its row would.
    fn step_of(&self, step: Step) -> Vec<Act> {
        let Some(view) = &self.view else {
            return Vec::new();
        };
        let row = rows(view).into_iter().find(|it| it.step == step);
        row.map_or_else(Vec::new, |row| {
            self.if_open(step, || self.begin(step, &row.open))
        })
    }

    fn confirm_section(&self) -> Vec<Act> {
        let at = self.lists[Pane::Sections as usize].selected;
        let section = self.view.as_ref().and_then(|view| view.preview.get(at));
        let Some(section) = section else {
            return Vec::new();
        };
        let deed = Deed::Confirm(Which::These(vec![section.id]));
        self.if_open(Step::Confirm, || self.confirm(Word::ConfirmAsk.say(), deed))
    }

    fn acknowledge(&self, reading: Reading) -> Vec<Act> {
        self.if_open(Step::Acknowledge, || {
            let Some(section) = self.section() else {
                return Vec::new();
            };
            let ask = match reading {
                Reading::Understood => Say::ReadAsk(section.id),
                Reading::NotForUs => Say::NotForUsAsk(section.id),
            };
            self.confirm(ask, Deed::Acknowledge(vec![section.seen], reading))
        })
    }

    fn acknowledge_all(&self) -> Vec<Act> {
        let Some(view) = &self.view else {
            return Vec::new();
        };
        let unread = view.unread();
        let (shown, unseen): (Vec<_>, Vec<_>) =
            unread.into_iter().partition(|it| self.shown.contains(it));
        self.if_open(Step::Acknowledge, || match (&shown[..], &unseen[..]) {
            ([], []) => vec![Act::Tell(Word::AllRead.say())],
            ([], _) => vec![Act::Tell(Word::NoneShown.say())],
            (_, unseen) => {
                let ask = match unseen {
                    [] => Say::ReadAllAsk,
                    _ => Say::ReadShownAsk {
                        shown: shown.len(),
                        unseen: unseen.len(),
                    },
                };
                self.confirm(ask, Deed::Acknowledge(shown, Reading::Understood))
            }
        })
    }

    fn ask_about_section(&self) -> Vec<Act> {
        self.if_open(Step::Ask, || self.begin(Step::Ask, &Open::Section))
    }

    /// Does it when the step is open, else says why it is not.
    fn if_open(&self, step: Step, then: impl FnOnce() -> Vec<Act>) -> Vec<Act> {
        let Some(view) = &self.view else {
            return Vec::new();
        };
        match view.steps.iter().find(|(it, _)| *it == step) {
            Some((_, None)) => then(),
            Some((_, Some(why))) => {
                let why = why.clone();
                vec![Act::Report(Told::of(&Problem::Denied { step, why }))]
            }
            None => Vec::new(),
        }
    }

    fn take_step(&self) -> Vec<Act> {
        let Some(view) = &self.view else {
            return Vec::new();
        };
        let mut rows = rows(view);
        if rows.len() <= self.list().selected {
            return Vec::new();
        }
        let row = rows.swap_remove(self.list().selected);
        let mut acts = self.if_open(row.step, || self.begin(row.step, &row.open));
        if row.denied == Some(Denied::MonthsUnconfirmed) {
            // What the step lacks stands in the case.
            acts.extend(self.case_at(FieldId::PeriodConfirmedWith));
        }
        acts
    }

    /// Opens the case at a field, where there is one here.
    fn case_at(&self, field: FieldId) -> Vec<Act> {
        let Some(case) = self.view.as_deref().and_then(|it| it.line.case) else {
            return Vec::new();
        };
        vec![
            Act::Open(Box::new(Screen::Case(Box::new(Case::at(case, field))))),
            Act::Hear(Reply::Changed),
        ]
    }

    fn begin(&self, step: Step, open: &Open) -> Vec<Act> {
        match open {
            Open::Section => match self.section() {
                Some(section) => self.begin(step, &Open::Form(content::Ask::Question(section.id))),
                None => Vec::new(),
            },
            Open::Confirm(_, Deed::Acknowledge(..)) => self.acknowledge_all(),
            Open::Confirm(ask, deed @ (Deed::Submit | Deed::Approve)) => {
                self.asking(self.with_ungiven(*ask), deed.clone())
            }
            Open::Confirm(ask, deed) => self.confirm(*ask, deed.clone()),
            Open::Form(ask) => self.form(step, *ask),
            Open::Aside(page) => Aside::open(self.id, *page),
            Open::Elsewhere => vec![Act::Tell(Word::NotAskedHere.say())],
        }
    }

    /// What is asked, with what a handover needs and does not take along.
    fn with_ungiven(&self, ask: Say) -> Told {
        let ungiven = self.view.as_ref().map(|it| &it.asked.ungiven[..]);
        let ungiven = ungiven.unwrap_or_default();
        Told::both(|lang| Said {
            what: say(lang, &ask),
            then: words::ungiven(ungiven, lang).unwrap_or_default(),
        })
    }

    fn confirm(&self, ask: Say, deed: Deed) -> Vec<Act> {
        self.asking(Told::say(ask), deed)
    }

    fn asking(&self, ask: Told, deed: Deed) -> Vec<Act> {
        let request = Request::Handover(room::Ask::Take(self.id, Box::new(deed)));
        let question = Question::asking(ask, Act::Ask(request));
        vec![Act::Open(Box::new(Screen::Question(question)))]
    }

    fn form(&self, step: Step, ask: content::Ask) -> Vec<Act> {
        let Some(view) = &self.view else {
            return Vec::new();
        };
        if ask == content::Ask::Add && addable(view).is_empty() {
            return vec![Act::Tell(Word::NothingToAdd.say())];
        }
        if ask == content::Ask::Confirm && confirmable(view).is_empty() {
            return vec![Act::Tell(Word::AllFoundRight.say())];
        }
        let form = StepForm::new(self.id, step, ask, view).after(self.opened(view));
        let mut acts = vec![Act::Open(Box::new(Screen::Step(Box::new(form))))];
        if ask == content::Ask::Consent {
            acts.push(Act::Ask(Request::Handover(room::Ask::Known(self.id))));
        }
        acts
    }

    /// Takes the worker's answer.
    pub fn reply(&mut self, reply: Reply) -> Vec<Act> {
        let acts = self.replied(reply);
        self.note_shown();
        acts
    }

    fn replied(&mut self, reply: Reply) -> Vec<Act> {
        match reply {
            Reply::Changed => return vec![Act::Ask(Request::Handover(room::Ask::Show(self.id)))],
            Reply::Taken(taken) => {
                let told = Act::Tell(done(taken.step, &taken.view));
                let mut acts = self.replied(Reply::Dossier(Box::new(taken.view)));
                acts.push(told);
                let notice = |told| Act::Open(Box::new(Screen::Notice(Notice::new(told))));
                acts.extend(taken.hit.map(notice));
                return acts;
            }
            Reply::PersonPage(page) => {
                let shown = self.view.as_ref().map(|it| it.erasures);
                return Paper::open(self.id, What::Kept(page), shown.unwrap_or_default());
            }
            Reply::Dossier(view) => {
                // Where nothing was offered yet, or something else stands here by now, what can be done is what matters.
                let first = self.view.is_none();
                if first && (view.sections.is_empty() || !view.changed.is_empty()) {
                    self.pane = Pane::Steps;
                }
                if first && todo::prepares(&view) {
                    self.pane = Pane::Todo;
                }
                let gone = view.sections.is_empty() && view.state.offer.is_some();
                if first && (view.line.phase == Phase::Declined || gone) {
                    // Today sends whoever looks for the next office here to read why; and what is gone is not to be read.
                    self.pane = Pane::Said;
                }
                let before = self.view.as_deref().map(Kept::of);
                let unread = self.section().filter(|it| it.reading.is_none());
                let unread = unread.map(|it| it.id);
                let stands = |it: &DossierView| (it.line.phase, it.line.duties.clone());
                let moved = self.view.as_deref().map(stands) != Some(stands(&view));
                let said = &mut self.lists[Pane::Said as usize];
                let newest = before
                    .as_ref()
                    .is_none_or(|it| it.said.len() <= said.selected.saturating_add(1));
                self.view = Some(view);
                self.trouble = None;
                if let Some(before) = before {
                    self.follow(before);
                }
                self.read_on(unread);
                if newest {
                    // The loop below keeps it inside the list.
                    let last = (first.then(|| self.why_declined()).flatten()).unwrap_or(usize::MAX);
                    self.lists[Pane::Said as usize].selected = last;
                }
                if moved {
                    // What was just done is rarely what comes next: the list begins with that.
                    self.lists[Pane::Steps as usize].selected = 0;
                    self.lists[Pane::Todo as usize].selected = 0;
                }
                if !self.panes().iter().any(|(it, _)| *it == self.pane) {
                    // It was offered meanwhile, or taken back to a draft.
                    self.pane = Pane::Steps;
                }
                for (pane, _) in self.panes() {
                    let last = self.count(*pane).saturating_sub(1);
                    let list = &mut self.lists[*pane as usize];
                    list.selected = list.selected.min(last);
                }
                match self.jump.take() {
                    Some(Jump::Form(step, ask)) => {
                        return self.if_open(step, || self.form(step, ask));
                    }
                    Some(Jump::Duty(task)) => self.turn_to_duty(&task),
                    None => {}
                }
            }
            Reply::Synced(told) => {
                return vec![
                    Act::Ask(Request::Handover(room::Ask::Show(self.id))),
                    Act::Report(told),
                ];
            }
            Reply::Done(told) => {
                return vec![Act::Close, Act::Hear(Reply::Changed), Act::Report(told)];
            }
            Reply::Refused(why) if self.view.is_some() => return vec![Act::Report(why)],
            Reply::Refused(why) => self.trouble = Some(why),
            _ => {}
        }
        Vec::new()
    }

    /// Draws the handover; the cursor stands on the selected row.
    pub fn view(&self, pen: &mut Pen, area: Rect) -> Position {
        let Some(view) = &self.view else {
            return self.view_nothing(pen, area);
        };
        let lang = pen.cx.lang;
        let phase = label::handover::stands(&view.line, lang);
        let title = titled(
            &whole_person(&view.line, lang),
            phase,
            area.width.saturating_sub(2),
        );
        let inside = framed_but(pen, area, &title, self.stand(), &self.shut());
        let used = view_head(pen, inside, view);
        let tabs = below(inside, used);
        self.view_tabs(pen, tabs);
        let pane = below(tabs, 2);
        match self.pane {
            Pane::Todo => self.view_todo(pen, pane, view),
            Pane::Sections => self.view_sections(pen, pane, view),
            Pane::Steps => self.view_steps(pen, pane, view),
            Pane::Said => self.view_said(pen, pane, view),
            Pane::Facts => self.view_facts(pen, pane, view),
        }
    }

    fn view_facts(&self, pen: &mut Pen, area: Rect, view: &DossierView) -> Position {
        let text = Rect {
            x: area.x + 2,
            width: area.width.saturating_sub(2),
            ..area
        };
        let lang = pen.cx.lang;
        self.split.view_text(pen, text, &content::facts(view, lang));
        focus_mark(pen, area)
    }

    fn view_nothing(&self, pen: &mut Pen, area: Rect) -> Position {
        let title = pen.say(&Say::DossierTitle);
        let inside = framed_but(pen, area, &title, self.stand(), &self.shut());
        match &self.trouble {
            Some(why) => pen.marked(inside, &why.text(pen.cx.lang), Role::Bad),
            None => pen.sentence(inside, &Say::Working, Role::Dim),
        };
        focus_mark(pen, below(inside, inside.height.saturating_sub(1)))
    }

    fn view_tabs(&self, pen: &mut Pen, area: Rect) {
        let mut x = area.x;
        for (pane, name) in self.panes() {
            let name = pen.say(name);
            let (text, role) = match *pane == self.pane {
                true => (format!("[{name}]"), Role::Title),
                false => (format!(" {name} "), Role::Dim),
            };
            x += pen.put(x, area.y, area.right().saturating_sub(x), &text, role) + 1;
        }
        pen.divide(area.y + 1);
    }

    fn view_sections(&self, pen: &mut Pen, area: Rect, view: &DossierView) -> Position {
        let lang = pen.cx.lang;
        let left = if area.width < 70 { 22 } else { 30 };
        if previews(view) {
            let list = self.lists[Pane::Sections as usize];
            let selected = view.preview.get(list.selected);
            let may = match self.shut().contains(&Action::Choose) {
                true => Confirming::Shut,
                false => Confirming::Open,
            };
            let text = selected.map_or_else(Vec::new, |it| content::preview(it, view, may, lang));
            let count = view.preview.len();
            return self
                .split
                .view(pen, area, left, (list, count), &text, |at| {
                    let section = &view.preview[at];
                    let mark = content::found_mark(section);
                    format!("{mark} {}", label::section(section.id, lang))
                });
        }
        if view.sections.is_empty() {
            let why = match view.line.side {
                Side::Sender if view.carries.is_some() => Word::CarriedHere.say(),
                Side::Sender => Word::NothingCovered.say(),
                Side::Receiver if view.state.offer.is_some() => Word::ContentGone.say(),
                Side::Receiver => Say::NothingOffered,
            };
            pen.sentence(area, &why, Role::Text);
            return focus_mark(pen, below(area, 3));
        }
        let lines = match self.section() {
            Some(section) => content::section(section, view, lang),
            None => Vec::new(),
        };
        self.split.view(
            pen,
            area,
            left,
            (self.list(), view.sections.len()),
            &lines,
            |at| {
                let section = &view.sections[at];
                let mark = content::reading_mark(section, view);
                format!("{mark} {}", label::section(section.id, lang))
            },
        )
    }

    fn view_todo(&self, pen: &mut Pen, area: Rect, view: &DossierView) -> Position {
        let lang = pen.cx.lang;
        let left = match area.width {
            ..70 => 28,
            70..90 => 38,
            _ => 48,
        };
        let all = todo::todo(view);
        let selected = all.get(self.list().selected);
        let text = selected.map_or_else(Vec::new, |it| todo::about(*it, view, lang));
        let list = (self.list(), all.len());
        self.split.view(pen, area, left, list, &text, |at| {
            todo::row(all[at], view, lang)
        })
    }

    fn view_said(&self, pen: &mut Pen, area: Rect, view: &DossierView) -> Position {
        if view.entries.is_empty() {
            pen.sentence(area, &Say::NothingSaid, Role::Text);
            return focus_mark(pen, below(area, 3));
        }
        let lang = pen.cx.lang;
        let left = if area.width < 70 { 28 } else { 34 };
        let entry = view.entries.get(self.list().selected);
        let lines = entry.map_or_else(Vec::new, |it| content::entry(it, lang));
        self.split.view(
            pen,
            area,
            left,
            (self.list(), view.entries.len()),
            &lines,
            |at| content::entry_row(&view.entries[at], lang),
        )
    }

    fn view_steps(&self, pen: &mut Pen, area: Rect, view: &DossierView) -> Position {
        let lang = pen.cx.lang;
        let rows = rows(view);
        let left = match area.width {
            ..70 => 26,
            70..90 => 34,
            _ => 40,
        };
        let selected = rows.get(self.list().selected);
        let text = selected.map_or_else(Vec::new, |row| about_step(row, view, lang));
        let list = (self.list(), rows.len());
        self.split
            .view(pen, area, left, list, &text, |at| step_row(&rows[at], lang))
    }
}

/// Opens another handover.
fn lead_to(id: HandoverId) -> Vec<Act> {
    vec![
        Act::Open(Box::new(Screen::Dossier(Box::new(Dossier::new(id))))),
        Act::Hear(Reply::Changed),
    ]
}

/// The rows of the panes as things, whose places move.
struct Kept {
    sections: Vec<SectionId>,
    steps: Vec<(Step, Option<QuestionNo>, Option<String>)>,
    todo: Vec<Todo>,
    /// Who spoke, and how many he had said before: an entry never changes its place in its log.
    said: Vec<(Side, usize)>,
}

impl Kept {
    fn of(view: &DossierView) -> Kept {
        let steps = rows(view).into_iter();
        let said = view.entries.iter().scan([0, 0], |spoken, it| {
            let of = &mut spoken[it.side as usize];
            *of += 1;
            Some((it.side, *of))
        });
        Kept {
            sections: sections(view),
            steps: steps.map(|it| (it.step, it.about, it.whose)).collect(),
            todo: todo::todo(view),
            said: said.collect(),
        }
    }
}

/// The sections as they stand in their pane.
fn sections(view: &DossierView) -> Vec<SectionId> {
    match previews(view) {
        true => view.preview.iter().map(|it| it.id).collect(),
        false => view.sections.iter().map(|it| it.id).collect(),
    }
}

/// Says whether the sections shown are those the other office would see, because nothing is offered yet.
fn previews(view: &DossierView) -> bool {
    view.state.offer.is_none() && !view.preview.is_empty()
}

/// Writes why a step is not open, or how to take it; what blocks it; and what else is owed.
fn about_step(row: &Row, view: &DossierView, lang: Lang) -> Vec<Line> {
    let mut text = vec![(Role::Title, row.name(lang))];
    text.extend(newer::put(view, lang));
    let changed = content::changed(view, lang);
    if !changed.is_empty() && !TELLING.contains(&row.step) {
        text.push((Role::Warn, say(lang, &Prepare::ChangedSince.say())));
    } else {
        text.extend(changed);
    }
    match &row.denied {
        None => text.push((
            Role::Good,
            format!("{} {}", sign(Role::Good), say(lang, &Say::TakeIt)),
        )),
        Some(why) => {
            let why = why.clone();
            let step = row.step;
            let told = Told::of(&Problem::Denied { step, why });
            text.push((
                Role::Bad,
                format!("{} {}", sign(Role::Bad), told.text(lang)),
            ));
        }
    }
    let mut questions = view.state.questions.iter();
    if let Some(question) = questions.find(|it| Some(it.no) == row.about) {
        text.push((Role::Text, String::new()));
        text.extend(content::question_lines(question, view, lang));
    }
    let starts_anew = row.step == Step::Start && row.whose.is_none() && row.denied.is_none();
    if starts_anew && !view.returning.is_empty() {
        text.push((Role::Warn, say(lang, &Word::StartAnew.say())));
    }
    let alike = match row.step {
        Step::Start => Some(Word::StartAlike),
        Step::TakeUp if view.line.case.is_none() => Some(Word::TakeUpAlike),
        _ => None,
    };
    let anew = row.whose.is_none() && row.denied.is_none() && !view.arriving.is_empty();
    if let Some(word) = alike.filter(|_| anew) {
        text.push((Role::Warn, say(lang, &word.say())));
    }
    if let Some(here) = row.alike(view) {
        text.push((Role::Text, same(here, lang)));
    }
    let blank = || (Role::Text, String::new());
    let why = row.denied.as_ref();
    let blockers = why.map_or_else(Vec::new, |it| content::blockers(row.step, it, view, lang));
    if !blockers.is_empty() {
        text.push(blank());
        text.extend(blockers);
    }
    let first = leading(view).filter(|_| leads_with_duty(view));
    let duties = view.line.duties.iter().enumerate();
    let others = duties.filter(|(at, _)| Some(*at) != first);
    let duties: Vec<&Duty> = others.map(|(_, it)| it).collect();
    if !duties.is_empty() {
        text.push(blank());
        for duty in duties {
            let role = match duty.side == view.line.side {
                true => Role::Warn,
                false => Role::Dim,
            };
            text.push((role, format!("- {}", content::duty(duty, view, lang))));
        }
    }
    text
}

/// The steps that say the case is right as it was sent, or send it anew.
const TELLING: [Step; 6] = [
    Step::Submit,
    Step::Approve,
    Step::Offer,
    Step::Check,
    Step::Release,
    Step::Add,
];

fn step_row(row: &Row, lang: Lang) -> Drawn {
    let name = row.name(lang);
    let text = match &row.denied {
        None => match row.key {
            Some(key) => format!("{} {name}  [{}]", sign(Role::Good), key.name()),
            None => format!("{} {name}", sign(Role::Good)),
        },
        Some(_) => format!("{} {name}", sign(Role::Bad)),
    };
    let role = match row.denied {
        None => Role::Text,
        Some(_) => Role::Dim,
    };
    Drawn { text, role }
}

/// The place of the duty that stands at the head: the first of this office, else what the other one owes.
fn leading(view: &DossierView) -> Option<usize> {
    let duties = &view.line.duties;
    let own = duties.iter().position(|it| it.side == view.line.side);
    own.or((!duties.is_empty()).then_some(0))
}

/// Whether a duty stands at the head of the screen, because nothing more pressing does.
fn leads_with_duty(view: &DossierView) -> bool {
    let held = view.line.trouble.is_some() || view.state.stop.is_some();
    !held && view.waiting.is_empty() && !is_bare(view)
}

/// Says who hands over to whom, and whose turn it is; returns the rows used.
fn view_head(pen: &mut Pen, area: Rect, view: &DossierView) -> u16 {
    let lang = pen.cx.lang;
    let peer = message::other_office(&view.line, lang);
    let (from, to) = match view.line.side {
        Side::Sender => (&view.office, &peer),
        Side::Receiver => (&peer, &view.office),
    };
    let own = label::handover::side(view.line.side, lang);
    let us = pen.say(&Say::Ours);
    let arrow = pen.cx.theme.pieces().to;
    let whole = format!("{from} {arrow} {to}  ({us}: {own})");
    let head = match (width_of(&whole) <= area.width, view.line.side) {
        (true, _) => whole,
        (false, Side::Sender) => format!("{us}({own}) {arrow} {to}"),
        (false, Side::Receiver) => format!("{from} {arrow} {us}({own})"),
    };
    pen.fit(area.x, area.y, area.width, &head, Role::Text);
    let (text, role) = match leading(view).map(|at| &view.line.duties[at]) {
        _ if view.line.trouble.is_some() => (pen.say(&Word::LogShort.say()), Role::Bad),
        _ if view.state.stop.is_some() => (pen.say(&Word::Stopped.say()), Role::Bad),
        _ if !view.waiting.is_empty() => (pen.say(&waits(view).say()), Role::Warn),
        _ if is_bare(view) => (pen.say(&Word::CaseNotHeld.say()), Role::Warn),
        Some(duty) if duty.side == view.line.side => (content::duty(duty, view, lang), Role::Warn),
        Some(duty) => (content::duty(duty, view, lang), Role::Text),
        None => match todo::next_in(view) {
            Some(word) => (next_of(view, word, lang), Role::Warn),
            None if begins_next(view).is_some() => (pen.say(&Word::BeginsNext.say()), Role::Text),
            None => (pen.say(&Say::NobodysTurn), Role::Dim),
        },
    };
    let room = area
        .width
        .saturating_sub(if sign(role).is_empty() { 0 } else { 2 });
    let line = Rect {
        height: 1,
        ..below(area, 1)
    };
    let used = 1 + pen.marked(line, &shorten(&text, usize::from(room)), role);
    let owed = view.line.duties.iter();
    let owed = owed.filter(|it| it.task == Task::OfferAgain(Why::Condition));
    let Some(put) = view.condition.as_ref().filter(|_| 0 < owed.count()) else {
        return used;
    };
    let line = Rect {
        height: 1,
        ..below(area, used)
    };
    let said = condition::said(put, lang);
    let said = shorten(&said, usize::from(area.width));
    used + pen.marked(line, &said, Role::Text)
}

/// The case of which another handover can begin here: the person is with this office, and this handover is over.
fn begins_next(view: &DossierView) -> Option<CaseId> {
    let leads = view
        .state
        .ending()
        .is_some_and(|it| it.leads_on(view.line.side));
    let moved = view.line.side == Side::Sender && view.state.ended.is_some();
    view.line.case.filter(|_| leads && !moved)
}

/// Says what is next, and before it how much is missing.
fn next_of(view: &DossierView, word: Word, lang: Lang) -> String {
    let next = say(lang, &word.say());
    match todo::missing(view) {
        0 => next,
        count => format!("{} {count}  {next}", say(lang, &Prepare::Left.say())),
    }
}

/// Puts a name before a phase, the name shortened where both have no room.
fn titled(person: &str, phase: &str, width: u16) -> String {
    let room = usize::from(width.saturating_sub(width_of(phase) + 2));
    format!("{}  {phase}", shorten(person, room))
}

/// What can be taken into the own case, or made a case of.
fn waits(view: &DossierView) -> Word {
    match view.line.case {
        Some(_) if view.state.additions == 0 => Word::OpenSinceStart,
        Some(_) => Word::AdditionsWait,
        None => Word::CaseIsGone,
    }
}

/// Whether the start came back to an older copy of the store, and neither the case nor the content did.
fn is_bare(view: &DossierView) -> bool {
    let ours = view.line.side == Side::Receiver && view.line.case.is_none();
    let held = view.state.holds_content && view.state.taken_back().is_empty();
    ours && view.state.started.is_some() && held
}

/// Marks a place for the cursor where there is nothing to select.
fn focus_mark(pen: &mut Pen, area: Rect) -> Position {
    pen.put(area.x, area.y, 1, sign(Role::Focus), Role::Focus);
    area.as_position()
}
