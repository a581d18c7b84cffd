//! What may come back from the receiver, at real desks and through real parcels: what the form does not let come back, and
//! what everything was taken back of, is told by its kind alone, and its words reach nobody.
//!
//! The rules alone are in `handover`, every order of them in `model`.

use tasuki::domain::alert::{Before, What};
use tasuki::domain::consent::{ConsentForm, Returned};
use tasuki::domain::handover::dossier::{Ending, Phase};
use tasuki::domain::handover::entry::{
    Act, Decline, Discontinuation, Handling, Outcome, Side, Verdict, Withdrawal,
};
use tasuki::domain::handover::guard::Refusal;
use tasuki::domain::handover::permit::Denied;
use tasuki::domain::handover::turn::{Falls, Task, Why};
use tasuki::domain::handover::words::WordKey;
use tasuki::lang::{Lang, message};
use tasuki::workflow::alert::About;
use tasuki::workflow::consent::{Hears, Note};
use tasuki::workflow::view::HandoverView;
use tasuki::workflow::{Desk, Problem};

use crate::town::{Point, Town, form, town};

/// A form on which neither reasons nor outcomes are ticked.
fn bare(town: &mut Town) -> ConsentForm {
    let (case, to) = (town.case, town.receiver_id);
    ConsentForm {
        returned: [Returned::ReadBack].into(),
        ..form(town.sender.desk(), case, to)
    }
}

/// A town in which the offer rests on such a form and has arrived.
fn arrived() -> Town {
    let mut town = town(Point::Ready);
    let form = bare(&mut town);
    town.sender.desk().record_consent(form).unwrap();
    town.prepare();
    town.offer();
    town.exchange();
    town
}

/// The same, and the person has started.
pub fn started() -> Town {
    let mut town = arrived();
    town.read();
    town.read_back();
    town.exchange();
    town.accept();
    town.exchange();
    town.release();
    town.exchange();
    town.start();
    town.exchange();
    town
}

fn refused(said: Result<(), Problem>) -> Returned {
    match said {
        Err(Problem::Denied {
            why: Denied::Refused(Refusal::NotToComeBack(what)),
            ..
        }) => what,
        other => panic!("it was not refused for what may come back: {other:?}"),
    }
}

/// What the receiver said in words of its own, as this office has it.
fn told(view: &HandoverView, wanted: impl Fn(&Act) -> bool) -> Vec<Option<String>> {
    let keys = [WordKey::Text, WordKey::Condition, WordKey::OtherOffice];
    let said = view.replied.iter().filter(|it| wanted(&it.envelope.act));
    said.map(|it| {
        let words = it.words.as_ref()?;
        keys.iter()
            .find_map(|key| words.get(*key))
            .map(str::to_owned)
    })
    .collect()
}

fn tasks(view: &HandoverView) -> Vec<Task> {
    let duties = view.line.duties.iter();
    let theirs = duties.filter(|it| it.side == Side::Receiver);
    theirs.map(|it| it.task.clone()).collect()
}

#[test]
fn without_reasons_a_decline_goes_by_its_kind_and_no_word_of_it_leaves() {
    let mut town = arrived();
    let id = town.id;
    let offer = town.received().state.offer.unwrap();
    assert_eq!(offer.manifest.returned, [Returned::ReadBack].into());
    let desk = town.receiver.desk();
    for how in [Decline::NotTaken, Decline::TryOther, Decline::YesIf] {
        let said = desk.decline(id, how, "本人は朝が弱く当所では難しい");
        assert_eq!(refused(said), Returned::Reasons, "{how:?}");
    }
    let condition = desk.decline(id, Decline::YesIf, "");
    assert_eq!(refused(condition), Returned::Reasons);
    desk.decline(id, Decline::NotTaken, " ").unwrap();
    town.exchange();
    let view = town.sent();
    assert_eq!(
        view.state.ending(),
        Some(Ending::Declined(Decline::NotTaken))
    );
    assert_eq!(told(&view, |it| matches!(it, Act::Declined { .. })), [None]);
}

#[test]
fn without_outcomes_a_follow_up_says_once_that_it_is_not_shared() {
    let mut town = started();
    let id = town.id;
    assert!(tasks(&town.received()).contains(&Task::NotShared(0)));
    let desk = town.receiver.desk();
    for (outcome, text) in [
        (Outcome::Concern, "眠れない日が続く"),
        (Outcome::GoingWell, ""),
        (Outcome::NotShared, "眠れない日が続く"),
    ] {
        let said = desk.follow_up(id, None, outcome, text);
        assert_eq!(refused(said), Returned::Outcomes, "{outcome:?}");
    }
    let moved = desk.discontinue(id, Discontinuation::MovedAway, "県外の実家へ");
    assert_eq!(refused(moved), Returned::Outcomes);
    desk.follow_up(id, None, Outcome::NotShared, "").unwrap();
    town.exchange();
    let view = town.sent();
    let days = view.state.follow_ups.iter().map(|it| it.outcome);
    assert_eq!(days.collect::<Vec<_>>(), [Some(Outcome::NotShared); 3]);
    town.end();
    town.exchange();
    assert_eq!(town.phase(), Phase::Closed);
}

#[test]
fn after_everything_was_taken_back_the_receiver_answers_for_it_and_tells_no_more() {
    let mut town = town(Point::Started);
    let id = town.id;
    town.sender.desk().withdraw(id, Withdrawal::All).unwrap();
    town.exchange();
    let owed = tasks(&town.received());
    assert!(matches!(
        owed[..],
        [Task::Handle { .. }, Task::NotShared(0)]
    ));
    let desk = town.receiver.desk();
    let said = desk.follow_up(id, None, Outcome::Concern, "眠れない日が続き休みがち");
    assert_eq!(refused(said), Returned::Outcomes);
    desk.handle(id, Handling::Kept, "法令の保存義務").unwrap();
    let said = desk.follow_up(id, None, Outcome::Concern, "眠れない日が続き休みがち");
    assert_eq!(refused(said), Returned::Outcomes);
    desk.follow_up(id, None, Outcome::NotShared, "").unwrap();
    assert_eq!(tasks(&town.received()), []);
}

#[test]
fn words_written_before_the_withdrawal_was_known_reach_the_former_office_no_more() {
    // On its way already, and still in the receiver's store.
    for under_way in [true, false] {
        let mut town = town(Point::Started);
        let id = town.id;
        let desk = town.receiver.desk();
        desk.follow_up(id, None, Outcome::Concern, "眠れない日が続く")
            .unwrap();
        if under_way {
            town.collect();
        }
        town.sender.desk().withdraw(id, Withdrawal::All).unwrap();
        if !under_way {
            town.send();
        }
        town.exchange();
        let view = town.sent();
        assert_eq!(
            told(&view, |it| matches!(it, Act::FollowedUp { .. })),
            [None]
        );
        assert!(view.state.stop.is_none());
    }
}

#[test]
fn a_form_that_lets_less_come_back_counts_here_at_once_and_there_with_the_next_offer() {
    let mut town = town(Point::Delivered);
    let id = town.id;
    let form = bare(&mut town);
    let done = town.sender.desk().record_consent(form).unwrap();
    let [Note::LessComesBack { gone, heard, .. }] = &done.notes[..] else {
        panic!("{:?}", done.notes)
    };
    assert_eq!(*gone, [Returned::Reasons, Returned::Outcomes].into());
    assert_eq!(*heard, Hears::WithTheNextOffer);
    // What the other office says meanwhile is not taken in.
    let mut meanwhile = town.branch();
    meanwhile.decline(Decline::YesIf);
    meanwhile.exchange();
    let view = meanwhile.sent();
    assert_eq!(view.state.phase(), Phase::Conditional);
    assert_eq!(told(&view, |it| matches!(it, Act::Declined { .. })), [None]);
    // With the next offer it hears of it.
    town.approve();
    town.offer();
    town.exchange();
    let said = town
        .receiver
        .desk()
        .decline(id, Decline::YesIf, "火曜だけなら");
    assert_eq!(refused(said), Returned::Reasons);
}

#[test]
fn read_back_and_questions_always_come_back_also_by_a_form_that_does_not_name_them() {
    let mut town = town(Point::Ready);
    let mut form = bare(&mut town);
    form.returned.clear();
    town.sender.desk().record_consent(form).unwrap();
    town.prepare();
    town.offer();
    town.exchange();
    town.read();
    town.read_back();
    town.exchange();
    town.accept();
    town.exchange();
    town.release();
    assert_eq!(town.sent().state.phase(), Phase::Released);
}

/// What an office is told of the end of consent.
fn of_consent(desk: &mut Desk, id: tasuki::domain::id::HandoverId) -> Option<What> {
    let alerts = desk.alerts().unwrap().into_iter();
    let alerts = alerts.filter(|it| it.about == About::Handover(id));
    let consent = |it: &What| matches!(it, What::ConsentEnding(_) | What::ConsentEnded(_));
    alerts.map(|it| it.alert.what).find(consent)
}

/// There is no "yes, if" without reasons: the sender asks for the read-back to be corrected, which fells the acceptance.
#[test]
fn an_accepted_handover_whose_consent_ran_out_goes_on_without_a_condition_by_a_correction() {
    for checked in [None, Some(Verdict::Right)] {
        let mut town = arrived();
        let id = town.id;
        town.read();
        town.read_back();
        town.exchange();
        if let Some(verdict) = checked {
            town.check(verdict);
        }
        town.accept();
        town.exchange();
        town.clock.set(110);
        let (ours, theirs) = (
            Before::Release(Falls::ByCorrection),
            Before::TheirRelease(Falls::ByCorrection),
        );
        let ending = |before| Some(What::ConsentEnding(Some(before)));
        assert_eq!(of_consent(town.sender.desk(), id), ending(ours));
        assert_eq!(of_consent(town.receiver.desk(), id), ending(theirs));
        town.clock.set(121);
        town.exchange();
        assert_eq!(
            of_consent(town.sender.desk(), id),
            Some(What::ConsentEnded(ours))
        );
        // Nothing can be offered anew before the acceptance falls, and the turn says so.
        let owed = town.sent().line.duties;
        let again = Task::OfferAgain(Why::ConsentExpiredAccepted);
        assert!(owed.iter().any(|it| it.task == again), "{owed:?}");
        let mut form = bare(&mut town);
        form.until = form.signed.plus_days(120);
        town.consent = town.sender.desk().record_consent(form).unwrap().id;
        town.approve();
        let desk = town.sender.desk();
        let early = desk.offer(id, None);
        assert!(
            matches!(
                early,
                Err(Problem::Denied {
                    why: Denied::Refused(Refusal::AcceptanceStands),
                    ..
                })
            ),
            "{early:?}"
        );
        town.check(Verdict::Correct);
        town.offer();
        town.exchange();
        town.read_back();
        town.exchange();
        town.accept();
        town.exchange();
        town.release();
        town.exchange();
        assert_eq!(town.phase(), Phase::Released, "{checked:?}");
    }
}

/// What the two logs say is the same at both offices, so a form only one of them knows of keeps out words and no kind.
#[test]
fn after_a_newer_form_the_words_of_an_outcome_are_kept_out_and_its_kind_comes() {
    let mut town = town(Point::Started);
    let form = bare(&mut town);
    let notes = town.sender.desk().record_consent(form).unwrap().notes;
    assert!(
        matches!(
            &notes[..],
            [Note::LessComesBack {
                heard: Hears::Never,
                ..
            }]
        ),
        "{notes:?}"
    );
    let id = town.id;
    let desk = town.receiver.desk();
    desk.follow_up(id, None, Outcome::Concern, "眠れない日が続く")
        .unwrap();
    town.exchange();
    let view = town.sent();
    let followed = |it: &Act| matches!(it, Act::FollowedUp { .. });
    assert_eq!(told(&view, followed), [None]);
    assert_eq!(view.state.follow_ups[0].outcome, Some(Outcome::Concern));
    assert_eq!(view.state, town.received().state);
    let said = message::of_form(&notes[0], "-", Lang::En).then;
    assert!(
        said.contains("The kind of it (a concern) goes on coming"),
        "{said}"
    );
}
