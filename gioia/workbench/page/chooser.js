/**
 * The box that finds a name by a few letters: Chinese, pinyin initials or English. Enter takes it, Escape leaves all as it is.
 * It keeps the focus itself: a modal dialog would have the browser work out the style of the whole text anew, twice a coding.
 */

import { make } from "./dom.js";
import { events } from "./study.js";
import { say } from "./words.js";

const MOST = 60;
const recent = [];

/** Return how well letters fit: 0 best, Infinity not at all. */
export function fit(query, letters) {
  if (!query) return 3;
  let best = Infinity;
  letters.forEach((each, index) => {
    if (each === query) best = Math.min(best, 0);
    else if (each.startsWith(query)) best = Math.min(best, 1 + index / 10);
    else if (each.includes(query)) best = Math.min(best, 2 + index / 10);
    else if (isWithin(query, each)) best = Math.min(best, 4 + index / 10);
  });
  return best;
}

function isWithin(query, letters) {
  let at = 0;
  for (const letter of query) {
    at = letters.indexOf(letter, at) + 1;
    if (!at) return false;
  }
  return true;
}

/** Return the items that fit, best first; of equals those used last, then those used most. */
export function ranked(items, typed) {
  const query = typed.trim().toLowerCase();
  const rest = (item) => {
    const place = recent.indexOf(item.name);
    return place < 0 ? MOST : place;
  };
  return items
    .map((item) => ({ item, rank: fit(query, item.letters ?? [item.name.toLowerCase()]) }))
    .filter(({ rank }) => rank < Infinity)
    .sort((one, other) => one.rank - other.rank || rest(one.item) - rest(other.item) || (other.item.codings ?? 0) - (one.item.codings ?? 0))
    .map(({ item }) => item);
}

/**
 * Ask for a name. `items` returns the names, {name, letters?, note?}, and is asked again when the study has changed; `fresh` says how a new name is offered (a key of the words), null for
 * none; `near` is a rectangle of the window to stand under. Returns {name, fresh}, or null.
 */
export function choose({ title, items, fresh = null, typed = "", near = null }) {
  const list = make("ul", { role: "listbox", id: "choices", "aria-label": title });
  const input = make("input", {
    type: "text", role: "combobox", "aria-expanded": "true", "aria-controls": "choices", "aria-label": title,
    autocomplete: "off", spellcheck: "false", placeholder: say("chooseHint"), value: typed,
  });
  const dialog = make("dialog", { class: "chooser", "aria-label": title, "aria-modal": "true" }, make("p", { class: "small" }, title), input, list);
  const before = document.activeElement;
  document.body.append(dialog);
  let shown = [];
  let at = 0;
  let take = () => {};

  const draw = () => {
    const name = input.value.trim();
    const all = items();
    shown = ranked(all, input.value).slice(0, MOST).map((item) => ({ ...item, fresh: false }));
    if (fresh && name && !all.some((item) => item.name === name)) shown.push({ name, fresh: true });
    at = Math.max(0, Math.min(at, shown.length - 1));
    list.replaceChildren(...shown.map((item, index) => line(item, index, index === at, fresh, () => take(index))));
    if (!shown.length) list.append(make("li", { class: "small" }, say("none")));
    input.setAttribute("aria-activedescendant", shown.length ? `choice-${at}` : "");
    list.children[at]?.scrollIntoView({ block: "nearest" });
  };
  const answer = new Promise((resolve) => {
    take = (index) => {
      const item = shown[index];
      if (!item) return;
      remember(item.name);
      done({ name: item.name, fresh: item.fresh });
    };
    const done = (value) => {
      events.removeEventListener("study", draw);
      document.removeEventListener("pointerdown", outside, true);
      dialog.remove();
      if (before?.isConnected) before.focus({ preventScroll: true });
      resolve(value);
    };
    input.addEventListener("input", () => { at = 0; draw(); });
    const outside = (event) => { if (!dialog.contains(event.target)) done(null); };
    document.addEventListener("pointerdown", outside, true);
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        at = (at + (event.key === "ArrowDown" ? 1 : shown.length - 1)) % Math.max(1, shown.length);
        draw();
      } else if (event.key === "Enter") {
        const made = shown.findIndex((item) => item.fresh);
        take(event.ctrlKey && made >= 0 ? made : at);
      } else if (event.key === "Escape") done(null);
      else if (event.key !== "Tab") return;
      event.preventDefault();
      event.stopPropagation();
    });
  });
  draw();
  events.addEventListener("study", draw);
  dialog.show();
  place(dialog, near ?? { left: innerWidth / 2 - 190, top: innerHeight, bottom: innerHeight / 6 });
  input.focus();
  input.select();
  return answer;
}

function line(item, index, isAt, fresh, take) {
  const words = item.fresh ? say(fresh, item.name) : item.name;
  return make(
    "li",
    { role: "option", id: `choice-${index}`, "aria-selected": `${isAt}`, class: item.fresh ? "fresh" : null, onclick: take },
    make("span", {}, words), item.note ? make("span", { class: "small" }, item.note) : null,
  );
}

function remember(name) {
  const place = recent.indexOf(name);
  if (place >= 0) recent.splice(place, 1);
  recent.unshift(name);
  recent.length = Math.min(recent.length, MOST);
}

/** Put the box under a passage, or above it where there is no room below. */
function place(dialog, near) {
  const { width, height } = dialog.getBoundingClientRect();
  const below = near.bottom + 8;
  const top = below + height <= innerHeight ? below : Math.max(8, near.top - height - 8);
  dialog.style.left = `${Math.max(8, Math.min(near.left, innerWidth - width - 8))}px`;
  dialog.style.top = `${Math.min(top, Math.max(8, innerHeight - height - 8))}px`;
}
