//! What the owner could say so that more can be told, and how it is said where they read.

use crate::model::front::{Ask, Front};

/// How to say it.
pub(crate) fn ask(ask: &Ask, front: Front) -> String {
    match (ask, front) {
        (Ask::Country, Front::Program) => {
            "To use numbers that are written without a country code, add --region with their country (DE, US, …).".to_owned()
        }
        (Ask::Country, Front::Page) => {
            "To use numbers that are written without a country code, fill in your country where you drop your files.".to_owned()
        }
        (Ask::OtherCountry, Front::Program) => {
            "If numbers were read as those of a wrong country, add --region with the right one.".to_owned()
        }
        (Ask::OtherCountry, Front::Page) => {
            "If numbers were read as those of a wrong country, fill in the right one where you drop your files.".to_owned()
        }
        (Ask::Own(email), Front::Program) => format!("If {email} is yours, add --me {email}."),
        (Ask::Own(email), Front::Page) => {
            format!("If {email} is yours, add it to your own addresses where you drop your files.")
        }
    }
}

/// What says who the owner is.
pub(super) const fn who_you_are(front: Front) -> &'static str {
    match front {
        Front::Program => {
            "Add --me with your e-mail address, and with your name as your chats have it."
        }
        Front::Page => {
            "Fill in your e-mail address, and your name as your chats have it, where you drop your files."
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_at_the_page_is_sent_to_a_terminal() {
        let asks = [
            Ask::Country,
            Ask::OtherCountry,
            Ask::Own("ada@example.org".to_owned()),
        ];
        for one in &asks {
            let (page, program) = (ask(one, Front::Page), ask(one, Front::Program));
            assert!(
                !page.contains("--") && program.contains("--"),
                "{page} {program}"
            );
        }
    }
}
