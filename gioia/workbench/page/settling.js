/**
 * Settling: the passages that persons read differently, one below the other, each with what either made of it. Which concepts
 * hold is ticked, none where none does; Enter settles and goes on to the next. What is settled is coded by the consensus coder.
 */

import { button, fill, make } from "./dom.js";
import { get } from "./server.js";
import { act, study } from "./study.js";
import { say } from "./words.js";

export class Settling {
  constructor(places) {
    this.places = places;
    this.ticked = new Map();
    this.found = [];
  }

  async open() {
    this.list = make("div", { class: "findings" });
    this.places.main.replaceChildren(this.list);
    await this.draw();
    if (this.places.isOpen(this)) this.focus(this.found.find((each) => !each.settled));
  }

  async draw() {
    const found = study.value.blind ? [] : await get("disagreements").catch(() => []);
    if (!this.places.isOpen(this)) return;
    this.found = found;
    const left = found.filter((each) => !each.settled).length;
    fill(
      this.list, make("h2", {}, say("settle"), make("span", { class: "count" }, say("left", left, found.length))),
      make("p", { class: "small" }, say(study.value.blind ? "settleBlind" : "settleHint")),
      found.length ? make("ul", {}, found.map((each) => this.item(each))) : make("p", { class: "empty" }, say("agreed")),
    );
  }

  item(each) {
    const key = keyOf(each);
    const names = [...new Set(each.said.flatMap((said) => said.concepts))];
    const ticked = this.ticked.get(key) ?? new Set(each.settled ?? names.filter((name) => each.said.every((said) => said.concepts.includes(name))));
    this.ticked.set(key, ticked);
    const tick = (name) => make("input", {
      type: "checkbox", value: name, checked: ticked.has(name), "data-key": `${key} ${name}`,
      onchange: (event) => (event.target.checked ? ticked.add(name) : ticked.delete(name)),
    });
    const by = (name) => each.said.filter((said) => said.concepts.includes(name)).map((said) => said.coder).join("、");
    return make(
      "li", { class: each.settled ? "finding settled" : "finding warning", "data-place": key, onkeydown: (event) => this.keyed(event, each) },
      make("blockquote", {}, each.words), make("p", { class: "small" }, [each.document, ...outcome(each)].join(" · ")),
      make(
        "fieldset", {}, make("legend", { class: "unseen" }, say("settleTitle")),
        names.map((name) => make("label", { class: "tick" }, tick(name), make("span", {}, name), make("span", { class: "small" }, by(name)))),
      ),
      make(
        "div", { class: "buttons" }, button(say("settleThis"), () => this.settle(each), { "data-key": `settle ${key}` }),
        each.settled ? button(say("reopen"), () => this.reopen(each), { class: "quiet", "data-key": `reopen ${key}` }) : null,
        button(say("openAt"), () => this.places.goTo(each.document, each.start), { class: "quiet", "data-key": `go ${key}` }),
      ),
    );
  }

  keyed(event, each) {
    if (event.key !== "Enter" || event.target.type !== "checkbox") return;
    event.preventDefault();
    this.settle(each);
  }

  async settle(each) {
    const names = new Set(each.said.flatMap((said) => said.concepts));
    const concepts = [...this.ticked.get(keyOf(each))].filter((name) => names.has(name));
    const { document, start, end } = each;
    this.next(each);
    if (!(await act("settle", { document, start, end, concepts, from: each.said.map((said) => said.coder) }))) return;
    this.ticked.delete(keyOf(each));
  }

  async reopen(each) {
    const { document, start, end } = each;
    if (await act("reopen", { document, start, end })) this.ticked.delete(keyOf(each));
  }

  /** Go on to the next passage that is not settled. */
  next(each) {
    const at = this.found.indexOf(each);
    const following = [...this.found.slice(at + 1), ...this.found.slice(0, at)].find((other) => !other.settled);
    this.focus(following);
  }

  focus(each) {
    const holder = each && this.list.querySelector(`[data-place="${CSS.escape(keyOf(each))}"]`);
    holder?.querySelector("input")?.focus();
    holder?.scrollIntoView({ block: "nearest" });
  }

  key(event) {
    const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return false;
    const here = this.found.findIndex((each) => keyOf(each) === document.activeElement.closest("[data-place]")?.dataset.place);
    this.focus(this.found[here < 0 ? 0 : Math.max(0, Math.min(this.found.length - 1, here + step))]);
    return true;
  }
}

/** Return how a passage was settled, in words. */
function outcome({ settled }) {
  if (!settled) return [];
  return settled.length ? [say("isSettled")] : [say("isSettled"), say("noneHolds")];
}

function keyOf({ document, start, end }) {
  return `${document} ${start} ${end}`;
}
