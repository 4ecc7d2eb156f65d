/** A document with its passages highlighted, and the page of one coding: the passage in its document, and all that it carries. */

import { codingsOf, study, textOf, thing } from "./data.js";
import { make } from "./dom.js";
import { count, crumbs, facts, link, section } from "./links.js";
import { kindName } from "./model.js";
import { Positions } from "./positions.js";
import { href, passes } from "./routes.js";
import { languageOf, name, plain, words } from "./shown.js";
import { rowsWith } from "./tables.js";
import { toldOf } from "./told.js";
import { number, ours, say } from "./words.js";

const LONGEST = 4000;
const CONTEXT = 4;
const LONG = 240;

/** Return the lines of a text with their places, in units of UTF-16; a line too long to lay out at once is cut. */
function linesOf(text) {
  const lines = [];
  for (let start = 0; start < text.length;) {
    const feed = text.indexOf("\n", start);
    const end = feed < 0 ? text.length : feed;
    for (let from = start; from < end || from === start; from += LONGEST) lines.push([from, Math.min(end, from + LONGEST)]);
    start = end + 1;
  }
  return lines;
}

/** Return a text as lines, every passage a link to its coding; `chosen` is the coding that is looked at, `span` words that were found. */
function textElement(text, codings, chosen, span = null) {
  const positions = new Positions(text);
  const marks = codings.filter((each) => each.stands).map((coding) => ({ coding, start: positions.units(coding.start), end: positions.units(coding.end) }));
  if (span) marks.push({ coding: null, start: positions.units(span[0]), end: positions.units(span[1]) });
  const lines = linesOf(text);
  let next = 0;
  marks.sort((one, other) => one.start - other.start);
  let open = [];
  return nearby(lines.map(([start, end]) => {
    open = open.filter((each) => each.end > start);
    const begun = [];
    while (next < marks.length && marks[next].start < Math.max(end, start + 1)) {
      begun.push(marks[next]);
      next += 1;
    }
    const here = [...open, ...begun];
    open = here;
    return line(text, [start, end], here, begun, chosen);
  }));
}

/** Mark the lines around the passage, which are its context on paper. */
function nearby(lines) {
  const at = lines.flatMap((each, index) => (each.classList.contains("near") ? [index] : []));
  for (const index of at) for (const each of lines.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1)) each.classList.add("near");
  return lines;
}

function line(text, [start, end], marks, begun, chosen) {
  const cuts = [...new Set([start, end, ...marks.flatMap((each) => [Math.max(start, each.start), Math.min(end, each.end)])])].sort((one, other) => one - other);
  const pieces = cuts.slice(1).flatMap((to, index) => piece(text.slice(cuts[index], to), marks.filter((each) => each.start <= cuts[index] && each.end >= to), chosen));
  const shown = begun.filter((each) => each.coding);
  const isNear = marks.some((each) => each.coding === chosen && chosen);
  return make(
    "div", { class: `line${isNear ? " near" : ""}` }, make("p", { lang: languageOf(text.slice(start, start + 60)) }, pieces.length ? pieces : "\u00a0"),
    shown.length ? make("ul", { class: "labels", "aria-label": say("codings") }, shown.map(({ coding }) => make("li", { class: coding === chosen ? "chosen" : null }, label(coding)))) : null,
  );
}

function piece(text, over, chosen) {
  if (!text) return [];
  if (!over.length) return words(text);
  if (over.some((each) => !each.coding)) return [make("mark", { class: "sought" }, words(text))];
  const isChosen = over.some((each) => each.coding === chosen);
  if (isChosen) return [make("mark", {}, words(text))];
  const [least] = [...over].sort((one, other) => one.end - one.start - (other.end - other.start));
  const dim = over.some((each) => passes(each.coding)) ? "" : " without";
  // The labels beside the line are the same links: those in the text are for the mouse and need no stop of their own.
  return [make("a", { class: `coded${dim}`, href: href("coding", least.coding.id), tabindex: "-1" }, words(text))];
}

function label(coding) {
  return make("a", { href: href("coding", coding.id), class: passes(coding) ? null : "without" }, name(coding.concept));
}

export async function documentView({ name: called, query }) {
  const document = thing("document", called);
  if (!document) return null;
  const text = await textOf(document.index);
  const at = /^(\d+)-(\d+)$/.exec(query.get("at") ?? "");
  const span = at ? [Number(at[1]), Number(at[2])] : null;
  const codings = codingsOf("document", called);
  return {
    kind: say("document"), title: plain(called), above: crumbs(["source", document.source]),
    body: [
      facts([
        ["characters", number(document.characters)], ["codings", number(codings.length)], ["original", document.original], ["added", document.added.slice(0, 10)],
        ["hash", [make("code", {}, document.sha256)]], ["doubts", document.doubts.map((each) => make("p", {}, words(ours(each))))],
      ]),
      make("div", { class: "text", role: "region", "aria-label": plain(called) }, textElement(text, codings, null, span)), toldOf("document", called),
    ],
    shown: (root) => root.querySelector("mark.sought")?.scrollIntoView({ block: "center" }),
  };
}

export async function codingView({ name: called }) {
  const coding = thing("coding", called);
  if (!coding) return null;
  const document = study.documents[coding.document];
  const concept = thing("concept", coding.concept);
  const text = document ? await textOf(coding.document) : "";
  const box = document ? make("div", { class: "text boxed", role: "region", tabindex: "0", "aria-label": plain(document.name) }, textElement(text, codingsOf("document", document.name), coding)) : null;
  return {
    kind: say("coding"), title: plain(coding.quotation.slice(0, 60)), heading: make("q", {}, name(beginning(coding.quotation))), isQuoted: true,
    above: [crumbs(["dimension", concept?.dimension], ["theme", concept?.theme], ["concept", coding.concept]), steps(coding)],
    body: [
      make(
        "div", { class: "two" },
        make("div", { class: "side" }, known(coding, document), carried(coding, await rowsWith(coding))),
        section(
          say("inDocument"),
          document ? null : make("p", { class: "none" }, say("missing")),
          coding.stands ? null : [make("p", { class: "none" }, say("stands")), make("blockquote", {}, words(coding.before), make("mark", {}, words(coding.quotation)), words(coding.after))],
          box, document ? make("p", { class: "small" }, make("a", { href: href("document", document.name, coding.stands ? { at: `${coding.start}-${coding.end}` } : {}) }, say("whole"))) : null,
        ),
      ),
    ],
    shown: (root) => centred(root.querySelector(".boxed")),
  };
}

/** Scroll a box, and the page not with it, to the passage in it. */
function centred(box) {
  const mark = box?.querySelector("mark");
  if (mark) box.scrollTop += mark.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 3;
}

/** Return the beginning of a long quotation: all of it stands in the document below. */
function beginning(quotation) {
  const signs = [...quotation];
  return signs.length > LONG ? `${signs.slice(0, LONG).join("")}……` : quotation;
}

function steps(coding) {
  const all = codingsOf("concept", coding.concept).filter(passes);
  const at = all.indexOf(coding);
  if (at < 0 || all.length < 2) return null;
  const to = (each, key) => (each ? make("a", { href: href("coding", each.id), rel: key === "previous" ? "prev" : "next" }, say(key)) : make("span", { class: "small" }, say(key)));
  return make("p", { class: "steps small" }, to(all[at - 1], "previous"), " ", `${say("nth", at + 1, all.length)} `, link("concept", coding.concept), " ", to(all[at + 1], "next"));
}

function known(coding, document) {
  const translation = ([language, text, by]) => make("p", { lang: language }, words(text), by ? make("span", { class: "small" }, ` ${say("by", plain(by))}`) : null);
  const called = document ? document.name : "";
  return facts([
    ["concept", [link("concept", coding.concept)]], ["source", source(coding, document)], ["stage", coding.stage ? [link("stage", coding.stage)] : [say("noStage")]],
    ["coder", [link("coder", coding.coder)]], ["role", coding.role ? say(coding.role) : ""], ["memo", coding.memo], ["said", coding.said],
    ["document", called ? [link("document", called)] : ""], ["page", coding.page ? `${coding.page}` : ""],
    ["place", say("placeOf", number(coding.start), number(coding.end))], ["time", coding.time.slice(0, 10)], ["shown", coding.shown],
    ["translation", coding.translations.map(translation)], ["suggested", coding.suggested ? say("suggested", plain(coding.suggested), plain(coding.coder)) : ""],
    ["code", [make("code", {}, name(coding.id))]],
  ]);
}

function source(coding, document) {
  const called = thing("source", coding.source)?.name;
  const more = called ? [" ", make("span", { class: "small" }, words(called))] : [];
  const cited = coding.cited && document && document.source !== coding.source ? make("p", { class: "small" }, say("citedAs", plain(coding.source), plain(document.source))) : null;
  return [link("source", coding.source), ...more, cited];
}

/** Return what rests on a coding: relations, events, rows of tables. */
function carried(coding, rows) {
  const relations = study.relations.filter((each) => each.codings.includes(coding.id));
  const events = study.events.filter((each) => each.codings.includes(coding.id));
  const lines = [
    ...relations.map((each) => [make("a", { href: href("relation", each.id) }, name(each.id), ": ", name(each.source), " → ", name(each.target)), " ", make("span", { class: "small" }, kindName(each.kind))]),
    ...events.map((each) => [link("event", each.name)]),
    ...rows.map(([table, row]) => [make("a", { href: href(`table-${table.number}/row-${row + 1}`) }, plain(ours(table.captions)), `, ${say("row", row + 1)}`)]),
  ];
  const settled = study.settled.filter((each) => each.document === coding.document && each.start < coding.end && each.end > coding.start);
  const inDocument = codingsOf("document", study.documents[coding.document]?.name ?? "");
  const others = inDocument.filter((each) => each !== coding && each.start < coding.end && each.end > coding.start);
  return [
    lines.length ? section([say("carries"), count(lines.length)], make("ul", { class: "list" }, lines.map((each) => make("li", {}, each)))) : null,
    others.length ? section([say("others"), count(others.length)], make("ul", { class: "list" }, others.map((each) => make("li", {}, label(each), " ", make("span", { class: "small" }, name(each.coder)))))) : null,
    settled.length ? section([say("settled"), count(settled.length)], make("ul", { class: "list" }, settled.map((each) => make("li", {}, link("coder", each.coder), say("colon"), link("concept", each.concept))))) : null,
    toldOf("coding", coding.id),
  ];
}
