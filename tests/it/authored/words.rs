//! What people say in the authored networks: subjects and sentences, of which chance picks.
use super::chance::Chance;
use super::life::{Talk, Via};

pub const WORK_SUBJECTS: &[&str] = &[
    "Drawings for phase two",
    "Minutes of Tuesday",
    "Question about the budget",
    "Site visit",
    "Acceptance test",
    "Invoice of last month",
    "New dates",
    "Comments on the draft",
    "Plan for next quarter",
    "Supplier meeting",
    "Measurements from the field",
    "Short notice",
    "Contract annex",
    "Who joins on Thursday?",
    "Spare parts",
];
pub const HOME_SUBJECTS: &[&str] = &[
    "News from here",
    "The photographs",
    "Weekend",
    "That book",
    "Your birthday",
    "How are you?",
    "Recipe",
    "Tickets",
    "Long time",
    "Summer plans",
    "Something to read",
];
const WORK: &[&str] = &[
    "Please find the new version attached.",
    "Could you look at page four before Friday?",
    "That works for us.",
    "I have moved the meeting by half an hour.",
    "Who signs this off on your side?",
    "Thanks, that was quick.",
    "The numbers do not add up yet, I will check.",
    "Agreed. I will write it into the minutes.",
    "Can we speak about it tomorrow?",
    "The delivery is a week late, I am afraid.",
    "Good, let us do it that way.",
    "Do you have the old drawing somewhere?",
    "I have asked the others and will let you know.",
];
const HOME: &[&str] = &[
    "Are you coming on Sunday?",
    "Yes, gladly!",
    "The train was late again.",
    "How did it go?",
    "Call me tonight?",
    "Look what I found in the cellar.",
    "He slept until ten.",
    "I have bought too many apples, do you want some?",
    "We are at the lake.",
    "Oh no. And now?",
    "Thank you for yesterday, it was lovely.",
    "Shall I bring the cake?",
    "I thought of you today.",
    "When is your appointment?",
    "Nearly there.",
    "Give them all a hug from me.",
];
const LINKEDIN: &[&str] = &[
    "Good to hear from you!",
    "How is the new job?",
    "Congratulations, well deserved.",
    "Shall we have a coffee in spring?",
    "I read your article, interesting.",
    "Are you at the fair this year?",
    "Thanks, you too.",
    "Happy to help.",
];

/// A sentence for a turn of talk.
pub fn say(talk: &Talk, chance: &mut Chance) -> String {
    let pool = match talk.via {
        _ if !talk.says.is_empty() => talk.says,
        Via::WorkMail => WORK,
        Via::Mail | Via::Chat => HOME,
        Via::LinkedIn => LINKEDIN,
    };
    chance.pick(pool).to_owned()
}

/// A sentence for a group.
pub fn say_in_group(chance: &mut Chance) -> &'static str {
    chance.pick(&[
        "Who brings what?",
        "Me!",
        "Same time as always?",
        "Can't make it, sorry",
        "Has anybody found a blue jacket?",
        "Yes",
        "Thank you for organising",
        "See you there",
        "Running ten minutes late",
        "Happy birthday!!",
    ])
}
