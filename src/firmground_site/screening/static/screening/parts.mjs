// The pieces of a page on which a question is put: elements with words in them, each marked with the language it is in.

/** An element with attributes, listeners (onclick and so on) and children; what is null or false is left out. */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value !== null && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== false));
  return element;
}

/** Words in their own language and direction. */
export function said(name, words, attributes = {}) {
  return make(name, { lang: words.language.tag, dir: words.language.direction, ...attributes }, words.text);
}

/** A large button; ``key`` is what to press on a keyboard for it. */
export function choice(words, { key = "", isPressed = null, onclick, kind = "" }) {
  const sign = key ? make("kbd", { "aria-hidden": "true" }, key) : null;
  const name = `firm-asking__button${kind ? ` firm-asking__button--${kind}` : ""}`;
  const pressed = isPressed === null ? {} : { "aria-pressed": String(isPressed) };
  return make("button", { type: "button", class: name, "aria-keyshortcuts": key || null, onclick, ...pressed }, sign, said("span", words));
}

const A_GLANCE = 300; // milliseconds: sooner nobody has seen what a finger is on

/** Whether a click is the second half of a double tap, which was meant for what was there before. Keys are never too soon. */
export function isTooSoon(event, shownAt) {
  const isFinger = event.detail > 0 && event.pointerType === "touch";
  return event.detail > 1 || (isFinger && event.timeStamp - shownAt < A_GLANCE);
}

/** How far one is, in words and as a bar. */
export function progress(words, place, total) {
  return make("div", { class: "firm-asking__progress" }, said("p", words), make("progress", { max: total, value: place, "aria-hidden": "true" }));
}

/** The languages to choose from, each by its own name. */
export function languages(wording, change) {
  const options = wording.languages.map(({ tag }) => {
    const { text, language } = wording.name(tag);
    return make("option", { value: tag, lang: language.tag, selected: tag === wording.language.tag }, text);
  });
  const label = wording.of("asking.language").text;
  const select = make("select", { class: "govuk-select", "aria-label": label, onchange: () => change(select.value) }, ...options);
  return make("div", { class: "firm-asking__language" }, select);
}

/** A box for a number with its button; ``take`` gets what was written, and says whether it could be taken. */
export function numberBox(wording, { least = 0, most = 999_999_999 }, given, take) {
  const values = { least, most };
  const label = wording.of("asking.number");
  const wrong = said("p", wording.of("asking.wrong_number", values), { class: "govuk-error-message", role: "alert", id: "asking-wrong", hidden: true });
  const box = make("input", {
    class: "govuk-input firm-asking__number",
    inputmode: "numeric",
    autocomplete: "off",
    "aria-label": label.text,
    lang: label.language.tag,
    value: Number.isInteger(given) ? given : "",
  });
  const send = (event) => {
    event.preventDefault();
    if (take(box.value)) return;
    wrong.hidden = false;
    box.setAttribute("aria-describedby", "asking-wrong");
    box.focus();
  };
  const button = make("button", { class: "firm-asking__button" }, said("span", wording.of("asking.take_number")));
  return make("form", { class: "firm-asking__numbers", novalidate: true, onsubmit: send }, wrong, box, button);
}
