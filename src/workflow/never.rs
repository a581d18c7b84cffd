//! What is never stored is asked about before it is written or sealed, and "this is not one" is remembered.
//!
//! What looks like one is the domain's to say. Nothing here keeps, shows or logs what was found.

use crate::codec::v1::Unreadable;
use crate::codec::v1_never::{Answers, Mark, Said, decode_answers, encode_answers};
use crate::domain::audit::Act as Deed;
use crate::domain::case::{Edit, Value};
use crate::domain::consent::Disclosure;
use crate::domain::handover::permit::Step;
use crate::domain::handover::words::{WordKey, Words};
use crate::domain::never::{Never, around, scan};
use crate::domain::section::FieldId;
use crate::vault::{Change, Name, Shelf, Under};
use crate::workflow::desk::{Desk, put};
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
}

/// What is done with what looks like a secret.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Asking {
    /// Whoever writes it is asked.
    #[default]
    Each,
    /// Whoever writes has said before that nothing of it is one.
    Answered,
}

impl Desk {
    /// Whoever acts says beforehand that nothing of what is written or sealed with this desk is a secret: each text that is
    /// asked about is remembered as such.
    pub fn nothing_is_a_secret(&mut self) {
        self.asked.asking = Asking::Answered;
    }

    /// Remembers that what was found is not what it looks like. It holds for this very text, wherever it stands.
    pub fn not_a_secret(&mut self, found: &[Trace]) -> Result<(), Problem> {
        self.right(Step::Read)?;
        let mut answers = self.answers()?;
        for trace in found {
            answers.say(Said {
                mark: trace.mark,
                by: self.me.id,
                on: self.today(),
            });
        }
        let body = encode_answers(&answers);
        let change = put(ANSWERS, Under::Office, Vec::new(), body);
        self.enter(&[change], Deed::NotASecret, None)?;
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
            (false, Asking::Answered) => self.not_a_secret(&traces),
            (false, Asking::Each) => {
                traces.truncate(MOST_TRACES);
                Err(Problem::NeverStored(traces))
            }
        }
    }

    /// What of these texts looks like a secret and was not said to be something else.
    pub(crate) fn traces(&self, texts: Vec<(Place, &str)>) -> Result<Vec<Trace>, Problem> {
        let found: Vec<_> = texts
            .into_iter()
            .map(|(place, text)| (place, text, scan(text)))
            .filter(|(_, _, found)| !found.is_empty())
            .collect();
        if found.is_empty() {
            return Ok(Vec::new());
        }
        let known = self.answers()?;
        let mut traces = Vec::new();
        for (place, text, found) in found {
            let mark = known.mark(text);
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
        Ok(traces)
    }

    /// The same for the fields of a case that are written.
    pub(crate) fn fields_free_of_secrets<'t>(
        &mut self,
        fields: impl IntoIterator<Item = (FieldId, &'t Value)>,
    ) -> Result<(), Problem> {
        let texts = fields.into_iter().flat_map(|(field, value)| {
            let texts = value.given().map(|it| it.texts()).unwrap_or_default();
            texts.into_iter().map(move |it| (Place::Field(field), it))
        });
        let texts: Vec<_> = texts.collect();
        self.free_of_secrets(texts)
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

/// The values that changes put in.
pub(crate) fn put_in<'e>(
    edits: impl IntoIterator<Item = (&'e FieldId, &'e Edit)>,
) -> impl Iterator<Item = (FieldId, &'e Value)> {
    edits.into_iter().filter_map(|(field, edit)| match edit {
        Edit::Put(value) => Some((*field, value)),
        Edit::Remove => None,
    })
}
