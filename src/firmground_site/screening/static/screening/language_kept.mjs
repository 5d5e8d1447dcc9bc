// Keeps what was entered when the language of the pages is changed in the header: the form's own button does it then.

function keep(form) {
  for (const link of document.querySelectorAll(".firm-header__languages a[hreflang]")) {
    const button = form.querySelector(`button[name=interface_in][value="${link.hreflang}"]`);
    if (!button) continue;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      button.click();
    });
  }
}

for (const form of document.querySelectorAll("form[data-screening], form[data-section]")) keep(form);
