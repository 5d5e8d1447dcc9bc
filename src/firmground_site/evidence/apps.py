"""The evidence app."""

from importlib import import_module

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """Named as its folder."""

    name = "firmground_site.evidence"
    label = "evidence"

    def ready(self) -> None:
        """Register the events."""
        import_module("firmground_site.evidence.events")
