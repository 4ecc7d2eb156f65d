/** The matrix of dimensions, stages and sources: every cell leads to its passages, and an empty one says so, with the reason. */

import { codingsOf, namesOf, study } from "./data.js";
import { make } from "./dom.js";
import { link, section, wide } from "./links.js";
import { toPassages } from "./passages.js";
import { href, passes } from "./routes.js";
import { name, plain, words } from "./shown.js";
import { ours, say } from "./words.js";

const MOST = 12;

export function matrixView() {
  const stages = namesOf("stage").filter((stage) => stage || codingsOf("stage", "").length);
  const columns = study.stages.length ? stages : [null];
  const crossed = study.tables.filter((each) => each.isCount);
  return {
    kind: "", title: say("matrix"),
    body: [
      section(say("matrixTitle"), study.dimensions.length ? wide(say("matrixTitle"), table(columns)) : make("p", { class: "none" }, say("noTree"))),
      study.stages.length && study.dimensions.length ? section(say("emptyCells"), gaps()) : null,
      section(say("tables"), crossed.length ? make("ul", { class: "list" }, crossed.map((each) => make("li", {}, make("a", { href: href(`table-${each.number}`) }, plain(ours(each.captions)))))) : null),
    ],
  };
}

function table(stages) {
  const head = (stage) => make("th", { scope: "col" }, stage === null ? say("passages") : stage ? link("stage", stage) : say("noStage"));
  const dimensions = namesOf("dimension").filter((each) => each || codingsOf("dimension", "").some(passes));
  const row = (dimension) => make("tr", {}, make("th", { scope: "row" }, dimension ? link("dimension", dimension) : say("ungrouped")), stages.map((stage) => cell(dimension, stage)));
  return make(
    "table", { class: "grid matrix" }, make("thead", {}, make("tr", {}, make("th", { scope: "col" }, say("dimension")), stages.map(head))), make("tbody", {}, dimensions.map(row)),
  );
}

function cell(dimension, stage) {
  const here = codingsOf("dimension", dimension).filter((each) => (stage === null || each.stage === stage) && passes(each));
  if (!here.length) return make("td", { class: "gap" }, say("empty"));
  const by = namesOf("source").map((source) => [source, here.filter((each) => each.source === source).length]).filter(([, value]) => value);
  const of = `dimension:${dimension}`;
  const shown = by.slice(0, MOST).map(([source, value]) => make("li", {}, name(source), " ", toPassages(value, { of, in: stage, from: source })));
  return make("td", {}, make("p", { class: "big" }, toPassages(here.length, { of, in: stage })), make("ul", { class: "sources" }, shown, by.length > MOST ? make("li", {}, `… ${by.length}`) : null));
}

/** Return the cells of declared stages and dimensions that are empty whatever the filters are, each with the reason of its waiver. */
function gaps() {
  const empty = study.stages.flatMap((stage) =>
    study.dimensions.filter((each) => !codingsOf("dimension", each.name).some((coding) => coding.stage === stage.name)).map((each) => [stage.name, each.name]));
  if (!empty.length) return make("p", {}, say("noEmpty"));
  const line = ([stage, dimension]) => {
    const found = study.findings.find((each) => each.rule === "PR3" && each.subject === `${stage} × ${dimension}`);
    return make(
      "li", {}, link("stage", stage), " × ", link("dimension", dimension), say("colon"), make("b", { class: "gap" }, say("empty")), say("stop"),
      found?.waived ? [make("b", {}, say("waived"), say("colon")), ...words(found.waived)] : say("notWaived"),
    );
  };
  return make("ul", { class: "list" }, empty.map(line));
}
