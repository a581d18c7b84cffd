//! What the office sets for itself and for single cities: shown to everybody, changed by a manager.
//!
//! The table of what can be set is `domain::setting`; rules and alarms take what holds as a value.

use crate::codec::v1::Unreadable;
use crate::codec::v1_setting::{decode_settings, encode_settings};
use crate::domain::audit::Act as Deed;
use crate::domain::handover::permit::Step;
use crate::domain::setting::{LONGEST_CITY, Setting, SettingId, SettingRefused, Settings};
use crate::domain::text::{Line, ascii_digits};
use crate::vault::{Name, Shelf, Under};
use crate::workflow::desk::{Desk, put};
use crate::workflow::never::Place;
use crate::workflow::problem::Problem;

const SETTINGS: Name = Name {
    shelf: Shelf::Setting,
    id: *b"settings\0\0\0\0\0\0\0\0",
};

impl Desk {
    /// What was set; what was not is as usual.
    pub fn settings(&self) -> Result<Settings, Problem> {
        match self.vault.read(SETTINGS)? {
            None => Ok(Settings::default()),
            Some(stored) => decode_settings(&stored.body).map_err(|why| match why {
                Unreadable::Newer { .. } => Problem::Newer,
                _ => Problem::Unreadable,
            }),
        }
    }

    /// Sets one thing for the office or for one city; `None` takes it back to the usual.
    pub fn set_setting(
        &mut self,
        city: Option<&str>,
        id: SettingId,
        to: Option<Setting>,
    ) -> Result<(), Problem> {
        self.right(Step::Manage)?;
        let city = city.map(|it| Line::new(it, LONGEST_CITY)).transpose()?;
        if let Some(city) = &city {
            self.free_of_secrets([(Place::City, city.as_str())])?;
        }
        // What nobody can read any more is set anew; what a newer program wrote is left alone.
        let mut settings = match self.settings() {
            Err(Problem::Unreadable) => Settings::default(),
            read => read?,
        };
        let refused = |why| Problem::Setting(id, why);
        settings.set(city.as_ref(), id, to).map_err(refused)?;
        let change = put(
            SETTINGS,
            Under::Office,
            Vec::new(),
            encode_settings(&settings),
        );
        self.enter(&[change], Deed::SettingChanged, None)?;
        Ok(())
    }
}

/// Reads what was typed for a setting.
pub fn parse_setting(id: SettingId, typed: &str) -> Result<Setting, Problem> {
    Setting::from_text(&ascii_digits(typed.trim()))
        .filter(|it| id.offers(*it))
        .ok_or(Problem::Setting(id, SettingRefused::NotOffered))
}
