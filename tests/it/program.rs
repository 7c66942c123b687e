//! What shells and `man` are told of the program.

use std::fs;

use crate::run::{ended, run, scratch, text, tieline};

/// The commands that the help lists.
fn commands() -> Vec<String> {
    let help = run(&["--help"]).out;
    let list = help.split("Commands:").nth(1).expect("commands");
    let list = list.split("Options:").next().expect("options");
    let indented = list
        .lines()
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let words = indented.filter_map(|line| line.split_whitespace().next());
    words
        .filter(|word| *word != "help")
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_shell_completes_every_command() {
    let commands = commands();
    assert!(commands.len() > 15, "{commands:?}");
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = run(&["completions", shell]);
        assert_eq!(script.code, 0, "{}", script.err);
        for command in &commands {
            assert!(script.out.contains(command), "{command} in {shell}");
        }
    }
    assert_eq!(run(&["completions", "tcsh"]).code, 2);
}

#[test]
fn every_command_has_a_page_for_man() {
    let folder = scratch();
    let pages = folder.path().join("man1");
    let written = run(&["man", "--out", text(&pages)]);
    assert_eq!(written.code, 0, "{}", written.err);
    for command in commands() {
        let page = fs::read_to_string(pages.join(format!("tieline-{command}.1")));
        let page = page.unwrap_or_else(|error| panic!("{command}: {error}"));
        assert!(page.contains(&format!(".TH tieline-{command} 1")), "{page}");
    }
    let first = fs::read_to_string(pages.join("tieline.1")).expect("the first page");
    assert_eq!(run(&["man"]).out, first);
    let again = ended(tieline().args(["man", "--out", text(&pages)]));
    assert_eq!(
        again.code, 2,
        "a folder that holds something is left as it is"
    );
}

/// What was mistyped is named in one line, and where to look it up.
#[test]
fn a_mistyped_command_line_is_told_in_one_sentence() {
    for (typed, said, page) in [
        (
            "audit x --top abc",
            "--top abc: not a whole number such as 10",
            "tieline",
        ),
        (
            "audit x --colour never",
            "--colour: there is no such option; did you mean --color?",
            "tieline audit",
        ),
        (
            "audit x --color blue",
            "--color blue: not one of auto, always, never",
            "tieline",
        ),
        (
            "audit x --top",
            "--top <N>: nothing stands behind it",
            "tieline",
        ),
        (
            "audit x --no-book --book b",
            "--no-book does not go together with --book <FILE>",
            "tieline audit",
        ),
        (
            "audit x --top 3 --top 4",
            "--top <N>: to be given once only",
            "tieline audit",
        ),
        (
            "audt x",
            "audt: there is no such command; did you mean audit?",
            "tieline",
        ),
        (
            "book frob",
            "frob: there is no such command",
            "tieline book",
        ),
        ("review more", "more: one word too many", "tieline review"),
        ("show", "still to be given: <NAME>", "tieline show"),
    ] {
        let words: Vec<&str> = typed.split(' ').collect();
        let done = run(&words);
        assert_eq!(done.code, 2, "{typed}");
        assert_eq!(
            done.err,
            format!("tieline: {said}\n\nHow to use it: {page} --help\n"),
            "{typed}"
        );
    }
}
