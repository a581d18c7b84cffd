//! The office's settings: what holds for the office and for single cities, on what ground, and changing it.
//!
//! The settings of this computer are another screen. What can be set, and by whom, is not decided here.

use ratatui::layout::{Position, Rect};

use crate::domain::setting::{Ground, Reach, Setting, SettingId, SettingRefused};
use crate::lang::Lang;
use crate::lang::label::setting::{self as label, setting_value};
use crate::lang::screen::rooms::Rooms;
use crate::lang::screen::say;
use crate::lang::screen::setting::Setting as Word;
use crate::tui::act::{Act, Reply, Request, Told};
use crate::tui::keys::{Action, Stand};
use crate::tui::room::setting::{Ask, SettingRow, SettingsView, Whose};
use crate::tui::screen::Screen;
use crate::tui::screen::question::Question;
use crate::tui::screen::sheet::{Kind, Sheet};
use crate::tui::theme::{Role, sign};
use crate::tui::widget::frame::{below, framed_but};
use crate::tui::widget::listing::{Listing, Taken};
use crate::tui::widget::pen::{Pen, column};
use crate::tui::widget::split::{Line, wrapped};
use crate::workflow::Problem;

/// The cells of a setting's name in a wide window and in a narrow one.
const NAME: u16 = 43;
const SHORT_NAME: u16 = 34;

/// The rows the list keeps, whatever is told of the selected one.
const LEAST: u16 = 3;

/// The list of the settings.
#[derive(Debug, Default)]
pub struct Settings {
    view: Option<Box<SettingsView>>,
    listing: Listing,
    trouble: Option<Told>,
    /// The form that is to be opened as soon as the settings are there.
    jump: Option<Kind>,
}

impl Settings {
    /// Makes the list, over which a form is to be opened at once.
    pub fn at(form: Kind) -> Settings {
        let jump = Some(form);
        Settings {
            jump,
            ..Settings::default()
        }
    }

    /// Says whether nothing is shown yet, so that keys wait for the answer.
    pub fn awaits(&self) -> bool {
        self.view.is_none() && self.trouble.is_none()
    }

    /// Returns where the focus stands.
    pub fn stand(&self) -> Stand {
        self.listing.stand(Stand::Settings)
    }

    /// Takes text into the filter.
    pub fn text(&mut self, text: &str) {
        self.listing.text(text);
    }

    fn rows(&self) -> &[SettingRow] {
        self.view.as_ref().map_or(&[], |view| &view.rows)
    }

    fn keys(&self) -> Vec<(SettingId, Whose)> {
        let shown = self.listing.shown().iter();
        let key = |it: &SettingRow| (it.id, it.whose.clone());
        shown.map(|at| key(&self.rows()[*at])).collect()
    }

    fn selected(&self) -> Option<&SettingRow> {
        let at = self.listing.selected()?;
        self.rows().get(at)
    }

    /// What the same setting is set to for the office.
    fn of_office(&self, row: &SettingRow) -> Setting {
        let mut office = self.rows().iter();
        let found = office.find(|it| it.id == row.id && it.whose == Whose::Office);
        found.map_or(row.id.usual(), |it| it.to)
    }

    /// What cannot be done with the selected setting.
    fn shut(&self) -> Vec<Action> {
        let shut = self.view.as_ref().is_none_or(|it| it.shut.is_some());
        let Some(row) = self.selected().filter(|_| !shut) else {
            return vec![Action::Choose, Action::Add, Action::Reset];
        };
        let mut all = Vec::new();
        if row.id.reach() == Reach::Office {
            all.push(Action::Add);
        }
        if row.whose == Whose::Office && row.to == row.id.usual() {
            all.push(Action::Reset);
        }
        all
    }

    /// Moves, filters, or begins to change the selected setting.
    pub fn act(&mut self, action: Action) -> Vec<Act> {
        if self.listing.act(action) == Taken::Here {
            return Vec::new();
        }
        let shut = self.view.as_ref().and_then(|it| it.shut.clone());
        match (action, shut, self.selected()) {
            (Action::Back, ..) => vec![Act::Close, Act::Hear(Reply::Changed)],
            (Action::Choose | Action::Add | Action::Reset, Some(why), _) => {
                vec![Act::Report(why)]
            }
            (Action::Choose, None, Some(row)) => sheet(row, &row.whose),
            (Action::Add, None, Some(row)) => for_city(row, &Whose::City(String::new())),
            (Action::Reset, None, Some(row)) => reset(row),
            _ => Vec::new(),
        }
    }

    /// Opens a form that was left before it was done.
    fn go_on(&self, form: Kind) -> Vec<Act> {
        let shut = self.view.as_ref().and_then(|it| it.shut.clone());
        let of_office = |id| {
            let mut rows = self.rows().iter();
            rows.find(|it| it.id == id && it.whose == Whose::Office)
        };
        match (shut, form) {
            (Some(why), _) => vec![Act::Report(why)],
            (None, Kind::Set(id, _)) => {
                of_office(id).map_or_else(Vec::new, |it| sheet(it, &it.whose))
            }
            (None, Kind::SetFor(id, _, city)) => self.for_this_city(id, &city),
            (None, _) => Vec::new(),
        }
    }

    /// Opens the form of a city: of one that differs filled in as it is set there, of any other as for the office.
    fn for_this_city(&self, id: SettingId, city: &str) -> Vec<Act> {
        let whose = Whose::City(city.to_owned());
        let of_one = |it: &&SettingRow| it.id == id && it.whose == whose;
        let of_office = |it: &&SettingRow| it.id == id && it.whose == Whose::Office;
        let mut rows = self.rows().iter();
        match rows.find(of_one) {
            Some(row) => sheet(row, &whose),
            None => {
                let row = self.rows().iter().find(of_office);
                row.map_or_else(Vec::new, |it| for_city(it, &whose))
            }
        }
    }

    /// Takes the worker's answer.
    pub fn reply(&mut self, reply: Reply) -> Vec<Act> {
        let again = || Act::Ask(Request::Setting(Ask::List));
        match reply {
            Reply::Settings(view) => {
                self.trouble = None;
                let before = self.keys();
                let texts = |it: &SettingRow| [Lang::Ja, Lang::En].map(|lang| heading(it, lang));
                self.listing
                    .hold(view.rows.iter().map(|it| texts(it).to_vec()));
                self.view = Some(view);
                self.listing.follow(&before, &self.keys());
                let jump = self.jump.take();
                return jump.map_or_else(Vec::new, |form| self.go_on(form));
            }
            Reply::Changed => return vec![again()],
            Reply::Done(told) => return vec![again(), Act::Report(told)],
            Reply::Refused(why) if self.view.is_some() => return vec![Act::Report(why)],
            Reply::Refused(why) => self.trouble = Some(why),
            _ => {}
        }
        Vec::new()
    }

    /// Draws the list, and below it all that is known of the selected one; the cursor stands on the focus.
    pub fn view(&self, pen: &mut Pen, area: Rect) -> Position {
        let title = pen.say(&Rooms::Settings.say());
        let inside = framed_but(pen, area, &title, self.stand(), &self.shut());
        let Some(view) = &self.view else {
            return pen.nothing_yet(inside, self.trouble.as_ref());
        };
        let lang = pen.cx.lang;
        let used = match &view.shut {
            Some(why) => pen.marked(inside, &why.text(lang), Role::Warn) + 1,
            None => 0,
        };
        let inside = below(inside, used);
        let card = |it: &SettingRow| card(it, self.of_office(it), lang);
        let told = self.selected().map_or_else(Vec::new, card);
        let told = wrapped(&told, inside.width);
        let most = inside.height.saturating_sub(LEAST + 1);
        let foot = u16::try_from(told.len()).unwrap_or(most).min(most);
        let list = Rect {
            height: inside.height - foot - 1,
            ..inside
        };
        let name = if inside.width < 70 { SHORT_NAME } else { NAME };
        let cursor = self
            .listing
            .view(pen, list, |at| line(&view.rows[at], name, lang));
        pen.divide(list.bottom());
        for (y, (role, text)) in (list.bottom() + 1..inside.bottom()).zip(&told) {
            pen.put(inside.x, y, inside.width, text, *role);
        }
        cursor
    }
}

fn sheet(row: &SettingRow, whose: &Whose) -> Vec<Act> {
    let form = Sheet::of_setting(row.id, whose, row.to);
    vec![Act::Open(Box::new(Screen::Sheet(Box::new(form))))]
}

fn for_city(row: &SettingRow, city: &Whose) -> Vec<Act> {
    match row.id.reach() {
        Reach::City => sheet(row, city),
        Reach::Office => {
            let why = Problem::Setting(row.id, SettingRefused::NotByCity);
            vec![Act::Report(Told::of(&why))]
        }
    }
}

fn reset(row: &SettingRow) -> Vec<Act> {
    let ask = match row.whose {
        Whose::Office if row.to == row.id.usual() => {
            return vec![Act::Tell(Word::UsualAlready.say())];
        }
        Whose::Office => Word::ResetAsk,
        Whose::City(_) => Word::ResetCityAsk,
    };
    let reset = Ask::Reset(row.id, row.whose.clone());
    let question = Question::new(ask.say(), Act::Ask(Request::Setting(reset)));
    vec![Act::Open(Box::new(Screen::Question(question)))]
}

fn heading(row: &SettingRow, lang: Lang) -> String {
    let name = label::setting(row.id, lang);
    match &row.whose {
        Whose::Office => name.to_owned(),
        Whose::City(city) => format!("{name} [{city}]"),
    }
}

/// One row: what it is, and what it is set to; a sign where the office's is not the usual.
fn line(row: &SettingRow, width: u16, lang: Lang) -> String {
    let name = match &row.whose {
        Whose::Office => label::setting(row.id, lang).to_owned(),
        Whose::City(city) => format!("  [{city}]"),
    };
    let mark = match row.whose {
        Whose::Office if row.to != row.id.usual() => sign(Role::Changed),
        Whose::Office | Whose::City(_) => " ",
    };
    let to = setting_value(row.id, row.to, lang);
    format!("{mark} {} {to}", column(&name, width))
}

/// All that is known of one row.
fn card(row: &SettingRow, office: Setting, lang: Lang) -> Vec<Line> {
    let word = |it: Word| say(lang, &it.say());
    let value = |it| setting_value(row.id, it, lang);
    let usual = format!("{}: {}", word(Word::Usual), value(row.id.usual()));
    let beside = match &row.whose {
        Whose::Office if row.to == row.id.usual() => word(Word::AsUsual),
        Whose::Office => usual,
        Whose::City(_) => format!("{}: {}  {usual}", word(Word::OfOffice), value(office)),
    };
    let to = format!("{} ({beside})", value(row.to));
    let ground = (row.id.ground(), label::ground(row.id.ground(), lang));
    let cities = match (&row.whose, row.id.reach()) {
        (Whose::City(_), _) => Word::OfCity,
        (Whose::Office, Reach::City) => Word::ByCity,
        (Whose::Office, Reach::Office) => Word::ByOffice,
    };
    let offered = label::choices(row.id, lang);
    vec![
        (Role::Title, format!("{}: {to}", heading(row, lang))),
        match ground {
            (Ground::Hearsay, told) => (
                Role::Warn,
                format!("{} {}: {told}", sign(Role::Warn), word(Word::Ground)),
            ),
            (_, told) => (Role::Text, format!("{}: {told}", word(Word::Ground))),
        },
        (Role::Text, format!("{}: {offered}", word(Word::Offered))),
        (Role::Text, word(cities)),
    ]
}
