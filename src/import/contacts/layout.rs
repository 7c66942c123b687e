//! A layout as data: which column names it has and what each of them is.

use crate::import::contacts::role::{Part, Role};
use crate::import::contacts::words;
use crate::import::sheet::Columns;
use crate::import::table::Header;
use crate::import::{Context, table};

/// The layout of one program.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    /// Which variant it is, for the import report.
    pub era: &'static str,
    /// Column names in normal form and their roles; `#` stands for the number of a repeated column.
    pub columns: &'static [(&'static str, Role)],
    /// What joins several values in one cell.
    pub joint: Option<&'static str>,
    /// What joins several labels in one cell.
    pub labels: &'static [char],
    /// Whether its days are in ISO 8601, wherever it is written.
    pub iso_days: bool,
}

/// A column of a file: its role, and the number in its name (0 if none), by which a value and its label belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// What its cells are.
    pub role: Role,
    /// The number in the name of the column.
    pub number: u32,
}

/// What the owner said with `--map`: a column in normal form, and its role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapped {
    /// The name of the column as typed.
    pub column: String,
    /// The role of its cells.
    pub role: Role,
}

impl Mapped {
    /// Reads `Firma=company`.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (column, word) = text
            .rsplit_once('=')
            .filter(|(column, _)| !column.trim().is_empty())
            .ok_or_else(|| format!("{text:?} is not COLUMN=ROLE, such as \"Firma=company\""))?;
        let role = Role::of_word(word).ok_or_else(|| {
            format!(
                "{:?} is not a role; the roles are {}",
                word.trim(),
                Role::words()
            )
        })?;
        Ok(Self {
            column: column.trim().to_owned(),
            role,
        })
    }

    /// Whether a column of this normal form is the one that was named.
    pub fn names(&self, column: &str) -> bool {
        table::normal_column(&self.column) == column
    }
}

/// The role and number of every column of a file.
pub fn slots(layout: &Layout, header: &Header, context: &Context) -> Vec<Slot> {
    let mut found: Vec<(Slot, bool)> = header
        .columns
        .iter()
        .map(|column| slot(layout, &header.columns, column, context))
        .collect();
    tell_places(header, &mut found);
    beside_each_other(&mut found);
    tell_regions(header, &mut found);
    tell_nicknames(header, &mut found);
    tell_second(header, &mut found);
    join_streets(&mut found);
    let has = |role: Role| found.iter().any(|(slot, _)| slot.role == role);
    if has(Role::Given) && !has(Role::Family) {
        // Beside "Vorname" alone, "Name" is that of the family.
        let bare = header
            .columns
            .iter()
            .position(|column| BARE_NAMES.contains(&column.as_str()));
        if let Some((slot, _)) = bare.and_then(|at| found.get_mut(at)) {
            slot.role = if slot.role == Role::Full {
                Role::Family
            } else {
                slot.role
            };
        }
    }
    found.into_iter().map(|(slot, _)| slot).collect()
}

/// "Kraj" is a country in Polish and a region in Czech and Slovak: that it is where the country has a column of its own, and where the
/// names of other columns have letters that Polish has not.
fn tell_regions(header: &Header, found: &mut [(Slot, bool)]) {
    let is_kraj = |column: &str| column.contains("kraj");
    let names = || header.columns.iter().zip(found.iter());
    let is_country = |role: Role| matches!(role, Role::Address(_, Part::Country));
    let mut others =
        names().filter(|(column, (slot, _))| is_country(slot.role) && !is_kraj(column));
    let is_foreign = |c: char| matches!(c, 'ř' | 'ě' | 'ů' | 'í' | 'č' | 'š' | 'ý' | 'á');
    if others.next().is_none() && !names().any(|(column, _)| column.contains(is_foreign)) {
        return;
    }
    for (column, (slot, _)) in header.columns.iter().zip(found) {
        if let Role::Address(word, Part::Country) = slot.role
            && is_kraj(column)
        {
            slot.role = Role::Address(word, Part::Region);
        }
    }
}

/// "Apelido" is a family name in Portugal and a nickname in Brazil: that it is where the family name has a column of its own.
fn tell_nicknames(header: &Header, found: &mut [(Slot, bool)]) {
    let is_family = |(slot, _): &&(Slot, bool)| slot.role == Role::Family;
    if found.iter().filter(is_family).count() < 2 {
        return;
    }
    for (column, (slot, _)) in header.columns.iter().zip(found) {
        if slot.role == Role::Family && column == "apelido" {
            slot.role = Role::Nickname;
        }
    }
}

/// A column that stands twice under one name, or a day beside the day of birth: French Outlook calls the job "Titre" too, behind the
/// title before a name; in Portugal "Aniversário" is the day of a wedding where "Data de nascimento" is another column.
fn tell_second(header: &Header, found: &mut [(Slot, bool)]) {
    let columns = &header.columns;
    let births = found.iter().filter(|(slot, _)| slot.role == Role::Birthday);
    let is_told = births.count() > 1;
    for at in 0..found.len().min(columns.len()) {
        let role = found[at].0.role;
        let is_second = columns[..at].contains(&columns[at]);
        found[at].0.role = match role {
            Role::Prefix if is_second => Role::Title,
            Role::Birthday if is_told && columns[at].starts_with("anivers") => {
                Role::Extra("ANNIVERSARY")
            }
            role => role,
        };
    }
}

/// Thunderbird calls the town of both addresses "Město" in Czech: what stands twice belongs to the address that it stands behind.
fn tell_places(header: &Header, found: &mut [(Slot, bool)]) {
    let is_twice = |at: usize| {
        let same = header.columns.iter().filter(|c| **c == header.columns[at]);
        same.count() > 1
    };
    let mut place = "";
    for at in 0..found.len().min(header.columns.len()) {
        match found[at].0.role {
            Role::Address("", part) if is_twice(at) => {
                found[at].0.role = Role::Address(place, part)
            }
            Role::Address(kind, _) => place = kind,
            _ => {}
        }
    }
}

/// "Straße privat 2" is the second line of a street, unless a second town, code or country stands with it.
fn join_streets(found: &mut [(Slot, bool)]) {
    let whole: Vec<(&str, u32)> = found
        .iter()
        .filter_map(|(slot, _)| match slot.role {
            Role::Address(kind, part) if part != Part::Street => Some((kind, slot.number)),
            _ => None,
        })
        .collect();
    for (slot, _) in found {
        if let Role::Address(kind, Part::Street) = slot.role
            && !whole.contains(&(kind, slot.number))
        {
            slot.number = 0;
        }
    }
}

/// What a column is called that says no more of a name than that it is one.
const BARE_NAMES: [&str; 4] = ["name", "naam", "navn", "namn"];

/// What a column is by those that stand beside it.
fn beside_each_other(found: &mut [(Slot, bool)]) {
    let roles: Vec<(Role, bool)> = found
        .iter()
        .map(|(slot, open)| (slot.role, *open))
        .collect();
    let has = |role: Role| roles.iter().any(|(known, _)| *known == role);
    let has_job = roles
        .iter()
        .any(|(role, open)| *role == Role::Title && !open);
    for (slot, is_open) in found.iter_mut() {
        slot.role = match slot.role {
            // A title stands before the name where the job has a column of its own.
            Role::Prefix if *is_open && !has_job => Role::Title,
            Role::Birthday if has(Role::BirthYear) => Role::BirthDay,
            // An address beside its town, its code or its country, and without a street, is the street.
            Role::Address(word, Part::Whole)
                if *is_open
                    && !has(Role::Address(word, Part::Street))
                    && [Part::City, Part::Code, Part::Country]
                        .iter()
                        .any(|&part| has(Role::Address(word, part))) =>
            {
                Role::Address(word, Part::Street)
            }
            role => role,
        };
    }
}

/// What the columns of a file are to whoever mends it.
pub fn columns(layout: &Layout, header: &Header, context: &Context) -> Columns {
    let slots = slots(layout, header, context);
    Columns {
        roles: slots
            .iter()
            .map(|slot| slot.role.in_document(layout.iso_days))
            .collect(),
        joint: layout.joint.unwrap_or_default(),
    }
}

/// What a column is by its name, and whether those beside it may say more.
fn slot(layout: &Layout, columns: &[String], column: &str, context: &Context) -> (Slot, bool) {
    let sure = |role, number| (Slot { role, number }, false);
    let known = |name: &str| {
        layout
            .columns
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, role)| *role)
    };
    if let Some(mapped) = context.map.iter().find(|mapped| mapped.names(column)) {
        return sure(mapped.role, 0);
    }
    if let Some(role) = known(column) {
        // Beside a column for the job, a bare title is an honorific.
        let honorific = column == "title" && columns.iter().any(|c| c == "jobtitle");
        let role = if honorific { Role::Prefix } else { role };
        return sure(role, 0);
    }
    let (pattern, number) = numbered(column);
    if let Some(role) = known(&pattern) {
        return sure(role, number);
    }
    let (role, is_title) = words::role_of(column).unwrap_or((Role::Unknown, false));
    let is_open = is_title || matches!(role, Role::Address(_, Part::Whole));
    (Slot { role, number }, is_open)
}

/// `e-mail2-value` → `e-mail#-value` and 2.
fn numbered(column: &str) -> (String, u32) {
    let Some(start) = column.find(|c: char| c.is_ascii_digit()) else {
        return (column.to_owned(), 0);
    };
    let digits = column[start..]
        .bytes()
        .take_while(u8::is_ascii_digit)
        .count();
    let (number, rest) = column[start..].split_at(digits);
    (
        format!("{}#{rest}", &column[..start]),
        number.parse().unwrap_or(0),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_says_what_is_wrong_with_it() {
        assert_eq!(Mapped::parse("Firma=Company").unwrap().role, Role::Company);
        assert!(Mapped::parse("Firma").unwrap_err().contains("COLUMN=ROLE"));
        let error = Mapped::parse("Firma=employer").unwrap_err();
        assert!(error.contains("\"employer\" is not a role") && error.contains("company, title"));
    }

    #[test]
    fn numbers_in_column_names_are_no_part_of_their_role() {
        assert_eq!(numbered("e-mail12-value"), ("e-mail#-value".to_owned(), 12));
        assert_eq!(numbered("notes"), ("notes".to_owned(), 0));
    }
}
