//! The words of what is kept and until when, of destroying it, and of the receipts.
//!
//! How long something is kept, and what a receipt says, is `lang::retention`'s.

use crate::lang::screen::words::words;

words! {
    /// What is kept, and until when.
    Retention {
        Title: "保存期間と廃棄", "Retention and destruction";
        When: "いつまで", "Until";
        Person: "本人", "Person";
        What: "番号", "Number";
        Over: "廃棄できます", "may be destroyed";
        UnderWay: "引継ぎの途中", "under way";
        NoEnd: "サービス提供終了日不明", "end of contract unknown";
        Unreadable: "読めない記録あり", "cannot be read";
        None: "保存しているケースや引継ぎはありません。", "No case or handover is kept.";
        KeyOpen: "保存期間", "Retention";
        KeyShred: "廃棄", "Destroy";
        KeyReceipts: "廃棄証明", "Receipts";
        ShredTitle: "廃棄する", "Destroy";
        ShredHint: "ケースと、つながる引継ぎ・同意・記録・メモ・添付をすべて消し、元には戻せません。氏名のない廃棄証明が残ります。控えのコピー、紙、相手の事業所が持つものには届きません。確かめのため、氏名（ないときは番号の初めの8文字）を入れます。",
            "The case goes with its handovers, consents, records, notes and files, and this cannot be undone. A receipt without names stays. Copies, paper and what the other office holds are not reached. To confirm, type the name (without one, the first 8 characters of the number).";
        ShredName: "氏名（なければ番号）", "Name (or number)";
        ShredOther: "選んだものの氏名（番号）と違います。", "This is not the name (or number) of what is selected.";
        Shredded: "廃棄しました。廃棄証明はF7で見られます。", "Destroyed. The receipt is behind F7.";
        Receipts: "廃棄証明", "Receipts of destruction";
        ReceiptsTitle: "廃棄証明をファイルに書き出す", "Write the receipts to a file";
        ReceiptsHint: "廃棄証明を、すべて一つの表に書き出します。氏名は入りません。新しいファイルの場所を、/ から始めて全部入れます。封がされず、だれでも読めます。書き出したことは記録に残ります。", "Every receipt goes into one table; no name is in it. The full path of a new file, from / on. It is not sealed: whoever has it can read it. The audit log keeps that it was written.";
        NoReceipts: "廃棄したものはありません。", "Nothing was destroyed.";
    }
}
