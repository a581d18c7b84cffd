//! Calls that may panic over what comes from elsewhere, or that others wait for: the panic ends the call, not the program.
//!
//! It knows nothing of what is called, and is no way to go on after a defect of ours in the store.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe, catch_unwind};
use std::sync::Once;

thread_local! {
    static CAUGHT: Cell<bool> = const { Cell::new(false) };
}

/// Tells whether a panic on this thread would be caught here. It is no end of the program then, and a panic hook
/// has nothing to do.
#[must_use]
pub fn panic_is_caught() -> bool {
    CAUGHT.get()
}

/// Calls what may panic; none where it did. No message and no end of the program comes of it.
pub fn quietly<T>(call: impl FnOnce() -> T) -> Option<T> {
    keep_quiet();
    let outer = CAUGHT.replace(true);
    let done = catch_unwind(AssertUnwindSafe(call));
    CAUGHT.set(outer);
    done.ok()
}

/// Makes the panics that are caught here silent: what they say of damaged files helps nobody at the screen.
fn keep_quiet() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !panic_is_caught() {
                before(info);
            }
        }));
    });
}
