//! A run that is ended from outside leaves no half-written output folder, whenever it is hit.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::draw::Draw;
use crate::run::{files_in, scratch, text, tieline, write};

/// An export that takes long enough to read and to write that a run can be hit in all of its parts.
fn large_export(folder: &Path) {
    let mut roster =
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n".to_owned();
    let mut messages = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n".to_owned();
    for n in 0..800 {
        let link = format!("https://www.linkedin.com/in/person-{n}");
        roster += &format!("Given{n},Family{n},{link},,Company {n},Position,02 Feb 2024\n");
        for day in 1..4 {
            messages += &format!(
                "c{n},,Given{n} Family{n},{link},Owner,https://www.linkedin.com/in/owner,2024-03-0{day} 10:00:00 UTC,,Hello {day},INBOX\n"
            );
        }
    }
    write(folder, "Connections.csv", roster);
    write(folder, "messages.csv", messages);
}

fn start(export: &Path, out: &Path) -> Child {
    let args = ["audit", "--quiet", "--as-of", "2026-11-01", "--out"];
    tieline()
        .args(args)
        .args([text(out), text(export)])
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts")
}

/// Names in the folder that the output folder stands in.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    entries
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect()
}

/// When a run is hit.
#[derive(Clone, Copy, Debug)]
enum Moment {
    /// So many milliseconds after its beginning.
    After(u64),
    /// So many milliseconds after the folder beside the output folder has appeared.
    Writing(u64),
}

fn wait_for(moment: Moment, folder: &Path) {
    let pause = match moment {
        Moment::After(pause) => pause,
        Moment::Writing(pause) => {
            let begun = Instant::now();
            while names(folder).is_empty() && begun.elapsed() < Duration::from_secs(20) {
                std::thread::sleep(Duration::from_millis(1));
            }
            pause
        }
    };
    std::thread::sleep(Duration::from_millis(pause));
}

/// Hits a run with a signal and gives the names that it leaves behind, and its status if it gave one.
fn hit(export: &Path, signal: &str, moment: Moment) -> (Vec<String>, Option<i32>) {
    let folder = scratch();
    let mut child = start(export, &folder.path().join("out"));
    wait_for(moment, folder.path());
    let id = child.id().to_string();
    let sent = Command::new("kill")
        .args([signal, &id])
        .stderr(Stdio::null())
        .status();
    sent.expect("a signal can be sent");
    let code = child.wait().expect("it ends").code();
    let left = names(folder.path());
    if left.iter().any(|name| name == "out") {
        // The folder was put in its place before the signal came: then all of it is there.
        let mut written = names(&folder.path().join("out"));
        written.sort();
        assert!(written.len() >= 9, "{moment:?}: {written:?}");
        assert_eq!(left, ["out"], "{moment:?}");
    }
    (left, code)
}

const MOMENTS: [Moment; 6] = [
    Moment::After(30),
    Moment::After(300),
    Moment::Writing(0),
    Moment::Writing(5),
    Moment::Writing(20),
    Moment::Writing(60),
];

#[test]
fn a_run_that_is_killed_leaves_no_half_written_folder() {
    let export = scratch();
    large_export(export.path());
    let mut killed = 0;
    for moment in MOMENTS {
        let (left, code) = hit(export.path(), "-KILL", moment);
        killed += usize::from(code.is_none());
        let hidden = |name: &String| name == "out" || name.starts_with('.');
        assert!(left.iter().all(hidden), "{moment:?}: {left:?}");
    }
    assert!(killed >= 3, "{killed} runs were hit");
}

fn drawn_moments(number: usize) -> Vec<Moment> {
    let mut draw = Draw::fresh();
    let mut moment = |n: usize| match n % 2 {
        0 => Moment::After(draw.below(1_500)),
        _ => Moment::Writing(draw.below(120)),
    };
    (0..number).map(&mut moment).collect()
}

#[test]
fn what_killed_runs_left_is_removed_by_the_next_and_a_living_run_is_left_alone() {
    let export = scratch();
    large_export(export.path());
    let folder = scratch();
    // Of a run that goes on: its folder is locked.
    let living = folder.path().join(".tieline-living");
    fs::create_dir(&living).expect("a folder");
    let lock = fs::File::open(&living).expect("a folder opens");
    lock.try_lock().expect("nobody else has it");
    for (n, moment) in drawn_moments(20).into_iter().enumerate() {
        let verb = ["audit", "clean"][n / 2 % 2];
        let out = folder.path().join(format!("out{n}"));
        let mut child = tieline()
            .args([verb, "--quiet", "--out", text(&out), text(export.path())])
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let begun = Instant::now();
        let pause = match moment {
            Moment::After(pause) => pause,
            Moment::Writing(pause) => {
                let building = || {
                    names(folder.path())
                        .iter()
                        .filter(|n| n.starts_with('.'))
                        .count()
                };
                while building() < 2 && begun.elapsed() < Duration::from_secs(20) && !out.exists() {
                    std::thread::sleep(Duration::from_millis(1));
                }
                pause
            }
        };
        std::thread::sleep(Duration::from_millis(pause));
        // A run that has ended cannot be killed any more.
        let _ = child.kill();
        child.wait().expect("it ends");
        if out.exists() {
            assert!(names(&out).len() >= 3, "{moment:?}: {:?}", names(&out));
        }
    }
    let last = folder.path().join("last");
    let mut child = start(export.path(), &last);
    assert!(child.wait().expect("it ends").success());
    let left: Vec<String> = names(folder.path());
    let staging: Vec<&String> = left.iter().filter(|name| name.starts_with('.')).collect();
    assert_eq!(staging, [".tieline-living"]);
    drop(lock);
}

#[test]
fn a_run_that_is_asked_to_end_clears_up() {
    let export = scratch();
    large_export(export.path());
    let mut ended = 0;
    for moment in MOMENTS {
        let (left, code) = hit(export.path(), "-TERM", moment);
        ended += usize::from(code != Some(0));
        let whole = left == ["out"];
        assert!(whole || left.is_empty(), "{moment:?}: {code:?}, {left:?}");
        assert!(
            whole || code == Some(130) || code.is_none(),
            "{moment:?}: {code:?}"
        );
    }
    assert!(ended >= 3, "{ended} runs were hit");
}

/// A mailbox that takes seconds to read.
fn large_mailbox() -> String {
    let body = "a line of the body that nobody looks at\n".repeat(1_500);
    let message = |n: u32| {
        format!(
            "From - Mon Mar  2 09:15:00 2026\nDate: Mon, 2 Mar 2026 10:15:00 +0000\nFrom: ana{n}@example.org\nTo: me@example.org\nMessage-ID: <{n}@example.org>\n\n{body}\n"
        )
    };
    (0..2_000).map(message).collect()
}

#[test]
fn ctrl_c_in_the_middle_of_a_stream_leaves_nothing_behind() {
    let given = scratch();
    let mailbox = large_mailbox();
    let mbox = write(given.path(), "mail.mbox", &mailbox);
    let packed = given.path().join("takeout-001.tgz");
    crate::tars::packed(
        &packed,
        &[],
        &[("Takeout/Mail/All.mbox", mailbox.as_bytes())],
    );
    for input in [mbox, packed] {
        let (folder, temporary) = (scratch(), scratch());
        let book = folder.path().join("book.db");
        let begun = tieline()
            .args([
                "audit",
                "fixtures/timeline",
                "--quiet",
                "--as-of",
                "2026-03-20",
            ])
            .args(["--book", text(&book)])
            .status();
        assert!(begun.expect("the program starts").success());
        let before = files_in(folder.path());
        let mut child = tieline()
            .args(["audit", text(&input), "--quiet", "--as-of", "2026-11-01"])
            .args(["--book", text(&book), "--out"])
            .arg(folder.path().join("out"))
            .env("TMPDIR", temporary.path())
            .spawn()
            .expect("the program starts");
        let pause = if cfg!(debug_assertions) { 400 } else { 50 };
        std::thread::sleep(Duration::from_millis(pause));
        let id = child.id().to_string();
        let sent = Command::new("kill").args(["-INT", &id]).status();
        assert!(
            sent.expect("a signal can be sent").success(),
            "it still ran"
        );
        let ended = child.wait().expect("it ends");
        assert_eq!(ended.code(), Some(130), "{}", input.display());
        assert_eq!(files_in(folder.path()), before, "{}", input.display());
        assert!(names(temporary.path()).is_empty());
    }
}
