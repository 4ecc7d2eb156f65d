/**
 * A document that is open: its text in blocks (the lines of its segments), and what stands over them: codings, suggestions
 * of the rules, findings. Overlapping codings have lanes, so that each keeps a line of its own under the words.
 */

import { Positions, lastAtMost } from "./positions.js";

const LONGEST = 4000;

export class Doc {
  constructor(value) {
    this.name = value.name;
    this.source = value.source;
    this.text = value.text;
    this.positions = new Positions(value.text);
    this.blocks = blocksOf(this, value.segments);
    this.sure = { codings: [], suggestions: [] };
    this.expected = [];
    this.take(value);
  }

  /** Take over what the server says stands over the text: all of it, or what is another than at the version known here. */
  take({ version, codings, suggestions, findings }) {
    this.version = version;
    this.findings = findings;
    this.sure = { codings: patched(this.sure.codings, codings), suggestions: patched(this.sure.suggestions, suggestions) };
    this.overlay();
  }

  /** Show what is expected before the server has said so: a function of {codings, suggestions} to what stands there then. */
  expect(change) {
    this.expected.push(change);
    this.overlay();
  }

  /** Expect something no longer: it is on disk and taken over, or was refused. */
  settle(changes) {
    this.expected = this.expected.filter((each) => !changes.includes(each));
    this.overlay();
  }

  overlay() {
    Object.assign(this, this.expected.reduce((over, change) => ({ ...over, ...change(over) }), this.sure));
    this.laid = null;
  }

  words(start, end) {
    return this.text.slice(this.positions.units(start), this.positions.units(end));
  }

  /** Return the index of the block that holds a position, or is the last before it. */
  blockAt(point) {
    return Math.max(0, lastAtMost(this.blocks, point, (block) => block.start));
  }

  /** Return everything that is drawn over the text, sorted, each with its lane. */
  marks() {
    if (this.laid) return this.laid;
    const marks = [
      ...this.codings.map((coding) => ({ ...coding, kind: coding.pending ? "pending" : coding.mine ? "mine" : "others" })),
      ...this.suggestions.map((coding) => ({ ...coding, kind: "suggestion" })),
    ];
    marks.sort((one, other) => one.start - other.start || other.end - one.end);
    const ends = [];
    for (const mark of marks) {
      let lane = ends.findIndex((end) => end <= mark.start);
      if (lane < 0) lane = ends.length;
      ends[lane] = mark.end;
      mark.lane = lane;
    }
    this.laid = marks;
    return marks;
  }

  /** Return the marks by the blocks that they touch: a map from the block's index. */
  marksByBlock() {
    const found = new Map();
    for (const mark of this.marks()) {
      for (let index = this.blockAt(mark.start); index < this.blocks.length; index += 1) {
        const block = this.blocks[index];
        if (block.start >= mark.end) break;
        if (block.end <= mark.start) continue;
        if (!found.has(index)) found.set(index, []);
        found.get(index).push(mark);
      }
    }
    return found;
  }

  mark(id) {
    return this.marks().find((each) => each.id === id) ?? null;
  }
}

/** Return a list with a change made in it: `put` are new or changed by their ids, `gone` are ids; a list takes its place. */
function patched(known, change) {
  if (Array.isArray(change)) return change;
  if (!change.put.length && !change.gone.length) return known;
  const out = new Set([...change.gone, ...change.put.map((each) => each.id)]);
  return [...known.filter((each) => !out.has(each.id)), ...change.put];
}

function blocksOf(doc, segments) {
  const blocks = [];
  for (const segment of segments) {
    const first = doc.positions.units(segment.label_end);
    const last = doc.positions.units(segment.end);
    let isFirst = true;
    for (let unit = first; unit < last || isFirst; ) {
      const [end, next] = lineEnd(doc.text, unit, last);
      const text = doc.text.slice(unit, end);
      if (text.trim() || isFirst) {
        const start = doc.positions.points(unit);
        const speaker = isFirst ? segment.speaker : "";
        const time = isFirst ? segment.time : "";
        blocks.push({ index: blocks.length, start, end: doc.positions.points(end), unit, text, speaker, time, isFirst });
      }
      isFirst = false;
      unit = next;
    }
  }
  return blocks;
}

/** Return where a line ends and where the next one begins; a line too long to draw at once ends after a sentence. */
function lineEnd(text, from, last) {
  const found = text.indexOf("\n", from);
  const end = found < 0 || found > last ? last : found;
  if (end - from <= LONGEST) return [end, Math.max(end + 1, from + 1)];
  const head = text.slice(from, from + LONGEST);
  const stop = Math.max(...["。", "！", "？", ". ", "\u3002”", " "].map((each) => head.lastIndexOf(each) + each.length));
  let cut = from + (stop > LONGEST / 2 ? stop : LONGEST);
  if (/[\udc00-\udfff]/.test(text[cut])) cut += 1;
  return [cut, cut];
}
