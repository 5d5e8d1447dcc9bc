"""The phone's page as an officer uses it, for the journeys: prepare, unlock, screen, send. It asserts nothing of its own."""

from typing import Any

from journeys.looking import wait_until
from playwright.sync_api import Page, expect

PIN = "harbour-7"
SLOW = 60_000  # milliseconds that a state may take on a busy machine
expect.set_options(timeout=SLOW)
KEEPS = """async ([count, store]) => {
  const { all } = await import('/static/devices/store.mjs');
  return (await all(store)).length === count;
}"""


class PhonePage:
    """An officer's hands on a phone's page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.set_default_timeout(SLOW)

    def open(self) -> "PhonePage":
        """Open the page, and wait until a screen is drawn."""
        self.page.goto("/phone/")
        self.page.locator("#phone[data-screen]").wait_for(timeout=SLOW)
        return self

    def on(self, screen: str) -> None:
        """Wait until a screen is drawn."""
        expect(self.page.locator("#phone")).to_have_attribute("data-screen", screen, timeout=SLOW)

    def home_without_a_draft(self) -> None:
        """Wait for the first screen, and throw away what was begun and is still kept."""
        self.on("home")
        if self.page.get_by_role("button", name="Throw it away").count():
            self.throw_away()
        self.page.get_by_role("button", name="Screen a person").wait_for(timeout=SLOW)

    def throw_away(self) -> None:
        """Throw away what was begun; the first press asks whether one is sure."""
        self.press("Throw it away")
        self.press("Throw it away")

    def has(self, count: int, store: str) -> None:
        """Wait until the phone keeps so many things in one of its stores."""
        wait_until(self.page, KEEPS, [count, store])

    def press(self, words: str) -> None:
        """Press the button with these words."""
        self.page.get_by_role("button", name=words, exact=True).click()

    def prepare(self, pin: str = PIN, label: str = "Airport desk 2") -> "PhonePage":
        """Prepare the phone for whoever is signed in."""
        box = self.page.get_by_label("Name of this phone")
        if box.count():
            box.fill(label)
        self.page.get_by_label("PIN of your choice").fill(pin)
        self.page.get_by_label("The same PIN again").fill(pin)
        self.press("Prepare this phone")
        self.on("home")
        return self

    def ready_without_a_signal(self) -> "PhonePage":
        """Wait until the page is kept, and runs from what is kept."""
        wait_until(self.page, "navigator.serviceWorker.controller?.state === 'activated'")  # ready would wait without an end
        return self

    def unlock(self, pin: str = PIN, name: str | None = None) -> "PhonePage":
        """Choose an officer where there are several, and type the PIN."""
        if name:
            self.press(name)
            self.on("pin")
        self.page.get_by_label("PIN", exact=True).fill(pin)
        self.press("Unlock")
        return self

    def begin(self) -> None:
        """Begin a screening; the first of a shift asks for its settings."""
        self.press("Screen a person")
        self.page.locator("#phone[data-screen=shift], #phone[data-screen=questions]").wait_for(timeout=SLOW)
        if self.page.locator("#phone[data-screen=shift]").count():
            self.page.get_by_label("Came forward").check()
            self.page.get_by_label("Foreign domestic helpers").check()
            self.press("Go on")
            self.on("questions")

    def answer(self, question: str, code: str) -> None:
        """Answer a question by its id."""
        self.page.locator(f"input[name=q-{question}][value={code}]").check()

    def finish(self) -> None:
        """Accept what was entered."""
        self.press("Finish")
        self.on("accepted")

    def waits(self, count: int) -> None:
        """Wait until so many entries wait to be sent."""
        expect(self.page.locator("[data-waiting]")).to_have_attribute("data-waiting", str(count), timeout=SLOW)

    def kept(self) -> dict[str, Any]:
        """Everything that lies in the phone's store, as far as it can be written as JSON."""
        found: dict[str, Any] = self.page.evaluate(KEPT)
        return found

    def lock(self) -> None:
        """Lock it."""
        self.press("Lock")
        self.page.locator("#phone[data-screen=who], #phone[data-screen=pin]").wait_for(timeout=SLOW)


KEPT = """async () => {
  const asked = indexedDB.open('firmground-phone');
  const database = await new Promise((done, failed) => {
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
  const found = {};
  for (const name of database.objectStoreNames) {
    const store = database.transaction(name).objectStore(name);
    const all = store.getAll();
    found[name] = await new Promise((done) => { all.onsuccess = () => done(all.result); });
  }
  database.close();
  return JSON.parse(JSON.stringify(found));
}"""
# Screens people by pressing what an officer presses, many times and quickly. ``told(n)`` is called when "Accepted" is shown.
SCREEN_MANY = """async ({ from, to, language, answers, told }) => {
  const phone = document.querySelector('#phone');
  const on = async (...screens) => {
    while (!screens.includes(phone.dataset.screen)) await new Promise((done) => setTimeout(done, 5));
  };
  const button = (words) => [...phone.querySelectorAll('button')].find((each) => words.includes(each.textContent));
  const fill = (label, value) => {
    const box = document.getElementById([...phone.querySelectorAll('label')].find((each) => each.textContent === label).htmlFor);
    box.value = value;
    box.dispatchEvent(new Event('input', { bubbles: true }));
  };
  for (let n = from; n < to; n += 1) {
    await on('home', 'accepted');
    button(['Screen a person', 'Screen another person']).click();
    await on('questions');
    const tongue = language && phone.querySelector(`[data-questions-in="${language}"]`);
    if (tongue && tongue.getAttribute('aria-pressed') !== 'true') {
      tongue.click();
      while (phone.querySelector('.firm-questions').lang !== language) await new Promise((done) => setTimeout(done, 5));
    }
    for (const [question, code] of Object.entries(answers)) phone.querySelector(`[name=q-${question}][value=${code}]`).click();
    fill('What to call the person', `Zebrafinch-${n}`);
    fill('Full name', `Quillon Marrowby ${n}`);
    button(['Finish']).click();
    await on('accepted');
    if (told) await window.told(n);
  }
}"""
