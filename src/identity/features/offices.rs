//! Whose a company's mail domain is: what other cards name as employer beside an address there.

use rustc_hash::FxHashMap;

use super::{Features, Word};

/// How many cards show that a domain is an employer's; one may have kept the address of an earlier one.
const WITNESSES: u32 = 2;

/// Of so many cards that name an employer beside the domain one must name this one.
const SHARE: u32 = 3;

/// Shortest first word of a company's name that is told in a domain.
const SHORTEST: usize = 5;

/// What companies put behind their name in a domain.
const TAILS: &[&str] = &[
    "group", "corp", "hq", "global", "intl", "inc", "co", "online", "mail", "eu", "us", "uk", "de",
    "web", "tech", "labs", "team", "world", "usa",
];

/// Notes for each address at a company whose the domain is.
pub fn find_owners(all: &mut [Features]) {
    let mut totals: FxHashMap<u32, u32> = FxHashMap::default();
    let mut named: FxHashMap<(u32, u32), u32> = FxHashMap::default();
    for features in all.iter() {
        for mail in features.mails.iter().filter(|mail| mail.office != 0) {
            for employer in &features.employers {
                *totals.entry(mail.office).or_default() += 1;
                *named.entry((mail.office, employer.id)).or_default() += 1;
            }
        }
    }
    named.retain(|(office, _), count| {
        *count >= WITNESSES
            && totals
                .get(office)
                .is_some_and(|total| *count * SHARE >= *total)
    });
    let mut owners: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for (office, employer) in named.into_keys() {
        owners.entry(office).or_default().push(employer);
    }
    owners.values_mut().for_each(|list| list.sort_unstable());
    for mail in all.iter_mut().flat_map(|features| &mut features.mails) {
        mail.owners = owners.get(&mail.office).cloned().unwrap_or_default();
    }
}

/// Whether a domain is made of a company's name, with more behind it or cut short: `northwind2.example`,
/// `northwind-group.example` and `northwindtrad.example` of Northwind Traders.
pub fn is_called_after(domain: &str, employer: &Word) -> bool {
    let first = employer.first.as_str();
    let fits = |rest: &str| {
        let rest = rest.trim_start_matches('-');
        let is_number = !rest.starts_with(|c: char| c.is_ascii_lowercase());
        is_number || TAILS.contains(&rest) || employer.whole[first.len()..].starts_with(rest)
    };
    first.len() >= SHORTEST
        && domain
            .split('.')
            .any(|label| label.strip_prefix(first).is_some_and(fits))
}
