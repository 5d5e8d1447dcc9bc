"""Entries come together as people without chains of chance, and people are counted by the lists that they are on."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firmground.errors import InputError
from firmground.linkage.clusters import Cluster, clusters, counted_lists, memberships, weights_of
from firmground.linkage.record import Record
from firmground.statistics.multiple_systems.histories import histories_of


def members(pairs, **options):
    return [each.members for each in clusters(pairs, **options)]


def test_three_entries_that_all_agree_are_one_person():
    assert members([("a", "b", 8.0), ("b", "c", 8.0), ("a", "c", 7.0)]) == [("a", "b", "c")]


def test_a_pair_that_nobody_proposed_does_not_part_what_two_strong_pairs_join():
    assert members([("a", "b", 9.0), ("b", "c", 9.0)]) == [("a", "b", "c")]


def test_a_chain_of_likely_pairs_does_not_become_one_person():
    chain = [(f"e{place}", f"e{place + 1}", 4.0) for place in range(30)]
    assert max(map(len, members(chain))) <= 3


def test_one_strong_pair_does_not_join_two_people_with_many_entries():
    people = [(f"{who}{a}", f"{who}{b}", 9.0) for who in "xy" for a in range(6) for b in range(a)]
    found = members([*people, ("x0", "y0", 30.0)])
    assert len(found) == 2
    assert not {"x1", "y1"} <= set(found[0])


def test_a_higher_probability_joins_less():
    pairs = [("a", "b", 2.0), ("c", "d", 9.0)]
    assert members(pairs, at_least=0.5) == [("a", "b"), ("c", "d")]
    assert members(pairs, at_least=0.95) == [("c", "d")]


@pytest.mark.parametrize("at_least", [0.0, 1.0, -1.0])
def test_a_threshold_that_is_no_probability_is_refused(at_least):
    with pytest.raises(ValueError, match="no probability"):
        clusters([], at_least=at_least)


def test_different_documents_in_one_cluster_are_told_and_do_not_part_it():
    (found,) = clusters([("a", "b", 9.0)], documents={"a": "SYN1", "b": "SYN2"})
    assert found == Cluster(("a", "b"), "its entries show 2 different documents")


def test_one_document_in_two_spellings_is_no_contradiction():
    (found,) = clusters([("a", "b", 9.0)], documents={"a": "SYN 1", "b": "syn1"})
    assert found.warning == ""


def test_people_are_counted_by_their_lists_and_those_alone_too():
    records = [Record(name, of_list) for name, of_list in (("a", "police"), ("b", "shelter"), ("c", "shelter"), ("d", "police"))]
    counts = memberships([Cluster(("a", "b"))], records)
    assert counts == {frozenset({"police", "shelter"}): 1, frozenset({"shelter"}): 1, frozenset({"police"}): 1}
    assert histories_of(counts, ["police", "shelter"]).observed == 3


def test_a_list_that_an_estimate_does_not_know_is_refused():
    with pytest.raises(InputError, match="no list is called"):
        histories_of(counted_lists([], {"a": "police", "b": "elsewhere"}), ["police", "shelter"])


def test_clusters_of_made_up_entries_are_mostly_right(found, truth):
    whole = clusters(weights_of(found), at_least=0.8)
    pure = sum(len({truth[member] for member in each.members}) == 1 for each in whole)
    assert pure / len(whole) > 0.9


names = st.sampled_from([f"e{place}" for place in range(8)])


@settings(max_examples=50)
@given(st.dictionaries(st.tuples(names, names).filter(lambda pair: pair[0] < pair[1]), st.floats(-20, 40)), st.randoms())
def test_every_entry_is_in_one_cluster_at_most_and_order_changes_nothing(weights, order):
    pairs = [(*pair, weight) for pair, weight in weights.items()]
    shuffled = order.sample(pairs, len(pairs))
    found = members(pairs)
    assert sorted(found) == sorted(members(shuffled))
    listed = [entry for each in found for entry in each]
    assert len(listed) == len(set(listed))
    assert counted_lists(clusters(pairs), {f"e{place}": "one" for place in range(8)})[frozenset({"one"})] == 8 - len(
        listed
    ) + len(found)
