// What an officer reads once an entry lies sealed in the outbox: that it was accepted, what was found, and what happens next.

import { actions, button, el, heading, paragraph, subheading } from "./draw.mjs";
import { inWords, routesFor } from "./findings.mjs";

const COLOURS = { yes: "orange", no: "grey", "not known": "yellow" };

/** ``given`` is what was found; it is in memory only, until the next screen. */
export async function accepted(phone, { published, outcomes, language, kind }) {
  const { t, words, definitions } = phone;
  const routes = routesFor(definitions, published.instrument, outcomes);
  return [
    el("div", { class: "govuk-panel govuk-panel--confirmation" }, el("h1", { class: "govuk-panel__title", tabindex: "-1" }, t("accepted")), el("div", { class: "govuk-panel__body" }, t("accepted_says"))),
    subheading(t("found")),
    inWords(published, outcomes, words.language).map((each) => outcome(phone, each)),
    subheading(t("what_next")),
    routes.map((route) => next(phone, route)),
    el("div", { lang: language, dir: definitions.language(language).dir, class: "firm-say" }, phone.words.language === language ? [] : routes.map((route) => steps(phone, route, language))),
    actions(
      kind === "screening" ? button(t("screen_another"), () => phone.go("screen")) : null,
      button(t("ready"), () => phone.show("home"), { kind: "secondary" }),
    ),
  ];
}

function outcome({ t }, { id, name, meaning, finding }) {
  const tag = el("strong", { class: `govuk-tag govuk-tag--${COLOURS[finding]}` }, t(`finding_${finding.replace(" ", "_")}`));
  return el("div", { "data-outcome": id, "data-finding": finding }, el("h3", { class: "govuk-heading-s" }, name, " ", tag), paragraph(meaning));
}

const steps = (phone, route, language) =>
  el("ul", { class: "govuk-list govuk-list--bullet" }, phone.definitions.steps(route, language).map((step) => el("li", {}, step)));

function next(phone, route) {
  const { t, words, definitions } = phone;
  const call = ({ name, phone: number, hours, is_verified }) =>
    el("li", {}, `${name}: `, el("a", { class: "govuk-link", href: `tel:${number.replaceAll(" ", "")}` }, number), ` (${hours || t("day_and_night")})`, is_verified ? "" : ` ${t("unverified")}`);
  const contacts = definitions.contacts(route, words.language).map(call);
  return [steps(phone, route, words.language), contacts.length ? el("ul", { class: "govuk-list" }, contacts) : null];
}
