"""What a figure asks of the records, in words that need no programmer: which rows are counted, and over which days."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground.packs.lists import code_in_words
from firmground.statistics.words import listed_in
from firmground_site.packs.queries import active_pack, interface_language

PERIODS = {
    "calendar": gettext_lazy("from 1 January to 31 December {year}"),
    "april_march": gettext_lazy("from 1 April {year} to 31 March {next}"),
    "financial_year": gettext_lazy("the financial year that begins in {year}"),
}
JOINED = {"all": gettext_lazy(" and "), "any": gettext_lazy(" or ")}
# How the tables of an extract and their columns are called; one that is not here is told as it is written.
NAMES = {
    "screenings": gettext_lazy("screenings"),
    "decisions": gettext_lazy("decisions"),
    "services": gettext_lazy("services"),
    "referrals": gettext_lazy("referrals"),
    "waits": gettext_lazy("waits"),
    "investigations": gettext_lazy("investigations"),
    "charges": gettext_lazy("charges"),
    "outcomes": gettext_lazy("outcomes"),
    "agency": gettext_lazy("agency"),
    "group": gettext_lazy("group"),
    "trigger": gettext_lazy("trigger"),
    "sex": gettext_lazy("sex"),
    "age_band": gettext_lazy("age band"),
    "nationality": gettext_lazy("nationality"),
    "stage": gettext_lazy("stage"),
    "outcome": gettext_lazy("outcome"),
    "decision": gettext_lazy("decision"),
    "forced_labour": gettext_lazy("forced labour"),
    "service": gettext_lazy("service"),
    "protects": gettext_lazy("protects"),
    "reached": gettext_lazy("reached"),
    "state": gettext_lazy("state"),
    "to_party": gettext_lazy("to party"),
    "from_party": gettext_lazy("from party"),
    "answered": gettext_lazy("answered"),
    "result": gettext_lazy("result"),
    "offence_group": gettext_lazy("offence group"),
    "ended_as": gettext_lazy("ended as"),
    "convicts": gettext_lazy("convicts"),
    "sentence": gettext_lazy("sentence"),
    "wait": gettext_lazy("wait"),
    "band": gettext_lazy("band"),
}


def period_in_words(period: str, year: int) -> str:
    """The days that are counted."""
    return str(PERIODS[period]).format(year=year, next=year + 1)


def counted_in_words(entry: Mapping[str, Any]) -> str:
    """What a definition counts, as a sentence."""
    of_whom = _("Different persons in {dataset}") if entry["counting"] == "person" else _("All {dataset}")
    counted = of_whom.format(dataset=_name(entry["dataset"]))
    if entry.get("filter"):
        counted = _("{counted} of which {condition}").format(counted=counted, condition=condition_in_words(entry["filter"]))
    if entry.get("group"):
        by = str(JOINED["all"]).join(_name(each) for each in entry["group"])
        counted = _("{counted}, for each {columns}").format(counted=counted, columns=by)
    return _("{counted}.").format(counted=counted)


def condition_in_words(condition: Mapping[str, Any]) -> str:
    """A condition of the six operators in words; one of another form is told as it is written."""
    (operator, about), *_rest = condition.items()
    if operator == "equals":
        return _("the {column} is “{value}”").format(column=_name(about[0]), value=_word(about[0], str(about[1])))
    if operator == "at_least":
        return _("the {column} is at least {value}").format(column=_name(about[0]), value=about[1])
    if operator == "not":
        return _("it is not so that {condition}").format(condition=condition_in_words(about))
    if operator in JOINED:
        return str(JOINED[operator]).join(condition_in_words(each) for each in about)
    return f"{operator.replace('_', ' ')} {about}"


def _name(written: str) -> str:
    return str(NAMES.get(written, written.replace("_", " ")))


def _word(column: str, code: str) -> str:
    listed = listed_in(column)
    return code_in_words(active_pack(), listed, code, interface_language()) if listed else code.replace("_", " ")
