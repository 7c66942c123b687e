//! Properties → the fields of a card. What has no field, or says more than its field holds, goes to the extras.

use std::hash::Hash;

use rustc_hash::{FxHashMap, FxHashSet};
use vcard::tree::line::VcardLine;
use vcard::tree::param::node::VcardParamNode;
use vcard::tree::value::node::VcardValueNode;

use crate::import::{Context, Purpose, accounts};
use crate::model::card::{Address, Card, Extra, Kind, Mail, Tel, is_shortened};
use crate::model::keys::{Email, Home, Phone, Region, Slug};
use crate::model::problem::Code;

use super::head::Head;
use super::transfer::{Transfer, base64_text, is_base64, to_text, unquote};
use super::values::{
    addresses, clip, components, escaped, in_brackets, is_international, linkedin, list, node,
    one_line, says_behind, sloppy, unescaped,
};
use super::{dates, media, names};
use crate::model::country;

/// A card while its properties are read.
pub(super) struct Draft {
    /// The card so far.
    pub card: Card,
    /// What was wrong: code and sentence.
    pub findings: Vec<(Code, String)>,
    /// What KIND or X-ABShowAs says.
    pub kind: Option<Kind>,
    /// Whether it is a list of members.
    pub is_group: bool,
    /// Whether bytes that are no UTF-8 were read by assumption, or replaced.
    pub encoding: Option<Code>,
    /// The card's VERSION.
    pub version: Option<String>,
    /// How many properties were read.
    pub properties: usize,
    /// How many phone numbers are in no country that is known.
    pub homeless: u64,
    /// The first ROLE; a title where there is none.
    role: Option<String>,
    purpose: Purpose,
    /// The country that was given for phone numbers.
    region: Option<Region>,
}

impl Draft {
    /// Starts with an empty card.
    pub fn new(card: Card, context: &Context) -> Self {
        Self {
            card,
            findings: Vec::new(),
            kind: None,
            is_group: false,
            encoding: None,
            version: None,
            properties: 0,
            homeless: 0,
            role: None,
            purpose: context.purpose,
            region: context.region,
        }
    }

    /// Reads one property.
    pub fn add(&mut self, line: &VcardLine<'_>) {
        self.properties += 1;
        let is_named = !self.card.name.full.trim().is_empty();
        if self.purpose == Purpose::Flaws && is_named && self.cannot_be_wrong(line) {
            return;
        }
        let head = Head::of(line);
        match head.transfer {
            Transfer::Plain if is_bare_media(&head, line) => self.put_binary(&head, line),
            Transfer::Plain => match meant(&line.value) {
                Some(text) => self.put(&head, &node(&text, line.value.escaper)),
                None => self.put(&head, &line.value),
            },
            Transfer::Quoted => {
                let (text, doubt) = to_text(
                    unquote(line.value.to_string().as_bytes()),
                    head.charset.as_deref(),
                );
                self.encoding = self.encoding.or(doubt);
                self.put(&head, &node(&text, line.value.escaper));
            }
            Transfer::Binary => self.put_binary(&head, line),
        }
    }

    /// Whether a property, whatever it says, can neither be wrong nor change what a card is that names somebody.
    fn cannot_be_wrong(&self, line: &VcardLine<'_>) -> bool {
        const CAN: [&str; 7] = [
            "VERSION",
            "EMAIL",
            "TEL",
            "BDAY",
            "KIND",
            "X-ADDRESSBOOKSERVER-KIND",
            "X-ABSHOWAS",
        ];
        let name = line.bare_name().trim_end();
        let is = |known: &str| name.eq_ignore_ascii_case(known);
        let is_wrapped = |param: &VcardParamNode<'_>| {
            let name = param.name.get().trim();
            name.eq_ignore_ascii_case("ENCODING")
                || param.values.is_empty() && Transfer::of(name).is_some()
        };
        // The country of an address is that of the numbers beside it, unless one was given for all.
        let is_of_use = CAN.into_iter().any(is) || self.region.is_none() && is("ADR");
        !is_of_use && !line.params.iter().any(is_wrapped)
    }

    fn put_binary(&mut self, head: &Head<'_>, line: &VcardLine<'_>) {
        let payload: String = line
            .value
            .to_string()
            .chars()
            .filter(|c| !c.is_whitespace())
            .collect();
        let is_media = holds_media(&head.name);
        if !is_base64(payload.as_bytes()) && !payload.is_empty() {
            return self.put(head, &line.value);
        }
        match base64_text(&payload).filter(|_| !is_media) {
            Some(text) => self.put(head, &node(&text, line.value.escaper)),
            None if payload.is_empty() => {}
            None => {
                let params = head
                    .params
                    .iter()
                    .filter(|(name, _)| name != "VALUE")
                    .cloned()
                    .collect();
                let value = media::data_uri(&head.name, head.param("TYPE"), &payload);
                // Bytes are no value of a property that is text.
                let name = if is_media || !names::is_standard(head.name.as_bytes()) {
                    head.name.clone()
                } else {
                    format!("X-{}", head.name)
                };
                self.card.extras.push(Extra {
                    group: head.group.to_owned(),
                    name,
                    params,
                    value,
                });
            }
        }
    }

    fn put(&mut self, head: &Head<'_>, value: &VcardValueNode<'_>) {
        let text = || value.decode().trim().to_owned();
        match head.name.as_str() {
            "VERSION" => self.version = Some(text()),
            "FN" => self.full_name(head, value),
            "N" => self.name(head, value),
            "NICKNAME" => self.nickname(head, value),
            "EMAIL" => self.email(head, value),
            "TEL" => self.tel(head, value),
            "ADR" => self.address(head, value),
            "ORG" => self.organisation(head, value),
            // `people.vcf` keeps under this name what is no link to a strict reader.
            "URL" | "X-URL" => self.url(head, value),
            "NOTE" => self.text(head, value, |card| &mut card.notes),
            "TITLE" => self.text(head, value, |card| &mut card.titles),
            "ROLE" => {
                self.role.get_or_insert_with(text);
                self.extra(head, value);
            }
            "CATEGORIES" => self.categories(head, value),
            "BDAY" => self.birthday(head, value),
            "BIRTHPLACE" | "X-BIRTHPLACE" => self.single(head, value, |card| &mut card.birth_place),
            "GENDER" | "X-GENDER" => self.single(head, value, |card| &mut card.gender),
            "UID" => self.single(head, value, |card| &mut card.uid),
            "REV" => {
                self.card.fresh = dates::day_of(&text()).max(self.card.fresh);
                self.extra(head, value);
            }
            "KIND" | "X-ADDRESSBOOKSERVER-KIND" | "X-ABSHOWAS" => self.kind(head, value),
            _ => self.other(head, value),
        }
    }

    fn full_name(&mut self, head: &Head<'_>, value: &VcardValueNode<'_>) {
        let text = one_line(&value.decode());
        let first = self.card.name.full.is_empty();
        if first {
            self.card.name.full.clone_from(&text);
        }
        if !text.is_empty() && (head.says_more() || !first && text != self.card.name.full) {
            self.extra(head, value);
        }
    }

    fn name(&mut self, head: &Head<'_>, value: &VcardValueNode<'_>) {
        let name = &mut self.card.name;
        let first = name.family.is_empty()
            && name.given.is_empty()
            && name.prefix.is_empty()
            && name.suffix.is_empty();
        let glue = |at| if at == 4 { ", " } else { " " };
        let [family, given, middle, prefix, suffix] = components(value, glue);
        let same = (&family, &given, &middle) == (&name.family, &name.given, &name.middle);
        if first {
            (name.family, name.given, name.middle) = (family, given, middle);
            (name.prefix, name.suffix) = (prefix, suffix);
        }
        // RFC 9554 adds a second surname and a generation behind the suffix.
        let longer = says_behind(value, 5);
        if head.says_more() || longer || !first && !same {
            self.extra(head, value);
        }
    }

    fn nickname(&mut self, head: &Head<'_>, value: &VcardValueNode<'_>) {
        let names = list(value);
        if names.is_empty() {
            return;
        }
        let nickname = &mut self.card.name.nickname;
        for name in names {
            if !nickname.is_empty() {
                nickname.push_str(", ");
            }
            nickname.push_str(&name);
        }
        if head.says_more() {
            self.extra(head, value);
        }
    }

    fn email(&mut self, head: &Head<'_>, value: &VcardValueNode<'_>) {
        let text = value.decode().trim().to_owned();
        if text.is_empty() {
            return;
        }
        for raw in addresses(&text) {
            let email = Email::parse(in_brackets(raw));
            if email.is_none() {
                self.findings.push((
                    Code::BadEmail,
                    format!("\"{}\" is not a valid e-mail address", clip(raw)),
                ));
            }
            self.card
                .emails
                .push(Mail::new(raw.to_owned(), email, head.types()));
        }
        if head.says_more_than_types() {
            self.extra(head, value);
        }
    }

    fn tel(&mut self, head: &Head<'_>, value: &VcardValueNode<'_>) {
        let raw = value.decode().trim().to_owned();
        if raw.is_empty() {
            return;
        }
        self.card.phones.push(Tel::new(raw, None, head.types()));
        if head.says_more_than_types() {
            self.extra(head, value);
        }
    }

    fn address(&mut self, head: &Head<'_>, value: &VcardValueNode<'_>) {
        let [r#box, flat, street, locality, region, code, country] = components(value, |_| ", ");
        let mut parts = vec![r#box.as_str(), &flat, &street];
        parts.retain(|part| !part.is_empty());
        let address = Address {
            street: parts.join(", "),
            po_box: r#box,
            flat,
            locality,
            region,
            code,
            country,
            types: head.types(),
        };
        let longer = says_behind(value, 7);
        let said = ![
            &address.street,
            &address.locality,
            &address.region,
            &address.code,
            &address.country,
        ]
        .iter()
        .all(|part| part.is_empty());
        if said {
            self.card.addresses.push(address);
        }
        let in_lines = (0..3).any(|at| value.decode_component(at).trim().contains('\n'));
        // The extra keeps the lines of the street.
        if head.says_more_than_types() || longer || in_lines {
            self.extra(head, value);
        }
    }

    fn organisation(&mut self, head: &Head<'_>, value: &VcardValueNode<'_>) {
        let company = one_line(&value.decode_component(0));
        let units = says_behind(value, 1);
        if !company.is_empty() {
            self.card.companies.push(company);
        }
        if units || head.says_more() {
            self.extra(head, value);
        }
    }

    fn url(&mut self, head: &Head<'_>, value: &VcardValueNode<'_>) {
        let url = value.decode().trim().to_owned();
        if url.is_empty() {
            return;
        }
        match Slug::from_url(&url) {
            Some(slug) => self.card.profiles.push(slug),
            None => self.card.urls.push(url),
        }
        if head.says_more() {
            self.extra(head, value);
        }
    }

    fn text(
        &mut self,
        head: &Head<'_>,
        value: &VcardValueNode<'_>,
        field: fn(&mut Card) -> &mut Vec<String>,
    ) {
        let text = value.decode().replace("\r\n", "\n").trim().to_owned();
        if text.is_empty() {
            return;
        }
        field(&mut self.card).push(text);
        if head.says_more() {
            self.extra(head, value);
        }
    }

    fn categories(&mut self, head: &Head<'_>, value: &VcardValueNode<'_>) {
        self.card.labels.extend(list(value));
        if head.says_more() {
            self.extra(head, value);
        }
    }

    fn birthday(&mut self, head: &Head<'_>, value: &VcardValueNode<'_>) {
        let raw = value.decode().trim().to_owned();
        if raw.is_empty() {
            return;
        }
        let read = if head.is_text() {
            None
        } else {
            dates::birthday(&raw)
        };
        if read.is_none() && !head.is_text() {
            self.findings.push((
                Code::BadDate,
                format!(
                    "the birthday \"{}\" is not a date; it is kept unchanged",
                    clip(&raw)
                ),
            ));
        }
        let with_time = read.is_some() && raw.contains(['T', 't']);
        let other = self.card.birthday.is_some();
        self.card.birthday.get_or_insert(read.unwrap_or(raw));
        let known = |name: &str| matches!(name, "VALUE" | "TYPE" | "X-APPLE-OMIT-YEAR");
        if with_time
            || other
            || !head.group.is_empty()
            || head.params.iter().any(|(name, _)| !known(name))
        {
            self.extra(head, value);
        }
    }

    fn single(
        &mut self,
        head: &Head<'_>,
        value: &VcardValueNode<'_>,
        field: fn(&mut Card) -> &mut Option<String>,
    ) {
        let text = one_line(&value.decode());
        if text.is_empty() {
            return;
        }
        let field = field(&mut self.card);
        if field.as_ref().is_some_and(|first| *first != text) || head.says_more() {
            field.get_or_insert(text);
            self.extra(head, value);
        } else {
            *field = Some(text);
        }
    }

    fn kind(&mut self, head: &Head<'_>, value: &VcardValueNode<'_>) {
        let word = value.decode().trim().to_ascii_lowercase();
        match (head.name.as_str(), word.as_str()) {
            ("X-ABSHOWAS", "company") => self.kind = Some(Kind::Org),
            ("X-ABSHOWAS", _) => {}
            (_, "group") => self.is_group = true,
            (_, "org" | "location" | "application" | "device") => self.kind = Some(Kind::Org),
            _ => {}
        }
        if !matches!(word.as_str(), "individual" | "org") || head.says_more() {
            self.extra(head, value);
        }
    }

    /// A property without a field. A LinkedIn link is a key wherever it stands.
    fn other(&mut self, head: &Head<'_>, value: &VcardValueNode<'_>) {
        let text = value.decode();
        self.card.profiles.extend(linkedin(head, text.trim()));
        if head.name != "AGENT" || !text.trim().is_empty() {
            self.extra(head, value);
        }
    }

    fn extra(&mut self, head: &Head<'_>, value: &VcardValueNode<'_>) {
        let is_list = matches!(head.name.as_str(), "CATEGORIES" | "NICKNAME");
        let value = escaped(&value.to_string(), value.escaper, is_list);
        self.card.extras.push(Extra {
            group: head.group.to_owned(),
            name: head.name.clone(),
            params: head.params.clone(),
            value,
        });
    }

    /// Puts aside what was nested, as the text that vCard 3.0 has for it.
    pub fn agent(&mut self, nested: &str) {
        let value = nested
            .trim_end()
            .replace('\\', "\\\\")
            .replace('\n', "\\n")
            .replace(',', "\\,")
            .replace(';', "\\;");
        self.card.extras.push(Extra {
            group: String::new(),
            name: "AGENT".to_owned(),
            params: Vec::new(),
            value,
        });
    }

    /// Does what needs the whole card: numbers need its country, the name its parts.
    pub fn finish(&mut self) {
        self.say_once();
        self.settle_phones();
        self.label_groups();
        accounts::find(&mut self.card);
        self.card.name = std::mem::take(&mut self.card.name).complete();
        if self.card.titles.is_empty() {
            self.card
                .titles
                .extend(self.role.take().filter(|role| !role.is_empty()));
        }
    }

    fn settle_phones(&mut self) {
        let mut countries = self.card.addresses.iter().map(|a| a.country.as_str());
        let home = Home {
            given: self.region,
            own: countries.find_map(country::region),
        };
        for tel in &mut self.card.phones {
            // The parameters of a tel URI (RFC 3966) are no part of the number.
            let number = tel.raw.split(';').next().unwrap_or(&tel.raw);
            let gives_country = is_international(&tel.raw);
            let is_one = match self.purpose {
                Purpose::All => {
                    tel.phone = Phone::parse_at(number, home);
                    tel.phone.is_some()
                }
                // Whether another number is one is asked only where that costs nothing.
                Purpose::Flaws if gives_country || home.is_unknown() => Phone::is_one(number, home),
                Purpose::Flaws => true,
            };
            if !is_one && home.is_unknown() {
                self.homeless += u64::from(tel.is_national());
            }
            if is_shortened(tel.raw.trim()) {
                let message = format!(
                    "\"{}\" is a number whose last digits a spreadsheet has cut off; write it anew",
                    clip(&tel.raw)
                );
                self.findings.push((Code::BadPhone, message));
            }
            if !is_one && gives_country {
                self.findings.push((
                    Code::BadPhone,
                    format!("\"{}\" is not a valid phone number", clip(&tel.raw)),
                ));
            }
        }
    }

    /// Of equal values the first stays.
    fn say_once(&mut self) {
        let card = &mut self.card;
        let lists = [
            &mut card.companies,
            &mut card.urls,
            &mut card.notes,
            &mut card.titles,
            &mut card.labels,
        ];
        lists.into_iter().for_each(once);
        once(&mut card.profiles);
    }

    /// Gives the values of a group the label that Apple and Google write beside them.
    fn label_groups(&mut self) {
        let extras = &self.card.extras;
        let is_label = |e: &&Extra| e.name == "X-ABLABEL" && !e.group.is_empty();
        let mut groups: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
        for extra in extras.iter().filter(is_label) {
            let label = extra.value.as_str();
            groups.entry(&extra.group).or_default().push(label);
        }
        if groups.is_empty() {
            return;
        }
        let mut words: FxHashMap<(&str, String), Vec<String>> = FxHashMap::default();
        let is_labelled = |e: &&Extra| matches!(e.name.as_str(), "EMAIL" | "TEL");
        for extra in extras.iter().filter(is_labelled) {
            let labels = groups.get(extra.group.as_str()).into_iter().flatten();
            let bare = labels.map(|l| {
                l.trim_matches(['_', '$', '!', '<', '>', ' '])
                    .to_lowercase()
            });
            let key = (extra.name.as_str(), unescaped(&extra.value));
            let known = words.entry(key).or_default();
            known.extend(bare.take(MANY_LABELS.saturating_sub(known.len())));
        }
        let of = |name, raw: &str| words.get(&(name, raw.to_owned())).into_iter().flatten();
        let add = |types: &mut Vec<String>, word: &String| {
            if !types.contains(word) {
                types.push(word.clone());
            }
        };
        for mail in &mut self.card.emails {
            of("EMAIL", &mail.raw).for_each(|word| add(&mut mail.types, word));
        }
        for tel in &mut self.card.phones {
            of("TEL", &tel.raw).for_each(|word| add(&mut tel.types, word));
        }
    }
}

/// The value without sloppy escapes, if it has any: they are still there once the sound ones are undone.
fn meant(value: &VcardValueNode<'_>) -> Option<String> {
    if value.decode().contains('\\') {
        sloppy(&value.to_string(), value.escaper)
    } else {
        None
    }
}

/// More labels than that on one value are no labels; they stay among what the card says otherwise.
const MANY_LABELS: usize = 32;

/// Keeps the first of equal values. A hostile card may have a hundred thousand.
fn once<T: Clone + Eq + Hash>(values: &mut Vec<T>) {
    if values.len() > 1 {
        let mut known = FxHashSet::default();
        values.retain(|value| known.insert(value.clone()));
    }
}

fn holds_media(name: &str) -> bool {
    matches!(name, "PHOTO" | "LOGO" | "SOUND" | "KEY")
}

/// Whether a line is base64 that does not say so: long, and without any character of a link or a sentence.
fn is_bare_media(head: &Head<'_>, line: &VcardLine<'_>) -> bool {
    const TOO_LONG_FOR_A_WORD: usize = 100;
    let is_long = |text: String| text.len() > TOO_LONG_FOR_A_WORD && is_base64(text.as_bytes());
    holds_media(&head.name) && is_long(line.value.to_string())
}
