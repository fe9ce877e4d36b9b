// Words of the recording: one of each turn can be tabbed to, arrows go on from there, Shift selects.
import { placeOf, play } from "./player.js";
import { say } from "./say.js";

const WORDS_SHOWN = 12;

let first = null; // the ends of the selection, both in one paragraph
let last = null;

export function listenForWords() {
  const text = document.getElementById("turns");
  text.addEventListener("click", pressed);
  text.addEventListener("keydown", moved);
  text.addEventListener("focusin", ({ target }) => { if (target.matches(".w") && !target.matches(".chosen")) choose(target); });
  text.addEventListener("mouseup", () => { if (takeSelection()) getSelection().removeAllRanges(); });
  document.addEventListener("selectionchange", takeSelection);
  document.addEventListener("rows", refresh);
  refresh();
}

// The selected words in order; none when nothing is selected.
export function chosen() {
  if (!first?.isConnected || !last?.isConnected) return [];
  const words = wordsOf(first.parentElement);
  const [from, to] = [words.indexOf(first), words.indexOf(last)].sort((a, b) => a - b);
  return words.slice(from, to + 1);
}

// Add the word before or after what is selected; whether there was one.
export function widen(step) {
  const words = chosen();
  const wider = sibling(step < 0 ? words[0] : words.at(-1), step);
  if (!wider) return false;
  [first, last] = step < 0 ? [words.at(-1), wider] : [words[0], wider];
  show();
  return true;
}

// Go to the word that is heard at a sample of a track, or where it was taken out to the next one; whether there is any.
export function goToWord(track, sample) {
  const words = [...document.querySelectorAll("#turns .w")].filter((one) => placeOf(one).track === track);
  const word = words.find((one) => Number(sample) < placeOf(one).end) ?? words.at(-1);
  if (!word) return false;
  goTo(word);
  return true;
}

// Choose the words of a stretch of a track, without going there; the first of them.
export function chooseAt(...stretch) {
  const words = wordsIn(...stretch);
  first = words[0] ?? null;
  last = words.filter((word) => word.parentElement === first.parentElement).at(-1) ?? null;
  show();
  return first;
}

// Whether a stretch of a track is before the chosen words; what is in no turn is before all of them.
export function isBeforeChosen(...stretch) {
  const [track, start] = stretch;
  const [from, word] = [first, document.getElementById(`w-${track}-${start}`) ?? wordsIn(...stretch)[0]];
  return Boolean(from?.isConnected) && (!word || Boolean(word.compareDocumentPosition(from) & Node.DOCUMENT_POSITION_FOLLOWING));
}

// Go to the next word that was not heard clearly, or the previous one; whether there is any.
export function goToDoubtful(step) {
  const words = [...document.querySelectorAll("#turns .w")];
  if (step < 0) words.reverse();
  const here = first?.isConnected ? words.indexOf(first) : -1;
  const found = [...words.slice(here + 1), ...words.slice(0, here + 1)].find((word) => word.matches(".doubt"));
  if (found) goTo(found);
  return Boolean(found);
}

// What words read now: without those that are struck.
export function textOf(words) {
  const read = (word) => [...word.childNodes].filter(({ nodeName }) => nodeName !== "DEL").map((node) => node.textContent);
  return words.map((word) => read(word).join("").trim()).join(" ");
}

// As many of the first words, or of the last, as show which these are.
export function beginningOf(words) {
  return textOf(words.slice(0, WORDS_SHOWN)) + (words.length > WORDS_SHOWN ? " …" : "");
}

export function endOf(words) {
  return (words.length > WORDS_SHOWN ? "… " : "") + textOf(words.slice(-WORDS_SHOWN));
}

// Let a form be about a stretch of the sound.
export function aim({ elements }, { track, start, end }) {
  elements["place.track"].value = track;
  elements["place.start"].value = start;
  elements["place.end"].value = end;
}

function pressed(event) {
  const word = event.target.closest(".w");
  if (!word || !getSelection().isCollapsed) return;
  if (event.shiftKey && first?.parentElement === word.parentElement) {
    last = word;
    return show();
  }
  goTo(word);
  return play(word);
}

// What is selected with the mouse, by a finger that stays on a word, or by a screen reader; whether it is any word.
function takeSelection() {
  const selection = getSelection();
  const range = selection.isCollapsed || selection.rangeCount === 0 ? null : selection.getRangeAt(0);
  if (!range || !document.getElementById("turns").contains(range.startContainer)) return false;
  const touched = [...document.querySelectorAll("#turns .w")].filter((word) => range.intersectsNode(word));
  const words = touched.filter((word) => word.parentElement === touched[0].parentElement);
  if (words.length === 0) return false;
  [first, last] = [words[0], words.at(-1)];
  show();
  return true;
}

function moved(event) {
  const word = event.target.closest(".w");
  if (!word || event.ctrlKey || event.altKey || event.metaKey) return;
  switch (event.key) {
    case "Enter":
    case " ": play(chosen()[0] ?? word); break;
    case "ArrowRight":
    case "ArrowLeft": {
      const step = event.key === "ArrowRight" ? 1 : -1;
      if (!event.shiftKey) {
        const all = wordsOf(word.closest(".turn"));
        const next = all[all.indexOf(word) + step];
        if (next) goTo(next);
      } else if (sibling(last, step)) {
        last = sibling(last, step);
        show();
        say(document.body.dataset.selected.replace("{words}", textOf(chosen())));
      } else say(document.body.dataset.noMore);
      break;
    }
    case "Home": goTo(wordsOf(word.closest(".turn"))[0]); break;
    case "End": goTo(wordsOf(word.closest(".turn")).at(-1)); break;
    default: return;
  }
  event.preventDefault();
}

function goTo(word) {
  choose(word);
  word.focus({ preventScroll: true });
  word.scrollIntoView({ block: "nearest" });
}

function choose(word) {
  first = last = word;
  reach(word);
  show();
}

// Make a word the one of its turn that can be tabbed to, and is a button.
function reach(word) {
  for (const other of word.closest(".turn").querySelectorAll(".w[tabindex]")) {
    if (other === word) continue;
    other.removeAttribute("tabindex");
    other.removeAttribute("role");
  }
  word.tabIndex = 0;
  word.setAttribute("role", "button");
}

function show() {
  const words = new Set(chosen());
  for (const word of document.querySelectorAll("#turns .w.chosen")) if (!words.has(word)) word.classList.remove("chosen");
  for (const word of words) word.classList.add("chosen");
  document.getElementById("chosen").textContent = textOf([...words]);
}

// After the turns have changed.
function refresh() {
  for (const turn of document.querySelectorAll("#turns .turn")) {
    const word = turn.querySelector(".w[tabindex]") ?? turn.querySelector(".w");
    if (word) reach(word);
  }
  show();
}

function wordsIn(track, start, end) {
  const within = (place) => place.track === track && place.start < Number(end) && Number(start) < place.end;
  return [...document.querySelectorAll("#turns .w")].filter((word) => within(placeOf(word)));
}

function sibling(word, step) {
  const words = word ? wordsOf(word.parentElement) : [];
  return words[words.indexOf(word) + step];
}

export function wordsOf(element) {
  return [...element.querySelectorAll(".w")];
}
