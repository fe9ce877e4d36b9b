// Flags: from one to the next, settled by single keys, with the words they are about chosen in the text.
import { send } from "./forms.js";
import { focus } from "./keys.js";
import { chooseAt, goToWord, isBeforeChosen } from "./words.js";

const TOO_SOON_MS = 500; // a second press that was meant for the flag that was here before
const SIDE_BY_SIDE = "(min-width: 66rem) and (min-height: 32rem)"; // text and flags are both to be seen

let changed = -Infinity;

export function listenForFlags() {
  const flags = document.getElementById("flags");
  flags.addEventListener("focusin", ({ target }) => showWords(target));
  // Whoever settles by the field goes on from the flag, as whoever presses a button does.
  flags.addEventListener("submit", ({ target }) => target.closest("li").focus({ preventScroll: true }));
  flags.addEventListener("click", (event) => {
    if (event.target.closest("button") && event.detail > 0 && tooSoon()) event.preventDefault();
  }, true);
  new MutationObserver((changes) => {
    if (changes.some(({ target }) => target.matches("ol.flags"))) changed = performance.now();
  }).observe(flags, { subtree: true, childList: true });
}

// Go to the next open flag, or the previous one: from the flag in focus, else from the chosen words. Whether there is any.
export function goToFlag(step) {
  const flags = [...document.querySelectorAll("#flags li[id]")];
  const here = flags.indexOf(flagInFocus());
  const next = here < 0 ? flags.filter(isBefore).length - (step < 0) : here + step;
  return focus(flags.at(next % flags.length));
}

function isBefore(flag) {
  return isBeforeChosen(...flag.dataset.about.split(":"));
}

// What a key does to the flag in focus: press a button of its own, or go there; whether it has one. Its card comes into
// view; where it was out of sight nothing is settled yet.
export function pressAtFlag(key) {
  const flag = flagInFocus();
  if (!flag) return false;
  if (key === "enter" || key === " ") {
    const play = flag.querySelector("[data-play]");
    if (flag !== document.activeElement || !play) return false;
    bringIntoView(flag);
    play.click();
    return true;
  }
  const meant = flag.querySelector(`[aria-keyshortcuts="${key}"]`);
  if (!meant) return false;
  const wasSeen = bringIntoView(flag);
  switch (key) {
    case "k": if (wasSeen && !tooSoon()) meant.click(); break;
    case "h": meant.click(); break;
    default:
      meant.focus({ preventScroll: true });
      meant.scrollIntoView({ block: "nearest" });
  }
  if (key === "r") meant.select();
  return true;
}

// Take back what this seat did last, and go where it was; whether there is anything.
export function undoLast() {
  const entry = document.querySelector("#history [data-mine]");
  if (!entry) return false;
  const about = entry.dataset.about;
  const button = entry.querySelector("button");
  send(button.form, button).then((done) => { if (done && about) goBackTo(about); });
  return true;
}

function goBackTo(about) {
  const flag = document.querySelector(`#flags li[data-about="${about}"]`);
  if (flag) focus(flag);
  else goToWord(...about.split(":"));
}

// Bring a flag's card into view; whether what it is about was to be seen before.
function bringIntoView(flag) {
  const { top, bottom } = flag.querySelector(".context").getBoundingClientRect();
  const { top: from, bottom: to } = flag.closest(".decide").getBoundingClientRect();
  const bars = [".status", ".player"].map((bar) => document.querySelector(bar).getBoundingClientRect());
  const seen = top >= Math.max(from, bars[0].bottom) && bottom <= Math.min(to, bars[1].top);
  if (!seen) flag.scrollIntoView({ block: "start" });
  return seen;
}

function tooSoon() {
  return performance.now() - changed < TOO_SOON_MS;
}

function flagInFocus() {
  return document.activeElement.closest("#flags li[id]");
}

function showWords(target) {
  const flag = target.closest("li[data-about]");
  if (!flag) return;
  const word = chooseAt(...flag.dataset.about.split(":"));
  if (!word || !matchMedia(SIDE_BY_SIDE).matches || !(target === flag || target.matches(":focus-visible"))) return;
  const { top, bottom } = word.getBoundingClientRect();
  if (top < 130 || bottom > innerHeight - 130) word.scrollIntoView({ block: "center" });
}
