"""The sections of the site that an actor may open: for the menu, and for the page that says what one can do."""

from dataclasses import dataclass
from typing import Literal

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.packs.queries import active_pack


@dataclass(frozen=True)
class Section:
    """A section: its name in the menu, its first page, the permission it needs, if any, and what is there, in a sentence.

    ``part`` names the part of a pack without which there is nothing there.
    """

    text: str
    page: str
    permission: Permission | None
    sentence: str
    part: Literal["plan", "law", "reports", "casework", ""] = ""

    @property
    def url(self) -> str:
        """Where it begins."""
        return reverse(self.page)

    @property
    def is_there(self) -> bool:
        """Whether the territory's pack has what the section is about."""
        return has_part(self.part)


def has_part(part: str) -> bool:
    """Whether the territory's pack has a part; it has what needs none."""
    return not part or getattr(active_pack(), part) is not None


SECTIONS = (
    Section(_("Your work"), "pages:home", Permission.MEMBER_KEEP_OWN, _("What waits for you.")),
    Section("Screen a person", "screening:new", Permission.SCREENING_RECORD, _("A few questions, in the person’s language.")),
    Section(_("Screenings"), "screening:list", Permission.SCREENING_READ, _("What was found, and what happens next.")),
    Section(_("Cases"), "cases:list", Permission.CASE_READ, _("People to protect, and what is done for them."), "casework"),
    Section(
        _("Referrals"), "cases:referrals", Permission.REFERRAL_READ, _("What was sent to you, and what became of it."), "casework"
    ),
    Section(
        _("Put a person forward"),
        "cases:put_forward",
        Permission.PERSON_PUT_FORWARD,
        _("For somebody whom an agency should meet, with their agreement."),
        "casework",
    ),
    Section(_("Partners"), "cases:partners", Permission.PARTNER_READ, _("Who helps beside the agencies, and how."), "casework"),
    Section(
        _("Same people"),
        "linkage:queue",
        Permission.LINKAGE_REVIEW,
        _("Records that may be of one person, to review."),
        "casework",
    ),
    Section(
        _("Overlaps of lists"),
        "linkage:histories",
        Permission.LINKAGE_SAMPLE,
        _("How many people were on which lists, and how well records were linked."),
        "casework",
    ),
    Section(_("Action plan"), "plan:plan", None, _("What each measure has done, from dated evidence."), "plan"),
    Section(_("Measures"), "plan:work", Permission.PLAN_READ, _("Reports that are due, and reports to confirm."), "plan"),
    Section(_("Proposals"), "plan:proposals", Permission.PROPOSAL_MAKE, _("What you proposed, and what became of it."), "plan"),
    Section(
        _("Proposals"), "plan:proposals", Permission.PROPOSAL_DECIDE, _("What partners proposed, and what was decided."), "plan"
    ),
    Section(
        _("Evidence"), "evidence:register", None, _("What reports claim, on what it rests, and what was answered."), "reports"
    ),
    Section(
        _("Evidence work"), "evidence:work", Permission.EVIDENCE_READ, _("Reports to split, and answers to confirm."), "reports"
    ),
    Section(_("Law"), "law:provisions", None, _("What the provisions reach, and where they leave gaps."), "law"),
    Section(_("Forms side by side"), "screening:crosswalk", None, _("Which indicators two screening forms ask about.")),
    Section(_("Figures"), "figures:dashboard", Permission.FIGURES_READ, _("The year’s counts, waiting times and charts.")),
    Section(
        _("Screening reports"), "figures:screening_reports", None, _("What a year of screenings shows, and what it cannot show.")
    ),
    Section(_("Statements"), "statements:statements", None, _("The yearly statements, and what each sentence stands on.")),
    Section(_("Ledger"), "audit:entries", Permission.LEDGER_READ, _("Who did what and when, and whether the chain holds.")),
    Section(_("Members"), "members:members", Permission.MEMBER_MANAGE, _("Invite members, and change what they may do.")),
    Section(
        _("Records to erase"), "screening:retention", Permission.PERSON_ERASE, _("Records whose time has come, or comes soon.")
    ),
    Section(_("Your account"), "members:you", Permission.MEMBER_KEEP_OWN, _("Your password, second factor and sign-ins.")),
)


def sections_for(actor: Actor) -> list[Section]:
    """The sections that the actor may open and that the territory has, in the order of the menu."""
    return [each for each in SECTIONS if each.is_there and (each.permission is None or actor.may(each.permission))]


def active_in(sections: list[Section], address: str) -> Section | None:
    """The section in which an address lies: the one whose own address is the longest beginning of it."""
    home = reverse("pages:home")
    if address.startswith(reverse("screening:work", args=["-"]).removesuffix("-/")):
        address = home  # the lists of what waits go on from the first page
    within = [each for each in sections if address == each.url or (each.url != home and address.startswith(each.url))]
    return max(within, key=lambda each: len(each.url), default=None)
