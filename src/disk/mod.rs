//! Files under journal, keyring, pointer and folder; it does not know what they hold.

pub mod os;
pub mod real;
pub mod simulated;
