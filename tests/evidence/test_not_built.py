"""A sentence without anything to stand on is not built: the sentence is named, and nothing is written."""

import pytest

from firmground.errors import OutputError, StatementError
from firmground.evidence import files
from firmground.evidence.files import write_statement
from firmground.evidence.statement import compose
from firmground.screening.demo_year import demo_year
from firmground.statistics.extract import write_extract

WORDS = "text/en.toml"
SCREENED = "the quay questions were asked {initial_screenings} times"
CITED = 'kind = "position"\ncite = { source = ["GAZETTE"], confidence = "primary", note = "Invented" }'
UNSUPPORTED = {
    "a figure that is not defined": ((WORDS, "{persons_screened}", "{persons_seen}"), "persons", "is not a figure"),
    "a code that the group does not have": ((WORDS, ".sea_rescue}", ".navy}"), "by_agency", "is not a code of its group"),
    "a code of a figure without a group": ((WORDS, "{persons_identified}", "{persons_identified.female}"), "identified", "code"),
    "a part that a ratio does not have": ((WORDS, "_screening.low}", "_screening.least}"), "yield", "is not a part of a ratio"),
    "a published series that is not there": (
        (WORDS, "{published.identified}", "{published.moon}"),
        "published_identified",
        "found",
    ),
    "a published number that was not found": (
        (WORDS, "{published.identified}", "{published.full_debriefings}"),
        "published_identified",
        "was not found for this year",
    ),
    "a figure sentence without a figure": ((WORDS, SCREENED, "many were asked"), "screened", "quotes none"),
    "a figure sentence with the year only": ((WORDS, SCREENED, "many were asked in {year}"), "screened", "quotes none"),
    "a position without a source": (("evidence/statement.toml", CITED, 'kind = "position"'), "position_office", "no source"),
    "a position whose sources are an empty list": (
        ("evidence/statement.toml", CITED, 'kind = "position"\ncite = { source = [], confidence = "primary" }'),
        "position_office",
        "has no source",
    ),
}


@pytest.mark.parametrize(("change", "sentence", "fault"), UNSUPPORTED.values(), ids=UNSUPPORTED.keys())
def test_a_sentence_that_rests_on_nothing_stops_the_statement(
    firmground, changed_freeport, freeport_2022, tmp_path, change, sentence, fault
):
    changed_freeport.change(*change)
    where = ("--pack", changed_freeport.folder, "--extract", freeport_2022.folder, "--year", 2022, "--language", "en")
    code, out, err = firmground("statement", "build", *where, "--out", tmp_path / "statement")
    assert (code, out) == (3, "")
    assert f"sentence {sentence}" in err
    assert fault in err
    assert "What to do: " in err
    assert [path.name for path in tmp_path.iterdir()] == ["copied"]


def test_the_same_pack_unchanged_builds(firmground, changed_freeport, freeport_2022, tmp_path):
    where = ("--pack", changed_freeport.folder, "--extract", freeport_2022.folder, "--year", 2022)
    assert firmground("statement", "build", *where, "--out", tmp_path / "statement")[0] == 0
    assert sorted(path.name for path in (tmp_path / "statement").iterdir()) == sorted(files.FILES)


def test_a_year_that_the_extract_does_not_cover_gives_no_statement(freeport, freeport_2022):
    with pytest.raises(StatementError, match="was not found for this year|has nothing to divide by"):
        compose(freeport, freeport_2022, 2019, "en")


def test_a_pack_that_says_nothing_gives_no_statement(hong_kong, freeport_2022):
    with pytest.raises(StatementError, match="has no statement"):
        compose(hong_kong.parent, freeport_2022, 2022, "en")


def test_a_statement_is_built_on_a_published_bound_in_words(changed_freeport, tmp_path):
    """The bound of a published number cannot be lost on the way into a sentence."""
    pack = changed_freeport.read()
    for year, said in ((2021, "more than 640"), (2022, "712"), (2023, "about 800")):
        tables = demo_year(pack, year=year, persons=200, seed=1)
        extract = write_extract(tables, tmp_path / str(year), pack=pack, year=year, synthetic=True)
        told = {each.id: each.text for each in compose(pack, extract, year, "en").sentences}
        assert told["published_screenings"] == f"The Freeport returns give {said} for the times the questions were asked."


def test_a_withheld_count_cannot_be_told_in_a_sentence(changed_freeport, freeport_2022):
    changed_freeport.change(WORDS, "{persons_identified}", "{initial_screenings_by_sex.other}")
    with pytest.raises(StatementError, match="is withheld by its disclosure rule") as refused:
        compose(changed_freeport.read(), freeport_2022, 2022, "en")
    assert "sentence identified" in refused.value.where


UNREAD = ["{Initial_screenings}", "{initial-screenings}", "{ initial_screenings }", "{}", "{initial_screenings"]


@pytest.mark.parametrize("written", UNREAD)
def test_a_placeholder_that_is_misspelt_does_not_build(changed_freeport, freeport_2022, written):
    changed_freeport.change(WORDS, "with reasons: {persons_identified}.", f"with reasons: {{persons_identified}} of {written}.")
    with pytest.raises(StatementError, match="identified"):
        compose(changed_freeport.read(), freeport_2022, 2022, "en")


def test_a_number_that_was_typed_into_a_sentence_does_not_build(changed_freeport, freeport_2022):
    changed_freeport.change(WORDS, "Persons identified by", "Of 9,999 persons, identified by")
    with pytest.raises(StatementError, match="identified"):
        compose(changed_freeport.read(), freeport_2022, 2022, "en")


def test_words_for_a_bound_that_cannot_be_filled_in_are_refused(changed_freeport, tmp_path):
    path = changed_freeport.folder / WORDS
    path.write_text(path.read_text(encoding="utf-8") + '\n[statement.words]\nmore_than = "more than {n}"\n', encoding="utf-8")
    pack = changed_freeport.read()
    tables = demo_year(pack, year=2021, persons=200, seed=1)
    extract = write_extract(tables, tmp_path / "extract", pack=pack, year=2021, synthetic=True)
    with pytest.raises(StatementError):
        compose(pack, extract, 2021, "en")


def test_a_position_whose_source_is_not_in_the_list_of_sources_does_not_build(changed_freeport, freeport_2022):
    changed_freeport.change("evidence/statement.toml", CITED, CITED.replace("GAZETTE", "RUMOUR"))
    with pytest.raises(StatementError, match="position_office"):
        compose(changed_freeport.read(), freeport_2022, 2022, "en")


def test_a_disk_that_fills_up_keeps_the_earlier_statement_whole(in_language, tmp_path, monkeypatch):
    built = in_language("freeport", "en").copied(tmp_path / "statement")
    write_bytes = type(tmp_path).write_bytes

    def full(path, content):
        if path.suffix == ".pdf":
            raise OSError(28, "No space left on device")
        return write_bytes(path, content)

    monkeypatch.setattr(type(tmp_path), "write_bytes", full)
    with pytest.raises(OutputError, match="No space left"):
        write_statement(compose(built.pack, built.extract, 2022, "ar"), built.folder)
    monkeypatch.undo()
    assert [path.name for path in tmp_path.iterdir()] == ["statement"]
    assert built.faults() == []


def test_a_page_that_cannot_be_set_leaves_nothing(in_language, tmp_path, monkeypatch):
    built = in_language("freeport", "en")

    def fails(content):
        raise OutputError("typst could not set the page", where="statement.typ", remedy="report this as a fault")

    monkeypatch.setattr(files, "rendered", fails)
    with pytest.raises(OutputError, match="could not set the page"):
        write_statement(compose(built.pack, built.extract, 2022, "en"), tmp_path / "statement")
    assert list(tmp_path.iterdir()) == []


def test_a_statement_that_cannot_be_put_in_place_leaves_the_earlier_one_there(in_language, tmp_path, monkeypatch):
    built = in_language("freeport", "en").copied(tmp_path / "statement")

    rename = type(tmp_path).rename

    def refused(path, target):
        if path.suffix == ".part":
            raise OSError(13, "Permission denied")
        return rename(path, target)

    monkeypatch.setattr(type(tmp_path), "rename", refused)
    with pytest.raises(OutputError, match="Permission denied"):
        write_statement(compose(built.pack, built.extract, 2022, "ar"), built.folder)
    monkeypatch.undo()
    assert built.faults() == []


def test_a_file_where_the_folder_should_be_is_left_alone(in_language, tmp_path):
    built = in_language("freeport", "en")
    (tmp_path / "statement").write_text("dear", encoding="utf-8")
    with pytest.raises(OutputError):
        write_statement(compose(built.pack, built.extract, 2022, "en"), tmp_path / "statement")
    assert (tmp_path / "statement").read_text(encoding="utf-8") == "dear"
