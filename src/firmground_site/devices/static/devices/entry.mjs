// One entry while it is filled in: plain values that can be hidden as a draft, checked, and made into what is sealed.

const TEXTS = ["name", "alias", "document", "phone"];
export const PERSON = [...TEXTS, "age_basis", "sex", "nationality", "language"];
export const SHIFT = ["group", "trigger", "place", "interpreter"];

// Half a letter, as a broken keyboard may leave it, has no bytes in UTF-8.
const wellFormed = (text) => new TextDecoder().decode(new TextEncoder().encode(text));

/** The day of a moment on this phone's clock, as 2026-11-27. */
export function dayOf(moment) {
  const two = (number) => String(number).padStart(2, "0");
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}

/**
 * A new entry. Its id is made here, so that sending it twice records it once.
 * @param {{instrument: string, digest: string}} published the instrument
 * @param {object} shift what stays the same during a shift
 */
export function begun(published, shift, now = new Date(), id = crypto.randomUUID()) {
  return {
    id,
    kind: "screening",
    begun_at: now.toISOString(),
    instrument: published.instrument,
    instrument_digest: published.digest,
    answers: {},
    written: {}, // numbers as they were typed
    person: Object.fromEntries(PERSON.map((name) => [name, ""])),
    encounter: { ...Object.fromEntries(SHIFT.map((name) => [name, shift?.[name] ?? ""])), screened_on: dayOf(now), note: "" },
    parties: {},
    base: null,
  };
}

/** An entry for a debriefing that was prepared: what the answers were is kept beside them, so that others' work is noticed. */
export function taken(prepared, content, now = new Date()) {
  const { instrument, instrument_digest, answers, note = "" } = content;
  const entry = begun({ instrument, digest: instrument_digest }, null, now);
  entry.encounter.note = note;
  return { ...entry, kind: "debriefing", prepared, answers: { ...answers }, base: { ...answers, note } };
}

/** Take an answer; null takes it back, so that the question was not asked. */
export function answer(entry, id, given) {
  if (given === null || given === "") delete entry.answers[id];
  else entry.answers[id] = given;
}

/** Take a number as it was typed. What is not a whole number is kept as typed and is no answer. */
export function typed(entry, id, text) {
  entry.written[id] = text;
  const written = text.trim();
  if (/^\d{1,9}$/.test(written)) entry.answers[id] = Number(written);
  else if (typeof entry.answers[id] === "number") delete entry.answers[id];
}

function wrongNumbers(entry, definition) {
  const isWrong = ({ id, kind, least, most }) => {
    const text = (entry.written[id] ?? "").trim();
    if (kind !== "number" || text === "") return false;
    return typeof entry.answers[id] !== "number" || entry.answers[id] < least || (most !== undefined && entry.answers[id] > most);
  };
  return definition.questions.filter(isWrong).map(({ id, least, most }) => ({ at: `question-${id}`, word: "wrong_number", least, most }));
}

/** What is missing or wrong, each with the place to go to; an entry without any can be accepted. */
export function problems(entry, definition, now = new Date()) {
  const found = wrongNumbers(entry, definition);
  if (entry.kind !== "screening") return found;
  const { group, trigger, screened_on } = entry.encounter;
  if (!trigger) found.push({ at: "trigger", word: "choose_trigger" });
  if (!group) found.push({ at: "group", word: "choose_group" });
  if (!/^\d{4}-\d{2}-\d{2}$/.test(screened_on) || screened_on > dayOf(now)) found.push({ at: "screened_on", word: "wrong_day" });
  return found;
}

/**
 * What is sealed, without its signature: the contract's plaintext.
 * @param {Record<string, string>} outcomes what this browser found, by outcome
 */
export function plaintext(entry, { device, member, outcomes }, now = new Date()) {
  const { id, kind, instrument, instrument_digest, answers, person, encounter, parties, base, prepared } = entry;
  const told = (values) => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, wellFormed(value).trim()]));
  return {
    id,
    kind,
    device,
    member,
    instrument,
    instrument_digest,
    screened_on: encounter.screened_on,
    person: told(person),
    encounter: told(encounter),
    answers: { ...answers },
    parties: Object.entries(told(parties)).filter(([, name]) => name),
    browser_result: { outcomes },
    accepted_at: now.toISOString(),
    ...(kind === "debriefing" ? { base, prepared, note: encounter.note } : {}),
  };
}
