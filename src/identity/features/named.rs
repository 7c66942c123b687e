//! The name that a card is compared by, and names that several people are known to bear.

use std::sync::Arc;

use rayon::prelude::{IntoParallelRefMutIterator, ParallelIterator};
use rustc_hash::FxHashMap;

use super::Features;
use crate::identity::kind::{is_household, is_role};
use crate::identity::names::compare::agreement;
use crate::identity::names::countries::{family_name_share, full_name_share};
use crate::identity::names::frequency::{is_family, is_given};
use crate::identity::names::handle::name_of;
use crate::identity::names::levels::{Family, Given};
use crate::identity::names::nickname::related;
use crate::identity::names::parse::Parsed;
use crate::identity::names::skeleton::skeleton;
use crate::identity::record::{Record, same_content};
use crate::identity::spells::completed;
use crate::model::card::Roster;
use crate::model::intake::FileId;
use crate::model::keys::Email;
use crate::model::real::Real;

/// Bits for "nobody else is known to bear this name".
pub const NOBODY: f32 = -99.0;

/// How many rows an export of few rows counts for further: two of its three people with one name are no half of mankind.
const FEW_ROWS: f32 = 100.0;

/// Namesakes are known where one Connections.csv, which has one row per person, has a name several times.
pub fn count_namesakes(records: &[Record<'_>], all: &mut [Features]) {
    let mut rows: FxHashMap<FileId, f32> = FxHashMap::default();
    let mut bearers: FxHashMap<(FileId, u32, u32), f32> = FxHashMap::default();
    for (record, features) in records
        .iter()
        .zip(all.iter())
        .filter(|(r, _)| r.card.roster == Roster::Connections)
    {
        *rows.entry(record.card.place.file).or_default() += 1.0;
        *bearers
            .entry((record.card.place.file, features.given, features.family))
            .or_default() += 1.0;
    }
    let mut shares: FxHashMap<(u32, u32), f32> = FxHashMap::default();
    for ((file, given, family), count) in bearers.into_iter().filter(|(_, count)| *count > 1.0) {
        let share = shares.entry((given, family)).or_default();
        *share = share.max((count - 1.0) / (rows[&file] + FEW_ROWS));
    }
    for features in all {
        features.namesake_bits = shares
            .get(&(features.given, features.family))
            .map_or(NOBODY, |share| share.log_2());
    }
}

/// Counts the cards of each full name and of each family name. A file that is given twice counts once.
pub fn count_bearers(records: &[Record<'_>], all: &mut [Features]) {
    let mut counts: FxHashMap<(u32, u32), u32> = FxHashMap::default();
    let mut families: FxHashMap<u32, u32> = FxHashMap::default();
    for (ix, features) in all.iter().enumerate() {
        let again = ix > 0 && same_content(records[ix - 1].card, records[ix].card);
        let name = (features.given, features.family);
        *counts.entry(name).or_default() += u32::from(!again);
        *families.entry(features.family).or_default() += u32::from(!again);
    }
    for features in all {
        let name = (features.given, features.family);
        features.bearers = counts.get(&name).copied().unwrap_or_default();
        let family = families.get(&features.family).copied().unwrap_or_default();
        features.relatives = match features.family {
            0 => 0,
            _ => family - features.bearers,
        };
    }
}

/// So many people an owner knows at least, of whatever few the cards tell.
const NETWORK: usize = 3_000;

/// So many cards a person has, about.
const CARDS: usize = 2;

/// Share of people whose given name begins with one letter.
const INITIAL: f32 = 1.0 / 16.0;

/// How many others bear each full name. The size of the network goes up in steps, so that one more card changes nobody.
pub fn expect_namesakes(all: &mut [Features], fixed: bool) {
    let people = if fixed { 0 } else { all.len() / CARDS };
    let steps = (people.max(NETWORK) / NETWORK).next_power_of_two();
    let people = (steps * NETWORK) as f32;
    all.par_iter_mut().for_each(|features| {
        let name = &features.name;
        let (given, family) = features.beside_two;
        let here = (given + family).exp_2();
        let anywhere = full_name_share(name.called().0, &name.family_whole);
        features.namesakes = people * here.max(anywhere);
        features.initialled = people * family_name_share(&name.family_whole) * INITIAL;
    });
}

/// The name of a record and what its profile spells beside it.
/// `is_shared` tells which addresses several people read.
pub fn named(record: &Record<'_>, is_shared: impl Fn(&Email) -> bool) -> Arc<Parsed> {
    let mut name = spelled(record, &is_shared);
    if let Some(family) = completed(&name, own_mails(record, &is_shared)) {
        Arc::make_mut(&mut name).set_family(&[family]);
    }
    for slug in &record.card.profiles {
        add_profile(&mut name, slug.as_str());
    }
    name
}

/// The addresses of a record that are one person's.
fn own_mails<'r>(
    record: &'r Record<'_>,
    is_shared: impl Fn(&Email) -> bool,
) -> impl Iterator<Item = &'r Email> {
    let mails = record.card.emails.iter();
    mails
        .filter_map(|mail| mail.email.as_ref())
        .filter(move |mail| !is_role(mail) && !is_household(mail) && !is_shared(mail))
}

/// Takes from a profile like `jose-garcia-4b81c2` the family name behind an initial, the name before a marriage, and the given
/// name that is usually shortened.
fn add_profile(name: &mut Arc<Parsed>, slug: &str) {
    let is_word = |word: &&str| word.len() > 1 && word.chars().all(char::is_alphabetic);
    let words: Vec<String> = slug.split('-').filter(is_word).map(skeleton).collect();
    let Some((first, rest)) = words.split_first() else {
        return;
    };
    let starts_alike = first == name.first() || related(first, name.first());
    let last = match rest.last() {
        Some(last) => last.as_str(),
        None => first.strip_prefix(name.first()).unwrap_or_default(),
    };
    if let (true, [family]) = (name.is_transliterated, rest) {
        // Who writes the name in other letters goes by this one, which may be read in another way or be a western one.
        if !starts_alike {
            Arc::make_mut(name).nicknames.push(first.clone());
        }
        if !knows(name, rest) {
            Arc::make_mut(name).family.push(family.clone());
        }
    } else if name.family_whole.len() == 1 {
        if last.len() > 2 && last.starts_with(&name.family_whole) {
            Arc::make_mut(name).set_family(&[last.to_owned()]);
        }
    } else if starts_alike
        && (is_family(last) || may_be_former(name, first, rest))
        && !rest.is_empty()
        && !knows(name, rest)
    {
        Arc::make_mut(name).family.push(last.to_owned());
    } else if rest.concat() == name.family_whole && first.len() > 2 && first != name.first() {
        Arc::make_mut(name).nicknames.push(first.clone());
    } else if is_spelling(name, first, rest) {
        let name = Arc::make_mut(name);
        name.nicknames.push(first.clone());
        name.family.push(rest.concat());
    }
}

/// The shortest word of a profile that may be a family name that no table has.
const FORMER: usize = 6;

/// Whether the only word behind the given name in a profile may be a family name from before: `miriam-zumthurm-4b1`.
fn may_be_former(name: &Parsed, first: &str, rest: &[String]) -> bool {
    let [word] = rest else { return false };
    first == name.first() && word.len() >= FORMER && !is_given(word)
}

/// Whether a profile has another spelling of both parts of a name: `qiaoshan-zhuge` of Chiao-Shan Chu-ke.
fn is_spelling(name: &Parsed, first: &str, rest: &[String]) -> bool {
    // Most profiles say the name as it is, and nothing needs to be taken apart.
    if !name.is_full() || knows(name, &[skeleton(&rest.concat())]) {
        return false;
    }
    let profile = Parsed::of_pair(first.to_owned(), rest.concat());
    let names = agreement(name, &profile);
    let given = matches!(names.given, Given::Equal | Given::Nickname | Given::Close);
    let family = matches!(names.family, Family::Equal | Family::Close | Family::Near);
    profile.is_full() && given && family
}

/// Whether a family name is among the words of another.
fn knows(name: &Parsed, words: &[String]) -> bool {
    words.concat() == name.family_whole || words.iter().any(|word| name.family.contains(word))
}

/// The name of a record; where the card gives none, or only a given name or an initial, what its address spells.
pub fn spelled(record: &Record<'_>, is_shared: impl Fn(&Email) -> bool) -> Arc<Parsed> {
    let name = &record.name;
    if name.is_full() {
        return Arc::clone(name);
    }
    let fits = |spelled: &Parsed| {
        let given = name.first().is_empty() || spelled.first().starts_with(name.first());
        let family =
            name.family_whole.is_empty() || spelled.family_whole.starts_with(&name.family_whole);
        given && family && spelled.first().len() >= name.first().len()
    };
    let mails = own_mails(record, is_shared);
    match mails.filter_map(|e| name_of(e.local())).find(fits) {
        Some(spelled) => Arc::new(Parsed {
            nicknames: name.nicknames.clone(),
            generation: name.generation,
            is_spelled: true,
            ..spelled
        }),
        None => Arc::clone(name),
    }
}
