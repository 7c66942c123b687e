//! What a column of an address book is: the role by which its cells reach a card.

/// A part of a postal address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Street, and what stands with it: box, flat, second line.
    Street,
    /// Town.
    City,
    /// State, county, province.
    Region,
    /// Postal code.
    Code,
    /// Country.
    Country,
    /// All of it in one cell.
    Whole,
}

/// What the cells of a column are. A word in a role is the kind of the value: "work", "home", "cell".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The name as shown.
    Full,
    /// Given name.
    Given,
    /// Middle names.
    Middle,
    /// Family name.
    Family,
    /// Honorific.
    Prefix,
    /// Suffix, credentials.
    Suffix,
    /// Nickname.
    Nickname,
    /// An e-mail address.
    Email(&'static str),
    /// What the e-mail address of the same number is: "* Work".
    EmailLabel,
    /// Outlook's kind of address: `SMTP`, or `EX` for a name inside Exchange.
    EmailTransport,
    /// A phone number.
    Phone(&'static str),
    /// What the phone number of the same number is.
    PhoneLabel,
    /// A link; one to a LinkedIn profile is a key.
    Url,
    /// An employer.
    Company,
    /// A job title.
    Title,
    /// A department of the employer.
    Department,
    /// A part of an address.
    Address(&'static str, Part),
    /// What the address of the same number is.
    AddressLabel,
    /// Birthday.
    Birthday,
    /// The year of the birthday, where it has a column of its own.
    BirthYear,
    /// The month of the birthday.
    BirthMonth,
    /// The day of the birthday.
    BirthDay,
    /// Gender.
    Gender,
    /// A note.
    Note,
    /// Groups and labels.
    Labels,
    /// Kept under the name of a vCard property.
    Extra(&'static str),
    /// Kept under a vCard property, in a group with others of its number: "relation".
    Grouped(&'static str, &'static str),
    /// A setting that every row has; kept unless it is what the program writes by itself.
    Setting(&'static str),
    /// Kept under the name of the column: what nobody told the role of.
    Unknown,
}

/// The words for roles that `--map` knows, and what they mean.
const WORDS: [(&str, Role); 25] = [
    ("name", Role::Full),
    ("first", Role::Given),
    ("middle", Role::Middle),
    ("last", Role::Family),
    ("prefix", Role::Prefix),
    ("suffix", Role::Suffix),
    ("nickname", Role::Nickname),
    ("email", Role::Email("")),
    ("phone", Role::Phone("")),
    ("mobile", Role::Phone("cell")),
    ("linkedin", Role::Url),
    ("url", Role::Url),
    ("company", Role::Company),
    ("title", Role::Title),
    ("department", Role::Department),
    ("street", Role::Address("", Part::Street)),
    ("city", Role::Address("", Part::City)),
    ("region", Role::Address("", Part::Region)),
    ("postcode", Role::Address("", Part::Code)),
    ("country", Role::Address("", Part::Country)),
    ("address", Role::Address("", Part::Whole)),
    ("birthday", Role::Birthday),
    ("gender", Role::Gender),
    ("note", Role::Note),
    ("label", Role::Labels),
];

impl Role {
    /// The role that a word of `--map` means.
    pub fn of_word(word: &str) -> Option<Self> {
        let word = word.trim().to_lowercase();
        WORDS
            .iter()
            .find(|(known, _)| *known == word)
            .map(|(_, role)| *role)
    }

    /// The words that `--map` knows, for messages that list them.
    pub fn words() -> String {
        WORDS.map(|(word, _)| word).join(", ")
    }
}
