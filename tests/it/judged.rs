//! Verdicts and bands where what passed says less, or more, than its number: courtesies, meetings of many, one side that writes alone.

use std::fmt::Write as _;
use std::path::Path;

use serde_json::Value;

use crate::find::{list, person, said, text};
use crate::run::{self, audit, is_done, run, scratch, write};

const MESSAGES: &str = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n";

/// A message on LinkedIn between the owner Zoe Teglgaard and somebody, on a day or at an instant; `out` where it is hers.
fn message(out: bool, name: &str, at: &str, content: &str) -> String {
    let slug = |name: &str| {
        format!(
            "https://www.linkedin.com/in/{}",
            name.to_lowercase().replace(' ', "-")
        )
    };
    let zoe = "Zoe Teglgaard";
    let (from, to) = if out { (zoe, name) } else { (name, zoe) };
    let (sender, recipient) = (slug(from), slug(to));
    let hour = if at.contains(' ') { "" } else { " 10:00:00" };
    format!("{name},,{from},{sender},{to},{recipient},{at}{hour} UTC,,{content},INBOX\n")
}

/// Connections of 3 March 2017.
fn connections(folder: &Path, names: &[&str]) {
    let mut list =
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n".to_owned();
    for name in names {
        let (given, family) = name.split_once(' ').expect("two names");
        let slug = name.to_lowercase().replace(' ', "-");
        _ = writeln!(
            list,
            "{given},{family},https://www.linkedin.com/in/{slug},,,,03 Mar 2017"
        );
    }
    write(folder, "Connections.csv", list);
}

/// A log of mails: `in` or `out`, the day or the instant, the address.
fn log(rows: &[(&str, String, &str)]) -> String {
    let mut log = "date,direction,channel,email,name\n".to_owned();
    for (direction, day, email) in rows {
        let hour = if day.contains('T') { "" } else { "T10:00:00Z" };
        _ = writeln!(log, "{day}{hour},{direction},mail,{email},");
    }
    log
}

fn cards(people: &[(&str, &str)]) -> String {
    let card = |(name, line): &(&str, &str)| {
        format!("BEGIN:VCARD\nVERSION:3.0\nFN:{name}\n{line}\nEND:VCARD\n")
    };
    people.iter().map(card).collect()
}

fn audited(folder: &Path, me: &str) -> Value {
    audit(&[
        run::text(folder),
        "--as-of",
        "2026-10-01",
        "--no-book",
        "--me",
        me,
    ])
}

fn band<'a>(audit: &'a Value, name: &str) -> &'a str {
    text(&person(audit, name)["standing"], "band")
}

#[test]
fn congratulations_and_thanks_by_a_click_are_no_relation() {
    let folder = scratch();
    let names = ["Ottilie Brandvold", "Imre Szalka", "Bo Lind"];
    connections(folder.path(), &names);
    let congratulation = "Congrats on your work anniversary!";
    let messages = [
        message(true, names[0], "2023-03-01", congratulation),
        message(false, names[0], "2023-03-02", "Thank you Zoe!"),
        message(
            true,
            names[1],
            "2023-03-01",
            "Congrats! Lunch on Friday as before",
        ),
        message(false, names[1], "2023-03-02", "Thank you Zoe!"),
        message(true, names[2], "2026-09-20", "Shall we meet?"),
    ];
    let content = format!("{MESSAGES}{}", messages.concat());
    let export = write(folder.path(), "messages.csv", content);
    let me = "https://www.linkedin.com/in/zoe-teglgaard";
    let first = audited(folder.path(), me);
    let none = "ask: nothing but congratulations or thanks passed between you, 2 messages, last on 2 Mar 2023";
    assert!(
        said(&first, names[0]).starts_with(none),
        "{}",
        said(&first, names[0])
    );
    assert!(said(&first, names[1]).starts_with("reconnect: in touch both ways until 2 Mar 2023"));

    // The book keeps that they were, and nothing of what they said.
    let (place, list) = (
        folder.path().join("book.db"),
        folder.path().join("Connections.csv"),
    );
    let from = |files: &[&Path]| {
        let mut args = vec![
            "audit",
            "--book",
            run::text(&place),
            "--as-of",
            "2026-10-01",
            "--json",
            "--me",
            me,
        ];
        args.extend(files.iter().map(|file| run::text(file)));
        run(&args).json()
    };
    from(&[&list, &export]);
    std::fs::remove_file(&export).expect("a file");
    let later = from(&[&list]);
    assert!(said(&later, names[0]).starts_with("ask: nothing but congratulations"));
}

#[test]
fn a_card_with_one_name_only_is_asked_about() {
    let folder = scratch();
    let cards = cards(&[
        ("Kirsty", "TEL:+447700900123"),
        ("Kirsty Wallbridge", "TEL:+447700900124"),
        ("Mum", "TEL:+447700900125"),
    ]);
    write(folder.path(), "phone.vcf", cards);
    let audit = audited(folder.path(), "zoe@example.org");
    let kirsty = said(&audit, "Kirsty");
    assert!(
        kirsty.starts_with("ask: is in your address book by one name only"),
        "{kirsty}"
    );
    assert!(said(&audit, "Kirsty Wallbridge").starts_with("unjudged: "));
    assert!(said(&audit, "Mum").starts_with("unjudged: family"));
}

/// A weekly series since a day, so many times, with the owner and so many others; the first four are named.
fn series(title: &str, first: &str, times: u32, others: usize) -> String {
    let mut event = format!(
        "BEGIN:VEVENT\nUID:{title}\nSUMMARY:{title}\nDTSTART:{first}T080000Z\nDTEND:{first}T090000Z\nRRULE:FREQ=WEEKLY;COUNT={times}\nORGANIZER:mailto:zoe@example.org\nATTENDEE;PARTSTAT=ACCEPTED:mailto:zoe@example.org\n"
    );
    for n in 0..others {
        _ = writeln!(
            event,
            "ATTENDEE;PARTSTAT=ACCEPTED:mailto:{title}{n}@example.org"
        );
    }
    event + "END:VEVENT\n"
}

#[test]
fn whoever_is_met_week_after_week_is_nobody_to_be_remembered() {
    let folder = scratch();
    let events = [
        series("team", "20260601", 16, 4),
        series("board", "20260907", 3, 4),
        series("choir", "20250303", 80, 20),
        series("lecture", "20230301", 60, 20),
    ];
    let calendar = format!(
        "BEGIN:VCALENDAR\nVERSION:2.0\n{}END:VCALENDAR\n",
        events.concat()
    );
    write(folder.path(), "zoe.ics", calendar);
    let cards = cards(&[
        ("Luca Brandvold", "EMAIL:team0@example.org"),
        ("Imre Szalka", "EMAIL:board0@example.org"),
        ("Verena Holm", "EMAIL:choir0@example.org"),
        ("Zita Lind", "EMAIL:lecture0@example.org"),
    ]);
    write(folder.path(), "book.vcf", cards);
    let audit = audited(folder.path(), "zoe@example.org");
    assert!(
        said(&audit, "Luca Brandvold").starts_with("keep: "),
        "{}",
        said(&audit, "Luca Brandvold")
    );
    assert_eq!(band(&audit, "Luca Brandvold"), "likely");
    assert!(said(&audit, "Imre Szalka").starts_with("ask: only in meetings of 5"));
    assert_eq!(band(&audit, "Imre Szalka"), "unknown");
    let verena = said(&audit, "Verena Holm");
    assert!(
        verena.starts_with("nurture: both invited to large meetings"),
        "{verena}"
    );
    assert!(said(&audit, "Zita Lind").starts_with("ask: both invited to large meetings"));
    // Whom the owner met last week is not asked about before somebody of years ago.
    let first = list(&audit["look"], "ask_first").iter();
    let first: Vec<&Value> = first.map(|one| one.get("id").unwrap_or(one)).collect();
    let id = |name| &person(&audit, name)["id"];
    assert_eq!(first, [id("Zita Lind"), id("Imre Szalka")]);
}

/// Thirty people who answer, so often each.
fn friends(months: &[u32]) -> Vec<(&'static str, String, &'static str)> {
    let mut rows = Vec::new();
    for n in 0..30 {
        let friend: &'static str = format!("friend{n}@example.org").leak();
        for month in months {
            rows.push(("out", format!("2026-0{month}-02"), friend));
            rows.push(("in", format!("2026-0{month}-03"), friend));
        }
    }
    rows
}

#[test]
fn who_writes_first_and_is_answered_would_take_the_call_whatever_the_figure() {
    let folder = scratch();
    let mut rows = Vec::new();
    for month in 1..=9 {
        rows.push(("in", format!("2026-0{month}-05"), "giulia@example.org"));
        rows.push(("out", format!("2026-0{month}-06"), "giulia@example.org"));
        rows.push(("in", format!("2026-0{month}-12"), "ralph@example.org"));
    }
    rows.push(("in", "2023-03-12".to_owned(), "ralph@example.org"));
    rows.push(("out", "2023-03-13".to_owned(), "ralph@example.org"));
    write(folder.path(), "log.csv", log(&rows));
    let giulia = cards(&[("Giulia Brandvold", "EMAIL:giulia@example.org")]);
    write(folder.path(), "book.vcf", giulia);
    let ralph = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\nRalph,Holm,https://www.linkedin.com/in/ralph-holm,ralph@example.org,,,03 Mar 2017\n";
    write(folder.path(), "Connections.csv", ralph);
    let audit = audited(folder.path(), "zoe@example.org");
    let standing = &person(&audit, "Giulia Brandvold")["standing"];
    let figure = standing["probability"].as_f64();
    assert!(figure < Some(0.5), "the rule is about figures that are low");
    assert_eq!(text(standing, "band"), "likely");
    let ralph = said(&audit, "Ralph Holm");
    assert!(
        ralph.starts_with("ask: they write first: 10 conversations, and you answered 1"),
        "{ralph}"
    );
}

#[test]
fn who_never_answered_is_unlikely_however_well_others_answer() {
    let folder = scratch();
    let mut rows = friends(&[1, 3, 5, 7, 9]);
    rows.extend([1, 3, 5].map(|month| ("out", format!("2023-0{month}-20"), "sil@example.org")));
    write(folder.path(), "log.csv", log(&rows));
    write(
        folder.path(),
        "book.vcf",
        cards(&[("Sil Szalka", "EMAIL:sil@example.org")]),
    );
    let audit = audited(folder.path(), "zoe@example.org");
    let standing = &person(&audit, "Sil Szalka")["standing"];
    let figure = standing["probability"].as_f64();
    assert!(
        figure >= Some(0.3),
        "the rule is about figures that are not low: {figure:?}"
    );
    assert_eq!(text(standing, "band"), "unlikely");
}

#[test]
fn a_company_on_a_card_is_nobody_without_a_card() {
    let folder = scratch();
    let calls = "<?xml version='1.0'?>\n<calls count=\"2\">\n<call number=\"+41313337070\" duration=\"180\" date=\"1768903200000\" type=\"2\" contact_name=\"Holm Sanitaer AG\" />\n<call number=\"+41313337071\" duration=\"400\" date=\"1768903200000\" type=\"2\" contact_name=\"Imre Szalka\" />\n</calls>\n";
    write(folder.path(), "calls.xml", calls);
    let card = "BEGIN:VCARD\nVERSION:3.0\nN:;;;;\nFN:Holm Sanitaer AG\nORG:Holm Sanitaer AG;\nX-ABShowAs:COMPANY\nTEL:+41 31 333 70 70\nEND:VCARD\n";
    write(
        folder.path(),
        "book.vcf",
        format!("{card}{}", cards(&[("Ida Lind", "TEL:+41791234567")])),
    );
    let shown = run(&[
        "audit",
        run::text(folder.path()),
        "--as-of",
        "2026-10-01",
        "--no-book",
    ]);
    assert!(is_done(&shown), "{}", shown.err);
    let out = shown.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(out.contains("1 person without a card"), "{out}");
    assert!(
        out.contains("Imre Szalka (1 call") || out.contains("Imre Szalka"),
        "{out}"
    );
    assert!(!out.contains("most active: Holm"), "{out}");
}

#[test]
fn who_was_invited_with_a_note_was_written_to() {
    let folder = scratch();
    connections(folder.path(), &["Ingrid Brandvold", "Bo Lind"]);
    let invitations = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\nZoe Teglgaard,Bo Lind,\"3/14/26, 9:00 AM\",,OUTGOING,https://www.linkedin.com/in/zoe-teglgaard,https://www.linkedin.com/in/bo-lind\nZoe Teglgaard,Ingrid Brandvold,\"9/1/26, 9:00 AM\",It was good to meet you,OUTGOING,https://www.linkedin.com/in/zoe-teglgaard,https://www.linkedin.com/in/ingrid-brandvold\n";
    write(folder.path(), "Invitations.csv", invitations);
    let messages = message(false, "Ingrid Brandvold", "2026-09-12", "Shall we talk?");
    write(
        folder.path(),
        "messages.csv",
        format!("{MESSAGES}{messages}"),
    );
    let me = "https://www.linkedin.com/in/zoe-teglgaard";
    let audit = audited(folder.path(), me);
    let told = audit["look"].to_string();
    assert_eq!(list(&audit["look"], "waiting").len(), 1, "{told}");
    let strangers = &audit["look"]["strangers"];
    assert_eq!(strangers.as_u64(), Some(0), "{told}");
    // Invitations without a note are told of by the file, too.
    let coverage = audit["coverage"].to_string();
    assert!(coverage.contains("2026-03-14"), "{coverage}");
}

#[test]
fn thanks_for_an_answer_wait_for_nothing() {
    let folder = scratch();
    let row = |direction, day: &str, email| (direction, day.to_owned(), email);
    let rows = [
        row("in", "2026-06-01", "robert@example.org"),
        row("out", "2026-06-02", "robert@example.org"),
        row("in", "2026-06-02T13:00:00Z", "robert@example.org"),
        row("out", "2026-03-02", "elena@example.org"),
        row("in", "2026-08-03", "elena@example.org"),
    ];
    write(folder.path(), "log.csv", log(&rows));
    let cards = cards(&[
        ("Robert Holm", "EMAIL:robert@example.org"),
        ("Elena Szalka", "EMAIL:elena@example.org"),
    ]);
    write(folder.path(), "book.vcf", cards);
    let audit = audited(folder.path(), "zoe@example.org");
    let waits = list(&audit["look"], "waiting").iter();
    let waits: Vec<&Value> = waits.map(|one| &one["id"]).collect();
    assert_eq!(waits, [&person(&audit, "Elena Szalka")["id"]]);
}

#[test]
fn a_number_is_found_as_it_is_dialled_at_home() {
    let folder = scratch();
    let cards = cards(&[
        ("Anjali Brandvold", "TEL:+919822690909"),
        ("Imre Szalka", "TEL:+36201234567"),
    ]);
    let (book, list) = (
        folder.path().join("book.db"),
        write(folder.path(), "c.vcf", cards),
    );
    let done = run(&[
        "audit",
        "--book",
        run::text(&book),
        "--as-of",
        "2026-10-01",
        run::text(&list),
    ]);
    assert!(is_done(&done), "{}", done.err);
    for typed in ["98226 90909", "098226-90909", "9822690909"] {
        let shown = run(&["show", "--book", run::text(&book), typed]);
        assert!(
            shown.out.contains("Anjali Brandvold"),
            "{typed}: {}{}",
            shown.out,
            shown.err
        );
    }
    let nobody = run(&["show", "--book", run::text(&book), "98226 90908"]);
    assert!(!is_done(&nobody));
}

/// Who writes from time to time and is never answered has the owner's answer; who wrote once, or of late, or a greeting has not.
#[test]
fn whose_messages_were_never_answered_is_no_question_any_more() {
    let folder = scratch();
    let names = [
        "Rasmus Pitcher",
        "Once Only",
        "Twoline Sitting",
        "Latest Offer",
        "Birthday Wisher",
        "Carded Caller",
        "Bo Lind",
    ];
    connections(folder.path(), &names);
    let pitch = "We have an opening. Are you free for a call?";
    let greeting = "Happy birthday!";
    let messages = [
        message(true, "Bo Lind", "2017-03-02", "hello"),
        message(false, names[0], "2023-05-01", pitch),
        message(false, names[0], "2024-05-01", pitch),
        message(false, names[1], "2024-05-01", pitch),
        message(false, names[2], "2024-05-01", "hello"),
        message(false, names[2], "2024-05-01 11:00:00", pitch),
        message(false, names[3], "2025-05-01", pitch),
        message(false, names[3], "2026-05-01", pitch),
        message(false, names[4], "2023-05-01", greeting),
        message(false, names[4], "2024-05-01", greeting),
        message(false, names[5], "2023-05-01", pitch),
        message(false, names[5], "2024-05-01", pitch),
        message(true, "Bo Lind", "2026-09-20", "hello"),
    ];
    write(
        folder.path(),
        "messages.csv",
        format!("{MESSAGES}{}", messages.concat()),
    );
    let profile = "URL:https://www.linkedin.com/in/carded-caller\nTEL:+447700900123";
    write(folder.path(), "book.vcf", cards(&[(names[5], profile)]));
    let audit = audited(folder.path(), "https://www.linkedin.com/in/zoe-teglgaard");
    let given_up = "delete: they wrote to you twice, last on 1 May 2024, and you never answered (messages.csv)";
    assert!(
        said(&audit, names[0]).starts_with(given_up),
        "{}",
        said(&audit, names[0])
    );
    for name in &names[1..6] {
        assert!(
            said(&audit, name).starts_with("ask: "),
            "{}",
            said(&audit, name)
        );
    }
}

/// Whom nobody answered in the files that were given may have been answered in those that were not: they are asked about, and not to be deleted.
#[test]
fn messages_without_an_answer_in_files_that_end_early_stay_a_question() {
    let folder = scratch();
    let names = ["Rasmus Pitcher", "Bo Lind"];
    connections(folder.path(), &names);
    let messages = [
        message(true, "Bo Lind", "2022-03-02", "hello"),
        message(false, names[0], "2023-05-01", "hello"),
        message(false, names[0], "2024-05-01", "hello"),
    ];
    let messages = format!("{MESSAGES}{}", messages.concat());
    write(folder.path(), "messages.csv", messages);
    let audit = audited(folder.path(), "https://www.linkedin.com/in/zoe-teglgaard");
    let said = said(&audit, names[0]);
    assert!(said.starts_with("ask: they wrote to you twice"), "{said}");
}

/// Three tries in a row that were left, and no word of theirs for two years: nobody is told to write once more.
#[test]
fn who_left_the_last_tries_and_has_been_silent_for_long_is_no_longer_written_to() {
    let folder = scratch();
    let mail = |name: &str| format!("EMAIL:{}@mill.test", name.to_lowercase());
    let people = ["Thyra", "Torben", "Tilde"];
    let of: Vec<(&str, String)> = people.iter().map(|name| (*name, mail(name))).collect();
    let of: Vec<(&str, &str)> = of
        .iter()
        .map(|(name, line)| (*name, line.as_str()))
        .collect();
    write(folder.path(), "book.vcf", cards(&of));
    let mut rows = Vec::new();
    // The last word of theirs: two years and a month ago, a month less than two years ago, and as long ago as the first, with two tries after it.
    for (email, heard, tries) in [
        ("thyra@mill.test", "2024-09-01", 3),
        ("torben@mill.test", "2024-11-01", 3),
        ("tilde@mill.test", "2024-09-01", 2),
    ] {
        rows.push(("out", "2024-08-28".to_owned(), email));
        rows.push(("in", heard.to_owned(), email));
        let months = ["2025-06-01", "2025-10-01", "2026-03-01"];
        let after = months.iter().take(tries);
        rows.extend(after.map(|day| ("out", (*day).to_owned(), email)));
    }
    write(folder.path(), "interactions.csv", log(&rows));
    let audit = audited(folder.path(), "zoe@teglgaard.test");
    let left = said(&audit, "Thyra");
    assert!(
        left.starts_with("ask: they did not answer your last 3 messages, the last on 1 Mar 2026"),
        "{left}"
    );
    for name in ["Torben", "Tilde"] {
        let said = said(&audit, name);
        assert!(said.starts_with("reconnect: "), "{name}: {said}");
    }
}

/// A month lies between the audits, and nothing else: the line that was crossed is named.
#[test]
fn the_month_in_which_a_proposal_came_up_names_the_line_that_was_crossed() {
    let folder = scratch();
    connections(folder.path(), &["Rasmus Pitcher", "Bo Lind"]);
    let messages = [
        message(true, "Bo Lind", "2017-03-02", "hello"),
        message(false, "Rasmus Pitcher", "2025-03-01", "hello"),
        message(false, "Rasmus Pitcher", "2026-03-20", "hello"),
        message(true, "Bo Lind", "2026-09-01", "hello"),
    ];
    let messages = format!("{MESSAGES}{}", messages.concat());
    write(folder.path(), "messages.csv", messages);
    let mut rows = vec![("in", "2024-09-20".to_owned(), "thyra@mill.test")];
    let tries = ["2024-09-10", "2025-06-01", "2025-10-01", "2026-03-01"];
    rows.extend(tries.map(|day| ("out", day.to_owned(), "thyra@mill.test")));
    write(folder.path(), "interactions.csv", log(&rows));
    let cards = cards(&[("Thyra", "EMAIL:thyra@mill.test")]);
    write(folder.path(), "book.vcf", cards);
    let out = scratch();
    let at = |day: &str| {
        let (to, me) = (
            out.path().join(day),
            "https://www.linkedin.com/in/zoe-teglgaard",
        );
        let (to, from) = (run::text(&to).to_owned(), run::text(folder.path()));
        let me = ["--me", me, "--me", "zoe@teglgaard.test"];
        let audit = ["audit", from, "--no-book", "--as-of", day, "--out", &to];
        let done = run(&[&audit[..], &me].concat());
        assert!(is_done(&done), "{}", done.err);
        to
    };
    let done = run(&["diff", &at("2026-09-02"), &at("2026-10-01")]);
    for (name, cause) in [
        (
            "Rasmus Pitcher  maybe, ask → delete",
            "they last wrote more than six months ago now (on 20 Mar 2026), and you never answered",
        ),
        (
            "reconnect → ask",
            "silent for two years (since 20 Sep 2024), and your last messages stand unanswered",
        ),
    ] {
        let (_, after) = done.out.split_once(name).expect(name);
        let words: Vec<&str> = after.split_whitespace().collect();
        assert!(words.join(" ").starts_with(cause), "{}", done.out);
    }
}
