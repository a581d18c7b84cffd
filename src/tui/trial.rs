//! The real loop in a pseudo-terminal: this test binary starts itself there and is typed at.
//!
//! It looks at whole screens only, through a terminal emulator; what screens say is tested elsewhere.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use rustix::process::{Pid, Signal, kill_process};

use crate::lang::Lang;
use crate::lang::message::{self, Ended};
use crate::lang::screen::Say;
use crate::tui::act::{Reply, Request, Told};
use crate::tui::app::App;
use crate::tui::effect::{Job, Worker};
use crate::tui::run::run;
use crate::tui::screen::Screen;
use crate::tui::screen::lock::Lock;
use crate::tui::term::wake;
use crate::tui::theme::{Palette, Strokes, Theme};
use crate::workflow::post::{Done, Extent};
use crate::workflow::round::{Cut, Left};

/// How long a screen may take to appear before the test fails; never waited for in full otherwise.
const PATIENCE: Duration = Duration::from_secs(20);

/// Runs in the pseudo-terminal, started by the tests below.
#[test]
#[ignore = "is started by the other tests, inside a terminal"]
fn child() {
    let theme = Theme {
        palette: Palette::Default,
        strokes: Strokes::Unicode,
    };
    let lock = Screen::Lock(Lock::new("", Say::LockHint));
    let app = App::new(lock, Lang::Ja, theme, Duration::from_secs(600));
    let work = |request| match request {
        Request::Unlock { who, .. } if who == "panic" => panic!("asked to"),
        Request::Unlock { who, .. } if who == "leave" => Reply::Unlocked { who },
        Request::Unlock { who, .. } if who == "hang" => loop {
            std::thread::park();
        },
        _ => Reply::Refused(Told::say(Say::LockWrong)),
    };
    let mut on_its_way = None;
    let work = move |job| match job {
        Job::Asked(ticket, Request::Today) => {
            on_its_way = Some(ticket);
            Vec::new()
        }
        Job::Asked(ticket, request) => vec![(ticket, work(request))],
        Job::Look => Vec::new(),
        Job::End => {
            let going = Cut {
                left: Left::Going,
                done: Done::default(),
                extent: Extent::New,
            };
            let told = Told::both(|lang| message::left_behind(&going, Ended::Slow, lang));
            let left = on_its_way.map(|it| (it, Reply::LeftBehind(told)));
            left.into_iter().collect()
        }
    };
    let ended = run(app, Worker::spawn(|_| work, wake).unwrap());
    println!(
        "the loop ended {}",
        if ended.is_ok() { "well" } else { "badly" }
    );
}

/// How this test binary starts itself.
const CHILD: [&str; 4] = ["--ignored", "--exact", "tui::trial::child", "--nocapture"];

struct Pty {
    emulator: vt100::Parser,
    bytes: Receiver<Vec<u8>>,
    writer: Box<dyn Write + Send>,
    master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
}

impl Pty {
    fn start() -> Pty {
        let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
        command.args(CHILD);
        Pty::start_with(command)
    }

    /// Starts it as a shell does: in a group of its own, and brought back by the first line that is typed.
    fn start_in_shell() -> Pty {
        let mut command = CommandBuilder::new("sh");
        command.args(["-mc", "\"$0\" \"$@\"; echo the shell waits; read line; fg"]);
        command.arg(std::env::current_exe().unwrap());
        command.args(CHILD);
        Pty::start_with(command)
    }

    fn start_with(mut command: CommandBuilder) -> Pty {
        let size = PtySize {
            rows: 24,
            cols: 80,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        command.env("TERM", "xterm-256color");
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
        let writer = pair.master.take_writer().unwrap();
        let emulator = vt100::Parser::new(cells(24), cells(80), 1000);
        let mut pty = Pty {
            emulator,
            bytes,
            writer,
            master: pair.master,
            child,
        };
        pty.until(|screen| screen.contents().contains("ロック中") && at_name(screen, 0));
        pty
    }

    fn send(&mut self, text: &str) -> &mut Self {
        self.writer.write_all(text.as_bytes()).unwrap();
        self.writer.flush().unwrap();
        self
    }

    fn until(&mut self, mut wanted: impl FnMut(&vt100::Screen) -> bool) {
        while !wanted(self.emulator.screen()) {
            match self.bytes.recv_timeout(PATIENCE) {
                Ok(bytes) => self.emulator.process(&bytes),
                Err(why) => panic!(
                    "{why}; the screen is:\n{}",
                    self.emulator.screen().contents()
                ),
            }
        }
    }

    fn pid(&self) -> Pid {
        let pid = i32::try_from(self.child.process_id().unwrap()).unwrap();
        Pid::from_raw(pid).unwrap()
    }

    fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }

    /// Waits for the end and checks that the terminal is as it was, with nothing left on it.
    fn ends(&mut self, how: &str) {
        self.until(|screen| screen.contents().contains(how));
        let screen = self.emulator.screen();
        assert!(!screen.alternate_screen() && !screen.bracketed_paste() && !screen.hide_cursor());
        assert!(!screen.contents().contains("パスフレーズ"));
        self.child.wait().unwrap();
    }
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap()
}

/// Says whether the visible cursor stands behind so many cells of the name field.
fn at_name(screen: &vt100::Screen, behind: u16) -> bool {
    screen.cursor_position() == (7, 17 + behind) && !screen.hide_cursor()
}

#[test]
fn a_committed_conversion_lands_at_the_cursor_and_sigterm_gives_the_terminal_back() {
    let mut pty = Pty::start();
    assert!(pty.emulator.screen().alternate_screen() && pty.emulator.screen().bracketed_paste());
    pty.send("見本か\u{3099}");
    pty.until(|screen| screen.contents().contains("見本か\u{3099}") && at_name(screen, 6));
    pty.signal(Signal::TERM);
    pty.ends("the loop ended well");
}

#[test]
fn a_paste_that_breaks_out_of_its_brackets_runs_nothing() {
    let mut pty = Pty::start();
    pty.send("\x1b[200~みほん\r二行目\x1b[201~\x11\x1b[21~");
    pty.until(|screen| screen.contents().contains("みほん 二行目") && at_name(screen, 13));
    pty.send("\x11");
    pty.until(|screen| screen.contents().contains("終了しますか"));
    pty.send("\x1b[21~");
    pty.ends("the loop ended well");
}

#[test]
fn a_reply_is_shown_at_once_and_a_resize_is_followed() {
    let mut pty = Pty::start();
    pty.send("だれか\t");
    pty.send("ひみつ");
    pty.until(|screen| screen.contents().contains("***"));
    pty.send("\x1b[21~");
    pty.until(|screen| screen.contents().contains("違います"));
    pty.emulator.screen_mut().set_size(cells(10), cells(50));
    pty.master
        .resize(PtySize {
            rows: 10,
            cols: 50,
            pixel_width: 0,
            pixel_height: 0,
        })
        .unwrap();
    pty.until(|screen| screen.contents().contains("窓が小さすぎます"));
    pty.signal(Signal::HUP);
    pty.ends("the loop ended well");
}

#[test]
fn suspending_gives_the_terminal_back_and_returning_draws_everything() {
    let mut pty = Pty::start_in_shell();
    pty.send("みほん");
    pty.until(|screen| at_name(screen, 6));
    pty.send("\x1bOP");
    pty.until(|screen| screen.contents().contains("この画面で使えるキー"));
    pty.send("\x1a");
    // What is typed before the shell has the terminal would be read by the program.
    pty.until(|screen| !screen.alternate_screen() && screen.contents().contains("the shell waits"));
    assert!(!pty.emulator.screen().contents().contains("みほん"));
    pty.send("\n");
    pty.until(|screen| screen.contents().contains("この画面で使えるキー"));
    pty.send("\x1b");
    pty.until(|screen| screen.contents().contains("みほん") && at_name(screen, 6));
    pty.send("\x11");
    pty.until(|screen| screen.contents().contains("終了しますか"));
    pty.send("\x1b[21~");
    pty.ends("the loop ended well");
}

#[test]
fn where_no_shell_waits_it_does_not_stop() {
    let mut pty = Pty::start();
    pty.signal(Signal::TSTP);
    pty.until(|screen| screen.contents().contains("ここでは中断できません"));
    pty.send("みほん");
    pty.until(|screen| screen.contents().contains("みほん") && at_name(screen, 6));
    pty.signal(Signal::INT);
    pty.ends("the loop ended well");
}

#[test]
fn who_left_can_end_a_worker_that_hangs_with_a_signal() {
    let mut pty = Pty::start();
    pty.send("hang\t");
    pty.send("ひみつ");
    pty.until(|screen| screen.contents().contains("***"));
    pty.send("\x1b[21~");
    pty.until(|screen| screen.contents().contains("処理しています"));
    pty.send("\x11");
    pty.until(|screen| screen.contents().contains("終了しますか"));
    pty.send("\x1b[21~");
    pty.until(|screen| !screen.alternate_screen());
    pty.signal(Signal::INT);
    loop {
        match pty.bytes.recv_timeout(PATIENCE) {
            Ok(_) => {}
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => panic!("it cannot be ended"),
        }
    }
    pty.child.wait().unwrap();
}

#[test]
fn whoever_left_is_told_on_their_own_terminal_what_was_given_up() {
    let mut pty = Pty::start();
    pty.send("leave\t");
    pty.send("ひみつ");
    pty.until(|screen| screen.contents().contains("***"));
    pty.send("\x1b[21~");
    // The page of today is there once the desk was asked for it.
    pty.until(|screen| screen.contents().contains("今日すること"));
    pty.signal(Signal::TERM);
    pty.until(|screen| {
        let told = screen.contents().replace('\n', "");
        !screen.alternate_screen() && told.contains("送ったことになっていません")
    });
    pty.ends("the loop ended well");
}

#[test]
fn a_panic_gives_the_terminal_back_before_it_is_told() {
    let mut pty = Pty::start();
    pty.send("panic\t");
    pty.send("ひみつ");
    pty.until(|screen| screen.contents().contains("***"));
    pty.send("\x1b[21~");
    pty.until(|screen| screen.contents().contains("asked to") && !screen.alternate_screen());
    pty.ends("the loop ended badly");
}
