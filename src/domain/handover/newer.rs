//! With which version of a section the one that stands is compared, for whoever reads it once more.
//!
//! It holds no content: which versions there were and which of them was read, the entries say.

use crate::domain::handover::dossier::{Dossier, Offer, Section};
use crate::domain::handover::entry::{Act, Side};
use crate::domain::id::{Digest, OfferNo};
use crate::domain::section::SectionId;

/// What there was of a section before the version that stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before {
    /// Nothing: it came for the first time, with an addition or a newer offer.
    Nothing,
    /// The version in this part of the offer.
    Part(u16),
    /// Another version in the offer that was opened before; its content is destroyed as the newer one is opened.
    OtherOffer,
}

/// Gives what there was of a section before the version that stands; none where that is the first the receiver had of the
/// handover, or the same as in the offer before. Of several the one counts that was read last; where none was, the first.
pub fn before(dossier: &Dossier, offer: &Offer, section: &Section) -> Option<Before> {
    match section.part {
        0 => before_offer(dossier, offer.no, section),
        part => Some(before_addition(dossier, offer.no, section, part)),
    }
}

fn before_addition(dossier: &Dossier, offer: OfferNo, section: &Section, part: u16) -> Before {
    let id = section.pinned.section;
    let versions = versions(dossier, offer, id);
    let earlier = || versions.iter().filter(|(it, _)| *it < part);
    let last_read = earlier().rfind(|(_, digest)| is_read(dossier, id, *digest));
    match last_read.or(earlier().next()) {
        Some((part, _)) => Before::Part(*part),
        None => Before::Nothing,
    }
}

fn before_offer(dossier: &Dossier, offer: OfferNo, section: &Section) -> Option<Before> {
    let opened = dossier.log(Side::Receiver).iter();
    let opened = opened.filter_map(|it| match it.envelope.act {
        Act::Received { offer, part: 0 } => Some(offer),
        _ => None,
    });
    let last = opened.filter(|it| *it < offer).max()?;
    let versions = versions(dossier, last, section.pinned.section);
    match versions.first() {
        None => Some(Before::Nothing),
        Some((_, digest)) if *digest == section.pinned.digest => None,
        Some(_) => Some(Before::OtherOffer),
    }
}

/// Every version of a section in an offer, by its part, in order.
fn versions(dossier: &Dossier, of: OfferNo, section: SectionId) -> Vec<(u16, Digest)> {
    let said = dossier.log(Side::Sender).iter();
    let parts = said.filter_map(|it| match &it.envelope.act {
        Act::Offered { offer, manifest } if *offer == of => Some((0, &manifest.sections)),
        Act::Added {
            offer,
            part,
            sections,
        } if *offer == of => Some((*part, sections)),
        _ => None,
    });
    let named = parts.flat_map(|(part, all)| all.iter().map(move |it| (part, it)));
    let named = named.filter(|(_, it)| it.section == section);
    named.map(|(part, it)| (part, it.digest)).collect()
}

fn is_read(dossier: &Dossier, of: SectionId, version: Digest) -> bool {
    let mut replied = dossier.log(Side::Receiver).iter();
    replied.any(|it| match it.envelope.act {
        Act::Acknowledged {
            section, digest, ..
        } => section == of && digest == version,
        _ => false,
    })
}
