/** Sources and their documents, who coded, the timeline, and how many concepts each source brings. */

import { codingsOf, namesOf, study, thing } from "./data.js";
import { make } from "./dom.js";
import { figure, figuresOf } from "./figures.js";
import { count, facts, link, links, listed, section, wide } from "./links.js";
import { dates } from "./model.js";
import { lead, passages, shownCount } from "./passages.js";
import { name, plain, words } from "./shown.js";
import { toldOf } from "./told.js";
import { number, ours, say } from "./words.js";

const WIDEST = 120;

function category(source) {
  return ours(study.categories.find((each) => each.code === source.category) ?? { en: source.category, zh: source.category });
}

export function sourcesView() {
  const more = (source) => [category(source), source.kind, source.extent, source.case, dates(source.date, source.end)].filter(Boolean).map(plain).join(" · ");
  const line = (source) => {
    const documents = study.documents.filter((each) => each.source === source.code);
    return make(
      "li", {}, make("h3", {}, link("source", source.code), " ", shownCount("source", source.code)), make("p", {}, words(source.name)), make("p", { class: "small" }, more(source)),
      documents.length ? make("details", { open: documents.length < 8 }, make("summary", {}, say("nDocuments", documents.length)), listed(documents, documentLine, make("ul", { class: "inner" }), 12)) : null,
    );
  };
  const strays = study.documents.filter((each) => !thing("source", each.source));
  return {
    kind: "", title: say("sources"),
    body: [
      listed(study.sources, line, make("ul", { class: "cards" })), strays.length ? section(say("documents"), listed(strays, documentLine)) : null,
      section(say("coder"), make("ul", { class: "list" }, study.coders.map((each) => make("li", {}, link("coder", each.name), " ", shownCount("coder", each.name), " ", make("span", { class: "small" }, words(each.about)))))),
    ],
  };
}

function documentLine(each) {
  return make("li", {}, link("document", each.name), " ", make("span", { class: "small" }, say("nCharacters", number(each.characters))), " ", shownCount("document", each.name));
}

export function sourceView({ name: called }) {
  const source = thing("source", called);
  const codings = codingsOf("source", called);
  if (!source && !codings.length) return null;
  const documents = study.documents.filter((each) => each.source === called);
  const events = study.events.filter((each) => each.sources.includes(called));
  const concepts = namesOf("concept").filter((each) => codingsOf("concept", each).some((coding) => coding.source === called));
  return {
    kind: say("source"), title: plain(called),
    body: [
      lead(codings, say("nConcepts", concepts.length)),
      source ? facts([["named", source.name], ["category", category(source)], ["kind", source.kind], ["extent", source.extent], ["case", source.case], ["dates", dates(source.date, source.end)], ["author", source.author], ["access", source.access], ["derived", source.derived]]) : null,
      section([say("documents"), count(documents.length)], documents.length ? listed(documents, documentLine) : null),
      section([say("events"), count(events.length)], events.length ? make("ul", { class: "list" }, events.map((each) => make("li", {}, link("event", each.name)))) : null),
      section(say("passages"), passages(codings, true)), toldOf("source", called),
    ],
  };
}

export function coderView({ name: called }) {
  const coder = thing("coder", called);
  const codings = codingsOf("coder", called);
  if (!coder && !codings.length) return null;
  return { kind: say("coder"), title: plain(called), body: [lead(codings), facts([["kind", coder?.kind ?? ""], ["about", coder?.about ?? ""]]), section(say("passages"), passages(codings, true))] };
}

export function timelineView() {
  const figures = figuresOf("timeline").map((each) => figure(each)).filter(Boolean);
  const dated = study.sources.filter((each) => each.date);
  const things = [
    ...study.events.map((each) => ({ kind: "event", called: each.name, date: each.date, end: each.end, more: [each.stage, ...each.sources], about: each.about })),
    ...dated.map((each) => ({ kind: "source", called: each.code, date: each.date, end: each.end, more: [], about: each.name })),
    ...study.stages.filter((each) => each.start).map((each) => ({ kind: "stage", called: each.name, date: each.start, end: each.end, more: [], about: "" })),
  ].sort((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0));
  const line = (each) => make(
    "tr", {}, make("th", { scope: "row" }, make("time", {}, dates(each.date, each.end))), make("td", {}, say(each.kind)),
    make("td", {}, link(each.kind, each.called), each.about ? make("p", { class: "small" }, words(each.about)) : null), make("td", {}, links("", each.more.filter(Boolean))),
  );
  const head = ["dates", "kind", "named", "belongs"].map((each) => make("th", { scope: "col" }, say(each)));
  const table = make("table", { class: "grid" }, make("thead", {}, make("tr", {}, head)), make("tbody", {}, things.map(line)));
  const undated = study.sources.filter((each) => !each.date).map((each) => each.code);
  return {
    kind: "", title: say("timeline"),
    body: [
      figures, things.length ? section(say("events"), wide(say("timeline"), table)) : make("p", { class: "none" }, say("noEvents")),
      undated.length ? section([say("undated"), count(undated.length)], make("p", {}, links("source", undated))) : null,
    ],
  };
}

export function saturationView() {
  const { source, document } = study.saturation;
  return {
    kind: "", title: say("saturation"),
    body: [
      make("p", {}, say("saturationHow")), section(say("by_source"), brought("source", source)),
      document.steps.length > source.steps.length ? section(say("by_document"), brought("document", document)) : null,
    ],
  };
}

function brought(kind, { steps, runs, reached, base, run, threshold }) {
  if (!steps.length) return [make("p", { class: "none" }, say("noPassages"))];
  const most = Math.max(...steps.map((each) => each.new.length), 1);
  const line = (each, index) => {
    const meter = make("span", { class: "meter", "aria-hidden": "true" });
    meter.style.width = `${Math.round((WIDEST * each.new.length) / most)}px`;
    return make(
      "tr", {}, make("td", { class: "number" }, `${index + 1}`), make("th", { scope: "row" }, link(kind, each.name)), make("td", { class: "number" }, `${each.codings}`),
      make("td", {}, make("div", { class: "metered" }, meter, make("span", {}, `${each.new.length}`)), each.new.length && each.new.length <= 12 ? make("p", { class: "small" }, links("concept", each.new)) : null),
      make("td", { class: "number" }, `${each.known}`),
    );
  };
  const head = [["order", true], [kind, false], ["codings", true], ["newConcepts", false], ["known", true]].map(([key, isNumber]) => make("th", { scope: "col", class: isNumber ? "number" : null }, say(key)));
  const body = listed(steps, line, make("tbody"));
  const table = make("table", { class: "grid brought" }, make("thead", {}, make("tr", {}, head)), body[0]);
  const percent = (share) => `${Math.round(share * 1000) / 10}%`;
  const shares = runs.map((each) => make("li", {}, `${each.first}–${each.last}: ${each.new} (${percent(each.share)})`));
  const told = runs.length ? [make("p", {}, reached ? say("reached", reached) : say("notReached")), make("details", {}, make("summary", {}, `${say("run")}: ${say("newConcepts")} (${say("share")})`), make("ul", { class: "inner" }, shares))] : make("p", {}, say("tooFew"));
  return [wide(say("saturation"), table), body[1], make("p", {}, say("runs", base, run, percent(threshold))), told, make("p", { class: "small" }, say("noChoice"))].flat();
}
