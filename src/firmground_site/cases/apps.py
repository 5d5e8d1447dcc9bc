"""The cases app."""

import importlib

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Cases, consent, services, referrals, investigation and prosecution."""

    name = "firmground_site.cases"
    label = "cases"

    def ready(self) -> None:
        """Have what is told of a person here erased with them."""
        importlib.import_module("firmground_site.cases.erasing")
