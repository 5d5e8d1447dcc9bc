"""The checks of a pack's plan: each finds its own fault in a copy that has only that one, and none as shipped."""

import pytest

from firmground.errors import PackError
from firmground.packs.pack import read_pack, shipped_packs
from firmground.packs.plan_checks import check_plan
from firmground.packs.plan_entries import reading_digest

MEASURES, EVIDENCE, RESOURCES = "plan/measures.toml", "plan/evidence.toml", "plan/resources.toml"
EN, AR = "text/en/plan.toml", "text/ar/plan.toml"
CITED = 'cite = { source = ["GAZETTE"], confidence = "primary", note = "Invented" }'
NAMED_AGAIN = f'\n[[named]]\nid = "in_the_gazette"\ndepartments = ["harbour_office"]\n{CITED}\n'


@pytest.mark.parametrize("name", shipped_packs())
def test_the_plan_of_a_shipped_pack_has_no_problem(name):
    assert [str(problem) for problem in check_plan(read_pack(name))] == []


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        # P001 something that is not there
        (MEASURES, 'themes = ["quays"]', 'themes = ["keys"]', "P001 measure f1"),
        (MEASURES, 'owner = "labour_guild"', 'owner = "guild"', "P001 measure f2"),
        (MEASURES, '["labour_guild", "sea_rescue"]', '["labour_guild", "rescue"]', "P001 measure f1"),
        (EVIDENCE, 'measure = "f2"', 'measure = "f9"', "P001 evidence f2_open"),
        (EVIDENCE, 'document = "GAZETTE"', 'document = "GAZETE"', "P001 evidence f1_four"),
        (EVIDENCE, 'cite = { source = ["GAZETTE"]', 'cite = { source = ["GAZETE"]', "P001 evidence f1_four"),
        (RESOURCES, 'department = "harbour_office"', 'department = "office"', "P001 posts authorised_office"),
        (RESOURCES, 'within = "authorised_in_all"', 'within = "all"', "P001 posts authorised_office"),
        (RESOURCES, 'measures = ["f1", "f2", "f3"]', 'measures = ["f1", "f9"]', "P001 resource authorised_in_all"),
        (RESOURCES, 'departments = ["harbour_office",', 'departments = ["office",', "P001 named departments in_the_gazette"),
        # P002 without a citation
        (MEASURES, 'report_cite = { source = ["GAZETTE"]', "report_cite = { source = []", "P002 plan quay_plan reports"),
        (MEASURES, '"sea_rescue"]\ncite = { source = ["GAZETTE"]', '"sea_rescue"]\ncite = { source = []', "P002 measure f1"),
        (MEASURES, '2023-06-30\ncite = { source = ["GAZETTE"]', "2023-06-30\ncite = { source = []", "P002 measure f1 indicator"),
        (EVIDENCE, 'cite = { source = ["GAZETTE"]', "cite = { source = []", "P002 evidence f1_four"),
        (
            EVIDENCE,
            '2023-10-05\ncite = { source = ["QUAY_POST"]',
            "2023-10-05\ncite = { source = []",
            "P002 plan claim two_of_the_new",
        ),
        (RESOURCES, 'cite = { source = ["GAZETTE"]', "cite = { source = []", "P002 posts authorised_in_all"),
        # P003 without words
        (EN, 'f4 = "The text of this measure was not published"\n', "", "P003 text/en.toml"),
        (EN, 'f3_walls = "The walls of the house stand."\n', "", "P003 text/en.toml"),
        (EN, 'interpreters = "interpreters"\n', "", "P003 text/en.toml"),
        (EN, 'childrens_house = "Children\'s house"\n', "", "P003 text/en.toml"),
        (EN, '\ntitle = "The quay plan (fictional)"', "", "P003 text/en.toml"),
        (AR, "\nall_done = ", "\nnone_done = ", "P003 text/ar.toml"),
        # P006 given twice
        (MEASURES, "number = 2\n", "number = 1\n", "P006 measure number new 1"),
        (EVIDENCE, 'id = "f1_six"', 'id = "f1_four"', "P006 evidence f1_four"),
        (EVIDENCE, 'id = "all_done"', 'id = "two_of_the_new"', "P006 plan claim two_of_the_new"),
        (RESOURCES, 'id = "filled_guild"', 'id = "filled_office"', "P006 posts filled_office"),
        (RESOURCES, 'id = "building_the_house"', 'id = "interpreters_each_year"', "P006 funding interpreters_each_year"),
        (RESOURCES, "recurrent = false", "recurrent = true", "P006 recurrent funding of 2022"),
        (RESOURCES, "\n[[named]]", f"{NAMED_AGAIN}\n[[named]]", "P006 named"),
        # P019 evidence that does not fit
        (EVIDENCE, 'shows = "begun"\nto = 2022-10-31', 'shows = "begun"\nto = 2022-10-30', "P019 evidence f3_walls"),
        (EVIDENCE, "value = 6", "value = 7", "P019 evidence f1_six"),
        (EVIDENCE, "dated = 2023-09-20", "dated = 2023-09-21", "P019 evidence f1_six"),
        (EVIDENCE, "from = 2023-03-01\nto = 2023-03-01", "from = 2023-03-06\nto = 2023-03-06", "P019 evidence f1_four"),
        (EVIDENCE, 'shows = "done"', 'shows = "value"\nvalue = 3', "P019 evidence f2_open"),
        (EVIDENCE, 'measure = "f2"', 'measure = "f4"', "P019 evidence f2_open"),
        # P020 another number of measures than the plan says
        (MEASURES, "new = 4\n", "new = 5\n", "P020 plan quay_plan"),
        (MEASURES, "ongoing = 3\n", "ongoing = 2\n", "P020 plan quay_plan"),
        (MEASURES, 'number = 3\nkind = "new"', 'number = 3\nkind = "ongoing"', "P020 plan quay_plan"),
    ],
)
def test_a_plan_with_one_fault_has_that_problem(freeport, name, old, new, problem):
    freeport.change(name, old, new)
    beside_the_point = {"P003", "P023"} - {problem[:4]}  # a new id has no words yet, and a claim may rest on the old one
    found = [each for each in freeport.problems() if each[:4] not in beside_the_point]
    assert found, "nothing was found"
    assert all(each.startswith(problem) for each in found), found


def test_a_reading_that_was_looked_at_again_gets_its_new_digest_from_the_check(freeport):
    freeport.change(EVIDENCE, "value = 6", "value = 7")
    changed = next(each for each in freeport.read().plan.evidence if each.id == "f1_six")
    (problem,) = check_plan(freeport.read())
    assert reading_digest(changed) in problem.remedy
    freeport.change(EVIDENCE, changed.digest, reading_digest(changed))
    assert freeport.problems() == []


def test_the_digest_of_a_document_does_not_depend_on_what_was_read_in_it(freeport):
    freeport.change(EVIDENCE, "value = 4", "value = 5")
    assert freeport.problems() == []


@pytest.mark.parametrize(
    ("name", "old", "new", "key"),
    [
        # a deadline that is not a date, text in a numeric indicator
        (MEASURES, "deadline = 2023-06-30", 'deadline = "soon"', "measures.0.indicator.deadline"),
        (MEASURES, "deadline = 2023-06-30", 'deadline = "2023-06-31"', "measures.0.indicator.deadline"),
        (MEASURES, "deadline = 2023-06-30", "deadline = 2023-06-30T12:00:00", "measures.0.indicator.deadline"),
        (MEASURES, "deadline = 2023-06-30", "deadline = 2023", "measures.0.indicator.deadline"),
        (MEASURES, "target = 6", 'target = "many"', "measures.0.indicator.target"),
        (MEASURES, "target = 6", 'target = "6"', "measures.0.indicator.target"),
        (MEASURES, "target = 6\n", "", "measures.0.indicator"),
        (MEASURES, 'unit = "interpreters"\n', "", "measures.0.indicator"),
        (MEASURES, 'kind = "milestone"', 'kind = "milestone"\ntarget = 3', "measures.1.indicator"),
        # a measure without an owner, themes or an indicator
        (MEASURES, 'owner = "harbour_office"\n', "", "measures.0"),
        (MEASURES, 'themes = ["quays"]\n', "", "measures.0"),
        (MEASURES, "text_public = false\n", "", "measures.3"),
        (MEASURES, "new = 4", 'new = "four"', "plan.new"),
        (MEASURES, 'kind = "new"', 'kind = "old"', "measures.0.kind"),
        # evidence without a date, a hash or a day
        (EVIDENCE, "dated = 2023-03-05\n", "", "evidence.0.dated"),
        (EVIDENCE, "dated = 2023-03-05", 'dated = "spring"', "evidence.0.dated"),
        (EVIDENCE, 'digest_of = "document"\n', "", "evidence.0.digest_of"),
        (EVIDENCE, '"sha256:b0b35c0b55dcd8989e72', '"sha256:b0b3', "evidence.0.digest"),
        (EVIDENCE, '"sha256:b0b35c0b55dcd8989e72', '"md5:b0b35c0b55dcd8989e72', "evidence.0.digest"),
        (EVIDENCE, "from = 2023-03-01\nto = 2023-03-01\n", "", "evidence.0"),
        (EVIDENCE, "from = 2023-03-01\nto = 2023-03-01\n", "from = 2023-03-02\nto = 2023-03-01\n", "evidence.0"),
        (EVIDENCE, "value = 4\n", "", "evidence.0"),
        (EVIDENCE, "value = 4\n", 'value = "four"\n', "evidence.0.value"),
        (EVIDENCE, 'shows = "value"', 'shows = "done"', "evidence.0"),
        (EVIDENCE, 'shows = "done"', 'shows = "promised"', "evidence.2.shows"),
        (EVIDENCE, 'kinds = ["new"]', "kinds = []", "claims.0.kinds"),
        (EVIDENCE, "at_least = 2", "at_least = -1", "claims.0.at_least"),
        # posts and money
        (RESOURCES, 'currency = "FPD"', 'currency = "shells"', "currency"),
        (RESOURCES, "posts = 12\n", "", "posts.0"),
        (RESOURCES, "posts = 12\n", 'posts = 12\nbound = "not_found"\n', "posts.0"),
        (RESOURCES, "posts = 12\n", 'posts = "a dozen"\n', "posts.0.posts"),
        (RESOURCES, "exact = 96000\n", "", "funding.0"),
    ],
)
def test_a_plan_that_cannot_be_read_names_the_file_and_the_key(freeport, name, old, new, key):
    freeport.change(name, old, new)
    with pytest.raises(PackError) as caught:
        freeport.read()
    assert name in caught.value.where
    assert caught.value.where.endswith(f"key {key}")


def test_evidence_without_a_hash_is_refused(freeport):
    digest = freeport.read().plan.evidence[0].digest
    freeport.change(EVIDENCE, f'digest = "{digest}"\n', "")
    with pytest.raises(PackError, match="missing") as caught:
        freeport.read()
    assert caught.value.where.endswith("key evidence.0.digest")


def test_a_measure_whose_text_is_not_public_may_lack_an_owner(freeport):
    (hidden,) = [each for each in freeport.read().plan.measures if not each.text_public]
    assert (hidden.owner, hidden.themes, hidden.indicator) == (None, (), None)
    freeport.change(MEASURES, "text_public = false\n", "")
    with pytest.raises(PackError, match="has no owner, theme or indicator, though its text is public"):
        freeport.read()


@pytest.mark.parametrize("name", [MEASURES, EVIDENCE, RESOURCES])
def test_half_a_plan_is_refused(freeport, name):
    freeport.path(name).unlink()
    with pytest.raises(PackError, match="cannot be read"):
        freeport.read()


def test_a_plan_is_a_territorys_own_and_not_inherited():
    pack = read_pack("international")
    assert pack.plan is None
    assert check_plan(pack) == []


def test_how_well_a_document_was_read_cannot_be_raised_without_looking_again(freeport):
    before, by_press, after = freeport.path(EVIDENCE).read_text(encoding="utf-8").partition('digest_of = "reading"\ncite = {')
    assert 'confidence = "primary"' in after.splitlines()[0] or 'confidence = "secondary"' in after.splitlines()[0]
    line = after.splitlines()[0]
    turned = line.replace("primary", "inferred") if "primary" in line else line.replace("secondary", "primary")
    freeport.path(EVIDENCE).write_text(before + by_press + after.replace(line, turned, 1), encoding="utf-8")
    (found,) = freeport.problems()
    assert found.startswith("P019 evidence ")
