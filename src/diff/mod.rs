//! Two audits → what is different: who appeared, who is gone, who moved and why, what changed.
//!
//! Pure and deterministic: both sides are snapshots, whether they come from the book or from files.

mod again;
mod causes;
mod duplicates;
mod facts;
mod fields;
mod heard;
mod inputs;
mod namesakes;
mod open;
mod pairs;
mod rates;
#[cfg(test)]
mod sample;
mod stale;
mod totals;
mod trend;

pub use trend::Trending;

use rustc_hash::FxHashMap;

use again::{Both, Side};
use inputs::Given;

use crate::model::changes::{Absence, Changes, Inputs, Joint, Move, Position, Presence};
use crate::model::name::fold;
use crate::model::standing::Verdict;
use crate::snapshot::{Person, Snapshot};

/// Compares two audits.
pub fn compare(old: &Snapshot, new: &Snapshot) -> Changes {
    let mut matched = pairs::pairs(&old.people, &new.people);
    matched
        .both
        .sort_by_key(|(_, now)| (now.rank, now.id.as_str()));
    let deleted = open::to_delete(new);
    let connections = open::knows_connections(old) && open::knows_connections(new);
    let given = Given::of(old, new);
    let (moved, unmoved) = moves(old, new, &matched.both, &given);
    Changes {
        old: old.as_of.clone(),
        new: new.as_of.clone(),
        inputs: Inputs {
            unmoved,
            ..given.inputs()
        },
        appeared: appeared(&matched, &given),
        gone: gone(&matched, &given, new, |id| deleted.contains(id)),
        merged: joints(&matched.merged),
        split: joints(&matched.split),
        heard: heard::heard(old, new, &matched.both, &moved),
        namesakes: namesakes::namesakes(old, new),
        moved,
        changed: matched
            .both
            .iter()
            .flat_map(|(then, now)| fields::changed(then, now, connections, &given))
            .collect(),
        duplicates: duplicates::duplicates(old, new),
        deletions: open::deletions(new),
        broken: open::broken(old, new, &matched.both),
        waiting: open::waiting(old, new),
        stale: stale::stale(old, &matched.both, &given),
        totals: totals::totals(old, new),
    }
}

/// Whose place the rules of this version do not find again in what an audit keeps of its grounds, by id: there `compare` can only
/// tell which facts changed, and not which of them mattered.
pub fn not_found_again(audit: &Snapshot) -> Vec<&str> {
    let coverage = &audit.given();
    let side = |person| Side {
        audit,
        coverage,
        person,
    };
    let is_found = |person| {
        let (then, now) = (side(person), side(person));
        Both { then, now }.holds_now()
    };
    let lost = audit.people.iter().filter(|person| !is_found(person));
    lost.map(|person| person.id.as_str()).collect()
}

/// Those who were two and are one, or the other way round, by name.
fn joints(pairs: &[(&Person, &Person)]) -> Vec<Joint> {
    let joint = |&(one, with): &(&Person, &Person)| Joint {
        one: open::named(one),
        with: open::named(with),
    };
    let mut joints: Vec<Joint> = pairs.iter().map(joint).collect();
    joints.sort_by_cached_key(|joint| (fold(&joint.one.name), joint.one.id.clone()));
    joints
}

/// People who are on one side only, in the order of that side's ranking; `others` are those of the other side, which may be the newer.
fn presences(
    people: &[&Person],
    others: &[&Person],
    is_newer: bool,
    is_deleted: impl Fn(&str) -> bool,
) -> Vec<Presence> {
    let namesakes = pairs::by_unique_name(people, others);
    let mut people: Vec<(&Person, Option<&Person>)> =
        people.iter().copied().zip(namesakes).collect();
    people.sort_by_key(|(person, _)| (person.rank, person.id.as_str()));
    let presence = |(person, namesake): (&Person, Option<&Person>)| Presence {
        id: person.id.clone(),
        name: person.name.clone(),
        band: person.standing.band.clone(),
        verdict: person.verdict.clone(),
        deleted: is_deleted(&person.id),
        connected: is_connection(person),
        absence: namesake.map(|other| Absence::Probably {
            name: other.name.trim().to_owned(),
            is_newer,
        }),
    };
    people.into_iter().map(presence).collect()
}

fn is_connection(person: &Person) -> bool {
    let grounds = person.grounds.as_ref();
    person.connected_on.is_some() || grounds.is_some_and(|grounds| grounds.cards.connection)
}

/// Who is in the newer only. Of whom every card stands in a file that was not given before, that is said.
fn appeared(matched: &pairs::Matched<'_>, given: &Given<'_>) -> Vec<Presence> {
    let shown: FxHashMap<&str, Vec<String>> = matched
        .appeared
        .iter()
        .filter(|person| given.showed(person))
        .map(|person| (person.id.as_str(), given.given(person)))
        .collect();
    let mut appeared = presences(&matched.appeared, &matched.gone, false, |_| false);
    for presence in &mut appeared {
        if let Some(files) = shown.get(presence.id.as_str()) {
            let files = files.clone();
            presence.absence.get_or_insert(Absence::Given { files });
        }
    }
    appeared
}

/// Who is in the older only. Of whom every card stands in a file that is missing, that is said, and nothing else.
fn gone(
    matched: &pairs::Matched<'_>,
    given: &Given<'_>,
    new: &Snapshot,
    is_deleted: impl Fn(&str) -> bool,
) -> Vec<Presence> {
    let rules: FxHashMap<&str, &String> = new
        .left_out
        .iter()
        .map(|left| (left.id.as_str(), &left.rule))
        .collect();
    let hidden: FxHashMap<&str, Vec<String>> = matched
        .gone
        .iter()
        .filter(|person| given.hid(person))
        .map(|person| (person.id.as_str(), given.not_given(person)))
        .collect();
    let mut gone = presences(&matched.gone, &matched.appeared, true, is_deleted);
    for presence in &mut gone {
        if let Some(files) = hidden.get(presence.id.as_str()) {
            presence.absence = Some(Absence::NotGiven {
                files: files.clone(),
            });
            presence.deleted = false;
        } else if let Some(&rule) = rules.get(presence.id.as_str()) {
            let rule = rule.clone();
            presence.absence = Some(Absence::LeftOut { rule });
        }
    }
    gone
}

/// Whose band or verdict is another, and how many more there are who stand elsewhere only because files are missing. The good news stands first: by how far the band rose, then the verdict, then name.
fn moves(
    old: &Snapshot,
    new: &Snapshot,
    both: &[(&Person, &Person)],
    given: &Given<'_>,
) -> (Vec<Move>, u64) {
    let has_moved = |(then, now): &&(&Person, &Person)| {
        then.standing.band != now.standing.band || then.verdict != now.verdict
    };
    let mut moved: Vec<&(&Person, &Person)> = both.iter().filter(has_moved).collect();
    moved.sort_by_cached_key(|(then, now)| {
        let fall = fall(&position(then), &position(now));
        (fall, fold(&now.name), now.id.as_str())
    });
    let coverage = [old.given(), new.given()];
    let mut moves = Vec::with_capacity(moved.len());
    let mut unmoved = 0;
    for &&(then, now) in &moved {
        let side = |audit, coverage, person| Side {
            audit,
            coverage,
            person,
        };
        let both = Both {
            then: side(old, &coverage[0], then),
            now: side(new, &coverage[1], now),
        };
        let causes = causes::causes(&both, given);
        if given.explains(then, now, &causes) {
            unmoved += 1;
            continue;
        }
        moves.push(Move {
            id: now.id.clone(),
            name: now.name.clone(),
            from: position(then),
            to: position(now),
            causes,
        });
    }
    (moves, unmoved)
}

fn position(person: &Person) -> Position {
    Position {
        band: person.standing.band.clone(),
        verdict: person.verdict.clone(),
        probability: person.standing.probability,
    }
}

/// By how much somebody fell, band before verdict: who rose most comes first. Whoever cannot be judged, or stands by a word of
/// another version, has neither risen nor fallen.
fn fall(from: &Position, to: &Position) -> (i32, i32) {
    let band = |position: &Position| position.band.known().map(|band| band as i32);
    let judged = |position: &Position| {
        let verdict = position.verdict.known();
        let verdict = verdict.filter(|verdict| *verdict != Verdict::Unjudged);
        verdict.map(|verdict| verdict as i32)
    };
    let by = |from: Option<i32>, to: Option<i32>| from.zip(to).map_or(0, |(from, to)| to - from);
    (by(band(from), band(to)), by(judged(from), judged(to)))
}

#[cfg(test)]
mod tests {
    use super::sample::{november, october, person, saved, with};
    use super::*;
    use crate::model::cause::Cause;
    use crate::snapshot::Tie;
    use chrono::NaiveDate;

    fn day(date: &str) -> NaiveDate {
        date.parse().unwrap()
    }

    /// Why the person of `then` is where the person of `now` stands.
    fn causes(then: Person, now: Person) -> Vec<Cause> {
        compare(&october(vec![then]), &november(vec![now]))
            .moved
            .remove(0)
            .causes
    }

    fn ana() -> Person {
        with(person("ana-1", "Ana Ferreira", "maybe", "ask"), |p| {
            p.emails = vec!["ana@example.org".into()]
        })
    }

    #[test]
    fn the_same_audit_twice_is_no_change() {
        let changes = compare(&october(vec![ana()]), &october(vec![ana()]));
        assert_eq!(
            (
                changes.appeared.len(),
                changes.gone.len(),
                changes.moved.len(),
                changes.changed.len()
            ),
            (0, 0, 0, 0)
        );
        assert!(changes.totals.iter().all(|t| t.from == t.to));
    }

    #[test]
    fn who_gained_a_profile_or_another_address_is_not_gone() {
        let slug = with(ana(), |p| {
            p.id = "ana-ferreira-4b81c2".into();
            p.urls = vec!["https://www.linkedin.com/in/ana-ferreira-4b81c2".into()];
        });
        let moved_house = with(slug.clone(), |p| {
            p.id = "e-77".into();
            p.emails = vec!["ana@example.net".into()];
        });
        for (then, now) in [(ana(), slug.clone()), (slug, moved_house)] {
            let changes = compare(&october(vec![then]), &november(vec![now]));
            assert_eq!((changes.appeared.len(), changes.gone.len()), (0, 0));
            assert_eq!(changes.changed.len(), 1, "{:?}", changes.changed);
        }
    }

    #[test]
    fn the_largest_overlap_wins() {
        let keys = |id: &str, emails: &[&str]| {
            with(ana(), |p| {
                p.id = id.to_owned();
                p.emails = emails.iter().map(|&e| e.to_owned()).collect();
            })
        };
        let old = october(vec![
            keys("a", &["x@example.org"]),
            keys("b", &["x@example.org", "y@example.org"]),
        ]);
        let new = november(vec![keys("c", &["x@example.org", "y@example.org"])]);
        let changes = compare(&old, &new);
        assert_eq!(
            changes
                .gone
                .iter()
                .map(|p| p.id.as_str())
                .collect::<Vec<_>>(),
            ["a"]
        );
        assert_eq!(changes.appeared, []);
    }

    #[test]
    fn the_number_of_an_office_makes_nobody_the_same() {
        let office = |id: &str, name: &str| {
            with(person(id, name, "maybe", "ask"), |p| {
                p.phones = vec!["+493012345678".into()]
            })
        };
        let old = october(vec![office("a", "Ana Ferreira")]);
        let changes = compare(&old, &november(vec![office("b", "Jörg Müller")]));
        assert_eq!((changes.appeared.len(), changes.gone.len()), (1, 1));
        let changes = compare(&old, &november(vec![office("b", "Ana Müller-Ferreira")]));
        assert_eq!((changes.appeared.len(), changes.gone.len()), (0, 0));
    }

    #[test]
    fn a_name_alone_is_a_remark_and_only_where_it_is_unique() {
        let lena = |id: &str| person(id, "Lena  ITO", "unknown", "delete");
        let changes = compare(
            &october(vec![lena("a")]),
            &november(vec![with(
                person("b", "Léna Ito", "unknown", "delete"),
                |p| p.connected_on = Some("2026-10-20".to_owned()),
            )]),
        );
        let probably = |name: &str, is_newer| {
            let name = name.to_owned();
            Some(Absence::Probably { name, is_newer })
        };
        assert_eq!(changes.appeared[0].absence, probably("Lena  ITO", false));
        assert_eq!(changes.gone[0].absence, probably("Léna Ito", true));
        let changes = compare(
            &october(vec![lena("a")]),
            &november(vec![lena("b"), lena("c")]),
        );
        assert!(
            changes
                .appeared
                .iter()
                .chain(&changes.gone)
                .all(|p| p.absence.is_none())
        );
    }

    #[test]
    fn an_answer_is_named_with_its_day() {
        let now = with(ana(), |p| {
            p.standing.band = saved("likely");
            p.standing.basis.answered = 2;
            p.standing.basis.attempts = 3;
            p.standing.basis.sent = 3;
            p.standing.basis.received = 2;
            p.last_received = Some("2026-11-03".into());
            p.last_contact = Some("2026-11-03".into());
        });
        assert_eq!(
            causes(ana(), now),
            [Cause::Answered {
                times: 2,
                last: Some(day("2026-11-03"))
            }],
            "a try in vain raises nobody"
        );
    }

    #[test]
    fn what_they_wrote_and_what_is_open_is_told_apart() {
        let wrote = with(ana(), |p| {
            p.verdict = saved("keep");
            p.standing.basis.received = 1;
            p.last_received = Some("2026-10-09".into());
        });
        assert_eq!(
            causes(ana(), wrote),
            [Cause::Wrote {
                last: Some(day("2026-10-09"))
            }]
        );
        let open = with(ana(), |p| {
            p.verdict = saved("keep");
            p.standing.basis.sent = 1;
        });
        assert_eq!(causes(ana(), open), [Cause::Asked]);
        let silent = with(ana(), |p| {
            p.verdict = saved("delete");
            p.standing.basis.sent = 2;
            p.standing.basis.attempts = 2;
        });
        assert_eq!(causes(ana(), silent), [Cause::Unanswered { times: 2 }]);
    }

    #[test]
    fn new_ties_and_connections_are_told() {
        let tie = |kind: &str| Tie {
            kind: kind.into(),
            at: Some("2026-10-12".into()),
            source: "Recommendations.csv".into(),
        };
        let then = with(ana(), |p| {
            p.connected_on = None;
            p.ties = vec![tie("endorsement-received")];
        });
        let now = with(ana(), |p| {
            p.verdict = saved("nurture");
            p.connected_on = Some("2026-10-11".into());
            p.ties = vec![
                tie("endorsement-received"),
                tie("recommendation-received"),
                tie("dinner"),
            ];
        });
        assert_eq!(
            causes(then, now),
            [
                Cause::Tied {
                    kind: "recommendation-received".into(),
                    on: Some(day("2026-10-12"))
                },
                Cause::Tied {
                    kind: "dinner".into(),
                    on: Some(day("2026-10-12"))
                },
                Cause::Connected {
                    on: day("2026-10-11")
                }
            ]
        );
    }

    #[test]
    fn silence_is_named_when_the_year_is_over_and_nothing_where_an_audit_keeps_too_little() {
        let at = |verdict: &str, date: &str| {
            with(ana(), |p| {
                p.verdict = saved(verdict);
                p.last_contact = Some(date.into());
            })
        };
        let year = causes(at("keep", "2025-10-15"), at("reconnect", "2025-10-15"));
        assert_eq!(
            year,
            [Cause::Silent {
                since: day("2025-10-15")
            }]
        );
        assert_eq!(
            causes(at("keep", "2021-01-01"), at("ask", "2021-01-01")),
            [Cause::NotKept]
        );
        let lapsed = |verdict: &str| {
            with(ana(), |p| {
                p.verdict = saved(verdict);
                p.connected_on = Some("2025-10-20".into());
            })
        };
        assert_eq!(
            causes(lapsed("nurture"), lapsed("delete")),
            [Cause::NoLongerNew {
                since: day("2025-10-20")
            }]
        );
    }

    #[test]
    fn good_news_stands_first() {
        let then = |id: &str, band: &str| person(id, id, band, "ask");
        let old = october(vec![
            then("falls", "likely"),
            then("rises", "maybe"),
            then("soars", "unknown"),
        ]);
        let new = november(vec![
            then("falls", "unknown"),
            then("rises", "likely"),
            then("soars", "likely"),
        ]);
        let order: Vec<String> = compare(&old, &new)
            .moved
            .into_iter()
            .map(|m| m.id)
            .collect();
        assert_eq!(order, ["soars", "rises", "falls"]);
    }

    #[test]
    fn values_are_compared_by_what_they_say() {
        let then = with(ana(), |p| {
            p.company = Some("CONTOSO".into());
            p.title = Some("Head of Sales".into());
            p.phones = vec!["+4915123456789".into(), "+351912345678".into()];
        });
        let now = with(ana(), |p| {
            p.company = Some("Contoso ".into());
            p.title = None;
            p.phones = vec!["+351912345678".into()];
            p.emails = vec!["ana@example.net".into()];
        });
        let changes = compare(&october(vec![then]), &november(vec![now])).changed;
        let said: Vec<String> = changes
            .iter()
            .map(|c| format!("{} {} > {}", c.field, c.from, c.to))
            .collect();
        assert_eq!(
            said,
            [
                "title Head of Sales > ",
                "email ana@example.org > ana@example.net",
                "phone +4915123456789 > "
            ]
        );
    }

    #[test]
    fn the_order_of_the_input_does_not_matter_and_double_ids_do_no_harm() {
        let crowd = |n: usize| {
            (0..n)
                .map(|at| {
                    with(ana(), |p| {
                        p.id = format!("id-{}", at % 7);
                        p.rank = at as u32;
                    })
                })
                .collect::<Vec<_>>()
        };
        let mut shuffled = crowd(20);
        shuffled.reverse();
        let straight = compare(&october(crowd(12)), &november(crowd(20)));
        assert_eq!(straight.appeared.len() + 12, 20 + straight.gone.len());
        assert_eq!(
            compare(&october(crowd(12)), &november(shuffled))
                .appeared
                .len(),
            straight.appeared.len()
        );
    }
}
