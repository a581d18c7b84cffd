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
        Whole: "提供・受領の記録", "Record of giving or receiving";
        KeyWhole: "記録を見る", "Show";
        KeyDossier: "引継ぎを開く", "Open the handover";
        ExportTitle: "提供・受領の記録をファイルに書き出す", "Write the records to a file";
        ExportHint: "絞り込みで見えている記録を書き出します。新しいファイルの場所を、/ から始めて全部入れます。封がされず、だれでも読めます。書き出したことは記録に残ります。", "The records the filter shows are written. The full path of a new file, from / on. It is not sealed: whoever has it can read it. The audit log keeps that it was written.";
        ExportForm: "形式", "Form";
        Csv: "表(CSV)", "Table (CSV)";
        Json: "JSON", "JSON";
        Written: "書き出しました。使い終えたら消してください。", "Written. Delete it after use.";
    }
}
