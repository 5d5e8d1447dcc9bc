"""The pages of recording."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
