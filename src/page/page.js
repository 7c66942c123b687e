// The page of an audit: search, filters, the list of people, one person, decisions.
//
// It reads the data that stands in the page, sets every text of a file as text, and neither loads nor sends anything.
"use strict";
(() => {
  /** @typedef {(string | number | null | any[])[]} Row */
  /** @typedef {{ name: string, values: Map<number, Set<string>>, label: (value: string) => string }} Facet */
  /** @typedef {{ q: string, on: Map<string, Set<string>>, sort: string, down: boolean, person: string }} State */
  /** @typedef {{ head: string } | number} Item */

  /** @param {string} id @returns {any} */
  const $ = (id) => document.getElementById(id);
  const data = JSON.parse($("data").textContent);
  /** @type {string[]} */
  const strings = data.strings;
  /** @type {Row[]} */
  const rows = data.rows;
  /** @type {Record<string, number>} */
  const C = {};
  data.columns.forEach((/** @type {string} */ name, /** @type {number} */ at) => (C[name] = at));
  const WAITS = 1;
  const SHARED = 2;
  const CONSTANT = 4;
  /** @type {number} */
  const today = data.asOf;
  const byId = new Map(rows.map((row, at) => [/** @type {string} */ (row[C.id]), at]));

  // ---- small tools

  /**
   * @param {string} name @param {Record<string, string | number | boolean | undefined>} [attributes] @param {...(Node | string)} children
   * @returns {any}
   */
  function el(name, attributes, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (value === true) element.setAttribute(key, "");
      else if (value !== undefined && value !== false) element.setAttribute(key, String(value));
    }
    element.append(...children);
    return element;
  }

  /** @param {string} name @param {Record<string, string | number>} attributes @param {...(Node | string)} children @returns {any} */
  function svg(name, attributes, ...children) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
    element.append(...children);
    return element;
  }

  /** @param {any} place @returns {string} */
  const str = (place) => (place === null ? "" : strings[place]);
  /** @param {string} text */
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/ß/g, "ss").replace(/ø/g, "o").replace(/ł/g, "l").replace(/æ/g, "ae");
  /** @param {number} n @param {string} one @param {string} many */
  const count = (n, one, many) => `${n.toLocaleString("en-GB")} ${n === 1 ? one : many}`;
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  /** @param {number} day */
  function written(day) {
    const date = new Date(day * 864e5);
    return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
  }
  /** @param {number} day */
  const year = (day) => String(new Date(day * 864e5).getUTCFullYear());
  /** @param {number} day */
  function ago(day) {
    const days = today - day;
    if (days < 0) return written(day);
    if (days === 0) return "today";
    if (days === 1) return "yesterday";
    if (days < 60) return `${days} days ago`;
    if (days < 730) return `${Math.floor((days * 12) / 365)} months ago`;
    return `${Math.floor(days / 365)} years ago`;
  }
  /** @param {any} permille */
  const percent = (permille) => (permille < 50 ? "<5 %" : permille > 950 ? ">95 %" : `~${Math.round(permille / 50) * 5} %`);

  // ---- what is kept: choices by audit, ticks by person

  const memory = {
    /** @param {string} key @returns {any} */
    read(key) {
      try {
        return JSON.parse(localStorage.getItem(key) || "null");
      } catch {
        return null;
      }
    },
    /** @param {string} key @param {unknown} value */
    write(key, value) {
      try {
        localStorage.setItem(key, JSON.stringify(value));
        return true;
      } catch {
        return false;
      }
    },
  };
  const KEPT = `tieline-choices-${data.key}`;
  const kept = memory.read(KEPT) || {};
  /** By what its cards say, which is the same in every audit of these files. @param {any[]} pair */
  const keyOfPair = (pair) => JSON.stringify([pair[1], pair[2]].map(([id, name, values, file]) => [id, name, ...values.map((/** @type {any[]} */ [, value]) => value), str(file)]));
  const isHere = {
    people: (/** @type {string} */ id) => byId.has(id),
    pairs: ((all) => (/** @type {string} */ key) => all.has(key))(new Set(data.pairs.map(keyOfPair))),
  };
  /** What was kept of those whom this page shows, and of others, who may be in the next one again. @param {"people" | "pairs"} of @param {Record<string, string>} all */
  function parted(of, all) {
    /** @type {Record<string, string>[]} */
    const [here, elsewhere] = [{}, {}];
    for (const [key, word] of Object.entries(all || {})) (isHere[of](key) ? here : elsewhere)[key] = word;
    return [here, elsewhere];
  }
  const [choices, choicesElsewhere] = parted("people", kept.people);
  const [answers, answersElsewhere] = parted("pairs", kept.pairs);
  /** @type {{ people: Record<string, string>, pairs: Record<string, string> }} */
  let saved = kept.saved || { people: {}, pairs: {} };
  // What was saved and has come back with the files needs no second word.
  for (const [id, word] of Object.entries(choices)) {
    const now = str(rows[/** @type {number} */ (byId.get(id))][C.decision]);
    if (saved.people[id] === word && (now !== "" || word === "undecided")) {
      delete choices[id];
      delete saved.people[id];
    }
  }
  let remembers = true;
  const keep = () => (remembers = memory.write(KEPT, { people: { ...choicesElsewhere, ...choices }, pairs: { ...answersElsewhere, ...answers }, saved }));

  /** @param {Record<string, string>} now @param {Record<string, string>} then */
  const differing = (now, then) => new Set([...Object.keys(now), ...Object.keys(then)].filter((key) => now[key] !== then[key])).size;
  const unsaved = () => differing(choices, parted("people", saved.people)[0]) + differing(answers, parted("pairs", saved.pairs)[0]);

  // ---- state: search, filters, sort, the open person; the address bar has it all

  /** @returns {State} */
  const fresh = () => ({ q: "", on: new Map(), sort: "chance", down: true, person: "" });
  let state = fresh();
  const SORTS = ["name", "chance", "answered", "began", "last", "marks", "ties", "verdict", "decision"];

  function read() {
    const hash = location.hash.slice(1);
    if (hash && !hash.includes("=")) return false;
    const next = fresh();
    for (const [key, value] of new URLSearchParams(hash)) {
      if (key === "q") next.q = value;
      else if (key === "person") next.person = byId.has(value) ? value : "";
      else if (key === "sort") {
        const name = value.replace(/^-/, "");
        if (SORTS.includes(name)) [next.sort, next.down] = [name, value.startsWith("-")];
      } else if (facets.some((facet) => facet.name === key)) next.on.set(key, new Set(value.split("|").filter(Boolean)));
    }
    state = next;
    return true;
  }

  /** @param {boolean} [quietly] */
  function remember(quietly) {
    const params = new URLSearchParams();
    if (state.q) params.set("q", state.q);
    for (const [name, values] of state.on) if (values.size) params.set(name, [...values].join("|"));
    if (state.sort !== "chance" || !state.down) params.set("sort", (state.down ? "-" : "") + state.sort);
    if (state.person) params.set("person", state.person);
    const hash = `#${params}`;
    clearTimeout(remembering);
    if (hash === location.hash || (hash === "#" && !location.hash)) return;
    const url = hash === "#" ? location.pathname + location.search : hash;
    // A browser takes so many changes of the address in a minute and no more: while somebody types, the last one counts.
    if (quietly) remembering = setTimeout(() => history.replaceState(null, "", url), 150);
    else history.pushState(null, "", url);
  }
  /** @type {number | undefined} */
  let remembering;

  // ---- facets: what can be filtered by

  /** @param {Row} row */
  const decisionOf = (row) => choices[/** @type {string} */ (row[C.id])] || str(row[C.decision]);
  /** @param {Row} row */
  const isDecided = (row) => {
    const decision = decisionOf(row);
    return decision !== "" && decision !== "undecided";
  };

  /** @type {{ name: string, title: string, of: (row: Row) => string[], flat: boolean }[]} */
  const facets = [
    { name: "band", title: "Band", of: (row) => [data.bands[/** @type {number} */ (row[C.band])]], flat: true },
    { name: "more", title: "More", of: more, flat: true },
    { name: "verdict", title: "Verdict", of: (row) => [row[C.verdict] === null ? "" : data.verdicts[/** @type {number} */ (row[C.verdict])]], flat: false },
    { name: "decision", title: "Decision", of: (row) => [isDecided(row) ? decisionOf(row) : "undecided"], flat: false },
    { name: "source", title: "Source", of: (row) => /** @type {any[]} */ (row[C.files]).map(str), flat: false },
    { name: "connected", title: "Year connected", of: (row) => [row[C.connected] === null ? "not connected" : year(/** @type {number} */ (row[C.connected]))], flat: false },
    { name: "label", title: "Label", of: (row) => /** @type {any[]} */ (row[C.labels]).map(str), flat: false },
  ];

  /** @param {Row} row */
  function more(row) {
    const flags = /** @type {number} */ (row[C.flags]);
    const on = [];
    if (flags & WAITS) on.push("waits");
    if (flags & SHARED) on.push("shared");
    return on;
  }
  /** @type {Record<string, string>} */
  const WORDS = { waits: "waits for your answer", shared: "worked where you did" };
  /** @param {string} value */
  const wordOf = (value) => WORDS[value] || value;

  // ---- the index, built in slices that do not block

  /** @type {string[]} */
  const texts = new Array(rows.length);
  /** @param {number} at */
  function textOf(at) {
    if (texts[at] === undefined) {
      const row = rows[at];
      const all = [row[C.name], str(row[C.company]), str(row[C.title]), row[C.slug]];
      for (const list of [row[C.emails], row[C.phones]]) all.push(.../** @type {any[]} */ (list));
      for (const list of [row[C.places], row[C.labels]]) all.push(.../** @type {any[]} */ (list).map(str));
      texts[at] = fold(all.join("\n"));
    }
    return texts[at];
  }
  /** Numbers as people know them: without spaces, and with the zero of the country instead of its code. @param {Row} row */
  const digitsOf = (row) => /** @type {string[]} */ (row[C.phones]).map((phone) => phone.replace(/[^0-9]/g, "")).join("\n");
  function index() {
    let at = 0;
    const slice = () => {
      const until = performance.now() + 8;
      while (at < rows.length && performance.now() < until) textOf(at++);
      if (at < rows.length) setTimeout(slice);
    };
    setTimeout(slice);
  }

  // ---- what was typed: words, and filters such as band:likely

  /** Names of filters, with the facet of each. @type {Record<string, string>} */
  const TYPED = { band: "band", verdict: "verdict", decision: "decision", source: "source", connected: "connected", year: "connected", label: "label", is: "more" };
  /** @typedef {{ words: string[], without: string[], wanted: [number, Set<number>][], unwanted: [number, Set<number>][], digits: string }} Typed */

  /** @param {string} q @returns {Typed} */
  function typed(q) {
    /** @type {Typed} */
    const all = { words: [], without: [], wanted: [], unwanted: [], digits: "" };
    // A number, however it is spaced: what begins with the zero of a country ends as one that begins with its code.
    if (/^\s*\+?[\d\s()./-]+$/.test(q) && q.replace(/[^0-9]/g, "").length > 4) all.digits = q.replace(/[^0-9]/g, "").replace(/^0+/, "");
    for (const [, minus, name, quoted, bare] of q.matchAll(/(-?)(?:([a-z]+):)?(?:"([^"]*)"?|(\S*))/gi)) {
      const value = fold(quoted ?? bare);
      const facet = name ? TYPED[name.toLowerCase()] : undefined;
      if (facet) {
        const f = facets.findIndex((one) => one.name === facet);
        const meant = value.split(",").filter(Boolean).flatMap((word) => valuesLike(f, word));
        if (value) (minus ? all.unwanted : all.wanted).push([f, new Set(meant)]);
      } else {
        // What is no filter is looked for as it stands: "10:30", "c/o".
        // The comma of "Family, Given" ends a word.
        const words = (fold(name ? `${name}:` : "") + value).replace(/,$/, "");
        if (words) (minus ? all.without : all.words).push(words);
      }
    }
    return all;
  }

  /** A filter that was typed and that nobody can fit: `verdict:foo`. @param {string} q */
  function typedWrong(q) {
    for (const [, name, value] of q.matchAll(/(?:^|\s)-?([a-z]+):([^\s",]+)/gi)) {
      const facet = TYPED[name.toLowerCase()];
      const f = facets.findIndex((one) => one.name === facet);
      if (facet && valuesLike(f, fold(value)).length === 0) return `${name.toLowerCase()}:${value}`;
    }
    return "";
  }

  /** The values of a facet that a word means: the one that it is, or else those that it stands in. @param {number} f @param {string} word */
  function valuesLike(f, word) {
    const said = coded[f].values.map((value) => fold(`${value}\n${wordOf(value)}`));
    const same = said.findIndex((value) => value.split("\n").includes(word));
    return same >= 0 ? [same] : said.flatMap((value, at) => (value.includes(word) ? [at] : []));
  }

  // ---- matching, counting and ordering

  /** @type {number[]} */
  let matching = [];
  /** How many there are of each value of each facet. @type {number[][]} */
  let counts = [];

  /** The values of each facet, and of each person the places of theirs in it. @type {{ values: string[], places: Map<string, number>, of: number[][] }[]} */
  const coded = facets.map(() => ({ values: [], places: new Map(), of: [] }));
  /** @param {number} f @param {number} at */
  function code(f, at) {
    const { values, places, of } = coded[f];
    of[at] = facets[f].of(rows[at]).filter(Boolean).map((value) => {
      const known = places.get(value);
      if (known !== undefined) return known;
      places.set(value, values.length);
      return values.push(value) - 1;
    });
  }
  /** @param {string} name @param {string} value */
  function countOf(name, value) {
    const f = facets.findIndex((facet) => facet.name === name);
    return counts[f][coded[f].places.get(value) ?? -1] || 0;
  }

  function match() {
    const { words, without, wanted, unwanted, digits } = typed(state.q);
    /** @type {[number, Set<number>][]} */
    const active = [];
    facets.forEach((facet, f) => {
      const on = state.on.get(facet.name);
      if (on && on.size) active.push([f, new Set([...on].map((value) => coded[f].places.get(value) ?? -1))]);
    });
    counts = coded.map(({ values }) => new Array(values.length).fill(0));
    matching = [];
    for (let at = 0; at < rows.length; at++) {
      if ((words.length || without.length) && !(digits && digitsOf(rows[at]).includes(digits))) {
        const text = textOf(at);
        if (!words.every((word) => text.includes(word)) || without.some((word) => text.includes(word))) continue;
      }
      const is = (/** @type {[number, Set<number>]} */ [f, meant]) => coded[f].of[at].some((value) => meant.has(value));
      if (!wanted.every(is) || unwanted.some(is)) continue;
      let missed = -1;
      let misses = 0;
      for (const [f, chosen] of active) {
        if (coded[f].of[at].some((value) => chosen.has(value))) continue;
        missed = f;
        if (++misses > 1) break;
      }
      if (misses > 1) continue;
      // A facet counts everybody whom the other facets leave.
      for (let f = 0; f < coded.length; f++) {
        if (misses && missed !== f) continue;
        const tally = counts[f];
        for (const value of coded[f].of[at]) tally[value]++;
      }
      if (!misses) matching.push(at);
    }
    order();
  }

  /** @type {Record<string, (row: Row) => any>} */
  const keyOf = {
    name: (row) => fold(String(row[C.name])),
    // 8 of 8 above 2 of 2: of equal shares the one of more tries.
    answered: (row) => (row[C.yours] ? Number(row[C.heard]) / Number(row[C.yours]) + Math.min(Number(row[C.yours]), 1e4) * 1e-9 : null),
    began: (row) => row[C.theirs],
    last: (row) => row[C.last],
    marks: (row) => /** @type {any[]} */ (row[C.marks]).length,
    ties: (row) => /** @type {any[]} */ (row[C.ties]).length,
    verdict: (row) => row[C.verdict],
    decision: (row) => (isDecided(row) ? decisionOf(row) : ""),
  };

  function order() {
    if (state.sort === "chance") {
      if (!state.down) matching.reverse();
      return;
    }
    const key = keyOf[state.sort];
    const keys = new Map(matching.map((at) => [at, key(rows[at])]));
    const sign = state.down ? -1 : 1;
    const isBlank = (/** @type {any} */ value) => value === null || value === "" || value === 0;
    matching.sort((a, b) => {
      const [x, y] = [keys.get(a), keys.get(b)];
      // What is not known stands at the end, whichever way.
      if (isBlank(x) !== isBlank(y)) return isBlank(x) ? 1 : -1;
      return x < y ? -sign : x > y ? sign : a - b;
    });
  }

  // ---- the list: only rows that can be seen are in the document

  /** @type {Item[]} */
  let items = [];
  /** @type {number[]} */
  let tops = [];
  let heights = { row: 58, head: 44 };
  const list = $("list");
  const body = $("rows");

  function layOut() {
    items = [];
    const grouped = state.sort === "chance" && matching.length > 0;
    let band = -1;
    /** @type {number[]} */
    const perBand = [0, 0, 0, 0];
    for (const at of matching) perBand[/** @type {number} */ (rows[at][C.band])]++;
    for (const at of matching) {
      const of = /** @type {number} */ (rows[at][C.band]);
      if (grouped && of !== band) {
        band = of;
        items.push({ head: `${data.heads[of]} ${perBand[of].toLocaleString("en-GB")}` });
      }
      items.push(at);
    }
    measure();
    $("table").setAttribute("aria-rowcount", String(matching.length + 1));
  }

  function measure() {
    const size = parseFloat(getComputedStyle(document.documentElement).fontSize);
    heights = { row: size * 3.625, head: size * 2.75 };
    tops = new Array(items.length + 1);
    let top = 0;
    items.forEach((item, at) => {
      tops[at] = top;
      top += typeof item === "number" ? heights.row : heights.head;
    });
    tops[items.length] = top;
  }

  /** The last item that begins at or above a height. @param {number} height */
  function itemAt(height) {
    let [low, high] = [0, items.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (tops[middle + 1] <= height) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  // A row across the list must not be wider than what is shown: it would take room from the columns.
  let columns = 9;
  let shownFrom = -1;
  let shownTo = -1;
  /** Whose name the Tab key reaches: one of the whole list, since arrows and `j` go from row to row. */
  let stop = "";
  /** @param {boolean} [all] */
  function draw(all) {
    const from = all ? 0 : Math.max(0, itemAt(list.scrollTop) - 6);
    const to = all ? items.length : Math.min(items.length, itemAt(list.scrollTop + list.clientHeight) + 7);
    [shownFrom, shownTo] = [from, to];
    columns = [...document.querySelectorAll("#columns th")].filter((th) => th.getClientRects().length).length || 9;
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.id : undefined;
    const drawn = [gap(tops[from] || 0)];
    let place = 2;
    for (let at = 0; at < from; at++) if (typeof items[at] === "number") place++;
    for (let at = from; at < to; at++) {
      const item = items[at];
      drawn.push(typeof item === "number" ? rowOf(item, place++) : headOf(item.head));
    }
    drawn.push(gap((tops[items.length] || 0) - (tops[to] || 0)));
    body.replaceChildren(...drawn);
    const seen = items.slice(itemAt(list.scrollTop), to).find((item) => typeof item === "number");
    (nameOf(stop) || (seen === undefined ? null : nameOf(String(rows[/** @type {number} */ (seen)][C.id]))))?.setAttribute("tabindex", "0");
    // Who was scrolled away has no row any more: the list keeps the keys.
    if (focused) (nameOf(focused) || list).focus({ preventScroll: true });
  }

  function scrolled() {
    const from = Math.max(0, itemAt(list.scrollTop) - 6);
    const to = Math.min(items.length, itemAt(list.scrollTop + list.clientHeight) + 7);
    if (from !== shownFrom || to !== shownTo) draw();
  }

  /** @param {number} height */
  function gap(height) {
    const cell = el("td", { colspan: columns });
    cell.style.height = `${height}px`;
    return el("tr", { class: "gap", "aria-hidden": "true" }, cell);
  }
  /** @param {string} text */
  const headOf = (text) => el("tr", { class: "head" }, el("th", { colspan: columns, scope: "colgroup" }, text));
  /** @param {string} id @returns {HTMLElement | null} */
  const nameOf = (id) => body.querySelector(`button[data-id="${CSS.escape(id)}"]`);

  /** The Tab key comes back to whoever had the focus last. @param {FocusEvent} event */
  function stopAt(event) {
    const name = /** @type {HTMLElement} */ (event.target);
    if (!name.matches("button.name")) return;
    for (const other of body.querySelectorAll('.name[tabindex="0"]')) other.setAttribute("tabindex", "-1");
    name.setAttribute("tabindex", "0");
    stop = name.dataset.id || "";
  }

  /** @param {number} at @param {number} place */
  function rowOf(at, place) {
    const row = rows[at];
    const id = /** @type {string} */ (row[C.id]);
    const band = /** @type {string} */ (data.bands[/** @type {number} */ (row[C.band])]);
    const verdict = row[C.verdict] === null ? "" : data.verdicts[/** @type {number} */ (row[C.verdict])];
    const name = el("button", { type: "button", class: "name", dir: "auto", "data-id": id, tabindex: -1 }, String(row[C.name]) || "(no name)");
    const last = row[C.last] === null ? el("td", {}) : el("td", { title: written(/** @type {number} */ (row[C.last])) }, ago(/** @type {number} */ (row[C.last])));
    const ties = /** @type {any[]} */ (row[C.ties]).map(str).join(", ");
    const decided = decisionOf(row);
    const chosen = choices[id] !== undefined;
    return el(
      "tr",
      { class: "one", "data-at": at, "aria-rowindex": place, "aria-selected": state.person === id ? "true" : undefined },
      el("th", { scope: "row" }, name, el("small", { dir: "auto" }, str(row[C.company]) || str(row[C.title]))),
      el("td", {}, el("span", { class: `band ${band}` }, band), interval(row, band)),
      el("td", {}, answered(row)),
      el("td", {}, row[C.theirs] ? String(row[C.theirs]) : ""),
      last,
      el("td", {}, marks(row)),
      el("td", { title: ties }, ties),
      el("td", {}, el("span", { class: `tag ${verdict}` }, verdict)),
      el("td", {}, decided ? el("span", { class: chosen ? "tag mine" : "tag" }, decided) : ""),
    );
  }

  /** @param {Row} row */
  function answered(row) {
    const flags = /** @type {number} */ (row[C.flags]);
    if (flags & CONSTANT) return "constantly";
    if (row[C.yours]) return `${row[C.heard]} of ${row[C.yours]}`;
    return row[C.theirs] ? "wrote first" : "";
  }

  /** @param {Row} row @param {string} band */
  function interval(row, band) {
    if (row[C.p] === null || band === "unknown") return "";
    const [p, low, high] = [row[C.p], row[C.low], row[C.high]].map(Number);
    return svg(
      "svg",
      { class: "interval", width: 62, height: 10, viewBox: "0 0 1000 160", preserveAspectRatio: "none", role: "img", "aria-label": percent(p) },
      svg("title", {}, `${percent(p)}, between ${Math.round(low / 10)} % and ${Math.round(high / 10)} %`),
      svg("rect", { class: "all", width: 1000, height: 100, y: 30, rx: 50 }),
      svg("rect", { class: "is", x: low, width: Math.max(high - low, 10), height: 60, y: 50, rx: 30 }),
      svg("rect", { class: "at", x: p - 16, width: 32, height: 160 }),
    );
  }

  /** @param {Row} row */
  function marks(row) {
    const flat = /** @type {number[]} */ (row[C.marks]);
    if (!flat.length) return "";
    const first = today - 5 * 366;
    const drawing = svg("svg", { class: "marks", width: 100, height: 22, viewBox: "0 0 100 22", "aria-hidden": "true" }, svg("path", { class: "g", d: "M0 11H100" }));
    for (let at = 0; at < flat.length; at += 3) {
      const x = (((flat[at] - first) / (today - first)) * 98).toFixed(1);
      const tall = (/** @type {number} */ n) => Math.min(8, 3 + 1.5 * Math.log2(n));
      const [out, inn] = [flat[at + 1], flat[at + 2]];
      if (out) drawing.append(svg("rect", { class: "out", x, y: 10 - tall(out), width: 2, height: tall(out) }));
      if (inn) drawing.append(svg("rect", { class: "in", x, y: 12, width: 2, height: tall(inn) }));
    }
    return drawing;
  }

  // ---- the line above the list

  /** @param {string} facet @param {string} value */
  function toggle(facet, value) {
    const on = new Set(state.on.get(facet));
    if (!on.delete(value)) on.add(value);
    state.on.set(facet, on);
    changed();
  }

  /** @param {string} facet @param {string} value @param {number} n */
  function chip(facet, value, n) {
    const on = !!state.on.get(facet)?.has(value);
    const button = el("button", { type: "button", class: "chip", "aria-pressed": String(on), "data-facet": facet, "data-value": value }, `${wordOf(value)} `, el("b", {}, n.toLocaleString("en-GB")));
    button.disabled = n === 0 && !on;
    return button;
  }

  /** @type {Map<string, string[]>} */
  const values = new Map();
  function chips() {
    const holder = $("chips");
    const opened = new Set([...holder.querySelectorAll("details[open]")].map((details) => details.dataset.name));
    const active = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    const focused = active && holder.contains(active) ? [active.dataset.facet, active.dataset.value, active.dataset.name] : null;
    /** @type {Node[]} */
    const all = [];
    for (const facet of facets) {
      const known = values.get(facet.name) || [];
      const made = known.map((value) => chip(facet.name, value, countOf(facet.name, value)));
      if (facet.flat) all.push(...made);
      else if (known.length > 1 || (known.length && facet.name === "label")) {
        const chosen = state.on.get(facet.name)?.size;
        const name = chosen ? `${facet.title}: ${[.../** @type {Set<string>} */ (state.on.get(facet.name))].join(", ")}` : facet.title;
        const summary = el("summary", { class: "chip", "aria-pressed": chosen ? "true" : undefined, "data-name": facet.name }, name);
        summary.removeAttribute("aria-pressed");
        if (chosen) summary.classList.add("on");
        all.push(el("details", { class: "facet", "data-name": facet.name, open: opened.has(facet.name) }, summary, el("div", {}, ...made)));
      }
    }
    if (state.q || [...state.on.values()].some((set) => set.size)) all.push(el("button", { type: "button", class: "link", id: "clear" }, "Show everybody"));
    holder.replaceChildren(...all);
    if (focused) {
      const again = [...holder.querySelectorAll("button, summary")].find((one) => one.dataset.facet === focused[0] && one.dataset.value === focused[1] && one.dataset.name === focused[2]);
      if (again) again.focus();
    }
  }

  function facetValues() {
    /** @type {Map<string, Map<string, number>>} */
    const all = new Map();
    facets.forEach((facet, f) => {
      for (let at = 0; at < rows.length; at++) code(f, at);
      const { values: words, of } = coded[f];
      const tally = new Array(words.length).fill(0);
      for (const places of of) for (const place of places) tally[place]++;
      all.set(facet.name, new Map(words.map((word, place) => [word, tally[place]])));
    });
    const fixed = { band: data.bands, verdict: data.verdicts, more: ["waits", "shared"], decision: ["keep", "delete", "remembered", "never-ask", "undecided"] };
    for (const [name, tally] of all) {
      const known = [...tally.keys()];
      const order = /** @type {Record<string, string[]>} */ (fixed)[name];
      if (name === "decision") values.set(name, [...new Set([...order, ...known])]);
      else if (order) values.set(name, order.filter((value) => tally.has(value)));
      else if (name === "connected") values.set(name, known.sort().reverse());
      else values.set(name, known.sort((a, b) => (tally.get(b) || 0) - (tally.get(a) || 0) || (a < b ? -1 : 1)).slice(0, 40));
    }
  }

  function headings() {
    for (const th of document.querySelectorAll("#columns th")) {
      const name = /** @type {HTMLElement} */ (th).dataset.sort || "";
      th.setAttribute("aria-sort", state.sort !== name ? "none" : state.down ? "descending" : "ascending");
    }
  }

  /** @type {number | undefined} */
  let saying;
  function say() {
    const n = matching.length;
    const unknown = typedWrong(state.q);
    const text = unknown && n === 0 ? `Nothing here fits ${unknown}.` : n === rows.length ? (n === 1 ? "1 person." : `All ${count(n, "person", "people")}.`) : n === 0 ? `Nobody matches; ${count(rows.length, "is", "are")} hidden. Try fewer words, or show everybody.` : `${n.toLocaleString("en-GB")} of ${count(rows.length, "person", "people")} ${n === 1 ? "matches" : "match"}; ${count(rows.length - n, "is", "are")} hidden.`;
    clearTimeout(saying);
    saying = setTimeout(() => ($("status").textContent = text + beside()), 30);
  }

  /** Who waits and has no card, where those are shown who wait: they have no row in the list. */
  function beside() {
    const wanted = typed(state.q).wanted.some(([f, meant]) => facets[f].name === "more" && meant.has(coded[f].places.get("waits") ?? -1));
    if (!wanted && !state.on.get("more")?.has("waits")) return "";
    const names = [...document.querySelectorAll("#on-no-card li[data-waits] b")].map((name) => name.textContent);
    return names.length ? ` Waiting too, but on no card (see below the list): ${names.join(", ")}.` : "";
  }

  /** @param {boolean} [quietly] */
  function changed(quietly) {
    remember(quietly);
    show(true);
  }

  /** @param {boolean} [toTop] */
  function show(toTop) {
    match();
    layOut();
    if (toTop) list.scrollTop = 0;
    draw();
    chips();
    headings();
    say();
  }

  // ---- one person

  /** @type {string[] | null} */
  let lines = null;
  /** @param {number} at @returns {Record<string, any>} */
  function detailOf(at) {
    lines = lines || /** @type {string} */ ($("details").textContent).split("\n");
    return JSON.parse(lines[at] || "{}");
  }

  const CHOICES = [
    ["keep", "Keep", "k"],
    ["delete", "Delete", "d"],
    ["remembered", "Remembered", "r"],
    ["never-ask", "Never ask", "n"],
    ["undecided", "Undecided", "u"],
  ];

  /** @param {string} id @param {{ focus?: boolean, scroll?: boolean }} [how] */
  function open(id, how = {}) {
    if (state.person !== id) {
      state.person = id;
      remember();
    }
    panel();
    draw();
    if (how.scroll) reveal(id);
    const aside = $("person");
    if (how.focus) aside.querySelector("h2").focus({ preventScroll: true });
    if (matchMedia("(max-width: 62rem)").matches) aside.scrollIntoView({ block: "start" });
  }

  function close() {
    const id = state.person;
    state.person = "";
    remember();
    panel();
    measure();
    draw();
    if (id) {
      reveal(id);
      nameOf(id)?.focus({ preventScroll: true });
      // Where the panel stands below the list, the list comes back.
      if (matchMedia("(max-width: 62rem)").matches) list.scrollIntoView({ block: "nearest" });
    }
  }

  /** Scrolls the list so that somebody can be seen. @param {string} id */
  function reveal(id) {
    const at = byId.get(id);
    const item = items.findIndex((one) => one === at);
    if (item < 0) return;
    const [top, height] = [tops[item], list.clientHeight];
    if (top < list.scrollTop + 40) list.scrollTop = Math.max(0, top - 80);
    else if (top + heights.row * 2 > list.scrollTop + height) list.scrollTop = top - height + heights.row * 3;
    draw();
  }

  /** @param {number} step */
  function go(step) {
    if (!matching.length) return;
    const here = state.person ? matching.indexOf(/** @type {number} */ (byId.get(state.person))) : -1;
    const next = here < 0 ? (step > 0 ? 0 : matching.length - 1) : Math.min(matching.length - 1, Math.max(0, here + step));
    open(/** @type {string} */ (rows[matching[next]][C.id]), { scroll: true });
  }

  /** @param {string} heading @param {...(Node | string)} content */
  const part = (heading, ...content) => [el("h3", {}, heading), ...content];

  function panel() {
    const aside = $("person");
    const at = byId.get(state.person);
    aside.hidden = at === undefined;
    $("both").classList.toggle("open", at !== undefined);
    if (at === undefined) return aside.replaceChildren();
    const row = rows[at];
    const detail = detailOf(at);
    const work = [str(row[C.title]), str(row[C.company])].filter(Boolean).join(" · ");
    const heading = el("h2", { dir: "auto", tabindex: "-1" }, String(row[C.name]) || "(no name)");
    const closing = el("button", { type: "button", class: "round", id: "close", "aria-label": "Close" }, "×");
    const parts = [
      el("header", {}, el("div", {}, heading, work ? el("p", { class: "quiet", dir: "auto" }, work) : ""), closing),
      ...standing(row, detail),
      choicesOf(/** @type {string} */ (row[C.id]), decisionOf(row)),
      ...reach(row),
      ...reasons(detail),
      ...(detail.held === undefined ? [] : part("Why not higher?", el("ul", { class: "why" }, el("li", {}, str(detail.held))))),
      ...(detail.stale ? part("Out of date or missing", el("ul", { class: "why" }, ...detail.stale.map(str).map((/** @type {string} */ text) => el("li", { dir: "auto" }, text)))) : []),
      ...passed(detail),
      ...(detail.balance ? part("Give and take", pairsOf(detail.balance)) : []),
      ...decided(detail),
      ...cards(row, detail),
      ...earlier(row, detail),
    ];
    aside.replaceChildren(...parts);
    aside.scrollTop = 0;
  }

  /** What is said of somebody in one sentence. @param {Record<string, any>} detail */
  const sentenceOf = (detail) => str(detail.said ?? null);

  /** The reasons but for the one that stands above. @param {Record<string, any>} detail */
  function reasons(detail) {
    const why = (detail.why || []).map(str).filter((/** @type {string} */ text) => text !== sentenceOf(detail));
    return why.length ? part("Why", el("ul", { class: "why" }, ...why.map((/** @type {string} */ text) => el("li", {}, text)))) : [];
  }

  /** @param {Row} row @param {Record<string, any>} detail */
  function standing(row, detail) {
    const band = data.bands[/** @type {number} */ (row[C.band])];
    const said = sentenceOf(detail);
    const says = said ? said[0].toUpperCase() + said.slice(1) + "." : "";
    const [p, low, high] = [row[C.p], row[C.low], row[C.high]].map(Number);
    const chance = row[C.p] === null || band === "unknown" ? band : `${band}, ${percent(p)} (${Math.round(low / 10)} to ${Math.round(high / 10)} %)`;
    const verdict = row[C.verdict] === null ? "" : data.verdicts[/** @type {number} */ (row[C.verdict])];
    const out = [el("p", { class: "said" }, `${says} `, el("span", { class: "quiet" }, `${chance} · ${verdict}`))];
    if (detail.waits) out.push(el("p", { class: "step" }, `Waits for your answer since ${written(detail.waits)}.`));
    if (detail.next) out.push(el("p", {}, `Next meeting on ${written(detail.next)}.`));
    return out;
  }

  /** @param {string} id @param {string} now */
  function choicesOf(id, now) {
    if (data.redacted) return "";
    const buttons = CHOICES.map(([word, label, key]) => {
      const on = word === "undecided" ? !now || now === word : now === word;
      return el("button", { type: "button", class: "choice", "data-choice": word, "data-of": id, "aria-pressed": String(on), "aria-keyshortcuts": key }, label, el("kbd", { "aria-hidden": "true" }, key));
    });
    return el("div", { class: "choices", role: "group", "aria-label": "Your decision" }, ...buttons);
  }

  /** @param {Row} row */
  function reach(row) {
    /** @type {Node[]} */
    const links = [];
    const add = (/** @type {string} */ href, /** @type {string} */ text, /** @type {Record<string, string>} */ more = {}) => links.push(el("li", {}, el("a", { href, ...more }, text)));
    if (row[C.slug] && !data.redacted) add(`https://www.linkedin.com/in/${encodeURIComponent(String(row[C.slug]))}`, "LinkedIn profile", { target: "_blank", rel: "noopener noreferrer" });
    for (const email of /** @type {string[]} */ (row[C.emails])) {
      if (/^[^\s@<>"?&#%]+@[^\s@<>"?&#%/\\]+$/.test(email) && !data.redacted) add(`mailto:${email}`, email);
      else links.push(el("li", {}, email));
    }
    for (const phone of /** @type {string[]} */ (row[C.phones])) {
      const dialled = phone.replace(/[ -]/g, "");
      if (/^\+[0-9]{5,15}$/.test(dialled) && !data.redacted) add(`tel:${dialled}`, phone);
      else links.push(el("li", {}, phone));
    }
    return links.length ? part("Reach them", el("ul", {}, ...links)) : [];
  }

  /** @param {[string, string][]} pairs */
  const pairsOf = (pairs) => el("dl", {}, ...pairs.flatMap(([label, text]) => [el("dt", {}, label), el("dd", {}, text)]));

  /** @type {Record<string, string>} */
  const WAY = { out: "from you", in: "from them", both: "", unknown: "" };

  /** @param {Record<string, any>} detail */
  function passed(detail) {
    if (!detail.times && !detail.recent) return [];
    const out = [];
    if (detail.times) out.push(timeline(detail.times));
    if (detail.recent) {
      const items = detail.recent.map((/** @type {any[]} */ [day, way, channel, others, seconds, file]) => {
        const extra = [WAY[str(way)], others > 1 ? `${others} people on it` : "", seconds ? (seconds < 60 ? `${seconds} s` : `${Math.round(seconds / 60)} min`) : ""];
        return el("li", {}, `${written(day)}: ${[str(channel), ...extra.filter(Boolean)].join(", ")} `, el("small", { dir: "auto" }, str(file)));
      });
      out.push(el("details", {}, el("summary", {}, "The last contacts"), el("ul", {}, ...items)));
    }
    return part("What passed between you", ...out);
  }

  /** @typedef {{ text: string, from: number, months: number, out: number, inn: number }} Bar */

  /** What passed by each means, the most used first. @param {any[][]} times @returns {[string, Bar[]][]} */
  function byChannel(times) {
    /** @type {Map<string, Bar[]>} */
    const all = new Map();
    for (const [when, sent, received, met, many, by] of times) {
      const [year, month] = str(when).split("-").map(Number);
      const [from, months] = month ? [year * 12 + month - 1, 1] : [year * 12, 12];
      const parts = Array.isArray(by) ? by : [by, sent, received, met];
      const add = (/** @type {string} */ name, /** @type {number[]} */ [out, inn, both], /** @type {string} */ text) => {
        const bars = all.get(name) || [];
        bars.push({ text: `${str(when)}: ${text}`, from, months, out: out + both, inn: inn + both });
        all.set(name, bars);
      };
      for (let at = 0; at < parts.length; at += 4) {
        const [out, inn, both] = [parts[at + 1], parts[at + 2], parts[at + 3]];
        const said = [out && `${out} from you`, inn && `${inn} from them`, both && `${both} together`].filter(Boolean).join(", ");
        if (said) add(parts[at] == null ? "" : str(parts[at]), [out, inn, both], said);
      }
      if (many) add("among many", [0, 0, many], `${many} among many`);
    }
    const sum = (/** @type {Bar[]} */ bars) => bars.reduce((n, bar) => n + bar.out + bar.inn, 0);
    return [...all].sort(([a, x], [b, y]) => Number(a === "among many") - Number(b === "among many") || sum(y) - sum(x));
  }

  /** A strip for each means on one scale of time: yours up, theirs down. @param {any[][]} times */
  function timeline(times) {
    const strips = byChannel(times);
    const bars = strips.flatMap(([, bars]) => bars);
    const now = new Date(today * 864e5);
    const end = now.getUTCFullYear() * 12 + now.getUTCMonth() + 1;
    const begin = Math.min(end - 12, ...bars.map((bar) => bar.from));
    const [wide, tall, foot] = [300, 52, strips.length * 66 + 18];
    const monthly = (/** @type {number} */ n, /** @type {Bar} */ bar) => n / bar.months;
    const most = Math.max(...bars.map((bar) => Math.max(monthly(bar.out, bar), monthly(bar.inn, bar))), 1);
    const drawing = svg("svg", { class: "passed", viewBox: `0 0 ${wide} ${foot}`, role: "img" });
    strips.forEach(([name, bars], strip) => {
      const middle = strip * 66 + 14 + tall / 2;
      drawing.append(svg("text", { class: "t", "font-size": 14, x: 0, y: strip * 66 + 13 }, name), svg("path", { class: "g", d: `M0 ${middle}H${wide}` }));
      for (const bar of bars) {
        const x = ((bar.from - begin) / (end - begin)) * wide;
        const width = Math.max(2.5, (bar.months / (end - begin)) * wide - 1);
        const high = (/** @type {number} */ n) => (n ? Math.max(2, Math.sqrt(monthly(n, bar) / most) * (tall / 2 - 6)) : 0);
        const [up, down] = [high(bar.out), high(bar.inn)];
        drawing.append(svg("g", {}, svg("title", {}, bar.text), svg("rect", { class: "yours", x, y: middle - up, width, height: up, rx: 0.8 }), svg("rect", { class: "theirs", x, y: middle, width, height: down, rx: 0.8 })));
      }
    });
    const month = (/** @type {number} */ at) => `${MONTHS[at % 12]} ${Math.floor(at / 12)}`;
    for (const [at, x, anchor] of /** @type {[number, number, string][]} */ ([[begin, 0, "start"], [end - 1, wide, "end"]])) drawing.append(svg("text", { class: "t", "font-size": 14, x, y: foot - 3, "text-anchor": anchor }, month(at)));
    drawing.setAttribute("aria-label", strips.map(([name, bars]) => `${name} ${bars.map((bar) => bar.text).join("; ")}`).join(". "));
    const legend = el("p", { class: "quiet" }, el("span", { class: "accent" }, "yours"), " up, ", el("span", { class: "amber" }, "theirs"), " down; a wide bar is a whole year");
    return el("div", {}, drawing, legend);
  }

  /** @param {Record<string, any>} detail */
  function decided(detail) {
    if (!detail.decided) return [];
    const items = detail.decided.map((/** @type {any[]} */ [said, day, source]) => el("li", {}, `${said} `, el("small", {}, `${day === null ? "" : written(day)}, ${str(source)}`)));
    return part("Your decisions", el("ul", {}, ...items));
  }

  /** @type {Record<string, string>} */
  const FIELDS = { email: "e-mail", url: "link", connected_on: "connected" };
  /** A value as it is shown: days of ours in words, numbers as their person's are. @param {string} field @param {string} value @param {string} id */
  function shownValue(field, value, id) {
    const row = field === "phone" && rows[byId.get(id) ?? -1];
    const digits = (/** @type {string} */ phone) => phone.replace(/[^0-9]/g, "");
    if (row) return /** @type {string[]} */ (row[C.phones]).find((phone) => digits(phone) === digits(value)) || value;
    const day = field === "connected_on" && /^\d{4}-\d\d-\d\d$/.test(value) ? Date.parse(value) / 864e5 : NaN;
    return Number.isNaN(day) ? value : written(day);
  }

  /** @param {Row} row @param {Record<string, any>} detail */
  function cards(row, detail) {
    const cards = /** @type {any[][]} */ (detail.cards || []);
    const several = cards.length > 1;
    const out = [el("ul", {}, ...cards.map(([file, record], at) => el("li", {}, several ? `${at + 1}  ` : "", `${str(file)}, number ${record}`)))];
    if (detail.values) {
      const rows = detail.values.flatMap((/** @type {any[]} */ [field, value, of]) => [el("dt", {}, FIELDS[str(field)] || str(field)), el("dd", { dir: "auto" }, shownValue(str(field), value, String(row[C.id])), several ? el("small", {}, ` ${of.map((/** @type {number} */ n) => n + 1).join(" ")}`) : "")]);
      out.push(el("details", {}, el("summary", {}, "What the cards say"), el("dl", {}, ...rows)));
    }
    for (const [a, b, reasons, bits] of detail.merges || []) {
      out.push(el("details", {}, el("summary", {}, a && b ? `Why ${Math.min(a, b)} and ${Math.max(a, b)} are one person` : "Why they are one person"), evidence(bits), el("p", { class: "quiet" }, reasons.join("; "))));
    }
    return part(count(cards.length, "card", "cards"), ...out);
  }

  /** Each comparison as a bar to the right or left, in bits. @param {any[]} bits */
  function evidence(bits) {
    /** @type {[string, number][]} */
    const steps = [];
    if (bits[0]) steps.push(["before comparing", bits[0] / 100]);
    for (let at = 1; at < bits.length; at += 3) steps.push([`${str(bits[at])}: ${str(bits[at + 1])}`, bits[at + 2] / 100]);
    const most = Math.max(8, ...steps.map(([, n]) => Math.abs(n)));
    const drawing = svg("svg", { class: "evidence", viewBox: `0 0 300 ${steps.length * 34 + 4}`, role: "img", "aria-label": steps.map(([words, n]) => `${words} ${n > 0 ? "+" : ""}${n.toFixed(1)} bits`).join("; ") }, svg("path", { class: "g", d: `M150 0V${steps.length * 34}` }));
    steps.forEach(([words, n], at) => {
      const width = (Math.abs(n) / most) * 110;
      drawing.append(svg("text", { x: 0, y: at * 34 + 14 }, `${words}  ${n > 0 ? "+" : ""}${n.toFixed(1)}`), svg("rect", { class: n < 0 ? "minus" : "plus", x: n < 0 ? 150 - width : 150, y: at * 34 + 20, width: Math.max(1, width), height: 8, rx: 2 }));
    });
    return drawing;
  }

  /** The figures of earlier audits and of this one as a line. @param {[number, number][]} points */
  function trend(points) {
    const [first, last] = [points[0][0], points[points.length - 1][0]];
    const at = (/** @type {[number, number]} */ [day, p]) => `${(6 + ((day - first) / Math.max(1, last - first)) * 288).toFixed(1)} ${(62 - p * 0.056).toFixed(1)}`;
    const line = svg("path", { class: "trend", d: `M${points.map(at).join("L")}` });
    const marks = points.map((point) => {
      const [cx, cy] = at(point).split(" ");
      return svg("circle", { class: "likely", cx, cy, r: 3 }, svg("title", {}, `${written(point[0])}: ${percent(point[1])}`));
    });
    const half = svg("path", { class: "g dash", d: "M0 34H300" });
    return svg("svg", { class: "passed", viewBox: "0 0 300 68", role: "img", "aria-label": points.map(([day, p]) => `${written(day)} ${percent(p)}`).join("; ") }, half, line, ...marks);
  }

  /** @param {Row} row @param {Record<string, any>} detail */
  function earlier(row, detail) {
    if (!detail.earlier) return [];
    /** @type {[number, number][]} */
    const points = detail.earlier.filter((/** @type {any[]} */ [day, band, p]) => day !== null && p !== null && str(band) !== "unknown").map((/** @type {any[]} */ [day, , p]) => [day, p]);
    if (row[C.p] !== null && data.bands[/** @type {number} */ (row[C.band])] !== "unknown") points.push([today, Number(row[C.p])]);
    const items = detail.earlier.map((/** @type {any[]} */ [day, band, p]) => el("li", {}, `${day === null ? "" : written(day)}: ${str(band)}${p === null || str(band) === "unknown" ? "" : `, ${percent(p)}`}`));
    return part("In earlier audits", ...(points.length > 2 ? [trend(points)] : []), el("ul", {}, ...items));
  }

  // ---- deciding

  /** What was said on this page since it was opened, and what stood there before; the last word last. @type {{ of: "people" | "pairs", key: string, was: string | undefined }[]} */
  const spoken = [];

  /** @param {"people" | "pairs"} of @param {string} key @param {string | undefined} word */
  function put(of, key, word) {
    const all = of === "people" ? choices : answers;
    if (word === undefined) delete all[key];
    else all[key] = word;
    keep();
  }

  /** @param {"people" | "pairs"} of @param {string} key @param {string | undefined} word */
  function speak(of, key, word) {
    const was = (of === "people" ? choices : answers)[key];
    if (was !== word) spoken.push({ of, key, was });
    put(of, key, word);
  }

  /** Takes the last word back, and with each further call the one before. */
  function undo() {
    const last = spoken.pop();
    if (!last) return;
    put(last.of, last.key, last.was);
    if (last.of === "people") {
      const row = rows[/** @type {number} */ (byId.get(last.key))];
      notice = `${String(row[C.name]) || "(no name)"}: ${decisionOf(row) || "undecided"} again.`;
      decidedAnew(last.key);
    } else {
      pairAt = Math.max(0, data.pairs.findIndex((/** @type {any[]} */ pair) => keyOfPair(pair) === last.key));
      notice = `Pair ${pairAt + 1}: ${last.was || "open"} again.`;
      pairs();
      progress();
    }
    if (!spoken.length && document.activeElement === document.body) list.focus({ preventScroll: true });
  }

  /** @param {string} id @param {string} word */
  function choose(id, word) {
    const at = byId.get(id);
    if (at === undefined || data.redacted) return;
    const before = str(rows[at][C.decision]);
    speak("people", id, (word === "undecided" ? before === "" : word === before) ? undefined : word);
    decidedAnew(id);
  }

  /** Shows what is decided of somebody now. @param {string} id */
  function decidedAnew(id) {
    const at = /** @type {number} */ (byId.get(id));
    code(facets.findIndex((facet) => facet.name === "decision"), at);
    match();
    draw();
    chips();
    toDo();
    if (state.person === id) {
      const buttons = /** @type {NodeListOf<HTMLElement>} */ ($("person").querySelectorAll("[data-choice]"));
      const now = decisionOf(rows[at]);
      for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.choice === "undecided" ? !now || now === "undecided" : button.dataset.choice === now));
    }
    progress();
  }

  // Who needs the owner's word: those to be asked about or deleted, and the pairs.
  const TO_DECIDE = new Set(["ask", "delete", "decided"].map((word) => data.verdicts.indexOf(word)));
  /** @type {string} */
  let notice = "";
  /** What came back from before. @type {string} */
  let again = "";
  function progress() {
    const people = rows.filter((row) => TO_DECIDE.has(/** @type {number} */ (row[C.verdict])) || isDecided(row));
    const all = people.length + data.pairs.length;
    const done = people.filter(isDecided).length + Object.values(answers).filter((answer) => answer !== "later").length;
    const open = unsaved();
    const left = open ? `, ${open} not yet saved${remembers ? "" : " and lost when you close this page"}` : "";
    const asked = [people.length && count(people.length, "person", "people"), data.pairs.length && count(data.pairs.length, "pair of cards", "pairs of cards")].filter(Boolean);
    $("progress-of").textContent = again || `To decide on: ${asked.join(" and ")}`;
    again = "";
    $("progress").style.width = `${all ? (done / all) * 100 : 0}%`;
    $("progress-said").textContent = notice || `${done.toLocaleString("en-GB")} of ${all.toLocaleString("en-GB")} decided${left}`;
    $("save").disabled = !Object.keys(choices).length && !Object.values(answers).some((answer) => answer !== "later");
    $("undo").hidden = spoken.length === 0;
    $("bar").hidden = data.redacted || all === 0;
    notice = "";
  }

  // ---- pairs

  let pairAt = 0;
  /** @param {any[]} side */
  const nameOfSide = (side) => side[1] || "(no name)";

  /** @param {any[]} side @param {any[]} other */
  function sideOf(side, other) {
    const theirs = new Map();
    for (const [field, value] of other[2]) theirs.set(field, (theirs.get(field) || new Set()).add(fold(value)));
    const lines = side[2].flatMap((/** @type {any[]} */ [field, value]) => {
      const compared = theirs.get(field);
      const how = !compared ? "" : compared.has(fold(value)) ? "agrees" : "differs";
      return [el("dt", {}, FIELDS[str(field)] || str(field)), el("dd", { class: how, dir: "auto", title: how && `${how === "agrees" ? "the same" : "different"} on the other card` }, shownValue(str(field), value, side[0]))];
    });
    const name = el("h3", { dir: "auto" }, nameOfSide(side));
    const file = el("p", { class: "quiet", dir: "auto" }, str(side[3]).split(/[/\\]/).pop() || "");
    const whole = byId.has(side[0]) ? el("button", { type: "button", class: "link", "data-open": side[0] }, "show this person") : "";
    return el("div", { class: "side" }, name, el("dl", {}, ...lines), file, whole);
  }

  function pairs() {
    const section = $("pairs");
    section.hidden = data.pairs.length === 0;
    if (section.hidden) return;
    const pair = data.pairs[pairAt];
    const answer = answers[keyOfPair(pair)];
    const buttons = [
      ["same", "Same person"],
      ["not-same", "Not the same"],
      ["later", "Later"],
    ].map(([word, label]) => el("button", { type: "button", class: "choice", "data-answer": word, "aria-pressed": String(answer === word) }, label));
    const step = (/** @type {number} */ by, /** @type {string} */ label) => {
      const button = el("button", { type: "button", class: "link", "data-step": by }, label);
      button.disabled = pairAt + by < 0 || pairAt + by >= data.pairs.length;
      return button;
    };
    $("pair").replaceChildren(
      el("p", { class: "quiet", role: "status" }, `Pair ${pairAt + 1} of ${data.pairs.length}. One person? ${Math.round(pair[0] / 10)} %.`),
      el("div", { class: "sides" }, sideOf(pair[1], pair[2]), sideOf(pair[2], pair[1])),
      el("p", {}, pair[3].join("; ")),
      el("details", {}, el("summary", {}, "The evidence in bits"), el("div", { class: "dots" }, evidence(pair[4]))),
      el("div", { class: "choices", role: "group", "aria-label": "Do they belong together?" }, ...(data.redacted ? [] : buttons), step(-1, "the pair before"), step(1, "the next pair")),
    );
  }

  /** @param {string} word */
  function answerPair(word) {
    const key = keyOfPair(data.pairs[pairAt]);
    if (answers[key] === word) speak("pairs", key, undefined);
    else {
      speak("pairs", key, word);
      // On to the next one that is open, from the beginning again behind the last.
      const after = data.pairs.map((/** @type {any} */ _, /** @type {number} */ at) => (pairAt + 1 + at) % data.pairs.length);
      pairAt = after.find((/** @type {number} */ at) => answers[keyOfPair(data.pairs[at])] === undefined) ?? pairAt;
    }
    pairs();
    progress();
    /** @type {HTMLElement | null} */ ($("pair").querySelector("[data-answer]"))?.focus({ preventScroll: true });
  }

  // ---- saving: one file that the next audit takes

  const HEADER = ["decision", "id", "name", ...["a", "b"].flatMap((side) => ["id", "name", "profile", "emails", "phones", "file"].map((name) => `${name}_${side}`))];
  /** @param {string} text */
  function cell(text) {
    // A spreadsheet takes a text that begins so for a formula.
    const safe = /^[=+\-@\t\r]/.test(text) && !/^\+[0-9 ]+$/.test(text) ? `'${text}` : text;
    return /[",;\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
  }

  /** @param {any[]} side */
  function mark(side) {
    const of = (/** @type {string} */ field) => side[2].filter((/** @type {any[]} */ [name]) => str(name) === field).map((/** @type {any[]} */ [, value]) => value);
    const profiles = of("url").filter((/** @type {string} */ url) => /^https:\/\/www\.linkedin\.com\/in\//.test(url));
    return [side[0], side[1], profiles.join("; "), of("email").join("; "), of("phone").join("; "), str(side[3])];
  }

  function csv() {
    const lines = [HEADER];
    // Where no book keeps them, what was decided before goes into the file again: the newest one has all.
    const before = data.front === "page" ? rows.filter((row) => isDecided(row) && !Object.hasOwn(choices, String(row[C.id]))) : [];
    for (const row of before) lines.push([str(row[C.decision]), String(row[C.id]), String(row[C.name])]);
    for (const [id, word] of Object.entries(choices)) {
      const at = byId.get(id);
      if (at !== undefined) lines.push([word, id, String(rows[at][C.name])]);
    }
    for (const pair of data.pairs) {
      const word = answers[keyOfPair(pair)];
      if (word && word !== "later") lines.push([word, "", "", ...mark(pair[1]), ...mark(pair[2])]);
    }
    return "\ufeff" + lines.map((line) => HEADER.map((_, at) => cell(line[at] || "")).join(",")).join("\r\n") + "\r\n";
  }

  function save() {
    const url = URL.createObjectURL(new Blob([csv()], { type: "text/csv" }));
    const link = el("a", { href: url, download: "decisions.csv" });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
    saved = { people: { ...saved.people, ...choices }, pairs: { ...saved.pairs, ...answers } };
    for (const [of, now] of /** @type {["people" | "pairs", Record<string, string>][]} */ ([["people", choices], ["pairs", answers]])) {
      for (const key of Object.keys(saved[of])) if (isHere[of](key) && now[key] === undefined) delete saved[of][key];
    }
    keep();
    notice = data.saved;
    progress();
    toDo();
  }

  // ---- the drawing: whose dot it is

  /** @type {{ at: number, x: number, y: number }[]} */
  let spots = [];
  let spotAt = -1;
  function places() {
    const holder = $("dots");
    const drawing = [...holder.querySelectorAll("svg[data-frame]")].find((one) => one.getClientRects().length);
    if (!drawing) return null;
    const [never, end, left, right, top, bottom] = drawing.dataset.frame.split(" ").map(Number);
    spots = rows.map((row, at) => {
      const x = row[C.x] === null ? never + (end - never) * ((at * 0.61803398875) % 1) : left + ((right - left) * Number(row[C.x])) / 1000;
      return { at, x, y: bottom - ((bottom - top) * Number(row[C.y])) / 1000 };
    });
    return drawing;
  }

  /** @param {number} at */
  function point(at) {
    const drawing = places();
    const tip = $("tip");
    $("dots").querySelectorAll(".spot").forEach((/** @type {Element} */ ring) => ring.remove());
    spotAt = at;
    tip.hidden = at < 0 || !drawing;
    if (at < 0 || !drawing) return;
    const row = rows[at];
    const spot = spots[at];
    drawing.append(svg("circle", { class: "spot", cx: spot.x, cy: spot.y, r: 8 }));
    const last = row[C.last] === null ? "no contact yet" : `last contact ${ago(/** @type {number} */ (row[C.last]))}`;
    tip.replaceChildren(el("b", { dir: "auto" }, String(row[C.name])), `, ${data.bands[/** @type {number} */ (row[C.band])]}, ${last}`);
    const scale = drawing.clientWidth / drawing.viewBox.baseVal.width;
    const right = spot.x > drawing.viewBox.baseVal.width / 2;
    tip.style.left = right ? "auto" : `${spot.x * scale + 12}px`;
    tip.style.right = right ? `${drawing.clientWidth - spot.x * scale + 12}px` : "auto";
    tip.style.top = `${Math.max(0, spot.y * scale - 14)}px`;
  }

  /** @param {MouseEvent} event */
  function nearest(event) {
    const drawing = places();
    if (!drawing) return -1;
    const box = drawing.getBoundingClientRect();
    const scale = drawing.viewBox.baseVal.width / box.width;
    const [x, y] = [(event.clientX - box.left) * scale, (event.clientY - box.top) * scale];
    let [best, distance] = [-1, 14 ** 2];
    for (const spot of spots) {
      const far = (spot.x - x) ** 2 + (spot.y - y) ** 2;
      if (far < distance) [best, distance] = [spot.at, far];
    }
    return best;
  }

  // ---- the to-do: what is decided on this page, and ticks

  /** Whom this page was told to delete, and who of those on the lists below was given another word since. */
  function toDo() {
    const marked = Object.keys(choices).filter((id) => choices[id] === "delete");
    const held = $("to-do-now");
    held.hidden = marked.length === 0;
    const none = document.getElementById("to-do-none");
    if (none) none.hidden = marked.length > 0;
    $("to-do-head-now").textContent = `Decided on this page (${marked.length.toLocaleString("en-GB")})`;
    const open = marked.filter((id) => saved.people[id] !== "delete").length;
    $("to-do-unsaved").hidden = open === 0;
    $("to-do-unsaved").textContent = `${open.toLocaleString("en-GB")} not yet saved.`;
    $("to-do-list").replaceChildren(...marked.map(toDelete));
    for (const item of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("#to-do li[data-of]"))) {
      const word = choices[item.dataset.of || ""];
      if (item.closest("#proposed")) {
        item.hidden = word !== undefined && word !== "undecided" && word !== "delete";
        const box = item.querySelector("input");
        if (box) box.checked = word === "delete";
      } else item.classList.toggle("withdrawn", word !== undefined && word !== "delete");
    }
    const proposed = document.getElementById("proposed");
    if (!proposed) return;
    const all = Number(proposed.dataset.all) - Object.keys(choices).filter((id) => isProposed(id) && choices[id] !== "undecided").length;
    const summary = proposed.querySelector("summary");
    if (summary) summary.textContent = `Proposed, not decided (${all.toLocaleString("en-GB")})`;
  }

  /** @param {string} id */
  function isProposed(id) {
    const row = rows[/** @type {number} */ (byId.get(id))];
    return data.verdicts[/** @type {number} */ (row[C.verdict])] === "delete" && row[C.connected] !== null;
  }

  /** @param {string} id */
  function toDelete(id) {
    const row = rows[/** @type {number} */ (byId.get(id))];
    const name = el("span", { dir: "auto" }, String(row[C.name]) || "(no name)");
    const profile = row[C.slug] ? el("a", { href: `https://www.linkedin.com/in/${encodeURIComponent(String(row[C.slug]))}`, target: "_blank", rel: "noopener noreferrer" }, "profile") : "";
    const box = el("input", { type: "checkbox", "data-tick": id });
    box.checked = !!(memory.read(TICKS) || {})[id];
    return el("li", {}, el("label", {}, box, " ", name), " ", profile, el("small", {}, row[C.connected] === null ? "not a connection on LinkedIn: delete them in your address book" : str(row[C.company])));
  }

  const TICKS = "tieline-ticks";
  function ticks() {
    const ticked = memory.read(TICKS) || {};
    $("to-do").addEventListener("change", (/** @type {Event} */ event) => {
      const box = /** @type {HTMLInputElement} */ (event.target);
      if (!box.matches("input[data-tick]")) return;
      // Of a proposal the tick is the decision itself.
      if (box.closest("#proposed")) return choose(box.dataset.tick || "", box.checked ? "delete" : "undecided");
      const now = memory.read(TICKS) || {};
      if (box.checked) now[box.dataset.tick || ""] = true;
      else delete now[box.dataset.tick || ""];
      memory.write(TICKS, now);
    });
    for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("input[data-tick]"))) {
      const id = box.dataset.tick || "";
      // Who stands behind a stand-in is not known from one page to the next.
      if (data.redacted) box.disabled = true;
      if (!box.disabled && !box.closest("#proposed")) box.checked = box.checked || !!ticked[id];
    }
  }

  // ---- events

  function help() {
    $("help").showModal();
    $("help").scrollTop = 0;
  }

  function onKey(/** @type {KeyboardEvent} */ event) {
    const at = /** @type {HTMLElement} */ (event.target);
    const isTyping = at.matches("input[type=search], textarea, select");
    const isCommand = event.ctrlKey || event.metaKey;
    if (event.altKey || $("help").open || (isCommand && (event.key !== "z" || isTyping || !spoken.length))) return;
    if (isTyping) {
      if (event.key === "Escape") {
        event.preventDefault();
        at.blur();
        if (!state.q) return;
        state.q = "";
        $("search").value = "";
        changed(true);
      } else if (event.key === "ArrowDown" || event.key === "Enter") {
        event.preventDefault();
        const first = /** @type {HTMLElement | null} */ (body.querySelector("button.name"));
        first?.focus();
      }
      return;
    }
    const inList = !!at.closest("#list, #person") || at === document.body;
    const focused = at.dataset.id || state.person;
    const decision = CHOICES.find(([, , key]) => key === event.key);
    if (event.key === "z" && spoken.length) undo();
    else if (event.key === "/") $("search").focus();
    else if (event.key === "?") help();
    else if (event.key === "Escape" && document.querySelector(".facet[open]")) closeFacets(null);
    else if (event.key === "Escape" && state.person) close();
    else if (event.key === "j" || event.key === "J") move(event.key === "J" ? -1 : 1, at);
    else if (inList && !at.matches("#person *") && at.closest("#list") && (event.key === "ArrowDown" || event.key === "ArrowUp")) move(event.key === "ArrowUp" ? -1 : 1, at);
    else if (at.closest("#list") && (event.key === "Home" || event.key === "End")) move(event.key === "Home" ? -rows.length : rows.length, at);
    else if (decision && focused && (inList || at.closest("#person"))) choose(focused, decision[0]);
    else return;
    event.preventDefault();
  }

  /** To the next person: opens them where one is open, else sets the focus on them. @param {number} step @param {HTMLElement} at */
  function move(step, at) {
    if (state.person) {
      // Asked before the rows are drawn anew: the focus goes along, so that a key of a decision means whom the panel shows.
      const inList = !!at.closest("#list");
      go(step);
      if (inList) nameOf(state.person)?.focus({ preventScroll: true });
      return;
    }
    const here = matching.indexOf(byId.get(at.dataset.id || stop) ?? -1);
    const next = matching[Math.min(matching.length - 1, Math.max(0, here + step))];
    if (next === undefined) return;
    const id = /** @type {string} */ (rows[next][C.id]);
    reveal(id);
    nameOf(id)?.focus({ preventScroll: true });
  }

  /** @param {Element | null} but */
  function closeFacets(but) {
    for (const one of /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll(".facet[open]"))) if (one !== but) one.open = false;
  }

  /** @param {MouseEvent} event */
  function onClick(event) {
    const at = /** @type {HTMLElement} */ (event.target);
    closeFacets(at.closest(".facet"));
    const found = (/** @type {string} */ selector) => /** @type {HTMLElement | null} */ (at.closest(selector));
    const chipAt = found("button.chip");
    const sort = found("#columns button");
    const choice = found("[data-choice]");
    const answer = found("[data-answer]");
    const step = found("[data-step]");
    const other = found("[data-open]");
    const row = found("tr.one");
    if (chipAt) toggle(chipAt.dataset.facet || "", chipAt.dataset.value || "");
    else if (found("#clear")) {
      [state.q, state.on] = ["", new Map()];
      $("search").value = "";
      changed();
      $("search").focus();
    } else if (sort) {
      const name = /** @type {HTMLElement} */ (sort.closest("th")).dataset.sort || "";
      state.down = state.sort === name ? !state.down : name !== "name" && name !== "verdict";
      state.sort = name;
      changed();
    } else if (choice) choose(choice.dataset.of || "", choice.dataset.choice || "");
    else if (answer) answerPair(answer.dataset.answer || "");
    else if (step) {
      pairAt += Number(step.dataset.step);
      pairs();
    } else if (other) {
      open(other.dataset.open || "", { focus: true, scroll: true });
      $("people").scrollIntoView();
    } else if (found("#close")) close();
    else if (found("#save")) save();
    else if (found("#undo")) undo();
    else if (found("#help-open")) help();
    else if (found("#help-close")) $("help").close();
    else if (row) open(/** @type {string} */ (rows[Number(row.dataset.at)][C.id]), { focus: event.detail === 0 });
  }

  /** The address bar says something else than the page shows. */
  function onHash() {
    if (!read()) return;
    $("search").value = state.q;
    panel();
    show();
    if (state.person) reveal(state.person);
  }

  function listen() {
    document.addEventListener("click", onClick);
    document.addEventListener("keydown", onKey);
    $("search").addEventListener("input", () => {
      state.q = $("search").value.trim();
      changed(true);
    });
    list.addEventListener("scroll", scrolled, { passive: true });
    list.addEventListener("focusin", stopAt);
    addEventListener("resize", () => {
      measure();
      draw();
    });
    addEventListener("popstate", onHash);
    document.addEventListener("click", (event) => {
      const link = /** @type {HTMLElement} */ (event.target).closest("a[href^='#']");
      if (link && /[=]/.test(link.getAttribute("href") || "")) setTimeout(() => $("people").scrollIntoView());
    });
    const dots = $("dots");
    dots.addEventListener("mousemove", (/** @type {MouseEvent} */ event) => point(nearest(event)));
    dots.addEventListener("mouseleave", () => point(-1));
    dots.addEventListener("blur", () => point(-1));
    dots.addEventListener("click", (/** @type {MouseEvent} */ event) => {
      const at = nearest(event);
      if (at < 0) return;
      open(/** @type {string} */ (rows[at][C.id]), { scroll: true });
      $("people").scrollIntoView();
    });
    dots.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (step) point(Math.min(rows.length - 1, Math.max(0, spotAt + step)));
      else if (event.key === "Enter" && spotAt >= 0) {
        open(/** @type {string} */ (rows[spotAt][C.id]), { focus: true, scroll: true });
        $("people").scrollIntoView();
      } else return;
      event.preventDefault();
      event.stopPropagation();
    });
    addEventListener("beforeunload", (event) => {
      if (unsaved()) event.preventDefault();
    });
    const print = matchMedia("print");
    print.addEventListener("change", () => draw(print.matches));
    addEventListener("beforeprint", () => draw(true));
    addEventListener("afterprint", () => draw());
  }

  function start() {
    document.documentElement.classList.remove("plain");
    $("find").hidden = false;
    for (const th of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("#columns th"))) {
      const label = th.textContent || "";
      th.replaceChildren(el("button", { type: "button" }, label));
    }
    facetValues();
    read();
    $("search").value = state.q;
    panel();
    show();
    pairs();
    if (unsaved()) again = `${count(unsaved(), "decision", "decisions")} that you had not saved ${unsaved() === 1 ? "is" : "are"} here again.`;
    progress();
    toDo();
    ticks();
    listen();
    if (state.person) reveal(state.person);
    index();
    document.documentElement.dataset.ready = "yes";
    performance.mark("ready");
  }

  start();
})();
