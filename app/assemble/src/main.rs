//! `tieline-assemble CORE.wasm PAGE.html`: one file that holds all. `tieline-assemble --linked FOLDER`: what is linked in, with its licences.

mod linked;

use std::error::Error;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};
use wasm_bindgen_cli_support::Bindgen;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// What the invented network consists of, beside this crate's parent.
const DEMO: [&str; 3] = ["2026-10", "address-book.vcf", "undelivered.mbox"];

fn main() -> ExitCode {
    let given: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let [first, second] = given.as_slice() else {
        eprintln!(
            "usage: tieline-assemble CORE.wasm PAGE.html, or tieline-assemble --linked FOLDER"
        );
        return ExitCode::from(2);
    };
    let done = if first.as_os_str() == "--linked" {
        linked::write(second).map(|crates| format!("{}: {crates} crates", second.display()))
    } else {
        let made = assemble(first, second);
        made.map(|size| format!("{}: {:.1} MB", second.display(), size as f64 / 1e6))
    };
    match done {
        Ok(said) => {
            println!("{said}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{}: {error}", first.display());
            ExitCode::FAILURE
        }
    }
}

fn assemble(core: &Path, page: &Path) -> Outcome<usize> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let text = |path: &str| {
        fs::read_to_string(root.join(path)).map_err(|error| format!("{path}: {error}"))
    };
    let (glue, core) = bound(core)?;
    let script = text("app/page/app.js")?;
    let style = text("app/page/app.css")?;
    let (page_script, page_style) = (text("src/page/page.js")?, text("src/page/page.css")?);
    // What ends an element of script would end it early.
    let worker = format!("{glue}\n{}", text("app/page/worker.js")?);
    if worker.contains("</script") || script.contains("</script") {
        return Err("a script holds the end of a script".into());
    }
    let parts = [
        ("page-style-hash", hash(&page_style)),
        ("style-hash", hash(&style)),
        ("script-hash", hash(&script)),
        ("page-script-hash", hash(&page_script)),
        ("page-style", page_style.clone()),
        ("style", style.clone()),
        ("version", env!("CARGO_PKG_VERSION").to_owned()),
        ("core", STANDARD.encode(packed(&core)?)),
        ("demo", STANDARD.encode(demo(&root.join("fixtures/demo"))?)),
        ("worker", worker),
        ("script", script.clone()),
    ];
    let mut made = String::new();
    let template = text("app/page/app.html")?;
    let mut rest = template.as_str();
    while let Some((before, after)) = rest.split_once("{{") {
        let (name, after) = after.split_once("}}").ok_or("an open place in app.html")?;
        let part = parts.iter().find(|(known, _)| *known == name);
        let (_, part) = part.ok_or_else(|| format!("app.html: no part is called {name}"))?;
        made.push_str(before);
        made.push_str(part);
        rest = after;
    }
    made.push_str(rest);
    fs::write(page, &made)?;
    Ok(made.len())
}

/// What calls the core, and the core. Binaryen's wasm-opt is not asked: versions that Debian has break what passes between the two.
fn bound(core: &Path) -> Outcome<(String, Vec<u8>)> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(core)
        .no_modules(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true);
    let mut made = bindgen.generate_output()?;
    let glue = made.js().to_owned();
    Ok((glue, made.wasm_mut().emit_wasm()))
}

fn packed(bytes: &[u8]) -> Outcome<Vec<u8>> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    packer.write_all(bytes)?;
    Ok(packer.finish()?)
}

/// The invented network as a zip.
fn demo(folder: &Path) -> Outcome<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for part in DEMO {
        let path = folder.join(part);
        let mut files = vec![path.clone()];
        if path.is_dir() {
            let inside = fs::read_dir(&path)?;
            files = inside
                .map(|entry| entry.map(|entry| entry.path()))
                .collect::<Result<_, _>>()?;
            files.sort();
        }
        for file in files {
            let name = file
                .strip_prefix(folder)?
                .to_string_lossy()
                .replace('\\', "/");
            zip.start_file(name, options)?;
            zip.write_all(&fs::read(&file)?)?;
        }
    }
    Ok(zip.finish()?.into_inner())
}

/// The hash of an element's text, as a policy names it.
fn hash(text: &str) -> String {
    format!(
        "sha256-{}",
        STANDARD.encode(Sha256::digest(text.as_bytes()))
    )
}
