"""Every reference result for these methods, to its printed digits; what rests on other resamples, within what chance allows."""

import numpy as np
import pytest

from firmground.statistics.multiple_systems import bic, main_effects, stepwise, stepwise_aic
from firmground.statistics.multiple_systems.intervals import bca
from firmground.statistics.multiple_systems.resampling import resampled, shortened


def test_independent_lists_of_the_united_kingdom(lists):
    found = main_effects.estimate(lists("UKdat_5"))
    assert round(found.population, 4) == 13444.1312
    assert (round(found.low, 2), round(found.high, 2), found.interval) == (11985.17, 15133.43, "Wald")
    assert found.interactions == ()


@pytest.mark.parametrize(
    ("name", "threshold", "number", "interactions"),
    [
        ("UKdat_5", 0.02, 11312.9903, 6),
        ("UKdat_5", 0.01, 12262.4124, 5),
        ("NewOrl_5_185", 0.02, 1034.1511, 0),
        ("Western", 0.02, 2483.3839, 1),
        ("Kosovo", 0.02, 14341.6638, 5),
    ],
)
def test_the_stepwise_choice_gives_the_published_number(lists, name, threshold, number, interactions):
    found = stepwise.estimate(lists(name), threshold=threshold)
    assert (round(found.population, 4), len(found.interactions)) == (number, interactions)


def test_new_orleans_with_eight_lists_has_1184_people(lists):
    assert round(stepwise.estimate(lists("NewOrl_185")).population) == 1184


def test_the_interval_of_the_chosen_model_is_the_published_one(lists):
    found = stepwise.estimate(lists("UKdat_5"))
    assert (round(found.low, 2), round(found.high, 2)) == (9884.40, 13027.40)
    assert stepwise.estimate(lists("Western")).interactions == (("A", "E"),)


def test_the_choice_by_akaikes_criterion_gives_the_published_profile_interval(lists):
    found = stepwise_aic.estimate(lists("UKdat_5"))
    assert round(found.population, 3) == 11303.871
    assert round(found.low, 3) == 9889.196
    assert found.high == pytest.approx(13063.096, abs=0.001), "its end was found with a tolerance of 0.001 there"
    assert (found.interval, len(found.interactions)) == ("profile", 6)


@pytest.mark.parametrize(
    ("name", "order", "number"),
    [("UKdat_5", 3, 25311.291), ("UKdat_5", 2, 22991.331), ("UKdat_5", 4, 25311.291), ("Kosovo", None, 10356.519)],
)
def test_the_least_bayesian_criterion_gives_the_published_number(lists, name, order, number):
    assert round(bic.estimate(lists(name), order=order).population, 3) == number


def test_the_criteria_of_the_two_best_kinds_of_model_are_as_published(lists):
    """195.9 gives 25,311 and 197.5 gives 12,262: next to each other, and a factor of two apart. The answer tells them."""
    told = bic.estimate(lists("UKdat_5"), order=3).diagnostics
    found = {round(each["population"]): round(each["criterion"], 1) for each in told["best_models"]}
    assert (found[25311], found[12262]) == (195.9, 197.5)
    assert told["models"] == 6084


# The reference program's resamples are open for three tables: with them its limits are ours.
@pytest.mark.parametrize(
    ("name", "low", "high"), [("UKdat_5", 8784.780, 14700.549), ("Western", 1293.214, 3672.037), ("Kosovo", 12595.840, 16527.495)]
)
def test_the_replicates_of_the_reference_program_give_its_limits(lists, replicates, name, low, high):
    histories, (counts, theirs) = lists(name), replicates(name)
    point = stepwise.estimate(histories).population
    deleted = stepwise.populations(histories, shortened(histories))
    found = bca(point, theirs, deleted, np.array(histories.counts), tie=0.0)
    assert (found.low, found.high) == (pytest.approx(low, abs=5e-4), pytest.approx(high, abs=5e-4))
    if name != "Western":
        ours = stepwise.estimate(histories, resamples=counts)
        assert (ours.interval, ours.low, ours.high) == ("BCa", pytest.approx(low, abs=5e-4), pytest.approx(high, abs=5e-4))


def test_a_replicate_equal_to_the_estimate_counts_half_whatever_its_rounding(lists, replicates):
    """One of the Western replicates is the estimate but for rounding: counted as above it gives the limit printed by the
    program, as below it 3670.556, which is nearer the paper's 3670."""
    histories, (counts, _) = lists("Western"), replicates("Western")
    found = stepwise.estimate(histories, resamples=counts)
    assert (round(found.low, 3), round(found.high, 3)) == (1293.214, 3671.399)


# Other resamples give other limits. At a thousand replicates the standard deviation of a limit over seeds is 3 to 7 per cent
# of it here (measured over 12 seeds), so a limit of another program's seed is within a fifth.
@pytest.mark.parametrize(
    ("name", "options", "low", "high"),
    [
        ("Kosovo", {"best": 1}, 9101.374, 12003.15),
        ("UKdat_5", {"order": 2, "best": 60}, 11719.71, 43894.08),
    ],
)
def test_limits_from_our_own_resamples_are_near_those_published(lists, name, options, low, high):
    histories = lists(name)
    resamples = resampled(histories, 1000, np.random.default_rng(1))
    found = bic.estimate(histories, resamples=resamples, **options)
    assert (found.low, found.high) == (pytest.approx(low, rel=0.2), pytest.approx(high, rel=0.2))
    assert found.diagnostics["replicates_without_estimate"] == 0


@pytest.mark.slow
def test_all_models_of_kosovo_give_an_interval_near_the_published_one(lists):
    histories = lists("Kosovo")
    found = bic.estimate(histories, resamples=resampled(histories, 1000, np.random.default_rng(1)))
    assert (found.low, found.high) == (pytest.approx(6947.037, rel=0.1), pytest.approx(18009.990, rel=0.1))


def test_the_resamples_of_the_paper_give_its_limits_for_new_orleans(lists, resamples):
    """589 and 1,703 in the paper. Other seeds give others: over twelve, 431 to 581 and 1,530 to 1,633."""
    found = stepwise.estimate(lists("NewOrl_5_185"), resamples=resamples("NewOrl_5_185"))
    assert (round(found.low, 4), round(found.high, 3)) == (588.8175, 1703.694)


def test_limits_from_our_own_resamples_for_new_orleans_are_near_those_of_the_paper(lists):
    histories = lists("NewOrl_5_185")
    found = stepwise.estimate(histories, resamples=resampled(histories, 1000, np.random.default_rng(1)))
    assert (found.low, found.high) == (pytest.approx(588.8175, rel=0.2), pytest.approx(1703.694, rel=0.2))
