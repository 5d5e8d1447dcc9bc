"""What a page that was loaded is asked in the browser: its shape, what axe finds, and whether controls are called alike.

The accessible name of a control is the one that axe computes, as assistive technology would. It asks and changes nothing.
"""

import functools
import re
import time
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from languages.left_in_english import left_in_english
from playwright.sync_api import Page

EVERYTHING = "all"
# What a language or missing scripts cannot change is asked once, when the page is looked at for the first time.
WORDS_ONLY = "words"
# What depends on how wide the screen is.
LAYOUT_ONLY = "layout"
# All but the contrasts, which take most of the time and are the same at another width.
ALL_BUT_CONTRAST = "all but contrast"
ASKED_BESIDES = {"target-size": {"enabled": True}, "label-content-name-mismatch": {"enabled": True}}  # not on by themselves
RULES: dict[str, dict[str, Any]] = {
    EVERYTHING: {"rules": ASKED_BESIDES},
    WORDS_ONLY: {"rules": {"color-contrast": {"enabled": False}, "label-content-name-mismatch": {"enabled": True}}},
    ALL_BUT_CONTRAST: {"rules": {**ASKED_BESIDES, "color-contrast": {"enabled": False}}},
    LAYOUT_ONLY: {"runOnly": {"type": "rule", "values": ["target-size", "scrollable-region-focusable"]}},
}
VIOLATIONS = "options => axe.run({resultTypes: ['violations'], ...options}).then(found => found.violations)"
SHAPE = """() => ({
    headings: document.querySelectorAll('h1').length,
    lang: document.documentElement.lang,
    title: document.title.trim(),
    hidden: document.documentElement.scrollWidth - document.documentElement.clientWidth,
})"""
# Each control that can be seen: what it is called, within which question, and what it does. Two that are called alike in one
# question and do different things cannot be told apart by whoever hears a list of them, or speaks to their device.
CONTROLS = """() => {
    const clean = text => (text || '').replace(/\\s+/g, ' ').trim();
    const hushed = '[inert], [aria-hidden=true]';
    const seen = element => element.checkVisibility({visibilityProperty: true}) && !element.closest(hushed);
    const questions = element => {
        const found = [];
        for (let at = element.parentElement; at; at = at.parentElement) {
            const legend = at.tagName === 'FIELDSET' && at.querySelector(':scope > legend');
            if (legend) found.push(clean(legend.textContent));
        }
        return found.join(' / ');
    };
    const does = element => {
        if (element.tagName === 'A') return element.href;
        if (element.tagName === 'SUMMARY') return 'unfolds ' + clean(element.parentElement.textContent);
        if (element.tagName !== 'BUTTON' && element.type !== 'submit') return [element.name, element.value, element.id].join(' ');
        const form = element.form, hidden = form ? [...form.querySelectorAll('input[type=hidden]')] : [];
        const sent = hidden.filter(each => !['csrfmiddlewaretoken', 'key', 'version'].includes(each.name));
        return [form && form.action, form && form.method, element.name, element.value, element.getAttribute('aria-controls'),
            ...sent.map(each => each.name + '=' + each.value)].join(' ');
    };
    const kind = element => element.getAttribute('role') || ({A: 'link', BUTTON: 'button', SUMMARY: 'unfolds'})[element.tagName]
        || (element.type === 'submit' ? 'button' : 'field');
    axe.setup(document.documentElement);
    try {
        const all = 'a[href], button, summary, select, textarea, input:not([type=hidden]), [role=button]';
        return [...document.querySelectorAll(all)].filter(seen).map(element => ({
            kind: kind(element),
            name: clean(axe.commons.text.accessibleText(element)),
            question: questions(element),
            does: does(element),
            shown: ['A', 'BUTTON', 'SUMMARY'].includes(element.tagName) ? clean(element.innerText) : '',
        }));
    } finally { axe.teardown(); }
}"""
LEGENDS = """() => [...document.querySelectorAll('form fieldset > legend')].map(legend => {
    const outer = legend.closest('fieldset').parentElement.closest('fieldset');
    return (outer ? outer.querySelector('legend').textContent + ' / ' : '') + legend.textContent;
}).map(text => text.replace(/\\s+/g, ' ').trim())"""


def wait_until(page: Page, expression: str, arg: Any = None, seconds: float = 60) -> None:
    """Wait until an expression holds in the page. Playwright's own waiting evaluates a text there, which our pages forbid."""
    end = time.monotonic() + seconds
    while not page.evaluate(expression, arg):
        assert time.monotonic() < end, f"{page.url}: it never came to {expression[:80]}"
        page.wait_for_timeout(50)


@functools.cache
def _axe() -> Axe:
    return Axe()


def where(page: Page) -> str:
    """The page and how wide it is, as a fault tells it."""
    return f"{page.url}, {page.viewport_size['width']} px wide"


def must_have_a_shape(page: Page) -> None:
    """One h1, a language, a title, nothing beside the screen."""
    shape = page.evaluate(SHAPE)
    assert shape["headings"] == 1, f"{where(page)}: {shape['headings']} headings of the first level"
    assert shape["lang"], f"{where(page)}: no language"
    assert shape["title"], f"{where(page)}: no title"
    must_fit(page)


def must_fit(page: Page) -> None:
    """Nothing of the page lies beside the screen; what is wide scrolls by itself."""
    hidden = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert hidden <= 0, f"{where(page)}: {hidden} px lie beside the screen"


MAIN = "() => (document.querySelector('main') || document.documentElement).outerHTML"
SEEN: set[int] = set()  # pages of which the contrasts were looked at, in this run
TOKENS = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


def is_new(page: Page) -> bool:
    """Whether the main part of a page is looked at for the first time, at whatever width."""
    says = hash(TOKENS.sub("", page.evaluate(MAIN)))
    if says in SEEN:
        return False
    SEEN.add(says)
    return True


def have_axe(page: Page) -> None:
    """Give the page axe, once."""
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(_axe().axe_script)


def must_have_no_findings(page: Page, asked: str = EVERYTHING) -> None:
    """Axe finds nothing, with the rules that are asked."""
    have_axe(page)
    found = page.evaluate(VIOLATIONS, RULES[asked])
    assert not found, f"{where(page)}:\n" + "\n".join(map(finding, found))


def must_be_told_apart(page: Page) -> None:
    """Every control has a name with the words that are seen in it, and two that are called alike do the same. After axe."""
    controls = page.evaluate(CONTROLS)
    faults = [f"  a {each['kind']} has no name: {each}" for each in controls if not each["name"]]
    for each in controls:
        if each["shown"] and plain(each["shown"]) not in plain(each["name"]):
            faults.append(f"  shows {each['shown']!r} and is called {each['name']!r}")
    faults += [f"  {kind} {name!r} does {len(does)} things: {does}" for (kind, _, name), does in alike(controls).items()]
    legends = page.evaluate(LEGENDS)
    faults += [f"  two questions are called {each!r}" for each in sorted(set(legends)) if legends.count(each) > 1]
    assert not faults, f"{where(page)}:\n" + "\n".join(faults)


def must_be_in_its_language(page: Page) -> None:
    """What a page in Chinese says is in Chinese, or says in which language it is."""
    found = sorted(set(left_in_english(page.content())))
    assert not found, f"{where(page)}, in English: {found}"


def alike(controls: list[dict[str, str]]) -> dict[tuple[str, str, str], list[str]]:
    """Controls that are called alike within one question and do different things."""
    found: dict[tuple[str, str, str], set[str]] = {}
    for each in controls:
        found.setdefault((each["kind"], each["question"], plain(each["name"])), set()).add(each["does"])
    return {called: sorted(does) for called, does in found.items() if len(does) > 1}


def plain(words: str) -> str:
    """Words as they are compared: letters and numbers only."""
    return "".join(each for each in words.casefold() if each.isalnum())


def finding(violation: dict[str, Any]) -> str:
    """A finding of axe, with the elements that have it."""
    elements = "".join(f"\n    {' '.join(map(str, node['target']))}: {node['html'][:160]}" for node in violation["nodes"])
    return f"  {violation['id']} ({violation['impact']}): {violation['help']}{elements}"
