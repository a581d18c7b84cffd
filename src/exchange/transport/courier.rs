//! The courier: a thread of its own that does errands at a shared place, so that whoever sends it need not wait there.
//!
//! It holds one errand at a time in its hands: names and sealed bytes, no key. It decides nothing.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use crate::exchange::transport::errand::{Brought, Errand};
use crate::exchange::transport::folder::Folder;
use crate::exchange::transport::patient::{Patience, Patient};
use crate::exchange::transport::{Transport, TransportError};

/// What leads to a shared place, when something is to be done there.
pub type Way = Arc<dyn Fn(&Path) -> Box<dyn Transport> + Send + Sync>;

/// The way to a shared folder, which says that it does not answer rather than hang.
pub fn to_folder() -> Way {
    Arc::new(|place| {
        let folder = Folder::new(place.to_owned());
        Box::new(Patient::new(folder, place.to_owned(), Patience::USUAL))
    })
}

/// The number of an errand, by which what it brought is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number(u64);

/// The near end of the courier. Its thread begins with the first errand, and ends after the one it is at when this goes.
pub struct Courier {
    way: Way,
    back: Arc<dyn Fn() + Send + Sync>,
    errands: Option<Sender<(Number, PathBuf, Errand)>>,
    sender: Sender<(Number, Brought)>,
    brought: Receiver<(Number, Brought)>,
    sent: u64,
}

impl Courier {
    /// Takes the way to places; `back` is called on the courier's thread whenever it is back.
    pub fn new(way: Way, back: impl Fn() + Send + Sync + 'static) -> Courier {
        let (sender, brought) = channel();
        Courier {
            way,
            back: Arc::new(back),
            errands: None,
            sender,
            brought,
            sent: 0,
        }
    }

    /// Sends it on an errand and does not wait; what was not done before is done first.
    pub fn go(&mut self, place: &Path, errand: Errand) -> Number {
        self.sent += 1;
        let number = Number(self.sent);
        let asked = (number, place.to_owned(), errand);
        let unsent = match self.errands() {
            Ok(errands) => errands.send(asked).err().map(|it| (it.0, gone())),
            Err(why) => Some((asked, why)),
        };
        if let Some(((number, _, errand), why)) = unsent {
            self.errands = None;
            // Both ends are here.
            let _ = self.sender.send((number, errand.failed(why)));
            (self.back)();
        }
        number
    }

    /// Returns what it brought, if it is back.
    pub fn brought(&self) -> Option<(Number, Brought)> {
        self.brought.try_recv().ok()
    }

    /// Waits for it so long.
    pub fn wait(&self, patience: Duration) -> Option<(Number, Brought)> {
        self.brought.recv_timeout(patience).ok()
    }

    fn errands(&mut self) -> Result<&Sender<(Number, PathBuf, Errand)>, TransportError> {
        if self.errands.is_none() {
            self.errands = Some(self.start()?);
        }
        self.errands.as_ref().ok_or_else(gone)
    }

    fn start(&self) -> Result<Sender<(Number, PathBuf, Errand)>, TransportError> {
        let (errands, inbox) = channel::<(Number, PathBuf, Errand)>();
        let (way, back) = (Arc::clone(&self.way), Arc::clone(&self.back));
        let sender = self.sender.clone();
        let courier = thread::Builder::new().name("courier".into());
        let started = courier.spawn(move || {
            for (number, place, errand) in inbox {
                let brought = errand.run(&*way(&place));
                if sender.send((number, brought)).is_err() {
                    break;
                }
                back();
            }
        });
        started.map_err(|why| TransportError::Failed(why.kind()))?;
        Ok(errands)
    }
}

fn gone() -> TransportError {
    TransportError::Failed(std::io::ErrorKind::BrokenPipe)
}
