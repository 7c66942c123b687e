//! The whole program on one screen, and pure: what was read → an audit.

mod backtest;
mod labels;
mod links;
mod local;
mod stale;

use std::collections::{BTreeMap, BTreeSet};

use chrono_tz::Tz;
use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::decisions::{self, Rules, Word};
use crate::history::{self, Me};
use crate::identity::{self, Candidate, Candidates};
use crate::import::gather;
use crate::model::audit::{Acquaintance, Audit, JoinedByName, Unmatched};
use crate::model::card::{Card, CardIx, Kind, Tel};
use crate::model::correspondent::{Meant, MeantByName};
use crate::model::coverage::Coverage;
use crate::model::decision::{Decision, PairDecision};
use crate::model::front::Ask;
use crate::model::inputs::InputRemark;
use crate::model::intake::{Fate, Imported, Intake};
use crate::model::keys::Email;
use crate::model::look::LookFirst;
use crate::model::mark::Pairs;
use crate::model::owner::Owner;
use crate::model::person::{Doubt, Known, Manner, Merge, Person, View};
use crate::model::stage::{Begins, Stage};
use crate::model::stale::Hygiene;
use crate::model::standing::Standing;
use crate::model::steps::{Carded, Joined, Numbered};
use crate::model::to_do::{Deletion, ToDo};
use crate::score;
use crate::words;

pub use stale::renewals;
use stale::{Aging, Who};

pub use labels::labelled;

pub use local::ahead;

pub use backtest::{Backtested, Past, as_cards, replay};

/// Choices that change an audit.
#[derive(Debug, Clone)]
pub struct Options {
    /// The instant; only what is strictly before it has an effect. Seconds since 1970, as the clock in `zone` shows them.
    pub as_of: i64,
    /// The zone whose days are told.
    pub zone: Tz,
    /// What the owner said of themselves.
    pub me: Me,
    /// Whether the owner's own shift is used.
    pub shift: bool,
    /// What the owner says of pairs of cards for this audit.
    pub pairs: Pairs,
    /// What the owner said of pairs of cards before, in the order of time.
    pub decided_pairs: Vec<PairDecision>,
    /// What the owner decided on people before.
    pub decisions: Vec<Decision>,
    /// What is known of the connections whom the owner decided to delete, and who of them was gone already.
    pub deletions: Vec<Deletion>,
    /// Whom the owner always keeps, and whom never to judge.
    pub rules: Rules,
    /// What earlier runs knew of the owner.
    pub owner: Owner,
    /// What earlier runs were given of each channel.
    pub covered: Coverage,
    /// The people of earlier audits, who keep their ids.
    pub known: Vec<Known>,
    /// How readily cards are merged, and by which weights.
    pub manner: Manner,
}

/// The people of an audit with the keys by which they are known again.
pub fn known(audit: &Audit) -> Vec<Known> {
    let is_said = |merge: &&Merge| merge.evidence.iter().any(|said| said.field == "decision");
    let said: BTreeSet<CardIx> = audit
        .merges
        .iter()
        .filter(is_said)
        .flat_map(|merge| [merge.a, merge.b])
        .collect();
    let mut addresses: BTreeMap<&str, Vec<Email>> = BTreeMap::new();
    for joined in &audit.joined {
        let record = &audit.cards[joined.record.0 as usize];
        let emails = record.emails.iter().filter_map(|mail| mail.email.clone());
        addresses.entry(&joined.person).or_default().extend(emails);
    }
    let known = |person: &Person| {
        let mut known = identity::known(audit.view(person));
        known.seen = audit.as_of;
        // What the owner's word put together is remembered as that word, which can be taken back.
        if person.cards.iter().any(|card| said.contains(card)) {
            known.cards.clear();
        }
        // An address that was matched to them stays theirs where another name or employer speaks for it less.
        let written = addresses.get(person.id.as_str()).into_iter().flatten();
        known.written = written.cloned().collect();
        known
    };
    let everybody: Vec<&Person> = audit.everybody().collect();
    everybody.into_par_iter().map(known).collect()
}

/// Who is who, before anything that passed is joined to anybody.
struct Resolved {
    owner: Owner,
    carded: Carded,
    people: Vec<Person>,
    not_people: Vec<Person>,
    merges: Vec<Merge>,
    doubts: Vec<Doubt>,
    meant: MeantByName,
    joined: Vec<JoinedByName>,
    former: Option<InputRemark>,
    remarks: Vec<String>,
    asks: Vec<Ask>,
}

/// Finds the owner, and out who is who.
fn resolved(mut imported: Vec<Imported>, options: &Options, begins: &Begins<'_>) -> Resolved {
    begins(Stage::Owner);
    local::set_clocks(&mut imported, options.zone);
    let own = [&options.me.phones[..], &options.owner.phones[..]].concat();
    let Numbered {
        intake,
        remark,
        left,
    } = identity::settle_numbers(gather(imported), &own);
    let owner = history::find(&options.me, &options.owner, &intake);
    let sifted = history::sift(intake, &owner, options.as_of);
    let correspondents = history::correspondents(&sifted.intake, &owner, options.as_of);
    begins(Stage::People);
    let is_owner = |peer: &_| history::is_owner(peer, &owner);
    let mut carded = identity::stand_in(sifted, is_owner, options.as_of);
    let (names, called) = identity::called(&mut carded.intake.cards, &correspondents.list);
    let candidates = identity::candidates(&mut carded.intake.cards, &correspondents, &names);
    // Of millions of messages there may be hundreds of thousands of them.
    drop(correspondents);

    let (decided, lost) = decisions::pairs(&options.pairs, &options.decided_pairs, &carded.intake);
    let (not_same, heirs) = (decided.not_same.clone(), decided.heirs.clone());
    let (decided, of_candidates) = divided(decided, candidates.cards);
    let former = identity::former(&carded.intake.cards[..candidates.cards], &options.known);
    let known = identity::Options {
        names,
        keyed: candidates.keyed.clone(),
        former,
        ..as_decided(decided, options.manner)
    };
    let mut resolution = identity::resolve(&carded.intake.cards[..candidates.cards], &known);
    let cards = &carded.intake.cards;
    let carried = identity::carry(&mut resolution.people, cards, &options.known, &heirs);
    let questions = identity::questions(&carried.passed, &resolution.doubts, &not_same, cards);
    resolution.doubts.extend(questions);
    let former = history::leave_former(&mut resolution, &mut carded.intake, options.as_of);
    history::count_cards(&mut carded.intake, &resolution);
    let cards = &carded.intake.cards;
    resolution.people.sort_by(|a, b| a.id.cmp(&b.id));
    let (people, not_people): (Vec<_>, Vec<_>) = resolution
        .people
        .into_iter()
        .partition(|p| p.kind == Kind::Person);

    let suspects = history::suspects(&options.me, &carded.intake, &owner);
    let mut remarks: Vec<String> = suspects.iter().map(words::owner::suspect).collect();
    let mut asks: Vec<Ask> = suspects.iter().filter_map(history::asked).collect();
    remarks.extend(words::zone(options.zone.name()));
    remarks.extend(resolution.remarks);
    let renamed = carried.renamed.iter().chain(&former.renamed);
    remarks.extend(renamed.map(words::renamed));
    remarks.extend(words::lost_pairs(lost));
    asks.extend(remark.is_some().then_some(Ask::OtherCountry));
    remarks.extend(remark);
    let bare = identity::remark_on_numbers(cards, left);
    asks.extend(bare.is_some().then_some(Ask::Country));
    remarks.extend(bare);
    remarks.extend(identity::remark_on_names(
        &people,
        &resolution.merges,
        cards,
        &called,
    ));
    let meant = identity::join_by_name(&candidates, &people, cards, &owner, &of_candidates);
    let joined = joined(&candidates, &meant, &people);
    Resolved {
        joined,
        owner,
        people,
        not_people,
        merges: resolution.merges,
        doubts: resolution.doubts,
        meant,
        former: former.exports,
        remarks,
        asks,
        carded,
    }
}

/// Whom the correspondents were taken for whose key is on no card.
fn joined(candidates: &Candidates, meant: &MeantByName, people: &[Person]) -> Vec<JoinedByName> {
    let one = |candidate: &Candidate| match meant.get(&candidate.key)? {
        Meant::One(who, by) => Some(JoinedByName {
            person: people.get(who.0 as usize)?.id.clone(),
            record: candidate.record,
            by: *by,
        }),
        Meant::Perhaps(_) | Meant::OneOfMany(_) => None,
    };
    candidates.list.iter().filter_map(one).collect()
}

/// Judges everybody whom the files name.
pub fn audit(imported: Vec<Imported>, options: &Options) -> Audit {
    audit_and_past(imported, options, false, &|_| ()).0
}

/// The same, and if it is wanted how well the score would have foretold the owner's own past.
pub fn audit_and_past(
    imported: Vec<Imported>,
    options: &Options,
    with_past: bool,
    begins: &Begins<'_>,
) -> (Audit, Option<Past>) {
    let Resolved {
        owner,
        mut carded,
        people,
        not_people,
        merges,
        doubts,
        meant,
        joined,
        former,
        remarks,
        asks,
    } = resolved(imported, options, begins);
    begins(Stage::Stale);
    let everybody = (people.as_slice(), not_people.as_slice());
    let aging = aging(&mut carded, everybody, (&merges, &joined), options);
    begins(Stage::History);
    let Joined {
        intake,
        mut history,
        mut coverage,
    } = history::join(carded, &people, meant, &owner, options.as_of);
    let stale = history::stale(&intake, &coverage, options.as_of);
    coverage.join(&options.covered);
    let questions = std::mem::take(&mut history.questions);
    let mut doubts = identity::in_order(doubts, questions, &people);
    history::clear_accepted(&mut history.strangers, &options.known);
    begins(Stage::Scores);
    let replayed = (&history, &coverage);
    let judging = options.judging();
    // The past is replayed on one thread, in order of time.
    let (past, scored) = rayon::join(
        || with_past.then(|| backtest::past(&people, &intake, &owner, replayed, options)),
        || score::judge(&people, &intake, &owner, &history, &coverage, &judging),
    );
    let things = (not_people.as_slice(), intake.cards.as_slice());
    acquaint(&mut history.strangers, scored.strangers, things);
    begins(Stage::Verdicts);
    let word = options.word();
    let ids: Vec<String> = people.iter().map(|person| person.id.clone()).collect();
    let mut settled = decisions::settle(people, scored.standings, &intake.cards, &word);
    doubts.retain(|doubt| settled.asks(doubt));
    let judged = std::mem::take(&mut settled.judged);
    let people = score::rank(judged, &intake.cards, words::told);
    let hygiene = aging.judged(&people, &intake);
    let next = score::next(&people, &intake.cards, &coverage, options.as_of);
    let to_do = decisions::to_do(&people, &not_people, &settled, &intake, &word);

    let unmatched = history::strangers(history.strangers, &history.met);
    let cards = &intake.cards;
    let look = score::look(&people, cards, &unmatched, scored.past, options.as_of);

    let links = links::links(&history.together, &ids, &people);
    let audit = Audit {
        as_of: options.as_of,
        bridges: links::bridges(&links, &people),
        links,
        people,
        look,
        hygiene,
        left_out: settled.left_out,
        unmatched,
        owner_found: owner.found.iter().map(words::owner::clue).collect(),
        owner,
        coverage,
        inputs: former.into_iter().chain(stale).collect(),
        next,
        not_people,
        merges,
        joined,
        doubts,
        remarks,
        asks,
        decisions: options.decisions.clone(),
        said_of_pairs: options.decided_pairs.clone(),
        to_do,
        ..accounted(intake)
    };
    (audit, past)
}

/// What went stale on the cards of people and of others, by why they are who they are.
fn aging(
    carded: &mut Carded,
    (people, not_people): (&[Person], &[Person]),
    (merges, joined): (&[Merge], &[JoinedByName]),
    options: &Options,
) -> Aging {
    let who = Who {
        people,
        not_people,
        merges,
        joined,
        known: &options.known,
    };
    Aging::of(&mut carded.intake, &who, options.as_of)
}

/// Puts beside those without a card what is said of them. The mailbox of a task is nobody, and neither is what a company's card holds.
fn acquaint(
    strangers: &mut [Unmatched],
    standings: Vec<Option<Standing>>,
    (not_people, cards): (&[Person], &[Card]),
) {
    let things = not_people
        .iter()
        .flat_map(|thing| View::new(thing, cards).cards());
    let keys: BTreeSet<String> = things.flat_map(reached_by).collect();
    for (stranger, standing) in strangers.iter_mut().zip(standings) {
        stranger.is_nobody =
            keys.contains(&stranger.key) || identity::is_of_a_task(&stranger.key, &stranger.name);
        let is_nobody = stranger.is_nobody;
        stranger.acquaintance = standing.filter(|_| !is_nobody).map(|standing| {
            let told = words::told(&standing);
            Box::new(Acquaintance { standing, told })
        });
    }
}

/// The addresses and numbers of a card, as the keys of those without one are written.
fn reached_by(card: &Card) -> impl Iterator<Item = String> {
    let emails = card.emails.iter().filter_map(|mail| mail.email.as_ref());
    let numbers = card.phones.iter().filter_map(Tel::number);
    let emails = emails.map(|email| email.as_str().to_owned());
    emails.chain(numbers.map(|number| number.shown().to_owned()))
}

impl Options {
    /// The instant in UTC, in which files are read and books are kept.
    pub fn instant(&self) -> i64 {
        self.as_of - ahead(self.zone, self.as_of)
    }

    fn judging(&self) -> score::Options {
        score::Options {
            as_of: self.as_of,
            shift: self.shift,
        }
    }

    fn word(&self) -> Word<'_> {
        Word {
            as_of: self.as_of,
            decisions: &self.decisions,
            deletions: &self.deletions,
            rules: &self.rules,
            known: &self.known,
            tell: words::told,
        }
    }
}

fn as_decided(decided: decisions::Decided, manner: Manner) -> identity::Options {
    identity::Options {
        manner,
        same: decided.same,
        not_same: decided.not_same,
        ..identity::Options::default()
    }
}

/// What the owner said of cards, and what of a card and a correspondent, whose record stands behind the cards.
fn divided(decided: decisions::Decided, cards: usize) -> (decisions::Decided, identity::Decided) {
    let is_of_cards = |pair: &(CardIx, CardIx)| (pair.0.max(pair.1).0 as usize) < cards;
    let (same, with) = decided.same.into_iter().partition(is_of_cards);
    let (not_same, without) = decided.not_same.into_iter().partition(is_of_cards);
    let with: Vec<_> = with;
    let without: Vec<_> = without;
    let of_candidates = identity::Decided {
        same: with.into_iter().collect(),
        not_same: without.into_iter().collect(),
    };
    let cards = decisions::Decided {
        same,
        not_same,
        heirs: decided.heirs,
    };
    (cards, of_candidates)
}

/// Finds out who is who by the cards and by what the owner said of pairs, and judges nobody; without `pairs` each card stands for
/// itself. Everybody stands among those who get no verdict. What is out of date is judged as of an instant; of events nothing more is
/// kept than when addresses and numbers were in use.
pub fn people(imported: Vec<Imported>, pairs: Option<&Pairs>, manner: Manner, as_of: i64) -> Audit {
    let intake = gather(imported);
    let Numbered {
        mut intake, remark, ..
    } = match pairs {
        Some(_) => identity::settle_numbers(intake, &[]),
        None => Numbered {
            intake,
            ..Numbered::default()
        },
    };
    let (mut resolution, lost) = match pairs {
        Some(pairs) => {
            let (decided, lost) = decisions::pairs(pairs, &[], &intake);
            let known = as_decided(decided, manner);
            (identity::resolve(&intake.cards, &known), lost)
        }
        None => (identity::apart(&intake.cards), 0),
    };
    history::count_cards(&mut intake, &resolution);
    resolution.people.sort_by(|a, b| a.id.cmp(&b.id));
    let alone = pairs.and_then(|_| identity::remark_on_cards_alone(&intake.peers));
    let who = Who {
        people: &resolution.people,
        not_people: &[],
        merges: &resolution.merges,
        joined: &[],
        known: &[],
    };
    let hygiene = Aging::of(&mut intake, &who, as_of).unjudged();
    let mut remarks = resolution.remarks;
    remarks.extend(words::lost_pairs(lost));
    let mut asks: Vec<Ask> = remark.iter().map(|_| Ask::OtherCountry).collect();
    remarks.extend(remark);
    let bare = identity::remark_on_numbers(&intake.cards, 0);
    asks.extend(bare.is_some().then_some(Ask::Country));
    remarks.extend(bare);
    remarks.extend(alone);
    Audit {
        not_people: resolution.people,
        merges: resolution.merges,
        doubts: resolution.doubts,
        remarks,
        asks,
        hygiene,
        ..accounted(intake)
    }
}

/// Accounts for every file, and asks not who is who: every card is a person of its own.
pub fn unmerged(imported: Vec<Imported>) -> Audit {
    let homeless = imported.iter().map(|file| file.homeless).sum();
    let mut intake = gather(imported);
    let remarks = identity::remark_on_numbers(&intake.cards, homeless);
    for card in intake.cards.drain(..) {
        if let Some(report) = intake.files.get_mut(card.place.file.0 as usize) {
            report.count(Fate::Person, 1);
        }
    }
    Audit {
        asks: remarks.iter().map(|_| Ask::Country).collect(),
        remarks: remarks.into_iter().collect(),
        ..accounted(intake)
    }
}

/// What the files held and what was wrong with it, before anything is said of anybody.
fn accounted(mut intake: Intake) -> Audit {
    intake.problems.sort();
    Audit {
        files: intake.files,
        cards: intake.cards,
        aside: intake.aside,
        problems: intake.problems,
        as_of: 0,
        owner: Owner::default(),
        owner_found: Vec::new(),
        coverage: Coverage::default(),
        links: Vec::new(),
        bridges: BTreeMap::new(),
        look: LookFirst::default(),
        hygiene: Hygiene::default(),
        inputs: Vec::new(),
        next: None,
        people: Vec::new(),
        unmatched: Vec::new(),
        left_out: Vec::new(),
        not_people: Vec::new(),
        merges: Vec::new(),
        joined: Vec::new(),
        doubts: Vec::new(),
        remarks: Vec::new(),
        asks: Vec::new(),
        decisions: Vec::new(),
        said_of_pairs: Vec::new(),
        to_do: ToDo::default(),
    }
}
