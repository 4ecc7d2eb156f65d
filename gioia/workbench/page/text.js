/**
 * The text of a document on the page. Every block is an element that the browser lays out only when it comes near the window
 * (content-visibility); a changed coding draws only the blocks that it touches. Selections and finds are CSS highlights,
 * which change no element.
 */

import { button, make } from "./dom.js";
import { Hold } from "./holding.js";
import { colour, study } from "./study.js";
import { say } from "./words.js";

const LANE = 4;

export class TextPane {
  /** `on` has chosen(id) for a coding, verdict(id, name) for a suggestion. */
  constructor(root, on) {
    this.root = root;
    this.on = on;
    this.doc = null;
    this.elements = [];
    this.drawn = new Map();
    this.active = null;
    this.lit = null;
    this.hold = new Hold(root, () => this.refresh());
  }

  show(doc, language) {
    this.doc = doc;
    this.drawn = new Map();
    this.elements = doc.blocks.map((block) => this.blockElement(block, language));
    this.root.replaceChildren(...this.elements);
    this.root.scrollTop = 0;
    this.refresh();
  }

  blockElement(block, language) {
    const words = make("p", { class: /^#{1,6} /.test(block.text) ? "words heading" : "words", lang: language }, block.text);
    const who = [block.speaker, block.time].filter(Boolean);
    const element = make(
      "div", { class: block.isFirst ? "block first" : "block", tabindex: "-1", "data-block": `${block.index}` },
      who.length ? make("p", { class: "who" }, make("b", {}, block.speaker), ` ${block.time}`) : null, words,
    );
    const wide = /[\u2e80-\uffef]/.test(block.text.slice(0, 200)) ? 34 : 68;
    element.style.containIntrinsicBlockSize = `auto ${Math.ceil(block.text.length / wide) * 30 + (who.length ? 28 : 0) + (block.isFirst ? 8 : 0)}px`;
    return element;
  }

  /** Draw the blocks whose marks have changed. */
  refresh() {
    if (this.hold.waits()) return;
    const now = this.doc.marksByBlock();
    const found = new Map();
    for (const each of this.doc.findings) {
      const index = each.start === null ? 0 : this.doc.blockAt(each.start);
      found.set(index, [...(found.get(index) ?? []), each]);
    }
    const keys = new Map();
    for (const index of new Set([...now.keys(), ...found.keys()])) {
      const marks = now.get(index) ?? [];
      const key = JSON.stringify([
        marks.map((mark) => [mark.id, mark.start, mark.end, mark.lane, mark.concept, mark.kind, mark.role, mark.memo, colour(mark.concept)]),
        (found.get(index) ?? []).map((each) => each.message),
      ]);
      keys.set(index, key);
      if (this.drawn.get(index) !== key) this.drawBlock(index, marks, found.get(index) ?? []);
    }
    for (const index of this.drawn.keys()) if (!keys.has(index)) this.drawBlock(index, [], []);
    this.drawn = keys;
    this.setActive(this.active);
  }

  drawBlock(index, marks, findings) {
    const block = this.doc.blocks[index];
    const element = this.elements[index];
    if (!element) return;
    element.querySelector(".words").replaceChildren(...this.pieces(block, marks));
    element.querySelector(".labels")?.remove();
    const begun = marks.filter((mark) => mark.start >= block.start || index === this.doc.blockAt(mark.start));
    if (begun.length + findings.length) element.append(this.labels(begun, findings));
    for (const each of element.querySelectorAll(".labels button")) each.tabIndex = element.tabIndex;
    element.classList.toggle("deep", marks.some((mark) => mark.lane > 1));
    element.classList.toggle("deeper", marks.some((mark) => mark.lane > 4));
  }

  pieces(block, marks) {
    if (!marks.length) return [block.text];
    const cuts = new Set([block.start, block.end]);
    for (const mark of marks) {
      cuts.add(Math.max(block.start, mark.start));
      cuts.add(Math.min(block.end, mark.end));
    }
    const lanes = 1 + Math.max(...marks.map((mark) => mark.lane));
    const sorted = [...cuts].sort((one, other) => one - other);
    return sorted.slice(1).map((end, index) => {
      const start = sorted[index];
      const over = marks.filter((mark) => mark.start <= start && mark.end >= end);
      const words = this.doc.words(start, end);
      return over.length ? lined(words, over, lanes) : words;
    });
  }

  labels(marks, findings) {
    const lines = marks.map((mark) => make("li", { class: `label ${mark.kind} k${colour(mark.concept)}` }, this.label(mark)));
    const noted = findings.map((each) => make("li", { class: `noted ${each.severity}`, title: each.remedy }, each.message));
    return make("ul", { class: "labels", "aria-label": say("codings") }, lines, noted);
  }

  label(mark) {
    const who = mark.kind === "others" || mark.kind === "suggestion" ? make("span", { class: "small" }, mark.coder) : null;
    const more = [mark.role && say(mark.role), mark.stage, mark.memo && say("memo")].filter(Boolean).join(" · ");
    const name = button([mark.concept, who], () => this.on.chosen(mark.id), {
      class: "name", "data-id": mark.id, tabindex: "-1", title: [mark.concept, more].filter(Boolean).join("\n"),
    });
    if (mark.kind !== "suggestion") return [name, more ? make("span", { class: "more", title: more, "aria-label": more }, "•") : null];
    const verdict = (what, sign) =>
      button(sign, () => this.on.verdict(mark.id, what), { title: say(what), "aria-label": `${say(what)}: ${mark.concept}`, tabindex: "-1" });
    return [name, verdict("accept", "✓"), verdict("reject", "✕")];
  }

  /** Show one coding among the others. */
  setActive(id) {
    this.active = id;
    const mark = id && this.doc?.mark(id);
    highlight("active", mark ? this.ranges(mark.start, mark.end) : []);
    this.lit?.classList.remove("on");
    const holder = mark && this.elements[this.doc.blockAt(mark.start)];
    this.lit = holder?.querySelector(`.name[data-id="${CSS.escape(id)}"]`);
    this.lit?.classList.add("on");
  }

  /** Let Tab come to a block and the buttons beside it (0), or not (-1). */
  setReachable(index, tabIndex) {
    const element = this.elements[index];
    if (!element) return;
    for (const each of [element, ...element.querySelectorAll(".labels button")]) each.tabIndex = tabIndex;
  }

  /** Return the words of a span as ranges, one a block: what stands beside the words is none of it. */
  ranges(start, end) {
    const found = [];
    for (let index = this.doc.blockAt(start); index < this.doc.blocks.length; index += 1) {
      const block = this.doc.blocks[index];
      if (block.start >= end) break;
      if (block.end > start) found.push(this.range(Math.max(start, block.start), Math.min(end, block.end)));
    }
    return found;
  }

  /** Return a span as a range of the page. */
  range(start, end) {
    const range = document.createRange();
    range.setStart(...this.point(start));
    range.setEnd(...this.point(end, true));
    return range;
  }

  point(position, isEnd = false) {
    const index = this.doc.blockAt(isEnd ? Math.max(0, position - 1) : position);
    const block = this.doc.blocks[index];
    const words = this.elements[index].querySelector(".words");
    let left = Math.max(0, Math.min(this.doc.positions.units(position) - block.unit, block.text.length));
    let last = null;
    const walker = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (left < node.data.length || (isEnd && left === node.data.length)) return [node, left];
      left -= node.data.length;
      last = node;
    }
    return last ? [last, last.data.length] : [words, 0];
  }

  /** Return the span that is selected with the mouse, without white space around it; null where none is. */
  selected() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!this.root.contains(range.commonAncestorContainer)) return null;
    const from = this.position(range.startContainer, range.startOffset);
    let to = this.position(range.endContainer, range.endOffset);
    const last = this.doc.blockAt(to);
    if (to > from && last > 0 && this.doc.blocks[last].start === to) to = this.doc.blocks[last - 1].end;
    return trimmed(this.doc, from, to);
  }

  position(node, offset) {
    const element = node instanceof Element ? node : node.parentElement;
    const holder = element.closest(".block");
    if (!holder) return offset < this.elements.length ? this.doc.blocks[offset].start : this.doc.blocks.at(-1).end;
    const block = this.doc.blocks[Number(holder.dataset.block)];
    const words = holder.querySelector(".words");
    if (!words.contains(node)) {
      const isBefore = node === holder
        ? offset <= [...holder.childNodes].indexOf(words)
        : words.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_PRECEDING;
      return isBefore ? block.start : block.end;
    }
    const before = document.createRange();
    before.setStart(words, 0);
    before.setEnd(node, offset);
    return this.doc.positions.points(block.unit + before.toString().length);
  }
}

function trimmed(doc, from, to) {
  const words = doc.words(from, to);
  const head = Array.from(words.slice(0, words.length - words.trimStart().length)).length;
  const tail = Array.from(words.slice(words.trimEnd().length)).length;
  return words.trim() ? { start: from + head, end: to - tail } : null;
}

/** Return a piece of text with a line under it for each coding, in the lanes of the codings. */
function lined(words, marks, lanes) {
  const piece = make("span", { class: "piece", "data-ids": marks.map((mark) => mark.id).join(" ") }, words);
  piece.style.backgroundImage = marks.map((mark) => stroke(mark)).join(",");
  piece.style.backgroundPosition = marks.map((mark) => `0 calc(100% - ${(lanes - 1 - mark.lane) * LANE}px)`).join(",");
  piece.style.paddingBottom = `${lanes * LANE - 1}px`;
  return piece;
}

function stroke(mark) {
  const ink = `var(--k${colour(mark.concept)})`;
  if (mark.kind === "mine") return `linear-gradient(${ink},${ink})`;
  const on = { others: 7, pending: 12, suggestion: 2 }[mark.kind];
  const off = { others: 3, pending: 2, suggestion: 3 }[mark.kind];
  return `repeating-linear-gradient(90deg,${ink} 0 ${on}px,transparent ${on}px ${on + off}px)`;
}

/** Give spans of text the look of a highlight that the style sheet knows. */
export function highlight(name, ranges) {
  if (ranges.length) CSS.highlights.set(name, new Highlight(...ranges));
  else CSS.highlights.delete(name);
}

/** Return the language of the text. */
export function textLanguage() {
  return study.value?.language || "zh";
}
