/** Passages: lists of codings, and where those of a thing come from. */

import { codingsOf, namesOf, study, thing } from "./data.js";
import { make } from "./dom.js";
import { count, link, listed, section, wide } from "./links.js";
import { filters, href, passes } from "./routes.js";
import { name, plain, words } from "./shown.js";
import { number, say } from "./words.js";

/** Return how many passages there are, and how many of them the filters let through. */
export function told(codings) {
  const shown = codings.filter(passes).length;
  if (shown < codings.length) return say("ofAll", number(shown), number(codings.length));
  return say("nPassages", number(shown));
}

/** Return the codings as a list that the filters apply to; `isNamed` tells the concept of each. */
export function passages(codings, isNamed = false) {
  const shown = codings.filter(passes);
  if (!shown.length) return [make("p", { class: "none" }, say(codings.length ? "noPassagesHere" : "noPassages"))];
  return listed(shown, (each) => make("li", {}, passage(each, isNamed)), make("ul", { class: "passages" }), 20);
}

function passage(coding, isNamed) {
  return make(
    "article", { class: "passage" },
    make("a", { class: "quoted", href: href("coding", coding.id) }, name(coding.quotation)),
    make("p", { class: "small" }, tag(coding, isNamed)),
    coding.memo ? make("p", { class: "memo" }, make("b", {}, `${say("memo")} `), words(coding.memo)) : null,
  );
}

/** Return a coding's source, stage, coder, role and, where it is to be named, its concept. */
export function tag(coding, isNamed) {
  const parts = [
    isNamed ? link("concept", coding.concept) : null, link("source", coding.source) ?? say("none"), coding.stage ? link("stage", coding.stage) : null,
    coding.said ? words(coding.said) : null, link("coder", coding.coder), coding.role ? say(coding.role) : null,
  ];
  return parts.filter(Boolean).flatMap((each, index) => [index ? " · " : null, each]).flat();
}

/** Return the table of where the passages of a thing come from: sources by stages, each number a link to its passages. */
export function spread(kind, called) {
  const codings = codingsOf(kind, called).filter(passes);
  const stages = namesOf("stage").filter((stage) => study.stages.length && (stage || codings.some((each) => !each.stage)));
  const sources = namesOf("source").filter((source) => codings.some((each) => each.source === source));
  if (!sources.length) return null;
  const cell = (stage, source) => {
    const here = codings.filter((each) => (stage === null || each.stage === stage) && (source === null || each.source === source));
    return make("td", { class: here.length ? "number" : "number zero" }, here.length ? toPassages(here.length, { of: `${kind}:${called}`, in: stage, from: source }) : "0");
  };
  const head = (each) => make("th", { scope: "col", class: "number" }, each ? name(each) : say("noStage"));
  const row = (source) => make(
    "tr", {}, make("th", { scope: "row" }, link("source", source), " ", make("span", { class: "small clip" }, words(thing("source", source)?.name ?? ""))),
    stages.map((stage) => cell(stage, source)), cell(null, source),
  );
  const table = make(
    "table", { class: "grid" },
    make("thead", {}, make("tr", {}, make("th", { scope: "col" }, say("source")), stages.map(head), make("th", { scope: "col", class: "number" }, say("total")))),
    make("tbody", {}, sources.map(row)),
    make("tfoot", {}, make("tr", {}, make("th", { scope: "row" }, say("total")), stages.map((stage) => cell(stage, null)), cell(null, null))),
  );
  return section(say("restsOn"), wide(say("restsOn"), table));
}

/** Return a number that leads to the passages that it counts; a part that is null, or not said, is any. */
export function toPassages(value, { of, in: stage, from }) {
  const more = { of };
  if (stage !== null && stage !== undefined) more.in = stage || "-";
  if (from) more.from = from;
  const label = [of?.slice(of.indexOf(":") + 1), stage, from].filter(Boolean).join(" · ");
  return make("a", { href: href("passages", null, more), "aria-label": `${plain(label)}: ${value}` }, number(value));
}

/** The passages of a thing, of one stage and one source: what a number of a table counts. */
export function passagesView({ query }) {
  const of = query.get("of") ?? "";
  const at = of.indexOf(":");
  const kind = of.slice(0, at);
  const called = of.slice(at + 1);
  const stage = query.has("in") ? query.get("in").replace(/^-$/, "") : null;
  const source = query.get("from") ?? null;
  const codings = (of ? codingsOf(kind, called) : study.codings).filter(
    (each) => (stage === null || each.stage === stage) && (source === null || each.source === source),
  );
  const parts = [of ? link(kind, called) : null, stage === null ? null : stage ? link("stage", stage) : say("noStage"), source ? link("source", source) : null];
  return {
    kind: say("passages"), title: [called, stage, source].filter(Boolean).map(plain).join(" · ") || say("passages"),
    heading: parts.filter(Boolean).flatMap((each, index) => [index ? " × " : null, each]), body: [lead(codings), passages(codings, true)],
  };
}

/** Return the line under a heading: how many passages, from how many sources. */
export function lead(codings, ...more) {
  const sources = new Set(codings.filter(passes).map((each) => each.source)).size;
  const said = [told(codings), sources ? say("nSources", number(sources)) : null, ...more].filter(Boolean);
  return make("p", { class: "lead" }, said.join(" · "));
}

/** Return how many passages of a thing the filters let through. */
export function shownCount(kind, called) {
  return count(codingsOf(kind, called).filter(passes).length);
}

/** Tell whether the filters hide all passages of a thing that has any. */
export function isHidden(kind, called) {
  if (!filters.stage && !filters.source && !filters.coder) return false;
  return ["concept", "theme", "dimension"].includes(kind) && !codingsOf(kind, called).some(passes);
}
