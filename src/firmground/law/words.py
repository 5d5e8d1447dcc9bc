"""What a coverage says, in sentences: signs and words for each reach, the gaps, and what goes beyond. For pages and commands."""

from collections.abc import Iterable

from firmground.law.coverage import EXTENDED, MINIMUM, Beyond, Coverage, Gap, Reach
from firmground.law.provision import Provision
from firmground.packs.pack import Pack

SIGNS = {Reach.WHOLE: "●", Reach.LIMITED: "◐", Reach.PIECES: "○", Reach.GAP: "–"}
REACH = {
    Reach.WHOLE: "reached whole by one provision",
    Reach.LIMITED: "reached by one provision within limits",
    Reach.PIECES: "reached only in pieces",
    Reach.GAP: "gap",
}
STANDING = {"provision": "officially named by section", "area": "in an area officially named", "no": "our reading"}
MANY_TO_ONE = 3  # from here on, what is left out of a list is told instead of what is in it
WITHOUT = {"act": "no act", "means": "no means", "purpose": "no purpose"}


def purpose_in_words(pack: Pack, purpose: str) -> str:
    """The name of a purpose, from whichever list has it."""
    minimum = {each.code for each in pack.codes.get(MINIMUM, ())}
    return pack.text(f"codes.{MINIMUM if purpose in minimum else EXTENDED}.{purpose}")


def gap_in_words(coverage: Coverage, gap: Gap) -> str:
    """One gap as a sentence: the purpose, for which acts and means, and how far it is reached instead."""
    acts = _all_or(coverage, gap.acts, coverage.acts, "palermo_acts", "every act")
    means = _all_or(coverage, gap.means, coverage.means, "palermo_means", "every means")
    of_whom = "of children" if gap.for_children else f"by {means}"
    untouched = untouched_in(coverage, gap)
    missing = f": no provision touches the {' or the '.join(untouched)}" if untouched else ""
    return f"{purpose_in_words(coverage.pack, gap.purpose)}, {acts}, {of_whom}: {REACH[gap.reach]}{missing}"


def beyond_in_words(pack: Pack, beyond: Beyond) -> str:
    """What a provision does without, and what it asks for instead."""
    entry = beyond.provision.entry
    limits = limits_in_words(pack, entry.limits, entry.below_age)
    asks = f"; {', '.join(limits)}" if limits else ""
    return f"asks for {', '.join(WITHOUT[each] for each in beyond.without)}{asks}"


def undated_in_words(provisions: Iterable[Provision]) -> str:
    """How many provisions are taken to be in force because the register does not know their first day."""
    listed = list(provisions)
    undated = sum(each.entry.from_ is None for each in listed)
    return f"For {undated} of {len(listed)} the first day is not known; they are taken to be in force." if undated else ""


def limits_in_words(pack: Pack, limits: Iterable[str], below_age: int | None) -> list[str]:
    """What narrows a provision, one phrase each."""
    listed = [pack.text(f"codes.law_limits.{code}") for code in limits]
    return [*listed, *([f"only below the age of {below_age}"] if below_age else [])]


def untouched_in(coverage: Coverage, gap: Gap) -> tuple[str, ...]:
    """The elements ("act", "means", "purpose") that no provision touches, where that is what a gap lacks; else none."""
    if gap.reach is not Reach.GAP:
        return ()
    means = gap.means or (None,)
    cells = [coverage.by_place[act, each, gap.purpose] for act in gap.acts for each in means]
    always = set.intersection(*(set(cell.untouched) for cell in cells))
    told = dict.fromkeys(element for cell in cells for element in cell.untouched)
    return tuple(element for element in told if element in always or not always)


def _all_or(coverage: Coverage, some: tuple[str, ...], every: tuple[str, ...], name: str, words: str) -> str:
    listed, is_left_out = told_of(some, every)
    told = ", ".join(coverage.pack.text(f"codes.{name}.{code}") for code in listed)
    return (f"{words} but {told}" if told else words) if is_left_out else told


def told_of(some: tuple[str, ...], every: tuple[str, ...]) -> tuple[tuple[str, ...], bool]:
    """The codes to tell of a list, and whether they are those left out of it: where nearly all are in it, that is shorter."""
    left = tuple(code for code in every if code not in some)
    nearly_all = len(left) * MANY_TO_ONE < len(every)
    return (left if nearly_all else some), nearly_all
