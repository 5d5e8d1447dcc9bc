"""The pages of a person's consent: how their answers stand, an answer to record, and a withdrawal that closes every outlet."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from firmground.packs.casework_entries import Purpose
from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.audit.actions import Refused
from firmground_site.cases.actions.consenting import record_answer, withdraw_consent
from firmground_site.cases.answered import STANDS, answers_of, exemptions_standing, standing, standings
from firmground_site.cases.answers import purpose_named
from firmground_site.cases.consent_in_words import by_purpose, disclosure_in_words, exceptions_today, exemption_in_words
from firmground_site.cases.forms.consent import AnswerForm, WithdrawalForm
from firmground_site.cases.models import Consent
from firmground_site.cases.parties import party_name
from firmground_site.cases.queries import cases_visible_to
from firmground_site.cases.unnaming import has_no_identity, what_needs_identity
from firmground_site.cases.views.one_case import called
from firmground_site.cases.views.whose import Rows, answer_about, of_person
from firmground_site.packs.queries import text, today
from firmground_site.screening.models import Person
from firmground_site.screening.queries import people_visible_to
from firmground_site.screening.views.one_identification import sent

MOST = 100


@never_cache
@requires(Permission.CARE_READ)
@require_safe
@of_person
def consent(request: HttpRequest, *, person: Person) -> HttpResponse:
    """What a person answered, purpose by purpose; the lawful exceptions; and who was told what, when, on which basis."""
    told = person.disclosures.select_related("told_by", "consent", "exemption")[:MOST]
    recording = request.actor.may(Permission.CONSENT_RECORD)
    context = {
        "person": person,
        "called": called(person, request.actor),
        "back": _way_back(person, request.actor),
        "purposes": by_purpose(standings(person)),
        "exemptions": [exemption_in_words(each) for each in exemptions_standing(person)],
        "exceptions": exceptions_today(),
        "told": [disclosure_in_words(each) for each in told],
        "may_record": recording,
        "may_share": request.actor.may(Permission.PERSON_SHARE),
        "may_export": request.actor.may(Permission.CASE_EXPORT),
        "is_unnamed": has_no_identity(person),
        "can_be_unnamed": recording and not has_no_identity(person) and not what_needs_identity(person),
    }
    return render(request, "cases/consent.html", context)


def _way_back(person: Person, actor: Actor) -> tuple[str, str]:
    """The address and name of what lies above: the person's file where the actor may open it, else the case they share."""
    if people_visible_to(actor).filter(pk=person.pk).exists():
        return reverse("screening:person", args=[person.pk]), _("The person’s file")
    case = cases_visible_to(actor).filter(involvements__person=person).order_by("closed_at", "opened_at")[0]
    return reverse("cases:case_consent", args=[case.pk]), str(case)


@never_cache
@requires(Permission.CONSENT_RECORD)
@require_http_methods(["GET", "HEAD", "POST"])
@of_person
def record(request: HttpRequest, *, person: Person, purpose: str) -> HttpResponse:
    """Record what a person answered for one purpose."""
    asked = purpose_or_404(purpose)
    begun = {"version": answers_of(person).version, "from_on": today(), "language": person.language}
    form = AnswerForm(sent(request), initial=begun, purpose=asked, person=person)

    def act(form: AnswerForm) -> Consent:
        return record_answer(person=person, version=form.cleaned_data["version"], answer=form.answer(), by=request.actor)

    def is_done(form: AnswerForm) -> bool:
        last = person.consents.order_by("-recorded_at").first()
        return last is not None and last.recorded_by_id == request.actor.member_id and _says_the_same(last, form)

    words = {
        "title": _("What did they answer: {purpose}?").format(purpose=_lower(text(f"casework.purposes.{asked.id}"))),
        "lead": _(
            "Read the sheet to the person first. An answer takes the place of the one before. A no closes at once what was "
            "open on a yes."
        ),
        "button": _("Record the answer"),
    }
    return answer_about(
        request, form, act=act, done=_("The answer is recorded."), back=_back(person), words=words,
        recorded_now=lambda: _recorded_now(person), is_done=is_done,
    )  # fmt: skip


@never_cache
@requires(Permission.CONSENT_RECORD)
@require_http_methods(["GET", "HEAD", "POST"])
@of_person
def withdraw(request: HttpRequest, *, person: Person, consent_id: UUID) -> HttpResponse:
    """Record that a person took back what they agreed to."""
    found = get_object_or_404(person.consents, pk=consent_id)
    now = standing(person, found.purpose, found.recipient)
    if request.method != "POST" and not (now.can_be_withdrawn and now.consent == found):
        raise Refused(_("There is nothing to withdraw any more. Go back and look at how their answers stand now."))
    form = WithdrawalForm(sent(request), initial={"on": today()})

    def act(form: WithdrawalForm) -> Consent:
        current = Consent.objects.get(pk=found.pk)
        if current.withdrawn_by_id == request.actor.member_id and current.withdrawal_words == form.in_words().strip():
            return current  # sent twice
        given = {"on": form.cleaned_data["on"], "words": form.in_words()}
        return withdraw_consent(consent=found, by=request.actor, **given)

    words = {
        "title": _("Record a withdrawal"),
        "lead": _(
            "{purpose}. Sharings on this consent end at once, referrals on it that still run are revoked, and whoever was told "
            "something gets a notice to answer."
        ).format(purpose=_asked(found)),
        "button": _("Record the withdrawal"),
    }
    done = _("The withdrawal is recorded. Whoever was told has a notice to answer.")
    return answer_about(request, form, act=act, done=done, back=_back(person), words=words)


def purpose_or_404(name: str) -> Purpose:
    """The purpose of an address."""
    try:
        return purpose_named(name)
    except Refused as refused:
        raise Http404 from refused


def _back(person: Person) -> str:
    return reverse("cases:consent", args=[person.pk])


def _asked(consent: Consent) -> str:
    """For what a person was asked, and who would be told."""
    purpose = text(f"casework.purposes.{consent.purpose}")
    if not consent.recipient:
        return purpose
    return _("{purpose} by {recipient}").format(purpose=purpose, recipient=party_name(consent.recipient))


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _recorded_now(person: Person) -> Rows:
    """How the answers stand now, as labels and words."""
    return [
        (f"{text(f'casework.purposes.{each.purpose.id}')} {party_name(each.recipient)}".strip(), STANDS[each.stands][0])
        for each in standings(person)
    ]


def _says_the_same(last: Consent, form: AnswerForm) -> bool:
    answer = form.answer()
    given = (answer.purpose, answer.recipient, answer.agreed, answer.from_on, answer.until_on, answer.evidence.strip())
    return given == (last.purpose, last.recipient, last.given, last.from_on, last.until_on, last.evidence)


urlpatterns = [
    path("people/<uuid:person_id>/consent/", consent, name="consent"),
    path("people/<uuid:person_id>/consent/record/<slug:purpose>/", record, name="consent_record"),
    path("people/<uuid:person_id>/consent/<uuid:consent_id>/withdraw/", withdraw, name="consent_withdraw"),
]
