//! Employers and schools where the owner was too: an aid to memory and nothing else.

use crate::model::employer::{is_employer, normal};
use crate::model::owner::{Owner, Stay};

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
            .filter(|(normal, _)| is_employer(normal));
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
