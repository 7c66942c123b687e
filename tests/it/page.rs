//! `report.html` as a text: the contract of its data, its policy, what a hostile file can do to it, its size.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::demo::{OCTOBER, SEPTEMBER, october, october_files};
use crate::run::{audit_out, ended, run, scratch, text, tieline, write};

/// The page of the demo network.
fn demo() -> &'static str {
    std::str::from_utf8(&october_files()["report.html"]).expect("UTF-8")
}

/// What stands between two texts.
fn between<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    let (_, rest) = page.split_once(from).unwrap_or_else(|| panic!("{from}"));
    rest.split_once(to).unwrap_or_else(|| panic!("{to}")).0
}

pub fn data(page: &str) -> Value {
    let json = between(
        page,
        "<script type=\"application/json\" id=\"data\">",
        "</script>",
    );
    serde_json::from_str(json).expect("JSON")
}

/// The details of each person, a line each.
fn details(page: &str) -> Vec<Value> {
    let lines = between(
        page,
        "<script type=\"text/plain\" id=\"details\">",
        "</script>",
    )
    .lines();
    lines
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}

/// The cell of a row by the name of its column.
pub fn cell<'a>(data: &'a Value, row: usize, column: &str) -> &'a Value {
    let columns = data["columns"].as_array().expect("columns");
    let at = columns
        .iter()
        .position(|name| name == column)
        .expect("a column");
    &data["rows"][row][at]
}

#[test]
fn the_data_of_the_page_is_that_of_the_audit() {
    let (data, audit) = (data(demo()), october());
    let people = audit["people"].as_array().expect("people");
    assert_eq!(data["schema"], 1);
    assert_eq!(data["rows"].as_array().map(Vec::len), Some(people.len()));
    assert_eq!(details(demo()).len(), people.len());
    let columns = data["columns"].as_array().map(Vec::len);
    for (at, person) in people.iter().enumerate() {
        assert_eq!(data["rows"][at].as_array().map(Vec::len), columns);
        assert_eq!(*cell(&data, at, "id"), person["id"]);
        // What steers the display without being seen is left out.
        let name = person["name"]
            .as_str()
            .map(|name| name.replace(['\u{202b}', '\u{202c}'], ""));
        assert_eq!(cell(&data, at, "name").as_str(), name.as_deref());
        let band = cell(&data, at, "band").as_u64().expect("a band") as usize;
        assert_eq!(data["bands"][band], person["standing"]["band"]);
        let verdict = cell(&data, at, "verdict").as_u64().expect("a verdict") as usize;
        assert_eq!(data["verdicts"][verdict], person["verdict"]);
        let strings = data["strings"].as_array().expect("strings");
        let company = cell(&data, at, "company")
            .as_u64()
            .map(|place| &strings[place as usize]);
        assert_eq!(company.unwrap_or(&Value::Null), &person["company"]);
    }
}

#[test]
fn a_person_that_is_opened_has_every_reason() {
    let (data, details) = (data(demo()), details(demo()));
    for (at, person) in october()["people"]
        .as_array()
        .expect("people")
        .iter()
        .enumerate()
    {
        let why = details[at]["why"].as_array().expect("reasons");
        let why: Vec<&Value> = why
            .iter()
            .map(|place| &data["strings"][place.as_u64().expect("a place") as usize])
            .collect();
        assert_eq!(
            why,
            person["why"]
                .as_array()
                .expect("reasons")
                .iter()
                .collect::<Vec<_>>()
        );
        let cards = details[at]["cards"].as_array().map(Vec::len);
        assert_eq!(cards, person["records"].as_array().map(Vec::len));
    }
}

#[test]
fn the_policy_allows_the_script_and_the_style_of_the_page_and_nothing_else() {
    let page = demo();
    let policy = between(
        page,
        "http-equiv=\"Content-Security-Policy\" content=\"",
        "\"",
    );
    let hash = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
    let style = hash(between(page, "<style>", "</style>"));
    let script = hash(between(page, "<script>", "</script>"));
    let expected = format!(
        "default-src 'none'; style-src {style}; script-src {script}; base-uri 'none'; form-action 'none'"
    );
    assert_eq!(policy, expected);
    assert_eq!(page.matches("<script>").count(), 1);
    assert_eq!(page.matches("<style>").count(), 1);
    assert!(
        !page.contains(" style=\"") && !page.contains(" onclick="),
        "nothing that the policy would refuse"
    );
    assert!(page.contains("<meta name=\"referrer\" content=\"no-referrer\">"));
}

/// Everything that the page links to, scripts aside.
fn links(page: &str) -> Vec<&str> {
    let links = page.split("href=\"").skip(1);
    links
        .map(|rest| rest.split('"').next().unwrap_or_default())
        .collect()
}

#[test]
fn the_page_loads_nothing_and_links_to_profiles_only() {
    let page = demo().split("<script type").next().expect("a page");
    for link in links(page) {
        let is_ours = link.starts_with('#') || link.starts_with("https://www.linkedin.com/in/");
        assert!(is_ours, "{link}");
    }
    for loads in [" src=", "@import", "url(", "<link", "<iframe", "<img"] {
        assert!(!page.contains(loads), "{loads}");
    }
}

const HOSTILE: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
    </script><img src=x onerror=alert(1)>,\"O'\"\"Evil\",https://www.linkedin.com/in/evil,,\"\"\"><svg onload=1>\",<!--,01 Feb 2026\n\
    {{data}},\u{202e}gnol,javascript:alert(1),\"a@b\"\" onmouseover=1\",=HYPERLINK(1),&amp;,02 Feb 2026\n";

#[test]
fn no_text_of_a_file_becomes_markup() {
    let folder = scratch();
    let file = write(folder.path(), "Connections.csv", HOSTILE);
    let files = audit_out(&[
        "--no-book",
        text(&file),
        "--as-of",
        "2026-05-01",
        "--me",
        "me@example.org",
    ]);
    let page = String::from_utf8(files["report.html"].clone()).expect("UTF-8");
    for markup in [
        "<img",
        "<svg onload",
        "href=\"javascript:",
        "\u{202e}",
        "<!--",
    ] {
        assert!(!page.contains(markup), "{markup}");
    }
    assert_eq!(page.matches("<script").count(), 3);
    assert_eq!(page.matches("</script>").count(), 3);
    let data = data(&page);
    let names: Vec<&str> = (0..2)
        .filter_map(|row| cell(&data, row, "name").as_str())
        .collect();
    assert!(
        names.iter().any(|name| name.starts_with("</script><img")),
        "{names:?}"
    );
    assert!(
        names.iter().any(|name| name.starts_with("{{data}}")),
        "{names:?}"
    );
}

#[test]
fn without_scripts_the_answer_the_week_the_drawing_and_the_first_people_are_there() {
    let page = demo().split("<script type").next().expect("a page");
    assert!(page.contains(
        "<h1><span class=\"accent\">11 of your 163 people</span> would likely take your call."
    ));
    assert_eq!(page.matches("<h1").count(), 1);
    let week = between(page, "id=\"week\"", "</section>");
    assert_eq!(week.matches("class=\"who\"").count(), 5);
    let dots = between(page, "<svg class=\"wide\"", "</svg>");
    assert_eq!(dots.matches("<title>").count(), 163, "a dot for everybody");
    let rows = between(page, "<tbody id=\"rows\">", "</tbody>");
    assert_eq!(rows.matches("<tr ").count(), 100);
}

#[test]
fn what_went_stale_stands_in_the_page_person_by_person() {
    let section = between(demo(), "id=\"hygiene\"", "</section>");
    assert_eq!(section.matches("<svg class=\"roster\"").count(), 2);
    let audit = october();
    let people = audit["people"].as_array().expect("people");
    let stale: Vec<&Value> = people
        .iter()
        .filter_map(|person| person["stale"].as_array())
        .flatten()
        .collect();
    assert!(!stale.is_empty());
    let heading = format!("Out of date on your cards ({})", stale.len());
    assert!(section.contains(&heading), "{section}");
    for value in stale {
        let shown = value["value"].as_str().expect("a value");
        assert!(section.contains(&shown.replace('&', "&amp;")), "{shown}");
    }
    let connections = audit["roster"]["connections"].as_u64().expect("a number");
    assert!(section.contains(&format!("{connections} connections on LinkedIn")));
}

#[test]
fn the_drawing_of_messages_says_who_began() {
    let (mut yours, mut theirs) = (0, 0);
    let people = october()["people"].as_array().expect("people");
    for period in people
        .iter()
        .filter_map(|p| p["timeline"].as_array())
        .flatten()
    {
        let when = period["when"].as_str().expect("a month or year");
        // Eight quarters up to the last of 2026.
        if when.len() > 4 && when >= "2025-01" {
            yours += period["you_began"].as_u64().unwrap_or(0);
            theirs += period["they_began"].as_u64().unwrap_or(0);
        }
    }
    let said = format!(
        "Of {} conversations, you began {yours} and they began {theirs}.",
        yours + theirs
    );
    let section = between(demo(), "id=\"glance\"", "</section>");
    assert!(
        yours > 10 && theirs > 5 && section.contains(&said),
        "{said}"
    );
}

#[test]
fn the_same_audit_gives_the_same_page() {
    let again = audit_out(OCTOBER);
    assert!(again["report.html"] == october_files()["report.html"]);
}

/// Connections as LinkedIn exports them, with messages of a few.
fn network(people: usize) -> (String, String) {
    let mut connections =
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n".to_owned();
    let mut messages = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n".to_owned();
    for n in 0..people {
        let (day, year) = (n % 28 + 1, 2010 + n % 16);
        connections += &format!(
            "Given{n},Family{},https://www.linkedin.com/in/person-{n},,Company {},Position {},{day:02} Mar {year}\n",
            n * 7,
            n % 700,
            n % 90
        );
        if n % 5 == 0 {
            for (at, from) in [(9, "Olga Owner"), (10, "them")] {
                let (name, link) = (
                    format!("Given{n} Family{}", n * 7),
                    format!("https://www.linkedin.com/in/person-{n}"),
                );
                let owner = (
                    "Olga Owner".to_owned(),
                    "https://www.linkedin.com/in/olga".to_owned(),
                );
                let (from, to) = if from == "them" {
                    ((name, link), owner)
                } else {
                    (owner, (name, link))
                };
                messages += &format!(
                    "c{n},,{},{},{},{},2025-03-{day:02} {at:02}:00:00 UTC,,Hello?,INBOX\n",
                    from.0, from.1, to.0, to.1
                );
            }
        }
    }
    (connections, messages)
}

#[test]
fn a_page_of_a_thousand_people_is_small() {
    let folder = scratch();
    let (connections, messages) = network(1_000);
    write(folder.path(), "Connections.csv", connections);
    write(folder.path(), "messages.csv", messages);
    let files = audit_out(&[
        "--no-book",
        text(folder.path()),
        "--as-of",
        "2026-05-01",
        "--me",
        "https://www.linkedin.com/in/olga",
    ]);
    let page = std::str::from_utf8(&files["report.html"]).expect("UTF-8");
    // 3,000 people stay under 3 MB, and 30,000, of whom no dot has an element of its own, under 15 MB.
    assert!(page.len() < 1_000_000, "{}", page.len());
    let data = between(page, "id=\"data\">", "</script>").len()
        + between(page, "id=\"details\">", "</script>").len();
    assert!(data < 450_000, "{data}");
}

/// What the page saves: people and pairs in one file.
#[test]
fn what_the_page_saves_is_taken_and_the_next_page_shows_it() {
    let folder = scratch();
    let book = folder.path().join("book.db");
    let book = text(&book);
    let out = folder.path().join("first");
    let audit = |args: &[&str], out: &std::path::Path| {
        let all = ["audit", "--book", book, "--quiet", "--out", text(out)];
        let ended = run(&[&all, args].concat());
        assert_eq!(ended.code, 0, "{}", ended.err);
        std::fs::read_to_string(out.join("report.html")).expect("a page")
    };
    let first = audit(SEPTEMBER, &out);
    assert!(between(&first, "id=\"changes\"", "</section>").contains("This is the first audit"));
    let saved = data(&first);
    let id = cell(&saved, 0, "id").as_str().expect("an id");
    let name = cell(&saved, 0, "name").as_str().expect("a name");
    let side = |side: &Value| {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let of = |field: &str| {
            let values = side[2].as_array().expect("values").iter();
            let of_field = values
                .filter(|value| saved["strings"][value[0].as_u64().unwrap_or(0) as usize] == field);
            of_field
                .map(|value| text(&value[1]))
                .collect::<Vec<_>>()
                .join("; ")
        };
        let file = text(&saved["strings"][side[3].as_u64().unwrap_or(0) as usize]);
        format!(
            "{},{},{},{},{},{file}",
            text(&side[0]),
            text(&side[1]),
            of("url"),
            of("email"),
            of("phone")
        )
    };
    let pair = &saved["pairs"][0];
    let csv = format!(
        "\u{feff}decision,id,name,id_a,name_a,profile_a,emails_a,phones_a,file_a,id_b,name_b,profile_b,emails_b,phones_b,file_b\r\n\
         delete,{id},\"{name}\",,,,,,,,,,,,\r\nnot-same,,,{},{}\r\n",
        side(&pair[1]),
        side(&pair[2])
    );
    let file = write(folder.path(), "decisions.csv", csv);
    let ended = run(&["decide", "--book", book, text(&file)]);
    assert_eq!(ended.code, 0, "{}\n{}", ended.out, ended.err);
    let second = audit(OCTOBER, &folder.path().join("second"));
    let again = data(&second);
    assert_eq!(
        again["strings"][cell(&again, position(&again, id), "decision")
            .as_u64()
            .expect("a decision") as usize],
        "delete"
    );
    assert_eq!(
        again["pairs"].as_array().map(Vec::len),
        saved["pairs"].as_array().map(|all| all.len() - 1)
    );
    assert!(
        between(&second, "id=\"to-do\"", "</section>").contains("You decided to delete 1 person")
    );
    assert!(
        between(&second, "id=\"changes\"", "</section>").contains("from 1 Oct 2026 to 1 Nov 2026")
    );
    let earlier = &details(&second)[position(&again, id)]["earlier"];
    assert_eq!(earlier.as_array().map(Vec::len), Some(1));
}

fn position(data: &Value, id: &str) -> usize {
    let rows = data["rows"].as_array().expect("rows").len();
    (0..rows)
        .find(|&row| cell(data, row, "id") == id)
        .expect("a person")
}

/// A program that stands in for the browser and notes what it was given.
#[cfg(unix)]
fn browser(folder: &std::path::Path) -> std::path::PathBuf {
    use std::os::unix::fs::PermissionsExt;

    let seen = folder.join("seen");
    let program = write(
        folder,
        "bin/xdg-open",
        format!(
            "#!/bin/sh\nprintf %s \"$1\" > '{}.part'\nmv '{0}.part' '{0}'\n",
            seen.display()
        ),
    );
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).expect("a program");
    seen
}

#[cfg(target_os = "linux")]
#[test]
fn the_page_is_written_privately_and_opened_when_it_is_asked_for() {
    use std::os::unix::fs::PermissionsExt;

    let folder = scratch();
    let seen = browser(folder.path());
    let data = folder.path().join("data");
    let args = [
        "audit",
        "--no-book",
        "--open",
        "fixtures/demo/address-book.vcf",
        "--as-of",
        "2026-11-01",
    ];
    let path = format!("{}:/usr/bin:/bin", folder.path().join("bin").display());
    let ended = ended(
        tieline()
            .args(args)
            .env("PATH", path)
            .env("XDG_DATA_HOME", &data),
    );
    assert_eq!(ended.code, 0, "{}", ended.err);
    let page = data.join("tieline/pages/report-2026-11-01.html");
    assert!(
        ended.out.contains("it was opened in your browser"),
        "{}",
        ended.out
    );
    let mode = |path: &std::path::Path| {
        std::fs::metadata(path)
            .expect("it is there")
            .permissions()
            .mode()
            & 0o777
    };
    assert_eq!(
        (mode(&page), mode(&data.join("tieline/pages"))),
        (0o600, 0o700)
    );
    assert!(
        std::fs::read_to_string(&page)
            .expect("a page")
            .starts_with("<!DOCTYPE html>")
    );
    for _ in 0..100 {
        if seen.exists() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    assert_eq!(
        std::fs::read_to_string(seen).expect("it was opened"),
        text(&page)
    );
}

#[cfg(unix)]
#[test]
fn nothing_is_opened_by_itself_and_the_last_line_offers_it() {
    let folder = scratch();
    let seen = browser(folder.path());
    let path = format!("{}:/usr/bin:/bin", folder.path().join("bin").display());
    let args = [
        "audit",
        "--no-book",
        "fixtures/demo/address-book.vcf",
        "--as-of",
        "2026-11-01",
    ];
    let ended = ended(tieline().args(args).env("PATH", path));
    let last = ended
        .out
        .trim_end()
        .lines()
        .next_back()
        .expect("a line")
        .to_owned();
    let before = ended
        .out
        .contains("add --open to see this as a page in your browser");
    assert!(before, "{last}");
    assert!(!seen.exists());
}

#[test]
fn two_audits_give_the_page_with_what_changed_first() {
    let folder = scratch();
    let write = |name: &str, files: &std::collections::BTreeMap<String, Vec<u8>>| {
        write(folder.path(), name, &files["audit.json"])
    };
    let old = write("old/audit.json", crate::demo::september_files());
    let new = write("new/audit.json", october_files());
    let out = folder.path().join("out");
    let ended = run(&["diff", text(&old), text(&new), "--out", text(&out)]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    let page = std::fs::read_to_string(out.join("report.html")).expect("a page");
    assert!(page.contains("<h1>What changed from 1 Oct 2026 to 1 Nov 2026</h1>"));
    assert!(page.contains("data-about=\"changes\""));
    let changes = between(&page, "id=\"changes\"", "</section>");
    assert!(
        changes.contains("New jobs, each a reason to write"),
        "{changes}"
    );
    assert!(between(&page, "id=\"proof\"", "</section>").contains("run tieline backtest"));
    let report = std::fs::read_to_string(out.join("report.md")).expect("a report");
    assert!(report.contains("## What changed from 1 Oct 2026 to 1 Nov 2026"));
    let list = std::fs::read_to_string(out.join("changes.csv")).expect("a list");
    let printed = run(&["diff", text(&old), text(&new), "--csv"]);
    assert_eq!(
        list.strip_prefix('\u{feff}'),
        Some(printed.out.as_str()),
        "spreadsheets want the mark, programs do not"
    );
}

/// A mail of an mbox, on a day of 2026 from one to the other.
fn mail(day: &str, from: &str, to: &str) -> String {
    let id = day.replace(' ', "-");
    format!(
        "From x@y Thu Oct 01 09:00:00 2026\nFrom: {from}\nTo: {to}\nDate: {day} 2026 09:00:00 +0000\nMessage-ID: <{id}@example.org>\nSubject: rehearsal\n\nHello\n\n"
    )
}

#[test]
fn who_is_on_no_card_is_part_of_the_answer_and_counted_where_people_wait() {
    let (olga, gia) = (
        "Olga Owner <olga@example.org>",
        "Gia Moser <gia@example.org>",
    );
    let mails = [
        mail("1 Jan", olga, gia),
        mail("2 Jan", gia, olga),
        mail("1 Apr", olga, gia),
        mail("2 Apr", gia, olga),
        mail("20 Oct", gia, olga),
    ];
    let folder = scratch();
    write(folder.path(), "all.mbox", mails.concat());
    let cards = "BEGIN:VCARD\nVERSION:3.0\nFN:Bo Quist\nEMAIL:bo@example.org\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:Cy Lund\nEMAIL:cy@example.org\nEND:VCARD\n";
    write(folder.path(), "cards.vcf", cards);
    let args = [
        text(folder.path()),
        "--no-book",
        "--me",
        "olga@example.org",
        "--as-of",
        "2026-11-01",
    ];
    let page = String::from_utf8(audit_out(&args)["report.html"].clone()).expect("UTF-8");
    let answer = between(&page, "<h1>", "</h1>");
    assert!(
        answer.ends_with("1 person who is on no card likely would."),
        "{answer}"
    );
    assert!(page.contains("<b>1</b> <span>wait for your answer"));
    let waits = between(&page, "<li data-waits><b dir=\"auto\">", "</li>");
    assert!(
        waits.starts_with("Gia Moser</b><p>waits for your answer since 20 Oct 2026"),
        "{waits}"
    );
}
