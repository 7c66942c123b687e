//! What went stale, put together from who is who, what passed between and what came back.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::hygiene::{
    self, Dead, DeadAddress, Domains, Employers, Ground, Newer, Renew, Renewal, Uses, Wanted,
};
use crate::identity;
use crate::model::audit::{Audit, JoinedByName, Ranked};
use crate::model::card::{Card, CardIx, Roster};
use crate::model::intake::{FileId, FileReport, Intake};
use crate::model::person::{Known, Merge, Person};
use crate::model::stale::{Hygiene, Missing};
use crate::model::standing::Verdict;
use crate::words;

/// What the identity room knows of mail domains.
const DOMAINS: Domains = Domains {
    is_provider: identity::is_provider,
    spells: identity::spells,
};

/// Who is who.
pub(super) struct Who<'a> {
    /// People.
    pub people: &'a [Person],
    /// Companies and shared mailboxes.
    pub not_people: &'a [Person],
    /// Why cards are one person.
    pub merges: &'a [Merge],
    /// Correspondents who were taken for somebody by their name.
    pub joined: &'a [JoinedByName],
    /// The people of earlier audits.
    pub known: &'a [Known],
}

/// What was found before what passed is joined to people, and what it takes to say what is missing.
pub(super) struct Aging {
    found: Hygiene,
    uses: Uses,
    dead: Dead,
    employers: Employers,
    joined: BTreeMap<String, Vec<CardIx>>,
    as_of: i64,
}

impl Aging {
    /// Judges the cards, and marks the addresses on them that do not work.
    pub fn of(intake: &mut Intake, who: &Who<'_>, as_of: i64) -> Self {
        let uses = Uses::of(intake, as_of);
        let days = hygiene::days(intake, as_of);
        let dead = hygiene::dead(&intake.bounces, &uses, as_of);
        hygiene::mark(&mut intake.cards, &dead);
        let everybody = || who.people.iter().chain(who.not_people);
        let employers = Employers::of(&intake.cards, everybody(), DOMAINS);
        let mut joined: BTreeMap<String, Vec<CardIx>> = BTreeMap::new();
        for one in who.joined {
            joined
                .entry(one.person.clone())
                .or_default()
                .push(one.record);
        }
        let known = who.known.iter();
        let employed =
            known.filter_map(|known| Some((known.id.as_str(), known.company.as_deref()?)));
        let employed: FxHashMap<&str, &str> = employed.collect();
        let ground = Ground {
            cards: &intake.cards,
            days: &days,
            merges: who.merges,
            joined: &joined,
            employed: &employed,
            uses: &uses,
            dead: &dead,
            employers: &employers,
            domains: DOMAINS,
            as_of,
        };
        let (mut stale, roster) = rayon::join(
            || hygiene::stale(everybody(), &ground),
            || hygiene::roster(everybody(), &intake.cards, &intake.files, &employers),
        );
        stale.sort_by(|a, b| a.person.cmp(&b.person));
        for one in &mut stale {
            one.told = words::stale::why(one, base_name(intake, one.source));
        }
        let found = Hygiene {
            stale,
            missing: Vec::new(),
            employers: employers.several.clone(),
            roster,
        };
        Self {
            found,
            uses,
            dead,
            employers,
            joined,
            as_of,
        }
    }

    /// All of it, without what is missing: nobody was judged.
    pub fn unjudged(self) -> Hygiene {
        self.found
    }

    /// All of it, with what is missing of people with whom the owner is or was in touch.
    pub fn judged(mut self, people: &[Ranked], intake: &Intake) -> Hygiene {
        self.found.missing = self.missing(people, intake);
        self.found
    }

    fn missing(&self, people: &[Ranked], intake: &Intake) -> Vec<Missing> {
        let is_near =
            |ranked: &Ranked| matches!(ranked.standing.verdict, Verdict::Keep | Verdict::Reconnect);
        let near = people
            .iter()
            .enumerate()
            .filter(|(_, ranked)| is_near(ranked));
        let wanted = near.map(|(person, ranked)| Wanted {
            person,
            id: &ranked.person.id,
            cards: &ranked.person.cards,
            weight: ranked.standing.tie_weight,
        });
        let ground = Ground {
            cards: &intake.cards,
            days: &[],
            merges: &[],
            joined: &self.joined,
            employed: &FxHashMap::default(),
            uses: &self.uses,
            dead: &self.dead,
            employers: &self.employers,
            domains: DOMAINS,
            as_of: self.as_of,
        };
        let mut missing = hygiene::missing(wanted.collect(), &ground);
        for one in &mut missing {
            let what = words::stale::missing(one.field, &one.dead);
            let offer = one.offer.as_ref();
            let offer =
                offer.map(|offer| words::stale::offered(offer, base_name(intake, offer.source)));
            one.told = [Some(what), offer]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join("; ");
        }
        missing
    }
}

/// What is to be written into which entries of which file: that an address bounced, and with `refresh` newer values that are surely the
/// person's. Only the owner's own address books are changed so.
pub fn renewals(audit: &Audit, refresh: bool) -> BTreeMap<FileId, Vec<Renewal>> {
    let mut all: BTreeMap<FileId, Vec<Renewal>> = BTreeMap::new();
    let mut add = |card: &Card, what: Renew| {
        all.entry(card.place.file).or_default().push(Renewal {
            record: card.place.record,
            line: card.place.line,
            what,
        });
    };
    let is_own = |card: &&Card| card.roster == Roster::AddressBook;
    for card in audit.cards.iter().filter(is_own) {
        let mut dead = dead_on(card);
        dead.dedup();
        dead.into_iter()
            .for_each(|dead| add(card, Renew::Bounced(dead)));
    }
    let people = refresh.then(|| audit.everybody().map(|person| (person.id.as_str(), person)));
    let people: FxHashMap<&str, &Person> = people.into_iter().flatten().collect();
    let sure = audit
        .hygiene
        .stale
        .iter()
        .filter(|stale| refresh && stale.is_sure());
    for stale in sure {
        let Some(new) = &stale.newer else { continue };
        let family = people.get(stale.person.as_str()).and_then(|person| {
            let mut cards = audit.view(person).cards();
            let named = cards.find(|card| card.name.full == *new);
            Some(named?.name.family.clone())
        });
        let cards = stale.cards.iter().map(|ix| &audit.cards[ix.0 as usize]);
        for card in cards.filter(is_own) {
            add(
                card,
                Renew::Newer(Newer {
                    field: stale.field,
                    old: stale.value.clone(),
                    new: new.clone(),
                    family: (card.name.family.clone(), family.clone().unwrap_or_default()),
                    note: words::stale::kept(stale),
                }),
            );
        }
    }
    for renewals in all.values_mut() {
        renewals.sort_by_key(|renewal| renewal.record);
    }
    all
}

/// The addresses of a card that mail comes back from.
fn dead_on(card: &Card) -> Vec<DeadAddress> {
    let dead = card.emails.iter().filter_map(|mail| {
        let (email, bounced) = (mail.email.clone()?, mail.bounced?);
        let note = words::stale::undelivered(&email, bounced);
        Some(DeadAddress {
            email,
            bounced,
            note,
        })
    });
    dead.collect()
}

fn base_name(intake: &Intake, file: FileId) -> &str {
    intake
        .files
        .get(file.0 as usize)
        .map_or("", FileReport::base_name)
}
