/** What can be done with codings. Each is drawn as expected at once, and asked for by the id that the server gave. */

import { act, known, study } from "./study.js";

let drawn = 0;

/** Code a span of the open document; returns the id under which it is drawn until the server has named it. */
export function code(span, concept, fresh) {
  drawn += 1;
  const id = `pending-${drawn}`;
  const { name } = study.doc;
  if (fresh) study.value.codebook.ungrouped.push({ name: concept, definition: "", codings: 0, letters: [concept.toLowerCase()] });
  const coding = {
    id, ...span, concept, quotation: study.doc.words(span.start, span.end), coder: study.value.coder,
    stage: "", cited: "", role: "", memo: "", time: "", mine: true, pending: true,
  };
  act("code", { document: name, ...span, concept, new: fresh }, (doc) => doc.expect([...doc.codings, coding]));
  return id;
}

export function uncode(id) {
  return act("uncode", async () => ({ id: await known(id) }), (doc) => doc.expect(doc.codings.filter((each) => each.id !== id)));
}

export function resize(id, span) {
  return act("resize", async () => ({ id: await known(id), ...span }), changed(id, span));
}

export function setDetails(id, details) {
  return act("set", async () => ({ id: await known(id), ...details }), changed(id, details));
}

/** Give codings another concept, which is made first where it is new. */
export function recode(ids, concept, fresh) {
  if (fresh) act("add_concept", { name: concept });
  const given = async () => ({ ids: await Promise.all(ids.map(known)), concept });
  return act("recode", given, (doc) => doc.expect(doc.codings.map((each) => (ids.includes(each.id) ? { ...each, concept } : each))));
}

/** Accept or reject a suggestion of the rules. */
export function verdict(id, what) {
  return act(what, { id }, (doc) => {
    const found = doc.suggestions.find((each) => each.id === id);
    doc.suggestions = doc.suggestions.filter((each) => each.id !== id);
    const coding = found && { ...found, id: `pending-${id}`, coder: study.value.coder, mine: true, pending: true };
    doc.expect(what === "accept" && coding ? [...doc.codings, coding] : doc.codings);
  });
}

function changed(id, details) {
  return (doc) => doc.expect(doc.codings.map((each) => (each.id === id ? { ...each, ...details } : each)));
}
