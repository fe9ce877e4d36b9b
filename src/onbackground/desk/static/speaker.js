// The form for who speaks in a turn, opened at the turn in focus or that of the chosen words; sent as any other.
import { play } from "./player.js";
import { leadOn, whyClosed } from "./published.js";
import { say } from "./say.js";
import { aim, beginningOf, chosen, goToWord, wordsOf } from "./words.js";

let about = ""; // the id of the turn
let from = null; // where it begins, to find what is there once its turn is part of another

export function listenForSpeakers() {
  const dialog = document.getElementById("speaker");
  document.getElementById("turns").addEventListener("click", ({ target }) => {
    if (target.closest("[data-speaker]")) openSpeakers(target.closest(".turn"));
  });
  dialog.addEventListener("click", ({ target }) => {
    if (target.closest("[data-close]")) dialog.close();
    if (target.closest("[data-hear]")) play(wordsOf(turn())[0]);
  });
  // Whom one chose stays chosen; the turn is shown as it is now.
  dialog.querySelector("form").addEventListener("refused", () => { if (turn()) fill(); });
  dialog.addEventListener("close", () => {
    dialog.querySelector("[role=alert]").textContent = "";
    // The focus goes back by itself, but not to what is there no more: then the browser leaves it in here.
    const here = document.activeElement;
    if (from && (here === document.body || dialog.contains(here))) goToWord(from.track, from.start);
  });
}

// Ask who speaks in a turn. What the house itself announced is nobody else's.
export function openSpeakers(asked = turnInFocus()) {
  const dialog = document.getElementById("speaker");
  const button = asked?.querySelector("[data-speaker]");
  if (whyClosed() || !button || button.ariaDisabled === "true") {
    say(whyClosed() || (button?.title ?? document.body.dataset.choose), true);
    return true;
  }
  about = asked.id;
  from = asked.dataset;
  dialog.querySelector("form").reset();
  dialog.querySelector("[role=alert]").textContent = "";
  leadOn(dialog.querySelector("form"));
  fill();
  dialog.showModal();
  const speakers = [...dialog.querySelectorAll("[name=seat]")];
  const printed = speakers.find(({ dataset }) => dataset.label === asked.dataset.label);
  if (printed) printed.checked = true;
  (printed ?? speakers[0]).focus();
  return true;
}

function turnInFocus() {
  return document.activeElement.closest(".turn") ?? chosen()[0]?.closest(".turn");
}

function turn() {
  const holds = ({ dataset: { track, start, end } }) => track === from.track && Number(start) <= Number(from.start) && Number(from.start) < Number(end);
  return document.getElementById(about) ?? [...document.querySelectorAll("#turns .turn")].find(holds);
}

function fill() {
  const dialog = document.getElementById("speaker");
  const form = dialog.querySelector("form");
  const { seen, track, start, end, label } = turn().dataset;
  form.elements.seen.value = seen;
  aim(form, { track, start, end });
  dialog.querySelector("[data-label]").textContent = label;
  dialog.querySelector("[data-words]").textContent = beginningOf(wordsOf(turn()));
}
