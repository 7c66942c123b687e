//! A report of Outlook that a message was not delivered → the one that it was made of (RFC 3464): whom it is about, and whether trying again
//! could help.

use std::fmt::Write;

use super::letter::field;
use super::props::{Item, Props, tag};

/// Diagnostic codes ([MS-OXCMAIL] 2.2.3.7.1.3, X.411) as the status codes of mail. Whatever else there is says nothing of an address.
const CODES: [(i64, &str); 11] = [
    (0, "5.1.1"),
    (1, "5.1.4"),
    (2, "4.4.5"),
    (3, "5.4.6"),
    (4, "4.2.0"),
    (5, "5.4.7"),
    (7, "5.2.3"),
    (13, "5.2.3"),
    (29, "5.7.2"),
    (32, "5.1.1"),
    (35, "5.1.1"),
];

/// What stands between the parts of the report.
const BOUNDARY: &str = "part-of-a-report";

/// Somebody whom a message did not reach.
pub struct Failed {
    address: String,
    status: String,
    said: String,
}

/// Whom a report says that a message did not reach; none of any other item. One on a delivery, or on a delay, says so in its class.
pub fn failed(item: &Item) -> Option<Vec<Failed>> {
    let class = item.props.text(tag::CLASS).to_lowercase();
    let is_one = class.starts_with("report.") && class.ends_with(".ndr");
    is_one.then(|| {
        // The owner may stand among them, to whom the report is addressed: of them nothing is reported.
        let is_told = |person: &&Props| is_told(person);
        let some = item.people.iter().any(|person| is_told(&person));
        let those = item.people.iter().filter(|person| !some || is_told(person));
        those
            .filter_map(|person| one(person, &item.props))
            .collect()
    })
}

fn is_told(person: &Props) -> bool {
    let numbers = [tag::STATUS, tag::REASON].map(|tag| person.given(tag).is_some());
    numbers.contains(&true) || !person.raw(tag::SAID).is_empty()
}

fn one(person: &Props, report: &Props) -> Option<Failed> {
    let address = person
        .person(tag::NAME, [tag::ADDRESS_TYPE, tag::EMAIL, tag::SMTP])
        .address;
    let own = [person, report];
    let first = |tag| own.iter().find_map(|props| props.given(tag));
    let said = own.iter().map(|props| props.text(tag::SAID));
    address.contains('@').then(|| Failed {
        status: status(first(tag::STATUS), first(tag::REASON)),
        said: said
            .clone()
            .find(|said| !said.is_empty())
            .unwrap_or_default(),
        address,
    })
}

/// The status code: as one number, 511, or by the diagnostic code. Empty where neither says anything.
fn status(status: Option<i64>, reason: Option<i64>) -> String {
    match status {
        Some(code @ 400..=599) => format!("{}.{}.{}", code / 100, code / 10 % 10, code % 10),
        Some(_) | None => {
            let known = CODES.iter().find(|(code, _)| Some(*code) == reason);
            known.map_or_else(String::new, |(_, status)| (*status).to_owned())
        }
    }
}

/// A header without what it says of its body, which is not kept.
pub fn without_kind(had: &str) -> String {
    let mut is_kept = true;
    let mut kept = Vec::new();
    for line in had.lines() {
        if !line.starts_with([' ', '\t']) {
            let lower = line.to_ascii_lowercase();
            is_kept = !lower.starts_with("content-") && !lower.starts_with("mime-version:");
        }
        if is_kept {
            kept.push(line);
        }
    }
    kept.join("\n")
}

/// The rest of the header, and the report below it.
pub fn report(item: &Item, failed: &[Failed], message: &mut String) {
    let kind = format!("multipart/report; report-type=delivery-status; boundary=\"{BOUNDARY}\"");
    field(message, "Content-Type", &kind);
    // Writing to memory does not fail.
    let _written = write!(
        message,
        "\n--{BOUNDARY}\nContent-Type: message/delivery-status\n\n"
    );
    for one in failed {
        message.push('\n');
        field(
            message,
            "Final-Recipient",
            &format!("rfc822; {}", one.address),
        );
        field(message, "Action", "failed");
        field(message, "Status", &one.status);
        field(message, "Diagnostic-Code", &one.said);
    }
    let original = item.props.text(tag::ORIGINAL_ID);
    if !original.is_empty() {
        let _written = write!(
            message,
            "\n--{BOUNDARY}\nContent-Type: text/rfc822-headers\n\n"
        );
        field(message, "Message-ID", &original);
    }
    let _written = write!(message, "\n--{BOUNDARY}--\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_a_status_code_and_a_diagnostic_code_stands_in_for_it() {
        assert_eq!(status(Some(511), Some(5)), "5.1.1");
        assert_eq!(status(Some(447), None), "4.4.7");
        assert_eq!(status(Some(0), Some(0)), "5.1.1");
        assert_eq!(status(None, Some(2)), "4.4.5");
        assert_eq!(status(None, Some(-1)), "");
        assert_eq!(status(None, None), "");
    }

    #[test]
    fn what_a_header_says_of_its_body_goes_with_its_further_lines() {
        let had = "From: a@b.test\nContent-Type: multipart/report;\n\tboundary=x\nSubject: y";
        assert_eq!(without_kind(had), "From: a@b.test\nSubject: y");
    }
}
