// Shows a name, or what was heard, when it is asked for; it is nowhere in the page before.
import { say } from "./say.js";

export function showNames() {
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[data-reveal]");
    if (!link) return;
    event.preventDefault();
    try {
      const answer = await fetch(link.dataset.reveal);
      const { name, text } = await answer.json();
      const place = link.parentElement;
      place.textContent = name ?? text;
      place.tabIndex = -1;
      place.focus({ preventScroll: true });
    } catch {
      say(document.body.dataset.unsent, true);
    }
  });
}
