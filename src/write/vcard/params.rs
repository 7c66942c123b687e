//! Parameters of any version → those that vCard 4.0 allows on a property. What it does not allow is kept as `X-…`.

use vcard_parser::vcard::value::value_languagetag::ValueLanguageTagData;

/// Properties of the extensions, which allow few parameters: the names and what each allows beside `X-…`.
const STRICT: [(&[&str], &[&str]); 4] = [
    (
        &["BIRTHPLACE", "DEATHPLACE"],
        &["ALTID", "LANGUAGE", "VALUE"],
    ),
    (&["DEATHDATE"], &["ALTID", "CALSCALE", "LANGUAGE", "VALUE"]),
    (
        &["EXPERTISE", "HOBBY", "INTEREST"],
        &["ALTID", "INDEX", "LANGUAGE", "LEVEL", "PREF", "TYPE"],
    ),
    (
        &["CONTACT-URI", "ORG-DIRECTORY", "XML"],
        &["ALTID", "INDEX", "LANGUAGE", "PREF"],
    ),
];

/// Converts the parameters of a property. PID loses its meaning where cards are merged; VALUE is set by who knows the
/// form of the value.
pub(super) fn convert(
    property: &str,
    params: &[(String, Vec<String>)],
) -> Vec<(String, Vec<String>)> {
    let mut out: Vec<(String, Vec<String>)> = Vec::new();
    let mut types: Vec<String> = Vec::new();
    let mut pref: Option<String> = None;
    for (name, values) in params {
        match name.as_str() {
            "VALUE" | "ENCODING" | "CHARSET" => {}
            "TYPE" => values
                .iter()
                .for_each(|word| split_type(word, &mut types, &mut pref)),
            "PREF" => {
                pref = values
                    .first()
                    .filter(|rank| is_rank(rank))
                    .cloned()
                    .or(pref)
            }
            "LEVEL" if !is_level(property, values) => out.push((extension(name), values.clone())),
            _ if allowed(name, values) => out.push((name.clone(), values.clone())),
            _ => out.push((extension(name), values.clone())),
        }
    }
    let pref = pref.map(|rank| ("PREF".to_owned(), vec![rank]));
    let types = Some(("TYPE".to_owned(), types)).filter(|(_, types)| !types.is_empty());
    let mut out: Vec<_> = types.into_iter().chain(pref).chain(out).collect();
    if let Some((_, known)) = STRICT.iter().find(|(names, _)| names.contains(&property)) {
        let strange = |name: &str| !name.starts_with("X-") && !known.contains(&name);
        out.iter_mut()
            .filter(|(name, _)| strange(name))
            .for_each(|(name, _)| *name = extension(name));
    }
    out
}

/// The types of a field, among which `pref` marks the preferred value.
pub(super) fn of_types(types: &[String]) -> Vec<(String, Vec<String>)> {
    if types.is_empty() {
        Vec::new()
    } else {
        convert("", &[("TYPE".to_owned(), types.to_vec())])
    }
}

fn split_type(word: &str, types: &mut Vec<String>, pref: &mut Option<String>) {
    let word = word.to_lowercase();
    match word.strip_prefix("pref") {
        Some("") => *pref = Some("1".to_owned()),
        Some(rank) if rank.strip_prefix('=').is_some_and(is_rank) => {
            *pref = Some(rank[1..].to_owned())
        }
        _ if word == "internet" || word.trim().is_empty() || types.contains(&word) => {}
        _ => types.push(word),
    }
}

/// RFC 6715 section 3.2.
fn is_level(property: &str, values: &[String]) -> bool {
    let known: &[&str] = match property {
        "EXPERTISE" => &["beginner", "average", "expert"],
        "HOBBY" | "INTEREST" => &["high", "medium", "low"],
        _ => return false,
    };
    matches!(values, [only] if known.iter().any(|word| only.eq_ignore_ascii_case(word)))
}

fn is_rank(text: &str) -> bool {
    matches!(text.parse(), Ok(1..=100_u8))
}

fn allowed(name: &str, values: &[String]) -> bool {
    let first = values.first().map_or("", String::as_str);
    match name {
        "ALTID" | "INDEX" => first.parse::<i32>().is_ok() && values.len() == 1,
        "LANGUAGE" => values.len() == 1 && ValueLanguageTagData::try_from(first).is_ok(),
        "GEO" => values.len() == 1 && first.starts_with("geo:") && super::uri::is_sound(first),
        "CALSCALE" | "CC" | "LABEL" | "LEVEL" | "MEDIATYPE" | "SORT-AS" | "TZ" => true,
        _ => name.starts_with("X-") && is_token(name) && name.len() > 2,
    }
}

/// A name for what no specification has.
pub(super) fn extension(name: &str) -> String {
    let bare = name.strip_prefix("X-").unwrap_or(name);
    let token: String = bare
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || c == '-' {
                c.to_ascii_uppercase()
            } else {
                '-'
            }
        })
        .collect();
    format!("X-{}", if token.is_empty() { "UNNAMED" } else { &token })
}

/// Whether a name has only the characters of one.
pub(super) fn is_token(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn converted(property: &str, params: &[(&str, &str)]) -> String {
        let params: Vec<_> = params
            .iter()
            .map(|(n, v)| ((*n).to_owned(), v.split('|').map(str::to_owned).collect()))
            .collect();
        let out = convert(property, &params);
        out.iter()
            .map(|(name, values)| format!(";{name}={}", values.join("|")))
            .collect()
    }

    #[test]
    fn what_vcard_4_does_not_know_becomes_an_extension() {
        assert_eq!(
            converted("EMAIL", &[("TYPE", "INTERNET|Work|pref")]),
            ";TYPE=work;PREF=1"
        );
        assert_eq!(
            converted("EMAIL", &[("PREF", "0"), ("PID", "1.1")]),
            ";X-PID=1.1"
        );
        assert_eq!(
            converted("N", &[("LANGUAGE", "en-us"), ("PHONETIC", "ipa")]),
            ";LANGUAGE=en-us;X-PHONETIC=ipa"
        );
        assert_eq!(
            converted("N", &[("LANGUAGE", "not a tag")]),
            ";X-LANGUAGE=not a tag"
        );
        assert_eq!(
            converted("BIRTHPLACE", &[("TYPE", "home"), ("X_ODD", "1")]),
            ";X-TYPE=home;X-X-ODD=1"
        );
        assert_eq!(
            converted("EXPERTISE", &[("LEVEL", "Expert")]),
            ";LEVEL=Expert"
        );
        assert_eq!(
            converted("EXPERTISE", &[("LEVEL", "high")]),
            ";X-LEVEL=high"
        );
        assert_eq!(converted("HOBBY", &[("LEVEL", "high")]), ";LEVEL=high");
        assert_eq!(
            converted("TEL", &[("TYPE", "pref=2|cell")]),
            ";TYPE=cell;PREF=2"
        );
    }
}
