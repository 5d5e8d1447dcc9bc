// Debriefings that were prepared for this officer and this phone, one by one, while there was a signal.

import { actions, button, el, heading, paragraph } from "./draw.mjs";
import { taken } from "./entry.mjs";
import { begin } from "./filling.mjs";
import { opened } from "./sealing.mjs";
import { all, forget } from "./store.mjs";

/** Those of the officer, opened with their key, and only in memory. What has run out is erased. */
async function own({ officer }) {
  const found = [];
  for (const { id, member, until, envelope } of await all("debriefings")) {
    if (Date.parse(until) < Date.now()) await forget("debriefings", id);
    else if (member === officer.member) found.push({ id, until, content: await opened(envelope, officer.keys.sealing) });
  }
  return found;
}

/** The list; each leads to its questions. */
export async function debriefings(phone) {
  const { t, words } = phone;
  const choice = ({ id, until, content }) => {
    const label = `${content.called || id.slice(0, 8)}, ${t("debriefing_until", { when: words.moment(until) })}`;
    return button(label, () => go(phone, id, content), { kind: "secondary" });
  };
  return [
    heading(t("debriefings_title")),
    paragraph(t("debriefings_say")),
    el("div", { class: "firm-phone__choices" }, (await own(phone)).map(choice)),
    actions(button(t("back"), () => phone.show("home"), { kind: "secondary" })),
  ];
}

async function go(phone, id, content) {
  if (!phone.definitions.of(content.instrument_digest)) return phone.announce(phone.t("debriefing_other_questions"));
  return begin(phone, taken(id, content));
}
