"""What differs between two days, or two territories, as rows of tables; acts with the same means and change stand together."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from firmground.law.comparison import Comparison
from firmground.law.coverage import Coverage, Reach
from firmground.law.provision import Provision, cited_in_words
from firmground.law.words import REACH, purpose_in_words
from firmground_site.design.joining import listed as listed_in_words
from firmground_site.design.library_words import shown
from firmground_site.law.in_words import STANDING, conduct_of, written
from firmground_site.law.penalties import penalties, time_limit

Place = tuple[str, Reach, Reach, bool]


@dataclass(frozen=True)
class Named:
    """A provision by its id and in words."""

    id: str
    cited: str
    conduct: str


@dataclass(frozen=True)
class Carried:
    """What a provision carried before and after."""

    provision: Named
    before: str
    after: str


@dataclass(frozen=True)
class Moved:
    """Cells of a purpose that are reached otherwise, in words."""

    purpose: str
    acts: str
    means: str
    before: str
    after: str


@dataclass(frozen=True)
class Differences:
    """All that a page shows of a comparison; ``heads`` name its two sides."""

    heads: tuple[str, str]
    of_one_territory: bool
    is_empty: bool
    begun: tuple[Named, ...]
    ended: tuple[Named, ...]
    penalties: tuple[Carried, ...]
    time_limits: tuple[Carried, ...]
    cells: tuple[Moved, ...]
    counts: tuple[tuple[str, int, int], ...]


def differences_in(found: Comparison) -> Differences:
    """A comparison in words."""
    pack = found.after.pack
    return Differences(
        heads=_heads(found),
        of_one_territory=found.is_of_one_territory,
        is_empty=found.is_empty,
        begun=tuple(_named(found.after, each) for each in found.begun),
        ended=tuple(_named(found.before, each) for each in found.ended),
        penalties=tuple(
            Carried(_named(found.after, each.provision), *(penalties(pack, side) for side in (each.before, each.after)))
            for each in found.penalties
        ),
        time_limits=tuple(
            Carried(_named(found.after, each.provision), *(time_limit(side) for side in (each.before, each.after)))
            for each in found.time_limits
        ),
        cells=tuple(_moved(found)),
        counts=tuple(_counts(found.before, found.after)),
    )


def _heads(found: Comparison) -> tuple[str, str]:
    sides = (found.before, found.after)
    if found.is_of_one_territory:
        return written(sides[0].on), written(sides[1].on)
    first, second = (f"{each.pack.text('pack.title')}, {written(each.on)}" for each in sides)
    return first, second


def _named(coverage: Coverage, provision: Provision) -> Named:
    return Named(provision.id, cited_in_words(coverage.pack, provision), conduct_of(coverage.pack, provision))


def _counts(before: Coverage, after: Coverage) -> Iterable[tuple[str, int, int]]:
    yield _("Provisions in force"), len(before.provisions), len(after.provisions)
    for standing, words in STANDING.items():
        yield _("Of them {standing}").format(standing=words), before.standing[standing], after.standing[standing]
    for children, said in ((False, _("Squares: {reach}")), (True, _("Squares for children: {reach}"))):
        sides = [each.reached(each.minimum, children=children) for each in (before, after)]
        for reach in Reach:
            yield said.format(reach=shown(REACH[reach])), sides[0][reach], sides[1][reach]


def _moved(found: Comparison) -> Iterable[Moved]:
    """By purpose and act, which means moved the same way; then the acts whose means did."""
    means: dict[tuple[Place, str], list[str]] = {}
    for before, after in found.cells:
        place = (before.purpose, before.reach, after.reach, before.means is None)
        means.setdefault((place, before.act), []).append(before.means or "")
    acts: dict[tuple[Place, tuple[str, ...]], list[str]] = {}
    for (place, act), listed in means.items():
        acts.setdefault((place, tuple(listed)), []).append(act)
    for ((purpose, was, now, of_children), listed), some in acts.items():
        of_whom = _("none needed: children") if of_children else _all_or(found.before, listed, found.before.means, "means")
        which = _all_or(found.before, some, found.before.acts, "acts")
        yield Moved(purpose_in_words(found.before.pack, purpose), which, of_whom, shown(REACH[was]), shown(REACH[now]))


def _all_or(coverage: Coverage, some: Iterable[str], every: Iterable[str], name: str) -> str:
    listed = list(some)
    if set(listed) == set(every):
        return _("all acts") if name == "acts" else _("all means")
    return listed_in_words(coverage.pack.text(f"codes.palermo_{name}.{code}") for code in listed)
