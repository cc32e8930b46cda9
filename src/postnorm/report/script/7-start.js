// Which view, and the keys.

const view = $("#main");
let texts = null; // of the post that is open

function postView(number) {
  texts = new Texts(number);
  const { post } = texts;
  const { steps, changes, notices } = book.posts[number];
  const by = [post.author, post.date.replace(/ 00:00$/, ""), /^https?:\/\//.test(post.url)
    ? el("a", { href: post.url, rel: "noopener noreferrer", target: "_blank" }, post.url) : "", el("span.name", {}, post.name)];
  return [
    el("header.lead", {}, el("h1", { lang: "zh", dir: "auto" }, post.title || book.posts[number].start || post.name),
      el("p.by", {}, by.filter(Boolean).map((one) => (typeof one === "string" ? el("span", {}, one) : one))),
      el("p.sum", {}, changes ? say("sum", { raw: post.raw, clean: post.clean, n: changes }) : say("sum.none"),
        notices ? [" ", lookButton(post, notices)] : null),
      meter(steps, post.raw), changes ? legend(steps) : null),
    el("div.work", {}, el("section.texts", { "aria-label": say("texts") },
      el("div.row.heads", {}, el("div", {}, say("raw"), el("span.num", {}, say("chars", { n: post.raw }))),
        el("div", {}, say("clean"), el("span.num", {}, say("chars", { n: post.clean })))),
      texts.draw()), side(number)),
  ];
}

/** Leads to the first place that is in doubt. */
function lookButton(post, n) {
  const placed = post.notices.find(({ at }) => at);
  const text = say("sum.look", { n });
  return placed ? el("button.where.big", { type: "button", onclick: () => goTo(placed.at[2], placed.at[3]) }, text) : text;
}

function bar(number) {
  const many = book.posts.length > 1;
  const at = number === null ? null : Number(number);
  const step = (by, text) => el("a.plain", { href: `#${at + by + 1}`, "aria-label": text, title: text }, by < 0 ? "‹" : "›");
  $("#bar").replaceChildren(...[
    el("a.brand", { href: "#" }, "postnorm"),
    many && at !== null ? el("a", { href: "#" }, say("all.posts")) : null,
    el("span.space"),
    many && at !== null ? el("span", {}, at > 0 ? step(-1, say("previous")) : null, el("span.num", {}, ` ${count(at + 1)} / ${count(book.posts.length)} `),
      at < book.posts.length - 1 ? step(1, say("following")) : null) : null,
    el("button.plain.wide", { type: "button", onclick: showHelp }, el("kbd", {}, "j"), " ", el("kbd", {}, "k"), " ", say("walk")),
    el("button.plain", { type: "button", onclick: showHelp, "aria-label": say("help") }, "?"),
  ].filter(Boolean));
}

let leftAt = 0; // how far the index was scrolled
function show() {
  const wanted = Number(location.hash.slice(1)) - 1;
  const number = book.posts.length === 1 ? 0 : book.posts[wanted] ? wanted : null;
  if (number !== null && !texts) leftAt = scrollY;
  hideCard();
  const cameFrom = texts?.number;
  texts = null;
  bar(number);
  view.replaceChildren(...(number === null ? indexView() : postView(number)));
  document.title = number === null ? book.title || say("posts", { n: book.posts.length }) : `${texts.post.title || texts.post.name} · postnorm`;
  scrollTo(0, number === null ? leftAt : 0);
  if (number === null && cameFrom !== undefined) $(`#posts a[href="#${cameFrom + 1}"]`)?.focus({ preventScroll: true });
}

/** Draws the texts and the review again, and stays where the reader is. */
function redraw(at) {
  hideCard();
  $(".rows", view).replaceWith(texts.draw());
  $("details.review", view).replaceWith(reviewPart());
  $$(".switch input", view).forEach((box) => { box.checked = !off.has(box.dataset.rule); });
  const target = at !== undefined && $(`.c[data-e~="${at}"]`, view);
  if (target) focusMark(target);
}

// --- walking -------------------------------------------------------------------

let current = null;
function focusMark(target) {
  current = target.dataset.e;
  // It moves only when it must, and then to where there is room for the card below.
  const { top, bottom } = target.getBoundingClientRect();
  if (top < 70 || bottom > innerHeight * 0.62) scrollBy(0, Math.min(top, bottom - 120) - innerHeight * 0.26);
  target.focus({ preventScroll: true });
  showCard(target);
}

/** One stop for each change, in the order of the text. */
function stops() {
  const seen = new Set();
  return $$(".rows .c", view).filter(({ dataset: { e } }) => !seen.has(e) && seen.add(e));
}

function walk(by) {
  const all = stops();
  if (!all.length) return;
  const here = all.findIndex(({ dataset: { e } }) => e === current);
  const at = here < 0 ? (by > 0 ? 0 : all.length - 1) : (here + by + all.length) % all.length;
  focusMark(all[at]);
  const edit = texts.post.edits[Number(all[at].dataset.e.split(" ").at(-1))];
  tell(`${at + 1} / ${all.length}: ${stepName(edit.step)}, ${reasonOf(edit.rule)}`);
}

function unfold(key) {
  texts.unfolded.add(key);
  const at = Number(key.split(":")[0]);
  const row = $$(".rows > .row", view)[at];
  hideCard();
  row.replaceWith(texts.row(texts.post.rows[at], at));
}

const KEYS = {
  j: () => walk(1), n: () => walk(1), k: () => walk(-1), p: () => walk(-1),
  x: () => { if (shownFor) toggleMark(Number(shownFor.dataset.e.split(" ").at(-1))); },
  o: () => { const button = shownFor && $(".fold[data-fold]", shownFor); if (button) { const e = current; unfold(button.dataset.fold); const again = $(`.c[data-e="${e}"]`, view); if (again) focusMark(again); } },
  u: () => { if (book.posts.length > 1) location.hash = ""; },
  "/": () => $("input[type=search]", view)?.focus(),
  "?": () => showHelp(),
};
KEYS.Enter = KEYS.o;

function showHelp() {
  const dialog = $("#help");
  dialog.replaceChildren(el("h2", {}, say("help")), el("dl", {}, ["j", "k", "o", "x", "u", "/", "?"].map((key) => [
    el("dt", {}, el("kbd", {}, key)), el("dd", {}, say(`key.${key}`))])),
  el("button.button", { type: "button", onclick: () => dialog.close() }, say("close")));
  dialog.showModal();
}

addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    if (shownFor) shownFor.focus({ preventScroll: true });
    hideCard();
    return;
  }
  const typing = event.target.matches("input:not([type=checkbox]), select, textarea");
  if (typing && event.key === "Enter" && event.target.closest("#card")) shownFor?.focus({ preventScroll: true });
  if (typing || event.ctrlKey || event.metaKey || event.altKey || $("#help").open) return;
  if (event.key === "Enter" && event.target.matches("button, a, summary, input")) return;
  const action = (texts || event.key === "/" || event.key === "?") && KEYS[event.key];
  if (action) { event.preventDefault(); action(); }
});

const markAt = (node) => {
  const hole = node.closest?.("[data-hole]");
  return hole ? $(`.c[data-e="${hole.dataset.hole}"]`, view) : node.closest?.(".rows .c");
};
let coming = 0;
view.addEventListener("mouseover", (event) => {
  const target = markAt(event.target);
  clearTimeout(coming);
  if (target) coming = setTimeout(() => showCard(target), shownFor ? 60 : 140); // not while passing over
});
view.addEventListener("mouseout", (event) => { clearTimeout(coming); if (markAt(event.target)) leave(); });
card.addEventListener("mouseenter", () => clearTimeout(leaving));
card.addEventListener("mouseleave", () => leave());
function leave() {
  clearTimeout(leaving);
  leaving = setTimeout(() => { if (!card.contains(document.activeElement) && shownFor !== document.activeElement) hideCard(); }, 220);
}
view.addEventListener("focusin", (event) => { const target = event.target.closest(".rows .c"); if (target) { current = target.dataset.e; showCard(target); } });
view.addEventListener("click", (event) => {
  const fold = event.target.closest("[data-fold]");
  if (fold) { unfold(fold.dataset.fold); return; }
  const to = event.target.closest("[data-to]");
  if (to) { goTo(...to.dataset.to.split(" ").map(Number)); return; }
  const target = markAt(event.target);
  if (target) focusMark(target);
  else hideCard();
});
$("#skip").textContent = say("skip");
addEventListener("hashchange", show);
show();
document.documentElement.dataset.ready = "yes";
