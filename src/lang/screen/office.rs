//! The words of the room of other offices and their cards.
//!
//! How far a card is trusted is a message.

use crate::lang::screen::words::words;

words! {
    /// Other offices.
    Office {
        None: "ほかの事業所のカードはまだありません。F7でカードを読み込みます。", "There are no cards of other offices yet. Press F7 to read one.";
        Own: "当所", "This office";
        Name: "名称", "Name";
        Corporation: "法人", "Corporation";
        Number: "事業所番号", "Number";
        Address: "所在地", "Address";
        Representative: "代表者", "Representative";
        Phone: "電話", "Telephone";
        Fingerprint: "指紋", "Fingerprint";
        PairNumber: "照合番号", "Pair number";
        KeepTitle: "相手のカードを読み込む", "Read another office's card";
        KeepHint: "相手から受け取ったカードのファイルの場所を入れます。読み込んだ後、電話で指紋を確かめます。", "Type where the card file you were given is. Afterwards, compare the fingerprint by telephone.";
        PaperKey: "紙の事業所", "On paper";
        PaperTitle: "tasukiを使わない事業所を登録する", "An office without the program";
        PaperHint: "渡すものは印刷します。相手の返事も紙で受け取り、ここで記録します。番号が同じなら、登録し直しになります。", "What goes to it is printed; its answers come back on paper and are entered here. The same number replaces what was written before.";
        PaperKept: "登録しました。引継ぎの相手に選べます。", "Kept. It can be chosen for a handover.";
        File: "ファイル", "File";
        WriteTitle: "当所のカードを書き出す", "Write this office's card";
        WriteHint: "相手に渡すカードのファイルを作ります。ほかのファイルは上書きしません。", "Makes the card file to give away. No other file is overwritten.";
        VerifyTitle: "電話で指紋を確かめる", "Compare the fingerprint by telephone";
        VerifyHint: "知っている番号に電話し、相手に相手の画面の指紋を読み上げてもらい、聞いたとおりに入れます。画面の指紋を写さないでください。", "Call a number you know, let them read the fingerprint on their own screen, and type what you hear. Do not copy the one shown here.";
        ReadOut: "聞いた指紋", "As read out";
        KeyRevoke: "信用しない", "Distrust";
        RevokeTitle: "この事業所を信用しないことにする", "Stop trusting this office";
        RevokeHint: "鍵やパソコンを失くしたと連絡があったときなどに使います。何も送らず、届いたものは開かずに置き、共有フォルダに置いてある小包は取り除きます。もう届いたものは取り戻せません。電話で指紋を確かめ直すと元に戻ります。確かめのため、名称を入れます。", "For instance when they report a lost computer or lost keys. Nothing is sent to them, what they send stays unopened, and what lies in the shared folder for them is taken away. What has reached them cannot be taken back. Verifying the fingerprint by telephone restores trust. To confirm, type the name.";
        RevokeOther: "選んだ事業所の名称と違います。", "This is not the name of the one selected.";
        Revoked: "信用しないことにしました。共有フォルダに置いてある小包は、次の送受信で取り除きます。", "This office is no longer trusted. What lies in the shared folder for it is taken away by the next sending and collecting.";
        Kept: "カードを読み込みました。F6で指紋を確かめてください。", "The card was read. Compare the fingerprint now: F6.";
        Verified: "確かめました。引継ぎを送れます。", "Verified. Handovers can be sent.";
        EditKey: "当所を直す", "Edit own";
        EditTitle: "当所の名称や連絡先を直す", "Change this office's name or contacts";
        EditHint: "直すところだけ書き換えます。指紋は変わりません。直した後は、F8で新しいカードを書き出し、相手に渡してください。", "Change only what needs changing. The fingerprint stays. Afterwards, write the new card (F8) and give it to the others.";
        Edited: "直しました。F8で新しいカードを書き出し、相手に渡してください。", "Changed. Write the new card now (F8) and give it to the others.";
        Written: "カードを書き出しました。", "The card was written.";
        FileFailed: "ファイルを読み書きできませんでした。場所と名前を確かめてください。", "The file could not be read or written. Check its place and name.";
        FileThere: "同じ名前のファイルがもうあります。別の名前にしてください。途中で止まった書き出しが残した空のファイルなら、消してからやり直せます。", "There is already a file of that name. Choose another name; if it is empty and was left when the program was killed, it can be deleted.";
        WholePath: "ファイルの場所を、/ から始めて全部入れてください。", "Type the full path, from / on.";
    }
}
