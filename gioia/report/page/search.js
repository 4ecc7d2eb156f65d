/** The search: names, definitions, passages and memos at once, then the documents' texts, one after the other. */

import { namesOf, study, textOf, thing } from "./data.js";
import { make } from "./dom.js";
import { count, link, listed, section } from "./links.js";
import { relationLine } from "./model.js";
import { tag } from "./passages.js";
import { Positions } from "./positions.js";
import { href, passes } from "./routes.js";
import { found, name, plain } from "./shown.js";
import { number, say } from "./words.js";

const AROUND = 40;
const MOST = 2000;
const KINDS = ["dimension", "theme", "concept", "stage", "construct", "event", "source", "document"];

function has(wanted, ...texts) {
  return texts.some((text) => text && text.toLowerCase().includes(wanted));
}

export function searchView({ name: asked }) {
  const wanted = asked.trim().toLowerCase();
  if (!wanted) return { kind: "", title: say("search"), body: [make("p", { class: "none" }, say("typeWords"))] };
  const named = KINDS.flatMap((kind) => namesOf(kind).filter(Boolean).map((called) => [kind, called]))
    .filter(([kind, called]) => has(wanted, called, thing(kind, called)?.definition, thing(kind, called)?.name));
  const relations = study.relations.filter((each) => has(wanted, each.id, each.label, each.basis, each.section));
  const codings = study.codings.filter((each) => passes(each) && has(wanted, each.quotation, each.memo, each.id, ...each.translations.map(([, text]) => text)));
  const memos = study.memos.filter((each) => has(wanted, each.text));
  const inTexts = make("section", {}, make("h2", {}, say("documents")), make("p", { class: "none", role: "status" }, say("looking")));
  return {
    kind: say("search"), title: plain(asked), heading: name(asked),
    body: [
      named.length ? section([say("names"), count(named.length)], listed(named, ([kind, called]) => make("li", {}, link(kind, called), " ", make("span", { class: "small" }, say(kind))))) : null,
      relations.length ? section([say("relations"), count(relations.length)], listed(relations, (each) => make("li", {}, relationLine(each)))) : null,
      codings.length ? section([say("passages"), count(codings.length)], listed(codings, (each) => make("li", {}, passage(each, asked.trim())), make("ul", { class: "passages" }))) : null,
      memos.length ? section([say("memos"), count(memos.length)], make("ul", { class: "list" }, memos.map((each) => make("li", {}, each.about ? link("", each.about) : say("general"), " ", make("span", { class: "small" }, name(each.path)))))) : null,
      inTexts,
    ],
    shown: (_, isCurrent) => lookIntoTexts(inTexts, asked.trim(), isCurrent, named.length + relations.length + codings.length + memos.length),
  };
}

function passage(coding, wanted) {
  return make("article", { class: "passage" }, make("a", { class: "quoted", href: href("coding", coding.id) }, make("bdi", {}, found(coding.quotation, wanted))), make("p", { class: "small" }, tag(coding, true)));
}

/** Look through the texts; a reader who goes on to something else ends it. */
async function lookIntoTexts(place, wanted, isCurrent, before) {
  const hits = [];
  for (let index = 0; index < study.documents.length && hits.length < MOST; index += 1) {
    const text = await textOf(index);
    if (!isCurrent()) return;
    hits.push(...hitsIn(text, wanted).map((each) => ({ ...each, document: study.documents[index] })));
  }
  const list = hits.length ? listed(hits, (each) => make("li", {}, hit(each, wanted)), make("ul", { class: "passages" })) : [make("p", { class: "none" }, say(before ? "none" : "noHits", plain(wanted)))];
  place.replaceChildren(make("h2", {}, say("documents"), count(hits.length), hits.length < MOST ? null : "+"), ...list);
  document.getElementById("said").textContent = say("nHits", number(before + hits.length));
}

function hitsIn(text, wanted) {
  const lower = text.toLowerCase();
  // Where small letters are of another length than capitals, places would not be the text's own.
  const [where, what] = lower.length === text.length ? [lower, wanted.toLowerCase()] : [text, wanted];
  const found = [];
  let positions = null;
  for (let unit = where.indexOf(what); unit >= 0 && found.length < MOST; unit = where.indexOf(what, unit + what.length)) {
    positions ??= new Positions(text);
    const end = unit + what.length;
    const around = text.slice(Math.max(0, unit - AROUND), end + AROUND).replace(/\s+/g, " ");
    found.push({ around, at: `${positions.points(unit)}-${positions.points(end)}` });
  }
  return found;
}

function hit({ around, at, document }, wanted) {
  return make(
    "article", { class: "passage" }, make("a", { class: "quoted", href: href("document", document.name, { at }) }, make("bdi", {}, "… ", found(around, wanted), " …")),
    make("p", { class: "small" }, link("source", document.source), " · ", link("document", document.name)),
  );
}
