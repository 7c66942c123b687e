//! Reads the given files, several at a time, into what the pipeline wants.

use std::path::PathBuf;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::error::Failure;
use super::progress::Progress;
use crate::files::{self, Discovery, Found, Limits, Trouble, TroubleKind};
use crate::import::{self, Context, Source};
use crate::model::intake::{FileId, Imported};
use crate::model::problem::Code;

/// Reads everything behind the paths. One file that cannot be read costs no other; if none can, that is a failure.
pub fn read(
    paths: &[PathBuf],
    context: &Context,
    progress: &Progress,
) -> Result<Vec<Imported>, Failure> {
    let limits = Limits::default();
    let mut found = files::discover(paths, &limits, import::is_sensitive);
    let items = in_order(&mut found);
    let bytes = items
        .iter()
        .map(|item| {
            if let Item::File(file) = item {
                file.size()
            } else {
                0
            }
        })
        .sum();
    progress.expect(bytes);
    let one = |(index, item): (usize, Item)| {
        let file = FileId(index as u32);
        match item {
            Item::File(found) => {
                progress.says(&crate::report::plain::plain(base_name(&found.name)));
                let imported = one_file(file, &found, context, &limits)
                    .unwrap_or_else(|trouble| unread(file, &trouble));
                progress.read(found.size());
                imported
            }
            Item::Trouble(trouble) => unread(file, &trouble),
        }
    };
    let numbered: Vec<(usize, Item)> = items.into_iter().enumerate().collect();
    let imported: Vec<Imported> = numbered.into_par_iter().map(one).collect();
    if imported.iter().all(|file| file.report.kind.is_empty()) {
        return Err(Failure::NothingReadable(nothing_readable(&imported)));
    }
    Ok(imported)
}

/// The last part of a path, which is what fits a line.
fn base_name(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

/// A file, or why there is none.
enum Item {
    File(Found),
    Trouble(Trouble),
}

/// Everything in order of name, so that the order in which files were given changes nothing; each once.
fn in_order(found: &mut Discovery) -> Vec<Item> {
    let files = found
        .files
        .drain(..)
        .map(|file| (file.name.clone(), Item::File(file)));
    let troubles = found
        .troubles
        .drain(..)
        .map(|trouble| (trouble.name.clone(), Item::Trouble(trouble)));
    let mut items: Vec<(String, Item)> = files.chain(troubles).collect();
    items.sort_by(|a, b| a.0.cmp(&b.0));
    items.dedup_by(|a, b| a.0 == b.0 && matches!((&a.1, &b.1), (Item::File(_), Item::File(_))));
    items.into_iter().map(|(_, item)| item).collect()
}

fn one_file(
    file: FileId,
    found: &Found,
    context: &Context,
    limits: &Limits,
) -> Result<Imported, Trouble> {
    let head = found.head(limits)?;
    if head.is_empty() {
        return Ok(import::unread(
            file,
            &found.name,
            Code::EmptyFile,
            "the file is empty".to_owned(),
        ));
    }
    if !import::is_recognised(&found.name, &head) {
        return Ok(not_recognised(file, found));
    }
    let bytes = found.bytes(limits)?;
    let source = Source {
        file,
        name: &found.name,
        bytes: &bytes,
    };
    Ok(import::read(source, context).unwrap_or_else(|| not_recognised(file, found)))
}

/// A file that was named is expected to be read; one that lies beside others in a folder or zip is not.
fn not_recognised(file: FileId, found: &Found) -> Imported {
    if found.named && !import::is_without_use(&found.name) {
        let message = "none of the kinds of file that Tieline reads; its beginning has no header that is known".to_owned();
        return import::unread(file, &found.name, Code::NotRecognised, message);
    }
    import::unread(
        file,
        &found.name,
        Code::NotRead,
        "holds nothing that Tieline uses; not read".to_owned(),
    )
}

fn unread(file: FileId, trouble: &Trouble) -> Imported {
    let code = match trouble.kind {
        TroubleKind::Unreadable => Code::Unreadable,
        TroubleKind::BadZip => Code::BadZip,
        TroubleKind::UnsafePath => Code::UnsafeZipPath,
        TroubleKind::TooLarge => Code::ZipTooLarge,
        TroubleKind::Sensitive => Code::SensitiveFile,
    };
    import::unread(file, &trouble.name, code, trouble.message.clone())
}

fn nothing_readable(imported: &[Imported]) -> String {
    let mut lines = vec!["nothing here can be read:".to_owned()];
    for file in imported {
        let why = file.problems.first().map_or("", |p| p.message.as_str());
        lines.push(format!(
            "  {}: {why}",
            crate::report::plain::plain(&file.report.name)
        ));
    }
    lines.push("What can be read:".to_owned());
    lines.extend(
        import::READABLE
            .iter()
            .map(|(kind, what)| format!("  {kind}: {what}")),
    );
    lines.join("\n")
}
