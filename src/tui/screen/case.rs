//! One case: its sections with what is filled and missing, and what stands in the selected one.
//!
//! Whether it may be written is the desk's; where not, the reason stays on the screen.

use ratatui::layout::{Position, Rect};

use crate::domain::assessment::{GapSize, Overview};
use crate::domain::check_digit::CheckDigit;
use crate::domain::id::CaseId;
use crate::domain::section::{FieldId, SectionId};
use crate::lang::screen::case::Case as Word;
use crate::lang::screen::prepare::Prepare;
use crate::lang::screen::say;
use crate::lang::{Lang, course, label, message, service};
use crate::tui::act::{Act, Reply, Request, Told};
use crate::tui::keys::{Action, Stand};
use crate::tui::room::case::{Ask, CaseView};
use crate::tui::screen::Screen;
use crate::tui::screen::changes::Changes;
use crate::tui::screen::notes::Notes;
use crate::tui::screen::prepare::{Begin, lead_to};
use crate::tui::screen::section::Section;
use crate::tui::screen::sheet::{Kind, Sheet};
use crate::tui::screen::visits::Visits;
use crate::tui::theme::{Role, sign};
use crate::tui::widget::frame::{below, framed};
use crate::tui::widget::list::List;
use crate::tui::widget::pen::{Pen, column};
use crate::tui::widget::split::{Line, Split, heading};
use crate::workflow::view::Nameless;

/// The rows of the list: every section, and the working notes apart.
const ROWS: usize = SectionId::ALL.len() + 1;

/// One case.
#[derive(Debug)]
pub struct Case {
    id: CaseId,
    view: Option<Box<CaseView>>,
    list: List,
    split: Split,
    trouble: Option<Told>,
    /// What is to be written as soon as the case is there.
    jump: Option<Jump>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum Jump {
    Field(FieldId),
    Notes,
    Sheet(Kind),
}

impl Case {
    /// Makes the screen of a case that is still to be asked for.
    pub fn new(id: CaseId) -> Case {
        Case {
            id,
            view: None,
            list: List::default(),
            split: Split::default(),
            trouble: None,
            jump: None,
        }
    }

    /// Makes the screen of a case of which a field is to be written at once.
    pub fn at(id: CaseId, field: FieldId) -> Case {
        let section = field.spec().section;
        let at = SectionId::ALL.iter().position(|it| *it == section);
        Case {
            jump: Some(Jump::Field(field)),
            list: List {
                selected: at.unwrap_or(0),
            },
            ..Case::new(id)
        }
    }

    /// Makes the screen of a case of which a working note is to be written at once.
    pub fn at_notes(id: CaseId) -> Case {
        Case {
            jump: Some(Jump::Notes),
            list: List { selected: ROWS - 1 },
            ..Case::new(id)
        }
    }

    /// Makes the screen of a case over which a form is to be opened at once.
    pub fn at_sheet(id: CaseId, form: Kind) -> Case {
        Case {
            jump: Some(Jump::Sheet(form)),
            ..Case::new(id)
        }
    }

    /// Makes the screen of a case that was just shown, its first section about the person selected.
    pub fn of(view: Box<CaseView>) -> Case {
        let person = SectionId::ALL
            .iter()
            .position(|it| *it == SectionId::Person);
        Case {
            list: List {
                selected: person.unwrap_or(0),
            },
            view: Some(view.clone()),
            ..Case::new(view.case.id())
        }
    }

    /// Says whether nothing is shown yet, so that keys wait for the answer.
    pub fn awaits(&self) -> bool {
        self.view.is_none() && self.trouble.is_none()
    }

    /// Returns where the focus stands.
    pub fn stand(&self) -> Stand {
        match &self.view {
            Some(view) if view.shut.is_some() => Stand::CaseShut,
            Some(_) | None => Stand::Case,
        }
    }

    fn section(&self) -> Option<SectionId> {
        SectionId::ALL.get(self.list.selected).copied()
    }

    /// Moves, scrolls, opens a section to write or the working notes.
    pub fn act(&mut self, action: Action) -> Vec<Act> {
        match action {
            Action::Back => return vec![Act::Close, Act::Hear(Reply::Changed)],
            Action::Choose => return self.open(),
            Action::Notes => return self.notes(),
            Action::Changes => return self.changes(),
            Action::Begin => return self.begin(),
            Action::Visits => return Visits::open(self.id),
            Action::Export => return self.sheet(Kind::Export(self.id)),
            Action::Attach => return self.sheet(Kind::Attach(self.id)),
            Action::SaveFile => return self.of_a_file(Kind::SaveFile(self.id)),
            Action::Detach => return self.of_a_file(Kind::Detach(self.id)),
            Action::ScrollDown | Action::ScrollUp => self.split.act(action),
            other => {
                let before = self.list.selected;
                self.list.act(other, ROWS);
                if self.list.selected != before {
                    self.split.rewind();
                }
            }
        }
        Vec::new()
    }

    /// Opens a form that names an attached file, where there is one to name.
    fn of_a_file(&self, kind: Kind) -> Vec<Act> {
        match &self.view {
            Some(view) if view.files.is_empty() => vec![Act::Tell(Word::NoFiles.say())],
            _ => self.sheet(kind),
        }
    }

    /// Begins a handover, or leads to the one that is open already.
    fn begin(&self) -> Vec<Act> {
        match self.view.as_ref().and_then(|it| it.open.as_ref()) {
            Some(open) => lead_to(open),
            None => Begin::open(Some(self.id)),
        }
    }

    fn sheet(&self, kind: Kind) -> Vec<Act> {
        let Some(view) = &self.view else {
            return Vec::new();
        };
        let files = view.files.iter().map(|it| it.digest).collect();
        let sheet = Sheet::new(kind).about(&view.person()).naming(files);
        let sheet = sheet.shown(view.erasures);
        vec![Act::Open(Box::new(Screen::Sheet(Box::new(sheet))))]
    }

    fn open(&self) -> Vec<Act> {
        let (Some(view), Some(section)) = (&self.view, self.section()) else {
            return self.notes();
        };
        match &view.shut {
            Some(why) => vec![Act::Report(why.clone())],
            None => {
                let form = Section::new(view.clone(), section);
                vec![Act::Open(Box::new(Screen::Section(Box::new(form))))]
            }
        }
    }

    fn changes(&self) -> Vec<Act> {
        match (&self.view, self.section()) {
            (Some(view), Some(section)) => Changes::of_section(view, section),
            (Some(_), None) => vec![Act::Tell(Word::NotesHint.say())],
            (None, _) => Vec::new(),
        }
    }

    fn notes(&self) -> Vec<Act> {
        let Some(view) = &self.view else {
            return Vec::new();
        };
        let notes = Notes::new(self.id, view.person(), view.erasures);
        vec![
            Act::Open(Box::new(Screen::Notes(Box::new(notes)))),
            Act::Hear(Reply::Changed),
        ]
    }

    /// Takes the worker's answer.
    pub fn reply(&mut self, reply: Reply) -> Vec<Act> {
        match reply {
            Reply::Case(view) => {
                self.trouble = None;
                let jump = self.jump.take().filter(|_| view.shut.is_none());
                let form = match jump {
                    Some(Jump::Field(field)) => Some(Section::at(view.clone(), field)),
                    Some(Jump::Notes | Jump::Sheet(_)) | None => None,
                };
                self.view = Some(view);
                if let Some(form) = form {
                    return vec![Act::Open(Box::new(Screen::Section(Box::new(form))))];
                }
                match jump {
                    Some(Jump::Notes) => return self.notes(),
                    Some(Jump::Sheet(form)) => return self.sheet(form),
                    Some(Jump::Field(_)) | None => {}
                }
            }
            Reply::Changed => {
                let ask = match self.view {
                    None => Ask::Show(self.id),
                    Some(_) => Ask::Again(self.id),
                };
                return vec![Act::Ask(Request::Case(ask))];
            }
            Reply::Refused(why) if self.view.is_some() => return vec![Act::Report(why)],
            Reply::Refused(why) => self.trouble = Some(why),
            _ => {}
        }
        Vec::new()
    }

    /// Draws the sections and the selected one; the cursor stands on the selected row.
    pub fn view(&self, pen: &mut Pen, area: Rect) -> Position {
        let named =
            |it: &CaseView| label::handover::person(&it.person(), Nameless::Unwritten, pen.cx.lang);
        let title = self.view.as_deref().map_or(String::new(), named);
        let inside = framed(pen, area, &title, self.stand());
        let Some(view) = &self.view else {
            return pen.nothing_yet(inside, self.trouble.as_ref());
        };
        let lang = pen.cx.lang;
        let used = match &view.shut {
            Some(why) => pen.marked(inside, &why.text(lang), Role::Warn),
            None => 0,
        };
        let used = used + view_open(pen, below(inside, used), view);
        let rest = below(inside, used);
        let text = match self.section() {
            Some(section) => section_text(view, section, lang),
            None => vec![(Role::Warn, say(lang, &Word::NotesHint.say()))],
        };
        let left = match rest.width {
            ..70 => 28,
            70..90 => 31,
            _ => 38,
        };
        let rows: Vec<String> = (0..ROWS).map(|at| row(view, at, left, lang)).collect();
        let list = (self.list, ROWS);
        self.split
            .view(pen, rest, left, list, &text, |at| rows[at].clone())
    }
}

/// Says which handover of the case is open, where one is; a case that can only be read has no key to it.
fn view_open(pen: &mut Pen, area: Rect, view: &CaseView) -> u16 {
    let Some(open) = &view.open else {
        return 0;
    };
    let lang = pen.cx.lang;
    let how = match view.shut {
        None => say(lang, &Prepare::OpenHow.say()),
        Some(_) => String::new(),
    };
    let told = format!(
        "{}: {}  {}  {how}",
        say(lang, &Prepare::OpenHere.say()),
        label::handover::stands(open, lang),
        open.peer_name
    );
    let line = Rect { height: 1, ..area };
    pen.put(line.x, line.y, 1, sign(Role::Changed), Role::Changed);
    pen.fit(
        line.x + 2,
        line.y,
        line.width.saturating_sub(2),
        &told,
        Role::Text,
    );
    1
}

/// Counts what of a section has one of the four states, out of how many, and how many required ones nothing fills.
fn counts(view: &CaseView, section: SectionId) -> (usize, usize, usize) {
    let has = |field: &FieldId| view.case.get(*field).is_some();
    let fields: Vec<FieldId> = section.fields().collect();
    let filled = fields.iter().filter(|it| has(it)).count();
    let missing = fields.iter().filter(|it| view.case.misses(**it));
    (filled, fields.len(), missing.count())
}

fn row(view: &CaseView, at: usize, width: u16, lang: Lang) -> String {
    let Some(section) = SectionId::ALL.get(at) else {
        return format!("# {}", say(lang, &Word::Notes.say()));
    };
    let (filled, all, missing) = counts(view, *section);
    let mark = match (filled, missing) {
        (0, 0) => " ",
        (_, 0) => sign(Role::Good),
        _ => sign(Role::Warn),
    };
    let name = column(label::section(*section, lang), width.saturating_sub(11));
    format!("{mark} {name}{:>5}", format!("{filled}/{all}"))
}

fn section_text(view: &CaseView, section: SectionId, lang: Lang) -> Vec<Line> {
    let (filled, all, missing) = counts(view, section);
    let mut text = vec![(Role::Title, label::section(section, lang).to_owned())];
    let count = format!("{} {filled}/{all}", say(lang, &Word::Sections.say()));
    text.push((Role::Dim, count));
    if 0 < missing {
        let told = say(lang, &Word::Missing.say());
        text.push((Role::Warn, format!("{} {told} {missing}", sign(Role::Warn))));
    }
    text.push((Role::Text, String::new()));
    if section == SectionId::Assessment {
        text.extend(overview(view.case.assessment().as_ref(), lang));
    }
    if section == SectionId::Certificate {
        text.extend(service(view, lang));
    }
    if matches!(section, SectionId::Handling | SectionId::Employment) {
        text.extend(course(view, lang));
    }
    if section == SectionId::Handling {
        text.extend(planned(view, lang));
    }
    for field in section.fields() {
        text.push(heading(field, lang));
        text.push(match view.case.get(field) {
            Some(value) => (
                Role::Text,
                message::value_on(field, value, view.today, lang),
            ),
            None if view.case.misses(field) => {
                let told = say(lang, &Word::Missing.say());
                (Role::Warn, format!("{} {told}", sign(Role::Warn)))
            }
            None => (Role::Dim, say(lang, &Word::StateBlank.say())),
        });
        if view.case.get(field).is_some() && view.case.misses(field) {
            let told = say(lang, &Word::NoAnswer.say());
            text.push((Role::Warn, format!("{} {told}", sign(Role::Warn))));
        }
        if field == FieldId::CertificateNumber && view.check == CheckDigit::Differs {
            let told = message::check_digit_differs(lang);
            text.push((Role::Warn, format!("{} {told}", sign(Role::Warn))));
        }
        if let (FieldId::CertificateCap, Some(highest)) = (field, view.cap_exceeded) {
            let told = message::cap_exceeded(highest, lang);
            text.push((Role::Warn, format!("{} {told}", sign(Role::Warn))));
        }
        let misfits = view.misfits.iter().filter(|it| it.field() == field);
        text.extend(misfits.map(|it| {
            let told = message::misfit(*it, lang);
            (Role::Warn, format!("{} {told}", sign(Role::Warn)))
        }));
        text.push((Role::Text, String::new()));
    }
    if section == SectionId::Attachments {
        text.extend(files(view, lang));
    }
    text.extend(history(view, section, lang));
    text
}

/// The attached files, each with the number by which it is named in a form.
fn files(view: &CaseView, lang: Lang) -> Vec<Line> {
    let word = |it: Word| say(lang, &it.say());
    let mut text = vec![(Role::Key, word(Word::Files))];
    let named = view.files.iter().enumerate().map(|(at, it)| {
        let line = format!("{} {}", at + 1, message::attached(it, lang));
        (Role::Text, line)
    });
    text.extend(named);
    let then: &[Word] = match (view.files.is_empty(), &view.shut) {
        (true, None) => &[Word::NoFiles, Word::AttachOne],
        (true, Some(_)) => &[Word::NoFiles],
        (false, _) => &[Word::FilesGo],
    };
    text.extend(then.iter().map(|it| (Role::Dim, word(*it))));
    text.push((Role::Text, String::new()));
    text
}

/// What the scores show together: the pyramid from the top down, as it is drawn, and where the person and staff differ.
pub fn overview(seen: Option<&Overview>, lang: Lang) -> Vec<Line> {
    let Some(seen) = seen else {
        return Vec::new();
    };
    let word = |it: Word| say(lang, &it.say());
    let mut text = vec![(Role::Key, word(Word::Pyramid))];
    let rows = seen.levels.iter().enumerate().rev();
    text.extend(rows.map(|(at, it)| {
        let step = at + 1;
        (Role::Text, format!("{step} {}", message::level(it, lang)))
    }));
    text.push((Role::Dim, message::overview_note(lang).to_owned()));
    text.push((Role::Text, String::new()));
    text.push((Role::Key, word(Word::Gaps)));
    if seen.gaps.is_empty() {
        text.push((Role::Dim, word(Word::NoGaps)));
    }
    text.extend(seen.gaps.iter().map(|gap| {
        let role = match gap.size {
            GapSize::Large => Role::Warn,
            GapSize::Medium => Role::Text,
        };
        let mark = match gap.size {
            GapSize::Large => sign(Role::Warn),
            GapSize::Medium => " ",
        };
        (role, format!("{mark} {}", message::gap(gap, lang)))
    }));
    text.push((Role::Text, String::new()));
    text
}

/// The service period: our count, and the city's word beside it.
fn service(view: &CaseView, lang: Lang) -> Vec<Line> {
    let mut text = vec![(Role::Key, say(lang, &Word::ServicePeriod.say()))];
    let lines = service::lines(&view.service, view.today, lang).into_iter();
    text.extend(lines.map(service_line));
    text.push((Role::Text, String::new()));
    text
}

/// Draws a line of what is said of a service period.
pub fn service_line(line: service::Line) -> Line {
    match line {
        service::Line::Plain(line) => (Role::Text, line),
        service::Line::Warning(line) => (Role::Warn, format!("{} {line}", sign(Role::Warn))),
    }
}

/// The days without service until the planned start, where both days are written.
fn planned(view: &CaseView, lang: Lang) -> Vec<Line> {
    let line = view.service.planned.map(|it| service::passage(it, lang));
    let line = line.map(service_line).into_iter();
    line.flat_map(|it| [it, (Role::Text, String::new())])
        .collect()
}

/// What the kind of the handover asks for, and the days that follow.
fn course(view: &CaseView, lang: Lang) -> Vec<Line> {
    let lines = course::lines(&view.course, lang);
    let mut text: Vec<Line> = lines.into_iter().map(|it| (Role::Text, it)).collect();
    if !text.is_empty() {
        text.insert(0, (Role::Key, say(lang, &Word::Course.say())));
        text.push((Role::Text, String::new()));
    }
    text
}

/// Lists the revisions that touched a section, the newest first: day, author, fields.
fn history(view: &CaseView, section: SectionId, lang: Lang) -> Vec<Line> {
    let mut lines = vec![(Role::Title, say(lang, &Word::History.say()))];
    for revision in view.case.history().revisions().iter().rev() {
        let here = |field: &&FieldId| field.spec().section == section;
        let fields = revision.fields.keys().filter(here);
        let names: Vec<&str> = fields.map(|it| label::field(*it, lang)).collect();
        if names.is_empty() {
            continue;
        }
        let by = view.author(revision);
        let head = message::revision(revision.number, revision.on, by, lang);
        lines.push((Role::Text, head));
        lines.push((Role::Dim, format!("  {}", message::list(&names, lang))));
    }
    let then = match lines.len() {
        1 => Word::NoHistory,
        _ => Word::HistoryHint,
    };
    lines.push((Role::Dim, say(lang, &then.say())));
    lines
}
