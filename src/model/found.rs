//! Whom words find, and by what; and how somebody is reached over others.

/// By what somebody is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hit {
    /// A name.
    Name(String),
    /// An employer of today.
    Employer(String),
    /// An employer that another card of theirs names.
    FurtherEmployer(String),
    /// An employer of an earlier audit, and the day of the last one that named it.
    PastEmployer(String, String),
    /// A title.
    Title(String),
    /// An address.
    Place(String),
    /// A label of the owner's.
    Label(String),
    /// A place where the owner was too: an employer or a school.
    Shared(String),
    /// The domain of an e-mail address.
    Domain(String),
    /// What the owner noted that they can help with.
    TheyCan(String),
    /// What the owner noted that they can help them with.
    ICan(String),
}

/// Somebody who is found.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The id; empty for who is on no card.
    pub id: String,
    /// The name as shown.
    pub name: String,
    /// The employer as shown.
    pub company: Option<String>,
    /// The band in words, and the probability.
    pub band: String,
    /// See `band`.
    pub probability: Option<f64>,
    /// Whether they have died, by a card or the owner's word.
    pub died: bool,
    /// The last contact either way: a day.
    pub last_contact: Option<String>,
    /// By what, one for each word at most.
    pub hits: Vec<Hit>,
    /// The employer by which they are found, in the spelling that is proposed for all.
    pub employer: Option<String>,
}

/// A link between two people: the day on which both were last on something, by what means, and the file that says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The name of whom it leads to.
    pub to: String,
    /// The day.
    pub at: String,
    /// By what means, in words.
    pub channel: String,
    /// The file.
    pub source: String,
}

/// A way to somebody: whom to ask, and the links from there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// The name of whom to ask.
    pub ask: String,
    /// The day of the last contact with them.
    pub last_contact: Option<String>,
    /// The links, one or two.
    pub steps: Vec<Step>,
}

/// How somebody is reached.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Paths {
    /// The name of whom it is about.
    pub to: String,
    /// Their employer.
    pub company: Option<String>,
    /// The day of the last contact both ways with them, where there was any: nobody need be asked.
    pub yourself: Option<String>,
    /// The day on which they became a connection of the owner's.
    pub connected: Option<String>,
    /// Ways by common messages, groups and meetings, the best first.
    pub ways: Vec<Way>,
    /// The owner's contacts whose cards name the same employer: a weaker hint.
    pub colleagues: Vec<String>,
}
