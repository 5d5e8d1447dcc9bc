"""The screening app."""

from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    """Named as its folder."""

    name = "firmground_site.screening"
    label = "screening"
