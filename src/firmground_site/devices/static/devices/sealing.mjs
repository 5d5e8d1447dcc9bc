// Seals an entry to a public key: ECDH P-256 with a key made for this once, HKDF-SHA-256, AES-256-GCM. What was sealed here
// cannot be opened here: the private half of the key of once is never kept.

import { base64, canonical, random, textOf, unbase64, utf8 } from "./bytes.mjs";

const CURVE = { name: "ECDH", namedCurve: "P-256" };
const BLOCK = 4096; // what is sealed is as long as a multiple of this, so that its length says nothing
export const FORMAT = "firmground-sealed-1";

/** A plaintext as bytes: spaces after its JSON, up to the next multiple of a block. */
export function padded(text) {
  const bytes = utf8(text);
  const whole = new Uint8Array(Math.ceil(bytes.length / BLOCK) * BLOCK).fill(0x20);
  whole.set(bytes);
  return whole;
}

const pointIn = (written) => crypto.subtle.importKey("raw", unbase64(written), CURVE, false, []);

// The salt has both points in it (SEC 1, section 3.6): a secret belongs to one envelope for one reader.
async function keyBetween(mine, theirs, { ephemeral, recipient }, uses) {
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, mine, 256);
  const secret = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const salt = new Uint8Array([...unbase64(ephemeral), ...unbase64(recipient)]);
  const made = { name: "HKDF", hash: "SHA-256", salt, info: utf8(FORMAT) };
  return crypto.subtle.deriveKey(made, secret, { name: "AES-GCM", length: 256 }, false, uses);
}

const guarded = (header) => ({ name: "AES-GCM", iv: unbase64(header.nonce), additionalData: utf8(canonical(header)) });

/**
 * An envelope that only the holder of the private key can open.
 * @param {object} value what to seal, as JSON
 * @param {{id: string, kind: string, device: string}} about what the envelope says on its outside
 * @param {{id: string, public: string}} key whose the public key is, and its raw point in base64
 */
export async function sealed(value, { id, kind, device }, key) {
  const once = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
  const ephemeral = base64(await crypto.subtle.exportKey("raw", once.publicKey));
  const header = { format: FORMAT, id, kind, device, key: key.id, ephemeral, nonce: base64(random(12)) };
  const secret = await keyBetween(once.privateKey, await pointIn(key.public), { ephemeral, recipient: key.public }, ["encrypt"]);
  const bytes = await crypto.subtle.encrypt(guarded(header), secret, padded(canonical(value)));
  return { ...header, sealed: base64(bytes) };
}

/**
 * What an envelope holds that was sealed to us. Throws an OperationError when it was sealed to another key, or altered.
 * @param {{private: CryptoKey, public: string}} key ours
 */
export async function opened(envelope, key) {
  const { sealed: bytes, ...header } = envelope;
  const points = { ephemeral: header.ephemeral, recipient: key.public };
  const secret = await keyBetween(key.private, await pointIn(header.ephemeral), points, ["decrypt"]);
  return JSON.parse(textOf(await crypto.subtle.decrypt(guarded(header), secret, unbase64(bytes))));
}
