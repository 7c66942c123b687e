//! Joins what the files tell to people and gives it a direction.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::slice::ParallelSliceMut;
use rustc_hash::{FxHashMap, FxHashSet};

use super::account::count_rows;
use super::among::{Among, TieKey};
use super::coverage::coverage;
use super::directory::{Directory, Found};
use super::numbered::{Numbered, number};
use super::once::{self, Event};
use super::take_apart;
use super::tally::{Reach, Tally};
use super::together::Pairs;
use crate::model::audit::Unmatched;
use crate::model::correspondent::{MeantByName, NameMatch};
use crate::model::exchange::{
    CROWD, Channel, Direction, Exchange, OfRoom, Parties, Peer, PeerIx, Recipients, TieFact,
    TieKind,
};
use crate::model::intake::{Fate, FileId, FileReport, Intake, SetAside};
use crate::model::moment::Moment;
use crate::model::name::fold;
use crate::model::owner::Owner;
use crate::model::person::Person;
use crate::model::recipients::{Part, tell_apart};
use crate::model::steps::{Carded, Joined};
use crate::model::thresholds::MOST_RECIPIENTS;
use crate::model::timeline::{History, Touch, Who};

/// In a conversation of more people than this those who only listen are not noted: it would take all of them for each message.
const HALL: usize = 256;

/// Joins exchanges and ties to people; only what is strictly before `as_of` has an effect. The exchanges of the intake, which may be
/// millions, are gone afterwards.
pub fn join(
    carded: Carded,
    people: &[Person],
    meant: MeantByName,
    owner: &Owner,
    as_of: i64,
) -> Joined {
    let mut intake = carded.intake;
    let (history, reach) = tell(&mut intake, people, meant, owner, as_of);
    count_rows(&mut intake, &history, as_of);
    let coverage = coverage(&intake, &reach, owner, as_of);
    Joined {
        intake,
        history,
        coverage,
    }
}

fn tell(
    intake: &mut Intake,
    people: &[Person],
    meant: MeantByName,
    owner: &Owner,
    as_of: i64,
) -> (History, BTreeMap<(FileId, Channel), Reach>) {
    let exchanges = std::mem::take(&mut intake.exchanges);
    let letters = std::mem::take(&mut intake.letters);
    let most = exchanges.len() + letters.len();
    let directory = Directory::new(owner, people, &intake.cards);
    let found = directory.find_all(&intake.peers, &meant);
    let Numbered {
        who,
        strangers,
        perhaps,
        shared,
    } = number(&found, &intake.peers, people.len(), (&directory, meant));
    let named = names_of_strangers(&who, &intake.peers, people.len());
    let book = intake
        .files
        .iter()
        .position(|file| file.kind == FileReport::BOOK);
    let namesakes = directory.named_in_ties(&intake.ties, &intake.peers);
    let mut joining = Joining {
        directory,
        found,
        who,
        named,
        people: people.len() as u32,
        book: book.map(|index| FileId(index as u32)),
        events: Vec::with_capacity(most),
        touches: Vec::with_capacity(most),
        crowd_mails: Vec::new(),
        ties: BTreeSet::new(),
        among: Among::default(),
        together: Pairs::default(),
        next: vec![None; people.len()],
        tally: Tally::new(intake.files.len(), people.len()),
        by_name: Vec::new(),
        among_many: Vec::new(),
        halls: OfRoom::default(),
        namesakes,
    };
    take_apart(letters, |letter| {
        joining.exchange(&letter.exchange(), as_of);
    });
    take_apart(exchanges, |exchange| joining.exchange(&exchange, as_of));
    joining.events.reverse();
    for message in std::mem::take(&mut intake.undelivered) {
        joining.undelivered(&message, as_of);
    }
    for fact in &intake.ties {
        joining.tie(fact, as_of);
    }
    for meeting in &intake.planned {
        joining.plan(meeting);
    }
    let reach = std::mem::take(&mut joining.tally.reach);
    let mut history = joining.finish(strangers);
    history.settle_perhaps(perhaps);
    history.settle_shared(shared);
    (history, reach)
}

/// Names by which exactly one stranger goes.
fn names_of_strangers(
    who: &[Option<Who>],
    peers: &[Peer],
    people: usize,
) -> FxHashMap<String, Who> {
    let mut names: FxHashMap<String, Option<Who>> = FxHashMap::default();
    for (who, peer) in who.iter().zip(peers) {
        if let (Some(who), Some(name)) = (who.filter(|who| who.0 as usize >= people), &peer.name) {
            names
                .entry(fold(name))
                .and_modify(|known| *known = known.filter(|known| *known == who))
                .or_insert(Some(who));
        }
    }
    names
        .into_iter()
        .filter_map(|(name, who)| who.map(|who| (name, who)))
        .collect()
}

/// Who took part in an exchange, besides the owner.
struct Side {
    direction: Direction,
    /// Those whom it went to or came from.
    with: Vec<Who>,
    /// Others who were on it.
    present: Vec<Who>,
    /// How many people were on it, those who are nobody included.
    others: u32,
}

struct Joining<'a> {
    directory: Directory<'a>,
    found: Vec<Found>,
    who: Vec<Option<Who>>,
    /// Strangers by name, for recipients that are given by name only.
    named: FxHashMap<String, Who>,
    people: u32,
    /// The file that stands for what earlier files told.
    book: Option<FileId>,
    events: Vec<Event>,
    touches: Vec<Touch>,
    crowd_mails: Vec<(i64, Who)>,
    ties: BTreeSet<TieKey>,
    among: Among,
    together: Pairs,
    /// The next meeting planned with each person with a card.
    next: Vec<Option<Moment>>,
    tally: Tally,
    /// Whether the owner is in the conversation at hand, where it is one of many.
    halls: OfRoom<bool>,
    /// Who bears the owner's name and is meant where a tie names nobody else.
    namesakes: FxHashMap<PeerIx, Who>,
    /// Who of those in the event at hand was found by name only, and how.
    by_name: Vec<(Who, NameMatch)>,
    /// The same, of those to whom nothing was said in particular.
    among_many: Vec<(Who, NameMatch)>,
}

/// What an invitation is evidence of; none where it is not known whose it was.
fn invitation(direction: Direction) -> Option<TieKind> {
    match direction {
        Direction::Out => Some(TieKind::InvitationSent),
        Direction::In | Direction::Both => Some(TieKind::InvitationReceived),
        Direction::Unknown => None,
    }
}

impl Joining<'_> {
    fn exchange(&mut self, exchange: &Exchange, as_of: i64) {
        let file = exchange.place.file;
        if exchange.at.at >= as_of {
            return self.tally.fate(file, Fate::SetAside(SetAside::AfterAsOf));
        }
        self.tally.span(file, exchange.at.at);
        self.by_name.clear();
        self.among_many.clear();
        let is_meeting = exchange.channel == Channel::Meeting;
        let side = match &exchange.parties {
            Parties::Between { from, to } if is_meeting => match self.together(*from, to) {
                Some(side) => side,
                None => {
                    return self
                        .tally
                        .fate(file, Fate::SetAside(SetAside::WithoutOwner));
                }
            },
            parties => self.side(parties, file),
        };
        if side.others > 1 && !is_meeting {
            self.set_apart_listeners(&side);
        }
        self.count_by_name(file);
        self.tally.reach(exchange, side.direction);
        let Some(&best) = side.with.iter().chain(&side.present).min() else {
            return self.tally.fate(file, Fate::SetAside(SetAside::ToSelf));
        };
        let first = self.touches.len() as u32;
        let Exchange {
            at,
            channel,
            duration_s,
            gist,
            ..
        } = *exchange;
        let Side {
            direction, others, ..
        } = side;
        if others <= CROWD {
            let touch = |&who: &Who| Touch {
                at,
                who,
                direction,
                channel,
                others,
                duration_s,
                gist,
                closes: false,
                file,
            };
            self.touches.extend(side.with.iter().map(touch));
        }
        let occasion = (at, direction, channel, others, file);
        self.together.take(occasion, &side.with, &side.present);
        if direction == Direction::In && others > MOST_RECIPIENTS && !is_meeting {
            self.crowd_mails
                .extend(side.with.iter().map(|&who| (at.at, who)));
        }
        self.among
            .exchange(exchange, (direction, others), &side.with, &side.present);
        if channel == Channel::Invitation {
            let tie = invitation(direction).map(|kind| (best, kind, Some(at), file));
            self.ties.extend(tie);
        }
        let touches = first..self.touches.len() as u32;
        self.events.push(Event {
            seconds: at.at,
            precision: at.precision,
            channel,
            direction,
            others,
            text: exchange.text,
            native: exchange.native,
            best,
            file,
            touches,
        });
    }

    /// What somebody else says to many is not passed between the owner and each of them.
    fn set_apart_listeners(&mut self, side: &Side) {
        let spoke = |who: &Who| side.direction == Direction::In && side.with.contains(who);
        let listeners = self.by_name.iter().filter(|(who, _)| !spoke(who));
        self.among_many.extend(listeners);
        self.by_name.retain(|(who, _)| spoke(who));
    }

    /// A message that nobody received shows no more than that mail of its day was given.
    fn undelivered(&mut self, message: &Exchange, as_of: i64) {
        let (file, at) = (message.place.file, message.at.at);
        if at >= as_of {
            return self.tally.fate(file, Fate::SetAside(SetAside::AfterAsOf));
        }
        self.tally.span(file, at);
        self.tally.reach(message, Direction::Out);
        self.tally.fate(file, Fate::SetAside(SetAside::Undelivered));
    }

    /// On whose side of an exchange the owner is, and who is on the other.
    fn side(&mut self, parties: &Parties, file: FileId) -> Side {
        match parties {
            Parties::Own {
                direction,
                peer,
                others,
            } => {
                self.note_name(*peer);
                let with = self.who[peer.0 as usize].into_iter().collect();
                Side {
                    direction: *direction,
                    with,
                    present: Vec::new(),
                    others: *others,
                }
            }
            Parties::Between { from, to } => self.between(*from, to, file),
        }
    }

    fn between(&mut self, from: PeerIx, to: &Recipients, file: FileId) -> Side {
        let (to_owner, rest, others) = match to {
            Recipients::Text(text) => self.written(text, file),
            Recipients::Room(all) if all.len() > HALL => self.in_a_hall(all),
            named => self.listed(named.named(from)),
        };
        self.note_name(from);
        match self.who[from.0 as usize] {
            None => Side {
                direction: Direction::Out,
                with: rest,
                present: Vec::new(),
                others,
            },
            Some(sender) if to_owner => Side {
                direction: Direction::In,
                with: vec![sender],
                present: rest,
                others: others + 1,
            },
            Some(sender) => {
                // One of those on it is the owner, only it is not known which.
                let with = std::iter::once(sender).chain(rest).collect();
                Side {
                    direction: Direction::Unknown,
                    with,
                    present: Vec::new(),
                    others,
                }
            }
        }
    }

    /// Everybody at a meeting, who invited and who was invited alike. `None` where the owner is known and not among them.
    fn together(&mut self, from: PeerIx, to: &Recipients) -> Option<Side> {
        let people = std::iter::once(from).chain(to.named(from));
        let (with_owner, with, others) = self.listed(people);
        if !with_owner && self.directory.knows_addresses() {
            return None;
        }
        let direction = if with_owner {
            Direction::Both
        } else {
            Direction::Unknown
        };
        Some(Side {
            direction,
            with,
            present: Vec::new(),
            others,
        })
    }

    /// Keeps the day of a meeting that lies ahead, for whoever has a card.
    fn plan(&mut self, meeting: &Exchange) {
        let side = match &meeting.parties {
            Parties::Between { from, to } => self.together(*from, to),
            own @ Parties::Own { .. } => Some(self.side(own, meeting.place.file)),
        };
        let few = side.filter(|side| side.others <= CROWD);
        for who in few.map(|side| side.with).unwrap_or_default() {
            if let Some(next) = self.next.get_mut(who.0 as usize) {
                *next = Some(next.map_or(meeting.at, |known| known.min(meeting.at)));
            }
        }
    }

    /// Recipients of whom nobody in particular is noted: whether the owner is among them, nobody, and how many they are.
    fn in_a_hall(&mut self, all: &Arc<[PeerIx]>) -> (bool, Vec<Who>, u32) {
        let is_owner = |peer: &PeerIx| self.who[peer.0 as usize].is_none();
        let with_owner = self.halls.get(all, |all| all.iter().any(is_owner));
        (
            with_owner,
            Vec::new(),
            all.len() as u32 - 1 - u32::from(with_owner),
        )
    }

    /// Recipients by key: whether the owner is among them, the others, and how many those are.
    fn listed(&mut self, peers: impl Iterator<Item = PeerIx>) -> (bool, Vec<Who>, u32) {
        let (mut to_owner, mut others) = (false, Vec::new());
        for peer in peers {
            self.note_name(peer);
            match self.who[peer.0 as usize] {
                Some(who) => others.push(who),
                None => to_owner = true,
            }
        }
        others.sort_unstable();
        others.dedup();
        let count = others.len() as u32;
        (to_owner, others, count)
    }

    /// Recipients by a text of names, likewise.
    fn written(&mut self, text: &str, file: FileId) -> (bool, Vec<Who>, u32) {
        let (mut to_owner, mut others, mut nobody) = (false, Vec::new(), 0);
        for part in tell_apart(text, |name| {
            self.directory.knows(name) || self.named.contains_key(name)
        }) {
            let found = match &part {
                Part::Known(name) => self.directory.by_name(name, false),
                Part::Unknown(_) => Found::Nobody { namesakes: 0 },
            };
            let stranger = || {
                if let Part::Known(name) = &part {
                    self.named.get(name).copied()
                } else {
                    None
                }
            };
            match found {
                Found::Owner => to_owner = true,
                Found::ByKey(who) => others.push(who),
                Found::ByName(who, by) => {
                    self.by_name.push((who, by));
                    others.push(who);
                }
                Found::Nobody { .. } => match stranger() {
                    Some(who) => others.push(who),
                    None => nobody += 1,
                },
            }
        }
        self.tally.unresolved[file.0 as usize] += u64::from(nobody);
        let count = others.len() as u32 + nobody;
        (to_owner, others, count)
    }

    fn note_name(&mut self, peer: PeerIx) {
        if let Found::ByName(who, by) = self.found[peer.0 as usize] {
            self.by_name.push((who, by));
        }
    }

    /// Counts the event at hand as joined by name, once for the file and once for each whom it was joined to.
    fn count_by_name(&mut self, file: FileId) {
        self.by_name.sort_unstable();
        self.by_name.dedup();
        self.tally
            .joined_by_name(&self.by_name, &self.among_many, file);
    }

    /// Ties that are no messages; the same in two files counts once.
    fn tie(&mut self, fact: &TieFact, as_of: i64) {
        let file = fact.place.file;
        if fact.kind.is_trace() {
            return self.trace(fact, as_of);
        }
        if fact.at.is_some_and(|at| at.at >= as_of) {
            return self.tally.fate(file, Fate::SetAside(SetAside::AfterAsOf));
        }
        if let Some(at) = fact.at {
            self.tally.span(file, at.at);
        }
        let namesake = || self.namesakes.get(&fact.who).copied();
        let Some(who) = self.who[fact.who.0 as usize].or_else(namesake) else {
            return self.tally.fate(file, Fate::SetAside(SetAside::ToSelf));
        };
        self.by_name.clear();
        self.among_many.clear();
        self.note_name(fact.who);
        self.count_by_name(file);
        let same =
            (who, fact.kind, fact.at, FileId(0))..=(who, fact.kind, fact.at, FileId(u32::MAX));
        let told = self
            .ties
            .range(same)
            .any(|&(_, _, _, source)| source != file);
        let fate = match (told, who.0 < self.people) {
            (true, _) => Fate::Merged,
            (false, true) => Fate::Event,
            (false, false) => Fate::Unmatched,
        };
        self.tally.fate(file, fate);
        self.ties.insert((who, fact.kind, fact.at, file));
    }

    /// What a row tells beside what it is counted for.
    fn trace(&mut self, fact: &TieFact, as_of: i64) {
        let is_past = fact.at.is_none_or(|at| at.at < as_of);
        let known = self.who[fact.who.0 as usize].filter(|who| who.0 < self.people);
        let who = known.or_else(|| self.namesakes.get(&fact.who).copied());
        self.ties.extend(
            who.filter(|_| is_past)
                .map(|who| (who, fact.kind, fact.at, fact.place.file)),
        );
    }

    /// Marks what the owner noted as thanks, help or a promise.
    fn close(&mut self) {
        let closing = self.ties.iter().filter(|(_, kind, ..)| kind.closes());
        let noted: FxHashSet<(Who, Moment)> = closing
            .filter_map(|&(who, _, at, _)| Some((who, at?)))
            .collect();
        if noted.is_empty() {
            return;
        }
        for touch in &mut self.touches {
            // What was tried in vain has a length of nothing, and is a try.
            let is_word = touch.direction == Direction::Out && touch.duration_s.is_none();
            touch.closes = is_word && noted.contains(&(touch.who, touch.at));
        }
    }

    fn finish(mut self, strangers: Vec<Unmatched>) -> History {
        let once = once::repeated(&self.events, &self.touches, self.book);
        for &index in &once.notes {
            let touches = self.events[index as usize].touches.clone();
            for touch in &mut self.touches[touches.start as usize..touches.end as usize] {
                touch.channel = Channel::Invitation;
            }
        }
        self.close();
        let dropped = once.repeated;
        let mut keep = vec![true; self.touches.len()];
        for (event, repeated) in self.events.iter().zip(&dropped) {
            let fate = match (repeated, event.best.0 < self.people) {
                (true, _) => Fate::Merged,
                (false, true) => Fate::Event,
                (false, false) => Fate::Unmatched,
            };
            self.tally.fate(event.file, fate);
            if *repeated {
                keep[event.touches.start as usize..event.touches.end as usize].fill(false);
            }
        }
        drop((self.events, dropped));
        let mut kept = keep.iter();
        self.touches
            .retain(|_| kept.next().copied().unwrap_or(true));
        // Equal in all of this is equal in everything, so that the order of rows does not matter.
        self.touches.par_sort_unstable_by_key(|t| {
            (
                t.at.at,
                t.direction,
                t.who,
                t.channel,
                t.others,
                t.duration_s,
                t.gist,
                t.file,
                t.at.precision,
            )
        });
        self.crowd_mails.sort_unstable();
        let (by_name, by_domain) = self.tally.by_name();
        let mut history = History {
            ties: vec![Vec::new(); self.people as usize],
            remarks: self.tally.remarks(),
            by_name,
            by_domain,
            may_be_theirs: vec![Vec::new(); self.people as usize],
            questions: Vec::new(),
            fates: self
                .tally
                .fates
                .into_iter()
                .map(|((file, fate), n)| (file, fate, n))
                .collect(),
            spans: self.tally.spans,
            next: self.next,
            touches: self.touches,
            crowd_mails: self.crowd_mails,
            together: self.together.finish(self.people),
            met: vec![false; strangers.len()],
            groups: vec![None; self.people as usize],
            strangers,
        };
        self.among.groups(&mut history.groups);
        self.ties.extend(self.among.ties());
        history.settle_ties(self.ties);
        history.settle_strangers(self.people);
        history
    }
}
