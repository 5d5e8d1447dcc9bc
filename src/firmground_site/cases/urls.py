"""The addresses of cases: each part has its own list."""

from firmground_site.cases.views import casefile, investigation, measures, merging, prosecution

app_name = "cases"
urlpatterns = [
    *casefile.urlpatterns,
    *investigation.urlpatterns,
    *prosecution.urlpatterns,
    *measures.urlpatterns,
    *merging.urlpatterns,
]
