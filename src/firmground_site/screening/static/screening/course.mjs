// Where somebody is among the questions of a published instrument, and what they answered. It knows no page and no device.

export const UNKNOWN = ["unsure", "refused"]; // what a person can say themself; the other reasons are an officer's

/** The questions in the order of the sections, one after the other. What is passed over stays open: it is never no. */
export class Course {
  constructor(published, answers = {}) {
    const asked = new Map(published.definition.questions.map((question) => [question.id, question]));
    const topics = published.topics ?? {};
    const ids = published.sections.flatMap((section) => section.questions);
    this.questions = ids.map((id) => ({ ...asked.get(id), topic: topics[id] ?? "" }));
    this.answers = { ...answers };
    this.place = 0;
  }

  /** The question at this place, or null behind the last one. */
  get question() {
    return this.questions[this.place] ?? null;
  }

  get total() {
    return this.questions.length;
  }

  /** The answers that are offered as buttons; a number is written, and only its unknown answers are buttons. */
  get offered() {
    const { kind, choices } = this.question;
    const known = { yes_no: ["yes", "no"], choice: choices, number: [] }[kind];
    return [...known, ...UNKNOWN];
  }

  /** Take an answer to the question at this place and move on; RangeError, and nothing changes, for one it does not allow. */
  answer(given) {
    if (this.question === null) throw new RangeError("there is no question left");
    if (!this.offered.includes(given) && !this.allows(given)) throw new RangeError(`${given} is not an answer to ${this.question.id}`);
    this.answers[this.question.id] = given;
    this.place += 1;
  }

  allows(given) {
    const { kind, least, most } = this.question;
    return kind === "number" && Number.isInteger(given) && (least ?? 0) <= given && given <= (most ?? Number.MAX_SAFE_INTEGER);
  }

  /** Go to a place, as near as there is one. */
  go(place) {
    this.place = Math.min(Math.max(place, 0), this.total);
  }
}

/** The whole number that somebody wrote, in digits of any script; NaN when it is none. */
export function numberIn(written) {
  const digits = written.trim().replace(/\p{Nd}/gu, (digit) => String(valueOf(digit)));
  return /^[0-9]{1,9}$/.test(digits) ? Number(digits) : Number.NaN;
}

function valueOf(digit) {
  let least = digit.codePointAt(0);
  while (/\p{Nd}/u.test(String.fromCodePoint(least - 1)) && digit.codePointAt(0) - least < 9) least -= 1;
  return digit.codePointAt(0) - least;
}
