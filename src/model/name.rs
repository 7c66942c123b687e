//! A person's name in the parts that files give, and its folded form for looking it up.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The parts of a name (RFC 6350 section 6.2.2), as written in the source.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Name {
    /// The whole name as the source shows it (vCard FN); built from the parts where the source has none.
    pub full: String,
    /// Given name.
    pub given: String,
    /// Middle or additional names.
    pub middle: String,
    /// Family name.
    pub family: String,
    /// Honorific prefix: "Dr.".
    pub prefix: String,
    /// Suffix: "Jr.", "PhD".
    pub suffix: String,
    /// Nicknames.
    pub nickname: String,
}

impl Name {
    /// A name from given and family name, as LinkedIn has it.
    pub fn of(given: &str, family: &str) -> Self {
        let full = join(&[given, family]);
        Self {
            full,
            given: given.trim().to_owned(),
            family: family.trim().to_owned(),
            ..Self::default()
        }
    }

    /// Fills `full` from the parts if the source left it empty.
    pub fn complete(mut self) -> Self {
        if self.full.trim().is_empty() {
            let is_plain = [&self.prefix, &self.middle, &self.suffix]
                .iter()
                .all(|part| part.is_empty());
            if is_plain && is_east_asian(&self.family) && is_east_asian(&self.given) {
                self.full = format!("{}{}", self.family.trim(), self.given.trim());
                return self;
            }
            self.full = join(&[
                &self.prefix,
                &self.given,
                &self.middle,
                &self.family,
                &self.suffix,
            ]);
        }
        self
    }

    /// Gives back what its texts hold room for and do not need.
    pub(super) fn shrink(&mut self) {
        for part in [
            &mut self.full,
            &mut self.given,
            &mut self.middle,
            &mut self.family,
            &mut self.prefix,
            &mut self.suffix,
            &mut self.nickname,
        ] {
            part.shrink_to_fit();
        }
    }

    /// Given, middle and family name without what stands in brackets, which programs cut in two: "Tejal", "(Aarav", "mom)". A remark
    /// says where the owner knows somebody from, and is no name.
    pub fn without_remarks(&self) -> [String; 3] {
        let mut depth = 0_usize;
        [&self.given, &self.middle, &self.family].map(|part| {
            let mut kept = String::new();
            for c in part.chars() {
                match c {
                    '(' | '[' | '{' | '（' => depth += 1,
                    ')' | ']' | '}' | '）' if depth > 0 => depth -= 1,
                    _ if depth == 0 => kept.push(c),
                    _ => {}
                }
            }
            join(&[&kept])
        })
    }

    /// Whether nothing is known of the name.
    pub fn is_empty(&self) -> bool {
        self.full.trim().is_empty()
            && self.given.is_empty()
            && self.family.is_empty()
            && self.nickname.is_empty()
    }
}

/// Whether a name is written in the letters of a country where the family's name stands first, without a blank behind it.
fn is_east_asian(name: &str) -> bool {
    let is_letter = |c: char| matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3134f}');
    let name = name.trim();
    !name.is_empty() && name.chars().all(is_letter)
}

/// Joins the parts that are not blank with single blanks.
fn join(parts: &[&str]) -> String {
    let mut out = String::new();
    for word in parts.iter().flat_map(|part| part.split_whitespace()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Folds a text for comparison: compatibility form, lower case, no diacritics, single blanks.
///
/// `Muñoz  PEÑA` and `munoz pena` fold to the same; scripts other than Latin keep their letters.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        let mut out = String::with_capacity(text.len());
        for word in text.split_ascii_whitespace() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        }
        out.make_ascii_lowercase();
        return out;
    }
    let bare: String = text.nfkd().filter(|c| !is_ignored(*c)).collect();
    join(&[&bare.to_lowercase().replace('ß', "ss")])
        .nfc()
        .collect()
}

/// Marks on letters, and characters that show nothing: soft hyphens, joiners, direction marks.
fn is_ignored(c: char) -> bool {
    is_combining_mark(c)
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_forgets_case_marks_and_blanks() {
        assert_eq!(fold("  Muñoz\u{a0}PEÑA "), "munoz pena");
        assert_eq!(fold("STRAßE"), "strasse");
        assert_eq!(fold("王 小明"), "王 小明");
        assert_eq!(fold("Noa \u{202b}Barzilai\u{202c}"), "noa barzilai");
    }

    #[test]
    fn full_name_is_built_only_where_missing() {
        let built = Name {
            given: "Ana".into(),
            family: "Ferreira".into(),
            prefix: "Dr.".into(),
            ..Name::default()
        }
        .complete();
        assert_eq!(built.full, "Dr. Ana Ferreira");
        let east = |given: &str, family: &str| {
            let parts = Name {
                given: given.into(),
                family: family.into(),
                ..Name::default()
            };
            parts.complete().full
        };
        assert_eq!(east("小山", "李"), "李小山");
        assert_eq!(east("서연", "김"), "김서연");
        assert_eq!(east("Xiaoshan", "李"), "Xiaoshan 李");
        let given = Name {
            full: "A. F.".into(),
            given: "Ana".into(),
            ..Name::default()
        }
        .complete();
        assert_eq!(given.full, "A. F.");
    }
}
