//! The terminal program. One thread owns the terminal, one worker the desk.

pub mod text;
