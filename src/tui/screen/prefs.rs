//! The settings of this computer: language, colours, strokes with a ruler, the lock; and the ways to folder and passphrase.
//!
//! It keeps nothing itself: the worker writes the file.

use ratatui::layout::{Position, Rect};

use crate::lang::Lang;
use crate::lang::screen::prefs::Prefs as Word;
use crate::lang::screen::rooms::Rooms;
use crate::lang::screen::{Say, say};
use crate::tui::act::{Act, Ctx, Reply, Request, Told};
use crate::tui::keys::{Action, Stand};
use crate::tui::prefs::{self, MINUTES};
use crate::tui::screen::Screen;
use crate::tui::screen::sheet::{Kind, Sheet};
use crate::tui::theme::{Palette, Role, Strokes, Theme};
use crate::tui::widget::form::{Form, Item, Outcome};
use crate::tui::widget::frame::{below, framed};
use crate::tui::widget::pen::Pen;

const LANG: usize = 0;
const PALETTE: usize = 1;
const STROKES: usize = 2;
const MINUTE: usize = 3;
const FOLDER: usize = 5;
const PASSPHRASE: usize = 6;

/// The rows of the choices, and those of the ruler.
const CHOICES: u16 = 4;
const RULER: u16 = 5;

const LANGS: [Lang; 2] = [Lang::Ja, Lang::En];
const PALETTES: [Palette; 2] = [Palette::Default, Palette::Mono];
const ALL_STROKES: [Strokes; 2] = [Strokes::Unicode, Strokes::Ascii];

/// The settings of this computer.
#[derive(Debug)]
pub struct Prefs {
    form: Form,
    trouble: Option<Told>,
}

impl Prefs {
    /// Makes the screen with what holds now.
    pub fn new(lang: Lang, theme: Theme, minutes: u64) -> Prefs {
        let choice = |label: Word, options: Vec<Say>, at: Option<usize>| {
            Item::choice(label.say(), options, Some(at.unwrap_or(0)))
        };
        let items = vec![
            choice(
                Word::Language,
                vec![Say::Japanese, Say::English],
                LANGS.iter().position(|it| *it == lang),
            ),
            choice(
                Word::Palette,
                vec![Word::Colour.say(), Word::Mono.say()],
                PALETTES.iter().position(|it| *it == theme.palette),
            ),
            choice(
                Word::Strokes,
                vec![Word::Lines.say(), Word::Ascii.say()],
                ALL_STROKES.iter().position(|it| *it == theme.strokes),
            ),
            choice(
                Word::LockAfter,
                MINUTES.map(Say::Minutes).to_vec(),
                MINUTES.iter().position(|it| *it == minutes),
            ),
            Item::Button(Word::Keep.say()),
            Item::Button(Word::Folder.say()),
            Item::Button(Word::Passphrase.say()),
        ];
        Prefs {
            form: Form::new(items),
            trouble: None,
        }
    }

    /// Chooses the language that holds since it was switched: what stands there is what holds.
    pub fn speak(&mut self, lang: Lang) {
        if let Some(at) = LANGS.iter().position(|it| *it == lang) {
            self.form.choose(LANG, at);
        }
    }

    /// Returns where the focus stands.
    pub fn stand(&self) -> Stand {
        self.form.stand()
    }

    /// Chooses, keeps what is chosen, or goes on to a form of its own.
    pub fn act(&mut self, action: Action, cx: &Ctx) -> Vec<Act> {
        let sheet = |kind| {
            let sheet = Sheet::new(kind);
            vec![Act::Open(Box::new(Screen::Sheet(Box::new(sheet))))]
        };
        match (self.form.act(action), self.form.focus(), action) {
            (Outcome::Filling, ..) => Vec::new(),
            (Outcome::Back, ..) => vec![Act::Close, Act::Hear(Reply::Changed)],
            (Outcome::Proceed, FOLDER, Action::Choose) => sheet(Kind::Folder),
            (Outcome::Proceed, PASSPHRASE, Action::Choose) => sheet(Kind::Passphrase),
            (Outcome::Proceed, ..) => self.keep(cx),
        }
    }

    fn theme(&self, now: Theme) -> Theme {
        let palette = self.form.taken(PALETTE).and_then(|at| PALETTES.get(at));
        let strokes = self.form.taken(STROKES).and_then(|at| ALL_STROKES.get(at));
        Theme {
            palette: palette.copied().unwrap_or(now.palette),
            strokes: strokes.copied().unwrap_or(now.strokes),
        }
    }

    fn keep(&mut self, cx: &Ctx) -> Vec<Act> {
        let taken = |at| self.form.taken(at);
        let lang = taken(LANG).and_then(|at| LANGS.get(at).copied());
        let minutes = taken(MINUTE).and_then(|at| MINUTES.get(at).copied());
        let prefs = prefs::Prefs {
            lang,
            theme: self.theme(cx.theme),
            minutes: minutes.unwrap_or(prefs::USUAL),
        };
        self.trouble = None;
        vec![
            Act::Speak(lang.unwrap_or(cx.lang)),
            Act::Wear(prefs.theme),
            Act::LockAfter(prefs.idle()),
            Act::Ask(Request::Keep(prefs)),
        ]
    }

    /// Takes the worker's answer.
    pub fn reply(&mut self, reply: Reply) -> Vec<Act> {
        match reply {
            Reply::Done(told) => vec![Act::Report(told)],
            Reply::Refused(why) => {
                self.trouble = Some(why);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// Draws the choices and a ruler in the strokes chosen; the cursor stands on the focus.
    pub fn view(&self, pen: &mut Pen, area: Rect) -> Position {
        let title = pen.say(&Rooms::Prefs.say());
        let inside = framed(pen, area, &title, self.stand());
        let used = match &self.trouble {
            Some(why) => pen.marked(inside, &why.text(pen.cx.lang), Role::Bad) + 1,
            None => 0,
        };
        let rest = below(inside, used);
        let form = self.form.height().min(rest.height);
        let under = below(rest, form + 1);
        let cursor = self.form.view(pen, rest);
        if RULER <= under.height {
            self.view_ruler(pen, under);
        } else if self.form.focus() == STROKES {
            // In a low window the ruler takes the place of the buttons while it is what matters.
            let place = below(rest, CHOICES + 1);
            pen.clear(place);
            self.view_ruler(pen, place);
        }
        cursor
    }

    fn view_ruler(&self, pen: &mut Pen, area: Rect) {
        let text = Rect {
            x: area.x + 2,
            width: area.width.saturating_sub(2),
            ..area
        };
        let used = pen.wrapped(text, &say(pen.cx.lang, &Word::RulerAsk.say()), Role::Text);
        let cx = Ctx {
            theme: self.theme(pen.cx.theme),
            ..*pen.cx
        };
        let mut pen = Pen {
            buf: pen.buf,
            cx: &cx,
        };
        let place = Rect {
            height: 4.min(text.height.saturating_sub(used)),
            width: 34.min(text.width),
            ..below(text, used)
        };
        let inside = pen.boxed(place);
        pen.put(
            inside.x,
            inside.y,
            inside.width,
            "あいうえおアイウエオ漢字ＡＢ１２",
            Role::Text,
        );
        pen.put(
            inside.x,
            inside.y + 1,
            inside.width,
            "abcdefghij0123456789 ①※→■…",
            Role::Text,
        );
    }
}
