//! The words of one handover: its panes, its facts and the forms of its steps.
//!
//! The names of steps, phases and entries are labels.

use crate::lang::screen::words::words;

words! {
    /// One handover.
    Dossier {
        PaneFacts: "相手・準備", "Facts";
        WouldSee: "相手に渡る内容の見本です。", "This is what the other office would see.";
        WouldConfirm: "相手に渡る内容の見本です。Enterで、本人が確かめたと記録します。", "This is what the other office would see. Enter records that the person found a section right.";
        AllRead: "すべての章を確認済みです。", "Every section was read already.";
        FoundRight: "本人が確かめた", "found right by the person";
        NotFoundRight: "本人の確認がまだ", "not yet found right by the person";
        ConfirmAsk: "この内容を本人が見て、正しいと言いましたか。", "Did the person look at this and say it is right?";
        NothingCovered: "有効な同意がないので、渡せるものがありません。Tabで「できること」に移り、同意を記録します。", "No consent is in force, so nothing would be handed over. Tab goes to the steps: record consent.";
        Blockers: "先に済ませること", "To be done first";
        BlockMissing: "必須の欄が空", "required field is empty";
        BlockUnconfirmed: "本人の確認がまだ", "not found right by the person";
        BlockUnread: "まだ読んでいない", "not read";
        BlockQuestion: "照会が終わっていない", "question is open";
        Peer: "相手の事業所", "Other office";
        PeerUnknown: "相手のカードがここにありません。", "There is no card of the other office here.";
        ReturnedBecause: "承認者が差し戻した理由", "Why the approver gave it back";
        ConfirmAgain: "もう一度確かめること", "To be confirmed again";
        Approved: "承認", "Approval";
        Exception: "一人事業所の例外(相手に示される)", "Declared exception (shown to the other office)";
        Purpose: "目的", "Purpose";
        Items: "渡してよい項目", "Items that may go";
        ItemsTakenBack: "取り下げる項目", "Items taken back";
        Sections: "章", "Sections";
        ReturnsWanted: "相手から返るもの", "What comes back";
        Until: "いつまで", "Until";
        SignedOn: "署名の日", "Signed on";
        Signer: "署名した人", "Who signed";
        Person: "本人", "the person";
        Guardian: "成年後見人等", "the guardian";
        GuardianName: "後見人等の氏名", "Guardian's name";
        Manner: "方法", "How";
        OwnHand: "自署", "own hand";
        Proxy: "代筆", "by proxy";
        Seal: "押印", "seal";
        Electronic: "電磁的方法", "electronic";
        ProxyReason: "代筆の理由", "Why by proxy";
        FamilyName: "家族の氏名(家族の同意)", "Consenting relative";
        FamilyRelation: "続柄", "Relation";
        Kept: "原本の保管場所", "Original kept at";
        ReadBackAgain: "前の復唱の言葉が入っています。違っていたところを直してください。その下の要点は、もう一度はじめから確かめます。", "Your words of the last read-back stand here: mend what was wrong. The key facts below are gone through again from the beginning.";
        ReadBackHint: "読んで分かったことを、自分の言葉で書きます。写さないでください。相手がこれを確かめます。", "Write what you understood in your own words; do not copy. The other office checks it.";
        ConsentHint: "本人に説明し、署名された書面のとおりに入れます。家族について渡すときは、家族の同意も要ります。", "As on the form the person signed after it was explained. What is about the family needs the family's own consent.";
        WithdrawHint: "本人が取り下げた項目だけを選びます。相手に伝わり、相手は返却・消去などを答えます。", "Choose only what the person took back. The other office hears of it and says what became of it.";
        WithdrawAllHint: "本人がすべての同意を取り下げたときだけ行います。相手に伝わり、渡したものは消去されます。取り消せません。", "Only when the person takes back all consent. The other office hears of it and what was handed over is destroyed. It cannot be undone.";
        WithdrawAllWord: "「すべて」と入れる", "To be sure, type: all";
        WithdrawAllTyped: "すべて", "all";
        NotTyped: "「すべて」と入れてください。", "Type: all";
        AddHint: "渡した後に変わった章です。選んだものが相手に送られます。", "These sections have changed since. Those chosen are sent.";
        ChooseOne: "少なくとも一つ選んでください。", "Choose at least one.";
        ToChoose: "選んでください", "choose";
        NeedChoice: "まだ選ばれていません。←→で一つ選んでください。", "Nothing is chosen yet. Choose one with Left and Right.";
        PaperSays: "手元の紙と違うもの", "Where your paper differs";
        KeyConfirm: "本人確認", "Confirmed";
        InterviewOrStart: "初回面談日(空欄で開始日)", "Interview (empty: 1st day)";
        LastDayOrSame: "最後の利用日(空欄で同日)", "Last day (empty: same)";
        ReplyBy: "返事の期限(空欄で14日後)", "Reply by (empty: in 14 days)";
        ReleaseHint: "復唱を読んでから引き渡します。引渡は、この復唱を正しいと認めることでもあります。", "Read it before you release: a release also finds this read-back right.";
        OfferHint: "相手に提供します。以後、相手はこの内容を読めます。", "Offers it: from now on the other office can read it.";
        FollowUps: "フォローの日", "Follow-up days";
        FollowUpsHint: "フォローの日は、空欄なら利用開始から14・30・90日後になります。いくつかあるときは空白で区切ります。", "Left empty, the follow-up days are 14, 30 and 90 days after the start. Part several by spaces.";
        DeclineNotTaken: "受け入れない理由を書きます。相手に伝わり、渡されたものは消去されます。", "Say why. The other office reads it, and what was handed over is destroyed here.";
        DeclineSentBack: "記載を直してほしい点を書きます。この引継ぎは終わり、渡されたものは消去されます。相手は直して、新しい引継ぎで提供できます。", "Say what must be mended. This handover ends and what was handed over is destroyed here; the other office can mend it and offer it in a new one.";
        DeclineTryOther: "合うと思う事業所を書きます。渡されたものは消去されます。", "Name the office that would suit. What was handed over is destroyed here.";
        DeclineYesIf: "どんな条件なら受け入れられるかを書きます。相手が条件を満たして、もう一度提供できます。", "Say under which condition. The other office can meet it and offer again.";
        HandleHint: "「理由があり保存」のほかは、その項目がこの引継ぎと自分のケースから消えます。保存するときは、理由(法令の保存義務など)を書きます。", "Unless it is kept for a reason, it goes from this handover and from your own case. Where it is kept, say why (for instance a duty in law).";
        TakenBack: "撤回された項目", "Taken back";
        RecallHint: "提供を取り下げる理由を書きます。相手に伝わり、渡したものと、この理由の文は、相手で消去されます。取り消せません。", "Say why the offer is taken back. The other office hears of it; what was handed over, and these words, are destroyed there. It cannot be undone.";
        ReturnHint: "直してほしいところを書きます。作成者が見て、直してからもう一度承認を求めます。", "Say what is to be mended. The author sees it, mends it and submits it again.";
        LapseHint: "利用開始を待つのをやめる理由を書きます。相手に伝わり、渡したものは相手で消去されます。取り消せません。", "Say why you wait for the start no longer. The other office hears of it, and destroys what was handed over. It cannot be undone.";
        NotStartHint: "利用が始まらなかった理由を書きます。相手に伝わり、渡されたものはここで消去されます。取り消せません。", "Say why nobody started. The other office reads it, and what was handed over is destroyed here. It cannot be undone.";
        DiscontinueHint: "理由を選びます。相手に伝わり、この引継ぎは終わります。取り消せません。", "Choose why. The other office hears of it, and this handover ends. It cannot be undone.";
        StartAnew: "新しいケースができます。前に引き継いだ方が戻ったのなら、下の「戻った人のケースを再開する」を選びます。", "This makes a new case. If it is a person who comes back, take \"reopen\" below instead.";
        NothingToAdd: "渡した後に変わった章はありません。ケースを直してから追補します。", "No section has changed since it was handed over. Mend the case first.";
        WordsGone: "ここに書かれた言葉は、消去されました。", "What was written here was destroyed.";
        Stopped: "この引継ぎは停止しています。「相手・準備」に、理由とすることがあります。", "This handover is stopped. Why, and what to do, stands under the facts.";
        StoppedWhy: "停止した理由", "Why it is stopped";
        LogShort: "当所の記録が足りません。F5をくり返しても戻らないときは「受渡し」を見ます。", "Entries of ours are missing here. F5 asks for them; see also the mailbox.";
        AdditionsWait: "追補が届いています。「できること」で、自分のケースに取り込みます。", "Additions came. Take them into your own case, under the steps.";
        ToTakeUp: "追補の取り込み待ち", "additions to take up";
        CaseToMake: "自分のケースを作り直す", "own case to make again";
        CaseIsGone: "自分のケースがありません。「追補を自分のケースに取り込む」で作り直します。", "Your own case is gone. Taking additions into it makes it again.";
        CaseNotHeld: "自分のケースも渡された内容もありません。相手に送り直してもらいます。", "Neither your case nor what came is here. Ask them to send everything.";
        CaseAgainAsk: "渡された内容から、自分のケースを作り直しますか。", "Make your own case again of what was handed over?";
        TakeUpHint: "追補のうち、自分のケースに取り込む章を選びます。今の内容は置き換えられ、出所は相手の事業所になります。", "Choose what of the additions goes into your own case. What stands there now is replaced, and the source is the other office.";
        StandsInOwn: "自分のケース", "own case";
        CameWith: "追補", "came";
        NothingStands: "なし", "nothing";
        ReopenHint: "前に引き継いだ方が戻りました。元のケースを再開し、渡された内容を新しい版として入れます。理由は業務メモに残ります。", "A person who had been handed over comes back. Their case is reopened, with what came as a new revision. The reason becomes a working note.";
        ReopenWhy: "再開の理由", "Why it is reopened";
        NextConsent: "次は、本人の同意を記録します。", "Next: record the person's consent.";
        NextConfirm: "次は、本人が内容を確かめ、その確認を記録します。", "Next: the person looks at it, and that is recorded.";
        NextSubmit: "次は、承認を求めます。", "Next: submit it for approval.";
        NextApprove: "承認者が、承認するか差し戻すところです。", "It waits for an approver to approve it or give it back.";
        NextMend: "差し戻されました。直してから、もう一度承認を求めます。", "It was given back: mend it and submit it again.";
        NextOffer: "承認されました。次は、相手に提供します。", "It is approved. Next: offer it to the other office.";
        DiscardAsk: "この下書きを捨てますか。何も提供していないので、相手には伝わりません。ケースと同意は残ります。", "Throw this draft away? Nothing was offered, so the other office hears nothing. The case and the consents stay.";
        Discarded: "下書きを捨てました。", "The draft was thrown away.";
        NotAskedHere: "この操作は、ここからは行いません。", "This is not done from here.";
    }
}
