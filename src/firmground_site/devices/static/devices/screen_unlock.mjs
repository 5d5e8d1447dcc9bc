// Who takes the phone up, and the PIN. Before it is typed the phone shows nothing but names of officers and what waits.

import { actions, button, el, field, heading, hint, inset, paragraph } from "./draw.mjs";
import { officers, unlocked, WrongPin } from "./officers.mjs";
import { waiting } from "./screen_outbox.mjs";
import { kept } from "./store.mjs";

/** The first screen of a phone that was prepared: which officer is it? */
export async function who(phone) {
  const { t } = phone;
  const known = await officers();
  if (known.length === 0) return (await kept("phone", "revoked")) ? revoked(phone) : phone.screens.prepare(phone);
  if (known.length === 1) return pin(phone, known[0]);
  return [
    heading(t("who_title")),
    el("div", { class: "firm-phone__choices" }, known.map((each) => button(each.name, () => phone.show("pin", each), { kind: "secondary" }))),
    await waiting(phone),
    another(phone),
  ];
}

const another = (phone) => actions(button(phone.t("add_officer"), () => phone.show("prepare"), { kind: "secondary" }));

/** The PIN of one officer. */
export async function pin(phone, officer, wrong = null) {
  const { t } = phone;
  let typed = "";
  const error = wrong === null ? "" : t("wrong_pin", { count: wrong });
  const change = (text) => {
    typed = text;
  };
  const open = async (event) => {
    event.preventDefault();
    await attempt(phone, officer, typed);
  };
  return [
    heading(t("pin_title", { name: officer.name })),
    el(
      "form",
      { autocomplete: "off", novalidate: true, onsubmit: open },
      field({ label: t("pin"), type: "password", inputmode: "text", autocomplete: "new-password", change, error, width: 10 }),
      button(t("unlock"), null, { type: "submit" }),
    ),
    hint(t("pin_hint")),
    await waiting(phone),
    (await officers()).length > 1 ? actions(button(t("not_me"), () => phone.show("who"), { kind: "secondary" })) : another(phone),
  ];
}

async function attempt(phone, officer, typed) {
  if (phone.busy || !typed) return;
  phone.busy = true;
  phone.announce(phone.t("opening"));
  try {
    phone.unlocked(await unlocked(officer.member, typed));
    phone.announce("");
    await phone.show("home");
  } catch (error) {
    if (!(error instanceof WrongPin)) throw error;
    phone.announce("");
    if (error.left > 0) await phone.show("pin", officer, error.left);
    else await phone.show("erasedHere", officer.name);
    phone.place.querySelector("input[type=password]")?.focus();
  } finally {
    phone.busy = false;
  }
}

/** What five wrong PINs have done. */
export async function erasedHere(phone, name) {
  const { t } = phone;
  return [
    heading(t("erased_title")),
    paragraph(t("erased", { name })),
    inset(t("outbox_stays")),
    actions(button(t("go_on"), () => phone.show("who"))),
  ];
}

/** An administrator has revoked this phone. */
export async function revoked(phone) {
  const { t } = phone;
  return [heading(t("revoked_title")), paragraph(t("revoked")), inset(t("outbox_stays")), await waiting(phone), another(phone)];
}
