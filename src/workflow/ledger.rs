//! The ledger of what people took back (同意撤回の台帳), and the record of every consent (指定基準36条3項).
//!
//! Both are read out of the handovers and the forms whenever they are asked for; nothing of them is stored.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::alert::{Asking, CopiesOut};
use crate::domain::attachment::Scan;
use crate::domain::audit::Act as Deed;
use crate::domain::calendar::Day;
use crate::domain::consent::{
    Consent, Given, Mode, NotCovered, Saying, Telling, Withdrawal as Taken, Withdrawn,
};
use crate::domain::copy::{CopyTo, CopyTold};
use crate::domain::handover::entry::{Side, Withdrawal};
use crate::domain::handover::papers::Became;
use crate::domain::handover::permit::Step;
use crate::domain::handover::words::WordKey;
use crate::domain::id::{CaseId, ConsentId, HandoverId, OfficeId, StaffId};
use crate::domain::ledger::{Answer, Left, TakenBack, destroyed_on, still_held, taken_back};
use crate::domain::record::{Kind, LegalRecord, Recorded};
use crate::domain::search::matches;
use crate::domain::section::ItemId;
use crate::domain::setting::SettingId;
use crate::vault::Shelf;
use crate::workflow::desk::Desk;
use crate::workflow::folder::{Folder, Reach};
use crate::workflow::handover::deed;
use crate::workflow::problem::Problem;

/// Of what the ledger, or the record of consents, is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// Of everything.
    All,
    /// Of one case.
    Case(CaseId),
    /// Of one handover.
    Handover(HandoverId),
}

/// Where a withdrawal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// In a handover.
    Handover {
        /// Which.
        id: HandoverId,
        /// The office to which the person said it.
        side: Side,
        /// Its number in that office's log.
        number: u32,
    },
    /// On a form alone: no handover knows of it.
    Form {
        /// Which.
        id: ConsentId,
        /// Its place among what was taken back of that form, from 0.
        at: usize,
    },
}

/// Whom a line is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whom {
    /// Kana and name.
    Named(String),
    /// The name was destroyed with what had come.
    Destroyed,
    /// No name is here: it was never known, or cannot be read.
    NotHere,
}

impl Whom {
    fn of(name: &str, none: Whom) -> Whom {
        match name.trim() {
            "" => none,
            _ => Whom::Named(name.to_owned()),
        }
    }

    /// The name; empty where there is none.
    pub fn name(&self) -> &str {
        match self {
            Whom::Named(name) => name,
            Whom::Destroyed | Whom::NotHere => "",
        }
    }
}

/// One withdrawal, with what had left before and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerLine {
    /// Where it stands.
    pub place: Place,
    /// The case here, if there is one.
    pub case: Option<CaseId>,
    /// Whom it is about.
    pub person: Whom,
    /// The side this office is on.
    pub ours: Side,
    /// The other office.
    pub peer: OfficeId,
    /// Its name.
    pub peer_name: String,
    /// The day it was said.
    pub on: Day,
    /// The office to which it was said.
    pub said_to: Side,
    /// Who recorded it; empty where nobody is named.
    pub by: String,
    /// How the person said it, where that was written down.
    pub told: Option<Told>,
    /// What was taken back.
    pub scope: Withdrawal,
    /// What of it had been given before.
    pub left: Vec<Left>,
    /// Where the person took back what they carry: what of it this office had sent to the same office by another form, and that
    /// office holds.
    pub sent_besides: Vec<Left>,
    /// The copies given before, of the same handover, that hold something of it.
    pub copies: Vec<CopyGiven>,
    /// What the receiver said of it.
    pub answer: Answer,
    /// Why it is kept, where it is and the reason is here.
    pub reason: String,
    /// The days since it was said, while the answer is awaited.
    pub open_for: Option<u32>,
}

impl ConsentLine {
    /// Whether it counts and something was taken back of it.
    pub fn is_left_in_part(&self) -> bool {
        self.standing == Standing::InForce && !self.consent.withdrawals().is_empty()
    }
}

impl LedgerLine {
    /// Whether copies alone were taken back: of them the other office never had anything.
    pub fn is_of_copies(&self) -> bool {
        is_of_copies(&self.scope)
    }
}

/// How a withdrawal was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// How.
    pub how: Saying,
    /// Who heard it; empty where the name is not here.
    pub heard_by: String,
    /// What shows it, or where that is kept; empty where nothing was written down.
    pub evidence: String,
}

/// A copy that was given to a place that is not the receiver.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyGiven {
    /// Of which handover.
    pub handover: HandoverId,
    /// Which copy of it, from 1.
    pub no: u32,
    /// For which kind of place.
    pub to: CopyTo,
    /// Who it is, by name.
    pub name: String,
    /// The day.
    pub on: Day,
    /// What stands on it, item by item.
    pub items: BTreeSet<ItemId>,
    /// What was told of it since.
    pub told: CopyTold,
}

/// The ledger, or a part of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// The withdrawals, the latest first.
    pub lines: Vec<LedgerLine>,
    /// How many handovers and forms cannot be read.
    pub unreadable: usize,
}

/// How a form stands today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It counts, and covers something.
    InForce,
    /// It counts from a later day.
    NotYet,
    /// A later form stands in its place.
    Replaced,
    /// It has run out.
    Expired,
    /// It was taken back wholly.
    Withdrawn,
}

/// A form with what is joined to it when it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentLine {
    /// The form, with all that was taken back since.
    pub consent: Consent,
    /// Whom it is about.
    pub person: Whom,
    /// The office it lets know.
    pub peer_name: String,
    /// Who of the staff had to do with it.
    pub names: Names,
    /// How it stands today.
    pub standing: Standing,
    /// The scan of the signed form, where one was kept with it.
    pub scan: Option<Scan>,
}

/// Who of the staff had to do with a form, by name; empty where nobody is named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Who explained it.
    pub explained_by: String,
    /// Who recorded it.
    pub recorded_by: String,
    /// Of each withdrawal, in its order, who recorded it and who heard it.
    pub withdrawals: Vec<(String, String)>,
    /// Who printed what the person carries, each time.
    pub given: Vec<String>,
    /// As what this office records that.
    pub carried: Recorded,
}

/// Forms by case and office, the latest first.
type Forms = BTreeMap<(CaseId, OfficeId), Vec<Consent>>;

/// Forms that were asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Consents {
    /// Those that can be read, the latest first.
    pub lines: Vec<ConsentLine>,
    /// How many cannot.
    pub unreadable: usize,
}

impl ConsentLine {
    /// What it is looked for by: the person and the other office.
    pub fn found_by(&self) -> [&str; 2] {
        [self.person.name(), &self.peer_name]
    }
}

impl Consents {
    /// Those in which every word is found; all where nothing is looked for.
    pub fn with(mut self, search: &str) -> Consents {
        self.lines.retain(|it| matches(search, &it.found_by()));
        self
    }
}

impl Desk {
    /// The ledger of what was taken back; the journal tells who looked.
    pub fn ledger(&mut self, of: Of) -> Result<Ledger, Problem> {
        self.right(Step::Read)?;
        let (forms, unreadable) = self.forms()?;
        let mut ledger = self.ledger_of_handovers(&forms)?;
        ledger.unreadable += unreadable;
        self.add_forms_alone(&mut ledger, &forms)?;
        ledger.lines.retain(|it| match of {
            Of::All => true,
            Of::Case(case) => it.case == Some(case),
            Of::Handover(wanted) => matches!(it.place, Place::Handover { id, .. } if id == wanted),
        });
        let latest = |it: &LedgerLine| (std::cmp::Reverse(it.on), it.place);
        ledger.lines.sort_by_key(latest);
        self.note_look(of)?;
        Ok(ledger)
    }

    /// Every form, withdrawn and run out included. The journal as for the ledger.
    pub fn consent_record(&mut self, of: Of) -> Result<Consents, Problem> {
        self.right(Step::Read)?;
        let (forms, unreadable) = self.forms()?;
        let wanted = match of {
            Of::All => None,
            Of::Case(case) => Some((case, None)),
            Of::Handover(id) => {
                let record = self.folder(id)?.record;
                record.case.map(|it| (it, Some(record.receiver)))
            }
        };
        let today = self.today();
        let mut lines = Vec::new();
        for ((case, receiver), consents) in &forms {
            let meant = match (of, wanted) {
                (Of::All, _) => true,
                (_, None) => false,
                (_, Some((it, to))) => it == *case && to.is_none_or(|to| to == *receiver),
            };
            let sends = Consent::counting(consents, *receiver, today);
            let carries = Consent::carrying(consents, *receiver, today);
            let counting = [sends, carries].map(|it| it.map(|it| it.form().id));
            for consent in consents.iter().filter(|_| meant) {
                lines.push(ConsentLine {
                    person: self.person_of(*case),
                    peer_name: self.peer_named(*receiver),
                    names: self.names_on(consent),
                    standing: standing(consent, counting, today),
                    scan: self.scan_of(consent.form().id)?,
                    consent: consent.clone(),
                });
            }
        }
        lines.sort_by_key(|it| {
            let form = it.consent.form();
            (std::cmp::Reverse(form.signed), form.id)
        });
        self.note_look(of)?;
        Ok(Consents { lines, unreadable })
    }

    /// Of each handover, the copies that may still be out though the person took back what they hold or where they went. What
    /// is lost cannot be asked back.
    pub(crate) fn copies_to_ask_back(&self) -> Result<BTreeMap<HandoverId, CopiesOut>, Problem> {
        let lost = |it: &CopyTold| it.back.as_ref().is_some_and(|it| it.became == Became::Lost);
        let out = |it: &CopyTold| it.is_out() && !lost(it);
        if !self.copies_given()?.iter().any(|(_, told)| out(told)) {
            return Ok(BTreeMap::new());
        }
        let (forms, _) = self.forms()?;
        let mut ledger = self.ledger_of_handovers(&forms)?;
        self.add_forms_alone(&mut ledger, &forms)?;
        let mut copies = BTreeMap::new();
        for line in &ledger.lines {
            for it in line.copies.iter().filter(|it| out(&it.told)) {
                let asked = it.told.back.is_some();
                let (since, _) = copies
                    .entry((it.handover, it.no))
                    .or_insert((line.on, asked));
                *since = line.on.min(*since);
            }
        }
        let mut found: BTreeMap<HandoverId, CopiesOut> = BTreeMap::new();
        for ((handover, _), (since, asked)) in copies {
            let of_it = found.entry(handover).or_insert(CopiesOut {
                open: 0,
                since,
                asked: Asking::Done,
            });
            of_it.open += 1;
            of_it.since = since.min(of_it.since);
            if !asked {
                of_it.asked = Asking::NotYet;
            }
        }
        Ok(found)
    }

    /// Who of the staff had to do with a form.
    pub fn names_on(&self, consent: &Consent) -> Names {
        let name = |it: Option<StaffId>| it.map_or_else(String::new, |it| self.staff_name(it));
        let withdrawals = consent.withdrawals().iter();
        Names {
            explained_by: self.staff_name(consent.form().explained_by),
            recorded_by: name(consent.taken().map(|it| it.by)),
            withdrawals: withdrawals
                .map(|it| {
                    // What was said to the receiver was heard by nobody here, whoever typed its paper.
                    let heard = it.telling.as_ref().filter(|_| it.told.is_some());
                    (name(it.told), name(heard.map(|it| it.heard_by)))
                })
                .collect(),
            given: consent
                .given()
                .iter()
                .map(|it| self.staff_name(it.by))
                .collect(),
            carried: self.recorded(SettingId::RecordCarried),
        }
    }

    /// The same, to be written into a file; the journal tells who took it.
    pub fn export_consents(&mut self, of: Of) -> Result<Consents, Problem> {
        // The forms of one case are part of it; all of them together name everybody.
        if of == Of::All {
            self.right(Step::ExportLists)?;
        }
        let consents = self.consent_record(of)?;
        let subject = match of {
            Of::Case(case) => Some(case.to_bytes()),
            Of::All | Of::Handover(_) => None,
        };
        self.enter(&[], Deed::Exported, subject)?;
        Ok(consents)
    }

    fn note_look(&mut self, of: Of) -> Result<(), Problem> {
        let (deed, subject) = match of {
            Of::All => (Deed::CaseRead, None),
            Of::Case(case) => (Deed::CaseRead, Some(case.to_bytes())),
            Of::Handover(id) => (deed(Step::Read, id), Some(id.to_bytes())),
        };
        self.enter(&[], deed, subject).map(drop)
    }

    fn ledger_of_handovers(&self, forms: &Forms) -> Result<Ledger, Problem> {
        let mut ledger = Ledger::default();
        let copies = self.copies_given()?;
        for id in self.handover_ids()? {
            let Some(folder) = self.readable_folder(id)? else {
                ledger.unreadable += 1;
                continue;
            };
            for it in taken_back(&folder.dossier, folder.papers()) {
                let mut line = self.ledger_line(&folder, it)?;
                let of_it = copies.iter().filter(|(it, _)| it.handover == id);
                line.copies = given_of(of_it, &line.scope, line.on, &taken_from(&line, forms));
                ledger.lines.push(line);
            }
        }
        Ok(ledger)
    }

    fn ledger_line(&self, folder: &Folder, it: TakenBack) -> Result<LedgerLine, Problem> {
        let reason = self.reason_given(folder, it.answer)?;
        let said = |key| self.word_of(folder, it.side, it.number, key);
        let told = match Saying::from_code(&said(WordKey::Saying)?) {
            None => None,
            Some(how) => Some(Told {
                how,
                heard_by: said(WordKey::HeardBy)?,
                evidence: said(WordKey::Evidence)?,
            }),
        };
        let (id, side, number) = (folder.record.id, it.side, it.number);
        Ok(LedgerLine {
            place: Place::Handover { id, side, number },
            case: folder.record.case,
            person: whom(folder),
            ours: folder.record.side,
            peer: folder.peer(),
            peer_name: self.peer_named(folder.peer()),
            on: it.on,
            said_to: it.side,
            by: said(WordKey::By)?,
            told,
            left: self.as_recorded(id, it.left),
            sent_besides: Vec::new(),
            copies: Vec::new(),
            open_for: self.waited(it.answer, it.on),
            scope: it.scope,
            answer: it.answer,
            reason,
        })
    }

    /// Why something is kept, where the receiver said so and the reason is here.
    pub(crate) fn reason_given(&self, folder: &Folder, answer: Answer) -> Result<String, Problem> {
        match answer {
            Answer::Handled { number, .. } => {
                self.word_of(folder, Side::Receiver, number, WordKey::Text)
            }
            _ => Ok(String::new()),
        }
    }

    fn word_of(
        &self,
        folder: &Folder,
        side: Side,
        number: u32,
        key: WordKey,
    ) -> Result<String, Problem> {
        // Words that cannot be read cost themselves and no line.
        let said = match self.spoken(folder, side) {
            Err(why) if Reach::of(&why) == Reach::Handover => return Ok(String::new()),
            said => said?,
        };
        let entry = said.into_iter().find(|it| it.envelope.number == number);
        let words = entry.and_then(|it| it.words);
        Ok(words
            .and_then(|it| it.get(key).map(str::to_owned))
            .unwrap_or_default())
    }

    /// What had left, less what the records say was not in it.
    fn as_recorded(&self, id: HandoverId, left: Vec<Left>) -> Vec<Left> {
        let given = left
            .into_iter()
            .map(|it| match self.items_given(id, it.offer, it.part) {
                Some(recorded) => Left {
                    items: &it.items & &recorded,
                    ..it
                },
                None => it,
            });
        given.filter(|it| !it.items.is_empty()).collect()
    }

    fn waited(&self, answer: Answer, on: Day) -> Option<u32> {
        let days = on.days_until(self.today());
        (answer == Answer::Awaited).then(|| u32::try_from(days).unwrap_or(0))
    }

    /// Adds what was taken back of a form and stands in no handover: nothing was offered, or it has still to be told. What
    /// is taken back of several forms at once is one line.
    fn add_forms_alone(&self, ledger: &mut Ledger, forms: &Forms) -> Result<(), Problem> {
        let mut alone: BTreeMap<Act, Alone> = BTreeMap::new();
        for ((case, receiver), consents) in forms {
            let lines = ledger.lines.iter();
            let theirs = lines.filter(|it| it.case == Some(*case) && it.peer == *receiver);
            let theirs: Vec<&LedgerLine> = theirs.collect();
            let days = days_of(consents);
            for consent in consents {
                for (at, it) in consent.withdrawals().iter().enumerate() {
                    let items = items_of(consent, it);
                    let is_told = |item: &ItemId| {
                        let days = days.get(item).map_or(&[][..], |it| it);
                        let lines = || theirs.iter().any(|line| tells(line, it, *item, days));
                        !is_of_form_alone(consent, it) && lines()
                    };
                    let rest: BTreeSet<ItemId> =
                        items.iter().copied().filter(|it| !is_told(it)).collect();
                    if rest.is_empty() {
                        continue;
                    }
                    let act = Act {
                        case: *case,
                        receiver: *receiver,
                        on: it.on,
                        told: it.told,
                        mode: consent.form().mode,
                        telling: it.telling.clone(),
                        whole: match &it.what {
                            Withdrawn::All if rest == *items => Whole::All,
                            _ => Whole::Items,
                        },
                    };
                    let id = consent.form().id;
                    let of_it = alone.entry(act).or_insert_with(|| Alone {
                        place: Place::Form { id, at },
                        items: BTreeSet::new(),
                        sheets: Sheets::None,
                        forms: Vec::new(),
                    });
                    of_it.forms.push(id);
                    let held = |sheet: &Given| {
                        let there = sheet.may_be_there() && sheet.on <= it.on;
                        there && !sheet.items.is_disjoint(&rest)
                    };
                    if consent.given().iter().any(held) {
                        of_it.sheets = Sheets::Held;
                    }
                    of_it.items.extend(rest);
                }
            }
        }
        let copies = self.copies_given()?;
        for (act, of_it) in alone {
            let consents = forms.get(&(act.case, act.receiver)).into_iter().flatten();
            let ids: Vec<_> = consents.map(|it| it.form().id).collect();
            let of_them = copies.iter().filter(|(it, _)| rests_on(it, &ids));
            let line = self.form_line(act, of_it, of_them)?;
            ledger.lines.push(line);
        }
        Ok(())
    }

    fn form_line<'a>(
        &self,
        act: Act,
        alone: Alone,
        copies: impl Iterator<Item = &'a (LegalRecord, CopyTold)>,
    ) -> Result<LedgerLine, Problem> {
        let Alone {
            place,
            items,
            sheets,
            forms,
        } = alone;
        let scope = match act.whole {
            Whole::All => Withdrawal::All,
            Whole::Items => Withdrawal::Items(items.clone()),
        };
        let left = match act.mode {
            Mode::Carried => Vec::new(),
            _ => self.held_elsewhere(act.case, act.receiver, &Withdrawal::Items(items.clone()))?,
        };
        let mut sent_besides = match act.mode {
            Mode::Carried => {
                self.held_elsewhere(act.case, act.receiver, &Withdrawal::Items(items))?
            }
            _ => Vec::new(),
        };
        sent_besides.retain(|it| it.offered <= act.on);
        let copies = match act.mode {
            // A copy rests on a form by which this office hands over.
            Mode::Carried => Vec::new(),
            _ => given_of(copies, &scope, act.on, &forms),
        };
        let answer = match (is_of_copies(&scope), left.is_empty()) {
            _ if sheets == Sheets::Held => Answer::Carried,
            (true, _) if copies.is_empty() => Answer::NothingArrived,
            (true, _) => copies_back(&copies).unwrap_or(Answer::CopiesOut),
            (false, true) => Answer::NothingArrived,
            (false, false) => Answer::Awaited,
        };
        Ok(LedgerLine {
            place,
            case: Some(act.case),
            person: self.person_of(act.case),
            ours: Side::Sender,
            peer: act.receiver,
            peer_name: self.peer_named(act.receiver),
            on: act.on,
            said_to: match act.told {
                Some(_) => Side::Sender,
                None => Side::Receiver,
            },
            by: act.told.map_or_else(String::new, |it| self.staff_name(it)),
            told: act.telling.map(|it| Told {
                how: it.how,
                // What was said to the receiver was heard by nobody here, whoever typed its paper.
                heard_by: act
                    .told
                    .map_or_else(String::new, |_| self.staff_name(it.heard_by)),
                evidence: it.evidence.map_or_else(String::new, |it| it.to_string()),
            }),
            scope,
            left,
            sent_besides,
            copies,
            answer,
            reason: String::new(),
            open_for: self.waited(answer, act.on),
        })
    }

    /// What that office still holds of this, in any handover of the case.
    pub(crate) fn held_elsewhere(
        &self,
        case: CaseId,
        receiver: OfficeId,
        scope: &Withdrawal,
    ) -> Result<Vec<Left>, Problem> {
        let mut held = Vec::new();
        for id in self.handover_ids()? {
            let Some(folder) = self.readable_folder(id)? else {
                continue;
            };
            if folder.record.case == Some(case) && folder.peer() == receiver {
                let left = still_held(&folder.dossier, folder.papers(), scope);
                held.extend(self.as_recorded(id, left));
            }
        }
        Ok(held)
    }

    /// Every form that can be read, by case and office, the latest first; and how many cannot be.
    fn forms(&self) -> Result<(Forms, usize), Problem> {
        let (mut forms, mut unreadable) = (BTreeMap::<_, Vec<_>>::new(), 0);
        for (id, _, head) in self.vault.heads(Shelf::Consent)? {
            match self.stored_consent(ConsentId::from_bytes(id)) {
                Ok(consent) => {
                    let of = (consent.form().case, consent.form().receiver);
                    forms.entry(of).or_default().push((head.to_vec(), consent));
                }
                Err(why) if Reach::of(&why) == Reach::Handover => unreadable += 1,
                Err(why) => return Err(why),
            }
        }
        let latest_first = |(of, mut all): (_, Vec<(Vec<u8>, Consent)>)| {
            // The order in which the desk finds the one that counts.
            all.sort_by(|(a, one), (b, other)| {
                (other.form().signed, b).cmp(&(one.form().signed, a))
            });
            (of, all.into_iter().map(|(_, it)| it).collect())
        };
        Ok((forms.into_iter().map(latest_first).collect(), unreadable))
    }

    fn person_of(&self, case: CaseId) -> Whom {
        let Ok(summary) = self.case_summary(case) else {
            return Whom::NotHere;
        };
        let label = summary.label();
        let name = label.name.map_or("", |it| it.as_str());
        let kana = label.kana.map_or("", |it| it.as_str());
        Whom::of(&format!("{kana}\u{3000}{name}"), Whom::NotHere)
    }

    fn peer_named(&self, id: OfficeId) -> String {
        self.peer(id).map(|it| it.name).unwrap_or_default()
    }
}

/// One act of taking back: several forms for one office, of one day, told to one person in one way.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Act {
    case: CaseId,
    receiver: OfficeId,
    on: Day,
    told: Option<StaffId>,
    mode: Mode,
    telling: Option<Telling>,
    whole: Whole,
}

/// What stands on a form alone of one act.
struct Alone {
    place: Place,
    items: BTreeSet<ItemId>,
    /// Whether the person has something of it on a sheet to carry.
    sheets: Sheets,
    /// The forms from which it was taken.
    forms: Vec<ConsentId>,
}

/// Whether a sheet that the person was given bears something of what was taken back.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sheets {
    None,
    Held,
}

/// Whether all of a form was taken back.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Whole {
    All,
    Items,
}

fn items_of<'a>(consent: &'a Consent, it: &'a Taken) -> &'a BTreeSet<ItemId> {
    match &it.what {
        Withdrawn::All => &consent.form().items,
        Withdrawn::Items(items) => items,
    }
}

/// On which days each item was taken back of forms for one office.
fn days_of(consents: &[Consent]) -> BTreeMap<ItemId, Vec<Day>> {
    let mut days: BTreeMap<ItemId, Vec<Day>> = BTreeMap::new();
    for consent in consents {
        for it in consent.withdrawals() {
            for item in items_of(consent, it) {
                days.entry(*item).or_default().push(it.on);
            }
        }
    }
    days
}

/// Whether a line of a handover with that office is of this very act, as to one item: told on its day or, where it was owed,
/// later; and of what the other office heard and this one wrote down, before. Where the item was taken back anew in between,
/// the line is of that.
fn tells(line: &LedgerLine, it: &Taken, item: ItemId, days: &[Day]) -> bool {
    let names = match &line.scope {
        Withdrawal::All => true,
        Withdrawal::Items(items) => items.contains(&item),
    };
    let between = |is: &dyn Fn(Day) -> bool| days.iter().any(|day| is(*day));
    let heard = line.said_to == Side::Receiver && it.told.is_none();
    names
        && match it.on <= line.on {
            true => !between(&|day| it.on < day && day <= line.on),
            false => heard && !between(&|day| line.on <= day && day < it.on),
        }
}

/// Whether no handover knows of it: it is of what the person carries, or a paper of the other office told of copies.
fn is_of_form_alone(consent: &Consent, it: &Taken) -> bool {
    let by_slip = it.told.is_none() && it.telling.is_some();
    by_slip || consent.form().mode == Mode::Carried
}

/// The forms from which a line of a handover took.
fn taken_from(line: &LedgerLine, forms: &Forms) -> Vec<ConsentId> {
    let of_case = line.case.and_then(|case| forms.get(&(case, line.peer)));
    let consents = of_case.map_or(&[][..], Vec::as_slice);
    let days = days_of(consents);
    let took = |consent: &&Consent| {
        let mut taken = consent.withdrawals().iter();
        taken.any(|it| {
            let told = |item: &ItemId| {
                let days = days.get(item).map_or(&[][..], |it| it);
                tells(line, it, *item, days)
            };
            !is_of_form_alone(consent, it) && items_of(consent, it).iter().any(told)
        })
    };
    consents
        .iter()
        .filter(took)
        .map(|it| it.form().id)
        .collect()
}

/// Whom a handover is about. What came and was destroyed took the name with it.
fn whom(folder: &Folder) -> Whom {
    let receives = folder.record.side == Side::Receiver;
    let none = match receives && destroyed_on(&folder.dossier).is_some() {
        true => Whom::Destroyed,
        false => Whom::NotHere,
    };
    Whom::of(&folder.record.person, none)
}

fn is_of_copies(scope: &Withdrawal) -> bool {
    match scope {
        Withdrawal::All => false,
        Withdrawal::Items(items) => items.iter().all(|it| it.copy_to().is_some()),
    }
}

/// What was told of all of these copies, the worst of it, once none is out any more.
fn copies_back(copies: &[CopyGiven]) -> Option<Answer> {
    if copies.iter().any(|it| it.told.is_out()) {
        return None;
    }
    let told = || copies.iter().filter_map(|it| it.told.back.as_ref());
    let became = told().map(|it| it.became).max()?;
    let on = told().map(|it| it.on).max()?;
    Some(Answer::Paper { became, on })
}

fn rests_on(copy: &LegalRecord, forms: &[ConsentId]) -> bool {
    matches!(copy.kind, Kind::Copied { consent, .. } if forms.contains(&consent))
}

/// Of these copies, those given before that hold something of what was taken back, or went to a place that is. Before is
/// until the day it was said, and what rests on a form from which it was taken: this office may have heard of it later.
fn given_of<'a>(
    copies: impl Iterator<Item = &'a (LegalRecord, CopyTold)>,
    scope: &Withdrawal,
    until: Day,
    taken_from: &[ConsentId],
) -> Vec<CopyGiven> {
    let given = copies.filter_map(|(it, told)| match it.kind {
        Kind::Copied { to, no, .. } if it.received <= until || rests_on(it, taken_from) => {
            Some(CopyGiven {
                handover: it.handover,
                no,
                to,
                name: it.party.name.clone(),
                on: it.received,
                items: it.items.clone(),
                told: told.clone(),
            })
        }
        _ => None,
    });
    let concerned = |it: &CopyGiven| match scope {
        Withdrawal::All => true,
        Withdrawal::Items(items) => items.contains(&it.to.item()) || !items.is_disjoint(&it.items),
    };
    given.filter(concerned).collect()
}

fn standing(consent: &Consent, counting: [Option<ConsentId>; 2], today: Day) -> Standing {
    if consent.left().is_empty() {
        return Standing::Withdrawn;
    }
    match consent.holds(today) {
        Err(NotCovered::NotYet { .. }) => Standing::NotYet,
        Err(NotCovered::Expired { .. }) => Standing::Expired,
        Err(NotCovered::Withdrawn { .. }) => Standing::Withdrawn,
        _ if !counting.contains(&Some(consent.form().id)) => Standing::Replaced,
        _ => Standing::InForce,
    }
}
