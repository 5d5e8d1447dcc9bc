"""For what a person's file is opened: what can be chosen, how the ledger keeps it, and how a page shows it.

The ledger keeps it in one language, whoever reads it later; a page shows it in its own.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

PURPOSES = {
    "talk": gettext_noop("To talk with the person, or to prepare for it"),
    "decide": gettext_noop("To decide, or to give an opinion on a decision"),
    "review": gettext_noop("To review a decision, or to ask for a review"),
    "protect": gettext_noop("To arrange shelter, care or other help"),
    "investigate": gettext_noop("For an investigation or a prosecution"),
    "correct": gettext_noop("To correct what is recorded"),
    "compare": gettext_noop("To see whether two records are of one person"),
    "other": gettext_noop("For another reason"),
}
WENT_ON = gettext_noop("To send a form that was begun while the file was open")


def as_kept(purpose: str, more: str) -> str:
    """A purpose of the list, with what else was said, as it is kept."""
    return f"{PURPOSES[purpose]}: {more}" if more else PURPOSES[purpose]


def in_words(kept: str) -> str:
    """A purpose that was kept, in the language of the page; what a member wrote stays as they wrote it."""
    purpose, _colon, more = kept.partition(": ")
    if purpose not in {*PURPOSES.values(), WENT_ON}:
        return kept
    return _("{purpose}: {more}").format(purpose=_(purpose), more=more) if more else _(purpose)
