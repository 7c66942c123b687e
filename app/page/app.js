// The first screen of the page that reads files itself: takes what is dropped, has it read beside the page, and shows what comes of it.
"use strict";
(() => {
  /** @typedef {{ name: string, file: File }} Given */

  /** @param {string} id @returns {any} */
  const $ = (id) => document.getElementById(id);
  /** @type {Given[]} */
  let given = [];
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

  const SHOWN = 12;

  function showChosen() {
    $("failed").hidden = true;
    $("chosen").hidden = given.length === 0;
    const lines = given.slice(0, SHOWN).map((one) => {
      const back = el("button", { type: "button", class: "link", "aria-label": `Take ${one.name} back` }, "take back");
      back.addEventListener("click", () => {
        given = given.filter((other) => other !== one);
        showChosen();
      });
      return el("li", {}, el("span", { dir: "auto" }, one.name), el("small", {}, size(one.file.size)), back);
    });
    if (given.length > SHOWN) lines.push(el("li", {}, el("span", {}, `and ${given.length - SHOWN} more`)));
    $("list").replaceChildren(...lines);
  }

  /** @param {number} bytes */
  function size(bytes) {
    if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`;
    if (bytes >= 1e6) return `${(bytes / 1e6).toFixed(1)} MB`;
    return `${Math.max(1, Math.round(bytes / 1e3))} kB`;
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
    place.addEventListener("drop", async (/** @type {DragEvent} */ event) => {
      event.preventDefault();
      place.classList.remove("over");
      if (!event.dataTransfer) return;
      try {
        use(await dropped(event.dataTransfer));
      } catch (error) {
        failed(`The browser could not open what was dropped (${error}).`);
      }
    });
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
    $("why").textContent = why;
    $("failed").hidden = false;
    $("failed").scrollIntoView({ block: "nearest" });
  }

  /** @param {Given[]} files @param {number} asOf @param {string[]} me @param {string} region */
  function audit(files, asOf, me, region) {
    busy("Reading your files");
    working().postMessage({ kind: "audit", files, asOf, me, region });
  }

  /** What the worker says, and what becomes of it. @type {Record<string, (data: any) => void>} */
  const told = {
    progress({ what, share }) {
      if (what !== undefined) $("said").textContent = what;
      if (share > 0 && share < 1) $("progress").value = share;
      else $("progress").removeAttribute("value");
    },
    failed({ why }) {
      failed(why);
    },
    audited({ page, names, refused, memory }) {
      show(new TextDecoder().decode(page), names, refused);
      // For the tests: how much the core took.
      document.documentElement.dataset.memory = String(memory);
    },
    file({ name, bytes }) {
      save(name, bytes);
    },
    cleaned,
  };

  // ---- showing

  /** Puts the audit in the place of this screen. The policy of this page holds for it as well. @param {string} page @param {string[]} names @param {string[]} refused */
  function show(page, names, refused) {
    document.open();
    document.write(page);
    document.close();
    const again = el("button", { type: "button", class: "chip" }, "Other files");
    again.addEventListener("click", () => location.replace(location.href.split("#")[0]));
    const lists = names.filter((name) => name !== "report.html" && name !== "report.md");
    const bar = el(
      "aside",
      { class: "made", "aria-label": "Files made of this audit" },
      el("p", {}, "Save ", ask("audit.json"), " and drop it in next month: the page then says what changed. ", ask("report.html"), " is this page as a file."),
      again,
      el("details", { class: "files" }, el("summary", {}, "All files of this audit"), ...lists.flatMap((name) => [ask(name), " "])),
    );
    if (refused.length > 0) bar.append(el("p", { class: "notice" }, `Not everything that you decided could be taken: ${refused.join("; ")}`));
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(MADE);
    document.adoptedStyleSheets = [sheet];
    document.body.prepend(bar);
    told.failed = ({ why }) => bar.append(el("p", { class: "notice", role: "alert" }, why));
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

  /** What a file of `clean` is, for whoever wonders which to take. @type {Record<string, string>} */
  const MEANT = {
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

  /** @param {{ names: string[], count: number, list: Uint8Array }} made */
  function cleaned({ names, count, list }) {
    busy();
    $("cleaned").hidden = false;
    const copies = names.filter((name) => name.startsWith("cleaned/"));
    const values = `${count} ${count === 1 ? "value" : "values"} mended`;
    const where = copies.length === 1 ? copies[0].slice(8) : `${copies.length} files`;
    $("cleaned-head").textContent = copies.length === 0 ? "None of these files is an address book" : `${where}: ${count === 0 ? "nothing to mend" : values}`;
    const lists = Object.keys(MEANT).filter((name) => names.includes(name));
    const save = count === 0 ? [] : copies.map((name) => ask(name, copies.length === 1 ? "Save the mended copy" : `Save ${name.slice(8)}`));
    const more = lists.map((name) => el("li", {}, ask(name), ` ${MEANT[name]}`));
    $("cleaned-save").replaceChildren(...save.flatMap((button) => [button, " "]));
    $("cleaned-more").replaceChildren(...(copies.length === 0 ? [] : more));
    const [head, ...rows] = table(new TextDecoder().decode(list));
    const row = (/** @type {string} */ cell, /** @type {string[]} */ cells) => el("tr", {}, ...cells.map((text) => el(cell, { dir: "auto" }, text)));
    $("changes").replaceChildren(...(count === 0 ? [] : [row("th", head), ...rows.slice(0, CHANGES_SHOWN).map((cells) => row("td", cells))]));
    $("changes-more").textContent = rows.length > CHANGES_SHOWN ? `and ${rows.length - CHANGES_SHOWN} more, in changes.csv` : "";
  }

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

  /** @returns {number} */
  const now = () => Math.floor(Date.now() / 1000);

  function listen() {
    droppable("drop", take);
    choosable("choose", "files", take);
    choosable("choose-folder", "folder", take);
    const clean = (/** @type {Given[]} */ files) => {
      if (files.length === 0) return;
      busy("Mending a copy");
      $("cleaned").hidden = true;
      working().postMessage({ kind: "clean", files, asOf: now(), region: $("clean-region").value.trim() });
    };
    droppable("drop-clean", clean);
    choosable("choose-clean", "clean-file", clean);
    $("clear").addEventListener("click", () => {
      given = [];
      showChosen();
    });
    $("go").addEventListener("click", () => {
      const me = $("me").value.split(/[,;]/).map((/** @type {string} */ one) => one.trim());
      audit(given, now(), me.filter(Boolean), $("region").value.trim());
    });
    $("cancel").addEventListener("click", () => {
      worker?.terminate();
      worker = null;
      busy();
    });
    $("demo-open").addEventListener("click", () => {
      const zip = new File([/** @type {any} */ (carried("demo"))], "demo.zip");
      audit([{ name: zip.name, file: zip }], Date.UTC(2026, 10, 1) / 1000, [], "SE");
    });
    for (const name of ["audit", "clean"]) $(`tab-${name}`).addEventListener("click", () => tab(name));
    $("tab-audit").parentElement.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
      const other = chosenTab() === "audit" ? "clean" : "audit";
      tab(other);
      $(`tab-${other}`).focus();
    });
    // A file dropped beside its place would take the page away.
    for (const name of ["dragover", "drop"]) addEventListener(name, (event) => event.preventDefault());
  }

  const MADE = document.querySelectorAll("style")[1].textContent || "";
  listen();
})();
