// The phone's own words, in the languages of the interface, and the number, day and time as each language writes them.

/** The words of one language; what it lacks is in the first language. */
export class Words {
  /** @param {Record<string, Record<string, string>>} tables the words by language and key */
  constructor(tables, language) {
    this.tables = tables;
    this.languages = Object.keys(tables);
    this.use(language);
  }

  /** Speak another language from now on. */
  use(language) {
    this.language = this.languages.includes(language) ? language : this.languages[0];
    this.plural = new Intl.PluralRules(this.language);
  }

  /** A sentence by its key, with its named places filled in. With a ``count`` it is the form for that number. */
  say(key, places = {}) {
    const form = "count" in places ? `${key}_${this.plural.select(places.count)}` : key;
    const found = this.#find(form) ?? this.#find(`${key}_other`) ?? this.#find(key);
    if (found === undefined) throw new RangeError(`there are no words for ${key}`);
    return found.replace(/\{(\w+)\}/g, (whole, name) => (name in places ? String(places[name]) : whole));
  }

  #find(key) {
    return this.tables[this.language][key] ?? this.tables[this.languages[0]][key];
  }

  /** How long ago, roughly: minutes, hours or days. */
  age(milliseconds) {
    const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
    if (minutes < 60) return this.say("minutes", { count: minutes });
    if (minutes < 48 * 60) return this.say("hours", { count: Math.floor(minutes / 60) });
    return this.say("days", { count: Math.floor(minutes / (24 * 60)) });
  }

  /** A moment, as day and time on this phone's clock. */
  moment(value) {
    return new Intl.DateTimeFormat(this.language, { dateStyle: "medium", timeStyle: "short" }).format(new Date(value));
  }
}

/** The interface's language that a browser asks for first; Chinese of any kind is the one kind there is. */
export function preferred(languages, wanted) {
  for (const each of wanted) {
    const found = languages.find((tag) => tag === each || tag.split("-")[0] === each.split("-")[0]);
    if (found) return found;
  }
  return languages[0];
}
