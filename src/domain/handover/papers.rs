//! The papers that went to an office without the program: what was printed for it, what is known to have arrived, and what
//! became of each there.
//!
//! They are kept beside the two logs, at the sender alone: no rule of the logs reads them, and nothing of the person is in
//! them. What is printed is taken for handed over until somebody says otherwise.

use std::collections::BTreeSet;

use crate::domain::calendar::Day;
use crate::domain::handover::dossier::{
    Arrival, Ending, Held, QuestionStatus, Standing, State, WithdrawalAnswer,
};
use crate::domain::handover::entry::{Act, Verdict};
use crate::domain::handover::turn;
use crate::domain::id::{OfferNo, StaffId};
use crate::domain::text::Line;

/// Everything that was printed of one handover, in the order of printing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Papers(pub Vec<Print>);

/// One printing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Print {
    /// The offer.
    pub offer: OfferNo,
    /// What of it was on the paper: 0 for the offer itself, else the addition.
    pub parts: BTreeSet<u16>,
    /// How many entries of the sender there were: what had been said until then was told on it.
    pub said: u32,
    /// The day.
    pub on: Day,
    /// Who printed it.
    pub by: StaffId,
    /// The day on the receipt that came back; none where none has come.
    pub received: Option<Day>,
    /// What became of it, as far as that was told.
    pub back: Option<Back>,
}

/// What became of a paper, as it was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Back {
    /// What.
    pub became: Became,
    /// The day it was told.
    pub on: Day,
    /// How many withdrawals and endings there were: who did not answer is asked again once there are more.
    pub known: u32,
    /// Who wrote it down here.
    pub by: StaffId,
    /// Who of the other office said it, or was asked.
    pub told_by: Line,
    /// Where the note of it is kept.
    pub original: Line,
}

/// What became of a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Became {
    /// It was never handed over, and is destroyed here.
    NotHandedOver,
    /// It came back.
    Returned,
    /// They destroyed it.
    Destroyed,
    /// They cannot find it.
    Lost,
    /// They were asked and do not answer.
    NoAnswer,
}

impl Became {
    /// Every one, in the order in which the worst of several is told.
    pub const ALL: [Became; 5] = [
        Became::NotHandedOver,
        Became::Returned,
        Became::Destroyed,
        Became::Lost,
        Became::NoAnswer,
    ];

    /// The stable English name, used by commands and in files.
    pub const fn code(self) -> &'static str {
        match self {
            Became::NotHandedOver => "not-handed-over",
            Became::Returned => "returned",
            Became::Destroyed => "destroyed",
            Became::Lost => "lost",
            Became::NoAnswer => "no-answer",
        }
    }

    /// Says whether the paper is certainly at the other office no more.
    pub const fn is_gone(self) -> bool {
        matches!(
            self,
            Became::NotHandedOver | Became::Returned | Became::Destroyed
        )
    }
}

impl Print {
    /// Whether it left this office, as far as is known.
    pub fn went(&self) -> bool {
        !matches!(&self.back, Some(it) if it.became == Became::NotHandedOver)
    }

    /// Whether it bore this offer or addition.
    pub fn bears(&self, offer: OfferNo, part: u16) -> bool {
        self.offer == offer && self.parts.contains(&part)
    }

    /// Whether it has still to be asked for, where `known` withdrawals and endings are known: also one that bore answers
    /// alone, for they speak of the person.
    pub fn is_out(&self, known: u32) -> bool {
        match &self.back {
            None => true,
            Some(it) => it.became == Became::NoAnswer && it.known < known,
        }
    }

    /// Whether it was told that it is at the other office no more.
    pub fn is_gone(&self) -> bool {
        self.back.as_ref().is_some_and(|it| it.became.is_gone())
    }
}

impl Papers {
    /// The papers that bore this offer or addition and left.
    pub fn that_bore(&self, offer: OfferNo, part: u16) -> impl Iterator<Item = &Print> {
        let all = self.0.iter();
        all.filter(move |it| it.went() && it.bears(offer, part))
    }

    /// The same with those that left with answers to questions about the offer and nothing else.
    pub fn that_told_of(&self, offer: OfferNo, part: u16) -> impl Iterator<Item = &Print> {
        let all = self.0.iter();
        let of_it =
            move |it: &&Print| it.bears(offer, part) || (it.offer == offer && it.parts.is_empty());
        all.filter(|it| it.went()).filter(of_it)
    }

    /// What this offer or addition was first told to have arrived on.
    pub fn received(&self, offer: OfferNo, part: u16) -> Option<Day> {
        self.that_bore(offer, part)
            .filter_map(|it| it.received)
            .min()
    }

    /// What became of all papers that bore this offer or addition, and of those that bore answers about it alone: the worst of
    /// it, with the latest day. None while one of them is there, as far as is known.
    pub fn fate(&self, offer: OfferNo, part: u16) -> Option<(Became, Day)> {
        self.that_bore(offer, part).next()?;
        let told = self.that_told_of(offer, part).map(|it| it.back.as_ref());
        let told: Vec<_> = told.map(|it| it.map(|it| (it.became, it.on))).collect();
        let told: Option<Vec<_>> = told.into_iter().collect();
        let told = told?;
        let worst = told.iter().map(|it| it.0).max()?;
        let latest = told.iter().map(|it| it.1).max()?;
        Some((worst, latest))
    }

    /// Whether something has still to be printed: content that did not arrive and is on no paper, or words that are waited
    /// for and were said since.
    pub fn to_print(&self, state: &State, said: &[Held]) -> bool {
        let Some(offer) = &state.offer else {
            return false;
        };
        let mut sections = offer.sections.iter();
        let unprinted = sections.any(|it| {
            it.arrival == Arrival::OnTheWay && self.that_bore(offer.no, it.part).next().is_none()
        });
        unprinted || self.has_unsaid(state, said)
    }

    /// Whether words that are waited for were said since the last print.
    pub fn has_unsaid(&self, state: &State, said: &[Held]) -> bool {
        let went = self.0.iter().filter(|it| it.went());
        let told = went.map(|it| it.said).max().unwrap_or(0);
        said.iter().map(|it| &it.envelope).any(|it| {
            told < it.number
                && match &it.act {
                    Act::Answered { question, .. } => state.questions.iter().any(|it| {
                        it.no == *question && matches!(it.status, QuestionStatus::Answered(_))
                    }),
                    Act::ReadBackChecked { read_back, verdict } => {
                        *verdict == Verdict::Correct
                            && state
                                .read_back
                                .as_ref()
                                .is_some_and(|it| it.no == *read_back)
                    }
                    _ => false,
                }
        })
    }

    /// The papers that are to be asked back today, by their places: all of them once the handover ended before the start,
    /// consent ran out undecided, or something of what stands on them was taken back and nobody said what became of it; of
    /// an earlier offer, once a later one is printed or something was taken back.
    pub fn to_ask_back(&self, state: &State, today: Day) -> Vec<usize> {
        let known = known(state);
        let due = self.due_back(state, today).into_iter();
        let out = due.filter(|(_, it)| it.is_out(known));
        out.map(|(at, _)| at).collect()
    }

    /// What became of all papers that had to come back: the worst of it. None while it was not told of one of them that it is
    /// gone.
    pub fn gone_altogether(&self, state: &State, today: Day) -> Option<Became> {
        let due = self.due_back(state, today).into_iter().map(|(_, it)| it);
        let due: Vec<&Print> = due.filter(|it| it.went()).collect();
        let gone = due.iter().all(|it| it.is_gone());
        let told = due.iter().filter_map(|it| it.back.as_ref());
        told.map(|it| it.became).max().filter(|_| gone)
    }

    /// The papers that have to come back, whatever was told of them.
    fn due_back(&self, state: &State, today: Day) -> Vec<(usize, &Print)> {
        let Some(offer) = &state.offer else {
            return Vec::new();
        };
        let ended = |it: &Ending| !matches!(it, Ending::Discontinued(_));
        let owed = state.withdrawals.iter();
        let whole = state.endings.iter().any(ended)
            || turn::consent_expired(state, today)
            || offer.standing == Standing::Void
            || owed
                .map(|it| it.answer)
                .any(|it| it == WithdrawalAnswer::Owed);
        let newer = self.that_bore(offer.no, 0).next().is_some() || !state.withdrawals.is_empty();
        let all = self.0.iter().enumerate();
        all.filter(|(_, it)| whole || (newer && it.offer < offer.no))
            .collect()
    }

    /// The papers of which this may be told, by their places: what is to be asked back; and, once it was told that nobody
    /// answers or that one cannot be found, what is told of it after all.
    pub fn tellable(&self, became: Became, state: &State, today: Day) -> Vec<usize> {
        let due = self.to_ask_back(state, today);
        let late = |it: &Print| match (became, &it.back) {
            (Became::Returned | Became::Destroyed, Some(told)) => !told.became.is_gone(),
            (Became::Lost, Some(told)) => told.became == Became::NoAnswer,
            _ => false,
        };
        let all = self.0.iter().enumerate();
        match became {
            Became::NotHandedOver => self.not_receipted(),
            _ => all
                .filter(|(at, it)| due.contains(at) || late(it))
                .map(|(at, _)| at)
                .collect(),
        }
    }

    /// Those of them that are meant where nobody says which: all that are to be asked back, else all of which the word comes
    /// late; of what was never handed over, the last.
    pub fn meant(&self, became: Became, state: &State, today: Day) -> Vec<usize> {
        let may = self.tellable(became, state, today);
        if became == Became::NotHandedOver {
            return may.last().copied().into_iter().collect();
        }
        let due = self.to_ask_back(state, today);
        match due.is_empty() {
            true => may,
            false => due,
        }
    }

    /// The papers nobody there has receipted and nothing else was told of, by their places.
    pub fn not_receipted(&self) -> Vec<usize> {
        let all = self.0.iter().enumerate();
        let waiting = all.filter(|(_, it)| it.received.is_none() && it.back.is_none());
        waiting.map(|(at, _)| at).collect()
    }

    /// Notes what became of papers. What came back, was destroyed or is lost had arrived: on the day it was printed and handed
    /// over, as far as is known.
    pub fn note(&mut self, places: &[usize], back: &Back) {
        let there = matches!(
            back.became,
            Became::Returned | Became::Destroyed | Became::Lost
        );
        for at in places {
            if let Some(print) = self.0.get_mut(*at) {
                if there {
                    print.received.get_or_insert(print.on);
                }
                print.back = Some(back.clone());
            }
        }
    }

    /// Whether the other office is known to have receipted this offer or addition; what came back unreceipted is only taken for
    /// handed over on the day it was printed.
    pub fn is_receipted(&self, offer: OfferNo, part: u16) -> bool {
        self.that_bore(offer, part).any(|it| match it.received {
            Some(on) => it.back.is_none() || on != it.on,
            None => false,
        })
    }

    /// Notes that what was printed until the day of a receipt has arrived. Gives whether that says anything new.
    pub fn note_received(&mut self, on: Day) -> bool {
        let mut news = false;
        let waiting = self.0.iter_mut().filter(|it| it.went() && it.on <= on);
        for print in waiting.filter(|it| it.received.is_none()) {
            print.received = Some(on);
            news = true;
        }
        news
    }
}

/// How many withdrawals and endings there are.
pub fn known(state: &State) -> u32 {
    let all = state.withdrawals.len() + state.endings.len();
    u32::try_from(all).unwrap_or(u32::MAX)
}
