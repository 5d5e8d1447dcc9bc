"""Maximum penalties and time limits in words, the same on pages and in commands."""

from firmground.packs.law_entries import Maximum, Penalty, TimeLimit
from firmground.packs.pack import Pack

NOT_KNOWN = "not known"
VERIFY = "verify"


def penalty_in_words(pack: Pack, penalty: Penalty) -> str:
    """One penalty, for example ``14 years`` or ``$350,000 and 3 years (verify)`` where no primary source was read."""
    case = f"{pack.text(f'law.penalty_cases.{penalty.for_}')}: " if penalty.for_ else ""
    tried = {"on_indictment": ", on indictment", "summarily": ", tried summarily"}.get(penalty.tried or "", "")
    rivals = "".join(f"; another source says {maximum_in_words(pack, each)}{marked(each)}" for each in penalty.otherwise)
    return f"{case}{maximum_in_words(pack, penalty)}{tried}{marked(penalty)}{rivals}"


def penalties_in_words(pack: Pack, penalties: tuple[Penalty, ...]) -> str:
    """All penalties of a day; ``not known`` when there is none."""
    return "; ".join(penalty_in_words(pack, each) for each in penalties) or NOT_KNOWN


def same_penalties(some: tuple[Penalty, ...], others: tuple[Penalty, ...]) -> bool:
    """Whether two days have the same maxima, wherever they are written and cited."""
    return _maxima(some) == _maxima(others)


def same_limit(one: TimeLimit | None, other: TimeLimit | None) -> bool:
    """Whether two days have the same time limit, wherever it is written and cited."""
    first, second = ((each.months, each.unlimited) if each else None for each in (one, other))
    return first == second


def _maxima(penalties: tuple[Penalty, ...]) -> list[str]:
    return sorted(each.model_dump_json(exclude={"cite", "from_", "to", "otherwise"}) for each in penalties)


def maximum_in_words(pack: Pack, maximum: Maximum) -> str:
    """The most that a court may impose, without any mark."""
    if maximum.as_for:
        return pack.text(f"law.penalty_cases.{maximum.as_for}")
    fine = (
        money_in_words(pack, maximum.fine) if maximum.fine else f"level {maximum.fine_level} fine" if maximum.fine_level else ""
    )
    prison = "life" if maximum.life else length_in_words(maximum.imprisonment) if maximum.imprisonment else ""
    at_large = "at large (no maximum set)" if maximum.at_large else ""
    return " and ".join(part for part in (fine, prison, at_large) if part)


def money_in_words(pack: Pack, amount: int) -> str:
    """An amount as the territory writes its money."""
    return pack.text("pack.money").replace("{amount}", f"{amount:,}")


def length_in_words(months: int) -> str:
    """A length in years where it is whole years, else in months."""
    number, unit = (months // 12, "year") if months % 12 == 0 else (months, "month")
    return f"{number} {unit}{'' if number == 1 else 's'}"


def time_limit_in_words(limit: TimeLimit | None) -> str:
    """Within which time proceedings must begin; ``not known`` without an entry, which is not "no limit"."""
    if limit is None:
        return NOT_KNOWN
    return f"{'no limit' if limit.unlimited else length_in_words(limit.months or 0)}{marked(limit)}"


def marked(entry: Maximum | TimeLimit) -> str:
    """The mark of what was not read in a primary source."""
    return "" if entry.cite.confidence.is_verified else f" ({VERIFY})"
