"""The checks of the readings for the crosswalk: each finds its own fault in a copy with only that one."""

import pytest

from firmground.errors import PackError
from firmground.packs.crosswalk_checks import check_crosswalk
from firmground.packs.pack import read_pack, shipped_packs

ROWS, HEAD, INSTRUMENT = "crosswalk/quay_questions.csv", "crosswalk/quay_questions.toml", "instruments/quay_questions.toml"
HURT = "hurt,physical_violence,FIRMGROUND,inferred,Our reading of an invented question\n"
CITED = 'cite = { source = ["FIRMGROUND"], confidence = "inferred", note = "Ours" }\n'
PHONE = '\n[[questions]]\nid = "phone_kept"\nsection = "work"\ntopic = "movement"\n'
LISTS = f'id = "a_list"\nversion = "1"\nkind = "code_lists"\ncode_lists = ["stages"]\n{CITED}'
LIST_ROWS = "list,item,indicators,source,confidence,note\nstages,initial,none,FIRMGROUND,inferred,\n"


@pytest.mark.parametrize("name", shipped_packs())
def test_the_readings_of_a_shipped_pack_have_no_problem(name):
    pack = read_pack(name)
    assert pack.own_crosswalk
    assert [str(problem) for problem in check_crosswalk(pack)] == []


@pytest.mark.parametrize("name", shipped_packs())
def test_every_shipped_instrument_is_read(name):
    pack = read_pack(name)
    unread = [
        entry.id
        for entry in pack.own_instruments
        if entry.status != "absent" and entry.id not in pack.crosswalk and not all(question.about for question in entry.questions)
    ]
    assert unread == []


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        (ROWS, "hurt,physical_violence,", "hurt,a_bad_feeling,", "P001 crosswalk quay_questions hurt"),
        (ROWS, HURT, HURT + HURT.replace("hurt,", "hurt_badly,"), "P001 crosswalk quay_questions hurt_badly"),
        (HEAD, 'kind = "instrument"', 'kind = "indicator_set"', "P001 crosswalk quay_questions"),
        (ROWS, "hurt,physical_violence,FIRMGROUND,", "hurt,physical_violence,GOSSIP,", "P001 crosswalk quay_questions hurt"),
        (ROWS, "hurt,physical_violence,FIRMGROUND,inferred", "hurt,physical_violence,,", "P002 crosswalk quay_questions hurt"),
        (HEAD, 'source = ["FIRMGROUND"]', "source = []", "P002 crosswalk quay_questions"),
        ("text/ar/crosswalk.toml", "intimidation = ", "intimidations = ", "P003 text/ar.toml"),
        (ROWS, HURT, HURT + HURT, "P006 crosswalk quay_questions hurt"),
        (HEAD, 'kind = "instrument"', 'kind = "topics"', "P006 crosswalk quay_questions"),
        (ROWS, HURT, "", "P024 crosswalk quay_questions hurt"),
    ],
)
def test_a_reading_with_one_fault_has_that_problem(freeport, name, old, new, problem):
    freeport.change(name, old, new)
    found = [each for each in freeport.problems() if problem.startswith("P003") or not each.startswith("P003")]
    assert set(found) == {problem}


def test_a_question_that_is_added_must_be_read(freeport):
    freeport.add(INSTRUMENT, PHONE)
    assert "P024 crosswalk quay_questions phone_kept" in freeport.problems()
    freeport.add(ROWS, "phone_kept,isolation,FIRMGROUND,inferred,\n")
    assert [each for each in freeport.problems() if not each.startswith("P003")] == []


def test_a_question_that_names_an_indicator_of_a_set_is_read_with_the_set(freeport):
    freeport.add(INSTRUMENT, f'{PHONE}about = ["d5_isolation"]\n')
    freeport.change(INSTRUMENT, "[elements]", '[dimensions]\nset = "ilo_2009_labour"\nstrengths = "adult"\n\n[elements]')
    assert not [each for each in freeport.problems() if each.startswith("P024")]


def test_an_instrument_without_any_reading_has_no_problem(freeport):
    for name in (ROWS, HEAD, "text/ar/crosswalk.toml"):
        freeport.path(name).unlink()
    assert freeport.problems() == []


def test_a_list_is_read_whole_and_its_own_topics_have_words(freeport):
    freeport.add("crosswalk/a_list.toml", LISTS)
    freeport.add("crosswalk/a_list.csv", LIST_ROWS)
    words = {f"P003 text/{tag}.toml" for tag in ("en", "ar")}
    assert set(freeport.problems()) == {"P024 crosswalk a_list stages.full", *words}
    freeport.add("crosswalk/a_list.csv", "stages,full,not_known,FIRMGROUND,inferred,\nstages,third,none,FIRMGROUND,inferred,\n")
    freeport.add("crosswalk/a_list.csv", ",a_topic,forced_work,FIRMGROUND,inferred,\n")
    for tag in ("en", "ar"):
        freeport.add(f"text/{tag}/crosswalk.toml", '[crosswalk.a_list]\ntitle = "A"\n[crosswalk.a_list.items]\na_topic = "B"\n')
    assert freeport.problems() == ["P001 crosswalk a_list stages.third"]


def test_a_list_that_is_not_there_cannot_be_read(freeport):
    freeport.add("crosswalk/a_list.toml", LISTS.replace("stages", "stage"))
    freeport.add("crosswalk/a_list.csv", LIST_ROWS.splitlines()[0] + "\n")
    assert "P001 crosswalk a_list" in freeport.problems()


def test_two_versions_of_a_reading_must_not_overlap(freeport):
    later = (
        freeport.path(HEAD)
        .read_text(encoding="utf-8")
        .replace('version = "1"\nfrom = 2020-07-01', 'version = "2"\nfrom = 2024-01-01')
    )
    freeport.add("crosswalk/quay_questions_2.toml", later)
    freeport.add("crosswalk/quay_questions_2.csv", freeport.path(ROWS).read_text(encoding="utf-8"))
    assert freeport.problems() == ["P005 crosswalk quay_questions"]
    freeport.change(HEAD, "from = 2020-07-01", "from = 2020-07-01\nto = 2023-12-31")
    assert freeport.problems() == []
    assert [each.version for each in freeport.read().crosswalk["quay_questions"]] == ["1", "2"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("hurt,physical_violence,", "hurt,,", "missing"),
        ("hurt,physical_violence,", "hurt, ,", "names no indicator"),
        ("hurt,physical_violence,", "hurt,none physical_violence,", "beside something else"),
        ("hurt,physical_violence,", "hurt,not_known none,", "beside something else"),
        ("hurt,physical_violence,FIRMGROUND,inferred", "hurt,physical_violence,FIRMGROUND,primary", "a reading of our own"),
        ("hurt,physical_violence,FIRMGROUND,inferred", "hurt,physical_violence,FIRMGROUND,secondary", "a reading of our own"),
        ("item,indicators", "question,indicators", "unknown column"),
    ],
)
def test_a_row_that_is_no_reading_is_refused_with_its_line(freeport, old, new, told):
    freeport.change(ROWS, old, new)
    with pytest.raises(PackError, match=told) as refused:
        freeport.read()
    assert "quay_questions.csv, line " in refused.value.where


def test_a_reading_without_its_rows_is_refused(freeport):
    freeport.path(ROWS).unlink()
    with pytest.raises(PackError, match="cannot be read") as refused:
        freeport.read()
    assert refused.value.where.endswith("crosswalk/quay_questions.csv")
