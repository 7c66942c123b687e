//! The owner's past, replayed as an audit reads it.

use super::{Options, Resolved, resolved};
use crate::backtest::{Backtest, backtest};
use crate::history;
use crate::identity;
use crate::model::audit::Unmatched;
use crate::model::coverage::Coverage;
use crate::model::intake::{FileReport, Imported, Intake};
use crate::model::owner::Owner;
use crate::model::person::{Known, Person, View};
use crate::model::replay::{Replay, Whom};
use crate::model::steps::Joined;
use crate::model::timeline::History;
use crate::score;

/// What the owner's past shows, and who is meant by whom.
#[derive(Debug, Clone)]
pub struct Backtested {
    /// The instant; nothing later was read.
    pub as_of: i64,
    /// Whether it is known which messages are the owner's; without that there is no case.
    pub owner_known: bool,
    /// The figures.
    pub backtest: Backtest,
    /// Everybody, by the number that the cases have.
    pub people: Vec<Whom>,
}

/// Replays the owner's outreaches, each with what was known strictly before it.
pub fn replay(imported: Vec<Imported>, options: &Options) -> Backtested {
    let Resolved {
        owner,
        carded,
        people,
        meant,
        ..
    } = resolved(imported, options, &|_| ());
    let Joined {
        intake,
        history,
        mut coverage,
    } = history::join(carded, &people, meant, &owner, options.as_of);
    coverage.join(&options.covered);
    let past = past(&people, &intake, &owner, (&history, &coverage), options);
    let mut all: Vec<Whom> = people
        .iter()
        .map(|person| whom(&person.id, View::new(person, &intake.cards)))
        .collect();
    all.extend(history.strangers.iter().map(stranger));
    Backtested {
        as_of: options.as_of,
        owner_known: past.owner_known,
        backtest: past.backtest,
        people: all,
    }
}

/// What the owner's past shows.
#[derive(Debug, Clone)]
pub struct Past {
    /// Whether it is known which messages are the owner's; without that there is no case.
    pub owner_known: bool,
    /// The figures.
    pub backtest: Backtest,
}

/// Replays what passed, as far as the files tell of it.
pub(super) fn past(
    people: &[Person],
    intake: &Intake,
    owner: &Owner,
    (history, coverage): (&History, &Coverage),
    options: &Options,
) -> Past {
    let last = history.touches.last().map_or(0, |touch| touch.at.at);
    let told = coverage.channels.iter().flat_map(|channel| &channel.spans);
    let end = told.map(|span| span.1).fold(last, i64::max);
    let end = end.min(options.as_of);
    let replay = match owner.known {
        true => score::replay(people, intake, history, end, options.shift),
        false => Replay::default(),
    };
    Past {
        owner_known: owner.known,
        backtest: backtest(replay),
    }
}

/// Everybody whom earlier audits knew, as one more file: with it, what passed is joined to people whose files are not given again.
pub fn as_cards(known: &[Known]) -> Imported {
    let cards = identity::remembered(known);
    let report = FileReport {
        name: "people of your book".to_owned(),
        kind: "people of your book",
        ..FileReport::default()
    };
    Imported {
        report,
        cards,
        ..Imported::default()
    }
}

fn whom(id: &str, view: View<'_>) -> Whom {
    let email = || view.emails().first().map(ToString::to_string);
    let phone = || view.phones().first().map(|phone| phone.e164().to_owned());
    let profile = || view.profiles().first().map(|slug| slug.url());
    let key = email().or_else(phone).or_else(profile);
    Whom {
        person: id.to_owned(),
        name: view.name().to_owned(),
        key: key.unwrap_or_else(|| view.name().to_owned()),
    }
}

fn stranger(stranger: &Unmatched) -> Whom {
    let key = match stranger.key.as_str() {
        "" => &stranger.name,
        _ => &stranger.key,
    };
    Whom {
        person: String::new(),
        name: stranger.name.clone(),
        key: key.clone(),
    }
}
