//! One card of a file: vcard-rs reads it as it stands; where it refuses or would misread it, a mended copy.

use std::borrow::Cow;

use vcard::tree::codec::mode::VcardEscaper;
use vcard::tree::cst::VcardCst;
use vcard::tree::line::VcardLine;
use vcard::tree::param::node::VcardParamNode;

use crate::import::Context;
use crate::model::card::{Card, Roster};
use crate::model::intake::{Fate, FileId, SetAside};
use crate::model::problem::{Code, Place, Problem};

use super::fields::Draft;
use super::names;
use super::repair::{Repaired, repair, without_indent};
use super::split::{Flaw, Span};
use super::transfer::Transfer;

/// What became of one card.
pub(super) struct Outcome {
    /// The card, unless it was rejected or says nothing at all.
    pub card: Option<Card>,
    /// Why it is nobody.
    pub fate: Option<Fate>,
    /// What was wrong.
    pub problems: Vec<Problem>,
    /// Its VERSION.
    pub version: Option<String>,
    /// How many of its phone numbers are in no country that is known.
    pub homeless: u64,
}

/// Reads one card.
pub(super) fn read(span: &Span<'_>, file: FileId, record: u32, context: &Context) -> Outcome {
    let place = Place {
        file,
        record,
        line: span.line,
    };
    let mut problems: Vec<Problem> = span
        .flaw
        .map(|flaw| flaw_problem(flaw, place))
        .into_iter()
        .collect();
    let mut draft = Draft::new(Card::new(place, Roster::AddressBook), context);
    let body = without_indent(span.body);
    let salvaged = |how: &str| Problem {
        place,
        code: Code::SalvagedCard,
        message: format!("{how} and the card was read"),
    };
    if matches!(body, Cow::Owned(_)) {
        problems.push(salvaged(
            "every line of the card begins with blanks; they were removed",
        ));
    }
    match whole(&body, span.nested) {
        Whole::Sound(cst) => cst.props.iter().for_each(|line| draft.add(line)),
        refused @ (Whole::Refused | Whole::Unsound) => {
            let repaired = repair(&body, span.body_line);
            if matches!(refused, Whole::Refused) && repaired.remarks.is_empty() {
                problems.push(salvaged(
                    "the lines of the card are broken in the wrong places; they were joined",
                ));
            }
            mended(&mut draft, &mut problems, &repaired, place);
        }
        Whole::Blank => {}
    }
    draft.finish();
    problems.extend(draft.encoding.map(|code| encoding_problem(code, place)));
    let findings = std::mem::take(&mut draft.findings);
    problems.extend(findings.into_iter().map(|(code, message)| Problem {
        place,
        code,
        message,
    }));
    settle(draft, place, problems, span.body.trim_ascii().is_empty())
}

/// The card as vcard-rs reads it.
enum Whole<'a> {
    /// Nothing about it needs mending.
    Sound(Box<VcardCst<'a>>),
    /// It would be misread.
    Unsound,
    /// vcard-rs refuses it.
    Refused,
    /// There is nothing in it.
    Blank,
}

fn whole(body: &[u8], is_nested: bool) -> Whole<'_> {
    if body.trim_ascii().is_empty() {
        return Whole::Blank;
    }
    let Some(text) = std::str::from_utf8(body).ok().filter(|_| !is_nested) else {
        return Whole::Unsound;
    };
    match VcardCst::parse(text) {
        Ok(cst) if cst.props.iter().all(is_sound) => Whole::Sound(Box::new(cst)),
        Ok(_) => Whole::Unsound,
        Err(_) => Whole::Refused,
    }
}

/// A name that is none is text without its line; a soft break of quoted-printable may have swallowed a property.
fn is_sound(line: &VcardLine<'_>) -> bool {
    names::is_property(line.name.get().as_bytes()) && !line.params.iter().any(is_quoted)
}

fn is_quoted(param: &VcardParamNode<'_>) -> bool {
    let quoted = |word: &str| Transfer::of(word) == Some(Transfer::Quoted);
    let name = param.name.get();
    let named = name.trim().eq_ignore_ascii_case("ENCODING")
        && param
            .values
            .iter()
            .any(|word| quoted(word.get().trim_matches([' ', '"'])));
    named || (param.values.is_empty() && name.len() > 1 && quoted(name))
}

/// Reads the lines of a mended card one by one, so that none can take another one with it.
fn mended(draft: &mut Draft, problems: &mut Vec<Problem>, repaired: &Repaired, place: Place) {
    let mut lines: Vec<VcardLine<'_>> = Vec::with_capacity(repaired.starts.len());
    for &(at, number) in &repaired.starts {
        match VcardLine::take(&repaired.text.as_bytes()[at..]) {
            Ok((line, _)) => lines.push(line),
            Err(error) => problems.push(Problem {
                place: Place {
                    line: number,
                    ..place
                },
                code: Code::BadLine,
                message: format!("the line could not be read and was set aside: {error}"),
            }),
        }
    }
    let version = lines
        .iter()
        .find(|line| line.bare_name().eq_ignore_ascii_case("VERSION"));
    let escaper = version
        .map(|line| VcardEscaper::for_version_str(line.raw_value_str().trim()))
        .unwrap_or_default();
    for line in &mut lines {
        line.value.escaper = escaper;
        line.params
            .iter_mut()
            .for_each(|param| param.escaper = escaper);
        draft.add(line);
    }
    repaired.agents.iter().for_each(|agent| draft.agent(agent));
    draft.encoding = draft.encoding.or(repaired.encoding);
    let bad = |(line, message): &(u32, String)| Problem {
        place: Place {
            line: *line,
            ..place
        },
        code: Code::BadLine,
        message: message.clone(),
    };
    problems.extend(repaired.remarks.iter().map(bad));
}

fn flaw_problem(flaw: Flaw, place: Place) -> Problem {
    let (code, message) = match flaw {
        Flaw::NoEnd => (
            Code::MissingEnd,
            "the card has no END:VCARD; it was closed where the next one begins",
        ),
        Flaw::CutOff => (
            Code::TruncatedFile,
            "the file ends before the card's END:VCARD; what is there was read",
        ),
        Flaw::NoBounds => (
            Code::MissingBegin,
            "the card has neither BEGIN:VCARD nor END:VCARD; its lines were read as one",
        ),
        Flaw::NoBegin => (
            Code::MissingBegin,
            "the card has no BEGIN:VCARD; it was read from its first property on",
        ),
    };
    Problem {
        place,
        code,
        message: message.to_owned(),
    }
}

fn encoding_problem(code: Code, place: Place) -> Problem {
    let outcome = if code == Code::Assumed1252 {
        "it was read as Windows-1252"
    } else {
        "the invalid bytes were replaced by \u{fffd}"
    };
    let message = format!(
        "some text of the card is not valid UTF-8 and names no other character set; {outcome}"
    );
    Problem {
        place,
        code,
        message,
    }
}

/// Whether there is anything in a card that names nobody: a photo, a birthday, a label.
fn says_something(card: &Card) -> bool {
    let facts = [&card.birthday, &card.birth_place, &card.gender, &card.uid];
    let has_facts = facts.iter().any(|fact| fact.is_some());
    let has_words = !card.titles.is_empty() || !card.labels.is_empty();
    !card.is_empty() || has_facts || has_words || !card.extras.is_empty()
}

/// Decides whether the card is somebody.
fn settle(draft: Draft, place: Place, mut problems: Vec<Problem>, blank: bool) -> Outcome {
    let Draft {
        mut card,
        kind,
        is_group,
        version,
        properties,
        homeless,
        ..
    } = draft;
    card.kind = super::kind::of(&card, kind);
    let (fate, code, message) = if is_group {
        let name = card.name.full.as_str();
        (
            Fate::SetAside(SetAside::DistributionList),
            Code::DistributionList,
            format!("\"{name}\" is a group, not a person"),
        )
    } else if properties == 0 && !blank {
        (
            Fate::Rejected,
            Code::UnreadableCard,
            "the card has no valid line".to_owned(),
        )
    } else if card.is_empty() {
        (
            Fate::SetAside(SetAside::Empty),
            Code::EmptyCard,
            "the card names nobody and gives no address, number or link".to_owned(),
        )
    } else {
        return Outcome {
            card: Some(card),
            fate: None,
            problems,
            version,
            homeless,
        };
    };
    problems.push(Problem {
        place,
        code,
        message,
    });
    Outcome {
        card: Some(card).filter(says_something),
        fate: Some(fate),
        problems,
        version,
        homeless,
    }
}
