"""The shape of a pack's ``law/``: provisions with their validity in time, the facts that suggest them, and claims about them.

It gives shapes only; what follows from them on a day is worked out in ``firmground.law``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal, Self

from pydantic import Field, StrictBool, StrictInt, StrictStr, model_validator

from firmground.packs.entries import CodeId, Dated, Day, Entry, Id, Named, RawExpression
from firmground.values import Citation

Money = Annotated[StrictInt, Field(ge=1)]
Months = Annotated[StrictInt, Field(ge=1, le=1200)]
Age = Annotated[StrictInt, Field(ge=1, le=30)]
Standing = Literal["provision", "area", "no"]
Result = Literal["complete", "open", "ruled_out", "not_suggested"]


class Ordinance(Named):
    """Where provisions stand: a statute, its regulations or the common law, with its chapter where it has one."""

    kind: Literal["statute", "regulations", "common_law"] = "statute"
    chapter: StrictStr = ""
    cite: Citation


class Maximum(Entry):
    """The most that a court may impose; imprisonment in months, a fine in the territory's money, ``None`` where none is named."""

    imprisonment: Months | None = None
    life: StrictBool = False
    at_large: StrictBool = False
    as_for: Id | None = None
    fine: Money | None = None
    fine_level: Annotated[StrictInt, Field(ge=1, le=6)] | None = None
    cite: Citation

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.imprisonment or self.life or self.at_large or self.as_for or self.fine or self.fine_level):
            raise ValueError("names no penalty; leave it out where none is known")
        if sum(map(bool, (self.imprisonment, self.life, self.at_large, self.as_for))) > 1:
            raise ValueError("has two lengths of imprisonment; keep one of imprisonment, life, at_large and as_for")
        if self.fine and self.fine_level:
            raise ValueError("has a fine in money and a level of fine; keep one")
        return self


class Penalty(Maximum, Dated):
    """A maximum penalty, and for which case of the offence; ``otherwise`` are sources that say something else."""

    for_: Annotated[Id | None, Field(alias="for")] = None
    tried: Literal["on_indictment", "summarily"] | None = None
    otherwise: tuple[Maximum, ...] = ()


class TimeLimit(Dated):
    """Within how many months proceedings must begin, or that there is no limit."""

    months: Months | None = None
    unlimited: StrictBool = False
    cite: Citation

    @model_validator(mode="after")
    def _is_one_or_the_other(self) -> Self:
        if (self.months is None) != self.unlimited:
            raise ValueError("must have months, or unlimited = true, and not both")
        return self


class ProvisionEntry(Named, Dated):
    """A provision: what it touches of the definition, whom it can fall on, what it carries, and what suggests it.

    ``number`` is its row in the territory's register. ``acts``, ``means`` and ``purposes`` are what it touches; without any
    means it asks for none. ``limits`` and ``below_age`` narrow it. ``mode`` and ``time_limits`` are left out where not known.
    """

    number: Annotated[StrictInt, Field(ge=1)]
    section: StrictStr = ""
    acts: tuple[CodeId, ...] = ()
    means: tuple[CodeId, ...] = ()
    purposes: tuple[CodeId, ...] = ()
    limits: tuple[CodeId, ...] = ()
    below_age: Age | None = None
    reading: Citation
    named: Standing = "no"
    named_cite: Citation | None = None
    falls_on_person: Literal["no", "possibly", "chiefly"] = "no"
    protects: StrictBool = False
    mode: Literal["indictable", "summary", "either"] | None = None
    mode_cite: Citation | None = None
    penalties: tuple[Penalty, ...] = ()
    time_limits: tuple[TimeLimit, ...] = ()
    suggested_by: RawExpression | None = None
    elements: tuple[Id, ...] = ()
    cite: Citation

    @model_validator(mode="after")
    def _says_on_what_it_rests(self) -> Self:
        if self.named != "no" and self.named_cite is None:
            raise ValueError(f"is officially named ({self.named}) without named_cite")
        if self.mode and self.mode_cite is None:
            raise ValueError(f"has a mode of trial ({self.mode}) without mode_cite")
        return self


class LawFile(Entry):
    """``law/<ordinance>.toml``: one ordinance and its provisions."""

    ordinance: Ordinance
    provisions: Annotated[tuple[ProvisionEntry, ...], Field(min_length=1)]


class Recorded(Entry):
    """An answer to a question of an instrument that shows a fact; a number is taken over as it is."""

    instrument: Id
    question: Id
    answer: Id = "yes"


class Fact(Named):
    """Something that may have happened: answered like a question, and shown by the answers that officers record."""

    kind: Literal["yes_no", "number"] = "yes_no"
    least: StrictInt = 0
    most: StrictInt = 120
    recorded_by: tuple[Recorded, ...] = ()


class OffenceElement(Named):
    """Something that a court must find; ``when`` tells it from the facts, and is left out where no form records it."""

    when: RawExpression | None = None


class FactFile(Entry):
    """``law/facts.toml``: from when the register speaks, and the facts and elements that provisions are matched with.

    Before ``speaks_from`` nothing is said of any provision; from then on one without a first day is taken to be in force.
    """

    speaks_from: Day
    speaks_cite: Citation
    cite: Citation
    facts: tuple[Fact, ...]
    elements: tuple[OffenceElement, ...]


class LawClaim(Named):
    """What somebody says of the provisions: that there are more than a number, or that they cover what one offence would."""

    says: Literal["more_than", "covers_the_definition"]
    number: Annotated[StrictInt, Field(ge=0)] | None = None
    made_on: Day
    cite: Citation

    @model_validator(mode="after")
    def _has_its_number(self) -> Self:
        if (self.says == "more_than") != (self.number is not None):
            raise ValueError("needs a number with more_than, and none otherwise")
        return self


class LawExample(Entry):
    """A worked case that a lawyer can read: facts on a day, and what each provision named comes to."""

    id: Id
    sentence: StrictStr
    on: Day
    today: Day | None = None
    facts: dict[Id, StrictStr | StrictInt]
    expect: dict[Id, Result]
    missing: dict[Id, tuple[Id, ...]] = Field(default_factory=dict)
    last_day: dict[Id, Day] = Field(default_factory=dict)
    because: StrictStr


@dataclass(frozen=True)
class LawRegister:
    """Everything that a pack says in ``law/``, in the order of the register's numbers."""

    files: tuple[LawFile, ...]
    facts: FactFile
    claims: tuple[LawClaim, ...] = ()

    @property
    def provisions(self) -> tuple[tuple[Ordinance, ProvisionEntry], ...]:
        """Every provision with its ordinance."""
        listed = [(file.ordinance, entry) for file in self.files for entry in file.provisions]
        return tuple(sorted(listed, key=lambda pair: pair[1].number))

    def citations(self) -> Iterator[tuple[str, Citation]]:
        """Everything here that carries a citation, with its place."""
        yield "law facts", self.facts.cite
        yield "law speaks_from", self.facts.speaks_cite
        yield from ((f"law claim {claim.id}", claim.cite) for claim in self.claims)
        yield from ((f"ordinance {file.ordinance.id}", file.ordinance.cite) for file in self.files)
        for _, entry in self.provisions:
            yield from _cited_by(entry)


def _cited_by(entry: ProvisionEntry) -> Iterator[tuple[str, Citation]]:
    where = f"provision {entry.id}"
    yield where, entry.cite
    yield f"{where} reading", entry.reading
    yield from ((f"{where} {part}", cite) for part, cite in (("named", entry.named_cite), ("mode", entry.mode_cite)) if cite)
    for penalty in entry.penalties:
        yield f"{where} penalty", penalty.cite
        yield from ((f"{where} penalty otherwise", each.cite) for each in penalty.otherwise)
    yield from ((f"{where} time limit", limit.cite) for limit in entry.time_limits)
