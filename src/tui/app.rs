//! The program as a value: a stack of screens, and what inputs, replies and time do to it.
//!
//! It touches neither terminal nor desk nor clock; it returns what is to be done.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::lang::Lang;
use crate::lang::screen::Say;
use crate::tui::act::{Act, Attention, Ctx, Effect, Input, Reply, Request, Ticket, Told};
use crate::tui::keys::{Action, Key, Stand};
use crate::tui::room::Room;
use crate::tui::room::draft::{self, Place, Words};
use crate::tui::rounds::{Ended, Rounds};
use crate::tui::screen::Screen;
use crate::tui::screen::help::Help;
use crate::tui::screen::lock::Lock;
use crate::tui::screen::menu::Menu;
use crate::tui::screen::question::Question;
use crate::tui::screen::settings::Settings;
use crate::tui::theme::Theme;
use crate::tui::widget::frame::{SMALLEST, notice, too_small, working};
use crate::tui::widget::pen::Pen;

/// How long a passing message stays.
const NOTICE: Duration = Duration::from_secs(6);
/// How long an answer may take before the screen says that one is awaited.
const PATIENCE: Duration = Duration::from_millis(400);

/// How long after a change what is typed is kept: the most that a killed program loses.
const DRAFT: Duration = Duration::from_secs(1);

/// How many keys are kept while an answer is awaited: more than anybody types blind.
const KEPT: usize = 256;

/// The whole state of the terminal program.
#[derive(Debug)]
pub struct App {
    layers: Vec<Layer>,
    lang: Lang,
    theme: Theme,
    notice: Option<(Told, Duration)>,
    town: Town,
    door: Door,
    idle: Duration,
    last_input: Duration,
    waiting: Vec<(Ticket, LayerId)>,
    /// What was typed while the screen on top awaits an answer, in its order.
    ahead: Vec<Input>,
    /// The drafts that were kept when their screens went.
    parting: Vec<Ticket>,
    rounds: Rounds,
    wait: Wait,
    away: Option<Away>,
    next: u64,
}

/// Who locked the door, or left it to lock itself, while something was being typed.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Away {
    who: String,
    place: Place,
}

/// A screen in the stack, with a number by which replies find it.
#[derive(Debug)]
struct Layer {
    id: LayerId,
    screen: Screen,
    draft: Option<Tracked>,
}

/// What is kept of what is typed in a screen.
#[derive(Debug)]
struct Tracked {
    place: Place,
    /// As the worker has it, as far as was asked.
    kept: Words,
    /// When the next one is due.
    due: Option<Duration>,
}

impl Layer {
    /// Notes that something may have been typed.
    fn typed(&mut self, now: Duration) {
        let Some(tracked) = &mut self.draft else {
            return;
        };
        if tracked.due.is_none() && self.screen.draft() != tracked.kept {
            tracked.due = Some(now + DRAFT);
        }
    }

    /// Gives what the worker is to do so that the draft is as what is typed; none when it is.
    fn keep(&mut self) -> Option<draft::Ask> {
        let tracked = self.draft.as_mut()?;
        tracked.due = None;
        let words = self.screen.draft();
        if words == tracked.kept {
            return None;
        }
        tracked.kept = words.clone();
        let place = tracked.place.clone();
        Some(match words.is_empty() {
            true => draft::Ask::Drop(place),
            false => draft::Ask::Keep(place, words),
        })
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct LayerId(u64);

/// Whether the worker is waited for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Wait {
    No,
    /// Since so long after the start; too short yet to be worth a word.
    Since(Duration),
    /// So long that the screen says it.
    Long,
}

/// Whether the store is open, and to whom.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Door {
    Shut,
    Open { who: String },
}

/// Whether the offices are those of a sample town, between which one key switches.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Town {
    Real,
    Sample,
}

impl App {
    /// Makes the program for a sample town; `begin` opens its first office.
    pub fn town(lang: Lang, theme: Theme, idle: Duration) -> App {
        let first = Screen::Today(Box::default());
        App {
            town: Town::Sample,
            ..App::new(first, lang, theme, idle)
        }
    }

    /// Does what is due before any input.
    pub fn begin(&mut self) -> Vec<Effect> {
        match self.town {
            Town::Sample => self.switch_office(Duration::ZERO),
            Town::Real => Vec::new(),
        }
    }

    fn switch_office(&mut self, now: Duration) -> Vec<Effect> {
        let mut effects = self.keep_parting_drafts();
        self.door = Door::Shut;
        self.rounds.stop();
        self.layers.clear();
        self.waiting.clear();
        self.ahead.clear();
        self.wait = Wait::No;
        self.open(Screen::Today(Box::default()));
        effects.extend(self.carry(vec![Act::Ask(Request::SwitchOffice)], now));
        effects
    }

    /// Makes the program with its first screen; `idle` is how long nobody may be there before an
    /// open store is locked.
    pub fn new(first: Screen, lang: Lang, theme: Theme, idle: Duration) -> App {
        let mut app = App {
            layers: Vec::new(),
            lang,
            theme,
            notice: None,
            town: Town::Real,
            door: Door::Shut,
            idle,
            last_input: Duration::ZERO,
            waiting: Vec::new(),
            ahead: Vec::new(),
            parting: Vec::new(),
            rounds: Rounds::default(),
            wait: Wait::No,
            away: None,
            next: 0,
        };
        app.open(first);
        app
    }

    /// Takes one input at the given time since the start and returns what is to be done.
    pub fn update(&mut self, input: Input, now: Duration) -> Vec<Effect> {
        match input {
            Input::Key(_) | Input::Text(_) => {
                self.touched(now);
                self.type_or_keep(input, now)
            }
            Input::Suspend => vec![Effect::Suspend],
            Input::Leave => self.leave(),
            Input::Resize | Input::Focus(Attention::Here | Attention::Elsewhere) => Vec::new(),
        }
    }

    /// Takes what was typed, or keeps it until the screen it is meant for is there.
    fn type_or_keep(&mut self, input: Input, now: Duration) -> Vec<Effect> {
        if self.awaits() && !self.works_at_once(&input) {
            if self.ahead.len() < KEPT {
                self.ahead.push(input);
            }
            return Vec::new();
        }
        // Whoever turns elsewhere does not mean the screen that is still to come.
        self.ahead.clear();
        let effects = match input {
            Input::Text(text) if self.top().stand().takes_text() => {
                self.top_mut().text(&text);
                Vec::new()
            }
            other => self
                .meant(&other)
                .map_or_else(Vec::new, |it| self.act(it, now)),
        };
        if let Some(layer) = self.layers.last_mut() {
            layer.typed(now);
        }
        effects
    }

    /// Whether the screen on top can do nothing with keys before the worker answers it.
    fn awaits(&self) -> bool {
        let top = self.layers.last();
        let asked = |it: &&Layer| self.waiting.iter().any(|(_, id)| *id == it.id);
        top.filter(asked).is_some_and(|it| it.screen.awaits())
    }

    /// Whether it needs no answer: it leads away from the screen that awaits one, or repeats what is being done.
    fn works_at_once(&self, input: &Input) -> bool {
        let over = self.ahead.is_empty();
        match self.meant(input) {
            Some(Action::Back | Action::Quit | Action::Lock | Action::SwitchOffice) => true,
            Some(
                Action::Help
                | Action::Language
                | Action::Suspend
                | Action::Proceed
                | Action::Filter,
            ) => over,
            Some(Action::Menu | Action::Go(_)) => over && self.door != Door::Shut,
            // What a list is searched for is typed before it is there as well as after.
            None => over && self.top().stand() == Stand::Filter && matches!(input, Input::Text(_)),
            _ => false,
        }
    }

    /// What an input asks for where the focus stands.
    fn meant(&self, input: &Input) -> Option<Action> {
        let stand = self.top().stand();
        match input {
            Input::Key(key) => stand.action(*key),
            Input::Text(_) if stand.takes_text() => None,
            Input::Text(text) => Key::of_text(text).and_then(|key| stand.action(key)),
            Input::Resize | Input::Focus(_) | Input::Leave | Input::Suspend => None,
        }
    }

    /// Types what was typed ahead; nothing is decided on a screen that nobody has seen.
    fn type_ahead(&mut self, now: Duration) -> Vec<Effect> {
        let mut effects = Vec::new();
        for input in std::mem::take(&mut self.ahead) {
            if !self.awaits() && self.decides(&input) {
                self.tell(Say::NotSeenYet, now);
                break;
            }
            effects.extend(self.type_or_keep(input, now));
        }
        effects
    }

    fn decides(&self, input: &Input) -> bool {
        let at_button = matches!(
            self.top().stand(),
            Stand::FormButton | Stand::KeptButton | Stand::PickOffice
        );
        match self.meant(input) {
            Some(Action::Proceed | Action::Yes) => true,
            Some(Action::Choose) => at_button,
            _ => false,
        }
    }

    /// Ends the program; what is typed is kept first.
    fn leave(&mut self) -> Vec<Effect> {
        let mut effects = self.keep_drafts();
        effects.push(Effect::Quit);
        effects
    }

    /// Keeps at once whatever is typed on any screen.
    fn keep_drafts(&mut self) -> Vec<Effect> {
        let layers = 0..self.layers.len();
        layers.flat_map(|at| self.keep_draft(at)).collect()
    }

    /// Keeps whatever is typed on screens that are all about to go: nobody but the next screen can tell of a failure.
    fn keep_parting_drafts(&mut self) -> Vec<Effect> {
        let effects = self.keep_drafts();
        self.parting = effects
            .iter()
            .filter_map(|it| match it {
                Effect::Ask(ticket, Request::Draft(_)) => Some(*ticket),
                _ => None,
            })
            .collect();
        effects
    }

    fn keep_draft(&mut self, at: usize) -> Option<Effect> {
        let layer = self.layers.get_mut(at)?;
        let (id, ask) = (layer.id, layer.keep()?);
        let ticket = self.ticket();
        self.waiting.push((ticket, id));
        Some(Effect::Ask(ticket, Request::Draft(ask)))
    }

    /// Looks whether something was typed on this screen before.
    fn look_for_draft(&mut self, id: LayerId) -> Option<Effect> {
        let layer = self.layers.iter().find(|layer| layer.id == id)?;
        let place = layer.draft.as_ref()?.place.clone();
        let ticket = self.ticket();
        self.waiting.push((ticket, id));
        let ask = draft::Ask::Find(place);
        Some(Effect::Ask(ticket, Request::Draft(ask)))
    }

    /// Takes what became of a draft; the screen joins what it finds with what was typed meanwhile.
    fn draft_answered(&mut self, id: LayerId, answer: draft::Answer, now: Duration) {
        match answer {
            draft::Answer::Failed(why) => self.notice = Some((why, now + NOTICE)),
            draft::Answer::Nothing | draft::Answer::Done => {}
            draft::Answer::Found(words) => {
                let Some(layer) = self.layers.iter_mut().find(|layer| layer.id == id) else {
                    return;
                };
                layer.screen.recall(&words);
                if let Some(tracked) = &mut layer.draft {
                    tracked.kept = words;
                }
                // Together with what was typed meanwhile it is another draft.
                layer.typed(now);
            }
        }
    }

    fn touched(&mut self, now: Duration) {
        self.last_input = now;
        self.notice = None;
    }

    fn act(&mut self, action: Action, now: Duration) -> Vec<Effect> {
        match action {
            Action::Help => self.help(),
            Action::Language => self.lang = other(self.lang),
            Action::Suspend => return vec![Effect::Suspend],
            Action::Quit => self.ask_whether_to_quit(),
            Action::Lock => return self.lock(Say::LockHint, now),
            Action::SwitchOffice if self.town == Town::Sample => return self.switch_office(now),
            Action::SwitchOffice => self.tell(Say::TownOnly, now),
            Action::Menu => self.open_menu(),
            Action::Go(room) => return self.go(room, now),
            other => {
                let cx = self.ctx(now);
                let acts = self.top_mut().act(other, &cx);
                return self.carry(acts, now);
            }
        }
        Vec::new()
    }

    fn help(&mut self) {
        if !matches!(self.top(), Screen::Help(_)) {
            self.open(Screen::Help(Help::new(self.top().stand())));
        }
    }

    fn open_menu(&mut self) {
        let menu = Menu::new(self.room());
        self.open(Screen::Menu(menu));
    }

    /// Returns the room whose screen is the uppermost of the rooms.
    fn room(&self) -> Room {
        let mut rooms = self.layers.iter().filter_map(|it| it.screen.room());
        rooms.next_back().unwrap_or(Room::Today)
    }

    /// Goes to a room: today stays at the bottom, whatever was on top of it is left.
    fn go(&mut self, room: Room, now: Duration) -> Vec<Effect> {
        if self.door == Door::Shut {
            return Vec::new();
        }
        let mut effects = self.keep_drafts();
        if !effects.is_empty() {
            self.tell(Say::DraftKept, now);
        }
        self.layers.truncate(1);
        let mut acts = Vec::new();
        let screen = match room {
            Room::Settings => Some(self.settings()),
            other => Screen::of_room(other),
        };
        acts.extend(screen.map(|it| Act::Open(Box::new(it))));
        acts.push(Act::Hear(Reply::Changed));
        effects.extend(self.carry(acts, now));
        effects
    }

    fn settings(&self) -> Screen {
        let minutes = self.idle.as_secs() / 60;
        Screen::Settings(Box::new(Settings::new(self.lang, self.theme, minutes)))
    }

    fn ask_whether_to_quit(&mut self) {
        if !matches!(self.top(), Screen::Question(_)) {
            self.open(Screen::Question(Question::new(Say::QuitAsk, Act::Quit)));
        }
    }

    fn lock(&mut self, why: Say, now: Duration) -> Vec<Effect> {
        let Door::Open { who } = std::mem::replace(&mut self.door, Door::Shut) else {
            self.tell(Say::ScreensLock, now);
            return Vec::new();
        };
        self.rounds.stop();
        self.away = self.typing().map(|place| Away {
            who: who.clone(),
            place,
        });
        let mut effects = self.keep_parting_drafts();
        self.layers.clear();
        self.waiting.clear();
        self.ahead.clear();
        self.wait = Wait::No;
        self.open(Screen::Lock(Lock::new(&who, why)));
        effects.push(Effect::Ask(self.ticket(), Request::Lock));
        effects
    }

    /// Returns where something is being typed, the uppermost place first.
    fn typing(&self) -> Option<Place> {
        let mut typed = self.layers.iter().rev();
        let typed = typed.find(|it| it.draft.is_some() && !it.screen.draft().is_empty());
        Some(typed?.draft.as_ref()?.place.clone())
    }

    /// Leads whoever is back to where they were typing.
    fn resume(&mut self, who: &str) -> Option<Act> {
        let away = self.away.take().filter(|it| it.who == who)?;
        Some(Act::Hear(Reply::Resume(away.place)))
    }

    /// Takes a reply of the worker and returns what is to be done; a reply to a screen that is
    /// gone is dropped. What was typed ahead is typed as far as the screen on top can take it.
    pub fn reply(&mut self, ticket: Ticket, reply: Reply, now: Duration) -> Vec<Effect> {
        let refused = matches!(reply, Reply::Refused(_) | Reply::Busy(_) | Reply::Stale(_));
        if refused && !self.ahead.is_empty() && self.is_for_top(ticket) {
            // It was meant for what would have come.
            self.ahead.clear();
            self.tell(Say::NotSeenYet, now);
        }
        let mut effects = self.answered(ticket, reply, now);
        effects.extend(self.type_ahead(now));
        effects
    }

    fn is_for_top(&self, ticket: Ticket) -> bool {
        let top = self.layers.last().map(|it| it.id);
        let mut waiting = self.waiting.iter();
        waiting.any(|(waits, id)| *waits == ticket && Some(*id) == top)
    }

    fn answered(&mut self, ticket: Ticket, reply: Reply, now: Duration) -> Vec<Effect> {
        if let Some(ended) = self.rounds.end(ticket, &reply, now) {
            let effects = self.round_ended(ended, now);
            self.look_at_wait(now);
            return effects;
        }
        if let Some(at) = self.parting.iter().position(|it| *it == ticket) {
            self.parting.remove(at);
            if let Reply::Draft(draft::Answer::Failed(why)) = reply {
                self.notice = Some((why, now + NOTICE));
            }
            return Vec::new();
        }
        let Some(at) = self.waiting.iter().position(|(waits, _)| *waits == ticket) else {
            return Vec::new();
        };
        let (_, id) = self.waiting.remove(at);
        self.rounds.heard(ticket, &reply, now);
        self.look_at_wait(now);
        let mut back = None;
        if let Reply::Unlocked { who } = &reply {
            self.door = Door::Open { who: who.clone() };
            back = self.resume(who);
        }
        if let Reply::Draft(answer) = reply {
            self.draft_answered(id, answer, now);
            return Vec::new();
        }
        let Some(layer) = self.layers.iter_mut().find(|layer| layer.id == id) else {
            return Vec::new();
        };
        let mut acts = layer.screen.reply(reply);
        acts.extend(back);
        self.carry_for(id, acts, now)
    }

    /// Tells what a round brought and has every list of it made anew; a form on top keeps what is typed.
    fn round_ended(&mut self, ended: Ended, now: Duration) -> Vec<Effect> {
        let told = match ended {
            Ended::Quietly => return Vec::new(),
            Ended::Failed(why) => {
                self.notice = Some((why, now + NOTICE));
                return Vec::new();
            }
            Ended::Moved(told) => told,
        };
        self.notice = Some((told, now + NOTICE));
        let shows = |it: &&Layer| it.screen.room().is_some() || it.screen.is_dossier();
        let ids: Vec<LayerId> = self.layers.iter().filter(shows).map(|it| it.id).collect();
        let mut effects = Vec::new();
        for id in ids {
            effects.extend(self.carry_for(id, vec![Act::Hear(Reply::Changed)], now));
        }
        effects
    }

    /// Remembers whether the worker is waited for, and since when.
    fn look_at_wait(&mut self, now: Duration) {
        let waits = !self.waiting.is_empty() || self.rounds.is_running();
        self.wait = match (waits, self.wait) {
            (false, _) => Wait::No,
            (true, Wait::No) => Wait::Since(now),
            (true, wait) => wait,
        };
    }

    /// Does what has fallen due by now.
    pub fn due(&mut self, now: Duration) -> Vec<Effect> {
        if self.notice.as_ref().is_some_and(|(_, until)| *until <= now) {
            self.notice = None;
        }
        if self.says_so_at().is_some_and(|at| at <= now) {
            self.wait = Wait::Long;
        }
        if self.locks_at().is_some_and(|at| at <= now) {
            return self.lock(Say::LockedWhileIdle, now);
        }
        if self.rounds.deadline().is_some_and(|at| at <= now) {
            let ticket = self.ticket();
            self.rounds.begin(ticket, now);
            self.look_at_wait(now);
            return vec![Effect::Ask(ticket, Request::Round)];
        }
        self.due_drafts(now)
    }

    /// Keeps what was typed a while ago.
    fn due_drafts(&mut self, now: Duration) -> Vec<Effect> {
        let due = |layer: &Layer| {
            let due = layer.draft.as_ref().and_then(|it| it.due);
            due.is_some_and(|at| at <= now)
        };
        let due: Vec<usize> = (0..self.layers.len())
            .filter(|at| due(&self.layers[*at]))
            .collect();
        due.into_iter().flat_map(|at| self.keep_draft(at)).collect()
    }

    /// Returns when `due` has something to do next, if ever.
    pub fn deadline(&self) -> Option<Duration> {
        let notice = self.notice.as_ref().map(|(_, until)| *until);
        let round = self.rounds.deadline();
        let drafts = self.layers.iter().filter_map(|it| it.draft.as_ref()?.due);
        [notice, self.locks_at(), round, self.says_so_at()]
            .into_iter()
            .flatten()
            .chain(drafts)
            .min()
    }

    /// When the screen says that an answer is awaited.
    fn says_so_at(&self) -> Option<Duration> {
        match self.wait {
            Wait::Since(at) => Some(at + PATIENCE),
            Wait::No | Wait::Long => None,
        }
    }

    fn locks_at(&self) -> Option<Duration> {
        match self.door {
            Door::Open { .. } => Some(self.last_input + self.idle),
            Door::Shut => None,
        }
    }

    /// Draws every layer, the bottom one first, and says where the cursor stands.
    pub fn view(&self, buf: &mut Buffer, now: Duration) -> Position {
        let cx = self.ctx(now);
        let area = buf.area;
        let mut pen = Pen { buf, cx: &cx };
        if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
            return too_small(&mut pen, area);
        }
        let mut cursor = area.as_position();
        for layer in &self.layers {
            cursor = layer.screen.view(&mut pen, area);
        }
        if self.wait == Wait::Long {
            working(&mut pen, area);
        }
        if let Some((what, _)) = &self.notice {
            notice(&mut pen, area, what);
        }
        cursor
    }

    fn carry(&mut self, acts: Vec<Act>, now: Duration) -> Vec<Effect> {
        self.layers
            .last()
            .map(|layer| layer.id)
            .map_or_else(Vec::new, |id| self.carry_for(id, acts, now))
    }

    fn carry_for(&mut self, mut id: LayerId, acts: Vec<Act>, now: Duration) -> Vec<Effect> {
        let mut effects = Vec::new();
        for act in acts {
            match act {
                Act::Ask(request) => {
                    let ticket = self.ticket();
                    self.waiting.push((ticket, id));
                    self.rounds.asked(ticket, &request);
                    self.look_at_wait(now);
                    effects.push(Effect::Ask(ticket, request));
                }
                Act::Open(screen) => {
                    id = self.open_over(id, *screen);
                    effects.extend(self.look_for_draft(id));
                }
                Act::Become(screen) => {
                    effects.extend(self.left(id, now));
                    id = self.replace(id, *screen);
                    effects.extend(self.look_for_draft(id));
                }
                Act::Close => {
                    effects.extend(self.left(id, now));
                    id = self.close(id);
                }
                Act::Go(room) => effects.extend(self.go(room, now)),
                Act::Hear(reply) => {
                    let layer = self.layers.iter_mut().find(|layer| layer.id == id);
                    let acts = layer.map_or_else(Vec::new, |layer| layer.screen.reply(reply));
                    effects.extend(self.carry_for(id, acts, now));
                }
                Act::Tell(what) => self.tell(what, now),
                Act::Report(told) => self.notice = Some((told, now + NOTICE)),
                Act::Speak(lang) => self.lang = lang,
                Act::Wear(theme) => self.theme = theme,
                Act::LockAfter(idle) => self.idle = idle,
                Act::Quit => effects.extend(self.leave()),
            }
        }
        effects
    }

    /// Keeps what is typed on a screen that is about to go, and says so.
    fn left(&mut self, id: LayerId, now: Duration) -> Option<Effect> {
        let at = self.layers.iter().position(|layer| layer.id == id)?;
        if !self.layers[at].screen.draft().is_empty() {
            self.tell(Say::DraftKept, now);
        }
        self.keep_draft(at)
    }

    fn open(&mut self, screen: Screen) -> LayerId {
        let id = LayerId(self.number());
        self.layers.push(layer(id, screen));
        id
    }

    /// Opens a screen right over the one that asks for it: an answer that comes late does not cover what was opened since.
    fn open_over(&mut self, id: LayerId, screen: Screen) -> LayerId {
        let fresh = LayerId(self.number());
        let at = self.layers.iter().position(|layer| layer.id == id);
        let over = at.map_or(self.layers.len(), |at| at + 1);
        self.layers.insert(over, layer(fresh, screen));
        fresh
    }

    fn replace(&mut self, id: LayerId, screen: Screen) -> LayerId {
        let fresh = LayerId(self.number());
        if let Some(layer) = self.layers.iter_mut().find(|layer| layer.id == id) {
            *layer = self::layer(fresh, screen);
        }
        fresh
    }

    /// Takes a layer away and returns the one that was beneath it; the last one stays, for something must
    /// be on the screen.
    fn close(&mut self, id: LayerId) -> LayerId {
        let at = self.layers.iter().position(|layer| layer.id == id);
        if let Some(at) = at.filter(|_| self.layers.len() > 1) {
            self.layers.remove(at);
            return self.layers[at.saturating_sub(1)].id;
        }
        self.layers.last().map_or(id, |layer| layer.id)
    }

    fn tell(&mut self, what: Say, now: Duration) {
        self.notice = Some((Told::say(what), now + NOTICE));
    }

    fn ticket(&mut self) -> Ticket {
        Ticket(self.number())
    }

    fn number(&mut self) -> u64 {
        self.next += 1;
        self.next
    }

    /// Returns the screen on top, which has the focus.
    pub fn top(&self) -> &Screen {
        let layer = self.layers.last();
        &layer
            .expect("a screen is opened at the start and the last one is never closed")
            .screen
    }

    fn top_mut(&mut self) -> &mut Screen {
        let layer = self.layers.last_mut();
        &mut layer
            .expect("a screen is opened at the start and the last one is never closed")
            .screen
    }

    fn ctx(&self, now: Duration) -> Ctx {
        Ctx {
            now,
            lang: self.lang,
            theme: self.theme,
        }
    }
}

fn layer(id: LayerId, screen: Screen) -> Layer {
    let draft = screen.draft_place().map(|place| Tracked {
        place,
        kept: Words::default(),
        due: None,
    });
    Layer { id, screen, draft }
}

fn other(lang: Lang) -> Lang {
    match lang {
        Lang::Ja => Lang::En,
        Lang::En => Lang::Ja,
    }
}
