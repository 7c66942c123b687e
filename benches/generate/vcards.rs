//! The address book: about half of its cards are connections.

use std::fs;
use std::io;
use std::path::Path;

use super::people::Somebody;
use super::random::Random;

/// Writes an address book of so many cards to go with an export of so many connections that was made from the same seed.
pub fn vcards(path: &Path, cards: usize, connections: usize, seed: u64) -> io::Result<()> {
    let mut random = Random::of(seed, u64::MAX - 1);
    let mut text = String::new();
    for card in 0..cards {
        if card % 40 == 39 {
            let who = Somebody::of(seed, whose(card - 1, cards, connections));
            text.push_str(&second_card(&who));
        } else {
            let who = Somebody::of(seed, whose(card, cards, connections));
            push(&mut text, &mut random, &who, card);
        }
    }
    fs::write(path, text)
}

/// The number of the person of a card: every second one is a connection, evenly spread over the list; the others are
/// people beyond it.
fn whose(card: usize, cards: usize, connections: usize) -> usize {
    if card.is_multiple_of(2) {
        card * connections / cards
    } else {
        connections + card
    }
}

/// A card as phones write it; how much it says of the person varies.
fn push(text: &mut String, random: &mut Random, who: &Somebody, card: usize) {
    text.push_str("BEGIN:VCARD\r\nVERSION:3.0\r\n");
    text.push_str(&format!(
        "N:{};{};;;\r\nFN:{}\r\n",
        who.family,
        who.given,
        who.name()
    ));
    if random.chance(70) {
        text.push_str(&format!(
            "EMAIL;type=INTERNET;type=HOME;type=pref:{}\r\n",
            who.email
        ));
    }
    if random.chance(80) {
        text.push_str(&format!("TEL;type=CELL;type=VOICE:{}\r\n", who.mobile));
    }
    if random.chance(50) {
        let company = who.company.replace(',', "\\,");
        text.push_str(&format!("ORG:{company};\r\nTITLE:{}\r\n", who.title));
    }
    if random.chance(10) {
        text.push_str(&format!(
            "item1.URL;type=pref:{}\r\nitem1.X-ABLabel:LinkedIn\r\n",
            who.encoded_url()
        ));
    }
    if random.chance(20) {
        text.push_str("NOTE:Met at the fair\\, liked the talk.\\nAsk about the new warehouse and how the move went\\; they wer\r\n e busy then.\r\n");
    }
    text.push_str(&format!("UID:card-{card:06}\r\nEND:VCARD\r\n"));
}

/// A second card of the same person, of which only the number tells.
fn second_card(who: &Somebody) -> String {
    format!(
        "BEGIN:VCARD\r\nVERSION:3.0\r\nN:;{0};;;\r\nFN:{0}\r\nTEL;type=CELL:{1}\r\nEND:VCARD\r\n",
        who.given, who.mobile
    )
}
