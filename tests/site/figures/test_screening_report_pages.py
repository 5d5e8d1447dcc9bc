"""The pages of screening reports: open to anybody, in each full language, and absent where there is nothing to report."""

import re

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.once]
ONE = "/figures/screening-report/2019/en/"


def test_anybody_finds_each_report_in_each_language_from_the_statements(client: Client) -> None:
    assert 'href="/figures/screening-report/"' in client.get("/statements/").content.decode()
    listed = client.get("/figures/screening-report/").content.decode()
    found = re.findall(r'href="/figures/screening-report/(\d+)/([\w-]+)/"', listed)
    assert {language for _, language in found} == {"en", "zh-Hant"}
    assert {year for year, _ in found} == {"2017", "2018", "2019", "2020", "2021", "2023", "2024"}


@pytest.mark.parametrize(
    ("language", "title"), [("en", "Screening report: Hong Kong, 2019"), ("zh-Hant", "篩查報告：香港，2019 年")]
)
def test_a_report_is_read_in_its_language_with_its_chart_and_as_pdf(client: Client, language: str, title: str) -> None:
    page = client.get(f"/figures/screening-report/2019/{language}/").content.decode()
    assert f'<h1 class="govuk-heading-l">{title}</h1>' in page
    assert f'lang="{language}"' in page
    assert "82.6" in page
    chart = client.get(f"/figures/screening-report/2019/{language}/chart.svg")
    assert (chart["Content-Type"], chart.content[:4]) == ("image/svg+xml", b"<svg")
    pdf = client.get(f"/figures/screening-report/2019/{language}/report.pdf")
    assert (pdf["Content-Type"], pdf.content[:4]) == ("application/pdf", b"%PDF")
    assert f"screening-report-2019-{language}.pdf" in pdf["Content-Disposition"]


@pytest.mark.parametrize("place", ["2016/en/", "1999/en/", "2019/th/", "2019/fr/"])
@pytest.mark.parametrize("part", ["", "chart.svg", "report.pdf"])
def test_a_year_or_language_without_a_report_has_no_page(client: Client, place: str, part: str) -> None:
    assert client.get(f"/figures/screening-report/{place}{part}").status_code == 404


def test_a_report_says_nothing_that_a_yield_cannot_carry(client: Client) -> None:
    said = client.get(ONE).content.decode().partition("<main")[2].partition("</main>")[0]
    assert not re.search(r"prevalen|\btrend", said.replace("firmground prevalence report", ""), re.IGNORECASE)
    assert "What this report does not print" in said


def test_nothing_is_sent_to_a_report(client: Client) -> None:
    assert client.post(ONE).status_code == 405
