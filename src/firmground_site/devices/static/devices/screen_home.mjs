// What an officer can do with the phone now.

import { actions, button, el, heading, hint, inset, paragraph, subheading } from "./draw.mjs";
import { draftOf, shiftOf, thrownAway } from "./draft.mjs";
import { waiting } from "./screen_outbox.mjs";
import { begun } from "./entry.mjs";
import { begin, takeUp } from "./filling.mjs";
import { all } from "./store.mjs";

/** Ready: screen a person, or anything else. */
export async function home(phone) {
  const { t, officer } = phone;
  const [draft, own] = [await draftOf(officer), await prepared(officer)];
  return [
    heading(t("ready_title", { name: officer.name })),
    draft ? inProgress(phone, draft) : actions(button(t("screen_person"), () => phone.go("screen"))),
    await waiting(phone),
    subheading(t("more")),
    el(
      "div",
      { class: "firm-phone__choices" },
      button(t("outbox"), () => phone.show("outbox"), { kind: "secondary" }),
      button(t("shift"), () => phone.show("shift", "home"), { kind: "secondary" }),
      own.length ? button(t("debriefings", { count: own.length }), () => phone.show("debriefings"), { kind: "secondary" }) : null,
      phone.definitions?.isSpoken ? button(t("recordings"), () => phone.show("recordings"), { kind: "secondary" }) : null,
      button(t("hand_over"), () => phone.show("handOver"), { kind: "secondary" }),
      button(t("leave_phone"), () => phone.show("leave"), { kind: "secondary" }),
    ),
    phone.mayBeErased ? hint(t("may_be_erased")) : null,
    hint(navigator.serviceWorker.controller ? t("works_offline") : t("works_offline_soon")),
  ];
}

const prepared = async (officer) => (await all("debriefings")).filter((each) => each.member === officer.member);

function inProgress(phone, draft) {
  const { t } = phone;
  let sure = false;
  const away = async () => {
    if (!sure) {
      sure = true;
      return phone.announce(t("throw_away_sure"));
    }
    await thrownAway(phone.officer, draft);
    phone.announce(t("thrown_away"));
    return phone.show("home");
  };
  return inset(
    paragraph(t("in_progress", { when: phone.words.moment(draft.begun_at) })),
    actions(button(t("go_on_with_it"), () => resume(phone, draft)), button(t("throw_away"), away, { kind: "warning" })),
  );
}

async function resume(phone, draft) {
  await takeUp(phone, draft);
  await phone.show("questions");
}

/** Begin a screening; the first of a shift asks what stays the same during it. This is an act and not a screen. */
export async function screen(phone) {
  if (!phone.definitions) await phone.fetchDefinitions().catch(() => {}); // without a signal there are none yet
  if (!phone.definitions) return phone.announce(phone.t("no_questions"));
  const settings = await shiftOf(phone.officer);
  if (!settings) return phone.show("shift", "screen");
  return begin(phone, begun(phone.definitions.first(), settings));
}
