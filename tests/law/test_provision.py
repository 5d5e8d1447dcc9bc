"""Provisions on a day: which are in force, what they carry then, when that changes, and how they are cited."""

from datetime import date

import pytest

from firmground.errors import PackError
from firmground.law.provision import citations_of, cited_in_words, find_provision, law_of, provisions_of, provisions_on
from firmground.packs.pack import read_pack

OLD = ["harbour_12", "harbour_15", "harbour_18", "harbour_23", "harbour_29", "seafarers_7", "seafarers_19", "seafarers_22"]
NEW = ["harbour_41", "harbour_42", "harbour_44"]
BEGINNING = [each for each in OLD if each != "harbour_29"]


@pytest.mark.parametrize(
    ("day", "ids"),
    [
        (date(1931, 3, 31), []),
        (date(1931, 4, 1), ["seafarers_7", "seafarers_19"]),
        (date(2021, 6, 30), OLD),  # the last day of section 29
        (date(2021, 7, 1), [*BEGINNING[:4], *NEW, *BEGINNING[4:]]),  # the first day of sections 41, 42 and 44
    ],
)
def test_a_provision_is_in_force_from_its_first_day_to_its_last(freeport, day, ids):
    assert [each.id for each in provisions_on(freeport, day)] == ids


@pytest.mark.parametrize("name", ["freeport", "hong_kong"])
def test_the_register_is_in_the_order_of_its_numbers(name):
    numbers = [each.entry.number for each in provisions_of(read_pack(name))]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize(
    ("name", "day", "carried"),
    [
        ("harbour_12", date(2021, 12, 31), [(None, None, 24, None, 4)]),
        ("harbour_12", date(2022, 1, 1), [(None, "on_indictment", 60, 40000, None), (None, "summarily", 6, None, 4)]),
        ("harbour_41", date(2021, 12, 31), [("ordinary", None, 120, None, None), ("lasting_harm", None, None, None, None)]),
        ("harbour_41", date(2022, 1, 1), [("ordinary", None, 180, None, None), ("lasting_harm", None, None, None, None)]),
        ("seafarers_22", date(2022, 1, 1), []),  # nothing is known of its penalty
    ],
)
def test_a_provision_carries_what_was_in_force_on_the_day(freeport, name, day, carried):
    found = find_provision(freeport, name).penalties_on(day)
    assert [(each.for_, each.tried, each.imprisonment, each.fine, each.fine_level) for each in found] == carried


@pytest.mark.parametrize(
    ("name", "day", "months"),
    [("harbour_15", date(2022, 12, 31), 6), ("harbour_15", date(2023, 1, 1), 24), ("harbour_23", date(2023, 1, 1), 3)],
)
def test_a_time_limit_is_the_one_of_the_day(freeport, name, day, months):
    assert find_provision(freeport, name).time_limit_on(day).months == months


def test_a_time_limit_that_is_not_known_is_not_the_same_as_none(freeport):
    day = date(2023, 1, 1)
    assert find_provision(freeport, "seafarers_22").time_limit_on(day) is None
    assert find_provision(freeport, "harbour_41").time_limit_on(day).unlimited


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("harbour_12", [date(1954, 3, 1), date(2022, 1, 1)]),
        ("harbour_15", [date(1954, 3, 1), date(2023, 1, 1)]),
        ("harbour_29", [date(1968, 9, 15), date(2021, 7, 1)]),
        ("harbour_41", [date(2021, 7, 1), date(2022, 1, 1)]),
    ],
)
def test_the_history_of_a_provision_names_each_day_on_which_something_began_or_had_ceased(freeport, name, days):
    assert list(find_provision(freeport, name).days_of_change) == days


def test_a_provision_that_ends_on_the_last_day_of_the_calendar_has_a_history(with_provisions):
    (provision,) = provisions_of(with_provisions({"from_": date(2020, 1, 1), "to": date.max}))
    assert date(2020, 1, 1) in provision.days_of_change


def test_a_repealed_provision_carries_no_penalty_after_its_last_day(freeport):
    repealed = find_provision(freeport, "harbour_29")
    assert repealed.penalties_on(date(2021, 6, 30)) != ()
    assert repealed.penalties_on(date(2021, 7, 1)) == ()


def test_a_provision_is_found_by_its_id_or_refused(freeport):
    assert find_provision(freeport, "harbour_41").entry.section == "41"
    with pytest.raises(PackError, match="there is no provision 'harbour_99'") as caught:
        find_provision(freeport, "harbour_99")
    assert caught.value.remedy


def test_a_territory_without_a_register_is_refused_and_not_taken_to_have_no_law():
    with pytest.raises(PackError, match="has no register of law") as caught:
        law_of(read_pack("international"))
    assert "law/" in caught.value.remedy


@pytest.mark.parametrize(
    ("name", "language", "words"),
    [
        ("harbour_41", None, "Harbour Code (Cap. 4) s. 41"),
        ("seafarers_7", None, "Seafarers Act (Cap. 11) s. 7"),
    ],
)
def test_a_provision_is_cited_by_ordinance_chapter_and_section(freeport, name, language, words):
    assert cited_in_words(freeport, find_provision(freeport, name), language) == words


def test_a_provision_is_cited_in_the_language_of_the_reader(freeport):
    title = freeport.texts["ar"]["law.ordinances.harbour_code"]
    assert cited_in_words(freeport, find_provision(freeport, "harbour_41"), "ar").startswith(title)


def test_what_has_neither_chapter_nor_section_is_cited_by_its_name_alone(hong_kong):
    assert cited_in_words(hong_kong, find_provision(hong_kong, "common_law_kidnapping")) == "Common law"


def test_a_provision_is_verified_only_where_its_conduct_was_read_in_a_primary_source(freeport):
    assert find_provision(freeport, "harbour_41").is_verified
    assert not find_provision(freeport, "seafarers_7").is_verified  # the press
    assert not find_provision(freeport, "seafarers_22").is_verified  # not found in print


@pytest.mark.parametrize("name", ["freeport", "hong_kong"])
def test_every_source_of_a_provision_is_told_with_what_rests_on_it(name):
    pack = read_pack(name)
    cited = list(pack.law.citations())
    for provision in provisions_of(pack):
        told = {cite for _, cite in citations_of(provision)}
        assert {cite for where, cite in cited if f"{where} ".startswith(f"provision {provision.id} ")} == told


def test_a_provision_tells_of_each_penalty_and_time_limit_by_itself(freeport):
    parts = [part for part, _ in citations_of(find_provision(freeport, "harbour_12"))]
    assert parts.count("maximum penalty") == 3
    assert {"conduct", "elements it touches", "officially named", "mode of trial", "time limit"} < set(parts)
