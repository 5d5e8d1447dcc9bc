"""Samples are drawn with a seed, answered blind, and counted: what nobody answered is never taken for right."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from linkage.linking import PersonMet, compared, confirmed, imported, may_open, met

from firmground.statistics.intervals import exact_share
from firmground_site.audit.actions import NotPermitted, Refused
from firmground_site.linkage.accuracy import as_json, counted, for_an_estimate, latest_counts, recall_of
from firmground_site.linkage.actions.sampling import answer_item, draw_sample
from firmground_site.linkage.models import Pair, Sample, SampleItem
from firmground_site.linkage.queries import items_to_answer
from firmground_site.linkage.strata import pairs_never_proposed

pytestmark = pytest.mark.django_db


def drawn(cast: Any, stratum: str, size: int = 10, seed: int = 7) -> Sample:
    return draw_sample(stratum=stratum, size=size, seed=seed, by=cast.actor("statistician"))


def answered(sample: Sample, cast: Any, *answers: str) -> None:
    for item, answer in zip(sample.items.all(), answers, strict=False):
        answer_item(item=item, answer=answer, by=cast.actor("supervisor"))


@pytest.fixture
def twelve(cast: Any) -> None:
    """Six people and six entries with the same paper in twos, all links confirmed but one; and pairs in between."""
    for each in range(6):
        met(cast, PersonMet(name=f"Person {each}", document=f"P{each}", sex="female" if each < 3 else "male"))
    imported(cast, "id,name,document\n" + "".join(f"{each},Entry {each},P{each}\n" for each in range(6)))
    compared()
    for pair in list(Pair.objects.filter(state="open").order_by("pk"))[1:]:
        confirmed(pair, cast)


def test_the_same_seed_draws_the_same_pairs_and_another_others(twelve: None, cast: Any) -> None:
    for stratum in ("links", "near", "far"):
        first, second, third = (drawn(cast, stratum, 3, seed) for seed in (1, 1, 2))
        keys = [list(each.items.values_list("pair", flat=True)) for each in (first, second, third)]
        assert keys[0] == keys[1]
        assert len(set(keys[0])) == 3
        assert keys[0] != keys[2] or stratum == "near"
    assert Sample.objects.count() == 9


def test_links_are_drawn_from_links_and_others_from_the_rest(twelve: None, cast: Any) -> None:
    links, near, far = (drawn(cast, stratum, 500) for stratum in ("links", "near", "far"))
    assert (links.drawn_from, links.items.count()) == (5, 5)
    assert (near.drawn_from, near.items.count()) == (6, 6)  # three and three of one sex
    assert far.drawn_from == pairs_never_proposed() == 12 * 11 // 2 - 12
    assert far.items.count() == far.drawn_from
    assert {each.pair.state for each in far.items.select_related("pair")} == {"apart"}
    assert far.drawn_from == pairs_never_proposed(), "being drawn is not being proposed"


@pytest.mark.parametrize(
    "wrong", [{"stratum": "all"}, {"size": 0}, {"size": 501}, {"seed": -1}, {"stratum": "links"}, {"stratum": "far"}]
)
def test_what_cannot_be_drawn_is_refused(cast: Any, wrong: dict[str, Any]) -> None:
    given = {"stratum": "near", "size": 10, "seed": 1, **wrong}
    with pytest.raises(Refused):
        draw_sample(**given, by=cast.actor("statistician"))
    assert not Sample.objects.exists()


@pytest.mark.parametrize("who", ["supervisor", "identification_officer", "administrator"])
def test_only_a_statistician_draws_and_only_who_sees_both_records_answers(twelve: None, cast: Any, who: str) -> None:
    with pytest.raises(NotPermitted):
        draw_sample(stratum="links", size=1, seed=1, by=cast.actor(who))
    item = drawn(cast, "links").items.first()
    for other in ("statistician", "other_supervisor", "case_worker"):
        with pytest.raises(NotPermitted):
            answer_item(item=item, answer="same", by=cast.actor(other))
    assert not items_to_answer(cast.actor("other_supervisor")).exists()


def test_a_pair_is_answered_once_with_an_answer_that_there_is(twelve: None, cast: Any) -> None:
    item = drawn(cast, "links").items.first()
    with pytest.raises(Refused, match="Choose an answer"):
        answer_item(item=item, answer="perhaps", by=cast.actor("supervisor"))
    answer_item(item=item, answer="same", by=cast.actor("supervisor"))
    with pytest.raises(Refused, match="meanwhile"):
        answer_item(item=item, answer="different", by=cast.actor("identification_officer"))
    assert SampleItem.objects.get(pk=item.pk).answer == "same"


def test_answers_change_no_link(twelve: None, cast: Any) -> None:
    before = list(Pair.objects.order_by("pk").values_list("pk", "state", "version"))
    answered(drawn(cast, "links"), cast, *["different"] * 5)
    assert list(Pair.objects.order_by("pk").values_list("pk", "state", "version")) == before


def test_what_nobody_answered_or_could_not_say_is_left_out(twelve: None, cast: Any) -> None:
    sample = drawn(cast, "links")
    answered(sample, cast, "same", "same", "different", "cannot_say")
    found = counted(sample)
    assert (found.size, found.checked, found.same, found.different, found.cannot_say, found.open) == (5, 3, 2, 1, 1, 1)
    assert found.share == exact_share(2, 3)


def test_recall_is_not_known_before_some_of_each_kind_were_checked(twelve: None, cast: Any) -> None:
    for stratum in ("links", "near"):
        answered(drawn(cast, stratum), cast, *["same"] * 2, *["different"] * 9)
    drawn(cast, "far")
    assert recall_of(latest_counts()) is None


def test_recall_weighs_each_kind_by_how_many_there_are_and_its_limits_hold_together(twelve: None, cast: Any) -> None:
    answered(drawn(cast, "links"), cast, *["same"] * 4, "different")
    answered(drawn(cast, "near"), cast, "same", *["different"] * 5)
    answered(drawn(cast, "far", 10), cast, *["different"] * 10)
    recall = recall_of(latest_counts())
    assert recall.value == pytest.approx(5 * 4 / 5 / (5 * 4 / 5 + 6 * 1 / 6))
    level = 1 - 0.05 / 3
    links, near, far = (exact_share(*each, level=level) for each in ((4, 5), (1, 6), (0, 10)))
    assert recall.low == pytest.approx(5 * links.low / (5 * links.low + 6 * near.high + 54 * far.high))
    assert recall.low < recall.value < recall.high


def test_the_counts_go_to_an_estimate_as_it_reads_them(twelve: None, cast: Any, as_member: Callable[[str], Client]) -> None:
    client = as_member("statistician")
    address = reverse("linkage:audit_file", args=["json"])
    assert client.get(address).status_code == 404, "nothing was checked yet"
    answered(drawn(cast, "links"), cast, *["same"] * 4, "different")
    answered(drawn(cast, "far"), cast, *["different"] * 3, "cannot_say")
    assert client.get(address).json() == {
        "links": {"checked": 5, "found": 4},
        "unlinked_pairs": [{"band": "far", "pairs": 54, "checked": 3, "found": 0}],
    }
    table = client.get(reverse("linkage:audit_file", args=["csv"])).content.decode()
    assert list(csv.reader(io.StringIO(table))) == [
        ["kind", "lists", "band", "pairs", "checked", "found"],
        ["links", "", "", "", "5", "4"],
        ["unlinked_pairs", "", "far", "54", "3", "0"],
    ]
    assert client.get(reverse("linkage:audit_file", args=["xlsx"])).status_code == 404


def test_without_any_answer_there_is_nothing_for_an_estimate(db: None) -> None:
    assert as_json(for_an_estimate(latest_counts())) == {}


@pytest.mark.once
def test_who_answers_is_not_told_what_the_program_thinks(twelve: None, cast: Any, as_member: Callable[[str], Client]) -> None:
    sample = drawn(cast, "links")
    client = as_member("supervisor")
    assert "5 pairs of a sample wait" in client.get("/linkage/").content.decode()
    item = items_to_answer(cast.actor("supervisor")).first()
    may_open(client, item.pair.left.pk, item.pair.right.pk)
    page = client.get(reverse("linkage:next_item"), follow=True).content.decode()
    assert item.pair.left.name in page
    for told in ("bits", "10.0", "robable", "Why the program", "Links that stand", "confirmed", "One passport"):
        assert told not in page, told
    answer = client.post(reverse("linkage:item", args=[item.pk]), {})
    assert answer.status_code == 400
    client.post(reverse("linkage:item", args=[item.pk]), {"answer": "same"})
    assert counted(sample).same == 1


@pytest.mark.once
def test_the_statistician_draws_on_the_page_and_sees_counts_without_names(
    twelve: None, cast: Any, as_member: Callable[[str], Client]
) -> None:
    client, address = as_member("statistician"), reverse("linkage:samples")
    assert client.post(address, {"stratum": "links", "size": "999", "seed": "1"}).status_code == 400
    client.post(address, {"stratum": "links", "size": "5", "seed": "42"})
    answered(Sample.objects.get(), cast, *["same"] * 5)
    page = client.get(address).content.decode()
    share = exact_share(5, 5)
    assert f"100.0 ({100 * share.low:.1f} to 100.0)" in page
    assert "Recall is not known" in page
    assert "42" in page
    assert "Person 0" not in page
    assert as_member("supervisor").get(address).status_code == 404
