"""The addresses of linkage."""

from firmground_site.linkage.views import lists, opened, overlaps, pairs, queue, samples

app_name = "linkage"
urlpatterns = [
    *queue.urlpatterns,
    *pairs.urlpatterns,
    *opened.urlpatterns,
    *lists.urlpatterns,
    *samples.urlpatterns,
    *overlaps.urlpatterns,
]
