//! Puts a person's answers, ties and verdict together.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

use super::again::grounds;
use super::balance::balance;
use super::band;
use super::chance::{self, sigmoid, with_interval};
use super::contact::sum_up;
use super::facts::{Cards, Facts, Sources};
use super::ledger::Ledger;
use super::memories::Memories;
use super::verdict::although;
use super::{shift, ties};
use crate::model::card::{Card, Roster};
use crate::model::coverage::{Coverage, Medium};
use crate::model::death::{says_name, says_note};
use crate::model::exchange::{Channel, Direction, TieKind};
use crate::model::intake::{FileId, FileReport, Intake};
use crate::model::kin::{is_family, is_kin};
use crate::model::look::Past;
use crate::model::moment::{DAY, Moment, start_of};
use crate::model::owner::Owner;
use crate::model::person::{Person, View};
use crate::model::reason::{Joined, Reason, Source};
use crate::model::standing::{Band, Basis, Chance, Contact, Decided, Standing, Tie, Verdict};
use crate::model::thresholds::{
    BOTH_WAYS_DAYS, NOTE_DAYS, PAST_CASES, RECENT_MONTHS, STALE_DAYS, months_before,
};
use crate::model::timeline::{History, MayBe, Touch, Who};

/// Choices that change the score.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// The instant; history is strictly before it.
    pub as_of: i64,
    /// Whether the owner's own shift is used.
    pub shift: bool,
}

/// Everybody's standing, in the order of the people, and what the owner's own past says of those to be deleted.
// A standing is a kilobyte, and its address moves from step to step.
#[allow(clippy::vec_box)]
pub struct Judged {
    /// The standings, each where it stays.
    pub standings: Vec<Box<Standing>>,
    /// Those of people without a card, in their order; none without contact both ways.
    pub strangers: Vec<Option<Standing>>,
    /// None where there are too few cases.
    pub past: Option<Past>,
}

/// Judges everybody.
pub fn judge(
    people: &[Person],
    intake: &Intake,
    owner: &Owner,
    history: &History,
    coverage: &Coverage,
    options: &Options,
) -> Judged {
    let others = people.len() + history.strangers.len();
    let touches = told_apart(people, intake, history);
    let mut ledger = Ledger::new(others);
    for touch in touches.iter() {
        ledger.apply(touch);
    }
    ledger.settle(options.as_of);
    let shift = if options.shift && owner.known {
        shift::of(&touches, others, options.as_of)
    } else {
        0.0
    };
    let name = |file: &FileReport| Source::new(file.base_name());
    let judging = Judging {
        history,
        owner,
        coverage,
        memories: Memories::new(owner, people, &intake.cards),
        sources: Sources(intake.files.iter().map(name).collect()),
        kinds: intake.files.iter().map(|file| file.kind).collect(),
        ledger,
        ends: ends(coverage, intake, options.as_of),
        shift,
        options: *options,
    };
    let by_person = by_person(&touches, 0, people.len());
    let one = |chances: &mut Chances, (index, person): (usize, &Person)| {
        let view = View::new(person, &intake.cards);
        let cards = judging.cards(index, view);
        let standing = judging.standing(index, view, &cards, &by_person[index], chances);
        let past = judging.past(index, &cards, &by_person[index]);
        (Box::new(standing), past)
    };
    let judged: Vec<(Box<Standing>, Option<bool>)> = people
        .par_iter()
        .enumerate()
        .map_init(Chances::default, one)
        .collect();
    let strangers = judging.strangers(&touches, people.len());
    let past = judged.iter().filter_map(|(_, past)| *past);
    let (cases, wrote) = past.fold((0, 0), |(n, wrote), one| (n + 1, wrote + u32::from(one)));
    Judged {
        standings: judged.into_iter().map(|(standing, _)| standing).collect(),
        strangers,
        past: (cases >= PAST_CASES).then_some(Past { cases, wrote }),
    }
}

/// Where the files of each channel end, if that is long before the audit. Of a log that is kept nobody knows whether it ends.
fn ends(coverage: &Coverage, intake: &Intake, as_of: i64) -> BTreeMap<Medium, i64> {
    let is_log = |name: &String| {
        let mut files = intake.files.iter();
        files.any(|file| file.kind == FileReport::LOG && file.name == *name)
    };
    let told = coverage.channels.iter();
    let told = told.filter(|covered| !covered.files.iter().any(is_log));
    told.filter_map(|covered| Some((covered.medium, covered.spans.last()?.1)))
        .filter(|(_, end)| as_of - end > STALE_DAYS * DAY)
        .collect()
}

/// The touches, in which what the owner wrote on LinkedIn before the connection, to somebody who had not written, is the note of the
/// invitation that they accepted.
///
/// There may be millions of them: they are copied only where there is such a note.
pub(super) fn told_apart<'h>(
    people: &[Person],
    intake: &Intake,
    history: &'h History,
) -> Cow<'h, [Touch]> {
    let connected = |person| View::new(person, &intake.cards).connected_on();
    let days: Vec<Option<i64>> = people
        .iter()
        .map(connected)
        .map(|d| d.map(start_of))
        .collect();
    let mut heard = vec![false; people.len()];
    let mut is_first_note = |touch: &Touch| {
        let who = touch.who.0 as usize;
        let Some(day) = days.get(who).copied().flatten() else {
            return false;
        };
        heard[who] |= touch.direction == Direction::In;
        let is_note = touch.channel == Channel::LinkedIn
            && touch.direction == Direction::Out
            && touch.others == 1
            && (day - NOTE_DAYS * DAY..day).contains(&touch.at.at);
        is_note && !heard[who]
    };
    let touches = history.touches.iter().enumerate();
    let notes = touches.filter(|(_, touch)| is_first_note(touch));
    let notes: Vec<usize> = notes.map(|(at, _)| at).collect();
    let mut touches = Cow::Borrowed(history.touches.as_slice());
    for at in notes {
        touches.to_mut()[at].channel = Channel::Invitation;
    }
    touches
}

/// The touches of each of so many people from the first on, in order of time.
fn by_person(touches: &[Touch], first: usize, people: usize) -> Vec<Vec<&Touch>> {
    let of = |touch: &Touch| (touch.who.0 as usize).checked_sub(first);
    let mut counts = vec![0; people];
    for at in touches.iter().filter_map(of) {
        if let Some(count) = counts.get_mut(at) {
            *count += 1;
        }
    }
    let mut by_person: Vec<Vec<&Touch>> = counts.into_iter().map(Vec::with_capacity).collect();
    for touch in touches {
        if let Some(own) = of(touch).and_then(|at| by_person.get_mut(at)) {
            own.push(touch);
        }
    }
    by_person
}

/// Intervals already computed: most people without history share one probability.
#[derive(Default)]
struct Chances {
    last: Option<Chance>,
}

impl Chances {
    fn of(&mut self, p: f64) -> Chance {
        match self.last {
            Some(chance) if chance.p.to_bits() == p.to_bits() => chance,
            _ => *self.last.insert(with_interval(p)),
        }
    }
}

struct Judging<'a> {
    history: &'a History,
    owner: &'a Owner,
    coverage: &'a Coverage,
    memories: Memories<'a>,
    sources: Sources,
    /// What each file is.
    kinds: Vec<&'static str>,
    ledger: Ledger,
    /// Where the files of a channel end, for channels whose files end long before the audit.
    ends: BTreeMap<Medium, i64>,
    shift: f64,
    options: Options,
}

impl Judging<'_> {
    fn standing(
        &self,
        index: usize,
        view: View<'_>,
        cards: &Cards,
        touches: &[&Touch],
        chances: &mut Chances,
    ) -> Standing {
        let own = &self.history.ties[index];
        let mut contact = sum_up(touches, self.options.as_of);
        contact.group = self.history.groups[index];
        contact.crowd = crowd(own);
        let (p, band, basis) = self.answers(Who(index as u32), &contact);
        let facts = self.facts(&contact, own, cards, self.options.as_of);
        let band = facts.band_for(self.owner, band);
        let (verdict, mut reasons) = facts.verdict();
        reasons.extend(although(verdict, band, &contact));
        reasons.extend(self.memories.namesake(view, &cards.first));
        reasons.extend(self.by_name(index, view));
        reasons.extend(self.by_domain(index));
        // The owner's own words answer best whether they remember somebody.
        if cards.died.is_none() {
            let at = if verdict == Verdict::Ask {
                0
            } else {
                reasons.len()
            };
            reasons.splice(at..at, self.memories.written(view, &self.sources));
        }
        reasons.shrink_to_fit();
        Standing {
            chance: self.owner.known.then(|| chances.of(p)),
            band,
            basis,
            ties: own.clone(),
            tie_weight: ties::weight(own, &contact),
            balance: balance(own, &contact, touches, self.options.as_of),
            verdict,
            reasons,
            next: self.history.next[index],
            grounds: grounds(&contact, cards),
            contact,
            decided: Decided::default(),
        }
    }

    /// Where the files end that tell of somebody, if all of them end long before the audit.
    fn heard_until(&self, contact: &Contact) -> Option<i64> {
        let media = contact.channels.iter().map(|&channel| Medium::of(channel));
        let ends: Option<Vec<i64>> = media
            .map(|medium| self.ends.get(&medium).copied())
            .collect();
        ends?.into_iter().max()
    }

    /// How likely somebody answers, and what that rests on.
    fn answers(&self, who: Who, contact: &Contact) -> (f64, Band, Basis) {
        let account = self.ledger.account(who);
        let mut basis = chance::basis(account, self.ledger.others(who), self.options.as_of);
        let has_history = account.last.is_some();
        let p = if has_history {
            basis.shift = self.shift;
            sigmoid(chance::recontact_logit(&basis))
        } else {
            chance::first(&self.ledger, who)
        };
        let band = if has_history && self.owner.known {
            band::of(p, &basis, &contact.talks)
        } else {
            Band::Unknown
        };
        (p, band, basis)
    }

    /// The standings of those without a card who had contact both ways with the owner.
    fn strangers(&self, touches: &[Touch], people: usize) -> Vec<Option<Standing>> {
        let cards = Cards::none();
        let may_be = self.history.may_be_theirs.iter().flatten();
        let shared = may_be.filter(|may_be| may_be.is_shared);
        let shared: BTreeSet<usize> = shared.map(|may_be| may_be.stranger).collect();
        let is_shared = |index: usize| shared.contains(&index);
        let one = |(index, touches): (usize, Vec<&Touch>)| {
            let contact = sum_up(&touches, self.options.as_of);
            contact.last_two_way?;
            if contact.is_only_in_company() || contact.lone_call.is_some() || is_shared(index) {
                return None;
            }
            let (p, band, basis) = self.answers(Who((people + index) as u32), &contact);
            let facts = self.facts(&contact, &[], &cards, self.options.as_of);
            let band = facts.band_for(self.owner, band);
            let (verdict, mut reasons) = facts.verdict();
            reasons.extend(although(verdict, band, &contact));
            Some(Standing {
                chance: self.owner.known.then(|| with_interval(p)),
                band,
                basis,
                ties: Vec::new(),
                tie_weight: ties::weight(&[], &contact),
                balance: balance(&[], &contact, &touches, self.options.as_of),
                verdict,
                reasons,
                next: None,
                grounds: grounds(&contact, &cards),
                contact,
                decided: Decided::default(),
            })
        };
        let touches = by_person(touches, people, self.history.strangers.len());
        touches.into_iter().enumerate().map(one).collect()
    }

    fn facts<'f>(
        &'f self,
        contact: &'f Contact,
        ties: &'f [Tie],
        cards: &'f Cards,
        as_of: i64,
    ) -> Facts<'f> {
        let is_now = as_of == self.options.as_of;
        Facts {
            as_of,
            heard_until: self.heard_until(contact).filter(|_| is_now),
            contact,
            ties,
            cards,
            coverage: self.coverage,
            sources: &self.sources,
        }
    }

    /// Of somebody who stood a year ago as those to be deleted stand now, whether they have written since.
    fn past(&self, index: usize, cards: &Cards, touches: &[&Touch]) -> Option<bool> {
        let then = months_before(self.options.as_of, RECENT_MONTHS);
        if cards.book.is_some() || cards.connected.is_none_or(|day| start_of(day) >= then) {
            return None;
        }
        let before = |at: i64| at < then;
        let (earlier, later) = touches.split_at(touches.partition_point(|t| before(t.at.at)));
        let mut contact = sum_up(earlier, then);
        contact.group = self.history.groups[index].filter(|group| before(group.last.at));
        let ties = self.history.ties[index].iter();
        let ties: Vec<Tie> = ties
            .filter(|tie| tie.at.is_none_or(|at| before(at.at)))
            .cloned()
            .collect();
        contact.crowd = crowd(&ties);
        let (verdict, _) = self.facts(&contact, &ties, cards, then).verdict();
        let wrote = |touch: &&Touch| touch.direction == Direction::In;
        (verdict == Verdict::Delete).then(|| later.iter().any(wrote))
    }

    fn cards(&self, index: usize, view: View<'_>) -> Cards {
        let mut memories = self.memories.of(view, &self.sources);
        memories.extend(self.namesakes(index));
        let in_roster = |roster| {
            let card = view.cards().find(|card| card.roster == roster)?;
            Some(self.sources.of(card.place.file))
        };
        let first = view.cards().next().map(|card| card.place.file);
        let in_book = |is: fn(&Card) -> bool| {
            let mut cards = view.cards();
            let in_book =
                |card: &Card| matches!(card.roster, Roster::AddressBook | Roster::Imported);
            cards.any(|card| in_book(card) && is(card))
        };
        // An address book that was not given this time is remembered.
        let remembered = || view.is_in(Roster::AddressBook).then(|| Source::new(""));
        let is_kin = in_book(|card| {
            is_kin(&card.name.full) || card.labels.iter().any(|label| is_family(label))
        });
        let says_died = |card: &&Card| {
            let name = &card.name.full;
            matches!(card.roster, Roster::AddressBook | Roster::Imported)
                && (says_name(name) || card.notes.iter().any(|note| says_note(note, name)))
        };
        let died = view.cards().find(says_died);
        let has_phone = in_book(|card| !card.phones.is_empty());
        let has_mail = in_book(|card| !card.emails.is_empty());
        let is_lone_name = view.is_in(Roster::AddressBook) && view.cards().all(is_lone_name);
        Cards {
            is_kin,
            is_lone_name,
            died: died.map(|card| self.sources.of(card.place.file)),
            is_mail_only: has_mail && !has_phone,
            connected: view.connected_on(),
            connections: in_roster(Roster::Connections),
            book: view
                .own_card()
                .map_or_else(remembered, |card| Some(self.sources.of(card.place.file))),
            imported: in_roster(Roster::Imported),
            first: first.map_or_else(|| Source::new(""), |file| self.sources.of(file)),
            memories,
        }
    }

    /// What was taken for theirs by the name alone. Whose only card is that name needs no such word, and neither does a name from the very
    /// list on which they stand.
    fn by_name(&self, index: usize, view: View<'_>) -> Option<Reason> {
        let is_bare = |card: &Card| card.roster == Roster::Correspondent && !card.has_key();
        if view.cards().all(is_bare) {
            return None;
        }
        let is_of_list = |file: FileId| match self.kinds.get(file.0 as usize) {
            Some(&FileReport::WHATSAPP) => view.is_in(Roster::AddressBook),
            Some(&FileReport::RECOMMENDATIONS) => view.is_in(Roster::Connections),
            _ => false,
        };
        let files = self.history.by_name[index].iter();
        let files = files.filter(|(file, _)| !is_of_list(*file));
        let joined = |&(file, entries): &_| Joined {
            entries,
            source: self.sources.of(file),
        };
        let files: Vec<Joined> = files.map(joined).collect();
        (!files.is_empty()).then_some(Reason::ByName { files })
    }

    /// What was taken for theirs by the name and by a mail domain that is their employer's.
    fn by_domain(&self, index: usize) -> Option<Reason> {
        let files = &self.history.by_domain[index];
        let (&(file, _), entries) = (files.first()?, files.iter().map(|(_, n)| n).sum());
        let source = self.sources.of(file);
        Some(Reason::ByDomain { entries, source })
    }

    /// Correspondents on no card who may be this person.
    fn namesakes(&self, index: usize) -> impl Iterator<Item = Reason> {
        let one = |may_be: &MayBe| {
            let stranger = &self.history.strangers[may_be.stranger];
            if may_be.is_shared {
                return Reason::SharedAddress {
                    key: stranger.key.clone(),
                    messages: stranger.out + stranger.inn,
                    meetings: stranger.met,
                    last: stranger.last,
                    people: may_be.people,
                };
            }
            Reason::Namesake {
                name: stranger.name.clone(),
                key: stranger.key.clone(),
                messages: stranger.out + stranger.inn,
                meetings: stranger.met,
                last: stranger.last,
                people: may_be.people,
            }
        };
        self.history.may_be_theirs[index].iter().map(one)
    }
}

/// The last large meeting, where the first is a year older or more.
fn crowd(ties: &[Tie]) -> Option<Moment> {
    let meetings = ties.iter().filter(|tie| tie.kind == TieKind::GroupMeeting);
    let mut days: Vec<Moment> = meetings.filter_map(|tie| tie.at).collect();
    days.sort_unstable();
    let (first, last) = (days.first()?, days.last()?);
    (last.at - first.at >= BOTH_WAYS_DAYS * DAY).then_some(*last)
}

/// Whether a card has one word for a name, in a script that parts names by blanks, and no employer.
fn is_lone_name(card: &Card) -> bool {
    let name = card.name.full.trim();
    let is_parted = |c: char| !c.is_alphabetic() || (c as u32) < 0x2e80;
    card.companies.is_empty()
        && !name.is_empty()
        && !name.contains(char::is_whitespace)
        && name.chars().all(is_parted)
}
