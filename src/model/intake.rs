//! What one file gave, row by row: the import report is made of these.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::bounce::Bounce;
use super::card::Card;
use super::exchange::{Channel, Exchange, Parties, Peer, PeerIx, Recipients, TieFact};
use super::file_name::base_name;
use super::moment::{Moment, SlashOrder};
use super::owner::OwnerHint;
use super::problem::{Place, Problem};

/// A file of this run: its index in the order in which the files were given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct FileId(pub u32);

/// Why a row was set aside on purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SetAside {
    /// A connection with nothing but its date.
    DateOnly,
    /// An advertisement that LinkedIn delivered as a message.
    Ad,
    /// A message that was never sent.
    Draft,
    /// A message in the spam folder.
    Spam,
    /// A message that was thrown away.
    Trash,
    /// Mail to many at once, in no thread of the owner.
    Bulk,
    /// Mail of a mailing list.
    List,
    /// Mail that a program sent: an automatic answer, a report, a notification.
    Automatic,
    /// A talk with an AI assistant.
    Assistant,
    /// A thread with an account that was closed or hidden.
    ClosedAccount,
    /// A message of the owner to nobody else.
    ToSelf,
    /// A card that is a list of members.
    DistributionList,
    /// A row or card that is empty.
    Empty,
    /// A card of the owner.
    OwnCard,
    /// Of somebody whom the owner had forgotten.
    Forgotten,
    /// Dated at or after the as-of instant.
    AfterAsOf,
    /// In an older export only: no connection any more.
    NoLongerConnected,
    /// An invitation or endorsement whose other side is not said.
    NobodyNamed,
    /// An endorsement or recommendation that was taken back or refused.
    Withdrawn,
    /// A line that a chat service wrote itself: who joined, a new subject, an encryption notice.
    ServiceNote,
    /// A thumb or a heart on a message.
    Reaction,
    /// A talk with a program.
    Bot,
    /// What a channel says to everybody who follows it.
    Broadcast,
    /// A number or name that only services write from: a code, a bank.
    Service,
    /// What an account wrote that is gone and nameless.
    DeletedAccount,
    /// What others said to each other.
    BetweenOthers,
    /// A message that failed or still waits to be sent.
    NotSent,
    /// A message that came back: nobody received it.
    Undelivered,
    /// A meeting that was called off.
    Cancelled,
    /// A meeting that the owner declined, or everybody else did.
    Declined,
    /// A meeting that lies ahead.
    Planned,
    /// A meeting of a series after the last change of an old calendar: nobody knows whether it took place.
    AfterLastChange,
    /// An event of a whole day: a birthday, a holiday, a journey.
    AllDay,
    /// An event of a calendar to which nobody else is invited.
    Private,
    /// A meeting to which the owner is not invited.
    WithoutOwner,
    /// A note or task of the owner that no contact stands behind.
    Memo,
    /// Mail of a list that does not say when it was written.
    Undated,
}

impl SetAside {
    /// Whether cards and connections can be set aside for it.
    pub fn is_of_entries(self) -> bool {
        matches!(
            self,
            Self::DateOnly
                | Self::DistributionList
                | Self::Empty
                | Self::OwnCard
                | Self::Forgotten
                | Self::AfterAsOf
                | Self::NoLongerConnected
        )
    }

    /// The reason as it stands in the import report and in JSON.
    pub fn reason(self) -> &'static str {
        match self {
            Self::DateOnly => "date only",
            Self::Ad => "advertisement",
            Self::Draft => "draft",
            Self::Spam => "spam",
            Self::Trash => "thrown away",
            Self::Bulk => "bulk mail",
            Self::List => "mailing list",
            Self::Automatic => "automatic mail",
            Self::Assistant => "AI assistant",
            Self::ClosedAccount => "closed account (LinkedIn Member)",
            Self::ToSelf => "to yourself",
            Self::DistributionList => "distribution list",
            Self::Empty => "empty",
            Self::OwnCard => "your own card",
            Self::Forgotten => "forgotten, as you asked",
            Self::AfterAsOf => "after the as-of date",
            Self::NoLongerConnected => "no longer connected",
            Self::NobodyNamed => "names nobody",
            Self::Withdrawn => "taken back or refused",
            Self::ServiceNote => "note of the service",
            Self::Reaction => "reaction",
            Self::Bot => "bot",
            Self::Broadcast => "channel",
            Self::Service => "sent by a service",
            Self::DeletedAccount => "deleted account",
            Self::BetweenOthers => "between others",
            Self::NotSent => "not sent",
            Self::Undelivered => "came back undelivered",
            Self::Cancelled => "cancelled",
            Self::Declined => "declined",
            Self::Planned => "planned",
            Self::AfterLastChange => "of a series, after the calendar's last change",
            Self::AllDay => "all day",
            Self::Private => "nobody else invited",
            Self::WithoutOwner => "without you",
            Self::Memo => "note or task",
            Self::Undated => "without a date",
        }
    }
}

/// What became of a row. Every row of every file has exactly one fate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// The first card of a person, company or shared mailbox.
    Person,
    /// A further card of somebody already counted, or an event that another row already tells.
    Merged,
    /// Something that passed between the owner and a person with a card.
    Event,
    /// Something that passed between the owner and somebody without a card.
    Unmatched,
    /// A statement about the owner: profile, address, position, school.
    Owner,
    /// Left out on purpose.
    SetAside(SetAside),
    /// Could not be read.
    Rejected,
}

/// What the import report says of one file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FileReport {
    /// The file as given; inside an archive `export.zip/Connections.csv`.
    pub name: String,
    /// What it is: "LinkedIn connections".
    pub kind: &'static str,
    /// Which variant of the format: "2023 and later".
    pub era: String,
    /// Text encoding as read: "UTF-8".
    pub encoding: &'static str,
    /// The delimiter of a CSV.
    pub delimiter: Option<char>,
    /// Records read: data rows or cards.
    pub rows: u64,
    /// What became of them; adds up to `rows`.
    pub fates: BTreeMap<Fate, u64>,
    /// Of the first cards, how many are a company's or a shared mailbox's.
    pub things: u64,
    /// First and last instant of what was read, before the as-of date.
    pub span: Option<(i64, i64)>,
    /// Fingerprint of its bytes; of LinkedIn's files only.
    pub content: Option<u64>,
    /// The day on which the archive that holds it says that it was packed.
    pub packed: Option<chrono::NaiveDate>,
    /// Columns that no rule knows.
    pub unknown_columns: Vec<String>,
    /// Columns whose role the owner gave, as typed.
    pub mapped: Vec<String>,
    /// Further remarks: "12 senders known by name only".
    pub remarks: Vec<String>,
}

impl FileReport {
    /// The kind of what the book remembers: many files in one.
    pub const BOOK: &str = "earlier files and your notes";

    /// The kind of LinkedIn's list of connections, of every era.
    pub const CONNECTIONS: &str = "LinkedIn connections";

    /// The kind of LinkedIn's messages, those of its assistants included.
    pub const MESSAGES: &str = "LinkedIn messages";
    /// A chat exported by WhatsApp, which names people as the owner's phone does.
    pub const WHATSAPP: &str = "WhatsApp chat";
    /// LinkedIn's recommendations, which only connections can write.
    pub const RECOMMENDATIONS: &str = "LinkedIn recommendations";
    /// What a log is called that somebody keeps: it may be of any day.
    pub const LOG: &str = "interactions";

    /// What it is called where its folders are left out.
    pub fn base_name(&self) -> &str {
        base_name(&self.name)
    }

    /// Adds rows of one fate.
    pub fn count(&mut self, fate: Fate, rows: u64) {
        if rows > 0 {
            *self.fates.entry(fate).or_default() += rows;
        }
    }

    /// Rows of one fate.
    pub fn of(&self, fate: Fate) -> u64 {
        self.fates.get(&fate).copied().unwrap_or(0)
    }

    /// Whether every row is an entry, or none for a reason that entries have; rows of events and of the owner are not.
    pub fn is_roster(&self) -> bool {
        let is_of_entry = |fate: &&Fate| match fate {
            Fate::SetAside(reason) => reason.is_of_entries(),
            _ => true,
        };
        let entries = self.of(Fate::Person) + self.of(Fate::Merged) + self.set_aside();
        self.rows > 0
            && entries + self.of(Fate::Rejected) == self.rows
            && self.fates.keys().all(|fate| is_of_entry(&fate))
    }

    /// Rows that were set aside for any reason.
    pub fn set_aside(&self) -> u64 {
        self.fates
            .iter()
            .filter(|(fate, _)| matches!(fate, Fate::SetAside(_)))
            .map(|(_, n)| n)
            .sum()
    }
}

/// What may be left out, held back until the owner is known: mail to many at once, unless the owner took part in its thread; what
/// others said, unless the owner was one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// What it is if the owner did.
    pub exchange: Exchange,
    /// Fingerprints of the messages that it answers.
    pub answers: Box<[u64]>,
    /// Why it is left out if the owner did not.
    pub why: SetAside,
}

/// A mail from one to one: there may be millions, so that nothing is kept of it but what it takes to make an exchange of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Letter {
    /// When, in seconds since 1970.
    pub at: i64,
    /// Fingerprint of its Message-ID.
    pub native: u64,
    /// Sender.
    pub from: PeerIx,
    /// Recipient.
    pub to: PeerIx,
    /// Where it stands.
    pub place: Place,
}

impl Letter {
    /// What an exchange is if it is nothing more.
    pub fn of(exchange: &Exchange) -> Option<Self> {
        let Parties::Between {
            from,
            to: Recipients::One(to),
        } = exchange.parties
        else {
            return None;
        };
        let letter = Self {
            at: exchange.at.at,
            native: exchange.native,
            from,
            to,
            place: exchange.place,
        };
        (letter.exchange() == *exchange).then_some(letter)
    }

    /// The same as an exchange.
    pub fn exchange(self) -> Exchange {
        Exchange {
            at: Moment::second(self.at),
            channel: Channel::Email,
            parties: Parties::Between {
                from: self.from,
                to: Recipients::One(self.to),
            },
            duration_s: None,
            text: 0,
            gist: None,
            native: self.native,
            place: self.place,
        }
    }
}

/// That somebody answered a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reply {
    /// Who.
    pub from: PeerIx,
    /// Fingerprint of the message's id.
    pub to: u64,
}

/// What a calendar tells of one event with all its meetings, for other calendars that have an older or newer version of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Agenda {
    /// Fingerprint of its id.
    pub uid: u64,
    /// Which version of it.
    pub version: (i64, i64),
    /// Fingerprints of the meetings that are told, and when they began.
    pub told: Vec<(u64, i64)>,
    /// Fingerprints of those that did not take place.
    pub off: Vec<u64>,
    /// When it begins; none where only changes of single meetings are told.
    pub from: Option<i64>,
}

/// What was read from one file, and what was wrong with it.
#[derive(Debug, Default)]
pub struct Imported {
    /// Counts so far: what later stages decide (person or merged, event or unmatched) is added by them.
    pub report: FileReport,
    /// Entries that are somebody.
    pub cards: Vec<Card>,
    /// Entries that are nobody and say something: lists of members, a lone photo. Nobody is joined by them.
    pub aside: Vec<Card>,
    /// Phone numbers in no country that is known, on cards that were passed over.
    pub homeless: u64,
    /// Everybody that the file's events name; the indices in them point here.
    pub peers: Vec<Peer>,
    /// What passed between people.
    pub exchanges: Vec<Exchange>,
    /// What may be left out.
    pub held: Vec<Held>,
    /// Mail from one to one.
    pub letters: Vec<Letter>,
    /// Mail from one to one that may be left out.
    pub bulk: Vec<Letter>,
    /// Meetings that lie ahead, of each event the next; for display only.
    pub planned: Vec<Exchange>,
    /// What a calendar tells of its events, one by one.
    pub agendas: Vec<Agenda>,
    /// Who answered which message.
    pub replies: Vec<Reply>,
    /// What came back undelivered.
    pub bounces: Vec<Bounce>,
    /// Other evidence of a tie.
    pub ties: Vec<TieFact>,
    /// What the file says of the owner.
    pub owner: Vec<OwnerHint>,
    /// How a chat writes its days.
    pub day_order: Option<DayOrder>,
    /// What was wrong.
    pub problems: Vec<Problem>,
}

/// How a chat writes its days, for its siblings: what one of them settles counts for all that a phone has written alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayOrder {
    /// The form of its stamps, in signs.
    pub form: String,
    /// The order, if the chat settles it by itself.
    pub order: Option<SlashOrder>,
    /// Whether messages were left out because it does not.
    pub is_open: bool,
}

/// Everything that was read, all files in one: the indices of exchanges and ties point into `peers`.
#[derive(Debug, Default)]
pub struct Intake {
    /// The import report, in the order in which the files were given.
    pub files: Vec<FileReport>,
    /// All cards.
    pub cards: Vec<Card>,
    /// All entries that are nobody and say something.
    pub aside: Vec<Card>,
    /// Everybody whom an event names.
    pub peers: Vec<Peer>,
    /// What passed between people.
    pub exchanges: Vec<Exchange>,
    /// What may be left out.
    pub held: Vec<Held>,
    /// Mail from one to one.
    pub letters: Vec<Letter>,
    /// Mail from one to one that may be left out.
    pub bulk: Vec<Letter>,
    /// Meetings that lie ahead.
    pub planned: Vec<Exchange>,
    /// Who answered which message.
    pub replies: Vec<Reply>,
    /// What came back undelivered.
    pub bounces: Vec<Bounce>,
    /// Messages of the owner that nobody received.
    pub undelivered: Vec<Exchange>,
    /// Other evidence of a tie.
    pub ties: Vec<TieFact>,
    /// What the files say of the owner, and which file does.
    pub owner: Vec<(OwnerHint, FileId)>,
    /// What was wrong.
    pub problems: Vec<Problem>,
}

impl Imported {
    /// What passed between people, letters included.
    pub fn events(&self) -> impl Iterator<Item = Event<'_>> {
        let letters = self.letters.iter().map(Event::Letter);
        self.exchanges.iter().map(Event::Exchange).chain(letters)
    }
}

impl Intake {
    /// What passed between people, letters included.
    pub fn events(&self) -> impl Iterator<Item = Cow<'_, Exchange>> {
        let letters = self.letters.iter().map(Event::Letter);
        let all = self.exchanges.iter().map(Event::Exchange).chain(letters);
        all.map(Event::exchange)
    }
}

/// Something that passed between people, in either form.
#[derive(Debug, Clone, Copy)]
pub enum Event<'a> {
    /// In full.
    Exchange(&'a Exchange),
    /// In short.
    Letter(&'a Letter),
}

impl<'a> Event<'a> {
    /// In full.
    pub fn exchange(self) -> Cow<'a, Exchange> {
        match self {
            Self::Exchange(exchange) => Cow::Borrowed(exchange),
            Self::Letter(letter) => Cow::Owned(letter.exchange()),
        }
    }
}
