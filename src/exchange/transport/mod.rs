//! Ways a sealed parcel gets from one office to another.
//!
//! None of them is trusted: a transport may lose, repeat, delay, invent or change what it is given, and learns only
//! names, sizes and times.

use crate::domain::id::OfficeId;
use crate::exchange::naming::Name;
use std::fmt;

#[cfg(test)]
mod conformance;
pub mod courier;
pub mod errand;
pub mod folder;
pub mod memory;
pub mod patient;

/// A shared place with one inbox for every office.
pub trait Transport: Send + Sync {
    /// Puts a parcel under its name; putting it again changes nothing.
    fn put(&self, name: &Name, sealed: &[u8]) -> Result<(), TransportError>;

    /// Lists the parcels in an office's inbox, oldest name first; what has no parcel's name is passed over.
    fn list(&self, recipient: &OfficeId) -> Result<Vec<Name>, TransportError>;

    /// Fetches a parcel of at most `limit` bytes; only the very bytes its name stands for are given.
    fn fetch(&self, name: &Name, limit: usize) -> Result<Vec<u8>, TransportError>;

    /// Takes a parcel away; one that is not there is no error.
    fn delete(&self, name: &Name) -> Result<Was, TransportError>;
}

/// Whether a parcel lay where it was to be taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Was {
    /// It did, and does no longer.
    There,
    /// It did not: somebody took it before, or it never came to lie there.
    Gone,
}

/// Why a transport did not do what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransportError {
    /// The shared place is not there: a stick not plugged in, a share not connected.
    PlaceMissing,
    /// The place may not be read.
    NotReadable,
    /// The place may not be written to.
    NotWritable,
    /// There is no room left.
    Full,
    /// There is no such parcel (any more).
    NoSuchParcel,
    /// The parcel is longer than the limit.
    TooLarge,
    /// The bytes are not those the name stands for: damaged, not whole yet, or exchanged.
    Changed,
    /// The place does not answer: a network drive that is gone may hang for minutes.
    NoAnswer,
    /// Whoever went there did not come back: a defect of the program.
    NotBack,
    /// Something else failed.
    Failed(std::io::ErrorKind),
}

impl fmt::Display for TransportError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PlaceMissing => out.write_str("place missing"),
            Self::NotReadable => out.write_str("place not readable"),
            Self::NotWritable => out.write_str("place not writable"),
            Self::Full => out.write_str("place full"),
            Self::NoSuchParcel => out.write_str("no such parcel"),
            Self::TooLarge => out.write_str("parcel too large"),
            Self::Changed => out.write_str("parcel changed"),
            Self::NoAnswer => out.write_str("place does not answer"),
            Self::NotBack => out.write_str("the courier did not come back"),
            Self::Failed(kind) => write!(out, "transport failed: {kind}"),
        }
    }
}

impl std::error::Error for TransportError {}
