"""Which files and entries of a pair a reader has to open before they see it. Pairs come from ``pairs_visible_to``."""

from firmground_site.linkage.models import ListEntry, Pair
from firmground_site.screening.models import Person


def sides_seen(pair: Pair) -> list[Person | ListEntry]:
    """The records of a pair that its reader may see."""
    return [record for record, is_seen in ((pair.left, pair.left_seen), (pair.right, pair.right_seen)) if is_seen]


def files_of(pair: Pair) -> list[Person]:
    """The people whose files hold the records that the reader may see; one that was merged lies in the kept one's file."""
    people = [each for each in sides_seen(pair) if isinstance(each, Person)]
    files = [each.merged_into or each for each in people]
    return list({each.pk: each for each in files}.values())


def to_open(pair: Pair) -> list[Person | ListEntry]:
    """What has to be open: those files, and the entries of lists."""
    return [*files_of(pair), *(each for each in sides_seen(pair) if isinstance(each, ListEntry))]
