//! The terminal: taken and given back in every case, drawn in one write per frame, read in batches.
//!
//! It knows nothing of screens. The one thread that made a `Term` draws with it and waits with it; another one reads.

use std::io::{self, Stdout, Write};
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};
use std::time::Duration;

use crossterm::event::{
    self, DisableBracketedPaste, DisableFocusChange, EnableBracketedPaste, EnableFocusChange,
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers,
};
use crossterm::style::{ResetColor, force_color_output};
use crossterm::terminal::{
    self, BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen,
};
use crossterm::{cursor, execute, queue};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::{TerminalOptions, Viewport};

use crate::tui::act::{Attention, Input, Shell};
use crate::tui::keys::Key;

/// How much of a frame is gathered before it is written.
const FRAME_BYTES: usize = 64 * 1024;
/// How long an Enter behind long text waits for more, before it counts as the key.
const SETTLE: Duration = Duration::from_millis(15);
/// Text of more characters than this in one batch was not typed by hand.
const LONG_TEXT: usize = 24;

/// How a synchronized update begins and ends on the wire.
const FRAME_START: &[u8] = b"\x1b[?2026h";
const FRAME_END: &[u8] = b"\x1b[?2026l";

/// Whether the terminal is ours at this moment. Held while it is written to: what panics on another thread gives it back
/// between two writes, and nothing of a frame comes behind.
static TAKEN: Mutex<bool> = Mutex::new(false);

/// Where the one who waits in `read` listens; none before there is a terminal.
static BELL: Mutex<Option<Sender<Heard>>> = Mutex::new(None);

/// What ends a wait.
enum Heard {
    /// What was typed, in one batch, or that the terminal is gone.
    Typed(io::Result<Vec<Input>>),
    /// A signal of the system.
    Notice(Notice),
    /// There is an answer of the worker.
    Woken,
}

/// The terminal, taken until this is dropped.
pub struct Term {
    painter: Painter<Ours>,
    heard: Receiver<Heard>,
    signals: Signals,
}

impl Term {
    /// Takes the terminal: raw mode, alternate screen, bracketed paste, signals, panic hook.
    ///
    /// # Errors
    /// When there is no terminal, or it refuses; it is then left as it was.
    pub fn enter() -> io::Result<Term> {
        restore_on_panic();
        let (sender, heard) = channel();
        let signals = Signals::listen(sender.clone())?;
        // A theme without colour is the program's own; crossterm's way would drop bold and reverse.
        force_color_output(true);
        let (width, height) = terminal::size()?;
        take()?;
        let painter = Painter::new(Ours(io::stdout()), Rect::new(0, 0, width, height));
        let term = Term {
            painter: painter.inspect_err(|_| give_back())?,
            heard,
            signals,
        };
        *BELL.lock().unwrap_or_else(PoisonError::into_inner) = Some(sender.clone());
        listen(sender)?;
        Ok(term)
    }

    /// Draws one frame; `view` fills the buffer and says where the cursor stands.
    ///
    /// # Errors
    /// When the terminal is gone, or was given back because something panicked.
    pub fn draw(&mut self, view: impl FnOnce(&mut Buffer) -> Position) -> io::Result<()> {
        self.painter.draw(view)
    }

    /// Waits for input, at most `until` (for ever if there is none), and returns the whole batch.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn read(&mut self, until: Option<Duration>) -> io::Result<Vec<Input>> {
        let gone = || io::Error::from(io::ErrorKind::NotConnected);
        let first = match until {
            None => self.heard.recv().map_err(|_| gone())?,
            Some(wait) => match self.heard.recv_timeout(wait) {
                Ok(heard) => heard,
                Err(RecvTimeoutError::Timeout) => return Ok(Vec::new()),
                Err(RecvTimeoutError::Disconnected) => return Err(gone()),
            },
        };
        let mut inputs = Vec::new();
        let mut resized = false;
        for heard in std::iter::once(first).chain(self.heard.try_iter()) {
            match heard {
                // Behind a leave the terminal may be gone: what is typed is kept all the same.
                Heard::Typed(Err(_)) if inputs.contains(&Input::Leave) => {}
                Heard::Typed(batch) => inputs.extend(batch?),
                Heard::Notice(Notice::Leave) => inputs.push(Input::Leave),
                Heard::Notice(Notice::Suspend) => inputs.push(Input::Suspend),
                Heard::Notice(Notice::Resized) => resized = true,
                Heard::Woken => {}
            }
        }
        if inputs.contains(&Input::Leave) {
            return Ok(inputs);
        }
        let (width, height) = terminal::size()?;
        let area = Rect::new(0, 0, width, height);
        match resized {
            // Of a window that was smaller in between, and is as before, a part was lost.
            true => self.painter.repaint(area)?,
            false => self.painter.fit(area)?,
        }
        Ok(inputs)
    }

    /// Gives the terminal back, stops the process, and takes the terminal again on return.
    ///
    /// # Errors
    /// When the terminal does not come back.
    pub fn suspend(&mut self) -> io::Result<()> {
        // The shell may have gone since the program asked for it.
        if shell() == Shell::None {
            return Ok(());
        }
        give_back();
        stop_process()?;
        take()?;
        wake_keys();
        let (width, height) = terminal::size()?;
        self.painter.repaint(Rect::new(0, 0, width, height))
    }
}

impl Drop for Term {
    fn drop(&mut self) {
        self.signals.close();
        give_back();
    }
}

/// Draws frames onto anything that takes bytes, one write for each.
pub struct Painter<W: Write> {
    terminal: Terminal<CrosstermBackend<Held<W>>>,
    area: Rect,
}

impl<W: Write> Painter<W> {
    /// Makes a painter for a screen of this size.
    ///
    /// # Errors
    /// As the writer's.
    pub fn new(out: W, area: Rect) -> io::Result<Self> {
        let held = Held {
            out,
            bytes: Vec::with_capacity(FRAME_BYTES),
        };
        let options = TerminalOptions {
            viewport: Viewport::Fixed(area),
        };
        let terminal = Terminal::with_options(CrosstermBackend::new(held), options)?;
        Ok(Painter { terminal, area })
    }

    /// Draws one frame, cursor included, as one synchronized write.
    ///
    /// # Errors
    /// As the writer's.
    pub fn draw(&mut self, view: impl FnOnce(&mut Buffer) -> Position) -> io::Result<()> {
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        self.terminal.draw(|frame| {
            let cursor = view(frame.buffer_mut());
            frame.set_cursor_position(cursor);
        })?;
        execute!(self.terminal.backend_mut(), EndSynchronizedUpdate)
    }

    /// Takes a new size, if it is one.
    ///
    /// # Errors
    /// As the writer's.
    pub fn fit(&mut self, area: Rect) -> io::Result<()> {
        if area == self.area {
            Ok(())
        } else {
            self.repaint(area)
        }
    }

    /// Forgets what the terminal shows, so that the next frame draws everything.
    ///
    /// # Errors
    /// As the writer's.
    pub fn repaint(&mut self, area: Rect) -> io::Result<()> {
        self.area = area;
        // Not `clear`: that asks the terminal where its cursor is and may wait two seconds.
        self.terminal.resize(area)
    }
}

/// The terminal, as long as it is ours; then it takes nothing more.
struct Ours(Stdout);

impl Write for Ours {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match *taken() {
            true => self.0.write(bytes),
            false => Err(io::ErrorKind::NotConnected.into()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// A writer for which a flush inside a synchronized update waits until its end: ratatui flushes in
/// the middle of a frame, and the cursor would be seen wandering.
struct Held<W: Write> {
    out: W,
    bytes: Vec<u8>,
}

impl<W: Write> Held<W> {
    fn is_mid_frame(&self) -> bool {
        self.bytes.starts_with(FRAME_START) && !self.bytes.ends_with(FRAME_END)
    }
}

impl<W: Write> Write for Held<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.is_mid_frame() {
            return Ok(());
        }
        self.out.write_all(&self.bytes)?;
        self.bytes.clear();
        self.out.flush()
    }
}

fn taken() -> MutexGuard<'static, bool> {
    TAKEN.lock().unwrap_or_else(PoisonError::into_inner)
}

fn take() -> io::Result<()> {
    terminal::enable_raw_mode()?;
    *taken() = true;
    let entered = execute!(
        io::stdout(),
        EnterAlternateScreen,
        EnableBracketedPaste,
        EnableFocusChange,
        Clear(ClearType::All)
    );
    entered.inspect_err(|_| give_back())
}

/// Gives the terminal back as it was, with nothing of ours on it; a second call does nothing.
fn give_back() {
    let mut taken = taken();
    if !std::mem::take(&mut *taken) {
        return;
    }
    // Nobody is left to tell when this fails: the terminal is gone.
    let _ = execute!(
        io::stdout(),
        ResetColor,
        Clear(ClearType::All),
        DisableFocusChange,
        DisableBracketedPaste,
        LeaveAlternateScreen,
        EndSynchronizedUpdate,
        cursor::Show
    );
    let _ = terminal::disable_raw_mode();
}

fn restore_on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            // A damaged index is mended where it is opened; the program goes on.
            if crate::workflow::panic_is_caught() {
                return;
            }
            give_back();
            before(info);
        }));
    });
}

/// Reads what is typed until nobody listens any more. The thread ends with the program: a wait for keys cannot be ended.
///
/// A thread of its own, so that only a change of the window's size ever comes between it and the keys: see [`wake_keys`].
/// Were the worker's answers signals too, whoever types while a screen appears would lose keys.
fn listen(heard: Sender<Heard>) -> io::Result<()> {
    let keys = std::thread::Builder::new().name("keys".into());
    keys.spawn(move || {
        loop {
            let batch = read_batch();
            let ends = batch.is_err();
            if heard.send(Heard::Typed(batch)).is_err() || ends {
                break;
            }
        }
    })?;
    Ok(())
}

fn read_batch() -> io::Result<Vec<Input>> {
    let mut wait_for = |wait: Duration| match event::poll(wait)? {
        true => read_event().map(Some),
        false => Ok(None),
    };
    gather(read_event()?, &mut wait_for)
}

fn read_event() -> io::Result<Event> {
    let event = event::read()?;
    if matches!(event, Event::Resize(..)) {
        wake_keys();
    }
    Ok(event)
}

/// Has the keys read that crossterm 0.29 left: it waits for edges, and of a change of size and a key that reach it together
/// it takes the first one only, so that the key stays unread until the next.
///
/// Whoever sets the modes of a terminal, even as they are, wakes all that wait for it (Linux: `n_tty_set_termios`).
#[cfg(unix)]
fn wake_keys() {
    use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};
    let taken = taken();
    // Given back, its modes are no longer ours to set.
    if *taken && let Ok(modes) = tcgetattr(io::stdin()) {
        // Where that fails the key waits for the next one, as without it.
        let _ = tcsetattr(io::stdin(), OptionalActions::Now, &modes);
    }
}

#[cfg(not(unix))]
fn wake_keys() {}

/// Makes one batch of inputs out of a first event and whatever follows it at once.
///
/// `next` waits at most so long for a further event.
fn gather(
    first: Event,
    next: &mut dyn FnMut(Duration) -> io::Result<Option<Event>>,
) -> io::Result<Vec<Input>> {
    let mut batch = Batch {
        inputs: Vec::new(),
        pasted: false,
    };
    let mut event = Some(first);
    while let Some(now) = event {
        event = match now {
            Event::Key(key) if is_enter(&key) && batch.ends_in_text() && !batch.pasted => {
                let behind = next(batch.settle())?;
                match &behind {
                    Some(event) if is_text(event) => batch.text("\n"),
                    _ => batch.inputs.push(Input::Key(Key::Enter)),
                }
                match behind {
                    Some(event) => Some(event),
                    None => next(batch.rest())?,
                }
            }
            other => {
                batch.add(other);
                next(batch.rest())?
            }
        };
    }
    Ok(batch.inputs)
}

struct Batch {
    inputs: Vec<Input>,
    pasted: bool,
}

impl Batch {
    fn add(&mut self, event: Event) {
        match event {
            Event::Paste(text) => {
                self.text(&text.replace("\r\n", "\n").replace('\r', "\n"));
                self.pasted = true;
            }
            Event::Key(key) if key.kind == KeyEventKind::Release => {}
            // A paste can break out of its brackets; what follows in the same batch is not typed.
            Event::Key(_) if self.pasted => {}
            Event::Key(key) => match typed(&key) {
                Some(c) => self.text(c.encode_utf8(&mut [0; 4])),
                None => self.inputs.extend(named(&key).map(Input::Key)),
            },
            Event::Resize(..) => self.inputs.push(Input::Resize),
            Event::FocusGained => self.inputs.push(Input::Focus(Attention::Here)),
            Event::FocusLost => self.inputs.push(Input::Focus(Attention::Elsewhere)),
            Event::Mouse(_) => {}
        }
    }

    fn text(&mut self, text: &str) {
        match self.inputs.last_mut() {
            Some(Input::Text(so_far)) => so_far.push_str(text),
            _ => self.inputs.push(Input::Text(text.to_owned())),
        }
    }

    fn ends_in_text(&self) -> bool {
        matches!(self.inputs.last(), Some(Input::Text(_)))
    }

    /// How long nothing may come before the batch ends. A long paste comes in pieces, and one that breaks out of its
    /// brackets must not run keys with its last piece.
    fn rest(&self) -> Duration {
        match self.pasted {
            true => SETTLE,
            false => Duration::ZERO,
        }
    }

    fn settle(&self) -> Duration {
        match self.inputs.last() {
            Some(Input::Text(text)) if text.chars().count() > LONG_TEXT => SETTLE,
            _ => Duration::ZERO,
        }
    }
}

fn is_enter(key: &KeyEvent) -> bool {
    key.kind != KeyEventKind::Release && key.code == KeyCode::Enter
}

fn is_text(event: &Event) -> bool {
    match event {
        Event::Paste(_) => true,
        Event::Key(key) => is_enter(key) || typed(key).is_some(),
        _ => false,
    }
}

fn typed(key: &KeyEvent) -> Option<char> {
    let plain = (key.modifiers - KeyModifiers::SHIFT).is_empty();
    match key.code {
        KeyCode::Char(c) if plain && key.kind != KeyEventKind::Release => Some(c),
        _ => None,
    }
}

fn named(key: &KeyEvent) -> Option<Key> {
    let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
    Some(match key.code {
        KeyCode::Char(c) if ctrl => Key::Ctrl(c.to_ascii_lowercase()),
        KeyCode::F(n) => Key::F(n),
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::Tab => Key::Tab,
        KeyCode::BackTab => Key::BackTab,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left if ctrl => Key::WordLeft,
        KeyCode::Right if ctrl => Key::WordRight,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        _ => return None,
    })
}

/// What a signal asks of the loop.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Notice {
    Leave,
    Suspend,
    /// The window was drawn larger or smaller, maybe back again.
    Resized,
}

/// Makes a waiting `read` return at once; safe from any thread.
pub fn wake() {
    let bell = BELL.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(bell) = &*bell {
        // Where nobody waits any more, nobody is to be woken.
        let _ = bell.send(Heard::Woken);
    }
}

/// Says whether a shell would be told that this process stopped, and could wake it (POSIX: job control). Such a shell
/// gives what it runs a group of its own and the terminal to this group; who leads a session has no shell behind it.
///
/// Neither the session nor any other process is asked for: in a container these may have no number.
#[cfg(unix)]
pub fn shell() -> Shell {
    use rustix::process::{getpid, getppid, setpgid};
    let leads_its_group = rustix::termios::tcgetpgrp(io::stdin()).is_ok_and(|it| it == getpid());
    // A leader of a group stays one; the leader of a session is refused.
    match getppid().is_some() && leads_its_group && setpgid(None, None).is_ok() {
        true => Shell::Waits,
        false => Shell::None,
    }
}

/// Says that nobody wakes a program here: this system stops none.
#[cfg(not(unix))]
pub fn shell() -> Shell {
    Shell::None
}

#[cfg(unix)]
fn stop_process() -> io::Result<()> {
    signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)
}

#[cfg(not(unix))]
fn stop_process() -> io::Result<()> {
    Ok(())
}

/// The signals that would end or stop the program, and that it answers itself while it has the terminal.
#[cfg(unix)]
const ANSWERED: [i32; 4] = {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGTSTP};
    [SIGHUP, SIGINT, SIGTERM, SIGTSTP]
};

#[cfg(unix)]
struct Signals(signal_hook::iterator::Handle);

#[cfg(unix)]
impl Signals {
    fn listen(notices: Sender<Heard>) -> io::Result<Signals> {
        use signal_hook::consts::{SIGTSTP, SIGWINCH};
        let mut signals = signal_hook::iterator::Signals::new(ANSWERED)?;
        signals.add_signal(SIGWINCH)?;
        let handle = signals.handle();
        std::thread::Builder::new()
            .name("signals".into())
            .spawn(move || {
                for signal in signals.forever() {
                    let notice = match signal {
                        SIGTSTP => Notice::Suspend,
                        SIGWINCH => Notice::Resized,
                        _ => Notice::Leave,
                    };
                    let heard = notices.send(Heard::Notice(notice)).is_ok();
                    if notice == Notice::Leave {
                        end_if_deaf(signal, heard);
                    }
                }
            })?;
        Ok(Signals(handle))
    }

    /// Stops listening. Each signal does again what it does to any program: the worker may still be at a folder that
    /// does not answer, and somebody waits for the end.
    fn close(&self) {
        self.0.close();
        let ends = std::sync::Arc::new(AtomicBool::new(true));
        for signal in ANSWERED {
            // Where that fails the signal stays without effect, as before.
            let _ = signal_hook::flag::register_conditional_default(
                signal,
                std::sync::Arc::clone(&ends),
            );
        }
    }
}

/// Ends the process when the loop has not left by itself in time (a vanished terminal can keep
/// the reader busy for ever).
#[cfg(unix)]
fn end_if_deaf(signal: i32, heard: bool) {
    if heard {
        std::thread::sleep(Duration::from_secs(3));
    }
    if *taken() {
        give_back();
        let _ = signal_hook::low_level::emulate_default_handler(signal);
    }
}

#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn listen(_notices: Sender<Heard>) -> io::Result<Signals> {
        Ok(Signals)
    }

    fn close(&self) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(code: KeyCode) -> Event {
        Event::Key(KeyEvent::new(code, KeyModifiers::NONE))
    }

    fn typing(text: &str) -> Vec<Event> {
        text.chars().map(|c| press(KeyCode::Char(c))).collect()
    }

    fn batch(events: Vec<Event>) -> Vec<Input> {
        let mut rest = events.into_iter();
        let first = rest.next().unwrap();
        gather(first, &mut |_| Ok(rest.next())).unwrap()
    }

    fn text(s: &str) -> Input {
        Input::Text(s.into())
    }

    /// Here nobody took it: nothing reaches the terminal, as after it was given back in the midst of a frame.
    #[test]
    fn a_terminal_that_is_not_ours_is_not_drawn_on() {
        let area = Rect::new(0, 0, 80, 24);
        let mut painter = Painter::new(Ours(io::stdout()), area).unwrap();
        let drawn = painter.draw(|buf| {
            buf.set_string(0, 0, "みほん", ratatui::style::Style::default());
            Position::ORIGIN
        });
        assert_eq!(drawn.unwrap_err().kind(), io::ErrorKind::NotConnected);
    }

    #[test]
    fn a_committed_conversion_is_one_text() {
        let parts = "発熱か\u{3099}葛\u{E0100}𠮷😀";
        assert_eq!(batch(typing(parts)), [text(parts)]);
    }

    #[test]
    fn a_paste_has_line_feeds() {
        assert_eq!(
            batch(vec![Event::Paste("一\r二\r\n三".into())]),
            [text("一\n二\n三")]
        );
    }

    #[test]
    fn keys_behind_a_paste_are_not_the_users() {
        let mut events = vec![Event::Paste("abc".into())];
        events.extend(typing("q"));
        events.push(press(KeyCode::Enter));
        events.push(Event::Key(KeyEvent::new(
            KeyCode::Char('q'),
            KeyModifiers::CONTROL,
        )));
        assert_eq!(batch(events), [text("abc")]);
    }

    #[test]
    fn enter_inside_a_burst_is_a_line_end_and_at_its_end_a_key() {
        let mut events = typing("血圧");
        events.push(press(KeyCode::Enter));
        events.extend(typing("体温"));
        events.push(press(KeyCode::Enter));
        assert_eq!(batch(events), [text("血圧\n体温"), Input::Key(Key::Enter)]);
    }

    #[test]
    fn enter_before_another_key_is_a_key() {
        let mut events = typing("a");
        events.extend([press(KeyCode::Enter), press(KeyCode::Tab)]);
        assert_eq!(
            batch(events),
            [text("a"), Input::Key(Key::Enter), Input::Key(Key::Tab)]
        );
        assert_eq!(batch(vec![press(KeyCode::Enter)]), [Input::Key(Key::Enter)]);
    }

    #[test]
    fn empty_lines_in_a_burst_are_kept() {
        let mut events = typing("a");
        events.extend([press(KeyCode::Enter), press(KeyCode::Enter)]);
        events.extend(typing("b"));
        assert_eq!(batch(events), [text("a\n\nb")]);
    }

    #[test]
    fn releases_are_ignored_and_control_letters_are_keys() {
        let up = KeyEvent::new_with_kind(
            KeyCode::Char('a'),
            KeyModifiers::NONE,
            KeyEventKind::Release,
        );
        assert_eq!(batch(vec![Event::Key(up)]), []);
        let ctrl = Event::Key(KeyEvent::new(KeyCode::Char('L'), KeyModifiers::CONTROL));
        assert_eq!(batch(vec![ctrl]), [Input::Key(Key::Ctrl('l'))]);
        let alt = Event::Key(KeyEvent::new(KeyCode::Char('x'), KeyModifiers::ALT));
        assert_eq!(batch(vec![alt]), []);
    }

    #[derive(Clone, Default)]
    struct Writes(std::rc::Rc<std::cell::RefCell<Vec<Vec<u8>>>>);

    impl Write for Writes {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.borrow_mut().push(bytes.to_vec());
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_frame_is_one_write_with_the_cursor_inside() {
        let writes = Writes::default();
        let mut painter = Painter::new(writes.clone(), Rect::new(0, 0, 20, 3)).unwrap();
        for word in ["引継ぎ", "引継ぐ"] {
            let view = |buf: &mut Buffer| {
                buf.set_string(0, 0, word, ratatui::style::Style::new());
                Position::new(4, 1)
            };
            painter.draw(view).unwrap();
        }
        assert_eq!(writes.0.borrow().len(), 2);
        for bytes in writes.0.borrow().iter() {
            assert!(bytes.starts_with(FRAME_START) && bytes.ends_with(FRAME_END));
            let text = String::from_utf8_lossy(bytes);
            assert!(text.contains("\x1b[?25h") && text.contains("\x1b[2;5H"));
        }
    }
}
