"""Which charges or measures against a person may punish them for what they were made to do.

It looks only at whether the provision can fall on the trafficked person, as the pack's register marks it, and prompts a
prosecutor. It judges nothing: whether they were made to do it, and what follows, is for a person to decide, with reasons.
"""

from dataclasses import dataclass
from typing import Literal

from firmground.law.provision import Provision

FALLS: dict[str, Literal["chiefly", "possibly"]] = {"chiefly": "chiefly", "possibly": "possibly"}


@dataclass(frozen=True)
class Prompt:
    """Why somebody should look: how the provision falls on the trafficked person.

    ``chiefly`` or ``possibly`` as the register marks it; ``not_known`` where no provision of the register stands for it;
    ``not_marked`` where the register has no such mark, and it was brought against the person all the same.
    """

    provision: str
    falls: Literal["chiefly", "possibly", "not_known", "not_marked"]


def prompt_for(provision: Provision | None, name: str, *, against_the_person: bool = False) -> Prompt | None:
    """The prompt for a charge under a provision; ``None`` only where the register says that it cannot fall on the person.

    A measure that no provision of the register stands for is ``not_known``, and is looked at too. What was brought against the
    person themselves (``against_the_person``) does fall on them, whatever the register marks, so it always has a prompt: people
    are made to steal, to deceive and to carry as well.
    """
    if provision is None:
        return Prompt(name, "not_known")
    falls = FALLS.get(provision.entry.falls_on_person)
    if falls is None:
        return Prompt(provision.id, "not_marked") if against_the_person else None
    return Prompt(provision.id, falls)
