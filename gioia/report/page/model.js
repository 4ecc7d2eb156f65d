/** The process model: its figures, and a page each for stages, relations, events and constructs. */

import { codingsOf, codingsWith, kindOf, relationsAt, study, thing } from "./data.js";
import { make } from "./dom.js";
import { figure, figuresOf } from "./figures.js";
import { count, crumbs, facts, link, links, listed, section } from "./links.js";
import { lead, passages, spread } from "./passages.js";
import { href } from "./routes.js";
import { name, plain, words } from "./shown.js";
import { toldOf } from "./told.js";
import { ours, say } from "./words.js";

export function kindName(kind) {
  return plain(ours(study.kinds.find((each) => each.name === kind) ?? { en: kind, zh: kind }));
}

/** Return a relation on one line: its id, its ends, its kind, and on how much it rests. */
export function relationLine(each) {
  const basis = each.codings.length ? count(each.codings.length) : make("span", { class: "small" }, each.section ? [" ", words(each.section)] : ` ${say("none")}`);
  return [
    make("a", { href: href("relation", each.id), class: "id" }, name(each.id)), " ", name(each.source), " → ", name(each.target), " ",
    make("span", { class: "small" }, kindName(each.kind)), " ", basis,
  ];
}

export function modelView() {
  const figures = figuresOf("mechanism", "integrated").map((each) => figure(each)).filter(Boolean);
  const { relations } = study;
  return {
    kind: "", title: say("model"),
    body: [
      study.stages.length ? make("ul", { class: "sizes" }, study.stages.map((each) => make("li", {}, link("stage", each.name), " ", make("span", { class: "small" }, dates(each.start, each.end))))) : null,
      figures.length ? make("p", { class: "small hint" }, say("figureHint")) : null, figures,
      relations.length ? section([say("relations"), count(relations.length)], listed(relations, (each) => make("li", {}, relationLine(each)))) : null,
      study.constructs.length ? section([say("constructs"), count(study.constructs.length)], make("p", {}, links("construct", study.constructs.map((each) => each.name)))) : null,
      figures.length || relations.length ? null : make("p", { class: "none" }, say("noModel")),
    ],
  };
}

export function dates(start, end) {
  if (!start && !end) return "";
  return end ? `${start}–${end}` : start;
}

export function figureView({ number: wanted }) {
  const parts = study.figures.filter((each) => each.number === wanted);
  if (!parts.length) return null;
  return { kind: "", title: plain(ours(parts[0].captions)), body: parts.map((each) => figure(each)) };
}

export function stageView({ name: called }) {
  const stage = thing("stage", called);
  const codings = codingsOf("stage", called);
  if (!stage && !codings.length) return null;
  const relations = study.relations.filter((each) => each.stage === called);
  const events = study.events.filter((each) => each.stage === called);
  const place = study.stages.findIndex((each) => each.name === called);
  const own = figuresOf("mechanism")[place];
  const filled = (each) => codings.filter((coding) => thing("concept", coding.concept)?.dimension === each.name).length;
  const dimension = (each) => make(
    "li", {}, link("dimension", each.name), " ",
    filled(each)
      ? make("a", { href: href("passages", null, { of: `dimension:${each.name}`, in: called }), "aria-label": `${plain(each.name)} · ${plain(called)}: ${filled(each)}` }, `${filled(each)}`)
      : make("b", { class: "gap" }, say("empty")),
  );
  return {
    kind: say("stage"), title: plain(called),
    body: [
      lead(codings), stage ? facts([["dates", dates(stage.start, stage.end)], ["opened", stage.opened_by], ["definition", stage.definition]]) : null,
      section(say("dimensions"), study.dimensions.length ? make("ul", { class: "list" }, study.dimensions.map(dimension)) : null),
      own ? figure(own) : null,
      section([say("events"), count(events.length)], events.length ? make("ul", { class: "list" }, events.map((each) => make("li", {}, make("span", { class: "small" }, dates(each.date, each.end)), " ", link("event", each.name)))) : null),
      section([say("relations"), count(relations.length)], relations.length ? make("ul", { class: "list" }, relations.map((each) => make("li", {}, relationLine(each)))) : null),
      section(say("passages"), passages(codings, true)), toldOf("stage", called),
    ],
  };
}

export function relationView({ name: called }) {
  const relation = thing("relation", called);
  if (!relation) return null;
  const codings = codingsWith(relation.codings);
  const bare = relation.section || relation.basis ? "onSection" : "noBasis";
  return {
    kind: say("relation"), title: `${plain(called)}: ${plain(relation.source)} → ${plain(relation.target)}`,
    heading: [name(called), ": ", name(relation.source), " → ", name(relation.target)], above: crumbs(["stage", relation.stage]),
    body: [
      facts([
        ["from", [link("", relation.source)]], ["to", [link("", relation.target)]], ["kind", kindName(relation.kind)], ["label", relation.label], ["lead", relation.lead],
        ["stage", relation.stage ? [link("stage", relation.stage)] : ""], ["section", relation.section], ["basis", relation.basis],
      ]),
      section([say("restsOnThese"), count(codings.length)], codings.length ? passages(codings, true) : make("p", { class: "none" }, say(bare))),
      section(say("inFigure"), shownIn(called)), toldOf("relation", called),
    ],
  };
}

function shownIn(id) {
  const found = study.figures.filter((each) => each.part === 1 && each.edges.includes(id));
  return found.length ? make("ul", { class: "list" }, found.map((each) => make("li", {}, make("a", { href: href(`figure-${each.number}/arrow-${each.edges.indexOf(id) + 1}`) }, plain(ours(each.captions)))))) : null;
}

export function eventView({ name: called }) {
  const event = thing("event", called);
  if (!event) return null;
  const codings = codingsWith(event.codings);
  return {
    kind: say("event"), title: plain(called), above: crumbs(["stage", event.stage]),
    body: [
      facts([["dates", dates(event.date, event.end)], ["stage", event.stage ? [link("stage", event.stage)] : ""], ["sources", event.sources.length ? links("source", event.sources) : ""], ["about", event.about]]),
      codings.length ? section([say("restsOnThese"), count(codings.length)], passages(codings, true)) : null, toldOf("event", called),
    ],
  };
}

export function constructView({ name: called }) {
  const construct = thing("construct", called);
  if (!construct) return null;
  const at = relationsAt(called);
  return {
    kind: say("construct"), title: plain(called), above: crumbs([kindOf(construct.theme), construct.theme]),
    body: [
      facts([
        ["kind", construct.kind], ["theme", construct.theme ? [link("theme", construct.theme)] : ""], ["role", construct.role],
        ["stage", construct.stage ? [link("stage", construct.stage)] : ""], ["definition", construct.definition],
      ]),
      section([say("relations"), count(at.length)], at.length ? make("ul", { class: "list" }, at.map((each) => make("li", {}, relationLine(each)))) : make("p", { class: "none" }, say("none"))),
      construct.theme ? spread("theme", construct.theme) : null, toldOf("construct", called),
    ],
  };
}
