//! A place with offices that are worked by the real program: one process for each command.
//!
//! Nothing is judged here but that a command which should succeed does.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::AtomicU32;

use serde_json::Value as Json;
use tasuki::domain::case::CaseSummary;
use tasuki::domain::id::{CaseId, StaffId};
use tasuki::workflow::case::edits;
use tasuki::workflow::clock::{Outside, System};
use tasuki::workflow::demo;
use tasuki::workflow::import::export_case;

use crate::town::own_folder;

/// Founds every office.
pub const FIRST: &str = "見本一";
/// The second member of staff.
pub const SECOND: &str = "見本二";
/// What trying a new passphrase costs here, as in `town`.
#[cfg(debug_assertions)]
pub const KDF: &str = "trifle";
#[cfg(not(debug_assertions))]
pub const KDF: &str = "least";
/// Everybody's passphrase, also in the file `pw`.
pub const PASSPHRASE: &str = "correct horse battery";

/// A folder with the homes of some offices; gone with the test.
pub struct Place(pub PathBuf);

impl Place {
    pub fn new() -> Place {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let dir = own_folder(&std::env::temp_dir(), "tasuki-commands", &NUMBER);
        fs::create_dir_all(dir.join("box")).unwrap();
        fs::write(dir.join("pw"), format!("{PASSPHRASE}\r\n")).unwrap();
        fs::write(dir.join("wrong"), "another horse battery\n").unwrap();
        Place(dir)
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// A command in a cleared environment.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tasuki"));
        command.args(args).env_clear().current_dir(&self.0);
        command.stdin(Stdio::null());
        command
    }

    pub fn run(&self, home: &str, who: &str, args: &[&str]) -> Output {
        let given = [
            "--home",
            home,
            "--as",
            who,
            "--passphrase-file",
            "pw",
            "--kdf",
            KDF,
        ];
        let all: Vec<&str> = given.into_iter().chain(args.iter().copied()).collect();
        self.command(&all).output().unwrap()
    }

    pub fn json(&self, home: &str, who: &str, args: &[&str]) -> Json {
        let args: Vec<&str> = args.iter().copied().chain(["--json"]).collect();
        let output = self.run(home, who, &args);
        let error = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{args:?}: {error}");
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// What an import of a table answers: whole, with an exit code that tells whether rows were refused.
    pub fn table(&self, home: &str, who: &str, args: &[&str]) -> Json {
        let args: Vec<&str> = args.iter().copied().chain(["--json"]).collect();
        let output = self.run(home, who, &args);
        let error = String::from_utf8_lossy(&output.stderr);
        let told: Json = serde_json::from_slice(&output.stdout).expect(&error);
        let mut rows = told["rows"].as_array().unwrap().iter();
        let some_refused = rows.any(|it| it["fate"] == "refused");
        let code = if some_refused { 7 } else { 0 };
        assert_eq!(output.status.code(), Some(code), "{args:?}: {error}");
        assert_eq!(error.contains("rows-refused"), some_refused, "{error}");
        told
    }

    pub fn refused(&self, home: &str, who: &str, args: &[&str], code: i32, kind: &str) {
        for lang in ["ja", "en"] {
            let args: Vec<&str> = args.iter().copied().chain(["--lang", lang]).collect();
            let output = self.run(home, who, &args);
            let error = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(code), "{args:?}: {error}");
            assert!(output.stdout.is_empty(), "{args:?}");
            // A name stays as it was written, in either language.
            let said = error.replace("シケンハナコ", "");
            let japanese = said.chars().any(|c| ('\u{3040}'..='\u{30FF}').contains(&c));
            assert_eq!(japanese, lang == "ja", "{args:?}: {error}");
        }
        let args: Vec<&str> = args.iter().copied().chain(["--json"]).collect();
        let output = self.run(home, who, &args);
        let json: Json = serde_json::from_slice(&output.stderr).unwrap();
        assert_eq!(json["error"]["kind"], kind, "{args:?}");
        assert!(!json["error"]["message"].as_str().unwrap().is_empty());
    }

    pub fn office(&self, home: &str, number: &str) {
        let name = format!("見本事業所{home}");
        let init = [
            "init",
            "--name",
            &name,
            "--corporation",
            "社会福祉法人見本会",
            "--number",
            number,
            "--address",
            "見本市1-1",
            "--representative",
            "見本太郎",
            "--phone",
            "03-0000-0000",
            "--mailbox",
            "box",
            "--sheet-file",
        ];
        let sheet = format!("{home}.sheet");
        let init: Vec<&str> = init.into_iter().chain([sheet.as_str()]).collect();
        let made = self.json(home, FIRST, &init);
        assert_eq!(made["staff"]["role"], "manager");
        assert_eq!(made["recovery_sheet"], Json::Null);
        assert!(
            fs::read_to_string(self.path(&sheet))
                .unwrap()
                .starts_with("AGE-SECRET-KEY-PQ-1")
        );
        let add = [
            "staff",
            "add",
            SECOND,
            "--role",
            "service-manager",
            "--new-passphrase-file",
            "pw",
        ];
        assert_eq!(self.json(home, FIRST, &add)["staff"]["name"], SECOND);
    }

    pub fn case(&self, home: &str) -> String {
        let set = [
            "case",
            "new",
            "--set",
            "person.name=試験花子",
            "--set",
            "person.kana=シケンハナコ",
            "--set",
            "person.birth=H8.4.9",
        ];
        text(&self.json(home, FIRST, &set)["case"]["id"])
    }

    /// How many lines the journal has, less those of signing in.
    pub fn steps(&self, home: &str) -> usize {
        let lines = self.json(home, FIRST, &["audit", "show", "--limit", "100000"]);
        let lines = lines["lines"].as_array().unwrap().clone();
        lines.iter().filter(|it| it["act"] != "unlock").count()
    }

    /// Two offices that have verified each other's cards, and `person.json` with a whole case.
    pub fn pair() -> Place {
        let place = Place::new();
        place.office("a", "0110000015");
        place.office("b", "0110000023");
        for (one, other) in [("a", "b"), ("b", "a")] {
            let card = format!("{one}.card");
            place.json(one, FIRST, &["card", "export", &card]);
            let kept = place.json(other, FIRST, &["card", "import", &card]);
            let (id, fingerprint) = (text(&kept["id"]), text(&kept["fingerprint"]));
            place.json(other, FIRST, &["card", "verify", &id, &fingerprint]);
        }
        fs::write(place.path("person.json"), person()).unwrap();
        place
    }

    /// Imports the case at `a`, with consent for `b`, until the offer is approved; the handover's id.
    pub fn approved(&self) -> String {
        self.approved_of("all")
    }

    /// The same under a consent to these items.
    pub fn approved_of(&self, items: &str) -> String {
        let case = self.json("a", FIRST, &["case", "import", "person.json"]);
        let case = text(&case["case"]["id"]);
        let to = "見本事業所b";
        let until = self.until();
        self.json(
            "a",
            FIRST,
            &[
                "consent", "record", &case, "--to", to, "--until", &until, "--items", items,
            ],
        );
        let draft = self.json("a", FIRST, &["handover", "draft", &case, "--to", to]);
        let id = text(&draft["handover"]["id"]);
        self.json("a", FIRST, &["handover", "confirm", &id]);
        self.json("a", FIRST, &["handover", "submit", &id]);
        let approved = self.json("a", SECOND, &["handover", "approve", &id]);
        assert_eq!(approved["handover"]["phase"], "Approved");
        id
    }

    /// A day on which consent still holds: commands go by the machine's own clock.
    pub fn until(&self) -> String {
        System.today().plus_days(120).to_string()
    }

    /// Takes a step of a handover and gives the phase it came to.
    pub fn step(&self, home: &str, args: &[&str]) -> String {
        let args: Vec<&str> = ["handover"]
            .into_iter()
            .chain(args.iter().copied())
            .collect();
        text(&self.json(home, FIRST, &args)["handover"]["phase"])
    }

    /// Keeps both offices and the post as they are now.
    pub fn keep(&self, name: &str) {
        for one in ["a", "b", "box"] {
            copy(&self.path(one), &self.path("kept").join(name).join(one));
        }
    }

    /// Makes both offices and the post as they were kept.
    pub fn back_to(&self, name: &str) {
        for one in ["a", "b", "box"] {
            let _ = fs::remove_dir_all(self.path(one));
            copy(&self.path("kept").join(name).join(one), &self.path(one));
        }
    }
}

/// A case with everything an offer needs, as `case import` takes it.
fn person() -> String {
    let values = demo::people().swap_remove(0).values;
    let mut case = CaseSummary::new(CaseId::from_bytes([1; 16]));
    let by = StaffId::from_bytes([1; 16]);
    case.set(edits(values), by, demo::today()).unwrap();
    export_case(&case).to_string()
}

/// Copies a folder with all that is in it.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => copy(&entry.path(), &target),
            false => drop(fs::copy(entry.path(), target).unwrap()),
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A text of an answer.
pub fn text(json: &Json) -> String {
    json.as_str().unwrap().to_owned()
}
