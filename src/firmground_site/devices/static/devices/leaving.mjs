// Tells the server who stopped using this phone, once there is a signal. Their keys were erased here before.

import { asDevice, NotTaken } from "./sending.mjs";
import { change, kept } from "./store.mjs";

/** Tell it; who left meanwhile is told the next time. Those whom the server does not take are told no more. */
export async function tellWhoLeft() {
  const left = (await kept("phone", "left")) ?? [];
  if (left.length === 0) return;
  try {
    await asDevice("/phone/left", { left });
  } catch (error) {
    if (!(error instanceof NotTaken) || error.again) throw error;
  }
  const isTold = ({ signing_key }) => left.some((each) => each.signing_key === signing_key);
  await change(["phone"], ({ phone }) => {
    phone.get("left").onsuccess = ({ target }) => phone.put((target.result ?? []).filter((each) => !isTold(each)), "left");
  });
}
