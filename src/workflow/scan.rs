//! The scan of a signed consent form: it lies with the form, and there is no way from here to a parcel.
//!
//! What stands on it is not read; files of a case are `attachment`'s.

use zeroize::Zeroizing;

use crate::codec::v1_attachment::{decode_scan, encode_scan, file_digest};
use crate::domain::attachment::{AttachmentRefused, Scan, recognise};
use crate::domain::audit::Act as Deed;
use crate::domain::handover::permit::Step;
use crate::domain::id::ConsentId;
use crate::vault::{Change, Expect, Name, Shelf, Under};
use crate::workflow::desk::Desk;
use crate::workflow::problem::{Problem, Thing};

impl Desk {
    /// Keeps the scan of a signed form with it. One that was there goes for good: a form has one. `None` is what was no plain
    /// file.
    pub fn attach_scan(
        &mut self,
        id: ConsentId,
        bytes: Option<Zeroizing<Vec<u8>>>,
    ) -> Result<Scan, Problem> {
        self.right(Step::RecordConsent)?;
        let case = self.stored_consent(id)?.form().case;
        let bytes = bytes.ok_or(AttachmentRefused::NotAFile)?;
        let scan = Scan {
            case,
            digest: file_digest(&bytes),
            format: recognise(&bytes)?,
            length: bytes.len() as u32,
        };
        let before = self.scan_of(id)?;
        if before.as_ref().is_some_and(|it| it.digest == scan.digest) {
            return Err(AttachmentRefused::Known.into());
        }
        let change = Change::Put {
            name: scan_name(id),
            expect: Expect::Any,
            under: Under::Folder(case.to_bytes()),
            head: encode_scan(&scan),
            body: bytes.to_vec(),
        };
        let subject = Some(case.to_bytes());
        self.enter(&[change], Deed::CaseWritten, subject)?;
        if before.is_some() {
            let event = self.event_of_program(Deed::Erased, subject);
            self.vault.rebuild(&event)?;
        }
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

/// Where the scan of a form lies.
pub(crate) fn scan_name(id: ConsentId) -> Name {
    Name {
        shelf: Shelf::Scan,
        id: id.to_bytes(),
    }
}
