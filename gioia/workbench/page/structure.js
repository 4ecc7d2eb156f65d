/** What can be done with concepts, themes and dimensions, wherever they are shown: each asks what it needs and then acts. */

import { choose } from "./chooser.js";
import { askLine, askText } from "./dialogs.js";
import { act, concepts, study, themes } from "./study.js";
import { say } from "./words.js";

export async function rename(noun, name) {
  const given = await askLine(say("renameTo", name), name);
  if (given && given !== name) await act("rename", { noun, old: name, new: given });
  return given;
}

export async function define(noun, name, definition) {
  const given = await askText(say("defineOf", name), definition);
  if (given !== null && given !== definition) act("define", { noun, name, definition: given });
}

/** Write a note on a concept, theme or dimension. */
export async function note({ name }) {
  const text = await askText(say("memoAbout", name));
  if (text?.trim()) act("memo", { name, text });
}

export async function merge(noun, name) {
  const items = () => (noun === "concept" ? concepts() : themes()).filter((each) => each.name !== name);
  const taken = await choose({ title: say("mergeInto", name), items });
  if (!taken) return null;
  await act(noun === "concept" ? "merge_concepts" : "merge_themes", { names: [name], into: taken.name });
  return taken.name;
}

/** Put concepts under a theme that is asked for, a new one too, or back into the tray. */
export async function group(names) {
  if (!names.length) return;
  const items = () => [...themes().map((each) => ({ ...each, note: each.dimension })), { name: say("noTheme"), isTray: true }];
  const taken = await choose({ title: say("groupUnder", names.length), items, fresh: "newOne" });
  if (!taken) return;
  if (!taken.fresh && taken.name === say("noTheme")) return ungroup(names);
  if (taken.fresh && !(await addThemeSomewhere(taken.name))) return;
  act("group", { names, theme: taken.name });
}

export function ungroup(names) {
  const grouped = concepts().filter((each) => names.includes(each.name) && each.theme).map((each) => each.name);
  if (grouped.length) act("ungroup", { names: grouped });
}

async function addThemeSomewhere(theme) {
  const taken = await chooseDimension(say("groupNew", theme));
  if (!taken) return false;
  if (taken.fresh) act("add_dimension", { name: taken.name });
  act("add_theme", { name: theme, dimension: taken.name });
  return true;
}

function chooseDimension(title) {
  return choose({ title, items: () => study.value.codebook.dimensions.map((each) => ({ name: each.name })), fresh: "newOne" });
}

/** Put a theme under a dimension that is asked for. */
export async function moveTheme(name) {
  const taken = await chooseDimension(say("themeUnder", name));
  if (!taken) return;
  if (taken.fresh) act("add_dimension", { name: taken.name });
  act("move_theme", { names: [name], dimension: taken.name });
}

export async function addDimension() {
  const name = await askLine(say("nameOfDimension"));
  if (name) act("add_dimension", { name });
}

export async function addTheme(dimension) {
  const name = await askLine(say("nameOfTheme"));
  if (name) act("add_theme", { name, dimension });
}

export async function addConcept(theme = "") {
  const name = await askLine(say("nameOfConcept"));
  if (name) act("add_concept", { name, theme });
}

export function remove(noun, name) {
  act("remove", { noun, name });
}
