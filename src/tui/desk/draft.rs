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
    use crate::domain::answer::{Answer as Given, Raw};
    use crate::domain::calendar::Day;
    use crate::domain::case::{Edit, FieldState, Source, Value};
    use crate::domain::section::FieldId;
    use crate::domain::staff::Role;
    use crate::lang::Lang;
    use crate::tui::act::{Founding, OfficeForm, Request, Second, Secret, StaffForm};
    use crate::tui::desk::{Work, system};
    use crate::tui::room::case::Ask as CaseAsk;
    use crate::tui::room::draft::{Erasures, Form, Place, Words};
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
}
