// Answers a first screening quickly: digits answer and go on, and a tap brings the next question to the same place. An answer
// that is changed later moves nothing; a held key and the second half of a double tap are no answers. Nobody has to use it: the
// form works the same without.

import { isTooSoon } from "./parts.mjs";

const WRITTEN = "input:not([type=radio]), textarea, select";

/** The questions of a form, in order: a set of radios, or a box. */
export function questionsIn(place) {
  const seen = new Set();
  return [...place.querySelectorAll("fieldset, input:not([type=radio])")].filter((each) => {
    const name = each.name || each.querySelector("input")?.name;
    return name && !seen.has(name) && seen.add(name);
  });
}

const radiosOf = (question) => [...question.querySelectorAll("input[type=radio]")];
const isAnswered = (question) => (question.matches("input") ? question.value.trim() !== "" : radiosOf(question).some((each) => each.checked));

class Fast {
  constructor(place, state) {
    Object.assign(this, { place, state, questions: questionsIn(place) });
    this.here = this.questions.find((each) => !isAnswered(each)) ?? null;
    for (const question of this.questions) radiosOf(question).forEach(addKey);
    place.querySelector("[data-fast-keys]").hidden = false;
    place.addEventListener("click", (event) => this.tapped(event));
    place.addEventListener("focusin", (event) => this.mark(this.questions.find((each) => each.contains(event.target)) ?? this.here));
    place.closest("form").addEventListener("change", () => this.tell());
    document.addEventListener("keydown", (event) => this.press(event));
    this.mark(this.here);
    this.tell();
    if (place.dataset.fast === "at once") this.here?.scrollIntoView({ block: "center" }); // how they met is filled in already
  }

  /** Say at which question digits answer. */
  mark(question) {
    this.here?.classList.remove("firm-here");
    this.here = question;
    question?.classList.add("firm-here");
  }

  tell() {
    this.state.textContent = `${this.questions.filter(isAnswered).length} / ${this.questions.length}`;
  }

  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches(WRITTEN) || !/^[1-9]$/.test(event.key)) return;
    if (event.repeat || document.querySelector("dialog[open]") || this.here === null) return;
    const chosen = radiosOf(this.here)[Number(event.key) - 1];
    if (!chosen) return;
    event.preventDefault();
    chosen.checked = true;
    chosen.dispatchEvent(new Event("change", { bubbles: true }));
    this.onward(true);
  }

  /** A finger or a mouse; a click that comes from the arrow keys has no detail. */
  tapped(event) {
    if (isTooSoon(event, this.movedAt)) return event.preventDefault();
    const isFirst = this.here?.contains(event.target) && event.target.matches("input[type=radio]");
    if (event.detail > 0 && isFirst && !this.been?.has(this.here)) this.onward(false);
    return undefined;
  }

  onward(withFocus) {
    this.movedAt = performance.now();
    this.been = (this.been ?? new Set()).add(this.here);
    const next = this.questions[this.questions.indexOf(this.here) + 1] ?? null;
    this.mark(next);
    const first = next?.matches("input") ? next : next && radiosOf(next)[0];
    (next?.closest(".govuk-form-group") ?? next)?.scrollIntoView({ block: "center" });
    if (withFocus) first?.focus({ preventScroll: true });
  }
}

/** The digit is drawn beside the words and is no part of them. */
function addKey(radio, place) {
  radio.labels[0].dataset.key = place + 1;
}

for (const place of document.querySelectorAll("[data-fast]")) new Fast(place, place.closest("form").querySelector("[data-fast-state]"));
