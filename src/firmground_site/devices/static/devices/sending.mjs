// Sends what was sealed, as soon as there is a signal, and takes receipts. It needs nobody's PIN and opens nothing.

import { batches, notTaken, outboxSummary, receive, waitAgain } from "./outbox.mjs";
import { kept } from "./store.mjs";

const MOST = 400_000; // bytes in one batch; the server takes 500,000
const FIRST_PAUSE = 5_000; // milliseconds before the next try
const LONGEST_PAUSE = 5 * 60_000;

/** Why the server took nothing: ``again`` says whether it is worth trying later. */
export class NotTaken extends Error {
  constructor(status, again, body = {}) {
    super(`the server answered ${status}`);
    Object.assign(this, { status, again, body });
  }
}

/** Ask the server something as this device. No cookie goes along. */
export async function asDevice(address, body) {
  const [id, token] = [await kept("phone", "device"), await kept("phone", "token")];
  const headers = { "Content-Type": "application/json", Authorization: `Device ${id}.${token}` };
  const sent = { method: "POST", headers, body: JSON.stringify(body), credentials: "omit", cache: "no-store" };
  const answer = await fetch(address, { ...sent, signal: AbortSignal.timeout(60_000) });
  const said = (answer.headers.get("Content-Type") ?? "").startsWith("application/json") ? await answer.json() : {};
  const isOurs = Boolean(said.refused || said.revoked); // else somebody on the way has answered, such as a network that asks to sign in
  if (!answer.ok) throw new NotTaken(answer.status, !isOurs || answer.status === 429 || answer.status >= 500, said);
  return said;
}

/** Send some entries. When the server does not take them together, the one that it does not take is found and set aside. */
async function send(entries) {
  try {
    const { receipts } = await asDevice("/phone/entries", { entries });
    await receive(receipts);
  } catch (error) {
    if (!(error instanceof NotTaken) || ![400, 413].includes(error.status) || !error.body.refused) throw error;
    if (entries.length === 1) return notTaken(entries[0].id);
    const half = Math.ceil(entries.length / 2);
    await send(entries.slice(0, half));
    await send(entries.slice(half));
  }
  return undefined;
}

async function sendAll() {
  for (const entries of await batches(MOST)) await send(entries);
}

/** Sends by itself: on the start, when the signal comes back, after a new entry, and again after a pause that grows. */
export class Sending {
  /**
   * @param {() => Promise<void>} pull fetches what is new; called when everything was sent, or the server asks to send later
   * @param {(state: string) => void} tell told "sending", "sent", "not_all", "too_much" or "waiting" whenever that changes
   */
  constructor(pull, tell) {
    this.pull = pull;
    this.tell = tell;
    this.pause = FIRST_PAUSE;
    this.timer = null;
    this.running = null;
    this.is_asked = false; // whether somebody asked since what waits was last looked at
    window.addEventListener("online", () => this.now());
  }

  /** As ``now``, and with the entries that were not taken before. */
  async again() {
    await waitAgain();
    return this.now();
  }

  /** Send now, or once more after what is already being sent. Gives what ``tell`` is told last. */
  now() {
    clearTimeout(this.timer);
    this.is_asked = true;
    this.running ??= this.#locked().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  // Two windows of one phone send one after the other, since a lock is held by one of them only.
  #locked() {
    return navigator.locks.request("firmground-sending", () => this.#send());
  }

  async #send() {
    if (!(await kept("phone", "token"))) return "waiting";
    this.tell("sending");
    try {
      while (this.is_asked) {
        this.is_asked = false;
        // What became of earlier entries is fetched also while no more are taken: it may say that a person has looked at them.
        const later = await sendAll().catch((error) => (error.status === 429 ? error : Promise.reject(error)));
        await this.pull();
        if (later) throw later;
      }
      this.pause = FIRST_PAUSE;
      const state = (await outboxSummary()).count ? "not_all" : "sent";
      this.tell(state);
      return state;
    } catch (error) {
      const is = error instanceof NotTaken ? error.again : error instanceof TypeError || error.name === "TimeoutError";
      const state = error.body?.refused === "too_much_waits" ? "too_much" : "waiting";
      if (is) this.#later();
      this.tell(state);
      if (!is && !(error instanceof NotTaken)) throw error;
      return state;
    }
  }

  #later() {
    this.timer = setTimeout(() => this.now(), this.pause * (0.75 + Math.random() / 2));
    this.pause = Math.min(LONGEST_PAUSE, this.pause * 2);
  }
}
