"""Shared by the tests of linkage: one made-up set of entries with truth, linked once with the model that ships."""

import numpy as np
import pytest

from firmground.linkage.generator.entry import generated
from firmground.linkage.model import default_model
from firmground.linkage.proposing import proposals
from firmground.linkage.record import Record


@pytest.fixture(scope="session")
def entries():
    """Some 1,150 made-up entries of all language groups, with the truth."""
    return generated(800, np.random.default_rng(11))


@pytest.fixture(scope="session")
def records(entries):
    return [each.record for each in entries]


@pytest.fixture(scope="session")
def truth(entries):
    return {each.record.id: each.person for each in entries}


@pytest.fixture(scope="session")
def found(records):
    """Every pair that is one person with five per cent or more."""
    return proposals(records, default_model(), at_least=0.05)


@pytest.fixture
def together():
    """The proposal for two entries, written as fields of a record, or none."""

    def ask(left, right, *, at_least=0.001):
        both = [Record("a", "police", **left), Record("b", "shelter", **right)]
        return next(iter(proposals(both, default_model(), at_least=at_least)), None)

    return ask
