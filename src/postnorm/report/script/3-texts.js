// Both texts, row by row.

const LONG = 200; // code units of removed text that are shown at once
const HEAD = 60;
const TAIL = 24;

/** How the texts of one post look now: what is off, what is marked, what is unfolded. */
class Texts {
  constructor(number) {
    this.number = number;
    this.post = open(number);
    this.unfolded = new Set();
    this.goesWith = new Map(); // a move -> the edit that dropped the place it was taken from
    for (const [kind, , edits] of this.post.rows.flat()) {
      if (edits && edits.length > 1 && isRaw(kind)) for (const one of edits.slice(1)) this.goesWith.set(one, edits[0]);
    }
  }

  isWrong(at) { return marksOf(this.number).has(at); }
  isOff(at) { return this.post.edits[at].rule.split("+").every((one) => off.has(one)); }
  isUndone(at) {
    if (this.isWrong(at) || this.isOff(at)) return true;
    const first = this.goesWith.get(at);
    return first !== undefined && this.post.edits[at].step === this.post.edits[first].step && this.isUndone(first);
  }

  draw() {
    const { post } = this;
    const rows = el("div.rows", {}, post.rows.map((row, at) => this.row(row, at)));
    if (post.rows.length > 200) rows.classList.add("long");
    return rows;
  }

  row(row, at) {
    const raw = el("div.raw", { lang: "zh" });
    const clean = el("div.clean", { lang: "zh" });
    const ending = row.filter(([kind]) => kind === "=" || kind === "-").map(([, text]) => text).join("");
    const body = row.filter(([kind]) => !isRaw(kind) || kind === "=").map(([, text]) => text).join("");
    row.forEach((stretch, number) => this.stretch(stretch, raw, clean, {
      key: `${at}:${number}`, last: number === row.length - 1, next: row[number + 1], at,
    }));
    raw.dir = clean.dir = "auto"; // at the end: it is found anew for every piece that is added
    const made = el("div.row", { "data-row": String(at) }, raw, clean);
    if (/\n\s*\n$/.test(body || ending)) made.classList.add("ends");
    if (row.every(([kind]) => kind === "=")) made.classList.add("same");
    if (!body.trim()) made.classList.add("lost");
    if (!at && !body.trim() && post_has_metadata(this.post)) clean.append(this.metadata());
    return made;
  }

  stretch([kind, text, edits], raw, clean, place) {
    if (kind === "=") {
      const plain = place.last || endsHere(place.next) ? text.replace(/\n+$/, "") : text;
      raw.append(plain);
      clean.append(plain);
      return;
    }
    const first = edits[0], last = edits.at(-1);
    if (kind === "-" || kind === "<") {
      const undone = [first, last].filter((one) => this.isUndone(one));
      if (undone.length && !undone.some((one) => this.isWrong(one))) {
        raw.append(text);
        clean.append(text);
        return;
      }
      raw.append(this.removal(kind, text, edits, place, undone.length > 0));
      if (undone.length) clean.append(el("span.back", { title: say("back") }, text.replace(/^\n+|\n+$/g, "")));
      else if (clean.firstChild && text.trim() && !isReplaced(edits, place.next) && this.post.edits[last].rule !== "html.markup") {
        clean.append(this.hole(edits));
      }
      return;
    }
    if (this.isUndone(last) && !this.isWrong(last)) return;
    clean.append(this.insertion(kind, text, edits));
  }

  marked(tag, edits, text) {
    const edit = this.post.edits[edits.at(-1)];
    const made = el(tag, { tabIndex: -1, "data-e": edits.join(" "), "data-rule": edit.rule, "aria-describedby": "card" });
    made.className = `c ${stepClass(edit.step)}`;
    if (!text.trim() || UNSEEN.test(text) && [...text].length === 1) made.classList.add("bare");
    UNSEEN.lastIndex = 0;
    if (edits.some((one) => this.isWrong(one))) made.classList.add("wrong");
    return made;
  }

  removal(kind, text, edits, place, undone) {
    const rule = this.post.edits[edits.at(-1)].rule;
    const made = this.marked("del", edits, text);
    const isMarkup = rule === "html.markup";
    if (kind === "<") made.classList.add("moved");
    if (isReplaced(edits, place.next)) made.classList.add("was");
    if (isMarkup) made.classList.add("markup");
    if (rule.startsWith("front-matter.")) made.classList.add("head");
    const seen = shown(text.replace(/\n+$/, (end) => (text.trim() ? "" : end)).replace(/^\n+(?=.*\S)/s, ""));
    const limit = isMarkup ? 48 : made.classList.contains("head") ? 600 : LONG;
    if (seen.length > limit && !undone && !this.unfolded.has(place.key)) this.fold(made, seen, isMarkup, place.key);
    else made.append(seen);
    const kept = this.post.edits[edits[0]].kept;
    if (kept && edits.length === 1 && text.length > LONG) {
      made.append(" ", this.link(say("to.kept"), kept));
    }
    return made;
  }

  fold(made, text, isMarkup, key) {
    const chars = [...text];
    const [head, tail] = isMarkup ? [16, 8] : [HEAD, TAIL];
    const more = chars.length - head - tail;
    const button = el("button.fold", {
      type: "button", tabIndex: -1, "data-fold": key, "aria-expanded": "false", title: say("unfold"),
    }, say(isMarkup ? "more.markup" : "more", { n: more }));
    made.append(chars.slice(0, head).join(""), "…", button, "…", chars.slice(-tail).join(""));
  }

  link(text, [, , from, to]) {
    return el("button.fold.to", { type: "button", tabIndex: -1, "data-to": `${from} ${to}` }, text);
  }

  insertion(kind, text, edits) {
    const made = this.marked("ins", edits, text);
    if (kind === ">") made.classList.add("moved");
    const seen = text.trim() ? shown(text.replace(/^\n+|\n+$/g, "")) : shown(text);
    if (!text.trim("\n") && /^\n+$/.test(text)) return el("span", {}, "");
    made.append(seen);
    return made;
  }

  /** In the clean text, a hair where something of the line went. */
  hole(edits) {
    const edit = this.post.edits[edits.at(-1)];
    const made = el("span", { "data-hole": edits.join(" "), "aria-hidden": "true" });
    made.className = `hole ${stepClass(edit.step)}`;
    return made;
  }

  metadata() {
    const told = this.post.meta.filter(({ value }) => value !== null && value !== "");
    return el("div.aside", {}, say("read.into"), el("dl", {}, told.map(({ key, value }) => [
      el("dt", {}, key), el("dd", {}, valueText(value)),
    ])));
  }
}

/** Whether something stands in its place: then it is changed, and not gone. */
const isReplaced = (edits, next) => next !== undefined && next[0] === "+" && next[2].at(-1) === edits.at(-1);
const post_has_metadata = (post) => post.meta.length > 0;
const endsHere = (next) => !next || (next[0] !== "=" && !next[1].trim() && next[1].includes("\n"));
const valueText = (value) => (Array.isArray(value) ? value.map(valueText).join(locale === "zh" ? "、" : ", ")
  : value !== null && typeof value === "object" ? JSON.stringify(value) : String(value));

/** Goes to rows and lets them light up. */
function goTo(from, to) {
  const rows = $$(".rows > .row").slice(from, to + 1);
  if (!rows.length) return;
  rows[0].scrollIntoView({ block: from === to ? "center" : "start" });
  for (const row of rows) {
    row.classList.remove("flash");
    void row.offsetWidth; // so that it lights up again
    row.classList.add("flash");
  }
}
