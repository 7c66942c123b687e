//! The page of a Takeout on the account itself, `Profile/Profile.json`: the owner's name and addresses.

use serde::Deserialize;

use crate::import::json::{self, Json, Scalar};
use crate::import::log::Log;
use crate::import::{Context, Stream, StreamFormat};
use crate::model::intake::{Fate, Imported};
use crate::model::keys::Email;
use crate::model::owner::OwnerHint;

/// One object, with the name and a list of addresses.
pub(super) const FORMAT: StreamFormat = StreamFormat {
    kind: "Google profile",
    binary: false,
    claims,
    read,
};

fn claims(head: &[u8]) -> bool {
    let keys = json::keys(head);
    ["displayName", "name.formattedName", "emails.value"]
        .iter()
        .all(|key| keys.contains(*key))
}

#[derive(Deserialize, Default)]
#[serde(default, bound(deserialize = "'de: 'a"))]
struct Address<'a> {
    value: Scalar<'a>,
}

fn read(source: Stream<'_>, _context: &Context) -> Imported {
    let mut log = Log::new(source.file);
    let mut json = Json::new(source.input);
    let walked = json.members(&mut |json, key| match key {
        "displayName" => {
            let (line, mut room) = (json.line()?, String::new());
            log.row(line);
            let name: Scalar<'_> = log.statement(json.value()?, &mut room, line);
            let name = name.text().trim();
            if !name.is_empty() {
                log.out.owner.push(OwnerHint::Name(name.to_owned()));
            }
            Ok(())
        }
        "emails" => json.elements(&mut |json| {
            let (line, mut room) = (json.line()?, String::new());
            log.row(line);
            let address: Address<'_> = log.statement(json.value()?, &mut room, line);
            let email = Email::parse(address.value.text());
            log.out.owner.extend(email.map(OwnerHint::Email));
            Ok(())
        }),
        _ => Ok(()),
    });
    if let Err(broken) = walked {
        log.broken("", &broken);
    }
    let rows = log.out.report.rows;
    log.out.report.count(Fate::Owner, rows);
    log.finish(source.name, FORMAT.kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::intake::FileId;

    const PROFILE: &str = r#"{
  "name": {"givenName": "Runa", "familyName": "Teglgaard", "formattedName": "Runa Teglgaard"},
  "displayName": "Runa Teglgaard",
  "emails": [{"value": "runa@malt.example.org"}, {"value": "R.Teglgaard@example.org"}],
  "birthday": "1984-02-03"
}"#;

    #[test]
    fn every_address_of_the_account_is_the_owners() {
        assert!(claims(PROFILE.as_bytes()));
        assert!(!claims(br#"{"displayName": "Runa", "emails": []}"#));
        let source = Stream {
            file: FileId(0),
            name: "Profile.json",
            input: &mut PROFILE.as_bytes(),
            size: 0,
            beside: None,
        };
        let out = read(source, &Context::default());
        let email = |text: &str| OwnerHint::Email(Email::parse(text).unwrap());
        assert_eq!(
            out.owner,
            [
                OwnerHint::Name("Runa Teglgaard".to_owned()),
                email("runa@malt.example.org"),
                email("r.teglgaard@example.org")
            ]
        );
        assert_eq!((out.report.rows, out.report.of(Fate::Owner)), (3, 3));
        assert_eq!(out.problems, []);
    }
}
