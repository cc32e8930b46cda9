// What a person decides: rules that are switched off, and changes that are marked as wrong.

const off = new Set(); // names of rules
const wrong = new Map(); // post number -> Map(edit number -> why)
const MEMORY = `postnorm ${book.id}`;

/** Marks outlive a reload where the browser lets a file remember anything. */
function remember() {
  const kept = [...wrong].map(([post, marks]) => [post, [...marks]]);
  try { localStorage.setItem(MEMORY, JSON.stringify(kept)); } catch { /* private window, or a full store */ }
}
try {
  for (const [post, marks] of JSON.parse(localStorage.getItem(MEMORY) ?? "[]")) {
    if (Number.isInteger(post) && post < book.posts.length) wrong.set(post, new Map(marks));
  }
} catch { /* what is stored is not ours */ }

const marksOf = (post) => wrong.get(post) ?? new Map();
const markedCount = () => sum([...wrong.values()].map((marks) => marks.size));

function mark(post, edit, why) {
  const marks = new Map(marksOf(post));
  if (why === null) marks.delete(edit);
  else marks.set(edit, why);
  if (marks.size) wrong.set(post, marks);
  else wrong.delete(post);
  remember();
}

/** The file that `postnorm clean --decisions` and `postnorm learn --decisions` read. */
function decisions() {
  const made = [];
  for (const [number, marks] of [...wrong].sort((a, b) => a[0] - b[0])) {
    const post = open(number);
    const source = [...sourceOf(post)];
    for (const [at, why] of [...marks].sort((a, b) => a[0] - b[0])) {
      const edit = post.edits[at];
      if (!edit) continue;
      made.push({
        source: post.digest, name: post.name, step: edit.step, rule: edit.rule, span: edit.span,
        removed: removedBy(post, at), new: putInBy(post, at), why, context: around(source, ...edit.span),
      });
    }
  }
  return { schema: 1, made_by: `postnorm ${book.version}`, decisions: made };
}

const AROUND = 200;
function around(source, start, end) {
  let low = start, high = end;
  while (low > 0 && start - low < AROUND && source[low - 1] !== "\n") low--;
  while (high < source.length && high - end < AROUND && source[high] !== "\n") high++;
  return source.slice(low, high).join("");
}

function download() {
  const data = new Blob([JSON.stringify(decisions(), null, 2) + "\n"], { type: "application/json" });
  const address = URL.createObjectURL(data);
  const link = el("a", { href: address, download: "decisions.json" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
  tell(say("downloaded"));
}

// --- posts ---------------------------------------------------------------------

const opened = new Map();

/** A post's data, read when it is first looked at. */
function open(number) {
  if (!opened.has(number)) {
    if (opened.size > 40) opened.delete(opened.keys().next().value);
    opened.set(number, read(`post-${number}`));
  }
  return opened.get(number);
}

const isRaw = (kind) => kind === "=" || kind === "-" || kind === "<";
const sourceOf = (post) => post.rows.flat().filter(([kind]) => isRaw(kind)).map(([, text]) => text).join("");
const joined = (post, wanted) => post.rows.flat().filter(wanted).map(([, text]) => text).join("");
const removedBy = (post, at) => post.edits[at].removed
  ?? joined(post, ([kind, , edits]) => edits && isRaw(kind) && edits[0] === at);
const putInBy = (post, at) => post.edits[at].new
  ?? joined(post, ([kind, , edits]) => edits && !isRaw(kind) && edits.at(-1) === at);
