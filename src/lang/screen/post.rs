//! The words of the mailbox.
//!
//! What a round of sending and collecting did is a message.

use crate::lang::screen::words::words;

words! {
    /// The mailbox.
    Post {
        Folder: "共有フォルダー", "Shared folder";
        NotSet: "決まっていません。F7で決めます(管理者)。", "Not set. F7 sets it (manager).";
        Waiting: "送るのを待つもの", "Waiting to be sent";
        NothingWaits: "送るのを待つものはありません。F5で届いたものを受け取ります。", "Nothing waits to be sent. F5 collects what came.";
        Entries: "記入", "entries";
        LastRound: "前回の受渡し", "The last round";
        NoRound: "開いてから、まだ受渡しをしていません。", "Nothing was sent or collected since it was opened.";
        SetTitle: "共有フォルダーを決める", "Set the shared folder";
        SetHint: "相手の事業所と共に使うフォルダー(USBメモリーなど)の場所を、/ から始めて全部入れます。", "The whole path of the folder shared with the other offices, from / on (a USB stick, for instance).";
        Path: "場所", "Path";
        Set: "共有フォルダーを決めました。", "The shared folder is set.";
    }
}
