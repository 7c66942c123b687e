//! Writes the LinkedIn files of an authored network, as an export of 2026 has them.
use std::cmp::Reverse;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::chance::MONTHS;
use super::chance::{Chance, DAY, HOUR, MINUTE, Wall, Zone, day, moment, utc};
use super::life::{Connection, Network, Via};
use super::past::Said;

/// Writes all of them.
pub fn write(network: &Network, said: &[Said], folder: &Path) {
    let put = |name: &str, text: String| fs::write(folder.join(name), text).unwrap();
    put("Connections.csv", connections(network));
    put("messages.csv", messages(network, said));
    put("Invitations.csv", invitations(network));
    put(
        "Recommendations_Received.csv",
        recommendations(network, true),
    );
    put("Recommendations_Given.csv", recommendations(network, false));
    put("Endorsement_Received_Info.csv", endorsements(network, true));
    put("Endorsement_Given_Info.csv", endorsements(network, false));
    put("Profile.csv", profile(network));
    put("Email Addresses.csv", addresses(network));
    put("Positions.csv", positions(network));
    put("Education.csv", education(network));
}

/// A cell, quoted where it has to be.
fn cell(text: &str) -> String {
    if text.contains([',', '"', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

/// `8/1/24, 11:02 AM`.
fn short(wall: &Wall) -> String {
    let (half, hour) = halves(wall);
    format!(
        "{}/{}/{:02}, {hour}:{:02} {half}",
        wall.month,
        wall.day,
        wall.year % 100,
        wall.minute
    )
}

fn halves(wall: &Wall) -> (&'static str, i64) {
    let hour = if wall.hour % 12 == 0 {
        12
    } else {
        wall.hour % 12
    };
    (if wall.hour < 12 { "AM" } else { "PM" }, hour)
}

/// An address in Connections.csv, where everything but ASCII is percent-encoded.
fn percent(slug: &str) -> String {
    slug.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii() {
            out.push(char::from(byte));
        } else {
            write!(out, "%{byte:02X}").unwrap();
        }
        out
    })
}

fn connections(network: &Network) -> String {
    let mut rows: Vec<&Connection> = network
        .people
        .iter()
        .filter_map(|person| person.connection.as_ref())
        .collect();
    rows.sort_by_key(|row| (Reverse(row.on), row.slug));
    let mut text = String::from(
        "Notes:\n\"When exporting your connection data, you may notice that some of the email addresses are missing. You will only see email addresses for connections who have allowed their connections to see or download their email address using this setting https://www.linkedin.com/psettings/privacy/email. You can learn more here https://www.linkedin.com/help/linkedin/answer/261\"\n\nFirst Name,Last Name,URL,Email Address,Company,Position,Connected On",
    );
    for row in rows {
        let (year, month, of_month) = super::chance::civil(day(row.on));
        write!(
            text,
            "\n{},{},https://www.linkedin.com/in/{},{},{},{},{of_month:02} {} {year}",
            cell(row.first),
            cell(row.last),
            percent(row.slug),
            row.email,
            cell(row.company),
            cell(row.position),
            MONTHS[usize::try_from(month - 1).unwrap()]
        )
        .unwrap();
    }
    text
}

struct Message {
    at: i64,
    mine: bool,
    text: String,
}

fn messages(network: &Network, said: &[Said]) -> String {
    let mut conversations: Vec<(usize, Vec<Message>)> = Vec::new();
    for (who, person) in network.people.iter().enumerate() {
        let mut all: Vec<Message> = said
            .iter()
            .filter(|said| said.who == who && said.via == Via::LinkedIn)
            .map(|said| Message {
                at: said.at,
                mine: said.mine,
                text: said.text.clone(),
            })
            .collect();
        // A note of an invitation is here once more, dated at the acceptance.
        if let (Some((_, note, mine)), Some(row)) = (person.invited, &person.connection)
            && !note.is_empty()
        {
            all.push(Message {
                at: day(row.on) * DAY + 6 * HOUR + 5 * MINUTE,
                mine,
                text: note.to_owned(),
            });
        }
        all.sort_by_key(|message| Reverse(message.at));
        if !all.is_empty() {
            conversations.push((who, all));
        }
    }
    conversations.sort_by_key(|(who, all)| (Reverse(all[0].at), *who));
    let mut text = row(&[
        "CONVERSATION ID",
        "CONVERSATION TITLE",
        "FROM",
        "SENDER PROFILE URL",
        "TO",
        "RECIPIENT PROFILE URLS",
        "DATE",
        "SUBJECT",
        "CONTENT",
        "FOLDER",
        "ATTACHMENTS",
    ]);
    for (who, all) in &conversations {
        for message in all {
            text.push_str(&message_row(network, *who, message));
        }
    }
    text
}

/// A row in which every cell is quoted.
fn row(cells: &[&str]) -> String {
    let quoted: Vec<String> = cells
        .iter()
        .map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")))
        .collect();
    format!("{}\n", quoted.join(","))
}

fn message_row(network: &Network, who: usize, message: &Message) -> String {
    let person = &network.people[who];
    let slug = person.connection.as_ref().unwrap().slug;
    let owner = (network.owner.name(), network.owner.url());
    let other = (
        person.name.to_owned(),
        format!("https://www.linkedin.com/in/{slug}"),
    );
    let (from, to) = if message.mine {
        (owner, other)
    } else {
        (other, owner)
    };
    let wall = utc(message.at);
    let date = format!(
        "{}-{:02}-{:02} {:02}:{:02}:{:02} UTC",
        wall.year, wall.month, wall.day, wall.hour, wall.minute, wall.second
    );
    row(&[
        &conversation(network, slug),
        "",
        &from.0,
        &from.1,
        &to.0,
        &to.1,
        &date,
        "",
        &message.text,
        "INBOX",
        "",
    ])
}

fn conversation(network: &Network, slug: &str) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    let mut chance = Chance::of(network.seed ^ 3, slug);
    let id: String = (0..54)
        .map(|_| char::from(LETTERS[usize::try_from(chance.between(0, 61)).unwrap()]))
        .collect();
    format!("2-{id}==")
}

fn invitations(network: &Network) -> String {
    let mut rows = Vec::new();
    for person in &network.people {
        let (Some((at, note, mine)), Some(row)) = (person.invited, &person.connection) else {
            continue;
        };
        let owner = (network.owner.name(), network.owner.url());
        let other = (
            person.name.to_owned(),
            format!("https://www.linkedin.com/in/{}", row.slug),
        );
        let (from, to, direction) = if mine {
            (owner, other, "OUTGOING")
        } else {
            (other, owner, "INCOMING")
        };
        let sent = short(&Zone::Pacific.wall(moment(at)));
        let text = format!(
            "{},{},\"{sent}\",{},{direction},{},{}\n",
            cell(&from.0),
            cell(&to.0),
            cell(note),
            from.1,
            to.1
        );
        rows.push((Reverse(at), text));
    }
    rows.sort();
    let head = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n";
    rows.into_iter()
        .fold(head.to_owned(), |out, (_, row)| out + &row)
}

fn recommendations(network: &Network, received: bool) -> String {
    let mut text =
        String::from("First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n");
    for person in &network.people {
        let (Some((on, said, of_me)), Some(row)) = (person.recommended, &person.connection) else {
            continue;
        };
        if of_me != received {
            continue;
        }
        let (year, month, of_month) = super::chance::civil(day(on));
        let status = if received { "VISIBLE" } else { "" };
        writeln!(
            text,
            "{},{},{},{},{},\"{month:02}/{of_month:02}/{:02}, 10:20 AM\",{status}",
            cell(row.first),
            cell(row.last),
            cell(row.company),
            cell(row.position),
            cell(said),
            year % 100
        )
        .unwrap();
    }
    text
}

fn endorsements(network: &Network, received: bool) -> String {
    let who = if received { "Endorser" } else { "Endorsee" };
    let mut text = format!(
        "Endorsement Date,Skill Name,{who} First Name,{who} Last Name,{who} Public Url,Endorsement Status\n"
    );
    for person in &network.people {
        for (skill, on, of_me) in &person.endorsed {
            if *of_me == received {
                let row = person.connection.as_ref().unwrap();
                writeln!(
                    text,
                    "{} 13:05:02 UTC,{skill},{},{},www.linkedin.com/in/{},ACCEPTED",
                    on.replace('-', "/"),
                    cell(row.first),
                    cell(row.last),
                    row.slug
                )
                .unwrap();
            }
        }
    }
    text
}

fn profile(network: &Network) -> String {
    let owner = &network.owner;
    format!(
        "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,Twitter Handles,Websites,Instant Messengers\n{},{},,,,{},,,,{},,,\n",
        cell(owner.first),
        cell(owner.last),
        cell(owner.headline),
        cell(owner.place)
    )
}

fn addresses(network: &Network) -> String {
    let owner = &network.owner;
    let mut text = format!(
        "Email Address,Confirmed,Primary,Updated On\n{},Yes,Yes,\"11/2/14, 10:31 AM\"",
        owner.private
    );
    for (_, address) in owner.works {
        write!(text, "\n{address},Yes,No,\"4/6/21, 8:15 AM\"").unwrap();
    }
    text
}

fn positions(network: &Network) -> String {
    let head = "Company Name,Title,Description,Location,Started On,Finished On\n";
    let rows = network.owner.positions.iter();
    rows.fold(head.to_owned(), |out, [company, title, from, to]| {
        out + &format!("{},{},,,{from},{to}\n", cell(company), cell(title))
    })
}

fn education(network: &Network) -> String {
    let head = "School Name,Start Date,End Date,Notes,Degree Name,Activities\n";
    let rows = network.owner.schools.iter();
    rows.fold(head.to_owned(), |out, [school, from, to]| {
        out + &format!("{},{from},{to},,,\n", cell(school))
    })
}
