/**
 * The study as the page knows it, and the one way to change it: `act`. Actions take turns, so that each is asked for on the
 * version that the one before it left. What an action changes is shown at once as expected and fetched anew when it is on
 * disk; where the server refuses, what was expected is taken back and the reason is told.
 */

import { Doc } from "./document.js";
import { Refused, get, post } from "./server.js";

export const study = { value: null, version: "", doc: null };
export const events = new EventTarget();

let turn = Promise.resolve();
let waiting = 0;
let stale = nothing();
let refreshing = Promise.resolve();
// Concepts that are being made: who codes on must find them, though what the server last said knows nothing of them yet.
const expectedConcepts = new Map();

export function tell(name, detail = null) {
  events.dispatchEvent(new CustomEvent(name, { detail }));
}

export async function loadStudy() {
  study.value = await get("study");
  study.version ||= study.value.version;
  expectedConcepts.forEach(addConcept);
  tell("study");
}

export async function openDocument(name) {
  study.doc = new Doc(await get("document", { name }));
  tell("document");
}

/** Return all concepts, each with where it stands; those of the tray have no theme. */
export function concepts() {
  const { dimensions, ungrouped } = study.value.codebook;
  return [
    ...dimensions.flatMap((dimension) =>
      dimension.themes.flatMap((theme) =>
        theme.concepts.map((each) => ({ ...each, theme: theme.name, dimension: dimension.name })),
      ),
    ),
    ...ungrouped.map((each) => ({ ...each, theme: "", dimension: "" })),
  ];
}

function addConcept(name) {
  if (concepts().some((each) => each.name === name)) return;
  study.value.codebook.ungrouped.push({ name, definition: "", codings: 0, letters: [name.toLowerCase()] });
}

export function themes() {
  return study.value.codebook.dimensions.flatMap((dimension) =>
    dimension.themes.map((theme) => ({ ...theme, dimension: dimension.name })),
  );
}

/** Return the number of the colour of a concept: its place in the codebook. */
export function colour(name) {
  const { ungrouped } = study.value.codebook;
  if (colours.of !== study.value || colours.tray !== ungrouped.length) {
    const by = new Map(concepts().map((each, index) => [each.name, index % 10]));
    colours = { of: study.value, tray: ungrouped.length, by };
  }
  return colours.by.get(name) ?? 9;
}
let colours = { of: null, tray: 0, by: new Map() };

/**
 * Do something. `given` is the action's values, or a function that returns them when its turn has come; `expected` is what the
 * open document shows until it is on disk (`Doc.expect`); `concept` is the name of a concept that it makes. Returns the answer,
 * or null where it was refused.
 */
export function act(action, given, expected = null, concept = "") {
  const made = concept ? { concept } : null;
  if (made) {
    expectedConcepts.set(made, concept);
    addConcept(concept);
  }
  if (expected && study.doc) {
    study.doc.expect(expected);
    tell("marks");
  }
  waiting += 1;
  tell("busy", true);
  const done = turn.then(() => carryOut(action, given, [expected, made].filter(Boolean)));
  turn = done.catch(() => null);
  return done;
}

async function carryOut(action, given, ended) {
  try {
    const values = typeof given === "function" ? await given() : given;
    if (values === null) return null;
    const answer = await post({ action, version: study.version, ...values });
    note(answer);
    tell("done", { action, values, message: answer.message });
    return answer;
  } catch (error) {
    if (study.doc) stale.documents.add(study.doc.name);
    stale.structure = stale.isRefused = true;
    tell("refused", { action, given, error });
    return null;
  } finally {
    stale.ended.push(...ended);
    waiting -= 1;
    if (waiting === 0) await refresh();
    if (waiting === 0) tell("busy", false);
  }
}

/** Return that nothing is older on the page than on disk; `ended` is what is expected no longer once all is fetched anew. */
function nothing() {
  return { documents: new Set(), structure: false, isRefused: false, ended: [] };
}

function note(answer) {
  study.version = answer.version;
  answer.documents.forEach((name) => stale.documents.add(name));
  stale.structure ||= answer.structure || answer.documents.length > 0;
}

/** Fetch anew what the server words in the language of the page: the findings over the open document. */
export function reword() {
  if (study.doc) stale.documents.add(study.doc.name);
  return refresh();
}

/** Fetch anew what has changed, one time after another. */
export function refresh() {
  refreshing = refreshing.then(refreshed);
  return refreshing;
}

async function refreshed() {
  const { documents, structure, isRefused, ended } = stale;
  stale = nothing();
  const doc = study.doc;
  ended.forEach((each) => expectedConcepts.delete(each));
  if (doc && (documents.has(doc.name) || ended.length)) await refreshDocument(doc, ended);
  if (structure) await loadStudy().catch((error) => tell("refused", { action: "load", error }));
  if (isRefused) study.version = study.value.version;
  if (doc && structure) tell("marks");
  if (documents.size || structure) tell("fresh", { documents });
}

async function refreshDocument(doc, ended) {
  const value = await get("document", { name: doc.name, since: doc.version }).catch(() => null);
  if (study.doc !== doc) return;
  if (!value) stale.documents.add(doc.name);
  if (value && value.text !== undefined && value.text !== doc.text) {
    study.doc = new Doc(value);
    tell("document");
    return;
  }
  if (value) doc.take(value);
  doc.settle(ended);
  tell("marks");
}

/** Watch for what others change: an editor, git, a second page. */
export async function watch() {
  for (;;) {
    try {
      const since = study.version;
      const answer = await get("changes", { since });
      // What was done here in the meantime has a version that is newer than the answer.
      if (waiting === 0 && study.version === since && answer.version !== since) {
        note(answer);
        await refresh();
        tell("elsewhere", answer);
      } else if (waiting) await turn;
      tell("there", true);
    } catch (error) {
      tell("there", error instanceof Refused);
      await new Promise((resolve) => setTimeout(resolve, 2000));
    }
  }
}
