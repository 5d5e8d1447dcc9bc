// Leaves a page so that going back does not show it: nothing of it stays on the screen, and its place in the history is taken.

const TIMES = 3; // presses of the Shift key
const WITHIN = 5000; // milliseconds

/** Leave now. */
export function leave(address) {
  document.body.replaceChildren();
  location.replace(address);
}

/** Leave by any link with data-leave, and by pressing the Shift key three times. */
export function readyToLeave(address) {
  const pressed = [];
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-leave]")) return;
    event.preventDefault();
    leave(address);
  });
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift") return;
    pressed.push(event.timeStamp);
    if (pressed.length >= TIMES && event.timeStamp - pressed.at(-TIMES) < WITHIN) leave(address);
  });
}
