//! Which files were given for one audit and not for the other, and what moved for no other reason than that.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use crate::model::cause::Cause;
use crate::model::changes::Inputs;
use crate::model::coverage::Medium;
use crate::model::exchange::Channel;
use crate::model::export::is_of_linkedin;
use crate::model::file_name::base_name;
use crate::model::intake::FileReport;
use crate::model::name::fold;
use crate::snapshot::{Covered, File, Person, Snapshot};

/// What the files of the two audits have to do with their differences.
pub struct Given<'a> {
    missing: Vec<&'a File>,
    added: Vec<&'a File>,
    /// Base names of files that are cut off or damaged now and were not.
    cut_off: Vec<&'a str>,
    /// Files of both that hold much less than before, or less where less is known.
    shorter: Vec<&'a File>,
    /// Files of the older audit that are missing, or cut off now.
    names: FxHashSet<&'a str>,
    /// Channels of which every file of the older audit is among them.
    channels: FxHashSet<&'a str>,
    /// Whether less of what passed is known than before: the book, if there is one, did not make good what is missing.
    is_less: bool,
}

impl<'a> Given<'a> {
    /// Compares the files of two audits.
    pub fn of(old: &'a Snapshot, new: &'a Snapshot) -> Self {
        let is_less = new.totals.interactions < old.totals.interactions && !old.people.is_empty();
        let (mut missing, mut added, mut shorter) = (Vec::new(), Vec::new(), Vec::new());
        for Kind { then, now, name } in kinds(old, new) {
            if is_of_linkedin(name) {
                // Each export holds every kind once: an older one beside it, or the same one twice, is neither new nor missing.
                if now.is_empty() {
                    missing.extend(then);
                } else if then.is_empty() {
                    added.extend(now);
                } else {
                    shorter.extend(shrunk(largest(&then), largest(&now), is_less));
                }
                continue;
            }
            // The one file of a kind may have another name each month.
            if let ([before], [after]) = (then.as_slice(), now.as_slice()) {
                shorter.extend(shrunk(Some(before), Some(after), is_less));
                continue;
            }
            missing.extend(without(&then, &now));
            added.extend(without(&now, &then));
            let in_both = then.iter().map(|file| (*file, namesake(file, &now)));
            shorter.extend(in_both.filter_map(|(file, same)| shrunk(Some(file), same, is_less)));
        }
        let was_cut = |name: &&str| old.cut_off.iter().any(|other| other == name);
        let cut_off = new.cut_off.iter().map(String::as_str);
        let cut_off: Vec<&str> = cut_off.filter(|name| !was_cut(name)).collect();
        let is_cut = |file: &&File| cut_off.contains(&base_name(&file.file));
        let names = missing.iter().copied();
        let names = names.chain(old.files.iter().filter(is_cut));
        let names: FxHashSet<&str> = names.map(|file| file.file.as_str()).collect();
        let is_lost = |covered: &&Covered| {
            let mut files = covered.files.iter();
            !covered.files.is_empty() && files.all(|file| names.contains(file.as_str()))
        };
        let channels = old.coverage.iter().filter(is_lost);
        Self {
            channels: channels.map(|covered| covered.channel.as_str()).collect(),
            missing,
            added,
            cut_off,
            shorter,
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

    /// The files that are missing and told of somebody.
    pub fn not_given(&self, then: &Person) -> Vec<String> {
        let told: FxHashSet<&str> = sources(then).collect();
        names_of(&self.missing, |name| told.contains(name))
    }

    /// All files that are missing.
    pub fn all_missing(&self) -> Vec<String> {
        names_of(&self.missing, |_| true)
    }

    /// The files that are new and tell of somebody.
    pub fn given(&self, now: &Person) -> Vec<String> {
        let told: FxHashSet<&str> = sources(now).collect();
        names_of(&self.added, |name| told.contains(name))
    }

    /// Whether every card of somebody stands in a file that is missing.
    pub fn hid(&self, then: &Person) -> bool {
        let is_missing = |file: &str| self.names.contains(file);
        !then.records.is_empty() && then.records.iter().all(|record| is_missing(&record.file))
    }

    /// Whether every card of somebody stands in a file that is new.
    pub fn showed(&self, now: &Person) -> bool {
        let is_added = |name: &str| self.added.iter().any(|file| file.file == name);
        !now.records.is_empty() && now.records.iter().all(|record| is_added(&record.file))
    }

    /// Whether nothing but files that are missing said so of somebody.
    pub fn only_missing_said(&self, then: &Person, field: &str, value: &str) -> bool {
        said_only_by(then, field, value, |file| self.names.contains(file))
    }

    /// Whether a file that is missing said so of somebody.
    pub fn some_missing_said(&self, then: &Person, field: &str, value: &str) -> bool {
        who_said(then, field, value).any(|file| self.names.contains(file))
    }

    /// Whether nothing but files that are new says so of somebody.
    pub fn only_added_says(&self, now: &Person, field: &str, value: &str) -> bool {
        let is_added = |name: &str| self.added.iter().any(|file| file.file == name);
        said_only_by(now, field, value, is_added)
    }

    /// Whether a move comes from nothing but files that were not given: something of what was known of the person is lost or cannot
    /// be seen, and nothing is new.
    pub fn explains(&self, then: &Person, now: &Person, causes: &[Cause]) -> bool {
        let is_seen = self.missing.is_empty() && self.cut_off.is_empty();
        if is_seen && self.shorter.is_empty() {
            return false;
        }
        let told = self.told_of(then);
        let is_loss = told || messages(now) < messages(then);
        causes.iter().all(|cause| match cause {
            // Whom a file that is not there never told of has lost nothing with it.
            Cause::FewerMessages { .. }
            | Cause::Cards { .. }
            | Cause::TimePassed
            | Cause::Untied { .. }
            | Cause::NoLongerConnected
            | Cause::AddressBook { is_in: false } => is_loss,
            // How others answer rests on all files.
            Cause::OwnerRate { .. }
            | Cause::OwnerShift { .. }
            | Cause::OwnerLost
            | Cause::CardsSay
            | Cause::Contact
            | Cause::NotKept => is_loss || self.is_less,
            Cause::NotCovered { .. }
            | Cause::NotGiven { .. }
            | Cause::Reminder { is_new: false, .. } => !is_seen || is_loss || self.is_less,
            // Whoever may have written in a file that is not there has not fallen silent.
            Cause::Silent { .. }
            | Cause::OneSided
            | Cause::LongerSilent { .. }
            | Cause::LongAgo { .. }
            | Cause::NeverAnswered { .. }
            | Cause::LetGo { .. }
            | Cause::Aged => told,
            Cause::Decided { .. }
            | Cause::DecisionTakenBack
            | Cause::OwnerFound
            | Cause::Answered { .. }
            | Cause::Wrote { .. }
            | Cause::Waits { .. }
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

    /// Whether a file that is missing or cut off told of somebody: by name, or because it was all that there was of a channel in which
    /// something passed with them, of which only the last is kept with its file.
    fn told_of(&self, then: &Person) -> bool {
        let is_lost = |word: &str| {
            let channel = Channel::of_word(word).map(Medium::of);
            channel.is_some_and(|medium| self.channels.contains(medium.name()))
        };
        let passed = then.timeline.iter().flat_map(|period| &period.by);
        sources(then).any(|file| self.names.contains(file))
            || passed.map(|by| by.channel.as_str()).any(is_lost)
    }
}

/// The names of some files.
fn names_of(files: &[&File], is_wanted: impl Fn(&str) -> bool) -> Vec<String> {
    let names = files.iter().map(|file| file.file.as_str());
    let wanted = names.filter(|name| is_wanted(name));
    wanted.map(str::to_owned).collect()
}

/// Whether a person's cards say so, and all that do stand in files of one kind.
fn said_only_by(
    person: &Person,
    field: &str,
    value: &str,
    is_of_kind: impl Fn(&str) -> bool,
) -> bool {
    let mut files = who_said(person, field, value).peekable();
    files.peek().is_some() && files.all(is_of_kind)
}

/// The files of the cards of a person that say so. A number is the same with other blanks.
fn who_said<'a>(
    person: &'a Person,
    field: &'a str,
    value: &'a str,
) -> impl Iterator<Item = &'a str> {
    let plain = move |value: &str| match field {
        "phone" => value.replace(' ', ""),
        _ => fold(value),
    };
    let wanted = plain(value);
    let said = person.values.iter();
    let said = said.filter(move |known| known.field == field && plain(&known.value) == wanted);
    said.flat_map(|known| &known.records)
        .filter_map(|&at| person.records.get(at as usize))
        .map(|record| record.file.as_str())
}

/// The files of one kind.
struct Kind<'a> {
    name: &'a str,
    then: Vec<&'a File>,
    now: Vec<&'a File>,
}

/// The kinds of the older audit, and those that only the newer has.
fn kinds<'a>(old: &'a Snapshot, new: &'a Snapshot) -> Vec<Kind<'a>> {
    let (then, now) = (by_kind(old), by_kind(new));
    let only_now = now.keys().filter(|kind| !then.contains_key(*kind));
    let names = then.keys().chain(only_now);
    let of = |all: &BTreeMap<&str, Vec<&'a File>>, name| all.get(name).cloned().unwrap_or_default();
    let kind = |&name: &&'a str| Kind {
        name,
        then: of(&then, name),
        now: of(&now, name),
    };
    names.map(kind).collect()
}

/// How many events a file told of, those that the book knew already included.
fn told(file: &File) -> u64 {
    file.events + file.unmatched
}

/// Of several exports the one that holds most.
fn largest<'a>(files: &[&'a File]) -> Option<&'a File> {
    files.iter().copied().max_by_key(|file| file.rows)
}

/// The file as it is now, if it holds less of what passed than before: any less where less is known than before, else much less, since
/// phones and LinkedIn forget what is old.
fn shrunk<'a>(before: Option<&File>, now: Option<&'a File>, is_less: bool) -> Option<&'a File> {
    const MUCH: u64 = 5;
    let (before, now) = before.zip(now)?;
    let lost = before.rows.saturating_sub(now.rows);
    let is_much = lost >= MUCH && lost * MUCH >= before.rows;
    (told(before) > 0 && lost > 0 && (is_less || is_much)).then_some(now)
}

/// The file of the same name.
fn namesake<'a>(file: &File, others: &[&'a File]) -> Option<&'a File> {
    let is_same = |other: &&&File| base_name(&other.file) == base_name(&file.file);
    others.iter().find(is_same).copied()
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

    /// Of whom the mail told.
    fn by_mail(person: Person) -> Person {
        with(person, |p| {
            p.recent = vec![crate::snapshot::Occasion {
                at: "2025-10-20".to_owned(),
                direction: "in".to_owned(),
                channel: "e-mail".to_owned(),
                others: 1,
                duration_s: None,
                source: "mail.mbox".to_owned(),
            }];
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
            october(vec![by_mail(runa("maybe", "keep", 16))]),
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
    fn a_missing_file_explains_nothing_of_whom_it_never_told() {
        let old = october(vec![runa("maybe", "keep", 16)]);
        let old = with_files(old, &[MESSAGES, MAIL], 30);
        let new = november(vec![runa("maybe", "reconnect", 16)]);
        let changes = compare(&old, &with_files(new, &[MESSAGES], 14));
        let told: Vec<&str> = changes.moved.iter().map(|m| m.name.as_str()).collect();
        assert_eq!(
            (told.as_slice(), changes.inputs.unmoved),
            (&["Runa Tveit"][..], 0)
        );
    }

    #[test]
    fn an_older_export_beside_the_new_one_is_neither_new_nor_missing_later() {
        const OLD: (&str, &str) = ("old/messages.csv", "LinkedIn messages");
        let one = with_files(october(Vec::new()), &[MESSAGES], 5);
        let two = with_files(november(Vec::new()), &[MESSAGES, OLD], 5);
        for (then, now) in [(&one, &two), (&two, &one)] {
            let inputs = compare(then, now).inputs;
            assert_eq!((inputs.missing.len(), inputs.added.len()), (0, 0));
        }
    }

    #[test]
    fn a_mailbox_that_lost_most_of_its_mail_is_named_though_the_book_knows_it() {
        let with_rows = |audit, name: &str, rows| {
            let mut audit = with_files(audit, &[(name, "mail")], 200);
            audit.files[0].rows = rows;
            audit
        };
        let old = with_rows(october(Vec::new()), "october.mbox", 218);
        for (rows, told) in [(64, vec!["november.mbox"]), (214, vec![])] {
            let new = with_rows(november(Vec::new()), "november.mbox", rows);
            assert_eq!(compare(&old, &new).inputs.shorter, told);
        }
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
