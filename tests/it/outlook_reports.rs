//! Reports in Outlook's own forms that a message was not delivered: whom it did not reach, and whether that is for good.

use std::path::Path;

use serde_json::Value;

use crate::find::{accounted, count, list, person, text};
use crate::outlook::{Prop, Says, msg};
use crate::pst::{self, Folder, Says as Kept, TOP, says};
use crate::run::{audit, scratch, write};

const RUNA: &str = "runa@example.org";
const CARDS: &str = "Name,E-mail\nEdda Quill,edda@oldmill.test\nAnselm Roth,anselm@kiln.test\nPia Holm,pia@holm.test\nGil Moss,gil@moss.test\n";
/// 2 March 2026, 9:15.
const SENT: i64 = 1_772_442_900;

/// `name: tries, what is out of date`.
fn told(path: &Path) -> Vec<String> {
    let path = path.display().to_string();
    let audit = audit(&["--no-book", "--as-of", "2026-11-01", "--me", RUNA, &path]);
    accounted(&audit);
    assert!(!audit.to_string().contains("nobody reads"));
    let of = |name: &str| one(&audit, name);
    ["Edda Quill", "Anselm Roth", "Pia Holm", "Gil Moss"]
        .map(of)
        .to_vec()
}

fn one(audit: &Value, name: &str) -> String {
    let person = person(audit, name);
    let tries = count(&person["standing"]["basis"], "attempts");
    let stale = person.get("stale").map(|_| list(person, "stale").to_vec());
    let why = stale.iter().flatten().map(|stale| text(stale, "text"));
    format!("{name}: {tries} {}", why.collect::<Vec<_>>().join(", "))
}

fn mail<'a>(name: &'a str, address: &'a str) -> [Prop<'a>; 4] {
    [
        (0x0c15, Says::Number(1)),
        (0x3001, Says::Text(name)),
        (0x3003, Says::Text(address)),
        (0x39fe, Says::Text(address)),
    ]
}

fn sent(id: &str, people: &[&[Prop<'_>]]) -> Vec<u8> {
    let props = [
        (0x001a, Says::Text("IPM.Note")),
        (0x0039, Says::Time(SENT)),
        (0x1035, Says::Text(id)),
        (0x5d02, Says::Text(RUNA)),
    ];
    msg(&props, &[], people)
}

/// A report with the header that it had on its way, whose body is not kept.
fn report(class: &str, about: &str, people: &[&[Prop<'_>]]) -> Vec<u8> {
    let header = "From: postmaster@example.org\r\nTo: runa@example.org\r\nDate: Mon, 2 Mar 2026 09:20:00 +0000\r\nContent-Type: multipart/report; report-type=delivery-status;\r\n\tboundary=\"gone\"\r\n\r\n";
    let props = [
        (0x001a, Says::Text(class)),
        (0x007d, Says::Text(header)),
        (0x1000, Says::Text("What nobody reads.")),
        (0x1046, Says::Text(about)),
    ];
    msg(&props, &[], people)
}

fn with<'a>(name: &'a str, address: &'a str, more: &[Prop<'a>]) -> Vec<Prop<'a>> {
    [&mail(name, address)[..], more].concat()
}

#[test]
fn a_report_in_a_file_of_its_own_says_of_each_whether_it_is_for_good() {
    let folder = scratch();
    let edda = mail("Edda Quill", "edda@oldmill.test");
    let anselm = mail("Anselm Roth", "anselm@kiln.test");
    let pia = mail("Pia Holm", "pia@holm.test");
    let gil = mail("Gil Moss", "gil@moss.test");
    write(
        folder.path(),
        "m/1.msg",
        sent("<1@x.test>", &[&edda, &anselm, &pia, &gil]),
    );
    let owner = mail("Runa", RUNA);
    let edda = with(
        "Edda Quill",
        "edda@oldmill.test",
        &[(0x0c20, Says::Number(511))],
    );
    let anselm = with(
        "Anselm Roth",
        "anselm@kiln.test",
        &[(0x0c20, Says::Number(447))],
    );
    let pia = with(
        "Pia Holm",
        "pia@holm.test",
        &[(0x0c05, Says::Number(0)), (0x0c20, Says::Number(0))],
    );
    let people: [&[Prop<'_>]; 4] = [&owner, &edda, &anselm, &pia];
    write(
        folder.path(),
        "m/2.msg",
        report("REPORT.IPM.Note.NDR", "<1@x.test>", &people),
    );
    let gil = with("Gil Moss", "gil@moss.test", &[(0x0c20, Says::Number(200))]);
    write(
        folder.path(),
        "m/3.msg",
        report("REPORT.IPM.Note.DR", "<1@x.test>", &[&gil]),
    );
    let late = with("Gil Moss", "gil@moss.test", &[(0x0c20, Says::Number(441))]);
    write(
        folder.path(),
        "m/4.msg",
        report("REPORT.IPM.Note.Delayed.DR", "<1@x.test>", &[&late]),
    );
    write(folder.path(), "cards.csv", CARDS);
    assert_eq!(
        told(folder.path()),
        [
            "Edda Quill: 0 bounced on 2 Mar 2026 (user unknown) (m)",
            "Anselm Roth: 0 ",
            "Pia Holm: 0 bounced on 2 Mar 2026 (user unknown) (m)",
            "Gil Moss: 1 ",
        ]
    );
}

#[test]
fn what_the_other_side_said_tells_where_no_number_does() {
    let folder = scratch();
    let edda = mail("Edda Quill", "edda@oldmill.test");
    let anselm = mail("Anselm Roth", "anselm@kiln.test");
    write(
        folder.path(),
        "m/1.msg",
        sent("<1@x.test>", &[&edda, &anselm]),
    );
    let edda = with(
        "Edda Quill",
        "edda@oldmill.test",
        &[(
            0x0c1b,
            Says::Text("<mx.oldmill.test #5.1.1 smtp;550 5.1.1 no such user>"),
        )],
    );
    let anselm = with(
        "Anselm Roth",
        "anselm@kiln.test",
        &[(0x0c1b, Says::Text("<mx.kiln.test #4.4.7>"))],
    );
    write(
        folder.path(),
        "m/2.msg",
        report("REPORT.IPM.Note.NDR", "<1@x.test>", &[&edda, &anselm]),
    );
    write(folder.path(), "cards.csv", CARDS);
    assert_eq!(
        told(folder.path())[..2],
        [
            "Edda Quill: 0 bounced on 2 Mar 2026 (user unknown) (m)",
            "Anselm Roth: 0 "
        ]
    );
}

fn kept(name: &str, address: &str, status: Option<i32>) -> Vec<pst::Prop> {
    let status = status.map(|status| (0x0c20, Kept::Number(status)));
    let props = [
        (0x0c15, Kept::Number(1)),
        (0x3001, says(name)),
        (0x39fe, says(address)),
    ];
    props.into_iter().chain(status).collect()
}

#[test]
fn a_report_in_a_mailbox_says_of_each_whether_it_is_for_good() {
    let letter = |id: &str, name: &str, address: &str| {
        let props = vec![
            (0x001a, says("IPM.Note")),
            (0x0039, Kept::Time(SENT)),
            (0x1035, says(id)),
            (0x5d02, says(RUNA)),
        ];
        (props, vec![kept(name, address, None)])
    };
    // Nothing but its own time tells when such a report came.
    let report = |class: &str, about: &str, name: &str, address: &str, status: i32| {
        let props = vec![
            (0x001a, says(class)),
            (0x0032, Kept::Time(SENT + 300)),
            (0x0c1a, says("System Administrator")),
            (0x1046, says(about)),
        ];
        (props, vec![kept(name, address, Some(status))])
    };
    let folder = |number, name, items| Folder {
        number,
        within: if number == TOP { 0 } else { TOP },
        name,
        items,
    };
    let folders = [
        folder(TOP, "Top of Outlook data file", Vec::new()),
        folder(
            0x402,
            "Inbox",
            vec![
                report(
                    "REPORT.IPM.Note.NDR",
                    "<1@x.test>",
                    "Edda Quill",
                    "edda@oldmill.test",
                    511,
                ),
                report(
                    "REPORT.IPM.Note.NDR",
                    "<2@x.test>",
                    "Anselm Roth",
                    "anselm@kiln.test",
                    422,
                ),
                report(
                    "REPORT.IPM.Note.DR",
                    "<3@x.test>",
                    "Pia Holm",
                    "pia@holm.test",
                    250,
                ),
            ],
        ),
        folder(
            0x403,
            "Sent Items",
            vec![
                letter("<1@x.test>", "Edda Quill", "edda@oldmill.test"),
                letter("<2@x.test>", "Anselm Roth", "anselm@kiln.test"),
                letter("<3@x.test>", "Pia Holm", "pia@holm.test"),
                letter("<4@x.test>", "Gil Moss", "gil@moss.test"),
            ],
        ),
    ];
    let at = scratch();
    write(at.path(), "mine.pst", pst::mailbox(&folders, &[], 0x405));
    write(at.path(), "cards.csv", CARDS);
    assert_eq!(
        told(at.path()),
        [
            "Edda Quill: 0 bounced on 2 Mar 2026 (user unknown) (mine.pst)",
            "Anselm Roth: 0 ",
            "Pia Holm: 1 ",
            "Gil Moss: 1 ",
        ]
    );
}
