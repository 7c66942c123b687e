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
        // `TYPE=HOME,TYPE=VOICE` is a slip of some writers.
        let word = word.trim();
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

    fn head_of(line: &str) -> (Vec<String>, Transfer, Vec<(String, Vec<String>)>) {
        let raw = format!("{line}\r\n");
        let (line, _) = VcardLine::take(raw.as_bytes()).unwrap();
        let head = Head::of(&line);
        (head.types(), head.transfer, head.params)
    }

    #[test]
    fn types_are_one_list_in_every_spelling() {
        for line in [
            "TEL;WORK;PREF:1",
            "tel;type=work;type=PREF:1",
            "TEL;TYPE=\"work,pref\":1",
            "TEL;TYPE=WORK;PREF=1:1",
        ] {
            assert_eq!(head_of(line).0, ["work", "pref"], "{line}");
        }
        assert_eq!(head_of("EMAIL;TYPE=INTERNET;PREF=2:a").0, ["pref=2"]);
    }

    #[test]
    fn the_wrapping_is_no_parameter() {
        let (_, transfer, params) =
            head_of("NOTE;CHARSET=UTF-8;QUOTED-PRINTABLE;LANGUAGE=de;X-A=\"b;c\":x");
        assert_eq!(transfer, Transfer::Quoted);
        assert_eq!(
            params,
            [
                ("LANGUAGE".to_owned(), vec!["de".to_owned()]),
                ("X-A".to_owned(), vec!["b;c".to_owned()])
            ]
        );
        assert_eq!(head_of("ADR;LABEL=a^nb^'c^':x").2[0].1, ["a\nb\"c\""]);
    }
}
