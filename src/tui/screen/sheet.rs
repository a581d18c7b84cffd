//! A small form of a room: one table from what is wanted to its fields and its request.
//!
//! It checks only what the worker cannot: that two entries are alike.

use ratatui::layout::{Position, Rect};

use crate::domain::attachment::Paper;
use crate::domain::calendar::parse_day;
use crate::domain::id::{CaseId, Digest, HandoverId, OfficeId, StaffId};
use crate::domain::setting::{Setting, SettingId, Shape};
use crate::domain::staff::Role as Work;
use crate::domain::text::{Line, ascii_digits, compatible};
use crate::lang::screen::Say;
use crate::lang::screen::case::Case;
use crate::lang::screen::office::Office;
use crate::lang::screen::post::Post;
use crate::lang::screen::prepare::Prepare;
use crate::lang::screen::setting::Setting as SettingWord;
use crate::lang::screen::staff::Staff;
use crate::tui::act::{Act, OfficeForm, Reply, Request, Secret, StaffForm, Told};
use crate::tui::keys::{Action, Stand};
use crate::tui::room::setting::Whose;
use crate::tui::room::{case, handover, office, post, setting, staff};
use crate::tui::theme::Role;
use crate::tui::widget::form::{Form, Item, Outcome};
use crate::tui::widget::frame::{below, framed};
use crate::tui::widget::passphrase;
use crate::tui::widget::pen::Pen;
use crate::workflow::attachment::paper_kinds;

const ROLES: [Work; 4] = [
    Work::SupportWorker,
    Work::ServiceManager,
    Work::Manager,
    Work::Auditor,
];

/// What is wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A card is to be read.
    Keep,
    /// What this office says of itself is to be changed.
    Edit,
    /// The own card is to be written.
    Write,
    /// A fingerprint is to be compared.
    Verify(OfficeId),
    /// An office is to be trusted no more; its name is typed.
    Revoke(OfficeId),
    /// A member of staff is to be added.
    Add,
    /// One who has left is to be shut out; the name is typed.
    ShutOut(StaffId),
    /// The own passphrase is to be changed.
    Passphrase,
    /// The shared folder is to be set.
    Folder,
    /// A case is to be written into a file.
    Export(CaseId),
    /// A paper for the person is to be written into a file.
    Print(HandoverId),
    /// A file is to be attached to a case.
    Attach(CaseId),
    /// An attached file is to be written to the disk.
    SaveFile(CaseId),
    /// An attached file is to be taken away.
    Detach(CaseId),
    /// A setting of the office is to be changed; it is set so now.
    Set(SettingId, Setting),
    /// A setting is to be changed for a city.
    SetFor(SettingId, Setting),
}

/// A form of a room.
#[derive(Debug)]
pub struct Sheet {
    kind: Kind,
    /// Whom or what it is about, where the title does not say.
    about: String,
    /// What is to be written, where it stood on the screen before.
    paper: String,
    /// The files it can name, in the order of their numbers.
    files: Vec<Digest>,
    form: Form,
    trouble: Option<Told>,
    state: Sent,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Sent {
    Not,
    Waiting,
}

impl Sheet {
    /// Makes the form for what is wanted.
    pub fn new(kind: Kind) -> Sheet {
        let mut items = items(kind);
        items.push(Item::Button(button(kind)));
        Sheet {
            kind,
            about: String::new(),
            paper: String::new(),
            files: Vec::new(),
            form: Form::new(items),
            trouble: None,
            state: Sent::Not,
        }
    }

    /// Says in the title whom it is about.
    pub fn about(self, whom: &str) -> Sheet {
        let about = whom.to_owned();
        Sheet { about, ..self }
    }

    /// Makes the form for a paper, to be written as it stood on the screen.
    pub fn of_paper(id: HandoverId, paper: String) -> Sheet {
        Sheet {
            paper,
            ..Sheet::new(Kind::Print(id))
        }
    }

    /// Lets it name one of these files by its number.
    pub fn naming(self, files: Vec<Digest>) -> Sheet {
        Sheet { files, ..self }
    }

    /// Makes the form for what this office says of itself, filled in as it is now.
    pub fn of_office(own: &OfficeForm) -> Sheet {
        let mut sheet = Sheet::new(Kind::Edit);
        let texts = [
            &own.name,
            &own.corporation,
            &own.number,
            &own.address,
            &own.representative,
            &own.phone,
        ];
        for (at, text) in texts.into_iter().enumerate() {
            sheet.form.prefill(at, text);
        }
        sheet
    }

    /// Makes the form for a setting, filled in as it is set now.
    pub fn of_setting(id: SettingId, whose: &Whose, to: Setting) -> Sheet {
        let (mut sheet, at) = match whose {
            Whose::Office => (Sheet::new(Kind::Set(id, to)), 0),
            Whose::City(name) => {
                let mut sheet = Sheet::new(Kind::SetFor(id, to));
                sheet.form.prefill(0, name);
                sheet.form.focus_on(usize::from(!name.is_empty()));
                (sheet, 1)
            }
        };
        if let Setting::Number(number) = to {
            sheet.form.suggest(at, &number.to_string());
        }
        sheet
    }

    /// Says whether it is being done, so that keys wait for the answer.
    pub fn awaits(&self) -> bool {
        self.state == Sent::Waiting
    }

    /// Returns where the focus stands.
    pub fn stand(&self) -> Stand {
        self.form.stand()
    }

    /// Takes text into the focused field.
    pub fn text(&mut self, text: &str) {
        if self.state == Sent::Not {
            self.form.text(text);
        }
    }

    /// Fills in, goes back, or asks the worker.
    pub fn act(&mut self, action: Action) -> Vec<Act> {
        if self.state == Sent::Waiting {
            return Vec::new();
        }
        match self.form.act(action) {
            Outcome::Filling => Vec::new(),
            Outcome::Back => vec![Act::Close],
            Outcome::Proceed => self.proceed(),
        }
    }

    fn proceed(&mut self) -> Vec<Act> {
        let Some(request) = self.request() else {
            return Vec::new();
        };
        self.state = Sent::Waiting;
        self.trouble = None;
        vec![Act::Ask(request)]
    }

    fn request(&mut self) -> Option<Request> {
        let typed = |form: &Form, at| form.typed(at).trim().to_owned();
        Some(match self.kind {
            Kind::Keep => Request::Office(office::Ask::Keep(typed(&self.form, 0))),
            Kind::Edit => Request::Office(office::Ask::Change(OfficeForm {
                name: typed(&self.form, 0),
                corporation: typed(&self.form, 1),
                number: typed(&self.form, 2),
                address: typed(&self.form, 3),
                representative: typed(&self.form, 4),
                phone: typed(&self.form, 5),
            })),
            Kind::Write => Request::Office(office::Ask::Write(typed(&self.form, 0))),
            Kind::Verify(id) => Request::Office(office::Ask::Verify(id, typed(&self.form, 0))),
            Kind::Revoke(id) => {
                self.named(Office::RevokeOther.say())?;
                Request::Office(office::Ask::Revoke(id))
            }
            Kind::ShutOut(id) => {
                self.named(Staff::LeaveOther.say())?;
                Request::Staff(staff::Ask::ShutOut(id))
            }
            Kind::Folder => Request::Post(post::Ask::Set(typed(&self.form, 0))),
            Kind::Export(id) => Request::Case(case::Ask::Export(id, typed(&self.form, 0))),
            Kind::Print(id) => {
                let (path, text) = (typed(&self.form, 0), self.paper.clone());
                Request::Handover(handover::Ask::Print(id, path, text))
            }
            Kind::Attach(id) => {
                let paper = self.paper()?;
                Request::Case(case::Ask::Attach(id, typed(&self.form, 0), paper))
            }
            Kind::SaveFile(id) => {
                let file = self.file()?;
                Request::Case(case::Ask::SaveFile(id, file, typed(&self.form, 1)))
            }
            Kind::Detach(id) => Request::Case(case::Ask::Detach(id, self.file()?)),
            Kind::Set(id, _) => {
                let to = self.value(id, 0)?;
                Request::Setting(setting::Ask::Set(id, Whose::Office, to))
            }
            Kind::SetFor(id, _) => {
                let (city, to) = (typed(&self.form, 0), self.value(id, 1)?);
                if city.is_empty() {
                    self.form.refuse(0, Say::Needed);
                    return None;
                }
                Request::Setting(setting::Ask::Set(id, Whose::City(city), to))
            }
            Kind::Add => {
                let passphrase = passphrase::chosen(&mut self.form, 2)?;
                let person = StaffForm {
                    name: typed(&self.form, 0),
                    role: *ROLES.get(self.form.taken(1)?)?,
                };
                Request::Staff(staff::Ask::Add(person, passphrase))
            }
            Kind::Passphrase => {
                let passphrase = passphrase::chosen(&mut self.form, 1)?;
                let present = Secret::new(self.form.typed(0));
                self.form.empty(0);
                Request::Staff(staff::Ask::Passphrase(present, passphrase))
            }
        })
    }

    /// Whether the name was typed of whom it is about; white space and width do not matter.
    fn named(&mut self, otherwise: Say) -> Option<()> {
        let folded = |text: &str| {
            let folded = compatible(text);
            folded.chars().filter(|it| !it.is_whitespace()).collect()
        };
        let (typed, meant): (String, String) = (folded(self.form.typed(0)), folded(&self.about));
        if typed != meant {
            self.form.refuse(0, otherwise);
            return None;
        }
        Some(())
    }

    /// What is said of a file that is to be attached.
    fn paper(&mut self) -> Option<Paper> {
        let kind = *paper_kinds().get(self.form.taken(1)?)?;
        let Ok(dated) = parse_day(self.form.typed(2)) else {
            self.form.refuse(2, Say::NotADay);
            return None;
        };
        let line = |form: &Form, at, most| match form.typed(at).trim() {
            "" => Ok(None),
            typed => Line::new(typed, most).map(Some),
        };
        let (version, author) = (line(&self.form, 3, 20), line(&self.form, 4, 60));
        let (Ok(version), Ok(author)) = (&version, &author) else {
            self.form.refuse(
                if version.is_err() { 3 } else { 4 },
                Case::LineTooLong.say(),
            );
            return None;
        };
        Some(Paper {
            kind,
            version: version.clone(),
            dated: dated.day,
            author: author.clone(),
        })
    }

    /// The file whose number is typed.
    fn file(&mut self) -> Option<Digest> {
        let number = ascii_digits(self.form.typed(0)).trim().parse::<usize>();
        let at = number.ok().and_then(|it| it.checked_sub(1));
        let file = at.and_then(|it| self.files.get(it)).copied();
        if file.is_none() {
            self.form.refuse(0, Case::NoSuchFile.say());
        }
        file
    }

    /// What is typed or chosen for a setting, in the words in which it is read.
    fn value(&self, id: SettingId, at: usize) -> Option<String> {
        Some(match id.shape() {
            Shape::Number { .. } => self.form.typed(at).trim().to_owned(),
            Shape::Choice(options) => options.get(self.form.taken(at)?)?.code().to_owned(),
        })
    }

    /// Takes the worker's answer.
    pub fn reply(&mut self, reply: Reply) -> Vec<Act> {
        self.state = Sent::Not;
        match reply {
            Reply::Refused(why) => {
                self.trouble = Some(why);
                Vec::new()
            }
            Reply::Done(told) => vec![Act::Close, Act::Hear(Reply::Changed), Act::Report(told)],
            _ => Vec::new(),
        }
    }

    /// Draws the form; the cursor stands where typing goes.
    pub fn view(&self, pen: &mut Pen, area: Rect) -> Position {
        let name = pen.say(&title(self.kind));
        let name = match &*self.about {
            "" => name,
            about => format!("{name}    {about}"),
        };
        let inside = framed(pen, area, &name, self.stand());
        let used = match (&self.trouble, self.state) {
            (Some(why), _) => pen.marked(inside, &why.text(pen.cx.lang), Role::Bad),
            (None, Sent::Waiting) => pen.sentence(inside, &Say::Working, Role::Dim),
            (None, Sent::Not) => pen.sentence(inside, &hint(self.kind), Role::Text),
        };
        self.form.view(pen, below(inside, used + 1))
    }
}

fn title(kind: Kind) -> Say {
    match kind {
        Kind::Keep => Office::KeepTitle.say(),
        Kind::Edit => Office::EditTitle.say(),
        Kind::Write => Office::WriteTitle.say(),
        Kind::Verify(_) => Office::VerifyTitle.say(),
        Kind::Revoke(_) => Office::RevokeTitle.say(),
        Kind::ShutOut(_) => Staff::LeaveTitle.say(),
        Kind::Add => Staff::AddTitle.say(),
        Kind::Passphrase => Staff::ChangeTitle.say(),
        Kind::Folder => Post::SetTitle.say(),
        Kind::Export(_) => Case::ExportTitle.say(),
        Kind::Print(_) => Prepare::KeyToFile.say(),
        Kind::Attach(_) => Case::AttachTitle.say(),
        Kind::SaveFile(_) => Case::SaveFileTitle.say(),
        Kind::Detach(_) => Case::DetachTitle.say(),
        Kind::Set(id, _) | Kind::SetFor(id, _) => Say::Setting(id),
    }
}

fn hint(kind: Kind) -> Say {
    match kind {
        Kind::Keep => Office::KeepHint.say(),
        Kind::Edit => Office::EditHint.say(),
        Kind::Write => Office::WriteHint.say(),
        Kind::Verify(_) => Office::VerifyHint.say(),
        Kind::Revoke(_) => Office::RevokeHint.say(),
        Kind::ShutOut(_) => Staff::LeaveHint.say(),
        Kind::Add => Staff::AddHint.say(),
        Kind::Passphrase => Staff::ChangeHint.say(),
        Kind::Folder => Post::SetHint.say(),
        Kind::Export(_) => Case::ExportHint.say(),
        Kind::Print(_) => Prepare::PaperHint.say(),
        Kind::Attach(_) => Case::AttachHint.say(),
        Kind::SaveFile(_) => Case::SaveFileHint.say(),
        Kind::Detach(_) => Case::DetachHint.say(),
        Kind::Set(id, _) => Say::SettingUsual(id),
        Kind::SetFor(..) => SettingWord::CityAsk.say(),
    }
}

fn button(kind: Kind) -> Say {
    match kind {
        Kind::Set(..) | Kind::SetFor(..) => SettingWord::Take.say(),
        other => title(other),
    }
}

fn value(id: SettingId, to: Setting) -> Item {
    match id.shape() {
        Shape::Number { .. } => Item::line(Say::SettingNumber(id)),
        Shape::Choice(options) => {
            let at = options.iter().position(|it| to == Setting::Pick(*it));
            let options = options.iter().copied().map(Say::Pick).collect();
            Item::choice(SettingWord::Value.say(), options, at)
        }
    }
}

fn items(kind: Kind) -> Vec<Item> {
    match kind {
        Kind::Keep | Kind::Write | Kind::Export(_) | Kind::Print(_) => {
            vec![Item::line(Office::File.say())]
        }
        Kind::Attach(_) => vec![
            Item::line(Office::File.say()),
            Item::choice(
                Case::PaperKind.say(),
                paper_kinds().iter().map(|it| Say::Paper(*it)).collect(),
                Some(0),
            ),
            Item::day(Case::PaperDated.say()),
            Item::line(Case::PaperVersion.say()),
            Item::line(Case::PaperAuthor.say()),
        ],
        Kind::SaveFile(_) => vec![
            Item::line(Case::FileNumber.say()),
            Item::line(Office::File.say()),
        ],
        Kind::Detach(_) => vec![Item::line(Case::FileNumber.say())],
        Kind::Edit => vec![
            Item::line(Office::Name.say()),
            Item::line(Office::Corporation.say()),
            Item::line(Office::Number.say()),
            Item::line(Office::Address.say()),
            Item::line(Office::Representative.say()),
            Item::line(Office::Phone.say()),
        ],
        Kind::Verify(_) => vec![Item::line(Office::ReadOut.say())],
        Kind::Revoke(_) => vec![Item::line(Office::Name.say())],
        Kind::ShutOut(_) => vec![Item::line(Staff::Name.say())],
        Kind::Folder => vec![Item::line(Post::Path.say())],
        Kind::Set(id, to) => vec![value(id, to)],
        Kind::SetFor(id, to) => vec![Item::line(SettingWord::City.say()), value(id, to)],
        Kind::Add => vec![
            Item::line(Staff::Name.say()),
            Item::choice(Staff::Role.say(), ROLES.map(Say::Role).to_vec(), Some(0)),
            Item::masked(Say::Passphrase),
            Item::masked(Say::PassphraseAgain),
        ],
        Kind::Passphrase => vec![
            Item::masked(Staff::Present.say()),
            Item::masked(Staff::New.say()),
            Item::masked(Say::PassphraseAgain),
        ],
    }
}
