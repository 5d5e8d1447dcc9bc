"""How what was brought against a person may punish them for what they were made to do.

It reads only how the pack's register marks the provision, and prompts a prosecutor. It judges nothing: whether they were made
to do it, and what follows, is for a person to decide, with reasons.
"""

from dataclasses import dataclass
from typing import Literal

from firmground.law.provision import Provision

Falls = Literal["chiefly", "possibly", "not_marked", "not_known"]
MARKS: dict[str, Falls] = {"chiefly": "chiefly", "possibly": "possibly", "no": "not_marked"}


@dataclass(frozen=True)
class Prompt:
    """Why somebody should look: how the provision falls on trafficked people.

    ``chiefly`` or ``possibly`` as the register marks it; ``not_marked`` where the register has no such mark, and it was brought
    against the person all the same; ``not_known`` where no provision of the register stands for it.
    """

    provision: str
    falls: Falls


def prompt_for(provision: Provision | None, name: str) -> Prompt:
    """The prompt for a charge or measure against a person, under a provision or by its name; there always is one.

    What was brought against the person does fall on them, whatever the register marks: people are made to steal, to deceive
    and to carry as well.
    """
    if provision is None:
        return Prompt(name, "not_known")
    return Prompt(provision.id, MARKS[provision.entry.falls_on_person])
