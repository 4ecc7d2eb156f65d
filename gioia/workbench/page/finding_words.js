/** Finding words in the open document; what is found can be coded at once, since it is selected. */

import { button, make } from "./dom.js";
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
    this.bar = make("form", { class: "finder", role: "search", hidden: true, onsubmit: (event) => event.preventDefault() });
  }

  open() {
    if (!study.doc) return;
    this.input.setAttribute("aria-label", say("find"));
    this.input.placeholder = say("find");
    this.bar.replaceChildren(
      this.input, this.told, button("↑", () => this.step(-1), { "aria-label": "↑" }),
      button("↓", () => this.step(1), { "aria-label": "↓" }), button(say("close"), () => this.clear(true)),
    );
    this.bar.hidden = false;
    this.input.focus();
    this.input.select();
    this.look();
  }

  clear(isBack = false) {
    this.bar.hidden = true;
    this.places = [];
    highlight("found", []);
    if (isBack) this.reading.toBlock(this.reading.at);
  }

  key(event) {
    if (event.isComposing) return;
    if (event.key === "Enter") this.step(event.shiftKey ? -1 : 1);
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
