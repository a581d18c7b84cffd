//! A consent in schema 3: what schema 2 has no place for, around the consent as schema 2 writes it.
//!
//! A consent of which nothing of this is known is written as it always was.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::codec::v1::{DayShape, Unreadable, day_in, day_out, line_in};
use crate::codec::v1_record::{PartyShape, party_in, party_out};
use crate::codec::v2_consent;
use crate::codec::wire::{self, Misread};
use crate::domain::consent::{
    Consent, ConsentForm, Explained, Explaining, Given, Mode, Saying, Signer, Taken, Telling,
    Withdrawal,
};
use crate::domain::id::StaffId;
use crate::domain::section::ItemId;

const SCHEMA: u8 = 3;

// The shapes, frozen: a variant or a member is never moved, changed or taken away.

#[derive(Serialize, Deserialize)]
struct ConsentShape {
    /// The consent with what was taken back, in schema 1 or 2 with its byte in front.
    form: Vec<u8>,
    explained: Option<DayShape>,
    /// Ways of explaining, by their codes.
    ways: Vec<String>,
    /// What the guardian is to the person.
    relation: Option<String>,
    taken: Option<TakenShape>,
    /// One for each withdrawal, in its order.
    tellings: Vec<Option<TellingShape>>,
    way: WayShape,
    given: Vec<GivenShape>,
}

#[derive(Serialize, Deserialize)]
enum WayShape {
    /// As `form` says.
    Sent,
    /// The person carries it.
    Carried,
}

#[derive(Serialize, Deserialize)]
struct GivenShape {
    on: DayShape,
    by: [u8; 16],
    items: Vec<u8>,
}

#[derive(Serialize, Deserialize)]
struct TakenShape {
    by: [u8; 16],
    on: DayShape,
    receiver: PartyShape,
}

#[derive(Serialize, Deserialize)]
struct TellingShape {
    /// By its code.
    how: String,
    heard_by: [u8; 16],
    evidence: Option<String>,
}

/// Writes a consent with all that was taken back.
pub fn encode_consent(consent: &Consent) -> Vec<u8> {
    let form = v2_consent::encode_consent(consent);
    if is_plain(consent) {
        return form;
    }
    let said = consent.form();
    let relation = match &said.signer {
        Signer::Guardian { relation, .. } => relation.as_ref(),
        Signer::Person => None,
    };
    let withdrawals = consent.withdrawals().iter();
    wire::encode_as(
        SCHEMA,
        &ConsentShape {
            form,
            explained: said.explained.on.map(day_out),
            ways: said
                .explained
                .ways
                .iter()
                .map(|it| it.code().to_owned())
                .collect(),
            relation: relation.map(|it| it.to_string()),
            taken: consent.taken().map(taken_out),
            tellings: withdrawals
                .map(|it| it.telling.as_ref().map(telling_out))
                .collect(),
            way: match said.mode {
                Mode::ByItem | Mode::SameCorporation => WayShape::Sent,
                Mode::Carried => WayShape::Carried,
            },
            given: consent.given().iter().map(given_out).collect(),
        },
    )
}

/// Whether there is nothing that schema 2 has no place for.
fn is_plain(consent: &Consent) -> bool {
    let form = consent.form();
    let related = matches!(
        form.signer,
        Signer::Guardian {
            relation: Some(_),
            ..
        }
    );
    form.mode != Mode::Carried
        && form.explained == Explained::default()
        && !related
        && consent.taken().is_none()
        && consent.given().is_empty()
        && consent.withdrawals().iter().all(|it| it.telling.is_none())
}

/// Reads a consent of any schema up to this one.
///
/// # Errors
/// `Newer`, `Malformed`.
pub fn decode_consent(bytes: &[u8]) -> Result<Consent, Unreadable> {
    let shape: ConsentShape = match wire::decode_as(SCHEMA, bytes) {
        Ok(shape) => shape,
        Err(Misread::Newer(schema)) => return Err(Unreadable::Newer { schema }),
        Err(Misread::Older(_)) => return v2_consent::decode_consent(bytes),
        Err(Misread::Malformed) => return Err(Unreadable::Malformed),
    };
    let plain = v2_consent::decode_consent(&shape.form)?;
    let ways = shape
        .ways
        .iter()
        .map(|it| Explaining::from_code(it).ok_or(Unreadable::Malformed));
    let form = ConsentForm {
        explained: Explained {
            on: shape.explained.map(day_in).transpose()?,
            ways: ways.collect::<Result<BTreeSet<_>, _>>()?,
        },
        signer: signer_in(&plain.form().signer, shape.relation)?,
        mode: match (shape.way, plain.form().mode) {
            (WayShape::Sent, mode) => mode,
            (WayShape::Carried, Mode::ByItem) => Mode::Carried,
            (WayShape::Carried, _) => return Err(Unreadable::Malformed),
        },
        ..plain.form().clone()
    };
    let mut consent = Consent::record(form).map_err(|_| Unreadable::Malformed)?;
    if shape.tellings.len() != plain.withdrawals().len() {
        return Err(Unreadable::Malformed);
    }
    for (withdrawal, telling) in plain.withdrawals().iter().zip(shape.tellings) {
        let again = consent.withdraw(Withdrawal {
            telling: telling.map(telling_in).transpose()?,
            ..withdrawal.clone()
        });
        again.map_err(|_| Unreadable::Malformed)?;
    }
    for given in shape.given {
        consent.give(given_in(given)?);
    }
    Ok(match shape.taken {
        Some(taken) => consent.taken_down(taken_in(taken)?),
        None => consent,
    })
}

fn signer_in(signer: &Signer, relation: Option<String>) -> Result<Signer, Unreadable> {
    Ok(match (signer, relation) {
        (signer, None) => signer.clone(),
        (Signer::Guardian { name, .. }, Some(relation)) => Signer::Guardian {
            name: name.clone(),
            relation: Some(line_in(&relation)?),
        },
        (Signer::Person, Some(_)) => return Err(Unreadable::Malformed),
    })
}

fn taken_out(taken: &Taken) -> TakenShape {
    TakenShape {
        by: taken.by.to_bytes(),
        on: day_out(taken.on),
        receiver: party_out(&taken.receiver),
    }
}

fn taken_in(shape: TakenShape) -> Result<Taken, Unreadable> {
    Ok(Taken {
        by: StaffId::from_bytes(shape.by),
        on: day_in(shape.on)?,
        receiver: party_in(shape.receiver),
    })
}

fn given_out(given: &Given) -> GivenShape {
    GivenShape {
        on: day_out(given.on),
        by: given.by.to_bytes(),
        items: given.items.iter().map(|it| it.code()).collect(),
    }
}

fn given_in(shape: GivenShape) -> Result<Given, Unreadable> {
    let item = |code| ItemId::from_code(code).ok_or(Unreadable::UnknownItem(code));
    Ok(Given {
        on: day_in(shape.on)?,
        by: StaffId::from_bytes(shape.by),
        items: shape
            .items
            .into_iter()
            .map(item)
            .collect::<Result<_, _>>()?,
        told: None,
    })
}

fn telling_out(telling: &Telling) -> TellingShape {
    TellingShape {
        how: telling.how.code().to_owned(),
        heard_by: telling.heard_by.to_bytes(),
        evidence: telling.evidence.as_ref().map(|it| it.to_string()),
    }
}

fn telling_in(shape: TellingShape) -> Result<Telling, Unreadable> {
    Ok(Telling {
        how: Saying::from_code(&shape.how).ok_or(Unreadable::Malformed)?,
        heard_by: StaffId::from_bytes(shape.heard_by),
        evidence: shape.evidence.as_deref().map(line_in).transpose()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::Day;
    use crate::domain::consent::{Manner, Returned, Withdrawn};
    use crate::domain::id::{CaseId, ConsentId, OfficeId};
    use crate::domain::record::Party;
    use crate::domain::text::Line;

    const CARRIED: &str = include_str!("../../tests/golden/v1/record/consent-carried.hex");
    const TOLD: &str = include_str!("../../tests/golden/v1/record/consent-told.hex");

    fn line(text: &str) -> Line {
        Line::new(text, 60).unwrap()
    }

    fn day(day: u8) -> Day {
        Day::from_ymd(2026, 12, day).unwrap()
    }

    /// All that a form and a withdrawal can say.
    fn consent(mode: Mode) -> Consent {
        let mut consent = Consent::record(ConsentForm {
            id: ConsentId::from_bytes([3; 16]),
            case: CaseId::from_bytes([7; 16]),
            receiver: OfficeId::from_bytes([9; 32]),
            mode,
            purpose: line("見本会の中での支援のため"),
            returned: [Returned::Outcomes].into(),
            items: [ItemId::Basic, ItemId::Health, ItemId::Tasks].into(),
            until: day(31),
            signer: Signer::Guardian {
                name: line("後見 三郎"),
                relation: Some(line("成年後見人")),
            },
            manner: Manner::Seal,
            signed: day(3),
            family: None,
            explained_by: StaffId::from_bytes([1; 16]),
            explained: Explained {
                on: Some(day(1)),
                ways: [Explaining::Spoken, Explaining::Furigana].into(),
            },
            original_kept: line("鍵付き書庫 1"),
        })
        .unwrap()
        .taken_down(Taken {
            by: StaffId::from_bytes([2; 16]),
            on: day(4),
            receiver: Party {
                office: Some(OfficeId::from_bytes([9; 32])),
                name: "架空ワークス".into(),
                corporation: "社会福祉法人見本会".into(),
                number: "0110000015".into(),
                address: "架空県見本市二丁目2番".into(),
                representative: "代表 一子".into(),
            },
        });
        let telling = Telling {
            how: Saying::Letter,
            heard_by: StaffId::from_bytes([5; 16]),
            evidence: Some(line("手紙（鍵付き書庫 1）")),
        };
        for (item, telling) in [(ItemId::Health, Some(telling)), (ItemId::Tasks, None)] {
            let withdrawal = Withdrawal {
                on: day(5),
                what: Withdrawn::Items([item].into()),
                told: Some(StaffId::from_bytes([2; 16])),
                telling,
            };
            consent.withdraw(withdrawal).unwrap();
        }
        if mode == Mode::Carried {
            consent.give(Given {
                on: day(6),
                by: StaffId::from_bytes([2; 16]),
                items: [ItemId::Basic].into(),
                told: None,
            });
        }
        consent
    }

    #[test]
    fn a_consent_with_its_particulars_has_frozen_bytes_and_no_part_of_them_is_one() {
        for (mode, golden) in [(Mode::SameCorporation, TOLD), (Mode::Carried, CARRIED)] {
            let bytes = encode_consent(&consent(mode));
            let hex: String = bytes.iter().map(|it| format!("{it:02x}")).collect();
            let frozen: String = golden.split_whitespace().collect();
            assert_eq!(hex, frozen, "{mode:?}");
            assert_eq!(decode_consent(&bytes), Ok(consent(mode)));
            for length in 0..bytes.len() {
                assert!(decode_consent(&bytes[..length]).is_err(), "{length}");
            }
        }
    }

    #[test]
    fn each_particular_alone_comes_back() {
        let whole = consent(Mode::SameCorporation);
        let plain = v2_consent::decode_consent(&v2_consent::encode_consent(&whole)).unwrap();
        assert_eq!(encode_consent(&plain)[0], 2, "nothing needs this schema");
        let with = |form: ConsentForm| Consent::record(form).unwrap();
        let bare = plain.form().clone();
        for one in [
            with(ConsentForm {
                explained: whole.form().explained.clone(),
                ..bare.clone()
            }),
            with(ConsentForm {
                signer: whole.form().signer.clone(),
                ..bare.clone()
            }),
            with(bare).taken_down(whole.taken().unwrap().clone()),
        ] {
            let bytes = encode_consent(&one);
            assert_eq!((bytes[0], decode_consent(&bytes)), (3, Ok(one)));
        }
    }

    #[test]
    fn what_does_not_fit_together_is_refused() {
        let shape = |change: fn(&mut ConsentShape)| {
            let bytes = encode_consent(&consent(Mode::SameCorporation));
            let mut shape: ConsentShape = wire::decode_as(SCHEMA, &bytes).unwrap();
            change(&mut shape);
            decode_consent(&wire::encode_as(SCHEMA, &shape))
        };
        for change in [
            (|it| it.tellings.clear()) as fn(&mut ConsentShape),
            |it| it.ways.push("telepathy".into()),
            |it| it.explained = Some(day_out(Day::from_ymd(2026, 12, 4).unwrap())),
            |it| it.relation = Some("".into()),
            |it| it.way = WayShape::Carried,
        ] {
            assert_eq!(shape(change), Err(Unreadable::Malformed));
        }
        assert_eq!(
            decode_consent(&[4, 0, 0]),
            Err(Unreadable::Newer { schema: 4 })
        );
    }
}
