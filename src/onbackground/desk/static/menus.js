// Menus and questions are <details>: one open at a time, closed by a press elsewhere or by Escape.
const MENUS = "details.menu, details.confirm, details.help";

export function minimiseMenus() {
  document.addEventListener("toggle", ({ target }) => {
    if (!target.matches?.(MENUS) || !target.open) return;
    for (const other of open()) if (!other.contains(target)) other.open = false;
  }, true);
  document.addEventListener("click", ({ target }) => {
    for (const menu of open()) if (!menu.contains(target)) menu.open = false;
  });
}

// Close the innermost open one; whether there was one.
export function closeInnermost() {
  const menu = open().at(-1);
  if (!menu) return false;
  const hadFocus = menu.contains(document.activeElement);
  menu.open = false;
  if (hadFocus) menu.querySelector("summary").focus();
  return true;
}

function open() {
  return [...document.querySelectorAll(MENUS)].filter((menu) => menu.open);
}
