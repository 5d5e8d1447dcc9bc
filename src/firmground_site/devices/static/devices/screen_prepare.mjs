// Prepares this phone for an officer: done once, with a signal, by the officer who is signed in on the site.

import { actions, button, el, field, heading, inset, paragraph } from "./draw.mjs";
import { enrol, NotEnrolled, whoIsThere } from "./enrolling.mjs";
import { officers, SHORTEST_PIN } from "./officers.mjs";
import { kept } from "./store.mjs";

/** Who is signed in decides what this screen says. */
export async function prepare(phone) {
  const { t } = phone;
  const { state, ...there } = await whoIsThere();
  const again = button(t("try_again"), () => phone.show("prepare"), { kind: "secondary" });
  const back = (await officers()).length ? button(t("back"), () => phone.show("who"), { kind: "secondary" }) : null;
  const says = {
    offline: () => [inset(t("prepare_needs_signal")), actions(again, back)],
    nobody: () => [inset(t("prepare_sign_in")), actions(signIn(phone), back)],
    not_yours: () => [inset(t("prepare_not_yours")), actions(signIn(phone), back)],
    ready: async () => [paragraph(t("prepare_for", { name: there.officer.name })), await form(phone, there), actions(back)],
  };
  return [heading(t("prepare_title")), paragraph(t("prepare_says")), ...(await says[state]())];
}

const signIn = ({ t }) => el("a", { class: "govuk-button", role: "button", href: "/account/login/?next=/phone/" }, t("sign_in"));

/** Whether a PIN is one character repeated, or counts up or down. */
export function isSimple(pin) {
  const steps = new Set([...pin].slice(1).map((letter, at) => letter.codePointAt(0) - pin.codePointAt(at)));
  return steps.size === 1 && [0, 1, -1].includes([...steps][0]);
}

function wrongIn({ label, pin, again }) {
  if (!label.trim()) return ["label", "label_missing"];
  if ([...pin].length < SHORTEST_PIN) return ["pin", "pin_short"];
  if (isSimple(pin)) return ["pin", "pin_simple"];
  return pin === again ? null : ["again", "pin_differs"];
}

async function form(phone, there) {
  const { t } = phone;
  const known = await kept("phone", "label");
  const typed = { label: known ?? "", pin: "", again: "" };
  const place = el("div");
  const secret = { type: "password", autocomplete: "new-password", width: 10 };
  const draw = (wrong = []) => {
    const box = (name, label, hinted, more) =>
      field({ label: t(label), hinted, value: typed[name], change: (text) => (typed[name] = text), error: wrong[0] === name ? t(wrong[1]) : "", ...more });
    const submit = async (event) => {
      event.preventDefault();
      const found = wrongIn(typed);
      if (!found) return send(phone, there, typed);
      draw(found);
      return place.querySelector(".govuk-form-group--error input").focus();
    };
    place.replaceChildren(
      el(
        "form",
        { autocomplete: "off", novalidate: true, onsubmit: submit },
        known ? null : box("label", "phone_label", t("phone_label_hint"), { maxlength: 80 }),
        box("pin", "new_pin", t("new_pin_hint"), secret),
        box("again", "pin_again", "", secret),
        button(t("prepare_do"), null, { type: "submit" }),
      ),
    );
  };
  draw();
  return place;
}

async function send(phone, there, typed) {
  if (phone.busy) return;
  phone.busy = true;
  phone.announce(phone.t("preparing"));
  try {
    phone.unlocked(await enrol(there, typed));
    phone.device = await kept("phone", "device");
    phone.announce(phone.t("signed_out_here"));
    if (!phone.definitions) await phone.fetchDefinitions();
    await phone.show("home");
  } catch (error) {
    if (!(error instanceof NotEnrolled) && !(error instanceof TypeError)) throw error;
    phone.announce(phone.t("prepare_failed", { reason: error.message }));
  } finally {
    phone.busy = false;
  }
}
