"""A person's answers, exceptions and what was told of them, as pages show them. It words and must not decide."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground_site.cases.answered import STANDS, Standing
from firmground_site.cases.exporting import NAMES, field_name
from firmground_site.cases.models import Disclosure, Exemption
from firmground_site.cases.parties import party_name
from firmground_site.packs.queries import casework, text, today

OUTLETS_IN_WORDS = {
    "page": gettext_lazy("The file was shared"),
    "export": gettext_lazy("A file was made"),
    "referral": gettext_lazy("Referral"),
    "interface": gettext_lazy("Program"),
}


def disclosure_in_words(each: Disclosure) -> dict[str, Any]:
    """What was told, as a page shows it."""
    return {
        "each": each,
        "recipient": party_name(each.recipient),
        "purpose": text(f"casework.purposes.{each.purpose}"),
        "fields": fields_in_words(each.fields),
        "basis": _("Consent") if each.consent_id else _exception_name(each.exemption.exception),
        "outlet": OUTLETS_IN_WORDS.get(each.outlet, each.outlet),
    }


def fields_in_words(fields: Iterable[str]) -> list[str]:
    """Fields in words, in the order in which they are asked about."""
    chosen = set(fields)
    return [field_name(each) for each in NAMES if each in chosen]


def by_purpose(found: list[Standing]) -> list[dict[str, Any]]:
    """How the answers stand, in groups by purpose."""
    purposes = list(dict.fromkeys(each.purpose.id for each in found))
    return [
        {
            "id": name,
            "name": text(f"casework.purposes.{name}"),
            "unless_declined": casework().purpose(name).rule == "unless_declined",
            "rows": [_standing(each) for each in found if each.purpose.id == name],
        }
        for name in purposes
    ]


def _standing(each: Standing) -> dict[str, Any]:
    words, colour = STANDS[each.stands]
    answered = each.consent
    how = [text(f"codes.interview_languages.{answered.language}")] if answered and answered.language else []
    how += [text(f"codes.interpreters.{answered.interpreter}").lower()] if answered and answered.interpreter else []
    return {
        "standing": each,
        "stands": words,
        "colour": colour,
        "recipient": party_name(each.recipient),
        "fields": fields_in_words(answered.fields) if answered else [],
        "how": ", ".join(how),
        "guardian_basis": text(f"codes.guardian_bases.{answered.guardian_basis}") if answered and answered.guardian_basis else "",
    }


def exemption_in_words(each: Exemption) -> dict[str, Any]:
    """A recorded exception, and whether it is over."""
    sections = {one.id: one.section for one in casework().consent.exceptions}
    over = each.ended_at is not None or (each.until_on is not None and each.until_on < today())
    return {
        "each": each,
        "name": _exception_name(each.exception),
        "section": sections.get(each.exception, ""),
        "purpose": text(f"casework.purposes.{each.purpose}"),
        "recipient": party_name(each.recipient),
        "fields": fields_in_words(each.fields),
        "is_over": over,
    }


def exceptions_today() -> list[tuple[str, str, str]]:
    """The exceptions that the law has today: id, words and section."""
    return [
        (each.id, _exception_name(each.id), each.section) for each in casework().consent.exceptions if today() in each.in_force
    ]


def _exception_name(name: str) -> str:
    return text(f"casework.exceptions.{name}")
