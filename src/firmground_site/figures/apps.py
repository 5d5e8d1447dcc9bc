"""The figures app."""

from importlib import import_module

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    """Named as its folder."""

    name = "firmground_site.figures"
    label = "figures"

    def ready(self) -> None:
        """Register the events."""
        import_module("firmground_site.figures.events")
