//! A new passphrase that is typed twice in a form.
//!
//! Whether it is good enough the desk decides; this spares a wait for its answer.

use crate::domain::text::compatible;
use crate::lang::screen::Say;
use crate::tui::act::Secret;
use crate::tui::widget::form::Form;
use crate::workflow::Passphrase;

/// Says whether the two fields from `at` on hold the same passphrase, however it was typed, and a long enough one;
/// where not, the form says so.
pub fn agrees(form: &mut Form, at: usize) -> bool {
    let (one, other) = (form.typed(at), form.typed(at + 1));
    if Passphrase::new(one.to_owned()).too_short() {
        form.refuse(at, Say::PassphraseTooShort);
        return false;
    }
    if compatible(one) != compatible(other) {
        form.empty(at + 1);
        form.refuse(at + 1, Say::PassphraseDiffers);
        return false;
    }
    true
}

/// Takes the passphrase out of the two fields from `at` on, which forget it; none where they do not agree.
pub fn chosen(form: &mut Form, at: usize) -> Option<Secret> {
    if !agrees(form, at) {
        return None;
    }
    let chosen = Secret::new(form.typed(at));
    form.empty(at);
    form.empty(at + 1);
    Some(chosen)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::widget::form::Item;

    #[test]
    fn the_same_rule_holds_wherever_one_is_chosen() {
        for (one, other, taken) in [
            ("みほんのことば八", "みほんのことば八", true),
            ("ＡＢＣＤ１２３４", "ABCD1234", true),
            ("みほん", "みほん", false),
            ("みほんのことば八", "みほんのことば九", false),
        ] {
            let masked = || Item::masked(Say::Passphrase);
            let mut form = Form::new(vec![masked(), masked()]);
            form.prefill(0, one);
            form.prefill(1, other);
            assert_eq!(chosen(&mut form, 0).is_some(), taken, "{one} {other}");
            assert_eq!(
                form.typed(0).is_empty(),
                taken,
                "what is taken is forgotten"
            );
        }
    }
}
