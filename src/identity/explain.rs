//! A comparison in words: which field came out how, what it weighs, and what the values are.

use super::fields::{CLASSES, COUNT, FIELDS, at};
use super::record::{Ix, Record};
use super::veto;
use super::weigh::Scale;
use crate::model::card::Card;
use crate::model::person::Evidence;

/// Longest value that is quoted.
const LONGEST: usize = 60;

/// The bits before anything is compared, and the evidence for and against two records being one person, the strongest
/// first. Together they are what the whole comparison comes to.
pub fn explain(scale: &Scale<'_, '_>, a: Ix, b: Ix) -> (f64, Vec<Evidence>) {
    let outcome = scale.outcome(a, b);
    let classes = scale.weights.classes(&outcome);
    let rival = (1..CLASSES)
        .max_by(|&x, &y| classes[x].total_cmp(&classes[y]))
        .unwrap_or(CLASSES - 1);
    let (left, right) = (&scale.records[a], &scale.records[b]);
    let known = (0..COUNT).filter(|&field| outcome.levels[field] > 0);
    let mut evidence: Vec<Evidence> = known
        .map(|field| {
            let level = FIELDS[field].levels[usize::from(outcome.levels[field]) - 1].name;
            let bits = f64::from(scale.weights.field_bits(&outcome, field, rival));
            Evidence {
                field: FIELDS[field].name,
                level,
                bits,
                text: sentence(field, level, left, right),
            }
        })
        .collect();
    let start =
        f64::from(scale.weights.unclipped(&outcome)) - evidence.iter().map(|e| e.bits).sum::<f64>();
    if let Some(veto) =
        veto::against(&outcome).filter(|veto| scale.weights.score(&outcome) > veto.limit)
    {
        evidence.push(Evidence {
            field: Evidence::VETO,
            level: "holds back",
            bits: f64::from(veto.limit),
            text: veto.reason.to_owned(),
        });
    }
    evidence.sort_by(|x, y| y.bits.abs().total_cmp(&x.bits.abs()));
    (start, evidence)
}

/// One field in words: "same phone +4915112345678", "given name, nickname: Bob / Robert".
fn sentence(field: usize, level: &str, a: &Record<'_>, b: &Record<'_>) -> String {
    let name = FIELDS[field].name;
    let (left, right) = (values(field, a), values(field, b));
    if let Some(common) = left
        .iter()
        .find(|value| right.contains(value))
        .filter(|_| level.starts_with("same"))
    {
        let (_, rest) = level.split_at("same".len());
        return format!("same {name} {}{rest}", quoted(common));
    }
    match (left.first(), right.first()) {
        (Some(x), Some(y)) => format!("{name}, {level}: {} / {}", quoted(x), quoted(y)),
        _ => format!("{name}: {level}"),
    }
}

/// A value short enough to be quoted.
fn quoted(value: &str) -> String {
    let head: String = value.chars().take(LONGEST).collect();
    if head.len() < value.len() {
        format!("{head}…")
    } else {
        head
    }
}

/// The values of a field as the card has them.
fn values(field: usize, record: &Record<'_>) -> Vec<String> {
    let card = record.card;
    let one = |text: &str| {
        if text.trim().is_empty() {
            Vec::new()
        } else {
            vec![text.trim().to_owned()]
        }
    };
    match field {
        at::GIVEN if !card.name.given.trim().is_empty() => one(&card.name.given),
        at::FAMILY if !card.name.family.trim().is_empty() => one(&card.name.family),
        at::GIVEN | at::FAMILY | at::MIDDLE | at::GENERATION => one(&card.name.full),
        at::BIRTHDAY => one(card.birthday.as_deref().unwrap_or_default()),
        at::EMAIL | at::HANDLE => card
            .emails
            .iter()
            .map(|m| {
                m.email
                    .as_ref()
                    .map_or_else(|| m.raw.clone(), ToString::to_string)
            })
            .collect(),
        at::PHONE => card
            .phones
            .iter()
            .filter_map(|t| t.number())
            .map(|p| p.e164().to_owned())
            .collect(),
        at::PROFILE => card.profiles.iter().map(ToString::to_string).collect(),
        at::EMPLOYER => card.companies.clone(),
        at::TITLE => card.titles.clone(),
        at::GENDER => one(card.gender.as_deref().unwrap_or_default()),
        at::BIRTH_PLACE => one(card.birth_place.as_deref().unwrap_or_default()),
        at::LINK => card.urls.iter().chain(&card.uid).cloned().collect(),
        _ => places(field, card),
    }
}

fn places(field: usize, card: &Card) -> Vec<String> {
    let of = |address: &crate::model::card::Address| match field {
        at::STREET => address.street.clone(),
        _ => format!("{} {}", address.code, address.locality)
            .trim()
            .to_owned(),
    };
    card.addresses
        .iter()
        .map(of)
        .filter(|text| !text.is_empty())
        .collect()
}
