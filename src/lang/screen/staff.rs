//! The words of the room of the staff.
//!
//! Roles and standings are labels.

use crate::lang::screen::words::words;

words! {
    /// The staff.
    Staff {
        Me: "(あなた)", "(you)";
        AddTitle: "職員を登録する", "Add a member of staff";
        AddHint: "本人が座り、本人だけが知るパスフレーズを決めて二度入れます。", "Let the person sit down, choose a passphrase only they know, and enter it twice.";
        Name: "氏名", "Name";
        Role: "職種", "Role";
        ChangeTitle: "自分のパスフレーズを変える", "Change your own passphrase";
        ChangeHint: "今のパスフレーズと、新しいパスフレーズを二度入れます。", "Enter the present passphrase, and the new one twice.";
        Present: "今のパスフレーズ", "Present passphrase";
        New: "新しいパスフレーズ", "New passphrase";
        Added: "職員を登録しました。", "The member of staff was added.";
        Changed: "パスフレーズを変えました。", "The passphrase was changed.";
        KeyLeave: "退職", "Shut out";
        LeaveTitle: "職員を退職にする", "Shut out a member of staff";
        LeaveHint: "この職員は保管庫を開けなくなり、元には戻せません。したことの記録は、その名前のまま残ります。確かめのため、氏名を入れます。", "They can no longer open the store, and this cannot be undone. What they did stays under their name. To confirm, type the name.";
        LeaveOther: "選んだ職員の氏名と違います。", "This is not the name of the one selected.";
        ShutOut: "退職にしました。保管庫はもう開けません。復旧シートを見られたおそれがあるときは、F6で作り直してください。", "Shut out: they can no longer open the store. If they may have seen the recovery sheet, make a new one (F6).";
        KeySheet: "新しい復旧シート", "New recovery sheet";
        SheetTitle: "新しい復旧シート", "New recovery sheet";
        SheetMakeAsk: "新しい復旧シートを作りますか。紙に書き写し、三つの組を入れて確かめると、前のシートは使えなくなります。", "Make a new recovery sheet? Once it is copied and three groups of it were typed back, every earlier sheet is void.";
        SheetShown: "番号とともに紙に書き写し、鍵のかかる場所にしまいます。表示はこの一度だけです。前のシートは、まだ使えます。", "Copy it on paper with the numbers, and lock it away. It is shown only this once. The old sheet still works.";
        SheetBack: "写した紙を見て、次の番号の組を入れます。合っていれば、前のシートは使えなくなります。", "Look at your copy and type the groups of these numbers. If they are right, the old sheet is void.";
        SheetLeaveAsk: "ここでやめますか。前のシートはそのまま使えます。写しかけた紙でも開けてしまうので、破って捨て、あとでもう一度作り直してください。", "Stop here? The old sheet still works. Destroy what you copied (it opens the store too) and make a new one later.";
        SheetLeft: "前の復旧シートのままです。写しかけた紙は破って捨ててください。", "The old recovery sheet still works. Destroy what you copied.";
        SheetKept: "新しい復旧シートだけが使えます。前の紙は破って捨ててください。", "Only the new recovery sheet opens the store now. Destroy the old paper.";
    }
}
