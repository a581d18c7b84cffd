//! What is never stored is asked about before it is written or sealed, and "this is not one" is remembered.
//!
//! What looks like one is the domain's to say. Nothing here keeps, shows or logs what was found.

use crate::codec::v1::Unreadable;
use crate::codec::v1_never::{Answers, Mark, Said, decode_answers, encode_answers};
use crate::domain::audit::Act as Deed;
use crate::domain::case::{CaseSummary, Edit, Source, Stood, Value};
use crate::domain::consent::{Disclosed, Disclosure};
use crate::domain::handover::permit::Step;
use crate::domain::handover::words::{WordKey, Words};
use crate::domain::never::{Never, around, scan};
use crate::domain::office::OfficeProfile;
use crate::domain::section::FieldId;
use crate::domain::text::Line;
use crate::vault::{Change, Name, Shelf, Under};
use crate::workflow::desk::{Desk, put};
use crate::workflow::folder::Spoken;
use crate::workflow::handover::fresh_key;
use crate::workflow::problem::Problem;

const ANSWERS: Name = Name {
    shelf: Shelf::Setting,
    id: *b"not-a-secret\0\0\0\0",
};

/// The most places told of at once.
pub const MOST_TRACES: usize = 20;

/// Where a text stands that was asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In this field of the case.
    Field(FieldId),
    /// Among the words of an entry or a form.
    Words(WordKey),
    /// In a working note.
    Note,
    /// In what a consent says of its original.
    OriginalKept,
    /// In a name, a relation or a reason on a consent form.
    Form,
    /// In what is said of where a value of this field is from.
    Source(FieldId),
    /// In what this office says of itself.
    Office,
    /// In what staff wrote of an office on paper.
    PaperOffice,
    /// On another office's card.
    Card,
    /// In the name of a member of staff.
    Staff,
    /// In the name of a city something is set for.
    City,
    /// In the list of people to be told.
    Contact,
    /// In the minutes of a meeting, or in a task of it.
    Meeting,
}

/// A kind of place where text enters a store. Whatever takes text in asks about it under one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceKind {
    /// Fields of a case, by hand, from a file or a table.
    Field,
    /// Words of an entry or a form.
    Words,
    /// Working notes.
    Note,
    /// Where the original of a consent form is kept.
    OriginalKept,
    /// Names, relations and reasons on a consent form.
    Form,
    /// Where a value is from.
    Source,
    /// What this office says of itself.
    Office,
    /// Offices on paper.
    PaperOffice,
    /// Cards of other offices.
    Card,
    /// Names of staff.
    Staff,
    /// Names of cities.
    City,
    /// People to be told.
    Contact,
    /// Minutes of meetings, and tasks.
    Meeting,
}

impl PlaceKind {
    /// Every kind of place where text enters.
    pub const ALL: [PlaceKind; 13] = [
        PlaceKind::Field,
        PlaceKind::Words,
        PlaceKind::Note,
        PlaceKind::OriginalKept,
        PlaceKind::Form,
        PlaceKind::Source,
        PlaceKind::Office,
        PlaceKind::PaperOffice,
        PlaceKind::Card,
        PlaceKind::Staff,
        PlaceKind::City,
        PlaceKind::Contact,
        PlaceKind::Meeting,
    ];
}

impl Place {
    /// Of which kind it is.
    pub fn kind(self) -> PlaceKind {
        match self {
            Place::Field(_) => PlaceKind::Field,
            Place::Words(_) => PlaceKind::Words,
            Place::Note => PlaceKind::Note,
            Place::OriginalKept => PlaceKind::OriginalKept,
            Place::Form => PlaceKind::Form,
            Place::Source(_) => PlaceKind::Source,
            Place::Office => PlaceKind::Office,
            Place::PaperOffice => PlaceKind::PaperOffice,
            Place::Card => PlaceKind::Card,
            Place::Staff => PlaceKind::Staff,
            Place::City => PlaceKind::City,
            Place::Contact => PlaceKind::Contact,
            Place::Meeting => PlaceKind::Meeting,
        }
    }
}

/// Something found in a text; what stands there is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// Where the text stands.
    pub place: Place,
    /// What it looks like.
    pub what: Never,
    /// The first of its characters in the text, from 1.
    pub from: usize,
    /// The words around it, itself made unreadable.
    pub around: String,
    mark: Mark,
}

#[cfg(test)]
impl Trace {
    /// One that a desk could have told of, for pictures.
    pub(crate) fn example() -> Trace {
        Trace {
            place: Place::Field(FieldId::PersonName),
            what: Never::MyNumber,
            from: 10,
            around: "架空 見穂　番号は＊＊＊＊＊＊＊＊＊＊＊＊＊＊です".into(),
            mark: [7; 16],
        }
    }
}

/// How this desk asks.
#[derive(Default)]
pub(crate) struct Asked {
    pub(crate) asking: Asking,
    /// The key of the answers, until the first of them is kept.
    key: std::cell::OnceCell<[u8; 32]>,
    /// What was said beforehand of texts of the step that is being taken: kept once the step is.
    waiting: Vec<Said>,
}

/// What is done with what looks like a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Asking {
    /// Whoever writes it is asked.
    #[default]
    Each,
    /// Whoever writes has said before that nothing of it is one.
    Answered,
}

impl Asking {
    /// Lets texts by that are written before a store is open: no answer that was remembered can be looked up then.
    pub(crate) fn lets_by(self, traces: Vec<Trace>) -> Result<(), Problem> {
        match (traces.is_empty(), self) {
            (true, _) | (false, Asking::Answered) => Ok(()),
            (false, Asking::Each) => Err(Problem::NeverStored(traces)),
        }
    }
}

/// What of that which an office would say of itself at its founding, and of the name of whoever founds it, looks like a
/// secret.
pub fn founding_traces(profile: &OfficeProfile, first: &Line) -> Vec<Trace> {
    let alone = profile.single_person.as_ref();
    let alone = alone.map(|it| (Place::Office, it.reason.as_str()));
    let lines = lines_of(profile).map(|it| (Place::Office, it));
    let texts = lines.into_iter().chain(alone);
    let traces = found_in(&Answers::new([0; 32]), texts);
    traces.into_iter().chain(name_traces(first)).collect()
}

/// The same of the name of a member of staff.
pub(crate) fn name_traces(name: &Line) -> Vec<Trace> {
    found_in(&Answers::new([0; 32]), [(Place::Staff, name.as_str())])
}

/// What of these texts looks like a secret and was not said to be something else.
fn found_in<'t>(known: &Answers, texts: impl IntoIterator<Item = (Place, &'t str)>) -> Vec<Trace> {
    let mut traces = Vec::new();
    for (place, text) in texts {
        let (found, mark) = (scan(text), known.mark(text));
        if known.knows(&mark) {
            continue;
        }
        traces.extend(found.iter().map(|it| Trace {
            place,
            what: it.what,
            from: it.at.start + 1,
            around: around(text, &found, &it.at),
            mark,
        }));
    }
    traces
}

impl Desk {
    /// Whoever acts says beforehand that nothing of what is written or sealed with this desk is a secret: each text that is
    /// asked about is remembered as such, once it is stored.
    pub fn nothing_is_a_secret(&mut self) {
        self.asked.asking = Asking::Answered;
    }

    /// Remembers that what was found is not what it looks like. It holds for this very text, wherever it stands.
    pub fn not_a_secret(&mut self, found: &[Trace]) -> Result<(), Problem> {
        self.right(Step::Read)?;
        self.say_so(found);
        self.keep_answers()
    }

    fn say_so(&mut self, found: &[Trace]) {
        let (by, on) = (self.me.id, self.today());
        let said = found.iter().map(|it| Said {
            mark: it.mark,
            by,
            on,
        });
        self.asked.waiting.extend(said);
    }

    /// The same once a step is written. What cannot be kept is asked about again; the step is done, and whoever were told that
    /// it failed would write it twice.
    pub(crate) fn keep_answers_of_done(&mut self) {
        drop(self.keep_answers());
    }

    /// Keeps what was said of texts that are stored now: a step that was refused leaves nothing behind.
    pub(crate) fn keep_answers(&mut self) -> Result<(), Problem> {
        let said = std::mem::take(&mut self.asked.waiting);
        if said.is_empty() {
            return Ok(());
        }
        let mut answers = self.answers()?;
        for it in said {
            if !answers.knows(&it.mark) {
                answers.say(it);
            }
        }
        let body = encode_answers(&answers);
        let change = put(ANSWERS, Under::Office, Vec::new(), body);
        let event = self.event(Deed::NotASecret, None);
        self.vault.commit(&[change], &event)?;
        Ok(())
    }

    /// Lets texts by in which nothing is found, or of which somebody said that it is not one.
    pub(crate) fn free_of_secrets<'t>(
        &mut self,
        texts: impl IntoIterator<Item = (Place, &'t str)>,
    ) -> Result<(), Problem> {
        let mut traces = self.traces(texts.into_iter().collect())?;
        match (traces.is_empty(), self.asked.asking) {
            (true, _) => Ok(()),
            (false, Asking::Answered) => {
                self.right(Step::Read)?;
                self.say_so(&traces);
                Ok(())
            }
            (false, Asking::Each) => {
                traces.truncate(MOST_TRACES);
                Err(Problem::NeverStored(traces))
            }
        }
    }

    /// What of these texts looks like a secret and was not said to be something else.
    pub(crate) fn traces(&self, texts: Vec<(Place, &str)>) -> Result<Vec<Trace>, Problem> {
        let found = |(_, text): &(Place, &str)| !scan(text).is_empty();
        let texts: Vec<_> = texts.into_iter().filter(found).collect();
        match texts.is_empty() {
            true => Ok(Vec::new()),
            false => Ok(found_in(&self.answers()?, texts)),
        }
    }

    /// What of that which the other office handed over or wrote looks like a secret. It is told, and refused only where
    /// this office writes or seals it itself.
    pub(crate) fn arrived_traces(
        &self,
        disclosed: Option<&Disclosed>,
        words: &[Spoken],
    ) -> Result<Vec<Trace>, Problem> {
        let own = [WordKey::By, WordKey::Withheld];
        let fields = disclosed.into_iter().flat_map(Disclosed::sections);
        let fields = fields.flat_map(|(_, fields)| fields);
        let fields = fields.flat_map(|(field, value)| texts_of(*field, value));
        let words = words.iter().filter_map(|it| it.words.as_ref());
        let words = words.flat_map(Words::all);
        let words = words.filter(|(key, _)| !own.contains(key));
        let words = words.map(|(key, text)| (Place::Words(key), text));
        let mut traces = self.traces(fields.chain(words).collect())?;
        traces.truncate(MOST_TRACES);
        Ok(traces)
    }

    /// The same of what stands on a card that came.
    pub(crate) fn card_traces(&self, profile: &OfficeProfile) -> Result<Vec<Trace>, Problem> {
        let lines = lines_of(profile);
        self.traces(lines.map(|it| (Place::Card, it)).to_vec())
    }

    /// The same for the fields of a case that are written.
    pub(crate) fn fields_free_of_secrets<'t>(
        &mut self,
        fields: impl IntoIterator<Item = (FieldId, &'t Value)>,
    ) -> Result<(), Problem> {
        let texts: Vec<_> = fields
            .into_iter()
            .flat_map(|(field, it)| texts_of(field, it))
            .collect();
        self.free_of_secrets(texts)
    }

    /// The same for what an office says of itself, or is said of one.
    pub(crate) fn profile_free_of_secrets(
        &mut self,
        place: Place,
        profile: &OfficeProfile,
    ) -> Result<(), Problem> {
        self.free_of_secrets(lines_of(profile).map(|it| (place, it)))
    }

    /// The same for what would be sealed.
    pub(crate) fn disclosure_free_of_secrets(&mut self, what: &Disclosure) -> Result<(), Problem> {
        let fields: Vec<_> = what.sections().flat_map(|(_, fields)| fields).collect();
        self.fields_free_of_secrets(fields.into_iter().map(|(field, value)| (*field, value)))
    }

    /// The same for the words of an entry. Who wrote it and what stays behind are the program's own words.
    pub(crate) fn words_free_of_secrets(&mut self, words: &Words) -> Result<(), Problem> {
        let own = [WordKey::By, WordKey::Withheld];
        let texts = words.all().filter(|(key, _)| !own.contains(key));
        self.free_of_secrets(texts.map(|(key, text)| (Place::Words(key), text)))
    }

    /// The change by which nothing is remembered of these texts any more; none where nothing was.
    pub(crate) fn without_answers(&self, texts: &[String]) -> Result<Option<Change>, Problem> {
        let mut answers = self.answers()?;
        let marks: Vec<Mark> = texts.iter().map(|it| answers.mark(it)).collect();
        let forgotten = answers.forget(&marks);
        Ok((0 < forgotten)
            .then(|| put(ANSWERS, Under::Office, Vec::new(), encode_answers(&answers))))
    }

    fn answers(&self) -> Result<Answers, Problem> {
        match self.vault.read(ANSWERS)? {
            None => {
                let fresh = || fresh_key(&*self.outside);
                Ok(Answers::new(*self.asked.key.get_or_init(fresh)))
            }
            Some(stored) => decode_answers(&stored.body).map_err(|why| match why {
                Unreadable::Newer { .. } => Problem::Newer,
                _ => Problem::Unreadable,
            }),
        }
    }
}

/// The texts of what an office says of itself.
pub(crate) fn lines_of(profile: &OfficeProfile) -> [&str; 4] {
    [
        profile.name.as_str(),
        profile.corporation.as_str(),
        profile.address.as_str(),
        profile.representative.as_str(),
    ]
}

/// The texts of a value: its answer, and what is said of where it is from.
pub(crate) fn texts_of(field: FieldId, value: &Value) -> Vec<(Place, &str)> {
    let answers = value.given().map(|it| it.texts()).unwrap_or_default();
    let source = match &value.source {
        Source::Person => None,
        Source::Observed { by, .. } => Some(by.as_str()),
        Source::Agency { name } => Some(name.as_str()),
    };
    let answers = answers.into_iter().map(|it| (Place::Field(field), it));
    answers
        .chain(source.map(|it| (Place::Source(field), it)))
        .collect()
}

/// The texts that stood before in those fields of a case that are meant.
pub(crate) fn texts_before(case: &CaseSummary, meant: impl Fn(FieldId) -> bool) -> Vec<String> {
    let revisions = case.history().revisions().iter();
    let stood = revisions.flat_map(|it| &it.fields);
    let values = stood.filter_map(|(field, stood)| match stood {
        Stood::Value(value) if meant(*field) => Some((*field, value)),
        _ => None,
    });
    let texts = values.flat_map(|(field, value)| texts_of(field, value));
    texts.map(|(_, text)| text.to_owned()).collect()
}

/// The values that changes put in.
pub(crate) fn put_in<'e>(
    edits: impl IntoIterator<Item = (&'e FieldId, &'e Edit)>,
) -> impl Iterator<Item = (FieldId, &'e Value)> {
    edits.into_iter().filter_map(|(field, edit)| match edit {
        Edit::Put(value) => Some((*field, value)),
        Edit::Remove => None,
    })
}
