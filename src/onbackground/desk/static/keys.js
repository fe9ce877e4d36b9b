// Single keys, off while somebody types.
import { closeInnermost } from "./menus.js";

const KEPT = "single-keys";
const TYPING = "input:not([type=checkbox]), select, textarea, [contenteditable]";

// `press` does what a key stands for, and says whether it stands for anything.
export function listenForKeys(press) {
  const on = document.getElementById("single-keys");
  on.checked = localStorage.getItem(KEPT) !== "off";
  on.addEventListener("change", () => localStorage.setItem(KEPT, on.checked ? "on" : "off"));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (closeInnermost()) event.preventDefault();
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    if (!on.checked || event.target.matches(TYPING)) return;
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
