"""A first look: the interface works."""

from firmground.linkage.model import default_model
from firmground.linkage.proposing import proposals
from firmground.linkage.record import Record


def test_one_person_in_two_romanisations_is_proposed():
    records = [
        Record("a", "police", "Chan Tai Man", birth="1990-02-03"),
        Record("b", "shelter", "CHEN Dawen", birth="1990-03-02"),
    ]
    (found,) = proposals(records, default_model())
    assert (found.left, found.right) == ("a", "b")
    assert abs(found.prior + sum(each.weight for each in found.weighed) - found.weight) < 1e-9
