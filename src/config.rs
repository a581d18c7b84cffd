//! Where the office's store is, who acts, in which language: from options and the environment.
//!
//! The only place that reads the environment. It opens nothing and decides nothing else.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the edge where the environment is read"
)]

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

use crate::cli::settings::{Asked, Colour, Config, NoHome};
use crate::lang::Lang;
use crate::tui::prefs::Prefs;
use crate::workflow::custody::Home;

/// The arguments the program was called with, its own name first.
pub fn arguments() -> Vec<OsString> {
    env::args_os().collect()
}

/// Puts options and environment together; an option wins.
///
/// # Errors
/// Neither an option nor the environment says where the store is.
pub fn read(asked: Asked) -> Result<Config, NoHome> {
    gather(asked, &|name| env::var_os(name))
}

/// Where folders go that need not last.
pub fn temporary() -> PathBuf {
    env::temp_dir()
}

/// The file in which the settings of this computer are kept, if this user has a place for it.
pub fn settings_file() -> Option<PathBuf> {
    settings_in(&|name| env::var_os(name))
}

fn settings_in(lookup: Lookup) -> Option<PathBuf> {
    let folder = |name: &str| {
        lookup(name)
            .map(PathBuf::from)
            .filter(|it| it.is_absolute())
    };
    let own = folder("XDG_CONFIG_HOME").or_else(|| folder("HOME").map(|it| it.join(".config")));
    let own = own.or_else(|| folder("APPDATA"));
    own.map(|it| it.join("tasuki").join("settings.toml"))
}

/// The language, from the option or the environment; Japanese when neither says.
pub fn language(asked: Option<Lang>) -> Lang {
    language_in(asked, &|name| env::var_os(name))
}

type Lookup<'a> = &'a dyn Fn(&str) -> Option<OsString>;

fn gather(asked: Asked, lookup: Lookup) -> Result<Config, NoHome> {
    let told = |name: &str| lookup(name).filter(|it| !it.is_empty());
    let named = asked
        .home
        .or_else(|| told("TASUKI_HOME").map(PathBuf::from));
    let home = match named {
        Some(dir) => Home::under(&dir),
        None => of_this_user(lookup).ok_or(NoHome)?,
    };
    let who = asked
        .who
        .or_else(|| told("TASUKI_AS").and_then(|it| it.into_string().ok()));
    let colour = match told("NO_COLOR") {
        Some(_) => Colour::Refused,
        None => Colour::Wanted,
    };
    Ok(Config {
        home,
        who,
        lang: language_in(asked.lang, lookup),
        colour,
        temporary: temporary(),
    })
}

/// The places of this user: the XDG folders, elsewhere the local application data.
fn of_this_user(lookup: Lookup) -> Option<Home> {
    let folder = |name: &str| {
        lookup(name)
            .map(PathBuf::from)
            .filter(|it| it.is_absolute())
    };
    let own = folder("HOME");
    let data = folder("XDG_DATA_HOME").or_else(|| own.as_ref().map(|it| it.join(".local/share")));
    let state = folder("XDG_STATE_HOME").or_else(|| own.as_ref().map(|it| it.join(".local/state")));
    let (data, state) = match data.zip(state) {
        Some(both) => both,
        None => folder("LOCALAPPDATA").map(|it| (it.clone(), it.join("state")))?,
    };
    Some(Home {
        vault: data.join("tasuki").join("vault"),
        heads: state.join("tasuki").join("heads"),
    })
}

fn language_in(asked: Option<Lang>, lookup: Lookup) -> Lang {
    let told = |name: &str| Lang::parse(lookup(name)?.to_str()?);
    asked
        .or_else(|| told("TASUKI_LANG"))
        .or_else(|| Prefs::read(settings_in(lookup).as_deref()).lang)
        .or_else(|| told("LC_ALL"))
        .or_else(|| told("LANG"))
        .unwrap_or(Lang::Ja)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn config(asked: Asked, told: &[(&str, &str)]) -> Result<Config, NoHome> {
        let lookup = |name: &str| {
            let found = told.iter().find(|(it, _)| *it == name);
            found.map(|(_, value)| OsString::from(value))
        };
        gather(asked, &lookup)
    }

    #[test]
    fn an_option_wins_over_the_environment_and_that_over_the_usual_place() {
        let user = [("HOME", "/users/hana")];
        let both = [("HOME", "/users/hana"), ("TASUKI_HOME", "/office")];
        let asked = Asked {
            home: Some("/option".into()),
            ..Asked::default()
        };
        let vault = |it: Result<Config, NoHome>| it.unwrap().home.vault;
        assert_eq!(vault(config(asked, &both)), Path::new("/option/vault"));
        assert_eq!(
            vault(config(Asked::default(), &both)),
            Path::new("/office/vault")
        );
        let usual = config(Asked::default(), &user).unwrap().home;
        let share = Path::new("/users/hana/.local/share/tasuki/vault");
        assert_eq!(usual.vault, share);
        let heads = Path::new("/users/hana/.local/state/tasuki/heads");
        assert_eq!(usual.heads, heads);
        assert_eq!(config(Asked::default(), &[]).err(), Some(NoHome));
    }

    #[test]
    fn the_language_is_the_one_asked_for_then_the_locale_then_japanese() {
        let lang = |asked, told: &[(&str, &str)]| {
            let lookup = |name: &str| {
                let found = told.iter().find(|(it, _)| *it == name);
                found.map(|(_, value)| OsString::from(value))
            };
            language_in(asked, &lookup)
        };
        assert_eq!(lang(None, &[]), Lang::Ja);
        assert_eq!(lang(None, &[("LANG", "en_GB.UTF-8")]), Lang::En);
        assert_eq!(lang(None, &[("LANG", "C.UTF-8")]), Lang::Ja);
        let both = [("TASUKI_LANG", "ja"), ("LANG", "en_GB.UTF-8")];
        assert_eq!(lang(None, &both), Lang::Ja);
        assert_eq!(lang(Some(Lang::En), &both), Lang::En);
    }

    #[test]
    fn a_language_that_was_chosen_wins_over_the_locale_and_not_over_what_is_asked() {
        let dir = env::temp_dir().join(format!("tasuki-config-{}", std::process::id()));
        let file = dir.join("tasuki").join("settings.toml");
        crate::tui::effect::write_settings(&file, "language = \"en\"\n").unwrap();
        let lang = |asked, told: &[(&str, &str)]| {
            let lookup = |name: &str| match name {
                "XDG_CONFIG_HOME" => Some(dir.clone().into_os_string()),
                _ => {
                    let found = told.iter().find(|(it, _)| *it == name);
                    found.map(|(_, value)| OsString::from(value))
                }
            };
            language_in(asked, &lookup)
        };
        assert_eq!(lang(None, &[("LANG", "ja_JP.UTF-8")]), Lang::En);
        assert_eq!(lang(None, &[("TASUKI_LANG", "ja")]), Lang::Ja);
        assert_eq!(lang(Some(Lang::Ja), &[]), Lang::Ja);
        std::fs::remove_dir_all(&dir).unwrap();
    }

    #[test]
    fn colours_are_refused_by_any_word_but_an_empty_one() {
        let colour = |word| {
            let told = [("HOME", "/h"), ("NO_COLOR", word)];
            config(Asked::default(), &told).unwrap().colour
        };
        assert_eq!(colour("1"), Colour::Refused);
        assert_eq!(colour(""), Colour::Wanted);
    }
}
