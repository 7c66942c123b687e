//! Addresses that look like the owner's and were not said to be. One that is missed turns everything sent to it into nobody's
//! mail, and no number shows it: so it is said.

use std::collections::BTreeMap;

use super::meetings::nameless;
use super::names::words_of;
use super::owner::{Me, is_own_address, is_owner};
use crate::model::exchange::{CROWD, Channel, Exchange, Parties, PeerKey, Recipients};
use crate::model::front::Ask;
use crate::model::intake::Intake;
use crate::model::keys::Email;
use crate::model::owner::{Likeness, Owner, OwnerHint, Suspect};

/// What is known of an address.
#[derive(Clone, Copy, Default)]
struct Seen {
    /// Mails that it received and that name the owner nowhere.
    unplaced: usize,
    mails: usize,
    bears_name: bool,
    bears_another: bool,
}

/// What the owner could say of it.
pub fn asked(suspect: &Suspect) -> Option<Ask> {
    match suspect {
        Suspect::Address(email, _) => Some(Ask::Own(email.as_str().to_owned())),
        Suspect::Contradiction(..) => None,
    }
}

/// What is to be asked or said of the owner's addresses.
pub fn suspects(me: &Me, intake: &Intake, owner: &Owner) -> Vec<Suspect> {
    let own: Vec<bool> = intake
        .peers
        .iter()
        .map(|peer| is_owner(peer, owner))
        .collect();
    let mut seen = vec![Seen::default(); intake.peers.len()];
    let mut unplaced = 0;
    for exchange in intake.events().filter(|e| e.channel == Channel::Email) {
        let people = exchange.parties.people();
        let names_owner = people.iter().any(|peer| own[peer.0 as usize]);
        let is_open = !names_owner && has_few_recipients(&exchange);
        unplaced += usize::from(is_open);
        for (position, ix) in people.iter().enumerate() {
            let seen = &mut seen[ix.0 as usize];
            seen.mails += 1;
            seen.unplaced += usize::from(is_open && position > 0);
        }
    }
    let name = owner.name.as_deref().map(words_of);
    let mut addresses: BTreeMap<&Email, Seen> = BTreeMap::new();
    for (index, peer) in intake
        .peers
        .iter()
        .enumerate()
        .filter(|(index, _)| !own[*index])
    {
        if let (
            PeerKey::Email(email),
            Seen {
                unplaced,
                mails: 1..,
                ..
            },
        ) = (&peer.key, seen[index])
        {
            let address = addresses.entry(email).or_default();
            address.unplaced += unplaced;
            address.mails += seen[index].mails;
            if let (Some(own), Some(theirs)) = (&name, peer.name.as_deref()) {
                let is_own = words_of(theirs) == *own;
                address.bears_name |= is_own;
                address.bears_another |= !is_own;
            }
        }
    }
    let mut found: Vec<Suspect> = contradiction(me, intake).into_iter().collect();
    found.extend(uninvited(intake, owner));
    found.extend(
        addresses
            .iter()
            .filter_map(|(email, seen)| looks_own(email, seen, unplaced, owner)),
    );
    found
}

/// Addresses that begin alike in every firm.
const TASKS: [&str; 16] = [
    "info", "office", "mail", "email", "kontakt", "contact", "hello", "post", "sales", "support",
    "service", "admin", "team", "billing", "privat", "private",
];

fn has_few_recipients(exchange: &Exchange) -> bool {
    match &exchange.parties {
        Parties::Between {
            to: Recipients::One(_),
            ..
        } => true,
        Parties::Between {
            to: Recipients::Many(to),
            ..
        } => !to.is_empty() && to.len() <= CROWD as usize,
        Parties::Between {
            to: Recipients::Room(_) | Recipients::Text(_),
            ..
        }
        | Parties::Own { .. } => false,
    }
}

fn looks_own(email: &Email, seen: &Seen, unplaced: usize, owner: &Owner) -> Option<Suspect> {
    let is_task = TASKS.contains(&email.local());
    let same_local = |own: &Email| own.local() == email.local() && own.local().len() >= 4;
    let why = if seen.unplaced >= 2 && seen.unplaced * 2 > unplaced {
        Likeness::Unplaced(seen.unplaced, unplaced)
    } else if seen.bears_name {
        Likeness::Name(seen.mails)
    } else if seen.mails >= 2
        && !is_task
        && !seen.bears_another
        && owner.emails.iter().any(same_local)
    {
        Likeness::LocalPart(seen.mails)
    } else {
        return None;
    };
    Some(Suspect::Address(email.clone(), why))
}

/// The address that most of the meetings name to which the owner was not invited: whose calendar would hold them, if not its own?
fn uninvited(intake: &Intake, owner: &Owner) -> Option<Suspect> {
    let mut counts: BTreeMap<&Email, usize> = BTreeMap::new();
    let mut all = 0;
    for meeting in nameless(intake, owner) {
        all += 1;
        for peer in meeting.parties.people() {
            if let PeerKey::Email(email) = &intake.peers[peer.0 as usize].key {
                *counts.entry(email).or_default() += 1;
            }
        }
    }
    let most = counts.values().copied().max()?;
    let mut named = counts.iter().filter(|(_, count)| **count == most);
    let (Some((email, _)), None) = (named.next(), named.next()) else {
        return None;
    };
    let looks_own = !owner.emails.is_empty() && most >= 2 && most * 2 > all;
    looks_own.then(|| Suspect::Address((*email).clone(), Likeness::Invited(most, all)))
}

/// The owner says one address and the files keep what somebody else sent.
fn contradiction(me: &Me, intake: &Intake) -> Option<Suspect> {
    let said = Owner {
        emails: me.emails.clone(),
        ..Owner::default()
    };
    let sender = |hint: &OwnerHint| match hint {
        OwnerHint::Sender(email, _) => Some(email.clone()),
        OwnerHint::Name(_)
        | OwnerHint::Maiden(_)
        | OwnerHint::Alias(_)
        | OwnerHint::Speaker(_)
        | OwnerHint::SentAs(_)
        | OwnerHint::Email(_)
        | OwnerHint::Phone(_)
        | OwnerHint::Handle(_)
        | OwnerHint::Delivered(..)
        | OwnerHint::Inviting(_)
        | OwnerHint::Employer(_)
        | OwnerHint::School(_) => None,
    };
    let mut senders: Vec<Email> = intake
        .owner
        .iter()
        .filter_map(|(hint, _)| sender(hint))
        .collect();
    senders.sort();
    senders.dedup();
    let agrees = senders.iter().any(|sender| is_own_address(sender, &said));
    if me.emails.is_empty() || senders.is_empty() || agrees {
        return None;
    }
    Some(Suspect::Contradiction(me.emails.clone(), senders))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::find;
    use crate::model::exchange::{Peer, PeerIx};
    use crate::model::intake::FileId;
    use crate::model::moment::Moment;
    use crate::model::owner::Owner;
    use crate::model::problem::Place;

    fn email(text: &str) -> Email {
        Email::parse(text).unwrap()
    }

    fn intake(mails: &[(u32, u32)]) -> Intake {
        let addresses = [
            "me@malt.example.org",
            "runa@home.example.org",
            "ana@example.org",
            "bo@example.org",
            "cy@example.org",
        ];
        let peer = |address: &&str| Peer::new(PeerKey::Email(email(address)), None);
        let exchange = |&(from, to): &(u32, u32)| Exchange {
            at: Moment::second(1_772_442_900),
            channel: Channel::Email,
            parties: Parties::Between {
                from: PeerIx(from),
                to: Recipients::One(PeerIx(to)),
            },
            duration_s: None,
            text: 0,
            gist: None,
            native: 0,
            place: Place::file(FileId(0)),
        };
        Intake {
            peers: addresses.iter().map(peer).collect(),
            exchanges: mails.iter().map(exchange).collect(),
            ..Intake::default()
        }
    }

    fn said(text: &str) -> Me {
        Me {
            emails: vec![email(text)],
            ..Me::default()
        }
    }

    #[test]
    fn an_address_that_everybody_writes_to_may_be_the_owners() {
        let me = said("me@malt.example.org");
        let forgotten = intake(&[(2, 0), (2, 1), (3, 1), (4, 1)]);
        let found = suspects(&me, &forgotten, &find(&me, &Owner::default(), &forgotten));
        assert_eq!(found.len(), 1, "{found:?}");
        let email = email("runa@home.example.org");
        assert_eq!(found[0], Suspect::Address(email, Likeness::Unplaced(3, 3)));
        let sound = intake(&[(2, 0), (0, 3), (4, 0)]);
        assert_eq!(
            suspects(&me, &sound, &find(&me, &Owner::default(), &sound)),
            []
        );
    }

    #[test]
    fn a_calendar_that_names_the_owner_nowhere_is_asked_about() {
        let me = said("me@malt.example.org");
        let mut work = intake(&[(1, 2), (3, 1), (1, 4)]);
        for meeting in &mut work.exchanges {
            meeting.channel = Channel::Meeting;
        }
        let found = suspects(&me, &work, &find(&me, &Owner::default(), &work));
        let email = email("runa@home.example.org");
        assert_eq!(found[0], Suspect::Address(email, Likeness::Invited(3, 3)));
        let mut pair = work;
        pair.exchanges.truncate(1);
        assert_eq!(
            suspects(&me, &pair, &find(&me, &Owner::default(), &pair)),
            []
        );
    }

    /// How the name beside the second address is told; that of the first is `Runa Teglgaard`.
    fn named(name: &str, address: &str) -> Vec<Suspect> {
        let mut mailbox = intake(&[(0, 1), (1, 0), (2, 0), (1, 0)]);
        mailbox.peers[1].key = PeerKey::Email(email(address));
        mailbox.peers[1].name = (!name.is_empty()).then(|| name.to_owned());
        let me = Me {
            names: vec!["Runa Teglgaard".to_owned()],
            ..said("runa@malt.example.org")
        };
        mailbox.peers[0].key = PeerKey::Email(email("runa@malt.example.org"));
        suspects(&me, &mailbox, &find(&me, &Owner::default(), &mailbox))
    }

    #[test]
    fn who_bears_the_owners_name_is_asked_about_and_a_family_is_not() {
        for name in ["Runa Teglgaard", "Teglgaard, Runa", "RUNA TEGLGAARD"] {
            let found = named(name, "rt@home.example.org");
            assert!(
                matches!(&found[..], [Suspect::Address(email, Likeness::Name(_))] if email.as_str() == "rt@home.example.org"),
                "{name}: {found:?}"
            );
        }
        assert_eq!(
            named("Per Teglgaard", "per@home.example.org"),
            [],
            "a spouse"
        );
        assert_eq!(
            named("Runa Holm", "runa@holm.example.org"),
            [],
            "another Runa"
        );
        assert_eq!(
            named("", "runa@home.example.org").len(),
            1,
            "nobody else is named beside it"
        );
        let mut firm = intake(&[(0, 1), (1, 0), (2, 0), (1, 0)]);
        firm.peers[0].key = PeerKey::Email(email("info@malt.example.org"));
        firm.peers[1].key = PeerKey::Email(email("info@hops.example.org"));
        let me = said("info@malt.example.org");
        assert_eq!(
            suspects(&me, &firm, &find(&me, &Owner::default(), &firm)),
            []
        );
    }

    #[test]
    fn what_is_said_is_held_against_what_was_sent() {
        let mut other = intake(&[(1, 2)]);
        other.owner.push((
            OwnerHint::Sender(email("runa@home.example.org"), 1),
            FileId(0),
        ));
        let me = said("me@malt.example.org");
        let found = suspects(&me, &other, &find(&me, &Owner::default(), &other));
        assert!(
            matches!(&found[0], Suspect::Contradiction(_, senders) if senders == &[email("runa@home.example.org")]),
            "{found:?}"
        );
        let tagged = said("runa@home.example.org");
        assert_eq!(
            suspects(&tagged, &other, &find(&tagged, &Owner::default(), &other)),
            []
        );
    }
}
