//! Tieline reads the contact files and messages that somebody already has, finds out who is who, joins what has passed between them, and
//! judges who would take their call.
//!
//! The library works on bytes in memory. It asks no disk, clock, environment or network for anything: the same files and the same instant
//! give the same bytes, on every machine.
//!
//! | call | gives |
//! |---|---|
//! | [`audit`] | everybody whom files name: who they are, how they stand, and why |
//! | [`diff()`] | what changed between two audits, and what caused it |
//! | [`clean`] | address books mended in copies, with every change |
//! | [`memory::report`] | an audit of files that are read piece by piece, and every list and page that is written of it |
//! | [`memory::tidy`] | several address books mended and merged |
//!
//! ```
//! use tieline::memory::{File, Settings};
//!
//! let connections = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
//!                    Nora,Quist,https://www.linkedin.com/in/nora-quist,,Acme,,01 Feb 2026\n";
//! let files = [File { name: "Connections.csv", bytes: connections.as_bytes() }];
//! let settings = Settings { as_of: 1_777_593_600, me: vec!["olga@example.org".to_owned()], ..Settings::default() };
//!
//! let audit = tieline::audit(&files, &settings)?;
//! assert_eq!(audit.people[0].name, "Nora Quist");
//! # Ok::<(), tieline::memory::Error>(())
//! ```
//!
//! # Features
//! `program` (on by default) is what only the command line needs: a terminal, a disk, SQLite. `default-features = false` leaves the library
//! alone, which also builds for `wasm32-unknown-unknown`. What [`run`] does with arguments is the program's and not meant for others.

// The rooms in reading order; each imports only from those above it in this list (ARCHITECTURE.md draws the flow).

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
