// Who uses this phone. Each officer has keys under a PIN; five wrong PINs erase that officer's keys and drafts, never the outbox.

import { makeKeys, makePhoneKey, unwrapKeys } from "./keys.mjs";
import { all, change, keep, kept } from "./store.mjs";

export const TRIES = 5;
export const SHORTEST_PIN = 6;
const OWN = ["officers", "drafts", "shifts", "debriefings"];

/** The officers of this phone, by name. */
export async function officers() {
  return (await all("officers")).sort((a, b) => a.name.localeCompare(b.name));
}

/** The key that belongs to this phone and to nobody; made when it is first asked for. */
async function phoneKey() {
  const there = await kept("phone", "key");
  if (there) return there;
  const made = await makePhoneKey();
  await keep("phone", made, "key");
  return made;
}

/** New keys for an officer who is about to be enrolled; nothing of the officer is kept yet. */
export const prepared = async (pin) => makeKeys(pin, await phoneKey());

/** Keep an officer whom the server took, with what it said of the phone. */
export function enrolled(officer, keys, phone) {
  return change(["officers", "phone", "drafts", "shifts"], (stores) => {
    stores.officers.put({ ...officer, ...keys, tries: 0 });
    stores.drafts.delete(officer.member); // under keys that are no more
    stores.shifts.delete(officer.member);
    for (const [name, value] of Object.entries(phone)) stores.phone.put(value, name);
  });
}

/** Why a PIN did not open anything: ``left`` tries are left, 0 when the keys were erased. */
export class WrongPin extends Error {
  constructor(left) {
    super(`wrong PIN, ${left} left`);
    this.left = left;
  }
}

/**
 * The officer's keys, in memory. Each try is counted on the disk before it is made, so that stopping the browser wins nothing.
 * @throws {WrongPin}
 */
export async function unlocked(member, pin) {
  const officer = await kept("officers", member);
  if (!officer) throw new WrongPin(0);
  const tries = officer.tries + 1;
  await keep("officers", { ...officer, tries });
  try {
    const keys = await unwrapKeys(pin, officer, await phoneKey());
    await keep("officers", { ...officer, tries: 0 });
    return { member, name: officer.name, keys };
  } catch (error) {
    if (error.name !== "OperationError") throw error;
    if (tries >= TRIES) await erased(member);
    throw new WrongPin(Math.max(0, TRIES - tries));
  }
}

/** Erase one officer from this phone: keys, draft, shift and prepared debriefings. What was sealed stays and is sent. */
export const erased = (member) => erasedAnd(member, () => {});

async function erasedAnd(member, ask) {
  const theirs = (await all("debriefings")).filter((each) => each.member === member).map((each) => each.id);
  await change([...OWN, "phone"], (stores) => {
    for (const name of ["officers", "drafts", "shifts"]) stores[name].delete(member);
    for (const id of theirs) stores.debriefings.delete(id);
    ask(stores);
  });
}

/** An officer stops using this phone: all of theirs is erased, and what the server is told of it waits for a signal. */
export async function left(member) {
  const officer = await kept("officers", member);
  await erasedAnd(member, ({ phone }) => {
    if (!officer) return;
    const gone = { member, signing_key: officer.points.signing };
    phone.get("left").onsuccess = ({ target }) => phone.put([...(target.result ?? []), gone], "left");
  });
}

/** Erase everything that could be read on this phone. What was sealed stays and is sent, and so does what sending needs. */
export function erasedAll() {
  return change([...OWN, "phone"], (stores) => {
    for (const name of OWN) stores[name].clear();
    stores.phone.delete("key");
  });
}
