//! The form of what stands on a signed consent, and what the other office would see beside its items.
//!
//! What an item covers is not decided here.

use std::collections::BTreeSet;

use ratatui::layout::{Position, Rect};

use crate::domain::calendar::parse_day;
use crate::domain::consent::{
    Consent, ConsentForm, Explained, Explaining, Family, Mode, Returned, Signer,
};
use crate::domain::section::{Asks, ItemId};
use crate::domain::text::Line;
use crate::lang::command::{Word as Usual, word as usual};
use crate::lang::problem::Said;
use crate::lang::screen::Say;
use crate::lang::screen::dossier::Dossier as Word;
use crate::lang::{Lang, date, message};
use crate::report::consent::Asked;
use crate::tui::room::handover::{ConsentDraft, Deed, DossierView, HowSigned};
use crate::tui::screen::content::Ask;
use crate::tui::screen::foresight;
use crate::tui::screen::step::filling::{Blank, Filling, Remark, coded, hint};
use crate::tui::screen::step::title::plain;
use crate::tui::theme::Role;
use crate::tui::widget::form::{Item, Piece};
use crate::tui::widget::pen::Pen;
use crate::tui::widget::several::{Coded, Several, Ticked};
use crate::tui::widget::split::Split;

// Where the pieces stand: the mode is asked before all others.
const MODE: usize = 0;
const PURPOSE: usize = 1;
const ITEMS: usize = 2;
const RETURNED: usize = 3;
const UNTIL: usize = 4;
const SIGNED: usize = 5;
const SIGNER: usize = 6;
const GUARDIAN: usize = 7;
const STANDING: usize = 8;
const MANNER: usize = 9;
const PROXY: usize = 10;
const FAMILY: usize = 11;
const RELATION: usize = 12;
const EXPLAINED: usize = 13;
const WAYS: usize = 14;
const KEPT: usize = 15;

const SIGNERS: [(&str, Word); 2] = [("person", Word::Person), ("guardian", Word::Guardian)];
const MANNERS: [(&str, Word); 4] = [
    ("own-hand", Word::OwnHand),
    ("proxy", Word::Proxy),
    ("seal", Word::Seal),
    ("electronic", Word::Electronic),
];

/// The least cells for what the other office would see, beside the items.
const BESIDE: u16 = 30;

/// What stands on a signed form.
pub const CONSENT: Blank = Blank {
    title: plain,
    pieces: |_, view| pieces(view),
    beside: |it, lang| match it.view.holds.as_ref().map(Consent::form) {
        None => hint(Word::ConsentHint, lang),
        Some(form) => {
            let family = form.family.iter();
            let follows = hint(Word::ConsentFollows, lang).into_iter();
            follows
                .chain(family.flat_map(|_| hint(Word::FamilyAnew, lang)))
                .collect()
        }
    },
    deed: |it| draft(it).map(|it| Deed::RecordConsent(Box::new(it))),
};

/// The form is in Japanese, and so is what is usual on it. The pieces stand in the order of their numbers above. Where a form
/// holds already, the next one begins as it is, but for how and when it is signed and explained, and by whom of the family:
/// whoever adds one item leaves out no other.
fn pieces(view: &DossierView) -> Vec<Piece> {
    let held = view.holds.as_ref().map(Consent::form);
    let choice = |label: Word, all: &[(&'static str, Word)], at: usize| {
        Item::one_of(label.say(), coded(all, Word::say), Some(at))
    };
    let line = |code: &'static str, label: Word| Piece::new(code, Item::line(label.say()));
    let day = |code: &'static str, label: Word| Piece::new(code, Item::day(label.say()));
    let ways = Explaining::ALL.iter().map(|it| Coded {
        code: it.code(),
        said: Say::Explaining(*it),
    });
    let ways = Item::several(Word::ExplainedHow.say(), ways.collect(), Ticked::None);
    let today = date::short_day(view.today, Lang::Ja);
    let modes = Mode::possible(view.corporations);
    let asked = modes.iter().map(|it| Coded {
        code: it.code(),
        said: Say::Mode(*it),
    });
    let of_held = held.and_then(|it| modes.iter().position(|mode| *mode == it.mode));
    let asked = Item::one_of(
        Word::Mode.say(),
        asked.collect(),
        Some(of_held.unwrap_or(0)),
    );
    let [guardian, standing] = guardian(held);
    let signer = usize::from(!guardian.is_empty());
    let purpose = held.map_or(usual(Usual::UsualPurpose, Lang::Ja), |it| {
        it.purpose.as_str()
    });
    let kept = held.map_or(usual(Usual::UsualPlace, Lang::Ja), |it| {
        it.original_kept.as_str()
    });
    let until = day("until", Word::Until);
    vec![
        Piece::new("mode", asked),
        line("purpose", Word::Purpose).holding(purpose),
        Piece::new("items", Item::Several(Box::new(items(view.holds.as_ref())))),
        Piece::new("returned", Item::Several(Box::new(returned_of(held)))),
        match held {
            None => until,
            Some(it) => until.suggesting(&date::short_day(it.until, Lang::Ja)),
        },
        day("signed", Word::SignedOn).suggesting(&today),
        Piece::new("signer", choice(Word::Signer, &SIGNERS, signer)),
        line("guardian", Word::GuardianName).holding(guardian),
        line("standing", Word::GuardianRelation).holding(standing),
        Piece::new("manner", choice(Word::Manner, &MANNERS, 0)),
        line("proxy", Word::ProxyReason),
        line("family", Word::FamilyName),
        line("relation", Word::FamilyRelation),
        day("explained", Word::ExplainedOnOrSame),
        Piece::new("ways", ways),
        line("kept", Word::Kept).holding(kept),
    ]
}

/// The guardian who signed a form and what they are to the person; nothing where the person did.
fn guardian(form: Option<&ConsentForm>) -> [&str; 2] {
    match form.map(|it| &it.signer) {
        Some(Signer::Guardian { name, relation }) => {
            [name.as_str(), relation.as_ref().map_or("", Line::as_str)]
        }
        Some(Signer::Person) | None => [""; 2],
    }
}

/// What may come back besides read-back and questions: all of it, or what the form that holds lets come back. What the person
/// carries brings nothing back.
fn returned_of(form: Option<&ConsentForm>) -> Several {
    let all = Returned::ASKED.iter().map(|it| Coded {
        code: it.code(),
        said: Say::Returned(*it),
    });
    let mut several = Several::new(Word::ReturnsAsked.say(), all.collect(), Ticked::All);
    if let Some(form) = form.filter(|it| it.mode != Mode::Carried) {
        let kept =
            |code: &str| Returned::from_code(code).is_some_and(|it| form.returned.contains(&it));
        several.tick(kept);
    }
    several
}

fn mode(it: &Filling) -> Mode {
    let modes = Mode::possible(it.view.corporations);
    let taken = it.form.taken(MODE).unwrap_or(0);
    modes[taken.min(modes.len() - 1)]
}

/// The items, with those ticked that the form which holds still gives.
fn items(holds: Option<&Consent>) -> Several {
    let names = ItemId::ALL.iter().map(|it| Coded {
        code: it.name(),
        said: Say::ItemAsking(*it),
    });
    let alone = ItemId::ALL.iter().enumerate();
    let alone = alone.filter(|(_, it)| it.asks() != Asks::ThePerson);
    let mut items = Several::new(Word::Items.say(), names.collect(), Ticked::None)
        .asked_alone(alone.map(|(at, _)| at).collect());
    if let Some(left) = holds.map(Consent::left) {
        items.tick(|code| left.iter().any(|it| it.name() == code));
    }
    items
}

fn draft(it: &mut Filling) -> Option<ConsentDraft> {
    let items = it.chosen(ITEMS, ItemId::ALL)?;
    let until = it.day(UNTIL)?;
    family_signed(it, &items)?;
    let signed = it.day(SIGNED)?;
    let explained = it.day_or_same(EXPLAINED, SIGNED)?;
    let ways = it.form.ticked(WAYS).into_iter();
    let ways = ways.filter_map(|it| Explaining::ALL.get(it).copied());
    let manner = match it.form.taken(MANNER) {
        Some(0) | None => HowSigned::OwnHand,
        Some(1) => HowSigned::Proxy(it.said(PROXY)),
        Some(2) => HowSigned::Seal,
        Some(_) => HowSigned::Electronic,
    };
    let family = it.said(FAMILY);
    Some(ConsentDraft {
        mode: mode(it),
        purpose: it.said(PURPOSE),
        items: items.into_iter().collect(),
        returned: returned(it).into_iter().collect(),
        until,
        signed,
        guardian: match it.form.taken(SIGNER) {
            Some(0) | None => None,
            Some(_) => Some((it.said(GUARDIAN), it.said(STANDING))),
        },
        manner,
        family: match family.is_empty() {
            true => None,
            false => Some((family, it.said(RELATION))),
        },
        kept: it.said(KEPT),
        explained: Explained {
            on: Some(explained),
            ways: ways.collect(),
        },
        taken_back: BTreeSet::new(),
    })
}

/// Asks once before a form is recorded, with what nobody may have looked at in it.
pub fn asked_once(draft: &ConsentDraft, lang: Lang) -> Said {
    let by = match &draft.guardian {
        Some((name, _)) => name.clone(),
        None => Word::Person.text(lang).to_owned(),
    };
    let manner = match &draft.manner {
        HowSigned::OwnHand => Word::OwnHand,
        HowSigned::Proxy(_) => Word::Proxy,
        HowSigned::Seal => Word::Seal,
        HowSigned::Electronic => Word::Electronic,
    };
    message::consent_asked(
        &draft.items,
        [
            draft.until,
            draft.signed,
            draft.explained.on.unwrap_or(draft.signed),
        ],
        (&by, manner.text(lang)),
        &draft.kept,
        &draft.returned,
        lang,
    )
}

/// Whether somebody of the family signed, where an item wants them to; the form says in which line they are missing.
fn family_signed(it: &mut Filling, items: &[ItemId]) -> Option<()> {
    if items.iter().all(|it| it.asks() != Asks::FamilyToo) {
        return Some(());
    }
    let blank = [FAMILY, RELATION]
        .into_iter()
        .find(|at| it.said(*at).is_empty());
    let Some(at) = blank else {
        return Some(());
    };
    it.form.refuse(at, Word::FamilyNeeded.say());
    it.told = Some(Remark::Empty(at, Word::FamilyNeeded.say()));
    None
}

/// What the person is asked, as the form stands; a day that is not typed yet is left to be written by hand.
pub fn asked(it: &Filling) -> Asked {
    let until = parse_day(it.form.typed(UNTIL));
    let held = it.held.iter().flatten();
    Asked {
        person: it.view.line.person.clone(),
        sender: it.view.office.clone(),
        receiver: it.view.line.peer_name.clone(),
        mode: mode(it),
        purpose: it.said(PURPOSE),
        until: until.map(|it| it.day).ok(),
        ticked: ticked(it),
        family: family(it),
        returned: returned(it).into_iter().collect(),
        held: held.map(|(field, _)| *field).collect(),
    }
}

/// Whether what the other office would see stands beside the items being ticked.
pub fn looks_ahead(it: &Filling) -> bool {
    it.ask == Ask::Consent && it.form.focus() == ITEMS
}

/// Draws the items, and beside them what the other office would see of the one that has the focus.
pub fn view_ahead(it: &Filling, split: &Split, pen: &mut Pen, area: Rect) -> Position {
    let wanted = it.form.width_of_ticks(ITEMS, pen);
    let least = (area.width / 2).max(area.width.min(40).min(area.width * 3 / 5));
    let left = Rect {
        width: wanted.clamp(least, least.max(area.width.saturating_sub(BESIDE))),
        ..area
    };
    let right = Rect {
        x: left.right() + 1,
        width: area.width - left.width - 1,
        ..area
    };
    if let Some(item) = ItemId::ALL.get(it.form.selected(ITEMS)) {
        let text = match &it.held {
            Some(held) => foresight::about(*item, held, &ticked(it), family(it), pen.cx.lang),
            None => vec![(Role::Dim, pen.say(&Say::Working))],
        };
        split.view_text(pen, right, &text);
    }
    it.form.view_focused(pen, left)
}

fn ticked(it: &Filling) -> BTreeSet<ItemId> {
    let ticked = it.form.ticked(ITEMS);
    let items = ticked.iter().filter_map(|it| ItemId::ALL.get(*it));
    items.copied().collect()
}

fn returned(it: &Filling) -> Vec<Returned> {
    let ticked = it.form.ticked(RETURNED);
    let asked = ticked.iter().filter_map(|it| Returned::ASKED.get(*it));
    let always = (mode(it) != Mode::Carried).then_some(Returned::ReadBack);
    always.into_iter().chain(asked.copied()).collect()
}

/// Whether the family's own consent stands on the form.
fn family(it: &Filling) -> Family {
    let typed = |at| !it.said(at).is_empty();
    match typed(FAMILY) && typed(RELATION) {
        true => Family::Agrees,
        false => Family::Silent,
    }
}
