//! The LinkedIn export, in the layout of 2026.

use std::fs::{self, File};
use std::io::{self, BufWriter};
use std::path::Path;

use chrono::{DateTime, Utc};
use csv::{QuoteStyle, Writer, WriterBuilder};

use super::people::Somebody;
use super::prose;
use super::random::Random;

/// 2026-10-31T00:00:00Z: nothing is later.
const END: i64 = 1_793_404_800;
const DAY: i64 = 86_400;
/// Ten years of days.
const SPAN: usize = 3_650;
/// The owner's number, beyond those of all others.
const OWNER: usize = 0xFF_FFFF;
const PREAMBLE: &str = "Notes:\n\"When exporting your connection data, you may notice that some of the email addresses are missing. You will \
only see email addresses for connections who have allowed their connections to see or download their email address using this setting \
https://www.linkedin.com/psettings/privacy/email. You can learn more here https://www.linkedin.com/help/linkedin/answer/261\"\n\n";

/// Writes an export of so many connections and so many messages into a folder.
pub fn linkedin(dir: &Path, connections: usize, messages: usize, seed: u64) -> io::Result<()> {
    fs::create_dir_all(dir)?;
    let owner = Somebody::of(seed, OWNER);
    fs::write(
        dir.join("Connections.csv"),
        connection_rows(connections, seed)?,
    )?;
    message_rows(
        &dir.join("messages.csv"),
        &owner,
        &counts(connections, messages, seed),
        seed,
    )?;
    fs::write(
        dir.join("Invitations.csv"),
        invitation_rows(&owner, connections, seed),
    )?;
    fs::write(
        dir.join("Profile.csv"),
        format!(
            "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,Twitter \
             Handles,Websites,Instant Messengers\n{},{},,,,,,,,,,,\n",
            owner.given, owner.family
        ),
    )
}

/// The day on which a connection was made: the first rows are the newest.
fn connected(number: usize, connections: usize) -> i64 {
    END - (1 + number * SPAN / connections) as i64 * DAY
}

fn connection_rows(connections: usize, seed: u64) -> io::Result<Vec<u8>> {
    let mut rows = Writer::from_writer(PREAMBLE.as_bytes().to_vec());
    rows.write_record([
        "First Name",
        "Last Name",
        "URL",
        "Email Address",
        "Company",
        "Position",
        "Connected On",
    ])?;
    for number in 0..connections {
        let on = date(connected(number, connections), "%d %b %Y");
        if number % 80 == 79 {
            rows.write_record(["", "", "", "", "", "", &on])?;
            continue;
        }
        let who = Somebody::of(seed, number);
        let email = if number % 50 == 0 {
            who.email.as_str()
        } else {
            ""
        };
        rows.write_record([
            &who.given,
            &who.family,
            &who.encoded_url(),
            email,
            &who.company,
            who.title,
            &on,
        ])?;
    }
    let mut bytes = rows.into_inner().map_err(csv::IntoInnerError::into_error)?;
    // LinkedIn ends this file without a newline.
    bytes.pop();
    Ok(bytes)
}

/// How many messages passed with each connection, of log-normal distribution over two in five of them; the sum is exact.
fn counts(connections: usize, messages: usize, seed: u64) -> Vec<usize> {
    let mut random = Random::of(seed, u64::MAX);
    let mut weigh = |number: usize| {
        let weight = (1.4 * random.normal()).exp();
        if number % 5 < 2 && number % 80 != 79 {
            weight
        } else {
            0.0
        }
    };
    let weights: Vec<f64> = (0..connections).map(&mut weigh).collect();
    let scale = messages as f64 / weights.iter().sum::<f64>();
    let (mut due, mut given) = (0.0, 0);
    let mut share = |weight: &f64| {
        due += weight * scale;
        let count = (due.round() as usize).min(messages) - given;
        given += count;
        count
    };
    weights.iter().map(&mut share).collect()
}

fn message_rows(path: &Path, owner: &Somebody, counts: &[usize], seed: u64) -> io::Result<()> {
    let file = BufWriter::new(File::create(path)?);
    let mut rows = WriterBuilder::new()
        .quote_style(QuoteStyle::Always)
        .from_writer(file);
    rows.write_record([
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
    ])?;
    let mut text = String::new();
    for (number, &count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let mut random = Random::of(!seed, number as u64);
        // Some correspondents never became connections.
        let stranger = number % 25 == 1;
        let who = Somebody::of(seed, number + if stranger { counts.len() } else { 0 });
        let (name, url) = ((owner.name(), who.name()), (owner.url(), who.url()));
        let id = format!("2-{number:052x}YQ==");
        for at in instants(&mut random, connected(number, counts.len()), count) {
            prose::message(&mut random, &mut text);
            let (from, to, sender, recipient) = if random.chance(50) {
                (&name.0, &name.1, &url.0, &url.1)
            } else {
                (&name.1, &name.0, &url.1, &url.0)
            };
            let at = date(at, "%Y-%m-%d %H:%M:%S UTC");
            rows.write_record([
                &id, "", from, sender, to, recipient, &at, "", &text, "INBOX", "",
            ])?;
        }
    }
    rows.flush()
}

/// Instants since a day, in bursts of a few messages, the newest first. People may have written before they connected, so
/// that a new connection has a year to fill as well.
fn instants(random: &mut Random, since: i64, count: usize) -> Vec<i64> {
    let since = since.min(END - 365 * DAY);
    let mut all = Vec::with_capacity(count);
    while all.len() < count {
        let mut at = since + (random.unit() * (END - since) as f64) as i64;
        let burst = (1 + random.below(8)).min(count - all.len());
        for _ in 0..burst {
            if at < END {
                all.push(at);
            }
            at += 60 + (random.unit() * (DAY * 2) as f64) as i64;
        }
    }
    all.sort_unstable_by(|a, b| b.cmp(a));
    all
}

/// Invitations of the last nine months; the day before a connection was made.
fn invitation_rows(owner: &Somebody, connections: usize, seed: u64) -> String {
    let mut rows =
        String::from("From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n");
    for number in (0..connections)
        .take_while(|n| END - connected(*n, connections) < 270 * DAY)
        .filter(|n| n % 80 != 79)
    {
        let who = Somebody::of(seed, number);
        let sent = date(
            connected(number, connections) - DAY,
            "%-m/%-d/%y, %-I:%M %p",
        );
        let (from, to, direction) = if number % 3 == 0 {
            (&who, owner, "INCOMING")
        } else {
            (owner, &who, "OUTGOING")
        };
        let names = format!("{},{}", from.name(), to.name());
        rows.push_str(&format!(
            "{names},\"{sent}\",,{direction},{},{}\n",
            from.url(),
            to.url()
        ));
    }
    rows
}

fn date(at: i64, format: &str) -> String {
    DateTime::<Utc>::from_timestamp(at, 0)
        .unwrap_or_default()
        .format(format)
        .to_string()
}
