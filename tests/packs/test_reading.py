"""A slip in a pack is an error that names the file, the key and what to do; it is never a silent default."""

import pytest

from firmground.errors import FirmgroundError, PackError
from firmground.packs.pack import read_pack

INSTRUMENT = "instruments/quay_questions.toml"
SEE = "see docs/reference/packs.md"
FAULTS = (AssertionError, FirmgroundError, TypeError, pytest.fail.Exception)


def refusal(pack) -> PackError:
    with pytest.raises(PackError) as refused:
        pack.read()
    return refused.value


def test_a_pack_without_slips_is_read(freeport):
    pack = freeport.read()
    assert (pack.id, pack.manifest.majority_age, pack.text("pack.title")) == ("freeport", 21, "Freeport (a fictional port)")


def test_a_pack_cannot_be_changed_once_read(freeport):
    pack = freeport.read()
    with pytest.raises(AttributeError):
        pack.series = ()
    with pytest.raises(ValueError, match="frozen"):
        pack.manifest.majority_age = 18


@pytest.mark.parametrize(
    ("name", "old", "new", "key", "remedy"),
    [
        ("pack.toml", "fictional = true", 'fictional = true\ncolour = "red"', "colour", "remove the key or correct its name"),
        ("pack.toml", "fictional = true", "", "fictional", SEE),
        ("pack.toml", "fictional = true", 'fictional = "yes"', "fictional", SEE),
        ("pack.toml", "majority_age = 21", 'majority_age = "21"', "majority_age", SEE),
        ("pack.toml", "majority_age = 21", "majority_age = 21.0", "majority_age", SEE),
        ("pack.toml", "majority_age = 21", "majority_age = true", "majority_age", SEE),
        ("pack.toml", "majority_age = 21", "majority_age = 0", "majority_age", SEE),
        ("pack.toml", "financial_year_starts = 7", "financial_year_starts = 13", "financial_year_starts", SEE),
        ("pack.toml", 'id = "freeport"', 'id = "Freeport"', "id", SEE),
        ("pack.toml", 'id = "freeport"', 'id = "freeport\\n"', "id", SEE),
        ("pack.toml", 'state = "full"', 'state = "finished"', "languages.0.state", SEE),
        ("pack.toml", 'confidence = "primary"', 'confidence = "certain"', "majority_cite.confidence", SEE),
        ("pack.toml", 'confidence = "primary"', 'confidense = "primary"', "majority_cite.confidence", SEE),
        (
            INSTRUMENT,
            'topic = "safety"',
            'topic = "safety"\nhelp = "…"',
            "questions.0.help",
            "remove the key or correct its name",
        ),
        (INSTRUMENT, 'topic = "safety"', "topic = 3", "questions.0.topic", SEE),
        (INSTRUMENT, 'kind = "yes_no"', 'kind = "maybe"', "questions.0.kind", SEE),
        (INSTRUMENT, "least = 0", 'least = "0"', "questions.10.least", SEE),
        (INSTRUMENT, "sensitivity = [18, 20]", "sensitivity = [18]", "validity.0.sensitivity.1", SEE),
        (INSTRUMENT, "from = 2020-07-01", 'from = "the summer of 2020"', "from", SEE),
    ],
)
def test_an_error_names_the_file_the_key_and_what_to_do(freeport, name, old, new, key, remedy):
    freeport.change(name, old, new)
    error = refusal(freeport)
    assert str(freeport.path(name)) in error.where
    assert error.where.endswith(f"key {key}")
    assert error.remedy == remedy


@pytest.mark.parametrize(
    ("name", "old", "new", "line"),
    [
        ("pack.toml", 'id = "freeport"', 'id = "freeport"\nid = "seaport"', "line 2"),
        ("pack.toml", 'id = "freeport"', 'id = "freeport', "line 1"),
        (INSTRUMENT, "from = 2020-07-01", "from = 2020-02-30", "line 4"),
    ],
    ids=["a key that is given twice", "a quote that is not closed", "a date that does not exist"],
)
def test_what_is_not_toml_is_refused_with_its_line(freeport, name, old, new, line):
    freeport.change(name, old, new)
    error = refusal(freeport)
    assert error.where == str(freeport.path(name))
    assert "is not valid TOML" in error.what
    assert line in error.what
    assert error.remedy == "mend the line named"


@pytest.mark.parametrize(
    ("name", "old", "new", "where", "what"),
    [
        ("codes/lists.csv", "2021-07-01", "2021-02-30", "line 4, key from", "valid date"),
        ("codes/lists.csv", "confidence,note", "confidence,remark", "line 1", "unknown column 'remark'"),
        ("codes/lists.csv", "agencies,harbour_office", "agencies,", "line 2, key code", "missing"),
        ("codes/lists.csv", "list,code,from,to,", "list,code,from,from,", "lists.csv", "two columns of one name"),
        (
            "codes/lists.csv",
            "HARBOUR_CODE,primary,Invented",
            "HARBOUR_CODE,primary,Invented,more",
            "line 2",
            "more or fewer cells",
        ),
        ("codes/lists.csv", ",primary,Invented", "", "line 2", "more or fewer cells"),
        ("codes/lists.csv", "primary", "sure", "line 2, key confidence", "Input should be"),
        ("statistics/series.csv", "640", "six hundred", "line 2, key value", "integer"),
        ("statistics/series.csv", "640", "640.5", "line 2, key value", "integer"),
        ("statistics/series.csv", "more_than", "at_least", "line 2, key bound", "Input should be"),
    ],
)
def test_an_error_in_a_table_names_the_file_the_line_and_what_to_do(freeport, name, old, new, where, what):
    freeport.change(name, old, new)
    error = refusal(freeport)
    assert str(freeport.path(name)) in error.where
    assert error.where.endswith(where)
    assert what in error.what
    assert error.remedy


def test_a_quote_in_the_wrong_place_of_a_table_is_refused_with_its_file(freeport):
    freeport.change("sources.csv", '"Freeport Gazette', '"Freeport" Gazette')
    error = refusal(freeport)
    assert error.where.startswith(f"{freeport.path('sources.csv')}, line ")
    assert "is not valid CSV" in error.what
    assert error.remedy == "check the quotes"


@pytest.mark.parametrize("name", ["pack.toml", "sources.csv", INSTRUMENT, "text/ar.toml"])
def test_a_file_that_begins_with_a_byte_order_mark_is_refused(freeport, name):
    path = freeport.path(name)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    error = refusal(freeport)
    assert (error.where, error.what) == (str(path), "begins with a byte-order mark")
    assert error.remedy == "save it as UTF-8 without one"


@pytest.mark.parametrize("name", ["sources.csv", "text/en.toml"])
def test_a_latin_1_file_is_refused_with_its_line(freeport, name):
    path = freeport.path(name)
    lines = path.read_bytes().splitlines(keepends=True)
    lines[1] = lines[1].replace(b"\n", "é".encode("latin-1") + b"\n")
    path.write_bytes(b"".join(lines))
    error = refusal(freeport)
    assert (error.where, error.what) == (f"{path}, line 2", "is not UTF-8")
    assert error.remedy == "save it as UTF-8"


def test_accents_in_utf_8_are_read(freeport):
    freeport.change("text/en.toml", "Ship crew", "Équipage")
    assert freeport.read().text("codes.groups.ship_crew") == "Équipage"


@pytest.mark.parametrize("name", ["sources.csv", "codes/lists.csv", INSTRUMENT, "text/en.toml", "statistics/demo.toml"])
def test_a_folder_in_the_place_of_a_file_is_refused(freeport, name):
    freeport.path(name).unlink()
    freeport.path(name).mkdir()
    error = refusal(freeport)
    assert error.where == str(freeport.path(name))
    assert "cannot be read" in error.what
    assert error.remedy == "check the name and the permissions"


def test_a_set_of_indicators_without_its_table_is_refused(tmp_path, copy_to):
    pack = copy_to(tmp_path, "international")
    pack.path("indicators/ilo_2009_labour.csv").unlink()
    error = refusal(pack)
    assert error.where == str(pack.path("indicators/ilo_2009_labour.csv"))
    assert "cannot be read" in error.what


def test_a_folder_without_a_manifest_is_no_pack(freeport):
    freeport.path("pack.toml").unlink()
    error = refusal(freeport)
    assert "there is no pack" in error.what
    assert "hong_kong" in error.remedy


def test_a_pack_that_nobody_ships_is_refused_with_those_there_are():
    with pytest.raises(PackError, match="there is no pack 'atlantis'") as refused:
        read_pack("atlantis")
    assert refused.value.remedy.startswith("use freeport, hong_kong, international")


def test_a_text_that_is_not_words_is_refused(freeport):
    freeport.change("text/en.toml", 'hurt = "Has anyone hurt you?"', "hurt = 3")
    error = refusal(freeport)
    assert error.where.endswith("text/en.toml, key instruments.quay_questions.questions.hurt")
    assert error.remedy == "write words between quotes"


def test_an_empty_text_is_refused(freeport):
    freeport.change("text/en.toml", 'hurt = "Has anyone hurt you?"', 'hurt = " "')
    assert refusal(freeport).what == "is not a text"


def test_a_table_of_figures_with_a_misspelt_name_is_refused(freeport):
    freeport.change("figures/counts.toml", "[[ratios]]", "[[ratio]]")
    error = refusal(freeport)
    assert error.where.endswith("figures/counts.toml, key ratio")
    assert error.remedy == "use figures, ratios"


def test_a_file_larger_than_any_pack_needs_is_refused(freeport):
    with freeport.path("sources.csv").open("ab") as file:
        file.truncate(20_000_001)
    error = refusal(freeport)
    assert "larger than" in error.what
    assert error.remedy == "split it"


def test_a_language_that_the_pack_lacks_is_refused_with_those_it_has(freeport):
    pack = freeport.read()
    assert pack.language("ar").direction == "rtl"
    with pytest.raises(PackError, match="there is no language 'fr'") as refused:
        pack.language("fr")
    assert refused.value.remedy == "use one of en, ar"


def test_a_text_that_a_language_lacks_is_shown_in_the_first_language(freeport):
    freeport.change("text/ar.toml", 'ship_crew = "أطقم السفن"\n', "")
    pack = freeport.read()
    assert pack.text("codes.groups.ship_crew", "ar") == "Ship crew"
    assert pack.text("codes.groups.dock_workers", "ar") == "عمال الأرصفة"


# Slips that are read without a word, or end in a trace of the program.


def test_a_number_where_a_list_of_figures_belongs_is_refused(freeport):
    freeport.add("figures/more.toml", "figures = 3\n")
    assert refusal(freeport).where.endswith("figures/more.toml, key figures")


def test_a_decimal_number_in_an_expression_is_refused_with_its_file(freeport):
    freeport.change(INSTRUMENT, '{ at_least = ["months_unpaid", 2] }', '{ at_least = ["months_unpaid", 2.5] }')
    assert str(freeport.path(INSTRUMENT)) in refusal(freeport).where


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [(INSTRUMENT, "from = 2020-07-01", "from = 86400"), ("codes/lists.csv", "2021-07-01", "86400")],
    ids=["in TOML", "in CSV"],
)
def test_a_number_where_a_date_belongs_is_refused(freeport, name, old, new):
    freeport.change(name, old, new)
    assert "date" in refusal(freeport).what


@pytest.mark.parametrize(("old", "new"), [("2021,640", "2021.0,640"), ("2021,640", "2021,6_40"), ("2021,640", "2021, 640 ")])
def test_a_number_that_is_not_spelt_in_digits_is_refused(freeport, old, new):
    freeport.change("statistics/series.csv", old, new)
    assert "integer" in refusal(freeport).what


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (INSTRUMENT, "from = 2020-07-01", "from = 2020-07-01\nto = 2019-01-01"),
        ("codes/lists.csv", "sea_rescue,2021-07-01,,", "sea_rescue,2021-07-01,2020-01-01,"),
    ],
    ids=["an instrument", "a code"],
)
def test_a_thing_that_ends_before_it_begins_is_refused_with_its_file(freeport, name, old, new):
    freeport.change(name, old, new)
    assert str(freeport.path(name)) in refusal(freeport).where


def test_an_unknown_column_is_refused_even_when_it_is_empty(freeport):
    freeport.change("sources.csv", "key,where\n", "key,where,colour\n")
    text = freeport.path("sources.csv").read_text(encoding="utf-8").splitlines()
    freeport.path("sources.csv").write_text("\n".join([text[0], *(f"{line}," for line in text[1:])]), encoding="utf-8")
    assert "unknown" in refusal(freeport).what


def test_a_quote_in_the_wrong_place_is_refused_with_its_line(freeport):
    freeport.change("sources.csv", '"Freeport Gazette', '"Freeport" Gazette')
    assert refusal(freeport).where.endswith("sources.csv, line 3")


@pytest.mark.parametrize("name", ["statistics/disclosures.toml", "text/fr.toml", "instrument/quay.toml"])
def test_a_file_that_nobody_reads_is_refused(freeport, name):
    freeport.path(name).parent.mkdir(exist_ok=True)
    freeport.add(name, "")
    assert str(freeport.path(name)) in refusal(freeport).where
