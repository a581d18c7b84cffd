//! The recovery sheet on a screen: its groups, and three of them typed back.
//!
//! It makes no sheet and voids none.

use ratatui::layout::Rect;

use crate::domain::text::compatible;
use crate::lang::screen::Say;
use crate::tui::act::{Secret, Sheet};
use crate::tui::theme::Role;
use crate::tui::widget::form::{Form, Item};
use crate::tui::widget::pen::{Pen, width_of};

/// Makes the form that asks three groups back.
pub fn check_form(sheet: &Sheet) -> Form {
    let number = |group: usize| u8::try_from(group + 1).unwrap_or(u8::MAX);
    let mut items: Vec<Item> = sheet
        .asked
        .iter()
        .map(|group| Item::line(Say::SheetGroup(number(*group))))
        .collect();
    items.push(Item::Button(Say::Continue));
    Form::new(items)
}

/// Compares what was typed with the sheet, and marks what differs; the focus ends on the first such group.
pub fn groups_are_right(check: &mut Form, sheet: &Sheet) -> bool {
    let mut right = true;
    for (at, group) in sheet.asked.iter().enumerate().rev() {
        let wanted = sheet.groups.get(*group).map_or("", Secret::expose);
        if !same_group(check.typed(at), wanted) {
            check.refuse(at, Say::GroupDiffers);
            right = false;
        }
    }
    right
}

/// Draws the numbered groups, leaving two rows below; returns how many rows they took.
pub fn view_groups(pen: &mut Pen, area: Rect, groups: &[Secret]) -> u16 {
    let cells: Vec<String> = groups
        .iter()
        .zip(1..)
        .map(|(group, number)| format!("{number:>3} {}", group.expose()))
        .collect();
    let column = cells.iter().map(|cell| width_of(cell)).max().unwrap_or(1) + 2;
    let per_row = usize::from((area.width / column).max(1));
    for (y, row) in (area.top()..area.bottom()).zip(cells.chunks(per_row)) {
        for (x, cell) in (area.left()..).step_by(usize::from(column)).zip(row) {
            pen.put(x, y, column, cell, Role::Text);
        }
    }
    let rows = u16::try_from(cells.len().div_ceil(per_row)).unwrap_or(0);
    rows.min(area.height.saturating_sub(2))
}

/// Compares a group with the sheet: width, case and spaces do not matter.
fn same_group(typed: &str, wanted: &str) -> bool {
    let plain = |text: &str| -> String {
        let folded = compatible(text);
        folded
            .chars()
            .filter(|c| !c.is_whitespace())
            .map(|c| c.to_ascii_uppercase())
            .collect()
    };
    plain(typed) == plain(wanted)
}
