// Draws the pieces of the phone's page as the site's components look. Text is only ever text: nothing is read as HTML.

let made = 0;
const fresh = (name) => `${name}-${(made += 1)}`;

/** An element. A function is what to do on an event ("onclick"); false and null leave an attribute out. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element[name] = value;
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export const heading = (text, size = "l") => el("h1", { class: `govuk-heading-${size}`, tabindex: "-1" }, text);
export const subheading = (text) => el("h2", { class: "govuk-heading-m" }, text);
export const paragraph = (...words) => el("p", { class: "govuk-body" }, ...words);
export const hint = (text) => el("p", { class: "govuk-hint" }, text);
export const inset = (...words) => el("div", { class: "govuk-inset-text" }, ...words);

/** A button. ``kind`` is "", "secondary" or "warning". It cannot be pressed again before what it did has come to an end. */
export function button(text, act, { kind = "", type = "button", pressed = null } = {}) {
  const classes = `govuk-button firm-phone__button${kind && ` govuk-button--${kind}`}`;
  const element = el("button", { class: classes, type, "aria-pressed": pressed }, text);
  if (act) {
    element.onclick = async () => {
      if (element.getAttribute("aria-disabled") === "true") return;
      element.setAttribute("aria-disabled", "true");
      try {
        await act();
      } finally {
        element.removeAttribute("aria-disabled");
      }
    };
  }
  return element;
}

export const actions = (...buttons) => el("div", { class: "firm-actions" }, ...buttons);

/** What opens when somebody wants it. */
export function details(summary, ...children) {
  const head = el("summary", { class: "govuk-details__summary" }, el("span", { class: "govuk-details__summary-text" }, summary));
  return el("details", { class: "govuk-details" }, head, el("div", { class: "govuk-details__text" }, ...children));
}

const marks = (error, id) => (error ? el("p", { class: "govuk-error-message", id: `${id}-error` }, error) : null);
const said = (id, hinted, error) => [hinted && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || null;

function grouped(id, label, hinted, error, box, attributes = {}) {
  return el(
    "div",
    { class: `govuk-form-group${error ? " govuk-form-group--error" : ""}`, ...attributes },
    el("label", { class: "govuk-label", for: id }, label),
    hinted ? el("div", { class: "govuk-hint", id: `${id}-hint` }, hinted) : null,
    marks(error, id),
    box,
  );
}

/** A line of text (or several, with ``rows``). No browser remembers it or looks up its spelling elsewhere. */
export function field({ label, hinted = "", value = "", change, error = "", type = "text", width = 20, rows = 0, ...more }) {
  const id = fresh("field");
  const never = { autocomplete: more.autocomplete ?? "off", spellcheck: "false", autocapitalize: "off", autocorrect: "off" };
  const box = el(rows ? "textarea" : "input", {
    id,
    class: rows ? "govuk-textarea" : `govuk-input govuk-input--width-${width}`,
    "aria-describedby": said(id, hinted, error),
    ...(rows ? { rows } : { type }),
    ...more,
    ...never,
    oninput: (event) => change?.(event.target.value),
  });
  box.value = value;
  return grouped(id, label, hinted, error, box);
}

/** One of several in a list. ``options`` are [code, words] pairs. */
export function select({ label, options, value = "", change }) {
  const id = fresh("field");
  const chosen = (code, words) => el("option", { value: code, selected: code === value }, words);
  const box = el("select", { id, class: "govuk-select", autocomplete: "off", onchange: (event) => change(event.target.value) });
  box.append(chosen("", "—"), ...options.map(([code, words]) => chosen(code, words)));
  return grouped(id, label, "", "", box);
}

/** One of several, all in sight. */
export function radios({ label, options, value, change, error = "", name, inline = false, size = "s" }) {
  const id = fresh("group");
  const item = ([code, words]) => {
    const own = fresh("radio");
    const attributes = { class: "govuk-radios__input", type: "radio", id: own, name: name ?? id, value: code, autocomplete: "off" };
    const input = el("input", { ...attributes, onchange: () => change(code) });
    input.checked = code === value;
    const words_ = el("label", { class: "govuk-label govuk-radios__label", for: own }, words);
    return el("div", { class: "govuk-radios__item" }, input, words_);
  };
  const legend = el("legend", { class: `govuk-fieldset__legend govuk-fieldset__legend--${size}` }, label);
  const classes = `govuk-radios${inline ? " govuk-radios--inline" : ""} govuk-radios--small`;
  const set = el("fieldset", { class: "govuk-fieldset", "aria-describedby": error ? `${id}-error` : null }, legend);
  set.append(...[marks(error, id)].filter(Boolean), el("div", { class: classes }, ...options.map(item)));
  return el("div", { class: `govuk-form-group${error ? " govuk-form-group--error" : ""}`, id }, set);
}
