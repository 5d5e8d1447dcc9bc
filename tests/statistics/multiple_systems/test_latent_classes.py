"""The sampler of latent classes against exact sums, known populations, and the promise to refuse when chains disagree."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import betaln, gammaln, logsumexp

from firmground.errors import InputError
from firmground.statistics.multiple_systems import latent_classes, main_effects
from firmground.statistics.multiple_systems.convergence import effective_draws, split_r_hat
from firmground.statistics.multiple_systems.latent_class_sampler import sampled

SMALL = {0b001: 1, 0b010: 1, 0b011: 1, 0b100: 1, 0b111: 1}
LISTS, MOST = 3, 100


def generator(seed=1):
    return np.random.Generator(np.random.PCG64(seed))


def on_list(cells):
    return np.array([[cell >> bit & 1 for bit in range(LISTS)] for cell in cells])


def one_class():
    """The log posterior of unseen people when everybody is alike: chances integrate to Beta functions."""
    unseen, seen = np.arange(MOST + 1), sum(SMALL.values())
    logs = gammaln(seen + unseen) - gammaln(unseen + 1)
    for listed in np.array(list(SMALL.values())) @ on_list(SMALL):
        logs = logs + betaln(1 + listed, 1 + seen + unseen - listed)
    return logs


def two_classes():
    """The same with two classes: a sum over who of the seen and how many of the unseen belong to the first."""
    people = on_list([cell for cell, count in SMALL.items() for _ in range(count)])
    concentrations = np.exp(np.linspace(np.log(1e-8), np.log(60), 120))
    weights = 0.25 * np.log(concentrations) - 0.25 * concentrations
    amounts = np.arange(MOST + len(people) + 1)
    breaking = np.array(
        [
            logsumexp(weights + betaln(1 + first, concentrations + amounts[:, None]) - betaln(1, concentrations), axis=1)
            for first in amounts
        ]
    )
    first, second = np.meshgrid(np.arange(MOST + 1), np.arange(MOST + 1), indexing="ij")
    inside = first + second <= MOST
    total = np.zeros(MOST + 1)
    for marks in product([True, False], repeat=len(people)):
        here = np.array(marks)
        logs = gammaln(first + second + len(people)) - gammaln(first + 1) - gammaln(second + 1)
        logs = logs + breaking[first + here.sum(), second + (~here).sum()]
        for unseen, members in ((first, people[here]), (second, people[~here])):
            for listed in members.sum(axis=0):
                logs = logs + betaln(1 + listed, 1 + len(members) + unseen - listed)
        total += np.bincount((first + second)[inside], weights=np.exp(logs[inside] + 60), minlength=MOST + 1)
    return np.log(total)


@pytest.mark.parametrize(("classes", "exact"), [(1, one_class), (2, two_classes)])
def test_a_few_people_have_the_posterior_that_an_exact_sum_gives(classes, exact):
    logs = exact()
    posterior = np.exp(logs - logsumexp(logs)).cumsum()
    counts = np.tile(np.array(list(SMALL.values())), (100, 1))
    drawn = sampled(on_list(SMALL), counts, generator(), draws=1000, classes=classes)[:, 100:] - sum(SMALL.values())
    drawn = drawn[drawn <= MOST]
    for unseen in (0, 1, 3, 8):
        assert (drawn <= unseen).mean() == pytest.approx(posterior[unseen], abs=0.012)


def invented(population, shares, chances, seed):
    """Histories of people of known number, in classes with chances for each list."""
    drawn = generator(seed)
    kinds = drawn.choice(len(shares), size=population, p=shares)
    listed = drawn.random((population, len(chances[0]))) < np.array(chances)[kinds]
    cells = (listed * (1 << np.arange(listed.shape[1]))).sum(axis=1)
    return {cell: int(count) for cell, count in enumerate(np.bincount(cells)) if cell and count}


def test_a_known_population_of_two_kinds_of_people_is_found_again(histories_from):
    """Main effects alone would say too few: half of the people are harder to find for every list."""
    counts = invented(500, [0.5, 0.5], [[0.7, 0.6, 0.65, 0.6], [0.2, 0.25, 0.2, 0.25]], seed=4)
    run = latent_classes.chains(histories_from(4, counts), generator(), draws=3000, classes=4)
    found = latent_classes.estimate(histories_from(4, counts), run)
    assert run.r_hat < 1.2
    low, high = np.quantile(run.populations, [0.005, 0.995])
    assert low < 500 < high
    assert (found.population is not None) == run.agree
    assert main_effects.estimate(histories_from(4, counts)).high < np.median(run.populations)


def test_chains_that_agree_give_a_number(histories_from):
    table = histories_from(3, {1: 10, 2: 8, 4: 9, 3: 5, 5: 4, 6: 4, 7: 3})
    run = latent_classes.chains(table, generator(), draws=3000, classes=2)
    found = latent_classes.estimate(table, run)
    assert run.agree
    assert table.observed <= found.low < found.population < found.high < 200
    assert found.diagnostics["effective_draws"] > 400


def test_the_same_seed_gives_the_same_draws_and_another_seed_others(lists):
    one, again, other = (latent_classes.chains(lists("Western"), generator(seed), draws=100) for seed in (1, 1, 2))
    assert np.array_equal(one.populations, again.populations)
    assert not np.array_equal(one.populations, other.populations)


def test_chains_that_disagree_give_no_number_but_say_where_they_stand(lists):
    """The lists of the United Kingdom: even long chains stay apart."""
    table = lists("UKdat_5")
    refused = latent_classes.estimate(table, latent_classes.chains(table, generator(), draws=600))
    assert (refused.population, refused.low) == (None, None)
    assert "The chains disagree" in refused.refused
    assert len(refused.diagnostics["medians_of_chains"]) == 4


def test_chains_that_agree_but_are_short_give_no_number(lists):
    run = latent_classes.Chains(np.full((4, 100), 500), 1.0, 20.0)
    assert "worth 20 independent draws" in latent_classes.estimate(lists("Kosovo"), run).refused


def test_two_lists_give_no_number(histories_from):
    pair = histories_from(2, {1: 50, 2: 50, 3: 20})
    run = latent_classes.Chains(np.full((4, 100), 500), 1.0, 500.0)
    assert latent_classes.estimate(pair, run).refused == "With two lists, classes cannot be told apart."
    assert np.isnan(latent_classes.populations(pair, np.array([pair.counts]), generator=generator())).all()


def test_replicates_are_sampled_side_by_side(histories_from):
    table = histories_from(3, invented(600, [1.0], [[0.5, 0.4, 0.5]], seed=2))
    rows = np.array([table.counts, [2 * each for each in table.counts]])
    found = latent_classes.populations(table, rows, generator=generator(), draws=2000, classes=3)
    assert found == pytest.approx([600, 1200], rel=0.12)


@pytest.mark.parametrize("asked", [{"amount": 1}, {"draws": 50}, {"classes": 0}])
def test_a_run_that_could_show_nothing_is_refused(lists, asked):
    with pytest.raises(InputError):
        latent_classes.chains(lists("Artificial_3"), generator(), **asked)


def test_progress_is_told_to_the_end(lists):
    heard = []
    latent_classes.chains(lists("Artificial_3"), generator(), draws=600, progress=lambda done, of: heard.append((done, of)))
    assert heard == [(200, 600), (400, 600), (600, 600)]


@settings(max_examples=10, deadline=None)
@given(st.floats(0.0, 0.9), st.integers(0, 10_000))
def test_draws_that_hang_together_are_worth_as_much_less_as_theory_says(correlation, seed):
    """An autoregression of order one: n (1 - rho) / (1 + rho)."""
    noise = generator(seed).normal(size=(4, 3000))
    draws = np.empty_like(noise)
    draws[:, 0] = noise[:, 0]
    for place in range(1, draws.shape[1]):
        draws[:, place] = correlation * draws[:, place - 1] + np.sqrt(1 - correlation**2) * noise[:, place]
    assert effective_draws(draws) == pytest.approx(draws.size * (1 - correlation) / (1 + correlation), rel=0.5)
    assert split_r_hat(draws) < 1.2


def test_chains_in_two_places_and_chains_that_drift_are_noticed():
    noise = generator().normal(size=(4, 500))
    assert split_r_hat(noise) < 1.01
    assert split_r_hat(noise + np.array([[0], [0], [3], [3]])) > 1.5
    assert split_r_hat(noise + np.linspace(0, 4, 500)) > 1.3
    assert split_r_hat(np.array([[1.0] * 10, [2.0] * 10])) == float("inf")
    assert split_r_hat(np.ones((2, 10))) == 1.0
    assert np.isnan(effective_draws(np.ones((2, 10))))
