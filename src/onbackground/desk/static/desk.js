// The desk's page, kept up to date and driven by single keys. Without this script each button is an ordinary form.
import { press } from "./call_keys.js";
import { keepTime } from "./clock.js";
import { sendForms } from "./forms.js";
import { listenForKeys } from "./keys.js";
import { keepUpToDate } from "./live.js";
import { minimiseMenus } from "./menus.js";
import { showNames } from "./names.js";

document.documentElement.classList.add("scripted");
sendForms();
showNames();
minimiseMenus();
listenForKeys(press);
keepTime();
keepUpToDate();
