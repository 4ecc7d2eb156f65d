/**
 * The blocks of values in the file. A compressed one has the signs of its text by their frequency, and pieces in base64 of a
 * deflated stream (RFC 1951) in which every sign is its rank, in one byte or two. Streams are read by the browser where it can, else
 * by a decoder of our own, so that a browser of some years ago opens the file too.
 */

const ONE = 192;
const BEYOND = 255;
const PAGE = 256;

/** Return a function that gives a piece of a block by its place; a compressed one is unpacked when it is first asked for. */
export function pieces(id) {
  const block = document.getElementById(id);
  const content = JSON.parse(block.textContent);
  if (block.dataset.form === "plain") return async (place) => content[place];
  const signs = Uint32Array.from(content.signs, (each) => each.codePointAt(0));
  const known = new Map();
  return async (place) => {
    if (!known.has(place)) known.set(place, JSON.parse(textOf(await inflated(content.pieces[place]), signs)));
    return known.get(place);
  };
}

/** Return the text that ranks stand for. */
function textOf(bytes, signs) {
  const units = new Uint16Array(bytes.length * 2);
  let length = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    let point = bytes[at];
    if (point < ONE) point = signs[point];
    else if (point < BEYOND) point = signs[ONE + (point - ONE) * PAGE + bytes[at += 1]];
    else point = (bytes[at += 1] << 16) | (bytes[at += 1] << 8) | bytes[at += 1];
    if (point > 0xffff) {
      units[length++] = 0xd800 + ((point - 0x10000) >> 10);
      units[length++] = 0xdc00 + ((point - 0x10000) & 0x3ff);
    } else units[length++] = point;
  }
  return new TextDecoder("utf-16le", { ignoreBOM: true }).decode(units.subarray(0, length));
}

async function inflated(base64) {
  const bytes = Uint8Array.from(atob(base64), (each) => each.charCodeAt(0));
  if (typeof DecompressionStream === "undefined") return inflate(bytes);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

const LENGTHS = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const FARS = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];
const FAR_BITS = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const LONGEST = 15;
const END = 256;

class Bits {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
    this.bit = 0;
  }

  one() {
    const found = (this.bytes[this.at] >> this.bit) & 1;
    this.bit += 1;
    if (this.bit === 8) {
      this.bit = 0;
      this.at += 1;
    }
    return found;
  }

  number(count) {
    let found = 0;
    for (let place = 0; place < count; place += 1) found |= this.one() << place;
    return found;
  }

  stored() {
    if (this.bit) this.at += 1;
    this.bit = 0;
    const length = this.bytes[this.at] | (this.bytes[this.at + 1] << 8);
    this.at += 4 + length;
    return this.bytes.subarray(this.at - length, this.at);
  }
}

/** A canonical code of Huffman: how many words each length has, and the symbols in the order of their words. */
function code(lengths) {
  const counts = new Uint16Array(LONGEST + 1);
  for (const length of lengths) counts[length] += 1;
  counts[0] = 0;
  const next = new Uint16Array(LONGEST + 2);
  for (let length = 1; length <= LONGEST; length += 1) next[length + 1] = next[length] + counts[length];
  const symbols = new Uint16Array(lengths.length);
  lengths.forEach((length, symbol) => { if (length) symbols[next[length]++] = symbol; });
  return { counts, symbols };
}

function symbol(bits, { counts, symbols }) {
  let word = 0;
  let first = 0;
  let place = 0;
  for (let length = 1; length <= LONGEST; length += 1) {
    word |= bits.one();
    if (word - counts[length] < first) return symbols[place + word - first];
    place += counts[length];
    first = (first + counts[length]) << 1;
    word <<= 1;
  }
  throw new Error("the data of this file are damaged");
}

function fixed() {
  const lengths = [[144, 8], [112, 9], [24, 7], [8, 8]].flatMap(([count, length]) => Array(count).fill(length));
  return [code(lengths), code(Array(30).fill(5))];
}

function dynamic(bits) {
  const counts = [bits.number(5) + 257, bits.number(5) + 1, bits.number(4) + 4];
  const short = Array(ORDER.length).fill(0);
  for (let place = 0; place < counts[2]; place += 1) short[ORDER[place]] = bits.number(3);
  const lengths = [];
  const of = code(short);
  while (lengths.length < counts[0] + counts[1]) {
    const found = symbol(bits, of);
    if (found < 16) lengths.push(found);
    else if (found === 16) lengths.push(...Array(3 + bits.number(2)).fill(lengths.at(-1)));
    else lengths.push(...Array(found === 17 ? 3 + bits.number(3) : 11 + bits.number(7)).fill(0));
  }
  return [code(lengths.slice(0, counts[0])), code(lengths.slice(counts[0]))];
}

class Out {
  constructor() {
    this.bytes = new Uint8Array(1 << 16);
    this.length = 0;
  }

  room(count) {
    if (this.length + count <= this.bytes.length) return;
    const more = new Uint8Array(Math.max(this.bytes.length * 2, this.length + count));
    more.set(this.bytes);
    this.bytes = more;
  }

  put(bytes) {
    this.room(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  again(far, count) {
    this.room(count);
    for (let place = 0; place < count; place += 1) this.bytes[this.length + place] = this.bytes[this.length + place - far];
    this.length += count;
  }
}

function block(bits, [literals, fars], out) {
  for (let found = symbol(bits, literals); found !== END; found = symbol(bits, literals)) {
    if (found < END) out.put([found]);
    else {
      const count = LENGTHS[found - 257] + bits.number(LENGTH_BITS[found - 257]);
      const far = symbol(bits, fars);
      out.again(FARS[far] + bits.number(FAR_BITS[far]), count);
    }
  }
}

/** Return the bytes that a raw stream of deflate holds. */
function inflate(bytes) {
  const bits = new Bits(bytes);
  const out = new Out();
  let isLast = false;
  while (!isLast) {
    isLast = bits.one() === 1;
    const kind = bits.number(2);
    if (kind === 0) out.put(bits.stored());
    else block(bits, kind === 1 ? fixed() : dynamic(bits), out);
  }
  return out.bytes.subarray(0, out.length);
}
