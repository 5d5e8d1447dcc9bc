"""The addresses of figures."""

from django.urls import path

from firmground_site.figures.views import dashboard, screening_reports

app_name = "figures"
urlpatterns = [
    *screening_reports.urlpatterns,
    path("", dashboard.dashboard, name="dashboard"),
    path("extract/", dashboard.extract, name="extract"),
    path("<int:year>/<slug:figure>.svg", dashboard.chart, name="chart"),
    path("<int:year>/figures.csv", dashboard.table, name="table"),
]
