//! Tieline as its users meet it: the program is run on files, and what it prints and writes is looked at.
//!
//! One binary, a module for each subject; `run` starts the program, `find` looks things up in its JSON.

#![allow(
    clippy::disallowed_methods,
    reason = "an expected number is worked out here by other means than the program's"
)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on has failed"
)]

mod advice;
mod audit;
mod authored;
mod backtest;
mod backup;
mod balance;
mod book;
mod book_files;
mod bounces;
mod calendar;
mod causes;
mod chats;
mod clean;
mod clean_given;
mod columns;
mod config;
mod contacts;
mod convert;
mod countries;
mod coverage;
mod crowds;
mod damaged;
mod decide;
mod decided_months;
mod decisions;
mod demo;
mod diff;
mod dots;
mod draw;
mod exports;
mod faults;
mod find;
mod forget;
mod formats;
mod growth;
mod growth_kinds;
mod hostile;
mod house;
mod identity;
#[cfg(unix)]
mod interrupted;
mod judged;
mod killed;
mod kin;
mod laws;
mod linkedin;
mod lived;
mod log;
mod logs;
mod mail;
mod meant;
mod memory;
mod months;
mod naughty;
mod naughty_texts;
mod not_written;
mod notes;
mod office;
mod outlook;
mod outlook_mac;
mod outlook_reports;
mod page;
mod pairs;
mod phones;
mod plan;
#[cfg(unix)]
mod private;
mod program;
mod progress;
mod properties;
mod pst;
#[cfg(unix)]
mod pty;
mod quirks;
mod redact;
mod refreshed;
mod refused;
mod remembered;
mod reminds;
#[cfg(unix)]
mod retold;
mod review;
mod round_trips;
mod run;
mod said;
mod same;
mod score;
mod show;
mod signed;
mod small;
mod spreadsheets;
mod stale;
mod stale_marks;
mod subsets;
mod tables;
mod takeout;
mod tars;
mod terminal;
mod threads;
mod thunderbird;
mod timeline;
mod timings;
mod to_do;
mod told;
mod traces;
mod twice;
mod undo;
mod unharmed;
mod vcards;
mod waits;
mod whatsapp;
mod workbook;
mod zips;
