// Keeps the panel of a debriefing in step with what is entered. Everything works without it.

import { evaluate } from "./evaluate.mjs";
import { Saving } from "./saving.mjs";

const PREFIX = "q_";
const WHY_NOT = "_why_not";
const UNKNOWN = new Set(["unsure", "refused", "not_asked", "not_safe_to_ask"]);

/** The answers of a section's form, or null while one of them is not an answer. A cleared number is not asked. */
export function entered(form, definition) {
  const given = new FormData(form);
  const answers = {};
  for (const { id, kind } of definition.questions) {
    if (!given.has(PREFIX + id) && kind === "number") continue;
    const written = (given.get(PREFIX + id) ?? "").trim();
    if (kind !== "number") {
      if (written) answers[id] = written;
    } else if (written === "") answers[id] = given.get(PREFIX + id + WHY_NOT) || "not_asked";
    else if (/^\d{1,9}$/.test(written)) answers[id] = Number(written);
    else return null;
  }
  return answers;
}

/** What the answers come to, by rule; null when one of them is not allowed. */
export function reached(definition, answers) {
  try {
    return evaluate(definition, answers);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** How many of some indicators are present, at least and at most. */
export function bounds(indicators, answers) {
  const answer = (id) => answers[id] ?? "not_asked";
  const sure = indicators.filter((ids) => ids.some((id) => answer(id) === "yes"));
  const open = indicators.filter((ids) => !sure.includes(ids) && ids.some((id) => UNKNOWN.has(answer(id))));
  return [sure.length, sure.length + open.length];
}

/** Fill in the panel for these answers over the saved ones; null says that an entry is not an answer. */
function show(panel, source, answers) {
  const found = answers && reached(source.definition, { ...source.answers, ...answers });
  const state = panel.querySelector("[data-panel-state]");
  if (found === null) {
    state.textContent = state.dataset.unclear;
    return;
  }
  state.textContent = state.dataset.follows;
  for (const tag of panel.querySelectorAll("[data-rule]")) {
    const { finding } = found.get(tag.dataset.rule);
    tag.textContent = source.words[tag.dataset.kind][finding];
    tag.className = `govuk-tag govuk-tag--${source.colours[finding]}`;
  }
  for (const [dimension, indicators] of Object.entries(source.indicators)) {
    const [least, most] = bounds(indicators, answers);
    panel.querySelector(`[data-least="${dimension}"]`).textContent = least;
    panel.querySelector(`[data-most="${dimension}"]`).textContent = most;
  }
  const open = new Set(source.outcomes.flatMap((outcome) => found.get(outcome).could_change));
  for (const item of panel.querySelectorAll("[data-question]")) item.hidden = !open.has(item.dataset.question);
  panel.querySelector("[data-open]").textContent = open.size;
}

function countMinutes(place) {
  const minutes = place.querySelector("[data-minutes]");
  const began = new Date(place.dataset.since);
  const show = () => {
    minutes.textContent = Math.max(0, Math.floor((Date.now() - began) / 60_000));
  };
  setInterval(show, 30_000);
}

function start() {
  const section = document.querySelector("form[data-section]");
  const finish = document.querySelector("form[data-finish]");
  for (const place of document.querySelectorAll("[data-since]")) countMinutes(place);
  const written = document.getElementById("panel-source");
  if (!written) return;
  const source = JSON.parse(written.textContent);
  const panel = document.querySelector("[data-panel]");
  if (section) {
    const follow = () => show(panel, source, entered(section, source.definition));
    section.addEventListener("input", follow);
    section.addEventListener("change", follow);
    new Saving(section);
    follow();
  }
  if (finish) {
    const found = reached(source.definition, source.answers);
    const outcomes = Object.fromEntries(source.outcomes.map((outcome) => [outcome, found.get(outcome).finding]));
    finish.elements.browser_result.value = JSON.stringify({ outcomes });
  }
}

start();
