// What the server has to tell this phone since it last asked. The cost follows what changed.

import { erased, erasedAll } from "./officers.mjs";
import { setAside, update } from "./outbox.mjs";
import { asDevice, NotTaken } from "./sending.mjs";
import { change, keep, kept } from "./store.mjs";

async function apply({ now, key, debriefings, ended, officers_ended, receipts }) {
  await update(receipts);
  for (const member of officers_ended) await erased(member);
  await change(["phone", "debriefings"], (stores) => {
    for (const each of debriefings) stores.debriefings.put(each);
    for (const id of ended) stores.debriefings.delete(id);
    if (key) stores.phone.put(key, "server");
    stores.phone.put(now, "since");
  });
}

/**
 * Ask, and keep what is told. Gives whether the phone was revoked, the digest of the definitions, and whose keys ended.
 * @returns {Promise<{revoked?: true, definitions?: string, gone?: string[]}>}
 */
export async function pulled() {
  const gone = [];
  try {
    for (;;) {
      const told = await asDevice("/phone/changes", { since: (await kept("phone", "since")) ?? 0, set_aside: await setAside() });
      await apply(told);
      gone.push(...told.officers_ended);
      if (!told.more) return { definitions: told.definitions, gone };
    }
  } catch (error) {
    if (!(error instanceof NotTaken) || !error.body.revoked) throw error;
    return { revoked: true };
  }
}

/** The phone was revoked: everything readable is erased, and what is sealed goes on being sent. */
export async function revokedHere(phone) {
  await keep("phone", true, "revoked");
  await erasedAll();
  phone.forget();
  await phone.show("revoked");
}
