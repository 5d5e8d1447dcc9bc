"""Spark on a cluster of one gives the findings that one machine gives: all conformance cases, in one query."""

import re

import pytest

from firmground.rules.columns import findings
from firmground.rules.parse import parse_definition

pytestmark = [
    pytest.mark.cluster,
    pytest.mark.spark,
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),  # pyspark 4.0 leaves its answers' sockets open
]


@pytest.fixture(scope="module")
def on_spark(spark_session, table_of):
    """Ask the columnar evaluator on Spark about several files of cases at once, since each query is slow to start."""
    import ibis

    connection = ibis.pyspark.connect(spark_session)

    def branch(place, file):
        definition = file["definition"]
        view = f"cases_{place}"
        spark_session.createDataFrame(table_of(definition, [case["answers"] for case in file["cases"]])).createOrReplaceTempView(
            view
        )
        found = findings(connection.table(view), parse_definition(definition))
        reached = [found[f"finding_{rule['id']}"] for rule in definition["rules"]]
        return found.select(file=ibis.literal(place), case=found["_case"], reached=ibis.array(reached).cast("array<boolean>"))

    def ask(files):
        together = ibis.union(*(branch(place, file) for place, file in enumerate(files)))
        rows = spark_session.sql(connection.compile(together)).toArrow().to_pylist()
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


def test_the_cluster_is_not_the_process_that_asks(spark_session):
    """The refusal twin: the cases above would show nothing of a cluster if everything ran inside one process."""
    executors = spark_session.sparkContext._jsc.sc().getExecutorMemoryStatus().keys().mkString(" ").split()
    assert spark_session.sparkContext.master == "local-cluster[1,1,1024]"
    assert len(executors) == 2
    assert all(re.fullmatch(r".+:\d+", each) for each in executors)
