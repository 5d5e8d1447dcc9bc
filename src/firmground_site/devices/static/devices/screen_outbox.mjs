// What waits to be sent and what arrived: counts, ages and states, and nothing that says whom it is about.

import { actions, button, el, heading, paragraph, subheading } from "./draw.mjs";
import { outboxSummary, receipts } from "./outbox.mjs";

/** One line for every screen: how many entries wait, how long the oldest has, and a button to send them. */
export async function waiting(phone) {
  const { t, words } = phone;
  const { count, oldest } = await outboxSummary();
  const line = count ? t("waiting", { count, age: words.age(oldest) }) : t("nothing_waits");
  const place = el("div", { class: "firm-phone__waiting", "data-waiting": count }, el("p", { class: "govuk-body" }, line));
  if (count) place.append(actions(button(t("send_now"), () => sendNow(phone), { kind: "secondary" })));
  return place;
}

async function sendNow(phone) {
  phone.announce(phone.t("sending"));
  const state = await phone.sending.again();
  phone.announce(phone.t({ sent: "all_sent", not_all: "not_all_sent", too_much: "too_much_waits", waiting: "no_signal" }[state]));
}

const cell = (text) => el("td", {}, text);

function table(caption, heads, rows) {
  const head = el("tr", {}, heads.map((text) => el("th", { scope: "col", class: "govuk-table__header" }, text)));
  return el(
    "div",
    { class: "firm-table" },
    el(
      "table",
      { class: "govuk-table" },
      el("caption", { class: "govuk-table__caption govuk-table__caption--m" }, caption),
      el("thead", { class: "govuk-table__head" }, head),
      el("tbody", { class: "govuk-table__body" }, rows.map((cells) => el("tr", {}, cells.map(cell)))),
    ),
  );
}

/** How many receipts there are of each state, the latest moment beside it. */
function counted(list) {
  const states = new Map();
  for (const { state, at } of list) {
    const { count, latest } = states.get(state) ?? { count: 0, latest: at };
    states.set(state, { count: count + 1, latest: at > latest ? at : latest });
  }
  return [...states];
}

/** The outbox and the receipts. */
export async function outbox(phone) {
  const { t, words, officer } = phone;
  const [{ rows }, got] = [await outboxSummary(), await receipts()];
  const state = (each) => t(`state_${each}`);
  return [
    heading(t("outbox")),
    await waiting(phone),
    rows.length ? table(t("not_sent_yet"), [t("age"), t("state")], rows.map((row) => [words.age(row.age), state(row.state)])) : null,
    subheading(t("receipts")),
    paragraph(got.length ? t("receipts_count", { count: got.length }) : t("no_receipts")),
    got.length
      ? table(t("by_state"), [t("state"), t("number"), t("latest")], counted(got).map(([name, { count, latest }]) => [state(name), String(count), words.moment(latest)]))
      : null,
    paragraph(t("what_states_mean")),
    actions(button(t("back"), () => phone.show(officer ? "home" : "who"), { kind: "secondary" })),
  ];
}
