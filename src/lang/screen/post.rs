//! The words of the mailbox.
//!
//! What a round of sending and collecting did is a message.

use crate::lang::screen::words::words;

words! {
    /// The mailbox.
    Post {
        Folder: "共有フォルダ", "Shared folder";
        NotSet: "決まっていません。F7で決めます(管理者)。", "Not set. F7 sets it (manager).";
        Came: "届いたもの（14日間）", "What came (14 days)";
        CameAt: "届いた時", "Came at";
        RefusedAll: "受け取らなかった小包", "Refused parcels";
        Own: "送るもの・受け取り待ち", "To be sent, or on the way";
        Waiting: "送るのを待つ", "to be sent";
        UnderWay: "送信済・未着", "sent";
        Over: "送信済・終了", "ended, sent";
        OverSent: "終わった引継ぎの記録は送ってあります。相手が受け取れば済み、返事の小包は来ないことがあります。", "The entries of this ended handover were sent. The other office only has to collect them; there may be no reply.";
        Held: "止まっている", "stuck";
        Refused: "受け取らなかった小包", "refused parcel";
        Unsent: "まだ送っていない記録", "Entries not sent yet";
        Sent: "送ったが、相手が受け取ったと確かめていない記録", "Entries sent and not known to have arrived";
        HeldUnreadable: "ここにある記録が読めません。書き足さずに、管理者に知らせてください。", "What is kept of it here cannot be read. Write nothing more and tell the manager.";
        HeldLost: "当所の記録がここに足りないので、書き足せません。F8で全部を送り、相手にもはじめから全部送ってもらうと戻ります。戻らないとき、管理者はF6であきらめて先へ進めます。", "Entries of this office are missing here, so nothing can be written. F8 sends everything; let the other office do the same, and they come back. If they do not, a manager can give them up: F6.";
        OpenIt: "Enterで引継ぎを開きます。", "Enter opens the handover.";
        NothingWaits: "送るもの、相手の受け取りを待つもの、受け取らなかったものはありません。", "Nothing waits to be sent, nothing is under way, nothing was refused.";
        LastRound: "前回の送受信", "The last exchange";
        NoRound: "まだしていません。1分ごとに自分で行います。", "None yet. There is one every minute.";
        SetTitle: "共有フォルダを決める", "Set the shared folder";
        SetHint: "相手の事業所と共に使うフォルダ(USBメモリなど)の場所を、/ から始めて全部入れます。", "The full path of the folder shared with the other offices, from / on (a USB stick, for instance).";
        FirstAsk: "ほかの事業所と小包をやり取りする共有フォルダ(USBメモリなど)の場所を、/ から始めて全部入れます。空欄のまま進み、あとで「送受信」の画面で決めることもできます。", "The full path of the folder shared with the other offices, from / on (a USB stick, for instance). Leave it empty to set it later, in the mailbox.";
        RefusedKept: "受け取らなかった小包は、閉じても50件までここに残ります。新しいものが上です。", "Up to 50 refused parcels stay listed here, also after a restart, the newest first.";
        KeyAll: "はじめから全部送る", "Send everything again";
        KeyGiveUp: "失われた記録をあきらめる", "Give up lost entries";
        NothingLost: "選んだ行に、失われた記録はありません。", "Nothing is lost in the selected row.";
        GiveUpAsk: "失われた記録をあきらめますか。相手がその記録を持っていると、この引継ぎは両方で止まります。先にF8と相手からの送り直しを試してください。", "Give up the lost entries? If the other office holds one, this handover stops for both. First let both sides send everything (F8).";
        Path: "場所", "Path";
        Set: "共有フォルダを決めました。", "The shared folder is set.";
    }
}
