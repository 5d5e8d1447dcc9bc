// The questions for a person alone. Everything came with the page; answers are in memory only, and end with it.

import { ask } from "./asking.mjs";
import { evaluate } from "./evaluate.mjs";
import { leave, readyToLeave } from "./leaving.mjs";
import { choice, languages, make, said } from "./parts.mjs";
import { Wording } from "./wording.mjs";

/** What the answers may mean: "some", "unknown" or "none". One yes is never "none". */
export function meaning(definition, answers, worrying) {
  const reached = evaluate(definition, answers);
  const found = worrying.map((outcome) => reached.get(outcome).finding);
  if (found.includes("yes")) return "some";
  return found.includes("not known") || Object.values(answers).includes("yes") ? "unknown" : "none";
}

class Alone {
  constructor(page, source) {
    Object.assign(this, { page, source, tag: source.language, sounds: {} });
    this.heading = page.querySelector("h1");
    this.place = make("div", {});
    page.replaceChildren(this.heading, this.place);
    readyToLeave(source.leave);
    window.addEventListener("pagehide", () => page.replaceChildren());
    this.fetchSounds();
    this.begin();
  }

  /** Recordings are fetched with the page, so that nothing has to be fetched later; the browser is to keep none of them. */
  fetchSounds() {
    const wanted = Object.entries(this.source.published.recordings[this.tag] ?? {});
    this.source.published.recordings = { [this.tag]: this.sounds };
    for (const [key, recording] of wanted) {
      fetch(this.source.recordings + recording.name, { cache: "no-store" })
        .then((answer) => answer.blob())
        .then((sound) => {
          this.sounds[key] = { ...recording, name: URL.createObjectURL(sound) };
        })
        .catch(() => {}); // then the device's own voice is used
    }
  }

  words(name) {
    const { text, tag, direction } = this.source.words[this.tag][name];
    return { key: `alone.${name}`, text, language: { tag, direction } };
  }

  speak(tag) {
    this.tag = tag;
    const title = this.words("title");
    Object.assign(document.documentElement, { lang: tag, dir: title.language.direction });
    this.heading.textContent = title.text;
  }

  begin() {
    this.speak(this.tag);
    const wording = new Wording(this.source.published, this.tag);
    const change = (tag) => {
      this.speak(tag);
      this.begin();
    };
    const told = ["what", "nothing_kept", "earphones", "history"].map((name) => said("p", this.words(name), { class: "govuk-body" }));
    const button = choice(this.words("begin"), { onclick: () => this.ask() });
    const out = choice(this.words("leave"), { onclick: () => leave(this.source.leave), kind: "quiet" });
    this.place.replaceChildren(make("div", { class: "firm-asking__head" }, out, languages(wording, change)), ...told, button);
  }

  ask() {
    const { published, pictures, leave: address } = this.source;
    ask(this.place, {
      published,
      language: this.tag,
      pictures,
      voice: { folder: "" },
      onLanguage: (tag) => this.speak(tag),
      onLeave: () => leave(address),
      closing: (asking) => this.closing(asking),
    });
  }

  closing(asking) {
    const found = meaning(this.source.published.definition, asking.answers, this.source.worrying);
    const names = [found, "not_a_decision", "reach"];
    const [may, ...rest] = names.map((name) => this.words(name));
    const contacts = this.source.contacts[this.tag].map((each) => this.contact(each));
    const help = this.source.help && make("p", {}, make("a", { class: "govuk-link", href: this.source.help }, this.words("get_help").text));
    const elements = [
      said("h2", this.words("whom"), { tabindex: "-1" }),
      said("p", this.words("danger")),
      make("ul", { class: "firm-asking__contacts" }, ...contacts),
      said("p", may),
      ...rest.map((words) => said("p", words)),
      help || null,
    ].filter(Boolean);
    return { elements, words: [may, this.words("whom"), this.words("danger"), ...this.toRead(), ...rest] };
  }

  toRead() {
    return this.source.contacts[this.tag].map(({ name, phone }) => {
      return { key: "", text: `${name.text}: ${phone}`, language: { tag: name.tag, direction: name.direction } };
    });
  }

  contact({ name, hours, phone, dial, is_verified: isVerified }) {
    const asWords = ({ text, tag, direction }) => ({ text, language: { tag, direction } });
    const mark = isVerified ? null : said("span", this.words("unverified"));
    const number = make("a", { class: "govuk-link", href: `tel:${dial}` }, make("bdi", {}, phone));
    return make("li", {}, number, " ", said("span", asWords(name)), ". ", said("span", asWords(hours)), mark && ". ", mark);
  }
}

new Alone(document.querySelector("[data-alone]"), JSON.parse(document.getElementById("source").textContent));
