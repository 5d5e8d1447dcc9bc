"""The addresses of the pages about phones and about what they sent that waits."""

from firmground_site.devices.views import devices, held, preparing, refused

app_name = "devices"
urlpatterns = [*held.urlpatterns, *preparing.urlpatterns, *devices.urlpatterns, *refused.urlpatterns]
