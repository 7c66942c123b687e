//! Names that people write in other ways, and names that only look alike.

use super::{card, people_of, row};
use crate::identity::names::parse::Parsed;
use crate::model::card::Card;
use crate::model::name::Name;

#[test]
fn names_that_people_write_in_other_ways_are_found() {
    let pairs = [
        ("Robert \"Bob\" Castellane", "Bob Castellane"),
        ("Dr. Katarzyna Brzozowska, MBA", "Kasia Brzozowska"),
        ("Jürgen Wölfflin", "Juergen Woelfflin"),
        ("Сергей Лебединский", "Sergey Lebedinsky"),
        ("Zhuang Xiaolan", "Xiao-Lan Zhuang"),
        ("Ottilie Brandvold 🚀", "BRANDVOLD, Ottilie"),
        ("Minjun Kwak", "곽민준"),
        ("Hesham Othman", "هشام عثمان"),
        ("Takuya Sakamoto", "拓也 坂本"),
        ("Grigory Alexeev", "Grigory Alekseev"),
    ];
    for (a, b) in pairs {
        assert_eq!(
            people_of(vec![card(1, a), card(2, b).file(1)]),
            1,
            "{a} / {b}"
        );
    }
}

#[test]
fn names_that_only_look_alike_stay_apart() {
    let pairs = [
        ("Daniel Castellane", "Danielle Castellane"),
        ("Mario Brzozowski", "Maria Brzozowska"),
        ("Henry Wölfflin Jr.", "Henry Wölfflin Sr."),
        ("John A. Lebedinsky", "John B. Lebedinsky"),
        ("Samuel Quillfeather", "Samantha Quillfeather"),
        ("Arthur Dennis", "Dennis Arthur"),
    ];
    for (a, b) in pairs {
        assert_eq!(
            people_of(vec![card(1, a), card(2, b).file(1)]),
            2,
            "{a} / {b}"
        );
    }
}

#[test]
fn a_married_name_is_joined_by_what_stays() {
    let before = card(1, "Sibylle Ackerknecht").mail("sibylle.ack@example.org");
    let after = card(2, "Sibylle Vonderau")
        .mail("sibylle.ack@example.org")
        .file(1);
    assert_eq!(people_of(vec![before, after]), 1);
}

#[test]
fn a_phone_that_knows_people_by_their_company_joins() {
    let phone = card(1, "Rosalind Acmeon").tel("+4915112345678");
    let mut book = card(2, "Rosalind Teasdale").tel("+4915112345678").file(1);
    book.companies = vec!["Acmeon Logistics".into()];
    assert_eq!(people_of(vec![phone, book]), 1);
}

#[test]
fn a_phone_that_files_a_given_name_as_a_family_name_joins() {
    let mut phone = card(1, "Laura").tel("+4915112345678");
    phone.name.family = "Laura".into();
    let book = card(2, "Laura Engelhardt").tel("+4915112345678").file(1);
    assert_eq!(people_of(vec![phone, book]), 1);
}

#[test]
fn one_given_name_before_two_companies_is_two_people() {
    let cards = vec![
        card(1, "").mail("mustafa@example.org"),
        card(2, "Mustafa Teasdale")
            .mail("mustafa@example.com")
            .file(1),
    ];
    assert_eq!(people_of(cards), 2);
}

#[test]
fn a_profile_tells_what_the_name_leaves_out() {
    let phone = |name| card(1, name).tel("+4915112345678");
    let joined =
        |name, given, family, slug: &str| people_of(vec![phone(name), row(1, given, family, slug)]);
    assert_eq!(
        joined(
            "Rosalind Teasdale",
            "Rosalind",
            "T.",
            "rosalind-teasdale-4b81c2"
        ),
        1
    );
    assert_eq!(
        joined(
            "Rosalind Tamworth",
            "Rosalind",
            "T.",
            "rosalind-teasdale-4b81c2"
        ),
        2
    );
    assert_eq!(
        joined("Robert Teasdale", "Bobcat", "Teasdale", "robert-teasdale"),
        1
    );
}

#[test]
fn a_company_behind_a_name_is_no_other_family_name() {
    let phone = card(1, "Emilia Guivarch Cobaltwell").tel("+4915112345678");
    let book = card(2, "Emilia Guivarch").tel("+4915112345678").file(1);
    assert_eq!(people_of(vec![phone, book]), 1);
}

/// A card with given and family name in their fields, written with a bar between them.
fn filed(record: u32, name: &str) -> Card {
    let (given, family) = name.split_once('|').unwrap_or((name, ""));
    Card {
        name: Name::of(given, family),
        ..card(record, "")
    }
}

/// How many people two cards of two files are that share nothing but their names.
fn by_name(a: &str, b: &str) -> usize {
    people_of(vec![filed(1, a), filed(2, b).file(1)])
}

/// The same where they share a mobile number.
fn by_mobile(a: &str, b: &str) -> usize {
    let tel = "+4915112345678";
    people_of(vec![filed(1, a).tel(tel), filed(2, b).file(1).tel(tel)])
}

/// The same where they share an employer.
fn by_employer(a: &str, b: &str) -> usize {
    let at_work = |mut card: Card| {
        card.companies = vec!["Zephyr Instruments".into()];
        card
    };
    people_of(vec![at_work(filed(1, a)), at_work(filed(2, b).file(1))])
}

#[test]
fn two_given_names_of_any_country_are_two_people() {
    let pairs = "Raj Priya;Ali Ayşe;Jan Els;Kenji Yuko;Julia Ulrich;Uwe Ute;Ahmet Mehmet;Bernd Gerd;Beate Renate;Kai Uwe;\
        Hasan Hüseyin;Rahul Rohit;Anil Amit;Minjun Minho;Zbyrekul Qualitha";
    for pair in pairs.split(';') {
        let (a, b) = pair.split_once(' ').unwrap();
        let (a, b) = (format!("{a}|Halonen"), format!("{b}|Halonen"));
        assert_eq!(by_employer(&a, &b), 2, "{pair} at one employer");
        assert_eq!(by_mobile(&a, &b), 2, "{pair} with one mobile");
    }
}

#[test]
fn two_names_that_differ_in_a_letter_or_an_ending_are_two_people() {
    let pairs = [
        ("Frank|Halonen", "Franz|Halonen"),
        ("Karin|Ostermann", "Katrin|Ostermann"),
        ("Heiko|Halonen", "Heike|Halonen"),
        ("Philipp|Halonen", "Philippa|Halonen"),
        ("Louis|Halonen", "Louise|Halonen"),
        ("Andreas|Halonen", "Andrea|Halonen"),
        ("Karim|Haddad", "Karima|Haddad"),
        ("Vijay|Halonen", "Vinay|Halonen"),
        ("Ayşe|Demirtaş", "Ayşegül|Demirtaş"),
        ("Siriporn|Wongsawat", "Siriwan|Wongsawat"),
        ("Frank|Koch", "Frank|Kocher"),
        ("Ivan|Petrov", "Ivan|Petrenko"),
        ("Nina|Obermaier", "Nina|Oberhauser"),
        ("Sasha|Ivanov", "Sasha|Ivanova"),
        ("Tomasz|Wiśniewski", "Tomasz|Wiśniewska"),
        ("Maria|Papadopoulou", "Marios|Papadopoulos"),
        ("Sunil|Kumar", "Sunita|Kumari"),
        ("Kovács|Jánosné", "Kovács|János"),
        ("Kiss|Anna", "Kiss|Annamária"),
        ("Gabriel|García Montoya", "Gabriel|García Beltrán"),
    ];
    for (a, b) in pairs {
        assert_eq!(by_name(a, b), 2, "{a} / {b}");
    }
}

#[test]
fn a_name_of_several_words_is_another_one_if_one_word_is() {
    let pairs = [
        ("Kwak|Ji-young", "Kwak|Ji-yeon"),
        ("Noh|Min-jun", "Noh|Min-ji"),
        ("Luo|Na", "Luo|Nan"),
        ("Abdul Rahman|Siddiqui", "Abdul Rahim|Siddiqui"),
        ("Khalid bin Saeed|Al Nuaimi", "Saeed bin Khalid|Al Nuaimi"),
        ("Abu Omar|Haddad", "Omar|Haddad"),
        ("Mustafa Kemal|Aydın", "Mustafa Cemal|Aydın"),
        ("R. V. J.|Kalamani", "R. V. K.|Kalamani"),
        ("Jean-Paul|Terwiel", "Jean-Luc|Terwiel"),
    ];
    for (a, b) in pairs {
        assert_eq!(by_name(a, b), 2, "{a} / {b}");
    }
}

#[test]
fn senior_and_junior_are_told_apart_in_many_languages() {
    let marks = [
        ("sen.", "jun."),
        ("Filho", "Neto"),
        ("père", "fils"),
        ("st.", "ml."),
        ("der Ältere", "der Jüngere"),
        ("(Senior)", "(Junior)"),
    ];
    for (old, young) in marks {
        let name = |mark: &str| format!("Karl|Hollender {mark}");
        assert_eq!(by_mobile(&name(old), &name(young)), 2, "{old} / {young}");
    }
    assert_eq!(by_mobile("id. Nagy|Sándor", "ifj. Nagy|Sándor"), 2);
    let marked = |record, mark: &str| {
        let mut card = filed(record, "Karl|Hollender").tel("+4915112345678");
        card.name.suffix = mark.into();
        card
    };
    assert_eq!(
        people_of(vec![marked(1, "sen."), marked(2, "jun.").file(1)]),
        2
    );
}

#[test]
fn titles_and_pronouns_tell_a_woman_from_a_man() {
    let pairs = [
        ("Mr|Huxtable", "Mrs|Huxtable"),
        ("Herr Kim|Sandoz", "Frau Kim|Sandoz"),
        ("Herr Ostermann", "Karin|Ostermann"),
        ("Alex|Turnbull (she/her)", "Alex|Turnbull (he/him)"),
    ];
    for (a, b) in pairs {
        assert_eq!(by_mobile(a, b), 2, "{a} / {b}");
    }
}

#[test]
fn a_woman_and_a_man_with_one_birthday_are_twins() {
    for (a, b) in [
        ("Jana|Kowalczyk", "Jan|Kowalczyk"),
        ("Mr|Huxtable", "Mrs|Huxtable"),
    ] {
        let born = |record, name| filed(record, name).born("2010-07-19");
        assert_eq!(
            people_of(vec![born(1, a), born(2, b).file(1)]),
            2,
            "{a} / {b}"
        );
    }
}

#[test]
fn a_given_name_with_a_hyphen_is_one_name() {
    let born = |record, day| filed(record, "Min-jun|Kim").born(day);
    let cards = vec![born(1, "1950-03-02"), born(2, "1981-11-20").file(1)];
    assert_eq!(people_of(cards), 2);
}

#[test]
fn a_lone_word_is_a_name_in_whatever_field_it_stands() {
    let pairs = [
        ("|Anders", "Anders|Holm"),
        ("Magalhães", "Teresa|Magalhães"),
        ("M. Vogt", "Maria|Vogt"),
        ("Alsayed, Maryam", "Meryem|El-Sayed"),
        ("Frau Ostermann", "Karin|Ostermann"),
        ("Onkel Karl", "Karl|Hollender"),
    ];
    for (a, b) in pairs {
        assert_eq!(by_mobile(a, b), 1, "{a} / {b}");
    }
}

#[test]
fn short_forms_and_other_ways_to_write_a_name_are_one_person() {
    let pairs = [
        ("Oluwaseun|Adebayo", "Seun|Adebayo"),
        ("Chukwuemeka|Okonkwo", "Emeka|Okonkwo"),
        ("Margarethe|Aschenbrenner", "Gretel|Aschenbrenner"),
        ("María Dolores|Quintanilla", "Lola|Quintanilla"),
        ("JP|Delacroix", "Jean-Pierre|Delacroix"),
        ("Prof. Dr. Dr. h.c. Ulrich|Wessendorf", "Ulrich|Wessendorf"),
        ("S. Venkat|Subramanian", "Venkat|Subramanian"),
        ("Lee|Seung-gyeom", "Yi|Seunggyeom"),
        ("יוסי|כהן", "Yossi|Cohen"),
        ("陳大文", "Tai Man|Chan"),
        ("Hsiao-Ling|Tsai", "Xiaoling|Cai"),
    ];
    for (a, b) in pairs {
        assert_eq!(by_mobile(a, b), 1, "{a} / {b}");
    }
}

#[test]
fn one_name_in_two_scripts_or_spellings_is_found_by_itself() {
    let pairs = [
        ("田中 健一様", "田中 健一"),
        ("Claire|Bonnefoy (née Tardieu)", "Claire|Tardieu"),
        ("Chan Tai Man", "Tai-Man|Chan"),
        ("Shoichi|Oono", "Shōichi|Ono"),
        ("Nikolaos|Oikonomakis", "Nikos|Economakis"),
        ("Freiherr Moritz|von Rabenhorst", "Moritz|Rabenhorst"),
        ("สมชาย|ใจดี", "Somchai|Jaidee"),
        ("欧阳梅梅", "Meimei|Ouyang"),
        ("Ελένη|Χατζηδάκη", "Eleni|Hatzidaki"),
        ("J%C3%BCrgen|K%C3%B6hler", "Jürgen|Köhler"),
        ("Dimitrios|Kalamarakis", "Mitsos|Kalamarakis"),
    ];
    for (a, b) in pairs {
        assert_eq!(by_name(a, b), 1, "{a} / {b}");
    }
}

#[test]
fn names_in_letters_without_vowels_are_told_by_their_consonants_and_where_a_mailbox_agrees_by_little()
 {
    let people = |a: Card, b: Card| people_of(vec![a, b]);
    let address = "noura_benzarouri@webmail.test";
    assert_eq!(
        people(
            card(1, "Nora Benzaruri").mail(address),
            card(2, "نورة بنزروري").mail(address)
        ),
        1
    );
    assert_eq!(
        people(
            card(1, "Khadija El Khurami"),
            row(1, "خديجة", "الخرامي", "khadija-elkhurami-b12986")
        ),
        1
    );
    assert_eq!(
        people(
            card(1, "Rania Benzaruri").mail(address),
            card(2, "نورة بنزروري").mail(address)
        ),
        2,
        "two sisters with one mailbox"
    );
}

#[test]
fn a_profile_link_spells_the_name_in_another_way() {
    let people = |a: Card, b: Card| people_of(vec![a, b]);
    assert_eq!(
        people(
            card(1, "Qiaoshan Zhuge").mail("moonpie844@home.test"),
            row(1, "Chiao-Shan", "Chu-ke", "qiaoshan-zhuge")
        ),
        1
    );
}

#[test]
fn a_remark_in_brackets_is_no_family_name_however_programs_part_it() {
    let of = |given: &str, middle: &str, family: &str| {
        Parsed::of(&Name {
            full: format!("{given} {middle} {family}"),
            given: given.into(),
            middle: middle.into(),
            family: family.into(),
            ..Name::default()
        })
    };
    for (given, middle, family) in [
        ("Ottilie", "", "(plumber)"),
        ("Ottilie", "", "(Aarav mom)"),
        ("Ottilie", "(Aarav", "mom)"),
        ("Ottilie", "", "(old no.)"),
        ("Ottilie (gas", "", "agency)"),
    ] {
        let name = of(given, middle, family);
        assert_eq!(name.first(), "ottilie", "{given} {middle} {family}");
        assert!(name.family.is_empty(), "{:?}", name.family);
    }
    assert_eq!(of("Ottilie", "", "Brandvold (old)").family, ["brandvold"]);
    let married = of("Ottilie", "", "Brandvold (Hartwell)");
    assert_eq!(married.family, ["brandvold", "hartwell"]);
}
