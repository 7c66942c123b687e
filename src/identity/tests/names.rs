//! Names that people write in other ways, and names that only look alike.

use super::{card, people_of, row};

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
        ("Arthur James", "James Arthur"),
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
