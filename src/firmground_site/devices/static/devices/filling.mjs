// The entry that is open: its instrument, its draft on the disk, the language of its questions, and what is wrong with it.

import { AnotherDraft, Draft, draftOf } from "./draft.mjs";
import { el } from "./draw.mjs";
import { isFull, keep, kept } from "./store.mjs";

const LANGUAGE = "questions_in";

/** Open an entry, new or taken up again. Its questions come in the language that was last used on this phone. */
export async function takeUp(phone, entry) {
  const last = await kept("phone", LANGUAGE);
  phone.announce("");
  phone.filling = new Filling(phone, entry, phone.definitions.language(last ?? phone.words.language).tag);
}

/** Open a new entry, unless the officer has another in progress: that one is gone on with, or thrown away, before. */
export async function begin(phone, entry) {
  if (await draftOf(phone.officer)) {
    await phone.show("home");
    return phone.announce(phone.t("draft_first"));
  }
  await takeUp(phone, entry);
  return phone.show("questions");
}

/** An open entry. */
export class Filling {
  constructor(phone, entry, language) {
    Object.assign(this, { phone, entry, language });
    this.published = phone.definitions.of(entry.instrument_digest);
    this.errors = new Map();
    this.isHeld = false;
    this.draft = new Draft(phone.officer, (error) => this.#failed(error));
  }

  #failed(error) {
    if (isFull(error)) this.phone.announce(this.phone.t("disk_full_draft"));
    else if (error instanceof AnotherDraft) this.phone.announce(this.phone.t("another_draft"));
    else reportError(error); // is said as a fault; the next change is tried again
  }

  /** Something was entered. */
  changed() {
    this.draft.save(this.entry);
  }

  /** Nothing more can be entered, until ``release``; resolves when what was entered before is saved. */
  async hold() {
    this.#setHeld(true);
    await this.draft.pause();
  }

  /** Go on: the entry was not accepted. */
  release() {
    this.#setHeld(false);
    this.focused.focus();
    this.draft.resume();
  }

  #setHeld(isHeld) {
    this.isHeld = isHeld;
    if (isHeld) this.focused = document.activeElement;
    for (const each of this.phone.place.children) each.inert = isHeld;
  }

  /** Put the questions in another language; nothing that was entered changes. */
  async askIn(tag) {
    this.language = tag;
    await keep("phone", tag, LANGUAGE);
    await this.phone.redraw();
  }

  /** Say what is missing or wrong, and lead there. */
  async complain(found) {
    this.errors = new Map(found.map(({ at, word, ...places }) => [at, this.phone.t(word, places)]));
    this.phone.announce("");
    await this.phone.redraw();
    this.phone.place.querySelector(".govuk-error-summary").focus();
  }

  /** The summary of what is wrong, or null. */
  summary() {
    if (this.errors.size === 0) return null;
    const lead = (at) => (event) => {
      event.preventDefault();
      const place = document.getElementById(at);
      (place.querySelector("input, select, textarea") ?? place).focus();
      place.scrollIntoView({ block: "center" });
    };
    const link = ([at, words]) => el("li", {}, el("a", { href: `#${at}`, onclick: lead(at) }, words));
    return el(
      "div",
      { class: "govuk-error-summary", role: "alert", tabindex: "-1" },
      el("h2", { class: "govuk-error-summary__title" }, this.phone.t("problem")),
      el("ul", { class: "govuk-list govuk-error-summary__list" }, [...this.errors].map(link)),
    );
  }
}
