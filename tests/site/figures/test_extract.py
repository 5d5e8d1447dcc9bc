"""An extract out of the live database: no names, pseudonyms that need the key, and the figures of the library."""

import datetime
import io
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from firmground.cases.demo_course import demo_tables
from firmground.screening.demo_year import demo_year
from firmground.statistics.extract import Extract, read_extract, write_extract
from firmground.statistics.tabulation import compute_figures
from firmground_site.access.actors import the_system
from firmground_site.audit.actions import NotPermitted, Refused
from firmground_site.audit.guard import writing
from firmground_site.audit.models import Content, Entry
from firmground_site.cases.actions.loading import load_courses
from firmground_site.figures.actions import extracting as actions
from firmground_site.figures.actions.extracting import extract_year
from firmground_site.packs.queries import active_pack
from firmground_site.screening.actions.debriefing import begin_sitting, finish_debriefing, save_answers
from firmground_site.screening.actions.deciding import decide, give_opinion
from firmground_site.screening.actions.loading import load_year
from firmground_site.screening.actions.recording import PersonMet
from firmground_site.screening.models import Decision, Identification, Person, Screening

pytestmark = pytest.mark.django_db
SYSTEM = the_system("extract")
PERSONS = 1500  # script/run, which a test runs too, compares the statements of the whole year
PLANTED = {
    "name": "Maria Quicksilver",
    "alias": "Tall Zenobia",
    "document": "QX9988776",
    "phone": "+852 5550 1234",
    "place": "Behind Marigold Wharf",
    "note": "Asked for Father Bartholomew",
    "party": "Windlass Manning Ltd",
}


def extract(out: Path, year: int = 2025) -> Extract:
    extract_year(year=year, out=out, by=SYSTEM)
    return read_extract(out)


def rows(found: Extract, table: str) -> list[dict[str, Any]]:
    return pq.read_table(found.path(table)).to_pylist()


def decided(screening: Screening, by: Any, decision: str = "identified", forced_labour: str = "yes") -> Decision:
    """Debrief and decide."""
    identification = Identification.objects.get(opened_from=screening)
    sitting = begin_sitting(identification=identification, version=identification.version, interpreter="", language="", by=by)
    save_answers(screening=sitting.screening, version=sitting.screening.version, answers={"act_recruited": "yes"}, by=by)
    identification.refresh_from_db()
    identification = finish_debriefing(identification=identification, version=identification.version, by=by)
    return decide(
        identification=identification,
        version=identification.version,
        decision=decision,
        reasons="Two papers agree.",
        forced_labour=forced_labour,
        forced_labour_reasons="She could not leave.",
        relied_on=["act_recruited"],
        by=by,
    )


@pytest.mark.slow
def test_a_year_of_hong_kong_has_every_figure_of_the_library_s_own_extract(cast, tmp_path: Path) -> None:
    pack = active_pack()
    load_year(year=2019, persons=PERSONS, seed=1, by=the_system("load_demo"))
    load_courses(year=2019, persons=PERSONS, seed=1, by=the_system("load_demo"))
    with connection.cursor() as cursor:  # PostgreSQL counts its rows in the background, but not those of an open transaction
        cursor.execute("ANALYZE")
    tables = demo_year(pack, year=2019, persons=PERSONS, seed=1)
    tables |= demo_tables(pack, tables, year=2019, seed=1)
    library = write_extract(tables, tmp_path / "library", pack=pack, year=2019, synthetic=True)
    live = extract(tmp_path / "live", 2019)
    assert live.synthetic is True
    assert {name: pq.read_metadata(live.path(name)).num_rows for name in live.tables} == {
        name: table.num_rows for name, table in tables.items()
    }
    found, expected = (plain(compute_figures(pack, each, 2019)) for each in (live, library))
    assert found == expected


def plain(figures: Any) -> dict[str, Any]:
    counted = {name: replace(figure, data_digest="") for name, figure in figures.figures.items()}
    return {**counted, **figures.ratios}


def test_a_territory_with_another_year_and_no_debriefing_has_its_figures_too(settings, freeport, tmp_path: Path) -> None:
    settings.DEBUG = True
    call_command("load_demo", year=2023, persons=120, stdout=io.StringIO())
    pack = active_pack()
    tables = demo_year(pack, year=2023, persons=120, seed=1)
    library = write_extract(tables, tmp_path / "library", pack=pack, year=2023, synthetic=True)
    found = plain(compute_figures(pack, extract(tmp_path / "live", 2023), 2023))
    assert found == plain(compute_figures(pack, library, 2023))


AGENCIES = ("immd", "hkpf", "ld")
IN_2025 = st.dates(datetime.date(2025, 1, 1), datetime.date(2025, 6, 2))
BEFORE = st.dates(datetime.date(2024, 12, 1), datetime.date(2024, 12, 31))
SCREENINGS = st.fixed_dictionaries(
    {
        "agency": st.sampled_from(AGENCIES),
        "group": st.sampled_from(("domestic_helpers", "sex_workers")),
        "trigger": st.sampled_from(("arrested", "came_forward")),
        "sex": st.sampled_from(("female", "male", "not_known", "")),
        "nationality": st.sampled_from(("philippines", "other", "")),
        "age": st.sampled_from((0, 17, 18, 24, 25, 35, 90, None, "refused")),
        "documents_held": st.sampled_from(("yes", "no", "refused", None)),
        "day": IN_2025 | BEFORE,
        "decision": st.sampled_from((None, "identified", "not_identified", "not_yet_decided")),
    }
)


@contextmanager
def forgotten() -> Iterator[None]:
    """What is done within it is undone at its end."""
    block = transaction.atomic()
    block._from_testcase = True  # actions insist on a transaction of their own, but for that of a test
    with block:
        yield
        transaction.set_rollback(True)


@settings(
    max_examples=8,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(people=st.lists(SCREENINGS, min_size=1, max_size=5))
def test_any_few_screenings_have_the_figures_that_one_counts_by_hand(
    cast, noon, screened, tmp_path_factory, people: list[dict[str, Any]]
) -> None:
    with forgotten():
        for each in people:
            met = PersonMet(sex=each["sex"], nationality=each["nationality"])
            of = {name: each[name] for name in ("agency", "group", "trigger", "day", "age", "documents_held")}
            screening = screened(met, **of)
            if takes_a_decision(each):
                officer = {"immd": "identification_officer", "hkpf": "other_officer"}[each["agency"]]
                decided(screening, cast.actor(officer), each["decision"])
        expected = counted_by_hand(people)
        if not expected["persons_screened"] and not expected["decisions"]:
            with pytest.raises(Refused, match="nothing to extract"):
                extract(tmp_path_factory.mktemp("none") / "out")
            return
        found = extract(tmp_path_factory.mktemp("some") / "out")
    pack = active_pack()
    entries = tuple(each.model_copy(update={"disclosure": "none"}) for each in pack.figures)
    open_pack = replace(pack, figures=entries, ratios=())  # a year may have more debriefings than first screenings
    figures = compute_figures(open_pack, found, 2025).figures
    assert figures["persons_screened"].total == expected["persons_screened"]
    for group in ("agency", "group", "trigger", "sex", "nationality", "age_band"):
        assert not_nought(figures[f"initial_screenings_by_{group}"].cells) == expected[group]
    assert not_nought(figures["decisions_by_decision"].cells) == expected["decisions"]


def takes_a_decision(each: Mapping[str, Any]) -> bool:
    return each["documents_held"] == "yes" and each["decision"] is not None and each["agency"] != "ld"


def not_nought(cells: Mapping[str, Any]) -> dict[str, int]:
    return {code: count for code, count in cells.items() if count}


def counted_by_hand(people: list[dict[str, Any]]) -> dict[str, Any]:
    first = [each for each in people if each["day"].year == 2025]
    ages = ((35, "from_35"), (25, "from_25_to_34"), (18, "from_18_to_24"), (0, "under_18"))
    bands = [
        next(band for least, band in ages if each["age"] >= least) if isinstance(each["age"], int) else "not_known"
        for each in first
    ]
    decisions = [each["decision"] for each in people if takes_a_decision(each)]
    waiting = [each for each in first if each["documents_held"] == "yes" and not takes_a_decision(each)]
    debriefed_again = sum(takes_a_decision(each) and each["day"].year != 2025 for each in people)  # in 2025, of one met before
    return {
        "persons_screened": len(first) + debriefed_again,
        **{name: Counter(each[name] or "not_known" for each in first) for name in ("agency", "group", "trigger")},
        **{name: Counter(each[name] or "not_known" for each in first) for name in ("sex", "nationality")},
        "age_band": Counter(bands),
        "decisions": Counter([*decisions, *["not_yet_decided"] * len(waiting)]),
    }


def test_nothing_that_tells_who_somebody_is_gets_into_any_file(cast, noon, screened, tmp_path: Path) -> None:
    person = PersonMet(**{name: PLANTED[name] for name in ("name", "alias", "document", "phone")}, sex="female")
    recorded = screened(
        person,
        place=PLANTED["place"],
        note=PLANTED["note"],
        parties=(("employer", PLANTED["party"]),),
        documents_held="yes",
    )
    found = extract(tmp_path / "out")
    written = {path.name: path.read_bytes() for path in found.folder.iterdir()}
    written |= {name: json.dumps(rows(found, name), default=str).encode() for name in found.tables}
    hidden = [*PLANTED.values(), str(recorded.pk), recorded.pk.hex, str(recorded.person_id), recorded.person_id.hex]
    assert len(written) == 1 + 2 * len(found.tables)
    for name, content in written.items():
        found_in_it = [each for each in hidden if each.encode() in content]
        assert not found_in_it, name
    assert rows(found, "screenings")[0]["sex"] == "female", "the search would find what is there"


def test_a_pseudonym_is_the_same_each_time_and_another_with_another_key(cast, noon, screened, settings, tmp_path: Path) -> None:
    for _ in range(6):
        screened(documents_held="yes")
    first, again = extract(tmp_path / "first"), extract(tmp_path / "again")
    settings.PSEUDONYM_KEY = "YW5vdGhlci1rZXktb2YtdGhpcnR5LXR3by1ieXRlcy4="
    other = extract(tmp_path / "other")
    assert first.tables == again.tables
    persons = [{row["person"] for row in rows(each, "screenings")} for each in (first, other)]
    assert len(persons[0]) == len(persons[1]) == 6
    assert not persons[0] & persons[1]


def test_the_numbers_of_screenings_do_not_follow_the_order_of_their_recording(cast, noon, screened, tmp_path: Path) -> None:
    days = [datetime.date(2025, 1, 1) + datetime.timedelta(days=place) for place in range(12)]
    for day in days:
        screened(day=day)
    found = rows(extract(tmp_path / "out"), "screenings")
    assert [row["screening"] for row in found] == list(range(1, 13))
    assert [row["screened_on"] for row in found] != days


def test_a_decision_rests_on_its_debriefing_and_a_draft_is_not_counted(cast, noon, screened, tmp_path: Path) -> None:
    officer = cast.actor("identification_officer")
    decided(screened(documents_held="yes"), officer, "not_identified", "no")
    draft = Identification.objects.get(opened_from=screened(documents_held="yes"))
    begin_sitting(identification=draft, version=draft.version, interpreter="", language="", by=officer)
    found = extract(tmp_path / "out")
    stages = {row["screening"]: row["stage"] for row in rows(found, "screenings")}
    assert Counter(stages.values()) == {"initial": 2, "full": 1}
    rests_on = {row["decision"]: stages[row["screening"]] for row in rows(found, "decisions")}
    assert rests_on == {"not_identified": "full", "not_yet_decided": "initial"}


def test_a_decision_from_which_the_second_officer_differed_is_still_to_be_taken(cast, noon, screened, tmp_path: Path) -> None:
    decision = decided(screened(documents_held="yes"), cast.actor("identification_officer"))
    version = Identification.objects.get().version
    give_opinion(decision=decision, version=version, concurs=False, reasons="A date is wrong.", by=cast.actor("second_officer"))
    row = rows(extract(tmp_path / "out"), "decisions")
    assert [(each["decision"], each["forced_labour"]) for each in row] == [("not_yet_decided", "not_known")]


def test_a_later_decision_takes_the_place_of_the_earlier_one(cast, noon, screened, tmp_path: Path) -> None:
    decision = decided(screened(documents_held="yes"), cast.actor("identification_officer"))
    later = {"decision": "not_identified", "forced_labour": "no", "number": 2, "reasons": "New papers came."}
    with writing("a later decision for a test"):
        Decision.objects.create(
            identification=decision.identification,
            decided_at=decision.decided_at,
            decided_by=decision.decided_by,
            **later,
        )
    assert [row["decision"] for row in rows(extract(tmp_path / "out"), "decisions")] == ["not_identified"]


def test_whoever_was_erased_still_counts(cast, noon, screened, tmp_path: Path) -> None:
    screening = screened(PersonMet(name="Maria Quicksilver", sex="female", nationality="philippines"), age=30)
    with writing("an erasure as the action leaves it"):
        Person.objects.update(name=None, age=None, nationality="", erased_at=noon, erased_by="system:erase")
        Screening.objects.update(answers={}, result=None, language="")
    found = extract(tmp_path / "out")
    row = rows(found, "screenings")[0]
    assert (row["sex"], row["agency"], row["screened_on"]) == ("female", "immd", screening.screened_on)
    assert row["age_band"] is row["nationality"] is None
    answers = rows(found, "answers_initial_screening")[0]
    assert set(answers.values()) == {row["screening"], None}


def test_making_it_leaves_an_event_with_its_digest(cast, noon, screened, tmp_path: Path) -> None:
    screened()
    found = extract(tmp_path / "out")
    entry = Entry.objects.get(kind="extract:made")
    content = Content.objects.get(entry=entry).value
    assert (entry.actor, entry.subject, content["digest"]) == ("system:extract", "extract:2025", found.digest)
    assert content["rows"]["screenings"] == 1


def test_without_its_event_no_folder_is_left(cast, noon, screened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the database is gone")

    screened()
    monkeypatch.setattr(actions, "record", fail)
    with pytest.raises(RuntimeError):
        extract(tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_invented_people_and_others_are_never_in_one_extract(cast, noon, screened, tmp_path: Path) -> None:
    screened()
    screened()
    with writing("an invented person"):
        Person.objects.filter(pk=Person.objects.first().pk).update(synthetic=True)
    with pytest.raises(Refused, match="Invented people and others are together in 2025"):
        extract(tmp_path / "out")
    assert not (tmp_path / "out").exists()
    assert not Entry.objects.filter(kind="extract:made").exists()


def test_people_who_are_not_invented_make_an_extract_that_does_not_say_so(cast, noon, screened, tmp_path: Path) -> None:
    screened()
    assert extract(tmp_path / "out").synthetic is False


@pytest.mark.parametrize("year", [2019, 2026, 12])
def test_a_year_without_anything_is_refused(cast, noon, screened, tmp_path: Path, year: int) -> None:
    screened()
    with pytest.raises(Refused, match="nothing to extract|four digits"):
        extract(tmp_path / "out", year)


@pytest.mark.parametrize("who", ["secretariat", "supervisor", "identification_officer", "auditor", "outsider"])
def test_only_a_statistician_or_the_server_makes_one(cast, noon, screened, tmp_path: Path, who: str) -> None:
    screened()
    with pytest.raises(NotPermitted):
        extract_year(year=2025, out=tmp_path / "out", by=cast.actor(who))
    assert extract_year(year=2025, out=tmp_path / "out", by=cast.actor("statistician")).year == 2025


def test_the_command_says_the_digest_and_refuses_a_folder_in_use(cast, noon, screened, tmp_path: Path) -> None:
    screened()
    out = io.StringIO()
    call_command("extract", year=2025, out=tmp_path / "out", stdout=out)
    assert read_extract(tmp_path / "out").digest in out.getvalue()
    before = sorted((path.name, path.read_bytes()) for path in (tmp_path / "out").iterdir())
    with pytest.raises(CommandError, match="holds other files"):
        call_command("extract", year=2025, out=tmp_path / "out")
    assert sorted((path.name, path.read_bytes()) for path in (tmp_path / "out").iterdir()) == before
    with pytest.raises(CommandError, match="nothing to extract"):
        call_command("extract", year=2001, out=tmp_path / "new")
