"""Spark on a cluster of one proposes the pairs that one machine proposes, with the same weights."""

import pytest

from firmground.linkage.model import default_model
from firmground.linkage.on_spark import propose_on_spark
from firmground.linkage.proposing import explained, proposals
from firmground.linkage.record import table_of

pytestmark = [
    pytest.mark.spark,
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),
]


def test_a_cluster_proposes_what_one_machine_proposes(spark_session, records):
    few = records[:200]
    found = proposals(few, default_model(), at_least=0.05)
    table = propose_on_spark(spark_session, table_of(few), default_model(), at_least=0.05)
    again = {(each.left, each.right): each for each in explained(table, default_model(), len(few))}
    assert again.keys() == {(each.left, each.right) for each in found}
    assert len(found) > 30
    assert all(again[each.left, each.right].weighed == each.weighed for each in found)
    assert all(again[each.left, each.right].probability == pytest.approx(each.probability) for each in found)
