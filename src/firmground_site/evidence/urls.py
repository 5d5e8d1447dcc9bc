"""The addresses of the register: each part has its own list."""

from firmground_site.evidence.views import imports, parts, public, replies, tables, work

app_name = "evidence"
urlpatterns = [
    *public.urlpatterns,
    *tables.urlpatterns,
    *work.urlpatterns,
    *imports.urlpatterns,
    *parts.urlpatterns,
    *replies.urlpatterns,
]
