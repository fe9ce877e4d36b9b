// Changes an element's inside to new HTML while keeping what stays: focus, open details, half-filled forms.

// Parts that are filled by themselves: qualities once a second, listeners row by row, names when somebody asks.
const KEPT = "[data-quality], [data-rows], [data-kept-name]";

export function morph(element, html) {
  const fresh = document.createElement("template");
  fresh.innerHTML = html;
  const focused = element.contains(document.activeElement) ? document.activeElement : null;
  const path = focused ? placesOf(focused, element) : [];
  const entries = focused ? entriesAfter(focused) : [];
  children(element, fresh.content);
  if (focused && document.activeElement !== focused) refocus(focused, path, entries);
}

// Brings a table's body to the rows of `order`; `rows` has the HTML of those that are new or have changed.
export function morphRows(body, order, rows) {
  const wanted = new Set(order);
  for (const row of [...body.children]) if (!wanted.has(row.id)) row.remove();
  const known = new Map([...body.children].map((row) => [row.id, row]));
  const fresh = document.createElement("template");
  let next = body.firstElementChild;
  for (const id of order) {
    const old = known.get(id);
    if (id in rows) fresh.innerHTML = rows[id];
    if (old && id in rows) node(old, fresh.content.firstElementChild);
    const row = old ?? fresh.content.firstElementChild;
    if (row === next) next = next.nextElementSibling;
    else body.insertBefore(row, next);
  }
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
  const filledIn = old.matches("form.fields:not(.asks)") && old.closest("details")?.open;
  if (!filledIn && !old.matches(KEPT)) children(old, fresh);
}

function attributes(old, fresh) {
  for (const { name } of [...old.attributes]) {
    const kept = (name === "open" && old.nodeName === "DETAILS") || (name === "data-verdict" && old.matches(KEPT))
      || (old.dataset.place && (name === "role" || name === "tabindex"));
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

// The entry of a list with what has the focus, and where to go when it is gone: those after it, then those before it.
// Not for whoever types: what they type next is not meant for another entry.
function entriesAfter(focused) {
  const entry = focused.closest("li[id][tabindex]");
  if (!entry || focused.matches("input")) return [];
  const all = [...entry.parentElement.children].filter((one) => one.matches("[id][tabindex]"));
  const here = all.indexOf(entry);
  return [...all.slice(here), ...all.slice(0, here).reverse()];
}

// What had the focus was moved, or is gone: then the nearest place that is left has it.
function refocus(focused, path, entries) {
  if (focused.isConnected) return focused.focus({ preventScroll: true });
  const again = focused.id && document.getElementById(focused.id);
  if (again) return again.focus({ preventScroll: true });
  const entry = entries.find((one) => one.isConnected);
  if (entry) {
    entry.focus({ preventScroll: true });
    return entry.scrollIntoView({ block: "nearest" });
  }
  const left = path.filter((place) => place.isConnected);
  const row = left.find((place) => place.matches("tr, li"));
  (row?.querySelector("button, summary") ?? left[0]?.closest("[tabindex]"))?.focus({ preventScroll: true });
}
