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
        Standing: "状態", "Stands";
        KeyNext: "次の帳票", "Next page";
        KeyPrevious: "前の帳票", "Page before";
        KeyWhole: "全部見る", "Show";
        KeyDossier: "引継ぎを開く", "Open the handover";
        ExportTitle: "提供・受領の記録をファイルに書き出す", "Write the records to a file";
        ExportHint: "絞り込みで見えている記録を書き出します。新しいファイルの場所を、/ から始めて全部入れます。封がされず、だれでも読めます。書き出したことは記録に残ります。", "The records the filter shows are written. The full path of a new file, from / on. It is not sealed: whoever has it can read it. The audit log keeps that it was written.";
        ExportForm: "形式", "Form";
        Csv: "表(CSV)", "Table (CSV)";
        Json: "JSON", "JSON";
        Written: "書き出しました。使い終えたら消してください。", "Written. Delete it after use.";
    }
}
