//! The whole program on one screen, and pure: what was read → an audit.

mod account;
mod correspondents;
mod decided;
mod forgotten;
mod gather;
mod ids;
mod numbers;
mod overrule;
mod people;
mod rank;
mod rules;
mod strangers;
mod to_do;

use crate::history::{self, Me};
use crate::identity;
use crate::model::audit::Audit;
use crate::model::card::Kind;
use crate::model::decision::{Decision, PairDecision};
use crate::model::intake::Imported;
use crate::model::mark::Pairs;
use crate::model::person::{Known, Manner};
use crate::model::to_do::Deletion;
use crate::score;

pub use forgotten::{leave_out, names_them};
pub use people::{people, unmerged};
pub use rules::{Rule, Rules};

/// Choices that change an audit.
#[derive(Debug, Clone)]
pub struct Options {
    /// The instant; only what is strictly before it has an effect. Seconds since 1970.
    pub as_of: i64,
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
    /// The people of earlier audits, who keep their ids.
    pub known: Vec<Known>,
    /// How readily cards are merged, and by which weights.
    pub manner: Manner,
}

/// Months within which contact or a connection counts as recent.
const RECENT_MONTHS: u32 = 12;

/// The people of an audit with the keys by which they are known again.
pub fn known(audit: &Audit) -> Vec<Known> {
    let known = |person| ids::known(audit.view(person));
    audit.everybody().map(known).collect()
}

/// Judges everybody whom the files name.
pub fn audit(imported: Vec<Imported>, options: &Options) -> Audit {
    let mut intake = gather::gather(imported);
    let numbers = numbers::settle(&mut intake);
    let owner = history::find(&options.me, &intake);
    let left_out = history::release(&mut intake, &owner);
    account::set_held_aside(&mut intake, &left_out);
    account::set_own_cards_aside(&mut intake, &owner);
    account::set_later_connections_aside(&mut intake, options.as_of);
    correspondents::stand_in(&mut intake, &owner, options.as_of);

    let (mut decided, lost) = decided::pairs(&options.pairs, &options.decided_pairs, &intake);
    decided.manner = options.manner;
    let mut resolution = identity::resolve(&intake.cards, &decided);
    account::count_cards(&mut intake, &resolution);
    account::say_held_apart(&mut intake, &resolution.held_apart);
    ids::carry(&mut resolution.people, &intake.cards, &options.known);
    resolution.people.sort_by(|a, b| a.id.cmp(&b.id));
    let (people, not_people): (Vec<_>, Vec<_>) = resolution
        .people
        .into_iter()
        .partition(|p| p.kind == Kind::Person);

    let mut remarks = history::suspects(&options.me, &intake, &owner);
    remarks.extend(resolution.remarks);
    remarks.extend(lost);
    remarks.extend(numbers.remark);
    remarks.extend(account::remark_on_numbers(&intake.cards, numbers.left));
    let mut history = history::join(&mut intake, &people, &owner, options.as_of);
    ids::clear_accepted(&mut history.strangers, &options.known);
    account::count_rows(&mut intake, &history, options.as_of);
    let judging = score::Options {
        as_of: options.as_of,
        shift: options.shift,
        recent_months: RECENT_MONTHS,
    };
    let standings = score::judge(&people, &intake, &owner, &history, &judging);
    let mut settled = overrule::settle(people, standings, &intake.cards, options);
    resolution.doubts.retain(|doubt| settled.asks(doubt));
    let people = rank::rank(std::mem::take(&mut settled.judged), &intake.cards);
    let to_do = to_do::to_do(&people, &not_people, &settled, &intake, options);

    Audit {
        as_of: options.as_of,
        people,
        left_out: settled.left_out,
        unmatched: strangers::strangers(history.strangers, &history.met),
        owner,
        files: intake.files,
        cards: intake.cards,
        aside: intake.aside,
        not_people,
        merges: resolution.merges,
        doubts: resolution.doubts,
        problems: rank::problems(intake.problems),
        remarks,
        decisions: options.decisions.clone(),
        to_do,
    }
}
