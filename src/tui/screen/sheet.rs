//! A small form of a room: one table from what is wanted to its fields and its request.
//!
//! It checks only what the worker cannot: that two entries are alike. What is typed is kept as in other forms, but for
//! passphrases and what is typed to be sure.

use std::cell::Cell;
use std::collections::BTreeSet;

use ratatui::layout::{Position, Rect};

use crate::domain::alert::Extent;
use crate::domain::attachment::{Detaching, Paper, ScanBefore};
use crate::domain::calendar::{Day, parse_day};
use crate::domain::consent::{Consent, Handing, Withdrawn};
use crate::domain::contact::{Contact, Standing};
use crate::domain::handover::papers::Became as CopyBecame;
use crate::domain::id::{CaseId, ConsentId, Digest, HandoverId, OfficeId, StaffId};
use crate::domain::meeting::{LONGEST_TEXT, Meeting, MeetingKind, Minutes, Owner, Task};
use crate::domain::search::Filed;
use crate::domain::section::ItemId;
use crate::domain::setting::{Setting, SettingId, Shape};
use crate::domain::staff::Role as Work;
use crate::domain::text::{Line, ascii_digits, compatible};
use crate::domain::visit::{
    Age, Described, Disability, Next, Outcome as VisitOutcome, VisitKind, Wish,
};
use crate::lang::contact::text;
use crate::lang::retention as kept;
use crate::lang::screen::aside::Aside as AsideWord;
use crate::lang::screen::audit::Audit as AuditWord;
use crate::lang::screen::case::Case;
use crate::lang::screen::dossier::Dossier;
use crate::lang::screen::office::Office;
use crate::lang::screen::post::Post;
use crate::lang::screen::prepare::Prepare;
use crate::lang::screen::record::Record;
use crate::lang::screen::retention::Retention;
use crate::lang::screen::setting::Setting as SettingWord;
use crate::lang::screen::staff::Staff;
use crate::lang::screen::{Say, say};
use crate::lang::taking_back::{self, Goes};
use crate::lang::visit::Choice;
use crate::lang::{Lang, date};
use crate::tui::act::{Act, OfficeForm, Reply, Request, Secret, StaffForm, Told};
use crate::tui::keys::{Action, Stand};
use crate::tui::room::aside::{self, ContactsView};
use crate::tui::room::case::NewTable;
use crate::tui::room::draft::{Erasures, Form as Opened, Words};
use crate::tui::room::setting::Whose;
use crate::tui::room::{audit, case, handover, office, post, record, retention, setting, staff};
use crate::tui::screen::Screen;
use crate::tui::screen::cases::row_name;
use crate::tui::screen::question::Question;
use crate::tui::screen::step::goods::{telling, told};
use crate::tui::screen::unsaved::Unsaved;
use crate::tui::theme::Role;
use crate::tui::widget::field::unread_day;
use crate::tui::widget::form::{Form, Item, Outcome, Piece};
use crate::tui::widget::frame::{below, framed};
use crate::tui::widget::passphrase;
use crate::tui::widget::pen::Pen;
use crate::tui::widget::several::{Coded, Several, Ticked};
use crate::workflow::attachment::paper_kinds;
use crate::workflow::carried::SheetWord;
use crate::workflow::consent::Hearing;
use crate::workflow::contact::{self, Became, ContactForm};
use crate::workflow::copy::CopyWord;
use crate::workflow::meeting::{MinutesForm, TaskForm, Which};
use crate::workflow::people::Reading;
use crate::workflow::retention::KeptLine;
use crate::workflow::visit::{VisitForm, VisitView};

const ROLES: [Work; 4] = [
    Work::SupportWorker,
    Work::ServiceManager,
    Work::Manager,
    Work::Auditor,
];

/// Why a file is taken away: the one that destroys nothing first.
const WHY: [(Detaching, &str, Case); 2] = [
    (Detaching::Done, "done", Case::DetachDone),
    (Detaching::Mistaken, "mistaken", Case::DetachMistaken),
];

/// What is wanted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A card is to be read.
    Keep,
    /// An office without the program is to be written down.
    OnPaper,
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
    /// What has been kept for its time is to be destroyed; the name is typed.
    Shred(Box<KeptLine>),
    /// The own passphrase is to be changed.
    Passphrase,
    /// The shared folder is to be set.
    Folder,
    /// A case is to be written into a file.
    Export(CaseId),
    /// A paper for the person is to be written into a file.
    Print(HandoverId),
    /// The records of giving and receiving are to be written into a file.
    Records,
    /// The consent forms are.
    Consents,
    /// The receipts of what was destroyed are.
    Receipts,
    /// The list of cases is, of one row of the kana or all.
    List(Option<Filed>),
    /// The rows of a table that are refused are.
    Refused,
    /// A file is to be attached to a case.
    Attach(CaseId),
    /// An attached file is to be written to the disk.
    SaveFile(CaseId),
    /// An attached file is to be taken away.
    Detach(CaseId),
    /// A file that goes with a handover is to be written to the disk.
    SaveEnclosed(HandoverId),
    /// Some lines of the audit log are to be shown.
    Audit,
    /// What was told of this copy of a handover is to be written down.
    CopyTold(HandoverId, u32),
    /// Whether a sheet printed under this form of the case was given to the person is to be written down.
    SheetTold(CaseId, ConsentId),
    /// What the person takes back of this form of the case is to be written down.
    TakeBack(CaseId, ConsentId),
    /// The scan of a signed consent form of this case is to be kept with it.
    AttachScan(CaseId, ConsentId),
    /// It is to be written to the disk.
    SaveScan(CaseId, ConsentId),
    /// A setting of the office is to be changed; it is set so now.
    Set(SettingId, Setting),
    /// A setting is to be changed for a city, by its name; empty where that is still to be typed.
    SetFor(SettingId, Setting, String),
    /// What became of telling the one in this row is to be written.
    Contact(HandoverId, u16),
    /// Somebody else is to be told.
    NewContact(HandoverId),
    /// A meeting is to be written down.
    NewMeeting(HandoverId),
    /// What was written of this one is to be revised.
    Meeting(HandoverId, u16),
    /// A task of this meeting is to be written down.
    NewTask(HandoverId, u16),
    /// This task of it is to be changed.
    Task(HandoverId, u16, u16),
    /// A visit of this case is to be written down.
    NewVisit(CaseId),
    /// This one is to be changed.
    Visit(CaseId, u16),
}

/// A form of a room.
#[derive(Debug)]
pub struct Sheet {
    kind: Kind,
    /// Whom or what it is about, where the title does not say.
    about: String,
    /// What is to be written, where it stood on the screen before.
    paper: String,
    /// The same, where that is said in the words of the language it is drawn in.
    called: Option<Called>,
    /// The name that stood in the row it is about.
    seen: String,
    /// How many versions the minutes had that it is about.
    versions: usize,
    /// The files it can name, in the order of their numbers.
    files: Vec<Digest>,
    /// What becomes of the scan there is, where another one is kept.
    scan: ScanBefore,
    /// What can be taken back, and who hears of it.
    taking: Option<Box<Taking>>,
    /// The table of which something is to be written.
    table: Option<Box<Reading>>,
    /// How far the erasing had come when what it is about was read.
    shown: Erasures,
    form: Form,
    /// The language of the last drawing.
    lang: Cell<Lang>,
    told: Option<Remark>,
    state: Sent,
}

/// What a consent form still gives.
#[derive(Debug)]
struct Taking {
    left: Vec<ItemId>,
    goes: Goes,
    hearing: Hearing,
}

/// What a form is about, in either language.
#[derive(Clone, Debug)]
struct Called {
    ja: String,
    en: String,
}

/// What stands above the form.
#[derive(Clone, Debug)]
enum Remark {
    /// It was begun before.
    Recalled,
    /// It was begun before, and not all of it could be taken back to its place.
    Passed(Told),
    /// It was not done.
    Trouble(Told),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Sent {
    Not,
    Waiting,
    Done,
}

impl Sheet {
    /// Makes the form for what is wanted.
    pub fn new(kind: Kind) -> Sheet {
        let pieces = pieces(&kind);
        Sheet::with(kind, pieces)
    }

    fn with(kind: Kind, pieces: Vec<Piece>) -> Sheet {
        let form = Form::kept(pieces, button(&kind));
        Sheet {
            kind,
            about: String::new(),
            paper: String::new(),
            called: None,
            seen: String::new(),
            versions: 0,
            files: Vec::new(),
            scan: ScanBefore::Stays,
            taking: None,
            table: None,
            shown: Erasures::default(),
            form,
            lang: Cell::new(Lang::Ja),
            told: None,
            state: Sent::Not,
        }
    }

    /// Returns what is wanted.
    pub fn kind(&self) -> &Kind {
        &self.kind
    }

    /// Says in the title whom it is about.
    pub fn about(self, whom: &str) -> Sheet {
        let about = whom.to_owned();
        Sheet { about, ..self }
    }

    /// Says so in either language.
    pub fn called(self, name: impl Fn(Lang) -> String) -> Sheet {
        let [ja, en] = Lang::ALL.map(name);
        let called = Some(Called { ja, en });
        Sheet { called, ..self }
    }

    /// Remembers how far the erasing had come when what it is about was read.
    pub fn shown(self, shown: Erasures) -> Sheet {
        Sheet { shown, ..self }
    }

    /// Makes the form for one of so many sheets that were printed for the person; the last one is suggested.
    pub fn of_sheets(case: CaseId, id: ConsentId, printed: usize) -> Sheet {
        let mut sheet = Sheet::new(Kind::SheetTold(case, id));
        sheet.form.suggest(0, &printed.to_string());
        sheet.form.focus_on(1);
        sheet
    }

    /// Makes the form for what the person takes back of a consent form, with what the other office would hear.
    pub fn of_consent(consent: &Consent, hearing: Hearing) -> Sheet {
        let form = consent.form();
        let left: Vec<ItemId> = consent.left().into_iter().collect();
        let goes = Goes::by(form.mode);
        let mut sheet = Sheet::with(Kind::TakeBack(form.case, form.id), taking_pieces(&left));
        sheet.taking = Some(Box::new(Taking {
            left,
            goes,
            hearing,
        }));
        sheet
    }

    /// Has the scan that is kept take the place of the one there is; that is asked about first.
    pub fn replacing(self) -> Sheet {
        let scan = ScanBefore::Goes;
        Sheet { scan, ..self }
    }

    /// Makes the form for a paper, to be written as it stood on the screen.
    pub fn of_paper(id: HandoverId, paper: String) -> Sheet {
        Sheet {
            paper,
            ..Sheet::new(Kind::Print(id))
        }
    }

    /// Makes the form for the records a filter finds.
    pub fn of_records(filter: &str) -> Sheet {
        Sheet::new(Kind::Records).about(filter)
    }

    /// Makes the form for the consent forms a filter finds.
    pub fn of_consents(filter: &str) -> Sheet {
        Sheet::new(Kind::Consents).about(filter)
    }

    /// Makes the form for the lines of the audit log that are wanted, filled in as they are now.
    pub fn of_audit(wanted: &audit::Wanted) -> Sheet {
        Sheet::with(Kind::Audit, wanted_pieces(wanted))
    }

    /// Makes the form for the list of cases a filter and a row of the kana show.
    pub fn of_list(filter: &str, row: Option<Filed>) -> Sheet {
        Sheet::new(Kind::List(row)).about(filter)
    }

    /// Makes the form for the rows of a table that are refused, to be written beside it.
    pub fn of_refused(table: Reading, file: &str) -> Sheet {
        let mut sheet = Sheet::new(Kind::Refused);
        sheet.table = Some(Box::new(table));
        sheet.form.suggest(0, &format!("{file}-refused.csv"));
        sheet
    }

    /// Lets it name one of these files by its number; of one file alone the number stands there.
    pub fn naming(mut self, files: Vec<Digest>) -> Sheet {
        let names_one = matches!(
            self.kind,
            Kind::SaveFile(_) | Kind::SaveEnclosed(_) | Kind::Detach(_)
        );
        if files.len() == 1 && names_one {
            self.form.suggest(0, "1");
            self.form.focus_on(1);
        }
        Sheet { files, ..self }
    }

    /// Makes the form for what this office says of itself, filled in as it is now.
    pub fn of_office(own: &OfficeForm) -> Sheet {
        let texts = [
            &own.name,
            &own.corporation,
            &own.number,
            &own.address,
            &own.representative,
            &own.phone,
        ];
        let pieces = pieces(&Kind::Edit).into_iter().zip(texts);
        let pieces = pieces.map(|(piece, text)| piece.holding(text).over_what_stands());
        Sheet::with(Kind::Edit, pieces.collect())
    }

    /// Makes the form for what became of telling somebody, filled in as it stands.
    pub fn of_contact(id: HandoverId, contact: &Contact, view: &ContactsView) -> Sheet {
        let kind = Kind::Contact(id, contact.number);
        let seen = text(contact.whom.name());
        let pieces = contact_pieces(contact, view).into_iter();
        // Whom a row that nobody wrote yet is of, the case says: tomorrow it may be somebody else.
        let standing = format!("{:?}", contact.standing);
        let pieces = pieces.enumerate().map(|(at, it)| match at {
            // What became of telling them is one thing, whichever piece of it is typed.
            ..=3 => it.over(&standing),
            _ => it.over_what_stands(),
        });
        let pieces = pieces.map(|it| it.about(seen.clone())).collect();
        let sheet = Sheet::with(kind, pieces);
        Sheet { seen, ..sheet }
    }

    /// Makes the form for somebody who is not listed.
    pub fn of_new_contact(id: HandoverId, view: &ContactsView) -> Sheet {
        let name = Piece::new("name", Item::line(AsideWord::Name.say()));
        let mut pieces = vec![name];
        pieces.extend(became_pieces(Some(OPEN), &SOMEBODY, view));
        Sheet::with(Kind::NewContact(id), pieces)
    }

    /// Makes the form for a meeting, filled in as it stands where it was written before.
    pub fn of_meeting(id: HandoverId, before: Option<&Meeting>, today: Day) -> Sheet {
        let kind = before.map_or(Kind::NewMeeting(id), |it| Kind::Meeting(id, it.number()));
        let pieces = meeting_pieces(before.map(Meeting::minutes), today);
        let sheet = Sheet::with(kind, stored(pieces, before));
        let versions = before.map_or(0, |it| it.versions().count());
        Sheet { versions, ..sheet }
    }

    /// Makes the form for a task of a meeting, filled in as it stands where it was written before.
    pub fn of_task(id: HandoverId, meeting: u16, before: Option<&Task>) -> Sheet {
        let kind = match before {
            Some(task) => Kind::Task(id, meeting, task.number),
            None => Kind::NewTask(id, meeting),
        };
        Sheet::with(kind, stored(task_pieces(before), before))
    }

    /// Makes the form for a visit, filled in as it stands where it was written before.
    pub fn of_visit(case: CaseId, before: Option<&VisitView>, today: Day) -> Sheet {
        let kind = match before {
            Some(it) => Kind::Visit(case, it.visit.number),
            None => Kind::NewVisit(case),
        };
        Sheet::with(kind, stored(visit_pieces(before, today), before))
    }

    /// Returns of each text of many lines what was added to what stood there.
    pub fn added(&self) -> Words {
        self.form.added()
    }

    /// Makes the form for a setting, filled in as it is set now.
    pub fn of_setting(id: SettingId, whose: &Whose, to: Setting) -> Sheet {
        match whose {
            Whose::Office => Sheet::new(Kind::Set(id, to)),
            Whose::City(name) => {
                let mut sheet = Sheet::new(Kind::SetFor(id, to, name.clone()));
                sheet.form.focus_on(usize::from(!name.is_empty()));
                sheet
            }
        }
    }

    /// Says whether it is being done, so that keys wait for the answer.
    pub fn awaits(&self) -> bool {
        self.state == Sent::Waiting
    }

    /// Returns where the focus stands.
    pub fn stand(&self) -> Stand {
        let stand = self.form.stand();
        self.draft_form().map_or(stand, |_| stand.kept())
    }

    /// Returns as which form what is typed here is kept, if it is.
    pub fn draft_form(&self) -> Option<Opened> {
        let place = Unsaved::Sheet(self.kind.clone()).place()?;
        let shown = self.shown;
        Some(Opened { place, shown })
    }

    /// Returns what is typed, if anything is and it was not done.
    pub fn draft(&self) -> Words {
        match self.state {
            Sent::Done => Words::default(),
            Sent::Not | Sent::Waiting => self.form.draft(),
        }
    }

    /// Returns what it is filled in with.
    pub fn form(&self) -> &Form {
        &self.form
    }

    /// Writes what was suggested as it is written in this language.
    pub fn speak(&mut self, lang: Lang) {
        self.form.speak(lang);
    }

    /// Takes back what was typed before, joined with what was typed since, and says so.
    pub fn recall(&mut self, words: &Words) {
        self.form.recall(words);
        if let Kind::SetFor(_, _, city) = &self.kind
            && self.form.typed(0) != city
        {
            // Whoever goes on sees for which city it was begun.
            self.form.focus_on(0);
        }
        let not_taken_back = self.form.not_taken_back();
        self.told = Some(not_taken_back.map_or(Remark::Recalled, Remark::Passed));
    }

    /// Takes text into the focused field.
    pub fn text(&mut self, text: &str) {
        if self.state == Sent::Not {
            self.form.text(text);
        }
    }

    /// Fills in, goes back, or asks the worker.
    pub fn act(&mut self, action: Action) -> Vec<Act> {
        if self.state != Sent::Not {
            return Vec::new();
        }
        if action == Action::Discard {
            return self.discard();
        }
        match self.form.act(action) {
            Outcome::Filling => Vec::new(),
            Outcome::Back => vec![Act::Close],
            Outcome::Proceed => self.proceed(),
        }
    }

    fn discard(&self) -> Vec<Act> {
        if self.draft().is_empty() {
            return vec![Act::Tell(Case::NothingChanged.say())];
        }
        let ask = Question::new(Prepare::DiscardAsk.say(), Act::Hear(Reply::Thrown));
        vec![Act::Open(Box::new(Screen::Question(ask)))]
    }

    fn proceed(&mut self) -> Vec<Act> {
        if let Some(why) = self.form.stop_at_aside() {
            self.told = Some(Remark::Trouble(Told::say(why)));
            return Vec::new();
        }
        let Some(request) = self.request() else {
            return Vec::new();
        };
        self.told = None;
        match self.kind {
            Kind::Detach(_) => {
                let ask = Question::new(Case::DetachAsk.say(), Act::Hear(Reply::Sure));
                vec![Act::Open(Box::new(Screen::Question(ask)))]
            }
            Kind::AttachScan(..) if self.scan == ScanBefore::Goes => {
                let ask = Question::new(Record::ScanReplaceAsk.say(), Act::Hear(Reply::Sure));
                vec![Act::Open(Box::new(Screen::Question(ask)))]
            }
            Kind::TakeBack(..) => self.ask_whether(),
            _ if self.form.is_typed_over_newer() => {
                let ask = Question::new(Case::SavedSinceAsk.say(), Act::Hear(Reply::Sure));
                vec![Act::Open(Box::new(Screen::Question(ask)))]
            }
            _ => self.send(request),
        }
    }

    /// Asks once more, naming what is taken back and who hears of it.
    fn ask_whether(&mut self) -> Vec<Act> {
        let (Some(what), Some(taking)) = (self.taken_back(), &self.taking) else {
            return Vec::new();
        };
        let items = match &what {
            Withdrawn::All => None,
            Withdrawn::Items(items) => Some(items),
        };
        let ask = Told::both(|lang| taking_back::ask(items, taking.goes, &taking.hearing, lang));
        let ask = Question::asking(ask, Act::Hear(Reply::Sure));
        vec![Act::Open(Box::new(Screen::Question(ask)))]
    }

    /// What is taken back, as it is chosen.
    fn taken_back(&mut self) -> Option<Withdrawn> {
        match self.form.taken(0) {
            None => self.needed(0),
            Some(TAKE_ALL) => Some(Withdrawn::All),
            Some(_) => {
                let left = &self.taking.as_ref()?.left;
                let ticked = self.form.ticked(1).into_iter();
                let items: BTreeSet<ItemId> =
                    ticked.filter_map(|at| left.get(at).copied()).collect();
                if items.is_empty() {
                    self.told = Some(Remark::Trouble(Told::say(Dossier::ChooseOne.say())));
                    self.form.focus_on(1);
                    return None;
                }
                Some(Withdrawn::Items(items))
            }
        }
    }

    fn send(&mut self, request: Request) -> Vec<Act> {
        self.state = Sent::Waiting;
        vec![Act::Save(request)]
    }

    fn request(&mut self) -> Option<Request> {
        let typed = |form: &Form, at| form.typed(at).trim().to_owned();
        Some(match self.kind {
            Kind::Keep => Request::Office(office::Ask::Keep(typed(&self.form, 0))),
            Kind::Edit | Kind::OnPaper => {
                let form = OfficeForm {
                    name: typed(&self.form, 0),
                    corporation: typed(&self.form, 1),
                    number: typed(&self.form, 2),
                    address: typed(&self.form, 3),
                    representative: typed(&self.form, 4),
                    phone: typed(&self.form, 5),
                };
                Request::Office(match self.kind {
                    Kind::OnPaper => office::Ask::KeepOnPaper(form),
                    _ => office::Ask::Change(form),
                })
            }
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
            Kind::Shred(ref line) => {
                let sure = typed(&self.form, 0);
                if !line.is_named(&sure) {
                    self.form.refuse(0, Retention::ShredOther.say());
                    return None;
                }
                Request::Retention(retention::Ask::Shred(line.what, sure))
            }
            Kind::Folder => Request::Post(post::Ask::Set(typed(&self.form, 0))),
            Kind::Export(id) => Request::Case(case::Ask::Export(id, typed(&self.form, 0))),
            Kind::Print(id) => {
                let (path, text) = (typed(&self.form, 0), self.paper.clone());
                Request::Handover(handover::Ask::Print(id, path, text))
            }
            Kind::Records => Request::Record(record::Ask::Export(record::Export {
                search: self.about.clone(),
                form: *record::Form::ALL.get(self.form.taken(1)?)?,
                lang: self.lang.get(),
                path: typed(&self.form, 0),
            })),
            Kind::Consents => Request::Record(record::Ask::WriteConsents(record::Pages {
                search: self.about.clone(),
                lang: self.lang.get(),
                path: typed(&self.form, 0),
            })),
            Kind::Receipts => Request::Retention(retention::Ask::WriteReceipts(self.new_table()?)),
            Kind::List(row) => {
                let filter = self.about.clone();
                Request::Case(case::Ask::WriteList(filter, row, self.new_table()?))
            }
            Kind::Refused => {
                let table = self.table.clone()?;
                Request::Case(case::Ask::Refused(table, self.new_table()?))
            }
            Kind::Audit => {
                let (from, to) = (self.day_if_any(0)?, self.day_if_any(1)?);
                let (of, by) = (typed(&self.form, 2), typed(&self.form, 3));
                let wanted = audit::Wanted { from, to, of, by };
                Request::Audit(audit::Ask::List(wanted))
            }
            Kind::CopyTold(id, no) => {
                let word = self.copy_word()?;
                Request::Record(record::Ask::TellOfCopy(id, no, word))
            }
            Kind::SheetTold(_, id) => {
                let (number, word) = self.sheet_word()?;
                Request::Record(record::Ask::TellOfSheet(id, number, word))
            }
            Kind::TakeBack(_, id) => {
                let (what, said) = (self.taken_back()?, told(&mut self.form, 2)?);
                Request::Record(record::Ask::TakeBack(id, what, said))
            }
            Kind::AttachScan(_, id) => {
                let path = typed(&self.form, 0);
                Request::Record(record::Ask::AttachScan(id, path, self.scan))
            }
            Kind::SaveScan(_, id) => {
                Request::Record(record::Ask::SaveScan(id, typed(&self.form, 0)))
            }
            Kind::Attach(id) => {
                let paper = self.paper()?;
                Request::Case(case::Ask::Attach(id, typed(&self.form, 0), paper))
            }
            Kind::SaveFile(id) => {
                let file = self.file()?;
                Request::Case(case::Ask::SaveFile(id, file, typed(&self.form, 1)))
            }
            Kind::Detach(id) => {
                let (file, why) = (self.file()?, WHY.get(self.form.taken(1)?)?.0);
                Request::Case(case::Ask::Detach(id, file, why, typed(&self.form, 2)))
            }
            Kind::SaveEnclosed(id) => {
                let (file, path) = (self.file()?, typed(&self.form, 1));
                Request::Handover(handover::Ask::SaveFile(id, file, path))
            }
            Kind::Set(id, _) => {
                let to = self.value(id, 0)?;
                Request::Setting(setting::Ask::Set(id, Whose::Office, to))
            }
            Kind::SetFor(id, ..) => {
                let (city, to) = (typed(&self.form, 0), self.value(id, 1)?);
                if city.is_empty() {
                    self.form.refuse(0, Say::Needed);
                    return None;
                }
                Request::Setting(setting::Ask::Set(id, Whose::City(city), to))
            }
            Kind::Contact(id, number) => {
                let form = self.contact(0)?;
                let row = contact::Row::Seen(number, self.seen.clone());
                Request::Aside(aside::Ask::WriteContact(id, row, form))
            }
            Kind::NewContact(id) => {
                let name = typed(&self.form, 0);
                if name.is_empty() {
                    self.form.refuse(0, Say::Needed);
                    return None;
                }
                let form = self.contact(1)?;
                Request::Aside(aside::Ask::WriteContact(id, contact::Row::New(name), form))
            }
            Kind::NewMeeting(id) => {
                let form = self.minutes()?;
                Request::Aside(aside::Ask::WriteMeeting(id, Which::New, form))
            }
            Kind::Meeting(id, number) => {
                let (form, which) = (self.minutes()?, Which::Seen(number, self.versions));
                Request::Aside(aside::Ask::WriteMeeting(id, which, form))
            }
            Kind::NewVisit(case) => {
                let form = self.visit()?;
                Request::Case(case::Ask::WriteVisit(case, None, form))
            }
            Kind::Visit(case, number) => {
                let form = self.visit()?;
                Request::Case(case::Ask::WriteVisit(case, Some(number), form))
            }
            Kind::NewTask(id, meeting) => {
                let form = self.task()?;
                Request::Aside(aside::Ask::WriteTask(id, meeting, None, form))
            }
            Kind::Task(id, meeting, number) => {
                let form = self.task()?;
                Request::Aside(aside::Ask::WriteTask(id, meeting, Some(number), form))
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

    /// Where a table is to be written, and as what.
    fn new_table(&self) -> Option<NewTable> {
        let form = record::Form::TABLES.get(self.form.taken(1)?)?;
        Some(NewTable {
            path: self.form.typed(0).trim().to_owned(),
            lang: self.lang.get(),
            encoding: form.encoding()?,
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
        let dated = self.day(2)?;
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
            dated,
            author: author.clone(),
        })
    }

    /// What became of telling somebody, from this piece on.
    fn contact(&mut self, from: usize) -> Option<ContactForm> {
        let typed = |form: &Form, at| form.typed(from + at).trim().to_owned();
        let became = match self.form.taken(from) {
            Some(TOLD) => Some(Became::Told(self.day(from + 1)?, typed(&self.form, 2))),
            Some(NOT_NEEDED) => {
                let because = typed(&self.form, 3);
                if because.is_empty() {
                    self.form.refuse(from + 3, Say::Needed);
                    return None;
                }
                Some(Became::NotNeeded(because))
            }
            Some(_) => Some(Became::Open),
            // It stays as it stands.
            None => None,
        };
        Some(ContactForm {
            person: typed(&self.form, 4),
            what: typed(&self.form, 5),
            became,
        })
    }

    /// What was told of a copy; where a day is typed the name beside it is needed, and the other way round.
    fn copy_word(&mut self) -> Option<CopyWord> {
        let handed = match (self.said(0), self.said(1)) {
            (None, None) => None,
            (None, Some(_)) => return self.needed(0),
            (Some(_), None) => return self.needed(1),
            (Some(_), Some(to)) => Some((self.day(0)?, to)),
        };
        let taken = self.form.taken(2).and_then(|it| COPY_BECAME.get(it));
        let back = match (taken, self.said(3), self.said(4)) {
            (None, None, None) => None,
            (None, ..) => return self.needed(2),
            (Some(_), None, _) => return self.needed(3),
            (Some(_), _, None) => return self.needed(4),
            (Some((became, _)), Some(_), Some(by)) => Some((*became, self.day(3)?, by)),
        };
        if handed.is_none() && back.is_none() {
            return self.needed(0);
        }
        Some(CopyWord { handed, back })
    }

    fn sheet_word(&mut self) -> Option<(u32, SheetWord)> {
        let number = ascii_digits(self.form.typed(0)).trim().parse();
        let Ok(number) = number else {
            self.form.refuse(0, Record::NoSuchSheet.say());
            return None;
        };
        let Some((became, _)) = self.form.taken(1).and_then(|it| SHEET_BECAME.get(it)) else {
            return self.needed(1);
        };
        let on = self.day(2)?;
        let became = *became;
        Some((number, SheetWord { became, on }))
    }

    fn said(&self, at: usize) -> Option<String> {
        let said = self.form.typed(at).trim().to_owned();
        (!said.is_empty()).then_some(said)
    }

    fn needed<T>(&mut self, at: usize) -> Option<T> {
        self.form.refuse(at, Say::Needed);
        None
    }

    fn visit(&mut self) -> Option<VisitForm> {
        let office = self.form.typed(0).trim().to_owned();
        if office.is_empty() {
            self.form.refuse(0, Say::Needed);
            return None;
        }
        let from = self.day(2)?;
        let days = ascii_digits(self.form.typed(3)).trim().parse();
        let Ok(days) = days else {
            self.form.refuse(3, Say::NotANumber);
            return None;
        };
        // What may be told is nothing to be taken as it stands: it is chosen.
        for at in [4, 6] {
            if self.form.taken(at).is_none() {
                self.form.refuse(at, Say::Needed);
                return None;
            }
        }
        let kinds = self.form.ticked(5).into_iter();
        let told = Described {
            age: *Age::ALL.get(self.form.taken(4)?)?,
            disabilities: kinds
                .filter_map(|at| Disability::ALL.get(at).copied())
                .collect(),
            wish: *Wish::ALL.get(self.form.taken(6)?)?,
        };
        Some(VisitForm {
            office,
            told,
            kind: *VisitKind::ALL.get(self.form.taken(1)?)?,
            from,
            days,
            outcome: *VisitOutcome::ALL.get(self.form.taken(7)?)?,
            next: *Next::ALL.get(self.form.taken(8)?)?,
        })
    }

    fn minutes(&mut self) -> Option<MinutesForm> {
        let day = self.day(0)?;
        let kind = *MeetingKind::ALL.get(self.form.taken(1)?)?;
        Some(MinutesForm {
            day,
            kind,
            present: self.form.typed(2).to_owned(),
            decided: self.form.typed(3).to_owned(),
        })
    }

    fn task(&mut self) -> Option<TaskForm> {
        let typed = |form: &Form, at| form.typed(at).trim().to_owned();
        let (what, name) = (typed(&self.form, 0), typed(&self.form, 2));
        let owner = *Owner::ALL.get(self.form.taken(1)?)?;
        let needed = [
            (0, what.is_empty()),
            (2, owner == Owner::Other && name.is_empty()),
        ];
        for (at, lacks) in needed {
            if lacks {
                self.form.refuse(at, Say::Needed);
                return None;
            }
        }
        Some(TaskForm {
            what,
            owner,
            name,
            due: self.day_if_any(3)?,
            done: self.day_if_any(4)?,
        })
    }

    /// A day that may be left out; none where what is typed is no day.
    fn day_if_any(&mut self, at: usize) -> Option<Option<Day>> {
        match self.form.typed(at).trim() {
            "" => Some(None),
            _ => self.day(at).map(Some),
        }
    }

    fn day(&mut self, at: usize) -> Option<Day> {
        let typed = self.form.typed(at);
        let Ok(read) = parse_day(typed) else {
            let why = unread_day(typed);
            self.form.refuse(at, why);
            return None;
        };
        Some(read.day)
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
                self.told = Some(Remark::Trouble(why));
                Vec::new()
            }
            Reply::Done(told) => {
                self.state = Sent::Done;
                // A table that is looked at would take it for the yes to taking it in.
                let changed = (self.kind != Kind::Refused).then_some(Act::Hear(Reply::Changed));
                let close = std::iter::once(Act::Close);
                close.chain(changed).chain([Act::Report(told)]).collect()
            }
            Reply::Audit(view) => {
                self.state = Sent::Done;
                vec![Act::Close, Act::Hear(Reply::Audit(view))]
            }
            Reply::Sure => match self.request() {
                Some(request) => self.send(request),
                None => Vec::new(),
            },
            Reply::Thrown => {
                self.form.begin_anew();
                self.told = None;
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// What stands above the form before anything is wrong.
    fn hint(&self, lang: Lang) -> String {
        let hint = say(lang, &hint(&self.kind));
        let Some(taking) = &self.taking else {
            return match (&self.kind, lang) {
                (Kind::Shred(_), Lang::Ja) => hint + &kept::by_city(lang),
                (Kind::Shred(_), Lang::En) => format!("{hint} {}", kept::by_city(lang)),
                _ => hint,
            };
        };
        let extent = match self.form.taken(0) {
            Some(TAKE_ALL) => Extent::All,
            _ => Extent::Items,
        };
        let (left, hearing) = (&taking.left, &taking.hearing);
        let among = left.iter().copied().collect();
        let more = taking_back::hint(extent, taking.goes, &among, hearing, lang);
        match lang {
            Lang::Ja => hint + &more,
            Lang::En => format!("{hint} {more}"),
        }
    }

    /// Draws the form; the cursor stands where typing goes.
    pub fn view(&self, pen: &mut Pen, area: Rect) -> Position {
        self.lang.set(pen.cx.lang);
        let name = pen.say(&title(&self.kind));
        let name = match self.kind {
            Kind::List(row @ Some(_)) => format!("{name}    [{}]", row_name(row, pen.cx.lang)),
            _ => name,
        };
        let about = match (&self.called, pen.cx.lang) {
            (None, _) => &self.about,
            (Some(called), Lang::Ja) => &called.ja,
            (Some(called), Lang::En) => &called.en,
        };
        let name = match &**about {
            "" => name,
            about => format!("{name}    {about}"),
        };
        let inside = framed(pen, area, &name, self.stand());
        let hint = self.hint(pen.cx.lang);
        let used = match (&self.told, self.state) {
            (_, Sent::Waiting) => pen.sentence(inside, &Say::Working, Role::Dim),
            (Some(Remark::Trouble(why)), _) => {
                pen.marked(inside, &why.text(pen.cx.lang), Role::Bad)
            }
            (Some(Remark::Recalled), _) => {
                let told = pen.sentence(inside, &Say::DraftFound, Role::Changed);
                told + pen.wrapped(below(inside, told), &hint, Role::Text)
            }
            (Some(Remark::Passed(told)), _) => {
                let used = pen.sentence(inside, &Say::DraftFound, Role::Changed);
                used + pen.marked(below(inside, used), &told.text(pen.cx.lang), Role::Warn)
            }
            (None, _) => pen.wrapped(inside, &hint, Role::Text),
        };
        self.form.view(pen, below(inside, used + 1))
    }
}

/// The pieces of what was written before: whoever types over it is told where it was stored anew since.
fn stored<T>(pieces: Vec<Piece>, before: Option<&T>) -> Vec<Piece> {
    match before {
        Some(_) => pieces.into_iter().map(Piece::over_what_stands).collect(),
        None => pieces,
    }
}

/// Names a form.
pub fn title(kind: &Kind) -> Say {
    match *kind {
        Kind::Keep => Office::KeepTitle.say(),
        Kind::OnPaper => Office::PaperTitle.say(),
        Kind::Edit => Office::EditTitle.say(),
        Kind::Write => Office::WriteTitle.say(),
        Kind::Verify(_) => Office::VerifyTitle.say(),
        Kind::Revoke(_) => Office::RevokeTitle.say(),
        Kind::ShutOut(_) => Staff::LeaveTitle.say(),
        Kind::Shred(_) => Retention::ShredTitle.say(),
        Kind::Add => Staff::AddTitle.say(),
        Kind::Passphrase => Staff::ChangeTitle.say(),
        Kind::Folder => Post::SetTitle.say(),
        Kind::Export(_) => Case::ExportTitle.say(),
        Kind::Print(_) => Prepare::KeyToFile.say(),
        Kind::Records => Record::ExportTitle.say(),
        Kind::Consents => Record::ConsentsTitle.say(),
        Kind::Receipts => Retention::ReceiptsTitle.say(),
        Kind::List(_) => Case::KeyWriteList.say(),
        Kind::Refused => Case::KeyRefused.say(),
        Kind::Audit => AuditWord::WantedTitle.say(),
        Kind::Attach(_) => Case::AttachTitle.say(),
        Kind::CopyTold(..) => Record::CopyToldTitle.say(),
        Kind::SheetTold(..) => Record::SheetToldTitle.say(),
        Kind::TakeBack(..) => Record::TakeBackTitle.say(),
        Kind::AttachScan(..) => Record::ScanTitle.say(),
        Kind::SaveScan(..) => Record::SaveScanTitle.say(),
        Kind::SaveFile(_) | Kind::SaveEnclosed(_) => Case::SaveFileTitle.say(),
        Kind::Detach(_) => Case::DetachTitle.say(),
        Kind::Set(id, _) | Kind::SetFor(id, ..) => Say::Setting(id),
        Kind::Contact(..) => AsideWord::WriteTitle.say(),
        Kind::NewContact(_) => AsideWord::AddTitle.say(),
        Kind::NewMeeting(_) | Kind::Meeting(..) => AsideWord::MeetingTitle.say(),
        Kind::NewTask(..) | Kind::Task(..) => AsideWord::TaskTitle.say(),
        Kind::NewVisit(_) | Kind::Visit(..) => AsideWord::VisitTitle.say(),
    }
}

fn hint(kind: &Kind) -> Say {
    match *kind {
        Kind::Keep => Office::KeepHint.say(),
        Kind::OnPaper => Office::PaperHint.say(),
        Kind::Edit => Office::EditHint.say(),
        Kind::Write => Office::WriteHint.say(),
        Kind::Verify(_) => Office::VerifyHint.say(),
        Kind::Revoke(_) => Office::RevokeHint.say(),
        Kind::ShutOut(_) => Staff::LeaveHint.say(),
        Kind::Shred(_) => Retention::ShredHint.say(),
        Kind::Add => Staff::AddHint.say(),
        Kind::Passphrase => Staff::ChangeHint.say(),
        Kind::Folder => Post::SetHint.say(),
        Kind::Export(_) => Case::ExportHint.say(),
        Kind::Print(_) => Prepare::PaperHint.say(),
        Kind::Records => Record::ExportHint.say(),
        Kind::Consents => Record::ConsentsHint.say(),
        Kind::Receipts => Retention::ReceiptsHint.say(),
        Kind::List(_) => Case::ListHint.say(),
        Kind::Refused => Case::RefusedHint.say(),
        Kind::Audit => AuditWord::WantedHint.say(),
        Kind::Attach(_) => Case::AttachHint.say(),
        Kind::CopyTold(..) => Record::CopyToldHint.say(),
        Kind::SheetTold(..) => Record::SheetToldHint.say(),
        Kind::TakeBack(..) => Record::TakeBackHint.say(),
        Kind::AttachScan(..) => Record::ScanHint.say(),
        Kind::SaveScan(..) => Record::SaveScanHint.say(),
        Kind::SaveFile(_) | Kind::SaveEnclosed(_) => Case::SaveFileHint.say(),
        Kind::Detach(_) => Case::DetachHint.say(),
        Kind::Set(id, _) => Say::SettingUsual(id),
        Kind::SetFor(..) => SettingWord::CityAsk.say(),
        Kind::Contact(..) => AsideWord::WriteHint.say(),
        Kind::NewContact(_) => AsideWord::AddHint.say(),
        Kind::NewMeeting(_) | Kind::Meeting(..) => AsideWord::MeetingHint.say(),
        Kind::NewTask(..) | Kind::Task(..) => AsideWord::TaskHint.say(),
        Kind::NewVisit(_) | Kind::Visit(..) => AsideWord::VisitHint.say(),
    }
}

fn button(kind: &Kind) -> Say {
    match kind {
        Kind::Set(..) | Kind::SetFor(..) => SettingWord::Take.say(),
        Kind::Contact(..)
        | Kind::NewContact(_)
        | Kind::NewMeeting(_)
        | Kind::Meeting(..)
        | Kind::NewTask(..)
        | Kind::Task(..)
        | Kind::NewVisit(_)
        | Kind::Visit(..) => Case::KeySave.say(),
        Kind::Records | Kind::Consents | Kind::Receipts | Kind::List(_) | Kind::Refused => {
            Prepare::KeyToFile.say()
        }
        Kind::Audit => AuditWord::WantedShow.say(),
        other => title(other),
    }
}

/// What may become of a copy.
const COPY_BECAME: [(CopyBecame, Record); 5] = [
    (CopyBecame::Returned, Record::CopyReturned),
    (CopyBecame::Destroyed, Record::CopyDestroyed),
    (CopyBecame::Lost, Record::CopyLost),
    (CopyBecame::NoAnswer, Record::CopyNoAnswer),
    (CopyBecame::NotHandedOver, Record::CopyNotHanded),
];

/// Whether a sheet was given to the person.
const SHEET_BECAME: [(Handing, Record); 2] = [
    (Handing::Handed, Record::SheetHanded),
    (Handing::Never, Record::SheetNever),
];

/// The place of "all of it" among what may be taken back.
const TAKE_ALL: usize = 1;

/// What is taken back of a consent form, and how that was said; nobody has chosen anything before.
fn taking_pieces(left: &[ItemId]) -> Vec<Piece> {
    let what = [
        ("items", Record::TakeBackItems),
        ("all", Record::TakeBackAll),
    ];
    let what = what.map(|(code, said)| Coded {
        code,
        said: said.say(),
    });
    let what = Item::one_of(Record::TakeBackWhat.say(), what.to_vec(), None);
    let items = left.iter().map(|it| Coded {
        code: it.name(),
        said: Say::Item(*it),
    });
    let items = Item::several(Dossier::ItemsTakenBack.say(), items.collect(), Ticked::None);
    let first = [Piece::new("what", what), Piece::new("items", items)];
    first.into_iter().chain(telling()).collect()
}

/// The code of the piece that names the city a setting is for.
const CITY: &str = "city";

fn city() -> Piece {
    Piece::new(CITY, Item::line(SettingWord::City.say()))
}

fn value(id: SettingId, to: Setting) -> Piece {
    let code = "value";
    match (id.shape(), to) {
        (Shape::Number { .. }, Setting::Number(number)) => {
            let piece = Piece::new(code, Item::line(Say::SettingNumber(id)));
            piece.suggesting(&number.to_string())
        }
        (Shape::Number { .. }, Setting::Pick(_)) => {
            Piece::new(code, Item::line(Say::SettingNumber(id)))
        }
        (Shape::Choice(options), to) => {
            let at = options.iter().position(|it| to == Setting::Pick(*it));
            let options = options.iter().map(|it| Coded {
                code: it.code(),
                said: Say::Pick(*it),
            });
            let options = options.collect();
            Piece::new(code, Item::one_of(SettingWord::Value.say(), options, at))
        }
    }
}

/// What may become of telling somebody, in the order of the choice.
struct BecameWords {
    became: AsideWord,
    choices: [(&'static str, AsideWord); 3],
    on: AsideWord,
    by: AsideWord,
    because: AsideWord,
}

const SOMEBODY: BecameWords = BecameWords {
    became: AsideWord::Became,
    choices: [
        ("open", AsideWord::Open),
        ("told", AsideWord::Told),
        ("not-needed", AsideWord::NotNeeded),
    ],
    on: AsideWord::On,
    by: AsideWord::By,
    because: AsideWord::Because,
};

/// The same of the first interview.
const INTERVIEW: BecameWords = BecameWords {
    became: AsideWord::Interview,
    choices: [
        ("open", AsideWord::Open),
        ("told", AsideWord::Held),
        ("not-needed", AsideWord::NotHeld),
    ],
    on: AsideWord::HeldOn,
    by: AsideWord::HeldBy,
    because: AsideWord::NotHeldBecause,
};

const OPEN: usize = 0;
const TOLD: usize = 1;
const NOT_NEEDED: usize = 2;

fn contact_pieces(contact: &Contact, view: &ContactsView) -> Vec<Piece> {
    // What stands is chosen: whoever only mends a name records no call. What the case says stands while nothing is chosen, and so
    // does what was written of an interview agreed before: its row is only shown as open.
    let at = match contact.standing {
        Standing::Told { .. } => Some(TOLD),
        Standing::NotNeeded { .. } => Some(NOT_NEEDED),
        Standing::Open if contact.is_interview() && contact.entered.is_some() => None,
        Standing::Open => Some(OPEN),
        Standing::KnowsByCase => None,
    };
    let words = match contact.is_interview() {
        true => &INTERVIEW,
        false => &SOMEBODY,
    };
    let mut pieces = became_pieces(at, words, view);
    let stands = [
        match &contact.standing {
            Standing::NotNeeded { because } => text(because.as_ref()),
            _ => String::new(),
        },
        text(contact.person.as_ref()),
        text(contact.what.as_ref()),
    ];
    let filled = pieces.split_off(3).into_iter().zip(stands);
    pieces.extend(filled.map(|(piece, text)| piece.holding(&text)));
    if let Standing::Told { on, by } = &contact.standing {
        let day = Piece::new("on", Item::day(words.on.say()));
        pieces[1] = day.suggesting(&date::short_day(*on, Lang::Ja));
        let who = Piece::new("by", Item::line(words.by.say()));
        pieces[2] = who.suggesting(by.as_str());
    }
    pieces
}

fn became_pieces(at: Option<usize>, words: &BecameWords, view: &ContactsView) -> Vec<Piece> {
    let options = words.choices.map(|(code, said)| Coded {
        code,
        said: said.say(),
    });
    let became = Item::one_of(words.became.say(), options.to_vec(), at);
    let line = |code: &'static str, label: AsideWord| Piece::new(code, Item::line(label.say()));
    let day = Piece::new("on", Item::day(words.on.say()));
    vec![
        Piece::new("became", became),
        day.suggesting(&date::short_day(view.contacts.today, Lang::Ja)),
        line("by", words.by).suggesting(&view.me),
        line("because", words.because),
        line("person", AsideWord::Person),
        line("what", AsideWord::What),
    ]
}

fn meeting_pieces(before: Option<&Minutes>, today: Day) -> Vec<Piece> {
    let kinds = MeetingKind::ALL.map(|it| Coded {
        code: it.code(),
        said: Say::MeetingKind(it),
    });
    let kind = before.map_or(MeetingKind::Handover, |it| it.kind);
    let at = MeetingKind::ALL.iter().position(|it| *it == kind);
    let kind = Item::one_of(AsideWord::Kind.say(), kinds.to_vec(), at);
    let day = Piece::new("day", Item::day(AsideWord::Day.say()));
    let day_then = before.map_or(today, |it| it.day);
    let text = |code: &'static str, label: AsideWord, stands: &str| {
        Piece::new(code, Item::page_of(label.say(), LONGEST_TEXT)).holding(stands)
    };
    let stands = |said: fn(&Minutes) -> &str| before.map_or("", said);
    vec![
        day.suggesting(&date::short_day(day_then, Lang::Ja)),
        Piece::new("kind", kind),
        text(
            "present",
            AsideWord::Present,
            stands(|it| it.present.as_str()),
        ),
        text(
            "decided",
            AsideWord::Decided,
            stands(|it| it.decided.as_str()),
        ),
    ]
}

fn visit_pieces(before: Option<&VisitView>, today: Day) -> Vec<Piece> {
    let held = before.map(|it| &it.visit);
    let one = |code: &'static str, label: AsideWord, options: Vec<Coded>, at: Option<usize>| {
        Piece::new(code, Item::one_of(label.say(), options, at))
    };
    let coded = |code, it| Coded {
        code,
        said: Say::Visit(it),
    };
    let kinds = VisitKind::ALL
        .iter()
        .map(|it| coded(it.code(), Choice::Kind(*it)));
    let ages = Age::ALL.iter().map(|it| coded(it.code(), Choice::Age(*it)));
    let wishes = Wish::ALL
        .iter()
        .map(|it| coded(it.code(), Choice::Wish(*it)));
    let outcomes = VisitOutcome::ALL
        .iter()
        .map(|it| coded(it.code(), Choice::Outcome(*it)));
    let nexts = Next::ALL
        .iter()
        .map(|it| coded(it.code(), Choice::Next(*it)));
    let disabilities = Disability::ALL
        .iter()
        .map(|it| coded(it.code(), Choice::Disability(*it)));
    let mut several = Several::new(
        AsideWord::Disability.say(),
        disabilities.collect(),
        Ticked::None,
    );
    let ticked = held.map(|it| &it.told.disabilities);
    several.tick(|code| {
        let known = Disability::named(code);
        ticked.zip(known).is_some_and(|(all, it)| all.contains(&it))
    });
    let office = Piece::new("office", Item::line(AsideWord::VisitOffice.say()));
    let from = Piece::new("from", Item::day(AsideWord::VisitFrom.say()));
    let days = Piece::new("days", Item::line(AsideWord::VisitDays.say()));
    vec![
        office.holding(before.map_or("", |it| &it.office)),
        one(
            "kind",
            AsideWord::Kind,
            kinds.collect(),
            Some(held.map_or(0, |it| place(VisitKind::ALL, it.kind))),
        ),
        from.suggesting(&date::short_day(held.map_or(today, |it| it.from), Lang::Ja)),
        days.suggesting(&held.map_or(1, |it| it.days).to_string()),
        one(
            "age",
            AsideWord::Age,
            ages.collect(),
            held.map(|it| place(Age::ALL, it.told.age)),
        ),
        Piece::new("disability", Item::Several(Box::new(several))),
        one(
            "wish",
            AsideWord::Wish,
            wishes.collect(),
            held.map(|it| place(Wish::ALL, it.told.wish)),
        ),
        one(
            "outcome",
            AsideWord::Outcome,
            outcomes.collect(),
            Some(held.map_or(0, |it| place(VisitOutcome::ALL, it.outcome))),
        ),
        one(
            "next",
            AsideWord::Next,
            nexts.collect(),
            Some(held.map_or(0, |it| place(Next::ALL, it.next))),
        ),
    ]
}

/// Where a word stands in its table.
fn place<T: PartialEq>(all: &[T], of: T) -> usize {
    all.iter().position(|it| *it == of).unwrap_or(0)
}

fn task_pieces(before: Option<&Task>) -> Vec<Piece> {
    let owners = Owner::ALL.map(|it| Coded {
        code: it.code(),
        said: Say::TaskOwner(it),
    });
    let owner = before.map_or(Owner::Sender, |it| it.owner);
    let at = Owner::ALL.iter().position(|it| *it == owner);
    let owner = Item::one_of(AsideWord::Owner.say(), owners.to_vec(), at);
    let line = |code: &'static str, label: AsideWord, stands: String| {
        Piece::new(code, Item::line(label.say())).holding(&stands)
    };
    let day = |code: &'static str, label: AsideWord, stands: Option<Day>| {
        let piece = Piece::new(code, Item::day(label.say()));
        match stands {
            Some(day) => piece.suggesting(&date::short_day(day, Lang::Ja)),
            None => piece,
        }
    };
    vec![
        line("what", AsideWord::Task, text(before.map(|it| &it.what))),
        Piece::new("owner", owner),
        line(
            "name",
            AsideWord::OwnerName,
            text(before.and_then(|it| it.name.as_ref())),
        ),
        day("due", AsideWord::Due, before.and_then(|it| it.due)),
        day("done", AsideWord::DoneOn, before.and_then(|it| it.done)),
    ]
}

/// Which lines of the audit log are wanted; what is asked for is not kept.
fn wanted_pieces(wanted: &audit::Wanted) -> Vec<Piece> {
    let day = |label: AuditWord, stands: Option<Day>| {
        let piece = Piece::unkept(Item::day(label.say()));
        match stands {
            Some(day) => piece.suggesting(&date::short_day(day, Lang::Ja)),
            None => piece,
        }
    };
    let line =
        |label: AuditWord, stands: &str| Piece::unkept(Item::line(label.say())).holding(stands);
    vec![
        day(AuditWord::WantedFrom, wanted.from),
        day(AuditWord::WantedTo, wanted.to),
        line(AuditWord::WantedOf, &wanted.of),
        line(AuditWord::WantedBy, &wanted.by),
    ]
}

/// As what something is written: one of these.
fn written_as(forms: &[record::Form]) -> Piece {
    let forms = forms.iter().map(|it| Coded {
        code: it.code(),
        said: match it {
            record::Form::Csv => Record::Csv.say(),
            record::Form::Cp932 => Record::Cp932.say(),
            record::Form::Cp932Geta => Record::Cp932Geta.say(),
            record::Form::Json => Record::Json.say(),
        },
    });
    let forms = Item::one_of(Record::ExportForm.say(), forms.collect(), Some(0));
    Piece::new("form", forms)
}

fn pieces(kind: &Kind) -> Vec<Piece> {
    let line = |code: &'static str, label| Piece::new(code, Item::line(label));
    let sure = |label| Piece::unkept(Item::line(label));
    let masked = |label| Piece::unkept(Item::masked(label));
    let file = || line("file", Office::File.say());
    match *kind {
        Kind::Keep | Kind::Write | Kind::Export(_) | Kind::Print(_) | Kind::Consents => {
            vec![file()]
        }
        Kind::Records => {
            vec![file(), written_as(&record::Form::ALL)]
        }
        Kind::List(_) | Kind::Refused | Kind::Receipts => {
            vec![file(), written_as(&record::Form::TABLES)]
        }
        Kind::Attach(_) => {
            let kinds = paper_kinds().iter().map(|it| Coded {
                code: it.code(),
                said: Say::Paper(*it),
            });
            let kinds = Item::one_of(Case::PaperKind.say(), kinds.collect(), Some(0));
            vec![
                file(),
                Piece::new("kind", kinds),
                Piece::new("dated", Item::day(Case::PaperDated.say())),
                line("version", Case::PaperVersion.say()),
                line("author", Case::PaperAuthor.say()),
            ]
        }
        Kind::CopyTold(..) => {
            let became = COPY_BECAME.iter().map(|(became, said)| Coded {
                code: became.code(),
                said: said.say(),
            });
            let became = Item::one_of(Record::CopyBecame.say(), became.collect(), None);
            vec![
                Piece::new("handed", Item::day(Record::CopyHanded.say())),
                line("to", Record::CopyHandedTo.say()),
                Piece::new("became", became),
                Piece::new("told-on", Item::day(Record::CopyToldOn.say())),
                line("told-by", Record::CopyToldBy.say()),
            ]
        }
        Kind::SheetTold(..) => {
            let became = SHEET_BECAME.iter().map(|(became, said)| Coded {
                code: became.code(),
                said: said.say(),
            });
            let became = Item::one_of(Record::SheetBecame.say(), became.collect(), None);
            vec![
                line("number", Record::SheetNumber.say()),
                Piece::new("became", became),
                Piece::new("on", Item::day(Record::SheetOn.say())),
            ]
        }
        Kind::AttachScan(..) | Kind::SaveScan(..) => vec![file()],
        // The files may have other numbers next time.
        Kind::SaveFile(_) | Kind::SaveEnclosed(_) => {
            vec![sure(Case::FileNumber.say()), file()]
        }
        Kind::Detach(_) => {
            let why = WHY.iter().map(|(_, code, said)| Coded {
                code,
                said: said.say(),
            });
            let why = Item::one_of(Case::DetachWhy.say(), why.collect(), Some(0));
            vec![
                sure(Case::FileNumber.say()),
                Piece::new("why", why),
                Piece::new("reason", Item::line(Case::DetachReason.say())),
            ]
        }
        Kind::Edit | Kind::OnPaper => vec![
            line("name", Office::Name.say()),
            line("corporation", Office::Corporation.say()),
            line("number", Office::Number.say()),
            line("address", Office::Address.say()),
            line("representative", Office::Representative.say()),
            line("phone", Office::Phone.say()),
        ],
        Kind::Verify(_) => vec![line("read-out", Office::ReadOut.say())],
        Kind::Revoke(_) => vec![sure(Office::Name.say())],
        Kind::ShutOut(_) => vec![sure(Staff::Name.say())],
        Kind::Shred(_) => vec![sure(Retention::ShredName.say())],
        Kind::Folder => vec![line("folder", Post::Path.say())],
        Kind::Set(id, to) => vec![value(id, to)],
        Kind::SetFor(id, to, ref name) => vec![city().holding(name), value(id, to)],
        // What stands in them comes with the list, or with the form that is shown.
        Kind::Audit
        | Kind::TakeBack(..)
        | Kind::Contact(..)
        | Kind::NewContact(_)
        | Kind::NewMeeting(_)
        | Kind::Meeting(..)
        | Kind::NewTask(..)
        | Kind::Task(..)
        | Kind::NewVisit(_)
        | Kind::Visit(..) => Vec::new(),
        Kind::Add => {
            let roles = ROLES.iter().map(|it| Coded {
                code: it.code(),
                said: Say::Role(*it),
            });
            let roles = Item::one_of(Staff::Role.say(), roles.collect(), Some(0));
            vec![
                line("name", Staff::Name.say()),
                Piece::new("role", roles),
                masked(Say::Passphrase),
                masked(Say::PassphraseAgain),
            ]
        }
        Kind::Passphrase => vec![
            masked(Staff::Present.say()),
            masked(Staff::New.say()),
            masked(Say::PassphraseAgain),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_begun_for_another_city_begins_at_the_name_of_the_city() {
        let id = SettingId::PeriodStandard;
        for (begun_for, focus) in [("見本町", 0), ("見本市", 1)] {
            let mut sheet = Sheet::of_setting(id, &Whose::City("見本市".into()), id.usual());
            let kept = [(CITY, begun_for), ("value", "18")];
            let kept = kept.map(|(code, text)| (code.to_owned(), text.to_owned()));
            sheet.recall(&Words(kept.into()));
            assert_eq!(sheet.form.focus(), focus, "{begun_for}");
        }
    }
}
