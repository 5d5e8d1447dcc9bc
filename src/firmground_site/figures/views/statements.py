"""The pages of published statements, open to anybody: from a sentence to the query, the digest of the data and the reviewers."""

import datetime
import functools
from collections.abc import Callable
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from firmground.ledger.seal import seal_from_json
from firmground_site.access.permissions import Permission
from firmground_site.access.views import View, open_to_anyone
from firmground_site.figures import published
from firmground_site.figures.models import Publication
from firmground_site.figures.models.publication import FILES
from firmground_site.figures.published import Content, address, content_of
from firmground_site.packs.queries import text

BIG = ("html", "pdf", "markdown", "manifest", "signature", "public_key")
Shown = Callable[..., HttpResponse]


@open_to_anyone
@require_safe
def statements(request: HttpRequest) -> HttpResponse:
    """Every published statement, by year."""
    rows = Publication.objects.defer(*BIG)
    years = [(year, [(each, text(f"languages.{each.language}")) for each in of]) for year, of in groupby(rows, lambda x: x.year)]
    return render(
        request, "figures/statements/list.html", {"years": years, "may_draft": request.actor.may(Permission.STATEMENT_READ)}
    )


def of_publication(view: Shown) -> View:
    """Give a page its publication and what that says; there is no page for one that is not there."""

    @functools.wraps(view)
    def shown(request: HttpRequest, year: int, language: str, number: int, **more: Any) -> HttpResponse:
        rows = Publication.objects.defer(*(name for name in BIG if name != "manifest")).select_related("revises")
        found = rows.defer("revises__html", "revises__pdf").filter(year=year, language=language, number=number).first()
        if found is None:
            raise Http404
        return view(request, found, content_of(found), **more)

    return open_to_anyone(require_safe(shown))


def _context(found: Publication, content: Content, **more: Any) -> dict[str, Any]:
    newest = Publication.objects.filter(year=found.year, language=found.language).order_by("-number").values_list("number")[0][0]
    pages = {name: address(found, name) for name in ("statement", "record", "changes")}
    newest_url = address(Publication(year=found.year, language=found.language, number=newest))
    told = {"publication": found, "content": content, "pages": pages}
    return {**told, "newest": newest, "newest_url": newest_url, "language": text(f"languages.{found.language}"), **more}


@of_publication
def statement(request: HttpRequest, found: Publication, content: Content) -> HttpResponse:
    """One published statement. Each sentence leads to what it stands on."""
    sections = [
        (heading, [(each, address(found, "sentence", name=each["id"])) for each in sentences])
        for heading, sentences in published.sections_of(content)
    ]
    context = {
        "sections": sections,
        "key_figures": published.at_a_glance(content),
        "comparisons": published.comparisons_of(content),
        "tables": [(label, address(found, "figure", name=name)) for name, label in published.tables_of(content)],
        "files": [(name, address(found, "file", file=name)) for name in FILES],
    }
    return render(request, "figures/statements/statement.html", _context(found, content, **context))


@of_publication
def sentence(request: HttpRequest, found: Publication, content: Content, name: str) -> HttpResponse:
    """What one sentence stands on."""
    said = published.sentence_named(content, name)
    if said is None:
        raise Http404
    context = {
        "sentence": said,
        "quotes": published.quotes_of(found, content, said),
        "sources": published.sources_of(content, said["sources"]),
        "section": content["sections"].get(said["section"], ""),
    }
    return render(request, "figures/statements/sentence.html", _context(found, content, **context))


@of_publication
def figure(request: HttpRequest, found: Publication, content: Content, name: str) -> HttpResponse:
    """What one figure counts: its query, its period, its rule of disclosure, its table, and the digest of the data."""
    parts = published.parts_of(content, name)
    if not parts:
        raise Http404
    context = {
        "name": name,
        "label": content["labels"].get(name, name),
        "ratio": content["ratios"].get(name),
        "parts": parts,
        "quoted_in": [
            (each["text"], address(found, "sentence", name=each["id"]))
            for each in content["sentences"]
            if any(quote["asked"].partition(".")[0] == name for quote in each["quotes"])
        ],
    }
    return render(request, "figures/statements/figure.html", _context(found, content, **context))


@of_publication
def record(request: HttpRequest, found: Publication, content: Content) -> HttpResponse:
    """How a statement came to be published: its reviewers, the seal of the ledger, its signature, and how to check it."""
    told = content["publication"]
    context = {
        "reviewers": [{**each, "day": datetime.date.fromisoformat(each["reviewed_on"])} for each in told["reviewers"]],
        "seal": str(seal_from_json(told["seal"])) if told["seal"] else "",
        "files": [(name, address(found, "file", file=name)) for name in FILES],
    }
    return render(request, "figures/statements/record.html", _context(found, content, **context))


@of_publication
def changes(request: HttpRequest, found: Publication, content: Content) -> HttpResponse:
    """What a statement changes against the one before, with the causes."""
    before = found.revises
    context = {
        "before": before,
        "before_url": address(before) if before else "",
        "numbers": published.changes_of(content),
        "sentences": published.sentences_changed(content, content_of(before)) if before else [],
    }
    return render(request, "figures/statements/changes.html", _context(found, content, **context))


@open_to_anyone
@require_safe
def file(request: HttpRequest, year: int, language: str, number: int, file: str) -> HttpResponse:
    """One file of a statement, byte for byte as it was published."""
    found = Publication.objects.filter(year=year, language=language, number=number).first()
    if found is None or file not in FILES:
        raise Http404
    return HttpResponse(
        found.content(file),
        content_type=FILES[file][1],
        headers={"Content-Disposition": f'attachment; filename="{file}"'},
    )


ONE = "<int:year>/<slug:language>/<int:number>/"
urlpatterns = [
    path("", statements, name="statements"),
    path(ONE, statement, name="statement"),
    path(f"{ONE}sentences/<slug:name>/", sentence, name="sentence"),
    path(f"{ONE}figures/<slug:name>/", figure, name="figure"),
    path(f"{ONE}record/", record, name="record"),
    path(f"{ONE}changes/", changes, name="changes"),
    path(f"{ONE}files/<str:file>", file, name="file"),
]
