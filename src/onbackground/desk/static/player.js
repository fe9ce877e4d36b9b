// Plays the recording of a turn from a word on, and shows which word is heard.
import { say } from "./say.js";

const RATE = 16_000; // samples a second of every track
const BACK_SECONDS = 3;

let words = []; // of what is played, each with its place
let begin = 0;
let now = null;

export function listenForPlaying() {
  const player = document.getElementById("player");
  player.addEventListener("timeupdate", () => mark(begin + player.currentTime * RATE));
  player.addEventListener("ended", () => mark(-1));
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-play]");
    if (!link) return;
    event.preventDefault();
    const [track, start] = link.pathname.split("/").slice(-3);
    startAt(link.href, track, Number(start));
  });
}

// Where a word is on the recording.
export function placeOf(word) {
  const [track, start, end] = word.dataset.place.split(":");
  return { track, start: Number(start), end: Number(end) };
}

// Play from a word to the end of its turn.
export function play(word) {
  const { track, start } = placeOf(word);
  startAt(`${document.body.dataset.sound}/${track}/${start}/${word.closest(".turn").dataset.end}`, track, start);
}

export function pauseOrGoOn() {
  const player = document.getElementById("player");
  if (!player.src) return false;
  if (player.paused) player.play();
  else player.pause();
  return true;
}

// Hear the last seconds again.
export function goBack() {
  const player = document.getElementById("player");
  if (!player.src) return false;
  player.currentTime = Math.max(0, player.currentTime - BACK_SECONDS);
  if (player.paused) player.play();
  return true;
}

function startAt(address, track, start) {
  const player = document.getElementById("player");
  begin = start;
  const all = [...document.querySelectorAll("#turns .w")].map((word) => ({ id: word.id, ...placeOf(word) }));
  words = all.filter((place) => place.track === track && place.end > start);
  player.src = address;
  // A pause, or another word, before it has begun is no failure.
  player.play().catch((error) => { if (error.name !== "AbortError") say(document.body.dataset.unsent, true); });
}

function mark(sample) {
  const heard = words.find(({ start, end }) => start <= sample && sample < end);
  if (now?.id === heard?.id && now?.isConnected) return;
  now?.classList.remove("heard");
  now = heard ? document.getElementById(heard.id) : null;
  now?.classList.add("heard");
}
