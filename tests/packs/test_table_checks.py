"""The checks of the tables that are handed in: each finds its own fault in a copy that has only that one, and none as shipped."""

import pytest

from firmground.errors import PackError
from firmground.packs.pack import read_pack, shipped_packs
from firmground.packs.table_checks import LISTS, check_tables
from firmground.statistics.extract import COLUMNS

TERRITORY, PEOPLE, TABLES = "interchange/territory.toml", "interchange/population.csv", "interchange/tables.toml"
CITED = 'cite = { source = ["GAZETTE"], confidence = "primary" }\n'
OWN = f'[[tables]]\nid = "own"\ntitle = "Own"\npublisher = "Guild"\ncounting = "person"\nwithheld = "x"\n{CITED}'
ROW = f'[[tables.rows]]\nid = "one"\nlabel = "One"\nunit = "persons"\n{CITED}'


def category(column, codes):
    return f'[[tables.categories]]\ncolumn = "{column}"\ncodes = [{codes}]\nlabel = "L"\n'


@pytest.mark.parametrize("name", shipped_packs())
def test_the_tables_of_a_shipped_pack_have_no_problem(name):
    assert [str(problem) for problem in check_tables(read_pack(name))] == []


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        (TERRITORY, 'nationality = "veyra"', 'nationality = "vera"', "P001 interchange/territory.toml"),
        (TERRITORY, 'source = ["GAZETTE"]', 'source = ["GAZETE"]', "P001 territory"),
        (TERRITORY, 'source = ["GAZETTE"]', "source = []", "P002 territory"),
        (TERRITORY, 'nationality = "veyra"', 'nationality = "tesmar"', "P006 citizenship tesmar"),
        (TERRITORY, 'nationality = "veyra"', 'nationality = "tesmar"', "P025 interchange/territory.toml"),
        (PEOPLE, "2021,female,,", "2021,fem,,", "P001 population 2021"),
        (PEOPLE, "2021,,under_18,", "2021,,under_9,", "P001 population 2021"),
        (PEOPLE, "2021,female,,", "2021,,,", "P006 population (2021, (), ())"),
        (PEOPLE, "GAZETTE,primary", ",primary", "P002 population 2021"),
    ],
)
def test_a_fault_is_found_where_it_is(freeport, name, old, new, problem):
    freeport.change(name, old, new)
    assert problem in freeport.problems()


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        (category("sex", '"female", "male", "other"'), "P025 table own"),
        (category("sex", '"female", "male", "other", "not_known"') + category("sex", '"male"'), "P025 table own"),
        (category("sex", '"fem"'), "P001 table own"),
        (category("moon", '"full"'), "P001 table own"),
        (ROW.replace("cite", 'dataset = "decisions"\nwhere = { decision = ["maybe"] }\ncite'), "P001 table own one"),
        (ROW + ROW, "P006 row of table own one"),
        (ROW.replace('"GAZETTE"', ""), "P002 table own one"),
    ],
)
def test_a_fault_of_a_table_is_found(freeport, more, problem):
    freeport.add(TABLES, OWN + more)
    assert problem in freeport.problems()


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        (TERRITORY, '"XFP"', '"xfp"', "should match pattern"),
        (TERRITORY, 'group = "national"', 'group = "ours"', "group"),
        (PEOPLE, "88300,exact", ",exact", "has no number without"),
        (PEOPLE, "88300,exact", "0,exact", "has nobody in it"),
    ],
)
def test_a_file_of_the_wrong_shape_is_refused(freeport, name, old, new, told):
    freeport.change(name, old, new)
    with pytest.raises(PackError, match=told):
        freeport.read()


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (ROW.replace("cite", 'where = { sex = ["male"] }\ncite'), "says where to look and not in which table"),
        (ROW.replace("cite", 'dataset = "screenings"\ncounting = "person"\ncite'), "which screenings have not here"),
    ],
)
def test_a_row_that_cannot_be_counted_is_refused(freeport, row, told):
    freeport.add(TABLES, OWN + row)
    with pytest.raises(PackError, match=told):
        freeport.read()


def test_a_pack_inherits_tables_and_may_give_its_own_under_the_same_name(freeport):
    freeport.add(TABLES, OWN.replace('"own"', '"glotip"'))
    shapes = freeport.read().tables.shapes
    assert shapes["glotip"].title == "Own"
    assert shapes["us_tip"] == read_pack("international").tables.shapes["us_tip"]


def test_a_pack_does_not_inherit_what_a_territory_is():
    assert read_pack("international").tables.territory is None


def test_each_column_of_codes_has_here_the_list_that_the_extract_gives_it():
    of_extract = {name: listed for columns in COLUMNS.values() for name, (_, listed) in columns.items() if listed}
    assert of_extract == LISTS
