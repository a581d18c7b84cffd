//! What came from the other offices: out of the journal, which tells which entries were taken in and when, and the logs,
//! which tell what they say.
//!
//! Nothing is stored for it, and nobody is entered in the journal for looking at the list: it shows no content.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::domain::calendar::Day;
use crate::domain::handover::entry::Act;
use crate::domain::handover::permit::Step;
use crate::domain::id::HandoverId;
use crate::workflow::clock::{day_here, time_here};
use crate::workflow::desk::Desk;
use crate::workflow::folder::Folder;
use crate::workflow::problem::Problem;
use crate::workflow::remark::Remark;
use crate::workflow::view::Nameless;

/// How many days back the list goes: two weeks, so that who was away over a long holiday finds all of it.
pub const INBOX_DAYS: i32 = 14;

/// How many lines of the journal are looked through at most.
pub(crate) const LOOKED_THROUGH: u64 = 5_000;

/// What one parcel brought to one handover.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incoming {
    /// When it was taken in, in milliseconds since 1970.
    pub at: i64,
    /// The same by the clock on the wall here.
    pub here: String,
    /// The day of it, here.
    pub on: Day,
    /// The handover.
    pub handover: HandoverId,
    /// Kana and name of the person; empty where no name is here.
    pub person: String,
    /// Why no name is here, where none is.
    pub nameless: Nameless,
    /// The name of the office it came from.
    pub peer_name: String,
    /// What it says, in the order of that office's log.
    pub acts: Vec<Act>,
}

impl Desk {
    /// What came in the last two weeks, the newest first.
    pub fn arrivals(&self) -> Result<Vec<Incoming>, Problem> {
        self.right(Step::Read)?;
        let since = self.today().plus_days(-INBOX_DAYS);
        let (last, _) = self.vault.head();
        let after = last.saturating_sub(LOOKED_THROUGH);
        let lines = usize::try_from(LOOKED_THROUGH).unwrap_or(usize::MAX);
        let mut folders = BTreeMap::new();
        let mut arrivals = Vec::new();
        for line in self.vault.journal(after, lines)?.into_iter().rev() {
            let came = Came::of(&line.event.detail, line.event.subject);
            let Some(came) = came.filter(|_| since <= day_here(line.event.at)) else {
                continue;
            };
            let folder = match folders.entry(came.handover) {
                Entry::Occupied(held) => held.into_mut(),
                Entry::Vacant(place) => place.insert(self.readable_folder(came.handover)?),
            };
            let arrival = |it: &Folder| self.arrival(line.event.at, &came, it);
            arrivals.extend(folder.as_ref().map(arrival));
        }
        Ok(arrivals)
    }

    fn arrival(&self, at: i64, came: &Came, folder: &Folder) -> Incoming {
        let log = folder.dossier.log(folder.record.side.other()).iter();
        let meant = log.filter(|it| (came.first..=came.last).contains(&it.envelope.number));
        Incoming {
            at,
            here: time_here(at),
            on: day_here(at),
            handover: came.handover,
            person: folder.record.person.clone(),
            nameless: Nameless::of(folder, &folder.state()),
            peer_name: self
                .peer(folder.peer())
                .map(|it| it.name)
                .unwrap_or_default(),
            acts: meant.map(|it| it.envelope.act.clone()).collect(),
        }
    }
}

/// What a line of the journal tells of entries taken in.
struct Came {
    handover: HandoverId,
    first: u32,
    last: u32,
}

impl Came {
    fn of(detail: &str, subject: Option<[u8; 16]>) -> Option<Came> {
        match (Remark::of_code(detail), subject) {
            (Remark::Came { first, last }, Some(id)) => Some(Came {
                handover: HandoverId::from_bytes(id),
                first,
                last,
            }),
            _ => None,
        }
    }
}
