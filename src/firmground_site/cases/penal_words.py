"""Lengths, time limits and penalties in the language of the page; in English as the library says them in tables and commands."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from firmground.packs.law_entries import Maximum, Penalty, TimeLimit
from firmground_site.design.joining import joined
from firmground_site.packs.queries import text


def money_said(amount: int) -> str:
    """An amount as the territory writes its money."""
    return text("pack.money").replace("{amount}", f"{amount:,}")


def length_said(months: int) -> str:
    """A length in years where it is whole years, else in months."""
    if months % 12:
        return ngettext("{months} month", "{months} months", months).format(months=months)
    return ngettext("{years} year", "{years} years", months // 12).format(years=months // 12)


def limit_said(limit: TimeLimit | None) -> str:
    """Within which time proceedings must begin; ``not known`` without an entry, which is not "no limit"."""
    if limit is None:
        return _("not known")
    return _marked(_("no limit") if limit.unlimited else length_said(limit.months or 0), limit)


def penalties_said(penalties: Iterable[Penalty]) -> str:
    """All penalties of a day; ``not known`` when there is none."""
    return _("; ").join(map(_penalty, penalties)) or _("not known")


def _penalty(penalty: Penalty) -> str:
    words = _maximum(penalty)
    if penalty.tried == "on_indictment":
        words = _("{penalty}, on indictment").format(penalty=words)
    elif penalty.tried == "summarily":
        words = _("{penalty}, tried summarily").format(penalty=words)
    words = _marked(words, penalty)
    for each in penalty.otherwise:
        words = _("{penalty}; another source says {other}").format(penalty=words, other=_marked(_maximum(each), each))
    if not penalty.for_:
        return words
    return _("{case}: {penalty}").format(case=text(f"law.penalty_cases.{penalty.for_}"), penalty=words)


def _maximum(maximum: Maximum) -> str:
    if maximum.as_for:
        return text(f"law.penalty_cases.{maximum.as_for}")
    parts = []
    if maximum.fine:
        parts.append(money_said(maximum.fine))
    elif maximum.fine_level:
        parts.append(_("level {level} fine").format(level=maximum.fine_level))
    if maximum.life:
        parts.append(_("life"))
    elif maximum.imprisonment:
        parts.append(length_said(maximum.imprisonment))
    if maximum.at_large:
        parts.append(_("at large (no maximum set)"))
    return joined(parts)


def _marked(words: str, entry: Maximum | TimeLimit) -> str:
    """With the mark of what was not read in a primary source."""
    return words if entry.cite.confidence.is_verified else _("{words} (verify)").format(words=words)
