//! The words of an entry: what people read, beside what the rules read.
//!
//! No rule looks in here. The words are sealed under the dossier's own key and can be shredded.

use crate::domain::text::Paragraph;

macro_rules! word_keys {
    ($($(#[$doc:meta])* $key:ident $code:literal,)+) => {
        /// What a text in an entry is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum WordKey { $($(#[$doc])* $key,)+ }

        impl WordKey {
            /// Every key, in reading order.
            pub const ALL: &'static [WordKey] = &[$(WordKey::$key,)+];

            /// Gives the stable number, for stored bytes.
            pub const fn code(self) -> u8 {
                match self { $(WordKey::$key => $code,)+ }
            }

            /// Finds the key with this number.
            pub const fn from_code(code: u8) -> Option<WordKey> {
                match code { $($code => Some(WordKey::$key),)+ _ => None }
            }
        }
    };
}

word_keys! {
    /// The member of staff who wrote the entry.
    By 1,
    /// The name of the person.
    PersonName 2,
    /// The reading of that name.
    PersonKana 3,
    /// What the consent is for.
    Purpose 4,
    /// The declared exception from "author and approver are two".
    Exception 5,
    /// The text of a question, an answer, a note or a reason.
    Text 6,
    /// The first risk, in the reader's own words.
    Risk1 7,
    /// The second risk.
    Risk2 8,
    /// The third risk.
    Risk3 9,
    /// The next step.
    NextStep 10,
    /// The first appointment.
    FirstAppointment 11,
    /// Who is in charge at the receiver.
    InCharge 12,
    /// The condition of a "yes, if".
    Condition 13,
    /// The office that would suit.
    OtherOffice 14,
    /// What stays behind, by class.
    Withheld 15,
    /// Key facts as typed, where they differ.
    Typed 16,
    /// The city's confirmation of months used: who and when.
    Confirmation 17,
    /// Who of the other office said it, where it came back on paper.
    ToldBy 18,
    /// Where the paper is kept on which it came back.
    Original 19,
    /// How the person said that consent is taken back: the code of a [`crate::domain::consent::Saying`].
    Saying 20,
    /// Who of the office heard it.
    HeardBy 21,
    /// What shows it, or where that is kept.
    Evidence 22,
}

/// The most characters one text may have.
pub const LONGEST: usize = 4_000;

/// The texts of one entry, each key at most once, in reading order.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Words(Vec<(WordKey, Paragraph)>);

impl Words {
    /// No words.
    pub fn none() -> Words {
        Words::default()
    }

    /// Takes texts; a key that comes twice keeps its first text.
    pub fn of(mut texts: Vec<(WordKey, Paragraph)>) -> Words {
        texts.sort_by_key(|(key, _)| *key);
        texts.dedup_by_key(|(key, _)| *key);
        Words(texts)
    }

    /// The same words and one text more.
    pub fn and(self, key: WordKey, text: Paragraph) -> Words {
        let mut texts = self.0;
        texts.push((key, text));
        Words::of(texts)
    }

    /// The text under `key`.
    pub fn get(&self, key: WordKey) -> Option<&str> {
        self.0
            .iter()
            .find(|(it, _)| *it == key)
            .map(|(_, text)| text.as_str())
    }

    /// Whether they say only who wrote it, who said it, and where the paper is.
    pub fn name_only_who(&self) -> bool {
        let who = [WordKey::By, WordKey::ToldBy, WordKey::Original];
        self.0.iter().all(|(key, _)| who.contains(key))
    }

    /// Every text, in reading order.
    pub fn all(&self) -> impl Iterator<Item = (WordKey, &str)> {
        self.0.iter().map(|(key, text)| (*key, text.as_str()))
    }
}
