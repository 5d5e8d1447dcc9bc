// Bytes and their spellings: base64, UTF-8, the one canonical JSON of a value (as firmground.values has it), and digests.

const WRITER = new TextEncoder();
const READER = new TextDecoder("utf-8", { fatal: true });

/** The bytes of a text. */
export const utf8 = (text) => WRITER.encode(text);

/** The text of some bytes. Throws a TypeError for bytes that are not UTF-8. */
export const textOf = (bytes) => READER.decode(bytes);

/** Base64 of some bytes, in the ordinary alphabet and with its padding. */
export function base64(bytes) {
  const view = new Uint8Array(bytes);
  let text = "";
  for (let at = 0; at < view.length; at += 8192) text += String.fromCharCode(...view.subarray(at, at + 8192));
  return btoa(text);
}

/** The bytes that a base64 text spells. */
export const unbase64 = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

// Python sorts keys by code point and JavaScript by code unit: they differ beyond the basic plane.
function byCodePoint(left, right) {
  const [a, b] = [[...left], [...right]];
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
    if (a[at] !== b[at]) return a[at].codePointAt(0) - b[at].codePointAt(0);
  }
  return a.length - b.length;
}

/** The one spelling of a JSON value: sorted keys, no spaces, whole numbers only. Throws a RangeError for anything else. */
export function canonical(value) {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number" && Number.isSafeInteger(value)) return String(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object") throw new RangeError(`${typeof value} ${value} has no canonical spelling`);
  const members = Object.keys(value).sort(byCodePoint);
  return `{${members.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
}

/** "sha256:" and the hexadecimal digest of a JSON value's canonical spelling. */
export async function digestOf(value) {
  const found = new Uint8Array(await crypto.subtle.digest("SHA-256", utf8(canonical(value))));
  return `sha256:${[...found].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/** Bytes that nobody can foresee. */
export const random = (count) => crypto.getRandomValues(new Uint8Array(count));
