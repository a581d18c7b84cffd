//! The words of a new handover, and of what is missing before an offer.
//!
//! The names of sections, fields and steps are labels.

use crate::lang::screen::words::words;

words! {
    /// A handover in preparation.
    Prepare {
        Title: "新しい引継ぎ", "New handover";
        KeyBegin: "新しい引継ぎ", "New handover";
        KeyOffices: "相手の事業所へ", "To the offices";
        WhoseAsk: "どなたの引継ぎですか。", "Whose handover is it?";
        HandedOverShort: "移管済", "moved";
        OpenShort: "進行中", "open";
        OpenAlready: "この方には進行中の引継ぎがあるので、それを開きました。", "This person has an open handover, so that one was opened.";
        OpenHere: "進行中の引継ぎ", "Open handover";
        OpenHow: "F8で開きます。", "F8 opens it.";
        NoCases: "ケースがまだありません。先にケースを作ってください。", "There are no cases yet. Write one first.";
        NoOffices: "相手の事業所のカードがまだありません。F6で「相手の事業所」に移り、カードを読みます。", "There is no card of another office here yet. F6 goes to the offices to read one.";
        NotVerified: "この事業所のカードは、まだ電話で確かめていないので選べません。F6で「相手の事業所」に移って確かめます。", "This office's card has not been verified by telephone, so it cannot be chosen. F6 goes to the offices to verify it.";
        TrustedNoMore: "この事業所は信用しないことにしてあるので選べません。F6で「相手の事業所」に移り、電話で確かめ直すと選べます。", "This office is trusted no more, so it cannot be chosen. F6 goes to the offices, where it can be verified again by telephone.";
        Begun: "下書きを始めました。", "The draft was started.";
        PaneTodo: "足りないこと", "Missing";
        PanePreview: "相手に渡る内容", "What would go";
        Mend: "差し戻された", "returned";
        MendHow: "Enterで、理由と準備の様子を見ます。直してから、もう一度承認を求めます。", "Enter shows the reason and what is ready. Correct it, then submit it again.";
        NoConsent: "本人の同意がない", "no consent in force";
        ConsentHow: "Enterで、署名された同意の書面を記録します。項目を選びながら、相手に渡るものと残るものを見られます。", "Enter records the signed form. While the items are ticked you see what would go and what would stay.";
        Verify: "相手の指紋の確認がまだ", "fingerprint not verified";
        VerifyHow: "Enterで「相手の事業所」に移り、電話で指紋を読み合わせます。", "Enter goes to the other offices: compare the fingerprint by telephone.";
        Ungiven: "同意にないため渡りません", "Not in the consent, so it does not go";
        UngivenHow: "引継ぎで要る欄のあるところです。渡すかどうかは本人が決めるので、このまま提供できます。本人の考えが変わったときは、Enterで新しい同意を記録します。", "A handover needs fields there. Whether they go is the person's to decide, so it can be offered as it is. If the person decides otherwise, Enter records a new consent.";
        Empty: "必須の欄が未記入", "required, empty";
        MonthsOpen: "残り月数の市町村確認がそろっていない", "months not confirmed by the city";
        MonthsOpenHow: "残り月数・確認先・確認日を、市町村に聞いてケースに書きます。そろうまで、契約終了は記録できません。Enterでケースに移ります。", "Ask the city for months left, who said it and when, and write them into the case: until then the end of the contract cannot be recorded. Enter goes there.";
        FilesWrong: "添付のファイルが渡せない", "files cannot go";
        FilesHow: "Enterで、ケースの「添付資料」に移ります。", "Enter goes to the attached papers in the case.";
        EmptyHow: "Enterで、ケースのその欄に移って書きます。ない、不明、本人が答えないのどれかでもかまいません。", "Enter goes to it in the case. \"None\", \"unknown\" and \"declined\" are answers too.";
        NoAnswer: "必須の欄に答えがない", "required, no answer";
        NoAnswerHow: "Enterで、ケースのその欄に移って答えを書きます。書くまで、承認は求められません。渡さないときは、その項目を同意から外します。", "Enter goes to it in the case. It cannot be submitted before there is an answer. If it must not go, leave its item out of the consent.";
        ToCheck: "確かめるところ", "to be checked";
        Confirm: "本人の確認がまだ", "not confirmed";
        ConfirmHow: "Enterで、相手に渡るとおりの内容に移ります。本人に見せ、正しければもう一度Enterで記録します。", "Enter goes to what would be handed over. Show it to the person; if it is right, press Enter again to record that.";
        SentBack: "返戻で言われた点", "sent back";
        SentBackHow: "Enterで、前の引継ぎのやりとりを読みます。渡る内容のどこかを直すと、ここから消えます。", "Enter shows what was said in the earlier handover. Once something of what would go is corrected, this row goes.";
        NotForUs: "先方では使えなかった章", "was not for them";
        Question: "答えていない照会", "question not answered";
        PointHow: "Enterで、ケースのその章に移ります。直すと、ここから消えます。", "Enter goes to that section of the case. Once it is corrected, this row goes.";
        Suggested: "ケースにある案", "The case suggests";
        SuggestedHow: "F8で、この案をこの欄に書きます。", "F8 writes this into the field.";
        SuggestedAsk: "この案を、ケースのこの欄に書きますか。", "Write what is suggested into this field of the case?";
        KeySuggested: "案を書く", "Take the suggestion";
        Applies: "該当するのに未記入", "applies, empty";
        AppliesHow: "Enterで、ケースのその欄に移って書きます。書かなくても提供はできます。", "Enter goes to it in the case. The offer does not wait for it.";
        MisfitHow: "Enterで、ケースのその欄に移って確かめます。直さなくても提供はできます。", "Enter goes to it in the case. The offer does not wait for it.";
        Misfit: "合わないところ", "does not fit";
        Lacking: "書き足すところ", "to be completed";
        SinceChanged: "前回の提供から変わった欄", "Changed since the last offer";
        SinceNew: "前回の提供にはなかった章です。", "It was not in the last offer.";
        SinceSame: "前回の提供から変わっていません。本人の確認が古いので、もう一度見てもらいます。", "It is as it was offered last. What the person said of it is old: show it once more.";
        FoundBefore: "前の引継ぎで本人が確認し、そのままなので、確認は要りません", "The person found it right in an earlier handover, and it is unchanged";
        Earlier: "前の引継ぎ", "Earlier handovers";
        Next: "次", "Next";
        Or: "または", "Or";
        Left: "残り", "Left";
        AnotherSignsIn: "別の人が続けるときは、Ctrl+Lでロックし、その人が自分の名前とパスフレーズで開きます。", "For somebody else to go on, lock with Ctrl+L; they sign in with their own name and passphrase.";
        Differences: "復唱で違いのあった要点", "Key facts that differ";
        NoDifference: "復唱された要点は、どれも提供した内容と同じです。", "Every key fact read back is as it was offered.";
        AsOffered: "提供した内容", "as offered";
        ChangedSince: "提供のあとに当所で変わりました", "Changed here since it was offered";
        ThenSent: "提供", "offered";
        RestIsSame: "（ほかは同じ）", "(the rest is the same)";
        ThenRead: "前", "before";
        NowHere: "いま", "now";
        NotWritten: "記入なし", "empty";
        TellByOffer: "相手はまだ知りません。改めて提供すると伝わります。", "The other office does not know. A new offer tells it.";
        TellByRelease: "相手はまだ知りません。受入が決まっているので、引き渡してから追補で送ります。急ぐことは電話で伝えます。", "The other office does not know. It has accepted: release, then send an addition. Telephone where it cannot wait.";
        TellByAdd: "相手はまだ知りません。追補で送ると伝わります。", "The other office does not know. An addition tells it.";
        WasTyped: "相手の入力", "they typed";
        TheSame: "同じ", "The same";
        InPreparation: "準備中", "preparing";
        AuditorMay: "監査の職種では、記録（誰がいつ何をしたか）を読み、改ざんがないかを検めることができます。Enterか、F2の「記録」で開きます。", "As an auditor you read the journal (who did what, and when) and check that nothing in it was altered. Enter opens it; so does F2, Audit.";
        AuditorMayNot: "ケースや引継ぎの内容は表示されません。書くことも、送ることもできません。", "Cases and handovers are not shown, and nothing can be written or sent.";
        Goes: "渡す", "goes";
        Stays: "渡さない", "stays here";
        StaysWithoutFamily: "家族自身の同意がないので渡さない", "stays here without the family's own consent";
        AsksFamily: "家族や第三者についての項目です。家族自身の同意が要ります。下の欄に氏名と続柄を入れると渡ります。", "This is about the family or others: it needs the family's own consent. It goes once you fill in their name and relation below.";
        AsksAlone: "この項目だけを取り上げて、本人に確かめてください。「全部」には入りません。", "Ask the person about this item by itself. It is not part of \"all\".";
        NothingHeld: "ケースには、まだ何も書かれていません。", "Nothing is written in the case yet.";
        OtherSees: "相手に見える", "The other office sees";
        OtherSeesNot: "見えない", "does not see";
        Fields: "欄", "fields";
        DiscardAsk: "入力を捨てますか。", "Throw away what was typed?";
        Unsaved: "書きかけ", "unsaved";
        UnsavedHow: "Enterで続きを書きます。F4で捨てます。", "Enter opens it, to go on; F4 throws it away.";
        KeyExplain: "本人への説明", "Explain";
        KeyPersonPage: "本人用の控え", "The person's page";
        KeyToFile: "ファイルに書き出す", "Write to a file";
        PaperTitle: "本人に渡す紙", "A paper for the person";
        PaperHint: "この紙を、新しいファイルに書き出します。印刷して本人に渡してください。ファイルはだれでも読めるので、印刷したら消します。", "The paper is written to a new file, to be printed for the person. Whoever has the file can read it: delete it after printing.";
        PaperWritten: "書き出しました。", "Written.";
        FamilyToo: "家族も", "family too";
        ByItself: "個別に", "by itself";
    }
}
