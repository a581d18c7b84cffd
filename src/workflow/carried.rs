//! What the person carries to another office (本人持参): the sheet, and the word that it was printed and given.
//!
//! Nothing here is sealed, offered or sent; what the other office writes down is its own, and its source is the person.

use std::collections::BTreeSet;

use crate::domain::answer::Given as Answered;
use crate::domain::audit::Act as Deed;
use crate::domain::calendar::Day;
use crate::domain::case::Value;
use crate::domain::consent::{Carried, Consent, Given, Handing, SheetTold};
use crate::domain::handover::entry::Side;
use crate::domain::handover::permit::{Denied, Step};
use crate::domain::id::{CaseId, ConsentId, OfficeId};
use crate::domain::section::{FieldId, ItemId, SectionId};
use crate::workflow::desk::Desk;
use crate::workflow::folder::Folder;
use crate::workflow::problem::{Problem, Thing};

/// A form by which the person carries it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carries {
    /// The form.
    pub consent: ConsentId,
    /// The day a sheet was last printed that may be with the person; none where there is none.
    pub printed: Option<Day>,
    /// The items of the form that were not taken back.
    pub left: BTreeSet<ItemId>,
}

/// What is told of a sheet after it was printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SheetWord {
    /// What became of it.
    pub became: Handing,
    /// The day it was given; of one that never was, the day that was said.
    pub on: Day,
}

/// The sheet as it is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CarriedSheet {
    /// The form it rests on.
    pub consent: ConsentId,
    /// The case.
    pub case: CaseId,
    /// What the person is called, as far as the form covers it; empty where it does not, to be written by hand.
    pub person: String,
    /// This office, its number and telephone.
    pub sender: [String; 3],
    /// The office the person carries it to.
    pub receiver: String,
    /// Who prints it.
    pub by: String,
    /// The day.
    pub on: Day,
    /// What stands on it, item by item.
    pub items: BTreeSet<ItemId>,
    /// The same section by section.
    pub sections: Vec<(SectionId, Vec<(FieldId, Value)>)>,
}

impl Desk {
    /// Makes the sheet that the person carries to an office: what the form covers today and no more. The journal tells who
    /// printed it, before there is a file. Once there is one, [`Desk::sheet_printed`] writes that down.
    ///
    /// # Errors
    /// No form that says so is in force, or nothing it covers says anything.
    pub fn carry(&mut self, case: CaseId, receiver: OfficeId) -> Result<CarriedSheet, Problem> {
        let (consent, carried) = self.what_is_carried(case, receiver)?;
        let fields = carried.sections().flat_map(|(_, fields)| fields);
        self.fields_free_of_secrets(fields.map(|(field, value)| (*field, value)))?;
        let owned = |(id, fields): (SectionId, &[(FieldId, Value)])| (id, fields.to_vec());
        let profile = self.profile();
        let sheet = CarriedSheet {
            consent: consent.form().id,
            case,
            person: person_on(&carried),
            sender: [
                profile.name.as_str().to_owned(),
                profile.number.as_str().to_owned(),
                profile.phone.as_str().to_owned(),
            ],
            receiver: self.peer(receiver)?.name,
            by: self.me.name.as_str().to_owned(),
            on: self.today(),
            items: carried.items(),
            sections: carried.sections().map(owned).collect(),
        };
        self.enter(&[], Deed::Printed, Some(case.to_bytes()))?;
        Ok(sheet)
    }

    /// Writes down with the form that a sheet was printed for the person. The form is asked again: it may have been taken back
    /// meanwhile.
    ///
    /// # Errors
    /// As for [`Desk::carry`].
    pub fn sheet_printed(&mut self, sheet: &CarriedSheet) -> Result<(), Problem> {
        let receiver = self.stored_consent(sheet.consent)?.form().receiver;
        let (mut consent, _) = self.what_is_carried(sheet.case, receiver)?;
        consent.give(Given {
            on: sheet.on,
            by: self.me.id,
            items: sheet.items.clone(),
            told: None,
        });
        let change = self.consent_change(&consent)?;
        let subject = Some(sheet.case.to_bytes());
        self.enter(&[change], Deed::LegalWritten, subject)?;
        Ok(())
    }

    /// Writes down what was told of a sheet that was printed, by its number from 1: that it was given to the person, or never was.
    /// It is asked of whoever may print one, however form and case stand: the sheet is outside both.
    ///
    /// # Errors
    /// There is no such sheet; the day is before the print or still to come.
    pub fn tell_of_sheet(
        &mut self,
        id: ConsentId,
        number: u32,
        word: SheetWord,
    ) -> Result<(), Problem> {
        self.right(Step::Carry)?;
        let mut consent = self.stored_consent(id)?;
        let missing = || Problem::Missing(Thing::Sheet);
        let told = SheetTold {
            became: word.became,
            on: word.on,
            by: self.me.id,
        };
        consent.tell_of_sheet(number, told).ok_or_else(missing)?;
        let sheets = consent.given().iter().zip(1..);
        let printed = sheets.filter(|(_, it)| *it == number).map(|(it, _)| it.on);
        let printed = printed.last().ok_or_else(missing)?;
        if self.today() < word.on {
            return Err(Problem::DayToCome(word.on));
        }
        if word.on < printed {
            return Err(Problem::BeforePrint(printed));
        }
        let change = self.consent_change(&consent)?;
        let subject = Some(consent.form().case.to_bytes());
        self.enter(&[change], Deed::LegalWritten, subject)?;
        Ok(())
    }

    /// The form by which the person carries it to the office of a handover this office prepares, if one is in force.
    pub(crate) fn carries(&self, folder: &Folder) -> Result<Option<Carries>, Problem> {
        let Some(case) = folder.record.case.filter(|_| prepares(folder)) else {
            return Ok(None);
        };
        let consent = self.carrying(case, folder.peer())?;
        Ok(consent.map(|it| Carries {
            consent: it.form().id,
            printed: it
                .given()
                .iter()
                .rfind(|it| it.may_be_there())
                .map(|it| it.on),
            left: it.left(),
        }))
    }

    fn what_is_carried(
        &self,
        case: CaseId,
        receiver: OfficeId,
    ) -> Result<(Consent, Carried), Problem> {
        self.right(Step::Carry)?;
        self.is_here(case)?;
        let denied = Problem::Denied {
            step: Step::Carry,
            why: Denied::OutsideConsent,
        };
        let consent = self.carrying(case, receiver)?.ok_or(denied)?;
        let carried = consent.carry(&self.case_summary(case)?, self.today());
        let carried = carried.map_err(Problem::NotCovered)?;
        Ok((consent, carried))
    }
}

/// The name as it stands on the sheet.
fn person_on(carried: &Carried) -> String {
    let (mut kana, mut name) = (String::new(), String::new());
    for (field, value) in carried.sections().flat_map(|(_, fields)| fields) {
        match (field, value.given()) {
            (FieldId::PersonName, Some(Answered::Line(it))) => name = it.to_string(),
            (FieldId::PersonKana, Some(Answered::Kana(it))) => kana = it.to_string(),
            _ => (),
        }
    }
    format!("{kana}\u{3000}{name}").trim().to_owned()
}

/// Whether this office sends, and nothing was offered yet: afterwards the other office has it from here.
fn prepares(folder: &Folder) -> bool {
    folder.record.side == Side::Sender && folder.state().offer.is_none()
}
