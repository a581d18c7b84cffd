//! The forms of what goes over and what comes back: offer, addition, confirmation, what is taken up, taken back and answered
//! for.
//!
//! What stands on a signed form has a file of its own.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::alert::Extent;
use crate::domain::case::{FieldState, Value};
use crate::domain::consent::Saying;
use crate::domain::handover::changed::{Changed, differing};
use crate::domain::handover::dossier::WithdrawalAnswer;
use crate::domain::handover::entry::{Handling, Side, Withdrawal};
use crate::domain::handover::permit::answering;
use crate::domain::id::Means;
use crate::domain::news::as_one;
use crate::domain::own_answer::Meets;
use crate::domain::section::{FieldId, ItemId, SectionId};
use crate::lang::screen::dossier::Dossier as Word;
use crate::lang::screen::{Say, say};
use crate::lang::taking_back::{self, Goes};
use crate::lang::{Lang, date, label, message, todo};
use crate::tui::room::handover::{Deed, DossierView, Found, PreviewSection, TellingDraft};
use crate::tui::screen::newer;
use crate::tui::screen::question;
use crate::tui::screen::step::filling::{Blank, Filling, Remark, choice, coded, hint};
use crate::tui::screen::step::title::plain;
use crate::tui::text::{cells, shorten};
use crate::tui::theme::{Role, sign};
use crate::tui::widget::form::{Form, Item, Piece};
use crate::tui::widget::several::{Coded, Several, Ticked};
use crate::tui::widget::split::{Line, heading};
use crate::workflow::arrival::{Brought, Named};
use crate::workflow::consent::{Reached, Withdrawing};
use crate::workflow::draft::mark;
use crate::workflow::handover::{ReplyDue, Which};

/// What may become of what was taken back; that nothing was held stands last.
pub const HANDLINGS: [(&str, Handling); 4] = [
    ("returned", Handling::Returned),
    ("erased", Handling::Erased),
    ("kept", Handling::Kept),
    ("nothing-held", Handling::NothingHeld),
];

/// Those of them that are true: that nothing is held is none where something is.
fn handlings(view: &DossierView) -> &'static [(&'static str, Handling)] {
    let held = view.handling.map(|it| it.holding());
    let open = |(_, it): &&(&str, Handling)| held.is_none_or(|held| answering(*it, held).is_ok());
    let all: &'static [(&str, Handling)] = &HANDLINGS;
    &all[..all.iter().take_while(open).count()]
}

/// By when to answer an offer.
pub const OFFER: Blank = Blank {
    title: plain,
    pieces: |_, view| {
        let reply_by = Piece::new("reply-by", Item::day(Say::ReplyBy(view.reply_due)));
        vec![match view.reply_due {
            ReplyDue::Named(day) => reply_by.suggesting(&date::short_day(day, Lang::Ja)),
            ReplyDue::After(_) => reply_by,
        }]
    },
    beside: |it, lang| {
        let put = newer::put(&it.view, lang).into_iter();
        let stays = todo::ungiven(&it.view.asked.ungiven, lang).into_iter();
        let stays = stays.map(|it| (Role::Warn, format!("{} {it}", sign(Role::Warn))));
        put.chain(stays)
            .chain(hint(Word::OfferHint, lang))
            .collect()
    },
    deed: |it| it.day_or_none(0).map(Deed::Offer),
};

/// Which sections to add.
pub const ADD: Blank = Blank {
    title: plain,
    pieces: |_, view| vec![sections(addable(view), Ticked::None)],
    beside: |it, lang| {
        let changed = to_add(&it.view, &looked_at(it));
        let hint = hint(Word::AddHint, lang).into_iter();
        hint.chain(newer::both(&changed, lang)).collect()
    },
    deed: |it| {
        let all = addable(&it.view);
        it.chosen(0, &all).map(Which::These).map(Deed::Add)
    },
};

/// Which sections the person found right.
pub const CONFIRM: Blank = Blank {
    title: plain,
    pieces: |_, view| {
        let confirmable = sections(confirmable(view), Ticked::None);
        vec![confirmable.about(as_shown(view))]
    },
    beside: |it, lang| {
        let ask = hint(Word::ConfirmAsk, lang);
        let anew = anew(&it.view, Word::ConfirmAnew, lang);
        ask.into_iter().chain(anew).collect()
    },
    deed: |it| {
        let all = confirmable(&it.view);
        it.chosen(0, &all).map(Which::These).map(Deed::Confirm)
    },
};

/// Which fields of additions are taken up, and what becomes of the others.
pub const TAKE_UP: Blank = Blank {
    title: plain,
    pieces: |_, view| {
        let rests = coded(&RESTS, |it| it.word().say());
        let rest = Item::one_of(Word::TakeUpRest.say(), rests, Some(0));
        vec![
            waiting_fields(view).about(as_it_came(view)),
            Piece::new("rest", rest),
        ]
    },
    beside: waiting,
    deed: |it| {
        let ticked = it.form.ticked(0);
        let rest = it.one_of(1, &RESTS)?;
        let waiting = || it.view.waiting.iter().map(|it| it.field);
        let ticked = waiting().enumerate().filter(|(at, _)| ticked.contains(at));
        // What means something only together is taken together, and the question names all of it.
        let taken = as_one(&ticked.map(|(_, field)| field).collect());
        let (take, left) = waiting().partition(|it| taken.contains(it));
        let put_away = match rest {
            Rest::PutAway => left,
            Rest::Waits => BTreeSet::new(),
        };
        let named = Named { take, put_away };
        if named == Named::default() {
            it.told = Some(Remark::Empty(0, Word::NoneTaken.say()));
            it.form.focus_on(0);
            return None;
        }
        Some(Deed::TakeUpNamed(named))
    },
};

/// What becomes of what is not taken up.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rest {
    /// It goes on waiting.
    Waits,
    /// It waits no more.
    PutAway,
}

impl Rest {
    fn word(self) -> Word {
        match self {
            Rest::Waits => Word::RestWaits,
            Rest::PutAway => Word::RestPutAway,
        }
    }
}

const RESTS: [(&str, Rest); 2] = [("waits", Rest::Waits), ("put-away", Rest::PutAway)];

/// What is asked before fields are taken up or put away, where one of them is this office's own answer or goes unread; none where
/// nothing of that is.
pub fn taking_up(named: &Named, view: &DossierView, lang: Lang) -> Option<String> {
    let taken = view.waiting.iter();
    let taken = taken.filter(|it| named.take.contains(&it.field));
    let goes: BTreeSet<FieldId> = taken.clone().flat_map(|it| it.goes.clone()).collect();
    let asked: Vec<&Brought> = taken.filter(|it| it.meets.is_asked()).collect();
    let met = |how| {
        asked
            .iter()
            .filter(move |it| it.meets == how)
            .map(|it| it.field)
    };
    let mut said = Vec::new();
    let mut add = |ask: Word, fields: &mut dyn Iterator<Item = FieldId>| {
        let fields: Vec<&str> = fields.map(|it| label::field(it, lang)).collect();
        if !fields.is_empty() {
            let fields = message::list(&fields, lang);
            said.push(format!("{} {fields}", say(lang, &ask.say())));
        }
    };
    add(Word::TakeUpOwnAsk, &mut met(Meets::Against));
    add(Word::TakeUpLessAsk, &mut met(Meets::Less));
    add(Word::GoesAsWell, &mut goes.into_iter());
    add(Word::PutAwayAsk, &mut named.put_away.iter().copied());
    // All are named first; what does not fit on a line stands whole beside the form.
    said.extend(asked.iter().map(|it| against(it, lang)));
    (!said.is_empty()).then(|| said.join("\n"))
}

/// A field that this office answered otherwise, with both, in one line of the question.
fn against(it: &Brought, lang: Lang) -> String {
    let field = label::field(it.field, lang);
    let room = question::LINE.saturating_sub(cells(field) + cells(":  -> ")) / 2;
    let said = |value: &Value| shorten(&bare(value, lang), room).into_owned();
    let own = it.own.as_ref().map(said);
    let own = own.unwrap_or_else(|| say(lang, &Word::NothingStands.say()));
    format!("{field}: {own} -> {}", said(&it.stands))
}

/// What a value says, without where it is from, on one line.
fn bare(value: &Value, lang: Lang) -> String {
    match &value.state {
        FieldState::Filled(given) => message::answer(given, lang).replace('\n', " "),
        state => label::state(state, lang).to_owned(),
    }
}

/// Which items are taken back.
pub const WITHDRAW_ITEMS: Blank = Blank {
    title: plain,
    pieces: |_, view| {
        std::iter::once(items(&to_take_back(view)).about(given_for(view)))
            .chain(telling())
            .collect()
    },
    beside: |it, lang| before_withdrawing(&it.view, Extent::Items, lang),
    deed: |it| {
        let items = it.chosen(0, &to_take_back(&it.view))?;
        let items = Withdrawal::Items(items.into_iter().collect());
        Some(Deed::Withdraw(items, told(&mut it.form, 1)?))
    },
};

/// That all consent is taken back.
pub const WITHDRAW_ALL: Blank = Blank {
    title: plain,
    pieces: |_, _| {
        let word = Item::line(Word::WithdrawAllWord.say());
        std::iter::once(Piece::unkept(word))
            .chain(telling())
            .collect()
    },
    beside: |it, lang| before_withdrawing(&it.view, Extent::All, lang),
    deed: |it| {
        let typed = it.said(0).to_lowercase();
        let words = [Lang::Ja, Lang::En].map(|it| Word::WithdrawAllTyped.text(it));
        if !words.contains(&typed.as_str()) {
            it.form.refuse(0, Word::NotTyped.say());
            return None;
        }
        Some(Deed::Withdraw(Withdrawal::All, told(&mut it.form, 1)?))
    },
};

/// How the person said it: nobody has to say, and nothing is there before.
pub fn telling() -> [Piece; 3] {
    let how = Saying::ALL.iter().map(|it| Coded {
        code: it.code(),
        said: Say::Saying(*it),
    });
    let how = Item::one_of(Word::SayingHow.say(), how.collect(), None);
    [
        Piece::new("how", how),
        Piece::new("heard-by", Item::line(Word::HeardByOrMe.say())),
        Piece::new("evidence", Item::line(Word::Evidence.say())),
    ]
}

/// The same as filled in, from this piece on; who heard it and what shows it are of nothing where nobody says how.
pub fn told(form: &mut Form, from: usize) -> Option<TellingDraft> {
    let said = |at| form.typed(at).trim().to_owned();
    let how = form.taken(from);
    let told = TellingDraft {
        how: how.and_then(|it| Saying::ALL.get(it).copied()),
        heard_by: said(from + 1),
        evidence: said(from + 2),
    };
    if told.how.is_none() && !(told.heard_by.is_empty() && told.evidence.is_empty()) {
        form.refuse(from, Word::NeedChoice.say());
        return None;
    }
    Some(told)
}

/// What taking back does and who hears of it, as it will be; of copies no other office hears, for they are paper.
fn before_withdrawing(view: &DossierView, extent: Extent, lang: Lang) -> Vec<Line> {
    let copies = view.covered.iter().filter(|it| it.copy_to().is_some());
    let copies = copies.count();
    let copies_alone = copies == view.covered.len() && 0 < copies;
    let offered = match (extent, view.line.side) {
        (Extent::Items, _) if copies_alone => Word::WithdrawCopiesHint,
        (Extent::Items, Side::Sender) if view.line.is_on_paper() => Word::WithdrawHintPaper,
        (Extent::All, Side::Sender) if view.line.is_on_paper() => Word::WithdrawAllHintPaper,
        (Extent::Items, Side::Sender) => Word::WithdrawHint,
        (Extent::Items, Side::Receiver) => Word::WithdrawHintHere,
        (Extent::All, Side::Sender) => Word::WithdrawAllHint,
        (Extent::All, Side::Receiver) => Word::WithdrawAllHintHere,
    };
    let goes = Goes::of(&view.meant);
    let mut lines = match &view.state.offer {
        Some(_) => hint(offered, lang),
        None => {
            let among = to_take_back(view).into_iter().collect();
            let said = taking_back::hint(extent, goes, &among, &view.hearing, lang);
            vec![(Role::Text, said)]
        }
    };
    if 0 < copies {
        lines.extend(hint(Word::WithdrawCopies, lang));
    }
    lines
}

/// What became of withdrawn items.
pub const HANDLE: Blank = Blank {
    title: plain,
    pieces: |_, view| {
        let how = Piece::new("how", choice(Say::How, handlings(view), Say::Handling));
        vec![
            how.about(owed_withdrawals(view)),
            Piece::new("note", Item::page(Say::NoteText)),
        ]
    },
    beside: taken_back,
    deed: |it| {
        let handling = it.one_of(0, handlings(&it.view))?;
        let why = match handling {
            Handling::Kept => it.said_some(1)?,
            Handling::Returned | Handling::Erased | Handling::NothingHeld => it.said(1),
        };
        Some(Deed::Handle(handling, why))
    },
};

/// The sections that say something else today than when they were handed over.
pub fn addable(view: &DossierView) -> Vec<SectionId> {
    let as_handed = |it: &&PreviewSection| {
        let mut handed = view.sections.iter();
        handed.any(|of| of.id == it.id && of.fields == it.fields)
    };
    let changed = view.preview.iter().filter(|it| !as_handed(it));
    changed.map(|it| it.id).collect()
}

/// What an addition of these sections changes at the other office.
pub fn to_add(view: &DossierView, sections: &[SectionId]) -> Vec<Changed> {
    let goes = view.preview.iter().filter(|it| sections.contains(&it.id));
    let changed = goes.flat_map(|now| {
        let sent = view.sections.iter().find(|it| it.id == now.id);
        differing(sent.map_or(&[], |it| &it.fields), &now.fields)
    });
    changed.collect()
}

/// The section that has the focus, and after it the others that are ticked.
fn looked_at(it: &Filling) -> Vec<SectionId> {
    let all = addable(&it.view);
    let at = it.form.selected(0);
    let ticked = it.form.ticked(0).into_iter().filter(|it| *it != at);
    let shown = std::iter::once(at).chain(ticked);
    shown.filter_map(|it| all.get(it).copied()).collect()
}

/// The sections the person has not found right as they are today, and of a draft that was given back those of which somebody
/// else recorded it: recorded anew, they are no longer theirs, and so they may approve it.
pub fn confirmable(view: &DossierView) -> Vec<SectionId> {
    let others = by_others(view);
    let open = view.preview.iter();
    let open = open.filter(|it| it.found == Found::NotYet || others.contains_key(&it.id));
    open.map(|it| it.id).collect()
}

/// Who else recorded that the person found sections of a draft right which was given back, and how they come to approve it.
pub fn anew(view: &DossierView, how: Word, lang: Lang) -> Vec<Line> {
    let others = by_others(view);
    if others.is_empty() {
        return Vec::new();
    }
    let names = others.values().map(|it| it.as_str());
    let by = (Role::Text, message::confirmed_by(names, lang));
    std::iter::once(by).chain(hint(how, lang)).collect()
}

/// The sections of a draft that was given back of which others recorded that the person found them right, and who.
fn by_others(view: &DossierView) -> BTreeMap<SectionId, &String> {
    let given_back = view.returned.is_some();
    let goes = |it: &SectionId| view.preview.iter().any(|section| section.id == *it);
    let others = view.confirmed_by_others.iter();
    let others = others.filter(|(section, _)| given_back && goes(section));
    others.map(|(section, by)| (*section, by)).collect()
}

/// Every section, as a piece of an addition can name it.
pub fn any_section() -> Vec<Piece> {
    vec![sections(SectionId::ALL.to_vec(), Ticked::None)]
}

/// Every item, as a piece of a withdrawal can name it.
pub fn any_item() -> Vec<Piece> {
    vec![items(ItemId::ALL)]
}

/// The withdrawals that are to be answered for, each by whose log it stands in and its number there.
pub fn owed_withdrawals(view: &DossierView) -> String {
    let owed = view.state.withdrawals.iter();
    let owed = owed.filter(|it| it.answer == WithdrawalAnswer::Owed);
    let owed = owed.map(|it| match it.side {
        Side::Sender => format!("sender {}", it.number),
        Side::Receiver => format!("receiver {}", it.number),
    });
    owed.collect::<Vec<_>>().join(", ")
}

/// Where it is taken back, for the question before it.
pub fn withdrawing(view: &DossierView) -> Withdrawing {
    let receiver = match view.line.side {
        Side::Sender => view.line.peer_name.clone(),
        Side::Receiver => view.office.clone(),
    };
    match Reached::of(&view.state) {
        Some(until) => Withdrawing::Offered {
            holder: receiver,
            means: match view.line.side {
                Side::Sender => view.line.peer.means(),
                Side::Receiver => Means::Keys,
            },
            until,
        },
        None => Withdrawing::Prepared {
            receiver,
            meant: view.meant.clone(),
            hearing: view.hearing.clone(),
        },
    }
}

/// The items that can be taken back one by one: those consent covers, and before an offer those the person carries.
fn to_take_back(view: &DossierView) -> Vec<ItemId> {
    let carried = view.meant.carried.iter();
    let carried = carried.filter(|it| !view.covered.contains(it));
    view.covered.iter().chain(carried).copied().collect()
}

/// What consent was given for: the offer, or before one the form.
fn given_for(view: &DossierView) -> String {
    let form = view.grounds.as_ref().and_then(|it| it.consent.as_ref());
    match (&view.state.offer, form) {
        (Some(offer), _) => format!("offer {}", offer.no.get()),
        (None, Some(form)) => format!("form {}", form.id),
        (None, None) => String::new(),
    }
}

/// What the person is asked about: each section with what it says today.
fn as_shown(view: &DossierView) -> String {
    let says = |it: &PreviewSection| {
        let fields = it.fields.iter();
        let fields = fields.map(|(field, value)| (*field, message::value(value, Lang::Ja)));
        line_about(it.id, fields)
    };
    let lines: Vec<String> = view.preview.iter().map(says).collect();
    lines.join("\n")
}

/// What waits: each field with what came and what stands in the own case.
fn as_it_came(view: &DossierView) -> String {
    let line = |it: &Brought| {
        let values = std::iter::once(&it.told).chain(&it.own);
        let says: String = values.map(|it| message::value(it, Lang::Ja)).collect();
        format!("{} {}", it.field.spec().name, mark(&says))
    };
    let lines: Vec<String> = view.waiting.iter().map(line).collect();
    lines.join("\n")
}

/// A section and what it says, so short that a draft can bear it.
fn line_about(id: SectionId, says: impl Iterator<Item = (FieldId, String)>) -> String {
    let says = says.map(|(field, text)| format!("{}\0{text}\0", field.spec().name));
    format!("{} {}", id.name(), mark(&says.collect::<String>()))
}

/// What waits, to be ticked: whatever meets an answer of this office is ticked by nobody else.
fn waiting_fields(view: &DossierView) -> Piece {
    let option = |it: &Brought| Coded {
        code: it.field.spec().name,
        said: Say::Field(it.field),
    };
    let all = view.waiting.iter().map(option).collect();
    let meets = view.waiting.iter().enumerate();
    let against = meets.filter(|(_, it)| it.meets.is_asked());
    let against: Vec<usize> = against.map(|(at, _)| at).collect();
    let fields = Several::new(Word::TakeUpFields.say(), all, Ticked::All).but_not(against);
    Piece::new("fields", Item::Several(Box::new(fields)))
}

fn items(all: &[ItemId]) -> Piece {
    let items = all.iter().map(|it| Coded {
        code: it.name(),
        said: Say::Item(*it),
    });
    let items = Item::several(Word::ItemsTakenBack.say(), items.collect(), Ticked::None);
    Piece::new("items", items)
}

fn sections(all: Vec<SectionId>, ticked: Ticked) -> Piece {
    let all = all.into_iter().map(|it| Coded {
        code: it.name(),
        said: Say::Section(it),
    });
    let sections = Item::several(Word::Sections.say(), all.collect(), ticked);
    Piece::new("sections", sections)
}

/// What the person took back and nobody has answered for yet: the one that is answered for first.
fn taken_back(it: &Filling, lang: Lang) -> Vec<Line> {
    let state = &it.view.state;
    let mut owed = state.withdrawals.iter();
    let owed = owed.find(|it| it.answer == WithdrawalAnswer::Owed);
    let items = owed.map_or_else(BTreeSet::new, |it| state.items_of(&it.scope));
    let title = (Role::Key, say(lang, &Word::TakenBack.say()));
    let items = items.into_iter();
    let items = items.map(|it| (Role::Warn, format!("- {}", label::item(it, lang))));
    let lines = std::iter::once(title).chain(items);
    lines.chain(hint(Word::HandleHint, lang)).collect()
}

/// What waits in the field that has the focus, and whatever else meets an answer of this office: what stands in the own case, and
/// what came.
fn waiting(it: &Filling, lang: Lang) -> Vec<Line> {
    let at = it.form.selected(0);
    let all = &it.view.waiting;
    let others = all.iter().enumerate();
    let others = others.filter(|(place, it)| *place != at && it.meets.is_asked());
    let shown = all.get(at).into_iter().chain(others.map(|(_, it)| it));
    let mut lines = hint(Word::TakeUpHint, lang);
    for it in shown {
        lines.push(heading(it.field, lang));
        let own = it.own.as_ref().map(|own| message::value(own, lang));
        let own = own.unwrap_or_else(|| say(lang, &Word::NothingStands.say()));
        let stands = match it.meets {
            Meets::Free => Word::StandsInOwn,
            how => Word::met(how),
        };
        let role = match it.meets {
            how if how.is_asked() => Role::Warn,
            _ => Role::Dim,
        };
        let own = format!("  {}: {own}", say(lang, &stands.say()));
        let told = message::value(&it.told, lang);
        let told = format!("  {}: {told}", say(lang, &Word::CameWith.say()));
        lines.extend([(role, own), (Role::Text, told)]);
        let joined = (it.stands != it.told).then(|| message::value(&it.stands, lang));
        let joined = joined.map(|it| format!("  {}: {it}", say(lang, &Word::StandsThen.say())));
        lines.extend(joined.map(|it| (Role::Text, it)));
        let goes = it.goes.iter().map(|it| label::field(*it, lang));
        let goes: Vec<&str> = goes.collect();
        if !goes.is_empty() {
            let goes = message::list(&goes, lang);
            lines.push((
                Role::Warn,
                format!("  {} {goes}", say(lang, &Word::GoesAsWell.say())),
            ));
        }
    }
    lines
}
