//! The help of every command and argument, and the words the reader of arguments puts around it.
//!
//! Which commands there are is in `cli`; a test there finds what has no text here, and what has one for nothing.

use crate::lang::Lang;

/// What is explained: a command by its words (`case edit`), and an argument of it by its name; the name is empty for
/// the command itself.
type Place = (&'static str, &'static str);

/// Explains a command.
pub fn command(path: &str, lang: Lang) -> Option<&'static str> {
    find(path, "", lang)
}

/// Explains an argument of a command. What holds for a group of commands is said once, at the group.
pub fn argument(path: &str, name: &str, lang: Lang) -> Option<&'static str> {
    let group = || path.rsplit_once(' ').map_or("", |(group, _)| group);
    match find(path, name, lang) {
        None if !path.is_empty() => argument(group(), name, lang),
        found => found,
    }
}

fn find(path: &str, name: &str, lang: Lang) -> Option<&'static str> {
    let (_, ja, en) = HELP.iter().find(|(place, _, _)| *place == (path, name))?;
    Some(match lang {
        Lang::Ja => ja,
        Lang::En => en,
    })
}

/// What the program is, after the line that says it in short.
pub fn more(lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => {
            "命令を付けずに始めると、画面のプログラムが開きます。\n\
             人が書く文の代わりに - を渡すと、標準入力から読みます。\n\
             終了コード: 0 済み、2 使い方か入力の誤り、3 規則による拒否、4 パスフレーズの誤り、\n\
             5 データの破損、6 ほかで使用中、7 表の一部の行を取り込めない、\n\
             70 ディスク・共有フォルダ・プログラムの失敗。"
        }
        Lang::En => {
            "Without a command the terminal program starts.\n\
             Texts that people write can be given as `-`: then they are read from standard input.\n\
             Exit codes: 0 done, 2 usage or bad input, 3 refused by a rule, 4 wrong passphrase,\n\
             5 damaged data, 6 store busy, 7 rows of a table refused,\n\
             70 the disk, the shared folder or the program failed."
        }
    }
}

/// Lists the values that can be chosen and the one taken when nothing is said, in Japanese; clap says it in English.
pub fn values_in_japanese(values: &[String], usual: &[String]) -> String {
    let mut said = String::new();
    if !values.is_empty() {
        said += &format!("\n[値: {}]", values.join(", "));
    }
    if !usual.is_empty() {
        said += &format!("\n[省略時: {}]", usual.join(", "));
    }
    said
}

/// Puts what clap writes around every help into Japanese.
pub fn frame_in_japanese(help: &str) -> String {
    let mut said = help.to_owned();
    for (english, japanese) in FRAME {
        said = said.replace(english, japanese);
    }
    said
}

const FRAME: &[(&str, &str)] = &[
    ("Usage: ", "使い方: "),
    ("Commands:\n", "命令:\n"),
    ("Arguments:\n", "引数:\n"),
    ("Options:\n", "オプション:\n"),
    ("[OPTIONS]", "[オプション]"),
    ("<COMMAND>", "<命令>"),
    ("[COMMAND]...", "[命令]..."),
    ("[COMMAND]", "[命令]"),
    (
        "Print this message or the help of the given subcommand(s)",
        "この説明か、続けて書いた命令の説明を表示する",
    ),
    (
        "Print help (see more with '--help')",
        "説明を表示する（--help でさらに詳しく）",
    ),
    (
        "Print help (see a summary with '-h')",
        "説明を表示する（-h で短く）",
    ),
    ("Print help", "説明を表示する"),
    ("Print version", "版を表示する"),
];

macro_rules! texts {
    ($($path:literal $name:literal: $ja:literal, $en:literal;)+) => {
        /// Every text. Japanese lines of an argument take at most 70 cells and those of a command 58, so that 80 hold them.
        const HELP: &[(Place, &str, &str)] = &[$((($path, $name), $ja, $en),)+];
    };
}

// What an office says of itself is asked for by `init` and changed by `office edit`: it stands at the root.
texts! {
    "" "": "就労移行支援事業所のあいだで、利用者の支援を引き継ぎます。",
        "Hands a person's case from one employment-transition support office (就労移行支援) to another.";
    "" "home": "この事業所のフォルダ（環境変数 TASUKI_HOME でも指定できます）",
        "The office's own folder (also TASUKI_HOME)";
    "" "who": "操作する職員の名前（環境変数 TASUKI_AS でも指定できます）",
        "The member of staff who acts (also TASUKI_AS)";
    "" "passphrase_file": "1行目にパスフレーズを書いたファイル（スクリプト用）\nパスフレーズそのものは引数にできません",
        "A file whose first line is the passphrase, for scripts. A passphrase is never an argument";
    "" "lang": "表示の言語（環境変数 TASUKI_LANG、LC_ALL、LANG でも決まります）",
        "The language of messages (also TASUKI_LANG, LC_ALL, LANG)";
    "" "json": "文章の代わりに、形の変わらない JSON で答える",
        "Print JSON in a stable shape instead of text";
    "" "era": "元号も西暦4桁もない年の元号（R、H、S、T、M か 令和 など）",
        "The era of years that are typed without one: `R`, `H`, `S`, `T`, `M` or its name";
    "" "not_a_secret": "保存しない番号やパスワードに見えるものがあっても、違うと答える\n答えは、その文章について記録されます",
        "Say that what looks like a number or password that is never stored is something else; that is remembered";
    "" "wait": "保管庫がほかで開いていたら、閉じるかロックされるまで待ってから行う\n秒数を付けると、そこまで待つ（例: --wait=30）",
        "Where the store is open elsewhere, wait until it is closed or locked; with a number at most so many seconds (--wait=30)";
    "" "kdf": "新しいパスフレーズを試す手間。least は見本のデータ専用",
        "What a new passphrase costs to try; `least` is for sample data only";
    "" "name": "事業所の名称",
        "Name of the office";
    "" "corporation": "運営する法人の名称",
        "Name of the corporation that runs it";
    "" "number": "10桁の事業所番号",
        "Its ten-digit office number (事業所番号)";
    "" "address": "所在地",
        "Its address";
    "" "representative": "法人の代表者",
        "Who represents the corporation";
    "" "phone": "電話番号",
        "Its telephone number";
    "" "sheet_file": "復旧シートを画面に出さず、新しいファイルに書き出す",
        "Write the recovery sheet to a new file instead of printing it";

    "init" "": "事業所の記録と、最初の職員を作る",
        "Make the store of an office, with its first member of staff";
    "init" "staff": "最初の職員の名前。省略すると --as の名前",
        "Name of the first member of staff; `--as` when left out";
    "init" "role": "最初の職員の役割",
        "Role of the first member of staff";
    "init" "single_person": "資格をもつ職員が一人だけの事業所として、その理由を届ける\n作成者と承認者が同じでもよくなります",
        "Declare that the office has one qualified person only, and why: author and approver may be the same";
    "init" "mailbox": "やりとりに使う共有フォルダ",
        "The shared folder through which parcels travel";

    "office" "": "この事業所の名称や連絡先（card show で見られる）",
        "What this office says of itself; `card show` shows it";
    "office edit" "": "一部を変える。後で card export のカードを相手に渡す",
        "Change some of it. Give the other offices the new card (`card export`) afterwards";

    "staff" "": "職員",
        "Members of staff";
    "staff add" "": "職員を登録する",
        "Make an account for another member of staff";
    "staff add" "name": "操作のときに名乗る名前",
        "The name to sign in with";
    "staff add" "role": "役割",
        "The role";
    "staff add" "new_passphrase_file": "1行目に新しい職員のパスフレーズを書いたファイル",
        "A file whose first line is the passphrase of the new account";
    "staff leave" "": "退職した職員が保管庫を開けないようにする",
        "Shut out a member of staff who has left";
    "staff leave" "name": "その職員の氏名",
        "The name";
    "staff list" "": "職員の一覧を見る",
        "List everybody";
    "staff passphrase" "": "自分のパスフレーズを変える",
        "Change your own passphrase";
    "staff passphrase" "new_passphrase_file": "1行目に新しいパスフレーズを書いたファイル",
        "A file whose first line is the new passphrase";
    "staff sheet" "": "復旧シートを作り直す。前のシートは使えなくなる",
        "Make a new recovery sheet. Every earlier sheet is void from then on";

    "recover" "": "だれも入れなくなったとき、復旧シートで新しい職員として入る",
        "Get in with the recovery sheet where nobody can sign in any more";
    "recover" "name": "新しい職員の、操作のときに名乗る名前",
        "The name of the new account to sign in with";
    "recover" "role": "新しい職員の役割",
        "Its role";
    "recover" "sheet_file": "復旧シートを写したファイル。省略すると端末でたずねる",
        "A file with the recovery sheet";
    "recover" "new_sheet_file": "新しい復旧シートを表示せず、新しいファイルに書く",
        "Write the new recovery sheet to a new file instead of printing it";

    "demo" "": "架空の事業所と人で、試すための町を作る",
        "Build a town of invented offices and people, to try the program";
    "demo" "dir": "町を作るフォルダ。省略すると新しい一時フォルダ",
        "The folder to build it in; a fresh temporary folder when left out";
    "demo" "build_only": "作るだけで、画面を開かない",
        "Build it and open nothing";

    "case" "": "ケース（事業所が利用者について知っていること）",
        "Cases: what the office knows of a person";
    "case" "id": "ケース。ID の初めの部分だけでよい",
        "The case; the beginning of its id is enough";
    "case" "from": "欄の値を書いた JSON ファイル（schema case を参照）\n- は標準入力",
        "Values from a JSON file (see `schema case`); `-` for standard input";
    "case" "set": "欄の値を一つ。例 person.name=…\nnone（なし）、declined（提供を望まない）、unchecked（未確認）も可\n選択肢がいくつかあるときは , で、表の行は | で区切ります",
        "One value, as `person.name=…`. States are `none` (なし), `declined` (提供を望まない), `unchecked` (未確認); several choices are parted by commas, lines of a list by `|`";
    "case" "source": "--set の値の出どころ\nperson（本人）、observed:名前:日（観察）、agency:名前（機関）\n省略すると、同じ内容では元のまま、ほかは欄の決まり",
        "Where the values of --set come from: `person`, `observed:NAME:DAY` or `agency:NAME`. Left out, the same content keeps the stored one, and any other has that of its field";
    "case" "as_of": "その値がいつ時点のものか\n省略すると、同じ内容では元のまま、ほかは今日",
        "The day for which they hold. Left out, the same content keeps the stored one, and any other has today";
    "case new" "": "ケースを作る",
        "Make a case";
    "case list" "": "ケースの一覧を、氏名の読みの順に見る",
        "List cases, by the reading of the name";
    "case list" "search": "氏名か読みの一部か、受給者証番号の末尾4桁\nかなの種類は問いません。ローマ字でも探せます",
        "Part of a name or its reading, in any kana or romaji, or the last four digits of the certificate";
    "case list" "kana_row": "読みがこの行の方だけ（a, ka, … wa か、その行のかな）\nnone は読みのない方",
        "Only those whose reading begins in this row of the kana: `a` to `wa` or a kana of it, `none` without a reading";
    "case list" "out": "一覧を表（CSV）として書く新しいファイル\n書き出したことは記録に残ります",
        "A new file they are written into, as a table (CSV). The journal keeps who took it";
    "case list" "cp932": "シフトJISで書く。書けない字があれば書かずに一つずつ言う",
        "In Shift_JIS (CP932); where a character cannot be written so, each is named and nothing is written";
    "case list" "geta": "--cp932 のとき、書けない字を〓にする",
        "With --cp932: 〓 in the place of each such character";
    "case show" "": "ケースを見る。誰が見たかは記録に残る",
        "Show a case. The journal keeps who looked";
    "case history" "": "ケースの何が、いつ、誰によって、何から何に変わったかを見る\n誰が見たかは記録に残る。事業所の外には出ない",
        "Show who changed what, when, and from what to what. The journal keeps who looked. It never leaves the office";
    "case history" "field": "この欄だけ。例 person.name",
        "This field only, as `person.name`";
    "case new" "another_person": "似た方がいても、別の方のケースとして作る",
        "Whoever is like somebody here is another person";
    "case edit" "": "ケースの欄を変える",
        "Change fields of a case";
    "case edit" "unset": "欄を、未記入に戻す",
        "Empty a field";
    "case edit" "revision": "変更のもとにした版。その後に誰かが変えていれば断ります",
        "The revision the change is made from: refused where somebody changed the case since";
    "case import" "": "表（CSV・XLSX）か JSON からケースを作る",
        "Make a case of a JSON file (see `schema case`), or cases of a table (CSV, XLSX)";
    "case import" "file": "ファイル。JSON なら - で標準入力",
        "The file; `-` for standard input, for JSON only";
    "case import" "map": "列=欄（空なら取り込まない）。@S は年号のない年の年号",
        "Which field a column is: its heading or its number from 1; no field leaves it out. `@S` after it is the era of years without one";
    "case import" "by_heading": "前に取り込んだ同じ見出しの表によらず、列を見出しから決める",
        "Take the columns as their headings say, and not as in the last table with the same headings";
    "case import" "whose": "だれの表か。own は当所、other はほかの事業所・機関\n省くと前に取り込んだ同じ見出しの表のとおり、なければ own",
        "Whose table it is: `own` is this office's, `other` another office's or agency's; when left out, as the last one with these headings, else own";
    "case import" "as_of": "表がいつ時点のものか（省くと今日）",
        "From which day the table is; today when left out";
    "case import" "refused": "取り込めない行とその理由を書く新しいファイル（CSV）",
        "A new file (CSV) for the rows that are refused, and why";
    "case import" "cp932": "シフトJISで書く。書けない字があれば書かずに一つずつ言う",
        "In Shift_JIS (CP932); where a character cannot be written so, each is named and nothing is written";
    "case import" "geta": "--cp932 のとき、書けない字を〓にする",
        "With --cp932: 〓 in the place of each such character";
    "case import" "dry_run": "どうなるかを示すだけで、登録しない",
        "Only say what would become of the file; nothing is written";
    "case import" "yes": "列の対応をたずねずに取り込む。付けなければ端末でたずねます",
        "Take a table in without asking about its columns; else it is asked at the terminal";
    "case edit" "another_person": "似た方がいても、別の方のこととして保存する",
        "Whoever it comes to be like is another person";
    "case import" "another_person": "似た方がいても、別の方として取り込む",
        "Whoever is like somebody here is another person";
    "case export" "": "ケースを JSON で書き出す",
        "Write a case as JSON";
    "case export" "out": "書き出す新しいファイル。省略すると標準出力",
        "A new file to write to; standard output when left out";
    "case note" "": "業務メモを書く、または読む。事業所の外には出ない",
        "Write a working note, or read those there are. Working notes never leave the office";
    "case note" "text": "メモ。- は標準入力。省略すると今あるメモを表示します",
        "The note; `-` for standard input. Without it the notes are shown";
    "case visits" "": "見学・体験と、先方に伝えてよいことを見る\n見たことは記録に残ります",
        "List visits and trial days at other offices, with what may be told there. The journal keeps who looked";
    "case visit" "": "見学・体験を記録する（だれのことかを先方に伝える前）",
        "Write down a visit or trial days at an office, before anybody there is told who the person is";
    "case visit" "number": "見学・体験の番号。省略すると新しいもの",
        "The number of the visit; a new one when left out";
    "case visit" "office": "事業所。名称、事業所番号、IDの初め",
        "The office, by name, number or the beginning of its id";
    "case visit" "kind": "種類。省略すると見学",
        "What kind it is; a visit when left out";
    "case visit" "from": "初めの日。省略すると今日",
        "The first day; today when left out";
    "case visit" "days": "日数。省略すると1日",
        "How many days; one when left out";
    "case visit" "age": "年代（先方に伝えてよいこと）",
        "How old the person is, as it may be told there";
    "case visit" "disability": "障害の種類（先方に伝えてよいこと）。, で区切る",
        "The kinds of disability that may be told there, parted by commas; none when left out";
    "case visit" "no_disability": "障害の種類を伝えないことにする",
        "No kind of disability may be told there any more";
    "case visit" "wish": "希望する仕事（先方に伝えてよいこと）",
        "The work that is wished for, as it may be told there";
    "case visit" "outcome": "本人の感想",
        "What the person makes of it";
    "case visit" "next": "次にすること",
        "What comes next";
    "handover draft" "visit": "見学・体験の番号。その事業所に引き継ぐ",
        "The number of a visit of the case: to the office that was visited";
    "case attach" "": "ファイル（PDF・JPEG・PNG、5 MiB まで）をケースに添付する",
        "Attach a file: PDF, JPEG or PNG, at most 5 MiB";
    "case attach" "file": "添付するファイル",
        "The file";
    "case attach" "kind": "資料の種類。certificate-copy など",
        "What kind of paper it is, such as `certificate-copy`";
    "case attach" "dated": "資料の日付",
        "The day the paper bears";
    "case attach" "version": "版。いくつかあるとき",
        "Which version, where there are several";
    "case attach" "author": "資料を作った人",
        "Who made the paper";
    "case attachments" "": "ケースに添付したファイルの一覧",
        "List the files attached to a case";
    "case detach" "": "添付を外す。保存の義務があるものは片付けるだけで残る",
        "Take an attached file away: what has to be kept is put away, the rest goes for good";
    "case detach" "mistaken": "まちがえて添付したものとして、中身をすぐに消す",
        "It never belonged to this case: it goes for good, whatever it is";
    "case detach" "reason": "理由（業務メモに残る）。保存の義務があるものに必要",
        "Why, for the working notes; needed where a file that has to be kept was attached by mistake. `-` for standard input";
    "case detach" "file": "ファイル。照合値の初めの部分だけでよい",
        "The file; the beginning of its digest is enough";
    "case save-attachment" "": "添付を新しいファイルに保存する。記録に残る",
        "Write an attached file to the disk, readable for whoever has it. The journal keeps it";
    "case save-attachment" "file": "ファイル。照合値の初めの部分だけでよい",
        "The file; the beginning of its digest is enough";
    "case save-attachment" "out": "書き出す新しいファイル",
        "A new file to write to";

    "consent" "": "書面の同意。同意がなければ何も外に出ない",
        "Written consent: without it nothing leaves the office";
    "consent" "case": "ケース。ID の初めの部分だけでよい",
        "The case; the beginning of its id is enough";
    "consent record" "": "署名された同意書を記録する",
        "Record a signed form";
    "consent record" "to": "受入事業所。名称、事業所番号、または ID の初めの部分",
        "The receiving office, by name, number or the beginning of its id";
    "handover draft" "after": "受入不可になった引継ぎ。ケースと次の事業所を引き継ぐ",
        "The handover that was declined: its case, and the office it leads to";
    "consent record" "items": "同意した項目（, で区切る）。all は一つの「はい」で足りる項目すべて\nfamily、companies、history-of-harm と写し（copy-consultation、\ncopy-hello-work、copy-city）は別に名前を書きます",
        "Items parted by commas. `all` is every item that one yes can cover: `family`, `companies`, `history-of-harm` and the copies (`copy-consultation`, `copy-hello-work`, `copy-city`) are named by themselves";
    "consent record" "signer": "署名した人。person（本人）か\nguardian:名前:立場（成年後見人、保佐人など。立場は省ける）",
        "Who signed: `person` or `guardian:NAME[:RELATION]`";
    "consent record" "manner": "署名の方法\nown-hand（自署）、proxy:理由（代筆）\nseal（記名押印）、electronic（電子）",
        "How it was signed: `own-hand`, `proxy:REASON`, `seal` or `electronic`";
    "consent record" "signed": "署名した日。省略すると今日",
        "When it was signed; today when left out";
    "consent record" "family": "項目 family に同じ日に署名した家族。名前:続柄",
        "Who of the family signed for the item `family`, on the same day: NAME:RELATION";
    "consent record" "explained_by": "説明した職員。省略すると操作している職員",
        "The member of staff who explained it; whoever acts when left out";
    "consent record" "explained": "説明した日。省略すると署名した日",
        "When it was explained; the day of the signature when left out";
    "consent record" "explained_how": "説明の方法（, で区切る）\nspoken（口頭）、easy-japanese（やさしい日本語の説明書）\nfurigana（ふりがな付き）、sign-or-writing（手話・筆談）\ninterpreter（通訳）",
        "In which ways it was explained: `spoken`, `easy-japanese`, `furigana`, `sign-or-writing`, `interpreter`";
    "consent record" "until": "同意が有効な最後の日",
        "The last day on which it holds";
    "consent record" "mode": "同意の形\nby-item（項目ごと、別の法人へ）\nsame-corporation（同じ法人の事業所へ）\ncarried（本人が持って行く）",
        "Under which heading: `by-item` (to another corporation), `same-corporation`, or `carried` (the person carries it)";
    "consent record" "purpose": "目的。省略すると、事業所の変更に伴う支援の引継ぎ",
        "What for; a sentence for a change of office when left out";
    "consent record" "returned": "相手から戻してよいもの（, で区切る）。省略するとすべて\nread-back（復唱と照会）はいつも返る。ほかに\nreasons（断る理由など）、outcomes（その後の様子）",
        "What may come back: `read-back` always, besides `reasons` and `outcomes`; all of it when left out";
    "consent record" "kept": "署名された原本の保管場所。省略すると「事業所の書庫」",
        "Where the signed original is kept; \"in the office\" when left out";
    "consent record" "yes": "提供した項目が外れて撤回になるときも、たずねずに記録する\n付けないと、端末で一度たずねます",
        "Without asking where the form takes back what is offered by leaving it out; else it is asked at the terminal";
    "consent withdraw" "": "同意を撤回する。全部でも、一部の項目でもよい",
        "Take consent back: all of it, or some items";
    "consent withdraw" "consent": "同意。ID の初めの部分だけでよい\n受入事業所では --handover を使います",
        "The consent; the beginning of its id is enough. At the receiving office use --handover";
    "consent withdraw" "handover": "本人が受入事業所で申し出たときの、その引継ぎ",
        "The handover, where the person said it at the receiving office";
    "consent withdraw" "said": "申し出の方法\nin-person（対面）、telephone（電話）、letter（書面）\nmessage（メールなど）、through（後見人・家族などを通じて）",
        "How the person said it: `in-person`, `telephone`, `letter`, `message` or `through` (somebody else)";
    "consent withdraw" "heard_by": "聞いた職員。省略すると操作している職員",
        "The member of staff who heard it; whoever acts when left out";
    "consent withdraw" "evidence": "申し出の裏付け、またはその保管場所\n引渡の後、項目の撤回、受入事業所では相手にも伝わります\n内容は書かず、保管場所を書きます",
        "What shows it, or where that is kept; after the release, where items are taken back, or at the receiver, the other office is told it, so write where it is and not what it says";
    "consent withdraw" "items": "これらの項目だけを撤回する（, で区切る）",
        "These items only";
    "consent withdraw" "yes": "たずねずに撤回する。付けないと、端末で一度たずねます",
        "Without asking; else it is asked at the terminal";
    "consent explain" "": "同意の説明を、やさしい言葉で作る",
        "Explain to the person, in easy words, what is asked";
    "consent explain" "to": "受入事業所。名称、事業所番号、または ID の初めの部分",
        "The receiving office, by name, number or the beginning of its id";
    "consent explain" "items": "説明する項目（, で区切る）。all は一つの「はい」で足りる項目すべて\nfamily、companies、history-of-harm と写し（copy-consultation、\ncopy-hello-work、copy-city）は別に名前を書きます",
        "Items parted by commas. `all` is every item that one yes can cover: `family`, `companies`, `history-of-harm` and the copies (`copy-consultation`, `copy-hello-work`, `copy-city`) are named by themselves";
    "consent explain" "until": "同意が有効な最後の日。省略すると、紙に書き込む所を空ける",
        "The last day on which it would hold; a place to write it when left out";
    "consent explain" "mode": "同意の形\nby-item（項目ごと、別の法人へ）\nsame-corporation（同じ法人の事業所へ）\ncarried（本人が持って行く）",
        "Under which heading: `by-item` (to another corporation), `same-corporation`, or `carried` (the person carries it)";
    "consent explain" "purpose": "目的。省略すると、事業所の変更に伴う支援の引継ぎ",
        "What for; a sentence for a change of office when left out";
    "consent explain" "returned": "相手から戻してよいもの（, で区切る）。省略するとすべて\nread-back（復唱）、reasons（断る理由など）、outcomes（その後の様子）",
        "What may come back: `read-back`, `reasons`, `outcomes`; all of it when left out";
    "consent explain" "family": "項目 family に同意している家族。名前:続柄",
        "Who of the family agrees to the item `family`: NAME:RELATION";
    "consent explain" "out": "書き出す新しいファイル。省略すると標準出力",
        "A new file to write to; standard output when left out";
    "consent sheet" "": "説明と署名欄のある同意書を作る",
        "The same with places to sign: the sheet on which consent is given";
    "consent sheet" "to": "受入事業所。名称、事業所番号、または ID の初めの部分",
        "The receiving office, by name, number or the beginning of its id";
    "consent sheet" "items": "説明する項目（, で区切る）。all は一つの「はい」で足りる項目すべて\nfamily、companies、history-of-harm と写し（copy-consultation、\ncopy-hello-work、copy-city）は別に名前を書きます",
        "Items parted by commas. `all` is every item that one yes can cover: `family`, `companies`, `history-of-harm` and the copies (`copy-consultation`, `copy-hello-work`, `copy-city`) are named by themselves";
    "consent sheet" "until": "同意が有効な最後の日。省略すると、紙に書き込む所を空ける",
        "The last day on which it would hold; a place to write it when left out";
    "consent sheet" "mode": "同意の形\nby-item（項目ごと、別の法人へ）\nsame-corporation（同じ法人の事業所へ）\ncarried（本人が持って行く）",
        "Under which heading: `by-item` (to another corporation), `same-corporation`, or `carried` (the person carries it)";
    "consent sheet" "purpose": "目的。省略すると、事業所の変更に伴う支援の引継ぎ",
        "What for; a sentence for a change of office when left out";
    "consent sheet" "returned": "相手から戻してよいもの（, で区切る）。省略するとすべて\nread-back（復唱）、reasons（断る理由など）、outcomes（その後の様子）",
        "What may come back: `read-back`, `reasons`, `outcomes`; all of it when left out";
    "consent sheet" "family": "項目 family に同意している家族。名前:続柄",
        "Who of the family agrees to the item `family`: NAME:RELATION";
    "consent sheet" "out": "書き出す新しいファイル。省略すると標準出力",
        "A new file to write to; standard output when left out";
    "consent carry" "": "本人が持って行く書面を印刷し、印刷したことを記録する",
        "Print what the person carries to an office, and keep that it was printed for them";
    "consent carry" "to": "本人が行く事業所。名称、事業所番号、または ID の初めの部分",
        "The office the person goes to, by name, number or the beginning of its id";
    "consent carry" "out": "書き出す新しいファイル",
        "The new file";
    "consent attach-scan" "": "署名された同意書のスキャンを、その同意に残す",
        "Keep the scan of a signed form with it: PDF, JPEG or PNG, at most 5 MiB. It is sent nowhere";
    "consent attach-scan" "consent": "同意。ID の初めの部分だけでよい",
        "The consent; the beginning of its id is enough";
    "consent attach-scan" "file": "ファイル（PDF・JPEG・PNG、5 MiBまで）。相手には送りません",
        "The file";
    "consent attach-scan" "replace": "前のスキャンと置き換える。前のものは消え、元に戻せない",
        "Replace the scan that is there; it is destroyed for good";
    "consent save-scan" "": "スキャンを新しいファイルに保存する。記録に残る",
        "Write the scan of a signed form to the disk, readable for whoever has it. The journal keeps it";
    "consent save-scan" "consent": "同意。ID の初めの部分だけでよい",
        "The consent; the beginning of its id is enough";
    "consent save-scan" "out": "書き出す新しいファイル",
        "A new file to write to";
    "consent show" "": "ケースの同意を見る。--to で相手に見える内容も",
        "Show the consents of a case; with --to also exactly what that office would see today";
    "consent show" "to": "相手の事業所。今日その事業所に見えるものを、そのまま表示します",
        "The office";

    "handover" "": "引継ぎ（下書きから終結まで）",
        "Handovers, from draft to closed";
    "handover" "id": "引継ぎ。ID の初めの部分だけでよい",
        "The handover; the beginning of its id is enough";
    "handover" "sections": "これらの章だけ（, で区切る）。省略するとすべて",
        "These sections, parted by commas; all when left out";
    "handover" "text": "理由、または詳しいこと。- は標準入力",
        "The reason, or more about it; `-` for standard input";
    "handover" "read_back": "見て確かめた復唱の番号。ほかのものなら断る。省略すると最新のもの",
        "The number of the read-back that was looked at: refused where another one counts. The latest when left out";
    "handover" "question": "照会の番号",
        "The number of the question";
    "handover draft" "": "ケースを事業所へ引き継ぐ下書きを始める",
        "Begin a handover of a case to an office";
    "handover draft" "case": "ケース。ID の初めの部分だけでよい",
        "The case; the beginning of its id is enough";
    "handover draft" "to": "受入事業所。名称、事業所番号、または ID の初めの部分",
        "The receiving office, by name, number or the beginning of its id";
    "handover person-page" "": "本人用の控え（渡すものと残るもの）を作る",
        "The page the person keeps: what goes to the other office, and what stays here";
    "handover person-page" "out": "書き出す新しいファイル。省略すると標準出力",
        "A new file to write to; standard output when left out";
    "handover attachments" "": "引継ぎで渡るファイル、届いたファイルの一覧",
        "List the files that go with a handover, or came with it";
    "handover save-attachment" "": "引継ぎのファイルを新しいファイルに保存する。記録に残る",
        "Write a file of a handover to the disk, readable for whoever has it. The journal keeps it";
    "handover save-attachment" "file": "ファイル。照合値の初めの部分だけでよい",
        "The file; the beginning of its digest is enough";
    "handover save-attachment" "out": "書き出す新しいファイル",
        "A new file to write to";
    "handover print-offer" "": "紙で渡す提供書と返信票を印刷用に書き出す",
        "Print an offer for an office without the program, with the form it sends back";
    "handover print-offer" "out": "新しいファイル",
        "The new file";
    "handover copy" "": "まとめだけの写しを印刷用に書き出す（受け手でない先へ）",
        "Print a copy, a summary only, for a place that is not the receiver";
    "handover copy" "to": "渡す先の種類: consultation（相談支援事業所）、\nhello-work（ハローワーク）、city（市町村）",
        "For what place: `consultation`, `hello-work` or `city`";
    "handover copy" "name": "渡す先の名前",
        "Who it is, by name";
    "handover copy" "out": "新しいファイル",
        "The new file";
    "handover paper-reply" "": "紙で返ってきたことを記録する（全部でも一部でも）",
        "Enter what came back on paper, all of it or a part";
    "handover paper-reply" "by": "紙に書いた、または答えた相手の職員",
        "Who of the other office said or signed it";
    "handover paper-reply" "kept": "紙の原本の保管場所",
        "Where the original is kept";
    "handover paper-reply" "on": "紙の日付。省略すると今日",
        "The day on the paper; today when left out";
    "handover paper-reply" "arrived": "印刷して渡したものを受け取ったとある",
        "It says that what was printed has arrived";
    "handover paper-reply" "all_understood": "未読の章は、ほかに挙げたもの以外すべて理解",
        "Every section that nobody has read is understood, but for those named otherwise";
    "handover paper-reply" "understood": "理解した章（, で区切る）",
        "These sections are understood, parted by commas";
    "handover paper-reply" "but": "--all-understood のうち、まだの章（, で区切る）",
        "With --all-understood: these are left open, parted by commas";
    "handover paper-reply" "not_for_us": "相手には当たらない章（, で区切る）",
        "These sections are not for that office, parted by commas";
    "handover paper-reply" "ask": "章についての照会。何度でも書けます",
        "A question about a section; may be given again";
    "handover paper-reply" "close": "終える照会の番号。何度でも書けます",
        "A question that is answered; may be given again";
    "handover paper-reply" "read_back": "復唱の JSON ファイル（read-back と同じ形）\n- は標準入力",
        "What was understood, from a JSON file as for read-back; `-` for standard input";
    "handover paper-reply" "accept": "受け入れる。利用開始の予定日",
        "The person is taken: the planned first day";
    "handover paper-reply" "interview": "初回面談の日。省略すると利用開始の予定日",
        "The day of the first interview; the first day when left out";
    "handover paper-reply" "in_charge": "相手の担当者。省略すると --by の人",
        "Who is in charge there; whoever said it when left out";
    "handover paper-reply" "follow_up": "約束したフォローの日\n省略すると、開始から設定の日数の後（標準は14、30、90日）",
        "An agreed day of follow-up; so many days after the start as are set when left out (usually 14, 30 and 90)";
    "handover paper-reply" "decline": "受け入れない。理由は --text",
        "The person is not taken; the reason with --text";
    "handover paper-reply" "started": "利用開始の日",
        "The person has started: the first day";
    "handover paper-reply" "not_started": "利用に至らなかった。理由は --text",
        "The person will not start; the reason with --text";
    "handover paper-reply" "outcome": "フォローの日の様子。添える言葉は --text",
        "How the person was on an agreed day; more about it with --text";
    "handover paper-reply" "which": "約束の日の番号（1から）。省略すると次のもの",
        "The agreed day, counted from 1; the next open one when left out";
    "handover paper-reply" "yes": "約束の日や最初の提供より前でも、たずねずに記録する",
        "Without asking, though the agreed day has not come, or a day lies before the first offer";
    "handover paper-reply" "discontinued": "中止になった理由",
        "It is over for a reason in the world";
    "handover paper-reply" "withdrawn": "相手で本人が撤回した項目（, で区切る）",
        "The person took back these items and said so there, parted by commas";
    "handover paper-reply" "withdrawn_all": "相手で本人が同意をすべて撤回した",
        "The person took back all consent and said so there";
    "handover paper-reply" "back": "渡した紙がどうなったか（回収するとき）",
        "What became of the paper there, where it is to be asked back";
    "handover paper-reply" "papers": "--backとともに: どの紙か（番号、コンマ区切り）",
        "With --back: of these papers alone, by their numbers, parted by commas";
    "handover paper-reply" "handled": "引渡の後に撤回された項目をどうしたか",
        "What became of items that were taken back after the release";
    "handover paper-reply" "text": "理由・条件・添える言葉。- は標準入力",
        "The reason, the condition or a note; `-` for standard input";
    "handover contacts" "": "移ることを知らせる関係者の一覧と、知らせたかどうかを見る\n見たことは記録に残ります",
        "List whom this office tells that the person moves, and what became of each. The journal keeps who looked";
    "handover contact" "": "関係者に知らせたこと、または知らせない理由を書く",
        "Write down that somebody was told, or why that is not needed";
    "handover contact" "number": "行の番号（handover contacts に出る番号）",
        "The number of the row, as `handover contacts` lists it";
    "handover contact" "name": "一覧にない関係者の行を足す。番号があれば名前の確認",
        "Somebody who is not listed: a row is added. With a number: the name that must stand there";
    "handover contact" "told": "知らせた日（初回面談の行では、行った日）",
        "They were told: the day (of the row of the first interview, the day it took place)";
    "handover contact" "by": "知らせた職員。省略すると操作した職員",
        "Who of this office told them; whoever acts when left out";
    "handover contact" "not_needed": "知らせなくてよい理由（初回面談の行では、行わなかった理由）",
        "It is not needed, because (of the first interview: it did not take place, because)";
    "handover contact" "open": "まだ知らせていないとする。どれも言わなければ前のまま",
        "They have still to be told. What became of it stays as it stands where none of the three is said";
    "handover contact" "person": "知らせた相手の担当者。省略すると前のまま",
        "Whom there; as it stands when left out";
    "handover contact" "what": "知らせたこと。省略すると前のまま、なければいつもの内容",
        "What was said; as it stands, else the usual, when left out";
    "handover meetings" "": "引継ぎについての会議の記録と分担を見る\n見たことは記録に残ります",
        "List the meetings held about it, with their tasks. The journal keeps who looked";
    "handover meeting" "": "会議を記録する。番号を付けると、書き直す",
        "Write down a meeting, or revise what was written";
    "handover meeting" "number": "会議の番号。省略すると新しい会議",
        "The number of the meeting; a new one when left out";
    "handover meeting" "day": "会議の日。省略すると前のまま、なければ今日",
        "The day; as it stands, else today, when left out";
    "handover meeting" "kind": "会議の種類。省略すると前のまま、なければ引継ぎ会議",
        "What kind it was; as it stands, else the handover meeting, when left out";
    "handover meeting" "present": "出席した人。- は標準入力。省略すると前のまま",
        "Who was there; `-` for standard input. As it stands when left out";
    "handover meeting" "decided": "決まったこと。- は標準入力。省略すると前のまま",
        "What was decided; `-` for standard input. As it stands when left out";
    "handover meeting-task" "": "会議の分担（だれが何をいつまでに）や、済んだことを書く",
        "Write down a task of a meeting: who does what by when, or that it is done";
    "handover meeting-task" "meeting": "会議の番号",
        "The number of the meeting";
    "handover meeting-task" "task": "分担の番号。省略すると新しい分担",
        "The number of the task; a new one when left out";
    "handover meeting-task" "what": "すること。省略すると前のまま",
        "What is to be done; as it stands when left out";
    "handover meeting-task" "owner": "だれがするか。省略すると前のまま、なければ送り手",
        "Who does it; as it stands, else the sender, when left out";
    "handover meeting-task" "name": "する人の名前。other のときは要ります",
        "Who that is by name; needed for `other`";
    "handover meeting-task" "due": "期限",
        "By when";
    "handover meeting-task" "no_due": "期限をなくす",
        "No day any more";
    "handover meeting-task" "done": "済んだ日",
        "When it was done";
    "handover meeting-task" "open": "まだ済んでいないとする",
        "It is not done, after all";
    "handover discard" "": "初めて提供する前の下書きを破棄する\n会議の記録、関係者への連絡、書きかけも消えます",
        "Throw a draft away before its first offer. Its minutes, its people to be told and what was being typed go with it";
    "handover discard" "yes": "たずねずに破棄する。付けなければ端末でたずねます",
        "Without asking; else it is asked at the terminal";
    "handover confirm" "": "今の内容でよいと本人が確かめた章を記録する",
        "Record that the person found sections right as they are now";
    "handover submit" "": "下書きを承認者に提出する",
        "Hand the draft to an approver";
    "handover approve" "": "提出された下書きを承認する",
        "Approve what was submitted";
    "handover return" "": "提出された下書きを作成者に差し戻す",
        "Give what was submitted back to its author";
    "handover offer" "": "承認された引継ぎを提供する（初めてでも、改めてでも）",
        "Offer what was approved, the first time or anew";
    "handover offer" "reply_by": "回答を求める期日\n省略すると、渡す内容の返答期限（過ぎていないとき）\nそれがなければ、設定の日数の後（標準は14日）",
        "The day by which an answer is asked for; left out, the reply due that goes over, unless it is past, else in so many days as are set (usually 14)";
    "handover offer" "yes": "示された条件を受け入れるかをたずねずに提供する",
        "Without asking whether the condition they put is accepted; else it is asked at the terminal";
    "handover add" "": "引渡の後に、変わった章を追補する",
        "Add new versions of sections after release";
    "handover add" "yes": "たずねずに送る。付けなければ端末でたずねます",
        "Without asking; else it is asked at the terminal";
    "handover recall" "": "提供を取り下げる",
        "Take the offer back";
    "handover give-up" "": "ここで失われた自分の記録をあきらめ、その先を続ける",
        "Give up entries of this office that are lost here, and write on without them";
    "handover acknowledge" "": "読んだ章を確認済みにする",
        "Acknowledge sections that were read";
    "handover acknowledge" "not_for_us": "この事業所には関わりがないとする",
        "They are not for this office";
    "handover ask" "": "章について照会する",
        "Ask about a section";
    "handover ask" "section": "章",
        "The section";
    "handover ask" "text": "尋ねること。- は標準入力",
        "The question; `-` for standard input";
    "handover answer" "": "照会に答える",
        "Answer a question";
    "handover answer" "text": "答え、または答えられない理由。- は標準入力\n同意の範囲外で理由も書けないときは、--cannot を付けて空にします",
        "The answer, or why it cannot be answered; `-` for standard input. Empty, with `--cannot`, where consent does not cover words about it";
    "handover answer" "cannot": "答えられないとする",
        "It cannot be answered";
    "handover answer" "draft": "下書きとして残す。答えてよい職員が後で答えます",
        "Keep it as a draft, for somebody who may say it";
    "handover close-question" "": "照会を終える",
        "Close a question";
    "handover read-back" "": "理解したことを自分の言葉で返す（復唱）",
        "Say in your own words what was understood";
    "handover read-back" "from": "全部を書いた JSON ファイル（docs/commands.md を参照）\n- は標準入力",
        "Everything from a JSON file (see docs/commands.md); `-` for standard input";
    "handover read-back" "like_last": "前の復唱の自分の言葉から始める。書いたものは置き換わる\n要点は、いつも打ち直します",
        "Begin with the own words of the last read-back; what is given again replaces them. Key facts are always given anew";
    "handover read-back" "risk": "気をつけることを自分の言葉で。三回書きます",
        "A risk, in your own words; three times";
    "handover read-back" "next_step": "次にすること",
        "The next step";
    "handover read-back" "first_appointment": "最初の約束",
        "The first appointment";
    "handover read-back" "fact": "見ないで打ち直した要点。例 birth=H8.4.9",
        "A key fact typed again without looking, as `birth=H8.4.9`";
    "handover read-back" "same": "並べて見比べ、同じだった要点（, で区切る）",
        "Key facts compared side by side that are the same";
    "handover read-back" "differs": "並べて見比べ、違っていた要点（, で区切る）",
        "Key facts compared side by side that differ";
    "handover read-back" "paper_differs": "手元の書類と違う要点（, で区切る）",
        "Key facts that differ from the paper the reader holds";
    "handover check" "": "最新の復唱を確かめる",
        "Check the latest read-back";
    "handover check" "verdict": "確かめた結果",
        "What is to be said of it";
    "handover check" "text": "添える言葉。- は標準入力",
        "A note; `-` for standard input";
    "handover release" "": "受入れに連署する。ここから受入事業所が責任をもつ",
        "Countersign the acceptance: from here the receiving office is responsible";
    "handover release" "yes": "提供後にケースが変わっていても、たずねずに引き渡す",
        "Without asking, though the case changed since it was offered; else it is asked at the terminal";
    "handover accept" "": "受け入れる",
        "Take the person";
    "handover accept" "start": "利用開始の予定日",
        "The planned first day";
    "handover accept" "interview": "初回面談の日。省略すると利用開始の予定日",
        "The day of the first interview; the first day when left out";
    "handover accept" "in_charge": "担当者の名前。省略すると操作している職員",
        "Who is in charge; whoever acts when left out";
    "handover accept" "follow_up": "約束したフォローの日\n省略すると、開始から設定の日数の後（標準は14、30、90日）",
        "An agreed day of follow-up; so many days after the start as are set when left out (usually 14, 30 and 90)";
    "handover accept" "yes": "最初の提供より前の日でも、たずねずに記録する",
        "Without asking, though a day lies before the first offer; else it is asked at the terminal";
    "handover decline" "": "断る（四つの断り方のどれかで）",
        "Decline, in one of four ways";
    "handover decline" "how": "断り方",
        "In which way";
    "handover decline" "text": "理由、ほかの事業所、または条件。- は標準入力\n同意が理由を返してよいとしていないときは、書かない",
        "The reason, the other office or the condition; `-` for standard input. Nothing where consent lets no reason come back";
    "handover start" "": "利用開始を記録する。この事業所のケースができる",
        "Record the first day; a case of this office's own is made";
    "handover start" "day": "利用を始めた日。省略すると今日",
        "The day; today when left out";
    "handover start" "into": "同じ方なら、その方のいまあるケース。新しい版になる",
        "The case that is here already, where it is the same person; it gets a revision";
    "handover start" "another_person": "似た方がいても、別の方のケースを作る",
        "Whoever is like somebody here is another person";
    "handover start" "yes": "最初の提供より前の日でも、たずねずに記録する",
        "Without asking, though a day lies before the first offer; else it is asked at the terminal";
    "handover reopen" "": "戻ってきた人の利用開始を、前のケースに記録する",
        "Record the first day of a person who comes back, into the case that had left";
    "handover reopen" "id": "その人が戻ってくる引継ぎ。ID の初めの部分だけでよい",
        "The handover the person comes back by; the beginning of its id is enough";
    "handover reopen" "case": "前に引き渡したケース",
        "The case that was handed over before";
    "handover reopen" "text": "再開する理由。- は標準入力。ケースの業務メモになります",
        "Why it is reopened; `-` for standard input. It becomes a working note of the case";
    "handover reopen" "day": "利用を始めた日。省略すると今日",
        "The day; today when left out";
    "handover reopen" "yes": "最初の提供より前の日でも、たずねずに記録する",
        "Without asking, though a day lies before the first offer; else it is asked at the terminal";
    "handover take-up" "": "開始後に届いた追補を、自分のケースに取り込む",
        "Take what additions brought since the start into this office's own case";
    "handover take-up" "list": "取り入れを待つものの一覧だけを見る",
        "Only list what waits to be taken";
    "handover take-up" "fields": "取り込む欄（, で区切る）。当所が書いた欄も置き換える",
        "Take these fields, parted by commas, whoever answered them here";
    "handover take-up" "put_away": "取り込まない欄。ケースはそのままで、待ちが終わる",
        "Do not take these fields, parted by commas: the case stays as it is, and they wait no more";
    "handover take-up" "into": "ケースがなくなり、同じ方のケースがあるとき、それに入れる",
        "Where the case is gone: the case that is here already, where it is the same person";
    "handover take-up" "another_person": "似た方がいても、別の方のケースを作り直す",
        "Where the case is made again: whoever is like somebody here is another person";
    "handover not-started" "": "本人が利用を始めないことを記録する",
        "Record that the person will not start";
    "handover end" "": "引渡事業所での契約の終了を記録する",
        "Record the end of the contract at the sending office";
    "handover end" "contract_end": "契約が終わる日。省略すると相手の開始の前日（なければ今日）",
        "The day the contract ends; the day before the other office begins, else today, when left out";
    "handover end" "last_day": "最後に通った日。省略すると契約が終わる日（先なら今日）",
        "The last day the person came; the end of the contract when left out";
    "handover end" "months_used": "使った月数。省略すると計算した数（なければケースの数）",
        "Months of the standard period used; as counted here, else as written in the case, when left out";
    "handover end" "months_stand": "ケースや計算と違っても、その月数で記録する",
        "Record the months though the case or the count says otherwise";
    "handover end" "confirmation": "確認した市町村の窓口と担当者。省略するとケースから",
        "Section and person at the city who confirmed them; as written in the case when left out";
    "handover end" "confirmed_on": "確認した日。省略するとケースから",
        "The day they did; as written in the case when left out";
    "handover lapse" "": "利用開始を待つのをやめる",
        "Give up waiting for the start";
    "handover discontinue" "": "外の事情のために引継ぎを終える",
        "End the handover for a reason in the world";
    "handover discontinue" "reason": "事情",
        "Why";
    "handover follow-up" "": "約束した日のフォローを伝える",
        "Say how the person was on an agreed day";
    "handover follow-up" "outcome": "様子",
        "How the person was";
    "handover follow-up" "which": "何番目の約束の日か（1から）。省略すると次の未回答の日",
        "The agreed day, counted from 1; the next open one when left out";
    "handover follow-up" "yes": "約束の日の前でも、たずねずに記録する",
        "Without asking, though that day has not come; else it is asked at the terminal";
    "handover handled" "": "撤回された項目をどうしたかを伝える",
        "Say what became of withdrawn items";
    "handover handled" "handling": "どうしたか",
        "What was done";
    "handover handled" "yes": "たずねずに記録する。付けなければ端末でたずねます",
        "Without asking; else it is asked at the terminal whether what came is to go";
    "handover list" "": "引継ぎの一覧を、することがあるものから見る",
        "List handovers, those with something to do first";
    "handover came" "": "この14日間に相手から届いたものを、新しい順に見る",
        "List what came from other offices in the last 14 days";
    "handover today" "": "今日することを、自分、当所のほかの人、相手の順に見る",
        "List what is open: for you, for others of the office, for the other office";
    "handover show" "": "引継ぎの全体を見る",
        "Show a handover whole";
    "handover next" "": "誰の番か、何ができ、何がなぜできないかを見る",
        "Say whose turn it is, and which steps are open or why not";
    "handover take-suggested" "": "ケースにある案を、まだ書いていない欄に書く",
        "Write into the case what it suggests itself for fields without an answer";
    "handover take-suggested" "id": "引継ぎ。ID の初めの部分だけでよい",
        "The handover; the beginning of its id is enough";
    "handover take-suggested" "fields": "この欄だけ。コンマで区切る。名前は `handover todo` のとおり",
        "These fields, parted by commas, as `handover todo` names them";
    "handover take-suggested" "revision": "`handover todo` が出した版。その後に変わっていれば断ります",
        "The revision of the case that `handover todo` told: refused where somebody changed the case since";
    "handover todo" "": "提供の前に足りないことと、前の引継ぎで言われたことを見る",
        "List what is missing before the first offer, and what earlier handovers of the person say";

    "card" "": "事業所どうしが互いを知るためのカード",
        "Cards by which offices know each other";
    "card" "office": "事業所。名称、事業所番号、または ID の初めの部分",
        "The office, by name, number or the beginning of its id";
    "card" "file": "ファイル",
        "The file";
    "card show" "": "自分のカードと登録したカードを見る。一枚だけも",
        "Show this office's own card and those it keeps, or one";
    "card export" "": "自分のカードを新しいファイルに書き出す",
        "Write this office's own card to a new file";
    "card paper" "": "tasukiを使わない事業所を登録する（紙で渡します）",
        "Keep the card of an office without the program, as you write it: what goes to it is printed";
    "card paper" "name": "事業所の名称",
        "Its name";
    "card paper" "corporation": "法人の名称",
        "The corporation that runs it";
    "card paper" "number": "事業所番号（10桁）",
        "Its number, ten digits";
    "card paper" "address": "所在地",
        "Its address";
    "card paper" "representative": "法人の代表者",
        "Who represents the corporation";
    "card paper" "phone": "電話番号",
        "Its telephone number";
    "card import" "": "相手のカードを登録する",
        "Keep another office's card";
    "card revoke" "": "相手の事業所のカードを信用しないことにする",
        "Stop trusting an office's card: its keys were lost, or it is not what it seemed";
    "card revoke" "office": "相手の事業所の名称・番号・IDの先頭",
        "The office";
    "card not-sent" "": "開けていない小包をその事業所は送っていない、と記録する",
        "Record that an office was asked and did not send what lies unopened in its name, or that nobody here knows it";
    "card not-sent" "office": "事業所の名称・番号・IDの先頭",
        "The office, by name, number or the beginning of its id";
    "card verify" "": "相手が読み上げた指紋を確かめて記録する",
        "Record that the other office read out the fingerprint on its card";
    "card verify" "fingerprint": "読み上げられた指紋。省略すると尋ねます",
        "What was read out; asked for when left out";

    "sync" "": "出すものを送り、届いたものを受け取る",
        "Send what waits and collect what came";
    "sync" "everything": "両方の記録を丸ごと送る。相手が記録を失ったときに使います",
        "Send both logs whole: for an office that has lost some";

    "audit" "": "誰が何をしたか、その記録に異状がないか",
        "Who did what, and whether the record of it holds";
    "audit show" "": "誰が何をしたかを見る。新しいものが後",
        "Show who did what, the newest last";
    "audit show" "of": "一つのケースか引継ぎだけ。番号か、本人の氏名で",
        "Of one case or handover only, by number or the person's name";
    "audit show" "by": "この職員がしたことだけ。退職した人も名前で選べます",
        "Done by this member of staff only, by name; who has left stays named";
    "audit show" "from": "この日から",
        "Not before this day";
    "audit show" "to": "この日まで",
        "Not after this day";
    "audit show" "limit": "多くてもこの行数まで",
        "So many lines at most";
    "audit verify" "": "記録のつながりと署名を、すべて確かめる",
        "Check every link and signature of the journal and every record";

    "record" "": "個人データを渡した記録と受け取った記録",
        "The records the law asks for of what was given and received";
    "record list" "": "提供・受領の記録の一覧を、届いた日の新しい順に見る",
        "List the records, the latest delivery first";
    "record show" "": "一つの引継ぎの記録を全部見る。誰が見たかは記録に残る",
        "Show the records of a handover whole. The journal keeps who looked";
    "record show" "id": "引継ぎ", "The handover";
    "record ledger" "": "撤回の台帳。渡っていたものと受け手の対応を見る",
        "What people took back, what of it had left before, and what the receiver did";
    "record ledger" "of": "一つのケースか引継ぎだけ。誰が見たかは記録に残る",
        "Of this case or handover only. The journal keeps who looked";
    "record copy" "": "渡した写しの、手渡した日と相手、その後を記録する",
        "Write down what was told of a copy: to whom it was handed over, and what became of it";
    "record copy" "id": "引継ぎ。番号の初めの部分だけでよい",
        "The handover";
    "record copy" "number": "何番目の写しか。record show に出ます",
        "Which copy of it, from 1: `record show` says it";
    "record copy" "handed": "手渡した日",
        "The day it was handed over";
    "record copy" "to": "手渡した相手の名前",
        "To whom there";
    "record copy" "became": "その後\nreturned（返ってきた）、destroyed（廃棄と聞いた）\nlost（見当たらない）、no-answer（返事がない）\nnot-handed-over（渡さず、ここで廃棄）",
        "What became of it: `returned`, `destroyed`, `lost`, `no-answer` or `not-handed-over`";
    "record copy" "on": "それを聞いた日",
        "The day that was told";
    "record copy" "told_by": "それを言った人、または求めた相手の名前",
        "Who there said it, or was asked";
    "record sheet" "": "本人のために印刷した書面を、本人に渡したかを記録する",
        "Write down whether a sheet that was printed for the person was given to them";
    "record sheet" "consent": "同意。ID の初めの部分だけでよい",
        "The consent; the beginning of its id is enough";
    "record sheet" "number": "何番目の書面か。record consents に出ます",
        "Which sheet of it, from 1: `record consents` says it";
    "record sheet" "became": "handed（本人に渡した）、never（渡していない）",
        "`handed` to the person, or `never`";
    "record sheet" "on": "その日",
        "The day of that";
    "record consents" "": "同意の記録。撤回したもの、期限の切れたものも見る",
        "Every consent form, withdrawn and run out included";
    "record consents" "of": "一つのケースか引継ぎだけ。誰が見たかは記録に残る",
        "Of this case, or of what this handover rests on, only. The journal keeps who looked";
    "record consents" "out": "文字だけの新しいファイルに書き出す",
        "Write it into a new file as plain text";
    "record export" "": "提供・受領の記録をCSVの新しいファイルに書き出す",
        "Write the records into a new file, as a table (CSV)";
    "record export" "out": "新しいファイル", "The new file";
    "record export" "cp932": "シフトJISで書く。書けない字があれば書かずに一つずつ言う",
        "In Shift_JIS (CP932); where a character cannot be written so, each is named and nothing is written";
    "record export" "geta": "--cp932 のとき、書けない字を〓にする",
        "With --cp932: 〓 in the place of each such character";
    "retention" "": "いつまで保存するかと、期間を過ぎたものの廃棄",
        "How long cases are kept, and destroying those whose time is over";
    "retention list" "": "廃棄できるものと、まもなくできるものを見る",
        "List what may be destroyed, and what soon may be";
    "retention list" "months": "この月数あとの月末までに廃棄できるものも",
        "And what may be before the end of the month so many months on";
    "retention list" "all": "すべて。日が分からないものは、その理由も",
        "Everything, with the day, or why none is known";
    "retention shred" "": "期間を過ぎたケースを、つながるものごと廃棄する（管理者）",
        "Destroy a case whose time is over, with all that hangs on it, for good. A manager's";
    "retention shred" "id": "ケース。またはケースのない引継ぎ",
        "The case; or a handover that no case hangs on";
    "retention shred" "sure": "確かめのための氏名（一覧のとおり）。省略するとたずねます",
        "The name as the list shows it, to be sure; asked for where it is left out";
    "retention receipts" "": "廃棄したものの証明を見る",
        "Show the receipts of what was destroyed";
    "retention receipts" "out": "証明をCSVで書き出す新しいファイル",
        "A new file they are written into, as a table (CSV)";
    "retention receipts" "cp932": "シフトJISで書く。書けない字があれば書かずに一つずつ言う",
        "In Shift_JIS (CP932); where a character cannot be written so, each is named and nothing is written";
    "retention receipts" "geta": "--cp932 のとき、書けない字を〓にする",
        "With --cp932: 〓 in the place of each such character";
    "record list" "search": "本人か事業所の名前の一部。かなの種類は問いません",
        "Part of the name of the person or the office, in any kana";
    "record list" "given": "渡した記録だけ", "Only what this office gave";
    "record list" "received": "受け取った記録だけ", "Only what this office received";
    "record list" "from": "この日から後に届いたもの", "Delivered on this day or later";
    "record list" "to": "この日までに届いたもの", "Delivered on this day or before";
    "record export" "search": "本人か事業所の名前の一部。かなの種類は問いません",
        "Part of the name of the person or the office, in any kana";
    "record export" "given": "渡した記録だけ", "Only what this office gave";
    "record export" "received": "受け取った記録だけ", "Only what this office received";
    "record export" "from": "この日から後に届いたもの", "Delivered on this day or later";
    "record export" "to": "この日までに届いたもの", "Delivered on this day or before";

    "schema" "": "読み込める JSON の形（JSON Schema）",
        "The JSON Schema of what can be imported";
    "schema case" "": "case import が受け付ける形",
        "What `case import` accepts";

    "alert" "": "気をつけること。期間、計画、出席、同意などを見る",
        "What to look at before it grows: periods, plans, attendance, consents, offers";
    "alert list" "": "理由と数字を添えて、急ぐものから並べる",
        "List every alert with its reason, what presses most first";

    "setting" "": "事業所の決まり。市町村ごとに違うものは市町村別に設定できる",
        "What the office sets for itself and for single cities";
    "setting" "name": "設定の名前（setting list で見られる）",
        "Its name (see `setting list`)";
    "setting" "city": "この市町村の人だけに使う。省略すると事業所全体",
        "The city it holds for; without it, the office";
    "setting list" "": "すべての設定と、選べる値、その根拠を見る",
        "Show every setting, what can be set, and what the usual value rests on";
    "setting set" "": "一つを設定する（管理者）",
        "Set one (manager)";
    "setting set" "value": "数、または選択肢の名前",
        "A number, or the name of an option";
    "setting reset" "": "一つを標準に戻す（管理者）",
        "Take one back to the usual (manager)";

    "mailbox" "": "やりとりに使う共有フォルダを設定する",
        "Set the shared folder through which parcels travel";
    "mailbox" "dir": "フォルダ。省略すると今の設定を表示します",
        "The folder; without it the present one is shown";
}

/// Every place that is explained.
pub fn places() -> impl Iterator<Item = Place> {
    HELP.iter().map(|(place, _, _)| *place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_place_is_explained_once_in_both_languages() {
        let all: BTreeSet<Place> = places().collect();
        assert_eq!(all.len(), HELP.len());
        for (place, ja, en) in HELP {
            assert!(!ja.trim().is_empty() && !en.trim().is_empty(), "{place:?}");
            assert!(ja.chars().any(|it| it > '\u{2E7F}'), "{place:?}");
            assert_ne!(ja, en);
        }
    }

    #[test]
    fn japanese_help_fits_80_columns() {
        for ((path, name), ja, _) in HELP {
            let most = if name.is_empty() && !path.is_empty() {
                58
            } else {
                70
            };
            for line in ja.lines() {
                let cells: usize = line
                    .chars()
                    .map(|it| if it.is_ascii() { 1 } else { 2 })
                    .sum();
                assert!(cells <= most, "{path} {name}: {cells} cells: {line}");
            }
        }
    }
}
