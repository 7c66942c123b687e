//! What went stale, in sentences: which value, what is newer, since when, and what shows it.

use super::figures::{count, thousands};
use crate::model::bounce::{Bounced, Refusal};
use crate::model::changes::{self, Aged};
use crate::model::employer::{Employer, SameEmployer, Shared};
use crate::model::exchange::Channel;
use crate::model::keys::Email;
use crate::model::moment::written;
use crate::model::stale::{Aging, Bond, Contradicted, Offer, Offered, Roster, Stale};

/// People who are named in a line.
const NAMED: usize = 5;

/// Why mail did not arrive.
pub(crate) fn refusal(why: Refusal) -> &'static str {
    match why {
        Refusal::UnknownUser => "user unknown",
        Refusal::UnknownDomain => "domain unknown",
        Refusal::Disabled => "mailbox switched off",
        Refusal::Full => "mailbox full",
        Refusal::Refused => "message refused",
        Refusal::TooLarge => "message too large",
        Refusal::Expired => "not accepted for days",
        Refusal::Other => "no reason given",
    }
}

/// `bounced on 3 Mar 2025 (user unknown)`.
pub(crate) fn bounced(bounced: Bounced) -> String {
    format!(
        "bounced on {} ({})",
        written(bounced.on),
        refusal(bounced.why)
    )
}

/// The note on an address that mail comes back from: `tor@aas.test bounced on 3 Mar 2025 (user unknown)`.
pub(crate) fn undelivered(email: &Email, bounced: Bounced) -> String {
    format!("{email} {}", self::bounced(bounced))
}

/// A card by its file and its number in it: `book.vcf, card 12`.
pub(crate) fn card(file: &str, record: u32) -> String {
    format!("{file}, card {record}")
}

/// What a field is called.
pub(crate) fn field(field: Aging) -> &'static str {
    match field {
        Aging::Name => "name",
        Aging::Company => "company",
        Aging::Title => "title",
        Aging::Email => "e-mail",
        Aging::Phone => "phone",
    }
}

/// Why a value is out of date; `source` is the file that shows it.
pub(crate) fn why(stale: &Stale, source: &str) -> String {
    let newer = stale.newer.as_deref().unwrap_or_default();
    let since = stale.since.map(written).unwrap_or_default();
    let matched = match (stale.bond, &stale.why) {
        (Bond::Key | Bond::Said, _) => "",
        (Bond::Weighed, Contradicted::Bounced(_)) => "; the messages are matched by name only",
        (Bond::Weighed, _) => {
            "; the two cards share no address, number or profile, so check that they are one person"
        }
    };
    let said = match &stale.why {
        Contradicted::Bounced(why) => format!("bounced on {since} ({})", refusal(*why)),
        Contradicted::FormerEmployer { employer, now } => {
            let next = match newer {
                "" => String::new(),
                newer => format!("; they write from {newer} now"),
            };
            format!(
                "this address probably no longer works: it is at {employer}, and LinkedIn shows {now} as the employer on {since}{next}"
            )
        }
        Contradicted::OnLinkedIn => format!("LinkedIn shows {newer} on {since}"),
        Contradicted::LaterCard => format!("a card of {since} says {newer}"),
        Contradicted::LastUsed { last, channel } => {
            let last = last.map_or_else(String::new, |last| {
                format!("last used on {}; ", written(last))
            });
            format!("{last}since {since} {} {newer}", they(*channel))
        }
    };
    format!("{said} ({source}){matched}")
}

fn they(channel: Channel) -> &'static str {
    match channel {
        Channel::Call => "they call from",
        Channel::LinkedIn
        | Channel::Invitation
        | Channel::Email
        | Channel::Sms
        | Channel::Chat
        | Channel::Meeting
        | Channel::Other => "they write from",
    }
}

/// By what a card and what contradicts it are one person's.
pub(crate) fn bond(bond: Bond) -> &'static str {
    match bond {
        Bond::Key => "same address, number or profile",
        Bond::Said => "you said they are one person",
        Bond::Weighed => "name and the like",
    }
}

/// The note that keeps an old value in a refreshed card.
pub(crate) fn kept(stale: &Stale) -> String {
    let day = stale.since.map(written).unwrap_or_default();
    format!("Before {day}, {}: {}", field(stale.field), stale.value)
}

/// What somebody has not: `no phone number`, `no e-mail address that works`.
pub(crate) fn missing(field: Aging, dead: &[String]) -> String {
    match (field, dead) {
        (Aging::Phone, _) => "no phone number".to_owned(),
        (_, []) => "no e-mail address".to_owned(),
        (_, dead) => format!("no e-mail address that works ({} bounced)", dead.join(", ")),
    }
}

/// What may be theirs: `they called from +46 … on 2 Feb 2026 (calls.xml)`.
pub(crate) fn offered(offered: &Offered, source: &str) -> String {
    let value = match &offered.value {
        Offer::Phone(phone) => phone.shown(),
        Offer::Email(email) => email.as_str(),
    };
    let how = match offered.channel {
        Channel::Call => "called from",
        Channel::Meeting => "were invited as",
        Channel::LinkedIn
        | Channel::Invitation
        | Channel::Email
        | Channel::Sms
        | Channel::Chat
        | Channel::Other => "wrote from",
    };
    format!("they {how} {value} on {} ({source})", written(offered.on))
}

/// Why a spelling is taken for that of an employer.
pub(crate) fn spelling(why: &SameEmployer) -> String {
    match why {
        SameEmployer::Proposed => "proposed for all".to_owned(),
        SameEmployer::Writing => "written differently".to_owned(),
        SameEmployer::Short(shared) => format!("short form; {}", self::shared(shared)),
        SameEmployer::Renamed(shared) => {
            format!("may be an earlier or later name; {}", self::shared(shared))
        }
    }
}

fn shared(shared: &Shared) -> String {
    match shared {
        Shared::Domain { domain, people } => format!(
            "{} with addresses at {domain}",
            count(u64::from(*people), "person", "people")
        ),
        Shared::People(people) => format!(
            "{} with both on their cards",
            count(u64::from(*people), "person", "people")
        ),
    }
}

/// Names in a row, those that are too many counted.
fn some(names: &[&str]) -> String {
    let shown = &names[..names.len().min(NAMED)];
    match names.len() - shown.len() {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

/// Whose addresses bounced.
pub(crate) fn dead_line(names: &[&str], addresses: u64) -> Option<String> {
    (addresses > 0).then(|| {
        let what = count(
            addresses,
            "e-mail address bounces",
            "e-mail addresses bounce",
        );
        format!("{what} (stale.csv): {}", some(names))
    })
}

/// Whose cards are out of date.
pub(crate) fn outdated_line(names: &[&str], cards: u64) -> Option<String> {
    (cards > 0).then(|| {
        let what = count(cards, "card is out of date", "cards are out of date");
        format!("{what} (stale.csv): {}", some(names))
    })
}

/// Employers of several spellings.
pub(crate) fn employers_line(employers: &[Employer]) -> Option<String> {
    let most = employers.first()?;
    let what = count(
        employers.len() as u64,
        "company is spelled in several ways",
        "companies are spelled in several ways",
    );
    let first = format!("{} ({} spellings)", most.name, most.spellings.len());
    let more = match employers.len() - 1 {
        0 => String::new(),
        more => format!(" and {} more", thousands(more as u64)),
    };
    Some(format!("{what} (companies.csv): {first}{more}"))
}

/// What is missing of those with whom the owner is or was in touch.
pub(crate) fn missing_line(people: u64, offers: u64) -> Option<String> {
    (people > 0).then(|| {
        let who = count(
            people,
            "person you are or were in touch with has",
            "people you are or were in touch with lack",
        );
        let offers = match offers {
            0 => String::new(),
            n => format!(
                "; for {} your files show one that may be theirs",
                thousands(n)
            ),
        };
        format!("{who} a phone number or a working e-mail address (missing.csv){offers}.")
    })
}

/// The connections in one paragraph.
pub(crate) fn roster(roster: &Roster) -> String {
    let all = count(u64::from(roster.connections), "connection", "connections");
    let mut said = format!("{all} on LinkedIn");
    if let (Some((first, _)), Some((last, _))) = (roster.years.first(), roster.years.last()) {
        said.push_str(&match first == last {
            true => format!(", made in {first}"),
            false => format!(", made from {first} to {last}"),
        });
    }
    let email = match roster.with_email {
        0 => "none shares an e-mail address".to_owned(),
        n => format!(
            "{} an e-mail address",
            count(u64::from(n), "shares", "share")
        ),
    };
    said.push_str(&format!(
        "; {email}: LinkedIn gives an address only if its owner lets connections see it."
    ));
    if roster.date_only > 0 {
        said.push_str(&format!(
            " {} only a date: closed or hidden accounts, which LinkedIn exports without a name.",
            count(u64::from(roster.date_only), "row has", "rows have")
        ));
    }
    said
}

/// So many connections make a year or an employer one to be named.
const WORTH_NAMING: u32 = 3;

/// What `--refresh` did not write, since it is not sure whose it is.
pub(crate) fn unrefreshed(values: u64) -> Option<String> {
    (values > 0).then(|| {
        format!(
            "{} not written: only the name and the like say that the newer value is theirs (stale.csv). Write same beside these people in merged.csv, save it, and run this again with --decisions merged.csv.",
            count(values, "newer value was", "newer values were")
        )
    })
}

/// The years with most connections, and the largest employers.
pub(crate) fn roster_most(roster: &Roster) -> Vec<String> {
    let mut years = roster.years.clone();
    years.retain(|(_, n)| *n >= WORTH_NAMING);
    years.sort_by_key(|(year, n)| (std::cmp::Reverse(*n), std::cmp::Reverse(*year)));
    let years: Vec<String> = years
        .iter()
        .take(NAMED)
        .map(|(year, n)| format!("{year} ({})", thousands(u64::from(*n))))
        .collect();
    let largest = roster
        .companies
        .iter()
        .filter(|(_, n)| *n >= WORTH_NAMING)
        .take(NAMED);
    let largest: Vec<String> = largest
        .map(|(name, n)| format!("{name} ({})", thousands(u64::from(*n))))
        .collect();
    let mut lines = Vec::new();
    if roster.years.len() > 1 && !years.is_empty() {
        lines.push(format!("The busiest years: {}.", years.join(", ")));
    }
    if !largest.is_empty() {
        lines.push(format!(
            "The largest employers among them: {}.",
            largest.join(", ")
        ));
    }
    lines
}

/// What a field is called, by its stable name.
pub(crate) fn saved_field(name: &str) -> &str {
    match name {
        "email" => "e-mail",
        name => name,
    }
}

/// What became of a value: `company Deltaworks: LinkedIn shows …`.
pub(crate) fn aged(aged: &Aged) -> String {
    let field = saved_field(&aged.field);
    match (aged.what, aged.text.as_str()) {
        (changes::Aging::WentStale, why) => format!("{field} {}: {why}", aged.value),
        (changes::Aging::Mended, "") => format!("no card says {field} {} any more", aged.value),
        (changes::Aging::Mended, newer) => format!("{field}: {} → {newer}", aged.value),
    }
}

/// A value of a saved audit that is out of date: `company Deltaworks: LinkedIn shows …`.
pub(crate) fn saved(stale: &crate::snapshot::Stale) -> String {
    let field = match stale.field.parse() {
        Ok(aging) => field(aging),
        Err(()) => stale.field.as_str(),
    };
    format!("{field} {}: {}", stale.value, stale.text)
}

/// How old a card is, counted in employers.
pub(crate) fn old_card(says: &str, now: &str, later: u32) -> String {
    let jobs = match later {
        0 | 1 => "one job old".to_owned(),
        2 => "two jobs old".to_owned(),
        n => format!("{n} jobs old"),
    };
    format!("your card of them is {jobs}: it says {says}, LinkedIn shows {now}")
}
