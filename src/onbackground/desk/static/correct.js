// The form for a correction: opened with the selected words, sent as any other form.
import { placeOf } from "./player.js";
import { say } from "./say.js";
import { chooseAt, chosen, goToWord, textOf, widen } from "./words.js";

let from = null; // where the correction begins, to go back there

export function listenForCorrections() {
  const dialog = document.getElementById("correct");
  document.getElementById("edit").addEventListener("click", openCorrection);
  dialog.addEventListener("click", ({ target }) => {
    if (target.closest("[data-close]")) dialog.close();
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
    look(target);
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
  if (words.length === 0) {
    say(document.body.dataset.choose, true);
    return true;
  }
  const form = dialog.querySelector("form");
  form.reset();
  document.getElementById("refused").textContent = "";
  leadTo(form, document.querySelector("[data-corrects]") !== null);
  look(form);
  fill(textOf(words));
  dialog.showModal();
  document.getElementById("replacement").select();
  return true;
}

// What is published is corrected in a new version, with a reason; that is looked at on a page of its own first.
function leadTo(form, published) {
  const button = form.querySelector("button.main");
  for (const part of form.querySelectorAll("[data-until-published]")) part.hidden = part.disabled = published;
  for (const part of form.querySelectorAll("[data-once-published]")) part.hidden = part.disabled = !published;
  button.textContent = published ? button.dataset.show : button.dataset.save;
  button.toggleAttribute("formaction", published);
  if (published) button.setAttribute("formaction", button.dataset.proposal);
}

// The correction is of the chosen words as they are shown now.
function look(form) {
  form.elements.seen.value = chosen()[0].closest(".turn").dataset.seen;
}

function fill(text) {
  const form = document.querySelector("#correct form");
  const words = chosen();
  from = placeOf(words[0]);
  form.elements["place.track"].value = from.track;
  form.elements["place.start"].value = from.start;
  form.elements["place.end"].value = placeOf(words.at(-1)).end;
  form.elements.text.value = text;
  document.getElementById("was").textContent = textOf(words);
}
