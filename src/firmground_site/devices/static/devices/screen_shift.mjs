// What stays the same during a shift: where the officer is, and whom they meet there. Asked once, hidden under the PIN.

import { keepShift, shiftOf } from "./draft.mjs";
import { actions, button, el, field, heading, hint, radios, select } from "./draw.mjs";

/** The settings of the shift; ``next`` is where it goes on. */
export async function shift(phone, next = "home") {
  const { t, definitions, words } = phone;
  const settings = (phone.shift ??= (await shiftOf(phone.officer)) ?? { group: "", trigger: "", place: "", interpreter: "" });
  const set = (name) => (value) => {
    settings[name] = value;
  };
  const codes = (list) => definitions.codes(list, words.language);
  const save = async (event) => {
    event.preventDefault();
    await keepShift(phone.officer, settings);
    phone.shift = null;
    await phone.go(next);
  };
  const back = async () => {
    phone.shift = null;
    await phone.show("home");
  };
  return [
    heading(t("shift")),
    hint(t("shift_hint")),
    el(
      "form",
      { autocomplete: "off", novalidate: true, onsubmit: save },
      radios({ label: t("trigger"), options: codes("triggers"), value: settings.trigger, change: set("trigger") }),
      radios({ label: t("group"), options: codes("groups"), value: settings.group, change: set("group") }),
      field({ label: t("place"), value: settings.place, change: set("place"), maxlength: 200 }),
      select({ label: t("interpreter"), options: codes("interpreters"), value: settings.interpreter, change: set("interpreter") }),
      actions(button(t("go_on"), null, { type: "submit" }), button(t("back"), back, { kind: "secondary" })),
    ),
  ];
}
