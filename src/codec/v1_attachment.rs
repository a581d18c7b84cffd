//! A file attached to a case, in schema 1: what stands in the head of its record, and where it lies.
//!
//! The bytes of the file are the body as they are; what they show is not read here.

use crate::codec::v1::Unreadable;
use crate::codec::wire::{self, Misread};
use crate::crypto::digest;
use crate::domain::attachment::{Attachment, Format, Standing};
use crate::domain::id::{CaseId, Digest};

const SCHEMA: u8 = 1;

/// Case, digest, number of the format, bytes, and whether it is leaving.
type Head = ([u8; 16], [u8; 32], u8, u32, bool);

/// Digests the bytes of a file.
pub fn file_digest(bytes: &[u8]) -> Digest {
    Digest::from_bytes(digest::hash(&[bytes]))
}

/// The id a file of a case lies under.
pub fn attachment_id(case: CaseId, file: Digest) -> [u8; 16] {
    let parts = [
        &b"tasuki-attachment-v1\0"[..],
        case.as_bytes(),
        file.as_bytes(),
    ];
    let hash = digest::hash(&parts);
    *hash.first_chunk().expect("a digest has 32 bytes")
}

/// Encodes what the head says.
pub fn encode_attachment(it: &Attachment) -> Vec<u8> {
    let format = match it.format {
        Format::Pdf => 1,
        Format::Jpeg => 2,
        Format::Png => 3,
    };
    let leaving = it.standing == Standing::Leaving;
    let (case, digest) = (it.case.to_bytes(), it.digest.to_bytes());
    let head: Head = (case, digest, format, it.length, leaving);
    wire::encode_as(SCHEMA, &head)
}

/// Decodes it.
///
/// # Errors
/// `Newer`, `Malformed`.
pub fn decode_attachment(bytes: &[u8]) -> Result<Attachment, Unreadable> {
    let head: Head = wire::decode_as(SCHEMA, bytes).map_err(|it| match it {
        Misread::Newer(schema) => Unreadable::Newer { schema },
        Misread::Older(_) | Misread::Malformed => Unreadable::Malformed,
    })?;
    let (case, digest, format, length, leaving) = head;
    Ok(Attachment {
        case: CaseId::from_bytes(case),
        digest: Digest::from_bytes(digest),
        format: match format {
            1 => Format::Pdf,
            2 => Format::Jpeg,
            3 => Format::Png,
            _ => return Err(Unreadable::Malformed),
        },
        length,
        standing: match leaving {
            true => Standing::Leaving,
            false => Standing::Kept,
        },
    })
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
    fn the_same_file_lies_apart_in_two_cases() {
        let file = file_digest(b"sample");
        let [one, other] = [[1; 16], [2; 16]].map(|it| attachment_id(CaseId::from_bytes(it), file));
        assert_ne!(one, other);
    }
}
