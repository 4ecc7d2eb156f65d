/** The printed tables, every row and number of which leads to the passages that it counts. */

import { evidenceTables, study, tableOf } from "./data.js";
import { make } from "./dom.js";
import { listed, section, wide } from "./links.js";
import { passages, told } from "./passages.js";
import { href } from "./routes.js";
import { name, plain, words } from "./shown.js";
import { language, ours, say } from "./words.js";

/** Return the codings under a cell, or with no column under the whole row; rows and columns are counted from 0. */
function restsAt(table, row, column = null) {
  const own = table.rests[row];
  if (!own) return [];
  const named = column === null ? null : own.find(([place]) => place === column);
  if (named) return named[1];
  const isTotal = table.totals && row === table.rows.length - 1;
  const several = isTotal ? table.rests.slice(0, row).map((_, above) => restsAt(table, above, column)) : own.map(([, found]) => found);
  return [...new Set(several.flat())];
}

/** Return the rows of evidence in which a coding is printed, as pairs of table and row. */
export async function rowsWith(coding) {
  const tables = await evidenceTables();
  return tables.flatMap((table) => table.rests.flatMap((row, index) => (row.some(([, found]) => found.includes(coding.index)) ? [[table, index]] : [])));
}

/** Return the rows in the language of the page. */
function cellsOf(table) {
  if (language() === study.study.language || !table.differing.length) return table.rows;
  const rows = table.rows.map((row) => [...row]);
  for (const [row, column, cell] of table.differing) rows[row][column] = cell;
  return rows;
}

export function tablesView() {
  const line = (table) => make("li", {}, make("a", { href: href(`table-${table.number}`) }, plain(ours(table.captions))), " ", make("span", { class: "count" }, `${table.count}`));
  const figure = (each) => make("li", {}, make("a", { href: href(`figure-${each.number}`) }, plain(ours(each.captions))));
  return {
    kind: "", title: say("tables"),
    body: [
      make("ul", { class: "list" }, study.tables.map(line)), make("ul", { class: "list" }, study.figures.filter((each) => each.part === 1).map(figure)),
      make("p", { class: "small hint" }, say("tableUnfiltered")),
    ],
  };
}

export async function tableView({ number: wanted, at, column }) {
  const table = await tableOf(wanted);
  if (!table) return null;
  const row = at && at <= table.rows.length ? at - 1 : null;
  return {
    kind: "", title: plain(ours(table.captions)),
    body: [
      row === null ? null : under(table, row, column && column <= table.columns.en.length ? column - 1 : null), tableElement(table, row),
      make("p", { class: "small hint" }, say("tableUnfiltered")),
    ],
    shown: (root) => root.querySelector("tr.meant")?.scrollIntoView({ block: "nearest" }),
  };
}

function under(table, row, column) {
  const codings = restsAt(table, row, column).map((place) => study.codings[place]);
  const cells = cellsOf(table)[row];
  const said = column === null ? say("row", row + 1) : `${say("row", row + 1)}${say("comma")}${ours(table.columns)[column]}${say("colon")}${cells[column]}`;
  const more = column === null ? [" ", make("span", { class: "small" }, told(codings))] : null;
  return make("div", { class: "under" }, section([plain(said), more], passages(codings, true)));
}

function tableElement(table, meant) {
  const heads = ours(table.columns);
  const head = make("tr", {}, make("th", { scope: "col", class: "number" }, make("span", { class: "unseen" }, say("order"))), heads.map((each, column) => make("th", { scope: "col", class: table.numeric[column] ? "number" : null }, name(each))));
  const cells = cellsOf(table);
  const body = make("tbody");
  const rows = listed(cells, (row, index) => rowElement(table, row, index, meant), body, meant === null ? 60 : meant + 20);
  const note = ours(table.notes);
  const widths = table.widths.map((each, column) => Math.min(26, Math.max(table.numeric[column] ? 3.4 : 5.5, each * 0.34)));
  const total = widths.reduce((sum, each) => sum + each, 2);
  const columns = make("colgroup", {}, make("col", { class: "order" }), table.widths.map(() => make("col")));
  [...columns.children].slice(1).forEach((each, index) => { each.style.width = `${(100 * widths[index]) / total}%`; });
  const element = make("table", { class: "printed", "aria-label": plain(ours(table.captions)) }, columns, make("thead", {}, head), rows[0]);
  element.style.minWidth = `${total}rem`;
  return [wide(ours(table.captions), element), rows[1], note ? make("p", { class: "note" }, words(note)) : null];
}

/** Return a row; a cell that several rows share stands in the first of them. */
function rowElement(table, row, index, meant) {
  let place = 0;
  const cells = row.map((cell, column) => {
    let span = 1;
    if (table.merged[column]) {
      span = table.spans[index][place];
      place += 1;
      if (!span) return null;
    }
    return cellElement(table, cell, [index, column], span);
  });
  const isTotal = table.totals && index === table.rows.length - 1;
  const link = make("a", { href: href(`table-${table.number}/row-${index + 1}`), "aria-label": say("row", index + 1) }, `${index + 1}`);
  const shows = table.rests.length ? link : `${index + 1}`;
  return make("tr", { class: [index === meant ? "meant" : "", isTotal ? "totals" : ""].join(" ").trim() || null, id: `row-${index + 1}` }, make("td", { class: "order" }, isTotal ? null : shows), cells);
}

function cellElement(table, cell, [row, column], span) {
  const own = table.rests[row]?.find(([place]) => place === column)?.[1];
  const isNumber = typeof cell === "number" || table.numeric[column];
  const content = isNumber ? `${cell}` : words(cell);
  const counts = typeof cell === "number" && cell ? restsAt(table, row, column) : own ?? [];
  const more = { class: isNumber ? `number${cell ? "" : " zero"}` : null, rowspan: span > 1 ? `${span}` : null };
  if (!counts.length) return make("td", more, content);
  const [only] = counts;
  const isPassage = counts.length === 1 && !isNumber;
  const address = isPassage ? href("coding", study.codings[only].id) : href(`table-${table.number}/row-${row + 1}/column-${column + 1}`);
  return make("td", more, make("a", { href: address }, isNumber ? content : name(cell)));
}
