//! A file attached to a case, or come with a handover, in schema 1: what stands in the head of its record, and where it
//! lies.
//!
//! The bytes of the file are the body as they are; what they show is not read here.

use crate::codec::v1::Unreadable;
use crate::codec::wire;
use crate::crypto::digest;
use crate::domain::attachment::{Attachment, Enclosed, Format, Scan, Standing};
use crate::domain::id::{CaseId, ConsentId, Digest, HandoverId};

const SCHEMA: u8 = 1;

/// Case, digest, number of the format, bytes, and where it stands: 0 kept, 1 leaving, 2 put away.
type Head = ([u8; 16], [u8; 32], u8, u32, u8);
/// Handover (of a scan: case), digest, number of the format, bytes.
type EnclosedHead = ([u8; 16], [u8; 32], u8, u32);

/// Digests the bytes of a file.
pub fn file_digest(bytes: &[u8]) -> Digest {
    Digest::from_bytes(digest::hash(&[bytes]))
}

/// The id a file of a case lies under.
pub fn attachment_id(case: CaseId, file: Digest) -> [u8; 16] {
    id_of(b"tasuki-attachment-v1\0", case.as_bytes(), file)
}

/// The id a file that came with a handover lies under.
pub fn enclosed_id(handover: HandoverId, file: Digest) -> [u8; 16] {
    id_of(b"tasuki-enclosed-v1\0", handover.as_bytes(), file)
}

/// What the scan of a form that another one took the place of is called among the files that leave; no file has this digest.
pub fn replaced_scan(consent: ConsentId, scan: Digest) -> Digest {
    let purpose = b"tasuki-replaced-scan-v1\0";
    let hash = digest::hash(&[purpose, consent.as_bytes(), scan.as_bytes()]);
    Digest::from_bytes(hash)
}

fn id_of(purpose: &[u8], owner: &[u8], file: Digest) -> [u8; 16] {
    let hash = digest::hash(&[purpose, owner, file.as_bytes()]);
    *hash.first_chunk().expect("a digest has 32 bytes")
}

/// Encodes what the head says.
pub fn encode_attachment(it: &Attachment) -> Vec<u8> {
    let format = number_of(it.format);
    let standing = match it.standing {
        Standing::Kept => 0,
        Standing::Leaving => 1,
        Standing::PutAway => 2,
    };
    let (case, digest) = (it.case.to_bytes(), it.digest.to_bytes());
    let head: Head = (case, digest, format, it.length, standing);
    wire::encode_as(SCHEMA, &head)
}

/// Decodes it.
///
/// # Errors
/// `Newer`, `Malformed`.
pub fn decode_attachment(bytes: &[u8]) -> Result<Attachment, Unreadable> {
    let head: Head = wire::decode_as(SCHEMA, bytes).map_err(Unreadable::from)?;
    let (case, digest, format, length, standing) = head;
    Ok(Attachment {
        case: CaseId::from_bytes(case),
        digest: Digest::from_bytes(digest),
        format: format_of(format)?,
        length,
        standing: match standing {
            0 => Standing::Kept,
            1 => Standing::Leaving,
            2 => Standing::PutAway,
            _ => return Err(Unreadable::Malformed),
        },
    })
}

/// Encodes what the head of a file that came with a handover says.
pub fn encode_enclosed(it: &Enclosed) -> Vec<u8> {
    let (handover, digest) = (it.handover.to_bytes(), it.digest.to_bytes());
    let head: EnclosedHead = (handover, digest, number_of(it.format), it.length);
    wire::encode_as(SCHEMA, &head)
}

/// Decodes it.
///
/// # Errors
/// `Newer`, `Malformed`.
pub fn decode_enclosed(bytes: &[u8]) -> Result<Enclosed, Unreadable> {
    let head: EnclosedHead = wire::decode_as(SCHEMA, bytes).map_err(Unreadable::from)?;
    let (handover, digest, format, length) = head;
    Ok(Enclosed {
        handover: HandoverId::from_bytes(handover),
        digest: Digest::from_bytes(digest),
        format: format_of(format)?,
        length,
    })
}

/// Encodes what the head of the scan of a consent form says.
pub fn encode_scan(it: &Scan) -> Vec<u8> {
    let (case, digest) = (it.case.to_bytes(), it.digest.to_bytes());
    let head: EnclosedHead = (case, digest, number_of(it.format), it.length);
    wire::encode_as(SCHEMA, &head)
}

/// Decodes it.
///
/// # Errors
/// `Newer`, `Malformed`.
pub fn decode_scan(bytes: &[u8]) -> Result<Scan, Unreadable> {
    let head: EnclosedHead = wire::decode_as(SCHEMA, bytes).map_err(Unreadable::from)?;
    let (case, digest, format, length) = head;
    Ok(Scan {
        case: CaseId::from_bytes(case),
        digest: Digest::from_bytes(digest),
        format: format_of(format)?,
        length,
    })
}

fn number_of(format: Format) -> u8 {
    match format {
        Format::Pdf => 1,
        Format::Jpeg => 2,
        Format::Png => 3,
    }
}

fn format_of(number: u8) -> Result<Format, Unreadable> {
    match number {
        1 => Ok(Format::Pdf),
        2 => Ok(Format::Jpeg),
        3 => Ok(Format::Png),
        _ => Err(Unreadable::Malformed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_comes_back_and_no_part_of_one_does() {
        for format in Format::ALL {
            for standing in [Standing::Kept, Standing::Leaving] {
                let head = Attachment {
                    case: CaseId::from_bytes([3; 16]),
                    digest: file_digest(b"sample"),
                    format,
                    length: 6,
                    standing,
                };
                let bytes = encode_attachment(&head);
                assert_eq!(decode_attachment(&bytes), Ok(head));
                for length in 0..bytes.len() {
                    assert!(decode_attachment(&bytes[..length]).is_err(), "{length}");
                }
            }
        }
    }

    #[test]
    fn the_head_of_a_file_that_came_comes_back_and_no_part_of_one_does() {
        for format in Format::ALL {
            let head = Enclosed {
                handover: HandoverId::from_bytes([4; 16]),
                digest: file_digest(b"sample"),
                format,
                length: 6,
            };
            let bytes = encode_enclosed(&head);
            assert_eq!(decode_enclosed(&bytes), Ok(head));
            for length in 0..bytes.len() {
                assert!(decode_enclosed(&bytes[..length]).is_err(), "{length}");
            }
        }
    }

    #[test]
    fn the_same_file_lies_apart_in_two_cases_and_in_a_handover() {
        let file = file_digest(b"sample");
        let [one, other] = [[1; 16], [2; 16]].map(|it| attachment_id(CaseId::from_bytes(it), file));
        let came = enclosed_id(HandoverId::from_bytes([1; 16]), file);
        assert!(one != other && came != one);
    }
}
