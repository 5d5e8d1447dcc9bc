// What is on the screen while questions are put to somebody: where one is, the question, its answers, and the ways to go.

import { choice, isTooSoon, languages, make, numberBox, progress, said } from "./parts.mjs";
import { UNKNOWN } from "./course.mjs";

/** The pieces of the screen for an asking as it stands. */
export function screen(asking) {
  const isOver = asking.course.question === null;
  return [head(asking), ...(isOver ? closing(asking) : [question(asking), answers(asking)]), ways(asking, isOver)];
}

function head(asking) {
  const { course, wording, options } = asking;
  const number = Math.min(course.place + 1, course.total);
  const quiet = (key, letter, act) => act && choice(wording.of(key), { key: letter, onclick: () => act(asking.answers), kind: "quiet" });
  return make(
    "div",
    { class: "firm-asking__head" },
    progress(wording.of("asking.progress", { number, total: course.total }), course.place, course.total),
    languages(wording, (tag) => asking.change(tag)),
    quiet("asking.officer", "O", options.onOfficer) ?? null,
    quiet("asking.leave", "", options.onLeave) ?? null,
  );
}

function question(asking) {
  const { course, wording, options } = asking;
  const picture = options.pictures?.[course.question.topic] ?? options.pictures?.question;
  const isDraft = wording.language.note !== "";
  return make(
    "div",
    { class: "firm-asking__question" },
    picture ? make("img", { src: picture, alt: "", width: 96, height: 96 }) : null,
    said("h2", wording.question(course.question.id), { tabindex: "-1" }),
    aloud(asking),
    isDraft ? said("p", wording.of("asking.draft"), { class: "firm-asking__note" }) : null,
  );
}

function aloud(asking) {
  const button = choice(asking.wording.of("asking.listen"), { key: "L", isPressed: false, onclick: () => asking.read(), kind: "quiet" });
  button.dataset.read = "";
  return make("div", { class: "firm-asking__aloud" }, button, make("p", { role: "status", "data-read-state": true }));
}

function answers(asking) {
  const { course, wording } = asking;
  const given = course.answers[course.question.id];
  const isNumber = course.question.kind === "number";
  const buttons = course.offered.map((code, place) =>
    choice(wording.answer(course.question, code), {
      key: isNumber ? "" : String(place + 1),
      isPressed: given === code,
      onclick: (event) => isTooSoon(event, asking.shownAt) || asking.take(code),
      kind: UNKNOWN.includes(code) ? "unknown" : "",
    }),
  );
  const box = isNumber && numberBox(wording, course.question, given, (written) => asking.takeNumber(written));
  return make("div", { class: "firm-asking__answers" }, box, ...buttons);
}

function closing(asking) {
  const { wording, options } = asking;
  const own = options.closing?.(asking)?.elements;
  if (own) return [make("div", { class: "firm-asking__question" }, aloud(asking), ...own)];
  const done = said("h2", wording.of("asking.done"), { tabindex: "-1" });
  const hand = options.onOfficer ? said("p", wording.of("asking.hand_back")) : null;
  const finish = () => options.onOfficer(asking.answers);
  const button = options.onOfficer ? choice(wording.of("asking.finished"), { key: "O", onclick: finish }) : null;
  return [make("div", { class: "firm-asking__question" }, done, aloud(asking), hand), make("div", { class: "firm-asking__answers" }, button)];
}

function ways(asking, isOver) {
  const { course, wording } = asking;
  const step = (key, by) => choice(wording.of(key), { onclick: () => asking.go(course.place + by), kind: "quiet" });
  return make("div", { class: "firm-asking__ways" }, course.place > 0 && step("asking.back", -1), !isOver && step("asking.onward", 1));
}
