"""The pages of the steps of a referral: one form each, made alike. What is sent is for the action to refuse."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.cases.actions import answering
from firmground_site.cases.actions.putting_forward import take_person_back
from firmground_site.cases.actions.referring import revoke_referral
from firmground_site.cases.forms import referring as forms
from firmground_site.cases.models import Referral
from firmground_site.cases.queries import parties_of
from firmground_site.cases.referral_words import can_happen
from firmground_site.cases.views.one_referral import View, answer, of_referral
from firmground_site.screening.forms.versioned import VersionedForm
from firmground_site.screening.views.one_identification import sent


@dataclass(frozen=True)
class Step:
    """A step that a party takes: its event, its page, and the action behind it. ``by_sender`` says whose it is."""

    event: str
    name: str
    title: str
    lead: str
    button: str
    done: str
    form: type[VersionedForm]
    act: Callable[..., Any]
    kind: str = "secondary"
    by_sender: bool = False

    def may_be_taken(self, referral: Referral, actor: Actor) -> bool:
        """Whether the actor could take it now."""
        party = referral.from_party if self.by_sender else referral.to_party
        permissions = (_revoking(referral),) if self.by_sender else (Permission.REFERRAL_ANSWER,)
        ours = party in parties_of(actor) and all(actor.may(each) for each in permissions)
        return ours and can_happen(referral, self.event)


def _revoking(referral: Referral) -> Permission:
    return Permission.PERSON_PUT_FORWARD if referral.is_put_forward else Permission.REFERRAL_SEND


def _revoke(*, referral: Referral, **given: Any) -> Referral:
    taken: Referral = (take_person_back if referral.is_put_forward else revoke_referral)(referral=referral, **given)
    return taken


STEPS = (
    Step(
        "received",
        "receive_referral",
        gettext_lazy("Confirm that it came"),
        gettext_lazy("Whoever sent it sees that it came, and waits for your answer."),
        gettext_lazy("Confirm"),
        gettext_lazy("Whoever sent it knows now that it came."),
        forms.ReceiptForm,
        answering.receive_referral,
    ),
    Step(
        "accepted",
        "accept_referral",
        gettext_lazy("Accept"),
        gettext_lazy("Whoever sent it counts on you from now on."),
        gettext_lazy("Accept"),
        gettext_lazy("It is accepted. Say here what became of it when it is done."),
        forms.AcceptanceForm,
        answering.accept_referral,
        kind="",
    ),
    Step(
        "refused",
        "refuse_referral",
        gettext_lazy("Refuse"),
        gettext_lazy("Whoever sent it reads why, and can turn to somebody else."),
        gettext_lazy("Refuse"),
        gettext_lazy("It is refused. Whoever sent it can read why."),
        forms.RefusalForm,
        answering.refuse_referral,
    ),
    Step(
        "answered",
        "answer_referral",
        gettext_lazy("Send word back"),
        gettext_lazy("Say how it goes, or ask for what you need."),
        gettext_lazy("Send"),
        gettext_lazy("Your words are sent."),
        forms.WordForm,
        answering.answer_referral,
    ),
    Step(
        "done",
        "finish_referral",
        gettext_lazy("Say what became of it"),
        gettext_lazy("This ends the referral. What it gave you to read ends with it."),
        gettext_lazy("Record this"),
        gettext_lazy("Whoever sent it can read what became of it."),
        forms.EndForm,
        answering.finish_referral,
        kind="",
    ),
    Step(
        "revoked",
        "revoke_referral",
        gettext_lazy("Revoke"),
        gettext_lazy("The other side reads why. What this gave them to read ends at once."),
        gettext_lazy("Revoke"),
        gettext_lazy("It is revoked."),
        forms.RevocationForm,
        _revoke,
        by_sender=True,
    ),
)


def page_of(step: Step) -> View:
    """The page of a step. What whoever sent it does needs other rights than what whoever received it does."""
    permission = Permission.REFERRAL_READ if step.by_sender else Permission.REFERRAL_ANSWER

    @never_cache
    @requires(permission)
    @require_http_methods(["GET", "HEAD", "POST"])
    @of_referral
    def take(request: HttpRequest, *, referral: Referral) -> HttpResponse:
        if request.method != "POST" and not step.may_be_taken(referral, request.actor):
            messages.info(request, _("“{title}” cannot be done now. This page says where things stand.").format(title=step.title))
            return redirect("cases:referral", referral.pk)
        form = step.form(sent(request), initial={"version": referral.version})

        def act(form: Any) -> Any:
            return step.act(referral=referral, by=request.actor, **form.cleaned_data)

        shown = {name: getattr(step, name) for name in ("title", "lead", "button", "done")}
        return answer(request, referral, form, event=step.event, act=act, **shown)

    return take


urlpatterns = [path(f"referrals/<uuid:referral_id>/{each.event}/", page_of(each), name=each.name) for each in STEPS]
