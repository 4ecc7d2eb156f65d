/** The data structure: the figure, the tree, and a page each for dimensions, themes and concepts. */

import { codingsOf, relationsAt, study, thing } from "./data.js";
import { make } from "./dom.js";
import { figure, figuresOf } from "./figures.js";
import { count, crumbs, facts, link, links, section } from "./links.js";
import { relationLine } from "./model.js";
import { lead, passages, shownCount, spread } from "./passages.js";
import { href } from "./routes.js";
import { plain, words } from "./shown.js";
import { toldOf } from "./told.js";
import { number, ours, say } from "./words.js";

/** The first view: what the study is, the figure, and the tree below it. */
export function structureView() {
  const { about } = study.study;
  const figures = figuresOf("data").map((each) => figure(each)).filter(Boolean);
  return {
    kind: "", title: plain(study.study.title || study.study.name),
    body: [
      about ? make("p", { class: "about" }, words(about)) : null, sizes(),
      study.dimensions.length || study.ungrouped.length
        ? [make("p", { class: "small hint" }, say("figureHint")), figures, section(say("treeHint"), tree())]
        : make("p", { class: "none" }, say("noTree")),
    ],
  };
}

function sizes() {
  const themes = study.dimensions.flatMap((each) => each.themes);
  const concepts = themes.flatMap((each) => each.concepts).length + study.ungrouped.length;
  const said = [
    ["nDimensions", study.dimensions.length], ["nThemes", themes.length], ["nConcepts", concepts], ["nPassages", study.codings.length],
    ["nSources", study.sources.length], ["nDocuments", study.documents.length], ["nStages", study.stages.length], ["nRelations", study.relations.length],
  ];
  return make("ul", { class: "sizes" }, said.filter(([, value]) => value).map(([key, value]) => make("li", {}, say(key, number(value)))));
}

function tree() {
  const concept = (each) => make("li", {}, link("concept", each.name), " ", shownCount("concept", each.name));
  const theme = (each) => make(
    "li", {}, link("theme", each.name), " ", shownCount("theme", each.name),
    make("details", {}, make("summary", { class: "small" }, say("nConcepts", each.concepts.length)), make("ul", {}, each.concepts.map(concept))),
  );
  const dimension = (each) => make("li", {}, make("b", {}, link("dimension", each.name)), " ", shownCount("dimension", each.name), make("ul", {}, each.themes.map(theme)));
  return make(
    "ul", { class: "tree" }, study.dimensions.map(dimension),
    study.ungrouped.length ? make("li", {}, say("ungrouped"), make("ul", {}, study.ungrouped.map(concept))) : null,
  );
}

function groups(kind, called) {
  const of = { concept: ["themes", "theme"], theme: ["dimensions", "dimension"] }[kind];
  if (!of) return [];
  const all = of[0] === "themes" ? study.dimensions.flatMap((each) => each.themes) : study.dimensions;
  return [of[1], all.filter((each) => each.also.includes(called)).map((each) => each.name)];
}

function aboutIt(kind, each) {
  const [above, names = []] = groups(kind, each.name);
  return facts([
    ["definition", each.definition], ["include", each.include ?? ""], ["exclude", each.exclude ?? ""], ["indicators", each.indicators ? ours(each.indicators) : ""],
    ["also", names.length ? links(above, names) : ""], ["alsoHolds", each.also?.length ? links(kind === "dimension" ? "theme" : "concept", each.also) : ""],
  ]);
}

function ends(called) {
  const at = relationsAt(called);
  return section([say("relations"), count(at.length)], at.length ? make("ul", { class: "list" }, at.map((each) => make("li", {}, relationLine(each)))) : null);
}

function inFigure() {
  const value = figuresOf("data")[0];
  return value ? make("p", { class: "small" }, make("a", { href: href("structure") }, `${say("inFigure")} ${plain(ours(value.captions))}`)) : null;
}

export function dimensionView({ name: called }) {
  const dimension = thing("dimension", called);
  if (!dimension) return null;
  const theme = (each) => make(
    "li", {}, make("h3", {}, link("theme", each.name), " ", shownCount("theme", each.name)), each.definition ? make("p", { class: "small" }, words(each.definition)) : null,
    make("ul", { class: "inner" }, each.concepts.map((concept) => make("li", {}, link("concept", concept.name), " ", shownCount("concept", concept.name)))),
  );
  return {
    kind: say("dimension"), title: plain(called),
    body: [
      lead(codingsOf("dimension", called), say("nThemes", dimension.themes.length)), aboutIt("dimension", dimension),
      section([say("themes"), count(dimension.themes.length)], make("ul", { class: "cards" }, dimension.themes.map(theme))),
      spread("dimension", called), ends(called), toldOf("dimension", called), inFigure(),
    ],
  };
}

export function themeView({ name: called }) {
  const theme = thing("theme", called);
  if (!theme) return null;
  const concept = (each) => make(
    "section", { class: "part" }, make("h3", {}, link("concept", each.name), " ", shownCount("concept", each.name)),
    each.definition ? make("p", { class: "small" }, words(each.definition)) : null, passages(codingsOf("concept", each.name)),
  );
  return {
    kind: say("theme"), title: plain(called), above: crumbs(["dimension", theme.dimension]),
    body: [
      lead(codingsOf("theme", called), say("nConcepts", theme.concepts.length)), aboutIt("theme", theme), spread("theme", called),
      section([say("concepts"), count(theme.concepts.length)], theme.concepts.map(concept)), ends(called), toldOf("theme", called), inFigure(),
    ],
  };
}

export function conceptView({ name: called }) {
  const concept = thing("concept", called);
  const codings = codingsOf("concept", called);
  if (!concept && !codings.length) return null;
  return {
    kind: say("concept"), title: plain(called), above: crumbs(["dimension", concept?.dimension], ["theme", concept?.theme]),
    body: [
      lead(codings), concept ? aboutIt("concept", concept) : null, section([say("passages"), shownCount("concept", called)], passages(codings)),
      spread("concept", called), toldOf("concept", called), inFigure(),
    ],
  };
}
