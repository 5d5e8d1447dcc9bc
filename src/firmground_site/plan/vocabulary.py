"""The closed lists of the plan's records: each code with its words. The database refuses anything else."""

from django.utils.translation import gettext_lazy as _

SHOWS = {
    "begun": _("It had begun"),
    "continues": _("It was in operation"),
    "done": _("It was done"),
    "not_done": _("It was not done yet"),
    "value": _("A value of its indicator"),
}
OWN_RATINGS = {"not_started": _("Not started"), "under_way": _("Under way"), "done": _("Done"), "done_late": _("Done late")}
RATINGS = {**OWN_RATINGS, "cannot_tell": _("Cannot tell from what there is")}
DECISIONS = {"accepted": _("Accepted"), "accepted_in_part": _("Accepted in part"), "declined": _("Declined")}
DIGEST = r"sha256:[0-9a-f]{64}"
DIGEST_LENGTH = 71
