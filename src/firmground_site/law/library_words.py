"""Words of the library that the pages of law show, marked so that they can be translated.

The library speaks one language, in its tables and commands; only what it says in fixed words is here. Sentences that it makes
up of several parts stay as they are.
"""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

FIXED = (
    _("not known"),
    _("no limit"),
    _("reached whole by one provision"),
    _("reached by one provision within limits"),
    _("reached only in pieces"),
    _("gap"),
    _("officially named by section"),
    _("in an area officially named"),
    _("our reading"),
    _("conduct"),
    _("elements it touches"),
    _("officially named"),
    _("mode of trial"),
    _("another source on the penalty"),
    _("it matches recorded facts with the conduct of provisions, and weighs no evidence"),
    _("elements that no form records, such as intent, always stay open"),
    _("for conduct that went on, give its last day: the time limit is counted from there"),
    _("what a register marks with verify was not read in a primary source"),
    _("a provision whose first day the register does not know is taken to have been in force"),
    _("what can fall on the trafficked person stays open: whether they were made to do it is for a person to judge"),
    _("yes"),
    _("no"),
    _("in part"),
)


def shown(words: str) -> str:
    """Words of the library in the language of the page; unchanged where they have no translation."""
    return gettext(words) if words else words
