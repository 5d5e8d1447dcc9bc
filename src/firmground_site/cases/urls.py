"""The addresses of cases: each part has its own list."""

from firmground_site.cases.views import (
    care,
    casefile,
    casework,
    investigation,
    involving,
    measures,
    merging,
    opening,
    prosecution,
    safe_place,
    team,
)

app_name = "cases"
urlpatterns = [
    *casefile.urlpatterns,
    *opening.urlpatterns,
    *casework.urlpatterns,
    *involving.urlpatterns,
    *team.urlpatterns,
    *care.urlpatterns,
    *safe_place.urlpatterns,
    *investigation.urlpatterns,
    *prosecution.urlpatterns,
    *measures.urlpatterns,
    *merging.urlpatterns,
]
