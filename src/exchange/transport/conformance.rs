//! What every transport must do, run against each of them.
//!
//! It does not test what only one of them can suffer; that stands beside each.

use crate::domain::id::OfficeId;
use crate::exchange::naming::Name;
use crate::exchange::transport::{Transport, TransportError, Was};

const ONE: OfficeId = OfficeId::from_bytes([1; 32]);
const OTHER: OfficeId = OfficeId::from_bytes([2; 32]);
const NOON: u64 = 1_790_000_000_000;
const A_DAY: u64 = 86_400_000;

/// Panics unless an empty transport behaves as all of them must.
pub fn holds(transport: &dyn Transport) {
    an_empty_place_is_no_error(transport);
    what_is_put_is_listed_and_fetched(transport);
    putting_twice_is_putting_once(transport);
    inboxes_are_apart(transport);
    names_come_oldest_first(transport);
    a_name_takes_its_own_bytes_only(transport);
    limits_hold(transport);
    deleting_twice_is_deleting_once(transport);
}

fn name(recipient: OfficeId, ms: u64, sealed: &[u8]) -> Name {
    Name::of(recipient, ms, sealed).unwrap()
}

fn clear(transport: &dyn Transport) {
    for office in [ONE, OTHER] {
        for name in transport.list(&office).unwrap() {
            transport.delete(&name).unwrap();
        }
        assert_eq!(transport.list(&office), Ok(vec![]));
    }
}

fn an_empty_place_is_no_error(transport: &dyn Transport) {
    assert_eq!(transport.list(&ONE), Ok(vec![]));
    let missing = name(ONE, NOON, b"never put");
    assert_eq!(
        transport.fetch(&missing, 100),
        Err(TransportError::NoSuchParcel)
    );
    assert_eq!(transport.delete(&missing), Ok(Was::Gone));
}

fn what_is_put_is_listed_and_fetched(transport: &dyn Transport) {
    for sealed in [&b""[..], b"x", &[0xa5; 100_000]] {
        let name = name(ONE, NOON, sealed);
        assert_eq!(transport.put(&name, sealed), Ok(()));
        assert_eq!(transport.fetch(&name, sealed.len()).unwrap(), sealed);
        assert!(transport.list(&ONE).unwrap().contains(&name));
    }
    clear(transport);
}

fn putting_twice_is_putting_once(transport: &dyn Transport) {
    let name = name(ONE, NOON, b"parcel");
    for _ in 0..3 {
        assert_eq!(transport.put(&name, b"parcel"), Ok(()));
    }
    assert_eq!(transport.list(&ONE), Ok(vec![name]));
    clear(transport);
}

fn inboxes_are_apart(transport: &dyn Transport) {
    let (mine, theirs) = (name(ONE, NOON, b"same"), name(OTHER, NOON, b"same"));
    transport.put(&mine, b"same").unwrap();
    transport.put(&theirs, b"same").unwrap();
    assert_eq!(transport.list(&ONE), Ok(vec![mine]));
    transport.delete(&mine).unwrap();
    assert_eq!(transport.list(&OTHER), Ok(vec![theirs]));
    clear(transport);
}

fn names_come_oldest_first(transport: &dyn Transport) {
    let times = [NOON + 2, NOON + A_DAY, NOON, NOON + 40 * A_DAY, NOON + 1];
    for ms in times {
        transport.put(&name(ONE, ms, b"parcel"), b"parcel").unwrap();
    }
    let listed = transport.list(&ONE).unwrap();
    assert_eq!(listed.len(), times.len());
    assert!(listed.is_sorted());
    clear(transport);
}

fn a_name_takes_its_own_bytes_only(transport: &dyn Transport) {
    let name = name(ONE, NOON, b"parcel");
    assert_eq!(
        transport.put(&name, b"another"),
        Err(TransportError::Changed)
    );
    assert_eq!(transport.list(&ONE), Ok(vec![]));
}

fn limits_hold(transport: &dyn Transport) {
    let name = name(ONE, NOON, b"parcel");
    transport.put(&name, b"parcel").unwrap();
    assert_eq!(transport.fetch(&name, 5), Err(TransportError::TooLarge));
    assert_eq!(transport.fetch(&name, 0), Err(TransportError::TooLarge));
    assert!(transport.fetch(&name, 6).is_ok());
    clear(transport);
}

fn deleting_twice_is_deleting_once(transport: &dyn Transport) {
    let name = name(ONE, NOON, b"parcel");
    transport.put(&name, b"parcel").unwrap();
    assert_eq!(transport.delete(&name), Ok(Was::There));
    assert_eq!(transport.delete(&name), Ok(Was::Gone));
    assert_eq!(transport.fetch(&name, 6), Err(TransportError::NoSuchParcel));
    assert_eq!(transport.put(&name, b"parcel"), Ok(()));
    clear(transport);
}
