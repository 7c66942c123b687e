//! The judgement of all people as of an instant: everything that the outputs are written from.

use std::collections::{BTreeMap, BTreeSet};

use super::balance::Link;
use super::card::{Card, CardIx};
use super::correspondent::NameMatch;
use super::coverage::Coverage;
use super::decision::{Decision, PairDecision};
use super::front::Ask;
use super::inputs::{InputRemark, NextInput};
use super::intake::{FileId, FileReport};
use super::look::LookFirst;
use super::moment::Moment;
use super::name::fold;
use super::owner::Owner;
use super::person::{Doubt, Merge, Person, View};
use super::problem::Problem;
use super::stale::Hygiene;
use super::standing::{Band, Standing, Verdict};
use super::to_do::ToDo;

/// A person with a standing, in the order of the ranking.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    /// Place in the ranking, from 1.
    pub rank: u32,
    /// Who.
    pub person: Person,
    /// What the audit says of them; moved from step to step, so it lies by itself.
    pub standing: Box<Standing>,
    /// The same in words.
    pub told: Told,
}

/// What a standing rests on and why its verdict is what it is, in words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Told {
    /// What the probability rests on.
    pub sentence: String,
    /// Why, a statement for each reason.
    pub why: Vec<String>,
}

/// Somebody who appears in messages or invitations and has no card.
#[derive(Debug, Clone, PartialEq)]
pub struct Unmatched {
    /// Name as written, or the key.
    pub name: String,
    /// Profile link, address or number; empty where only a name is known.
    pub key: String,
    /// Messages by the owner.
    pub out: u32,
    /// Messages by them.
    pub inn: u32,
    /// Meetings of few to which both were invited.
    pub met: u32,
    /// First and last time.
    pub first: Option<Moment>,
    /// See `first`.
    pub last: Option<Moment>,
    /// When the owner last invited them to connect.
    pub invited: Option<Moment>,
    /// When they last invited the owner.
    pub invited_by: Option<Moment>,
    /// Why they could not be joined: "two connections have this name".
    pub remark: String,
    /// Whether it is the mailbox of a task, or on the card of a company.
    pub is_nobody: bool,
    /// What is said of them, where there was contact both ways.
    pub acquaintance: Option<Box<Acquaintance>>,
}

/// Somebody with whom there was contact both ways, and who is on no card.
#[derive(Debug, Clone, PartialEq)]
pub struct Acquaintance {
    /// What an audit says of them, as of everybody.
    pub standing: Standing,
    /// The same in words.
    pub told: Told,
}

impl Unmatched {
    /// The words of the name in order, by which "Novak, Petra" and "Petra Novak" are called alike; a lone word, or a key, calls
    /// nobody.
    pub fn called(&self) -> Option<String> {
        let folded = fold(&self.name);
        let mut words: Vec<&str> = folded
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        words.sort_unstable();
        (words.len() > 1 && self.name != self.key).then(|| words.join(" "))
    }
}

/// An audit.
#[derive(Debug, Clone)]
pub struct Audit {
    /// The instant; only what is strictly before it has an effect. Seconds since 1970.
    pub as_of: i64,
    /// Whose network.
    pub owner: Owner,
    /// How that was found, in words.
    pub owner_found: Vec<String>,
    /// The import report, in the order in which the files were given.
    pub files: Vec<FileReport>,
    /// All cards; people point into it.
    pub cards: Vec<Card>,
    /// Entries that are nobody and say something; `people.vcf` holds them behind the people.
    pub aside: Vec<Card>,
    /// What was given of each channel, in this run and, with a book, before.
    pub coverage: Coverage,
    /// What is to be said of the files as a whole.
    pub inputs: Vec<InputRemark>,
    /// What would tell most if it were given too.
    pub next: Option<NextInput>,
    /// The ranking.
    pub people: Vec<Ranked>,
    /// Who of the ranking was on something together, in the order of the ranking.
    pub links: Vec<Link>,
    /// Who is the only bridge to a circle of people whom the owner has no contact with, and who these are; places in the ranking.
    pub bridges: BTreeMap<usize, Vec<usize>>,
    /// Whom to look at first.
    pub look: LookFirst,
    /// What is out of date, missing or spelled in several ways.
    pub hygiene: Hygiene,
    /// Companies and role mailboxes: no verdict.
    pub not_people: Vec<Person>,
    /// People whom the owner's rules keep out of the audit.
    pub left_out: Vec<LeftOut>,
    /// Correspondents without a card, strongest first.
    pub unmatched: Vec<Unmatched>,
    /// Why cards were merged.
    pub merges: Vec<Merge>,
    /// Correspondents whose key is on no card and who were taken for somebody by their name.
    pub joined: Vec<JoinedByName>,
    /// Pairs to ask about.
    pub doubts: Vec<Doubt>,
    /// What was wrong, by file and line.
    pub problems: Vec<Problem>,
    /// Remarks on the whole: "the owner is not known".
    pub remarks: Vec<String>,
    /// What the owner could say so that more can be told.
    pub asks: Vec<Ask>,
    /// What the owner decided on people, those who are gone included; by person and aspect.
    pub decisions: Vec<Decision>,
    /// What the owner said of pairs of cards, in the order of time.
    pub said_of_pairs: Vec<PairDecision>,
    /// What became of the decisions to delete.
    pub to_do: ToDo,
}

/// A correspondent who was taken for somebody by their name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JoinedByName {
    /// The id of the person.
    pub person: String,
    /// What messages tell of the correspondent, among the cards.
    pub record: CardIx,
    /// What spoke for it.
    pub by: NameMatch,
}

/// Somebody whom the owner does not want to be judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Who.
    pub person: Person,
    /// By which rule: `label "Family"`.
    pub rule: String,
}

impl Audit {
    /// Everybody with a card: the ranking, companies and shared mailboxes, and who is left out.
    pub fn everybody(&self) -> impl Iterator<Item = &Person> {
        let ranked = self.people.iter().map(|ranked| &ranked.person);
        let left_out = self.left_out.iter().map(|left_out| &left_out.person);
        ranked.chain(&self.not_people).chain(left_out)
    }

    /// Files that end too soon or are damaged, so that more of them may be missing than is known; by name, in order.
    pub fn cut_off(&self) -> Vec<&str> {
        let cut = self.problems.iter().filter(|problem| problem.code.is_cut());
        let files: BTreeSet<FileId> = cut.map(|problem| problem.place.file).collect();
        let names = files.into_iter();
        names
            .filter_map(|id| self.files.get(id.0 as usize))
            .map(FileReport::base_name)
            .collect()
    }

    /// A person's values.
    pub fn view<'a>(&'a self, person: &'a Person) -> View<'a> {
        View::new(person, &self.cards)
    }

    /// How many people stand in each band.
    pub fn bands(&self) -> BTreeMap<Band, usize> {
        tally(Band::ALL, self.people.iter().map(|p| p.standing.band))
    }

    /// How many people have each verdict.
    pub fn verdicts(&self) -> BTreeMap<Verdict, usize> {
        tally(Verdict::ALL, self.people.iter().map(|p| p.standing.verdict))
    }
}

/// Counts values, those that do not occur too.
fn tally<T: Ord + Copy, const N: usize>(
    all: [T; N],
    values: impl Iterator<Item = T>,
) -> BTreeMap<T, usize> {
    let mut counts: BTreeMap<T, usize> = all.into_iter().map(|v| (v, 0)).collect();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    counts
}
