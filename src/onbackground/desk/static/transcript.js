// The transcript's page: hear the recording from any word, correct words, settle flags. Kept up to date as the desk is.
import { keepTime } from "./clock.js";
import { confirmWords, listenForCorrections, openCorrection } from "./correct.js";
import { listenForCuts, openCut } from "./cut.js";
import { goToFlag, listenForFlags, pressAtFlag, undoLast } from "./flags.js";
import { sendForms } from "./forms.js";
import { listenForKeys } from "./keys.js";
import { keepUpToDate } from "./live.js";
import { minimiseMenus } from "./menus.js";
import { showNames } from "./names.js";
import { goBack, listenForPlaying, pauseOrGoOn } from "./player.js";
import { say } from "./say.js";
import { listenForSpeakers, openSpeakers } from "./speaker.js";
import { goToDoubtful, goToWord, listenForWords } from "./words.js";

document.documentElement.classList.add("scripted");
sendForms();
showNames();
minimiseMenus();
listenForWords();
listenForPlaying();
listenForCorrections();
listenForSpeakers();
listenForCuts();
listenForFlags();
listenForKeys(press);
keepTime();
keepUpToDate();

document.getElementById("unclear").addEventListener("click", () => goToDoubtful(1) || nothingMore());
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-goto]");
  if (link && goToWord(...link.dataset.goto.split(":"))) event.preventDefault();
});

function press(pressed, shift) {
  const [key, step] = [pressed.toLowerCase(), shift ? -1 : 1];
  if (document.querySelector("dialog[open]") && !["p", "b"].includes(key)) return false;
  switch (key) {
    case "e": return openCorrection();
    case "p": return pauseOrGoOn();
    case "b": return goBack();
    case "s": return openSpeakers();
    case "c": return openCut();
    case "y": return confirmWords();
    case "d": return goToDoubtful(step) || nothingMore();
    case "f": return goToFlag(step) || nothingMore();
    case "u": return undoLast() || nothingMore();
    default: return pressAtFlag(key);
  }
}

function nothingMore() {
  say(document.body.dataset.noMore);
  return true;
}
