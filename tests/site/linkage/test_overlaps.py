"""Capture histories count people by exactly the lists they were on, by the links that stand and no others."""

import csv
import io
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from linkage.linking import AGAIN, MARIA, PersonMet, compared, confirmed, imported, merged, met, the_pair

from firmground_site.audit.actions import NotPermitted, Refused
from firmground_site.audit.guard import writing
from firmground_site.audit.models import Entry
from firmground_site.cases.models import Consent, Merge, Referral
from firmground_site.linkage.actions.judging import undo_link
from firmground_site.linkage.actions.overlapping import take_histories
from firmground_site.linkage.models import Pair, PartnerList
from firmground_site.linkage.overlaps import overlaps_in, table_of, years_with_lists
from firmground_site.packs.queries import casework, today
from firmground_site.screening.models import Person

pytestmark = pytest.mark.django_db


def counts(year: int = 0) -> dict[str, int]:
    found = overlaps_in(year or timezone.localdate().year)
    return {"+".join(sorted(each)): count for each, count in found.counts.items()}


def this_year(person: Person) -> int:
    return timezone.localdate(person.met_at).year


def test_before_a_link_stands_records_count_as_different_people(with_entry: Pair, maria: Person, cast: Any) -> None:
    assert counts() == {"immd": 1, "ld": 2}
    confirmed(with_entry, cast)
    assert counts() == {"immd+ld": 1, "ld": 1}
    undo_link(pair=the_pair(), version=the_pair().version, words="No.", by=cast.actor("supervisor"))
    assert counts() == {"immd": 1, "ld": 2}


def test_two_records_of_one_agency_are_one_person_once_merged(of_people: Pair, cast: Any) -> None:
    assert counts() == {"immd": 2}
    confirmed(of_people, cast)
    assert counts() == {"immd": 2}, "a merge that waits is no link"
    with writing("back, in a test"):
        Pair.objects.update(merge=None, state="open", decided_at=None, decided_by=None)
        Merge.objects.all().delete()
    merged(Pair.objects.get(), cast)
    assert counts() == {"immd": 1}


def test_links_reach_through_other_records(maria: Person, shelter: PartnerList, cast: Any) -> None:
    imported(cast, "id,name,document\nX,Zaneta,P1234567\n", party="hkpf")
    compared()
    for pair in Pair.objects.filter(right_entry__isnull=False).order_by("pk")[:2]:
        confirmed(pair, cast)
    assert counts() == {"hkpf+immd+ld": 1, "ld": 1}


def test_only_records_of_the_year_count_and_an_erased_one_still_does(with_entry: Pair, maria: Person, cast: Any) -> None:
    imported(cast, "id,name\nX,Somebody\n", year=2019, party="hkpf")
    assert counts(2019) == {"hkpf": 1}
    assert years_with_lists() == [2019, this_year(maria)]
    with writing("erased, in a test"):
        Person.objects.filter(pk=maria.pk).update(name=None, erased_at=timezone.now(), erased_by="system:test")
    assert counts() == {"immd": 1, "ld": 2}


def test_whoever_asked_to_be_left_out_of_figures_is_left_out_with_every_linked_record(
    with_entry: Pair, maria: Person, cast: Any
) -> None:
    confirmed(with_entry, cast)
    purpose = next(each.id for each in casework().consent.purposes if each.rule == "unless_declined")
    with writing("declined, in a test"):
        Consent.objects.create(
            person=maria, purpose=purpose, recipient="", given=False, fields=[], from_on=today(),
            recorded_at=timezone.now(), recorded_by=maria.met_by,
        )  # fmt: skip
    assert counts() == {"ld": 1}


def test_a_partner_that_put_somebody_forward_who_was_met_is_a_list(maria: Person, cast: Any) -> None:
    now = timezone.now()
    with writing("put forward, in a test"):
        Referral.objects.create(
            person=maria, from_party="partner:shelter", to_party="immd", purpose="identification", state="done",
            sent_on=today(), sent_at=now, sent_by=cast.partner, changed_at=now,
        )  # fmt: skip
    assert counts() == {"immd+partner:shelter": 1}


def test_the_table_has_the_smallest_sets_first(with_entry: Pair, cast: Any) -> None:
    confirmed(with_entry, cast)
    found = overlaps_in(timezone.localdate().year)
    assert [(sum(on), count) for on, count in table_of(found)] == [(1, 1), (2, 1)]
    assert found.observed == 2
    assert found.histories().observed == 2


def test_histories_are_taken_as_an_estimate_reads_them_and_the_ledger_says_who(
    with_entry: Pair, cast: Any, as_member: Callable[[str], Client]
) -> None:
    confirmed(with_entry, cast)
    year = timezone.localdate().year
    answer = as_member("statistician").post(reverse("linkage:histories_table", args=[year]))
    rows = list(csv.reader(io.StringIO(answer.content.decode())))
    assert rows[0][-1] == "count"
    assert len(rows[0]) == 3
    assert Counter(map(tuple, rows[1:])) == Counter([("0", "1", "1"), ("1", "1", "1")])
    assert Entry.objects.filter(kind="histories:taken", subject=f"histories:{year}").count() == 1


def test_one_list_or_invented_people_beside_others_are_refused(maria: Person, cast: Any) -> None:
    year, by = this_year(maria), cast.actor("statistician")
    with pytest.raises(Refused, match="lists"):
        take_histories(year=year, by=by)
    imported(cast)
    with writing("invented, in a test"):
        PartnerList.objects.update(synthetic=True)
    with pytest.raises(Refused, match="of one kind"):
        take_histories(year=year, by=by)
    assert not Entry.objects.filter(kind="histories:taken").exists()


@pytest.mark.parametrize("who", ["supervisor", "secretariat", "identification_officer", "auditor"])
def test_small_counts_are_for_statisticians_only(
    with_entry: Pair, cast: Any, who: str, as_member: Callable[[str], Client]
) -> None:
    year = timezone.localdate().year
    with pytest.raises(NotPermitted):
        take_histories(year=year, by=cast.actor(who))
    client = as_member(who)
    assert client.get(reverse("linkage:histories")).status_code == 404
    assert client.post(reverse("linkage:histories_table", args=[year])).status_code == 404


@pytest.mark.once
def test_the_page_warns_and_names_nobody(with_entry: Pair, cast: Any, as_member: Callable[[str], Client]) -> None:
    confirmed(with_entry, cast)
    client = as_member("statistician")
    page = client.get(reverse("linkage:histories")).content.decode()
    for words in ("do not publish this table", "(small)", "Labour Department", "no count here is a prevalence"):
        assert words in page, words
    assert "Zaneta" not in page
    assert client.get(reverse("linkage:histories"), {"year": "1850"}).status_code == 400
    assert client.post(reverse("linkage:histories_table", args=[1850])).status_code == 404


@pytest.mark.once
def test_a_site_without_anybody_says_so(as_member: Callable[[str], Client]) -> None:
    page = as_member("statistician").get(reverse("linkage:histories")).content.decode()
    assert "Nobody was met yet" in page


def test_people_of_two_agencies_with_one_paper_are_two_until_linked(cast: Any) -> None:
    met(cast, MARIA)
    met(cast, AGAIN, agency="hkpf")
    met(cast, PersonMet(name="Third"))
    compared()
    assert counts() == {"immd": 2, "hkpf": 1}
