//! Which addresses do not work: mail to them came back for good, and nothing has come from them since.

use std::collections::BTreeMap;

use crate::hygiene::used::Uses;
use crate::model::bounce::{Bounce, Bounced};
use crate::model::card::Card;
use crate::model::exchange::PeerKey;
use crate::model::intake::FileId;
use crate::model::keys::Email;

/// Addresses that do not work, with the last report on each and the file that tells it.
pub type Dead = BTreeMap<Email, (Bounced, FileId)>;

/// Of reports from before an instant.
pub fn dead(bounces: &[Bounce], uses: &Uses, as_of: i64) -> Dead {
    let mut dead = Dead::new();
    let mut last: BTreeMap<&Email, &Bounce> = BTreeMap::new();
    let before = bounces.iter().filter(|bounce| bounce.at.at < as_of);
    for bounce in before.filter(|bounce| bounce.is_of_address()) {
        let known = last.entry(&bounce.address).or_insert(bounce);
        if (bounce.at, bounce.why) > (known.at, known.why) {
            *known = bounce;
        }
    }
    for (address, bounce) in last {
        let used = uses.get(&PeerKey::Email(address.clone()));
        if used.last.is_none_or(|heard| heard.at <= bounce.at.at) {
            let bounced = Bounced {
                on: bounce.at.date(),
                why: bounce.why,
            };
            dead.insert(address.clone(), (bounced, bounce.place.file));
        }
    }
    dead
}

/// Notes it on the cards, so that every output has these addresses last.
pub fn mark(cards: &mut [Card], dead: &Dead) {
    if dead.is_empty() {
        return;
    }
    for mail in cards.iter_mut().flat_map(|card| &mut card.emails) {
        let bounced = mail.email.as_ref().and_then(|email| dead.get(email));
        mail.bounced = bounced.map(|(bounced, _)| *bounced);
    }
}
