//! What the stages hand to each other. Nothing of ours is imported here; every other floor stands on it.

pub mod audit;
pub mod card;
pub mod changes;
pub mod country;
pub mod coverage;
pub mod decision;
pub mod document;
pub mod escape;
pub mod exchange;
pub mod export;
pub mod fix;
pub mod formula;
pub mod intake;
pub mod keys;
pub mod mark;
pub mod moment;
pub mod name;
pub mod owner;
pub mod person;
pub mod problem;
pub mod recipients;
pub mod standing;
pub mod steps;
pub mod timeline;
pub mod title;
pub mod to_do;
