"""Law in words, the same on pages and in commands: nothing unread is told without its mark, and no colour stands alone."""

import xml.etree.ElementTree as ET
from datetime import date

import pytest

from firmground.law.candidates import candidates
from firmground.law.charts import coverage_chart
from firmground.law.coverage import Reach, coverage_on
from firmground.law.penalties import length_in_words, penalties_in_words, time_limit_in_words
from firmground.law.provision import find_provision
from firmground.law.to_json import candidates_to_json, coverage_to_json, provision_to_json
from firmground.law.words import REACH, SIGNS, beyond_in_words, gap_in_words, limits_in_words
from firmground.packs.law_entries import Penalty, TimeLimit

DAY = date(2022, 6, 15)
PRIMARY, PRESS = ({"source": ("GAZETTE",), "confidence": each} for each in ("primary", "secondary"))
RECALLED = {"source": ("QUAY_POST",), "confidence": "unverified"}


@pytest.mark.parametrize(
    ("penalty", "words"),
    [
        ({"imprisonment": 168}, "14 years"),
        ({"imprisonment": 12}, "1 year"),
        ({"imprisonment": 1}, "1 month"),
        ({"imprisonment": 18}, "18 months"),
        ({"life": True}, "life"),
        ({"at_large": True}, "at large (no maximum set)"),
        ({"fine": 350000, "imprisonment": 36}, "350,000 marks and 3 years"),
        ({"fine_level": 5, "imprisonment": 3}, "level 5 fine and 3 months"),
        ({"imprisonment": 60, "tried": "on_indictment"}, "5 years, on indictment"),
        ({"imprisonment": 6, "tried": "summarily"}, "6 months, tried summarily"),
        ({"imprisonment": 120, "for_": "ordinary"}, "in the ordinary case: 10 years"),
        ({"as_for": "ordinary"}, "in the ordinary case"),
        ({"imprisonment": 60, "cite": PRESS}, "5 years (verify)"),
        ({"fine": 50000, "cite": RECALLED}, "50,000 marks (verify)"),
    ],
)
def test_a_penalty_in_words(freeport, penalty, words):
    assert penalties_in_words(freeport, (Penalty(**{"cite": PRIMARY, **penalty}),)) == words


def test_money_is_told_as_the_territory_writes_it(hong_kong):
    assert penalties_in_words(hong_kong, (Penalty(fine=350000, cite=PRIMARY),)) == "$350,000"


@pytest.mark.parametrize(("cite", "mark"), [(PRIMARY, ""), (PRESS, " (verify)"), (RECALLED, " (verify)")])
def test_what_another_source_says_of_a_penalty_carries_its_own_mark(freeport, cite, mark):
    entry = Penalty(imprisonment=120, cite=PRIMARY, otherwise=[{"imprisonment": 84, "cite": cite}])
    assert penalties_in_words(freeport, (entry,)) == f"10 years; another source says 7 years{mark}"


@pytest.mark.parametrize(
    "twice", [{"fine": 20000, "fine_level": 4}, {"imprisonment": 12, "at_large": True}, {"life": True, "as_for": "mutiny"}]
)
def test_a_penalty_that_says_one_thing_in_two_ways_is_refused(twice):
    with pytest.raises(ValueError, match="keep one"):
        Penalty(**twice, cite=PRIMARY)


def test_no_penalty_known_is_said_and_not_left_empty(freeport):
    assert penalties_in_words(freeport, ()) == "not known"


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        (None, "not known"),
        ({"unlimited": True}, "no limit"),
        ({"months": 6}, "6 months"),
        ({"months": 24}, "2 years"),
        ({"months": 6, "cite": RECALLED}, "6 months (verify)"),
        ({"unlimited": True, "cite": RECALLED}, "no limit (verify)"),
    ],
)
def test_a_time_limit_in_words(limit, words):
    assert time_limit_in_words(TimeLimit(**{"cite": PRIMARY, **limit}) if limit else None) == words


@pytest.mark.parametrize(
    ("months", "words"), [(1, "1 month"), (11, "11 months"), (12, "1 year"), (13, "13 months"), (120, "10 years")]
)
def test_a_length_is_told_in_years_only_where_it_is_whole_years(months, words):
    assert length_in_words(months) == words


@pytest.mark.parametrize(
    ("limits", "below_age", "words"),
    [
        ((), None, []),
        (("crosses_border",), None, ["a border must be crossed"]),
        (("females",), 16, ["only women and girls", "only below the age of 16"]),
    ],
)
def test_what_narrows_a_provision_in_words(freeport, limits, below_age, words):
    assert limits_in_words(freeport, limits, below_age) == words


def gaps_in(pack, day=DAY):
    found = coverage_on(pack, day)
    return [gap_in_words(found, gap) for gap in found.gaps]


def test_a_gap_names_purpose_acts_means_and_what_nothing_touches(hong_kong):
    told = gaps_in(hong_kong)
    assert "Servitude, every act, by every means: gap: no provision touches the purpose" in told
    assert "Servitude, every act, of children: gap: no provision touches the purpose" in told
    assert "Sexual exploitation, Transporting, by every means: reached by one provision within limits" in told
    assert all(any(each.split(": ")[1].startswith(words) for words in REACH.values()) for each in told)


def test_where_all_is_reached_no_gap_is_told(with_provisions):
    acts = ("recruit", "transport", "transfer", "harbour", "receive")
    found = coverage_on(with_provisions({"acts": acts}), DAY)
    purposes = (*found.minimum, *found.extended)
    assert gaps_in(with_provisions({"acts": acts, "purposes": purposes})) == []


@pytest.mark.parametrize(
    ("provision", "means"),
    [
        ({"means": ("fraud",)}, "by every means but Fraud"),
        ({"means": ("fraud", "deception")}, "by every means but Fraud, Deception"),
        ({"means": ("fraud",), "limits": ("females",)}, "by Fraud"),
    ],
)
def test_a_long_list_is_told_by_what_is_left_out_of_it(with_provisions, provision, means):
    pack = with_provisions({"acts": ("recruit",), "purposes": ("servitude",), **provision})
    assert any(f"Servitude, Recruiting, {means}:" in each for each in gaps_in(pack))


def test_going_beyond_tells_what_is_not_asked_for_and_what_is(freeport, hong_kong):
    found = coverage_on(hong_kong, date(2019, 12, 31))
    told = {each.provision.id: beyond_in_words(hong_kong, each) for each in found.beyond}
    assert told["crimes_129"] == "asks for no means; a border must be crossed"
    assert told["crimes_131"] == "asks for no means"
    assert told["crimes_118"] == "asks for no act, no means; only women and girls"


def test_every_reach_has_a_sign_of_its_own_so_that_no_meaning_rests_on_colour():
    assert len({SIGNS[reach] for reach in Reach}) == len({REACH[reach] for reach in Reach}) == len(Reach)


@pytest.mark.parametrize(("day", "signs"), [(date(2021, 6, 30), {"●", "○", "–"}), (date(2021, 7, 1), {"●"})])
def test_the_picture_of_the_coverage_has_a_sign_for_every_cell_of_the_minimum(freeport, day, signs):
    drawn = [
        each.text for each in ET.fromstring(coverage_chart(coverage_on(freeport, day))).iter() if each.text in SIGNS.values()
    ]
    assert len(drawn) == 5 * 8 * 5
    assert signs <= set(drawn)


def test_the_picture_names_acts_means_purposes_and_what_the_signs_mean(freeport):
    drawn = " ".join(filter(None, (each.text for each in ET.fromstring(coverage_chart(coverage_on(freeport, DAY))).iter())))
    for words in ("Recruiting", "Fraud", "Forced labour or services", "Removal of organs", REACH[Reach.WHOLE]):
        assert words in drawn
    assert "Forced marriage" not in drawn  # not of the minimum


def test_a_provision_as_data_says_how_each_part_is_known(hong_kong):
    """The mode of trial is recalled in all of Hong Kong's register, and who named a provision matters: both have a citation."""
    shown = provision_to_json(hong_kong, find_provision(hong_kong, "crimes_129"), DAY)
    assert (shown["number"], shown["cited"], shown["cite"]["verified"]) == (1, "Crimes Ordinance (Cap. 200) s. 129", True)
    assert "verify" in shown["time_limit"]
    text = str(shown)
    assert find_provision(hong_kong, "crimes_129").entry.mode_cite.note in text
    assert shown["mode"] == "indictable"


def test_coverage_as_data_tells_gaps_and_claims_in_the_words_of_the_command(freeport):
    found = coverage_on(freeport, DAY)
    shown = coverage_to_json(found)
    assert [each["words"] for each in shown["gaps"]] == gaps_in(freeport)
    assert {each["id"] for each in shown["claims"]} == {"one_law_for_all_of_it", "more_than_twenty"}
    assert len(shown["cells"]) == len(found.cells)
    assert len(shown["child_cells"]) == len(found.child_cells)


def test_candidates_as_data_leave_out_what_nothing_suggests_and_always_tell_the_limits(freeport):
    shown = candidates_to_json(freeport, candidates(freeport, {"papers_held": "yes"}, on=DAY, today=date(2023, 6, 15)))
    (only,) = shown["candidates"]
    assert (only["provision"], only["state"], only["last_day"], only["time_is_over"]) == (
        "harbour_15",
        "complete",
        "2022-12-15",
        True,
    )
    assert shown["limits"]
    assert "brought" in shown["ask_next"]
