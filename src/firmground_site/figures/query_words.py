"""What a figure asks of the records, in words that need no programmer: which rows are counted, and over which days."""

from collections.abc import Mapping
from typing import Any

from firmground.packs.lists import code_in_words
from firmground.statistics.words import listed_in
from firmground_site.packs.queries import active_pack

PERIODS = {
    "calendar": "from 1 January to 31 December {year}",
    "april_march": "from 1 April {year} to 31 March {next}",
    "financial_year": "the financial year that begins in {year}",
}
JOINED = {"all": " and ", "any": " or "}


def period_in_words(period: str, year: int) -> str:
    """The days that are counted."""
    return PERIODS[period].format(year=year, next=year + 1)


def counted_in_words(entry: Mapping[str, Any]) -> str:
    """What a definition counts, as a sentence."""
    counted = "Different persons in" if entry["counting"] == "person" else "All"
    which = f" of which {condition_in_words(entry['filter'])}" if entry.get("filter") else ""
    by = f", for each {' and '.join(each.replace('_', ' ') for each in entry['group'])}" if entry.get("group") else ""
    return f"{counted} {entry['dataset']}{which}{by}."


def condition_in_words(condition: Mapping[str, Any]) -> str:
    """A condition of the six operators in words; one of another form is told as it is written."""
    (operator, about), *_ = condition.items()
    if operator == "equals":
        return f"the {about[0].replace('_', ' ')} is “{_word(about[0], str(about[1]))}”"
    if operator == "at_least":
        return f"the {about[0].replace('_', ' ')} is at least {about[1]}"
    if operator == "not":
        return f"it is not so that {condition_in_words(about)}"
    if operator in JOINED:
        return JOINED[operator].join(condition_in_words(each) for each in about)
    return f"{operator.replace('_', ' ')} {about}"


def _word(column: str, code: str) -> str:
    listed = listed_in(column)
    return code_in_words(active_pack(), listed, code) if listed else code.replace("_", " ")
