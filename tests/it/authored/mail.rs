//! Writes the mailbox of an authored network: what came in, and what the owner sent.
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::chance::{Chance, WEEKDAYS, utc};
use super::files::find;
use super::life::{Network, Via};
use super::past::Said;
use super::words::{HOME_SUBJECTS, WORK_SUBJECTS};

/// Writes `Inbox.mbox` and `Sent.mbox`, or one file as Takeout does.
pub fn write(network: &Network, said: &[Said], folder: &Path) {
    let mut mails: Vec<&Said> = said
        .iter()
        .filter(|said| matches!(said.via, Via::Mail | Via::WorkMail))
        .collect();
    mails.sort_by_key(|said| (said.at, said.who, said.turn));
    let (mut inbox, mut sent) = (String::new(), String::new());
    for mail in mails {
        let split = mail.mine && !network.owner.takeout;
        let out = if split { &mut sent } else { &mut inbox };
        out.push_str(&message(network, mail));
    }
    if network.owner.takeout {
        let name = "All mail Including Spam and Trash.mbox";
        return fs::write(folder.join(name), inbox).unwrap();
    }
    fs::write(folder.join("Inbox.mbox"), inbox).unwrap();
    fs::write(folder.join("Sent.mbox"), sent).unwrap();
}

fn id(network: &Network, mail: &Said, turn: usize) -> String {
    let domain = network.owner.address(mail.via, mail.at);
    let domain = domain.split_once('@').unwrap().1;
    format!("<{:03}.{:04}.{turn}@{domain}>", mail.who, mail.thread)
}

fn message(network: &Network, mail: &Said) -> String {
    let person = &network.people[mail.who];
    assert!(
        !person.address.is_empty(),
        "{} has no address",
        person.label
    );
    let owner = address(
        &network.owner.name(),
        network.owner.address(mail.via, mail.at),
    );
    let other = address(person.name, person.address);
    let (from, to) = if mail.mine {
        (&owner, &other)
    } else {
        (&other, &owner)
    };
    let mut text = dated(network, mail);
    write!(text, "From: {from}\nTo: {to}\n").unwrap();
    for copy in mail.copies {
        let copied = &network.people[find(network, copy).unwrap()];
        writeln!(text, "Cc: {}", address(copied.name, copied.address)).unwrap();
    }
    let re = if mail.turn > 0 { "Re: " } else { "" };
    let said_subject = encoded(&subject(network, mail));
    writeln!(text, "Subject: {re}{said_subject}").unwrap();
    writeln!(text, "Message-ID: {}", id(network, mail, mail.turn)).unwrap();
    if mail.turn > 0 {
        let before: Vec<String> = (0..mail.turn).map(|turn| id(network, mail, turn)).collect();
        writeln!(text, "In-Reply-To: {}", before[mail.turn - 1]).unwrap();
        writeln!(text, "References: {}", before.join("\n ")).unwrap();
    }
    if mail.bulk {
        text.push_str("List-Unsubscribe: <https://example.org/unsubscribe>\nPrecedence: bulk\n");
    }
    if person.address.starts_with("no-reply") {
        text.push_str("Auto-Submitted: auto-generated\n");
    }
    let by = if mail.mine {
        network.owner.first
    } else {
        person.name.split(' ').next().unwrap()
    };
    text.push_str("MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n");
    writeln!(text, "{}\n\n{by}\n", mail.text).unwrap();
    text
}

/// The line between mails, and the date.
fn dated(network: &Network, mail: &Said) -> String {
    let zone = network.owner.zone;
    let wall = zone.wall(mail.at);
    let hours = zone.offset(mail.at) / 3600;
    let at = utc(mail.at);
    let clock = format!("{:02}:{:02}:{:02}", at.hour, at.minute, at.second);
    let weekday = WEEKDAYS[at.weekday];
    let (month, year) = (at.month_name(), at.year);
    let head = if network.owner.takeout {
        let n = 1_700_000_000_000_000_000 + mail.at;
        let label = if mail.mine { "Sent" } else { "Inbox" };
        format!(
            "From {n}@xxx {weekday} {month} {:02} {clock} +0000 {year}\nX-GM-THRID: {n}\nX-Gmail-Labels: {label}\n",
            at.day
        )
    } else {
        format!(
            "From - {weekday} {month} {:02} {clock} {year}\nX-Mozilla-Status: 0001\n",
            at.day
        )
    };
    format!(
        "{head}Date: {}, {:02} {} {} {:02}:{:02}:{:02} +{hours:02}00\n",
        WEEKDAYS[wall.weekday],
        wall.day,
        wall.month_name(),
        wall.year,
        wall.hour,
        wall.minute,
        wall.second
    )
}

fn subject(network: &Network, mail: &Said) -> String {
    if mail.bulk || network.people[mail.who].address.starts_with("no-reply") {
        return mail.text.clone();
    }
    let of = format!("{} {}", mail.who, mail.thread);
    let pool = if mail.via == Via::WorkMail {
        WORK_SUBJECTS
    } else {
        HOME_SUBJECTS
    };
    Chance::of(network.seed, &of).pick(pool).to_owned()
}

/// `Name <address>` as a header has it.
fn address(name: &str, address: &str) -> String {
    let name = if name.is_ascii() && name.contains(',') {
        format!("\"{name}\"")
    } else {
        encoded(name)
    };
    format!("{name} <{address}>")
}

/// Text as it is, or as one encoded word when it is not ASCII.
fn encoded(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::from("=?UTF-8?B?");
    for chunk in text.as_bytes().chunks(3) {
        let get = |n: usize| usize::from(chunk.get(n).copied().unwrap_or(0));
        let bits = get(0) << 16 | get(1) << 8 | get(2);
        for n in 0..4 {
            if n > chunk.len() {
                out.push('=');
            } else {
                out.push(char::from(LETTERS[bits >> (18 - 6 * n) & 63]));
            }
        }
    }
    out.push_str("?=");
    out
}
