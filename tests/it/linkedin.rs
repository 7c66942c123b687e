//! What LinkedIn's exports hold beside the plain case: private files, doubled rows, withdrawn endorsements, namesakes.

use std::io::Write;
use std::path::Path;

use serde_json::Value;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::run::{audit, run, scratch, text, write};

const PROFILE: &str = "First Name,Last Name,Headline,Summary,Industry\nNoor,Haddad,,,\n";
const HEADER: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n";

fn connection(name: &str, more: &str) -> String {
    let (given, family) = name.split_once(' ').expect("two names");
    let slug = name.to_lowercase().replace(' ', "-");
    format!("{given},{family},https://www.linkedin.com/in/{slug}-test,{more}\n")
}

fn audited(folder: &Path) -> Value {
    audit(&[text(folder), "--as-of", "2026-11-05", "--no-book"])
}

fn names<'a>(audit: &'a Value, list: &str) -> Vec<&'a str> {
    let people = audit[list].as_array().expect("a list");
    people.iter().filter_map(|p| p["name"].as_str()).collect()
}

fn person<'a>(audit: &'a Value, name: &str) -> &'a Value {
    let people = audit["people"].as_array().expect("a list");
    let found = people.iter().find(|person| person["name"] == name);
    found.unwrap_or_else(|| panic!("{name}: {:?}", names(audit, "people")))
}

#[test]
fn private_answers_are_never_opened_whatever_they_are_called_once_copied() {
    let folder = scratch();
    let list = format!(
        "{HEADER}{}",
        connection("Petra Novak", ",Acme,,03 Mar 2019")
    );
    write(folder.path(), "Connections.csv", list);
    let answers = "First Name,Email Address\nSecret,secret@example.org\n";
    for name in [
        "Job Applicant Saved Answers.csv",
        "Job Applicant Saved Answers (1).csv",
        "Job Applicant Saved Screening Question Responses_2.csv",
        "Screening Question Responses.csv",
    ] {
        write(folder.path(), name, answers);
    }
    let audit = audited(folder.path());
    assert!(
        !audit.to_string().to_lowercase().contains("secret@"),
        "{audit}"
    );
    assert_eq!(names(&audit, "people"), ["Petra Novak"]);
}

#[test]
fn rows_above_a_header_are_counted_and_a_row_of_another_table_is_no_header() {
    let folder = scratch();
    let sorted =
        "Anna,Lund,anna@example.org\nFirst Name,Last Name,Email\nZoe,Quist,zoe@example.org\n";
    write(folder.path(), "sorted.csv", sorted);
    write(
        folder.path(),
        "questions.csv",
        "Question,Answer\nColour,Green\nFirst name,Otto\nMobile phone number,+44 7911 123456\n",
    );
    let audit = audited(folder.path());
    assert_eq!(names(&audit, "people"), ["Zoe Quist"]);
    let problems = audit["problems"].as_array().expect("a list");
    let above = problems.iter().find(|p| p["code"] == "bad-row");
    assert_eq!(above.map(|p| &p["line"]), Some(&1.into()), "{problems:?}");
    let files = audit["files"].as_array().expect("a list");
    let sorted = files.iter().find(|file| file["rejected"] == 1).expect("it");
    assert_eq!(sorted["rows"], 2);
}

#[test]
fn an_invitation_in_two_files_with_and_without_links_is_one_and_shows_the_owner() {
    let folder = scratch();
    let links = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n";
    let plain = "From,To,Sent At,Message,Direction\n";
    let (mut with, mut without) = (links.to_owned(), plain.to_owned());
    for (name, note) in [("Runa Dahl", "Hello Runa"), ("Ivo Berg", "")] {
        let row = format!("Noor Haddad,{name},\"3/1/26, 9:00 AM\",{note},OUTGOING");
        let slug = name.to_lowercase().replace(' ', "-");
        let url = "https://www.linkedin.com/in";
        with.push_str(&format!("{row},{url}/noor-haddad-test,{url}/{slug}-test\n"));
        without.push_str(&format!("{row}\n"));
    }
    let list = format!(
        "{HEADER}{}",
        connection("Petra Novak", ",Acme,,03 Mar 2019")
    );
    write(folder.path(), "Connections.csv", list);
    write(folder.path(), "Invitations.csv", with);
    write(folder.path(), "Invitations copy.csv", without);
    let audit = audited(folder.path());
    let mut pending = names(&audit, "unmatched");
    pending.sort_unstable();
    assert_eq!(pending, ["Ivo Berg", "Runa Dahl"]);
    assert_eq!(audit["owner"]["known"], true);
    assert_eq!(audit["totals"]["merged"], 2);
}

#[test]
fn an_endorsement_that_was_taken_back_or_rejected_is_no_tie_and_has_a_fate() {
    let folder = scratch();
    let list =
        ["Petra Novak", "Otto Kern", "Ada Lind"].map(|name| connection(name, ",Acme,,03 Mar 2019"));
    write(
        folder.path(),
        "Connections.csv",
        format!("{HEADER}{}", list.concat()),
    );
    write(
        folder.path(),
        "Endorsement_Received_Info.csv",
        "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public Url,Endorsement Status
2022/06/20 13:05:02 UTC,Testing,Petra,Novak,www.linkedin.com/in/petra-novak-test,Redacted
2022/06/21 13:05:02 UTC,Testing,Otto,Kern,www.linkedin.com/in/otto-kern-test,REJECTED
2022/06/21 13:05:02 UTC,Testing,Ada,Lind,www.linkedin.com/in/ada-lind-test,ACCEPTED
",
    );
    let audit = audited(folder.path());
    let ties = |name| person(&audit, name)["ties"].as_array().map(Vec::len);
    assert_eq!(
        [ties("Petra Novak"), ties("Otto Kern"), ties("Ada Lind")],
        [Some(0), Some(0), Some(1)]
    );
    assert_eq!(audit["totals"]["set_aside"]["taken back or refused"], 2);
}

#[test]
fn a_recommendation_for_the_owners_namesake_is_the_namesakes() {
    let folder = scratch();
    let list = ["Noor Haddad", "Petra Novak"].map(|name| connection(name, ",Acme,,03 Mar 2019"));
    let list = list
        .concat()
        .replace("noor-haddad-test", "noor-haddad-junior-test");
    write(folder.path(), "Connections.csv", format!("{HEADER}{list}"));
    write(folder.path(), "Profile.csv", PROFILE);
    write(
        folder.path(),
        "Recommendations_Given.csv",
        "First Name,Last Name,Company,Job Title,Text,Creation Date,Status
Noor,Haddad,Acme,Clerk,Works well.,\"03/14/22, 08:05 AM\",VISIBLE
",
    );
    let audit = audited(folder.path());
    let namesake = person(&audit, "Noor Haddad");
    assert_eq!(
        namesake["ties"][0]["kind"], "recommendation-given",
        "{namesake}"
    );
}

#[test]
fn a_row_that_a_list_has_twice_is_one_person() {
    let folder = scratch();
    let row = connection("Petra Novak", "petra@example.org,Acme,Clerk,03 Mar 2019");
    let later = connection("Petra Novak", "petra@example.org,Contoso,Head,03 Mar 2019");
    let other = connection("Otto Kern", ",Acme,,03 Mar 2018");
    let list = write(
        folder.path(),
        "Connections.csv",
        format!("{HEADER}{row}{row}{other}{later}"),
    );
    let ended = run(&["clean", "--json", text(&list)]);
    let cleaned = ended.json();
    let people = cleaned["people"].as_array().expect("a list");
    let mut records: Vec<usize> = people
        .iter()
        .map(|person| person["records"].as_array().map_or(0, Vec::len))
        .collect();
    records.sort_unstable();
    assert_eq!(records, [1, 3]);
    assert_eq!(cleaned["review"].as_array().map(Vec::len), Some(0));
}

#[test]
fn a_colon_in_the_name_of_an_entry_is_no_error_and_a_path_out_of_the_folder_is() {
    let folder = scratch();
    let list = format!(
        "{HEADER}{}",
        connection("Petra Novak", ",Acme,,03 Mar 2019")
    );
    for (entry, code) in [("Articles/2017-12-09 04:54:08.html", 0), ("C:/x.csv", 3)] {
        let path = folder.path().join(format!("export-{code}.zip"));
        let mut zip = ZipWriter::new(std::fs::File::create(&path).expect("a file"));
        for (name, content) in [("Connections.csv", list.as_str()), (entry, "<p>Hi")] {
            zip.start_file(name, SimpleFileOptions::default())
                .expect("an entry");
            zip.write_all(content.as_bytes()).expect("its content");
        }
        zip.finish().expect("a zip");
        let ended = run(&["audit", text(&path), "--no-book", "--strict"]);
        assert_eq!(ended.code, code, "{}", ended.err);
    }
}
