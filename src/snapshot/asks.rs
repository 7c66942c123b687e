//! What the owner could say so that more can be told, as it is saved.

use serde::{Deserialize, Serialize};

use crate::model::front::Ask as Model;

/// Something that the owner could say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ask {
    /// Its stable name: `country`, `other-country`, `own-address`.
    pub code: String,
    /// What it is about: the address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
}

impl Ask {
    pub(super) fn of(ask: &Model) -> Self {
        let (code, about) = match ask {
            Model::Country => ("country", None),
            Model::OtherCountry => ("other-country", None),
            Model::Own(email) => ("own-address", Some(email.clone())),
        };
        Self {
            code: code.to_owned(),
            about,
        }
    }

    /// As it was said; none of a later version's.
    pub(crate) fn to_model(&self) -> Option<Model> {
        match (self.code.as_str(), &self.about) {
            ("country", _) => Some(Model::Country),
            ("other-country", _) => Some(Model::OtherCountry),
            ("own-address", Some(email)) => Some(Model::Own(email.clone())),
            _ => None,
        }
    }
}
