"""The addresses of figures."""

from django.urls import path

from firmground_site.figures import views

app_name = "figures"
urlpatterns = [
    path("", views.dashboard, name="dashboard"),
    path("extract/", views.extract, name="extract"),
    path("<int:year>/<slug:figure>.svg", views.chart, name="chart"),
    path("<int:year>/figures.csv", views.table, name="table"),
]
