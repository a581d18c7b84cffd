//! The words of the mailbox.
//!
//! What a round of sending and collecting did is a message.

use crate::lang::screen::words::words;

words! {
    /// The mailbox.
    Post {
        Folder: "共有フォルダー", "Shared folder";
        NotSet: "決まっていません。F7で決めます(管理者)。", "Not set. F7 sets it (manager).";
        Waiting: "送るのを待つ", "to be sent";
        UnderWay: "送信済・未着", "sent";
        Held: "止まっている", "held up";
        Refused: "受け取らなかった小包", "refused parcel";
        Unsent: "まだ送っていない記入", "Entries not sent yet";
        Sent: "送ったが、相手が受け取ったと確かめていない記入", "Entries sent and not known to have arrived";
        OpenIt: "Enterで引継ぎを開きます。", "Enter opens the handover.";
        NothingWaits: "送るもの、相手の受け取りを待つもの、受け取らなかったものはありません。", "Nothing waits to be sent, nothing is under way, nothing was refused.";
        LastRound: "前回の受渡し", "The last round";
        NoRound: "まだしていません。1分ごとに自分で行います。", "None yet. There is one every minute.";
        SetTitle: "共有フォルダーを決める", "Set the shared folder";
        SetHint: "相手の事業所と共に使うフォルダー(USBメモリーなど)の場所を、/ から始めて全部入れます。", "The whole path of the folder shared with the other offices, from / on (a USB stick, for instance).";
        Path: "場所", "Path";
        Set: "共有フォルダーを決めました。", "The shared folder is set.";
    }
}
