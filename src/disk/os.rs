//! Everything that differs from one operating system to the next.
//!
//! It decides nothing: where a system offers no such protection, the call does nothing there.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the edge where files are opened"
)]

use std::fs::{self, OpenOptions};
use std::io::{self, Read};
use std::path::Path;

/// Forbids core dumps, tracing by the same user, and files that others can read.
///
/// Belongs in the first lines of `main`, before any secret is in memory.
#[cfg(target_os = "linux")]
pub fn harden() -> io::Result<()> {
    use rustix::fs::Mode;
    use rustix::process::{DumpableBehavior, Resource, Rlimit};
    rustix::process::umask(Mode::RWXG | Mode::RWXO);
    let none = Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    rustix::process::setrlimit(Resource::Core, none)?;
    rustix::process::set_dumpable_behavior(DumpableBehavior::NotDumpable)?;
    Ok(())
}

/// Does nothing: this system has no such protection that the program knows.
#[cfg(not(target_os = "linux"))]
pub fn harden() -> io::Result<()> {
    Ok(())
}

/// Tells how much memory this computer has, in bytes, where it can be known.
#[must_use]
pub fn total_memory() -> Option<u64> {
    let table = fs::read_to_string("/proc/meminfo").ok()?;
    let line = table.lines().find_map(|it| it.strip_prefix("MemTotal:"))?;
    let kib: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    kib.checked_mul(1024)
}

/// Reads at most `most` bytes of a plain file. `None` where it is something else: a link is not followed, and nothing is
/// waited for that a pipe may never say.
#[cfg(unix)]
pub fn read_plain(path: &Path, most: usize) -> io::Result<Option<Vec<u8>>> {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt;
    if !fs::symlink_metadata(path)?.is_file() {
        return Ok(None);
    }
    // What stood there may have been changed for something else since.
    let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed();
    let file = OpenOptions::new()
        .read(true)
        .custom_flags(flags)
        .open(path)?;
    begin_of(file, most)
}

/// The same, where a link can only be looked at before.
#[cfg(not(unix))]
pub fn read_plain(path: &Path, most: usize) -> io::Result<Option<Vec<u8>>> {
    match fs::symlink_metadata(path)?.is_file() {
        true => begin_of(fs::File::open(path)?, most),
        false => Ok(None),
    }
}

fn begin_of(file: fs::File, most: usize) -> io::Result<Option<Vec<u8>>> {
    if !file.metadata()?.is_file() {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    file.take(most as u64).read_to_end(&mut bytes)?;
    Ok(Some(bytes))
}

/// Makes the file that is about to be opened readable by its owner alone.
#[cfg(unix)]
pub fn only_for_owner(options: &mut OpenOptions) -> &mut OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    options.mode(0o600)
}

/// Leaves the file as the folder's own rights make it.
#[cfg(not(unix))]
pub fn only_for_owner(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

/// Makes a folder and those above it, for their owner alone.
#[cfg(unix)]
pub fn create_dir_all(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(path)
}

/// Makes a folder and those above it.
#[cfg(not(unix))]
pub fn create_dir_all(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path)
}

/// Makes the names in a folder outlive a power cut.
#[cfg(unix)]
pub fn sync_dir(path: &Path) -> io::Result<()> {
    fs::File::open(path)?.sync_all()
}

/// Checks that the folder stands; this system writes names through by itself.
#[cfg(not(unix))]
pub fn sync_dir(path: &Path) -> io::Result<()> {
    fs::metadata(path).map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The whole test program is hardened by it: no other test needs a core dump or a file for others.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_hardened_process_leaves_no_core_and_no_open_file() {
        use rustix::fs::Mode;
        use rustix::process::{self, DumpableBehavior, Resource};
        harden().unwrap();
        let core = process::getrlimit(Resource::Core);
        assert_eq!((core.current, core.maximum), (Some(0), Some(0)));
        let traced = process::dumpable_behavior().unwrap();
        assert_eq!(traced, DumpableBehavior::NotDumpable);
        let mask = process::umask(Mode::RWXG | Mode::RWXO);
        assert_eq!(mask, Mode::RWXG | Mode::RWXO);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn memory_is_known_on_linux() {
        assert!(total_memory().unwrap() > 64 << 20);
    }
}
