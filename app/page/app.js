// The first screen of the page that reads files itself: takes what is dropped, has it read beside the page, and shows what comes of it.
"use strict";
(() => {
  /** @typedef {{ name: string, file: File }} Given */

  /** @param {string} id @returns {any} */
  const $ = (id) => document.getElementById(id);
  /** @type {Given[]} */
  let given = [];
  /** The address books that are mended. @type {Given[]} */
  let books = [];
  /** @type {Worker | null} */
  let worker = null;

  /** @param {string} name @param {Record<string, string>} attributes @param {...(Node | string)} children @returns {any} */
  function el(name, attributes, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  }

  // ---- what the page carries

  /** @param {string} id @returns {Uint8Array} */
  function carried(id) {
    const text = atob($(id).textContent.trim());
    const bytes = new Uint8Array(text.length);
    for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
    return bytes;
  }

  /** The worker, begun anew after a Cancel. @returns {Worker} */
  function working() {
    if (worker) return worker;
    const address = URL.createObjectURL(new Blob([$("worker").textContent], { type: "text/javascript" }));
    worker = new Worker(address);
    URL.revokeObjectURL(address);
    worker.onmessage = ({ data }) => told[data.kind](data);
    worker.onerror = (event) => failed(`The core of this page could not be started (${event.message}).`);
    worker.postMessage({ kind: "begin", core: carried("core") });
    return worker;
  }

  // ---- choosing

  /** @param {Given[]} more */
  function take(more) {
    for (const one of more) {
      if (!given.some((other) => other.name === one.name && other.file.size === one.file.size)) given.push(one);
    }
    given.sort((a, b) => inOrder(a.name.split("/"), b.name.split("/")));
    showChosen();
  }

  /** As the program walks folders: part by part of the path. @param {string[]} a @param {string[]} b */
  function inOrder(a, b) {
    const at = a.findIndex((part, index) => part !== b[index]);
    if (at < 0) return a.length - b.length;
    return at >= b.length || a[at] > b[at] ? 1 : -1;
  }

  function showChosen() {
    $("failed").hidden = true;
    $("chosen").hidden = given.length === 0;
    const lines = given.map((one) => {
      const back = el("button", { type: "button", class: "link", "aria-label": `Take ${one.name} back` }, "take back");
      back.addEventListener("click", () => {
        given = given.filter((other) => other !== one);
        showChosen();
      });
      const said = NEVER_READ.test(one.name) ? "pictures, films, sound and documents are not read" : size(one.file.size);
      return el("li", {}, el("span", { dir: "auto" }, one.name), el("small", {}, said), back);
    });
    $("chosen-head").textContent = given.length > 1 ? `Your ${given.length} files` : "Your file";
    $("list").replaceChildren(...lines);
  }

  /** How the names of files end in which there is never a contact or a message that Tieline could read. */
  const NEVER_READ = /\.(pdf|docx?|pptx?|pages|jpe?g|png|gif|heic|webp|svg|mp[34]|m4[av]|mov|avi|wav|opus|ogg|exe|dmg|apk)$/i;

  /** @param {number} bytes */
  function size(bytes) {
    if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`;
    if (bytes >= 1e6) return `${(bytes / 1e6).toFixed(1)} MB`;
    if (bytes >= 1e3) return `${Math.round(bytes / 1e3)} kB`;
    return bytes === 0 ? "empty" : bytes === 1 ? "1 byte" : `${bytes} bytes`;
  }

  /** @param {any} entry @param {string} folder @returns {Promise<Given[]>} */
  async function within(entry, folder) {
    const name = folder + entry.name;
    if (entry.isFile) {
      const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
      return [{ name, file }];
    }
    const found = [];
    const reader = entry.createReader();
    for (;;) {
      const entries = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
      if (entries.length === 0) return found;
      for (const inner of entries) found.push(...(await within(inner, `${name}/`)));
    }
  }

  /** @param {DataTransfer} transfer @returns {Promise<Given[]>} */
  async function dropped(transfer) {
    const entries = [...transfer.items].map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry()).filter(Boolean);
    if (entries.length === 0) return [...transfer.files].map((file) => ({ name: file.name, file }));
    return (await Promise.all(entries.map((entry) => within(entry, "")))).flat();
  }

  /** @param {string} id @param {(files: Given[]) => void} use */
  function droppable(id, use) {
    const place = $(id);
    place.addEventListener("dragover", (/** @type {DragEvent} */ event) => {
      event.preventDefault();
      place.classList.add("over");
    });
    place.addEventListener("dragleave", () => place.classList.remove("over"));
    place.addEventListener("drop", (/** @type {DragEvent} */ event) => {
      event.preventDefault();
      event.stopPropagation();
      place.classList.remove("over");
      if (event.dataTransfer) received(event.dataTransfer, use);
    });
  }

  /** @param {DataTransfer} transfer @param {(files: Given[]) => void} use */
  async function received(transfer, use) {
    try {
      use(await dropped(transfer));
    } catch (error) {
      failed(`The browser could not open what was dropped (${error}).`);
    }
  }

  /** @param {string} button @param {string} input @param {(files: Given[]) => void} use */
  function choosable(button, input, use) {
    $(button).addEventListener("click", () => $(input).click());
    $(input).addEventListener("change", () => {
      use([...$(input).files].map((file) => ({ name: file.webkitRelativePath || file.name, file })));
      $(input).value = "";
    });
  }

  // ---- reading

  /** @param {string} [head] */
  function busy(head) {
    $("failed").hidden = true;
    for (const id of ["audit", "clean", "how"]) $(id).hidden = head !== undefined || (id !== "how" && id !== chosenTab());
    $("busy").hidden = head === undefined;
    if (head !== undefined) {
      $("busy-head").textContent = head;
      $("said").textContent = "";
      $("progress").removeAttribute("value");
      $("cancel").focus();
    }
  }

  /** @param {string} why */
  function failed(why) {
    busy();
    const [head, ...lines] = why.split("\n").map(sentence);
    $("why-head").textContent = head;
    $("why").replaceChildren(...lines.map((line) => el("li", { dir: "auto" }, line)));
    $("failed").hidden = false;
    $("failed").scrollIntoView({ block: "nearest" });
  }

  /** A line as a sentence begins; the name of a file keeps its small letter. @param {string} line */
  function sentence(line) {
    const begins = (/** @type {Given} */ one) => line.startsWith(one.name);
    return [...given, ...books].some(begins) ? line : line.slice(0, 1).toUpperCase() + line.slice(1);
  }

  /** @param {Given[]} files @param {number} asOf @param {string[]} me @param {string} region */
  function audit(files, asOf, me, region) {
    busy("Reading your files");
    working().postMessage({ kind: "audit", files, asOf, me, region });
  }

  /** @param {{ why: string }} said */
  function failedHere({ why }) {
    failed(why);
  }

  /** What the worker says, and what becomes of it. @type {Record<string, (data: any) => void>} */
  const told = {
    progress({ what, share }) {
      if (what !== undefined) $("said").textContent = what;
      if (share > 0 && share < 1) $("progress").value = share;
      else $("progress").removeAttribute("value");
    },
    failed: failedHere,
    audited({ page, names, refused, asked, memory }) {
      show(new TextDecoder().decode(page), { names, refused, asked, invented: isInvented });
      // For the tests: how much the core took.
      document.documentElement.dataset.memory = String(memory);
    },
    file({ name, bytes }) {
      save(name, bytes);
    },
    cleaned,
  };

  // ---- showing

  /** This screen, with all that was chosen and filled in, while an audit stands in its place. @type {Element} */
  let first = document.documentElement;
  let isInvented = false;
  /** The policy that the audit carries as a file of its own. That of this page is as strict and holds for it here; with both, nothing
   * could be read again. */
  const POLICY = /<meta http-equiv="Content-Security-Policy"[^>]*>/;

  /** Puts the audit in the place of this screen. @param {string} page @param {{ names: string[], refused: string[], asked: string[], invented: boolean }} made */
  function show(page, { names, refused, asked, invented }) {
    busy();
    first = document.documentElement;
    first.remove();
    document.open();
    document.write(page.replace(POLICY, ""));
    document.close();
    const again = el("button", { type: "button", class: "chip" }, invented ? "My own files" : "Other files");
    again.addEventListener("click", back);
    // Those with a word on them first, in the order of these words.
    const known = Object.keys(MEANT);
    const lists = known.filter((name) => names.includes(name)).concat(names.filter((name) => !known.includes(name) && !/^report\./.test(name)));
    const bar = el(
      "aside",
      { class: "made", "aria-label": "Files made of this audit" },
      ...(invented ? [el("p", { class: "invented" }, "An invented network, to try the page: nobody in it exists.")] : []),
      el("p", {}, "Save ", ask("audit.json"), " and drop it in next month: the page then says what changed. ", ask("report.html"), " is this page as a file."),
      again,
      el("details", { class: "files" }, el("summary", {}, "All files of this audit"), el("ul", {}, ...lists.map((name) => el("li", {}, ask(name), ` ${MEANT[name] || ""}`)))),
    );
    if (!invented) bar.append(...asked.map(isThatYou));
    if (refused.length > 0) {
      const rows = refused.map((line) => el("li", { dir: "auto" }, line));
      bar.append(el("div", { class: "notice" }, el("p", {}, "Not everything that you decided could be taken:"), el("ul", {}, ...rows)));
    }
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(MADE);
    document.adoptedStyleSheets = [sheet];
    document.body.prepend(bar);
    told.failed = ({ why }) => bar.append(el("p", { class: "notice", role: "alert" }, why));
    // Files that are dropped here are added to the others.
    addEventListener("dragover", (event) => event.preventDefault());
    addEventListener("drop", async (event) => {
      event.preventDefault();
      if (!event.dataTransfer) return;
      const more = await dropped(event.dataTransfer);
      if (more.length === 0) return;
      back();
      if (chosenTab() === "clean") tab("audit");
      take(more);
    });
  }

  /** Asks whether something is the owner's; a yes audits the same files again. @param {string} what @returns {any} */
  function isThatYou(what) {
    const yes = el("button", { type: "button", class: "chip" }, "Yes, that is me");
    yes.addEventListener("click", () => {
      back();
      $("me").value = [$("me").value, what].filter(Boolean).join(", ");
      $("go").click();
    });
    return el("p", { class: "notice ask" }, "Is ", el("b", { dir: "auto" }, what), " you? ", yes);
  }

  /** Back to this screen, as it was left. What was decided and not saved the browser keeps. */
  function back() {
    // Whatever the audit listens to ends with its document.
    document.open();
    document.write("<!DOCTYPE html><title>Tieline</title>");
    document.close();
    document.adoptedStyleSheets = [];
    document.replaceChild(first, document.documentElement);
    history.replaceState(null, "", location.pathname + location.search);
    told.failed = failedHere;
    hold();
    scrollTo(0, 0);
    $(given.length > 0 ? "go" : "choose").focus();
  }

  /** @param {string} name @param {Uint8Array} bytes */
  function save(name, bytes) {
    const address = URL.createObjectURL(new Blob([/** @type {any} */ (bytes)]));
    const link = el("a", { href: address, download: name.split("/").pop() || name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  }

  const CHANGES_SHOWN = 200;

  /** What a file is, for whoever wonders which to take. @type {Record<string, string>} */
  const MEANT = {
    "audit.json": "The audit, for next month",
    "audit.xlsx": "For Excel: the lists below as one workbook, to decide in",
    "ranked.csv": "Everybody in the order of the list",
    "keep-delete.csv": "Whom to keep and whom to delete, to decide in",
    "missing.csv": "Whose number or address is missing",
    "unmatched.csv": "Who writes to you and is on no card",
    "unmatched.vcf": "The same as cards, to take into an address book",
    "not-people.csv": "Companies and shared mailboxes",
    "Connections.csv": "A copy of LinkedIn's list with its spelling mended; not your own file",
    "changes.csv": "Every change, before and after",
    "people.vcf": "All people in one file, merged",
    "merged.csv": "Which cards were merged, and why",
    "review.csv": "Cards that may be one person",
    "stale.csv": "What is out of date",
    "companies.csv": "Companies in several spellings",
    "problems.csv": "What could not be read",
  };

  /** A button that has a file made and saved. @param {string} name @param {string} [label] */
  function ask(name, label) {
    const button = el("button", { type: "button", class: label ? "second" : "link" }, label || name);
    button.addEventListener("click", () => working().postMessage({ kind: "file", name }));
    return button;
  }

  /** @param {{ names: string[], count: number, list: Uint8Array, remarks: string[], meanings: string[] }} made */
  function cleaned({ names, count, list, remarks, meanings }) {
    busy();
    $("cleaned").hidden = false;
    const copies = names.filter((name) => name.startsWith("cleaned/"));
    const values = `${count} ${count === 1 ? "value" : "values"} mended`;
    const where = copies.length === 1 ? copies[0].slice(8) : `${copies.length} files`;
    $("cleaned-head").textContent = copies.length === 0 ? "None of these files is an address book" : `${where}: ${count === 0 ? "nothing to mend" : values}`;
    $("cleaned-said").replaceChildren(...remarks.map((text) => el("li", { dir: "auto" }, text)));
    const lists = Object.keys(MEANT).filter((name) => names.includes(name));
    const save = count === 0 ? [] : copies.map((name) => ask(name, copies.length === 1 ? "Save the mended copy" : `Save ${name.slice(8)}`));
    const more = lists.map((name) => el("li", {}, ask(name), ` ${MEANT[name]}`));
    $("cleaned-save").replaceChildren(...save.flatMap((button) => [button, " "]));
    $("cleaned-more").replaceChildren(...(copies.length === 0 ? [] : more));
    const [head, ...rows] = table(new TextDecoder().decode(list)).map((cells) => cells.map(shown));
    const code = head.indexOf("code");
    if (code >= 0) head[code] = "why";
    for (const cells of rows) {
      const at = meanings.indexOf(cells[code]);
      if (at >= 0) cells[code] = meanings[at + 1];
    }
    const row = (/** @type {string} */ cell, /** @type {string[]} */ cells) => el("tr", {}, ...cells.map((text) => el(cell, { dir: "auto" }, short(text))));
    $("changes").replaceChildren(...(count === 0 ? [] : [row("th", head), ...rows.slice(0, CHANGES_SHOWN).map((cells) => row("td", cells))]));
    $("changes-more").textContent = rows.length > CHANGES_SHOWN ? `and ${rows.length - CHANGES_SHOWN} more, in changes.csv` : "";
  }

  /** A cell as it is meant: without what keeps a spreadsheet from taking it for a formula, and with spaces at its ends as a sign. @param {string} cell */
  const shown = (cell) => cell.replace(/^'(?=[=+\-@])/, "").replaceAll("<U+0020>", "␣");

  /** The beginning and the end of a long value: all of it stands in changes.csv. @param {string} text */
  const short = (text) => (text.length > 240 ? `${text.slice(0, 160)} […] ${text.slice(-60)}` : text);

  /** The cells of a CSV (RFC 4180). @param {string} text @returns {string[][]} */
  function table(text) {
    const rows = [];
    let row = [];
    for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
      if (end === "" && quoted === undefined && plain === "" && row.length === 0) break;
      row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
      if (end === ",") continue;
      rows.push(row);
      row = [];
      if (end === "") break;
    }
    return rows;
  }

  // ---- the screen

  function chosenTab() {
    return $("tab-audit").getAttribute("aria-selected") === "true" ? "audit" : "clean";
  }

  /** @param {string} which */
  function tab(which) {
    for (const name of ["audit", "clean"]) {
      const button = $(`tab-${name}`);
      button.setAttribute("aria-selected", String(name === which));
      button.tabIndex = name === which ? 0 : -1;
      $(name).hidden = name !== which;
    }
    $("failed").hidden = true;
  }

  // ---- countries

  /** The languages in which a country is known by its name, beside those of the browser. */
  const LANGUAGES = ["en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "pl", "cs", "hu", "tr"];
  /** @param {string} text */
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
  /** The codes of countries by their names and by themselves. @type {Map<string, string>} */
  const countries = new Map();
  function learnCountries() {
    const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
    for (const language of [...LANGUAGES, ...navigator.languages]) {
      const names = new Intl.DisplayNames([language], { type: "region", fallback: "none" });
      for (const code of letters.flatMap((one) => letters.map((two) => one + two))) {
        const name = names.of(code);
        if (!name || ["EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"].includes(code)) continue;
        if (!countries.has(folded(name))) countries.set(folded(name), code);
        countries.set(folded(code), code);
      }
    }
    countries.set("uk", "GB");
    countries.set("usa", "US");
  }

  /** The country in a field: its code, nothing where the field is empty, and null where it is not one, which is said there. @param {string} id @returns {string | null} */
  function countryIn(id) {
    const text = $(id).value.trim();
    if (countries.size === 0) learnCountries();
    const code = text === "" ? "" : countries.get(folded(text));
    const name = code && new Intl.DisplayNames(["en"], { type: "region" }).of(code);
    $(`${id}-said`).textContent = code === undefined ? `"${text}" is not a country that this page knows. Write its name or its two letters: Germany, or DE.` : name || "";
    $(id).setAttribute("aria-invalid", String(code === undefined));
    if (code === undefined) $(id).focus();
    return code === undefined ? null : code;
  }

  /** @param {Given[]} files */
  function mendThese(files) {
    if (files.length === 0) return;
    books = files;
    mend();
  }

  /** Mends the address books that were chosen. */
  function mend() {
    const region = countryIn("clean-region");
    if (books.length === 0 || region === null) return;
    busy("Mending a copy");
    $("cleaned").hidden = true;
    working().postMessage({ kind: "clean", files: books, asOf: now(), region });
  }

  /** @returns {number} */
  const now = () => Math.floor(Date.now() / 1000);

  function listen() {
    droppable("drop", take);
    choosable("choose", "files", take);
    choosable("choose-folder", "folder", take);
    $("clean-region").addEventListener("change", mend);
    $("region").addEventListener("change", () => countryIn("region"));
    droppable("drop-clean", mendThese);
    choosable("choose-clean", "clean-file", mendThese);
    $("clear").addEventListener("click", () => {
      given = [];
      showChosen();
    });
    $("go").addEventListener("click", () => {
      const me = $("me").value.split(/[,;]/).map((/** @type {string} */ one) => one.trim());
      const region = countryIn("region");
      if (region === null) return;
      isInvented = false;
      audit(given, now(), me.filter(Boolean), region);
    });
    $("cancel").addEventListener("click", () => {
      worker?.terminate();
      worker = null;
      busy();
    });
    $("demo-open").addEventListener("click", () => {
      const zip = new File([/** @type {any} */ (carried("demo"))], "demo.zip");
      isInvented = true;
      audit([{ name: zip.name, file: zip }], Date.UTC(2026, 10, 1) / 1000, [], "SE");
    });
    for (const name of ["audit", "clean"]) $(`tab-${name}`).addEventListener("click", () => tab(name));
    $("tab-audit").parentElement.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
      const other = chosenTab() === "audit" ? "clean" : "audit";
      tab(other);
      $(`tab-${other}`).focus();
    });
    hold();
  }

  /** A file dropped beside its place would take the page away: it counts as dropped there. */
  function hold() {
    addEventListener("dragover", (event) => event.preventDefault());
    addEventListener("drop", (event) => {
      event.preventDefault();
      if ($("busy").hidden && event.dataTransfer) received(event.dataTransfer, chosenTab() === "audit" ? take : mendThese);
    });
  }

  const MADE = document.querySelectorAll("style")[1].textContent || "";
  listen();
})();
