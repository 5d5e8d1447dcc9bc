"""Reports and claims in words, as every page of the register shows them."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground.evidence import words
from firmground.evidence.grading import Answer, Graded, GradedClaim
from firmground.packs.pack import Pack
from firmground.packs.report_entries import Check, Report
from firmground.values import Finding
from firmground_site.design.library_words import all_said, shown
from firmground_site.evidence.register import Register
from firmground_site.evidence.vocabulary import KINDS, STANCE_TAGS, STANCE_WORDS
from firmground_site.law.citations import Cited, cited
from firmground_site.plan.why import answer_in_words
from firmground_site.plan.words import Tag

NAMED = {
    Finding.YES: Tag(gettext_lazy("Source named"), "green"),
    Finding.NO: Tag(gettext_lazy("No source named"), "orange"),
    Finding.NOT_KNOWN: None,
}
CHECKED = {
    Finding.YES: Tag(gettext_lazy("Agrees"), "green"),
    Finding.NO: Tag(gettext_lazy("Does not agree"), "red"),
    Finding.NOT_KNOWN: Tag(gettext_lazy("Not settled"), "grey"),
}


@dataclass(frozen=True)
class ReportRow:
    """A report in words."""

    register: Register
    graded: Graded

    @property
    def report(self) -> Report:
        """The report itself."""
        return self.graded.file.report

    @property
    def id(self) -> str:
        """Its id."""
        return self.report.id

    @property
    def url(self) -> str:
        """Its page."""
        return reverse("evidence:report", args=[self.id])

    @property
    def title(self) -> str:
        """Its title."""
        return words.title_of(self.register.pack, self.id)

    @property
    def publisher(self) -> str:
        """Who published it."""
        return self.register.pack.text(f"codes.publishers.{self.report.publisher}")

    @property
    def rating(self) -> str:
        """The rating that it gives; "" for none."""
        return self.register.pack.text(f"codes.ratings.{self.report.rating}") if self.report.rating else ""

    @property
    def answers(self) -> "ReportRow | None":
        """The report that it answers, if the register has it."""
        name = self.report.answers
        return row_of(self.register, name) if name and self.register.reports.find(name) else None

    @property
    def answered_by(self) -> list["ReportRow"]:
        """The reports that answer it."""
        files = self.register.reports.files
        return [row_of(self.register, each.report.id) for each in files if each.report.answers == self.id]

    @property
    def cited(self) -> Cited:
        """Where it was read."""
        return cited(self.register.pack, self.report.cite)

    @property
    def number(self) -> int:
        """How many claims it was split into."""
        return len(self.graded.claims)

    @property
    def answered(self) -> int:
        """How many of them have a specific answer."""
        return sum(each.is_answered for each in self.graded.claims)

    @property
    def counts(self) -> list[tuple[str, int, str, str]]:
        """Each list behind a count: its key, how many, what they have in common, and its address."""
        return [
            (key, len(listed), shown(words.plural(name, len(listed))), f"{self.url}?{urlencode({'list': key})}#claims")
            for key, (name, listed) in self.lists.items()
        ]

    @cached_property
    def lists(self) -> dict[str, tuple[str, tuple[GradedClaim, ...]]]:
        """The lists by the key that stands in an address."""
        return {slugify(name): (name, listed) for name, listed in self.graded.lists.items()}


@dataclass(frozen=True)
class AnswerRow:
    """An answer in words."""

    register: Register
    answer: Answer

    @property
    def tag(self) -> Tag:
        """Its stance."""
        return Tag(STANCE_WORDS[self.answer.stance], STANCE_TAGS[self.answer.stance])

    @property
    def title(self) -> str:
        """The report that answers."""
        return words.title_of(self.register.pack, self.answer.report.id)

    @property
    def url(self) -> str:
        """Its page."""
        return reverse("evidence:report", args=[self.answer.report.id])

    @property
    def claims(self) -> list[tuple[str, str]]:
        """The claims in which it answers: address and words."""
        report, text = self.answer.report.id, self.register.pack.text
        return [
            (reverse("evidence:claim", args=[report, each]), text(f"evidence.claims.{report}.{each}")) for each in self.answer.by
        ]

    @property
    def cited(self) -> Cited:
        """Where it was read, with the reasons as its note."""
        return cited(self.register.pack, self.answer.cite)


@dataclass(frozen=True)
class ClaimRow:
    """A claim with its marks, in words."""

    register: Register
    graded: GradedClaim

    @property
    def id(self) -> str:
        """Its id within the report."""
        return self.graded.claim.id

    @property
    def number(self) -> int:
        """Its number in the report."""
        return self.graded.claim.number

    @property
    def report(self) -> str:
        """The id of its report."""
        return self.graded.report.id

    @property
    def url(self) -> str:
        """Its own page."""
        return reverse("evidence:claim", args=[self.report, self.id])

    @property
    def says(self) -> str:
        """The claim, in our own words."""
        return words.says(self.register.pack, self.graded)

    @property
    def kind(self) -> str:
        """What kind of claim it is."""
        return KINDS[self.graded.claim.kind]

    @property
    def holds(self) -> str:
        """Whether it could be checked at all."""
        return shown(words.HOLDS[self.graded.claim.holds])

    @property
    def rests_on(self) -> str:
        """What the report itself names as its source."""
        return words.rests_on(self.register.pack, self.graded)

    @property
    def named(self) -> Tag | None:
        """Whether it names a source; nothing where none is needed."""
        return NAMED[self.graded.source_named]

    @property
    def details(self) -> str:
        """Whether it gives cases or figures."""
        return shown(words.DETAILS[self.graded.claim.case_details])

    @property
    def figure(self) -> str:
        """Whether it gives a figure, and whose."""
        return shown(words.figure_in_words(self.graded))

    @property
    def check(self) -> Tag | None:
        """What a check gives; nothing where nothing is named to check it against."""
        found = self.graded.checked
        return CHECKED[found.finding] if found else None

    @property
    def why(self) -> str:
        """Why the check gives that."""
        found = self.graded.checked
        if found is None:
            return shown(words.NO_CHECK)
        return answer_in_words(found.of_plan) if found.of_plan else all_said(found.told)

    @property
    def register_page(self) -> tuple[str, str] | None:
        """The page of the register that the check asks: address and words."""
        return page_of_check(self.register.pack, self.graded.claim.check)

    @property
    def answers(self) -> list[AnswerRow]:
        """Who answers it how."""
        return [AnswerRow(self.register, each) for each in self.graded.answers]

    @property
    def cited(self) -> Cited:
        """Where it was read."""
        return cited(self.register.pack, self.graded.claim.cite)


def page_of_check(pack: Pack, check: Check | None) -> tuple[str, str] | None:
    """The page of law or plan that a check asks, on the day of what it asks for; nothing for a published number."""
    if check is None:
        return None
    if check.law_claim and pack.law:
        day = next((each.made_on for each in pack.law.claims if each.id == check.law_claim), None)
        return f"{reverse('law:coverage')}{f'?on={day}' if day else ''}#claims", _("What the register of law says")
    if check.plan_claim and pack.plan:
        day = next((each.by for each in pack.plan.claims if each.id == check.plan_claim), None)
        return f"{reverse('plan:plan')}{f'?on={day}' if day else ''}#claims", _("What evidence of the plan says")
    if check.posts or check.funding:
        return reverse("plan:resources"), _("Posts and money of the plan")
    return None


def row_of(register: Register, report: str) -> ReportRow:
    """A report of the register in words."""
    return ReportRow(register, register.graded(report))


def all_rows(register: Register) -> list[ReportRow]:
    """Every report of the register, the newest first."""
    return [row_of(register, each.report.id) for each in reversed(register.reports.files)]


def ratings_by_year(rows: list[ReportRow]) -> list[tuple[int, list[ReportRow]]]:
    """The reports that give a rating, by year, the first year first."""
    found: dict[int, list[ReportRow]] = defaultdict(list)
    for row in rows:
        if row.rating:
            found[row.report.published_on.year].append(row)
    return sorted(found.items())
