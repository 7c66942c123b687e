//! Chats, as their users see them: who wrote to whom, and what is asked where a file does not say.

use crate::run::{audit, run};

const AMBIGUOUS: &str = "fixtures/chats/whatsapp/ambiguous.txt";

#[test]
fn a_chat_whose_days_may_be_two_is_read_once_the_order_is_said() {
    let asked = audit(&[AMBIGUOUS, "--as-of", "2026-11-01"]).to_string();
    assert!(asked.contains("ambiguous-date") && asked.contains("--date-order dmy"));
    let said = audit(&[AMBIGUOUS, "--as-of", "2026-11-01", "--date-order", "dmy"]).to_string();
    assert!(!said.contains("ambiguous-date") && said.contains("Ana Ferreira"));
    let wrong = run(&["audit", AMBIGUOUS, "--date-order", "ydm"]);
    assert!(
        wrong.code != 0 && wrong.err.contains("dmy"),
        "{}",
        wrong.err
    );
}
