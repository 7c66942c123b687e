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
