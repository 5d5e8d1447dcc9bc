"""Words of the library that the pages of law show, marked so that they can be translated.

A sentence with parts has them in braces, as the library fills them in (``firmground.said.Said``).
"""

from django.utils.translation import gettext_noop as _

FIXED = (
    _("not known"),
    _("reached whole by one provision"),
    _("reached by one provision within limits"),
    _("reached only in pieces"),
    _("gap"),
    _("officially named by section"),
    _("in an area officially named"),
    _("our reading"),
    _("conduct"),
    _("elements it touches"),
    _("officially named"),
    _("mode of trial"),
    _("another source on the penalty"),
    _("it matches recorded facts with the conduct of provisions, and weighs no evidence"),
    _("elements that no form records, such as intent, always stay open"),
    _("for conduct that went on, give its last day: the time limit is counted from there"),
    _("what a register marks with verify was not read in a primary source"),
    _("a provision whose first day the register does not know is taken to have been in force"),
    _("what can fall on the trafficked person stays open: whether they were made to do it is for a person to judge"),
    _("yes"),
    _("no"),
    _("in part"),
    _("{named} are officially named by section and {by_area} lie in an area that is; {ours} more are our reading."),
    _("That is {named}, {official} or {all}, against more than {number}."),
    _("{aside} more in the register fall chiefly on the trafficked person or protect witnesses, and do not count."),
    _(
        "Of {total} combinations of act, means and purpose that Article 3 names, one provision reaches {whole} whole and "
        "{limited} within limits; {pieces} are reached only in pieces, by several together, and {gap} have a gap."
    ),
    _("For children, without means, one reaches {whole} of {total} whole."),
    _("What a provision touches is in part our reading, which settles nothing by itself."),
)
