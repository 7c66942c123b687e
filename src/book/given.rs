//! What earlier runs knew of the owner, and what they were given of each channel.

use rusqlite::params;

use super::{Book, BookError};
use crate::model::coverage::{Coverage, Covered, Medium};
use crate::model::exchange::PeerKey;
use crate::model::owner::{Owner, Stay};

/// Words before what is kept of the owner and is no key.
const NAME: &str = "name";
const ALIAS: &str = "alias";
const EMPLOYER: &str = "employer";
const SCHOOL: &str = "school";
const STAY: &str = "stay";
/// What stands for a year that is not known.
const NO_YEAR: &str = "-";

/// A stay as it was kept: first year, last year, place.
fn stay(text: &str) -> Option<Stay> {
    let (from, rest) = text.split_once(' ')?;
    let (to, place) = rest.split_once(' ')?;
    Some(Stay {
        place: place.to_owned(),
        from: from.parse().ok(),
        to: to.parse().ok(),
    })
}

impl Book {
    /// What earlier runs knew of the owner.
    ///
    /// # Errors
    /// What the disk says.
    pub fn owner(&self) -> Result<Owner, BookError> {
        let mut owner = Owner::default();
        let kept = self.strings("SELECT key FROM own ORDER BY run, key");
        for kept in kept.map_err(BookError::of(&self.path))? {
            let Some((kind, text)) = kept.split_once(' ') else {
                continue;
            };
            match kind {
                NAME if owner.name.is_none() => owner.name = Some(text.to_owned()),
                NAME | ALIAS => owner.aliases.push(text.to_owned()),
                EMPLOYER => owner.employers.push(text.to_owned()),
                SCHOOL => owner.schools.push(text.to_owned()),
                STAY => owner.stays.extend(stay(text)),
                _ => match PeerKey::from_parts(kind, text) {
                    Some(PeerKey::Profile(slug)) => owner.profiles.push(slug),
                    Some(PeerKey::Email(email)) => owner.emails.push(email),
                    Some(PeerKey::Phone(phone)) => owner.phones.push(phone),
                    Some(PeerKey::Handle(handle)) => owner.handles.push(handle),
                    Some(PeerKey::Name(_) | PeerKey::Owner) | None => {}
                },
            }
        }
        Ok(owner)
    }

    /// Keeps what is known of the owner.
    ///
    /// # Errors
    /// What the disk says.
    pub fn keep_owner(&self, owner: &Owner) -> Result<(), BookError> {
        let texts = |kind: &'static str, list: &[String]| -> Vec<String> {
            list.iter().map(|text| format!("{kind} {text}")).collect()
        };
        let mut kept = texts("handle", &owner.handles);
        kept.extend(owner.profiles.iter().map(|slug| format!("profile {slug}")));
        kept.extend(owner.emails.iter().map(|email| format!("email {email}")));
        kept.extend(owner.phones.iter().map(|p| format!("phone {}", p.e164())));
        kept.extend(owner.name.iter().map(|name| format!("{NAME} {name}")));
        kept.extend(texts(ALIAS, &owner.aliases));
        kept.extend(texts(EMPLOYER, &owner.employers));
        kept.extend(texts(SCHOOL, &owner.schools));
        kept.extend(owner.stays.iter().map(|stay| {
            let year =
                |year: Option<i32>| year.map_or_else(|| NO_YEAR.to_owned(), |y| y.to_string());
            format!(
                "{STAY} {} {} {}",
                year(stay.from),
                year(stay.to),
                stay.place
            )
        }));
        let sql = "INSERT OR IGNORE INTO own (key, run) VALUES (?1, ?2)";
        let keep = || {
            let mut insert = self.db.prepare(sql)?;
            kept.iter()
                .try_for_each(|key| insert.execute(params![key, self.run]).map(drop))
        };
        keep().map_err(BookError::of(&self.path))
    }

    /// What earlier runs were given of each channel. A channel of a later Tieline is passed over.
    ///
    /// # Errors
    /// What the disk says.
    pub fn coverage(&self) -> Result<Coverage, BookError> {
        let read = || -> rusqlite::Result<Coverage> {
            let sql = "SELECT channel, first, last, owner_found FROM coverage ORDER BY channel, first, last";
            let mut query = self.db.prepare(sql)?;
            let mut rows = query.query([])?;
            let mut coverage = Coverage::default();
            while let Some(row) = rows.next()? {
                let name: String = row.get(0)?;
                let medium = Medium::ALL.into_iter().find(|medium| medium.name() == name);
                if let Some(medium) = medium {
                    coverage.add(Covered {
                        medium,
                        spans: vec![(row.get(1)?, row.get(2)?)],
                        whole: true,
                        owner_found: row.get(3)?,
                        files: Vec::new(),
                    });
                }
            }
            Ok(coverage)
        };
        read().map_err(BookError::of(&self.path))
    }

    /// Keeps what was given of each channel by now. Of a channel that was cut off nothing is kept: what was whole before stays.
    ///
    /// # Errors
    /// What the disk says.
    pub fn keep_coverage(&self, coverage: &Coverage) -> Result<(), BookError> {
        let sql = "INSERT OR IGNORE INTO coverage (channel, first, last, owner_found, run) VALUES (?1, ?2, ?3, ?4, ?5)";
        let keep = || -> rusqlite::Result<()> {
            let mut insert = self.db.prepare(sql)?;
            for covered in coverage.channels.iter().filter(|covered| covered.whole) {
                for (first, last) in &covered.spans {
                    let name = covered.medium.name();
                    insert.execute(params![name, first, last, covered.owner_found, self.run])?;
                }
            }
            Ok(())
        };
        keep().map_err(BookError::of(&self.path))
    }
}
