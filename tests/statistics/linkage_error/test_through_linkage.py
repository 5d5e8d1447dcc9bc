"""Estimators inside draws: what believed links do to a number, and what an audit gives back, with the doubt that is left."""

import math

import numpy as np
import pytest

from firmground.errors import InputError
from firmground.statistics.multiple_systems.histories import Histories
from firmground.statistics.multiple_systems.linkage_error import pooled_pairs
from firmground.statistics.multiple_systems.linkage_error.audits import Audit, Checked, Part
from firmground.statistics.multiple_systems.linkage_error.budget import Drawn, error_budget
from firmground.statistics.multiple_systems.linkage_error.cells import membership
from firmground.statistics.multiple_systems.linkage_error.chart import budget_chart
from firmground.statistics.multiple_systems.linkage_error.draws import drawn_tables, expected_table, table_histories
from firmground.statistics.multiple_systems.linkage_error.limits import bias_corrected
from firmground.statistics.multiple_systems.linkage_error.methods import METHODS, chosen_methods
from firmground.statistics.multiple_systems.linkage_error.through_linkage import through_linkage

PEOPLE, CHANCES, RECALL = 5156, (0.30, 0.25, 0.20), 0.6  # as in a trial with records of real people


def badly_linked(seed):
    """Three independent lists of the same people, of whose links four in ten are missed, and an audit of 200 and 200."""
    rng = np.random.default_rng(seed)
    on = rng.random((PEOPLE, 3)) < CHANCES
    sound = rng.random((PEOPLE, 3)) < math.sqrt(RECALL)
    linked = (on & sound) @ [1, 2, 4]
    cells = np.concatenate([linked, *(np.full((on & ~sound)[:, place].sum(), 1 << place) for place in range(3))])
    counts = np.bincount(cells, minlength=8)[1:]
    pairs = [(0, 1), (0, 2), (1, 2)]
    true = np.concatenate([(sound[:, one] & sound[:, two])[on[:, one] & on[:, two]] for one, two in pairs])
    audit = Audit(Part(Checked(200, 199), Checked(200, int(rng.choice(true, 200, replace=False).sum()))))
    return Histories(("a", "b", "c"), tuple(range(1, 8)), tuple(int(each) for each in counts)), audit


def answer(lists, audit, *names, draws=200, seed=1):
    methods = chosen_methods(names, len(lists.lists))
    return through_linkage(lists, audit, methods, draws=draws, rng=np.random.default_rng(seed))


def test_missed_links_make_the_number_half_as_large_again_and_an_audit_gives_it_back():
    covered = 0
    for seed in range(6):
        lists, audit = badly_linked(seed)
        found = answer(lists, audit, "pooled_pairs", draws=400)
        [estimate] = found.estimates
        assert found.uncorrected["pooled_pairs"] > 1.45 * PEOPLE
        assert estimate.population == pytest.approx(PEOPLE, rel=0.15)
        covered += estimate.low <= PEOPLE <= estimate.high
    assert covered >= 5


def test_a_single_number_is_given_or_refused_by_the_corrected_overlaps(three_lists, audit):
    names = ("main_effects", "stepwise", "chao")
    told = answer(three_lists, audit, *names, draws=40)
    assert told.verdict.number == pytest.approx(told.estimates[0].population, rel=0.01)
    assert any("Audit more links" in each for each in told.verdict.helps)
    thin = Histories(three_lists.lists, (1, 2, 4, 3, 5, 6), (900, 800, 700, 9, 5, 30))
    assert "fewer than 10 people" in " ".join(answer(thin, audit, *names, draws=40).verdict.reasons)


def test_two_lists_give_the_classical_correction():
    lists = Histories(("a", "b"), (1, 2, 3), (900, 700, 300))
    audit = Audit(Part(Checked(10**6, 980_000), Checked(10**6, 750_000)))
    [estimate] = answer(lists, audit, "pooled_pairs").estimates
    assert estimate.population == pytest.approx(1200 * 1000 / (300 * 0.98 / 0.75), rel=0.002)


def test_the_same_seed_gives_the_same_answer_and_another_seed_another(three_lists, audit):
    first, same, other = (answer(three_lists, audit, draws=60, seed=seed).to_json() for seed in (1, 1, 2))
    assert first == same
    assert first["estimates"][0]["population"] == other["estimates"][0]["population"]
    assert first["estimates"][0]["low"] != other["estimates"][0]["low"]


def test_every_method_that_takes_the_lists_answers_side_by_side(three_lists, audit):
    found = answer(three_lists, audit, draws=40)
    assert {each.method for each in found.estimates} == METHODS.keys() - {"chapman"}
    assert all(each.low < each.population < each.high for each in found.estimates)
    assert found.reported == "main_effects"
    assert [pair.lists for pair in found.pairs] == [("police", "labour"), ("police", "shelter"), ("labour", "shelter")]
    assert [pair.linked for pair in found.pairs] == [220, 190, 160]
    assert found.pairs[0].corrected == pytest.approx(220 * (198.5 / 201) / (121.5 / 201), abs=1)
    assert found.draws == 40


@pytest.mark.parametrize("name", sorted(METHODS))
def test_a_method_answers_for_many_tables_what_it_answers_for_one(name):
    method = METHODS[name]
    cells, counts = (
        ((1, 2, 3), (900, 700, 300)) if method.most == 2 else ((1, 2, 3, 4, 5, 6, 7), (900, 700, 300, 800, 280, 310, 90))
    )
    lists = Histories(("a", "b", "c")[: min(method.most, 3)], cells, counts)
    fewer = [count if cell in (1, 2, 4) else count // 2 for cell, count in zip(cells, counts, strict=True)]
    one, other = (method.populations(lists, np.array([each]))[0] for each in (counts, fewer))
    assert method.populations(lists, np.array([counts, fewer, counts])) == pytest.approx([one, other, one])
    assert other > one


@pytest.mark.parametrize(
    ("names", "lists", "says"),
    [(("guess",), 3, "no method 'guess'"), (("chapman",), 3, "2 to 2 lists"), (("stepwise",), 2, "3 to")],
)
def test_a_method_that_is_not_there_or_takes_other_lists_is_refused(names, lists, says):
    with pytest.raises(InputError, match=says):
        chosen_methods(names, lists)


def test_an_audit_that_contradicts_the_lists_is_refused():
    lists = Histories(("a", "b"), (1, 2, 3), (20, 20, 400))
    with pytest.raises(InputError, match="contradict each other"):
        answer(lists, Audit(Part(Checked(200, 200), Checked(200, 120))), "pooled_pairs")
    assert answer(lists, Audit(Part(Checked(200, 200), Checked(200, 199))), "pooled_pairs").estimates[0].population


def test_draws_that_are_mostly_impossible_are_refused_and_some_are_left_out():
    lists = Histories(("a", "b", "c"), (1, 2, 4, 7), (1, 1, 1, 400))
    little = {frozenset(pair): Part(Checked(2, 1), Checked(2, 1)) for pair in ("ab", "ac", "bc")}
    with pytest.raises(InputError, match="% of draws"):
        drawn_tables(lists, Audit(by_pair=little), hidden=0, draws=300, rng=np.random.default_rng(1))
    rng = np.random.default_rng(1)
    tables = drawn_tables(lists, Audit(Part(Checked(200, 198), Checked(200, 199))), hidden=0, draws=300, rng=rng)
    assert 0 < tables.impossible < 0.5
    assert len(tables.both) == len(tables.linkage) == round(300 * (1 - tables.impossible))


@pytest.mark.parametrize("audited", [True, False])
def test_what_a_processor_rounds_changes_no_draw(three_lists, audit, audited):
    def both(hidden):
        return drawn_tables(three_lists, audit if audited else None, hidden=hidden, draws=400, rng=np.random.default_rng(5)).both

    hidden = 3000 / 7
    assert all((both(hidden * (1 + noise)) == both(hidden)).all() for noise in (1e-15, -1e-15, 1e-13))
    assert (both(hidden + 1) != both(hidden)).any()


def test_drawn_tables_have_the_lists_of_the_audit_and_vary_only_in_what_they_say(three_lists, audit):
    tables = drawn_tables(three_lists, audit, hidden=3000, draws=300, rng=np.random.default_rng(5))
    totals = tables.expected @ membership(3).T
    assert (tables.linkage @ membership(3).T == totals).all()
    assert (tables.sampling @ membership(3).T).std(axis=0) == pytest.approx(np.sqrt(totals[0]), rel=0.2)
    assert tables.both[:, 3].std() > tables.linkage[:, 3].std() > tables.expected[:, 3].std() == 0
    assert tables.impossible == 0


def test_links_taken_to_be_perfect_vary_in_sampling_alone(three_lists):
    tables = drawn_tables(three_lists, None, hidden=3000, draws=50, rng=np.random.default_rng(5))
    assert (tables.linkage == expected_table(three_lists, None)).all()
    assert (tables.both == tables.sampling).all()


def test_a_larger_audit_narrows_the_linkage_span_and_no_other(three_lists):
    small, large = (
        {
            span.source: span.width
            for span in answer(three_lists, Audit(Part(Checked(99 * n, 98 * n), Checked(100 * n, 60 * n)))).budget
        }
        for n in (1, 16)
    )
    assert large["linkage"] < 0.4 * small["linkage"]
    assert large["sampling"] == pytest.approx(small["sampling"], rel=0.3)
    assert large["dependence"] == pytest.approx(small["dependence"], rel=0.05)
    assert large["sampling and linkage"] < small["sampling and linkage"] < small["sampling"] + small["linkage"]


def drawn(name, estimate, *, spread=0.1, seen=1000):
    rng = np.random.default_rng(len(name))
    both, sampling, linkage = (estimate * np.exp(spread * rng.normal(size=4000)) for _ in range(3))
    return Drawn(name, seen, estimate, both, sampling, linkage)


def test_a_budget_has_a_span_for_each_source_and_spans_that_join_them():
    spans = {span.source: span for span in error_budget(drawn("first", 3000.0), [drawn("other", 5000.0)])}
    assert list(spans) == ["sampling", "linkage", "model choice", "dependence", "sampling and linkage", "all together"]
    assert (spans["model choice"].low, spans["model choice"].high) == (3000, 5000)
    assert (spans["dependence"].low, spans["dependence"].high) == (2000, 5000)
    assert spans["sampling"].width == pytest.approx(2 * 1.96 * 0.1, rel=0.05)
    assert sum(span.share for span in spans.values() if span.share is not None) == pytest.approx(1)
    assert spans["all together"].share is None
    assert spans["all together"].low < 2000 * 0.95
    assert spans["all together"].high > 9000


def test_a_budget_without_a_limit_has_no_shares_and_is_still_drawn():
    lost = drawn("lost", 3000.0)
    lost.sampling[:400] = np.nan
    spans = error_budget(lost, [])
    assert spans[0].high is None
    assert {span.share for span in spans} == {None}
    assert "model choice" in budget_chart(spans, 3000.0, title="Budget")


def test_a_chart_shows_every_span_with_its_limits(three_lists, audit):
    found = answer(three_lists, audit, "main_effects", "pooled_pairs", draws=60)
    svg = budget_chart(found.budget, found.estimates[0].population, title="Budget")
    assert svg.startswith("<svg")
    for span in found.budget:
        assert f"{span.low:,.0f} – {span.high:,.0f}" in svg


def test_limits_are_quantiles_shifted_to_the_estimate():
    draws = np.arange(1.0, 1000.0)
    assert bias_corrected(500.0, draws) == pytest.approx((25.3, 974.7), abs=1)
    assert bias_corrected(600.0, draws)[0] > 60
    assert bias_corrected(500.0, np.full(10, 500.0)) == (500.0, 500.0)


def test_draws_without_an_estimate_leave_the_upper_limit_open():
    draws = np.where(np.arange(1000) < 100, np.nan, np.linspace(50, 150, 1000))
    low, high = bias_corrected(105.0, draws)
    assert low == pytest.approx(61, abs=3)
    assert high is None
    assert bias_corrected(105.0, np.full(5, np.nan)) == (None, None)
    assert bias_corrected(105.0, np.array([])) == (None, None)


def test_pooled_pairs_are_products_of_totals_over_overlaps(three_lists):
    counts = dict(zip(three_lists.cells, three_lists.counts, strict=True))
    police, labour, shelter = (sum(count for cell, count in counts.items() if cell & bit) for bit in (1, 2, 4))
    expected = (police * labour + police * shelter + labour * shelter) / (220 + 190 + 160)
    assert pooled_pairs.estimate(three_lists).population == pytest.approx(expected)


def test_pooled_pairs_refuse_lists_without_anybody_in_common():
    apart = Histories(("a", "b"), (1, 2), (5, 5))
    found = pooled_pairs.estimate(apart)
    assert found.population is None
    assert "nobody" in found.refused.lower() or "anybody" in found.refused
    assert answer(apart, Audit(Part(Checked(9, 9), Checked(9, 9))), "pooled_pairs").verdict.refused


def test_tables_become_histories_over_the_cells_that_any_of_them_fills():
    lists, counts = table_histories(np.array([[0, 5, 0, 0], [0, 4, 3, 0]]), ("a", "b"))
    assert (lists.cells, lists.counts) == ((1, 2), (5, 1))
    assert counts.tolist() == [[5, 0], [4, 3]]
