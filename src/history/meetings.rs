//! Addresses under which the owner is invited: a calendar holds its owner's meetings, and in most of them the owner's own name stands beside an address.

use std::collections::BTreeMap;

use super::names::words_of;
use super::owner::{is_owner, tell};
use crate::model::exchange::{Channel, Exchange, PeerIx, PeerKey};
use crate::model::intake::Intake;
use crate::model::keys::Email;
use crate::model::owner::{Owner, ToldBy};

/// So many meetings at least make an address the owner's; fewer may be a namesake's.
const ENOUGH: usize = 3;

/// Takes the addresses that bear the owner's name in meetings that name the owner nowhere else, if such meetings are most of those.
pub fn from_calendars(owner: &mut Owner, intake: &Intake) {
    let Some(name) = full_name(owner) else {
        return;
    };
    let bears_name = |peer: PeerIx| {
        let theirs = intake.peers[peer.0 as usize].name.as_deref();
        theirs.is_some_and(|theirs| words_of(theirs) == name)
    };
    let (mut unnamed, mut bearing) = (0, 0);
    let mut counts: BTreeMap<&Email, usize> = BTreeMap::new();
    for meeting in nameless(intake, owner) {
        unnamed += 1;
        let people = meeting.parties.people();
        let mut own = people.iter().filter(|peer| bears_name(**peer));
        // Two of the name at one table are two people.
        if let (Some(one), None) = (own.next(), own.next())
            && let PeerKey::Email(email) = &intake.peers[one.0 as usize].key
        {
            bearing += 1;
            *counts.entry(email).or_default() += 1;
        }
    }
    if bearing * 2 <= unnamed {
        return;
    }
    for (email, count) in counts.into_iter().filter(|(_, count)| *count >= ENOUGH) {
        owner.emails.push(email.clone());
        tell(owner, email.to_string(), ToldBy::Meetings(count));
    }
}

/// The owner's name as a set of words, if it has more than one.
fn full_name(owner: &Owner) -> Option<Vec<String>> {
    let name = words_of(owner.name.as_deref()?);
    (name.len() > 1).then_some(name)
}

/// Meetings of several that hold nothing that is known to be the owner's.
pub fn nameless<'a>(
    intake: &'a Intake,
    owner: &Owner,
) -> impl Iterator<Item = &'a Exchange> + use<'a> {
    let own: Vec<bool> = intake
        .peers
        .iter()
        .map(|peer| is_owner(peer, owner))
        .collect();
    let meetings = intake.exchanges.iter();
    let meetings = meetings.filter(|event| event.channel == Channel::Meeting);
    meetings.filter(move |meeting| {
        let mut people = meeting.parties.each();
        !meeting.parties.are_at_most(1) && !people.any(|peer| own[peer.0 as usize])
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::exchange::{Parties, Peer, Recipients};
    use crate::model::intake::FileId;
    use crate::model::moment::Moment;
    use crate::model::problem::Place;

    fn email(text: &str) -> Email {
        Email::parse(text).unwrap()
    }

    /// The addresses that Runa's calendar gives her, of meetings that name these guests.
    fn found(meetings: &[&[u32]]) -> Vec<String> {
        let peers = [
            ("runa@work.example.org", "Teglgaard, Runa"),
            ("ana@example.org", "Ana Brink"),
            ("runa@other.example.org", "Runa Teglgaard"),
            ("bo@example.org", "Bo Lund"),
        ];
        let peer = |(address, name): (&str, &str)| {
            Peer::new(PeerKey::Email(email(address)), Some(name.to_owned()))
        };
        let meeting = |guests: &&[u32]| Exchange {
            at: Moment::second(1_772_442_900),
            channel: Channel::Meeting,
            parties: Parties::Between {
                from: PeerIx(guests[0]),
                to: Recipients::Many(guests[1..].iter().map(|n| PeerIx(*n)).collect()),
            },
            duration_s: None,
            text: 0,
            gist: None,
            native: 0,
            place: Place::file(FileId(0)),
        };
        let intake = Intake {
            peers: peers.map(peer).into(),
            exchanges: meetings.iter().map(meeting).collect(),
            ..Intake::default()
        };
        let mut owner = Owner {
            name: Some("Runa Teglgaard".to_owned()),
            emails: vec![email("runa@home.example.org")],
            ..Owner::default()
        };
        from_calendars(&mut owner, &intake);
        let found = owner.emails[1..].iter();
        found.map(|email| email.as_str().to_owned()).collect()
    }

    #[test]
    fn the_address_beside_the_owners_name_in_most_meetings_is_the_owners() {
        let own: &[&[u32]] = &[&[0, 1], &[3, 0], &[0, 1, 3], &[1, 3]];
        assert_eq!(found(own), ["runa@work.example.org"]);
    }

    #[test]
    fn a_namesake_in_few_meetings_is_somebody_else() {
        assert_eq!(found(&[&[0, 1], &[3, 0]]), [""; 0], "two meetings");
        let rare: &[&[u32]] = &[&[0, 1], &[3, 0], &[0, 1], &[1, 3], &[3, 1], &[1, 3]];
        assert_eq!(found(rare), [""; 0], "half of the meetings");
        let both: &[&[u32]] = &[&[0, 2], &[2, 0], &[0, 2, 1]];
        assert_eq!(found(both), [""; 0], "two of the name at one table");
    }
}
