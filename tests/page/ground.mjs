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

export async function launch() {
  const { chromium } = require("playwright-core");
  // A container has no sandbox to give; the page loads nothing but itself.
  return chromium.launch({ executablePath: browserPath(), args: ["--no-sandbox"] });
}

export const axeSource = () => fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const program = process.env.TIELINE || path.join(root, "target/debug/tieline");

/** A folder that is emptied first. @param {string} name */
export function scratch(name) {
  const folder = path.join(root, "target/page-test", name);
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  return folder;
}

/** Runs the program in the root of the repository. @param {string[]} args @param {string} home */
export function tieline(args, home) {
  const env = { ...process.env, XDG_DATA_HOME: path.join(home, "data"), XDG_CONFIG_HOME: path.join(home, "config"), TIELINE_BOOK: "" };
  delete env.TIELINE_BOOK;
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

/** A network of so many people, with messages of every fifth. @param {string} home @param {number} people */
export function network(home, people) {
  const folder = path.join(home, "in");
  fs.mkdirSync(folder, { recursive: true });
  const connections = ["First Name,Last Name,URL,Email Address,Company,Position,Connected On"];
  const messages = ["CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER"];
  const owner = "Olga Owner,https://www.linkedin.com/in/olga";
  for (let n = 0; n < people; n++) {
    const day = String((n % 28) + 1).padStart(2, "0");
    const name = `Given${n} Family${n * 7}`;
    const them = `${name},https://www.linkedin.com/in/person-${n}`;
    connections.push(`Given${n},Family${n * 7},https://www.linkedin.com/in/person-${n},,Company ${n % 3000},Position ${n % 400},${day} Mar ${2010 + (n % 16)}`);
    if (n % 5) continue;
    const year = 2018 + (n % 8);
    messages.push(`c${n},,${owner},${them},${year}-03-${day} 09:00:00 UTC,,Hello?,INBOX`);
    if (n % 10) messages.push(`c${n},,${them},${owner},${year}-03-${day} 10:00:00 UTC,,Hello!,INBOX`);
  }
  fs.writeFileSync(path.join(folder, "Connections.csv"), connections.join("\n"));
  fs.writeFileSync(path.join(folder, "messages.csv"), messages.join("\n"));
  const out = path.join(home, "out");
  const me = "https://www.linkedin.com/in/olga";
  tieline(["audit", "--quiet", "--no-book", folder, "--me", me, "--as-of", "2026-05-01", "--out", out], home);
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
