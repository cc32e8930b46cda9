// The side: rules to switch, metadata, what to look at, and the review.

function side(number) {
  const post = open(number);
  return el("aside.side", { "aria-label": say("side") },
    rulesPart(post), metadataPart(post), noticesPart(post), reviewPart());
}

function part(name, title, more, open, ...children) {
  const small = matchMedia("(max-width: 72rem)").matches;
  return el("details", { open: open && !small, class: name }, el("summary", {}, title, " ", el("span.num", {}, more)), ...children);
}

function rulesPart(post) {
  const counts = new Map(); // step -> rule -> edits
  post.edits.forEach(({ step, rule }, at) => {
    for (const one of rule.split("+")) {
      if (!counts.has(step)) counts.set(step, new Map());
      const rules = counts.get(step);
      if (!rules.has(one)) rules.set(one, []);
      rules.get(one).push(at);
    }
  });
  const made = part("rules", say("rules"), count(post.edits.length), true);
  if (!counts.size) made.append(el("p.hint", {}, say("unchanged")));
  for (const [step, rules] of counts) {
    made.append(el("div", { class: stepClass(step) }, el("h3", {}, el("span.swatch", {}), stepName(step)),
      [...rules].sort((a, b) => b[1].length - a[1].length).map(([rule, edits]) => ruleSwitch(rule, edits))));
  }
  if (counts.size) made.append(el("p.hint.review", {}, say("rules.hint")));
  return made;
}

function ruleSwitch(rule, edits) {
  const id = `rule-${rule.replace(/\W/g, "-")}`;
  const box = el("input", { type: "checkbox", id, checked: !off.has(rule), onchange: () => {
    if (box.checked) off.delete(rule);
    else off.add(rule);
    redraw();
  } });
  box.dataset.rule = rule;
  let turn = -1;
  return el("div.switch", {}, box, el("label", { for: id }, reasonOf(rule), el("span.rule", {}, rule)), el("button.next", {
    type: "button", title: say("next.of"), "aria-label": say("next.of.rule", { rule, n: edits.length }), onclick: () => {
      turn = (turn + 1) % edits.length;
      const target = $(`.c[data-e~="${edits[turn]}"]`, view);
      if (target) focusMark(target);
      else goTo(...post_rows(edits[turn]));
    },
  }, count(edits.length)));
}
const post_rows = (at) => texts.post.edits[at].at.slice(2);

function metadataPart(post) {
  const made = part("metadata", say("metadata"), count(post.meta.length), true);
  if (!post.meta.length) made.append(el("p.hint", {}, say("no.metadata")));
  made.append(el("dl.meta", {}, post.meta.map(({ key, value, step, written, at }) => [
    el("dt", {}, key),
    el("dd", {}, /^https?:\/\//.test(value)
      ? el("a", { href: value, rel: "noopener noreferrer", target: "_blank" }, value) : valueText(value), el("div", {}, at
      ? el("button.where", { type: "button", onclick: () => goTo(at[2], at[2]) }, say(written ? "found.as" : "found", {
        line: at[0], step: stepName(step), name: written }))
      : el("span.hint", {}, step ? stepName(step) : ""))),
  ])));
  return made;
}

function noticesPart(post) {
  const made = part("notices", say("notices"), count(post.notices.length), true);
  if (!post.notices.length) made.append(el("p.hint", {}, say("no.notices")));
  for (const { rule, message, at } of post.notices) {
    made.append(el("div.notice", {}, el("span.rule", {}, rule), words[`notice.${rule}`] ?? message, at
      ? [" ", el("button.where", { type: "button", onclick: () => goTo(at[2], at[3]) }, say("line", { line: at[0] }))] : null));
  }
  return made;
}

function reviewPart() {
  const total = markedCount();
  const made = part("review", say("review"), total ? count(total) : "", true);
  made.append(el("p.hint", {}, say(total ? "review.some" : "review.none", { n: total })));
  made.append(el("button", { class: total ? "button main" : "button", type: "button", id: "download", disabled: !total, onclick: download }, say("download")));
  if (total) made.append(el("p.hint", {}, say("review.then"), " ", el("code", {}, "postnorm clean --decisions decisions.json …")));
  return made;
}
