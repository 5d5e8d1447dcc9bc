"""What is measured against each other says the same, so that a benchmark cannot stop working unnoticed. Nothing is timed here."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PERSONS = 2_000


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    """The parts of the benchmark, which are beside the library and not in it, with a small input of their own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT)
        from bench import inputs, screening, yearly_figures

        patch.setattr(inputs, "FOLDER", tmp_path_factory.mktemp("bench"))
        for name in inputs.INSTRUMENTS:
            inputs.make_answers(name, PERSONS)
        inputs.make_extract(PERSONS)
        yield {"screening": screening, "figures": yearly_figures}


def test_pandas_finds_the_figures_that_are_ours(bench):
    figures = bench["figures"]
    ours, theirs = figures.figures(PERSONS)(), figures.figures_in_pandas(PERSONS)()
    assert {"initial_screenings", "initial_screenings_by_agency_and_sex", "persons_identified"} <= ours.keys()
    assert figures.same_figures(ours, theirs)


def test_other_figures_are_noticed(bench):
    figures = bench["figures"]
    ours = figures.figures(PERSONS)()
    total, not_decided, cells = ours["initial_screenings_by_agency"]
    assert not figures.same_figures(ours, ours | {"initial_screenings_by_agency": (total + 1, not_decided, cells)})
    assert not figures.same_figures(ours, ours | {"initial_screenings_by_agency": (total, not_decided, cells | {"immd": 1})})
    assert not figures.same_figures(ours, {name: found for name, found in ours.items() if name != "initial_screenings"})


def test_the_engines_of_screening_agree(bench):
    assert bench["screening"].engines_agree(PERSONS)
    assert bench["screening"].scans_read_everything(PERSONS)
