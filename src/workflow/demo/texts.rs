//! What the staff of the sample town write to each other while they hand somebody over.
//!
//! It says what is written, not when: the order is made by whoever plays the handovers. No state is decided here.

use crate::domain::section::SectionId;

/// What one handover of the sample town needs in words, beside the case itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Script {
    /// Whose: the place in [`people`](super::people).
    pub person: usize,
    /// What the information is given for, as the consent says.
    pub purpose: &'static str,
    /// How the consent was explained to the person.
    pub explained: &'static str,
    /// Questions of the receiver, each with the answer of the sender.
    pub questions: &'static [Question],
    /// What the receiver says back.
    pub read_back: ReadBack,
}

/// A question about a section, and its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// What it is about.
    pub section: SectionId,
    /// What the receiver asks.
    pub asked: &'static str,
    /// What the sender answers.
    pub answered: &'static str,
}

/// What a receiver understood, in its own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadBack {
    /// The three risks.
    pub risks: [&'static str; 3],
    /// The next step.
    pub next_step: &'static str,
    /// The first appointment.
    pub first_appointment: &'static str,
}

/// What became of somebody, as the receiver tells it on an agreed day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FollowUp {
    /// After how many days from the start.
    pub day: i32,
    /// What is told.
    pub note: &'static str,
}

/// The handovers that come with words of their own.
pub const SCRIPTS: [Script; 5] = [TAKAHASHI, MIYAZAKI, YOSHIDA, TESHIGAWARA, HENMI];

const TAKAHASHI: Script = Script {
    person: 0,
    purpose: "こはくカササギ舎への転所にあたり、支援を途切れさせないために、必要な範囲の情報を伝えるため。",
    explained: "11月18日、窓のある面談室で山吹が一項目ずつ読み上げた。薬の名前は渡さないと本人が決めた。母への連絡は事前に本人へ知らせると約束した。",
    questions: &[
        Question {
            section: SectionId::Strengths,
            asked: "「席が壁ぎわ」とありますが、当所の壁ぎわは窓に面しています。外から見える席でも大丈夫でしょうか。",
            answered: "見学のときに座ってもらい、レースのカーテンがあれば平気だと本人が言っていました。後ろを人が通らないことのほうが大切です。",
        },
        Question {
            section: SectionId::Crisis,
            asked: "赤のとき、お母さまへの連絡は本人の了解がなくても行ってよいですか。",
            answered: "はい。赤のときだけは先に連絡してよいと、本人がプランに書いています。黄のあいだは本人に聞いてからにしてください。",
        },
        Question {
            section: SectionId::Support,
            asked: "表計算の資格の受験日は決まっていますか。受験料の扱いも教えてください。",
            answered: "2月の会場試験を本人が申し込み済みです。受験料も支払い済みなので、当日の体調を見て送り出していただくだけで足ります。",
        },
    ],
    read_back: ReadBack {
        risks: [
            "移って2週間ほどは眠りが浅くなりやすい。返信が短くなったら黄と見て、通所を週3日に減らす。",
            "締切が重なると昼食を抜く。こちらから昼休みに誘う。",
            "「消えてしまいたい」と言葉にしたら一人にせず、お母さまとクリニックに連絡する。",
        ],
        next_step: "受給者証の事業所変更が済んだら、壁ぎわの席とタイマーを用意する。電話の取次ぎは頼まない。",
        first_appointment: "1月5日（火）10時30分、静かな個室。茜谷が迎え、最初の用件は前日にメールで知らせる。",
    },
};

const MIYAZAKI: Script = Script {
    person: 1,
    purpose: "るり色ステップで調理の訓練を受けるにあたり、安全に通い、得意なことを生かすために必要な情報を伝えるため。",
    explained: "11月17日、絵のついた説明の紙で鶴見が説明し、本人が自分の言葉で言い直した。祖父も同席し、家族の欄は母が読んで同意した。",
    questions: &[Question {
        section: SectionId::Health,
        asked: "そばは同じ調理台を使わなければよいのでしょうか。年に一度、そば打ちの行事があります。",
        answered: "粉が舞うため、同じ部屋にいることも避けてください。行事の日は在宅か別の建物でお願いします。主治医の意見も同じです。",
    }],
    read_back: ReadBack {
        risks: [
            "そばの粉。行事の日は別の場所で過ごす予定を先に組む。",
            "予定が当日に変わると不安が強くなる。変更は必ず紙で渡す。",
            "外へ走り出したときは腕をつかまず、離れて見守り、おじいさまに電話する。",
        ],
        next_step: "オーブンに入れる日を日付で書いた予定表を作り、計量の目盛りに色テープを貼る。",
        first_appointment: "2月1日（月）9時、玄関。桃井が写真つきの案内を持って待つ。1週目はお母さまが付き添う。",
    },
};

const YOSHIDA: Script = Script {
    person: 2,
    purpose: "標準利用期間が残り少ないため、訓練を基礎に戻さずに続け、就職につなげるために必要な情報を伝えるため。",
    explained: "11月16日、要点を手帳に書きながら山吹が説明した。翌日に本人が手帳を読み返し、内容を覚え書きどおりに説明できたため、妻の同席で署名した。",
    questions: &[
        Question {
            section: SectionId::Certificate,
            asked: "延長が認められなかった場合、4月末で終わりと考えてよいですか。市の回答の文面を教えてください。",
            answered: "はい、市の文書では「令和9年4月30日をもって満了」とあります。延長の審査は1月の予定で、意見書は12月15日までに当所から出します。",
        },
        Question {
            section: SectionId::Health,
            asked: "発作は2024年の1回だけとのことですが、当日の様子と、止まるまでの時間を教えてください。",
            answered: "退院後の暑い日の午後、右手から始まり全身のけいれんが約3分。寝不足が続いていました。以後は薬を続けて起きていません。",
        },
    ],
    read_back: ReadBack {
        risks: [
            "残りの期間は5か月。意見書は12月15日まで、これを過ぎると延長の道がなくなる。",
            "けいれんが5分続いたら救急車。口に物を入れず、時間を計る。",
            "15時を過ぎると見落としが増える。午後は点検の表を使い、疲れ度7の手前で休む。",
        ],
        next_step: "図面作成ソフトの席を角に用意し、手帳の続きのページから訓練を始める。手帳の使い方の基礎は繰り返さない。",
        first_appointment: "12月21日（月）9時30分。約束は口頭に加えてショートメールで送り、奥さまにも写しを送る。",
    },
};

const TESHIGAWARA: Script = Script {
    person: 7,
    purpose: "画面読み上げの専門の訓練を受けるにあたり、安全な移動と学習の工夫を引き継ぐため。",
    explained: "11月13日、同意書の全文を茜谷が読み上げ、同じ内容の音声も渡した。署名は枠の位置を手で確かめながら本人が自分で行った。",
    questions: &[Question {
        section: SectionId::Life,
        asked: "駅からの道に工事があり、2月まで点字ブロックが一部ふさがれています。別の道の練習はできますか。",
        answered: "12月11日の歩行訓練で、工事を避ける道を歩けるよう檜皮さんに頼みました。迎えの職員の方にも同行していただけると助かります。",
    }],
    read_back: ReadBack {
        risks: [
            "急に視界が欠けたり光が走ったりしたら、歩かせずに座ってもらい、すぐ眼科へ電話する。",
            "物を動かすとけがにつながる。動かしたら必ず声で知らせる。",
            "冬の夕方は一人で歩くのが危ない。終業は16時、駅までは手引きする。",
        ],
        next_step: "入口から席までの配置を固定し、資料は前日に電子データで送る。教える役割を週に一度用意する。",
        first_appointment: "1月5日（火）9時、駅の改札。橙山が右側で声をかけ、名前を名乗ってから案内する。",
    },
};

const HENMI: Script = Script {
    person: 10,
    purpose: "転居後も清掃の訓練を続け、発作があっても落ち着いて働ける場をつくるために必要な情報を伝えるため。",
    explained: "11月16日、ふりがなと絵の説明の紙で鳩貝が説明した。「ほっさのことは、はじめに話してほしい」と本人が言い、母も同じ意見だった。",
    questions: &[
        Question {
            section: SectionId::Crisis,
            asked: "黄のとき、本人が作業を続けたいと言うことはありますか。そのときは止めたほうがよいですか。",
            answered: "よくあります。終わったことに気づいていないためです。10分は座ってもらい、「二つ目の札からです」と言うと納得して休みます。",
        },
        Question {
            section: SectionId::Health,
            asked: "薬の変更は9月18日でお間違いないですか。お母さまの表では19日とあります。",
            answered: "18日の夕方に受け取り、19日の朝から飲み始めました。正しくは「処方18日、開始19日」です。次の版で直します。",
        },
    ],
    read_back: ReadBack {
        risks: [
            "全身のけいれんが5分続くか、短い発作が繰り返されたら119番。押さえず、横向きにする。",
            "飲み忘れは11時を過ぎたらお母さまに電話する。2回分をまとめて飲ませない。",
            "2月の命日の前後は発作が増えやすい。前の週から作業を半分にする。",
        ],
        next_step: "清掃の相手を一人決め、花の札を同じ順に並べる。録音を聞いて職員全員で発作の練習をする。",
        first_appointment: "1月5日（火）9時40分、お母さまと来所。白鳥と最初に名前を教え合う時間を作る。",
    },
};

/// A read-back for Takahashi in which something was misheard, for the sender to correct.
pub const MISHEARD: ReadBack = ReadBack {
    risks: [
        "移って2週間ほどは眠りが浅くなりやすい。そのときは励ましの言葉を多めにかける。",
        "締切が重なると昼食を抜く。こちらから昼休みに誘う。",
        "「消えてしまいたい」と言葉にしたら一人にせず、お母さまとクリニックに連絡する。",
    ],
    next_step: "壁ぎわの席を用意し、まず電話の取次ぎから慣れてもらう。",
    first_appointment: "1月6日（水）10時30分、静かな個室。",
};

/// What the sender writes to [`MISHEARD`].
pub const CORRECTION: &str = "三か所お願いします。励ましの長い話は黄のときに避けたいことです。電話の取次ぎは頼まないでください。初回は1月5日（火）です。ほかは合っています。";

/// What the sender writes when a read-back is right though it is worded otherwise.
pub const RIGHT_THOUGH: &str =
    "フリガナに中点がありませんが、同じ方です。受給者証の表記も両方あります。";

/// Why an approver of the own office gives a draft back.
pub const RETURNED: [&str; 3] = [
    "移る理由の欄に、職員の感想と事実が混ざっています。感想は支援の経過に移してください。",
    "期間の確認が2か月前のままです。市にもう一度確認し、日付を直してください。",
    "「避けること」が一般論です。この方に起きたことと、そのとき何が効いたかを書いてください。",
];

/// Why an office does not take somebody, flatly.
pub const NOT_TAKEN: &str = "定員の空きが3月までありません。本人を長く待たせないため、今回はお受けできないと判断しました。見学に来てくださったことに感謝します。";

/// Why a handover is sent back.
pub const SENT_BACK: &str = "未確認の欄が多く、最初の一週間の組み立てができません。危機時の連絡先と通院の予定が分かり次第、改めてお送りください。";

/// Why another office is named.
pub const TRY_ANOTHER: &str = "希望の実技訓練は当所では月に2回だけです。毎日行っているるり色ステップへ、本人の了解を得て相談されることをお勧めします。";

/// Under what condition an office would take somebody.
pub const YES_IF: &str = "初回の面談に手話通訳が入ること、週4日から始めることの二つがそろえばお受けできます。通訳の申込みは当所からもできます。";

/// What an office without the program asks on its slip.
pub const ASKED_ON_PAPER: &str = "グループホームの夕食の時間と、作業所から帰る時刻の目安を教えてください。送迎の便を決めるために使います。";

/// Why an offer is taken back.
pub const RECALLED: &str = "本人が見学のあとで考え直し、もう三か月今の事業所で続けたいと話しました。お時間をいただいたのに申し訳ありません。お手元の写しの消去をお願いします。";

/// Why a person takes a consent back for some items.
pub const WITHDRAWN_IN_PART: &str = "家族のことは自分の口から話したいので、家族の欄だけ渡さないでほしい、との申し出。電話で山吹が受け、翌日に書面で確かめた。";

/// Why somebody did not start after all.
pub const NOT_STARTED: &str =
    "開始の前日に入院が決まった。退院のめどが立つまで、元の事業所が連絡を続ける。";

/// Why a release lapses.
pub const LAPSED: &str = "開始予定日から30日がたち、受け手と本人のどちらからも開始の連絡がない。市と相談支援に報告し、当所で支援を続ける。";

/// Why follow-up ends early.
pub const DISCONTINUED: &str =
    "県外への転居により、フォローを終える。転居先の相談支援には本人の希望で本人から連絡する。";

/// Follow-ups that go well.
pub const GOING_WELL: [FollowUp; 3] = [
    FollowUp {
        day: 14,
        note: "10日の通所予定のうち9日出席。壁ぎわの席で表計算の課題が進んでいる。眠りは「前と同じくらい」とのこと。",
    },
    FollowUp {
        day: 30,
        note: "月18日の出席。昼食に誘う係を利用者の一人が引き受けてくれた。教えていただいた声かけが助けになっている。",
    },
    FollowUp {
        day: 90,
        note: "資格（初級）に合格。モニタリングで週20時間の実習を次の目標に決めた。引継ぎの時の写しは予定どおり整理する。",
    },
];

/// A follow-up that tells of a concern.
pub const CONCERN: FollowUp = FollowUp {
    day: 14,
    note: "2週目の木曜から返信が短く、遅刻が2回。黄のサインと見て週3日に減らした。クリニックには本人から電話済み。来週また知らせます。",
};

/// A follow-up when nobody could be reached.
pub const NOT_REACHED: FollowUp = FollowUp {
    day: 30,
    note: "電話と文字で3回連絡したが返事がない。ご家族からは元気にしていると聞いた。来週、自宅近くで会う約束を試みる。",
};

/// A follow-up when somebody has left.
pub const LEFT: FollowUp = FollowUp {
    day: 90,
    note: "本人の希望で2月末に利用を終えた。製パン店に週24時間で採用され、定着の支援は就業・生活支援センターが担う。",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::Value;
    use crate::domain::text::Paragraph;
    use crate::workflow::demo::people;

    fn lines(script: &Script) -> Vec<&'static str> {
        let back = script.read_back;
        let said = script
            .questions
            .iter()
            .flat_map(|one| [one.asked, one.answered]);
        [
            script.purpose,
            script.explained,
            back.next_step,
            back.first_appointment,
        ]
        .into_iter()
        .chain(back.risks)
        .chain(said)
        .collect()
    }

    #[test]
    fn scripts_are_of_different_people_who_move_within_the_town() {
        let people = people();
        let mut before = None;
        for script in SCRIPTS {
            assert!(people[script.person].toward.is_some(), "{}", script.person);
            assert!(before < Some(script.person), "in order, nobody twice");
            before = Some(script.person);
        }
    }

    #[test]
    fn questions_are_about_sections_that_the_person_has() {
        let people = people();
        for script in SCRIPTS {
            let values = &people[script.person].values;
            assert!(!script.questions.is_empty());
            for question in script.questions {
                let about = |(field, value): &(_, Value)| {
                    let field: crate::domain::section::FieldId = *field;
                    field.spec().section == question.section && value.given().is_some()
                };
                assert!(values.iter().any(about), "{question:?}");
            }
        }
    }

    #[test]
    fn every_text_is_one_clean_line_of_words() {
        let alone = [
            CORRECTION,
            RIGHT_THOUGH,
            NOT_TAKEN,
            SENT_BACK,
            TRY_ANOTHER,
            YES_IF,
            RECALLED,
            WITHDRAWN_IN_PART,
            NOT_STARTED,
            LAPSED,
            DISCONTINUED,
            CONCERN.note,
            NOT_REACHED.note,
            LEFT.note,
        ];
        let misheard = [MISHEARD.next_step, MISHEARD.first_appointment];
        let all = SCRIPTS
            .iter()
            .flat_map(lines)
            .chain(alone)
            .chain(misheard)
            .chain(MISHEARD.risks)
            .chain(RETURNED)
            .chain(GOING_WELL.map(|one| one.note));
        for text in all {
            let kept = Paragraph::new(text, 200).expect("a short text");
            assert_eq!(kept.as_str(), text);
            assert!(!text.contains('\n'));
        }
        let days: Vec<_> = GOING_WELL.iter().map(|one| one.day).collect();
        assert_eq!(days, [14, 30, 90]);
    }
}
