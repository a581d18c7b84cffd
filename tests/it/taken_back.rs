//! What does not come to its end, through the two faces of two offices by keys only: declined, recalled, taken back by the
//! person in part and whole; what is erased then, and what each office sees of it.
//!
//! How a handover goes well, `tests/it/by_keys.rs` plays.

use std::sync::OnceLock;

use tasuki::workflow::clock::Outside;

use crate::by_keys::{Face, accept_and_release, exchange, found, prepare, read, read_back, share};
use crate::town::{Clock, Dir};

/// A part of where the person lives.
const ADDRESS: &str = "さくら荘";
/// Of a section whose content was destroyed, or may not be shown any more.
const NOT_HERE: &str = "この章の本文は、ここにはありません。";
/// The same of all of it: no section is listed.
const ALL_GONE: &str = "届いた内容は、もうここにありません";

fn clock() -> &'static Clock {
    static CLOCK: OnceLock<Clock> = OnceLock::new();
    CLOCK.get_or_init(Clock::new)
}

fn time() -> Box<dyn Outside> {
    Box::new(clock().clone())
}

/// Two offices with an offer that has arrived.
fn offered(dir: &Dir) -> (Face, Face) {
    let (mut sender, mut receiver) = found(dir, clock(), time);
    let folder = dir.0.join("between").display().to_string();
    share(&mut sender, "藍沢 都", &folder);
    share(&mut receiver, "鷺沢 みのる", &folder);
    prepare(&mut sender);
    sender.sync();
    receiver.sign_in("茜谷 ゆかり").sync();
    exchange(&mut sender, &mut receiver);
    receiver.opens("到着");
    (sender, receiver)
}

#[test]
fn what_is_declined_recalled_or_taken_back_is_gone_at_the_receiver_and_begins_again_at_the_sender()
{
    let dir = Dir::new();
    let (mut sender, mut receiver) = offered(&dir);

    decline(&mut receiver, "返戻", "書類が足りない");
    receiver.stands("受入不可");
    is_erased(&mut receiver);
    exchange(&mut sender, &mut receiver);
    sender.stands("受入不可").pane("やりとり").keys("<End>");
    sender.sees("受け手 消去").keys("<Up>");
    sender.sees("返戻").sees("書類が足りない");

    sender.keys("<F8>").sees("> ! こはくカササギ舎");
    sender
        .sees("書類が足りない")
        .sees("次にすること")
        .keys("<Esc>");
    again(&mut sender, "山吹 恵");
    exchange(&mut sender, &mut receiver);
    receiver.opens("到着");
    decline(&mut receiver, "条件付で可", "送迎があれば");
    receiver.stands("条件付").stands("髙橋 さくら");
    exchange(&mut sender, &mut receiver);
    sender.stands("条件付").step("取り下げる");
    sender.keys("送迎は出せません<F10><F10>").stands("取下");
    exchange(&mut sender, &mut receiver);
    receiver.stands("取下");
    is_erased(&mut receiver);

    again(&mut sender, "藍沢 都");
    exchange(&mut sender, &mut receiver);
    release(&mut sender, &mut receiver);
    take_back_in_part(&mut sender, &mut receiver);
    take_back_whole(&mut sender, &mut receiver);
}

/// From the offer to the release.
fn release(sender: &mut Face, receiver: &mut Face) {
    receiver.opens("到着");
    read(receiver);
    read_back(receiver, "H10.4.2");
    receiver.stands("復唱済");
    exchange(sender, receiver);
    sender.step("復唱を確かめる").keys("<Right><F10><F10>");
    sender.stands("復唱済");
    accept_and_release(sender, receiver);
}

fn take_back_in_part(sender: &mut Face, receiver: &mut Face) {
    receiver
        .pane("内容")
        .row("+ 本人")
        .keys("<PgDn>")
        .sees(ADDRESS);
    sender.step("一部の同意撤回を記録する");
    sender
        .row("[ ] 住所・電話・連絡のとり方")
        .keys("<Enter><F10>");
    sender
        .sees("撤回を記録しますか: 住所・電話・連絡のとり方")
        .keys("<F10>");
    exchange(sender, receiver);
    receiver
        .stands("引渡済")
        .sees("撤回された項目をどうしたか答える");
    receiver
        .step("撤回への対応を記録する")
        .sees("- 住所・電話・連絡のとり方");
    receiver
        .keys("<Right><Right>")
        .sees("< 消去した >")
        .keys("<F10><F10>");
    receiver.stands("引渡済").sees("利用開始を記録する");
    receiver.pane("内容").row("+ 本人").keys("<PgDn>");
    assert!(!receiver.has(ADDRESS), "it was taken back");
    receiver.sees("さくらさん");
    exchange(sender, receiver);
    sender
        .pane("やりとり")
        .keys("<End>")
        .sees("受け手 撤回への対応")
        .sees("消去した");
}

fn take_back_whole(sender: &mut Face, receiver: &mut Face) {
    sender.step("すべての同意撤回を記録する").keys("<F10>");
    sender
        .sees("「すべて」と入れてください")
        .keys("すべて<F10>");
    exchange(sender, receiver);
    receiver.sees("撤回された項目をどうしたか答える");
    // Nothing of it is shown any more, whatever is answered.
    receiver.pane("内容").row("+ 本人").sees(NOT_HERE);
    receiver
        .step("撤回への対応を記録する")
        .sees("- 引継ぎの時期と急ぎの度合い");
    receiver
        .keys("<Right><Right>")
        .sees("< 消去した >")
        .keys("<F10><F10>");
    is_erased(receiver);
    exchange(sender, receiver);
    sender
        .pane("やりとり")
        .keys("<End>")
        .sees("受け手 撤回への対応")
        .sees("消去した");
    assert!(!sender.has("撤回された項目をどうしたか答える"));
    receiver.room(3, "引継ぎ");
    assert!(!receiver.has("髙橋"), "no name is left in any of the three");
}

fn decline(receiver: &mut Face, how: &str, reason: &str) {
    receiver.step("受入不可とする");
    receiver.until("<Right>", &format!("どのように < {how} >"));
    receiver.keys("<Tab>").keys(reason).keys("<F10>");
    receiver.sees(how).keys("<F10>");
}

/// Nothing of what was handed over is left.
fn is_erased(receiver: &mut Face) {
    receiver
        .stands("（氏名は消去済み）")
        .pane("内容")
        .sees(ALL_GONE);
}

/// Begins anew from a handover that came to nothing, up to the next offer: six keys until it waits for an approver, for the
/// person found right all that stands there, and it is as it was.
fn again(sender: &mut Face, approver: &str) {
    let before = sender.pressed();
    sender.keys("<F8>").sees("こはくカササギ舎").keys("<Enter>");
    sender.stands("本人確認済").sees("[足りないこと]");
    sender
        .row("+ 次: 承認を求める")
        .keys("<Enter><F10>")
        .stands("承認待");
    let pressed = sender.pressed() - before;
    assert!(pressed <= 6, "{pressed} keys");
    sender.sign_in(approver).opens("承認待");
    sender
        .row("+ 次: 承認する")
        .keys("<Enter><F10>")
        .stands("承認済");
    sender
        .row("+ 次: 提供する")
        .keys("<Enter><F10><F10>")
        .stands("提供済");
}
