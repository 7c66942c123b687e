//! What stands before the colon of a property: group, name and parameters, in every version's spelling.

use vcard::tree::line::VcardLine;
use vcard::tree::param::node::VcardParamNode;

use super::transfer::Transfer;

/// The head of a property.
#[derive(Debug, Default)]
pub(super) struct Head<'a> {
    /// The group, empty if none.
    pub group: &'a str,
    /// The name in upper case.
    pub name: String,
    /// The parameters in the order of the source, without those of the transfer encoding.
    pub params: Vec<(String, Vec<String>)>,
    /// How the value is wrapped.
    pub transfer: Transfer,
    /// The declared character set.
    pub charset: Option<String>,
}

impl<'a> Head<'a> {
    /// Reads the head of a line.
    pub fn of(line: &'a VcardLine<'_>) -> Self {
        let mut name = line.bare_name().trim_end().to_owned();
        name.make_ascii_uppercase();
        if name.contains(' ') {
            name = name.replace(' ', "-");
        }
        let mut head = Self {
            group: line.group().unwrap_or(""),
            name,
            ..Self::default()
        };
        for param in &line.params {
            head.add(param);
        }
        head
    }

    fn add(&mut self, param: &VcardParamNode<'_>) {
        let name = param.name.get().trim().to_ascii_uppercase();
        if param.values.is_empty() {
            return self.add_bare(name);
        }
        let values: Vec<String> = param
            .values
            .iter()
            .map(|leaf| value(leaf.get(), param.escaper.has_param_encoding()))
            .collect();
        match name.as_str() {
            "ENCODING" => match values.first().and_then(|word| Transfer::of(word)) {
                Some(transfer) => self.transfer = transfer,
                None => self.params.push((name, values)),
            },
            "CHARSET" => self.charset = values.into_iter().next(),
            "TYPE" => values
                .iter()
                .flat_map(|list| list.split(','))
                .for_each(|word| self.add_type(word)),
            // RFC 6350 itself writes line breaks in a label with the escape of a value.
            "LABEL" => self.params.push((
                name,
                values
                    .iter()
                    .map(|label| label.replace("\\n", "\n"))
                    .collect(),
            )),
            _ => self.params.push((name, values)),
        }
    }

    /// A word without `=`, as vCard 2.1 has it: an encoding, a kind of value, or a type.
    fn add_bare(&mut self, word: String) {
        match Transfer::of(&word).filter(|_| word.len() > 1) {
            Some(transfer) => self.transfer = transfer,
            None if matches!(
                word.as_str(),
                "URL" | "URI" | "CID" | "CONTENT-ID" | "INLINE"
            ) =>
            {
                self.params.push(("VALUE".to_owned(), vec![word]))
            }
            None => self.add_type(&word),
        }
    }

    fn add_type(&mut self, word: &str) {
        // `TYPE=HOME,TYPE=VOICE` and `TYPE=WORK\,VOICE` are slips of some writers.
        let word = word.trim().trim_matches('\\');
        let word = word
            .get(..5)
            .filter(|start| start.eq_ignore_ascii_case("TYPE="))
            .map_or(word, |_| &word[5..]);
        if word.is_empty() {
            return;
        }
        match self.params.iter_mut().find(|(name, _)| name == "TYPE") {
            Some((_, types)) => types.push(word.to_owned()),
            None => self.params.push(("TYPE".to_owned(), vec![word.to_owned()])),
        }
    }

    /// The values of a parameter.
    pub fn param(&self, name: &str) -> &[String] {
        self.params
            .iter()
            .find(|(known, _)| known == name)
            .map_or(&[], |(_, values)| values)
    }

    /// Whether one of the types is this word, in any case.
    pub fn has_type(&self, word: &str) -> bool {
        self.param("TYPE")
            .iter()
            .any(|known| known.eq_ignore_ascii_case(word))
    }

    /// The types as a field keeps them: lower case, each once, `pref` for the preferred one, without `internet`,
    /// which every address is.
    pub fn types(&self) -> Vec<String> {
        let mut types: Vec<String> = Vec::new();
        let pref = self.param("PREF").iter().map(|rank| {
            if rank == "1" {
                "pref".to_owned()
            } else {
                format!("pref={rank}")
            }
        });
        for word in self
            .param("TYPE")
            .iter()
            .map(|word| word.to_lowercase())
            .chain(pref)
        {
            if word != "internet" && !types.contains(&word) {
                types.push(word);
            }
        }
        types
    }

    /// Whether the value is declared to be free text.
    pub fn is_text(&self) -> bool {
        self.param("VALUE")
            .iter()
            .any(|kind| kind.eq_ignore_ascii_case("text"))
    }

    /// Whether the head says something that a field without a place for types cannot hold.
    pub fn says_more(&self) -> bool {
        !self.group.is_empty() || self.params.iter().any(|(name, _)| name != "VALUE")
    }

    /// The same for a field that holds types.
    pub fn says_more_than_types(&self) -> bool {
        !self.group.is_empty()
            || self
                .params
                .iter()
                .any(|(name, _)| !matches!(name.as_str(), "VALUE" | "TYPE" | "PREF"))
    }
}

/// A parameter value without its quotation marks; in vCard 4.0 also without the escapes of RFC 6868.
fn value(raw: &str, encoded: bool) -> String {
    let raw = raw.trim();
    let bare = raw
        .strip_prefix('"')
        .and_then(|inner| inner.strip_suffix('"'))
        .unwrap_or(raw);
    if !encoded || !bare.contains('^') {
        return bare.to_owned();
    }
    let mut out = String::with_capacity(bare.len());
    let mut rest = bare;
    while let Some(at) = rest.find('^') {
        let (escape, width) = match rest.as_bytes().get(at + 1) {
            Some(b'n') => ("\n", 2),
            Some(b'^') => ("^", 2),
            Some(b'\'') => ("\"", 2),
            _ => ("^", 1),
        };
        out.push_str(&rest[..at]);
        out.push_str(escape);
        rest = &rest[at + width..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The head of a line, handed to a check while the line is there.
    fn with_head(line: &str, check: impl Fn(&Head<'_>)) {
        let raw = format!("{line}\r\n");
        let (line, _) = VcardLine::take(raw.as_bytes()).unwrap();
        check(&Head::of(&line));
    }

    #[test]
    fn types_are_one_list_in_every_spelling() {
        let spellings = [
            "TEL;WORK;PREF:1",
            "tel;type=work;type=PREF:1",
            "TEL;TYPE=\"work,pref\":1",
            "TEL;TYPE=WORK;PREF=1:1",
            "TEL;TYPE=WORK,TYPE=PREF:1",
        ];
        for line in spellings {
            with_head(line, |head| {
                assert_eq!(head.types(), ["work", "pref"], "{line}")
            });
        }
        with_head("EMAIL;TYPE=INTERNET;PREF=2:a", |head| {
            assert_eq!(head.types(), ["pref=2"])
        });
    }

    #[test]
    fn a_blank_in_a_name_is_a_hyphen() {
        with_head("X-GOOGLE TALK;TYPE=WORK:ana", |head| {
            assert_eq!(head.name, "X-GOOGLE-TALK")
        });
    }

    #[test]
    fn the_wrapping_is_no_parameter() {
        with_head(
            "NOTE;CHARSET=UTF-8;QUOTED-PRINTABLE;LANGUAGE=de;X-A=\"b;c\":x",
            |head| {
                assert_eq!(head.transfer, Transfer::Quoted);
                let names: Vec<&str> = head.params.iter().map(|(name, _)| name.as_str()).collect();
                assert_eq!(names, ["LANGUAGE", "X-A"]);
                assert_eq!(head.param("X-A"), ["b;c"]);
            },
        );
        with_head("ADR;LABEL=a^nb^'c^':x", |head| {
            assert_eq!(head.param("LABEL"), ["a\nb\"c\""])
        });
    }
}
