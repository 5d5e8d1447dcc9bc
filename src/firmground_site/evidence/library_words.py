"""Words of the library that the pages of the register show, marked so that they can be translated.

A sentence with parts has them in braces, as the library fills them in (``firmground.values.Said``).
"""

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
    _("No published number was found for {year}."),
    _("Published: {known} ({sources}). Said: {said}."),
    _("One of the two numbers of {year} was not found."),
    _("{part} of {whole} is {share} %; said: {printed} %."),
    _("{part} of {whole} is at most {share} %; said: {printed} %."),
    _("It is a share of screenings, not of people."),
    _("No number was found."),
    _("Known: {known} ({sources}). Said: {said}."),
    _("No other document was read, so nothing confirms it."),
    _("That number was not read in a primary source."),
    _("{number}"),
    _("more than {number}"),
    _("about {number}"),
)
