//! The terminal program. One thread owns the terminal, one worker the desk.
//!
//! It reaches neither the store nor the clock nor the environment: what it needs is handed in.

pub mod act;
pub mod app;
pub mod edit;
pub mod effect;
pub mod keys;
pub mod run;
pub mod screen;
pub mod term;
pub mod text;
pub mod theme;
pub mod widget;

#[cfg(test)]
mod scenes;
#[cfg(test)]
#[cfg(unix)]
mod trial;
