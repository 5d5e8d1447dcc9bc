"""The pages of debriefing."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
