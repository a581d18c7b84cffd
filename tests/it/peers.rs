//! Parcels seen by another program: tests/peers reads and makes them from the documented bytes alone.
//!
//! Needs node and `npm ci` in tests/peers; without them it says so and passes. The reader of the shapes needs node alone.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use tasuki::crypto::identity::{SealingKey, SigningKey, VerifyingKey};
use tasuki::crypto::secret::Key;
use tasuki::domain::calendar::Day;
use tasuki::domain::id::{HandoverId, OfficeId};
use tasuki::exchange::card::{Card, SignedCard};
use tasuki::exchange::entry::{self, Body, Place};
use tasuki::exchange::parcel::{self, Carried, Contents, Disclosed, Handover, Section};
use tasuki::exchange::parcel::{Head, Known, Label, Refusal, Standing};

use crate::format_shapes;

const PEERS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/peers");

/// Asks the other program, or says aloud that it is not there.
fn ask(act: &str, question: &Value) -> Option<Value> {
    match Path::new(PEERS).join("node_modules").is_dir() {
        true => asked_of(&["peer.mjs", act], question),
        false => skipped(),
    }
}

fn skipped() -> Option<Value> {
    // The handle, not the macro: what the macro prints is shown only when a test fails.
    let _ = writeln!(
        std::io::stderr(),
        "SKIPPED: peers need node and `npm ci` in tests/peers"
    );
    None
}

fn asked_of(program: &[&str], question: &Value) -> Option<Value> {
    if Command::new("node").arg("--version").output().is_err() {
        return skipped();
    }
    let mut peer = Command::new("node")
        .args(program)
        .current_dir(PEERS)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("node has just told its version");
    let mut asked = peer.stdin.take().expect("it was piped");
    asked
        .write_all(question.to_string().as_bytes())
        .expect("the peer listens");
    drop(asked);
    let answer = peer.wait_with_output().expect("the peer ends");
    assert!(answer.status.success(), "the peer refused: see above");
    Some(serde_json::from_slice(&answer.stdout).expect("the peer answers in JSON"))
}

fn base64(bytes: &[u8]) -> String {
    BASE64_STANDARD.encode(bytes)
}

fn card(signing: &SigningKey) -> SignedCard {
    let card = Card {
        name: "就労移行支援事業所あおぞら".into(),
        corporation: "社会福祉法人みほん会".into(),
        number: "0000000000".into(),
        address: "〒000-0000 見本県見本市一丁目1".into(),
        representative: "見本 太郎".into(),
        phone: "000-000-0000".into(),
        signing: signing.public(),
        recipient: SealingKey::random().recipient(),
        reads: 1,
        issued: Day::from_ymd(2026, 4, 1).expect("a day"),
    };
    SignedCard::sign(card, signing).expect("a proper card")
}

fn label(from: OfficeId, to: OfficeId) -> Label {
    Label {
        from,
        to,
        created: 1_790_000_000,
        directory: 0,
        own_head: Head {
            seq: 12,
            digest: [3; 32],
        },
        seen_head: Head {
            seq: 0,
            digest: [0; 32],
        },
    }
}

#[test]
fn another_program_opens_a_parcel_by_the_documented_bytes() {
    let (signing, ours) = (SigningKey::random(), SealingKey::random());
    let card = card(&signing);
    let (from, to) = (card.card().id(), OfficeId::from_bytes([7; 32]));
    let id = HandoverId::from_bytes([9; 16]);
    let key = Key::random();
    let body = Body::new("本人より：朝の電車が苦手です".as_bytes());
    let place = Place {
        handover: id,
        author: from,
        number: 1,
    };
    let first = Carried {
        entry: entry::make(&signing, b"first envelope").unwrap().bytes,
        body: Some(entry::seal_body(&key, &place, &body)),
    };
    let second = Carried {
        entry: entry::make(&signing, b"second envelope").unwrap().bytes,
        body: None,
    };
    let section = Section {
        content: zeroize::Zeroizing::new("服薬：朝夕".into()),
        salt: [8; 16],
    };
    let contents = Contents::Handover(Handover {
        id,
        card: card.digest(),
        key,
        entries: vec![first, second],
        disclosures: vec![Disclosed {
            offer: 1,
            part: 2,
            sections: vec![section],
        }],
        files: vec![zeroize::Zeroizing::new(b"%PDF-1.7 sample %%EOF".to_vec())],
    });
    let sealed = parcel::seal(&signing, &ours.recipient(), &label(from, to), &contents).unwrap();
    let question = json!({
        "identity": *ours.encode(),
        "office": to.to_string(),
        "parcel": base64(&sealed.bytes),
        "card": base64(card.bytes()),
    });
    let Some(answer) = ask("open", &question) else {
        return;
    };
    let hex = |bytes: &[u8]| -> String { bytes.iter().map(|b| format!("{b:02x}")).collect() };
    let expected = json!({
        "name": "就労移行支援事業所あおぞら",
        "issued": [2026, 4, 1],
        "reads": 1,
        "parcel": hex(&sealed.id.0),
        "created": 1_790_000_000,
        "ownHead": { "seq": 12, "digest": hex(&[3; 32]) },
        "handover": id.to_string(),
        "disclosures": [{
            "offer": 1,
            "part": 2,
            "sections": [{ "content": "服薬：朝夕", "salt": hex(&[8; 16]) }],
        }],
        "files": ["%PDF-1.7 sample %%EOF"],
        "entries": [
            {
                "envelope": "first envelope",
                "body": { "content": "本人より：朝の電車が苦手です", "digest": hex(&body.digest()) },
            },
            { "envelope": "second envelope", "body": null },
        ],
    });
    assert_eq!(answer, expected);
}

#[test]
fn a_parcel_made_by_another_program_opens_here() {
    let ours = SealingKey::random();
    let (from, to) = (OfficeId::from_bytes([5; 32]), OfficeId::from_bytes([7; 32]));
    let question = json!({
        "recipient": ours.recipient().encode(),
        "from": from.to_string(),
        "to": to.to_string(),
        "card": base64(b"the bytes of a card"),
    });
    let Some(answer) = ask("make", &question) else {
        return;
    };
    let bytes = |field: &str| BASE64_STANDARD.decode(answer[field].as_str().unwrap());
    let sealed = bytes("parcel").unwrap();
    let known = Known {
        key: VerifyingKey(bytes("signing").unwrap().try_into().unwrap()),
        standing: Standing::Received,
    };
    let opened = parcel::open(&ours, &to, &|_| Some(known), &sealed)
        .ok()
        .unwrap();
    assert_eq!(opened.label.from, from);
    assert!(matches!(opened.contents, Contents::Card(bytes) if bytes == b"the bytes of a card"));
    let elsewhere = parcel::open(&ours, &from, &|_| Some(known), &sealed);
    assert_eq!(elsewhere.err(), Some(Refusal::Forwarded { from, to }));
}

#[test]
fn another_program_reads_every_frozen_shape_by_the_page_and_sees_the_same() {
    let frozen = format_shapes::frozen();
    let rules: Vec<&str> = frozen
        .iter()
        .map(|(file, _)| format_shapes::rule_of(file).expect("a rule"))
        .collect();
    let files = frozen.iter().zip(&rules);
    let files: Vec<Value> = files
        .map(|((_, bytes), rule)| json!({ "rule": rule, "bytes": format_shapes::hex(bytes) }))
        .collect();
    let question = json!({ "page": format_shapes::PAGE, "files": files });
    let Some(answer) = asked_of(&["shapes.mjs"], &question) else {
        return;
    };
    for (at, (file, bytes)) in frozen.iter().enumerate() {
        let here = format_shapes::read(rules[at], bytes).expect("it is read here, too");
        assert_eq!(answer[at], here, "{file}");
    }
}
