/**
 * Positions in a text. A study counts Unicode code points, JavaScript counts UTF-16 units: they differ after a character
 * beyond the basic plane. A text without such characters needs no map.
 */

const SURROGATE = /[\ud800-\udbff]/;

export class Positions {
  constructor(text) {
    this.length = text.length;
    this.starts = null;
    if (!SURROGATE.test(text)) return;
    const starts = new Uint32Array(text.length + 1);
    let points = 0;
    for (let unit = 0; unit < text.length; points += 1) {
      starts[points] = unit;
      unit += text.codePointAt(unit) > 0xffff ? 2 : 1;
    }
    starts[points] = text.length;
    this.starts = starts.subarray(0, points + 1);
  }

  /** Return the UTF-16 unit at which a code point begins. */
  units(point) {
    return this.starts ? this.starts[Math.min(point, this.starts.length - 1)] : Math.min(point, this.length);
  }

  /** Return the code point that begins at a unit, or holds it. */
  points(unit) {
    return this.starts ? lastAtMost(this.starts, unit, (each) => each) : unit;
  }
}

/** Return the index of the last of the sorted values that is at most `wanted`, -1 where all are above. */
export function lastAtMost(values, wanted, key) {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (key(values[middle]) <= wanted) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
