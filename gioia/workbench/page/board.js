/**
 * The data structure as a board: dimensions hold themes, themes hold concepts, the tray holds what has no theme yet. All is
 * moved by dragging or by keys, and the figure is drawn anew beside it.
 */

import { fit } from "./chooser.js";
import { button, fill, make } from "./dom.js";
import { Hold } from "./holding.js";
import { figure } from "./server.js";
import * as structure from "./structure.js";
import { act, colour, concepts, study, themes } from "./study.js";
import { say } from "./words.js";

const KIND = "application/x-gioia";

export class Board {
  constructor(places) {
    this.places = places;
    this.hold = new Hold(places.main, () => places.isOpen(this) && this.draw());
    this.picked = new Set();
    this.current = null;
    this.query = "";
    this.style = "";
    this.part = 1;
  }

  open() {
    this.filter = make("input", {
      type: "search", value: this.query, placeholder: say("filter"), "aria-label": say("filter"), "data-key": "filter",
      oninput: () => { this.query = this.filter.value; this.drawTree(); },
    });
    this.tree = make("div", { class: "board", onfocusin: (event) => this.entered(event.target) });
    const tool = (words, does) => button(say(words), () => this.current && does(this.current), { "data-key": words });
    this.about = make("div", { class: "buttons", role: "group" }, tool("rename", rename), tool("define", define), tool("merge", merge), tool("memoOn", structure.note));
    this.image = make("img", { class: "figure", alt: say("figure") });
    this.places.main.replaceChildren(
      make(
        "div", { class: "tools" }, this.filter, button(say("group"), () => this.group()), button(say("addConcept"), () => structure.addConcept()),
        button(say("addDimension"), structure.addDimension), this.about, make("p", { class: "small" }, say("boardHint")),
      ),
      this.tree,
    );
    this.draw();
  }

  draw() {
    if (this.hold.waits()) return;
    const names = new Set(concepts().map((each) => each.name));
    this.picked = new Set([...this.picked].filter((each) => names.has(each)));
    this.drawTree();
    this.drawAbout();
    this.drawFigure();
  }

  drawTree() {
    const { dimensions, ungrouped } = study.value.codebook;
    fill(this.tree, this.tray(ungrouped), dimensions.map((each) => this.dimension(each)));
    const chips = [...this.tree.querySelectorAll(".chip")];
    if (chips.length && !chips.some((each) => each.tabIndex === 0)) chips[0].tabIndex = 0;
  }

  /** Take what has the focus for what the tools are about; what has no fellow to be merged into is not offered that. */
  entered(target) {
    const { concept, theme, dimension } = target.closest("[data-concept], [data-theme], [data-dimension]")?.dataset ?? {};
    const name = concept ?? theme ?? dimension;
    if (!name) return;
    const noun = concept ? "concept" : theme ? "theme" : "dimension";
    const { dimensions } = study.value.codebook;
    const { definition } = [...dimensions, ...themes(), ...concepts()].find((each) => each.name === name) ?? {};
    this.current = { noun, name, definition: definition ?? "" };
    this.drawAbout();
  }

  drawAbout() {
    const { noun, name } = this.current ?? {};
    this.about.setAttribute("aria-label", name ? `${say(noun)}: ${name}` : say("nothingChosen"));
    this.about.title = this.about.getAttribute("aria-label");
    for (const each of this.about.children) each.disabled = !name || (noun === "dimension" && each.dataset.key === "merge");
  }

  tray(ungrouped) {
    const place = make("section", { class: "tray", "aria-label": say("tray") }, make("h2", {}, say("tray"), count(ungrouped.length)), this.chips(ungrouped));
    return this.takes(place, "concept", (names) => structure.ungroup(names));
  }

  dimension(dimension) {
    const tools = [
      button(say("addTheme"), () => structure.addTheme(dimension.name), { "data-key": `+${dimension.name}` }), ...this.tools("dimension", dimension, !dimension.themes.length),
    ];
    const place = make(
      "section", { class: "dimension", "aria-label": `${say("dimension")}: ${dimension.name}` },
      make("header", { tabindex: "0", "data-key": `d ${dimension.name}`, "data-dimension": dimension.name }, make("h2", { title: dimension.definition }, dimension.name), tools),
      make("div", { class: "themes" }, dimension.themes.map((each) => this.theme(each))),
    );
    return this.takes(place, "theme", (names) => act("move_theme", { names, dimension: dimension.name }));
  }

  theme(theme) {
    const head = make(
      "header", { draggable: true, tabindex: "0", "data-key": `t ${theme.name}`, "data-theme": theme.name, title: theme.definition },
      make("h3", {}, theme.name), this.tools("theme", theme, !theme.concepts.length),
    );
    head.addEventListener("dragstart", (event) => drag(event, "theme", [theme.name]));
    const place = make("section", { class: "theme", "aria-label": `${say("theme")}: ${theme.name}` }, head, this.chips(theme.concepts));
    return this.takes(place, "concept", (names) => act("group", { names, theme: theme.name }));
  }

  tools(noun, each, isEmpty) {
    return [
      button("✎", () => structure.rename(noun, each.name), { title: say("rename"), "aria-label": `${say("rename")} ${each.name}`, class: "quiet" }),
      isEmpty ? button("✕", () => structure.remove(noun, each.name), { title: say("remove"), "aria-label": `${say("remove")} ${each.name}`, class: "quiet" }) : null,
    ];
  }

  chips(found) {
    const query = this.query.trim().toLowerCase();
    const shown = found.filter((each) => fit(query, each.letters) < Infinity);
    return make("ul", { class: "chips" }, shown.length ? shown.map((each) => make("li", {}, this.chip(each))) : make("li", { class: "small" }, say("dropHere")));
  }

  chip(concept) {
    const { name } = concept;
    const chip = make(
      "button",
      {
        type: "button", class: `chip k${colour(name)}`, draggable: true, "data-key": `c ${name}`, "data-concept": name, tabindex: "-1",
        "aria-pressed": `${this.picked.has(name)}`, title: concept.definition || null, onclick: () => this.pick(name),
      },
      make("span", {}, name), count(concept.codings),
    );
    chip.addEventListener("dragstart", (event) => drag(event, "concept", this.picked.has(name) ? [...this.picked] : [name]));
    chip.addEventListener("focus", () => {
      for (const each of this.tree.querySelectorAll(".chip[tabindex='0']")) each.tabIndex = -1;
      chip.tabIndex = 0;
    });
    return chip;
  }

  pick(name) {
    if (!this.picked.delete(name)) this.picked.add(name);
    const chip = this.tree.querySelector(`[data-concept="${CSS.escape(name)}"]`);
    chip?.setAttribute("aria-pressed", `${this.picked.has(name)}`);
  }

  /** Let a place take what is dropped on it. */
  takes(place, kind, drop) {
    const isFor = (event) => event.dataTransfer.types.includes(`${KIND}-${kind}`);
    place.addEventListener("dragover", (event) => {
      if (!isFor(event)) return;
      event.preventDefault();
      event.stopPropagation();
      place.classList.add("over");
    });
    place.addEventListener("dragleave", (event) => { if (!place.contains(event.relatedTarget)) place.classList.remove("over"); });
    place.addEventListener("drop", (event) => {
      if (!isFor(event)) return;
      event.preventDefault();
      event.stopPropagation();
      place.classList.remove("over");
      drop(JSON.parse(event.dataTransfer.getData(`${KIND}-${kind}`)));
      this.picked.clear();
    });
    return place;
  }

  async group() {
    const here = document.activeElement?.dataset.concept;
    const names = this.picked.size ? [...this.picked] : here ? [here] : [];
    this.picked.clear();
    await structure.group(names);
    if (here) this.tree.querySelector(`[data-concept="${CSS.escape(here)}"]`)?.focus();
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.key === "/") return this.filter.focus() ?? true;
    const { concept, theme, dimension } = document.activeElement?.dataset ?? {};
    const about = { e: rename, d: define, n: structure.note, m: dimension ? null : merge }[event.key];
    if (about && (concept || theme || dimension)) return about(this.current) && true;
    if (theme) return this.themeKey(event.key, theme);
    if (event.key === "g") return this.group() && true;
    return concept ? this.conceptKey(event.key, concept) : false;
  }

  themeKey(key, theme) {
    if (key !== "g") return false;
    structure.moveTheme(theme);
    return true;
  }

  conceptKey(key, name) {
    const step = { ArrowDown: 1, ArrowRight: 1, j: 1, ArrowUp: -1, ArrowLeft: -1, k: -1 }[key];
    if (step) {
      const chips = [...this.tree.querySelectorAll(".chip")];
      chips[chips.indexOf(document.activeElement) + step]?.focus();
      return true;
    }
    const does = {
      Delete: () => structure.ungroup(this.picked.size ? [...this.picked] : [name]),
      Escape: () => { this.picked.clear(); this.drawTree(); },
    }[key];
    does?.();
    return Boolean(does);
  }

  async drawFigure() {
    const styles = ["brackets", "boxes"].map((each) => button(say(each), () => { this.style = each; this.drawFigure(); }, { "aria-pressed": `${this.style === each}`, "data-key": each }));
    const isDrawable = study.value.codebook.dimensions.some((each) => each.themes.some((theme) => theme.concepts.length));
    const head = [make("h2", {}, say("figure")), make("div", { class: "buttons" }, styles)];
    if (!isDrawable) return fill(this.places.aside, head, make("p", { class: "small" }, say("noFigure")));
    if (!this.places.aside.childElementCount) fill(this.places.aside, head);
    try {
      const { address, parts } = await figure(this.style, Math.max(1, this.part));
      if (!this.places.isOpen(this)) return undefined;
      this.image.src = address;
      const pages = parts > 1 ? Array.from({ length: parts }, (_, index) =>
        button(`${index + 1}`, () => { this.part = index + 1; this.drawFigure(); }, { "aria-pressed": `${this.part === index + 1}`, "data-key": `p${index}` })) : null;
      return fill(this.places.aside, head, pages && make("div", { class: "buttons" }, pages), this.image);
    } catch (error) {
      if (this.part > 1) { this.part = 1; return this.drawFigure(); }
      return fill(this.places.aside, head, make("p", { class: "small" }, error.message));
    }
  }
}

const rename = ({ noun, name }) => structure.rename(noun, name);
const define = ({ noun, name, definition }) => structure.define(noun, name, definition);
const merge = ({ noun, name }) => structure.merge(noun, name);

function drag(event, kind, names) {
  event.dataTransfer.setData(`${KIND}-${kind}`, JSON.stringify(names));
  event.dataTransfer.setData("text/plain", names.join("\n"));
  event.dataTransfer.effectAllowed = "move";
  event.stopPropagation();
}

function count(number) {
  return make("span", { class: "count" }, `${number}`);
}
