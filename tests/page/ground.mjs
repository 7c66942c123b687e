// What the tests of the page stand on: the program, a browser, pages of invented networks.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const tools = path.join(root, "target/tools/page/");
const require = createRequire(tools);

/** Programs by which Debian, Ubuntu, macOS and others call the browser. */
const BROWSERS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** @param {string} name */
function onPath(name) {
  const places = (process.env.PATH || "").split(path.delimiter).map((folder) => path.join(folder, name));
  return places.find((place) => fs.existsSync(place));
}

export function browserPath() {
  const found = process.env.CHROMIUM || BROWSERS.map(onPath).find(Boolean);
  if (!found) throw new Error("no Chromium: apt-get install chromium, or name one in CHROMIUM");
  return found;
}

/** @param {string} [executablePath] a program that starts the browser, if not the browser itself */
export async function launch(executablePath = browserPath()) {
  const { chromium } = require("playwright-core");
  // A container has no sandbox to give; the page loads nothing but itself.
  return chromium.launch({ executablePath, args: ["--no-sandbox"] });
}

export const axeSource = () => fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

export const program = process.env.TIELINE || path.join(root, "target/debug/tieline");

/** A folder that is emptied first. @param {string} name */
export function scratch(name) {
  const folder = path.join(root, "target/page-test", name);
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  return folder;
}

/** A home of its own, so that nobody's book is touched. @param {string} home @returns {Record<string, string | undefined>} */
export function surroundings(home) {
  const env = { ...process.env, XDG_DATA_HOME: path.join(home, "data"), XDG_CONFIG_HOME: path.join(home, "config"), TIELINE_BOOK: "" };
  delete (/** @type {Record<string, string | undefined>} */ (env).TIELINE_BOOK);
  return env;
}

/** Runs the program in the root of the repository. @param {string[]} args @param {string} home */
export function tieline(args, home) {
  const env = surroundings(home);
  return execFileSync(program, args, { cwd: root, env, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

/** The page of a month of the demo network. @param {string} home @param {"09" | "10"} month @param {string} name @param {string[]} more */
export function demo(home, month, name, more = []) {
  const out = path.join(home, name);
  const day = { "09": "2026-10-01", 10: "2026-11-01" }[month];
  const files = [`fixtures/demo/2026-${month}`, "fixtures/demo/address-book.vcf"];
  tieline(["audit", "--quiet", ...files, "--as-of", day || "", "--region", "SE", "--out", out, ...more], home);
  return page(out);
}

/** The address of the page of a folder. @param {string} folder */
export const page = (folder) => pathToFileURL(path.join(folder, "report.html")).href;

const SYLLABLES = ["an", "bel", "cor", "da", "el", "fi", "gor", "ha", "is", "jo", "kal", "li", "mar", "no", "ol", "per", "ri", "so", "tam", "ul", "ve", "wen", "yl", "zo"];
const WORK = ["Senior Product Manager", "Head of Customer Success, Nordics", "Software Engineer", "Partner", "Founder & CEO", "Associate Professor of Economics", "Data Scientist | Public Speaker", "Account Executive, Mid-Market", "Rechtsanwältin", "Directeur général adjoint", "Consultant", "VP Engineering (Platform & Infrastructure)"];
const FIELDS = ["Analytics", "Consulting Group", "Logistics", "University Hospital", "Software", "Capital Partners", "Energy", "Media House"];
const FORMS = ["AB", "GmbH", "Ltd", "Inc.", "S.A.", ""];

/** An invented word of two or three syllables, one of 576. @param {number} n */
function word(n) {
  const [a, b, c] = [SYLLABLES[n % 24], SYLLABLES[(n * 7 + 3 + Math.floor(n / 24)) % 24], n % 3 ? "" : SYLLABLES[(n * 5 + 11) % 24]];
  return a[0].toUpperCase() + a.slice(1) + b + c;
}

/**
 * A network of so many people as people have it: every fourth in the address book too, with number, address and label; some messages with
 * every fifth, over years; no two of one name. The last person is called Zebedee Lastman. @param {string} home @param {number} people
 */
export function network(home, people) {
  const folder = path.join(home, "in");
  fs.mkdirSync(folder, { recursive: true });
  const connections = ["First Name,Last Name,URL,Email Address,Company,Position,Connected On"];
  const messages = ["CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER"];
  const cards = [];
  const owner = "Olga Owner,https://www.linkedin.com/in/olga";
  for (let n = 0; n < people; n++) {
    const day = String((n % 28) + 1).padStart(2, "0");
    const [given, family] = n === people - 1 ? ["Zebedee", "Lastman"] : [word(n), `${word(n * 31 + 17 + Math.floor(n / 576) * 5)}${n % 4 ? "" : `-${word(n * 13 + 5)}`}`];
    const slug = `${given}-${family}-${(n * 2654435761 >>> 0).toString(16)}`.toLowerCase();
    const name = `${given} ${family}`;
    const email = `${given}.${family}${n}@example.org`.toLowerCase();
    const company = `${word(((n * n) % 2003) + 7)} ${FIELDS[n % 8]} ${FORMS[n % 6]}`.trim();
    const year = 2008 + (n % 18);
    connections.push(`${given},${family},https://www.linkedin.com/in/${slug},${n % 40 ? "" : email},${company},"${WORK[(n * 5) % 12]}",${day} Mar ${year}`);
    if (n % 4 === 0) {
      const number = `+4670${String(1000000 + n).slice(-7)}`;
      cards.push(`BEGIN:VCARD\r\nVERSION:3.0\r\nN:${family};${given};;;\r\nFN:${name}\r\nORG:${company}\r\nEMAIL:${email}\r\nTEL:${number}\r\nADR:;;Storgatan ${n % 90};Uppsala;;75310;Sweden\r\nCATEGORIES:${n % 8 ? "Work" : "Friends"}\r\nEND:VCARD\r\n`);
    }
    if (n % 5) continue;
    const them = `${name},https://www.linkedin.com/in/${slug}`;
    for (let m = 0; m < 2 + (n % 7); m++) {
      const date = `${Math.max(year, 2012 + ((n + m * 2) % 14))}-${String(((n + m * 5) % 12) + 1).padStart(2, "0")}-${day}`;
      messages.push(`c${n}-${m},,${owner},${them},${date} 09:00:00 UTC,,"Hello, how are you?",INBOX`);
      if ((n + m) % 3) messages.push(`c${n}-${m},,${them},${owner},${date} 10:00:00 UTC,,Fine!,INBOX`);
    }
  }
  fs.writeFileSync(path.join(folder, "Connections.csv"), connections.join("\n"));
  fs.writeFileSync(path.join(folder, "messages.csv"), messages.join("\n"));
  fs.writeFileSync(path.join(folder, "cards.vcf"), cards.join(""));
  const out = path.join(home, "out");
  const me = "https://www.linkedin.com/in/olga";
  tieline(["audit", "--quiet", "--no-book", folder, "--me", me, "--as-of", "2026-05-01", "--region", "SE", "--out", out], home);
  return page(out);
}

/** A network whose names and employers would like to be markup. @param {string} home */
export function hostile(home) {
  const file = path.join(home, "Connections.csv");
  const rows = [
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
    '</script><img src=x onerror=alert(1)>,"O\'""Evil",https://www.linkedin.com/in/evil,,"""><svg onload=alert(2)>",<!--,01 Feb 2026',
    '{{data}},<b>bold</b>,javascript:alert(3),"a@b"" onmouseover=1",=HYPERLINK(1),&amp;,02 Feb 2026',
    "שלום,דוד,https://www.linkedin.com/in/shalom,,עברית,\u202eevil,03 Feb 2026",
  ];
  fs.writeFileSync(file, rows.join("\n"));
  const out = path.join(home, "out");
  tieline(["audit", "--quiet", "--no-book", file, "--me", "me@example.org", "--as-of", "2026-05-01", "--out", out], home);
  return page(out);
}
