/** The page: contents and filters beside the view that the address names. */

import { kindOf, load, namesOf, persons, study, thing } from "./data.js";
import { codingView, documentView } from "./document.js";
import { button, fill, make } from "./dom.js";
import { formsView } from "./forms.js";
import { drawAll, forgetLists } from "./links.js";
import { matrixView } from "./matrix.js";
import { constructView, eventView, figureView, modelView, relationView, stageView } from "./model.js";
import { paperView } from "./paper.js";
import { passagesView } from "./passages.js";
import { FILTERS, filters, here, hereUnder, href, isFiltered, read } from "./routes.js";
import { searchView } from "./search.js";
import { name, plain } from "./shown.js";
import { coderView, saturationView, sourceView, sourcesView, timelineView } from "./sources.js";
import { conceptView, dimensionView, structureView, themeView } from "./structure.js";
import { tableView, tablesView } from "./tables.js";
import { findingsView, historyView, memosView, methodView } from "./told.js";
import { language, say, setLanguage } from "./words.js";

const LANGUAGE = "gioia-report-language";
const LONG = 80;
const SECTIONS = [
  ["structure", structureView], ["model", modelView], ["tables", tablesView], ["matrix", matrixView], ["sources", sourcesView], ["timeline", timelineView],
  ["saturation", saturationView], ["findings", findingsView], ["paper", paperView], ["memos", memosView], ["history", historyView], ["method", methodView], ["forms", formsView],
];
const VIEWS = new Map([
  ...SECTIONS, ["dimension", dimensionView], ["theme", themeView], ["concept", conceptView], ["coding", codingView], ["document", documentView], ["source", sourceView],
  ["coder", coderView], ["stage", stageView], ["relation", relationView], ["event", eventView], ["construct", constructView], ["passages", passagesView],
  ["table", tableView], ["figure", figureView], ["search", searchView],
]);
const BELONGS = {
  dimension: "structure", theme: "structure", concept: "structure", coding: "structure", passages: "matrix", document: "sources", source: "sources", coder: "sources",
  stage: "model", relation: "model", construct: "model", figure: "model", event: "timeline", table: "tables",
};
const at = (id) => document.getElementById(id);
let turn = 0;
let searching = 0;

function drawHeader() {
  const input = make("input", { type: "search", id: "search", "aria-label": say("search"), placeholder: say("searchHint"), value: here.kind === "search" ? here.name : "", oninput: typed });
  const form = make("form", { role: "search", onsubmit: (event) => { event.preventDefault(); seek(input.value); } }, input);
  fill(
    at("header"), make("p", { class: "title" }, make("a", { href: href("structure") }, name(study.study.title || study.study.name))), form,
    button(say("language"), () => speak(language() === "zh" ? "en" : "zh"), { lang: language() === "zh" ? "en" : "zh-Hans", "data-key": "language" }),
    button(say("print"), () => print(), { class: "printing", "data-key": "print" }),
  );
}

function typed(event) {
  clearTimeout(searching);
  const { value } = event.target;
  if (value.trim() && !event.isComposing) searching = setTimeout(() => seek(value, true), 250);
}

/** Go to the search; while a reader types, the addresses of half words are not kept. */
function seek(value, isTyping = false) {
  clearTimeout(searching);
  const address = href("search", value.trim());
  if (isTyping && here.kind === "search") {
    history.replaceState(null, "", address);
    render(false);
  } else location.hash = address;
}

function drawNav() {
  const open = BELONGS[here.kind] ?? here.kind;
  const items = SECTIONS.map(([kind]) => make("li", {}, make("a", { href: href(kind), "aria-current": kind === open ? (kind === here.kind ? "page" : "true") : null }, say(kind))));
  fill(at("nav"), make("ul", {}, items), filterForm());
  at("nav").setAttribute("aria-label", say("nav"));
  at("nav").querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
}

function filterForm() {
  const options = { stage: namesOf("stage").filter(Boolean), source: namesOf("source"), coder: persons() };
  const used = FILTERS.filter((each) => filters[each]).length;
  const field = (each) => {
    const choices = [["", say("all")], ...options[each].map((one) => [one, plain(each === "source" ? sourceLabel(one) : one)])];
    if (filters[each] && !options[each].includes(filters[each])) choices.push([filters[each], plain(filters[each])]);
    const select = make(
      "select", { "data-key": each, onchange: () => { location.hash = hereUnder({ ...filters, [each]: select.value }); } },
      choices.map(([value, shown]) => make("option", { value, selected: value === filters[each] }, shown)),
    );
    return make("label", {}, make("span", {}, say(each)), select);
  };
  const isOpen = used > 0 || matchMedia("(min-width: 900px)").matches;
  return make(
    "details", { class: "filters", open: isOpen }, make("summary", {}, used ? say("filtersOn", used) : say("filters")), FILTERS.filter((each) => options[each].length).map(field),
    used ? button(say("clear"), () => { location.hash = hereUnder({ stage: "", source: "", coder: "" }); }, { "data-key": "clear" }) : null,
  );
}

function sourceLabel(code) {
  return `${code} ${thing("source", code)?.name ?? ""}`.trim().slice(0, 40);
}

function speak(wanted) {
  setLanguage(wanted);
  try {
    localStorage.setItem(LANGUAGE, wanted);
  } catch {
    // A file that is opened from a folder may not keep anything.
  }
  render(false);
}

/** Draw the view that the address names; after a reader has gone there, the focus is on its heading. */
async function render(isGone, top = 0) {
  turn += 1;
  const mine = turn;
  read(location.hash);
  forgetLists();
  const view = (await VIEWS.get(here.kind)?.(here)) ?? missing();
  if (mine !== turn) return;
  const heading = make("h1", { id: "heading", tabindex: "-1", class: view.isQuoted ? "quotation" : null }, view.kind ? make("span", { class: "kind" }, view.kind) : null, view.heading ?? view.title);
  const under = FILTERS.filter((each) => filters[each]).map((each) => `${say(each)} ${plain(filters[each])}`).join(", ");
  const told = isFiltered() ? make("p", { class: "filtered" }, say("filtered", under)) : null;
  at("main").replaceChildren(...[view.above, heading, told, view.body].flat(4).filter(Boolean));
  Object.assign(at("main").dataset, { kind: here.kind, address: location.hash });
  const title = plain(study.study.title || study.study.name);
  document.title = here.kind === "structure" ? title : `${[...plain(view.title)].slice(0, LONG).join("")} · ${title}`;
  at("skip").textContent = say("skip");
  for (const each of at("main").querySelectorAll(".wide")) each.tabIndex = each.scrollWidth > each.clientWidth ? 0 : -1;
  if (here.kind !== "search" || document.activeElement?.id !== "search") drawHeader();
  drawNav();
  scrollTo(0, top);
  if (isGone && document.activeElement?.id !== "search") heading.focus({ preventScroll: true });
  if (!top) view.shown?.(at("main"), () => mine === turn);
  at("said").textContent = plain(view.title);
}

function missing() {
  const is = kindOf(here.name);
  return {
    kind: "", title: say("notThere"),
    body: [make("p", {}, name(here.name)), is ? make("p", {}, make("a", { href: href(is, here.name) }, say(is), ": ", name(here.name))) : null, make("p", {}, make("a", { href: href("structure") }, say("back")))],
  };
}

/** Begin with what the address names; a reader's place in a view is kept with its entry in the browser's history. */
async function begin() {
  try {
    await load();
  } catch (error) {
    at("main").append(make("p", { role: "alert" }, say("damaged", error.message)));
    throw error;
  }
  let kept = null;
  try {
    kept = localStorage.getItem(LANGUAGE);
  } catch {
    // Nothing is kept.
  }
  setLanguage(kept ?? study.study.language);
  history.scrollRestoration = "manual";
  addEventListener("scroll", () => { clearTimeout(begin.timer); begin.timer = setTimeout(() => history.replaceState({ top: scrollY }, ""), 120); }, { passive: true });
  addEventListener("hashchange", () => { clearTimeout(begin.timer); render(true, history.state?.top ?? 0); });
  addEventListener("beforeprint", () => { drawAll(); for (const each of at("main").querySelectorAll("details")) each.open = true; });
  at("skip").addEventListener("click", (event) => { event.preventDefault(); at("heading").focus(); });
  addEventListener("keydown", keyed);
  await render(false, history.state?.top ?? 0);
  document.body.dataset.ready = "";
}

function keyed(event) {
  const isWriting = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
  if (event.key === "/" && !isWriting && !event.ctrlKey && !event.metaKey && !event.altKey) {
    at("search").focus();
    event.preventDefault();
  }
}

begin();
