/** Steps over words and sentences for a selection by keyboard; positions are code points of the document, half-open. */

const cutters = new Map();

function cutter(language, granularity) {
  const key = `${language} ${granularity}`;
  if (!cutters.has(key)) {
    let known = language;
    try { Intl.getCanonicalLocales(language); } catch { known = "zh"; }
    cutters.set(key, new Intl.Segmenter(known || "zh", { granularity }));
  }
  return cutters.get(key);
}

/** Return the pieces of a block that hold more than white space: words with the marks after them, or sentences. */
export function pieces(doc, block, language, granularity) {
  const found = [];
  for (const { segment, index, isWordLike } of cutter(language, granularity).segment(block.text)) {
    if (!segment.trim()) continue;
    const start = doc.positions.points(block.unit + index);
    const end = doc.positions.points(block.unit + index + segment.trimEnd().length);
    if (granularity === "word" && !isWordLike && found.length) found.at(-1).end = end;
    else found.push({ start, end });
  }
  return found;
}

/** Return the next end of a piece after a position, over blocks; `step` 1 forward, -1 back. */
export function stepped(doc, point, step, language, granularity, edge) {
  for (let index = doc.blockAt(step > 0 ? point : Math.max(0, point - 1)); doc.blocks[index]; index += step) {
    const edges = pieces(doc, doc.blocks[index], language, granularity).map((each) => each[edge]);
    const found = step > 0 ? edges.find((each) => each > point) : edges.findLast((each) => each < point);
    if (found !== undefined) return found;
  }
  return point;
}

/** Return the sentence after a position in a block, or before it; null where there is none. */
export function sentence(doc, block, language, selection, step) {
  const all = pieces(doc, block, language, "sentence");
  const isHere = selection && selection.start >= block.start && selection.end <= block.end;
  if (!isHere) return step > 0 ? all[0] : all.at(-1);
  if (step > 0) return all.find((each) => each.start >= selection.end) ?? null;
  return all.findLast((each) => each.end <= selection.start) ?? null;
}
