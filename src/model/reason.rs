//! Why somebody has a verdict: facts with their dates, counts, channels and files. English is made of them in `words`.

use std::sync::Arc;

use serde::{Serialize, Serializer};

use super::coverage::{Medium, Silence};
use super::exchange::{Channel, TieKind};
use super::moment::Moment;
use super::standing::{Band, Talks};

/// The last part of the name of a file that tells something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source(Arc<str>);

impl Source {
    /// A file by its name.
    pub fn new(name: &str) -> Self {
        Self(name.into())
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.0
    }
}

impl Serialize for Source {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// One reason. In JSON `code` names it and the rest are its facts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum Reason {
    /// The owner decided; `source` is where they said so.
    Decided {
        said: String,
        on: Moment,
        source: String,
    },
    /// The owner said that they remember them.
    Remembered { on: Moment, source: String },
    /// A standing rule of the owner keeps them.
    Rule { rule: String },
    /// What they are to the owner, by the owner's word.
    Role { role: String, on: Moment },
    /// How often the owner wants to be in touch.
    Rhythm { rhythm: String, on: Moment },
    /// Contact both ways, of late; `once` where one meeting is all of it.
    InTouch {
        last: Moment,
        once: bool,
        channels: Vec<Channel>,
        source: Source,
    },
    /// Contact both ways, once; `usual_gap_days` where talks used to come far more often, `files_end` where the files end long before
    /// the audit, up to which silence counts then.
    WasInTouch {
        last: Moment,
        once: bool,
        silent_days: u32,
        files_end: Option<Moment>,
        usual_gap_days: Option<u32>,
        channels: Vec<Channel>,
        source: Source,
    },
    /// So many messages and calls that who began says little.
    ConstantContact {
        messages: u32,
        since: Moment,
        /// Whether all of it are calls.
        calls: bool,
    },
    /// Who began and who answered.
    Talks(Talks),
    /// A message of theirs after the last contact both ways, or the answer that is due.
    TheyWroteLast { on: Moment, called: bool },
    /// A message of the owner after the last contact both ways.
    YouWroteLast { on: Moment, called: bool },
    /// Their last word in a small group, which counts where there was contact both ways.
    GroupWord { on: Moment, source: Source },
    /// The owner's last talks, one behind the other, that they left without an answer.
    LeftUnanswered { tries: u32, last: Moment },
    /// So many meetings alone, with others in each; `people` in the smallest, the owner included.
    MetAmong {
        people: u32,
        meetings: u32,
        last: Moment,
        source: Source,
    },
    /// Each wrote once, with more than a year between.
    Crossed {
        yours: Moment,
        theirs: Moment,
        source: Source,
    },
    /// One talk, years ago.
    LongAgo {
        messages: u32,
        first: Moment,
        last: Moment,
        source: Source,
    },
    /// One call, and a short one.
    SpokeOnce {
        on: Moment,
        seconds: u32,
        source: Source,
    },
    /// A few words when the connection was made.
    ShortExchange {
        messages: u32,
        last: Moment,
        source: Source,
    },
    /// Congratulations and thanks, and nothing else.
    Courtesies {
        messages: u32,
        last: Moment,
        source: Source,
    },
    /// They wrote, or called and did nothing else, and were never answered.
    NeverAnswered {
        messages: u32,
        called: bool,
        last: Moment,
        source: Source,
    },
    /// One talk that the owner began and that stays unanswered.
    TriedOnce {
        on: Moment,
        called: bool,
        source: Source,
    },
    /// The answer may still come.
    AnswerOpen { on: Moment, source: Source },
    /// Several such talks.
    InVain {
        tries: u32,
        last: Moment,
        source: Source,
    },
    /// A note with an invitation, the owner's or theirs.
    InvitationNote {
        yours: bool,
        on: Moment,
        source: Source,
    },
    /// They accepted the owner's invitation.
    Accepted {
        invited: Option<Moment>,
        source: Source,
    },
    /// Evidence of a tie.
    Tie {
        kind: TieKind,
        times: u32,
        on: Option<Moment>,
        source: Source,
    },
    /// A talk among several.
    GroupTalk {
        last: Moment,
        spoke: bool,
        source: Source,
    },
    /// Large meetings, over more than a month.
    LargeMeetings {
        first: Moment,
        last: Moment,
        source: Source,
    },
    /// They work or studied where the owner was; the owner's own time there, if it is known.
    SharedPlace {
        place: String,
        from: Option<i32>,
        to: Option<i32>,
        source: Option<Source>,
    },
    /// They bear the owner's surname.
    Surname { surname: String, source: Source },
    /// They bear the owner's whole name and are somebody else.
    BearsYourName { name: String, source: Source },
    /// A card in the owner's address book.
    InAddressBook { lone_name: bool, source: Source },
    /// What the owner wrote on that card, its beginning where it is long.
    CardNote { note: String, source: Source },
    /// Under what the owner keeps that card.
    CardLabels { labels: Vec<String>, source: Source },
    /// The card says that they have died.
    Died { source: Source },
    /// Family, by what the card calls them.
    Family { source: Source },
    /// Channels that would show contact with somebody of the address book, and of which nothing was given.
    NotShown { channels: Vec<Medium> },
    /// A card in an address book that LinkedIn imported.
    Imported { source: Source },
    /// Messages of which it is not known who wrote them.
    SideUnknown { last: Moment, source: Source },
    /// Messages that nobody could be given may be theirs, or one's of several people of the name.
    Namesake {
        name: String,
        key: String,
        messages: u32,
        meetings: u32,
        last: Option<Moment>,
        people: u32,
    },
    /// What passed with an address that they and others have on their cards.
    SharedAddress {
        key: String,
        messages: u32,
        meetings: u32,
        last: Option<Moment>,
        people: u32,
    },
    /// Entries that were joined by the name and by a mail domain that is the employer's.
    ByDomain { entries: u32, source: Source },
    /// Entries that were joined by the name alone.
    ByName { files: Vec<Joined> },
    /// The connection.
    Connected { on: Moment, source: Source },
    /// A card and nothing else that is known.
    OnlyCard { source: Source },
    /// The connection, or the entry, and nothing else.
    NothingBetween { on: Option<Moment>, source: Source },
    /// Channels of which nothing was given.
    NotGiven { channels: Vec<Medium> },
    /// Why silence in a channel says nothing.
    NotTold { channel: Medium, silence: Silence },
    /// A verdict that the band seems to contradict.
    Although {
        #[serde(serialize_with = "word")]
        band: Band,
        they_wrote: bool,
    },
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
fn word<S: Serializer>(band: &Band, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(band.word())
}

/// Entries of a file that were joined to somebody by the name alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Joined {
    /// How many.
    pub entries: u32,
    /// The file.
    pub source: Source,
}

impl Reason {
    /// Its stable name, and its facts as JSON.
    pub fn parts(&self) -> (String, serde_json::Map<String, serde_json::Value>) {
        let mut facts = match serde_json::to_value(self) {
            Ok(serde_json::Value::Object(facts)) => facts,
            _ => serde_json::Map::new(),
        };
        let code = match facts.remove("code") {
            Some(serde_json::Value::String(code)) => code,
            _ => String::new(),
        };
        (code, facts)
    }
}
