//! What people wrote of in the trackers of other programs: small files with the quirk that each was about, and what their owner is told.

use rusqlite::Connection;
use serde_json::{Value, json};

use crate::find::{count, file, list, person, text};
use crate::run::{audit, run, scratch, text as path, write};

/// The audit of a folder with these files, with more arguments.
fn told(files: &[(&str, &[u8])], more: &[&str]) -> Value {
    let folder = scratch();
    for (name, content) in files {
        write(folder.path(), name, content);
    }
    let mut args = vec![path(folder.path()), "--as-of", "2026-11-01", "--tz", "UTC"];
    args.extend(more);
    audit(&args)
}

/// Of somebody: how often they were written to, wrote and were met.
fn passed(audit: &Value, name: &str) -> (u64, u64, u64) {
    let all = list(audit, "people").iter().chain(list(audit, "unmatched"));
    let one = all.into_iter().find(|one| text(one, "name") == name);
    let one = one.unwrap_or_else(|| panic!("{name} in {audit}"));
    let sum = |key: &str| {
        let months = list(one, "timeline").iter();
        months.filter_map(|month| month[key].as_u64()).sum()
    };
    (sum("sent"), sum("received"), sum("met"))
}

fn names(audit: &Value) -> Vec<&str> {
    let all = list(audit, "people").iter().chain(list(audit, "unmatched"));
    all.map(|one| text(one, "name")).collect()
}

const ME: [&str; 2] = ["--me", "me@example.org"];

/// A message from somebody to the owner, with more fields.
fn mail(from: &str, date: &str, more: &str) -> String {
    format!(
        "From - Mon Mar  2 09:15:00 2026\nFrom: {from}\nTo: me@example.org\nDate: {date}\n{more}\n\nhi\n\n"
    )
}

#[test]
fn two_cards_on_one_line_are_two_people() {
    let glued = "BEGIN:VCARD\nVERSION:3.0\nFN:Petra Novak\nEMAIL:petra@example.org\nEND:VCARDBEGIN:VCARD\nVERSION:3.0\nFN:Bo Lind\nEMAIL:bo@example.org\nEND:VCARD\n";
    let audit = told(&[("book.vcf", glued.as_bytes())], &[]);
    assert_eq!(names(&audit), ["Bo Lind", "Petra Novak"]);
    assert_eq!(list(&audit, "problems"), [] as [Value; 0]);
}

#[test]
fn names_in_encoded_words_are_whole_whatever_they_are_written_in() {
    let cut = mail(
        "=?utf-8?Q?=C5=BDivil=C4?= =?utf-8?Q?=97_Rue?= <rue@example.org>",
        "Mon, 2 Mar 2026 09:15:00 +0000",
        "",
    );
    let japanese = mail(
        "=?ISO-2022-JP?B?GyRCPzkbKEIgGyRCMCobKEI=?= <mori@example.org>",
        "Mon, 2 Mar 2026 09:16:00 +0000",
        "",
    );
    let chinese = mail(
        "=?GB2312?B?wO7Qocm9?= <li@example.org>",
        "Mon, 2 Mar 2026 09:17:00 +0000",
        "",
    );
    let mailbox = [cut, japanese, chinese].concat();
    let audit = told(&[("Inbox.mbox", mailbox.as_bytes())], &ME);
    let mut found = names(&audit);
    found.sort_unstable();
    assert_eq!(found, ["Živilė Rue", "李小山", "森 葵"]);
}

#[test]
fn what_a_program_answered_is_no_answer_and_a_wrong_clock_is_none_of_the_future() {
    let automatic = ["X-Autoresponse: yes", "X-AutoReply-From: petra@example.org"];
    let automatic = automatic.map(|field| {
        mail(
            "Petra Novak <petra@example.org>",
            "Mon, 2 Mar 2026 09:15:00 +0000",
            field,
        )
    });
    let ahead = mail(
        "Bo Lind <bo@example.org>",
        "Tue, 19 Jan 2038 03:14:07 +0000",
        "Received: from a by b; Mon, 2 Mar 2026 09:15:00 +0000",
    );
    let old = mail(
        "Di Lund <di@example.org>",
        "Thu, 10 Jul 1997 14:53:31 EST5EDT",
        "",
    );
    let mailbox = [automatic.concat(), ahead, old].concat();
    let audit = told(&[("Inbox.mbox", mailbox.as_bytes())], &ME);
    assert_eq!(
        count(&file(&audit, "Inbox.mbox")["set_aside"], "automatic mail"),
        2
    );
    assert_eq!(passed(&audit, "Bo Lind"), (0, 1, 0));
    let old = list(&audit, "people")
        .iter()
        .find(|one| text(one, "name") == "Di Lund");
    assert_eq!(old.map(|one| text(one, "last_contact")), Some("1997-07-10"));
}

#[test]
fn mail_lies_behind_a_banner_and_not_in_the_tmp_of_a_maildir() {
    let whole = mail(
        "Petra Novak <petra@example.org>",
        "Mon, 2 Mar 2026 09:15:00 +0000",
        "Message-ID: <a@x>",
    );
    let (_, message) = whole.split_once('\n').expect("a message");
    let banner = format!("Microsoft Mail Internet Headers Version 2.0\r\n{message}");
    let other = message.replace("a@x", "b@x");
    let half = message.replace("a@x", "c@x");
    let half_delivered = ["Maildir", "tmp", "2.a"].join("/");
    let audit = told(
        &[
            ("a.eml", banner.as_bytes()),
            ("Maildir/cur/1.a:2,S", other.as_bytes()),
            (&half_delivered, half.as_bytes()),
        ],
        &ME,
    );
    assert_eq!(passed(&audit, "Petra Novak"), (0, 2, 0));
}

#[test]
fn a_chat_whose_days_cannot_be_told_says_nothing_of_anybody() {
    let chat = "03/04/2026, 10:00 - Petra Novak: hi\n04/04/2026, 10:00 - Runa: hi\n05/04/2026, 10:00 - Petra Novak: hi\n";
    let name = "WhatsApp Chat with Petra Novak.txt";
    let open = told(&[(name, chat.as_bytes())], &["--me", "Runa"]);
    assert_eq!(count(file(&open, name), "rejected"), 3);
    assert_eq!(names(&open), [] as [&str; 0]);
    let settled = told(
        &[(name, chat.as_bytes())],
        &["--me", "Runa", "--date-order", "dmy"],
    );
    assert_eq!(passed(&settled, "Petra Novak"), (1, 2, 0));
    let folder = scratch();
    let file = write(folder.path(), name, chat);
    let said = run(&["audit", path(&file), "--no-book", "--as-of", "2026-11-01"]).out;
    assert!(said.contains("--date-order dmy"), "{said}");
}

#[test]
fn a_chat_may_begin_its_lines_with_the_year() {
    let chat = "2016-06-27, 8:04:08 AM: Petra Novak: hi\n2016-06-27, 8:05:08 PM: Runa: hi\n";
    let audit = told(
        &[("WhatsApp Chat with Petra Novak.txt", chat.as_bytes())],
        &["--me", "Runa"],
    );
    assert_eq!(passed(&audit, "Petra Novak"), (1, 1, 0));
}

#[test]
fn hangouts_of_before_2018_have_their_talks_one_floor_further_in() {
    let event = |from: &str, at: &str| json!({"sender_id": {"gaia_id": from}, "timestamp": at, "event_type": "REGULAR_CHAT_MESSAGE", "event_id": at});
    let people = json!([{"id": {"gaia_id": "1"}, "fallback_name": "Runa"}, {"id": {"gaia_id": "2"}, "fallback_name": "Petra Novak"}]);
    let own = json!({"self_read_state": {"participant_id": {"gaia_id": "1"}}});
    let talk = json!({"conversation": {"self_conversation_state": own, "participant_data": people},
        "event": [event("2", "1527826003046323"), event("1", "1527826103046323")]});
    let all = json!({"conversation_state": [{"conversation_id": {"id": "c"}, "conversation_state": talk}]});
    let audit = told(&[("Hangouts.json", all.to_string().as_bytes())], &[]);
    assert_eq!(passed(&audit, "Petra Novak"), (1, 1, 0));
}

#[test]
fn a_card_that_was_sent_in_a_chat_is_none_of_the_owner() {
    let card = b"BEGIN:VCARD\nVERSION:3.0\nFN:Jens Klempner\nTEL:+46701740605\nEND:VCARD\n";
    let chat = "[02.03.26, 10:00:00] Petra Novak: \u{200e}<attached: 00000004-Jens.vcf>\n[02.03.26, 10:01:00] Runa: thanks\n";
    let own = card.map(|byte| byte).to_vec();
    let own = String::from_utf8(own)
        .expect("text")
        .replace("Jens Klempner", "Di Lund");
    let audit = told(
        &[
            ("_chat.txt", chat.as_bytes()),
            ("00000004-Jens.vcf", card),
            ("contacts.vcf", own.as_bytes()),
        ],
        &["--me", "Runa"],
    );
    let found = names(&audit);
    assert!(
        !found.contains(&"Jens Klempner") && found.contains(&"Di Lund"),
        "{found:?}"
    );
    let said = list(&audit, "problems")
        .iter()
        .map(|problem| text(problem, "message"));
    assert!(
        said.into_iter().any(|said| said.contains("sent in a chat")),
        "{audit}"
    );
}

#[test]
fn tables_of_contacts_as_people_fill_them() {
    let cells = "Name,Email,Phone\n\"Petra Novak\",\"Petra <petra@example.org>; p@example.org\",\"+46 70 174 06 05\"\n\"Bo Lind\",\"Lind, Bo <bo@example.org>\",\"\"\n";
    let read = told(&[("a.csv", cells.as_bytes())], &[]);
    assert_eq!(
        person(&read, "Petra Novak")["emails"],
        json!(["petra@example.org", "p@example.org"])
    );
    assert_eq!(
        person(&read, "Bo Lind")["emails"],
        json!(["bo@example.org"])
    );
    for (table, name, company) in [
        (
            "Vezetéknév;Utónév;E-mail;Mobiltelefon;Cég;Beosztás\nSzabó;Gábor;g@example.org;+36 30 123 1234;Malom Kft.;Molnár\n",
            "Gábor Szabó",
            "Malom Kft.",
        ),
        (
            "Prenume;Nume;E-mail;Telefon mobil;Companie;Funcție\nAna;Mureșan;a@example.org;+40 721 234 567;Moara SRL;Morar\n",
            "Ana Mureșan",
            "Moara SRL",
        ),
        (
            "Όνομα;Επώνυμο;Email;Κινητό;Εταιρεία;Θέση\nΕλένη;Παππά;e@example.org;+30 691 234 5678;Μύλος ΑΕ;Μυλωνάς\n",
            "Ελένη Παππά",
            "Μύλος ΑΕ",
        ),
        (
            "Krstné meno;Priezvisko;E-mail;Mobil;Spoločnosť\nZora;Malá;z@example.org;+421 905 123 456;Mlyn\n",
            "Zora Malá",
            "Mlyn",
        ),
        (
            "Ime;Prezime;E-mail;Mobitel;Tvrtka\nIva;Horvat;i@example.org;+385 91 123 4567;Mlin\n",
            "Iva Horvat",
            "Mlin",
        ),
        (
            "名,姓,电子邮件地址,公司\n小山,李,li@example.org,磨坊\n",
            "李小山",
            "磨坊",
        ),
    ] {
        let audit = told(&[("export.csv", table.as_bytes())], &[]);
        assert_eq!(text(person(&audit, name), "company"), company);
    }
}

#[test]
fn a_calendar_is_its_owners_by_its_name_and_each_of_several_is_called_off_alone() {
    let event = |uid: &str, day: u32| {
        format!(
            "BEGIN:VEVENT\nUID:{uid}\nDTSTART:202603{day:02}T100000Z\nDTEND:202603{day:02}T110000Z\nORGANIZER;CN=Petra Novak:mailto:petra@example.org\nATTENDEE;PARTSTAT=ACCEPTED:mailto:me@example.org\nEND:VEVENT\n"
        )
    };
    let named = format!(
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//T//EN\nX-WR-CALNAME:me@example.org\n{}END:VCALENDAR\n",
        event("a", 2)
    );
    let off = format!(
        "BEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:CANCEL\n{}END:VCALENDAR\n",
        event("b", 3)
    );
    let both = format!("{named}{off}");
    let audit = told(&[("a.ics", both.as_bytes())], &[]);
    assert_eq!(audit["owner"]["emails"], json!(["me@example.org"]));
    assert_eq!(passed(&audit, "Petra Novak"), (0, 0, 1));
    assert_eq!(file(&audit, "a.ics")["set_aside"], json!({"cancelled": 1}));
    // An event that was cut out of its calendar is one all the same.
    let bare = told(&[("a.ics", event("c", 4).as_bytes())], &ME);
    assert_eq!(passed(&bare, "Petra Novak"), (0, 0, 1));
}

#[test]
fn signal_desktop_is_read_as_sigexport_saves_it() {
    let line = |date: &str, from: &str, body: &str, more: Value| {
        let mut message = json!({"date": date, "sender": from, "body": body, "quote": "", "sticker": null, "reactions": [], "attachments": []});
        let fields = message.as_object_mut().expect("an object");
        fields.extend(more.as_object().cloned().unwrap_or_default());
        format!("{message}\n")
    };
    let lines = [
        line(
            "2026-03-02T10:15:00",
            "Petra Novak",
            "shall we meet?  ",
            json!({}),
        ),
        line("2026-03-02T10:20:00", "Me", "yes  ", json!({})),
        line(
            "2026-03-05T12:00:00",
            "Me",
            "Outgoing voice call (accepted, 5m 12s)  ",
            json!({"call": true}),
        ),
        line("2026-03-06T12:00:00", "Petra Novak", "", json!({})),
        line(
            "2026-03-07T12:00:00",
            "Me",
            "gone",
            json!({"deleted": true}),
        ),
    ];
    let page =
        "[2026-03-02 10:15:00] Petra Novak: shall we meet?  \n[2026-03-02 10:20:00] Me: yes  \n";
    let other = "[2026-03-03 10:15] Bo Lind: hi\nmore\n[2026-03-03 10:20] Me: hi\n";
    let audit = told(
        &[
            ("out/Petra Novak/data.json", lines.concat().as_bytes()),
            ("out/Petra Novak/chat.md", page.as_bytes()),
            ("out/Petra Novak/index.html", b"<html></html>"),
            ("out/Bo Lind/chat.md", other.as_bytes()),
        ],
        &[],
    );
    assert_eq!(names(&audit), ["Petra Novak", "Bo Lind"]);
    assert_eq!(passed(&audit, "Petra Novak"), (2, 1, 0));
    assert_eq!(passed(&audit, "Bo Lind"), (1, 1, 0));
    assert_eq!(file(&audit, "Petra Novak")["kind"], "Signal chats");
}

/// The bytes of a database that is made so.
fn database(sql: &str) -> Vec<u8> {
    let folder = scratch();
    let file = folder.path().join("a.db");
    Connection::open(&file)
        .expect("a database")
        .execute_batch(sql)
        .expect("tables");
    std::fs::read(file).expect("a file")
}

#[test]
fn of_a_phones_backup_the_databases_are_read_and_the_rest_is_one_line() {
    let calls = database(
        "CREATE TABLE ZCALLRECORD (Z_PK INTEGER PRIMARY KEY, ZANSWERED INTEGER, ZORIGINATED INTEGER, ZDATE TIMESTAMP, ZDURATION FLOAT, ZADDRESS VARCHAR, ZUNIQUE_ID VARCHAR);
         INSERT INTO ZCALLRECORD VALUES (1,1,1,794404800.5,312.4,'+46701740605','u1');",
    );
    let list_of_files =
        database("CREATE TABLE Files (fileID TEXT PRIMARY KEY, domain TEXT, relativePath TEXT);");
    let digest = "5a4935c78a5255723f707230a451d79c540d2741";
    let at = format!("phone/5a/{digest}");
    let noise = |first: &str| format!("phone/{first}/{first}{}", "0".repeat(38));
    let (photo, app) = (noise("0a"), noise("0b"));
    let audit = told(
        &[
            ("phone/Manifest.db", &list_of_files),
            ("phone/Info.plist", b"<plist></plist>"),
            (&at, &calls),
            (&photo, b"\xff\xd8\xff"),
            (&app, b"Name,E-mail\nSomebody Else,else@example.org\n"),
        ],
        &[],
    );
    assert_eq!(names(&audit), ["+46 70 174 06 05"]);
    let remarks = file(&audit, digest)["remarks"].to_string();
    assert!(remarks.contains("CallHistory.storedata"), "{remarks}");
    let others = file(&audit, "other files of a phone's backup");
    assert_eq!(others["remarks"], json!(["3 files"]));
    // An encrypted one is named for what it is, and for nothing else.
    let folder = scratch();
    for (name, content) in [
        ("phone/Manifest.db", &b"\x01\x02\x03"[..]),
        (&at, b"\x04\x05"),
        (&photo, b"\x06"),
    ] {
        write(folder.path(), name, content);
    }
    let refused = run(&["audit", path(folder.path()), "--no-book"]);
    assert_eq!(refused.code, 3);
    assert!(
        refused.err.contains("encrypted backup of an iPhone"),
        "{}",
        refused.err
    );
}
