//! The words of the room of records of giving and receiving.
//!
//! What stands in a record is `lang::record`'s.

use crate::lang::screen::words::words;

words! {
    /// The records the law asks for.
    Record {
        None: "提供・受領の記録はまだありません。引継ぎが相手に届くと、自動で作られます。", "There is no record yet. One is made by itself when a handover arrives.";
        When: "届いた日", "Arrived";
        Kind: "記録", "Record";
        Of: "提供", "Offer";
        Person: "本人", "Person";
        Office: "相手の事業所", "Other office";
        Given: "提供", "given";
        Received: "受領", "received";
        Copy: "写し", "copy";
        Whole: "提供・受領の記録", "Record of giving or receiving";
        WholeWithdrawal: "同意撤回の台帳", "Withdrawal";
        WholeConsent: "同意の記録", "Consent form";
        PageLedger: "同意撤回の台帳", "ledger of withdrawals";
        PageConsents: "同意の記録", "consent forms";
        NoWithdrawals: "撤回はありません。Tabでほかの記録へ移ります。", "Nothing was taken back. Tab goes on to other records.";
        NoConsents: "同意書はまだありません。Tabでほかの記録へ移ります。", "There is no consent form yet. Tab goes on to other records.";
        On: "撤回した日", "Withdrawn";
        Answer: "受け手の対応", "Answer";
        Signed: "同意した日", "Signed";
        Until: "期限", "Until";
        Mode: "形", "Kind";
        Standing: "状態", "Stands";
        KeyNext: "次の帳票", "Next page";
        KeyPrevious: "前の帳票", "Page before";
        KeyWhole: "全部見る", "Show";
        KeyDossier: "引継ぎを開く", "Open the handover";
        KeyCopyTold: "その後を記録", "Write what became of it";
        CopyToldTitle: "写しのその後を記録する", "Write what became of a copy";
        CopyToldHint: "手渡した日と相手、求めて返ってきた・廃棄したと聞いたことなどを入れます。空欄のところは、前のままです。同意が撤回されたときは、渡した先に頼んでから、聞いたとおりに入れます。", "When it was handed over and to whom, and what was told when it was asked back. What is left empty stays as it was. After a withdrawal, ask for it first, and write what you were told.";
        CopyHanded: "手渡した日", "Handed over on";
        CopyHandedTo: "手渡した相手", "To whom";
        CopyBecame: "その後", "What became of it";
        CopyToldOn: "聞いた日", "Told on";
        CopyToldBy: "言った人・求めた相手", "Said by";
        CopyToldDone: "写しのその後を記録しました。", "It is written down.";
        CopyReturned: "返ってきた", "came back";
        CopyDestroyed: "廃棄したと聞いた", "they destroyed it";
        CopyLost: "見当たらないと聞いた", "they cannot find it";
        CopyNoAnswer: "求めたが、返事がない", "asked, no answer";
        CopyNotHanded: "渡していない(ここで廃棄)", "never handed over, destroyed";
        KeySheetTold: "渡したかを記録", "Write whether it was given";
        SheetToldTitle: "本人のための書面を渡したかを記録する", "Write whether a sheet was given to the person";
        SheetToldHint: "印刷した書面を本人に渡した日、または渡さないことになった日を入れます。番号は、同意の記録に出ています。", "The day the sheet was given to the person, or was said not to be. Its number stands in the record of the consent.";
        SheetNumber: "何番目の書面か", "Which sheet, by number";
        SheetBecame: "渡したか", "Whether it was given";
        SheetHanded: "本人に渡した", "given to the person";
        SheetNever: "渡していない", "never given";
        SheetOn: "その日", "On";
        SheetToldDone: "書面のその後を記録しました。", "It is written down.";
        KeyTakeBack: "撤回を記録", "Take it back";
        TakeBackTitle: "この同意の撤回を記録する", "Record that this consent is taken back";
        TakeBackHint: "本人が言ったとおりに入れます。", "Enter what the person said.";
        TakeBackWhat: "何を撤回するか", "What is taken back";
        TakeBackItems: "下で選ぶ項目だけ", "only the items below";
        TakeBackAll: "すべて", "all of it";
        TakenBackHere: "撤回を記録しました。", "The withdrawal is recorded.";
        TakenBackTold: "撤回を記録しました。前に渡した相手には、次の送受信で伝わります。", "The withdrawal is recorded. The office that was given it hears with the next exchange.";
        TakenBackOnPaper: "撤回を記録しました。前に渡した相手は紙の事業所です。電話などで伝え、渡した紙の返却か廃棄を頼んでください。", "The withdrawal is recorded. The office that was given it is on paper: tell it, and ask the paper back or destroyed.";
        NoSuchSheet: "その番号の書面はありません。", "There is no sheet with this number.";
        KeyScan: "スキャンを残す", "Keep a scan";
        KeySaveScan: "スキャンを保存", "Save the scan";
        ScanTitle: "署名された同意書のスキャンを残す", "Keep the scan of the signed form";
        ScanHint: "PDF・JPEG・PNGのファイルを、5 MiBまで残せます。場所は / から始めて全部入れます。相手には送りません。前のスキャンがあれば、たずねてから置き換わり、前のものは消えます。", "A PDF, JPEG or PNG of at most 5 MiB. Type its full path, from / on. It is sent nowhere. A scan that was there is replaced and destroyed, and that is asked first.";
        ScanReplaceAsk: "この同意書のスキャンを置き換えますか。前のスキャンは消え、元に戻せません。", "Replace the scan of this form? The one before is destroyed, for good.";
        SaveScanTitle: "同意書のスキャンを保存する", "Save the scan of the form";
        SaveScanHint: "新しいファイルの場所を、/ から始めて全部入れます。封がされず、だれでも読めます。使い終えたら消してください。保存したことは記録に残ります。", "The full path of a new file, from / on. It is not sealed: whoever has it can read it. Delete it after use. The audit log keeps that it was saved.";
        ScanKept: "スキャンを残しました。", "The scan is kept.";
        ScanSaved: "保存しました。使い終えたら消してください。", "Saved. Delete it after use.";
        ExportTitle: "提供・受領の記録をファイルに書き出す", "Write the records to a file";
        ExportHint: "絞り込みで見えている記録を書き出します。新しいファイルの場所を、/ から始めて全部入れます。封がされず、だれでも読めます。書き出したことは記録に残ります。", "The records the filter shows are written. The full path of a new file, from / on. It is not sealed: whoever has it can read it. The audit log keeps that it was written.";
        ConsentsTitle: "同意の記録をファイルに書き出す", "Write the consent forms to a file";
        ConsentsHint: "絞り込みで見えている同意書を、読める文章のまま書き出します。新しいファイルの場所を、/ から始めて全部入れます。封がされず、だれでも読めます。書き出したことは記録に残ります。", "The forms the filter shows are written as text to read. The full path of a new file, from / on. It is not sealed: whoever has it can read it. The audit log keeps that it was written.";
        ExportForm: "形式", "Form";
        Csv: "表(CSV)", "Table (CSV)";
        Cp932: "表(CSV・シフトJIS)", "Table (CSV, Shift_JIS)";
        Cp932Geta: "同じ、書けない字は〓", "The same, 〓 for what it lacks";
        Json: "JSON", "JSON";
        Written: "書き出しました。使い終えたら消してください。", "Written. Delete it after use.";
    }
}
