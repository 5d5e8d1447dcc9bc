"""What a report tells, and what is wrong with it: rules that need neither a database nor a clock of their own."""

import datetime
import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground.packs.plan_entries import MeasureEntry
from firmground_site.plan.vocabulary import DIGEST, OWN_RATINGS, SHOWS

FIRST = datetime.date(1900, 1, 1)
MOST = 2**31 - 1  # what a column of whole numbers holds
LONGEST = {"document": 200, "address": 500, "says": 8_000}
HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*\.?")  # what an address shows is where it leads
INVISIBLE = gettext_lazy("This has a character that cannot be seen. Type the words again, rather than pasting them.")
TEXT_NOT_PUBLIC = gettext_lazy("The text of this measure is not public, so nothing can be reported on it.")


@dataclass(frozen=True)
class Told:
    """What a document shows of a measure, as its owner tells it. The names are those of ``ProgressReport``."""

    shows: str
    value: int | None
    happened_from: datetime.date | None
    happened_to: datetime.date | None
    document: str
    address: str
    dated: datetime.date
    digest: str
    says: str
    own_rating: str


@dataclass(frozen=True)
class Fault:
    """What is wrong in one field, and what to do."""

    field: str
    text: str


def faults_in(told: Told, measure: MeasureEntry, *, on: datetime.date) -> list[Fault]:
    """Everything that is wrong with a report of a measure made on a day; nothing when it may be made."""
    if not measure.text_public:
        return [Fault("shows", TEXT_NOT_PUBLIC)]
    return [*_of_what(told, measure), *_of_days(told, on), *_of_document(told)]


def _of_what(told: Told, measure: MeasureEntry) -> list[Fault]:
    is_number = measure.indicator is not None and measure.indicator.kind == "number"
    shows_value = told.shows == "value"
    is_whole = type(told.value) is int and abs(told.value) <= MOST
    checks = [
        ("shows", _("Choose what the document shows."), told.shows not in SHOWS),
        ("shows", _("This measure has no number to reach. Choose another answer."), shows_value and not is_number),
        ("value", _("Enter the value as a whole number, such as 24."), shows_value and is_number and not is_whole),
        ("value", _("Leave this empty, or choose that the document shows a value."), not shows_value and told.value is not None),
        ("own_rating", _("Choose how far the measure is."), told.own_rating not in OWN_RATINGS),
        ("says", _("Write what the document shows."), not told.says.strip()),
    ]
    return _raised(checks)


def _of_days(told: Told, on: datetime.date) -> list[Fault]:
    first, last, dated = told.happened_from, told.happened_to, told.dated
    early = _("Enter a day of 1900 or later.")
    checks = [
        ("happened_from", _("Say when it happened: since when, by when, or both."), first is None and last is None),
        ("happened_from", early, first is not None and first < FIRST),
        ("happened_to", early, last is not None and last < FIRST),
        ("dated", early, dated < FIRST),
        ("happened_to", _("This day must not come before the other."), bool(first and last and first > last)),
        ("dated", _("The document cannot be dated in the future."), dated > on),
        ("happened_from", _("This is after the day of the document, which cannot show it yet."), bool(first and first > dated)),
        ("happened_to", _("This is after the day of the document, which cannot show it yet."), bool(last and last > dated)),
    ]
    return _raised(checks)


def _of_document(told: Told) -> list[Fault]:
    checks = [
        ("document", _("Write the title of the document."), not told.document.strip()),
        ("address", _("Give an address that begins with https:// or http://, or none."), not is_web_address(told.address)),
        (
            "digest",
            _("Give the digest of the archived copy: sha256: and 64 digits 0 to 9 or letters a to f."),
            not re.fullmatch(DIGEST, told.digest),
        ),
        ("document", INVISIBLE, has_invisible(told.document)),
        ("address", INVISIBLE, has_invisible(told.address)),
        ("says", INVISIBLE, has_invisible(told.says, allowed="\n\t")),
        *(
            (name, _("This is longer than {most:,} characters.").format(most=most), len(getattr(told, name)) > most)
            for name, most in LONGEST.items()
        ),
    ]
    return _raised(checks)


def has_invisible(words: str, *, allowed: str = "") -> bool:
    """Whether words have a control or format character, or one that no standard knows: it can hide or reorder others."""
    return any(unicodedata.category(each).startswith("C") for each in words if each not in allowed)


def is_web_address(address: str) -> bool:
    """Whether an address leads to the host that a reader sees in it; one with a name for signing in does not."""
    if not address:
        return True
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        is_plain = HOST.fullmatch(host) is not None and "@" not in parts.netloc and parts.port != 0
    except ValueError:
        return False
    return address.startswith(("https://", "http://")) and is_plain and not re.search(r"\s", address)


def _raised(checks: list[tuple[str, str, bool]]) -> list[Fault]:
    return [Fault(name, text) for name, text, is_so in checks if is_so]
