// What is published is changed in a new version, with a reason; that is looked at on a page of its own first.

// Why nothing is changed here now, as it is withdrawn, another version is on its way, or somebody else does that; else nothing.
export function whyClosed() {
  return document.querySelector("[data-closed]")?.dataset.closed ?? "";
}

// Let a form lead to where what it asks for is done now: saved at once, or seen first.
export function leadOn(form) {
  const published = document.querySelector("[data-corrects]") !== null;
  const button = form.querySelector("button.main");
  for (const part of form.querySelectorAll("[data-until-published]")) part.hidden = part.disabled = published;
  for (const part of form.querySelectorAll("[data-once-published]")) part.hidden = part.disabled = !published;
  button.textContent = published ? button.dataset.show : button.dataset.save;
  button.toggleAttribute("formaction", published);
  if (published) button.setAttribute("formaction", button.dataset.proposal);
}
