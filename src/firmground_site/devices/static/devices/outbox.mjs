// What was accepted and sealed, until the server says that it has it. Of an entry nobody sees more than its age and state.

import { digestOf } from "./bytes.mjs";
import { forgetDraft } from "./draft.mjs";
import { signature } from "./keys.mjs";
import { sealed } from "./sealing.mjs";
import { all, change, kept } from "./store.mjs";

const MOST_ENTRIES = 50; // in one batch; each is a transaction of its own on the server

/**
 * Accept an entry: sign it, seal it, and put it into the outbox in place of its own draft. It lies on the disk when this resolves.
 * @param {object} entry what was entered, without a signature
 * @throws {DOMException} QuotaExceededError when there is no room; the draft is then as it was
 */
export async function accept(entry, officer) {
  const key = await kept("phone", "server");
  const signed = { ...entry, signature: await signature(entry, officer.keys.signing) };
  const envelope = await sealed(signed, entry, key);
  const row = { id: entry.id, envelope, digest: await digestOf(envelope), accepted_at: Date.now(), state: "waiting" };
  await change(["outbox", "drafts", "debriefings"], (stores) => {
    stores.outbox.add(row);
    forgetDraft(stores.drafts, officer.member, entry.id);
    if (entry.prepared) stores.debriefings.delete(entry.prepared);
  });
}

/** How many entries wait, and since when (milliseconds) the oldest does; null when none does. */
export async function outboxSummary(now = Date.now()) {
  const waiting = await all("outbox");
  const oldest = waiting.length ? now - Math.min(...waiting.map((each) => each.accepted_at)) : null;
  return { count: waiting.length, oldest, rows: waiting.map(({ accepted_at, state }) => ({ age: now - accepted_at, state })) };
}

/** Batches of waiting entries, the oldest first, none of them larger than ``most`` bytes unless one entry is. */
export async function batches(most) {
  const waiting = (await all("outbox")).filter((each) => each.state === "waiting").sort((a, b) => a.accepted_at - b.accepted_at);
  const made = [];
  let room = 0;
  for (const { envelope } of waiting) {
    const size = JSON.stringify(envelope).length + 1;
    if (made.length === 0 || size > room || made.at(-1).length === MOST_ENTRIES) {
      made.push([]);
      room = most;
    }
    made.at(-1).push(envelope);
    room -= size;
  }
  return made;
}

/** Mark an entry that the server does not take at all, so that it does not keep others from being sent. It is not erased. */
export async function notTaken(id) {
  const row = await kept("outbox", id);
  if (row) await change(["outbox"], ({ outbox }) => outbox.put({ ...row, state: "not_taken" }));
}

/** How many entries the server did not take at all. */
export const setAside = async () => (await all("outbox")).filter((each) => each.state === "not_taken").length;

/** Let those that were not taken wait again: whoever refused them may not have been the server, or it may have been mended. */
export async function waitAgain() {
  const rows = (await all("outbox")).filter((each) => each.state === "not_taken");
  await change(["outbox"], ({ outbox }) => rows.forEach((row) => outbox.put({ ...row, state: "waiting" })));
}

/** Take receipts: an entry goes only for a receipt with its own digest, whatever its state. Gives how many went. */
export async function receive(receipts) {
  const waiting = new Map((await all("outbox")).map((each) => [each.id, each]));
  const ours = receipts.filter(({ id, digest }) => waiting.get(id)?.digest === digest);
  await change(["outbox", "receipts"], (stores) => {
    for (const { id, state, at } of ours) {
      stores.outbox.delete(id);
      stores.receipts.put({ id, state, at });
    }
  });
  return ours.length;
}

/** Take what became of entries later, such as one that a person has looked at. */
export async function update(receipts) {
  const known = new Set((await all("receipts")).map((each) => each.id));
  await change(["receipts"], (stores) => {
    for (const { id, state, at } of receipts) if (known.has(id)) stores.receipts.put({ id, state, at });
  });
}

/** The receipts, the latest first. */
export async function receipts() {
  return (await all("receipts")).sort((a, b) => (a.at < b.at ? 1 : -1));
}
