// Begins the phone's page: what the browser can do, who may use it, and what runs beside the screens.

import { pulled, revokedHere } from "./changes.mjs";
import { Definitions, refreshed } from "./definitions.mjs";
import { forgetOld } from "./draft.mjs";
import { tellWhoLeft } from "./leaving.mjs";
import { Lock } from "./lock.mjs";
import { askToKeep, watchForNews } from "./news.mjs";
import { Phone } from "./phone.mjs";
import { keepChosen } from "./recordings.mjs";
import { accepted } from "./screen_accepted.mjs";
import { cannot, missing } from "./screen_cannot.mjs";
import { debriefings } from "./screen_debriefing.mjs";
import { home, screen } from "./screen_home.mjs";
import { handOver, leave } from "./screen_leaving.mjs";
import { outbox, waiting } from "./screen_outbox.mjs";
import { prepare } from "./screen_prepare.mjs";
import { questions } from "./screen_questions.mjs";
import { recordings } from "./screen_recordings.mjs";
import { shift } from "./screen_shift.mjs";
import { erasedHere, pin, revoked, who } from "./screen_unlock.mjs";
import { Sending } from "./sending.mjs";
import { kept } from "./store.mjs";
import { preferred, Words } from "./words.mjs";

const SCREENS = { accepted, cannot, debriefings, erasedHere, handOver, home, leave, outbox, pin, prepare, questions, recordings, revoked, shift, who };
const at = (id) => document.getElementById(id);

function drawn() {
  const tables = JSON.parse(at("phone-words").textContent);
  const places = { place: at("phone"), news: at("phone-news"), status: at("phone-status"), languages: at("phone-languages") };
  const phone = new Phone(new Words(tables, preferred(Object.keys(tables), navigator.languages)), SCREENS, places);
  phone.acts = { screen };
  phone.waiting = waiting;
  return phone;
}

function watchTheLock(phone) {
  const lock = at("phone-lock");
  phone.lock = new Lock(Number(phone.place.dataset.lockAfter), () => phone.close());
  phone.lockButton = lock;
  lock.onclick = () => phone.close();
}

/** What an officer cannot have caused is said, so that nobody believes that something was kept when it was not. */
function sayFaults(phone) {
  const say = () => phone.announce(phone.t("fault"));
  window.addEventListener("error", say);
  window.addEventListener("unhandledrejection", say);
}

async function runBeside(phone) {
  phone.device = await kept("phone", "device");
  phone.definitions = await Definitions.kept();
  let hasRecordings = false; // all that were chosen, since the definitions last changed
  const pull = async () => {
    const news = await pulled();
    if (news.revoked) return revokedHere(phone);
    await tellWhoLeft();
    if (news.gone.includes(phone.officer?.member)) await phone.close();
    if (news.definitions !== phone.definitions?.digest) await phone.fetchDefinitions();
    if (phone.definitions && !hasRecordings) hasRecordings = await keepChosen(phone.definitions.told);
    return undefined;
  };
  phone.fetchDefinitions = async () => {
    hasRecordings = false;
    phone.definitions = (await refreshed((word) => phone.announce(phone.t(word)))) ?? phone.definitions;
  };
  phone.sending = new Sending(pull, () => phone.sent());
  await forgetOld();
  if (!phone.definitions) await phone.fetchDefinitions().catch(() => {}); // without a signal they come later
}

async function start() {
  const phone = drawn();
  const lacks = missing();
  watchTheLock(phone);
  sayFaults(phone);
  await phone.speak(lacks ? phone.words.language : ((await kept("phone", "language")) ?? phone.words.language));
  if (lacks) return phone.show("cannot", lacks);
  try {
    await runBeside(phone);
  } catch (error) {
    if (error instanceof DOMException) return phone.show("cannot", "store");
    throw error;
  }
  await phone.show("who");
  askToKeep().then((isKept) => {
    phone.mayBeErased = !isKept;
  });
  watchForNews(phone, phone.place.dataset.worker);
  phone.sending.again();
  return undefined;
}

start();
