// The page that reads files itself, in a real browser: what it says is what the program says, and nothing leaves it.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { axeSource, browserPath, launch, program as tielineProgram, root, scratch, surroundings, tieline } from "./ground.mjs";

// How many times as long as on a desk something may take, where others use the machine too.
const PATIENCE = Number(process.env.PATIENCE || 1);
const app = pathToFileURL(path.join(root, "target/tieline.html")).href;
const AS_OF = "2026-11-01";

/** @type {any} */
let browser;
let home = "";

before(async () => {
  browser = await launch();
  home = scratch("app");
});
after(() => browser.close());

/**
 * Opens the page, does something, and demands that nothing went wrong: no error, no word on the console, no request.
 * @param {(page: any) => Promise<void>} act @param {Record<string, any>} [how]
 */
async function on(act, how = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, acceptDownloads: true, ...how });
  const page = await context.newPage();
  /** @type {string[]} */
  const wrong = [];
  page.on("console", (/** @type {any} */ message) => wrong.push(`console: ${message.text()}`));
  page.on("pageerror", (/** @type {Error} */ error) => wrong.push(`error: ${error.message}`));
  page.on("request", (/** @type {any} */ request) => {
    if (!/^(file|blob):/.test(request.url())) wrong.push(`request: ${request.url()}`);
  });
  // The clock of the page stands at the day of the invented network.
  await page.clock.setFixedTime(new Date(`${AS_OF}T00:00:00Z`));
  await page.goto(app);
  try {
    await act(page);
  } finally {
    await context.close();
  }
  assert.deepEqual(wrong, []);
}

/** @param {any} page @param {string[] | {name: string, mimeType: string, buffer: Buffer}[]} files @param {string} [region] */
async function drop(page, files, region = "SE") {
  await page.setInputFiles("#files", files);
  await page.fill("#region", region);
  await page.click("#go");
}

const answered = (/** @type {any} */ page, seconds = 60) => page.waitForSelector("html[data-ready]", { state: "attached", timeout: seconds * 1000 * PATIENCE });
const names = (/** @type {any} */ page) => page.$$eval("#rows .name", (/** @type {any[]} */ all) => all.map((one) => one.textContent));

/** What the page gives of one of its files. @param {any} page @param {string} name */
async function saved(page, name) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.click(`.made button:text-is("${name}")`)]);
  assert.equal(download.suggestedFilename(), name);
  return fs.readFileSync(await download.path());
}

/** What the program says of the same files. @param {string[]} files @param {string[]} [more] */
function program(files, more = []) {
  return tieline(["audit", "--no-book", ...files, "--as-of", AS_OF, "--region", "SE", "--json", ...more], home);
}

/** The invented network as the page carries it. */
function demoZip() {
  const html = fs.readFileSync(new URL(app), "utf8");
  const packed = html.match(/id="demo">([^<]+)</);
  assert.ok(packed);
  const file = path.join(home, "demo.zip");
  fs.writeFileSync(file, Buffer.from(packed[1].trim(), "base64"));
  return file;
}

/** Says of two long texts where they part. @param {string} one @param {string} other */
function alike(one, other) {
  if (one === other) return;
  let at = 0;
  while (one[at] === other[at]) at++;
  assert.fail(`apart at ${at}: …${one.slice(Math.max(0, at - 60), at + 40)}… and …${other.slice(Math.max(0, at - 60), at + 40)}…`);
}

/** A network of so many connections, with messages of so many rows of each hundredth. @param {number} people @param {number} messages */
function network(people, messages) {
  const folder = path.join(home, `network-${people}`);
  fs.mkdirSync(folder, { recursive: true });
  const connections = ["First Name,Last Name,URL,Email Address,Company,Position,Connected On"];
  for (let n = 0; n < people; n++) {
    const day = String((n % 28) + 1).padStart(2, "0");
    connections.push(`Given${n},Family${n * 7},https://www.linkedin.com/in/person-${n},,Company ${n % 3000},Position ${n % 400},${day} Mar ${2010 + (n % 16)}`);
  }
  const rows = ["CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER"];
  const owner = "Olga Owner,https://www.linkedin.com/in/olga";
  const text = "A longer message of the kind that people write. ".repeat(4);
  for (let n = 0; n < messages; n++) {
    const at = n % Math.min(people, 5000);
    const them = `Given${at} Family${at * 7},https://www.linkedin.com/in/person-${at}`;
    const day = `${2018 + (n % 8)}-03-${String((n % 28) + 1).padStart(2, "0")} 09:${String(n % 60).padStart(2, "0")}:00 UTC`;
    rows.push(`c${at},,${n % 3 ? owner : them},${n % 3 ? them : owner},${day},,${text},INBOX`);
  }
  const files = { "Connections.csv": connections, "messages.csv": rows };
  return Object.entries(files).map(([name, lines]) => {
    fs.writeFileSync(path.join(folder, name), lines.join("\n"));
    return path.join(folder, name);
  });
}

describe("the answer", () => {
  test("the invented network is there within three seconds, and is what the program makes of it, byte for byte", async () => {
    const file = demoZip();
    await on(async (page) => {
      const begun = Date.now();
      await page.click("#demo-open");
      await answered(page);
      const took = Date.now() - begun;
      assert.ok(took < 3000 * PATIENCE, `${took} ms`);
      const expected = program([file]);
      const json = (await saved(page, "audit.json")).toString("utf8");
      const strip = (/** @type {string} */ text) => text.replaceAll(file, "demo.zip");
      alike(json, strip(expected));
      const people = JSON.parse(expected).people.map((/** @type {any} */ person) => person.name);
      const shown = await names(page);
      assert.deepEqual(shown, people.slice(0, shown.length));
      assert.ok(shown.length >= 10);
    });
  });

  // What lies in the databases of Apple the page cannot read; it says so (below).
  const DATABASES = /\.(db|db-wal|storedata|sqlitedb|abcddb)$/;
  const folders = ["demo/2026-10", "calendar/clocks", "calendar/outlook", "calendar/phone", "calendar/series", "calendar/twice", "chats", "contacts", "hostile", "identity", "logs", "mail", "notes", "stale", "tables", "timeline", "vcard"];
  const networks = fs.readdirSync(path.join(root, "fixtures/linkedin")).map((name) => `linkedin/${name}`);
  test("of every kind of file among the fixtures it is what the program makes of it, byte for byte", async () => {
    for (const name of [...folders, ...networks]) {
      const folder = path.join(home, "given", path.basename(name));
      fs.cpSync(path.join(root, "fixtures", name), folder, { recursive: true, filter: (file) => !DATABASES.test(file) });
      const args = ["audit", "--no-book", path.basename(name), "--as-of", AS_OF, "--region", "SE", "--json"];
      const made = spawnSync(tielineProgram, args, { cwd: path.dirname(folder), env: surroundings(home), encoding: "utf8", maxBuffer: 1 << 28 });
      await on(async (page) => {
        await page.setInputFiles("#folder", folder);
        await page.fill("#region", "SE");
        await page.click("#go");
        if (made.status === 3) {
          await page.waitForSelector("#failed:not([hidden])", { timeout: 30_000 * PATIENCE });
          return;
        }
        await answered(page);
        try {
          alike((await saved(page, "audit.json")).toString("utf8"), made.stdout);
        } catch (error) {
          throw new Error(`${name}: ${error}`);
        }
      });
    }
  });

  test("a database that only the program reads is named", async () => {
    const files = ["fixtures/chats/apple/chat.db", "fixtures/demo/address-book.vcf"].map((name) => path.join(root, name));
    await on(async (page) => {
      await drop(page, files);
      await answered(page);
      assert.match(await page.textContent("body"), /chat\.db/);
    });
  });

  test("last month's audit among the files says what changed, and what was decided is followed", async () => {
    const month = ["Connections.csv", "messages.csv", "Profile.csv"].map((name) => path.join(root, "fixtures/demo/2026-10", name));
    const before = path.join(home, "audit.json");
    fs.writeFileSync(before, tieline(["audit", "--no-book", path.join(root, "fixtures/demo/2026-09"), "--as-of", "2026-10-01", "--region", "SE", "--json"], home));
    await on(async (page) => {
      await drop(page, [...month, before]);
      await answered(page);
      assert.match(await page.textContent("#changes"), /Oct|October/);
      await page.click("#rows .name");
      await page.keyboard.press("d");
      const [download] = await Promise.all([page.waitForEvent("download"), page.click("#save")]);
      const decisions = path.join(home, "decisions.csv");
      await download.saveAs(decisions);
      const decided = (await names(page))[0];
      await page.click('.made button:text-is("Other files")');
      await drop(page, [...month, decisions]);
      await answered(page);
      const audit = JSON.parse((await saved(page, "audit.json")).toString("utf8"));
      const person = audit.people.find((/** @type {any} */ one) => one.name === decided);
      assert.equal(person.decision, "delete");
    });
  });

  test("a workbook in which was decided is followed, and knows people by their addresses", async () => {
    const list = "\ufeffname;profile;decision\r\nHenrik O.;https://www.linkedin.com/in/henrik-odelberg;never-ask\r\nNobody Known;;keep\r\n";
    await on(async (page) => {
      await page.click("#demo-open");
      await answered(page);
      await page.click(".made summary");
      const ranked = JSON.parse((await saved(page, "audit.json")).toString("utf8")).people;
      const workbook = await saved(page, "audit.xlsx");
      const henrik = ranked.find((/** @type {any} */ one) => one.name === "Henrik Odelberg");
      await page.click('.made button:text-is("My own files")');
      const demo = fs.readFileSync(demoZip());
      await drop(page, [
        { name: "demo.zip", mimeType: "application/zip", buffer: demo },
        { name: "audit.xlsx", mimeType: "application/octet-stream", buffer: workbook },
        { name: "mine.csv", mimeType: "text/csv", buffer: Buffer.from(list.replace("https://www.linkedin.com/in/henrik-odelberg", henrik.urls[0])) },
      ]);
      await answered(page);
      const audit = JSON.parse((await saved(page, "audit.json")).toString("utf8"));
      const decided = audit.people.filter((/** @type {any} */ one) => one.decision);
      assert.deepEqual(decided.map((/** @type {any} */ one) => [one.name, one.decision]), [["Henrik Odelberg", "never-ask"]]);
      assert.match(await page.textContent(".made"), /mine\.csv, line 3: nobody in these files fits this row \(Nobody Known\)/);
      assert.equal(audit.people.length, ranked.length, "the workbook itself is no input");
    });
  });

  test("every list and the workbook can be had", async () => {
    await on(async (page) => {
      await page.click("#demo-open");
      await answered(page);
      await page.click(".made summary");
      assert.match((await saved(page, "keep-delete.csv")).toString("utf8"), /^\ufeff/);
      assert.equal((await saved(page, "audit.xlsx")).subarray(0, 2).toString(), "PK");
      assert.match((await saved(page, "report.html")).toString("utf8"), /^<!DOCTYPE html>/);
    });
  });
});

describe("what goes wrong", () => {
  test("a file of another kind is named, and the files stay chosen", async () => {
    await on(async (page) => {
      await drop(page, [{ name: "song.mp3", mimeType: "audio/mpeg", buffer: Buffer.from("ID3\u0003 nothing") }]);
      await page.waitForSelector("#failed:not([hidden])");
      assert.match(await page.textContent("#why"), /song\.mp3/i);
      assert.match(await page.textContent("#list"), /song\.mp3/);
    });
  });

  test("a zip that was cut off is read as far as it goes, and said to be", async () => {
    const whole = fs.readFileSync(demoZip());
    await on(async (page) => {
      await drop(page, [{ name: "export.zip", mimeType: "application/zip", buffer: whole.subarray(0, Math.floor(whole.length * 0.8)) }]);
      await answered(page);
      assert.match(await page.textContent("body"), /cut off/);
    });
  });

  test("names that would like to be markup are text, in the list of files too", async () => {
    const rows = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n<img src=x onerror=alert(1)>,</script>,https://www.linkedin.com/in/x,,{{data}},,01 Feb 2026\n";
    await on(async (page) => {
      await drop(page, [{ name: "<b>Connections.csv", mimeType: "text/csv", buffer: Buffer.from(rows) }]);
      await answered(page);
      assert.equal(await page.$$eval("img", (/** @type {any[]} */ all) => all.length), 0);
      assert.match((await names(page))[0], /<img src=x onerror=alert\(1\)>/);
    });
  });

  test("Cancel stops the reading, and the page can begin anew", async () => {
    await on(async (page) => {
      await page.click("#demo-open");
      await page.click("#cancel");
      assert.ok(await page.isVisible("#drop"));
      await page.click("#demo-open");
      await answered(page);
    });
  });

  test("a tab that is closed while it reads leaves nothing, and the next one begins anew", async () => {
    const context = await browser.newContext();
    const first = await context.newPage();
    await first.goto(app);
    await drop(first, network(3000, 10_000));
    await first.waitForSelector("#busy:not([hidden])");
    await first.close();
    const second = await context.newPage();
    await second.goto(app);
    assert.equal(await second.$$eval("#list li", (/** @type {any[]} */ all) => all.length), 0);
    assert.equal(await second.evaluate(() => localStorage.length), 0);
    await second.click("#demo-open");
    await answered(second);
    await context.close();
  });

  test("where there is no network at all, it works", { skip: spawnSync("unshare", ["-rn", "true"]).status !== 0 && "unshare -rn is not allowed here" }, async () => {
    const alone = path.join(home, "alone.sh");
    fs.writeFileSync(alone, `#!/bin/sh\nexec unshare -rn "${browserPath()}" "$@"\n`, { mode: 0o755 });
    const lonely = await launch(alone);
    const page = await lonely.newPage();
    await page.goto(app);
    await page.click("#demo-open");
    await answered(page);
    await lonely.close();
  });
});

describe("an address book", () => {
  const card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Nora  Quist\r\nN:Quist;Nora;;;\r\nEND:VCARD\r\n";

  test("is mended in a copy, with every change in a list", async () => {
    await on(async (page) => {
      await page.click("#tab-clean");
      await page.setInputFiles("#clean-file", [{ name: "book.vcf", mimeType: "text/vcard", buffer: Buffer.from(card) }]);
      await page.waitForSelector("#cleaned:not([hidden])", { timeout: 20000 * PATIENCE });
      assert.equal(await page.textContent("#cleaned-head"), "book.vcf: 1 value mended");
      const [download] = await Promise.all([page.waitForEvent("download"), page.click('button:text-is("Save the mended copy")')]);
      assert.equal(download.suggestedFilename(), "book.vcf");
      assert.match(fs.readFileSync(await download.path(), "utf8"), /FN:Nora Quist\r\n/);
    });
  });

  test("a value of many lines does not push the others away", async () => {
    const long = card.replace("END:", `TITLE:  ${"A remark that somebody pasted. ".repeat(100)} end  \r\nEND:`);
    await on(async (page) => {
      await page.click("#tab-clean");
      await page.setInputFiles("#clean-file", [{ name: "book.vcf", mimeType: "text/vcard", buffer: Buffer.from(long) }]);
      await page.waitForSelector("#cleaned:not([hidden])", { timeout: 20000 * PATIENCE });
      const heights = await page.$$eval("#changes tr", (/** @type {any[]} */ all) => all.map((one) => one.getBoundingClientRect().height));
      assert.ok(Math.max(...heights) < 320, `${heights}`);
      assert.match(await page.textContent("#changes"), /A remark .*\[…\].* end/);
      // Two spaces that became one are seen as two.
      assert.match(await page.innerText("#changes tr:nth-child(2) td:nth-child(5)"), /Nora {2}Quist/);
    });
  });

  test("and another are mended and merged as the program does it, byte for byte", async () => {
    const files = ["address-book.vcf", "2026-10/Connections.csv"].map((name) => path.join(root, "fixtures/demo", name));
    const out = path.join(home, "cleaned");
    const given = path.join(home, "to-clean");
    fs.mkdirSync(given, { recursive: true });
    for (const file of files) fs.copyFileSync(file, path.join(given, path.basename(file)));
    const names = files.map((file) => path.basename(file)).sort();
    const args = ["clean", ...names, "--region", "SE", "--as-of", AS_OF, "--quiet", "--out", out];
    execFileSync(tielineProgram, args, { cwd: given, env: surroundings(home) });
    await on(async (page) => {
      await page.click("#tab-clean");
      await page.fill("#clean-region", "SE");
      await page.setInputFiles("#clean-file", names.map((name) => path.join(given, name)));
      await page.waitForSelector("#cleaned:not([hidden])", { timeout: 20000 * PATIENCE });
      for (const [button, name] of [["Save address-book.vcf", "cleaned/address-book.vcf"], ...["people.vcf", "changes.csv", "merged.csv", "stale.csv"].map((name) => [name, name])]) {
        const [download] = await Promise.all([page.waitForEvent("download"), page.click(`#cleaned button:text-is("${button}")`)]);
        alike(fs.readFileSync(await download.path(), "utf8"), fs.readFileSync(path.join(out, name), "utf8"));
      }
    });
  });
});

/** A mailbox of so many bytes: a thousand small mails with forty people to each ten with an attachment of ten megabytes. @param {number} bytes */
function mailbox(bytes) {
  const file = path.join(home, "All mail.mbox");
  const out = fs.openSync(file, "w");
  const attachment = `${"QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5ejAx".padEnd(76, "A")}\n`.repeat(130_000);
  const text = "A longer message of the kind that people write.\n".repeat(20);
  let [written, messages] = [0, 0];
  while (written < bytes) {
    const block = [];
    for (let at = 0; at < 1010; at++) {
      const n = messages++;
      const [me, them] = ["Olga Owner <olga@example.org>", `Given${n % 40} Family${n % 40} <person${n % 40}@example.com>`];
      const [from, to] = n % 3 ? [me, them] : [them, me];
      const date = new Date(Date.UTC(2016, 0, 1) + n * 900_000).toUTCString();
      const head = `From ${n}@xxx ${date}\nFrom: ${from}\nTo: ${to}\nDate: ${date.replace("GMT", "+0000")}\nMessage-ID: <m${n}@example.org>\nSubject: number ${n}\nMIME-Version: 1.0\n`;
      if (n % 101) block.push(`${head}Content-Type: text/plain; charset=utf-8\n\n${text}\n`);
      else block.push(`${head}Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nSee there.\n--b\nContent-Type: application/pdf\nContent-Transfer-Encoding: base64\n\n${attachment}--b--\n\n`);
    }
    written += fs.writeSync(out, block.join(""));
  }
  fs.closeSync(out);
  return { file, messages };
}

/** The most memory that a process of the browser which shows pages ever took, in bytes. @returns {number} */
function mostTaken() {
  const most = fs.readdirSync("/proc").filter((name) => /^\d+$/.test(name)).map((pid) => {
    try {
      if (!fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("--type=renderer")) return 0;
      return Number(/VmHWM:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] || 0) * 1024;
    } catch {
      return 0;
    }
  });
  return Math.max(...most);
}

describe("size", () => {
  // It takes a minute or two, and two gigabytes of the disk.
  test("a mailbox of two gigabytes is read in pieces", { skip: !process.env.BIG && "only with BIG=1" }, async () => {
    const { file, messages } = mailbox(2e9);
    await on(async (page) => {
      const begun = Date.now();
      await page.setInputFiles("#files", file);
      await page.fill("#me", "olga@example.org");
      await page.click("#go");
      await answered(page, 300);
      const [taken, most] = [Number(await page.evaluate(() => document.documentElement.dataset.memory)), mostTaken()];
      console.log(`${messages} messages, ${fs.statSync(file).size} bytes: ${(Date.now() - begun) / 1000} s, ${taken} bytes in the core, ${most} in the process`);
      assert.match(await page.textContent("#status"), /^All 40 people/);
      assert.ok(taken < 3e8, `${taken} bytes in the core`);
      assert.ok(most < 6e8, `${most} bytes in the process`);
    });
    fs.rmSync(file);
  });

  for (const [people, messages, seconds] of [[3000, 10_000, 5], [30_000, 250_000, 20]]) {
    test(`${people} connections and ${messages} messages within ${seconds} s`, async () => {
      const files = network(people, messages);
      await on(async (page) => {
        const begun = Date.now();
        await drop(page, files);
        await answered(page, 120);
        const took = (Date.now() - begun) / 1000;
        assert.ok(took < seconds * PATIENCE, `${took} s`);
        const memory = Number(await page.evaluate(() => document.documentElement.dataset.memory));
        assert.ok(memory > 1e6 && memory < 1e9, `${memory} bytes`);
      });
    });
  }
});

describe("everybody", () => {
  for (const [scheme, width] of /** @type {["light" | "dark", number][]} */ ([["light", 1280], ["dark", 1280], ["light", 320]])) {
    test(`axe finds nothing wrong with the first screen, ${scheme}, ${width} px`, async () => {
      await on(
        async (page) => {
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(wide <= 0, `${wide} px too wide`);
          await page.context().newCDPSession(page).then((/** @type {any} */ cdp) => cdp.send("Page.setBypassCSP", { enabled: true }));
          await page.reload();
          await page.evaluate(axeSource());
          const found = await page.evaluate(() => /** @type {any} */ (globalThis).axe.run());
          assert.deepEqual(found.violations.map((/** @type {any} */ one) => `${one.id}: ${one.nodes.map((/** @type {any} */ node) => node.html).join(" ")}`), []);
        },
        { colorScheme: scheme, viewport: { width, height: 800 } },
      );
    });
  }

  test("all of it works by keyboard", async () => {
    await on(async (page) => {
      await page.focus("#tab-audit");
      await page.keyboard.press("ArrowRight");
      assert.ok(await page.isVisible("#drop-clean"));
      await page.keyboard.press("ArrowLeft");
      await page.focus("#demo-open");
      await page.keyboard.press("Enter");
      await answered(page);
    });
  });
});
