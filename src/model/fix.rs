//! What is mended in contact files: every kind of fix by its name, and what one changed.

use std::borrow::Cow;
use std::sync::Arc;

use super::problem::Place;

/// One value that was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Where it stood.
    pub place: Place,
    /// Whose entry it is.
    pub person: Arc<str>,
    /// What the file calls the field.
    pub field: Cow<'static, str>,
    /// Which fix it was.
    pub fix: Fix,
    /// What it said and says, one behind the other: of a large address book there are a million of these.
    texts: Box<str>,
    /// Where in them the second begins.
    cut: u32,
}

impl Change {
    /// A change of an entry whose name is not known yet. No value is longer than 4 GB.
    pub fn new(
        (place, fix): (Place, Fix),
        field: Cow<'static, str>,
        before: &str,
        after: &str,
        person: Arc<str>,
    ) -> Self {
        Self {
            place,
            person,
            field,
            fix,
            texts: [before, after].concat().into(),
            cut: u32::try_from(before.len()).unwrap_or(u32::MAX),
        }
    }

    /// What it said.
    pub fn before(&self) -> &str {
        self.texts.get(..self.cut as usize).unwrap_or_default()
    }

    /// What it says now; empty if it is gone.
    pub fn after(&self) -> &str {
        self.texts.get(self.cut as usize..).unwrap_or_default()
    }
}

/// All changes in the order of the files, in the portions in which they were made.
#[derive(Debug, Clone, Default)]
pub struct Changes(Vec<Box<[Change]>>);

impl Changes {
    /// Adds those of the next part of a file.
    pub fn add(&mut self, part: Vec<Change>) {
        if !part.is_empty() {
            self.0.push(part.into());
        }
    }

    /// Adds those of the next file.
    pub fn append(&mut self, mut file: Self) {
        self.0.append(&mut file.0);
    }

    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = &Change> {
        self.0.iter().flatten()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.iter().map(|part| part.len()).sum()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Declares the fixes once: the name in every output, what is done, and an example.
macro_rules! fixes {
    ($($variant:ident, $name:literal, $meaning:literal, $before:literal => $after:literal;)*) => {
        /// Every kind of fix, in the order in which they are made.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Fix {
            $(#[doc = $meaning] $variant,)*
        }

        impl Fix {
            /// All of them, for listings and for the test that wants a fixture for each.
            pub const ALL: &[Fix] = &[$(Fix::$variant,)*];

            /// The stable name.
            pub fn name(self) -> &'static str {
                match self { $(Fix::$variant => $name,)* }
            }

            /// One sentence on what it does.
            pub fn meaning(self) -> &'static str {
                match self { $(Fix::$variant => $meaning,)* }
            }

            /// An example: before and after.
            pub fn example(self) -> (&'static str, &'static str) {
                match self { $(Fix::$variant => ($before, $after),)* }
            }
        }
    };
}

fixes! {
    Mojibake, "mojibake", "Letters garbled by a wrong encoding are restored.", "JosÃ©" => "José";
    HiddenCharacter, "hidden-character", "Invisible and text-direction characters are removed (except in notes).", "Noa <U+202B>Barzilai<U+202C>" => "Noa Barzilai";
    NotComposed, "not-composed", "Letters stored apart from their accents are joined with them (Unicode NFC).", "Jose\u{301}" => "José";
    Blanks, "blanks", "Spaces around a value are removed (changes.csv shows them as <U+0020>), and runs of spaces become one.", "Ana  Ferreira" => "Ana Ferreira";
    SeveralInOne, "several-in-one", "Values joined by \" ::: \" are split into separate fields.", "a@example.org ::: b@example.org" => "a@example.org";
    Starred, "starred", "Google's asterisk before a label is removed, except in Google's own tables, where it marks the preferred value.", "* myContacts" => "myContacts";
    NoDate, "no-date", "Outlook's placeholder for \"no date\" is removed.", "0/0/00" => "";
    NoYear, "no-year", "The year 1604, which Apple writes for an unknown year, is removed.", "1604-03-09" => "--03-09";
    DateForm, "date-form", "Dates with only one possible reading are written as year-month-day (ISO 8601).", "25.12.1984" => "1984-12-25";
    ExchangeAddress, "exchange-address", "Internal Exchange addresses, which nobody outside can write to, move to a note.", "/o=Corp/ou=X/cn=Recipients/cn=ana" => "";
    EmailScheme, "email-scheme", "\"mailto:\" before an e-mail address is removed.", "mailto:ana@example.org" => "ana@example.org";
    EmailCase, "email-case", "E-mail addresses are written in lower case.", "Ana@Example.org" => "ana@example.org";
    EmailInvalid, "email-invalid", "Invalid e-mail addresses are kept and marked in a note.", "" => "Not an e-mail address: ana at example.org";
    PhoneForm, "phone-form", "Valid phone numbers get their country code: from the country that you gave, or else from the country of the entry's address.", "0151 23456789" => "+49 1512 3456789";
    LinkedinUrl, "linkedin-url", "Links to LinkedIn profiles are written in one standard form.", "http://linkedin.com/in/Ana-F/" => "https://www.linkedin.com/in/ana-f";
    UrlScheme, "url-scheme", "Links without https:// get it.", "www.example.org" => "https://www.example.org";
    NamePronouns, "name-pronouns", "Pronouns in brackets move from the name to a note.", "Ana Ferreira (she/her)" => "Ana Ferreira";
    NameEmoji, "name-emoji", "Emoji move from the name to a note.", "Ana Ferreira 🚀" => "Ana Ferreira";
    NameHonorific, "name-honorific", "Titles before a given name move to the prefix.", "Dr. Ana" => "Ana";
    NameCredential, "name-credential", "Degrees, \"Jr.\", \"III\" and the like after a family name move to the suffix.", "Ferreira, PhD" => "Ferreira";
    NameOrder, "name-order", "\"Last, First\" is reordered if the name parts confirm it or, without parts, an e-mail address does.", "Ferreira, Ana" => "Ana Ferreira";
    NameCapitals, "name-capitals", "Names written all in capitals keep a capital only at the start of each word, if the name parts or an e-mail address confirm that they are names.", "ANA FERREIRA" => "Ana Ferreira";
    NameLower, "name-lower", "Names written all in lower case get a capital at the start of each word, if the name parts or an e-mail address confirm that they are names.", "ana ferreira" => "Ana Ferreira";
    MissingName, "missing-name", "A missing display name is built from the name parts.", "" => "Ana Ferreira";
    Employer, "employer", "Employers are written as your companies.csv says (--companies).", "BRIGHTWATER ANALYTICS INC" => "Brightwater Analytics";
    Duplicate, "duplicate", "A value that an entry has twice under the same heading is kept once.", "EMAIL:ana@example.org" => "";
    Empty, "empty", "Empty fields are removed.", "TEL;TYPE=HOME:" => "";
    Bounced, "bounced", "E-mail addresses that mail comes back from for good move behind the others and are marked in a note (if your files hold the delivery report).", "old@example.org, new@example.org" => "new@example.org, old@example.org";
    Refreshed, "refreshed", "Values that a newer file of yours contradicts get the newer one; a note keeps the old one with its day (--refresh).", "Contoso" => "Northwind";
}
