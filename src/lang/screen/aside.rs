//! The words of what an office keeps for itself beside a handover.
//!
//! Who is told what is `lang::contact`'s.

use crate::lang::screen::words::words;

words! {
    /// What an office keeps for itself beside a handover.
    Aside {
        Key: "連絡・会議の記録", "People to be told, meetings";
        Contacts: "関係者への連絡", "People to be told";
        ContactsHint: "移ることを知らせる相手と、知らせたかどうか。この事業所の控えで、相手の事業所には渡りません。知らせるのは、本人が同意したことだけです。",
            "Who is told that the person moves, and what became of it. It stays in this office and is not handed over. Only what the person agreed to is told.";
        KeyWrite: "書く", "Write";
        KeyAdd: "足す", "Add";
        StillToTell: "まだ知らせていない関係者（F3で一覧）", "People to be told (F3 lists them)";
        WriteTitle: "関係者への連絡を書く", "Write down who was told";
        WriteHint: "知らせた日と職員か、知らせない理由を書きます。内容を空けておくと、いつもの内容になります。", "When they were told and by whom, or why that is not needed. What is left empty is the usual.";
        AddTitle: "知らせる相手を足す", "Add somebody to be told";
        AddHint: "一覧にない相手の名称を書きます。知らせたのがこれからなら「まだ」のままにします。", "The name of somebody who is not listed. Leave it at \"not yet\" until they were told.";
        Name: "相手", "Whom";
        Became: "連絡", "Told";
        Told: "知らせた", "told";
        NotNeeded: "不要", "not needed";
        Open: "まだ", "not yet";
        Held: "行った", "took place";
        NotHeld: "行わなかった", "did not take place";
        Interview: "面談", "Interview";
        HeldOn: "行った日", "On";
        HeldBy: "面談した職員", "By";
        NotHeldBecause: "行わなかった理由", "Why not";
        On: "知らせた日", "On";
        By: "知らせた職員", "By";
        Because: "不要な理由", "Why not needed";
        Person: "相手の担当者", "Whom there";
        What: "知らせた内容", "What was said";
        Kept: "保存しました。", "Kept.";
        Visits: "見学・体験", "Visits and trial days";
        VisitsHint: "だれのことかを先方に伝える前の見学・体験です。先方に伝えてよいのは、選んだことばでできた一行だけです。この事業所の控えで、相手には渡りません。",
            "Before anybody there is told who the person is. No more may be told than the one line made of the words that were chosen. It stays in this office.";
        NoVisits: "見学・体験の記録はまだありません。F7で書き始めます。", "No visit is written down yet. F7 begins one.";
        KeyVisit: "見学を足す", "Add a visit";
        KeyBegin: "引継ぎを始める", "Begin a handover";
        VisitTitle: "見学・体験を記録する", "Write down a visit";
        VisitHint: "年代・障害の種類・希望が、先方に伝えてよいことです。事業所は、名称か事業所番号で入れます（先に「相手の事業所」に登録します）。", "Age, kinds of disability and wish are what may be told there. The office by its name or number, as it is kept among the offices.";
        VisitOffice: "事業所", "Office";
        VisitFrom: "初めの日", "From";
        VisitDays: "日数", "Days";
        Age: "年代", "Age";
        Disability: "障害の種類", "Disability";
        Wish: "希望する仕事", "Wish";
        Outcome: "本人の感想", "It fits";
        Next: "次", "Next";
        KeyOther: "連絡・会議", "Other page";
        Meetings: "会議の記録", "Meetings";
        MeetingsHint: "引継ぎ会議などで決まったことと、だれが何をいつまでにするか。この事業所の控えで、相手の事業所には渡りません。書き直すと、前の版も残ります。",
            "What was decided, and who does what by when. It stays in this office and is not handed over. What is revised is kept, too.";
        NoMeetings: "会議の記録はまだありません。F7で書き始めます。", "No meeting is written down yet. F7 begins one.";
        KeyNewMeeting: "会議を足す", "Add a meeting";
        KeyTask: "分担を足す", "Add a task";
        MeetingTitle: "会議を記録する", "Write down a meeting";
        MeetingHint: "済んだ会議のことを書きます。本人の同意の外のことは、会議でも話しません。", "What was said at a meeting that is over. What the person did not agree to is not spoken of there either.";
        TaskTitle: "会議の分担を書く", "Write down a task";
        TaskHint: "だれが何をいつまでにするか。済んだら、済んだ日を入れます。期限の日から「今日すること」に出ます。", "Who does what by when. Once it is done, the day it was. From its day on it stands in today.";
        Day: "会議の日", "Day";
        Kind: "種類", "Kind";
        Present: "出席した人", "Present";
        Decided: "決まったこと", "Decided";
        Task: "すること", "Task";
        Owner: "する人", "Who";
        OwnerName: "する人の名前", "By name";
        Due: "期限", "By";
        DoneOn: "済んだ日", "Done on";
    }
}
