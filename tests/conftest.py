"""Who takes part in many tests, and one rule: with CI=true nothing is left out, so a test that skips itself has failed."""

import importlib.util
import json
import os
import shutil
import sys
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import settings

from firmground.cli.app import main
from firmground.packs.pack import Pack, read_pack
from firmground.screening.demo_year import demo_year
from firmground.statistics.extract import Extract, write_extract

CLUSTER_OF_ONE = "local-cluster[1,1,1024]"
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


def _absent(reason: str) -> None:
    """Skip on a machine that lacks something; fail where everything must be run."""
    (pytest.fail if IN_CI else pytest.skip)(reason)


@pytest.fixture(scope="session")
def spark_session(tmp_path_factory: pytest.TempPathFactory) -> Generator[Any]:
    """A Spark session whose one worker is another process, as on a real cluster."""
    if importlib.util.find_spec("pyspark") is None:
        _absent("pyspark is not installed; it comes with the extra called cluster")
    if shutil.which("java") is None:
        _absent("Spark needs Java, and there is no java on PATH")
    surroundings = {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in surroundings.items():
            patch.setenv(name, value)
        started = _start(os.environ.get("FIRMGROUND_SPARK_MASTER", CLUSTER_OF_ONE), tmp_path_factory.mktemp("spark"))
        yield started
        _stop(started)


def _start(master: str, folder: Path) -> Any:
    from pyspark.sql import SparkSession

    choices = {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "1",
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.local.dir": str(folder / "local"),
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.extraJavaOptions": f"-Dderby.system.home={folder}",
    }
    return SparkSession.builder.master(master).config(map=choices).getOrCreate()


def _stop(session: Any) -> None:
    """Stop Spark, and take away what its worker left beside the program."""
    import pyspark

    left = Path(pyspark.__file__).parent / "work"
    application, gateway = session.sparkContext.applicationId, session.sparkContext._gateway
    session.stop()
    gateway.shutdown()
    gateway.proc.stdin.close()
    gateway.proc.wait(timeout=60)
    shutil.rmtree(left / application, ignore_errors=True)
    if left.is_dir() and not any(left.iterdir()):
        left.rmdir()
