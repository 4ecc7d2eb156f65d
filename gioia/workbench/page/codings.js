/** What can be done with codings. Each is drawn as expected at once, and asked for by the id that the server gave. */

import { act, refresh, study } from "./study.js";

let drawn = 0;
const pending = new Map();
const named = new Map();

/** Return a coding that is shown until the server has named it. */
function expectedAs(id, coding) {
  const shown = { ...coding, id, coder: study.value.coder, mine: true, pending: true };
  pending.set(id, shown);
  return shown;
}

function isSame(one, other) {
  return one.mine && other.mine && one.start === other.start && one.end === other.end && one.concept === other.concept;
}

/** Return the codings with one more, where it is not among them yet. */
function joined(codings, coding) {
  return codings.some((each) => isSame(each, coding)) ? codings : [...codings, coding];
}

function isOf(id) {
  return (each) => each.id === id || each.id === named.get(id);
}

/** Return the id that the server has given to a coding that was drawn before. */
async function known(id) {
  const shown = pending.get(id);
  if (!shown || named.has(id)) return named.get(id) ?? id;
  await refresh();
  const found = study.doc.sure.codings.find((each) => isSame(each, shown));
  if (found) named.set(id, found.id);
  return found?.id ?? id;
}

/** Code a span of the open document; returns the id under which it is drawn until the server has named it. */
export function code(span, concept, fresh) {
  drawn += 1;
  const id = `pending-${drawn}`;
  const { name } = study.doc;
  const coding = expectedAs(id, {
    ...span, concept, quotation: study.doc.words(span.start, span.end), stage: "", cited: "", role: "", memo: "", time: "",
  });
  const expected = ({ codings }) => ({ codings: joined(codings, coding) });
  act("code", { document: name, ...span, concept, new: fresh }, expected, fresh ? concept : "");
  return id;
}

export function uncode(id) {
  return act("uncode", async () => ({ id: await known(id) }), ({ codings }) => ({ codings: codings.filter((each) => !isOf(id)(each)) }));
}

export function resize(id, span) {
  return act("resize", async () => ({ id: await known(id), ...span }), changed(id, span));
}

export function setDetails(id, details) {
  return act("set", async () => ({ id: await known(id), ...details }), changed(id, details));
}

/** Give codings another concept, which is made first where it is new. */
export function recode(ids, concept, fresh) {
  if (fresh) act("add_concept", { name: concept }, null, concept);
  const given = async () => ({ ids: await Promise.all(ids.map(known)), concept });
  return act("recode", given, ({ codings }) => ({ codings: codings.map((each) => (ids.some((id) => isOf(id)(each)) ? { ...each, concept } : each)) }));
}

/** Accept or reject a suggestion of the rules. */
export function verdict(id, what) {
  return act(what, { id }, ({ codings, suggestions }) => {
    const found = suggestions.find((each) => each.id === id);
    const coding = found && expectedAs(`pending-${id}`, found);
    return {
      codings: what === "accept" && coding ? joined(codings, coding) : codings,
      suggestions: suggestions.filter((each) => each.id !== id),
    };
  });
}

function changed(id, details) {
  return ({ codings }) => ({ codings: codings.map((each) => (isOf(id)(each) ? { ...each, ...details } : each)) });
}
