//! Escapes and separators of vCard values (versit 2.1 section 2.1.5, RFC 6350 section 3.4): the reader of a document undoes
//! what its writer does.

use std::borrow::Cow;

use super::document::Form;

/// What separates the components of a property, if it has any.
pub fn separator(name: &str, form: Form) -> Option<char> {
    let is = |names: &[&str]| names.iter().any(|known| name.eq_ignore_ascii_case(known));
    if is(&["N", "ADR", "ORG"]) {
        return Some(';');
    }
    // A comma separates nothing in vCard 2.1.
    Some(',').filter(|_| is(&["CATEGORIES", "NICKNAME"]) && form != Form::Vcard21)
}

/// Splits a value where a separator stands that is not escaped.
pub fn split(text: &str, separator: Option<char>) -> Vec<&str> {
    let Some(separator) = separator else {
        return vec![text];
    };
    let (mut parts, mut from, mut escaped) = (Vec::new(), 0, false);
    for (at, c) in text.char_indices() {
        if c == separator && !escaped {
            parts.push(&text[from..at]);
            from = at + c.len_utf8();
        }
        escaped = c == '\\' && !escaped;
    }
    parts.push(&text[from..]);
    parts
}

/// Undoes the escapes of a value or component.
pub fn unescape(text: &str, form: Form) -> Cow<'_, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    if form == Form::Vcard21 {
        return Cow::Owned(text.replace("\\;", ";"));
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (c, chars.clone().next()) {
            ('\\', Some('n' | 'N')) => out.push('\n'),
            ('\\', Some(next @ ('\\' | ',' | ';' | ':'))) => out.push(next),
            _ => {
                out.push(c);
                continue;
            }
        }
        chars.next();
    }
    Cow::Owned(out)
}

/// Escapes a value or component; commas only where the caller says that they are no separators.
pub fn escape(text: &str, form: Form, commas: bool) -> String {
    if form == Form::Vcard21 {
        return text.replace(';', "\\;");
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' => out.extend(['\\', c]),
            ',' if commas => out.push_str("\\,"),
            '\n' => out.push_str("\\n"),
            '\r' => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_undone() {
        for form in [Form::Vcard30, Form::Vcard40] {
            for text in ["a;b,c\\d\ne", "\\n", "C:\\dir", "", "ö"] {
                assert_eq!(unescape(&escape(text, form, true), form), text);
            }
        }
        assert_eq!(unescape("a\\;b\\n", Form::Vcard21), "a;b\\n");
        assert_eq!(split("a\\;b;c\\\\;d", Some(';')), ["a\\;b", "c\\\\", "d"]);
        assert_eq!(
            split("a,b", separator("CATEGORIES", Form::Vcard21)),
            ["a,b"]
        );
    }
}
