//! The to-do for LinkedIn: what was decided to be deleted is open until a newer export does not have it any more.

use std::path::PathBuf;

use rusqlite::Connection;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::find::{list, text};
use crate::run::{self, Ended, ended, scratch, tieline, write};

const HEADER: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n";

/// Connections that only time tells apart.
const ALL: [&str; 4] = ["Otto Kern", "Jutta Falk", "Sami Aho", "Petra Novak"];

/// A book and the exports that it is given.
struct Network {
    folder: TempDir,
}

impl Network {
    fn new() -> Self {
        Self { folder: scratch() }
    }

    fn tieline(&self, args: &[&str]) -> Ended {
        let book = self.folder.path().join("book.db");
        ended(tieline().args(args).arg("--book").arg(book))
    }

    /// An export with these people, and with somebody who was connected on the given day of 2026, written `Mmm dd`.
    fn export(&self, name: &str, newest: &str, people: &[&str]) -> PathBuf {
        let row = |person: &&str| {
            let (given, family) = person.split_once(' ').expect("two names");
            let slug = person.to_lowercase().replace(' ', "-");
            format!(
                "{given},{family},https://www.linkedin.com/in/{slug},,Works,Grade,03 Feb 2019\n"
            )
        };
        let rows: String = people.iter().map(row).collect();
        let (month, day) = newest.split_once(' ').expect("month and day");
        let newcomer = format!(
            "New,Comer,https://www.linkedin.com/in/new-comer,,Works,Grade,{day} {month} 2026\n"
        );
        let name = format!("{name}/Connections.csv");
        write(
            self.folder.path(),
            &name,
            format!("{HEADER}{rows}{newcomer}"),
        )
    }

    fn audit_in(&self, as_of: &str, files: &[&PathBuf], more: &[&str]) -> Ended {
        let files = files.iter().map(|file| run::text(file));
        let args: Vec<&str> = ["audit", "--as-of", as_of]
            .into_iter()
            .chain(files)
            .collect();
        let ended = self.tieline(&[&args, more].concat());
        assert_eq!(ended.code, 0, "{}", ended.err);
        ended
    }

    /// The to-do of an audit.
    fn audit(&self, as_of: &str, files: &[&PathBuf]) -> Value {
        self.audit_in(as_of, files, &["--json"]).json()["to_do"].clone()
    }

    /// Decides to delete, as if that had been on a day of 2026.
    fn delete(&self, name: &str, day: &str) {
        let ended = self.tieline(&["decide", name, "delete"]);
        assert_eq!(ended.code, 0, "{}", ended.err);
        let book = Connection::open(self.folder.path().join("book.db")).expect("a book");
        let at = "UPDATE decision SET at = unixepoch(?1) WHERE id = (SELECT max(id) FROM decision)";
        book.execute(at, [day]).expect("moved");
        crate::run::changed_from_outside(&self.folder.path().join("book.db"));
    }
}

/// Name and day of being gone of everybody on the list, in its order.
fn told(to_do: &Value) -> Vec<(&str, Option<&str>)> {
    let deletions = list(to_do, "deletions").iter();
    deletions
        .map(|deletion| (text(deletion, "name"), deletion["gone_on"].as_str()))
        .collect()
}

#[test]
fn who_is_gone_from_a_newer_export_is_ticked_off_and_stays_so() {
    let network = Network::new();
    let october = network.export("10", "Oct 03", &ALL);
    assert_eq!(network.audit("2026-10-05", &[&october])["decided"], 0);
    network.delete("Otto Kern", "2026-10-10");
    network.delete("Jutta Falk", "2026-10-10");

    let same = network.audit("2026-10-12", &[&october]);
    assert_eq!(told(&same), [("Jutta Falk", None), ("Otto Kern", None)]);
    let november = network.export("11", "Nov 04", &ALL[1..]);
    let audit = network.audit("2026-11-05", &[&november]);
    assert_eq!(
        told(&audit),
        [("Jutta Falk", None), ("Otto Kern", Some("2026-11-04"))]
    );
    let counts = ["decided", "gone", "open", "export"].map(|key| audit[key].clone());
    assert_eq!(counts, [json!(2), json!(1), json!(1), json!("2026-11-04")]);
    let otto = &list(&audit, "deletions")[1];
    assert_eq!(otto["profile"], "https://www.linkedin.com/in/otto-kern");
    assert_eq!(otto["decided_on"], "2026-10-10");

    // Without any export, and with one that is older, what was ticked stays ticked.
    let cards = write(
        network.folder.path(),
        "cards.vcf",
        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Zoe Quill\r\nEMAIL:zoe@example.org\r\nEND:VCARD\r\n",
    );
    for files in [&cards, &october, &november] {
        let later = network.audit("2026-11-20", &[files]);
        assert!(
            told(&later).contains(&("Otto Kern", Some("2026-11-04"))),
            "{later}"
        );
    }
    let december = network.export("12", "Dec 02", &ALL[2..]);
    let audit = network.audit("2026-12-03", &[&december]);
    assert_eq!(
        told(&audit),
        [
            ("Jutta Falk", Some("2026-12-02")),
            ("Otto Kern", Some("2026-11-04"))
        ]
    );
}

#[test]
fn an_export_that_is_older_than_the_decision_ticks_nobody_off() {
    let network = Network::new();
    let october = network.export("10", "Oct 03", &ALL);
    network.audit("2026-10-05", &[&october]);
    network.delete("Otto Kern", "2026-10-10");
    let older = network.export("09", "Sep 30", &ALL[1..]);
    let ended = network.audit_in("2026-10-20", &[&older], &[]);
    let said = "You decided to delete 1 person: they are still there.";
    assert!(ended.out.contains(said), "{}", ended.out);
    assert!(
        ended
            .out
            .contains("Your LinkedIn files end on 30 Sep 2026."),
        "{}",
        ended.out
    );
    // LinkedIn writes the day of the export into its name, the month first.
    let named = network.export(
        "Complete_LinkedInDataExport_10-12-2026",
        "Sep 30",
        &ALL[1..],
    );
    let audit = network.audit("2026-10-20", &[&named]);
    assert_eq!(told(&audit), [("Otto Kern", Some("2026-10-12"))]);
    let of_two = network.audit("2026-10-21", &[&october, &named]);
    assert_eq!(told(&of_two), [("Otto Kern", Some("2026-10-12"))]);
}

#[test]
fn who_is_added_again_is_open_again_and_who_is_kept_after_all_is_off_the_list() {
    let network = Network::new();
    network.audit("2026-10-05", &[&network.export("10", "Oct 03", &ALL)]);
    network.delete("Otto Kern", "2026-10-10");
    network.audit("2026-11-05", &[&network.export("11", "Nov 04", &ALL[1..])]);
    let again = network.audit("2026-12-05", &[&network.export("12", "Dec 04", &ALL)]);
    assert_eq!(told(&again), [("Otto Kern", None)]);
    network.tieline(&["decide", "Otto Kern", "keep"]);
    let kept = network.audit("2026-12-06", &[&network.export("12b", "Dec 05", &ALL)]);
    assert_eq!(told(&kept), []);
}

#[test]
fn a_card_of_ones_own_address_book_is_no_connection() {
    let network = Network::new();
    let card = |name: &str, link: &str| {
        format!("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\n{link}END:VCARD\r\n")
    };
    let link = "URL:https://www.linkedin.com/in/otto-kern\r\n";
    let cards = card("Otto Kern", link) + &card("Zoe Quill", "EMAIL:zoe@example.org\r\n");
    let cards = write(network.folder.path(), "cards.vcf", cards);
    let october = network.export("10", "Oct 03", &ALL);
    network.audit("2026-10-05", &[&october, &cards]);
    network.delete("Otto Kern", "2026-10-10");
    network.delete("Zoe Quill", "2026-10-10");
    let november = network.export("11", "Nov 04", &ALL[1..]);
    let audit = network.audit("2026-11-05", &[&november, &cards]);
    assert_eq!(
        told(&audit),
        [("Zoe Quill", None), ("Otto Kern", Some("2026-11-04"))],
        "his card is still there, the connection is not"
    );
    assert_eq!(list(&audit, "deletions")[0]["connected"], false);
    let diff = network
        .tieline(&["diff", "--json", "2026-10", "2026-11"])
        .json();
    let changed: Vec<[&str; 4]> = list(&diff, "changed")
        .iter()
        .map(|c| ["name", "field", "from", "to"].map(|key| text(c, key)))
        .collect();
    assert!(
        changed.contains(&["Otto Kern", "connection", "2019-02-03", ""]),
        "{changed:?}"
    );
    let told = network.tieline(&["diff"]).out;
    assert!(told.contains("no longer connected on LinkedIn"), "{told}");
}

#[test]
fn the_page_the_report_and_the_diff_say_the_same_numbers() {
    let network = Network::new();
    network.audit("2026-10-05", &[&network.export("10", "Oct 03", &ALL)]);
    let folder = network.folder.path();
    let november = network.export("11", "Nov 04", &ALL[1..]);
    for name in &ALL[..3] {
        network.delete(name, "2026-10-10");
    }
    let out = folder.join("out");
    network.audit_in("2026-11-05", &[&november], &["--out", run::text(&out)]);
    let sentence = "You decided to delete 3 people: 1 is gone, 2 are still there.";
    for name in ["report.html", "report.md"] {
        let page = std::fs::read_to_string(out.join(name)).expect("a page");
        assert!(page.contains(sentence), "{name}: {page}");
    }
    let page = std::fs::read_to_string(out.join("report.html")).expect("a page");
    assert!(page.contains("<h3>Still there (2)</h3>") && page.contains("<h3>Gone (1)</h3>"));
    assert!(page.contains("href=\"https://www.linkedin.com/in/sami-aho\""));
    let diff = network.tieline(&["diff"]);
    assert!(diff.out.contains(sentence), "{}", diff.out);
    let diff = network.tieline(&["diff", "--json"]).json();
    let counts = ["decided", "gone"].map(|key| diff["deletions"][key].clone());
    assert_eq!(counts, [3, 1]);
    assert_eq!(list(&diff["deletions"], "open").len(), 2);
    let gone = &list(&diff, "gone")[0];
    assert_eq!(
        (text(gone, "name"), &gone["deleted"]),
        ("Otto Kern", &json!(true))
    );
    // The written folders tell it as the book does.
    let audit = out.join("audit.json");
    let of_files = network.tieline(&["diff", "--json", "2026-10-05", run::text(&audit)]);
    assert_eq!(of_files.json(), diff);
}
