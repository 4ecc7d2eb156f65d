/** The details of the coding that is chosen, to look at and to change. */

import { button, fill, make } from "./dom.js";
import { askWhich } from "./dialogs.js";
import { act, colour, study } from "./study.js";
import { say } from "./words.js";

export function drawDetails(place, coding, selection, reading) {
  const told = selection && make("p", { class: "small selected" }, say("selected", selection.end - selection.start));
  const body = coding ? shown(coding, selection, reading) : [make("p", { class: "small" }, say("noCoding"))];
  place.classList.toggle("idle", !coding);
  fill(place, make("h2", {}, say("details")), told, body);
}

function shown(coding, selection, reading) {
  const isMine = coding.kind === "mine" || coding.kind === "pending";
  const head = make("p", { class: `concept k${colour(coding.concept)}` }, coding.concept);
  const quoted = make("blockquote", {}, coding.quotation || study.doc.words(coding.start, coding.end));
  if (coding.kind === "suggestion") {
    return [
      head, make("p", { class: "small" }, say("suggestion", coding.coder)), quoted,
      make(
        "div", { class: "buttons" },
        button(`${say("accept")} (a)`, () => reading.verdict(coding.id, "accept"), { class: "strong" }),
        button(`${say("reject")} (x)`, () => reading.verdict(coding.id, "reject")),
      ),
    ];
  }
  return [
    head, isMine ? null : make("p", { class: "small" }, say("of", coding.coder)), quoted,
    isMine ? fields(coding, reading) : facts(coding),
    make(
      "div", { class: "buttons" },
      button(say("recode"), () => reading.recode(), { "data-key": "recode", title: "c" }),
      isMine && selection ? button(say("toSelection"), () => reading.toSelection(), { "data-key": "take", title: "=" }) : null,
      others(coding).length && !study.value.blind ? button(say("settle"), () => settle(coding)) : null,
      isMine ? button(say("uncode"), () => reading.uncode(), { "data-key": "uncode", title: "u" }) : null,
    ),
  ];
}

function fields(coding, reading) {
  const { stages, roles, sources } = study.value;
  const field = (name, options) => {
    const all = coding[name] && !options.some(([value]) => value === coding[name]) ? [...options, [coding[name], coding[name]]] : options;
    const select = make("select", { "data-key": name, onchange: () => reading.set({ [name]: select.value }) });
    select.append(...[["", say("unset")], ...all].map(([value, shown]) => make("option", { value, selected: value === coding[name] }, shown)));
    return make("label", {}, make("span", {}, say(name)), select);
  };
  const memo = make("textarea", { rows: 3, "data-key": "memo", value: coding.memo, onchange: () => reading.set({ memo: memo.value }) });
  return make(
    "div", { class: "fields" },
    field("stage", stages.map((each) => [each.name, each.name])), field("role", roles.map((each) => [each, say(each)])),
    field("cited", sources.map((each) => [each.code, `${each.code} ${each.name}`])),
    make("label", { class: "tall" }, make("span", {}, say("memo")), memo),
  );
}

function facts(coding) {
  const given = [["stage", coding.stage], ["role", coding.role && say(coding.role)], ["cited", coding.cited], ["memo", coding.memo]];
  const lines = given.filter(([, value]) => value).flatMap(([name, value]) => [make("dt", {}, say(name)), make("dd", {}, value)]);
  return make("dl", {}, lines);
}

/** Return the codings of any persons that touch a coding's passage, where more than one person has been there. */
function others(coding) {
  const there = study.doc.codings.filter((each) => each.start < coding.end && each.end > coding.start);
  return new Set(there.map((each) => each.coder)).size > 1 ? there : [];
}

async function settle(coding) {
  const there = others(coding);
  const names = [...new Set(there.map((each) => each.concept))];
  const taken = await askWhich(say("settleTitle"), names, [coding.concept]);
  if (!taken) return;
  const from = [...new Set(there.map((each) => each.coder))];
  act("settle", { document: study.doc.name, start: coding.start, end: coding.end, concepts: taken, from });
}
