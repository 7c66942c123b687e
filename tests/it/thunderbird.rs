//! Contacts of Thunderbird, whose CSV has the names of its columns in the language of the program.

use tieline::inside::import::{self, Context, Source};
use tieline::inside::model::intake::FileId;

/// The columns in the order of the program, in Danish, Czech, Finnish, Turkish, Russian, Japanese, Dutch, Swedish, Polish, Ukrainian, Korean,
/// Norwegian and Chinese.
const HEADERS: [&str; 13] = [
    "Fornavn|Efternavn|Vis navn|Alias|Primær mail|Sekundær mail|Arbejdstelefon|Hjemmetelefon|Faxnummer|Personsøgernummer|Mobilnummer|Hjemmeadresse|Hjemmeadresse 2|Hjemmeby|Hjemmestat|Hjemmepostnummer|Hjemmeland|Arbejdsadresse|Arbejdsadresse 2|Arbejdsby|Arbejdsstat|Arbejdspostnummer|Arbejdsland|Job titel|Afdeling|Organisation|Hjemmeside 1|Hjemmeside 2|Fødselsår|Fødselsmåned|Fødselsdag|Brugerdef. 1|Notater",
    "Křestní jméno|Příjmení|Zobrazené jméno|Přezdívka|První e-mail|Druhý e-mail|Telefon do zaměstnání|Telefon domů|Faxové číslo|Číslo na pager|Číslo na mobil|Adresa domů|Adresa domů 2|Město|Kraj|PSČ|Země|Adresa do zaměstnání|Adresa do zaměstnání 2|Město|Kraj|PSČ|Země|Pozice|Oddělení|Společnost|Webová stránka 1|webová stránka 2|Rok narození|Měsíc narození|Den narození|Vlastní 1|Poznámky",
    "Etunimi|Sukunimi|Näytettävä nimi|Lempinimi|Ensisijainen sähköposti|Toissijainen sähköposti|Työpuhelin|Kotipuhelin|Faksin numero|Hakulaitteen numero|Matkapuhelinnumero|Kotiosoite|Kotiosoite 2|Kotikaupunki|Kodin lääni|Kodin postinumero|Kotimaa|Työosoite|Työosoite 2|Työpaikan kaupunki|Työpaikan lääni|Työpaikan postinumero|Työpaikan maa|Ammattinimi|Osasto|Järjestö|Verkkosivu 1|Verkkosivu 2|Syntymävuosi|Syntymäkuukausi|Syntymäpäivä|Oma 1|Muistiinpanot",
    "İsim|Soyadı|Görüntülenecek isim|Takma adı|Birinci e-posta|İkinci e-posta|İş telefonu|Ev telefonu|Faks numarası|Çağrı cihazı|Cep telefonu|Ev adresi|Ev adresi 2|Ev şehri|siEv bölgesi|Ev posta kodu|Ev ülke|İş adresi|İş adresi 2|İş şehri|İş bölgesi|İş posta kodu|İş ülkesi|İş unvanı|Bölüm|Kurum|Web sayfası 1|Web sayfası 2|Doğum yılı|Doğum ayı|Doğum günü|Özel 1|Notlar",
    "Имя|Фамилия|Отображаемое имя|Псевдоним|Адрес электронной почты|Альтернативный адрес электронной почты|Рабочий телефон|Домашний телефон|Номер факса|Номер пейджера|Номер сотового телефона|Адрес|Адрес 2|Город|Штат|Почтовый индекс|Страна|Адрес (раб.)|Адрес 2 (раб.)|Город (раб.)|Штат (раб.)|Почтовый индекс (раб.)|Страна (раб.)|Должность|Отдел|Организация|Веб-страница 1|Веб-страница 2|Год рождения|Месяц рождения|День рождения|Прочее 1|Заметки",
    "名|姓|表示名|ニックネーム|メールアドレス|別のメールアドレス|勤務先の電話番号|自宅の電話番号|FAX 番号|ポケットベル番号|携帯電話番号|番地 (自宅)|番地 (自宅) 2|市区町村 (自宅)|都道府県 (自宅)|郵便番号 (自宅)|国 (自宅)|番地 (勤務先)|番地 (勤務先) 2|市区町村 (勤務先)|都道府県 (勤務先)|郵便番号 (勤務先)|国 (勤務先)|役職|部門|組織|ウェブページ 1|ウェブページ 2|誕生年|誕生月|誕生日|追加情報 1|メモ",
    "Voornaam|Achternaam|Weergavenaam|Bijnaam|Eerste e-mail|Tweede e-mail|Telefoon werk|Telefoon thuis|Faxnummer|Piepernummer|Mobiel nummer|Adres|Adres 2|Woonplaats|Provincie|Postcode|Land|Werkadres|Werkadres 2|Werklocatie|Werkprovincie|Werkpostcode|Werkland|Werkfunctie|Afdeling|Organisatie|Webpagina 1|Webpagina 2|Geboortejaar|Geboortemaand|Geboortedag|Overig 1|Aantekeningen",
    "Förnamn|Efternamn|Visa|Smeknamn|E-post|Ytterligare e-post|Telefon arbete|Telefon privat|Faxnummer|Personsökare|Mobiltelefon|Adress privat (rad 1)|Adress privat (rad 2)|Stad privat|Landsdel (Stat) privat|Postnummer privat|Land privat|Adress arbete (rad 1)|Adress arbete (rad 2)|Stad arbete|Landsdel (Stat) arbete|Postnummer arbete|Land arbete|Titel|Avdelning|Organisation|Webbplats privat|Webbplats arbete|Född år|Född månad|Född dag|Annan uppgift 1|Anteckningar",
    "Imię|Nazwisko|Wyświetlana nazwa|Pseudonim|Podstawowy e-mail|Dodatkowy e-mail|Telefonu służbowy|Telefon domowy|Numer faksu|Pager|Numer telefonu komórkowego|Adres domowy|Adres domowy 2|Miasto (dom)|Województwo (dom)|Kod pocztowy (dom)|Państwo (dom)|Adres służbowy|Adres służbowy 2|Miasto (praca)|Województwo (praca)|Kod pocztowy (praca)|Państwo (praca)|Stanowisko|Departament|Firma/Organizacja|Strona WWW 1|Strona WWW 2|Urodziny - Rok|Urodziny - Miesiąc|Urodziny - Dzień|Informacja 1|Notatki",
    "Ім’я|Прізвище|Ім’я, що відображається|Псевдонім|Адреса електронної пошти|Альтернативна адреса електронної пошти|Телефон (роб.)|Телефон|Номер факсу|Номер пейджера|Номер мобільного телефону|Адреса|Адреса 2|Місто|Область|Поштовий індекс|Країна|Адреса (роб.)|Адрес 2 (раб.)|Місто (роб.)|Область (роб.)|Поштовий індекс (роб.)|Країна (роб.)|Посада|Відділ|Організація|Веб-сторінка 1|Веб-сторінка 2|Рік народження|Місяць народження|День народження|Інше 1|Замітки",
    "이름|성|표시명|애칭|기본 메일|추가 메일|직장 전화|자택 전화|팩스|호출기|휴대폰|자택 주소1|자택 주소2|구/군|시/도|우편번호|국가|직장 주소1|직장 주소2|구/군|시/도|우편번호|국가|직위|부서|회사명|웹 페이지1|웹 페이지2|태어난 해|태어난 달|생일|사용자 정의1|메모",
    "Fornavn|Etternavn|Fullt navn|Kallenavn|Primær e-post|Sekundær e-post|Arbeidstelefon|Hjemmetelefon|Faks|Personsøker|Mobil|Hjem Adresse|Hjem Adresse 2|Hjem Poststed|Hjem Region|Hjem Postnr|Hjem Land|Arbeid Adresse|Arbeid Adresse 2|Arbeid Poststed|Arbeid Region|Arbeid Postnr|Arbeid Land|Jobbtittel|Avdeling|Organisasjon|Nettside 1|Nettside 2|Fødselsår|Fødselsmåned|Fødselsdag|Egendefinert 1|Notater",
    "名字|姓氏|显示姓名|昵称|主要电子邮件|备用电子邮件 |工作电话|家庭电话|传真号码|寻呼机号码|移动电话号码|家庭地址|家庭地址 2|城市|省/自治区/直辖市|邮政编码|国家|工作地址|工作地址 2|城市|省/自治区/直辖市|邮政编码|国家|职务|部门|公司|网页 1|网页 2|出生年份|出生月份|出生日|定制 1|注释",
];
const ROW: &str = "Petra|Novak|Petra Novak|Pepa|p1@example.org|p2@example.org|+4670174060|+4670174061|+4670174062|+4670174063|+46701740605|Hstreet 1|Hflat 2|Hcity|Hregion|11111|Sweden|Wstreet 1|Wflat 2|Wcity|Wregion|22222|Norway|Maltster|Brewing|Mill|https://a.example.org|https://b.example.org|1984|3|9|cust|a note";

#[test]
fn every_column_that_says_who_somebody_is_is_understood() {
    for header in HEADERS {
        let csv = format!("{header}\n{ROW}\n")
            .replace(',', " ")
            .replace('|', ",");
        let source = Source {
            file: FileId(0),
            name: "addresses.csv",
            bytes: csv.as_bytes(),
        };
        let read = import::read(source, &Context::default()).expect(header);
        let [card] = read.cards.as_slice() else {
            panic!("{header}");
        };
        let name = [&card.name.given, &card.name.family, &card.name.nickname];
        assert_eq!(name, ["Petra", "Novak", "Pepa"], "{header}");
        let mails: Vec<&str> = card.emails.iter().map(|mail| mail.raw.as_str()).collect();
        assert_eq!(mails, ["p1@example.org", "p2@example.org"], "{header}");
        let phones: Vec<&str> = card.phones.iter().map(|tel| tel.raw.as_str()).collect();
        assert_eq!(phones.len(), 5, "{header}: {phones:?}");
        assert_eq!(card.companies, ["Mill"], "{header}");
        assert_eq!(card.titles, ["Maltster"], "{header}");
        assert_eq!(card.birthday.as_deref(), Some("1984-03-09"), "{header}");
        assert_eq!(card.notes, ["a note"], "{header}");
        let streets: Vec<&str> = card
            .addresses
            .iter()
            .map(|one| one.street.as_str())
            .collect();
        assert!(
            streets.iter().any(|street| street.contains("Hstreet 1")),
            "{header}: {streets:?}"
        );
    }
}

#[test]
fn a_name_beside_a_surname_is_the_given_one_unless_it_is_both() {
    for (header, row) in [
        ("Name,Surname", "Petra,Novak"),
        ("Name,Last Name", "Petra Novak,Novak"),
    ] {
        let csv = format!("{header},E-mail\n{row},petra@example.org\n");
        let source = Source {
            file: FileId(0),
            name: "a.csv",
            bytes: csv.as_bytes(),
        };
        let read = import::read(source, &Context::default()).expect("contacts");
        assert_eq!(read.cards[0].name.full, "Petra Novak", "{header}");
    }
}
