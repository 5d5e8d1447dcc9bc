"""The plan app."""

from importlib import import_module

from django.apps import AppConfig


class PlanConfig(AppConfig):
    """Named as its folder."""

    name = "firmground_site.plan"
    label = "plan"

    def ready(self) -> None:
        """Register the events."""
        import_module("firmground_site.plan.events")
