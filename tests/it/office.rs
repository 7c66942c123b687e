//! What a spreadsheet saves as its own: said in one line, with what to do instead.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use zip::write::SimpleFileOptions;

use crate::run::{Ended, run, scratch};

/// A zip of these parts, as office programs write their documents.
fn document(path: &Path, parts: &[(&str, &str)]) {
    let mut zip = zip::ZipWriter::new(File::create(path).expect("a file"));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default())
            .expect("an entry");
        zip.write_all(content.as_bytes()).expect("bytes");
    }
    zip.finish().expect("a zip");
}

#[test]
fn a_workbook_is_named_as_one_with_what_to_do() {
    let folder = scratch();
    let at = |name: &str| folder.path().join(name);
    document(
        &at("people.xlsx"),
        &[
            ("[Content_Types].xml", "<Types/>"),
            ("xl/workbook.xml", "<workbook/>"),
        ],
    );
    document(
        &at("people.ods"),
        &[
            ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
            ("content.xml", "<office/>"),
            ("META-INF/manifest.xml", "<manifest/>"),
        ],
    );
    document(&at("people.numbers"), &[("Index/Document.iwa", "")]);
    document(&at("letter.pages"), &[("Index/Document.iwa", "")]);
    fs::write(
        at("people.xls"),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on",
    )
    .expect("a file");
    let audited = |names: &[&str]| -> Ended {
        let paths: Vec<String> = names.iter().map(|n| at(n).display().to_string()).collect();
        let mut args = vec!["audit", "--no-book"];
        args.extend(paths.iter().map(String::as_str));
        run(&args)
    };
    for (name, program) in [
        ("people.xlsx", "Excel workbook"),
        ("people.ods", "OpenDocument spreadsheet"),
        ("people.numbers", "Numbers document"),
        ("people.xls", "Microsoft Office"),
    ] {
        let ended = audited(&[name]);
        assert_eq!(ended.code, 3, "{name}: {}", ended.err);
        let told = ended.err.contains(program) && ended.err.contains("CSV and give that")
            || ended.err.contains("\"CSV UTF-8\" and give that");
        assert!(told, "{name}: {}", ended.err);
        let decided = run(&["decide", &at(name).display().to_string()]);
        let words = (decided.code, decided.err.contains(program));
        assert_eq!(words, (2, true), "{name}: {}", decided.err);
    }

    let letter = audited(&["letter.pages"]);
    assert_eq!(letter.code, 3);
    assert!(
        letter.err.contains("an office document; not read"),
        "{}",
        letter.err
    );
    fs::write(
        at("people.csv"),
        "Name,E-mail\nAna Ferreira,ana@example.org\n",
    )
    .expect("a file");
    let ended = audited(&["people.xlsx", "people.csv"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert!(ended.out.contains("1 × not-recognised: an Excel workbook"));
    assert!(!ended.out.contains("Content_Types"), "{}", ended.out);
}
