// Many posts: what to look at first.

const ORDERS = {
  amount: (a, b) => share(b) - share(a),
  changes: (a, b) => b.changes - a.changes,
  notices: (a, b) => b.notices - a.notices,
  size: (a, b) => b.raw - a.raw,
  name: (a, b) => (a.name < b.name ? -1 : 1),
};
// Headers and markup are read, not lost: what counts is how much went of the text they left.
const READING = new Set(["parse_front_matter", "parse_html", "parse_feed"]);
const went = (post, isReading) => sum(Object.entries(post.steps).filter(([step]) => READING.has(step) === isReading).map(([, n]) => n));
const share = (post) => went(post, false) / (post.raw - went(post, true) || 1);
const listed = { order: "amount", sought: "" };

function indexView() {
  const raw = sum(book.posts.map((post) => post.raw));
  const clean = sum(book.posts.map((post) => post.clean));
  const changes = sum(book.posts.map((post) => post.changes));
  const steps = {};
  for (const post of book.posts) for (const [step, n] of Object.entries(post.steps)) steps[step] = (steps[step] ?? 0) + n;
  const list = el("ul", { id: "posts" });
  const search = el("input", {
    type: "search", placeholder: say("search"), "aria-label": say("search"), value: listed.sought,
    oninput: () => { listed.sought = search.value; fill(); },
  });
  const order = el("select", { "aria-label": say("order"), onchange: () => { listed.order = order.value; fill(); } },
    Object.keys(ORDERS).map((name) => el("option", { value: name, selected: name === listed.order }, say(`order.${name}`))));
  const found = el("p.hint", { role: "status" });

  function fill() {
    const parts = listed.sought.toLowerCase().split(/\s+/).filter(Boolean);
    const chosen = book.posts.filter((post) => parts.every((one) => post.find.includes(one))).sort(ORDERS[listed.order]);
    list.replaceChildren(...chosen.map(listedPost));
    found.textContent = parts.length ? say("found.posts", { n: chosen.length }) : "";
  }
  fill();
  return [
    el("header.lead", {}, el("h1", {}, book.title || say("posts", { n: book.posts.length })),
      el("p.sum", {}, say("sum.many", { n: changes, raw, clean, posts: book.posts.length })),
      meter(steps, raw), legend(steps), el("div.tools", {}, search, order,
        markedCount() ? el("button.button.main", { type: "button", onclick: download }, say("download.n", { n: markedCount() })) : null), found),
    el("nav.list", { "aria-label": say("posts", { n: book.posts.length }) }, list),
  ];
}

function listedPost(post) {
  return el("li", {}, el("a", { href: `#${post.number + 1}` },
    el("span.what", {}, el("b", {}, post.title || post.start || post.name), el("span.name", {}, post.name)),
    meter(post.steps, post.raw),
    el("span", { class: share(post) >= 0.3 ? "num much" : "num", title: say("share") }, percent(share(post), 1)),
    el("span.num.less", {}, say("changes", { n: post.changes })),
    el("span.num.less.look", {}, post.notices ? say("look", { n: post.notices }) : "")));
}

/** What went, by step, as parts of the whole. */
function meter(steps, raw) {
  const made = el("div.meter", { role: "img", "aria-label": say("meter", { share: percent(sum(Object.values(steps)), raw) }) });
  for (const [step, n] of Object.entries(steps)) {
    const bar = el("i", { title: `${stepName(step)} ${count(n)}` });
    bar.className = stepClass(step);
    bar.style.width = `${(100 * n) / (raw || 1)}%`;
    made.append(bar);
  }
  made.append(el("i.rest"));
  return made;
}

function legend(steps) {
  return el("ul.legend", {}, Object.entries(steps).map(([step, n]) => el("li", { class: stepClass(step) },
    el("span.swatch", {}), say("chars.of", { step: stepName(step), n }))),
  el("li", {}, el("span.swatch.rest", {}), say("kept")));
}
