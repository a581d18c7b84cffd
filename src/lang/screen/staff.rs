//! The words of the room of the staff.
//!
//! Roles and standings are labels.

use crate::lang::screen::words::words;

words! {
    /// The staff.
    Staff {
        None: "職員がいません。", "There is no staff.";
        Me: "(あなた)", "(you)";
        AddTitle: "職員を加える", "Add a member of staff";
        AddHint: "本人が座り、本人だけが知るパスフレーズを決めて二度入れます。", "Let the person sit down, choose a passphrase only they know, and enter it twice.";
        Name: "氏名", "Name";
        Role: "役割", "Role";
        ChangeTitle: "自分のパスフレーズを変える", "Change your own passphrase";
        ChangeHint: "今のパスフレーズと、新しいパスフレーズを二度入れます。", "Enter the present passphrase, and the new one twice.";
        Present: "今のパスフレーズ", "Present passphrase";
        New: "新しいパスフレーズ", "New passphrase";
        Added: "職員を加えました。", "The member of staff was added.";
        Changed: "パスフレーズを変えました。", "The passphrase was changed.";
        ManagerOnly: "職員を加えられるのは管理者だけです。", "Only a manager can add staff.";
    }
}
