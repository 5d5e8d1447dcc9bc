"""The columns that tell of a person in an extract: a pseudonym and what can be counted, never who they are."""

from collections.abc import Mapping
from typing import Any

from firmground.screening.demo_year import AGE_BANDS
from firmground_site.sealed.keys import pseudonym

INVENTED = "synthetic"
PERSON = ("person_id", "person__sex", "person__age", "person__nationality", "person__synthetic")


def about_person(row: Mapping[str, Any], path: str = "") -> dict[str, Any]:
    """The columns of a person out of the fields ``PERSON`` of a row, and whether the person is invented."""
    return {
        "person": pseudonym("person", str(row[f"{path}person_id"])),
        "sex": row[f"{path}person__sex"],
        "nationality": row[f"{path}person__nationality"],
        "age_band": age_band(row[f"{path}person__age"]),
        INVENTED: row[f"{path}person__synthetic"],
    }


def age_band(age: int | None) -> str | None:
    """The band of an age in whole years; ``None`` when it is not known."""
    return None if age is None else [band for band, least in AGE_BANDS if age >= least][-1]
