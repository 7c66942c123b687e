//! Authored networks: an owner's life over six years, written as her exports have it, and her own verdict on everybody.
//!
//! The verdicts were written before the files and without a look at the program: they say what the owner would do about
//! somebody whom she knows, also where her files cannot show it. `cast` gives the people, `write_to` writes the files.
use std::path::Path;
use std::sync::OnceLock;

mod agreement;
mod chance;
mod family;
mod files;
mod friends;
mod life;
mod linkedin;
mod mail;
mod past;
mod people;
mod second;
mod strangers;
mod words;
mod work;

pub use life::{Network, Person, Verdict};

/// The day as of which the verdicts are signed.
pub const AS_OF: &str = "2026-11-01";

/// Writes all files of the first network into `folder`: `linkedin/`, `mail/`, `whatsapp/`, `calendar/`, `book/`.
pub fn write_to(folder: &Path) {
    files::write(first(), folder);
}

/// Everybody of the first network, signed.
pub fn cast() -> &'static [Person] {
    &first().people
}

/// Writes all files of the second network into `folder`, in the same folders.
pub fn write_second_to(folder: &Path) {
    files::write(second(), folder);
}

/// Everybody of the second network, signed.
pub fn second_cast() -> &'static [Person] {
    &second().people
}

fn second() -> &'static Network {
    static NETWORK: OnceLock<Network> = OnceLock::new();
    NETWORK.get_or_init(second::network)
}

fn first() -> &'static Network {
    static NETWORK: OnceLock<Network> = OnceLock::new();
    NETWORK.get_or_init(people::network)
}

#[test]
fn the_same_bytes_are_written_twice() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join(format!("authored-twice-{}", std::process::id()));
    let writers: [fn(&Path); 2] = [write_to, write_second_to];
    for write in writers {
        let (one, two) = (folder.join("one"), folder.join("two"));
        write(&one);
        write(&two);
        let (one, two) = (contents(&one), contents(&two));
        std::fs::remove_dir_all(&folder).unwrap();
        assert!(one.len() > 20, "only {} files", one.len());
        assert!(one.iter().all(|(_, bytes)| !bytes.is_empty()));
        assert!(one == two, "the files differ");
    }
}

#[test]
fn everybody_is_signed_and_can_be_found() {
    for cast in [cast(), second_cast()] {
        for person in cast {
            let label = person.label;
            assert!(!person.why.is_empty(), "{label} has no reason");
            assert!(
                person.ever || !person.close,
                "{label} is close and never met"
            );
            let shown = person.connection.is_some() || person.card.is_some();
            assert!(shown || !person.address.is_empty(), "{label} is nowhere");
        }
        for verdict in [
            Verdict::Keep,
            Verdict::Reconnect,
            Verdict::Nurture,
            Verdict::Ask,
            Verdict::Delete,
            Verdict::Unjudged,
        ] {
            let count = cast.iter().filter(|p| p.verdict == verdict).count();
            assert!(count >= 4, "only {count} of {verdict:?}");
        }
    }
}

/// All files below `folder` in the order of their names, with what is in them.
fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(contents(&path));
        } else {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            found.push((name, std::fs::read(&path).unwrap()));
        }
    }
    found.sort();
    found
}
