//! Which files were given for one audit and not for the other, and what moved for no other reason than that.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use crate::model::cause::Cause;
use crate::model::changes::Inputs;
use crate::model::intake::FileReport;
use crate::snapshot::{File, Person, Snapshot};

/// What the files of the two audits have to do with their differences.
pub struct Given<'a> {
    missing: Vec<&'a File>,
    added: Vec<&'a File>,
    /// Base names of files that are cut off or damaged now and were not.
    cut_off: Vec<&'a str>,
    /// Files of both that tell of less than before.
    shorter: Vec<&'a File>,
    /// Files of the older audit that are missing, or cut off now.
    names: FxHashSet<&'a str>,
    /// Whether less of what passed is known than before: the book, if there is one, did not make good what is missing.
    is_less: bool,
}

impl<'a> Given<'a> {
    /// Compares the files of two audits.
    pub fn of(old: &'a Snapshot, new: &'a Snapshot) -> Self {
        let (mut missing, mut added, mut shorter) = (Vec::new(), Vec::new(), Vec::new());
        let (then, now) = (by_kind(old), by_kind(new));
        let kinds = then
            .keys()
            .chain(now.keys().filter(|kind| !then.contains_key(*kind)));
        for kind in kinds {
            let of =
                |all: &BTreeMap<&str, Vec<&'a File>>| all.get(kind).cloned().unwrap_or_default();
            let (then, now) = (of(&then), of(&now));
            // The one file of a kind may have another name each month.
            if let ([before], [after]) = (then.as_slice(), now.as_slice()) {
                shorter.extend((told(after) < told(before)).then_some(*before));
                continue;
            }
            missing.extend(without(&then, &now));
            added.extend(without(&now, &then));
            shorter.extend(then.iter().filter(|file| is_shorter(file, &now)));
        }
        let was_cut = |name: &&str| old.cut_off.iter().any(|other| other == name);
        let cut_off = new.cut_off.iter().map(String::as_str);
        let cut_off: Vec<&str> = cut_off.filter(|name| !was_cut(name)).collect();
        let is_cut = |file: &&File| cut_off.contains(&base_name(&file.file));
        let names = missing.iter().copied();
        let names = names.chain(old.files.iter().filter(is_cut));
        let names = names.map(|file| file.file.as_str()).collect();
        let is_less = new.totals.interactions < old.totals.interactions && !old.people.is_empty();
        Self {
            missing,
            added,
            cut_off,
            shorter: if is_less { shorter } else { Vec::new() },
            names,
            is_less,
        }
    }

    /// As it is told.
    pub fn inputs(&self) -> Inputs {
        let named = |files: &[&File]| files.iter().map(|file| file.file.clone()).collect();
        Inputs {
            missing: named(&self.missing),
            added: named(&self.added),
            cut_off: self.cut_off.iter().map(|&name| name.to_owned()).collect(),
            shorter: named(&self.shorter),
            unmoved: 0,
        }
    }

    /// The files that are missing and told of somebody, or where that is not known, all that are missing.
    pub fn not_given(&self, then: &Person) -> Vec<String> {
        let told: FxHashSet<&str> = sources(then).collect();
        let of = |is_wanted: &dyn Fn(&str) -> bool| -> Vec<String> {
            let files = self.missing.iter().map(|file| file.file.as_str());
            files
                .filter(|name| is_wanted(name))
                .map(str::to_owned)
                .collect()
        };
        let theirs = of(&|name| told.contains(name));
        if theirs.is_empty() {
            of(&|_| true)
        } else {
            theirs
        }
    }

    /// The files that are new and tell of somebody.
    pub fn given(&self, now: &Person) -> Vec<String> {
        let told: FxHashSet<&str> = sources(now).collect();
        let files = self.added.iter().map(|file| file.file.as_str());
        files
            .filter(|name| told.contains(name))
            .map(str::to_owned)
            .collect()
    }

    /// Whether every card of somebody stands in a file that is missing.
    pub fn hid(&self, then: &Person) -> bool {
        let is_missing = |file: &str| self.names.contains(file);
        !then.records.is_empty() && then.records.iter().all(|record| is_missing(&record.file))
    }

    /// Whether a move comes from nothing but files that were not given: something of what was known is lost or cannot be seen,
    /// and nothing is new.
    pub fn explains(&self, then: &Person, now: &Person, causes: &[Cause]) -> bool {
        let is_seen = self.missing.is_empty() && self.cut_off.is_empty();
        let is_loss = self.is_less
            || then
                .records
                .iter()
                .any(|record| self.names.contains(record.file.as_str()))
            || messages(now) < messages(then);
        !(is_seen && self.shorter.is_empty())
            && causes.iter().all(|cause| match cause {
                Cause::FewerMessages { .. }
                | Cause::Cards { .. }
                | Cause::OwnerRate { .. }
                | Cause::OwnerShift { .. }
                | Cause::OwnerLost
                | Cause::CardsSay
                | Cause::Contact
                | Cause::NotKept
                | Cause::TimePassed
                | Cause::NotGiven { .. } => is_loss,
                // What a file alone told is gone with it.
                Cause::NotCovered { .. }
                | Cause::Untied { .. }
                | Cause::NoLongerConnected
                | Cause::AddressBook { is_in: false }
                | Cause::Reminder { is_new: false, .. } => !is_seen || is_loss,
                // Whoever may have written in a file that is not there has not fallen silent.
                Cause::Silent { .. }
                | Cause::OneSided
                | Cause::LongerSilent { .. }
                | Cause::LongAgo { .. }
                | Cause::Aged => self.tells_of_contact(),
                Cause::Decided { .. }
                | Cause::DecisionTakenBack
                | Cause::OwnerFound
                | Cause::Answered { .. }
                | Cause::Wrote { .. }
                | Cause::Called { .. }
                | Cause::Met { .. }
                | Cause::GroupTalk { .. }
                | Cause::Rule { .. }
                | Cause::RuleGone { .. }
                | Cause::AddressBook { is_in: true }
                | Cause::Reminder { is_new: true, .. }
                | Cause::Covered { .. }
                | Cause::EarlierMessages { .. }
                | Cause::Unanswered { .. }
                | Cause::Asked
                | Cause::Tied { .. }
                | Cause::MoreTies { .. }
                | Cause::Connected { .. }
                | Cause::NoLongerNew { .. }
                | Cause::Given { .. }
                | Cause::OtherRules => false,
            })
    }

    /// Whether a file that told what passed is missing or cut off.
    pub fn tells_of_contact(&self) -> bool {
        !self.cut_off.is_empty() || self.missing.iter().any(|file| told(file) > 0)
    }
}

/// How many events a file told of.
fn told(file: &File) -> u64 {
    file.events + file.unmatched
}

/// Whether the file of this name tells of less now.
fn is_shorter(file: &File, others: &[&File]) -> bool {
    let same = others
        .iter()
        .find(|other| base_name(&other.file) == base_name(&file.file));
    same.is_some_and(|same| told(same) < told(file))
}

fn messages(person: &Person) -> u64 {
    let basis = &person.standing.basis;
    u64::from(basis.sent) + u64::from(basis.received)
}

/// The files that say something of a person.
fn sources(person: &Person) -> impl Iterator<Item = &str> {
    let cards = person.records.iter().map(|record| record.file.as_str());
    let ties = person.ties.iter().map(|tie| tie.source.as_str());
    let recent = person
        .recent
        .iter()
        .map(|occasion| occasion.source.as_str());
    cards.chain(ties).chain(recent)
}

/// The files that hold something, by their kind. What the book told is none of them.
fn by_kind(audit: &Snapshot) -> BTreeMap<&str, Vec<&File>> {
    let mut kinds: BTreeMap<&str, Vec<&File>> = BTreeMap::new();
    let holds = |file: &&File| file.kind != FileReport::BOOK && file.rows > 0;
    for file in audit.files.iter().filter(holds) {
        kinds.entry(&file.kind).or_default().push(file);
    }
    kinds
}

/// Those of some files whose names, their folders aside, are not among others.
fn without<'a>(files: &[&'a File], others: &[&File]) -> Vec<&'a File> {
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    for other in others {
        *names.entry(base_name(&other.file)).or_default() += 1;
    }
    let mut left = Vec::new();
    for file in files {
        match names.get_mut(base_name(&file.file)) {
            Some(count) if *count > 0 => *count -= 1,
            _ => left.push(*file),
        }
    }
    left
}

fn base_name(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::diff::compare;
    use crate::diff::sample::{november, october, person, with};
    use crate::model::changes::Absence;
    use crate::snapshot::Record;

    fn file(name: &str, kind: &str) -> File {
        File {
            file: name.to_owned(),
            kind: kind.to_owned(),
            era: String::new(),
            encoding: String::new(),
            delimiter: None,
            rows: 5,
            people: 0,
            merged: 0,
            events: 5,
            unmatched: 0,
            owner: 0,
            set_aside: BTreeMap::new(),
            rejected: 0,
            span: None,
            unknown_columns: Vec::new(),
            remarks: Vec::new(),
        }
    }

    fn with_files(audit: Snapshot, files: &[(&str, &str)], interactions: u64) -> Snapshot {
        let mut audit = audit;
        audit.files = files.iter().map(|(name, kind)| file(name, kind)).collect();
        audit.totals.interactions = interactions;
        audit
    }

    fn runa(band: &str, verdict: &str, received: u32) -> Person {
        with(person("p-1", "Runa Tveit", band, verdict), |p| {
            p.standing.basis.received = received;
            p.last_contact = Some("2025-10-20".into());
        })
    }

    const MESSAGES: (&str, &str) = ("a.zip/messages.csv", "LinkedIn messages");
    const MAIL: (&str, &str) = ("mail.mbox", "mail");

    #[test]
    fn a_file_is_known_again_in_another_folder_or_as_the_only_one_of_its_kind() {
        let then = [
            MESSAGES,
            ("may.vcf", "vCard"),
            ("chat-a.txt", "chat"),
            ("chat-b.txt", "chat"),
        ];
        let now = [
            ("b.zip/messages.csv", "LinkedIn messages"),
            ("june.vcf", "vCard"),
            ("chat-b.txt", "chat"),
            ("chat-c.txt", "chat"),
        ];
        let old = with_files(october(Vec::new()), &then, 5);
        let new = with_files(november(Vec::new()), &now, 5);
        let inputs = compare(&old, &new).inputs;
        assert_eq!(inputs.missing, ["chat-a.txt"]);
        assert_eq!(inputs.added, ["chat-c.txt"]);
    }

    #[test]
    fn whoever_moves_only_for_a_missing_file_is_not_told_as_moved_nor_as_silent() {
        let old = with_files(
            october(vec![runa("maybe", "keep", 16)]),
            &[MESSAGES, MAIL],
            30,
        );
        for (received, verdict) in [(0, "unjudged"), (16, "reconnect")] {
            let new = november(vec![runa("maybe", verdict, received)]);
            let changes = compare(&old, &with_files(new, &[MESSAGES], 14));
            assert_eq!(changes.moved, [], "{verdict}");
            assert_eq!(
                (changes.inputs.missing.as_slice(), changes.inputs.unmoved),
                (&["mail.mbox".to_owned()][..], 1)
            );
        }
        let wrote = november(vec![runa("likely", "keep", 17)]);
        let changes = compare(&old, &with_files(wrote, &[MESSAGES], 31));
        assert_eq!(changes.moved.len(), 1);
    }

    #[test]
    fn whose_only_card_stands_in_a_missing_file_is_not_said_to_have_left() {
        let card = with(runa("unknown", "ask", 0), |p| {
            p.records = vec![Record {
                file: "mine.vcf".to_owned(),
                record: 1,
            }];
        });
        let old = with_files(october(vec![card]), &[MESSAGES, ("mine.vcf", "vCard")], 5);
        let new = with_files(november(Vec::new()), &[MESSAGES], 5);
        let changes = compare(&old, &new);
        let files = vec!["mine.vcf".to_owned()];
        let absence = changes.gone[0].absence.clone();
        assert_eq!(absence, Some(Absence::NotGiven { files }));
    }
}
