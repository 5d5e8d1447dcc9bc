"""The closed lists of the register's records: each code with its words. The database refuses anything else."""

from django.utils.translation import gettext_lazy as _

KINDS = {
    "criticism": _("Criticism"),
    "credit": _("Credit"),
    "rating": _("Rating"),
    "recommendation": _("Recommendation"),
    "statement": _("Statement"),
}
HOLDS = {"fact": _("A fact: it could be checked"), "position": _("A position: it can only be recorded")}
CASE_DETAILS = {
    "yes": _("Yes, it gives cases"),
    "figures": _("Yes, it gives figures"),
    "no": _("No, neither"),
    "": _("Not asked of this kind of claim, such as a wish or a rating"),
}
STANCES = {
    "accept": _("It accepts the claim"),
    "accept_in_part": _("It accepts the claim in part"),
    "dispute": _("It disputes the claim"),
}
STANCE_TAGS = {"accept": "green", "accept_in_part": "teal", "dispute": "orange"}
READ_AS = {"primary": _("The publisher’s own text"), "secondary": _("Somebody else’s account of it, such as a newspaper’s")}
OPEN, CONFIRMED, LEFT_OUT, JOINED = "open", "confirmed", "left_out", "joined"
STATES = {OPEN: _("To decide"), CONFIRMED: _("A claim"), LEFT_OUT: _("Left out"), JOINED: _("Joined with the part before it")}
STANCE_WORDS = {"accept": _("Accepted"), "accept_in_part": _("Accepted in part"), "dispute": _("Disputed")}
STATE_WORDS = {
    "split": _("split"),
    "published": _("published"),
    "waiting": _("waiting"),
    "confirmed": _("confirmed"),
    "returned": _("returned"),
    "withdrawn": _("withdrawn"),
}
DIGEST_LENGTH = 71
CLAIM_KEY = 83  # characters: two ids of 41 and a full stop
