//! Edited lists of an audit → what is to be decided, and what in them cannot be.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::{Plan, Step, same_word};
use crate::book::Book;
use crate::commands::error::Failure;
use crate::decisions::{Meant, Named};
use crate::files::{self, limited};
use crate::import::decisions::{Answers, PairAnswer, PersonAnswer};
use crate::model::decision::{Aspect, PairDecision, Said};
use crate::model::keys::Region;
use crate::report::plain::plain;
use crate::words::meant;

/// Everything that edited lists say.
pub fn plan(
    book: &Book,
    paths: &[String],
    region: Option<Region>,
    at: i64,
) -> Result<Plan, Failure> {
    let mut lists: Vec<(&str, Vec<u8>)> = Vec::new();
    for path in paths {
        let bytes = limited::read(Path::new(path), limited::LIST);
        let bytes = bytes.map_err(|error| Failure::Usage(format!("{path}: {error}")))?;
        lists.push((path, bytes));
    }
    of_lists(book, &lists, region, at)
}

/// Everything that lists say, each with the name of its file.
pub fn of_lists(
    book: &Book,
    lists: &[(&str, Vec<u8>)],
    region: Option<Region>,
    at: i64,
) -> Result<Plan, Failure> {
    let mut taking = Taking {
        book,
        region,
        at,
        plan: Plan::default(),
        said: BTreeMap::new(),
        pairs: Vec::new(),
    };
    for (file, bytes) in lists {
        let read = files::answers(file, bytes);
        if read.is_empty() {
            if let Some(words) = files::words_of_workbook(bytes, file) {
                return Err(Failure::Usage(format!("{file}: {words}")));
            }
            return Err(Failure::Usage(format!(
                "{file}: this is neither a keep-delete.csv nor a review.csv, merged.csv or decisions.csv; it needs a column decision, and id, or name_a and name_b, or card and same_as"
            )));
        }
        for (place, answers, refused) in read {
            for refused in refused {
                taking.refuse(&place, refused.line, &refused.message);
            }
            let (pairs, people) = match answers {
                Answers::Pairs(pairs) => (pairs, Vec::new()),
                Answers::People(people) => (Vec::new(), people),
                Answers::Both(pairs, people) => (pairs, people),
            };
            pairs
                .iter()
                .try_for_each(|pair| taking.pair(&place, pair))?;
            people
                .iter()
                .try_for_each(|row| taking.person(&place, row))?;
        }
    }
    Ok(taking.finish())
}

/// A decision of a row, none if it takes one back; whether other rows contradict it, and where it stands.
struct Row {
    said: Option<Said>,
    place: String,
    shown: String,
    source: String,
    contradicted: bool,
}

/// What a row says of two cards.
struct PairRow {
    /// Whose they are.
    people: BTreeSet<String>,
    same: Option<bool>,
    place: String,
    steps: Vec<Step>,
    contradicted: bool,
}

/// The answers of files while they are taken.
struct Taking<'a> {
    book: &'a Book,
    region: Option<Region>,
    at: i64,
    plan: Plan,
    said: BTreeMap<(String, Aspect), Row>,
    pairs: Vec<PairRow>,
}

impl Taking<'_> {
    fn refuse(&mut self, file: &str, line: u32, why: &str) {
        self.plan
            .refused
            .push(format!("{file}, line {line}: {}", plain(why)));
    }

    fn person(&mut self, file: &str, row: &PersonAnswer) -> Result<(), Failure> {
        let named = Named {
            id: &row.id,
            name: &row.name,
            keys: &row.keys,
        };
        let id = match self.book.meant(named, self.region)? {
            Meant::One(id) => id,
            Meant::Nobody(why) => {
                let why = meant::nobody(named, why, meant::IN_BOOK);
                self.refuse(file, row.line, &why);
                return Ok(());
            }
        };
        if row.said.is_empty() {
            Aspect::DECIDED
                .into_iter()
                .for_each(|aspect| self.say(file, row, &id, (aspect, None)));
        }
        for said in &row.said {
            self.say(file, row, &id, (said.aspect(), Some(said.clone())));
        }
        Ok(())
    }

    /// Enters what a row says of one aspect, or that it contradicts what an earlier row says.
    fn say(
        &mut self,
        file: &str,
        row: &PersonAnswer,
        id: &str,
        (aspect, said): (Aspect, Option<Said>),
    ) {
        let key = (id.to_owned(), aspect);
        let Some(before) = self.said.get_mut(&key) else {
            let row = Row {
                said,
                place: format!("{file}, line {}", row.line),
                shown: format!("{} ({id})", plain(&row.name)),
                source: file.to_owned(),
                contradicted: false,
            };
            self.said.insert(key, row);
            return;
        };
        if before.said != said {
            before.contradicted = true;
            let word = |said: &Option<Said>| {
                said.as_ref()
                    .map_or("undecided".to_owned(), Said::to_string)
            };
            let why = format!(
                "{} contradicts {} of {}; neither was taken",
                word(&said),
                word(&before.said),
                before.place
            );
            self.refuse(file, row.line, &why);
        }
    }

    fn pair(&mut self, file: &str, row: &PairAnswer) -> Result<(), Failure> {
        let mut people = BTreeSet::new();
        let has_id = row.ids.iter().any(|id| !id.is_empty());
        for (mark, id) in row.pair.iter().zip(&row.ids) {
            let named = Named {
                id,
                name: &mark.name,
                keys: &mark.keys,
            };
            match self.book.meant(named, self.region)? {
                Meant::One(id) => drop(people.insert(id)),
                // A correspondent without a card is nobody yet; beside an id it is no mistake in the row.
                Meant::Nobody(_) if has_id && id.is_empty() => {}
                Meant::Nobody(why) => {
                    let why = meant::nobody(named, why, meant::IN_BOOK);
                    self.refuse(file, row.line, &why);
                    return Ok(());
                }
            }
        }
        // What is said of two cards of one person contradicts nothing that is said of two others.
        let is_other = |before: &&mut PairRow| {
            people.len() == 2 && before.people == people && before.same != row.same
        };
        let other = self.pairs.iter_mut().find(is_other);
        let contradicted = other.map(|before| {
            before.contradicted = true;
            before.place.clone()
        });
        if let Some(place) = &contradicted {
            let [a, b] = row.pair.each_ref().map(|mark| mark.name.as_str());
            let why = format!("{a} and {b}: contradicts {place}; neither was taken");
            self.refuse(file, row.line, &why);
        }
        self.pairs.push(PairRow {
            people,
            same: row.same,
            place: format!("{file}, line {}", row.line),
            steps: self.steps(file, row)?,
            contradicted: contradicted.is_some(),
        });
        Ok(())
    }

    /// What a row about two cards does.
    fn steps(&self, file: &str, row: &PairAnswer) -> Result<Vec<Step>, Failure> {
        let Some(same) = row.same else {
            let decided = self.book.pairs_of(&row.pair)?;
            return Ok(decided.into_iter().map(Step::take_pair_back).collect());
        };
        let [a, b] = row.pair.each_ref().map(|mark| plain(&mark.name));
        let words = format!("{}: {a} and {b}", same_word(same));
        let decision = PairDecision {
            pair: row.pair.clone(),
            same,
            at: self.at,
            source: file.to_owned(),
        };
        Ok(vec![Step::pair(decision, words)])
    }

    fn finish(mut self) -> Plan {
        let pairs = self.pairs.into_iter().filter(|row| !row.contradicted);
        self.plan.steps.extend(pairs.flat_map(|row| row.steps));
        let kept = self.said.into_iter().filter(|(_, row)| !row.contradicted);
        let steps = kept.map(|((id, aspect), row)| match row.said {
            Some(said) => Step::person(said, &id, &row.shown, (&row.source, self.at)),
            None => Step::take_back(&id, aspect, &row.shown),
        });
        self.plan.steps.extend(steps);
        self.plan
    }
}
