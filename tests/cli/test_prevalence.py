"""The commands about shares among the people tested, audits, and the screening report."""

import pytest

REFERENCE = ("--positives", "4060", "--screened", "11284", "--sensitivity", "178/179", "--specificity", "358/359")


def test_counts_of_validation_studies_call_for_the_method_that_was_made_for_them(command):
    """Reference: Lang and Reiczigel (2014) print .349 and .372."""
    found = command("prevalence", "estimate", *REFERENCE, "--json").json
    assert found["method"] == "Lang–Reiczigel"
    assert (round(found["value"], 5), round(found["low"], 6), round(found["high"], 6)) == (0.36003, 0.348674, 0.372083)


@pytest.mark.parametrize(
    ("method", "interval", "low"),
    [("rogan-gladen", "wilson", 0.35), ("bayes", "shortest", 0.348), ("sterne", None, 0.35), ("lang-reiczigel", None, 0.348)],
)
def test_another_method_can_be_asked_for(command, method, interval, low):
    asked = ("--method", method, *(("--interval", interval) if interval else ()))
    assert command("prevalence", "estimate", *REFERENCE, *asked, "--json").json["low"] == pytest.approx(low, abs=0.003)


def test_a_share_that_was_not_corrected_says_so_and_that_it_is_of_those_tested(command):
    said = command("prevalence", "estimate", "--positives", "3", "--screened", "7500").out
    assert "0.04000 %" in said
    assert "it was not corrected for misses" in said
    assert "It says nothing about people who were never tested." in said


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (("--sensitivity", "1/0", "--specificity", "1"), "sensitivity: 1 of 0 is not a share"),
        (("--sensitivity", "5/3", "--specificity", "1"), "sensitivity: 5 of 3 is more than all"),
        (("--sensitivity", "-1/3", "--specificity", "1"), "sensitivity: -1 is less than nought"),
        (("--sensitivity", "89%", "--specificity", "1"), "has a per cent sign"),
        (("--sensitivity", "0.9"), "specificity: is not given"),
        (("--method", "guess"), "there is no method 'guess'"),
        (("--level", "95"), "is not a level"),
        (("--level", "much"), "--level: 'much' is not a share"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(command, given, why):
    done = command("prevalence", "estimate", "--positives", "3", "--screened", "75", *given)
    assert done.code == 3
    assert why in done.err


@pytest.mark.parametrize(
    ("positives", "screened", "why"), [(8, 7, "more than all"), (-8, 7, "less than nought"), (0, 0, "not a share")]
)
def test_counts_that_are_no_share_are_refused(command, positives, screened, why):
    done = command("prevalence", "estimate", "--positives", str(positives), "--screened", str(screened))
    assert (done.code, why in done.err) == (3, True)


@pytest.mark.parametrize(("below", "size"), [("1%", 299), ("0.005", 598), (".1%", 2995)])
def test_an_audit_is_planned_for_the_share_that_is_to_be_ruled_out(command, below, size):
    """Reference: zero-hit audits of 299, 598 and 2,995."""
    plans = command("prevalence", "audit-plan", "--below", below, "--json").json["plans"]
    assert next(each["size"] for each in plans if each["hits"] == 0) == size


def test_without_a_share_there_is_a_table_of_the_usual_ones_and_few_people_need_fewer(command):
    usual = command("prevalence", "audit-plan").out
    assert all(size in usual for size in ("299", "598", "2,995", "473"))
    few = command("prevalence", "audit-plan", "--below", "1%", "--passed-over", "1000", "--hits", "0", "--json").json["plans"]
    assert [each["size"] for each in few] == [258]


def test_hits_without_a_share_choose_among_the_usual_plans(command):
    plans = command("prevalence", "audit-plan", "--hits", "1", "--json").json["plans"]
    assert [(each["hits"], each["size"]) for each in plans] == [(1, 93), (1, 473), (1, 947), (1, 4742)]


def test_an_audit_that_was_done_says_how_many_were_missed_at_most(command):
    done = command("prevalence", "audit-plan", "--audited", "299", "--screened", "7497", "--json").json
    assert done["most_missed"] == 74
    assert "fewer than 2.084 % were missed" in command("prevalence", "audit-plan", "--audited", "300", "--hits", "2").out


@pytest.mark.parametrize(
    "given",
    [
        ("--below", "0"),
        ("--below", "200%"),
        ("--below", "few"),
        ("--hits", "-1"),
        ("--below", "1%", "--audited", "300"),
        ("--audited", "3", "--hits", "4"),
        ("--below", "1%", "--screened", "50", "--hits", "3"),
    ],
)
def test_an_audit_that_cannot_be_is_refused(command, given):
    assert command("prevalence", "audit-plan", *given).code == 3


def test_the_report_is_written_as_text_data_page_and_pdf(command, tmp_path):
    asked = ("prevalence", "report", "--pack", "hong_kong", "--year", "2019")
    said = command(*asked).out
    assert "not how many there are" in said
    told = command(*asked, "--json", "--language", "zh-Hant").json
    assert told["title"] == "篩查報告：香港，2019 年"
    assert told["numbers"]["compatible"][0]["sensitivity"] == 0.89
    assert told["numbers"]["refused"] == ["territory", "over_time", "verdict"]
    command(*asked, "--pdf", str(tmp_path / "report.pdf"), "--html", str(tmp_path / "report.html"))
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
    assert "<h1>Screening report: Hong Kong, 2019</h1>" in (tmp_path / "report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("given", [("--year", "2016"), ("--year", "1999"), ("--year", "2019", "--language", "fr")])
def test_a_report_that_is_not_there_is_refused_and_nothing_is_written(command, given, tmp_path):
    done = command("prevalence", "report", "--pack", "hong_kong", *given, "--pdf", str(tmp_path / "report.pdf"))
    assert (done.code, list(tmp_path.iterdir())) == (3, [])
