// Shows an official's name when it is asked for; it is nowhere in the page before.
import { say } from "./say.js";

export function showNames() {
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[data-name]");
    if (!link) return;
    event.preventDefault();
    try {
      const answer = await fetch(`${document.body.dataset.names}${link.dataset.name}/name`);
      const { name } = await answer.json();
      const place = link.parentElement;
      place.textContent = name;
      place.tabIndex = -1;
      place.focus({ preventScroll: true });
    } catch {
      say(document.body.dataset.unsent, true);
    }
  });
}
