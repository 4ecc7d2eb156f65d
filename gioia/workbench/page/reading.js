/** Reading and coding: the documents on the left, the text with its codings, the details of one coding on the right. */

import { choose } from "./chooser.js";
import { code, recode, resize, setDetails, uncode, verdict } from "./codings.js";
import { drawDetails } from "./details.js";
import { askText } from "./dialogs.js";
import { drawDocuments } from "./documents.js";
import { make } from "./dom.js";
import { Finder } from "./finding_words.js";
import { pieces, sentence, stepped } from "./selecting.js";
import { concepts, openDocument, study } from "./study.js";
import { TextPane, highlight, textLanguage } from "./text.js";
import { say } from "./words.js";

const IN_VIVO = 60;

export class Reading {
  constructor(places) {
    this.places = places;
    this.selection = null;
    this.last = null;
    this.given = null;
    this.active = null;
    this.released = null;
    this.at = this.top = 0;
    this.root = make("div", { class: "text", id: "text" });
    this.pane = new TextPane(this.root, { chosen: (id) => this.choose(id), verdict: (id, what) => this.verdict(id, what) });
    this.finder = new Finder(this);
    this.root.addEventListener("pointerup", (event) => {
      this.released = event;
      setTimeout(() => this.afterRelease());
    });
    this.root.addEventListener("scroll", () => { this.top = this.root.scrollTop; }, { passive: true });
    this.root.addEventListener("focusin", (event) => this.entered(event));
    document.addEventListener("selectionchange", () => this.taken());
  }

  open() {
    const empty = !study.value.sources.some((source) => source.documents.length);
    this.places.main.replaceChildren(
      this.finder.bar, this.finder.hits, empty || !study.doc ? make("p", { class: "empty" }, say(empty ? "noDocuments" : "pickDocument")) : this.root,
    );
    this.draw();
    if (this.pane.doc) this.toBlock(this.at, false);
    this.root.scrollTop = this.top;
    if (!study.doc && !empty) this.openDocument(study.value.sources.flatMap((source) => source.documents)[0].name);
  }

  async openDocument(name, start = null) {
    if (study.doc?.name !== name) await openDocument(name);
    if (start !== null) this.goTo(start);
  }

  /** Show the document that has been opened. */
  documentOpened() {
    const isSame = this.pane.doc?.name === study.doc.name;
    if (!isSame) Object.assign(this, { at: 0, top: 0 });
    Object.assign(this, { selection: null, active: null, last: null });
    this.pane.active = null;
    highlight("chosen", []);
    this.finder.clear();
    this.pane.show(study.doc, textLanguage());
    if (this.places.isOpen(this)) this.open();
  }

  /** Show what stands over the text after it has changed; a coding that the server has named stays the one that is chosen. */
  marksChanged() {
    if (this.active && !study.doc.mark(this.active.id)) {
      const { start, end, concept } = this.active;
      this.active = study.doc.marks().find((each) => each.start === start && each.end === end && each.concept === concept) ?? null;
    } else if (this.active) this.active = study.doc.mark(this.active.id);
    this.pane.active = this.active?.id ?? null;
    this.pane.refresh();
    if (this.places.isOpen(this)) this.drawDetails();
    if (this.selection) this.select(this.selection, false);
  }

  draw() {
    drawDocuments(this.places.nav, (name) => this.openDocument(name));
    this.drawDetails();
  }

  drawDetails() {
    drawDetails(this.places.aside, this.active, this.selection, this);
  }

  get block() {
    return study.doc.blocks[this.at];
  }

  toBlock(index, isFocused = true) {
    const last = this.pane.elements.length - 1;
    this.pane.setReachable(this.at, -1);
    this.at = Math.max(0, Math.min(index, last));
    const element = this.pane.elements[this.at];
    if (!element) return;
    this.pane.setReachable(this.at, 0);
    if (!isFocused) return;
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: "nearest" });
  }

  entered(event) {
    const holder = event.target.closest(".block");
    if (holder && Number(holder.dataset.block) !== this.at) this.toBlock(Number(holder.dataset.block), false);
  }

  goTo(start, end = null) {
    const index = study.doc.blockAt(start);
    this.toBlock(index);
    this.pane.elements[index].scrollIntoView({ block: "center" });
    if (end) this.select({ start, end });
  }

  /** Make a span the selection. */
  select(span, isShown = true) {
    this.selection = span;
    highlight("chosen", span ? this.pane.ranges(span.start, span.end) : []);
    if (!span) getSelection().removeAllRanges();
    if (span && isShown) {
      const index = study.doc.blockAt(span.start);
      if (index !== this.at) this.toBlock(index);
      const box = this.pane.range(span.start, span.end).getBoundingClientRect();
      const view = this.root.getBoundingClientRect();
      if (box.bottom > view.bottom - 20 || box.top < view.top + 10) this.root.scrollTop += box.top - view.top - view.height / 3;
    }
    this.drawDetails();
  }

  /** Take over what is selected with the mouse. */
  taken() {
    if (!this.pane.doc || !this.places.isOpen(this)) return;
    const span = this.pane.selected();
    if (span) {
      this.selection = span;
      highlight("chosen", []);
      this.drawDetails();
    }
  }

  /** Do what letting go of the mouse means, once the browser has made the selection: later on, or before the next key. */
  afterRelease() {
    const { released } = this;
    this.released = null;
    if (!released) return;
    this.taken(); // "selectionchange" may come after the key that is to code what was selected
    this.pointed(released);
  }

  pointed(event) {
    const holder = event.target.closest?.(".block");
    if (!holder || event.target.closest("button")) return;
    this.toBlock(Number(holder.dataset.block), false);
    if (!getSelection().isCollapsed) return;
    if (this.selection) this.select(null);
    const piece = event.target.closest(".piece");
    const ids = piece ? piece.dataset.ids.split(" ") : [];
    const next = ids.at(ids.indexOf(this.active?.id) - 1);
    this.choose(next ?? null, false);
    holder.focus({ preventScroll: true });
  }

  choose(id, isShown = true) {
    this.active = id ? study.doc.mark(id) : null;
    this.pane.setActive(this.active?.id ?? null);
    this.drawDetails();
    if (this.active && isShown) this.toBlock(study.doc.blockAt(this.active.start));
  }

  /** Choose the next coding or suggestion from where the person is. */
  step(by) {
    const marks = study.doc.marks();
    const here = marks.findIndex((each) => each.id === this.active?.id);
    const near = marks.findIndex((each) => each.start >= this.block.start);
    const next = here >= 0 ? here + by : by > 0 ? near : near < 0 ? marks.length - 1 : near - 1;
    if (marks[next]) this.choose(marks[next].id);
  }

  get language() {
    return textLanguage();
  }

  extend(edge, granularity, step) {
    const span = this.selection ?? { start: this.block.start, end: this.block.start };
    const moved = { ...span, [edge]: stepped(study.doc, span[edge], step, this.language, granularity, edge) };
    if (moved.start < moved.end) this.select(moved);
  }

  selectSentence(step) {
    for (let index = this.at; study.doc.blocks[index]; index += step) {
      const found = sentence(study.doc, study.doc.blocks[index], this.language, this.selection ?? this.last, step);
      if (found) return this.select({ start: found.start, end: found.end });
    }
    return undefined;
  }

  selectBlock() {
    const all = pieces(study.doc, this.block, this.language, "sentence");
    if (all.length) this.select({ start: all[0].start, end: all.at(-1).end });
  }

  async code() {
    if (!this.selection) return this.selectBlock();
    const span = this.selection;
    const taken = await this.askConcept(say("chooseConcept"), span);
    if (taken) this.coded(span, taken.name, taken.fresh);
    return undefined;
  }

  coded(span, name, fresh) {
    this.last = span;
    this.given = name;
    this.select(null);
    this.choose(code(span, name, fresh));
  }

  /** Code with the concept that was given last. */
  codeAgain() {
    if (!this.selection) this.selectSentence(1);
    if (this.selection && this.given && concepts().some((each) => each.name === this.given)) this.coded(this.selection, this.given, false);
  }

  askConcept(title, span, typed = "") {
    const near = span ? this.pane.range(span.start, span.end).getBoundingClientRect() : null;
    const items = () => concepts().map((each) => ({ ...each, note: each.theme }));
    return choose({ title, items, fresh: "newConcept", near, typed });
  }

  /** Make a concept in the words that are selected. */
  async inVivo() {
    if (!this.selection) return;
    const span = this.selection;
    const name = study.doc.words(span.start, span.end).replace(/\s+/g, " ").trim();
    if (Array.from(name).length > IN_VIVO) {
      const taken = await this.askConcept(say("inVivo"), span, name);
      if (taken) this.coded(span, taken.name, taken.fresh);
    } else this.coded(span, name, !concepts().some((each) => each.name === name));
  }

  async recode() {
    if (!this.active) return;
    const { id } = this.active;
    const taken = await this.askConcept(say("chooseOther"), this.active);
    if (taken) recode([id], taken.name, taken.fresh);
  }

  uncode() {
    if (!this.active) return;
    const { id } = this.active;
    this.choose(null);
    uncode(id);
  }

  verdict(id, what) {
    const marks = study.doc.marks().filter((each) => each.kind === "suggestion");
    const next = marks[marks.findIndex((each) => each.id === id) + 1];
    verdict(id, what);
    if (next) this.choose(next.id);
  }

  resize(edge, step) {
    if (!this.active) return;
    const moved = { start: this.active.start, end: this.active.end };
    moved[edge] = stepped(study.doc, moved[edge], step, this.language, "word", edge);
    if (moved.start < moved.end) resize(this.active.id, moved);
  }

  toSelection() {
    if (!this.active || !this.selection) return;
    const span = this.selection;
    this.select(null);
    this.active = { ...this.active, ...span };
    resize(this.active.id, span);
  }

  set(details) {
    if (this.active) setDetails(this.active.id, details);
  }

  cycle(field, values) {
    if (!this.active || this.active.kind === "suggestion") return;
    const all = ["", ...values];
    this.set({ [field]: all[(all.indexOf(this.active[field]) + 1) % all.length] });
  }

  async memo() {
    if (!this.active) return;
    const { id } = this.active;
    const text = await askText(say("memoOf"), this.active.memo);
    if (text !== null) setDetails(id, { memo: text });
  }

  /** Do what a key stands for; tell whether it stood for something. */
  key(event) {
    if (!study.doc || this.pane.doc !== study.doc) return false;
    this.afterRelease();
    const does = this.keyed(event);
    if (does) does();
    return Boolean(does);
  }

  keyed(event) {
    const { key, shiftKey, altKey } = event;
    if (event.ctrlKey || event.metaKey) return key === "Enter" && event.ctrlKey ? () => this.inVivo() : null;
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[key];
    if (step && shiftKey) return () => this.extend("end", key === "ArrowRight" || key === "ArrowLeft" ? "word" : "sentence", step);
    if (step && altKey) return () => this.extend("start", "word", step);
    if (key === "ArrowRight" || key === "ArrowLeft") return () => this.selectSentence(step);
    if (step) return () => this.toBlock(this.at + step);
    if (key === "Enter") return event.target.closest?.("button") ? null : () => this.code();
    return this.lettered(key);
  }

  lettered(key) {
    const verdictOn = (what) => () => this.active?.kind === "suggestion" && this.verdict(this.active.id, what);
    return {
      j: () => this.toBlock(this.at + 1), k: () => this.toBlock(this.at - 1),
      e: () => this.selectBlock(), ".": () => this.step(1), ",": () => this.step(-1),
      u: () => this.uncode(), c: () => this.recode(), m: () => this.memo(), l: () => this.codeAgain(), "=": () => this.toSelection(),
      "[": () => this.resize("end", -1), "]": () => this.resize("end", 1),
      "{": () => this.resize("start", -1), "}": () => this.resize("start", 1),
      r: () => this.cycle("role", study.value.roles),
      s: () => this.cycle("stage", study.value.stages.map((each) => each.name)),
      a: verdictOn("accept"), x: verdictOn("reject"), "/": () => this.finder.open(),
      Escape: () => (this.selection ? this.select(null) : this.choose(null)),
    }[key];
  }
}
