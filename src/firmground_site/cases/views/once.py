"""A form for a new record of a case: whoever sends it twice is led on, and nothing is recorded a second time."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from firmground_site.cases.forms.once import OnceForm
from firmground_site.cases.models import Case
from firmground_site.cases.views.one_case import answer


def record_once(
    request: HttpRequest,
    case: Case,
    form: OnceForm,
    *,
    model: type[Model],
    act: Callable[[Any], Any],
    title: str,
    lead: str,
    button: str,
    done: str,
    back: str,
    **options: Any,
) -> HttpResponse:
    """Show a form for a new record, or record it and lead back; what is recorded under its key already is not again."""
    if request.method == "POST" and _is_recorded(model, form.data.get("key", "")):
        messages.success(request, done)
        return redirect(back)
    return answer(request, case, form, act=act, title=title, lead=lead, button=button, done=done, back=back, **options)


def _is_recorded(model: type[Model], key: str) -> bool:
    try:
        return model._default_manager.filter(pk=UUID(key)).exists()
    except ValueError:
        return False
