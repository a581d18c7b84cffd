//! The words of the settings of this computer.
//!
//! What is kept, and where, is not decided here.

use crate::lang::screen::words::words;

words! {
    /// The settings of this computer.
    Prefs {
        Language: "画面の言葉", "Language";
        Palette: "色", "Colours";
        Colour: "端末の色", "the terminal's";
        Mono: "色を使わない", "none";
        Strokes: "枠の線", "Frames";
        Lines: "罫線", "lines";
        Ascii: "+ - | (ずれる端末で)", "+ - | (where lines are crooked)";
        LockAfter: "ロックまで", "Lock after";
        Keep: "この設定にする", "Keep these settings";
        Folder: "共有フォルダを決める(管理者)", "Set the shared folder (manager)";
        Passphrase: "自分のパスフレーズを変える", "Change your own passphrase";
        Kept: "設定を保存しました。このパソコンで次からも使います。", "The settings are kept and used on this computer from now on.";
        NotKept: "設定を変えました。見本の町なので、保存はしません。", "The settings hold now. This is a sample town, so they are not kept.";
        Failed: "設定は変わりましたが、ファイルに保存できませんでした。次に開くと元に戻ります。", "The settings hold now, but could not be written to their file: they are as before next time.";
        RulerAsk: "選んだ線で描いた枠です。右の端がまっすぐなら、そのままで結構です。", "A box in the lines chosen. If its right edge is straight, all is well.";
    }
}
