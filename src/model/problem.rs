//! Findings about the input: what was wrong, where, and what became of it.

use super::intake::FileId;

/// How much a problem matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is wrong; said so that every record is accounted for.
    Info,
    /// Read, but the reader should know how.
    Warning,
    /// Something could not be read.
    Error,
}

impl Severity {
    /// The word used in every output.
    pub fn word(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Where a record stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// The card or data row, counted from 1; 0 when the problem is the file's.
    pub record: u32,
    /// The line, counted from 1; 0 when the problem is the file's.
    pub line: u32,
}

impl Place {
    /// A place that is the file as a whole.
    pub fn file(file: FileId) -> Self {
        Self {
            file,
            record: 0,
            line: 0,
        }
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Where it is.
    pub place: Place,
    /// Stable kebab-case name of the kind of problem.
    pub code: Code,
    /// What was found, what was expected, what became of it.
    pub message: String,
}

/// Declares the codes once: the name in every output, the severity, and what it means.
macro_rules! codes {
    ($($variant:ident, $name:literal, $severity:ident, $meaning:literal;)*) => {
        /// Every kind of problem that an import can report.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $meaning] $variant,)*
        }

        impl Code {
            /// All codes, for listings and for the test that wants a fixture for each.
            pub const ALL: &[Code] = &[$(Code::$variant,)*];

            /// The stable name.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)* }
            }

            /// How much it matters.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)* }
            }

            /// One sentence on what it means.
            pub fn meaning(self) -> &'static str {
                match self { $(Code::$variant => $meaning,)* }
            }
        }
    };
}

codes! {
    DateOnlyRow, "date-only-row", Info, "A connection without a name: a closed or hidden account. Counted, never a person.";
    OwnCard, "own-card", Info, "A card of the owner. It is not audited.";
    EmptyCard, "empty-card", Info, "A card or row that names nobody.";
    DistributionList, "distribution-list", Info, "A card of a group, not a person.";
    NoCards, "no-records", Info, "The file has a header and no rows.";
    SetAsideRow, "set-aside", Info, "A row that is not contact between people: an advertisement, a draft, spam, an assistant, a closed account.";
    NoColumn, "no-column", Info, "A value for which the layout chosen with --to has no column; people.vcf and the cleaned copies have it.";
    SharedKey, "shared-key", Info, "An address, number or profile on cards of several people; it was not used to match them.";
    PastedLine, "pasted-line", Info, "A line of a chat that looks like the start of a message in another format; it was read as text.";
    NotRead, "not-read", Info, "A file with nothing Tieline needs.";
    SensitiveFile, "sensitive-file", Info, "A private file that Tieline never opens.";
    Assumed1252, "assumed-windows-1252", Warning, "Not valid UTF-8; the text was read as Windows-1252.";
    BadEncoding, "bad-encoding", Warning, "Some bytes are not text in the file's encoding; they were replaced.";
    NulBytes, "nul-bytes", Warning, "The file holds NUL bytes; they were left out.";
    BadDate, "bad-date", Warning, "A date that could not be read; the record is kept without it (a message with the date it was received).";
    DoubtfulSeparator, "doubtful-separator", Warning, "A line of a mailbox that may begin a message; it was left in the message before it.";
    AmbiguousDate, "ambiguous-date", Warning, "A date that could be read in two ways, and the file does not settle it; add --date-order dmy if the day comes first, mdy if the month does.";
    LocalisedDate, "localised-date", Warning, "A month name in a language other than English; read, but check that it is right.";
    BadUrl, "bad-url", Warning, "Not a valid profile link.";
    BadEmail, "bad-email", Warning, "Not a valid e-mail address; kept as text, never used for matching.";
    BadPhone, "bad-phone", Warning, "A phone number that fits no known pattern; kept as it is written.";
    LongRow, "long-row", Warning, "A row with more cells than the header; the extra cells were set aside.";
    ShortRow, "short-row", Warning, "A row with fewer cells than the header; the missing ones are empty.";
    OpenQuote, "open-quote", Warning, "A quotation mark that is never closed; reading went on at the next sound line.";
    OversizedCell, "oversized-cell", Warning, "A cell of more than a million bytes; only its beginning is shown.";
    OversizedHeader, "oversized-header", Warning, "A message whose header is longer than 256 KB; the rest of it was skipped.";
    TruncatedFile, "truncated-file", Warning, "The file ends in the middle of a record.";
    UnknownMessages, "unknown-messages-file", Warning, "A file that looks like messages, under an unknown name.";
    MissingEnd, "missing-end", Warning, "A card without END:VCARD; it was closed at the next card.";
    MissingBegin, "missing-begin", Warning, "END:VCARD without a card before it.";
    StrayLine, "stray-line", Warning, "A line that is not inside a card.";
    BadLine, "bad-line", Warning, "A line that is not a vCard line; the rest of the card was read.";
    BadRule, "bad-rule", Warning, "A recurring event whose rule could not be followed; only its first meeting was taken.";
    LongRule, "long-rule", Warning, "A recurring event with more than 2,000 meetings; only the newest were taken.";
    UnknownZone, "unknown-zone", Warning, "An unknown time zone in a calendar; its times were read in the zone of --tz.";
    SalvagedCard, "salvaged-card", Warning, "A card whose lines are broken in the wrong places; they were joined and the card was read.";
    UnreadableCard, "unreadable-card", Error, "A card that could not be read.";
    KnownUnread, "known-unread", Warning, "A file type that Tieline knows but does not read; the message says what to export instead.";
    BadRow, "bad-row", Error, "A row that could not be read.";
    BadJson, "bad-json", Error, "Not valid JSON from here on; everything before was read.";
    DamagedDatabase, "damaged-database", Error, "A damaged database; everything before the damage was read.";
    UndatedRow, "undated-row", Error, "An event whose date cannot be read.";
    NotRecognised, "not-recognised", Error, "Not a file type Tieline reads.";
    Unreadable, "unreadable-file", Error, "The file could not be opened or read.";
    EmptyFile, "empty-file", Error, "The file is empty.";
    BadZip, "bad-zip", Error, "The zip is damaged or cut off.";
    LockedZip, "locked-zip", Error, "The zip, or a part of it, is locked with a password.";
    UnsafeZipPath, "unsafe-zip-path", Error, "An entry of the zip has a path that leaves the folder; it was not opened.";
    ZipTooLarge, "zip-too-large", Error, "An entry of the zip unpacks to more than the limit; it was not read.";
}

impl Code {
    /// Whether a file ends too soon, so that more of it may be missing than is known.
    pub fn is_cut(self) -> bool {
        matches!(
            self,
            Self::TruncatedFile | Self::BadJson | Self::DamagedDatabase | Self::BadZip
        )
    }
}
