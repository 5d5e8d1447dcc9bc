// Puts the questions of a published instrument to the person themself: one at a time, large, with a picture, read aloud.
// It takes a place in a page and keeps answers in memory only. It stores nothing, sends nothing, and decides nothing.

import { Course, numberIn } from "./course.mjs";
import { make } from "./parts.mjs";
import { screen } from "./screen.mjs";
import { Voice } from "./voice.mjs";
import { Wording } from "./wording.mjs";

/** Begin to ask in a place (an element). docs/reference/asking.md tells what ``options`` may hold. */
export function ask(place, options) {
  return new Asking(place, options);
}

class Asking {
  constructor(place, options) {
    this.options = options;
    this.course = new Course(options.published, options.answers);
    this.wording = new Wording(options.published, options.language);
    this.voice = new Voice({ recordings: options.published.recordings, ...options.voice });
    this.root = make("section", { class: "firm-asking" });
    this.onKey = (event) => this.press(event);
    document.addEventListener("keydown", this.onKey);
    place.replaceChildren(this.root);
    this.show();
  }

  /** A copy of the answers so far. */
  get answers() {
    return { ...this.course.answers };
  }

  /** The tag of the language in use. */
  get language() {
    return this.wording.language.tag;
  }

  /** Stop asking: silence, no more keys, and nothing left in the place. */
  close() {
    this.voice.stop();
    document.removeEventListener("keydown", this.onKey);
    this.root.remove();
  }

  /** Go to the question at a place. */
  go(place) {
    this.course.go(place);
    this.show();
  }

  /** Take an answer and move on. */
  take(given) {
    const { id } = this.course.question;
    this.course.answer(given);
    this.options.onAnswer?.(id, given);
    this.show();
  }

  /** Take a number as it was written; false when it is not one that may be given. */
  takeNumber(written) {
    const number = numberIn(written);
    return this.course.allows(number) && (this.take(number), true);
  }

  /** Use another language; no answer is lost. */
  change(tag) {
    this.wording.change(tag);
    this.options.onLanguage?.(this.language);
    this.show();
  }

  show() {
    this.voice.stop();
    const { tag, direction } = this.wording.language;
    Object.assign(this.root, { lang: tag, dir: direction, ariaLabel: this.wording.of("asking.title").text });
    this.root.replaceChildren(...screen(this));
    this.root.querySelector("h2")?.focus();
    this.shownAt = performance.now();
    if (this.course.question === null) this.options.onEnd?.(this.answers);
  }

  /** Read what is on the screen, or stop reading it; says so where the device cannot. */
  async read() {
    const [button, state] = this.root.querySelectorAll("[data-read], [data-read-state]");
    if (button.ariaPressed === "true") return this.voice.stop();
    button.ariaPressed = "true";
    state.textContent = "";
    const isRead = await this.voice.read(this.toRead());
    button.ariaPressed = "false";
    if (isRead === false) state.textContent = this.wording.of("asking.no_voice").text;
    return undefined;
  }

  /** What is read aloud: the question, then its answers; at the end what ``options.closing`` says. */
  toRead() {
    const { question } = this.course;
    if (question === null) return this.options.closing?.(this)?.words ?? [this.wording.of("asking.done")];
    return [this.wording.question(question.id), ...this.course.offered.map((code) => this.wording.answer(question, code))];
  }

  press(event) {
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, select, textarea")) return;
    const onward = this.wording.language.direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const keys = { l: () => this.read(), o: () => this.options.onOfficer?.(this.answers) };
    for (const arrow of ["ArrowLeft", "ArrowRight"]) keys[arrow] = () => this.go(this.course.place + (arrow === onward ? 1 : -1));
    const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (act) act();
    else if (!this.pressDigit(numberIn(event.key))) return;
    event.preventDefault();
  }

  /** The button of a digit; where a number is asked for, the digit itself goes into the box. */
  pressDigit(digit) {
    const { question } = this.course;
    if (question === null || Number.isNaN(digit)) return false;
    this.root.querySelector("input")?.focus();
    const code = question.kind === "number" ? undefined : this.course.offered[digit - 1];
    return code !== undefined && (this.take(code), true);
  }
}
