//! `card`: by which offices know each other.
//!
//! A card can be kept by anybody who got it; sealing to it takes a fingerprint two people read to each other.

use serde_json::{Value as Json, json};

use crate::cli::args::CardCommand;
use crate::cli::command::init::LINE;
use crate::cli::output::{Failure, write_new};
use crate::cli::{Session, names, prompt};
use crate::domain::check_digit::CheckDigit;
use crate::domain::id::OfficeId;
use crate::domain::office::{OfficeNumber, OfficeProfile};
use crate::domain::text::{Line, Phone};
use crate::lang::command::{Word, Wrong};
use crate::lang::message;
use crate::lang::never;
use crate::workflow::Desk;
use crate::workflow::office::PeerView;

/// Runs one of the commands.
pub fn run(session: &Session, args: CardCommand) -> Result<(), Failure> {
    match args {
        CardCommand::Show { office: None } => own(session, &session.desk()?),
        CardCommand::Show {
            office: Some(office),
        } => {
            let desk = session.desk()?;
            let id = desk.find_peer(&office)?;
            one(session, &desk, id, None)
        }
        CardCommand::Export { file } => {
            let desk = session.desk()?;
            write_new(&file, &desk.own_card()?)?;
            let path = file.display().to_string();
            session.output.answer(
                || json!({ "written": path, "fingerprint": desk.own_fingerprint() }),
                || {
                    let fingerprint = field(session, Word::Fingerprint, &desk.own_fingerprint());
                    vec![session.word(Word::CardWritten), path.clone(), fingerprint]
                },
            )
        }
        CardCommand::Paper {
            name,
            corporation,
            number,
            address,
            representative,
            phone,
        } => {
            let profile = OfficeProfile {
                name: Line::new(&name, LINE)?,
                corporation: Line::new(&corporation, LINE)?,
                number: OfficeNumber::parse(&number).map_err(|_| Wrong::OfficeNumber)?,
                address: Line::new(&address, LINE)?,
                representative: Line::new(&representative, LINE)?,
                phone: Phone::new(&phone)?,
                single_person: None,
            };
            let mut desk = session.desk()?;
            let id = desk.keep_paper_card(&profile)?;
            one(session, &desk, id, Some(Word::PaperCardKept))
        }
        CardCommand::Import { file } => {
            let bytes = prompt::bytes(&file)?;
            let mut desk = session.desk()?;
            let id = desk.keep_card(&bytes)?;
            one(session, &desk, id, Some(Word::CardKept))
        }
        CardCommand::Revoke { office } => {
            let mut desk = session.desk()?;
            let id = desk.find_peer(&office)?;
            desk.revoke_card(id)?;
            one(session, &desk, id, Some(Word::CardRevoked))
        }
        CardCommand::NotSent { office } => {
            let mut desk = session.desk()?;
            let lying = desk.find_unopened(&office)?;
            desk.not_sent(lying)?;
            session.output.answer(
                || json!({ "id": lying.from.to_string(), "parcels": lying.parcels }),
                || vec![session.word(Word::NotSentKept)],
            )
        }
        CardCommand::Verify {
            office,
            fingerprint,
        } => {
            let mut desk = session.desk()?;
            let id = desk.find_peer(&office)?;
            let read_out = match fingerprint {
                Some(typed) => typed,
                None => prompt::line(&session.word(Word::FingerprintReadOut))?,
            };
            desk.verify_card(id, &read_out)?;
            one(session, &desk, id, Some(Word::CardVerified))
        }
    }
}

/// Shows what this office says of itself, and every office it knows.
pub fn own(session: &Session, desk: &Desk) -> Result<(), Failure> {
    let peers = desk.peers()?;
    let profile = desk.profile();
    let check = desk.office_check(profile.number.as_str());
    session.output.answer(
        || {
            json!({
                "id": desk.office_id().to_string(),
                "name": profile.name.as_str(),
                "corporation": profile.corporation.as_str(),
                "number": profile.number.as_str(),
                "check_digit": names::check_digit(check),
                "address": profile.address.as_str(),
                "representative": profile.representative.as_str(),
                "phone": profile.phone.as_str(),
                "fingerprint": desk.own_fingerprint(),
                "peers": peers.iter().map(peer_json).collect::<Vec<_>>(),
            })
        },
        || {
            let mut lines = vec![
                format!("■ {}", session.word(Word::OwnCard)),
                field(session, Word::Name, profile.name.as_str()),
                field(session, Word::Corporation, profile.corporation.as_str()),
                field(session, Word::Number, profile.number.as_str()),
                field(session, Word::Address, profile.address.as_str()),
                field(
                    session,
                    Word::Representative,
                    profile.representative.as_str(),
                ),
                field(session, Word::Phone, profile.phone.as_str()),
                field(session, Word::Fingerprint, &desk.own_fingerprint()),
            ];
            lines.extend(doubt(session, check));
            lines.extend(peers.iter().flat_map(|it| peer_lines(session, it)));
            lines
        },
    )
}

fn one(session: &Session, desk: &Desk, id: OfficeId, done: Option<Word>) -> Result<(), Failure> {
    let peer = desk.peer(id)?;
    session.output.answer(
        || peer_json(&peer),
        || {
            let mut lines: Vec<_> = done.map(|it| session.word(it)).into_iter().collect();
            lines.extend(peer_lines(session, &peer));
            lines
        },
    )
}

fn peer_json(it: &PeerView) -> Json {
    json!({
        "id": it.id.to_string(),
        "name": it.name,
        "corporation": it.corporation,
        "number": it.number,
        "check_digit": names::check_digit(it.check),
        "address": it.address,
        "representative": it.representative,
        "phone": it.phone,
        "fingerprint": some(&it.fingerprint),
        "pair_number": some(&it.pair_number),
        "standing": names::peer(&it.standing),
        "never_stored": it.found.iter().map(names::trace).collect::<Vec<_>>(),
    })
}

fn peer_lines(session: &Session, it: &PeerView) -> Vec<String> {
    let standing = message::peer_standing(it.standing, session.lang());
    let mut lines = vec![
        format!("■ {}  {}", it.name, standing),
        field(session, Word::Id, &it.id.to_string()),
        field(session, Word::Corporation, &it.corporation),
        field(session, Word::Number, &it.number),
        field(session, Word::Address, &it.address),
        field(session, Word::Representative, &it.representative),
        field(session, Word::Phone, &it.phone),
    ];
    if !it.is_on_paper() {
        lines.push(field(session, Word::Fingerprint, &it.fingerprint));
        lines.push(field(session, Word::PairNumber, &it.pair_number));
    }
    lines.extend(doubt(session, it.check));
    if !it.found.is_empty() {
        let told = never::on_card(&it.found, session.lang());
        lines.extend(told.what.lines().map(|it| format!("  ! {it}")));
        lines.push(format!("    {}", told.then));
    }
    lines
}

/// An office on paper has no keys to make a number of.
fn some(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

fn doubt(session: &Session, check: CheckDigit) -> Option<String> {
    let told = message::check_digit_differs(session.lang());
    (check == CheckDigit::Differs).then(|| format!("  ! {told}"))
}

fn field(session: &Session, name: Word, value: &str) -> String {
    format!("  {}: {value}", session.word(name))
}
