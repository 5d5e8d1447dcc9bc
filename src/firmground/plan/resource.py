"""Posts and money of a plan: exact and rounded figures as published, what is carried on, what sources disagree on.

Nothing is divided among measures that the data does not divide; an average is called one.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from firmground.packs.plan_entries import Funding, NamedDepartments, PlanRegister, Posts


@dataclass(frozen=True)
class FundingYear:
    """The recurrent money of a financial year; ``carried`` when the line is of an earlier year and nothing later is known."""

    year: int
    line: Funding
    carried: bool

    @property
    def amount(self) -> int:
        """The exact figure, else the rounded one."""
        return self.line.exact if self.line.exact is not None else self.line.rounded or 0


@dataclass(frozen=True)
class Difference:
    """Sources that name different departments; ``by_some`` are those that not all of them name."""

    sources: tuple[NamedDepartments, ...]
    by_some: tuple[str, ...]


@dataclass(frozen=True)
class MeasureCost:
    """What a measure costs in a year by a line that names it alone; ``shared`` are lines that name it with others."""

    measure: str
    alone: tuple[Funding, ...]
    shared: tuple[Funding, ...]


def recurrent_by_year(plan: PlanRegister, until: int) -> tuple[FundingYear, ...]:
    """The recurrent money of each financial year from the first line to a year, each from the last line not after it."""
    lines = sorted((each for each in plan.resources.funding if each.recurrent), key=lambda each: each.year)
    if not lines:
        return ()
    years = range(lines[0].year, max(until, lines[-1].year) + 1)
    last = {year: [line for line in lines if line.year <= year][-1] for year in years}
    return tuple(FundingYear(year, line, carried=line.year != year) for year, line in last.items())


def one_off(plan: PlanRegister) -> tuple[Funding, ...]:
    """The lines that are not recurrent."""
    return tuple(each for each in plan.resources.funding if not each.recurrent)


def difference_of_departments(plan: PlanRegister) -> Difference | None:
    """Where sources name different departments for the posts; ``None`` when they agree or only one speaks."""
    named = plan.resources.named
    sets = [set(each.departments) for each in named]
    by_some = set[str]().union(*sets) - set[str].intersection(*sets) if sets else set[str]()
    order = dict.fromkeys(department for each in named for department in each.departments)
    return Difference(named, tuple(each for each in order if each in by_some)) if by_some else None


def remainder(plan: PlanRegister, total: Posts) -> int | None:
    """What a total leaves once the lines within it are taken away; ``None`` when a number is not known or nothing is within."""
    within = [each for each in plan.resources.posts if each.within == total.id]
    if total.posts is None or not within or any(each.posts is None for each in within):
        return None
    return total.posts - sum(each.posts or 0 for each in within)


def average_per_post(plan: PlanRegister) -> int | None:
    """Money of the first recurrent year for each post of the largest total of that year, in whole units: an average, no cost.

    ``None`` when either is not known.
    """
    funding = recurrent_by_year(plan, 0)
    if not funding:
        return None
    of_year = [each for each in plan.resources.posts if each.year == funding[0].year and each.basis == "authorised"]
    totals = [each.posts for each in of_year if each.department is None and each.posts]
    return round(funding[0].amount / max(totals)) if totals else None


def cost_of(plan: PlanRegister, measure: str) -> MeasureCost:
    """What the data carries of a measure's cost: lines that name it alone, and lines that it shares."""
    naming = [each for each in plan.resources.funding if measure in each.measures]
    alone, shared = _parted(naming)
    return MeasureCost(measure, alone, shared)


def _parted(lines: Iterable[Funding]) -> tuple[tuple[Funding, ...], tuple[Funding, ...]]:
    listed = list(lines)
    return tuple(each for each in listed if len(each.measures) == 1), tuple(each for each in listed if len(each.measures) > 1)


def financial_year(year: int, starts: int) -> str:
    """How a financial year is written: 2019-20, or just 2019 where it is the calendar year."""
    return str(year) if starts == 1 else f"{year}-{(year + 1) % 100:02d}"
