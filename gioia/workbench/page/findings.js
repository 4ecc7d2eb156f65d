/** What `gioia check` finds in the study, each with the way to its place. */

import { button, make } from "./dom.js";
import { get } from "./server.js";
import { say } from "./words.js";

const ORDER = ["error", "warning", "info"];

export class Findings {
  constructor(places) {
    this.places = places;
  }

  open() {
    this.draw();
  }

  async draw() {
    const found = await get("findings").catch(() => []);
    if (!this.places.isOpen(this)) return;
    found.sort((one, other) => ORDER.indexOf(one.severity) - ORDER.indexOf(other.severity));
    const lines = found.map((each) => make("li", { class: `finding ${each.severity}` }, this.line(each)));
    this.places.main.replaceChildren(make(
      "div", { class: "findings" }, make("h2", {}, say("findings"), make("span", { class: "count" }, `${found.length}`)),
      lines.length ? make("ul", {}, lines) : make("p", { class: "empty" }, say("clean")),
    ));
  }

  line(each) {
    const place = [each.path, each.line].filter(Boolean).join(":");
    return [
      make("p", {}, make("b", { class: "severity" }, say(each.severity)), " ", each.message),
      each.remedy ? make("p", { class: "small" }, each.remedy) : null,
      make(
        "p", { class: "small" }, make("code", {}, place), " ", make("code", {}, each.rule), " ",
        each.document && each.start !== null ? button(say("openAt"), () => this.places.goTo(each.document, each.start), { class: "quiet" }) : null,
      ),
    ];
  }

  key() {
    return false;
  }
}
