// The pictures in docs/screenshots, made from the demo network: the page light, dark and on a phone, and a review at a terminal.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { demo, launch, root, scratch } from "./ground.mjs";
import { drawn, screen, session } from "./session.mjs";

const folder = path.join(root, "docs/screenshots");
fs.mkdirSync(folder, { recursive: true });
const home = scratch("screenshots");
demo(home, "09", "first");
const url = demo(home, "10", "second");
const browser = await launch();

/** @param {string} name @param {Record<string, any>} how @param {(page: any) => Promise<void>} act @param {boolean} [whole] */
async function picture(name, how, act, whole) {
  const page = await browser.newPage({ reducedMotion: "reduce", ...how });
  await page.goto(url);
  await page.waitForSelector("html[data-ready]", { state: "attached" });
  await act(page);
  await page.mouse.move(0, 0);
  await page.waitForTimeout(200);
  await page.screenshot({ path: path.join(folder, `${name}.png`), ...(whole ? { clip: { x: 0, y: 0, width: how.viewport.width, height: how.viewport.height } } : {}) });
  await page.close();
}

const wide = { width: 1420, height: 1480 };
const nothing = async () => {};
const people = async (/** @type {any} */ page) => {
  await page.evaluate("document.getElementById('people').scrollIntoView()");
  await page.click("button.name >> nth=2");
  await page.keyboard.press("k");
  await page.click("button.name >> nth=0");
};
const pairs = async (/** @type {any} */ page) => page.evaluate("document.getElementById('pairs').scrollIntoView()");
await picture("light", { viewport: wide, colorScheme: "light" }, nothing);
await picture("dark", { viewport: wide, colorScheme: "dark" }, nothing);
await picture("people", { viewport: { width: 1420, height: 1000 }, colorScheme: "light" }, people);
await picture("changes", { viewport: { width: 1420, height: 1400 }, colorScheme: "light" }, pairs);
await picture("phone", { viewport: { width: 390, height: 1600 }, colorScheme: "light" }, nothing);
await picture("phone-person", { viewport: { width: 390, height: 1000 }, colorScheme: "dark" }, people);

// The page that reads files itself, if it was made (`make app`): its first screen, with files chosen, and on a phone.
const own = path.join(root, "target/tieline.html");
if (fs.existsSync(own)) {
  const files = ["2026-10/Connections.csv", "2026-10/messages.csv", "address-book.vcf"].map((name) => path.join(root, "fixtures/demo", name));
  for (const [name, how] of Object.entries({ app: { viewport: { width: 1280, height: 1180 } }, "app-phone": { viewport: { width: 390, height: 1600 }, colorScheme: "dark" } })) {
    const page = await browser.newPage({ reducedMotion: "reduce", ...how });
    await page.goto(pathToFileURL(own).href);
    if (name === "app") await page.setInputFiles("#files", files);
    await page.screenshot({ path: path.join(folder, `${name}.png`) });
    await page.close();
  }
}

// A review: two pairs, then somebody to remember.
const shown = await session(["review", "--color", "always"], home, ["n", "y", "q"], 84);
const terminal = await browser.newPage({ viewport: { width: 1000, height: 800 }, deviceScaleFactor: 1.5 });
await terminal.setContent(drawn(screen(shown), "tieline review"));
await terminal.locator("body").screenshot({ path: path.join(folder, "review.png") });
await browser.close();
