// Keeps the page up to date by server-sent events; says so when it cannot.
import { tick } from "./clock.js";
import { morph, morphRows } from "./morph.js";
import { say } from "./say.js";

const SILENCE_MS = 22_000; // the desk says something every ten seconds
const AGAIN_MS = 2_000;
const SHOWN_MS = 1_500;

const words = document.body.dataset;
const qualities = new Map();
let stream = null;
let silence = 0;
let lost = false;
let version = 0;
let waiting = [];

// Resolves when the page shows this version of the briefing, or soon after when it is not kept up to date.
export function shown(wanted) {
  if (version >= wanted) return Promise.resolve();
  return new Promise((resolve) => {
    waiting.push({ wanted, resolve });
    setTimeout(resolve, SHOWN_MS);
  });
}

export function keepUpToDate() {
  connect();
}

function connect() {
  stream?.close();
  stream = new EventSource(words.live);
  stream.onerror = broken;
  on("regions", (regions) => {
    for (const [id, html] of Object.entries(regions)) morph(document.getElementById(id), html);
    showQualities();
    tick();
  });
  on("rows", ({ into, order, rows }) => {
    const body = document.getElementById(into);
    if (body) morphRows(body, order, rows);
    showQualities();
    document.dispatchEvent(new Event("rows"));
  });
  on("qualities", (changed) => {
    for (const [line, quality] of Object.entries(changed)) qualities.set(line, quality);
    showQualities();
  });
  on("shown", (now) => {
    version = now;
    waiting.filter(({ wanted }) => wanted <= now).forEach(({ resolve }) => resolve());
    waiting = waiting.filter(({ wanted }) => wanted > now);
  });
  on("said", ({ text, urgent }) => say(text, urgent));
  stream.addEventListener("beat", alive);
}

function on(name, handle) {
  stream.addEventListener(name, (event) => {
    alive();
    handle(JSON.parse(event.data));
  });
}

function alive() {
  clearTimeout(silence);
  silence = setTimeout(() => { broken(); connect(); }, SILENCE_MS);
  if (lost) say(words.back);
  lost = false;
  show("live", words.liveWord);
}

function broken() {
  if (!lost) say(words.lost, true);
  lost = true;
  show("lost", words.lostWord);
  // The browser tries again by itself after a lost connection, but not after an answer that was none.
  if (stream.readyState === EventSource.CLOSED) setTimeout(lookAgain, AGAIN_MS);
}

async function lookAgain() {
  try {
    const answer = await fetch(words.session);
    if (answer.status === 404) {
      clearTimeout(silence);
      show("over", "");
      return say(words.over, true);
    }
  } catch {
    // Still nobody there.
  }
  return connect();
}

function show(state, text) {
  document.body.dataset.connection = state;
  document.getElementById("connection").textContent = text;
}

function showQualities() {
  for (const place of document.querySelectorAll("[data-quality]")) {
    const quality = qualities.get(place.dataset.quality);
    if (!quality) continue;
    if (!place.firstChild) place.append(part("words"), part("speaking"));
    place.dataset.verdict = quality.verdict;
    setText(place.firstChild, quality.text);
    setText(place.lastChild, quality.speaking);
  }
}

function part(name) {
  const span = document.createElement("span");
  span.className = name;
  return span;
}

function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
