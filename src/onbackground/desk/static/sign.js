// Has the officer's passkey sign the text that stands on the page, and sends it on.
import { challengeOf, fromBase64url, hindrance, joined, why } from "./passkey.js";
import { say } from "./say.js";

const words = document.body.dataset;
const form = document.getElementById("signed");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const hindered = hindrance(words) || (location.origin === words.origin ? "" : words.elsewhere);
  if (hindered) return say(hindered, true);
  say(words.waiting);
  try {
    const { response } = await navigator.credentials.get({
      publicKey: {
        challenge: await challengeOf(document.getElementById("statement").textContent),
        rpId: words.rpId,
        allowCredentials: [{ type: "public-key", id: fromBase64url(words.credential) }],
        userVerification: "required",
      },
    });
    form.elements.signature.value = joined(response.clientDataJSON, response.authenticatorData, response.signature);
  } catch (error) {
    return say(why(error, words), true);
  }
  form.submit();
});
document.getElementById("sign").hidden = false; // not before: sent without this script, it would be unsigned
