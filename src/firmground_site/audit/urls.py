"""The addresses of the ledger."""

from django.urls import path

from firmground_site.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.entries, name="entries"),
    path("seals", views.seals, name="seals"),
    path("seals/new", views.seal_now, name="seal_now"),
    path("seals/<str:at>", views.seal, name="seal"),
    path("seals/<str:at>/paper", views.seal_paper, name="seal_paper"),
    path("export", views.export, name="export"),
    path("<slug:stream>/<int:number>", views.entry, name="entry"),
]
