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
    """Why somebody should look: the provision ``chiefly`` or ``possibly`` falls on the trafficked person, or is not known."""

    provision: str
    falls: Literal["chiefly", "possibly", "not_known"]


def prompt_for(provision: Provision | None, name: str) -> Prompt | None:
    """The prompt for a charge under a provision; ``None`` only where the register says that it cannot fall on the person.

    A measure that no provision of the register stands for is ``not_known``, and is looked at too.
    """
    if provision is None:
        return Prompt(name, "not_known")
    falls = FALLS.get(provision.entry.falls_on_person)
    return Prompt(provision.id, falls) if falls else None
