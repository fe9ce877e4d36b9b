// Times in the reader's own zone, and seconds that pass.

export function keepTime() {
  tick();
  setInterval(tick, 1000);
}

export function tick() {
  for (const time of document.querySelectorAll("time[datetime]")) {
    const [at, language] = [new Date(time.dateTime), document.documentElement.lang];
    const local = "day" in time.dataset
      ? at.toLocaleString(language, { dateStyle: "medium", timeStyle: "short" })
      : at.toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });
    if (time.textContent !== local) time.textContent = local;
  }
  for (const away of document.querySelectorAll("[data-away]")) {
    const left = Math.floor((Number(away.dataset.kept) - Date.now()) / 1000);
    const seconds = Math.max(0, Math.floor((Date.now() - Number(away.dataset.away)) / 1000));
    const text = left > 0 ? away.dataset.words.replace("{seconds}", seconds).replace("{left}", left) : away.dataset.over;
    if (away.textContent !== text) away.textContent = text;
  }
}
