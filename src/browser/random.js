// The one source of randomness.

/** 128 random bits as 32 lower-case hex digits; empty where the browser has no `crypto`. */
export function random() {
  try {
    return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  } catch {
    return "";
  }
}
