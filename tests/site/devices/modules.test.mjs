// Runs the phone's modules that need no page under Node: node --test tests/site/devices/modules.test.mjs

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { beforeEach, describe, it } from "node:test";
import { canonical, digestOf, textOf, unbase64, utf8 } from "../../../src/firmground_site/devices/static/devices/bytes.mjs";
import { pulled } from "../../../src/firmground_site/devices/static/devices/changes.mjs";
import { AnotherDraft, Draft, draftOf, thrownAway } from "../../../src/firmground_site/devices/static/devices/draft.mjs";
import { answer, begun, plaintext, problems, taken, typed } from "../../../src/firmground_site/devices/static/devices/entry.mjs";
import { begin } from "../../../src/firmground_site/devices/static/devices/filling.mjs";
import { hidden, makeKeys, makePhoneKey, shown, signature, unwrapKeys } from "../../../src/firmground_site/devices/static/devices/keys.mjs";
import { tellWhoLeft } from "../../../src/firmground_site/devices/static/devices/leaving.mjs";
import { askToKeep } from "../../../src/firmground_site/devices/static/devices/news.mjs";
import { left } from "../../../src/firmground_site/devices/static/devices/officers.mjs";
import { accept } from "../../../src/firmground_site/devices/static/devices/outbox.mjs";
import { home } from "../../../src/firmground_site/devices/static/devices/screen_home.mjs";
import { opened, padded, sealed } from "../../../src/firmground_site/devices/static/devices/sealing.mjs";
import { Sending } from "../../../src/firmground_site/devices/static/devices/sending.mjs";
import { all, change, keep, kept } from "../../../src/firmground_site/devices/static/devices/store.mjs";
import { preferred, Words } from "../../../src/firmground_site/devices/static/devices/words.mjs";
import { storeInMemory } from "./store_in_memory.mjs";

globalThis.indexedDB = storeInMemory();
globalThis.window = { addEventListener() {} };
Object.defineProperty(globalThis, "navigator", { value: { locks: { request: (_, act) => act() } }, configurable: true });
const vectors = JSON.parse(readFileSync(new URL("vectors.json", import.meta.url), "utf8"));
const pointOf = (key) => ({ id: "0123456789abcdef", public: key });
const privateKey = (jwk, name, uses) => crypto.subtle.importKey("jwk", jwk, { name, namedCurve: "P-256" }, false, uses);
const published = { instrument: "first", digest: "sha256:00" };
const definition = {
  questions: [
    { id: "held", kind: "yes_no" },
    { id: "age", kind: "number", least: 0, most: 120 },
  ],
};

describe("Bytes", () => {
  it("spells a value as the server does", async () => {
    assert.equal(canonical(vectors.plain), vectors.canonical);
    assert.equal(await digestOf(vectors.envelope), vectors.digest);
  });
  it("sorts keys by code point, as Python does", () => {
    assert.equal(canonical({ "\u{1f600}": 1, "\uff5e": 2, a: 3 }), '{"a":3,"\uff5e":2,"\u{1f600}":1}');
  });
  for (const wrong of [1.5, undefined, Number.NaN, () => 0]) {
    it(`refuses ${String(wrong)}, which has no one spelling`, () => assert.throws(() => canonical({ wrong }), RangeError));
  }
});

describe("Sealing", () => {
  it("opens what the server seals", async () => {
    const key = { private: await privateKey(vectors.server.private, "ECDH", ["deriveBits"]), public: vectors.server.public };
    assert.deepEqual(await opened(vectors.envelope, key), vectors.signed);
  });
  it("seals what only the private key opens, and never twice alike", async () => {
    const key = { private: await privateKey(vectors.server.private, "ECDH", ["deriveBits"]), public: vectors.server.public };
    const about = { id: "a", kind: "screening", device: "b" };
    const [first, second] = [await sealed(vectors.plain, about, vectors.server), await sealed(vectors.plain, about, vectors.server)];
    assert.deepEqual(await opened(first, key), vectors.plain);
    assert.notEqual(first.sealed, second.sealed);
    assert.notEqual(first.ephemeral, second.ephemeral);
  });
  for (const field of ["id", "kind", "device", "nonce", "sealed"]) {
    it(`does not open an envelope whose ${field} was altered`, async () => {
      const key = { private: await privateKey(vectors.server.private, "ECDH", ["deriveBits"]), public: vectors.server.public };
      const [first] = vectors.envelope[field];
      const altered = { ...vectors.envelope, [field]: (first === "B" ? "C" : "B") + vectors.envelope[field].slice(1) };
      await assert.rejects(opened(altered, key), { name: "OperationError" });
    });
  }
  it("does not open what was sealed to somebody else", async () => {
    const key = { private: await privateKey(vectors.ephemeral.private, "ECDH", ["deriveBits"]), public: vectors.ephemeral.public };
    await assert.rejects(opened(vectors.envelope, key), { name: "OperationError" });
  });
  it("hides how long a text is", () => {
    assert.equal(padded("").length, 0);
    assert.deepEqual([padded("a").length, padded("é".repeat(2048)).length, padded("a".repeat(4097)).length], [4096, 4096, 8192]);
    assert.equal(textOf(padded("né")).trim(), "né");
  });
});

describe("Keys", () => {
  it("come back under the right PIN, and sign and open", async () => {
    const phone = await makePhoneKey();
    const { kept, points } = await makeKeys("harbour-7", phone);
    const keys = await unwrapKeys("harbour-7", kept, phone);
    const verifying = await crypto.subtle.importKey("raw", unbase64(points.signing), { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"]);
    const value = { a: 1, signature: "old" };
    const signed = unbase64(await signature(value, keys.signing));
    assert.ok(await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, verifying, signed, utf8('{"a":1}')));
    const envelope = await sealed({ read: "me" }, { id: "a", kind: "prepared", device: "b" }, pointOf(points.sealing));
    assert.deepEqual(await opened(envelope, keys.sealing), { read: "me" });
    await assert.rejects(crypto.subtle.exportKey("pkcs8", keys.signing), /extractable/);
    assert.deepEqual(await shown(await hidden({ draft: "é" }, keys.drafts), keys.drafts), { draft: "é" });
  });
  it("do not come back under another PIN, nor on another phone", async () => {
    const phone = await makePhoneKey();
    const { kept } = await makeKeys("harbour-7", phone);
    await assert.rejects(unwrapKeys("harbour-8", kept, phone), { name: "OperationError" });
    await assert.rejects(unwrapKeys("harbour-7", kept, await makePhoneKey()), { name: "OperationError" });
  });
});

describe("An entry", () => {
  const noon = new Date(2026, 10, 27, 12);
  const whole = { group: "others", trigger: "came_forward", place: "Pier 3 ", interpreter: "" };
  it("leaves out what was not asked, and says when it was accepted", () => {
    const entry = begun(published, whole, noon, "11111111-2222-4333-8444-555555555555");
    answer(entry, "held", "no");
    answer(entry, "age", "refused");
    answer(entry, "age", null);
    const told = plaintext(entry, { device: "d", member: "m", outcomes: {} }, noon);
    assert.deepEqual([told.answers, told.encounter.place, told.screened_on], [{ held: "no" }, "Pier 3", "2026-11-27"]);
    assert.equal("base" in told, false);
  });
  it("takes a whole number and no other", () => {
    const entry = begun(published, whole, noon);
    const after = (text) => (typed(entry, "age", text), entry.answers.age);
    assert.deepEqual(["17", "17.5", " 18 ", "", "-1"].map(after), [17, undefined, 18, undefined, undefined]);
    typed(entry, "age", "121");
    assert.deepEqual(problems(entry, definition, noon), [{ at: "question-age", word: "wrong_number", least: 0, most: 120 }]);
  });
  it("cannot be accepted without a group and a way of meeting, or for a day to come", () => {
    const entry = begun(published, null, noon);
    entry.encounter.screened_on = "2026-11-28";
    assert.deepEqual(problems(entry, definition, noon).map(({ at }) => at), ["trigger", "group", "screened_on"]);
  });
  it("for a debriefing carries what the answers were", () => {
    const entry = taken("p", { instrument: "full", instrument_digest: "x", answers: { held: "no" }, note: "before" }, noon);
    answer(entry, "held", "yes");
    const told = plaintext(entry, { device: "d", member: "m", outcomes: {} }, noon);
    assert.deepEqual([told.prepared, told.answers, told.base, told.note], ["p", { held: "yes" }, { held: "no", note: "before" }, "before"]);
    assert.deepEqual(problems(entry, definition, noon), []);
  });
  it("has no half letters, which have no bytes", () => {
    const entry = begun(published, whole, noon);
    entry.person.name = "A\ud83d";
    assert.equal(plaintext(entry, { device: "d", member: "m", outcomes: {} }, noon).person.name, "A\ufffd");
  });
});

describe("Words", () => {
  const tables = { en: { hours_one: "{count} hour", hours_other: "{count} hours", only: "Only here" }, "zh-Hant": { hours_other: "{count} 小時" } };
  it("have the form for a number, and the first language where the other lacks them", () => {
    const words = new Words(tables, "en");
    assert.deepEqual([words.age(3_600_000), words.age(7_300_000)], ["1 hour", "2 hours"]);
    words.use("zh-Hant");
    assert.deepEqual([words.age(3_600_000), words.say("only")], ["1 小時", "Only here"]);
    assert.throws(() => words.say("nothing"), RangeError);
  });
  it("are those that the browser asks for first", () => {
    const tags = Object.keys(tables);
    assert.deepEqual([["zh-TW", "en"], ["th", "en-GB"], ["th"]].map((each) => preferred(tags, each)), ["zh-Hant", "en", "en"]);
  });
});

const ALL = ["phone", "officers", "drafts", "shifts", "outbox", "receipts", "debriefings"];
const emptied = () => change(ALL, (stores) => ALL.forEach((name) => stores[name].clear()));
const officerOf = async () => {
  const phone = await makePhoneKey();
  return { member: "m", name: "M", keys: await unwrapKeys("harbour-7", (await makeKeys("harbour-7", phone)).kept, phone) };
};
const officer = await officerOf();
const finished = (id) => plaintext(entryOf(id), { device: "d", member: "m", outcomes: {} });
const entryOf = (id) => begun(published, null, new Date(), id);

describe("The store", () => {
  it("has one connection, also for those who ask at once, and opens again after it was asked to let go", async () => {
    await Promise.all([all("drafts"), all("outbox"), all("phone")]);
    assert.equal(indexedDB.connections.length, 1);
    indexedDB.connections[0].onversionchange();
    assert.deepEqual([indexedDB.connections[0].isClosed, await all("drafts")], [true, []]);
    assert.equal(indexedDB.connections.length, 2);
    assert.equal(indexedDB.connections[1].isClosed, undefined);
  });
});

describe("A draft", () => {
  beforeEach(emptied);
  const saved = async (entry, faults = []) => {
    await new Draft(officer, (error) => faults.push(error)).save(entry);
    return faults;
  };
  it("is not replaced by that of another entry, and is saved again for its own", async () => {
    assert.deepEqual(await saved(entryOf("first")), []);
    const [fault] = await saved(entryOf("second"));
    assert.ok(fault instanceof AnotherDraft);
    const again = { ...entryOf("first"), answers: { held: "no" } };
    assert.deepEqual(await saved(again), []);
    assert.deepEqual((await draftOf(officer)).answers, { held: "no" });
  });
  it("goes when its own entry is accepted or thrown away, and stays when another one is", async () => {
    await keep("phone", vectors.server, "server");
    await saved(entryOf("first"));
    await accept(finished("second"), officer);
    await thrownAway(officer, { id: "third" });
    assert.equal((await draftOf(officer)).id, "first");
    await accept(finished("first"), officer);
    assert.equal(await draftOf(officer), null);
    await saved(entryOf("fourth"));
    await thrownAway(officer, { id: "fourth" });
    assert.equal(await draftOf(officer), null);
  });
  it("keeps what was entered last when it pauses, takes nothing then, and goes on when it resumes", async () => {
    const draft = new Draft(officer, assert.fail);
    draft.save({ ...entryOf("first"), answers: { held: "no" } });
    await draft.pause();
    await draft.save({ ...entryOf("first"), answers: { held: "yes" } });
    assert.deepEqual((await draftOf(officer)).answers, { held: "no" });
    draft.resume();
    await draft.save({ ...entryOf("first"), answers: { held: "yes" } });
    assert.deepEqual((await draftOf(officer)).answers, { held: "yes" });
  });
  it("is led back to before another entry is begun, and nothing is opened", async () => {
    const shown = [];
    const phone = { officer, show: (name) => shown.push(name), announce: (text) => shown.push(text), t: (key) => key, words: { language: "en" } };
    phone.definitions = { language: (tag) => ({ tag }), of: () => null };
    await begin(phone, entryOf("first"));
    assert.deepEqual([shown.splice(0), phone.filling.entry.id], [["", "questions"], "first"]);
    await saved(entryOf("first"));
    await begin(phone, entryOf("second"));
    assert.deepEqual([shown, phone.filling.entry.id], [["home", "draft_first"], "first"]);
  });
});

describe("The first screen of an officer", () => {
  const element = (tag) => ({ tag, parts: [], dataset: {}, setAttribute() {}, getAttribute() {}, removeAttribute() {}, append(...parts) { this.parts.push(...parts); } });
  const wordsIn = (node) => (typeof node === "string" ? [node] : (node?.parts ?? node ?? []).flatMap(wordsIn));
  const buttonsIn = (node) => (node?.tag === "button" ? [node] : typeof node === "string" ? [] : (node?.parts ?? node ?? []).flatMap(buttonsIn));
  const said = [];
  const phone = { officer, t: (key) => key, words: { moment: String, age: String }, announce: (text) => said.push(text), show: async () => {} };
  beforeEach(async () => {
    await emptied();
    globalThis.document = { createElement: element };
    navigator.serviceWorker = { controller: {} };
  });
  for (const mayBeErased of [true, false]) {
    it(`${mayBeErased ? "says" : "does not say"} that the browser may erase what waits`, async () => {
      assert.equal(wordsIn(await home({ ...phone, mayBeErased })).includes("may_be_erased"), mayBeErased);
    });
  }
  for (const [storage, isKept] of [[undefined, false], [{ persisted: async () => false, persist: async () => false }, false], [{ persisted: async () => true, persist: assert.fail }, true]]) {
    it(`asks the browser, which ${storage ? "" : "cannot be asked and "}${isKept ? "keeps" : "does not promise to keep"} what waits`, async () => {
      navigator.storage = storage;
      assert.equal(await askToKeep(), isKept);
    });
  }
  it("throws a draft away at the second press only", async () => {
    await new Draft(officer, assert.fail).save(entryOf("first"));
    const away = buttonsIn(await home(phone)).find((each) => wordsIn(each).includes("throw_away"));
    await away.onclick();
    assert.deepEqual([said.splice(0), (await draftOf(officer)).id], [["throw_away_sure"], "first"]);
    await away.onclick();
    assert.deepEqual([said, await draftOf(officer)], [["thrown_away"], null]);
  });
});

describe("Stopping to use a phone", () => {
  const row = (member) => ({ member, points: { signing: `point of ${member}` } });
  const told = [];
  const answering = (status, body = {}) => async (address, { headers, body: sent, credentials }) => {
    told.push({ address, headers, credentials, ...JSON.parse(sent) });
    return Response.json(body, { status });
  };
  beforeEach(async () => {
    await emptied();
    await change(["officers"], ({ officers }) => ["m", "n"].forEach((member) => officers.put(row(member))));
    await change(["phone"], ({ phone }) => [["t", "token"], ["d", "device"]].forEach(([value, name]) => phone.put(value, name)));
    told.length = 0;
  });
  it("erases the officer's keys at once, keeps what is sealed, and waits for a signal to tell it", async () => {
    await keep("outbox", { id: "a", state: "waiting" });
    await left("m");
    globalThis.fetch = async () => Promise.reject(new TypeError("no signal"));
    await assert.rejects(tellWhoLeft(), TypeError);
    assert.deepEqual([(await all("officers")).map(({ member }) => member), (await all("outbox")).length], [["n"], 1]);
    globalThis.fetch = answering(200);
    await left("n");
    await tellWhoLeft();
    await tellWhoLeft();
    assert.deepEqual(told.map(({ headers, ...rest }) => [headers.Authorization, rest]), [
      ["Device d.t", { address: "/phone/left", credentials: "omit", left: ["m", "n"].map((member) => ({ member, signing_key: `point of ${member}` })) }],
    ]);
  });
  it("is told again when the server was away, and no more when it does not take it", async () => {
    await left("m");
    for (const [status, body, isOver] of [[503, {}, false], [429, { refused: "too_often" }, false], [400, { refused: "not_taken" }, true]]) {
      globalThis.fetch = answering(status, body);
      if (isOver) await tellWhoLeft();
      else await assert.rejects(tellWhoLeft(), { status });
      assert.equal((await kept("phone", "left")).length, isOver ? 0 : 1);
    }
  });
});

describe("The key of the server", () => {
  it("is the new one after the next pull, and what was sealed before stays as it was", async () => {
    await emptied();
    await keep("phone", vectors.server, "server");
    await accept(finished("first"), officer);
    const asked = [];
    globalThis.fetch = async (_, { body }) => {
      asked.push(JSON.parse(body));
      return Response.json({ now: 3, more: false, receipts: [], debriefings: [], ended: [], officers_ended: [], key: pointOf(officer.keys.sealing.public), definitions: "x" });
    };
    await keep("outbox", { id: "bad", state: "not_taken" });
    await pulled();
    await pulled();
    assert.deepEqual(asked, [{ since: 0, set_aside: 1 }, { since: 3, set_aside: 1 }]);
    await accept(finished("second"), officer);
    const [before, after] = await Promise.all(["first", "second"].map(async (id) => (await kept("outbox", id)).envelope));
    assert.deepEqual([before.key, after.key], [vectors.server.id, "0123456789abcdef"]);
    const old = { private: await privateKey(vectors.server.private, "ECDH", ["deriveBits"]), public: vectors.server.public };
    assert.deepEqual([(await opened(before, old)).id, (await opened(after, officer.keys.sealing)).id], ["first", "second"]);
    await assert.rejects(opened(after, old), { name: "OperationError" });
  });
});

describe("Sending", () => {
  const row = (id) => ({ id, envelope: { id }, digest: `d-${id}`, accepted_at: 1, state: "waiting" });
  const json = { "Content-Type": "application/json" };
  const states = async () => Object.fromEntries((await all("outbox")).map(({ id, state }) => [id, state]));
  const refusing = (spoilt) => async (_, { body }) => {
    const { entries } = JSON.parse(body);
    if (entries.some(({ id }) => id === spoilt)) return new Response('{"refused": "not_an_envelope"}', { status: 400, headers: json });
    return Response.json({ receipts: entries.map(({ id }) => ({ id, digest: `d-${id}`, state: "recorded", at: "now" })) });
  };
  const sending = () => new Sending(async () => {}, () => {});
  const sent = async (each, act) => {
    const state = await each[act]();
    clearTimeout(each.timer);
    return state;
  };
  beforeEach(async () => {
    await emptied();
    await keep("phone", "t", "token");
    for (const id of ["a", "b", "c"]) await keep("outbox", row(id));
  });
  for (const status of [400, 403, 413, 511]) {
    it(`marks nothing when somebody on the way answers ${status}, and tries again later`, async () => {
      globalThis.fetch = async () => new Response("<h1>Sign in to this network</h1>", { status, headers: { "Content-Type": "text/html" } });
      const ours = sending();
      assert.equal(await ours.now(), "waiting");
      assert.notEqual(ours.timer, null);
      clearTimeout(ours.timer);
      assert.deepEqual(await states(), { a: "waiting", b: "waiting", c: "waiting" });
    });
  }
  for (const [refused, state] of [["too_much_waits", "too_much"], ["too_often", "waiting"]]) {
    it(`asks what changed also when the server wants no more now (${refused}), and tries again later`, async () => {
      globalThis.fetch = async () => Response.json({ refused }, { status: 429 });
      const [states_, pulls] = [[], []];
      const ours = new Sending(async () => pulls.push(1), (each) => states_.push(each));
      assert.equal(await ours.now(), state);
      assert.notEqual(ours.timer, null);
      clearTimeout(ours.timer);
      assert.deepEqual([states_, pulls, Object.values(await states())], [["sending", state], [1], ["waiting", "waiting", "waiting"]]);
    });
  }
  it("waits twice as long after each failure, up to five minutes and never twice alike, and briefly again once it succeeded", async () => {
    const [waited, setLater, chance] = [[], globalThis.setTimeout, Math.random];
    const ours = sending();
    const tried = async () => {
      globalThis.setTimeout = (act, pause) => (pause >= 1000 && pause < 60_000 * 7 && act.toString().includes("now") ? waited.push(pause) : setLater(act, pause));
      await ours.now();
      globalThis.setTimeout = setLater;
    };
    try {
      globalThis.fetch = async () => Promise.reject(new TypeError("no signal"));
      Math.random = () => 0.5;
      for (let each = 0; each < 9; each += 1) await tried();
      assert.deepEqual(waited.splice(0), [5, 10, 20, 40, 80, 160, 300, 300, 300].map((seconds) => seconds * 1000));
      for (const least of [0, 1]) {
        Math.random = () => least;
        await tried();
      }
      assert.deepEqual(waited.splice(0), [225_000, 375_000]);
      globalThis.fetch = refusing("nothing");
      await tried();
      await keep("outbox", row("a"));
      globalThis.fetch = async () => Promise.reject(new TypeError("no signal"));
      Math.random = () => 0.5;
      await tried();
      assert.deepEqual(waited, [5000]);
    } finally {
      [globalThis.setTimeout, Math.random] = [setLater, chance];
    }
  });
  it("sets aside the one that the server refuses, does not say that all was sent, and sends it when it is asked again", async () => {
    globalThis.fetch = refusing("b");
    assert.equal(await sent(sending(), "now"), "not_all");
    assert.deepEqual(await states(), { b: "not_taken" });
    globalThis.fetch = refusing("nothing");
    assert.equal(await sent(sending(), "now"), "not_all");
    assert.equal(await sent(sending(), "again"), "sent");
    assert.deepEqual(await states(), {});
  });
});
