"""The pages of deciding."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
