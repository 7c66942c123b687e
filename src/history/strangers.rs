//! Correspondents without a card, in the order in which they are told.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use crate::model::audit::Unmatched;
use crate::model::keys::Slug;
use crate::model::name::fold;
use crate::model::person::Known;

/// Correspondents without a card, those with most contact both ways first, a meeting being both ways. Who is called alike stands
/// together, as strong as all of them are. Somebody not met before the as-of instant is not told.
pub fn strangers(strangers: Vec<Unmatched>, met: &[bool]) -> Vec<Unmatched> {
    let met_ones = strangers.into_iter().zip(met).filter(|(_, met)| **met);
    let mut groups = by_name(met_ones.map(|(stranger, _)| stranger));
    for group in &mut groups {
        group.sort_by_cached_key(|s| {
            let strength = strength(std::slice::from_ref(s));
            (strength, fold(&s.name), s.key.clone())
        });
        say_that_they_are_called_alike(group);
    }
    groups.sort_by_cached_key(|group| {
        let first = group.first();
        let name = first.map(|s| (fold(&s.name), s.key.clone()));
        // A number that nobody saved, with one call or message, comes behind everybody who has a name.
        let is_passing = |s: &Unmatched| s.name == s.key && s.out + s.inn + s.met <= 1;
        (group.iter().all(is_passing), strength(group), name)
    });
    groups.concat()
}

/// Forgets the invitations of those who were people of earlier audits: they were accepted, whatever came later.
pub fn clear_accepted(strangers: &mut [Unmatched], known: &[Known]) {
    let known: FxHashSet<&str> = known
        .iter()
        .flat_map(|k| &k.keys)
        .map(String::as_str)
        .collect();
    let is_invited = |s: &&mut Unmatched| s.invited.is_some() || s.invited_by.is_some();
    for stranger in strangers.iter_mut().filter(is_invited) {
        let slug = Slug::from_url(&stranger.key);
        if slug.is_some_and(|slug| known.contains(format!("profile {slug}").as_str())) {
            (stranger.invited, stranger.invited_by) = (None, None);
        }
    }
}

/// Those who are called alike, together.
fn by_name(strangers: impl Iterator<Item = Unmatched>) -> Vec<Vec<Unmatched>> {
    let (mut named, mut groups): (BTreeMap<String, Vec<Unmatched>>, Vec<Vec<Unmatched>>) =
        Default::default();
    for stranger in strangers {
        match stranger.called() {
            Some(name) => named.entry(name).or_default().push(stranger),
            None => groups.push(vec![stranger]),
        }
    }
    groups.extend(named.into_values());
    groups
}

/// What puts some of them before others: contact both ways, all contact, the last one.
fn strength(group: &[Unmatched]) -> impl Ord + use<> {
    let sum = |count: fn(&Unmatched) -> u32| group.iter().map(count).sum::<u32>();
    let (out, inn, met) = (sum(|s| s.out), sum(|s| s.inn), sum(|s| s.met));
    let last = group.iter().map(|s| s.last).max();
    (
        Reverse(out.min(inn) + met),
        Reverse(out + inn + met),
        Reverse(last),
    )
}

/// An address, a number and a name in a chat may be one person's; only a card can say so.
fn say_that_they_are_called_alike(group: &mut [Unmatched]) {
    let lines = group.len();
    for stranger in group
        .iter_mut()
        .filter(|s| lines > 1 && s.remark.is_empty())
    {
        stranger.remark =
            format!("{lines} lines have this name; a card with the full name would match them");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn someone(name: &str, key: &str, out: u32, inn: u32) -> Unmatched {
        Unmatched {
            name: name.to_owned(),
            key: key.to_owned(),
            out,
            inn,
            met: 0,
            first: None,
            last: None,
            invited: None,
            invited_by: None,
            remark: String::new(),
            is_nobody: false,
            acquaintance: None,
        }
    }

    #[test]
    fn who_is_called_alike_stands_together_and_is_as_strong_as_all_of_them() {
        let all = vec![
            someone("Runa Teglgaard", "runa@example.org", 3, 3),
            someone("Lind, Petra", "petra@example.org", 2, 2),
            someone("Petra Lind", "", 2, 2),
            someone("Petra", "", 9, 0),
        ];
        let told = strangers(all, &[true; 4]);
        let names: Vec<&str> = told.iter().map(|s| s.name.as_str()).collect();
        assert_eq!(
            names,
            ["Lind, Petra", "Petra Lind", "Runa Teglgaard", "Petra"]
        );
        let remarks: Vec<bool> = told.iter().map(|s| s.remark.is_empty()).collect();
        assert_eq!(remarks, [false, false, true, true]);
    }

    #[test]
    fn who_was_not_met_is_not_told() {
        let all = vec![
            someone("Runa Teglgaard", "", 1, 0),
            someone("Petra Lind", "", 1, 0),
        ];
        assert_eq!(strangers(all, &[false, true]).len(), 1);
    }
}
