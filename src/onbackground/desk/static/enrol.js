// Makes an officer's passkey. The key behind the # of the link never leaves this page: what it signs does.
import { challengeOf, fromBase64url, hindrance, joined, toBase64url, why } from "./passkey.js";
import { say } from "./say.js";

const NUMBER = 32; // bytes of each of the three numbers in the link's key: private, x, y
const words = document.body.dataset;
const [briefing, seat, secret = ""] = location.hash.slice(1).split(".");
const statement = words.statement.replace("{briefing}", briefing).replace("{seat}", seat);
const button = document.getElementById("make");
let others = [];

window.addEventListener("hashchange", () => location.reload());
begin();

async function begin() {
  const hindered = hindrance(words);
  if (hindered) return say(hindered, true);
  const answer = await ask("/enrol/seat", { briefing, seat, signature: await signed(statement) });
  if (!answer) return undefined;
  others = answer.others;
  show("title", answer.title);
  show("seat", answer.seat);
  for (const id of ["for", "ask"]) document.getElementById(id).hidden = false;
  button.addEventListener("click", make);
  return undefined;
}

async function make() {
  let made;
  try {
    made = await navigator.credentials.create({
      publicKey: {
        challenge: await challengeOf(statement),
        rp: { id: location.hostname, name: "On Background" },
        user: { id: await challengeOf(statement), name: `${briefing} ${seat}`, displayName: `${briefing} ${seat}` },
        pubKeyCredParams: words.algorithms.split(" ").map((alg) => ({ type: "public-key", alg: Number(alg) })),
        excludeCredentials: others.map((id) => ({ type: "public-key", id: fromBase64url(id) })),
        authenticatorSelection: { residentKey: "preferred", userVerification: "required" },
        attestation: "none",
      },
    });
  } catch (error) {
    return say(why(error, words), true);
  }
  const registration = joined(made.response.clientDataJSON, made.response.attestationObject);
  const answer = await ask("/enrol/passkey", { briefing, seat, registration, signature: await signed(registration) });
  if (!answer) return undefined;
  history.replaceState(null, "", location.pathname); // a link that was used need not be kept by the browser
  document.getElementById("ask").hidden = true;
  show("fingerprint", answer.fingerprint);
  show("key", `key = "${answer.key}"`);
  const done = document.getElementById("done");
  done.hidden = false;
  done.focus();
  return say(answer.text);
}

// The answer, or undefined once it was said why there is none.
async function ask(path, body) {
  try {
    const answer = await fetch(path, {
      method: "POST", body: JSON.stringify(body), headers: { accept: "application/json", "content-type": "application/json" },
    });
    if (answer.ok) return await answer.json();
    say(answer.status === 404 ? words.link : (await answer.json()).problem, true);
  } catch {
    say(words.unsent, true);
  }
  return undefined;
}

// The link's signature; empty where what stands behind the # is no key.
async function signed(text) {
  try {
    const numbers = fromBase64url(secret);
    const [d, x, y] = [0, 1, 2].map((n) => toBase64url(numbers.slice(n * NUMBER, (n + 1) * NUMBER)));
    const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
    const key = await crypto.subtle.importKey("jwk", { kty: "EC", crv: "P-256", d, x, y }, algorithm, false, ["sign"]);
    return toBase64url(await crypto.subtle.sign(algorithm, key, new TextEncoder().encode(text)));
  } catch {
    return "";
  }
}

function show(id, text) {
  document.getElementById(id).textContent = text;
}
