"""How the interface answers: JSON, never kept by a browser or a proxy, with refusals in sentences."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest, JsonResponse

PAGE = 100


def told(content: Mapping[str, Any]) -> JsonResponse:
    """An answer with this content."""
    return JsonResponse(content)


def refused(reasons: Sequence[str], *, status: int) -> JsonResponse:
    """A refusal: 400 for what the request lacks, 409 for what cannot be as things are."""
    return JsonResponse({"refused": list(reasons)}, status=status)


def page_of(request: HttpRequest, rows: QuerySet[Any], in_json: Callable[[Any], Mapping[str, Any]]) -> JsonResponse:
    """A page of a list, with how many there are and which page comes next (null on the last)."""
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    listed: list[Model] = list(page)
    following = page.next_page_number() if page.has_next() else None
    return told({"count": page.paginator.count, "next_page": following, "results": [in_json(each) for each in listed]})
