// The published questions and code lists, as the server gave them: used only when every digest is right, kept for the next
// cold start, and replaced as a whole.

import { digestOf } from "./bytes.mjs";
import { published } from "./published.mjs";
import { change, kept } from "./store.mjs";

const ADDRESS = "/phone/definitions.json";

/** Raised when what arrived is not what its digest says. */
export class Altered extends Error {}

/** Check every digest; throws ``Altered``. */
export async function check(told) {
  const { digest, ...rest } = told;
  if ((await digestOf(rest)) !== digest) throw new Altered("definitions");
  for (const { id, content, digest: own } of told.instruments) if ((await digestOf(content)) !== own) throw new Altered(id);
  return told;
}

/** Fetch the definitions when they have changed. Gives the new ones, or null; what does not match is refused and told. */
export async function refreshed(tell) {
  const before = await kept("phone", "definitions");
  const answer = await fetch(ADDRESS, { credentials: "omit", cache: "no-cache" });
  const isJson = (answer.headers.get("Content-Type") ?? "").startsWith("application/json"); // else a page of the network's own
  if (!answer.ok || !isJson) return null;
  try {
    const told = await check(await answer.json());
    if (told.digest === before?.digest) return null;
    await change(["phone"], ({ phone }) => {
      phone.put(told, "definitions");
      if (before) phone.put(before, "definitions_before"); // for a draft that was begun with them
    });
    return Definitions.kept();
  } catch (error) {
    if (!(error instanceof Altered)) throw error;
    tell("questions_altered");
    return null;
  }
}

/** The definitions that are used now. Words come in a language of the pack, and in its first where that one lacks them. */
export class Definitions {
  constructor(told, before) {
    Object.assign(this, { told, before, digest: told.digest, routes: told.next.routes, otherwise: told.next.otherwise });
  }

  /** Those that lie on this phone; null before the first were fetched. */
  static async kept() {
    const told = await kept("phone", "definitions");
    return told ? new Definitions(told, await kept("phone", "definitions_before")) : null;
  }

  /** Whether something of what is asked was recorded. */
  get isSpoken() {
    return Object.keys(this.told.recordings ?? {}).length > 0;
  }

  /** The instrument with which people are first screened. */
  first() {
    return published(this.told, this.told.instruments[0]);
  }

  /** The instrument with a digest, also one that was just replaced; null when it is not here. */
  of(digest) {
    for (const told of [this.told, this.before]) {
      const found = told?.instruments.find((each) => each.digest === digest);
      if (found) return published(told, found);
    }
    return null;
  }

  #words(words, language) {
    return words[language] ?? words[this.told.default_language] ?? "";
  }

  /** The codes of a list with their words. */
  codes(list, language) {
    return this.told.codes[list].map(({ code, words }) => [code, this.#words(words, language)]);
  }

  /** The languages of the pack. */
  languages() {
    return this.told.languages;
  }

  /** One of them, the first for a language that the pack does not have; ``dir`` is its direction. */
  language(tag) {
    const { languages, default_language } = this.told;
    const found = languages.find((each) => each.tag === tag) ?? languages.find((each) => each.tag === default_language);
    return { ...found, dir: found.direction, isDraft: found.state === "draft" };
  }

  /** What to do and say on a route, in words. */
  steps({ steps }, language) {
    return steps.map((id) => this.#words(this.told.next.steps[id], language));
  }

  /** Whom to call on a route. ``hours`` is "" for day and night. */
  contacts({ contacts }, language) {
    const inWords = ({ name, hours, ...rest }) => ({ ...rest, name: this.#words(name, language), hours: this.#words(hours, language) });
    return contacts.map((id) => inWords(this.told.next.contacts[id]));
  }
}
