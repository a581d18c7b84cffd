//! What each role of text looks like: sixteen ANSI colours, the terminal's own ground, and a sign
//! for every meaning, so that nothing is said by colour alone.
//!
//! It does not read the environment: whether colour is wanted is handed in.

use ratatui::style::{Color, Modifier, Style};

/// What a piece of text is, as far as its looks go.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    /// Ordinary text.
    Text,
    /// Text that matters less: hints, labels already known.
    Dim,
    /// The title of a screen.
    Title,
    /// The row or field that has the focus.
    Focus,
    /// Done, right.
    Good,
    /// Soon due, incomplete.
    Warn,
    /// Wrong, refused, overdue.
    Bad,
    /// Changed since it was last seen.
    Changed,
    /// The name of a key.
    Key,
    /// Frames and rules.
    Frame,
    /// The blue part of a crisis plan; its name says so too.
    PlanBlue,
    /// The yellow part.
    PlanYellow,
    /// The red part.
    PlanRed,
}

/// Whether colours are used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Palette {
    /// The terminal's sixteen colours.
    Default,
    /// None: bold, underline and reverse only (also what `NO_COLOR` asks for).
    Mono,
}

/// What frames are drawn with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Strokes {
    /// Box-drawing characters.
    Unicode,
    /// `+`, `-` and `|`, for terminals that draw box characters two cells wide.
    Ascii,
}

/// The pieces of a frame.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pieces {
    /// Horizontal rule.
    pub across: &'static str,
    /// Vertical rule.
    pub down: &'static str,
    /// Corners: top left, top right, bottom left, bottom right.
    pub corners: [&'static str; 4],
    /// The part of a scroll bar that stands for what is seen.
    pub thumb: &'static str,
    /// Stands between where something comes from and where it goes.
    pub to: &'static str,
    /// Says that there is more below.
    pub more: &'static str,
    /// Stands before a heading of a printed page.
    pub heading: &'static str,
    /// Says that there is more above.
    pub less: &'static str,
    /// The names of the arrow keys: up and down, left and right.
    pub arrows: [&'static str; 2],
}

/// The looks of the whole program.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Theme {
    /// Whether colours are used.
    pub palette: Palette,
    /// What frames are drawn with.
    pub strokes: Strokes,
}

impl Theme {
    /// Returns how a role is drawn.
    pub fn style(&self, role: Role) -> Style {
        match self.palette {
            Palette::Default => coloured(role),
            Palette::Mono => mono(role),
        }
    }

    /// Returns the pieces frames are drawn with.
    pub fn pieces(&self) -> Pieces {
        match self.strokes {
            Strokes::Unicode => Pieces {
                across: "─",
                down: "│",
                corners: ["┌", "┐", "└", "┘"],
                thumb: "█",
                to: "→",
                more: "▼",
                heading: "■",
                less: "▲",
                arrows: ["↑↓", "←→"],
            },
            Strokes::Ascii => Pieces {
                across: "-",
                down: "|",
                corners: ["+"; 4],
                thumb: "#",
                to: "->",
                more: "v",
                heading: "#",
                less: "^",
                arrows: ["Up/Down", "Left/Right"],
            },
        }
    }
}

/// Returns the ASCII sign that goes with a role, empty where the words say enough.
pub fn sign(role: Role) -> &'static str {
    match role {
        Role::Text | Role::Dim | Role::Title | Role::Key | Role::Frame => "",
        Role::PlanBlue | Role::PlanYellow | Role::PlanRed => "",
        Role::Focus => ">",
        Role::Good => "+",
        Role::Warn => "!",
        Role::Bad => "x",
        Role::Changed => "*",
    }
}

fn coloured(role: Role) -> Style {
    let plain = Style::new();
    match role {
        Role::Text => plain,
        Role::Dim | Role::Frame => plain.add_modifier(Modifier::DIM),
        Role::Title => plain.add_modifier(Modifier::BOLD),
        Role::Focus => plain.add_modifier(Modifier::REVERSED),
        Role::Good => plain.fg(Color::Green),
        Role::Warn => plain.fg(Color::Magenta),
        Role::Bad => plain.fg(Color::Red).add_modifier(Modifier::BOLD),
        Role::Changed => plain.fg(Color::Cyan),
        Role::Key => plain.add_modifier(Modifier::BOLD),
        // On a ground of its own: blue or yellow letters are lost on some terminals.
        Role::PlanBlue => plain.fg(Color::White).bg(Color::Blue),
        Role::PlanYellow => plain.fg(Color::Black).bg(Color::Yellow),
        Role::PlanRed => plain.fg(Color::White).bg(Color::Red),
    }
}

fn mono(role: Role) -> Style {
    let plain = Style::new();
    match role {
        Role::Text | Role::Dim | Role::Frame | Role::Good => plain,
        Role::Title
        | Role::Warn
        | Role::Key
        | Role::PlanBlue
        | Role::PlanYellow
        | Role::PlanRed => plain.add_modifier(Modifier::BOLD),
        Role::Focus => plain.add_modifier(Modifier::REVERSED),
        Role::Bad => plain.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
        Role::Changed => plain.add_modifier(Modifier::UNDERLINED),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MEANINGS: [Role; 5] = [
        Role::Focus,
        Role::Good,
        Role::Warn,
        Role::Bad,
        Role::Changed,
    ];

    #[test]
    fn every_meaning_has_a_sign_of_its_own() {
        for (at, role) in MEANINGS.iter().enumerate() {
            assert_eq!(sign(*role).len(), 1, "{role:?}");
            assert!(
                MEANINGS[..at]
                    .iter()
                    .all(|other| sign(*other) != sign(*role)),
                "{role:?}"
            );
        }
    }

    #[test]
    fn mono_has_no_colour_and_still_shows_the_focus() {
        let theme = Theme {
            palette: Palette::Mono,
            strokes: Strokes::Ascii,
        };
        let plan = [Role::PlanBlue, Role::PlanYellow, Role::PlanRed];
        for role in MEANINGS.into_iter().chain(plan) {
            assert_eq!(
                (theme.style(role).fg, theme.style(role).bg),
                (None, None),
                "{role:?}"
            );
        }
        assert!(
            theme
                .style(Role::Focus)
                .add_modifier
                .contains(Modifier::REVERSED)
        );
    }
}
