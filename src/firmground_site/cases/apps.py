"""The cases app."""

from importlib import import_module

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Cases, consent, services, referrals, investigation and prosecution."""

    name = "firmground_site.cases"
    label = "cases"

    def ready(self) -> None:
        """Register the events, and what screening has to know."""
        import_module("firmground_site.cases.registration")
