//! Other offices: their cards, and comparing fingerprints by telephone.
//!
//! How far a card is trusted is the desk's.

use ratatui::layout::{Position, Rect};

use crate::domain::check_digit::CheckDigit;
use crate::domain::id::OfficeId;
use crate::lang::never::on_card;
use crate::lang::screen::office::Office as Word;
use crate::lang::screen::rooms::Rooms;
use crate::lang::screen::say;
use crate::lang::{Lang, message};
use crate::tui::act::{Act, Reply, Request, Told};
use crate::tui::keys::{Action, Stand};
use crate::tui::room::office::{Ask, OfficesView};
use crate::tui::screen::Screen;
use crate::tui::screen::content::never;
use crate::tui::screen::sheet::{Kind, Sheet};
use crate::tui::theme::{Role, sign};
use crate::tui::widget::frame::{below, framed_but};
use crate::tui::widget::listing::{Listing, Taken};
use crate::tui::widget::pen::{Pen, column};
use crate::tui::widget::split::{Line, Split};
use crate::workflow::Problem;
use crate::workflow::office::{PeerStanding, PeerView};

/// The list of other offices.
#[derive(Debug, Default)]
pub struct Offices {
    view: Option<Box<OfficesView>>,
    listing: Listing,
    split: Split,
    trouble: Option<Told>,
    /// The form that is to be opened as soon as the offices are there.
    jump: Option<Kind>,
    /// The office that is to be selected as soon as the offices are there.
    sought: Option<OfficeId>,
}

impl Offices {
    /// Makes the list, over which a form is to be opened at once.
    pub fn at(form: Kind) -> Offices {
        let jump = Some(form);
        Offices {
            jump,
            ..Offices::default()
        }
    }

    /// Makes the list, in which an office is selected; the first where there is no card of it.
    pub fn on(office: OfficeId) -> Offices {
        Offices {
            sought: Some(office),
            ..Offices::default()
        }
    }

    /// Says whether nothing is shown yet, so that keys wait for the answer.
    pub fn awaits(&self) -> bool {
        self.view.is_none() && self.trouble.is_none()
    }

    /// Returns where the focus stands.
    pub fn stand(&self) -> Stand {
        self.listing.stand(Stand::Offices)
    }

    /// Takes text into the filter.
    pub fn text(&mut self, text: &str) {
        self.listing.text(text);
    }

    fn peers(&self) -> &[PeerView] {
        self.view.as_ref().map_or(&[], |view| &view.peers)
    }

    fn cards_shut(&self) -> Option<Told> {
        self.view.as_ref()?.cards_shut.clone()
    }

    fn own_shut(&self) -> Option<Told> {
        self.view.as_ref()?.own_shut.clone()
    }

    /// What whoever looks has no right to, or what there is nothing for.
    fn shut(&self) -> Vec<Action> {
        let Some(view) = &self.view else {
            return vec![
                Action::Verify,
                Action::Keep,
                Action::OnPaper,
                Action::Write,
                Action::EditOwn,
                Action::Revoke,
            ];
        };
        let mut all = Vec::new();
        if view.cards_shut.is_some() {
            all.extend([Action::Verify, Action::Keep, Action::OnPaper]);
        }
        if self.selected().is_none_or(PeerView::is_on_paper) {
            all.push(Action::Verify);
        }
        if view.own_shut.is_some() {
            all.extend([Action::EditOwn, Action::Revoke]);
        }
        let revoked = |it: &PeerView| it.standing == PeerStanding::Revoked;
        if self.selected().is_none_or(revoked) {
            all.push(Action::Revoke);
        }
        all
    }

    fn keys(&self) -> Vec<OfficeId> {
        let shown = self.listing.shown().iter();
        shown.map(|at| self.peers()[*at].id).collect()
    }

    fn selected(&self) -> Option<&PeerView> {
        let at = self.listing.selected()?;
        self.peers().get(at)
    }

    /// Moves, filters, or begins what can be done with cards.
    pub fn act(&mut self, action: Action) -> Vec<Act> {
        if self.listing.act(action) == Taken::Here {
            return Vec::new();
        }
        let sheet = |kind| {
            vec![Act::Open(Box::new(Screen::Sheet(Box::new(Sheet::new(
                kind,
            )))))]
        };
        match action {
            Action::Back => vec![Act::Close, Act::Hear(Reply::Changed)],
            Action::Keep | Action::OnPaper | Action::Verify if self.cards_shut().is_some() => {
                self.cards_shut().map(Act::Report).into_iter().collect()
            }
            Action::Keep => sheet(Kind::Keep),
            Action::OnPaper => sheet(Kind::OnPaper),
            Action::Write => sheet(Kind::Write),
            Action::EditOwn => self.edit_own(),
            Action::Revoke => match (self.own_shut(), self.selected()) {
                (Some(why), _) => vec![Act::Report(why)],
                (None, Some(it)) if it.standing != PeerStanding::Revoked => {
                    let form = Sheet::new(Kind::Revoke(it.id)).about(&it.name);
                    vec![Act::Open(Box::new(Screen::Sheet(Box::new(form))))]
                }
                (None, _) => Vec::new(),
            },
            Action::Verify => match self.selected() {
                Some(it) if it.is_on_paper() => vec![Act::Report(Told::of(&Problem::NoKeys))],
                Some(it) => verify(it),
                None => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    fn edit_own(&self) -> Vec<Act> {
        let Some(view) = &self.view else {
            return Vec::new();
        };
        if let Some(why) = &view.own_shut {
            return vec![Act::Report(why.clone())];
        }
        let form = Sheet::of_office(&view.own);
        vec![Act::Open(Box::new(Screen::Sheet(Box::new(form))))]
    }

    /// Opens a form that was left before it was done.
    fn go_on(&self, form: Kind) -> Vec<Act> {
        match (form, self.cards_shut()) {
            (Kind::Verify(_), Some(why)) => vec![Act::Report(why)],
            (Kind::Verify(id), None) => {
                let peer = self.peers().iter().find(|it| it.id == id);
                peer.map_or_else(Vec::new, verify)
            }
            _ => self.edit_own(),
        }
    }

    /// Takes the worker's answer.
    pub fn reply(&mut self, reply: Reply) -> Vec<Act> {
        match reply {
            Reply::Offices(view) => {
                self.trouble = None;
                let before = self.keys();
                let texts = |it: &PeerView| {
                    vec![it.name.clone(), it.corporation.clone(), it.number.clone()]
                };
                self.listing.hold(view.peers.iter().map(texts));
                self.view = Some(view);
                let before = self.sought.take().map_or(before, |it| vec![it]);
                self.listing.follow(&before, &self.keys());
                let jump = self.jump.take();
                return jump.map_or_else(Vec::new, |form| self.go_on(form));
            }
            Reply::Changed => return vec![Act::Ask(Request::Office(Ask::List))],
            Reply::Refused(why) if self.view.is_some() => return vec![Act::Report(why)],
            Reply::Refused(why) => self.trouble = Some(why),
            _ => {}
        }
        Vec::new()
    }

    /// Draws the list, and the card of the selected office; the cursor stands on the focus.
    pub fn view(&self, pen: &mut Pen, area: Rect) -> Position {
        let title = pen.say(&Rooms::Offices.say());
        let inside = framed_but(pen, area, &title, self.stand(), &self.shut());
        let Some(view) = &self.view else {
            return pen.nothing_yet(inside, self.trouble.as_ref());
        };
        let lang = pen.cx.lang;
        let own = format!(
            "{}: {}  {}: {}",
            say(lang, &Word::Own.say()),
            view.name,
            say(lang, &Word::Fingerprint.say()),
            view.fingerprint
        );
        let mut used = pen.wrapped(inside, &own, Role::Text);
        if view.check == CheckDigit::Differs {
            used += pen.marked(below(inside, used), &doubtful_number(lang), Role::Warn);
        }
        pen.divide(inside.y + used);
        let rest = below(inside, used + 1);
        if view.peers.is_empty() {
            return pen.nothing(rest, &Word::None.say());
        }
        let left = Rect {
            width: if rest.width < 70 { 24 } else { 32 },
            ..rest
        };
        let cursor = self.listing.view(pen, left, |at| {
            let peer = &view.peers[at];
            format!("{} {}", standing_mark(peer.standing), peer.name)
        });
        let right = Rect {
            x: left.right() + 1,
            width: rest.width.saturating_sub(left.width + 1),
            ..rest
        };
        if let Some(peer) = self.selected() {
            self.split.view_text(pen, right, &card(peer, lang));
        }
        cursor
    }
}

fn verify(peer: &PeerView) -> Vec<Act> {
    let form = Sheet::new(Kind::Verify(peer.id)).about(&peer.name);
    vec![Act::Open(Box::new(Screen::Sheet(Box::new(form))))]
}

fn standing_mark(standing: PeerStanding) -> &'static str {
    match standing {
        PeerStanding::Verified { .. } | PeerStanding::Vouched => sign(Role::Good),
        PeerStanding::Unverified => sign(Role::Warn),
        PeerStanding::Revoked => sign(Role::Bad),
        PeerStanding::OnPaper => sign(Role::Changed),
    }
}

/// Writes a card: everything on it, and how far it is trusted.
pub fn card(peer: &PeerView, lang: Lang) -> Vec<Line> {
    let role = match peer.standing {
        PeerStanding::Verified { .. } | PeerStanding::Vouched => Role::Good,
        PeerStanding::Unverified => Role::Warn,
        PeerStanding::Revoked => Role::Bad,
        PeerStanding::OnPaper => Role::Changed,
    };
    let standing = message::peer_standing(peer.standing, lang);
    let mut lines = vec![
        (Role::Title, peer.name.clone()),
        (role, format!("{} {standing}", sign(role))),
    ];
    let width = if lang == Lang::Ja { 12 } else { 16 };
    let rows = [
        (Word::Corporation, &peer.corporation),
        (Word::Number, &peer.number),
        (Word::Representative, &peer.representative),
        (Word::Phone, &peer.phone),
        (Word::Address, &peer.address),
        (Word::Fingerprint, &peer.fingerprint),
        (Word::PairNumber, &peer.pair_number),
    ];
    let rows = rows.into_iter().filter(|(_, text)| !text.is_empty());
    lines.extend(rows.map(|(word, text)| {
        let name = say(lang, &word.say());
        (Role::Text, format!("{}{text}", column(&name, width)))
    }));
    if peer.check == CheckDigit::Differs {
        let told = doubtful_number(lang);
        lines.push((Role::Warn, format!("{} {told}", sign(Role::Warn))));
    }
    if !peer.found.is_empty() {
        lines.extend(never(on_card(&peer.found, lang)));
    }
    lines
}

/// Says that the office's number may be copied wrong; it stands beside other numbers.
fn doubtful_number(lang: Lang) -> String {
    let number = say(lang, &Word::Number.say());
    format!("{number}: {}", message::check_digit_differs(lang))
}
