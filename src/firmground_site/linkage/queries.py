"""What an actor may see of linkage. People are seen through ``people_visible_to``; entries with the agency that has their list.

A pair of which somebody sees one side only tells them that there is another, and nothing about it.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.access.scope import within_scope
from firmground_site.linkage.models import ListEntry, Pair, PartnerList, Question, Sample, SampleItem
from firmground_site.linkage.vocabulary import APART, BELOW, CONFIRMED, LAPSED, OPEN
from firmground_site.packs.queries import today
from firmground_site.screening.models import Person
from firmground_site.screening.queries import people_visible_to

NOTHING = Q(pk__in=[])
MERGED = Q(merge__done_at__isnull=False, merge__undone_at__isnull=True)
LINKED = Q(state=CONFIRMED) & (Q(merge__isnull=True) | MERGED)  # that stand: of two people only once they are merged
HIDDEN = (LAPSED, BELOW, APART)  # pairs that nobody is asked about, but in an audit


def lists_visible_to(actor: Actor) -> QuerySet[PartnerList]:
    """Imported lists that the actor's agency has, also those that were erased."""
    agency = Q(agency=actor.agency)
    rows = PartnerList.objects.select_related("imported_by")
    return within_scope(rows, actor, Permission.LINKAGE_REVIEW, own=NOTHING, agency=agency, referred=NOTHING)


def lists_kept_by(actor: Actor) -> QuerySet[PartnerList]:
    """Lists whose entries the actor may erase: those of their agency that are not erased."""
    rows, agency = PartnerList.objects.filter(erased_at__isnull=True), Q(agency=actor.agency)
    return within_scope(rows, actor, Permission.PERSON_ERASE, own=NOTHING, agency=agency, referred=NOTHING)


def lists_due(actor: Actor) -> QuerySet[PartnerList]:
    """Those of them whose time has come."""
    return lists_kept_by(actor).filter(erase_on__lte=today())


def entries_visible_to(actor: Actor) -> QuerySet[ListEntry]:
    """Entries of those lists that are not erased."""
    return ListEntry.objects.filter(erased_at__isnull=True, of_list__in=lists_visible_to(actor).values("pk"))


def people_alike(of_list: PartnerList, actor: Actor) -> QuerySet[Person]:
    """People whose files the actor may open and who have the same paper or phone as an entry of a list; nothing is opened."""
    alike = NOTHING
    for name in ("document_index", "phone_index"):
        alike |= Q(**{f"{name}__in": of_list.entries.exclude(**{name: ""}).values(name)})
    return people_visible_to(actor).filter(alike)


def records_visible_to(actor: Actor) -> QuerySet[Person]:
    """People whose files the actor may open, and second records that were merged into theirs."""
    files = people_visible_to(actor).values("pk")
    return Person.objects.filter(Q(pk__in=files) | Q(merged_into__in=files), erased_at__isnull=True)


def with_sides_seen(pairs: QuerySet[Pair], actor: Actor) -> QuerySet[Pair]:
    """The pairs with ``left_seen`` and ``right_seen``: which of the two records the actor may see."""
    return pairs.annotate(left_seen=Q(_seen(actor, "left")), right_seen=Q(_seen(actor, "right")))


def _seen(actor: Actor, side: str) -> Q:
    person = records_visible_to(actor).filter(pk=OuterRef(f"{side}_person"))
    entry = entries_visible_to(actor).filter(pk=OuterRef(f"{side}_entry"))
    return Q(Exists(person)) | Q(Exists(entry))


def pairs_visible_to(actor: Actor) -> QuerySet[Pair]:
    """Pairs of which the actor may see at least one record, with ``left_seen`` and ``right_seen``."""
    if not actor.may(Permission.LINKAGE_REVIEW):
        return Pair.objects.none()
    pairs = with_sides_seen(Pair.objects.all(), actor)
    sides = [f"{side}_{what}" for side in ("left", "right") for what in ("person__merged_into", "entry__of_list")]
    return pairs.filter(Q(left_seen=True) | Q(right_seen=True)).select_related(*sides, "merge", "decided_by")


def pairs_seen_whole_by(actor: Actor) -> QuerySet[Pair]:
    """Pairs of which the actor may see both records."""
    return pairs_visible_to(actor).filter(left_seen=True, right_seen=True)


def to_review(actor: Actor) -> QuerySet[Pair]:
    """Pairs that wait for somebody who sees both records, the most probable first; merged and erased records are out."""
    standing = Q(left_person__merged_into__isnull=True, right_person__merged_into__isnull=True)
    return pairs_seen_whole_by(actor).filter(standing, state=OPEN).order_by("-weight", "pk")


def seen_by_half(actor: Actor) -> QuerySet[Pair]:
    """Pairs that wait and of which the actor sees one record; the other is kept elsewhere, and is not erased."""
    standing = Q(left_person__merged_into__isnull=True, right_person__merged_into__isnull=True)
    there = Q(left_person__erased_at__isnull=True, right_person__erased_at__isnull=True)
    there &= Q(left_entry__erased_at__isnull=True, right_entry__erased_at__isnull=True)
    half = Q(left_seen=True, right_seen=False) | Q(left_seen=False, right_seen=True)
    return pairs_visible_to(actor).filter(half, standing, there, state=OPEN).order_by("pk")


def questions_to(actor: Actor) -> QuerySet[Question]:
    """Questions that other agencies asked the actor's and that nobody answered, about records that the actor may see."""
    mine = pairs_visible_to(actor).values("pk")
    waiting = Question.objects.filter(to_agency=actor.agency, answered_at__isnull=True, pair__in=mine).exclude(to_agency="")
    return waiting.select_related("asked_by")


def samples_visible_to(actor: Actor) -> QuerySet[Sample]:
    """Samples, for whoever draws them and for whoever looks at their pairs."""
    may = actor.may(Permission.LINKAGE_SAMPLE) or actor.may(Permission.LINKAGE_REVIEW)
    return Sample.objects.select_related("drawn_by") if may else Sample.objects.none()


def items_to_answer(actor: Actor) -> QuerySet[SampleItem]:
    """Pairs of samples that nobody looked at and of which the actor may see both records."""
    return SampleItem.objects.filter(answer="", pair__in=pairs_seen_whole_by(actor).values("pk")).order_by("sample", "number")
