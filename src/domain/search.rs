//! Folding for comparison: what counts as the same name, however it was typed.
//!
//! Nothing folded is ever stored in place of a name, and nothing here ranks: a field matches or it does not.

use crate::domain::text::{Lines, clean, is_selector, wide_kana};

/// A text folded for searching: by its characters, and by the sound of its kana.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchKey {
    text: String,
    sound: String,
}

impl SearchKey {
    /// Folds width, case, kana, small kana, spaces, dots, hyphens and variant kanji away.
    pub fn of(text: &str) -> Self {
        let wide = wide_kana(text).to_lowercase();
        Self {
            text: folded(&folded(text)),
            sound: sound(&wide),
        }
    }

    /// Gives the folded characters; two texts that a reader would call the same have the same.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

/// Tells whether two texts are the same after folding, as a read-back compares them.
pub fn same(one: &str, other: &str) -> bool {
    SearchKey::of(one).text == SearchKey::of(other).text
}

/// Tells whether every word of a query occurs in one of the fields.
pub fn matches(query: &str, fields: &[&str]) -> bool {
    let keys: Vec<SearchKey> = fields.iter().map(|field| SearchKey::of(field)).collect();
    Query::of(query).matches(&keys)
}

/// A query, folded once for a list of any length.
#[derive(Clone, Debug)]
pub struct Query {
    words: Vec<Word>,
}

#[derive(Clone, Debug)]
struct Word {
    text: String,
    /// How it sounds, if it may be romaji.
    sound: Option<String>,
}

impl Query {
    /// Folds a query: words between spaces; a word in Latin letters may also be a reading in romaji.
    pub fn of(query: &str) -> Self {
        let query = clean(query, Lines::One);
        let words = query.split_whitespace().map(|word| {
            let key = SearchKey::of(word);
            let sound = is_romaji(word)
                .then(|| spoken_prefix(word))
                .filter(|s| !s.is_empty());
            Word {
                text: key.text,
                sound,
            }
        });
        Self {
            words: words.filter(|word| !word.text.is_empty()).collect(),
        }
    }

    /// Tells whether every word occurs in one of the keys; a query without words matches everything.
    pub fn matches(&self, keys: &[SearchKey]) -> bool {
        self.words.iter().all(|word| {
            keys.iter().any(|key| {
                let heard = word
                    .sound
                    .as_ref()
                    .is_some_and(|sound| key.sound.contains(sound));
                heard || key.text.contains(&word.text)
            })
        })
    }
}

/// Done twice it is done: a mark left alone by a dropped space joins the letter before it.
fn folded(text: &str) -> String {
    wide_kana(text)
        .to_lowercase()
        .chars()
        .filter_map(fold)
        .collect()
}

/// One character of a key; `None` for what does not count.
fn fold(c: char) -> Option<char> {
    let folded = match c {
        _ if c.is_whitespace() || is_selector(c) => return None,
        '\u{200D}' | '・' | '·' | '.' | ',' | '、' | '。' | '-' | '\'' | '’' => return None,
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '~' | '\u{301C}' => return None,
        'ヵ' => 'カ',
        'ヶ' => 'ケ',
        'ヮ' => 'ワ',
        'ァ' | 'ィ' | 'ゥ' | 'ェ' | 'ォ' | 'ッ' | 'ャ' | 'ュ' | 'ョ' => next(c),
        'ヂ' => 'ジ',
        'ヅ' => 'ズ',
        _ => common(c),
    };
    Some(folded)
}

/// The large kana stands right behind the small one.
fn next(small: char) -> char {
    char::from_u32(u32::from(small) + 1).unwrap_or(small)
}

/// Forms of one character in names; the first stands for all.
const VARIANTS: &[&str] = &[
    "高髙",
    "崎﨑𥔎",
    "吉𠮷",
    "辺邉邊",
    "斎齋齊斉",
    "浜濵濱",
    "徳德",
    "瀬瀨",
    "柳栁桺",
    "沢澤",
    "広廣",
    "真眞",
    "島嶋嶌",
    "国國",
    "桜櫻",
    "恵惠",
    "竜龍",
    "蔵藏",
    "黒黑",
    "増增",
    "清淸",
    "曽曾",
    "富冨",
    "峰峯",
    "槙槇",
    "淵渕",
    "条條",
    "関關",
    "薮藪籔",
    "館舘",
    "船舩",
    "桑桒",
    "横橫",
    "青靑",
    "栄榮",
    "寿壽",
    "実實",
    "万萬",
    "与與",
    "円圓",
    "学學",
    "亜亞",
    "応應",
    "会會",
    "鴎鷗",
    "芦蘆",
    "桧檜",
    "滝瀧",
    "児兒",
    "弥彌",
    "仏佛",
    "礼禮",
    "豊豐",
    "伝傳",
    "総總",
    "凛凜",
    "遥遙",
    "尭堯",
    "籠篭",
    "秋穐",
    "野埜",
    "岳嶽",
    "亀龜",
    "団團",
    "荘莊",
    "縄繩",
    "糸絲",
    "鉄鐵",
    "塩鹽",
    "郎郞",
    "巻卷",
    "譲讓",
    "浅淺",
    "沖冲",
    "橋𣘺",
    "土圡",
    "来來",
    "県縣",
    "数數",
    "晋晉",
    "静靜",
    "将將",
    "祢禰",
    "桐𣗄",
    "宝寶",
    "剣劍",
    "気氣",
    "満滿",
];

fn common(c: char) -> char {
    let group = VARIANTS
        .iter()
        .find(|group| c > '\u{3400}' && group.contains(c));
    group.and_then(|group| group.chars().next()).unwrap_or(c)
}

/// How the kana of a text sound, part by part and then all parts together; other characters stay.
fn sound(wide: &str) -> String {
    let parts: Vec<&str> = wide
        .split(|c: char| c.is_whitespace() || c == '・')
        .filter(|part| !part.is_empty())
        .collect();
    let apart: Vec<String> = parts.iter().map(|part| spoken(&romaji(part))).collect();
    match apart.as_slice() {
        [only] => only.clone(),
        _ => format!("{} {}", apart.join(" "), spoken(&romaji(&parts.concat()))),
    }
}

/// Kana by consonant; the place in the row is the vowel.
const SYLLABLES: &[(&str, &str)] = &[
    ("", "アイウエオ"),
    ("k", "カキクケコ"),
    ("g", "ガギグゲゴ"),
    ("s", "サシスセソ"),
    ("z", "ザジズゼゾ"),
    ("t", "タチツテト"),
    ("d", "ダ__デド"),
    ("z", "_ヂヅ__"),
    ("n", "ナニヌネノ"),
    ("h", "ハヒフヘホ"),
    ("b", "バビブベボ"),
    ("p", "パピプペポ"),
    ("m", "マミムメモ"),
    ("y", "ヤ_ユ_ヨ"),
    ("r", "ラリルレロ"),
    ("w", "ワヰ_ヱ_"),
    ("", "____ヲ"),
    ("b", "__ヴ__"),
    ("k", "ヵ__ヶ_"),
];

const VOWELS: [char; 5] = ['a', 'i', 'u', 'e', 'o'];

fn syllable(kana: char) -> Option<(&'static str, char)> {
    SYLLABLES
        .iter()
        .filter(|_| kana != '_')
        .find_map(|(consonant, row)| {
            row.chars()
                .position(|c| c == kana)
                .map(|nth| (*consonant, VOWELS[nth]))
        })
}

/// Writes kana in Latin letters, near to Kunrei; other characters stay.
fn romaji(wide: &str) -> String {
    let mut out = String::new();
    for c in wide.chars() {
        match c {
            'ッ' | 'ー' => {}
            'ン' => out.push('n'),
            'ャ' => glide(&mut out, "ya"),
            'ュ' => glide(&mut out, "yu"),
            'ョ' => glide(&mut out, "yo"),
            'ヮ' => glide(&mut out, "wa"),
            'ァ' => lean(&mut out, 'a'),
            'ィ' => lean(&mut out, 'i'),
            'ゥ' => lean(&mut out, 'u'),
            'ェ' => lean(&mut out, 'e'),
            'ォ' => lean(&mut out, 'o'),
            _ => match syllable(c) {
                Some((consonant, vowel)) => {
                    out.push_str(consonant);
                    out.push(vowel);
                }
                None => out.push(c),
            },
        }
    }
    out
}

/// キ and ャ are `kya`: the vowel before gives way.
fn glide(out: &mut String, ending: &str) {
    if out.ends_with(VOWELS) {
        out.pop();
    }
    out.push_str(ending);
}

/// フ and ァ are `ha` here, シ and ェ `sye`, ウ and ィ `wi`.
fn lean(out: &mut String, vowel: char) {
    let before = out.pop();
    let alone = !out.ends_with(|c: char| c.is_ascii_alphabetic() && !VOWELS.contains(&c));
    match before {
        Some('i') => out.push('y'),
        Some('u') if alone => out.push('w'),
        Some(c) if !VOWELS.contains(&c) => out.push(c),
        _ => {}
    }
    out.push(vowel);
}

/// Spellings of one sound (Hepburn, Kunrei, typed), rewritten in this order.
const SPELLINGS: &[(&str, &str)] = &[
    ("sh", "sy"),
    ("syi", "si"),
    ("tch", "ch"),
    ("cch", "ch"),
    ("ch", "ty"),
    ("cy", "ty"),
    ("tyi", "ti"),
    ("ts", "t"),
    ("j", "zy"),
    ("zyy", "zy"),
    ("zyi", "zi"),
    ("dz", "z"),
    ("du", "zu"),
    ("di", "zi"),
    ("dy", "zy"),
    ("f", "h"),
    ("v", "b"),
    ("l", "r"),
    ("wo", "o"),
    ("mb", "nb"),
    ("mp", "np"),
    ("mm", "nm"),
];

/// Brings every spelling of a sound to one; long vowels and doubled consonants become short.
fn spoken(romaji: &str) -> String {
    let plain: String = romaji.chars().filter_map(without_accent).collect();
    let spelt = SPELLINGS
        .iter()
        .fold(plain, |text, (from, to)| text.replace(from, to));
    let mut out = String::with_capacity(spelt.len());
    let mut rest = spelt.chars().peekable();
    while let Some(c) = rest.next() {
        let before = out.chars().next_back();
        let lengthens = match c {
            'h' => {
                before == Some('o') && !rest.peek().is_some_and(|c| VOWELS.contains(c) || *c == 'y')
            }
            'u' => matches!(before, Some('o' | 'u')),
            _ => before == Some(c) && c.is_ascii_alphabetic(),
        };
        if !lengthens {
            out.push(c);
        }
    }
    out
}

/// A word that may still be growing under the typist's hands: `ky` and `sh` are begun syllables.
fn spoken_prefix(word: &str) -> String {
    let mut sound = spoken(&wide_kana(word).to_lowercase());
    let before_last = sound.chars().rev().nth(1);
    if sound.ends_with('y') && before_last.is_some_and(|c| !VOWELS.contains(&c)) {
        sound.pop();
    }
    if sound.ends_with('c') {
        sound.pop();
        sound.push('t');
    }
    sound
}

fn without_accent(c: char) -> Option<char> {
    Some(match c {
        'ā' | 'â' => 'a',
        'ī' | 'î' => 'i',
        'ū' | 'û' => 'u',
        'ē' | 'ê' => 'e',
        'ō' | 'ô' => 'o',
        '\'' | '’' | '-' => return None,
        _ => c,
    })
}

fn is_romaji(word: &str) -> bool {
    wide_kana(word).to_lowercase().chars().all(|c| {
        c.is_ascii_alphabetic() || without_accent(c).is_none_or(|plain| plain.is_ascii_alphabetic())
    })
}

/// A row of the kana table, by which lists of names are filtered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names say all")]
pub enum Row {
    A,
    Ka,
    Sa,
    Ta,
    Na,
    Ha,
    Ma,
    Ya,
    Ra,
    Wa,
}

impl Row {
    /// All ten, in their order.
    pub const ALL: [Self; 10] = [
        Self::A,
        Self::Ka,
        Self::Sa,
        Self::Ta,
        Self::Na,
        Self::Ha,
        Self::Ma,
        Self::Ya,
        Self::Ra,
        Self::Wa,
    ];

    /// Gives the kana that heads it: ア to ワ.
    pub fn head(self) -> char {
        ['ア', 'カ', 'サ', 'タ', 'ナ', 'ハ', 'マ', 'ヤ', 'ラ', 'ワ'][self as usize]
    }
}

/// Where a list files a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Filed {
    /// In this row.
    In(Row),
    /// Among those whose reading was not written.
    Unread,
}

impl Filed {
    /// Every place, in the order of a list.
    pub const ALL: [Self; 11] = {
        let mut all = [Self::Unread; 11];
        let mut at = 0;
        while at < Row::ALL.len() {
            all[at] = Self::In(Row::ALL[at]);
            at += 1;
        }
        all
    };

    /// Gives its name on the command line.
    pub const fn code(self) -> &'static str {
        const ROWS: [&str; 10] = ["a", "ka", "sa", "ta", "na", "ha", "ma", "ya", "ra", "wa"];
        match self {
            Self::In(row) => ROWS[row as usize],
            Self::Unread => "none",
        }
    }

    /// Files a reading, in whatever kana: by its first one, voiced or small ones with the plain.
    pub fn of(reading: &str) -> Self {
        let row = match wide_kana(reading).chars().find(|c| !c.is_whitespace()) {
            Some('ァ'..='オ' | 'ヴ') => Row::A,
            Some('カ'..='ゴ' | 'ヵ' | 'ヶ' | 'ㇰ') => Row::Ka,
            Some('サ'..='ゾ' | 'ㇱ' | 'ㇲ') => Row::Sa,
            Some('タ'..='ド' | 'ㇳ') => Row::Ta,
            Some('ナ'..='ノ' | 'ㇴ') => Row::Na,
            Some('ハ'..='ポ' | 'ㇵ'..='ㇹ') => Row::Ha,
            Some('マ'..='モ' | 'ㇺ') => Row::Ma,
            Some('ャ'..='ヨ') => Row::Ya,
            Some('ラ'..='ロ' | 'ㇻ'..='ㇿ') => Row::Ra,
            Some('ヮ'..='ヺ') => Row::Wa,
            _ => return Self::Unread,
        };
        Self::In(row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_name_is_found_however_it_is_written() {
        for (one, other) in [
            ("山田　太郎", "山田太郎"),
            ("ﾔﾏﾀﾞ", "やまだ"),
            ("ヤマダ", "やまだ"),
            ("か\u{3099}", "ガ"),
            ("カ゛", "ガ"),
            ("ＡＢＣ", "abc"),
            ("髙橋", "高橋"),
            ("山﨑", "山崎"),
            ("𠮷田", "吉田"),
            ("渡邉", "渡辺"),
            ("渡邊", "渡邉"),
            ("齋藤", "斉藤"),
            ("齊藤", "斎藤"),
            ("濵田", "濱田"),
            ("德永", "徳永"),
            ("瀨戸", "瀬戸"),
            ("栁", "柳"),
            ("澤", "沢"),
            ("廣", "広"),
            ("眞", "真"),
            ("嶌", "嶋"),
            ("葛\u{E0100}飾", "葛飾"),
            ("神\u{FE00}", "神"),
            ("\u{FA19}", "神"),
            ("\u{FA10}", "塚"),
            ("キョウコ", "キヨウコ"),
            ("ジョン・スミス", "ジョンスミス"),
            ("０１５５－００－００００", "0155000000"),
            ("ミヅキ", "ミズキ"),
            ("㈱", "(株)"),
            ("\u{200B}山", "山"),
        ] {
            assert!(same(one, other), "{one} {other}");
            assert!(
                matches(one, &[other]) && matches(other, &[one]),
                "{one} {other}"
            );
        }
    }

    #[test]
    fn different_names_stay_different() {
        for (one, other) in [
            ("山田", "山本"),
            ("ハナ", "バナ"),
            ("高橋", "高梁"),
            ("サトー", "サトウ"),
            ("大田", "太田"),
            ("島", "鳥"),
            ("", "山"),
        ] {
            assert!(!same(one, other), "{one} {other}");
        }
    }

    #[test]
    fn a_reading_is_found_by_every_romaji() {
        for (reading, queries) in [
            (
                "トウキョウ",
                "toukyou tokyo tōkyō tookyoo Tokyo TOKYO ｔｏｋｙｏ tôkyô tohkyoh toky",
            ),
            ("シンジ", "shinji sinzi sinji shinzi sh s"),
            (
                "ツチヤ　フミコ",
                "tsuchiya tutiya tsutiya fumiko humiko tsuchiyafumiko",
            ),
            ("オオノ", "oono ono ohno ōno"),
            ("サトウ　エミ", "satou sato satoh satō emi satoemi"),
            ("ヤマモト　ウシオ", "yamamoto ushio usio yamamotoushio"),
            ("ホンマ", "honma homma honnma"),
            ("ケンイチ", "kenichi ken'ichi kenniti keniti"),
            ("ハッチョウ", "hatchou haccho hattyo hatcho"),
            ("ジュンコ", "junko zyunko jyunko j"),
            ("ヅカ", "zuka duka dzuka"),
            ("シェリー", "sheri sherii syeri"),
            ("ファン", "fan han"),
            ("ウィリアム", "wiriamu william"),
            ("ヴァイオレット", "baioretto vaioretto"),
            ("ニイガタ", "niigata nigata nīgata"),
            ("イノウエ", "inoue inoe"),
            ("ｼｮｳｺ", "shouko syouko shoko sho"),
        ] {
            for query in queries.split(' ') {
                assert!(matches(query, &[reading]), "{query} {reading}");
            }
        }
        for (query, reading) in [
            ("osaka", "トウキョウ"),
            ("tanaka", "ナカタ"),
            ("kyo", "キヨシ"),
            ("1", "イチ"),
            ("sato", "佐藤"),
            ("hana", "バナナ"),
        ] {
            assert!(!matches(query, &[reading]), "{query} {reading}");
        }
    }

    #[test]
    fn every_word_of_a_query_must_be_found_somewhere() {
        let fields = ["架空　花子", "カクウ　ハナコ", "0123456789"];
        for (query, found) in [
            ("架空 6789", true),
            ("はなこ　架空", true),
            ("kakuu 花子", true),
            ("hanako 789", true),
            ("６７８９", true),
            ("架空 太郎", false),
            ("hanako tarou", false),
            ("67890", false),
            ("", true),
            ("　 ", true),
            ("・", true),
            ("123 xyz", false),
            ("'", true),
        ] {
            assert_eq!(matches(query, &fields), found, "{query}");
        }
        assert!(!matches("架空", &[]));
    }

    #[test]
    fn a_reading_is_filed_by_its_first_kana() {
        for (reading, row) in [
            ("アベ", Row::A),
            ("ヴィ", Row::A),
            ("ガモウ", Row::Ka),
            ("ザイゼン", Row::Sa),
            ("ヅカ", Row::Ta),
            ("ッタ", Row::Ta),
            ("ニシ", Row::Na),
            ("パク", Row::Ha),
            ("バンドウ", Row::Ha),
            ("モリ", Row::Ma),
            ("ョシ", Row::Ya),
            ("ルイ", Row::Ra),
            ("ワダ", Row::Wa),
            ("ヲノ", Row::Wa),
            ("ンドゥ", Row::Wa),
            ("ﾐｳﾗ", Row::Ma),
            ("ぎふ", Row::Ka),
            ("ｶﾞﾓｳ", Row::Ka),
            ("か\u{3099}もう", Row::Ka),
            ("ゃら", Row::Ya),
            ("ゎだ", Row::Wa),
            ("　アベ", Row::A),
        ] {
            assert_eq!(Filed::of(reading), Filed::In(row), "{reading}");
        }
        for reading in ["", "　", "山田", "yamada", "・", "ー"] {
            assert_eq!(Filed::of(reading), Filed::Unread, "{reading}");
        }
        let heads: String = Row::ALL.into_iter().map(Row::head).collect();
        assert_eq!(heads, "アカサタナハマヤラワ");
    }

    #[test]
    fn no_character_belongs_to_two_groups() {
        let mut all: Vec<char> = VARIANTS.iter().flat_map(|group| group.chars()).collect();
        let length = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), length);
    }

    proptest! {
        #[test]
        fn folding_never_panics_and_folding_again_changes_nothing(text in any::<String>(), query in any::<String>()) {
            let key = SearchKey::of(&text);
            prop_assert_eq!(&SearchKey::of(key.as_str()).text, &key.text);
            let _ = matches(&query, &[&text]);
        }

        #[test]
        fn every_text_is_found_by_itself(text in "[ぁ-ゖァ-ヺー・ 　ｦ-ﾟa-zA-Zａ-ｚ0-9山田高﨑]{0,12}") {
            prop_assert!(matches(&text, &[&text]), "{:?}", text);
        }
    }
}
