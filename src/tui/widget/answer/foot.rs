//! What is to be known of the focused piece of an answer: state, limit, how it is read, what is wrong.
//!
//! It draws nothing.

use crate::domain::calendar::{parse_day, parse_month};
use crate::domain::field::{Kind, Voice};
use crate::domain::handover::applies::applies;
use crate::domain::origin::Writer;
use crate::lang::screen::case::Case as Word;
use crate::lang::screen::{Say, say};
use crate::lang::{Lang, city, date, label, message};
use crate::tui::theme::{Role, sign};
use crate::tui::widget::answer::piece::{Name, Part, Piece, Reads};
use crate::tui::widget::answer::score::Slot;
use crate::tui::widget::answer::{Entry, Meanwhile, Trouble};
use crate::tui::widget::which::{Of, asked};

impl Entry {
    /// Says what is to be known of the focused piece: the state, the limit, where it is from, what is wrong.
    pub fn foot(&self, at: usize, usual: &Writer, lang: Lang) -> Vec<(Role, String)> {
        let spec = self.field.spec();
        let voice = Some(spec.voice).filter(|it| *it != Voice::Fact);
        let voice = voice.map(|it| label::voice(it, lang).to_owned());
        let mut first: Vec<String> = voice.into_iter().collect();
        first.push(label::need(self.column_need(at).unwrap_or(spec.need), lang).to_owned());
        let asks = self.field.is_from_memory();
        first.extend(asks.then(|| city::differs(lang).to_owned()));
        first.push(format!(
            "{}: {}",
            say(lang, &Word::State.say()),
            self.state_text(lang)
        ));
        if let Some(Part::Line(editor, Reads::Text) | Part::Page(editor)) =
            self.piece(at).map(|it| &it.part)
        {
            first.push(format!(
                "{}{}{}",
                say(lang, &Word::Room.say()),
                space(lang, &editor.room().to_string()),
                space(lang, &say(lang, &Word::Letters.say())),
            ));
        }
        first.push(label::sensitivity(spec.sensitivity, lang).to_owned());
        let mut lines = vec![(Role::Text, first.join(" / "))];
        lines.push((Role::Dim, self.origin_text(usual, lang)));
        lines.push(self.remark(at, usual, lang));
        lines
    }

    pub(super) fn remark(&self, at: usize, usual: &Writer, lang: Lang) -> (Role, String) {
        let cut = self.piece(at).map_or(0, Piece::refused);
        if 0 < cut {
            let told = say(lang, &Say::NotTaken(cut));
            return (Role::Bad, format!("{} {told}", sign(Role::Bad)));
        }
        let of = match self.piece(at).map(|it| &it.part) {
            Some(Part::Line(editor, Reads::Day)) => Some((editor, Of::Day)),
            Some(Part::Line(editor, Reads::Month)) => Some((editor, Of::Month)),
            _ => None,
        };
        let is_date = matches!(self.trouble, None | Some(Trouble::Date(_)));
        let unclear = of.filter(|_| is_date);
        if let Some(told) = unclear.and_then(|(editor, of)| asked(editor.text(), of, lang)) {
            return (Role::Warn, format!("{} {told}", sign(Role::Warn)));
        }
        if let Some(why) = &self.trouble {
            return (
                Role::Bad,
                format!("{} {}", sign(Role::Bad), why.text(self.field, lang)),
            );
        }
        if let Some(Meanwhile(value)) = &self.meanwhile {
            let now = match value {
                Some(value) => message::value(value, lang).replace('\n', " / "),
                None => say(lang, &Word::StateBlank.say()),
            };
            let told = say(lang, &Word::NowStored.say());
            return (Role::Warn, format!("{} {told}: {now}", sign(Role::Warn)));
        }
        if self.misses_answer() {
            let told = say(lang, &Word::NoAnswer.say());
            return (Role::Warn, format!("{} {told}", sign(Role::Warn)));
        }
        if let Some(Part::Line(editor, Reads::Day)) = self.piece(at).map(|it| &it.part)
            && !editor.text().trim().is_empty()
        {
            return match parse_day(editor.text()) {
                Err(why) => (Role::Dim, date::refused(why, lang)),
                Ok(parsed) => match parsed.note {
                    Some(note) => (Role::Warn, date::noted(note, lang)),
                    None => (Role::Dim, date::day_and_iso(parsed.day, lang)),
                },
            };
        }
        if let Some(Part::Line(editor, Reads::Month)) = self.piece(at).map(|it| &it.part)
            && !editor.text().trim().is_empty()
        {
            return match parse_month(editor.text()) {
                Err(why) => (Role::Dim, date::refused(why, lang)),
                Ok(parsed) => match parsed.note {
                    Some(note) => (Role::Warn, date::noted(note, lang)),
                    None => (Role::Dim, date::month(parsed.month, lang)),
                },
            };
        }
        if at < self.head() {
            return (Role::Dim, say(lang, &Word::ScoreHead.say()));
        }
        if let Some(Name::Score(item, slot)) = self.piece(at).map(|it| it.name) {
            let name = Name::Score(item, slot).text(lang);
            let how = match slot {
                Slot::Mark(by) => {
                    let scale = label::scale(item.scale(), lang);
                    let under = self.recorded_under(item, by, at, usual, lang);
                    [scale.to_owned()]
                        .into_iter()
                        .chain(under)
                        .collect::<Vec<_>>()
                        .join(" / ")
                }
                Slot::Checks => say(lang, &Word::SubChecksHint.say()),
            };
            return (Role::Dim, format!("{name} / {how}"));
        }
        let how = match self.field.spec().kind {
            Kind::List { .. } => Some(say(lang, &Word::OnePerLine.say())),
            Kind::Table { .. } | Kind::Triples { .. } => Some(say(lang, &Word::RowHint.say())),
            _ => None,
        };
        let options = self.piece(at).and_then(|it| it.options(lang));
        let when = applies(self.field).map(|it| label::applies(it, lang));
        let apart = label::apart(self.field, lang);
        let told: Vec<String> = apart
            .into_iter()
            .chain(when)
            .chain(options.or(how))
            .collect();
        (Role::Dim, told.join(" "))
    }
}

pub(super) fn space(lang: Lang, text: &str) -> String {
    match lang {
        Lang::Ja => text.to_owned(),
        Lang::En => format!(" {text}"),
    }
}
