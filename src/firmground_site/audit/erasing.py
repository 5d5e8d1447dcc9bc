"""Erases the contents of entries: marks each as erased, then deletes it with its salt. The entries stay in their chain."""

from collections.abc import Collection, Sequence

from django.utils import timezone

from firmground_site.access.actors import Actor
from firmground_site.audit.guard import is_open
from firmground_site.audit.models import Content, Entry, Erasure
from firmground_site.audit.recording import BATCH, moment, subject_key

LONGEST_REASON = 200


def erase_contents(
    *, subjects: Sequence[object] = (), entries: Collection[int] = (), kinds: Collection[str] = (), reason: str, by: Actor
) -> int:
    """Erase the contents of entries about some records, or of some entries by their ids, and say how many there were.

    ``subjects`` are records or subject keys; with ``kinds``, only events of these kinds are erased. To be called inside an
    action, which records the event that says so; what was recorded by the action under way is not among them. What was
    erased before is left alone, and its first reason stays.
    """
    if not is_open():
        raise RuntimeError("Contents are erased inside an action, which records that they were.")
    if not reason.strip() or len(reason) > LONGEST_REASON:
        raise ValueError(f"An erasure needs a reason of 1 to {LONGEST_REASON} characters.")
    if bool(subjects) == bool(entries):
        raise ValueError("Name either the subjects or the entries whose contents are to be erased.")
    wanted = Entry.objects.filter(subject__in=[subject_key(each) for each in subjects]) if subjects else Entry.objects
    if entries:
        wanted = wanted.filter(pk__in=entries)
    if kinds:
        wanted = wanted.filter(kind__in=kinds)
    keys = list(wanted.filter(content__isnull=False, erasure__isnull=True).order_by("pk").values_list("pk", flat=True))
    at = moment(timezone.now())
    Erasure.objects.bulk_create((Erasure(entry_id=key, at=at, by=by.key, reason=reason) for key in keys), BATCH)
    for start in range(0, len(keys), BATCH):
        Content.objects.filter(entry__in=keys[start : start + BATCH]).delete()
    return len(keys)
