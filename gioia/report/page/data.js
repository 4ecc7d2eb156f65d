/**
 * The study as the file holds it, and what belongs to what in it. Names come from people: they are keys of Maps, never of
 * objects. Of the documents' texts each is unpacked when it is asked for.
 */

import { pieces } from "./unpacking.js";

export const study = {};
const maps = {};
let texts = null;
let tables = null;

/** Read the study out of the page. */
export async function load() {
  Object.assign(study, await pieces("core")(0));
  study.codings = study.codings.map((row, index) => {
    const coding = { index };
    study.fields.forEach((field, place) => { coding[field] = row[place]; });
    return coding;
  });
  indexNames();
  indexCodings();
}

function indexNames() {
  const { dimensions, ungrouped, stages, sources, documents, constructs, relations, events, coders } = study;
  for (const kind of ["dimension", "theme", "concept"]) maps[kind] = new Map();
  const add = (kind, each, above) => { if (!maps[kind].has(each.name)) maps[kind].set(each.name, { ...each, ...above }); };
  for (const dimension of dimensions) {
    add("dimension", dimension, {});
    for (const theme of dimension.themes) {
      add("theme", theme, { dimension: dimension.name });
      for (const concept of theme.concepts) add("concept", concept, { theme: theme.name, dimension: dimension.name });
    }
  }
  for (const concept of ungrouped) add("concept", concept, { theme: "", dimension: "" });
  maps.stage = by(stages, (each) => each.name);
  maps.source = by(sources, (each) => each.code);
  maps.document = by(documents, (each) => each.name);
  maps.construct = by(constructs, (each) => each.name);
  maps.relation = by(relations, (each) => each.id);
  maps.event = by(events, (each) => each.name);
  maps.coder = by(coders, (each) => each.name);
  maps.coding = by(study.codings, (each) => each.id);
  documents.forEach((each, index) => { each.index = index; });
}

function by(list, key) {
  const found = new Map();
  for (const each of list) if (!found.has(key(each))) found.set(key(each), each);
  return found;
}

function indexCodings() {
  const keys = {
    concept: (each) => each.concept,
    theme: (each) => maps.concept.get(each.concept)?.theme ?? "",
    dimension: (each) => maps.concept.get(each.concept)?.dimension ?? "",
    stage: (each) => each.stage,
    source: (each) => each.source,
    coder: (each) => each.coder,
    document: (each) => study.documents[each.document]?.name ?? "",
  };
  maps.codings = new Map();
  for (const [kind, key] of Object.entries(keys)) {
    const found = new Map();
    for (const coding of study.codings) {
      const name = key(coding);
      if (!found.has(name)) found.set(name, []);
      found.get(name).push(coding);
    }
    maps.codings.set(kind, found);
  }
}

/** Return the thing of that kind and name, undefined where there is none. */
export function thing(kind, name) {
  return maps[kind]?.get(name);
}

/** Return the codings at a thing: a concept, theme, dimension, stage, source, coder or document. */
export function codingsOf(kind, name) {
  return maps.codings.get(kind)?.get(name) ?? [];
}

/** Return the names by which codings are told apart, in the study's order; the empty name, for codings without, comes last. */
export function namesOf(kind) {
  const known = [...(maps[kind]?.keys() ?? [])];
  const used = [...(maps.codings.get(kind)?.keys() ?? [])];
  const all = new Set([...known, ...used].filter(Boolean));
  return used.includes("") ? [...all, ""] : [...all];
}

/** Return the coders who are persons, and whoever else coded. */
export function persons() {
  return namesOf("coder").filter((name) => codingsOf("coder", name).length || thing("coder", name)?.kind === "person");
}

/** Return the kind of the thing that bears a name, "" for a name that nothing bears; `first` is the kind to try before others. */
export function kindOf(name, first = "") {
  const kinds = [first, "theme", "dimension", "concept", "stage", "construct", "event", "relation", "source", "document", "coding"];
  return kinds.find((kind) => kind && maps[kind]?.has(name)) ?? "";
}

/** Return the relations that begin or end at a name. */
export function relationsAt(name) {
  return study.relations.filter((each) => each.source === name || each.target === name);
}

/** Return the codings of these ids, in their order. */
export function codingsWith(ids) {
  return ids.map((id) => thing("coding", id)).filter(Boolean);
}

/** Wait until the whole file has been read: what the first view does not need stands at its end. */
async function whole() {
  if (document.readyState === "loading") await new Promise((done) => { document.addEventListener("DOMContentLoaded", done, { once: true }); });
}

/** Return the text of a document by its place in the register. */
export async function textOf(place) {
  await whole();
  texts ??= pieces("texts");
  return texts(place);
}

/** Return a printed table by its number, null where there is none of it. */
export async function tableOf(number) {
  const place = study.tables.findIndex((each) => each.number === number);
  if (place < 0) return null;
  await whole();
  tables ??= pieces("tables");
  return tables(place);
}

/** Return the printed tables that show passages, one a row. */
export function evidenceTables() {
  return Promise.all(study.tables.filter((each) => each.isEvidence).map((each) => tableOf(each.number)));
}
