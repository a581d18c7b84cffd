//! A copy (写し) on paper: one summary, field by field. Plain text, as wide as other papers.
//!
//! Whether it may be given, and what stands on it, was decided before.

use crate::lang::copy::{Copy, to_whom};
use crate::lang::{Lang, date, label, message};
use crate::report::text::{Page, WIDTH};
use crate::workflow::copy::CopySheet;

/// Makes the copy, line by line.
pub fn copied(sheet: &CopySheet, lang: Lang) -> Vec<String> {
    let say = |it: Copy| it.text(lang);
    let mut page = Page::new(WIDTH);
    page.title(&format!("【{}】{}", say(Copy::Handle), say(Copy::Title)));
    let [sender, number, phone] = &sheet.sender;
    for (name, text) in [
        (Copy::To, to_whom(sheet.to, sheet.name.as_str(), lang)),
        (Copy::From, format!("{sender}  {number}  {phone}")),
        (Copy::Receiver, sheet.receiver.clone()),
        (Copy::PrintedOn, date::day(sheet.on, lang)),
        (Copy::PrintedBy, sheet.by.clone()),
        (Copy::Until, date::day(sheet.until, lang)),
        (Copy::Handover, sheet.handover.to_string()),
    ] {
        page.sentence(&format!("{}: {text}", say(name)));
    }
    page.gap();
    page.item(say(Copy::Hint));
    page.item(say(Copy::BackHint));
    for (section, fields) in &sheet.sections {
        page.heading(label::section(*section, lang));
        for (field, value) in fields {
            page.item(&label::voiced(*field, lang));
            page.detail(&message::value_on(*field, value, sheet.on, lang));
        }
    }
    page.into_lines()
}
