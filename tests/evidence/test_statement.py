"""A statement stands on its figures: it does not build without them, and no change to it goes unnoticed."""

import copy
import dataclasses
import json
import re
import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firmground.errors import InputError, OutputError, PackError, StatementError
from firmground.evidence.draft import draft_of
from firmground.evidence.files import read_statement, write_statement
from firmground.evidence.statement import compose
from firmground.evidence.verifying import verify_statement
from firmground.screening.demo_year import demo_year
from firmground.statistics.extract import write_extract


@pytest.fixture(scope="session")
def published(hong_kong, year_2019, tmp_path_factory):
    out = tmp_path_factory.mktemp("published") / "statement"
    write_statement(compose(hong_kong, year_2019, 2019, "en"), out)
    return out


@pytest.fixture
def statement(published, tmp_path):
    return shutil.copytree(published, tmp_path / "statement")


def faults(folder, pack, extract, name="statement.json"):
    return [str(each) for each in verify_statement(folder / name, pack, extract).mismatches]


@pytest.mark.parametrize("name", ["statement.json", "statement.html", "statement.md", "statement.pdf"])
def test_a_statement_as_it_was_built_holds(hong_kong, year_2019, published, name):
    verified = verify_statement(published / name, hong_kong, year_2019)
    assert verified.mismatches == ()
    assert verified.numbers > 20


def test_the_same_statement_gives_the_same_bytes(hong_kong, year_2019, published, tmp_path):
    write_statement(compose(hong_kong, year_2019, 2019, "en"), tmp_path / "again")
    for path in published.iterdir():
        assert (tmp_path / "again" / path.name).read_bytes() == path.read_bytes()


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_changed_digits_in_any_sentences_are_found_and_the_sentences_named(hong_kong, year_2019, statement, published, data):
    stated = json.loads((published / "statement.json").read_text(encoding="utf-8"))
    with_digits = [each for each in stated["sentences"] if re.search(r"\d", each["text"])]
    changed = data.draw(st.lists(st.sampled_from(with_digits), min_size=1, max_size=6, unique_by=lambda each: each["id"]))
    for sentence in changed:
        place = data.draw(st.sampled_from([match.start() for match in re.finditer(r"\d", sentence["text"])]))
        digit = str((int(sentence["text"][place]) + data.draw(st.integers(1, 9))) % 10)
        sentence["text"] = sentence["text"][:place] + digit + sentence["text"][place + 1 :]
    (statement / "statement.json").write_text(json.dumps(stated), encoding="utf-8")
    found = faults(statement, hong_kong, year_2019)
    for sentence in changed:
        assert any(each.startswith(f"sentence {sentence['id']}: says") for each in found)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda stated: stated["sentences"][2]["quotes"][0].update(shown="9"), "sentence screened"),
        (lambda stated: stated["sentences"].pop(2), "sentence screened: is missing"),
        (lambda stated: stated["sentences"].append({"id": "praise", "text": "All is well."}), "sentence praise"),
        (lambda stated: stated["figures"]["initial_screenings"].update(total=9), "figure initial_screenings"),
        (lambda stated: stated["ratios"]["yield_of_screening"].update(high="0.050"), "ratio yield_of_screening"),
        (lambda stated: stated.update(title="A better title"), "title"),
        (lambda stated: stated.update(extract_digest="sha256:0"), "extract_digest"),
        (lambda stated: stated.update(digest="sha256:0"), "digest"),
        (lambda stated: stated.update(synthetic=False), "synthetic"),
        (lambda stated: stated["files"].update({"statement.md": "sha256:0"}), "statement.md"),
    ],
)
def test_any_other_change_is_named_too(hong_kong, year_2019, statement, change, named):
    path = statement / "statement.json"
    stated = copy.deepcopy(json.loads(path.read_text(encoding="utf-8")))
    change(stated)
    path.write_text(json.dumps(stated), encoding="utf-8")
    assert any(named in each for each in faults(statement, hong_kong, year_2019))


@pytest.mark.parametrize("name", ["statement.md", "statement.html"])
def test_a_number_changed_on_the_page_names_file_and_sentence(hong_kong, year_2019, statement, name):
    path = statement / name
    said = "In 2019, 7,512 initial screenings were recorded."
    path.write_text(path.read_text(encoding="utf-8").replace(said, said.replace("7,512", "8,512")), encoding="utf-8")
    assert f"{name}, sentence screened: does not stand there as the statement says it" in faults(
        statement, hong_kong, year_2019, name
    )


def test_a_changed_byte_in_the_pdf_is_found(hong_kong, year_2019, statement):
    path = statement / "statement.pdf"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    assert any(each.startswith("statement.pdf") for each in faults(statement, hong_kong, year_2019))


def test_another_extract_does_not_carry_the_statement(hong_kong, statement, tmp_path):
    tables = demo_year(hong_kong, year=2019, persons=7512, seed=2)
    other = write_extract(tables, tmp_path / "other", pack=hong_kong, year=2019, synthetic=True)
    found = faults(statement, hong_kong, other)
    assert any(each.startswith("sentence by_agency") for each in found)
    assert any(each.startswith("extract_digest") for each in found)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"format": "firmground-statement-2"}', '{"format": "letter"}'])
def test_a_file_that_is_no_statement_is_refused(tmp_path, content):
    (tmp_path / "statement.json").write_text(content)
    with pytest.raises(InputError):
        read_statement(tmp_path / "statement.json")


def test_a_page_without_its_manifest_is_refused(tmp_path):
    (tmp_path / "statement.md").write_text("# Statement")
    with pytest.raises(InputError, match="keep the files of a statement together"):
        read_statement(tmp_path / "statement.md")


@pytest.mark.parametrize(
    ("sentence", "text", "fault"),
    [
        ("screened", "There were {screenings_on_the_moon}.", "is not a figure of this pack"),
        ("screened", "There were {initial_screenings_by_agency.navy}.", "is not a code of its group"),
        ("screened", "There were {yield_of_screening.middle}.", "is not a part of a ratio"),
        ("screened", "There were many.", "is a figure and quotes none"),
        ("published_screenings", "There were {published.moonlight}.", "was not found for this year"),
    ],
)
def test_a_sentence_that_stands_on_nothing_does_not_build(hong_kong, year_2019, sentence, text, fault):
    english = {**hong_kong.texts["en"], f"statement.sentences.{sentence}": text}
    altered = dataclasses.replace(hong_kong, texts={**hong_kong.texts, "en": english})
    with pytest.raises(StatementError, match=fault) as refused:
        compose(altered, year_2019, 2019, "en")
    assert f"sentence {sentence}" in refused.value.where
    assert refused.value.remedy


def test_an_optional_sentence_is_left_out_for_a_year_that_lacks_its_number(hong_kong):
    told = {sentence.id for sentence in draft_of(hong_kong, 2023, "en").sentences}
    assert "published_screenings" in told
    assert "published_funding" not in told


def test_a_language_that_the_pack_lacks_is_refused(hong_kong, year_2019):
    with pytest.raises(PackError, match="there is no language 'fr'"):
        compose(hong_kong, year_2019, 2019, "fr")


def test_words_from_a_pack_cannot_become_markup(hong_kong, year_2019, tmp_path):
    english = {**hong_kong.texts["en"], "codes.agencies.immd": "<script>alert(1)</script>"}
    altered = dataclasses.replace(hong_kong, texts={**hong_kong.texts, "en": english})
    write_statement(compose(altered, year_2019, 2019, "en"), tmp_path / "statement")
    page = (tmp_path / "statement" / "statement.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_the_page_loads_nothing_from_elsewhere(published):
    page = (published / "statement.html").read_text(encoding="utf-8")
    assert not re.search(r"""(?:src|href)\s*=\s*["'](?!#)|@import|url\(|<script""", page)


def test_the_page_marks_positions_and_synthetic_data(published):
    page = (published / "statement.html").read_text(encoding="utf-8")
    assert "Synthetic data. The people counted here are invented." in page
    assert '<span class="kind">position</span>' in page


def test_a_folder_with_other_files_is_left_alone(hong_kong, year_2019, tmp_path):
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(OutputError, match="holds other files"):
        write_statement(compose(hong_kong, year_2019, 2019, "en"), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]
