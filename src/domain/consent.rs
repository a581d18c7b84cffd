//! The person's written yes, and the only way from a case to something that may leave: a [`Disclosure`].
//!
//! Sealing, signing and sending are elsewhere and take a disclosure; nobody can build one from bytes. What a
//! receiver reads from bytes is a [`Disclosed`], which cannot be sent on.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::domain::calendar::Day;
use crate::domain::case::{CaseSummary, Edit, FieldState, Source, Value};
use crate::domain::id::{CaseId, ConsentId, OfficeId, StaffId};
use crate::domain::key_fact::{KeyFact, KeyValue};
use crate::domain::office::Corporations;
use crate::domain::record::Party;
use crate::domain::section::{Asks, FieldId, ItemId, SectionId};
use crate::domain::text::Line;

/// Under which heading of the law a consent is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mode {
    /// To another corporation, item by item (個人情報保護法27条).
    ByItem,
    /// To an office of the same corporation: by what is told no third party in the sense of the law (同27条), yet the person's
    /// written consent is asked (指定基準36条3項).
    SameCorporation,
    /// To the person, who carries it there, and this office sends nothing. Whether anything is provided to a third party by
    /// that is read from a guideline from memory (個人情報保護委員会のガイドライン).
    Carried,
}

impl Mode {
    /// Every mode.
    pub const ALL: &'static [Self] = &[Self::ByItem, Self::SameCorporation, Self::Carried];

    /// Gives the stable name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ByItem => "by-item",
            Self::SameCorporation => "same-corporation",
            Self::Carried => "carried",
        }
    }

    /// Finds the one with this stable name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.code() == code)
    }

    /// Gives what may be asked between two corporations, what is usual first.
    pub const fn possible(between: Corporations) -> &'static [Self] {
        match between {
            Corporations::Same => &[Self::SameCorporation, Self::ByItem, Self::Carried],
            Corporations::Different => &[Self::ByItem, Self::Carried],
        }
    }
}

/// Who signed for the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Signer {
    /// The person.
    Person,
    /// The guardian (成年後見人等).
    Guardian {
        /// Name of the guardian.
        name: Line,
        /// What the guardian is to the person (成年後見人, 保佐人, 親権者 …); none where nobody wrote it down.
        relation: Option<Line>,
    },
}

/// In which way a form was explained to the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Explaining {
    /// By word of mouth.
    Spoken,
    /// With the sheet in easy Japanese.
    EasyJapanese,
    /// With readings beside the characters.
    Furigana,
    /// In sign language, or by writing.
    SignOrWriting,
    /// Through somebody who interpreted.
    Interpreter,
}

impl Explaining {
    /// Every way, what is usual first.
    pub const ALL: &'static [Self] = &[
        Self::Spoken,
        Self::EasyJapanese,
        Self::Furigana,
        Self::SignOrWriting,
        Self::Interpreter,
    ];

    /// Gives the stable name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Spoken => "spoken",
            Self::EasyJapanese => "easy-japanese",
            Self::Furigana => "furigana",
            Self::SignOrWriting => "sign-or-writing",
            Self::Interpreter => "interpreter",
        }
    }

    /// Finds the one with this stable name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.code() == code)
    }
}

/// How the form was explained to the person; empty where nobody wrote it down.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Explained {
    /// When.
    pub on: Option<Day>,
    /// In which ways.
    pub ways: BTreeSet<Explaining>,
}

/// How a person says that consent is taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Saying {
    /// Face to face.
    InPerson,
    /// By telephone.
    Telephone,
    /// On paper.
    Letter,
    /// By electronic mail or message.
    Message,
    /// Through the guardian, the family or somebody else.
    Through,
}

impl Saying {
    /// Every one, what is usual first.
    pub const ALL: &'static [Self] = &[
        Self::InPerson,
        Self::Telephone,
        Self::Letter,
        Self::Message,
        Self::Through,
    ];

    /// Gives the stable name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::InPerson => "in-person",
            Self::Telephone => "telephone",
            Self::Letter => "letter",
            Self::Message => "message",
            Self::Through => "through",
        }
    }

    /// Finds the one with this stable name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.code() == code)
    }
}

/// What is known of how a withdrawal was said.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Telling {
    /// How.
    pub how: Saying,
    /// Who of the staff heard it; whoever recorded it may be somebody else.
    pub heard_by: StaffId,
    /// What shows it, or where that is kept: the letter, the message, the note of the call.
    pub evidence: Option<Line>,
}

/// How it was signed (since 2021 a seal is not needed).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Manner {
    /// By own hand (自署).
    OwnHand,
    /// By somebody's hand for the signer (代筆).
    Proxy {
        /// Why.
        reason: Line,
    },
    /// Name and seal (押印).
    Seal,
    /// Electronically (電磁的方法).
    Electronic,
}

/// The family's own yes to what is about them (指定基準36条3項).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FamilyConsent {
    /// Who of the family signed.
    pub name: Line,
    /// What they are to the person.
    pub relation: Line,
    /// When.
    pub signed: Day,
    /// How.
    pub manner: Manner,
}

/// Whether the family's own consent is there, while a form is being filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// It is.
    Agrees,
    /// It is not.
    Silent,
}

/// Says whether an item would go under a form that is being filled in.
pub fn would_go(item: ItemId, ticked: &BTreeSet<ItemId>, family: Family) -> bool {
    let allowed = item.asks() != Asks::FamilyToo || family == Family::Agrees;
    allowed && ticked.contains(&item)
}

/// What comes back from the receiver under the same consent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Returned {
    /// What the receiver understood, and what it asks.
    ReadBack,
    /// Why the receiver declined, or why the person did not start, in words.
    Reasons,
    /// What became of the person after the start; why it ended then, in words.
    Outcomes,
}

impl Returned {
    /// Everything that can come back.
    pub const ALL: &'static [Self] = &[Self::ReadBack, Self::Reasons, Self::Outcomes];
    /// What the person is asked. Read-back and questions are the handover itself: without them nobody could be taken.
    pub const ASKED: &'static [Self] = &[Self::Reasons, Self::Outcomes];

    /// Gives the stable name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ReadBack => "read-back",
            Self::Reasons => "reasons",
            Self::Outcomes => "outcomes",
        }
    }

    /// Finds the one with this stable name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.code() == code)
    }
}

/// The years from its signature after which the end of a form is asked about: longer than support before employment lasts.
pub const FAR_YEARS: u16 = 3;
/// The most characters of what a form is for.
pub const LONGEST_PURPOSE: usize = 200;
/// The most characters of a name or a relation on a form.
pub const LONGEST_NAME: usize = 60;
/// The most characters of a reason on a form, or of where its original is kept.
pub const LONGEST_REASON: usize = 120;

/// What stands on the signed form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentForm {
    /// Which consent.
    pub id: ConsentId,
    /// Whose case.
    pub case: CaseId,
    /// To which office, and no other.
    pub receiver: OfficeId,
    /// Under which heading of the law.
    pub mode: Mode,
    /// For what.
    pub purpose: Line,
    /// What comes back.
    pub returned: BTreeSet<Returned>,
    /// What may go.
    pub items: BTreeSet<ItemId>,
    /// The last day on which it holds.
    pub until: Day,
    /// Who signed.
    pub signer: Signer,
    /// How.
    pub manner: Manner,
    /// When; the first day on which it holds.
    pub signed: Day,
    /// The family's own consent, where something is about them.
    pub family: Option<FamilyConsent>,
    /// Who explained it to the person.
    pub explained_by: StaffId,
    /// When and how that was.
    pub explained: Explained,
    /// Where the original is kept.
    pub original_kept: Line,
}

impl ConsentForm {
    /// Gives what may come back. Read-back and questions always may, also where an older form does not name them; from where
    /// the person carries it nothing comes back.
    pub fn comes_back(&self) -> BTreeSet<Returned> {
        match self.mode {
            Mode::Carried => BTreeSet::new(),
            Mode::ByItem | Mode::SameCorporation => {
                let named = self.returned.iter().copied();
                named.chain([Returned::ReadBack]).collect()
            }
        }
    }

    /// Gives what was written freely beside purpose and keeping: names, relations and reasons.
    pub fn written(&self) -> impl Iterator<Item = &str> {
        let (guardian, relation) = match &self.signer {
            Signer::Guardian { name, relation } => (Some(name), relation.as_ref()),
            Signer::Person => (None, None),
        };
        let family = self.family.iter();
        let family = family.flat_map(|it| [Some(&it.name), Some(&it.relation), it.manner.reason()]);
        let all = [guardian, relation, self.manner.reason()]
            .into_iter()
            .chain(family);
        all.flatten().map(Line::as_str)
    }
}

impl Manner {
    /// Gives why somebody signed for the signer, where somebody did.
    pub fn reason(&self) -> Option<&Line> {
        match self {
            Manner::Proxy { reason } => Some(reason),
            Manner::OwnHand | Manner::Seal | Manner::Electronic => None,
        }
    }
}

/// What was taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Withdrawn {
    /// The whole consent.
    All,
    /// These items.
    Items(BTreeSet<ItemId>),
}

/// A consent taken back, wholly or in part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawal {
    /// The first day on which it no longer covers this.
    pub on: Day,
    /// What.
    pub what: Withdrawn,
    /// Who of the staff recorded it; none where the person said it to the other office.
    pub told: Option<StaffId>,
    /// How it was said, where somebody wrote that down.
    pub telling: Option<Telling>,
}

/// What the office wrote down itself as it recorded a form; nothing of it stands on the paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Who recorded the form.
    pub by: StaffId,
    /// When.
    pub on: Day,
    /// The receiver as its card said that day.
    pub receiver: Party,
}

/// A form that says something: checked, and with all that was taken back since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    form: ConsentForm,
    withdrawals: Vec<Withdrawal>,
    taken: Option<Taken>,
    given: Vec<Given>,
}

/// A sheet that was printed to be given to the person, who carries it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// The day it was printed.
    pub on: Day,
    /// Who printed it.
    pub by: StaffId,
    /// What stood on it, item by item.
    pub items: BTreeSet<ItemId>,
    /// What was told of it since; none where nobody wrote it down.
    pub told: Option<SheetTold>,
}

/// What was told of a sheet after it was printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SheetTold {
    /// What became of it.
    pub became: Handing,
    /// The day it was given; of one that never was, the day that was said.
    pub on: Day,
    /// Who wrote it down.
    pub by: StaffId,
}

/// Whether a sheet was given to the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Handing {
    /// The person has it.
    Handed,
    /// It never was, and is not to be.
    Never,
}

impl Handing {
    /// Both, what is usual first.
    pub const ALL: &'static [Self] = &[Self::Handed, Self::Never];

    /// Gives the stable name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Handed => "handed",
            Self::Never => "never",
        }
    }
}

impl Given {
    /// Says whether the person may have it, as far as was told.
    pub fn may_be_there(&self) -> bool {
        !matches!(self.told, Some(it) if it.became == Handing::Never)
    }
}

/// What the person carries: fields by section. It is no [`Disclosure`], so nothing can seal or send it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    sections: Sections,
}

impl Carried {
    /// Gives it section by section, in reading order.
    pub fn sections(&self) -> impl Iterator<Item = (SectionId, &[(FieldId, Value)])> {
        self.sections.iter().map(|(id, all)| (*id, all.as_slice()))
    }

    /// Gives the items of which something stands on it.
    pub fn items(&self) -> BTreeSet<ItemId> {
        let fields = self.sections.values().flatten();
        fields.map(|(field, _)| field.spec().item).collect()
    }
}

/// Why a form is not a consent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormRefused {
    /// It names nothing that may go.
    NoItems,
    /// It ends before it was signed.
    EndsBeforeSigned,
    /// It is said to be signed on a day to come.
    SignedAhead,
    /// It was explained only after it was signed.
    ExplainedAfterSigned,
    /// It names something about the family, and the family has not signed.
    FamilyMustSign,
    /// It says that both offices are of one corporation, and the card of the other names another one.
    OtherCorporation,
}

impl fmt::Display for FormRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoItems => "no items",
            Self::EndsBeforeSigned => "ends before it was signed",
            Self::SignedAhead => "signed on a day to come",
            Self::ExplainedAfterSigned => "explained after it was signed",
            Self::FamilyMustSign => "the family must sign",
            Self::OtherCorporation => "the other office is of another corporation",
        })
    }
}

impl std::error::Error for FormRefused {}

/// Says that there is nothing of this kind to take back: never given, already gone, or before it was signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NothingToWithdraw;

impl fmt::Display for NothingToWithdraw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("nothing to withdraw")
    }
}

impl std::error::Error for NothingToWithdraw {}

/// Why nothing of a case may go under a consent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotCovered {
    /// The consent is about another case.
    OtherCase,
    /// The person carries it, so that this office sends nothing; or it does not say that the person carries it.
    OtherMode,
    /// It was signed later.
    NotYet {
        /// From this day.
        from: Day,
    },
    /// It has ended.
    Expired {
        /// Its last day.
        until: Day,
    },
    /// It was taken back.
    Withdrawn {
        /// From this day.
        on: Day,
    },
    /// Nothing it covers is in the case.
    NothingToDisclose,
}

impl fmt::Display for NotCovered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OtherCase => f.write_str("the consent is about another case"),
            Self::OtherMode => f.write_str("the consent is of another mode"),
            Self::NotYet { from } => write!(f, "the consent holds from {from}"),
            Self::Expired { until } => write!(f, "the consent held until {until}"),
            Self::Withdrawn { on } => write!(f, "the consent was withdrawn on {on}"),
            Self::NothingToDisclose => f.write_str("nothing the consent covers is in the case"),
        }
    }
}

impl std::error::Error for NotCovered {}

impl Consent {
    /// Takes a signed form.
    ///
    /// # Errors
    /// A form without items, one that ends before it was signed or was explained after it, or family items without the
    /// family's consent.
    pub fn record(form: ConsentForm) -> Result<Self, FormRefused> {
        let asks_family = form.items.iter().any(|item| item.asks() == Asks::FamilyToo);
        match () {
            () if form.items.is_empty() => Err(FormRefused::NoItems),
            () if form.until < form.signed => Err(FormRefused::EndsBeforeSigned),
            () if form.explained.on.is_some_and(|on| form.signed < on) => {
                Err(FormRefused::ExplainedAfterSigned)
            }
            () if asks_family && form.family.is_none() => Err(FormRefused::FamilyMustSign),
            () => Ok(Self {
                form,
                withdrawals: Vec::new(),
                taken: None,
                given: Vec::new(),
            }),
        }
    }

    /// The same with what the office wrote down as it recorded the form.
    pub fn taken_down(self, taken: Taken) -> Self {
        Self {
            taken: Some(taken),
            ..self
        }
    }

    /// Says whether it stands between these corporations.
    ///
    /// # Errors
    /// `OtherCorporation`.
    pub fn stands_between(&self, between: Corporations) -> Result<(), FormRefused> {
        match Mode::possible(between).contains(&self.form.mode) {
            true => Ok(()),
            false => Err(FormRefused::OtherCorporation),
        }
    }

    /// Says whether it was signed by a day: nobody has signed what is to be signed tomorrow.
    ///
    /// # Errors
    /// `SignedAhead`.
    pub fn was_signed_by(&self, day: Day) -> Result<(), FormRefused> {
        match self.form.signed <= day {
            true => Ok(()),
            false => Err(FormRefused::SignedAhead),
        }
    }

    /// Says whether it ends so far from its signature that the year may be a slip.
    pub fn ends_far(&self) -> bool {
        self.form.signed.plus_years(FAR_YEARS) < self.form.until
    }

    /// Takes back the whole or some items.
    ///
    /// # Errors
    /// Nothing of it was still given on that day; an item among them that was not counts as such.
    pub fn withdraw(&mut self, withdrawal: Withdrawal) -> Result<(), NothingToWithdraw> {
        let left = self.left();
        let possible = match &withdrawal.what {
            Withdrawn::All => !left.is_empty(),
            Withdrawn::Items(items) => !items.is_empty() && items.is_subset(&left),
        };
        if !possible || withdrawal.on < self.form.signed {
            return Err(NothingToWithdraw);
        }
        self.withdrawals.push(withdrawal);
        Ok(())
    }

    /// Gives the one that counts for an office on a day, of consents with the latest first. It stands in the place of
    /// every earlier one: one that was narrowed, taken back or has run out does not bring an older one back. One by which
    /// the person carries it is none of them: nothing is sent by it, and it changes nothing that is.
    pub fn counting(latest_first: &[Self], receiver: OfficeId, day: Day) -> Option<&Self> {
        let sends = |it: &&Self| it.form.mode != Mode::Carried;
        let mut signed = Self::signed(latest_first, receiver, day);
        signed.find(sends)
    }

    /// The least that may come back from an office by what the person signed since an offer rested on this form, that form with
    /// them: more by a newer one counts from the next offer. Everything where nothing was signed; where the form is not among
    /// them, the least of all.
    pub fn least_let_back(
        latest_first: &[Self],
        receiver: OfficeId,
        day: Day,
        offered_by: Option<ConsentId>,
    ) -> BTreeSet<Returned> {
        let mut least: BTreeSet<_> = Returned::ALL.iter().copied().collect();
        let signed = Self::signed(latest_first, receiver, day);
        for it in signed.filter(|it| it.form.mode != Mode::Carried) {
            least = &least & &it.lets_back();
            if offered_by == Some(it.form.id) {
                break;
            }
        }
        least
    }

    /// The form that counts of those by which the person carries it.
    pub fn carrying(latest_first: &[Self], receiver: OfficeId, day: Day) -> Option<&Self> {
        let carried = |it: &&Self| it.form.mode == Mode::Carried;
        let mut signed = Self::signed(latest_first, receiver, day);
        signed.find(carried)
    }

    fn signed(latest_first: &[Self], receiver: OfficeId, day: Day) -> impl Iterator<Item = &Self> {
        let signed = move |it: &&Self| it.form.receiver == receiver && it.form.signed <= day;
        latest_first.iter().filter(signed)
    }

    /// Writes down that a sheet was printed for the person.
    pub fn give(&mut self, given: Given) {
        self.given.push(given);
    }

    /// Writes down what was told of a sheet, by its number from 1, in the place of what was told before; none where there is
    /// no such sheet.
    pub fn tell_of_sheet(&mut self, number: u32, told: SheetTold) -> Option<()> {
        let at = usize::try_from(number).ok()?.checked_sub(1)?;
        self.given.get_mut(at)?.told = Some(told);
        Some(())
    }

    /// Gives the sheets that were printed for the person, in the order in which they were.
    pub fn given(&self) -> &[Given] {
        &self.given
    }

    /// Gives the items of the form that were not taken back, whatever the day.
    pub fn left(&self) -> BTreeSet<ItemId> {
        let taken = |item: &ItemId| self.withdrawals.iter().any(|it| it.takes(*item));
        let items = self.form.items.iter().copied();
        items.filter(|item| !taken(item)).collect()
    }

    /// Gives what may come back by it: nothing once all of it was taken back.
    pub fn lets_back(&self) -> BTreeSet<Returned> {
        match self.left().is_empty() {
            true => BTreeSet::new(),
            false => self.form.comes_back(),
        }
    }

    /// Gives the form as it was signed.
    pub fn form(&self) -> &ConsentForm {
        &self.form
    }

    /// Gives what the office wrote down as it recorded the form; none of one that was recorded before that was kept.
    pub fn taken(&self) -> Option<&Taken> {
        self.taken.as_ref()
    }

    /// Gives what was taken back, in the order in which it was written down.
    pub fn withdrawals(&self) -> &[Withdrawal] {
        &self.withdrawals
    }

    /// Says whether it holds at all on a day.
    pub fn in_force(&self, day: Day) -> bool {
        self.holds(day).is_ok()
    }

    /// Says whether it covers an item on a day.
    pub fn covers(&self, item: ItemId, day: Day) -> bool {
        let withdrawn = |one: &Withdrawal| one.on <= day && one.takes(item);
        self.in_force(day)
            && self.form.items.contains(&item)
            && !self.withdrawals.iter().any(withdrawn)
            && (item.asks() != Asks::FamilyToo || self.family_agreed(day))
    }

    /// Gives the items it covers on a day.
    pub fn covered(&self, day: Day) -> BTreeSet<ItemId> {
        ItemId::ALL
            .iter()
            .copied()
            .filter(|item| self.covers(*item, day))
            .collect()
    }

    /// Gives the fields of a case that stay behind on a day, for the sender's eyes only.
    pub fn held_back(&self, case: &CaseSummary, day: Day) -> Vec<FieldId> {
        case.values()
            .keys()
            .copied()
            .filter(|field| !self.covers(field.spec().item, day))
            .collect()
    }

    /// Makes what may leave: of this case, on this day, exactly the fields whose item is covered.
    ///
    /// # Errors
    /// Why nothing may go.
    pub fn disclose(&self, case: &CaseSummary, day: Day) -> Result<Disclosure, NotCovered> {
        if self.form.mode == Mode::Carried {
            return Err(NotCovered::OtherMode);
        }
        let sections = self.lets_out(case, day)?;
        let covered = self.covered(day);
        let missing = case.missing();
        let items: BTreeSet<ItemId> = ItemId::of_content()
            .filter(|it| covered.contains(it))
            .collect();
        Ok(Disclosure {
            consent: self.form.id,
            case: self.form.case,
            receiver: self.form.receiver,
            purpose: self.form.purpose.clone(),
            until: self.form.until,
            missing: missing
                .into_iter()
                .filter(|field| covered.contains(&field.spec().item))
                .collect(),
            withheld: Withheld::besides(&covered),
            items,
            sections,
        })
    }

    /// Makes what the person carries: of this case, on this day, exactly the fields whose item is covered and that say
    /// something.
    ///
    /// # Errors
    /// Why there is nothing to carry; `OtherMode` of a form that does not say that the person carries it.
    pub fn carry(&self, case: &CaseSummary, day: Day) -> Result<Carried, NotCovered> {
        if self.form.mode != Mode::Carried {
            return Err(NotCovered::OtherMode);
        }
        let mut sections = self.lets_out(case, day)?;
        let says =
            |value: &Value| matches!(value.state, FieldState::Filled(_) | FieldState::Nothing);
        for fields in sections.values_mut() {
            fields.retain(|(_, value)| says(value));
        }
        sections.retain(|_, fields| !fields.is_empty());
        match sections.is_empty() {
            true => Err(NotCovered::NothingToDisclose),
            false => Ok(Carried { sections }),
        }
    }

    fn lets_out(&self, case: &CaseSummary, day: Day) -> Result<Sections, NotCovered> {
        if case.id() != self.form.case {
            return Err(NotCovered::OtherCase);
        }
        self.holds(day)?;
        let covered = self.covered(day);
        let mut sections: Sections = BTreeMap::new();
        for (field, value) in case.values() {
            let spec = field.spec();
            if covered.contains(&spec.item) {
                let section = sections.entry(spec.section).or_default();
                section.push((*field, value.clone()));
            }
        }
        match sections.is_empty() {
            true => Err(NotCovered::NothingToDisclose),
            false => Ok(sections),
        }
    }

    /// Says whether it holds at all on a day, or why not.
    ///
    /// # Errors
    /// `Withdrawn`, `NotYet`, `Expired`.
    pub fn holds(&self, day: Day) -> Result<(), NotCovered> {
        let whole = |one: &&Withdrawal| one.what == Withdrawn::All && one.on <= day;
        if let Some(withdrawal) = self.withdrawals.iter().find(whole) {
            return Err(NotCovered::Withdrawn { on: withdrawal.on });
        }
        match (self.form.signed, self.form.until) {
            (from, _) if day < from => Err(NotCovered::NotYet { from }),
            (_, until) if day > until => Err(NotCovered::Expired { until }),
            _ => Ok(()),
        }
    }

    fn family_agreed(&self, day: Day) -> bool {
        self.form
            .family
            .as_ref()
            .is_some_and(|family| family.signed <= day)
    }
}

impl Withdrawal {
    fn takes(&self, item: ItemId) -> bool {
        match &self.what {
            Withdrawn::All => true,
            Withdrawn::Items(items) => items.contains(&item),
        }
    }
}

/// Values by section, in reading order; no section is empty.
type Sections = BTreeMap<SectionId, Vec<(FieldId, Value)>>;

fn value_in(sections: &Sections, field: FieldId) -> Option<&Value> {
    let section = sections.get(&field.spec().section)?;
    section
        .iter()
        .find(|(one, _)| *one == field)
        .map(|(_, value)| value)
}

fn key_facts_in(sections: &Sections) -> Vec<KeyFact> {
    KeyFact::ALL
        .iter()
        .copied()
        .filter(|fact| fact.is_in(|field| value_in(sections, field)))
        .collect()
}

/// How many consent items are not covered, by class: the same whether or not the case holds anything under them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Withheld {
    /// Items asked for together.
    pub ordinary: u8,
    /// Items that are asked for by themselves.
    pub by_themselves: u8,
    /// Items of the family.
    pub family: u8,
}

impl Withheld {
    fn besides(covered: &BTreeSet<ItemId>) -> Self {
        let mut withheld = Self {
            ordinary: 0,
            by_themselves: 0,
            family: 0,
        };
        for item in ItemId::of_content().filter(|item| !covered.contains(item)) {
            match item.asks() {
                Asks::ThePerson => withheld.ordinary += 1,
                Asks::ByItself => withheld.by_themselves += 1,
                Asks::FamilyToo => withheld.family += 1,
            }
        }
        withheld
    }
}

/// Exactly what a consent covers of a case on a day: the only content that can be sealed.
///
/// Only [`Consent::disclose`] makes one, and it can only get smaller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disclosure {
    consent: ConsentId,
    case: CaseId,
    receiver: OfficeId,
    purpose: Line,
    until: Day,
    items: BTreeSet<ItemId>,
    withheld: Withheld,
    missing: Vec<FieldId>,
    sections: Sections,
}

impl Disclosure {
    /// Gives the consent it was made under.
    pub fn consent(&self) -> ConsentId {
        self.consent
    }

    /// Gives the case it was made of.
    pub fn case(&self) -> CaseId {
        self.case
    }

    /// Gives the one office that may have it.
    pub fn receiver(&self) -> OfficeId {
        self.receiver
    }

    /// Gives what it is for.
    pub fn purpose(&self) -> &Line {
        &self.purpose
    }

    /// Gives the last day on which the receiver may hold it without a new consent.
    pub fn until(&self) -> Day {
        self.until
    }

    /// Gives the items it covers.
    pub fn items(&self) -> &BTreeSet<ItemId> {
        &self.items
    }

    /// Gives how much stays behind, by class.
    pub fn withheld(&self) -> Withheld {
        self.withheld
    }

    /// Gives the covered required fields that have no state yet; an offer needs this to be empty.
    pub fn missing(&self) -> &[FieldId] {
        &self.missing
    }

    /// Gives the sections in reading order, each with its fields in reading order; none is empty.
    pub fn sections(&self) -> impl Iterator<Item = (SectionId, &[(FieldId, Value)])> {
        self.sections
            .iter()
            .map(|(id, fields)| (*id, fields.as_slice()))
    }

    /// Gives the value of a field, if it is disclosed.
    pub fn get(&self, field: FieldId) -> Option<&Value> {
        value_in(&self.sections, field)
    }

    /// Gives the key facts that are in it.
    pub fn key_facts(&self) -> Vec<KeyFact> {
        key_facts_in(&self.sections)
    }

    /// Gives what the receiver must type again for a fact.
    pub fn key_value(&self, fact: KeyFact) -> Option<KeyValue> {
        fact.value_in(|field| self.get(field))
    }

    /// Leaves only these sections, for an addition (追補).
    pub fn only(mut self, sections: &BTreeSet<SectionId>) -> Self {
        self.sections.retain(|id, _| sections.contains(id));
        self.missing
            .retain(|field| sections.contains(&field.spec().section));
        self
    }
}

/// What a receiver got, read from bytes; there is no way from here to a disclosure but a case and its own consent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disclosed {
    sections: Sections,
}

/// Why sections from bytes are not what a disclosure could have held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotDisclosed {
    /// A section twice, empty, or out of order.
    Section(SectionId),
    /// A field twice, out of order, in another section, or with another's answer.
    Field(FieldId),
}

impl fmt::Display for NotDisclosed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Section(section) => write!(f, "section {} is out of place", section.name()),
            Self::Field(field) => write!(f, "field {} is out of place", field.spec().name),
        }
    }
}

impl std::error::Error for NotDisclosed {}

impl Disclosed {
    /// Takes sections as they were sent: in reading order, nothing twice, every field in its place.
    ///
    /// # Errors
    /// The first section or field that is out of place.
    pub fn received(
        sections: Vec<(SectionId, Vec<(FieldId, Value)>)>,
    ) -> Result<Self, NotDisclosed> {
        for (id, fields) in &sections {
            in_place(*id, fields)?;
        }
        match sections.windows(2).find(|pair| pair[0].0 >= pair[1].0) {
            Some(pair) => Err(NotDisclosed::Section(pair[1].0)),
            None => Ok(Self {
                sections: sections.into_iter().collect(),
            }),
        }
    }

    /// Gives the sections in reading order, each with its fields in reading order.
    pub fn sections(&self) -> impl Iterator<Item = (SectionId, &[(FieldId, Value)])> {
        self.sections
            .iter()
            .map(|(id, fields)| (*id, fields.as_slice()))
    }

    /// Gives the value of a field, if it came.
    pub fn get(&self, field: FieldId) -> Option<&Value> {
        value_in(&self.sections, field)
    }

    /// Gives the key facts that are in it.
    pub fn key_facts(&self) -> Vec<KeyFact> {
        key_facts_in(&self.sections)
    }

    /// Gives what must be typed again for a fact.
    pub fn key_value(&self, fact: KeyFact) -> Option<KeyValue> {
        fact.value_in(|field| self.get(field))
    }

    /// Drops everything under these items, after the person took them back.
    pub fn erase(&mut self, items: &BTreeSet<ItemId>) {
        for fields in self.sections.values_mut() {
            fields.retain(|(field, _)| !items.contains(&field.spec().item));
        }
        self.sections.retain(|_, fields| !fields.is_empty());
    }

    /// Makes the receiver's own case of it: every value with the sender as its source and its own day.
    ///
    /// What was about the handover itself (`SectionId::Handling`) stays in the handover.
    pub fn to_case(&self, id: CaseId, sender: &Line, by: StaffId, on: Day) -> CaseSummary {
        let mut case = CaseSummary::new(id);
        let values = self.told_by(sender).into_iter();
        let edits = values
            .map(|(field, value)| (field, Edit::Put(value)))
            .collect();
        case.set(edits, by, on)
            .expect("every received value was checked to stand under its own field");
        case
    }

    /// Gives every value as it stands in the receiver's own case: with the sender as its source.
    pub fn told_by(&self, sender: &Line) -> BTreeMap<FieldId, Value> {
        self.sections
            .iter()
            .filter(|(section, _)| **section != SectionId::Handling)
            .flat_map(|(_, fields)| fields)
            .map(|(field, value)| (*field, from_sender(value, sender)))
            .collect()
    }
}

/// Checks one section: not empty, fields of this section in order, each with its own answer.
pub fn in_place(section: SectionId, fields: &[(FieldId, Value)]) -> Result<(), NotDisclosed> {
    if fields.is_empty() {
        return Err(NotDisclosed::Section(section));
    }
    let misplaced =
        |(field, value): &&(FieldId, Value)| field.spec().section != section || !value.fits(*field);
    if let Some((field, _)) = fields.iter().find(misplaced) {
        return Err(NotDisclosed::Field(*field));
    }
    match fields.windows(2).find(|pair| pair[0].0 >= pair[1].0) {
        Some(pair) => Err(NotDisclosed::Field(pair[1].0)),
        None => Ok(()),
    }
}

/// What somebody told the sender is to the receiver what the sender told; what an agency told stays the agency's.
fn from_sender(value: &Value, sender: &Line) -> Value {
    let source = match &value.source {
        Source::Agency { name } => Source::Agency { name: name.clone() },
        Source::Person | Source::Observed { .. } => Source::Agency {
            name: sender.clone(),
        },
    };
    Value {
        source,
        ..value.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answer::{Answer, Raw, RawCell};
    use crate::domain::case::{FieldState, made_up};
    use proptest::prelude::*;

    const CASE: CaseId = CaseId::from_bytes([7; 16]);
    const BY: StaffId = StaffId::from_bytes([1; 16]);

    fn day(day: u8) -> Day {
        Day::from_ymd(2026, 4, day).unwrap()
    }

    fn line(text: &str) -> Line {
        Line::new(text, 60).unwrap()
    }

    fn family() -> FamilyConsent {
        FamilyConsent {
            name: line("見本 花子"),
            relation: line("母"),
            signed: day(10),
            manner: Manner::OwnHand,
        }
    }

    fn form(items: impl IntoIterator<Item = ItemId>) -> ConsentForm {
        ConsentForm {
            id: ConsentId::from_bytes([3; 16]),
            case: CASE,
            receiver: OfficeId::from_bytes([9; 32]),
            mode: Mode::ByItem,
            purpose: line("移行先での支援を切れ目なく続けるため"),
            returned: Returned::ALL.iter().copied().collect(),
            items: items.into_iter().collect(),
            until: day(20),
            signer: Signer::Person,
            manner: Manner::OwnHand,
            signed: day(10),
            family: Some(family()),
            explained_by: BY,
            explained: Explained::default(),
            original_kept: line("鍵付き書庫 1"),
        }
    }

    fn consent(items: impl IntoIterator<Item = ItemId>) -> Consent {
        Consent::record(form(items)).unwrap()
    }

    #[test]
    fn what_would_go_while_it_is_ticked_is_what_the_recorded_form_covers() {
        let every = [
            ItemId::ALL.to_vec(),
            ItemId::together().collect(),
            Vec::new(),
        ];
        let every = every
            .into_iter()
            .chain(ItemId::ALL.iter().map(|it| vec![*it]));
        for ticked in every.map(BTreeSet::from_iter) {
            for (family, by) in [(Family::Agrees, Some(family())), (Family::Silent, None)] {
                let would: BTreeSet<ItemId> = ItemId::ALL
                    .iter()
                    .copied()
                    .filter(|it| would_go(*it, &ticked, family))
                    .collect();
                let form = ConsentForm {
                    family: by,
                    ..form(would.clone())
                };
                match Consent::record(form) {
                    Ok(consent) => assert_eq!(consent.covered(day(15)), would),
                    Err(why) => assert_eq!((why, would.len()), (FormRefused::NoItems, 0)),
                }
            }
        }
    }

    fn some_value(field: FieldId, state: FieldState) -> (FieldId, Edit) {
        let value = Value {
            state,
            source: Source::Person,
            as_of: day(1),
        };
        (field, Edit::Put(value))
    }

    /// A case in which every field was asked.
    fn full_case() -> CaseSummary {
        let mut case = CaseSummary::new(CASE);
        let all = FieldId::ALL
            .iter()
            .map(|field| some_value(*field, FieldState::Nothing));
        case.set(all.collect(), BY, day(1)).unwrap();
        case
    }

    fn fields(disclosure: &Disclosure) -> BTreeSet<FieldId> {
        disclosure
            .sections()
            .flat_map(|(_, fields)| fields.iter().map(|(field, _)| *field))
            .collect()
    }

    fn withdrawal(on: u8, what: Withdrawn) -> Withdrawal {
        Withdrawal {
            on: day(on),
            what,
            told: Some(BY),
            telling: None,
        }
    }

    fn items(items: &[ItemId]) -> Withdrawn {
        Withdrawn::Items(items.iter().copied().collect())
    }

    #[test]
    fn each_item_lets_out_its_own_fields_and_no_other() {
        let case = full_case();
        for item in ItemId::of_content() {
            let disclosure = consent([item]).disclose(&case, day(10)).unwrap();
            assert_eq!(
                fields(&disclosure),
                item.fields().collect::<BTreeSet<_>>(),
                "{item:?}"
            );
            assert_eq!(disclosure.items(), &[item].into());
        }
    }

    #[test]
    fn a_yes_to_copies_lets_nothing_out_to_the_receiver() {
        let case = full_case();
        let copies = ItemId::ALL
            .iter()
            .copied()
            .filter(|it| it.copy_to().is_some());
        let alone = consent(copies.clone()).disclose(&case, day(10));
        assert_eq!(alone, Err(NotCovered::NothingToDisclose));
        let beside = consent(copies.chain([ItemId::Basic]));
        let plain = consent([ItemId::Basic]);
        let [beside, plain] = [beside, plain].map(|it| it.disclose(&case, day(10)));
        assert_eq!(beside, plain);
    }

    #[test]
    fn a_yes_to_all_that_may_be_asked_together_never_holds_what_is_asked_for_by_itself() {
        let disclosure = consent(ItemId::together())
            .disclose(&full_case(), day(15))
            .unwrap();
        let out = fields(&disclosure);
        for item in [ItemId::HistoryOfHarm, ItemId::Companies, ItemId::Family] {
            assert!(item.fields().all(|field| !out.contains(&field)), "{item:?}");
        }
        assert_eq!(
            disclosure.withheld(),
            Withheld {
                ordinary: 0,
                by_themselves: 2,
                family: 1
            }
        );
    }

    #[test]
    fn what_stays_behind_is_told_alike_whether_there_is_any_or_not() {
        let consent = consent([ItemId::Basic]);
        let mut bare = CaseSummary::new(CASE);
        let name = some_value(FieldId::PersonName, FieldState::Unchecked);
        bare.set([name].into(), BY, day(1)).unwrap();
        let bare = consent.disclose(&bare, day(15)).unwrap();
        let full = consent.disclose(&full_case(), day(15)).unwrap();
        assert_eq!(bare.withheld(), full.withheld());
    }

    #[test]
    fn it_holds_from_its_first_to_its_last_day() {
        let consent = consent([ItemId::Basic]);
        let case = full_case();
        let refused = [
            (day(9), NotCovered::NotYet { from: day(10) }),
            (day(21), NotCovered::Expired { until: day(20) }),
        ];
        for (on, why) in refused {
            assert_eq!(consent.disclose(&case, on), Err(why));
            assert!(!consent.covers(ItemId::Basic, on));
        }
        for on in [day(10), day(20)] {
            assert!(consent.in_force(on) && consent.disclose(&case, on).is_ok());
        }
    }

    #[test]
    fn what_is_withdrawn_goes_from_its_day_on() {
        let mut consent = consent([ItemId::Basic, ItemId::Health, ItemId::Crisis]);
        let case = full_case();
        consent
            .withdraw(withdrawal(15, items(&[ItemId::Health])))
            .unwrap();
        assert!(consent.covers(ItemId::Health, day(14)));
        assert!(!consent.covers(ItemId::Health, day(15)));
        let out = fields(&consent.disclose(&case, day(15)).unwrap());
        assert!(out.contains(&FieldId::PersonName) && out.contains(&FieldId::CrisisRed));
        assert!(!out.contains(&FieldId::HealthAllergies));
        consent.withdraw(withdrawal(17, Withdrawn::All)).unwrap();
        assert!(consent.in_force(day(16)));
        assert_eq!(
            consent.disclose(&case, day(17)),
            Err(NotCovered::Withdrawn { on: day(17) })
        );
    }

    #[test]
    fn nothing_can_be_withdrawn_that_is_not_there() {
        let mut consent = consent([ItemId::Basic, ItemId::Health]);
        for refused in [
            withdrawal(15, items(&[])),
            withdrawal(15, items(&[ItemId::Crisis])),
            withdrawal(15, items(&[ItemId::Basic, ItemId::Crisis])),
            withdrawal(9, Withdrawn::All),
        ] {
            assert_eq!(consent.withdraw(refused), Err(NothingToWithdraw));
        }
        consent.withdraw(withdrawal(15, Withdrawn::All)).unwrap();
        for again in [Withdrawn::All, items(&[ItemId::Basic])] {
            assert_eq!(
                consent.withdraw(withdrawal(16, again)),
                Err(NothingToWithdraw)
            );
        }
    }

    #[test]
    fn a_form_that_says_nothing_is_refused() {
        let refused = [
            (form([]), FormRefused::NoItems),
            (
                ConsentForm {
                    until: day(9),
                    ..form([ItemId::Basic])
                },
                FormRefused::EndsBeforeSigned,
            ),
            (
                ConsentForm {
                    family: None,
                    ..form([ItemId::Basic, ItemId::Family])
                },
                FormRefused::FamilyMustSign,
            ),
        ];
        for (form, why) in refused {
            assert_eq!(Consent::record(form), Err(why));
        }
        let without_family = ConsentForm {
            family: None,
            ..form([ItemId::Basic])
        };
        assert!(Consent::record(without_family).is_ok());
    }

    #[test]
    fn a_form_within_one_corporation_stands_only_there_and_the_other_one_anywhere() {
        for (mode, between, stands) in [
            (Mode::ByItem, Corporations::Different, Ok(())),
            (Mode::ByItem, Corporations::Same, Ok(())),
            (Mode::SameCorporation, Corporations::Same, Ok(())),
            (Mode::Carried, Corporations::Different, Ok(())),
            (Mode::Carried, Corporations::Same, Ok(())),
            (
                Mode::SameCorporation,
                Corporations::Different,
                Err(FormRefused::OtherCorporation),
            ),
        ] {
            let form = ConsentForm {
                mode,
                ..form([ItemId::Basic])
            };
            let consent = Consent::record(form).unwrap();
            assert_eq!(
                consent.stands_between(between),
                stands,
                "{mode:?} {between:?}"
            );
        }
    }

    #[test]
    fn what_the_person_carries_is_no_disclosure_and_no_form_of_another_mode_lets_it_be_carried() {
        let case = full_case();
        let carried = Consent::record(ConsentForm {
            mode: Mode::Carried,
            ..form([ItemId::Basic])
        })
        .unwrap();
        let sent = consent([ItemId::Basic]);
        let other = NotCovered::OtherMode;
        assert_eq!(carried.disclose(&case, day(15)), Err(other));
        assert_eq!(sent.carry(&case, day(15)), Err(other));
        let sheet = carried.carry(&case, day(15)).unwrap();
        assert_eq!(sheet.items(), [ItemId::Basic].into());
        let on_it = sheet.sections().flat_map(|(_, fields)| fields);
        assert_eq!(on_it.count(), ItemId::Basic.fields().count());
        let ended = NotCovered::Expired { until: day(20) };
        assert_eq!(carried.carry(&case, day(21)), Err(ended));
        let mut bare = CaseSummary::new(CASE);
        let unchecked = some_value(FieldId::PersonName, FieldState::Unchecked);
        bare.set([unchecked].into(), BY, day(1)).unwrap();
        let nothing = NotCovered::NothingToDisclose;
        assert_eq!(carried.carry(&bare, day(15)), Err(nothing));
    }

    #[test]
    fn a_form_by_which_the_person_carries_it_stands_in_the_place_of_no_other() {
        let of = |mode: Mode| {
            let form = form([ItemId::Basic]);
            Consent::record(ConsentForm { mode, ..form }).unwrap()
        };
        let latest_first = [of(Mode::Carried), of(Mode::ByItem)];
        let receiver = latest_first[0].form().receiver;
        let counts = Consent::counting(&latest_first, receiver, day(15));
        assert_eq!(counts.map(|it| it.form().mode), Some(Mode::ByItem));
        let carries = Consent::carrying(&latest_first, receiver, day(15));
        assert_eq!(carries.map(|it| it.form().mode), Some(Mode::Carried));
        assert_eq!(Consent::carrying(&latest_first, receiver, day(9)), None);
    }

    #[test]
    fn the_family_speaks_from_the_day_it_signed() {
        let late = FamilyConsent {
            signed: day(15),
            ..family()
        };
        let consent = Consent::record(ConsentForm {
            family: Some(late),
            ..form([ItemId::Basic, ItemId::Family])
        })
        .unwrap();
        assert!(!consent.covers(ItemId::Family, day(14)));
        assert!(consent.covers(ItemId::Family, day(15)));
        assert!(consent.covers(ItemId::Basic, day(14)));
    }

    #[test]
    fn another_case_or_an_empty_one_gives_nothing() {
        let consent = consent([ItemId::Basic]);
        let other = CaseSummary::new(CaseId::from_bytes([8; 16]));
        assert_eq!(
            consent.disclose(&other, day(15)),
            Err(NotCovered::OtherCase)
        );
        assert_eq!(
            consent.disclose(&CaseSummary::new(CASE), day(15)),
            Err(NotCovered::NothingToDisclose)
        );
    }

    #[test]
    fn what_is_still_missing_is_told_only_where_consent_asks_for_it() {
        let mut case = full_case();
        let gone = [FieldId::PersonBirth, FieldId::HealthAllergies];
        case.set(gone.map(|field| (field, Edit::Remove)).into(), BY, day(2))
            .unwrap();
        let disclosure = consent([ItemId::Basic]).disclose(&case, day(15)).unwrap();
        // The other two that say who the person is are said to be none, which is no answer.
        let missing = [
            FieldId::PersonName,
            FieldId::PersonKana,
            FieldId::PersonBirth,
        ];
        assert_eq!(disclosure.missing(), missing);
        let consent = consent([ItemId::Basic]);
        assert!(
            !consent
                .held_back(&case, day(15))
                .contains(&FieldId::PersonName)
        );
        assert!(
            consent
                .held_back(&case, day(15))
                .contains(&FieldId::CrisisHarm)
        );
    }

    #[test]
    fn the_key_facts_are_those_that_went() {
        let mut case = full_case();
        let answer = |field: FieldId, raw| {
            let answer = Answer::check(field.spec(), raw).unwrap();
            some_value(field, FieldState::Filled(answer))
        };
        let edits = [
            answer(FieldId::PersonKana, Raw::Text("ミホン イチロウ".into())),
            answer(FieldId::PersonBirth, Raw::Day(day(3))),
            answer(FieldId::CertificateNumber, Raw::Text("0123456789".into())),
            answer(FieldId::PeriodLeft, Raw::Number(7)),
            answer(
                FieldId::CrisisRed,
                Raw::Rows(vec![vec![
                    Some(RawCell::Text("眠れない".into())),
                    None,
                    None,
                    Some(RawCell::Text("電話してほしい".into())),
                ]]),
            ),
        ];
        case.set(edits.into(), BY, day(2)).unwrap();
        let told = |items: &[ItemId]| {
            consent(items.iter().copied())
                .disclose(&case, day(15))
                .unwrap()
        };
        let all = told(ItemId::ALL);
        assert_eq!(
            all.key_facts(),
            [
                KeyFact::NameKana,
                KeyFact::Birth,
                KeyFact::CertificateLastFour,
                KeyFact::MonthsLeft,
                KeyFact::Medication,
                KeyFact::Signs
            ],
            "the next day is a 'none' and cannot be typed again"
        );
        let value = |fact| all.key_value(fact).map(|value| value.to_string());
        assert_eq!(value(KeyFact::CertificateLastFour).as_deref(), Some("6789"));
        assert_eq!(value(KeyFact::MonthsLeft).as_deref(), Some("7"));
        assert_eq!(value(KeyFact::Signs), None);
        assert_eq!(told(&[ItemId::Crisis]).key_facts(), [KeyFact::Signs]);
        assert_eq!(told(&[ItemId::Handling]).key_facts(), []);
    }

    #[test]
    fn the_receivers_case_names_the_sender_as_source_and_leaves_the_handover_out() {
        let disclosure = consent([ItemId::Handling, ItemId::Basic])
            .disclose(&full_case(), day(15))
            .unwrap();
        let sections = disclosure.sections().map(|(id, all)| (id, all.to_vec()));
        let mut received = Disclosed::received(sections.collect()).unwrap();
        let sender = line("架空ワークセンター");
        let case = received.to_case(CaseId::from_bytes([5; 16]), &sender, BY, day(16));
        let name = case.get(FieldId::PersonName).unwrap();
        assert_eq!(name.source, Source::Agency { name: sender });
        assert_eq!(name.as_of, day(1));
        assert_eq!(case.section(SectionId::Handling).count(), 0);
        received.erase(&[ItemId::Basic].into());
        assert_eq!(received.get(FieldId::PersonName), None);
        assert_eq!(received.sections().count(), 1);
    }

    #[test]
    fn sections_out_of_place_are_refused() {
        let value = || Value {
            state: FieldState::Nothing,
            source: Source::Person,
            as_of: day(1),
        };
        let person = SectionId::Person;
        let (name, kana) = (FieldId::PersonName, FieldId::PersonKana);
        let wishes = (SectionId::Wishes, vec![(FieldId::WishesOwnWords, value())]);
        let refused = [
            (vec![(person, vec![])], NotDisclosed::Section(person)),
            (
                vec![(person, vec![(kana, value()), (name, value())])],
                NotDisclosed::Field(name),
            ),
            (
                vec![(person, vec![(name, value()), (name, value())])],
                NotDisclosed::Field(name),
            ),
            (
                vec![(SectionId::Health, vec![(name, value())])],
                NotDisclosed::Field(name),
            ),
            (
                vec![wishes.clone(), (person, vec![(name, value())])],
                NotDisclosed::Section(person),
            ),
            (
                vec![wishes.clone(), wishes],
                NotDisclosed::Section(SectionId::Wishes),
            ),
        ];
        for (sections, why) in refused {
            assert_eq!(Disclosed::received(sections), Err(why));
        }
    }

    fn any_items() -> impl Strategy<Value = Vec<ItemId>> {
        proptest::sample::subsequence(ItemId::ALL, 1..=ItemId::ALL.len())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]
        #[test]
        fn no_field_outside_the_covered_items_is_ever_in_a_disclosure(
            case in made_up::case(),
            given in any_items(),
            taken in any_items(),
            on in 8_u8..=22,
            taken_on in 8_u8..=22,
        ) {
            let mut consent = Consent::record(ConsentForm { case: case.id(), ..form(given.clone()) }).unwrap();
            let taken: BTreeSet<ItemId> = taken.into_iter().filter(|item| given.contains(item)).collect();
            let withdrawn = consent.withdraw(withdrawal(taken_on, Withdrawn::Items(taken.clone()))).is_ok();
            match consent.disclose(&case, day(on)) {
                Ok(disclosure) => {
                    prop_assert!((10..=20).contains(&on));
                    let gone = |item: &ItemId| withdrawn && on >= taken_on && taken.contains(item);
                    for field in fields(&disclosure) {
                        let item = field.spec().item;
                        prop_assert!(given.contains(&item) && !gone(&item), "{field:?}");
                        prop_assert_eq!(disclosure.get(field), case.get(field));
                    }
                    for field in case.values().keys() {
                        let item = field.spec().item;
                        let covered = given.contains(&item) && !gone(&item);
                        prop_assert_eq!(disclosure.get(*field).is_some(), covered, "{:?}", field);
                    }
                }
                Err(NotCovered::NothingToDisclose) => prop_assert!((10..=20).contains(&on)),
                Err(_) => prop_assert!(!(10..=20).contains(&on)),
            }
        }
    }
}
