//! Accounts on other services that a card names, in one form (`telegram:ana`), by which messages find it.

use rustc_hash::FxHashSet;

use crate::model::card::{Card, Extra};

/// Properties that name an account: their name without `X-` is the service.
const SERVICES: [&str; 16] = [
    "X-AIM",
    "X-DISCORD",
    "X-GTALK",
    "X-GOOGLE-TALK",
    "X-ICQ",
    "X-JABBER",
    "X-MATRIX",
    "X-MSN",
    "X-QQ",
    "X-SIGNAL",
    "X-SKYPE",
    "X-SKYPE-USERNAME",
    "X-SLACK",
    "X-TELEGRAM",
    "X-TWITTER",
    "X-YAHOO",
];

/// Services that go by several names, and by links.
const SAME: [(&str, &str); 12] = [
    ("google-talk", "xmpp"),
    ("googletalk", "xmpp"),
    ("gtalk", "xmpp"),
    ("jabber", "xmpp"),
    ("msnim", "msn"),
    ("sgnl", "signal"),
    ("skype-username", "skype"),
    ("t.me", "telegram"),
    ("tg", "telegram"),
    ("twitter.com", "twitter"),
    ("x.com", "twitter"),
    ("ymsgr", "yahoo"),
];

/// Finds the accounts among what a card has no field for, where they stay.
pub fn find(card: &mut Card) {
    let mut known: FxHashSet<String> = card.handles.iter().cloned().collect();
    for handle in card.extras.iter().filter_map(account) {
        if known.insert(handle.clone()) {
            card.handles.push(handle);
        }
    }
}

fn account(extra: &Extra) -> Option<String> {
    let value = extra.value.replace('\\', "");
    let param = |wanted: &str| {
        let found = extra.params.iter().find(|(name, _)| name == wanted)?;
        found.1.first().map(String::as_str)
    };
    let said = param("X-SERVICE-TYPE").or_else(|| param("SERVICE-TYPE"));
    match extra.name.as_str() {
        "IMPP" | "X-IMPP" => match said {
            Some(service) => handle(service, behind_scheme(&value)),
            None => uri(&value),
        },
        "X-SOCIALPROFILE" | "SOCIALPROFILE" => {
            let types = extra.params.iter().filter(|(name, _)| name == "TYPE");
            let general = ["home", "work", "pref", "other"];
            let mut types = types.flat_map(|(_, types)| types);
            let kind = types.find(|word| !general.contains(&word.to_lowercase().as_str()));
            let user = param("X-USER").or_else(|| param("USERNAME"));
            match said.or(kind.map(String::as_str)) {
                Some(service) => handle(service, user.unwrap_or_else(|| behind_scheme(&value))),
                None => uri(&value),
            }
        }
        name if SERVICES.contains(&name) => {
            handle(name.trim_start_matches("X-"), behind_scheme(&value))
        }
        _ => None,
    }
}

/// `skype:ana?chat`, `https://t.me/ana`.
fn uri(value: &str) -> Option<String> {
    let (scheme, rest) = value.split_once(':')?;
    if !matches!(scheme, "http" | "https") {
        return handle(scheme, rest);
    }
    let (host, path) = rest.trim_start_matches('/').split_once('/')?;
    let host = host.trim_start_matches("www.");
    SAME.iter()
        .any(|(name, _)| *name == host)
        .then(|| handle(host, path))?
}

/// What stands behind the scheme of a link, in which Apple writes `x-apple:` before any name.
fn behind_scheme(value: &str) -> &str {
    let is_link = value.starts_with("http://") || value.starts_with("https://");
    if is_link {
        return value.trim_end_matches('/');
    }
    value.split_once(':').map_or(value, |(_, rest)| rest)
}

fn handle(service: &str, name: &str) -> Option<String> {
    let service = service.trim().to_lowercase();
    let known = SAME.iter().find(|(other, _)| *other == service);
    let service = known.map_or(service.as_str(), |(_, same)| same);
    let name = name.split(['?', '#']).next()?.trim_matches(['/', ' ']);
    let name = name
        .rsplit('/')
        .next()?
        .trim_start_matches('@')
        .to_lowercase();
    let is_foreign = |c: char| c.is_whitespace() || c.is_control();
    let sound = !name.is_empty() && !name.contains(is_foreign) && service != "linkedin";
    let numbered = service == "telegram" && name.bytes().all(|b| b.is_ascii_digit());
    let user = if numbered { "user" } else { "" };
    sound.then(|| format!("{service}:{user}{name}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(name: &str, params: &[(&str, &str)], value: &str) -> Option<String> {
        account(&Extra {
            group: String::new(),
            name: name.to_owned(),
            params: params
                .iter()
                .map(|(name, value)| ((*name).to_owned(), vec![(*value).to_owned()]))
                .collect(),
            value: value.to_owned(),
        })
    }

    #[test]
    fn every_way_of_naming_an_account_comes_to_one_form() {
        let telegram = Some("telegram:ana_f".to_owned());
        assert_eq!(found("IMPP", &[], "telegram:@Ana_F"), telegram);
        assert_eq!(
            found("IMPP", &[("X-SERVICE-TYPE", "Telegram")], "x-apple:ana_f"),
            telegram
        );
        assert_eq!(found("X-TELEGRAM", &[], "@ana_f"), telegram);
        let link = "https\\://t.me/ana_f";
        assert_eq!(
            found("X-SOCIALPROFILE", &[("TYPE", "telegram")], link),
            telegram
        );
        assert_eq!(
            found("X-SOCIALPROFILE", &[], "https://t.me/ana_f/"),
            telegram
        );
        assert_eq!(
            found(
                "SOCIALPROFILE",
                &[("SERVICE-TYPE", "Telegram"), ("USERNAME", "ana_f")],
                "x"
            ),
            telegram
        );
        assert_eq!(
            found("X-SKYPE-USERNAME", &[], "live:ana").as_deref(),
            Some("skype:ana")
        );
        assert_eq!(
            found("IMPP", &[], "xmpp:ana@example.org").as_deref(),
            Some("xmpp:ana@example.org")
        );
        assert_eq!(
            found("X-TELEGRAM", &[], "7100000002").as_deref(),
            Some("telegram:user7100000002")
        );
    }

    #[test]
    fn an_account_that_is_no_uri_is_found_again_in_people_vcf() {
        assert_eq!(found("X-IMPP", &[], ":ana"), found("IMPP", &[], ":ana"));
    }

    #[test]
    fn what_names_no_account_gives_none() {
        assert_eq!(found("IMPP", &[], "telegram:"), None);
        assert_eq!(
            found(
                "X-SOCIALPROFILE",
                &[("TYPE", "linkedin")],
                "https://linkedin.com/in/ana"
            ),
            None
        );
        assert_eq!(
            found("X-SOCIALPROFILE", &[], "https://example.org/ana"),
            None
        );
        assert_eq!(found("X-EVOLUTION", &[], "telegram:ana"), None);
    }
}
