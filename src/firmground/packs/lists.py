"""Code lists by name: those that a pack writes in ``codes/``, and those that follow from its casework; and their words.

A derived list is named by where its words stand in the texts. It must not say what is counted under a code: that is for
``firmground.statistics.extract``.
"""

from collections.abc import Iterator
from typing import get_args

from firmground.packs.casework_entries import OTHER_OFFENCES, Casework, ServiceStep
from firmground.packs.pack import Pack

PARTNER = "partner"  # all organisations, consulates and governments that are no agency of the pack
WAITS = ("screening_to_decision", "decision_to_protection", "screening_to_protection")
RESULTS = ("open", "charged", "ended_without_charge")
STEPS: tuple[ServiceStep, ...] = get_args(ServiceStep)
DERIVED = (
    "casework.services",
    "casework.purposes",
    "casework.referral_states",
    "casework.bands",
    "casework.outcomes",
    "casework.sentences",
    "casework.offence_groups",
)
# Lists whose codes have other words where they have none of their own.
WORDS_OF = {"counted.parties": "codes.agencies", "counted.answers": "casework.bands"}
FIXED = {"counted.service_steps": STEPS, "counted.waits": WAITS, "counted.results": RESULTS}


def codes_in(pack: Pack, listed: str) -> tuple[str, ...]:
    """The codes of a list in the order of the pack, each once; none where the pack does not have the list."""
    if listed in FIXED:
        return FIXED[listed]
    if listed == "counted.parties":
        return (*codes_in(pack, "agencies"), PARTNER)
    if listed == "counted.answers":
        return codes_in(pack, "casework.bands")
    if listed in DERIVED:
        return tuple(dict.fromkeys(_ids(pack.casework, listed))) if pack.casework else ()
    return tuple(dict.fromkeys(code.code for code in pack.codes.get(listed, ())))


def code_in_words(pack: Pack, listed: str, code: str, language: str | None = None) -> str:
    """What a code of a list is called; one without words is told as it is written."""
    places = (_place(listed), WORDS_OF.get(listed, ""), "counted")
    keys = [f"{place}.{code}" for place in places if place]
    tags = (language, pack.default_language.tag)
    found = (key for tag in tags if tag for key in keys if key in pack.texts.get(tag, {}))
    return pack.text(next(found, keys[0]), language)


def counted_keys(pack: Pack) -> Iterator[str]:
    """The keys of the words that tables of what became of people need beside those of the casework; none without casework."""
    if pack.casework:
        yield from (f"{listed}.{code}" for listed, codes in FIXED.items() for code in codes)
        yield from (f"counted.parties.{PARTNER}", "counted.answers.not_known", "counted.not_known")


def _place(listed: str) -> str:
    return listed if "." in listed else f"codes.{listed}"


def _ids(casework: Casework, listed: str) -> Iterator[str]:
    outcomes = casework.outcomes
    lists = {
        "casework.services": casework.services,
        "casework.purposes": casework.consent.purposes,
        "casework.referral_states": casework.referral.states,
        "casework.bands": outcomes.bands,
        "casework.outcomes": outcomes.outcomes,
        "casework.sentences": outcomes.sentences,
        "casework.offence_groups": outcomes.offence_groups,
    }
    yield from (each.id for each in lists[listed])
    if listed == "casework.offence_groups":
        yield OTHER_OFFENCES
