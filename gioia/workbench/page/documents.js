/** The documents by source, each with how much of it is coded. */

import { button, fill, make } from "./dom.js";
import { study } from "./study.js";
import { say } from "./words.js";

export function drawDocuments(place, open) {
  const sources = study.value.sources.map((source) =>
    make(
      "section", { class: "source" },
      make("h3", {}, make("b", {}, source.code), ` ${source.name}`),
      make("ul", {}, source.documents.map((each) => make("li", {}, line(source, each, open)))),
    ),
  );
  fill(place, make("h2", {}, say("documents")), sources);
}

function line(source, each, open) {
  const share = Math.round(each.coded * 100);
  const told = say("coded", share, each.codings);
  const bar = make("span", { class: "bar", "aria-hidden": "true" }, make("span", {}));
  bar.firstChild.style.width = `${Math.max(share, each.codings ? 2 : 0)}%`;
  const name = each.name.startsWith(`${source.code}/`) ? each.name.slice(source.code.length + 1) : each.name;
  const isOpen = study.doc?.name === each.name;
  return make(
    "button",
    { type: "button", class: "document", "data-key": each.name, "aria-current": isOpen ? "page" : null, title: `${each.name}\n${told}`, onclick: () => open(each.name) },
    make("span", { class: "title" }, name), make("span", { class: "small" }, `${share} %`, make("span", { class: "unseen" }, told)), bar,
  );
}
