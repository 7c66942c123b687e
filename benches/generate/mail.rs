//! A mailbox as Takeout writes it: long headers, newsletters, a few attachments, what was sent and what came.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::people::Somebody;
use super::prose;
use super::random::Random;

/// Different people in a mailbox.
const PEOPLE: usize = 2_000;
/// The first message, in seconds since 1970, and the time between two.
const FIRST: i64 = 1_420_070_400;
const STEP: i64 = 1_800;

/// Writes messages until the file has so many bytes; says how many there are. Of a hundred 25 are sent, 35 personal and 40 bulk
/// mail; four have an attachment of 50 KB.
pub fn mbox(path: &Path, bytes: u64, seed: u64) -> io::Result<u64> {
    let mut out = BufWriter::with_capacity(1 << 20, File::create(path)?);
    let (mut text, mut body) = (String::new(), String::new());
    let (mut written, mut messages) = (0, 0);
    while written < bytes {
        let mut random = Random::of(seed, messages);
        text.clear();
        head(&mut text, &mut random, messages, seed);
        for _ in 0..6 + random.below(24) {
            prose::message(&mut random, &mut body);
            text.push_str(&body.replace('\n', "\r\n"));
            text.push_str("\r\n");
        }
        if random.chance(4) {
            let line =
                "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5ejAx\r\n";
            text.push_str(&line.repeat(680));
        }
        text.push_str("\r\n");
        out.write_all(text.as_bytes())?;
        written += text.len() as u64;
        messages += 1;
    }
    out.flush()?;
    Ok(messages)
}

/// The separator and the header of a message.
fn head(text: &mut String, random: &mut Random, number: u64, seed: u64) {
    // Some are written with often and most hardly ever.
    let who = Somebody::of(seed, (random.unit().powi(3) * PEOPLE as f64) as usize);
    let at = FIRST + number as i64 * STEP;
    let date = chrono::DateTime::from_timestamp(at, 0).unwrap_or_default();
    let (kind, owner) = (random.below(100), "Runa Teglgaard <runa@owner.example.org>");
    let them = format!("{} <{}>", who.name(), who.email);
    text.push_str(
        &date
            .format("From 17823456789@xxx %a %b %d %H:%M:%S +0000 %Y\r\n")
            .to_string(),
    );
    let labels = if kind < 25 {
        "Sent"
    } else if kind < 60 {
        "Inbox,Opened"
    } else {
        "Inbox,Category Promotions"
    };
    text.push_str(&format!(
        "X-GM-THRID: 17823{number:014}\r\nX-Gmail-Labels: {labels}\r\n"
    ));
    if kind >= 25 {
        text.push_str("Delivered-To: runa@owner.example.org\r\n");
        for hop in 0..3 {
            text.push_str(&format!(
                "Received: by 2002:a05:6000:{hop:04x}:b0:37d:{number:x} with SMTP id a{hop}csp{number};\r\n        {}\r\n",
                date.format("%a, %d %b %Y %H:%M:%S -0800 (PST)")
            ));
        }
        let seal = "b=Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4\r\n         Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4";
        text.push_str(&format!("ARC-Seal: i=1; a=rsa-sha256; t={at}; cv=none; d=example.org; s=arc;\r\n        {seal}\r\n"));
        text.push_str(&format!("DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.org;\r\n        {seal}\r\n"));
    }
    let (from, to) = if kind < 25 {
        (owner, them.as_str())
    } else {
        (them.as_str(), owner)
    };
    if kind < 60 {
        text.push_str(&format!("From: {from}\r\nTo: {to}\r\n"));
        if random.chance(20) {
            let other = Somebody::of(seed, random.below(PEOPLE));
            text.push_str(&format!("Cc: {} <{}>\r\n", other.name(), other.email));
        }
        if number > 40 && random.chance(50) {
            let answered = number - 1 - random.below(40) as u64;
            text.push_str(&format!("In-Reply-To: <m{answered}@example.org>\r\n"));
        }
    } else {
        let shop = number % 60;
        text.push_str(&format!("From: Shop {shop} <offers@shop{shop}.example.net>\r\nTo: {owner}\r\nList-Unsubscribe: <https://shop{shop}.example.net/u/{number}>\r\nPrecedence: bulk\r\n"));
    }
    text.push_str(&format!(
        "Date: {}\r\nMessage-ID: <m{number}@example.org>\r\nSubject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?= number {number}\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=\"UTF-8\"\r\n\r\n",
        date.format("%a, %d %b %Y %H:%M:%S +0000")
    ));
}
