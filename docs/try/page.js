// The page: hands the text to the worker, and shows what comes back. Everything that comes from a post
// is put in as text, never as markup.

const $ = (id) => document.getElementById(id);
const raw = $("raw");

const SAYS = {
  loading: {
    en: "Loading Python (once, about 13 MB)…",
    zh: "正在载入 Python（仅首次，约 13 MB）",
  },
  ready: { en: "Ready: paste or drop a post.", zh: "已就绪，请粘贴文章，或把文件拖进来。" },
  working: { en: "Cleaning…", zh: "正在清洗" },
  unchanged: { en: "Nothing to change: the post is clean.", zh: "没有要改的：文章本来就是干净的。" },
  done: { en: "Done in {ms} ms.", zh: "完成，用时 {ms} 毫秒。" },
  html: {
    en: "This is a web page. Pages are read by lxml, which browsers do not have; use the package, or paste the text.",
    zh: "这是网页。解析网页要用 lxml，浏览器里没有；请安装 Python 包来处理，或只粘贴文字。",
  },
  failed: {
    en: "Python could not be loaded. The page needs a web server, and the folder “engine” that tools/build_try.py makes. ({why})",
    zh: "Python 载入失败。本页须经网页服务器打开，并且要先用 tools/build_try.py 生成 engine 文件夹。（{why}）",
  },
  error: { en: "Not possible: {why}", zh: "无法处理：{why}" },
  copied: { en: "Copied.", zh: "已复制。" },
  characters: { en: "{n} characters", zh: "{n} 字" },
  more: { en: "and {n} more", zh: "另有 {n} 处" },
  hint: {
    en: "Paste a post here, or drop a file: Markdown or plain text, in any Chinese encoding.",
    zh: "把文章粘贴到这里，或把文件拖进来：Markdown、纯文本均可，编码不限。",
  },
};

let language = "en";
let said = ["loading", {}];
let last = null; // what the worker told last
let given = null; // bytes of a file, until its text is edited
let begun = 0;
let waiting = 0;
let busy = false; // one post at a time; of what is asked meanwhile only the last counts
let again = false;

function say(key, values = {}) {
  return SAYS[key][language].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

function status(key, values = {}) {
  said = [key, values];
  $("status").textContent = say(key, values);
  $("status").dataset.kind = key;
}

function speak(chosen) {
  language = chosen;
  document.documentElement.lang = chosen === "zh" ? "zh-CN" : "en";
  for (const option of document.querySelectorAll("option[data-en]")) {
    option.textContent = option.dataset[chosen];
  }
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === chosen));
  }
  raw.placeholder = say("hint");
  status(...said);
  if (last) show(last);
}

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

// Blanks that nobody would see otherwise.
function visible(text) {
  return text
    .replace(/ /g, "␣")
    .replace(/\u3000/g, "□")
    .replace(/\t/g, "⇥")
    .replace(/\n/g, "↵")
    .replace(/[\u200b\u2060\ufeff\u00ad\u0000-\u001f]/g, "∅");
}

function short(text) {
  const chars = Array.from(text);
  return chars.length <= 44 ? text : `${chars.slice(0, 26).join("")} … ${chars.slice(-12).join("")}`;
}

function look(view, entry) {
  for (const button of document.querySelectorAll("[data-view]")) {
    button.setAttribute("aria-pressed", String(button.dataset.view === view));
  }
  $("body").hidden = view !== "body";
  $("marked").hidden = view !== "marked";
  for (const mark of $("marked").querySelectorAll(".found")) mark.classList.remove("found");
  const marks = entry === undefined ? [] : $("marked").querySelectorAll(`[data-entry="${entry}"]`);
  for (const mark of marks) mark.classList.add("found");
  marks[0]?.scrollIntoView({ block: "nearest" });
}

function changed({ rule, reason, place, removed, new: put }, number) {
  const item = element("li");
  const button = element("button", "change");
  button.type = "button";
  button.append(element("span", "place", place));
  const what = element("span", "what");
  if (removed) what.append(element("del", "", visible(short(removed))));
  if (put) what.append(element("ins", "", visible(short(put))));
  button.append(what, element("code", "rule", rule));
  const why = element("span", "reason", reason);
  why.lang = "en";
  button.append(why);
  button.addEventListener("click", () => look("marked", number));
  item.append(button);
  return item;
}

function marked([text, entry, put]) {
  if (entry === null) return [document.createTextNode(text)];
  const parts = [];
  if (text) parts.push(element("del", "", /^\s+$/.test(text) ? visible(text) : text));
  if (put) parts.push(element("ins", "", put));
  for (const part of parts) part.dataset.entry = entry;
  return parts;
}

function show(told) {
  $("body").textContent = told.body;
  $("marked").replaceChildren(...told.segments.flatMap(marked));
  $("raw-count").textContent = say("characters", { n: Array.from(told.source).length });
  $("clean-count").textContent = say("characters", { n: Array.from(told.body).length });
  const rows = told.metadata.flatMap(([key, value]) => [element("dt", "", key), element("dd", "", value)]);
  $("metadata").replaceChildren(...rows);
  $("metadata-part").hidden = !rows.length;
  $("changes").replaceChildren(...told.changes.map(changed));
  $("number").textContent = told.changes.length + told.more;
  $("more").textContent = told.more ? say("more", { n: told.more }) : "";
  const notices = told.notices.map(([rule, message]) => {
    const item = element("li");
    item.append(element("code", "rule", rule), " ", element("span", "reason", message));
    return item;
  });
  $("notices").replaceChildren(...notices);
  $("notices-part").hidden = !notices.length;
  $("told").hidden = false;
}

function forget() {
  last = null;
  $("told").hidden = true;
  for (const id of ["body", "marked"]) $(id).replaceChildren();
  for (const id of ["raw-count", "clean-count"]) $(id).textContent = "";
}

// A module worker may not be made from disk at all.
let worker = null;
try {
  worker = new Worker("worker.js", { type: "module" });
  worker.onmessage = ({ data }) => answered(data);
  worker.onerror = (event) => status("failed", { why: event.message ?? "worker" });
} catch (error) {
  status("failed", { why: String(error) });
}

function answered({ told, ready, failed }) {
  if (failed) return status("failed", { why: failed });
  if (ready) {
    document.documentElement.dataset.ready = ready;
    return raw.value ? undefined : status("ready");
  }
  busy = false;
  if (again) return ask(); // the text or an option has changed since
  if (told.missing) return forget(), status("html");
  if (told.error) return forget(), status("error", { why: told.error });
  last = told;
  if (given) raw.value = told.source;
  show(told);
  const same = !told.changes.length && told.source === told.body;
  return status(same ? "unchanged" : "done", { ms: Math.round(performance.now() - begun) });
}

function ask() {
  again = busy;
  if (busy) return undefined;
  if (!given && !raw.value) return forget(), status("ready");
  if (said[0] === "failed") return undefined;
  begun = performance.now();
  if (document.documentElement.dataset.ready) status("working");
  busy = true;
  const chosen = Object.fromEntries(new FormData($("options")));
  return worker.postMessage({ source: given ?? raw.value, options: chosen });
}

function soon() {
  clearTimeout(waiting);
  waiting = setTimeout(ask, 250);
}

async function open(file) {
  if (!file) return;
  given = await file.arrayBuffer();
  ask();
}

raw.addEventListener("input", () => {
  given = null;
  soon();
});
$("options").addEventListener("change", (event) => event.target.name && ask());
$("options").addEventListener("submit", (event) => event.preventDefault());
$("file").addEventListener("change", ({ target }) => open(target.files[0]));
$("example").addEventListener("click", async () => {
  given = null;
  raw.value = await (await fetch("sample.txt")).text();
  ask();
});
$("copy").addEventListener("click", async () => {
  if (!last) return;
  await navigator.clipboard.writeText(last.markdown);
  status("copied");
});
for (const button of document.querySelectorAll("[data-language]")) {
  button.addEventListener("click", () => speak(button.dataset.language));
}
for (const button of document.querySelectorAll("[data-view]")) {
  button.addEventListener("click", () => look(button.dataset.view));
}
for (const name of ["dragover", "drop", "dragleave"]) {
  document.addEventListener(name, (event) => {
    event.preventDefault(); // or the browser would open the file in place of the page
    $("raw-pane").classList.toggle("dropping", name === "dragover");
    const text = event.dataTransfer?.getData("text/plain");
    if (name !== "drop") return;
    if (event.dataTransfer.files.length) open(event.dataTransfer.files[0]);
    else if (text) {
      given = null;
      raw.value = text;
      ask();
    }
  });
}

speak(navigator.language.startsWith("zh") ? "zh" : "en");
