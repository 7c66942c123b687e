//! Normal forms of what identifies somebody: LinkedIn slug, e-mail address, phone number. `parse` is the only door.

use std::borrow::Cow;
use std::fmt;

use rlibphonenumber::{
    NumberLengthType as Length, PHONE_NUMBER_UTIL as PLANS, PhoneNumber, PhoneNumberFormat as Form,
    PhoneNumberType as Type,
};
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// The last part of a LinkedIn profile link, percent-decoded, NFC, lower case: `josé-muñoz-91ab23`.
///
/// Connections.csv writes it percent-encoded, messages.csv raw; here both are one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(String);

impl Slug {
    /// Reads the slug out of a profile link in any of its spellings; `None` if it is not one.
    pub fn from_url(url: &str) -> Option<Self> {
        let url = url.trim();
        let rest = strip_prefix_no_case(url, "https://")
            .or_else(|| strip_prefix_no_case(url, "http://"))
            .unwrap_or(url);
        let (host, path) = rest.split_once('/')?;
        let host = host.to_ascii_lowercase();
        if host != "linkedin.com" && !host.ends_with(".linkedin.com") {
            return None;
        }
        let path = strip_prefix_no_case(path, "mwlite/").unwrap_or(path);
        Self::parse(strip_prefix_no_case(path, "in/")?)
    }

    /// Normalises a bare slug; `None` if nothing is left or it is a path.
    pub fn parse(raw: &str) -> Option<Self> {
        let end = raw.find(['?', '#', '/']).unwrap_or(raw.len());
        let raw = raw[..end].trim();
        if raw.is_empty() || raw.contains(|c: char| c.is_whitespace() || c.is_control()) {
            return None;
        }
        let plain = raw
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_');
        if plain {
            return Some(Self(raw.to_owned()));
        }
        let decoded = percent_decode(raw);
        let composed = if is_nfc(&decoded) {
            decoded
        } else {
            decoded.nfc().collect()
        };
        let slug = composed.to_lowercase();
        if slug.contains(|c: char| c.is_whitespace() || c.is_control() || c == '/') {
            None
        } else {
            Some(Self(slug))
        }
    }

    /// The normal form.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The canonical profile link, percent-encoded where the slug is not ASCII.
    pub fn url(&self) -> String {
        let mut url = String::from("https://www.linkedin.com/in/");
        for byte in self.0.bytes() {
            if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
                url.push(byte as char);
            } else {
                let hex = |half: u8| char::from(b"0123456789ABCDEF"[usize::from(half)]);
                url.extend(['%', hex(byte >> 4), hex(byte & 15)]);
            }
        }
        url
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An e-mail address that could receive mail (RFC 5322 addr-spec, the common subset), in lower case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Email(String);

impl Email {
    /// Normalises an address: blanks, angle brackets and `mailto:` go, lower case; `None` if it is no address.
    pub fn parse(raw: &str) -> Option<Self> {
        bare_address(raw)
            .filter(|address| {
                address
                    .rsplit_once('@')
                    .is_some_and(|(_, host)| host.contains('.'))
            })
            .map(|address| Self(address.to_lowercase()))
    }

    /// The same, and an address whose host has no domain, as mail within one network has it: `petra@mailhost`.
    pub fn on_network(raw: &str) -> Option<Self> {
        bare_address(raw).map(|address| Self(address.to_lowercase()))
    }

    /// Whether `parse` finds an address.
    pub fn is_one(raw: &str) -> bool {
        Self::parse(raw).is_some()
    }

    /// The address in lower case.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address without what stands behind a plus (RFC 5233); `None` if nothing does.
    pub fn without_tag(&self) -> Option<Self> {
        let (user, _) = self.local().split_once('+')?;
        (!user.is_empty()).then(|| Self(format!("{user}@{}", self.domain())))
    }

    /// What stands before the `@`.
    pub fn local(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(local, _)| local)
    }

    /// What stands after the `@`.
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

/// An address without what stands around it.
fn bare_address(raw: &str) -> Option<&str> {
    let raw = raw
        .trim()
        .trim_start_matches('<')
        .trim_end_matches('>')
        .trim();
    let raw = strip_prefix_no_case(raw, "mailto:").unwrap_or(raw);
    let (local, domain) = raw.rsplit_once('@')?;
    let is_odd = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(
                c,
                '@' | ',' | ';' | '<' | '>' | '(' | ')' | '[' | ']' | '\\' | '"'
            )
    };
    let local_ok = !local.is_empty() && !local.contains(is_odd);
    let labels_ok = domain.split('.').all(|label| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    });
    (local_ok && labels_ok).then_some(raw)
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The ASCII digits of a text.
pub fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// A number that is written with its country and is in no plan that is known, as `+` and its digits: new ranges come every year, and
/// the same number is the same one whether a table knows it or not. `None` for what is no such number.
pub fn unplanned(raw: &str) -> Option<String> {
    const LENGTHS: std::ops::RangeInclusive<usize> = 8..=15;
    let visible: String = raw.chars().filter(|c| !is_invisible(*c)).collect();
    let text = visible.trim();
    let text = strip_prefix_no_case(text, "tel:").unwrap_or(text);
    let text = text.split(';').next().unwrap_or(text);
    let number = text.strip_prefix('+').or_else(|| text.strip_prefix("00"))?;
    let number = number.replacen("(0)", "", 1);
    let digits = digits(&number);
    let is_number = !number
        .chars()
        .any(|c| c.is_alphabetic() || c == '*' || c == '#')
        && LENGTHS.contains(&digits.len())
        && !digits.starts_with('0');
    (is_number && Phone::parse(text, None).is_none()).then(|| format!("+{digits}"))
}

/// What kind of line a number is, by the numbering plan. Where labels contradict each other, the earlier kind holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Line {
    /// A mobile: one person's.
    Mobile,
    /// A landline: a household's or an office's.
    Fixed,
    /// The plan does not tell (North America).
    Either,
    /// Toll-free, premium and other service numbers.
    Service,
}

/// A valid phone number in E.164: `+4915112345678`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phone {
    e164: String,
    shown: String,
    line: Line,
}

impl Phone {
    /// Reads a number as written; `region` (ISO 3166 alpha-2) serves numbers without a country code. `None` if it is
    /// not a valid number of its country's plan, or if the country is not known.
    pub fn parse(raw: &str, region: Option<Region>) -> Option<Self> {
        let (number, line) = planned(raw, region)?;
        Some(Self::of(&number, line))
    }

    /// The same for a number on a card that may have a country of its own.
    pub fn parse_at(raw: &str, home: Home) -> Option<Self> {
        let (number, line) = planned_at(raw, home)?;
        Some(Self::of(&number, line))
    }

    /// The shown form of what `parse_at` reads, at two thirds of the work.
    pub fn international(raw: &str, home: Home) -> Option<String> {
        let (number, _) = planned_at(raw, home)?;
        Some(PLANS.format(&number, Form::International).into_owned())
    }

    /// Whether `parse_at` reads the number, at a third of the work.
    pub fn is_one(raw: &str, home: Home) -> bool {
        planned_at(raw, home).is_some()
    }

    fn of(number: &PhoneNumber, line: Line) -> Self {
        Self {
            e164: PLANS.format(number, Form::E164).into_owned(),
            shown: PLANS.format(number, Form::International).into_owned(),
            line,
        }
    }

    /// The number in E.164.
    pub fn e164(&self) -> &str {
        &self.e164
    }

    /// The number in international form with blanks: `+49 1512 3456789`.
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// The country whose plan it is in; of countries that share one plan (North America) that of its area code.
    pub fn region(&self) -> Option<Region> {
        let number = PLANS.parse(&self.e164, None).ok()?;
        PLANS.get_region_for_number(&number).map(Region)
    }

    /// What kind of line it is.
    pub fn line(&self) -> Line {
        self.line
    }
}

/// A country, for phone numbers that are written without one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region(rlibphonenumber::Region);

impl Region {
    /// Reads an ISO 3166 alpha-2 code in any case.
    pub fn parse(code: &str) -> Option<Self> {
        let code = code.trim().to_ascii_uppercase();
        // With the library these two letters mean that nobody knows.
        code.parse().ok().filter(|_| code != "ZZ").map(Self)
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The countries that a number written without one may be of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Home {
    /// The one that was given for all numbers.
    pub given: Option<Region>,
    /// That of the card which the number stands on: for what is no number of the one that was given.
    pub own: Option<Region>,
}

impl Home {
    /// Whether no country is known.
    pub fn is_unknown(self) -> bool {
        self.given.is_none() && self.own.is_none()
    }
}

fn planned_at(raw: &str, home: Home) -> Option<(PhoneNumber, Line)> {
    let first = home.given.or(home.own);
    let second = home.own.filter(|own| Some(*own) != first);
    planned(raw, first).or_else(|| planned(raw, Some(second?)))
}

/// A number in the plan of its country.
fn planned(raw: &str, region: Option<Region>) -> Option<(PhoneNumber, Line)> {
    let cleaned = if raw.is_ascii() {
        Cow::Borrowed(raw)
    } else {
        Cow::Owned(raw.chars().filter(|c| !is_invisible(*c)).collect())
    };
    let text = cleaned.trim();
    let text = strip_prefix_no_case(text, "tel:").unwrap_or(text);
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let mut dialled = match text.strip_prefix("00") {
        Some(rest) => Cow::Owned(format!("+{rest}")),
        None => Cow::Borrowed(text),
    };
    if dialled.contains("(0)") {
        dialled = Cow::Owned(dialled.replacen("(0)", "", 1));
    }
    if region.is_none() && !dialled.starts_with('+') {
        return None;
    }
    // A number with its country code is read without the region, whose trunk prefix would be cut out of it.
    let home = region.filter(|_| !dialled.starts_with('+'));
    let number = PLANS.parse(&*dialled, home.map(|r| r.0)).ok()?;
    // What is in no plan has no type.
    let kind = PLANS.get_number_type(&number);
    if home.is_some() && kind != Type::Mobile && is_local(&dialled, &number) {
        return None;
    }
    let line = match kind {
        Type::Unknown => return None,
        Type::Mobile | Type::Pager | Type::PersonalNumber => Line::Mobile,
        Type::FixedLine | Type::VoIP => Line::Fixed,
        Type::FixedLineOrMobile => Line::Either,
        Type::TollFree | Type::PremiumRate | Type::SharedCost | Type::UAN | Type::VoiceMail => {
            Line::Service
        }
    };
    Some((number, line))
}

/// Whether a number lacks the trunk prefix of its country and so may be a local one without its area code: in Germany
/// `555 1111` is a subscriber next door, and `+49 5551111` would be somebody else. (A mobile has no local form.) Where
/// an area code of two digits more would be too long, the number is whole.
fn is_local(dialled: &str, number: &PhoneNumber) -> bool {
    let (written, national) = (
        digits(dialled),
        digits(&PLANS.format(number, Form::National)),
    );
    let lacks_prefix = national.len() > written.len() && national.ends_with(&written);
    if !lacks_prefix {
        return false;
    }
    let with_area_code = PLANS.parse(format!("{}00", PLANS.format(number, Form::E164)), None);
    with_area_code.is_ok_and(|n| PLANS.is_possible_number_with_reason(&n) == Ok(Length::IsPossible))
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}'..='\u{200f}' | '\u{feff}')
}

/// Strips an ASCII prefix whatever its case.
fn strip_prefix_no_case<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix)
        .then(|| &text[prefix.len()..])
}

/// Decodes `%C3%A9`; what does not decode to UTF-8 stays as it was written.
pub fn percent_decode(raw: &str) -> String {
    let bytes = raw.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let pair = (bytes[at] == b'%')
            .then(|| raw.get(at + 1..at + 3))
            .flatten();
        match pair.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| raw.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_encoded_and_raw_slugs_are_one() {
        let a = Slug::from_url("https://www.linkedin.com/in/jos%C3%A9-mu%C3%B1oz-91ab23").unwrap();
        let b = Slug::from_url("www.linkedin.com/in/José-Muñoz-91ab23/?trk=x").unwrap();
        let decomposed =
            Slug::from_url("https://de.linkedin.com/in/jose\u{301}-mun\u{303}oz-91ab23").unwrap();
        assert_eq!(a, b);
        assert_eq!(a, decomposed);
        assert_eq!(
            a.url(),
            "https://www.linkedin.com/in/jos%C3%A9-mu%C3%B1oz-91ab23"
        );
    }

    #[test]
    fn other_links_are_no_profiles() {
        for url in [
            "https://www.linkedin.com/company/acme",
            "https://notlinkedin.com/in/x",
            "https://www.linkedin.com/in/",
            "linkedin.com",
        ] {
            assert_eq!(Slug::from_url(url), None, "{url}");
        }
    }

    #[test]
    fn addresses_lose_case_and_wrapping_only() {
        assert_eq!(
            Email::parse(" <MailTo:Ana.F+x@Example.ORG> ")
                .unwrap()
                .as_str(),
            "ana.f+x@example.org"
        );
        for bad in [
            "",
            "ana",
            "ana@",
            "@example.org",
            "a b@example.org",
            "/o=EX/cn=ana",
            "ana@host",
            "a@b..c",
        ] {
            assert_eq!(Email::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn numbers_come_to_one_form() {
        let de = Region::parse("de");
        let forms = [
            "0151 12345678",
            "0049 151 12345678",
            "tel:+49-151-12345678",
            "+49 (0)151 12345678",
            "\u{202a}+49 151\u{a0}12345678\u{202c}",
        ];
        for raw in forms {
            let phone = Phone::parse(raw, de).unwrap_or_else(|| panic!("{raw}"));
            assert_eq!(phone.e164(), "+4915112345678", "{raw}");
            assert_eq!(phone.line(), Line::Mobile);
        }
        let abroad = Phone::parse("+49 151 85646264", Region::parse("us")).unwrap();
        assert_eq!(
            abroad.e164(),
            "+4915185646264",
            "the trunk prefix of the region stays out of it"
        );
        assert_eq!(
            Phone::parse("0151 12345678", None),
            None,
            "no country is guessed"
        );
        assert_eq!(Phone::parse("11833", de), None);
        let unknown = Some("+33639981633".to_owned());
        assert_eq!(unplanned("+33 6 39 98 16 33"), unknown);
        assert_eq!(unplanned("tel:+33-639-981-633;ext=2"), unknown);
        assert_eq!(unplanned("0033 (0)6 39 98 16 33"), unknown);
        for raw in [
            "+4915112345678",
            "0639981633",
            "+33 call me",
            "+1234567",
            "",
        ] {
            assert_eq!(unplanned(raw), None, "{raw}");
        }
    }

    #[test]
    fn a_local_number_is_not_made_a_number_elsewhere() {
        let read = |raw, country| Phone::parse(raw, Region::parse(country));
        // The area code (040, 030, 08) is missing, or the number is American.
        for (raw, country) in [
            ("(404) 555-1212", "DE"),
            ("555 1111", "DE"),
            ("3012345678", "DE"),
            ("7946 0018", "GB"),
            ("812 34 56", "SE"),
        ] {
            assert_eq!(read(raw, country), None, "{raw} in {country}");
        }
        // With the trunk prefix; a mobile that a spreadsheet took the zero from; plans of one length; plans without a prefix.
        for (raw, country, e164) in [
            ("040 4555 1212", "DE", "+494045551212"),
            ("1512 3456789", "DE", "+4915123456789"),
            ("1 42 68 53 00", "FR", "+33142685300"),
            ("20 7946 0018", "GB", "+442079460018"),
            ("404 555 1212", "US", "+14045551212"),
            ("912 345 678", "ES", "+34912345678"),
        ] {
            let phone = read(raw, country).unwrap_or_else(|| panic!("{raw} in {country}"));
            assert_eq!(phone.e164(), e164, "{raw}");
        }
    }
}
