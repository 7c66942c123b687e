//! What passed between people, as a file tells it: before the owner is known and before anybody is joined to a card.

use std::sync::Arc;

use serde::{Serialize, Serializer};

use super::keys::{Email, Phone, Region, Slug, unplanned};
use super::moment::Moment;
use super::problem::Place;

/// Index of a peer in the list that an exchange belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PeerIx(pub u32);

/// By what a file names somebody.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PeerKey {
    /// LinkedIn profile.
    Profile(Slug),
    /// E-mail address.
    Email(Email),
    /// Phone number.
    Phone(Phone),
    /// The account on another service, which says no more: `telegram:user123`, `slack:U024`.
    Handle(String),
    /// Only by a name, in folded form. A name joins somebody only where exactly one person bears it.
    Name(String),
    /// The owner: the file itself tells which side is theirs, by no key that means anything elsewhere.
    Owner,
}

/// What stands before a number without a country where it serves as an account.
const NATIONAL: &str = "phone:";

impl PeerKey {
    /// The kind and text of a key, as they are kept.
    pub fn parts(&self) -> (&'static str, &str) {
        match self {
            Self::Profile(slug) => ("profile", slug.as_str()),
            Self::Email(email) => ("email", email.as_str()),
            Self::Phone(phone) => ("phone", phone.e164()),
            Self::Handle(handle) => ("handle", handle),
            Self::Name(name) => ("name", name),
            Self::Owner => ("owner", ""),
        }
    }

    /// The key of a kind and a text; none where the rules of today take the text for no such key.
    pub fn from_parts(kind: &str, text: &str) -> Option<Self> {
        match kind {
            "profile" => Slug::parse(text).map(Self::Profile),
            "email" => Email::on_network(text).map(Self::Email),
            "phone" => Phone::parse(text, None).map(Self::Phone),
            "handle" => Some(Self::Handle(text.to_owned())),
            "name" => Some(Self::Name(text.to_owned())),
            "owner" => Some(Self::Owner),
            _ => None,
        }
    }

    /// The number that a text is: in a plan that is known, or at least written with its country.
    pub fn number(raw: &str, region: Option<Region>) -> Option<Self> {
        let planned = Phone::parse(raw, region).map(Self::Phone);
        planned.or_else(|| unplanned(raw).map(|number| Self::national(&number)))
    }

    /// The digits of somebody who is known by a number only that is in no plan, as they are shown.
    pub fn as_digits(&self) -> Option<&str> {
        match self {
            Self::Handle(handle) => handle.strip_prefix(NATIONAL),
            _ => None,
        }
    }

    /// Somebody who is known by a number without a country only, or by one that is in no plan, with its `+`.
    pub fn national(digits: &str) -> Self {
        Self::Handle(format!("{NATIONAL}{digits}"))
    }

    /// The digits of somebody who is known by a number without a country only.
    pub fn as_national(&self) -> Option<&str> {
        self.as_digits().filter(|digits| !digits.starts_with('+'))
    }
}

/// Somebody whom an event names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Peer {
    /// By what.
    pub key: PeerKey,
    /// The name as written, if the file gives one.
    pub name: Option<String>,
    /// Other names, or spellings of it, that the file gives.
    pub further: Vec<String>,
}

impl Peer {
    /// Somebody of one name at most.
    pub fn new(key: PeerKey, name: Option<String>) -> Self {
        Self {
            key,
            name,
            further: Vec::new(),
        }
    }

    /// All names as written.
    pub fn names(&self) -> impl Iterator<Item = &String> {
        self.name.iter().chain(&self.further)
    }
}

/// With more others than this on it, nobody in particular was meant: presence, no contact.
pub const CROWD: u32 = 8;

/// By what means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Channel {
    /// A LinkedIn message.
    LinkedIn,
    /// The note of a LinkedIn invitation.
    Invitation,
    /// E-mail.
    Email,
    /// SMS or MMS.
    Sms,
    /// Chat of another service.
    Chat,
    /// Phone or video call.
    Call,
    /// Meeting in the calendar.
    Meeting,
    /// Anything else.
    Other,
}

impl Channel {
    /// All of them.
    const ALL: [Self; 8] = [
        Self::LinkedIn,
        Self::Invitation,
        Self::Email,
        Self::Sms,
        Self::Chat,
        Self::Call,
        Self::Meeting,
        Self::Other,
    ];

    /// The one of a word of an output.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.word() == word)
    }

    /// The word used in every output.
    pub fn word(self) -> &'static str {
        match self {
            Self::LinkedIn => "LinkedIn message",
            Self::Invitation => "invitation note",
            Self::Email => "e-mail",
            Self::Sms => "text message",
            Self::Chat => "chat message",
            Self::Call => "call",
            Self::Meeting => "meeting",
            Self::Other => "contact",
        }
    }
}

impl Serialize for Channel {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

/// Which way something went, seen from the owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// The owner wrote or called.
    Out,
    /// They wrote or called.
    In,
    /// A meeting: both.
    Both,
    /// Not known, or present without taking part.
    Unknown,
}

/// To whom something was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recipients {
    /// One.
    One(PeerIx),
    /// None, or several.
    Many(Box<[PeerIx]>),
    /// Everybody in a conversation but whoever speaks. Its messages share one list: with thousands of members a list beside each
    /// of thousands of messages would fill the memory.
    Room(Arc<[PeerIx]>),
    /// Names in one text, joined by commas that also stand inside names; told apart once all names are known.
    Text(Box<str>),
}

impl Recipients {
    /// Those whom it names by key.
    pub fn named(&self, from: PeerIx) -> impl Iterator<Item = PeerIx> {
        let (all, speaker): (&[PeerIx], _) = match self {
            Self::One(to) => (std::slice::from_ref(to), None),
            Self::Many(to) => (to, None),
            Self::Room(all) => (all, Some(from)),
            Self::Text(_) => (&[], None),
        };
        all.iter().copied().filter(move |who| Some(*who) != speaker)
    }
}

/// Changes the lists of rooms so that messages which shared one share what becomes of it.
#[derive(Debug, Default)]
pub struct Shared(Option<[Arc<[PeerIx]>; 2]>);

impl Shared {
    /// Makes of a list what `change` makes of it; messages of one conversation stand one after the other.
    pub fn change(
        &mut self,
        list: &mut Arc<[PeerIx]>,
        change: impl FnOnce(&[PeerIx]) -> Arc<[PeerIx]>,
    ) {
        let known = self.0.as_ref().filter(|[was, _]| Arc::ptr_eq(was, list));
        let changed = known.map_or_else(|| change(list), |[_, is]| Arc::clone(is));
        self.0 = Some([std::mem::replace(list, Arc::clone(&changed)), changed]);
    }
}

/// What was found of the conversation at hand: its messages stand one after the other, and what is found of thousands of people once
/// need not be looked for again with each.
#[derive(Debug, Default)]
pub struct OfRoom<T>(Option<(Arc<[PeerIx]>, T)>);

impl<T: Copy> OfRoom<T> {
    /// What `find` finds of these people, or found of them with the message before.
    pub fn get(&mut self, all: &Arc<[PeerIx]>, find: impl FnOnce(&[PeerIx]) -> T) -> T {
        match &self.0 {
            Some((known, found)) if Arc::ptr_eq(known, all) => *found,
            _ => {
                let found = find(all);
                self.0 = Some((Arc::clone(all), found));
                found
            }
        }
    }
}

/// Who took part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Parties {
    /// The file says who wrote to whom; which of them is the owner is found later.
    Between {
        /// Sender.
        from: PeerIx,
        /// Recipients, the owner among them or not.
        to: Recipients,
    },
    /// The file is the owner's own log: it names the other side and the direction.
    Own {
        /// Seen from the owner.
        direction: Direction,
        /// The other side.
        peer: PeerIx,
        /// How many people were on it besides the owner.
        others: u32,
    },
}

impl Parties {
    /// Everybody whom it names by key, the sender first.
    pub fn people(&self) -> Vec<PeerIx> {
        self.each().collect()
    }

    /// The same one by one: of a conversation of thousands no list is made for each message.
    pub fn each(&self) -> impl Iterator<Item = PeerIx> {
        let (first, others) = match self {
            Self::Own { peer, .. } => (*peer, None),
            Self::Between { from, to } => (*from, Some(to.named(*from))),
        };
        std::iter::once(first).chain(others.into_iter().flatten())
    }

    /// Whether it names at most so many.
    pub fn are_at_most(&self, most: usize) -> bool {
        self.each().take(most + 1).count() <= most
    }
}

/// What the text of a message comes to: all that is kept of it. Of several texts in one message the last of these stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gist {
    /// Congratulations, thanks or wishes that people send by a click; looked for on LinkedIn alone.
    Courtesy,
    /// Something else.
    Says,
    /// It asks something.
    Asks,
}

/// One thing that passed between people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    /// When.
    pub at: Moment,
    /// By what means.
    pub channel: Channel,
    /// Who.
    pub parties: Parties,
    /// Length of a call in seconds.
    pub duration_s: Option<u32>,
    /// Fingerprint of the text, blanks folded; 0 where there is none. The text itself is not kept.
    pub text: u64,
    /// What the text comes to; none where no text was read.
    pub gist: Option<Gist>,
    /// Fingerprint of the id that the source itself gives (Message-ID, UID of a calendar), the same in every copy; 0 where there is none.
    pub native: u64,
    /// Where it stands.
    pub place: Place,
}

/// Evidence of a tie that is no message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TieKind {
    /// They recommended the owner in writing.
    RecommendationReceived,
    /// The owner recommended them in writing.
    RecommendationGiven,
    /// They did the owner a favour.
    FavourReceived,
    /// The owner did them a favour.
    FavourGiven,
    /// They introduced the owner to somebody.
    IntroReceived,
    /// Somebody else introduced them and the owner to each other.
    Introduced,
    /// The owner introduced them to somebody.
    IntroGiven,
    /// They passed something on to the owner: a lead, an article, a word.
    PassedOnReceived,
    /// The owner passed something on to them.
    PassedOnGiven,
    /// A note that the owner made about them.
    Note,
    /// They thanked the owner.
    ThanksReceived,
    /// The owner thanked them.
    ThanksGiven,
    /// The owner noted where the two met.
    MetAt,
    /// The owner promised them something.
    Promise,
    /// The day by which the owner promised it.
    PromiseDue,
    /// They promised the owner something.
    PromiseReceived,
    /// The day by which they promised it.
    PromiseReceivedDue,
    /// They endorsed skills of the owner, in one sitting.
    EndorsementReceived,
    /// The owner endorsed skills of theirs, in one sitting.
    EndorsementGiven,
    /// They invited the owner to connect.
    InvitationReceived,
    /// The owner invited them to connect.
    InvitationSent,
    /// A talk among several, in which both took part.
    GroupTalk,
    /// A meeting of more people than count as met, to which both were invited.
    GroupMeeting,
    /// A meeting to which both were invited, and to which they said no.
    Declined,
    /// A service wrote to the owner in their name: for a contract to sign, a file to fetch.
    ThroughService,
}

impl TieKind {
    /// All kinds, the most telling first.
    pub const ALL: [TieKind; 25] = [
        TieKind::RecommendationReceived,
        TieKind::RecommendationGiven,
        TieKind::FavourReceived,
        TieKind::FavourGiven,
        TieKind::IntroReceived,
        TieKind::Introduced,
        TieKind::IntroGiven,
        TieKind::PassedOnReceived,
        TieKind::PassedOnGiven,
        TieKind::Note,
        TieKind::ThanksReceived,
        TieKind::ThanksGiven,
        TieKind::MetAt,
        TieKind::Promise,
        TieKind::PromiseDue,
        TieKind::PromiseReceived,
        TieKind::PromiseReceivedDue,
        TieKind::EndorsementReceived,
        TieKind::EndorsementGiven,
        TieKind::InvitationReceived,
        TieKind::InvitationSent,
        TieKind::GroupTalk,
        TieKind::GroupMeeting,
        TieKind::Declined,
        TieKind::ThroughService,
    ];

    /// The stable name in JSON and CSV.
    pub fn name(self) -> &'static str {
        match self {
            Self::RecommendationReceived => "recommendation-received",
            Self::RecommendationGiven => "recommendation-given",
            Self::FavourReceived => "favour-received",
            Self::FavourGiven => "favour-given",
            Self::IntroReceived => "intro-received",
            Self::Introduced => "introduced",
            Self::IntroGiven => "intro-given",
            Self::PassedOnReceived => "passed-on-received",
            Self::PassedOnGiven => "passed-on-given",
            Self::Note => "note",
            Self::ThanksReceived => "thanks-received",
            Self::ThanksGiven => "thanks-given",
            Self::MetAt => "met-at",
            Self::Promise => "promise",
            Self::PromiseDue => "promise-due",
            Self::PromiseReceived => "promise-received",
            Self::PromiseReceivedDue => "promise-received-due",
            Self::EndorsementReceived => "endorsement-received",
            Self::EndorsementGiven => "endorsement-given",
            Self::InvitationReceived => "invitation-received",
            Self::InvitationSent => "invitation-sent",
            Self::GroupTalk => "group-talk",
            Self::GroupMeeting => "group-meeting",
            Self::Declined => "declined",
            Self::ThroughService => "through-service",
        }
    }

    /// The kind of a stable name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

impl Serialize for TieKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// Who gave, where something was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Giver {
    /// The owner.
    Owner,
    /// The other side.
    They,
}

impl TieKind {
    /// Whether a word of the owner's that was noted so waits for no answer.
    pub fn closes(self) -> bool {
        matches!(
            self,
            Self::ThanksGiven
                | Self::FavourGiven
                | Self::IntroGiven
                | Self::PassedOnGiven
                | Self::Promise
        )
    }

    /// Whether it is told beside a row that is counted for what it is: it says nothing of somebody who is on no card.
    pub fn is_trace(self) -> bool {
        matches!(self, Self::Declined | Self::ThroughService)
    }

    /// Whether it helped somebody. Thanks are none, and neither is an invitation.
    pub fn is_help(self) -> bool {
        self.giver().is_some() && !matches!(self, Self::ThanksGiven | Self::ThanksReceived)
    }

    /// Whether it took more than a moment, or a name was put in for somebody.
    pub fn is_costly(self) -> bool {
        let is_small = matches!(
            self,
            Self::PassedOnGiven
                | Self::PassedOnReceived
                | Self::EndorsementGiven
                | Self::EndorsementReceived
        );
        self.is_help() && !is_small
    }

    /// Who gave something to whom; `None` where nothing was given, or nothing yet.
    pub fn giver(self) -> Option<Giver> {
        match self {
            Self::RecommendationReceived
            | Self::FavourReceived
            | Self::IntroReceived
            | Self::PassedOnReceived
            | Self::ThanksReceived
            | Self::EndorsementReceived => Some(Giver::They),
            Self::RecommendationGiven
            | Self::FavourGiven
            | Self::IntroGiven
            | Self::PassedOnGiven
            | Self::ThanksGiven
            | Self::EndorsementGiven => Some(Giver::Owner),
            Self::Note
            | Self::Introduced
            | Self::MetAt
            | Self::Promise
            | Self::PromiseDue
            | Self::PromiseReceived
            | Self::PromiseReceivedDue
            | Self::InvitationReceived
            | Self::InvitationSent
            | Self::GroupTalk
            | Self::GroupMeeting
            | Self::Declined
            | Self::ThroughService => None,
        }
    }
}

/// One piece of such evidence, as a file tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TieFact {
    /// What.
    pub kind: TieKind,
    /// When, if the file says.
    pub at: Option<Moment>,
    /// With whom.
    pub who: PeerIx,
    /// Where it stands.
    pub place: Place,
}
