//! The header fields of one message that are read (RFC 5322); all others are passed over.

use std::borrow::Cow;

use chrono::NaiveDate;
use chrono_tz::Tz;
use mail_parser::parsers::MessageStream;
use mail_parser::{Addr, Address, HeaderValue};

use crate::import::written;
use crate::model::moment::Moment;

/// A field that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Author.
    From,
    /// Who sent it for the author.
    Sender,
    /// Recipients.
    To,
    /// Recipients of a copy.
    Cc,
    /// Recipients that the others do not see; in sent mail only.
    Bcc,
    /// When it was written.
    Date,
    /// Its id.
    MessageId,
    /// The id of what it answers.
    InReplyTo,
    /// The ids of its thread.
    References,
    /// The mailing list.
    ListId,
    /// Where one writes to the list.
    ListPost,
    /// How one leaves the list.
    ListUnsubscribe,
    /// `bulk`, `list`, `junk`.
    Precedence,
    /// RFC 3834.
    AutoSubmitted,
    /// An automatic answer.
    AutoReply,
    /// The address for bounces.
    ReturnPath,
    /// The mailbox that it came to.
    DeliveredTo,
    /// Marks of mass mailers.
    FeedbackId,
    /// Labels of Gmail.
    Labels,
    /// Flags of Thunderbird.
    MozillaStatus,
    /// Media type.
    ContentType,
    /// A relay on the way.
    Received,
    /// What it is about; looked at only where a program may report what it could not deliver.
    Subject,
    /// Addresses that a program could not deliver to.
    FailedRecipients,
}

/// The fields that are read, by the length of their names.
const NAMES: [&[(&str, Field)]; 22] = [
    &[],
    &[],
    &[("To", Field::To), ("Cc", Field::Cc)],
    &[("Bcc", Field::Bcc)],
    &[("From", Field::From), ("Date", Field::Date)],
    &[],
    &[("Sender", Field::Sender)],
    &[("List-Id", Field::ListId), ("Subject", Field::Subject)],
    &[("Received", Field::Received)],
    &[("List-Post", Field::ListPost), ("Resent-To", Field::To)],
    &[
        ("Message-ID", Field::MessageId),
        ("References", Field::References),
        ("Precedence", Field::Precedence),
    ],
    &[
        ("In-Reply-To", Field::InReplyTo),
        ("Return-Path", Field::ReturnPath),
        ("Feedback-ID", Field::FeedbackId),
        ("X-Autoreply", Field::AutoReply),
    ],
    &[
        ("Delivered-To", Field::DeliveredTo),
        ("Content-Type", Field::ContentType),
    ],
    &[
        ("X-Original-To", Field::DeliveredTo),
        ("X-Autorespond", Field::AutoReply),
    ],
    &[
        ("X-Gmail-Labels", Field::Labels),
        ("Auto-Submitted", Field::AutoSubmitted),
    ],
    &[],
    &[
        ("List-Unsubscribe", Field::ListUnsubscribe),
        ("X-Mozilla-Status", Field::MozillaStatus),
    ],
    &[],
    &[],
    &[("X-Failed-Recipients", Field::FailedRecipients)],
    &[],
    &[("List-Unsubscribe-Post", Field::ListUnsubscribe)],
];
/// No name that is read is longer.
const LONGEST: usize = NAMES.len() - 1;

/// The fields of one message, as written.
#[derive(Debug)]
pub struct Header<'a> {
    fields: Vec<(Field, &'a [u8])>,
    /// Which are there, a bit each.
    known: u32,
}

/// How far a header block goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    /// Bytes, with the blank line at its end if it has one.
    pub length: usize,
    /// Lines of it.
    pub lines: u32,
    /// Whether its end was seen.
    pub ended: bool,
}

impl<'a> Header<'a> {
    /// Takes the known fields out of a header block. Lines that are none are passed over.
    pub fn of(block: &'a [u8]) -> Self {
        Self::read(block, |_| false).0
    }

    /// The same of a block whose end is still to be found: behind a blank line, or before a line that `ends` it.
    pub fn read(text: &'a [u8], ends: impl Fn(&[u8]) -> bool) -> (Self, Extent) {
        let mut header = Self {
            fields: Vec::with_capacity(16),
            known: 0,
        };
        let mut extent = Extent {
            length: 0,
            lines: 0,
            ended: false,
        };
        while let [first, rest @ ..] = &text[extent.length..] {
            let blank = match (first, rest) {
                (b'\n', _) => 1,
                (b'\r', [b'\n', ..]) => 2,
                _ => 0,
            };
            let follows = *first == b'F' && extent.lines > 0 && ends(&text[extent.length..]);
            if blank > 0 || follows {
                extent.length += blank;
                extent.lines += u32::from(blank > 0);
                extent.ended = true;
                break;
            }
            let begin = extent.length;
            header.pass_field(text, &mut extent);
            header.take(&text[begin..extent.length]);
        }
        (header, extent)
    }

    /// Goes behind the field that begins here: continued lines begin with a blank.
    fn pass_field(&self, text: &[u8], extent: &mut Extent) {
        loop {
            let line = memchr::memchr(b'\n', &text[extent.length..]);
            extent.length = line.map_or(text.len(), |end| extent.length + end + 1);
            extent.lines += u32::from(line.is_some());
            if !matches!(text.get(extent.length), Some(b' ' | b'\t')) {
                return;
            }
        }
    }

    /// Keeps a field if it is one that is read.
    fn take(&mut self, field: &'a [u8]) {
        let beginning = &field[..field.len().min(LONGEST + 8)];
        let Some(colon) = memchr::memchr(b':', beginning) else {
            return;
        };
        let name = field[..colon].trim_ascii_end();
        let of_length = NAMES.get(name.len()).copied().unwrap_or_default();
        // Most fields are none of these, and most of those differ in the first letter.
        let named = |(known, _): &&(&str, Field)| {
            let known = known.as_bytes();
            known[0] | 0x20 == name[0] | 0x20 && known.eq_ignore_ascii_case(name)
        };
        if let Some((_, known)) = of_length.iter().find(named) {
            self.known |= 1 << *known as u32;
            self.fields.push((*known, &field[colon + 1..]));
        }
    }

    /// How many fields are known.
    pub fn len(&self) -> usize {
        self.fields.len()
    }

    /// Whether a field is there.
    pub fn has(&self, field: Field) -> bool {
        self.known & (1 << field as u32) != 0
    }

    /// What stands in the first field of a kind, as written.
    pub fn raw(&self, field: Field) -> Option<&'a [u8]> {
        self.has(field).then(|| self.all(field).next())?
    }

    /// What stands in every field of a kind, as written.
    pub fn all(&self, field: Field) -> impl Iterator<Item = &'a [u8]> {
        let fields = self.fields.iter().filter(move |(f, _)| *f == field);
        fields.map(|(_, value)| *value)
    }

    /// Whether a field begins with a word, in upper or lower case.
    pub fn begins(&self, field: Field, word: &str) -> bool {
        let raw = self.raw(field).unwrap_or_default().trim_ascii();
        raw.get(..word.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(word.as_bytes()))
    }

    /// A field as text: unfolded, encoded words decoded.
    pub fn text(&self, field: Field) -> String {
        self.raw(field).map(text).unwrap_or_default()
    }

    /// The ids between angle brackets of a field.
    pub fn ids(&self, field: Field) -> impl Iterator<Item = &'a [u8]> {
        let mut rest = self.raw(field).unwrap_or_default();
        let mut whole = false;
        std::iter::from_fn(move || {
            let Some(open) = memchr::memchr(b'<', rest) else {
                // Some programs leave the brackets out.
                let word = std::mem::take(&mut rest).trim_ascii();
                let is_id = !whole && word.contains(&b'@') && !word.contains(&b' ');
                return is_id.then_some(word);
            };
            whole = true;
            let close = open + memchr::memchr(b'>', &rest[open..])?;
            let id = &rest[open + 1..close];
            rest = &rest[close..];
            Some(id)
        })
    }

    /// When it was written, by its Date field. A time without a zone is in `zone`.
    pub fn date(&self, zone: Tz) -> Dated {
        let Some(raw) = self
            .raw(Field::Date)
            .filter(|raw| !raw.trim_ascii().is_empty())
        else {
            return Dated::No;
        };
        date(raw, zone).map_or(Dated::Unreadable, Dated::At)
    }

    /// When the last relay had it.
    pub fn received(&self, zone: Tz) -> Option<Moment> {
        let received = self.raw(Field::Received)?;
        date(&received[memchr::memrchr(b';', received)? + 1..], zone)
    }
}

/// What a header says of when a message was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dated {
    /// Then.
    At(Moment),
    /// Something that cannot be read.
    Unreadable,
    /// Nothing.
    No,
}

/// A text without folds, its encoded words decoded (RFC 2047).
pub fn text(raw: &[u8]) -> String {
    let bytes = utf8(raw);
    match MessageStream::new(&bytes).parse_unstructured() {
        HeaderValue::Text(text) => text.trim().to_owned(),
        _ => String::new(),
    }
}

/// What stands between the commas of a field of addresses: the words, and the address as written.
pub fn entries(raw: &[u8]) -> Vec<(String, String)> {
    let bytes = utf8(raw);
    let HeaderValue::Address(addresses) = MessageStream::new(&bytes).parse_address() else {
        return Vec::new();
    };
    let text = |part: &Option<Cow<'_, str>>| part.as_deref().unwrap_or("").trim().to_owned();
    let one = |addr: &Addr<'_>| (text(&addr.name), text(&addr.address));
    match &addresses {
        Address::List(list) => list.iter().map(one).collect(),
        Address::Group(groups) => {
            let members = groups.iter().flat_map(|group| &group.addresses);
            members.map(one).collect()
        }
    }
}

/// The instant of a date as any program writes it.
fn date(raw: &[u8], zone: Tz) -> Option<Moment> {
    plain_date(raw.trim_ascii())
        .map(Moment::second)
        .or_else(|| written::moment(&text(raw), zone))
}

/// A date as nearly all programs write it, `Mon, 2 Mar 2026 12:40:02 +0100`, with or without a comment behind it. Anything else is
/// left to the reader of all forms.
fn plain_date(text: &[u8]) -> Option<i64> {
    let [_, _, _, b',', b' ', rest @ ..] = text else {
        return None;
    };
    let (day, rest) = match rest {
        [day, b' ', rest @ ..] => (digits(&[*day])?, rest),
        [ten, one, b' ', rest @ ..] => (digits(&[*ten, *one])?, rest),
        _ => return None,
    };
    let (month, rest) = rest.split_first_chunk::<3>()?;
    let month = MONTHS.iter().position(|name| *name == month)? as u32 + 1;
    let (&[b' ', a, b, c, d, b' '], rest) = rest.split_first_chunk()? else {
        return None;
    };
    let year = digits(&[a, b, c, d])?;
    let (&[h, i, b':', m, n, b':', s, t, b' '], rest) = rest.split_first_chunk()? else {
        return None;
    };
    let (hour, minute, second) = (digits(&[h, i])?, digits(&[m, n])?, digits(&[s, t])?);
    let (&[sign, z, y, x, w], rest) = rest.split_first_chunk()?;
    let (zone_hours, zone_minutes) = (digits(&[z, y])?, digits(&[x, w])?);
    let west = match sign {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    if !matches!(rest, [] | [b' ', b'(', ..]) || zone_hours > 14 || zone_minutes > 59 {
        return None;
    }
    let date = NaiveDate::from_ymd_opt(year as i32, month, day)?;
    let local = date
        .and_hms_opt(hour, minute, second)?
        .and_utc()
        .timestamp();
    Some(local - west * i64::from(zone_hours * 60 + zone_minutes) * 60)
}

/// The months as mail names them (RFC 5322 section 3.3).
const MONTHS: [&[u8; 3]; 12] = [
    b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun", b"Jul", b"Aug", b"Sep", b"Oct", b"Nov", b"Dec",
];

fn digits(text: &[u8]) -> Option<u32> {
    text.iter().try_fold(0, |number, byte| {
        let digit = byte.is_ascii_digit().then(|| u32::from(byte - b'0'))?;
        Some(number * 10 + digit)
    })
}

/// Raw bytes as UTF-8 with an end of line; what is not UTF-8 is taken for Windows-1252.
fn utf8(raw: &[u8]) -> Vec<u8> {
    let mut bytes = match std::str::from_utf8(raw) {
        Ok(_) => raw.to_vec(),
        Err(_) => {
            let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(raw);
            Cow::into_owned(text).into_bytes()
        }
    };
    bytes.retain(|b| *b != 0);
    if !bytes.ends_with(b"\n") {
        bytes.push(b'\n');
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_that_cannot_be_read_is_none_of_a_relay() {
        // 2026-03-02T11:40:02Z, counted with `date -u -d … +%s`.
        let at = Moment::second(1_772_451_602);
        let date = |block: &str| Header::of(block.as_bytes()).date(chrono_tz::UTC);
        let zoned = "Date: Mon, 2 Mar 2026 12:40:02 +0100 (CET)\n";
        assert_eq!(date(zoned), Dated::At(at));
        assert_eq!(date("Date: Mon Mar  2 11:40:02 2026\n"), Dated::At(at));
        let relays = "Received: by a with SMTP id x;\n Mon, 2 Mar 2026 03:40:02 -0800 (PST)\nDate: yesterday\n";
        assert_eq!(date(relays), Dated::Unreadable);
        let received = Header::of(relays.as_bytes()).received(chrono_tz::UTC);
        assert_eq!(received, Some(at));
        assert_eq!(date("Subject: none\nDate: \n"), Dated::No);
    }

    #[test]
    fn the_usual_form_of_a_date_is_read_as_the_reader_of_all_forms_does() {
        let both = |text: &str| {
            let full = written::moment(text, chrono_tz::UTC).map(|moment| moment.at);
            (plain_date(text.as_bytes()), full)
        };
        for text in [
            "Mon, 2 Mar 2026 12:40:02 +0100",
            "Thu, 29 Feb 2024 00:00:00 -0000 (UTC)",
            "Fri, 31 Dec 1999 23:59:59 -0930",
            "Wed, 05 Apr 1995 08:07:06 +1245",
        ] {
            let (plain, full) = both(text);
            assert!(
                plain.is_some() && plain == full,
                "{text}: {plain:?} {full:?}"
            );
        }
        for text in [
            "2 Mar 2026 12:40:02 +0100",
            "Mon, 2 Mar 26 12:40:02 +0100",
            "Mon, 2 Mar 2026 12:40 +0100",
            "Mon, 2 Mar 2026 12:40:02 GMT",
        ] {
            let (plain, full) = both(text);
            assert!(plain.is_none() && full.is_some(), "{text}");
        }
    }

    #[test]
    fn ids_are_what_stands_in_angle_brackets() {
        let header = Header::of(b"references: <a@x>\n\t<b@x> <c\n");
        assert!(header.ids(Field::References).eq([b"a@x", b"b@x"]));
        let bare = Header::of(b"Message-ID: a@x\nIn-Reply-To: your message of Monday\n");
        assert!(bare.ids(Field::MessageId).eq([b"a@x"]));
        assert_eq!(bare.ids(Field::InReplyTo).count(), 0);
    }
}
