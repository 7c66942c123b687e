//! An edited `review.csv` → what the owner said of pairs of cards.
//!
//! Spreadsheets change delimiters, quotes and encodings, move rows and add columns; none of that changes an answer.

use super::table::{Header, Row, Rows};
use super::text;
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
}

impl Side {
    fn find(header: &Header, side: char) -> Self {
        let column = |name: &str| header.column(&[&format!("{name}{side}")]);
        Self {
            name: column("name"),
            keys: ["profile", "emails", "phones"].map(column),
            file: column("file"),
        }
    }

    fn mark(&self, row: &Row<'_>) -> Mark {
        let cells = self.keys.iter().flat_map(|&key| row.get(key).split(';'));
        let keys = cells.map(str::trim).filter(|key| !key.is_empty());
        Mark {
            name: row.get(self.name).to_owned(),
            keys: keys.map(str::to_owned).collect(),
            file: row.get(self.file).to_owned(),
        }
    }
}

/// Adds the answers of a file to those that are known; `None` if the file is no `review.csv`.
pub fn read(bytes: &[u8], pairs: &mut Pairs) -> Option<Vec<Refused>> {
    let decoded = text::decode(bytes);
    let header = Header::find(&decoded.text, |columns| {
        ["decision", "namea", "nameb"]
            .iter()
            .all(|name| columns.iter().any(|c| c == name))
    })?;
    let decision = header.column(&["decision"]);
    let sides = ['a', 'b'].map(|side| Side::find(&header, side));
    let mut rows = Rows::new(&decoded.text, FileId(0), &header);
    let mut refused = Vec::new();
    while let Some(row) = rows.next_row() {
        let mut pair = sides.each_ref().map(|side| side.mark(&row));
        pair.sort();
        if let Err(message) = take(row.get(decision), pair, pairs) {
            let line = row.place.line;
            refused.push(Refused { line, message });
        }
    }
    Some(refused)
}

/// Enters one answer. An empty cell is none.
fn take(answer: &str, pair: [Mark; 2], pairs: &mut Pairs) -> Result<(), String> {
    let letters = answer.chars().filter(|c| c.is_alphabetic());
    let word: String = letters.flat_map(char::to_lowercase).collect();
    let (list, other) = match word.as_str() {
        "" if answer.is_empty() => return Ok(()),
        "same" => (&mut pairs.same, &pairs.not_same),
        "notsame" => (&mut pairs.not_same, &pairs.same),
        _ => {
            return Err(format!(
                "\"{answer}\" is no answer; write same or not-same, or leave the cell empty"
            ));
        }
    };
    if other.contains(&pair) {
        let [a, b] = pair.map(|mark| mark.name);
        return Err(format!(
            "{a} and {b} are called both same and not-same; keep one of the two rows"
        ));
    }
    if !list.contains(&pair) {
        list.push(pair);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(text: &[u8]) -> (Pairs, Vec<Refused>) {
        let mut pairs = Pairs::default();
        let refused = read(text, &mut pairs).unwrap();
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
        assert_eq!((pairs.same.len(), pairs.not_same.len()), (1, 0));
        let lines: Vec<u32> = refused.iter().map(|r| r.line).collect();
        assert_eq!(lines, [3, 4]);
        assert!(refused[0].message.starts_with("\"maybe\" is no answer"));
    }

    #[test]
    fn another_list_is_none_of_answers() {
        let list = b"decision,verdict,name\nkeep,ask,Ana Reis\n";
        assert_eq!(read(list, &mut Pairs::default()), None);
    }
}
