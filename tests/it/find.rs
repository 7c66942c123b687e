//! Looks things up in the JSON of an audit.

use serde_json::Value;

/// The entries of a list.
pub fn list<'a>(json: &'a Value, key: &str) -> &'a [Value] {
    json[key]
        .as_array()
        .unwrap_or_else(|| panic!("{key} is a list"))
}

/// A text.
pub fn text<'a>(json: &'a Value, key: &str) -> &'a str {
    json[key]
        .as_str()
        .unwrap_or_else(|| panic!("{key} is a text in {json}"))
}

/// A count.
pub fn count(json: &Value, key: &str) -> u64 {
    json[key]
        .as_u64()
        .unwrap_or_else(|| panic!("{key} is a count in {json}"))
}

/// A number.
pub fn number(json: &Value, key: &str) -> f64 {
    json[key]
        .as_f64()
        .unwrap_or_else(|| panic!("{key} is a number in {json}"))
}

/// Everybody of that name.
pub fn named<'a>(audit: &'a Value, name: &str) -> Vec<&'a Value> {
    list(audit, "people")
        .iter()
        .filter(|person| text(person, "name") == name)
        .collect()
}

/// The only one of that name.
pub fn person<'a>(audit: &'a Value, name: &str) -> &'a Value {
    match named(audit, name).as_slice() {
        [person] => person,
        found => panic!("{} people are called {name}", found.len()),
    }
}

/// Codes of the problems, each as often as it was found.
pub fn codes(audit: &Value) -> Vec<&str> {
    list(audit, "problems")
        .iter()
        .map(|problem| text(problem, "code"))
        .collect()
}

/// A file of the import report, by the end of its name.
pub fn file<'a>(audit: &'a Value, end: &str) -> &'a Value {
    list(audit, "files")
        .iter()
        .find(|file| text(file, "file").ends_with(end))
        .unwrap_or_else(|| panic!("{end} is in the import report"))
}

/// Whether each row of each file has one fate.
pub fn accounted(audit: &Value) {
    for file in audit["files"].as_array().expect("files") {
        let fates = [
            "people",
            "merged",
            "events",
            "unmatched",
            "owner",
            "rejected",
        ];
        let told: u64 = fates.iter().map(|fate| count(file, fate)).sum();
        let aside = file["set_aside"].as_object().expect("reasons");
        let aside: u64 = aside.values().filter_map(Value::as_u64).sum();
        assert_eq!(told + aside, count(file, "rows"), "{file}");
    }
}

/// The verdict on somebody with its reasons: `keep: in touch both ways; …`.
pub fn said(audit: &Value, name: &str) -> String {
    let person = person(audit, name);
    let why = list(person, "why").iter().filter_map(Value::as_str);
    let why: Vec<&str> = why.collect();
    format!("{}: {}", text(person, "verdict"), why.join("; "))
}
