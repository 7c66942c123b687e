//! What the owner wanted and has not got yet: deletions, rhythms, answers to invitations.

use chrono::{Days, NaiveDate};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::changes::{Broken, Deletions, Named, Waiting};
use crate::model::decision::Said;
use crate::snapshot::{Decided, Person, Snapshot};

/// Days after which an invitation without an answer is worth a look.
const PATIENCE: u64 = 21;

/// Who is to be deleted, by id.
pub fn to_delete(audit: &Snapshot) -> FxHashSet<&str> {
    let decided = audit.decisions.iter();
    let decided = decided.filter(|d| matches!(Said::parse(&d.said), Ok(Said::Delete)));
    decided.map(|d| d.id.as_str()).collect()
}

/// What became of the decisions to delete by the newer audit.
pub fn deletions(new: &Snapshot) -> Deletions {
    let Some(to_do) = &new.to_do else {
        return deletions_by_presence(new);
    };
    let open = to_do.deletions.iter().filter(|d| d.gone_on.is_none());
    let open: Vec<Named> = open
        .map(|deletion| Named {
            id: deletion.id.clone(),
            name: deletion.name.clone(),
        })
        .collect();
    Deletions {
        decided: to_do.deletions.len() as u64,
        gone: (to_do.deletions.len() - open.len()) as u64,
        open,
    }
}

/// An audit from before there was a to-do tells only who is in it.
fn deletions_by_presence(new: &Snapshot) -> Deletions {
    let decided = to_delete(new);
    let open = new
        .people
        .iter()
        .filter(|p| decided.contains(p.id.as_str()));
    let open: Vec<Named> = open.map(named).collect();
    Deletions {
        decided: decided.len() as u64,
        gone: (decided.len() - open.len()) as u64,
        open,
    }
}

/// A person as the changes name them.
pub fn named(person: &Person) -> Named {
    Named {
        id: person.id.clone(),
        name: person.name.clone(),
    }
}

/// Rhythms of the newer audit that were not kept, those due first in front.
pub fn broken(old: &Snapshot, new: &Snapshot, both: &[(&Person, &Person)]) -> Vec<Broken> {
    let Some(today) = day(&new.as_of) else {
        return Vec::new();
    };
    let then: FxHashMap<&str, &Person> = both
        .iter()
        .map(|(then, now)| (now.id.as_str(), *then))
        .collect();
    let people: FxHashMap<&str, &Person> = new.people.iter().map(|p| (p.id.as_str(), p)).collect();
    let one = |decided: &Decided| {
        let Ok(Said::Rhythm(rhythm)) = Said::parse(&decided.said) else {
            return None;
        };
        let person = *people.get(decided.id.as_str())?;
        if person.has_died() {
            return None;
        }
        // Without any contact the rhythm begins with the decision.
        let from = |person: &Person| {
            let last = person.last_contact.as_deref().and_then(day);
            last.or_else(|| day(&decided.at))
        };
        let due = rhythm.due(from(person)?);
        // Before the owner wanted it, nothing was broken.
        let wanted_before = |other: &Decided| other.id == decided.id && other.said == decided.said;
        let then = then.get(decided.id.as_str());
        let then = then.filter(|_| old.decisions.iter().any(wanted_before));
        let was_due = then.and_then(|then| from(then));
        let was_broken = was_due.map(|last| rhythm.due(last)).zip(day(&old.as_of));
        (due < today).then(|| Broken {
            who: named(person),
            rhythm: rhythm.to_string(),
            last: person.last_contact.clone(),
            due: due.to_string(),
            is_new: was_broken.is_none_or(|(due, then)| due >= then),
        })
    };
    let mut broken: Vec<Broken> = new.decisions.iter().filter_map(one).collect();
    broken.sort_by(|a, b| (&a.due, &a.who.id).cmp(&(&b.due, &b.who.id)));
    broken
}

/// Invitations of the newer audit that wait for more than three weeks, the oldest first.
pub fn waiting(old: &Snapshot, new: &Snapshot) -> Vec<Waiting> {
    let limit = |audit: &Snapshot| day(&audit.as_of)?.checked_sub_days(Days::new(PATIENCE));
    // Where no connections were read, nobody knows who accepted.
    let (Some(then), Some(now), true) = (limit(old), limit(new), knows_connections(new)) else {
        return Vec::new();
    };
    let mut waiting: Vec<Waiting> = invitations(new)
        .filter(|(_, _, _, since)| *since < now)
        .map(|(name, key, sent, since)| Waiting {
            name: name.to_owned(),
            key: key.to_owned(),
            sent,
            since: since.to_string(),
            is_new: since >= then,
        })
        .collect();
    waiting.sort_by(|a, b| (&a.since, &a.key, &a.name).cmp(&(&b.since, &b.key, &b.name)));
    waiting.dedup();
    waiting
}

/// Whether an audit read who is a connection.
pub fn knows_connections(audit: &Snapshot) -> bool {
    audit.people.iter().any(|p| p.connected_on.is_some())
}

/// Every invitation that was not accepted and after which nothing came: name, key, whether the owner sent it, its day.
fn invitations(audit: &Snapshot) -> impl Iterator<Item = (&str, &str, bool, NaiveDate)> {
    let strangers = audit.unmatched.iter().flat_map(|u| {
        let sent = u.invited.as_deref().filter(|_| u.received == 0);
        let received = u.invited_by.as_deref().filter(|_| u.sent == 0);
        let both = [(sent, true), (received, false)].into_iter();
        both.map(|(at, sent)| (u.name.as_str(), u.key.as_str(), at, sent))
    });
    let unconnected = audit.people.iter().filter(|p| p.connected_on.is_none());
    let people = unconnected.flat_map(|p| {
        let of_kind = |kind| p.ties.iter().find(|tie| tie.kind == kind);
        let basis = &p.standing.basis;
        let sent = of_kind("invitation-sent").filter(|_| basis.received == 0);
        let received = of_kind("invitation-received").filter(|_| basis.sent == 0);
        let both = [(sent, true), (received, false)].into_iter();
        both.map(|(tie, sent)| {
            let at = tie.and_then(|tie| tie.at.as_deref());
            (p.name.as_str(), p.id.as_str(), at, sent)
        })
    });
    let dated = strangers.chain(people);
    dated.filter_map(|(name, key, at, sent)| Some((name, key, sent, day(at?)?)))
}

/// The day with which a text begins.
fn day(text: &str) -> Option<NaiveDate> {
    text.get(..10)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::compare;
    use crate::diff::sample::{audit, november, october, person, with};
    use crate::model::changes::Changes;
    use crate::snapshot::{Deletion, Tie, ToDo, Unmatched};

    fn decided(id: &str, said: &str, at: &str) -> Decided {
        Decided {
            id: id.to_owned(),
            said: said.to_owned(),
            at: format!("{at}T12:00:00Z"),
            source: "by hand".to_owned(),
        }
    }

    fn petra(last_contact: Option<&str>) -> Person {
        with(person("p-1", "Petra Novak", "likely", "keep"), |p| {
            p.last_contact = last_contact.map(str::to_owned);
        })
    }

    /// Audits of the first days of months, in which Petra's last contact was as said, and the decisions are the same.
    fn months(lasts: &[(&str, Option<&str>)], decisions: &[Decided]) -> Vec<Snapshot> {
        let month = |(as_of, last): &(&str, Option<&str>)| Snapshot {
            decisions: decisions.to_vec(),
            ..audit(as_of, vec![petra(*last)])
        };
        lasts.iter().map(month).collect()
    }

    /// Of each month whether the rhythm was broken, and whether that was new.
    fn told(months: &[Snapshot]) -> Vec<Option<(String, bool)>> {
        let each = months.windows(2).map(|two| compare(&two[0], &two[1]));
        each.map(|changes| {
            let [broken] = changes.broken.as_slice() else {
                return None;
            };
            Some((broken.due.clone(), broken.is_new))
        })
        .collect()
    }

    #[test]
    fn a_rhythm_is_new_as_broken_once_and_after_the_day_that_it_was_due() {
        let last = Some("2026-02-15");
        let contact = Some("2026-07-03");
        let months = months(
            &[
                ("2026-04-01", last),
                ("2026-05-01", last),
                ("2026-05-15", last),
                ("2026-05-16", last),
                ("2026-07-01", last),
                ("2026-08-01", contact),
                ("2026-11-01", contact),
            ],
            &[decided("p-1", "every 3 months", "2026-03-01")],
        );
        let due = |day: &str, is_new| Some((day.to_owned(), is_new));
        let expected = [
            None,
            None,
            due("2026-05-15", true),
            due("2026-05-15", false),
            None,
            due("2026-10-03", true),
        ];
        assert_eq!(told(&months), expected);
    }

    #[test]
    fn a_rhythm_that_was_wanted_since_is_new_and_one_without_contact_begins_with_the_decision() {
        let mut two = months(
            &[
                ("2026-10-01", Some("2024-01-01")),
                ("2026-11-01", Some("2024-01-01")),
            ],
            &[],
        );
        two[1].decisions = vec![decided("p-1", "every month", "2026-10-20")];
        assert_eq!(told(&two), [Some(("2024-02-01".to_owned(), true))]);
        let never = months(
            &[
                ("2026-10-01", None),
                ("2026-10-31", None),
                ("2026-12-01", None),
            ],
            &[decided("p-1", "every month", "2026-10-20")],
        );
        assert_eq!(told(&never), [None, Some(("2026-11-20".to_owned(), true))]);
    }

    #[test]
    fn whoever_is_gone_breaks_no_rhythm() {
        let mut two = months(
            &[
                ("2026-10-01", Some("2024-01-01")),
                ("2026-11-01", Some("2024-01-01")),
            ],
            &[decided("p-1", "every month", "2026-09-20")],
        );
        two[1].people.clear();
        assert_eq!(told(&two), [None]);
    }

    fn stranger(name: &str, invited: Option<&str>, invited_by: Option<&str>) -> Unmatched {
        Unmatched {
            name: name.to_owned(),
            key: format!("https://www.linkedin.com/in/{}", name.to_lowercase()),
            sent: 0,
            received: 0,
            met: 0,
            first_contact: None,
            last_contact: None,
            invited: invited.map(str::to_owned),
            invited_by: invited_by.map(str::to_owned),
            waits: None,
            remark: String::new(),
            standing: None,
            verdict: None,
            why: Vec::new(),
            reasons: Vec::new(),
        }
    }

    fn waits(changes: &Changes) -> Vec<(&str, bool, bool)> {
        let waiting = changes.waiting.iter();
        waiting
            .map(|w| (w.name.as_str(), w.sent, w.is_new))
            .collect()
    }

    #[test]
    fn an_invitation_waits_after_three_weeks_and_is_new_once() {
        let strangers = vec![
            stranger("Three", Some("2026-10-14"), None),
            stranger("Old", Some("2026-08-01"), None),
            stranger("Theirs", None, Some("2026-10-01")),
            stranger("Young", Some("2026-10-15"), None),
            Unmatched {
                received: 1,
                ..stranger("Answered", Some("2026-08-01"), None)
            },
            Unmatched {
                sent: 1,
                ..stranger("Refused", None, Some("2026-08-01"))
            },
        ];
        let mut new = audit("2026-11-05", vec![petra(None)]);
        new.unmatched = strangers;
        let changes = compare(&october(vec![petra(None)]), &new);
        assert_eq!(
            waits(&changes),
            [
                ("Old", true, false),
                ("Theirs", false, true),
                ("Three", true, true)
            ]
        );
    }

    #[test]
    fn somebody_with_a_card_waits_too_but_not_a_connection_nor_where_no_connections_were_read() {
        let invited = |id: &str, connected: Option<&str>| {
            with(person(id, id, "unknown", "ask"), |p| {
                p.connected_on = connected.map(str::to_owned);
                p.ties = vec![Tie {
                    kind: "invitation-sent".to_owned(),
                    at: Some("2026-09-01".to_owned()),
                    source: "Invitations.csv".to_owned(),
                }];
            })
        };
        let people = vec![
            invited("card", None),
            invited("connection", Some("2026-09-03")),
        ];
        let changes = compare(&october(people.clone()), &november(people));
        assert_eq!(waits(&changes), [("card", true, false)]);
        let alone = vec![invited("card", None)];
        let changes = compare(&october(alone.clone()), &november(alone));
        assert_eq!(waits(&changes), []);
    }

    #[test]
    fn decisions_to_delete_are_carried_out_or_open_as_the_list_says() {
        let listed = |id: &str, gone_on: Option<&str>| Deletion {
            id: id.to_owned(),
            name: format!("Name of {id}"),
            profile: None,
            connected: true,
            decided_on: "2026-10-02".to_owned(),
            gone_on: gone_on.map(str::to_owned),
            why: Vec::new(),
        };
        let delete = |id: &str| decided(id, "delete", "2026-10-02");
        let old = october(vec![
            petra(None),
            person("p-2", "Otto Kern", "unknown", "delete"),
        ]);
        let mut new = november(vec![petra(None)]);
        new.decisions = vec![delete("p-1"), delete("p-2")];
        // As audits were before there was a list.
        let by_presence = compare(&old, &new).deletions;
        new.to_do = Some(ToDo {
            deletions: vec![listed("p-1", None), listed("p-2", Some("2026-11-02"))],
            ..ToDo::default()
        });
        let changes = compare(&old, &new);
        assert!(changes.gone[0].deleted);
        let open = |deletions: &Deletions| -> Vec<String> {
            deletions.open.iter().map(|who| who.id.clone()).collect()
        };
        for deletions in [by_presence, changes.deletions] {
            assert_eq!((deletions.decided, deletions.gone), (2, 1));
            assert_eq!(open(&deletions), ["p-1"]);
        }
        new.decisions.clear();
        assert!(!compare(&old, &new).gone[0].deleted, "they left");
    }
}
