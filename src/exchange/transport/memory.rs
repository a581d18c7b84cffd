//! A shared place in memory, for simulations and tests.
//!
//! Nothing in it outlives the process.

use crate::domain::id::OfficeId;
use crate::exchange::naming::Name;
use crate::exchange::transport::{Transport, TransportError, Was};
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A shared place in memory.
#[derive(Default)]
pub struct Memory {
    parcels: Mutex<BTreeMap<Name, Vec<u8>>>,
}

impl Memory {
    /// Makes an empty place.
    pub fn new() -> Self {
        Self::default()
    }

    fn parcels(&self) -> MutexGuard<'_, BTreeMap<Name, Vec<u8>>> {
        // Every change is one insertion or removal, so a panic elsewhere leaves nothing half done.
        self.parcels.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Transport for Memory {
    fn put(&self, name: &Name, sealed: &[u8]) -> Result<(), TransportError> {
        if !name.stands_for(sealed) {
            return Err(TransportError::Changed);
        }
        self.parcels().insert(*name, sealed.to_vec());
        Ok(())
    }

    fn list(&self, recipient: &OfficeId) -> Result<Vec<Name>, TransportError> {
        let parcels = self.parcels();
        let own = parcels.keys().filter(|name| name.recipient() == *recipient);
        Ok(own.copied().collect())
    }

    fn fetch(&self, name: &Name, limit: usize) -> Result<Vec<u8>, TransportError> {
        match self.parcels().get(name) {
            None => Err(TransportError::NoSuchParcel),
            Some(sealed) if sealed.len() > limit => Err(TransportError::TooLarge),
            Some(sealed) => Ok(sealed.clone()),
        }
    }

    fn delete(&self, name: &Name) -> Result<Was, TransportError> {
        Ok(match self.parcels().remove(name) {
            Some(_) => Was::There,
            None => Was::Gone,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::transport::conformance;

    #[test]
    fn memory_is_a_transport() {
        conformance::holds(&Memory::new());
    }
}
