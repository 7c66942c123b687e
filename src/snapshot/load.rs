//! JSON text → an audit, or a sentence about why it is none.

use serde::Deserialize;

use super::{SCHEMA, Snapshot};

/// Why a text is no audit that can be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// No JSON at all.
    #[error("not valid JSON: {0}")]
    NotJson(serde_json::Error),
    /// JSON of something else.
    #[error("it is JSON, but not an audit of Tieline: {0}")]
    NotAnAudit(serde_json::Error),
    /// An audit of a later Tieline.
    #[error(
        "it was written by a newer version of Tieline (schema {0}, this one reads up to {SCHEMA}); update Tieline to read it"
    )]
    Newer(u64),
}

/// What is looked at to tell why loading failed.
#[derive(Deserialize)]
struct Head {
    schema: Option<u64>,
}

/// Loads an audit as `audit --json` and `audit.json` hold it.
pub fn load(text: &str) -> Result<Snapshot, LoadError> {
    let text = text.trim_start_matches('\u{feff}');
    match serde_json::from_str::<Snapshot>(text) {
        Ok(snapshot) if snapshot.schema > SCHEMA => {
            Err(LoadError::Newer(u64::from(snapshot.schema)))
        }
        Ok(snapshot) => Ok(snapshot),
        Err(error) => Err(why(text, error)),
    }
}

/// A newer schema may well be unreadable here; then its number says more than the field that was stumbled over.
fn why(text: &str, error: serde_json::Error) -> LoadError {
    match serde_json::from_str::<Head>(text) {
        Ok(Head {
            schema: Some(schema),
        }) if schema > u64::from(SCHEMA) => LoadError::Newer(schema),
        _ if error.is_data() => LoadError::NotAnAudit(error),
        _ => LoadError::NotJson(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALLEST: &str = r#"{"schema":1,"as_of":"2026-11-03T00:00:00Z","owner":{"known":true,"name":null},
        "totals":{"rows":0,"cards":0,"people":0,"merged":0,"not_people":0,"unmatched":0,"review":0,"set_aside":{},
        "rejected":0,"interactions":0,"bands":{},"verdicts":{}},"people":[],"later_field":[1]}"#;

    fn refused(text: &str) -> String {
        load(text).unwrap_err().to_string()
    }

    #[test]
    fn an_audit_with_fields_of_a_later_release_is_read() {
        assert_eq!(load(SMALLEST).unwrap().people, []);
        assert!(load(&format!("\u{feff}{SMALLEST}")).is_ok());
    }

    #[test]
    fn what_is_none_is_said_in_a_sentence() {
        assert!(refused("").starts_with("not valid JSON"));
        assert!(refused("rank,name").starts_with("not valid JSON"));
        assert!(
            refused(&SMALLEST[..90]).starts_with("not valid JSON"),
            "cut off"
        );
        assert!(refused("{\"people\":[]}").starts_with("it is JSON, but not an audit"));
        let newer = "it was written by a newer version of Tieline (schema 2, this one reads up to 1); update Tieline to read it";
        assert_eq!(refused("{\"schema\":2,\"humans\":{}}"), newer);
        assert_eq!(
            refused(&SMALLEST.replace("\"schema\":1", "\"schema\":2")),
            newer
        );
    }
}
