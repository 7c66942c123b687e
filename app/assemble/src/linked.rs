//! What is linked in: a list of it (CycloneDX), and the licences of all of it, from what cargo knows and what lies in its sources.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use serde_json::{Value, json};

use crate::Outcome;

/// How the names of files begin that hold a licence or what it demands to be told.
const LICENCES: [&str; 6] = [
    "license",
    "licence",
    "copying",
    "copyright",
    "notice",
    "unlicense",
];

const HEAD: &str = "\
Tieline may be used under the MIT licence or the Apache licence 2.0, as you like (LICENSE-MIT, LICENSE-APACHE). What is linked into its
programs and into tieline.html is listed here, each with the licences under which it may be used and the texts that come with it. Beside
these: SQLite (in the public domain), the standard library of Rust (MIT or Apache 2.0), and in the programs for download musl (MIT) or the
runtime of MinGW-w64 (Zope Public License 2.1 and public domain).
";

/// Writes `LICENCES.txt` and `tieline-sbom.cdx.json` into a folder.
pub(crate) fn write(folder: &Path) -> Outcome<usize> {
    let known = metadata()?;
    let crates = linked(&known)?;
    let components: Vec<Value> = crates.iter().map(|one| component(one)).collect();
    let list = json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "tieline", "version": env!("CARGO_PKG_VERSION")}},
        "components": components,
    });
    fs::create_dir_all(folder)?;
    let list = serde_json::to_string_pretty(&list)?;
    fs::write(folder.join("tieline-sbom.cdx.json"), list + "\n")?;
    fs::write(folder.join("LICENCES.txt"), licences(&crates)?)?;
    Ok(crates.len())
}

fn metadata() -> Outcome<Value> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let asked = ["metadata", "--format-version", "1", "--locked"];
    let told = Command::new(cargo).args(asked).current_dir(root).output()?;
    if !told.status.success() {
        return Err(String::from_utf8_lossy(&told.stderr).into());
    }
    Ok(serde_json::from_slice(&told.stdout)?)
}

/// The crates of others that end up in the program or the page, on any system: what is only used to build or to test does not.
fn linked(known: &Value) -> Outcome<Vec<&Value>> {
    let array = |value: &'static str| known.pointer(value).and_then(Value::as_array);
    let packages = array("/packages").ok_or("cargo told of no packages")?;
    let nodes = array("/resolve/nodes").ok_or("cargo told of no dependencies")?;
    let text = |value: &Value, name: &str| value[name].as_str().unwrap_or_default().to_owned();
    let by_id: BTreeMap<String, &Value> = packages.iter().map(|p| (text(p, "id"), p)).collect();
    let needs: BTreeMap<String, &Value> = nodes.iter().map(|n| (text(n, "id"), n)).collect();
    let is_root =
        |p: &&Value| ["tieline", "tieline-app"].contains(&p["name"].as_str().unwrap_or_default());
    let mut open: Vec<String> = packages
        .iter()
        .filter(is_root)
        .map(|p| text(p, "id"))
        .collect();
    let mut seen: BTreeSet<String> = open.iter().cloned().collect();
    while let Some(id) = open.pop() {
        let deps = needs.get(&id).and_then(|node| node["deps"].as_array());
        for dep in deps.into_iter().flatten() {
            let kinds = dep["dep_kinds"].as_array().into_iter().flatten();
            let is_linked = kinds.into_iter().any(|kind| kind["kind"].is_null());
            let id = text(dep, "pkg");
            if is_linked && seen.insert(id.clone()) {
                open.push(id);
            }
        }
    }
    let mut crates: Vec<&Value> = seen
        .iter()
        .filter_map(|id| by_id.get(id).copied())
        .collect();
    crates.retain(|one| !one["source"].is_null());
    crates.sort_by_key(|one| (text(one, "name"), text(one, "version")));
    Ok(crates)
}

fn named(one: &Value) -> [&str; 3] {
    ["name", "version", "license"].map(|name| one[name].as_str().unwrap_or_default())
}

fn component(one: &Value) -> Value {
    let [name, version, licence] = named(one);
    // Of old, a stroke meant "or".
    let licence = licence.replace('/', " OR ").replace("  ", " ");
    json!({
        "type": "library",
        "name": name,
        "version": version,
        "purl": format!("pkg:cargo/{name}@{version}"),
        "licenses": [{"expression": licence}],
    })
}

/// Each text once, below the crates that it comes with.
fn licences(crates: &[&Value]) -> Outcome<String> {
    let mut all = HEAD.to_owned();
    let mut texts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for one in crates {
        let [name, version, licence] = named(one);
        let found = texts_of(one)?;
        let without = if found.is_empty() {
            "; it brings no text along"
        } else {
            ""
        };
        write!(all, "\n  {name} {version}: {licence}{without}")?;
        for text in found {
            texts
                .entry(text)
                .or_default()
                .insert(format!("{name} {version}"));
        }
    }
    all.push('\n');
    for (text, of) in texts {
        let of = of.into_iter().collect::<Vec<_>>().join(", ");
        write!(all, "\n{}\nOf {of}:\n\n{text}\n", "=".repeat(80))?;
    }
    Ok(all)
}

/// The texts of licences in the source of a crate.
fn texts_of(one: &Value) -> Outcome<Vec<String>> {
    let manifest = PathBuf::from(one["manifest_path"].as_str().unwrap_or_default());
    let folder = manifest.parent().ok_or("a crate without a folder")?;
    let mut paths: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().to_lowercase();
        let is_licence = LICENCES.iter().any(|begins| name.starts_with(begins));
        if is_licence && entry.path().is_file() && !name.ends_with(".rs") {
            paths.push(entry.path());
        }
    }
    paths.sort();
    let text = |path: PathBuf| {
        let text = String::from_utf8_lossy(&fs::read(path)?).replace("\r\n", "\n");
        Ok(text.trim().to_owned())
    };
    paths.into_iter().map(text).collect()
}
