"""The study of coverage still makes its page, and the page that is in the documentation is one that it makes."""

import re
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/explanation/does-it-cover.md"


@pytest.fixture(scope="module")
def study():
    """The study, which is beside the library and not in it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT)
        from bench.coverage import __main__ as module
    return module


@pytest.fixture(scope="module")
def first_worlds(study):
    """The first worlds as the page has them, with all their draws."""
    return study.study(4, seed=study.SEED, draws=study.DRAWS, processes=1)


@pytest.fixture(scope="module")
def tiny(study, tmp_path_factory):
    """The folder of a study of a few worlds."""
    out = tmp_path_factory.mktemp("docs")
    assert study.main(["--worlds", "32", "--draws", "20", "--processes", "1", "--out", str(out)]) == 0
    return out


def form(page):
    """What does not depend on the outcomes: headings, and the first two cells of each row with their places."""
    lines = page.read_text(encoding="utf-8").splitlines()
    return [line if line.startswith("#") else line.split(" | ")[0] for line in lines if line.startswith(("#", "| ", "|-"))]


def test_a_study_of_a_few_worlds_makes_a_page_of_the_same_form(tiny):
    assert form(tiny / "explanation/does-it-cover.md") == form(PAGE)


def test_the_picture_beside_the_page_is_one_that_the_study_makes(tiny):
    made, kept = ((each / "pictures/does-it-cover.svg").read_text(encoding="utf-8") for each in (tiny, ROOT / "docs"))
    words = [set(re.findall(r">([a-z_, ]+)</text>", each)) for each in (made, kept)]
    assert {"main_effects", "corrected, fair audit", "people differ"} <= words[0] == words[1]


def test_the_page_is_of_the_worlds_seed_and_draws_that_the_command_uses(study):
    text = re.sub(r"\s+", " ", PAGE.read_text(encoding="utf-8"))
    assert f"about {study.WORLDS} invented worlds, made with seed {study.SEED} and {study.DRAWS} draws" in text
    assert study.WORLDS >= 500


def test_the_first_worlds_are_those_on_the_page(study, first_worlds):
    from bench.coverage.figures import first_worlds as table

    for row in table(first_worlds).splitlines():
        assert row in PAGE.read_text(encoding="utf-8")


def test_a_world_is_the_same_however_many_there_are(study, first_worlds):
    from bench.coverage.judging import judge

    again = judge(2, study.SEED, study.DRAWS)
    assert [each.answers["pooled_pairs"] for each in again] == [each.answers["pooled_pairs"] for each in first_worlds[8:12]]
    assert judge(3, study.SEED, 20)[0].world != again[0].world


def test_a_linkage_of_the_study_has_the_recall_and_the_precision_of_its_world(study):
    from bench.coverage.auditing import fair_audit, linked_pairs, right_links
    from bench.coverage.linking import link
    from bench.coverage.worlds import FAULTS, World, captures

    for faults in FAULTS:
        rng = np.random.default_rng(7)
        world = World(6000, (0.3, 0.3, 0.3), "independent", "ample", faults, recall=0.7, precision=0.97, audit=400)
        captured = captures(world, rng)
        linked = link(world, captured, rng)
        detour = 0.05 if faults != "records" else 0.0  # a pair may also be linked through a third record
        assert linked_pairs(linked).mean() == pytest.approx(0.7 + detour, abs=0.05)
        assert right_links(linked).mean() == pytest.approx(0.97, abs=0.005)
        assert np.bitwise_count(linked.groups).sum() == captured.sum()
        assert fair_audit(linked, 400, rng).overall.links.checked == 400


def test_an_audit_of_easy_pairs_overstates_recall(study):
    from bench.coverage.auditing import easy_audit, fair_audit
    from bench.coverage.linking import Linked

    pairs = np.arange(4000)
    missed = np.where(pairs % 2, pairs, pairs + 10_000)
    linked = Linked(np.tile(pairs, 2), np.repeat([0, 1], 4000), np.concatenate([pairs, missed]), np.array([3]))
    fair, easy = (of(linked, 1000, np.random.default_rng(3)).overall.known_pairs for of in (fair_audit, easy_audit))
    assert fair.found == pytest.approx(500, abs=60)
    assert easy.found == pytest.approx(667, abs=60)
