//! What the screen costs on an open store: the first frame, a key, and leaving it alone.
//!
//! Times are only told, for they are the machine's; what happens while nobody types is counted and judged.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::RecvTimeoutError;
use std::time::{Duration, Instant};

use rustix::process::Signal;

use crate::Verdict;
use crate::crowd::crowd;
use crate::pty::{F10, PATIENCE, Pty, locked};

/// How many keys are timed.
const KEYS: usize = 200;
/// For how long nobody types.
const IDLE: Duration = Duration::from_secs(10);
/// How often the program's own threads together may wake in that time: nothing is due in it, so a clock that ticks
/// once a second would be seen.
const WAKES: u64 = 5;
/// How often a thread of sled's pool may: 0.34 lets each look for work once a second, and has no setting for it.
const POOL_WAKES: u64 = 20;
/// What the threads of that pool are called.
const POOL: &str = "sled-io-";
/// How a whole frame ends on the wire.
const FRAME_END: &[u8] = b"\x1b[?2026l";
const DOWN: &str = "\x1b[B";
const UP: &str = "\x1b[A";

/// A sample town on disk; gone with the campaign.
struct Town(PathBuf);

impl Town {
    fn build() -> Town {
        let dir = std::env::temp_dir().join(format!("tasuki-screen-{}", std::process::id()));
        let mut command = Command::new(env!("CARGO_BIN_EXE_tasuki"));
        command.args(["demo", "--build-only", "--dir"]).arg(&dir);
        let built = command
            .env_clear()
            .env("HOME", std::env::temp_dir())
            .stdin(Stdio::null())
            .output()
            .unwrap();
        assert!(built.status.success(), "{built:?}");
        Town(dir)
    }

    fn passphrase(&self) -> String {
        let typed = fs::read_to_string(self.0.join("passphrase")).unwrap();
        typed.trim_end().to_owned()
    }
}

impl Drop for Town {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Starts the program `rounds` times at the first office of the town; types and waits in the last one.
pub fn screen(rounds: usize) -> Verdict {
    let town = Town::build();
    let mut first: Vec<Duration> = (0..rounds.max(1)).map(|_| first_frame(&town.0)).collect();
    let mut pty = Pty::at_door(&town.0, "office1", WHO, &town.passphrase());
    let begun = Instant::now();
    pty.send(F10).shows("自分");
    let opened = begun.elapsed();
    // Before the keys: within a minute of opening no round is due.
    let silence = leave_alone(&mut pty);
    let (mut keys, bytes) = keys(&mut pty);
    let kib = pty.status("VmRSS:").values().copied().max().unwrap_or(0);
    pty.signal(Signal::TERM);
    pty.ends(0);
    first.sort_unstable();
    keys.sort_unstable();
    let mut faults = Vec::new();
    if silence.bytes > 0 {
        faults.push(format!(
            "{} bytes were drawn while nobody typed",
            silence.bytes
        ));
    }
    let (pool, own): (Vec<_>, Vec<_>) =
        (silence.wakes.iter()).partition(|(thread, _)| thread.starts_with(POOL));
    let count = |threads: &[(&String, &u64)]| threads.iter().map(|it| *it.1).sum::<u64>();
    let (own_wakes, pool_wakes) = (count(&own), count(&pool));
    if own_wakes > WAKES {
        faults.push(format!("woken more than {WAKES} times: {own:?}"));
    }
    if pool.iter().any(|it| *it.1 > POOL_WAKES) {
        faults.push(format!("woken more than {POOL_WAKES} times: {pool:?}"));
    }
    let figures = format!(
        "first frame {:?} (of {}), opened {opened:.1?}, key to frame p50 {:.1?} p95 {:.1?} of {KEYS}, {bytes} bytes a key, idle {IDLE:?} {} bytes {own_wakes} wakes (and {pool_wakes} of sled's pool), {kib} KiB; {}",
        first[first.len() / 2],
        first.len(),
        keys[KEYS / 2],
        keys[KEYS * 95 / 100],
        silence.bytes,
        crowd(),
    );
    Verdict { figures, faults }
}

/// Who opens the store: the first member of the first office of the town.
const WHO: &str = "藍沢 都";

/// From the start of the process to a whole first screen with its caret.
fn first_frame(town: &Path) -> Duration {
    let begun = Instant::now();
    let mut pty = Pty::start(town, "office1");
    pty.until(locked);
    let first = begun.elapsed();
    pty.signal(Signal::TERM);
    pty.ends(0);
    first
}

/// From each key to the end of the frame it draws, and the bytes of such a frame on average.
fn keys(pty: &mut Pty) -> (Vec<Duration>, usize) {
    let mut times = Vec::new();
    let mut drawn = 0;
    quiet(pty);
    for at in 0..KEYS {
        let begun = Instant::now();
        pty.send(if at % 2 == 0 { DOWN } else { UP });
        let mut frame = Vec::new();
        while !frame.ends_with(FRAME_END) {
            frame.extend(pty.bytes.recv_timeout(PATIENCE).unwrap());
        }
        times.push(begun.elapsed());
        drawn += frame.len();
        pty.emulator.process(&frame);
    }
    (times, drawn / KEYS)
}

/// Lets out what is still being drawn.
fn quiet(pty: &mut Pty) {
    while let Ok(bytes) = pty.bytes.recv_timeout(Duration::from_secs(2)) {
        pty.emulator.process(&bytes);
    }
}

/// What happened while nobody typed.
struct Silence {
    bytes: usize,
    /// How often each thread woke, by its name.
    wakes: BTreeMap<String, u64>,
}

fn leave_alone(pty: &mut Pty) -> Silence {
    quiet(pty);
    let before = pty.status("voluntary_ctxt_switches:");
    let end = Instant::now() + IDLE;
    let mut bytes = 0;
    loop {
        let left = end.saturating_duration_since(Instant::now());
        match pty.bytes.recv_timeout(left) {
            Ok(drawn) => bytes += drawn.len(),
            Err(RecvTimeoutError::Timeout) => break,
            Err(RecvTimeoutError::Disconnected) => panic!("the program ended"),
        }
    }
    let mut wakes = pty.status("voluntary_ctxt_switches:");
    for (thread, count) in &mut wakes {
        *count -= before.get(thread).copied().unwrap_or(0);
    }
    wakes.retain(|_, count| *count > 0);
    Silence { bytes, wakes }
}

impl Pty {
    /// A number of each thread of the program, as the system tells it.
    fn status(&self, name: &str) -> BTreeMap<String, u64> {
        let threads = format!("/proc/{}/task", self.pid().as_raw_nonzero());
        let told = |thread: &Path| {
            let status = fs::read_to_string(thread.join("status")).ok()?;
            let value = |name: &str| {
                let mut lines = status.lines();
                let line = lines.find_map(|it| it.strip_prefix(name))?;
                line.split_whitespace().next()
            };
            let id = thread.file_name()?.to_string_lossy().into_owned();
            let name = value(name)?.parse().ok()?;
            Some((format!("{} {id}", value("Name:")?), name))
        };
        let threads = fs::read_dir(threads).unwrap();
        threads.filter_map(|it| told(&it.ok()?.path())).collect()
    }
}
