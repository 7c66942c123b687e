//! A list that a program opened in the wrong encoding and saved again: `José` has become `JosÃ©`, and what was the byte order mark
//! stands before the first column.

use std::borrow::Cow;

use encoding_rs::{MACINTOSH, WINDOWS_1252};

/// What a mark may have become has at most so many characters.
const MARK: usize = 6;

/// The text before it was misread; as it is where it was not. Line by line: what was typed since is right as it stands.
pub(super) fn restored(text: &str) -> Cow<'_, str> {
    let text = without_mark(text);
    let mut lines: Vec<Cow<'_, str>> = text.split('\n').map(Cow::Borrowed).collect();
    let mut is_misread = false;
    for line in &mut lines {
        if let Some(right) = read_anew(line) {
            *line = Cow::Owned(right);
            is_misread = true;
        }
    }
    match is_misread {
        true => Cow::Owned(lines.join("\n")),
        false => text,
    }
}

/// The names of the columns are ASCII: what stands before the first of them and is not, was the mark.
fn without_mark(text: &str) -> Cow<'_, str> {
    let (quote, rest) = match text.strip_prefix('"') {
        Some(rest) => ("\"", rest),
        None => ("", text),
    };
    let end = rest
        .find(|c: char| c.is_ascii() && c != '?')
        .unwrap_or(rest.len());
    let (mark, rest) = rest.split_at(end);
    let is_mark = (1..=MARK).contains(&mark.chars().count());
    match is_mark && rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
        true => Cow::Owned(format!("{quote}{rest}")),
        false => Cow::Borrowed(text),
    }
}

/// A line of UTF-8 that was read as the code page of Windows or of old Macs.
fn read_anew(line: &str) -> Option<String> {
    if line.is_ascii() {
        return None;
    }
    [WINDOWS_1252, MACINTOSH].into_iter().find_map(|encoding| {
        let (bytes, _, is_lossy) = encoding.encode(line);
        let right = (!is_lossy)
            .then(|| String::from_utf8(bytes.into_owned()).ok())
            .flatten();
        right.filter(|right| right != line)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_misread_is_read_anew_and_what_was_not_stays() {
        for (misread, right) in [
            (
                "ï»¿decision,name\nkeep,JosÃ© MuÃ±oz\n",
                "decision,name\nkeep,José Muñoz\n",
            ),
            ("\"ï»¿decision\";\"name\"\n", "\"decision\";\"name\"\n"),
            (
                "Ôªødecision,name\nkeep,Jos√© Mu√±oz\n",
                "decision,name\nkeep,José Muñoz\n",
            ),
            ("´╗┐decision,name\n", "decision,name\n"),
            ("???decision,name\n", "decision,name\n"),
            (
                "\u{feff}decision,name\nkeep,José\n",
                "decision,name\nkeep,José\n",
            ),
            (
                "decision,name\nkeep,JosÃ©\nrole: Köchin,Bo\n",
                "decision,name\nkeep,José\nrole: Köchin,Bo\n",
            ),
        ] {
            assert_eq!(restored(misread), right, "{misread}");
        }
        for right in [
            "decision,name\nkeep,José Muñoz\n",
            "decision,name\nkeep,王小明\n",
            "",
            "?",
            "\"",
            "naïve,name\n",
        ] {
            assert_eq!(restored(right), right);
        }
    }
}
