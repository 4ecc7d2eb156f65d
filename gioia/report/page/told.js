/** What is told about a study: findings and waivers, memos, the history, the method statement. */

import { kindOf, study, thing } from "./data.js";
import { make } from "./dom.js";
import { seenAt } from "./forms.js";
import { count, link, listed, section } from "./links.js";
import { remarksOn } from "./paper.js";
import { href } from "./routes.js";
import { name, plain, words } from "./shown.js";
import { ours, say, sayStatement, sayVerb } from "./words.js";

/** Return the memos, findings, remarks on manuscripts and history of one thing. */
export function toldOf(kind, called) {
  const memos = study.memos.filter((each) => each.about === called);
  const findings = study.findings.filter((each) => each.subject === called || each.subject.split(" × ").includes(called));
  const entries = study.history.filter((each) => each.about.includes(called) || each.to.includes(called));
  return [
    memos.length ? section([say("memos"), count(memos.length)], memos.map(memo)) : null,
    findings.length ? section([say("findings"), count(findings.length)], make("ul", { class: "list" }, findings.map((each) => make("li", {}, finding(each))))) : null,
    remarksOn(called),
    entries.length && kind !== "coding" ? section([say("history"), count(entries.length)], listed(entries, (each) => make("li", {}, entry(each)))) : null,
  ];
}

function memo(each) {
  return make("article", { class: "memo" }, make("p", { class: "small" }, name(each.path)), make("div", { class: "prose" }, words(each.text.trim())));
}

export function memosView() {
  const by = new Map();
  for (const each of study.memos) by.set(each.about, [...(by.get(each.about) ?? []), each]);
  const own = study.codings.filter((each) => each.memo);
  const lines = [...by].map(([about, found]) => section(about ? link("", about) : say("general"), found.map(memo)));
  const noted = own.length ? section([say("codings"), count(own.length)], listed(own, (each) => make("li", {}, make("a", { href: href("coding", each.id) }, name(each.quotation)), make("p", { class: "memo" }, words(each.memo))))) : null;
  return { kind: "", title: say("memos"), body: [...lines, noted, lines.length || noted ? null : make("p", { class: "none" }, say("none"))] };
}

const ORDER = ["error", "warning", "info"];

/** Return one finding; among those of its rule it need not say which rule that is. */
function finding(each, isAmongItsOwn = false) {
  const place = [each.path, each.line].filter(Boolean).join(":");
  const is = kindOf(each.subject);
  const rule = study.rules.find((one) => one.id === each.rule);
  const sign = [make("b", { class: "severity" }, each.waived ? say("waived") : say(each.severity)), " ", make("abbr", { title: rule ? plain(ours(rule.text)) : null }, each.rule), " "];
  const after = each.waived ? [make("b", {}, say("reason"), say("colon")), words(each.waived)] : make("bdi", {}, words(ours(each.remedy)));
  return make(
    "div", { class: isAmongItsOwn ? null : `finding ${each.waived ? "waived" : each.severity}` }, make("p", {}, isAmongItsOwn ? null : sign, make("bdi", {}, words(ours(each.message)))),
    each.waived || ours(each.remedy) ? make("p", { class: "small" }, after) : null, make("p", { class: "small" }, make("code", {}, name(place)), is ? [" ", link(is, each.subject)] : null),
  );
}

/** Return findings of one rule together: what must hold and why, then each; what all of them say is said once. */
function ofRule(found) {
  const [first] = found;
  const rule = study.rules.find((each) => each.id === first.rule);
  const once = first.waived ? "waived" : "remedy";
  const given = (each) => (first.waived ? each.waived : ours(each.remedy));
  const said = found.every((each) => given(each) === given(first)) ? (first.waived ? make("p", { class: "reason" }, make("b", {}, say("reason"), say("colon")), words(first.waived)) : make("p", { class: "small" }, make("b", {}, say("remedy"), say("colon")), make("bdi", {}, words(ours(first.remedy))))) : null;
  return make(
    "section", { class: `rule ${first.waived ? "waived" : first.severity}` }, make("h3", {}, first.rule, " ", rule ? ours(rule.text) : null, " ", count(found.length)),
    rule ? make("p", { class: "small" }, ours(rule.why)) : null, said,
    listed(found, (each) => make("li", {}, finding(said ? { ...each, [once]: first.waived ? "" : {} } : each, true)), make("ul", { class: "list" }), 12),
    rule?.literature.length ? make("details", { class: "small" }, make("summary", {}, say("literature")), rule.literature.map((work) => make("p", {}, words(work)))) : null,
  );
}

export function findingsView() {
  const open = study.findings.filter((each) => !each.waived);
  const waived = study.findings.filter((each) => each.waived);
  const part = (title, found) => {
    const rules = new Map();
    for (const each of found) rules.set(each.rule, [...(rules.get(each.rule) ?? []), each]);
    return found.length ? section([title, count(found.length)], [...rules.values()].map(ofRule)) : null;
  };
  return {
    kind: "", title: say("findings"),
    body: [
      open.length ? null : make("p", { class: "none" }, say("clean")), ORDER.map((severity) => part(say(`${severity}s`), open.filter((each) => each.severity === severity))),
      part(say("waived"), waived),
    ],
  };
}

function entry(each) {
  const names = (found) => found.flatMap((one, index) => [index ? say("comma") : null, link("", one)]);
  return [
    make("time", { class: "small", datetime: each.time || null }, each.time ? each.time.slice(0, 16).replace("T", " ") : say("noTime")), " ",
    make("span", {}, each.by ? name(each.by) : say("unknown")), " ", make("b", {}, sayVerb(each.verb)), " ", names(each.about),
    each.to.length ? [" → ", ...names(each.to)] : null, each.undone ? make("i", {}, ` ${say("undone")}`) : null,
    each.why ? make("p", { class: "small" }, "“", name(each.why), "”") : null,
  ];
}

export function historyView() {
  const { history } = study;
  const body = history.length ? listed(history, (each) => make("li", {}, entry(each))) : make("p", { class: "none" }, say("noHistory"));
  return { kind: "", title: say("history"), body: [body] };
}

export function methodView() {
  const { paragraphs, statements } = study.method;
  const paragraph = (each) => section(
    say(each.step), make("p", {}, words(ours(each))), seenAt(each.places), each.literature ? make("p", { class: "small" }, each.literature) : null,
  );
  const stated = statements.map((each) => make(
    "div", {}, make("dt", {}, name(sayStatement(each.name))), make("dd", {}, words(each.text), each.parts.map(([part, text]) => make("p", {}, make("b", {}, name(part)), " ", words(text)))),
  ));
  return {
    kind: "", title: say("method"),
    body: [
      make("p", { class: "small hint" }, say("counted")), make("div", { class: "prose" }, paragraphs.map(paragraph)),
      stated.length ? section(say("statements"), make("dl", { class: "facts" }, stated)) : null,
    ],
  };
}
