//! What is asked about other offices, done at the desk.
//!
//! Files are read and written by `effect`, which is told the most it may take.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::domain::handover::permit::Step;
use crate::domain::office::OfficeProfile;
use crate::lang::screen::office::Office as Word;
use crate::lang::screen::today::Today as TodayWord;
use crate::tui::act::{OfficeForm, Reply, Told};
use crate::tui::desk::{No, no_right, profile};
use crate::tui::effect::read_file;
use crate::tui::room::office::{Ask, OfficesView};
use crate::workflow::Desk;
use crate::workflow::custody::write_new_file;

/// The most bytes a card may have.
const LONGEST: u64 = 1 << 20;

/// Does what is asked.
pub fn answer(desk: &mut Desk, ask: Ask) -> Result<Reply, No> {
    match ask {
        Ask::List => list(desk),
        Ask::Keep(path) => {
            let bytes = read_file(&whole(&path)?, LONGEST).map_err(failed)?;
            desk.keep_card(&bytes)?;
            Ok(Reply::Done(Told::say(Word::Kept.say())))
        }
        Ask::KeepOnPaper(form) => {
            desk.keep_paper_card(&profile(&form, None, desk.today())?)?;
            Ok(Reply::Done(Told::say(Word::PaperKept.say())))
        }
        Ask::Change(form) => {
            let kept = desk.profile().single_person.clone();
            let changed = OfficeProfile {
                single_person: kept,
                ..profile(&form, None, desk.today())?
            };
            desk.change_profile(changed)?;
            Ok(Reply::Done(Told::say(Word::Edited.say())))
        }
        Ask::Write(path) => {
            write_new_file(&whole(&path)?, &desk.own_card()?).map_err(failed)?;
            Ok(Reply::Done(Told::say(Word::Written.say())))
        }
        Ask::Revoke(id) => {
            desk.revoke_card(id)?;
            Ok(Reply::Done(Told::say(Word::Revoked.say())))
        }
        Ask::NotSent(seen) => {
            desk.not_sent(seen)?;
            Ok(Reply::Done(Told::say(TodayWord::NotSentDone.say())))
        }
        Ask::Verify(id, read_out) => {
            desk.verify_card(id, &read_out)?;
            Ok(Reply::Done(Told::say(Word::Verified.say())))
        }
    }
}

fn list(desk: &Desk) -> Result<Reply, No> {
    Ok(Reply::Offices(Box::new(OfficesView {
        name: desk.profile().name.as_str().to_owned(),
        own: own(desk.profile()),
        check: desk.office_check(desk.profile().number.as_str()),
        fingerprint: desk.own_fingerprint(),
        peers: desk.peers()?,
        own_shut: no_right(desk, Step::Manage).map(|why| Told::of(&why)),
        cards_shut: no_right(desk, Step::Offer).map(|why| Told::of(&why)),
    })))
}

fn own(profile: &OfficeProfile) -> OfficeForm {
    OfficeForm {
        name: profile.name.as_str().to_owned(),
        corporation: profile.corporation.as_str().to_owned(),
        number: profile.number.as_str().to_owned(),
        address: profile.address.as_str().to_owned(),
        representative: profile.representative.as_str().to_owned(),
        phone: profile.phone.as_str().to_owned(),
    }
}

/// Takes a path as typed: whole, so that it does not matter where the program was started.
pub fn whole(typed: &str) -> Result<PathBuf, No> {
    match Path::new(typed.trim()) {
        path if path.is_absolute() => Ok(path.to_owned()),
        _ => Err(No::Say(Word::WholePath.say())),
    }
}

/// Tells why a file could not be read or written.
pub fn failed(cause: std::io::Error) -> No {
    No::Say(match cause.kind() {
        ErrorKind::AlreadyExists => Word::FileThere.say(),
        _ => Word::FileFailed.say(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::act::Request;
    use crate::tui::desk::tests::{founded, open};

    fn shown(work: &mut crate::tui::desk::Work) -> OfficesView {
        match work.answer(Request::Office(Ask::List)) {
            Reply::Offices(view) => *view,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_the_office_says_of_itself_is_changed_by_a_manager_and_stays() {
        let (dir, mut work) = founded("office-change");
        open(&mut work, "架空 次郎", "あおい とり うたう");
        let before = shown(&mut work);
        let changed = OfficeForm {
            name: "架空就労支援 みずたま 新館".into(),
            phone: "0155-11-1111".into(),
            ..before.own.clone()
        };
        let done = work.answer(Request::Office(Ask::Change(changed.clone())));
        assert_eq!(done, Reply::Done(Told::say(Word::Edited.say())));
        work.answer(Request::Lock);
        open(&mut work, "見本 花子", "しろい いぬ はしる");
        let after = shown(&mut work);
        assert_eq!(after.own, changed);
        assert_eq!(after.fingerprint, before.fingerprint, "the keys stay");
        std::fs::remove_dir_all(dir).unwrap();
    }

    #[test]
    fn a_change_that_is_refused_changes_nothing() {
        let (dir, mut work) = founded("office-refused");
        open(&mut work, "見本 花子", "しろい いぬ はしる");
        let own = shown(&mut work).own;
        let other = OfficeForm {
            name: "別の名".into(),
            ..own.clone()
        };
        let told = work.answer(Request::Office(Ask::Change(other.clone())));
        assert!(matches!(told, Reply::Refused(_)), "no manager: {told:?}");
        work.answer(Request::Lock);
        open(&mut work, "架空 次郎", "あおい とり うたう");
        for wrong in [
            OfficeForm {
                number: "12".into(),
                ..other.clone()
            },
            OfficeForm {
                phone: "abc".into(),
                ..other.clone()
            },
            OfficeForm {
                name: String::new(),
                ..other
            },
        ] {
            let told = work.answer(Request::Office(Ask::Change(wrong)));
            assert!(matches!(told, Reply::Refused(_)), "{told:?}");
        }
        assert_eq!(shown(&mut work).own, own);
        std::fs::remove_dir_all(dir).unwrap();
    }
}
