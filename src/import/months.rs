//! The months as languages write them out, and dates in words as Google's exports write them.

use std::sync::LazyLock;

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use crate::import::date::FIRST;

/// January to December, a language a line, in the case in which they stand in a date (CLDR 45, "format wide"). A word that means
/// one month in one language and another in a second is in neither.
const MONTHS: &str = "
january february march april may june july august september october november december
januar februar märz april mai juni juli august september oktober november dezember
jänner feber märz april mai juni juli august september oktober november dezember
janvier février mars avril mai juin juillet août septembre octobre novembre décembre
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
gener febrer març abril maig juny juliol agost setembre octubre novembre desembre
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
januari februari maart april mei juni juli augustus september oktober november december
januari februari mars april maj juni juli augusti september oktober november december
januar februar mars april mai juni juli august september oktober november desember
januar februar marts april maj juni juli august september oktober november december
tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta
stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia
ledna února března dubna května června července srpna září října listopadu prosince
januára februára marca apríla mája júna júla augusta septembra októbra novembra decembra
január február március április május június július augusztus szeptember október november december
ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie
ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου δεκεμβρίου
января февраля марта апреля мая июня июля августа сентября октября ноября декабря
січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
януари февруари март април май юни юли август септември октомври ноември декември
ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
januari februari maret april mei juni juli agustus september oktober november desember
";

/// The month that a word means which is written out.
pub fn named(word: &str) -> Option<u32> {
    WRITTEN_OUT.get(word.to_lowercase().as_str()).copied()
}

/// The words of the tables by their months: a date is read for every message, and most of what is looked up is no month.
static WRITTEN_OUT: LazyLock<Months> = LazyLock::new(|| by_word(MONTHS));
static CUT_SHORT: LazyLock<Months> = LazyLock::new(|| by_word(SHORT));

type Months = FxHashMap<&'static str, u32>;

/// Of a word that stands in several lines the first counts.
fn by_word(table: &'static str) -> Months {
    let mut months = Months::default();
    for language in table.lines().filter(|line| !line.is_empty()) {
        for (month, word) in (1..).zip(language.split(' ')) {
            months.entry(word).or_insert(month);
        }
    }
    months
}

/// The same months cut short, a language a line, without points (CLDR 45, "format abbreviated", and what programs that have no table
/// of it write). English first; a word that is a month above is not repeated.
const SHORT: &str = "
jan feb mar apr may jun jul aug sep oct nov dec
jan feb mär apr mai jun jul aug sept okt nov dez
jän feb mrz apr mai jun jul aug sep okt nov dez
janv févr mars avr mai juin juil août sept oct nov déc
jan fév mar avr mai jui jul aoû sep oct nov déc
ene feb mar abr may jun jul ago sept oct nov dic
gen febr març abr maig juny jul ag set oct nov des
gen feb mar apr mag giu lug ago set ott nov dic
jan fev mar abr mai jun jul ago set out nov dez
jan feb mrt apr mei jun jul aug sep okt nov dec
jan febr mars apr maj juni juli aug sept okt nov dec
jan feb mar apr mai juni juli aug sep okt nov des
jan feb mar apr maj jun jul aug sep okt nov dec
tammik helmik maalisk huhtik toukok kesäk heinäk elok syysk lokak marrask jouluk
sty lut mar kwi maj cze lip sie wrz paź lis gru
led úno bře dub kvě čvn čvc srp zář říj lis pro
jan feb mar apr máj jún júl aug sep okt nov dec
jan febr márc ápr máj jún júl aug szept okt nov dec
ian feb mar apr mai iun iul aug sept oct noi dec
ιαν φεβ μαρ απρ μαΐ ιουν ιουλ αυγ σεπ οκτ νοε δεκ
янв фев мар апр мая июн июл авг сен окт ноя дек
янв февр мар апр мая июн июл авг сент окт нояб дек
січ лют бер квіт трав черв лип серп вер жовт лист груд
яну фев март апр май юни юли авг сеп окт ное дек
oca şub mar nis may haz tem ağu eyl eki kas ara
jan feb maa apr mei jun jul aug sep okt nov des
";

/// The month that a word means, written out or cut short, in any case, with or without a point.
pub fn month(word: &str) -> Option<u32> {
    let word = word.trim_end_matches('.').to_lowercase();
    let short = CUT_SHORT.get(word.as_str()).copied();
    short.or_else(|| named(&word))
}

/// Whether a word says that a time is after noon, if it says anything of it.
pub fn is_late(word: &str) -> Option<bool> {
    let word = word.to_lowercase();
    let found = HALVES.iter().find(|(half, _)| *half == word);
    found.map(|(_, late)| *late)
}

/// Words for the halves of a day.
const HALVES: [(&str, bool); 10] = [
    ("am", false),
    ("pm", true),
    ("上午", false),
    ("下午", true),
    ("午前", false),
    ("午後", true),
    ("오전", false),
    ("오후", true),
    ("πμ", false),
    ("μμ", true),
];

/// An instant of 1990 or later in UTC, written out in the language of an account, in seconds since 1970:
/// `Thursday, January 15, 2026 at 11:59:50 PM UTC`, `jeudi 15 janvier 2026 à 23:59:50 UTC`, `2026年1月15日木曜日 23時59分50秒 UTC`.
pub fn instant(text: &str) -> Option<i64> {
    let words = words(text);
    let has = |wanted: &str| words.iter().any(|word| word.eq_ignore_ascii_case(wanted));
    if !has("UTC") {
        return None;
    }
    let is_number = |word: &&&str| word.starts_with(|c: char| c.is_ascii_digit());
    let numbers: Option<Vec<u32>> = words
        .iter()
        .filter(is_number)
        .map(|n| n.parse().ok())
        .collect();
    let months: Vec<u32> = words.iter().filter_map(|word| named(word)).collect();
    let (year, month, day, clock) = match (months.as_slice(), numbers?.as_slice()) {
        ([month], &[day, year, ref clock @ ..]) if year > 31 => (year, *month, day, clock.to_vec()),
        ([month], &[year, day, ref clock @ ..]) if year > 31 => (year, *month, day, clock.to_vec()),
        ([], &[year, month, day, ref clock @ ..]) if year > 31 && text.contains(['年', '년']) => {
            (year, month, day, clock.to_vec())
        }
        _ => return None,
    };
    let [hour, minute, second] = clock[..] else {
        return None;
    };
    let hour = match half(&words) {
        Some(late) if (1..=12).contains(&hour) => hour % 12 + 12 * u32::from(late),
        Some(_) => return None,
        None => hour,
    };
    let date = NaiveDate::from_ymd_opt(year.try_into().ok()?, month, day)?;
    let at = date
        .and_hms_opt(hour, minute, second)?
        .and_utc()
        .timestamp();
    (at >= FIRST).then_some(at)
}

/// The letters that stand together, and the digits that do.
fn words(text: &str) -> Vec<&str> {
    let kind = |c: char| (c.is_alphabetic(), c.is_ascii_digit());
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|c| kind(c) != kind(first)).unwrap_or(rest.len());
        let (word, behind) = rest.split_at(end);
        if kind(first) != (false, false) {
            words.push(word);
        }
        rest = behind;
    }
    words
}

/// Whether a time is after noon, if it says; `p. m.` is two words.
fn half(words: &[&str]) -> Option<bool> {
    let letters = |pair: &&[&str]| pair.iter().all(|word| word.chars().count() == 1);
    let pairs = words.windows(2).filter(letters);
    let double = pairs.map(|pair| pair.concat());
    let single = words.iter().find_map(|word| is_late(word));
    single.or_else(|| double.into_iter().find_map(|word| is_late(&word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_instant_in_the_words_of_every_language() {
        // 2026-01-15T23:59:50Z; the texts are what ICU writes with the styles full and long.
        for text in [
            "Thursday, January 15, 2026 at 11:59:50 PM UTC",
            "Thursday, January 15, 2026 at 11:59:50\u{202f}PM UTC",
            "Thursday, 15 January 2026 at 23:59:50 UTC",
            "Thursday 15 January 2026 at 11:59:50 pm UTC",
            "Donnerstag, 15. Januar 2026 um 23:59:50 UTC",
            "Donnerstag, 15. Jänner 2026 um 23:59:50 UTC",
            "jeudi 15 janvier 2026 à 23:59:50 UTC",
            "jueves, 15 de enero de 2026, 23:59:50 UTC",
            "jueves, 15 de enero de 2026, 11:59:50\u{202f}p.\u{a0}m. UTC",
            "giovedì 15 gennaio 2026 alle ore 23:59:50 UTC",
            "quinta-feira, 15 de janeiro de 2026 às 23:59:50 UTC",
            "donderdag 15 januari 2026 om 23:59:50 UTC",
            "torsdag 15 januari 2026 kl. 23:59:50 UTC",
            "torsdag den 15. januar 2026 kl. 23.59.50 UTC",
            "torstai 15. tammikuuta 2026 klo 23.59.50 UTC",
            "czwartek, 15 stycznia 2026 23:59:50 UTC",
            "čtvrtek 15. ledna 2026 v 23:59:50 UTC",
            "2026. január 15., csütörtök 23:59:50 UTC",
            "joi, 15 ianuarie 2026 la 23:59:50 UTC",
            "Πέμπτη 15 Ιανουαρίου 2026 στις 11:59:50 μ.μ. UTC",
            "четверг, 15 января 2026 г. в 23:59:50 UTC",
            "четвер, 15 січня 2026 р. о 23:59:50 UTC",
            "15 Ocak 2026 Perşembe 23:59:50 UTC",
            "2026年1月15日木曜日 23時59分50秒 UTC",
            "2026年1月15日星期四 UTC 23:59:50",
            "2026年1月15日 星期四 下午11:59:50 [UTC]",
            "2026년 1월 15일 목요일 오후 11시 59분 50초 UTC",
        ] {
            assert_eq!(instant(text), Some(1_768_521_590), "{text}");
        }
    }

    #[test]
    fn midnight_and_noon_of_a_twelve_hour_clock() {
        let at = |text: &str| instant(text).map(|at| at.rem_euclid(86_400));
        let midnight = "Thursday, January 15, 2026 at 12:00:00 AM UTC";
        assert_eq!(at(midnight), Some(0));
        assert_eq!(
            at("2026년 1월 15일 목요일 오후 12시 0분 1초 UTC"),
            Some(43_201)
        );
    }

    #[test]
    fn what_is_not_known_for_sure_is_no_date() {
        for text in [
            "",
            "UTC",
            "Thursday, January 15, 2026 at 11:59:50 PM CET",
            "Thursday, February 30, 2026 at 1:59:50 PM UTC",
            "Thursday, January 15, 2026 at 13:59:50 PM UTC",
            "Thursday, January 15, 2026 UTC",
            "lúc 23:59:50 UTC Thứ Năm, 15 tháng 1, 2026",
            "Thursday, May 15, January 2026 at 1:59:50 PM UTC",
            "Thursday, January 15, 1926 at 1:59:50 PM UTC",
            "15/01/2026 23:59:50 UTC",
        ] {
            assert_eq!(instant(text), None, "{text}");
        }
    }

    #[test]
    fn a_word_that_is_a_month_is_one_month_only() {
        for (language, line) in MONTHS.lines().filter(|line| !line.is_empty()).enumerate() {
            let words: Vec<&str> = line.split(' ').collect();
            assert_eq!(words.len(), 12, "{line}");
            for (at, word) in words.iter().enumerate() {
                assert_eq!(named(word), Some(at as u32 + 1), "{word} of {language}");
                assert_eq!(month(word), named(word), "{word} of {language}");
                assert_eq!(*word, word.to_lowercase(), "{word}");
            }
        }
        for line in SHORT.lines().filter(|line| !line.is_empty()) {
            let words: Vec<&str> = line.split(' ').collect();
            assert_eq!(words.len(), 12, "{line}");
            for (at, word) in words.iter().enumerate() {
                assert_eq!(month(word), Some(at as u32 + 1), "{word} of {line}");
            }
        }
    }
}
