// Which languages' recordings this phone keeps, so that the questions are read aloud without a signal.

import { actions, button, el, heading, hint, paragraph } from "./draw.mjs";
import { choose, MOST, spoken } from "./recordings.mjs";

const inMegabytes = (bytes, language) => new Intl.NumberFormat(language).format(Math.ceil(bytes / 1e5) / 10);

/** Each language that has recordings: how large they are, and whether they are here. */
export async function recordings(phone) {
  const { t, definitions } = phone;
  const said = { kept: t("recordings_kept"), some: t("recordings_some"), no_room: t("recordings_no_room"), not_kept: t("recordings_not_kept") };
  const one = ({ tag, name, state, bytes }) => {
    const act = async () => {
      phone.announce(t("recordings_fetching"));
      const isWhole = await choose(definitions.told, tag).catch(() => false); // without a signal they come later
      await phone.show("recordings");
      phone.announce(isWhole ? "" : t("recordings_later"));
      phone.place.querySelector(`[data-recordings-in="${tag}"]`)?.focus();
    };
    const made = button(t("recordings_in", { name, size: inMegabytes(bytes, phone.words.language) }), act, { kind: "secondary", pressed: String(state !== "not_kept") });
    made.dataset.recordingsIn = tag;
    return el("div", {}, actions(made), hint(said[state]));
  };
  return [
    heading(t("recordings")),
    paragraph(t("recordings_say", { most: inMegabytes(MOST, phone.words.language) })),
    ...(await spoken(definitions.told)).map(one),
    actions(button(t("back"), () => phone.show("home"), { kind: "secondary" })),
  ];
}
