// What the keys of the call stand for. Buttons name theirs in aria-keyshortcuts.
import { focus } from "./keys.js";

// Do what a key stands for; whether it stands for anything.
export function press(key, shift) {
  const [, kind, seat] = document.activeElement.closest("tr, li")?.id.match(/^(seat|place)-(.+)$/) ?? [];
  if (shift && (key === "ArrowUp" || key === "ArrowDown")) {
    return kind === "place" && activate(document.getElementById(`${key === "ArrowUp" ? "up" : "down"}-${seat}`));
  }
  switch (key.toLowerCase()) {
    case ".": return focus(document.getElementById("step") ?? document.getElementById("next"));
    case "j": return moveBy(1);
    case "k": return moveBy(-1);
    case "m": return Boolean(seat) && activate(document.getElementById(`mute-${seat}`));
    case "g": return Boolean(seat) && activate(document.getElementById(`floor-${seat}`));
    default: return /^[a-z]$/i.test(key) && activate(document.querySelector(`[aria-keyshortcuts="${key.toLowerCase()}"]`));
  }
}

// Press a button; open a question and go to its answer.
function activate(element) {
  if (!element) return false;
  element.click();
  if (element.nodeName === "SUMMARY" && element.parentElement.open) element.parentElement.querySelector("button").focus();
  return true;
}

function moveBy(step) {
  const rows = [...document.querySelectorAll("#people tbody tr")];
  const here = rows.indexOf(document.activeElement.closest("tr"));
  const row = rows[here < 0 ? (step > 0 ? 0 : rows.length - 1) : (here + step + rows.length) % rows.length];
  return focus(row?.querySelector("button, summary") ?? row);
}
