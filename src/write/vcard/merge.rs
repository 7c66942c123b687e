//! Lines of several cards → lines of one: each value once, and one of what vCard 4.0 allows once.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::extras::{components, first_component, plain};
use super::line::Line;
use crate::model::bounce::Bounced;

/// Properties that a card may have once (RFC 6350 section 6, RFC 6474).
const ONCE: [&str; 10] = [
    "KIND",
    "N",
    "BDAY",
    "ANNIVERSARY",
    "GENDER",
    "REV",
    "UID",
    "BIRTHPLACE",
    "DEATHPLACE",
    "DEATHDATE",
];

/// How many components an address has.
const ADDRESS: usize = 7;

/// How many components a name has.
const NAME: usize = 5;

/// The lines of one card.
#[derive(Debug, Default)]
pub(super) struct Lines {
    lines: Vec<Line>,
    /// The labels under which a value of a property is known, and the line of each. Most have one.
    known: FxHashMap<(String, String), Vec<(String, usize)>>,
    /// The first line of each property that a card may have once.
    first: FxHashMap<String, usize>,
    /// Lines of companies without departments, by the company.
    companies: FxHashMap<String, usize>,
    /// Groups whose line was there already under another group.
    same_group: FxHashMap<String, String>,
}

impl Lines {
    /// Adds a line. Of a value that is there already only the group and the parameters are new.
    pub fn add(&mut self, mut line: Line) {
        if let Some(group) = self.same_group.get(&line.group) {
            line.group.clone_from(group);
        }
        if line.name == "ORG" && self.joins_company(&line) {
            return;
        }
        if line.name == "ADR" && components(&line.value).len() > ADDRESS {
            // RFC 9554 adds components behind the seventh, which strict readers refuse.
            self.add(Line {
                name: "X-TIELINE-ADR".to_owned(),
                ..line.clone()
            });
            line.value = components(&line.value)[..ADDRESS].join(";");
        }
        if line.name == "N" && line.params.is_empty() && self.has_name_of(&line) {
            return;
        }
        if ONCE.contains(&line.name.as_str()) && !self.fits(&line) {
            line.params.retain(|(name, _)| name != "VALUE");
            line.name = format!("X-TIELINE-{}", line.name);
        }
        let known = self.known.entry(identity(&line)).or_default();
        match same(known, &self.lines, &line.label) {
            Some(at) => {
                take_for(known, &line.label, at);
                let group = line.group.clone();
                if self.lines[at].label.is_empty() {
                    self.lines[at].label.clone_from(&line.label);
                }
                enrich(&mut self.lines[at], line);
                if !group.is_empty() && group != self.lines[at].group {
                    self.same_group.insert(group, self.lines[at].group.clone());
                }
            }
            None => {
                let at = self.lines.len();
                // Whoever says the value without a label means the first one.
                if labelled(known, "").is_none() {
                    known.push((String::new(), at));
                }
                take_for(known, &line.label, at);
                if ONCE.contains(&line.name.as_str()) {
                    self.first.entry(line.name.clone()).or_insert(at);
                }
                if line.name == "ORG" && components(&line.value).len() == 1 {
                    let company = plain(&line.value);
                    self.companies.entry(company).or_insert(at);
                }
                self.lines.push(line);
            }
        }
    }

    fn first_of(&self, name: &str) -> Option<&Line> {
        self.first.get(name).map(|at| &self.lines[*at])
    }

    /// Whether a line says the same as the one that may stand there, or there is none.
    fn fits(&self, line: &Line) -> bool {
        let first = self.first_of(&line.name);
        let whole = line.name != "N" || components(&line.value).len() <= NAME;
        first.map_or(whole, |first| whole && key(first) == key(line))
    }

    /// Whether the name that stands there has all parts of this one.
    fn has_name_of(&self, line: &Line) -> bool {
        let known = self.first_of("N");
        let parts = known
            .map(|known| components(&known.value))
            .unwrap_or_default();
        let mut pairs = components(&line.value).into_iter().enumerate();
        !parts.is_empty() && pairs.all(|(at, part)| part.is_empty() || parts.get(at) == Some(&part))
    }

    /// A company with its departments stands in for the company alone.
    fn joins_company(&mut self, line: &Line) -> bool {
        let company = first_component(&line.value);
        let Some(&at) = self.companies.get(&company) else {
            return false;
        };
        let known = &mut self.lines[at];
        known.value.clone_from(&line.value);
        enrich(known, line.clone());
        let known = self.known.entry(identity(line)).or_default();
        take_for(known, &line.label, at);
        if components(&line.value).len() > 1 {
            self.companies.remove(&company);
        }
        true
    }

    /// The lines, property by property; those of one property in the order in which they were added. Groups are numbered
    /// as they come, so that a card that is read and written again stays what it is.
    pub fn into_vec(mut self) -> Vec<Line> {
        self.lines.sort_by_key(|line| rank(&line.name));
        number_groups(&mut self.lines);
        for line in self
            .lines
            .iter_mut()
            .filter(|line| matches!(line.name.as_str(), "N" | "ADR"))
        {
            let whole = if line.name == "N" { NAME } else { ADDRESS };
            let missing = whole.saturating_sub(components(&line.value).len());
            line.value.push_str(&";".repeat(missing));
        }
        // A reader that shows one name takes the first or the preferred one: here they are the same.
        let mut names = self.lines.iter_mut().filter(|line| line.name == "FN");
        if let (Some(first), Some(_)) = (names.next(), names.next()) {
            first.params.retain(|(name, _)| name != "PREF");
            first.params.push(("PREF".to_owned(), vec!["1".to_owned()]));
        }
        self.lines
    }
}

/// The order of properties, as address books write them; whatever else there is stands before the revision.
const ORDER: [&str; 15] = [
    "KIND",
    "FN",
    "N",
    "NICKNAME",
    "EMAIL",
    "TEL",
    "URL",
    "ORG",
    "TITLE",
    "ROLE",
    "ADR",
    "BDAY",
    "NOTE",
    "CATEGORIES",
    "UID",
];

fn rank(name: &str) -> usize {
    let known = ORDER.iter().position(|known| *known == name);
    known.unwrap_or(ORDER.len() + usize::from(name == "REV"))
}

/// `item1`, `item2`, … in the order in which they appear.
fn number_groups(lines: &mut [Line]) {
    let mut numbers: FxHashMap<String, usize> = FxHashMap::default();
    for line in lines.iter_mut().filter(|line| !line.group.is_empty()) {
        let next = numbers.len() + 1;
        let number = *numbers
            .entry(std::mem::take(&mut line.group))
            .or_insert(next);
        line.group = format!("item{number}");
    }
}

/// What makes two lines one, beside their labels.
fn identity(line: &Line) -> (String, String) {
    (line.name.clone(), key(line))
}

/// The line that says the same. Equal values under two labels are two.
fn same(known: &[(String, usize)], lines: &[Line], label: &str) -> Option<usize> {
    let bare = || labelled(known, "").filter(|&at| lines[at].label.is_empty());
    labelled(known, label).or_else(bare)
}

fn labelled(known: &[(String, usize)], label: &str) -> Option<usize> {
    let mut all = known.iter();
    all.find(|(known, _)| known == label).map(|(_, at)| *at)
}

/// From now on a label means this line.
fn take_for(known: &mut Vec<(String, usize)>, label: &str, at: usize) {
    match known.iter_mut().find(|(known, _)| known == label) {
        Some((_, known)) => *known = at,
        None => known.push((label.to_owned(), at)),
    }
}

/// What makes two values of a property one.
fn key(line: &Line) -> String {
    match line.name.as_str() {
        // A street with its number in one component or in two is the same address.
        "ADR" | "N" => plain(&line.value)
            .chars()
            .filter(|c| c.is_alphanumeric())
            .collect(),
        "BDAY" => line.value.split('T').next().unwrap_or_default().to_owned(),
        "FN" => plain(&in_order(&line.value)),
        "EMAIL" => plain(&line.value).to_lowercase(),
        "ORG" | "CATEGORIES" | "NICKNAME" => line.value.clone(),
        // These say something of the other lines of their group.
        "X-ABLABEL" | "X-ABADR" | "X-IM-SERVICE" | Bounced::PROPERTY => {
            format!("{}.{}", line.group, line.value)
        }
        _ => plain(&line.value),
    }
}

/// `Novak\, Petra` as it stands in other books: `Petra Novak`.
fn in_order(name: &str) -> Cow<'_, str> {
    match name.split_once("\\,") {
        Some((family, given)) if !given.contains("\\,") && !given.trim().is_empty() => {
            Cow::Owned(format!("{} {}", given.trim(), family.trim()))
        }
        _ => Cow::Borrowed(name),
    }
}

/// Adds the group and parameters of a line that says the same. Of the values the one with more structure stays.
fn enrich(known: &mut Line, other: Line) {
    if known.group.is_empty() {
        known.group = other.group;
    }
    // The kept line of an address, a name or a birthday has the parts that the field puts together.
    let fuller = match known.name.as_str() {
        "ADR" => {
            let in_lines = |value: &str| value.contains("\\n");
            (filled(&other.value), in_lines(&other.value))
                > (filled(&known.value), in_lines(&known.value))
        }
        "N" => true,
        "FN" => known.value.contains("\\,") && !other.value.contains("\\,"),
        "BDAY" => other.value.len() > known.value.len(),
        _ => false,
    };
    if fuller {
        known.value = other.value;
    }
    for (name, values) in other.params {
        match known
            .params
            .iter_mut()
            .find(|(existing, _)| *existing == name)
        {
            Some((_, existing)) if name == "TYPE" => {
                for value in values {
                    if !existing.contains(&value) {
                        existing.push(value);
                    }
                }
            }
            Some(_) => {}
            None => known.params.push((name, values)),
        }
    }
}

fn filled(value: &str) -> usize {
    components(value)
        .iter()
        .filter(|part| !part.trim().is_empty())
        .count()
}
