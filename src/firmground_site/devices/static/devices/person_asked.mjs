// Puts the questions to the person themself, over the whole screen: one at a time, large, with pictures, read aloud.

import { ask } from "../screening/asking.mjs";
import { el } from "./draw.mjs";
import { answer, typed } from "./entry.mjs";
import { keep } from "./store.mjs";

const PICTURES = "phone-pictures";

function entered(filling) {
  return (id, given) => {
    if (typeof given === "number") typed(filling.entry, id, String(given));
    else {
      delete filling.entry.written[id];
      answer(filling.entry, id, given);
    }
    filling.changed();
  };
}

/** Open the questions. Giving the phone back shows the officer's list, with all that was answered. */
export function askThePerson(phone) {
  const { filling } = phone;
  const dialog = el("dialog", { class: "firm-asking-over" });
  phone.place.append(dialog);
  const asking = ask(dialog, {
    published: filling.published,
    language: filling.language,
    answers: filling.entry.answers,
    pictures: JSON.parse(document.getElementById(PICTURES).textContent),
    voice: {},
    onAnswer: entered(filling),
    onLanguage: (tag) => {
      filling.language = tag;
      keep("phone", tag, "questions_in");
    },
    onOfficer: () => dialog.close(),
    onLeave: () => document.querySelector(".govuk-js-exit-this-page-button").click(),
  });
  filling.stopAsking = () => asking.close(); // a lock must leave neither voice nor keys
  dialog.addEventListener("close", () => close(phone, asking), { once: true });
  dialog.showModal();
  asking.show();
}

async function close(phone, asking) {
  asking.close();
  await phone.redraw();
  phone.place.querySelector("[data-asking]")?.focus();
}
