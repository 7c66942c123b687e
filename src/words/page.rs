//! What the page says in sentences that are made of figures and days; its fixed labels stand in `page.html` and `page.js`.

use super::figures::{count, thousands};
use crate::model::front::Front;
use crate::model::moment::written;
use crate::model::standing::Band;
use crate::model::to_do::ToDo;
use crate::snapshot::{Network, Owner, Passed};

/// Whose network it is and as of when: "The network of Signe Hallbeck, 1 Nov 2026".
pub(crate) fn whose(owner: &Owner, as_of: Option<chrono::NaiveDate>) -> String {
    let name = owner
        .name
        .as_deref()
        .or_else(|| owner.emails.first().map(String::as_str));
    let whose = match name {
        Some(name) => format!("The network of {name}"),
        None if owner.known => "Your network".to_owned(),
        None => "A network whose owner is not known".to_owned(),
    };
    match as_of {
        Some(day) => format!("{whose}, {}", written(day)),
        None => whose,
    }
}

/// What a dot of the drawing stands for.
pub(crate) fn dot(name: &str, band: Band, last: Option<&str>) -> String {
    match last {
        Some(last) => format!("{name}: {}, last contact on {last}", band.word()),
        None => format!("{name}: {}, no contact yet", band.word()),
    }
}

/// What the drawing shows, for whoever does not see it.
pub(crate) fn glance(people: u64, never: u64, in_a_year: u64) -> String {
    format!(
        "A drawing of {}, a dot each: {} of them had contact with you in the last year, {} never had any. The table below it gives the \
         numbers.",
        count(people, "person", "people"),
        thousands(in_a_year),
        thousands(never)
    )
}

/// Who began the conversations of the last twelve months; nothing where there were none.
pub(crate) fn began(network: &Network) -> Option<String> {
    let all = network.year_talks;
    (all > 0).then(|| {
        let yours = all - network.year_theirs.min(all);
        format!(
            "{} in the last 12 months: you began {}, they began {}.",
            count(all, "conversation", "conversations"),
            thousands(yours),
            thousands(network.year_theirs)
        )
    })
}

/// What the drawing of messages shows, for whoever does not see it.
pub(crate) fn quarters(sent: u64, received: u64, you_began: u64, they_began: u64) -> String {
    let passed = format!(
        "Messages and calls of the last two years by quarter: {} from you, {} from others.",
        thousands(sent),
        thousands(received)
    );
    match you_began + they_began {
        0 => passed,
        all => format!(
            "{passed} Of {}, you began {} and they began {}.",
            count(all, "conversation", "conversations"),
            thousands(you_began),
            thousands(they_began)
        ),
    }
}

/// Who began the conversations of a quarter.
pub(crate) fn began_in(quarter: &str, yours: u64, theirs: u64) -> String {
    format!(
        "{quarter}: you began {}, they began {}",
        thousands(yours),
        thousands(theirs)
    )
}

/// By what means something passed: ` (e-mail 4, call 1)`; nothing where that was not kept.
pub(crate) fn by_what(by: &[Passed]) -> String {
    let counts = by.iter().map(|by| {
        let all = u64::from(by.sent) + u64::from(by.received) + u64::from(by.met);
        (by.channel.as_str(), all)
    });
    match by {
        [] => String::new(),
        [only] => format!(" ({})", only.channel),
        _ => {
            let counts: Vec<String> = counts
                .map(|(channel, all)| format!("{channel} {}", thousands(all)))
                .collect();
            format!(" ({})", counts.join(", "))
        }
    }
}

/// What the line below the bars of messages shows.
pub(crate) const BEGAN: &str = "The line below each quarter: who began the conversations.";

/// How many values are out of date, as a heading.
pub(crate) fn out_of_date(number: usize) -> String {
    format!("Out of date on your cards ({})", thousands(number as u64))
}

/// Of how many people a number or an address that works is missing, as a heading.
pub(crate) fn missing(number: usize) -> String {
    format!(
        "In touch with you, but a phone number or e-mail address is missing ({})",
        thousands(number as u64)
    )
}

/// How many employers have several spellings, as a heading.
pub(crate) fn spellings(number: usize) -> String {
    format!(
        "Companies with several spellings ({})",
        thousands(number as u64)
    )
}

/// How to bring cards up to date.
pub(crate) const fn refresh(front: Front) -> &'static str {
    match front {
        Front::Program => {
            "tieline clean --refresh --out DIR writes copies of your files with the newer values; the old ones are kept in the notes."
        }
        Front::Page => "Correct them in your address book; no file of yours was changed.",
    }
}

/// How to take spellings together.
pub(crate) const fn unify(front: Front) -> &'static str {
    match front {
        Front::Program => {
            "Leave in companies.csv what you want, and give it to tieline clean --companies companies.csv."
        }
        Front::Page => "A proposal: nothing of it was written into your files.",
    }
}

/// What to do with the file of decisions, once it is saved.
pub(crate) const fn saved(front: Front) -> &'static str {
    match front {
        Front::Program => "Saved as decisions.csv. Now run: tieline decide decisions.csv",
        Front::Page => {
            "Saved as decisions.csv. Keep it, and drop it on the page with next month's files and audit.json."
        }
    }
}

/// The same before it is saved, and what to type, where there is something to type.
pub(crate) const fn to_be_saved(front: Front) -> (&'static str, Option<&'static str>) {
    match front {
        Front::Program => (
            "Give it to Tieline, and the next audit knows it:",
            Some("tieline decide decisions.csv"),
        ),
        Front::Page => (
            "Keep it and drop it on the page with next month's files: that audit follows it.",
            None,
        ),
    }
}

/// How what is decided comes on the list of what to delete.
pub(crate) const fn to_be_listed(front: Front) -> &'static str {
    match front {
        Front::Program => {
            "Decide in the list of people above, save, and give the file to tieline decide; the next page lists them here."
        }
        Front::Page => "Whom you mark with Delete in the list of people above is listed here.",
    }
}

/// Where changes are that are not shown.
pub(crate) const fn all_changes(front: Front) -> &'static str {
    match front {
        Front::Program => "tieline diff --csv",
        Front::Page => "the two audit.json",
    }
}

/// What is said where nothing is out of date.
pub(crate) const NOTHING_STALE: &str = "Nothing on your cards contradicts a newer file.";

/// What the drawing of connections shows, for whoever does not see it.
pub(crate) fn by_year(connections: u32, first: i32, last: i32) -> String {
    format!(
        "A bar for each year from {first} to {last}: {} by the year in which they were made.",
        count(u64::from(connections), "connection", "connections")
    )
}

/// The same of employers.
pub(crate) fn by_company(number: usize) -> String {
    format!(
        "A bar for each of the {} at which most of your connections are.",
        count(number as u64, "company", "companies")
    )
}

/// Entries of a list that are not shown, and where they are.
pub(crate) fn more(number: usize, list: &str) -> String {
    format!("and {} more: see {list}", thousands(number as u64))
}

/// The people of the ranking whom a page shows that runs no script.
pub(crate) fn first_of(shown: usize, people: usize) -> String {
    format!(
        "The first {} of {}. With scripts allowed, this page shows, searches and sorts all of them; ranked.csv has them too.",
        thousands(shown as u64),
        count(people as u64, "person", "people")
    )
}

/// Why nobody was ticked off whom a newer export may not have any more; none where the newest export tells of everybody.
pub(crate) fn untold(to_do: &ToDo) -> Option<String> {
    let number = to_do.untold().count() as u64;
    if number == 0 {
        return None;
    }
    let Some(newest) = to_do.export else {
        return Some(
            "The files have no LinkedIn connections, so nobody could be ticked off.".to_owned(),
        );
    };
    let (people, are) = match number {
        1 => ("person".to_owned(), "is"),
        n => (count(n, "person", "people"), "are"),
    };
    Some(format!(
        "Your LinkedIn files end on {}. A newer export will show whether the {people} you have decided on since {are} gone.",
        written(newest)
    ))
}

/// The same of an audit that was saved.
pub(crate) fn untold_of(saved: &crate::snapshot::ToDo) -> Option<String> {
    untold(&saved.to_model())
}

/// That later audits do not have somebody.
pub(crate) fn absent_since(day: &str) -> String {
    format!(
        "since {day} they are in no audit: no card in the files you gave is theirs any more, or a rule of yours leaves them out"
    )
}

/// People whom the owner's rules keep out.
pub(crate) fn left_out(number: u64) -> String {
    format!(
        "{} left out by your rules.",
        count(number, "person is", "people are")
    )
}

/// Who would go out of their way.
pub(crate) fn allies(names: &str) -> String {
    format!("Would go out of their way for you, a judgement by what passed between you: {names}.")
}

/// Whom a circle hangs on.
pub(crate) fn bridges(names: &str) -> String {
    format!("The only ones who connect you with a circle of three people or more: {names}.")
}

/// People behind those who are named.
pub(crate) fn others(number: usize) -> String {
    format!(" and {} more", thousands(number as u64))
}

/// What stands above what else is worth a look.
pub(crate) const ALSO: &str = "Also worth a look";

/// Of those who would likely answer how many were in touch lately; nothing where all of them were.
pub(crate) fn fresh(likely: usize, fresh: usize, years: u32) -> Option<String> {
    if likely == fresh {
        return None;
    }
    let likely = count(likely as u64, "person", "people");
    let fresh = match fresh {
        0 => "none".to_owned(),
        n => thousands(n as u64),
    };
    Some(format!(
        "Of the {likely} likely to answer, {fresh} had contact with you in the last {years} years."
    ))
}

/// What is said of the figures where the owner's past cannot tell whether such figures came true.
pub(crate) const UNPROVEN: &str = "Your own past has too few cases to show whether such estimates come true for you; see \"Is it true?\" below.";

/// That somebody on no card waits.
pub(crate) fn waits(since: &str) -> String {
    format!("waits for your answer since {}", super::balance::day(since))
}

/// What stands above those who are in touch and on no card.
pub(crate) const ON_NO_CARD: &str = "In touch with you, but on no card";

/// What stands above the people of the largest companies.
pub(crate) const AT_COMPANIES: &str = "Where your people work";

/// What is said of spellings that were counted as one.
pub(crate) const SPELLINGS: &str = "By the company on their cards. Different spellings of one company are counted together (companies.csv); no card was changed.";

/// What is said of a page whose names are replaced.
pub(crate) const REDACTED: &str = "Names, addresses, employers, titles and texts are replaced, each always by the same one. Figures and days are as they are. Nothing \
    can be decided on this copy; decide on the page of the audit itself.";

/// What to do next where nothing was written.
pub(crate) const OFFER: &str = "Next: add --open to see this as a page in your browser, or --out DIR for the page and all lists.";

/// What to do next where everything was written.
pub(crate) fn in_folder(dir: &str) -> String {
    format!("Next: open report.html in {dir} and decide there, or fill in keep-delete.csv.")
}

/// What to do next where the page was opened.
pub(crate) const DECIDE: &str =
    "Next: decide in the page, press Save decisions, and run tieline decide decisions.csv.";

/// Where the page is that a browser shows now.
pub(crate) fn opened(page: &str) -> String {
    format!("The page is {page}; it was opened in your browser.")
}

/// Where the page is that no browser shows.
pub(crate) fn not_opened(page: &str, why: &str) -> String {
    format!("The page is {page}; no browser could be started ({why}). Open it by double click.")
}

/// What lies ahead.
pub(crate) fn next_meeting(day: &str) -> String {
    format!("next: meeting on {}", super::balance::day(day))
}

/// What one group of outreaches came to: "said 34 %, came 5 of 14".
pub(crate) fn group(said: f64, answered: usize, cases: usize) -> String {
    format!("said {:.0} %, answered {answered} of {cases}", said * 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_began_adds_up() {
        let network = Network {
            year_talks: 64,
            year_theirs: 12,
            ..Network::default()
        };
        let said = "64 conversations in the last 12 months: you began 52, they began 12.";
        assert_eq!(began(&network).as_deref(), Some(said));
        assert_eq!(began(&Network::default()), None);
    }
}
