// Saves a form after a pause, says so when it cannot, and warns before entries are lost. Nothing is kept on the device.

const PAUSE = 3000; // milliseconds without an entry, after which it is saved

/** Saves a section's form in the background, one request at a time. */
export class Saving {
  constructor(form) {
    this.form = form;
    this.state = form.querySelector("[data-save-state]");
    this.unsaved = "unsaved" in form.dataset;
    this.leaving = false;
    this.timer = null;
    this.running = false;
    form.addEventListener("input", () => this.changed());
    form.addEventListener("change", () => this.changed());
    form.addEventListener("submit", () => {
      this.leaving = true;
      clearTimeout(this.timer);
    });
    window.addEventListener("beforeunload", (event) => this.warn(event));
  }

  changed() {
    this.unsaved = true;
    this.state.textContent = this.state.dataset.notSaved;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), PAUSE);
  }

  async save() {
    if (this.leaving) return;
    if (this.running) {
      this.timer = setTimeout(() => this.save(), PAUSE);
      return;
    }
    this.running = true;
    this.unsaved = false; // what is entered from here on counts anew
    try {
      const sent = new FormData(this.form);
      const answer = await fetch(this.form.action, { method: "POST", body: new URLSearchParams(sent), headers: { "X-Save": "quietly" } });
      await this.take(answer);
    } catch {
      this.failed(this.state.dataset.unanswered);
      this.timer = setTimeout(() => this.save(), 5 * PAUSE);
    }
    this.running = false;
  }

  async take(answer) {
    const isOurs = (answer.headers.get("Content-Type") ?? "").startsWith("application/json");
    const said = isOurs ? await answer.json() : { sentence: this.state.dataset.refused };
    if (!answer.ok || !isOurs) {
      this.failed(said.sentence);
      return;
    }
    this.form.elements.seen.value = JSON.stringify(said.seen);
    if (!this.unsaved) this.state.textContent = said.sentence;
  }

  failed(sentence) {
    this.unsaved = true;
    this.state.textContent = sentence;
  }

  warn(event) {
    // Whoever leaves quickly must never be asked whether they are sure.
    const leavesQuickly = document.body.classList.contains("govuk-exit-this-page-hide-content");
    if (this.unsaved && !this.leaving && !leavesQuickly) event.preventDefault();
  }
}
