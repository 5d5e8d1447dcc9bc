"""Maximum penalties and time limits in the language of the page; in English as the library's commands say them."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from firmground.law.penalties import money_in_words
from firmground.packs.law_entries import Maximum, Penalty, TimeLimit
from firmground.packs.pack import Pack


def penalties(pack: Pack, listed: tuple[Penalty, ...]) -> str:
    """All penalties of a day; "not known" when there is none."""
    return _("; ").join(penalty(pack, each) for each in listed) or _("not known")


def penalty(pack: Pack, one: Penalty) -> str:
    """One penalty: for which case, how tried, whether to verify, and what another source says."""
    said = maximum(pack, one)
    if one.for_:
        said = _("{case}: {penalty}").format(case=pack.text(f"law.penalty_cases.{one.for_}"), penalty=said)
    said += {"on_indictment": _(", on indictment"), "summarily": _(", tried summarily")}.get(one.tried or "", "") + _mark(one)
    for each in one.otherwise:
        said += _("; another source says {penalty}").format(penalty=maximum(pack, each)) + _mark(each)
    return said


def maximum(pack: Pack, most: Maximum) -> str:
    """The most that a court may impose, without any mark."""
    if most.as_for:
        return pack.text(f"law.penalty_cases.{most.as_for}")
    parts = (_fine(pack, most), _prison(most), _("at large (no maximum set)") if most.at_large else "")
    return _(" and ").join(part for part in parts if part)


def time_limit(limit: TimeLimit | None) -> str:
    """Within which time proceedings must begin; "not known" without an entry, which is not "no limit"."""
    if limit is None:
        return _("not known")
    return (_("no limit") if limit.unlimited else _length(limit.months or 0)) + _mark(limit)


def _fine(pack: Pack, most: Maximum) -> str:
    if most.fine:
        return money_in_words(pack, most.fine)
    return _("level {number} fine").format(number=most.fine_level) if most.fine_level else ""


def _prison(most: Maximum) -> str:
    if most.life:
        return _("life")
    return _length(most.imprisonment) if most.imprisonment else ""


def _length(months: int) -> str:
    """A length in years where it is whole years, else in months."""
    if months % 12 == 0:
        return ngettext("{number} year", "{number} years", months // 12).format(number=months // 12)
    return ngettext("{number} month", "{number} months", months).format(number=months)


def _mark(entry: Maximum | TimeLimit) -> str:
    return "" if entry.cite.confidence.is_verified else _(" (verify)")
