//! The scan of a signed consent form: it lies with the form, and there is no way from here to a parcel.
//!
//! What stands on it is not read; files of a case are `attachment`'s.

use zeroize::Zeroizing;

use crate::codec::v1_attachment::{decode_scan, encode_scan, file_digest, replaced_scan};
use crate::domain::attachment::{
    Attachment, AttachmentRefused, Scan, ScanBefore, Standing, recognise,
};
use crate::domain::audit::Act as Deed;
use crate::domain::handover::permit::Step;
use crate::domain::id::ConsentId;
use crate::vault::{Change, Expect, Name, Shelf, Under};
use crate::workflow::attachment::file_change;
use crate::workflow::desk::Desk;
use crate::workflow::problem::{Problem, Thing};

impl Desk {
    /// Keeps the scan of a signed form with it, while its case is here. A form has one: one that was there goes for good where
    /// that is said, and else refuses this one. `None` is what was no plain file.
    pub fn attach_scan(
        &mut self,
        id: ConsentId,
        bytes: Option<Zeroizing<Vec<u8>>>,
        before: ScanBefore,
    ) -> Result<Scan, Problem> {
        self.right(Step::RecordConsent)?;
        let case = self.stored_consent(id)?.form().case;
        self.is_here(case)?;
        let bytes = bytes.ok_or(AttachmentRefused::NotAFile)?;
        let scan = Scan {
            case,
            digest: file_digest(&bytes),
            format: recognise(&bytes)?,
            length: bytes.len() as u32,
        };
        let mut changes = vec![Change::Put {
            name: scan_name(id),
            expect: Expect::Any,
            under: Under::Folder(case.to_bytes()),
            head: encode_scan(&scan),
            body: bytes.to_vec(),
        }];
        match (self.scan_of(id)?, before) {
            (None, _) => (),
            (Some(held), _) if held.digest == scan.digest => {
                return Err(AttachmentRefused::Known.into());
            }
            (Some(_), ScanBefore::Stays) => return Err(AttachmentRefused::ScanThere.into()),
            (Some(held), ScanBefore::Goes) => changes.push(leaving(id, &held)),
        }
        self.enter(&changes, Deed::CaseWritten, Some(case.to_bytes()))?;
        self.finish_detaching()?;
        Ok(scan)
    }

    /// Takes the scan of a form out of the vault to be written to the disk; the journal tells who did.
    pub fn export_scan(&mut self, id: ConsentId) -> Result<Zeroizing<Vec<u8>>, Problem> {
        self.right(Step::WriteCase)?;
        let case = self.stored_consent(id)?.form().case;
        let missing = Problem::Missing(Thing::Attachment);
        let scan = self.scan_of(id)?.ok_or(missing)?;
        let stored = self.vault.read(scan_name(id))?;
        let bytes = match stored {
            Some(stored) if file_digest(&stored.body) == scan.digest => stored.body,
            _ => return Err(Problem::Unreadable),
        };
        self.enter(&[], Deed::Exported, Some(case.to_bytes()))?;
        Ok(bytes)
    }

    /// The scan of a form, without its bytes.
    pub(crate) fn scan_of(&self, id: ConsentId) -> Result<Option<Scan>, Problem> {
        let head = self.vault.head_of(scan_name(id))?;
        let scan = head.map(|it| decode_scan(&it));
        scan.transpose().map_err(|_| Problem::Unreadable)
    }
}

/// Marks that the bytes of a replaced scan have still to go, as those of a file that is taken away: whatever cuts the rewriting
/// of the store short, the next opening does it.
fn leaving(id: ConsentId, held: &Scan) -> Change {
    let mark = Attachment {
        case: held.case,
        digest: replaced_scan(id, held.digest),
        format: held.format,
        length: held.length,
        standing: Standing::Leaving,
    };
    file_change(&mark, Vec::new())
}

/// Where the scan of a form lies.
pub(crate) fn scan_name(id: ConsentId) -> Name {
    Name {
        shelf: Shelf::Scan,
        id: id.to_bytes(),
    }
}
