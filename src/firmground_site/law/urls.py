"""The addresses of law."""

from django.urls import path

from firmground_site.law.views import candidates, comparing, coverage, provisions

app_name = "law"
urlpatterns = [
    path("", provisions.provisions, name="provisions"),
    path("provisions/<slug:provision>/", provisions.provision, name="provision"),
    path("coverage/", coverage.coverage, name="coverage"),
    path("coverage.svg", coverage.picture, name="coverage_picture"),
    path("coverage.csv", coverage.table, name="coverage_table"),
    path("compare/", comparing.compare, name="compare"),
    path("candidates/", candidates.candidates, name="candidates"),
]
