//! The first setup: language, ruler, office, staff, passphrase, recovery sheet, check.
//!
//! It writes nothing: at the end of the questions it asks the worker to found the office. What is typed stands in memory
//! only: before there is a store, nothing on this computer is sealed, and names and passphrases are not written in the
//! clear. Going back loses nothing; whoever leaves the program is told that all of it goes.

use std::path::Path;

use ratatui::layout::{Position, Rect};

use crate::domain::check_digit::CheckDigit;
use crate::domain::office::OfficeNumber;
use crate::domain::staff::Role as StaffRole;
use crate::domain::text::{Phone, compatible};
use crate::lang::screen::Say;
use crate::lang::screen::office::Office;
use crate::lang::screen::post::Post;
use crate::lang::{Lang, message};
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
#[allow(missing_docs, reason = "each is the page of what its name says")]
pub enum Page {
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
    page: Page,
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
            page: Page::Language,
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

    /// Returns where the setup stands.
    pub fn page(&self) -> Page {
        self.page
    }

    /// Says whether it is being done, so that keys wait for the answer.
    pub fn awaits(&self) -> bool {
        self.page == Page::Working
    }

    /// Selects the language of the screen, while it is being chosen.
    pub fn speak(&mut self, lang: Lang) {
        let at = LANGUAGES.iter().position(|(_, it)| *it == lang);
        if let (Page::Language, Some(at)) = (self.page, at) {
            self.language.selected = at;
        }
    }

    /// Returns where the focus stands.
    pub fn stand(&self) -> Stand {
        match self.page {
            Page::Language | Page::Ruler | Page::Second => Stand::List,
            Page::Working => Stand::Waiting,
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
        match self.page {
            Page::Language => {
                self.language.act(action, LANGUAGES.len());
                self.listed(action, |wizard| {
                    let (_, lang) = LANGUAGES[wizard.language.selected];
                    wizard.page = Page::Ruler;
                    vec![Act::Speak(lang)]
                })
            }
            Page::Ruler => {
                self.ruler.act(action, RULER.len());
                self.listed(action, |wizard| {
                    let (_, strokes) = RULER[wizard.ruler.selected];
                    wizard.page = Page::Office;
                    vec![Act::Wear(Theme {
                        strokes,
                        ..cx.theme
                    })]
                })
            }
            Page::Second => {
                self.second.act(action, SECOND.len());
                self.listed(action, |wizard| {
                    if wizard.nobody_manages() {
                        return vec![Act::Tell(Say::ManagerFirst)];
                    }
                    wizard.page = wizard.behind_second();
                    Vec::new()
                })
            }
            Page::Working => Vec::new(),
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
        self.page = match self.page {
            Page::Language => {
                let ask = match self.holds_text() {
                    true => Say::QuitLosesAsk,
                    false => Say::QuitAsk,
                };
                let question = Question::new(ask, Act::Quit);
                return vec![Act::Open(Box::new(Screen::Question(question)))];
            }
            Page::Ruler => Page::Language,
            Page::Office => Page::Ruler,
            Page::First => Page::Office,
            Page::Second => Page::First,
            Page::SecondPerson | Page::Alone => Page::Second,
            Page::Folder => match self.behind_second() {
                Page::Folder => Page::Second,
                asked => asked,
            },
            Page::Passphrase => Page::Folder,
            Page::SecondPassphrase => Page::Passphrase,
            Page::Check => Page::Sheet,
            Page::Working | Page::Sheet | Page::Done => return vec![Act::Tell(Say::SheetStay)],
        };
        Vec::new()
    }

    /// Says whether something is typed that is not founded yet.
    pub fn holds_text(&self) -> bool {
        let founded = matches!(self.page, Page::Sheet | Page::Check | Page::Done);
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
    fn behind_second(&self) -> Page {
        match self.second.selected {
            0 => Page::SecondPerson,
            1 => Page::Folder,
            _ => Page::Alone,
        }
    }

    fn proceed(&mut self, cx: &Ctx) -> Vec<Act> {
        let next = match self.page {
            Page::Office => self.office_is_complete().then_some(Page::First),
            Page::First => is_filled(&mut self.first).then_some(Page::Second),
            Page::SecondPerson => self.second_is_another().then_some(Page::Folder),
            Page::Alone => is_filled(&mut self.alone).then_some(Page::Folder),
            Page::Folder => self.folder_is_whole().then_some(Page::Passphrase),
            Page::Passphrase => {
                passphrase::agrees(&mut self.passphrase, 0).then_some(self.behind_passphrase())
            }
            Page::SecondPassphrase => {
                passphrase::agrees(&mut self.second_passphrase, 0).then_some(Page::Working)
            }
            Page::Sheet => Some(Page::Check),
            Page::Check => self.groups_are_right().then_some(Page::Done),
            Page::Done => return self.to_the_lock(),
            Page::Language | Page::Ruler | Page::Second | Page::Working => None,
        };
        let Some(next) = next else { return Vec::new() };
        self.page = next;
        match next {
            Page::Working => return self.found(cx.lang),
            Page::Done => self.forget_the_sheet(),
            _ => {}
        }
        Vec::new()
    }

    fn behind_passphrase(&self) -> Page {
        match self.second.selected {
            0 => Page::SecondPassphrase,
            _ => Page::Working,
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
                self.page = Page::Sheet;
            }
            Reply::Refused(why) => {
                self.trouble = Some(why);
                self.page = Page::Passphrase;
            }
            _ => {}
        }
        Vec::new()
    }

    fn form(&self) -> Option<&Form> {
        match self.page {
            Page::Office => Some(&self.office),
            Page::First => Some(&self.first),
            Page::SecondPerson => Some(&self.second_person),
            Page::Alone => Some(&self.alone),
            Page::Folder => Some(&self.folder),
            Page::Passphrase => Some(&self.passphrase),
            Page::SecondPassphrase => Some(&self.second_passphrase),
            Page::Sheet => Some(&self.written),
            Page::Check => Some(&self.check),
            Page::Done => Some(&self.done),
            Page::Language | Page::Ruler | Page::Second | Page::Working => None,
        }
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        match self.page {
            Page::Office => Some(&mut self.office),
            Page::First => Some(&mut self.first),
            Page::SecondPerson => Some(&mut self.second_person),
            Page::Alone => Some(&mut self.alone),
            Page::Folder => Some(&mut self.folder),
            Page::Passphrase => Some(&mut self.passphrase),
            Page::SecondPassphrase => Some(&mut self.second_passphrase),
            Page::Sheet => Some(&mut self.written),
            Page::Check => Some(&mut self.check),
            Page::Done => Some(&mut self.done),
            Page::Language | Page::Ruler | Page::Second | Page::Working => None,
        }
    }

    /// Draws the current step; the cursor stands on its focus.
    pub fn view(&self, pen: &mut Pen, area: Rect) -> Position {
        let title = pen.say(&Say::WizardTitle {
            step: self.number(),
            of: 10,
        });
        let inside = framed(pen, area, &title, self.stand());
        if self.page == Page::Working {
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
        match self.page {
            Page::Language => {
                self.language
                    .view(pen, rest, LANGUAGES.len(), say_of(&LANGUAGES, pen.cx))
            }
            Page::Ruler => self.view_ruler(pen, rest),
            Page::Second => self.view_second(pen, rest),
            Page::Sheet => self.view_sheet(pen, rest),
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
        let used = used + self.view_check(pen, below(area, used));
        self.form()
            .map_or(area.as_position(), |form| form.view(pen, below(area, used)))
    }

    /// Says that the last digit of the number does not fit, as soon as all ten are there: it refuses nothing. Gives the rows used.
    fn view_check(&self, pen: &mut Pen, area: Rect) -> u16 {
        let number = OfficeNumber::parse(self.office.typed(NUMBER).trim());
        let check = number.map_or(CheckDigit::Fits, |it| CheckDigit::of(it.as_str()));
        if self.page != Page::Office || check == CheckDigit::Fits {
            return 0;
        }
        let told = message::check_digit_differs(pen.cx.lang);
        pen.marked(Rect { height: 3, ..area }, told, Role::Warn)
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
        match self.page {
            Page::Language => Say::LanguageAsk,
            Page::Ruler => Say::RulerAsk,
            Page::Office => Say::OfficeAsk,
            Page::First => Say::FirstAsk,
            Page::Second => Say::SecondAsk,
            Page::SecondPerson => Say::SecondPersonAsk,
            Page::Alone => Say::AloneAsk,
            Page::Folder => Post::FirstAsk.say(),
            Page::Passphrase => Say::PassphraseAsk,
            Page::SecondPassphrase => Say::SecondPassphraseAsk,
            Page::Working => Say::Working,
            Page::Sheet => Say::SheetAsk,
            Page::Check => Say::SheetCheckAsk,
            Page::Done => Say::DoneAsk,
        }
    }

    fn number(&self) -> u8 {
        match self.page {
            Page::Language => 1,
            Page::Ruler => 2,
            Page::Office => 3,
            Page::First => 4,
            Page::Second | Page::SecondPerson | Page::Alone => 5,
            Page::Folder => 6,
            Page::Passphrase | Page::SecondPassphrase | Page::Working => 7,
            Page::Sheet => 8,
            Page::Check => 9,
            Page::Done => 10,
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
