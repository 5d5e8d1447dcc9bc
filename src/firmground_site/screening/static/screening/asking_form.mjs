// Lets the person answer on the form of a first screening: what they choose is entered in the form's own fields, where the
// officer sees it and can change it. The form works without this module.

import { ask } from "./asking.mjs";

const PREFIX = "q_";
const WHY_NOT = "_why_not";

/** Enter an answer in the form, as if the officer had. */
export function enter(form, id, given) {
  const fields = form.elements;
  const isReason = fields[PREFIX + id + WHY_NOT] && typeof given === "string";
  if (fields[PREFIX + id + WHY_NOT]) fields[PREFIX + id + WHY_NOT].value = isReason ? given : "";
  fields[PREFIX + id].value = isReason ? "" : given;
  form.dispatchEvent(new Event("change", { bubbles: true }));
}

/** The answers that are in the form. */
export function entered(form, questions) {
  const given = new FormData(form);
  const found = {};
  for (const { id, kind } of questions) {
    const written = given.get(PREFIX + id) || given.get(PREFIX + id + WHY_NOT);
    if (written) found[id] = kind === "number" && /^\d+$/.test(written) ? Number(written) : written;
  }
  return found;
}

/** Open the questions over the whole page; closing it shows the form again, with all that was answered. */
async function open(form, dialog, place) {
  const published = await (await fetch(place.dataset.questions)).json();
  const shownIn = form.elements.shown_in;
  const asking = ask(dialog, {
    published,
    language: shownIn.value,
    answers: entered(form, published.definition.questions),
    pictures: JSON.parse(place.dataset.pictures),
    voice: { folder: place.dataset.recordings },
    onAnswer: (id, given) => enter(form, id, given),
    onLanguage: (tag) => {
      shownIn.value = tag;
    },
    onOfficer: () => dialog.close(),
    onLeave: () => document.querySelector(".govuk-js-exit-this-page-button").click(),
  });
  dialog.addEventListener("close", () => asking.close(), { once: true });
  dialog.showModal();
  asking.show();
}

/** Offer it beside the form. */
export function offer(form) {
  const place = form.querySelector("[data-asking]");
  if (!place) return;
  const dialog = document.createElement("dialog");
  dialog.className = "firm-asking-over";
  form.after(dialog);
  place.hidden = false;
  place.querySelector("button").addEventListener("click", () => open(form, dialog, place));
}

for (const form of document.querySelectorAll("form[data-screening]")) offer(form);
