//! Scores being written: each under a day and a name, said once at the head.
//!
//! It knows no scale: what a score may be is the domain's.

use crate::domain::answer::{RawMark, RawScore};
use crate::domain::assessment::{AssessmentItem, Rater, Sub};
use crate::domain::field::Kind;
use crate::domain::origin::Writer;
use crate::lang::screen::case::Case as Word;
use crate::lang::screen::say;
use crate::lang::{Lang, date, label};
use crate::tui::widget::answer::piece::Piece;
use crate::tui::widget::answer::typed::{read_day, read_number};
use crate::tui::widget::answer::{Entry, Trouble};

/// What of one item of the assessment stands in a piece.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Slot {
    Mark(Rater),
    Checks,
}

impl Slot {
    pub(super) fn text(self, lang: Lang) -> String {
        match self {
            Slot::Mark(by) => label::rater(by, lang).to_owned(),
            Slot::Checks => say(lang, &Word::SubChecks.say()),
        }
    }
}

/// The pieces before the scores: the day, and who took them down; today and whoever writes where nothing is typed. They
/// are said of the scores that are changed, and alone they say nothing.
pub(super) const SCORE_HEAD: usize = 2;

/// The places of the scores of a field, in the order of the form.
pub(super) fn slots(
    items: &'static [AssessmentItem],
    raters: &'static [Rater],
) -> impl Iterator<Item = (AssessmentItem, Slot)> {
    let of = |item: &AssessmentItem| {
        let ticked = item.sub() == Sub::Checks && raters.contains(&Rater::Staff);
        let marks = raters.iter().map(|by| Slot::Mark(*by));
        let checks = ticked.then_some(Slot::Checks);
        let item = *item;
        marks.chain(checks).map(move |slot| (item, slot))
    };
    items.iter().flat_map(of)
}

impl Entry {
    pub(super) fn slots(&self) -> impl Iterator<Item = (AssessmentItem, Slot)> + use<> {
        let (items, raters): (&'static [_], &'static [_]) = match self.field.spec().kind {
            Kind::Scores { items, raters } => (items, raters),
            _ => (&[], &[]),
        };
        slots(items, raters)
    }

    /// How many pieces stand before the scores; 0 where there are none.
    pub(super) fn head(&self) -> usize {
        match self.field.spec().kind {
            Kind::Scores { .. } => SCORE_HEAD,
            _ => 0,
        }
    }

    /// What is typed in the head of scores.
    pub(super) fn typed_head(&self) -> Vec<String> {
        let head = self.pieces.iter().take(self.head());
        head.map(Piece::text).collect()
    }

    pub(super) fn is_score(&self, at: usize) -> bool {
        0 < self.head() && self.head() <= at
    }

    /// Says whether a day or a rater is typed there.
    pub(super) fn is_head_typed(&self) -> bool {
        self.typed_head().iter().any(|it| !it.trim().is_empty())
    }

    /// The scores as typed, and at which piece each begins. A score that is as stored keeps its day and who took it,
    /// unless it was typed anew under a day or a name that was typed, too.
    pub(super) fn raw_scores(
        &self,
        items: &[AssessmentItem],
        usual: &Writer,
    ) -> Result<(Vec<RawScore>, Vec<usize>), (usize, Trouble)> {
        let (mut scores, mut places) = (Vec::new(), Vec::new());
        for item in items {
            let mut raw = RawScore {
                item: item.code().to_owned(),
                marks: Vec::new(),
                checks: String::new(),
            };
            let mut first = None;
            for (at, (of, slot)) in (SCORE_HEAD..).zip(self.slots()) {
                let text = self.pieces.get(at).map(Piece::text).unwrap_or_default();
                if of != *item || text.trim().is_empty() {
                    continue;
                }
                first = first.or(Some(at));
                match slot {
                    Slot::Checks => raw.checks = text,
                    Slot::Mark(by) => raw.marks.push(self.raw_mark(*item, by, at, usual)?),
                }
            }
            if let Some(at) = first {
                scores.push(raw);
                places.push(at);
            }
        }
        Ok((scores, places))
    }

    pub(super) fn raw_mark(
        &self,
        item: AssessmentItem,
        by: Rater,
        at: usize,
        usual: &Writer,
    ) -> Result<RawMark, (usize, Trouble)> {
        let text = |at: usize| self.pieces.get(at).map(Piece::text).unwrap_or_default();
        let head = |at: usize| match text(at) {
            typed if typed.trim().is_empty() => self.suggested(at, usual).unwrap_or_default(),
            typed => typed,
        };
        let score = read_number(&text(at)).map_err(|why| (at, why))?;
        let stored = self.scored.iter().filter(|it| it.item == item.code());
        let mut stored = stored.flat_map(|it| &it.marks);
        let touched = self.pieces.get(at).is_some_and(Piece::is_touched);
        let anew = touched && self.is_head_typed();
        match stored.find(|it| it.by == by.code() && it.score == score && !anew) {
            Some(same) => Ok(same.clone()),
            None => Ok(RawMark {
                by: by.code().to_owned(),
                score,
                on: read_day(&head(0)).map_err(|why| (0, why))?,
                rater: head(1),
            }),
        }
    }

    /// What is taken for a piece in which nothing is typed: the day and the rater of scores.
    pub(super) fn suggested(&self, at: usize, usual: &Writer) -> Option<String> {
        let said = [date::typed_day(usual.on, self.lang), usual.by.to_string()];
        said.into_iter().take(self.head()).nth(at)
    }

    /// Says under which day and name a score stands, or will once it is saved.
    pub(super) fn recorded_under(
        &self,
        item: AssessmentItem,
        by: Rater,
        at: usize,
        usual: &Writer,
        lang: Lang,
    ) -> Option<String> {
        let mark = self.raw_mark(item, by, at, usual).ok()?;
        Some(format!(
            "{}: {} / {}: {}",
            say(lang, &Word::ScoredOn.say()),
            date::short_day(mark.on, lang),
            say(lang, &Word::Rater.say()),
            mark.rater
        ))
    }
}
