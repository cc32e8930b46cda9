// The card beside a change: what was done, why, how sure, and whether it is right.

const card = $("#card");
let shownFor = null; // the mark that the card stands beside
let leaving = 0;

function showCard(target) {
  clearTimeout(leaving);
  if (shownFor === target) return;
  hideCard();
  shownFor = target;
  const edits = target.dataset.e.split(" ").map(Number);
  for (const one of $$(`[data-e~="${edits.at(-1)}"], [data-hole~="${edits.at(-1)}"]`, view)) one.classList.add("on");
  fillCard(edits);
  card.hidden = false;
  placeCard(target);
}

function hideCard() {
  if (!shownFor) return;
  shownFor = null;
  for (const one of $$(".on", view)) one.classList.remove("on");
  card.hidden = true;
}

function placeCard(target) {
  const narrow = matchMedia("(max-width: 48rem)").matches;
  card.classList.toggle("sheet", narrow);
  card.style.left = card.style.top = "";
  if (narrow) return;
  const whole = target.getBoundingClientRect();
  const box = [...target.getClientRects()].at(-1) ?? whole;
  const width = card.offsetWidth, height = card.offsetHeight;
  const rightmost = document.documentElement.clientWidth - width - 12;
  const below = box.bottom + 8, above = whole.top - height - 8;
  let left = Math.min(Math.max(12, box.left), rightmost);
  let top = below + height < innerHeight ? below : above;
  if (top < 8) { // no room: over the other column, so that what it is about is seen
    const cell = target.closest(".raw, .clean").getBoundingClientRect();
    left = target.closest(".raw") ? Math.min(cell.right + 8, rightmost) : Math.max(12, cell.left - width - 8);
    top = Math.max(8, Math.min(whole.top, innerHeight - height - 12));
  }
  card.style.left = `${left + scrollX}px`;
  card.style.top = `${top + scrollY}px`;
}

function fillCard(edits) {
  const { post, number } = texts;
  const at = edits.at(-1);
  card.replaceChildren(cardPart(post, at));
  if (edits.length > 1) card.append(earlier(post, edits.slice(0, -1)));
  const marked = marksOf(number).get(at);
  const why = el("input", {
    type: "text", placeholder: say("why"), "aria-label": say("why"), value: marked ?? "", maxLength: 300,
    oninput: (event) => { mark(number, at, event.target.value); },
  });
  why.hidden = marked === undefined;
  card.append(el("div.review", {}, el("div.acts", {}, el("button.button", {
    type: "button", "aria-pressed": String(marked !== undefined), onclick: () => toggleMark(at),
  }, say(marked === undefined ? "mark" : "marked")), el("kbd", {}, "x")), why));
}

function cardPart(post, at) {
  const edit = post.edits[at];
  const part = el("div.part", { class: `part ${stepClass(edit.step)}` });
  part.append(el("p.of", {}, el("span.swatch", {}), stepName(edit.step), el("span.rule", {}, edit.rule)));
  part.append(el("p.reason", {}, reasonOf(edit.rule)));
  const removed = removedBy(post, at), made = putInBy(post, at);
  const what = removed && made ? [say("from"), el("b", {}, quoted(removed)), say("into"), el("b", {}, quoted(made))]
    : removed ? [say("removed"), el("b", {}, quoted(removed))] : [say("put.in"), el("b", {}, quoted(made))];
  part.append(el("p.what", {}, what));
  part.append(...details(edit.detail ?? {}));
  const links = [say("place", { line: edit.at[0], column: edit.at[1] })];
  if (edit.kept) links.push(" · ", whereButton(say("to.kept"), edit.kept));
  const other = $$(`.c[data-e~="${at}"]`, view).filter((one) => one !== shownFor && one.closest(".row") !== shownFor.closest(".row"))[0];
  if (other && shownFor.classList.contains("moved")) {
    const row = Number(other.closest(".row").dataset.row);
    links.push(" · ", whereButton(say(shownFor.tagName === "DEL" ? "to.new" : "to.old"), [0, 0, row, row]));
  }
  part.append(el("p.hint", {}, links));
  return part;
}

/** What had become of it before, a line each. */
function earlier(post, edits) {
  const kept = post.edits[edits[0]].kept;
  return el("dl.before", {}, edits.map((at) => [
    el("dt", { class: stepClass(post.edits[at].step) }, el("span.swatch", {}), stepName(post.edits[at].step)),
    el("dd", {}, reasonOf(post.edits[at].rule)),
  ]), kept ? [el("dt", {}), el("dd", {}, whereButton(say("to.kept"), kept))] : null);
}

const whereButton = (text, [, , from, to]) => el("button.where", { type: "button", onclick: () => goTo(from, to) }, text);

/** The score with its evidence, then whatever else the rule knows. */
function details({ score, evidence, reason, kind, agreement, ...rest }) {
  const list = el("dl.evidence");
  const add = (name, value, total) => list.append(el("dt", total ? { class: "total" } : {}, name), el("dd", total ? { class: "total" } : {}, value));
  if (agreement !== undefined) add(say("agreement"), percent(agreement, 1), true);
  if (score !== undefined) add(say("score"), say("score.of", { score: score.toFixed(2) }), true);
  for (const [name, value] of Object.entries(evidence ?? {})) {
    if (typeof value === "number") add(words[`evidence.${name}`] ?? name, `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(2)}`);
  }
  for (const [name, value] of Object.entries(rest)) {
    if (value !== null && value !== "" && !(Array.isArray(value) && !value.length)) {
      add(words[`detail.${name}`] ?? name, quoted(valueText(value)));
    }
  }
  return list.childElementCount ? [list] : [];
}

function toggleMark(at) {
  const { number } = texts;
  const isMarked = marksOf(number).has(at);
  mark(number, at, isMarked ? null : "");
  tell(say(isMarked ? "unmarked" : "now.marked"));
  redraw(at);
  if (!isMarked) $("#card input")?.focus({ preventScroll: true });
}
