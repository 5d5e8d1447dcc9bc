// What is shown where the browser cannot seal or keep anything: nothing is entered here, so nothing can be lost.

import { el, heading, paragraph } from "./draw.mjs";

/** The word for what the browser lacks; null when it has everything. */
export function missing() {
  if (!window.isSecureContext) return "secure";
  if (!window.crypto?.subtle) return "crypto";
  if (!window.indexedDB) return "store";
  if (!navigator.serviceWorker || !navigator.locks) return "worker";
  return null;
}

/** Why, and where else a person can be screened. */
export async function cannot({ t }, lacks) {
  return [
    heading(t("cannot_title")),
    paragraph(t(`cannot_${lacks}`)),
    paragraph(el("a", { class: "govuk-link", href: "/screening/new/" }, t("screen_online"))),
  ];
}
