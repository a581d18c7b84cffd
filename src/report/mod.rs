//! Views to text that is printed: what is given to the person on paper. It opens no file and asks nothing of the store.
//!
//! What stands there is decided before; the sentences are `lang`'s.

pub mod consent;
pub mod text;
