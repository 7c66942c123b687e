//! Give and take in sentences: the balance, what is open, who may go out of their way, and who is only written to when in need.

use super::figures::count;
use super::time::{and, counted, times};
use crate::model::decision::{I_CAN, THEY_CAN};
use crate::model::moment::written;
use crate::snapshot::{Balance, Network, Person, Promise, Signs};

/// Whether what was said of somebody is a note on how the two can help each other.
pub(crate) fn is_note(said: &str) -> bool {
    said.starts_with(I_CAN) || said.starts_with(THEY_CAN)
}

/// A day as people write it; what cannot be read stays as it is.
pub(crate) fn day(text: &str) -> String {
    let date = text.get(..10).and_then(|date| date.parse().ok());
    date.map_or_else(|| text.to_owned(), written)
}

/// How the word "ally" is come by.
pub(crate) const RULE: &str = "a judgement: \"likely\" if they recommended you, introduced you or did you a favour, and one more \
     sign speaks for it (you helped them, contact in more than one way, contact in more than one year); \"perhaps\" with such help \
     alone or with two of the other signs; title and employer never count";

/// What is to be said of give and take with somebody, each with its label.
pub(crate) fn lines(person: &Person) -> Vec<(&'static str, String)> {
    let Some(balance) = &person.balance else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    lines.extend(verdict(balance).map(|text| ("balance", text)));
    lines.extend(open(balance).into_iter().map(|text| ("open", text)));
    if balance.year_yours + balance.year_theirs > 0 {
        let all = counted(balance.year_yours + balance.year_theirs, "conversation");
        let text = format!("{all}, of which they began {}", balance.year_theirs);
        lines.push(("last 12 months", text));
    }
    if let Some(ally) = &balance.ally {
        let text = format!("{ally}: {} ({RULE})", signs(balance.signs));
        lines.push(("would help you?", text));
    }
    lines.extend(bridge(person).map(|text| ("leads to", text)));
    lines.extend(
        balance
            .only_after_silence
            .map(|times| ("a thought", in_need(times))),
    );
    lines
}

/// Who gave more; nothing where nobody gave anything.
fn verdict(balance: &Balance) -> Option<String> {
    let (yours, theirs) = (balance.yours.given(), balance.theirs.given());
    match (yours, theirs) {
        (0, 0) => None,
        _ if yours > theirs => Some(format!(
            "you gave more than you received ({yours} to {theirs})"
        )),
        _ if yours < theirs => Some(format!(
            "you received more than you gave ({theirs} to {yours})"
        )),
        _ => Some(format!("even ({yours} each)")),
    }
}

/// Promises and thanks that are open, both ways.
pub(crate) fn open(balance: &Balance) -> Vec<String> {
    let Balance { yours, theirs, .. } = balance;
    let mut open: Vec<String> = yours.promises.iter().map(your_promise).collect();
    open.extend(yours.thanks_owed.as_deref().map(thanks));
    open.extend(theirs.promises.iter().map(their_promise));
    open
}

fn dated(promise: &Promise) -> String {
    let made = promise
        .made
        .as_deref()
        .map(|made| format!(" on {}", day(made)));
    let due = promise
        .due
        .as_deref()
        .map(|due| format!(", due {}", day(due)));
    format!("{}{}", made.unwrap_or_default(), due.unwrap_or_default())
}

/// A promise of the owner's.
pub(crate) fn your_promise(promise: &Promise) -> String {
    format!("you promised them something{}", dated(promise))
}

fn their_promise(promise: &Promise) -> String {
    format!("they promised you something{}", dated(promise))
}

/// Thanks that the owner owes.
pub(crate) fn thanks(help: &str) -> String {
    format!(
        "they helped you on {}; no thanks are noted since",
        day(help)
    )
}

fn signs(signs: Signs) -> String {
    let mut told = Vec::new();
    if signs.costly_help {
        told.push("they went out of their way for you before".to_owned());
    }
    if signs.help_given {
        told.push("you helped them".to_owned());
    }
    if signs.channels >= 2 {
        told.push(format!("contact in {} ways", signs.channels));
    }
    if signs.years >= 2 {
        told.push(format!(
            "in contact both ways in {} different years",
            signs.years
        ));
    }
    and(&told.iter().map(String::as_str).collect::<Vec<_>>())
}

/// The circle to which somebody is the only bridge; nothing where there is none.
pub(crate) fn bridge(person: &Person) -> Option<String> {
    const NAMED: usize = 4;
    let circle = &person.bridge_to;
    let names: Vec<&str> = circle
        .iter()
        .take(NAMED)
        .map(|named| named.name.as_str())
        .collect();
    let people = count(circle.len() as u64, "person", "people");
    let names = match circle.len() {
        0 => return None,
        all if all > NAMED => format!("{} and {} more", names.join(", "), all - NAMED),
        _ => and(&names),
    };
    Some(format!(
        "a circle of {people} with whom you have no contact yourself ({names}): no other contact of yours was ever on a message or in a \
         meeting with any of them"
    ))
}

/// Somebody to whom the owner writes only after long silences.
pub(crate) fn in_need(times: u32) -> String {
    format!(
        "you have written to them {times} times, each time but the first after half a year of silence or more, and no help of yours is \
         noted; a word without a request may be welcome"
    )
}

/// The balance with the whole network, a sentence each.
pub(crate) fn network(network: &Network) -> Vec<String> {
    let helped = format!(
        "Help noted in your files: you gave {}, you received {}.",
        times(network.given as u32),
        times(network.received as u32)
    );
    let is_any = network.given + network.received > 0;
    let mut lines: Vec<String> = Some(helped).filter(|_| is_any).into_iter().collect();
    let owed = [
        (network.promises > 0).then(|| {
            count(
                network.promises,
                "promise of yours is open",
                "promises of yours are open",
            )
        }),
        (network.thanks_owed > 0).then(|| {
            format!(
                "thanks are due to {}",
                count(network.thanks_owed, "person", "people")
            )
        }),
    ];
    let owed: Vec<String> = owed.into_iter().flatten().collect();
    if !owed.is_empty() {
        lines.push(sentence(&owed.join("; ")));
    }
    lines
}

/// A text that begins with a capital and ends with a full stop.
pub(crate) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .collect();
    let end = if text.ends_with(['.', '!', '?']) {
        ""
    } else {
        "."
    };
    format!("{first}{}{end}", letters.as_str())
}

/// Of more earlier audits the first and the last are told.
const EARLIER: usize = 5;

/// Who thinks of the owner: the talks of the last year that others began, and how that was at earlier audits, the oldest first.
pub(crate) fn thinks_of_you(now: &Network, earlier: &[(String, Network)]) -> Option<String> {
    let share = |network: &Network| {
        let (theirs, all) = (network.year_theirs, network.year_talks);
        (all > 0).then(|| format!("{:.0} %", theirs as f64 / all as f64 * 100.0))
    };
    let percent = share(now)?;
    let first = format!(
        "Who thinks of you: others began {} of {} in the last 12 months ({percent}",
        now.year_theirs,
        count(now.year_talks, "conversation", "conversations")
    );
    let then = |(day, network): &(String, Network)| {
        Some(format!("{} on {}", share(network)?, self::day(day)))
    };
    let mut then: Vec<String> = earlier.iter().filter_map(then).collect();
    if then.len() > EARLIER {
        let left_out = 1..then.len() - (EARLIER - 1);
        then.splice(left_out, ["…".to_owned()]);
    }
    let then = match then.as_slice() {
        [] => String::new(),
        then => format!("; at earlier audits: {}", then.join(", ")),
    };
    let who = match now.year_people {
        0 => String::new(),
        n => format!(", {} in all", count(n, "person", "people")),
    };
    Some(format!("{first}{then}){who}."))
}
