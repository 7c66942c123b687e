//! What people put into one cell: several numbers or addresses, a name and an address.

use crate::import::table;
use crate::model::keys::Email;

/// Whether a cell for a name holds what stands for none.
pub(super) fn is_dash(cell: &str) -> bool {
    table::is_void(cell) && !cell.chars().all(char::is_alphabetic)
}

/// The numbers of a cell that people put several into.
pub(super) fn several_numbers(cell: &str) -> Option<Vec<String>> {
    let apart = cell.replace(" / ", ";");
    let parts = apart.split([';', ',', '|', '\n', '\r']).map(str::trim);
    let parts: Vec<String> = parts
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect();
    (parts.len() > 1 && parts.iter().all(|part| is_dialled(part))).then_some(parts)
}

/// The addresses of a cell that people put several into; `None` if anything in it is none.
pub(super) fn several_addresses(cell: &str) -> Option<Vec<(String, Email)>> {
    let parts = cell.split([';', ',', '|', '/', ' ', '\n', '\r', '\t']);
    let parts = parts.filter(|part| !part.is_empty());
    let read = parts.map(|part| Some((part.to_owned(), Email::parse(part)?)));
    read.collect::<Option<Vec<_>>>()
        .filter(|several| several.len() > 1)
        .or_else(|| named_addresses(cell))
}

/// A name and the address behind it in one cell: `Petra Novak <petra@example.org>`.
pub(super) fn name_and_address(cell: &str) -> Option<(&str, &str)> {
    let (name, rest) = cell.split_once('<')?;
    let address = rest.trim_end().strip_suffix('>')?;
    Email::parse(address)?;
    Some((name.trim().trim_matches('"'), address))
}

/// The addresses of a cell in which names stand before them, as in the field of a mail: `Petra Novak <petra@example.org>; p@example.org`.
fn named_addresses(cell: &str) -> Option<Vec<(String, Email)>> {
    if !cell.contains('<') {
        return None;
    }
    // A comma may stand within a name; what holds no address belongs to what follows.
    let parts = cell.split([';', ',', '|', '\n', '\r']).map(str::trim);
    let (with, _): (Vec<&str>, Vec<&str>) = parts.partition(|part| part.contains('@'));
    let read = with.into_iter().map(|part| {
        let inner = part
            .rsplit_once('<')
            .and_then(|(_, behind)| behind.split_once('>'));
        let address = inner.map_or(part, |(address, _)| address).trim();
        Some((address.to_owned(), Email::parse(address)?))
    });
    read.collect::<Option<Vec<_>>>()
        .filter(|all| !all.is_empty())
}

/// Whether a text is a phone number and nothing else.
pub(super) fn is_dialled(text: &str) -> bool {
    const FEWEST: usize = 6;
    let is_part = |c: char| {
        c.is_ascii_digit() || matches!(c, ' ' | '\u{a0}' | '(' | ')' | '-' | '.' | '/' | '+')
    };
    text.chars().all(is_part) && text.bytes().filter(u8::is_ascii_digit).count() >= FEWEST
}
