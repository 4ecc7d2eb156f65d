/** Manuscripts held against the study: each remark with both places and wordings, what differs marked, and what it concerns. */

import { kindOf, study } from "./data.js";
import { make } from "./dom.js";
import { count, link, listed, section } from "./links.js";
import { href } from "./routes.js";
import { name, plain, words } from "./shown.js";
import { number, ours, say } from "./words.js";

const SHORT = 60;
const SEVERITIES = ["error", "warning", "info"];

function address(paper, remark) {
  return href(`paper-${study.papers.indexOf(paper) + 1}/remark-${paper.remarks.indexOf(remark) + 1}`);
}

function placeIn(each) {
  const where = [each.page ? say("pageOf", each.page) : null, say("lineOf", number(each.line)), each.heading ? `“${plain(each.heading)}”` : null];
  return where.filter(Boolean).join(say("comma"));
}

/** Return both wordings as one: what only the study has is struck out, what only the manuscript has is put in. */
function compared(difference) {
  const pieces = [];
  let last = 0;
  for (const found of difference.matchAll(/\[-([^]*?)-\]|\{\+([^]*?)\+\}/g)) {
    pieces.push(...words(difference.slice(last, found.index)), found[1] === undefined ? make("ins", {}, words(found[2])) : make("del", {}, words(found[1])));
    last = found.index + found[0].length;
  }
  return make("p", { class: "compared" }, pieces, words(difference.slice(last)));
}

/** Return links to what a remark is about, each with what it is. */
function about(names) {
  const known = names.map((each) => [kindOf(each, "coding"), each]).filter(([is]) => is);
  if (!known.length) return null;
  return make("p", { class: "small" }, known.flatMap(([is, each], index) => [index ? " · " : null, `${say(is)} `, link(is, each)]));
}

function sides(each) {
  const pairs = [["inPaper", each.said, ""], ["inStudy", each.study_wording, each.study_place]].filter(([, text, place]) => text || place);
  const line = ([key, text, place]) => make("div", {}, make("dt", {}, say(key)), make("dd", {}, make("bdi", {}, words(text)), place ? make("div", { class: "small" }, name(place)) : null));
  return make("dl", { class: "facts" }, pairs.map(line));
}

function remark(paper, each, meant) {
  const at = paper.remarks.indexOf(each) + 1;
  return make(
    "li", { id: `remark-${at}`, class: at === meant ? "remark meant" : "remark" }, make("p", {}, make("a", { class: "small", href: address(paper, each) }, placeIn(each)), " ", make("bdi", {}, words(ours(each.message)))),
    sides(each), each.difference ? compared(each.difference) : null,
    each.waived ? make("p", { class: "reason" }, make("b", {}, say("reason"), say("colon")), words(each.waived)) : null, about(each.concerns),
  );
}

/** Return the remarks of one kind together, with the rule that it stands for. */
function ofKind(paper, kind, found, meant) {
  const rule = study.rules.find((each) => each.id === kind.rule);
  const least = Math.max(12, found.findIndex((each) => paper.remarks[meant - 1] === each) + 4);
  return make(
    "section", { class: `rule ${found[0].waived ? "waived" : found[0].severity}` }, make("h3", {}, ours(kind), " ", count(found.length)),
    rule ? make("p", { class: "small" }, rule.id, " ", words(ours(rule.text))) : null,
    listed(found, (each) => remark(paper, each, meant), make("ul", { class: "list" }), least),
  );
}

function part(title, paper, found, meant) {
  const kinds = study.kindsOfRemarks.map((kind) => [kind, found.filter((each) => each.kind === kind.name)]).filter(([, own]) => own.length);
  return found.length ? section([title, count(found.length)], kinds.map(([kind, own]) => ofKind(paper, kind, own, meant))) : null;
}

function held(paper) {
  const line = (each) => make("li", {}, make("p", {}, make("span", { class: "small" }, placeIn(each)), " ", make("bdi", {}, words(each.said))), make("p", { class: "small" }, name(each.study_place)), about(each.concerns));
  return paper.quotations.length ? section([say("held"), count(paper.quotations.length)], listed(paper.quotations, line)) : null;
}

function idle(paper) {
  const found = paper.waivers_without_remark;
  return found.length ? section([say("idle"), count(found.length)], make("ul", { class: "list" }, found.map((each) => make("li", {}, make("bdi", {}, words(ours(each))))))) : null;
}

/** Return how many remarks there are of each severity, how many are waived, and how many quotations hold. */
function sizes(paper) {
  const open = paper.remarks.filter((each) => !each.waived);
  const numbers = [
    ...SEVERITIES.map((severity) => [`${severity}s`, open.filter((each) => each.severity === severity).length]), ["waived", paper.remarks.length - open.length],
    ["held", paper.quotations.length],
  ];
  return make("p", { class: "sizes" }, numbers.map(([key, value]) => make("span", {}, say(key), " ", number(value))));
}

function papersView() {
  const line = (each, index) => make("li", {}, make("a", { href: href(`paper-${index + 1}`) }, name(each.manuscript)), sizes(each));
  return { kind: "", title: say("paper"), body: [make("ul", { class: "list" }, study.papers.map(line))] };
}

export function paperView({ number: wanted, at }) {
  const { papers } = study;
  if (!papers.length) return { kind: "", title: say("paper"), body: [make("p", { class: "none" }, say("noPaper"))] };
  if (!wanted && papers.length > 1) return papersView();
  const paper = papers[(wanted || 1) - 1];
  if (!paper) return null;
  const own = paper.itself.map((each) => make("p", { class: "small" }, say("itself"), " ", link("document", each)));
  const open = paper.remarks.filter((each) => !each.waived);
  return {
    kind: say("paper"), title: plain(paper.manuscript), heading: name(paper.manuscript),
    body: [
      sizes(paper), own, make("p", { class: "small hint" }, say("comparedHow")), paper.remarks.length ? null : make("p", { class: "none" }, say("noRemarks")),
      SEVERITIES.map((severity) => part(say(`${severity}s`), paper, open.filter((each) => each.severity === severity), at)),
      part(say("waived"), paper, paper.remarks.filter((each) => each.waived), at), held(paper), idle(paper),
    ],
    shown: (root) => root.querySelector(".remark.meant")?.scrollIntoView({ block: "center" }),
  };
}

/** Return the remarks on manuscripts that concern a thing, as links. */
export function remarksOn(called) {
  const found = study.papers.flatMap((paper) => paper.remarks.filter((each) => each.concerns.includes(called)).map((each) => [paper, each]));
  const line = ([paper, each]) => {
    const kind = study.kindsOfRemarks.find((one) => one.name === each.kind);
    const said = [...each.said];
    return make("li", {}, make("a", { href: address(paper, each) }, ours(kind), say("colon"), name(said.length > SHORT ? `${said.slice(0, SHORT).join("")}…` : each.said)), " ", make("span", { class: "small" }, name(paper.manuscript)));
  };
  return found.length ? section([say("paper"), count(found.length)], listed(found, line)) : null;
}
