"""The addresses of the interface, by version."""

from django.urls import include, path

from firmground_site.api.v1 import referral, referrals, told

app_name = "api"
urlpatterns = [path("v1/", include([*referrals.urlpatterns, *referral.urlpatterns, *told.urlpatterns]))]
