//! What holds of every envelope and record, and the bytes that may never change.

use std::path::PathBuf;

use proptest::collection::{btree_map, btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};

use super::*;
use crate::codec::wire;

/// Set to write the golden bytes that are missing; those that exist are never written again.
const WRITE_MISSING: &str = "TASUKI_WRITE_GOLDEN";

fn day(day: u8) -> Day {
    Day::from_ymd(2026, 11, day).unwrap()
}

fn numbers(number: u16) -> (OfferNo, QuestionNo, ReadBackNo) {
    (
        OfferNo::new(number).unwrap(),
        QuestionNo::new(number).unwrap(),
        ReadBackNo::new(number).unwrap(),
    )
}

fn envelope(act: Act) -> Envelope {
    Envelope {
        handover: HandoverId::from_bytes([0x11; 16]),
        side: act.side().unwrap_or(Side::Sender),
        office: OfficeId::from_bytes([0x22; 32]),
        number: 7,
        previous: Digest::from_bytes([0x33; 32]),
        seen: Seen {
            count: 5,
            last: Digest::from_bytes([0x44; 32]),
        },
        written: day(22),
        due: Some(day(29)),
        act,
        body: Some(Digest::from_bytes([0x55; 32])),
    }
}

fn pinned(section: SectionId, weight: Weight) -> Pinned {
    Pinned {
        section,
        digest: Digest::from_bytes([section.code(); 32]),
        weight,
    }
}

/// One act of each kind, by the name of its golden file.
fn one_of_each() -> Vec<(&'static str, Act)> {
    let (offer, question, read_back) = numbers(2);
    let (section, digest) = (SectionId::Health, Digest::from_bytes([4; 32]));
    let manifest = Manifest {
        receiver: OfficeId::from_bytes([0x66; 32]),
        sections: vec![
            pinned(SectionId::Person, Weight::Mandatory),
            pinned(SectionId::Attachments, Weight::Optional),
        ],
        facts: vec![KeyFact::NameKana, KeyFact::Signs],
        items: BTreeSet::from([ItemId::Basic, ItemId::Family]),
        returned: BTreeSet::from([Returned::ReadBack, Returned::Outcomes]),
        consent_until: Day::from_ymd(2027, 3, 31).unwrap(),
        approval: Approval::DeclaredException,
    };
    vec![
        ("offered", Act::Offered { offer, manifest }),
        (
            "answered",
            Act::Answered {
                question,
                reply: Reply::CannotBeAnswered,
            },
        ),
        (
            "read-back-checked",
            Act::ReadBackChecked {
                read_back,
                verdict: Verdict::RightThough,
            },
        ),
        ("recalled", Act::Recalled),
        ("released", Act::Released { offer, read_back }),
        (
            "added",
            Act::Added {
                offer,
                part: 1,
                sections: vec![pinned(SectionId::Crisis, Weight::Mandatory)],
            },
        ),
        ("lapsed", Act::Lapsed),
        (
            "ended",
            Act::Ended {
                contract_end: day(30),
                last_day: day(27),
                months_used: 14,
            },
        ),
        ("received", Act::Received { offer, part: 0 }),
        (
            "acknowledged",
            Act::Acknowledged {
                offer,
                section,
                digest,
                reading: Reading::NotForUs,
            },
        ),
        (
            "asked",
            Act::Asked {
                question,
                offer,
                section,
                digest,
            },
        ),
        ("question-closed", Act::QuestionClosed { question }),
        (
            "read-back",
            Act::ReadBack {
                read_back,
                offer,
                facts: vec![
                    (KeyFact::Birth, Finding::Same),
                    (KeyFact::Medication, Finding::PaperDiffers),
                ],
            },
        ),
        (
            "accepted",
            Act::Accepted {
                offer,
                read_back,
                start: day(24),
                interview: day(23),
                follow_ups: vec![day(25), day(30)],
            },
        ),
        (
            "declined",
            Act::Declined {
                offer,
                decline: Decline::YesIf,
            },
        ),
        ("started", Act::Started { day: day(24) }),
        ("not-started", Act::NotStarted),
        (
            "followed-up",
            Act::FollowedUp {
                which: 1,
                outcome: Outcome::NotShared,
            },
        ),
        ("erased", Act::Erased),
        (
            "handled",
            Act::Handled {
                side: Side::Receiver,
                number: 9,
                handling: Handling::NothingHeld,
            },
        ),
        (
            "discontinued",
            Act::Discontinued {
                reason: Discontinuation::NotReachable,
            },
        ),
        (
            "consent-withdrawn-all",
            Act::ConsentWithdrawn {
                scope: Withdrawal::All,
            },
        ),
        (
            "consent-withdrawn-items",
            Act::ConsentWithdrawn {
                scope: Withdrawal::Items(BTreeSet::from([ItemId::Medication, ItemId::Crisis])),
            },
        ),
    ]
}

fn hex(bytes: &[u8]) -> String {
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let lines = digits.as_bytes().chunks(64);
    lines
        .map(|line| String::from_utf8_lossy(line).into_owned() + "\n")
        .collect()
}

/// Whether the bytes are those of the golden file.
fn check_frozen(folder: &str, name: &str, bytes: &[u8]) {
    let golden = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/v1");
    let path = golden.join(folder).join(name).with_extension("hex");
    if !path.exists() && asked_to_write() {
        write_golden(&path, &hex(bytes));
    }
    assert_eq!(hex(bytes), read_golden(&path), "{name}");
}

#[test]
fn every_act_has_the_bytes_it_always_had() {
    for (name, act) in one_of_each() {
        let bytes = encode_envelope(&envelope(act.clone()));
        check_frozen("entry", name, &bytes);
        assert_eq!(decode_envelope(&bytes), Ok(envelope(act)), "{name}");
    }
}

#[test]
fn every_part_of_a_handover_has_the_bytes_it_always_had() {
    let items = BTreeSet::from([ItemId::Medication, ItemId::Crisis]);
    let recorder = StaffId::from_bytes([0x77; 16]);
    let owed = [
        ("owed-all", Withdrawal::All, None),
        ("owed-items", Withdrawal::Items(items), Some(recorder)),
        ("owed-nothing", Withdrawal::Items(BTreeSet::new()), None),
    ];
    for (name, scope, by) in owed {
        let owed = OwedRecord { scope, by };
        let bytes = encode_owed(&owed);
        check_frozen("part", name, &bytes);
        assert_eq!(decode_owed(&bytes), Ok(owed), "{name}");
    }
    let by = HandoverId::from_bytes([0x11; 16]);
    check_frozen("part", "reopened", &encode_reopened(by));
    let brought = BroughtRecord {
        case: CaseId::from_bytes([0x22; 16]),
        revisions: BTreeSet::from([1, 4]),
    };
    let bytes = encode_brought(&brought);
    check_frozen("part", "brought", &bytes);
    assert_eq!(decode_brought(&bytes), Ok(brought));
    let put_away = vec![PutAwayRecord {
        field: FieldId::HealthAllergies,
        offer: 1,
        part: 2,
        by: recorder,
        on: day(9),
    }];
    let bytes = encode_put_away(&put_away);
    check_frozen("part", "put-away", &bytes);
    assert_eq!(decode_put_away(&bytes), Ok(put_away));
    let hands = Hands {
        since: 3,
        confirmed: [
            (SectionId::Person, recorder),
            (SectionId::Health, StaffId::from_bytes([0x88; 16])),
        ]
        .into(),
    };
    check_frozen("part", "hands", &encode_hands(&hands));
    assert_eq!(decode_hands(&encode_hands(&hands)), Ok(hands));
    let names = vec!["v1/inbox/one".to_owned(), "v1/inbox/two".to_owned()];
    check_frozen("part", "overtaken", &encode_overtaken(&names));
    assert_eq!(decode_overtaken(&encode_overtaken(&names)), Ok(names));
    let stands = [
        (LaidReach::New, LaidStand::Lies),
        (
            LaidReach::Everything,
            LaidStand::Unanswered {
                words: vec![[0x44; 32]],
                content: vec![(1, 0), (1, 2)],
            },
        ),
        (LaidReach::New, LaidStand::Sought),
    ];
    let laid = (1..).zip(stands).map(|(own, (reach, stand))| LaidParcel {
        name: format!("v1/inbox/{own}"),
        own,
        reach,
        stand,
    });
    let laid: Vec<_> = laid.collect();
    check_frozen("part", "laid", &encode_laid(&laid));
    assert_eq!(decode_laid(&encode_laid(&laid)), Ok(laid));
    let entry = Digest::from_bytes([0x33; 32]);
    check_frozen("part", "heard", &encode_heard(entry));
    assert_eq!(decode_heard(&encode_heard(entry)), Ok(entry));
}

#[expect(clippy::disallowed_methods, reason = "a test's own setting")]
fn asked_to_write() -> bool {
    std::env::var_os(WRITE_MISSING).is_some()
}

#[expect(clippy::disallowed_methods, reason = "a test's own files")]
fn write_golden(path: &std::path::Path, text: &str) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

#[expect(clippy::disallowed_methods, reason = "a test's own files")]
fn read_golden(path: &std::path::Path) -> String {
    let missing = |_| panic!("{} is missing: {WRITE_MISSING}=1 writes it", path.display());
    std::fs::read_to_string(path).unwrap_or_else(missing)
}

#[test]
fn every_choice_has_the_number_it_always_had() {
    macro_rules! frozen {
        ($($shape:ident $domain:ident: $($variant:ident)+;)+) => {$(
            for (number, it) in [$($domain::$variant),+].into_iter().enumerate() {
                let bytes = wire::encode(&$shape::from(it));
                assert_eq!(bytes, (number as u32).to_le_bytes(), "{it:?}");
                let back: $shape = wire::decode(&bytes).unwrap();
                assert_eq!($domain::from(back), it);
            }
        )+};
    }
    frozen! {
        SideShape Side: Sender Receiver;
        WeightShape Weight: Mandatory Optional;
        ApprovalShape Approval: TwoPeople DeclaredException;
        ReturnedShape Returned: ReadBack Reasons Outcomes;
        ReplyShape Reply: Text CannotBeAnswered;
        VerdictShape Verdict: Right RightThough Correct;
        ReadingShape Reading: Understood NotForUs;
        FindingShape Finding: Same Differs PaperDiffers;
        DeclineShape Decline: NotTaken SentBack TryOther YesIf;
        OutcomeShape Outcome: GoingWell Concern Left NotReached NotShared;
        HandlingShape Handling: Returned Erased Kept NothingHeld;
        DiscontinuationShape Discontinuation: Died MovedAway Employed OfficeClosed NotReachable CameBack;
    }
}

#[test]
fn every_cut_and_every_addition_is_refused() {
    for (name, act) in one_of_each() {
        let mut bytes = encode_envelope(&envelope(act));
        for len in 0..bytes.len() {
            let cut = decode_envelope(&bytes[..len]);
            assert_eq!(cut, Err(Unreadable::Malformed), "{name} {len}");
        }
        bytes.push(0);
        assert_eq!(decode_envelope(&bytes), Err(Unreadable::Malformed));
    }
    for (mut bytes, read) in one_of_each_record() {
        assert_eq!(read(&bytes), Ok(bytes.clone()));
        for len in 0..bytes.len() {
            assert_eq!(read(&bytes[..len]), Err(Unreadable::Malformed), "{len}");
        }
        bytes.push(0);
        assert_eq!(read(&bytes), Err(Unreadable::Malformed));
    }
}

#[test]
fn a_newer_schema_is_refused_by_name() {
    let mut bytes = encode_envelope(&envelope(Act::Erased));
    bytes[0] = 2;
    let newer = Unreadable::Newer { schema: 2 };
    assert_eq!(decode_envelope(&bytes), Err(newer));
    for (mut bytes, read) in one_of_each_record() {
        bytes[0] = 2;
        assert_eq!(read(&bytes), Err(newer));
        bytes[0] = 0;
        assert_eq!(read(&bytes), Err(Unreadable::Malformed));
    }
}

/// An envelope whose act no domain value has.
fn made_up(act: ActShape) -> Result<Envelope, Unreadable> {
    decode_envelope(&v1::write(&EnvelopeShape {
        handover: [0; 16],
        side: SideShape::Sender,
        office: [0; 32],
        number: 1,
        previous: [0; 32],
        seen: (0, [0; 32]),
        written: (2026, 11, 22),
        due: None,
        act,
        body: None,
    }))
}

fn offered(sections: Vec<u8>, facts: Vec<u8>, items: Vec<u8>) -> ActShape {
    let pin = |section| PinnedShape {
        section,
        digest: [0; 32],
        weight: WeightShape::Optional,
    };
    ActShape::Offered {
        offer: 1,
        manifest: ManifestShape {
            receiver: [0; 32],
            sections: sections.into_iter().map(pin).collect(),
            facts,
            items,
            returned: Vec::new(),
            consent_until: (2027, 3, 31),
            approval: ApprovalShape::TwoPeople,
        },
    }
}

#[test]
fn a_newer_catalogue_is_refused_by_name() {
    let refused = [
        (
            offered(vec![1, 99], vec![], vec![]),
            Unreadable::UnknownSection(99),
        ),
        (
            offered(vec![], vec![1, 8], vec![]),
            Unreadable::UnknownFact(8),
        ),
        (
            offered(vec![], vec![], vec![1, 99]),
            Unreadable::UnknownItem(99),
        ),
        (
            ActShape::ConsentWithdrawn {
                items: Some(vec![200]),
            },
            Unreadable::UnknownItem(200),
        ),
        (
            ActShape::Acknowledged {
                offer: 1,
                section: 16,
                digest: [0; 32],
                reading: ReadingShape::Understood,
            },
            Unreadable::UnknownSection(16),
        ),
        (
            ActShape::ReadBack {
                read_back: 1,
                offer: 1,
                facts: vec![(0, FindingShape::Same)],
            },
            Unreadable::UnknownFact(0),
        ),
    ];
    for (shape, why) in refused {
        assert_eq!(made_up(shape), Err(why));
    }
}

#[test]
fn what_no_office_could_have_written_is_refused() {
    let accepted = |offer, read_back, days: usize, start| ActShape::Accepted {
        offer,
        read_back,
        start,
        interview: (2026, 11, 23),
        follow_ups: vec![(2026, 12, 1); days],
    };
    let day = (2026, 11, 24);
    assert!(made_up(accepted(1, 1, MOST_FOLLOW_UPS, day)).is_ok());
    let refused = [
        accepted(0, 1, 1, day),
        accepted(1, 0, 1, day),
        accepted(1, 1, MOST_FOLLOW_UPS + 1, day),
        accepted(1, 1, 1, (2026, 2, 30)),
        accepted(1, 1, 1, (1500, 1, 1)),
        ActShape::QuestionClosed { question: 0 },
        ActShape::Added {
            offer: 1,
            part: 0,
            sections: Vec::new(),
        },
        ActShape::Handled {
            side: SideShape::Sender,
            number: 0,
            handling: HandlingShape::Kept,
        },
        offered(vec![1, 1], vec![], vec![]),
        offered(vec![1; MOST_SECTIONS + 1], vec![], vec![]),
        offered(vec![], vec![2, 2], vec![]),
        offered(vec![], vec![1; MOST_FACTS + 1], vec![]),
        offered(vec![], vec![], vec![2, 2]),
        offered(vec![], vec![], vec![2, 1]),
        offered(vec![], vec![], vec![1; MOST_ITEMS + 1]),
    ];
    for (at, shape) in refused.into_iter().enumerate() {
        assert_eq!(made_up(shape), Err(Unreadable::Malformed), "{at}");
    }
    let nought = Envelope {
        number: 0,
        ..envelope(Act::Erased)
    };
    let bytes = encode_envelope(&nought);
    assert_eq!(decode_envelope(&bytes), Err(Unreadable::Malformed));
}

#[test]
fn a_record_that_is_not_ours_is_refused() {
    let content = ContentRecord {
        offer: 0,
        part: 0,
        sections: Vec::new(),
    };
    let refused = decode_content(&encode_content(&content)).err();
    assert_eq!(refused, Some(Unreadable::Malformed));
    let twice = PreparationShape {
        author: [1; 16],
        stage: StageShape::Consented {
            consent: [2; 16],
            shown: vec![(1, [0; 32]), (1, [1; 32])],
        },
    };
    let refused = decode_preparation(&v1::write(&twice));
    assert_eq!(refused, Err(Unreadable::Malformed));
    let mut shape: HandoverShape = v1::read(&encode_handover(&handover())).unwrap();
    shape.dossier_key.0.pop();
    let refused = decode_handover(&v1::write(&shape)).err();
    assert_eq!(refused, Some(Unreadable::Malformed));
}

#[test]
fn the_key_of_a_dossier_is_not_shown() {
    let shown = format!("{:?}", handover());
    assert!(
        !shown.contains("102") && !shown.contains("ミホン"),
        "{shown}"
    );
}

fn handover() -> HandoverRecord {
    let question = numbers(1).1;
    HandoverRecord {
        id: HandoverId::from_bytes([1; 16]),
        case: Some(CaseId::from_bytes([2; 16])),
        side: Side::Sender,
        sender: OfficeId::from_bytes([3; 32]),
        receiver: OfficeId::from_bytes([4; 32]),
        person: "ミホン ハナコ　見本 花子".into(),
        preparation: Some(Preparation::new(StaffId::from_bytes([5; 16]))),
        return_reason: Some("服薬の時間が空欄です".into()),
        answers: vec![(question, "朝と夕です".into())],
        dossier_key: Zeroizing::new([0x66; 32]),
        folder: [7; 16],
        shred: vec![[8; 16]],
        sent: 3,
        stop: Some(StopMark::Fork {
            side: Side::Receiver,
            number: 4,
        }),
        created: day(22),
    }
}

/// Reads a record and writes it again.
type Again = fn(&[u8]) -> Result<Vec<u8>, Unreadable>;

fn one_of_each_record() -> Vec<(Vec<u8>, Again)> {
    let verified = PeerStanding::Verified {
        by: StaffId::from_bytes([1; 16]),
        on: day(3),
    };
    vec![
        (encode_handover(&handover()), |it| {
            decode_handover(it).map(|it| encode_handover(&it))
        }),
        (
            encode_preparation(&Preparation::new(StaffId::from_bytes([1; 16]))),
            |it| decode_preparation(it).map(|it| encode_preparation(&it)),
        ),
        (
            encode_content(&ContentRecord {
                offer: 1,
                part: 2,
                sections: vec![(vec![1; 30], [2; 16]), (vec![3; 20], [4; 16])],
            }),
            |it| decode_content(it).map(|it| encode_content(&it)),
        ),
        (
            encode_peer(&PeerRecord {
                card: vec![1; 40],
                standing: verified,
                peer_head: (12, [3; 32]),
            }),
            |it| decode_peer(it).map(|it| encode_peer(&it)),
        ),
        (
            encode_peer(&PeerRecord {
                card: vec![1; 40],
                standing: PeerStanding::OnPaper,
                peer_head: (0, [0; 32]),
            }),
            |it| decode_peer(it).map(|it| encode_peer(&it)),
        ),
        (
            encode_seen_parcel(&SeenParcel {
                from: OfficeId::from_bytes([1; 32]),
                id: [2; 16],
                outcome: 3,
                on: 1_790_000_000_000,
            }),
            |it| decode_seen_parcel(it).map(|it| encode_seen_parcel(&it)),
        ),
        (
            encode_post(&PostRecord {
                claimed: 9,
                proven: 7,
                given_up: true,
                everything: false,
            }),
            |it| decode_post(it).map(|it| encode_post(&it)),
        ),
    ]
}

#[test]
fn no_part_of_one_handover_falls_on_one_of_another() {
    let mut seen = BTreeSet::new();
    // The ids differ where numbers were once mixed in: a sender could choose such a pair.
    for last in 0..8u8 {
        for before in 0..8u8 {
            let mut id = [7; 16];
            (id[11], id[15]) = (before, last);
            for kind in 1..8 {
                for number in 0..8 {
                    let part = part_id(HandoverId::from_bytes(id), kind, number);
                    assert!(seen.insert(part), "{before} {last} {kind} {number}");
                }
            }
        }
    }
}

// Everything that can be said.

fn digests() -> impl Strategy<Value = Digest> {
    any::<[u8; 32]>().prop_map(Digest::from_bytes)
}

fn days() -> impl Strategy<Value = Day> {
    (0..121_000i32).prop_map(|days| Day::FIRST.plus_days(days))
}

fn pins() -> impl Strategy<Value = Vec<Pinned>> {
    let sections = subsequence(SectionId::ALL.to_vec(), 0..=SectionId::ALL.len());
    let weight = prop_oneof![Just(Weight::Mandatory), Just(Weight::Optional)];
    let details = vec((digests(), weight), SectionId::ALL.len());
    (sections, details).prop_map(|(sections, details)| {
        let pin = |(section, (digest, weight))| Pinned {
            section,
            digest,
            weight,
        };
        sections.into_iter().zip(details).map(pin).collect()
    })
}

fn items() -> impl Strategy<Value = BTreeSet<ItemId>> {
    btree_set(select(ItemId::ALL), 0..=ItemId::ALL.len())
}

fn facts() -> impl Strategy<Value = Vec<KeyFact>> {
    subsequence(KeyFact::ALL.to_vec(), 0..=KeyFact::ALL.len()).prop_shuffle()
}

fn manifests() -> impl Strategy<Value = Manifest> {
    let approval = prop_oneof![Just(Approval::TwoPeople), Just(Approval::DeclaredException)];
    (
        any::<[u8; 32]>(),
        pins(),
        facts(),
        items(),
        btree_set(select(Returned::ALL), 0..=Returned::ALL.len()),
        days(),
        approval,
    )
        .prop_map(
            |(receiver, sections, facts, items, returned, consent_until, approval)| Manifest {
                receiver: OfficeId::from_bytes(receiver),
                sections,
                facts,
                items,
                returned,
                consent_until,
                approval,
            },
        )
}

fn acts() -> impl Strategy<Value = Act> {
    let no = || (1..=u16::MAX).prop_map(numbers);
    let each: Vec<Act> = one_of_each().into_iter().map(|it| it.1).collect();
    let findings = select(&[Finding::Same, Finding::Differs, Finding::PaperDiffers][..]);
    prop_oneof![
        3 => select(each),
        1 => (no(), manifests()).prop_map(|(no, manifest)| Act::Offered {
            offer: no.0,
            manifest
        }),
        1 => (no(), 1..=u16::MAX, pins()).prop_map(|(no, part, sections)| Act::Added {
            offer: no.0,
            part,
            sections
        }),
        1 => (no(), facts(), vec(findings, 7)).prop_map(|(no, facts, findings)| Act::ReadBack {
            read_back: no.2,
            offer: no.0,
            facts: facts.into_iter().zip(findings).collect(),
        }),
        1 => (no(), days(), days(), vec(days(), 0..=MOST_FOLLOW_UPS)).prop_map(
            |(no, start, interview, follow_ups)| Act::Accepted {
                offer: no.0,
                read_back: no.2,
                start,
                interview,
                follow_ups,
            }
        ),
        1 => (no(), select(SectionId::ALL), digests()).prop_map(|(no, section, digest)| {
            Act::Asked {
                question: no.1,
                offer: no.0,
                section,
                digest,
            }
        }),
        1 => items().prop_map(|items| Act::ConsentWithdrawn {
            scope: Withdrawal::Items(items)
        }),
    ]
}

prop_compose! {
    fn envelopes()(
        ids in any::<([u8; 16], [u8; 32])>(),
        side in select(&[Side::Sender, Side::Receiver][..]),
        number in 1..=u32::MAX,
        previous in digests(),
        seen in (any::<u32>(), digests()),
        written in days(),
        due in option::of(days()),
        act in acts(),
        body in option::of(digests()),
    ) -> Envelope {
        let (handover, office) = (HandoverId::from_bytes(ids.0), OfficeId::from_bytes(ids.1));
        let seen = Seen { count: seen.0, last: seen.1 };
        Envelope { handover, side, office, number, previous, seen, written, due, act, body }
    }
}

fn preparations() -> impl Strategy<Value = Preparation> {
    let shown = btree_map(select(SectionId::ALL), digests(), 0..=SectionId::ALL.len());
    let approval = select(&[Approval::TwoPeople, Approval::DeclaredException][..]);
    let parts = (0..6u8, any::<[[u8; 16]; 3]>(), shown, approval);
    parts.prop_map(|(stage, [author, by, consent], shown, approval)| {
        let (by, consent) = (StaffId::from_bytes(by), ConsentId::from_bytes(consent));
        let stage = match stage {
            0 => Stage::Drafting,
            1 => Stage::Consented { consent, shown },
            2 => Stage::Confirmed { consent, shown },
            3 => Stage::Submitted { consent, shown, by },
            4 => Stage::Returned { consent, shown, by },
            _ => Stage::Approved {
                consent,
                shown,
                by,
                approval,
            },
        };
        let author = StaffId::from_bytes(author);
        Preparation { author, stage }
    })
}

fn stops() -> impl Strategy<Value = StopMark> {
    let side = select(&[Side::Sender, Side::Receiver][..]);
    (0..4u8, side, any::<u32>()).prop_map(|(kind, side, number)| match kind {
        0 => StopMark::Fork { side, number },
        1 => StopMark::SeenLess { side, number },
        2 => StopMark::NotAllowed { side, number },
        _ => StopMark::Foreign,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn every_envelope_comes_back_as_it_was(envelope in envelopes()) {
        prop_assert_eq!(decode_envelope(&encode_envelope(&envelope)), Ok(envelope));
    }

    #[test]
    fn what_reads_is_written_in_the_same_bytes(envelope in envelopes(), at: Index, to: u8) {
        let mut bytes = encode_envelope(&envelope);
        let at = at.index(bytes.len());
        bytes[at] = to;
        if let Ok(other) = decode_envelope(&bytes) {
            prop_assert_eq!(encode_envelope(&other), bytes);
        }
    }

    #[test]
    fn noise_never_breaks_a_reader(mut bytes: Vec<u8>) {
        bytes.insert(0, v1::SCHEMA);
        let _ = decode_envelope(&bytes);
        for (_, again) in one_of_each_record() {
            let _ = again(&bytes);
        }
    }

    #[test]
    fn every_record_comes_back_as_it_was(
        preparation in option::of(preparations()),
        stop in option::of(stops()),
        texts: (String, Option<String>, Vec<(u16, String)>),
        created in days(),
    ) {
        let (person, return_reason, answers) = texts;
        let answers = answers.into_iter().map(|(no, text)| (numbers(no.max(1)).1, text));
        let record = HandoverRecord {
            case: None,
            preparation: preparation.clone(),
            stop,
            person,
            return_reason,
            answers: answers.collect(),
            created,
            ..handover()
        };
        prop_assert!(decode_handover(&encode_handover(&record)) == Ok(record));
        if let Some(it) = preparation {
            prop_assert_eq!(decode_preparation(&encode_preparation(&it)), Ok(it));
        }
    }
}
