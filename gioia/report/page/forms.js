/** Forms of reporting as the study fills them: item by item, with the way to what each answer names. */

import { study } from "./data.js";
import { make } from "./dom.js";
import { count } from "./links.js";
import { href } from "./routes.js";
import { plain, words } from "./shown.js";
import { ours, say } from "./words.js";

const STATES = [["filled", "filled"], ["not applicable", "notApplicable"], ["missing", "lacking"]];
const NUMBERED = /^(table|figure)-(\d+)$/;

/** Return where an answer can be seen: links to what this report has of it, else its name alone. */
export function seenAt(places) {
  if (!places.length) return null;
  const links = places.flatMap((each) => {
    if (!each.to.length) return [make("span", {}, words(ours(each)))];
    if (each.to.length === 1) return [make("a", { href: href(each.to[0]) }, words(ours(each)))];
    return each.to.map((to) => make("a", { href: href(to) }, say(NUMBERED.exec(to)[1] === "table" ? "tableNo" : "figureNo", NUMBERED.exec(to)[2])));
  });
  return make("p", { class: "small" }, say("seenAt"), say("colon"), links.flatMap((each, index) => [index ? say("comma") : null, each]));
}

function item(form, each, meant) {
  const state = STATES.find(([called]) => called === each.state)[1];
  return make(
    "li", { id: `${form.name}-${each.number}`, class: `item ${state}${meant ? " meant" : ""}` },
    make("p", { class: "asked" }, make("a", { href: href("forms", form.name, { item: each.number }) }, plain(each.number)), " ", words(ours(each.topic)), " ", make("b", { class: "state" }, say(state))),
    each.texts.map((text) => make("p", {}, make("bdi", {}, words(ours(text))))), each.wants.length ? make("p", { class: "small" }, say("wanted"), say("colon"), make("code", {}, words(each.wants.join(say("comma"))))) : null, seenAt(each.places),
  );
}

function sizes(form) {
  return STATES.map(([called, key]) => [say(key), form.items.filter((each) => each.state === called).length]).map(([shown, value]) => make("span", {}, shown, " ", `${value}`));
}

/** Return the items of a form in its own parts, each part under its heading. */
function parts(form, meant) {
  const headings = [...new Set(form.items.map((each) => each.heading.en))];
  return headings.map((heading) => {
    const own = form.items.filter((each) => each.heading.en === heading);
    return make("section", {}, make("h3", {}, words(ours(own[0].heading))), make("ul", { class: "items" }, own.map((each) => item(form, each, each.number === meant))));
  });
}

function formElement(form, meant) {
  const note = ours(form.note);
  return make(
    "section", { id: `form-${form.name}`, class: "form" }, make("h2", { tabindex: "-1" }, words(ours(form.title)), count(form.items.length)), make("p", { class: "sizes" }, sizes(form)),
    make("p", { class: "small" }, words(form.reference), say("stop"), note ? words(note) : null), parts(form, meant),
  );
}

export function formsView({ name: called, query }) {
  const { forms } = study;
  if (called && !forms.some((each) => each.name === called)) return null;
  const asked = query.get("item") ?? "";
  const line = (each) => make("li", {}, make("a", { href: href("forms", each.name) }, words(ours(each.title))), make("p", { class: "sizes" }, sizes(each)));
  return {
    kind: "", title: say("forms"),
    body: [make("p", { class: "small hint" }, say("formsHow")), make("ul", { class: "list" }, forms.map(line)), forms.map((each) => formElement(each, each.name === called ? asked : ""))],
    shown: (root) => (root.querySelector(".item.meant") ?? (called ? root.querySelector(`#form-${called}`) : null))?.scrollIntoView({ block: "start" }),
  };
}
