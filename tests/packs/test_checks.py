"""The named checks: each finds its own fault in a pack that has only that one, and none in the packs that are shipped."""

import json
import subprocess
import sys

import pytest

from firmground.packs.checks import check_pack
from firmground.packs.pack import read_pack, shipped_packs
from firmground.screening.checks import check_instruments

INSTRUMENT = "instruments/quay_questions.toml"
EXAMPLES = "examples/quay_questions.toml"
FOLLOW_A_CHANGE = ("P023", "P027")  # a claim may rest on what was changed, and changed words have lost their review
SAFE = "instrument quay_questions question in_danger_now"
CITED = '{ source = ["HARBOUR_CODE"], confidence = "primary", note = "Invented: Harbour Code, schedule 2" }'


@pytest.fixture(scope="module", params=shipped_packs())
def shipped(request):
    return read_pack(request.param)


def test_a_shipped_pack_has_no_problem(shipped):
    assert [str(problem) for problem in check_pack(shipped)] == []


def test_the_instruments_of_a_shipped_pack_have_no_problem(shipped):
    assert [str(problem) for problem in check_instruments(shipped)] == []


def test_a_copied_pack_has_no_problem(freeport):
    assert freeport.problems() == []


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        # P001 dangling reference
        ("pack.toml", "HARBOUR_CODE", "HARBOUR", "P001 pack.toml"),
        ("codes/lists.csv", "came_forward,,,HARBOUR_CODE", "came_forward,,,HARBOUR", "P001 codes triggers.came_forward"),
        ("statistics/series.csv", "exact,GAZETTE", "exact,GAZETE", "P001 series initial_screenings 2022"),
        ("statistics/studies.csv", "GUILD_TRIAL", "TRIAL", "P001 study quay_trial"),
        ("statistics/studies.csv", "secondary", "", "P002 study quay_trial"),
        ("evidence/statement.toml", '"QUAY_POST"', '"POST"', "P001 sentence position_guild"),
        ("figures/counts.toml", '"GAZETTE"', '"GAZETE"', "P001 figure initial_screenings"),
        (
            INSTRUMENT,
            '"GUILD_TRIAL"',
            '"TRIAL"',
            "P001 instrument quay_questions study Trial by the Labour Guild on the east quay",
        ),
        (INSTRUMENT, 'section = "safety"', 'section = "danger"', f"P001 {SAFE}"),
        (INSTRUMENT, 'topic = "safety"', 'topic = "weather"', f"P001 {SAFE}"),
        (INSTRUMENT, 'topic = "safety"', 'topic = "safety"\nabout = ["d5_documents"]', f"P001 {SAFE}"),
        (INSTRUMENT, 'stage = "initial"', 'stage = "third"', "P001 instrument quay_questions"),
        (
            INSTRUMENT,
            'id = "urgent_route"',
            'id = "urgent_route"\nopens = "second_form"',
            "P001 instrument quay_questions outcome urgent_route",
        ),
        (
            "figures/counts.toml",
            'denominator = "initial_screenings"',
            'denominator = "screened"',
            "P001 ratio yield_of_screening",
        ),
        (EXAMPLES, 'instrument = "quay_questions"', 'instrument = "quay"', "P001 example sailor_with_nothing_to_report"),
        ("statistics/demo.toml", 'agency = "sea_rescue"', 'agency = "sea"', "P001 demo stream sea"),
        ("statistics/demo.toml", "{ male = 80,", "{ men = 80,", "P001 demo stream labour_guild"),
        # P002 missing citation
        (INSTRUMENT, f"cite = {CITED}", 'cite = { source = [], confidence = "primary" }', "P002 instrument quay_questions"),
        ("codes/lists.csv", "came_forward,,,HARBOUR_CODE", "came_forward,,,", "P002 codes triggers.came_forward"),
        ("statistics/series.csv", "exact,GAZETTE,primary", "exact,GAZETTE,", "P002 series initial_screenings 2022"),
        (
            "evidence/statement.toml",
            'cite = { source = ["QUAY_POST"], confidence = "secondary", note = "Invented" }',
            "",
            "P002 sentence position_guild",
        ),
        # P003 missing text
        ("text/en.toml", 'hurt = "Has anyone hurt you?"\n', "", "P003 text/en.toml"),
        ("text/ar.toml", 'came_forward = "تقدّم من تلقاء نفسه"\n', "", "P003 text/ar.toml"),
        ("text/en.toml", 'ferry = "By ferry"\n', "", "P003 text/en.toml"),
        ("text/en.toml", 'identified = "Persons identified by', 'identify = "Persons identified by', "P003 text/en.toml"),
        # P004 refused question
        (INSTRUMENT, 'topic = "travel"', 'topic = "religion"', "P004 instrument quay_questions question arrived_by"),
        (
            "text/en.toml",
            "How did you come here?",
            "What is your Religion?",
            "P004 instrument quay_questions question arrived_by in en",
        ),
        ("text/ar.toml", 'arrived_by = "', 'arrived_by = "ديانتك ', "P004 instrument quay_questions question arrived_by in ar"),
        # P005 overlapping validity
        (
            "codes/lists.csv",
            "groups,others,",
            "agencies,sea_rescue,2020-01-01,2021-07-01,HARBOUR_CODE,primary,\ngroups,others,",
            "P005 codes agencies.sea_rescue",
        ),
        # P006 used twice
        (
            "statistics/series.csv",
            "initial_screenings,financial_year,2022",
            "initial_screenings,financial_year,2021",
            "P006 series initial_screenings 2021 financial_year",
        ),
        (
            EXAMPLES,
            'id = "deckhand_who_is_hurt"',
            'id = "age_not_known_when_it_began"',
            "P006 example age_not_known_when_it_began",
        ),
        ("evidence/statement.toml", '[[sentences]]\nid = "persons"', '[[sentences]]\nid = "screened"', "P006 sentence screened"),
        # P007 nothing said for "not known"
        (
            "text/en.toml",
            'not_known = "It is not known whether',
            '# "It is not known whether',
            "P007 instrument quay_questions outcome urgent_route",
        ),
        # P014 what a statement names and is not there
        ("text/en.toml", "{persons_identified}", "{persons_seen}", "P014 sentence identified in en"),
        ("text/ar.toml", "{published.identified}", "{claim.guild_2023.moon}", "P014 sentence published_identified in ar"),
        (
            "evidence/statement.toml",
            'id = "published_identified"',
            'id = "published_identified"\nconflicts = ["moon"]',
            "P014 sentence published_identified",
        ),
        (
            "figures/counts.toml",
            'disclosure = "none"',
            'disclosure = "none"\npublished_as = "moon"',
            "P014 figure initial_screenings",
        ),
        ("evidence/conflicts.toml", 'id = "house_opened"', 'id = "house_opened"\nyear = 2022', "P014 conflict house_opened"),
        # P012 a worked example that does not hold
        (EXAMPLES, 'expect = { urgent_route = "yes"', 'expect = { urgent_route = "no"', "P012 example deckhand_who_is_hurt"),
        (EXAMPLES, "on = 2023-09-12", "on = 2019-09-12", "P012 example sailor_with_nothing_to_report"),
        (EXAMPLES, 'answers = { hurt = "yes" }', 'answers = { hurt = "often" }', "P012 example deckhand_who_is_hurt"),
        (
            EXAMPLES,
            'answers = { hurt = "yes" }',
            'answers = { hurt = "yes", tired = "yes" }',
            "P012 example deckhand_who_is_hurt",
        ),
        (
            EXAMPLES,
            'expect = { urgent_route = "yes"',
            'expect = { call = "yes", urgent_route = "yes"',
            "P012 example deckhand_who_is_hurt",
        ),
        (EXAMPLES, '["age_when_it_began"]', '["age"]', "P012 example age_not_known_when_it_began"),
    ],
)
def test_a_pack_with_one_fault_has_that_problem_and_no_other(freeport, name, old, new, problem):
    freeport.change(name, old, new)
    found = [each for each in freeport.problems() if not each.startswith(FOLLOW_A_CHANGE)]
    assert len(found) == 1, found
    assert found[0].startswith(problem)


def test_two_versions_in_force_on_one_day_are_a_problem(freeport):
    entry = freeport.path(INSTRUMENT).read_text(encoding="utf-8")
    freeport.path("instruments/quay_questions_3.toml").write_text(
        entry.replace('version = "2"\nfrom = 2020-07-01', 'version = "3"\nfrom = 2024-07-01'), encoding="utf-8"
    )
    assert freeport.problems() == ["P005 instrument quay_questions"]


def test_two_versions_that_follow_one_another_are_no_problem(freeport):
    entry = freeport.path(INSTRUMENT).read_text(encoding="utf-8")
    freeport.path("instruments/quay_questions_3.toml").write_text(
        entry.replace('version = "2"\nfrom = 2020-07-01', 'version = "3"\nfrom = 2024-07-01'), encoding="utf-8"
    )
    freeport.change(INSTRUMENT, "from = 2020-07-01", "from = 2020-07-01\nto = 2024-06-30")
    assert freeport.problems() == []
    assert [entry.version for entry in freeport.read().instruments["quay_questions"]] == ["2", "3"]


FOLLOWS = ("P003", "P001 fact", "P001 crosswalk")  # texts, facts and readings name questions


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('{ at_least = ["months_unpaid", 2] }', '{ more_than = ["months_unpaid", 2] }'),
        ('{ at_least = ["months_unpaid", 2] }', '{ at_least = ["months_unpaid", true] }'),
        ('{ at_least = ["months_unpaid", 2] }', '{ at_least = ["hurt", 2] }'),
        ('{ equals = ["in_danger_now", "yes"] }', '{ equals = ["in_danger_now", "perhaps"] }'),
        ('{ equals = ["in_danger_now", "yes"] }', '{ equals = ["in_danger_now", "refused"] }'),
        ('{ equals = ["in_danger_now", "yes"] }', '{ equals = ["in_trouble", "yes"] }'),
        ('{ equals = ["in_danger_now", "yes"] }', '{ equals = ["young_person_route", "yes"] }'),
        ("when = { at_least_of = [2, [", "when = { at_least_of = [9, ["),
        ("when = { at_least_of = [2, [", "when = { at_least_of = [0, ["),
        ('id = "hurt"', 'id = "in_danger_now"'),
        ('id = "too_little_rest"', 'id = "long_unpaid"'),
        ('age_question = "age_when_it_began"', 'age_question = "age_then"'),
    ],
    ids=[
        "an operator that does not exist",
        "yes where a number belongs",
        "a number asked of a yes or no question",
        "a word that is no answer",
        "a word for not known",
        "a question that does not exist",
        "an outcome that comes later",
        "more than there are",
        "at least none",
        "a question used twice",
        "a rule used twice",
        "an age question that does not exist",
    ],
)
def test_an_expression_that_cannot_be_read_is_a_problem(freeport, old, new):
    freeport.change(INSTRUMENT, old, new)
    freeport.path(EXAMPLES).unlink()
    found = [problem for problem in freeport.problems() if not problem.startswith(FOLLOWS)]
    assert found == ["P010 instrument quay_questions"]


def test_an_outcome_that_no_answers_reach_is_a_problem(freeport):
    rule = 'id = "young_person_route"\nwhen = '
    between = '{ all = [{ at_least = ["age", 21] }, { not = { at_least = ["age", 18] } }] }'
    freeport.change(INSTRUMENT, rule + '{ not = { at_least = ["age", 21] } }', rule + between)
    freeport.path(EXAMPLES).unlink()
    assert freeport.problems() == ["P011 instrument quay_questions outcome young_person_route"]


def test_an_outcome_that_only_one_age_reaches_is_no_problem(freeport):
    rule = 'id = "young_person_route"\nwhen = '
    between = '{ all = [{ at_least = ["age", 17] }, { not = { at_least = ["age", 18] } }] }'
    freeport.change(INSTRUMENT, rule + '{ not = { at_least = ["age", 21] } }', rule + between)
    freeport.path(EXAMPLES).unlink()
    assert freeport.problems() == []


def test_a_language_that_is_called_a_draft_may_lack_texts(freeport):
    freeport.change("text/ar.toml", 'came_forward = "تقدّم من تلقاء نفسه"\n', "")
    freeport.change("pack.toml", 'tag = "ar"\nstate = "full"', 'tag = "ar"\nstate = "draft"')
    assert freeport.problems() == []


def test_a_word_inside_another_word_is_no_refused_word(freeport):
    freeport.change("text/en.toml", "How did you come here?", "How did you trace your way, by land or in a carrack?")
    assert [each for each in freeport.problems() if not each.startswith(FOLLOW_A_CHANGE)] == []


def test_a_problem_says_where_it_is_and_what_to_do(freeport):
    freeport.change(INSTRUMENT, 'stage = "initial"', 'stage = "third"')
    (problem,) = check_pack(freeport.read())
    assert str(problem) == (
        "P001 instrument quay_questions: 'third' is not in the list stages. What to do: add the code or correct it"
    )


def firmground(*arguments):
    command = [sys.executable, "-m", "firmground.cli.app", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def test_the_command_says_that_the_shipped_packs_are_in_order():
    done = firmground("pack", "check", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {name: [] for name in shipped_packs()}


def test_the_command_lists_a_problem_and_ends_with_code_1(freeport):
    freeport.change(INSTRUMENT, 'stage = "initial"', 'stage = "third"')
    done = firmground("pack", "check", freeport.folder)
    assert done.returncode == 1
    assert "freeport: P001 instrument quay_questions: 'third' is not in the list stages." in done.stdout
    assert "freeport: 1 problem\n" in done.stdout


def test_the_command_ends_with_code_3_when_a_pack_cannot_be_read(freeport):
    freeport.change("pack.toml", "majority_age = 21", 'majority_age = "21"')
    done = firmground("pack", "check", freeport.folder)
    assert done.returncode == 3
    assert "key majority_age" in done.stderr
    assert "What to do:" in done.stderr
    assert "Traceback" not in done.stderr


# What the checks do not find yet.


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("least = 0\nmost = 600", "least = 600\nmost = 0", id="least more than most"),
        pytest.param('topic = "safety"', 'topic = "safety"\nchoices = ["a"]', id="choices of a yes or no question"),
        pytest.param('choices = ["ship_crew", "ferry", "small_boat", "lives_here"]\n', "", id="no choices"),
        pytest.param('"lives_here"]', '"lives_here", "lives_here"]', id="a choice twice"),
        pytest.param('"lives_here"]', '"refused"]', id="a word for not known"),
    ],
)
def test_a_question_that_a_published_instrument_could_not_have_is_a_problem(freeport, old, new):
    freeport.change(INSTRUMENT, old, new)
    freeport.path(EXAMPLES).unlink()
    assert "P010 instrument quay_questions" in freeport.problems()


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (INSTRUMENT, 'least_age = 10\nage_question = "age"', 'least_age = 10\nage_question = "years"'),
        (INSTRUMENT, "languages_checked = []", 'languages_checked = ["fr"]'),
        ("text/en.toml", "{initial_screenings} times", "{screenings_of_all} times"),
        ("text/en.toml", "{published.initial_screenings}", "{published.screenings}"),
        ("figures/counts.toml", '{ equals = ["stage", "initial"] }', '{ equals = ["stag", "initial"] }'),
        ("figures/counts.toml", '{ equals = ["stage", "initial"] }', '{ same = ["stage", "initial"] }'),
        ("figures/counts.toml", 'group = ["agency"]', 'group = ["agent"]'),
    ],
    ids=[
        "the question that tells the age",
        "a language that was checked",
        "a figure that a sentence quotes",
        "a published series that a sentence quotes",
        "a column that a figure filters by",
        "an operator that a figure filters by",
        "a column that a figure groups by",
    ],
)
def test_a_reference_to_something_that_is_not_there_is_a_problem(freeport, name, old, new):
    freeport.change(name, old, new)
    assert freeport.problems() != []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('initial_instrument = "quay_questions"', 'initial_instrument = "quay"'),
        pytest.param('screened_series = "initial_screenings"', 'screened_series = "screened"'),
        pytest.param('"papers_kept"', '"papers"'),
    ],
    ids=["an instrument", "a series", "a question"],
)
def test_a_demo_year_that_names_something_that_is_not_there_is_a_problem(freeport, old, new):
    freeport.change("statistics/demo.toml", old, new)
    assert freeport.problems() == ["P001 demo"]


@pytest.mark.parametrize(
    ("old", "new"),
    [("d6_past,", "d6_past,no_"), (",retention_of_documents,", ",retention_of_papers,")],
    ids=["a dimension", "a sign of forced labour"],
)
def test_an_indicator_that_names_something_that_is_not_there_is_a_problem(tmp_path, copy_to, old, new):
    pack = copy_to(tmp_path, "international")
    pack.change("indicators/ilo_2009_labour.csv", old, new)
    assert any(problem.startswith("P001 indicators ilo_2009_labour") for problem in pack.problems())


def test_a_text_is_missed_whatever_the_file_of_the_instrument_is_called(freeport):
    freeport.path(INSTRUMENT).rename(freeport.path("instruments/version_2.toml"))
    freeport.change("text/en.toml", 'hurt = "Has anyone hurt you?"\n', "")
    assert [each for each in freeport.problems() if not each.startswith(FOLLOW_A_CHANGE)] == ["P003 text/en.toml"]


def test_an_outcome_added_to_an_inherited_instrument_must_say_what_to_do_when_not_known(tmp_path, copy_to):
    ours, extended = copy_to(tmp_path), copy_to(tmp_path, "international")
    ours.path("instruments/qyit.toml").write_text(
        extended.path("instruments/qyit.toml").read_text(encoding="utf-8")
        + '\n[[outcomes]]\nid = "call"\nwhen = { equals = ["unsafe_work", "yes"] }\n',
        encoding="utf-8",
    )
    assert "P007 instrument qyit outcome call" in ours.problems()
