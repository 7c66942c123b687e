//! Personal names: cleaned of what is no name, parsed into given and family tokens, and compared token by token.

pub mod chinese;
pub mod clean;
pub mod compare;
pub mod countries;
pub mod facts;
pub mod families;
pub mod frequency;
pub mod handle;
pub mod initials;
pub mod latin;
pub mod letters;
pub mod levels;
pub mod lookalike;
pub mod marks;
pub mod nickname;
pub mod parse;
pub mod relations;
pub mod romanised;
pub mod script;
pub mod skeleton;
pub mod spelling;
pub mod syllables;
