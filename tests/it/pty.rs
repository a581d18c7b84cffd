//! The real program in a pseudo-terminal: started, typed at, and looked at through a terminal emulator.
//!
//! It waits for what is to be seen, never for a time.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

/// How long a screen may take to appear before the test fails; never waited for in full otherwise.
pub const PATIENCE: Duration = Duration::from_secs(120);
/// How long the terminal is listened to before a file is looked at again.
const GLANCE: Duration = Duration::from_millis(20);

pub const F2: &str = "\x1bOQ";
pub const F4: &str = "\x1bOS";
pub const F7: &str = "\x1b[18~";
pub const F9: &str = "\x1b[20~";
pub const F10: &str = "\x1b[21~";

/// How the program's own screen begins and ends on the wire.
const OWN_SCREEN: &[u8] = b"\x1b[?1049h";
const LEFT: &[u8] = b"\x1b[?1049l";

/// The program in its terminal.
pub struct Pty {
    pub emulator: vt100::Parser,
    pub bytes: Receiver<Vec<u8>>,
    /// What the program wrote, as far as it was waited for.
    written: Vec<u8>,
    /// How the terminal reads and writes lines, before anything ran in it.
    modes: String,
    writer: Box<dyn Write + Send>,
    master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).expect("more than none")
}

fn modes(terminal: &dyn MasterPty) -> String {
    format!("{:?}", terminal.get_termios().unwrap())
}

impl Pty {
    /// Starts the program in a folder, at an office; the terminal is still empty.
    pub fn start(dir: &Path, home: &str) -> Pty {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_tasuki"));
        command.args(["--home", home]);
        Pty::run(command, dir)
    }

    /// The same where something stands on the terminal already.
    pub fn start_behind(said: &str, dir: &Path, home: &str) -> Pty {
        let mut command = CommandBuilder::new("/bin/sh");
        let script = "echo \"$0\"; exec \"$@\"";
        let program = env!("CARGO_BIN_EXE_tasuki");
        command.args(["-c", script, said, program, "--home", home]);
        Pty::run(command, dir)
    }

    /// The same from a shell that can stop it, and brings it back after a line is typed.
    pub fn start_in_shell(dir: &Path, home: &str) -> Pty {
        let mut command = CommandBuilder::new("/bin/sh");
        let script = "\"$0\" \"$@\"; echo the shell waits; read line; fg";
        command.args(["-mc", script, env!("CARGO_BIN_EXE_tasuki"), "--home", home]);
        Pty::run(command, dir)
    }

    /// Starts the program on the sample town in a folder, which is built first.
    pub fn start_town(dir: &Path) -> Pty {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_tasuki"));
        command.args(["demo", "--dir", "town"]);
        Pty::run(command, dir)
    }

    /// Starts any program in a folder.
    pub fn run(mut command: CommandBuilder, dir: &Path) -> Pty {
        let pair = native_pty_system().openpty(size(80, 24)).unwrap();
        command.cwd(dir);
        command.env_clear();
        command.env("TERM", "xterm-256color");
        command.env("TASUKI_LANG", "ja");
        command.env("HOME", dir);
        let modes = modes(&*pair.master);
        let child = pair.slave.spawn_command(command).unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sender, bytes) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        Pty {
            emulator: vt100::Parser::new(cells(24), cells(80), 1000),
            bytes,
            written: Vec::new(),
            modes,
            writer: pair.master.take_writer().unwrap(),
            master: pair.master,
            child,
        }
    }

    /// Types name and passphrase at the closed door; the key that opens it is still to come.
    pub fn at_door(dir: &Path, home: &str, who: &str, passphrase: &str) -> Pty {
        let mut pty = Pty::start(dir, home);
        pty.types_at_door(who, passphrase);
        pty
    }

    /// The same where the program was started already.
    pub fn types_at_door(&mut self, who: &str, passphrase: &str) {
        self.until(locked);
        self.send(who).shows(who);
        self.send("\t").send(passphrase);
        self.until(|it| it.contents().contains("***"));
    }

    pub fn send(&mut self, text: &str) -> &mut Pty {
        self.send_bytes(text.as_bytes())
    }

    pub fn send_bytes(&mut self, bytes: &[u8]) -> &mut Pty {
        self.writer.write_all(bytes).unwrap();
        self.writer.flush().unwrap();
        self
    }

    pub fn shows(&mut self, text: &str) -> &mut Pty {
        self.until(|it| it.contents().contains(text) && !it.hide_cursor());
        self
    }

    pub fn until(&mut self, mut wanted: impl FnMut(&vt100::Screen) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !wanted(self.emulator.screen()) {
            let left = end.saturating_duration_since(Instant::now());
            match self.bytes.recv_timeout(left) {
                Ok(bytes) => self.hear(&bytes),
                Err(why) => self.fails(&why.to_string()),
            }
        }
    }

    /// Waits for what is not to be seen on the screen.
    pub fn until_outside(&mut self, mut wanted: impl FnMut() -> bool) {
        let end = Instant::now() + PATIENCE;
        while !wanted() {
            match self.bytes.recv_timeout(GLANCE) {
                Ok(bytes) => self.hear(&bytes),
                Err(RecvTimeoutError::Timeout) if Instant::now() < end => {}
                Err(why) => self.fails(&why.to_string()),
            }
        }
    }

    fn hear(&mut self, bytes: &[u8]) {
        self.written.extend(bytes);
        self.emulator.process(bytes);
    }

    fn fails(&self, why: &str) -> ! {
        let seen = self.emulator.screen().contents();
        panic!("{why}; the screen is:\n{seen}")
    }

    pub fn resize(&mut self, columns: u16, rows: u16) {
        let screen = self.emulator.screen_mut();
        screen.set_size(cells(rows), cells(columns));
        self.master.resize(size(columns, rows)).unwrap();
    }

    pub fn pid(&self) -> Pid {
        let pid = i32::try_from(self.child.process_id().unwrap()).unwrap();
        Pid::from_raw(pid).unwrap()
    }

    pub fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }

    /// Sends a signal to what a shell has in the foreground, as its own key for it would.
    pub fn signal_foreground(&self, signal: Signal) {
        let group = self.master.process_group_leader().unwrap();
        kill_process(Pid::from_raw(group).unwrap(), signal).unwrap();
    }

    /// Kills the program as nothing can be answered to: its terminal stays as it is.
    pub fn killed(mut self) {
        self.signal(Signal::KILL);
        assert!(!self.child.wait().unwrap().success());
    }

    /// Waits for the end: the terminal is as it was, and nothing of the office is left on it or scrolled out of it.
    pub fn ends(self, code: u32) {
        let left = self.leaves(code);
        assert!(left.trim().is_empty(), "left behind:\n{left}");
    }

    /// Waits for the end: the terminal works as it did; gives all that stands on it or was scrolled out of it, which is
    /// also all that was ever drawn outside the program's own screen.
    pub fn leaves(mut self, code: u32) -> String {
        self.until(|it| !it.alternate_screen());
        assert_eq!(self.child.wait().unwrap().exit_code(), code);
        assert_eq!(modes(&*self.master), self.modes);
        // What was written last is still on its way; it ends with the writer.
        drop(self.writer);
        drop(self.master);
        while let Ok(bytes) = self.bytes.recv_timeout(PATIENCE) {
            self.written.extend(&bytes);
            self.emulator.process(&bytes);
        }
        let screen = self.emulator.screen_mut();
        assert!(!screen.alternate_screen() && !screen.bracketed_paste() && !screen.hide_cursor());
        let left = everything(screen);
        let mut plain = vt100::Parser::new(cells(24), cells(80), 1000);
        plain.process(&outside(&self.written));
        let drawn = everything(plain.screen_mut());
        assert_eq!(drawn, left, "it was drawn outside and is gone");
        left
    }
}

/// What stands on a screen, and what was scrolled out of it.
fn everything(screen: &mut vt100::Screen) -> String {
    screen.set_scrollback(1000);
    let mut all = screen.contents();
    screen.set_scrollback(0);
    if !all.contains(&screen.contents()) {
        all.push_str(&screen.contents());
    }
    all
}

/// What was written while the program's own screen was not shown.
fn outside(written: &[u8]) -> Vec<u8> {
    let (mut plain, mut rest) = (Vec::new(), written);
    while let Some(at) = find(rest, OWN_SCREEN) {
        plain.extend(&rest[..at]);
        let own = &rest[at..];
        rest = find(own, LEFT).map_or(&[], |at| &own[at + LEFT.len()..]);
    }
    plain.extend(rest);
    plain
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|it| it == wanted)
}

/// The closed door, its caret in the field of the name.
pub fn locked(screen: &vt100::Screen) -> bool {
    screen.contents().contains("ロック中")
        && screen.cursor_position() == (7, 17)
        && !screen.hide_cursor()
}
