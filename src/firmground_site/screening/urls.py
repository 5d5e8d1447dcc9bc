"""The addresses of screening: each part has its own list."""

from firmground_site.screening.views import (
    alone,
    asking,
    crosswalk,
    debriefing,
    deciding,
    paper,
    people,
    provisions,
    recording,
    work,
)

app_name = "screening"
urlpatterns = [
    *alone.urlpatterns,
    *asking.urlpatterns,
    *recording.urlpatterns,
    *paper.urlpatterns,
    *debriefing.urlpatterns,
    *deciding.urlpatterns,
    *provisions.urlpatterns,
    *people.urlpatterns,
    *work.urlpatterns,
    *crosswalk.urlpatterns,
]
