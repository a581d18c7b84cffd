//! Every word a person reads, in Japanese and English.
//!
//! It decides nothing.

pub mod alert;
pub mod arrival;
pub mod city;
pub mod command;
pub mod condition;
pub mod contact;
pub mod copy;
pub mod course;
pub mod date;
#[cfg(test)]
mod hearsay;
pub mod keyword;
pub mod label;
pub mod ledger;
pub mod meeting;
pub mod message;
pub mod never;
pub mod newer;
pub mod people;
pub mod plain;
pub mod problem;
pub mod record;
pub mod remark;
pub mod retention;
pub mod screen;
pub mod service;
pub mod sheet;
pub mod taking_back;
pub mod todo;
pub mod visit;

/// A language the program speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Japanese.
    Ja,
    /// English.
    En,
}

impl Lang {
    /// Both, Japanese first.
    pub const ALL: [Self; 2] = [Self::Ja, Self::En];

    /// Gives the two-letter code (ISO 639-1).
    pub fn code(self) -> &'static str {
        match self {
            Self::Ja => "ja",
            Self::En => "en",
        }
    }

    /// Reads a code or a locale name such as `ja_JP.UTF-8`.
    pub fn parse(text: &str) -> Option<Self> {
        let language = text.split(['_', '-', '.']).next().unwrap_or_default();
        Self::ALL
            .into_iter()
            .find(|lang| language.eq_ignore_ascii_case(lang.code()))
    }
}
