// Sends the desk's forms without leaving the page; what came of it is said in the status region.
import { shown } from "./live.js";
import { say } from "./say.js";

const TOO_SOON_MS = 500; // a second press that was meant for the button that stood here before

const SLOW_MS = 700; // by then an answer is late, and one would press again

const under_way = new Set();
let step = "";
let stepSince = -Infinity;

export function sendForms() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.id !== "do" && !("act" in form.dataset)) return;
    if (event.submitter?.hasAttribute("formaction")) return; // it leads to another page
    event.preventDefault();
    const button = event.submitter;
    if (button?.getAttribute("aria-disabled") === "true") return say(button.title, true);
    send(form, button);
  });
  // A single key says what it is for; a press on the button may have been meant for the one before.
  document.addEventListener("click", (event) => {
    if (event.isTrusted && event.target.closest?.("#step") && performance.now() - stepSince < TOO_SOON_MS) event.preventDefault();
  }, true);
  const next = document.getElementById("next");
  if (next) new MutationObserver(noteStep).observe(next, { subtree: true, childList: true, attributeFilter: ["value"] });
  step = stepValue();
}

// Send a form by one of its buttons; whether what it asks for was done.
export async function send(form, button) {
  const body = new URLSearchParams(new FormData(form, button));
  const what = body.toString();
  if (under_way.has(what)) return false;
  under_way.add(what);
  const slow = setTimeout(() => {
    say(document.body.dataset.sending);
    button?.setAttribute("aria-busy", "true");
  }, SLOW_MS);
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { accept: "application/json" } });
    if (answer.status === 404) { // nobody is signed in any more
      say(document.body.dataset.over, true);
      return false;
    }
    const { text, urgent, version } = await answer.json();
    await shown(version);
    say(text, urgent);
    if (urgent) form.dispatchEvent(new Event("refused"));
    else putAway(button);
    return !urgent;
  } catch {
    say(document.body.dataset.unsent, true);
    return false;
  } finally {
    clearTimeout(slow);
    button?.removeAttribute("aria-busy");
    under_way.delete(what);
  }
}

// Close the question, menu or form that the button stood in, and go back to what opened it.
function putAway(button) {
  button?.closest("dialog")?.close();
  const inside = button?.closest("main details")?.contains(document.activeElement);
  let opener = null;
  for (let details = button?.closest("main details"); details; details = details.parentElement.closest("main details")) {
    if (!details.matches(".confirm, .menu, :has(> form.fields)")) continue;
    details.open = false;
    opener = details.querySelector("summary");
  }
  if (inside && opener) opener.focus({ preventScroll: true });
}

function noteStep() {
  const now = stepValue();
  if (now === step) return;
  step = now;
  stepSince = performance.now();
}

function stepValue() {
  return document.getElementById("step")?.value ?? "";
}
