// What the answers come to, with the same evaluator as every other engine, and in the words of the instrument.

import { evaluate } from "../screening/evaluate.mjs";

/** The finding of each outcome, or null while an answer is not one that its question allows. */
export function outcomesOf(published, answers) {
  try {
    const reached = evaluate(published.definition, answers);
    return Object.fromEntries(published.outcomes.map(({ id }) => [id, reached.get(id).finding]));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** A text of a published instrument by the end of its key; where a draft lacks it, the first language's. */
export function textIn(published, key, language) {
  const first = published.languages[0].tag;
  return published.texts[language]?.[key] ?? published.texts[first][key] ?? "";
}

/** A text below the instrument's own name. */
export const ownText = (published, key, language) => textIn(published, `instruments.${published.instrument}.${key}`, language);

/** The words of an answer: the question's own, else those that all questions share. */
export function answerText(published, question, answer, language) {
  return ownText(published, `choices.${question}.${answer}`, language) || textIn(published, `answers.${answer}`, language);
}

const FIRST = { yes: 0, "not known": 1, no: 2 };

/** The outcomes in words, those that were found first. */
export function inWords(published, outcomes, language) {
  return Object.entries(outcomes)
    .map(([id, finding]) => ({
      id,
      finding,
      name: ownText(published, `outcomes.${id}.name`, language),
      meaning: ownText(published, `outcomes.${id}.${finding.replace(" ", "_")}`, language),
    }))
    .sort((a, b) => FIRST[a.finding] - FIRST[b.finding]);
}

/** The routes to follow for some findings: of each outcome that has one, else what to say when none has. */
export function routesFor({ routes, otherwise }, instrument, outcomes) {
  const holds = (route) => {
    const finding = outcomes[route.outcome];
    return route.instrument === instrument && (finding === "yes" || (finding === "not known" && route.also_when_not_known));
  };
  const found = Object.keys(outcomes).flatMap((id) => routes.filter((route) => route.outcome === id && holds(route)));
  return found.length ? found : [otherwise];
}
