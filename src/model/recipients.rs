//! Tells apart recipients that a file joins with commas. Names hold commas too ("Ana Ferreira, Ph.D."), so a text is
//! never cut at a comma unless what results is known.

use super::name::fold;

/// A part of a recipients' text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A name that somebody bears, in folded form.
    Known(String),
    /// A text of one recipient or more that nobody is known by.
    Unknown(String),
}

/// So many commas and one a name may hold: two dozen degrees are a jest, and ten thousand names in one text are not.
const MOST: usize = 24;

/// Where the longest name that begins at a piece may end.
fn last(at: usize, pieces: &[&str]) -> usize {
    pieces.len().min(at + MOST)
}

/// Cuts a text of recipients into known names, the longest first; what lies between stays in one piece.
pub fn tell_apart(text: &str, knows: impl Fn(&str) -> bool) -> Vec<Part> {
    let pieces: Vec<&str> = text.split(',').collect();
    let mut parts = Vec::new();
    let mut unknown: Vec<&str> = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let longest = (at + 1..=last(at, &pieces))
            .rev()
            .map(|end| (end, fold(&pieces[at..end].join(","))))
            .find(|(_, name)| knows(name));
        match longest {
            Some((end, name)) => {
                flush(&mut unknown, &mut parts);
                parts.push(Part::Known(name));
                at = end;
            }
            None => {
                unknown.push(pieces[at]);
                at += 1;
            }
        }
    }
    flush(&mut unknown, &mut parts);
    parts
}

/// A text of recipients without those whose names are told, in folded form; none if nobody is left.
pub fn without(text: &str, is: impl Fn(&str) -> bool) -> Option<String> {
    let pieces: Vec<&str> = text.split(',').collect();
    let mut left: Vec<&str> = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let named = |end: &usize| is(&fold(&pieces[at..*end].join(",")));
        match (at + 1..=last(at, &pieces)).rev().find(named) {
            Some(end) => at = end,
            None => {
                left.push(pieces[at]);
                at += 1;
            }
        }
    }
    let left = left.join(",");
    (!left.trim().is_empty()).then(|| left.trim().to_owned())
}

fn flush(unknown: &mut Vec<&str>, parts: &mut Vec<Part>) {
    let text = unknown.join(",");
    if !text.trim().is_empty() {
        parts.push(Part::Unknown(text.trim().to_owned()));
    }
    unknown.clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_is_taken_out_and_the_others_stay_as_they_were() {
        let is = |name: &str| name == "petra vasylenko" || name == "petra vasylenko, pmp";
        for (text, left) in [
            (
                "Noor Halvorsen, Petra Vasylenko, Ana Lima",
                Some("Noor Halvorsen, Ana Lima"),
            ),
            ("Petra Vasylenko, PMP,Ana Lima", Some("Ana Lima")),
            ("PETRA Vasylenko", None),
            ("Petra Vasylenko-Berg", Some("Petra Vasylenko-Berg")),
        ] {
            assert_eq!(without(text, is).as_deref(), left);
        }
    }

    #[test]
    fn twice_the_recipients_take_twice_the_look_ups() {
        let asked = |recipients: usize| {
            let names: Vec<String> = (0..recipients).map(|n| format!("P Q{n}")).collect();
            let count = std::cell::Cell::new((0, 0));
            tell_apart(&names.join(","), |name| {
                let (calls, bytes) = count.get();
                count.set((calls + 1, bytes + name.len()));
                false
            });
            count.get()
        };
        let (some, twice) = (asked(2_000), asked(4_000));
        assert!(twice.0 * 10 <= some.0 * 23, "{some:?} {twice:?}");
        assert!(twice.1 * 10 <= some.1 * 23, "{some:?} {twice:?}");
    }

    #[test]
    fn known_names_are_cut_out_and_credentials_stay_with_their_bearer() {
        let knows = |name: &str| {
            [
                "noor halvorsen",
                "petra vasylenko, pmp, shrm-cp",
                "petra vasylenko",
            ]
            .contains(&name)
        };
        let parts = tell_apart("Noor Halvorsen, Petra Vasylenko, PMP, SHRM-CP", knows);
        assert_eq!(
            parts,
            [
                Part::Known("noor halvorsen".into()),
                Part::Known("petra vasylenko, pmp, shrm-cp".into())
            ]
        );
        let parts = tell_apart("Jane Doe, Ph.D.,Noor Halvorsen", knows);
        assert_eq!(
            parts,
            [
                Part::Unknown("Jane Doe, Ph.D.".into()),
                Part::Known("noor halvorsen".into())
            ]
        );
    }
}
