/** What the page asks of the server that gave it out, with the token that it was opened with; nothing goes anywhere else. */

import { language } from "./words.js";

const KEY = "gioia-token";
const given = new URLSearchParams(location.search).get("token");
if (given) {
  sessionStorage.setItem(KEY, given);
  history.replaceState(null, "", "/");
}
const token = sessionStorage.getItem(KEY) ?? "";

/** The server's no: what is wrong, what to do, and for a conflict (409) what is on disk and what was meant. */
export class Refused extends Error {
  constructor(status, value) {
    super(value.message ?? `${status}`);
    this.status = status;
    this.remedy = value.remedy ?? "";
    this.theirs = value.theirs ?? null;
    this.yours = value.yours ?? null;
  }
}

export async function get(path, query = {}, signal = undefined) {
  return (await asked(`/api/${path}?${new URLSearchParams(query)}`, { signal })).json();
}

/** Return a figure as an address that an image can show, and how many pages it has. */
export async function figure(style, part) {
  const answer = await asked(`/api/figure.svg?${new URLSearchParams({ style, part: `${part}` })}`);
  const drawn = new Uint8Array(await answer.arrayBuffer());
  let letters = "";
  for (let at = 0; at < drawn.length; at += 0x8000) letters += String.fromCharCode(...drawn.subarray(at, at + 0x8000));
  return { address: `data:image/svg+xml;base64,${btoa(letters)}`, parts: Number(answer.headers.get("Gioia-Parts")) };
}

export async function post(value) {
  const more = { method: "POST", body: JSON.stringify(value), headers: { "Content-Type": "application/json" } };
  return (await asked("/api/do", more)).json();
}

async function asked(address, more = {}) {
  const headers = { ...more.headers, "Accept-Language": language(), "X-Gioia-Token": token };
  const answer = await fetch(address, { ...more, headers });
  if (answer.ok) return answer;
  throw new Refused(answer.status, await answer.json().catch(() => ({})));
}
