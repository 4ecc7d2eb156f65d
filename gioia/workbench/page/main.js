/** The page: its header, its four views, the keys, and what is told of what was done. */

import { Board } from "./board.js";
import { Comparing } from "./comparing.js";
import { showConflict, showKeys } from "./dialogs.js";
import { button, fill, isWriting, make } from "./dom.js";
import { Findings } from "./findings.js";
import { Reading } from "./reading.js";
import { Settling } from "./settling.js";
import { act, events, loadStudy, reword, study, tell, watch } from "./study.js";
import { language, say, setLanguage } from "./words.js";

const LANGUAGE = "gioia-language";
const at = (id) => document.getElementById(id);
const places = { header: at("header"), nav: at("documents"), main: at("main"), aside: at("details"), isOpen: (view) => view === open };
const views = { read: new Reading(places), compare: new Comparing(places), board: new Board(places), findings: new Findings(places), settle: new Settling(places) };
let open = views.read;

/** Show a view. */
function show(name) {
  open = views[name];
  document.body.dataset.view = name;
  at("wrong").replaceChildren();
  for (const place of [places.nav, places.main, places.aside]) place.replaceChildren();
  open.open();
  drawHeader();
}

places.goTo = async (document, start) => {
  show("read");
  await views.read.openDocument(document, start);
};

function drawHeader() {
  const { value } = study;
  const { errors, warnings } = value.findings;
  const tabs = Object.entries(views).map(([name, view], index) =>
    button(
      [say(name), name === "findings" && errors + warnings ? make("span", { class: "count", title: say("nErrors", errors, warnings) }, `${errors + warnings}`) : null],
      () => show(name),
      { "data-key": name, "aria-current": view === open ? "page" : null, title: `${index + 1}` },
    ),
  );
  fill(
    places.header,
    make("h1", { title: value.title }, value.title || value.name),
    make("nav", { "aria-label": say("views"), class: "tabs" }, tabs),
    make("span", { class: "small who" }, say("coder", value.coder), value.blind ? ` · ${say("blind")}` : ""),
    button(say("undo"), () => act("undo", {}), { "data-key": "undo", title: "z" }),
    button(say("redo"), () => act("redo", {}), { "data-key": "redo", title: "Shift+Z" }),
    button("?", showKeys, { "data-key": "keys", "aria-label": say("keys"), title: say("keys") }),
    button(say("language"), () => speak(language() === "zh" ? "en" : "zh"), { "data-key": "language" }),
  );
  document.title = `${value.title || value.name} · gioia`;
}

function speak(name) {
  localStorage.setItem(LANGUAGE, name);
  setLanguage(name);
  draw();
  reword();
}

/** Draw everything in the words of the language. */
function draw() {
  at("skip").textContent = say("skip");
  places.nav.setAttribute("aria-label", say("documents"));
  places.aside.setAttribute("aria-label", say("details"));
  show(Object.keys(views).find((name) => views[name] === open));
}

function said(words) {
  at("said").textContent = words;
  clearTimeout(said.timer);
  said.timer = setTimeout(() => { at("said").textContent = ""; }, 6000);
}

function wrong(message, remedy = "") {
  at("wrong").replaceChildren(
    make("div", { class: "told" }, make("p", {}, make("b", {}, message)), remedy ? make("p", {}, remedy) : null),
    button(say("close"), () => at("wrong").replaceChildren()),
  );
}

async function refused({ action, given, error }) {
  if (error.status === 409) {
    const isAgain = await showConflict(error);
    if (isAgain) act(action, given);
  } else if (error.status === undefined) wrong(say("refusedAct"), say("lost"));
  else if (error.status === 403) wrong(say("denied"));
  else wrong(`${say("refusedAct")}: ${error.message}`, error.remedy);
}

function keyed(event) {
  if (event.defaultPrevented || event.isComposing || document.querySelector("dialog")) return;
  if (event.key === "Escape" && at("wrong").childElementCount) at("wrong").replaceChildren();
  if (isWriting(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (open.key(event) || global(event)) event.preventDefault();
}

function global(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const number = Number(event.key);
  if (number >= 1 && number <= Object.keys(views).length) show(Object.keys(views)[number - 1]);
  else if (event.key === "z") act("undo", {});
  else if (event.key === "Z") act("redo", {});
  else if (event.key === "?") showKeys();
  else return false;
  return true;
}

events.addEventListener("document", () => views.read.documentOpened());
events.addEventListener("marks", () => views.read.marksChanged());
events.addEventListener("study", () => drawHeader());
events.addEventListener("fresh", () => open.draw());
events.addEventListener("refused", ({ detail }) => refused(detail));
events.addEventListener("busy", ({ detail }) => document.body.toggleAttribute("data-busy", detail));
events.addEventListener("elsewhere", () => said(say("elsewhere")));
events.addEventListener("there", ({ detail }) => {
  document.body.classList.toggle("lost", !detail);
  if (!detail) wrong(say("refusedAct"), say("lost"));
});
events.addEventListener("done", ({ detail: { action, values } }) => {
  const key = `did_${action}`;
  const words = say(key, values.concept ?? "");
  said(words === key ? say("did") : words);
});

async function begin() {
  setLanguage(localStorage.getItem(LANGUAGE) ?? navigator.language);
  try {
    await loadStudy();
  } catch (error) {
    return tell("refused", { action: "load", error });
  }
  setLanguage(localStorage.getItem(LANGUAGE) ?? study.value.ui);
  document.addEventListener("keydown", keyed);
  draw();
  return watch();
}

begin();
