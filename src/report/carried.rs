//! What the person carries to another office, on paper: field by field. Plain text, as wide as other papers.
//!
//! Whether it may be given, and what stands on it, was decided before.

use crate::lang::copy::Copy;
use crate::lang::{Lang, date, label, message};
use crate::report::text::{Page, WIDTH};
use crate::workflow::carried::CarriedSheet;

/// Makes the sheet, line by line.
pub fn carried(sheet: &CarriedSheet, lang: Lang) -> Vec<String> {
    let say = |it: Copy| it.text(lang);
    let mut page = Page::new(WIDTH);
    page.title(&format!(
        "【{}】{}",
        say(Copy::Handle),
        say(Copy::CarriedTitle)
    ));
    match sheet.person.is_empty() {
        true => page.write_on(say(Copy::Carrier)),
        false => page.sentence(&format!("{}: {}", say(Copy::Carrier), sheet.person)),
    }
    let [sender, number, phone] = &sheet.sender;
    for (name, text) in [
        (Copy::CarriedTo, sheet.receiver.clone()),
        (Copy::WrittenBy, format!("{sender}  {number}  {phone}")),
        (Copy::PrintedOn, date::day(sheet.on, lang)),
        (Copy::PrintedBy, sheet.by.clone()),
    ] {
        page.sentence(&format!("{}: {text}", say(name)));
    }
    page.gap();
    for hint in [Copy::CarriedHint, Copy::CarriedKeep, Copy::CarriedThere] {
        page.item(say(hint));
    }
    for (section, fields) in &sheet.sections {
        page.heading(label::section(*section, lang));
        for (field, value) in fields {
            page.item(&label::voiced(*field, lang));
            page.detail(&message::value_on(*field, value, sheet.on, lang));
        }
    }
    page.into_lines()
}
