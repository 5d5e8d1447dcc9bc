"""Several methods on one table, and the verdict: when a single number may be given, and when it is refused."""

import numpy as np
import pytest

from firmground.errors import InputError
from firmground.statistics.multiple_systems.comparison import compared
from firmground.statistics.multiple_systems.estimate import Estimate
from firmground.statistics.multiple_systems.histories import Histories
from firmground.statistics.multiple_systems.methods import METHODS, Settings, chosen, estimated
from firmground.statistics.multiple_systems.overlaps import overlaps
from firmground.statistics.multiple_systems.resampling import resampled
from firmground.statistics.multiple_systems.verdict import verdict

NAMES = ("Artificial_3", "Kosovo", "NewOrl_185", "NewOrl_5_185", "UKdat", "UKdat_5", "Western")
QUICK = ("main_effects", "stepwise", "decomposable", "chao")
WIDE = Histories(("a", "b", "c"), (1, 2, 4, 3, 5, 6, 7), (100, 100, 100, 30, 30, 30, 10))
THIN = Histories(("a", "b", "c"), (1, 2, 4, 3, 5, 6, 7), (100, 100, 100, 30, 5, 30, 4))
PAIR = Histories(("a", "b"), (1, 2, 3), (100, 100, 30))


def settings_of(draws=200, **more):
    return Settings(np.random.Generator(np.random.PCG64(1)), draws=draws, **more)


def said(**numbers):
    return [Estimate(name, number, refused="" if number else "no") for name, number in numbers.items()]


def judged(histories, *, bounds=(), **numbers):
    return verdict(histories, said(**numbers), overlaps(histories), bounds)


def test_methods_that_agree_over_wide_overlaps_may_give_one_number():
    found = judged(WIDE, main_effects=600.0, stepwise=900.0, bic=1199.0)
    assert (found.refused, found.number, found.lowest, found.highest) == (False, 900.0, 600.0, 1199.0)
    assert found.reasons == ()
    assert "Give the range with the number" in found.sentence


def test_methods_a_factor_of_two_apart_agree_and_further_apart_do_not():
    assert not judged(WIDE, main_effects=600.0, bic=1200.0).refused
    found = judged(WIDE, main_effects=600.0, bic=1206.0)
    assert found.refused
    assert found.number is None
    assert found.reasons == (
        "The methods differ by a factor of 2.0 (lowest: Independent lists; highest: Least Bayesian criterion); "
        "at most 2 is allowed.",
    )
    assert found.sentence == "No single number can be given. The methods that answer lie between 600 and 1,206."


def test_thin_overlaps_refuse_a_number_even_where_methods_agree():
    found = judged(THIN, main_effects=600.0, bic=610.0)
    assert found.refused
    assert found.reasons == ("1 of 3 pairs of lists have fewer than 10 people in common (a and c 9).",)
    assert any("Merge lists" in each for each in found.helps)


def test_one_method_or_none_is_no_result():
    assert judged(WIDE, bic=500.0).reasons == ("Only one method has an answer, and nothing to be compared with.",)
    assert "One method alone says 500" in judged(WIDE, bic=500.0).sentence
    nothing = judged(WIDE, bic=None, latent_classes=None)
    assert (nothing.number, nothing.lowest) == (None, None)
    assert "no method has an answer" in nothing.sentence
    assert len(nothing.warnings) == 2


def test_two_lists_never_give_one_number():
    found = judged(PAIR, main_effects=560.0, chapman=555.0)
    assert found.refused
    assert found.helps == ("Get a third list. With two, that they are independent can be supposed but not looked at.",)


def test_an_estimate_below_a_lower_bound_is_warned_of():
    bound = Estimate("chao", 800.0, 700.0, 950.0)
    found = judged(WIDE, main_effects=600.0, stepwise=900.0, bounds=[bound])
    assert [each.partition(":")[0] for each in found.warnings] == ["Independent lists (600)"]
    assert not found.refused
    assert judged(WIDE, main_effects=710.0, stepwise=900.0, bounds=[bound]).warnings == ()


def within(method, low, high, interval="credible"):
    return Estimate(method, (low + high) / 2, low, high, interval=interval)


def test_intervals_with_nothing_in_common_are_warned_of_and_those_that_touch_are_not():
    apart = verdict(WIDE, [within("main_effects", 500, 600), within("bic", 601, 800)], overlaps(WIDE))
    assert not apart.refused
    assert [each for each in apart.warnings if "ends at 600" in each and "begins at 601" in each]
    touching = verdict(WIDE, [within("main_effects", 500, 600), within("bic", 600, 800)], overlaps(WIDE))
    assert touching.warnings == ()


@pytest.mark.parametrize(("method", "interval", "warned"), [
    ("stepwise", "Wald", True), ("stepwise", "BCa", False), ("bic", "Wald", True), ("main_effects", "Wald", False),
])  # fmt: skip
def test_an_interval_that_forgets_the_choice_of_the_model_is_warned_of(method, interval, warned):
    found = verdict(WIDE, [within(method, 500, 600, interval)], overlaps(WIDE))
    assert any("takes the chosen model for true" in each for each in found.warnings) == warned


def test_the_united_kingdom_has_no_single_number(lists):
    """11,313 by stepwise choice, 21,282 by graphs, 25,311 by the Bayesian criterion."""
    found = compared(lists("UKdat_5"), settings_of(), methods=(*QUICK, "bic"))
    assert [round(each.population) for each in found.estimates] == [13444, 11313, 21282, 14582, 25311]
    assert found.verdict.refused
    assert (round(found.verdict.lowest), round(found.verdict.highest)) == (11313, 25311)
    assert "factor of 2.2" in found.verdict.reasons[0]
    assert "4 of 10 pairs" in found.verdict.reasons[1]
    assert (len(found.pairs), len(found.overlaps), len(found.merges)) == (10, 10, 10)
    json = found.to_json()
    assert (json["observed"], json["verdict"]["refused"]) == (2744, True)
    assert {each["stance"] for each in json["literature"]} == {"against", "caution", "for"}


def test_methods_that_were_not_run_are_named_beside_a_number(lists):
    two_alike = compared(lists("Kosovo"), settings_of(), methods=("stepwise", "stepwise_aic")).verdict
    assert not two_alike.refused
    assert two_alike.warnings[-1].startswith("Not run, and so no part of the range: Independent lists; Least Bayesian criterion")
    assert not any("Not run" in each for each in compared(PAIR, settings_of()).verdict.warnings)


def test_a_bound_above_independent_lists_of_different_sizes_may_be_the_one_that_is_wrong():
    uneven = Histories(("a", "b"), (1, 2, 3), (1000, 10, 50))
    found = compared(uneven, settings_of(), methods=("main_effects", "chao"))
    assert [round(each.population) for each in found.estimates] == [1260, 6056]
    assert "differ much in size" in found.verdict.warnings[0]


def test_kosovo_has_a_range_that_holds_what_was_published(lists):
    found = compared(lists("Kosovo"), settings_of(), methods=("stepwise", "bic", "decomposable"))
    assert not found.verdict.refused
    assert round(found.verdict.number) == 12749
    assert (round(found.verdict.lowest), round(found.verdict.highest)) == (10357, 14342)


@pytest.mark.parametrize("name", NAMES)
def test_every_quick_method_answers_every_published_table_or_says_why_not(lists, name):
    table = lists(name)
    for method in (METHODS[each] for each in (*QUICK, "stepwise_aic")):
        found = estimated(method, table, settings_of())
        if found.population is None:
            assert found.refused
            assert (method.id, name) == ("decomposable", "NewOrl_185")
        else:
            assert table.observed <= found.low <= found.population <= found.high < 100 * table.observed
            assert found.assumes


def test_a_method_that_takes_no_such_lists_is_there_with_the_reason(lists):
    found = compared(lists("NewOrl_185"), settings_of(), methods=("decomposable", "bic", "main_effects"))
    graphs, criterion, independent = found.estimates
    assert "8 lists: graphs are summed for 6 at most" in graphs.refused
    assert "too many models" in criterion.refused
    assert independent.population == pytest.approx(996.66, abs=0.01)
    assert len(found.merges) == 28
    assert "28 pairs" in found.verdict.reasons[-1]


def test_all_methods_run_when_none_is_named_and_chapmans_for_two_lists_only(lists):
    assert [each.id for each in chosen((), PAIR)] == list(METHODS)
    assert "chapman" not in [each.id for each in chosen((), lists("Kosovo"))]
    assert [each.id for each in chosen(("chao", "bic", "chao"), PAIR)] == ["chao", "bic"]
    with pytest.raises(InputError, match="no method is called 'lcmcr'"):
        chosen(("lcmcr",), PAIR)


def test_two_lists_are_answered_and_judged(histories_from):
    found = compared(PAIR, settings_of())
    numbers = {each.method: each.population for each in found.estimates}
    assert numbers["main_effects"] == pytest.approx(130 * 130 / 30)
    assert numbers["chapman"] == pytest.approx(131 * 131 / 31 - 1)
    assert numbers["decomposable"] is None
    assert numbers["latent_classes"] is None
    assert found.verdict.refused


def test_two_lists_without_anybody_in_common_give_no_number_at_all():
    found = compared(Histories(("a", "b"), (1, 2), (50, 60)), settings_of())
    assert {each.population for each in found.estimates} == {None}
    assert all(each.refused for each in found.estimates)
    assert found.verdict.sentence == "No number: no method has an answer for these lists."


def test_steps_and_draws_are_told_and_the_same_seed_gives_the_same_comparison(lists):
    table, heard, drawn = lists("Artificial_3"), [], {}
    rows = resampled(table, 50, np.random.Generator(np.random.PCG64(3)))
    asked = ("stepwise", "latent_classes")
    told = settings_of(resamples=rows, tell=lambda step, share: heard.append((step, share)), record=drawn.__setitem__)
    found = compared(table, told, methods=asked)
    assert found == compared(table, settings_of(resamples=rows), methods=asked)
    assert {"Stepwise, by Poisson p-values", "Latent classes", "Merged lists"} <= {step for step, share in heard if share == 1}
    assert (drawn["stepwise"].shape, drawn["latent_classes"].shape) == ((1, 50), (4, 100))
    assert found.estimates[0].interval == "BCa"
