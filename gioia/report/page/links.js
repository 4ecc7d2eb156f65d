/** Links to things of the study, and lists that are drawn as far as a reader comes. */

import { kindOf, thing } from "./data.js";
import { make } from "./dom.js";
import { href } from "./routes.js";
import { name, plain, words } from "./shown.js";
import { number, say } from "./words.js";

/** Return a link to a thing by its name; a name that nothing bears is shown without one. */
export function link(kind, called, more = {}) {
  if (!called) return null;
  const is = kind && thing(kind, called) ? kind : kindOf(called, kind);
  return is ? make("a", { href: href(is, called), class: `to-${is}`, ...more }, name(called)) : name(called);
}

/** Return names as links with commas between them. */
export function links(kind, names) {
  return names.flatMap((each, index) => [index ? say("comma") : null, link(kind, each)]);
}

export function crumbs(...pairs) {
  const items = pairs.filter(([, called]) => called).map(([kind, called]) => make("li", {}, link(kind, called)));
  return items.length ? make("nav", { class: "crumbs", "aria-label": say("path") }, make("ol", {}, items)) : null;
}

/** Return what is known of a thing as a list of terms; what is empty is left out. */
export function facts(pairs) {
  const shown = pairs.filter(([, value]) => (Array.isArray(value) ? value.some(Boolean) : value));
  if (!shown.length) return null;
  const lines = shown.map(([key, value]) => make("div", {}, make("dt", {}, say(key)), make("dd", {}, typeof value === "string" ? words(value) : value)));
  return make("dl", { class: "facts" }, lines);
}

export function count(value) {
  return make("span", { class: "count" }, number(value));
}

export function section(title, ...children) {
  const shown = children.flat(2).filter(Boolean);
  return shown.length ? make("section", {}, make("h2", {}, title), shown) : null;
}

/** Return what scrolls sideways where the window is narrow, and can be reached by keyboard for that. */
export function wide(label, child, more = "") {
  return make("div", { class: `wide ${more}`, role: "region", "aria-label": plain(label), tabindex: "0" }, child);
}

const FEW = 60;
const growing = new Set();
const near = new IntersectionObserver((seen) => {
  for (const each of seen) if (each.isIntersecting) [...growing].find((list) => list.more === each.target)?.grow();
}, { rootMargin: "600px" });

/** A list of many things: a few at first, more when a reader comes near its end, all of them before printing. */
class Growing {
  constructor(items, draw, holder) {
    Object.assign(this, { items, draw, holder, drawn: 0 });
    this.more = make("button", { type: "button", class: "more", onclick: () => this.grow(true) });
    growing.add(this);
    this.grow();
  }

  grow(isAsked = false, to = FEW) {
    const from = this.drawn;
    this.drawn = Math.min(this.items.length, from + to);
    const added = this.items.slice(from, this.drawn).map((each, index) => this.draw(each, from + index));
    this.holder.append(...added.filter(Boolean));
    const left = this.items.length - this.drawn;
    this.more.textContent = say("more", number(left));
    this.more.hidden = left === 0;
    near.unobserve(this.more);
    if (left) near.observe(this.more);
    if (isAsked) added[0]?.querySelector("a, button")?.focus();
  }
}

/** Return a list of items, drawn one by one into a holder; `least` are drawn at once. */
export function listed(items, draw, holder = make("ul", { class: "list" }), least = FEW) {
  const list = new Growing(items, draw, holder);
  if (least > list.drawn) list.grow(false, least - list.drawn);
  return [holder, list.more];
}

/** Forget the lists of the view that a reader leaves. */
export function forgetLists() {
  growing.clear();
  near.disconnect();
}

/** Draw what is not drawn yet: paper has no end to come near to. */
export function drawAll() {
  for (const each of growing) each.grow(false, Infinity);
}
