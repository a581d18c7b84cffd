//! Nothing a person wrote stands anywhere in plain: not in the store, not in a parcel, not beside them.

use tasuki::workflow::post::Extent;

use crate::town::{NOTED, Point, SHARED, WITHHELD, found_in, named_files, town};

#[test]
fn no_name_kana_note_or_text_stands_in_any_file() {
    let mut town = town(Point::ReadBack);
    let shared = town.dir.0.join("post");
    std::fs::create_dir_all(&shared).unwrap();
    for office in [&mut town.sender, &mut town.receiver] {
        let desk = office.desk();
        desk.set_mailbox(shared.clone()).unwrap();
    }
    town.accept();
    town.receiver.desk().sync(Extent::New).unwrap();
    town.sender.desk().sync(Extent::Everything).unwrap();
    let waiting = named_files(&shared);
    assert_ne!(waiting.len(), 0, "a parcel lies in the shared folder");
    town.release();
    town.sender.desk().sync(Extent::New).unwrap();
    town.receiver.desk().sync(Extent::New).unwrap();
    town.start();

    let secrets = [
        SHARED,
        WITHHELD,
        NOTED,
        "タカハシ",
        "サクラ",
        "髙橋",
        "さくら",
    ];
    let seen = town.sender.all_content();
    for secret in secrets {
        assert_ne!(
            found_in(&seen, secret),
            [""; 0],
            "{secret} was never written"
        );
    }
    for open in [true, false] {
        if open {
            town.sender.desk();
            town.receiver.desk();
        } else {
            town.sender.close();
            town.receiver.close();
        }
        let mut files = named_files(&town.dir.0);
        files.extend(waiting.iter().cloned());
        assert!(10 < files.len(), "{} files", files.len());
        for (name, _) in &mut files {
            let said = name.clone();
            assert_eq!(
                found_in(&[(said.clone(), said.into_bytes())], "サクラ"),
                [""; 0]
            );
        }
        for secret in secrets {
            assert_eq!(
                found_in(&files, secret),
                [""; 0],
                "{secret} in plain, open: {open}"
            );
        }
    }
}
