//! Writes an authored network into a folder: chats, calendar and address book here, the rest beside this file.
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::chance::{Chance, DAY, HOUR, MINUTE, day, utc};
use super::life::{Group, Line, Meet, Network, Via};
use super::past::Said;
use super::{linkedin, mail, words};

/// Writes everything below `folder`.
pub fn write(network: &Network, folder: &Path) {
    let said: Vec<Said> = (0..network.people.len())
        .flat_map(|who| network.said(who))
        .collect();
    linkedin::write(network, &said, &made(folder, "linkedin"));
    mail::write(network, &said, &made(folder, "mail"));
    chats(network, &said, &made(folder, "whatsapp"));
    let calendar = made(folder, "calendar").join(format!("{}.ics", network.owner.private));
    fs::write(calendar, ics(network)).unwrap();
    fs::write(made(folder, "book").join("contacts.vcf"), vcf(network)).unwrap();
}

fn made(folder: &Path, name: &str) -> std::path::PathBuf {
    let made = folder.join(name);
    fs::create_dir_all(&made).unwrap();
    made
}

// --- chats ---

fn stamp(network: &Network, at: i64) -> String {
    let wall = network.owner.zone.wall(at);
    if network.owner.german_chats {
        return format!(
            "{:02}.{:02}.{:02}, {:02}:{:02}",
            wall.day,
            wall.month,
            wall.year % 100,
            wall.hour,
            wall.minute
        );
    }
    format!(
        "{:02}/{:02}/{}, {:02}:{:02}",
        wall.day, wall.month, wall.year, wall.hour, wall.minute
    )
}

const LOCK: &str = "Messages and calls are end-to-end encrypted. No one outside of this chat, not even WhatsApp, can read or listen to them. Tap to learn more.";

fn chats(network: &Network, said: &[Said], folder: &Path) {
    let owner = network.owner.name();
    for (who, person) in network.people.iter().enumerate() {
        let mut text = String::new();
        for line in said
            .iter()
            .filter(|said| said.who == who && said.via == Via::Chat)
        {
            let at = stamp(network, line.at);
            if text.is_empty() {
                writeln!(text, "{at} - {LOCK}").unwrap();
            }
            let from = if line.mine { &owner } else { person.chat };
            writeln!(text, "{at} - {from}: {}", line.text).unwrap();
        }
        if !text.is_empty() {
            let name = format!("WhatsApp Chat with {}.txt", person.chat);
            fs::write(folder.join(name), text).unwrap();
        }
    }
    for group in &network.chats {
        let name = format!("WhatsApp Chat with {}.txt", group.title);
        fs::write(folder.join(name), group_chat(network, group)).unwrap();
    }
}

fn group_chat(network: &Network, group: &Group) -> String {
    let mut chance = Chance::of(network.seed, group.title);
    let owner = network.owner.name();
    let zone = network.owner.zone;
    let names: Vec<&'static str> = group
        .members
        .iter()
        .map(|name| find(network, name).map_or(*name, |who| network.people[who].chat))
        .collect();
    let mut date = day(group.from);
    let first = stamp(network, zone.at(date, 6 * HOUR));
    let mut text = format!(
        "{first} - {LOCK}\n{first} - {} created group \"{}\"\n",
        names[0], group.title
    );
    while date <= day(group.to) {
        let mut at = zone.at(date, chance.between(8 * HOUR, 20 * HOUR));
        for _ in 0..chance.between(2, 7) {
            let by_me = chance.percent(group.mine);
            let from = if by_me { &owner } else { chance.pick(&names) };
            let what = words::say_in_group(&mut chance);
            writeln!(text, "{} - {from}: {what}", stamp(network, at)).unwrap();
            at += chance.between(1, 25) * MINUTE;
        }
        date += (group.every * chance.between(50, 150) / 100).max(1);
    }
    text
}

/// Who has a label in the cast.
pub fn find(network: &Network, label: &str) -> Option<usize> {
    network
        .people
        .iter()
        .position(|person| person.label == label)
}

// --- calendar ---

struct Entry {
    start: i64,
    hours: i64,
    title: String,
    /// Name and address; the first is the organiser.
    guests: Vec<(String, String)>,
    rule: String,
}

fn ics(network: &Network) -> String {
    let mut entries = Vec::new();
    for who in 0..network.people.len() {
        meetings(network, who, &mut entries);
    }
    for group in &network.gatherings {
        gatherings(network, group, &mut entries);
    }
    for (date, hour, title) in network.private {
        entries.push(Entry {
            start: network.owner.zone.at(day(date), hour * HOUR),
            hours: 2,
            title: (*title).to_owned(),
            guests: Vec::new(),
            rule: String::new(),
        });
    }
    entries.sort_by(|a, b| (a.start, &a.title).cmp(&(b.start, &b.title)));
    let zone = network.owner.zone.name();
    let mut text = format!(
        "BEGIN:VCALENDAR\r\nPRODID:-//Google Inc//Google Calendar 70.9054//EN\r\nVERSION:2.0\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\nX-WR-CALNAME:{}\r\nX-WR-TIMEZONE:{zone}\r\n",
        network.owner.private
    );
    for (n, entry) in entries.iter().enumerate() {
        event(network, n, entry, &mut text);
    }
    text.push_str("END:VCALENDAR\r\n");
    text
}

fn meetings(network: &Network, who: usize, entries: &mut Vec<Entry>) {
    let person = &network.people[who];
    let zone = network.owner.zone;
    let mut chance = Chance::of(network.seed ^ 7, person.label);
    let rows = person.life.iter().filter_map(|line| match line {
        Line::Meet(meet) => Some(meet),
        _ => None,
    });
    for row in rows {
        let Meet {
            from, to, every, ..
        } = *row;
        let via = if row.evening {
            Via::Mail
        } else {
            Via::WorkMail
        };
        let mut date = day(from);
        while date <= day(to) {
            let hour = if row.evening {
                19
            } else {
                chance.between(9, 15)
            };
            let start = zone.at(date, hour * HOUR);
            let mine = (
                network.owner.name(),
                network.owner.address(via, start).to_owned(),
            );
            let theirs = (person.name.to_owned(), person.address.to_owned());
            assert!(
                !person.address.is_empty(),
                "{} has no address",
                person.label
            );
            entries.push(Entry {
                start,
                hours: if row.evening { 3 } else { 1 },
                title: row.title.to_owned(),
                guests: if chance.percent(55) {
                    vec![mine, theirs]
                } else {
                    vec![theirs, mine]
                },
                rule: if row.weekly {
                    every_week(zone.at(day(to), 22 * HOUR))
                } else {
                    String::new()
                },
            });
            if row.weekly {
                break;
            }
            date += (every * chance.between(80, 120) / 100).max(1);
        }
    }
}

fn every_week(until: i64) -> String {
    let until = utc(until);
    format!(
        "RRULE:FREQ=WEEKLY;UNTIL={:04}{:02}{:02}T220000Z\r\n",
        until.year, until.month, until.day
    )
}

fn gatherings(network: &Network, group: &Group, entries: &mut Vec<Entry>) {
    let zone = network.owner.zone;
    let mut chance = Chance::of(network.seed ^ 9, group.title);
    let mut date = day(group.from);
    while date <= day(group.to) {
        let start = zone.at(date, 10 * HOUR);
        let mut guests: Vec<(String, String)> = group
            .members
            .iter()
            .map(|name| match find(network, name) {
                Some(who) => {
                    let person = &network.people[who];
                    (person.name.to_owned(), person.address.to_owned())
                }
                None => ((*name).to_owned(), (*name).to_owned()),
            })
            .collect();
        let mine = (
            network.owner.name(),
            network.owner.address(Via::WorkMail, start).to_owned(),
        );
        let place = if chance.percent(group.mine) {
            0
        } else {
            guests.len()
        };
        guests.insert(place, mine);
        entries.push(Entry {
            start,
            hours: 1,
            title: group.title.to_owned(),
            guests,
            rule: String::new(),
        });
        date += group.every;
    }
}

fn event(network: &Network, n: usize, entry: &Entry, text: &mut String) {
    let zone = network.owner.zone;
    let local = |at: i64| {
        let wall = zone.wall(at);
        format!(
            "{:04}{:02}{:02}T{:02}{:02}{:02}",
            wall.year, wall.month, wall.day, wall.hour, wall.minute, wall.second
        )
    };
    let id = zone.name();
    write!(
        text,
        "BEGIN:VEVENT\r\nDTSTART;TZID={id}:{}\r\nDTEND;TZID={id}:{}\r\n{}DTSTAMP:20261101T080000Z\r\nUID:entry{n}-{}@calendar.test\r\n",
        local(entry.start),
        local(entry.start + entry.hours * HOUR),
        entry.rule,
        entry.start / DAY
    )
    .unwrap();
    for (n, (name, address)) in entry.guests.iter().enumerate() {
        if n == 0 {
            text.push_str(&folded(&format!("ORGANIZER;CN={name}:mailto:{address}")));
        }
        text.push_str(&folded(&format!(
            "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN={name};X-NUM-GUESTS=0:mailto:{address}"
        )));
    }
    text.push_str(&folded(&format!(
        "SUMMARY:{}",
        entry.title.replace(',', "\\,")
    )));
    text.push_str("STATUS:CONFIRMED\r\nTRANSP:OPAQUE\r\nEND:VEVENT\r\n");
}

/// A content line in pieces of at most 75 octets.
fn folded(line: &str) -> String {
    let mut out = String::new();
    let mut width = 0;
    for letter in line.chars() {
        if width + letter.len_utf8() > 74 {
            out.push_str("\r\n ");
            width = 1;
        }
        out.push(letter);
        width += letter.len_utf8();
    }
    out.push_str("\r\n");
    out
}

// --- address book ---

fn vcf(network: &Network) -> String {
    let escaped = |text: &str| text.replace(',', "\\,").replace(';', "\\;");
    let mut text = String::new();
    for person in &network.people {
        let Some(card) = &person.card else { continue };
        let company_only = card.given.is_empty() && card.family.is_empty();
        let shown = if company_only {
            card.company.to_owned()
        } else {
            format!("{} {}", card.given, card.family).trim().to_owned()
        };
        text.push_str(
            "BEGIN:VCARD\r\nVERSION:3.0\r\nPRODID:-//Apple Inc.//iCloud Web Address Book 2415B21//EN\r\n",
        );
        let (prefix, given) = match card.given.split_once(". ") {
            Some((title, given)) => (format!("{title}."), given),
            None => (String::new(), card.given),
        };
        text.push_str(&folded(&format!("N:{};{given};;{prefix};", card.family)));
        text.push_str(&folded(&format!("FN:{}", escaped(&shown))));
        if !card.company.is_empty() {
            text.push_str(&folded(&format!("ORG:{};", escaped(card.company))));
        }
        if company_only {
            text.push_str("X-ABShowAs:COMPANY\r\n");
        }
        for (n, mail) in card.mails.iter().enumerate() {
            let preferred = if n == 0 { ";type=pref" } else { "" };
            text.push_str(&folded(&format!("EMAIL;type=INTERNET{preferred}:{mail}")));
        }
        for (n, tel) in card.tels.iter().enumerate() {
            let preferred = if n == 0 { ";type=pref" } else { "" };
            let mobile = ["7700 900", "7700900", "171 392", "171-392"];
            let mobile = mobile.iter().any(|begin| tel.contains(begin));
            let kind = if mobile { "CELL" } else { "HOME" };
            text.push_str(&folded(&format!(
                "TEL;type={kind};type=VOICE{preferred}:{tel}"
            )));
        }
        if !card.note.is_empty() {
            text.push_str(&folded(&format!("NOTE:{}", escaped(card.note))));
        }
        text.push_str("END:VCARD\r\n");
    }
    text
}
