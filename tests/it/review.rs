//! A review at a terminal: what is pressed is in the book at once, what is taken back is gone, and every line fits.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::Child;
use std::sync::OnceLock;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use tempfile::TempDir;
use unicode_width::UnicodeWidthStr;

use crate::demo::OCTOBER;
use crate::find::{list, person};
use crate::pty::pty;
use crate::run::{Ended, ended, scratch, text, tieline};

/// A book that holds the audit of the demo.
struct Home {
    folder: TempDir,
}

impl Home {
    fn new() -> Self {
        static BOOK: OnceLock<TempDir> = OnceLock::new();
        let first = BOOK.get_or_init(|| {
            let folder = scratch();
            let book = folder.path().join("book.db");
            let args = [
                &["audit", "--quiet", "--region", "SE", "--book", text(&book)],
                OCTOBER,
            ]
            .concat();
            assert_eq!(ended(tieline().args(args)).code, 0);
            folder
        });
        let home = Self { folder: scratch() };
        fs::copy(first.path().join("book.db"), home.book()).expect("a copy");
        home
    }

    fn book(&self) -> PathBuf {
        self.folder.path().join("book.db")
    }

    fn run(&self, args: &[&str]) -> Ended {
        ended(tieline().args(args).arg("--book").arg(self.book()))
    }

    /// What is decided, each as `keep: Ana Lima`.
    fn decisions(&self) -> Vec<String> {
        let listed = self.run(&["book", "decisions"]).out;
        let said = |line: &str| {
            let (_, said) = line.split_once("  ")?;
            Some(said.split(" (").next()?.split("  ").next()?.to_owned())
        };
        listed
            .lines()
            .filter(|line| line.starts_with('2'))
            .filter_map(said)
            .collect()
    }

    fn review(&self, columns: u16) -> Sitting {
        let (ours, theirs) = pty(columns);
        let child = tieline()
            .arg("review")
            .arg("--book")
            .arg(self.book())
            .env("TERM", "xterm")
            .env("NO_COLOR", "1")
            .stdin(theirs.try_clone().expect("a side"))
            .stdout(theirs.try_clone().expect("a side"))
            .stderr(theirs)
            .spawn()
            .expect("the program starts");
        Sitting::new(ours, child)
    }
}

/// Somebody at a terminal. The program is ended with it.
struct Sitting {
    ours: File,
    child: Child,
    pieces: Receiver<Vec<u8>>,
    seen: Vec<u8>,
    /// What was looked at already.
    read: usize,
}

impl Drop for Sitting {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Sitting {
    fn new(ours: File, child: Child) -> Self {
        let (send, pieces) = channel();
        let mut other = ours.try_clone().expect("a side");
        std::thread::spawn(move || {
            let mut piece = [0; 4096];
            while let Ok(read @ 1..) = other.read(&mut piece) {
                if send.send(piece[..read].to_vec()).is_err() {
                    return;
                }
            }
        });
        Self {
            ours,
            child,
            pieces,
            seen: Vec::new(),
            read: 0,
        }
    }

    /// Everything that was shown.
    fn shown(&self) -> String {
        String::from_utf8_lossy(&self.seen).replace("\r\n", "\n")
    }

    /// Waits until words are shown that were not there before, and gives what was shown up to them.
    fn sees(&mut self, words: &str) -> String {
        let begun = Instant::now();
        loop {
            let news = String::from_utf8_lossy(&self.seen[self.read..]).into_owned();
            if let Some(at) = news.find(words) {
                self.read += at + words.len();
                return news[..at + words.len()].to_owned();
            }
            assert!(
                begun.elapsed() < Duration::from_secs(30),
                "no {words:?} in {news:?}"
            );
            if let Ok(piece) = self.pieces.recv_timeout(Duration::from_millis(500)) {
                self.seen.extend(piece);
            }
        }
    }

    fn types(&mut self, keys: &str) {
        self.ours
            .write_all(keys.as_bytes())
            .expect("it can be typed");
    }

    /// Waits until the next key is asked for, and presses it.
    fn presses(&mut self, keys: &str) {
        for key in keys.chars() {
            self.sees("? help: ");
            self.types(&key.to_string());
        }
    }

    /// Presses a key that asks for words, and says them.
    fn says(&mut self, key: &str, words: &str) {
        self.presses(key);
        self.sees("\n> ");
        self.types(&format!("{words}\n"));
    }

    fn ends(mut self) -> (i32, String) {
        let begun = Instant::now();
        let ended = loop {
            if let Some(ended) = self.child.try_wait().expect("it can be asked") {
                break ended;
            }
            assert!(
                begun.elapsed() < Duration::from_secs(30),
                "{}",
                self.shown()
            );
            std::thread::sleep(Duration::from_millis(10));
        };
        let code = ended.code().unwrap_or(-1);
        while let Ok(piece) = self.pieces.recv_timeout(Duration::from_millis(200)) {
            self.seen.extend(piece);
        }
        (code, self.shown())
    }
}

#[test]
fn what_is_pressed_is_in_the_book_and_in_the_next_audit() {
    let home = Home::new();
    let mut sitting = home.review(40);
    sitting.presses("nylll");
    sitting.sees("Person 1 of 34");
    assert!(sitting.sees("Do you").contains("Rhiannon Maddocks"));
    sitting.presses("ld");
    sitting.says("o", "chess partner");
    sitting.presses("r");
    sitting.says("/", "odelberg");
    sitting.says("i", "timber  frames");
    sitting.presses("k");
    sitting.sees("Person 5 of 35");
    sitting.presses("q");
    let (code, shown) = sitting.ends();
    assert_eq!(code, 0, "{shown}");
    assert!(shown.contains("7 answers are"), "{shown}");
    for line in shown.lines() {
        assert!(line.width() <= 40 && !line.contains('\u{1b}'), "{line:?}");
    }
    let mut decided = home.decisions();
    decided.sort();
    let wanted = [
        "chess partner: Pavel Hruška",
        "delete: Agda Rosencrantz-Holm",
        "keep: Henrik Odelberg",
        "not-same: David Ljungkvist and David Ljungkvist",
        "remembered: Pavel Hruška",
        "same: David Ljungkvist and David Ljungkvist",
        "you can help with: timber frames: Henrik Odelberg",
    ];
    assert_eq!(decided, wanted);
    let args = [&["audit", "--json", "--region", "SE"], OCTOBER].concat();
    let next = home.run(&args).json();
    let verdict = |name: &str| person(&next, name)["verdict"].clone();
    assert_eq!(verdict("Henrik Odelberg"), "decided");
    assert_eq!(person(&next, "Henrik Odelberg")["i_can"], "timber frames");
    assert_eq!(verdict("Pavel Hruška"), "reconnect");
    assert_eq!(list(&next, "review").len(), 2);
}

#[test]
fn every_answer_of_a_session_can_be_taken_back_and_what_was_before_stays() {
    let home = Home::new();
    assert_eq!(home.run(&["decide", "Fatou Sarr", "keep"]).code, 0);
    let mut sitting = home.review(80);
    sitting.presses("nylllk");
    sitting.says("t", "roofs");
    sitting.presses("uuuuuuuu");
    sitting.sees("There is nothing to take back");
    sitting.presses("q");
    let (code, shown) = sitting.ends();
    assert_eq!(code, 0, "{shown}");
    assert!(shown.contains("No answer was kept."), "{shown}");
    assert_eq!(home.decisions(), ["keep: Fatou Sarr"]);
    assert!(
        home.run(&["book", "undo"])
            .out
            .contains("decide Fatou Sarr keep")
    );
}

#[test]
fn who_was_looked_at_is_not_asked_about_again() {
    let home = Home::new();
    let mut sitting = home.review(80);
    sitting.presses(&"l".repeat(5 + 34));
    sitting.sees("Notes 1 of 54");
    let asked = sitting.sees("How can you help each other?");
    let first = asked.lines().nth(1).unwrap_or_default().trim().to_owned();
    sitting.presses("n");
    sitting.says("i", "slate");
    sitting.says("t", "lime");
    sitting.sees("Notes 3 of 54");
    sitting.presses("q");
    assert_eq!(sitting.ends().0, 0);
    let mut sitting = home.review(80);
    assert!(sitting.sees("? help: ").contains("52 people without"));
    sitting.types("q");
    let (_, shown) = sitting.ends();
    assert!(
        !first.is_empty() && !shown.contains(&first),
        "{first}: {shown}"
    );
}

#[test]
fn a_review_that_is_killed_loses_nothing_but_the_question_on_the_screen() {
    let home = Home::new();
    let mut sitting = home.review(80);
    sitting.presses("n");
    sitting.sees("Pair 2 of 5");
    sitting.sees("? help: ");
    drop(sitting);
    let decided = ["not-same: David Ljungkvist and David Ljungkvist"];
    assert_eq!(home.decisions(), decided);
    assert_eq!(home.run(&["book", "check"]).code, 0);
    let mut sitting = home.review(80);
    sitting.sees("Pair 1 of 4");
    sitting.sees("? help: ");
    // Before it waits for a key, the terminal takes Ctrl-C for itself, and this one has nobody to tell.
    while sitting.child.try_wait().expect("it can be asked").is_none() {
        sitting.types("\u{3}");
        std::thread::sleep(Duration::from_millis(50));
    }
    let (code, shown) = sitting.ends();
    assert_eq!(code, 130, "{shown}");
    assert_eq!(home.decisions(), decided);
}

#[test]
fn another_run_may_use_the_book_while_somebody_thinks() {
    let home = Home::new();
    let mut sitting = home.review(80);
    sitting.presses("n");
    sitting.sees("Pair 2 of 5");
    assert_eq!(
        home.run(&["decide", "Fatou Sarr", "keep", "--wait", "0"])
            .code,
        0
    );
    sitting.presses("u");
    sitting.sees("Something else was written to your book");
    sitting.presses("q");
    assert_eq!(sitting.ends().0, 0);
    assert_eq!(home.decisions().len(), 2);
}

#[test]
fn without_a_terminal_it_says_what_to_do_instead() {
    let home = Home::new();
    let ended = home.run(&["review"]);
    assert_eq!(ended.code, 2);
    assert!(
        ended.err.contains("review.csv") && ended.err.contains("tieline decide"),
        "{}",
        ended.err
    );
}
