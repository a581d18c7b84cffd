//! What is asked about drafts, done at the desk.
//!
//! A draft that cannot be read or kept is told: to whoever types, it is not the same as none.

use crate::tui::act::{Reply, Told};
use crate::tui::desk::No;
use crate::tui::room::draft::{Answer, Ask};
use crate::workflow::{Desk, Problem};

/// Does what is asked.
pub fn answer(desk: &mut Desk, ask: Ask) -> Result<Reply, No> {
    let answer = match ask {
        Ask::Find(form) => desk.find_draft(&form).map(|found| match found {
            Some(words) => Answer::Found(words),
            None => Answer::Nothing,
        }),
        Ask::Keep(form, words) => desk.keep_draft(&form, &words).map(done),
        Ask::Join(form, typed) => desk.find_draft(&form).and_then(|found| {
            let joined = typed.join(&found.unwrap_or_default());
            desk.keep_draft(&form, &joined).map(done)
        }),
        Ask::Drop(place) => desk.drop_draft(&place).map(done),
        Ask::Check(form) => desk.still_stands(&form).map(done),
    };
    Ok(Reply::Draft(answer.unwrap_or_else(|cause| failed(&cause))))
}

fn done((): ()) -> Answer {
    Answer::Done
}

fn failed(cause: &Problem) -> Answer {
    let told = Told::of(cause);
    match cause {
        Problem::Erased => Answer::Erased(told),
        _ => Answer::Failed(told),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::{Path, PathBuf};

    use crate::domain::answer::{Answer as Given, Raw};
    use crate::domain::calendar::Day;
    use crate::domain::case::{Edit, FieldState, Source, Value};
    use crate::domain::id::CaseId;
    use crate::domain::section::FieldId;
    use crate::domain::staff::Role;
    use crate::lang::Lang;
    use crate::tui::act::{Founding, OfficeForm, Request, Second, Secret, StaffForm};
    use crate::tui::desk::{Work, system};
    use crate::tui::room::case::Ask as CaseAsk;
    use crate::tui::room::draft::{Erasures, Form, Meanwhile, NO_PLACE, Place, Words};
    use crate::workflow::custody::{Home, Strength};

    const FIRST: (&str, &str) = ("見本 花子", "しろい いぬ はしる");
    const SECOND: (&str, &str) = ("架空 次郎", "あおい とり うたう");

    fn found(home: Home) {
        let staff = |name: &str, role| StaffForm {
            name: name.into(),
            role,
        };
        let founding = Founding {
            lang: Lang::Ja,
            office: OfficeForm {
                name: "架空就労支援 みずたま".into(),
                corporation: "社会福祉法人 見本の会".into(),
                number: "0110000015".into(),
                address: "北海道見本市一丁目1-1".into(),
                representative: "見本 太郎".into(),
                phone: "0155-00-0000".into(),
            },
            first: staff(FIRST.0, Role::ServiceManager),
            second: Second::Now(staff(SECOND.0, Role::Manager), Secret::new(SECOND.1)),
            mailbox: None,
            passphrase: Secret::new(FIRST.1),
        };
        let mut work = Work::office(home, Strength::Least, system);
        let founded = work.answer(Request::Init(Box::new(founding)));
        assert!(
            matches!(founded, Reply::Founded { second: None, .. }),
            "{founded:?}"
        );
    }

    fn opened(home: &Home, (who, passphrase): (&str, &str)) -> Work {
        let mut work = Work::office(home.clone(), Strength::Least, system);
        let unlocked = work.answer(Request::Unlock {
            who: who.into(),
            passphrase: Secret::new(passphrase),
        });
        assert!(matches!(unlocked, Reply::Unlocked { .. }), "{unlocked:?}");
        work
    }

    fn text(field: FieldId, text: &str) -> Value {
        let answer = Given::check(field.spec(), Raw::Text(text.into())).unwrap();
        Value {
            state: FieldState::Filled(answer),
            source: Source::Person,
            as_of: Day::from_ymd(2026, 4, 1).unwrap(),
        }
    }

    #[test]
    fn a_draft_outlives_a_process_that_never_closed_and_is_seen_by_its_writer_only() {
        let dir = std::env::temp_dir().join(format!("tasuki-draft-{}", std::process::id()));
        let home = Home::under(&dir);
        found(home.clone());
        let mut work = opened(&home, FIRST);
        let kana = text(FieldId::PersonKana, "ミホン イチロウ");
        let made = work.answer(Request::Case(CaseAsk::New(
            [(FieldId::PersonKana, kana)].into(),
        )));
        let Reply::Case(view) = made else {
            panic!("{made:?}")
        };
        let (case, seen) = (view.case.id(), view.case.revision());
        let place = Place {
            about: Some(case.to_bytes()),
            form: "case/person".into(),
        };
        let words = Words(vec![("person.name#0".into(), "見本 一郎".into())]);
        let form = Form {
            place: place.clone(),
            shown: Erasures::default(),
        };
        let keep = Ask::Keep(form.clone(), words.clone());
        assert_eq!(
            work.answer(Request::Draft(keep)),
            Reply::Draft(Answer::Done)
        );
        // No lock, no close: as after kill -9, but for the lock file, which the system frees then.
        drop(work);

        let unsaved = |work: &mut Work| match work.answer(Request::Today) {
            Reply::Today(view) => view.unsaved,
            other => panic!("{other:?}"),
        };
        let find = || Request::Draft(Ask::Find(form.clone()));
        let save = |seen, name| {
            let name = Edit::Put(text(FieldId::PersonName, name));
            Request::Case(CaseAsk::Save {
                case,
                seen,
                edits: [(FieldId::PersonName, name)].into(),
            })
        };
        let mut other = opened(&home, SECOND);
        assert_eq!(other.answer(find()), Reply::Draft(Answer::Nothing));
        assert_eq!(unsaved(&mut other), [], "it is nobody else's");
        let saved = other.answer(save(seen, "見本 二郎"));
        assert!(
            matches!(&saved, Reply::Case(it) if it.case.revision() == seen + 1),
            "{saved:?}"
        );
        drop(other);

        let mut work = opened(&home, FIRST);
        assert_eq!(work.answer(find()), Reply::Draft(Answer::Found(words)));
        let listed = unsaved(&mut work);
        assert_eq!(listed.len(), 1);
        assert_eq!(listed[0].place, place);
        assert_eq!(listed[0].person, "ミホン　イチロウ\u{3000}見本 二郎");
        let stale = work.answer(save(seen, "見本 一郎"));
        let Reply::Stale(now) = stale else {
            panic!("{stale:?}")
        };
        let stored = now.case.get(FieldId::PersonName);
        assert_eq!(
            stored,
            Some(&text(FieldId::PersonName, "見本 二郎")),
            "nothing is written over"
        );
        let forget = Request::Draft(Ask::Drop(place.clone()));
        assert_eq!(work.answer(forget), Reply::Draft(Answer::Done));
        assert_eq!(work.answer(find()), Reply::Draft(Answer::Nothing));
        let note = work.answer(Request::Case(CaseAsk::Write(case, "少し休む。".into())));
        assert!(
            matches!(&note, Reply::Noted(it) if it.notes[0].by == FIRST.0),
            "{note:?}"
        );
        drop(work);
        std::fs::remove_dir_all(&dir).unwrap();
    }

    /// A first case at an office of its own, in a folder that is to be removed afterwards.
    fn at_work(name: &str) -> (PathBuf, Work) {
        let dir = std::env::temp_dir().join(format!("tasuki-{name}-{}", std::process::id()));
        let home = Home::under(&dir);
        found(home.clone());
        let work = opened(&home, FIRST);
        (dir, work)
    }

    fn new_case() -> Form {
        let form = "case/new".to_owned();
        Form {
            place: Place { about: None, form },
            shown: Erasures::default(),
        }
    }

    fn words(pieces: &[(&str, &str)]) -> Words {
        let pieces = pieces.iter();
        let owned = pieces.map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
        Words(owned.collect())
    }

    fn ask(work: &mut Work, ask: Ask) -> Answer {
        match work.answer(Request::Draft(ask)) {
            Reply::Draft(answer) => answer,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_nobody_saw_is_joined_and_not_kept_over() {
        let (dir, mut work) = at_work("join");
        let typed = Meanwhile {
            words: words(&[("person.name", "answer"), ("person.name#0", "見本 一郎")]),
            added: Words::default(),
            stood: Words::default(),
        };
        let join = |work: &mut Work| ask(work, Ask::Join(new_case(), typed.clone()));
        assert_eq!(join(&mut work), Answer::Done);
        let found = ask(&mut work, Ask::Find(new_case()));
        assert_eq!(found, Answer::Found(typed.words.clone()));
        let before = words(&[("person.kana", "answer"), ("person.kana#0", "ミホン")]);
        ask(&mut work, Ask::Keep(new_case(), before.clone()));
        assert_eq!(join(&mut work), Answer::Done);
        let both = [before.0, typed.words.0].concat();
        let found = ask(&mut work, Ask::Find(new_case()));
        assert_eq!(found, Answer::Found(Words(both)));
        drop(work);
        std::fs::remove_dir_all(&dir).unwrap();
    }

    #[test]
    #[expect(
        clippy::disallowed_methods,
        reason = "the file is moved aside, as a drive that is pulled out"
    )]
    fn a_draft_that_cannot_be_read_now_is_no_other_than_before_when_it_can() {
        let (dir, mut work) = at_work("unread");
        let kept = words(&[("person.name", "answer"), ("person.name#0", "見本 一郎")]);
        ask(&mut work, Ask::Keep(new_case(), kept.clone()));
        let file = drafts_below(&dir).expect("drafts are kept in a file of their own");
        let aside = dir.join("aside");
        std::fs::rename(&file, &aside).unwrap();
        std::fs::create_dir(&file).unwrap();
        let typed = Meanwhile {
            words: words(&[("person.name", "answer"), ("person.name#0", "別の名")]),
            added: Words::default(),
            stood: Words::default(),
        };
        for asked in [
            Ask::Find(new_case()),
            Ask::Join(new_case(), typed),
            Ask::Drop(new_case().place),
        ] {
            let answer = ask(&mut work, asked);
            assert!(matches!(answer, Answer::Failed(_)), "{answer:?}");
        }
        std::fs::remove_dir(&file).unwrap();
        std::fs::rename(&aside, &file).unwrap();
        let found = ask(&mut work, Ask::Find(new_case()));
        assert_eq!(found, Answer::Found(kept));
        drop(work);
        std::fs::remove_dir_all(&dir).unwrap();
    }

    fn drafts_below(dir: &Path) -> Option<PathBuf> {
        let mut entries = std::fs::read_dir(dir).unwrap().map(|it| it.unwrap().path());
        entries.find_map(|it| match it.is_dir() {
            true => drafts_below(&it),
            false => it.ends_with("drafts").then_some(it),
        })
    }

    #[test]
    fn a_draft_goes_with_what_saves_it_and_stays_where_that_is_refused() {
        let (dir, mut work) = at_work("saving");
        let kept = words(&[("person.kana", "answer"), ("person.kana#0", "ミホン")]);
        let save = |work: &mut Work, what: CaseAsk| {
            let what = Box::new(Request::Case(what));
            work.answer(Request::Saving(new_case().place, what))
        };
        let nowhere = CaseAsk::Write(CaseId::from_bytes([9; 16]), "少し休む。".into());
        ask(&mut work, Ask::Keep(new_case(), kept.clone()));
        let refused = save(&mut work, nowhere);
        assert!(matches!(refused, Reply::Refused(_)), "{refused:?}");
        let found = ask(&mut work, Ask::Find(new_case()));
        assert_eq!(found, Answer::Found(kept), "refused, nothing is lost");
        let kana = text(FieldId::PersonKana, "ミホン イチロウ");
        let first = CaseAsk::New([(FieldId::PersonKana, kana)].into());
        let saved = save(&mut work, first);
        assert!(matches!(saved, Reply::Case(_)), "{saved:?}");
        let found = ask(&mut work, Ask::Find(new_case()));
        assert_eq!(found, Answer::Nothing, "though nobody asked to forget it");
        drop(work);
        std::fs::remove_dir_all(&dir).unwrap();
    }

    /// The program may die as soon as it is saved: no screen keeps them once more.
    #[test]
    fn words_without_a_place_are_saved_nowhere_and_stay_when_the_rest_is() {
        let (dir, mut work) = at_work("aside");
        let rest = (NO_PLACE, "前の版の欄に書いたこと");
        let typed = [("person.kana", "answer"), ("person.kana#0", "ミホン"), rest];
        ask(&mut work, Ask::Keep(new_case(), words(&typed)));
        let kana = text(FieldId::PersonKana, "ミホン イチロウ");
        let first = CaseAsk::New([(FieldId::PersonKana, kana)].into());
        let what = Box::new(Request::Case(first));
        let saved = work.answer(Request::Saving(new_case().place, what));
        assert!(matches!(saved, Reply::Case(_)), "{saved:?}");
        let found = ask(&mut work, Ask::Find(new_case()));
        assert_eq!(found, Answer::Found(words(&[rest])));
        drop(work);
        std::fs::remove_dir_all(&dir).unwrap();
    }
}
