// Makes a passkey, or signs in by one, for forms marked data-passkey. Pages say what else can be done without it.

import "../mfa/js/webauthn-json.js"; // allauth's copy of GitHub's webauthn-json, for browsers that cannot convert JSON themselves

const { create, get, supported } = globalThis.webauthnJSON;

/** The options that the server made: in the page, or, where nobody is known yet, from the form's own address. */
async function optionsFor(form) {
  const inPage = document.getElementById(form.dataset.options);
  if (inPage) return JSON.parse(inPage.textContent);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
  return answer.json();
}

const ceremonies = {
  async create(form) {
    const { creation_options: options } = await optionsFor(form);
    // One that is found without an address, and that asks for a finger, a face or a number: both factors at once.
    Object.assign(options.publicKey.authenticatorSelection, {
      residentKey: "required",
      requireResidentKey: true,
      userVerification: "required",
    });
    return create(options);
  },
  async get(form) {
    const { request_options: options } = await optionsFor(form);
    return get(options);
  },
};

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.hidden = !supported();
  const fault = form.querySelector("[data-fault]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    fault.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(await ceremonies[form.dataset.passkey](form));
      form.submit();
    } catch (error) {
      console.warn(error);
      fault.hidden = false;
    }
  });
}
