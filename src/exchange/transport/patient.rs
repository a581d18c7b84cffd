//! A shared place that may hang: what is asked of it is done on a thread of its own, and waited for only so long.
//!
//! It carries nothing itself. A call that came too late may still be done; every call of a transport may be repeated.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::mpsc::{TryRecvError, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use crate::disk::caught::quietly;
use crate::domain::id::OfficeId;
use crate::exchange::naming::Name;
use crate::exchange::transport::{Transport, TransportError, Was};

/// How long a place is waited for.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// Until it has looked, or taken something away.
    pub look: Duration,
    /// Until it has carried a parcel, which over a slow line may be long.
    pub carry: Duration,
}

impl Patience {
    /// As long as somebody at a desk waits before they think that the program hangs.
    pub const USUAL: Patience = Patience {
        look: Duration::from_secs(10),
        carry: Duration::from_secs(60),
    };
}

/// The places that have not answered yet: as long as one does not, it is not asked again.
static SILENT: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

fn silent() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    SILENT.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A transport that never waits longer than its patience.
pub struct Patient<T> {
    inner: Arc<T>,
    place: PathBuf,
    patience: Patience,
}

impl<T: Transport + 'static> Patient<T> {
    /// Takes a transport, and the place by which it is known again that it has not answered.
    pub fn new(inner: T, place: PathBuf, patience: Patience) -> Patient<T> {
        Patient {
            inner: Arc::new(inner),
            place,
            patience,
        }
    }

    fn ask<A: PartialEq + Send + 'static>(
        &self,
        wait: Duration,
        call: impl FnOnce(&T) -> Result<A, TransportError> + Send + 'static,
    ) -> Result<A, TransportError> {
        if silent().contains(&self.place) {
            return Err(TransportError::NoAnswer);
        }
        let (inner, called) = (Arc::clone(&self.inner), Called(self.place.clone()));
        let (sender, answer) = channel();
        let folder = thread::Builder::new().name("folder".into());
        let asked = folder.spawn(move || {
            // Dropped at the end, panic or not: the place has answered.
            let _called = called;
            let answer = quietly(|| call(&inner));
            // Whoever asked may have given up.
            let _ = sender.send(answer.unwrap_or(Err(TransportError::NotBack)));
        });
        asked.map_err(|why| TransportError::Failed(why.kind()))?;
        answer.recv_timeout(wait).unwrap_or_else(|_| {
            silent().insert(self.place.clone());
            // It may have answered just before it was noted as silent.
            let late = answer.try_recv();
            if late != Err(TryRecvError::Empty) {
                silent().remove(&self.place);
            }
            late.unwrap_or(Err(TransportError::NoAnswer))
        })
    }
}

/// A call of a place that has not come back.
struct Called(PathBuf);

impl Drop for Called {
    fn drop(&mut self) {
        silent().remove(&self.0);
    }
}

impl<T: Transport + 'static> Transport for Patient<T> {
    fn put(&self, name: &Name, sealed: &[u8]) -> Result<(), TransportError> {
        let (name, sealed) = (*name, sealed.to_vec());
        self.ask(self.patience.carry, move |it| it.put(&name, &sealed))
    }

    fn list(&self, recipient: &OfficeId) -> Result<Vec<Name>, TransportError> {
        let recipient = *recipient;
        self.ask(self.patience.look, move |it| it.list(&recipient))
    }

    fn fetch(&self, name: &Name, limit: usize) -> Result<Vec<u8>, TransportError> {
        let name = *name;
        self.ask(self.patience.carry, move |it| it.fetch(&name, limit))
    }

    fn delete(&self, name: &Name) -> Result<Was, TransportError> {
        let name = *name;
        self.ask(self.patience.look, move |it| it.delete(&name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::transport::conformance;
    use crate::exchange::transport::memory::Memory;
    use std::sync::mpsc::{Receiver, Sender};

    /// A network drive that is gone: a call returns once it is let go.
    struct Hanging {
        called: Sender<()>,
        go: Mutex<Receiver<()>>,
    }

    impl Hanging {
        fn hang(&self) -> TransportError {
            self.called.send(()).unwrap();
            let _ = self.go.lock().unwrap().recv();
            TransportError::PlaceMissing
        }
    }

    impl Transport for Hanging {
        fn put(&self, _: &Name, _: &[u8]) -> Result<(), TransportError> {
            Err(self.hang())
        }

        fn list(&self, _: &OfficeId) -> Result<Vec<Name>, TransportError> {
            Err(self.hang())
        }

        fn fetch(&self, _: &Name, _: usize) -> Result<Vec<u8>, TransportError> {
            Err(self.hang())
        }

        fn delete(&self, _: &Name) -> Result<Was, TransportError> {
            Err(self.hang())
        }
    }

    /// A place whose every use is a defect of ours.
    struct Falling;

    impl Transport for Falling {
        fn put(&self, _: &Name, _: &[u8]) -> Result<(), TransportError> {
            panic!("put")
        }

        fn list(&self, _: &OfficeId) -> Result<Vec<Name>, TransportError> {
            panic!("list")
        }

        fn fetch(&self, _: &Name, _: usize) -> Result<Vec<u8>, TransportError> {
            panic!("fetch")
        }

        fn delete(&self, _: &Name) -> Result<Was, TransportError> {
            panic!("delete")
        }
    }

    #[test]
    fn a_panic_at_a_place_is_told_as_a_defect_and_the_place_may_be_asked_again() {
        let patient = Patient::new(Falling, PathBuf::from("/falls"), Patience::USUAL);
        let office = OfficeId::from_bytes([1; 32]);
        let name = Name::of(office, 0, b"parcel").unwrap();
        for _ in 0..2 {
            assert_eq!(patient.list(&office), Err(TransportError::NotBack));
            assert_eq!(patient.fetch(&name, 9), Err(TransportError::NotBack));
            assert_eq!(patient.put(&name, b"parcel"), Err(TransportError::NotBack));
            assert_eq!(patient.delete(&name), Err(TransportError::NotBack));
        }
    }

    #[test]
    fn a_place_that_answers_is_the_same_transport() {
        let place = PathBuf::from("/answers/too");
        conformance::holds(&Patient::new(Memory::new(), place, Patience::USUAL));
    }

    #[test]
    fn a_place_that_hangs_keeps_nobody_waiting_and_is_not_asked_again_meanwhile() {
        let (called, calls) = channel();
        let (let_go, go) = channel();
        let hanging = Hanging {
            called,
            go: Mutex::new(go),
        };
        let patience = Patience {
            look: Duration::ZERO,
            carry: Duration::ZERO,
        };
        let patient = Patient::new(hanging, PathBuf::from("/hangs"), patience);
        let office = OfficeId::from_bytes([1; 32]);
        assert_eq!(patient.list(&office), Err(TransportError::NoAnswer));
        calls.recv().unwrap();
        let beside = PathBuf::from("/answers");
        let other = Patient::new(Memory::new(), beside, Patience::USUAL);
        assert_eq!(other.list(&office), Ok(Vec::new()), "another place does");
        assert_eq!(patient.list(&office), Err(TransportError::NoAnswer));
        assert!(calls.try_recv().is_err(), "it was not asked again");
        drop(let_go);
    }
}
