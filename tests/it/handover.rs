//! The rules of the dossier, told as short stories in the words of `story`.
//!
//! Each row of the tables of what sender and receiver can say is allowed here at least once and refused at least
//! once, by the name of its rule; then what crosses on the way, and logs that do not fit.

use tasuki::domain::{
    calendar::Day,
    consent::Returned,
    handover::{
        dossier::{Dossier, Held, Joined, Phase, Stop},
        entry::{Act, Decline, Discontinuation, Outcome, Side},
        guard::{self, Refusal},
        permit::{self, Actor, Carrying, Denied, Months, OwnCase, Position, Step},
        turn::{self, Task},
    },
    id::{Digest, HandoverId, Means, OfferNo, OfficeId},
    section::SectionId,
    staff::Role,
};

use crate::grid;
use crate::story::{self, Story};

/// What is told first, the word that follows, and the rule that refuses it; nothing where it is allowed.
type Row<'a> = (&'a str, &'a str, &'a str);

const READ: &str = "offer receive read-person read-health read-tasks";
const READ_BACK: &str = "offer receive read-person read-health read-tasks read-back";
const ACCEPTED: &str = "offer receive read-person read-health read-tasks read-back accept";
const RELEASED: &str =
    "offer receive read-person read-health read-tasks read-back accept right release";
const STARTED: &str =
    "offer receive read-person read-health read-tasks read-back accept right release start";
const CLOSED: &str = "offer receive read-person read-health read-tasks read-back accept right release start end \
     follow-up follow-up@2";

fn judge(rows: &[Row]) {
    for (told, word, rule) in rows {
        let mut story = Story::told(told);
        let said = story.tell(word);
        let refused = said.err().map(|it| format!("{it:?}"));
        assert_eq!(refused.as_deref().unwrap_or(""), *rule, "{told} | {word}");
    }
}

// What the sender can say.

#[test]
fn offered() {
    judge(&[
        ("", "offer", ""),
        ("offer", "offer-changed", ""),
        (READ, "offer", ""),
        ("offer receive yes-if", "offer", ""),
        ("offer withdraw-items", "offer-fewer", ""),
        ("", "offer@2", "WrongNumber { expected: 1 }"),
        ("offer", "offer@1", "WrongNumber { expected: 2 }"),
        ("offer", "offer@3", "WrongNumber { expected: 2 }"),
        (ACCEPTED, "offer", "AcceptanceStands"),
        (RELEASED, "offer", "Released"),
        ("offer recall", "offer", "Over(Recalled)"),
        ("offer", "r/offer", "OtherSide"),
        ("offer fork", "offer", "Stopped"),
    ]);
    let void = Story::told(&format!("{ACCEPTED} withdraw-items offer-fewer"));
    assert_eq!(void.view(Side::Sender).acceptance, None);
}

#[test]
fn answered() {
    let asked = "offer receive ask";
    judge(&[
        (asked, "answer", ""),
        (asked, "cannot-answer", ""),
        ("offer receive ask answer", "answer", ""),
        ("offer receive", "answer", "NoSuchQuestion"),
        (asked, "answer@2", "NoSuchQuestion"),
        ("offer receive ask close", "answer", "QuestionIsClosed"),
        ("offer receive ask recall", "answer", "Over(Recalled)"),
        (asked, "r/answer", "OtherSide"),
    ]);
}

#[test]
fn read_back_checked() {
    let differs = "offer receive read-person read-health read-tasks read-back-differs";
    judge(&[
        (READ_BACK, "right", ""),
        (READ_BACK, "correct", ""),
        (differs, "though", ""),
        (differs, "correct", ""),
        ("offer receive", "right", "NoReadBack"),
        (differs, "right", "Differences([NameKana])"),
        (READ_BACK, "though", "NoDifference"),
        (READ_BACK, "r/right", "OtherSide"),
        (RELEASED, "correct", "Released"),
    ]);
    let told = |more: &str| format!("{READ_BACK} {more}");
    let rows = [
        ("right", "right", "CheckedAlready"),
        ("right", "correct", ""),
        ("correct", "right", "CorrectionAsked"),
        (
            "read-back",
            "right@1",
            "NotLatestReadBack { latest: ReadBackNo(2) }",
        ),
        ("offer-changed", "right", "NoReadBack"),
    ];
    for (more, word, rule) in rows {
        let said = Story::told(&told(more)).tell(word);
        let refused = said.err().map(|it| format!("{it:?}"));
        assert_eq!(refused.as_deref().unwrap_or(""), rule, "{more} | {word}");
    }
    let cancelled = Story::told(&format!("{ACCEPTED} correct"));
    assert_eq!(cancelled.view(Side::Receiver).acceptance, None);
}

#[test]
fn recalled() {
    judge(&[
        ("offer", "recall", ""),
        (ACCEPTED, "recall", ""),
        ("offer receive yes-if", "recall", ""),
        ("offer fork", "recall", ""),
        ("", "recall", "NothingOffered"),
        (RELEASED, "recall", "Released"),
        ("offer recall", "recall", "Over(Recalled)"),
        ("offer", "r/recall", "OtherSide"),
    ]);
}

#[test]
fn released() {
    let checked = "offer receive read-person read-health read-tasks read-back accept right";
    judge(&[
        (checked, "release", ""),
        (ACCEPTED, "release", "NotFoundRight"),
        (
            "offer receive read-person read-health read-tasks read-back right",
            "release",
            "NoAcceptance",
        ),
        ("offer", "release", "NoAcceptance"),
        (checked, "release@2", "NotCurrent { current: OfferNo(1) }"),
        (RELEASED, "release", "Released"),
        (checked, "r/release", "OtherSide"),
    ]);
}

#[test]
fn added() {
    judge(&[
        (RELEASED, "add", ""),
        (STARTED, "add", ""),
        (ACCEPTED, "add", "NotReleased"),
        ("", "add", "NothingOffered"),
        (RELEASED, "add@2", "NotCurrent { current: OfferNo(1) }"),
        (RELEASED, "add-late", "WrongNumber { expected: 1 }"),
        (RELEASED, "add-none", "NothingNamed"),
        (CLOSED, "add", "EndedAlready"),
        (RELEASED, "r/add", "OtherSide"),
    ]);
    let crossed = format!(
        "{ACCEPTED} right release~ add~ yes-if~ meet offer receive read-back accept right release"
    );
    judge(&[
        (&crossed, "add", ""),
        (&crossed, "add-late", "WrongNumber { expected: 1 }"),
    ]);
    let mut story = Story::told(&format!("{RELEASED} add"));
    let unread = story.view(Side::Receiver).unread_additions();
    assert_eq!(unread.len(), 1, "what is added is unread");
    assert!(story.view(Side::Receiver).release.is_some());
    story.tell("receive").unwrap();
    story.tell("read-health").unwrap();
    assert_eq!(story.view(Side::Sender).unread_additions(), []);
}

/// What an addition changes back to was read once; it is open until the receiver has it again.
#[test]
fn an_addition_that_changes_back_what_was_read_is_open_until_it_is_opened() {
    let mut story = Story::told(&format!(
        "{STARTED} add receive read-health add-back end follow-up follow-up@2"
    ));
    for side in [Side::Sender, Side::Receiver] {
        let view = story.view(side);
        assert_eq!(view.unread_additions(), [SectionId::Health]);
        assert_eq!(view.phase(), Phase::FollowingUp);
        let turn = turn::turn(&view, story::today()).map(|it| (it.side, it.task));
        assert_eq!(turn, Some((Side::Receiver, Task::Receive)));
    }
    story.tell("receive").unwrap();
    assert_eq!(story.view(Side::Sender).phase(), Phase::Closed);
}

/// Of two questions one waits for whoever asked it, and the other is closed: that is why there is nothing to answer.
#[test]
fn why_nothing_is_to_be_answered_is_told_of_the_question_that_is_open() {
    let story = Story::told("offer receive ask answer ask close@2");
    let view = story.view(Side::Sender);
    let said = permit::representative(Step::Answer, &view, story::today());
    assert_eq!(said, Err(Refusal::AnsweredAlready));
}

#[test]
fn lapsed() {
    judge(&[
        (RELEASED, "lapse", ""),
        (ACCEPTED, "lapse", "NotReleased"),
        (STARTED, "lapse", "HasStarted"),
        (RELEASED, "r/lapse", "OtherSide"),
    ]);
}

#[test]
fn ended() {
    judge(&[
        (RELEASED, "end", ""),
        (STARTED, "end", ""),
        (ACCEPTED, "end", "NotReleased"),
        (CLOSED, "end", "EndedAlready"),
        (STARTED, "r/end", "OtherSide"),
    ]);
}

// What the receiver can say.

#[test]
fn received() {
    judge(&[
        ("offer", "receive", ""),
        ("offer receive offer-changed", "receive", ""),
        ("", "receive", "NothingOffered"),
        ("offer receive", "receive", "ArrivedAlready"),
        (
            "offer offer-changed",
            "receive@1",
            "NotCurrent { current: OfferNo(2) }",
        ),
        ("offer", "receive-nothing", "NoSuchSection"),
        ("offer withdraw-items", "receive", "OfferVoid"),
        ("offer recall", "receive", "Over(Recalled)"),
        ("offer", "s/receive", "OtherSide"),
    ]);
}

#[test]
fn acknowledged() {
    judge(&[
        ("offer receive", "read-person", ""),
        ("offer receive", "health-not-for-us", ""),
        ("offer receive health-not-for-us", "read-health", ""),
        (STARTED, "read-tasks", ""),
        ("offer", "read-person", "NotArrived"),
        ("offer receive", "read-practice", "NoSuchSection"),
        ("offer receive", "read-old-health", "SectionChanged"),
        (
            "offer receive offer receive",
            "read-person@1",
            "NotCurrent { current: OfferNo(2) }",
        ),
        ("offer receive withdraw-items", "read-person", "OfferVoid"),
        (CLOSED, "read-tasks", "Closed"),
        ("offer receive", "s/read-person", "OtherSide"),
    ]);
    let again =
        Story::told("offer receive read-person read-health read-tasks offer-changed receive");
    let unread = again.view(Side::Receiver).not_understood();
    assert_eq!(unread.len(), 1, "only what changed is read again");
}

#[test]
fn asked_and_closed() {
    judge(&[
        ("offer receive", "ask", ""),
        (ACCEPTED, "ask", ""),
        (STARTED, "ask", ""),
        ("offer receive ask answer", "close", ""),
        ("offer receive ask", "close", ""),
        ("offer", "ask", "NotArrived"),
        ("offer receive", "ask@2", "WrongNumber { expected: 1 }"),
        (CLOSED, "ask", "Closed"),
        ("offer receive", "s/ask", "OtherSide"),
        ("offer receive", "close", "NoSuchQuestion"),
        ("offer receive ask close", "close", "QuestionIsClosed"),
        ("offer receive decline", "ask", "Over(Declined(NotTaken))"),
    ]);
    let late = Story::told(&format!("{ACCEPTED} ask"));
    assert_eq!(late.view(Side::Sender).phase(), Phase::Accepted);
    let dropped = Story::told("offer receive ask offer-changed");
    assert_eq!(dropped.view(Side::Sender).open_questions().len(), 1);
}

#[test]
fn read_back() {
    judge(&[
        (READ, "read-back", ""),
        (READ_BACK, "read-back", ""),
        (READ, "read-back-differs", ""),
        ("offer", "read-back", "NotArrived"),
        (
            "offer receive read-person",
            "read-back",
            "NotUnderstood([Health])",
        ),
        (
            "offer receive read-person health-not-for-us",
            "read-back",
            "NotUnderstood([Health])",
        ),
        (READ, "read-back-nothing", "WrongFacts"),
        (READ, "read-back@2", "WrongNumber { expected: 1 }"),
        (ACCEPTED, "read-back", "AcceptanceStands"),
        (READ, "s/read-back", "OtherSide"),
    ]);
}

#[test]
fn accepted() {
    judge(&[
        (READ_BACK, "accept", ""),
        (READ, "accept", "NoReadBack"),
        ("offer receive", "accept", "NotUnderstood([Person, Health])"),
        (ACCEPTED, "accept", "AcceptanceStands"),
        (RELEASED, "accept", "Released"),
        (READ_BACK, "s/accept", "OtherSide"),
        (READ_BACK, "accept@2", "NotCurrent { current: OfferNo(1) }"),
    ]);
    let rows = [
        ("ask", "QuestionsOpen([QuestionNo(1)])"),
        ("ask answer", "QuestionsOpen([QuestionNo(1)])"),
        ("ask answer close", ""),
        ("correct", "CorrectionAsked"),
        ("correct read-back", ""),
        ("read-back-differs", "Differences([NameKana])"),
        ("read-back-differs though", ""),
        ("withdraw-items", "OfferVoid"),
        ("yes-if", "OfferConditional"),
        ("offer receive", ""),
        ("offer-fewer receive", "NoReadBack"),
    ];
    for (more, rule) in rows {
        let said = Story::told(&format!("{READ_BACK} {more}")).tell("accept");
        let refused = said.err().map(|it| format!("{it:?}"));
        assert_eq!(refused.as_deref().unwrap_or(""), rule, "{more}");
    }
}

#[test]
fn declined() {
    judge(&[
        ("offer receive", "decline", ""),
        ("offer receive", "yes-if", ""),
        (ACCEPTED, "decline", ""),
        (ACCEPTED, "yes-if", ""),
        ("offer receive yes-if", "decline", ""),
        ("offer receive withdraw-items", "decline", ""),
        ("offer receive fork", "decline", ""),
        ("", "decline", "NothingOffered"),
        ("offer", "decline", "NotArrived"),
        (
            "offer receive offer receive",
            "decline@1",
            "NotCurrent { current: OfferNo(2) }",
        ),
        (RELEASED, "decline", "Released"),
        ("offer receive yes-if", "yes-if", "OfferConditional"),
        ("offer receive withdraw-items", "yes-if", "OfferVoid"),
        ("offer receive fork", "yes-if", "Stopped"),
        ("offer receive", "s/decline", "OtherSide"),
    ]);
    let renewed = Story::told("offer receive yes-if offer");
    assert_eq!(renewed.view(Side::Receiver).phase(), Phase::Offered);
}

#[test]
fn started_and_not_started() {
    judge(&[
        (RELEASED, "start", ""),
        (RELEASED, "not-started", ""),
        (ACCEPTED, "start", "NotReleased"),
        (ACCEPTED, "not-started", "NotReleased"),
        (STARTED, "start", "HasStarted"),
        (STARTED, "not-started", "HasStarted"),
        (RELEASED, "s/start", "OtherSide"),
        (RELEASED, "s/not-started", "OtherSide"),
    ]);
    let lapsed = Story::told(&format!("{RELEASED} lapse")).tell("start");
    assert!(matches!(lapsed, Err(Refusal::Over(_))));
}

#[test]
fn followed_up() {
    judge(&[
        (STARTED, "follow-up", ""),
        (STARTED, "follow-up@2", ""),
        (STARTED, "left", ""),
        (RELEASED, "follow-up", "HasNotStarted"),
        (STARTED, "follow-up@3", "NoSuchFollowUp"),
        (CLOSED, "follow-up", "FollowedUpAlready"),
        (STARTED, "s/follow-up", "OtherSide"),
    ]);
    let left = Story::told(&format!("{STARTED} end left"));
    assert_eq!(left.view(Side::Sender).phase(), Phase::Closed);
}

#[test]
fn what_the_form_does_not_let_come_back_is_said_by_its_kind_alone() {
    let bare = STARTED.replacen("offer", "offer-bare", 1);
    judge(&[
        (&bare, "follow-up", "NotToComeBack(Outcomes)"),
        (&bare, "left", "NotToComeBack(Outcomes)"),
        (&bare, "not-shared", ""),
        (&bare, "r/discontinue", ""),
        ("offer-bare receive", "yes-if", "NotToComeBack(Reasons)"),
        ("offer-bare receive", "decline", ""),
        ("offer-bare receive", "read-person", ""),
        ("offer-bare receive", "ask", ""),
    ]);
    let words = |told: &str, act: Act| {
        let state = Story::told(told).view(Side::Receiver);
        guard::words(&state, Side::Receiver, &act)
    };
    let offer = OfferNo::FIRST;
    let decline = Act::Declined {
        offer,
        decline: Decline::NotTaken,
    };
    let follow_up = Act::FollowedUp {
        which: 0,
        outcome: Outcome::NotShared,
    };
    let moved = Act::Discontinued {
        reason: Discontinuation::MovedAway,
    };
    let (reasons, outcomes) = (
        Err(Refusal::NotToComeBack(Returned::Reasons)),
        Err(Refusal::NotToComeBack(Returned::Outcomes)),
    );
    for (bare_says, act) in [
        (reasons.clone(), decline),
        (reasons, Act::NotStarted),
        (outcomes.clone(), follow_up),
        (outcomes, moved),
    ] {
        assert_eq!(words(STARTED, act.clone()), Ok(()), "{act:?}");
        assert_eq!(words(&bare, act.clone()), bare_says, "{act:?}");
    }
    let state = Story::told(&bare).view(Side::Receiver);
    assert_eq!(guard::words(&state, Side::Sender, &Act::Recalled), Ok(()));
    // One "not shared" answers the later days, too: there is nothing that could be told on them.
    let said = Story::told(&format!("{bare} end not-shared"));
    assert_eq!(said.view(Side::Sender).phase(), Phase::Closed);
}

#[test]
fn after_everything_was_taken_back_nothing_is_told_and_nothing_has_to_be_read() {
    for who in ["s/withdraw-all", "r/withdraw-all", "s/withdraw-each"] {
        let told = format!("{STARTED} add receive {who}");
        judge(&[
            (&told, "follow-up", "NotToComeBack(Outcomes)"),
            (&told, "not-shared", ""),
            (&told, "ask", "NotToComeBack(ReadBack)"),
            (
                &format!("{told} handled"),
                "follow-up",
                "NotToComeBack(Outcomes)",
            ),
        ]);
        let owed = |told: &str| {
            let state = Story::told(told).view(Side::Receiver);
            let mut duties = turn::duties(&state, story::today());
            duties.retain(|it| it.side == Side::Receiver);
            duties.into_iter().map(|it| it.task).collect::<Vec<_>>()
        };
        let [Task::Handle { .. }, Task::NotShared(0)] = owed(&told)[..] else {
            panic!("{:?}", owed(&told));
        };
        assert_eq!(owed(&format!("{told} handled not-shared")), []);
        let closed = Story::told(&format!("{told} handled end not-shared"));
        assert_eq!(closed.view(Side::Sender).phase(), Phase::Closed);
    }
    let some = format!("{STARTED} withdraw-items");
    judge(&[(&some, "follow-up", "")]);
}

#[test]
fn what_another_program_tells_all_the_same_joins_and_counts_as_not_shared() {
    let bare = STARTED.replacen("offer", "offer-bare", 1);
    let mut story = Story::told(&bare);
    let told = story.next("follow-up");
    let number = told.envelope.number;
    let sender = story.dossier(Side::Sender);
    assert_eq!(sender.join(told), Joined::New);
    assert_eq!(sender.stop(), None);
    let outcomes = sender.state().follow_ups;
    assert_eq!(outcomes[0].outcome, Some(Outcome::NotShared));
    let counts = sender.as_it_counts(Side::Receiver, number);
    assert!(matches!(
        counts,
        Some(Act::FollowedUp {
            outcome: Outcome::NotShared,
            ..
        })
    ));
}

#[test]
fn erased_and_handled() {
    judge(&[
        ("offer receive recall", "erase", ""),
        ("offer receive withdraw-all", "erase", ""),
        ("offer receive decline", "erase", ""),
        ("offer receive withdraw-items", "erase", ""),
        ("", "erase", "NothingOwed"),
        ("offer receive recall erase", "erase", "NothingOwed"),
        (RELEASED, "erase", "Released"),
        ("offer receive recall", "s/erase", "OtherSide"),
        ("offer receive withdraw-items", "handled", "NothingOwed"),
        (RELEASED, "handled", "NothingOwed"),
    ]);
    for withdrawal in [
        "withdraw-items",
        "r/withdraw-items",
        "withdraw-all",
        "r/withdraw-all",
    ] {
        let mut story = Story::told(&format!("{RELEASED} {withdrawal}"));
        assert_eq!(story.tell("s/handled"), Err(Refusal::OtherSide));
        assert_eq!(story.tell("handled"), Ok(()), "{withdrawal}");
        assert_eq!(story.tell("handled"), Err(Refusal::NothingOwed));
        assert_eq!(story.tell("start"), Ok(()), "a start stays possible");
    }
}

// What both can say.

#[test]
fn discontinued() {
    judge(&[
        (STARTED, "r/discontinue", ""),
        (STARTED, "s/discontinue", ""),
        (RELEASED, "r/discontinue", "HasNotStarted"),
        ("offer", "s/discontinue", "HasNotStarted"),
        (CLOSED, "r/discontinue", "Closed"),
    ]);
}

#[test]
fn who_is_not_the_owner_may_discontinue_sixty_days_after_a_due_day() {
    let state = Story::told(STARTED).view(Side::Sender);
    let may = |side: Side, month: u8, day: u8| {
        let at = Position {
            side,
            means: Means::Keys,
            preparation: None,
            approver: None,
            case: OwnCase::Here,
            months: Months::Confirmed,
            carrying: Carrying::Nobody,
            state: Some(&state),
        };
        let year = if month == 12 { 2026 } else { 2027 };
        let today = Day::from_ymd(year, month, day).unwrap();
        permit::permit(Actor::Staff(Role::Manager), Step::Discontinue, at, today)
    };
    // The first follow-up is due on 2026-12-04.
    let earliest = Day::from_ymd(2027, 2, 2).unwrap();
    assert_eq!(may(Side::Receiver, 12, 1), Ok(()));
    assert_eq!(may(Side::Sender, 12, 1), Err(Denied::TooEarly(earliest)));
    assert_eq!(may(Side::Sender, 2, 2), Err(Denied::TooEarly(earliest)));
    assert_eq!(may(Side::Sender, 2, 3), Ok(()));
}

#[test]
fn consent_withdrawn() {
    judge(&[
        ("offer", "withdraw-items", ""),
        ("offer", "r/withdraw-all", ""),
        (CLOSED, "withdraw-items", ""),
        (CLOSED, "r/withdraw-all", ""),
        ("offer recall", "withdraw-all", ""),
        ("offer fork", "withdraw-all", ""),
        ("offer withdraw-items", "withdraw-all", ""),
        ("", "withdraw-all", "NothingOffered"),
        ("offer withdraw-all", "withdraw-all", "WithdrawnAlready"),
        ("offer withdraw-all", "r/withdraw-items", "WithdrawnAlready"),
        ("offer", "withdraw-other-items", "NothingNamed"),
    ]);
    let withdrawn = Story::told(&format!("{CLOSED} withdraw-all"));
    assert_eq!(withdrawn.view(Side::Sender).phase(), Phase::Closed);
}

#[test]
fn who_has_an_ending_in_view_says_no_more() {
    let endings = [
        "offer receive recall",
        "offer receive decline",
        "offer receive withdraw-all",
        "offer receive r/withdraw-all",
    ];
    let words = [
        "offer",
        "recall",
        "receive",
        "read-person",
        "ask",
        "read-back",
        "accept",
        "decline",
        "yes-if",
        "release",
        "start",
        "s/discontinue",
        "r/discontinue",
    ];
    for (told, word) in endings.iter().flat_map(|it| words.map(|word| (it, word))) {
        let said = Story::told(told).tell(word);
        assert!(
            matches!(said, Err(Refusal::Over(_))),
            "{told} | {word}: {said:?}"
        );
    }
}

#[test]
fn what_the_rules_allow_joins_both_logs() {
    let stories: Vec<String> = grid::told().map(|it| it.1).collect();
    for told in &stories {
        for (fork, word) in ["", " fork", " r/fork"]
            .iter()
            .flat_map(|fork| story::WORDS.map(|word| (fork, word)))
        {
            if *fork == " r/fork" && told == "offer" {
                continue;
            }
            for word in [format!("s/{word}"), format!("r/{word}")] {
                let mut story = Story::told(&format!("{told}{fork}"));
                let said = story.tell(&word);
                let logs = |it: &mut Story, side: Side| {
                    let dossier = it.dossier(side);
                    [Side::Sender, Side::Receiver].map(|of| dossier.log(of).len())
                };
                let sender = logs(&mut story, Side::Sender);
                let receiver = logs(&mut story, Side::Receiver);
                assert_eq!(sender, receiver, "{told}{fork} | {word}: {said:?}");
            }
        }
    }
}

// What crosses on the way.

/// Phase, owner, and whose turn it is for what, once both have heard everything.
fn meaning(told: &str) -> String {
    let mut story = Story::told(told);
    story.tell("meet").expect("hearing is always allowed");
    let state = story.view(Side::Sender);
    assert_eq!(state, story.view(Side::Receiver), "{told}");
    let turn = match turn::turn(&state, story::today()) {
        None => "nobody".into(),
        Some(duty) => format!("{:?} {:?}", duty.side, duty.task),
    };
    format!("{} · {:?} · {turn}", state.phase().code(), state.owner())
}

#[test]
fn what_crosses_means_the_same_to_both() {
    let rows = [
        // Recall × acceptance: it was not released, so the recall stands and the receiver erases.
        (
            READ_BACK,
            "accept~ recall~",
            "Recalled · Sender · Receiver Erase",
        ),
        (
            READ_BACK,
            "recall~ accept~",
            "Recalled · Sender · Receiver Erase",
        ),
        // New offer × acceptance: the acceptance is of an offer no longer current.
        (
            READ_BACK,
            "accept~ offer~",
            "ReadBack · Sender · Sender Check(ReadBackNo(1))",
        ),
        (
            READ_BACK,
            "accept~ offer-changed~",
            "Offered · Sender · Receiver Receive",
        ),
        (
            READ_BACK,
            "accept~ offer-changed~ meet receive",
            "InReview · Sender · Receiver Read([Health])",
        ),
        // Release × decline: the decline wins, "yes, if" included.
        (
            ACCEPTED,
            "right release~ decline~",
            "Declined · Sender · Receiver Erase",
        ),
        (
            ACCEPTED,
            "right decline~ release~",
            "Declined · Sender · Receiver Erase",
        ),
        (
            ACCEPTED,
            "right release~ yes-if~",
            "Conditional · Sender · Sender OfferAgain(Condition)",
        ),
        (
            ACCEPTED,
            "right release~ yes-if~ meet offer",
            "ReadBack · Sender · Receiver Receive",
        ),
        // A flat decline ends it even if a newer offer is on its way; "yes, if" is void once there is one.
        (
            "offer receive",
            "offer~ decline~",
            "Declined · Sender · Receiver Erase",
        ),
        (
            "offer receive",
            "offer~ yes-if~",
            "Offered · Sender · Receiver Receive",
        ),
        // Started × Lapsed: the start stands.
        (RELEASED, "start~ lapse~", "Started · Receiver · Sender End"),
        (RELEASED, "lapse~ start~", "Started · Receiver · Sender End"),
        (
            RELEASED,
            "not-started~ lapse~",
            "NotStarted · Sender · Receiver Erase",
        ),
        // Withdrawal of all × release: what the writer had seen of the release decides.
        (
            ACCEPTED,
            "right release~ r/withdraw-all~",
            "Withdrawn · Sender · Receiver Erase",
        ),
        (
            ACCEPTED,
            "right r/withdraw-all~ release~",
            "Withdrawn · Sender · Receiver Erase",
        ),
        (
            ACCEPTED,
            "right release~ s/withdraw-all~",
            "Released · Sender · Receiver Handle { side: Sender, number: 4 }",
        ),
        (
            ACCEPTED,
            "right release r/withdraw-all",
            "Released · Sender · Receiver Handle { side: Receiver, number: 7 }",
        ),
        // Withdrawal of some items × release: the release stands and the items are handled.
        (
            ACCEPTED,
            "right release~ r/withdraw-items~",
            "Released · Sender · Receiver Handle { side: Receiver, number: 7 }",
        ),
        (
            ACCEPTED,
            "right r/withdraw-items~ release~",
            "Released · Sender · Receiver Handle { side: Receiver, number: 7 }",
        ),
        // Withdrawal of some items × acceptance: seen or unseen, the offer is void.
        (
            READ_BACK,
            "accept~ s/withdraw-items~",
            "ReadBack · Sender · Receiver Erase",
        ),
        (
            READ_BACK,
            "accept~ s/withdraw-items~ meet erase",
            "ReadBack · Sender · Sender OfferAgain(ItemsWithdrawn)",
        ),
        // Several endings stand; one is shown.
        (
            "offer receive",
            "recall~ decline~",
            "Recalled · Sender · Receiver Erase",
        ),
        (
            "offer receive",
            "recall~ r/withdraw-all~",
            "Withdrawn · Sender · Receiver Erase",
        ),
        // After release a withdrawal ends nothing, whatever it crosses.
        (
            RELEASED,
            "start~ s/withdraw-all~",
            "Started · Receiver · Receiver Handle { side: Sender, number: 4 }",
        ),
        // A question asked while the contract ends keeps the loop open.
        (
            STARTED,
            "end~ ask~",
            "FollowingUp · Receiver · Sender Answer(QuestionNo(1))",
        ),
        (CLOSED, "", "Closed · Receiver · nobody"),
        // An erasure that had not seen the newest content does not cover it.
        (
            "offer receive",
            "offer~ decline~ erase~",
            "Declined · Sender · Receiver Erase",
        ),
    ];
    let mut differing = Vec::new();
    for (before, crossing, expected) in rows {
        let meaning = meaning(&format!("{before} {crossing}"));
        if meaning != expected {
            differing.push(format!("{crossing}: expected {expected}, is {meaning}"));
        }
    }
    assert!(differing.is_empty(), "\n{}", differing.join("\n"));
}

#[test]
fn both_say_ours_only_while_the_start_is_on_its_way() {
    let mut story = Story::told(&format!("{RELEASED} start~"));
    let owners = |it: &Story| [Side::Sender, Side::Receiver].map(|side| it.view(side).owner());
    assert_eq!(owners(&story), [Side::Sender, Side::Receiver]);
    story.tell("s<").unwrap();
    assert_eq!(owners(&story), [Side::Receiver, Side::Receiver]);
}

#[test]
fn expired_consent_is_acted_on_by_each_side_itself() {
    let state = Story::told("offer receive").view(Side::Sender);
    let after = Day::from_ymd(2027, 4, 1).unwrap();
    let tasks: Vec<_> = turn::duties(&state, after)
        .into_iter()
        .map(|it| (it.side, it.task))
        .collect();
    let again = Task::OfferAgain(turn::Why::ConsentExpired);
    assert_eq!(
        tasks,
        [(Side::Receiver, Task::Erase), (Side::Sender, again)]
    );
}

#[test]
fn every_duty_of_a_story_falls_to_one_office() {
    let rows = [
        ("offer", "Receiver Receive"),
        ("offer receive", "Receiver Read([Person, Health, Tasks])"),
        ("offer receive ask", "Sender Answer(QuestionNo(1))"),
        (
            "offer receive read-person read-tasks health-not-for-us",
            "Receiver Decide([Health])",
        ),
        (
            "offer receive read-person read-health read-tasks",
            "Receiver ReadBack",
        ),
        (READ_BACK, "Sender Check(ReadBackNo(1))"),
        (
            "offer receive read-person read-health read-tasks read-back right",
            "Receiver Accept",
        ),
        (ACCEPTED, "Sender Release"),
        (
            "offer receive read-person read-health read-tasks read-back accept right release",
            "Receiver Start",
        ),
        (
            "offer receive read-person read-health read-tasks read-back accept right release start",
            "Sender End",
        ),
        ("offer receive yes-if", "Sender OfferAgain(Condition)"),
        (
            "offer withdraw-items erase",
            "Sender OfferAgain(ItemsWithdrawn)",
        ),
        ("offer receive recall", "Receiver Erase"),
    ];
    for (told, expected) in rows {
        let turn = turn::turn(&Story::told(told).view(Side::Sender), story::today());
        let turn = turn.map(|it| format!("{:?} {:?}", it.side, it.task));
        assert_eq!(turn.as_deref(), Some(expected), "{told}");
    }
}

// Logs that do not fit.

fn offered_once() -> (Story, Held) {
    let mut story = Story::told("");
    let first = story.next("offer");
    assert_eq!(story.dossier(Side::Sender).join(first.clone()), Joined::New);
    (story, first)
}

#[test]
fn the_same_entry_twice_changes_nothing() {
    let (mut story, first) = offered_once();
    let before = story.view(Side::Sender);
    assert_eq!(story.dossier(Side::Sender).join(first), Joined::Known);
    assert_eq!(story.view(Side::Sender), before);
}

#[test]
fn a_gap_is_waited_for() {
    let (mut story, first) = offered_once();
    let second = story.next("offer-changed");
    let receiver = story.dossier(Side::Receiver);
    assert_eq!(receiver.join(second.clone()), Joined::Early { missing: 1 });
    assert_eq!(receiver.log(Side::Sender), []);
    assert_eq!(receiver.join(first), Joined::New);
    assert_eq!(receiver.join(second), Joined::New);
}

#[test]
fn who_has_seen_more_of_a_log_than_is_held_proves_it_is_old() {
    let mut story = Story::told("offer");
    let receipt = story.next("receive");
    let mut restored = Dossier::new(story::HANDOVER, story::OFFICES[0], story::OFFICES[1]);
    let ahead = Joined::Ahead {
        side: Side::Sender,
        seen: 1,
    };
    assert_eq!(restored.join(receipt.clone()), ahead);
    assert_eq!(restored.stop(), None);
    let own = story.dossier(Side::Sender).log(Side::Sender)[0].clone();
    assert_eq!(restored.join(own), Joined::New);
    assert_eq!(restored.join(receipt), Joined::New);
}

#[test]
fn logs_that_do_not_fit_stop_the_dossier() {
    type Change = fn(&mut Held);
    let fork = |side, number| Stop::Fork { side, number };
    let rows: [(&str, &str, Change, Stop); 9] = [
        (
            "offer",
            "offer",
            |it| it.envelope.number = 1,
            fork(Side::Sender, 1),
        ),
        (
            "offer",
            "offer",
            |it| it.envelope.number = 0,
            fork(Side::Sender, 0),
        ),
        (
            "offer",
            "offer",
            |it| it.envelope.previous = Digest::from_bytes([77; 32]),
            fork(Side::Sender, 2),
        ),
        (
            "offer receive",
            "read-person",
            |it| it.envelope.seen.count = 0,
            Stop::SeenLess {
                side: Side::Receiver,
                number: 2,
            },
        ),
        (
            "offer receive",
            "read-person",
            |it| it.envelope.seen.last = Digest::from_bytes([77; 32]),
            fork(Side::Sender, 1),
        ),
        (
            "offer",
            "read-person",
            |_| (),
            Stop::NotAllowed {
                side: Side::Receiver,
                number: 1,
                refusal: Box::new(Refusal::NotArrived),
            },
        ),
        (
            "offer",
            "recall",
            |it| it.envelope.side = Side::Receiver,
            Stop::Foreign,
        ),
        (
            "offer",
            "offer",
            |it| it.envelope.office = OfficeId::from_bytes([77; 32]),
            Stop::Foreign,
        ),
        (
            "offer",
            "offer",
            |it| it.envelope.handover = HandoverId::from_bytes([77; 16]),
            Stop::Foreign,
        ),
    ];
    for (told, word, change, stop) in rows {
        let mut story = Story::told(told);
        let mut held = story.next(word);
        change(&mut held);
        let dossier = story.dossier(Side::Sender);
        let before = [Side::Sender, Side::Receiver].map(|it| dossier.log(it).len());
        assert_eq!(
            dossier.join(held),
            Joined::Stopped(stop.clone()),
            "{stop:?}"
        );
        assert_eq!(dossier.stop(), Some(&stop));
        let after = [Side::Sender, Side::Receiver].map(|it| dossier.log(it).len());
        assert_eq!(before, after, "nothing is held of it");
        assert_eq!(story.view(Side::Sender).phase(), Phase::Stopped);
    }
}

#[test]
fn the_first_stop_is_the_one_that_is_shown() {
    let mut story = Story::told("offer receive fork r/fork");
    let first = Stop::Fork {
        side: Side::Sender,
        number: 1,
    };
    for side in [Side::Sender, Side::Receiver] {
        assert_eq!(story.dossier(side).stop(), Some(&first));
    }
}

#[test]
fn a_stopped_dossier_can_only_end() {
    let told = "offer receive ask fork";
    judge(&[
        (told, "recall", ""),
        (told, "decline", ""),
        (told, "withdraw-all", ""),
        (told, "r/withdraw-items", ""),
        ("offer receive recall fork", "erase", ""),
        (told, "answer", "Stopped"),
        (told, "read-person", "Stopped"),
        (told, "yes-if", "Stopped"),
        (told, "lapse", "NotReleased"),
    ]);
    let released = format!("{RELEASED} fork");
    for word in ["lapse", "not-started"] {
        assert_eq!(Story::told(&released).tell(word), Ok(()), "{word}");
    }
    for word in ["start", "end", "add"] {
        let said = Story::told(&released).tell(word);
        assert_eq!(said, Err(Refusal::Stopped), "{word}");
    }
    for word in ["recall", "decline", "erase"] {
        let said = Story::told(&released).tell(word);
        assert_eq!(said, Err(Refusal::Released), "{word}");
    }
}

#[test]
fn an_erasure_of_items_leaves_the_rest_held() {
    let rows = [
        ("offer receive", true),
        ("offer receive erase", false),
        ("offer receive withdraw-items erase", true),
        ("offer receive withdraw-items erase erase", false),
        ("offer receive withdraw-items erase recall", true),
        ("offer receive withdraw-items erase recall erase", false),
        ("offer receive withdraw-items recall erase", false),
        // The recall is on its way: the receiver erases the items it knows of.
        ("offer receive withdraw-items recall~ erase", true),
    ];
    for (told, held) in rows {
        let mut story = Story::told(told);
        story.tell("meet").unwrap();
        let state = story.view(Side::Sender);
        assert_eq!(state.holds_content, held, "{told}");
    }
    let late = Day::from_ymd(2027, 4, 1).unwrap();
    let state = Story::told("offer receive withdraw-items erase").view(Side::Receiver);
    let duties = turn::duties(&state, late);
    assert!(duties.iter().any(|it| it.task == Task::Erase), "{duties:?}");
}

#[test]
fn words_are_bound_to_what_was_taken_back_since() {
    let told = "offer receive read-person read-health read-tasks ask answer close read-back right";
    let mut before = Story::told(told);
    let mut after = Story::told(&format!("{told} withdraw-all"));
    let bound = |story: &mut Story, side: Side| -> Vec<u32> {
        let dossier = story.dossier(side);
        let numbers = 1..=dossier.log(side).len() as u32;
        numbers
            .filter(|it| dossier.is_silenced(side, *it))
            .collect()
    };
    for side in [Side::Sender, Side::Receiver] {
        assert_eq!(bound(&mut before, side), [0; 0]);
    }
    // The answer and the check; the question and the read-back.
    assert_eq!(bound(&mut after, Side::Sender), [2, 3]);
    assert_eq!(bound(&mut after, Side::Receiver), [5, 7]);
    // What was said under an offer that knew of the withdrawal is not bound by it.
    let mut anew = Story::told(
        "offer receive withdraw-items offer-fewer receive read-person read-health ask answer close read-back",
    );
    assert_eq!(bound(&mut anew, Side::Receiver), [0; 0]);
}
