//! The country of a postal address → the region of the phone numbers beside it.

use super::keys::Region;
use super::name::fold;

/// Countries as people write them, folded. Codes of two letters are read as they are.
const NAMES: [(&str, &str); 46] = [
    ("argentina", "AR"),
    ("australia", "AU"),
    ("austria", "AT"),
    ("belgie", "BE"),
    ("belgique", "BE"),
    ("belgium", "BE"),
    ("brasil", "BR"),
    ("brazil", "BR"),
    ("canada", "CA"),
    ("china", "CN"),
    ("danmark", "DK"),
    ("denmark", "DK"),
    ("deutschland", "DE"),
    ("england", "GB"),
    ("espana", "ES"),
    ("finland", "FI"),
    ("france", "FR"),
    ("germany", "DE"),
    ("great britain", "GB"),
    ("india", "IN"),
    ("ireland", "IE"),
    ("italia", "IT"),
    ("italy", "IT"),
    ("japan", "JP"),
    ("mexico", "MX"),
    ("nederland", "NL"),
    ("netherlands", "NL"),
    ("norge", "NO"),
    ("norway", "NO"),
    ("osterreich", "AT"),
    ("poland", "PL"),
    ("polska", "PL"),
    ("portugal", "PT"),
    ("schweiz", "CH"),
    ("spain", "ES"),
    ("suisse", "CH"),
    ("suomi", "FI"),
    ("sverige", "SE"),
    ("sweden", "SE"),
    ("switzerland", "CH"),
    ("the netherlands", "NL"),
    ("u.s.a.", "US"),
    ("uk", "GB"),
    ("united kingdom", "GB"),
    ("united states", "US"),
    ("united states of america", "US"),
];

/// The region of a country as written; `None` if it is not known.
pub fn region(country: &str) -> Option<Region> {
    let country = country.trim();
    if country.is_empty() || country.len() > 40 {
        return None;
    }
    let folded = fold(country);
    let named = NAMES
        .iter()
        .find(|(name, _)| *name == folded)
        .map(|(_, code)| *code);
    match named {
        Some(code) => Region::parse(code),
        None if folded == "usa" => Region::parse("US"),
        None if country.len() == 2 => Region::parse(country),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_known_by_name_and_code() {
        for (written, code) in [
            ("Österreich", "AT"),
            ("de", "DE"),
            ("USA", "US"),
            ("UK", "GB"),
            (" España ", "ES"),
        ] {
            assert_eq!(region(written), Region::parse(code), "{written}");
        }
        assert_eq!(region("Atlantis"), None);
        assert_eq!(region(""), None);
    }
}
