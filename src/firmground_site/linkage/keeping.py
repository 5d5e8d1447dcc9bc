"""Keeps a list that was read: its entries sealed, and the day on which they go. Called by actions only."""

from django.utils import timezone

from firmground.cases.retention import erase_on
from firmground_site.access.actors import Actor
from firmground_site.linkage.models import ListEntry, PartnerList
from firmground_site.linkage.reading_list import ReadList
from firmground_site.packs.queries import case_rules, today

KEPT_AS = "screening_without_indicators"  # the pack's kind of record whose period runs, from the day of the import


def keep_list(title: str, party: str, year: int, read: ReadList, holder: Actor, *, synthetic: bool = False) -> PartnerList:
    """Keep a list for the agency of a member, and every entry of it."""
    day = today()
    made = PartnerList.objects.create(
        title=title,
        party=party,
        agency=holder.agency,
        year=year,
        digest=read.digest,
        synthetic=synthetic,
        retention_kind=KEPT_AS,
        erase_on=erase_on(case_rules().retention_rule(KEPT_AS, on=day), day),
        imported_at=timezone.now(),
        imported_by_id=holder.member_id,
    )
    ListEntry.objects.bulk_create(
        ListEntry(of_list=made, row=number, reference=row["id"], **{name: row[name] for name in row if name != "id"})
        for number, row in enumerate(read.rows, start=1)
    )
    return made
