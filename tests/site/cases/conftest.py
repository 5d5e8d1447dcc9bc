"""People who were identified, and their cases, made by the actions that officers and case workers use."""

from typing import Any

import pytest
from cases.casework import an_identified_person, opened_case
from cases.prosecuting import joined

from firmground_site.cases.models import Case
from firmground_site.screening.models import Identification


@pytest.fixture
def identified(cast: Any) -> Identification:
    """An identification that ended with identified, kept by the first agency."""
    return an_identified_person(cast)


@pytest.fixture
def case(identified: Identification, cast: Any) -> Case:
    """A case of the case worker's agency, with the identified person in it, whose file is shared with them."""
    return opened_case(identified, cast)


@pytest.fixture
def investigated(identified: Identification, cast: Any) -> Case:
    """A case of the investigator's agency, with the prosecutor and the case worker in its team."""
    case = opened_case(identified, cast, "investigator")
    for key in ("prosecutor", "case_worker"):
        joined(case, getattr(cast, key))
    return case
