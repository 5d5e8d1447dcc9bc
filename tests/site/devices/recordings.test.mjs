// Runs what keeps and plays recordings without a signal under Node: node --test tests/site/devices/recordings.test.mjs

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { beforeEach, describe, it } from "node:test";
import { runInNewContext } from "node:vm";
import { choose, forgetRecordings, keepChosen, MOST, spoken } from "../../../src/firmground_site/devices/static/devices/recordings.mjs";
import { change } from "../../../src/firmground_site/devices/static/devices/store.mjs";
import { Voice } from "../../../src/firmground_site/screening/static/screening/voice.mjs";
import { storeInMemory } from "./store_in_memory.mjs";

globalThis.indexedDB = storeInMemory();
const FOLDER = "/screening/recordings/";
const KEPT = { version: "1", shell: "/phone/", files: [], recordings: FOLDER };
const source = readFileSync(new URL("../../../src/firmground_site/devices/static/devices/worker.js", import.meta.url), "utf8");
const name = async (sound) => `${Buffer.from(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(sound))).toString("hex")}.wav`;
const names = { one: await name("one"), two: await name("two"), three: await name("three") };
const language = (tag) => ({ tag, name: tag });
const told = (bytes = 10) => ({
  languages: ["ar", "th", "en"].map(language),
  recordings: { ar: { a: { name: names.one, bytes }, b: { name: names.two, bytes } }, th: { a: { name: names.two, bytes }, b: { name: names.three, bytes } } },
});
const kept = new Map();
const asked = [];
const whole = (address) => new URL(address, "https://site.example").href;

function emptyCaches() {
  kept.clear();
  const open = async (cache) => ({
    match: async (address) => kept.get(`${cache} ${whole(address)}`)?.clone(),
    put: async (address, answer) => kept.set(`${cache} ${whole(address)}`, answer),
    delete: async (address) => kept.delete(`${cache} ${whole(address)}`),
    keys: async () => [...kept.keys()].map((each) => ({ url: each.split(" ")[1] })),
  });
  const match = async (address, { cacheName }) => (await open(cacheName)).match(address);
  globalThis.caches = { open, match, delete: async (cache) => [...kept.keys()].filter((each) => each.startsWith(`${cache} `)).forEach((each) => kept.delete(each)) };
}

const served = (sounds) => async (address, { credentials } = {}) => {
  asked.push([address, credentials]);
  const sound = sounds[address.replace(FOLDER, "")];
  return sound === undefined ? new Response("", { status: 404 }) : new Response(sound, { headers: { "Content-Type": "audio/wav" } });
};
const ALL = { [names.one]: "one", [names.two]: "two", [names.three]: "three" };
const states = async (of = told()) => Object.fromEntries((await spoken(of)).map(({ tag, state, bytes }) => [tag, [state, bytes]]));

beforeEach(async () => {
  emptyCaches();
  asked.length = 0;
  await change(["phone"], ({ phone }) => phone.clear());
  globalThis.fetch = served(ALL);
});

describe("Recordings", () => {
  it("are kept for the chosen languages only, each sound once, and erased when a language is taken back", async () => {
    assert.deepEqual(await states(), { ar: ["not_kept", 20], th: ["not_kept", 20] });
    assert.equal(await keepChosen(told()), true);
    assert.deepEqual(asked, []);
    assert.equal(await choose(told(), "ar"), true);
    assert.deepEqual(await states(), { ar: ["kept", 20], th: ["not_kept", 20] });
    assert.equal(await choose(told(), "th"), true);
    assert.deepEqual(asked, [names.one, names.two, names.three].map((each) => [FOLDER + each, "omit"]));
    await choose(told(), "ar");
    assert.deepEqual([await states(), kept.size], [{ ar: ["not_kept", 20], th: ["kept", 20] }, 2]);
    await choose(told(), "th");
    assert.equal(kept.size, 0);
  });
  it("follow the definitions: what is not spoken any more goes, and what is new comes", async () => {
    await choose(told(), "ar");
    const later = { ...told(), recordings: { ar: { a: { name: names.three, bytes: 5 } } } };
    assert.equal(await keepChosen(later), true);
    assert.deepEqual([...kept.keys()], [`firmground-recordings ${whole(FOLDER + names.three)}`]);
    assert.equal(await keepChosen({ languages: told().languages }), true);
    assert.equal(kept.size, 0);
  });
  it("take no more room than there is for them, and say so", async () => {
    const large = told(MOST / 3);
    await choose(large, "ar");
    await choose(large, "th");
    assert.equal((await states(large)).th[0], "kept"); // three sounds, of which both have one
    const larger = told(MOST / 2);
    await keepChosen(larger);
    assert.deepEqual([(await states(larger)).ar[0], (await states(larger)).th[0], kept.size], ["kept", "no_room", 2]);
  });
  it("that are not there, or not what their name says, are not kept, and are asked for again", async () => {
    globalThis.fetch = served({ [names.one]: "another sound" });
    assert.equal(await choose(told(), "ar"), false);
    assert.deepEqual([(await states()).ar[0], kept.size], ["some", 0]);
    globalThis.fetch = async () => Promise.reject(new TypeError("no signal"));
    await assert.rejects(keepChosen(told()), TypeError);
    globalThis.fetch = served(ALL);
    assert.equal(await keepChosen(told()), true);
    await forgetRecordings();
    assert.equal((await states()).ar[0], "some");
  });
  it("for which the disk has no room are left out, and nothing else is disturbed", async () => {
    const open = caches.open;
    caches.open = async (cache) => ({ ...(await open(cache)), put: async () => Promise.reject(new DOMException("full", "QuotaExceededError")) });
    assert.equal(await choose(told(), "ar"), false);
  });
});

describe("The worker", () => {
  const worker = () => {
    const listeners = {};
    const self = { addEventListener: (kind, act) => (listeners[kind] = act), location: { origin: "https://site.example" }, clients: { claim: async () => {} } };
    const globals = { self, caches, fetch: async () => new Response("from the site"), Response, URL, Set, Promise, Number, Math };
    runInNewContext(`const KEPT = ${JSON.stringify(KEPT)};\n${source}`, globals);
    return listeners;
  };
  const answered = async (listeners, address, headers = {}) => {
    let given;
    listeners.fetch({ request: { url: whole(address), method: "GET", mode: "no-cors", headers: new Headers(headers) }, respondWith: (answer) => (given = answer) });
    return given;
  };
  for (const [range, status, text, said] of [
    [undefined, 200, "three", null],
    ["bytes=0-", 206, "three", "bytes 0-4/5"],
    ["bytes=1-2", 206, "hr", "bytes 1-2/5"],
    ["bytes=3-99", 206, "ee", "bytes 3-4/5"],
    ["bytes=9-", 416, "", "bytes */5"],
  ]) {
    it(`plays a recording without a signal when a player asks for ${range ?? "all of it"}`, async () => {
      await choose(told(), "th");
      const answer = await answered(worker(), FOLDER + names.three, range ? { Range: range } : {});
      assert.deepEqual([answer.status, await answer.text(), answer.headers.get("Content-Range")], [status, text, said]);
    });
  }
  it("asks the site for a recording that is not kept, and leaves other addresses alone", async () => {
    assert.equal(await (await answered(worker(), FOLDER + names.one)).text(), "from the site");
    assert.equal(await answered(worker(), "/screening/questions.json"), undefined);
  });
  it("lets recordings be when a new version of the page takes over", async () => {
    await choose(told(), "th");
    const gone = [];
    caches.keys = async () => ["firmground-phone-0", "firmground-phone-1", "firmground-recordings"];
    caches.delete = async (cache) => gone.push(cache);
    let waits;
    worker().activate({ waitUntil: (until) => (waits = until) });
    await waits;
    assert.deepEqual(gone, ["firmground-phone-0"]);
  });
});

describe("Reading aloud", () => {
  const words = { key: "a", text: "Words", language: { tag: "ar" } };
  const spokenBy = [];
  const synthesis = { getVoices: () => [{ localService: true, lang: "ar" }], cancel() {}, speak: (said) => (spokenBy.push(said.text), said.end()) };
  const players = [];
  beforeEach(() => {
    spokenBy.length = players.length = 0;
    globalThis.SpeechSynthesisUtterance = class {
      constructor(text) {
        this.text = text;
      }
      addEventListener(kind, act) {
        this[kind] = act;
      }
    };
    globalThis.Audio = class {
      constructor(address) {
        Object.assign(this, { address, heard: {} });
        players.push(this);
      }
      addEventListener(kind, act) {
        this.heard[kind] = act;
      }
      pause() {}
      play = () => (this.address.endsWith(names.one) ? Promise.resolve(this.heard.ended()) : Promise.reject(new Error("no signal")));
    };
  });
  for (const [which, by] of [["one", []], ["two", ["Words"]]]) {
    it(by.length ? "leaves the words to the device where a recording cannot be had" : "plays the recording and nothing else", async () => {
      const voice = new Voice({ recordings: { ar: { a: { name: names[which] } } }, synthesis });
      assert.equal(await voice.read([words]), true);
      assert.deepEqual([players.length, spokenBy], [1, by]);
    });
  }
  it("says nothing after it was stopped while a recording could not be had", async () => {
    const voice = new Voice({ recordings: { ar: { a: { name: names.two } } }, synthesis });
    const reading = voice.read([words]);
    voice.stop();
    assert.deepEqual([await reading, spokenBy], [null, []]);
  });
});
