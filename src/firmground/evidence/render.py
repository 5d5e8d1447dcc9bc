"""Makes the files of a statement from its JSON: Markdown, HTML and PDF, each from the same sentences."""

import json
from collections.abc import Mapping
from pathlib import Path

import jinja2

from firmground.errors import StatementError
from firmground.typesetting import pdf, templates
from firmground.values import type_of_json

FOLDER = Path(__file__).parent
TEMPLATES = templates(FOLDER)
BASIS = {name: f"{name}_basis" for name in ("record", "published", "register", "position")} | {"nothing": "no_basis"}
KEY_FIGURES = ("initial_screenings", "full_debriefings", "persons_identified", "yield_of_screening")


def rendered(content: Mapping[str, type_of_json]) -> dict[str, bytes]:
    """The files of a statement by name. The same content gives the same bytes.

    Raises ``StatementError`` for a manifest that was changed so that no page can be made of it.
    """
    try:
        queries = {name: _query(entry) for name, entry in content["definitions"].items()}
        added = {"key_figures": key_figures(content), "queries": queries, "basis": BASIS}
        view = {"statement": content, **added}
        return {
            "statement.md": TEMPLATES.overlay(finalize=_in_markdown).get_template("statement.md.j2").render(view).encode(),
            "statement.html": TEMPLATES.get_template("statement.html.j2").render(view).encode(),
            "statement.pdf": pdf(FOLDER / "statement.typ", {**content, **added}),
        }
    except (jinja2.TemplateError, KeyError, TypeError, ValueError, AttributeError, RuntimeError) as error:
        remedy = "use the manifest as it was published"
        raise StatementError(f"makes no page ({type(error).__name__})", where="statement.json", remedy=remedy) from error


def _query(definition: Mapping[str, type_of_json]) -> str:
    """A definition as the query that it is: what is counted, of which rows, by what, in which period."""
    asked = {
        key: value for key, value in definition.items() if key not in ("id", "cite", "published_as") and value not in (None, [])
    }
    return json.dumps(asked, ensure_ascii=False)


def _in_markdown(value: type_of_json) -> type_of_json:
    """Words as they stand in Markdown, whose readers pass HTML on."""
    return value.replace("&", "&amp;").replace("<", "&lt;") if isinstance(value, str) else value


def key_figures(content: Mapping[str, type_of_json]) -> list[dict[str, str]]:
    """The few numbers that people look for first: label, number, and limits where it is a ratio."""
    found = []
    for name in KEY_FIGURES:
        label = str(content["labels"].get(name, name))
        if name in content["figures"]:
            total = content["figures"][name]["total"]
            shown = _word_for(content, name) if total is None else f"{total:,}"
            found.append({"label": label, "shown": shown, "limits": ""})
        elif name in content["ratios"] and content["ratios"][name]["percent"] is not None:
            ratio = content["ratios"][name]
            found.append({"label": label, "shown": f"{ratio['percent']} %", "limits": f"{ratio['low']}–{ratio['high']} %"})
    return found


def _word_for(content: Mapping[str, type_of_json], name: str) -> str:
    """What stands where a total does not: that it is withheld, or that nothing of the kind was recorded."""
    recorded = content["figures"][name].get("recorded", True)
    return str(content["words"]["withheld" if recorded else "not_recorded"])
