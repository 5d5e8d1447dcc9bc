"""Who takes part in many tests, and one rule: with CI=true nothing is left out, so a test that skips itself has failed."""

import json
import os
import sys
from collections.abc import Callable, Generator
from typing import Any, NamedTuple

import pytest
from hypothesis import settings

from firmground.cli.app import main
from firmground.packs.pack import Pack, read_pack
from firmground.screening.demo_year import demo_year
from firmground.statistics.extract import Extract, write_extract

IN_CI = os.environ.get("CI") == "true"
settings.register_profile("untimed", deadline=None)  # a busy machine is no fault; benchmarks measure time, tests do not
settings.load_profile("untimed")


def _refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    if IN_CI and report.outcome == "skipped" and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"In CI nothing may be left out, but this was. {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _refuse_skip(report)
    return report


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with slow tests begin first, so that no core waits for another at the end."""
    slow = {item.path for item in items if item.get_closest_marker("slow") or item.get_closest_marker("browser")}
    items.sort(key=lambda item: item.path not in slow)


@pytest.fixture(scope="session")
def hong_kong() -> Pack:
    return read_pack("hong_kong")


@pytest.fixture(scope="session")
def freeport() -> Pack:
    return read_pack("freeport")


@pytest.fixture(scope="session")
def year_2019(hong_kong: Pack, tmp_path_factory: pytest.TempPathFactory) -> Extract:
    """The demonstration year of Hong Kong that script/run makes."""
    tables = demo_year(hong_kong, year=2019, persons=7512, seed=1)
    return write_extract(tables, tmp_path_factory.mktemp("year") / "extract", pack=hong_kong, year=2019, synthetic=True)


class Done(NamedTuple):
    """What a command came to."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def firmground(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    """Run the command line in this process, as ``firmground`` would in one of its own."""

    def run(*arguments: object) -> Done:
        monkeypatch.setattr(sys, "argv", ["firmground", *map(str, arguments)])
        code = 0
        try:
            main()
        except SystemExit as ended:
            code = ended.code or 0
        said = capsys.readouterr()
        return Done(code, said.out, said.err)

    return run
