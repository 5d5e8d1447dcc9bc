"""An instrument as canonical JSON: any program can read it, and it says the same as the pack."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firmground.rules.evaluate import evaluate
from firmground.rules.parse import parse_definition
from firmground.screening.publishing import published, published_bytes
from firmground.values import canonical_json, digest

NOT_REVIEWED = "no speaker has reviewed this"


def test_it_is_canonical_and_the_same_each_time(shipped):
    content = published_bytes(*shipped)
    assert canonical_json(json.loads(content)) == content
    assert published_bytes(*shipped) == content


def test_its_definition_reads_back_as_the_one_that_was_published(shipped):
    _, instrument = shipped
    written = json.loads(published_bytes(*shipped))["definition"]
    read = parse_definition(written)
    assert read.to_json() == written
    assert read.digest == instrument.definition.digest


@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_its_definition_comes_to_the_same_as_the_instrument(shipped, answers_to, data):
    pack, instrument = shipped
    answers = data.draw(answers_to(instrument))
    read = parse_definition(json.loads(published_bytes(pack, instrument))["definition"])
    assert evaluate(read, answers) == evaluate(instrument.definition, answers)


def test_it_names_the_digests_of_pack_rules_and_words(shipped):
    pack, instrument = shipped
    said = published(pack, instrument)
    assert (said["pack_digest"], said["digest"]) == (pack.digest, instrument.digest)
    assert said["texts_digest"] == digest(said["texts"])


def test_it_has_every_word_of_the_first_language_that_a_program_needs(shipped):
    pack, instrument = shipped
    said = published(pack, instrument)
    words = said["texts"][pack.default_language.tag]
    prefix = f"instruments.{instrument.id}"
    needed = {f"{prefix}.{part}" for part in ("title", "introduction", "population")}
    needed |= {f"{prefix}.questions.{question.id}" for question in instrument.entry.questions}
    needed |= {f"{prefix}.sections.{section.id}" for section in instrument.entry.sections}
    for outcome in said["outcomes"]:
        needed |= {f"{prefix}.outcomes.{outcome['id']}.{part}" for part in ("name", "yes", "no", "not_known")}
    needed |= {f"dimensions.{name}" for name in said["dimensions"]} | {f"rules.{name}" for name in said["elements"]}
    assert needed - set(words) == set()


def test_each_question_stands_in_one_section(shipped):
    _, instrument = shipped
    placed = [name for section in published(*shipped)["sections"] for name in section["questions"]]
    assert sorted(placed) == sorted(instrument.definition.question)


def test_a_draft_is_marked_and_a_full_language_is_not(packs, initial_screening):
    notes = {language["tag"]: language["note"] for language in published(packs["hong_kong"], initial_screening)["languages"]}
    assert notes == {"en": "", "zh-Hant": "", **dict.fromkeys(("zh-Hans", "tl", "id", "th"), NOT_REVIEWED)}


def test_the_command_writes_the_same_bytes(firmground, tmp_path, packs, quay_questions):
    out = tmp_path / "new" / "form.json"
    done = firmground("instrument", "publish", "quay_questions", "--pack", "freeport", "--on", "2024-05-06", "--out", out)
    assert done.code == 0
    assert out.read_bytes() == published_bytes(packs["freeport"], quay_questions)


@pytest.mark.parametrize("command", ["publish", "paper"])
def test_a_place_that_cannot_be_written_ends_with_code_4(firmground, tmp_path, command):
    (tmp_path / "file").write_bytes(b"")
    for out in (tmp_path, tmp_path / "file" / "form"):
        done = firmground("instrument", command, "quay_questions", "--pack", "freeport", "--on", "2024-05-06", "--out", out)
        assert done.code == 4
        assert "What to do" in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_day_before_the_first_version_ends_with_code_3(firmground, tmp_path):
    out = tmp_path / "form.json"
    done = firmground("instrument", "publish", "quay_questions", "--pack", "freeport", "--on", "2020-06-30", "--out", out)
    assert done.code == 3
    assert not out.exists()
