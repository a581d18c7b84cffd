//! Where the store is, who acts, in which language: as options ask for it, and as it shall be.
//!
//! The environment is read elsewhere and handed in.

use std::path::PathBuf;

use crate::lang::Lang;
use crate::workflow::custody::Home;

/// What the options say; what is missing comes from the environment.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// `--home`.
    pub home: Option<PathBuf>,
    /// `--as`.
    pub who: Option<String>,
    /// `--lang`.
    pub lang: Option<Lang>,
}

/// Whether colours are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// They are.
    Wanted,
    /// `NO_COLOR` is set (no-color.org).
    Refused,
}

/// How the program shall run.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where the store is.
    pub home: Home,
    /// The member of staff who acts, if one was named.
    pub who: Option<String>,
    /// The language.
    pub lang: Lang,
    /// Whether colours are wanted.
    pub colour: Colour,
    /// Where folders that nobody keeps are made.
    pub temporary: PathBuf,
}

/// Neither `--home` nor a place of one's own on this machine is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoHome;
