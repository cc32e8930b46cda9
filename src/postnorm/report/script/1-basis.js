// What all parts of the page use. Text becomes text nodes only: nothing here parses HTML.

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const read = (id) => JSON.parse(document.getElementById(id).textContent);

const book = read("index");
const words = book.words;
const locale = document.documentElement.lang;

/** An element: attributes by name, `on...` as listeners, the rest as children; null leaves out. */
function el(name, given, ...children) {
  const [tag, ...classes] = name.split(".");
  const made = document.createElement(tag);
  if (classes.length) made.className = classes.join(" ");
  for (const [key, value] of Object.entries(given || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key in made && typeof value !== "string") made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children.flat(9).filter((one) => one !== null && one !== undefined && one !== ""));
  return made;
}

/** The page's own words: `say("changes", {n: 3})` takes the plural where there is one. */
function say(key, values = {}) {
  let text = words[key] ?? key;
  if (Array.isArray(text)) text = text[values.n === 1 ? 0 : 1];
  return text.replace(/\{(\w+)\}/g, (whole, name) => {
    const value = values[name];
    return typeof value === "number" ? count(value) : value ?? whole;
  });
}
const numbers = new Intl.NumberFormat(locale);
const count = (number) => numbers.format(number);
const percent = (part, whole) => {
  const share = whole ? (100 * part) / whole : 0;
  return `${share > 0 && share < 1 ? "<1" : Math.round(share)} %`;
};
const stepName = (step) => words[`step.${step}`] ?? step;
const stepClass = (step) => `s s-${/^\w+$/.test(step) ? step : "other"}`;
const reasonOf = (rule) => {
  const reasons = rule.split("+").map((one) => book.reasons[one] ?? one);
  return [...new Set(reasons)].join(locale === "zh" ? "；" : "; ");
};
const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);
const tell = (text) => { $("#said").textContent = text; };

// --- text as people see it -----------------------------------------------------

const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]/gu;
const BLANKS = /[\p{Zs}\t\n]/gu;
const codeOf = (char) => `U+${char.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;

function blank(char) {
  if (char === "\n") return "⏎";
  return char === "\t" ? "⇥" : "␣";
}

/** What changed, with what has no form of its own made visible. */
function shown(text) {
  text = text.replace(UNSEEN, (char) => `‹${codeOf(char)}›`);
  if (text.length <= 3 || !text.trim()) return text.replace(BLANKS, blank);
  const start = text.match(/^[\p{Zs}\t]*/u)[0];
  const end = text.slice(start.length).match(/[\p{Zs}\t]*$/u)[0];
  const middle = text.slice(start.length, text.length - end.length);
  return start.replace(BLANKS, blank) + middle + end.replace(BLANKS, blank);
}

/** For the card: short, and blanks told by their names. */
function quoted(text) {
  const chars = [...text];
  if (chars.length <= 3 && !text.trim()) return chars.map((c) => `${blank(c)} ${codeOf(c)}`).join(" ");
  const short = chars.length > 90 ? `${chars.slice(0, 60).join("")} … ${chars.slice(-20).join("")}` : text;
  return shown(short).replaceAll("\n", "⏎");
}
