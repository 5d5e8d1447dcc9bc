"""The rule for small counts on tables that were really published: referrals and decisions of the United Kingdom."""

import csv
from pathlib import Path

import pytest

from firmground.statistics.disclosure.audit import audit
from firmground.statistics.disclosure.csv_table import Layout, read_table
from firmground.statistics.disclosure.protection import protect

DATA = Path(__file__).with_name("data")


@pytest.fixture(scope="module")
def referrals():
    return read_table(DATA / "nrm_referrals_longitudinal.csv", Layout())


@pytest.fixture(scope="module")
def reasonable_grounds(tmp_path_factory):
    """The wide table of decisions with a row for each count."""
    path = tmp_path_factory.mktemp("tidy") / "reasonable_grounds.csv"
    with (DATA / "nrm_reasonable_grounds.csv").open(encoding="utf-8") as file, path.open("w", encoding="utf-8") as out:
        written = csv.writer(out)
        written.writerow(["Year", "Quarter", "Age", "Decision", "count"])
        for row in csv.DictReader(file):
            for heading, count in row.items():
                age, _, decision = heading.rpartition(" - ")
                if heading not in {"Year", "Quarter"}:
                    written.writerow([row["Year"], row["Quarter"], age or "Total", decision, count])
    return read_table(path, Layout())


def test_small_counts_were_published(referrals):
    found = audit(referrals.system(), frozenset(), 5)
    rows = referrals.names()
    assert len(found.small_shown) == 41
    assert ("2009", "Q2", "Adult (18 or over)", "Overseas") in {rows[name] for name in found.small_shown}
    assert not found.holds


@pytest.mark.parametrize("which", ["referrals", "reasonable_grounds"])
def test_once_protected_no_small_count_can_be_worked_out_also_by_a_second_solver(ranges, request, which):
    table = request.getfixturevalue(which)
    system, names = table.system(), table.names()
    protection = protect(system, 5)
    assert protection.exposed == ()
    assert audit(system, protection.withheld, 5).holds
    hidden = {names[name] for name in protection.withheld}
    assert any(table.rows[row] >= 5 for row in hidden), "some are withheld for the sake of others"
    for year, rows in by_year(table).items():
        found = ranges(rows, hidden & set(rows))
        for row, (low, high) in found.items():
            assert low < high, f"{year}: {row} can only be {low}"
            assert rows[row] >= 5 or high - low >= 4, f"{year}: {row} is from {low} to {high}"


def by_year(table):
    """The rows of each year: no total goes over years."""
    years = {}
    for row, count in table.rows.items():
        years.setdefault(row[0], {})[row] = count
    return years


def test_withholding_only_the_small_counts_would_give_most_of_them_away(referrals):
    system = referrals.system()
    small = frozenset(name for name, cell in system.cells.items() if 0 < cell.count < 5)
    assert len(audit(system, small, 5).recoverable) >= 20


def test_the_same_table_a_quarter_later_leaves_earlier_quarters_protected(referrals, tmp_path):
    """What was published before stays; the next quarter is protected beside it."""
    lines = (DATA / "nrm_referrals_longitudinal.csv").read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines[1:] if line.startswith(("2009,", "2010,Q1"))]
    earlier, later = tmp_path / "earlier.csv", tmp_path / "later.csv"
    later.write_text("\n".join([lines[0], *rows]) + "\n", encoding="utf-8")
    before = [row for row in rows if row.startswith("2009,")]
    earlier.write_text("\n".join([lines[0], *before]) + "\n", encoding="utf-8")
    first = read_table(earlier, Layout())
    published = tmp_path / "published.csv"
    published.write_bytes(first.written(protect(first.system(), 5).withheld))
    now = read_table(later, Layout())
    system = now.system([read_table(published, Layout())])
    protection = protect(system, 5, key="another key")
    assert audit(system, protection.withheld, 5).holds
