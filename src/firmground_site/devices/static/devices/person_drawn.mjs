// The fields about the person and the meeting. All of the person's may be left out; nobody needs to give a name.

import { details, el, field, hint, radios, select } from "./draw.mjs";

const LISTS = { age_basis: "age_bases", sex: "sexes", nationality: "nationalities", language: "interview_languages" };

/** A setter for one name of a plain value, which then tells that something changed. */
const into = (values, name, changed) => (value) => {
  values[name] = value;
  changed();
};

/** Who was met, closed until somebody opens it. */
export function personOf(entry, { t, codes, changed }) {
  const { person, parties } = entry;
  const line = (name, more = {}) => field({ label: t(name), value: person[name], change: into(person, name, changed), maxlength: 200, ...more });
  const list = (name) => select({ label: t(name), options: codes(LISTS[name]), value: person[name], change: into(person, name, changed) });
  const party = ([kind, words]) =>
    field({ label: words, value: parties[kind] ?? "", change: into(parties, kind, changed), maxlength: 200 });
  return [
    details(t("the_person"), hint(t("nobody_needs")), line("alias"), ...["sex", "nationality", "language", "age_basis"].map(list)),
    details(t("papers"), line("name"), line("document", { width: 10 }), line("phone", { width: 10, inputmode: "tel" })),
    details(t("named"), ...codes("named_kinds").map(party)),
  ];
}

/** What the questions do not ask about. */
export function noteOf({ encounter }, { t, changed }) {
  const set = into(encounter, "note", changed);
  return field({ label: t("note"), hinted: t("note_hint"), value: encounter.note, change: set, rows: 4, maxlength: 2000 });
}

/** How they met; open when the shift does not say all of it, or when something is wrong with it. */
export function meetingOf(entry, { t, codes, changed, errors }) {
  const { encounter } = entry;
  const set = (name) => into(encounter, name, changed);
  const group = (name, list) =>
    el("div", { id: name, tabindex: "-1" }, radios({ label: t(name), options: codes(list), value: encounter[name], change: set(name), error: errors.get(name) }));
  const drawn = details(
    t("meeting"),
    group("trigger", "triggers"),
    group("group", "groups"),
    el("div", { id: "screened_on", tabindex: "-1" }, field({ label: t("screened_on"), type: "date", value: encounter.screened_on, change: set("screened_on"), error: errors.get("screened_on"), width: 10 })),
    field({ label: t("place"), value: encounter.place, change: set("place"), maxlength: 200 }),
    select({ label: t("interpreter"), options: codes("interpreters"), value: encounter.interpreter, change: set("interpreter") }),
    noteOf(entry, { t, changed }),
  );
  drawn.open = !encounter.group || !encounter.trigger || errors.size > 0;
  return drawn;
}
