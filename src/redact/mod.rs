//! An audit → the same without names, addresses, employers, titles and texts of the files, to be shown to somebody else.
//!
//! Every struct is taken apart by name, so that a field that is added cannot be forgotten here.

mod aliases;
mod people;
mod said;

use aliases::{Aliases, Kind};

use crate::model::problem::Code;
use crate::snapshot::{
    AskGroup, Covered, Decided, Deletion, Due, Entity, File, LeftOut, Link, Look, OnNoCard, Owner,
    Problem, Record, Roster, Snapshot, ToDo, Waiting,
};

/// Takes names and texts out of audits; the same value has the same alias in all that one of these was given.
#[derive(Debug, Default)]
pub(crate) struct Redactor {
    aliases: Aliases,
}

impl Redactor {
    /// The audit without names.
    pub(crate) fn audit(&mut self, audit: Snapshot) -> Snapshot {
        let Snapshot {
            schema,
            generator,
            as_of,
            owner,
            coverage,
            cut_off,
            inputs,
            next,
            look,
            totals,
            people,
            links,
            missing: _,
            companies: _,
            roster,
            not_people,
            left_out,
            unmatched,
            merges,
            review,
            problems,
            files,
            remarks: _,
            asks,
            decisions,
            pairs: _,
            to_do,
        } = audit;
        Snapshot {
            schema,
            generator,
            as_of,
            people: each(people, |person| self.person(person)),
            owner: self.owner(owner),
            coverage: each(coverage, |covered| self.covered(covered)),
            cut_off: each(cut_off, |name| self.aliases.file(&name)),
            inputs,
            next,
            look: look.map(|look| self.look(look)),
            totals,
            links: each(links, |link| self.link(link)),
            // Each of these is a sentence about a value of somebody.
            missing: Vec::new(),
            companies: Vec::new(),
            roster: roster.map(figures),
            not_people: each(not_people, |entity| self.entity(entity)),
            left_out: each(left_out, |left_out| self.left_out(left_out)),
            unmatched: each(unmatched, |unmatched| self.unmatched(unmatched)),
            merges: each(merges, |merge| self.merge(merge)),
            review: each(review, |review| self.review(review)),
            problems: each(problems, |problem| self.problem(problem)),
            files: each(files, |file| self.report(file)),
            remarks: Vec::new(),
            // Whose address it is stands in its sentence.
            asks: asks.into_iter().filter(|ask| ask.about.is_none()).collect(),
            decisions: each(decisions, |decided| self.decided(decided)),
            // Each is two cards of somebody.
            pairs: Vec::new(),
            to_do: to_do.map(|to_do| self.deletions(to_do)),
        }
    }

    fn id(&mut self, id: &str) -> String {
        self.aliases.of(Kind::Id, id)
    }

    fn name(&mut self, name: &str) -> String {
        self.aliases.of(Kind::Name, name)
    }

    fn owner(&mut self, owner: Owner) -> Owner {
        let Owner {
            known,
            name,
            emails,
            phones,
            urls,
            found: _,
        } = owner;
        Owner {
            known,
            name: name.map(|_| "the owner".to_owned()),
            emails: each(emails, |email| self.aliases.of(Kind::Mail, &email)),
            phones: each(phones, |phone| self.aliases.of(Kind::Phone, &phone)),
            urls: each(urls, |url| self.aliases.of(Kind::Link, &url)),
            found: Vec::new(),
        }
    }

    fn covered(&mut self, covered: Covered) -> Covered {
        let Covered {
            channel,
            from,
            to,
            gaps,
            whole,
            owner_found,
            files,
        } = covered;
        Covered {
            channel,
            from,
            to,
            gaps,
            whole,
            owner_found,
            files: each(files, |file| self.aliases.file(&file)),
        }
    }

    fn look(&mut self, look: Look) -> Look {
        let Look {
            waiting,
            strangers,
            connected,
            worth_a_word,
            due,
            on_no_card,
            groups,
            ask_first,
            past,
        } = look;
        Look {
            waiting: each(waiting, |Waiting { id, since, asks }| Waiting {
                id: self.id(&id),
                since,
                asks,
            }),
            strangers,
            connected: each(connected, |id| self.id(&id)),
            worth_a_word: each(worth_a_word, |id| self.id(&id)),
            due: each(due, |Due { id, what, on }| Due {
                id: self.id(&id),
                what,
                on,
            }),
            on_no_card: each(on_no_card, |OnNoCard { name, key }| OnNoCard {
                name: self.aliases.key(&name),
                key: self.aliases.key(&key),
            }),
            groups: each(groups, |group| self.group(group)),
            ask_first: each(ask_first, |id| self.id(&id)),
            past,
        }
    }

    fn group(&mut self, group: AskGroup) -> AskGroup {
        let AskGroup {
            place,
            from,
            to,
            people,
        } = group;
        AskGroup {
            place: self.aliases.of(Kind::Company, &place),
            from,
            to,
            people: each(people, |id| self.id(&id)),
        }
    }

    fn link(&mut self, link: Link) -> Link {
        let Link {
            people,
            at,
            channel,
            source,
        } = link;
        Link {
            people: people.map(|id| self.id(&id)),
            at,
            channel,
            source: self.aliases.file(&source),
        }
    }

    fn record(&mut self, record: Record) -> Record {
        let Record { file, record } = record;
        Record {
            file: self.aliases.file(&file),
            record,
        }
    }

    fn records(&mut self, records: Vec<Record>) -> Vec<Record> {
        each(records, |record| self.record(record))
    }

    fn entity(&mut self, entity: Entity) -> Entity {
        let Entity {
            id,
            kind,
            name,
            records,
            values,
        } = entity;
        Entity {
            id: self.id(&id),
            kind,
            name: self.aliases.of(Kind::Company, &name),
            records: self.records(records),
            values: each(values, |value| self.value(value)),
        }
    }

    fn left_out(&mut self, left_out: LeftOut) -> LeftOut {
        let LeftOut {
            id,
            name,
            rule,
            records,
        } = left_out;
        LeftOut {
            id: self.id(&id),
            name: self.name(&name),
            rule: self.aliases.of(Kind::Rule, &rule),
            records: self.records(records),
        }
    }

    fn problem(&mut self, problem: Problem) -> Problem {
        let Problem {
            code,
            severity,
            file,
            line,
            record,
            message: _,
        } = problem;
        let known = Code::ALL.iter().find(|known| known.name() == code);
        let message = known.map_or_else(String::new, |known| known.meaning().to_owned());
        Problem {
            message,
            code,
            severity,
            file: self.aliases.file(&file),
            line,
            record,
        }
    }

    fn report(&mut self, file: File) -> File {
        let File {
            file,
            kind,
            era,
            encoding,
            delimiter,
            rows,
            people,
            merged,
            events,
            unmatched,
            owner,
            set_aside,
            rejected,
            span,
            unknown_columns: _,
            remarks: _,
        } = file;
        File {
            file: self.aliases.file(&file),
            kind,
            era,
            encoding,
            delimiter,
            rows,
            people,
            merged,
            events,
            unmatched,
            owner,
            set_aside,
            rejected,
            span,
            unknown_columns: Vec::new(),
            remarks: Vec::new(),
        }
    }

    fn decided(&mut self, decided: Decided) -> Decided {
        let Decided {
            id,
            said,
            at,
            source,
        } = decided;
        Decided {
            id: self.id(&id),
            said: self.word(&said),
            at,
            source: self.origin(&source),
        }
    }

    fn deletions(&mut self, to_do: ToDo) -> ToDo {
        let one = |me: &mut Self, deletion: Deletion| {
            let Deletion {
                id,
                name,
                profile,
                connected,
                decided_on,
                gone_on,
                why: _,
            } = deletion;
            Deletion {
                id: me.id(&id),
                name: me.name(&name),
                profile: profile.map(|url| me.aliases.of(Kind::Link, &url)),
                connected,
                decided_on,
                gone_on,
                why: Vec::new(),
            }
        };
        let ToDo {
            export,
            decided,
            gone,
            open,
            deletions,
        } = to_do;
        ToDo {
            export,
            decided,
            gone,
            open,
            deletions: each(deletions, |deletion| one(self, deletion)),
        }
    }
}

/// The connections in figures, without the names of employers.
fn figures(roster: Roster) -> Roster {
    let Roster {
        connections,
        date_only,
        with_email,
        years,
        companies: _,
    } = roster;
    Roster {
        connections,
        date_only,
        with_email,
        years,
        companies: Vec::new(),
    }
}

/// A list with each entry made into another.
fn each<T, U>(list: Vec<T>, entry: impl FnMut(T) -> U) -> Vec<U> {
    list.into_iter().map(entry).collect()
}
