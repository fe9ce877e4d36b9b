// The transcript's page: hear the recording from any word, correct words, settle flags. Kept up to date as the desk is.
import { keepTime } from "./clock.js";
import { listenForCorrections, openCorrection } from "./correct.js";
import { sendForms } from "./forms.js";
import { focus, listenForKeys } from "./keys.js";
import { keepUpToDate } from "./live.js";
import { minimiseMenus } from "./menus.js";
import { showNames } from "./names.js";
import { listenForPlaying, pauseOrGoOn } from "./player.js";
import { say } from "./say.js";
import { goToWord, listenForWords, nextDoubtful } from "./words.js";

document.documentElement.classList.add("scripted");
sendForms();
showNames();
minimiseMenus();
listenForWords();
listenForPlaying();
listenForCorrections();
listenForKeys(press);
keepTime();
keepUpToDate();

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-goto]");
  if (link && goToWord(...link.dataset.goto.split(":"))) event.preventDefault();
});

function press(key) {
  switch (key.toLowerCase()) {
    case "e": return openCorrection();
    case "p": return pauseOrGoOn();
    case "d": return nextDoubtful() || nothingMore();
    case "f": return nextFlag() || nothingMore();
    default: return false;
  }
}

function nextFlag() {
  const flags = [...document.querySelectorAll("#flags li[id]")];
  const here = flags.indexOf(document.activeElement.closest("#flags li[id]"));
  return focus(flags[(here + 1) % flags.length]);
}

function nothingMore() {
  say(document.body.dataset.noMore);
  return true;
}
