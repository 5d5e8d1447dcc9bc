// Locks the phone after a pause, and when its page was out of sight for as long. Whoever locks it has nothing left in memory.

const SIGNS_OF_LIFE = ["pointerdown", "keydown", "input", "scroll"];

/** Calls ``lock`` after so many seconds without input. */
export class Lock {
  constructor(seconds, lock) {
    this.pause = seconds * 1000;
    this.lock = lock;
    this.timer = null;
    this.seen = Date.now();
    for (const sign of SIGNS_OF_LIFE) window.addEventListener(sign, () => this.alive(), { capture: true, passive: true });
    // A timer of a page in the background may come late, or after the phone has slept: the clock decides.
    document.addEventListener("visibilitychange", () => this.#look());
    window.addEventListener("pagehide", () => this.lock());
  }

  /** Begin to watch: somebody has unlocked the phone. */
  start() {
    this.seen = Date.now();
    this.#again();
  }

  /** Watch no more: the phone is locked. */
  stop() {
    clearTimeout(this.timer);
    this.timer = null;
  }

  alive() {
    if (this.timer === null) return;
    if (Date.now() - this.seen >= this.pause) this.lock();
    else this.seen = Date.now();
  }

  #again() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#look(), Math.max(50, this.seen + this.pause - Date.now()));
  }

  #look() {
    if (this.timer === null) return;
    if (Date.now() - this.seen >= this.pause) this.lock();
    else this.#again();
  }
}
