"""The figures app."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    """Named as its folder."""

    name = "firmground_site.figures"
    label = "figures"
