//! Tables that a spreadsheet has saved in the code page of another country than ours: the names of the columns tell which, for only in
//! the right one are they words.

use std::borrow::Cow;

use encoding_rs::{
    BIG5, EUC_KR, Encoding, GBK, SHIFT_JIS, WINDOWS_1250, WINDOWS_1251, WINDOWS_1253, WINDOWS_1254,
};

use super::contacts;
use super::table::Candidates;
use super::text::{self, Decoded};
use crate::model::problem::Code;

/// Code pages that Excel saves tables in, beside Windows-1252.
const PAGES: [(&Encoding, &str); 8] = [
    (WINDOWS_1250, "Windows-1250"),
    (WINDOWS_1251, "Windows-1251"),
    (WINDOWS_1253, "Windows-1253"),
    (WINDOWS_1254, "Windows-1254"),
    (SHIFT_JIS, "Shift_JIS"),
    (GBK, "GBK"),
    (BIG5, "Big5"),
    (EUC_KR, "EUC-KR"),
];
/// So much of a file shows the names of its columns.
const HEAD: usize = 8 * 1024;

/// Decodes a whole file as [`text::decode`] does, and a table in the code page in which most of its columns are known.
pub fn decode(bytes: &[u8]) -> Decoded<'_> {
    let decoded = text::decode(bytes);
    if decoded.encoding != text::LAST_RESORT {
        return decoded;
    }
    let head = &bytes[..bytes.len().min(HEAD)];
    let of = |encoding: &'static Encoding| known(&encoding.decode_without_bom_handling(head).0);
    let usual = known(&text::decode(head).text);
    if let Some(page) = script(&text::decode(head).text) {
        return in_page(bytes, page);
    }
    let best = PAGES.into_iter().map(|page| (of(page.0), page)).rev();
    match best.max_by_key(|(count, _)| *count) {
        Some((count, page)) if count > usual => in_page(bytes, page),
        Some((count, _)) if count > 0 => {
            let central = WINDOWS_1250.decode_without_bom_handling(head).0;
            let is_central = signs(&text::decode(head).text) >= ENOUGH && signs(&central) == 0;
            match is_central {
                true => in_page(bytes, PAGES[0]),
                false => decoded,
            }
        }
        _ => decoded,
    }
}

/// The page of another script: of its words every letter is one that Western words have few of, and no word has letters of both.
fn script(text: &str) -> Option<(&'static Encoding, &'static str)> {
    const FEWEST: usize = 2;
    let is_high = |c: char| matches!(c, '\u{c0}'..='\u{ff}');
    let words = text.split(|c: char| !c.is_alphabetic());
    let (mut whole, mut greek, mut cyrillic) = (0_usize, 0_usize, 0_usize);
    for word in words.filter(|word| word.chars().any(is_high)) {
        if !word.chars().all(is_high) {
            return None;
        }
        whole += usize::from(word.chars().count() > FEWEST);
        // Greek letters with an accent stand where Cyrillic has capitals, which stand within no word.
        let inner = word.chars().skip(1).collect::<Vec<char>>();
        greek += usize::from(inner.iter().any(|c| matches!(c, '\u{dc}'..='\u{df}')));
        cyrillic += 1;
    }
    let page = if greek * 2 > cyrillic {
        PAGES[2]
    } else {
        PAGES[1]
    };
    (whole >= FEWEST).then_some(page)
}

/// One sign within a word shows the page; at the head of one it may be what something costs, and another has to stand by it.
const ENOUGH: usize = 2;

/// What shows that signs are the letters that the central European page has in their places: "Œwi¹tek" is "Świątek". Behind another
/// letter that is none of ASCII they are the halves of letters in UTF-8.
fn signs(text: &str) -> usize {
    let chars: Vec<char> = text.chars().collect();
    let shows = |window: &[char]| match *window {
        [before, '£' | '¥' | '¹' | '³' | '¯' | '¿', next] if next.is_ascii_lowercase() => {
            match before.is_ascii_alphabetic() {
                true => ENOUGH,
                false => usize::from(before.is_ascii() && window[1] != '¿'),
            }
        }
        _ => 0,
    };
    chars.windows(3).map(shows).sum()
}

fn in_page<'b>(
    bytes: &'b [u8],
    (encoding, name): (&'static Encoding, &'static str),
) -> Decoded<'b> {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let finding = format!(
        "not valid UTF-8; read as {name}, in which the names of its columns are words; what is written of it is UTF-8"
    );
    Decoded {
        text: Cow::Owned(text.into_owned()),
        encoding: name,
        findings: vec![(Code::Assumed1252, finding)],
    }
}

/// How many columns are known in the record in which most are.
fn known(text: &str) -> usize {
    let candidates = Candidates::of(text);
    candidates.known(contacts::known).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_in_which_the_columns_are_words_is_the_right_one() {
        for (encoding, name, text) in [
            (
                WINDOWS_1250,
                "Windows-1250",
                "Imię;Nazwisko;Stanowisko\nŁucja;Świątek;Piwowar\n",
            ),
            (
                WINDOWS_1250,
                "Windows-1250",
                "Name;E-mail\nŚwiątek;s@example.org\n",
            ),
            (
                WINDOWS_1251,
                "Windows-1251",
                "Имя;Фамилия;Должность\nПетра;Новак;Мельник\n",
            ),
            (
                WINDOWS_1251,
                "Windows-1251",
                "Name;E-mail\nОльга Мельник;o@example.org\n",
            ),
            (
                WINDOWS_1253,
                "Windows-1253",
                "Name;E-mail\nΕλένη Παππά;e@example.org\n",
            ),
            (SHIFT_JIS, "Shift_JIS", "姓,名,会社名\n山田,花子,水車\n"),
            (EUC_KR, "EUC-KR", "이름,회사,휴대폰\n지민,방앗간,1\n"),
        ] {
            let (bytes, _, _) = encoding.encode(text);
            let decoded = decode(&bytes);
            assert_eq!((decoded.text.as_ref(), decoded.encoding), (text, name));
            assert_eq!(decoded.findings.len(), 1);
        }
        for text in [
            "Prénom;Société\nAndré;X\n",
            "Name;Firma\nJürgen;MÃ¼ller 10 m³\n",
            "Name;Notiz\nJosÃ³n;¿que?\n",
            "Name;Note\nAna;£a month\n",
        ] {
            let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(text);
            assert_eq!(decode(&bytes).encoding, text::LAST_RESORT, "{text}");
        }
    }
}
