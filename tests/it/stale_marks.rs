//! Addresses that mail comes back from, in every copy that is written: they stand last, with a note, and nothing is lost.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::draw::Draw;
use crate::run::{self, run, scratch, write};

/// A report that mail to each of these came back for good.
fn reports(dead: &[&str]) -> String {
    let report = |address: &&str| {
        format!(
            "From MAILER-DAEMON Fri Aug 14 09:00:00 2026\nFrom: MAILER-DAEMON@mx.example.org\nTo: nils@torp.example.org\nDate: Fri, 14 Aug 2026 09:00:00 +0000\n\
             Message-ID: <{address}.r>\nSubject: Undelivered Mail Returned to Sender\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\n\n\
             --b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n\nFinal-Recipient: rfc822; {address}\nAction: failed\nStatus: 5.1.1\n\n--b--\n\n"
        )
    };
    dead.iter().map(report).collect()
}

fn clean(files: &[&Path], out: &Path, more: &[&str]) -> BTreeMap<String, String> {
    let mut args = vec![
        "clean",
        "--as-of",
        "2026-11-01",
        "--quiet",
        "--out",
        run::text(out),
    ];
    args.extend(more);
    args.extend(files.iter().map(|file| run::text(file)));
    let ended = run(&args);
    assert_eq!(ended.code, 0, "{}", ended.err);
    let files = fs::read_dir(out.join("cleaned")).expect("copies");
    let files = files.map(|file| file.expect("a file"));
    let copy = |file: fs::DirEntry| {
        let name = file.file_name().to_string_lossy().into_owned();
        (name, fs::read_to_string(file.path()).expect("text"))
    };
    files.map(copy).collect()
}

/// The copy of one file, and whether a second run leaves it as it is.
fn copied(name: &str, content: &str, dead: &[&str], more: &[&str]) -> String {
    let folder = scratch();
    let mail = write(folder.path(), "mail.mbox", reports(dead));
    let file = write(folder.path(), name, content);
    let once = clean(&[&file, &mail], &folder.path().join("once"), more);
    let again = write(folder.path(), &format!("again.d/{name}"), &once[name]);
    let twice = clean(&[&again, &mail], &folder.path().join("twice"), more);
    assert_eq!(twice[name], once[name], "twice is once");
    let changes = fs::read_to_string(folder.path().join("twice/changes.csv")).expect("a list");
    assert_eq!(changes.lines().count(), 1, "{changes}");
    once[name].clone()
}

const NOTE: &str = "tor@aas.test bounced on 14 Aug 2026 (user unknown)";

#[test]
fn in_a_card_it_stands_last_with_its_mark_and_is_no_longer_preferred() {
    let card = "BEGIN:VCARD\nVERSION:3.0\nN:Aas;Tor;;;\nFN:Tor Aas\nEMAIL;TYPE=WORK,pref:tor@aas.test\nEMAIL;TYPE=HOME:tor@new.test\nTEL:+46 70 174 06 11\nEND:VCARD\n";
    let copy = copied("book.vcf", card, &["tor@aas.test"], &[]);
    assert_eq!(
        copy,
        format!(
            "BEGIN:VCARD\nVERSION:3.0\nN:Aas;Tor;;;\nFN:Tor Aas\nEMAIL;TYPE=HOME:tor@new.test\nTEL:+46 70 174 06 11\n\
             bounced1.EMAIL;TYPE=WORK:tor@aas.test\nbounced1.X-TIELINE-BOUNCED:2026-08-14 unknown-user\nNOTE:{NOTE}\nEND:VCARD\n"
        )
    );
    let labelled = "BEGIN:VCARD\nVERSION:4.0\nFN:Tor Aas\nN:Aas;Tor;;;\nitem1.EMAIL;PREF=1:tor@aas.test\nitem1.X-ABLabel:Mill\nEMAIL:tor@new.test\nEND:VCARD\n";
    let copy = copied("book.vcf", labelled, &["tor@aas.test"], &[]);
    assert!(
        copy.contains("item1.X-ABLabel:Mill\nEMAIL:tor@new.test\nitem1.EMAIL:tor@aas.test\nitem1.X-TIELINE-BOUNCED:2026-08-14 unknown-user\n"),
        "it keeps the group of its label: {copy}"
    );
    let alone = "BEGIN:VCARD\nVERSION:2.1\nN:Aas;Tor\nFN:Tor Aas\nEMAIL;INTERNET;PREF:tor@aas.test\nEND:VCARD\n";
    let copy = copied("book.vcf", alone, &["tor@aas.test"], &[]);
    assert!(
        copy.contains("bounced1.EMAIL;INTERNET;PREF:tor@aas.test\n"),
        "there is no other: {copy}"
    );
}

#[test]
fn in_tables_the_columns_of_one_kind_change_places_with_what_belongs_to_them() {
    let google = "First Name,Last Name,Notes,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,E-mail 3 - Label,E-mail 3 - Value\nTor,Aas,,* Work,tor@aas.test,,tor@new.test,Other,tor@third.test\n";
    let copy = copied("google.csv", google, &["tor@aas.test"], &[]);
    assert!(
        copy.ends_with(&format!(
            "Tor,Aas,{NOTE},,tor@new.test,Other,tor@third.test,Work,tor@aas.test\n"
        )),
        "{copy}"
    );
    let one_cell = "First Name,Last Name,Notes,E-mail 1 - Label,E-mail 1 - Value\nTor,Aas,,,tor@aas.test ::: tor@new.test\n";
    let copy = copied("google.csv", one_cell, &["tor@aas.test"], &[]);
    assert!(
        copy.ends_with(&format!("Tor,Aas,{NOTE},,tor@new.test ::: tor@aas.test\n")),
        "{copy}"
    );
    let outlook = "\"First Name\",\"Last Name\",\"E-mail Address\",\"E-mail Type\",\"E-mail Display Name\",\"E-mail 2 Address\",\"E-mail 2 Type\",\"E-mail 2 Display Name\",\"Notes\"\r\n\"Tor\",\"Aas\",\"tor@aas.test\",\"SMTP\",\"Tor (mill)\",\"tor@new.test\",\"SMTP\",\"\",\"\"\r\n";
    let copy = copied("outlook.csv", outlook, &["tor@aas.test"], &[]);
    assert!(
        copy.ends_with(&format!("\"Tor\",\"Aas\",\"tor@new.test\",\"SMTP\",\"\",\"tor@aas.test\",\"SMTP\",\"Tor (mill)\",\"{NOTE}\"\r\n")),
        "{copy}"
    );
    // An address at work is not one at home, whatever works.
    let apart = "Name,Work E-mail,Home E-mail,Notes\nTor Aas,tor@aas.test,tor@new.test,\n";
    let copy = copied("plain.csv", apart, &["tor@aas.test"], &[]);
    assert!(
        copy.ends_with(&format!("Tor Aas,tor@aas.test,tor@new.test,{NOTE}\n")),
        "{copy}"
    );
}

#[test]
fn whoever_does_not_want_it_says_so() {
    let card = "BEGIN:VCARD\nVERSION:3.0\nN:Aas;Tor;;;\nFN:Tor Aas\nEMAIL:tor@aas.test\nEMAIL:tor@new.test\nEND:VCARD\n";
    assert_eq!(
        copied("book.vcf", card, &["tor@aas.test"], &["--skip", "bounced"]),
        card
    );
}

/// The addresses of each card or row, in their order.
fn addresses(copy: &str) -> Vec<Vec<&str>> {
    let entries: Vec<&str> = match copy.starts_with("BEGIN") {
        true => copy.split("BEGIN:VCARD").collect(),
        false => copy.lines().collect(),
    };
    let words = entries.iter().map(|entry| entry.split([':', ',', '\n']));
    words
        .map(|words| words.filter(|word| word.ends_with(".test")).collect())
        .collect()
}

#[test]
fn whatever_the_cards_the_dead_come_last_and_no_address_is_lost() {
    let mut drawn = Draw::usual();
    let (mut book, mut google) = (String::new(), "First Name,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,E-mail 3 - Label,E-mail 3 - Value\n".to_owned());
    let mut dead = BTreeSet::new();
    let mut all = BTreeSet::new();
    for card in 0..40 {
        let mut row = format!("Ana{card}");
        book += &format!("BEGIN:VCARD\nVERSION:3.0\nFN:Bo{card} Ek\nN:Ek;Bo{card};;;\n");
        for number in 0..3 {
            let address = format!("c{card}n{number}@x.test");
            let label = ["", "Work", "* Home"][drawn.below(3) as usize];
            row += &format!(",{label},{address}");
            let head =
                ["EMAIL", "EMAIL;TYPE=WORK", "EMAIL;TYPE=HOME,pref"][drawn.below(3) as usize];
            book += &format!("{head}:{address}\n");
            if drawn.below(3) == 0 {
                dead.insert(address.clone());
            }
            all.insert(address);
        }
        book += "END:VCARD\n";
        google += &format!("{row}\n");
    }
    let list: Vec<&str> = dead.iter().map(String::as_str).collect();
    for (name, content) in [("book.vcf", &book), ("google.csv", &google)] {
        let copy = copied(name, content, &list, &[]);
        let mut seen = BTreeSet::new();
        for own in addresses(&copy) {
            let first_dead = own.iter().position(|address| dead.contains(*address));
            let works_after = own
                .iter()
                .skip(first_dead.unwrap_or(own.len()))
                .find(|address| !dead.contains(**address));
            assert_eq!(works_after, None, "{own:?}");
            for address in own {
                assert!(
                    seen.insert(address.to_owned()),
                    "{address} stands there once"
                );
            }
        }
        assert_eq!(seen, all, "{name}");
    }
}
