"""Tables of generated records are counted a second time in plain Python, one row after the other."""

import datetime
import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from firmground.interchange.book import KINDS, make_books
from firmground.interchange.records import read_records

DAY = datetime.date(2022, 5, 1)
EDGES = [datetime.date(year, month, 1) for year in (2022, 2023) for month in (1, 4, 7, 10)][:6]
DAYS = st.sampled_from([*EDGES, *(day - datetime.timedelta(1) for day in EDGES)])
KNOWN_SEXES, BANDS = {"female": "Female", "male": "Male", "other": "Other"}, ("under_18", "from_18_to_24", "from_35", None)
NAMES = {"veyra": "Veyra", "freeport": "Freeport", "norlund": "Norlund", "other": "Other", None: "Unknown"}
DECISIONS = st.lists(
    st.fixed_dictionaries(
        {
            "person": st.sampled_from("abcdef"),
            "decided_on": DAYS,
            "sex": st.sampled_from([*KNOWN_SEXES, "not_known", None]),
            "age_band": st.sampled_from(BANDS),
            "nationality": st.sampled_from(list(NAMES)),
            "decision": st.sampled_from(["identified", "not_identified", "not_yet_decided", None]),
            "forced_labour": st.sampled_from(["yes", "no", "not_known", None]),
        }
    ),
    max_size=20,
)
SCREENINGS = st.lists(
    st.fixed_dictionaries(
        {
            "person": st.sampled_from("abc"),
            "screened_on": DAYS,
            "stage": st.sampled_from(["initial", "full"]),
            "outcome": st.sampled_from(["yes", "no", "not_known", None]),
            "age_band": st.sampled_from(BANDS),
        }
    ),
    max_size=15,
)


def age(row):
    return {"under_18": "child", None: "unknown"}.get(row["age_band"], "adult")


def last_of_each(rows):
    """The last identification of each person; of one day that with the highest number."""
    last = {}
    for row in sorted(rows, key=lambda row: (row["decided_on"], row["screening"])):
        if row["decision"] == "identified":
            last[row["person"]] = row
    return list(last.values())


def within(rows, day, first, last):
    return [row for row in rows if first <= row[day].isoformat() <= last]


def glotip_by_hand(persons):
    found = Counter()
    ages = {"child": "0 to 17 years", "adult": "18 years or over", "unknown": "Unknown"}
    for row in persons:
        sex, form = (
            KNOWN_SEXES.get(row["sex"], "Unknown"),
            "Forced labour" if row["forced_labour"] == "yes" else "Other or not recorded",
        )
        for by_sex in ("Total", sex):
            found.update(("Total", "Total", by_sex, by_age) for by_age in ("Total", ages[age(row)]))
            found[("by form of exploitation", form, by_sex, "Total")] += 1
        found[("by citizenship", NAMES[row["nationality"]], "Total", "Total")] += 1
    return found


def nrm_by_hand(rows, day, column, outcomes):
    found = Counter()
    for row in rows:
        if row[column] in outcomes:
            quarter, ages = f"Q{(row[day].month + 2) // 3}", {"child": "Child (17 or under)", "adult": "Adult (18 or over)"}
            of_age = ages.get(age(row), "Age not specified or unknown")
            for by_quarter in ("Total", quarter):
                names = (f"{of_age} - {outcomes[row[column]]}", f"{of_age} - Total", "Total")
                found.update((by_quarter, name) for name in names)
    return found


@given(decisions=DECISIONS, screenings=SCREENINGS)
@settings(max_examples=40)
def test_every_count_of_every_table_is_that_of_counting_by_hand(open_pack, rows_of, extracts_of, decisions, screenings):
    decisions = [row | {"screening": number} for number, row in enumerate(decisions)]
    with tempfile.TemporaryDirectory() as folder:
        extracts = extracts_of(open_pack, Path(folder), decisions, [row | {"screening": 1} for row in screenings])
        books = make_books(open_pack, read_records(open_pack, extracts), 2022, tuple(KINDS))
    in_year = within(decisions, "decided_on", "2022-01-01", "2022-12-31")
    persons = last_of_each(in_year)
    expected = glotip_by_hand(persons)
    for row in rows_of(books, "glotip"):
        assert row["txtVALUE"] == str(expected[(row["Dimension"], row["Category"], row["Sex"], row["Age"])])
    groups = Counter(
        {"freeport": "Reporting country", "norlund": "Other EU country", "veyra": "Non-EU country"}.get(
            p["nationality"], "Unknown"
        )
        for p in persons
    )
    found = {row["citizen"]: row["value"] for row in rows_of(books, "eurostat_citizenship")}
    assert found == {name: groups[name] for name in ("Reporting country", "Other EU country", "Non-EU country", "Unknown")} | {
        "Total": len(persons)
    }
    check_nrm(books, in_year, screenings, rows_of)
    check_counts(books, decisions, screenings, rows_of)


def check_nrm(books, decisions, screenings, rows_of):
    outcomes = {"identified": "Positive conclusive grounds", "not_identified": "Negative conclusive grounds"}
    expected = {"nrm_conclusive_grounds": nrm_by_hand(decisions, "decided_on", "decision", outcomes)}
    first = [row for row in within(screenings, "screened_on", "2022-01-01", "2022-12-31") if row["stage"] == "initial"]
    outcomes = {"yes": "Positive reasonable grounds", "no": "Negative reasonable grounds"}
    expected["nrm_reasonable_grounds"] = nrm_by_hand(first, "screened_on", "outcome", outcomes)
    for name, by_hand in expected.items():
        for row in rows_of(books, name):
            counts = {column: count for column, count in row.items() if column not in ("Year", "Quarter")}
            assert counts == {column: by_hand[(row["Quarter"], column)] for column in counts}


def check_counts(books, decisions, screenings, rows_of):
    found = {row["Count"]: row["Value"] for row in rows_of(books, "us_tip")}
    persons = last_of_each(within(decisions, "decided_on", "2022-04-01", "2023-03-31"))
    screened = within(screenings, "screened_on", "2022-04-01", "2023-03-31")
    assert found["Initial screenings"] == sum(row["stage"] == "initial" for row in screened)
    assert found["Persons identified as trafficked"] == len(persons)
    assert found["Of them, in forced labour"] == sum(row["forced_labour"] == "yes" for row in persons)


def test_a_person_identified_in_two_quarters_counts_once_as_in_the_later_decision(books_of, open_pack, rows_of, decision):
    later = decision(screening=2, decided_on=DAY.replace(month=9), forced_labour="no")
    books = books_of([decision(), later], pack=open_pack)
    forms = {row["exploit"]: row["value"] for row in rows_of(books, "eurostat_form")}
    assert (forms["Total"], forms["Forced labour"], forms["Not divided further"]) == (1, 0, 1)
    events = {row["Quarter"]: row["Total"] for row in rows_of(books, "nrm_conclusive_grounds")}
    assert events == {"Total": 2, "Q1": 0, "Q2": 1, "Q3": 1, "Q4": 0}


def test_what_an_extract_says_twice_is_counted_once(freeport, books_of, open_pack, rows_of, decision, screening):
    screenings = [screening(), screening(screening=2)]
    once = rows_of(books_of([decision()], screenings, pack=open_pack), "nrm_reasonable_grounds")
    twice = rows_of(books_of([decision()], screenings, pack=open_pack, years=(2021, 2022, 2021)), "nrm_reasonable_grounds")
    assert once == twice
    assert once[0]["Total"] == 2
