// The phone's page as a whole: which screen is shown, who has unlocked it, in which language it speaks.

import { el } from "./draw.mjs";
import { keep } from "./store.mjs";

/** What every screen is given: words, the officer, the definitions, and ways on. A screen is a function that gives nodes. */
export class Phone {
  /**
   * @param {import("./words.mjs").Words} words
   * @param {Record<string, Function>} screens by name, since modules that import each other in a ring cannot be named by digests
   */
  constructor(words, screens, { place, news, status, languages }) {
    Object.assign(this, { words, screens, acts: {}, place, news, status, languages });
    this.officer = null; // with keys, while unlocked
    this.filling = null; // the entry that is open
    this.definitions = null;
    this.sending = null;
    this.lock = null;
    this.mayBeErased = false; // whether the browser refused to keep what waits
    this.asked = 0;
    this.screen = { name: "", given: [] };
  }

  /** Words for a key. */
  t = (key, places) => this.words.say(key, places);

  /** Show a screen: its heading takes the focus, and the window's title is that of the screen, which never holds content. */
  async show(name, ...given) {
    this.screen = { name, given };
    if (!(await this.redraw())) return;
    window.scrollTo(0, 0);
    this.place.querySelector("h1")?.focus({ preventScroll: true });
  }

  /** Show a screen by its name, or do what has that name. */
  go(name) {
    return this.acts[name] ? this.acts[name](this) : this.show(name);
  }

  /** Draw the same screen anew, for example in another language. A screen that was left meanwhile is not drawn. */
  async redraw() {
    const turn = (this.asked += 1);
    if (!this.screen.name) return false;
    const nodes = await this.screens[this.screen.name](this, ...this.screen.given);
    if (turn !== this.asked) return false;
    this.place.replaceChildren(...nodes.flat(Infinity).filter(Boolean));
    this.place.dataset.screen = this.screen.name;
    document.title = `${this.place.querySelector("h1")?.textContent ?? ""} – Firmground`;
    return true;
  }

  /** Say something that is read aloud at once, and stands above the screen until the next is said. */
  announce(text) {
    this.status.textContent = text;
    this.status.hidden = !text;
  }

  /** Speak another language of the interface; nothing that was entered changes. */
  async speak(language) {
    this.words.use(language);
    document.documentElement.lang = this.words.language;
    for (const place of document.querySelectorAll("[data-word]")) place.textContent = this.t(place.dataset.word);
    for (const way of document.querySelectorAll(".govuk-exit-this-page__button, .govuk-js-exit-this-page-skiplink")) way.textContent = this.t("leave_quickly");
    document.querySelector(".govuk-skip-link").textContent = this.t("skip");
    this.languages.setAttribute("aria-label", this.t("interface_in"));
    this.languages.replaceChildren(...this.words.languages.map((tag) => this.#language(tag)));
    this.announce("");
    await this.redraw();
  }

  #language(tag) {
    const choose = async () => {
      await this.speak(tag);
      this.languages.querySelector(`[lang="${tag}"]`).focus();
      await keep("phone", tag, "language");
    };
    const pressed = String(tag === this.words.language);
    const name = this.words.tables[tag].own_name;
    return el("button", { type: "button", class: "firm-phone__language", lang: tag, "aria-pressed": pressed, onclick: choose }, name);
  }

  /** Something was sent, or could not be: say how much waits, without drawing what somebody is typing into. */
  async sent() {
    const place = this.place.querySelector(".firm-phone__waiting");
    if (!place) return;
    const hadFocus = place.contains(document.activeElement);
    if (this.screen.name === "outbox") await this.redraw();
    else place.replaceWith(await this.waiting(this));
    if (hadFocus) (this.place.querySelector(".firm-phone__waiting button") ?? this.place.querySelector("h1")).focus();
  }

  /** Somebody has unlocked the phone. */
  unlocked(officer) {
    this.officer = officer;
    this.lockButton.hidden = false;
    this.lock.start();
  }

  /** Lock: who takes the phone up next has to show it. */
  async close() {
    if (!this.forget()) return;
    await this.show("who");
    this.announce(this.t("locked"));
  }

  /** Nothing of what was entered or of anybody's keys stays in memory. Gives whether it had been unlocked. */
  forget() {
    const was = this.officer !== null;
    this.lock.stop();
    this.lockButton.hidden = true;
    this.filling?.stopAsking?.();
    this.officer = this.filling = this.shift = null;
    this.screen = { name: "", given: [] };
    if (was) this.place.replaceChildren();
    return was;
  }
}
