"""The addresses of cases: each part has its own list."""

from firmground_site.cases.views import casefile

app_name = "cases"
urlpatterns = [
    *casefile.urlpatterns,
]
