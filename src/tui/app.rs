//! The program as a value: a stack of screens, and what inputs, replies and time do to it.
//!
//! It touches neither terminal nor desk nor clock; it returns what is to be done.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::lang::Lang;
use crate::lang::problem::another_person;
use crate::lang::screen::Say;
use crate::lang::taking_back;
use crate::tui::act::{Act, Attention, Ctx, Effect, Input, Reply, Request, Shell, Ticket, Told};
use crate::tui::keys::{Action, Key, Stand};
use crate::tui::room::Room;
use crate::tui::room::draft::{self, Place};
use crate::tui::room::handover;
use crate::tui::rounds::{Ended, Rounds};
use crate::tui::screen::help::Help;
use crate::tui::screen::lock::{Lock, Neighbours};
use crate::tui::screen::menu::Menu;
use crate::tui::screen::notice::Notice;
use crate::tui::screen::prefs::Prefs;
use crate::tui::screen::question::Question;
use crate::tui::screen::{Awaits, Screen};
use crate::tui::theme::Theme;
use crate::tui::tracked::Tracked;
use crate::tui::widget::frame::{SMALLEST, notice, too_small, working};
use crate::tui::widget::pen::Pen;
use crate::workflow::Problem;
use crate::workflow::alike::Likeness;
use crate::workflow::never::Trace;

/// How long a passing message stays.
const NOTICE: Duration = Duration::from_secs(6);
/// How long an answer may take before the screen says that one is awaited.
const PATIENCE: Duration = Duration::from_millis(400);

/// How many keys are kept while an answer is awaited: more than anybody types blind.
const KEPT: usize = 256;

/// The whole state of the terminal program.
#[derive(Debug)]
pub struct App {
    layers: Vec<Layer>,
    lang: Lang,
    theme: Theme,
    notice: Option<(Told, Until)>,
    town: Town,
    door: Door,
    idle: Duration,
    last_input: Duration,
    waiting: Vec<Waits>,
    /// What was typed while the screen on top awaits an answer, in its order.
    ahead: Vec<Input>,
    /// A decision on a form of which nobody knows yet what was typed there before; all that is typed after it waits, too.
    held: Option<Input>,
    rounds: Rounds,
    wait: Wait,
    away: Option<Away>,
    shell: Shell,
    window: Window,
    /// What is locked before the program stops; it stops once that is done.
    stops_after: Option<Ticket>,
    /// What is kept before the program ends; it ends once all of that is done.
    ends_after: Vec<Ticket>,
    next: u64,
}

/// Who locked the door, or left it to lock itself, while something was being typed.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Away {
    who: String,
    place: Place,
}

/// Whether the screens have room in the window as it was drawn last.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Window {
    /// They have.
    Enough,
    /// Only the word that it is too small has.
    TooSmall,
}

impl Window {
    fn of(area: Rect) -> Window {
        match area.width < SMALLEST.0 || area.height < SMALLEST.1 {
            true => Window::TooSmall,
            false => Window::Enough,
        }
    }
}

/// How long a message stays.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Until {
    /// So long after the start.
    Time(Duration),
    /// Until a key is pressed: nobody may be there, and nothing else tells it.
    Key,
}

/// Whether whoever decided on a form saw what stands in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Seen {
    /// It is what stood there.
    Same,
    /// What was typed before has come since.
    Other,
}

/// An answer that is waited for, and by which screen.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Waits {
    ticket: Ticket,
    id: LayerId,
    about: About,
}

/// Why an open store is closed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Closed {
    /// Somebody closed it, to leave or to change seats.
    ByHand,
    /// The program stops for a while.
    Suspended,
    /// Nothing was done for a while.
    Idle,
}

/// What was asked of the worker: what becomes of it is told, or not, where the screen that asked is gone.
#[derive(Clone, PartialEq, Eq, Debug)]
enum About {
    /// Something to look at.
    View,
    /// Something that is done; why it was not is told. Where it is asked about first, this is what a yes does.
    Deed(Box<Request>),
    /// The same once more, after a yes: the screen that asked believes that nothing is on its way.
    Repeated(Box<Request>),
    /// A draft; that it is not kept is told.
    Draft,
}

impl About {
    /// What is done; nothing where somebody only looks.
    fn deed(self) -> Option<Box<Request>> {
        match self {
            About::Deed(request) | About::Repeated(request) => Some(request),
            About::View | About::Draft => None,
        }
    }
}

/// A screen in the stack, with a number by which replies find it.
#[derive(Debug)]
struct Layer {
    id: LayerId,
    screen: Screen,
    draft: Option<Tracked>,
}

impl Layer {
    /// Notes that something may have been typed.
    fn typed(&mut self, now: Duration) {
        if let Some(tracked) = &mut self.draft {
            tracked.typed(&self.screen, now);
        }
    }

    fn is_sought(&self) -> bool {
        self.draft.as_ref().is_some_and(Tracked::is_sought)
    }

    /// Whether something typed here is neither saved nor being saved.
    fn is_unsaved(&self) -> bool {
        let waits = self.screen.awaits() == Awaits::Deed;
        self.draft.is_some() && !waits && !self.screen.draft().is_empty()
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
#[derive(Clone, PartialEq, Eq, Debug)]
enum Town {
    Real,
    /// Who can open each office, and which is opened next.
    Sample {
        doors: Vec<Neighbours>,
        next: usize,
    },
}

impl Town {
    /// What no key does here.
    fn shut(&self) -> &'static [Action] {
        match self {
            Town::Real => &[Action::SwitchOffice],
            Town::Sample { .. } => &[],
        }
    }
}

impl App {
    /// Makes the program for a sample town; `begin` opens its first office.
    pub fn town(doors: Vec<Neighbours>, lang: Lang, theme: Theme, idle: Duration) -> App {
        let first = Screen::Today(Box::default());
        App {
            town: Town::Sample { doors, next: 0 },
            ..App::new(first, lang, theme, idle)
        }
    }

    /// Does what is due before any input.
    pub fn begin(&mut self) -> Vec<Effect> {
        match self.town {
            Town::Sample { .. } => self.switch_office(Duration::ZERO),
            Town::Real => {
                let first = self.layers.first().map(|it| it.id);
                let find = first.and_then(|id| self.look_for_draft(id));
                find.into_iter().collect()
            }
        }
    }

    fn switch_office(&mut self, now: Duration) -> Vec<Effect> {
        self.door = Door::Shut;
        if let Town::Sample { doors, next } = &mut self.town {
            *next = (*next + 1) % doors.len().max(1);
        }
        let mut effects = self.leave_all(now);
        self.open(Screen::Today(Box::default()));
        effects.extend(self.carry(vec![Act::Ask(Request::SwitchOffice)], now));
        effects
    }

    /// The language of the screens now.
    pub fn lang(&self) -> Lang {
        self.lang
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
            held: None,
            rounds: Rounds::default(),
            wait: Wait::No,
            away: None,
            shell: Shell::Waits,
            window: Window::Enough,
            stops_after: None,
            ends_after: Vec::new(),
            next: 0,
        };
        app.open(first);
        app
    }

    /// Remembers who stands behind the program.
    pub fn with_shell(self, shell: Shell) -> App {
        App { shell, ..self }
    }

    /// Remembers in what window the screens were shown: what was not seen there takes no keys.
    pub fn shown_in(&mut self, window: Rect) {
        self.window = Window::of(window);
    }

    /// Takes one input at the given time since the start and returns what is to be done.
    pub fn update(&mut self, input: Input, now: Duration) -> Vec<Effect> {
        match input {
            Input::Key(_) | Input::Text(_) => {
                self.last_input = now;
                // Whoever switches the language wants to read what stands there, the message too.
                if self.meant(&input) != Some(Action::Language) {
                    self.notice = None;
                }
                match self.window == Window::Enough || self.leads_out(&input) {
                    true => self.type_or_keep(input, now),
                    false => Vec::new(),
                }
            }
            Input::Suspend => self.suspend(now),
            Input::Leave => self.leave(),
            Input::Resize | Input::Focus(Attention::Here | Attention::Elsewhere) => Vec::new(),
        }
    }

    /// Takes what was typed, or keeps it until the screen it is meant for is there.
    ///
    /// A form that is being saved stays until that is done, for only it can tell what becomes of it: the key that leaves
    /// it says so, and takes nothing away of what was typed before or is typed behind it. Where it is done, the form
    /// closes by itself. A decision on a form waits until what was typed there before is found: what nobody has seen is
    /// not saved.
    fn type_or_keep(&mut self, input: Input, now: Duration) -> Vec<Effect> {
        let awaits = self.awaits();
        match self.meant(&input) {
            Some(Action::Back) if awaits == Awaits::Deed => {
                self.tell(Say::StaysUntilDone, now);
                return Vec::new();
            }
            // The screen believes that nothing is on its way, and would ask once more.
            Some(Action::Proceed) if self.is_repeated() => return Vec::new(),
            _ => {}
        }
        if self.is_waiting() && !self.works_at_once(&input) {
            if self.ahead.len() < KEPT {
                self.ahead.push(input);
            }
            return Vec::new();
        }
        // Whoever turns elsewhere does not mean the screen that is still to come.
        self.ahead.clear();
        self.held = None;
        if self.layers.last().is_some_and(Layer::is_sought) && self.decides(&input) {
            self.held = Some(input);
            self.look_at_wait(now);
            return Vec::new();
        }
        self.take(input, now)
    }

    /// Has the screen on top do what was typed.
    fn take(&mut self, input: Input, now: Duration) -> Vec<Effect> {
        let effects = match input {
            Input::Text(text) if self.top().stand().takes_text() => {
                self.top_mut().text(&text);
                Vec::new()
            }
            other => match self.meant(&other) {
                Some(action) => self.act(action, now),
                None => {
                    self.miss(&other, now);
                    Vec::new()
                }
            },
        };
        if let Some(layer) = self.layers.last_mut() {
            layer.typed(now);
        }
        effects
    }

    /// Says of text that it went nowhere, where whoever typed it may think it did.
    fn miss(&mut self, input: &Input, now: Duration) {
        if matches!(input, Input::Text(_)) && self.top().stand().misses_text() {
            self.tell(Say::NoTextHere, now);
        }
        let stand = self.top().stand();
        let in_form = stand.takes_text() || stand.misses_text();
        if *input == Input::Key(Key::F(2))
            && in_form
            && !matches!(stand, Stand::Door | Stand::Filter)
        {
            self.tell(Say::NoRoomsHere, now);
        }
    }

    /// For what the screen on top waits before it can do anything with keys.
    fn awaits(&self) -> Awaits {
        let top = self.layers.last();
        let asked = |it: &&Layer| self.waiting.iter().any(|waits| waits.id == it.id);
        match (self.is_repeated(), top.filter(asked)) {
            (true, _) => Awaits::Deed,
            (false, top) => top.map_or(Awaits::Nothing, |it| it.screen.awaits()),
        }
    }

    /// Whether what was asked about on the screen on top is on its way once more, after a yes.
    fn is_repeated(&self) -> bool {
        let top = self.layers.last().map(|it| it.id);
        let repeated = |it: &&Waits| matches!(it.about, About::Repeated(_));
        let mut waiting = self.waiting.iter().filter(repeated);
        waiting.any(|it| Some(it.id) == top)
    }

    fn is_waiting(&self) -> bool {
        self.held.is_some() || self.awaits() != Awaits::Nothing
    }

    /// Whether it needs no answer: it leads away from the screen that awaits one, or repeats what is being done.
    fn works_at_once(&self, input: &Input) -> bool {
        let over = self.ahead.is_empty() && self.held.is_none();
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

    /// Whether it needs no screen that can be seen: it locks, stops or leaves.
    fn leads_out(&self, input: &Input) -> bool {
        matches!(
            self.meant(input),
            Some(Action::Lock | Action::Quit | Action::Suspend)
        )
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
            if !self.is_waiting() && self.decides(&input) {
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

    /// Ends the program once what is typed is kept. Who asks again meanwhile does not wait for a worker that may hang.
    fn quit(&mut self, now: Duration) -> Vec<Effect> {
        if !self.ends_after.is_empty() {
            return self.leave();
        }
        let mut effects = self.keep_drafts();
        let kept = effects.iter().filter_map(|it| match it {
            Effect::Ask(ticket, _) => Some(*ticket),
            _ => None,
        });
        self.ends_after = kept.collect();
        if self.ends_after.is_empty() {
            effects.push(Effect::Quit);
        }
        self.look_at_wait(now);
        effects
    }

    /// Ends the program if that was the last of what was kept before; asks whether to stay where something could not be.
    fn kept_before_the_end(&mut self, ticket: Ticket, answer: &draft::Answer) -> Option<Effect> {
        let at = self.ends_after.iter().position(|it| *it == ticket)?;
        self.ends_after.remove(at);
        if let draft::Answer::Failed(why) = answer {
            self.ends_after.clear();
            self.open(Screen::Question(Question::losing(why)));
            return None;
        }
        self.ends_after.is_empty().then_some(Effect::Quit)
    }

    /// Ends the program at once, whatever becomes of what is typed; it is kept first if it can be.
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

    /// Takes every screen away, what is typed kept first. What becomes of that, and of what was being saved, is still
    /// told: nobody but the next screen can.
    fn leave_all(&mut self, now: Duration) -> Vec<Effect> {
        let effects = self.keep_drafts();
        self.rounds.stop();
        self.layers.clear();
        self.waiting.retain(|it| it.about != About::View);
        self.ahead.clear();
        self.held = None;
        self.look_at_wait(now);
        effects
    }

    fn keep_draft(&mut self, at: usize) -> Option<Effect> {
        let layer = self.layers.get_mut(at)?;
        let ask = layer.draft.as_mut()?.when_left(&layer.screen)?;
        let id = layer.id;
        Some(self.ask_for(id, ask))
    }

    /// Looks whether something was typed on this screen before.
    fn look_for_draft(&mut self, id: LayerId) -> Option<Effect> {
        let layer = self.layers.iter().find(|layer| layer.id == id)?;
        let ask = layer.draft.as_ref()?.find();
        Some(self.ask_for(id, ask))
    }

    fn ask_for(&mut self, id: LayerId, ask: draft::Ask) -> Effect {
        let (ticket, about) = (self.ticket(), About::Draft);
        self.waiting.push(Waits { ticket, id, about });
        Effect::Ask(ticket, Request::Draft(ask))
    }

    /// Has the worker save what is typed on a screen: it is kept before, and forgotten once that is done.
    fn save(&mut self, id: LayerId, request: Request, now: Duration) -> Vec<Effect> {
        let layer = self.layers.iter_mut().find(|layer| layer.id == id);
        let saved = layer.and_then(|it| Some(it.draft.as_mut()?.when_saved(&it.screen)));
        let (ask, place) = saved.unwrap_or((None, None));
        let kept = ask.map(|ask| self.ask_for(id, ask));
        let request = match place {
            Some(place) => Request::Saving(place, Box::new(request)),
            None => request,
        };
        let asked = self.ask(id, request, now);
        kept.into_iter().chain([asked]).collect()
    }

    fn ask(&mut self, id: LayerId, request: Request, now: Duration) -> Effect {
        let about = self.about(id, &request);
        self.ask_about(id, request, about, now)
    }

    /// Asks once more what was asked about, just as it was sent: whoever said yes is not asked the same again.
    fn repeat(&mut self, id: LayerId, request: Box<Request>, now: Duration) -> Effect {
        let about = About::Repeated(request.clone());
        self.ask_about(id, *request, about, now)
    }

    fn ask_about(&mut self, id: LayerId, request: Request, about: About, now: Duration) -> Effect {
        let ticket = self.ticket();
        self.waiting.push(Waits { ticket, id, about });
        self.rounds.asked(ticket, &request);
        self.look_at_wait(now);
        Effect::Ask(ticket, request)
    }

    fn about(&self, id: LayerId, request: &Request) -> About {
        let layer = self.layers.iter().find(|layer| layer.id == id);
        let does = layer.is_some_and(|it| it.screen.awaits() == Awaits::Deed);
        match request {
            Request::Draft(_) => About::Draft,
            Request::Unlock { .. } => About::View,
            Request::Saving(..) | Request::Handover(handover::Ask::Take(..)) => {
                About::Deed(Box::new(request.clone()))
            }
            _ if does => About::Deed(Box::new(request.clone())),
            _ => About::View,
        }
    }

    /// Takes what became of a draft; the screen joins what it finds with what was typed meanwhile.
    fn draft_answered(&mut self, id: LayerId, answer: draft::Answer, now: Duration) -> Vec<Effect> {
        let Some(layer) = self.layers.iter_mut().find(|layer| layer.id == id) else {
            if let draft::Answer::Failed(why) | draft::Answer::Erased(why) = answer {
                self.show(why, Until::Key);
            }
            return Vec::new();
        };
        let was_sought = layer.is_sought();
        if let Some(tracked) = &mut layer.draft {
            tracked.hear(&answer, &mut layer.screen, now);
        }
        let seen = match answer {
            draft::Answer::Found(_) => Seen::Other,
            _ => Seen::Same,
        };
        match answer {
            draft::Answer::Failed(why) => self.show(why, Until::Time(now + NOTICE)),
            draft::Answer::Erased(why) => return self.shut_form(id, why, now),
            _ => {}
        }
        match was_sought && self.layers.last().is_some_and(|it| it.id == id) {
            true => self.decide_held(seen, now),
            false => Vec::new(),
        }
    }

    /// Decides what was held, if what stands in the form was seen before.
    fn decide_held(&mut self, seen: Seen, now: Duration) -> Vec<Effect> {
        match (self.held.take(), seen) {
            (Some(input), Seen::Same) => self.take(input, now),
            (Some(_), Seen::Other) => {
                self.ahead.clear();
                self.tell(Say::NotSeenYet, now);
                Vec::new()
            }
            (None, _) => Vec::new(),
        }
    }

    /// Takes away a form that shows what is erased, and whatever stands over it; whoever types on types into nothing.
    /// One that is being saved stays until that is done or refused.
    fn shut_form(&mut self, id: LayerId, why: Told, now: Duration) -> Vec<Effect> {
        let mut layers = self.layers.iter();
        let Some(at) = layers.position(|layer| layer.id == id) else {
            return Vec::new();
        };
        if self.layers[at].screen.awaits() == Awaits::Deed {
            return Vec::new();
        }
        self.layers.truncate(at + 1);
        self.ahead.clear();
        self.held = None;
        self.replace(id, Screen::Notice(Notice::new(why)));
        // What it was opened from may show it, too.
        let beneath = at.checked_sub(1).map(|at| self.layers[at].id);
        let look = |id| self.carry_for(id, vec![Act::Hear(Reply::Changed)], now);
        beneath.map_or_else(Vec::new, look)
    }

    /// Shows a message; one that stays until a key is not taken away by one that passes.
    fn show(&mut self, told: Told, until: Until) {
        let stays = matches!(self.notice, Some((_, Until::Key)));
        if !stays || until == Until::Key {
            self.notice = Some((told, until));
        }
    }

    fn act(&mut self, action: Action, now: Duration) -> Vec<Effect> {
        match action {
            Action::Help => self.help(),
            Action::Language => self.speak(other(self.lang)),
            Action::Suspend => return self.suspend(now),
            Action::Quit => self.ask_whether_to_quit(),
            Action::Lock => return self.lock(Closed::ByHand, now),
            Action::SwitchOffice if self.town != Town::Real => return self.switch_office(now),
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
            let help = Help::new(self.top().stand(), self.town.shut());
            self.open(Screen::Help(help));
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
        if self.layers.iter().any(Layer::is_unsaved) {
            self.tell(Say::DraftKept, now);
        }
        let mut effects = self.keep_drafts();
        self.layers.truncate(1);
        let mut acts = Vec::new();
        let screen = match room {
            Room::Prefs => Some(self.prefs()),
            other => Screen::of_room(other),
        };
        acts.extend(screen.map(|it| Act::Open(Box::new(it))));
        acts.push(Act::Hear(Reply::Changed));
        effects.extend(self.carry(acts, now));
        effects
    }

    fn prefs(&self) -> Screen {
        let minutes = self.idle.as_secs() / 60;
        Screen::Prefs(Box::new(Prefs::new(self.lang, self.theme, minutes)))
    }

    fn ask_whether_to_quit(&mut self) {
        if !matches!(self.top(), Screen::Question(_)) {
            let loses = self.layers.iter().any(|it| it.screen.loses());
            let ask = match loses {
                true => Say::QuitLosesAsk,
                false => Say::QuitAsk,
            };
            self.open(Screen::Question(Question::new(ask, Act::Quit)));
        }
    }

    fn lock(&mut self, why: Closed, now: Duration) -> Vec<Effect> {
        let Door::Open { who } = std::mem::replace(&mut self.door, Door::Shut) else {
            self.tell(Say::ScreensLock, now);
            return Vec::new();
        };
        // It may name a person.
        self.notice.take_if(|it| it.1 != Until::Key);
        self.away = self.typing().map(|place| Away {
            who: who.clone(),
            place,
        });
        let mut effects = self.leave_all(now);
        let lock = match why {
            Closed::ByHand => Lock::new(&who, Say::LockSeats).for_anybody(),
            Closed::Suspended => Lock::new(&who, Say::LockHint),
            Closed::Idle => Lock::new(&who, Say::LockedWhileIdle),
        };
        let lock = lock.with_neighbours(self.neighbours());
        self.open(Screen::Lock(lock));
        effects.push(Effect::Ask(self.ticket(), Request::Lock));
        effects
    }

    /// Returns who can open the office of a sample town that was opened last.
    fn neighbours(&self) -> Option<Neighbours> {
        let Town::Sample { doors, next } = &self.town else {
            return None;
        };
        let last = next.checked_sub(1).or(doors.len().checked_sub(1))?;
        doors.get(last).cloned()
    }

    /// Stops the program for a while, with an open store locked before: nothing locks while it stands still. Where nobody
    /// would wake it, it goes on and says so.
    fn suspend(&mut self, now: Duration) -> Vec<Effect> {
        if self.shell == Shell::None {
            self.tell(Say::NobodyWakes, now);
            return Vec::new();
        }
        if self.stops_after.is_some() {
            return Vec::new();
        }
        if self.door == Door::Shut {
            return vec![Effect::Suspend];
        }
        let effects = self.lock(Closed::Suspended, now);
        self.stops_after = effects.iter().find_map(|it| match it {
            Effect::Ask(ticket, Request::Lock) => Some(*ticket),
            _ => None,
        });
        effects
    }

    /// Returns where something is being typed, the uppermost place first.
    fn typing(&self) -> Option<Place> {
        let mut typed = self.layers.iter().rev();
        let typed = typed.find(|it| it.draft.is_some() && !it.screen.draft().is_empty());
        Some(typed?.draft.as_ref()?.place().clone())
    }

    /// Leads whoever is back to where they were typing.
    fn resume(&mut self, who: &str) -> Option<Act> {
        let away = self.away.take().filter(|it| it.who == who)?;
        Some(Act::Hear(Reply::Resume(away.place)))
    }

    /// Takes a reply of the worker and returns what is to be done; a reply to a screen that is
    /// gone is dropped. What was typed ahead is typed as far as the screen on top can take it.
    pub fn reply(&mut self, ticket: Ticket, reply: Reply, now: Duration) -> Vec<Effect> {
        if reply.is_refusal() && !self.ahead.is_empty() && self.is_for_top(ticket) {
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
        waiting.any(|it| it.ticket == ticket && it.about != About::Draft && Some(it.id) == top)
    }

    fn answered(&mut self, ticket: Ticket, reply: Reply, now: Duration) -> Vec<Effect> {
        if self.stops_after == Some(ticket) {
            self.stops_after = None;
            return vec![Effect::Suspend];
        }
        if let Reply::LeftBehind(told) = &reply {
            self.show(told.clone(), Until::Key);
        }
        if let Some(ended) = self.rounds.end(ticket, &reply, now) {
            let effects = self.round_ended(ended, now);
            self.look_at_wait(now);
            return effects;
        }
        let Some(at) = self.waiting.iter().position(|it| it.ticket == ticket) else {
            return Vec::new();
        };
        let Waits { id, about, .. } = self.waiting.remove(at);
        self.rounds.heard(ticket, &reply, now);
        self.look_at_wait(now);
        let mut back = None;
        if let Reply::Unlocked { who } = &reply {
            self.door = Door::Open { who: who.clone() };
            back = self.resume(who);
        }
        if about == About::Draft {
            let answer = became(reply);
            let end = self.kept_before_the_end(ticket, &answer);
            let mut effects = self.draft_answered(id, answer, now);
            effects.extend(end);
            return effects;
        }
        let Some(layer) = self.layers.iter_mut().find(|layer| layer.id == id) else {
            self.told_late(about, &reply);
            return Vec::new();
        };
        let mut acts = match (reply, about.deed()) {
            (Reply::NeverStored(found), Some(deed)) => {
                ask_of_secrets(&mut layer.screen, found, deed)
            }
            (Reply::Alike(likeness), Some(deed)) => {
                ask_of_likeness(&mut layer.screen, likeness, deed)
            }
            (Reply::NotASecret, _) => Vec::new(),
            (other, _) => layer.screen.reply(other),
        };
        acts.extend(back);
        self.carry_for(id, acts, now)
    }

    /// Tells why something was not done of which the screen is gone.
    fn told_late(&mut self, about: About, reply: &Reply) {
        if about.deed().is_none() {
            return;
        }
        match reply {
            Reply::Refused(why) | Reply::Busy(why) => self.show(why.clone(), Until::Key),
            Reply::NeverStored(found) => {
                let why = Problem::NeverStored(found.clone());
                self.show(Told::of(&why), Until::Key);
            }
            Reply::Alike(likeness) => {
                let why = Problem::Alike(likeness.clone());
                self.show(Told::of(&why), Until::Key);
            }
            Reply::LeavesOut(items) => {
                let told = Told::both(|lang| taking_back::not_recorded(items, lang));
                self.show(told, Until::Key);
            }
            Reply::Stale(_) => self.show(Told::of(&Problem::Stale), Until::Key),
            _ => {}
        }
    }

    /// Tells what a round brought, or why it failed, and has every list of it made anew; a form on top keeps what is typed, unless the round
    /// erased what it shows.
    fn round_ended(&mut self, ended: Ended, now: Duration) -> Vec<Effect> {
        let told = match ended {
            Ended::Quietly => return Vec::new(),
            // What came before it failed is here.
            Ended::Moved(told) | Ended::Failed(told) => told,
        };
        self.show(told, Until::Time(now + NOTICE));
        let mut effects = self.check_forms();
        let shows = |it: &&Layer| it.screen.room().is_some() || it.screen.shows_one();
        let ids: Vec<LayerId> = self.layers.iter().filter(shows).map(|it| it.id).collect();
        for id in ids {
            effects.extend(self.carry_for(id, vec![Act::Hear(Reply::Changed)], now));
        }
        effects
    }

    /// Looks whether the forms that are open still show nothing that was erased.
    fn check_forms(&mut self) -> Vec<Effect> {
        let checks = self.layers.iter();
        let checks = checks.filter_map(|it| Some((it.id, it.draft.as_ref()?.check())));
        let checks: Vec<_> = checks.collect();
        let asked = checks.into_iter();
        asked.map(|(id, check)| self.ask_for(id, check)).collect()
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
        if self.passes_at().is_some_and(|at| at <= now) {
            self.notice = None;
        }
        if self.says_so_at().is_some_and(|at| at <= now) {
            self.wait = Wait::Long;
        }
        if self.locks_at().is_some_and(|at| at <= now) {
            return self.lock(Closed::Idle, now);
        }
        // What was typed is safe before a folder, which may not answer, is looked at.
        let mut effects = self.due_drafts(now);
        if self.rounds.deadline().is_some_and(|at| at <= now) {
            let ticket = self.ticket();
            self.rounds.begin(ticket, now);
            self.look_at_wait(now);
            effects.push(Effect::Ask(ticket, Request::Round));
        }
        effects
    }

    /// Keeps what was typed a while ago.
    fn due_drafts(&mut self, now: Duration) -> Vec<Effect> {
        let layers = self.layers.iter_mut();
        let due = layers.filter_map(|layer| {
            let tracked = layer.draft.as_mut()?;
            let is_due = tracked.due().is_some_and(|at| at <= now);
            let ask = is_due.then(|| tracked.when_due(&layer.screen))?;
            Some((layer.id, ask?))
        });
        let due: Vec<_> = due.collect();
        let asked = due.into_iter();
        asked.map(|(id, ask)| self.ask_for(id, ask)).collect()
    }

    /// Returns when `due` has something to do next, if ever.
    pub fn deadline(&self) -> Option<Duration> {
        let round = self.rounds.deadline();
        let drafts = self.layers.iter();
        let drafts = drafts.filter_map(|it| it.draft.as_ref()?.due());
        [self.passes_at(), self.locks_at(), round, self.says_so_at()]
            .into_iter()
            .flatten()
            .chain(drafts)
            .min()
    }

    /// When what is told passes.
    fn passes_at(&self) -> Option<Duration> {
        match self.notice {
            Some((_, Until::Time(at))) => Some(at),
            Some((_, Until::Key)) | None => None,
        }
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
        if Window::of(area) == Window::TooSmall {
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
                Act::Ask(request) => effects.push(self.ask(id, request, now)),
                Act::Save(request) => effects.extend(self.save(id, request, now)),
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
                Act::Report(told) => self.show(told, Until::Time(now + NOTICE)),
                Act::Speak(lang) => self.speak(lang),
                Act::Wear(theme) => self.theme = theme,
                Act::Repeat(request) => effects.push(self.repeat(id, request, now)),
                Act::LockAfter(idle) => self.idle = idle,
                Act::Quit => effects.extend(self.quit(now)),
                Act::Leave => effects.extend(self.leave()),
            }
        }
        effects
    }

    /// Keeps what is typed on a screen that is about to go, and says so.
    fn left(&mut self, id: LayerId, now: Duration) -> Option<Effect> {
        let at = self.layers.iter().position(|layer| layer.id == id)?;
        if self.layers[at].is_unsaved() {
            self.tell(Say::DraftKept, now);
        }
        self.keep_draft(at)
    }

    fn speak(&mut self, lang: Lang) {
        self.lang = lang;
        for layer in &mut self.layers {
            layer.screen.speak(lang);
        }
    }

    fn open(&mut self, screen: Screen) -> LayerId {
        let id = LayerId(self.number());
        self.layers.push(layer(id, screen, self.lang));
        id
    }

    /// Opens a screen right over the one that asks for it: an answer that comes late does not cover what was opened since.
    fn open_over(&mut self, id: LayerId, screen: Screen) -> LayerId {
        let fresh = LayerId(self.number());
        let at = self.layers.iter().position(|layer| layer.id == id);
        let over = at.map_or(self.layers.len(), |at| at + 1);
        self.layers.insert(over, layer(fresh, screen, self.lang));
        fresh
    }

    fn replace(&mut self, id: LayerId, screen: Screen) -> LayerId {
        let fresh = LayerId(self.number());
        if let Some(layer) = self.layers.iter_mut().find(|layer| layer.id == id) {
            *layer = self::layer(fresh, screen, self.lang);
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
        self.show(Told::say(what), Until::Time(now + NOTICE));
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

    /// What the screens look like now.
    #[cfg(test)]
    pub(crate) fn theme(&self) -> Theme {
        self.theme
    }

    fn ctx(&self, now: Duration) -> Ctx {
        Ctx {
            now,
            lang: self.lang,
            theme: self.theme,
        }
    }
}

/// Tells a screen that nothing was saved, and asks over it whether what was found is what it looks like. Who says that it is
/// not has it saved at once, as it was sent.
fn ask_of_secrets(screen: &mut Screen, found: Vec<Trace>, deed: Box<Request>) -> Vec<Act> {
    let mut acts = screen.reply(Reply::Refused(Told::say(Say::NeverStored)));
    let question = Question::asking(Told::asking(&found), Act::Ask(Request::NotASecret(found)));
    let question = question.and(Act::Repeat(deed));
    acts.push(Act::Open(Box::new(Screen::Question(question))));
    acts
}

/// Tells a screen that nothing was saved, and asks over it whether it is another person than those who are like them. Who says
/// so has it saved at once, as it was sent.
fn ask_of_likeness(screen: &mut Screen, likeness: Box<Likeness>, deed: Box<Request>) -> Vec<Act> {
    let why = Told::of(&Problem::Alike(likeness.clone()));
    let mut acts = screen.reply(Reply::Refused(why));
    let ask = Told::both(|lang| another_person(&likeness, lang));
    let question = Question::asking(ask, Act::Ask(Request::Another(likeness)));
    let question = question.and(Act::Repeat(deed));
    acts.push(Act::Open(Box::new(Screen::Question(question))));
    acts
}

fn layer(id: LayerId, mut screen: Screen, lang: Lang) -> Layer {
    screen.speak(lang);
    let draft = screen.draft_form().map(Tracked::new);
    Layer { id, screen, draft }
}

/// What became of a draft: one that could not even be asked about failed.
fn became(reply: Reply) -> draft::Answer {
    match reply {
        Reply::Draft(answer) => answer,
        Reply::Refused(why) => draft::Answer::Failed(why),
        _ => draft::Answer::Done,
    }
}

fn other(lang: Lang) -> Lang {
    match lang {
        Lang::Ja => Lang::En,
        Lang::En => Lang::Ja,
    }
}
