"""The addresses of pages."""

from django.urls import path

from firmground_site.pages import views
from firmground_site.pages.concerns import concern, concern_state
from firmground_site.pages.get_help import get_help
from firmground_site.pages.health import health

app_name = "pages"
urlpatterns = [
    path("", views.home, name="home"),
    path("help/", views.help_page, name="help"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("language/<slug:tag>/", views.language, name="language"),
    path("get-help/", get_help, name="get_help"),
    path("get-help/concern/", concern, name="concern"),
    path("get-help/concern/state/", concern_state, name="concern_state"),
    path("get-help/<str:language>/", get_help, name="get_help"),
    path("get-help/<str:language>/concern/", concern, name="concern"),
    path("get-help/<str:language>/concern/state/", concern_state, name="concern_state"),
    path("robots.txt", views.robots, name="robots"),
    path("health", health, name="health"),
]
