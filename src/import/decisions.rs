//! An edited `review.csv`, `merged.csv` or `keep-delete.csv` → what the owner said of pairs of cards and of people.
//!
//! Spreadsheets change delimiters, quotes and encodings, move rows and add columns; none of that changes an answer.

use std::collections::{BTreeMap, BTreeSet};

use super::table::{Header, Row, Rows};
use super::{misread, text};
use crate::model::decision::{EXPECTED, Said};
use crate::model::intake::FileId;
use crate::model::mark::{Mark, Pairs};

/// An answer that cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The line, from 1.
    pub line: u32,
    /// What was found and what was expected.
    pub message: String,
}

/// The columns of one side of a pair.
struct Side {
    name: Option<usize>,
    keys: [Option<usize>; 3],
    file: Option<usize>,
    id: Option<usize>,
}

impl Side {
    fn find(header: &Header, side: char) -> Self {
        let column = |name: &str| header.column(&[&format!("{name}{side}")]);
        Self {
            name: column("name"),
            keys: ["profile", "emails", "phones"].map(column),
            file: column("file"),
            id: column("id"),
        }
    }

    fn mark(&self, row: &Row<'_>) -> Mark {
        Mark {
            name: row.get(self.name).to_owned(),
            keys: cells(row, &self.keys),
            file: row.get(self.file).to_owned(),
        }
    }
}

/// An answer about two cards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairAnswer {
    /// The line, from 1.
    pub line: u32,
    /// The cards, in the order of their marks.
    pub pair: [Mark; 2],
    /// The ids of their people, in the same order; empty where the file has none.
    pub ids: [String; 2],
    /// Whether they are one person; none takes back what was said before.
    pub same: Option<bool>,
}

impl PairAnswer {
    fn of(line: u32, mut marked: [(Mark, String); 2], same: Option<bool>) -> Self {
        marked.sort();
        let [(a, id_a), (b, id_b)] = marked;
        Self {
            line,
            pair: [a, b],
            ids: [id_a, id_b],
            same,
        }
    }
}

/// An answer about a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonAnswer {
    /// The line, from 1.
    pub line: u32,
    /// The id; empty where the file has none.
    pub id: String,
    /// The name.
    pub name: String,
    /// Profile link, e-mail addresses and phone numbers, as the file has them.
    pub keys: Vec<String>,
    /// What was decided; nothing takes back what was decided before.
    pub said: Vec<Said>,
}

/// The answers of an edited list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answers {
    /// Of a `review.csv` or a `merged.csv`.
    Pairs(Vec<PairAnswer>),
    /// Of a `keep-delete.csv`.
    People(Vec<PersonAnswer>),
    /// Of the `decisions.csv` that the page saves: a row is about a pair where it names one, else about a person.
    Both(Vec<PairAnswer>, Vec<PersonAnswer>),
}

/// Reads an edited list, and what in it cannot be taken; `None` if the file is neither of the two lists.
pub fn read(bytes: &[u8]) -> Option<(Answers, Vec<Refused>)> {
    let decoded = text::decode(bytes);
    let text = misread::restored(&decoded.text);
    let with = |names: &[&str]| {
        Header::find(&text, |columns| {
            names.iter().all(|name| columns.iter().any(|c| c == name))
        })
    };
    let mut refused = Vec::new();
    let answers = if let Some(header) = with(&["decision", "id", "name", "namea", "nameb"]) {
        let is_pair = header.column(&["namea"]);
        let (pairs_only, people_only) = (Only(is_pair, true), Only(is_pair, false));
        let pairs = pairs(&text, &header, &pairs_only, &mut refused);
        Answers::Both(pairs, people(&text, &header, &people_only, &mut refused))
    } else if let Some(header) = with(&["decision", "namea", "nameb"]) {
        Answers::Pairs(pairs(&text, &header, &Only::ALL, &mut refused))
    } else if let Some(header) = with(&["decision", "card", "sameas", "id"]) {
        Answers::Pairs(parted(&text, &header, &mut refused))
    } else {
        let header = with(&["decision", "id"]).or_else(|| with(&["decision", "name"]))?;
        Answers::People(people(&text, &header, &Only::ALL, &mut refused))
    };
    refused.sort_by_key(|refused| refused.line);
    Some((answers, refused))
}

/// Of a list on pairs and people the rows of one sort: those with a text in a column, or those without.
struct Only(Option<usize>, bool);

impl Only {
    /// Every row.
    const ALL: Self = Self(None, false);

    fn takes(&self, row: &Row<'_>) -> bool {
        row.get(self.0).is_empty() != self.1
    }
}

/// Adds the answers of a file to those that are known; `None` if the file is neither a `review.csv` nor a `merged.csv`.
pub fn read_pairs(bytes: &[u8], pairs: &mut Pairs) -> Option<Vec<Refused>> {
    let (answers, mut refused) = match read(bytes)? {
        (Answers::Pairs(answers) | Answers::Both(answers, _), refused) => (answers, refused),
        (Answers::People(_), _) => return None,
    };
    for answer in answers {
        let (list, other) = match answer.same {
            Some(true) => (&mut pairs.same, &pairs.not_same),
            Some(false) => (&mut pairs.not_same, &pairs.same),
            None => continue,
        };
        if other.contains(&answer.pair) {
            refused.push(both(&answer));
        } else if !list.contains(&answer.pair) {
            list.push(answer.pair);
        }
    }
    Some(refused)
}

fn both(answer: &PairAnswer) -> Refused {
    let [a, b] = answer.pair.each_ref().map(|mark| mark.name.as_str());
    let message = format!(
        "{a} and {b} have two different answers, so neither was taken; keep one of the two rows"
    );
    let line = answer.line;
    Refused { line, message }
}

fn pairs(text: &str, header: &Header, only: &Only, refused: &mut Vec<Refused>) -> Vec<PairAnswer> {
    let decision = header.column(&["decision"]);
    let sides = ['a', 'b'].map(|side| Side::find(header, side));
    let mut rows = Rows::new(text, FileId(0), header);
    let mut answers = Vec::new();
    while let Some(row) = rows.next_row() {
        let line = row.place.line;
        if !only.takes(&row) {
            continue;
        }
        let same = match same(row.get(decision)) {
            Ok(Some(same)) => same,
            Ok(None) => continue,
            Err(message) => {
                refused.push(Refused { line, message });
                continue;
            }
        };
        let marked = sides
            .each_ref()
            .map(|side| (side.mark(&row), row.get(side.id).to_owned()));
        answers.push(PairAnswer::of(line, marked, same));
    }
    agreeing(answers, refused)
}

/// Without the pairs of which two things are said: nobody knows which of them is meant.
fn agreeing(answers: Vec<PairAnswer>, refused: &mut Vec<Refused>) -> Vec<PairAnswer> {
    let mut said: BTreeMap<&[Mark; 2], BTreeSet<Option<bool>>> = BTreeMap::new();
    for answer in &answers {
        said.entry(&answer.pair).or_default().insert(answer.same);
    }
    let agrees: Vec<bool> = answers.iter().map(|a| said[&a.pair].len() == 1).collect();
    let mut kept = Vec::new();
    for (answer, agrees) in answers.into_iter().zip(agrees) {
        if agrees {
            kept.push(answer);
        } else {
            refused.push(both(&answer));
        }
    }
    kept
}

/// What is said of the cards of a `merged.csv`: each is meant against all cards of the person it stands with of which that is
/// not said.
fn parted(text: &str, header: &Header, refused: &mut Vec<Refused>) -> Vec<PairAnswer> {
    let cards = listed(text, header, refused);
    let mut answers = Vec::new();
    for (at, card) in cards.iter().enumerate() {
        let Some(said) = card.said else { continue };
        let is_with = |other: &&Listed| other.id == card.id && other.line != card.line;
        let unsaid = |other: &&Listed| other.said != card.said;
        let mut others: Vec<&Listed> = cards.iter().filter(is_with).filter(unsaid).collect();
        // Where it is said of all of them, each is meant against the others.
        if others.is_empty() {
            others = cards[at + 1..].iter().filter(is_with).collect();
        }
        answers.extend(others.into_iter().map(|other| {
            let marked = [card, other].map(|card| (card.mark.clone(), card.id.clone()));
            PairAnswer::of(card.line, marked, said)
        }));
    }
    agreeing(answers, refused)
}

/// A card of a `merged.csv`.
struct Listed {
    line: u32,
    id: String,
    mark: Mark,
    said: Option<Option<bool>>,
}

fn listed(text: &str, header: &Header, refused: &mut Vec<Refused>) -> Vec<Listed> {
    let column = |name: &str| header.column(&[name]);
    let decision = column("decision");
    let side = Side {
        name: column("card"),
        keys: ["profile", "emails", "phones"].map(column),
        file: column("file"),
        id: column("id"),
    };
    let mut rows = Rows::new(text, FileId(0), header);
    let mut cards = Vec::new();
    while let Some(row) = rows.next_row() {
        let line = row.place.line;
        let said = same(row.get(decision)).unwrap_or_else(|message| {
            refused.push(Refused { line, message });
            None
        });
        cards.push(Listed {
            line,
            id: row.get(side.id).to_owned(),
            mark: side.mark(&row),
            said,
        });
    }
    cards
}

/// What a cell says: same, not-same, or undecided, which is `Some(None)`. An empty cell is no answer.
fn same(answer: &str) -> Result<Option<Option<bool>>, String> {
    let letters = answer.chars().filter(|c| c.is_alphabetic());
    let word: String = letters.flat_map(char::to_lowercase).collect();
    match word.as_str() {
        "" if answer.is_empty() => Ok(None),
        "same" => Ok(Some(Some(true))),
        "notsame" => Ok(Some(Some(false))),
        "undecided" => Ok(Some(None)),
        _ => Err(format!(
            "\"{answer}\" is not an answer; write same, not-same or undecided, or leave the cell empty"
        )),
    }
}

fn people(
    text: &str,
    header: &Header,
    only: &Only,
    refused: &mut Vec<Refused>,
) -> Vec<PersonAnswer> {
    let column = |name: &str| header.column(&[name]);
    let (decision, id, name) = (column("decision"), column("id"), column("name"));
    let keys = ["profile", "emails", "phones"].map(column);
    let mut rows = Rows::new(text, FileId(0), header);
    let mut answers = Vec::new();
    while let Some(row) = rows.next_row() {
        let line = row.place.line;
        if !only.takes(&row) {
            continue;
        }
        match said(row.get(decision)) {
            Ok(None) => {}
            Ok(Some(said)) => answers.push(PersonAnswer {
                line,
                id: row.get(id).to_owned(),
                name: row.get(name).to_owned(),
                keys: cells(&row, &keys),
                said,
            }),
            Err(message) => {
                let message = once(message, row.get(name), refused.is_empty());
                refused.push(Refused { line, message });
            }
        }
    }
    answers
}

/// A message with the name of the row. What can be decided is said the first time; under sixty rows it would hide the rows.
fn once(message: String, name: &str, is_first: bool) -> String {
    let name = if name.is_empty() {
        String::new()
    } else {
        format!(" ({name})")
    };
    match message
        .strip_suffix(EXPECTED)
        .and_then(|short| short.rsplit_once("; "))
    {
        Some((short, _)) if !is_first => format!("{short}{name}"),
        Some((short, then)) => format!("{short}{name}; {then}{EXPECTED}"),
        None => format!("{message}{name}"),
    }
}

/// What a cell decides, nothing where it takes everything back, or none where it is empty.
fn said(cell: &str) -> Result<Option<Vec<Said>>, String> {
    let parts = cell.split([';', ',']).map(str::trim);
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    let undecided = |part: &&&str| part.eq_ignore_ascii_case("undecided");
    match (parts.iter().find(undecided), parts.as_slice()) {
        (_, []) => Ok(None),
        (Some(_), [_]) => Ok(Some(Vec::new())),
        (Some(_), [..]) => Err(format!(
            "\"{cell}\": undecided takes everything back; write nothing beside it"
        )),
        (None, parts) => {
            let said: Result<Vec<Said>, String> = parts.iter().map(|p| Said::parse(p)).collect();
            said.and_then(agreed).map(Some)
        }
    }
}

/// What one cell says of one thing must not be two things.
fn agreed(said: Vec<Said>) -> Result<Vec<Said>, String> {
    for (at, one) in said.iter().enumerate() {
        let same = |other: &&Said| other.aspect() == one.aspect() && *other != one;
        if let Some(other) = said[..at].iter().find(same) {
            return Err(format!(
                "{other} and {one} exclude each other; keep one of them"
            ));
        }
    }
    Ok(said)
}

/// The values of cells that hold several each.
fn cells(row: &Row<'_>, columns: &[Option<usize>]) -> Vec<String> {
    let cells = columns
        .iter()
        .flat_map(|&column| row.get(column).split(';'));
    cells
        .map(str::trim)
        .filter(|value| !value.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(text: &[u8]) -> (Pairs, Vec<Refused>) {
        let mut pairs = Pairs::default();
        let refused = read_pairs(text, &mut pairs).unwrap();
        (pairs, refused)
    }

    #[test]
    fn what_a_spreadsheet_does_to_the_file_changes_no_answer() {
        let plain = "\u{feff}decision,name_a,name_b,emails_a,emails_b,phones_b\n\
            same,Ana Reis,Anita Reis,ana@example.org; a@example.org,,+49 151 12345678\n\
            ,Bo Lind,Bo Lindt,,,\nnot-same,Cy Orr,Cyd Orr,,,\n";
        let (asked, refused) = taken(plain.as_bytes());
        assert_eq!((asked.same.len(), asked.not_same.len()), (1, 1));
        assert_eq!(asked.same[0][0].keys, ["ana@example.org", "a@example.org"]);
        assert!(refused.is_empty());

        let german = "sep=;\r\nmine;name_a;name_b;phones_b;emails_a;emails_b;decision\r\n\
            x;Cy Orr;Cyd Orr;;;;Not Same\r\n\
            ;Ana Reis;Anita Reis;+49 151 12345678;\"ana@example.org; a@example.org\";; SAME \r\n";
        assert_eq!(taken(german.as_bytes()).0, asked);
        let wide: Vec<u8> = "\u{feff}"
            .encode_utf16()
            .chain(german.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(taken(&wide).0, asked);
    }

    #[test]
    fn an_unknown_answer_and_two_that_conflict_are_refused_with_their_lines() {
        let text = "decision,name_a,name_b\nsame,Ana Reis,Anita Reis\nmaybe,Bo Lind,Bo Lindt\n\
            not-same,Anita Reis,Ana Reis\n";
        let (pairs, refused) = taken(text.as_bytes());
        assert_eq!((pairs.same.len(), pairs.not_same.len()), (0, 0));
        let lines: Vec<u32> = refused.iter().map(|r| r.line).collect();
        assert_eq!(lines, [2, 3, 4]);
        assert!(refused[1].message.starts_with("\"maybe\" is not an answer"));
    }

    #[test]
    fn another_list_is_none_of_answers() {
        let list = b"decision,verdict,name\nkeep,ask,Ana Reis\n";
        assert_eq!(read_pairs(list, &mut Pairs::default()), None);
        assert_eq!(read(b"verdict,name,id\nask,Ana Reis,p-1\n"), None);
    }

    #[test]
    fn of_a_merged_list_a_card_is_parted_from_the_others_of_its_person() {
        let rows = |said: [&str; 3]| {
            let [a, b, c] = said;
            format!(
                "decision,card,emails,same_as,id\n{a},Ana Reis,a@example.org,,p-1\n{b},Ana Reis,b@example.org,Ana Reis (x),p-1\n\
                 {c},Ana Reis,c@example.org,Ana Reis (x),p-1\n,Bo Lind,,,p-2\n"
            )
        };
        let pairs = |said: [&str; 3]| {
            let (answers, refused) = read(rows(said).as_bytes()).unwrap();
            let Answers::Pairs(pairs) = answers else {
                panic!("{answers:?}");
            };
            assert!(refused.is_empty());
            let letters = |answer: &PairAnswer| {
                let keys = answer
                    .pair
                    .each_ref()
                    .map(|mark| mark.keys[0][..1].to_owned());
                (keys.concat(), answer.same)
            };
            pairs.iter().map(letters).collect::<Vec<_>>()
        };
        let no = Some(false);
        let said = |list: &[(&str, Option<bool>)]| -> Vec<(String, Option<bool>)> {
            list.iter().map(|(l, s)| ((*l).to_owned(), *s)).collect()
        };
        assert_eq!(pairs(["", "", ""]), []);
        assert_eq!(pairs(["", "", "not-same"]), said(&[("ac", no), ("bc", no)]));
        assert_eq!(
            pairs(["", "Not Same", "not-same"]),
            said(&[("ab", no), ("ac", no)])
        );
        let all = ["not-same"; 3];
        assert_eq!(pairs(all), said(&[("ab", no), ("ac", no), ("bc", no)]));
        assert_eq!(
            pairs(["undecided", "", ""]),
            said(&[("ab", None), ("ac", None)])
        );
    }

    #[test]
    fn a_cell_may_decide_on_several_things_and_on_none_of_them_twice() {
        let text = "sep=;\nid;decision;name;phones;profile\n\
            p-1;Keep, mentor, every 3 months;Ana Reis;'+49 151 12345678;\n\
            p-2;keep, delete;Bo Lind;;\np-3;;Cy Orr;;\np-4;\"never ask; friend\";Di Lo;;linkedin.com/in/di-lo\n\
            p-5;Undecided;Eli Ru;;\np-6;undecided, keep;Flo Su;;\n";
        let (answers, refused) = read(text.as_bytes()).unwrap();
        let Answers::People(answers) = answers else {
            panic!("{answers:?}");
        };
        let said: Vec<Vec<String>> = answers
            .iter()
            .map(|answer| answer.said.iter().map(Said::to_string).collect())
            .collect();
        assert_eq!(
            said,
            [
                vec!["keep", "mentor", "every 3 months"],
                vec!["never-ask", "friend"],
                vec![]
            ]
        );
        assert_eq!(answers[0].keys, ["+49 151 12345678"]);
        assert_eq!((answers[1].id.as_str(), answers[1].line), ("p-4", 6));
        assert_eq!((refused[0].line, refused[1].line), (4, 8));
        assert!(
            refused[0]
                .message
                .starts_with("keep and delete exclude each other")
        );
    }
}
