// The officer's view of an entry: all questions in one list, the person, the meeting, and what the answers come to so far.

import { actions, button, el, heading, hint, inset } from "./draw.mjs";
import { plaintext, problems } from "./entry.mjs";
import { inWords, outcomesOf, ownText } from "./findings.mjs";
import { accept } from "./outbox.mjs";
import { meetingOf, personOf } from "./person_drawn.mjs";
import { questionsOf } from "./questions_drawn.mjs";
import { forget, isFull } from "./store.mjs";

/** All questions of the entry that is open. */
export async function questions(phone) {
  const { t, entry, published, errors } = phone;
  const language = phone.questionsIn();
  const live = el("div", { class: "firm-live", role: "status" });
  const changed = () => {
    phone.saveDraft();
    follow(phone, live);
  };
  follow(phone, live);
  const codes = (list) => phone.definitions.codes(list, phone.words.language);
  const parts = { t, codes, changed, errors };
  const asked = { entry, published, language, changed, errors, whyNot: t("why_not") };
  const form = { autocomplete: "off", novalidate: true, class: "firm-phone__form", onsubmit: (event) => event.preventDefault() };
  const { dir, note } = phone.definitions.language(language);
  return [
    heading(ownText(published, "title", phone.words.language)),
    languages(phone, language),
    note ? hint(t("not_reviewed")) : null,
    phone.summary(),
    el(
      "form",
      form,
      el("div", { class: "firm-questions", lang: language, dir }, inset(ownText(published, "introduction", language)), questionsOf(asked)),
      entry.kind === "screening" ? [personOf(entry, parts), meetingOf(entry, parts)] : null,
      live,
      actions(button(t("finish"), () => finish(phone)), button(t("throw_away"), () => throwAway(phone), { kind: "warning" })),
    ),
  ];
}

function languages(phone, language) {
  const choose = (tag) => async () => {
    await phone.askIn(tag);
    phone.place.querySelector(`[data-questions-in="${tag}"]`).focus();
  };
  const one = ({ tag, name }) => {
    const made = button(name, choose(tag), { kind: "secondary", pressed: String(tag === language) });
    made.dataset.questionsIn = tag;
    return made;
  };
  return el("div", { class: "firm-actions", role: "group", "aria-label": phone.t("questions_in") }, phone.definitions.languages().map(one));
}

/** What was found so far, and nothing else: a phone's screen is small. */
function follow(phone, live) {
  const { entry, published, words } = phone;
  const outcomes = outcomesOf(published, entry.answers) ?? {};
  const found = inWords(published, outcomes, words.language).filter((each) => each.finding === "yes");
  const line = ({ id, name, meaning }) => el("p", { class: "govuk-body-s firm-live__found", "data-outcome": id }, el("strong", {}, `${name}: `), meaning);
  live.replaceChildren(...found.map(line));
}

async function throwAway(phone) {
  if (!phone.sure) {
    phone.sure = true;
    phone.announce(phone.t("throw_away_sure"));
    return;
  }
  await phone.draft.end();
  await forget("drafts", phone.officer.member);
  phone.putDown();
  phone.announce(phone.t("thrown_away"));
  await phone.show("home");
}

/** Accept the entry, or say what is missing. What cannot be kept stays on the screen. */
export async function finish(phone) {
  const { entry, published, officer } = phone;
  const found = problems(entry, published.definition);
  if (found.length) return phone.complain(found);
  phone.announce(phone.t("accepting"));
  try {
    await phone.draft.settled();
    const outcomes = outcomesOf(published, entry.answers);
    await accept(plaintext(entry, { device: phone.device, member: officer.member, outcomes }), officer);
    const language = phone.questionsIn();
    phone.putDown();
    phone.announce("");
    await phone.show("accepted", { published, outcomes, language, kind: entry.kind });
    phone.sending.now();
  } catch (error) {
    if (!isFull(error)) throw error;
    phone.announce(phone.t("disk_full"));
  }
  return undefined;
}
