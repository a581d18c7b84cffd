//! The first setup: language, ruler, office, staff, passphrase, recovery sheet, check.
//!
//! It writes nothing: at the end of the questions it asks the worker to found the office. What is typed stands in memory
//! only: before there is a store, nothing on this computer is sealed, and names and passphrases are not written in the
//! clear. Going back loses nothing; whoever leaves the program is told that all of it goes.

use std::path::Path;

use ratatui::layout::{Position, Rect};

use crate::domain::office::OfficeNumber;
use crate::domain::staff::Role as StaffRole;
use crate::domain::text::{Phone, compatible};
use crate::lang::Lang;
use crate::lang::screen::Say;
use crate::lang::screen::office::Office;
use crate::lang::screen::post::Post;
use crate::tui::act::{
    Act, Ctx, Founding, OfficeForm, Reply, Request, Second, Secret, Sheet, StaffForm, Told,
};
use crate::tui::keys::{Action, Stand};
use crate::tui::screen::Screen;
use crate::tui::screen::lock::Lock;
use crate::tui::screen::question::Question;
use crate::tui::screen::recovery::{check_form, groups_are_right, view_groups};
use crate::tui::theme::{Role, Strokes, Theme};
use crate::tui::widget::form::{Form, Item, Outcome};
use crate::tui::widget::frame::{below, framed};
use crate::tui::widget::list::List;
use crate::tui::widget::passphrase;
use crate::tui::widget::pen::Pen;

const NAME: usize = 0;
const NUMBER: usize = 2;
const PHONE: usize = 5;
const ROLE: usize = 1;

/// The roles that the first two members of staff can have.
const ROLES: [StaffRole; 3] = [
    StaffRole::ServiceManager,
    StaffRole::Manager,
    StaffRole::SupportWorker,
];

/// Where the setup stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Step {
    Language,
    Ruler,
    Office,
    First,
    Second,
    SecondPerson,
    Alone,
    Folder,
    Passphrase,
    SecondPassphrase,
    Working,
    Sheet,
    Check,
    Done,
}

/// The first setup and everything typed in it so far.
#[derive(Debug)]
pub struct Wizard {
    step: Step,
    language: List,
    ruler: List,
    office: Form,
    first: Form,
    second: List,
    second_person: Form,
    alone: Form,
    folder: Form,
    passphrase: Form,
    second_passphrase: Form,
    trouble: Option<Told>,
    sheet: Option<Sheet>,
    written: Form,
    check: Form,
    done: Form,
}

const LANGUAGES: [(Say, Lang); 2] = [(Say::Japanese, Lang::Ja), (Say::English, Lang::En)];
const RULER: [(Say, Strokes); 2] = [
    (Say::RulerStraight, Strokes::Unicode),
    (Say::RulerCrooked, Strokes::Ascii),
];
const SECOND: [(Say, Say); 3] = [
    (Say::SecondNow, Say::SecondNowHint),
    (Say::SecondLater, Say::SecondLaterHint),
    (Say::SecondNone, Say::SecondNoneHint),
];

impl Wizard {
    /// Starts the setup.
    pub fn new() -> Wizard {
        Wizard {
            step: Step::Language,
            language: List::default(),
            ruler: List::default(),
            office: office_form(),
            first: staff_form(),
            second: List::default(),
            second_person: staff_form(),
            alone: Form::new(vec![
                Item::line(Say::AloneReason),
                Item::Button(Say::Continue),
            ]),
            folder: Form::new(vec![
                Item::line(Post::Path.say()),
                Item::Button(Say::Continue),
            ]),
            passphrase: passphrase_form(),
            second_passphrase: passphrase_form(),
            trouble: None,
            sheet: None,
            written: Form::new(vec![Item::Button(Say::SheetWritten)]),
            check: Form::new(vec![Item::Button(Say::Continue)]),
            done: Form::new(vec![Item::Button(Say::Begin)]),
        }
    }

    /// Says whether it is being done, so that keys wait for the answer.
    pub fn awaits(&self) -> bool {
        self.step == Step::Working
    }

    /// Returns where the focus stands.
    pub fn stand(&self) -> Stand {
        match self.step {
            Step::Language | Step::Ruler | Step::Second => Stand::List,
            Step::Working => Stand::Waiting,
            _ => self.form().map_or(Stand::Reader, Form::stand),
        }
    }

    /// Takes text into the focused field.
    pub fn text(&mut self, text: &str) {
        if let Some(form) = self.form_mut() {
            form.text(text);
        }
    }

    /// Carries out an action on the current step.
    pub fn act(&mut self, action: Action, cx: &Ctx) -> Vec<Act> {
        match self.step {
            Step::Language => {
                self.language.act(action, LANGUAGES.len());
                self.listed(action, |wizard| {
                    let (_, lang) = LANGUAGES[wizard.language.selected];
                    wizard.step = Step::Ruler;
                    vec![Act::Speak(lang)]
                })
            }
            Step::Ruler => {
                self.ruler.act(action, RULER.len());
                self.listed(action, |wizard| {
                    let (_, strokes) = RULER[wizard.ruler.selected];
                    wizard.step = Step::Office;
                    vec![Act::Wear(Theme {
                        strokes,
                        ..cx.theme
                    })]
                })
            }
            Step::Second => {
                self.second.act(action, SECOND.len());
                self.listed(action, |wizard| {
                    if wizard.nobody_manages() {
                        return vec![Act::Tell(Say::ManagerFirst)];
                    }
                    wizard.step = wizard.behind_second();
                    Vec::new()
                })
            }
            Step::Working => Vec::new(),
            _ => match self.form_mut().map(|form| form.act(action)) {
                Some(Outcome::Proceed) => self.proceed(cx),
                Some(Outcome::Back) => self.back(),
                Some(Outcome::Filling) | None => Vec::new(),
            },
        }
    }

    fn listed(&mut self, action: Action, choose: impl FnOnce(&mut Self) -> Vec<Act>) -> Vec<Act> {
        match action {
            Action::Choose => choose(self),
            Action::Back => self.back(),
            _ => Vec::new(),
        }
    }

    fn back(&mut self) -> Vec<Act> {
        self.step = match self.step {
            Step::Language => {
                let ask = match self.holds_text() {
                    true => Say::QuitLosesAsk,
                    false => Say::QuitAsk,
                };
                let question = Question::new(ask, Act::Quit);
                return vec![Act::Open(Box::new(Screen::Question(question)))];
            }
            Step::Ruler => Step::Language,
            Step::Office => Step::Ruler,
            Step::First => Step::Office,
            Step::Second => Step::First,
            Step::SecondPerson | Step::Alone => Step::Second,
            Step::Folder => match self.behind_second() {
                Step::Folder => Step::Second,
                asked => asked,
            },
            Step::Passphrase => Step::Folder,
            Step::SecondPassphrase => Step::Passphrase,
            Step::Check => Step::Sheet,
            Step::Working | Step::Sheet | Step::Done => return vec![Act::Tell(Say::SheetStay)],
        };
        Vec::new()
    }

    /// Says whether something is typed that is not founded yet.
    pub fn holds_text(&self) -> bool {
        let founded = matches!(self.step, Step::Sheet | Step::Check | Step::Done);
        let texts = [
            &self.office,
            &self.first,
            &self.second_person,
            &self.alone,
            &self.folder,
            &self.passphrase,
            &self.second_passphrase,
        ];
        !founded && texts.into_iter().any(Form::holds_text)
    }

    /// Whether the one who would be alone could neither add staff nor set the shared folder.
    fn nobody_manages(&self) -> bool {
        self.second.selected != 0 && staff_typed(&self.first).role != StaffRole::Manager
    }

    /// Returns the step that follows what was said about a second person.
    fn behind_second(&self) -> Step {
        match self.second.selected {
            0 => Step::SecondPerson,
            1 => Step::Folder,
            _ => Step::Alone,
        }
    }

    fn proceed(&mut self, cx: &Ctx) -> Vec<Act> {
        let next = match self.step {
            Step::Office => self.office_is_complete().then_some(Step::First),
            Step::First => is_filled(&mut self.first).then_some(Step::Second),
            Step::SecondPerson => self.second_is_another().then_some(Step::Folder),
            Step::Alone => is_filled(&mut self.alone).then_some(Step::Folder),
            Step::Folder => self.folder_is_whole().then_some(Step::Passphrase),
            Step::Passphrase => {
                passphrase::agrees(&mut self.passphrase, 0).then_some(self.behind_passphrase())
            }
            Step::SecondPassphrase => {
                passphrase::agrees(&mut self.second_passphrase, 0).then_some(Step::Working)
            }
            Step::Sheet => Some(Step::Check),
            Step::Check => self.groups_are_right().then_some(Step::Done),
            Step::Done => return self.to_the_lock(),
            Step::Language | Step::Ruler | Step::Second | Step::Working => None,
        };
        let Some(next) = next else { return Vec::new() };
        self.step = next;
        match next {
            Step::Working => return self.found(cx.lang),
            Step::Done => self.forget_the_sheet(),
            _ => {}
        }
        Vec::new()
    }

    fn behind_passphrase(&self) -> Step {
        match self.second.selected {
            0 => Step::SecondPassphrase,
            _ => Step::Working,
        }
    }

    fn to_the_lock(&self) -> Vec<Act> {
        let lock = Lock::new(self.first.typed(NAME).trim(), Say::LockHint);
        vec![Act::Become(Box::new(Screen::Lock(lock)))]
    }

    fn forget_the_sheet(&mut self) {
        self.sheet = None;
        self.check = Form::new(Vec::new());
    }

    /// Refuses what is missing or malformed; the focus ends on the first such field.
    fn office_is_complete(&mut self) -> bool {
        let mut complete = true;
        for at in (0..=PHONE).rev() {
            if let Some(problem) = office_problem(at, self.office.typed(at).trim()) {
                self.office.refuse(at, problem);
                complete = false;
            }
        }
        complete
    }

    /// The folder may be set later, but not in part.
    fn folder_is_whole(&mut self) -> bool {
        let typed = self.folder.typed(0).trim();
        let whole = typed.is_empty() || Path::new(typed).is_absolute();
        if !whole {
            self.folder.refuse(0, Office::WholePath.say());
        }
        whole
    }

    fn second_is_another(&mut self) -> bool {
        if !is_filled(&mut self.second_person) {
            return false;
        }
        let same = compatible(self.second_person.typed(NAME).trim())
            == compatible(self.first.typed(NAME).trim());
        if same {
            self.second_person.refuse(NAME, Say::SamePerson);
            return false;
        }
        let roles = [&self.first, &self.second_person].map(|it| staff_typed(it).role);
        if !roles.contains(&StaffRole::Manager) {
            self.second_person.refuse(ROLE, Say::ManagerNeeded);
            return false;
        }
        true
    }

    fn found(&mut self, lang: Lang) -> Vec<Act> {
        let founding = Founding {
            lang,
            office: self.office_typed(),
            first: staff_typed(&self.first),
            second: match self.second.selected {
                0 => Second::Now(
                    staff_typed(&self.second_person),
                    Secret::new(self.second_passphrase.typed(0)),
                ),
                1 => Second::Later,
                _ => Second::WeAreOne {
                    reason: self.alone.typed(NAME).trim().to_owned(),
                },
            },
            mailbox: match self.folder.typed(0).trim() {
                "" => None,
                typed => Some(typed.to_owned()),
            },
            passphrase: Secret::new(self.passphrase.typed(0)),
        };
        self.passphrase = passphrase_form();
        self.second_passphrase = passphrase_form();
        self.trouble = None;
        vec![Act::Ask(Request::Init(Box::new(founding)))]
    }

    fn office_typed(&self) -> OfficeForm {
        let text = |at: usize| self.office.typed(at).trim().to_owned();
        OfficeForm {
            name: text(0),
            corporation: text(1),
            number: text(NUMBER),
            address: text(3),
            representative: text(4),
            phone: text(PHONE),
        }
    }

    fn groups_are_right(&mut self) -> bool {
        let sheet = self.sheet.as_ref();
        sheet.is_some_and(|sheet| groups_are_right(&mut self.check, sheet))
    }

    /// Takes the worker's answer.
    pub fn reply(&mut self, reply: Reply) -> Vec<Act> {
        match reply {
            Reply::Founded { sheet, second } => {
                self.trouble = second;
                self.check = check_form(&sheet);
                self.sheet = Some(sheet);
                self.step = Step::Sheet;
            }
            Reply::Refused(why) => {
                self.trouble = Some(why);
                self.step = Step::Passphrase;
            }
            _ => {}
        }
        Vec::new()
    }

    fn form(&self) -> Option<&Form> {
        match self.step {
            Step::Office => Some(&self.office),
            Step::First => Some(&self.first),
            Step::SecondPerson => Some(&self.second_person),
            Step::Alone => Some(&self.alone),
            Step::Folder => Some(&self.folder),
            Step::Passphrase => Some(&self.passphrase),
            Step::SecondPassphrase => Some(&self.second_passphrase),
            Step::Sheet => Some(&self.written),
            Step::Check => Some(&self.check),
            Step::Done => Some(&self.done),
            Step::Language | Step::Ruler | Step::Second | Step::Working => None,
        }
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        match self.step {
            Step::Office => Some(&mut self.office),
            Step::First => Some(&mut self.first),
            Step::SecondPerson => Some(&mut self.second_person),
            Step::Alone => Some(&mut self.alone),
            Step::Folder => Some(&mut self.folder),
            Step::Passphrase => Some(&mut self.passphrase),
            Step::SecondPassphrase => Some(&mut self.second_passphrase),
            Step::Sheet => Some(&mut self.written),
            Step::Check => Some(&mut self.check),
            Step::Done => Some(&mut self.done),
            Step::Language | Step::Ruler | Step::Second | Step::Working => None,
        }
    }

    /// Draws the current step; the cursor stands on its focus.
    pub fn view(&self, pen: &mut Pen, area: Rect) -> Position {
        let title = pen.say(&Say::WizardTitle {
            step: self.number(),
            of: 10,
        });
        let inside = framed(pen, area, &title, self.stand());
        if self.step == Step::Working {
            return pen.nothing(inside, &Say::Working);
        }
        let used = pen.sentence(
            Rect {
                height: 4,
                ..inside
            },
            &self.ask(),
            Role::Text,
        );
        let rest = below(inside, used + 1);
        match self.step {
            Step::Language => {
                self.language
                    .view(pen, rest, LANGUAGES.len(), say_of(&LANGUAGES, pen.cx))
            }
            Step::Ruler => self.view_ruler(pen, rest),
            Step::Second => self.view_second(pen, rest),
            Step::Sheet => self.view_sheet(pen, rest),
            _ => self.view_form(pen, rest),
        }
    }

    fn view_form(&self, pen: &mut Pen, area: Rect) -> Position {
        let used = match &self.trouble {
            Some(why) => {
                let text = why.text(pen.cx.lang);
                pen.marked(Rect { height: 3, ..area }, &text, Role::Bad)
            }
            None => 0,
        };
        self.form()
            .map_or(area.as_position(), |form| form.view(pen, below(area, used)))
    }

    fn view_ruler(&self, pen: &mut Pen, area: Rect) -> Position {
        let ruler = Rect {
            x: area.x + 2,
            width: 24,
            height: 5,
            ..area
        };
        let inside = pen.boxed(ruler);
        for (y, row) in (inside.top()..).zip(["漢字かなカナ", "①②③※→℃", "abc 0123 ｶﾞ"])
        {
            pen.put(inside.x, y, inside.width, row, Role::Text);
        }
        let list = Rect {
            height: 2,
            ..below(area, 6)
        };
        let cursor = self
            .ruler
            .view(pen, list, RULER.len(), say_of(&RULER, pen.cx));
        pen.sentence(below(area, 9), &Say::RulerHint, Role::Dim);
        cursor
    }

    fn view_second(&self, pen: &mut Pen, area: Rect) -> Position {
        let list = Rect { height: 3, ..area };
        let cursor = self
            .second
            .view(pen, list, SECOND.len(), say_of(&SECOND, pen.cx));
        let (_, hint) = SECOND[self.second.selected];
        pen.sentence(below(area, 4), &hint, Role::Dim);
        cursor
    }

    fn view_sheet(&self, pen: &mut Pen, area: Rect) -> Position {
        let groups = self.sheet.as_ref().map_or(&[][..], |sheet| &sheet.groups);
        let used = view_groups(pen, area, groups);
        if let Some(why) = &self.trouble {
            let text = why.text(pen.cx.lang);
            pen.marked(below(area, used + 2), &text, Role::Bad);
        }
        self.written.view(pen, below(area, used))
    }

    fn ask(&self) -> Say {
        match self.step {
            Step::Language => Say::LanguageAsk,
            Step::Ruler => Say::RulerAsk,
            Step::Office => Say::OfficeAsk,
            Step::First => Say::FirstAsk,
            Step::Second => Say::SecondAsk,
            Step::SecondPerson => Say::SecondPersonAsk,
            Step::Alone => Say::AloneAsk,
            Step::Folder => Post::FirstAsk.say(),
            Step::Passphrase => Say::PassphraseAsk,
            Step::SecondPassphrase => Say::SecondPassphraseAsk,
            Step::Working => Say::Working,
            Step::Sheet => Say::SheetAsk,
            Step::Check => Say::SheetCheckAsk,
            Step::Done => Say::DoneAsk,
        }
    }

    fn number(&self) -> u8 {
        match self.step {
            Step::Language => 1,
            Step::Ruler => 2,
            Step::Office => 3,
            Step::First => 4,
            Step::Second | Step::SecondPerson | Step::Alone => 5,
            Step::Folder => 6,
            Step::Passphrase | Step::SecondPassphrase | Step::Working => 7,
            Step::Sheet => 8,
            Step::Check => 9,
            Step::Done => 10,
        }
    }
}

impl Default for Wizard {
    fn default() -> Self {
        Wizard::new()
    }
}

fn say_of<T>(rows: &[(Say, T)], cx: &Ctx) -> impl Fn(usize) -> String {
    let words: Vec<String> = rows
        .iter()
        .map(|(word, _)| crate::lang::screen::say(cx.lang, word))
        .collect();
    move |at| words[at].clone()
}

fn office_form() -> Form {
    Form::new(vec![
        Item::line(Say::OfficeName),
        Item::line(Say::OfficeCorporation),
        Item::line(Say::OfficeNumber),
        Item::line(Say::OfficeAddress),
        Item::line(Say::OfficeRepresentative),
        Item::line(Say::OfficePhone),
        Item::Button(Say::Continue),
    ])
}

fn office_problem(at: usize, typed: &str) -> Option<Say> {
    match at {
        _ if typed.is_empty() => Some(Say::Needed),
        NUMBER if OfficeNumber::parse(typed).is_err() => Some(Say::NumberTenDigits),
        PHONE if Phone::new(typed).is_err() => Some(Say::PhoneWrong),
        _ => None,
    }
}

fn staff_form() -> Form {
    let options = ROLES.map(Say::Role).to_vec();
    Form::new(vec![
        Item::line(Say::StaffName),
        Item::choice(Say::StaffRole, options, Some(0)),
        Item::Button(Say::Continue),
    ])
}

fn passphrase_form() -> Form {
    Form::new(vec![
        Item::masked(Say::Passphrase),
        Item::masked(Say::PassphraseAgain),
        Item::Button(Say::Continue),
    ])
}

fn staff_typed(form: &Form) -> StaffForm {
    let role = form.taken(ROLE).and_then(|at| ROLES.get(at).copied());
    let role = role.unwrap_or(StaffRole::ServiceManager);
    StaffForm {
        name: form.typed(NAME).trim().to_owned(),
        role,
    }
}

fn is_filled(form: &mut Form) -> bool {
    let filled = !form.typed(NAME).trim().is_empty();
    if !filled {
        form.refuse(NAME, Say::Needed);
    }
    filled
}
