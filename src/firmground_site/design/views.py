"""The gallery of components, and what is shown when nothing else can be. No view here reads the database."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from firmground_site.design.gallery import sample


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component with sample content; ``?dir=rtl`` turns the page round."""
    direction = "rtl" if request.GET.get("dir") == "rtl" else "ltr"
    navigation = [{"text": "Gallery", "url": "?", "active": True}, {"text": "Right to left", "url": "?dir=rtl", "active": False}]
    return render(request, "design/gallery.html", sample() | {"dir": direction, "navigation": navigation})
