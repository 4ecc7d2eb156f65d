/** Figures: drawings whose boxes and arrows are links to what they rest on. */

import { codingsOf, kindOf, study, thing } from "./data.js";
import { make } from "./dom.js";
import { wide } from "./links.js";
import { isHidden } from "./passages.js";
import { here, href } from "./routes.js";
import { plain } from "./shown.js";
import { language, ours, say } from "./words.js";

const SVG = "http://www.w3.org/2000/svg";

/** Return a figure; what the address names in it is marked. */
export function figure(value, level = "p") {
  const drawn = value.drawn[language()];
  if (!drawn) return null;
  const svg = document.importNode(new DOMParser().parseFromString(drawn.svg, "image/svg+xml").documentElement, true);
  const caption = ours(value.captions);
  svg.setAttribute("role", "group");
  svg.setAttribute("aria-label", plain(caption));
  for (const each of svg.querySelectorAll(":scope > title")) each.remove();
  const walker = document.createTreeWalker(svg, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) node.data = plain(node.data);
  [...svg.querySelectorAll("g[data-name]")].forEach((box, index) => openBox(box, drawn.boxes[index], value));
  [...svg.querySelectorAll("g[data-relation]")].forEach((arrow, index) => openArrow(arrow, drawn.arrows[index], value));
  const place = wide(caption, svg, "figure");
  return make("figure", { id: value.part > 1 ? null : `figure-${value.number}` }, place, make("figcaption", {}, make(level, {}, plain(caption))));
}

/** Return what of a figure the address names: its boxes and arrows are counted from 1, as the study's listings have them. */
function isMeant(value, piece, matches) {
  if (here.number !== value.number || here.kind !== "figure" || here.piece !== piece) return false;
  return matches((piece === "box" ? value.nodes : value.edges)[here.at - 1]);
}

const LEVELS = ["concept", "theme", "dimension", "stage"];

function openBox(box, [role, called], value) {
  box.removeAttribute("data-name");
  const kind = LEVELS.includes(role) && thing(role, called) ? role : kindOf(called);
  if (!kind) return;
  const more = codingsOf(kind, called).length;
  const label = `${say(kind)}: ${plain(called)}${more ? `, ${say("nPassages", more)}` : ""}`;
  const link = linked(box, href(kind, called), label);
  link.classList.toggle("without", isHidden(kind, called));
  link.classList.toggle("meant", isMeant(value, "box", (node) => node?.[1] === called && (node[0] === kind || !LEVELS.includes(node[0]))));
}

function openArrow(arrow, id, value) {
  const relation = thing("relation", id);
  if (!relation) return;
  for (const line of [...arrow.querySelectorAll("polyline")]) {
    const ground = line.cloneNode();
    for (const [key, set] of Object.entries({ stroke: "#000", "stroke-opacity": "0", "stroke-width": "9", "pointer-events": "stroke" })) ground.setAttribute(key, set);
    ground.removeAttribute("stroke-dasharray");
    arrow.prepend(ground);
  }
  const kind = ours(study.kinds.find((each) => each.name === relation.kind) ?? {});
  const link = linked(arrow, href("relation", id), `${plain(id)}: ${plain(relation.source)} → ${plain(relation.target)}, ${plain(kind)}`);
  link.classList.add("arrow");
  link.classList.toggle("meant", isMeant(value, "arrow", (edge) => edge === id));
}

function linked(group, address, label) {
  const link = document.createElementNS(SVG, "a");
  link.setAttribute("href", address);
  link.setAttribute("aria-label", label);
  const title = document.createElementNS(SVG, "title");
  title.textContent = label;
  link.append(title, ...group.childNodes);
  group.append(link);
  return link;
}

/** Return the figures of these kinds: structure, mechanism, integrated, timeline. */
export function figuresOf(...kinds) {
  return study.figures.filter((each) => kinds.includes(each.kind));
}
