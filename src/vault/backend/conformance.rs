//! What every index promises; it does not try what only one of them can do.

use std::path::Path;

use crate::vault::backend::{Indexing, Key, Write};

/// Runs the whole suite in the folder `dir`, which must not exist yet.
pub fn check(indexing: &Indexing, dir: &Path) {
    values_are_kept_and_listed(indexing, dir);
    what_was_flushed_is_there_when_opened_again(indexing, dir);
    nothing_is_left_after_wiping(indexing, dir);
}

fn key(kind: u8, number: u8) -> Key {
    let mut key = [number; 17];
    key[0] = kind;
    key
}

fn put(key: Key, value: &[u8]) -> Write {
    Write {
        key,
        value: Some(value.to_vec()),
    }
}

fn values_are_kept_and_listed(indexing: &Indexing, dir: &Path) {
    let mut index = indexing.open(dir).unwrap();
    assert_eq!(index.get(&key(b'h', 1)).unwrap(), None);
    let batch = [
        put(key(b'h', 2), b"two"),
        put(key(b'h', 1), b"one"),
        put(key(b'i', 0), b"other"),
        put(key(b'g', 255), b"other"),
    ];
    index.apply(&batch).unwrap();
    let listed = index.scan(b'h').unwrap();
    assert_eq!(
        listed,
        [
            (key(b'h', 1), b"one".to_vec()),
            (key(b'h', 2), b"two".to_vec())
        ]
    );
    let gone = Write {
        key: key(b'h', 1),
        value: None,
    };
    index
        .apply(&[gone.clone(), gone, put(key(b'h', 2), &[7; 8192])])
        .unwrap();
    assert_eq!(index.get(&key(b'h', 1)).unwrap(), None);
    assert_eq!(index.get(&key(b'h', 2)).unwrap(), Some(vec![7; 8192]));
    index.flush().unwrap();
}

fn what_was_flushed_is_there_when_opened_again(indexing: &Indexing, dir: &Path) {
    let index = indexing.open(dir).unwrap();
    assert_eq!(index.get(&key(b'h', 2)).unwrap(), Some(vec![7; 8192]));
    assert_eq!(index.scan(b'h').unwrap().len(), 1);
}

fn nothing_is_left_after_wiping(indexing: &Indexing, dir: &Path) {
    indexing.wipe(dir).unwrap();
    indexing.wipe(dir).unwrap();
    let index = indexing.open(dir).unwrap();
    for kind in *b"ghi" {
        assert!(index.scan(kind).unwrap().is_empty());
    }
}
