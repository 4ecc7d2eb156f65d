/**
 * Where a reader is: the part of the address after #. `#concept/NAME`, `#coding/ID`, `#table-3/row-5/column-2`, `#figure-2/arrow-1`, `#paper-1/remark-4`;
 * behind a question mark the filters and what else a view needs. Every link of the page is such an address, so that a reader can
 * send each. A colon does for a slash, as `gioia trace` writes it.
 */

export const FILTERS = ["stage", "source", "coder"];
export const filters = { stage: "", source: "", coder: "" };
export const here = { kind: "structure", name: "", number: 0, piece: "", at: 0, column: 0, query: new Map() };

const NUMBERED = /^(table|figure|paper)-(\d+)(?:[/:](row|box|arrow|remark)-(\d+)(?:[/:]column-(\d+))?)?$/;

/** Take over the address: where the reader is now, and under which filters. */
export function read(hash) {
  const [path, query = ""] = hash.replace(/^#/, "").split("?", 2);
  here.query = new Map(query.split("&").filter(Boolean).map((pair) => {
    const at = pair.indexOf("=");
    return at < 0 ? [pair, ""] : [pair.slice(0, at), decoded(pair.slice(at + 1))];
  }));
  for (const each of FILTERS) filters[each] = here.query.get(each) ?? "";
  const found = NUMBERED.exec(path);
  const slash = path.indexOf("/");
  const kind = found ? found[1] : slash < 0 ? path : path.slice(0, slash);
  Object.assign(here, {
    kind: kind || "structure", name: found || slash < 0 ? "" : decoded(path.slice(slash + 1)),
    number: Number(found?.[2] ?? 0), piece: found?.[3] ?? "", at: Number(found?.[4] ?? 0), column: Number(found?.[5] ?? 0),
  });
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Return the address of a view, under the filters that hold, or others. */
export function href(kind, name = null, more = {}, under = filters) {
  const given = [...FILTERS.map((each) => [each, under[each]]), ...Object.entries(more)];
  const query = given.filter(([, value]) => value !== "" && value !== null && value !== undefined).map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
  return `#${kind}${name === null ? "" : `/${encodeURIComponent(name)}`}${query.length ? `?${query.join("&")}` : ""}`;
}

/** Return the address of where the reader is, under other filters. */
export function hereUnder(under) {
  const more = Object.fromEntries([...here.query].filter(([key]) => !FILTERS.includes(key)));
  const piece = here.piece ? `/${here.piece}-${here.at}${here.column ? `/column-${here.column}` : ""}` : "";
  const kind = here.number ? `${here.kind}-${here.number}${piece}` : here.kind;
  return href(kind, here.number || !here.name ? null : here.name, more, under);
}

export function isFiltered() {
  return FILTERS.some((each) => filters[each]);
}

/** Tell whether a coding is shown under the filters. */
export function passes(coding) {
  return FILTERS.every((each) => !filters[each] || coding[each] === filters[each]);
}
