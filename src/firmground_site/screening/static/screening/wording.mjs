// The words of a published instrument in a language, with the language that they are really in.

/** Finds words; where a translation lacks some, those of the first language, which say so by their own tag. */
export class Wording {
  constructor(published, language) {
    this.texts = published.texts;
    this.languages = published.languages;
    this.instrument = published.instrument;
    this.change(language);
  }

  /** Use another language; one that the instrument does not have is the first. */
  change(language) {
    this.language = this.languages.find((each) => each.tag === language) ?? this.languages[0];
  }

  /** The words of a key: {key, text, language}. */
  of(key, values = {}) {
    const language = [this.language, this.languages[0]].find((each) => this.texts[each.tag]?.[key] !== undefined);
    const text = language ? this.texts[language.tag][key] : key.split(".").at(-1).replaceAll("_", " ");
    return { key, text: text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all), language: language ?? this.languages[0] };
  }

  question(id) {
    return this.of(`instruments.${this.instrument}.questions.${id}`);
  }

  /** The words of an answer as the person would say it: the choice's own, else "yes", "I do not know" and so on. */
  answer(question, code) {
    const isChoice = (question.choices ?? []).includes(code);
    return this.of(isChoice ? `instruments.${this.instrument}.choices.${question.id}.${code}` : `asking.answers.${code}`);
  }

  /** The name of a language in that language, or as the language in use calls it. */
  name(tag) {
    const own = this.texts[tag]?.[`languages.${tag}`];
    return { text: own ?? this.of(`languages.${tag}`).text, language: own ? this.languages.find((each) => each.tag === tag) : this.language };
  }
}
