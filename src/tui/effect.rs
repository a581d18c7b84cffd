//! The worker: one thread that owns the desk and does jobs in their order; nothing it does waits for a shared folder.
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

/// Something for the worker to do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Job {
    /// To answer a request, now or later.
    Asked(Ticket, Request),
    /// To look what came from elsewhere.
    Look,
    /// To end what cannot be left half done.
    End,
}

/// Has the worker look what came; may be called on any thread.
pub type Nudge = Box<dyn Fn() + Send + Sync>;

/// The near end of the worker.
pub struct Worker {
    jobs: Sender<Job>,
    replies: Receiver<(Ticket, Reply)>,
    thread: Option<JoinHandle<()>>,
}

/// The worker's thread has ended, which only a defect can make it do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Gone;

impl Worker {
    /// Starts the worker. `make` gets what has it look, and gives what does a job and answers what can be answered then;
    /// `wake` is called after answers, so that they are looked at at once.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn spawn<W>(make: impl FnOnce(Nudge) -> W, wake: fn()) -> io::Result<Worker>
    where
        W: FnMut(Job) -> Vec<(Ticket, Reply)> + Send + 'static,
    {
        let (jobs, inbox) = channel();
        let (outbox, replies) = channel();
        let nudge = jobs.clone();
        // Where the worker has ended nobody looks any more.
        let mut work = make(Box::new(move || drop(nudge.send(Job::Look))));
        let thread = thread::Builder::new().name("desk".into()).spawn(move || {
            // Dropped in this order, panic or not: first the replies end, then the loop wakes.
            let _woken = WakeAtEnd(wake);
            let outbox = outbox;
            for job in inbox {
                let is_last = job == Job::End;
                let done = work(job);
                let is_quiet = done.is_empty();
                let is_heard = done.into_iter().all(|it| outbox.send(it).is_ok());
                if is_last || !is_heard {
                    break;
                }
                if !is_quiet {
                    wake();
                }
            }
        })?;
        Ok(Worker {
            jobs,
            replies,
            thread: Some(thread),
        })
    }

    /// Hands a request over.
    ///
    /// # Errors
    /// When the worker has ended.
    pub fn ask(&self, ticket: Ticket, request: Request) -> Result<(), Gone> {
        let asked = Job::Asked(ticket, request);
        self.jobs.send(asked).map_err(|_| Gone)
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

impl Worker {
    /// Ends it: waits until what was asked is done, so that nothing is half written, and gives what was not looked at of
    /// what it said.
    pub fn end(mut self) -> Vec<(Ticket, Reply)> {
        self.join();
        self.replies.try_iter().collect()
    }

    fn join(&mut self) {
        // One that is gone has nothing to end.
        let _ = self.jobs.send(Job::End);
        if let Some(thread) = self.thread.take() {
            // A worker that panicked has told so already.
            let _ = thread.join();
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
    /// The same where the program ends otherwise.
    fn drop(&mut self) {
        self.join();
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
        let work = move |job| {
            seen.send(job).unwrap();
            Vec::new()
        };
        let worker = Worker::spawn(|_| work, || {}).unwrap();
        for n in 0..3 {
            worker.ask(Ticket(n), Request::Lock).unwrap();
        }
        drop(worker);
        let mut expected: Vec<Job> = (0..3)
            .map(|n| Job::Asked(Ticket(n), Request::Lock))
            .collect();
        expected.push(Job::End);
        assert_eq!(done.iter().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_reply_wakes_and_carries_its_ticket() {
        static WOKEN: Mutex<Option<std::sync::mpsc::Sender<()>>> = Mutex::new(None);
        let (sender, woken) = channel();
        *WOKEN.lock().unwrap() = Some(sender);
        let wake = || WOKEN.lock().unwrap().as_ref().unwrap().send(()).unwrap();
        let wrong = || Reply::Refused(Told::say(Say::LockWrong));
        let work = move |job| match job {
            Job::Asked(ticket, _) => vec![(ticket, wrong())],
            Job::Look | Job::End => Vec::new(),
        };
        let worker = Worker::spawn(|_| work, wake).unwrap();
        worker.ask(Ticket(7), Request::Lock).unwrap();
        woken.recv().unwrap();
        assert_eq!(worker.reply(), Ok(Some((Ticket(7), wrong()))));
        assert_eq!(worker.reply(), Ok(None));
    }
}
