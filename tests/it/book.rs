//! The book: what was read once is not forgotten, twice is not counted twice, and a run that is killed changes nothing.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::find::{count, list, person, text};
use crate::run::{Ended, ended, run, scratch, tieline, write};

const HEADER: &str = "date,direction,channel,email,name\n";
const CARDS: &str = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Petra Novak\r\nN:Novak;Petra;;;\r\nEMAIL:petra.novak@example.org\r\nEND:VCARD\r\n";
const EARLY: &str = "2026-01-10T09:00:00Z,out,email,petra.novak@example.org,Petra Novak\n";
const BOTH: &str = "2026-02-10T09:00:00Z,in,email,petra.novak@example.org,Petra Novak\n";
const LATE: &str = "2026-03-10T09:00:00Z,in,email,petra.novak@example.org,Petra Novak\n";

fn path(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

/// A folder with one person, and logs of January to February and of February to March, which overlap.
fn network(folder: &Path) -> [PathBuf; 3] {
    [
        write(folder, "cards.vcf", CARDS),
        write(folder, "early.csv", format!("{HEADER}{EARLY}{BOTH}")),
        write(folder, "late.csv", format!("{HEADER}{BOTH}{LATE}{LATE}")),
    ]
}

fn audit(book: &Path, files: &[&Path], more: &[&str]) -> Ended {
    let mut command = tieline();
    command.args([
        "audit",
        "--json",
        "--as-of",
        "2026-04-01",
        "--book",
        path(book),
    ]);
    ended(command.args(files).args(more))
}

fn audited(book: &Path, files: &[&Path]) -> Value {
    let ended = audit(book, files, &[]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    ended.json()
}

/// How many messages went to Petra and came from her.
fn sent_and_received(audit: &Value) -> (u64, u64) {
    let basis = &person(audit, "Petra Novak")["standing"]["basis"];
    (count(basis, "sent"), count(basis, "received"))
}

fn checked(book: &Path) {
    let ended = run(&["book", "check", "--book", path(book)]);
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    assert_eq!(ended.out, "The book is intact.\n");
}

/// Every row of the history, in order, without the run that brought it.
pub fn history(book: &Path) -> Vec<String> {
    let db = rusqlite::Connection::open(book).expect("a book");
    let mut lines = Vec::new();
    for table in ["peer", "exchange", "tie"] {
        let sql = format!("SELECT * FROM {table} ORDER BY id");
        let mut query = db.prepare(&sql).expect("a table");
        let runs = query.column_index("run").expect("a column");
        let columns: Vec<usize> = (0..query.column_count()).filter(|c| *c != runs).collect();
        let mut rows = query.query([]).expect("rows");
        while let Some(row) = rows.next().expect("a row") {
            let cells: Vec<rusqlite::types::Value> = columns
                .iter()
                .map(|column| row.get(*column).expect("a cell"))
                .collect();
            lines.push(format!("{table} {cells:?}"));
        }
    }
    lines
}

#[test]
fn an_empty_book_and_none_and_one_that_has_seen_it_all_give_the_same_report() {
    let folder = scratch();
    let [cards, early, late] = network(folder.path());
    let book = folder.path().join("book.db");
    let files = [cards.as_path(), &early, &late];
    let mut without = tieline();
    without.args(["audit", "--json", "--as-of", "2026-04-01", "--no-book"]);
    let without = ended(without.args(files)).json();
    assert_eq!(sent_and_received(&without), (1, 3));
    assert_eq!(audited(&book, &files), without);
    let before = history(&book);
    assert_eq!(audited(&book, &files), without);
    assert_eq!(history(&book), before, "the same files add nothing");
}

#[test]
fn what_an_earlier_file_told_still_counts_and_an_overlap_counts_once() {
    let folder = scratch();
    let [cards, early, late] = network(folder.path());
    let book = folder.path().join("book.db");
    assert_eq!(
        sent_and_received(&audited(&book, &[&cards, &early])),
        (1, 1)
    );
    let second = audited(&book, &[&cards, &late]);
    assert_eq!(
        sent_and_received(&second),
        (1, 3),
        "two at one second are two"
    );
    let files = list(&second, "files");
    let of_book = files.last().expect("a file");
    assert_eq!(text(of_book, "file"), "your book");
    assert_eq!((count(of_book, "rows"), count(of_book, "events")), (1, 1));
    assert_eq!(sent_and_received(&audited(&book, &[&cards])), (1, 3));
    checked(&book);
}

#[test]
fn the_order_of_files_leaves_no_trace() {
    let folder = scratch();
    let [cards, early, late] = network(folder.path());
    let demo = ["fixtures/demo/2026-09", "fixtures/demo/2026-10"].map(PathBuf::from);
    let (one, other) = (folder.path().join("one.db"), folder.path().join("other.db"));
    let mut steps: Vec<&Path> = vec![&early, &demo[0], &late, &demo[1]];
    for (book, _) in [(&one, 0), (&other, 1)] {
        for files in &steps {
            audited(book, &[&cards, files]);
        }
        steps.reverse();
    }
    let told = history(&one);
    assert!(told.len() > 50, "{}", told.len());
    assert_eq!(told, history(&other));
}

#[test]
fn an_id_lasts_through_another_link_name_and_address_and_is_given_to_nobody_else() {
    let folder = scratch();
    let book = folder.path().join("book.db");
    let card = |lines: &str| format!("BEGIN:VCARD\r\nVERSION:3.0\r\n{lines}END:VCARD\r\n");
    let mail = "EMAIL:petra@example.org\r\n";
    let tel = "TEL;TYPE=CELL:+4915112345678\r\n";
    let link = "URL:https://www.linkedin.com/in/petra-novak\r\n";
    let months = [
        card(&format!("FN:Petra Novak\r\n{link}{mail}")),
        card(&format!("FN:Petra Lindgren\r\n{mail}{tel}")),
        card(&format!("FN:Petra Lindgren\r\nORG:Sawmill\r\n{tel}"))
            + &card("FN:Ivo Brandt\r\nEMAIL:ivo@example.org\r\n"),
    ];
    let mut ids = Vec::new();
    for (month, cards) in months.iter().enumerate() {
        let file = write(folder.path(), &format!("{month}.vcf"), cards);
        let audit = audited(&book, &[&file]);
        let petra = list(&audit, "people")
            .iter()
            .find(|person| text(person, "name").starts_with("Petra"));
        ids.push(text(petra.expect("she is there"), "id").to_owned());
        let mut all: Vec<&str> = list(&audit, "people")
            .iter()
            .map(|p| text(p, "id"))
            .collect();
        all.dedup();
        assert_eq!(all.len(), list(&audit, "people").len());
    }
    assert_eq!(ids[1..], [ids[0].clone(), ids[0].clone()]);
}

#[test]
fn no_text_of_a_message_is_in_the_book() {
    let folder = scratch();
    let header = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n";
    let link = "https://www.linkedin.com/in/petra-novak";
    let row = format!(
        "c1,,Petra Novak,{link},Owner,https://www.linkedin.com/in/owner,2026-01-05 10:00:00 UTC,zanzibarian,quixotically,INBOX\n"
    );
    let messages = write(folder.path(), "messages.csv", format!("{header}{row}"));
    let book = folder.path().join("book.db");
    audited(&book, &[&messages]);
    assert!(
        history(&book)
            .iter()
            .any(|line| line.contains("petra-novak"))
    );
    let bytes = fs::read(&book).expect("a book");
    for word in ["zanzibarian", "quixotically"] {
        let found = bytes
            .windows(word.len())
            .any(|part| part == word.as_bytes());
        assert!(!found, "{word}");
    }
}

#[test]
fn the_audits_of_the_book_are_listed_and_printed_by_day() {
    let folder = scratch();
    let [cards, early, _] = network(folder.path());
    let book = folder.path().join("book.db");
    let none = run(&["book", "audits", "--book", path(&book)]);
    assert!(none.err.contains("there is no book here"), "{}", none.err);
    assert!(!book.exists(), "a list begins no book");
    let audit = audited(&book, &[&cards, &early]);
    audited(&book, &[&cards, &early]);
    let listed = run(&["book", "audits", "--book", path(&book)]);
    assert!(
        listed.out.starts_with("2026-04-01  1 person, made "),
        "{}",
        listed.out
    );
    assert_eq!(listed.out.lines().count(), 1, "one for each day");
    let printed = run(&["book", "audit", "2026-04-01", "--book", path(&book)]);
    assert_eq!(printed.json(), audit);
    let other = run(&["book", "audit", "2026-04-02", "--book", path(&book)]);
    assert_eq!(other.code, 2);
    assert!(
        other.err.contains("no audit of 2026-04-02"),
        "{}",
        other.err
    );
}

#[cfg(unix)]
#[test]
fn nobody_else_may_look_even_where_everything_is_allowed() {
    use std::os::unix::fs::PermissionsExt;
    let folder = scratch();
    let [cards, ..] = network(folder.path());
    let data = folder.path().join("data");
    let script = "umask 000; exec \"$@\"";
    let program = tieline().get_program().to_owned();
    let mut shell = std::process::Command::new("sh");
    shell.args(["-c", script, "sh"]).arg(program);
    shell.env("XDG_DATA_HOME", &data);
    let ended = ended(shell.args(["audit", "--quiet", path(&cards)]));
    assert_eq!(ended.code, 0, "{}", ended.err);
    let mode = |path: &Path| {
        fs::metadata(path)
            .expect("it is there")
            .permissions()
            .mode()
            & 0o777
    };
    assert_eq!(mode(&data.join("tieline")), 0o700);
    for entry in fs::read_dir(data.join("tieline")).expect("a folder") {
        let path = entry.expect("an entry").path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
    }
    assert!(data.join("tieline/book.db").is_file());
}

#[test]
fn a_book_of_a_later_tieline_is_refused_with_what_it_needs() {
    let folder = scratch();
    let [cards, ..] = network(folder.path());
    let book = folder.path().join("book.db");
    audited(&book, &[&cards]);
    let db = rusqlite::Connection::open(&book).expect("a book");
    db.execute_batch("PRAGMA user_version = 99; INSERT INTO written VALUES ('7.3.0')")
        .expect("written");
    drop(db);
    let ended = audit(&book, &[&cards], &[]);
    assert_eq!(ended.code, 3);
    assert!(
        ended
            .err
            .contains("has schema 99 and needs Tieline 7.3.0 or later"),
        "{}",
        ended.err
    );
}

#[test]
fn what_is_no_book_and_a_place_that_cannot_be_written_are_said() {
    let folder = scratch();
    let [cards, ..] = network(folder.path());
    let other = write(
        folder.path(),
        "diary.db",
        "Dear diary, this is no database at all.".repeat(40),
    );
    let ended = audit(&other, &[&cards], &[]);
    assert_eq!((ended.code, ended.out.as_str()), (2, ""));
    let said = "diary.db is not a Tieline book, and was left as it is. Name your book with --book FILE, or use none with --no-book";
    assert!(ended.err.contains(said), "{}", ended.err);
    let ended = audit(&cards.join("book.db"), &[&cards], &[]);
    assert_eq!((ended.code, ended.out.as_str()), (1, ""));
    assert!(ended.err.contains("--no-book"), "{}", ended.err);
}

#[test]
fn who_waits_in_vain_is_told_who_has_the_book() {
    let folder = scratch();
    let [cards, ..] = network(folder.path());
    let book = folder.path().join("book.db");
    let holder =
        tieline::inside::book::Book::open(&book, "a test", Duration::ZERO).expect("a book");
    let ended = audit(&book, &[&cards], &["--wait", "0"]);
    assert_eq!(ended.code, 4, "{}", ended.err);
    let who = format!("in use by process {} (a test)", std::process::id());
    assert!(ended.err.contains(&who), "{}", ended.err);
    drop(holder);
    audited(&book, &[&cards]);
}

fn start(book: &Path, files: &[&Path]) -> Child {
    let mut command = tieline();
    command.args([
        "audit",
        "--quiet",
        "--as-of",
        "2026-04-01",
        "--book",
        path(book),
    ]);
    command.args(files).stderr(Stdio::null());
    command.spawn().expect("the program starts")
}

#[test]
fn two_at_once_are_as_one_after_the_other() {
    let folder = scratch();
    let [cards, early, late] = network(folder.path());
    let (both, each) = (folder.path().join("both.db"), folder.path().join("each.db"));
    let runs = [
        start(&both, &[&cards, &early]),
        start(&both, &[&cards, &late]),
    ];
    for mut run in runs {
        assert!(run.wait().expect("it ends").success());
    }
    audited(&each, &[&cards, &early]);
    audited(&each, &[&cards, &late]);
    assert_eq!(history(&both), history(&each));
    checked(&both);
}

/// How often a run is killed: a dozen times, or as often as `TIELINE_KILLS` says.
fn kills() -> u32 {
    let said = std::env::var("TIELINE_KILLS").ok();
    said.and_then(|kills| kills.parse().ok()).unwrap_or(12)
}

#[test]
fn a_run_that_is_killed_leaves_the_book_as_before_or_as_after() {
    let folder = scratch();
    let [cards, early, _] = network(folder.path());
    let rows = (0..3000).map(|n| {
        format!(
            "2026-02-{:02}T10:{:02}:{:02}Z,in,email,p{n}@example.org,P {n}\n",
            n % 27 + 1,
            n % 60,
            n % 59
        )
    });
    let many = write(
        folder.path(),
        "many.csv",
        rows.fold(HEADER.to_owned(), |all, row| all + &row),
    );
    let book = folder.path().join("before.db");
    audited(&book, &[&cards, &early]);
    let before = history(&book);
    let after = folder.path().join("after.db");
    fs::copy(&book, &after).expect("a copy");
    let begun = Instant::now();
    assert!(
        start(&after, &[&cards, &many])
            .wait()
            .expect("it ends")
            .success()
    );
    let whole = begun.elapsed();
    let after = history(&after);
    assert!(after.len() > before.len() + 3000);
    let (kills, mut hit) = (kills(), 0);
    for kill in 0..kills {
        let book_now = folder.path().join(format!("{kill}.db"));
        fs::copy(&book, &book_now).expect("a copy");
        let mut run = start(&book_now, &[&cards, &many]);
        std::thread::sleep(whole * kill / kills);
        // A run that is over already cannot be killed any more.
        let _ = run.kill();
        hit += u32::from(!run.wait().expect("it ends").success());
        checked(&book_now);
        let now = history(&book_now);
        assert!(
            now == before || now == after,
            "between the two at {kill} of {kills}"
        );
    }
    assert!(hit > 0, "no run was hit");
}
