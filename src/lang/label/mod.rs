//! The names of things: sections, fields, options, columns, roles, units; those of a handover are in `handover`.
//!
//! It builds no sentences (those are in `message`) and looks nothing up by text: a name that is missing does not compile.

pub mod handover;
pub mod setting;

use crate::domain::assessment::{Area, AssessmentItem, GapSize, Level, Rater, Scale};
use crate::domain::case::{FieldState, Source};
use crate::domain::consent::Mode;
use crate::domain::copy::CopyTo;
use crate::domain::field::{ChoiceId, ColumnId, Need, Sensitivity, Unit, Voice};
use crate::domain::handover::applies::{Applies, When};
use crate::domain::section::{FieldId, ItemId, SectionId};
use crate::domain::staff::{Role, Standing};
use crate::lang::Lang;

/// One name in both languages, Japanese first.
type Both = (&'static str, &'static str);

pub(crate) fn pick((ja, en): Both, lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => ja,
        Lang::En => en,
    }
}

/// Names a section, in at most 20 cells.
pub fn section(section: SectionId, lang: Lang) -> &'static str {
    use SectionId as S;
    let both = match section {
        S::Handling => ("引継ぎの扱い", "Handling"),
        S::Person => ("本人", "The person"),
        S::Certificate => ("受給者証・期間", "Certificate, period"),
        S::Wishes => ("本人の意向", "Wishes"),
        S::Health => ("健康・服薬", "Health, medication"),
        S::Crisis => ("クライシスプラン", "Crisis plan"),
        S::Life => ("生活", "Daily life"),
        S::Strengths => ("強みと条件", "Strengths"),
        S::Assessment => ("アセスメント", "Assessment"),
        S::Support => ("支援の経過", "Support so far"),
        S::Practice => ("実習・見学", "Trials and visits"),
        S::JobSearch => ("求職活動", "Job search"),
        S::Employment => ("就職・定着", "Employment"),
        S::Agencies => ("関係機関", "Other agencies"),
        S::Tasks => ("課題と見通し", "Open tasks"),
        S::Attachments => ("添付資料", "Attachments"),
    };
    pick(both, lang)
}

/// Names a consent item as the consent form does.
pub fn item(item: ItemId, lang: Lang) -> &'static str {
    use ItemId as I;
    let both = match item {
        I::Handling => (
            "引継ぎの時期と急ぎの度合い",
            "When the move happens and how urgent it is",
        ),
        I::Basic => (
            "氏名・フリガナ・生年月日・呼ばれたい名前",
            "Name, reading, date of birth, what to be called",
        ),
        I::Contact => (
            "住所・電話・連絡のとり方・後見人",
            "Address, telephone, how to be reached, guardian",
        ),
        I::Certificate => (
            "受給者証・手帳・相談支援",
            "Certificate, handbook, planning service",
        ),
        I::Period => (
            "利用期間（残りの月数）と契約",
            "Months of service left, and the contract",
        ),
        I::Wishes => (
            "本人の意向・移る理由・希望する働き方",
            "Own wishes, reason for moving, work wanted",
        ),
        I::Health => (
            "障害・体調・通院・配慮してほしいこと",
            "Disability, health, clinic visits, what helps",
        ),
        I::Medication => (
            "服薬の時間と管理のしかた",
            "When medicine is taken and who keeps it",
        ),
        I::MedicineNames => ("薬の名前", "Names of medicines"),
        I::Crisis => (
            "調子が崩れるときのサインと対処",
            "Signs of a crisis and what to do",
        ),
        I::HistoryOfHarm => (
            "自傷他害・触法・被害の経過",
            "History of harm, offences or being a victim",
        ),
        I::Life => ("生活のようす", "Daily life"),
        I::Family => ("家族のこと・緊急連絡先", "Family and emergency contacts"),
        I::Strengths => (
            "強みと、うまくいく条件",
            "Strengths and conditions that work",
        ),
        I::Assessment => ("アセスメントの結果", "Results of the assessment"),
        I::SupportHistory => (
            "支援の経過と個別支援計画",
            "Support so far and the support plan",
        ),
        I::Practice => (
            "実習・見学の感想（本人の言葉）",
            "Trials and visits, in own words",
        ),
        I::JobSearch => ("求職の担当と履歴書", "Job search: adviser and CV"),
        I::Employment => ("定着支援の期間・担当", "Retention support: when and who"),
        I::Agencies => ("関係機関と担当者", "Other agencies and their staff"),
        I::Tasks => (
            "残っている課題と次の予定",
            "Open tasks and the next fixed day",
        ),
        I::Attachments => ("添付資料", "Attached papers"),
        I::Companies => (
            "企業のこと（実習先・応募先・避ける企業・就職先）",
            "Companies: trials, applications, avoided, employers",
        ),
        I::CopyConsultation => (
            "写し: 相談支援事業所へ（まとめだけ）",
            "Copy for the consultation office (a summary)",
        ),
        I::CopyHelloWork => (
            "写し: ハローワークへ（まとめだけ）",
            "Copy for Hello Work (a summary)",
        ),
        I::CopyCity => (
            "写し: 市町村へ（まとめだけ）",
            "Copy for the city (a summary)",
        ),
    };
    pick(both, lang)
}

/// Names for whom a copy is.
pub fn copy_to(to: CopyTo, lang: Lang) -> &'static str {
    let both = match to {
        CopyTo::Consultation => ("相談支援事業所", "consultation office"),
        CopyTo::HelloWork => ("ハローワーク", "Hello Work"),
        CopyTo::City => ("市町村", "city"),
    };
    pick(both, lang)
}

/// Names under which heading of the law a consent is asked.
pub fn mode(mode: Mode, lang: Lang) -> &'static str {
    let both = match mode {
        Mode::ByItem => (
            "項目ごと（別の法人へ）",
            "item by item, to another corporation",
        ),
        Mode::SameCorporation => ("同じ法人の事業所へ", "within the same corporation"),
        Mode::Carried => ("本人が持って行く", "the person carries it"),
    };
    pick(both, lang)
}

/// Names a field.
pub fn field(field: FieldId, lang: Lang) -> &'static str {
    pick(field_both(field), lang)
}

fn field_both(field: FieldId) -> Both {
    use FieldId as F;
    match field {
        F::HandlingKind => ("種別", "Kind of handover"),
        F::HandlingUrgency => ("緊急度", "Urgency"),
        F::HandlingUrgencyReason => ("緊急度の理由", "Reason for the urgency"),
        F::HandlingWishedDay => ("移行希望日", "Wished day of the move"),
        F::HandlingReplyDue => ("返答期限", "Reply due"),
        F::HandlingLastDay => ("最終通所日", "Last day here"),
        F::HandlingPlannedStart => ("利用開始予定日", "Planned first day there"),
        F::PersonName => ("氏名", "Name"),
        F::PersonKana => ("フリガナ", "Reading of the name"),
        F::PersonBirth => ("生年月日", "Date of birth"),
        F::PersonCalled => ("呼ばれたい名前", "Likes to be called"),
        F::PersonGender => ("性別（本人の申告）", "Gender, as the person says"),
        F::PersonPhone => ("電話", "Telephone"),
        F::PersonAddress => ("住所", "Address"),
        F::PersonReach => ("連絡のつきやすい時間・方法", "When and how to reach"),
        F::PersonEmergencyFirst => ("緊急連絡先1", "Emergency contact 1"),
        F::PersonEmergencySecond => ("緊急連絡先2", "Emergency contact 2"),
        F::PersonGuardian => ("成年後見人等", "Guardian"),
        F::CertificateNumber => ("受給者証番号", "Certificate number"),
        F::CertificateCity => ("支給市町村", "Issuing city"),
        F::CertificateIssued => ("交付年月日", "Issued on"),
        F::CertificateCategory => ("障害支援区分", "Support category"),
        F::CertificateDisability => ("障害種別", "Kind of disability"),
        F::CertificateBasis => ("支給量の決め方", "How days are granted"),
        F::CertificateDays => ("支給量", "Days granted"),
        F::CertificateFrom => ("支給決定期間 開始", "Grant from"),
        F::CertificateUntil => ("支給決定期間 終了", "Grant until"),
        F::CertificateCap => ("利用者負担上限月額", "Monthly cap on own share"),
        F::CertificateCapManagement => ("上限額管理", "Management of the cap"),
        F::CertificateCapManager => ("上限額管理事業所", "Office managing the cap"),
        F::CertificateTrialUntil => ("暫定支給決定期間 終了", "Trial grant until"),
        F::CertificateCityNumber => ("市町村番号", "Number of the city"),
        F::CertificateCategoryFrom => ("障害支援区分の認定期間 開始", "Category from"),
        F::CertificateCategoryUntil => ("障害支援区分の認定期間 終了", "Category until"),
        F::CertificateCapFrom => ("上限月額の適用期間 開始", "Cap from"),
        F::CertificateCapUntil => ("上限月額の適用期間 終了", "Cap until"),
        F::CertificateNotes => ("受給者証の特記事項", "Notes on the certificate"),
        F::PeriodFirstUse => ("初回利用開始日", "First day of service"),
        F::PeriodEnd => ("標準利用期間満了日", "Standard period ends"),
        F::PeriodDecided => ("最初の支給決定の日", "First decision"),
        F::PeriodStays => ("利用した事業所（通算）", "Offices used in the period"),
        F::PeriodUsed => ("使用月数", "Months used"),
        F::PeriodLeft => ("残月数", "Months left"),
        F::PeriodExtension => ("期間の延長", "Extension"),
        F::PeriodExtendedUntil => ("延長後の満了日", "Extended until"),
        F::PeriodReviewed => ("延長の審査日", "Extension examined on"),
        F::PeriodConfirmedWith => ("期間の確認先", "Period confirmed with"),
        F::PeriodConfirmedOn => ("期間の確認日", "Period confirmed on"),
        F::PeriodReturn => ("戻る予定の日", "Planned return"),
        F::ContractSigned => ("契約日", "Contract signed"),
        F::ContractDays => ("契約支給量", "Days contracted"),
        F::ContractEnd => ("サービス提供終了日", "Last day of the contract"),
        F::ContractEndReason => ("契約終了の理由", "Why the contract ends"),
        F::ContractSlot => ("事業者記入欄の番号", "Slot on the certificate"),
        F::ContractProvided => ("終了月の既提供量", "Days provided in the last month"),
        F::HandbookKinds => ("手帳の種別", "Handbooks held"),
        F::HandbookGrade => ("手帳の等級", "Handbook grade"),
        F::HandbookRenewal => ("手帳の更新月", "Handbook renewal"),
        F::Pension => ("障害年金", "Disability pension"),
        F::MedicalSubsidy => ("自立支援医療", "Medical subsidy"),
        F::PlannerKind => ("計画の作り方", "Who plans the services"),
        F::PlannerOffice => ("相談支援事業所", "Planning office"),
        F::PlannerPerson => ("相談支援専門員", "Planner"),
        F::PlannerNextMonitoring => ("次回モニタリング月", "Next monitoring"),
        F::PlannerMonitoring => (
            "モニタリング期間（受給者証）",
            "Monitoring, by the certificate",
        ),
        F::WishesOwnWords => ("本人の意向（本人の言葉）", "Wishes, in own words"),
        F::WishesReasonOwn => ("移る理由（本人の言葉）", "Reason for moving, in own words"),
        F::WishesFamily => ("家族の意向", "Wishes of the family"),
        F::WishesReasonOffice => (
            "移る理由（事業所から）",
            "Reason for moving, as the office sees it",
        ),
        F::WishesJobs => ("希望する仕事", "Work wanted"),
        F::WishesHours => ("希望する1日の労働時間", "Hours a day wanted"),
        F::WishesDays => ("希望する週の日数", "Days a week wanted"),
        F::WishesCommute => ("希望する通勤", "Commute wanted"),
        F::WishesDisclosure => ("障害の開示", "Telling employers"),
        F::WishesWhen => ("就職の時期", "When to work"),
        F::WishesChanges => ("希望の変化", "How the wishes changed"),
        F::HealthDiagnosis => ("診断名", "Diagnosis"),
        F::HealthUnderstanding => ("本人の理解", "How the person understands it"),
        F::HealthClinic => ("主治医療機関", "Clinic"),
        F::HealthVisits => ("通院頻度", "How often at the clinic"),
        F::HealthNextVisit => ("次回通院日", "Next clinic visit"),
        F::HealthAllergies => ("アレルギー", "Allergies"),
        F::HealthSeizures => ("発作", "Seizures"),
        F::HealthInfections => ("感染症", "Infections"),
        F::HealthForbidden => ("禁忌", "Must not have or do"),
        F::HealthStress => (
            "ストレスのサイン・対処・配慮",
            "Stress: signs, own remedy, what helps",
        ),
        F::MedicationTimes => ("服薬の時間帯", "When medicine is taken"),
        F::MedicationKeeper => ("薬の管理者", "Who keeps the medicine"),
        F::MedicationMissed => ("飲み忘れたとき", "When a dose is missed"),
        F::MedicationNames => ("薬の名前", "Names of medicines"),
        F::CrisisBlue => ("青・安定（安定しているとき）", "Blue: well"),
        F::CrisisYellow => ("黄・注意（崩れかけたとき）", "Yellow: caution"),
        F::CrisisRed => ("赤・要注意（崩れたとき）", "Red: act now"),
        F::CrisisUpdated => ("プランの更新日", "Plan updated on"),
        F::CrisisSeen => ("最近のサイン", "Signs seen of late"),
        F::CrisisHarm => ("自傷他害の経過", "History of harm"),
        F::CrisisOffences => ("触法の経過", "History of offences"),
        F::CrisisVictim => ("被害の経過", "History of being a victim"),
        F::LifeHousing => ("住まい", "Housing"),
        F::LifeRhythm => ("生活リズム", "Daily rhythm"),
        F::LifeTransport => ("通所の手段", "Way to the office"),
        F::LifeMinutes => ("通所にかかる時間", "Time to the office"),
        F::LifeMoney => ("金銭管理", "Money"),
        F::LifeMeals => ("食事", "Meals"),
        F::LifeFamily => ("家族構成と関係", "Family and relations"),
        F::StrengthsWorksWell => ("うまくいく条件", "Works well when"),
        F::StrengthsStumbles => ("つまずく条件", "Stumbles when"),
        F::StrengthsWords => ("有効だった声かけ", "Words that helped"),
        F::StrengthsAvoid => ("避けること", "To be avoided"),
        F::StrengthsFits => ("合う職場の条件", "A workplace fits when"),
        F::StrengthsFitsNot => ("合わない職場の条件", "A workplace does not fit when"),
        F::AssessmentScores => ("評価（34項目）", "Scores of 34 items"),
        F::AssessmentLevel => ("準備性の段階", "Level of readiness"),
        F::AssessmentAccommodations => ("合理的配慮（通用した例）", "Accommodations that worked"),
        F::AssessmentFamilyScores => ("家族の評価（34項目）", "Scores by the family"),
        F::SupportAttendance => ("出席の状況", "Attendance"),
        F::SupportAbsences => ("欠席のしかた", "Pattern of absences"),
        F::SupportPrograms => ("受けたプログラム", "Programmes taken"),
        F::SupportStage => ("到達段階", "Stage reached"),
        F::SupportWhatHelped => ("この段階で有効だった支援", "What helped at this stage"),
        F::SupportNoRepeat => ("繰り返さなくてよいこと", "Need not be repeated"),
        F::SupportStages => ("段階ごとに有効だった支援", "What worked at which stage"),
        F::PlanLongGoal => ("長期目標", "Long-term goal"),
        F::PlanShortGoals => ("短期目標", "Short-term goals"),
        F::PlanFrom => ("計画期間 開始", "Plan from"),
        F::PlanUntil => ("計画期間 終了", "Plan until"),
        F::PlanAchieved => ("達成度", "Goals achieved"),
        F::PlanAgreed => ("計画の同意日", "Plan agreed on"),
        F::PlanMonitored => ("最新モニタリング日", "Last monitoring"),
        F::PracticePlaces => ("実習・見学先", "Places of practice"),
        F::PracticeOwnWords => ("実習の感想（本人の言葉）", "On the practice, in own words"),
        F::JobSearchApplications => ("応募先", "Applications"),
        F::JobSearchHelloWork => ("ハローワークの担当", "Contact at Hello Work"),
        F::JobSearchResume => ("履歴書", "CV ready"),
        F::JobSearchAvoided => ("避ける企業と理由", "Companies to be avoided"),
        F::EmploymentFirstDay => ("就職の日（最初の出勤日）", "First day at work"),
        F::EmploymentCompanies => ("在職先", "Employers"),
        F::EmploymentRetentionFrom => ("定着支援 開始", "Retention support from"),
        F::EmploymentRetentionUntil => ("定着支援 終了", "Retention support until"),
        F::EmploymentRetentionBy => ("定着支援の担当", "Retention support by"),
        F::EmploymentNextVisit => ("次回の職場訪問", "Next visit at work"),
        F::AgenciesInvolved => ("関係機関", "Agencies involved"),
        F::TasksOpen => ("未完の課題", "Open tasks"),
        F::TasksForesight => ("見通しと備え", "If this, then that"),
        F::TasksNextDay => ("次に決まっている日", "Next fixed day"),
        F::TasksNextWhat => ("その日の予定", "What is fixed for it"),
        F::AttachmentsPapers => ("添付資料", "Attached papers"),
    }
}

/// Names an option of a choice.
pub fn choice(choice: ChoiceId, lang: Lang) -> &'static str {
    pick(choice_both(choice), lang)
}

fn choice_both(choice: ChoiceId) -> Both {
    use ChoiceId as C;
    match choice {
        C::ToTransition => ("転所（移行から移行へ）", "to another transition office"),
        C::ToContinuedA => ("就労継続支援A型へ", "to continued support type A"),
        C::ToContinuedB => ("就労継続支援B型へ", "to continued support type B"),
        C::ToRetention => ("就労定着支援へ", "to retention support"),
        C::ToLifeCentre => (
            "就業・生活支援センターへ",
            "to a work and life support centre",
        ),
        C::SameCorporation => ("同一法人内", "within the same corporation"),
        C::Temporary => ("一時的な利用", "for a time"),
        C::Stable => ("安定", "stable"),
        C::Caution => ("注意", "caution"),
        C::ActNow => ("要対応", "act now"),
        C::Unrated => ("未認定", "not rated"),
        C::Category1 => ("区分1", "category 1"),
        C::Category2 => ("区分2", "category 2"),
        C::Category3 => ("区分3", "category 3"),
        C::Category4 => ("区分4", "category 4"),
        C::Category5 => ("区分5", "category 5"),
        C::Category6 => ("区分6", "category 6"),
        C::Physical => ("身体", "physical"),
        C::Intellectual => ("知的", "intellectual"),
        C::Mental => ("精神", "mental"),
        C::Intractable => ("難病等", "intractable disease"),
        C::DaysPerMonth => ("月あたりの日数", "days a month"),
        C::MonthLessEight => (
            "当該月の日数から8日を控除した日数",
            "days of the month less eight",
        ),
        C::CapNotManaged => ("対象外", "not managed"),
        C::CapHere => ("当事業所が管理", "managed here"),
        C::CapElsewhere => ("他の事業所が管理", "managed elsewhere"),
        C::NoExtension => ("延長なし", "no extension"),
        C::ExtensionRequested => ("申請中", "requested"),
        C::ExtensionGranted => ("延長決定", "granted"),
        C::ExtensionRefused => ("認められず", "refused"),
        C::EndsByMove => ("転所", "moves to another office"),
        C::EndsByJob => ("就職", "starts a job"),
        C::EndsByInterruption => ("中断", "interrupts the service"),
        C::EndsOtherwise => ("その他", "another reason"),
        C::HandbookPhysical => ("身体障害者手帳", "physical disability handbook"),
        C::HandbookIntellectual => ("療育手帳", "intellectual disability handbook"),
        C::HandbookMental => ("精神障害者保健福祉手帳", "mental disability handbook"),
        C::Yes => ("あり", "yes"),
        C::No => ("なし", "no"),
        C::Applying => ("申請中", "applied for"),
        C::PlannedByOffice => ("計画相談支援", "planned by a planning office"),
        C::SelfPlan => ("セルフプラン", "planned by the person"),
        C::Open => ("オープン（開示する）", "open"),
        C::Closed => ("クローズ（開示しない）", "closed"),
        C::PerCompany => ("企業ごとに決める", "for each company"),
        C::Undecided => ("未定", "undecided"),
        C::WithinThreeMonths => ("3か月以内", "within three months"),
        C::WithinSixMonths => ("6か月以内", "within six months"),
        C::WithinYear => ("1年以内", "within a year"),
        C::NoHurry => ("急がない", "no hurry"),
        C::Weekly => ("週1回", "weekly"),
        C::Fortnightly => ("2週に1回", "every two weeks"),
        C::Monthly => ("月1回", "monthly"),
        C::EveryTwoMonths => ("2か月に1回", "every two months"),
        C::Seldom => ("それより少ない", "less often"),
        C::Morning => ("朝", "morning"),
        C::Noon => ("昼", "noon"),
        C::Evening => ("夕", "evening"),
        C::Bedtime => ("就寝前", "bedtime"),
        C::AsNeeded => ("頓服", "as needed"),
        C::Injection => ("注射", "injection"),
        C::KeptBySelf => ("本人", "the person"),
        C::KeptByFamily => ("家族", "the family"),
        C::KeptByFacility => ("施設・グループホーム", "facility or group home"),
        C::KeptByNurse => ("訪問看護", "visiting nurse"),
        C::WithFamily => ("家族と同居", "with family"),
        C::Alone => ("ひとり暮らし", "alone"),
        C::GroupHome => ("グループホーム", "group home"),
        C::Facility => ("施設", "facility"),
        C::Hospital => ("入院中", "hospital"),
        C::HousingOther => ("その他", "other"),
        C::Walk => ("徒歩", "on foot"),
        C::Bicycle => ("自転車", "bicycle"),
        C::Bus => ("バス", "bus"),
        C::Train => ("電車", "train"),
        C::Car => ("自動車", "car"),
        C::Pickup => ("送迎", "fetched by the office"),
        C::ManagesAlone => ("自分で管理", "by the person"),
        C::ManagesWithHelp => ("手助けを受けて管理", "with help"),
        C::ManagedByOthers => ("他の人が管理", "by others"),
        C::MealsRegular => ("規則的", "regular"),
        C::MealsSkipped => ("抜くことがある", "sometimes skipped"),
        C::MealsIrregular => ("不規則", "irregular"),
        C::LevelHealth => ("健康管理", "looks after health"),
        C::LevelDailyLife => ("日常生活管理", "manages daily life"),
        C::LevelRelations => ("対人技能", "gets on with others"),
        C::LevelWorkHabits => ("基本的労働習慣", "has work habits"),
        C::LevelAptitude => ("職業適性", "fits an occupation"),
        C::StagePreparation => ("準備", "preparation"),
        C::StageTraining => ("訓練", "training"),
        C::StagePractice => ("実習", "practice at companies"),
        C::StageJobSearch => ("求職", "job search"),
        C::StageRetention => ("定着", "retention"),
        C::Achieved => ("達成", "achieved"),
        C::MostlyAchieved => ("おおむね達成", "mostly achieved"),
        C::HalfAchieved => ("半分ほど達成", "half achieved"),
        C::NotAchieved => ("未達成", "not achieved"),
        C::ForTraining => ("訓練として", "for training"),
        C::BeforeHiring => ("採用を前提に", "before hiring"),
        C::ForVisit => ("見学", "a visit"),
        C::AgainYes => ("次も可", "would take somebody again"),
        C::AgainDepends => ("条件による", "depends"),
        C::AgainNo => ("次は不可", "would not again"),
        C::ResultPending => ("結果待ち", "pending"),
        C::ResultHired => ("採用", "hired"),
        C::ResultRefused => ("不採用", "refused"),
        C::ResultDroppedByPerson => ("本人が辞退", "dropped by the person"),
        C::HandedOver => ("引継ぎ済み", "knows of the move"),
        C::NotHandedOver => ("引継ぎ未了", "does not know yet"),
        C::BySender => ("送り手", "sender"),
        C::ByReceiver => ("受け手", "receiver"),
        C::ByPerson => ("本人", "the person"),
        C::ByOther => ("その他", "somebody else"),
        C::TaskOpen => ("未着手", "not begun"),
        C::TaskDoing => ("進行中", "under way"),
        C::TaskWaiting => ("返事待ち", "waiting"),
        C::CertificateCopy => ("受給者証の写し", "copy of the certificate"),
        C::SupportPlan => ("個別支援計画", "support plan"),
        C::MonitoringReport => ("モニタリング報告書", "monitoring report"),
        C::WorkPassport => ("就労パスポート", "work passport"),
        C::AssessmentSheet => ("アセスメントシート", "assessment sheet"),
        C::SelectionSheet => ("就労選択支援のシート", "sheet of the work choice service"),
        C::SelfPresentation => ("自己紹介書", "self-presentation"),
        C::Resume => ("履歴書", "CV"),
        C::OtherPaper => ("その他の資料", "another paper"),
    }
}

/// Names a column of a table.
pub fn column(column: ColumnId, lang: Lang) -> &'static str {
    use ColumnId as C;
    let both = match column {
        C::SignsOwn => ("サイン（本人から）", "Signs, as the person feels"),
        C::SignsSeen => ("サイン（周囲から）", "Signs, as others see"),
        C::OwnRemedy => ("自分の対処", "Own remedy"),
        C::Wanted => ("してほしいこと", "Please do"),
        C::Unwanted => ("してほしくないこと", "Please do not"),
        C::Contact => ("連絡先", "Contact"),
        C::Company => ("企業", "Company"),
        C::Department => ("部署", "Department"),
        C::From => ("開始", "From"),
        C::Until => ("終了", "Until"),
        C::Work => ("作業", "Work"),
        C::Rating => ("評価", "What the place said"),
        C::Purpose => ("目的", "Purpose"),
        C::Again => ("次の可否", "Again"),
        C::Occupation => ("職種", "Occupation"),
        C::AppliedOn => ("応募日", "Applied on"),
        C::Result => ("結果", "Result"),
        C::Reason => ("理由", "Reason"),
        C::Hours => ("1日の時間", "Hours a day"),
        C::Accommodation => ("配慮", "Accommodation"),
        C::Agency => ("機関", "Agency"),
        C::AgencyPerson => ("担当者", "Person"),
        C::AgencyRole => ("役割", "Role"),
        C::Phone => ("電話", "Telephone"),
        C::NextDay => ("次の予定日", "Next day"),
        C::Told => ("引継ぎ", "Knows of the move"),
        C::Task => ("課題", "Task"),
        C::Due => ("期限", "Due"),
        C::InCharge => ("担当", "In charge"),
        C::TaskState => ("状態", "State"),
        C::If => ("もし〜なら", "If"),
        C::Then => ("〜する", "Then"),
        C::Month => ("月", "Month"),
        C::DaysAttended => ("出席日数", "Days attended"),
        C::DaysAgreed => ("契約日数", "Days agreed"),
        C::Paper => ("種別", "Paper"),
        C::Version => ("版", "Version"),
        C::Dated => ("日付", "Dated"),
        C::Author => ("作成者", "Author"),
        C::PaperDigest => ("照合値", "Digest"),
        C::Stage => ("段階", "Stage"),
        C::Helped => ("有効だった支援", "What worked"),
        C::ChangedOn => ("いつ", "When"),
        C::WishThen => ("その時の希望", "Wish at the time"),
        C::WishReason => ("変わった理由", "Why it changed"),
        C::StayOffice => ("事業所", "Office"),
        C::ToldBy => ("だれの話か", "Who says so"),
        C::Gravity => ("程度", "How grave"),
        C::OverSince => ("おさまった日", "Over since"),
    };
    pick(both, lang)
}

/// Names a unit as it follows a number: `5日/週`, `5 days a week`.
pub fn unit(unit: Unit, lang: Lang) -> &'static str {
    let both = match unit {
        Unit::Days => ("日", "days"),
        Unit::DaysPerMonth => ("日/月", "days a month"),
        Unit::DaysPerWeek => ("日/週", "days a week"),
        Unit::HoursPerDay => ("時間/日", "hours a day"),
        Unit::Minutes => ("分", "minutes"),
        Unit::Months => ("か月", "months"),
        Unit::YenPerMonth => ("円/月", "yen a month"),
        Unit::Slot => ("番", "(slot)"),
        Unit::DayOfMonth => ("日まで", "(day of the month)"),
        Unit::Years => ("年", "years"),
        Unit::Points => ("ポイント", "points"),
    };
    pick(both, lang)
}

/// Names an item of the assessment.
pub fn assessment(item: AssessmentItem, lang: Lang) -> &'static str {
    use AssessmentItem as A;
    let both = match item {
        A::Rising => ("起床", "Getting up"),
        A::Rhythm => ("生活リズム", "Daily rhythm"),
        A::Meals => ("食事", "Meals"),
        A::Medication => ("服薬管理", "Medication"),
        A::ClinicVisits => ("外来通院", "Clinic visits"),
        A::FeelingUnwell => ("体調不良時の対処", "Coping when unwell"),
        A::Appearance => ("身だしなみ", "Appearance"),
        A::Money => ("金銭管理", "Money"),
        A::KnowsOwnDisability => ("自分の障害や症状の理解", "Knows own disability"),
        A::AsksForHelp => ("援助の要請", "Asks for help"),
        A::Sociability => ("社会性", "Social conduct"),
        A::Greeting => ("あいさつ", "Greeting"),
        A::Conversation => ("会話", "Conversation"),
        A::Wording => ("言葉遣い", "Choice of words"),
        A::Nonverbal => ("非言語的コミュニケーション", "Communication without words"),
        A::Cooperation => ("協調性", "Cooperation"),
        A::EmotionControl => ("感情のコントロール", "Control of emotions"),
        A::SpeaksUp => ("意思表示", "Says what is wanted"),
        A::WorkingTogether => ("共同作業", "Working together"),
        A::WishToWork => ("一般就労への意欲", "Wish for ordinary work"),
        A::Motivation => ("作業意欲", "Motivation at work"),
        A::KnowsOwnAbility => ("就労能力の自覚", "Knows own ability"),
        A::WorkplaceRules => ("働く場のルールの理解", "Rules of the workplace"),
        A::Reporting => ("仕事の報告", "Reporting"),
        A::CallsWhenAbsent => ("欠勤等の連絡", "Calls when absent"),
        A::Attendance => ("出勤状況", "Attendance"),
        A::AttitudeToTasks => ("作業に取り組む態度", "Attitude to tasks"),
        A::Endurance => ("持続力", "Endurance"),
        A::Speed => ("作業速度", "Speed"),
        A::Improvement => ("作業能率の向上", "Improvement"),
        A::Instructions => ("指示内容の理解", "Understands instructions"),
        A::Accuracy => ("作業の正確性", "Accuracy"),
        A::Danger => ("危険への対処", "Coping with danger"),
        A::ChangingWork => ("作業環境の変化への対応", "Coping with change"),
    };
    pick(both, lang)
}

/// Names an area of the assessment.
pub fn area(area: Area, lang: Lang) -> &'static str {
    let both = match area {
        Area::DailyLife => ("日常生活", "Daily life"),
        Area::Relations => ("働く場での対人関係", "Relations at work"),
        Area::Conduct => ("働く場での行動・態度", "Conduct at work"),
    };
    pick(both, lang)
}

/// Says which way a scale runs, for beside every score: 1 is always the best.
pub fn scale(scale: Scale, lang: Lang) -> &'static str {
    let both = match scale {
        Scale::Five => ("1できる〜5できない", "1 can - 5 cannot"),
        Scale::Counted => (
            "1よい〜5、数はチェックリスト",
            "1 best - 5, by figures on the checklist",
        ),
        Scale::Two => ("1できる・2できない", "1 can, 2 cannot"),
    };
    pick(both, lang)
}

/// Names whose score it is.
pub fn rater(rater: Rater, lang: Lang) -> &'static str {
    let both = match rater {
        Rater::Own => ("本人", "own"),
        Rater::Staff => ("支援者", "staff"),
        Rater::Family => ("家族", "family"),
    };
    pick(both, lang)
}

/// Names a level of the pyramid.
pub fn level(level: Level, lang: Lang) -> &'static str {
    let both = match level {
        Level::Health => ("健康管理", "Health"),
        Level::DailyLife => ("日常生活管理", "Daily life"),
        Level::Relations => ("対人技能", "Getting on with others"),
        Level::WorkHabits => ("基本的労働習慣", "Habits of work"),
        Level::Aptitude => ("職業適性", "Aptitude for the work"),
    };
    pick(both, lang)
}

/// Names how far apart two scores are.
pub fn gap_size(size: GapSize, lang: Lang) -> &'static str {
    let both = match size {
        GapSize::Large => ("大きな差", "large difference"),
        GapSize::Medium => ("中くらいの差", "medium difference"),
    };
    pick(both, lang)
}

/// Names a role.
pub fn role(role: Role, lang: Lang) -> &'static str {
    let both = match role {
        Role::ServiceManager => ("サービス管理責任者", "Service manager"),
        Role::Manager => ("管理者", "Manager"),
        Role::SupportWorker => ("支援員", "Support worker"),
        Role::Auditor => ("監査担当", "Auditor"),
    };
    pick(both, lang)
}

/// Says whether a member of staff still works here.
pub fn standing(standing: Standing, lang: Lang) -> &'static str {
    let both = match standing {
        Standing::Active => ("在職", "active"),
        Standing::Left => ("退職", "left"),
    };
    pick(both, lang)
}

/// Says whether a handover can do without a field.
pub fn need(need: Need, lang: Lang) -> &'static str {
    let both = match need {
        Need::Required => ("必須", "required"),
        Need::Conditional => ("該当する場合", "where it applies"),
        Need::Optional => ("任意", "optional"),
    };
    pick(both, lang)
}

/// Says whose word an answer is.
pub fn voice(voice: Voice, lang: Lang) -> &'static str {
    let both = match voice {
        Voice::Fact => ("事実", "fact"),
        Voice::View => ("見立て", "view"),
        Voice::Person => ("本人の言葉", "own words"),
        Voice::Family => ("家族の言葉", "family"),
    };
    pick(both, lang)
}

/// Names a field with whose word its answer is, where that is no fact and its name does not say so; and marks what is withheld
/// without consent of its own, so that whoever reads it knows before.
pub fn voiced(of: FieldId, lang: Lang) -> String {
    let name = field(of, lang);
    let spec = of.spec();
    let marked = match (spec.voice, spec.sensitivity) {
        (_, Sensitivity::Withheld) => pick(("慎重に扱う", "handle with care"), lang),
        (Voice::Fact, _) => return name.to_owned(),
        (other, _) => voice(other, lang),
    };
    match lang {
        _ if name.contains(marked) => name.to_owned(),
        Lang::Ja => format!("{name}〔{marked}〕"),
        Lang::En => format!("{name} [{marked}]"),
    }
}

/// Says of a field what does not belong in it, for it goes by an item of its own.
pub fn apart(of: FieldId, lang: Lang) -> Option<String> {
    let FieldId::AgenciesInvolved = of else {
        return None;
    };
    let place = field(FieldId::EmploymentCompanies, lang);
    Some(match lang {
        Lang::Ja => {
            format!("企業（勤め先）はここでなく「{place}」などに書きます（別の同意項目）。")
        }
        Lang::En => {
            format!("Employers go in \"{place}\" and its like (a consent item apart), not here.")
        }
    })
}

/// Says how it is told whether a field applies.
pub fn applies(applies: Applies, lang: Lang) -> String {
    match (applies, lang) {
        (Applies::Judged, Lang::Ja) => {
            "当てはまるかどうかは、職員が本人と確かめて決めます。".to_owned()
        }
        (Applies::Judged, Lang::En) => {
            "Whether it applies is for staff to find out with the person.".to_owned()
        }
        (Applies::When(When::Filled(other)), Lang::Ja) => {
            format!("「{}」に記入があるときの欄です。", field(other, lang))
        }
        (Applies::When(When::Filled(other)), Lang::En) => {
            format!("Applies where \"{}\" is filled in.", field(other, lang))
        }
        (Applies::When(When::Chosen(other, choices)), Lang::Ja) => {
            let choices = choices.iter().map(|it| choice(*it, lang));
            let choices = choices.collect::<Vec<_>>().join("・");
            format!("「{}」が{choices}のときの欄です。", field(other, lang))
        }
        (Applies::When(When::Chosen(other, choices)), Lang::En) => {
            let choices = choices.iter().map(|it| choice(*it, lang));
            let choices = choices.collect::<Vec<_>>().join(" / ");
            format!("Applies where \"{}\" is {choices}.", field(other, lang))
        }
    }
}

/// Says how sensitive a field is.
pub fn sensitivity(sensitivity: Sensitivity, lang: Lang) -> &'static str {
    let both = match sensitivity {
        Sensitivity::Open => ("個人情報ではない", "not personal"),
        Sensitivity::Personal => ("個人情報", "personal"),
        Sensitivity::Sensitive => ("要配慮個人情報", "needs special care"),
        Sensitivity::Withheld => (
            "個別の同意がなければ提供しない",
            "withheld without consent of its own",
        ),
        Sensitivity::ThirdParty => ("本人以外の人や企業の情報", "about somebody else"),
    };
    pick(both, lang)
}

/// Names the state of a field; the words of an answer are its own.
pub fn state(state: &FieldState, lang: Lang) -> &'static str {
    let both = match state {
        FieldState::Filled(_) => ("記入済", "filled"),
        FieldState::Nothing => ("なし", "none"),
        FieldState::Declined => ("提供を望まない", "does not wish to share"),
        FieldState::Unchecked => ("未確認", "not checked"),
    };
    pick(both, lang)
}

/// Names the kind of source; who it was stands beside it.
pub fn source(source: &Source, lang: Lang) -> &'static str {
    let both = match source {
        Source::Person => ("本人", "the person"),
        Source::Observed { .. } => ("観察", "seen by staff"),
        Source::Agency { .. } => ("他機関", "another agency"),
    };
    pick(both, lang)
}

#[cfg(test)]
mod tests {
    use super::handover::{
        decline, finding, handling, key_fact, outcome, phase, reading, returned, side, step,
        verdict,
    };
    use super::*;
    use crate::domain::consent::Returned;
    use crate::domain::handover::dossier::Phase;
    use crate::domain::handover::entry::{
        Decline, Finding, Handling, Outcome, Reading, Side, Verdict,
    };
    use crate::domain::handover::permit::Step;
    use crate::domain::key_fact::KeyFact;
    use std::collections::BTreeMap;
    use unicode_width::UnicodeWidthStr;

    /// Names of one kind: what it is, and each member's code and name in a language.
    type Names = (&'static str, Vec<(String, &'static str)>);

    fn names_of<T: Copy + std::fmt::Debug>(
        kind: &'static str,
        all: &[T],
        name: impl Fn(T) -> &'static str,
    ) -> Names {
        let named = all.iter().map(|one| (format!("{one:?}"), name(*one)));
        (kind, named.collect())
    }

    /// Every name of the room; a new kind of name is added here.
    fn everything(lang: Lang) -> Vec<Names> {
        let areas = [Area::DailyLife, Area::Relations, Area::Conduct];
        let units = [
            Unit::Days,
            Unit::DaysPerMonth,
            Unit::DaysPerWeek,
            Unit::HoursPerDay,
            Unit::Minutes,
            Unit::Months,
            Unit::YenPerMonth,
            Unit::Slot,
            Unit::DayOfMonth,
            Unit::Years,
            Unit::Points,
        ];
        let needs = [Need::Required, Need::Conditional, Need::Optional];
        let sensitivities = [
            Sensitivity::Open,
            Sensitivity::Personal,
            Sensitivity::Sensitive,
            Sensitivity::Withheld,
            Sensitivity::ThirdParty,
        ];
        let standings = [Standing::Active, Standing::Left];
        use Decline::{NotTaken, SentBack, TryOther, YesIf};
        use Outcome::{Concern, GoingWell, Left, NotReached, NotShared};
        let sides = [Side::Sender, Side::Receiver];
        let findings = [Finding::Same, Finding::Differs, Finding::PaperDiffers];
        let readings = [Reading::Understood, Reading::NotForUs];
        let verdicts = [Verdict::Right, Verdict::RightThough, Verdict::Correct];
        let declines = [NotTaken, SentBack, TryOther, YesIf];
        let outcomes = [GoingWell, Concern, Left, NotReached, NotShared];
        let handlings = [
            Handling::Returned,
            Handling::Erased,
            Handling::Kept,
            Handling::NothingHeld,
        ];
        let states = [
            &FieldState::Nothing,
            &FieldState::Declined,
            &FieldState::Unchecked,
        ];
        vec![
            names_of("side", &sides, |one| side(one, lang)),
            names_of("finding", &findings, |one| finding(one, lang)),
            names_of("reading", &readings, |one| reading(one, lang)),
            names_of("verdict", &verdicts, |one| verdict(one, lang)),
            names_of("decline", &declines, |one| decline(one, lang)),
            names_of("outcome", &outcomes, |one| outcome(one, lang)),
            names_of("handling", &handlings, |one| handling(one, lang)),
            names_of("state", &states, |one| state(one, lang)),
            names_of("section", SectionId::ALL, |one| section(one, lang)),
            names_of("item", ItemId::ALL, |one| item(one, lang)),
            names_of("field", FieldId::ALL, |one| field(one, lang)),
            names_of("choice", ChoiceId::ALL, |one| choice(one, lang)),
            names_of("column", ColumnId::ALL, |one| column(one, lang)),
            names_of("assessment", AssessmentItem::ALL, |one| {
                assessment(one, lang)
            }),
            names_of("role", Role::ALL, |one| role(one, lang)),
            names_of("area", &areas, |one| area(one, lang)),
            names_of("rater", Rater::ALL, |one| rater(one, lang)),
            names_of("level", Level::ALL, |one| level(one, lang)),
            names_of("gap", &[GapSize::Large, GapSize::Medium], |one| {
                gap_size(one, lang)
            }),
            names_of("scale", &[Scale::Five, Scale::Two], |one| scale(one, lang)),
            names_of("unit", &units, |one| unit(one, lang)),
            names_of("need", &needs, |one| need(one, lang)),
            names_of("sensitivity", &sensitivities, |one| sensitivity(one, lang)),
            names_of("standing", &standings, |one| standing(one, lang)),
            names_of("phase", &Phase::ALL, |one| phase(one, lang)),
            names_of("step", Step::ALL, |one| step(one, lang)),
            names_of("key fact", KeyFact::ALL, |one| key_fact(one, lang)),
            names_of("returned", Returned::ALL, |one| returned(one, lang)),
        ]
    }

    fn is_japanese(c: char) -> bool {
        matches!(c, '\u{3000}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{FF00}'..='\u{FFEF}')
    }

    #[test]
    fn every_name_is_there_trimmed_and_in_its_own_language() {
        for lang in Lang::ALL {
            for (kind, names) in everything(lang) {
                for (code, name) in names {
                    assert!(!name.is_empty(), "{kind} {code}");
                    assert_eq!(name.trim(), name, "{kind} {code}");
                    match lang {
                        Lang::Ja => assert!(name.chars().any(is_japanese), "{kind} {code}: {name}"),
                        Lang::En => {
                            assert!(!name.chars().any(is_japanese), "{kind} {code}: {name}")
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn what_stands_in_lists_fits_twenty_cells() {
        for lang in Lang::ALL {
            for section_id in SectionId::ALL {
                let name = section(*section_id, lang);
                assert!(name.width() <= 20, "{name}: {}", name.width());
            }
            for one in Phase::ALL {
                let name = phase(one, lang);
                assert!(name.width() <= 20, "{name}: {}", name.width());
            }
        }
    }

    #[test]
    fn names_of_one_kind_differ_and_so_do_fields_of_one_section() {
        for lang in Lang::ALL {
            for (kind, names) in everything(lang) {
                if matches!(kind, "field" | "choice") {
                    continue;
                }
                let mut seen = BTreeMap::new();
                for (code, name) in names {
                    let before = seen.insert(name, code);
                    assert_eq!(before, None, "{kind} {name}");
                }
            }
            for section_id in SectionId::ALL {
                let mut seen = BTreeMap::new();
                for one in section_id.fields() {
                    assert_eq!(seen.insert(field(one, lang), one), None, "{one:?}");
                }
            }
        }
    }

    #[test]
    fn options_offered_together_can_be_told_apart() {
        use crate::domain::field::{Cell, Kind};
        let offered = FieldId::ALL.iter().flat_map(|one| match one.spec().kind {
            Kind::Choice(options) | Kind::Choices(options) => vec![options],
            Kind::Table { columns, .. } => columns
                .iter()
                .filter_map(|column| match column.cell {
                    Cell::Choice(options) => Some(options),
                    _ => None,
                })
                .collect(),
            _ => vec![],
        });
        for options in offered {
            for lang in Lang::ALL {
                let mut seen = BTreeMap::new();
                for option in options {
                    assert_eq!(
                        seen.insert(choice(*option, lang), option),
                        None,
                        "{option:?}"
                    );
                }
            }
        }
    }
}
