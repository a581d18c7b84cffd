//! For which fields the columns of a table were taken the last time, remembered by its heading and offered the next time.
//!
//! It keeps no table and nothing that stands in one. What is offered is said, and whoever takes the table in may change it.

use crate::codec::v1::Unreadable;
use crate::codec::v1_columns::{Columns, decode_columns, encode_columns};
use crate::vault::{Change, Name, Shelf, Under};
use crate::workflow::desk::{Desk, put};
use crate::workflow::people::{Names, Reading, Understood};
use crate::workflow::problem::Problem;

const COLUMNS: Name = Name {
    shelf: Shelf::Setting,
    id: *b"columns\0\0\0\0\0\0\0\0\0",
};

impl Desk {
    /// Understands the columns as those below the same heading were the last time; where there were none, as their
    /// headings say.
    pub fn as_before(&self, mut reading: Reading) -> Result<Reading, Problem> {
        let known = self.known_columns()?;
        if let Some(taken) = known.of(&reading.table.heading) {
            (reading.columns, reading.eras) = taken.iter().copied().unzip();
            reading.taken = Understood::AsBefore;
        }
        Ok(reading)
    }

    /// The change that remembers for which fields the columns were taken; none where nothing is to be remembered anew.
    /// What the headings say by themselves is not remembered.
    pub(crate) fn remembering(
        &self,
        reading: &Reading,
        names: &Names,
    ) -> Result<Option<Change>, Problem> {
        let known = self.known_columns()?;
        let taken = reading.columns.iter().copied();
        let taken: Vec<_> = taken.zip(reading.eras.iter().copied()).collect();
        let mut next = known.clone();
        let chosen = (!reading.is_by_heading(names)).then_some(taken);
        next.take(&reading.table.heading, chosen);
        Ok((next != known).then(|| put(COLUMNS, Under::Office, Vec::new(), encode_columns(&next))))
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
