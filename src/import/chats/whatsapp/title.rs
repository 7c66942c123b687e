//! Whose chat a file is, by the name that a phone gives it in its language: `WhatsApp Chat with Ana.txt`, `Ana ile WhatsApp
//! Sohbeti.txt`, `WhatsApp Chat - Ana.zip`.

use crate::model::name::fold;

/// What stands before and behind the name, a language a line.
const FRAMES: &str = "
whatsapp chat with *
whatsapp chat - *
whatsapp chat – *
whatsapp chat mit *
whatsapp-chat mit *
chat de whatsapp con *
chat di whatsapp con *
chat whatsapp con *
discussion whatsapp avec *
conversa do whatsapp com *
conversa no whatsapp com *
conversa de whatsapp com *
chat do whatsapp com *
whatsapp-chat met *
whatsapp gesprek met *
whatsapp-chatt med *
whatsapp-chat med *
whatsapp chat med *
whatsapp-samtale med *
whatsapp-keskustelu henkilön * kanssa
whatsapp-chat: *
czat whatsapp z użytkownikiem *
czat whatsapp z *
chat whatsapp s uživatelem *
whatsapp chat s používateľom *
whatsapp csevegés vele: *
conversație whatsapp cu *
чат whatsapp с контактом *
чат whatsapp с *
бесіда whatsapp з *
чат whatsapp із *
чат whatsapp з *
whatsapp чат с *
whatsapp чат: *
whatsapp разговор со *
whatsapp ћаскање са *
whatsapp razgovor s *
whatsapp klepet z *
whatsapp klepet s *
xat de whatsapp amb *
chat de whatsapp con *
biseda me * në whatsapp
whatsapp'i vestlus kontaktiga *
whatsapp pokalbis su *
whatsapp sarakste ar *
συνομιλία whatsapp με *
* ile whatsapp sohbeti
* ilə whatsapp söhbəti
* bilan whatsapp chati
chat whatsapp dengan *
sembang whatsapp dengan *
whatsapp chat kay *
soga za whatsapp na *
trò chuyện whatsapp với *
cuộc trò chuyện whatsapp với *
đoạn chat whatsapp với *
แชท whatsapp กับ *
دردشة واتساب مع *
محادثة واتساب مع *
محادثة whatsapp مع *
گفتگوی whatsapp با *
گفتگوی واتساپ با *
צ'אט whatsapp עם *
צ׳אט whatsapp עם *
* के साथ whatsapp चैट
* के साथ whatsapp चैट
* এর সাথে whatsapp চ্যাট
* સાથેની whatsapp વાત
* ಜೊತೆ whatsapp ಸಂಭಾಷಣೆ
* മായുള്ള whatsapp ചാറ്റുകൾ
* सोबतच्या whatsapp गप्पा
* ਨਾਲ whatsapp ਗੱਲਬਾਤ
* உடன் whatsapp உரையாடல்
* తో whatsapp సంభాషణ
* کے ساتھ whatsapp بات چیت
*とのwhatsappチャット
* とのwhatsappチャット
whatsappチャット - *
*님과의 whatsapp 대화
*님과 주고받은 whatsapp 대화
whatsapp 与 * 的对话
whatsapp 與 * 的對話
与*的whatsapp聊天记录
与 * 的 whatsapp 聊天记录
與 * 的 whatsapp 對話
";

/// How the name of the service is written in the names of its files.
const SERVICE: [&str; 4] = ["whatsapp", "واتساب", "واتس", "واتساپ"];

/// The part of a path that a phone named, without its ending and the number of a copy.
fn named_part(path: &str) -> Option<&str> {
    let is_named = |part: &&str| {
        let part = part.to_lowercase();
        SERVICE.iter().any(|service| part.contains(service))
    };
    let part = path.rsplit(['/', '\\']).find(is_named)?;
    let name = part
        .strip_suffix(".txt")
        .or_else(|| part.strip_suffix(".zip"));
    let name = name.unwrap_or(part).trim_end();
    let copy = name.rsplit_once(" (").filter(|(_, number)| {
        let digits = number.strip_suffix(')').unwrap_or("");
        !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
    });
    Some(copy.map_or(name, |(front, _)| front))
}

/// The name of the chat in the name of its file, in a language that is known.
pub fn title(path: &str) -> Option<&str> {
    let part = named_part(path)?;
    let frames = FRAMES.lines().filter_map(|frame| frame.split_once('*'));
    let found = frames.filter_map(|(before, after)| within(part, before, after));
    let shortest = found.min_by_key(|name| name.len())?;
    Some(shortest.trim()).filter(|name| !name.is_empty())
}

/// What stands between two texts, whatever the case of their letters.
fn within<'a>(part: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let rest = passed(part, before)?;
    let count = after.chars().count();
    if count == 0 {
        return Some(rest);
    }
    let (at, _) = rest.char_indices().rev().nth(count - 1)?;
    let (name, tail) = rest.split_at(at);
    passed(tail, after).map(|_| name)
}

fn passed<'a>(text: &'a str, start: &str) -> Option<&'a str> {
    let mut rest = text.chars();
    for wanted in start.chars() {
        let found = rest.next()?;
        if found != wanted && !found.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
    }
    Some(rest.as_str())
}

/// The one of these names that stands in the name of the file, in whatever language it is. Of names that hold one another the
/// longest counts; two others decide nothing.
pub fn speaker<'a>(path: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let part = fold(named_part(path)?);
    let inside = |name: &&str| {
        let name = fold(name);
        !name.is_empty() && stands_in(&part, &name)
    };
    let mut found: Vec<&str> = names.filter(inside).collect();
    found.sort_by_key(|name| std::cmp::Reverse(fold(name).len()));
    let (longest, others) = found.split_first()?;
    let longest_folded = fold(longest);
    others
        .iter()
        .all(|other| longest_folded.contains(&fold(other)))
        .then_some(*longest)
}

/// Whether a name stands in a text as words of its own; scripts without blanks between words have no such bounds.
fn stands_in(text: &str, name: &str) -> bool {
    let is_latin = |c: char| c.is_ascii_alphanumeric();
    text.match_indices(name).any(|(at, found)| {
        let before = text[..at].chars().next_back().is_some_and(is_latin);
        let after = text[at + found.len()..]
            .chars()
            .next()
            .is_some_and(is_latin);
        let starts = name.chars().next().is_some_and(is_latin);
        let ends = name.chars().next_back().is_some_and(is_latin);
        !(before && starts || after && ends)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chat_is_named_in_many_languages() {
        for (path, expected) in [
            ("a/WhatsApp Chat with Ana.txt", Some("Ana")),
            ("a/WhatsApp Chat - Ana B.zip/_chat.txt", Some("Ana B")),
            ("WhatsApp Chat mit Ana (2).txt", Some("Ana")),
            ("Chat de WhatsApp con Ana (Work).txt", Some("Ana (Work)")),
            (
                "Ana Ferreira ile WhatsApp Sohbeti.txt",
                Some("Ana Ferreira"),
            ),
            ("WhatsApp-keskustelu henkilön Ana kanssa.txt", Some("Ana")),
            ("Чат WhatsApp с контактом Ана.txt", Some("Ана")),
            ("Чат WhatsApp с Ана.txt", Some("Ана")),
            ("AnaとのWhatsAppチャット.txt", Some("Ana")),
            ("WhatsApp 與 Ana 的對話.txt", Some("Ana")),
            ("دردشة واتساب مع Ana.txt", Some("Ana")),
            ("CONVERSAȚIE WhatsApp cu Ana.TXT.txt", Some("Ana.TXT")),
            ("_chat.txt", None),
            ("WhatsApp.txt", None),
        ] {
            assert_eq!(title(path), expected, "{path}");
        }
    }

    #[test]
    fn in_an_unknown_language_the_name_is_one_of_those_who_wrote() {
        let find = |path: &str, names: &[&'static str]| speaker(path, names.iter().copied());
        let path = "WhatsApp-spjall við Ana Ferreira.txt";
        assert_eq!(find(path, &["Rui", "Ana Ferreira"]), Some("Ana Ferreira"));
        assert_eq!(find(path, &["Ana", "Ana Ferreira"]), Some("Ana Ferreira"));
        assert_eq!(find(path, &["Ana", "Ferreira"]), None, "two of them");
        assert_eq!(find("WhatsApp-spjall við Anabel.txt", &["Ana"]), None);
        assert_eq!(find("Ana Ferreira.txt", &["Ana Ferreira"]), None);
    }
}
