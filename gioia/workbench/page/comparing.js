/** Constant comparison: the passages of concepts side by side, to move, split off, merge and rename. */

import { choose } from "./chooser.js";
import { recode } from "./codings.js";
import { button, fill, make } from "./dom.js";
import { Hold } from "./holding.js";
import { get } from "./server.js";
import * as structure from "./structure.js";
import { act, colour, concepts, study } from "./study.js";
import { say } from "./words.js";

const KIND = "application/x-gioia-passages";

export class Comparing {
  constructor(places) {
    this.places = places;
    this.hold = new Hold(places.main, () => places.isOpen(this) && this.draw());
    this.shown = [];
    this.picked = new Set();
    this.passages = new Map();
  }

  open() {
    this.columns = make("div", { class: "compare" });
    this.tools = make("div", { class: "tools" });
    this.places.main.replaceChildren(this.tools, this.columns);
    this.draw();
  }

  draw() {
    if (this.hold.waits()) return;
    const names = new Set(concepts().map((each) => each.name));
    this.shown = this.shown.filter((each) => names.has(each));
    this.drawTree();
    this.drawColumns();
  }

  drawTree() {
    const { dimensions, ungrouped } = study.value.codebook;
    fill(
      this.places.nav, make("h2", {}, say("concept")),
      make("section", { class: "source" }, make("h3", {}, say("tray")), this.list(ungrouped)),
      dimensions.map((dimension) => make(
        "section", { class: "source" }, make("h3", {}, dimension.name),
        dimension.themes.map((theme) => [
          button(theme.name, () => this.show(theme.concepts.map((each) => each.name)), { class: "themename", "data-key": `t ${theme.name}` }),
          this.list(theme.concepts),
        ]),
      )),
    );
  }

  list(found) {
    return make("ul", {}, found.map((each) => make(
      "li", { class: "pair" },
      make(
        "button",
        { type: "button", class: "document", "data-key": `c ${each.name}`, "aria-current": this.shown.includes(each.name) ? "true" : null, onclick: (event) => this.show([each.name], event.shiftKey || event.ctrlKey) },
        make("span", { class: "title" }, each.name), make("span", { class: "small" }, `${each.codings}`),
      ),
      button("+", () => this.show([each.name], true), { class: "quiet", title: say("beside"), "aria-label": `${say("beside")}: ${each.name}`, "data-key": `+${each.name}` }),
    )));
  }

  show(names, isBeside = false) {
    this.shown = isBeside ? [...this.shown.filter((each) => !names.includes(each)), ...names] : names;
    this.picked.clear();
    this.draw();
  }

  async drawColumns() {
    const names = [...this.shown];
    const found = await Promise.all(names.map((concept) => get("passages", { concept }).catch(() => ({ passages: [] }))));
    if (names.join("\n") !== this.shown.join("\n") || !this.places.isOpen(this)) return;
    this.passages = new Map(found.flatMap(({ passages }) => passages.map((each) => [each.id, each])));
    this.picked = new Set([...this.picked].filter((each) => this.passages.has(each)));
    const columns = names.map((name, index) => this.column(name, found[index].passages));
    fill(this.columns, columns.length ? columns : make("p", { class: "empty" }, say("pickCompare")));
    this.drawTools();
  }

  drawTools() {
    const isNone = !this.picked.size;
    fill(
      this.tools, button(say("move"), () => this.move(), { disabled: isNone, title: "v", "data-key": "move" }),
      button(say("split"), () => this.split(), { disabled: isNone || this.sources().length !== 1, "data-key": "split" }),
      make("span", { class: "small", role: "status" }, this.picked.size ? say("passages", this.picked.size) : ""),
    );
  }

  column(name, passages) {
    const concept = concepts().find((each) => each.name === name);
    const tool = (words, does) => button(say(words), does, { "data-key": `${words} ${name}` });
    const place = make(
      "section", { class: "column", "aria-label": name },
      make(
        "header", { class: `k${colour(name)}` }, make("h2", {}, name),
        make("p", { class: "small" }, [say("passages", passages.length), concept?.theme].filter(Boolean).join(" · ")),
        concept?.definition ? make("p", { class: "small" }, concept.definition) : null,
        make(
          "div", { class: "buttons" }, tool("rename", () => this.rename(name)), tool("define", () => structure.define("concept", name, concept.definition)),
          tool("merge", () => this.merge(name)), tool("group", () => structure.group([name])),
          passages.length ? null : tool("remove", () => structure.remove("concept", name)),
          button("✕", () => this.show(this.shown.filter((each) => each !== name)), { title: say("close"), "aria-label": `${say("close")}: ${name}`, class: "quiet" }),
        ),
      ),
      passages.map((each) => this.card(each)),
    );
    return this.takes(place, name);
  }

  card(passage) {
    const box = make("input", { type: "checkbox", checked: this.picked.has(passage.id), "data-key": passage.id, "aria-label": say("pick"), onchange: () => this.pick(passage.id) });
    const about = [passage.source, passage.speaker, passage.stage, passage.role && say(passage.role), passage.mine ? "" : passage.coder];
    const card = make(
      "article", { class: "card", draggable: true },
      make("header", {}, box, make("span", { class: "small" }, about.filter(Boolean).join(" · ")), button(say("openAt"), () => this.places.goTo(passage.document, passage.start), { class: "quiet", title: passage.document })),
      make("p", {}, make("span", { class: "around" }, passage.before), make("mark", {}, passage.quotation), make("span", { class: "around" }, passage.after)),
      passage.memo ? make("p", { class: "small memo" }, passage.memo) : null,
    );
    card.addEventListener("dragstart", (event) => {
      const ids = this.picked.has(passage.id) ? [...this.picked] : [passage.id];
      event.dataTransfer.setData(KIND, JSON.stringify(ids));
      event.dataTransfer.effectAllowed = "move";
    });
    return card;
  }

  takes(place, name) {
    place.addEventListener("dragover", (event) => {
      if (!event.dataTransfer.types.includes(KIND)) return;
      event.preventDefault();
      place.classList.add("over");
    });
    place.addEventListener("dragleave", (event) => { if (!place.contains(event.relatedTarget)) place.classList.remove("over"); });
    place.addEventListener("drop", (event) => {
      place.classList.remove("over");
      if (!event.dataTransfer.types.includes(KIND)) return;
      event.preventDefault();
      const ids = JSON.parse(event.dataTransfer.getData(KIND)).filter((id) => this.passages.get(id)?.concept !== name);
      if (ids.length) recode(ids, name, false);
    });
    return place;
  }

  pick(id) {
    if (!this.picked.delete(id)) this.picked.add(id);
    this.drawTools();
  }

  sources() {
    return [...new Set([...this.picked].map((id) => this.passages.get(id).concept))];
  }

  asked(title) {
    return choose({ title, items: () => concepts().map((each) => ({ ...each, note: each.theme })), fresh: "newConcept" });
  }

  async move() {
    if (!this.picked.size) return;
    const taken = await this.asked(say("moveTo", this.picked.size));
    if (taken) recode([...this.picked], taken.name, taken.fresh);
  }

  async split() {
    const [name] = this.sources();
    const taken = await this.asked(say("splitInto", this.picked.size));
    if (!taken) return;
    const ids = [...this.picked];
    if (await act("split_concept", { name, into: taken.name, ids })) this.show([name, taken.name]);
  }

  async rename(name) {
    const given = await structure.rename("concept", name);
    if (given) this.show(this.shown.map((each) => (each === name ? given : each)));
  }

  async merge(name) {
    const into = await structure.merge("concept", name);
    if (into) this.show([...new Set(this.shown.map((each) => (each === name ? into : each)))]);
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.key !== "v") return false;
    this.move();
    return true;
  }
}
