// The recordings that the worker plays without a signal: those of the languages that were chosen on this phone, as far as there is
// room. They are public, and the same for everybody.

import { isFull, keep, kept } from "./store.mjs";

const CACHE = "firmground-recordings"; // as worker.js has it
const FOLDER = "/screening/recordings/";
export const MOST = 30_000_000; // bytes of all of them

const sizeOf = (all) => [...all.values()].reduce((sum, bytes) => sum + bytes, 0);

/** Names and sizes of the recordings of a language; one that speaks two texts counts once. */
const soundsIn = (told, tag) => new Map(Object.values(told.recordings?.[tag] ?? {}).map(({ name, bytes }) => [name, bytes]));

/** The chosen languages that find room, in the order in which they were chosen, and what that is. */
function wanted(told, tags) {
  let all = new Map();
  const found = [];
  for (const tag of tags) {
    const more = new Map([...all, ...soundsIn(told, tag)]);
    if (sizeOf(more) > MOST) continue;
    all = more;
    found.push(tag);
  }
  return { found, names: [...all.keys()] };
}

/** The chosen languages. */
export const chosen = async () => (await kept("phone", "recordings_in")) ?? [];

/** The languages that have recordings: how many bytes, and whether they are "kept", "some" (not all here), "no_room" or "not_kept". */
export async function spoken(told) {
  const [cache, tags] = [await caches.open(CACHE), await chosen()];
  const { found } = wanted(told, tags);
  const one = async ({ tag, name }) => {
    const sounds = soundsIn(told, tag);
    const here = await Promise.all([...sounds.keys()].map((each) => cache.match(FOLDER + each)));
    const state = !tags.includes(tag) ? "not_kept" : !found.includes(tag) ? "no_room" : here.every(Boolean) ? "kept" : "some";
    return { tag, name, state, bytes: sizeOf(sounds) };
  };
  return Promise.all(told.languages.filter(({ tag }) => soundsIn(told, tag).size).map(one));
}

/** Choose a language, or take it back; what is not chosen any more is erased at once. */
export async function choose(told, tag) {
  const tags = await chosen();
  await keep("phone", tags.includes(tag) ? tags.filter((each) => each !== tag) : [...tags, tag], "recordings_in");
  return keepChosen(told);
}

const digestOf = async (sound) => [...new Uint8Array(await crypto.subtle.digest("SHA-256", sound))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

async function isKept(cache, name) {
  const answer = await fetch(FOLDER + name, { credentials: "omit" });
  const sound = answer.ok ? await answer.arrayBuffer() : null;
  if (!sound || (await digestOf(sound)) !== name.split(".")[0]) return false;
  try {
    await cache.put(FOLDER + name, new Response(sound, { headers: answer.headers }));
    return true;
  } catch (error) {
    if (!isFull(error)) throw error;
    return false;
  }
}

/** Fetch what is chosen and not yet here, and erase the rest. Gives whether all of it is here; a sound of another digest is not kept. */
export async function keepChosen(told) {
  const tags = await chosen();
  if (tags.length === 0) return caches.delete(CACHE).then(() => true);
  const [cache, { names }] = [await caches.open(CACHE), wanted(told, tags)];
  const addresses = new Set(names.map((name) => FOLDER + name));
  for (const { url } of await cache.keys()) if (!addresses.has(new URL(url).pathname)) await cache.delete(url);
  let isWhole = true;
  for (const name of names) {
    if (await cache.match(FOLDER + name)) continue;
    isWhole = (await isKept(cache, name)) && isWhole;
  }
  return isWhole;
}

/** Make room for what cannot be fetched again. */
export const forgetRecordings = () => caches.delete(CACHE);
