//! A verdict and a band found again from what an audit keeps of their grounds: to tell what would have changed them.

use super::band;
use super::chance::{probability, scaled};
use super::facts::{Cards, Facts, Sources};
use crate::model::coverage::Coverage;
use crate::model::exchange::TieKind;
use crate::model::grounds::{Grounds, Group, OnCards, Passed, Reminder};
use crate::model::intake::FileId;
use crate::model::moment::{Moment, date_of, start_of};
use crate::model::reason::{Reason, Source};
use crate::model::standing::{Band, Basis, Contact, GroupTalk, Talks, Tie, Verdict};

/// What is to be kept of the grounds of a verdict.
pub(super) fn grounds(contact: &Contact, cards: &Cards) -> Grounds {
    let at = |moment: Option<Moment>| moment.map(|moment| moment.at);
    let talks = &contact.talks;
    Grounds {
        passed: Passed {
            first: at(contact.first),
            last: at(contact.last),
            last_out: at(contact.last_out),
            last_in: at(contact.last_in),
            last_word: at(contact.last_word),
            last_two_way: at(contact.last_two_way),
            unclear: at(contact.unclear),
            group: contact.group.map(|group| Group {
                last: group.last.at,
                spoke: group.spoke,
                members: group.members,
                theirs: group.theirs.map(|(at, _)| at.at),
                yours: group.yours.is_some(),
            }),
            crowd: at(contact.crowd),
            sent: contact.out,
            received: contact.inn,
            spoke: contact.spoke,
            spells: contact.spells,
            fewest_met: contact.fewest_met,
            yours: talks.yours,
            heard: talks.heard(),
            left: talks.left,
            open: talks.open,
            theirs: talks.theirs,
            replied: talks.replied,
            lone_call: contact.lone_call.is_some(),
            courtesies: contact.courtesies,
            note: contact.note.is_some(),
        },
        cards: OnCards {
            connected: cards.connected.map(start_of),
            connection: cards.connections.is_some(),
            book: cards.book.is_some(),
            kin: cards.is_kin,
            lone_name: cards.is_lone_name,
            died: cards.died.is_some(),
            mail_only: cards.is_mail_only,
            imported: cards.imported.is_some(),
            reminders: cards.memories.iter().map(|m| reminder(m).into()).collect(),
        },
    }
}

fn reminder(reason: &Reason) -> Reminder {
    match reason {
        Reason::SharedPlace { .. } => Reminder::SharedPlace,
        Reason::Surname { .. } => Reminder::Surname,
        Reason::BearsYourName { .. } => Reminder::BearsYourName,
        Reason::Namesake { .. } | Reason::SharedAddress { .. } => Reminder::Namesake,
        _ => Reminder::Other,
    }
}

/// The verdict of the rules on these grounds.
pub(crate) fn verdict_again(
    passed: &Passed,
    cards: &OnCards,
    ties: &[TieKind],
    coverage: &Coverage,
    as_of: i64,
) -> Verdict {
    let ties: Vec<Tie> = ties.iter().map(|&kind| undated(kind)).collect();
    let (contact, cards) = (contact(passed), on_cards(cards));
    facts(&contact, &cards, &ties, coverage, as_of).verdict().0
}

/// The band of somebody with these figures, which were taken as many seconds before as the band is asked for.
pub(crate) fn band_again(
    passed: &Passed,
    cards: &OnCards,
    basis: &Basis,
    (as_of, later): (i64, i64),
) -> Band {
    let basis = scaled(basis, later);
    let band = if basis.talks == 0 {
        Band::Unknown
    } else {
        band::of(probability(&basis), &basis, &talks(passed))
    };
    let (contact, cards) = (contact(passed), on_cards(cards));
    facts(&contact, &cards, &[], &Coverage::default(), as_of).band(band)
}

fn facts<'a>(
    contact: &'a Contact,
    cards: &'a Cards,
    ties: &'a [Tie],
    coverage: &'a Coverage,
    as_of: i64,
) -> Facts<'a> {
    Facts {
        as_of,
        heard_until: None,
        contact,
        ties,
        cards,
        coverage,
        sources: &NO_SOURCES,
    }
}

/// The rules ask of files only whether there are any.
static NO_SOURCES: Sources = Sources(Vec::new());

fn undated(kind: TieKind) -> Tie {
    Tie {
        kind,
        at: None,
        source: FileId(0),
    }
}

fn contact(passed: &Passed) -> Contact {
    let at = |at: Option<i64>| at.map(Moment::second);
    let group = |group: Group| GroupTalk {
        last: Moment::second(group.last),
        spoke: group.spoke,
        members: group.members,
        yours: group.yours.then(|| Moment::second(group.last)),
        theirs: group.theirs.map(|at| (Moment::second(at), FileId(0))),
        file: FileId(0),
    };
    Contact {
        out: passed.sent,
        inn: passed.received,
        first: at(passed.first),
        last: at(passed.last),
        last_out: at(passed.last_out),
        last_in: at(passed.last_in),
        last_word: at(passed.last_word),
        last_two_way: at(passed.last_two_way),
        talks: talks(passed),
        spells: passed.spells,
        fewest_met: passed.fewest_met,
        spoke: passed.spoke,
        courtesies: passed.courtesies,
        lone_call: passed.lone_call.then(|| (Moment::second(0), 0)),
        note: passed.note.then_some((Moment::second(0), true, FileId(0))),
        unclear: at(passed.unclear),
        group: passed.group.map(group),
        crowd: at(passed.crowd),
        ..Contact::default()
    }
}

fn talks(passed: &Passed) -> Talks {
    Talks {
        yours: passed.yours,
        answered: passed.heard,
        left: passed.left,
        open: passed.open,
        theirs: passed.theirs,
        replied: passed.replied,
        ..Talks::default()
    }
}

/// The rules ask of files and of what reminds only whether there are any.
fn on_cards(cards: &OnCards) -> Cards {
    let source = || Source::new("");
    let in_list = |is_in: bool| is_in.then(source);
    let reminders = cards.reminders.iter();
    Cards {
        connected: cards.connected.map(date_of),
        connections: in_list(cards.connection),
        book: in_list(cards.book),
        is_kin: cards.kin,
        is_lone_name: cards.lone_name,
        died: in_list(cards.died),
        is_mail_only: cards.mail_only,
        imported: in_list(cards.imported),
        first: source(),
        memories: reminders
            .map(|_| Reason::OnlyCard { source: source() })
            .collect(),
    }
}
