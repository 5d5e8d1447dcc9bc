"""Spark on a cluster of one gives the findings that one machine gives: all conformance cases, in one query."""

import importlib.util
import os
import re
import shutil
import sys
from pathlib import Path

import pytest

from firmground.rules.columns import findings
from firmground.rules.parse import parse_definition

CLUSTER_OF_ONE = "local-cluster[1,1,1024]"
pytestmark = [
    pytest.mark.cluster,
    pytest.mark.spark,
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),  # pyspark 4.0 leaves its answers' sockets open
]


@pytest.fixture(scope="module")
def session(absent, tmp_path_factory):
    """A Spark session whose one worker is another process, as on a real cluster."""
    if importlib.util.find_spec("pyspark") is None:
        absent("pyspark is not installed; it comes with the extra called cluster")
    if shutil.which("java") is None:
        absent("Spark needs Java, and there is no java on PATH")
    surroundings = {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in surroundings.items():
            patch.setenv(name, value)
        started = start(os.environ.get("FIRMGROUND_SPARK_MASTER", CLUSTER_OF_ONE), tmp_path_factory.mktemp("spark"))
        yield started
        stop(started)


def start(master, folder):
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


def stop(session):
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


@pytest.fixture(scope="module")
def on_spark(session, table_of):
    """Ask the columnar evaluator on Spark about several files of cases at once, since each query is slow to start."""
    import ibis

    connection = ibis.pyspark.connect(session)

    def branch(place, file):
        definition = file["definition"]
        view = f"cases_{place}"
        session.createDataFrame(table_of(definition, [case["answers"] for case in file["cases"]])).createOrReplaceTempView(view)
        found = findings(connection.table(view), parse_definition(definition))
        reached = [found[f"finding_{rule['id']}"] for rule in definition["rules"]]
        return found.select(file=ibis.literal(place), case=found["_case"], reached=ibis.array(reached).cast("array<boolean>"))

    def ask(files):
        together = ibis.union(*(branch(place, file) for place, file in enumerate(files)))
        rows = session.sql(connection.compile(together)).toArrow().to_pylist()
        return {(row["file"], row["case"]): row["reached"] for row in rows}

    return ask


def test_a_cluster_gives_the_findings_that_the_cases_expect(on_spark, all_case_files, nullable):
    files = [file for file in all_case_files if file["definition"]["rules"]]
    reached = on_spark(files)
    expected = {
        (place, number): list(nullable([case["expect"]])[0].values())
        for place, file in enumerate(files)
        for number, case in enumerate(file["cases"])
    }
    assert reached == expected


def test_the_cluster_is_not_the_process_that_asks(session):
    """The refusal twin: the cases above would show nothing of a cluster if everything ran inside one process."""
    executors = session.sparkContext._jsc.sc().getExecutorMemoryStatus().keys().mkString(" ").split()
    assert session.sparkContext.master == CLUSTER_OF_ONE
    assert len(executors) == 2
    assert all(re.fullmatch(r".+:\d+", each) for each in executors)
