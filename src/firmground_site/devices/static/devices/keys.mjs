// An officer's keys on this phone: made at enrolment, and wrapped under what only the PIN and this phone together give.

import { base64, canonical, random, textOf, utf8 } from "./bytes.mjs";

const ROUNDS = 600_000; // of PBKDF2-SHA-256
const AES = { name: "AES-GCM", length: 256 };
const SIGNING = { name: "ECDSA", namedCurve: "P-256" };
const SEALING = { name: "ECDH", namedCurve: "P-256" };

/** A key of this phone that no script can read out again; it is kept as it is. */
export const makePhoneKey = () => crypto.subtle.importKey("raw", random(32), "HKDF", false, ["deriveKey"]);

async function fromPin(pin, salt) {
  const typed = await crypto.subtle.importKey("raw", utf8(pin.normalize("NFKC")), "PBKDF2", false, ["deriveBits"]);
  return crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS }, typed, 256);
}

async function derived(pin, salt, phoneKey) {
  const stretched = await fromPin(pin, salt);
  const made = (info) => ({ name: "HKDF", hash: "SHA-256", salt: stretched, info: utf8(info) });
  const [wrapping, drafts] = await Promise.all([
    crypto.subtle.deriveKey(made("firmground wrapping"), phoneKey, AES, false, ["wrapKey", "unwrapKey"]),
    crypto.subtle.deriveKey(made("firmground drafts"), phoneKey, AES, false, ["encrypt", "decrypt"]),
  ]);
  return { wrapping, drafts };
}

async function wrapped(key, wrapping) {
  const nonce = random(12);
  return { nonce, wrapped: await crypto.subtle.wrapKey("pkcs8", key, wrapping, { name: "AES-GCM", iv: nonce }) };
}

const unwrapped = ({ nonce, wrapped }, wrapping, kind, uses) =>
  crypto.subtle.unwrapKey("pkcs8", wrapped, wrapping, { name: "AES-GCM", iv: nonce }, kind, false, uses);

/** New keys for an officer: what is kept of them, and the public halves (raw points in base64) for the server. */
export async function makeKeys(pin, phoneKey) {
  const salt = random(16);
  const { wrapping } = await derived(pin, salt, phoneKey);
  const signing = await crypto.subtle.generateKey(SIGNING, true, ["sign", "verify"]);
  const sealing = await crypto.subtle.generateKey(SEALING, true, ["deriveBits"]);
  const point = async (pair) => base64(await crypto.subtle.exportKey("raw", pair.publicKey));
  const points = { signing: await point(signing), sealing: await point(sealing) };
  const hidden = { signing: await wrapped(signing.privateKey, wrapping), sealing: await wrapped(sealing.privateKey, wrapping) };
  return { kept: { salt, ...hidden, points }, points };
}

/** The keys again, for use in memory only. Throws an OperationError for a wrong PIN. */
export async function unwrapKeys(pin, { salt, signing, sealing, points }, phoneKey) {
  const { wrapping, drafts } = await derived(pin, salt, phoneKey);
  return {
    drafts,
    signing: await unwrapped(signing, wrapping, SIGNING, ["sign"]),
    sealing: { private: await unwrapped(sealing, wrapping, SEALING, ["deriveBits"]), public: points.sealing },
  };
}

/** The officer's signature (raw, base64) over everything else in a value. */
export async function signature(value, signing) {
  const { signature: _, ...rest } = value;
  return base64(await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, signing, utf8(canonical(rest))));
}

/** A value that only this officer, on this phone, can read again: for drafts. */
export async function hidden(value, drafts) {
  const nonce = random(12);
  return { nonce, hidden: await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce }, drafts, utf8(JSON.stringify(value))) };
}

/** What was hidden. Throws an OperationError under another key. */
export async function shown({ nonce, hidden }, drafts) {
  return JSON.parse(textOf(await crypto.subtle.decrypt({ name: "AES-GCM", iv: nonce }, drafts, hidden)));
}
