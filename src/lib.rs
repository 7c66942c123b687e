//! Tieline reads the contact files that somebody already has, finds out who is who, joins what has passed between
//! them, and judges who would take their call.
//!
//! The rooms in reading order; each imports only from those above it in this list (ARCHITECTURE.md draws the flow):

// Without the program, what only its commands call lies idle.
#![cfg_attr(not(feature = "program"), allow(dead_code, unused_imports))]

mod model;

mod import;

mod identity;

mod hygiene;

mod history;

mod score;

mod backtest;

mod circles;

mod decisions;

mod words;

mod snapshot;

mod pipeline;

mod plan;

mod find;

mod review;

mod redact;

mod diff;

mod report;

mod write;

mod page;

mod output;

pub mod memory;

pub use memory::{audit, clean, diff};

mod files;

mod reading;

#[cfg(feature = "program")]
mod book;

#[cfg(feature = "program")]
mod config;

#[cfg(feature = "program")]
pub mod cli;

#[cfg(feature = "program")]
mod commands;

#[cfg(feature = "program")]
pub use commands::{run, usage};

#[cfg(feature = "program")]
#[doc(hidden)]
pub mod inside;

#[cfg(fuzzing)]
pub mod fuzzing;
