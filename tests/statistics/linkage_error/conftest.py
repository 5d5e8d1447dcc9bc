"""Three invented lists whose links were audited."""

import pytest

from firmground.statistics.multiple_systems.histories import Histories
from firmground.statistics.multiple_systems.linkage_error.audits import Audit, Checked, Part


@pytest.fixture
def three_lists():
    return Histories(("police", "labour", "shelter"), (1, 2, 3, 4, 5, 6, 7), (1200, 1000, 180, 800, 150, 120, 40))


@pytest.fixture
def audit():
    return Audit(Part(links=Checked(200, 198), known_pairs=Checked(200, 121)))
