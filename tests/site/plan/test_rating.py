"""Independent ratings: by whom, beside what, and that none is ever lost."""

from typing import Any

import pytest
from django.urls import reverse
from plan.telling import ANOTHER_DIGEST, MEASURE, NOT_PUBLIC, as_if_reported, confirmed, reported

from firmground_site.accounts.models import Member
from firmground_site.audit.actions import NotPermitted, Refused
from firmground_site.audit.guard import writing
from firmground_site.packs.queries import today
from firmground_site.plan.actions.rating import rate_measure
from firmground_site.plan.actions.reporting import confirm_report
from firmground_site.plan.due import to_rate
from firmground_site.plan.measures import measures_of
from firmground_site.plan.models import Rating

pytestmark = pytest.mark.django_db


def rate(cast: Any, rating: str = "under_way", reasons: str = "Two of three teams are named.", **changes: Any) -> Rating:
    return rate_measure(**({"measure": MEASURE, "rating": rating, "reasons": reasons, "by": cast.actor("rater")} | changes))


def waiting(cast: Any) -> set[str]:
    by = cast.actor("rater")
    return {each.status.measure.id for each in to_rate(today(), measures_of(by))}


def test_a_new_rating_stands_beside_the_older_one(cast: Any) -> None:
    rate(cast, "under_way")
    rate(cast, "done_late")
    assert list(Rating.objects.values_list("rating", flat=True)) == ["under_way", "done_late"]


def test_nobody_says_the_same_twice_in_a_row(cast: Any) -> None:
    rate(cast)
    with pytest.raises(Refused, match="says the same"):
        rate(cast, reasons="Two of three teams are named. ")
    rate(cast, reasons="All three teams are named.")
    rate(cast)
    confirmed(cast)
    rate(cast)
    assert Rating.objects.count() == 4, "other reasons, the first ones again, and then another status to rate"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"rating": "nearly"}, "Choose a rating"),
        ({"reasons": "  "}, "Write your reasons"),
        ({"measure": "n99"}, "no such measure"),
        ({"measure": NOT_PUBLIC}, "not public"),
    ],
)
def test_a_rating_without_what_it_needs_is_refused(changes: dict[str, str], words: str, cast: Any) -> None:
    with pytest.raises(Refused, match=words):
        rate(cast, **changes)


def test_that_nobody_can_tell_can_be_said_of_a_text_that_is_not_public(cast: Any) -> None:
    assert rate(cast, "cannot_tell", measure=NOT_PUBLIC).measure == NOT_PUBLIC


@pytest.mark.parametrize(("measure", "agency"), [("n5", "ld"), ("n4", "immd")])
def test_whoever_is_of_an_agency_that_carries_it_out_does_not_rate(measure: str, agency: str, cast: Any, as_member: Any) -> None:
    with writing("a rater of an agency"):
        Member.objects.filter(pk=cast.rater.pk).update(agency=agency)
    cast.rater.refresh_from_db()
    with pytest.raises(Refused, match="carries this measure out"):
        rate(cast, measure=measure)
    text = as_member("rater").get(reverse("plan:rate", args=[measure])).content.decode()
    assert "so you cannot rate it" in text
    assert "Record the rating" not in text


@pytest.mark.parametrize("by", ["measure_owner", "secretariat", "partner"])
def test_nobody_else_rates(by: str, cast: Any, as_member: Any) -> None:
    with pytest.raises(NotPermitted):
        rate(cast, by=cast.actor(by))
    assert as_member(by).get(reverse("plan:rate", args=[MEASURE])).status_code == 404


def test_a_rated_measure_waits_again_once_its_status_is_another(cast: Any) -> None:
    assert MEASURE in waiting(cast)
    rate(cast, "not_started")
    assert MEASURE not in waiting(cast)
    confirmed(cast)
    assert MEASURE in waiting(cast)
    assert NOT_PUBLIC not in waiting(cast)


def test_the_rater_rates_on_the_page_and_everybody_sees_both_ratings(cast: Any, as_member: Any, client: Any) -> None:
    confirmed(cast, own_rating="done_late")
    rater, url = as_member("rater"), reverse("plan:rate", args=[MEASURE])
    missing = rater.post(url, {"rating": "cannot_tell", "reasons": ""})
    assert missing.status_code == 400
    assert "Write your reasons." in missing.content.decode()
    assert rater.post(url, {"rating": "cannot_tell", "reasons": "The teams are named, no more."}).status_code == 302
    rater.post(url, {"rating": "done", "reasons": "I met one of the teams."})
    text = client.get(reverse("plan:measure", args=[MEASURE])).content.decode()
    assert "Done late" in text
    assert text.index("I met one of the teams.") < text.index("The teams are named, no more.")
    assert cast.rater.name not in text


def test_what_the_secretariat_reports_never_stands_as_the_owners_rating(cast: Any, client: Any) -> None:
    url = reverse("plan:measure", args=[MEASURE])
    report = reported(cast, by="secretariat", own_rating="done_late")
    confirm_report(report=report, by=cast.actor("second_owner"))
    text = client.get(url).content.decode()
    assert "Secretariat’s report" in text
    assert "Owner’s report" not in text
    assert "None: the owner has no confirmed report." in text
    assert "Done late" not in text
    as_if_reported(confirmed(cast, own_rating="under_way", digest=ANOTHER_DIGEST), 5)
    text = client.get(url).content.decode()
    assert "<strong>Under way</strong>" in text, "however much later the secretariat's is"
    assert "Owner’s report" in text


def test_the_page_of_a_report_says_whose_rating_it_carries(cast: Any, as_member: Any) -> None:
    own, other = reported(cast), reported(cast, by="secretariat", digest=ANOTHER_DIGEST)
    client = as_member("rater")
    assert "The owner’s rating" in client.get(reverse("plan:one_report", args=[own.pk])).content.decode()
    text = client.get(reverse("plan:one_report", args=[other.pk])).content.decode()
    assert "The owner’s rating" not in text
    assert "As stated by the owner" not in text
    assert "as stated by the secretariat" in text


def test_a_measure_that_is_not_in_the_plan_cannot_be_rated_on_a_page(as_member: Any) -> None:
    assert as_member("rater").get(reverse("plan:rate", args=["n99"])).status_code == 404
