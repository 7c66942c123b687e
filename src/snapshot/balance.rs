//! What a snapshot says of give and take, and of who was on something together.

use chrono::Datelike;
use serde::{Deserialize, Serialize};

use crate::model::audit::Audit;
use crate::model::balance::{self, Ally};
use crate::model::exchange::TieKind;
use crate::model::moment::{Moment, date_of, iso};

/// Give and take with one person.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Balance {
    /// What the owner gave and owes.
    pub yours: Side,
    /// What they gave and owe.
    pub theirs: Side,
    /// Whether they would go out of their way, a judgement: `likely`, `perhaps`; none where too little speaks for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ally: Option<String>,
    /// What speaks for it.
    #[serde(default)]
    pub signs: Signs,
    /// How often the owner wrote, where that was only ever after a long silence and nothing was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only_after_silence: Option<u32>,
    /// Talks of the last twelve months that the owner began.
    #[serde(default)]
    pub year_yours: u32,
    /// Talks of the last twelve months that they began.
    #[serde(default)]
    pub year_theirs: u32,
}

/// What one side gave and owes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Side {
    /// Recommendations, introductions, favours.
    pub costly: u32,
    /// Things passed on, endorsements.
    pub small: u32,
    /// The last day on which help was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<String>,
    /// Promises that are open.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub promises: Vec<Promise>,
    /// The day of help for which thanks are not noted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thanks_owed: Option<String>,
}

impl Side {
    /// Help of every kind.
    pub fn given(&self) -> u32 {
        self.costly + self.small
    }
}

/// A promise that is open.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Promise {
    /// The day on which it was made.
    pub made: Option<String>,
    /// The day by which it was due, if that has come.
    pub due: Option<String>,
}

/// What speaks for an ally.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Signs {
    /// They recommended or introduced the owner, or did a favour.
    pub costly_help: bool,
    /// The owner gave help of any kind.
    pub help_given: bool,
    /// Means of direct contact.
    pub channels: u32,
    /// Calendar years with contact both ways.
    pub years: u32,
}

/// Somebody by id and name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// The id.
    pub id: String,
    /// The name as shown.
    pub name: String,
}

/// Two people who were on something together with the owner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Their ids.
    pub people: [String; 2],
    /// The last day.
    pub at: String,
    /// By what means, in words.
    pub channel: String,
    /// The file that says so.
    pub source: String,
}

/// Give and take with the whole network.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Network {
    /// Help given, of every kind.
    pub given: u64,
    /// Help received.
    pub received: u64,
    /// Open promises of the owner.
    pub promises: u64,
    /// People to whom thanks are owed.
    pub thanks_owed: u64,
    /// Talks of the last twelve months.
    pub year_talks: u64,
    /// Of these begun by others.
    pub year_theirs: u64,
    /// How many people began them.
    pub year_people: u64,
    /// People with contact since the beginning of the calendar year.
    pub this_year: u64,
}

fn day(moment: Moment) -> String {
    iso(moment.date())
}

fn side(side: &balance::Side) -> Side {
    let promise = |promise: &balance::Promise| Promise {
        made: promise.made.map(day),
        due: promise.due.map(day),
    };
    Side {
        costly: side.costly,
        small: side.small,
        last: side.last.map(day),
        promises: side.promises.iter().map(promise).collect(),
        thanks_owed: side.thanks_owed.map(day),
    }
}

/// Whether somebody would go out of their way, in all likelihood.
pub fn is_ally(balance: &Balance) -> bool {
    balance.ally.as_deref() == Some(Ally::Likely.word())
}

/// Give and take with one person.
pub fn of(balance: &balance::Balance, year: balance::Year) -> Balance {
    let signs = balance.signs;
    Balance {
        yours: side(&balance.yours),
        theirs: side(&balance.theirs),
        ally: signs.ally().map(|ally| ally.word().to_owned()),
        signs: Signs {
            costly_help: signs.costly_help,
            help_given: signs.help_given,
            channels: signs.channels,
            years: signs.years,
        },
        only_after_silence: balance.only_after_silence,
        year_yours: year.yours,
        year_theirs: year.theirs,
    }
}

/// Give and take with everybody.
pub fn network(audit: &Audit) -> Network {
    let mut network = Network::default();
    let this_year = date_of(audit.as_of).year();
    for ranked in &audit.people {
        let standing = &ranked.standing;
        let (balance, year) = (&standing.balance, standing.contact.year);
        // A click on a skill is a kindness and no help.
        let endorsed = |wanted: TieKind| {
            let ties = standing.ties.iter();
            ties.filter(|tie| tie.kind == wanted).count() as u64
        };
        let [given, received] =
            [&balance.yours, &balance.theirs].map(|side| u64::from(side.given()));
        network.given += given.saturating_sub(endorsed(TieKind::EndorsementGiven));
        network.received += received.saturating_sub(endorsed(TieKind::EndorsementReceived));
        // The dead wait for nothing, and nobody who thinks of the owner is among them.
        if standing.has_died() {
            continue;
        }
        network.promises += balance.yours.promises.len() as u64;
        network.thanks_owed += u64::from(balance.yours.thanks_owed.is_some());
        network.year_talks += u64::from(year.yours + year.theirs);
        network.year_theirs += u64::from(year.theirs);
        network.year_people += u64::from(year.theirs > 0);
        let last = standing.contact.last.map(|last| last.date().year());
        network.this_year += u64::from(last == Some(this_year));
    }
    network
}
