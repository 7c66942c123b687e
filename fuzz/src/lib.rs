//! The laws that hold of any bytes: no panic, every row has one fate, the same bytes give the same audit, and cleaning what is clean
//! changes nothing.

use tieline::memory::{self, Cleaned, File, Settings};

/// Reads the bytes behind the first one as a file of the name that the first one picks, and holds the laws of audits.
pub fn audit(data: &[u8], names: &[&str]) {
    if let Some((name, bytes)) = picked(data, names) {
        audit_all(&[File { name, bytes }]);
    }
}

/// Reads several files together: each stands behind a line `%%%% NAME`.
pub fn audit_folder(data: &[u8]) {
    let parts = folder(data);
    let files: Vec<File> = parts
        .iter()
        .map(|(name, bytes)| File { name, bytes })
        .collect();
    audit_all(&files);
}

/// Cleans the bytes behind the first one as a file of the name that the first one picks, twice.
pub fn clean(data: &[u8], names: &[&str]) {
    let Some((name, bytes)) = picked(data, names) else {
        return;
    };
    for once in cleaned(name, bytes) {
        for twice in cleaned(name, &once.bytes) {
            let list = String::from_utf8_lossy(&twice.list);
            assert_eq!(text(&once.bytes), text(&twice.bytes), "{list}");
        }
    }
}

/// What the first byte picks, and the others.
pub fn picked<'a, T: Copy>(data: &'a [u8], of: &[T]) -> Option<(T, &'a [u8])> {
    let (first, bytes) = data.split_first()?;
    let one = of.get(usize::from(*first) % of.len().max(1))?;
    Some((*one, bytes))
}

fn settings() -> Settings {
    Settings {
        as_of: 1_777_593_600,
        me: vec!["me@example.org".to_owned(), "Otto Owner".to_owned()],
        region: Some("SE".to_owned()),
        ..Settings::default()
    }
}

fn audit_all(files: &[File<'_>]) {
    let audit = || memory::audit(files, &settings());
    let Ok(read) = audit() else {
        return;
    };
    for file in &read.files {
        let aside: u64 = file.set_aside.values().sum();
        let fates = file.people + file.merged + file.events + file.unmatched + file.owner;
        assert_eq!(file.rows, fates + aside + file.rejected, "rows and fates");
    }
    let again = audit().expect("what was read once is read again");
    let saved = |audit| serde_json::to_string(audit).expect("an audit is JSON");
    let (read, again) = (saved(&read), saved(&again));
    assert_eq!(read, again, "the same bytes, another audit");
    memory::load(&read).expect("what was saved is loaded");
}

fn cleaned(name: &str, bytes: &[u8]) -> Vec<Cleaned> {
    memory::clean(&[File { name, bytes }], &settings()).expect("the settings are sound")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The files of a folder that was written down as one.
fn folder(data: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for line in data.split_inclusive(|byte| *byte == b'\n') {
        let name = line.strip_prefix(b"%%%% ").filter(|_| files.len() < 16);
        if let Some(name) = name {
            let name = text(name.trim_ascii()).replace('\0', "");
            files.push((name, Vec::new()));
        } else if let Some((_, bytes)) = files.last_mut() {
            bytes.extend_from_slice(line);
        }
    }
    files
}
