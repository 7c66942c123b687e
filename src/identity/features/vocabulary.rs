//! Words that say nothing of an office: mailbox providers and legal forms.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

/// Providers of mailboxes for everybody, a line each, some with all their countries: their domain says nothing of an office.
const PROVIDERS: &str = include_str!("providers.txt");

static BY_NAME: LazyLock<FxHashSet<&str>> = LazyLock::new(|| PROVIDERS.lines().collect());

/// Whether a domain is that of a provider: the whole of it, or what stands before a country.
pub fn is_provider(domain: &str) -> bool {
    let dots = domain.match_indices('.').map(|(at, _)| &domain[..at]);
    dots.chain([domain]).any(|head| BY_NAME.contains(head))
}

/// Words of company names that tell nothing.
pub const LEGAL_FORMS: &[&str] = &[
    "inc",
    "llc",
    "ltd",
    "limited",
    "gmbh",
    "ag",
    "corp",
    "corporation",
    "co",
    "company",
    "plc",
    "sa",
    "sas",
    "sarl",
    "srl",
    "spa",
    "bv",
    "nv",
    "ab",
    "oy",
    "as",
    "kg",
    "ohg",
    "ug",
    "se",
    "kk",
    "pty",
    "llp",
    "lp",
    "the",
    "and",
    "group",
    "holding",
    "holdings",
    "international",
];
