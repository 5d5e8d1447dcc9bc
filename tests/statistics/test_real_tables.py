"""The rule for small counts on tables that were really published: referrals and decisions of the United Kingdom."""

import csv
from pathlib import Path

import pytest

from firmground.statistics.disclosure.audit import audit
from firmground.statistics.disclosure.csv_table import Layout, read_table
from firmground.statistics.disclosure.noise import drowned, opendp_sampler, with_noise
from firmground.statistics.disclosure.protection import protect
from firmground.statistics.disclosure.rounding import narrowed_by, rounded

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


@pytest.fixture(scope="module")
def protected(request):
    """What is withheld of a table, chosen once."""
    found = {}

    def of(which):
        if which not in found:
            table = request.getfixturevalue(which)
            found[which] = (table, table.system(), protect(table.system(), 5))
        return found[which]

    return of


def test_small_counts_were_published(referrals):
    found = audit(referrals.system(), frozenset(), 5)
    rows = referrals.names()
    assert len(found.small_shown) == 41
    assert ("2009", "Q2", "Adult (18 or over)", "Overseas") in {rows[name] for name in found.small_shown}
    assert not found.holds


@pytest.mark.parametrize(("which", "apart"), [("referrals", 2), ("reasonable_grounds", 1)])
def test_once_protected_no_small_count_can_be_worked_out_also_by_a_second_solver(ranges, protected, which, apart):
    table, system, protection = protected(which)
    names = table.names()
    assert protection.exposed == ()
    assert audit(system, protection.withheld, 5).holds
    hidden = {names[name] for name in protection.withheld}
    assert any(table.rows[row] >= 5 for row in hidden), "some are withheld for the sake of others"
    for period, rows in by_period(table, apart).items():
        found = ranges(rows, hidden & set(rows))
        for row, (low, high) in found.items():
            assert low < high, f"{period}: {row} can only be {low}"
            assert rows[row] >= 5 or high - low >= 4, f"{period}: {row} is from {low} to {high}"


def by_period(table, columns):
    """The rows of each year, or of each quarter, over which no total goes."""
    periods = {}
    for row, count in table.rows.items():
        periods.setdefault(row[:columns], {})[row] = count
    return periods


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


@pytest.mark.parametrize(("which", "small", "others"), [("referrals", 41, 26), ("reasonable_grounds", 8, 12)])
def test_what_is_withheld_is_as_the_documentation_says(protected, which, small, others):
    _, system, protection = protected(which)
    counts = [system.cells[name].count for name in protection.withheld]
    assert (sum(count < 5 for count in counts), sum(count >= 5 for count in counts)) == (small, others)


@pytest.mark.parametrize(("which", "changed"), [("referrals", 500), ("reasonable_grounds", 339)])
def test_rounded_they_add_up_and_tell_no_small_count(request, which, changed):
    table = request.getfixturevalue(which)
    system = table.system()
    found = rounded(system, 5)
    assert sum(found.counts[name] != cell.count for name, cell in system.cells.items()) == changed
    assert max(abs(found.counts[name] - cell.count) for name, cell in system.cells.items()) <= 4
    for relation in system.relations:
        assert sum(found.counts[name] * times for name, times in relation.terms) == 0
    assert narrowed_by(system, found) == {}


def test_with_noise_they_add_up_and_71_counts_are_drowned(referrals):
    found = with_noise(referrals, 1.0, opendp_sampler)
    assert drowned(referrals, found.budget) == 71
    names, rows = referrals.names(), found.rows
    for relation in referrals.system().relations:
        assert sum(rows[names[name]] * times for name, times in relation.terms) == 0
