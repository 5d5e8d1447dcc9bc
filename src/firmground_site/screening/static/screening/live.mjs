// Shows what the answers come to while they are given, with the same definition as the server, which decides again.

import { evaluate } from "./evaluate.mjs";

const PREFIX = "q_";
const WHY_NOT = "_why_not";

/** The answers in a form, as the evaluator takes them; a number that is not one is left to the server. */
export function answersIn(form, definition) {
  const given = new FormData(form);
  const answers = {};
  for (const { id, kind } of definition.questions) {
    const written = (given.get(PREFIX + id) ?? "").trim();
    const reason = given.get(PREFIX + id + WHY_NOT) ?? "";
    if (kind === "number" && /^\d+$/.test(written)) answers[id] = Number(written);
    else if (kind === "number" && written === "" && reason) answers[id] = reason;
    else if (kind !== "number" && written) answers[id] = written;
  }
  return answers;
}

/** The findings of some rules, or null when an answer is not one that the definition allows. */
export function findings(definition, answers, rules) {
  try {
    const reached = evaluate(definition, answers);
    return Object.fromEntries(rules.map((rule) => [rule, reached.get(rule)]));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function shown(name, texts, part) {
  const paragraph = document.createElement("p");
  const strong = document.createElement("strong");
  paragraph.className = "govuk-body-s";
  strong.textContent = `${texts.name}: `;
  paragraph.append(strong, texts[part.finding.replace(" ", "_")]);
  if (part.finding === "yes") paragraph.classList.add("firm-live__found");
  return paragraph;
}

function start(form) {
  const definition = JSON.parse(document.getElementById("definition").textContent);
  const texts = JSON.parse(document.getElementById("live-texts").textContent);
  const panel = form.querySelector("[data-live]");
  const outcomes = panel.querySelector("[data-live-outcomes]");
  const result = form.querySelector("[name=browser_result]");
  const follow = () => {
    const found = findings(definition, answersIn(form, definition), Object.keys(texts));
    panel.hidden = found === null;
    result.value = found === null ? "" : resultOf(found);
    if (found !== null) outcomes.replaceChildren(...Object.keys(found).map((name) => shown(name, texts[name], found[name])));
  };
  form.addEventListener("change", follow);
  form.addEventListener("submit", follow);
  follow();
}

function resultOf(found) {
  return JSON.stringify({ outcomes: Object.fromEntries(Object.entries(found).map(([name, part]) => [name, part.finding])) });
}

for (const form of document.querySelectorAll("form[data-screening]")) start(form);
