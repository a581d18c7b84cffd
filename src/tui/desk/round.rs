//! The rounds of sending and collecting that are asked for: one is on its way, the others wait, and the desk is free
//! meanwhile.
//!
//! What a round does at the desk is the desk's, when one is due is the screens'.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::time::Duration;

use crate::lang::message::{self, Ended};
use crate::lang::screen::Say;
use crate::tui::act::{Reply, Ticket, Told};
use crate::tui::desk::{No, Work, refusal};
use crate::workflow::Problem;
use crate::workflow::post::{Extent, SyncReport};
use crate::workflow::round::{Brought, Courier, Next, Number, Round, Until, Way};

/// For how long whoever leaves waits for all that the rounds still have to do at the folder.
pub const GRACE: Duration = Duration::from_secs(3);

/// Why a round is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wish {
    /// Somebody wants it.
    New,
    /// Somebody wants both logs sent whole.
    Everything,
    /// It is time.
    Due,
}

impl Wish {
    fn extent(self) -> Extent {
        match self {
            Wish::New | Wish::Due => Extent::New,
            Wish::Everything => Extent::Everything,
        }
    }
}

/// The rounds, and the courier who does at the shared folder what they need there.
pub struct Carrying {
    courier: Courier,
    going: Option<Going>,
    waiting: VecDeque<(Ticket, Wish)>,
}

/// A round that waits for the courier.
struct Going {
    ticket: Ticket,
    wish: Wish,
    round: Round,
    place: PathBuf,
    errand: Number,
}

impl Carrying {
    /// Sends the courier this way; `back` is called on another thread whenever something is to be looked at.
    pub fn by(way: Way, back: impl Fn() + Send + Sync + 'static) -> Carrying {
        Carrying {
            courier: Courier::new(way, back),
            going: None,
            waiting: VecDeque::new(),
        }
    }
}

impl Work {
    /// Begins a round, or remembers that one is wanted after the one that is on its way.
    pub fn begin(&mut self, ticket: Ticket, wish: Wish) -> Vec<(Ticket, Reply)> {
        self.carrying.waiting.push_back((ticket, wish));
        self.begin_next()
    }

    /// Goes on with what the courier brought.
    pub fn look(&mut self) -> Vec<(Ticket, Reply)> {
        let mut replies = Vec::new();
        while let Some((errand, brought)) = self.carrying.courier.brought() {
            replies.extend(self.go_on(errand, brought));
        }
        replies
    }

    /// Ends the rounds that were begun, as far as they do within `grace`; the others are dropped, and that is told.
    pub fn finish(&mut self, grace: Duration) -> Vec<(Ticket, Reply)> {
        let until = Until::passed(grace);
        let mut replies = Vec::new();
        while self.carrying.going.is_some() {
            let Some((errand, brought)) = self.carrying.courier.wait(until) else {
                break;
            };
            replies.extend(self.go_on(errand, brought));
        }
        replies.extend(self.drop_rounds(Ended::Slow));
        replies
    }

    /// Looks after what the courier is putting in the folder, after anything was done at the desk: a withdrawal may have
    /// overtaken it.
    pub fn look_after(&mut self) -> Vec<(Ticket, Reply)> {
        let (Some(desk), Some(going)) = (&mut self.desk, &mut self.carrying.going) else {
            return Vec::new();
        };
        let (ticket, wish) = (going.ticket, going.wish);
        let Err(why) = desk.look_after(&mut going.round) else {
            return Vec::new();
        };
        self.carrying.going = None;
        let mut replies = vec![(ticket, self.over(wish, Err(why)))];
        replies.extend(self.begin_next());
        replies
    }

    /// Drops the rounds, wherever the courier is, and tells how far the one came that was on its way: what he is fetching
    /// still lies in the folder, and what he is putting there is sent again, and known to whoever opens the store next.
    pub fn drop_rounds(&mut self, ended: Ended) -> Vec<(Ticket, Reply)> {
        let waiting: Vec<_> = self.carrying.waiting.drain(..).collect();
        let going = self.carrying.going.take().map(|it| {
            let mut cut = it.round.cut();
            if waiting.iter().any(|(_, it)| *it == Wish::Everything) {
                cut.extent = Extent::Everything;
            }
            self.give_up(it.round);
            let told = Told::both(|lang| message::left_behind(&cut, ended, lang));
            (it.ticket, Reply::LeftBehind(told))
        });
        let waiting = waiting.into_iter();
        let waiting = waiting.map(|(ticket, _)| (ticket, Reply::Locked));
        going.into_iter().chain(waiting).collect()
    }

    fn give_up(&mut self, round: Round) {
        if let Some(desk) = &mut self.desk {
            // Neither the lock nor who leaves waits for a store that cannot write.
            let _ = desk.give_up_round(round);
        }
    }

    fn begin_next(&mut self) -> Vec<(Ticket, Reply)> {
        let mut replies = Vec::new();
        while self.carrying.going.is_none() {
            let Some((ticket, wish)) = self.carrying.waiting.pop_front() else {
                break;
            };
            if let Err(why) = self.set_out(ticket, wish) {
                replies.push((ticket, refusal(why)));
            }
        }
        replies
    }

    fn set_out(&mut self, ticket: Ticket, wish: Wish) -> Result<(), No> {
        let desk = self.desk.as_mut().ok_or(No::Say(Say::ScreensLock))?;
        let place = desk.mailbox().cloned().ok_or(Problem::NoMailbox);
        let begun = place.and_then(|it| Ok((it, desk.begin_round(wish.extent())?)));
        let (place, (round, errand)) = begun.map_err(|why| self.rounds.failed(why))?;
        let errand = self.carrying.courier.go(&place, errand);
        self.carrying.going = Some(Going {
            ticket,
            wish,
            round,
            place,
            errand,
        });
        Ok(())
    }

    fn go_on(&mut self, errand: Number, brought: Brought) -> Vec<(Ticket, Reply)> {
        // What a dropped round was still brought is dropped with it.
        let going = self.carrying.going.take_if(|it| it.errand == errand);
        let (Some(going), Some(desk)) = (going, &mut self.desk) else {
            return Vec::new();
        };
        if desk.mailbox() != Some(&going.place) {
            // What was laid into a folder that was left counts as sent nowhere: the round begins again at the new one.
            self.carrying.waiting.push_front((going.ticket, going.wish));
            return self.begin_next();
        }
        let over = match desk.go_on(going.round, brought) {
            Ok(Next::Errand(round, errand)) => {
                let errand = self.carrying.courier.go(&going.place, errand);
                self.carrying.going = Some(Going {
                    round,
                    errand,
                    ..going
                });
                return Vec::new();
            }
            Ok(Next::Over(report)) => Ok(report),
            Err(why) => Err(why),
        };
        let mut replies = vec![(going.ticket, self.over(going.wish, over))];
        replies.extend(self.begin_next());
        replies
    }

    /// Remembers what became of a round, and tells it.
    fn over(&mut self, wish: Wish, done: Result<SyncReport, Problem>) -> Reply {
        let report = match done {
            Ok(report) => report,
            Err(why) => {
                let untold = self.desk.as_mut().map(|desk| desk.untold());
                let untold = untold.unwrap_or_default();
                return Reply::Refused(self.rounds.ended(&why, &untold));
            }
        };
        match (self.rounds.remember(&report), wish) {
            ((told, moved), Wish::Due) => Reply::Rounded(told, moved),
            ((told, _), Wish::New | Wish::Everything) => Reply::Synced(told),
        }
    }
}
