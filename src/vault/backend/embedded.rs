//! The journal file: frames one after another, never changed.
//!
//! It knows where a frame begins and ends, not what it says or who signed it.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::crypto::digest;
use crate::disk::{Disk, folder_of};

/// The most bytes a payload may have.
pub const LONGEST_PAYLOAD: u32 = 256 << 20;
/// The fewest bytes a frame has before its payload, without its length: numbers and digests, the smallest
/// sealed entry, the signature.
const SHORTEST_HEAD: u32 = 8 + 32 + 32 + (24 + 64 + 16) + 64;
/// The most bytes a frame may have before its payload.
const LONGEST_HEAD: u32 = 64 << 10;
/// How many places in a torn tail may look like a frame; chance alone gives none.
const MOST_LOOKALIKES: u32 = 64;
/// How much is read ahead while walking over frames.
const WINDOW: usize = 256 << 10;
/// How much is read to find one frame: most have less before their payload.
const GLANCE: usize = 1 << 10;

/// An append-only file of frames.
pub struct Journal {
    disk: Arc<dyn Disk>,
    path: PathBuf,
    len: u64,
}

/// Where one frame lies, and everything of it but the payload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The bytes from the frame's length up to and including its signature.
    pub head: Vec<u8>,
    /// Where the payload begins.
    pub payload_at: u64,
    /// How long the payload is; 0 where it was stripped.
    pub payload_len: u32,
    /// Where the next frame begins.
    pub end: u64,
}

/// What lies at a place in the journal.
pub enum Next {
    /// A frame, whole by its lengths.
    Frame(Found),
    /// Nothing: the journal ends here.
    End,
    /// Bytes that are no whole frame.
    Torn,
}

impl Journal {
    /// Makes an empty journal, durably.
    pub fn create(disk: Arc<dyn Disk>, path: &Path) -> io::Result<Journal> {
        disk.write_new(path, b"")?;
        disk.sync(path)?;
        disk.sync_dir(folder_of(path))?;
        Journal::open(disk, path)
    }

    /// Opens a journal that exists.
    pub fn open(disk: Arc<dyn Disk>, path: &Path) -> io::Result<Journal> {
        let len = disk.len(path)?;
        Ok(Journal {
            disk,
            path: path.to_owned(),
            len,
        })
    }

    /// Tells where the next frame will begin.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.len
    }

    /// Tells whether there is no frame yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Adds a frame; it is durable when this returns. After a failure the journal must be opened again.
    pub fn append(&mut self, frame: &[u8]) -> io::Result<()> {
        self.append_unsynced(frame)?;
        self.sync()
    }

    /// Adds a frame that [`Journal::sync`] will make durable.
    pub fn append_unsynced(&mut self, frame: &[u8]) -> io::Result<()> {
        self.disk.append(&self.path, frame)?;
        self.len += frame.len() as u64;
        Ok(())
    }

    /// Makes all frames durable.
    pub fn sync(&self) -> io::Result<()> {
        self.disk.sync(&self.path)
    }

    /// Cuts off what lies behind `len`, durably.
    pub fn cut(&mut self, len: u64) -> io::Result<()> {
        self.disk.truncate(&self.path, len)?;
        self.disk.sync(&self.path)?;
        self.len = len;
        Ok(())
    }

    /// Digests a payload without holding it in memory.
    pub fn payload_digest(&self, found: &Found) -> io::Result<[u8; 32]> {
        let mut running = digest::Running::default();
        let end = found.payload_at + u64::from(found.payload_len);
        let mut at = found.payload_at;
        while at < end {
            let len = (end - at).min(WINDOW as u64);
            running.take(&self.exactly(at, len as usize)?);
            at += len;
        }
        Ok(running.digest())
    }

    /// Looks for a frame anywhere behind `offset` that is numbered after `seq`. Where there is one, what lies at
    /// `offset` is no unfinished write, but damage in the midst of the journal.
    ///
    /// `is_ours` tells of the bytes up to and including a signature whether they are a frame of this vault.
    pub fn goes_on_behind(
        &self,
        offset: u64,
        seq: u64,
        is_ours: &dyn Fn(&[u8]) -> bool,
    ) -> io::Result<bool> {
        let mut at = offset + 1;
        let mut lookalikes = 0;
        while at + 12 <= self.len {
            let window = self.disk.read_at(&self.path, at, WINDOW)?;
            for (place, bytes) in (at..).zip(window.windows(12)) {
                let Some(len) = self.looks_like(bytes, place, seq) else {
                    continue;
                };
                lookalikes += 1;
                let head = self.exactly(place, 4 + len as usize)?;
                if lookalikes > MOST_LOOKALIKES || is_ours(&head) {
                    return Ok(true);
                }
            }
            at += (window.len() as u64).saturating_sub(11).max(1);
        }
        Ok(false)
    }

    /// Tells how long the frame would be before its payload whose first 12 bytes these are, if it can be one.
    fn looks_like(&self, bytes: &[u8], place: u64, seq: u64) -> Option<u32> {
        let (len, rest) = bytes.split_first_chunk()?;
        let len = u32::from_be_bytes(*len);
        let number = u64::from_be_bytes(*rest.first_chunk()?);
        let behind = self.len / u64::from(SHORTEST_HEAD) + 1;
        let fits = (SHORTEST_HEAD..=LONGEST_HEAD).contains(&len)
            && seq < number
            && number - seq <= behind
            && place + 4 + u64::from(len) <= self.len;
        fits.then_some(len)
    }

    /// Reads a payload.
    pub fn payload(&self, found: &Found) -> io::Result<Vec<u8>> {
        self.exactly(found.payload_at, found.payload_len as usize)
    }

    /// Reads the frame at `offset`.
    pub fn at(&self, offset: u64) -> io::Result<Next> {
        self.reading_ahead(offset, GLANCE).next()
    }

    /// Begins a walk over the frames at `offset`.
    #[must_use]
    pub fn walk(&self, offset: u64) -> Walk<'_> {
        self.reading_ahead(offset, WINDOW)
    }

    fn reading_ahead(&self, offset: u64, ahead: usize) -> Walk<'_> {
        Walk {
            journal: self,
            offset,
            ahead,
            window: Vec::new(),
            window_at: 0,
        }
    }

    fn exactly(&self, offset: u64, len: usize) -> io::Result<Vec<u8>> {
        let bytes = self.disk.read_at(&self.path, offset, len)?;
        if bytes.len() == len {
            Ok(bytes)
        } else {
            Err(io::ErrorKind::UnexpectedEof.into())
        }
    }
}

/// Goes over a journal frame by frame, reading ahead.
pub struct Walk<'a> {
    journal: &'a Journal,
    offset: u64,
    ahead: usize,
    window: Vec<u8>,
    window_at: u64,
}

impl Walk<'_> {
    /// Tells where the walk stands: before the frame that comes next.
    #[must_use]
    pub fn offset(&self) -> u64 {
        self.offset
    }

    /// Reads what comes next; stays before it where it is torn.
    #[expect(clippy::should_implement_trait, reason = "it can fail and be torn")]
    pub fn next(&mut self) -> io::Result<Next> {
        if self.offset == self.journal.len {
            return Ok(Next::End);
        }
        let Some(found) = self.found()? else {
            return Ok(Next::Torn);
        };
        self.offset = found.end;
        Ok(Next::Frame(found))
    }

    fn found(&mut self) -> io::Result<Option<Found>> {
        let Some(head_len) = self.number(self.offset)? else {
            return Ok(None);
        };
        if head_len > LONGEST_HEAD {
            return Ok(None);
        }
        let head_end = self.offset + 4 + u64::from(head_len);
        let Some(payload_len) = self.number(head_end)? else {
            return Ok(None);
        };
        if payload_len > LONGEST_PAYLOAD {
            return Ok(None);
        }
        let payload_at = head_end + 4;
        let end = payload_at + u64::from(payload_len);
        if end > self.journal.len {
            return Ok(None);
        }
        let head = self.bytes(self.offset, 4 + head_len as usize)?;
        Ok(head.map(|head| Found {
            head: head.to_vec(),
            payload_at,
            payload_len,
            end,
        }))
    }

    fn number(&mut self, at: u64) -> io::Result<Option<u32>> {
        let bytes = self.bytes(at, 4)?;
        let four = bytes.and_then(|it| it.first_chunk().copied());
        Ok(four.map(u32::from_be_bytes))
    }

    fn bytes(&mut self, at: u64, len: usize) -> io::Result<Option<&[u8]>> {
        if at + len as u64 > self.journal.len {
            return Ok(None);
        }
        let inside =
            at >= self.window_at && at + len as u64 <= self.window_at + self.window.len() as u64;
        if !inside {
            let journal = self.journal;
            self.window = journal
                .disk
                .read_at(&journal.path, at, self.ahead.max(len))?;
            self.window_at = at;
        }
        let start = (at - self.window_at) as usize;
        Ok(self.window.get(start..start + len))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::simulated::SimulatedDisk;

    fn frame(head: &[u8], payload: &[u8]) -> Vec<u8> {
        let mut frame = (head.len() as u32).to_be_bytes().to_vec();
        frame.extend(head);
        frame.extend((payload.len() as u32).to_be_bytes());
        frame.extend(payload);
        frame
    }

    fn journal() -> Journal {
        let disk = SimulatedDisk::new();
        disk.create_dir_all(Path::new("/e")).unwrap();
        Journal::create(Arc::new(disk), Path::new("/e/journal")).unwrap()
    }

    #[test]
    fn frames_are_found_in_order_with_their_payloads() {
        let mut journal = journal();
        let big = vec![5; WINDOW + 9];
        for payload in [&b"one"[..], b"", &big, b"four"] {
            journal.append(&frame(b"head", payload)).unwrap();
        }
        let mut walk = journal.walk(0);
        for payload in [&b"one"[..], b"", &big, b"four"] {
            let Next::Frame(found) = walk.next().unwrap() else {
                panic!("a frame was expected")
            };
            assert_eq!(found.head, frame(b"head", b"")[..8]);
            assert_eq!(journal.payload(&found).unwrap(), payload);
        }
        assert!(matches!(walk.next().unwrap(), Next::End));
    }

    #[test]
    fn every_cut_of_the_last_frame_is_torn() {
        let whole = frame(b"head", b"payload");
        for len in 1..whole.len() {
            let mut journal = journal();
            journal.append(&frame(b"first", b"")).unwrap();
            journal.append(&whole[..len]).unwrap();
            let mut walk = journal.walk(0);
            assert!(matches!(walk.next().unwrap(), Next::Frame(_)));
            let at = walk.offset();
            assert!(matches!(walk.next().unwrap(), Next::Torn), "{len}");
            assert_eq!(walk.offset(), at);
            journal.cut(at).unwrap();
            assert!(matches!(journal.at(at).unwrap(), Next::End));
        }
    }

    #[test]
    fn a_length_beyond_reason_is_torn() {
        let mut journal = journal();
        journal.append(&[255; 100]).unwrap();
        assert!(matches!(journal.at(0).unwrap(), Next::Torn));
    }
}
