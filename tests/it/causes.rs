//! Why somebody moved: pairs of small inputs in which one thing changed, and what the diff says of it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tieline::inside::diff::not_found_again;
use tieline::inside::snapshot;

use crate::authored::{write_second_to, write_to};
use crate::demo::{october_files, september_files};
use crate::find::{list, text};
use crate::run::{self, audit, run, scratch, write};

const CONNECTIONS: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n";
const MESSAGES: &str = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n";
const OWNER: (&str, &str) = ("Olga Owner", "https://www.linkedin.com/in/olga-owner");

/// A month of a LinkedIn export in the making.
#[derive(Clone, Default)]
struct Month {
    connections: String,
    messages: String,
    others: Vec<(&'static str, String)>,
}

impl Month {
    fn connection(mut self, name: &str, on: &str) -> Self {
        let (given, family) = name.split_once(' ').expect("two names");
        writeln!(
            self.connections,
            "{given},{family},{},,,,{on}",
            profile(name)
        )
        .expect("a text");
        self
    }

    /// A message of the owner to somebody, or of somebody to the owner: `>Nora Quist 2026-03-04`.
    fn message(mut self, line: &str) -> Self {
        let (way, rest) = line.split_at(1);
        let (name, day) = rest.rsplit_once(' ').expect("a name and a day");
        let them = (name, profile(name));
        let owner = (OWNER.0, OWNER.1.to_owned());
        let (from, to) = if way == ">" {
            (owner, them)
        } else {
            (them, owner)
        };
        writeln!(
            self.messages,
            "2-{name},,{},{},{},{},{day} 10:00:00 UTC,,hello,INBOX",
            from.0, from.1, to.0, to.1
        )
        .expect("a text");
        self
    }

    fn file(mut self, name: &'static str, content: &str) -> Self {
        self.others.push((name, content.to_owned()));
        self
    }

    fn write(&self, folder: &Path) -> PathBuf {
        if !self.connections.is_empty() {
            write(
                folder,
                "Connections.csv",
                format!("{CONNECTIONS}{}", self.connections),
            );
        }
        if !self.messages.is_empty() {
            write(
                folder,
                "messages.csv",
                format!("{MESSAGES}{}", self.messages),
            );
        }
        for (name, content) in &self.others {
            write(folder, name, content);
        }
        folder.to_path_buf()
    }
}

fn profile(name: &str) -> String {
    format!(
        "https://www.linkedin.com/in/{}",
        name.to_lowercase().replace(' ', "-")
    )
}

/// Somebody with whom the owner writes often, so that the owner and the coverage are known: a message each way on some days.
fn base(days: &[&str]) -> Month {
    let mut month = Month::default().connection("Base Line", "01 Feb 2018");
    for day in days {
        month = month
            .message(&format!(">Base Line {day}"))
            .message(&format!("<Base Line {day}"));
    }
    month
}

/// What changed from one month to the next without a book, as of the first of May and the first of June 2026.
fn diff(old: &Month, new: &Month) -> Value {
    diff_of([(old, "2026-05-01"), (new, "2026-06-01")])
}

fn diff_of(months: [(&Month, &str); 2]) -> Value {
    let folder = scratch();
    let mut audits = Vec::new();
    for (at, (month, as_of)) in months.iter().enumerate() {
        let place = folder.path().join(format!("month-{at}"));
        month.write(&place);
        let ended = run(&[
            "audit",
            "--json",
            "--no-book",
            "--no-shift",
            "--me",
            OWNER.1,
            "--as-of",
            as_of,
            run::text(&place),
        ]);
        assert!(ended.code <= 1, "{}", ended.err);
        audits.push(write(folder.path(), &format!("{at}.json"), ended.out));
    }
    let ended = run(&[
        "diff",
        "--json",
        run::text(&audits[0]),
        run::text(&audits[1]),
    ]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    ended.json()
}

/// Verdicts before and after, and the causes of whoever moved.
fn moved(diff: &Value, name: &str) -> Option<(String, String)> {
    let entry = list(diff, "moved")
        .iter()
        .find(|entry| text(entry, "name") == name)?;
    let stands = |side: &str| {
        let (band, verdict) = (text(&entry[side], "band"), text(&entry[side], "verdict"));
        format!("{band} {verdict}")
    };
    let causes: Vec<&str> = list(entry, "causes")
        .iter()
        .filter_map(Value::as_str)
        .collect();
    let step = format!("{} > {}", stands("from"), stands("to"));
    Some((step, causes.join("; ")))
}

/// Files that were given for one of the months only, without their folders.
fn files<'a>(diff: &'a Value, which: &str) -> Vec<&'a str> {
    let named = list(&diff["inputs"], which)
        .iter()
        .filter_map(Value::as_str);
    named.filter_map(|name| name.rsplit('/').next()).collect()
}

#[track_caller]
fn is_told(diff: &Value, name: &str, step: &str, causes: &str) {
    let told = moved(diff, name);
    let told = told
        .as_ref()
        .map(|(step, causes)| (step.as_str(), causes.as_str()));
    assert_eq!(told, Some((step, causes)), "{diff}");
}

const OTHERS: [&str; 14] = [
    "Aa", "Bb", "Cc", "Dd", "Ee", "Ff", "Gg", "Hh", "Ii", "Jj", "Kk", "Ll", "Mm", "Nn",
];
const DAYS: [&str; 5] = [
    "2018-03-01",
    "2024-07-01",
    "2025-07-01",
    "2026-03-01",
    "2026-05-30",
];

/// The base as of the first of May, and as of the first of June.
fn months() -> [Month; 2] {
    [base(&DAYS[..4]), base(&DAYS)]
}

#[test]
fn a_message_is_the_cause_where_one_came() {
    let [old, new] = months().map(|m| m.connection("Nora Quist", "01 Feb 2019"));
    let old = old.message(">Nora Quist 2024-03-04");
    let new = new
        .message(">Nora Quist 2024-03-04")
        .message("<Nora Quist 2026-05-20");
    let diff = diff(&old, &new);
    let (_, causes) = moved(&diff, "Nora Quist").expect("moved");
    assert_eq!(causes, "wrote to you since (last on 20 May 2026)");
}

#[test]
fn an_answer_is_the_cause_and_so_is_none() {
    let both = |month: Month| {
        month
            .connection("Nora Quist", "01 Feb 2019")
            .connection("Vito Serra", "01 Feb 2019")
            .message(">Vito Serra 2020-04-28")
    };
    let [old, new] = months().map(both);
    let new = new
        .message(">Nora Quist 2026-05-04")
        .message("<Nora Quist 2026-05-05")
        .message(">Vito Serra 2026-05-04");
    let diff = diff(&old, &new);
    let (step, causes) = moved(&diff, "Nora Quist").expect("moved");
    assert!(step.ends_with("keep"), "{step}");
    assert_eq!(causes, "answered since (last on 5 May 2026)");
    let (step, causes) = moved(&diff, "Vito Serra").expect("moved");
    assert!(step.ends_with("delete"), "{step}");
    assert_eq!(causes, "no answer within a week to a message of yours");
}

#[test]
fn a_year_without_a_word_is_the_cause_where_nothing_else_is() {
    let lapsed = |month: Month| {
        month
            .connection("Nora Quist", "01 Feb 2019")
            .message(">Nora Quist 2025-05-09")
            .message("<Nora Quist 2025-05-10")
    };
    let [old, new] = months().map(lapsed);
    let diff = diff(&old, &new);
    let (step, causes) = moved(&diff, "Nora Quist").expect("moved");
    assert!(
        step.contains("keep") && step.ends_with("reconnect"),
        "{step}"
    );
    assert_eq!(causes, "silent for 12 months (last contact on 10 May 2025)");
}

#[test]
fn a_connection_that_is_a_year_old_is_the_cause() {
    let [old, new] = months().map(|m| m.connection("Nora Quist", "15 May 2025"));
    is_told(
        &diff(&old, &new),
        "Nora Quist",
        "unknown nurture > unknown delete",
        "connected more than a year ago now (15 May 2025)",
    );
}

#[test]
fn the_only_conversation_is_the_cause_when_it_is_five_years_old() {
    let long_ago = |month: Month| {
        month
            .connection("Nora Quist", "01 Feb 2019")
            .message(">Nora Quist 2021-05-09")
            .message("<Nora Quist 2021-05-10")
    };
    let [old, new] = months().map(long_ago);
    let diff = diff(&old, &new);
    let (step, causes) = moved(&diff, "Nora Quist").expect("moved");
    assert!(step.ends_with("ask"), "{step}");
    assert_eq!(
        causes,
        "your only conversation ended more than five years ago now (on 10 May 2021)"
    );
}

#[test]
fn a_card_in_the_address_book_is_the_cause() {
    let [old, new] = months().map(|m| m.connection("Nora Quist", "01 Feb 2019"));
    let card = format!(
        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Nora Quist\r\nN:Quist;Nora;;;\r\nURL:{}\r\nEND:VCARD\r\n",
        profile("Nora Quist")
    );
    let new = new.file("book.vcf", &card);
    let diff = diff(&old, &new);
    let (step, causes) = moved(&diff, "Nora Quist").expect("moved");
    assert_eq!(step, "unknown delete > unknown ask");
    assert!(causes.contains("is in your address book now"), "{causes}");
    assert!(
        causes.contains("given this time, not before: book.vcf"),
        "{causes}"
    );
    assert_eq!(files(&diff, "added"), ["book.vcf"]);
}

#[test]
fn a_recommendation_is_the_cause() {
    let [old, new] = months().map(|m| m.connection("Nora Quist", "01 Feb 2019"));
    let head = "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n";
    let old = old.file(
        "Recommendations_Received.csv",
        &format!("{head}Base,Line,,,Good,\"03/04/20, 09:00 AM\",VISIBLE\n"),
    );
    let new = new.file(
        "Recommendations_Received.csv",
        &format!("{head}Base,Line,,,Good,\"03/04/20, 09:00 AM\",VISIBLE\nNora,Quist,,,Great,\"05/12/26, 09:00 AM\",VISIBLE\n"),
    );
    is_told(
        &diff(&old, &new),
        "Nora Quist",
        "unknown delete > unknown ask",
        "recommended you on 12 May 2026",
    );
}

#[test]
fn the_owners_own_rate_is_named_with_both_its_values() {
    let still = |month: Month| {
        let mut month = month
            .connection("Xenia Still", "01 Feb 2018")
            .message(">Xenia Still 2025-06-01")
            .message("<Xenia Still 2025-06-02")
            .message(">Xenia Still 2025-09-01")
            .message("<Xenia Still 2025-09-02")
            .message(">Xenia Still 2025-12-01")
            .message("<Xenia Still 2025-12-02");
        for other in OTHERS {
            let name = format!("Other {other}");
            month = month
                .connection(&name, "01 Feb 2018")
                .message(&format!(">{name} 2025-01-10"));
        }
        month
    };
    let [old, mut new] = months().map(still);
    for other in OTHERS {
        new = new
            .message(&format!(">Other {other} 2026-05-10"))
            .message(&format!("<Other {other} 2026-05-11"));
    }
    let diff = diff(&old, &new);
    let (step, causes) = moved(&diff, "Xenia Still").expect("moved");
    assert!(step.starts_with("maybe keep > likely"), "{step}");
    let rate = causes
        .split("; ")
        .find(|cause| cause.starts_with("others answer you a little more often than before (."));
    assert!(rate.is_some_and(|rate| rate.contains(" to .")), "{causes}");
    assert!(!diff.to_string().contains("other people in your files"));
}

#[test]
fn messages_of_before_that_are_known_only_now_were_not_written_since() {
    let [old, new] = months().map(|m| m.connection("Nora Quist", "01 Feb 2019"));
    let mail = "date,direction,channel,email,name,recipients,duration_s,note\n\
                2024-02-03T10:00:00Z,out,email,nora@example.org,Nora Quist,1,,\n\
                2024-02-04T10:00:00Z,in,email,nora@example.org,Nora Quist,1,,\n";
    let new = new.file("log.csv", mail);
    let diff = diff(&old, &new);
    let (step, causes) = moved(&diff, "Nora Quist").expect("moved");
    assert!(step.ends_with("reconnect"), "{step}");
    assert_eq!(
        causes,
        "2 earlier messages are known now, from files or from notes of yours; given this time, not before: log.csv"
    );
}

/// Without messages.csv nobody is said to have moved: the file is named, and how many stand elsewhere for lack of it.
#[test]
fn a_file_that_is_left_out_makes_nobody_fall() {
    let people = |month: Month| {
        month
            .connection("Dora Delete", "01 Feb 2019")
            .connection("Kay Keep", "01 Feb 2019")
            .message(">Kay Keep 2026-02-01")
            .message("<Kay Keep 2026-02-02")
            .connection("Lea Lapsing", "01 Feb 2019")
            .message(">Lea Lapsing 2025-05-09")
            .message("<Lea Lapsing 2025-05-10")
    };
    let [old, new] = months().map(people);
    let without = Month {
        messages: String::new(),
        ..new.clone()
    };
    let header_only = Month::default();
    let header_only = Month {
        connections: without.connections.clone(),
        ..header_only
    }
    .file("messages.csv", MESSAGES);
    for given in [&without, &header_only] {
        let diff = diff(&old, given);
        assert_eq!(list(&diff, "moved"), &[] as &[Value], "{diff}");
        assert_eq!(files(&diff, "missing"), ["messages.csv"]);
        assert_eq!(diff["inputs"]["unmoved"], 4, "{diff}");
    }
}

/// A month is given again, but its messages end in the middle of a line.
#[test]
fn a_file_that_is_cut_off_makes_nobody_fall() {
    let people = |month: Month| {
        month
            .connection("Dora Delete", "01 Feb 2019")
            .connection("Kay Keep", "01 Feb 2019")
            .message(">Kay Keep 2026-02-01")
            .message("<Kay Keep 2026-02-02")
    };
    let [old, new] = months().map(people);
    let text = format!("{MESSAGES}{}", new.messages);
    let at = text.find("2-Kay Keep").expect("a message") + 40;
    let cut = Month {
        connections: new.connections,
        ..Month::default()
    }
    .file("messages.csv", &format!("{}\"", &text[..at]));
    let diff = diff(&old, &cut);
    assert_eq!(list(&diff, "moved"), &[] as &[Value], "{diff}");
    assert_eq!(files(&diff, "cut_off"), ["messages.csv"]);
}

/// With a book the history stays, but what is not given cannot show that somebody wrote.
#[test]
fn with_a_book_nobody_falls_silent_for_a_file_that_is_left_out() {
    let [old, new] = months().map(|m| {
        m.connection("Lea Lapsing", "01 Feb 2019")
            .message(">Lea Lapsing 2025-05-09")
            .message("<Lea Lapsing 2025-05-10")
    });
    let without = Month {
        messages: String::new(),
        ..new
    };
    let folder = scratch();
    let book = folder.path().join("book.db");
    for (name, month, as_of) in [("1", &old, "2026-05-01"), ("2", &without, "2026-06-01")] {
        let files = month.write(&folder.path().join(name));
        let ended = run(&[
            "audit",
            "--quiet",
            "--book",
            run::text(&book),
            "--me",
            OWNER.1,
            "--as-of",
            as_of,
            run::text(&files),
        ]);
        assert_eq!(ended.code, 0, "{}", ended.err);
    }
    let diff = run(&["diff", "--json", "--book", run::text(&book)]).json();
    assert_eq!(list(&diff, "moved"), &[] as &[Value], "{diff}");
    assert_eq!(
        diff["inputs"]["missing"].as_array().map(Vec::len),
        Some(1),
        "{diff}"
    );
}

#[test]
fn an_old_export_given_again_ends_too_soon_and_that_is_said() {
    let month =
        base(&["2018-03-01", "2024-07-01", "2026-03-01"]).connection("Dora Delete", "01 Feb 2019");
    let diff = diff_of([(&month, "2026-05-01"), (&month, "2026-07-15")]);
    let (step, causes) = moved(&diff, "Dora Delete").expect("moved");
    assert_eq!(step, "unknown delete > unknown unjudged");
    assert!(
        causes.starts_with("the LinkedIn messages you gave end on "),
        "{causes}"
    );
}

#[test]
fn a_decision_is_the_cause_and_so_is_its_end() {
    let folder = scratch();
    let book = folder.path().join("book.db");
    let [old, new] = months().map(|m| m.connection("Nora Quist", "01 Feb 2019"));
    let place = ["--book", run::text(&book)];
    let audit = |name: &str, month: &Month, as_of: &str| {
        let files = month.write(&folder.path().join(name));
        let all = [
            &["audit", "--quiet", "--me", OWNER.1, "--as-of", as_of],
            &place[..],
            &[run::text(&files)],
        ]
        .concat();
        assert_eq!(run(&all).code, 0);
    };
    audit("1", &old, "2026-05-01");
    let ended = run(&[&["decide", "Nora Quist", "keep"], &place[..]].concat());
    assert_eq!(ended.code, 0, "{}", ended.err);
    audit("2", &new, "2026-06-01");
    let diff = run(&[&["diff", "--json"], &place[..]].concat()).json();
    is_told(
        &diff,
        "Nora Quist",
        "unknown delete > unknown decided",
        "you decided: keep",
    );
}

/// What the rules find in an audit's own record is what the audit says, of everybody: else a cause would be made up.
#[test]
fn every_place_is_found_again_in_what_an_audit_keeps() {
    let folder = scratch();
    type Network = fn(&Path);
    let networks: [(Network, &[&str]); 2] =
        [(write_to, &["", "linkedin"]), (write_second_to, &["mail"])];
    let mut audits: Vec<(String, String)> = Vec::new();
    for (at, (network, left_out)) in networks.into_iter().enumerate() {
        let place = folder.path().join(format!("authored-{at}"));
        network(&place);
        for left_out in left_out {
            let given = ["linkedin", "mail", "whatsapp", "calendar", "book"];
            let given = given.into_iter().filter(|name| name != left_out);
            let files: Vec<PathBuf> = given.map(|name| place.join(name)).collect();
            let mut args = vec!["--no-book", "--as-of", "2026-11-01"];
            args.extend(files.iter().map(|path| run::text(path)));
            audits.push((format!("{at} without {left_out}"), audit(&args).to_string()));
        }
    }
    for (name, files) in [
        ("september", september_files()),
        ("october", october_files()),
    ] {
        let text = String::from_utf8(files["audit.json"].clone()).expect("text");
        audits.push((name.to_owned(), text));
    }
    for (name, text) in audits {
        let audit = snapshot::load(&text).expect("an audit");
        assert!(audit.people.len() > 20, "{name}");
        assert_eq!(not_found_again(&audit), [] as [&str; 0], "{name}");
    }
}

/// A word of another version is named in the changes and in the figures.
#[test]
fn words_of_another_version_are_named() {
    let folder = scratch();
    let text = String::from_utf8(september_files()["audit.json"].clone()).expect("text");
    let old = text.replace("\"verdict\":\"keep\"", "\"verdict\":\"solidify\"");
    let old = old.replace("\"keep\":", "\"solidify\":");
    let old = write(folder.path(), "old.json", old);
    let new = write(folder.path(), "new.json", &october_files()["audit.json"]);
    let ended = run(&["diff", "--json", run::text(&old), run::text(&new)]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    let diff = ended.json();
    assert!(
        diff["moved"]
            .to_string()
            .contains("\"verdict\":\"solidify\""),
        "{}",
        diff["moved"]
    );
    let totals = list(&diff, "totals");
    let figure = totals
        .iter()
        .find(|total| text_of(total) == "solidify")
        .expect("told");
    assert!(
        figure["from"].as_u64() > Some(0) && figure["to"] == 0,
        "{figure}"
    );
}

fn text_of(total: &Value) -> &str {
    text(total, "what")
}
