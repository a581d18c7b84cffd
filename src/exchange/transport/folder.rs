//! A folder as a shared place: a stick carried by hand, or a share of the network.
//!
//! It follows no links, trusts no listing, and never makes the folder itself: one that is missing is not plugged in.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the edge at which parcels become files"
)]

use crate::crypto::random;
use crate::domain::id::OfficeId;
use crate::exchange::naming::{self, Name};
use crate::exchange::transport::{Transport, TransportError, Was};
use std::fs::{self, File};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

/// A folder as a shared place.
pub struct Folder {
    root: PathBuf,
}

impl Folder {
    /// Takes the folder in which the inboxes lie; whether it is there is seen when it is used.
    pub fn new(root: PathBuf) -> Self {
        Self { root }
    }

    fn day_folder(&self, name: &Name) -> PathBuf {
        self.inbox(&name.recipient()).join(name.day())
    }

    fn path(&self, name: &Name) -> PathBuf {
        self.day_folder(name).join(name.file())
    }

    fn inbox(&self, recipient: &OfficeId) -> PathBuf {
        self.root.join(naming::inbox(recipient))
    }

    fn must_be_there(&self) -> Result<(), TransportError> {
        match self.root.is_dir() {
            true => Ok(()),
            false => Err(TransportError::PlaceMissing),
        }
    }

    fn put_aside_and_rename(&self, name: &Name, sealed: &[u8]) -> Result<(), TransportError> {
        let folder = self.day_folder(name);
        fs::create_dir_all(&folder).map_err(on_writing)?;
        let aside = folder.join(aside(name));
        let put = write_aside(&aside, sealed)
            .and_then(|()| fs::rename(&aside, self.path(name)).map_err(on_writing));
        match put {
            Ok(()) => keep_names(&folder),
            // The first failure is the one to report; what is left behind has no parcel's name.
            Err(_) => drop(fs::remove_file(&aside)),
        }
        put
    }

    fn holds(&self, name: &Name, sealed: &[u8]) -> bool {
        let there = self.fetch(name, sealed.len());
        there.is_ok_and(|bytes| bytes == sealed)
    }
}

impl Transport for Folder {
    fn put(&self, name: &Name, sealed: &[u8]) -> Result<(), TransportError> {
        if !name.stands_for(sealed) {
            return Err(TransportError::Changed);
        }
        self.must_be_there()?;
        if self.holds(name, sealed) {
            return Ok(());
        }
        match self.put_aside_and_rename(name, sealed) {
            // The place is there, so only the folder of the day has gone: the receiver has just emptied it.
            Err(TransportError::PlaceMissing) => self.put_aside_and_rename(name, sealed),
            done => done,
        }
    }

    fn list(&self, recipient: &OfficeId) -> Result<Vec<Name>, TransportError> {
        self.must_be_there()?;
        let inbox = self.inbox(recipient);
        let mut names = Vec::new();
        for day in entries(&inbox, Kind::Folder)? {
            let files = entries(&inbox.join(&day), Kind::File)?;
            let read = |file: &String| Name::from_parts(*recipient, &day, file);
            names.extend(files.iter().filter_map(read));
        }
        names.sort_unstable();
        Ok(names)
    }

    fn fetch(&self, name: &Name, limit: usize) -> Result<Vec<u8>, TransportError> {
        self.must_be_there()?;
        let path = self.path(name);
        // A link could point anywhere, and opening a pipe would wait for ever.
        if !fs::symlink_metadata(&path).map_err(on_reading)?.is_file() {
            return Err(TransportError::Changed);
        }
        let mut sealed = Vec::new();
        File::open(&path)
            .and_then(|file| file.take(limit as u64 + 1).read_to_end(&mut sealed))
            .map_err(on_reading)?;
        match sealed.len() > limit {
            true => Err(TransportError::TooLarge),
            false if name.stands_for(&sealed) => Ok(sealed),
            false => Err(TransportError::Changed),
        }
    }

    fn delete(&self, name: &Name) -> Result<Was, TransportError> {
        self.must_be_there()?;
        let was = match fs::remove_file(self.path(name)) {
            Ok(()) => Was::There,
            Err(error) if error.kind() == ErrorKind::NotFound => Was::Gone,
            Err(error) => return Err(on_writing(error)),
        };
        // A day folder goes with its last parcel; while others lie in it, this fails and should.
        let _ = fs::remove_dir(self.day_folder(name));
        Ok(was)
    }
}

/// What is looked for in a listing.
#[derive(Clone, Copy)]
enum Kind {
    File,
    Folder,
}

/// Lists the names of one kind in a folder; a missing folder is empty, links and names that are no text are passed over.
fn entries(folder: &Path, kind: Kind) -> Result<Vec<String>, TransportError> {
    let listing = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        listing => listing.map_err(on_reading)?,
    };
    let mut names = Vec::new();
    for entry in listing {
        let entry = entry.map_err(on_reading)?;
        let wanted = entry.file_type().is_ok_and(|found| match kind {
            Kind::File => found.is_file(),
            Kind::Folder => found.is_dir(),
        });
        names.extend(entry.file_name().into_string().ok().filter(|_| wanted));
    }
    Ok(names)
}

fn aside(name: &Name) -> String {
    let drawn = u64::from_be_bytes(random::bytes());
    format!("{}.{drawn:016x}.tmp", name.file())
}

fn write_aside(path: &Path, sealed: &[u8]) -> Result<(), TransportError> {
    let write = |mut file: File| {
        file.write_all(sealed)?;
        file.sync_all()
    };
    File::create_new(path).and_then(write).map_err(on_writing)
}

/// Makes the rename last through a power cut, where the file system can.
fn keep_names(folder: &Path) {
    // Some systems cannot open a folder; the parcel is there all the same, and is put again if it is lost.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

fn on_reading(error: std::io::Error) -> TransportError {
    match error.kind() {
        ErrorKind::NotFound => TransportError::NoSuchParcel,
        ErrorKind::PermissionDenied => TransportError::NotReadable,
        kind => TransportError::Failed(kind),
    }
}

fn on_writing(error: std::io::Error) -> TransportError {
    match error.kind() {
        ErrorKind::NotFound => TransportError::PlaceMissing,
        ErrorKind::PermissionDenied
        | ErrorKind::ReadOnlyFilesystem
        | ErrorKind::NotADirectory
        | ErrorKind::AlreadyExists => TransportError::NotWritable,
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            TransportError::Full
        }
        kind => TransportError::Failed(kind),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::transport::conformance;

    const OFFICE: OfficeId = OfficeId::from_bytes([1; 32]);
    const NOON: u64 = 1_790_000_000_000;

    /// A folder of its own for one test, gone afterwards.
    struct Scratch(PathBuf);

    impl Scratch {
        fn new() -> Self {
            let drawn = u64::from_be_bytes(random::bytes());
            let path = std::env::temp_dir().join(format!("tasuki-folder-{drawn:016x}"));
            fs::create_dir(&path).unwrap();
            Self(path)
        }

        fn folder(&self) -> Folder {
            Folder::new(self.0.clone())
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn named(sealed: &[u8]) -> Name {
        Name::of(OFFICE, NOON, sealed).unwrap()
    }

    #[test]
    fn a_folder_is_a_transport() {
        let scratch = Scratch::new();
        conformance::holds(&scratch.folder());
    }

    #[test]
    fn a_missing_place_is_named_and_not_made() {
        let missing = std::env::temp_dir().join("tasuki-folder-that-is-not-there");
        let folder = Folder::new(missing.clone());
        let name = named(b"x");
        assert_eq!(folder.put(&name, b"x"), Err(TransportError::PlaceMissing));
        assert_eq!(folder.list(&OFFICE), Err(TransportError::PlaceMissing));
        assert_eq!(folder.fetch(&name, 1), Err(TransportError::PlaceMissing));
        assert_eq!(folder.delete(&name), Err(TransportError::PlaceMissing));
        assert!(!missing.exists());
    }

    #[test]
    fn a_place_that_cannot_be_written_is_named() {
        let scratch = Scratch::new();
        fs::write(scratch.0.join("v1"), b"a file where a folder should be").unwrap();
        let put = scratch.folder().put(&named(b"x"), b"x");
        assert_eq!(put, Err(TransportError::NotWritable));
    }

    #[test]
    fn failures_to_write_have_their_names() {
        for (kind, named) in [
            (ErrorKind::StorageFull, TransportError::Full),
            (ErrorKind::QuotaExceeded, TransportError::Full),
            (ErrorKind::ReadOnlyFilesystem, TransportError::NotWritable),
            (ErrorKind::PermissionDenied, TransportError::NotWritable),
            (ErrorKind::NotFound, TransportError::PlaceMissing),
            (
                ErrorKind::TimedOut,
                TransportError::Failed(ErrorKind::TimedOut),
            ),
        ] {
            assert_eq!(on_writing(kind.into()), named);
        }
    }

    #[test]
    fn what_is_no_parcel_is_passed_over() {
        let scratch = Scratch::new();
        let folder = scratch.folder();
        let name = named(b"parcel");
        folder.put(&name, b"parcel").unwrap();
        let day = folder.day_folder(&name);
        let inbox = folder.inbox(&OFFICE);
        fs::write(day.join("Thumbs.db"), b"").unwrap();
        fs::write(day.join(format!("{}.tmp", name.file())), b"par").unwrap();
        fs::write(day.join(name.file().to_uppercase()), b"par").unwrap();
        fs::create_dir(day.join("9".repeat(78))).unwrap();
        fs::create_dir(inbox.join("20260101")).unwrap();
        fs::write(inbox.join("20260101").join(name.file()), b"parcel").unwrap();
        fs::create_dir(inbox.join("System Volume Information")).unwrap();
        fs::write(inbox.join("20260102"), b"").unwrap();
        assert_eq!(folder.list(&OFFICE), Ok(vec![name]));
    }

    #[test]
    fn damaged_files_are_refused_and_mended_by_putting_again() {
        let scratch = Scratch::new();
        let folder = scratch.folder();
        let name = named(b"parcel");
        folder.put(&name, b"parcel").unwrap();
        for damaged in [&b"parce"[..], b"parcex", b""] {
            fs::write(folder.path(&name), damaged).unwrap();
            assert_eq!(folder.fetch(&name, 100), Err(TransportError::Changed));
        }
        folder.put(&name, b"parcel").unwrap();
        assert_eq!(folder.fetch(&name, 100).unwrap(), b"parcel");
    }

    #[test]
    fn nothing_is_left_aside() {
        let scratch = Scratch::new();
        let folder = scratch.folder();
        let name = named(b"parcel");
        folder.put(&name, b"parcel").unwrap();
        let files = entries(&folder.day_folder(&name), Kind::File).unwrap();
        assert_eq!(files, [name.file()]);
        folder.delete(&name).unwrap();
        assert!(!folder.day_folder(&name).exists());
    }

    #[cfg(unix)]
    #[test]
    fn links_are_not_followed() {
        let scratch = Scratch::new();
        let folder = scratch.folder();
        let name = named(b"parcel");
        let elsewhere = scratch.0.join("elsewhere");
        fs::write(&elsewhere, b"parcel").unwrap();
        fs::create_dir_all(folder.day_folder(&name)).unwrap();
        std::os::unix::fs::symlink(&elsewhere, folder.path(&name)).unwrap();
        assert_eq!(folder.list(&OFFICE), Ok(vec![]));
        assert_eq!(folder.fetch(&name, 100), Err(TransportError::Changed));
    }
}
