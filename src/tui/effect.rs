//! The worker: one thread that owns the desk and answers requests in their order.
//!
//! It knows neither screens nor the terminal. What it does with a request is handed in. It is also
//! the one place of the program at which a file named by a person is read.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the edge where files named by a person are read"
)]

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::thread::{self, JoinHandle};

use crate::tui::act::{Reply, Request, Ticket};

/// Reads a file named by a person, at most so many bytes of it.
///
/// # Errors
/// As the system's.
pub fn read_file(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Writes a small file of settings whole, in the stead of the one before, and makes its folder.
///
/// # Errors
/// As the system's.
pub fn write_settings(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let fresh = path.with_extension("new");
    fs::write(&fresh, text)?;
    fs::rename(&fresh, path)
}

/// The near end of the worker.
pub struct Worker {
    requests: Option<Sender<(Ticket, Request)>>,
    replies: Receiver<(Ticket, Reply)>,
    thread: Option<JoinHandle<()>>,
}

/// The worker's thread has ended, which only a defect can make it do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Gone;

impl Worker {
    /// Starts the worker; `wake` is called after each reply, so that it is looked at at once.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn spawn(
        mut work: impl FnMut(Request) -> Reply + Send + 'static,
        wake: fn(),
    ) -> io::Result<Worker> {
        let (requests, inbox) = channel::<(Ticket, Request)>();
        let (outbox, replies) = channel();
        let thread = thread::Builder::new().name("desk".into()).spawn(move || {
            // Dropped in this order, panic or not: first the replies end, then the loop wakes.
            let _woken = WakeAtEnd(wake);
            let outbox = outbox;
            for (ticket, request) in inbox {
                if outbox.send((ticket, work(request))).is_err() {
                    break;
                }
                wake();
            }
        })?;
        Ok(Worker {
            requests: Some(requests),
            replies,
            thread: Some(thread),
        })
    }

    /// Hands a request over.
    ///
    /// # Errors
    /// When the worker has ended.
    pub fn ask(&self, ticket: Ticket, request: Request) -> Result<(), Gone> {
        let requests = self.requests.as_ref().ok_or(Gone)?;
        requests.send((ticket, request)).map_err(|_| Gone)
    }

    /// Returns the next reply that is there.
    ///
    /// # Errors
    /// When the worker has ended.
    pub fn reply(&self) -> Result<Option<(Ticket, Reply)>, Gone> {
        match self.replies.try_recv() {
            Ok(reply) => Ok(Some(reply)),
            Err(TryRecvError::Empty) => Ok(None),
            Err(TryRecvError::Disconnected) => Err(Gone),
        }
    }
}

/// Wakes the loop when the worker ends, so that a defect does not leave it waiting for ever.
struct WakeAtEnd(fn());

impl Drop for WakeAtEnd {
    fn drop(&mut self) {
        (self.0)();
    }
}

impl Drop for Worker {
    /// Waits until what was asked is done, so that nothing is half written.
    fn drop(&mut self) {
        self.requests = None;
        if let Some(thread) = self.thread.take() {
            // A worker that panicked has told so already.
            let _ = thread.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::screen::Say;
    use crate::tui::act::Told;
    use std::sync::Mutex;
    use std::sync::mpsc::channel;

    #[test]
    fn requests_are_answered_in_order_and_finished_on_drop() {
        let (seen, done) = channel();
        let work = move |request| {
            seen.send(request).unwrap();
            Reply::Locked
        };
        let worker = Worker::spawn(work, || {}).unwrap();
        for n in 0..3 {
            worker.ask(Ticket(n), Request::Lock).unwrap();
        }
        drop(worker);
        assert_eq!(done.iter().count(), 3);
    }

    #[test]
    fn a_reply_wakes_and_carries_its_ticket() {
        static WOKEN: Mutex<Option<std::sync::mpsc::Sender<()>>> = Mutex::new(None);
        let (sender, woken) = channel();
        *WOKEN.lock().unwrap() = Some(sender);
        let wake = || WOKEN.lock().unwrap().as_ref().unwrap().send(()).unwrap();
        let worker = Worker::spawn(|_| Reply::Refused(Told::say(Say::LockWrong)), wake).unwrap();
        worker.ask(Ticket(7), Request::Lock).unwrap();
        woken.recv().unwrap();
        assert_eq!(
            worker.reply(),
            Ok(Some((Ticket(7), Reply::Refused(Told::say(Say::LockWrong)))))
        );
        assert_eq!(worker.reply(), Ok(None));
    }
}
