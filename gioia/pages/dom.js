/**
 * Elements made of values. Whatever comes from a study goes in as text nodes or attribute values, never as markup: nothing on
 * this page parses HTML.
 */

const PROPERTIES = new Set(["value", "checked", "disabled", "selected", "htmlFor", "tabIndex", "draggable"]);

/** Return an element; `on…` are listeners, null and false attributes are left out, children are elements or strings. */
export function make(tag, given = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (PROPERTIES.has(name)) element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(2).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Put new children into an element, keeping the focus where a child of the same `data-key` still is. */
export function fill(element, ...children) {
  const key = element.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  // Where it was scrolled to is kept by itself, as long as nothing asks for it in between: asking lays the whole text out anew.
  element.replaceChildren(...children.flat(2).filter(Boolean));
  if (key === undefined) return;
  const again = [...element.querySelectorAll("[data-key]")].find((each) => each.dataset.key === key);
  again?.focus({ preventScroll: true });
}

/** Return a button that says what it does. */
export function button(words, pressed, more = {}) {
  return make("button", { type: "button", onclick: pressed, ...more }, words);
}

/** Tell whether keys pressed now are text that a person writes. */
export function isWriting(target) {
  return target instanceof HTMLElement && (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && target.type !== "checkbox");
}
