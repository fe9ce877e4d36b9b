// The forms for a correction, opened with the selected words, and for saying that they were heard right; sent as any other.
import { placeOf, play } from "./player.js";
import { leadOn, whyClosed } from "./published.js";
import { say } from "./say.js";
import { aim, chooseAt, chosen, goToWord, textOf, widen } from "./words.js";

let from = null; // where the correction begins, to go back there

export function listenForCorrections() {
  const dialog = document.getElementById("correct");
  document.getElementById("edit").addEventListener("click", openCorrection);
  document.getElementById("confirm").addEventListener("submit", (event) => {
    if (chosen().length > 0) return about(event.target);
    event.preventDefault();
    event.stopPropagation();
    return say(document.body.dataset.choose, true);
  });
  dialog.addEventListener("click", ({ target }) => {
    if (target.closest("[data-close]")) dialog.close();
    if (target.closest("[data-hear]") && chosen().length > 0) play(chosen()[0]);
    const wider = target.closest("[data-wider]");
    if (!wider) return;
    const kept = document.getElementById("replacement").value;
    const before = textOf(chosen());
    if (!widen(Number(wider.dataset.wider))) return say(document.body.dataset.noMore);
    fill(kept === before ? textOf(chosen()) : kept);
  });
  // What was typed stays; what it is to replace is shown as it is now, and may have been changed by somebody else.
  dialog.querySelector("form").addEventListener("refused", ({ target }) => {
    const typed = target.elements.text.value;
    if (chosen().length === 0) chooseAt(from.track, from.start, target.elements["place.end"].value);
    if (chosen().length === 0) return;
    about(target);
    fill(typed);
  });
  dialog.addEventListener("close", () => {
    if (document.getElementById("refused").textContent) document.getElementById("urgent").textContent = "";
    if (from) goToWord(from.track, from.start);
  });
}

export function openCorrection() {
  const dialog = document.getElementById("correct");
  if (dialog.open) return true;
  const words = chosen();
  const why = whyClosed() || (words.length === 0 && document.body.dataset.choose);
  if (why) {
    say(why, true);
    return true;
  }
  const form = dialog.querySelector("form");
  form.reset();
  document.getElementById("refused").textContent = "";
  leadOn(form);
  about(form);
  fill(textOf(words));
  dialog.showModal();
  document.getElementById("replacement").select();
  return true;
}

export function confirmWords() {
  document.querySelector("#confirm button").click();
  return true;
}

// A form is about the chosen words as they are shown now.
function about(form) {
  form.elements.seen.value = chosen()[0].closest(".turn").dataset.seen;
  aimAtChosen(form);
}

function aimAtChosen(form) {
  aim(form, { ...placeOf(chosen()[0]), end: placeOf(chosen().at(-1)).end });
}

function fill(text) {
  const form = document.querySelector("#correct form");
  from = placeOf(chosen()[0]);
  aimAtChosen(form);
  form.elements.text.value = text;
  document.getElementById("was").textContent = textOf(chosen());
}
