//! The header fields of one message that are read (RFC 5322); all others are passed over.

use std::borrow::Cow;

use mail_parser::parsers::MessageStream;
use mail_parser::{Addr, Address, HeaderValue};

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
}

const NAMES: [(&str, Field); 26] = [
    ("From", Field::From),
    ("Sender", Field::Sender),
    ("To", Field::To),
    ("Cc", Field::Cc),
    ("Bcc", Field::Bcc),
    ("Date", Field::Date),
    ("Message-ID", Field::MessageId),
    ("In-Reply-To", Field::InReplyTo),
    ("References", Field::References),
    ("List-Id", Field::ListId),
    ("List-Post", Field::ListPost),
    ("List-Unsubscribe", Field::ListUnsubscribe),
    ("List-Unsubscribe-Post", Field::ListUnsubscribe),
    ("Precedence", Field::Precedence),
    ("Auto-Submitted", Field::AutoSubmitted),
    ("X-Autoreply", Field::AutoReply),
    ("X-Autorespond", Field::AutoReply),
    ("Return-Path", Field::ReturnPath),
    ("Delivered-To", Field::DeliveredTo),
    ("X-Original-To", Field::DeliveredTo),
    ("Feedback-ID", Field::FeedbackId),
    ("X-Gmail-Labels", Field::Labels),
    ("X-Mozilla-Status", Field::MozillaStatus),
    ("Content-Type", Field::ContentType),
    ("Received", Field::Received),
    ("Resent-To", Field::To),
];

/// The fields of one message, as written.
#[derive(Debug, Default)]
pub struct Header<'a> {
    fields: Vec<(Field, &'a [u8])>,
}

impl<'a> Header<'a> {
    /// Takes the known fields out of a header block. Lines that are none are passed over.
    pub fn of(block: &'a [u8]) -> Self {
        let mut header = Self::default();
        let mut at = 0;
        while at < block.len() {
            let end = field_end(block, at);
            if let Some((field, value)) = field(&block[at..end]) {
                header.fields.push((field, value));
            }
            at = end;
        }
        header
    }

    /// How many fields are known.
    pub fn len(&self) -> usize {
        self.fields.len()
    }

    /// Whether a field is there.
    pub fn has(&self, field: Field) -> bool {
        self.raw(field).is_some()
    }

    /// What stands in the first field of a kind, as written.
    pub fn raw(&self, field: Field) -> Option<&'a [u8]> {
        self.all(field).next()
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
    pub fn ids(&self, field: Field) -> Vec<&'a [u8]> {
        let mut ids = Vec::new();
        let mut rest = self.raw(field).unwrap_or_default();
        while let Some(open) = memchr::memchr(b'<', rest) {
            let Some(close) = memchr::memchr(b'>', &rest[open..]) else {
                break;
            };
            ids.push(&rest[open + 1..open + close]);
            rest = &rest[open + close..];
        }
        ids
    }

    /// The instant of the Date field, or of the topmost Received field; seconds since 1970.
    pub fn date(&self) -> Option<i64> {
        let written = self.raw(Field::Date).and_then(date);
        written.or_else(|| {
            let received = self.raw(Field::Received)?;
            date(&received[memchr::memrchr(b';', received)? + 1..])
        })
    }
}

/// A text without folds, its encoded words decoded (RFC 2047).
pub fn text(raw: &[u8]) -> String {
    let bytes = utf8(raw);
    match MessageStream::new(&bytes).parse_unstructured() {
        HeaderValue::Text(text) => text.trim().to_owned(),
        _ => String::new(),
    }
}

/// Hands the addresses of a field to `take`: the address and the name beside it.
pub fn addresses(raw: &[u8], mut take: impl FnMut(&str, &str)) {
    let bytes = utf8(raw);
    let HeaderValue::Address(addresses) = MessageStream::new(&bytes).parse_address() else {
        return;
    };
    let mut one = |addr: &Addr<'_>| {
        if let Some(address) = &addr.address {
            take(address, addr.name.as_deref().unwrap_or("").trim());
        }
    };
    match &addresses {
        Address::List(list) => list.iter().for_each(&mut one),
        Address::Group(groups) => {
            let members = groups.iter().flat_map(|group| &group.addresses);
            members.for_each(&mut one);
        }
    }
}

/// The instant of a date as RFC 5322 writes it.
pub fn date(text: &[u8]) -> Option<i64> {
    // Without an end of line the reader would not see where the date is over.
    let line = [text.trim_ascii(), b"\n"].concat();
    match MessageStream::new(&line).parse_date() {
        HeaderValue::DateTime(at) if at.is_valid() => Some(at.to_timestamp()),
        _ => None,
    }
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

/// The end of the field that begins at `at`: continued lines begin with a blank.
fn field_end(block: &[u8], at: usize) -> usize {
    let mut end = at;
    loop {
        end = memchr::memchr(b'\n', &block[end..]).map_or(block.len(), |n| end + n + 1);
        if !matches!(block.get(end), Some(b' ' | b'\t')) {
            return end;
        }
    }
}

fn field(text: &[u8]) -> Option<(Field, &[u8])> {
    let colon = memchr::memchr(b':', &text[..text.len().min(40)])?;
    let name = text[..colon].trim_ascii_end();
    let (_, field) = NAMES
        .iter()
        .find(|(n, _)| n.as_bytes().eq_ignore_ascii_case(name))?;
    Some((*field, &text[colon + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(block: &[u8], field: Field) -> Vec<(String, String)> {
        let mut found = Vec::new();
        for raw in Header::of(block).all(field) {
            super::addresses(raw, |a, n| found.push((a.to_owned(), n.to_owned())));
        }
        found
    }

    fn pair(address: &str, name: &str) -> (String, String) {
        (address.to_owned(), name.to_owned())
    }

    #[test]
    fn addresses_in_every_way_of_writing_them() {
        let to = b"To: \"Quist, Dorothea\" <d.quist@example.org>,\r\n marek@example.org\r\nCc: undisclosed-recipients:;\r\n";
        assert_eq!(
            addresses(to, Field::To),
            [
                pair("d.quist@example.org", "Quist, Dorothea"),
                pair("marek@example.org", "")
            ]
        );
        assert_eq!(addresses(to, Field::Cc), []);
        let encoded = b"From: =?iso-8859-1?Q?Amadou_Ke=EFta?= <amadou@example.org>\n";
        assert_eq!(
            addresses(encoded, Field::From),
            [pair("amadou@example.org", "Amadou Keïta")]
        );
        let raw = b"From: Amadou Ke\xefta <amadou@example.org>\n";
        assert_eq!(
            addresses(raw, Field::From),
            [pair("amadou@example.org", "Amadou Keïta")]
        );
    }

    #[test]
    fn a_date_comes_from_the_date_field_else_from_the_topmost_relay() {
        // 2026-03-02T11:40:02Z, counted with `date -u -d … +%s`.
        let at = 1_772_451_602;
        let date = |block: &str| Header::of(block.as_bytes()).date();
        assert_eq!(
            date("Date: Mon, 2 Mar 2026 12:40:02 +0100 (CET)\n"),
            Some(at)
        );
        assert_eq!(date("Date: Mon, 2 Mar 2026 11:40:02 -0000\n"), Some(at));
        let relays = "Received: by a with SMTP id x;\n Mon, 2 Mar 2026 03:40:02 -0800 (PST)\nDate: yesterday\n";
        assert_eq!(date(relays), Some(at));
        assert_eq!(date("Subject: none\n"), None);
    }

    #[test]
    fn ids_are_what_stands_in_angle_brackets() {
        let header = Header::of(b"references: <a@x>\n\t<b@x> <c\n");
        assert_eq!(header.ids(Field::References), [b"a@x", b"b@x"]);
    }
}
