//! Tieline inside a page: what its worker calls. Files stay where the browser has them and are handed over piece by piece; what is
//! made of them stands in the memory of the worker, and nowhere else.

mod blob;

use std::sync::Arc;

use tieline::memory::{self, Error, Given, Settings, Watch};
use wasm_bindgen::prelude::wasm_bindgen;

use blob::Blob;

#[wasm_bindgen]
extern "C" {
    /// So many bytes are to be read.
    #[wasm_bindgen(js_namespace = tieline)]
    fn expects(bytes: f64);
    /// What is being done now.
    #[wasm_bindgen(js_namespace = tieline)]
    fn says(what: &str);
    /// So many more bytes are read.
    #[wasm_bindgen(js_namespace = tieline)]
    fn took(bytes: f64);
}

/// The page looks on.
struct Page;

impl Watch for Page {
    fn expect(&self, bytes: u64) {
        expects(bytes as f64);
    }

    fn says(&self, what: &str) {
        says(what);
    }

    fn read(&self, bytes: u64) {
        took(bytes as f64);
    }
}

/// An audit, for as long as the page is open.
#[wasm_bindgen]
pub struct Audit(memory::Report);

#[wasm_bindgen]
impl Audit {
    /// The names of the files that can be had of it.
    pub fn names(&self) -> Vec<String> {
        self.0.names().into_iter().map(str::to_owned).collect()
    }

    /// One of these files.
    ///
    /// # Errors
    /// Where there is none of this name, or a value cannot be put down.
    pub fn file(&self, name: &str) -> Result<Vec<u8>, String> {
        let made = self.0.file(name).map_err(|error| error.to_string())?;
        made.ok_or_else(|| format!("{name}: there is no such file"))
    }

    /// Addresses and names of which the owner could say that they are theirs.
    pub fn asked(&self) -> Vec<String> {
        self.0.may_be_owner()
    }

    /// What of the owner's earlier decisions could not be taken.
    pub fn refused(&self) -> Vec<String> {
        self.0.refused().to_vec()
    }
}

/// Judges everybody whom the files name. The files are known to the page by their numbers.
///
/// # Errors
/// In words, where nothing can be read or a setting cannot be used.
#[wasm_bindgen]
pub fn audit(
    names: Vec<String>,
    sizes: Vec<f64>,
    as_of: f64,
    me: Vec<String>,
    region: String,
) -> Result<Audit, String> {
    let settings = settings(as_of, me, region);
    memory::report(given(names, sizes), &settings, &Page)
        .map(Audit)
        .map_err(in_words)
}

/// The files of the page, by their numbers.
fn given(names: Vec<String>, sizes: Vec<f64>) -> Vec<Given> {
    let files = names.into_iter().zip(sizes).enumerate();
    let given = files.map(|(number, (name, size))| Given {
        name,
        ground: Arc::new(Blob::new(number as u32, size as u64)),
    });
    given.collect()
}

/// How much memory of the browser is taken, in bytes; it only grows.
#[wasm_bindgen]
pub fn memory_taken() -> f64 {
    #[cfg(target_family = "wasm")]
    return core::arch::wasm32::memory_size::<0>() as f64 * 65536.0;
    #[cfg(not(target_family = "wasm"))]
    0.0
}

/// Files of contacts, mended and merged, for as long as the page shows them.
#[wasm_bindgen]
pub struct Cleaned(memory::Tidied);

#[wasm_bindgen]
impl Cleaned {
    /// The names of the files that can be had of it; `cleaned/…` are the copies.
    pub fn names(&self) -> Vec<String> {
        self.0.names()
    }

    /// One of these files.
    ///
    /// # Errors
    /// Where there is none of this name, or a value cannot be put down.
    pub fn file(&self, name: &str) -> Result<Vec<u8>, String> {
        let made = self.0.file(name).map_err(|error| error.to_string())?;
        made.ok_or_else(|| format!("{name}: there is no such file"))
    }

    /// What is to be said of the files, in words.
    pub fn remarks(&self) -> Vec<String> {
        self.0.remarks()
    }

    /// The code of each kind of change and, behind it, what it does.
    pub fn meanings(&self) -> Vec<String> {
        memory::Tidied::meanings()
            .flat_map(|(code, meaning)| [code.to_owned(), meaning.to_owned()])
            .collect()
    }

    /// How many values were changed.
    pub fn changes(&self) -> usize {
        self.0.changes()
    }
}

/// Mends files of contacts and merges their people.
///
/// # Errors
/// In words, where nothing can be read or a setting cannot be used.
#[wasm_bindgen]
pub fn clean(
    names: Vec<String>,
    sizes: Vec<f64>,
    as_of: f64,
    region: String,
) -> Result<Cleaned, String> {
    let settings = settings(as_of, Vec::new(), region);
    memory::tidy(&given(names, sizes), &settings, &Page)
        .map(Cleaned)
        .map_err(in_words)
}

fn settings(as_of: f64, me: Vec<String>, region: String) -> Settings {
    Settings {
        as_of: as_of as i64,
        me,
        region: Some(region).filter(|region| !region.is_empty()),
        ..Settings::default()
    }
}

/// Why nothing came of it, a line for each file.
fn in_words(error: Error) -> String {
    let mut lines = vec![error.to_string()];
    if let Error::NothingReadable(files) = error {
        lines.extend(files);
    }
    lines.join("\n")
}
