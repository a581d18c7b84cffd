//! Text on the screen: how wide it is, where it is cut, where it wraps. The only width code of the program.
//!
//! Not the cleaning of text; that is done at the door, in `domain::text`.

mod cells;
mod clear;
mod clip;
mod settle;
mod wrap;

pub use cells::{cells, grapheme_cells};
pub use clear::clear;
pub use clip::{clip, pad, shorten};
pub use settle::settle;
pub use wrap::{lines, wrap};
