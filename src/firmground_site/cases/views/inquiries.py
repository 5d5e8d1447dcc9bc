"""Lines of inquiry: begun with a question, ended with a result."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.cases.actions import investigating as actions
from firmground_site.cases.forms.investigation import InquiryForm, InquiryResultForm
from firmground_site.cases.models import Case, Inquiry
from firmground_site.cases.views.once import record_once
from firmground_site.cases.views.one_case import answer, of_case
from firmground_site.packs.queries import text, today
from firmground_site.screening.views.one_identification import says_the_same, sent

WORK = (Permission.CASE_READ, Permission.INVESTIGATION_READ, Permission.INVESTIGATION_WORK)


@never_cache
@requires(*WORK)
@require_http_methods(["GET", "HEAD", "POST"])
@of_case
def begin_inquiry(request: HttpRequest, *, case: Case) -> HttpResponse:
    """Begin a line of inquiry."""
    return record_once(
        request,
        case,
        InquiryForm(sent(request), initial={"from_on": today()}),
        model=Inquiry,
        act=lambda given: actions.begin_inquiry(case=case, by=request.actor, **given.cleaned_data),
        title=_("Begin a line of inquiry"),
        lead=_("One question that can be answered. It ends with a result, also when nothing is found."),
        button=_("Begin this line of inquiry"),
        done=_("The line of inquiry is recorded."),
        back=reverse("cases:investigation", args=[case.pk]),
    )


@never_cache
@requires(*WORK)
@require_http_methods(["GET", "HEAD", "POST"])
@of_case
def end_inquiry(request: HttpRequest, *, case: Case, inquiry_id: UUID) -> HttpResponse:
    """End a line of inquiry with its result."""
    inquiry = get_object_or_404(case.inquiries, pk=inquiry_id)
    form = InquiryResultForm(sent(request), initial={"version": inquiry.version})
    return answer(
        request,
        case,
        form,
        act=lambda given: actions.end_inquiry(inquiry=inquiry, by=request.actor, **given.cleaned_data),
        title=_("End a line of inquiry"),
        lead=inquiry.question,
        button=_("End this line of inquiry"),
        done=_("The line of inquiry has ended."),
        back=reverse("cases:investigation", args=[case.pk]),
        recorded_now=_recorded_now,
        is_done=lambda now: says_the_same(
            now,
            now.ended_by_id,
            request.actor,
            {"result": form.cleaned_data["result"], "result_words": form.cleaned_data["words"]},
        ),
    )


def _recorded_now(inquiry: Inquiry) -> list[tuple[str, str]]:
    ended = text(f"codes.inquiry_results.{inquiry.result}") if inquiry.result else _("Not yet")
    return [(_("What is looked into?"), inquiry.question), (_("Ended"), ended), (_("What was found"), inquiry.result_words)]


urlpatterns = [
    path("<uuid:case_id>/inquiries/begin/", begin_inquiry, name="begin_inquiry"),
    path("<uuid:case_id>/inquiries/<uuid:inquiry_id>/end/", end_inquiry, name="end_inquiry"),
]
