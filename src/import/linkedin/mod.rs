//! LinkedIn's "Get a copy of your data": the files that say who is connected and what has passed, in every era.
//!
//! A file is recognised by its header; only what the header does not tell (given or received, which assistant) is
//! taken from its name.

mod account;
mod connections;
mod contacts;
mod courtesy;
mod endorsements;
mod invitations;
mod messages;
mod notes;
mod recommendations;

use crate::import::date;
use crate::import::peers::Peers;
use crate::import::table::{Header, Row, Rows};
use crate::import::text::Decoded;
use crate::import::{Source, TableFormat};
use crate::model::exchange::{PeerIx, PeerKey};
use crate::model::intake::{Fate, Imported, SetAside};
use crate::model::keys::Slug;
use crate::model::moment::Moment;
use crate::model::problem::{Code, Place, Problem};

/// The files that are read.
pub const FORMATS: &[TableFormat] = &[
    connections::FORMAT,
    connections::PAGE_FORMAT,
    messages::FORMAT,
    invitations::FORMAT,
    recommendations::FORMAT,
    endorsements::FORMAT,
    notes::FORMAT,
    contacts::FORMAT,
    account::PROFILE,
    account::ADDRESSES,
    account::NUMBERS,
    account::POSITIONS,
    account::EDUCATION,
];

/// What LinkedIn calls an account that was closed or that hides from the owner.
const CLOSED_ACCOUNT: &str = "LinkedIn Member";

/// The private files of an export. They are not opened, whatever they hold.
pub fn is_sensitive(name: &str) -> bool {
    const KEYS: [&str; 13] = [
        "jobapplicantsavedanswers",
        "jobapplicantsavedscreeningquestionresponses",
        "screeningquestionresponses",
        "receipts",
        "receiptsv2",
        "verifications",
        "adtargeting",
        "inferencesaboutyou",
        "lanadsengagement",
        "privateidentityasset",
        "logins",
        "securitychallenges",
        "accountstatushistory",
    ];
    KEYS.contains(&file_key(name).as_str())
}

/// The files of an export that hold nobody; said as "not read" instead of "not recognised".
pub fn is_without_use(name: &str) -> bool {
    const KEYS: [&str; 39] = [
        "reactions",
        "comments",
        "shares",
        "instantreposts",
        "votes",
        "memberfollows",
        "companyfollows",
        "hashtagfollows",
        "saveditems",
        "events",
        "learning",
        "searchqueries",
        "calendar",
        "richmedia",
        "jobapplications",
        "savedjobs",
        "jobseekerpreferences",
        "savedjobalerts",
        "skills",
        "languages",
        "certifications",
        "projects",
        "publications",
        "patents",
        "courses",
        "honors",
        "organizations",
        "testscores",
        "volunteering",
        "causesyoucareabout",
        "registration",
        "profilesummary",
        "whatsappphonenumbers",
        "learningcoachmessages",
        "testimonials",
        "providers",
        "engagements",
        "groups",
        "articles",
    ];
    KEYS.contains(&file_key(name).as_str())
}

/// The name of a file in normal form: no folder, extension, account number, blanks or underscores, no case.
///
/// `Comments_1234567.csv` → `comments`, `Receipts_v2.csv` → `receiptsv2`.
pub fn file_key(name: &str) -> String {
    let base = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let stem = base.rsplit_once('.').map_or(base, |(stem, _)| stem);
    let stem = without_copy(stem);
    let unnumbered = match stem.rsplit_once('_') {
        Some((front, number))
            if !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) =>
        {
            front
        }
        _ => stem,
    };
    unnumbered
        .chars()
        .filter(|c| !matches!(c, ' ' | '_'))
        .flat_map(char::to_lowercase)
        .collect()
}

/// A name without what is added to that of a copy: `messages (1)`, `messages copy`.
fn without_copy(stem: &str) -> &str {
    let numbered = stem
        .strip_suffix(')')
        .and_then(|rest| rest.rsplit_once('('));
    let is_number = |number: &str| number.bytes().all(|b| b.is_ascii_digit());
    let stem = match numbered {
        Some((front, number)) if is_number(number) => front.trim_end(),
        _ => stem,
    };
    stem.strip_suffix(" copy").unwrap_or(stem)
}

/// Whether LinkedIn calls an endorsement or recommendation one that was taken back or turned down.
fn is_withdrawn(status: &str) -> bool {
    let status = status.trim().to_lowercase();
    [
        "redact", "reject", "withdr", "revok", "declin", "remov", "delet",
    ]
    .iter()
    .any(|word| status.starts_with(word))
}

/// A file while it is read.
struct Reading<'a> {
    source: Source<'a>,
    header: &'a Header,
    text: &'a str,
    peers: Peers,
    out: Imported,
}

impl<'a> Reading<'a> {
    fn new(
        source: Source<'a>,
        decoded: &'a Decoded<'a>,
        header: &'a Header,
        known: &[&str],
    ) -> Self {
        let mut out = Imported::default();
        out.report.unknown_columns = header.unknown(known);
        Self {
            source,
            header,
            text: &decoded.text,
            peers: Peers::default(),
            out,
        }
    }

    fn column(&self, names: &[&str]) -> Option<usize> {
        self.header.column(names)
    }

    fn rows(&self) -> Rows<'a> {
        Rows::new(self.text, self.source.file, self.header)
    }

    fn problem(&mut self, place: Place, code: Code, message: String) {
        self.out.problems.push(Problem {
            place,
            code,
            message,
        });
    }

    /// A row that is no contact between people. It is counted by its reason and named by its line.
    fn set_aside(&mut self, row: Row<'_>, why: SetAside) {
        self.out.report.count(Fate::SetAside(why), 1);
        self.problem(row.place, Code::SetAsideRow, why.reason().to_owned());
    }

    /// A row that is no event because its date cannot be read.
    fn undated(&mut self, row: Row<'_>, written: &str) {
        let (code, message) = if row.cut_off {
            (
                Code::TruncatedFile,
                "the file ends in the middle of this row; it was left out".to_owned(),
            )
        } else {
            (
                Code::UndatedRow,
                format!("{written:?} is not a date as LinkedIn writes it; the row was left out"),
            )
        };
        self.problem(row.place, code, message);
        self.out.report.count(Fate::Rejected, 1);
    }

    /// When a tie came about; one without a date that can be read is kept without it.
    fn dated(&mut self, row: Row<'_>, written: &str, such_as: &str) -> Option<Moment> {
        let at = date::linkedin(written);
        if at.is_none() {
            let message = format!("{written:?} is not a date such as {such_as}; kept without it");
            self.problem(row.place, Code::BadDate, message);
        }
        at
    }

    /// Somebody by profile link, or else by name.
    fn somebody(&mut self, url: &str, name: &str) -> Option<PeerIx> {
        self.linked(url, name).or_else(|| self.peers.named(name))
    }

    /// Somebody by profile link.
    fn linked(&mut self, url: &str, name: &str) -> Option<PeerIx> {
        if url.is_empty() {
            return None;
        }
        self.peers
            .spelled(url, name, |url| Slug::from_url(url).map(PeerKey::Profile))
    }

    /// Settles the rows' counts and hands over what was read.
    fn finish(mut self, rows: Rows<'_>, era: &str) -> Imported {
        rows.finish(&mut self.out.report, &mut self.out.problems);
        self.out.report.era = era.to_owned();
        self.out.peers = self.peers.into_list();
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_drift_and_keys_do_not() {
        for (name, key) in [
            ("a.zip/Complete/Comments_1234567.csv", "comments"),
            ("Endorsement Received Info.csv", "endorsementreceivedinfo"),
            ("Endorsement_Received_Info.csv", "endorsementreceivedinfo"),
            ("Receipts_v2.csv", "receiptsv2"),
            ("Ad_Targeting.csv", "adtargeting"),
            ("messages (1).csv", "messages"),
            ("Invitations copy.csv", "invitations"),
        ] {
            assert_eq!(file_key(name), key);
        }
        assert!(
            is_sensitive("x/Ad_Targeting.csv")
                && is_sensitive("Inferences_about_you.csv")
                && is_sensitive("LAN Ads Engagement.csv")
                && is_sensitive("Jobs/Job Applicant Saved Answers (2).csv")
                && is_sensitive("Screening_Question_Responses_1.csv")
        );
        assert!(!is_sensitive("Connections.csv") && is_without_use("Shares.csv"));
    }
}
