// New versions of the phone's page. One waits until no entry is open and somebody says yes; a draft survives it, under the PIN.

import { button, paragraph } from "./draw.mjs";

/** Watch for new versions, and offer each when it is ready. */
export async function watchForNews(phone, address) {
  const { serviceWorker } = navigator;
  const registration = await serviceWorker.register(address, { scope: "/phone/", updateViaCache: "none" });
  let asked = false;
  const offer = () => {
    if (registration.waiting && serviceWorker.controller) show(phone, () => takeOver(registration.waiting));
  };
  const takeOver = (waiting) => {
    asked = true;
    waiting.postMessage("take over");
  };
  // Another window goes on with what it has loaded, so that nothing is lost there.
  serviceWorker.addEventListener("controllerchange", () => {
    if (asked) window.location.reload();
  });
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", offer));
  phone.lookForNews = () => registration.update().catch(() => {}); // without a signal there is none
  offer();
  return registration;
}

function show(phone, takeOver) {
  const { t, news } = phone;
  const act = () => {
    if (phone.filling) phone.announce(t("new_version_later"));
    else takeOver();
  };
  news.replaceChildren(paragraph(t("new_version")), button(t("new_version_use"), act, { kind: "secondary" }));
  news.hidden = false;
}

/** Ask the browser to keep what waits when it needs room; most ask nobody and decide by themselves. */
export async function askToKeep() {
  if (!navigator.storage?.persist) return false;
  return (await navigator.storage.persisted()) || navigator.storage.persist();
}
