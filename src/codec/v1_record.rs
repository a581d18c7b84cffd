//! The giver's and the receiver's record of a delivery in schema 1, and what the giver's will say, kept when it is offered.
//!
//! It does not know where they lie, nor when one is written.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::codec::v1::{DayShape, Unreadable, day_in, day_out, line_in};
use crate::codec::wire;
use crate::domain::copy::{CopyBack, CopyTo, CopyTold};
use crate::domain::handover::entry::Approval;
use crate::domain::handover::papers::Became;
use crate::domain::id::{ConsentId, Digest, HandoverId, OfferNo, OfficeId, StaffId};
use crate::domain::record::{FromWhom, Grounds, Kind, Law, LegalRecord, Party, Sources, Way};
use crate::domain::section::{ItemId, SectionId};

const SCHEMA: u8 = 1;

/// In the place of an office of whoever has no card.
const NO_OFFICE: [u8; 32] = [0; 32];

// The shapes, frozen: a variant or a member is never moved, changed or taken away.

#[derive(Serialize, Deserialize)]
struct RecordShape {
    kind: KindShape,
    handover: [u8; 16],
    offer: u16,
    part: u16,
    offered: DayShape,
    received: DayShape,
    made: DayShape,
    party: PartyShape,
    items: Vec<u8>,
    sections: Vec<(u8, [u8; 32])>,
    consent_until: DayShape,
    approval: ApprovalShape,
    way: WayShape,
}

#[derive(Serialize, Deserialize)]
enum KindShape {
    Given {
        consent: Option<[u8; 16]>,
        sent_by: Option<[u8; 16]>,
        approved_by: Option<[u8; 16]>,
    },
    Received,
    GivenWithin {
        consent: Option<[u8; 16]>,
        sent_by: Option<[u8; 16]>,
        approved_by: Option<[u8; 16]>,
    },
    ReceivedWithin,
    Copied {
        no: u32,
        to: CopyToShape,
        consent: [u8; 16],
        given_by: [u8; 16],
    },
    CopiedPublic {
        no: u32,
        to: CopyToShape,
        consent: [u8; 16],
        given_by: [u8; 16],
    },
    ReceivedFrom {
        sources: Vec<SourceShape>,
    },
    ReceivedWithinFrom {
        sources: Vec<SourceShape>,
    },
}

/// An item, with from whom the sender had it: 0 the person, 1 seen by staff, 2 another agency.
#[derive(Serialize, Deserialize)]
struct SourceShape {
    item: u8,
    kinds: Vec<u8>,
}

#[derive(Serialize, Deserialize)]
enum CopyToShape {
    Consultation,
    HelloWork,
    City,
}

#[derive(Serialize, Deserialize)]
pub(in crate::codec) struct PartyShape {
    office: [u8; 32],
    name: String,
    corporation: String,
    number: String,
    address: String,
    representative: String,
}

#[derive(Serialize, Deserialize)]
enum ApprovalShape {
    TwoPeople,
    DeclaredException,
}

#[derive(Serialize, Deserialize)]
enum WayShape {
    SealedParcel,
    Paper,
}

#[derive(Serialize, Deserialize)]
struct GroundsShape {
    consent: [u8; 16],
    sent_by: [u8; 16],
    approved_by: Option<[u8; 16]>,
    items: Vec<u8>,
}

/// What was told of a copy: the day it was handed over with to whom, and what became of it, by its code.
#[derive(Serialize, Deserialize)]
struct CopyToldShape {
    handed: Option<(DayShape, String)>,
    back: Option<CopyBackShape>,
}

#[derive(Serialize, Deserialize)]
struct CopyBackShape {
    became: String,
    on: DayShape,
    told_by: String,
    by: [u8; 16],
}

/// Encodes what was told of a copy.
pub fn encode_copy_told(told: &CopyTold) -> Vec<u8> {
    let handed = told.handed.as_ref();
    wire::encode_as(
        SCHEMA,
        &CopyToldShape {
            handed: handed.map(|(on, to)| (day_out(*on), to.to_string())),
            back: told.back.as_ref().map(|it| CopyBackShape {
                became: it.became.code().to_owned(),
                on: day_out(it.on),
                told_by: it.told_by.to_string(),
                by: it.by.to_bytes(),
            }),
        },
    )
}

/// Decodes what was told of a copy.
///
/// # Errors
/// `Newer`, `Malformed`.
pub fn decode_copy_told(bytes: &[u8]) -> Result<CopyTold, Unreadable> {
    let shape: CopyToldShape = wire::decode_as(SCHEMA, bytes).map_err(Unreadable::from)?;
    let handed = |(on, to): (DayShape, String)| -> Result<_, Unreadable> {
        Ok((day_in(on)?, line_in(&to)?))
    };
    let back = |it: CopyBackShape| -> Result<_, Unreadable> {
        let mut all = Became::ALL.into_iter();
        let became = all.find(|one| one.code() == it.became);
        Ok(CopyBack {
            became: became.ok_or(Unreadable::Malformed)?,
            on: day_in(it.on)?,
            told_by: line_in(&it.told_by)?,
            by: StaffId::from_bytes(it.by),
        })
    };
    Ok(CopyTold {
        handed: shape.handed.map(handed).transpose()?,
        back: shape.back.map(back).transpose()?,
    })
}

/// Encodes what an offer rests on.
pub fn encode_grounds(grounds: &Grounds) -> Vec<u8> {
    wire::encode_as(
        SCHEMA,
        &GroundsShape {
            consent: grounds.consent.to_bytes(),
            sent_by: grounds.sent_by.to_bytes(),
            approved_by: grounds.approved_by.map(StaffId::to_bytes),
            items: grounds.items.iter().map(|it| it.code()).collect(),
        },
    )
}

/// Decodes what an offer rests on.
///
/// # Errors
/// `Newer`, `Malformed`, `UnknownItem`.
pub fn decode_grounds(bytes: &[u8]) -> Result<Grounds, Unreadable> {
    let shape: GroundsShape = wire::decode_as(SCHEMA, bytes).map_err(Unreadable::from)?;
    Ok(Grounds {
        consent: ConsentId::from_bytes(shape.consent),
        sent_by: StaffId::from_bytes(shape.sent_by),
        approved_by: shape.approved_by.map(StaffId::from_bytes),
        items: items_in(shape.items)?,
    })
}

/// Encodes a record.
pub fn encode_record(record: &LegalRecord) -> Vec<u8> {
    let sections = record.sections.iter();
    wire::encode_as(
        SCHEMA,
        &RecordShape {
            kind: kind_out(record),
            handover: record.handover.to_bytes(),
            offer: record.offer.get(),
            part: record.part,
            offered: day_out(record.offered),
            received: day_out(record.received),
            made: day_out(record.made),
            party: party_out(&record.party),
            items: record.items.iter().map(|it| it.code()).collect(),
            sections: sections
                .map(|(id, digest)| (id.code(), digest.to_bytes()))
                .collect(),
            consent_until: day_out(record.consent_until),
            approval: match record.approval {
                Approval::TwoPeople => ApprovalShape::TwoPeople,
                Approval::DeclaredException => ApprovalShape::DeclaredException,
            },
            way: match record.way {
                Way::SealedParcel => WayShape::SealedParcel,
                Way::Paper => WayShape::Paper,
            },
        },
    )
}

/// Decodes a record.
///
/// # Errors
/// `Newer`, `Malformed`, `UnknownItem`, `UnknownSection`.
pub fn decode_record(bytes: &[u8]) -> Result<LegalRecord, Unreadable> {
    let shape: RecordShape = wire::decode_as(SCHEMA, bytes).map_err(Unreadable::from)?;
    let section = |(code, digest)| {
        let id = SectionId::from_code(code).ok_or(Unreadable::UnknownSection(code))?;
        Ok((id, Digest::from_bytes(digest)))
    };
    let (kind, law, sources) = kind_in(shape.kind)?;
    let sections: Result<_, Unreadable> = shape.sections.into_iter().map(section).collect();
    Ok(LegalRecord {
        kind,
        law,
        handover: HandoverId::from_bytes(shape.handover),
        offer: OfferNo::new(shape.offer).ok_or(Unreadable::Malformed)?,
        part: shape.part,
        offered: day_in(shape.offered)?,
        received: day_in(shape.received)?,
        made: day_in(shape.made)?,
        party: party_in(shape.party),
        items: items_in(shape.items)?,
        sections: sections?,
        consent_until: day_in(shape.consent_until)?,
        approval: match shape.approval {
            ApprovalShape::TwoPeople => Approval::TwoPeople,
            ApprovalShape::DeclaredException => Approval::DeclaredException,
        },
        way: match shape.way {
            WayShape::SealedParcel => Way::SealedParcel,
            WayShape::Paper => Way::Paper,
        },
        sources,
    })
}

fn sources_out(sources: &Sources) -> Vec<SourceShape> {
    let number = |it: &FromWhom| match it {
        FromWhom::Person => 0,
        FromWhom::Observed => 1,
        FromWhom::Agency => 2,
    };
    let of_item = |(item, kinds): (&ItemId, &BTreeSet<FromWhom>)| SourceShape {
        item: item.code(),
        kinds: kinds.iter().map(number).collect(),
    };
    sources.iter().map(of_item).collect()
}

fn sources_in(shapes: Vec<SourceShape>) -> Result<Sources, Unreadable> {
    let kind = |number| match number {
        0 => Ok(FromWhom::Person),
        1 => Ok(FromWhom::Observed),
        2 => Ok(FromWhom::Agency),
        _ => Err(Unreadable::Malformed),
    };
    let of_item = |it: SourceShape| {
        let item = ItemId::from_code(it.item).ok_or(Unreadable::UnknownItem(it.item))?;
        let kinds: Result<_, Unreadable> = it.kinds.into_iter().map(kind).collect();
        Ok((item, kinds?))
    };
    shapes.into_iter().map(of_item).collect()
}

fn items_in(codes: Vec<u8>) -> Result<BTreeSet<ItemId>, Unreadable> {
    let item = |code| ItemId::from_code(code).ok_or(Unreadable::UnknownItem(code));
    codes.into_iter().map(item).collect()
}

fn kind_out(record: &LegalRecord) -> KindShape {
    let sources = sources_out(&record.sources);
    match (record.kind, record.law) {
        (
            Kind::Given {
                consent,
                sent_by,
                approved_by,
            },
            law,
        ) => {
            let consent = consent.map(ConsentId::to_bytes);
            let sent_by = sent_by.map(StaffId::to_bytes);
            let approved_by = approved_by.map(StaffId::to_bytes);
            match law {
                Law::ThirdParty | Law::PublicBody => KindShape::Given {
                    consent,
                    sent_by,
                    approved_by,
                },
                Law::SameCorporation => KindShape::GivenWithin {
                    consent,
                    sent_by,
                    approved_by,
                },
            }
        }
        (
            Kind::Copied {
                no,
                to,
                consent,
                given_by,
            },
            law,
        ) => {
            let to = match to {
                CopyTo::Consultation => CopyToShape::Consultation,
                CopyTo::HelloWork => CopyToShape::HelloWork,
                CopyTo::City => CopyToShape::City,
            };
            let (consent, given_by) = (consent.to_bytes(), given_by.to_bytes());
            match law {
                Law::PublicBody => KindShape::CopiedPublic {
                    no,
                    to,
                    consent,
                    given_by,
                },
                Law::ThirdParty | Law::SameCorporation => KindShape::Copied {
                    no,
                    to,
                    consent,
                    given_by,
                },
            }
        }
        (Kind::Received, Law::SameCorporation) => match sources.is_empty() {
            true => KindShape::ReceivedWithin,
            false => KindShape::ReceivedWithinFrom { sources },
        },
        (Kind::Received, Law::ThirdParty | Law::PublicBody) => match sources.is_empty() {
            true => KindShape::Received,
            false => KindShape::ReceivedFrom { sources },
        },
    }
}

fn kind_in(shape: KindShape) -> Result<(Kind, Law, Sources), Unreadable> {
    let mut sources = Sources::new();
    let law = match shape {
        KindShape::Given { .. }
        | KindShape::Received
        | KindShape::Copied { .. }
        | KindShape::ReceivedFrom { .. } => Law::ThirdParty,
        KindShape::GivenWithin { .. }
        | KindShape::ReceivedWithin
        | KindShape::ReceivedWithinFrom { .. } => Law::SameCorporation,
        KindShape::CopiedPublic { .. } => Law::PublicBody,
    };
    let kind = match shape {
        KindShape::Given {
            consent,
            sent_by,
            approved_by,
        }
        | KindShape::GivenWithin {
            consent,
            sent_by,
            approved_by,
        } => Kind::Given {
            consent: consent.map(ConsentId::from_bytes),
            sent_by: sent_by.map(StaffId::from_bytes),
            approved_by: approved_by.map(StaffId::from_bytes),
        },
        KindShape::Received | KindShape::ReceivedWithin => Kind::Received,
        KindShape::ReceivedFrom { sources: from }
        | KindShape::ReceivedWithinFrom { sources: from } => {
            sources = sources_in(from)?;
            Kind::Received
        }
        KindShape::Copied {
            no,
            to,
            consent,
            given_by,
        }
        | KindShape::CopiedPublic {
            no,
            to,
            consent,
            given_by,
        } => Kind::Copied {
            no,
            to: match to {
                CopyToShape::Consultation => CopyTo::Consultation,
                CopyToShape::HelloWork => CopyTo::HelloWork,
                CopyToShape::City => CopyTo::City,
            },
            consent: ConsentId::from_bytes(consent),
            given_by: StaffId::from_bytes(given_by),
        },
    };
    Ok((kind, law, sources))
}

pub(in crate::codec) fn party_out(party: &Party) -> PartyShape {
    PartyShape {
        office: party.office.map_or(NO_OFFICE, OfficeId::to_bytes),
        name: party.name.clone(),
        corporation: party.corporation.clone(),
        number: party.number.clone(),
        address: party.address.clone(),
        representative: party.representative.clone(),
    }
}

pub(in crate::codec) fn party_in(shape: PartyShape) -> Party {
    Party {
        office: (shape.office != NO_OFFICE).then(|| OfficeId::from_bytes(shape.office)),
        name: shape.name,
        corporation: shape.corporation,
        number: shape.number,
        address: shape.address,
        representative: shape.representative,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::Day;
    use crate::domain::text::Line;

    const COPY_TOLD: &str = include_str!("../../tests/golden/v1/record/copy-told.hex");

    #[test]
    fn what_was_told_of_a_copy_has_frozen_bytes_and_no_part_of_them_is_it() {
        let line = |text: &str| Line::new(text, 60).unwrap();
        let day = |day| Day::from_ymd(2026, 12, day).unwrap();
        let told = CopyTold {
            handed: Some((day(6), line("見本 三郎"))),
            back: Some(CopyBack {
                became: Became::Returned,
                on: day(9),
                told_by: line("見本 四郎"),
                by: StaffId::from_bytes([2; 16]),
            }),
        };
        let bytes = encode_copy_told(&told);
        let hex: String = bytes.iter().map(|it| format!("{it:02x}")).collect();
        let frozen: String = COPY_TOLD.split_whitespace().collect();
        assert_eq!(hex, frozen);
        assert_eq!(decode_copy_told(&bytes), Ok(told));
        for length in 0..bytes.len() {
            assert!(decode_copy_told(&bytes[..length]).is_err(), "{length}");
        }
        let nothing = CopyTold::default();
        assert_eq!(decode_copy_told(&encode_copy_told(&nothing)), Ok(nothing));
    }

    const GIVEN: &str = include_str!("../../tests/golden/v1/record/given.hex");
    const GROUNDS: &str = include_str!("../../tests/golden/v1/record/grounds.hex");
    const GIVEN_WITHIN: &str = include_str!("../../tests/golden/v1/record/given-within.hex");
    const RECEIVED_WITHIN: &str = include_str!("../../tests/golden/v1/record/received-within.hex");
    const COPIED: &str = include_str!("../../tests/golden/v1/record/copied.hex");
    const COPIED_PUBLIC: &str = include_str!("../../tests/golden/v1/record/copied-public.hex");
    const RECEIVED_FROM: &str = include_str!("../../tests/golden/v1/record/received-from.hex");
    const RECEIVED_WITHIN_FROM: &str =
        include_str!("../../tests/golden/v1/record/received-within-from.hex");
    const RECEIVED: &str = include_str!("../../tests/golden/v1/record/received.hex");

    fn one(kind: Kind, law: Law) -> LegalRecord {
        let day = |day| Day::from_ymd(2026, 12, day).unwrap();
        LegalRecord {
            kind,
            law,
            handover: HandoverId::from_bytes([0x11; 16]),
            offer: OfferNo::FIRST,
            part: 2,
            offered: day(1),
            received: day(2),
            made: day(3),
            party: Party {
                office: Some(OfficeId::from_bytes([0x22; 32])),
                name: "見本事業所".into(),
                corporation: "社会福祉法人見本会".into(),
                number: "0110000015".into(),
                address: "見本市1-1".into(),
                representative: "見本太郎".into(),
            },
            items: BTreeSet::from([ItemId::Medication, ItemId::Crisis]),
            sections: vec![(SectionId::Assessment, Digest::from_bytes([0x33; 32]))],
            consent_until: day(31),
            approval: Approval::DeclaredException,
            way: Way::SealedParcel,
            sources: Sources::new(),
        }
    }

    fn received_from(law: Law) -> LegalRecord {
        let from = |kinds: &[FromWhom]| kinds.iter().copied().collect();
        LegalRecord {
            sources: Sources::from([
                (
                    ItemId::Medication,
                    from(&[FromWhom::Person, FromWhom::Agency]),
                ),
                (ItemId::Crisis, from(&[FromWhom::Observed])),
            ]),
            ..one(Kind::Received, law)
        }
    }

    fn copied(law: Law) -> LegalRecord {
        let kind = Kind::Copied {
            no: 2,
            to: CopyTo::City,
            consent: ConsentId::from_bytes([0x44; 16]),
            given_by: StaffId::from_bytes([0x55; 16]),
        };
        let mut copied = one(kind, law);
        copied.part = 0;
        copied.way = Way::Paper;
        copied.party = Party {
            office: None,
            name: "見本市 障害福祉課".into(),
            corporation: String::new(),
            number: String::new(),
            address: String::new(),
            representative: String::new(),
        };
        copied
    }

    fn all() -> [(&'static str, LegalRecord); 8] {
        let given = Kind::Given {
            consent: Some(ConsentId::from_bytes([0x44; 16])),
            sent_by: Some(StaffId::from_bytes([0x55; 16])),
            approved_by: None,
        };
        [
            (GIVEN, one(given, Law::ThirdParty)),
            (RECEIVED, one(Kind::Received, Law::ThirdParty)),
            (GIVEN_WITHIN, one(given, Law::SameCorporation)),
            (RECEIVED_WITHIN, one(Kind::Received, Law::SameCorporation)),
            (COPIED, copied(Law::ThirdParty)),
            (COPIED_PUBLIC, copied(Law::PublicBody)),
            (RECEIVED_FROM, received_from(Law::ThirdParty)),
            (RECEIVED_WITHIN_FROM, received_from(Law::SameCorporation)),
        ]
    }

    #[test]
    fn a_record_has_the_bytes_it_always_had_and_no_part_of_them_is_one() {
        for (golden, record) in all() {
            let bytes = encode_record(&record);
            let hex: String = bytes.iter().map(|it| format!("{it:02x}")).collect();
            let frozen: String = golden.split_whitespace().collect();
            assert_eq!(hex, frozen);
            assert_eq!(decode_record(&bytes), Ok(record));
            for length in 0..bytes.len() {
                assert!(decode_record(&bytes[..length]).is_err(), "{length}");
            }
        }
    }

    #[test]
    fn what_an_offer_rests_on_has_the_bytes_it_always_had_and_no_part_of_them_is_it() {
        let grounds = Grounds {
            consent: ConsentId::from_bytes([0x44; 16]),
            sent_by: StaffId::from_bytes([0x55; 16]),
            approved_by: Some(StaffId::from_bytes([0x66; 16])),
            items: BTreeSet::from([ItemId::Medication, ItemId::Crisis]),
        };
        let bytes = encode_grounds(&grounds);
        let hex: String = bytes.iter().map(|it| format!("{it:02x}")).collect();
        let frozen: String = GROUNDS.split_whitespace().collect();
        assert_eq!(hex, frozen);
        assert_eq!(decode_grounds(&bytes), Ok(grounds));
        for length in 0..bytes.len() {
            assert!(decode_grounds(&bytes[..length]).is_err(), "{length}");
        }
    }

    #[test]
    fn a_later_schema_is_refused_by_name() {
        assert_eq!(
            decode_record(&[2, 0, 0]),
            Err(Unreadable::Newer { schema: 2 })
        );
    }
}
