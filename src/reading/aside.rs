//! Files that stand beside others which tell that they are not what they seem: cards that somebody sent in a chat, mail that is still
//! being delivered, what else is in the backup of a phone.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use super::{Nature, base_name, extension};
use crate::files::{Found, Limits, Trouble};
use crate::import::{self, Known};

/// A file and what it is by its beginning.
type Looked = (Found, Result<Nature, Trouble>);

fn folder(name: &str) -> &str {
    name.rsplit_once(['/', '\\'])
        .map_or("", |(folder, _)| folder)
}

/// What lies in the `tmp` of a Maildir is being delivered, or never was.
pub fn half_deliveries(files: &mut [Looked]) {
    let outer = |found: &Found, inner: &str| {
        let outer = folder(&found.name).strip_suffix(inner)?;
        outer.ends_with(['/', '\\']).then(|| outer.to_owned())
    };
    let delivered = files
        .iter()
        .flat_map(|(found, _)| [outer(found, "cur"), outer(found, "new")]);
    let maildirs: BTreeSet<String> = delivered.flatten().collect();
    for (found, nature) in files {
        let is_there = outer(found, "tmp").is_some_and(|outer| maildirs.contains(&outer));
        if is_there && !found.named {
            *nature = Ok(Nature::Unknown);
        }
    }
}

/// What is said of a card that somebody sent.
const SENT: Known = Known {
    words: "sent in a chat; it is not from your address book or calendar and was not read",
    has_better: false,
};

/// A chat: where it lies, what its file is called, and what its beginning says.
struct Chat {
    folder: String,
    base: String,
    head: Vec<u8>,
}

/// Files beside a chat that names them, or that are alone with it in an archive of its own, were sent in it.
pub fn sent_files(files: &mut [Looked], limits: &Limits) {
    let chats = files.iter().filter(|(found, nature)| {
        matches!(nature, Ok(Nature::Whole)) && extension(&found.name) == "txt"
    });
    let chats: Vec<Chat> = chats
        .filter_map(|(found, _)| {
            Some(Chat {
                folder: folder(&found.name).to_owned(),
                base: base_name(&found.name).to_owned(),
                head: found.head(limits).ok()?,
            })
        })
        .filter(|chat| import::is_chat(&chat.base, &chat.head))
        .collect();
    let folders_of = |is: fn(&str) -> bool| -> BTreeSet<String> {
        let of_kind = files.iter().filter(|(found, nature)| {
            matches!(nature, Ok(Nature::Stream)) && is(base_name(&found.name))
        });
        of_kind
            .map(|(found, _)| folder(&found.name).to_owned())
            .collect()
    };
    let results = folders_of(|base| base == "result.json");
    // Beside a file of that name in a folder of one's own may lie anything.
    let is_export = |folder: &&String| {
        let base = base_name(folder);
        base.starts_with("ChatExport") || base.starts_with("DataExport")
    };
    let telegram = results.iter().filter(is_export).cloned().collect();
    let meta = folders_of(|base| base.starts_with("message_") && base.ends_with(".json"));
    for (found, nature) in files {
        let is_read = matches!(
            nature,
            Ok(Nature::Whole | Nature::Stream | Nature::Message | Nature::Mailbox)
        );
        let name = &found.name;
        let is_sent = || {
            chats.iter().any(|chat| chat.has_sent(name))
                || is_below(name, &telegram, &["chats", "contacts", "files"])
                || is_numbered_card(name, &results)
                || is_below(name, &meta, &["files", "photos", "videos", "audio", "gifs"])
        };
        if !found.named && is_read && is_sent() {
            *nature = Ok(Nature::Known(SENT));
        }
    }
}

/// `contacts/contact_1.vcard`, as Telegram calls the cards of a chat.
fn is_numbered_card(name: &str, results: &BTreeSet<String>) -> bool {
    let number = base_name(name).strip_prefix("contact_");
    let is_numbered = number.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    is_numbered && is_below(name, results, &["contacts"])
}

/// Whether a file lies in one of these folders of an export.
fn is_below(name: &str, exports: &BTreeSet<String>, folders: &[&str]) -> bool {
    let inside = |export: &String| {
        let rest = name.strip_prefix(export.as_str())?;
        let (first, _) = rest
            .trim_start_matches(['/', '\\'])
            .split_once(['/', '\\'])?;
        Some(first)
    };
    exports
        .iter()
        .filter_map(inside)
        .any(|first| folders.contains(&first))
}

impl Chat {
    fn has_sent(&self, name: &str) -> bool {
        let card = base_name(name);
        if folder(name) != self.folder || card == self.base || extension(card) == "txt" {
            return false;
        }
        let is_named = memchr::memmem::find(&self.head, card.as_bytes()).is_some();
        let digits = card.bytes().take_while(u8::is_ascii_digit).count();
        let is_of_phone = self.base == "_chat.txt" && digits == 8 && card[8..].starts_with('-');
        let archive = base_name(&self.folder).strip_suffix(".zip");
        let stem = self.base.strip_suffix(".txt");
        let is_own = archive.is_some() && (self.base == "_chat.txt" || archive == stem);
        is_named || is_of_phone || is_own
    }
}

/// Calls the databases of a phone's backup that lie under unusual names, and the logs beside databases, what they are called on the
/// phone: the list of the backup tells it.
pub fn name_by_manifest(files: &mut [Found], limits: &Limits) {
    let lists = files
        .iter()
        .filter(|found| base_name(&found.name) == "Manifest.db");
    let listed = lists.filter_map(|list| {
        let read = |input: &mut dyn Read| import::listed_in_backup(input, list.size());
        let root = folder(&list.name).to_owned();
        Some((root, list.stream(limits, read).ok()?))
    });
    let listed: Vec<(String, BTreeMap<String, String>)> = listed.collect();
    for (root, listed) in listed {
        let usual = listed
            .iter()
            .filter(|(digest, _)| import::is_of_backup(digest));
        let usual: BTreeMap<&str, &str> =
            usual.map(|(digest, path)| (&**path, &**digest)).collect();
        for found in files
            .iter_mut()
            .filter(|found| found.name.starts_with(&root))
        {
            let digest = base_name(&found.name);
            let Some(path) = listed.get(digest).filter(|_| !import::is_of_backup(digest)) else {
                continue;
            };
            let database = path.strip_suffix("-wal");
            found.name = match database.and_then(|database| usual.get(database)) {
                // The log of a database that keeps its usual name.
                Some(digest) => format!(
                    "{}-wal",
                    beside(&root, &format!("{}/{digest}", &digest[..2]))
                ),
                None => beside(&root, path),
            };
        }
    }
}

/// A path in a folder.
fn beside(root: &str, path: &str) -> String {
    match root {
        "" => path.to_owned(),
        root => format!("{root}/{path}"),
    }
}

/// Takes out of the backups of phones what is none of the databases that are read; their files bear the digest of their names.
pub fn backups(files: &mut Vec<Found>) -> BTreeMap<String, Vec<Found>> {
    let is_list = |found: &&Found| base_name(&found.name) == "Manifest.db";
    let roots = files
        .iter()
        .filter(is_list)
        .map(|found| folder(&found.name).to_owned());
    let roots: BTreeSet<String> = roots.collect();
    let mut others: BTreeMap<String, Vec<Found>> = BTreeMap::new();
    for root in roots {
        let inside = |found: &Found| {
            let path = found.name.strip_prefix(root.as_str())?;
            Some(path.trim_start_matches(['/', '\\']).to_owned())
        };
        let is_other = |found: &mut Found| inside(found).is_some_and(|path| is_of_no_use(&path));
        let taken: Vec<Found> = files.extract_if(.., is_other).collect();
        if !taken.is_empty() {
            let what = "other files of a phone's backup";
            others.insert(beside(&root, what), taken);
        }
    }
    others
}

/// Whether a path in a backup is that of something that is not read: `3d/3d0d7e…`, `Info.plist`.
fn is_of_no_use(path: &str) -> bool {
    let base = base_name(path);
    let is_digest = base.len() == 40 && base.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_filed = path == base || folder(path).len() == 2 && base.starts_with(folder(path));
    let is_about = ["Info.plist", "Manifest.plist", "Status.plist"].contains(&path);
    is_about || is_digest && is_filed && !import::is_of_backup(base)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_backup_only_the_databases_that_are_read_are_of_use() {
        for (path, expected) in [
            ("3d/3d0d7e5fb2ce288813306e4d4636395e047a3d28", false),
            ("3d0d7e5fb2ce288813306e4d4636395e047a3d28", false),
            ("3d/3d0d7e5fb2ce288813306e4d4636395e047a3d29", true),
            ("Status.plist", true),
            ("Manifest.db", false),
            ("mine/3d0d7e5fb2ce288813306e4d4636395e047a3d29", false),
            ("contacts.vcf", false),
        ] {
            assert_eq!(is_of_no_use(path), expected, "{path}");
        }
    }
}
