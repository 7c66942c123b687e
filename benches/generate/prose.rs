//! Small talk to fill messages with.

use super::random::Random;

const SENTENCES: &[&str] = &[
    "Thanks a lot!",
    "Good to hear.",
    "See you then.",
    "That works for me.",
    "Any news?",
    "Talk soon.",
    "Sounds good.",
    "I will ask.",
    "How was the trip?",
    "We moved in May.",
    "Let me check.",
    "Not this week.",
    "I am in town.",
    "Same here.",
    "Happy new year!",
    "Please do.",
    "Call me at four.",
    "The draft is ready.",
    "He said \"yes\".",
    "It rained, sadly.",
    "Well done!",
    "Who else comes?",
    "No rush.",
    "I owe you lunch.",
    "Merci \u{e0} toi!",
    "Gr\u{fc}\u{df}e aus K\u{f6}ln.",
    "\u{1f44d}",
    "Sent it, finally.",
    "Up for coffee?",
];

/// Two to eight sentences, some on lines of their own; one message in ten has no text, as where a picture was sent.
pub fn message(random: &mut Random, text: &mut String) {
    text.clear();
    if random.chance(10) {
        return;
    }
    for at in 0..2 + random.below(7) {
        if at > 0 {
            text.push(if random.chance(8) { '\n' } else { ' ' });
        }
        text.push_str(random.pick(SENTENCES));
    }
}
