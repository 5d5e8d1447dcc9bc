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
    partnering,
    partners,
    prosecution,
    putting_forward,
    referral_steps,
    referrals,
    referring,
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
    *referrals.urlpatterns,
    *referring.urlpatterns,
    *referral_steps.urlpatterns,
    *putting_forward.urlpatterns,
    *partners.urlpatterns,
    *partnering.urlpatterns,
    *investigation.urlpatterns,
    *prosecution.urlpatterns,
    *measures.urlpatterns,
    *merging.urlpatterns,
]
