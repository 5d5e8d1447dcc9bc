"""The plan's posts and money as rows: nothing is divided that the data does not divide, and an average is called one."""

import datetime
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground.law.penalties import money_in_words
from firmground.packs.plan_entries import Funding, Posts
from firmground.plan.resource import (
    average_per_post,
    cost_of,
    difference_of_departments,
    financial_year,
    one_off,
    recurrent_by_year,
    remainder,
)
from firmground_site.law.citations import Cited, cited
from firmground_site.packs.queries import active_pack, text
from firmground_site.plan.measures import body_name, the_plan

BASES = {"authorised": gettext_lazy("Authorised"), "filled": gettext_lazy("Filled"), "contract": gettext_lazy("Contract")}
BOUNDS = {"more_than": gettext_lazy("more than {number:,}"), "about": gettext_lazy("about {number:,}")}


@dataclass(frozen=True)
class PostsRow:
    """A line of posts. ``left`` is what a total leaves once the lines within it are taken away, if that can be said."""

    title: str
    department: str
    basis: str
    year: str
    number: str
    within: str
    left: int | None
    cited: Cited


@dataclass(frozen=True)
class MoneyRow:
    """Money of a financial year; ``carried_from`` is the year of the line, where nothing later was found."""

    year: str
    title: str
    exact: str
    rounded: str
    carried_from: str
    cited: Cited


@dataclass(frozen=True)
class Named:
    """The departments that a source names; each with whether all sources name it."""

    title: str
    departments: list[tuple[str, bool]]
    cited: Cited


@dataclass(frozen=True)
class Cost:
    """Lines of money that name a measure, alone or with others."""

    measure: str
    title: str
    amount: str
    shared: bool
    cited: Cited


def posts_rows() -> list[PostsRow]:
    """Every line of posts."""
    return [_posts_row(each) for each in the_plan().resources.posts]


def _posts_row(line: Posts) -> PostsRow:
    bound = BOUNDS.get(line.bound, "{number:,}")
    number = _("not found") if line.posts is None else bound.format(number=line.posts)
    return PostsRow(
        text(f"plan.posts.{line.id}"),
        body_name(line.department) if line.department else _("All together"),
        BASES[line.basis],
        _year(line.year),
        number,
        text(f"plan.posts.{line.within}") if line.within else "",
        remainder(the_plan(), line),
        cited(active_pack(), line.cite),
    )


def recurrent_rows(day: datetime.date) -> list[MoneyRow]:
    """Recurrent money of each financial year from the first line to the year of a day."""
    starts = active_pack().manifest.financial_year_starts
    until = day.year if day.month >= starts else day.year - 1
    return [
        _money_row(each.line, each.year, _year(each.line.year) if each.carried else "")
        for each in recurrent_by_year(the_plan(), until)
    ]


def one_off_rows() -> list[MoneyRow]:
    """Money that is paid once."""
    return [_money_row(each, each.year, "") for each in one_off(the_plan())]


def changes_of_money() -> list[str]:
    """Each change of the recurrent money, in a sentence."""
    lines = sorted((each for each in the_plan().resources.funding if each.recurrent), key=lambda each: each.year)
    return [
        _("From {before} in {year} to {after} in {later}.").format(
            before=_amount(before), year=_year(before.year), after=_amount(after), later=_year(after.year)
        )
        for before, after in pairwise(lines)
    ]


def _money_row(line: Funding, year: int, carried_from: str) -> MoneyRow:
    exact, rounded = ("" if each is None else _money(each) for each in (line.exact, line.rounded))
    return MoneyRow(_year(year), text(f"plan.funding.{line.id}"), exact, rounded, carried_from, cited(active_pack(), line.cite))


def named_departments() -> tuple[list[Named], list[str]]:
    """What each source says of the departments, and those that not all of them name; nothing where sources agree."""
    difference = difference_of_departments(the_plan())
    if difference is None:
        return [], []
    shown = [
        Named(
            text(f"plan.named.{each.id}"),
            [(body_name(code), code not in difference.by_some) for code in each.departments],
            cited(active_pack(), each.cite),
        )
        for each in difference.sources
    ]
    return shown, [body_name(code) for code in difference.by_some]


def average() -> str:
    """Money for each post on average; "" when one of the two is not known."""
    found = average_per_post(the_plan())
    return "" if found is None else _money(found)


def costs() -> list[Cost]:
    """What the data carries of the cost of single measures."""
    return [each for measure in the_plan().measures for each in costs_of(measure.id)]


def costs_of(measure: str) -> list[Cost]:
    """What the data carries of the cost of a measure."""
    found, pack = cost_of(the_plan(), measure), active_pack()
    lines = [*((each, False) for each in found.alone), *((each, True) for each in found.shared)]
    return [
        Cost(
            measure,
            _("{line}, {year}").format(line=text(f"plan.funding.{each.id}"), year=_year(each.year)),
            _amount(each),
            shared,
            cited(pack, each.cite),
        )
        for each, shared in lines
    ]


def _year(year: int) -> str:
    return financial_year(year, active_pack().manifest.financial_year_starts)


def _amount(line: Funding) -> str:
    return _money(line.exact if line.exact is not None else line.rounded or 0)


def _money(amount: int) -> str:
    return money_in_words(active_pack(), amount)
