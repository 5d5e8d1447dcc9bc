// The questions of an instrument as a form: every one may be left open, and what is left open was not asked.

import { el, field, radios, select, subheading } from "./draw.mjs";
import { answer, typed } from "./entry.mjs";
import { answerText, ownText } from "./findings.mjs";

const UNKNOWN = ["unsure", "refused", "not_asked", "not_safe_to_ask"];

/**
 * The sections with their questions, in a language of the pack.
 * @param {{entry: object, published: object, language: string, changed: () => void, errors: Map<string, string>, whyNot: string, spoken: string}} given
 *   ``whyNot`` is in the language that the officer reads, ``spoken``
 */
export function questionsOf(given) {
  const { published, language } = given;
  const questions = new Map(published.definition.questions.map((question) => [question.id, question]));
  return published.sections.map((section) => [
    subheading(ownText(published, `sections.${section.id}`, language)),
    ...section.questions.map((id) => questionOf(questions.get(id), given)),
  ]);
}

function questionOf(question, given) {
  const drawn = question.kind === "number" ? numberOf(question, given) : choiceOf(question, given);
  return el("div", { id: `question-${question.id}`, tabindex: "-1", "data-question": question.id }, drawn);
}

const optionsOf = (codes, id, { published, language }) => codes.map((code) => [code, answerText(published, id, code, language)]);

function choiceOf({ id, choices }, given) {
  const { entry, published, language, changed } = given;
  const change = (code) => {
    answer(entry, id, code);
    changed();
  };
  const label = ownText(published, `questions.${id}`, language);
  const options = optionsOf([...(choices ?? ["yes", "no"]), ...UNKNOWN], id, given);
  return radios({ label, options, value: entry.answers[id], change, name: `q-${id}`, inline: true });
}

function numberOf({ id }, given) {
  const { entry, published, language, changed, errors, whyNot, spoken } = given;
  const value = entry.written[id] ?? (typeof entry.answers[id] === "number" ? String(entry.answers[id]) : "");
  const write = (text) => {
    typed(entry, id, text);
    changed();
  };
  const why = (code) => {
    if (typeof entry.answers[id] === "number") return;
    answer(entry, id, code);
    changed();
  };
  const label = ownText(published, `questions.${id}`, language);
  const error = errors.get(`question-${id}`) ?? "";
  const unknown = typeof entry.answers[id] === "string" ? entry.answers[id] : "";
  return [
    field({ label, value, change: write, error, inputmode: "numeric", width: 3 }),
    select({ label: [el("span", { lang: spoken }, whyNot), el("span", { class: "govuk-visually-hidden" }, `: ${label}`)], options: optionsOf(UNKNOWN, id, given), value: unknown, change: why }),
  ];
}
