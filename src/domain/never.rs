//! What is never stored or handed over: looked for in free text, as it is saved and before it is sealed.
//!
//! It gives places, never what stands there. That something looks like one is no proof: whoever wrote it is asked.

use std::ops::Range;

use crate::domain::text::folded;

/// What is never stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Never {
    /// The person's number in the state's registers (個人番号): 番号法 19, 20.
    MyNumber,
    /// The number of a bank account.
    BankAccount,
    /// A password or a PIN.
    Password,
    /// Symbol and number of a health insurance card.
    Insurance,
}

impl Never {
    /// Gives its name in answers for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Never::MyNumber => "my-number",
            Never::BankAccount => "bank-account",
            Never::Password => "password",
            Never::Insurance => "insurance",
        }
    }
}

/// Where something was found; what stands there is not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What it looks like.
    pub what: Never,
    /// Where, in characters of the text.
    pub at: Range<usize>,
}

/// How many characters are shown before a place, and after it.
const AROUND: (usize, usize) = (12, 6);

/// The fewest digits of groups that `/` or `:` may join: with fewer it is a date or a time of day.
const SHORTEST: usize = 3;

/// The most marks between two groups of digits of one number.
const GAP: usize = 3;

/// The same where only the check digit tells a number from a list.
const WIDE_GAP: usize = 8;

const ACCOUNTS: &[&str] = &[
    "口座",
    "通帳",
    "口座番号",
    "口座no",
    "普通預金",
    "当座預金",
    "貯蓄預金",
    "普通口座",
    "当座口座",
    "普通",
    "当座",
    "(普)",
    "(当)",
];
/// Where accounts are; a number of seven digits right behind one, or behind its branch, is one.
const BANKS: &[&str] = &[
    "銀行",
    "信用金庫",
    "信金",
    "信用組合",
    "信組",
    "労働金庫",
    "労金",
    "農協",
    "漁協",
];
const BRANCHES: &[&str] = &["支店", "本店", "支所", "本所", "出張所", "営業部"];
/// A branch belongs to the bank that stands at most so many characters before it.
const NEAR: usize = 16;
const POST_OFFICES: &[&str] = &["ゆうちょ", "ゆうちょ銀行", "郵便貯金", "郵貯"];
const PASSWORDS: &[&str] = &[
    "パスワード",
    "パスコード",
    "password",
    "passwd",
    "pw",
    "ログインパス",
];
/// Words that are as often something else: what is behind them is a password only where it looks like one.
const PERHAPS_PASSWORDS: &[&str] = &["パス", "pass"];
const PINS: &[&str] = &["暗証番号", "暗証コード", "暗証", "ピンコード", "pin"];
const INSURANCE: &[&str] = &["保険証", "被保険者証", "健康保険", "資格確認書"];
/// Cards on which symbol and number stand beside each other, as 12・3456.
const CARDS: &[&str] = &["保険証", "被保険者証", "資格確認書"];
/// What makes a number a count, and no number of anything, unless one of `NO_UNITS` begins there. Years, months and people see
/// `Folded::is_count`.
const UNITS: &[char] = &['円', '回', '件', '歩', '点', '%'];
/// Words that begin like a unit and count nothing.
const NO_UNITS: &[&str] = &[
    "回線", "回答", "回収", "回覧", "件名", "点検", "点字", "点滴", "点呼", "歩行", "円山",
];

/// Finds what looks like something that is never stored, in the order of the text.
pub fn scan(text: &str) -> Vec<Found> {
    let text = Folded::of(text);
    let mut found = text.my_numbers();
    found.extend(text.accounts());
    found.extend(text.passwords());
    found.extend(text.insurance());
    found.sort_by_key(|it| (it.at.start, it.at.end, it.what));
    found.dedup();
    found
}

/// The words around a place, with everything that was found made unreadable.
pub fn around(text: &str, found: &[Found], at: &Range<usize>) -> String {
    let is_found = |place: usize| found.iter().any(|it| it.at.contains(&place));
    let from = at.start.saturating_sub(AROUND.0);
    let chars = text.chars().enumerate().skip(from);
    let chars = chars.take_while(|(place, _)| *place < at.end + AROUND.1);
    chars
        .map(|(place, c)| match c {
            _ if is_found(place) => '＊',
            c if c.is_whitespace() => ' ',
            c => c,
        })
        .collect()
}

/// A text in its compatible form, small letters, with the place each character came from.
struct Folded(Vec<(char, usize)>);

/// How kanji digits are read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kanji {
    /// As digits.
    Digits,
    /// 一 as the stroke it is mistaken for, the others as words.
    Strokes,
    /// As digits, and so are those of deeds (大字): 壱, 弐, 参.
    Deeds,
}

/// What may stand between the groups of one number.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gaps {
    /// The marks people write in numbers, a few of them.
    Usual,
    /// Anything that is neither letter nor digit, and the words people read a number out with.
    Wide,
}

impl Folded {
    fn of(text: &str) -> Self {
        let lower = |(c, place): (char, usize)| (c.to_lowercase().next().unwrap_or(c), place);
        Self(folded(text).into_iter().map(lower).collect())
    }

    fn found(&self, what: Never, at: Range<usize>) -> Found {
        let (first, last) = (self.0[at.start].1, self.0[at.end - 1].1);
        Found {
            what,
            at: first..last + 1,
        }
    }

    fn char(&self, at: usize) -> Option<char> {
        self.0.get(at).map(|(c, _)| *c)
    }

    fn my_numbers(&self) -> Vec<Found> {
        let kanji = [Kanji::Digits, Kanji::Strokes, Kanji::Deeds].into_iter();
        let ways = kanji.flat_map(|it| [(it, Gaps::Usual), (it, Gaps::Wide)]);
        let mut places: Vec<Range<usize>> = ways
            .flat_map(|(kanji, gaps)| self.runs(kanji, gaps))
            .flat_map(|run| run.my_numbers())
            .collect();
        places.sort_by_key(|it| (it.start, it.end));
        places.dedup();
        let places = places.into_iter();
        places.map(|at| self.found(Never::MyNumber, at)).collect()
    }

    /// Groups of digits with little between them, as far as they belong together.
    fn runs(&self, kanji: Kanji, gaps: Gaps) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        let mut at = 0;
        while at < self.0.len() {
            let digits: Vec<u32> = self.0[at..]
                .iter()
                .map_while(|(c, _)| digit(*c, kanji))
                .collect();
            if digits.is_empty() {
                at += 1;
                continue;
            }
            let last = runs.last().and_then(|it| it.0.last());
            let before = self.joint(last.map(Group::end), at, kanji, gaps);
            let short = |it: &Group| it.digits.len() < SHORTEST;
            let before = match last {
                Some(last)
                    if self.is_date_like(last.end()..at)
                        && (short(last) || digits.len() < SHORTEST) =>
                {
                    Joint::None
                }
                _ => before,
            };
            let group = Group { at, digits, before };
            at = group.end();
            match runs.last_mut().filter(|_| before != Joint::None) {
                Some(run) => run.0.push(group),
                None => runs.push(Run(vec![group])),
            }
        }
        // A number that begins with `+` is a telephone's.
        let is_abroad = |it: &Run| {
            let before = it.start().and_then(|it| it.checked_sub(1));
            before.and_then(|it| self.char(it)) == Some('+')
        };
        runs.retain(|it| !is_abroad(it));
        runs
    }

    /// Whether what stands there is what parts a date or a time of day.
    fn is_date_like(&self, between: Range<usize>) -> bool {
        let mut between = self.0[between].iter();
        between.any(|(c, _)| matches!(c, '/' | ':'))
    }

    /// How digits that begin here hang together with those that ended there.
    fn joint(&self, end: Option<usize>, at: usize, kanji: Kanji, gaps: Gaps) -> Joint {
        let Some(between) = end.map(|end| &self.0[end..at]) else {
            return Joint::None;
        };
        match self.usual_joint(between, kanji) {
            Joint::None if gaps == Gaps::Wide && is_wide_gap(between) => Joint::Loose,
            joint => joint,
        }
    }

    fn usual_joint(&self, between: &[(char, usize)], kanji: Kanji) -> Joint {
        if GAP < between.len() {
            return Joint::None;
        }
        let loose = |c: char| c.is_whitespace() || matches!(c, '、' | '。' | ',' | '/' | ':');
        match between {
            _ if !between.iter().all(|(c, _)| is_between(*c, kanji)) => Joint::None,
            _ if between.iter().all(|(c, _)| loose(*c)) => Joint::Loose,
            _ => Joint::Tight,
        }
    }

    /// Where one of these words ends.
    fn ends_of(&self, words: &[&str]) -> Vec<usize> {
        let mut ends = Vec::new();
        for at in 0..self.0.len() {
            let ended = |word: &&str| {
                let mut length = 0;
                let same = word.chars().all(|c| {
                    length += 1;
                    self.char(at + length - 1) == Some(c)
                });
                same.then_some(at + length)
            };
            let latin = |place: Option<char>| place.is_some_and(|c| c.is_ascii_alphabetic());
            let before = at.checked_sub(1).and_then(|it| self.char(it));
            let inside = latin(self.char(at))
                && (latin(before)
                    || words
                        .iter()
                        .filter_map(ended)
                        .any(|end| latin(self.char(end))));
            if let Some(end) = words.iter().filter_map(ended).max().filter(|_| !inside) {
                ends.push(end);
            }
        }
        ends
    }

    /// The digits that stand so near behind `from`, over `filler` alone: from where to where.
    fn digits_behind(
        &self,
        from: usize,
        filler: &[&str],
        long: Range<usize>,
    ) -> Option<Range<usize>> {
        let groups = self.groups_behind(from, filler)?;
        let tight = groups.iter().skip(1);
        let tight = tight.take_while(|it| it.before == Joint::Tight).count();
        let groups = &groups[..=tight];
        let count = groups.iter().map(|it| it.digits.len()).sum();
        let at = groups.first()?.at..groups.last()?.end();
        (long.contains(&count) && !self.is_count(&digits_of(groups), at.end)).then_some(at)
    }

    /// The same where the groups are of these lengths and no others, however they hang together.
    fn grouped_behind(
        &self,
        from: usize,
        filler: &[&str],
        fits: impl Fn(&[usize]) -> bool,
    ) -> Option<Range<usize>> {
        let groups = self.groups_behind(from, filler)?;
        let lengths: Vec<usize> = groups.iter().map(|it| it.digits.len()).collect();
        let at = groups.first()?.at..groups.last()?.end();
        (fits(&lengths) && !self.is_count(&digits_of(&groups), at.end)).then_some(at)
    }

    /// The groups of digits that begin behind `from`, over `filler` alone.
    fn groups_behind(&self, from: usize, filler: &[&str]) -> Option<Vec<Group>> {
        let start = self.over(from, filler);
        let mut runs = self.runs(Kanji::Strokes, Gaps::Usual).into_iter();
        runs.find(|it| it.start() == Some(start)).map(|it| it.0)
    }

    /// Whether all these digits, group by group, which end there, are counted in something. A year, a month and a head count
    /// have few digits: behind the others a pension (年金), the end of a month (月末) or somebody who must not hear it (人に) begins.
    fn is_count(&self, groups: &[&[u32]], end: usize) -> bool {
        let begins = |word: &&str| {
            let mut word = word.chars().enumerate();
            word.all(|(n, c)| self.char(end + n) == Some(c))
        };
        match (self.char(end), groups) {
            (Some('年'), [digits]) => is_year(digits) && self.char(end + 1) != Some('金'),
            (Some('月'), [month]) => month.len() <= 2,
            (Some('月'), [year, month]) => year.len() == 4 && is_year(year) && month.len() <= 2,
            (Some('人'), [digits]) => digits.len() <= 3,
            (unit, _) => unit.is_some_and(|it| UNITS.contains(&it)) && !NO_UNITS.iter().any(begins),
        }
    }

    /// Where what follows begins, over marks and these words.
    fn over(&self, mut from: usize, filler: &[&str]) -> usize {
        loop {
            let rest = |word: &&&str| {
                word.chars()
                    .enumerate()
                    .all(|(n, c)| self.char(from + n) == Some(c))
            };
            match (self.char(from), filler.iter().find(rest)) {
                (Some(c), _) if is_mark(c) => from += 1,
                (_, Some(word)) => from += word.chars().count(),
                _ => return from,
            }
        }
    }

    fn accounts(&self) -> Vec<Found> {
        const FILLER: &[&str] = &["預金", "貯金", "口座", "番号", "no", "は", "が"];
        let ends = self.ends_of(ACCOUNTS).into_iter();
        let mut places: Vec<Range<usize>> = ends
            .filter_map(|end| self.digits_behind(end, FILLER, 6..9))
            .collect();
        // A post office account: 記号 of five digits, 番号 of up to eight.
        for end in self.ends_of(&["記号"]) {
            let Some(symbol) = self.digits_behind(end, &["は"], 5..6) else {
                continue;
            };
            let number = self.digits_behind(symbol.end, &["番号", "は"], 6..9);
            places.extend(number.map(|it| symbol.start..it.end));
        }
        places.extend(self.accounts_of_banks());
        places
            .into_iter()
            .map(|at| self.found(Never::BankAccount, at))
            .collect()
    }

    /// Right behind a bank or its branch: seven digits, with the three of the branch before them or not; behind a post office
    /// five, one or none, and six to eight.
    fn accounts_of_banks(&self) -> Vec<Range<usize>> {
        const FILLER: &[&str] = &["口座", "番号", "no", ")", "は"];
        let banks = self.ends_of(BANKS);
        let near = |end: &usize| banks.iter().any(|bank| (*bank..bank + NEAR).contains(end));
        let branches = self.ends_of(BRANCHES).into_iter().filter(near);
        let ends: Vec<usize> = banks.iter().copied().chain(branches).collect();
        let numbered = |lengths: &[usize]| matches!(lengths, [7] | [3, 7]);
        let of_banks = ends
            .into_iter()
            .filter_map(|end| self.grouped_behind(end, FILLER, numbered));
        let postal = |lengths: &[usize]| matches!(lengths, [5, 6..=8] | [5, 1, 6..=8]);
        let of_post = self.ends_of(POST_OFFICES).into_iter();
        let of_post = of_post.filter_map(|end| self.grouped_behind(end, FILLER, postal));
        of_banks.chain(of_post).collect()
    }

    fn passwords(&self) -> Vec<Found> {
        let words = self.ends_of(PASSWORDS).into_iter();
        let words = words.filter_map(|end| self.word_behind(end));
        let perhaps = self.ends_of_alone(PERHAPS_PASSWORDS).into_iter();
        let perhaps = perhaps.filter_map(|end| self.word_behind(end));
        let words = words.chain(perhaps.filter(|at| self.is_mixed(at.clone())));
        let pins = self.ends_of(PINS).into_iter();
        let pins =
            pins.filter_map(|end| self.digits_behind(end, &["は", "が", "番号", "コード"], 4..9));
        words
            .chain(pins)
            .map(|at| self.found(Never::Password, at))
            .collect()
    }

    /// A password behind the word for one: Latin, four characters or more, with a digit in it unless it is plainly given.
    fn word_behind(&self, from: usize) -> Option<Range<usize>> {
        let start = self.over(from, &["は", "が"]);
        let given = self.0[from..start]
            .iter()
            .any(|(c, _)| matches!(c, 'は' | 'が' | ':' | '=' | '→'));
        let word: Vec<char> = self.0[start..]
            .iter()
            .map(|(c, _)| *c)
            .take_while(char::is_ascii_graphic)
            .collect();
        let tells = given || word.iter().any(char::is_ascii_digit);
        let end = start + word.len();
        let digits: Option<Vec<u32>> = word.iter().map(|it| it.to_digit(10)).collect();
        let counted = digits.is_some_and(|it| self.is_count(&[&it], end));
        (start != from && tells && !counted && 4 <= word.len()).then_some(start..end)
    }

    /// Where one of these words ends that stands by itself: at the beginning, behind a mark, or behind の.
    fn ends_of_alone(&self, words: &[&str]) -> Vec<usize> {
        let alone = |end: &usize| {
            let begun = words.iter().filter_map(|word| {
                let from = end.checked_sub(word.chars().count())?;
                let same = word.chars().enumerate();
                let mut same = same.map(|(n, c)| self.char(from + n) == Some(c));
                same.all(|it| it).then_some(from)
            });
            let before = begun.map(|it| it.checked_sub(1).and_then(|it| self.char(it)));
            before
                .into_iter()
                .any(|it| it.is_none_or(|c| c == 'の' || !c.is_alphanumeric()))
        };
        self.ends_of(words).into_iter().filter(alone).collect()
    }

    /// Whether letters and digits stand there together, as in a password and in few words.
    fn is_mixed(&self, at: Range<usize>) -> bool {
        let has = |is: fn(&char) -> bool| self.0[at.clone()].iter().any(|(c, _)| is(c));
        has(char::is_ascii_alphabetic) && has(char::is_ascii_digit)
    }

    fn insurance(&self) -> Vec<Found> {
        const FAR: usize = 20;
        let cards = self.ends_of(INSURANCE);
        let near = |end: &usize| cards.iter().any(|card| (*card..card + FAR).contains(end));
        self.ends_of(&["記号", "番号", "記号番号"])
            .into_iter()
            .filter(near)
            .filter_map(|end| self.digits_behind(end, &["番号", "は", "が", "・"], 2..16))
            .chain(self.cards())
            .map(|at| self.found(Never::Insurance, at))
            .collect()
    }

    /// Symbol and number right behind a card: two groups, the second of three digits or more. What begins with a nought and is
    /// as long as one is a telephone's, and what a slash parts is a date.
    fn cards(&self) -> Vec<Range<usize>> {
        let pair = |lengths: &[usize]| matches!(lengths, [1..=8, 3..=8]);
        let ends = self.ends_of(CARDS).into_iter();
        let places = ends.filter_map(|end| self.grouped_behind(end, &["は", "が"], pair));
        let is_phone = |at: &Range<usize>| {
            let digits = self.0[at.clone()]
                .iter()
                .filter(|(c, _)| c.is_ascii_digit());
            self.char(at.start) == Some('0') && matches!(digits.count(), 10 | 11)
        };
        places
            .filter(|at| !is_phone(at) && !self.is_date_like(at.clone()))
            .collect()
    }
}

/// Digits without anything between them.
#[derive(Clone)]
struct Group {
    at: usize,
    digits: Vec<u32>,
    before: Joint,
}

/// How a group hangs together with the one before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// Not at all.
    None,
    /// Perhaps: by a space or a comma.
    Loose,
    /// As one number: by a stroke or a dot.
    Tight,
}

impl Group {
    fn end(&self) -> usize {
        self.at + self.digits.len()
    }
}

fn digits_of(groups: &[Group]) -> Vec<&[u32]> {
    groups.iter().map(|it| it.digits.as_slice()).collect()
}

/// Groups that stand near each other.
struct Run(Vec<Group>);

impl Run {
    fn start(&self) -> Option<usize> {
        self.0.first().map(|it| it.at)
    }

    /// Whole groups that make a number together: all of the run, or among others groups of one length as people write them.
    /// Single digits and pairs among others are let by: most are counts in a row.
    fn my_numbers(&self) -> Vec<Range<usize>> {
        let groups = &self.0;
        let windows = (0..groups.len()).flat_map(|from| {
            let ends = (from + 1..=groups.len()).map(move |to| from..to);
            ends.take(12)
        });
        let written = |it: &Range<usize>| {
            let lengths: Vec<usize> = groups[it.clone()]
                .iter()
                .map(|it| it.digits.len())
                .collect();
            let cut = |at: usize| groups.get(at).is_none_or(|it| it.before != Joint::Tight);
            let alone = cut(it.start) && cut(it.end);
            let usual: [&[usize]; 4] = [&[12], &[6, 6], &[4, 4, 4], &[3, 3, 3, 3]];
            it.len() == groups.len() || alone && usual.contains(&&lengths[..])
        };
        let windows = windows.filter(written);
        windows
            .filter(|it| {
                let digits = groups[it.clone()].iter().flat_map(|it| &it.digits);
                is_my_number(&digits.copied().collect::<Vec<_>>())
            })
            .map(|it| groups[it.start].at..groups[it.end - 1].end())
            .collect()
    }
}

/// Checks the last of twelve digits: weights 2 to 7 and again 2 to 6 from the right over the eleven before it; eleven less the rest
/// of a division by eleven, and nothing where the rest is one or none.
fn is_my_number(digits: &[u32]) -> bool {
    let Some((last, before)) = digits.split_last().filter(|_| digits.len() == 12) else {
        return false;
    };
    let weights = (2..=7).chain(2..=6);
    let sum: u32 = before.iter().rev().zip(weights).map(|(a, b)| a * b).sum();
    let check = match sum % 11 {
        0 | 1 => 0,
        rest => 11 - rest,
    };
    check == *last
}

/// Whether these may be a year of our time, one of an era, or how many years something took.
fn is_year(digits: &[u32]) -> bool {
    match digits {
        [1, 9, _, _] | [2, 0, _, _] => true,
        short => short.len() <= 3,
    }
}

fn digit(c: char, kanji: Kanji) -> Option<u32> {
    let of_kanji = |c| "〇一二三四五六七八九".chars().position(|it| it == c);
    match (c, kanji) {
        ('0'..='9', _) => c.to_digit(10),
        ('零' | '○' | '◯', Kanji::Digits | Kanji::Deeds) => Some(0),
        ('○' | '◯', Kanji::Strokes) => Some(0),
        ('壱' | '壹', Kanji::Deeds) => Some(1),
        ('弐' | '貳' | '貮', Kanji::Deeds) => Some(2),
        ('参' | '參', Kanji::Deeds) => Some(3),
        ('肆', Kanji::Deeds) => Some(4),
        ('伍', Kanji::Deeds) => Some(5),
        ('陸', Kanji::Deeds) => Some(6),
        ('漆' | '柒', Kanji::Deeds) => Some(7),
        ('捌', Kanji::Deeds) => Some(8),
        ('玖', Kanji::Deeds) => Some(9),
        (_, Kanji::Digits | Kanji::Deeds) => of_kanji(c).and_then(|it| u32::try_from(it).ok()),
        (_, Kanji::Strokes) => None,
    }
}

/// What people write between the groups of one number.
fn is_between(c: char, kanji: Kanji) -> bool {
    let stroke = kanji == Kanji::Strokes && c == '一';
    stroke
        || c.is_whitespace()
        || matches!(
            c,
            '-' | '.' | '_' | '/' | ':' | '・' | '·' | 'ー' | '―' | '─' | '~' | '\u{2010}'
                ..='\u{2015}' | '\u{2212}' | '。' | '、' | ','
        )
}

/// Whether groups that stand so far apart may be of one number, if the check digit says so. A plus before a digit and
/// behind a blank begins the number of a telephone.
fn is_wide_gap(between: &[(char, usize)]) -> bool {
    let mut chars = between.iter().map(|(c, _)| *c);
    let phone = matches!(between, [.., (blank, _), ('+', _)] if blank.is_whitespace());
    between.len() <= WIDE_GAP
        && !phone
        && chars.all(|c| matches!(c, 'の' | 'ノ' | '番' | 'ー' | '一') || !c.is_alphanumeric())
}

/// What stands between a word and what it names.
fn is_mark(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            ':' | '='
                | '→'
                | '「'
                | '『'
                | '('
                | '['
                | '"'
                | '\''
                | '.'
                | '-'
                | '・'
                | '、'
                | '〔'
                | '【'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<Never> {
        scan(text).into_iter().map(|it| it.what).collect()
    }

    /// The number of the public sample, 1234-5678-9018, in the ways people write it.
    #[test]
    fn the_number_is_found_in_any_width_and_grouping() {
        for text in [
            "123456789018",
            "1234-5678-9018",
            "１２３４　５６７８　９０１８",
            "1234ー5678ー9018",
            "1234−5678−9018",
            "1234 - 5678 - 9018",
            "1234/5678/9018",
            "1234：5678：9018",
            "1234-5678-9○18",
            "1234.5678.9018",
            "1234・5678・9018",
            "1 2 3 4 5 6 7 8 9 0 1 8",
            "123 456 789 018",
            "1234一5678一9018",
            "一二三四五六七八九〇一八",
            "一二三四　五六七八　九〇一八",
            "①②③④⑤⑥⑦⑧⑨018",
            "1234\n5678\n9018",
            "マイナンバーは123456789018です。",
            "No123456789018",
            "電話 0155-00-0000 1234 5678 9018",
            "0123456789 / 123456789018",
            "0155-00-0000、123456789018",
            "電話 0155-00-0000、番号 123-456-789-018",
            "0155-00-0000 123 456 789 018",
            "0155-00-0000、123456 789018",
            "1234の5678の9018",
            "1234ノ5678ノ9018",
            "1234番5678番9018番",
            "1234番の5678番の9018",
            "1234    5678    9018",
            "1234 　 5678\t\t\t9018",
            "1234|5678|9018",
            "1234+5678+9018",
            "1234 + 5678 + 9018",
            "１２３４＊５６７８＊９０１８",
            "1234 ※※ 5678 ※※ 9018",
            "1234→5678→9018",
            "1234;5678;9018",
            "1234#5678#9018",
            "1234&5678&9018",
            "(1234)(5678)(9018)",
            "（1234）　（5678）　（9018）",
            "⑴⑵⑶⑷⑸⑹⑺⑻⑼018",
            "1|2|3|4|5|6|7|8|9|0|1|8",
            "12の345678の9018",
            "番号（1234の5678の9018）",
            "0155-00-0000（1234の5678の9018）",
            "壱弐参四五六七八九零壱八",
            "壱弐参肆伍陸漆捌玖〇壱捌",
            "壱弐参四の五六七八の九〇壱八",
            "持参123456789018",
        ] {
            assert_eq!(kinds(text), [Never::MyNumber], "{text}");
        }
    }

    #[test]
    fn other_numbers_are_let_by() {
        for text in [
            "",
            "123456789019",
            "1234-5678-9012",
            "0123456789",
            "1234567890185",
            "9123456789018",
            "1234-5678-9018-1",
            "0155-00-0000",
            "090-0000-0000",
            "+81 90 0000 0000",
            "+1 1234 5678 9018",
            "令和二年九月十日から",
            "2026-11-02",
            "受給者証番号 0123456789",
            "事業所番号 0110000015 電話 0155-00-0000",
            "20200910 10:30",
            "1234/56/78 90:18",
            "1234人、5678人と9018人",
            "1234の5678の9012",
            "1234|5678|9019",
            "壱弐参四五六七八九零壱九",
            "3の +1 1234 5678 9018",
            "1234番地5678号9018",
            "1234          5678          9018",
            "西1条南2の3の4",
            "1200円→1300円→1400円",
        ] {
            assert_eq!(kinds(text), [], "{text}");
        }
    }

    #[test]
    fn accounts_passwords_and_insurance_cards_are_found_by_their_words() {
        use Never::{BankAccount, Insurance, Password};
        for (text, what) in [
            ("口座番号1234567", BankAccount),
            ("口座番号：１２３４５６７", BankAccount),
            ("架空銀行 普通 1234567", BankAccount),
            ("普通預金口座 番号 0012345", BankAccount),
            ("当座　1234567", BankAccount),
            ("振込口座：1234567", BankAccount),
            ("口座 1234567", BankAccount),
            ("通帳番号 1234567", BankAccount),
            ("記号 12345 番号 1234567", BankAccount),
            ("パスワードは sakura", Password),
            ("ﾊﾟｽﾜｰﾄﾞ:abc123", Password),
            ("パスワード abc123", Password),
            ("Password = tasuki!", Password),
            ("暗証番号は１２３４", Password),
            ("PIN 1234", Password),
            ("pin:123456", Password),
            ("保険証 記号 12 番号 345678", Insurance),
            ("健康保険の記号・番号は 12-345", Insurance),
            ("資格確認書 番号：01234567", Insurance),
            ("三井住友銀行 新宿支店 1234567", BankAccount),
            ("振込先 みほん銀行 支店 7654321", BankAccount),
            ("みほん銀行 架空支店（普）1234567", BankAccount),
            ("みほん銀行１２３−１２３４５６７", BankAccount),
            ("みほん信用金庫　本店　１２３４５６７", BankAccount),
            ("架空労金 本店 7654321", BankAccount),
            ("みほん農協 架空支所 口座1234567", BankAccount),
            ("ゆうちょ銀行 10120-12345671", BankAccount),
            ("ゆうちょ 10120-1-12345671", BankAccount),
            ("ゆうちょ：10120 12345671", BankAccount),
            ("PW: sakura2024", Password),
            ("ＰＷ：sakura", Password),
            ("ID taro01 PW Sakura#2024", Password),
            ("パス: sakura2024", Password),
            ("パソコンのパスはsakura2024", Password),
            ("ログインパス：sakura", Password),
            ("pass: sakura2024", Password),
            ("暗証は4649", Password),
            ("暗証:4649", Password),
            ("保険証 12・3456", Insurance),
            ("保険証：21700023・12345", Insurance),
            ("資格確認書 12-3456", Insurance),
            ("普通1234567年金", BankAccount),
            ("普通1234567年金の振込口座", BankAccount),
            ("口座番号1234567月末引落", BankAccount),
            ("みほん銀行 1234567人に言わない", BankAccount),
            ("暗証番号は1234人に言わない", Password),
            ("暗証番号は2024年金手帳の裏", Password),
            ("PIN 1234年末まで", Password),
            ("暗証番号は1234回答者だけに", Password),
            ("PIN 1234点検用", Password),
            ("口座番号1234567件名は家賃", BankAccount),
            ("みほん銀行 1234567円山支店", BankAccount),
            ("普通 12345-67月末引落", BankAccount),
            ("普通 12345-67年末まで", BankAccount),
            ("口座 12345-67人に言わない", BankAccount),
        ] {
            assert!(kinds(text).contains(&what), "{text}: {:?}", kinds(text));
        }
        for text in [
            "口座を開く練習をした",
            "普通に話せる。3回",
            "普通 12人",
            "パスワードを忘れて困る",
            "パスワード管理の練習",
            "password manager",
            "暗証番号を覚える",
            "SHOPPING 1234",
            "受給者証番号 0123456789",
            "記号 12345",
            "番号 345678",
            "保険証は家にある",
            "みほん銀行で実習。電話 0155-00-0000",
            "みほん銀行 0155-00-0000",
            "みほん銀行 2026年11月30日",
            "みほん銀行 20261130 から",
            "みほん銀行に1500000円の貯金",
            "みほん銀行 1500000円",
            "架空支店 1234567",
            "みほん銀行の架空支店で清掃の仕事を3か月続けた。受付番号 1234567",
            "農協 12人",
            "ゆうちょ銀行で通帳記入の練習 2026-11-30",
            "ゆうちょ 3000円",
            "WPW症候群 2024",
            "バイパス 1234abc",
            "第2キャンパス: A1011教室",
            "定期パス: 2026/12/01",
            "パスはSuica",
            "パスは2026年まで",
            "PASS 2024",
            "パスポート: AB123456",
            "パスワードは2024年に変えた",
            "暗証は本人が覚えている",
            "暗証番号は1234回まちがえた",
            "暗証番号は1234回間違えた",
            "暗証番号は1234回、1200点、1500歩と数えた",
            "普通 2026-10月から通う",
            "みほん銀行 1500000円貯金",
            "普通 150000円前後の収入",
            "通帳 1200000円残高",
            "普通 1500000件数えた",
            "パスワードは2024年度に変えた",
            "PIN 2024年末",
            "PIN 1998年頃",
            "口座は 2024.11月末に開く",
            "保険証の番号は 120人分を写した",
            "パスワード 1200点満点",
            "保険証 2026/11/30",
            "保険証 2026.11.30",
            "保険証は11・12月に更新",
            "保険証 0155-000000",
            "健康保険 12-3456円",
        ] {
            assert_eq!(kinds(text), [], "{text}");
        }
    }

    #[test]
    fn the_place_is_told_in_characters_and_shown_without_what_stands_there() {
        let text = "家族の話。番号は１２３４－５６７８－９０１８とのこと。";
        let found = scan(text);
        assert_eq!(found[0].at, 8..22);
        let shown = around(text, &found, &found[0].at);
        assert_eq!(
            shown,
            "家族の話。番号は＊＊＊＊＊＊＊＊＊＊＊＊＊＊とのこと。"
        );
        let both = "ﾊﾟｽﾜｰﾄﾞ:abc1 123456789018";
        let found = scan(both);
        assert_eq!(found.len(), 2);
        let told = format!("{found:?}{}", around(both, &found, &found[0].at));
        assert!(!told.contains("abc1") && !told.contains("1234"), "{told}");
    }
}
