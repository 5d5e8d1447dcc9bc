"""The addresses of the phone: its own pages, and what it calls."""

from firmground_site.devices.views import changes, definitions, enrol, entries, leaving, shell

app_name = "phone"
urlpatterns = [
    *shell.urlpatterns,
    *enrol.urlpatterns,
    *entries.urlpatterns,
    *changes.urlpatterns,
    *leaving.urlpatterns,
    *definitions.urlpatterns,
]
