"""What is known to exist but was not verified is refused with a clear message, never applied from fragments."""

import json

import pytest

from firmground.errors import NotShipped, PackError
from firmground.screening.instrument import find_instrument

SEXUAL = ("ilo_2009_adult_sexual", "ilo_2009_child_sexual")


@pytest.mark.parametrize("pack", ["international", "hong_kong", "freeport"])
@pytest.mark.parametrize("name", SEXUAL)
def test_a_set_about_sexual_exploitation_is_refused(packs, day, pack, name):
    with pytest.raises(NotShipped, match="were not verified") as refused:
        find_instrument(packs[pack], name, day)
    assert refused.value.where == f"instrument {name}"
    assert refused.value.remedy == "verify the source and add it to a pack"


@pytest.mark.parametrize("name", SEXUAL)
def test_the_command_refuses_it_with_code_3(firmground, tmp_path, name):
    answers = tmp_path / "answers.json"
    answers.write_text("{}", encoding="utf-8")
    done = firmground("screen", "--pack", "international", "--instrument", name, "--answers", answers, "--json")
    assert (done.code, done.out) == (3, "")
    assert "is not shipped" in done.err
    assert "What to do: verify the source" in done.err


@pytest.mark.parametrize("arguments", [("publish", "--out"), ("paper", "--out")], ids=lambda arguments: arguments[0])
def test_it_is_neither_published_nor_printed(firmground, tmp_path, arguments):
    command, out = arguments
    done = firmground("instrument", command, SEXUAL[0], "--pack", "international", out, tmp_path / "form")
    assert done.code == 3
    assert list(tmp_path.iterdir()) == []


def test_an_instrument_that_applies_an_unverified_set_is_refused(copy_of):
    pack = copy_of("international")
    pack.change("instruments/ilo_2009_adult_labour.toml", 'set = "ilo_2009_labour"', 'set = "ilo_2009_adult_sexual"')
    with pytest.raises(NotShipped, match="were not verified") as refused:
        pack.instrument("ilo_2009_adult_labour")
    assert refused.value.where == "indicator set ilo_2009_adult_sexual"


def test_a_verified_set_is_applied(firmground, tmp_path):
    answers = tmp_path / "answers.json"
    answers.write_text('{"d4_hours": "yes"}', encoding="utf-8")
    arguments = ("--instrument", "ilo_2009_adult_labour", "--answers", answers, "--on", "2024-05-06", "--json")
    done = firmground("screen", "--pack", "international", *arguments)
    assert done.code == 0
    assert json.loads(done.out)["outcomes"][0]["finding"] == "not known"


def test_an_instrument_that_nobody_knows_is_refused_with_those_there_are(packs, day):
    with pytest.raises(PackError, match="there is no instrument 'palm_reading'") as refused:
        find_instrument(packs["freeport"], "palm_reading", day)
    assert "quay_questions" in refused.value.remedy
