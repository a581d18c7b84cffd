//! Things to tick: a label above, one row each, one of which has the focus.
//!
//! It does not know what they mean.

use ratatui::layout::{Position, Rect};

use crate::lang::screen::Say;
use crate::tui::keys::Action;
use crate::tui::theme::Role;
use crate::tui::widget::field::Focus;
use crate::tui::widget::frame::below;
use crate::tui::widget::list::List;
use crate::tui::widget::pen::{Pen, width_of};

/// The most rows shown at once.
const ROWS: u16 = 7;

/// How the things begin.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ticked {
    /// All of them ticked.
    All,
    /// None of them.
    None,
}

/// Where a move went.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Edge {
    /// It stayed among the things.
    Inside,
    /// It left them at the top.
    Above,
    /// It left them at the bottom.
    Below,
}

/// An option: what is said of it, and the code under which a draft keeps that it was taken. A code never changes.
#[derive(Clone, Copy, Debug)]
pub struct Coded {
    /// The code, unlike any other of the same piece.
    pub code: &'static str,
    /// The words.
    pub said: Say,
}

/// Things to tick.
#[derive(Debug)]
pub struct Several {
    label: Say,
    options: Vec<(Coded, Tick)>,
    list: List,
    /// What "all" leaves out: each is asked about by itself.
    alone: Vec<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Tick {
    On,
    Off,
}

impl Several {
    /// Makes the things with their label.
    pub fn new(label: Say, options: Vec<Coded>, ticked: Ticked) -> Several {
        let tick = match ticked {
            Ticked::All => Tick::On,
            Ticked::None => Tick::Off,
        };
        Several {
            label,
            options: options.into_iter().map(|it| (it, tick)).collect(),
            list: List::default(),
            alone: Vec::new(),
        }
    }

    /// Leaves these out of "all": each is asked about by itself.
    pub fn asked_alone(mut self, alone: Vec<usize>) -> Several {
        self.alone = alone;
        self
    }

    /// The same, of which these begin unticked and are ticked one by one alone.
    pub fn but_not(mut self, alone: Vec<usize>) -> Several {
        for at in &alone {
            if let Some((_, tick)) = self.options.get_mut(*at) {
                *tick = Tick::Off;
            }
        }
        self.asked_alone(alone)
    }

    /// Returns what is asked.
    pub fn label(&self) -> Say {
        self.label
    }

    /// Returns the words of an option, by its code.
    pub fn said(&self, code: &str) -> Option<Say> {
        let found = self.options.iter().find(|(it, _)| it.code == code);
        found.map(|(it, _)| it.said)
    }

    /// Returns the index of the row that has the focus.
    pub fn selected(&self) -> usize {
        self.list.selected
    }

    /// Returns the indices of what is ticked.
    pub fn ticked(&self) -> Vec<usize> {
        let ticked = self.options.iter().enumerate();
        let ticked = ticked.filter(|(_, (_, tick))| *tick == Tick::On);
        ticked.map(|(at, _)| at).collect()
    }

    /// Returns the codes of what is ticked.
    pub fn chosen(&self) -> impl Iterator<Item = &'static str> {
        let ticked = self.options.iter();
        let ticked = ticked.filter(|(_, tick)| *tick == Tick::On);
        ticked.map(|(option, _)| option.code)
    }

    /// Ticks what `is` says of a code, and nothing else.
    pub fn tick(&mut self, is: impl Fn(&str) -> bool) {
        for (option, tick) in &mut self.options {
            *tick = match is(option.code) {
                true => Tick::On,
                false => Tick::Off,
            };
        }
    }

    /// Returns the cells its widest row takes, the mark of the focus included.
    pub fn width(&self, pen: &Pen) -> u16 {
        let rows = self.options.iter().map(|it| width_of(&row(it, pen)));
        2 + rows.max().unwrap_or(0)
    }

    /// Returns the rows it takes where room is short.
    pub fn height(&self) -> u16 {
        self.whole().min(1 + ROWS)
    }

    /// Returns the rows it takes where there is room for all.
    pub fn whole(&self) -> u16 {
        1 + u16::try_from(self.options.len()).unwrap_or(ROWS)
    }

    /// Moves or ticks; other actions leave it as it is.
    pub fn act(&mut self, action: Action) -> Edge {
        let last = self.options.len().saturating_sub(1);
        match action {
            Action::Up if self.list.selected == 0 => return Edge::Above,
            Action::Down if self.list.selected == last => return Edge::Below,
            Action::Toggle => self.toggle(),
            Action::ToggleAll => self.toggle_all(),
            other => self.list.act(other, self.options.len()),
        }
        Edge::Inside
    }

    fn toggle(&mut self) {
        if let Some((_, tick)) = self.options.get_mut(self.list.selected) {
            *tick = match tick {
                Tick::On => Tick::Off,
                Tick::Off => Tick::On,
            };
        }
    }

    fn toggle_all(&mut self) {
        let alone = &self.alone;
        let together = |at: &usize| !alone.contains(at);
        let mut of_all = (0..self.options.len()).filter(together);
        let all = of_all.all(|at| self.options[at].1 == Tick::On);
        let tick = if all { Tick::Off } else { Tick::On };
        for (at, option) in self.options.iter_mut().enumerate() {
            // Taken away, "all" is everything.
            if tick == Tick::Off || !self.alone.contains(&at) {
                option.1 = tick;
            }
        }
    }

    /// Draws label and as many rows as there is room for; the cursor stands on the selected one.
    pub fn view(&self, pen: &mut Pen, area: Rect, focus: Focus) -> Position {
        let label = format!(
            "{} {}/{}",
            pen.say(&self.label),
            self.ticked().len(),
            self.options.len()
        );
        let role = match focus {
            Focus::Here => Role::Title,
            Focus::Elsewhere => Role::Text,
        };
        pen.put(
            area.x + 2,
            area.y,
            area.width.saturating_sub(2),
            &label,
            role,
        );
        let rows = below(area, 1);
        let texts: Vec<String> = self.options.iter().map(|it| row(it, pen)).collect();
        match focus {
            Focus::Here => self
                .list
                .view(pen, rows, texts.len(), |at| texts[at].clone()),
            Focus::Elsewhere => {
                for (y, text) in (rows.top()..rows.bottom()).zip(&texts) {
                    pen.fit(
                        rows.x + 2,
                        y,
                        rows.width.saturating_sub(2),
                        text,
                        Role::Text,
                    );
                }
                rows.as_position()
            }
        }
    }
}

fn row((what, tick): &(Coded, Tick), pen: &Pen) -> String {
    let mark = match tick {
        Tick::On => "[x]",
        Tick::Off => "[ ]",
    };
    format!("{mark} {}", pen.say(&what.said))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(how_many: usize) -> Vec<Coded> {
        let all = ["one", "two", "three"].into_iter().take(how_many);
        let said = Say::How;
        all.map(|code| Coded { code, said }).collect()
    }

    #[test]
    fn things_are_ticked_one_by_one_or_all_and_left_at_the_edges() {
        let mut several = Several::new(Say::Why, options(2), Ticked::None);
        assert_eq!(several.act(Action::Up), Edge::Above);
        assert_eq!(several.act(Action::Toggle), Edge::Inside);
        assert_eq!(several.ticked(), [0]);
        several.act(Action::Down);
        several.act(Action::ToggleAll);
        assert_eq!(several.ticked(), [0, 1]);
        several.act(Action::ToggleAll);
        assert_eq!(several.ticked(), [] as [usize; 0]);
        assert_eq!(several.act(Action::Down), Edge::Below);
    }

    #[test]
    fn what_is_asked_by_itself_is_no_part_of_all() {
        let several = Several::new(Say::Why, options(3), Ticked::None);
        let mut several = several.asked_alone(vec![1]);
        several.act(Action::ToggleAll);
        assert_eq!(several.ticked(), [0, 2]);
        several.act(Action::Down);
        several.act(Action::Toggle);
        assert_eq!(several.ticked(), [0, 1, 2]);
        several.act(Action::ToggleAll);
        assert_eq!(several.ticked(), [] as [usize; 0]);
    }
}
