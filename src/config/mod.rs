//! The owner's configuration: `tieline/config.toml` in the folder for configuration (`$XDG_CONFIG_HOME`), or the file that
//! `TIELINE_CONFIG` names. A file that is not there says nothing.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use serde::Deserialize;
use thiserror::Error;
use toml::Spanned;

use crate::decisions::{Rule, Rules};
use crate::report::plain;

/// A value, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// As written.
    pub text: String,
    /// `config.toml, line 3: region`.
    pub place: String,
}

/// What the owner configured.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Config {
    /// Who the owner is.
    pub me: Vec<Value>,
    /// The country of numbers without one.
    pub region: Option<Value>,
    /// The zone of times without one.
    pub tz: Option<Value>,
    /// The order of dates that can be read in two ways.
    pub date_order: Option<Value>,
    /// The book.
    pub book: Option<PathBuf>,
    /// Whom always to keep, and whom not to judge.
    pub rules: Rules,
    /// Patterns of files, of each of which the newest is read where none is given.
    pub newest: Vec<Value>,
}

/// What is wrong with a configuration.
#[derive(Debug, Error)]
pub enum ConfigError {
    /// It cannot be read.
    #[error("{}: {error}", plain::path(path))]
    Disk {
        /// Of the file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// Something in it cannot be.
    #[error("{}, line {line}: {message}", plain::path(path))]
    Wrong {
        /// Of the file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What was found and what was expected.
        message: String,
    },
}

/// The configuration of whoever runs the program.
///
/// # Errors
/// Where the file cannot be read or says what cannot be.
pub fn load() -> Result<Config, ConfigError> {
    let named = std::env::var_os("TIELINE_CONFIG").map(PathBuf::from);
    let usual = || {
        let places = etcetera::choose_base_strategy().ok()?;
        Some(places.config_dir().join("tieline").join("config.toml"))
    };
    let is_named = named.is_some();
    let Some(path) = named.or_else(usual) else {
        return Ok(Config::default());
    };
    match read(&path) {
        Ok(text) => parse(&text, &path),
        Err(error) if error.kind() == io::ErrorKind::NotFound && !is_named => Ok(Config::default()),
        Err(error) => Err(ConfigError::Disk { path, error }),
    }
}

/// The text of a configuration, as long as it is one.
fn read(path: &Path) -> io::Result<String> {
    const LONGEST: u64 = 1 << 20;
    let mut text = String::new();
    let read = fs::File::open(path)?
        .take(LONGEST + 1)
        .read_to_string(&mut text)?;
    if read as u64 > LONGEST {
        let long = "it is longer than 1 MB, too long for a configuration";
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, long));
    }
    Ok(text)
}

/// The file as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Written {
    me: Vec<Spanned<String>>,
    region: Option<Spanned<String>>,
    tz: Option<Spanned<String>>,
    date_order: Option<Spanned<String>>,
    book: Option<Spanned<String>>,
    keep: WrittenRule,
    never: WrittenRule,
    files: WrittenFiles,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct WrittenFiles {
    newest: Vec<Spanned<String>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct WrittenRule {
    people: Vec<Spanned<String>>,
    labels: Vec<Spanned<String>>,
    employers: Vec<Spanned<String>>,
    domains: Vec<Spanned<String>>,
}

pub(crate) fn parse(text: &str, path: &Path) -> Result<Config, ConfigError> {
    let file = File { text, path };
    let written: Written = toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        file.wrong(at, error.message().replace('\n', " "))
    })?;
    let value = |name: &str, said: Spanned<String>| file.value(name, said);
    Ok(Config {
        me: written
            .me
            .into_iter()
            .map(|said| value("me", said))
            .collect(),
        region: written.region.map(|said| value("region", said)),
        tz: written.tz.map(|said| value("tz", said)),
        date_order: written.date_order.map(|said| value("date_order", said)),
        book: written.book.map(|said| file.book(said)).transpose()?,
        newest: written
            .files
            .newest
            .into_iter()
            .map(|said| file.pattern(said))
            .collect::<Result<_, _>>()?,
        rules: Rules {
            keep: file.rule(written.keep)?,
            never: file.rule(written.never)?,
        },
    })
}

/// The text that is read, for the lines of what is wrong with it.
#[derive(Clone, Copy)]
struct File<'a> {
    text: &'a str,
    path: &'a Path,
}

impl File<'_> {
    fn line(self, offset: usize) -> usize {
        let before = self.text.as_bytes().iter().take(offset);
        before.filter(|byte| **byte == b'\n').count() + 1
    }

    fn wrong(self, offset: usize, message: String) -> ConfigError {
        ConfigError::Wrong {
            path: self.path.to_owned(),
            line: self.line(offset),
            message: plain::plain(&message).into_owned(),
        }
    }

    fn value(self, name: &str, said: Spanned<String>) -> Value {
        let line = self.line(said.span().start);
        Value {
            place: format!("{}, line {line}: {name}", plain::path(self.path)),
            text: said.into_inner(),
        }
    }

    /// A path that is not from the root begins at the folder of the configuration.
    fn book(self, said: Spanned<String>) -> Result<PathBuf, ConfigError> {
        if said.get_ref().trim().is_empty() {
            let expected = "book is empty; give the path of a file such as \"book.db\"";
            return Err(self.wrong(said.span().start, expected.to_owned()));
        }
        let folder = self.path.parent().unwrap_or(Path::new(""));
        Ok(folder.join(said.into_inner()))
    }

    /// A pattern of files; `~` is the home folder, and one that is not from the root begins at the folder of the configuration.
    fn pattern(self, said: Spanned<String>) -> Result<Value, ConfigError> {
        let start = said.span().start;
        let text = said.get_ref().trim().to_owned();
        let path = match text
            .strip_prefix("~/")
            .map(|rest| (rest, etcetera::home_dir()))
        {
            Some((rest, Ok(home))) => home.join(rest),
            _ => self.path.parent().unwrap_or(Path::new("")).join(&text),
        };
        let pattern = path.to_string_lossy().into_owned();
        if text.is_empty() || glob::Pattern::new(&pattern).is_err() {
            let expected =
                "give a pattern of files such as \"~/Downloads/*LinkedInDataExport*.zip\"";
            return Err(self.wrong(
                start,
                format!("newest: \"{text}\" is not valid; {expected}"),
            ));
        }
        Ok(Value {
            text: pattern,
            ..self.value("files.newest", said)
        })
    }

    fn rule(self, written: WrittenRule) -> Result<Rule, ConfigError> {
        let people =
            "a name, an e-mail address, a profile link, a number with country code or an id";
        Ok(Rule {
            people: self.list(written.people, "people", people, |_| true)?,
            labels: self.list(
                written.labels,
                "labels",
                "a label such as \"Family\"",
                |_| true,
            )?,
            employers: self.list(
                written.employers,
                "employers",
                "the whole name of an employer",
                |_| true,
            )?,
            domains: self.list(
                written.domains,
                "domains",
                "a mail domain such as \"example.org\"",
                is_domain,
            )?,
        })
    }

    fn list(
        self,
        said: Vec<Spanned<String>>,
        name: &str,
        expected: &str,
        fits: fn(&str) -> bool,
    ) -> Result<Vec<String>, ConfigError> {
        let one = |said: Spanned<String>| {
            let text = said.get_ref().trim();
            if text.is_empty() || !fits(text) {
                let message = format!("{name}: \"{text}\" is not valid; give {expected}");
                return Err(self.wrong(said.span().start, message));
            }
            Ok(text.to_owned())
        };
        said.into_iter().map(one).collect()
    }
}

fn is_domain(text: &str) -> bool {
    let domain = text.strip_prefix('@').unwrap_or(text);
    domain.contains('.')
        && domain.split('.').all(|part| !part.is_empty())
        && !domain.contains(['@', ' ', '*', '/'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Config, String> {
        parse(text, Path::new("folder/config.toml")).map_err(|error| error.to_string())
    }

    #[test]
    fn every_value_says_where_it_stands() {
        let config = read("# mine\nregion = \"DE\"\nbook = \"my.db\"\nme = [\"ana@example.org\",\n  \"+49 151 1\"]\n[keep]\nlabels = [\" Family \"]\n").unwrap();
        assert_eq!(
            config.region.unwrap().place,
            "folder/config.toml, line 2: region"
        );
        assert_eq!(config.me[1].place, "folder/config.toml, line 5: me");
        assert_eq!(config.book.unwrap(), Path::new("folder/my.db"));
        assert_eq!(config.rules.keep.labels, ["Family"]);
        assert_eq!(config.rules.never, Rule::default());
        assert_eq!(read("").unwrap(), Config::default());
    }

    #[test]
    fn a_mistake_is_said_with_its_line_and_what_was_expected() {
        for (text, parts) in [
            (
                "me = [\"a\"]\nregoin = \"DE\"\n",
                ["line 2: ", "regoin", "`region`"],
            ),
            ("\n\ntz = 5\n", ["line 3: ", "5", "string"]),
            (
                "[keep]\nlabel = [\"x\"]\n",
                ["line 2: ", "`label`", "`labels`"],
            ),
            (
                "[never]\ndomains = [\n\"example.org\",\n\"ana@example.org\"]\n",
                ["line 4: ", "ana@example.org", "such as"],
            ),
            (
                "[keep]\npeople = [\"\"]\n",
                ["line 2: ", "\"\" is not valid", "a name"],
            ),
            ("book = \"\"\n", ["line 1: ", "book is empty", "path"]),
            ("me = [\"a\"\n", ["line ", "config.toml", "array"]),
        ] {
            let wrong = read(text).unwrap_err();
            for part in parts {
                assert!(wrong.contains(part), "{part}: {wrong}");
            }
        }
    }
}
