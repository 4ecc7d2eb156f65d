/** Boxes that ask or tell: a line or a text, choices to tick, two versions of what changed underneath, the keys. */

import { button, make } from "./dom.js";
import { keys, say } from "./words.js";

/** Open a box and return what it is closed with; `build` gets the function that closes it. */
export function ask(title, build, kind = "") {
  return new Promise((resolve) => {
    const dialog = make("dialog", { class: `box ${kind}`, "aria-label": title }, make("h2", {}, title));
    const done = (value) => {
      dialog.close();
      dialog.remove();
      resolve(value);
    };
    dialog.addEventListener("cancel", (event) => { event.preventDefault(); done(null); });
    dialog.append(...build(done));
    document.body.append(dialog);
    dialog.showModal();
    (dialog.querySelector("textarea, input, button.first") ?? dialog).focus();
  });
}

function buttons(done, ok, value) {
  return make(
    "div", { class: "buttons" },
    button(say("cancel"), () => done(null)), button(ok, () => done(value()), { class: "first strong" }),
  );
}

/** End a box by a key, which must not go on to press the button that gets the focus back. */
function ended(event, done) {
  event.preventDefault();
  event.stopPropagation();
  done();
}

/** Ask for a line of text. */
export function askLine(title, value = "") {
  return ask(title, (done) => {
    const input = make("input", { type: "text", value, "aria-label": title });
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.isComposing) ended(event, () => done(input.value.trim() || null));
    });
    queueMicrotask(() => input.select());
    return [input, buttons(done, say("save"), () => input.value.trim() || null)];
  });
}

/** Ask for a text of several lines; Ctrl+Enter saves. */
export function askText(title, value = "") {
  return ask(title, (done) => {
    const text = make("textarea", { rows: 6, value, "aria-label": title });
    text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.ctrlKey) ended(event, () => done(text.value));
    });
    return [text, buttons(done, say("save"), () => text.value)];
  });
}

/** Ask which of some names hold; returns those ticked. */
export function askWhich(title, names, ticked) {
  return ask(title, (done) => {
    const boxes = names.map((name) => make("input", { type: "checkbox", value: name, checked: ticked.includes(name) }));
    const lines = boxes.map((box) => make("label", { class: "tick" }, box, make("span", {}, box.value)));
    return [...lines, buttons(done, say("save"), () => boxes.filter((box) => box.checked).map((box) => box.value))];
  });
}

/** Show what is on disk beside what was meant; returns whether it is to be done all the same. */
export function showConflict(error) {
  const side = (title, value) =>
    make("section", {}, make("h3", {}, title), value ? fields(value) : make("p", { class: "small" }, say("gone")));
  return ask(say("conflict"), (done) => [
    make("p", {}, error.message), make("p", { class: "small" }, error.remedy),
    make("div", { class: "sides" }, side(say("theirs"), error.theirs), side(say("yours"), error.yours)),
    make(
      "div", { class: "buttons" },
      error.theirs && error.yours ? button(say("again"), () => done(true)) : null,
      button(say("keep"), () => done(false), { class: "first strong" }),
    ),
  ], "wide");
}

function fields(value) {
  const lines = Object.entries(value).filter(([, each]) => each !== null && each !== "" && typeof each !== "boolean");
  return make("dl", {}, lines.flatMap(([key, each]) => {
    const shown = typeof each === "object" ? JSON.stringify(each) : `${each}`;
    return [make("dt", {}, say(key)), make("dd", {}, shown)];
  }));
}

export function showKeys() {
  const lines = keys().map(([key, does]) =>
    make("tr", {}, make("th", { scope: "row" }, key.split(" ").map((each) => make("kbd", {}, each))), make("td", {}, does)),
  );
  return ask(say("keys"), (done) => [
    make("table", { class: "keys" }, make("tbody", {}, lines)),
    make("div", { class: "buttons" }, button(say("close"), () => done(null), { class: "first strong" })),
  ], "wide");
}
