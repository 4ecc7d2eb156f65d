/**
 * Words of a study as they are shown: text nodes, in which what would turn the direction of writing or is not seen stands as a
 * mark that is seen. A name is isolated, so that nothing in it moves what stands beside it.
 */

import { make } from "./dom.js";

const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|\r(?!\n)/g;
const CALLED = new Map([
  ["\u061c", "ALM"], ["\u200e", "LRM"], ["\u200f", "RLM"], ["\u202a", "LRE"], ["\u202b", "RLE"], ["\u202c", "PDF"], ["\u202d", "LRO"],
  ["\u202e", "RLO"], ["\u2066", "LRI"], ["\u2067", "RLI"], ["\u2068", "FSI"], ["\u2069", "PDI"],
]);

function code(sign) {
  return `U+${sign.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
}

function mark(sign) {
  return `⟦${CALLED.get(sign) ?? code(sign)}⟧`;
}

/** Return a text in which unseen signs are marks: for attributes and titles. */
export function plain(text) {
  return `${text}`.replace(UNSEEN, mark);
}

/** Return the children that show a text: strings, and elements for unseen signs. */
export function words(text) {
  const children = [];
  let last = 0;
  for (const found of text.matchAll(UNSEEN)) {
    children.push(text.slice(last, found.index), make("span", { class: "sign", title: code(found[0]) }, mark(found[0])));
    last = found.index + found[0].length;
  }
  children.push(text.slice(last));
  return children.filter(Boolean);
}

/** Return the language of a text that has Chinese or Japanese characters, for voices and fonts; null for others. */
export function languageOf(text) {
  const head = text.slice(0, 200);
  if (/[\u3040-\u30ff]/.test(head)) return "ja";
  return /[\u3400-\u9fff]/.test(head) ? "zh" : null;
}

/** Return a name, isolated. */
export function name(text) {
  return make("bdi", { lang: languageOf(text) }, words(text));
}

/** Return the children of a text in which a wanted word is marked where it first stands. */
export function found(text, wanted) {
  const at = wanted ? text.toLowerCase().indexOf(wanted.toLowerCase()) : -1;
  if (at < 0) return words(text);
  const end = at + wanted.length;
  return [...words(text.slice(0, at)), make("mark", {}, words(text.slice(at, end))), ...words(text.slice(end))];
}
