// The officer's view of an entry: all questions in one list, the person, the meeting, and what the answers come to so far.

import { actions, button, el, heading, hint, inset } from "./draw.mjs";
import { thrownAway } from "./draft.mjs";
import { plaintext, problems } from "./entry.mjs";
import { inWords, outcomesOf, ownText } from "./findings.mjs";
import { accept } from "./outbox.mjs";
import { askThePerson } from "./person_asked.mjs";
import { meetingOf, noteOf, personOf } from "./person_drawn.mjs";
import { questionsOf } from "./questions_drawn.mjs";
import { forgetRecordings } from "./recordings.mjs";
import { isFull } from "./store.mjs";

/** All questions of the entry that is open. */
export async function questions(phone) {
  const { t, filling } = phone;
  const { entry, published, errors, language } = filling;
  const live = el("div", { class: "firm-live", role: "status" });
  const changed = () => {
    filling.changed();
    follow(phone, live);
  };
  follow(phone, live);
  const codes = (list) => phone.definitions.codes(list, phone.words.language);
  const parts = { t, codes, changed, errors };
  const given = { entry, published, language, changed, errors, whyNot: t("why_not"), spoken: phone.words.language };
  const form = { autocomplete: "off", novalidate: true, inert: filling.isHeld, class: "firm-phone__form", onsubmit: (event) => event.preventDefault() };
  const { dir, isDraft } = phone.definitions.language(language);
  return [
    heading(ownText(published, "title", phone.words.language)),
    languages(phone, language),
    actions(asked(phone)),
    isDraft ? hint(t("not_reviewed")) : null,
    filling.summary(),
    el(
      "form",
      form,
      el("div", { class: "firm-questions", lang: language, dir }, inset(ownText(published, "introduction", language)), questionsOf(given)),
      entry.kind === "screening" ? [personOf(entry, parts), meetingOf(entry, parts)] : noteOf(entry, parts),
      live,
      actions(button(t("finish"), () => finish(phone)), button(t("throw_away"), () => throwAway(phone), { kind: "warning" })),
    ),
  ];
}

function languages(phone, language) {
  const choose = (tag) => async () => {
    await phone.filling.askIn(tag);
    phone.place.querySelector(`[data-questions-in="${tag}"]`).focus();
  };
  const one = ({ tag, name }) => {
    const made = button(name, choose(tag), { kind: "secondary", pressed: String(tag === language) });
    made.dataset.questionsIn = tag;
    return made;
  };
  return el("div", { class: "firm-actions firm-phone__tongues", role: "group", "aria-label": phone.t("questions_in") }, phone.definitions.languages().map(one));
}

function asked(phone) {
  const made = button(phone.t("one_at_a_time"), () => askThePerson(phone), { kind: "secondary" });
  made.dataset.asking = "";
  return made;
}

/** What was found so far, and nothing else: a phone's screen is small. */
function follow(phone, live) {
  const { filling, words } = phone;
  const { entry, published } = filling;
  const outcomes = outcomesOf(published, entry.answers) ?? {};
  const found = inWords(published, outcomes, words.language).filter((each) => each.finding === "yes");
  const line = ({ id, name, meaning }) => el("p", { class: "govuk-body-s firm-live__found", "data-outcome": id }, el("strong", {}, `${name}: `), meaning);
  live.replaceChildren(...found.map(line));
}

async function throwAway(phone) {
  const { filling } = phone;
  if (!filling.sure) {
    filling.sure = true;
    phone.announce(phone.t("throw_away_sure"));
    return;
  }
  await filling.draft.end();
  await thrownAway(phone.officer, filling.entry);
  phone.filling = null;
  phone.announce(phone.t("thrown_away"));
  await phone.show("home");
}

function notAccepted(phone, filling, error) {
  const isOpen = phone.filling === filling; // else the phone was locked meanwhile; the draft waits under the PIN
  if (isOpen) filling.release();
  if (!isFull(error)) throw error;
  forgetRecordings(); // they can be fetched again
  if (isOpen) phone.announce(phone.t("disk_full"));
}

/** Accept the entry, or say what is missing. What cannot be kept stays on the screen. */
export async function finish(phone) {
  const { filling, officer } = phone;
  const { entry, published, language } = filling;
  const found = problems(entry, published.definition);
  if (found.length) return filling.complain(found);
  phone.announce(phone.t("accepting"));
  const outcomes = outcomesOf(published, entry.answers);
  await filling.hold();
  try {
    await accept(plaintext(entry, { device: phone.device, member: officer.member, outcomes }), officer);
  } catch (error) {
    return notAccepted(phone, filling, error);
  }
  if (phone.filling === filling) {
    phone.filling = null;
    phone.announce("");
    await phone.show("accepted", { published, outcomes, language, kind: entry.kind });
  } // else the phone was locked meanwhile, and shows nothing of it
  phone.sending.now();
  return undefined;
}
