//! In place of SQLite where there is none.

use std::collections::BTreeSet;
use std::io::Read;
use std::marker::PhantomData;

use crate::model::problem::Code;

/// Why a database was not read.
pub type Unread = (Code, String);

const WHY: &str = "a database, which the page in a browser cannot read; the program reads it (see \"Download\" in the README)";

/// A database that nobody can open.
pub struct Database {
    /// Whether the file is shorter than it says.
    pub cut_off: bool,
    /// How many of its pages came out of its log.
    pub logged: usize,
    never: std::convert::Infallible,
}

impl Database {
    /// Reads none.
    ///
    /// # Errors
    /// Always.
    pub fn read(_input: &mut dyn Read, _size: u64, _log: Option<&[u8]>) -> Result<Self, Unread> {
        Err((Code::KnownUnread, WHY.to_owned()))
    }

    /// Whether there is a table of this name.
    pub fn has(&self, _table: &str) -> Result<bool, String> {
        match self.never {}
    }

    /// The tables whose name ends so.
    pub fn ending_in(&self, _end: &str) -> Vec<String> {
        match self.never {}
    }

    /// The columns of a table.
    pub fn columns(&self, _table: &str) -> BTreeSet<String> {
        match self.never {}
    }

    /// The rows of a table.
    pub fn rows(
        &self,
        _table: &str,
        _wanted: &[&str],
        _take: &mut dyn FnMut(&[Cell<'_>]),
    ) -> Result<(), String> {
        match self.never {}
    }
}

/// A cell of no table.
#[derive(Clone, Copy)]
pub struct Cell<'a>(std::convert::Infallible, PhantomData<&'a ()>);

impl Cell<'_> {
    /// As a whole number.
    pub fn number(&self) -> i64 {
        match self.0 {}
    }

    /// As a number with a fraction.
    pub fn fraction(&self) -> f64 {
        match self.0 {}
    }

    /// The bytes of a text or of what is none.
    pub fn bytes(&self) -> &[u8] {
        match self.0 {}
    }

    /// As text.
    pub fn text(&self) -> String {
        match self.0 {}
    }
}
