// Changes an element's inside to new HTML while keeping what stays: focus, open details, half-filled forms.

// Parts that others fill: qualities come once a second, names when somebody asks for one.
const KEPT = "[data-quality], [data-kept-name]";

export function morph(element, html) {
  const fresh = document.createElement("template");
  fresh.innerHTML = html;
  const focused = element.contains(document.activeElement) ? document.activeElement : null;
  const path = focused ? placesOf(focused, element) : [];
  children(element, fresh.content);
  if (focused && document.activeElement !== focused) refocus(focused, path);
}

function children(old, fresh) {
  const known = new Map([...old.children].filter((child) => child.id).map((child) => [child.id, child]));
  let next = old.firstChild;
  for (const wanted of [...fresh.childNodes]) {
    let match = null;
    if (wanted.id) {
      match = known.get(wanted.id) ?? null;
      if (match && match.nodeName !== wanted.nodeName) match = null;
    } else if (next && !next.id && next.nodeName === wanted.nodeName) {
      match = next;
    }
    if (!match) {
      old.insertBefore(wanted, next);
      continue;
    }
    if (match === next) next = next.nextSibling;
    else old.insertBefore(match, next);
    node(match, wanted);
  }
  while (next) {
    const gone = next;
    next = next.nextSibling;
    gone.remove();
  }
}

function node(old, fresh) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.data !== fresh.data) old.data = fresh.data;
    return;
  }
  attributes(old, fresh);
  const filledIn = old.matches("form.fields") && old.closest("details")?.open;
  if (!filledIn && !old.matches(KEPT)) children(old, fresh);
}

function attributes(old, fresh) {
  for (const { name } of [...old.attributes]) {
    const kept = (name === "open" && old.nodeName === "DETAILS") || (name === "data-verdict" && old.matches(KEPT));
    if (!kept && !fresh.hasAttribute(name)) old.removeAttribute(name);
  }
  for (const { name, value } of [...fresh.attributes]) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
}

function placesOf(focused, region) {
  const places = [];
  for (let place = focused.parentElement; place && region.contains(place); place = place.parentElement) places.push(place);
  return places;
}

// What had the focus was moved, or is gone: then the nearest place that is left has it.
function refocus(focused, path) {
  if (focused.isConnected) return focused.focus({ preventScroll: true });
  const again = focused.id && document.getElementById(focused.id);
  if (again) return again.focus({ preventScroll: true });
  const place = path.find((one) => one.isConnected);
  const inside = place?.matches("tr, li") && place.querySelector("button, summary");
  (inside || place?.closest("[tabindex]"))?.focus({ preventScroll: true });
}
