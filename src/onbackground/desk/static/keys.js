// Single keys, off while somebody types.
import { closeInnermost } from "./menus.js";

const KEPT = "single-keys";
const TYPING = "input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]";
const STILL_TYPING_MS = 1_000; // what was typed in is gone, as somebody else changed the page; the fingers go on

let typed = -Infinity;

// `press` does what a key stands for, and says whether it stands for anything.
export function listenForKeys(press) {
  const on = document.getElementById("single-keys");
  on.checked = localStorage.getItem(KEPT) !== "off";
  on.addEventListener("change", () => localStorage.setItem(KEPT, on.checked ? "on" : "off"));
  document.addEventListener("pointerdown", () => { typed = -Infinity; }); // whoever presses somewhere types there no more
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      typed = -Infinity;
      if (closeInnermost()) event.preventDefault();
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    const typing = event.target.matches(TYPING);
    if (typing || performance.now() - typed < STILL_TYPING_MS) {
      typed = ["Enter", "Tab"].includes(event.key) ? -Infinity : performance.now();
      return;
    }
    if (!on.checked) return;
    const known = event.key === "?" ? toggleHelp() : press(event.key, event.shiftKey);
    if (known) event.preventDefault();
  });
}

function toggleHelp() {
  const help = document.getElementById("help");
  help.open = !help.open;
  return focus(help.querySelector("summary"));
}

export function focus(element) {
  element?.focus();
  element?.scrollIntoView({ block: "nearest" });
  return Boolean(element);
}
