// Everything that the phone keeps, in one IndexedDB. A change is told as done only once it lies on the disk.

const NAME = "firmground-phone";
const VERSION = 1;
const STORES = { phone: null, officers: "member", drafts: "member", shifts: "member", outbox: "id", receipts: "id", debriefings: "id" };

let opening; // a promise, so that two who ask at once share one connection

const settled = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new DOMException("another window holds the store", "InvalidStateError"));
  });

/** The open store. Another window with a newer version may ask this one to let go; it is then opened again when needed. */
function open() {
  opening ??= connected().catch((error) => {
    opening = undefined;
    throw error;
  });
  return opening;
}

async function connected() {
  const asked = indexedDB.open(NAME, VERSION);
  asked.onupgradeneeded = () => {
    for (const [name, keyPath] of Object.entries(STORES)) {
      if (!asked.result.objectStoreNames.contains(name)) asked.result.createObjectStore(name, keyPath ? { keyPath } : undefined);
    }
  };
  const database = await settled(asked);
  database.onversionchange = database.onclose = () => {
    database.close();
    opening = undefined;
  };
  return database;
}

/**
 * Change several things at once, or none of them. Resolves when the change is on the disk.
 * @param {string[]} names the stores that it touches
 * @param {(stores: Record<string, IDBObjectStore>) => void} change asks for the changes, without waiting in between
 * @throws {DOMException} QuotaExceededError when the disk is full; nothing was then changed
 */
export async function change(names, ask) {
  const transaction = (await open()).transaction(names, "readwrite", { durability: "strict" });
  const finished = new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new DOMException("the change was given up", "AbortError"));
  });
  try {
    ask(Object.fromEntries(names.map((name) => [name, transaction.objectStore(name)])));
  } catch (error) {
    transaction.abort();
    await finished.catch(() => {});
    throw error;
  }
  return finished;
}

/** One kept thing by its key; undefined when there is none. */
export async function kept(name, key) {
  return settled((await open()).transaction(name).objectStore(name).get(key));
}

/** All kept things of a store. */
export async function all(name) {
  return settled((await open()).transaction(name).objectStore(name).getAll());
}

/** Keep one thing. */
export const keep = (name, value, key) => change([name], (stores) => stores[name].put(value, key));

/** Forget one thing; without it there, nothing happens. */
export const forget = (name, key) => change([name], (stores) => stores[name].delete(key));

/** Whether an error says that there is no room left. */
export const isFull = (error) => error?.name === "QuotaExceededError" || error?.inner?.name === "QuotaExceededError";
