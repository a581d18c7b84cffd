//! The words of the menu of rooms and of what every list has.
//!
//! It does not decide which rooms there are.

use crate::lang::screen::words::words;

words! {
    /// The menu and the lists.
    Rooms {
        Menu: "どこへ移りますか", "Where to?";
        Today: "今日すること", "To do today";
        Cases: "利用者(ケース)", "Cases";
        Handovers: "引継ぎの一覧", "Handovers";
        Post: "送受信(共有フォルダ)", "Mailbox (shared folder)";
        Offices: "相手の事業所", "Other offices";
        Staff: "職員", "Staff";
        Audit: "記録(誰が何をしたか)", "Audit (who did what)";
        Settings: "事業所の設定", "The office's settings";
        Records: "提供・受領の記録", "Records of giving and receiving";
        Prefs: "このパソコンの設定", "This computer";
        Filter: "絞り込み", "Filter";
        NoMatch: "合うものがありません。Escで絞り込みを消します。", "Nothing matches. Esc clears the filter.";
    }
}
