"""Every word of the interface can be read in each of its languages: marked in the code, translated in its app's catalogue."""

import re
from pathlib import Path

import pytest
from languages.marked import (
    APPS,
    SITE,
    messages_of,
    python_of,
    templates_of,
    translated_too_early,
    translations_of,
    unmarked_in_python,
    unmarked_in_template,
)

pytestmark = pytest.mark.once
FIELD = re.compile(r"%\(\w+\)[sd]|\{\w+(?:[.!:][^}]*)?\}|%%")


def forms_of(words: object) -> list[str]:
    return list(words) if isinstance(words, (tuple, list)) else [str(words)]


@pytest.mark.parametrize("app", APPS)
def test_every_marked_text_is_translated_and_no_translation_is_left_over(app: str) -> None:
    marked, translated = messages_of(app), translations_of(app)
    missing = sorted(f"{file}: {message}" for message, file in marked.items() if not all(forms_of(translated.get(message, ""))))
    left_over = sorted(str(message) for message in translated if message not in marked)
    assert (missing, left_over) == ([], [])


@pytest.mark.parametrize("app", APPS)
def test_a_translation_has_the_same_fields_as_its_text(app: str) -> None:
    wrong = []
    for message, translation in translations_of(app).items():
        wanted = [sorted(set(FIELD.findall(each))) for each in forms_of(message)]
        if not all(sorted(set(FIELD.findall(each))) in wanted for each in forms_of(translation)):
            wrong.append((message, translation))
    assert wrong == []


@pytest.mark.parametrize("app", APPS)
def test_no_page_says_anything_that_cannot_be_translated(app: str) -> None:
    found = [f"{path.relative_to(SITE)}: {words}" for path in templates_of(app) for words in unmarked_in_template(path)]
    assert found == []


@pytest.mark.parametrize("app", APPS)
def test_no_sentence_in_the_code_is_left_unmarked(app: str) -> None:
    found = [f"{path.relative_to(SITE)}:{line}: {words}" for path in python_of(app) for line, words in unmarked_in_python(path)]
    assert found == []


@pytest.mark.parametrize("app", APPS)
def test_no_text_is_translated_before_anybody_asks_for_a_page(app: str) -> None:
    found = [f"{path.relative_to(SITE)}:{line}: {call}" for path in python_of(app) for line, call in translated_too_early(path)]
    assert found == []


def test_the_checks_see_what_is_translated_too_early(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text(
        "from django.utils.translation import gettext as _, gettext_lazy\n"
        'EARLY = {"a": _("Once for all")}\nLATER = gettext_lazy("For each page")\n'
        'def said(words=_("Also too early")):\n    return _("In time")\nMADE = lambda: _("In time too")\n'
    )
    assert translated_too_early(module) == [(2, "_('Once for all')"), (4, "_('Also too early')")]


def test_the_checks_see_what_is_not_marked(tmp_path: Path) -> None:
    page, module = tmp_path / "page.html", tmp_path / "module.py"
    page.write_text('<p aria-label="Spoken words">Read {{ this }} aloud</p>{% button "Send it" %}{% translate "Seen" %}')
    module.write_text(
        '"""A docstring here."""\nlabel = "What to call it"\nseen = _("Seen by all")\nraise TypeError("Not for people")\n'
    )
    assert unmarked_in_template(page) == ["Send it", "Spoken words", "Read", "aloud"]
    assert unmarked_in_python(module) == [(2, "What to call it")]
