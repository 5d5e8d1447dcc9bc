"""A pack may extend another: it inherits what it does not say itself."""

import pytest

from firmground.errors import PackError


def test_a_pack_inherits_what_it_does_not_say(freeport):
    pack = freeport.read()
    assert pack.parent is not None
    assert pack.parent.id == "international"
    assert "PALERMO" in pack.sources
    assert pack.codes["palermo_acts"] == pack.parent.codes["palermo_acts"]
    assert pack.instruments["qyit"] == pack.parent.instruments["qyit"]
    assert pack.indicator_sets["ilo_2009_labour"] == pack.parent.indicator_sets["ilo_2009_labour"]
    assert pack.refusals == pack.parent.refusals
    assert pack.disclosure == pack.parent.disclosure
    assert pack.text("answers.not_safe_to_ask") == pack.parent.text("answers.not_safe_to_ask")


def test_a_pack_keeps_to_itself_what_only_holds_in_one_place(freeport):
    pack = freeport.read()
    assert {row.series for row in pack.series} == {"initial_screenings", "full_debriefings", "identified"}
    assert {example.instrument for example in pack.examples} == {"quay_questions"}
    assert pack.manifest.majority_age != pack.parent.manifest.majority_age


def test_what_a_pack_says_goes_before_what_it_inherits(freeport):
    freeport.add("text/en.toml", '\n[answers]\nyes = "Aye"\n')
    pack = freeport.read()
    assert pack.text("answers.yes") == "Aye"
    assert pack.text("answers.no") == pack.parent.text("answers.no")


def test_a_list_of_codes_is_replaced_as_a_whole(freeport):
    freeport.add("codes/more.csv", "list,code,from,to,source,confidence,note\nsexes,not_known,,,GAZETTE,primary,\n")
    pack = freeport.read()
    assert [code.code for code in pack.codes["sexes"]] == ["not_known"]
    assert len(pack.parent.codes["sexes"]) > 1


def test_a_pack_beside_it_goes_before_the_shipped_one_of_that_name(tmp_path, copy_to):
    ours, extended = copy_to(tmp_path), copy_to(tmp_path, "international")
    extended.change("text/en.toml", 'yes = "', 'yes = "Certainly ')
    assert ours.read().text("answers.yes").startswith("Certainly ")


def test_a_pack_that_extends_nothing_inherits_nothing(freeport):
    freeport.change("pack.toml", 'extends = "international"\n', "")
    pack = freeport.read()
    assert pack.parent is None
    assert set(pack.instruments) == {"quay_questions"}


def test_a_pack_that_extends_itself_is_refused(freeport):
    freeport.change("pack.toml", 'extends = "international"', 'extends = "freeport"')
    with pytest.raises(PackError, match="'freeport' extends itself") as refused:
        freeport.read()
    assert (refused.value.where, refused.value.remedy) == (str(freeport.path("pack.toml")), "remove extends")


def test_two_packs_that_extend_each_other_are_refused(tmp_path, copy_to):
    ours, extended = copy_to(tmp_path), copy_to(tmp_path, "international")
    extended.change("pack.toml", "fictional", 'extends = "freeport"\nfictional')
    with pytest.raises(PackError, match="extends itself"):
        ours.read()


def test_a_pack_that_extends_an_unknown_one_is_refused(freeport):
    freeport.change("pack.toml", 'extends = "international"', 'extends = "atlantis"')
    with pytest.raises(PackError, match="there is no pack 'atlantis'"):
        freeport.read()


def test_the_error_of_an_unknown_extended_pack_names_the_file(freeport):
    freeport.change("pack.toml", 'extends = "international"', 'extends = "atlantis"')
    with pytest.raises(PackError) as refused:
        freeport.read()
    assert refused.value.where == f"{freeport.path('pack.toml')}, key extends"
