//! Views to bytes: what is given to the person or to an office without the program on paper, and the records the law asks for as a table. It opens no file and
//! asks nothing of the store.
//!
//! What stands there is decided before; the sentences are `lang`'s.

pub mod carried;
pub mod consent;
pub mod copy;
pub mod offer;
pub mod people;
pub mod record;
pub mod retention;
pub mod text;
