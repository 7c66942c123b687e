//! Mends entries without knowing their format: a table of fixes, each of which moves or rewrites values and says so.
//!
//! What leaves a field lands in another one of the entry, or stands in the list of changes. Nothing is guessed: what can
//! be meant in two ways stays. Mending twice is mending once. Beside it, what newer files know better (`stale`, `employers`), and how it is
//! written into an entry (`refresh`, `bounced`).

mod addresses;
mod bounced;
mod dates;
mod desk;
mod employers;
mod letters;
mod names;
mod refresh;
mod roster;
mod stale;
mod text;
mod used;
mod whole;

use std::collections::BTreeMap;

use self::desk::Desk;
use crate::model::document::{Document, Piece};
use crate::model::fix::{Change, Fix};
use crate::model::keys::Region;

pub use self::bounced::Dead as DeadAddress;
pub use self::employers::Employers;
pub use self::refresh::{Newer, Renew, Renewal, refresh};
pub use self::roster::roster;
pub use self::stale::{Dead, Domains, Ground, Wanted, days, dead, mark, missing, stale};
pub use self::used::Uses;

/// What the owner chose.
#[derive(Debug, Clone)]
pub struct Options {
    /// The fixes to make.
    pub fixes: Vec<Fix>,
    /// The country of phone numbers that are written without one.
    pub region: Option<Region>,
    /// How employers are to be written, by their spelling; as the owner left it in `companies.csv`.
    pub employers: BTreeMap<String, String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            fixes: Fix::ALL.to_vec(),
            region: None,
            employers: BTreeMap::new(),
        }
    }
}

/// How a fix is made.
struct Step {
    fix: Fix,
    make: fn(&mut Desk<'_, '_>),
}

/// All fixes in the order in which they are made: later ones rely on earlier ones.
const STEPS: [Step; 29] = [
    Step {
        fix: Fix::Mojibake,
        make: text::mojibake,
    },
    Step {
        fix: Fix::HiddenCharacter,
        make: text::hidden,
    },
    Step {
        fix: Fix::NotComposed,
        make: text::compose,
    },
    Step {
        fix: Fix::Blanks,
        make: text::blanks,
    },
    Step {
        fix: Fix::SeveralInOne,
        make: whole::several_in_one,
    },
    Step {
        fix: Fix::Starred,
        make: whole::starred,
    },
    Step {
        fix: Fix::NoDate,
        make: dates::no_date,
    },
    Step {
        fix: Fix::NoYear,
        make: dates::no_year,
    },
    Step {
        fix: Fix::DateForm,
        make: dates::form,
    },
    Step {
        fix: Fix::ExchangeAddress,
        make: addresses::exchange,
    },
    Step {
        fix: Fix::EmailScheme,
        make: addresses::scheme,
    },
    Step {
        fix: Fix::EmailCase,
        make: addresses::lower,
    },
    Step {
        fix: Fix::EmailInvalid,
        make: addresses::invalid,
    },
    Step {
        fix: Fix::PhoneForm,
        make: addresses::phone,
    },
    Step {
        fix: Fix::LinkedinUrl,
        make: addresses::linkedin,
    },
    Step {
        fix: Fix::UrlScheme,
        make: addresses::url,
    },
    Step {
        fix: Fix::NamePronouns,
        make: names::pronouns,
    },
    Step {
        fix: Fix::NameEmoji,
        make: names::emoji,
    },
    Step {
        fix: Fix::NameHonorific,
        make: names::honorific,
    },
    Step {
        fix: Fix::NameCredential,
        make: names::credential,
    },
    Step {
        fix: Fix::NameOrder,
        make: names::order,
    },
    Step {
        fix: Fix::NameCapitals,
        make: letters::capitals,
    },
    Step {
        fix: Fix::NameLower,
        make: letters::lower,
    },
    Step {
        fix: Fix::MissingName,
        make: names::missing,
    },
    // A name that was put together of parts which cannot be written to is shouted like them.
    Step {
        fix: Fix::NameCapitals,
        make: letters::capitals,
    },
    Step {
        fix: Fix::NameLower,
        make: letters::lower,
    },
    Step {
        fix: Fix::Employer,
        make: whole::employer,
    },
    Step {
        fix: Fix::Duplicate,
        make: whole::duplicate,
    },
    Step {
        fix: Fix::Empty,
        make: whole::empty,
    },
];

/// Mends every entry of a document; gives the changes in the order of the file.
pub fn mend(document: &mut Document<'_>, options: &Options) -> Vec<Change> {
    let Document {
        file,
        charset,
        bytes,
        pieces,
    } = document;
    let is_wanted = |step: &&Step| options.fixes.contains(&step.fix);
    let steps: Vec<&Step> = STEPS.iter().filter(is_wanted).collect();
    let mut changes = Vec::new();
    for piece in pieces {
        let Piece::Entry(entry) = piece else { continue };
        let mut desk = Desk::new(entry, bytes, *charset, *file);
        desk.region = options.region;
        desk.employers = Some(&options.employers);
        for step in &steps {
            desk.fix = step.fix;
            (step.make)(&mut desk);
        }
        changes.extend(desk.finish());
    }
    changes
}
