"""Noise of a differentially private release: what it does to a count, what it spends, and where it is refused."""

from collections import Counter
from math import exp

import pytest

from firmground.errors import FigureError
from firmground.statistics.disclosure.noise import Budget, Noise, drowned, opendp_sampler, with_noise

LARGE = {("w", "old"): 60, ("w", "young"): 40, ("m", "old"): 90, ("m", "young"): 41}
MARGINS = {("w", "Total"): 100, ("m", "Total"): 131, ("Total", "old"): 150, ("Total", "young"): 81, ("Total", "Total"): 231}


def one_more(noise):
    """A sampler that adds one, two, three … so that a test can say what comes out."""
    return lambda counts: [count + at for at, count in enumerate(counts, start=1)]


@pytest.mark.parametrize(
    ("epsilon", "deviation", "within"), [(0.5, 2.799178, 6), (1.0, 1.356962, 3), (2.0, 0.60169, 1), (4.0, 0.194964, 0)]
)
def test_what_noise_does_to_a_count(epsilon, deviation, within):
    noise = Noise(epsilon)
    assert noise.deviation == pytest.approx(deviation, abs=5e-7)
    assert noise.within() == within
    covered = [sum(noise.probability(size) for size in range(-most, most + 1)) for most in range(within + 1)]
    assert covered[-1] >= 0.95 > max(covered[:-1], default=0)
    assert sum(noise.probability(size) * size**2 for size in range(-200, 201)) == pytest.approx(noise.variance)


def test_at_epsilon_one_a_three_is_released_as_nought_to_six():
    noise = Noise(1.0)
    assert noise.probability(0) == pytest.approx(0.462117, abs=5e-7)
    assert noise.variance == pytest.approx(1.841347, abs=5e-7)
    assert (3 - noise.within(), 3 + noise.within()) == (0, 6)


def test_one_person_more_or_less_changes_no_probability_by_more_than_e_to_the_epsilon():
    for noise in (Noise(1.0), Noise(0.3, 2)):
        for size in range(-8, 9):
            ratio = noise.probability(size + noise.sensitivity) / noise.probability(size)
            assert exp(-noise.epsilon) - 1e-12 <= ratio <= exp(noise.epsilon) + 1e-12


def test_opendp_draws_from_the_distribution_that_is_told():
    """Six standard errors: a sound sampler fails this once in five hundred million runs."""
    noise = Noise(1.0)
    drawn = Counter(each - 3 for each in opendp_sampler(noise)([3] * 2000))
    for size in range(-2, 3):
        chance = noise.probability(size)
        assert abs(drawn[size] / 2000 - chance) < 6 * (chance * (1 - chance) / 2000) ** 0.5


def test_opendp_accounts_for_the_epsilon_that_is_told():
    for noise in (Noise(0.1), Noise(1.0), Noise(2.5, 3)):
        assert len(opendp_sampler(noise)([0, 100, 10**9])) == 3


def test_detailed_rows_get_noise_and_margins_are_their_sums(as_table, tmp_path):
    found = with_noise(as_table(tmp_path, LARGE | MARGINS), 1.0, one_more)
    assert [found.rows[row] for row in LARGE] == [61, 42, 93, 45]
    assert [found.rows[row] for row in MARGINS] == [103, 138, 154, 87, 241]
    assert (found.budget.parts, found.budget.noise.epsilon) == (1, 1.0), "a person is in one detailed row: parallel composition"


def test_split_noise_spends_an_equal_part_on_each_set_of_margins(as_table, tmp_path):
    found = with_noise(as_table(tmp_path, LARGE | MARGINS), 2.0, one_more, split=True)
    assert (found.budget.parts, found.budget.noise.epsilon) == (4, 0.5), "by both, by sex, by age, and all"
    assert found.rows["Total", "Total"] == 231 + 9, "noise of its own"


def test_a_person_in_several_rows_takes_as_much_more_noise(as_table, tmp_path):
    budget = with_noise(as_table(tmp_path, LARGE), 2.0, one_more, cells=2).budget
    assert (budget.noise.scale, Budget(1.0).noise.scale) == (1.0, 1.0)


def test_counts_of_a_few_are_refused_and_told_what_would_become_of_a_three(as_table, tmp_path):
    table = as_table(tmp_path, {("a",): 3, ("b",): 12, ("c",): 13})
    with pytest.raises(FigureError, match="a count of 3 would come out as 0 to 6") as refused:
        with_noise(table, 1.0, one_more)
    assert "withhold or round" in refused.value.remedy
    assert with_noise(table, 1.0, one_more, any_size=True).rows["a",] == 4
    assert with_noise(table, 2.0, one_more).rows["a",] == 4, "at epsilon 2 a typical 12 stands the noise"
    assert drowned(table, Budget(2.0)) == 1, "the 3 does not"


def test_noise_may_lead_below_nought_and_is_left_there(as_table, tmp_path):
    """To cut at nought would lift every small count, and sums with them."""
    table = as_table(tmp_path, {("a",): 0, ("b",): 90, ("c",): 90})
    found = with_noise(table, 1.0, lambda noise: lambda counts: [count - 2 for count in counts])
    assert found.rows["a",] == -2
    assert table.with_counts(found.rows).decode().splitlines()[1] == "a,-2"


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ({("a",): None, ("b",): 90}, "has withheld counts"),
        ({("a",): 50, ("b",): 90, ("Total",): 145}, "has a count, Total, that its rows do not make"),
        ({("a", "x"): 50, ("Total", "y"): 90}, "that its rows do not make"),
    ],
)
def test_a_table_that_noise_cannot_be_put_to_is_refused(as_table, tmp_path, rows, says):
    with pytest.raises(FigureError, match=says):
        with_noise(as_table(tmp_path, rows), 1.0, one_more)
