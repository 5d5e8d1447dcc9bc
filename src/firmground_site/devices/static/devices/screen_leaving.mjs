// Giving the phone to somebody else, and leaving it for good.

import { forgetWork } from "./draft.mjs";
import { actions, button, heading, inset, paragraph } from "./draw.mjs";
import { left } from "./officers.mjs";

async function gone(phone, word) {
  phone.forget();
  await phone.show("who");
  phone.announce(phone.t(word));
}

function question(phone, { title, says, does, act }) {
  const { t } = phone;
  return [
    heading(t(title)),
    paragraph(t(says)),
    inset(t("outbox_stays")),
    actions(button(t(does), act, { kind: "warning" }), button(t("back"), () => phone.show("home"), { kind: "secondary" })),
  ];
}

/** Hand the phone to another officer: a draft and the shift are erased, the keys stay under the PIN. */
export async function handOver(phone) {
  const act = async () => {
    await forgetWork(phone.officer.member);
    await gone(phone, "handed_over");
  };
  return question(phone, { title: "hand_over", says: "hand_over_says", does: "hand_over_do", act });
}

/** Leave this phone for good: the officer's keys are erased. */
export async function leave(phone) {
  const act = async () => {
    await left(phone.officer.member);
    await gone(phone, "left_phone");
    phone.sending.now();
  };
  return question(phone, { title: "leave_phone", says: "leave_says", does: "leave_do", act });
}
