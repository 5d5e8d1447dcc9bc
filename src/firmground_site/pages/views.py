"""Home, help and privacy."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from firmground_site.access.views import open_to_anyone, open_to_members


@open_to_members
def home(request: HttpRequest) -> HttpResponse:
    """What awaits the member."""
    return render(request, "design/base.html")


@open_to_anyone
def help_page(request: HttpRequest) -> HttpResponse:
    """Help."""
    return render(request, "design/base.html")


@open_to_anyone
def privacy(request: HttpRequest) -> HttpResponse:
    """Privacy."""
    return render(request, "design/base.html")
