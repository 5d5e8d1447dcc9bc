"""The pages of lawful exceptions: recording one with its reasons, and ending it; and leaving somebody without a name."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from firmground.errors import NotInForce
from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.audit.actions import Refused
from firmground_site.cases.actions.excepting import end_exemption, record_exemption
from firmground_site.cases.actions.unnaming import leave_unnamed
from firmground_site.cases.answered import answers_of, exemptions_standing
from firmground_site.cases.forms.excepting import EmptyForm, ExemptionForm, UnnamingForm
from firmground_site.cases.models import Exemption
from firmground_site.cases.parties import party_name
from firmground_site.cases.unnaming import has_no_identity, what_needs_identity
from firmground_site.cases.views.whose import Rows, answer_about, of_person
from firmground_site.packs.queries import casework, text, today
from firmground_site.screening.models import Person
from firmground_site.screening.views.one_identification import sent


@never_cache
@requires(Permission.CONSENT_RECORD)
@require_http_methods(["GET", "HEAD", "POST"])
@of_person
def record(request: HttpRequest, *, person: Person, exception: str) -> HttpResponse:
    """Record that the law lets something be told without consent, and why."""
    try:
        ground = casework().exception(exception, on=today())
    except NotInForce as error:
        raise Http404 from error
    begun = {"version": answers_of(person).version, "from_on": today()}
    form = ExemptionForm(sent(request), initial=begun, exception=ground)

    def act(form: ExemptionForm) -> Exemption:
        return record_exemption(person=person, version=form.cleaned_data["version"], ground=form.ground(), by=request.actor)

    def is_done(form: ExemptionForm) -> bool:
        last, given = person.exemptions.order_by("-recorded_at").first(), form.ground()
        same = last is not None and last.recorded_by_id == request.actor.member_id
        return same and (last.exception, last.recipient, last.reasons) == (exception, given.recipient, given.reasons.strip())

    words = {
        "title": _("Exception: {exception}").format(exception=text(f"casework.exceptions.{exception}")),
        "lead": _(
            "{section}. Ask the person first wherever that is possible and safe. An exception lets out only what is needed, and "
            "it is recorded with your name."
        ).format(section=ground.section),
        "button": _("Record the exception"),
    }
    return answer_about(
        request, form, act=act, done=_("The exception is recorded."), back=_back(person), words=words,
        recorded_now=lambda: _recorded_now(person), is_done=is_done,
    )  # fmt: skip


@never_cache
@requires(Permission.CONSENT_RECORD)
@require_http_methods(["GET", "HEAD", "POST"])
@of_person
def end(request: HttpRequest, *, person: Person, exemption_id: UUID) -> HttpResponse:
    """End an exception: what rests on it and on nothing else is closed."""
    found = get_object_or_404(person.exemptions, pk=exemption_id)
    if request.method != "POST" and found.ended_at is not None:
        raise Refused(_("This exception was ended already."))
    words = {
        "title": _("End an exception"),
        "lead": _("{exception}, {recipient}. Sharings and referrals that rest on it and on nothing else end at once.").format(
            exception=text(f"casework.exceptions.{found.exception}"), recipient=party_name(found.recipient)
        ),
        "button": _("End the exception"),
    }
    return answer_about(
        request, EmptyForm(sent(request)), act=lambda _: end_exemption(exemption=found, by=request.actor),
        done=_("The exception is ended."), back=_back(person), words=words,
    )  # fmt: skip


@never_cache
@requires(Permission.CONSENT_RECORD)
@require_http_methods(["GET", "HEAD", "POST"])
@of_person
def unname(request: HttpRequest, *, person: Person) -> HttpResponse:
    """Leave a record without identity, for an adult who wants no help and no referral."""
    if request.method != "POST" and (has_no_identity(person) or what_needs_identity(person)):
        raise Refused(*(what_needs_identity(person) or [_("This record holds no name, paper or phone.")]))
    form = UnnamingForm(sent(request), initial={"version": answers_of(person).version})

    def act(form: UnnamingForm) -> Person:
        return leave_unnamed(person=person, version=form.cleaned_data["version"], by=request.actor)

    words = {
        "title": _("Leave a record without a name"),
        "lead": _(
            "Name, what they want to be called, paper, phone and all notes are emptied for good, in second records too, "
            "and the file says so. What can be counted stays. Nobody can undo this, and nobody can find the person by this "
            "record any more."
        ),
        "button": _("Leave it without a name"),
    }
    done = _("The record holds no name any more.")
    return answer_about(
        request, form, act=act, done=done, back=_back(person), words=words, recorded_now=lambda: _recorded_now(person)
    )


def _back(person: Person) -> str:
    return reverse("cases:consent", args=[person.pk])


def _recorded_now(person: Person) -> Rows:
    """The exceptions as they are recorded now, as labels and words."""
    return [(text(f"casework.exceptions.{each.exception}"), _stands(each)) for each in exemptions_standing(person)] or [
        (_("Answers and exceptions"), _("Something was recorded since you opened this."))
    ]


def _stands(exemption: Exemption) -> str:
    words = _("{recipient}, ended") if exemption.ended_at else _("{recipient}, in force")
    return words.format(recipient=party_name(exemption.recipient))


urlpatterns = [
    path("people/<uuid:person_id>/consent/exceptions/<slug:exception>/", record, name="exemption_record"),
    path("people/<uuid:person_id>/consent/<uuid:exemption_id>/end/", end, name="exemption_end"),
    path("people/<uuid:person_id>/consent/without-a-name/", unname, name="leave_unnamed"),
]
