// One line at a time in the status region, politely or at once. It never takes the focus.
// Behind an open dialog nobody sees or hears what is urgent, so it stands in the dialog too.

export function say(text, urgent = false) {
  const [speaks, silent] = urgent ? ["urgent", "said"] : ["said", "urgent"];
  document.getElementById(silent).textContent = "";
  const line = document.getElementById(speaks);
  line.textContent = "";
  // A line that is set twice in a row would be read out once only.
  requestAnimationFrame(() => {
    line.textContent = text;
    const inDialog = document.querySelector("dialog[open] [role=alert]");
    if (inDialog && urgent) inDialog.textContent = text;
  });
}
