//! Tieline reads the contact files that somebody already has, finds out who is who, joins what has passed between
//! them, and judges who would take their call.
//!
//! The rooms in reading order; each imports only from those above it in this list (ARCHITECTURE.md draws the flow):

pub mod model;

pub mod import;

pub mod identity;

pub mod hygiene;

pub mod history;

pub mod score;

pub mod backtest;

pub mod circles;

pub mod decisions;

pub mod words;

pub mod snapshot;

pub mod pipeline;

pub(crate) mod plan;

pub(crate) mod find;

pub(crate) mod review;

pub mod diff;

pub mod report;

pub mod write;

pub(crate) mod page;

pub mod memory;

pub use memory::{audit, clean, diff};

pub mod files;

pub mod book;

pub mod config;

pub mod cli;

pub mod commands;

#[cfg(fuzzing)]
pub mod fuzzing;
