//! Tieline on files in memory, as the page that reads files itself has them.

use std::sync::Arc;

use tieline::memory::{Given, Kept, Report, Settings, Watch, report};

const CONNECTIONS: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
    Nora,Quist,https://www.linkedin.com/in/nora-quist,,Acme,,01 Feb 2026\n\
    Ana,Lund,https://www.linkedin.com/in/ana-lund,,Acme,,02 Feb 2026\n";

/// Nobody looks on.
struct Nobody;

impl Watch for Nobody {
    fn expect(&self, _: u64) {}
    fn says(&self, _: &str) {}
    fn read(&self, _: u64) {}
}

fn made(files: &[(&str, &str)], as_of: i64) -> Report {
    let given = files.iter().map(|(name, text)| Given {
        name: (*name).to_owned(),
        ground: Arc::new(Kept(text.as_bytes().into())),
    });
    let settings = Settings {
        as_of,
        me: vec!["olga@example.org".to_owned()],
        ..Settings::default()
    };
    report(given.collect(), &settings, &Nobody).expect("an audit")
}

fn file(report: &Report, name: &str) -> String {
    let bytes = report.file(name).expect("written").expect("a file");
    String::from_utf8(bytes).expect("text")
}

const MARCH: i64 = 1_772_323_200;
const APRIL: i64 = 1_775_001_600;

#[test]
fn a_list_of_decisions_among_the_files_is_followed_and_what_names_nobody_is_refused() {
    let first = made(&[("Connections.csv", CONNECTIONS)], MARCH);
    let ana = &first
        .audit()
        .people
        .iter()
        .find(|one| one.name == "Ana Lund")
        .expect("Ana")
        .id;
    let list = format!("id,name,decision\n{ana},Ana Lund,delete\np-0000000000,Nobody,keep\n");
    let second = made(
        &[("Connections.csv", CONNECTIONS), ("decisions.csv", &list)],
        APRIL,
    );
    let decided: Vec<(&str, Option<&str>)> = second
        .audit()
        .people
        .iter()
        .map(|one| (one.name.as_str(), one.decision.as_deref()))
        .collect();
    assert!(
        decided.contains(&("Ana Lund", Some("delete"))),
        "{decided:?}"
    );
    assert!(decided.contains(&("Nora Quist", None)), "{decided:?}");
    assert_eq!(
        second.refused(),
        ["decisions.csv, line 3: nobody in these files fits this row (p-0000000000)"]
    );
}

#[test]
fn the_audit_of_last_month_is_compared_with_and_what_lies_beside_it_is_no_input() {
    let first = made(&[("Connections.csv", CONNECTIONS)], MARCH);
    let (audit, people) = (file(&first, "audit.json"), file(&first, "people.vcf"));
    let fewer = CONNECTIONS.lines().take(2).collect::<Vec<_>>().join("\n");
    let files = [
        ("new/Connections.csv", fewer.as_str()),
        ("old/audit.json", &audit),
        ("old/people.vcf", &people),
    ];
    let second = made(&files, APRIL);
    let names: Vec<&str> = second
        .audit()
        .people
        .iter()
        .map(|one| one.name.as_str())
        .collect();
    assert_eq!(
        names,
        ["Nora Quist"],
        "people.vcf of last month would bring Ana back"
    );
    assert!(
        file(&second, "report.html").contains("Ana Lund"),
        "she is named as gone"
    );
}
