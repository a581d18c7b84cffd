//! What must not be held any longer: what the program owes for a handover, and the destroying itself, in one commit each.
//!
//! Who decides that something goes is `handover` (a step), `collect` (what came) or the dossier (consent ran out); how bytes are
//! destroyed is the vault's. A whole case after its time is `retention`.

use std::collections::BTreeSet;

use zeroize::Zeroizing;

use crate::codec::v1;
use crate::domain::audit::Act as Deed;
use crate::domain::case::Value;
use crate::domain::handover::dossier::{Erasure, Held, State};
use crate::domain::handover::entry::{Act, Side};
use crate::domain::handover::permit::{Step, on_own_day};
use crate::domain::handover::turn;
use crate::domain::handover::words::Words;
use crate::domain::id::HandoverId;
use crate::domain::section::{FieldId, ItemId};
use crate::exchange::parcel::Disclosed;
use crate::workflow::desk::Desk;
use crate::workflow::folder::{Folder, Reach};
use crate::workflow::handover::deed;
use crate::workflow::never::{texts_before, texts_of};
use crate::workflow::post::{are_of_use, speaks_of_ending};
use crate::workflow::problem::Problem;

/// Handovers for which the program could not do what it owes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unpaid {
    /// What is kept of them cannot be read.
    pub unreadable: Vec<HandoverId>,
    /// It failed for another reason; it is tried again at the next opening or round.
    pub unpaid: Vec<HandoverId>,
}

/// What is to be destroyed of one handover, all in one go: two rewritings in one commit would each bring back what the
/// other one took.
#[derive(Default)]
pub(crate) struct Gone {
    /// Of the handover.
    pub held: Going,
    /// What goes from the case made of it besides.
    pub of_case: BTreeSet<ItemId>,
}

/// How much of what a handover holds goes.
pub(crate) enum Going {
    /// These items; nothing where there are none.
    Items(BTreeSet<ItemId>),
    /// All of it.
    Everything,
}

impl Default for Going {
    fn default() -> Going {
        Going::Items(BTreeSet::new())
    }
}

impl Gone {
    /// Items of the handover alone.
    pub fn items(items: BTreeSet<ItemId>) -> Gone {
        Gone {
            held: Going::Items(items),
            of_case: BTreeSet::new(),
        }
    }

    /// Items of the handover and of the case made of it: of the case none of which it was answered before that it is gone.
    /// What stands there since is this office's own, and nothing the handover holds ever is.
    pub fn answered(items: BTreeSet<ItemId>, before: &BTreeSet<ItemId>) -> Gone {
        Gone {
            of_case: &items - before,
            held: Going::Items(items),
        }
    }

    /// All the handover holds.
    pub fn everything() -> Gone {
        Gone {
            held: Going::Everything,
            of_case: BTreeSet::new(),
        }
    }

    /// Both.
    pub fn and(self, other: Gone) -> Gone {
        let held = match (self.held, other.held) {
            (Going::Items(one), Going::Items(other)) => Going::Items(&one | &other),
            _ => Going::Everything,
        };
        Gone {
            held,
            of_case: &self.of_case | &other.of_case,
        }
    }
}

impl Desk {
    /// Does what the program owes for a handover: tells what waited to be told, destroys what must go, and says so.
    pub(crate) fn pay_debts(&mut self, id: HandoverId) -> Result<(), Problem> {
        let folder = self.folder(id)?;
        self.pay_debts_of(folder)
    }

    fn pay_debts_of(&mut self, folder: Folder) -> Result<(), Problem> {
        let id = folder.record.id;
        let folder = self.record_what_was_delivered(folder)?;
        let mut folder = self.tell_what_is_owed(folder)?;
        if folder.record.side == Side::Sender {
            return self.tell_what_is_left_out(folder);
        }
        // Withdrawn items first, then, where consent has run out as well, the rest.
        while self.owes_erasure(&folder)? {
            self.erase_what_is_owed(folder)?;
            folder = self.folder(id)?;
        }
        Ok(())
    }

    fn owes_erasure(&self, folder: &Folder) -> Result<bool, Problem> {
        let state = folder.state();
        if on_own_day(&Act::Erased, &state, Side::Receiver, self.today()).is_err() {
            return Ok(false);
        }
        // Where entries are lost it is destroyed at once, and said once they are back.
        match (folder.is_behind(), self.due_to_go(&state)) {
            (false, _) => Ok(true),
            (true, Some(items)) => self.holds_of(folder, &items),
            (true, None) => Ok(folder.key().is_some()),
        }
    }

    /// The items that must be destroyed now, or none where everything must: where consent has run out as well, the rest
    /// goes with them.
    fn due_to_go(&self, state: &State) -> Option<BTreeSet<ItemId>> {
        match state.erasure {
            Erasure::Items if !turn::consent_expired(state, self.today()) => {
                Some(state.taken_back())
            }
            Erasure::Items | Erasure::Whole | Erasure::None => None,
        }
    }

    fn erase_what_is_owed(&mut self, mut folder: Folder) -> Result<(), Problem> {
        let id = folder.record.id;
        let state = folder.state();
        let lost = folder.is_behind();
        let gone = match self.due_to_go(&state) {
            Some(items) => Gone::items(items),
            None => Gone::everything(),
        };
        self.let_go(&mut folder, &gone)?;
        self.save_by_program(folder, Deed::Erased)?;
        self.finish_shredding()?;
        if lost {
            return Ok(());
        }
        // Only now is it true, and may be said.
        let mut folder = self.folder(id)?;
        self.speak(&mut folder, Act::Erased, Words::none(), None)
            .map_err(|it| it.problem(Step::Erase))?;
        self.save_by_program(folder, deed(Step::Erase, id))
    }

    /// The same for every handover here. Gives those for which it could not be done: one must not keep an office
    /// from all the others. Only a failure of the store itself ends it.
    pub(crate) fn pay_all_debts(&mut self) -> Result<Unpaid, Problem> {
        let (mut unreadable, mut unpaid) = (BTreeSet::new(), BTreeSet::new());
        match self.finish_shredding() {
            Err(why) if Reach::of(&why) == Reach::Store => return Err(why),
            Err(_) => unpaid.extend(self.begun_shredding()?.iter().map(|it| it.record.id)),
            Ok(()) => (),
        }
        match self.finish_retention() {
            Err(why) if Reach::of(&why) == Reach::Store => return Err(why),
            Err(_) | Ok(()) => (),
        }
        // What is still there of files that were taken away waits for the next opening, unless the store fails.
        match self.finish_detaching() {
            Err(why) if Reach::of(&why) == Reach::Store => return Err(why),
            Err(_) | Ok(()) => (),
        }
        for id in self.handover_ids()? {
            match self.pay_debts(id) {
                Err(why) if Reach::of(&why) == Reach::Store => return Err(why),
                Err(why) if Reach::of(&why) == Reach::Handover => drop(unreadable.insert(id)),
                Err(_) => drop(unpaid.insert(id)),
                Ok(()) => (),
            }
        }
        unpaid.retain(|it| !unreadable.contains(it));
        Ok(Unpaid {
            unreadable: unreadable.into_iter().collect(),
            unpaid: unpaid.into_iter().collect(),
        })
    }

    /// Destroys this of a handover, and of the case made of it, with the commit that follows.
    pub(crate) fn let_go(&self, folder: &mut Folder, gone: &Gone) -> Result<(), Problem> {
        self.forget_answers(folder, gone);
        if !gone.of_case.is_empty() {
            self.drop_from_case(folder, &gone.of_case)?;
        }
        match &gone.held {
            Going::Everything => self.drop_everything(folder),
            Going::Items(items) if items.is_empty() => Ok(()),
            Going::Items(items) => self.drop_items(folder, items),
        }
    }

    /// Forgets with the texts that go what was said of them; one that stands elsewhere, too, is asked about anew. What of
    /// it cannot be read keeps nothing from being destroyed.
    fn forget_answers(&self, folder: &mut Folder, gone: &Gone) {
        let (whole, items) = match &gone.held {
            Going::Everything => (true, &gone.of_case),
            Going::Items(items) => (false, items),
        };
        let mut texts = Vec::new();
        for side in [Side::Sender, Side::Receiver] {
            let mut spoken = self.spoken(folder, side).unwrap_or_default();
            spoken.retain(|it| whole || folder.dossier.speaks_of(side, it.envelope.number, items));
            let words = spoken.iter().filter_map(|it| it.words.as_ref());
            texts.extend(words.flat_map(Words::all).map(|(_, text)| text.to_owned()));
        }
        for (field, value) in self.fields_held(folder) {
            let item = field.spec().item;
            if whole || items.contains(&item) || gone.of_case.contains(&item) {
                let said = texts_of(field, &value).into_iter();
                texts.extend(said.map(|(_, text)| text.to_owned()));
            }
        }
        texts.extend(self.texts_stood(folder, &gone.of_case));
        if whole || !items.is_empty() {
            texts.extend(self.texts_hung(folder));
        }
        if whole {
            let drafted = folder.record.answers.iter();
            texts.extend(drafted.map(|(_, text)| text.to_string()));
        }
        self.forget_said_of(folder, &texts);
    }

    /// The same of what a newer offer takes the place of: what it says again itself stays said.
    pub(crate) fn forget_replaced(
        &self,
        folder: &mut Folder,
        newer: &Disclosed,
        taken_back: &BTreeSet<ItemId>,
    ) {
        let older = 1..newer.offer;
        let older = older.filter_map(|no| self.content(folder.record.id, no, 0).ok().flatten());
        let older = older.flat_map(|it| it.sections);
        let mut texts = texts_in(older.map(|(bytes, _)| bytes));
        for side in [Side::Sender, Side::Receiver] {
            let mut spoken = self.spoken(folder, side).unwrap_or_default();
            spoken.retain(|it| folder.dossier.is_silenced(side, it.envelope.number));
            let words = spoken.iter().filter_map(|it| it.words.as_ref());
            texts.extend(words.flat_map(Words::all).map(|(_, text)| text.to_owned()));
        }
        if !taken_back.is_empty() {
            texts.extend(self.texts_hung(folder));
        }
        let again = texts_in(newer.sections.iter().map(|it| it.content.to_vec()));
        texts.retain(|it| !again.contains(it));
        self.forget_said_of(folder, &texts);
    }

    fn forget_said_of(&self, folder: &mut Folder, texts: &[String]) {
        let forgotten = self.without_answers(texts).unwrap_or_default();
        forgotten.into_iter().for_each(|it| folder.also(it));
    }

    /// The fields of the current offer and its additions as they are kept, those that were taken back among them: it is they
    /// that are about to go.
    pub(crate) fn fields_held(&self, folder: &Folder) -> Vec<(FieldId, Value)> {
        let state = folder.state();
        let Some(offer) = &state.offer else {
            return Vec::new();
        };
        let parts = 0..=state.additions;
        let kept = parts.map(|part| self.content(folder.record.id, offer.no.get(), part));
        let kept = kept.filter_map(|it| it.ok().flatten());
        let sections = kept.flat_map(|it| it.sections);
        let read = sections.filter_map(|(bytes, _)| v1::decode_section(&bytes).ok());
        read.flat_map(|(_, fields)| fields).collect()
    }

    /// What stood before, in the own case, in the fields into which something of these items came: it is forgotten with them.
    fn texts_stood(&self, folder: &Folder, items: &BTreeSet<ItemId>) -> Vec<String> {
        let started = folder.state().started.is_some();
        let own = folder.record.case.filter(|_| started && !items.is_empty());
        let Some((case, _)) = own.and_then(|it| self.case_record(it).ok()) else {
            return Vec::new();
        };
        let held = self.fields_held(folder).into_iter().map(|(it, _)| it);
        let came: BTreeSet<FieldId> = held.filter(|it| items.contains(&it.spec().item)).collect();
        texts_before(&case, |it| came.contains(&it))
    }

    /// What is written of whom to tell and of meetings: it goes, or is cut down, with whatever goes of a handover.
    fn texts_hung(&self, folder: &Folder) -> Vec<String> {
        let contacts = self.stored_contacts(folder).unwrap_or_default();
        let meetings = self.stored_meetings(folder).unwrap_or_default();
        let contacts = contacts.iter().flat_map(|it| it.texts());
        let meetings = meetings.iter().flat_map(|it| it.texts());
        contacts.chain(meetings).map(str::to_owned).collect()
    }

    /// Leaves nothing but the envelopes, and for the other office, sealed under a key that goes here, what is of use to it now
    /// that it ended: why, and what was asked.
    fn drop_everything(&self, folder: &mut Folder) -> Result<(), Problem> {
        folder.move_to(self.outside.id());
        let (id, side) = (folder.record.id, folder.record.side);
        let state = folder.state();
        let theirs = folder.dossier.log(side.other()).last();
        let known = theirs.map_or(0, |it| it.envelope.seen.count);
        let of_use = |it: &&Held| {
            let (act, number) = (&it.envelope.act, it.envelope.number);
            let of_use = are_of_use(&state, &it.envelope);
            let asked = state.ending().is_some() && of_use && known < number;
            speaks_of_ending(act) || asked && !folder.dossier.is_silenced(side, number)
        };
        let own = folder.dossier.log(side).iter().filter(of_use);
        let of_use: Vec<u32> = own.map(|it| it.envelope.number).collect();
        for number in of_use {
            if let Some(sealed) = self.sealed_words(id, side, number)? {
                folder.put_words(side, number, sealed.to_vec());
            }
        }
        folder.record.dossier_key = Zeroizing::new([0; 32]);
        folder.record.person = String::new();
        folder.record.answers.clear();
        Ok(())
    }

    /// Moves what stays to a new folder, so that the old one, with what was withdrawn, can be destroyed.
    fn drop_items(&self, folder: &mut Folder, items: &BTreeSet<ItemId>) -> Result<(), Problem> {
        let left = folder.state().left();
        self.carry_contacts_over(folder, &left, items)?;
        folder.move_to(self.outside.id());
        self.carry_over(folder, items)
    }
}

/// The texts of sections as they are kept; of what cannot be read, none.
fn texts_in(sections: impl Iterator<Item = Vec<u8>>) -> Vec<String> {
    let read = sections.filter_map(|it| v1::decode_section(&it).ok());
    let fields: Vec<_> = read.flat_map(|(_, fields)| fields).collect();
    let texts = fields.iter().flat_map(|(field, it)| texts_of(*field, it));
    texts.map(|(_, text)| text.to_owned()).collect()
}
