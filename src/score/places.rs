//! Employers and schools where the owner was too: an aid to memory and nothing else.

use crate::model::name::fold;
use crate::model::owner::{Owner, Stay};

/// Legal forms and the like, which are written or left out at will.
const FORMS: [&str; 24] = [
    "inc",
    "incorporated",
    "ltd",
    "limited",
    "llc",
    "llp",
    "plc",
    "corp",
    "corporation",
    "co",
    "company",
    "gmbh",
    "ag",
    "se",
    "kg",
    "as",
    "asa",
    "ab",
    "oy",
    "oyj",
    "bv",
    "nv",
    "sa",
    "srl",
];

/// What people write where an employer is asked for and there is none.
const NO_EMPLOYER: [&str; 16] = [
    "freelance",
    "freelancer",
    "self employed",
    "selfemployed",
    "self",
    "n a",
    "na",
    "none",
    "independent",
    "stealth startup",
    "stealth",
    "retired",
    "unemployed",
    "student",
    "consultant",
    "confidential",
];

/// The owner's places in normal form.
#[derive(Debug, Default)]
pub struct Places {
    known: Vec<(String, Stay)>,
}

impl Places {
    /// The employers and schools of the owner.
    pub fn of(owner: &Owner) -> Self {
        let names = owner.employers.iter().chain(&owner.schools);
        let known = names
            .map(|name| (normal(name), stay(owner, name)))
            .filter(|(normal, _)| is_place(normal));
        Self {
            known: known.collect(),
        }
    }

    /// The owner's time at a company that is one of these places, under the owner's name for it. The whole name has to agree: a part of one is another
    /// company.
    pub fn shared(&self, company: &str) -> Option<&Stay> {
        if self.known.is_empty() {
            return None;
        }
        let wanted = normal(company);
        self.known
            .iter()
            .find(|(normal, _)| *normal == wanted)
            .map(|(_, stay)| stay)
    }
}

/// When the owner was at a place, as far as it is known.
fn stay(owner: &Owner, place: &str) -> Stay {
    let mut stays = owner.stays.iter();
    let known = stays.find(|stay| stay.place == place).cloned();
    known.unwrap_or_else(|| Stay {
        place: place.to_owned(),
        from: None,
        to: None,
    })
}

fn is_place(normal: &str) -> bool {
    !normal.is_empty() && !NO_EMPLOYER.contains(&normal)
}

/// A company's name without case, punctuation and legal form.
fn normal(name: &str) -> String {
    let folded = fold(name);
    let words = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let mut words: Vec<&str> = words.collect();
    while words.len() > 1 && words.last().is_some_and(|last| FORMS.contains(last)) {
        words.pop();
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_name_has_to_agree_but_not_the_legal_form() {
        let owner = Owner {
            employers: vec!["Contoso, Ltd.".into(), "Freelance".into()],
            ..Owner::default()
        };
        let places = Places::of(&owner);
        let shared = |company| places.shared(company).map(|stay| stay.place.as_str());
        assert_eq!(shared("CONTOSO"), Some("Contoso, Ltd."));
        assert_eq!(shared("Contoso GmbH"), Some("Contoso, Ltd."));
        for other in ["Contoso Consulting", "Freelance", "", "Con"] {
            assert_eq!(shared(other), None, "{other}");
        }
    }
}
