//! What to say when the store was not opened or not written.
//!
//! What its parts are for is `vault`'s.

use crate::lang::Lang;
use crate::lang::problem::{Said, problem};
use crate::workflow::problem::{Part, Problem, VaultError};

/// Says why the vault did not do it.
pub fn vault(cause: &VaultError, lang: Lang) -> Said {
    match cause {
        VaultError::WrongPassphrase => Said::of(
            lang,
            (
                "名前かパスフレーズが違います。",
                "もう一度入れてください。だれも入れないときは、復旧シートを手元に、命令 tasuki recover を使います。",
            ),
            (
                "The name or the passphrase is wrong.",
                "Enter them again. If nobody can get in, take the recovery sheet and use the command `tasuki recover`.",
            ),
        ),
        VaultError::WrongSheet => Said::of(
            lang,
            (
                "復旧シートの文字が、この保管庫のものと合いません。",
                "復旧シートを見ながら、番号の順に入れ直してください。前のシートでないかも確かめてください。",
            ),
            (
                "This is not what the recovery sheet of this store says.",
                "Enter the groups again in their order, and check that the sheet is the latest one.",
            ),
        ),
        VaultError::Busy => Said::of(
            lang,
            (
                "別の画面のtasukiが、いまこの保管庫を開いています。",
                "そちらを閉じるかロック（Ctrl+L）してから、もう一度行ってください。操作がなければ、やがて自分でロックします。",
            ),
            (
                "tasuki has this store open in another window.",
                "Close it or lock it (Ctrl+L), then try again. Left alone, it locks itself in a while.",
            ),
        ),
        VaultError::NotAVault => Said::of(
            lang,
            (
                "この場所には保管庫がありません。",
                "場所を確かめるか、はじめの設定をしてください。",
            ),
            (
                "There is no store in this place.",
                "Check the place, or begin with the first setup.",
            ),
        ),
        VaultError::AlreadyThere => Said::of(
            lang,
            (
                "この場所には、すでに保管庫があります。",
                "それを開くか、別の場所を選んでください。",
            ),
            (
                "There is a store in this place already.",
                "Open that one, or choose another place.",
            ),
        ),
        VaultError::NewerFormat => Said::of(
            lang,
            (
                "保管庫は、より新しい版のtasukiで書かれています。",
                "tasukiを新しい版にしてから開いてください。",
            ),
            (
                "The store was written by a newer version of tasuki.",
                "Update tasuki, then open it again.",
            ),
        ),
        VaultError::Damaged { part } => Said::of(
            lang,
            (
                format!(
                    "{}が壊れているか、書き換えられています。",
                    part_name(*part, lang)
                ),
                "書き足さずに、管理者に知らせてください。バックアップから戻せます。",
            ),
            (
                format!("{} is damaged or has been altered.", part_name(*part, lang)),
                "Write nothing more and tell the manager. A backup brings it back.",
            ),
        ),
        VaultError::RolledBack { part } => Said::of(
            lang,
            (
                format!(
                    "{}が、前に見たものより古くなっています。",
                    part_name(*part, lang)
                ),
                "バックアップから戻したのでなければ、使わずに管理者に知らせてください。",
            ),
            (
                format!(
                    "{} is older than what was seen here last.",
                    part_name(*part, lang)
                ),
                "Unless you restored a backup, do not use it; tell the manager.",
            ),
        ),
        VaultError::Conflict(_) => problem(&Problem::Stale, lang),
        VaultError::TooLarge => Said::of(
            lang,
            (
                "長すぎて保存できません。",
                "文章を短くしてから、もう一度保存してください。",
            ),
            (
                "It is too long to be kept.",
                "Shorten the text, then save again.",
            ),
        ),
        VaultError::NameTaken => problem(&Problem::NameTaken, lang),
        VaultError::NoSuchAccount => Said::of(
            lang,
            (
                "その職員は登録がないか、いま使っている本人です。",
                "職員の一覧で名前を確かめてください。自分の登録は、別の職員に頼んでください。",
            ),
            (
                "That member of staff is not registered, or is the one signed in.",
                "Check the name in the list of staff. Your own account is for a colleague to change.",
            ),
        ),
        VaultError::NoMemory => Said::of(
            lang,
            (
                "メモリが足りず、開けませんでした。",
                "ほかのソフトを閉じてから、もう一度開いてください。",
            ),
            (
                "There was not enough memory to open it.",
                "Close other programs, then open again.",
            ),
        ),
        VaultError::Reopen => Said::of(
            lang,
            (
                "前の保存が終わったかどうか、確かめられませんでした。",
                "いったん閉じてロックし、開き直してください。最後の入力が残っているか見てください。",
            ),
            (
                "It is not certain whether the last save was finished.",
                "Lock, open again, and see whether the last entry is there.",
            ),
        ),
        VaultError::Io(cause) => disk(cause.kind(), lang),
    }
}

fn disk(kind: std::io::ErrorKind, lang: Lang) -> Said {
    use std::io::ErrorKind;
    match kind {
        ErrorKind::StorageFull => Said::of(
            lang,
            (
                "ディスクがいっぱいで、保存できませんでした。",
                "要らないファイルを片付けてから、もう一度保存してください。",
            ),
            (
                "The disk is full; it was not saved.",
                "Make room on the disk, then save again.",
            ),
        ),
        ErrorKind::PermissionDenied => Said::of(
            lang,
            (
                "保管庫の場所を読み書きする許可がありません。",
                "フォルダの権限を管理者に確かめてもらってください。",
            ),
            (
                "The place of the store may not be read or written.",
                "Ask the manager to check the permissions of the folder.",
            ),
        ),
        _ => Said::of(
            lang,
            (
                "ディスクの読み書きに失敗しました。",
                "もう一度行ってください。続くようなら、バックアップを取り、管理者に知らせてください。",
            ),
            (
                "The disk could not be read or written.",
                "Try again. If it goes on, make a backup and tell the manager.",
            ),
        ),
    }
}

fn part_name(part: Part, lang: Lang) -> &'static str {
    let (ja, en) = match part {
        Part::Keyring => ("鍵のファイル", "The file of keys"),
        Part::Pointer => ("保管庫の目印のファイル", "The marker file of the store"),
        Part::Journal => ("操作の記録", "The journal"),
        Part::Index => ("記録の索引", "The index of the records"),
        Part::Witness => ("保管庫の外の控え", "The copy kept outside the store"),
        Part::Record(_) => ("記録の一件", "One record"),
    };
    match lang {
        Lang::Ja => ja,
        Lang::En => en,
    }
}
