"""Where a pair stands, in words and a colour: of two people that were confirmed, its merge says whether they are one."""

from django.utils.translation import gettext as _

from firmground_site.linkage.models import Pair
from firmground_site.linkage.vocabulary import STATES


def standing_in_words(pair: Pair) -> tuple[str, str]:
    """Where a pair stands, as a tag's text and colour."""
    merge = pair.merge
    if merge is None:
        return STATES[pair.state]
    if merge.undone_at:
        return _("The merge was undone"), "grey"
    if merge.rejected_at:
        return _("The merge was rejected"), "red"
    return (_("Merged"), "green") if merge.done_at else (_("Merge proposed"), "blue")


def recorded_now(pair: Pair) -> list[tuple[str, str]]:
    """What is recorded of a pair now, as labels and words, for whoever was too late."""
    rows = [(_("State"), standing_in_words(pair)[0])]
    if pair.decided_by is not None:
        rows += [(_("Said by"), str(pair.decided_by)), (_("In words"), pair.words)]
    return rows
