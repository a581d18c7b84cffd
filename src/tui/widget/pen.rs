//! The one way text gets onto the screen: clipped by cells, hostile characters shown as marks.
//!
//! It measures with `text::cells` and never with anything else.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::text::shown;
use crate::lang::keyword::{KeyWord, key_word};
use crate::lang::screen::{Say, say};
use crate::tui::act::{Ctx, Told};
use crate::tui::text::{cells, clear, clip, settle, shorten, wrap};
use crate::tui::theme::{Role, sign};

/// Sentences are not drawn wider than this many cells, however wide the window.
pub const WIDEST: u16 = 100;

/// A buffer to draw on, and what the drawing may know.
pub struct Pen<'a> {
    /// The screen.
    pub buf: &'a mut Buffer,
    /// Language, looks and time.
    pub cx: &'a Ctx,
}

impl Pen<'_> {
    /// Writes one line from (x, y) on, at most `width` cells, and returns the cells it took.
    pub fn put(&mut self, x: u16, y: u16, width: u16, text: &str, role: Role) -> u16 {
        let area = self.buf.area;
        if y < area.top() || y >= area.bottom() || x >= area.right() {
            return 0;
        }
        let room = usize::from(width.min(area.right() - x));
        let safe = shown(text);
        let safe = settle(&safe);
        let style = self.cx.theme.style(role);
        let (end, _) = self.buf.set_stringn(x, y, clip(&safe, room), room, style);
        end - x
    }

    /// Writes one line as `put` does; where it does not fit, its end says so.
    pub fn fit(&mut self, x: u16, y: u16, width: u16, text: &str, role: Role) -> u16 {
        let room = width.min(self.buf.area.right().saturating_sub(x));
        let safe = shown(text);
        self.put(x, y, room, &shorten(&safe, usize::from(room)), role)
    }

    /// Writes a text over several lines, none of them wider than is read with ease, and returns how many it took.
    pub fn wrapped(&mut self, area: Rect, text: &str, role: Role) -> u16 {
        let mut used = 0;
        for range in wrap(text, usize::from(area.width.min(WIDEST))) {
            if used >= area.height {
                break;
            }
            self.put(area.x, area.y + used, area.width, &text[range], role);
            used += 1;
        }
        used
    }

    /// Writes a sentence over several lines, with the sign of its role in front, and returns how
    /// many lines it took.
    pub fn sentence(&mut self, area: Rect, what: &Say, role: Role) -> u16 {
        let text = self.say(what);
        self.marked(area, &text, role)
    }

    /// Writes a text over several lines, with the sign of its role in front, and returns how many
    /// lines it took.
    pub fn marked(&mut self, area: Rect, text: &str, role: Role) -> u16 {
        let mark = sign(role);
        if mark.is_empty() {
            return self.wrapped(area, text, role);
        }
        self.put(area.x, area.y, 1, mark, role);
        let rest = Rect {
            x: area.x + 2,
            width: area.width.saturating_sub(2),
            ..area
        };
        self.wrapped(rest, text, role)
    }

    /// Says that there is nothing to select, marks a place for the cursor, and returns it.
    pub fn nothing(&mut self, area: Rect, what: &Say) -> Position {
        let rest = Rect {
            x: area.x + 2,
            width: area.width.saturating_sub(2),
            ..area
        };
        self.sentence(rest, what, Role::Text);
        self.put(area.x, area.y, 1, sign(Role::Focus), Role::Focus);
        area.as_position()
    }

    /// Says that what is to be shown has not come yet, or why it did not; returns the cursor's place.
    pub fn nothing_yet(&mut self, area: Rect, trouble: Option<&Told>) -> Position {
        match trouble {
            None => self.nothing(area, &Say::Working),
            Some(why) => {
                let text = why.text(self.cx.lang);
                let last = area.bottom().saturating_sub(1);
                self.marked(area, &text, Role::Bad);
                self.put(area.x, last, 1, sign(Role::Focus), Role::Focus);
                Position::new(area.x, last)
            }
        }
    }

    /// Draws a rule of the given width.
    pub fn rule(&mut self, x: u16, y: u16, width: u16) {
        let line = self.cx.theme.pieces().across.repeat(usize::from(width));
        self.put(x, y, width, &line, Role::Frame);
    }

    /// Draws a rule across the whole window.
    pub fn divide(&mut self, y: u16) {
        self.rule(self.buf.area.x, y, self.buf.area.width);
    }

    /// Draws a box just inside `area` and returns what it encloses.
    pub fn boxed(&mut self, area: Rect) -> Rect {
        if area.width < 2 || area.height < 2 {
            return area;
        }
        let pieces = self.cx.theme.pieces();
        let (right, bottom) = (area.right() - 1, area.bottom() - 1);
        self.rule(area.x, area.y, area.width);
        self.rule(area.x, bottom, area.width);
        for y in area.y + 1..bottom {
            self.put(area.x, y, 1, pieces.down, Role::Frame);
            self.put(right, y, 1, pieces.down, Role::Frame);
        }
        let places = [
            (area.x, area.y),
            (right, area.y),
            (area.x, bottom),
            (right, bottom),
        ];
        for ((x, y), corner) in places.into_iter().zip(pieces.corners) {
            self.put(x, y, 1, corner, Role::Frame);
        }
        Rect {
            x: area.x + 1,
            y: area.y + 1,
            width: area.width - 2,
            height: area.height - 2,
        }
    }

    /// Gives an area the looks of a role, leaving its text.
    pub fn tint(&mut self, area: Rect, role: Role) {
        self.buf.set_style(area, self.cx.theme.style(role));
    }

    /// Blanks an area, and with it every wide character that its left edge cuts in two.
    pub fn clear(&mut self, area: Rect) {
        clear(area, self.buf);
    }

    /// Says a sentence in the language of the screen, its signs drawn as frames are.
    pub fn say(&self, what: &Say) -> String {
        self.drawn(&say(self.cx.lang, what))
    }

    /// Gives words of the program with their signs drawn as frames are.
    pub fn drawn(&self, said: &str) -> String {
        let pieces = self.cx.theme.pieces();
        said.replace('▼', pieces.more).replace('■', pieces.heading)
    }

    /// Says the label of a key.
    pub fn key_word(&self, word: KeyWord) -> &'static str {
        key_word(self.cx.lang, word)
    }
}

/// Returns the cells a text takes.
pub fn width_of(text: &str) -> u16 {
    u16::try_from(cells(text)).unwrap_or(u16::MAX)
}

/// Returns how many lines `wrapped` writes of a text that so many cells are there for.
pub fn lines_of(text: &str, width: u16) -> u16 {
    let lines = wrap(text, usize::from(width.min(WIDEST))).len();
    u16::try_from(lines).unwrap_or(u16::MAX)
}

/// Returns a text filled up to exactly so many cells, the last of them blank; where it is cut, its end says so.
pub fn column(text: &str, width: u16) -> String {
    let safe = shown(text);
    let part = shorten(&safe, usize::from(width.saturating_sub(1)));
    let gap = usize::from(width).saturating_sub(cells(&part));
    format!("{part}{}", " ".repeat(gap))
}
