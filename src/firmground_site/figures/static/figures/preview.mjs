// Shows what would become of a sentence while it is typed, and puts what may be quoted into it. Everything works without it.

const PAUSE = 400; // milliseconds without a key before the server is asked

/** The faults as lines, as the server renders them; `said` stands before each. */
function lines(faults, said) {
  return faults.map((fault) => {
    const item = document.createElement("li");
    const mark = document.createElement("strong");
    mark.textContent = said;
    item.append(mark, ` ${fault}`);
    return item;
  });
}

/** Ask what the form comes to; null when the server cannot be asked now. */
async function ask(form, signal) {
  try {
    const answer = await fetch(form.dataset.preview, { method: "POST", body: new FormData(form), signal });
    return answer.ok && !answer.redirected ? await answer.json() : null;
  } catch {
    return null;
  }
}

function follow(form) {
  const text = form.querySelector("[data-preview-text]");
  const faults = form.querySelector("[data-preview-faults]");
  let waiting;
  let asked = new AbortController();
  const show = async () => {
    asked.abort();
    asked = new AbortController();
    const { signal } = asked;
    const found = await ask(form, signal);
    if (signal.aborted || !found) return; // the button still asks
    form.querySelector("[data-preview-empty]")?.remove();
    text.textContent = found.text;
    faults.replaceChildren(...lines(found.faults, form.dataset.i18nCannotStand));
  };
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, PAUSE);
  };
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  return soon;
}

/** A button beside each id, which puts it where the cursor is; the form has its words. */
function offer(list, field, words, then) {
  for (const code of list.querySelectorAll("[data-asked]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "govuk-button govuk-button--secondary";
    button.textContent = words.i18nPutIn;
    button.setAttribute("aria-label", words.i18nPutInThis.replace("{asked}", () => code.dataset.asked));
    button.addEventListener("click", () => {
      field.setRangeText(code.dataset.asked, field.selectionStart, field.selectionEnd, "end");
      field.focus();
      then();
    });
    code.parentElement.append(" ", button);
  }
}

const form = document.querySelector("form[data-preview]");
if (form) {
  const soon = follow(form);
  const { text } = form.elements;
  if (text.value !== text.defaultValue) soon(); // it was typed before this module was here
  const list = document.querySelector("[data-quotable]");
  if (list) offer(list, text, form.dataset, soon);
}
