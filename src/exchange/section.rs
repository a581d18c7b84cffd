//! Sections as they travel: bytes, the salt of their digest, and the digest that pins them.
//!
//! It makes them of a disclosure only; what a section says is the codec's.

use zeroize::Zeroizing;

use crate::codec::v1;
use crate::crypto::digest;
use crate::crypto::secret::Key;
use crate::domain::consent::Disclosure;
use crate::domain::handover::entry::{Pinned, Weight};
use crate::domain::id::Digest;
use crate::domain::section::SectionId;
use crate::exchange::parcel::Section;

/// A section ready to travel, with what pins it.
pub struct Ready {
    /// Which section, by which digest.
    pub pinned: Pinned,
    /// The bytes and the salt of the digest.
    pub section: Section,
}

/// Encodes and pins every section of a disclosure.
///
/// The salt is drawn from the dossier's key, so that a section which did not change keeps its digest from offer to
/// offer, while nobody without the key can try texts against it.
pub fn ready(dossier: &Key, disclosure: &Disclosure) -> Vec<Ready> {
    let sections = disclosure.sections().map(|(id, fields)| {
        let content = Zeroizing::new(v1::encode_section(id, fields));
        let salt = salt(dossier, &content);
        Ready {
            pinned: Pinned {
                section: id,
                digest: digest_of(&content, &salt),
                weight: weight(id),
            },
            section: Section { content, salt },
        }
    });
    sections.collect()
}

/// Digests a section as it is pinned under a dossier's key: the same content under another key has another digest.
pub fn digest_under(dossier: &Key, content: &[u8]) -> Digest {
    digest_of(content, &salt(dossier, content))
}

/// Digests a section with its salt.
pub fn digest_of(content: &[u8], salt: &[u8; 16]) -> Digest {
    Digest::from_bytes(digest::hash(&[b"case-section-v1\0", salt, content]))
}

fn salt(dossier: &Key, content: &[u8]) -> [u8; 16] {
    let whole = digest::keyed(dossier, &[b"case-section-salt-v1\0", content]);
    *whole.first_chunk().expect("a digest has 32 bytes")
}

fn weight(section: SectionId) -> Weight {
    match section.is_mandatory() {
        true => Weight::Mandatory,
        false => Weight::Optional,
    }
}
