//! The courier: a thread of its own that does errands at a shared place, so that whoever sends it need not wait there.
//!
//! It holds one errand at a time in its hands: names and sealed bytes, no key. It decides nothing.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::disk::caught::quietly;
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

/// Until when whoever leaves waits for all that the courier still does.
#[derive(Clone, Copy, Debug)]
pub struct Until(Option<Instant>);

impl Until {
    /// So long from now; for ever where no clock reaches so far.
    pub fn passed(time: Duration) -> Until {
        Until(Instant::now().checked_add(time))
    }
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

    /// Sends it on an errand and does not wait; what was not done before is done first. One that is gone is followed by
    /// another.
    pub fn go(&mut self, place: &Path, errand: Errand) -> Number {
        self.sent += 1;
        let number = Number(self.sent);
        let mut asked = (number, place.to_owned(), errand);
        if let Some(errands) = &self.errands {
            match errands.send(asked) {
                Ok(()) => return number,
                Err(gone) => asked = gone.0,
            }
        }
        let unsent = match self.start() {
            Ok(errands) => {
                let sent = errands.send(asked);
                self.errands = Some(errands);
                sent.err().map(|it| (it.0.2, TransportError::NotBack))
            }
            Err(why) => Some((asked.2, why)),
        };
        if let Some((errand, why)) = unsent {
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

    /// Waits for it until then.
    pub fn wait(&self, until: Until) -> Option<(Number, Brought)> {
        match until.0 {
            Some(then) => {
                let left = then.saturating_duration_since(Instant::now());
                self.brought.recv_timeout(left).ok()
            }
            None => self.brought.recv().ok(),
        }
    }

    fn start(&self) -> Result<Sender<(Number, PathBuf, Errand)>, TransportError> {
        let (errands, inbox) = channel::<(Number, PathBuf, Errand)>();
        let (way, back) = (Arc::clone(&self.way), Arc::clone(&self.back));
        let sender = self.sender.clone();
        let courier = thread::Builder::new().name("courier".into());
        let started = courier.spawn(move || {
            for (number, place, errand) in inbox {
                let brought = or_not_back(&way, &place, errand);
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

/// Does an errand. A panic on the way is a defect of ours and costs this errand, not those that come after it: whoever
/// waits for the courier would wait for ever.
fn or_not_back(way: &Way, place: &Path, errand: Errand) -> Brought {
    let not_back = errand.failed(TransportError::NotBack);
    quietly(|| errand.run(&*way(place))).unwrap_or(not_back)
}
