//! What the project's own tests look at besides the program and the facade. No promise is made of it: it changes with the tests.
//! Items and no rooms, so that the compiler still finds what nothing uses.

/// Types.
pub mod model {
    pub use crate::model::{card, document, exchange, fix, intake, keys, person, problem};
}

/// Readers.
pub mod import {
    pub use crate::import::{Context, Mapped, Source, documents, read, survey};

    /// Of cards.
    pub mod vcard {
        pub use crate::import::vcard::document::by_parts;
        pub use crate::import::vcard::{claims, read};
    }
}

/// Mends.
pub mod hygiene {
    pub use crate::hygiene::{Options, mend};
}

/// Writers.
pub mod write {
    /// Of documents.
    pub mod original {
        pub use crate::write::original::document;
    }

    /// Of cards.
    pub mod vcard {
        pub use crate::write::vcard::{Version, card, people, verify};
    }
}

/// A month against another.
pub mod diff {
    pub use crate::diff::not_found_again;
}

/// Audits as they are kept.
pub mod snapshot {
    pub use crate::snapshot::load;
}

/// The owner's database.
pub mod book {
    pub use crate::book::Book;
}
