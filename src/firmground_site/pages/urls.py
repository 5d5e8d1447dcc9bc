"""The addresses of pages."""

from django.urls import path

from firmground_site.pages import views
from firmground_site.pages.health import health

app_name = "pages"
urlpatterns = [
    path("", views.home, name="home"),
    path("help/", views.help_page, name="help"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("language/<slug:tag>/", views.language, name="language"),
    path("robots.txt", views.robots, name="robots"),
    path("health", health, name="health"),
]
