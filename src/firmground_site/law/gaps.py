"""Gaps of a coverage, and what its provisions say to a claim, in the language of the page.

The library says the same in English, for its commands; a test holds the two against each other.
"""

from django.utils.translation import gettext as _

from firmground.law.coverage import Coverage, Gap
from firmground.law.words import REACH, purpose_in_words, told_of, untouched_in
from firmground_site.design.joining import listed
from firmground_site.design.library_words import shown


def gap_in_words(coverage: Coverage, gap: Gap) -> str:
    """One gap as a sentence: the purpose, for which acts and means, and how far it is reached instead."""
    told = _("{purpose}, {acts}, of children: {reach}") if gap.for_children else _("{purpose}, {acts}, by {means}: {reach}")
    sentence = told.format(
        purpose=purpose_in_words(coverage.pack, gap.purpose),
        acts=_acts(coverage, gap),
        means=_means(coverage, gap),
        reach=shown(REACH[gap.reach]),
    )
    untouched = untouched_in(coverage, gap)
    return sentence + _missing(untouched) if untouched else sentence


def _missing(untouched: tuple[str, ...]) -> str:
    names = {"act": _("the act"), "means": _("the means"), "purpose": _("the purpose")}
    return _(": no provision touches {elements}").format(elements=_(" or ").join(names[each] for each in untouched))


def _acts(coverage: Coverage, gap: Gap) -> str:
    codes, is_left_out = told_of(gap.acts, coverage.acts)
    told = listed(coverage.pack.text(f"codes.palermo_acts.{code}") for code in codes)
    if not is_left_out:
        return told
    return _("every act but {acts}").format(acts=told) if told else _("every act")


def _means(coverage: Coverage, gap: Gap) -> str:
    codes, is_left_out = told_of(gap.means, coverage.means)
    told = listed(coverage.pack.text(f"codes.palermo_means.{code}") for code in codes)
    if not is_left_out:
        return told
    return _("every means but {means}").format(means=told) if told else _("every means")
