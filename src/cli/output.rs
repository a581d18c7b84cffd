//! What goes to standard output and standard error, and the exit code.
//!
//! Every text for people passes `shown`, so that nothing steers the terminal; JSON is escaped to the same end.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the edge where files named by a person are read"
)]

use std::fmt::Display;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::{Value as Json, json};
use zeroize::Zeroizing;

use crate::cli::{defect, names};
use crate::domain::calendar::{DateRefused, Note};
use crate::domain::text::{TextRefused, shown};
use crate::lang::Lang;
use crate::lang::command::{self, Misuse, Word, Wrong};
use crate::lang::people::Taking;
use crate::lang::problem::problem;
use crate::lang::{date, message, people};
use crate::workflow::Problem;
use crate::workflow::alike::Likeness;
use crate::workflow::custody::{NewFile, write_new_file};
use crate::workflow::erasing::Unpaid;
use crate::workflow::never::Trace;
use crate::workflow::post::Untold;
use crate::workflow::problem::{Kind, Notice};

/// Why a command did not do what was asked.
#[derive(Debug)]
pub enum Failure {
    /// A step was not taken.
    Problem(Problem),
    /// What was typed cannot be used.
    Wrong(Wrong),
    /// So many rows of a table were refused; the others were dealt with.
    Rows(usize, Taking),
    /// A file that was named could not be read or written.
    File(PathBuf, io::Error),
    /// Output could not be written.
    Output(io::Error),
    /// The terminal failed.
    Screen(io::Error),
}

impl From<Problem> for Failure {
    fn from(cause: Problem) -> Failure {
        Failure::Problem(cause)
    }
}

impl From<io::Error> for Failure {
    fn from(cause: io::Error) -> Failure {
        Failure::Output(cause)
    }
}

impl From<Wrong> for Failure {
    fn from(wrong: Wrong) -> Failure {
        Failure::Wrong(wrong)
    }
}

impl From<DateRefused> for Failure {
    fn from(why: DateRefused) -> Failure {
        Failure::Problem(Problem::Date(why))
    }
}

impl From<TextRefused> for Failure {
    fn from(why: TextRefused) -> Failure {
        Failure::Problem(Problem::Text(why))
    }
}

impl Failure {
    /// What kind of failure it is.
    pub fn kind(&self) -> Kind {
        match self {
            Failure::Problem(problem) => problem.kind(),
            Failure::Wrong(_) | Failure::File(..) => Kind::BadInput,
            Failure::Rows(..) => Kind::Refused,
            Failure::Output(_) | Failure::Screen(_) => Kind::Failed,
        }
    }

    /// The exit code: that of its kind, and one of its own where the rest was done.
    fn code(&self) -> u8 {
        match self {
            Failure::Rows(..) => ROWS_REFUSED,
            other => code(other.kind()),
        }
    }

    /// The name of its kind, for JSON.
    fn name(&self) -> &'static str {
        match self {
            Failure::Rows(..) => "rows-refused",
            other => names::kind(other.kind()),
        }
    }

    fn message(&self, lang: Lang) -> String {
        match self {
            Failure::Problem(cause) => {
                let said = problem(cause, lang);
                format!("{}\n{}", said.what, said.then)
            }
            Failure::Wrong(wrong) => command::wrong(wrong, lang),
            Failure::Rows(count, taking) => people::rows_refused(*count, *taking, lang),
            Failure::File(path, cause) => {
                let path = path.display().to_string();
                command::wrong(&Wrong::File(path, cause.kind()), lang)
            }
            Failure::Output(cause) => command::wrong(&Wrong::Output(cause.kind()), lang),
            Failure::Screen(_) => command::wrong(&Wrong::Screen, lang),
        }
    }
}

/// In which form a command answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Text for people.
    Text,
    /// JSON.
    Json,
}

/// Where a command answers.
#[derive(Clone, Copy, Debug)]
pub struct Output {
    /// In which form.
    pub form: Form,
    /// In which language.
    pub lang: Lang,
}

impl Output {
    /// Answers: JSON where it is asked for, else these lines.
    pub fn answer(
        self,
        json: impl FnOnce() -> Json,
        lines: impl FnOnce() -> Vec<String>,
    ) -> Result<(), Failure> {
        match self.form {
            Form::Json => self.json(&json()),
            Form::Text => self.lines(&lines()),
        }
    }

    /// Prints JSON.
    pub fn json(self, json: &Json) -> Result<(), Failure> {
        print(&escaped(json))
    }

    /// Prints lines for people; a text of several lines becomes several.
    pub fn lines(self, lines: &[String]) -> Result<(), Failure> {
        let mut out = String::new();
        for line in lines.iter().flat_map(|it| it.split('\n')) {
            out.push_str(&shown(line));
            out.push('\n');
        }
        print(&out)
    }

    /// Says what was noticed while the store was opened. Nothing depends on it being heard.
    pub fn notices(self, notices: &[Notice]) {
        for notice in notices {
            let line = match self.form {
                Form::Text => {
                    let said = message::notice(notice, self.lang);
                    format!("{} {}", said.what, said.then)
                }
                Form::Json => json!({ "notice": names::notice(*notice) }).to_string(),
            };
            let _ = writeln!(io::stderr(), "{}", shown(&line));
        }
    }

    /// Says that the store is open elsewhere and is waited for.
    pub fn waiting(self) {
        let line = match self.form {
            Form::Text => command::word(Word::WaitsForStore, self.lang).to_owned(),
            Form::Json => json!({ "notice": "waiting-for-store" }).to_string(),
        };
        let _ = writeln!(io::stderr(), "{}", shown(&line));
    }

    /// Says that a date was taken over the end of its era, and as which.
    pub fn noted(
        self,
        typed: &str,
        note: Option<Note>,
        read: impl Display,
        shown_as: impl FnOnce() -> String,
    ) {
        let Some(note) = note else { return };
        let line = match self.form {
            Form::Text => format!("{typed} → {}: {}", shown_as(), date::noted(note, self.lang)),
            Form::Json => {
                json!({ "notice": "era-overrun", "typed": typed, "read": read.to_string() })
                    .to_string()
            }
        };
        let _ = writeln!(io::stderr(), "{}", shown(&line));
    }

    /// Says for which handovers the program could not do what it owes while the store was opened.
    pub fn unpaid(self, what: &Unpaid) {
        let unreadable = message::unreadable(&what.unreadable, self.lang);
        let unpaid = message::unpaid(&what.unpaid, self.lang);
        for (ids, said, notice) in [
            (&what.unreadable, unreadable, "unreadable"),
            (&what.unpaid, unpaid, "unpaid"),
        ] {
            let Some(said) = said else { continue };
            let line = match self.form {
                Form::Text => said,
                Form::Json => {
                    let ids: Vec<_> = ids.iter().map(|it| it.to_string()).collect();
                    json!({ "notice": notice, "handovers": ids }).to_string()
                }
            };
            let _ = writeln!(io::stderr(), "{}", shown(&line));
        }
    }

    /// Says how far a round came that failed, and what became of parcels it had taken away.
    pub fn untold(self, untold: &Untold) {
        let (done, people) = (untold.done, &untold.people);
        if let Some(said) = message::until_then(done, self.lang) {
            let line = match self.form {
                Form::Text => said,
                Form::Json => json!({
                    "notice": "until-then",
                    "sent": done.sent,
                    "collected": done.collected,
                })
                .to_string(),
            };
            let _ = writeln!(io::stderr(), "{}", shown(&line));
        }
        for it in &untold.taken_back {
            let line = match self.form {
                Form::Text => {
                    let said = message::taken_back(it, people, self.lang);
                    format!("{} {}", said.what, said.then)
                }
                Form::Json => json!({
                    "notice": "taken-back",
                    "handover": it.handover.to_string(),
                    "outcome": names::taken_back(it),
                    "why": names::forbidden(it.why),
                })
                .to_string(),
            };
            let _ = writeln!(io::stderr(), "{}", shown(&line));
        }
    }

    /// Says why it failed, and gives the exit code.
    pub fn fail(self, failure: &Failure) -> ExitCode {
        if matches!(failure, Failure::Output(it) if it.kind() == io::ErrorKind::BrokenPipe) {
            return ExitCode::SUCCESS;
        }
        // A screen that ends because the program is broken has told so, and the terminal is not to blame.
        if matches!(failure, Failure::Screen(_)) && defect::is_told() {
            return ExitCode::from(failure.code());
        }
        let message = failure.message(self.lang);
        let found = match failure {
            Failure::Problem(Problem::NeverStored(found)) => found.as_slice(),
            _ => &[],
        };
        let alike = match failure {
            Failure::Problem(Problem::Alike(likeness)) => Some(&**likeness),
            _ => None,
        };
        self.error(failure.name(), &message, found, alike);
        ExitCode::from(failure.code())
    }

    /// Says that the program itself is broken, and where; nothing of what it was working on.
    pub fn defect(self, place: &str) {
        let message = command::defect(place, self.lang);
        self.error(names::kind(Kind::Failed), &message, &[], None);
    }

    /// Says that the arguments are wrong, and gives the exit code.
    pub fn misused(self, misuse: &Misuse) -> ExitCode {
        self.error("usage", &command::misuse(misuse, self.lang), &[], None);
        ExitCode::from(code(Kind::BadInput))
    }

    // Standard error that cannot be written to leaves nobody to tell.
    fn error(self, kind: &str, message: &str, found: &[Trace], alike: Option<&Likeness>) {
        let mut error = io::stderr();
        if self.form == Form::Json {
            let mut json = json!({ "error": { "kind": kind, "message": message } });
            if !found.is_empty() {
                json["error"]["never_stored"] = found.iter().map(names::trace).collect();
            }
            if let Some(likeness) = alike {
                let ids = likeness.here.iter().map(|it| it.case.id.to_string());
                json["error"]["alike"] = ids.collect();
                json["error"]["alike_by"] = names::alike_by(&likeness.here);
                json["error"]["arriving"] = names::arriving(&likeness.coming);
            }
            let _ = error.write_all(escaped(&json).as_bytes());
            return;
        }
        for line in message.split('\n') {
            let _ = writeln!(error, "{}", shown(line));
        }
    }
}

/// The exit code where rows of a table were refused.
const ROWS_REFUSED: u8 = 7;

/// The exit code of each kind of failure. 0 is success, and a reader that closes the pipe.
pub fn code(kind: Kind) -> u8 {
    match kind {
        Kind::BadInput => 2,
        Kind::Refused => 3,
        Kind::WrongPassphrase => 4,
        Kind::Damaged => 5,
        Kind::Busy => 6,
        Kind::Failed => 70,
    }
}

/// Prints a text that the program wrote itself, such as its help.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

/// Writes a new file that only its owner can read. A file that is there already is left alone.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    write_new_file(path, bytes).map_err(|cause| Failure::File(path.to_owned(), cause))
}

/// Takes a file that was written away again where what was to follow failed, so that the same command may be given once more.
pub fn or_unwritten<T, E>(file: Option<&Path>, done: Result<T, E>) -> Result<T, E> {
    done.inspect_err(|_| {
        // What failed first is told.
        file.map(fs::remove_file);
    })
}

/// A new file for what the journal tells of: looked at before its line is written, and filled after.
pub struct Target<'a> {
    path: &'a Path,
    file: NewFile,
}

impl<'a> Target<'a> {
    /// Makes it, empty. A file that is there already is left alone.
    pub fn at(path: &'a Path) -> Result<Target<'a>, Failure> {
        let file = NewFile::at(path).map_err(|cause| Failure::File(path.to_owned(), cause))?;
        Ok(Target { path, file })
    }

    /// Writes it.
    pub fn write(self, bytes: &[u8]) -> Result<(), Failure> {
        let failed = |cause| Failure::File(self.path.to_owned(), cause);
        self.file.write(bytes).map_err(failed)
    }
}

/// Reads at most so many bytes of a file.
pub fn read(path: &Path, most: u64) -> io::Result<Zeroizing<Vec<u8>>> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(4096));
    File::open(path)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// JSON in lines, every character that could steer a terminal escaped.
pub fn escaped(json: &Json) -> String {
    let mut out = String::new();
    for c in format!("{json:#}\n").chars() {
        let mut buffer = [0; 4];
        match c == '\n'
            || matches!(
                shown(c.encode_utf8(&mut buffer)),
                std::borrow::Cow::Borrowed(_)
            ) {
            true => out.push(c),
            false => {
                let mut units = [0; 2];
                for unit in c.encode_utf16(&mut units) {
                    out.push_str(&format!("\\u{unit:04x}"));
                }
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_goes_where_what_was_to_follow_failed_and_stays_where_it_did_not() {
        let place = std::env::temp_dir().join(format!("tasuki-unwritten-{}", std::process::id()));
        fs::create_dir_all(&place).unwrap();
        let file = place.join("r.csv");
        for (done, stays) in [(Ok(1), true), (Err("disk"), false)] {
            fs::write(&file, "row").unwrap();
            assert_eq!(or_unwritten(Some(&file), done), done);
            assert_eq!(file.exists(), stays, "{done:?}");
            // Nor does it matter where nothing was written, or it is gone.
            assert_eq!(or_unwritten(None, done), done);
        }
        assert_eq!(
            or_unwritten(Some(&file), Err::<i32, _>("disk")),
            Err("disk")
        );
        fs::remove_dir_all(&place).unwrap();
    }

    #[test]
    fn json_keeps_its_meaning_and_steers_no_terminal() {
        let json = json!({ "name": "a\u{202E}b\u{9B}c\u{E0041}高橋\n\u{1b}[2J" });
        let text = escaped(&json);
        assert_eq!(serde_json::from_str::<Json>(&text).unwrap(), json);
        let hostile = |c: char| c != '\n' && shown(&c.to_string()) != c.to_string();
        assert!(!text.contains(hostile), "{text}");
    }

    #[test]
    fn every_kind_of_failure_has_a_code_of_its_own() {
        let kinds = [
            Kind::BadInput,
            Kind::Refused,
            Kind::WrongPassphrase,
            Kind::Damaged,
            Kind::Busy,
            Kind::Failed,
        ];
        let mut codes = kinds.map(code).to_vec();
        codes.push(ROWS_REFUSED);
        assert_eq!(codes, [2, 3, 4, 5, 6, 70, 7]);
    }
}
