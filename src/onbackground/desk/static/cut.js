// The form that cuts a turn in two before the chosen word; sent as any other.
import { placeOf, play } from "./player.js";
import { leadOn, whyClosed } from "./published.js";
import { say } from "./say.js";
import { aim, beginningOf, chooseAt, chosen, endOf, goToWord, wordsOf } from "./words.js";

let from = null; // where the second part is to begin, to go there

export function listenForCuts() {
  const dialog = document.getElementById("cut");
  document.getElementById("cut-here").addEventListener("click", openCut);
  dialog.addEventListener("click", ({ target }) => {
    if (target.closest("[data-close]")) dialog.close();
    if (target.closest("[data-hear]") && chosen().length > 0) play(chosen()[0]);
  });
  // What is to be cut is shown as it is now.
  dialog.querySelector("form").addEventListener("refused", () => {
    if (chosen().length === 0) chooseAt(from.track, from.start, from.end);
    if (chosen().length > 0) fill();
  });
  dialog.addEventListener("close", () => {
    dialog.querySelector("[role=alert]").textContent = "";
    goToWord(from.track, from.start);
  });
}

// Ask whether the turn is to be cut before the first of the chosen words.
export function openCut() {
  const dialog = document.getElementById("cut");
  const why = whyNot();
  if (why) {
    say(why, true);
    return true;
  }
  const form = dialog.querySelector("form");
  form.reset();
  dialog.querySelector("[role=alert]").textContent = "";
  leadOn(form);
  fill();
  dialog.showModal();
  form.querySelector("fieldset:not([hidden]) input, button.main").focus();
  return true;
}

// Why there is nothing to be cut; nothing where there is.
function whyNot() {
  const [word] = chosen();
  if (whyClosed()) return whyClosed();
  if (!word) return document.body.dataset.choose;
  const turn = word.closest(".turn");
  const attributing = turn.querySelector("[data-speaker]");
  if (attributing.ariaDisabled === "true") return attributing.title;
  return word === wordsOf(turn)[0] ? document.getElementById("cut").dataset.nothingBefore : "";
}

function fill() {
  const dialog = document.getElementById("cut");
  const form = dialog.querySelector("form");
  const [word] = chosen();
  const turn = word.closest(".turn");
  const words = wordsOf(turn);
  const [before, after] = [words.slice(0, words.indexOf(word)), words.slice(words.indexOf(word))];
  from = placeOf(word);
  form.elements.seen.value = turn.dataset.seen;
  aim(form, from);
  dialog.querySelector("[data-before]").textContent = endOf(before);
  dialog.querySelector("[data-after]").textContent = beginningOf(after);
}
