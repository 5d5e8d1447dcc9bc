"""Every address of the site, one line for each part."""

from django.urls import include, path

handler500 = "firmground_site.design.views.fault"
urlpatterns = [
    path("", include("firmground_site.pages.urls")),
    path("design/", include("firmground_site.design.urls")),
    path("account/", include("firmground_site.members.account_urls")),
    path("members/", include("firmground_site.members.urls")),
    path("ledger/", include("firmground_site.audit.urls")),
    path("law/", include("firmground_site.law.urls")),
    path("plan/", include("firmground_site.plan.urls")),
    path("evidence/", include("firmground_site.evidence.urls")),
    path("screening/", include("firmground_site.screening.urls")),
    path("cases/", include("firmground_site.cases.urls")),
    path("phone/", include("firmground_site.devices.phone_urls")),
    path("devices/", include("firmground_site.devices.urls")),
    path("linkage/", include("firmground_site.linkage.urls")),
    path("api/", include("firmground_site.api.urls")),
    path("figures/", include("firmground_site.figures.urls")),
    path("statements/", include("firmground_site.figures.statement_urls")),
]
