// A session at a terminal, run at a real one and drawn as it looked: `script` gives the terminal, the browser draws it.
import { spawn } from "node:child_process";
import { program, root, surroundings } from "./ground.mjs";

/** How long nothing may come before the next key is pressed. */
const QUIET = 400;

/** Runs the program at a terminal and presses keys, one whenever it waits. @param {string[]} args @param {string} home @param {string[]} keys @param {number} columns @returns {Promise<string>} */
export function session(args, home, keys, columns) {
  const quoted = [program, ...args].map((arg) => `'${arg.replace(/'/g, "'\\''")}'`).join(" ");
  const command = `stty cols ${columns} rows 60; exec ${quoted}`;
  const env = { ...surroundings(home), TERM: "xterm-256color", SHELL: "/bin/sh" };
  const child = spawn("script", ["-qefc", command, "/dev/null"], { cwd: root, env, stdio: ["pipe", "pipe", "inherit"] });
  let shown = "";
  const left = [...keys];
  return new Promise((resolve, reject) => {
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let waiting;
    const press = () => {
      const key = left.shift();
      if (key === undefined) child.stdin.end();
      else child.stdin.write(key);
    };
    child.stdout.setEncoding("utf8");
    child.stdout.on("data", (text) => {
      shown += text;
      clearTimeout(waiting);
      waiting = setTimeout(press, QUIET);
    });
    child.on("error", reject);
    child.on("close", () => {
      clearTimeout(waiting);
      resolve(shown);
    });
  });
}

/** @typedef {{ bold: boolean, dim: boolean, color: number }} Look */
/** @typedef {{ text: string, look: Look }} Cell */

/** What stands on the screen at the end, line by line. @param {string} shown @returns {Cell[][]} */
export function screen(shown) {
  /** @type {Cell[][]} */
  const lines = [[]];
  let [row, column] = [0, 0];
  /** @type {Look} */
  let look = { bold: false, dim: false, color: 0 };
  for (const [, numbers, command, other, text] of shown.matchAll(/\x1b\[([0-9;?]*)([A-Za-z])|(\x1b[^[]|\r|\n|\x08)|([\s\S])/gu)) {
    const n = Number(numbers || 0);
    const line = (lines[row] = lines[row] || []);
    if (command === "m") look = styled(look, (numbers || "0").split(";").map(Number));
    else if (command === "K") line.splice(n === 2 ? 0 : column);
    else if (command === "A") row = Math.max(0, row - (n || 1));
    else if (command === "G") column = Math.max(0, n - 1);
    else if (command === "J") lines.length = row + 1;
    else if (other === "\r") column = 0;
    else if (other === "\n") row++;
    else if (other === "\x08") column = Math.max(0, column - 1);
    else if (text !== undefined && text >= " ") line[column++] = { text, look };
  }
  return lines.map((line) => Array.from(line || [], (cell) => cell || { text: " ", look: { bold: false, dim: false, color: 0 } }));
}

/** @param {Look} look @param {number[]} codes @returns {Look} */
function styled(look, codes) {
  let next = { ...look };
  for (const code of codes) {
    if (code === 0) next = { bold: false, dim: false, color: 0 };
    else if (code === 1) next.bold = true;
    else if (code === 2) next.dim = true;
    else if (code === 22) [next.bold, next.dim] = [false, false];
    else if (code === 39) next.color = 0;
    else if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97)) next.color = code % 10;
  }
  return next;
}

const COLORS = ["#e8e6e1", "#d79a5e", "#5fc9bb", "#d5ad58", "#86b2d9", "#b99ad1", "#5fc9bb", "#e8e6e1"];
/** @param {string} text */
const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");

/** A page that shows lines as a terminal would. @param {Cell[][]} lines @param {string} title */
export function drawn(lines, title) {
  const rows = lines.map((line) => {
    let out = "";
    for (const { text, look } of line) {
      const style = [`color:${look.dim ? "#a09e99" : COLORS[look.color]}`, look.bold ? "font-weight:700" : ""].filter(Boolean).join(";");
      out += `<span style="${style}">${escaped(text)}</span>`;
    }
    return out;
  });
  return `<!DOCTYPE html><meta charset="utf-8"><style>
    body { margin: 0; padding: 28px; background: #fbfaf8; width: max-content; }
    figure { margin: 0; background: #15171a; border-radius: 12px; padding: 18px 24px 22px; box-shadow: 0 8px 24px rgb(0 0 0 / .18); }
    figcaption { color: #a09e99; font: 13px system-ui, "DejaVu Sans", sans-serif; text-align: center; margin-bottom: 14px; }
    pre { margin: 0; font: 15px/1.45 ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
  </style><figure><figcaption>${escaped(title)}</figcaption><pre>${rows.join("\n")}</pre></figure>`;
}
