//! What an offer rests on, for whoever approves it: the consent as signed, what the person found right, whose work it is.
//!
//! It decides nothing: whether a consent is in force is the domain's.

use crate::domain::consent::{ConsentForm, Manner, Signer};
use crate::lang::ledger::as_signed;
use crate::lang::screen::dossier::Dossier as Word;
use crate::lang::screen::prepare::Prepare;
use crate::lang::screen::say;
use crate::lang::{Lang, date, label, message};
use crate::tui::room::handover::{DossierView, Found, Grounds};
use crate::tui::theme::{Role, sign};
use crate::tui::widget::split::Line;

/// Writes what the preparation of a handover rests on; nothing where none is going on here.
pub fn grounds(view: &DossierView, lang: Lang) -> Vec<Line> {
    let Some(grounds) = &view.grounds else {
        return Vec::new();
    };
    // Once it is released or over nothing is prepared any more.
    let over = view.state.release.is_some() || !view.state.endings.is_empty();
    if over && grounds.consent.is_none() {
        return Vec::new();
    }
    let mut text = vec![(Role::Title, say(lang, &Word::Consent.say()))];
    match &grounds.consent {
        Some(form) => text.extend(consent(form, grounds, lang)),
        None => text.push((
            Role::Warn,
            format!(
                "{} {}",
                sign(Role::Warn),
                say(lang, &Prepare::NoConsent.say())
            ),
        )),
    }
    if !over {
        text.push((Role::Text, String::new()));
        text.push((Role::Title, say(lang, &Word::Preparation.say())));
        text.extend(prepared(view, grounds, lang));
    }
    text.push((Role::Text, String::new()));
    text
}

fn consent(form: &ConsentForm, grounds: &Grounds, lang: Lang) -> Vec<Line> {
    let word = |it: Word| say(lang, &it.say());
    let items: Vec<_> = form.items.iter().map(|it| label::item(*it, lang)).collect();
    let returned = form.comes_back();
    let returned: Vec<_> = returned
        .iter()
        .map(|it| label::handover::returned(*it, lang))
        .collect();
    let mut lines = vec![
        (Word::Mode, label::mode(form.mode, lang).to_owned()),
        (Word::Purpose, form.purpose.as_str().to_owned()),
        (Word::Items, message::list(&items, lang)),
        (Word::ReturnsWanted, message::list(&returned, lang)),
        (Word::Until, date::day(form.until, lang)),
        (Word::SignedOn, date::day(form.signed, lang)),
        (Word::Signer, signer(&form.signer, lang)),
        (Word::Manner, manner(&form.manner, lang)),
    ];
    if let Some(family) = &form.family {
        let (name, relation) = (family.name.as_str(), family.relation.as_str());
        lines.push((Word::FamilyName, format!("{name} / {relation}")));
    }
    lines.push((Word::ExplainedBy, grounds.explained_by.clone()));
    let on = form.explained.on.map(|on| match on == form.signed {
        true => as_signed(&date::day(on, lang), lang),
        false => date::day(on, lang),
    });
    lines.extend(on.map(|on| (Word::ExplainedOn, on)));
    let ways = form.explained.ways.iter();
    let ways: Vec<_> = ways
        .map(|it| label::handover::explaining(*it, lang))
        .collect();
    if !ways.is_empty() {
        lines.push((Word::ExplainedHow, message::list(&ways, lang)));
    }
    lines.push((Word::Kept, form.original_kept.as_str().to_owned()));
    let lines = lines.into_iter();
    let lines = lines.map(|(what, text)| (Role::Text, format!("{}: {text}", word(what))));
    lines.collect()
}

fn signer(signer: &Signer, lang: Lang) -> String {
    match signer {
        Signer::Person => say(lang, &Word::Person.say()),
        Signer::Guardian { name, relation } => {
            let relation = relation.as_ref().map_or("", |it| it.as_str());
            let who = say(lang, &Word::Guardian.say());
            format!("{who} {} {relation}", name.as_str())
                .trim_end()
                .to_owned()
        }
    }
}

fn manner(manner: &Manner, lang: Lang) -> String {
    match manner {
        Manner::OwnHand => say(lang, &Word::OwnHand.say()),
        Manner::Seal => say(lang, &Word::Seal.say()),
        Manner::Electronic => say(lang, &Word::Electronic.say()),
        Manner::Proxy { reason } => {
            format!("{} / {}", say(lang, &Word::Proxy.say()), reason.as_str())
        }
    }
}

fn prepared(view: &DossierView, grounds: &Grounds, lang: Lang) -> Vec<Line> {
    let word = |it: Word| say(lang, &it.say());
    let by = |what: Word, who: &str| (Role::Text, format!("{}: {who}", word(what)));
    let mut text = vec![by(Word::Author, &grounds.author)];
    if !view.preview.is_empty() {
        let found = view.preview.iter().filter(|it| it.found != Found::NotYet);
        let (found, all) = (found.count(), view.preview.len());
        let role = match found == all {
            true => Role::Good,
            false => Role::Warn,
        };
        let told = format!("{}: {found}/{all}", word(Word::FoundRightOf));
        text.push((role, format!("{} {told}", sign(role))));
    }
    let named = [
        (Word::SubmittedBy, &grounds.submitted),
        (Word::ApprovedBy, &grounds.approved),
    ];
    for (what, who) in named {
        text.extend(who.as_deref().map(|who| by(what, who)));
    }
    text
}
