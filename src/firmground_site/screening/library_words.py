"""Words of the library that the pages of screening show, marked so that they can be translated."""

from django.utils.translation import gettext_noop as _

FIXED = (
    _("Which indicator a question asks about is our reading. Others may read it otherwise; each reading has its note."),
    _("The same indicator asked in other words is not the same question: wording, order, answers and who asks are not compared."),
    _("The counts depend on how finely indicators are told apart, and differ by direction. They are no measure of likeness."),
    _("What is not known is not “no”: a list that is known in part may ask about more."),
    _("A form that was not found cannot be compared. A reconstruction shows what its authors chose, not what the form asks."),
    _("The official form is not public; the wording is ours."),
    _("Only the rule and the topics are shipped, not the published wording."),
    _("primary"),
    _("secondary"),
    _("inferred"),
    _("unverified"),
)
