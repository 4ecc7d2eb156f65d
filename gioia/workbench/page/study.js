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

export function tell(name, detail = null) {
  events.dispatchEvent(new CustomEvent(name, { detail }));
}

export async function loadStudy() {
  study.value = await get("study");
  study.version ||= study.value.version;
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
 * Do something. `given` is the action's values, or a function that returns them when its turn has come; `expected` changes
 * what is shown at once. Returns the answer, or null where it was refused.
 */
export function act(action, given, expected = null) {
  if (expected && study.doc) {
    expected(study.doc);
    tell("marks");
  }
  waiting += 1;
  tell("busy", true);
  const done = turn.then(() => carryOut(action, given));
  turn = done.catch(() => null);
  return done;
}

async function carryOut(action, given) {
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
    waiting -= 1;
    if (waiting === 0) await refresh();
    if (waiting === 0) tell("busy", false);
  }
}

/** Return the id of a coding that was drawn before the server had named it. */
export async function known(id) {
  const coding = study.doc.codings.find((each) => each.id === id);
  if (!coding?.pending) return id;
  await refresh();
  const same = (each) => each.mine && each.start === coding.start && each.end === coding.end && each.concept === coding.concept;
  return study.doc.codings.find(same)?.id ?? id;
}

/** Return that nothing is older on the page than on disk. */
function nothing() {
  return { documents: new Set(), structure: false, isRefused: false };
}

function note(answer) {
  study.version = answer.version;
  answer.documents.forEach((name) => stale.documents.add(name));
  stale.structure ||= answer.structure || answer.documents.length > 0;
}

/** Fetch anew what has changed. */
export async function refresh() {
  const { documents, structure, isRefused } = stale;
  stale = nothing();
  const doc = study.doc;
  if (isRefused) study.version = (await get("study").catch(() => study)).version;
  if (structure) await loadStudy().catch((error) => tell("refused", { action: "load", error }));
  if (doc && documents.has(doc.name)) await refreshDocument(doc);
  else if (doc && structure) tell("marks");
  if (documents.size || structure) tell("fresh", { documents });
}

async function refreshDocument(doc) {
  const value = await get("document", { name: doc.name }).catch(() => null);
  if (!value || study.doc !== doc || waiting > 1) return;
  if (value.text === doc.text) {
    doc.take(value);
    tell("marks");
  } else {
    study.doc = new Doc(value);
    tell("document");
  }
}

/** Watch for what others change: an editor, git, a second page. */
export async function watch() {
  for (;;) {
    try {
      const answer = await get("changes", { since: study.version });
      if (waiting === 0 && answer.version !== study.version) {
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
