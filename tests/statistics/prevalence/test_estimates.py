"""Corrections for a test that errs: what each needs, what it says when it was cut, and when there is no answer."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import beta

from firmground.errors import FigureError
from firmground.statistics.prevalence.accuracy import accuracy_of, counted, known
from firmground.statistics.prevalence.bayes import bayes, posterior
from firmground.statistics.prevalence.belief import Belief, belief_in
from firmground.statistics.prevalence.choosing import BAYES, METHODS, estimate_prevalence
from firmground.statistics.prevalence.intervals import INTERVALS
from firmground.statistics.prevalence.lang_reiczigel import lang_reiczigel
from firmground.statistics.prevalence.rogan_gladen import rogan_gladen, true_share

CERTAIN = Belief(certain=1)
ANYTHING, JEFFREYS = Belief(), Belief(0.5, 0.5)


@pytest.mark.parametrize(
    ("belief", "median", "low", "high"),
    [
        (ANYTHING, "2.2", "0.045", "82.6"),
        (JEFFREYS, "25", "0.11", "95.1"),
        (Belief(33, 5), "0.057", "0.017", "0.137"),
        (Belief(2, 2), "0.17", "0.032", "4.1"),  # a reference prints 4.0; a million nodes, and sampling, give 4.06
    ],
    ids=str,
)
def test_what_is_believed_of_the_sensitivity_decides_what_three_of_7500_mean(belief, median, low, high):
    """Reference: uniform prior on the share, no false alarms, 3 of 7,500."""
    found = bayes(3, 7500, sensitivity=belief, specificity=CERTAIN)
    for printed, share in ((median, found.value), (low, found.low), (high, found.high)):
        assert f"{100 * share:.{len(printed.partition('.')[2])}f}" == printed


def test_an_interval_over_a_factor_of_a_hundred_is_said_to_come_from_the_belief():
    wide, narrow = (bayes(3, 7500, sensitivity=each, specificity=CERTAIN) for each in (ANYTHING, Belief(33, 5)))
    assert "not the counts" in wide.warnings[0]
    assert narrow.warnings == ()


@pytest.mark.parametrize(
    ("se", "sp"), [(Belief(9, 3), Belief(40, 2)), (Belief(6, 2), Belief(20, 2)), (CERTAIN, Belief(30, 1))], ids=str
)
def test_the_posterior_is_the_one_that_sampling_comes_near(se, sp):
    positives, tested, draws = 7, 60, np.random.default_rng(1)
    first, second = (np.ones(1_000_000) if each.certain else draws.beta(each.a, each.b, 1_000_000) for each in (se, sp))
    share = draws.random(1_000_000)
    positive = share * first + (1 - share) * (1 - second)
    weights, order = positive**positives * (1 - positive) ** (tested - positives), np.argsort(share)
    below = np.cumsum(weights[order]) / weights.sum()
    found = posterior(positives, tested, sensitivity=se, specificity=sp)
    for q in (0.025, 0.5, 0.975):
        assert found.quantile(q) == pytest.approx(np.interp(q, below, share[order]), abs=3e-3)


@settings(max_examples=12)
@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_with_a_perfect_test_the_posterior_is_the_beta_distribution_and_its_shortest_interval_is_shortest(counts):
    part, whole = counts
    found = posterior(part, whole, sensitivity=CERTAIN, specificity=CERTAIN)
    for q in (0.025, 0.5, 0.975):
        assert found.quantile(q) == pytest.approx(beta.ppf(q, part + 1, whole - part + 1), abs=1e-5)
    (low, high), (short_low, short_high) = found.central(), found.shortest()
    assert short_high - short_low <= high - low + 1e-6
    assert beta.cdf(short_high, part + 1, whole - part + 1) - beta.cdf(short_low, part + 1, whole - part + 1) == pytest.approx(
        0.95, abs=1e-4
    )


def test_many_validation_counts_come_to_what_certain_values_give():
    many = posterior(20, 120, sensitivity=Belief(900_000, 100_000), specificity=Belief(990_000, 10_000))
    certain = posterior(20, 120, sensitivity=Belief(certain=0.9), specificity=Belief(certain=0.99))
    assert many.central() == pytest.approx(certain.central(), abs=1e-4)


@pytest.mark.parametrize(
    ("counts", "se", "sp", "why"),
    [
        ((3, 7500), Belief(certain=0.5), Belief(certain=0.5), "no better than chance"),
        ((3, 7500), Belief(certain=0.9), Belief(certain=0.9), "next to impossible"),
        ((4060, 11284), ANYTHING, ANYTHING, "too vague"),
        ((8, 7), ANYTHING, CERTAIN, "more than all"),
    ],
)
def test_counts_that_contradict_the_test_or_that_nothing_follows_from_have_no_posterior(counts, se, sp, why):
    with pytest.raises(FigureError, match=why):
        posterior(*counts, sensitivity=se, specificity=sp)


@pytest.mark.parametrize("numbers", [(0, 1), (1, -2), (float("inf"), 1)])
def test_a_belief_that_is_no_distribution_is_refused(numbers):
    with pytest.raises(FigureError, match="is not a distribution"):
        Belief(*numbers)


def test_positives_that_false_alarms_explain_are_warned_of_and_nought_is_said_to_be_cut():
    """Reference: 4 of 80 with sensitivity 0.9 and specificity 0.95 give nought, and a warning."""
    found = rogan_gladen(4, 80, sensitivity=0.9, specificity=0.95)
    assert found.value == 0.0
    assert found.was_clipped
    assert "all positives may be false" in found.warnings[0]
    assert "was cut: before" in found.warnings[1]


def test_positives_beyond_false_alarms_are_neither_warned_of_nor_cut():
    found = rogan_gladen(20, 120, sensitivity=0.9, specificity=0.99)
    assert (found.warnings, found.was_clipped) == ((), False)


@settings(max_examples=40)
@given(st.floats(0.5, 1), st.floats(0.51, 1), st.floats(0, 1))
def test_the_correction_undoes_what_an_imperfect_test_does(se, sp, share):
    apparent = share * se + (1 - share) * (1 - sp)
    assert true_share(apparent, se, sp) == pytest.approx(share, abs=1e-9 / (se + sp - 1))


@settings(max_examples=20)
@given(st.sampled_from(sorted(INTERVALS)), st.integers(0, 60))
def test_a_perfect_test_leaves_the_share_and_its_limits_as_they_are(interval, positives):
    bare = estimate_prevalence(positives, 60, method=interval)
    corrected = estimate_prevalence(positives, 60, method=interval, sensitivity=known(1), specificity=known(1))
    assert (corrected.value, corrected.low, corrected.high) == pytest.approx((bare.value, bare.low, bare.high))


@pytest.mark.parametrize(("se", "sp"), [(0.3, 0.7), (0.2, 0.2)])
def test_a_test_no_better_than_chance_corrects_nothing(se, sp):
    with pytest.raises(FigureError, match="no better than chance"):
        true_share(0.2, se, sp)


def test_the_limits_for_uncertain_tests_warn_where_they_were_not_made_for():
    found = lang_reiczigel(0.2, 100, sensitivity=counted(9, 20), specificity=counted(19, 20))
    assert any("at least 0.5" in each for each in found.warnings)
    assert any("designed" in each for each in found.warnings)


@pytest.mark.parametrize(
    ("se", "sp", "why"),
    [
        (known(0.9), counted(9, 10), "needs the counts"),
        (counted(200, 1000), counted(1, 1), "too few people"),
        (counted(1, 10), counted(1, 10), "chance"),
    ],
)
def test_the_limits_for_uncertain_tests_need_counts_enough(se, sp, why):
    with pytest.raises(FigureError, match=why):
        lang_reiczigel(0.2, 100, sensitivity=se, specificity=sp)


def test_the_method_follows_from_what_is_known_of_the_test():
    study, certain = counted(9, 10), known(0.9)
    chosen = {
        estimate_prevalence(30, 100, sensitivity=se, specificity=sp).method.split(",")[0]
        for se, sp in ((study, study), (certain, certain), (study, certain), (None, None))
    }
    assert chosen == {"Lang–Reiczigel", "Rogan–Gladen", "Bayesian", "share of positives"}


@pytest.mark.parametrize("method", METHODS)
def test_every_method_answers_with_a_share_between_its_limits_and_says_what_it_rests_on(method):
    found = estimate_prevalence(30, 100, sensitivity=counted(45, 50), specificity=counted(90, 100), method=method)
    assert 0 <= found.low <= found.value <= found.high <= 1
    assert found.rests_on
    assert found.to_json()["of"] == "people tested"


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"method": "guess"}, "no method 'guess'"),
        ({"method": "rogan-gladen"}, "sensitivity: is not given"),
        ({"sensitivity": known(0.9)}, "specificity: is not given"),
        ({"method": "wilson", "interval": "exact"}, "is an interval already"),
        ({"method": BAYES, "interval": "wilson", "sensitivity": known(0.9), "specificity": known(1)}, "has no interval"),
    ],
)
def test_what_does_not_go_together_is_refused(given, why):
    with pytest.raises(FigureError, match=why):
        estimate_prevalence(30, 100, **given)


def test_an_accuracy_is_read_as_counts_or_as_a_known_share():
    assert accuracy_of(" 178/179 ", what="sensitivity").counts == (178, 179)
    assert accuracy_of(".89", what="sensitivity") == known(0.89)
    assert belief_in(counted(32, 36)) == Belief(33, 5)
    assert belief_in(known(1)) == CERTAIN


@pytest.mark.parametrize("written", ["1/0", "5/3", "-1/3", "89%", "9 of 10", "1.5", "-0.1", "", "nan", "1/2/3"])
def test_an_accuracy_that_is_no_share_is_refused_with_its_name(written):
    with pytest.raises(FigureError, match="^specificity: "):
        accuracy_of(written, what="specificity")


def test_counts_of_a_study_are_needed_for_what_rests_on_them():
    with pytest.raises(FigureError, match="has no counts"):
        _ = known(0.9).beta
