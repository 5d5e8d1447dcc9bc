"""Somebody changes a published statement: whatever it is, it no longer holds, and the sentence is named."""

import html
import re
import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firmground.errors import FirmgroundError, InputError
from firmground.evidence.files import as_manifest, read_statement, write_statement
from firmground.evidence.statement import compose
from firmground.evidence.verifying import verify_statement
from firmground.screening.demo_year import demo_year
from firmground.statistics.extract import read_extract, write_extract
from firmground.values import digest, digest_of_bytes

MANY = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
PAGES = ("statement.md", "statement.html", "statement.pdf")
READS_AS_ANOTHER = {"format", "year", "language", "pack"}  # what decides against what a statement is checked


def leaves(content, path=()):
    """Every text and whole number in a statement, with the keys that lead to it."""
    if isinstance(content, dict | list):
        for key, member in content.items() if isinstance(content, dict) else enumerate(content):
            yield from leaves(member, (*path, key))
    elif isinstance(content, str | int) and not isinstance(content, bool):
        yield path, content


def put(content, path, value):
    for key in path[:-1]:
        content = content[key]
    content[path[-1]] = value


def with_another_digit(data, text):
    """The text with one of its digits exchanged."""
    place = data.draw(st.sampled_from([match.start() for match in re.finditer(r"[0-9]", text)]))
    digit = str((int(text[place]) + data.draw(st.integers(1, 9))) % 10)
    return text[:place] + digit + text[place + 1 :]


def sealed_again(content):
    """What a careful forger does: the digest of the content fits once more."""
    return {
        **content,
        "digest": digest({key: value for key, value in content.items() if key not in ("digest", "publication", "files")}),
    }


def faults_of(built, content):
    built.manifest.write_bytes(as_manifest(content))
    return built.faults()


def test_as_it_was_built_it_holds_whichever_file_is_named(built):
    assert [built.faults(name) for name in ("statement.json", *PAGES)] == [[], [], [], []]


@MANY
@given(data=st.data())
def test_a_changed_digit_anywhere_in_the_statement_is_found(in_language, tmp_path_factory, computed_once, data):
    built = in_language("freeport", "en").copied(tmp_path_factory.mktemp("forged") / "statement")
    content = built.content
    found = [
        (path, value) for path, value in leaves(content) if path[0] not in READS_AS_ANOTHER and re.search(r"[0-9]", str(value))
    ]
    path, value = data.draw(st.sampled_from(found))
    other = with_another_digit(data, str(value))
    put(content, path, int(other) if isinstance(value, int) else other)
    faults = faults_of(built, content)
    assert faults
    if path[0] == "sentences" and path[2] != "id":
        assert any(each.startswith(f"sentence {content['sentences'][path[1]]['id']}: ") for each in faults)


@MANY
@given(data=st.data())
def test_a_changed_digit_is_found_also_when_the_digest_is_made_to_fit(in_language, tmp_path_factory, computed_once, data):
    built = in_language("hong_kong", "zh-Hant").copied(tmp_path_factory.mktemp("forged") / "statement")
    content = built.content
    numbered = [place for place, each in enumerate(content["sentences"]) if re.search(r"[0-9]", each["text"])]
    sentence = content["sentences"][data.draw(st.sampled_from(numbered))]
    sentence["text"] = with_another_digit(data, sentence["text"])
    faults = faults_of(built, sealed_again(content))
    assert any(each.startswith(f"sentence {sentence['id']}: says") for each in faults)


@MANY
@given(data=st.data())
def test_a_text_that_was_taken_away_is_found(in_language, tmp_path_factory, computed_once, data):
    built = in_language("freeport", "ar").copied(tmp_path_factory.mktemp("forged") / "statement")
    content = built.content
    texts = [path for path, value in leaves(content) if path[0] not in READS_AS_ANOTHER and isinstance(value, str) and value]
    put(content, data.draw(st.sampled_from(texts)), "")
    assert faults_of(built, sealed_again(content) if content["digest"] else content)


@pytest.mark.parametrize("key", ["title", "sections", "labels", "words", "sources", "figures", "ratios", "files", "synthetic"])
def test_a_part_that_was_taken_away_whole_is_found(in_language, tmp_path, key):
    built = in_language("freeport", "en").copied(tmp_path / "statement")
    content = built.content
    del content[key]
    try:
        faults = faults_of(built, sealed_again(content))
    except InputError as refused:
        faults = [str(refused)]
    assert faults


@pytest.mark.parametrize("forge", ["first", "last", "turned"])
def test_a_false_sentence_under_the_id_of_a_true_one_is_found(in_language, tmp_path, forge):
    built = in_language("freeport", "en").copied(tmp_path / "statement")
    content = built.content
    false = {**content["sentences"][3], "text": "Persons identified by a decision with reasons: 4,000."}
    told = {
        "first": [false, *content["sentences"]],
        "last": [*content["sentences"][:3], false, *content["sentences"][3:]],
        "turned": content["sentences"][::-1],
    }
    assert faults_of(built, sealed_again({**content, "sentences": told[forge]}))


def test_a_digest_for_a_file_that_the_statement_does_not_make_is_found(in_language, tmp_path):
    built = in_language("freeport", "en").copied(tmp_path / "statement")
    content = built.content
    content["files"]["annex.pdf"] = "sha256:" + "0" * 64
    assert faults_of(built, content)


def test_a_key_that_is_given_twice_is_refused(in_language, tmp_path):
    built = in_language("freeport", "en").copied(tmp_path / "statement")
    text = built.text("statement.json").replace('"title":', '"title": "Nobody was identified", "title":', 1)
    built.manifest.write_text(text, encoding="utf-8")
    with pytest.raises(InputError):
        read_statement(built.manifest)


@MANY
@given(data=st.data())
def test_any_changed_bit_of_a_page_is_found_and_the_file_named(in_language, tmp_path_factory, computed_once, data):
    name = data.draw(st.sampled_from(PAGES))
    built = in_language("hong_kong", "en").copied(tmp_path_factory.mktemp("forged") / "statement")
    path = built.folder / name
    before = path.read_bytes()
    place, bit = data.draw(st.integers(0, len(before) - 1)), data.draw(st.integers(0, 7))
    path.write_bytes(before[:place] + bytes([before[place] ^ (1 << bit)]) + before[place + 1 :])
    assert f"{name}: differs from the digest in statement.json" in built.faults()


@MANY
@given(data=st.data())
def test_a_changed_byte_in_a_sentence_on_a_page_names_the_file_and_the_sentence(
    in_language, tmp_path_factory, computed_once, data
):
    name = data.draw(st.sampled_from(PAGES[:2]))
    language = data.draw(st.sampled_from([("hong_kong", "en"), ("hong_kong", "zh-Hant"), ("freeport", "ar")]))
    built = in_language(*language).copied(tmp_path_factory.mktemp("forged") / "statement")
    sentence = data.draw(st.sampled_from(built.content["sentences"]))
    told = html.escape(sentence["text"]) if name.endswith("html") else sentence["text"]
    before, said = (built.folder / name).read_bytes(), told.replace("&#x27;", "&#39;").encode()
    assert before.count(said) == 1
    place = before.index(said) + data.draw(st.integers(0, len(said) - 1))
    changed = before[:place] + bytes([before[place] ^ data.draw(st.integers(1, 255))]) + before[place + 1 :]
    (built.folder / name).write_bytes(changed)
    named = [each for each in built.faults() if each.startswith(f"{name}, sentence ")]
    assert named == [f"{name}, sentence {sentence['id']}: does not stand there as the statement says it"]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_was_changed_together_with_its_digest_is_found(in_language, tmp_path, name):
    built = in_language("freeport", "en").copied(tmp_path / "statement")
    content, page = built.content, built.folder / name
    page.write_bytes(page.read_bytes() + b" ")
    content["files"][name] = digest_of_bytes(page.read_bytes())
    assert faults_of(built, content) == [f"{name}: is not the page that this statement makes"]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_is_missing_is_named(in_language, tmp_path, name):
    built = in_language("freeport", "en").copied(tmp_path / "statement")
    (built.folder / name).unlink()
    assert built.faults() == [f"{name}: is missing"]


def test_a_not_put_before_a_sentence_names_the_sentence(in_language, tmp_path):
    built = in_language("hong_kong", "en").copied(tmp_path / "statement")
    page = built.folder / "statement.md"
    page.write_text(built.text("statement.md").replace("- Persons identified: 3.", "- Not true: Persons identified: 3."))
    assert any(each.startswith("statement.md, sentence identified") for each in built.faults())


def test_a_sentence_with_quotation_marks_is_not_named_for_the_change_of_another(in_language, tmp_path, changed_freeport):
    changed_freeport.change(
        "text/en.toml", 'position_office = "Position of', """position_office = "The \\"best\\" position <of>"""
    )
    pack, extract = changed_freeport.read(), in_language("freeport", "en").extract
    write_statement(compose(pack, extract, 2022, "en"), tmp_path / "statement")
    page = tmp_path / "statement" / "statement.html"
    page.write_text(page.read_text(encoding="utf-8").replace("asked 300 times", "asked 301 times"), encoding="utf-8")
    found = [str(each) for each in verify_statement(page, pack, extract).mismatches]
    assert any("sentence screened" in each for each in found)
    assert not [each for each in found if "sentence position_office" in each]


def test_another_invented_year_does_not_carry_the_statement_and_every_sentence_that_differs_is_named(in_language, tmp_path):
    built = in_language("freeport", "en")
    tables = demo_year(built.pack, year=2022, persons=300, seed=2)
    other = write_extract(tables, tmp_path / "other", pack=built.pack, year=2022, synthetic=True)
    found = [str(each) for each in verify_statement(built.manifest, built.pack, other).mismatches]
    assert [each for each in found if each.startswith("sentence ")]
    assert all(each.startswith("sentence by_agency: says “") for each in found if each.startswith("sentence "))
    assert [each for each in found if each.startswith("figure initial_screenings_by_agency")]
    assert [each for each in found if each.startswith("extract_digest: ")]


def test_an_extract_with_fewer_people_contradicts_every_sentence_that_counts_them(in_language, tmp_path):
    built = in_language("freeport", "ar")
    tables = demo_year(built.pack, year=2022, persons=299, seed=1)
    other = write_extract(tables, tmp_path / "other", pack=built.pack, year=2022, synthetic=True)
    found = [str(each) for each in verify_statement(built.manifest, built.pack, other).mismatches]
    assert {"screened", "persons", "yield"} <= {each.split()[1].strip(":") for each in found if each.startswith("sentence ")}


def test_an_extract_that_was_changed_is_refused_before_anything_is_computed(in_language, tmp_path):
    extract = in_language("freeport", "en").extract
    folder = shutil.copytree(extract.folder, tmp_path / "changed")
    path = folder / "screenings.parquet"
    path.write_bytes(path.read_bytes()[:-1] + b"\0")
    with pytest.raises(InputError, match=r"screenings\.parquet: differs from the digest"):
        read_extract(folder)


@pytest.mark.parametrize(
    "changes",
    [
        {"sentences": {}},
        {"sentences": ["all is well"]},
        {"sentences": [{}]},
        {"figures": []},
        {"files": 3},
        {"digest": None},
        {"format": "firmground-statement-0"},
        {"year": "2022"},
        {"language": "fr"},
        {"pack": 3},
    ],
    ids=str,
)
def test_a_statement_that_makes_no_sense_is_refused_in_a_sentence(in_language, tmp_path, changes):
    built = in_language("freeport", "en").copied(tmp_path / "statement")
    with pytest.raises(FirmgroundError) as refused:
        faults_of(built, {**built.content, **changes})
    assert refused.value.where
    assert refused.value.remedy


@pytest.mark.parametrize("changes", [{"year": 0}, {"year": 99_999}, {"sentences": [{"id": []}]}], ids=str)
def test_a_statement_with_an_impossible_year_or_id_is_refused_in_a_sentence(in_language, tmp_path, changes):
    built = in_language("freeport", "en").copied(tmp_path / "statement")
    with pytest.raises(FirmgroundError):
        faults_of(built, {**built.content, **changes})


def test_a_statement_nested_without_end_is_refused(tmp_path):
    (tmp_path / "statement.json").write_text("[" * 100_000, encoding="utf-8")
    with pytest.raises(InputError):
        read_statement(tmp_path / "statement.json")


@pytest.mark.parametrize("number", [3.5, 7e3])
def test_a_fraction_where_a_count_should_be_does_not_hold(in_language, tmp_path, number):
    built = in_language("freeport", "en").copied(tmp_path / "statement")
    content = built.content
    content["figures"]["initial_screenings"]["total"] = number
    try:
        faults = faults_of(built, content)
    except FirmgroundError as refused:
        faults = [str(refused)]
    assert faults
