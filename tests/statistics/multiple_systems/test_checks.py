"""Whether a model can be estimated: the published example, and every case of three lists against plain programmes."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firmground.errors import InputError
from firmground.statistics.multiple_systems import checks
from firmground.statistics.multiple_systems.checks import Fault, existing, fault_of, identifiable
from firmground.statistics.multiple_systems.fitting import fit
from firmground.statistics.multiple_systems.hierarchy import closed, hierarchical
from firmground.statistics.multiple_systems.models import same_for_all, tables

AB, AC, BC = 3, 5, 6


@pytest.mark.parametrize(
    ("interactions", "fault"), [((AB, AC, BC), Fault.NOT_IDENTIFIABLE), ((AB,), Fault.NO_MAXIMUM), ((AC, BC), Fault.NONE)]
)
def test_the_published_example_has_its_published_codes(lists, interactions, fault):
    """Table 2 of Chan, Silverman and Vincent (2021): codes 2, 1 and 0."""
    assert fault_of(lists("Artificial_3"), interactions) == fault
    assert [int(each) for each in (Fault.NONE, Fault.NO_MAXIMUM, Fault.NOT_IDENTIFIABLE)] == [0, 1, 2]


def test_both_faults_together_are_code_3(histories_from):
    """As in the published example, and nobody is on A alone either."""
    assert fault_of(histories_from(3, {2: 30, 4: 20, 3: 6}), (AB, AC, BC)) == 3


@pytest.mark.parametrize("interaction", [0, 1, 8, 16])
def test_what_is_no_interaction_of_these_lists_is_refused(lists, interaction):
    with pytest.raises(InputError, match="is not an interaction of 3 lists"):
        fault_of(lists("Artificial_3"), (interaction,))


@pytest.mark.parametrize("terms", hierarchical(3, 2))
def test_every_pattern_of_three_lists_is_judged_as_the_plain_programme_does(plain, terms):
    """127 patterns of empty cells: the programme, the steps of the fit and the rank all agree with a second opinion."""
    patterns = np.array([each for each in product((0, 1), repeat=7) if any(each)])
    counts = np.zeros((8, len(patterns)))
    counts[1:] = (patterns * np.array([9, 7, 3, 5, 2, 4, 1])).T
    table = tables(counts)
    model = same_for_all(table.margins, terms)
    found, exist, clear = fit(table, model).found, existing(model, table.counts), identifiable(model)
    for place in range(len(patterns)):
        _, seen, matrix = plain.design(
            3, terms[1:], {cell: int(counts[cell, place]) for cell in range(1, 8) if counts[cell, place]}
        )
        assert exist[place] == plain.exists(matrix, seen), patterns[place]
        assert clear[place] == (np.linalg.matrix_rank(matrix) == matrix.shape[1]), patterns[place]
        assert found[place] == (exist[place] and clear[place]), patterns[place]


@given(st.integers(0, (1 << 15) - 2), st.integers(0, 112))
@settings(max_examples=50, deadline=None)
def test_four_lists_with_empty_cells_anywhere_are_judged_as_plainly(plain, pattern, place):
    terms = hierarchical(4, 3)[place]
    counts = np.zeros((16, 1))
    counts[1:, 0] = [3 + cell % 4 if ~pattern >> cell & 1 else 0 for cell in range(15)]
    table = tables(counts)
    model = same_for_all(table.margins, terms)
    _, seen, matrix = plain.design(4, terms[1:], {cell: int(counts[cell, 0]) for cell in range(1, 16) if counts[cell, 0]})
    assert existing(model, counts)[0] == plain.exists(matrix, seen)
    assert identifiable(model)[0] == (np.linalg.matrix_rank(matrix) == matrix.shape[1])
    assert fit(table, model).found[0] == plain.can_be_estimated(4, terms[1:], dict(enumerate(counts[:, 0].astype(int))))


def test_only_the_pattern_of_empty_cells_counts_and_it_is_remembered(lists):
    histories = lists("Artificial_3")
    model_and_counts = []
    for counts in ([40, 30, 6, 20], [1, 900, 1, 7]):
        table = tables(np.array([[0], *([n] for n in (counts[0], counts[1], counts[2], counts[3], 0, 0, 0))], dtype=float))
        model_and_counts.append((same_for_all(table.margins, closed(3, (AB,))), table.counts))
    existing(*model_and_counts[0])
    programmes = checks._lowered.cache_info().misses
    assert [bool(existing(*each)[0]) for each in model_and_counts] == [False, False]
    assert checks._lowered.cache_info().misses == programmes
    assert fault_of(histories, (AB,)) == Fault.NO_MAXIMUM


def test_what_is_remembered_is_bounded(monkeypatch):
    monkeypatch.setattr(checks, "MOST_MODELS", 3)
    monkeypatch.setattr(checks, "MOST_FACES", 2)
    faces = checks._Faces()
    for model in range(10):
        for face in range(5):
            faces.add(bytes([model]), face)
    assert list(faces) == [bytes([7]), bytes([8]), bytes([9])]
    assert {len(each) for each in faces.values()} == {2}
    assert checks._lowered.cache_info().maxsize == checks.MOST_PROGRAMMES


def test_there_are_as_many_hierarchical_models_as_counted():
    assert [len(hierarchical(amount, amount - 1)) for amount in (2, 3, 4, 5)] == [1, 8, 113, 6893]
    assert len(hierarchical(5, 2)) == 1024
    assert len(set(hierarchical(5, 4))) == 6893


def test_a_hierarchical_model_has_all_that_is_within_its_terms():
    assert closed(4, (7,)) == (0, 1, 2, 4, 8, 3, 5, 6, 7)
    for terms in hierarchical(4, 3):
        assert set(closed(4, tuple(term for term in terms if term.bit_count() > 1))) == set(terms)
