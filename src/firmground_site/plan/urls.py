"""The addresses of the plan: each part has its own list."""

from firmground_site.plan.views import measure, proposals, public, reports, work

app_name = "plan"
urlpatterns = [
    *public.urlpatterns,
    *measure.urlpatterns,
    *work.urlpatterns,
    *reports.urlpatterns,
    *proposals.urlpatterns,
]
