//! A content line of vCard 4.0 (RFC 6350 section 3): escaping, parameter encoding (RFC 6868), folding.

use std::borrow::Cow;

/// A line may have this many octets before it is folded.
pub(super) const WIDTH: usize = 75;

/// A property that is about to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// The group, empty if none.
    pub group: String,
    /// The name in upper case.
    pub name: String,
    /// The parameters with their plain values.
    pub params: Vec<(String, Vec<String>)>,
    /// The value, escaped.
    pub value: String,
    /// What a line of the same group calls it, empty if none.
    pub label: String,
}

impl Line {
    /// A line without group and parameters. The value is escaped already.
    pub fn new(name: &str, value: String) -> Self {
        Self {
            group: String::new(),
            name: name.to_owned(),
            params: Vec::new(),
            value,
            label: String::new(),
        }
    }

    /// Adds a parameter.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.params.push((name.to_owned(), vec![value.to_owned()]));
        self
    }

    /// Whether nothing is left of the value once it is written.
    pub fn says_nothing(&self) -> bool {
        let is_blank = |c: char| c.is_control() || c.is_whitespace() || c == ';';
        self.value.chars().all(is_blank)
    }

    /// Group, name and parameters as they are written.
    pub fn head(&self) -> String {
        let mut head = String::new();
        if !self.group.is_empty() {
            head.push_str(&self.group);
            head.push('.');
        }
        head.push_str(&self.name);
        for (name, values) in &self.params {
            write_param(&mut head, name, values);
        }
        head
    }

    /// Writes the line, folded, with its line break.
    ///
    /// The head is never folded: the grammar allows it, and strict readers do not.
    pub fn write(&self, out: &mut String) {
        let mut line = self.head();
        let head = line.len();
        line.push(':');
        line.push_str(&clean(&self.value));
        let mut from = 0;
        let mut room = WIDTH;
        while line.len() - from > room {
            let cut = fold_at(&line, from, room, head + 1);
            if cut >= line.len() {
                break;
            }
            out.push_str(&line[from..cut]);
            out.push_str("\r\n ");
            from = cut;
            room = WIDTH - 1;
        }
        out.push_str(&line[from..]);
        out.push_str("\r\n");
    }
}

/// Where to fold: on a character border, behind the head, and not in front of a blank, which sloppy readers eat.
fn fold_at(line: &str, from: usize, room: usize, head: usize) -> usize {
    let widest = (from + room).max(head);
    let border = |mut at: usize| {
        while !line.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let widest = border(widest.min(line.len()));
    let mut cut = widest;
    while cut > from.max(head) + 1 && line[cut..].starts_with(' ') {
        cut = border(cut - 1);
    }
    if cut > from && !line[cut..].starts_with(' ') {
        cut
    } else {
        widest
    }
}

fn write_param(head: &mut String, name: &str, values: &[String]) {
    let encoded: Vec<String> = values.iter().map(|value| encode(value)).collect();
    let plain = |value: &String| {
        !value.is_empty()
            && value
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"-_./+=@".contains(&b))
    };
    if encoded.iter().all(plain) {
        head.push_str(&format!(";{name}={}", encoded.join(",")));
    } else if name == "TYPE" {
        encoded
            .iter()
            .for_each(|value| head.push_str(&format!(";{name}=\"{value}\"")));
    } else {
        head.push_str(&format!(";{name}=\"{}\"", encoded.join(",")));
    }
}

/// The escapes of RFC 6868; a parameter has no others.
fn encode(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for c in value.replace("\r\n", "\n").chars() {
        match c {
            '^' => out.push_str("^^"),
            '"' => out.push_str("^'"),
            '\n' => out.push_str("^n"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// Escapes a text value (RFC 6350 section 3.4).
pub(super) fn escape(text: &str) -> String {
    if !text.contains(['\\', ',', ';', '\n', '\r']) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ',' | ';' => {
                out.push('\\');
                out.push(c);
            }
            '\n' | '\r' => out.push_str("\\n"),
            c => out.push(c),
        }
    }
    out
}

/// Control characters have no place in a line, and a raw line break would end it.
fn clean(value: &str) -> Cow<'_, str> {
    if !value.contains(char::is_control) {
        return Cow::Borrowed(value);
    }
    let blank = |c: char| if c.is_control() { ' ' } else { c };
    Cow::Owned(value.chars().map(blank).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(line: &Line) -> String {
        let mut out = String::new();
        line.write(&mut out);
        out
    }

    #[test]
    fn long_values_are_folded_on_character_borders() {
        let note = Line::new("NOTE", escape(&"zwölf Boxkämpfer, ".repeat(20)));
        let text = written(&note);
        assert!(text.lines().all(|line| line.len() <= WIDTH), "{text}");
        assert!(
            !text.contains("\r\n  "),
            "no piece begins with a blank of its own"
        );
        assert_eq!(
            text.replace("\r\n ", ""),
            format!("NOTE:{}\r\n", note.value)
        );
    }

    #[test]
    fn values_cannot_leave_their_line() {
        assert_eq!(
            written(&Line::new("NOTE", escape("a\r\nEND:VCARD\tb;c\\"))),
            "NOTE:a\\nEND:VCARD b\\;c\\\\\r\n"
        );
        let line = Line::new("X-A", "raw\r\nTEL:1".into()).with("X-P", "\"q\"\n^;:");
        assert_eq!(written(&line), "X-A;X-P=\"^'q^'^n^^;:\":raw  TEL:1\r\n");
    }

    #[test]
    fn a_long_head_is_not_folded() {
        let line = Line::new("X-A", "b".repeat(100)).with("X-LONG", &"a".repeat(90));
        let text = written(&line);
        assert!(text.starts_with(&format!("X-A;X-LONG={}:", "a".repeat(90))));
        assert_eq!(
            text.replace("\r\n ", "").trim_end().len(),
            3 + 8 + 90 + 1 + 100
        );
    }

    #[test]
    fn types_with_blanks_are_quoted_one_by_one() {
        let mut line = Line::new("TEL", "1".into());
        line.params
            .push(("TYPE".into(), vec!["work".into(), "Mein Büro".into()]));
        assert_eq!(line.head(), "TEL;TYPE=\"work\";TYPE=\"Mein Büro\"");
        line.params = vec![("SORT-AS".into(), vec!["Harten".into(), "René".into()])];
        assert_eq!(line.head(), "TEL;SORT-AS=\"Harten,René\"");
    }
}
