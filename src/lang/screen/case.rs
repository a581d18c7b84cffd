//! The words of the rooms of cases: the list, one case, a section being written, working notes.
//!
//! The names of sections, fields, options and sources are labels.

use crate::lang::screen::words::words;

words! {
    /// Cases.
    Case {
        KeyNew: "新しい利用者", "New case";
        KeyWrite: "書く", "Write";
        KeyNotes: "業務メモ", "Notes";
        KeyNewNote: "メモを書く", "Write a note";
        KeySave: "保存", "Save";
        KeyState: "状態", "State";
        KeyOrigin: "出所・日", "Source";
        KeyAddRow: "行を足す", "Add a row";
        KeyChanges: "変更履歴", "History";
        KeyDiscard: "入力を捨てる", "Throw away what was typed";
        KeyNextField: "次の欄へ飛ぶ", "Skip to next field";
        KeyFieldBefore: "前の欄へ飛ぶ", "Skip to field before";

        None: "利用者はまだ登録されていません。F7で新しく書きます。", "There are no cases yet. Press F7 to write one.";
        ImportHint: "F8で、ファイルから取り込みます。", "F8 imports from a file.";
        KeyExport: "ファイルに書き出す", "Write to a file";
        ExportTitle: "ケースをファイルに書き出す", "Write a case to a file";
        ExportHint: "新しいファイルの場所を、/ から始めて全部入れます。中身は封がされず、だれでも読めます。使い終えたら消してください。書き出したことは記録に残ります。", "The full path of a new file, from / on. It is not sealed: whoever has it can read it. Delete it after use. The audit log keeps that it was written.";
        Exported: "書き出しました。", "Written.";
        KeyAttach: "ファイルを添付", "Attach a file";
        KeySaveFile: "添付を保存", "Save an attached file";
        KeyDetach: "添付を外す", "Take an attached file away";
        AttachTitle: "ファイルを添付する", "Attach a file";
        AttachHint: "PDF・JPEG・PNGのファイルを、5 MiBまで添付できます。場所は / から始めて全部入れます。", "A PDF, JPEG or PNG of at most 5 MiB. Type its full path, from / on.";
        PaperKind: "種類", "Kind";
        PaperDated: "資料の日付", "Day of the paper";
        PaperVersion: "版（なければ空欄）", "Version (may be empty)";
        PaperAuthor: "作成者（なければ空欄）", "Author (may be empty)";
        LineTooLong: "長すぎるか、使えない文字があります。", "Too long, or with a character that cannot be kept.";
        Attached: "添付しました。", "Attached.";
        SaveFileTitle: "添付のファイルを保存する", "Save an attached file";
        SaveFileHint: "「添付資料」の章に出ている番号と、新しいファイルの場所を / から始めて全部入れます。封がされず、だれでも読めます。使い終えたら消してください。保存したことは記録に残ります。", "The number shown in the section of attached papers, and the full path of a new file, from / on. It is not sealed: whoever has it can read it. Delete it after use. The audit log keeps that it was written.";
        DetachTitle: "添付のファイルを外す", "Take an attached file away";
        DetachHint: "「添付資料」の章に出ている番号を入れます。ファイルは一覧からも保管庫からも消え、元に戻せません。", "The number shown in the section of attached papers. The file goes from the list and from the store, for good.";
        DetachAsk: "このファイルを外して、消しますか。元に戻せません。", "Take this file away and erase it? This cannot be undone.";
        FileNumber: "番号", "Number";
        NoSuchFile: "その番号の添付はありません。", "No attached file has this number.";
        Detached: "外して、消しました。", "Taken away and erased.";
        Files: "添付のファイル", "Attached files";
        NoFiles: "ファイルは添付されていません。", "No file is attached.";
        AttachOne: "F4で添付します。", "F4 attaches one.";
        FilesStay: "渡るのは一覧だけです。ファイルそのものは、まだ相手に渡りません。", "Only the list is handed over. The files themselves do not travel yet.";
        KeyRow: "かな行で絞る", "Filter by kana row";
        KanaRow: "左右キーで行:", "Left/Right:";
        Everybody: "全員", "All";
        Unread: "読みなし", "none";
        KeyImport: "取り込み", "Import";
        KeyTakeIn: "取り込む", "Import";
        ImportTitle: "ファイルから取り込む", "Import from a file";
        ImportAsk: "ケースのJSONファイルか、名簿の表（CSV・XLSX）の場所を、/ から始めて全部入れます。まず中身を確かめるだけで、まだ何も取り込みません。", "The full path, from / on, of the JSON file of a case or of a table of people (CSV, XLSX). It is only checked first: nothing is imported yet.";
        ImportFile: "ファイル", "File";
        ImportLook: "中身を確かめる", "Check it";
        ImportGood: "取り込める欄", "fields to import";
        ImportFine: "正しい欄", "valid fields";
        ImportBad: "取り込めないところ", "refused";
        ImportRefused: "取り込めないところが一つでもある間は、正しい欄も含めて何も取り込みません。ファイルを直し、Escで戻ってもう一度確かめてください。", "As long as anything is refused, nothing is imported, valid fields included. Correct the file, go back (Esc) and check it again.";
        ImportAlike: "同じ読みか氏名の方がもういます:", "Here already, with the same reading or name:";
        ImportEmpty: "このファイルには、取り込むものがありません。", "There is nothing in this file to import.";
        ImportNotText: "ファイルの文字を読めません。UTF-8で保存し直してください。", "The file is not text in UTF-8. Save it as UTF-8 and try again.";
        TableTitle: "表から取り込む", "Import from a table";
        TableAsOf: "時点:", "as of";
        TableNew: "新しく登録", "new";
        TableHere: "登録済", "here already";
        TableRefused: "取り込めない行", "refused";
        TableColumnHint: "左右のキーで、この列をどの欄として取り込むかを変えます。下に、行ごとにどうなるかが並びます。", "Left and Right change which field this column is. Below is each row and what becomes of it.";
        TableNothingNew: "新しく登録する行がありません。", "There is no new row to import.";
        TakeInTableAsk: "「新しく登録」の行を取り込みますか。ほかの行は取り込まず、登録済の方は変えません。", "Import the rows marked as new? The others are left out, and those who are here already are not changed.";
        KeyColumn: "列の欄を変える", "Change the field";
        TakeInAsk: "この内容で、新しい利用者として取り込みますか。", "Import this as a new case?";
        TakeInAlikeAsk: "同じ読みか氏名の方がもういます。それでも、別の新しい利用者として取り込みますか。", "Somebody with the same reading or name is here already. Import this as another case all the same?";
        TakenIn: "取り込みました。", "It was imported.";
        Left: "移管済(見るだけ)", "moved (read only)";
        Count: "人", "cases";
        NoName: "（氏名未記入）", "(no name)";

        Missing: "必須の欄が未記入", "required, empty";
        Sections: "記入済", "filled";
        History: "変更履歴", "What was changed";
        NoHistory: "まだ書かれていません。", "Nothing was written yet.";
        HistoryHint: "F3で、何が何に変わったかを見ます。", "F3 shows what was changed into what.";
        ChangesTitle: "何が何に変わったか。新しい順です。この事業所だけのもので、相手に渡りません。", "What was changed into what, newest first. It stays in this office and is never handed over.";
        Before: "前", "Before";
        After: "後", "After";
        Notes: "業務メモ(渡しません)", "Working notes (stay here)";
        NotesHint: "Enterで業務メモを開きます。業務メモはこの事業所だけのもので、引継ぎで相手に渡ることはありません。", "Enter opens the working notes. They belong to this office and are never part of a handover.";
        NotesTitle: "業務メモ（この事業所だけ・相手に渡りません）", "Working notes - this office only, never handed over";
        NoNotes: "業務メモはまだありません。F7で書きます。", "There are no working notes yet. Press F7 to write one.";
        NoteAsk: "業務メモ(相手に渡りません)", "Working note (never handed over)";
        NoteSaved: "業務メモを保存しました。", "The note was saved.";
        NoteEmpty: "何も書かれていません。", "Nothing is written.";

        NewTitle: "新しい利用者", "New case";
        NewHint: "まずフリガナと氏名だけ入れれば、あとは章ごとに書けます。", "The reading and the name are enough to begin; write the rest section by section.";
        Saved: "保存しました。", "Saved.";
        NothingChanged: "変更はありません。", "Nothing was changed.";
        StaleTold: "開いている間にほかの人が変更したため、まだ保存していません。入力はそのまま残っています。! の欄を見比べて、もう一度保存してください。", "Somebody changed this in the meantime, so it is not saved yet. What you typed is still here. Compare the fields marked ! and save again.";
        NowStored: "いまの内容", "Stored now";
        DiscardAsk: "入力を捨てて、保存されている内容に戻しますか。", "Throw away what was typed and go back to what is stored?";
        Unsaved: "未保存", "not saved";

        StateAnswer: "記入済", "filled";
        StateBlank: "未記入", "empty";
        State: "状態", "State";
        Source: "出所", "Source";
        SourceWho: "誰が・どこが", "Who";
        SourceOn: "いつ見たか", "Seen on";
        AsOf: "いつ時点か", "As of";
        Person: "本人", "the person";
        Observed: "職員の観察", "seen by staff";
        Agency: "他機関", "another agency";
        OriginKept: "元のまま（F5で直す）", "as before (F5 mends it)";
        ScoreHead: "ここに入れた日と評価者は、下で入れ直した点に付きます。同じ点の入れ直しにも付きます。", "The day and the rater typed here go with each score typed anew below, the same score too.";
        Options: "選べるもの", "Options";
        RowHint: "F7で行を足します。空にした行は保存されません。", "F7 adds a row. A row left empty is not saved.";
        OnePerLine: "一行に一つ書きます。", "One on each line.";
        Row: "行", "row";
        Name: "氏名", "Name";
        Kana: "フリガナ", "Reading";
        Relation: "続柄", "Relation";
        Phone: "電話", "Telephone";
        Sign: "サイン・きっかけ", "Sign";
        Remedy: "本人の対処", "What the person does";
        Wish: "周りにしてほしいこと", "What others should do";
        ScoredOn: "評価の日", "Scored on";
        Rater: "評価者", "Rater";
        ServicePeriod: "利用期間", "Service period";
        Course: "この種別では", "With this kind";
        Pyramid: "職業準備性ピラミッド（下の段が土台）", "Pyramid of readiness for work (the lowest level is the base)";
        Gaps: "本人と支援者の見方の差（大: 3以上、中: 2）", "Where the person and staff differ (large: 3 or more, medium: 2)";
        NoGaps: "2以上の差はありません。", "None differ by 2 or more.";
        SubChecks: "細目", "sub-checks";
        SubChecksHint: "当てはまる細目を、お手元のチェックリストの文字で（例: ace）。", "The letters ticked on your own sheet (such as ace).";
        NeedKana: "フリガナを入れてください。一覧と検索に使います。", "Type the reading of the name: lists and searches use it.";
        NeedNumber: "数字で入れてください。", "Type a number.";
        Room: "あと", "left:";
        Letters: "字", "characters";
    }
}
