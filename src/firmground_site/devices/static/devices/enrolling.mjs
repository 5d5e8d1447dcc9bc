// Asks the server who is signed in, and tells it the public halves of an officer's new keys.

import { enrolled, prepared, unlocked } from "./officers.mjs";
import { all, change, kept } from "./store.mjs";

const ADDRESS = "/phone/enrol";

/** Raised when the server did not take it; the message says why, in the language of the site. */
export class NotEnrolled extends Error {}

/** Who is signed in on the site: {state: "ready", csrf, officer}, or only a state "offline", "nobody" or "not_yours". */
export async function whoIsThere() {
  try {
    const answer = await fetch(ADDRESS, { redirect: "manual", cache: "no-store", headers: { Accept: "application/json" } });
    if (answer.ok) return { state: "ready", ...(await answer.json()) };
    return { state: answer.type === "opaqueredirect" ? "nobody" : "not_yours" };
  } catch (error) {
    if (error instanceof TypeError) return { state: "offline" };
    throw error;
  }
}

/** This phone's id and token. A revoked phone with an empty outbox may begin anew, as another phone. */
async function identity() {
  if ((await kept("phone", "revoked")) && (await all("outbox")).length === 0) {
    await change(["phone"], ({ phone }) => ["device", "token", "label", "since", "revoked", "left"].forEach((name) => phone.delete(name)));
  }
  return { device: (await kept("phone", "device")) ?? crypto.randomUUID(), token: await kept("phone", "token") };
}

/**
 * Enrol whoever is signed in, under a new PIN. Gives the officer, unlocked.
 * @param {{csrf: string}} there as ``whoIsThere`` gave it
 * @param {{label: string, pin: string}} typed
 */
export async function enrol({ csrf }, { label, pin }) {
  const { device, token } = await identity();
  const keys = await prepared(pin);
  const headers = { "Content-Type": "application/json", "X-CSRFToken": csrf, Accept: "application/json" };
  if (token) headers.Authorization = `Device ${device}.${token}`;
  const body = JSON.stringify({ device, label, signing_key: keys.points.signing, sealing_key: keys.points.sealing });
  const answer = await fetch(ADDRESS, { method: "POST", headers, body, redirect: "manual" });
  const told = (answer.headers.get("Content-Type") ?? "").startsWith("application/json") ? await answer.json() : {};
  if (!answer.ok) throw new NotEnrolled((told.reasons ?? []).join(" ") || String(answer.status));
  const phone = { device, label: told.device.label, server: told.key };
  if (told.token) Object.assign(phone, { token: told.token, since: 0 });
  const { member, name, agency } = told.officer;
  await enrolled({ member, name, agency }, keys.kept, phone);
  return unlocked(member, pin);
}
