"""The addresses of pages."""

from django.urls import path

from firmground_site.pages import views

app_name = "pages"
urlpatterns = [path("", views.home, name="home"), path("help/", views.help_page, name="help"), path("privacy/", views.privacy, name="privacy")]
