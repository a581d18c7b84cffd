//! For which fields the columns of a table were taken the last time, and whose it was, remembered by its heading and offered the
//! next time.
//!
//! It keeps no table and nothing that stands in one. What is offered is said, and whoever takes the table in may change it.

use crate::codec::v1::Unreadable;
use crate::codec::v1_columns::{
    Columns, Others, decode_columns, decode_others, encode_columns, encode_others,
};
use crate::vault::{Change, Name, Shelf, Under};
use crate::workflow::desk::{Desk, put};
use crate::workflow::people::{Names, Reading, Understood, Whose};
use crate::workflow::problem::Problem;

const COLUMNS: Name = Name {
    shelf: Shelf::Setting,
    id: *b"columns\0\0\0\0\0\0\0\0\0",
};

const OTHERS: Name = Name {
    shelf: Shelf::Setting,
    id: *b"tables-of-others",
};

impl Desk {
    /// Understands the columns as those below the same heading were the last time, and the table as whose that one was; where
    /// there were none, the columns as their headings say, and the table as this office's own.
    pub fn as_before(&self, mut reading: Reading) -> Result<Reading, Problem> {
        let known = self.known_columns()?;
        if let Some(taken) = known.of(&reading.table.heading) {
            (reading.columns, reading.eras) = taken.iter().copied().unzip();
            reading.taken = Understood::AsBefore;
        }
        if self.known_others()?.has(&reading.table.heading) {
            reading.whose = Whose::Other;
        }
        Ok(reading)
    }

    /// The changes that remember for which fields the columns were taken, and whose the table is; none where nothing is to be
    /// remembered anew. What the headings say by themselves is not remembered, nor is that a table is this office's own.
    pub(crate) fn remembering(
        &self,
        reading: &Reading,
        names: &Names,
    ) -> Result<Vec<Change>, Problem> {
        let heading = &reading.table.heading;
        let known = self.known_columns()?;
        let taken = reading.columns.iter().copied();
        let taken: Vec<_> = taken.zip(reading.eras.iter().copied()).collect();
        let mut next = known.clone();
        let chosen = (!reading.is_by_heading(names)).then_some(taken);
        next.take(heading, chosen);
        let before = self.known_others()?;
        let mut others = before.clone();
        match reading.whose {
            Whose::Own => others.forget(heading),
            Whose::Other => others.keep(heading),
        }
        let remember = |name, body| put(name, Under::Office, Vec::new(), body);
        let columns = (next != known).then(|| remember(COLUMNS, encode_columns(&next)));
        let others = (others != before).then(|| remember(OTHERS, encode_others(&others)));
        Ok(columns.into_iter().chain(others).collect())
    }

    /// The tables of others, as far as they can be read.
    fn known_others(&self) -> Result<Others, Problem> {
        let Some(stored) = self.vault.read(OTHERS)? else {
            return Ok(Others::default());
        };
        match decode_others(&stored.body) {
            Ok(known) => Ok(known),
            Err(Unreadable::Newer { .. }) => Err(Problem::Newer),
            Err(_) => Ok(Others::default()),
        }
    }

    /// What nobody can read any more is as if nothing was remembered; what a newer program wrote is left alone.
    fn known_columns(&self) -> Result<Columns, Problem> {
        let Some(stored) = self.vault.read(COLUMNS)? else {
            return Ok(Columns::default());
        };
        match decode_columns(&stored.body) {
            Ok(known) => Ok(known),
            Err(Unreadable::Newer { .. }) => Err(Problem::Newer),
            Err(_) => Ok(Columns::default()),
        }
    }
}
