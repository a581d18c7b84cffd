//! Passphrases and lines from a person, from a file, or from standard input.
//!
//! A passphrase is never an argument and never printed; every copy made here is wiped.
use std::io::{self, IsTerminal, Read, Write};
use std::path::Path;

use zeroize::Zeroizing;

use crate::cli::output::{self, Failure};
use crate::lang::Lang;
use crate::lang::command::{Word, Wrong, word};
use crate::workflow::Passphrase;

/// Most bytes read from a file or from standard input.
const LONGEST: u64 = 4 << 20;

/// Most bytes of a file with a passphrase.
const LONGEST_PASSPHRASE: u64 = 4 << 10;

/// Most bytes of a file with a recovery sheet.
const LONGEST_SHEET: u64 = 16 << 10;

/// Takes a passphrase from the first line of `file`, or asks for it.
pub fn passphrase(file: Option<&Path>, lang: Lang) -> Result<Passphrase, Failure> {
    match file {
        Some(file) => first_line(file),
        None => hidden(word(Word::Passphrase, lang)),
    }
}

/// Takes a new passphrase from the first line of `file`, or asks for it twice.
pub fn new_passphrase(file: Option<&Path>, lang: Lang) -> Result<Passphrase, Failure> {
    if let Some(file) = file {
        return first_line(file);
    }
    let first = hidden(word(Word::NewPassphrase, lang))?;
    let again = hidden(word(Word::PassphraseAgain, lang))?;
    match first.as_bytes() == again.as_bytes() {
        true => Ok(first),
        false => Err(Failure::Wrong(Wrong::PassphrasesDiffer)),
    }
}

/// Takes the recovery sheet from `file`, or asks for it; it is not shown while it is typed.
pub fn sheet(file: Option<&Path>, lang: Lang) -> Result<Zeroizing<String>, Failure> {
    let Some(path) = file else {
        return typed_hidden(word(Word::SheetTyped, lang));
    };
    let failed = |cause| Failure::File(path.to_owned(), cause);
    let bytes = Zeroizing::new(output::read(path, LONGEST_SHEET).map_err(failed)?.to_vec());
    let text = std::str::from_utf8(&bytes);
    let text = text.map_err(|_| failed(io::ErrorKind::InvalidData.into()))?;
    Ok(Zeroizing::new(
        text.trim_start_matches('\u{FEFF}').to_owned(),
    ))
}

/// Asks what must be agreed to with a whole word, in either language.
///
/// # Errors
/// Where nobody can be asked.
pub fn agrees(what: &str) -> Result<bool, Failure> {
    if !io::stdin().is_terminal() {
        return Err(Failure::Wrong(Wrong::NotSure));
    }
    let typed = line(what)?.to_lowercase();
    Ok(matches!(typed.as_str(), "はい" | "yes"))
}

/// Asks it once at the terminal; without a yes, or where nobody can be asked, it is refused.
///
/// # Errors
/// What was refused so.
pub fn agreed(what: &str, refused: Wrong) -> Result<(), Failure> {
    match agrees(what) {
        Ok(true) => Ok(()),
        Ok(false) | Err(Failure::Wrong(Wrong::NotSure)) => Err(refused.into()),
        Err(other) => Err(other),
    }
}

/// Asks for a line that may be seen.
pub fn line(what: &str) -> Result<String, Failure> {
    if !io::stdin().is_terminal() {
        return Err(Failure::Wrong(Wrong::NoTerminal));
    }
    let mut error = io::stderr();
    write!(error, "{what}: ").and_then(|()| error.flush())?;
    let mut typed = String::new();
    io::stdin().read_line(&mut typed)?;
    Ok(typed.trim().to_owned())
}

/// Gives a text as it was typed, or what stands on standard input for `-`.
pub fn text(typed: &str) -> Result<String, Failure> {
    match typed {
        "-" => Ok(file(Path::new("-"))?.trim_end().to_owned()),
        typed => Ok(typed.to_owned()),
    }
}

/// Reads a text file, or standard input for `-`.
pub fn file(path: &Path) -> Result<String, Failure> {
    let bytes = bytes(path)?;
    let read = String::from_utf8(bytes);
    read.map_err(|_| Failure::File(path.to_owned(), io::ErrorKind::InvalidData.into()))
}

/// Reads a file, or standard input for `-`.
pub fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read = match path == Path::new("-") {
        true => io::stdin()
            .take(LONGEST)
            .read_to_end(&mut bytes)
            .map(|_| bytes),
        false => output::read(path, LONGEST).map(|it| it.to_vec()),
    };
    read.map_err(|cause| Failure::File(path.to_owned(), cause))
}

fn first_line(path: &Path) -> Result<Passphrase, Failure> {
    let failed = |cause| Failure::File(path.to_owned(), cause);
    let bytes = output::read(path, LONGEST_PASSPHRASE).map_err(failed)?;
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    let line = bytes.split(|it| *it == b'\n').next().unwrap_or_default();
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let typed = std::str::from_utf8(line).map_err(|_| failed(io::ErrorKind::InvalidData.into()))?;
    Ok(Passphrase::new(typed.to_owned()))
}

fn hidden(what: &str) -> Result<Passphrase, Failure> {
    let typed = typed_hidden(what)?;
    Ok(Passphrase::new(typed.to_string()))
}

fn typed_hidden(what: &str) -> Result<Zeroizing<String>, Failure> {
    if !io::stdin().is_terminal() {
        return Err(Failure::Wrong(Wrong::NoTerminal));
    }
    let typed = rpassword::prompt_password(format!("{what}: "));
    let typed = typed.map_err(|_| Failure::Wrong(Wrong::NoTerminal))?;
    Ok(Zeroizing::new(typed))
}
