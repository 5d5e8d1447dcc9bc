// What an officer has entered and not yet accepted, and the settings of a shift: both hidden under the PIN, and for one day.

import { hidden, shown } from "./keys.mjs";
import { all, change, forget, keep, kept } from "./store.mjs";

const DAY = 24 * 60 * 60 * 1000;

/** Things of one kind ("drafts" or "shifts"), one for each officer. */
async function opened(store, officer, now) {
  const there = await kept(store, officer.member);
  if (!there) return null;
  if (now - there.begun_at >= DAY) {
    await forget(store, officer.member);
    return null;
  }
  return shown(there, officer.keys.drafts);
}

/** The entry in progress of an officer, or null. */
export const draftOf = (officer, now = Date.now()) => opened("drafts", officer, now);

/** The settings of an officer's shift, or null. */
export const shiftOf = (officer, now = Date.now()) => opened("shifts", officer, now);

async function keepDraft(row) {
  let isOther = false;
  await change(["drafts"], ({ drafts }) => {
    drafts.get(row.member).onsuccess = ({ target }) => {
      isOther = Boolean(target.result) && !isOf(target.result, row.entry);
      if (!isOther) drafts.put(row);
    };
  });
  if (isOther) throw new AnotherDraft(row.entry);
}

/** Remember the settings of a shift. */
export async function keepShift(officer, shift, now = Date.now()) {
  await keep("shifts", { member: officer.member, begun_at: now, ...(await hidden(shift, officer.keys.drafts)) });
}

/** Erase an officer's draft when it is that of one entry, in a change that is under way. */
export function forgetDraft(drafts, member, entry) {
  drafts.get(member).onsuccess = ({ target }) => {
    if (target.result && isOf(target.result, entry)) drafts.delete(member);
  };
}

/** Throw away one entry of an officer; a draft of another one stays. */
export const thrownAway = ({ member }, { id }) => change(["drafts"], ({ drafts }) => forgetDraft(drafts, member, id));

// The id of the entry stands beside what is hidden: it says nothing. A draft without one was kept before they did.
const isOf = (row, entry) => (row.entry ?? entry) === entry;

/** Another entry of the officer is in progress, in another window: its draft is not replaced. */
export class AnotherDraft extends Error {}

/** Saves the draft of one entry, one after the other, always the latest. */
export class Draft {
  /** @param {(error: Error) => void} failed told when the disk takes nothing more */
  constructor(officer, failed) {
    this.officer = officer;
    this.failed = failed;
    this.latest = null;
    this.running = Promise.resolve();
    this.given_up = false;
    this.is_paused = false;
  }

  /** Save an entry soon. Resolves when it lies on the disk. */
  save(entry) {
    if (this.is_paused) return this.running;
    const waits = this.latest !== null;
    this.latest = entry;
    if (!waits) this.running = this.running.then(() => this.#write()).catch((error) => this.failed(error));
    return this.running;
  }

  async #write() {
    const entry = this.latest;
    this.latest = null;
    if (this.given_up || entry === null) return;
    const written = await hidden(entry, this.officer.keys.drafts);
    if (!this.given_up) await keepDraft({ member: this.officer.member, entry: entry.id, begun_at: Date.parse(entry.begun_at), ...written });
  }

  /** Save nothing until ``resume``; resolves when what was entered before is saved. */
  pause() {
    this.is_paused = true;
    return this.running;
  }

  /** Save again: the entry was not accepted. */
  resume() {
    this.is_paused = false;
  }

  /** Save nothing more: the entry was accepted, or thrown away. */
  async end() {
    this.given_up = true;
    await this.running;
  }
}

/** Erase an officer's draft and shift. */
export function forgetWork(member) {
  return change(["drafts", "shifts"], (stores) => {
    stores.drafts.delete(member);
    stores.shifts.delete(member);
  });
}

/** Erase what is older than a day, whoever began it; no PIN is needed for that. */
export async function forgetOld(now = Date.now()) {
  for (const store of ["drafts", "shifts"]) {
    for (const each of await all(store)) if (now - each.begun_at >= DAY) await forget(store, each.member);
  }
}
