//! What is asked about the staff, done at the desk.
//!
//! Who may do it is the desk's.

use crate::domain::handover::permit::Step;
use crate::lang::screen::Say;
use crate::lang::screen::staff::Staff as Word;
use crate::tui::act::{Reply, Secret, Told};
use crate::tui::desk::{No, Work, draw_three, newcomer, no_right, shown};
use crate::tui::room::staff::{Ask, StaffView};
use crate::workflow::Passphrase;

/// Does what is asked.
pub fn answer(work: &mut Work, ask: Ask) -> Result<Reply, No> {
    let strength = work.strength;
    match ask {
        Ask::List => {
            let desk = work.open()?;
            Ok(Reply::Staff(Box::new(StaffView {
                me: desk.me().id,
                staff: desk.staff()?,
                shut: no_right(desk, Step::Manage).map(|why| Told::of(&why)),
            })))
        }
        Ask::Add(person, passphrase) => {
            let newcomer = newcomer(&person, &passphrase)?;
            work.open()?.add_staff(newcomer, strength)?;
            Ok(Reply::Done(Told::say(Word::Added.say())))
        }
        Ask::ShutOut(id) => {
            work.open()?.close_staff(id)?;
            Ok(Reply::Done(Told::say(Word::ShutOut.say())))
        }
        Ask::Passphrase(old, new) => {
            let typed = |it: &Secret| Passphrase::new(it.expose().to_owned());
            let desk = work.open()?;
            desk.change_passphrase(&typed(&old), &typed(&new), strength)?;
            Ok(Reply::Done(Told::say(Word::Changed.say())))
        }
        Ask::NewSheet => new_sheet(work),
        Ask::KeepSheet => keep_sheet(work),
        Ask::DropSheet => {
            work.sheet = None;
            Ok(Reply::Done(Told::say(Word::SheetLeft.say())))
        }
    }
}

fn new_sheet(work: &mut Work) -> Result<Reply, No> {
    let asked = draw_three(&*(work.clock)());
    let sheet = work.open()?.new_sheet()?;
    let on_screen = shown(&sheet, asked);
    work.sheet = Some(sheet);
    Ok(Reply::NewSheet(on_screen))
}

fn keep_sheet(work: &mut Work) -> Result<Reply, No> {
    let (Some(desk), Some(sheet)) = (&mut work.desk, &work.sheet) else {
        return Err(No::Say(Say::ScreensLock));
    };
    desk.keep_only_sheet(sheet)?;
    work.sheet = None;
    Ok(Reply::Done(Told::say(Word::SheetKept.say())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::act::{Request, Sheet};
    use crate::tui::desk::tests::{founded, open};
    use crate::workflow::Desk;
    use crate::workflow::custody::{Home, Newcomer, Strength};
    use crate::workflow::never::Asking;

    fn made(work: &mut Work) -> Sheet {
        match work.answer(Request::Staff(Ask::NewSheet)) {
            Reply::NewSheet(sheet) => sheet,
            other => panic!("{other:?}"),
        }
    }

    /// Whether a sheet lets somebody new in.
    fn opens(dir: &std::path::Path, sheet: &Sheet, name: &str) -> bool {
        let typed: Vec<&str> = sheet.groups.iter().map(Secret::expose).collect();
        let newcomer = Newcomer {
            name: crate::domain::text::Line::new(name, 60).unwrap(),
            role: crate::domain::staff::Role::Manager,
            passphrase: Passphrase::new("くろい ねこ ねむる".to_owned()),
        };
        let outside = crate::tui::desk::system();
        let home = Home::under(dir);
        Desk::recover(
            &home,
            &typed.join(" "),
            newcomer,
            Strength::Least,
            Asking::Each,
            outside,
        )
        .is_ok()
    }

    #[test]
    fn the_old_sheet_holds_until_the_new_one_was_typed_back() {
        let (dir, mut work) = founded("staff-sheet");
        open(&mut work, "架空 次郎", "あおい とり うたう");
        let first = made(&mut work);
        let kept = work.answer(Request::Staff(Ask::KeepSheet));
        assert_eq!(kept, Reply::Done(Told::say(Word::SheetKept.say())));
        let left = made(&mut work);
        work.answer(Request::Staff(Ask::DropSheet));
        let second = work.answer(Request::Staff(Ask::KeepSheet));
        assert!(matches!(second, Reply::Refused(_)), "{second:?}");
        work.answer(Request::Lock);
        assert_ne!(first.groups, left.groups);
        assert!(opens(&dir, &first, "見本 一"), "the old one still holds");
        std::fs::remove_dir_all(dir).unwrap();
    }

    #[test]
    fn a_checked_sheet_is_the_only_one() {
        let (dir, mut work) = founded("staff-sheet-only");
        open(&mut work, "架空 次郎", "あおい とり うたう");
        let first = made(&mut work);
        work.answer(Request::Staff(Ask::KeepSheet));
        let second = made(&mut work);
        work.answer(Request::Staff(Ask::KeepSheet));
        work.answer(Request::Lock);
        assert!(!opens(&dir, &first, "見本 一"));
        assert!(opens(&dir, &second, "見本 二"));
        std::fs::remove_dir_all(dir).unwrap();
    }

    #[test]
    fn who_is_no_manager_makes_no_sheet() {
        let (dir, mut work) = founded("staff-sheet-right");
        open(&mut work, "見本 花子", "しろい いぬ はしる");
        let told = work.answer(Request::Staff(Ask::NewSheet));
        assert!(matches!(told, Reply::Refused(_)), "{told:?}");
        std::fs::remove_dir_all(dir).unwrap();
    }
}
