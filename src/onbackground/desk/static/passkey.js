// What the two pages with passkeys share: bytes as text, and plain words for what a browser refuses.

export function toBase64url(bytes) {
  const letters = btoa(String.fromCharCode(...new Uint8Array(bytes)));
  return letters.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

export function fromBase64url(text) {
  const letters = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
}

export function joined(...parts) {
  return parts.map(toBase64url).join(".");
}

export async function challengeOf(statement) {
  return crypto.subtle.digest("SHA-256", new TextEncoder().encode(statement));
}

// Why passkeys cannot be used here at all; empty where they can.
export function hindrance(words) {
  if (!window.isSecureContext) return words.insecure;
  return window.PublicKeyCredential ? "" : words.unable;
}

// The line for an error of `navigator.credentials`.
export function why(error, words) {
  if (error.name === "SecurityError") return words.insecure;
  if (error.name === "InvalidStateError") return words.known ?? words.cancelled;
  if (error.name === "NotSupportedError" || error.name === "ConstraintError") return words.unfit ?? words.unable;
  return words.cancelled; // Browsers do not tell a press of "cancel" from a passkey that is not there.
}
