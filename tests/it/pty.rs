//! The real program in a pseudo-terminal: started, typed at, and looked at through a terminal emulator.
//!
//! It waits for what is to be seen, never for a time.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

/// How long a screen may take to appear before the test fails; never waited for in full otherwise.
pub const PATIENCE: Duration = Duration::from_secs(120);

pub const F2: &str = "\x1bOQ";
pub const F4: &str = "\x1bOS";
pub const F7: &str = "\x1b[18~";
pub const F10: &str = "\x1b[21~";

/// The program in its terminal.
pub struct Pty {
    pub emulator: vt100::Parser,
    pub bytes: Receiver<Vec<u8>>,
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

impl Pty {
    /// Starts the program in a folder, at an office; the terminal is still empty.
    pub fn start(dir: &Path, home: &str) -> Pty {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_tasuki"));
        command.args(["--home", home]);
        Pty::run(command, dir)
    }

    /// The same from a shell that can stop it, and brings it back after a line is typed.
    pub fn start_in_shell(dir: &Path, home: &str) -> Pty {
        let mut command = CommandBuilder::new("/bin/sh");
        let script = "\"$0\" \"$@\"; echo the shell waits; read line; fg";
        command.args(["-mc", script, env!("CARGO_BIN_EXE_tasuki"), "--home", home]);
        Pty::run(command, dir)
    }

    fn run(mut command: CommandBuilder, dir: &Path) -> Pty {
        let pair = native_pty_system().openpty(size(80, 24)).unwrap();
        command.cwd(dir);
        command.env_clear();
        command.env("TERM", "xterm-256color");
        command.env("TASUKI_LANG", "ja");
        command.env("HOME", dir);
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
        self.writer.write_all(text.as_bytes()).unwrap();
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
                Ok(bytes) => self.emulator.process(&bytes),
                Err(why) => {
                    let seen = self.emulator.screen().contents();
                    panic!("{why}; the screen is:\n{seen}")
                }
            }
        }
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

    /// Waits for the end: the terminal is as it was, and nothing of the office is left on it or scrolled out of it.
    pub fn ends(mut self, code: u32) {
        self.until(|it| !it.alternate_screen());
        assert_eq!(self.child.wait().unwrap().exit_code(), code);
        // What was written last is still on its way; it ends with the writer.
        drop(self.writer);
        drop(self.master);
        while let Ok(bytes) = self.bytes.recv_timeout(PATIENCE) {
            self.emulator.process(&bytes);
        }
        let screen = self.emulator.screen_mut();
        assert!(!screen.alternate_screen() && !screen.bracketed_paste() && !screen.hide_cursor());
        for back in [0, 1000] {
            screen.set_scrollback(back);
            let left = screen.contents();
            assert!(left.trim().is_empty(), "left behind:\n{left}");
        }
    }
}

/// The closed door, its caret in the field of the name.
pub fn locked(screen: &vt100::Screen) -> bool {
    screen.contents().contains("ロック中")
        && screen.cursor_position() == (7, 17)
        && !screen.hide_cursor()
}
