//! An edited `companies.csv` → how employers are to be written. Spreadsheets change delimiters, quotes and encodings; none of that
//! changes an answer.

use std::collections::BTreeMap;

use super::decisions::Refused;
use super::table::{Header, Rows};
use super::text;
use crate::model::formula::is_formula;
use crate::model::intake::FileId;

/// How each spelling is to be written, and what of the list cannot be taken; `None` if the file is no such list.
pub fn read(bytes: &[u8]) -> Option<(BTreeMap<String, String>, Vec<Refused>)> {
    let decoded = text::decode(bytes);
    let header = Header::find(&decoded.text, |columns| {
        let has = |name: &str| columns.iter().any(|column| column == name);
        has("company") && has("spelling")
    })?;
    let (company, spelling) = (header.column(&["company"]), header.column(&["spelling"]));
    let mut employers: BTreeMap<String, String> = BTreeMap::new();
    let mut refused = Vec::new();
    let mut rows = Rows::new(&decoded.text, FileId(0), &header);
    while let Some(row) = rows.next_row() {
        let (new, old) = (said(row.get(company)), said(row.get(spelling)));
        if new.is_empty() || old.is_empty() {
            continue;
        }
        match employers.get(old) {
            Some(other) if other != new => refused.push(Refused {
                line: row.place.line,
                message: format!(
                    "{old:?} is to be both {other:?} and {new:?}; keep one of the two rows"
                ),
            }),
            Some(_) | None => {
                employers.insert(old.to_owned(), new.to_owned());
            }
        }
    }
    employers.retain(|old, new| old != new);
    Some((employers, refused))
}

/// A cell without the apostrophe that keeps a spreadsheet from running it.
fn said(cell: &str) -> &str {
    let cell = cell.trim();
    cell.strip_prefix('\'')
        .filter(|rest| is_formula(rest))
        .unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_were_left_in_count_whatever_the_spreadsheet_did() {
        let list = "\u{feff}company;spelling;cards;why\r\nDeltaworks B.V.;DELTAWORKS;2;x\r\nDeltaworks B.V.;Deltaworks B.V.;3;x\r\n;Delta;1;x\r\nA;B;1;\r\nC;B;1;\r\n";
        let (employers, refused) = read(list.as_bytes()).unwrap();
        let pairs: Vec<(&str, &str)> = employers
            .iter()
            .map(|(a, b)| (a.as_str(), b.as_str()))
            .collect();
        assert_eq!(pairs, [("B", "A"), ("DELTAWORKS", "Deltaworks B.V.")]);
        assert_eq!(refused.len(), 1);
        assert!(read(b"name,decision\nAna,keep\n").is_none());
    }
}
