//! Puts a person's answers, ties and verdict together.

use chrono::{DateTime, Months, NaiveDate};
use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

use super::chance::{self, sigmoid, with_interval};
use super::contact::sum_up;
use super::ledger::Ledger;
use super::places::Places;
use super::{shift, ties, words};
use crate::model::card::{Card, Roster};
use crate::model::coverage::Coverage;
use crate::model::exchange::TieKind;
use crate::model::intake::{FileId, FileReport, Intake};
use crate::model::moment::{Moment, date_of, start_of, written};
use crate::model::owner::Owner;
use crate::model::person::{Person, View};
use crate::model::standing::{Band, Chance, Contact, Decided, Standing, Tie, Verdict};
use crate::model::timeline::{History, MayBe, Touch, Who};

/// Choices that change the score.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// The instant; history is strictly before it.
    pub as_of: i64,
    /// Whether the owner's own shift is used.
    pub shift: bool,
    /// Months within which contact or a connection counts as recent.
    pub recent_months: u32,
}

/// Judges everybody. The standings are in the order of the people.
pub fn judge(
    people: &[Person],
    intake: &Intake,
    owner: &Owner,
    history: &History,
    _coverage: &Coverage,
    options: &Options,
) -> Vec<Standing> {
    let others = people.len() + history.strangers.len();
    let mut ledger = Ledger::new(others);
    for touch in &history.touches {
        ledger.apply(touch);
    }
    ledger.settle(options.as_of);
    let shift = if options.shift && owner.known {
        shift::of(&history.touches, others, options.as_of)
    } else {
        0.0
    };
    let judging = Judging {
        intake,
        history,
        owner,
        places: Places::of(owner),
        ledger,
        shift,
        options: *options,
        recent: recent_from(options),
    };
    let by_person = by_person(&history.touches, people.len());
    let one = |chances: &mut Chances, (index, person): (usize, &Person)| {
        let view = View::new(person, &intake.cards);
        let ties = &history.ties[index];
        judging.standing(Who(index as u32), view, &by_person[index], ties, chances)
    };
    people
        .par_iter()
        .enumerate()
        .map_init(Chances::default, one)
        .collect()
}

/// Each person's touches, in order of time.
fn by_person(touches: &[Touch], people: usize) -> Vec<Vec<&Touch>> {
    let mut by_person = vec![Vec::new(); people];
    for touch in touches {
        if let Some(own) = by_person.get_mut(touch.who.0 as usize) {
            own.push(touch);
        }
    }
    by_person
}

/// The first instant that counts as recent.
fn recent_from(options: &Options) -> i64 {
    let as_of = DateTime::from_timestamp(options.as_of, 0).unwrap_or_default();
    as_of
        .checked_sub_months(Months::new(options.recent_months))
        .map_or(i64::MIN, |at| at.timestamp())
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
    intake: &'a Intake,
    history: &'a History,
    owner: &'a Owner,
    places: Places,
    ledger: Ledger,
    shift: f64,
    options: Options,
    recent: i64,
}

impl Judging<'_> {
    fn standing(
        &self,
        who: Who,
        view: View<'_>,
        touches: &[&Touch],
        own: &[Tie],
        chances: &mut Chances,
    ) -> Standing {
        let contact = sum_up(touches, self.options.as_of);
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
            band_of(p)
        } else {
            Band::Unknown
        };
        let tie_weight = ties::weight(own, &contact);
        let (mut verdict, mut why) = self.verdict(view, band, &contact, own, account.attempts);
        let namesakes = self.namesakes(who);
        if verdict == Verdict::Delete && !namesakes.is_empty() {
            (verdict, why) = (Verdict::Ask, namesakes);
        }
        why.extend(self.by_name(who, view));
        why.extend(self.by_domain(who));
        let sentence = if self.owner.known {
            words::basis(&basis, &contact, account.is_open())
        } else {
            OWNER_UNKNOWN.to_owned()
        };
        let chance = self.owner.known.then(|| chances.of(p));
        Standing {
            chance,
            band,
            basis,
            sentence,
            ties: own.to_vec(),
            tie_weight,
            verdict,
            why,
            next: self.history.next[who.0 as usize],
            contact,
            decided: Decided::default(),
        }
    }

    /// The first rule that fits decides.
    fn verdict(
        &self,
        view: View<'_>,
        band: Band,
        contact: &Contact,
        own: &[Tie],
        tries: u32,
    ) -> (Verdict, Vec<String>) {
        let two_way = contact.last_two_way;
        if band == Band::Likely || two_way.is_some_and(|at| at.at >= self.recent) {
            return (Verdict::Keep, self.with_ties(keep_reasons(contact), own));
        }
        let both_ever = contact.out > 0 && contact.inn > 0;
        if two_way.is_some() || both_ever {
            return (
                Verdict::Reconnect,
                self.with_ties(self.reconnect_reasons(contact), own),
            );
        }
        if let Some(date) = view.connected_on().filter(|&date| self.is_recent(date)) {
            let since = format!("connected on {}", written(date));
            return (Verdict::Nurture, self.with_ties(vec![since], own));
        }
        let memories = self.memories(view, contact, own, tries);
        if memories.is_empty() {
            return (Verdict::Delete, vec![self.nothing(view, contact, own)]);
        }
        (Verdict::Ask, memories)
    }

    fn is_recent(&self, date: NaiveDate) -> bool {
        let start = start_of(date);
        start >= start_of(date_of(self.recent)) && start < self.options.as_of
    }

    fn reconnect_reasons(&self, contact: &Contact) -> Vec<String> {
        let mut why = match contact.last_two_way {
            Some(at) => vec![words::was_in_touch(at, contact, self.options.as_of)],
            None => vec![words::crossed(contact)],
        };
        why.extend(since(contact));
        why
    }

    /// What may remind the owner of somebody with whom there was never contact both ways.
    fn memories(&self, view: View<'_>, contact: &Contact, own: &[Tie], tries: u32) -> Vec<String> {
        let mut why = Vec::new();
        if contact.inn > 0 {
            why.push(words::never_answered_them(contact));
        }
        let remembered = |tie: &&Tie| {
            !matches!(
                tie.kind,
                TieKind::InvitationReceived | TieKind::InvitationSent
            )
        };
        why.extend(own.iter().filter(remembered).map(|tie| self.tie(tie)));
        let place = view
            .companies()
            .into_iter()
            .find_map(|company| self.places.shared(company));
        why.extend(place.map(|place| format!("works where you were too: {place}")));
        if view.is_in(Roster::AddressBook) {
            why.push("is in your own address book".to_owned());
        }
        if !view.is_in(Roster::Connections) && view.is_in(Roster::Imported) {
            why.push("was in an address book of yours that LinkedIn imported".to_owned());
        }
        let in_group = own.iter().any(|tie| tie.kind == TieKind::GroupTalk);
        if contact.out == 0 && contact.inn == 0 && contact.last.is_some() && !in_group {
            why.push("messages went between you, and it is not known which way".to_owned());
        }
        // A message that may still be answered is no reason to give up on somebody.
        let tried_once = contact.out == 1 || (contact.out > 0 && tries == 0);
        if tried_once || (contact.out > 0 && !why.is_empty()) {
            let tried = if tried_once {
                words::not_answered_once(contact)
            } else {
                words::not_answered_often(contact)
            };
            why.insert(0, tried);
        }
        why
    }

    /// What was taken for theirs by the name alone. Whose only card is that name needs no such word.
    fn by_name(&self, who: Who, view: View<'_>) -> Option<String> {
        let files = &self.history.by_name[who.0 as usize];
        let is_bare = |card: &Card| card.roster == Roster::Correspondent && !card.has_key();
        if files.is_empty() || view.cards().all(is_bare) {
            return None;
        }
        let told = files
            .iter()
            .map(|&(file, count)| (count, self.file_name(file)));
        Some(words::by_name(told))
    }

    /// What was taken for theirs by the name and by a mail domain that is their employer's.
    fn by_domain(&self, who: Who) -> Option<String> {
        let files = &self.history.by_domain[who.0 as usize];
        let entries = files.iter().map(|(_, count)| count).sum();
        (entries > 0).then(|| words::by_domain(entries))
    }

    /// Correspondents on no card who may be this person.
    fn namesakes(&self, who: Who) -> Vec<String> {
        let may_be = self.history.may_be_theirs[who.0 as usize].iter();
        let one = |may_be: &MayBe| {
            words::namesake(&self.history.strangers[may_be.stranger], may_be.people)
        };
        may_be.map(one).collect()
    }

    fn file_name(&self, file: FileId) -> &str {
        let report = self.intake.files.get(file.0 as usize);
        report.map_or("", FileReport::base_name)
    }

    fn nothing(&self, view: View<'_>, contact: &Contact, own: &[Tie]) -> String {
        if contact.out > 0 {
            return words::not_answered_often(contact);
        }
        let invited = own.first().map(|tie| format!(" ({})", self.tie(tie)));
        match view.connected_on() {
            Some(date) => format!(
                "nothing but the connection of {}{}",
                written(date),
                invited.unwrap_or_default()
            ),
            None => format!("nothing but the entry{}", invited.unwrap_or_default()),
        }
    }

    fn tie(&self, tie: &Tie) -> String {
        words::tie(
            tie,
            self.intake
                .files
                .get(tie.source.0 as usize)
                .map_or("", |f| f.name.as_str()),
        )
    }

    /// Reasons and, behind them, the strongest three of the ties.
    fn with_ties(&self, mut why: Vec<String>, own: &[Tie]) -> Vec<String> {
        let mut strongest: Vec<&Tie> = own.iter().collect();
        strongest.sort_by_key(|tie| std::cmp::Reverse((ties::points(tie.kind), tie.at)));
        why.extend(strongest.into_iter().take(3).map(|tie| self.tie(tie)));
        why
    }
}

const OWNER_UNKNOWN: &str = "it is not known who you are, so nothing is said of answers";

fn band_of(p: f64) -> Band {
    match p {
        p if p >= 0.50 => Band::Likely,
        p if p >= 0.30 => Band::Maybe,
        _ => Band::Unlikely,
    }
}

fn keep_reasons(contact: &Contact) -> Vec<String> {
    let mut why: Vec<String> = contact
        .last_two_way
        .map(|at: Moment| words::in_touch(at, contact))
        .into_iter()
        .collect();
    why.extend(since(contact));
    why
}

/// What one side said after the last contact both ways.
fn since(contact: &Contact) -> Option<String> {
    let two_way = contact.last_two_way?;
    if contact.last_in.is_some_and(|at| at > two_way) && contact.owes_answer {
        return Some(words::owed(contact.last_in));
    }
    let unanswered = contact.last_out.is_some_and(|at| at > two_way) && !contact.owes_answer;
    unanswered.then(|| words::not_answered_since(contact))
}
