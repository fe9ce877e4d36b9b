// One line at a time in the status region, politely or at once. It never takes the focus.

export function say(text, urgent = false) {
  const [speaks, silent] = urgent ? ["urgent", "said"] : ["said", "urgent"];
  document.getElementById(silent).textContent = "";
  const line = document.getElementById(speaks);
  line.textContent = "";
  // A line that is set twice in a row would be read out once only.
  requestAnimationFrame(() => { line.textContent = text; });
}
