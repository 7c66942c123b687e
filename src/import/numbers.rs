//! Who is behind a number as a phone keeps it: somebody, a service, or nobody who is named.

use std::collections::BTreeMap;

use crate::import::peers::Peers;
use crate::model::exchange::{PeerIx, PeerKey};
use crate::model::intake::{Imported, SetAside};
use crate::model::keys::{Phone, Region, digits, unplanned};
use crate::model::name::fold;

/// Digits of the longest number of a service: an operator, a code, a lottery.
const SHORT: usize = 6;

/// Who is behind a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Caller {
    /// A number of a plan that is known.
    Known(Phone),
    /// A number that is written without its country, or of no plan: its digits, behind a `+` where the country is among them.
    Somewhere(String),
    /// A short number, or a name in place of one.
    Service,
    /// Withheld or missing.
    Nobody,
}

/// Reads a number; `region` serves those without a country.
pub fn caller(number: &str, region: Option<Region>) -> Caller {
    const NOBODY: [&str; 9] = [
        "",
        "-1",
        "-2",
        "null",
        "unknown",
        "private",
        "withheld",
        "anonymous",
        "unbekannt",
    ];
    let written = number.trim();
    if NOBODY.contains(&written.to_lowercase().as_str()) {
        return Caller::Nobody;
    }
    if let Some(phone) = Phone::parse(written, region) {
        return Caller::Known(phone);
    }
    if let Some(number) = unplanned(written) {
        return Caller::Somewhere(number);
    }
    let is_name = written.chars().any(char::is_alphabetic);
    let digits = digits(written);
    match digits.len() {
        _ if is_name => Caller::Service,
        0..=SHORT => Caller::Service,
        _ => Caller::Somewhere(digits),
    }
}

impl Caller {
    /// The peer, or why there is none. A number whose country is not known joins only by the name beside it.
    pub fn peer(self, peers: &mut Peers, name: &str) -> Result<PeerIx, SetAside> {
        match self {
            Self::Known(phone) => Ok(peers.keyed(PeerKey::Phone(phone), name)),
            Self::Somewhere(digits) => Ok(peers.keyed(PeerKey::national(&digits), name)),
            Self::Service => Err(SetAside::Service),
            Self::Nobody => Err(SetAside::NobodyNamed),
        }
    }
}

/// Digits that two spellings of a number have in common at their end.
const COMMON: usize = 8;

/// Finds numbers without a country among those of the same file that have one: the same digits at the end, without the zero that
/// is dialled before them, and no other name.
pub fn settle(imported: &mut Imported) {
    let mut known: BTreeMap<Phone, Option<String>> = BTreeMap::new();
    for peer in &imported.peers {
        if let PeerKey::Phone(phone) = &peer.key {
            known.insert(phone.clone(), peer.name.as_deref().map(fold));
        }
    }
    for peer in &mut imported.peers {
        let Some(written) = peer.key.as_national() else {
            continue;
        };
        let digits = written.trim_start_matches('0');
        let name = peer.name.as_deref().map(fold);
        let is_same = |(phone, other): &(&Phone, &Option<String>)| {
            digits.len() >= COMMON
                && phone.e164().ends_with(digits)
                && (name.is_none() || other.is_none() || name == **other)
        };
        let mut same = known.iter().filter(is_same);
        if let (Some((phone, _)), None) = (same.next(), same.next()) {
            peer.key = PeerKey::Phone(phone.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_somebodys_a_services_or_nobodys() {
        let de = Region::parse("DE");
        let phone = Phone::parse("+4915112345678", None).map(Caller::Known);
        assert_eq!(Some(caller("0151-12345678", de)), phone);
        assert_eq!(
            caller("0151-12345678", None),
            Caller::Somewhere("015112345678".to_owned())
        );
        for service in ["BANKINFO", "11833", "116 117", "*100#", "VM-HDFC01"] {
            assert_eq!(caller(service, de), Caller::Service, "{service}");
        }
        for nobody in ["", "-2", "Unknown", "null"] {
            assert_eq!(caller(nobody, de), Caller::Nobody, "{nobody}");
        }
    }

    #[test]
    fn a_number_without_a_country_is_found_among_those_of_its_file() {
        let mut peers = Peers::default();
        for (number, name) in [
            ("+4915112345678", "Ana"),
            ("+43151234567", "Bo"),
            ("0151 12345678", "Ana"),
            ("0151 12345678 9", ""),
            ("0151234567", "Cy"),
        ] {
            caller(number, None).peer(&mut peers, name).unwrap();
        }
        let mut imported = Imported {
            peers: peers.into_list(),
            ..Imported::default()
        };
        settle(&mut imported);
        assert_eq!(imported.peers[2].key, imported.peers[0].key);
        let left = |index: usize| matches!(imported.peers[index].key, PeerKey::Handle(_));
        assert!(left(3) && left(4), "another number, another name");
    }
}
