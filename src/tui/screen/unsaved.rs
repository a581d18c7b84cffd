//! The forms whose text is kept until it is saved: the name each is kept under, and the way back to it.
//!
//! It keeps nothing: the app asks the worker to.

use crate::domain::handover::permit::Step;
use crate::domain::id::{CaseId, ConsentId, HandoverId, OfficeId, QuestionNo};
use crate::domain::section::SectionId;
use crate::domain::setting::SettingId;
use crate::lang::screen::case::Case as CaseWord;
use crate::lang::screen::{Say, say};
use crate::lang::{Lang, label};
use crate::tui::act::{Act, Reply};
use crate::tui::room::draft::Place;
use crate::tui::room::record::One;
use crate::tui::room::today::TodayView;
use crate::tui::screen::Screen;
use crate::tui::screen::aside::Aside;
use crate::tui::screen::case::Case;
use crate::tui::screen::choice;
use crate::tui::screen::content::Ask;
use crate::tui::screen::dossier::Dossier;
use crate::tui::screen::offices::Offices;
use crate::tui::screen::record::Record;
use crate::tui::screen::records::Records;
use crate::tui::screen::section::Section;
use crate::tui::screen::settings::Settings;
use crate::tui::screen::sheet::{self, Kind, Sheet};
use crate::tui::screen::visits::Visits;

/// The most bytes of a city's name in the name of a form.
const LONGEST_CITY: usize = 120;

/// A form whose text is kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Unsaved {
    /// The first fields of a case.
    NewCase,
    /// A working note of a case.
    Note(CaseId),
    /// A section of a case.
    Section(CaseId, SectionId),
    /// A step of a handover.
    Step(HandoverId, Step, Ask),
    /// A small form of a room.
    Sheet(Kind),
    /// The place of a file that is to be read in.
    Import,
}

impl Unsaved {
    /// Returns the name it is kept under; none where what is typed is to be typed each time.
    pub fn place(&self) -> Option<Place> {
        let of_case = |case: CaseId, form: String| Place {
            about: Some(case.to_bytes()),
            form,
        };
        let of_office = |form: String| Place { about: None, form };
        Some(match *self {
            Unsaved::NewCase => of_office("case/new".into()),
            Unsaved::Import => of_office("room/import".into()),
            Unsaved::Sheet(ref kind) => return of_room(kind),
            Unsaved::Note(case) => of_case(case, "case/notes".into()),
            Unsaved::Section(case, section) => of_case(case, format!("case/{}", section.name())),
            Unsaved::Step(_, _, Ask::WithdrawAll) => return None,
            Unsaved::Step(id, step, ask) => Place {
                about: Some(id.to_bytes()),
                form: format!("step/{}{}", step.code(), detail(ask)),
            },
        })
    }

    /// Reads a name; none where it is no form of this program.
    pub fn of(place: &Place) -> Option<Unsaved> {
        let (kind, name) = place.form.split_once('/')?;
        let about = place.about;
        let case = || about.map(CaseId::from_bytes);
        match (kind, name) {
            ("case", "new") => Some(Unsaved::NewCase),
            ("case", "notes") => Some(Unsaved::Note(case()?)),
            ("case", name) => Some(Unsaved::Section(case()?, SectionId::from_name(name)?)),
            ("room", "import") => Some(Unsaved::Import),
            ("room", name) => kind_of(name, about).map(Unsaved::Sheet),
            ("step", name) => {
                let (code, detail) = name.split_once('/').unwrap_or((name, ""));
                let step = *Step::ALL.iter().find(|it| it.code() == code)?;
                let ask = ask(step, detail)?;
                Some(Unsaved::Step(HandoverId::from_bytes(about?), step, ask))
            }
            _ => None,
        }
    }

    /// Says which form it is, without whom it is about.
    pub fn name(&self, lang: Lang) -> String {
        match *self {
            Unsaved::NewCase => say(lang, &CaseWord::NewTitle.say()),
            Unsaved::Import => say(lang, &CaseWord::ImportTitle.say()),
            Unsaved::Sheet(Kind::SetFor(id, _, ref city)) if !city.is_empty() => {
                format!("{} [{city}]", say(lang, &Say::Setting(id)))
            }
            Unsaved::Sheet(ref kind) => say(lang, &sheet::title(kind)),
            Unsaved::Note(_) => say(lang, &CaseWord::KeyNotes.say()),
            Unsaved::Section(_, section) => label::section(section, lang).to_owned(),
            Unsaved::Step(_, step, ask) => {
                let step = label::handover::step(step, lang);
                match ask {
                    Ask::Question(section) => format!("{step}: {}", label::section(section, lang)),
                    Ask::Answer(question) | Ask::DraftAnswer(question) => {
                        format!("{step} ({question})")
                    }
                    _ => step.to_owned(),
                }
            }
        }
    }

    /// Opens the form above what it is about; what was typed is recalled as whenever it opens.
    pub fn open(self, today: &TodayView) -> Vec<Act> {
        let first = match self {
            Unsaved::NewCase => {
                let form = Section::first(&today.who, today.today);
                return vec![Act::Open(Box::new(Screen::Section(Box::new(form))))];
            }
            Unsaved::Note(case) => Screen::Case(Box::new(Case::at_notes(case))),
            Unsaved::Section(case, section) => match section.fields().next() {
                Some(field) => Screen::Case(Box::new(Case::at(case, field))),
                None => Screen::Case(Box::new(Case::new(case))),
            },
            Unsaved::Step(id, step, ask) => Screen::Dossier(Box::new(Dossier::at(id, step, ask))),
            Unsaved::Import => {
                let form = Screen::Import(Box::default());
                return vec![Act::Open(Box::new(form))];
            }
            Unsaved::Sheet(kind) => return open_sheet(kind),
        };
        vec![Act::Open(Box::new(first)), Act::Hear(Reply::Changed)]
    }
}

/// The name the form of a room is kept under; none where what is typed is to be typed each time, or is a passphrase.
fn of_room(kind: &Kind) -> Option<Place> {
    let (about, name) = match *kind {
        Kind::Keep => (None, "card".to_owned()),
        Kind::OnPaper => (None, "paper-office".to_owned()),
        Kind::Edit => (None, "office".to_owned()),
        Kind::Write => (None, "own-card".to_owned()),
        Kind::Verify(id) => (None, format!("verify/{id}")),
        Kind::Add => (None, "staff".to_owned()),
        Kind::Folder => (None, "folder".to_owned()),
        Kind::Export(case) => (Some(case.to_bytes()), "export".to_owned()),
        Kind::Print(id) => (Some(id.to_bytes()), "paper".to_owned()),
        // What of it is written is not kept: these are opened from their rooms, where filter and row are chosen anew.
        Kind::Records => (None, "records".to_owned()),
        Kind::Consents => (None, "consents".to_owned()),
        Kind::List(_) => (None, "list".to_owned()),
        Kind::Receipts => (None, "receipts".to_owned()),
        Kind::Attach(case) => (Some(case.to_bytes()), "attach".to_owned()),
        Kind::CopyTold(id, no) => (Some(id.to_bytes()), format!("copy-told/{no}")),
        Kind::SheetTold(case, id) => (Some(case.to_bytes()), format!("sheet-told/{id}")),
        Kind::TakeBack(case, id) => (Some(case.to_bytes()), format!("take-back/{id}")),
        Kind::AttachScan(case, id) => (Some(case.to_bytes()), format!("attach-scan/{id}")),
        Kind::SaveScan(case, id) => (Some(case.to_bytes()), format!("save-scan/{id}")),
        Kind::SaveFile(case) => (Some(case.to_bytes()), "save-file".to_owned()),
        Kind::SaveEnclosed(id) => (Some(id.to_bytes()), "save-enclosed".to_owned()),
        Kind::Set(id, _) => (None, format!("setting/{}", id.name())),
        Kind::SetFor(id, _, ref city) => (None, of_city(id, city)),
        Kind::Contact(id, number) => (Some(id.to_bytes()), format!("contact/{number}")),
        Kind::NewContact(id) => (Some(id.to_bytes()), "new-contact".to_owned()),
        Kind::NewVisit(case) => (Some(case.to_bytes()), "new-visit".to_owned()),
        Kind::Visit(case, number) => (Some(case.to_bytes()), format!("visit/{number}")),
        Kind::NewMeeting(id) => (Some(id.to_bytes()), "new-meeting".to_owned()),
        Kind::Meeting(id, number) => (Some(id.to_bytes()), format!("meeting/{number}")),
        Kind::NewTask(id, meeting) => (Some(id.to_bytes()), format!("new-task/{meeting}")),
        Kind::Task(id, meeting, number) => {
            (Some(id.to_bytes()), format!("task/{meeting}/{number}"))
        }
        Kind::Revoke(_)
        | Kind::ShutOut(_)
        | Kind::Shred(_)
        | Kind::Passphrase
        | Kind::Refused
        | Kind::Audit
        | Kind::Detach(_) => return None,
    };
    let form = format!("room/{name}");
    Some(Place { about, form })
}

/// A city's setting has its city in its name; a city with a name longer than any that exists shares one with those still
/// to be typed.
fn of_city(id: SettingId, city: &str) -> String {
    match city {
        "" => format!("city-setting/{}", id.name()),
        long if LONGEST_CITY < long.len() => of_city(id, ""),
        city => format!("city-setting/{}/{city}", id.name()),
    }
}

fn kind_of(name: &str, about: Option<[u8; 16]>) -> Option<Kind> {
    let (name, detail) = name.split_once('/').unwrap_or((name, ""));
    if name == "city-setting" {
        let (setting, city) = detail.split_once('/').unwrap_or((detail, ""));
        let setting = SettingId::from_name(setting)?;
        return Some(Kind::SetFor(setting, setting.usual(), city.to_owned()));
    }
    let case = || about.map(CaseId::from_bytes);
    let handover = || about.map(HandoverId::from_bytes);
    let setting = || SettingId::from_name(detail);
    Some(match name {
        "verify" => Kind::Verify(OfficeId::parse(detail).ok()?),
        "setting" => setting().map(|it| Kind::Set(it, it.usual()))?,
        "contact" => Kind::Contact(handover()?, number_in(detail)?),
        "copy-told" => Kind::CopyTold(handover()?, detail.parse().ok()?),
        "sheet-told" => Kind::SheetTold(case()?, consent_of(detail)?),
        "take-back" => Kind::TakeBack(case()?, consent_of(detail)?),
        "attach-scan" => Kind::AttachScan(case()?, consent_of(detail)?),
        "save-scan" => Kind::SaveScan(case()?, consent_of(detail)?),
        "visit" => Kind::Visit(case()?, number_in(detail)?),
        "meeting" => Kind::Meeting(handover()?, number_in(detail)?),
        "new-task" => Kind::NewTask(handover()?, number_in(detail)?),
        "task" => {
            let (meeting, number) = detail.split_once('/')?;
            Kind::Task(handover()?, number_in(meeting)?, number_in(number)?)
        }
        _ if !detail.is_empty() => return None,
        "new-visit" => Kind::NewVisit(case()?),
        "new-meeting" => Kind::NewMeeting(handover()?),
        "new-contact" => Kind::NewContact(handover()?),
        "card" => Kind::Keep,
        "paper-office" => Kind::OnPaper,
        "office" => Kind::Edit,
        "own-card" => Kind::Write,
        "staff" => Kind::Add,
        "folder" => Kind::Folder,
        "export" => Kind::Export(case()?),
        "records" => Kind::Records,
        "consents" => Kind::Consents,
        "receipts" => Kind::Receipts,
        "list" => Kind::List(None),
        "attach" => Kind::Attach(case()?),
        "save-file" => Kind::SaveFile(case()?),
        "paper" => Kind::Print(HandoverId::from_bytes(about?)),
        "save-enclosed" => Kind::SaveEnclosed(HandoverId::from_bytes(about?)),
        _ => return None,
    })
}

/// Opens the room with the form above it, or the room that opens the form as soon as it has what stands in it. A paper, the
/// list of cases, records and consent forms are written as they are seen, and a consent form is taken back so: they are opened first.
fn open_sheet(kind: Kind) -> Vec<Act> {
    let (room, form) = match kind {
        Kind::TakeBack(case, id) => return Record::open(One::Consent(case, id)),
        Kind::Edit | Kind::Verify(_) => (Screen::Offices(Box::new(Offices::at(kind))), None),
        Kind::Set(..) | Kind::SetFor(..) => (Screen::Settings(Box::new(Settings::at(kind))), None),
        Kind::Export(case) | Kind::Attach(case) | Kind::SaveFile(case) => {
            (Screen::Case(Box::new(Case::at_sheet(case, kind))), None)
        }
        Kind::Print(id) | Kind::SaveEnclosed(id) => {
            (Screen::Dossier(Box::new(Dossier::new(id))), None)
        }
        Kind::NewVisit(case) | Kind::Visit(case, _) => {
            (Screen::Visits(Box::new(Visits::at(case, kind))), None)
        }
        Kind::Contact(id, _)
        | Kind::NewContact(id)
        | Kind::NewMeeting(id)
        | Kind::Meeting(id, _)
        | Kind::NewTask(id, _)
        | Kind::Task(id, ..) => (Screen::Aside(Box::new(Aside::at(id, kind))), None),
        Kind::Keep | Kind::OnPaper | Kind::Write => (Screen::Offices(Box::default()), Some(kind)),
        Kind::Add => (Screen::Staff(Box::default()), Some(kind)),
        Kind::List(_) => (Screen::Cases(Box::default()), None),
        Kind::Records => (Screen::Records(Box::default()), None),
        Kind::Consents => (Screen::Records(Box::new(Records::at_consents())), None),
        Kind::Receipts => (Screen::Receipts(Box::default()), Some(kind)),
        Kind::Folder => (Screen::Post(Box::default()), Some(kind)),
        Kind::CopyTold(..) | Kind::SheetTold(..) | Kind::AttachScan(..) | Kind::SaveScan(..) => {
            (Screen::Records(Box::default()), Some(kind))
        }
        Kind::Revoke(_)
        | Kind::ShutOut(_)
        | Kind::Shred(_)
        | Kind::Passphrase
        | Kind::Refused
        | Kind::Audit
        | Kind::Detach(_) => {
            return Vec::new();
        }
    };
    let form = form.map(|it| Screen::Sheet(Box::new(Sheet::new(it))));
    let form = form.map(|it| Act::Open(Box::new(it)));
    let room = [Act::Open(Box::new(room)), Act::Hear(Reply::Changed)];
    room.into_iter().chain(form).collect()
}

/// What tells forms of one step apart.
fn detail(ask: Ask) -> String {
    match ask {
        Ask::Question(section) => format!("/{}", section.name()),
        Ask::Answer(question) | Ask::DraftAnswer(question) => format!("/{question}"),
        Ask::Reopen(case) | Ask::StartInto(case) => format!("/{case}"),
        _ => String::new(),
    }
}

fn ask(step: Step, detail: &str) -> Option<Ask> {
    let question = || detail.parse().ok().and_then(QuestionNo::new);
    match step {
        Step::Ask => SectionId::from_name(detail).map(Ask::Question),
        Step::Answer => question().map(Ask::Answer),
        Step::DraftAnswer => question().map(Ask::DraftAnswer),
        Step::Reopen => case_of(detail).map(Ask::Reopen),
        Step::Start if !detail.is_empty() => case_of(detail).map(Ask::StartInto),
        _ => choice::form_of(step).filter(|_| detail.is_empty()),
    }
}

/// Reads a number as it is written.
fn number_in(text: &str) -> Option<u16> {
    let number = text.parse().ok();
    number.filter(|it: &u16| it.to_string() == text)
}

/// Reads the id of a case as it is written.
fn case_of(id: &str) -> Option<CaseId> {
    id_of(id).map(CaseId::from_bytes)
}

/// The same of a consent.
fn consent_of(id: &str) -> Option<ConsentId> {
    id_of(id).map(ConsentId::from_bytes)
}

fn id_of(id: &str) -> Option<[u8; 16]> {
    let whole = id.len() == 32 && id.chars().all(|it| it.is_ascii_hexdigit());
    let number = u128::from_str_radix(id, 16).ok().filter(|_| whole)?;
    Some(number.to_be_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_no_form_is_longer_than_a_draft_can_bear() {
        for setting in SettingId::ALL {
            let kind = |city: String| Unsaved::Sheet(Kind::SetFor(*setting, setting.usual(), city));
            for length in 1..=60 {
                let place = kind("市".repeat(length)).place().unwrap();
                assert!(place.form.len() <= 200, "{place:?}");
            }
        }
    }

    #[test]
    fn what_is_typed_about_the_scan_of_a_form_goes_with_the_case() {
        let (case, id) = (CaseId::from_bytes([3; 16]), ConsentId::from_bytes([6; 16]));
        for kind in [
            Kind::SheetTold(case, id),
            Kind::TakeBack(case, id),
            Kind::AttachScan(case, id),
            Kind::SaveScan(case, id),
        ] {
            let place = Unsaved::Sheet(kind).place().unwrap();
            assert_eq!(place.about, Some(case.to_bytes()), "{place:?}");
        }
    }

    #[test]
    fn what_is_written_as_it_is_filtered_is_written_from_its_room_alone() {
        let opened = |kind| {
            let acts = open_sheet(kind).into_iter();
            let opened = acts.filter_map(|it| match it {
                Act::Open(screen) => Some(*screen),
                _ => None,
            });
            opened.collect::<Vec<_>>()
        };
        assert!(matches!(opened(Kind::List(None))[..], [Screen::Cases(_)]));
        assert!(matches!(opened(Kind::Records)[..], [Screen::Records(_)]));
        assert!(matches!(opened(Kind::Consents)[..], [Screen::Records(_)]));
    }

    #[test]
    fn every_form_is_found_again_by_its_name_and_no_other_is() {
        let (case, id) = (CaseId::from_bytes([3; 16]), HandoverId::from_bytes([7; 16]));
        let mut all = vec![Unsaved::NewCase, Unsaved::Note(case)];
        all.extend(SectionId::ALL.iter().map(|it| Unsaved::Section(case, *it)));
        all.extend(
            SectionId::ALL
                .iter()
                .map(|it| Unsaved::Step(id, Step::Ask, Ask::Question(*it))),
        );
        let no = QuestionNo::FIRST;
        all.push(Unsaved::Step(id, Step::Answer, Ask::Answer(no)));
        all.push(Unsaved::Step(id, Step::DraftAnswer, Ask::DraftAnswer(no)));
        all.push(Unsaved::Step(id, Step::Reopen, Ask::Reopen(case)));
        all.push(Unsaved::Step(id, Step::Start, Ask::StartInto(case)));
        all.push(Unsaved::Import);
        all.extend(
            [
                Kind::Keep,
                Kind::OnPaper,
                Kind::Edit,
                Kind::Write,
                Kind::Verify(OfficeId::from_bytes([5; 32])),
                Kind::Add,
                Kind::Folder,
                Kind::Export(case),
                Kind::Records,
                Kind::Consents,
                Kind::Receipts,
                Kind::List(None),
                Kind::Attach(case),
                Kind::CopyTold(id, 2),
                Kind::SheetTold(case, ConsentId::from_bytes([6; 16])),
                Kind::TakeBack(case, ConsentId::from_bytes([6; 16])),
                Kind::AttachScan(case, ConsentId::from_bytes([6; 16])),
                Kind::SaveScan(case, ConsentId::from_bytes([6; 16])),
                Kind::SaveFile(case),
                Kind::Print(id),
                Kind::SaveEnclosed(id),
                Kind::Contact(id, 101),
                Kind::NewContact(id),
                Kind::NewVisit(case),
                Kind::Visit(case, 3),
                Kind::NewMeeting(id),
                Kind::Meeting(id, 2),
                Kind::NewTask(id, 2),
                Kind::Task(id, 2, 3),
            ]
            .map(Unsaved::Sheet),
        );
        for setting in SettingId::ALL {
            let usual = setting.usual();
            all.push(Unsaved::Sheet(Kind::Set(*setting, usual)));
            for city in ["", "見本市", "見本町/東"] {
                let kind = Kind::SetFor(*setting, usual, city.to_owned());
                all.push(Unsaved::Sheet(kind));
            }
        }
        let forms = Step::ALL
            .iter()
            .filter_map(|it| Some((*it, choice::form_of(*it)?)));
        all.extend(forms.map(|(step, ask)| Unsaved::Step(id, step, ask)));
        let mut seen = Vec::new();
        for form in all {
            let Some(place) = form.place() else {
                assert!(matches!(form, Unsaved::Step(_, Step::WithdrawAll, _)));
                continue;
            };
            assert_eq!(Unsaved::of(&place), Some(form));
            assert!(!seen.contains(&place), "{place:?}");
            seen.push(place);
        }
        for form in [
            "",
            "case",
            "case/",
            "case/x",
            "step/ask",
            "step/answer/0",
            "step/end/1",
            "step/reopen/0303",
            "step/reopen/+0303030303030303030303030303030",
            "other/new",
            "room/passphrase",
            "room/folder/1",
            "room/setting/none",
            "room/attach-scan",
            "room/save-scan/0606",
            "room/contact",
            "room/contact/+1",
            "room/new-contact/1",
            "room/new-meeting/1",
            "room/task/2",
            "room/task/2/03",
        ] {
            let place = Place {
                about: Some([3; 16]),
                form: form.into(),
            };
            assert_eq!(Unsaved::of(&place), None, "{form}");
        }
    }
}
