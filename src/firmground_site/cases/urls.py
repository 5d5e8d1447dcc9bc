"""The addresses of cases: each part has its own list."""

from firmground_site.cases.views import care, casefile, casework, involving, opening, safe_place, team

app_name = "cases"
urlpatterns = [
    *casefile.urlpatterns,
    *opening.urlpatterns,
    *casework.urlpatterns,
    *involving.urlpatterns,
    *team.urlpatterns,
    *care.urlpatterns,
    *safe_place.urlpatterns,
]
