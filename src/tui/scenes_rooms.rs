//! What is typed into the small forms of the rooms is kept as in every other form, whatever ends it. Driven by keys.
//!
//! That steps, sections and notes keep theirs is in the scenes beside.

use std::time::Duration;

use crate::domain::section::FieldId;
use crate::domain::setting::SettingId;
use crate::lang::Lang;
use crate::lang::screen::Say;
use crate::tui::act::{Effect, Input, Reply, Request, Told};
use crate::tui::room::Room;
use crate::tui::room::case::Ask as CaseAsk;
use crate::tui::room::draft::{Answer, Ask, Part, Place, Words, parts};
use crate::tui::room::today::{TodayView, Unsaved as Kept};
use crate::tui::scenes::{
    COLOUR, IDLE, Lookups, Player, at_work, form_at, in_room, offices_view, post_view, staff_view,
    today_view,
};
use crate::tui::scenes_case::three;
use crate::tui::scenes_settings::settings;
use crate::tui::scenes_steps::table_view;
use crate::tui::scenes_unsaved::{asked, later, words};
use crate::tui::screen::Screen;
use crate::tui::screen::sheet::Kind;
use crate::tui::screen::unsaved::Unsaved as Form;

/// A form of a room: which room, what the room shows, what is typed, under which name and in which pieces it is
/// kept, and what stands on the screen.
struct Typed {
    room: Room,
    view: Reply,
    keys: &'static str,
    form: Form,
    kept: Words,
    stands: &'static str,
}

fn typed() -> Vec<Typed> {
    let standard = SettingId::PeriodStandard;
    let of_office = Kind::Set(standard, standard.usual());
    let of_city = |name: &str| Kind::SetFor(standard, standard.usual(), name.to_owned());
    vec![
        Typed {
            room: Room::Offices,
            view: offices_view(),
            keys: "<f4> 新館",
            form: Form::Sheet(Kind::Edit),
            kept: words(&[("name", "架空就労支援 みずたま 新館")]),
            stands: "みずたま 新館",
        },
        Typed {
            room: Room::Offices,
            view: offices_view(),
            keys: "<f7>/media/usb/card",
            form: Form::Sheet(Kind::Keep),
            kept: words(&[("file", "/media/usb/card")]),
            stands: "/media/usb/card",
        },
        Typed {
            room: Room::Staff,
            view: staff_view(),
            keys: "<f7>見本 三郎<tab><right><tab>しろい いぬ はしる",
            form: Form::Sheet(Kind::Add),
            kept: words(&[("name", "見本 三郎"), ("role", "service-manager")]),
            stands: "見本 三郎",
        },
        Typed {
            room: Room::Post,
            view: post_view(None),
            keys: "<f7>/media/usb",
            form: Form::Sheet(Kind::Folder),
            kept: words(&[("folder", "/media/usb")]),
            stands: "/media/usb",
        },
        Typed {
            room: Room::Settings,
            view: settings(),
            keys: "<enter>48",
            form: Form::Sheet(of_office),
            kept: words(&[("value", "48")]),
            stands: "48",
        },
        Typed {
            room: Room::Settings,
            view: settings(),
            keys: "<f7>見本村<tab>30",
            form: Form::Sheet(of_city("")),
            kept: words(&[("city", "見本村"), ("value", "30")]),
            stands: "見本村",
        },
        // What stood there already is kept with what is typed beside it.
        Typed {
            room: Room::Settings,
            view: settings(),
            keys: "<down><enter>30",
            form: Form::Sheet(of_city("見本市")),
            kept: words(&[("value", "30")]),
            stands: "見本市",
        },
        Typed {
            room: Room::Cases,
            view: three(),
            keys: "<f8>/media/usb/名簿.csv",
            form: Form::Import,
            kept: words(&[("file", "/media/usb/名簿.csv")]),
            stands: "/media/usb/名簿.csv",
        },
    ]
}

impl Typed {
    fn place(&self) -> Place {
        self.form.place().unwrap()
    }

    fn player(&self) -> Player {
        let mut player = at_work(today_view(), Lang::Ja, COLOUR);
        player.go_to(self.room);
        player.answer(self.view.clone());
        player.play(self.keys);
        player.effects.clear();
        player
    }

    /// Today, with this form among what was not saved.
    fn today(&self) -> TodayView {
        TodayView {
            unsaved: vec![Kept {
                place: self.place(),
                person: String::new(),
            }],
            ..today_view()
        }
    }
}

type Way = fn(&mut Player) -> &mut Player;

/// A second before the program is killed, and every other way out.
const WAYS: [(&str, Way); 5] = [
    ("killed", |it| it.wait(Duration::from_secs(1))),
    ("lock", |it| it.play("<c-l>")),
    ("idle", |it| it.wait(IDLE)),
    ("sighup", |it| it.input(Input::Leave)),
    ("esc", |it| it.play("<esc>")),
];

#[test]
fn every_form_of_a_room_keeps_what_is_typed_whatever_ends_it_and_no_passphrase() {
    for it in typed() {
        for (name, way) in WAYS {
            let mut player = it.player();
            way(&mut player);
            let kept = asked(&mut player);
            let [Ask::Keep(form, words)] = &kept[..] else {
                panic!("{name}: {}: {kept:?}", it.keys)
            };
            assert_eq!(*form, form_at(it.place()), "{name}: {}", it.keys);
            // Beside what is said stands over what was stored it was typed.
            let said = words.0.iter();
            let said = said.filter(|(piece, _)| !matches!(parts(piece).1, Some((Part::Over, _))));
            let said: Vec<_> = said.cloned().collect();
            assert_eq!(said, it.kept.0, "{name}: {}", it.keys);
        }
    }
}

#[test]
fn today_leads_back_to_a_form_of_a_room_with_what_was_typed() {
    for it in typed() {
        let mut player = at_work(it.today(), Lang::Ja, COLOUR);
        player.lookups = Lookups::Found(it.kept.clone());
        player.play("<home><enter>");
        if !matches!(player.app.top(), Screen::Sheet(_) | Screen::Import(_)) {
            player.answer(it.view.clone());
        }
        assert!(player.shows(it.stands), "{}", it.keys);
        assert!(player.shows("前回の続き"), "{}", it.keys);
        player.effects.clear();
        player.play("<f4><f10>");
        assert!(!player.shows("前回の続き"), "{}", it.keys);
        assert_eq!(later(&mut player), [Ask::Drop(it.place())], "{}", it.keys);
    }
}

#[test]
fn what_a_form_of_a_room_did_is_no_draft_any_more() {
    for it in typed().into_iter().take(2) {
        let mut player = it.player();
        player.play("<f10>");
        let saves = player.effects.iter().any(|effect| match effect {
            Effect::Ask(_, Request::Saving(place, _)) => *place == it.place(),
            _ => false,
        });
        assert!(saves, "{}", it.keys);
        player.answer(Reply::Done(Told::say(Say::Opened)));
        player.effects.clear();
        assert!(!matches!(player.app.top(), Screen::Sheet(_)));
        assert_eq!(later(&mut player), [], "{}", it.keys);
    }
}

#[test]
fn what_is_typed_to_be_sure_is_kept_nowhere() {
    let mut player = in_room("5", offices_view(), "<del>架空", Lang::Ja, COLOUR);
    assert!(matches!(player.app.top(), Screen::Sheet(_)));
    player.effects.clear();
    assert_eq!(later(&mut player), []);
}

/// The fields chosen for the columns of a table are asked for again only where it is the same table.
#[test]
fn the_fields_chosen_for_the_columns_of_a_table_are_kept_until_it_is_taken_in() {
    let file = "/media/usb/名簿.csv";
    let table = || Reply::Table(Box::new(table_view()));
    let opened = |kept: &Words| {
        let mut player = in_room("2", three(), "", Lang::Ja, COLOUR);
        player.lookups = Lookups::Found(kept.clone());
        player.play("<f8>");
        player.lookups = Lookups::Nothing;
        player.play("<f10>").answer(table());
        player
    };
    let mut player = in_room(
        "2",
        three(),
        "<f8>/media/usb/名簿.csv<f10>",
        Lang::Ja,
        COLOUR,
    );
    player.answer(table());
    player.effects.clear();
    assert_eq!(later(&mut player), [], "nothing was chosen yet");
    player.play("<end><home><down><down><down><right>");
    let ticket = player.ticket();
    let Some(Request::Case(CaseAsk::LookAtTable(reading))) = player.requests().pop() else {
        panic!("the rows are not looked at anew");
    };
    let mut view = table_view();
    view.reading = *reading;
    let chosen = view.reading.columns[3].unwrap();
    player.reply(ticket, Reply::Table(Box::new(view)));
    let kept = words(&[
        ("column-4", chosen.spec().name),
        ("file", file),
        ("columns", "4"),
    ]);
    let place = Form::Import.place().unwrap();
    assert_eq!(
        later(&mut player),
        [Ask::Keep(form_at(place), kept.clone())]
    );

    let looked_at = |player: &mut Player| match player.deeds().pop() {
        Some(Request::Case(CaseAsk::LookAtTable(reading))) => Some(reading.columns[3]),
        _ => None,
    };
    assert_eq!(looked_at(&mut opened(&kept)), Some(Some(chosen)));
    let other = words(&[
        ("column-4", FieldId::PersonPhone.spec().name),
        ("file", file),
        ("columns", "9"),
    ]);
    assert_eq!(looked_at(&mut opened(&other)), None, "another table");
}

fn ends(player: &Player) -> bool {
    player.effects.iter().any(|it| matches!(it, Effect::Quit))
}

/// The program ends once what is typed is kept; where it cannot be, whoever ends it chooses to stay or to lose it.
#[test]
fn whoever_quits_is_told_that_something_cannot_be_kept_and_stays_or_leaves() {
    let quitting = || {
        let mut player = typed().remove(0).player();
        player.play("<c-q><f10>");
        assert!(!ends(&player), "it is not kept yet");
        player
    };
    let mut kept = quitting();
    kept.answer(Reply::Draft(Answer::Done));
    assert!(ends(&kept));

    let failed = || Reply::Draft(Answer::Failed(Told::say(Say::LockBusy)));
    let mut stays = quitting();
    stays.answer(failed());
    assert!(!ends(&stays) && stays.shows("残せませんでした") && stays.shows("使用中"));
    stays.play("<esc>");
    assert!(!ends(&stays) && stays.shows("みずたま 新館"));

    let mut leaves = quitting();
    leaves.answer(failed());
    leaves.play("<f10>");
    assert!(ends(&leaves));

    let mut again = quitting();
    again.play("<c-q><f10>");
    assert!(ends(&again), "a worker that hangs keeps nobody");
    let mut system = typed().remove(0).player();
    assert!(ends(system.input(Input::Leave)), "the system does not ask");
}

#[test]
fn whoever_leaves_the_first_setup_is_told_that_what_is_typed_goes() {
    let first = || Player::new(Screen::Wizard(Box::default()), Lang::Ja, COLOUR);
    let mut empty = first();
    empty.play("<c-q>");
    assert!(empty.shows("終了しますか") && !empty.shows("ここまでの入力は"));
    for way in ["<c-q>", "<esc><esc><esc>"] {
        let mut player = first();
        player.play("<enter><enter>架空就労支援").play(way);
        assert!(player.shows("ここまでの入力は"), "{way}");
        player.play("<esc>");
        player.play("<enter><enter>");
        assert!(
            player.shows("架空就労支援"),
            "{way}: who stays loses nothing"
        );
    }
}
