//! What is being typed and not saved yet: one sealed file in the live epoch, replaced whole at each change.
//!
//! Not a part of the journal: a draft is nobody's deed, and a line a second would drown those that are. A file that
//! does not open holds no drafts; what is saved never depends on it.

use std::io;

use zeroize::Zeroizing;

use crate::crypto::aead;
use crate::vault::keys::Keys;
use crate::vault::layout::{Layout, pad, unpad};
use crate::vault::place::Place;
use crate::vault::{Vault, VaultError};

/// The most bytes all drafts may have together; beyond, the oldest go.
pub const MAX_DRAFTS: usize = 8 << 20;

const FORMAT: u8 = 1;
const LABEL: &[u8] = b"tasuki-draft-v1\0";
const STEP: usize = 4_096;
/// What the file may have besides the drafts: version, epoch, seal, names and padding.
const AROUND: usize = 1 << 20;

/// One draft.
#[derive(Clone, PartialEq, Eq)]
pub struct Draft {
    /// Whose, and of what; as the caller names it, at most 255 bytes.
    pub name: Vec<u8>,
    /// The folder it is about: it goes with it when that is erased.
    pub folder: Option<[u8; 16]>,
    /// What was typed.
    pub body: Zeroizing<Vec<u8>>,
}

impl Vault {
    /// Reads a draft; none where there is none.
    ///
    /// # Errors
    /// `Io`.
    pub fn draft(&self, name: &[u8]) -> Result<Option<Draft>, VaultError> {
        self.sound()?;
        let drafts = read(&self.place, &self.store.keys)?;
        Ok(drafts.into_iter().find(|it| it.name == name))
    }

    /// Lists the names of all drafts, the one kept last at the end.
    ///
    /// # Errors
    /// `Io`.
    pub fn draft_names(&self) -> Result<Vec<Vec<u8>>, VaultError> {
        self.sound()?;
        let drafts = read(&self.place, &self.store.keys)?;
        Ok(drafts.into_iter().map(|it| it.name).collect())
    }

    /// Keeps a draft in place of the one of its name; durable when it returns.
    ///
    /// # Errors
    /// `TooLarge`, `Io`.
    pub fn keep_draft(&mut self, draft: Draft) -> Result<(), VaultError> {
        self.sound()?;
        if draft.body.len() > MAX_DRAFTS || draft.name.len() > usize::from(u8::MAX) {
            return Err(VaultError::TooLarge);
        }
        let mut drafts = read(&self.place, &self.store.keys)?;
        drafts.retain(|it| it.name != draft.name);
        drafts.push(draft);
        let size = |all: &[Draft]| all.iter().map(|it| it.body.len()).sum::<usize>();
        while size(&drafts) > MAX_DRAFTS {
            drafts.remove(0);
        }
        Ok(write(&self.place, &self.store.keys, &drafts)?)
    }

    /// Forgets a draft; content when there is none.
    ///
    /// # Errors
    /// `Io`.
    pub fn drop_draft(&mut self, name: &[u8]) -> Result<(), VaultError> {
        self.sound()?;
        self.keep_drafts(|it| it.name != name)
    }

    /// Forgets every draft that would go with a folder; content when there is none.
    ///
    /// # Errors
    /// `Io`.
    pub fn drop_drafts_with(&mut self, folder: [u8; 16]) -> Result<(), VaultError> {
        self.sound()?;
        self.keep_drafts(|it| it.folder != Some(folder))
    }

    fn keep_drafts(&mut self, stays: impl Fn(&Draft) -> bool) -> Result<(), VaultError> {
        let mut drafts = read(&self.place, &self.store.keys)?;
        let before = drafts.len();
        drafts.retain(stays);
        if drafts.len() < before {
            write(&self.place, &self.store.keys, &drafts)?;
        }
        Ok(())
    }
}

/// Carries drafts into an epoch that is not live yet, less those about the folders that go.
pub fn carry(place: &Place, old: &Keys, new: &Keys, doomed: &[[u8; 16]]) -> io::Result<()> {
    let mut drafts = read(place, old)?;
    drafts.retain(|it| it.folder.is_none_or(|folder| !doomed.contains(&folder)));
    match drafts.is_empty() {
        true => Ok(()),
        false => write(place, new, &drafts),
    }
}

fn read(place: &Place, keys: &Keys) -> io::Result<Vec<Draft>> {
    let path = place.drafts(keys.epoch);
    if !place.disk.exists(&path)? {
        return Ok(Vec::new());
    }
    let bytes = place.disk.read_within(&path, MAX_DRAFTS + AROUND)?;
    let opened = bytes.split_first().and_then(|(format, sealed)| {
        let fits = *format == FORMAT;
        fits.then(|| aead::open(&keys.draft, &label(keys), sealed).ok())
            .flatten()
    });
    Ok(opened
        .and_then(|plain| all(unpad(&plain)?))
        .unwrap_or_default())
}

fn write(place: &Place, keys: &Keys, drafts: &[Draft]) -> io::Result<()> {
    let mut plain = Zeroizing::new(Vec::new());
    plain.extend((drafts.len() as u32).to_be_bytes());
    for draft in drafts {
        plain.push(draft.name.len() as u8);
        plain.extend(&draft.name);
        plain.push(u8::from(draft.folder.is_some()));
        plain.extend(draft.folder.unwrap_or_default());
        plain.extend((draft.body.len() as u32).to_be_bytes());
        plain.extend(draft.body.iter());
    }
    let padded = Zeroizing::new(pad(&plain, STEP));
    let mut bytes = vec![FORMAT];
    bytes.extend(aead::seal(&keys.draft, &label(keys), &padded));
    place.disk.replace(&place.drafts(keys.epoch), &bytes)
}

fn label(keys: &Keys) -> Vec<u8> {
    [LABEL, &keys.vault[..], &keys.epoch.to_be_bytes()[..]].concat()
}

fn all(plain: &[u8]) -> Option<Vec<Draft>> {
    let mut layout = Layout(plain);
    let count = layout.u32()?;
    let mut drafts = Vec::new();
    for _ in 0..count {
        drafts.push(one(&mut layout)?);
    }
    layout.end()?;
    Some(drafts)
}

fn one(layout: &mut Layout) -> Option<Draft> {
    let length = layout.u8()?;
    let name = layout.bytes(usize::from(length))?.to_vec();
    let about = layout.u8()?;
    let folder = layout.array()?;
    let length = layout.u32()?;
    let body = Zeroizing::new(layout.bytes(length as usize)?.to_vec());
    Some(Draft {
        name,
        folder: (about == 1).then_some(folder),
        body,
    })
}
