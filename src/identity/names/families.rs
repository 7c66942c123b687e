//! Two family names, word by word.

use strsim::jaro_winkler;

use super::chinese::is_of_taiwan;
use super::facts::Pair;
use super::levels::{CLOSE, Family, NEAR, SHORTEST};
use super::lookalike::{are_two, are_two_families, is_gendered, is_lengthened, is_slip};
use super::parse::Parsed;
use super::script::is_read_otherwise;
use super::syllables::EASTERN;

/// How two family names agree.
pub fn family(a: &Parsed, b: &Parsed) -> Family {
    let (left, right) = (&a.family_whole, &b.family_whole);
    if left.is_empty() || right.is_empty() {
        return Family::Missing;
    }
    if left == right || a.family == b.family {
        return Family::Equal;
    }
    if a.is_transliterated != b.is_transliterated {
        let (read, latin) = if a.is_transliterated {
            (left, right)
        } else {
            (right, left)
        };
        let otherwise = is_read_otherwise(read, latin);
        if otherwise || a.family_facts.sounds.alike(b.family_facts.sounds) {
            return Family::Equal;
        }
    }
    if left.len() == 1 || right.len() == 1 {
        return if left.as_bytes()[0] == right.as_bytes()[0] {
            Family::Initial
        } else {
            Family::Differs
        };
    }
    if are_two_pairs(a, b) {
        return Family::Differs;
    }
    if a.family.len() + b.family.len() > 2
        && a.family.iter().any(|t| t.len() > 1 && b.family.contains(t))
    {
        return Family::Part;
    }
    if is_inside(a, b) || is_inside(b, a) {
        return Family::Part;
    }
    if is_cut(a, b) || is_cut(b, a) {
        return Family::Initial;
    }
    if a.family_facts.letters.has_digits() || b.family_facts.letters.has_digits() {
        return Family::Differs;
    }
    let pair = Pair::of((left, &a.family_facts), (right, &b.family_facts));
    let short = left.len().min(right.len()) < 4;
    if a.family_facts.is_chinese && b.family_facts.is_chinese && is_of_taiwan(left, right) {
        return Family::Equal;
    }
    let alike = a.family_facts.sounds.alike(b.family_facts.sounds) || is_lengthened(left, right);
    if alike && a.family_facts.sounds.is_clan {
        return Family::Close;
    }
    match pair.likeness(NEAR) {
        None if !alike && !pair.same_letters() => Family::Differs,
        _ if are_two(a.family_facts.family_share, b.family_facts.family_share) => Family::Differs,
        _ if is_gendered(left, right) => by_form(a, b),
        _ if !alike
            && ((left.len().min(right.len()) < SHORTEST && EASTERN.contains(&a.first()))
                || are_two_families((left, &a.family_facts), (right, &b.family_facts))) =>
        {
            Family::Differs
        }
        // Two families, unless Arabic names, which are spelled in any way.
        _ if alike && are_families(a, b) => Family::Near,
        Some(likeness) if likeness >= CLOSE && !short => Family::Close,
        _ if alike => Family::Close,
        Some(_) if a.family_facts.is_family != b.family_facts.is_family && is_slip(left, right) => {
            Family::Close
        }
        _ => Family::Near,
    }
}

/// Whether two have two family names each, of which one at least contradicts: García Montoya and García Beltrán have one father's name
/// and two mothers', and of Jiménez Rodríguez and Rodríguez López the same name is one's mother's and the other's father's.
fn are_two_pairs(a: &Parsed, b: &Parsed) -> bool {
    let ([x, second], [y, other]) = (a.family.as_slice(), b.family.as_slice()) else {
        return false;
    };
    // What a profile or a former name adds is no second name.
    let is_pair = |name: &Parsed| name.family.concat().len() <= name.family_whole.len();
    let is_slip = |x: &String, y: &String| x.len().min(y.len()) < 3 || jaro_winkler(x, y) >= NEAR;
    let agree = |(x, second): (&String, &String)| {
        (is_slip(x, y) && is_slip(second, other)) || (is_slip(x, other) && is_slip(second, y))
    };
    let is_one_father = x == y;
    (is_one_father || (is_pair(a) && is_pair(b))) && !agree((x, second))
}

/// Whether both are known as family names, and only as such.
fn are_families(a: &Parsed, b: &Parsed) -> bool {
    [a, b]
        .iter()
        .all(|name| name.family_facts.is_family && !name.family_facts.is_given)
}

/// A family name in its masculine and its feminine form. In other countries a woman may go by the masculine one, and a man never
/// by the feminine one.
fn by_form(a: &Parsed, b: &Parsed) -> Family {
    let is_woman = |name: &Parsed| name.first_facts.is_of_woman();
    if is_woman(a) && is_woman(b) {
        Family::Near
    } else {
        Family::Differs
    }
}

/// Whether a family name stands in the midst of another name: "Ana Ferreira" in "Ana Ferreira Acme" and "Ana Ferreira Lopes".
fn is_inside(a: &Parsed, b: &Parsed) -> bool {
    let [family] = a.family.as_slice() else {
        return false;
    };
    family.len() > 2 && b.given.iter().skip(1).any(|word| word == family)
}

/// Whether a family name is the other one cut short, as old phones and mail systems do. What is a name itself is not cut.
fn is_cut(short: &Parsed, long: &Parsed) -> bool {
    let text = short.family_whole.as_str();
    text.len() >= 2
        && !short.family_facts.is_family
        && !short.family_facts.is_given
        && long.family_whole.len() > text.len() + 1
        && long.family_whole.starts_with(text)
}
