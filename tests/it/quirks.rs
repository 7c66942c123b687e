//! Small files as people's programs write them, each with a quirk of its own, and what their owner is told.

use encoding_rs::{SHIFT_JIS, WINDOWS_1250};
use serde_json::{Value, json};

use crate::find::{codes, list, person, text};
use crate::run::{audit, run, scratch, text as path, write};

const ME: &str = "me@example.org";

/// The audit of one file, with more arguments.
fn told(name: &str, content: impl AsRef<[u8]>, more: &[&str]) -> Value {
    let folder = scratch();
    let file = write(folder.path(), name, content);
    let mut args = vec![path(&file), "--as-of", "2026-11-01", "--tz", "UTC"];
    args.extend(more);
    audit(&args)
}

/// Of somebody: how often they were written to, wrote and were met, and when last.
fn passed(audit: &Value, name: &str) -> (u64, u64, u64, String) {
    let all = list(audit, "people").iter().chain(list(audit, "unmatched"));
    let one = all.into_iter().find(|one| text(one, "name") == name);
    let one = one.unwrap_or_else(|| panic!("{name} in {audit}"));
    let sum = |key: &str| {
        let months = list(one, "timeline").iter();
        months.filter_map(|month| month[key].as_u64()).sum()
    };
    (
        sum("sent"),
        sum("received"),
        sum("met"),
        text(one, "last_contact").to_owned(),
    )
}

fn names(audit: &Value) -> Vec<&str> {
    let all = list(audit, "people").iter().chain(list(audit, "unmatched"));
    all.map(|one| text(one, "name")).collect()
}

#[test]
fn chats_as_tables_and_lists() {
    let chat = "Date,User,Message\n2026-03-02 10:00:00,\"Petra Novak\",\"hi\"\n2026-03-03 10:00:00,\"Runa Teglgaard\",\"hi\"\n";
    let viber = "=\"02/03/2026\"\t10:00:00\t=\"Petra Novak\"\t=\"+46317010101\"\t\"hi\"\n=\"03/03/2026\"\t10:00:00\t=\"Me\"\t=\"+46701740605\"\t\"hi\"\n";
    let piped = "Date|Sender|Text\n2026-03-02 10:00|Petra Novak|hi\n2026-03-03 10:00|Me|hi\n";
    for (name, content, more) in [
        ("KakaoTalk_Chat_Petra Novak_2026-04-01.csv", chat, &[][..]),
        ("Petra Novak.csv", viber, &["--date-order", "dmy"]),
        ("chat.csv", piped, &[]),
    ] {
        let audit = told(name, content, more);
        let expected = (1, 1, 0, "2026-03-03".to_owned());
        assert_eq!(passed(&audit, "Petra Novak"), expected, "{name}");
        assert_eq!(names(&audit), ["Petra Novak"], "{name}");
    }
}

#[test]
fn a_list_of_mail_is_read_by_its_addresses() {
    let list = "\"Subject\";\"From\";\"To\";\"Date\";\"Attachments\"\n\"x\";\"Petra Novak <petra@example.org>\";\"me@example.org\";\"02.03.2026 10:00\";\n\"y\";\"me@example.org\";\"Petra Novak <petra@example.org>\";\"03.03.2026 10:00\";\n";
    let audit = told("index.csv", list, &["--me", ME]);
    let expected = (1, 1, 0, "2026-03-03".to_owned());
    assert_eq!(passed(&audit, "Petra Novak"), expected);
}

#[test]
fn mail_of_outlook_as_a_table_counts_where_it_has_dates() {
    let columns = "\"Subject\",\"From: (Name)\",\"From: (Address)\",\"To: (Name)\",\"To: (Address)\",\"CC: (Name)\",\"CC: (Address)\"";
    let row = "\"Hi\",\"Petra Novak\",\"petra@example.org\",\"Me;Bo Lind\",\"me@example.org;/O=MILL/CN=BO\",\"\",\"\"";
    let dated = format!("{columns},\"Received\"\n{row},\"2026-03-02 10:00\"\n");
    let audit = told("mail.csv", dated, &["--me", ME]);
    assert_eq!(
        passed(&audit, "Petra Novak"),
        (0, 1, 0, "2026-03-02".to_owned())
    );
    let bare = told("mail.csv", format!("{columns}\n{row}\n"), &["--me", ME]);
    assert_eq!(bare["totals"]["set_aside"], json!({"without a date": 1}));
    assert!(bare["problems"].to_string().contains(".pst"), "{bare}");
}

#[test]
fn mail_with_headers_as_old_programs_write_them() {
    let whole = "From x Mon Mar  2 10:00:00 2026\nFrom: Berhane, Kidane T - Eagan, MN <kidane@example.org>\nTo: me@example.org\nDate: Mon, 2 Mar 2026 10:00:00 +0000\n\nx\n";
    let audit = told("inbox.mbox", whole, &["--me", ME]);
    assert_eq!(names(&audit), ["Berhane, Kidane T - Eagan, MN"]);
    let spaced = "From : Petra Novak <petra@example.org>\nTo : me@example.org\nDate : Mon, 2 Mar 2026 10:00:00 +0000\n\nx\n";
    let quoted = "From: Petra Novak <petra@example.org>\nTo: me@example.org\nDate: Mon, 2 Mar 2026 10:00:00 +0000\n\nx\n";
    let quoted = format!(">From petra@example.org Mon Mar  2 10:00:00 2026\n{quoted}");
    for content in [spaced, quoted.as_str()] {
        let audit = told("a.eml", content, &["--me", ME]);
        let expected = (0, 1, 0, "2026-03-02".to_owned());
        assert_eq!(passed(&audit, "Petra Novak"), expected, "{content}");
    }
    let epoch = "From x Mon Mar  2 10:00:00 2026\nFrom: Petra Novak <petra@example.org>\nTo: me@example.org\nDate: Thu, 01 Jan 1970 00:00:00 +0000\nReceived: from a by b; Mon, 2 Mar 2026 10:00:00 +0000\n\nx\n";
    let audit = told("inbox.mbox", epoch, &["--me", ME]);
    assert_eq!(passed(&audit, "Petra Novak").3, "2026-03-02");
    assert!(
        codes(&audit).contains(&"bad-date"),
        "a copy's date is never taken in silence"
    );
}

#[test]
fn meetings_with_times_and_rules_that_others_refuse() {
    let event = |lines: &str| {
        format!(
            "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:a\n{lines}\nORGANIZER:mailto:me@example.org\nATTENDEE;CN=Petra Novak:mailto:petra@example.org\nEND:VEVENT\nEND:VCALENDAR\n"
        )
    };
    for (lines, met, last) in [
        (
            "DTSTART:2026-03-02T01:00:00+03:00\nDTEND:2026-03-02T02:00:00+03:00",
            1,
            "2026-03-01",
        ),
        (
            "DTSTART;TZID=tzone://Microsoft/Custom:20260302T100000",
            1,
            "2026-03-02",
        ),
        // The hour in which summer ends comes twice; the rule ends between its halves.
        (
            "DTSTART;TZID=Europe/Amsterdam:20251025T023000\nDURATION:PT5M\nRRULE:FREQ=DAILY;UNTIL=20251026T010000Z",
            2,
            "2025-10-26",
        ),
        (
            "DTSTART:20260302T090000Z\nDTEND:20260302T100000Z\nRRULE:FREQ=DAILY;COUNT=6\nEXRULE:FREQ=DAILY;INTERVAL=2;COUNT=3",
            3,
            "2026-03-07",
        ),
    ] {
        let audit = told("c.ics", event(lines), &["--me", ME]);
        let expected = (0, 0, met, last.to_owned());
        assert_eq!(passed(&audit, "Petra Novak"), expected, "{lines}");
    }
}

#[test]
fn messenger_and_telegram_of_other_years() {
    let old = json!({
        "participants": [{"name": "Petra Novak"}],
        "messages": [
            {"sender_name": "Petra Novak", "timestamp": 1_527_374_800, "content": "You are now connected on Messenger"},
            {"sender_name": "Petra Novak", "timestamp": 1_527_374_900, "content": "hi"},
            {"sender_name": "Runa Teglgaard", "timestamp": 1_527_374_920, "content": "hi"}],
        "title": "Petra Novak", "thread_path": "inbox/petra_1"});
    let audit = told("message.json", old.to_string(), &["--me", "Runa Teglgaard"]);
    assert_eq!(
        passed(&audit, "Petra Novak"),
        (1, 1, 0, "2018-05-26".to_owned())
    );
    let said = |id: u32, from: &str, user: u32| json!({"id": id, "type": "message", "date": "2018-01-13T19:02:00", "from": from, "from_id": user, "text": "a"});
    let bare = json!({
        "personal_information": {"user_id": 111, "first_name": "Runa", "last_name": "Teglgaard"},
        "chats": {"list": [{"name": "Petra Novak", "type": "personal_chat", "id": 222,
            "messages": [said(1, "Petra Novak", 222), said(2, "Runa Teglgaard", 111)]}]}});
    let audit = told("result.json", bare.to_string(), &[]);
    assert_eq!(
        passed(&audit, "Petra Novak"),
        (1, 1, 0, "2018-01-13".to_owned())
    );
}

#[test]
fn contacts_of_other_countries_and_cells_with_several_values() {
    let central = WINDOWS_1250
        .encode("Imię;Nazwisko;Firma;Adres e-mail\nŁucja;Świątek;Młyn;lucja@example.org\n")
        .0;
    let polish = told("k.csv", central, &[]);
    assert_eq!(text(person(&polish, "Łucja Świątek"), "company"), "Młyn");
    let japan = SHIFT_JIS
        .encode("姓,名,会社名,電子メール アドレス\n山田,花子,水車,hanako@example.org\n")
        .0;
    assert_eq!(names(&told("k.csv", japan, &[])), ["山田花子"]);
    let router = "\"Name\",\"Vorname\",\"Rufnummer Privat\"\n\"Novak\",\"Petra\",\"030901820\"\n";
    assert_eq!(
        names(&told("k.csv", router, &["--region", "DE"])),
        ["Petra Novak"]
    );
    let both = "Name,Email,Phone\nPetra Novak,p@example.org; petra@example.com,+46701740605; +46317010101\n";
    let both = told("k.csv", both, &[]);
    let petra = person(&both, "Petra Novak");
    assert_eq!(
        (list(petra, "emails").len(), list(petra, "phones").len()),
        (2, 2)
    );
    assert!(codes(&both).is_empty(), "{:?}", codes(&both));
}

#[test]
fn a_kraj_is_a_country_in_poland_and_a_region_in_bohemia() {
    for (header, row, expected) in [
        (
            "Jméno;Příjmení;Ulice;Město;Kraj;PSČ",
            "Petra;Nováková;Ulice 1;Praha;Středočeský kraj;110 00",
            ";Ulice 1;Praha;Středočeský kraj;110 00;",
        ),
        (
            "Imię;Nazwisko;Ulica;Miasto;Kraj;Kod pocztowy",
            "Petra;Nowak;Ulica 1;Łódź;Polska;90-001",
            ";Ulica 1;Łódź;;90-001;Polska",
        ),
        (
            "Fornavn;Efternavn;Gade;By;Stat;Postnummer",
            "Petra;Novak;Vej 1;Aarhus;Midtjylland;8000",
            ";Vej 1;Aarhus;Midtjylland;8000;",
        ),
    ] {
        let folder = scratch();
        let file = write(folder.path(), "k.csv", format!("{header}\n{row}\n"));
        let out = folder.path().join("out");
        let done = run(&["clean", path(&file), "--out", path(&out)]);
        assert_eq!(done.code, 0, "{}", done.err);
        let cards = std::fs::read_to_string(out.join("people.vcf")).expect("cards");
        assert!(cards.replace("\r\n ", "").contains(expected), "{cards}");
    }
}

#[test]
fn a_table_of_people_with_unknown_columns_is_pointed_to_the_map() {
    let folder = scratch();
    write(
        folder.path(),
        "kunden.csv",
        "Vollständiger Name,Kundennr\nPetra Novak,4711\n",
    );
    let said = run(&["audit", path(folder.path()), "--no-book"]);
    assert_eq!(said.code, 3);
    assert!(said.err.contains("--map"), "{}", said.err);
    assert!(!said.err.contains("nothing Tieline needs"), "{}", said.err);
}
