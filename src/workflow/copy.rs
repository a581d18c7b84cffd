//! A copy (写し) for a place that is not the receiver: what stands on it, and the record of it.
//!
//! What it may hold is the domain's, how it looks the report's. No file is written here.

use std::collections::BTreeSet;

use crate::codec::v1_record::{decode_copy_told, encode_copy_told, encode_record};
use crate::domain::audit::Act as Deed;
use crate::domain::calendar::Day;
use crate::domain::case::Value;
use crate::domain::consent::{Consent, LONGEST_NAME};
use crate::domain::copy::{CopyBack, CopyTo, CopyTold, NotCopied, Summary};
use crate::domain::handover::dossier::State;
use crate::domain::handover::entry::Side;
use crate::domain::handover::papers::Became;
use crate::domain::handover::permit::{Denied, Step};
use crate::domain::id::{ConsentId, HandoverId, OfferNo};
use crate::domain::record::{Kind, Law, LegalRecord, Party, Sources, Way};
use crate::domain::section::{FieldId, ItemId, SectionId};
use crate::domain::setting::SettingId;
use crate::domain::text::Line;
use crate::vault::{Change, Expect, Under};
use crate::workflow::consent::Forms;
use crate::workflow::desk::{Desk, put};
use crate::workflow::folder::{Folder, Part, entry_name};
use crate::workflow::handover::deed;
use crate::workflow::never::Place;
use crate::workflow::problem::{Problem, Thing};
use crate::workflow::record::copy_name;

/// For whom a copy is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyFor {
    /// For which kind of place.
    pub to: CopyTo,
    /// Who it is, by name.
    pub name: String,
}

/// What is told of a copy after it was printed; what is left out stays as it was told before.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct CopyWord {
    /// The day it was handed over, and to whom there.
    pub handed: Option<(Day, String)>,
    /// What became of it, the day that was told, and who there said it or was asked.
    pub back: Option<(Became, Day, String)>,
}

/// A copy as it is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopySheet {
    /// The handover.
    pub handover: HandoverId,
    /// For which kind of place.
    pub to: CopyTo,
    /// Who it is, by name.
    pub name: Line,
    /// This office, its number and telephone.
    pub sender: [String; 3],
    /// The office to which the case goes.
    pub receiver: String,
    /// Who prints it.
    pub by: String,
    /// The day.
    pub on: Day,
    /// The last day consent is in force.
    pub until: Day,
    /// What stands on it, section by section.
    pub sections: Vec<(SectionId, Vec<(FieldId, Value)>)>,
    /// The consent it rests on.
    consent: ConsentId,
    /// The offer of which it is.
    offer: OfferNo,
}

impl CopySheet {
    /// Gives the items of which something stands on it.
    pub fn items(&self) -> BTreeSet<ItemId> {
        let fields = self.sections.iter().flat_map(|(_, fields)| fields);
        fields.map(|(field, _)| field.spec().item).collect()
    }
}

impl Desk {
    /// The places for which consent lets a copy go today; none where nothing was offered.
    pub(crate) fn copies_for(&self, folder: &Folder) -> Result<Vec<CopyTo>, Problem> {
        let Some(consent) = self.consent_for_copies(folder)? else {
            return Ok(Vec::new());
        };
        let covers = |it: &CopyTo| consent.covers(it.item(), self.today());
        Ok(CopyTo::ALL.iter().copied().filter(covers).collect())
    }

    /// The places for which a copy can be taken back: those of any form for the office that still gives one, though it has
    /// run out or a newer one stands in its place.
    pub(crate) fn copies_to_take_back(&self, folder: &Folder) -> Result<Vec<CopyTo>, Problem> {
        let ours = folder.record.side == Side::Sender;
        let Some(case) = folder.record.case.filter(|_| ours) else {
            return Ok(Vec::new());
        };
        let left = self.left_of(case, folder.peer(), Forms::ThatSend)?;
        let all = CopyTo::ALL.iter().copied();
        Ok(all.filter(|it| left.contains(&it.item())).collect())
    }

    /// Makes a copy of what was offered. The journal tells who printed it, before there is a file. Once there is one,
    /// [`Desk::copy_given`] writes the record.
    ///
    /// # Errors
    /// Nothing was offered or it may not leave today; consent does not let a copy go there, or nothing of it belongs on one.
    pub fn copy(&mut self, id: HandoverId, wanted: &CopyFor) -> Result<CopySheet, Problem> {
        let folder = self.folder(id)?;
        self.allow(&folder, Step::GiveCopy)?;
        let name = Line::new(&wanted.name, LONGEST_NAME)?;
        self.free_of_secrets([(Place::Form, name.as_str())])?;
        let state = folder.state();
        let sheet = self.sheet(&folder, &state, wanted.to, name)?;
        self.enter(&[], Deed::Printed, Some(id.to_bytes()))?;
        Ok(sheet)
    }

    /// Writes the record of a copy that was printed. Consent is asked again: it may have been taken back meanwhile.
    ///
    /// # Errors
    /// As for [`Desk::copy`].
    pub fn copy_given(&mut self, sheet: &CopySheet) -> Result<(), Problem> {
        let id = sheet.handover;
        let folder = self.folder(id)?;
        self.allow(&folder, Step::GiveCopy)?;
        let state = folder.state();
        self.sheet(&folder, &state, sheet.to, sheet.name.clone())?;
        let no = self.next_copy(id)?;
        let record = self.record_of(&state, sheet, no)?;
        let change = Change::Put {
            name: copy_name(id, no),
            expect: Expect::Absent,
            under: Under::Office,
            head: Vec::new(),
            body: encode_record(&record),
        };
        self.enter(&[change], deed(Step::GiveCopy, id), Some(id.to_bytes()))?;
        Ok(())
    }

    /// Writes down what was told of a copy: when it was handed over and to whom, what became of it when it was asked back.
    /// It is asked of whoever may give copies, however the handover stands: the copy is outside it.
    ///
    /// # Errors
    /// There is no such copy; a day is before the copy or still to come.
    pub fn tell_of_copy(
        &mut self,
        id: HandoverId,
        no: u32,
        word: &CopyWord,
    ) -> Result<(), Problem> {
        self.right(Step::GiveCopy)?;
        let given = self.record_made(copy_name(id, no))?;
        let given = given.ok_or(Problem::Missing(Thing::Copy))?;
        let days = word.handed.iter().map(|(on, _)| *on);
        for day in days.chain(word.back.iter().map(|(_, on, _)| *on)) {
            if self.today() < day {
                return Err(Problem::DayToCome(day));
            }
            if day < given {
                return Err(Problem::BeforePrint(given));
            }
        }
        let mut told = self.copy_told(id, no)?;
        if let Some((on, to)) = &word.handed {
            told.handed = Some((*on, Line::new(to, LONGEST_NAME)?));
        }
        if let Some((became, on, told_by)) = &word.back {
            told.back = Some(CopyBack {
                became: *became,
                on: *on,
                told_by: Line::new(told_by, LONGEST_NAME)?,
                by: self.me.id,
            });
        }
        let handed = told.handed.iter().map(|(_, to)| to);
        let names = handed.chain(told.back.iter().map(|it| &it.told_by));
        self.free_of_secrets(names.map(|it| (Place::Form, it.as_str())))?;
        let name = entry_name(id, Part::CopyTold(no));
        let change = put(name, Under::Office, Vec::new(), encode_copy_told(&told));
        self.enter(&[change], deed(Step::GiveCopy, id), Some(id.to_bytes()))?;
        Ok(())
    }

    /// What was told of a copy.
    pub(crate) fn copy_told(&self, id: HandoverId, no: u32) -> Result<CopyTold, Problem> {
        let stored = self.vault.read(entry_name(id, Part::CopyTold(no)))?;
        let told = stored.map(|it| decode_copy_told(&it.body)).transpose();
        Ok(told.map_err(|_| Problem::Unreadable)?.unwrap_or_default())
    }

    fn consent_for_copies(&self, folder: &Folder) -> Result<Option<Consent>, Problem> {
        let ours = folder.record.side == Side::Sender && !folder.is_behind();
        match folder.record.case.filter(|_| ours) {
            Some(case) => self.consent_in_force(case, folder.peer()),
            None => Ok(None),
        }
    }

    fn sheet(
        &self,
        folder: &Folder,
        state: &State,
        to: CopyTo,
        name: Line,
    ) -> Result<CopySheet, Problem> {
        let offer = state.offer.as_ref();
        let offer = offer.ok_or(Problem::Missing(Thing::Handover))?.no;
        let denied = |why| Problem::Denied {
            step: Step::GiveCopy,
            why,
        };
        let consent = self.consent_for_copies(folder)?;
        let consent = consent.ok_or_else(|| denied(Denied::NotInConsent(to.item())))?;
        let disclosed = self.disclosed(folder)?.ok_or(Problem::NothingOnCopy)?;
        let summary = Summary::of(&disclosed, &consent, to, self.today());
        let summary = summary.map_err(|why| match why {
            NotCopied::NotAgreed => denied(Denied::NotInConsent(to.item())),
            NotCopied::NothingOnIt => Problem::NothingOnCopy,
        })?;
        let profile = self.profile();
        let of = |section: SectionId| {
            let fields = summary.fields().iter();
            let fields = fields.filter(|(it, _)| it.spec().section == section);
            (section, fields.cloned().collect())
        };
        Ok(CopySheet {
            handover: folder.record.id,
            to,
            name,
            sender: [
                profile.name.as_str().to_owned(),
                profile.number.as_str().to_owned(),
                profile.phone.as_str().to_owned(),
            ],
            receiver: self.peer(folder.peer())?.name,
            by: self.me.name.as_str().to_owned(),
            on: self.today(),
            until: consent.form().until,
            sections: summary.sections().map(of).collect(),
            consent: consent.form().id,
            offer,
        })
    }

    fn next_copy(&self, id: HandoverId) -> Result<u32, Problem> {
        let mut no = 1;
        while self.vault.read(copy_name(id, no))?.is_some() {
            no += 1;
        }
        Ok(no)
    }

    fn record_of(&self, state: &State, sheet: &CopySheet, no: u32) -> Result<LegalRecord, Problem> {
        let offer = state.offer.as_ref();
        let offer = offer.ok_or(Problem::Missing(Thing::Handover))?;
        let on_it = |section| sheet.sections.iter().any(|(it, _)| *it == section);
        let sections = offer.sections.iter().map(|it| &it.pinned);
        let sections = sections.filter(|it| on_it(it.section));
        let today = self.today();
        Ok(LegalRecord {
            kind: Kind::Copied {
                no,
                to: sheet.to,
                consent: sheet.consent,
                given_by: self.me.id,
            },
            law: Law::of_copy(sheet.to, self.recorded(SettingId::RecordPublic)),
            handover: sheet.handover,
            offer: sheet.offer,
            part: 0,
            offered: sheet.on,
            received: sheet.on,
            made: today,
            party: Party {
                office: None,
                name: sheet.name.as_str().to_owned(),
                corporation: String::new(),
                number: String::new(),
                address: String::new(),
                representative: String::new(),
            },
            items: sheet.items(),
            sections: sections.map(|it| (it.section, it.digest)).collect(),
            consent_until: sheet.until,
            approval: offer.manifest.approval,
            way: Way::Paper,
            sources: Sources::new(),
        })
    }
}
