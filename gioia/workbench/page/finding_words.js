/** Finding words in the open document; what is found can be coded at once, since it is selected. */

import { button, make } from "./dom.js";
import { get } from "./server.js";
import { study } from "./study.js";
import { highlight } from "./text.js";
import { say } from "./words.js";

const MOST = 2000;

export class Finder {
  constructor(reading) {
    this.reading = reading;
    this.places = [];
    this.at = -1;
    this.input = make("input", { type: "search", oninput: () => this.look(), onkeydown: (event) => this.key(event) });
    this.told = make("span", { class: "small", role: "status" });
    this.hits = make("ul", { class: "hits", hidden: true, tabindex: "-1" });
    this.bar = make("form", { class: "finder", role: "search", hidden: true, onsubmit: (event) => event.preventDefault() });
  }

  open() {
    if (!study.doc) return;
    this.input.setAttribute("aria-label", say("find"));
    this.input.placeholder = say("find");
    this.bar.replaceChildren(
      this.input, this.told, button("↑", () => this.step(-1), { "aria-label": "↑" }),
      button("↓", () => this.step(1), { "aria-label": "↓" }), button(say("everywhere"), () => this.everywhere(), { "data-key": "everywhere", title: "Ctrl+Enter" }), button(say("close"), () => this.clear(true)),
    );
    this.hits.setAttribute("aria-label", say("everywhere"));
    this.bar.hidden = false;
    this.input.focus();
    this.input.select();
    this.look();
  }

  clear(isBack = false) {
    this.bar.hidden = this.hits.hidden = true;
    this.places = [];
    highlight("found", []);
    if (isBack) this.reading.toBlock(this.reading.at);
  }

  key(event) {
    if (event.isComposing) return;
    if (event.key === "Enter" && event.ctrlKey) this.everywhere();
    else if (event.key === "Enter") this.step(event.shiftKey ? -1 : 1);
    else if (event.key === "Escape") this.clear(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  look() {
    const wanted = this.input.value.toLowerCase();
    const text = study.doc.text.toLowerCase();
    this.places = [];
    this.at = -1;
    if (wanted && text.length === study.doc.text.length) {
      for (let unit = text.indexOf(wanted); unit >= 0 && this.places.length < MOST; unit = text.indexOf(wanted, unit + wanted.length)) {
        const { positions } = study.doc;
        this.places.push({ start: positions.points(unit), end: positions.points(unit + wanted.length) });
      }
    }
    highlight("found", this.places.flatMap((each) => this.reading.pane.ranges(each.start, each.end)));
    this.told.textContent = wanted && !this.places.length ? say("notFound") : "";
    if (this.places.length) this.told.textContent = say("found", "–", this.places.length);
  }

  /** List where the words stand in all documents. */
  async everywhere() {
    const words = this.input.value;
    if (!words.trim()) return;
    const { hits, more } = await get("find", { words }).catch(() => ({ hits: [], more: 0 }));
    this.told.textContent = hits.length ? say("hits", hits.length + more) : say("notFound");
    this.hits.replaceChildren(...hits.map((hit) => make("li", {}, make(
      "button", { type: "button", onclick: () => this.goTo(hit) },
      make("span", { class: "small" }, `${hit.document} `), hit.before, make("mark", {}, hit.match), hit.after,
    ))));
    this.hits.hidden = !hits.length;
    this.hits.querySelector("button")?.focus();
  }

  async goTo({ document, start, end }) {
    await this.reading.openDocument(document);
    this.bar.hidden = false;
    this.hits.hidden = false;
    this.look();
    this.reading.goTo(start, end);
  }

  step(by) {
    if (!this.places.length) return;
    this.at = (this.at + by + this.places.length) % this.places.length;
    const place = this.places[this.at];
    const isHere = document.activeElement === this.input;
    this.reading.goTo(place.start, place.end);
    if (isHere) this.input.focus();
    this.told.textContent = say("found", this.at + 1, this.places.length);
  }
}
