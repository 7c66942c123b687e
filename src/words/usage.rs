//! What is wrong with a command line, in the words of the other messages.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// The message, its last line with the way to the help; `None` for what was asked for (help, version) and for what is rare.
pub(crate) fn usage(error: &Error) -> Option<String> {
    let said = said(error)?;
    let command = command(error);
    Some(format!(
        "tieline: {said}\n\nHow to use it: {command} --help\n"
    ))
}

fn said(error: &Error) -> Option<String> {
    let one = |kind| texts(error, kind).into_iter().next();
    let meant = |kind| {
        let meant = one(kind).map(|meant| format!("; did you mean {meant}?"));
        meant.unwrap_or_default()
    };
    Some(match error.kind() {
        ErrorKind::UnknownArgument => {
            let (typed, meant) = (
                one(ContextKind::InvalidArg)?,
                meant(ContextKind::SuggestedArg),
            );
            match typed.starts_with('-') {
                true => format!("{typed}: there is no such option{meant}"),
                false => format!("{typed}: one word too many{meant}"),
            }
        }
        ErrorKind::InvalidSubcommand => {
            let typed = one(ContextKind::InvalidSubcommand)?;
            let meant = match elsewhere(&typed) {
                Some(known) => format!("; did you mean tieline {known}?"),
                None => meant(ContextKind::SuggestedSubcommand),
            };
            format!("{typed}: there is no such command{meant}")
        }
        ErrorKind::MissingRequiredArgument => {
            let missing = texts(error, ContextKind::InvalidArg);
            format!("still to be given: {}", missing.join(" "))
        }
        ErrorKind::InvalidValue => {
            let option = one(ContextKind::InvalidArg)?;
            let among = texts(error, ContextKind::ValidValue);
            match one(ContextKind::InvalidValue).filter(|typed| !typed.is_empty()) {
                None => format!("{option}: nothing stands behind it"),
                Some(typed) => {
                    let option = bare(&option);
                    format!("{option} {typed}: not one of {}", among.join(", "))
                }
            }
        }
        ErrorKind::ValueValidation => {
            let (option, typed) = (
                one(ContextKind::InvalidArg)?,
                one(ContextKind::InvalidValue)?,
            );
            let why = std::error::Error::source(error).map(ToString::to_string);
            // The library of numbers says that a digit is invalid, and not what would be valid.
            let why = why.filter(|why| !why.contains("digit") && !why.contains("number"));
            let why = why.unwrap_or_else(|| "not a whole number such as 10".to_owned());
            format!("{} {typed}: {why}", bare(&option))
        }
        ErrorKind::ArgumentConflict => {
            let option = one(ContextKind::InvalidArg)?;
            let with = texts(error, ContextKind::PriorArg);
            match with.is_empty() || with == [option.clone()] {
                true => format!("{option}: to be given once only"),
                false => format!("{option} does not go together with {}", with.join(", ")),
            }
        }
        _ => return None,
    })
}

/// What is looked for at another place.
fn elsewhere(typed: &str) -> Option<&'static str> {
    Some(match typed {
        "forget" => "book forget",
        "undo" => "book undo",
        "export" => "book export",
        "import" => "book import",
        "audits" => "book audits",
        "decisions" => "book decisions",
        "ask" => "review",
        "merge" | "convert" => "clean",
        _ => return None,
    })
}

/// An option without its value.
fn bare(option: &str) -> &str {
    option.split(' ').next().unwrap_or(option)
}

fn texts(error: &Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        _ => Vec::new(),
    }
}

/// The command that was typed, as its own usage line begins.
fn command(error: &Error) -> String {
    let usage = match error.get(ContextKind::Usage) {
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        _ => String::new(),
    };
    let words = usage
        .split_whitespace()
        .skip_while(|word| *word != "tieline");
    let words: Vec<&str> = words
        .take_while(|word| {
            word.chars().all(|c| c.is_ascii_lowercase() || c == '-') && !word.starts_with('-')
        })
        .collect();
    match words.is_empty() {
        true => "tieline".to_owned(),
        false => words.join(" "),
    }
}
