"""The addresses of cases: each part has its own list."""

from firmground_site.cases.views import (
    casefile,
    consent,
    consent_of_case,
    consent_sheet,
    excepting,
    exporting,
    file_sharing,
    notices,
)

app_name = "cases"
urlpatterns = [
    *casefile.urlpatterns,
    *consent.urlpatterns,
    *consent_of_case.urlpatterns,
    *consent_sheet.urlpatterns,
    *excepting.urlpatterns,
    *exporting.urlpatterns,
    *file_sharing.urlpatterns,
    *notices.urlpatterns,
]
