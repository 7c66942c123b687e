//! Calls in an export of iOS: `Voice call, 12 min`, `Missed voice call, Tap to call back`, with the mark of what the service writes.

/// What the service calls a call, in lower case.
const CALLS: [&str; 41] = [
    "voice call",
    "video call",
    "missed voice call",
    "missed video call",
    "silenced voice call",
    "silenced video call",
    "sprachanruf",
    "videoanruf",
    "verpasster sprachanruf",
    "verpasster videoanruf",
    "appel vocal",
    "appel vidéo",
    "appel vocal manqué",
    "appel vidéo manqué",
    "llamada de voz",
    "videollamada",
    "llamada perdida",
    "llamada de voz perdida",
    "videollamada perdida",
    "ligação de voz",
    "ligação de vídeo",
    "ligação de voz perdida",
    "ligação de vídeo perdida",
    "chamada de voz",
    "chamada de vídeo",
    "chamada de voz perdida",
    "chamada de vídeo perdida",
    "chiamata vocale",
    "videochiamata",
    "chiamata vocale persa",
    "videochiamata persa",
    "spraakoproep",
    "video-oproep",
    "gemiste spraakoproep",
    "gemiste video-oproep",
    "połączenie głosowe",
    "połączenie wideo",
    "röstsamtal",
    "videosamtal",
    "sesli arama",
    "görüntülü arama",
];

/// How many seconds a call took that a text tells of; 0 where nobody answered.
pub fn call(said: &str) -> Option<u32> {
    let said = said.to_lowercase();
    let (what, more) = said.split_once([',', '.', '·']).unwrap_or((&said, ""));
    CALLS.contains(&what.trim()).then(|| length(more))
}

/// `1 hr 5 min` in seconds: each number by the letter with which its unit begins.
fn length(text: &str) -> u32 {
    let mut seconds: u32 = 0;
    let mut number: Option<u32> = None;
    for part in parts(text) {
        if let Ok(digits) = part.parse() {
            number = Some(digits);
            continue;
        }
        let unit = match part.chars().next() {
            _ if part.starts_with("st") || part.starts_with("uur") => 3_600,
            Some('h') => 3_600,
            Some('s') => 1,
            _ => 60,
        };
        let of_unit = number.take().unwrap_or(0).saturating_mul(unit);
        seconds = seconds.saturating_add(of_unit);
    }
    seconds
}

/// Runs of digits and of letters.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.flat_map(|word| {
        let end = word.find(|c: char| !c.is_ascii_digit());
        let (digits, letters) = word.split_at(end.unwrap_or(word.len()));
        [digits, letters]
            .into_iter()
            .filter(|part| !part.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_has_its_length_and_a_missed_one_none() {
        for (said, seconds) in [
            ("Voice call, 12 min", Some(720)),
            ("Video call, 1 hr 5 min", Some(3_900)),
            ("Voice call. 45 sec", Some(45)),
            ("Voice call \u{b7} 12 min", Some(720)),
            ("See you \u{b7} later", None),
            ("Sprachanruf, 2 Std. 3 Min.", Some(7_380)),
            ("Appel vocal, 7min", Some(420)),
            ("Missed voice call, Tap to call back", Some(0)),
            ("Voice call, No answer", Some(0)),
            ("Verpasster Sprachanruf", Some(0)),
            ("Voice call went well, thanks", None),
            ("I missed your voice call, 12 min", None),
        ] {
            assert_eq!(call(said), seconds, "{said}");
        }
    }
}
