"""The addresses of cases: each part has its own list."""

from firmground_site.cases.views import casefile, partnering, partners, putting_forward, referral_steps, referrals, referring

app_name = "cases"
urlpatterns = [
    *casefile.urlpatterns,
    *referrals.urlpatterns,
    *referring.urlpatterns,
    *referral_steps.urlpatterns,
    *putting_forward.urlpatterns,
    *partners.urlpatterns,
    *partnering.urlpatterns,
]
