"""How far a permission reaches over people's records."""

from enum import StrEnum


class Scope(StrEnum):
    """Each wider one holds the narrower: ``agency`` holds ``own``, and what was shared with a member is in all of them."""

    REFERRED = "referred-to-me"
    OWN = "own"
    AGENCY = "agency"
    ALL = "all"
