//! What a desk has done at a shared place, one thing at a time, and what comes of it: names and sealed bytes.
//!
//! It knows no key and nothing of what a parcel holds, so it may be handed to whoever carries it.

use crate::domain::id::OfficeId;
use crate::exchange::naming::Name;
use crate::exchange::transport::{Transport, TransportError, Was};

/// One thing to be done at a shared place; done again it changes nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Errand {
    /// Looks what lies there for an office.
    List(OfficeId),
    /// Brings a parcel of at most so many bytes.
    Fetch(Name, usize),
    /// Takes a parcel away: one that was taken in, or one that may not lie there any more.
    Delete(Name),
    /// Puts a sealed parcel there.
    Put(Name, Vec<u8>),
}

/// What came of an errand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Brought {
    /// What lies there.
    List(Result<Vec<Name>, TransportError>),
    /// The sealed bytes of a parcel.
    Fetch(Name, Result<Vec<u8>, TransportError>),
    /// Whether a parcel was taken away.
    Delete(Result<Was, TransportError>),
    /// Whether a parcel lies there now.
    Put(Result<(), TransportError>),
}

impl Errand {
    /// Does it, for as long as the place takes.
    pub fn run(self, transport: &dyn Transport) -> Brought {
        match self {
            Errand::List(office) => Brought::List(transport.list(&office)),
            Errand::Fetch(name, limit) => Brought::Fetch(name, transport.fetch(&name, limit)),
            Errand::Delete(name) => Brought::Delete(transport.delete(&name)),
            Errand::Put(name, sealed) => Brought::Put(transport.put(&name, &sealed)),
        }
    }

    /// The same where nobody could be sent, or nobody came back.
    pub fn failed(&self, why: TransportError) -> Brought {
        match self {
            Errand::List(_) => Brought::List(Err(why)),
            Errand::Fetch(name, _) => Brought::Fetch(*name, Err(why)),
            Errand::Delete(_) => Brought::Delete(Err(why)),
            Errand::Put(..) => Brought::Put(Err(why)),
        }
    }
}
