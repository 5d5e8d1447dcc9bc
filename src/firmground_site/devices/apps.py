"""The devices app."""

from importlib import import_module

from django.apps import AppConfig


class DevicesConfig(AppConfig):
    """Enrolled phones, the keys to which they seal, what they sent, and what was prepared for them."""

    name = "firmground_site.devices"
    label = "devices"

    def ready(self) -> None:
        """Register the events, and what screening has to know."""
        import_module("firmground_site.devices.registration")
