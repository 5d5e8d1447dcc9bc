"""Words of the library that the pages of the register show, marked so that they can be translated.

The library speaks one language, in its tables and commands; only what it says in fixed words is here. Sentences that it makes
up of several parts stay as they are.
"""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

FIXED = (
    _("Fact"),
    _("Position"),
    _("Cases"),
    _("Figures"),
    _("None"),
    _("Not asked of this kind of claim"),
    _("Nothing is named to check it against"),
    _("The same marks are given to every report. That a claim names no source does not show that it is wrong."),
    _("Yes, its publisher’s own"),
    _("Yes, of the party it speaks of"),
    _("Yes, whose is not said"),
    _("names no source"),
    _("name no source"),
    _("gives no case details"),
    _("give no case details"),
    _("has no specific answer"),
    _("have no specific answer"),
    _("is a position"),
    _("are a position"),
    _("can be checked here"),
    _("agrees with what is published"),
    _("agree with what is published"),
    _("does not agree with what is published"),
    _("do not agree with what is published"),
    _("cannot be settled"),
)


def shown(words: str) -> str:
    """Words of the library in the language of the page; unchanged where they have no translation."""
    return gettext(words) if words else words
